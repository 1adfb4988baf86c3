// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IEnforcementDesk as IDesk} from "../../contracts/interfaces/IEnforcementDesk.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IPledgeRegistry as I} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {IValuationRegistry} from "../../contracts/interfaces/IValuationRegistry.sol";
import {Matters} from "../../contracts/libraries/Matters.sol";
import {CertificateId, Ids, OrgId, PartyId, PledgeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {
    Contest, DefaultGround, Enforcing, LoanStanding, OutsideStatus, Passing, PledgeEnding, PledgeState, Preparation,
    RIGHT_OPERATE, ValuationPurpose
} from "../../contracts/types/Words.sol";
import {Pledging} from "./Pledging.sol";

/// One by one, what pledges and loans refuse for their form: papers and persons that are missing, states that do not fit, numbers without a
/// meaning. Each act is sound in every other respect.
contract PledgeGuardsTest is Pledging {
    CertificateId private _code;
    PledgeId private _id;
    PledgeId private _unknown = PledgeId.wrap("unknown");

    function setUp() public override {
        super.setUp();
        _code = _certified("certified");
        _id = _pledge(_code, "pledge");
    }

    function _refuses(address account, address to, bytes memory act, bytes memory reason) private {
        vm.prank(account);
        (bool done, bytes memory answer) = to.call(act);
        vm.assertFalse(done, "let through");
        vm.assertEq(answer, reason, "refused for another reason");
    }

    function _desk(bytes memory act, bytes memory reason) private {
        _refuses(banker, address(enforcement), act, reason);
    }

    function _registry(bytes memory act, bytes memory reason) private {
        _refuses(banker, address(pledges), act, reason);
    }

    function _personMissing() private pure returns (bytes memory) {
        return abi.encodeWithSignature("PersonMissing()");
    }

    function _documentMissing() private view returns (bytes memory) {
        return abi.encodeWithSelector(I.DocumentMissing.selector, _id);
    }

    /* WATCHING A LOAN */

    function test_fileOutside_wantsNumberEvidenceAndPerson() public {
        uint40 now_ = uint40(_now());
        IDesk.OutsideFiling memory filing =
            IDesk.OutsideFiling(_id, 0, 0, now_, OutsideStatus.REGISTERED, now_, DOCUMENT, PERSON);
        _desk(abi.encodeCall(IDesk.fileOutside, (filing)), _documentMissing());
        (filing.number, filing.evidence) = (DOCUMENT, 0);
        _desk(abi.encodeCall(IDesk.fileOutside, (filing)), _documentMissing());
        (filing.evidence, filing.person) = (DOCUMENT, 0);
        _desk(abi.encodeCall(IDesk.fileOutside, (filing)), _personMissing());
        (filing.person, filing.checkedAt) = (PERSON, now_ + 1);
        _desk(abi.encodeCall(IDesk.fileOutside, (filing)), abi.encodeWithSelector(IDesk.MomentInFuture.selector, now_ + 1));
    }

    function test_revalueAndMonitor_wantPersonAndDocument() public {
        _desk(abi.encodeCall(IDesk.revalue, (_id, 0, 0)), _personMissing());
        bytes32 seen = keccak256("as it was");
        _desk(abi.encodeCall(IDesk.revalue, (_id, seen, PERSON)), _moved(_id, seen));
        IDesk.LoanMonitoring memory monitoring = IDesk.LoanMonitoring(_id, 0, LoanStanding.WARNING, 0, 0, DOCUMENT);
        _desk(abi.encodeCall(IDesk.monitor, (monitoring)), _personMissing());
        (monitoring.person, monitoring.document) = (PERSON, 0);
        _desk(abi.encodeCall(IDesk.monitor, (monitoring)), _documentMissing());
    }

    function test_loans_areOfRecordedPledgesOnly() public {
        _desk(abi.encodeCall(IDesk.revalue, (_unknown, 0, PERSON)), abi.encodeWithSelector(IDesk.PledgeUnknown.selector, _unknown));
        PledgeId offered = _offer(_offerOf(_code, BANK, "offered"));
        bytes memory reason = abi.encodeWithSelector(IDesk.PledgeInState.selector, offered, PledgeState.OFFERED);
        _desk(abi.encodeCall(IDesk.revalue, (offered, 0, PERSON)), reason);
        _release(_id);
        reason = abi.encodeWithSelector(IDesk.PledgeInState.selector, _id, PledgeState.RELEASED);
        _desk(abi.encodeCall(IDesk.revalue, (_id, 0, PERSON)), reason);
    }

    /* DEFAULT AND WHAT FOLLOWS */

    function test_declareDefault_wantsGroundPersonAndPapers_once() public {
        IDesk.LoanDefault memory declared = IDesk.LoanDefault(_id, 0, DefaultGround.NONE, PERSON, DOCUMENT, DOCUMENT);
        bytes memory reason = abi.encodeWithSelector(IDesk.StepNotAllowed.selector, _id, LoanStanding.GOOD);
        _desk(abi.encodeCall(IDesk.declareDefault, (declared)), reason);
        (declared.ground, declared.person) = (DefaultGround.PAYMENT, 0);
        _desk(abi.encodeCall(IDesk.declareDefault, (declared)), _personMissing());
        (declared.person, declared.evidence) = (PERSON, 0);
        _desk(abi.encodeCall(IDesk.declareDefault, (declared)), _documentMissing());
        (declared.evidence, declared.notice) = (DOCUMENT, 0);
        _desk(abi.encodeCall(IDesk.declareDefault, (declared)), _documentMissing());
        declared.notice = DOCUMENT;
        vm.prank(banker);
        enforcement.declareDefault(declared);
        reason = abi.encodeWithSelector(IDesk.StepNotAllowed.selector, _id, LoanStanding.DEFAULTED);
        _desk(abi.encodeCall(IDesk.declareDefault, (declared)), reason);
    }

    function test_enforceAndRealise_wantPersonAndPapers() public {
        vm.prank(banker);
        enforcement.declareDefault(IDesk.LoanDefault(_id, 0, DefaultGround.PAYMENT, PERSON, DOCUMENT, DOCUMENT));
        IDesk.LoanEnforcement memory enforced = IDesk.LoanEnforcement(_id, 0, Enforcing.NONE, PERSON, DOCUMENT, DOCUMENT);
        bytes memory reason = abi.encodeWithSelector(IDesk.StepNotAllowed.selector, _id, LoanStanding.DEFAULTED);
        _desk(abi.encodeCall(IDesk.enforce, (enforced)), reason);
        (enforced.mode, enforced.person) = (Enforcing.SALE, 0);
        _desk(abi.encodeCall(IDesk.enforce, (enforced)), _personMissing());
        (enforced.person, enforced.document) = (PERSON, 0);
        _desk(abi.encodeCall(IDesk.enforce, (enforced)), _documentMissing());
        (enforced.document, enforced.details) = (DOCUMENT, 0);
        _desk(abi.encodeCall(IDesk.enforce, (enforced)), _documentMissing());
        enforced.details = DOCUMENT;
        vm.prank(banker);
        enforcement.enforce(enforced);
        _realising();
    }

    function _realising() private {
        IDesk.ProceedsShare[] memory shares = new IDesk.ProceedsShare[](1);
        shares[0] = IDesk.ProceedsShare(_id, 100, true);
        IDesk.Realisation memory realised = IDesk.Realisation(_id, 0, 0, 100, 0, 0, 0, shares, 0, DOCUMENT, DOCUMENT);
        _desk(abi.encodeCall(IDesk.realise, (realised)), _personMissing());
        (realised.person, realised.document) = (PERSON, 0);
        _desk(abi.encodeCall(IDesk.realise, (realised)), _documentMissing());
        (realised.document, realised.transfer) = (DOCUMENT, 0);
        _desk(abi.encodeCall(IDesk.realise, (realised)), _documentMissing());
        (realised.transfer, realised.place) = (DOCUMENT, 1);
        _desk(abi.encodeCall(IDesk.realise, (realised)), abi.encodeWithSelector(IDesk.UnitNotUnderPledge.selector, _id, 1));
        (realised.place, realised.proceeds) = (0, 101);
        _desk(abi.encodeCall(IDesk.realise, (realised)), abi.encodeWithSelector(IDesk.SharesDoNotAddUp.selector, _id, 100, 101));
        realised.proceeds = 100;
        vm.prank(banker);
        enforcement.realise(realised);
    }

    /* OTHERS' WORD */

    function _suspension() private view returns (IDesk.LoanSuspension memory) {
        return IDesk.LoanSuspension(_id, _headOf(_id), true, AUTHORITY_ONE, 4, PERSON, DOCUMENT);
    }

    function _suspends(IDesk.LoanSuspension memory suspension, bytes memory reason) private {
        bytes32 items = keccak256(abi.encode(suspension));
        Preparation memory preparation = _prepared(CLERK_KEY, address(enforcement), Kinds.LOAN_SUSPENDED, items);
        bytes memory act = abi.encodeCall(IDesk.suspend, (suspension, preparation));
        if (reason.length != 0) return _refuses(approver, address(enforcement), act, reason);
        vm.prank(approver);
        enforcement.suspend(suspension, preparation);
    }

    function test_suspend_refusesInTheOrderOfItsGuards() public {
        IDesk.LoanSuspension memory suspension = _suspension();
        suspension.expectedHead = 0;
        _suspends(suspension, abi.encodeWithSelector(IDesk.ExpectedHeadMissing.selector, _id));
        suspension = _suspension();
        suspension.suspended = false;
        _suspends(suspension, abi.encodeWithSelector(IDesk.SuspensionUnchanged.selector, _id));
        suspension = _suspension();
        suspension.authority = OrgId.wrap(0);
        _suspends(suspension, abi.encodeWithSelector(IDesk.AuthorityMissing.selector, _id));
        PartyId registrar = Ids.party(REGISTRAR);
        suspension = _suspension();
        suspension.level = 0;
        _suspends(suspension, abi.encodeWithSignature("LevelUnknown(bytes32,uint8)", registrar, uint8(0)));
        suspension.level = 5;
        _suspends(suspension, abi.encodeWithSignature("LevelUnknown(bytes32,uint8)", registrar, uint8(5)));
        suspension = _suspension();
        suspension.person = 0;
        _suspends(suspension, _personMissing());
        suspension = _suspension();
        suspension.document = 0;
        _suspends(suspension, _documentMissing());
        _suspends(_suspension(), "");
    }

    function test_contest_wantsADocument_andAPartyThatIsConcerned() public {
        IDesk.LoanContestation memory contestation =
            IDesk.LoanContestation(_id, 0, holderParty, Contest.RELEASE_REQUESTED, _own(), 0);
        _refuses(holder, address(enforcement), abi.encodeCall(IDesk.contest, (contestation)), _documentMissing());
        (contestation.document, contestation.contest) = (DOCUMENT, Contest.NONE);
        bytes memory reason = abi.encodeWithSelector(IDesk.StepNotAllowed.selector, _id, LoanStanding.GOOD);
        _refuses(holder, address(enforcement), abi.encodeCall(IDesk.contest, (contestation)), reason);
    }

    /* A SUSPENDED PLEDGE STAYS AS IT IS */

    function test_suspended_nothingOfThePledgeChanges() public {
        _consent(banker, _id, Ids.party(BANK), Matters.assignment(_id, OTHER_BANK));
        uint40 later = uint40(_now() + 400 days);
        _consent(holder, _id, holderParty, Matters.extension(_id, later, false));
        _suspends(_suspension(), "");
        bytes memory reason = abi.encodeWithSelector(I.PledgeIsSuspended.selector, _id);
        _registry(abi.encodeCall(I.extend, (I.PledgeExtension(_id, 0, later, false, PERSON, DOCUMENT))), reason);
        I.PledgeAssignment memory assignment =
            I.PledgeAssignment(_id, _headOf(_id), OTHER_BANK, Passing.AGREED, PERSON, DOCUMENT);
        _refusesAssigning(assignment, reason);
        I.PledgeRelease memory item = _releaseOf(_id, PledgeEnding.REPAID);
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item)), false);
        _registry(abi.encodeCall(I.release, (item, given)), reason);
        IDesk.LoanMonitoring memory monitoring = IDesk.LoanMonitoring(_id, 0, LoanStanding.WARNING, 0, PERSON, DOCUMENT);
        _desk(abi.encodeCall(IDesk.monitor, (monitoring)), reason);
    }

    /* RECORDING */

    function _accepts(I.PledgeAcceptance memory acceptance, bytes memory reason) private {
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_RECORDED, keccak256(abi.encode(acceptance)), false);
        _registry(abi.encodeCall(I.accept, (acceptance, given)), reason);
    }

    function test_accept_wantsPersonHeadAndAHeadForEachUnit() public {
        PledgeId offered = _offer(_offerOf(_code, BANK, "offered"));
        I.PledgeAcceptance memory acceptance = _acceptanceOf(offered);
        acceptance.person = 0;
        _accepts(acceptance, _personMissing());
        acceptance = _acceptanceOf(offered);
        acceptance.expectedHead = 0;
        _accepts(acceptance, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, offered));
        acceptance = _acceptanceOf(offered);
        acceptance.heads = new bytes32[](2);
        _accepts(acceptance, abi.encodeWithSelector(I.UnitsOutOfBounds.selector, 2));
        acceptance = _acceptanceOf(_id);
        _accepts(acceptance, abi.encodeWithSelector(I.PledgeInState.selector, _id, PledgeState.RECORDED));
        acceptance.id = _unknown;
        _accepts(acceptance, abi.encodeWithSelector(I.PledgeUnknown.selector, _unknown));
        acceptance = _acceptanceOf(offered);
        _wait(365 days);
        _accepts(acceptance, abi.encodeWithSelector(I.TermsUnsound.selector, 14));
    }

    function test_accept_refusesAnOfferForASubstitution() public {
        I.PledgeOffer memory offer = _offerOf(_certified("second"), BANK, "instead");
        offer.terms.substituteIn = _id;
        PledgeId offered = _offer(offer);
        _accepts(_acceptanceOf(offered), abi.encodeWithSelector(I.PledgeInState.selector, offered, PledgeState.OFFERED));
    }

    function test_accept_wantsADisputeAcknowledged() public {
        PledgeId offered = _offer(_offerOf(_code, BANK, "offered"));
        vm.prank(_at(DISPUTES_PLACE));
        certificates.countDispute(_code, true);
        _accepts(_acceptanceOf(offered), abi.encodeWithSelector(I.H6DisputeNotAcknowledged.selector, _code));
        I.PledgeAcceptance memory acceptance = _acceptanceOf(offered);
        acceptance.acknowledged = 3;
        _accept(acceptance, false);
    }

    /// What does not match the national record cannot be acknowledged away.
    function test_accept_refusesACertificateThatDoesNotMatchTheNationalRecord() public {
        PledgeId offered = _offer(_offerOf(_code, BANK, "offered"));
        _compare(false);
        I.PledgeAcceptance memory acceptance = _acceptanceOf(offered);
        acceptance.acknowledged = 7;
        _accepts(acceptance, abi.encodeWithSelector(I.H8RecordMismatch.selector, _code));
        _compare(true);
        acceptance.acknowledged = 0;
        _accept(acceptance, false);
    }

    function _compare(bool matches) private {
        ICertificateRegistry.Comparison[] memory comparisons = new ICertificateRegistry.Comparison[](1);
        comparisons[0] = ICertificateRegistry.Comparison(_code, matches, 127, matches ? 0 : 1);
        vm.prank(clerk);
        certificates.reconcile(ICertificateRegistry.Reconciliation(PERSON, "batch", "extract", 1, comparisons));
    }

    /// An exclusive pledge keeps others away, not its own pledgee (H7).
    function test_accept_behindAnExclusivePledgeOfOnesOwn() public {
        CertificateId code = _certified("own");
        _exclusivePledge(code, "exclusive");
        PledgeId second = _pledge(code, "its own second");
        vm.assertEq(_rankOf(second, 0), 2, "second rank, nobody asked");
    }

    function test_accept_refusesWhenNoRankIsLeft() public {
        bytes32 slot = keccak256(abi.encode(_code, uint256(0)));
        slot = keccak256(abi.encode(holderParty, slot));
        slot = keccak256(abi.encode(uint256(RIGHT_OPERATE), slot));
        uint256 word = pledges.encumbranceWord(_code, holderParty, RIGHT_OPERATE);
        vm.assertEq(vm.load(address(pledges), slot), bytes32(word), "the slot of the word");
        vm.store(address(pledges), slot, bytes32(word | uint256(type(uint16).max) << 16));
        PledgeId offered = _offer(_offerOf(_code, BANK, "offered"));
        _accepts(_acceptanceOf(offered), abi.encodeWithSelector(I.RanksExhausted.selector, _code));
    }

    function test_reserveRank_wantsAPersonAndATermOfAWeekAtMost() public {
        I.RankReservation memory reservation = I.RankReservation(_unit(_code), 0, 7 days, 0, 0);
        _registry(abi.encodeCall(I.reserveRank, (reservation)), _personMissing());
        (reservation.person, reservation.ttl) = (PERSON, 0);
        _registry(abi.encodeCall(I.reserveRank, (reservation)), abi.encodeWithSelector(I.ReservationTooLong.selector, 0));
        reservation.ttl = 7 days + 1;
        _registry(
            abi.encodeCall(I.reserveRank, (reservation)), abi.encodeWithSelector(I.ReservationTooLong.selector, 7 days + 1)
        );
        reservation.ttl = 7 days;
        vm.prank(banker);
        pledges.reserveRank(reservation);
    }

    function _moved(PledgeId id, bytes32 seen) private view returns (bytes memory) {
        bytes32 subject = PledgeId.unwrap(id);
        return abi.encodeWithSelector(IHistory.HeadMoved.selector, subject, seen, history.wordOf(subject));
    }

    function test_consent_failsOnceThePledgeMovedOn() public {
        bytes32 seen = _headOf(_id);
        I.PledgeConsent memory given = I.PledgeConsent(_id, seen, holderParty, DOCUMENT, WITHOUT_END, _own());
        vm.prank(holder);
        pledges.consent(given);
        _refuses(holder, address(pledges), abi.encodeCall(I.consent, (given)), _moved(_id, seen));
    }

    function test_swapRanks_failsOnceEitherPledgeMovedOn() public {
        PledgeId other = _pledge(_code, "second of the bank");
        (bytes32 seen, bytes32 seenOther) = (_headOf(_id), _headOf(other));
        I.RankSwap memory swap = I.RankSwap(_id, other, seen, seenOther, _unit(_code), PERSON, DOCUMENT);
        vm.prank(banker);
        pledges.swapRanks(swap);
        _registry(abi.encodeCall(I.swapRanks, (swap)), _moved(_id, seen));
        swap.expectedHeadOne = _headOf(_id);
        _registry(abi.encodeCall(I.swapRanks, (swap)), _moved(other, seenOther));
    }

    function test_consent_endsInTheFuture_orNow() public {
        I.PledgeConsent memory given = I.PledgeConsent(_id, 0, holderParty, DOCUMENT, uint40(_now()), _own());
        bytes memory reason = abi.encodeWithSelector(I.TermsUnsound.selector, 0);
        _refuses(holder, address(pledges), abi.encodeCall(I.consent, (given)), reason);
        PartyId keyless = Ids.party(KEYLESS_HOLDER);
        (given.party, given.until, given.assent) = (keyless, WITHOUT_END, _onPaper(2));
        reason = abi.encodeWithSelector(I.PartyNotConcerned.selector, _id, keyless);
        _refuses(clerk, address(pledges), abi.encodeCall(I.consent, (given)), reason);
    }

    /* RELEASING */

    function _releases(I.PledgeRelease memory item, bytes memory reason) private {
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item)), false);
        _registry(abi.encodeCall(I.release, (item, given)), reason);
    }

    function test_release_refusesInTheOrderOfItsGuards() public {
        I.PledgeRelease memory item = _releaseOf(_id, PledgeEnding.REPAID);
        item.expectedHead = 0;
        _releases(item, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, _id));
        item = _releaseOf(_id, PledgeEnding.REALISED);
        _releases(item, abi.encodeWithSelector(I.EndingNotAllowed.selector, _id, PledgeEnding.REALISED));
        item = _releaseOf(_id, PledgeEnding.NONE);
        _releases(item, abi.encodeWithSelector(I.EndingNotAllowed.selector, _id, PledgeEnding.NONE));
        item = _releaseOf(_id, PledgeEnding.REPAID);
        item.person = 0;
        _releases(item, _personMissing());
        (item.person, item.document) = (PERSON, 0);
        _releases(item, _documentMissing());
    }

    function test_release_voided_wantsAnAuthorityAndItsLevel() public {
        I.PledgeRelease memory item = _releaseOf(_id, PledgeEnding.VOIDED);
        item.level = 4;
        _voids(item, abi.encodeWithSelector(I.EndingNotAllowed.selector, _id, PledgeEnding.VOIDED));
        PartyId registrar = Ids.party(REGISTRAR);
        (item.authority, item.level) = (AUTHORITY_ONE, 0);
        _voids(item, abi.encodeWithSignature("LevelUnknown(bytes32,uint8)", registrar, uint8(0)));
        item.level = 5;
        _voids(item, abi.encodeWithSignature("LevelUnknown(bytes32,uint8)", registrar, uint8(5)));
    }

    function _voids(I.PledgeRelease memory item, bytes memory reason) private {
        Preparation memory given =
            _prepared(CLERK_KEY, address(pledges), Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item)));
        _refuses(approver, address(pledges), abi.encodeCall(I.release, (item, given)), reason);
    }

    function _twoUnits() private returns (PledgeId id) {
        I.PledgeOffer memory offer = _offerOf(_certified("second"), BANK, "two units");
        I.PledgedUnit memory first = offer.units[0];
        offer.units = new I.PledgedUnit[](2);
        (offer.units[0], offer.units[1]) = (first, _unit(_certified("third")));
        id = _offer(offer);
        _accept(_acceptanceOf(id), false);
    }

    function _releasesUnit(I.PartialRelease memory part, bytes memory reason) private {
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_PARTLY_RELEASED, keccak256(abi.encode(part)), false);
        bytes memory act = abi.encodeCall(I.releaseUnit, (part, given));
        if (reason.length != 0) return _registry(act, reason);
        vm.prank(banker);
        pledges.releaseUnit(part, given);
    }

    function test_releaseUnit_refusesInTheOrderOfItsGuards() public {
        _id = _twoUnits();
        I.PartialRelease memory part = I.PartialRelease(_id, 0, 0, PERSON, DOCUMENT);
        _releasesUnit(part, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, _id));
        (part.expectedHead, part.place) = (_headOf(_id), 2);
        _releasesUnit(part, abi.encodeWithSelector(I.UnitNotUnderPledge.selector, _id, 2));
        (part.place, part.person) = (0, 0);
        _releasesUnit(part, _personMissing());
        (part.person, part.document) = (PERSON, 0);
        _releasesUnit(part, _documentMissing());
        part.document = DOCUMENT;
        _releasesUnit(part, "");
        part.expectedHead = _headOf(_id);
        _releasesUnit(part, abi.encodeWithSelector(I.UnitNotUnderPledge.selector, _id, 0));
        part.place = 1;
        _releasesUnit(part, abi.encodeWithSelector(I.LastUnit.selector, _id));
    }

    function test_releaseUnit_refusesWhileSuspended() public {
        _id = _twoUnits();
        _suspends(_suspension(), "");
        I.PartialRelease memory part = I.PartialRelease(_id, _headOf(_id), 0, PERSON, DOCUMENT);
        _releasesUnit(part, abi.encodeWithSelector(I.PledgeIsSuspended.selector, _id));
    }

    /* CHANGING */

    function _instead(uint256 count, bytes32 ref, PledgeId into) private returns (I.PledgeSubstitution memory) {
        I.PledgeOffer memory offer = _offerOf(_code, BANK, ref);
        offer.terms.substituteIn = into;
        offer.units = new I.PledgedUnit[](count);
        for (uint256 i = 0; i < count; ++i) {
            offer.units[i] = _unit(_certified(keccak256(abi.encode(ref, i))));
        }
        return I.PledgeSubstitution(_id, _headOf(_id), _offer(offer), 0, new bytes32[](count), 2, 0, PERSON);
    }

    function test_substitute_refusesInTheOrderOfItsGuards() public {
        PledgeId plain = _offer(_offerOf(_certified("second"), BANK, "plain"));
        I.PledgeSubstitution memory item = I.PledgeSubstitution(_id, 0, plain, 0, new bytes32[](1), 2, 0, PERSON);
        _refusesSubstituting(item, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, _id));
        item.expectedHead = _headOf(_id);
        bytes memory reason = abi.encodeWithSelector(I.PledgeInState.selector, plain, PledgeState.OFFERED);
        _refusesSubstituting(item, reason);
        item = _instead(1, "instead", _id);
        item.place = 1;
        reason = abi.encodeWithSelector(I.UnitNotUnderPledge.selector, _id, 1);
        _refusesSubstituting(item, reason);
        (item.place, item.person) = (0, 0);
        _refusesSubstituting(item, _personMissing());
    }

    function test_substitute_eightUnitsAtATime_andAPledgeHasThirtyTwoPlaces() public {
        I.PledgeSubstitution memory item;
        // One for eight, and the next eight do not fit beside the seven that stay.
        item = _instead(8, "eight", _id);
        _substitute(item);
        item = _instead(2, "two more", _id);
        item.place = 1;
        _refusesSubstituting(item, abi.encodeWithSelector(I.UnitsOutOfBounds.selector, 2));
        // One for one, two units by turns, until every place was used.
        CertificateId[2] memory turns = [_certified("one"), _certified("other")];
        uint8 place = 1;
        for (uint8 used = 9; used < 32; ++used) {
            item = _exchange(turns[used % 2], bytes32(uint256(used)), place);
            _substitute(item);
            place = used;
        }
        item = _exchange(turns[0], "one too many", place);
        _refusesSubstituting(item, abi.encodeWithSelector(I.UnitsOutOfBounds.selector, 1));
    }

    function _exchange(CertificateId code, bytes32 ref, uint8 place) private returns (I.PledgeSubstitution memory) {
        I.PledgeOffer memory offer = _offerOf(code, BANK, ref);
        offer.terms.substituteIn = _id;
        return I.PledgeSubstitution(_id, _headOf(_id), _offer(offer), place, new bytes32[](1), 2, 0, PERSON);
    }

    function test_extend_wantsALaterDayPersonAndDocument() public {
        uint40 maturity = uint40(pledges.pledgeWord(_id) >> 144);
        I.PledgeExtension memory extension = I.PledgeExtension(_id, 0, maturity, false, PERSON, DOCUMENT);
        _registry(abi.encodeCall(I.extend, (extension)), abi.encodeWithSelector(I.TermsUnsound.selector, 14));
        _consent(holder, _id, holderParty, Matters.extension(_id, maturity + 1, false));
        (extension.maturity, extension.person) = (maturity + 1, 0);
        _registry(abi.encodeCall(I.extend, (extension)), _personMissing());
        (extension.person, extension.document) = (PERSON, 0);
        _registry(abi.encodeCall(I.extend, (extension)), _documentMissing());
    }

    function test_assign_wantsAWayPersonAndDocument() public {
        _consent(banker, _id, Ids.party(BANK), Matters.assignment(_id, OTHER_BANK));
        I.PledgeAssignment memory assignment =
            I.PledgeAssignment(_id, _headOf(_id), OTHER_BANK, Passing.NONE, PERSON, DOCUMENT);
        _refusesAssigning(assignment, abi.encodeWithSelector(I.TermsUnsound.selector, 0));
        assignment.passing = Passing.SUBROGATION;
        _refusesAssigning(assignment, abi.encodeWithSelector(I.NotYetDefaulted.selector, _id));
        (assignment.passing, assignment.person) = (Passing.AGREED, 0);
        _refusesAssigning(assignment, _personMissing());
        (assignment.person, assignment.document) = (PERSON, 0);
        _refusesAssigning(assignment, _documentMissing());
    }

    function test_swapRanks_wantsTwoPledgesPersonAndDocument() public {
        PledgeId other = _pledge(_code, "second of the bank");
        I.RankSwap memory swap = I.RankSwap(_id, _id, 0, 0, _unit(_code), PERSON, DOCUMENT);
        _registry(abi.encodeCall(I.swapRanks, (swap)), abi.encodeWithSelector(I.RanksNotOfUnit.selector, _id));
        (swap.other, swap.person) = (other, 0);
        _registry(abi.encodeCall(I.swapRanks, (swap)), _personMissing());
        (swap.person, swap.document) = (PERSON, 0);
        _registry(abi.encodeCall(I.swapRanks, (swap)), _documentMissing());
        (swap.document, swap.unit.right) = (DOCUMENT, 1);
        _registry(abi.encodeCall(I.swapRanks, (swap)), abi.encodeWithSelector(I.RanksNotOfUnit.selector, _id));
    }

    /* OPINIONS */

    function test_valuations_wantPersonAndReason() public {
        IValuationRegistry.Valuation memory valuation = _valuation(_code, 1_000);
        valuation.person = 0;
        _refuses(valuer, address(valuations), abi.encodeCall(IValuationRegistry.attest, (valuation)), _personMissing());
        _value(_code, 1_000);
        IValuationRegistry.ValuationWithdrawal memory withdrawal =
            IValuationRegistry.ValuationWithdrawal(_code, ValuationPurpose.PLEDGE, 0, DOCUMENT);
        bytes memory act = abi.encodeCall(IValuationRegistry.withdraw, (withdrawal));
        _refuses(valuer, address(valuations), act, _personMissing());
        (withdrawal.person, withdrawal.reason) = (PERSON, 0);
        act = abi.encodeCall(IValuationRegistry.withdraw, (withdrawal));
        _refuses(valuer, address(valuations), act, abi.encodeWithSelector(IValuationRegistry.ReportMissing.selector, _code));
    }
}
