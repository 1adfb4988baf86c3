// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CaseId, CertificateId, OrgId, PartyId} from "../types/Ids.sol";
import {Holding, Preparation} from "../types/Words.sol";
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

    event DeskTrusted(address indexed desk, bool trusted);
    event CertificateIssued(CertificateId indexed id, OrgId indexed registrar, Issued issued);
    event CertificateCorrected(CertificateId indexed id, OrgId indexed registrar, uint16 version, address account, address preparer, bytes32 preparerPerson, Correction correction);
    event CertificateAnnotated(CertificateId indexed id, OrgId indexed registrar, uint8 number, address account, address preparer, bytes32 preparerPerson, Annotation annotation);
    event AnnotationLifted(CertificateId indexed id, OrgId indexed registrar, address account, address preparer, bytes32 preparerPerson, Lifting lifting);
    /// @notice A good key stands by everything its organisation signed on this certificate so far (cures taint).
    event CertificateReaffirmed(CertificateId indexed id, OrgId indexed registrar, address account, bytes32 person, bytes32 reason);

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

    /// @notice Trust a desk, or stop trusting it. Governed.
    function trustDesk(address desk, bool trusted) external;

    function certificateWord(CertificateId id) external view returns (uint256);

    function unitsWord(CertificateId id, PartyId holder) external view returns (bytes32);

    /// @notice The code that the next certificate of this regime (its number), registrar and month (YYYYMM) would get; zero if exhausted.
    function nextCode(uint8 regime, OrgId registrar, uint24 month) external view returns (bytes15);

    /// @notice Effective at a moment: issued and evidencedAt <= at < expiresAt (I5). Freezes do not end it.
    function effective(CertificateId id, uint40 moment) external view returns (bool);

    function holds(CertificateId id, PartyId holder, uint8 right, uint40 moment) external view returns (bool);

    function annotationWord(CertificateId id, uint8 number) external view returns (uint256);

    function rootOf(CertificateId id) external view returns (CertificateId);

    function isTrustedDesk(address desk) external view returns (bool);

    /// @notice True if a seizure or an administrative control is in force.
    function frozen(CertificateId id) external view returns (bool);

    /// @notice True if a dispute on a certificate is open. Disputes after the notice are not recorded yet: nothing is.
    function disputed(CertificateId id) external view returns (bool);

    /// @notice Against the national record: 0 not checked, 1 it matched, 2 it did not. Comparisons are not recorded yet: 0.
    function reconciled(CertificateId id) external view returns (uint8);
}
