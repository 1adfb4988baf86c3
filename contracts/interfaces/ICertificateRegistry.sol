// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CaseId, CertificateId, OrgId, PartyId} from "../types/Ids.sol";
import {CertificateStatus, Holding, Preparation} from "../types/Words.sol";
import {Motion, Procedure, Registering, Step} from "./IProceedings.sol";
import {IRegistrationDesk} from "./IRegistrationDesk.sol";

/// @title Certificates, their versions, the right units under them, annotations and freezes.
/// @notice A certificate is the official statement of a registration; what is held are right units: (certificate, holder, right).
/// The same right on the same data may be held by several (art. 21). Whether a certificate is effective is computed from its word
/// and a moment; nothing has to be done for it to expire.
/// @dev Desks are trusted by governance. The registry allots or checks the national code: SJ + region + digit + YYYYMM of the
/// evidencing month + serial.
///
/// Warning: the national system prevails (art. 27). This is evidence, not the legal register.
interface ICertificateRegistry {
    struct Issued {
        uint40 evidencedAt;
        uint40 expiresAt;
        address account;
        address preparer;
        bytes32 payloadSha256;
        bytes32 payloadSm3;
        CaseId caseId;
        Holding[] holdings;
    }

    /// A registrar mends its own slip (a new version under the same code).
    struct Correction {
        CertificateId id;
        bytes32 expectedHead;
        bytes32 person;
        /// Salted commitments: what stood there, what stands there now, and why.
        bytes32 before;
        bytes32 afterwards;
        bytes32 reason;
        bytes32 payloadSha256;
        bytes32 payloadSm3;
        /// The name in clear if it is what was corrected and may be shown; empty otherwise.
        string dataName;
    }

    struct Annotation {
        CertificateId id;
        bytes32 expectedHead;
        bytes32 person;
        /// 1..5, article 23; 2 (seizure) and 3 (administrative control) freeze.
        uint8 kind;
        /// The authority whose paper it is; zero where kind is 1 or 5.
        OrgId authority;
        /// 1 county, 2 city, 3 province, 4 national.
        uint8 level;
        uint40 since;
        uint40 until;
        bytes32 document;
    }

    struct Lifting {
        CertificateId id;
        bytes32 expectedHead;
        bytes32 person;
        uint8 number;
        OrgId authority;
        uint8 level;
        bytes32 document;
    }

    /// Who decided at a desk: the sending account, the preparer, and the organisation of both.
    struct Decider {
        address account;
        address preparer;
        bytes32 preparerPerson;
        OrgId org;
    }

    /// One certificate compared with the national record.
    struct Comparison {
        CertificateId id;
        bool matches;
        /// Bits of the fields that both sides gave, and of those among them that differ: 1 registrar 2 holders 4 data name 8 rights
        /// 16 evidenced on 32 expires on 64 reference in the national system. What was not compared is unchecked, and stands as
        /// differing if it did before: `matches` says that nothing differs any more.
        uint32 compared;
        uint32 differing;
    }

    /// What a court's or an authority's document ends.
    struct Ending {
        CertificateId id;
        bytes32 person;
        OrgId authority;
        uint8 level;
        uint40 since;
        bytes32 document;
        bytes32 nationalDigest;
    }

    struct Reconciliation {
        bytes32 person;
        /// The batch, the digest of the extract's bytes, and when the extract was made.
        bytes32 batch;
        bytes32 extractSha256;
        uint40 extractedAt;
        Comparison[] comparisons;
    }

    /// A certificate or register entry elsewhere on the same data.
    struct Link {
        CertificateId id;
        bytes32 expectedHead;
        bytes32 person;
        /// 1 data intellectual property, 2 public-data register, 3 data-asset register of another province, 4 exchange, 5 other.
        uint8 kind;
        /// 1 in force, 2 ended, 3 unknown.
        uint8 status;
        /// False: as the applicant claims; true: the registrar looked.
        bool verified;
        string issuer;
        /// In clear where it is public; its salted commitment stands either way.
        string number;
        bytes32 numberCommitment;
        bytes32 document;
    }

    struct Relation {
        CertificateId a;
        CertificateId b;
        bytes32 expectedHeadA;
        bytes32 expectedHeadB;
        /// 1 the same data, 2 overlapping, 3 `b` is derived from `a`, 4 unrelated.
        uint8 relation;
        bytes32 person;
        bytes32 document;
    }

    event DeskTrusted(address indexed desk, bool trusted);
    event CertificateIssued(CertificateId indexed id, OrgId indexed registrar, Issued issued);
    event CertificateCorrected(CertificateId indexed id, OrgId indexed registrar, uint16 version, address account, address preparer, bytes32 preparerPerson, Correction correction);
    event CertificateAnnotated(CertificateId indexed id, OrgId indexed registrar, uint8 number, address account, address preparer, bytes32 preparerPerson, Annotation annotation);
    event AnnotationLifted(CertificateId indexed id, OrgId indexed registrar, address account, address preparer, bytes32 preparerPerson, Lifting lifting);
    /// @notice A good key stands by everything its organisation signed on this certificate so far (cures taint).
    event CertificateReaffirmed(CertificateId indexed id, OrgId indexed registrar, address account, bytes32 person, bytes32 reason);

    event ProceedingFiled(CertificateId indexed id, OrgId indexed by, Procedure procedure, uint16 number, address account, Motion motion);
    event ProceedingAgreed(CertificateId indexed id, OrgId indexed by, Procedure procedure, Decider decider, Step step);
    event ProceedingAccepted(CertificateId indexed id, OrgId indexed by, Procedure procedure, Decider decider, Step step);
    event ProceedingRefused(CertificateId indexed id, OrgId indexed by, Procedure procedure, Decider decider, Step step);
    event ProceedingWithdrawn(CertificateId indexed id, OrgId indexed by, Procedure procedure, Decider decider, Step step);
    /// @notice Right units went to a certificate of the transferee's own. `units` is what the transferor keeps.
    event CertificateTransferred(CertificateId indexed id, OrgId indexed by, uint16 version, CertificateStatus status, bytes32 units, Decider decider, Registering registering);
    event CertificateChanged(CertificateId indexed id, OrgId indexed by, uint16 version, Decider decider, Registering registering);
    event CertificateRenewed(CertificateId indexed id, OrgId indexed by, uint16 version, uint40 expiresAt, Decider decider, Registering registering);
    event CertificateCancelled(CertificateId indexed id, OrgId indexed by, Decider decider, Registering registering);
    event CertificateRevoked(CertificateId indexed id, OrgId indexed by, Decider decider, Ending ending);
    event CertificateReconciled(CertificateId indexed id, OrgId indexed by, address account, bytes32 person, bytes32 batch, bytes32 extractSha256, uint40 extractedAt, Comparison comparison);
    event CertificateLinked(CertificateId indexed id, OrgId indexed by, address account, Link link);
    /// @notice On the heads of both; `id` is the other's `other`, and `first` is true on the head of `a`.
    event CertificateRelated(CertificateId indexed id, OrgId indexed by, address account, CertificateId other, bool first, Relation relation);

    error CallerIsNotGovernance(address caller);
    error CallerIsNotTrustedDesk(address caller);
    error CertificateUnknown(CertificateId id);
    error CertificateOfAnotherRegistrar(CertificateId id, OrgId registrar, OrgId caller);
    error CertificateNotIssued(CertificateId id);
    error BatchEmpty();
    error NameTooLong(CertificateId id, uint256 bytesUsed);
    error CodeAlreadyGiven(uint256 index, bytes15 code);
    error CodeMalformed(uint256 index, bytes15 code);
    /// @notice The next code is another one; look again and repeat.
    error CodeNotNext(uint256 index, bytes15 code, bytes15 next);
    error CodeSerialExhausted(uint256 index, OrgId registrar, uint24 month);
    error CodeNotOfRegistrar(uint256 index, bytes15 code, OrgId registrar);
    error SpansDiffer(uint256 spans, uint256 certifications);
    error RightsMissing(uint256 index, bytes15 code);
    error PayloadDigestMissing(uint256 index, bytes15 code);
    error TermEmpty(uint256 index, uint40 evidencedAt, uint40 expiresAt);
    error RightEndsOutsideTerm(uint256 index, PartyId holder, uint40 until);
    error ExpectedHeadMissing(CertificateId id);
    error PersonMissing();
    error DocumentMissing(CertificateId id);
    error AnnotationKindUnknown(CertificateId id, uint8 kind);
    error AnnotationNeedsAuthority(CertificateId id);
    /// @notice Kinds 1 (agreed by the parties) and 5 (the registrar's own) stand on no authority's paper.
    error AnnotationOfNoAuthority(CertificateId id, uint8 kind);
    error AnnotationSpanReversed(CertificateId id, uint40 since, uint40 until);
    error AnnotationUnknown(CertificateId id, uint8 number);
    error AnnotationAlreadyLifted(CertificateId id, uint8 number);
    error AnnotationsExhausted(CertificateId id);
    error LiftedByLesserAuthority(CertificateId id, uint8 number, OrgId authority, OrgId caller);
    error VersionsExhausted(CertificateId id);

    error PartyHoldsAlready(CertificateId id, PartyId party);
    error UnitsNotHeld(CertificateId id, PartyId holder, uint8 rights);
    /// @notice A renewal names every holder that holds anything, ascending.
    error HoldersIncomplete(CertificateId id, uint256 given, uint256 held);
    error HoldersNotAscending(CertificateId id, PartyId holder);
    error ProceedingOpen(CertificateId id, Procedure procedure);
    error ProceedingNotOpen(CertificateId id, Procedure procedure);
    error StepUnknown(uint16 kind);
    error FieldOutOfRange(CertificateId id, string field, uint256 value);
    error TextTooLong(CertificateId id, string field, uint256 bytesUsed);
    error RelatedToItself(CertificateId id);
    error FieldsContradict(CertificateId id);

    /// @notice Issue certificates of one registrar under one regime, whose word is `rules`. Trusted desks only; `account` and
    /// `preparer` are the two persons that the desk checked. A span is expires at << 40 | evidenced at, one for each certification.
    /// @dev The certifications come as the desk was given them, so that nothing is encoded twice.
    function issueMany(
        OrgId registrar,
        uint256 rules,
        address account,
        address preparer,
        uint256[] calldata spans,
        IRegistrationDesk.Certification[] calldata certifications
    ) external;

    function correct(Correction calldata correction, Preparation calldata preparation) external;

    function annotate(Annotation calldata annotation, Preparation calldata preparation) external;

    function lift(Lifting calldata lifting, Preparation calldata preparation) external;

    function reaffirm(CertificateId[] calldata ids, bytes32 person, bytes32 reason) external;

    /* BY TRUSTED DESKS: WHAT BEFALLS A CERTIFICATE (ARTS. 33-38) */

    /// @notice Tell of an application on the certificate's head, and hold its procedure open.
    function proceed(Procedure procedure, uint16 number, address account, OrgId by, Motion calldata motion) external;

    /// @notice Tell of a step: a kind of CERTIFICATE_PROCEEDING_*. Refusing and withdrawing end the proceeding.
    function step(uint16 kind, Procedure procedure, Decider calldata decider, Step calldata step_) external;

    /// @notice Move right units to a certificate of the transferee's own, issued here. `rules` is the word of the regime.
    function transfer(uint256 rules, Decider calldata decider, Registering calldata registering) external;

    function change(Decider calldata decider, Registering calldata registering) external;

    function renew(uint40 expiresAt, Decider calldata decider, Registering calldata registering) external;

    function cancel(Decider calldata decider, Registering calldata registering) external;

    function revoke(Decider calldata decider, Ending calldata ending) external;

    /// @notice A dispute opened, or one ended.
    function countDispute(CertificateId id, bool opened) external;

    /* BY REGISTRARS: WHAT IS RECORDED BESIDE A CERTIFICATE */

    /// @notice Record how certificates compare with an extract of the national record (art. 27).
    function reconcile(Reconciliation calldata reconciliation) external;

    function link(Link calldata link_) external;

    /// @notice Record how two certificates' data relate; on both heads. By the registrar of either.
    function relate(Relation calldata relation) external;

    /// @notice Trust a desk, or stop trusting it. Governed.
    function trustDesk(address desk, bool trusted) external;

    function certificateWord(CertificateId id) external view returns (uint256);

    function unitsWord(CertificateId id, PartyId holder) external view returns (bytes32);

    /// @notice The code that the next certificate of this regime (its number), registrar and month (YYYYMM) would get; zero if exhausted.
    function nextCode(uint8 regime, OrgId registrar, uint24 month) external view returns (bytes15);

    /// @notice Effective at a moment: issued and evidencedAt <= at < expiresAt (I5). Freezes do not end it.
    function effective(CertificateId id, uint40 moment) external view returns (bool);

    /// @notice Held at a moment: now, or before it moved away.
    function holds(CertificateId id, PartyId holder, uint8 right, uint40 moment) external view returns (bool);

    function annotationWord(CertificateId id, uint8 number) external view returns (uint256);

    function isTrustedDesk(address desk) external view returns (bool);

    function statusOf(CertificateId id) external view returns (CertificateStatus);

    function versionOf(CertificateId id) external view returns (uint16);

    function registrarOf(CertificateId id) external view returns (OrgId);

    /// @notice Who acts for the registrar now: itself, or who succeeded it (art. 13).
    function custodianOf(CertificateId id) external view returns (OrgId);

    /// @notice True if a seizure or an administrative control is in force now.
    function frozen(CertificateId id) external view returns (bool);

    /// @notice True while a dispute is open on it, or on one of those that it came from by transfers: whoever takes a right over takes
    /// over what is said against it.
    function disputed(CertificateId id) external view returns (bool);

    /// @notice Against the national record: 0 not checked, 1 it matched, 2 it did not.
    function reconciled(CertificateId id) external view returns (uint8);

    /// @notice The certificate by which the data were first registered: the one that this came from by transfers, or itself.
    /// Zero where there is no such certificate.
    function rootOf(CertificateId id) external view returns (CertificateId);

    /// @notice Where a right unit was at a moment: the certificate and the holder that it had moved to, or where it began. A transfer counts
    /// from when it was evidenced. A holder's new id is the same person's, and stands for the old one at every moment.
    function whereabouts(CertificateId id, PartyId holder, uint8 right, uint40 moment)
        external
        view
        returns (CertificateId, PartyId);

    /// @notice Open disputes, reconciliation and open proceedings in one word, drawn in types/Words.sol.
    function standingWord(CertificateId id) external view returns (uint256);
}
