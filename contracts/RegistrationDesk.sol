// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAdmissionRules} from "./interfaces/IAdmissionRules.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IEstate} from "./interfaces/IEstate.sol";
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
    /// Where the array stands in a call of ICertificateRegistry.issueMany: behind its six heads.
    uint256 private constant SPANS_AT = 192;

    /// What the certificates of a batch share, and the end of term that was counted last.
    struct Terms {
        uint8 regime;
        uint256 rules;
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
        IAdmissionRules admission,
        IEstate estate
    ) Cases(history, organisations, rules, estate) {
        // Both are called without the compiler's own look at whether there is code.
        require(address(admission).code.length != 0, ModuleHasNoCode(address(admission)));
        require(address(certificates).code.length != 0, ModuleHasNoCode(address(certificates)));
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
        if (!admitted) _passOn(refusal);
    }

    function _submit(Batch memory batch, uint256 index, Filing calldata filing, Content calldata content) private {
        CaseId id = Ids.caseOf(CASES_OF, filing.registrar, filing.ref);
        bool byRegistrar = filing.registrar == batch.org;
        require(_case(id) == 0, CaseAlreadyOpen(index, id));
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

        // The event's last argument is a struct of changing length: its encoding begins with its position, 32, and the content is
        // counted from there on, four words behind the topics.
        bytes memory recital = abi.encode(
            ApplicationSubmitted.selector, id, filing.registrar, 32, msg.sender, receivedAt, claimed, filing, content
        );
        Recital.moveBack(recital, 15, 4);
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

    /// keccak256(abi.encode(rights, termYears)), the rights copied as they lie in the call.
    function _digest(Right[] calldata rights, uint8 termYears) private pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            let size := mul(rights.length, 128)
            mstore(free, 64)
            mstore(add(free, 32), termYears)
            mstore(add(free, 64), rights.length)
            calldatacopy(add(free, 96), rights.offset, size)
            digest := keccak256(free, add(size, 96))
        }
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
            _say(batch, i, act, batch.org, NoticeOpened.selector, bytes32(uint256(publishedAt)));
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
        Terms memory terms;
        // One word a certificate, as ICertificateRegistry.issueMany takes them.
        uint256[] memory spans = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 mark = Scratch.mark();
            uint40 evidencedAt = _certify(batch, i, terms, certifications[i]);
            spans[i] = uint256(_termEnd(terms, evidencedAt, certifications[i].termYears)) << 40 | evidencedAt;
            Scratch.release(mark);
        }
        _end(batch);
        _issue(batch, terms.rules, spans);
    }

    function _certify(Batch memory batch, uint256 index, Terms memory terms, Certification calldata item)
        private
        returns (uint40 evidencedAt)
    {
        Act calldata act = item.act;
        Right[] calldata rights = item.rights;
        _requireWithinItems(item, rights);
        uint256 word = _caseOf(batch, index, act);
        // Time does nothing to an evidenced case.
        if (word.state() != CaseState.EVIDENCED) _refuseState(index, act.id, word);
        if (index == 0) {
            terms.regime = word.regimeNumber();
            terms.rules = _regimeWord(word);
        }
        require(word.regimeNumber() == terms.regime, RegimeDiffers(index, act.id, word.regimeNumber()));
        require(_digest(rights, item.termYears) == _terms(act.id), RightsDiffer(index, act.id));
        _checkAct(batch, index, act);

        _cases[act.id] = word.withState(CaseState.CERTIFIED);
        // They have served: a certificate's own words say what is held.
        delete _termsDigests[act.id];
        _say(batch, index, act, batch.org, ApplicationCertified.selector, item.code);
        return word.evidencedAt();
    }

    /// Certificates of a batch were mostly evidenced together: the civil date is counted anew only where the moment differs.
    function _termEnd(Terms memory terms, uint40 evidencedAt, uint8 agreed) private pure returns (uint40) {
        uint256 count = agreed == 0 ? terms.rules.validityYears() : agreed;
        if (terms.evidencedAt != evidencedAt || terms.count != count) {
            terms.evidencedAt = evidencedAt;
            terms.count = count;
            terms.expiresAt = uint40(Dates.termEnd(evidencedAt, count));
        }
        return terms.expiresAt;
    }

    /// What the registry reads is what was looked at here only if nothing of it lies before the items, in what is not handed on:
    /// an offset may point backwards. What lies behind them is not handed on either, and the registry's own reading fails.
    function _requireWithinItems(Certification calldata item, Right[] calldata rights) private pure {
        bool within;
        assembly ("memory-safe") {
            // The length of the rights stands in the word before them.
            within := and(iszero(lt(item, ITEMS_AT)), iszero(lt(rights.offset, add(ITEMS_AT, 32))))
        }
        require(within, CalldataNotCanonical());
    }

    /// Hand the items of this call on as they came: encoding each certification anew would cost a tenth of what it stores.
    function _issue(Batch memory batch, uint256 rules, uint256[] memory spans) private {
        bytes memory head = abi.encodeWithSelector(
            ICertificateRegistry.issueMany.selector, batch.org, rules, msg.sender, batch.preparer, SPANS_AT,
            SPANS_AT + 32 * (spans.length + 1), spans.length
        );
        (bool issued, bytes memory refusal) =
            address(CERTIFICATES).call(bytes.concat(head, abi.encodePacked(spans), _itemsOfCall()));
        if (!issued) _passOn(refusal);
    }

    function _passOn(bytes memory refusal) private pure {
        assembly ("memory-safe") {
            revert(add(refusal, 32), mload(refusal))
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
