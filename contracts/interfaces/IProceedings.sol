// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CaseId, CertificateId, OrgId, PartyId, RegimeId} from "../types/Ids.sol";
import {Preparation} from "../types/Words.sol";
import {Assent} from "./IAssents.sol";

/// The types of registration that follow the first (arts. 34-37). The number is a bit position in the standing word.
enum Procedure {
    TRANSFER,
    CHANGE,
    RENEW,
    CANCEL
}

/// Where a proceeding stands as far as somebody acted. `stateOf` adds what time alone does (art. 17).
enum ProceedingState {
    NONE,
    OFFERED,
    SUBMITTED,
    ACCEPTED,
    REGISTERED,
    REFUSED,
    WITHDRAWN
}

/// What is applied for. A field that a procedure has no use for is zero.
struct Terms {
    /// Who gives (TRANSFER), who is described (CHANGE), who asks. Zero: the registrar cancels of its own motion.
    PartyId holder;
    /// Who receives (TRANSFER); the same person's new id, or the same id again (CHANGE).
    PartyId other;
    /// TRANSFER: bits of 1 HOLD 2 USE 4 OPERATE.
    uint8 rights;
    /// RENEW: years of the new term, 0 = as many as the regime allows.
    uint8 termYears;
    /// CANCEL: 1..4, article 37.
    uint8 ground;
    /// CANCEL of the registrar's own motion: the last day of the written notice.
    uint16 noticeLastDay;
    RegimeId regime;
    /// CHANGE: salted commitments of what stood there, and of what shall: keccak256(abi.encode(restatement)).
    bytes32 before;
    bytes32 afterwards;
    /// Salted commitment of the contract, the proofs or the written notice.
    bytes32 documents;
    /// The registrar's recorded decision where a public institution receives, or takes a new code (art. 15).
    bytes32 institutionDecision;
}

/// CHANGE: what the certificate says of its data once the change is registered. A field that is zero keeps what stood there.
struct Restatement {
    /// In clear where it may be shown; empty where it is exempt from notice or masked by grade. The commitment stands either way.
    string dataName;
    bytes32 nameCommitment;
    bytes32 overviewCommitment;
    uint40 timeFrom;
    uint40 timeTo;
    /// Salted commitment of the paper that says in words what changes; it salts the whole.
    bytes32 paper;
}

struct Motion {
    CertificateId id;
    bytes32 expectedHead;
    Assent assent;
    Terms terms;
    /// CHANGE: one, of which `terms.afterwards` is the digest. Nothing in the other procedures.
    Restatement[] restated;
}

/// One step in an open proceeding.
struct Step {
    CertificateId id;
    bytes32 expectedHead;
    /// Agreeing or withdrawing: for whom. Zero where the registrar acts in its own name.
    PartyId party;
    Assent assent;
    /// Salted commitment of the paper of the step.
    bytes32 document;
    /// Refusing: 1..5, article 22.
    uint8 ground;
}

/// The registrar's decision that a proceeding is registered, as the national system evidenced it.
struct Registering {
    CertificateId id;
    bytes32 expectedHead;
    Terms terms;
    bytes32 person;
    bytes32 document;
    uint40 evidencedAt;
    /// TRANSFER: the code of the certificate that the transferee gets, and the case under which the data were first registered.
    bytes15 code;
    CaseId caseId;
    /// RENEW, and CANCEL where a holder filed: every holder that holds anything, ascending. CANCEL of the registrar's own motion: at least
    /// those whose units are under a pledge.
    PartyId[] holders;
    /// Digests of the payloads: of this certificate's new version, and of the transferee's certificate.
    bytes32 payloadSha256;
    bytes32 payloadSm3;
    bytes32 newSha256;
    bytes32 newSm3;
    bytes32 nationalDigest;
    string nationalRef;
}

/// @title The desks of what befalls a certificate after it was issued (arts. 33-37).
/// @notice A party files with its own key, or a registrar on its signed paper. Who else must agree does so in a transaction of its
/// own. From then on the registrar has the days of art. 17 to answer, and silence accepts; two persons of the registrar register or
/// refuse. One proceeding of each procedure is open on a certificate at a time.
/// @dev What happens is told by CertificateRegistry on the certificate's own head, so that a bank's `expectedHead` fails while
/// something is pending.
interface IProceedings {
    error PersonMissing();
    error DocumentMissing(CertificateId id);
    error ExpectedHeadMissing(CertificateId id);
    error RegimeUnknown(RegimeId regime);
    /// @notice The regime's prefix is not the one of the certificate's code.
    error RegimeOfAnotherCode(CertificateId id, RegimeId regime);
    error CertificateNotEffective(CertificateId id);
    error CertificateFrozen(CertificateId id);
    error ProceedingAlreadyOpen(CertificateId id);
    error ProceedingNotInState(CertificateId id, ProceedingState actual);
    error CertificateOfAnotherRegistrar(CertificateId id, OrgId registrar, OrgId caller);
    error RegistrarNotAccredited(CertificateId id, OrgId registrar);
    /// @notice Art. 17: the answer came after the deadline; the application was accepted by silence.
    error AnsweredBySilence(CertificateId id, uint16 deadline);
    error GroundUnknown(CertificateId id, uint8 ground);
    error HolderHasNoUnit(CertificateId id, PartyId holder);
    error RightNotHeld(CertificateId id, PartyId holder, uint8 right);
    error RightsUnknown(CertificateId id, uint8 rights);
    error PartyMayNotAgree(CertificateId id, PartyId party);
    error PartyAgreedAlready(CertificateId id, PartyId party);
    error PartyIsNotIn(CertificateId id, PartyId party);
    /// @notice CANCEL: everybody who holds anything when it is registered must have agreed, and is named.
    error HolderDidNotAgree(CertificateId id, PartyId holder);
    error HoldersNotNamed(CertificateId id, uint256 given, uint256 held);
    error TermsDiffer(CertificateId id);
    error NationalReferenceMissing(CertificateId id);
    error NationalReferenceTooLong(CertificateId id, uint256 bytesUsed);
    error EvidencedInFuture(CertificateId id, uint40 evidencedAt);
    error EvidencedBeforeFiling(CertificateId id, uint40 evidencedAt);
    /// @notice Arts. 10 and 15: who may be entered as a holder.
    error PartyMayNotHold(CertificateId id, PartyId party);
    error PublicInstitutionNeedsDecision(CertificateId id, PartyId party);
    error ReceiverIsHolder(CertificateId id, PartyId receiver);
    /// @notice Art. 35: a change is of the same person, and says what changes.
    error ChangeIsEmpty(CertificateId id);
    error ChangeOfPerson(CertificateId id, PartyId holder, PartyId other);
    /// @notice `terms.afterwards` is the digest of the one restatement.
    error RestatementDiffers(CertificateId id);
    error RestatementWithoutPaper(CertificateId id);
    /// @notice A name in clear has its commitment beside it.
    error NameWithoutCommitment(CertificateId id);
    error NameTooLong(CertificateId id, uint256 bytesUsed);
    error SpanReversed(CertificateId id, uint40 timeFrom, uint40 timeTo);
    error OutsideRenewalWindow(CertificateId id, uint40 opensAt, uint40 closesAt);
    error TermTooLong(CertificateId id, uint8 termYears, uint8 validityYears);
    error NoticeStillRunning(CertificateId id, uint16 lastDay);
    error NoticeMissing(CertificateId id);
    /// @notice The field has no place in this procedure.
    error TermOutOfPlace(CertificateId id, string field);

    /// @notice File on behalf of `terms.holder`: its own key, or a registrar on its paper.
    function file(Motion calldata motion) external;

    /// @notice Another party whose agreement is needed gives it.
    function agree(Step calldata step) external;

    function accept(Step calldata step) external;

    function refuse(Step calldata step, Preparation calldata preparation) external;

    /// @notice Whoever filed or agreed withdraws, as long as nothing is registered; and so does whoever is asked to agree and will not.
    function withdraw(Step calldata step) external;

    function register(Registering calldata registering, Preparation calldata preparation) external;

    /// @notice The word of the certificate's last proceeding at this desk, drawn in libraries/ProceedingWord.sol.
    function proceedingWord(CertificateId id) external view returns (uint256);

    /// @notice What registering must repeat: keccak256(abi.encode(terms)).
    function termsDigest(CertificateId id) external view returns (bytes32);

    /// @notice The state at a moment, with acceptance by silence.
    function stateOf(CertificateId id, uint40 moment) external view returns (ProceedingState);
}
