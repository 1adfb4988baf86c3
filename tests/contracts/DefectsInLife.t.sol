// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssents} from "../../contracts/interfaces/IAssents.sol";
import {IAuthorizationRegistry as I, Use} from "../../contracts/interfaces/IAuthorizationRegistry.sol";
import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IPledgeRegistry} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {IRegistrationDesk} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {Registering as Decision} from "../../contracts/interfaces/IProceedings.sol";
import {Matters} from "../../contracts/libraries/Matters.sol";
import {CaseId, CertificateId, GrantId, Ids, OrgId, PartyId, PledgeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {CertificateStatus, PledgeEnding, Preparation, RIGHT_HOLD, RIGHT_OPERATE} from "../../contracts/types/Words.sol";
import {PledgedGrants} from "./PledgedGrants.sol";

/// Defects found in others that show only in what follows a certificate: transfers, pledges, grants, its end. All modules are the real
/// ones. docs/defects-of-others.md lists them all.
contract DefectsInLifeTest is PledgedGrants {
    PartyId private _keyless = Ids.party(KEYLESS_HOLDER);
    PartyId private _pledgee = Ids.party(BANK);

    /* VERBS */

    function _grantAct(GrantId id) private view returns (I.GrantAct memory) {
        return I.GrantAct(id, history.wordOf(GrantId.unwrap(id)), DOCUMENT, _own());
    }

    function _granted(I.GrantOffer memory given) private returns (GrantId id) {
        vm.prank(holder);
        id = authorizations.offer(given);
        I.GrantAct memory act = _grantAct(id);
        vm.prank(otherBanker);
        authorizations.accept(act);
    }

    function _use(uint16 purpose) private view returns (Use memory) {
        return Use(2, 1, purpose, 150_000, false, uint40(_now()), 1, 0);
    }

    function _covered(GrantId id, Use memory use) private view returns (bool allowed) {
        (allowed,,) = authorizations.check(id, use);
    }

    /// The right to operate, pledged to BANK on the paper of a holder who has no key.
    function _pledgedOnPaper(CertificateId code) private returns (PledgeId id) {
        IPledgeRegistry.PledgeOffer memory offer = _offerOf(code, BANK, "on paper");
        (offer.pledgor, offer.assent, offer.units[0].holder) = (_keyless, _onPaper(2), _keyless);
        vm.prank(clerk);
        id = pledges.offer(offer);
        _accept(_acceptanceOf(id), false);
    }

    /* ROLES */

    /// Roles that a transfer wipes: what others hold goes on, and what the seller could do is over.
    function test_defect_aTransferWipesNobodysRole() public {
        GrantId licence = _granted(_plain("licence"));
        PledgeId loan = _pledge(_code, "loan");
        _consent(banker, loan, _pledgee, Matters.transfer(_code, holderParty, RIGHT_OPERATE, _keyless));
        CertificateId to = this.transferWhole(_code, holderParty, _keyless, 7);

        vm.assertTrue(_covered(licence, _use(1)), "the licensee's grant");
        vm.assertEq(PartyId.unwrap(authorizations.grantor(licence)), PartyId.unwrap(_keyless), "is the buyer's now");
        vm.assertEq(_encumbrances().pledgesOn(to, _keyless, RIGHT_OPERATE), 1, "the pledgee's lien went along");
        vm.assertEq(_rankOf(loan, 0), 1, "with its rank");
        vm.assertEq(OrgId.unwrap(certificates.custodianOf(to)), OrgId.unwrap(REGISTRAR), "the registrar keeps it");
        vm.assertTrue(organisations.goodAt(holder, uint40(_now())), "the seller's key is a key");
        for (uint8 right = 1; right < 8; right *= 2) {
            vm.assertFalse(certificates.holds(_code, holderParty, right, uint40(_now())), "and opens nothing there");
            vm.assertFalse(certificates.holds(to, holderParty, right, uint40(_now())), "nor at the buyer's");
        }
        I.GrantAct memory act = _grantAct(licence);
        vm.expectRevert(abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, _keyless, HOLDER));
        vm.prank(holder);
        authorizations.suspend(act);
        _release(loan);
    }

    /// Roles that hang on a key: an organisation's new key does all that the old one did, and nobody else's account becomes one.
    function test_defect_rolesHangOnNoKey() public {
        GrantId licence = _granted(_plain("licence"));
        PledgeId loan = _pledge(_code, "loan");
        address next = vm.addr(0xEA);
        vm.startPrank(address(governance));
        organisations.addKey(BANK, next, 0, 0);
        organisations.retireKey(banker);
        organisations.addKey(OTHER_BANK, vm.addr(0xEB), 0, 0);
        organisations.retireKey(otherBanker);
        (bool given,) =
            address(organisations).call(abi.encodeWithSignature("addKey(bytes18,address,uint40,uint40)", OTHER_BANK, banker, 0, 0));
        vm.stopPrank();
        vm.assertFalse(given, "a key goes to no other organisation");
        vm.assertTrue(_covered(licence, _use(1)), "the grant is the organisation's");
        I.GrantAct memory act = _grantAct(licence);
        vm.prank(vm.addr(0xEB));
        authorizations.terminate(act);
        IPledgeRegistry.PledgeRelease memory item = _releaseOf(loan, PledgeEnding.REPAID);
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item)), false);
        bytes memory call_ = abi.encodeCall(IPledgeRegistry.release, (item, preparation));
        vm.prank(banker);
        (bool done,) = address(pledges).call(call_);
        vm.assertFalse(done, "the old key is nobody's");
        vm.prank(next);
        (done,) = address(pledges).call(call_);
        vm.assertTrue(done, "the new one is the bank's");
    }

    /* COVENANTS */

    /// A registrar's transfer that skips the covenant. Here every act is the registrar's, on paper, from the filing on.
    function test_defect_noTransferPassesACovenant() public {
        CertificateId code = this.transferWhole(_code, holderParty, _keyless, 7);
        PledgeId loan = _pledgedOnPaper(code);
        bytes32 units = certificates.unitsWord(code, _keyless);
        bytes32 head = _headOf(code);
        PartyId buyer = _natural(1);
        bytes32 matter = Matters.transfer(code, _keyless, RIGHT_OPERATE, buyer);
        bytes memory refusal =
            abi.encodeWithSelector(IPledgeRegistry.ConsentMissing.selector, loan, _pledgee, matter);
        vm.expectRevert(refusal);
        this.transferWhole(code, _keyless, buyer, 7);
        vm.expectRevert(refusal);
        this.transferWhole(code, _keyless, buyer, RIGHT_OPERATE);
        vm.assertEq(certificates.unitsWord(code, _keyless), units, "held as before");
        vm.assertEq(_headOf(code), head, "and nothing is told of it");
        _consent(banker, loan, _pledgee, matter);
        CertificateId to = this.transferWhole(code, _keyless, buyer, 7);
        vm.assertEq(_encumbrances().pledgesOn(to, buyer, RIGHT_OPERATE), 1, "the lien goes along");
    }

    /// The registry's own door takes no word of anybody but a trusted desk, so that nothing goes round the covenant.
    function test_defect_noOneMovesAUnitPastTheDesks() public {
        _pledge(_code, "loan");
        Decision memory decision;
        (decision.id, decision.terms.holder, decision.terms.other, decision.terms.rights) = (_code, holderParty, _keyless, 7);
        ICertificateRegistry.Decider memory decider;
        decider.org = REGISTRAR;
        bytes memory call_ = abi.encodeCall(ICertificateRegistry.transfer, (uint256(1), decider, decision));
        address[5] memory others = [approver, address(governance), address(pledges), holder, banker];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ICertificateRegistry.CallerIsNotTrustedDesk.selector, others[i]));
            vm.prank(others[i]);
            _call(address(certificates), call_);
        }
        vm.assertTrue(certificates.holds(_code, holderParty, RIGHT_OPERATE, uint40(_now())), "where it was");
    }

    /// D9 of docs/lending.md, through the desk: filed and accepted, it is registered with the pledgee's consent alone.
    function test_d9_aPledgedCertificateIsCancelledOnlyAfterConsent() public {
        PledgeId loan = _pledge(_code, "loan");
        bytes memory refusal = abi.encodeWithSelector(IPledgeRegistry.CertificateMayNotEnd.selector, _code, 1);
        vm.expectRevert(refusal);
        this.cancelWhole(_code, holderParty);
        _consent(holder, loan, holderParty, Matters.end(_code));
        vm.expectRevert(refusal);
        this.cancelWhole(_code, holderParty);
        _consent(banker, loan, _pledgee, Matters.end(_code));
        this.cancelWhole(_code, holderParty);
        vm.assertEq(uint256(certificates.statusOf(_code)), uint256(CertificateStatus.CANCELLED), "cancelled");
    }

    /* CONSTRAINTS */

    /// Constraints that are dropped where they are not understood. Every bit is either kept, and then decides, or refused.
    function test_defect_noConstraintIsDropped() public {
        uint256 kept = 0;
        for (uint256 bit = 0; bit < 64; ++bit) {
            I.GrantOffer memory given = _plain(bytes32(bit + 1));
            given.terms.scope.purposes = uint64(1 << bit);
            bytes memory call_ = abi.encodeCall(I.offer, (given));
            vm.prank(holder);
            (bool done, bytes memory answer) = address(authorizations).call(call_);
            if (!done) {
                vm.assertEq(answer, abi.encodeWithSelector(I.PurposesUnknown.selector, uint64(1 << bit)), "named");
                continue;
            }
            ++kept;
            GrantId id = abi.decode(answer, (GrantId));
            I.GrantAct memory act = _grantAct(id);
            vm.prank(otherBanker);
            authorizations.accept(act);
            vm.assertTrue(_covered(id, _use(uint16(bit))), "what was granted");
            vm.assertFalse(_covered(id, _use(uint16(bit == 1 ? 2 : 1))), "and nothing else");
        }
        vm.assertGe(kept, 10, "some are known");
        vm.assertLe(kept, 63, "and not all");
    }

    /// Words of a call that no field has room for are refused, not cut to size.
    function test_defect_noWordIsCutToSize() public {
        bytes memory call_ = abi.encodeCall(I.offer, (_plain("wide")));
        uint256 refused = 0;
        for (uint256 offset = 0x24; offset + 32 <= call_.length; offset += 32) {
            bytes memory wider = bytes.concat(call_);
            assembly ("memory-safe") {
                let place := add(add(wider, 0x20), offset)
                // The highest and the lowest bit: no number, flag or short code of a grant has both.
                mstore(place, or(mload(place), 0x8000000000000000000000000000000000000000000000000000000000000001))
            }
            vm.prank(holder);
            (bool done,) = address(authorizations).call(wider);
            if (done) vm.assertTrue(_isDigest(wider, offset), "only a digest may be any word");
            else ++refused;
        }
        vm.assertGe(refused, 15, "what is narrow is refused");
    }

    /// Reads the words again as an offer: those that are 32 bytes wide came through whole.
    function _isDigest(bytes memory call_, uint256 offset) private view returns (bool) {
        bytes memory arguments = new bytes(call_.length - 4);
        bytes32 word;
        for (uint256 i = 4; i < call_.length; ++i) {
            arguments[i - 4] = call_[i];
        }
        assembly ("memory-safe") {
            word := mload(add(add(call_, 0x20), offset))
        }
        I.GrantOffer memory read = this.decode(arguments);
        return word == read.ref || word == PartyId.unwrap(read.grantee) || word == read.terms.columns
            || word == read.terms.agreement || word == read.terms.security || word == read.terms.exportBasis
            || word == read.assent.person;
    }

    function decode(bytes calldata arguments) external pure returns (I.GrantOffer memory) {
        return abi.decode(arguments, (I.GrantOffer));
    }

    /* THE END */

    /// A status that is gone with the record: what ended says so for ever, with all that it was, and its code is nobody's again.
    function test_defect_whatEndedIsToldForEver() public {
        uint32 before = uint32(uint256(_headOf(_code)) >> 224);
        this.cancelWhole(_code, holderParty);
        bytes32 head = _headOf(_code);
        uint256 word = certificates.certificateWord(_code);
        vm.assertGe(uint32(uint256(head) >> 224), before + 3, "filed, accepted, ended");
        vm.warp(_now() + 3650 days);
        vm.assertEq(uint256(certificates.statusOf(_code)), uint256(CertificateStatus.CANCELLED), "cancelled");
        vm.assertFalse(certificates.holds(_code, holderParty, RIGHT_HOLD, uint40(_now())), "nothing is held");
        vm.assertEq(_headOf(_code), head, "its history stands");
        vm.assertEq(certificates.certificateWord(_code), word, "and so does its word");
    }

    function test_defect_aCodeThatEndedIsNotGivenAgain() public {
        this.cancelWhole(_code, holderParty);
        CaseId caseId = _evidenced("again");
        vm.assertTrue(bytes32(_nextCode(caseId)) != CertificateId.unwrap(_code), "the serials go on");
        IRegistrationDesk.Certification[] memory items = _one(_certification(caseId));
        items[0].code = bytes15(CertificateId.unwrap(_code));
        Preparation memory signed = _preparedFor(Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(items)));
        vm.prank(approver);
        (bool done,) = address(desk).call(abi.encodeCall(IRegistrationDesk.certify, (items, signed)));
        vm.assertFalse(done, "not given again");
        CertificateId next = _certify(caseId);
        vm.assertEq(uint256(certificates.statusOf(_code)), uint256(CertificateStatus.CANCELLED), "the old one is cancelled");
        vm.assertTrue(certificates.holds(next, holderParty, RIGHT_HOLD, uint40(_now())), "the new one holds");
    }
}
