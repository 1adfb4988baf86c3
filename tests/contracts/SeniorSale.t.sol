// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEnforcementDesk} from "../../contracts/interfaces/IEnforcementDesk.sol";
import {IPledgeRegistry as I} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {Matters} from "../../contracts/libraries/Matters.sol";
import {CertificateId, Ids, OrgId, PartyId, PledgeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {DefaultGround, Enforcing, Preparation, RIGHT_OPERATE} from "../../contracts/types/Words.sol";
import {PledgedLife} from "./PledgedLife.sol";

/// Whose consent a sale takes while a pledge on the unit is in enforcement: of the one that is, and of all before it; never of those
/// behind (Civil Code art. 414 by art. 446). Each sale is a whole proceeding at the desk of transfers.
contract SeniorSaleTest is PledgedLife {
    using Ids for OrgId;

    CertificateId private _code;
    PartyId private _buyer = Ids.party(KEYLESS_HOLDER);
    /// Ranks 1 to 3, of BANK, OTHER_BANK and BANK.
    PledgeId private _first;
    PledgeId private _second;
    PledgeId private _third;

    function setUp() public override {
        super.setUp();
        _code = _certified("sold");
        _first = _pledge(_code, "first");
        _second = _pledgeElsewhere(_code, "second");
        _third = _pledge(_code, "third");
    }

    function _bankOf(PledgeId id) private view returns (address account, OrgId org) {
        bool other = PledgeId.unwrap(id) == PledgeId.unwrap(_second);
        return other ? (otherBanker, OTHER_BANK) : (banker, BANK);
    }

    function _default(PledgeId id) private {
        (address account,) = _bankOf(id);
        vm.prank(account);
        enforcement.declareDefault(IEnforcementDesk.LoanDefault(id, 0, DefaultGround.PAYMENT, PERSON, DOCUMENT, DOCUMENT));
    }

    function _enforce(PledgeId id) private {
        _default(id);
        (address account,) = _bankOf(id);
        vm.prank(account);
        enforcement.enforce(IEnforcementDesk.LoanEnforcement(id, 0, Enforcing.AUCTION, PERSON, DOCUMENT, DOCUMENT));
    }

    function _suspend(PledgeId id, bool suspended) private {
        IEnforcementDesk.LoanSuspension memory item =
            IEnforcementDesk.LoanSuspension(id, _headOf(id), suspended, AUTHORITY_ONE, 2, PERSON, DOCUMENT);
        bytes32 items = keccak256(abi.encode(item));
        Preparation memory preparation = _prepared(CLERK_KEY, address(enforcement), Kinds.LOAN_SUSPENDED, items);
        vm.prank(approver);
        enforcement.suspend(item, preparation);
    }

    function _matter() private view returns (bytes32) {
        return Matters.transfer(_code, holderParty, RIGHT_OPERATE, _buyer);
    }

    function _agree(PledgeId id) private {
        (address account, OrgId org) = _bankOf(id);
        _consent(account, id, org.party(), _matter());
    }

    function _sell() private returns (CertificateId) {
        return this.transferWhole(_code, holderParty, _buyer, 7);
    }

    function _refusesSelling(PledgeId missing) private {
        (, OrgId org) = _bankOf(missing);
        vm.expectRevert(abi.encodeWithSelector(I.ConsentMissing.selector, missing, org.party(), _matter()));
        this.transferWhole(_code, holderParty, _buyer, 7);
    }

    function _until(PledgeId id) private view returns (uint256) {
        (, OrgId org) = _bankOf(id);
        return pledges.consentUntil(id, org.party(), _matter());
    }

    function _requireLien(PledgeId id, CertificateId code, uint16 rank) private view {
        I.Collateral memory unit = pledges.collateralOf(id)[0];
        vm.assertEq(CertificateId.unwrap(unit.code), CertificateId.unwrap(code), "under the buyer's certificate");
        vm.assertEq(PartyId.unwrap(unit.holder), PartyId.unwrap(_buyer), "on the buyer's right");
        vm.assertEq(unit.rank, rank, "with the rank that it had");
        vm.assertTrue(unit.live, "in force");
    }

    function test_sale_aJuniorThatKeepsSilentHoldsNobodyUp_andItsLienGoesAlong() public {
        _enforce(_first);
        _agree(_first);
        CertificateId next = _sell();
        _requireLien(_first, next, 1);
        _requireLien(_second, next, 2);
        _requireLien(_third, next, 3);
        vm.assertEq(pledges.encumbranceWord(next, _buyer, RIGHT_OPERATE), 0x030003, "three liens, three ranks");
        vm.assertEq(_until(_first), 0, "the senior's consent is used up");
        _audit();
    }

    function test_sale_theShareOfAJuniorThatKeptSilentComesByItsRank() public {
        _enforce(_first);
        _agree(_first);
        _sell();
        IEnforcementDesk.Realisation memory item =
            IEnforcementDesk.Realisation(_first, 0, 0, 1_000, 0, 0, 0, _shares(_first, _third), PERSON, DOCUMENT, DOCUMENT);
        vm.expectRevert(abi.encodeWithSelector(IEnforcementDesk.SharesOutOfRank.selector, _first, 1));
        vm.prank(banker);
        enforcement.realise(item);
        item.shares = _shares(_first, _second);
        vm.prank(banker);
        enforcement.realise(item);
    }

    function _shares(PledgeId one, PledgeId other) private pure returns (IEnforcementDesk.ProceedsShare[] memory shares) {
        shares = new IEnforcementDesk.ProceedsShare[](2);
        shares[0] = IEnforcementDesk.ProceedsShare(one, 800, true);
        shares[1] = IEnforcementDesk.ProceedsShare(other, 200, false);
    }

    function test_sale_whoEnforcesAndAllBeforeItConsent() public {
        _enforce(_second);
        _agree(_second);
        _refusesSelling(_first);
        _agree(_first);
        vm.prank(otherBanker);
        pledges.consent(I.PledgeConsent(_second, 0, OTHER_BANK.party(), _matter(), 0, _own()));
        _refusesSelling(_second);
        _agree(_second);
        _requireLien(_third, _sell(), 3);
    }

    function test_sale_aJuniorInEnforcementIsNotAskedWhereASeniorEnforces() public {
        _enforce(_first);
        _enforce(_second);
        _agree(_first);
        _requireLien(_second, _sell(), 2);
    }

    function test_sale_theLastInEnforcementFreesNobody() public {
        _enforce(_third);
        _agree(_third);
        _refusesSelling(_first);
        _agree(_first);
        _refusesSelling(_second);
    }

    function test_sale_aSuspendedEnforcementFreesNobodyUntilItGoesOn() public {
        _enforce(_first);
        _agree(_first);
        _suspend(_first, true);
        _refusesSelling(_second);
        _suspend(_first, false);
        _requireLien(_second, _sell(), 2);
    }

    function test_sale_neitherADefaultNorARealisationFreesAnybody() public {
        _agree(_first);
        _refusesSelling(_second);
        _default(_first);
        _refusesSelling(_second);
        vm.startPrank(banker);
        enforcement.enforce(IEnforcementDesk.LoanEnforcement(_first, 0, Enforcing.COURT, PERSON, DOCUMENT, DOCUMENT));
        enforcement.realise(
            IEnforcementDesk.Realisation(_first, 0, 0, 1_000, 0, 0, 0, _shares(_first, _second), PERSON, DOCUMENT, DOCUMENT)
        );
        vm.stopPrank();
        _refusesSelling(_second);
    }

    function test_sale_theRankDecidesAndNotTheAge() public {
        I.RankSwap memory swap = I.RankSwap(_first, _second, 0, 0, _unit(_code), PERSON, DOCUMENT);
        bytes32 matter = Matters.swap(_first, _second, _code, holderParty, RIGHT_OPERATE);
        _consent(otherBanker, _second, OTHER_BANK.party(), matter);
        vm.prank(banker);
        pledges.swapRanks(swap);
        _enforce(_first);
        _agree(_first);
        _refusesSelling(_second);
        _enforce(_second);
        _agree(_second);
        vm.prank(banker);
        pledges.consent(I.PledgeConsent(_first, 0, BANK.party(), _matter(), 0, _own()));
        CertificateId next = _sell();
        _requireLien(_second, next, 1);
        _requireLien(_first, next, 2);
    }

    /// One pledge on two units, second on the one and first on the other.
    function test_sale_theRankOnThisUnitDecides() public {
        CertificateId elsewhere = _certified("elsewhere");
        I.PledgeOffer memory offer = _offerOf(_code, BANK, "of two");
        (offer.terms.publicUse, offer.units) = (true, new I.PledgedUnit[](2));
        (offer.units[0], offer.units[1]) = (_unit(elsewhere), _unit(_code));
        PledgeId both = _offer(offer);
        _accept(_acceptanceOf(both), false);
        _enforce(both);
        _agree(both);
        _refusesSelling(_first);
        _agree(_first);
        _refusesSelling(_second);
    }

    function test_sale_whatAJuniorAgreedToAllTheSameIsUsedUp() public {
        _enforce(_first);
        _agree(_first);
        _agree(_third);
        _sell();
        vm.assertEq(_until(_third), 0, "used up");
    }

    function test_sale_aConsentServesUpToItsEndAndNoLonger() public {
        _enforce(_second);
        _agree(_second);
        uint40 until = uint40(_now() + 1 hours);
        vm.prank(banker);
        pledges.consent(I.PledgeConsent(_first, 0, BANK.party(), _matter(), until, _own()));
        _wait(1 hours);
        _refusesSelling(_first);
        vm.assertEq(_until(_first), until, "over and not used");
    }
}
