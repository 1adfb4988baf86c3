// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAdmissionRules} from "./interfaces/IAdmissionRules.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IObjectionDesk} from "./interfaces/IObjectionDesk.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {IRegistrationDesk} from "./interfaces/IRegistrationDesk.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {Cases} from "./libraries/Cases.sol";
import {CaseWord} from "./libraries/CaseWord.sol";
import {Dates} from "./libraries/Dates.sol";
import {Recital} from "./libraries/Recital.sol";
import {RegimeWord} from "./libraries/RegimeWord.sol";
import {Scratch} from "./libraries/Scratch.sol";
import {CaseId, Ids, OrgId, PartyId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {CaseState, OrgKind, Preparation, Right} from "./types/Words.sol";

/// @title The desk of initial registrations: from application to evidencing and certification.
contract RegistrationDesk is Cases {
    using CaseWord for uint256;
    using RegimeWord for uint256;
    using Ids for OrgId;

    uint256 private constant MAX_ATTESTATION = 5;
    uint256 private constant MAX_GROUND = 5;
    uint256 private constant MAX_REFERENCE_BYTES = 128;
    uint256 private constant FLAG_EXEMPTION_WISHED_IN_CONTENT = 16;

    /// What the certificates of a batch share, and the end of term that was counted last.
    struct Terms {
        uint8 regime;
        uint8 validityYears;
        uint40 evidencedAt;
        uint40 expiresAt;
        uint256 count;
    }

    ICertificateRegistry private immutable CERTIFICATES;
    IObjectionDesk private immutable OBJECTIONS;
    IAdmissionRules private immutable ADMISSION;

    constructor(
        IHistory history,
        IOrganisationRegistry organisations,
        IRuleBook rules,
        ICertificateRegistry certificates,
        IObjectionDesk objections,
        IAdmissionRules admission
    ) Cases(history, organisations, rules) {
        require(address(admission).code.length != 0, AdmissionRulesMissing(address(admission)));
        CERTIFICATES = certificates;
        OBJECTIONS = objections;
        ADMISSION = admission;
    }

    /* FILING: ARTS. 14-16 */

    /// @inheritdoc IRegistrationDesk
    function submit(Application[] calldata applications, Preparation calldata preparation) external {
        // Every registrar that is named must be accredited, whoever files; so a good key is enough to ask for here.
        Batch memory batch = _beginTwo(Kinds.APPLICATION_SUBMITTED, applications.length, OrgKind.HOLDER, preparation);
        for (uint256 i = 0; i < applications.length; ++i) {
            _submit(batch, i, applications[i].filing, applications[i].content);
        }
        _admitAll();
        _end(batch);
    }

    /// Have the rules of admission read this call's own data: encoding every application anew for them would cost a third more.
    function _admitAll() private view {
        (bool admitted, bytes memory refusal) =
            address(ADMISSION).staticcall(bytes.concat(IAdmissionRules.checkAll.selector, msg.data[4:]));
        if (admitted) return;
        assembly ("memory-safe") {
            revert(add(refusal, 32), mload(refusal))
        }
    }

    function _submit(Batch memory batch, uint256 index, Filing calldata filing, Content calldata content) private {
        CaseId id = Ids.caseOf(address(this), filing.registrar, filing.ref);
        bool byRegistrar = filing.registrar == batch.org;
        require(_cases[id] == 0, CaseAlreadyOpen(index, id));
        require(byRegistrar || _applies(batch.org, content), CallerMayNotFile(index, batch.org));
        require(
            ORGANISATIONS.isAccredited(filing.registrar, OrgKind.REGISTRAR), RegistrarNotAccredited(index, filing.registrar)
        );
        uint256 regime = _checkFiling(index, id, byRegistrar, filing);
        require(
            content.termYears <= regime.validityYears(),
            IAdmissionRules.TermTooLong(index, content.termYears, regime.validityYears())
        );

        bool claimed = filing.receivedAt != 0;
        uint40 receivedAt = claimed ? filing.receivedAt : uint40(block.timestamp);
        uint256 receivedOn = Dates.dayOf(receivedAt);
        _open(id, CaseWord.create(filing.registrar, receivedOn, regime.number()), content);
        if (!byRegistrar) _filers[id] = batch.org;

        uint16 deadline = _knownDay(receivedOn, regime.answerDays());
        // The event's last argument is a struct of changing length: its encoding begins with its position, 32, and the content is
        // counted from there on, four words behind the topics.
        bytes memory recital = abi.encode(
            ApplicationSubmitted.selector, id, filing.registrar, 32, msg.sender, receivedAt, claimed, deadline, filing, content
        );
        Recital.moveBack(recital, 16, 4);
        _note(batch, index, id, 0, recital);
    }

    function _checkFiling(uint256 index, CaseId id, bool byRegistrar, Filing calldata filing) private view returns (uint256 regime) {
        regime = RULES.regimeWord(filing.regime);
        require(filing.ref != 0, ReferenceEmpty(index));
        require(regime != 0, RegimeUnknown(index, filing.regime));
        require(byRegistrar || filing.receivedAt == 0, ClaimedTimeNotAllowed(index, filing.receivedAt));
        require(filing.receivedAt <= block.timestamp, ClaimedTimeInFuture(index, filing.receivedAt));
        require(filing.person != 0, PersonMissing(index));
        require(filing.form != 0, DocumentMissing(index, id));
        require(
            filing.attestation != 0 && filing.attestation <= MAX_ATTESTATION,
            IAdmissionRules.AttestationUnknown(index, filing.attestation)
        );
    }

    /// Store a case's word and terms, with the wish for exemption that the content expresses.
    function _open(CaseId id, uint256 word, Content calldata content) private {
        bool exemptionWished = content.flags & FLAG_EXEMPTION_WISHED_IN_CONTENT != 0;
        _cases[id] = exemptionWished
            ? word.withFlag(CaseWord.FLAG_EXEMPTION_WISHED)
            : word.withoutFlag(CaseWord.FLAG_EXEMPTION_WISHED);
        _termsDigests[id] = _digest(content.rights, content.termYears);
    }

    function _applies(OrgId org, Content calldata content) private pure returns (bool) {
        PartyId party = org.party();
        for (uint256 i = 0; i < content.applicants.length; ++i) {
            if (content.applicants[i] == party) return true;
        }
        return false;
    }

    function _digest(Right[] calldata rights, uint8 termYears) private pure returns (bytes32) {
        return keccak256(abi.encode(rights, termYears));
    }

    /// The last day of a period, or 0 where the calendar does not reach so far.
    function _knownDay(uint256 start, uint256 workingDays) private view returns (uint16) {
        (uint256 day, bool known) = RULES.workingDayAfter(start, workingDays);
        return known ? uint16(day) : 0;
    }

    /* ANSWERING: ART. 17 */

    /// @inheritdoc IRegistrationDesk
    function accept(Act[] calldata acts) external {
        Batch memory batch = _begin(Kinds.APPLICATION_ACCEPTED, acts.length);
        for (uint256 i = 0; i < acts.length; ++i) {
            uint256 word = _answerable(batch, i, acts[i]);
            _checkAct(batch, i, acts[i]);

            _cases[acts[i].id] = word.withState(CaseState.ACCEPTED);
            _say(batch, i, acts[i], batch.org, ApplicationAccepted.selector);
        }
        _end(batch);
    }

    /// @inheritdoc IRegistrationDesk
    function requestCorrection(CorrectionRequest[] calldata requests) external {
        Batch memory batch = _begin(Kinds.APPLICATION_CORRECTION_REQUESTED, requests.length);
        for (uint256 i = 0; i < requests.length; ++i) {
            Act calldata act = requests[i].act;
            uint16 lastDay = requests[i].lastDay;
            uint256 word = _answerable(batch, i, act);
            require(!word.has(CaseWord.FLAG_CORRECTED), CorrectionAlreadyRequested(i, act.id));
            require(lastDay >= _today(), LastDayInPast(i, act.id, lastDay));
            _checkDocument(i, act);
            _checkAct(batch, i, act);

            _cases[act.id] =
                word.withState(CaseState.CORRECTION_REQUESTED).withLastDay(lastDay).withFlag(CaseWord.FLAG_CORRECTED);
            _say(batch, i, act, batch.org, CorrectionRequested.selector, bytes32(uint256(lastDay)));
        }
        _end(batch);
    }

    /// @inheritdoc IRegistrationDesk
    function resubmit(Resubmission[] calldata resubmissions) external {
        Batch memory batch = _beginForEither(Kinds.APPLICATION_RESUBMITTED, resubmissions.length);
        for (uint256 i = 0; i < resubmissions.length; ++i) {
            _resubmit(batch, i, resubmissions[i].act, resubmissions[i].content);
        }
        _end(batch);
    }

    function _resubmit(Batch memory batch, uint256 index, Act calldata act, Content calldata content) private {
        uint256 word = _caseOfEither(batch, index, act);
        OrgId registrar = word.registrar();
        require(batch.org == registrar || _applies(batch.org, content), CallerMayNotFile(index, batch.org));
        CaseState stored = word.state();
        if (stored != CaseState.CORRECTION_REQUESTED) _refuseState(index, act.id, word);
        require(_today() <= word.lastDay(), CorrectionPeriodOver(index, act.id, word.lastDay()));
        _checkDocument(index, act);
        _checkAct(batch, index, act);
        ADMISSION.check(index, registrar, _regimeWord(word).validityYears(), content);

        _open(act.id, word.withState(CaseState.SUBMITTED).withDueFrom(_today()).withLastDay(0), content);
        bytes memory recital =
            abi.encode(ApplicationResubmitted.selector, act.id, registrar, _acted(batch, act), content);
        Recital.moveBack(recital, 8, 3);
        _put(batch, index, act, recital);
    }

    /// @inheritdoc IRegistrationDesk
    function declineAcceptance(Act[] calldata acts) external {
        Batch memory batch = _begin(Kinds.APPLICATION_NOT_ACCEPTED, acts.length);
        for (uint256 i = 0; i < acts.length; ++i) {
            uint256 word = _answerable(batch, i, acts[i]);
            _checkDocument(i, acts[i]);
            _checkAct(batch, i, acts[i]);

            _cases[acts[i].id] = word.withState(CaseState.NOT_ACCEPTED);
            _say(batch, i, acts[i], batch.org, ApplicationNotAccepted.selector);
        }
        _end(batch);
    }

    /// @inheritdoc IRegistrationDesk
    function noteSilence(CaseId[] calldata ids) external {
        Batch memory batch;
        _allot(batch, Kinds.APPLICATION_SILENCE_NOTED, ids.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            uint256 word = _known(i, ids[i]);
            if (word.state() != CaseState.SUBMITTED) _refuseState(i, ids[i], word);
            (uint256 deadline,) = _answerDeadline(word);
            (uint256 acceptedOn, bool known) = _acceptedOn(word);
            require(known, DeadlineUnknown(i, ids[i]));
            require(_today() >= acceptedOn, SilenceNotYet(i, ids[i], uint16(deadline)));

            _cases[ids[i]] = word.withState(CaseState.ACCEPTED).withFlag(CaseWord.FLAG_ACCEPTED_BY_SILENCE);
            bytes memory payload = abi.encode(SilenceNoted.selector, ids[i], word.registrar(), msg.sender, deadline, acceptedOn);
            _note(batch, i, ids[i], 0, payload);
        }
        _end(batch);
    }

    /// Apart from `require`, which would ask the calendar for the error's argument even where there is no error.
    function _refuseState(uint256 index, CaseId id, uint256 word) private view {
        revert CaseNotInState(index, id, _stateOn(word, _today()));
    }

    /// The word of a case that can still be answered. After the deadline it cannot, whoever noticed that silence had accepted.
    function _answerable(Batch memory batch, uint256 index, Act calldata act) private view returns (uint256 word) {
        word = _caseOf(batch, index, act);
        CaseState stored = word.state();
        bool bySilence = word.has(CaseWord.FLAG_ACCEPTED_BY_SILENCE);
        if (stored != CaseState.SUBMITTED && !bySilence) _refuseState(index, act.id, word);
        // A period of working days has one day at least: on that day nobody need look into the calendar.
        if (!bySilence && _today() <= word.dueFrom() + 1) return word;
        (uint256 deadline, bool known) = _answerDeadline(word);
        require(!bySilence && (!known || _today() <= deadline), AnsweredBySilence(index, act.id, uint16(deadline)));
    }

    /* REVIEWING: ARTS. 18-22, 28 */

    /// @inheritdoc IRegistrationDesk
    function requestEvidence(CorrectionRequest[] calldata requests) external {
        Batch memory batch = _begin(Kinds.APPLICATION_EVIDENCE_REQUESTED, requests.length);
        for (uint256 i = 0; i < requests.length; ++i) {
            Act calldata act = requests[i].act;
            uint16 lastDay = requests[i].lastDay;
            uint256 word = _inState(batch, i, act, _only(CaseState.ACCEPTED));
            require(lastDay >= _today(), LastDayInPast(i, act.id, lastDay));
            _checkDocument(i, act);
            _checkAct(batch, i, act);

            _cases[act.id] = word.withState(CaseState.EVIDENCE_REQUESTED);
            _say(batch, i, act, batch.org, EvidenceRequested.selector, bytes32(uint256(lastDay)));
        }
        _end(batch);
    }

    /// @inheritdoc IRegistrationDesk
    function receiveEvidence(Act[] calldata acts) external {
        Batch memory batch = _begin(Kinds.APPLICATION_EVIDENCE_RECEIVED, acts.length);
        for (uint256 i = 0; i < acts.length; ++i) {
            uint256 word = _inState(batch, i, acts[i], _only(CaseState.EVIDENCE_REQUESTED));
            _checkAct(batch, i, acts[i]);

            _cases[acts[i].id] = word.withState(CaseState.ACCEPTED);
            _say(batch, i, acts[i], batch.org, EvidenceReceived.selector);
        }
        _end(batch);
    }

    /// @inheritdoc IRegistrationDesk
    function extendProcessing(Act calldata act, uint8 workingDays) external {
        Batch memory batch = _begin(Kinds.APPLICATION_EXTENDED, 1);
        uint256 word = _inState(batch, 0, act, _underReview() | _inNotice());
        require(!word.has(CaseWord.FLAG_EXTENDED), ExtensionAlreadyGiven(0, act.id));
        require(
            workingDays != 0 && workingDays <= _regimeWord(word).extensionDays(), ExtensionOutOfRange(0, act.id, workingDays)
        );
        _checkDocument(0, act);
        _checkAct(batch, 0, act);

        _cases[act.id] = word.withFlag(CaseWord.FLAG_EXTENDED);
        _say(batch, 0, act, batch.org, ProcessingExtended.selector, bytes32(uint256(workingDays)));
        _end(batch);
    }

    /// @inheritdoc IRegistrationDesk
    function refuse(Refusal[] calldata refusals, Preparation calldata preparation) external {
        Batch memory batch = _beginTwo(Kinds.APPLICATION_REFUSED, refusals.length, OrgKind.REGISTRAR, preparation);
        for (uint256 i = 0; i < refusals.length; ++i) {
            Act calldata act = refusals[i].act;
            uint8 ground = refusals[i].ground;
            uint256 word = _inState(batch, i, act, _underReview() | _inNotice());
            require(ground != 0 && ground <= MAX_GROUND, GroundUnknown(i, act.id, ground));
            _checkDocument(i, act);
            _checkAct(batch, i, act);

            _cases[act.id] = word.withState(CaseState.REFUSED);
            _say(batch, i, act, batch.org, ApplicationRefused.selector, bytes32(uint256(ground)));
        }
        _end(batch);
    }

    /// @inheritdoc IRegistrationDesk
    function terminate(Act[] calldata acts, Preparation calldata preparation) external {
        Batch memory batch = _beginTwo(Kinds.APPLICATION_TERMINATED, acts.length, OrgKind.REGISTRAR, preparation);
        for (uint256 i = 0; i < acts.length; ++i) {
            uint256 word = _inState(batch, i, acts[i], _underReview());
            _checkDocument(i, acts[i]);
            _checkAct(batch, i, acts[i]);

            _cases[acts[i].id] = word.withState(CaseState.TERMINATED);
            _say(batch, i, acts[i], batch.org, ApplicationTerminated.selector);
        }
        _end(batch);
    }

    /// @inheritdoc IRegistrationDesk
    function withdraw(Act[] calldata acts) external {
        Batch memory batch = _beginForEither(Kinds.APPLICATION_WITHDRAWN, acts.length);
        for (uint256 i = 0; i < acts.length; ++i) {
            uint256 word = _caseOfEither(batch, i, acts[i]);
            word = _requireState(i, acts[i].id, word, _beforeAcceptance() | _underReview() | _inNotice());
            // The registrar acts on the applicant's paper; an applicant's own key needs none.
            if (word.registrar() == batch.org) _checkDocument(i, acts[i]);
            _checkAct(batch, i, acts[i]);

            _cases[acts[i].id] = word.withState(CaseState.WITHDRAWN);
            _say(batch, i, acts[i], word.registrar(), ApplicationWithdrawn.selector);
        }
        _end(batch);
    }

    /* NOTICE: ART. 24 */

    /// @inheritdoc IRegistrationDesk
    function openNotice(Notice[] calldata notices) external {
        Batch memory batch = _begin(Kinds.APPLICATION_NOTICE_OPENED, notices.length);
        for (uint256 i = 0; i < notices.length; ++i) {
            Act calldata act = notices[i].act;
            uint40 publishedAt = notices[i].publishedAt == 0 ? uint40(block.timestamp) : notices[i].publishedAt;
            uint256 publishedOn = Dates.dayOf(publishedAt);
            uint256 word = _inState(batch, i, act, _only(CaseState.ACCEPTED));
            require(publishedAt <= block.timestamp, ClaimedTimeInFuture(i, publishedAt));
            require(publishedOn >= word.dueFrom(), NoticeBeforeApplication(i, act.id, publishedAt));
            _checkAct(batch, i, act);

            _cases[act.id] = word.withState(CaseState.PUBLIC_NOTICE).withNoticeDay(publishedOn);
            uint16 lastDay = _knownDay(publishedOn, _regimeWord(word).noticeDays());
            _put(
                batch, i, act,
                abi.encode(NoticeOpened.selector, act.id, batch.org, _acted(batch, act), publishedAt, lastDay)
            );
        }
        _end(batch);
    }

    /// @inheritdoc IRegistrationDesk
    function exemptFromNotice(Act[] calldata acts, Preparation calldata preparation) external {
        Batch memory batch = _beginTwo(Kinds.APPLICATION_NOTICE_EXEMPTED, acts.length, OrgKind.REGISTRAR, preparation);
        for (uint256 i = 0; i < acts.length; ++i) {
            uint256 word = _inState(batch, i, acts[i], _only(CaseState.ACCEPTED));
            require(word.has(CaseWord.FLAG_EXEMPTION_WISHED), ExemptionNotWished(i, acts[i].id));
            _checkDocument(i, acts[i]);
            _checkAct(batch, i, acts[i]);

            _cases[acts[i].id] =
                word.withState(CaseState.NOTICE_EXEMPT).withNoticeDay(_today()).withFlag(CaseWord.FLAG_NOTICE_EXEMPT);
            _say(batch, i, acts[i], batch.org, NoticeExempted.selector);
        }
        _end(batch);
    }

    /* EVIDENCING AND CERTIFYING: ARTS. 26, 27 */

    /// @inheritdoc IRegistrationDesk
    function evidence(Evidencing[] calldata evidencings, Preparation calldata preparation) external {
        Batch memory batch = _beginTwo(Kinds.APPLICATION_EVIDENCED, evidencings.length, OrgKind.REGISTRAR, preparation);
        for (uint256 i = 0; i < evidencings.length; ++i) {
            _evidence(batch, i, evidencings[i]);
        }
        _end(batch);
    }

    function _evidence(Batch memory batch, uint256 index, Evidencing calldata item) private {
        Act calldata act = item.act;
        uint40 evidencedAt = item.evidencedAt;
        uint256 word = _inState(batch, index, act, _inNotice());
        uint256 earliest = _noticeDone(index, act.id, word);
        _requireNoObjection(index, act.id);
        require(evidencedAt <= block.timestamp, ClaimedTimeInFuture(index, evidencedAt));
        require(Dates.dayOf(evidencedAt) >= earliest, EvidencedBeforeNotice(index, act.id, evidencedAt));
        uint256 length = bytes(item.nationalRef).length;
        require(length != 0 && item.nationalDigest != 0, NationalReferenceMissing(index, act.id));
        require(length <= MAX_REFERENCE_BYTES, NationalReferenceTooLong(index, act.id, length));
        _checkAct(batch, index, act);

        _cases[act.id] = word.withState(CaseState.EVIDENCED).withEvidencedAt(evidencedAt);
        bytes memory recital = abi.encode(
            ApplicationEvidenced.selector, act.id, batch.org, _acted(batch, act), evidencedAt, item.nationalRef,
            item.nationalDigest
        );
        Recital.moveBack(recital, 9, 3);
        _put(batch, index, act, recital);
    }

    /// The first day on which the case may be evidenced: the day after the notice, or the day of the exemption.
    function _noticeDone(uint256 index, CaseId id, uint256 word) private view returns (uint256) {
        if (word.state() == CaseState.NOTICE_EXEMPT) return word.noticeDay();

        (uint256 lastDay, bool known) = _noticeEnd(word);
        require(known, DeadlineUnknown(index, id));
        require(_today() > lastDay, NoticeStillRunning(index, id, uint16(lastDay)));
        return lastDay + 1;
    }

    function _requireNoObjection(uint256 index, CaseId id) private view {
        (, uint8 open, uint8 upheld) = OBJECTIONS.tally(id);
        require(open == 0, ObjectionOpen(index, id, open));
        require(upheld == 0, ObjectionUpheld(index, id));
    }

    /// @inheritdoc IRegistrationDesk
    function certify(Certification[] calldata certifications, Preparation calldata preparation) external {
        uint256 count = certifications.length;
        Batch memory batch = _beginTwo(Kinds.APPLICATION_CERTIFIED, count, OrgKind.REGISTRAR, preparation);
        Terms memory terms = _terms(certifications[0].act.id);
        ICertificateRegistry.Issue[] memory issues = new ICertificateRegistry.Issue[](count);
        for (uint256 i = 0; i < count; ++i) {
            _certify(batch, i, terms, certifications[i], issues[i]);
        }
        _end(batch);
        CERTIFICATES.issueMany(batch.org, terms.regime, msg.sender, batch.preparer, issues, _gather(certifications));
    }

    /// `issue` is filled in where it lies: a struct that is returned would be laid out twice.
    function _certify(
        Batch memory batch,
        uint256 index,
        Terms memory terms,
        Certification calldata item,
        ICertificateRegistry.Issue memory issue
    ) private {
        Act calldata act = item.act;
        uint256 word = _caseOf(batch, index, act);
        // Time does nothing to an evidenced case.
        if (word.state() != CaseState.EVIDENCED) _refuseState(index, act.id, word);
        require(word.regimeNumber() == terms.regime, RegimeDiffers(index, act.id, word.regimeNumber()));
        require(_digest(item.rights, item.termYears) == _termsDigests[act.id], RightsDiffer(index, act.id));
        _checkAct(batch, index, act);

        _cases[act.id] = word.withState(CaseState.CERTIFIED);
        uint256 mark = Scratch.mark();
        _say(batch, index, act, batch.org, ApplicationCertified.selector, item.code);
        Scratch.release(mark);

        issue.caseId = act.id;
        issue.code = item.code;
        uint40 evidencedAt = word.evidencedAt();
        issue.evidencedAt = evidencedAt;
        issue.expiresAt = _termEnd(terms, evidencedAt, item.termYears);
        issue.holders = uint8(item.rights.length);
        issue.payloadSha256 = item.payloadSha256;
        issue.payloadSm3 = item.payloadSm3;
    }

    function _terms(CaseId first) private view returns (Terms memory terms) {
        terms.regime = _cases[first].regimeNumber();
        terms.validityYears = RULES.regimeWordOf(terms.regime).validityYears();
    }

    /// Certificates of a batch were mostly evidenced together: the civil date is counted anew only where the moment differs.
    function _termEnd(Terms memory terms, uint40 evidencedAt, uint8 agreed) private pure returns (uint40) {
        uint256 count = agreed == 0 ? terms.validityYears : agreed;
        if (terms.evidencedAt != evidencedAt || terms.count != count) {
            terms.evidencedAt = evidencedAt;
            terms.count = count;
            terms.expiresAt = uint40(Dates.termEnd(evidencedAt, count));
        }
        return terms.expiresAt;
    }

    /// The rights of all certifications, in their order.
    function _gather(Certification[] calldata certifications) private pure returns (Right[] memory rights) {
        uint256 count = 0;
        for (uint256 i = 0; i < certifications.length; ++i) {
            count += certifications[i].rights.length;
        }
        rights = new Right[](count);
        count = 0;
        for (uint256 i = 0; i < certifications.length; ++i) {
            Right[] calldata own = certifications[i].rights;
            for (uint256 j = 0; j < own.length; ++j) {
                Right memory right = rights[count++];
                (right.holder, right.rights, right.basis, right.until) =
                    (own[j].holder, own[j].rights, own[j].basis, own[j].until);
            }
        }
    }

    /* WHICH STATES ALLOW AN ACT: bits of CaseState */

    function _only(CaseState state) private pure returns (uint256) {
        return 1 << uint256(state);
    }

    function _beforeAcceptance() private pure returns (uint256) {
        return _only(CaseState.SUBMITTED) | _only(CaseState.CORRECTION_REQUESTED);
    }

    function _underReview() private pure returns (uint256) {
        return _only(CaseState.ACCEPTED) | _only(CaseState.EVIDENCE_REQUESTED);
    }

    function _inNotice() private pure returns (uint256) {
        return _only(CaseState.PUBLIC_NOTICE) | _only(CaseState.NOTICE_EXEMPT);
    }

    /// The word of the registrar's own case, in one of the states today.
    function _inState(Batch memory batch, uint256 index, Act calldata act, uint256 states) private view returns (uint256) {
        return _requireState(index, act.id, _caseOf(batch, index, act), states);
    }

    /// The word of a case in one of the states today. If silence accepted it, the word says so from here on.
    function _requireState(uint256 index, CaseId id, uint256 word, uint256 states) private view returns (uint256) {
        CaseState actual = _stateOn(word, _today());
        require(states >> uint256(actual) & 1 == 1, CaseNotInState(index, id, actual));
        bool bySilence = actual == CaseState.ACCEPTED && word.state() == CaseState.SUBMITTED;
        return bySilence ? word.withFlag(CaseWord.FLAG_ACCEPTED_BY_SILENCE) : word;
    }
}
