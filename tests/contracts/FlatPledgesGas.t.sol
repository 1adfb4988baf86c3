// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPledgeRegistry as I} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {IValuationRegistry} from "../../contracts/interfaces/IValuationRegistry.sol";
import {Matters} from "../../contracts/libraries/Matters.sol";
import {CertificateId, Ids, PledgeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Passing, PledgeEnding, Preparation, ValuationPurpose, RIGHT_OPERATE} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";
import {FlatGas} from "./FlatGas.sol";
import {Pledging} from "./Pledging.sol";

/// Pledges on one right unit, one pair after the other. Of a pair one is extended, assigned and passed by the other, which frees a unit,
/// takes another in for its first, and is released. Eight at most stand on a unit at a time; the ranks of all that stood there count on.
abstract contract FlatPledges is Pledging, FlatGas {
    /// A unit has 65,535 ranks, each given once; a round gives two on each of both.
    uint256 private constant A_UNIT = 30_000;

    CertificateId private _code;
    CertificateId private _second;

    function _deployAt(uint256 place) internal override(Base, Pledging) {
        Pledging._deployAt(place);
    }

    function setUp() public override(Base, Pledging) {
        Pledging.setUp();
        for (uint256 i = 0; i < _before(); ++i) {
            if (i % A_UNIT == 0) (_code, _second) = (_certified(bytes32(2 * i + 1)), _certified(bytes32(2 * i + 2)));
            this.live(i);
        }
        _value(_code, 2_000_000_000_000);
        _layOffers();
        _layCourse();
        _layValuations();
    }

    /* BEFORE */

    function live(uint256 number) external {
        _value(_code, 2_000_000_000_000);
        PledgeId id = _offer(_covered(_ref("closed", number)));
        vm.prank(banker);
        pledges.close(_closing(id));
        I.RankReservation memory reservation = _reservation();
        vm.prank(banker);
        pledges.reserveRank(reservation);
        // Over before anybody else is recorded.
        _wait(reservation.ttl);
        PledgeId one = _offer(_covered(_ref("one", number)));
        _accept(_acceptanceOf(one), false);
        _extended(one);
        _agreeToAssign(one);
        _assign(_assignment(one));
        PledgeId other = _ofBoth(_ref("other", number));
        _agreeToSwap(one, other);
        I.RankSwap memory swap = _swap(one, other);
        vm.prank(banker);
        pledges.swapRanks(swap);
        _freeSecond(other);
        _substitute(_substitution(other, _offer(_substitute(other, _ref("substitute", number)))));
        _release(other);
        _releaseElsewhere(one);
        IValuationRegistry.ValuationWithdrawal memory opinion = _withdrawal();
        vm.prank(valuer);
        valuations.withdraw(opinion);
        _forgetLogs();
    }

    function _ref(string memory what, uint256 number) private pure returns (bytes32) {
        return keccak256(abi.encode(what, number));
    }

    function _extended(PledgeId id) private {
        _agreeToExtend(id);
        I.PledgeExtension memory extension = _extension(id);
        vm.prank(banker);
        pledges.extend(extension);
    }

    /// The holder's agreement, without which nothing is extended; likewise the pledgees' below.
    function _agreeToExtend(PledgeId id) private {
        _consent(holder, id, holderParty, Matters.extension(id, _extension(id).maturity, false));
    }

    function _agreeToAssign(PledgeId id) private {
        _consent(banker, id, Ids.party(BANK), Matters.assignment(id, OTHER_BANK));
    }

    function _agreeToSwap(PledgeId elsewhere, PledgeId other) private {
        bytes32 matter = Matters.swap(elsewhere, other, _code, holderParty, RIGHT_OPERATE);
        _consent(otherBanker, elsewhere, Ids.party(OTHER_BANK), matter);
    }

    /// Of both units.
    function _ofBoth(bytes32 ref) private returns (PledgeId id) {
        I.PledgeOffer memory offer = _covered(ref);
        (offer.terms.ltvBps, offer.terms.opinions) = (0, 0);
        offer.units = new I.PledgedUnit[](2);
        (offer.units[0], offer.units[1]) = (_unit(_code), _unit(_second));
        id = _offer(offer);
        _accept(_acceptanceOf(id), false);
    }

    function _freeSecond(PledgeId id) private {
        (I.PartialRelease memory part, Preparation memory given) = _partial(id);
        vm.prank(banker);
        pledges.releaseUnit(part, given);
    }

    function _releaseElsewhere(PledgeId id) private {
        I.PledgeRelease memory item = _releaseOf(id, PledgeEnding.REPAID);
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item)), true);
        vm.prank(otherBanker);
        pledges.release(item, given);
    }

    /* THE ACTS */

    /// With coverage agreed on, which looks at the opinions and at everybody before.
    function _covered(bytes32 ref) private view returns (I.PledgeOffer memory offer) {
        offer = _offerOf(_code, BANK, ref);
        (offer.terms.band, offer.terms.ltvBps, offer.terms.opinions) = (3, 8_000, 1);
    }

    /// The second unit, to go into a pledge that stands.
    function _substitute(PledgeId id, bytes32 ref) private view returns (I.PledgeOffer memory offer) {
        offer = _offerOf(_second, BANK, ref);
        offer.terms.substituteIn = id;
    }

    function _closing(PledgeId id) private pure returns (I.OfferClosing memory) {
        return I.OfferClosing(id, 0, DOCUMENT, _own());
    }

    function _reservation() private view returns (I.RankReservation memory) {
        return I.RankReservation(_unit(_code), 0, 1, PERSON, DOCUMENT);
    }

    function _extension(PledgeId id) private view returns (I.PledgeExtension memory) {
        return I.PledgeExtension(id, 0, uint40(_now() + 400 days), false, PERSON, DOCUMENT);
    }

    function _assignment(PledgeId id) private view returns (I.PledgeAssignment memory) {
        return I.PledgeAssignment(id, _headOf(id), OTHER_BANK, Passing.AGREED, PERSON, DOCUMENT);
    }

    function _swap(PledgeId one, PledgeId other) private view returns (I.RankSwap memory) {
        return I.RankSwap(one, other, 0, 0, _unit(_code), PERSON, DOCUMENT);
    }

    function _partial(PledgeId id) private view returns (I.PartialRelease memory part, Preparation memory given) {
        part = I.PartialRelease(id, _headOf(id), 1, PERSON, DOCUMENT);
        given = _bankPrepared(Kinds.PLEDGE_PARTLY_RELEASED, keccak256(abi.encode(part)), false);
    }

    function _substitution(PledgeId id, PledgeId offered) private view returns (I.PledgeSubstitution memory) {
        return I.PledgeSubstitution(id, _headOf(id), offered, 0, new bytes32[](1), 2, 0, PERSON);
    }

    function _withdrawal() private view returns (IValuationRegistry.ValuationWithdrawal memory) {
        return IValuationRegistry.ValuationWithdrawal(_code, ValuationPurpose.PLEDGE, PERSON, DOCUMENT);
    }

    /* WHAT IS MEASURED */

    function _layOffers() private {
        address to = address(pledges);
        _lay("PledgeRegistry.offer", holder, to, abi.encodeCall(I.offer, (_covered("next"))));
        _lay("PledgeRegistry.reserveRank", banker, to, abi.encodeCall(I.reserveRank, (_reservation())));
        PledgeId id = _offer(_covered("offered"));
        _lay("PledgeRegistry.close", banker, to, abi.encodeCall(I.close, (_closing(id))));
        I.PledgeAcceptance memory acceptance = _acceptanceOf(id);
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_RECORDED, keccak256(abi.encode(acceptance)), false);
        _lay("PledgeRegistry.accept", banker, to, abi.encodeCall(I.accept, (acceptance, given)));
    }

    /// Consents move heads: all are given before anything is prepared that names one.
    function _layCourse() private {
        PledgeId one = _offer(_covered("one"));
        _accept(_acceptanceOf(one), false);
        PledgeId other = _ofBoth("other");
        PledgeId whole = _ofBoth("whole");
        PledgeId elsewhere = _pledgeElsewhere(_code, "elsewhere");
        _agreeToExtend(one);
        _agreeToAssign(one);
        _agreeToSwap(elsewhere, other);
        _freeSecond(other);
        _layChanges(one, other, elsewhere);
        _laySubstitution(other);
        _layReleases(one, whole);
    }

    function _layChanges(PledgeId one, PledgeId other, PledgeId elsewhere) private {
        address to = address(pledges);
        I.PledgeConsent memory consent = I.PledgeConsent(one, 0, Ids.party(BANK), keccak256("matter"), WITHOUT_END, _own());
        _lay("PledgeRegistry.consent", banker, to, abi.encodeCall(I.consent, (consent)));
        _lay("PledgeRegistry.extend", banker, to, abi.encodeCall(I.extend, (_extension(one))));
        _lay("PledgeRegistry.swapRanks", banker, to, abi.encodeCall(I.swapRanks, (_swap(elsewhere, other))));
        I.PledgeAssignment memory assignment = _assignment(one);
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_ASSIGNED, keccak256(abi.encode(assignment)), true);
        _lay("PledgeRegistry.assign", otherBanker, to, abi.encodeCall(I.assign, (assignment, given)));
    }

    function _laySubstitution(PledgeId id) private {
        I.PledgeSubstitution memory item = _substitution(id, _offer(_substitute(id, "substitute")));
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_SUBSTITUTED, keccak256(abi.encode(item)), false);
        _lay("PledgeRegistry.substitute", banker, address(pledges), abi.encodeCall(I.substitute, (item, given)));
    }

    function _layReleases(PledgeId one, PledgeId whole) private {
        address to = address(pledges);
        I.PledgeRelease memory item = _releaseOf(one, PledgeEnding.REPAID);
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item)), false);
        _lay("PledgeRegistry.release", banker, to, abi.encodeCall(I.release, (item, given)));
        I.PartialRelease memory part;
        (part, given) = _partial(whole);
        _lay("PledgeRegistry.releaseUnit", banker, to, abi.encodeCall(I.releaseUnit, (part, given)));
    }

    function _layValuations() private {
        address to = address(valuations);
        bytes memory data = abi.encodeCall(IValuationRegistry.attest, (_valuation(_code, 1_999_000_000)));
        _lay("ValuationRegistry.attest", valuer, to, data);
        _lay("ValuationRegistry.withdraw", valuer, to, abi.encodeCall(IValuationRegistry.withdraw, (_withdrawal())));
    }
}

contract FlatPledgesAtTwo is FlatPledges {
    function _before() internal pure override returns (uint256) {
        return 1;
    }
}

contract FlatPledgesAtMany is FlatPledges {
    function _before() internal view override returns (uint256) {
        return _many();
    }
}
