// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CaseId, OrgId, PartyId, RegimeId} from "../types/Ids.sol";
import {CaseState, Grade, Preparation, Right} from "../types/Words.sol";

/// @title The desk of initial registrations: from application to evidencing and certification.
/// @notice Follows the national guide (arts. 14-28). A case is opened by a registrar for applicants who signed on paper, or by an
/// applicant's own key. The contract decides what a deadline decides: silence is acceptance (art. 17), a notice must have run
/// (art. 24), no certificate while an objection is open (art. 25).
/// @dev Every entry point takes a batch; one act is a batch of one. All or nothing: the error names the index of the item at fault.
/// `Act.expectedHead` is the History word of the case that the sender looked at; zero means that he did not say. It must be given
/// where a preparer signed, so that a preparation can be used once only.
///
/// Who may do what: `submit` a registrar for itself or an applicant's own key; `resubmit` and `withdraw` the registrar or the
/// organisation that filed; `noteSilence` anyone; everything else an accredited key of the case's registrar.
///
/// When is what: an answer (accept, requestCorrection, declineAcceptance) can be given until 24:00 of the deadline. From the first
/// working day after it the case is ACCEPTED, with or without `noteSilence`, and is reviewed as such; on the days between, which
/// are no working days, it can be withdrawn and nothing else. A resubmission starts the answer clock anew on its own day. While the
/// calendar does not reach the deadline, answers are in time and silence has not accepted. There is one round of corrections; a
/// case whose corrections did not come by the last day is LAPSED, whatever was stored.
///
/// Warning: the processing clock (art. 28) has no effect on chain; readers count it from the events.
interface IRegistrationDesk {
    /// How an application arrived. `receivedAt` may be claimed by a registrar that files for an absent party; never later than the
    /// block, never by an applicant; 0 = now.
    struct Filing {
        OrgId registrar;
        bytes32 ref;
        RegimeId regime;
        uint40 receivedAt;
        bytes32 person;
        /// Salted commitments of the signed form and of the mandate; zero mandate = the applicants signed themselves.
        bytes32 form;
        bytes32 mandate;
        /// 1 self-declared ... 5 confirmed by authority.
        uint8 attestation;
    }

    /// What is applied for. Texts that are not public are salted commitments; digests of samples and schemas are of the bytes.
    struct Content {
        PartyId[] applicants;
        /// Empty where the name is exempt from notice or masked by grade; the commitment stands either way.
        string dataName;
        bytes32 nameCommitment;
        bytes32 overviewCommitment;
        bytes32 restrictionCommitment;
        /// GB/T 4754: section letter and two digits of the division, for example "A03".
        bytes3 industry;
        /// Bits: 1 collected, 2 public data by program, 4 by agreement, 8 derived.
        uint8 sourceTypes;
        uint8 geoScope;
        uint24 division;
        uint40 timeFrom;
        uint40 timeTo;
        uint8 updateFrequency;
        /// 1 resource, 2 product, 3 service (art. 2).
        uint8 assetForm;
        /// Bits of the kinds of form (picture, text, video, audio, table, other) and of the structure.
        uint8 dataForms;
        uint8 structures;
        uint64 recordCount;
        uint64 byteCount;
        Grade grade;
        uint8 personalInformationBand;
        /// Bits: 1 resale allowed, 2 export allowed, 4 public body among the applicants, 8 public-data product,
        /// 16 notice exemption wished, 32 affiliated with the registrar.
        uint16 flags;
        uint24 affiliationGroup;
        bytes32 schemaDigest;
        bytes32 sampleSha256;
        bytes32 sampleSm3;
        bytes32 fingerprint;
        /// Root over the salted commitments of all documents.
        bytes32 documentsRoot;
        string publicPlatformRef;
        string evidenceNo;
        /// The registrar's recorded decision where a public institution applies (art. 15).
        bytes32 publicInstitutionDecision;
        /// Proof for IMPORTANT data; consents of all participants (P5b); contract exception (P7). Zero = none.
        bytes32 gradeProof;
        bytes32 fusionConsents;
        bytes32 entrustmentException;
        /// Earlier registrations of another type (art. 41): salted commitments or public references.
        string[] priorRegistrations;
        Right[] rights;
        /// Agreed years of validity, 0 = as many as the regime allows.
        uint8 termYears;
    }

    struct Application {
        Filing filing;
        Content content;
    }

    struct Act {
        CaseId id;
        bytes32 expectedHead;
        /// Salted commitment of the acting person.
        bytes32 person;
        /// Salted commitment of the paper of the act: a notice, a list of defects, a decision; zero where there is none.
        bytes32 document;
    }

    struct CorrectionRequest {
        Act act;
        uint16 lastDay;
    }

    struct Resubmission {
        Act act;
        Content content;
    }

    struct Refusal {
        Act act;
        /// 1..5, article 22.
        uint8 ground;
    }

    struct Notice {
        Act act;
        /// Claimed moment of publication, never later than the block; 0 = now.
        uint40 publishedAt;
    }

    struct Evidencing {
        Act act;
        uint40 evidencedAt;
        string nationalRef;
        bytes32 nationalDigest;
    }

    struct Certification {
        Act act;
        bytes15 code;
        uint8 termYears;
        Right[] rights;
        bytes32 payloadSha256;
        bytes32 payloadSm3;
    }

    /* EVENTS */

    event ApplicationSubmitted(CaseId indexed id, OrgId indexed registrar, Submitted submitted);
    event ApplicationAccepted(CaseId indexed id, OrgId indexed registrar, Acted acted);
    event CorrectionRequested(CaseId indexed id, OrgId indexed registrar, Acted acted, uint16 lastDay);
    event ApplicationResubmitted(CaseId indexed id, OrgId indexed registrar, Acted acted, Content content);
    event ApplicationNotAccepted(CaseId indexed id, OrgId indexed registrar, Acted acted);
    /// @notice Somebody noticed that silence had accepted the application on `acceptedOn`, the first working day after the deadline.
    event SilenceNoted(CaseId indexed id, OrgId indexed registrar, address by, uint16 deadline, uint16 acceptedOn);
    event EvidenceRequested(CaseId indexed id, OrgId indexed registrar, Acted acted, uint16 lastDay);
    event EvidenceReceived(CaseId indexed id, OrgId indexed registrar, Acted acted);
    event ProcessingExtended(CaseId indexed id, OrgId indexed registrar, Acted acted, uint8 workingDays);
    event ApplicationRefused(CaseId indexed id, OrgId indexed registrar, Acted acted, uint8 ground);
    event ApplicationTerminated(CaseId indexed id, OrgId indexed registrar, Acted acted);
    event ApplicationWithdrawn(CaseId indexed id, OrgId indexed registrar, Acted acted);
    /// @notice Its last day is counted by whoever reads: days still to come may be declared otherwise (ruling 1).
    event NoticeOpened(CaseId indexed id, OrgId indexed registrar, Acted acted, uint40 publishedAt);
    event NoticeExempted(CaseId indexed id, OrgId indexed registrar, Acted acted);
    event ApplicationEvidenced(
        CaseId indexed id, OrgId indexed registrar, Acted acted, uint40 evidencedAt, string nationalRef, bytes32 nationalDigest
    );
    event ApplicationCertified(CaseId indexed id, OrgId indexed registrar, Acted acted, bytes15 code);

    /// Who acted: the sending account, the preparer (zero if none), their persons' commitments, and the paper.
    struct Acted {
        address account;
        address preparer;
        bytes32 person;
        bytes32 preparerPerson;
        bytes32 document;
    }

    struct Submitted {
        address account;
        uint40 receivedAt;
        /// True where `receivedAt` was claimed by the registrar rather than taken from the block.
        bool claimed;
        Filing filing;
        Content content;
    }

    /* ERRORS: the index is the position in the batch */

    error BatchEmpty();
    error ModuleHasNoCode(address module);
    error CaseUnknown(uint256 index, CaseId id);
    error CaseAlreadyOpen(uint256 index, CaseId id);
    error CaseNotInState(uint256 index, CaseId id, CaseState actual);
    /// @notice The items must lie where the ABI's canonical encoding puts them, since a preparer signs that encoding.
    error CalldataNotCanonical();
    error CaseOfAnotherRegistrar(uint256 index, CaseId id, OrgId registrar, OrgId caller);
    error ExpectedHeadMissing(uint256 index, CaseId id);
    error CallerMayNotFile(uint256 index, OrgId caller);
    error ReferenceEmpty(uint256 index);
    error RegimeUnknown(uint256 index, RegimeId regime);
    /// @notice A batch of certifications belongs to one regime.
    error RegimeDiffers(uint256 index, CaseId id, uint8 regime);
    error RegistrarNotAccredited(uint256 index, OrgId registrar);
    error ClaimedTimeNotAllowed(uint256 index, uint40 claimed);
    error ClaimedTimeInFuture(uint256 index, uint40 claimed);
    /// @notice Art. 17: the answer came after the deadline; the application was accepted by silence.
    error AnsweredBySilence(uint256 index, CaseId id, uint16 deadline);
    error SilenceNotYet(uint256 index, CaseId id, uint16 deadline);
    error DeadlineUnknown(uint256 index, CaseId id);
    error CorrectionAlreadyRequested(uint256 index, CaseId id);
    error CorrectionPeriodOver(uint256 index, CaseId id, uint16 lastDay);
    error LastDayInPast(uint256 index, CaseId id, uint16 lastDay);
    error ExtensionOutOfRange(uint256 index, CaseId id, uint8 workingDays);
    error ExtensionAlreadyGiven(uint256 index, CaseId id);
    error GroundUnknown(uint256 index, CaseId id, uint8 ground);
    error DocumentMissing(uint256 index, CaseId id);
    error PersonMissing(uint256 index);
    error NoticeStillRunning(uint256 index, CaseId id, uint16 lastDay);
    error ObjectionOpen(uint256 index, CaseId id, uint8 open);
    error ObjectionUpheld(uint256 index, CaseId id);
    error EvidencedBeforeNotice(uint256 index, CaseId id, uint40 evidencedAt);
    error NationalReferenceMissing(uint256 index, CaseId id);
    error NationalReferenceTooLong(uint256 index, CaseId id, uint256 bytesUsed);
    /// @notice Art. 24: it is the applicant who asks not to publish.
    error ExemptionNotWished(uint256 index, CaseId id);
    error NoticeBeforeApplication(uint256 index, CaseId id, uint40 publishedAt);
    error RightsDiffer(uint256 index, CaseId id);

    /* ACTS */

    function submit(Application[] calldata applications, Preparation calldata preparation) external;

    function accept(Act[] calldata acts) external;

    function requestCorrection(CorrectionRequest[] calldata requests) external;

    function resubmit(Resubmission[] calldata resubmissions) external;

    function declineAcceptance(Act[] calldata acts) external;

    /// @notice Anyone may record that silence has accepted.
    function noteSilence(CaseId[] calldata ids) external;

    function requestEvidence(CorrectionRequest[] calldata requests) external;

    function receiveEvidence(Act[] calldata acts) external;

    function extendProcessing(Act calldata act, uint8 workingDays) external;

    function refuse(Refusal[] calldata refusals, Preparation calldata preparation) external;

    function terminate(Act[] calldata acts, Preparation calldata preparation) external;

    function withdraw(Act[] calldata acts) external;

    function openNotice(Notice[] calldata notices) external;

    function exemptFromNotice(Act[] calldata acts, Preparation calldata preparation) external;

    function evidence(Evidencing[] calldata evidencings, Preparation calldata preparation) external;

    function certify(Certification[] calldata certifications, Preparation calldata preparation) external;

    /* VIEWS */

    function caseWord(CaseId id) external view returns (uint256);

    /// @notice What certification must repeat: keccak256(abi.encode(rights, termYears)). Zero once it did.
    function termsDigest(CaseId id) external view returns (bytes32);

    /// @notice The state at a moment, with what time alone has done: silence (art. 17) and a correction period that ran out.
    function stateOf(CaseId id, uint40 moment) external view returns (CaseState);

    /// @notice True if an objection claimed to be received at `at` falls into the running notice of the case.
    function noticeOpenAt(CaseId id, uint40 moment) external view returns (bool);

    function registrarOf(CaseId id) external view returns (OrgId);

    /// @notice The applicant that filed the case with its own key; zero where the registrar did, or there is no such case.
    function filerOf(CaseId id) external view returns (OrgId);
}
