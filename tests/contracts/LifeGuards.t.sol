// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICancellationDesk} from "../../contracts/interfaces/ICancellationDesk.sol";
import {IDisputeDesk as IDisputes} from "../../contracts/interfaces/IDisputeDesk.sol";
import {IProceedings as I, Motion, ProceedingState, Restatement, Step, Terms} from "../../contracts/interfaces/IProceedings.sol";
import {IRuleBook} from "../../contracts/interfaces/IRuleBook.sol";
import {CertificateId, Ids, PartyId, RegimeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation} from "../../contracts/types/Words.sol";
import {Living} from "./Living.sol";

/// One by one, what the desks of a certificate's life refuse for its form: terms that belong to another procedure, papers and persons that
/// are missing, numbers without a meaning.
contract LifeGuardsTest is Living {
    CertificateId private _id;

    function setUp() public override {
        super.setUp();
        _id = _certified("certified");
    }

    function _refusesFiling(I to, Terms memory terms, bytes memory reason) private {
        Motion memory motion = _proposal(_id, terms);
        vm.expectRevert(reason);
        vm.prank(_sender(terms.holder));
        to.file(motion);
    }

    /* TERMS OUT OF PLACE */

    function _outOfPlace(I to, Terms memory terms, string memory field) private {
        _refusesFiling(to, terms, abi.encodeWithSelector(I.TermOutOfPlace.selector, _id, field));
    }

    function _transfer() private view returns (Terms memory) {
        return _transferTerms(_holderParty, _keyless, 7);
    }

    function _change() private view returns (Terms memory) {
        return _changeTerms(_holderParty, _holderParty);
    }

    function test_transfer_refusesTermsOfAnotherProcedure() public {
        Terms memory terms = _transfer();
        terms.holder = PartyId.wrap(0);
        _outOfPlace(transfers, terms, "holder");
        terms = _transfer();
        terms.termYears = 1;
        _outOfPlace(transfers, terms, "termYears");
        terms = _transfer();
        terms.ground = 1;
        _outOfPlace(transfers, terms, "ground");
        terms = _transfer();
        terms.noticeLastDay = 1;
        _outOfPlace(transfers, terms, "noticeLastDay");
        terms = _transfer();
        terms.before = DOCUMENT;
        _outOfPlace(transfers, terms, "digests");
        (terms.before, terms.afterwards) = (0, DOCUMENT);
        _outOfPlace(transfers, terms, "digests");
        _file(transfers, _id, _transfer());
    }

    function test_change_refusesTermsOfAnotherProcedure() public {
        Terms memory terms = _change();
        (terms.holder, terms.other) = (PartyId.wrap(0), PartyId.wrap(0));
        _outOfPlace(changes, terms, "holder");
        terms = _change();
        terms.rights = 1;
        _outOfPlace(changes, terms, "rights");
        terms = _change();
        terms.termYears = 1;
        _outOfPlace(changes, terms, "termYears");
        terms = _change();
        terms.ground = 1;
        _outOfPlace(changes, terms, "ground");
        terms = _change();
        terms.noticeLastDay = 1;
        _outOfPlace(changes, terms, "noticeLastDay");
        terms = _change();
        terms.institutionDecision = DOCUMENT;
        _outOfPlace(changes, terms, "institutionDecision");
        _file(changes, _id, _change());
    }

    function test_renew_refusesTermsOfAnotherProcedure() public {
        (uint40 opensAt,) = renewals.windowOf(_id, 1);
        vm.warp(opensAt);
        Terms memory terms = _terms(PartyId.wrap(0));
        _outOfPlace(renewals, terms, "holder");
        terms = _terms(_holderParty);
        terms.other = _keyless;
        _outOfPlace(renewals, terms, "other");
        terms = _terms(_holderParty);
        terms.rights = 1;
        _outOfPlace(renewals, terms, "rights");
        terms = _terms(_holderParty);
        terms.ground = 1;
        _outOfPlace(renewals, terms, "ground");
        terms = _terms(_holderParty);
        terms.noticeLastDay = 1;
        _outOfPlace(renewals, terms, "noticeLastDay");
        terms = _terms(_holderParty);
        terms.before = DOCUMENT;
        _outOfPlace(renewals, terms, "digests");
        (terms.before, terms.afterwards) = (0, DOCUMENT);
        _outOfPlace(renewals, terms, "digests");
        terms = _terms(_holderParty);
        terms.institutionDecision = DOCUMENT;
        _outOfPlace(renewals, terms, "institutionDecision");
        _file(renewals, _id, _terms(_holderParty));
    }

    function test_cancel_refusesTermsOfAnotherProcedure() public {
        Terms memory terms = _cancelTerms(_holderParty);
        terms.other = _keyless;
        _outOfPlace(cancellations, terms, "other");
        terms = _cancelTerms(_holderParty);
        terms.rights = 1;
        _outOfPlace(cancellations, terms, "rights");
        terms = _cancelTerms(_holderParty);
        terms.termYears = 1;
        _outOfPlace(cancellations, terms, "termYears");
        terms = _cancelTerms(_holderParty);
        terms.institutionDecision = DOCUMENT;
        _outOfPlace(cancellations, terms, "institutionDecision");
        terms = _cancelTerms(_holderParty);
        terms.afterwards = DOCUMENT;
        _outOfPlace(cancellations, terms, "digests");
        // A notice belongs to what the registrar begins itself.
        terms = _cancelTerms(_holderParty);
        terms.before = DOCUMENT;
        _outOfPlace(cancellations, terms, "notice");
        (terms.before, terms.noticeLastDay) = (0, uint16(_today() + 1));
        _outOfPlace(cancellations, terms, "notice");
        _file(cancellations, _id, _cancelTerms(_holderParty));
    }

    function test_cancel_ofItsOwnMotion_refusesWithoutAWrittenNotice() public {
        Terms memory terms = _ownMotion(_today() + 10);
        terms.before = 0;
        _refusesFiling(cancellations, terms, abi.encodeWithSelector(I.NoticeMissing.selector, _id));
        terms.ground = 0;
        _refusesFiling(cancellations, terms, abi.encodeWithSelector(I.GroundUnknown.selector, _id, 0));
    }

    function test_file_refusesARegimeThatGivesOtherCodes() public {
        IRuleBook.Regime memory regime = _regime();
        (regime.id, regime.codePrefix) = (RegimeId.wrap("CN-OTHER-2026"), "QT");
        vm.prank(address(governance));
        ruleBook.publishRegime(regime);
        Terms memory terms = _change();
        terms.regime = regime.id;
        _refusesFiling(changes, terms, abi.encodeWithSelector(I.RegimeOfAnotherCode.selector, _id, regime.id));
    }

    /* STEPS */

    function _refusesStep(address account, bytes memory act, bytes memory reason) private {
        vm.prank(account);
        (bool done, bytes memory answer) = address(cancellations).call(act);
        vm.assertFalse(done, "let through");
        vm.assertEq(answer, reason, "refused for another reason");
    }

    function test_ownMotion_wantsAPerson_andIsWithdrawnByTheKeeperAlone() public {
        Motion memory motion = _proposal(_id, _ownMotion(_today() + 10));
        motion.assent.person = 0;
        _refusesStep(clerk, abi.encodeCall(I.file, (motion)), abi.encodeWithSelector(I.PersonMissing.selector));
        _file(cancellations, _id, _ownMotion(_today() + 10));
        Step memory step = _step(_id, PartyId.wrap(0));
        step.assent.person = 0;
        _refusesStep(clerk, abi.encodeCall(I.withdraw, (step)), abi.encodeWithSelector(I.PersonMissing.selector));
        step = _step(_id, PartyId.wrap(0));
        step.document = 0;
        _refusesStep(clerk, abi.encodeCall(I.withdraw, (step)), abi.encodeWithSelector(I.DocumentMissing.selector, _id));
        step = _step(_id, _holderParty);
        _refusesStep(
            holder, abi.encodeCall(I.withdraw, (step)), abi.encodeWithSelector(I.PartyIsNotIn.selector, _id, _holderParty)
        );
        step = _step(_id, PartyId.wrap(0));
        vm.prank(clerk);
        cancellations.withdraw(step);
        bytes memory reason =
            abi.encodeWithSelector(I.ProceedingNotInState.selector, _id, ProceedingState.WITHDRAWN);
        _refusesStep(clerk, abi.encodeCall(I.withdraw, (step)), reason);
    }

    function test_theKeeper_doesNotWithdrawWhatAHolderBegan() public {
        _file(cancellations, _id, _cancelTerms(_holderParty));
        Step memory step = _step(_id, PartyId.wrap(0));
        bytes memory reason = abi.encodeWithSelector(I.PartyIsNotIn.selector, _id, PartyId.wrap(0));
        _refusesStep(clerk, abi.encodeCall(I.withdraw, (step)), reason);
    }

    function test_accept_wantsAPerson_andSomethingSubmitted() public {
        Step memory step = _step(_id, PartyId.wrap(0));
        bytes memory reason = abi.encodeWithSelector(I.ProceedingNotInState.selector, _id, ProceedingState.NONE);
        _refusesStep(clerk, abi.encodeCall(I.accept, (step)), reason);
        _file(cancellations, _id, _cancelTerms(_holderParty));
        step.assent.person = 0;
        _refusesStep(clerk, abi.encodeCall(I.accept, (step)), abi.encodeWithSelector(I.PersonMissing.selector));
    }

    function _refusesRefusing(Step memory step, bytes memory reason) private {
        bytes32 items = keccak256(abi.encode(step));
        Preparation memory given =
            _prepared(CLERK_KEY, address(cancellations), Kinds.CERTIFICATE_PROCEEDING_REFUSED, items);
        _refusesStep(approver, abi.encodeCall(I.refuse, (step, given)), reason);
    }

    function test_refuse_refusesInTheOrderOfItsGuards() public {
        Step memory step = _step(_id, PartyId.wrap(0));
        step.ground = 1;
        _refusesRefusing(step, abi.encodeWithSelector(I.ProceedingNotInState.selector, _id, ProceedingState.NONE));
        _file(cancellations, _id, _cancelTerms(_holderParty));
        _refusesRefusing(step, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, _id));
        (step.expectedHead, step.assent.person) = (_headOf(_id), 0);
        _refusesRefusing(step, abi.encodeWithSelector(I.PersonMissing.selector));
        (step.assent.person, step.ground) = (PERSON, 0);
        _refusesRefusing(step, abi.encodeWithSelector(I.GroundUnknown.selector, _id, 0));
        step.ground = 6;
        _refusesRefusing(step, abi.encodeWithSelector(I.GroundUnknown.selector, _id, 6));
        (step.ground, step.document) = (5, 0);
        _refusesRefusing(step, abi.encodeWithSelector(I.DocumentMissing.selector, _id));
    }

    /* CHANGE OF PERSON */

    function test_change_refusesWhoHoldsAlready_whoIsNobody_andTheRegistrarItself() public {
        _id = _certifiedFor(3);
        (PartyId one, PartyId other) = (_natural(1), _natural(2));
        Terms memory terms = _changeTerms(one, other);
        _refusesFiling(changes, terms, abi.encodeWithSelector(I.ChangeOfPerson.selector, _id, one, other));
        terms = _changeTerms(_holderParty, PartyId.wrap(0));
        _refusesFiling(changes, terms, abi.encodeWithSelector(I.ChangeOfPerson.selector, _id, _holderParty, PartyId.wrap(0)));
        PartyId registrar = Ids.party(REGISTRAR);
        terms = _changeTerms(_holderParty, registrar);
        _refusesFiling(changes, terms, abi.encodeWithSelector(I.PartyMayNotHold.selector, _id, registrar));
    }

    function test_change_refusesWithoutBothDigests() public {
        bytes memory reason = abi.encodeWithSelector(I.ChangeIsEmpty.selector, _id);
        Terms memory terms = _change();
        terms.before = 0;
        _refusesFiling(changes, terms, reason);
        terms = _change();
        terms.afterwards = 0;
        _refusesFiling(changes, terms, reason);
    }

    /* WHAT A CHANGE RESTATES */

    function _refusesRestated(Restatement[] memory restated, bytes memory reason) private {
        Motion memory motion = _proposal(_id, _change());
        motion.restated = restated;
        if (restated.length != 0) motion.terms.afterwards = keccak256(abi.encode(restated[0]));
        vm.expectRevert(reason);
        vm.prank(holder);
        changes.file(motion);
    }

    function _one(Restatement memory restated) private pure returns (Restatement[] memory list) {
        list = new Restatement[](1);
        list[0] = restated;
    }

    function _files(Restatement memory restated) private {
        Motion memory motion = _proposal(_id, _change());
        motion.restated = _one(restated);
        motion.terms.afterwards = keccak256(abi.encode(restated));
        vm.prank(holder);
        changes.file(motion);
        vm.assertEq(uint256(changes.stateOf(_id, uint40(vm.getBlockTimestamp()))), 2, "submitted");
    }

    function test_change_refusesARestatement_thatItsTermsDoNotBind() public {
        bytes memory differs = abi.encodeWithSelector(I.RestatementDiffers.selector, _id);
        _refusesRestated(new Restatement[](0), differs);
        Restatement[] memory two = new Restatement[](2);
        (two[0], two[1]) = (_restatement(), _restatement());
        _refusesRestated(two, differs);
        Motion memory motion = _proposal(_id, _change());
        motion.restated[0].dataName = "another";
        vm.expectRevert(differs);
        vm.prank(holder);
        changes.file(motion);
    }

    function test_change_refusesAnUnsaltedRestatement() public {
        Restatement memory restated = _restatement();
        restated.paper = 0;
        _refusesRestated(_one(restated), abi.encodeWithSelector(I.RestatementWithoutPaper.selector, _id));
    }

    function test_change_refusesANameWithoutItsCommitment_andOneThatIsTooLong() public {
        Restatement memory restated = _restatement();
        restated.nameCommitment = 0;
        _refusesRestated(_one(restated), abi.encodeWithSelector(I.NameWithoutCommitment.selector, _id));
        restated = _restatement();
        restated.dataName = string(new bytes(161));
        _refusesRestated(_one(restated), abi.encodeWithSelector(I.NameTooLong.selector, _id, 161));
        restated.dataName = string(new bytes(160));
        _files(restated);
    }

    function test_change_refusesASpanThatEndsBeforeItBegins_orHasNoEnd() public {
        Restatement memory restated = _restatement();
        (restated.timeFrom, restated.timeTo) = (2, 1);
        _refusesRestated(_one(restated), abi.encodeWithSelector(I.SpanReversed.selector, _id, 2, 1));
        restated.timeTo = 0;
        _refusesRestated(_one(restated), abi.encodeWithSelector(I.SpanReversed.selector, _id, 2, 0));
        (restated.timeFrom, restated.timeTo) = (2, 2);
        _files(restated);
    }

    function test_change_ofAMaskedName_andOfNothingThatIsShown() public {
        Restatement memory restated = _restatement();
        restated.dataName = "";
        _files(restated);
        _id = _certified("two");
        Restatement memory paperAlone;
        paperAlone.paper = DOCUMENT;
        _files(paperAlone);
    }

    function test_othersRestateNothing() public {
        _refusesToRestate(transfers, _transfer());
        _refusesToRestate(cancellations, _cancelTerms(_holderParty));
        (uint40 opensAt,) = renewals.windowOf(_id, 1);
        vm.warp(opensAt);
        _refusesToRestate(renewals, _terms(_holderParty));
    }

    function _refusesToRestate(I to, Terms memory terms) private {
        Motion memory motion = _proposal(_id, terms);
        motion.restated = _one(_restatement());
        vm.expectRevert(abi.encodeWithSelector(I.TermOutOfPlace.selector, _id, "restated"));
        vm.prank(_sender(terms.holder));
        to.file(motion);
    }

    /* REVOKING */

    function _revocation() private view returns (ICancellationDesk.Revocation memory) {
        return ICancellationDesk.Revocation(
            _id, _headOf(_id), PERSON, AUTHORITY_ONE, 4, uint40(vm.getBlockTimestamp()), DOCUMENT, 0
        );
    }

    function _refusesRevoking(ICancellationDesk.Revocation memory revocation, bytes memory reason) private {
        bytes32 items = keccak256(abi.encode(revocation));
        Preparation memory preparation = _prepared(CLERK_KEY, address(cancellations), Kinds.CERTIFICATE_REVOKED, items);
        vm.expectRevert(reason);
        vm.prank(approver);
        cancellations.revoke(revocation, preparation);
    }

    function test_revoke_refusesInTheOrderOfItsGuards() public {
        ICancellationDesk.Revocation memory revocation = _revocation();
        revocation.expectedHead = 0;
        _refusesRevoking(revocation, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, _id));
        revocation = _revocation();
        revocation.person = 0;
        _refusesRevoking(revocation, abi.encodeWithSelector(I.PersonMissing.selector));
        revocation = _revocation();
        revocation.document = 0;
        _refusesRevoking(revocation, abi.encodeWithSelector(I.DocumentMissing.selector, _id));
        revocation = _revocation();
        revocation.level = 0;
        _refusesRevoking(revocation, abi.encodeWithSelector(ICancellationDesk.LevelUnknown.selector, _id, 0));
        revocation.level = 5;
        _refusesRevoking(revocation, abi.encodeWithSelector(ICancellationDesk.LevelUnknown.selector, _id, 5));
        revocation = _revocation();
        revocation.since = 0;
        _refusesRevoking(revocation, abi.encodeWithSelector(ICancellationDesk.MomentInFuture.selector, _id, 0));
        revocation.since = uint40(vm.getBlockTimestamp() + 1);
        _refusesRevoking(
            revocation, abi.encodeWithSelector(ICancellationDesk.MomentInFuture.selector, _id, revocation.since)
        );
        revocation = _revocation();
        bytes32 items = keccak256(abi.encode(revocation));
        Preparation memory preparation = _prepared(CLERK_KEY, address(cancellations), Kinds.CERTIFICATE_REVOKED, items);
        vm.prank(approver);
        cancellations.revoke(revocation, preparation);
    }

    /* DISPUTES */

    function _disputed(bool complete) private returns (uint8 number) {
        IDisputes.Dispute memory dispute = _dispute(_id, Ids.party(BANK));
        dispute.complete = complete;
        vm.prank(banker);
        return disputes.file(dispute);
    }

    function _refusesDispute(IDisputes.Dispute memory dispute, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(banker);
        disputes.file(dispute);
    }

    function test_dispute_file_refusesInTheOrderOfItsGuards() public {
        CertificateId unknown = CertificateId.wrap("SJ1512026079999");
        IDisputes.Dispute memory dispute = _dispute(unknown, Ids.party(BANK));
        _refusesDispute(dispute, abi.encodeWithSelector(IDisputes.CertificateNotIssued.selector, unknown));
        dispute = _dispute(_id, Ids.party(BANK));
        dispute.reasons = 0;
        _refusesDispute(dispute, abi.encodeWithSelector(IDisputes.ReasonsMissing.selector, _id));
        _disputed(true);
    }

    function test_dispute_file_255AndNoMore() public {
        for (uint256 i = 0; i < 255; ++i) {
            uint8 number = _disputed(true);
            vm.prank(banker);
            disputes.withdraw(_id, number, Ids.party(BANK), 0, _own(), DOCUMENT);
        }
        _refusesDispute(_dispute(_id, Ids.party(BANK)), abi.encodeWithSelector(IDisputes.TooManyDisputes.selector, _id));
    }

    function _refusesNote(IDisputes.DisputeNote memory note, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(clerk);
        disputes.note(note);
    }

    function test_dispute_note_refusesInTheOrderOfItsGuards() public {
        _disputed(false);
        IDisputes.DisputeNote memory note = IDisputes.DisputeNote(_id, 0, 2, 1, PERSON, DOCUMENT);
        _refusesNote(note, abi.encodeWithSelector(IDisputes.DisputeUnknown.selector, _id, 2));
        (note.number, note.step) = (1, 0);
        _refusesNote(note, abi.encodeWithSelector(IDisputes.StepUnknown.selector, _id, 0));
        note.step = 4;
        _refusesNote(note, abi.encodeWithSelector(IDisputes.StepUnknown.selector, _id, 4));
        (note.step, note.person) = (1, 0);
        _refusesNote(note, abi.encodeWithSelector(IDisputes.PersonMissing.selector));
        (note.person, note.document) = (PERSON, 0);
        _refusesNote(note, abi.encodeWithSelector(IDisputes.DocumentMissing.selector, _id));
        // Whoever registered is told once the material is complete.
        (note.step, note.document) = (2, DOCUMENT);
        _refusesNote(note, abi.encodeWithSelector(IDisputes.MaterialNotComplete.selector, _id, 1));
        note.step = 1;
        vm.prank(clerk);
        disputes.note(note);
        note.step = 2;
        vm.prank(clerk);
        disputes.note(note);
    }

    function test_dispute_note_isForTheKeeperAlone() public {
        _disputed(true);
        bytes memory reason =
            abi.encodeWithSelector(IDisputes.CertificateOfAnotherRegistrar.selector, _id, REGISTRAR, OTHER_REGISTRAR);
        vm.expectRevert(reason);
        vm.prank(otherClerk);
        disputes.note(IDisputes.DisputeNote(_id, 0, 1, 1, PERSON, DOCUMENT));
    }

    function _refusesAnswer(address account, IDisputes.DisputeAnswer memory answer, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(account);
        disputes.answer(answer);
    }

    function test_dispute_answer_isForAHolder_withAPaper() public {
        _disputed(true);
        IDisputes.DisputeAnswer memory answer = IDisputes.DisputeAnswer(_id, 0, 1, _keyless, true, _onPaper(), DOCUMENT);
        _refusesAnswer(clerk, answer, abi.encodeWithSelector(IDisputes.HolderHasNoUnit.selector, _id, _keyless));
        (answer.holder, answer.assent, answer.document) = (_holderParty, _own(), 0);
        _refusesAnswer(holder, answer, abi.encodeWithSelector(IDisputes.DocumentMissing.selector, _id));
        answer.document = DOCUMENT;
        vm.prank(holder);
        disputes.answer(answer);
    }

    function _refusesConcluding(IDisputes.DisputeConclusion memory conclusion, bytes memory reason) private {
        bytes32 items = keccak256(abi.encode(conclusion));
        Preparation memory preparation = _prepared(CLERK_KEY, address(disputes), Kinds.DISPUTE_CONCLUDED, items);
        vm.expectRevert(reason);
        vm.prank(approver);
        disputes.conclude(conclusion, preparation);
    }

    function test_dispute_conclude_refusesInTheOrderOfItsGuards() public {
        _disputed(true);
        IDisputes.DisputeOutcome upheld = IDisputes.DisputeOutcome.UPHELD;
        IDisputes.DisputeConclusion memory conclusion =
            IDisputes.DisputeConclusion(_id, 0, 1, upheld, PERSON, DOCUMENT);
        _refusesConcluding(conclusion, abi.encodeWithSelector(IDisputes.ExpectedHeadMissing.selector, _id));
        conclusion.expectedHead = _headOf(_id);
        IDisputes.DisputeOutcome[3] memory none =
            [IDisputes.DisputeOutcome.NONE, IDisputes.DisputeOutcome.OPEN, IDisputes.DisputeOutcome.WITHDRAWN];
        for (uint256 i = 0; i < none.length; ++i) {
            conclusion.outcome = none[i];
            _refusesConcluding(conclusion, abi.encodeWithSelector(IDisputes.OutcomeUnknown.selector, _id, none[i]));
        }
        (conclusion.outcome, conclusion.person) = (upheld, 0);
        _refusesConcluding(conclusion, abi.encodeWithSelector(IDisputes.PersonMissing.selector));
        (conclusion.person, conclusion.document) = (PERSON, 0);
        _refusesConcluding(conclusion, abi.encodeWithSelector(IDisputes.DocumentMissing.selector, _id));
    }

    function test_dispute_withdraw_isForTheObjector_withAPaper() public {
        _disputed(true);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.ObjectorIsAnother.selector, _id, 1));
        vm.prank(holder);
        disputes.withdraw(_id, 1, _holderParty, 0, _own(), DOCUMENT);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DocumentMissing.selector, _id));
        vm.prank(banker);
        disputes.withdraw(_id, 1, Ids.party(BANK), 0, _own(), 0);
    }
}
