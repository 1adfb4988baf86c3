// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssents} from "../../contracts/interfaces/IAssents.sol";
import {ICertificateRegistry as ICertificates} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {
    Motion,
    IProceedings as I,
    ProceedingState,
    Registering as Decision,
    Step,
    Terms
} from "../../contracts/interfaces/IProceedings.sol";
import {CertificateId, Ids, OrgId, PartyId, RegimeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {CertificateStatus, Preparation} from "../../contracts/types/Words.sol";
import {IDisputeDesk} from "../../contracts/interfaces/IDisputeDesk.sol";
import {Living, RecordingEncumbrances} from "./Living.sol";

/// What the desks have in common is tried here too, at the desk of transfers.
contract TransferTest is Living {
    CertificateId private _id;

    function setUp() public override {
        super.setUp();
        _id = _certified("certified");
    }

    function _refusesFiling(Terms memory terms, bytes memory reason) private {
        Motion memory motion = _proposal(_id, terms);
        vm.expectRevert(reason);
        vm.prank(_sender(terms.holder));
        transfers.file(motion);
    }

    function _refusesRegistering(Decision memory decision, bytes memory reason) private {
        bytes32 items = keccak256(abi.encode(decision));
        Preparation memory preparation = _prepared(CLERK_KEY, address(transfers), Kinds.CERTIFICATE_TRANSFERRED, items);
        vm.expectRevert(reason);
        vm.prank(approver);
        transfers.register(decision, preparation);
    }

    function _all() private view returns (Terms memory) {
        return _transferTerms(_holderParty, _keyless, 7);
    }

    /* FILING */

    function test_file_refusesAnUnknownCertificate() public {
        _id = CertificateId.wrap("SJ1512026079999");
        _refusesFiling(_all(), abi.encodeWithSelector(I.CertificateNotEffective.selector, _id));
    }

    function test_file_refusesWhoIsNotTheHolder() public {
        Motion memory motion = _proposal(_id, _all());
        vm.expectRevert(abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, _holderParty, BANK));
        vm.prank(banker);
        transfers.file(motion);
    }

    function test_file_refusesAPartyWithoutUnits() public {
        _refusesFiling(
            _transferTerms(_keyless, _holderParty, 7), abi.encodeWithSelector(I.HolderHasNoUnit.selector, _id, _keyless)
        );
    }

    function test_file_refusesAHeadThatMoved() public {
        Motion memory motion = _proposal(_id, _all());
        motion.expectedHead = DOCUMENT;
        bytes32 head = _headOf(_id);
        vm.expectRevert(abi.encodeWithSelector(IHistory.HeadMoved.selector, CertificateId.unwrap(_id), DOCUMENT, head));
        vm.prank(holder);
        transfers.file(motion);
    }

    function test_file_refusesAnUnknownRegime() public {
        Terms memory terms = _all();
        terms.regime = RegimeId.wrap("CN-NONE");
        _refusesFiling(terms, abi.encodeWithSelector(I.RegimeUnknown.selector, terms.regime));
    }

    function test_file_refusesWithoutDocuments() public {
        Terms memory terms = _all();
        terms.documents = 0;
        _refusesFiling(terms, abi.encodeWithSelector(I.DocumentMissing.selector, _id));
    }

    function test_file_refusesTermsOfAnotherProcedure() public {
        Terms memory terms = _all();
        terms.termYears = 1;
        _refusesFiling(terms, abi.encodeWithSelector(I.TermOutOfPlace.selector, _id, "termYears"));
        terms = _all();
        terms.ground = 1;
        _refusesFiling(terms, abi.encodeWithSelector(I.TermOutOfPlace.selector, _id, "ground"));
        terms = _all();
        terms.noticeLastDay = 1;
        _refusesFiling(terms, abi.encodeWithSelector(I.TermOutOfPlace.selector, _id, "noticeLastDay"));
        terms = _all();
        terms.before = DOCUMENT;
        _refusesFiling(terms, abi.encodeWithSelector(I.TermOutOfPlace.selector, _id, "digests"));
    }

    function test_file_refusesAFrozenCertificate_untilTheFreezeEnds() public {
        uint40 until = uint40(vm.getBlockTimestamp() + 10 days);
        _freeze(_id, until);
        vm.assertEq(certificates.frozen(_id), true, "frozen");
        _refusesFiling(_all(), abi.encodeWithSelector(I.CertificateFrozen.selector, _id));
        vm.warp(until);
        vm.assertEq(certificates.frozen(_id), false, "over");
        _file(transfers, _id, _all());
    }

    function test_file_refusesRightsThatAreNone() public {
        _refusesFiling(_transferTerms(_holderParty, _keyless, 0), abi.encodeWithSelector(I.RightsUnknown.selector, _id, 0));
        _refusesFiling(_transferTerms(_holderParty, _keyless, 8), abi.encodeWithSelector(I.RightsUnknown.selector, _id, 8));
    }

    function test_file_refusesReceivers_whoMayHoldNothing() public {
        _refusesReceiver(_holderParty, abi.encodeWithSelector(I.ReceiverIsHolder.selector, _id, _holderParty));
        PartyId[4] memory never =
            [PartyId.wrap(0), Ids.party(REGISTRAR), Ids.party(AUTHORITY_ONE), Ids.party(SOLE_TRADER)];
        for (uint256 i = 0; i < never.length; ++i) {
            _refusesReceiver(never[i], abi.encodeWithSelector(I.PartyMayNotHold.selector, _id, never[i]));
        }
        PartyId institution = Ids.party(OrgId.wrap("12150000MB0DEM01XW"));
        _refusesReceiver(institution, abi.encodeWithSelector(I.PublicInstitutionNeedsDecision.selector, _id, institution));
        Terms memory terms = _transferTerms(_holderParty, institution, 7);
        terms.institutionDecision = DOCUMENT;
        _file(transfers, _id, terms);
    }

    function _refusesReceiver(PartyId receiver, bytes memory reason) private {
        _refusesFiling(_transferTerms(_holderParty, receiver, 7), reason);
    }

    function test_file_opensOneProceedingAtATime() public {
        bytes32 before = _headOf(_id);
        _file(transfers, _id, _all());
        vm.assertEq(_headOf(_id) != before, true, "the head of the certificate moves");
        vm.assertEq(uint256(transfers.stateOf(_id, uint40(vm.getBlockTimestamp()))), uint256(ProceedingState.OFFERED), "state");
        vm.assertEq(certificates.standingWord(_id) >> 16 & 15, 1, "open");
        _audit();
        _refusesFiling(_all(), abi.encodeWithSelector(I.ProceedingAlreadyOpen.selector, _id));
    }

    /* AGREEING */

    function test_agree_isForTheTransfereeAlone() public {
        _file(transfers, _id, _all());
        Step memory step = _step(_id, _natural(1));
        vm.expectRevert(abi.encodeWithSelector(I.PartyMayNotAgree.selector, _id, _natural(1)));
        vm.prank(clerk);
        transfers.agree(step);
        step = _step(_id, _holderParty);
        vm.expectRevert(abi.encodeWithSelector(I.PartyAgreedAlready.selector, _id, _holderParty));
        vm.prank(holder);
        transfers.agree(step);
    }

    function test_agree_startsTheClock_andSilenceAccepts() public {
        _file(transfers, _id, _all());
        vm.warp(vm.getBlockTimestamp() + 30 days);
        _requireProceeding(ProceedingState.OFFERED, "no clock runs while one has not agreed");
        _agree(transfers, _id, _keyless);
        _requireProceeding(ProceedingState.SUBMITTED, "agreed");
        (uint256 deadline,) = ruleBook.workingDayAfter(_today(), 3);
        _warpTo(deadline, 23 hours);
        _requireProceeding(ProceedingState.SUBMITTED, "until 24:00 of the last day");
        (uint256 next,) = ruleBook.workingDayAfter(deadline, 1);
        _warpTo(next, 0);
        _requireProceeding(ProceedingState.ACCEPTED, "silence is acceptance");
        _audit();
        Step memory step = _step(_id, PartyId.wrap(0));
        vm.expectRevert(abi.encodeWithSelector(I.AnsweredBySilence.selector, _id, uint16(deadline)));
        vm.prank(clerk);
        transfers.accept(step);
        _registerAt(transfers, Kinds.CERTIFICATE_TRANSFERRED, _decided(_id, _all()));
        _requireProceeding(ProceedingState.REGISTERED, "registered on silence");
        _audit();
    }

    function _requireProceeding(ProceedingState expected, string memory what) private view {
        vm.assertEq(uint256(transfers.stateOf(_id, uint40(vm.getBlockTimestamp()))), uint256(expected), what);
    }

    /* ENDING WITHOUT A REGISTRATION */

    function test_withdraw_isForWhoAgreed_andFreesThePlace() public {
        _file(transfers, _id, _all());
        _refusesWithdrawal(_natural(1), abi.encodeWithSelector(I.PartyIsNotIn.selector, _id, _natural(1)));
        _agree(transfers, _id, _keyless);
        _refusesWithdrawal(PartyId.wrap(0), abi.encodeWithSelector(I.PartyIsNotIn.selector, _id, PartyId.wrap(0)));
        Step memory step = _step(_id, _keyless);
        vm.prank(clerk);
        transfers.withdraw(step);
        _requireProceeding(ProceedingState.WITHDRAWN, "withdrawn");
        vm.assertEq(certificates.standingWord(_id) >> 16 & 15, 0, "closed");
        _file(transfers, _id, _all());
        vm.assertEq(uint16(transfers.proceedingWord(_id) >> 8), 2, "the second");
        _agree(transfers, _id, _keyless);
        _audit();
    }

    function test_withdraw_isForTheTransfereeToo_whoWillNot() public {
        _file(transfers, _id, _all());
        Step memory step = _step(_id, _keyless);
        vm.prank(clerk);
        transfers.withdraw(step);
        _requireProceeding(ProceedingState.WITHDRAWN, "declined");
        _audit();
    }

    function _refusesWithdrawal(PartyId party, bytes memory reason) private {
        Step memory step = _step(_id, party);
        vm.expectRevert(reason);
        vm.prank(_sender(party));
        transfers.withdraw(step);
    }

    function test_refuse_takesTwoPersonsAndAGround() public {
        _file(transfers, _id, _all());
        _agree(transfers, _id, _keyless);
        Step memory step = _step(_id, PartyId.wrap(0));
        step.expectedHead = _headOf(_id);
        uint16 kind = Kinds.CERTIFICATE_PROCEEDING_REFUSED;
        Preparation memory preparation = _prepared(CLERK_KEY, address(transfers), kind, keccak256(abi.encode(step)));
        vm.expectRevert(abi.encodeWithSelector(I.GroundUnknown.selector, _id, 0));
        vm.prank(approver);
        transfers.refuse(step, preparation);
        step.ground = 3;
        preparation = _prepared(CLERK_KEY, address(transfers), kind, keccak256(abi.encode(step)));
        vm.prank(approver);
        transfers.refuse(step, preparation);
        _requireProceeding(ProceedingState.REFUSED, "refused");
        _audit();
    }

    /* REGISTERING */

    function test_register_refusesWhatIsNotAccepted() public {
        _file(transfers, _id, _all());
        _agree(transfers, _id, _keyless);
        _refusesRegistering(
            _decided(_id, _all()), abi.encodeWithSelector(I.ProceedingNotInState.selector, _id, ProceedingState.SUBMITTED)
        );
    }

    function test_register_refusesOtherTermsThanWereAgreed() public {
        _transferable(_id, _holderParty, _keyless, 7);
        _refusesRegistering(
            _decided(_id, _transferTerms(_holderParty, _natural(1), 7)), abi.encodeWithSelector(I.TermsDiffer.selector, _id)
        );
    }

    function test_register_refusesAnotherHead() public {
        Decision memory decision = _decided(_id, _transferable(_id, _holderParty, _keyless, 7));
        decision.expectedHead = 0;
        _refusesRegistering(decision, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, _id));
    }

    function test_register_refusesIncompletePapers() public {
        Terms memory terms = _transferable(_id, _holderParty, _keyless, 7);
        Decision memory decision = _decided(_id, terms);
        decision.nationalRef = "";
        _refusesRegistering(decision, abi.encodeWithSelector(I.NationalReferenceMissing.selector, _id));
        decision = _decided(_id, terms);
        decision.evidencedAt += 1;
        _refusesRegistering(decision, abi.encodeWithSelector(I.EvidencedInFuture.selector, _id, decision.evidencedAt));
        decision = _decided(_id, terms);
        decision.evidencedAt -= 1;
        _refusesRegistering(decision, abi.encodeWithSelector(I.EvidencedBeforeFiling.selector, _id, decision.evidencedAt));
        decision = _decided(_id, terms);
        decision.nationalRef = string(new bytes(65));
        _refusesRegistering(decision, abi.encodeWithSelector(I.NationalReferenceTooLong.selector, _id, 65));
        decision = _decided(_id, terms);
        decision.newSm3 = 0;
        _refusesRegistering(decision, abi.encodeWithSelector(ICertificates.PayloadDigestMissing.selector, 0, decision.code));
        decision = _decided(_id, terms);
        decision.code = bytes15("SJ1512026070009");
        bytes15 next = certificates.nextCode(1, REGISTRAR, 202_607);
        _refusesRegistering(decision, abi.encodeWithSelector(ICertificates.CodeNotNext.selector, 0, decision.code, next));
    }

    function test_register_refusesWithoutPersonOrPapers() public {
        Terms memory terms = _transferable(_id, _holderParty, _keyless, 7);
        Decision memory decision = _decided(_id, terms);
        decision.person = 0;
        _refusesRegistering(decision, abi.encodeWithSelector(I.PersonMissing.selector));
        decision = _decided(_id, terms);
        decision.document = 0;
        _refusesRegistering(decision, abi.encodeWithSelector(I.DocumentMissing.selector, _id));
        decision = _decided(_id, terms);
        decision.payloadSha256 = 0;
        _refusesRegistering(decision, abi.encodeWithSelector(I.DocumentMissing.selector, _id));
        decision = _decided(_id, terms);
        decision.payloadSm3 = 0;
        _refusesRegistering(decision, abi.encodeWithSelector(I.DocumentMissing.selector, _id));
    }

    function test_register_takesTheLongestReference() public {
        Terms memory terms = _transferable(_id, _holderParty, _keyless, 7);
        Decision memory decision = _decided(_id, terms);
        decision.nationalRef = string(new bytes(64));
        _registerAt(transfers, Kinds.CERTIFICATE_TRANSFERRED, decision);
    }

    function test_accept_isInTimeOnTheLastDay() public {
        _file(transfers, _id, _all());
        _agree(transfers, _id, _keyless);
        (uint256 deadline,) = ruleBook.workingDayAfter(_today(), 3);
        _warpTo(deadline, 23 hours);
        _acceptAt(transfers, _id);
        _requireProceeding(ProceedingState.ACCEPTED, "answered on the last day");
    }

    function test_file_refusesACertificateWhoseTermIsOver() public {
        vm.warp(uint40(certificates.certificateWord(_id) >> 184));
        vm.assertEq(certificates.effective(_id, uint40(vm.getBlockTimestamp())), false, "over");
        _refusesFiling(_all(), abi.encodeWithSelector(I.CertificateNotEffective.selector, _id));
    }

    function test_register_refusesWhatWasFrozenSince() public {
        Terms memory terms = _transferable(_id, _holderParty, _keyless, 7);
        _freeze(_id, 0);
        _refusesRegistering(_decided(_id, terms), abi.encodeWithSelector(I.CertificateFrozen.selector, _id));
    }

    function test_register_movesEverything_andReplaces() public {
        bytes32 before = certificates.unitsWord(_id, _holderParty);
        CertificateId to = _transferred(_id, _holderParty, _keyless, 7);

        vm.assertEq(uint256(certificates.statusOf(_id)), uint256(CertificateStatus.REPLACED), "replaced");
        vm.assertEq(certificates.versionOf(_id), 2, "version");
        uint256 since = vm.getBlockTimestamp();
        uint256 until = uint40(uint256(before) >> 40);
        uint256 lane = until << 40 | since;
        uint256 expected = lane | lane << 80 | lane << 160 | uint256(before) >> 240 << 240;
        vm.assertEq(uint256(certificates.unitsWord(to, _keyless)), expected, "the same rights, until the same moment");
        vm.assertEq(uint256(certificates.unitsWord(_id, _holderParty)) << 16, 0, "nothing is kept");
        vm.assertEq(CertificateId.unwrap(certificates.rootOf(to)), CertificateId.unwrap(_id), "root");
        _requireWhereabouts(_id, _holderParty, to, _keyless);

        RecordingEncumbrances.Followed memory told = encumbrances.last();
        vm.assertEq(CertificateId.unwrap(told.from), CertificateId.unwrap(_id), "from");
        vm.assertEq(PartyId.unwrap(told.holder), PartyId.unwrap(_holderParty), "holder");
        vm.assertEq(told.rights, 7, "rights");
        vm.assertEq(CertificateId.unwrap(told.to), CertificateId.unwrap(to), "to");
        vm.assertEq(PartyId.unwrap(told.newHolder), PartyId.unwrap(_keyless), "new holder");
        vm.assertEq(told.samePerson, false, "another person");
        vm.assertEq(told.by, address(certificates), "by the registry");
        vm.assertEq(uint256(told.word) >> 224, 1, "and only once the certificate was issued");
        vm.assertEq(certificates.standingWord(_id) >> 16 & 15, 0, "nothing is open");
        _audit();
        _refusesFiling(_all(), abi.encodeWithSelector(I.CertificateNotEffective.selector, _id));
    }

    function test_register_movesAPart_andTheRestStays() public {
        CertificateId to = _transferred(_id, _holderParty, _keyless, 2);
        uint40 now_ = uint40(vm.getBlockTimestamp());
        vm.assertEq(uint256(certificates.statusOf(_id)), uint256(CertificateStatus.ISSUED), "still issued");
        vm.assertEq(certificates.holds(_id, _holderParty, 1, now_), true, "keeps HOLD");
        vm.assertEq(certificates.holds(_id, _holderParty, 2, now_), false, "keeps no USE");
        vm.assertEq(certificates.holds(_id, _holderParty, 4, now_), true, "keeps OPERATE");
        vm.assertEq(certificates.holds(to, _keyless, 2, now_), true, "USE went");
        vm.assertEq(certificates.holds(to, _keyless, 1, now_), false, "HOLD did not");
        _audit();
        _refusesFiling(
            _transferTerms(_holderParty, _keyless, 2), abi.encodeWithSelector(I.RightNotHeld.selector, _id, _holderParty, 2)
        );
    }

    function test_register_givesOn_andTheWayIsFound() public {
        uint40 first = uint40(vm.getBlockTimestamp());
        vm.warp(first + 1 days);
        CertificateId second = _transferred(_id, _holderParty, _keyless, 7);
        vm.warp(first + 2 days);
        CertificateId third = _transferred(second, _keyless, _natural(1), 7);
        _requireWhereabouts(_id, _holderParty, third, _natural(1));
        vm.assertEq(CertificateId.unwrap(certificates.rootOf(third)), CertificateId.unwrap(_id), "one root");
        vm.assertEq(CertificateId.unwrap(certificates.rootOf(CertificateId.wrap("SJ1512026079999"))), 0, "of nothing, none");
        _audit();

        _requireHeld(_id, _holderParty, uint40(certificates.certificateWord(_id) >> 144), first + 1 days);
        _requireHeld(second, _keyless, first + 1 days, first + 2 days);
        _requireHeld(third, _natural(1), first + 2 days, uint40(certificates.certificateWord(third) >> 184));
        (CertificateId at, PartyId by) = certificates.whereabouts(_id, _holderParty, 1, first + 2 days - 1);
        vm.assertEq(CertificateId.unwrap(at), CertificateId.unwrap(second), "the second still");
        vm.assertEq(PartyId.unwrap(by), PartyId.unwrap(_keyless), "its holder");
        (at,) = certificates.whereabouts(_id, _holderParty, 1, first + 1 days - 1);
        vm.assertEq(CertificateId.unwrap(at), CertificateId.unwrap(_id), "the first still");
    }

    /// Held in [since, until), and at no other moment.
    function _requireHeld(CertificateId id, PartyId party, uint40 since, uint40 until) private view {
        vm.assertEq(certificates.holds(id, party, 2, since - 1), false, "not before");
        vm.assertEq(certificates.holds(id, party, 2, since), true, "from the first second on");
        vm.assertEq(certificates.holds(id, party, 2, until - 1), true, "to the last");
        vm.assertEq(certificates.holds(id, party, 2, until), false, "not after");
    }

    function test_register_aDisputeGoesWithTheRight() public {
        vm.prank(banker);
        disputes.file(_dispute(_id, Ids.party(BANK)));
        CertificateId second = _transferred(_id, _holderParty, _keyless, 4);
        CertificateId third = _transferred(second, _keyless, _natural(1), 4);
        vm.assertEq(certificates.disputed(third), true, "what is said against the first");
        vm.assertEq(certificates.standingWord(third) & 255, 0, "none of its own");
        vm.prank(banker);
        disputes.withdraw(_id, 1, Ids.party(BANK), 0, _own(), DOCUMENT);
        vm.assertEq(certificates.disputed(third), false, "until it is closed there");
        IDisputeDesk.Dispute memory late = _dispute(second, Ids.party(BANK));
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.CertificateNotIssued.selector, second));
        vm.prank(banker);
        disputes.file(late);
    }

    function _requireWhereabouts(CertificateId id, PartyId party, CertificateId to, PartyId newHolder) private view {
        for (uint8 right = 1; right <= 4; right <<= 1) {
            (CertificateId at, PartyId by) = certificates.whereabouts(id, party, right, uint40(vm.getBlockTimestamp()));
            vm.assertEq(CertificateId.unwrap(at), CertificateId.unwrap(to), "where");
            vm.assertEq(PartyId.unwrap(by), PartyId.unwrap(newHolder), "by whom");
        }
    }

    function test_register_replacesOnlyWhenTheLastHolderGaveEverything() public {
        CertificateId id = _certifiedFor(3);
        _transferred(id, _holderParty, _keyless, 7);
        vm.assertEq(uint256(certificates.statusOf(id)), uint256(CertificateStatus.ISSUED), "two are left");
        _transferred(id, _natural(1), _keyless, 7);
        _transferred(id, _natural(2), _keyless, 3);
        vm.assertEq(uint256(certificates.statusOf(id)), uint256(CertificateStatus.ISSUED), "one right is left");
        _transferred(id, _natural(2), _keyless, 4);
        vm.assertEq(uint256(certificates.statusOf(id)), uint256(CertificateStatus.REPLACED), "nothing is left");
        vm.assertEq(encumbrances.count(), 4, "told of each");
        _audit();
    }
}
