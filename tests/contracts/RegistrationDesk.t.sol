// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAdmissionRules} from "../../contracts/interfaces/IAdmissionRules.sol";
import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IRuleBook} from "../../contracts/interfaces/IRuleBook.sol";
import {ITwoPersons} from "../../contracts/interfaces/ITwoPersons.sol";
import {IRegistrationDesk as I} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {Dates} from "../../contracts/libraries/Dates.sol";
import {CaseId, CertificateId, Ids, OrgId, PartyId, RegimeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {CaseState, Grade, Preparation, Right} from "../../contracts/types/Words.sol";
import {Registering} from "./Registering.sol";

contract RegistrationDeskTest is Registering {
    function _refuses(bytes memory reason, address account, bytes memory act) private {
        vm.expectRevert(reason);
        vm.prank(account);
        _call(address(desk), act);
    }

    function _moment() private view returns (uint40) {
        return uint40(vm.getBlockTimestamp());
    }

    function _slot(CaseId id, uint256 mapping_) private view returns (bytes32) {
        return vm.load(address(desk), keccak256(abi.encode(id, mapping_)));
    }

    function _submitCall(I.Application memory item) private pure returns (bytes memory) {
        return abi.encodeCall(I.submit, (_one(item), _alone()));
    }

    function _acts(bytes4 selector, I.Act memory act) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, _one(act));
    }

    /* FILING */

    function test_submit_refusesInTheOrderOfItsGuards() public {
        I.Application memory item = _application("first");
        CaseId id = _submit(item);
        item.filing.registrar = SUSPENDED_REGISTRAR;
        item.filing.regime = RegimeId.wrap("CN-DPR-1999");
        item.filing.receivedAt = _moment() + 1;
        (item.filing.person, item.filing.form, item.filing.attestation, item.filing.ref) = (0, 0, 6, 0);
        item.content.termYears = 6;
        item.content.documentsRoot = 0;

        _refuses(
            abi.encodeWithSelector(I.BatchEmpty.selector), clerk,
            abi.encodeCall(I.submit, (new I.Application[](0), _alone()))
        );
        _refuses(abi.encodeWithSelector(IOrganisationRegistry.KeyUnknown.selector, stranger), stranger, _submitCall(item));
        _refuses(abi.encodeWithSelector(I.CallerMayNotFile.selector, 0, BANK), banker, _submitCall(item));
        _refuses(
            abi.encodeWithSelector(I.RegistrarNotAccredited.selector, 0, SUSPENDED_REGISTRAR), suspendedClerk, _submitCall(item)
        );
        item.filing.registrar = REGISTRAR;
        item.filing.ref = "first";
        _refuses(abi.encodeWithSelector(I.CaseAlreadyOpen.selector, 0, id), clerk, _submitCall(item));
        item.filing.ref = 0;
        _refuses(abi.encodeWithSelector(I.ReferenceEmpty.selector, 0), clerk, _submitCall(item));
        item.filing.ref = "second";
        _refuses(abi.encodeWithSelector(I.RegimeUnknown.selector, 0, RegimeId.wrap("CN-DPR-1999")), clerk, _submitCall(item));
        item.filing.regime = REGIME;
        _refuses(abi.encodeWithSelector(I.ClaimedTimeNotAllowed.selector, 0, _moment() + 1), holder, _submitCall(item));
        _refuses(abi.encodeWithSelector(I.ClaimedTimeInFuture.selector, 0, _moment() + 1), clerk, _submitCall(item));
        item.filing.receivedAt = _moment();
        _refuses(abi.encodeWithSelector(I.PersonMissing.selector, 0), clerk, _submitCall(item));
        item.filing.person = PERSON;
        _refuses(abi.encodeWithSelector(I.DocumentMissing.selector, 0, _caseId("second")), clerk, _submitCall(item));
        item.filing.form = DOCUMENT;
        _refuses(abi.encodeWithSelector(IAdmissionRules.AttestationUnknown.selector, 0, 6), clerk, _submitCall(item));
        item.filing.attestation = 0;
        _refuses(abi.encodeWithSelector(IAdmissionRules.AttestationUnknown.selector, 0, 0), clerk, _submitCall(item));
        item.filing.attestation = 5;
        _refuses(abi.encodeWithSelector(IAdmissionRules.TermTooLong.selector, 0, 6, 5), clerk, _submitCall(item));
        item.content.termYears = 5;
        _refuses(abi.encodeWithSelector(IAdmissionRules.DocumentsMissing.selector, 0), clerk, _submitCall(item));
        item.content.documentsRoot = DOCUMENT;
        _submit(item);
    }

    function test_submit_isAllOrNothingAndNamesTheIndex() public {
        I.Application[] memory items = new I.Application[](3);
        for (uint256 i = 0; i < 3; ++i) {
            items[i] = _application(bytes32(i + 1));
        }
        items[2].content.grade = Grade.CORE;
        _refuses(
            abi.encodeWithSelector(IAdmissionRules.GradeCoreRefused.selector, 2), clerk,
            abi.encodeCall(I.submit, (items, _alone()))
        );
        vm.assertEq(desk.caseWord(_caseId(bytes32(uint256(1)))), 0, "nothing is stored");
    }

    function test_submit_storesLogsAndRecords() public {
        _audit();
        uint256 before = auditor.entries(Kinds.APPLICATION_SUBMITTED);
        I.Application memory item = _application("first");
        CaseId id = _caseId("first");
        I.Submitted memory submitted = I.Submitted(clerk, _moment(), false, item.filing, item.content);
        vm.expectEmit(address(desk));
        emit I.ApplicationSubmitted(id, REGISTRAR, submitted);
        _submit(item);

        uint256 word = uint256(uint144(OrgId.unwrap(REGISTRAR))) | uint256(CaseState.SUBMITTED) << 144
            | _date(2026, 7, 1) << 152 | 1 << 240;
        vm.assertEq(_slot(id, 0), bytes32(word), "case word");
        vm.assertEq(desk.caseWord(id), word, "its view");
        vm.assertEq(_slot(id, 1), keccak256(abi.encode(item.content.rights, item.content.termYears)), "terms");
        vm.assertEq(desk.termsDigest(id), _slot(id, 1), "its view");
        vm.assertEq(OrgId.unwrap(desk.registrarOf(id)), OrgId.unwrap(REGISTRAR), "registrar");
        vm.assertEq(OrgId.unwrap(desk.filerOf(id)), bytes18(0), "filed by the registrar");
        _auditLast(CaseId.unwrap(id), Kinds.APPLICATION_SUBMITTED, before);
    }

    function test_submit_byAnApplicantsOwnKey() public {
        I.Application memory item = _application("own");
        vm.prank(holder);
        desk.submit(_one(item), _alone());
        vm.assertEq(OrgId.unwrap(desk.filerOf(_caseId("own"))), OrgId.unwrap(HOLDER), "filed by the applicant");
    }

    function test_submit_atAClaimedTime() public {
        I.Application memory item = _application("claimed");
        item.filing.receivedAt = uint40(START - 2 days);
        I.Submitted memory submitted = I.Submitted(clerk, item.filing.receivedAt, true, item.filing, item.content);
        vm.expectEmit(address(desk));
        emit I.ApplicationSubmitted(_caseId("claimed"), REGISTRAR, submitted);
        CaseId id = _submit(item);
        vm.assertEq(uint16(desk.caseWord(id) >> 152), _date(2026, 6, 29), "counted from the claimed day");
    }

    function test_submit_preparedByASecondPerson() public {
        I.Application[] memory items = _one(_application("two"));
        Preparation memory preparation = _preparedFor(Kinds.APPLICATION_SUBMITTED, keccak256(abi.encode(items)));
        vm.prank(approver);
        desk.submit(items, preparation);

        items = _one(_application("three"));
        vm.expectRevert(_notSigned(Kinds.APPLICATION_SUBMITTED, keccak256(abi.encode(items)), preparation));
        vm.prank(approver);
        desk.submit(items, preparation);
    }

    function test_submit_preparedMustBeLaidOutAsItWasSigned() public {
        I.Application[] memory items = _one(_application("two"));
        Preparation memory preparation = _preparedFor(Kinds.APPLICATION_SUBMITTED, keccak256(abi.encode(items)));
        bytes memory shifted = this.shift(abi.encodeCall(I.submit, (items, preparation)));
        _refuses(abi.encodeWithSelector(I.CalldataNotCanonical.selector), approver, shifted);
        shifted = this.shift(abi.encodeCall(I.submit, (items, _alone())));
        vm.prank(clerk);
        _call(address(desk), shifted);
    }

    /// The same call with an idle word between the heads and the items.
    function shift(bytes calldata act) external pure returns (bytes memory) {
        (uint256 first, uint256 second) = abi.decode(act[4:68], (uint256, uint256));
        return bytes.concat(act[:4], abi.encode(first + 32, second + 32, uint256(0)), act[68:]);
    }

    function _notSigned(uint16 kind, bytes32 items, Preparation memory preparation) private view returns (bytes memory) {
        bytes32 digest = ITwoPersons(address(desk)).preparedDigest(kind, items, preparation.person, preparation.deadline);
        (bytes32 r, bytes32 s) = abi.decode(preparation.signature, (bytes32, bytes32));
        address signer = ecrecover(digest, uint8(preparation.signature[64]), r, s);
        return abi.encodeWithSelector(IOrganisationRegistry.PreparationNotSignedBy.selector, preparation.preparer, signer);
    }

    function test_fuzz_submit_logsWhatTheContentIs(string calldata name, uint8 holders, string calldata ref) public {
        I.Application memory item = _application("fuzz");
        vm.assume(bytes(name).length <= 40 && bytes(name).length != 0 && bytes(ref).length <= 128);
        (item.content.dataName, item.content.publicPlatformRef) = (name, ref);
        item.content.rights = _rights(holders % 16 + 1);
        item.content.priorRegistrations = new string[](2);
        item.content.priorRegistrations[1] = ref;
        vm.expectEmit(address(desk));
        emit I.ApplicationSubmitted(
            _caseId("fuzz"), REGISTRAR,
            I.Submitted(clerk, _moment(), false, item.filing, item.content)
        );
        _submit(item);
        _audit();
    }

    /* ANSWERING */

    function test_accept_refusesInTheOrderOfItsGuards() public {
        CaseId id = _submit("first");
        I.Act memory act = I.Act(_caseId("nowhere"), DOCUMENT, 0, 0);
        bytes4 accept = I.accept.selector;
        _refuses(abi.encodeWithSelector(I.BatchEmpty.selector), clerk, abi.encodeCall(I.accept, (new I.Act[](0))));
        _refuses(abi.encodeWithSelector(IOrganisationRegistry.KeyUnknown.selector, stranger), stranger, _acts(accept, act));
        _refuses(abi.encodeWithSelector(I.CaseUnknown.selector, 0, act.id), clerk, _acts(accept, act));
        act.id = id;
        _refuses(
            abi.encodeWithSelector(I.CaseOfAnotherRegistrar.selector, 0, id, REGISTRAR, OTHER_REGISTRAR), otherClerk,
            _acts(accept, act)
        );
        _refuses(abi.encodeWithSelector(I.PersonMissing.selector, 0), clerk, _acts(accept, act));
        act.person = PERSON;
        bytes32 head = history.wordOf(CaseId.unwrap(id));
        _refuses(
            abi.encodeWithSelector(IHistory.HeadMoved.selector, CaseId.unwrap(id), DOCUMENT, head), clerk, _acts(accept, act)
        );
        act.expectedHead = head;
        vm.prank(clerk);
        _call(address(desk), _acts(accept, act));
        act.expectedHead = 0;
        _refuses(abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.ACCEPTED), clerk, _acts(accept, act));
    }

    function test_accept_effect() public {
        CaseId id = _submit("first");
        vm.expectEmit(address(desk));
        emit I.ApplicationAccepted(id, REGISTRAR, I.Acted(clerk, address(0), PERSON, 0, DOCUMENT));
        _accept(id);
        _requireState(id, CaseState.ACCEPTED, "accepted");
        _audit();
    }

    /// The clock of the issue: filed on Tuesday 2026-09-29 and never answered.
    function test_silence_overTheNationalHolidayAndAMakeUpDay() public {
        _warpTo(_date(2026, 9, 29), 10 hours);
        CaseId id = _submit("silent");
        _warpTo(_date(2026, 10, 9), 1 days - 1);
        _requireState(id, CaseState.SUBMITTED, "Friday 10-09 is the last day");
        vm.warp(vm.getBlockTimestamp() + 1);
        _requireState(id, CaseState.ACCEPTED, "from Saturday 10-10, a make-up day");

        uint16 deadline = uint16(_date(2026, 10, 9));
        bytes memory late = abi.encodeWithSelector(I.AnsweredBySilence.selector, 0, id, deadline);
        _refuses(late, clerk, _acts(I.declineAcceptance.selector, _act(id)));
        _refuses(late, clerk, _acts(I.accept.selector, _act(id)));
        _refuses(late, clerk, abi.encodeCall(I.requestCorrection, (_one(_correctionRequest(id, _today())))));
        (uint256 last,) = ruleBook.workingDayAfter(_date(2026, 10, 10), 10);
        vm.assertEq(last, _date(2026, 10, 23), "ten working days end on Friday 10-23");

        vm.expectEmit(address(desk));
        emit I.SilenceNoted(id, REGISTRAR, stranger, deadline, uint16(_date(2026, 10, 10)));
        vm.prank(stranger);
        desk.noteSilence(_one(id));
        _requireState(id, CaseState.ACCEPTED, "as before");
        _refuses(late, clerk, _acts(I.declineAcceptance.selector, _act(id)));
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.ACCEPTED), stranger,
            abi.encodeCall(I.noteSilence, (_one(id)))
        );
        _audit();
    }

    /// Filed on Tuesday 07-07: the deadline is Friday 07-10, and silence accepts on Monday 07-13.
    function test_silence_onTheDaysBetween() public {
        _warpTo(_date(2026, 7, 7), 10 hours);
        CaseId id = _submit("weekend");
        _warpTo(_date(2026, 7, 10), 1 days - 1);
        bytes memory early = abi.encodeWithSelector(I.SilenceNotYet.selector, 0, id, uint16(_date(2026, 7, 10)));
        _refuses(early, stranger, abi.encodeCall(I.noteSilence, (_one(id))));
        _warpTo(_date(2026, 7, 12), 12 hours);
        _refuses(early, stranger, abi.encodeCall(I.noteSilence, (_one(id))));
        _refuses(
            abi.encodeWithSelector(I.AnsweredBySilence.selector, 0, id, uint16(_date(2026, 7, 10))), clerk,
            _acts(I.accept.selector, _act(id))
        );
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.SUBMITTED), clerk,
            abi.encodeCall(I.openNotice, (_one(I.Notice(_act(id), 0))))
        );
        _warpTo(_date(2026, 7, 13), 0);
        _openNotice(id);
        vm.assertEq(desk.caseWord(id) >> 248 & 16, 16, "the act found that silence had accepted");
        _refuses(
            abi.encodeWithSelector(I.AnsweredBySilence.selector, 0, id, uint16(_date(2026, 7, 10))), clerk,
            _acts(I.accept.selector, _act(id))
        );
    }

    function test_silence_isNotKnownBeyondTheCalendar() public {
        _warpTo(_date(2026, 12, 30), 10 hours);
        CaseId id = _submit("year's end");
        _warpTo(_date(2027, 3, 1), 10 hours);
        _requireState(id, CaseState.SUBMITTED, "nobody knows the deadline yet");
        _refuses(
            abi.encodeWithSelector(I.DeadlineUnknown.selector, 0, id), stranger, abi.encodeCall(I.noteSilence, (_one(id)))
        );
        _accept(id);
        _requireState(id, CaseState.ACCEPTED, "an answer is in time");
    }

    function test_noteSilence_refusesAnUnknownCaseAndNone() public {
        CaseId id = _caseId("nowhere");
        _refuses(abi.encodeWithSelector(I.CaseUnknown.selector, 0, id), stranger, abi.encodeCall(I.noteSilence, (_one(id))));
        _refuses(
            abi.encodeWithSelector(I.BatchEmpty.selector), stranger, abi.encodeCall(I.noteSilence, (new CaseId[](0)))
        );
    }

    function test_requestCorrection_refusesInTheOrderOfItsGuards() public {
        CaseId id = _submit("first");
        I.CorrectionRequest memory item = I.CorrectionRequest(I.Act(id, 0, 0, 0), uint16(_today() - 1));
        _refuses(
            abi.encodeWithSelector(I.CaseOfAnotherRegistrar.selector, 0, id, REGISTRAR, OTHER_REGISTRAR), otherClerk,
            abi.encodeCall(I.requestCorrection, (_one(item)))
        );
        _refuses(
            abi.encodeWithSelector(I.LastDayInPast.selector, 0, id, item.lastDay), clerk,
            abi.encodeCall(I.requestCorrection, (_one(item)))
        );
        item.lastDay = uint16(_today());
        _refuses(
            abi.encodeWithSelector(I.DocumentMissing.selector, 0, id), clerk, abi.encodeCall(I.requestCorrection, (_one(item)))
        );
        item.act.document = DOCUMENT;
        _refuses(abi.encodeWithSelector(I.PersonMissing.selector, 0), clerk, abi.encodeCall(I.requestCorrection, (_one(item))));
    }

    function test_correction_oneRound() public {
        CaseId id = _submit("first");
        uint256 lastDay = _date(2026, 7, 10);
        vm.expectEmit(address(desk));
        emit I.CorrectionRequested(id, REGISTRAR, I.Acted(clerk, address(0), PERSON, 0, DOCUMENT), uint16(lastDay));
        _requestCorrection(id, lastDay);
        _requireState(id, CaseState.CORRECTION_REQUESTED, "to be corrected");

        _warpTo(lastDay, 20 hours);
        I.Content memory content = _content();
        content.termYears = 3;
        content.flags = 16;
        content.dataName = "";
        vm.expectEmit(address(desk));
        emit I.ApplicationResubmitted(id, REGISTRAR, I.Acted(clerk, address(0), PERSON, 0, DOCUMENT), content);
        vm.prank(clerk);
        desk.resubmit(_one(I.Resubmission(_act(id), content)));

        _requireState(id, CaseState.SUBMITTED, "to be answered again");
        vm.assertEq(uint16(desk.caseWord(id) >> 152), lastDay, "the clock starts anew");
        vm.assertEq(desk.caseWord(id) >> 248, 1 | 8, "corrected, exemption wished");
        vm.assertEq(desk.termsDigest(id), keccak256(abi.encode(content.rights, content.termYears)), "the new terms");
        _refuses(
            abi.encodeWithSelector(I.CorrectionAlreadyRequested.selector, 0, id), clerk,
            abi.encodeCall(I.requestCorrection, (_one(_correctionRequest(id, _today()))))
        );
        _audit();
    }

    function test_correction_lapses() public {
        CaseId id = _submit("first");
        uint256 lastDay = _date(2026, 7, 10);
        _requestCorrection(id, lastDay);
        _warpTo(lastDay + 1, 0);
        _requireState(id, CaseState.LAPSED, "not filed");
        _refuses(
            abi.encodeWithSelector(I.CorrectionPeriodOver.selector, 0, id, uint16(lastDay)), clerk,
            abi.encodeCall(I.resubmit, (_one(I.Resubmission(_act(id), _content()))))
        );
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.LAPSED), clerk,
            _acts(I.withdraw.selector, _act(id))
        );
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.LAPSED), clerk, _acts(I.accept.selector, _act(id))
        );
    }

    function test_resubmit_refusesInTheOrderOfItsGuards() public {
        vm.prank(holder);
        desk.submit(_one(_application("own")), _alone());
        CaseId id = _caseId("own");
        I.Resubmission memory item = I.Resubmission(I.Act(_caseId("nowhere"), 0, 0, 0), _content());
        item.content.documentsRoot = 0;
        item.content.applicants[0] = _natural(1);
        _refuses(abi.encodeWithSelector(I.BatchEmpty.selector), holder, abi.encodeCall(I.resubmit, (new I.Resubmission[](0))));
        _refuses(abi.encodeWithSelector(I.CaseUnknown.selector, 0, item.act.id), holder, abi.encodeCall(I.resubmit, (_one(item))));
        item.act.id = id;
        _refuses(abi.encodeWithSelector(I.CallerMayNotFile.selector, 0, BANK), banker, abi.encodeCall(I.resubmit, (_one(item))));
        _refuses(abi.encodeWithSelector(I.CallerMayNotFile.selector, 0, HOLDER), holder, abi.encodeCall(I.resubmit, (_one(item))));
        item.content.applicants[0] = Ids.party(HOLDER);
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.SUBMITTED), holder,
            abi.encodeCall(I.resubmit, (_one(item)))
        );
        _requestCorrection(id, _today());
        _refuses(abi.encodeWithSelector(I.DocumentMissing.selector, 0, id), holder, abi.encodeCall(I.resubmit, (_one(item))));
        item.act.document = DOCUMENT;
        _refuses(abi.encodeWithSelector(I.PersonMissing.selector, 0), holder, abi.encodeCall(I.resubmit, (_one(item))));
        item.act.person = PERSON;
        _refuses(
            abi.encodeWithSelector(IAdmissionRules.DocumentsMissing.selector, 0), holder, abi.encodeCall(I.resubmit, (_one(item)))
        );
        item.content.documentsRoot = DOCUMENT;
        vm.prank(holder);
        desk.resubmit(_one(item));
    }

    function test_declineAcceptance_needsAPaperAndEndsTheCase() public {
        CaseId id = _submit("first");
        I.Act memory act = I.Act(id, 0, PERSON, 0);
        _refuses(abi.encodeWithSelector(I.DocumentMissing.selector, 0, id), clerk, _acts(I.declineAcceptance.selector, act));
        vm.expectEmit(address(desk));
        emit I.ApplicationNotAccepted(id, REGISTRAR, I.Acted(clerk, address(0), PERSON, 0, DOCUMENT));
        vm.prank(clerk);
        desk.declineAcceptance(_one(_act(id)));
        _requireState(id, CaseState.NOT_ACCEPTED, "not accepted");
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.NOT_ACCEPTED), clerk,
            _acts(I.accept.selector, _act(id))
        );
    }

    /* REVIEWING */

    function test_requestEvidence_refusesInTheOrderOfItsGuards() public {
        CaseId id = _submit("first");
        I.CorrectionRequest memory item = I.CorrectionRequest(I.Act(id, 0, 0, 0), uint16(_today() - 1));
        bytes4 act = I.requestEvidence.selector;
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.SUBMITTED), clerk,
            abi.encodeWithSelector(act, _one(item))
        );
        _accept(id);
        _refuses(
            abi.encodeWithSelector(I.LastDayInPast.selector, 0, id, item.lastDay), clerk, abi.encodeWithSelector(act, _one(item))
        );
        item.lastDay = uint16(_today());
        _refuses(abi.encodeWithSelector(I.DocumentMissing.selector, 0, id), clerk, abi.encodeWithSelector(act, _one(item)));
        item.act.document = DOCUMENT;
        _refuses(abi.encodeWithSelector(I.PersonMissing.selector, 0), clerk, abi.encodeWithSelector(act, _one(item)));
    }

    function test_evidenceRequest_pausesAndResumes() public {
        CaseId id = _accepted("first");
        I.Acted memory acted = I.Acted(clerk, address(0), PERSON, 0, DOCUMENT);
        vm.expectEmit(address(desk));
        emit I.EvidenceRequested(id, REGISTRAR, acted, uint16(_today()));
        vm.prank(clerk);
        desk.requestEvidence(_one(_correctionRequest(id, _today())));
        _requireState(id, CaseState.EVIDENCE_REQUESTED, "paused");
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.EVIDENCE_REQUESTED), clerk,
            abi.encodeCall(I.openNotice, (_one(I.Notice(_act(id), 0))))
        );
        vm.expectEmit(address(desk));
        emit I.EvidenceReceived(id, REGISTRAR, acted);
        vm.prank(clerk);
        desk.receiveEvidence(_one(_act(id)));
        _requireState(id, CaseState.ACCEPTED, "resumed");
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.ACCEPTED), clerk,
            _acts(I.receiveEvidence.selector, _act(id))
        );
        I.Act memory nobody = I.Act(id, 0, 0, 0);
        vm.prank(clerk);
        desk.requestEvidence(_one(_correctionRequest(id, _today())));
        _refuses(abi.encodeWithSelector(I.PersonMissing.selector, 0), clerk, _acts(I.receiveEvidence.selector, nobody));
        _audit();
    }

    function test_extendProcessing_onceAndWithinTheRegime() public {
        CaseId id = _submit("first");
        I.Act memory act = I.Act(id, 0, 0, 0);
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.SUBMITTED), clerk,
            abi.encodeCall(I.extendProcessing, (act, 11))
        );
        _accept(id);
        _refuses(
            abi.encodeWithSelector(I.ExtensionOutOfRange.selector, 0, id, 11), clerk, abi.encodeCall(I.extendProcessing, (act, 11))
        );
        _refuses(
            abi.encodeWithSelector(I.ExtensionOutOfRange.selector, 0, id, 0), clerk, abi.encodeCall(I.extendProcessing, (act, 0))
        );
        _refuses(
            abi.encodeWithSelector(I.DocumentMissing.selector, 0, id), clerk, abi.encodeCall(I.extendProcessing, (act, 10))
        );
        act.document = DOCUMENT;
        _refuses(abi.encodeWithSelector(I.PersonMissing.selector, 0), clerk, abi.encodeCall(I.extendProcessing, (act, 10)));
        act.person = PERSON;
        vm.expectEmit(address(desk));
        emit I.ProcessingExtended(id, REGISTRAR, I.Acted(clerk, address(0), PERSON, 0, DOCUMENT), 10);
        vm.prank(clerk);
        desk.extendProcessing(act, 10);
        vm.assertEq(desk.caseWord(id) >> 248, 4, "extended");
        _refuses(
            abi.encodeWithSelector(I.ExtensionAlreadyGiven.selector, 0, id), clerk, abi.encodeCall(I.extendProcessing, (act, 1))
        );
        _audit();
    }

    function test_refuse_refusesInTheOrderOfItsGuards() public {
        CaseId id = _submit("first");
        I.Refusal[] memory items = _one(I.Refusal(I.Act(id, 0, 0, 0), 6));
        _refuses(
            abi.encodeWithSelector(IOrganisationRegistry.TwoPersonsRequired.selector, REGISTRAR, Kinds.APPLICATION_REFUSED), clerk,
            abi.encodeCall(I.refuse, (items, _alone()))
        );
        bytes memory reason = abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.SUBMITTED);
        _refusesRefusal(reason, items);
        _accept(id);
        _refusesRefusal(abi.encodeWithSelector(I.GroundUnknown.selector, 0, id, 6), items);
        items[0].ground = 0;
        _refusesRefusal(abi.encodeWithSelector(I.GroundUnknown.selector, 0, id, 0), items);
        items[0].ground = 5;
        _refusesRefusal(abi.encodeWithSelector(I.DocumentMissing.selector, 0, id), items);
        items[0].act.document = DOCUMENT;
        _refusesRefusal(abi.encodeWithSelector(I.PersonMissing.selector, 0), items);
        items[0].act.person = PERSON;
        _refusesRefusal(abi.encodeWithSelector(I.ExpectedHeadMissing.selector, 0, id), items);
    }

    function _refusesRefusal(bytes memory reason, I.Refusal[] memory items) private {
        Preparation memory preparation = _preparedFor(Kinds.APPLICATION_REFUSED, keccak256(abi.encode(items)));
        _refuses(reason, approver, abi.encodeCall(I.refuse, (items, preparation)));
    }

    function test_refuse_fromEveryStateOfReviewAndNotice() public {
        _refuse(_accepted("accepted"), 1);
        CaseId id = _accepted("evidence requested");
        vm.prank(clerk);
        desk.requestEvidence(_one(_correctionRequest(id, _today())));
        _refuse(id, 2);
        _refuse(_noticed("in notice"), 3);
        id = _noticed("objected to");
        vm.prank(banker);
        objections.file(_objection(id, Ids.party(BANK)));
        vm.expectEmit(address(desk));
        emit I.ApplicationRefused(id, REGISTRAR, I.Acted(approver, clerk, PERSON, SECOND_PERSON, DOCUMENT), 4);
        _refuse(id, 4);
        _requireState(id, CaseState.REFUSED, "refused");
        _refuse(_exempted("exempted"), 5);
        _audit();
    }

    function test_terminate_fromReviewOnly() public {
        CaseId id = _accepted("first");
        I.Act memory act = I.Act(id, 0, PERSON, 0);
        _refuses(
            abi.encodeWithSelector(I.DocumentMissing.selector, 0, id), clerk, abi.encodeCall(I.terminate, (_one(act), _alone()))
        );
        act = I.Act(id, 0, 0, DOCUMENT);
        _refuses(abi.encodeWithSelector(I.PersonMissing.selector, 0), clerk, abi.encodeCall(I.terminate, (_one(act), _alone())));
        vm.expectEmit(address(desk));
        emit I.ApplicationTerminated(id, REGISTRAR, I.Acted(clerk, address(0), PERSON, 0, DOCUMENT));
        vm.prank(clerk);
        desk.terminate(_one(_act(id)), _alone());
        _requireState(id, CaseState.TERMINATED, "terminated");
        CaseId noticed = _noticed("second");
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, noticed, CaseState.PUBLIC_NOTICE), clerk,
            abi.encodeCall(I.terminate, (_one(_act(noticed)), _alone()))
        );
    }

    function test_withdraw_byTheRegistrarOnPaperOrByWhoFiled() public {
        CaseId id = _submit("first");
        _refuses(abi.encodeWithSelector(I.CallerMayNotFile.selector, 0, HOLDER), holder, _acts(I.withdraw.selector, _act(id)));
        I.Act memory act = I.Act(id, 0, PERSON, 0);
        _refuses(abi.encodeWithSelector(I.DocumentMissing.selector, 0, id), clerk, _acts(I.withdraw.selector, act));
        act = I.Act(id, 0, 0, DOCUMENT);
        _refuses(abi.encodeWithSelector(I.PersonMissing.selector, 0), clerk, _acts(I.withdraw.selector, act));
        vm.prank(clerk);
        desk.withdraw(_one(_act(id)));
        _requireState(id, CaseState.WITHDRAWN, "withdrawn on paper");

        vm.prank(holder);
        desk.submit(_one(_application("own")), _alone());
        id = _caseId("own");
        vm.expectEmit(address(desk));
        emit I.ApplicationWithdrawn(id, REGISTRAR, I.Acted(holder, address(0), PERSON, 0, 0));
        vm.prank(holder);
        desk.withdraw(_one(I.Act(id, 0, PERSON, 0)));
        _requireState(id, CaseState.WITHDRAWN, "withdrawn by key");
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.WITHDRAWN), holder,
            _acts(I.withdraw.selector, _act(id))
        );
        _audit();
    }

    function test_withdraw_refusesAnEvidencedCase() public {
        CaseId id = _evidenced("first");
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.EVIDENCED), clerk,
            _acts(I.withdraw.selector, _act(id))
        );
    }

    /* NOTICE */

    function test_openNotice_refusesInTheOrderOfItsGuards() public {
        CaseId id = _submit("first");
        I.Notice memory item = I.Notice(I.Act(id, 0, 0, 0), _moment() + 1);
        bytes4 act = I.openNotice.selector;
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.SUBMITTED), clerk,
            abi.encodeWithSelector(act, _one(item))
        );
        _accept(id);
        _refuses(
            abi.encodeWithSelector(I.ClaimedTimeInFuture.selector, 0, _moment() + 1), clerk, abi.encodeWithSelector(act, _one(item))
        );
        item.publishedAt = _moment() - 1 days;
        _refuses(
            abi.encodeWithSelector(I.NoticeBeforeApplication.selector, 0, id, item.publishedAt), clerk,
            abi.encodeWithSelector(act, _one(item))
        );
        item.publishedAt = _moment();
        _refuses(abi.encodeWithSelector(I.PersonMissing.selector, 0), clerk, abi.encodeWithSelector(act, _one(item)));
    }

    function test_openNotice_runsForFiveWorkingDays() public {
        CaseId id = _accepted("first");
        vm.expectEmit(address(desk));
        emit I.NoticeOpened(id, REGISTRAR, I.Acted(clerk, address(0), PERSON, 0, DOCUMENT), _moment());
        _openNotice(id);
        _requireState(id, CaseState.PUBLIC_NOTICE, "in notice");
        vm.assertTrue(desk.noticeOpenAt(id, uint40(Dates.endOf(_date(2026, 7, 8)) - 1)), "until 24:00 of the last day");
        vm.assertFalse(desk.noticeOpenAt(id, uint40(Dates.endOf(_date(2026, 7, 8)))), "not after");
        vm.assertTrue(desk.noticeOpenAt(id, uint40(Dates.startOf(_date(2026, 7, 1)))), "on its own day");
        vm.assertFalse(desk.noticeOpenAt(id, uint40(Dates.startOf(_date(2026, 7, 1)) - 1)), "not before");
        vm.assertFalse(desk.noticeOpenAt(_caseId("nowhere"), _moment()), "no case");
        _audit();
    }

    function test_exemptFromNotice_onlyOnTheApplicantsWish() public {
        CaseId id = _accepted("no wish");
        _refuses(
            abi.encodeWithSelector(I.ExemptionNotWished.selector, 0, id), clerk,
            abi.encodeCall(I.exemptFromNotice, (_one(_act(id)), _alone()))
        );
        I.Application memory item = _application("wish");
        (item.content.flags, item.content.dataName) = (16, "");
        id = _submit(item);
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.SUBMITTED), clerk,
            abi.encodeCall(I.exemptFromNotice, (_one(_act(id)), _alone()))
        );
        _accept(id);
        I.Act memory act = I.Act(id, 0, 0, 0);
        _refuses(
            abi.encodeWithSelector(I.DocumentMissing.selector, 0, id), clerk,
            abi.encodeCall(I.exemptFromNotice, (_one(act), _alone()))
        );
        act.document = DOCUMENT;
        _refuses(
            abi.encodeWithSelector(I.PersonMissing.selector, 0), clerk, abi.encodeCall(I.exemptFromNotice, (_one(act), _alone()))
        );
        vm.expectEmit(address(desk));
        emit I.NoticeExempted(id, REGISTRAR, I.Acted(clerk, address(0), PERSON, 0, DOCUMENT));
        vm.prank(clerk);
        desk.exemptFromNotice(_one(_act(id)), _alone());
        _requireState(id, CaseState.NOTICE_EXEMPT, "exempt");
        vm.assertEq(desk.caseWord(id) >> 248, 2 | 8, "flags");

        I.Evidencing[] memory items = _one(_evidencing(id, _moment() - 1 days));
        Preparation memory preparation = _preparedFor(Kinds.APPLICATION_EVIDENCED, keccak256(abi.encode(items)));
        _refuses(
            abi.encodeWithSelector(I.EvidencedBeforeNotice.selector, 0, id, _moment() - 1 days), approver,
            abi.encodeCall(I.evidence, (items, preparation))
        );
        _evidence(id, _moment());
        _requireState(id, CaseState.EVIDENCED, "evidenced without notice");
        _audit();
    }

    function _exempted(bytes32 ref) private returns (CaseId id) {
        I.Application memory item = _application(ref);
        (item.content.flags, item.content.dataName) = (16, "");
        id = _submit(item);
        _accept(id);
        vm.prank(clerk);
        desk.exemptFromNotice(_one(_act(id)), _alone());
    }

    /* EVIDENCING */

    function _refusesEvidence(bytes memory reason, I.Evidencing memory item) private {
        I.Evidencing[] memory items = _one(item);
        Preparation memory preparation = _preparedFor(Kinds.APPLICATION_EVIDENCED, keccak256(abi.encode(items)));
        _refuses(reason, approver, abi.encodeCall(I.evidence, (items, preparation)));
    }

    function test_evidence_refusesInTheOrderOfItsGuards() public {
        CaseId id = _accepted("first");
        I.Evidencing memory item = I.Evidencing(I.Act(id, 0, 0, 0), uint40(START + 365 days), "", 0);
        _refuses(
            abi.encodeWithSelector(IOrganisationRegistry.TwoPersonsRequired.selector, REGISTRAR, Kinds.APPLICATION_EVIDENCED), clerk,
            abi.encodeCall(I.evidence, (_one(item), _alone()))
        );
        _refusesEvidence(abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.ACCEPTED), item);
        _openNotice(id);
        vm.prank(banker);
        objections.file(_objection(id, Ids.party(BANK)));
        uint16 lastDay = uint16(_date(2026, 7, 8));
        _warpTo(lastDay, 1 days - 1);
        _refusesEvidence(abi.encodeWithSelector(I.NoticeStillRunning.selector, 0, id, lastDay), item);
        _warpTo(lastDay + 1, 0);
        _refusesEvidence(abi.encodeWithSelector(I.ObjectionOpen.selector, 0, id, 1), item);
        vm.prank(banker);
        objections.withdraw(id, 1, 0, PERSON, DOCUMENT);
        _refusesEvidence(abi.encodeWithSelector(I.ClaimedTimeInFuture.selector, 0, item.evidencedAt), item);
        item.evidencedAt = _moment() - 1;
        _refusesEvidence(abi.encodeWithSelector(I.EvidencedBeforeNotice.selector, 0, id, item.evidencedAt), item);
        item.evidencedAt = _moment();
        _refusesEvidence(abi.encodeWithSelector(I.NationalReferenceMissing.selector, 0, id), item);
        item.nationalRef = string(new bytes(129));
        _refusesEvidence(abi.encodeWithSelector(I.NationalReferenceMissing.selector, 0, id), item);
        item.nationalDigest = DOCUMENT;
        _refusesEvidence(abi.encodeWithSelector(I.NationalReferenceTooLong.selector, 0, id, 129), item);
        item.nationalRef = "NDA-2026-1";
        _refusesEvidence(abi.encodeWithSelector(I.PersonMissing.selector, 0), item);
        item.act.person = PERSON;
        _refusesEvidence(abi.encodeWithSelector(I.ExpectedHeadMissing.selector, 0, id), item);
    }

    function test_evidence_refusesAfterAnObjectionWasUpheld() public {
        CaseId id = _noticed("first");
        vm.prank(banker);
        objections.file(_objection(id, Ids.party(BANK)));
        vm.prank(clerk);
        objections.decide(_decision(id, 1, true), _alone());
        _passNotice(id);
        _refusesEvidence(abi.encodeWithSelector(I.ObjectionUpheld.selector, 0, id), _evidencing(id, _moment()));
    }

    function test_evidence_doesNotKnowANoticeBeyondTheCalendar() public {
        _warpTo(_date(2026, 12, 29), 9 hours);
        CaseId id = _noticed("year's end");
        _warpTo(_date(2027, 2, 1), 9 hours);
        _refusesEvidence(abi.encodeWithSelector(I.DeadlineUnknown.selector, 0, id), _evidencing(id, _moment()));
        vm.assertTrue(desk.noticeOpenAt(id, _moment()), "as long as nobody knows, it is open");
    }

    function test_evidence_storesTheLegalStart() public {
        CaseId id = _evidenceable("first");
        uint40 evidencedAt = _moment() - 1 hours;
        I.Evidencing memory item = _evidencing(id, evidencedAt);
        vm.expectEmit(address(desk));
        emit I.ApplicationEvidenced(
            id, REGISTRAR, I.Acted(approver, clerk, PERSON, SECOND_PERSON, DOCUMENT), evidencedAt, item.nationalRef,
            item.nationalDigest
        );
        _evidence(id, evidencedAt);
        vm.assertEq(uint40(desk.caseWord(id) >> 200), evidencedAt, "legal start");
        _requireState(id, CaseState.EVIDENCED, "evidenced");
        _audit();
    }

    /* CERTIFYING */

    function _refusesCertification(bytes memory reason, I.Certification[] memory items) private {
        Preparation memory preparation = _preparedFor(Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(items)));
        _refuses(reason, approver, abi.encodeCall(I.certify, (items, preparation)));
    }

    function test_certify_refusesInTheOrderOfItsGuards() public {
        CaseId id = _evidenceable("first");
        I.Certification[] memory items = new I.Certification[](0);
        _refusesCertification(abi.encodeWithSelector(I.BatchEmpty.selector), items);
        items = _one(I.Certification(I.Act(_caseId("nowhere"), 0, 0, 0), "SJ1512026070001", 1, _rights(1), 0, 0));
        _refuses(
            abi.encodeWithSelector(IOrganisationRegistry.TwoPersonsRequired.selector, REGISTRAR, Kinds.APPLICATION_CERTIFIED), clerk,
            abi.encodeCall(I.certify, (items, _alone()))
        );
        _refusesCertification(abi.encodeWithSelector(I.CaseUnknown.selector, 0, items[0].act.id), items);
        items[0].act.id = id;
        _refusesCertification(abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.PUBLIC_NOTICE), items);
        _evidence(id, _moment());
        _refusesCertification(abi.encodeWithSelector(I.RightsDiffer.selector, 0, id), items);
        items[0].termYears = 0;
        items[0].rights[0].rights = 3;
        _refusesCertification(abi.encodeWithSelector(I.RightsDiffer.selector, 0, id), items);
        items[0].rights[0].rights = 7;
        _refusesCertification(abi.encodeWithSelector(I.PersonMissing.selector, 0), items);
        items[0].act.person = PERSON;
        _refusesCertification(abi.encodeWithSelector(I.ExpectedHeadMissing.selector, 0, id), items);
        items[0].act.expectedHead = DOCUMENT;
        bytes32 head = history.wordOf(CaseId.unwrap(id));
        _refusesCertification(abi.encodeWithSelector(IHistory.HeadMoved.selector, CaseId.unwrap(id), DOCUMENT, head), items);
        items[0].act.expectedHead = head;
        _refusesCertification(
            abi.encodeWithSelector(ICertificateRegistry.PayloadDigestMissing.selector, 0, items[0].code), items
        );
        (items[0].payloadSha256, items[0].payloadSm3) = (SHA256_DIGEST, SM3_DIGEST);
        _certify(items[0]);
    }

    function test_certify_refusesAnotherRegistrarAndOnePersonForBoth() public {
        CaseId id = _evidenced("first");
        I.Certification[] memory items = _one(_certification(id));
        Preparation memory own = _prepared(APPROVER_KEY, address(desk), Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(items)));
        _refuses(
            abi.encodeWithSelector(IOrganisationRegistry.PreparerIsApprover.selector, approver), approver,
            abi.encodeCall(I.certify, (items, own))
        );
        Preparation memory foreign =
            _prepared(OTHER_CLERK_KEY, address(desk), Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(items)));
        _refuses(
            abi.encodeWithSelector(I.CaseOfAnotherRegistrar.selector, 0, id, REGISTRAR, OTHER_REGISTRAR), otherApprover,
            abi.encodeCall(I.certify, (items, foreign))
        );
    }

    function test_certify_refusesItemsThatThePreparerDidNotSee() public {
        CaseId id = _evidenced("first");
        I.Certification[] memory items = _one(_certification(id));
        Preparation memory preparation = _preparedFor(Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(items)));
        items[0].payloadSha256 = keccak256("another payload");
        vm.expectRevert(_notSigned(Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(items)), preparation));
        vm.prank(approver);
        desk.certify(items, preparation);
    }

    /// The registry is handed what lies from the items on. An offset back into the heads would have it read something else there
    /// than what was looked at here.
    function test_certify_refusesOffsetsThatPointBeforeTheItems() public {
        bytes32 back = bytes32(type(uint256).max - 63);
        // The certification begins at the second head: its rights are at 288 from there, and there are none.
        _refusesForged(abi.encode(1, back, DOCUMENT, bytes15("SJ1512026070001"), 5, 288, SHA256_DIGEST, SM3_DIGEST, 0));
        // The rights alone begin there: the second head is their number.
        back = bytes32(type(uint256).max - 95);
        bytes memory act = abi.encode(_headed(_evidenced("first")));
        _refusesForged(bytes.concat(abi.encode(1, 32), act, abi.encode(bytes15("SJ1512026070001"), 0, back, SHA256_DIGEST, SM3_DIGEST)));
    }

    function _refusesForged(bytes memory items) private {
        bytes32 signed = keccak256(bytes.concat(bytes32(uint256(32)), items));
        bytes memory given = abi.encode(_preparedFor(Kinds.APPLICATION_CERTIFIED, signed));
        _refuses(
            abi.encodeWithSelector(I.CalldataNotCanonical.selector), approver,
            bytes.concat(I.certify.selector, abi.encode(64, 64 + items.length), items, this.behindHead(given), new bytes(60_000))
        );
    }

    /// A struct of changing length without the word that says where it begins.
    function behindHead(bytes calldata encoded) external pure returns (bytes memory) {
        return encoded[32:];
    }

    function test_certify_aPreparationServesOnce() public {
        CaseId id = _evidenced("first");
        I.Certification[] memory items = _one(_certification(id));
        Preparation memory preparation = _preparedFor(Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(items)));
        vm.prank(approver);
        desk.certify(items, preparation);
        _refuses(
            abi.encodeWithSelector(I.CaseNotInState.selector, 0, id, CaseState.CERTIFIED), approver,
            abi.encodeCall(I.certify, (items, preparation))
        );
    }

    function test_certify_namesTheIndexAndRefusesAnotherRegime() public {
        CaseId first = _submit("first");
        RegimeId other = RegimeId.wrap("CN-DPR-2027");
        IRuleBook.Regime memory regime = _regime();
        regime.id = other;
        _asGovernance(address(ruleBook), abi.encodeCall(ruleBook.publishRegime, (regime)));
        I.Application memory item = _application("second");
        item.filing.regime = other;
        CaseId second = _submit(item);
        _accept(first);
        _accept(second);
        _openNotice(first);
        _openNotice(second);
        _passNotice(first);
        _evidence(first, _moment());
        _evidence(second, _moment());
        I.Certification[] memory items = new I.Certification[](2);
        items[0] = _certification(first);
        items[1] = _certification(second);
        _refusesCertification(abi.encodeWithSelector(I.RegimeDiffers.selector, 1, second, 2), items);
        vm.assertEq(history.wordOf(bytes32(items[0].code)), 0, "nothing was issued");
    }

    function test_certify_issuesAndRecordsBoth() public {
        CaseId id = _evidenced("first");
        _audit();
        uint256 certified = auditor.entries(Kinds.APPLICATION_CERTIFIED);
        uint256 issued = auditor.entries(Kinds.CERTIFICATE_ISSUED);
        I.Certification memory item = _certification(id);
        vm.expectEmit(address(desk));
        emit I.ApplicationCertified(id, REGISTRAR, I.Acted(approver, clerk, PERSON, SECOND_PERSON, DOCUMENT), item.code);
        _certify(item);

        _requireState(id, CaseState.CERTIFIED, "certified");
        _auditLast(CaseId.unwrap(id), Kinds.APPLICATION_CERTIFIED, certified);
        vm.assertEq(auditor.entries(Kinds.CERTIFICATE_ISSUED), issued + 1, "one certificate");
        auditor.requireWord(bytes32(item.code));
        vm.assertEq(bytes32(item.code), bytes32("SJ1512026070001"), "the first of July");
    }

    function test_certify_withoutSecondPersonWhereTheRegistrarSaysSo() public {
        bytes32 head = history.wordOf(bytes32(OrgId.unwrap(REGISTRAR)));
        Preparation memory preparation = _prepared(
            APPROVER_KEY, address(organisations), Kinds.ORGANISATION_TWO_PERSON_SET, keccak256(abi.encode(uint128(0), head))
        );
        vm.prank(clerk);
        organisations.setTwoPersonActs(0, head, preparation);
        CaseId id = _evidenced("first");
        I.Certification memory item = _certification(id);
        item.act.expectedHead = 0;
        vm.prank(clerk);
        desk.certify(_one(item), _alone());
        _requireState(id, CaseState.CERTIFIED, "by one person");
        _audit();
    }

    /* THE WHOLE LIFE, AND TIME */

    function test_fuzz_stateOf_silenceAcceptsOnTheNextWorkingDay(uint16 filedIn, uint16 askedIn) public {
        uint256 filed = _date(2026, 7, 1) + filedIn % 170;
        _warpTo(filed, 12 hours);
        CaseId id = _submit("fuzz");
        uint256 asked = filed + askedIn % 20;
        if (asked > _date(2026, 12, 31)) asked = _date(2026, 12, 31);
        // Counted day by day, as nobody would on chain.
        uint256 working = 0;
        for (uint256 day = filed + 1; day <= asked; ++day) {
            if (ruleBook.isWorkingDay(day)) ++working;
        }
        CaseState expected = working >= 4 ? CaseState.ACCEPTED : CaseState.SUBMITTED;
        vm.assertEq(uint256(desk.stateOf(id, uint40(Dates.startOf(asked)))), uint256(expected), "the fourth working day");
    }

    function test_constructor_refusesModulesThatAreNotThere() public {
        _refusesWithout(abi.encode(history, organisations, ruleBook, certificates, objections, stranger, address(0)));
        _refusesWithout(abi.encode(history, organisations, ruleBook, stranger, objections, admission, address(0)));
    }

    function _refusesWithout(bytes memory arguments) private {
        try this.deploy(arguments) {
            revert("deployed without a module that it calls");
        } catch (bytes memory reason) {
            bytes memory expected = abi.encodeWithSelector(I.ModuleHasNoCode.selector, stranger);
            vm.assertEq(reason, expected, "no code");
        }
    }

    function deploy(bytes calldata arguments) external {
        _deploy("RegistrationDesk.sol:RegistrationDesk", arguments);
    }
}
