// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// Every kind of act there is, and the subject whose head it extends. One table, because the kind decides the subject: a
/// certificate's head moves only by acts that a verdict reads, so that nobody can make a bank's `expectedHead` fail by chattering.
///
/// Padded: an address has twelve zero bytes in front, as in a topic; a code or a word has its zero bytes behind.
///
/// Numbers stay below 128: writers and two-person rules are bitmaps over them. A number is never reused.
///
/// kind                       subject                  writer
/// WRITER_*                   module address, padded   History
/// PROPOSAL_*                 proposal id              Governance
/// ORGANISATION_*, KEY_*      OrgId, padded            OrganisationRegistry
/// REGIME_PUBLISHED           RegimeId                 RuleBook
/// CALENDAR_PUBLISHED         "CALENDAR", padded       RuleBook
/// APPLICATION_*              CaseId                   RegistrationDesk
/// OBJECTION_*                CaseId                   ObjectionDesk
/// CERTIFICATE_*              CertificateId            CertificateRegistry
/// DISPUTE_*                  CertificateId            DisputeDesk
/// DESK_TRUSTED               desk address, padded     CertificateRegistry
/// GRANT_*                    GrantId                  AuthorizationRegistry
/// PUBLIC_GRANT_*             id of the application    AuthorizationRegistry
/// CONSENT_*                  id of the receipt        AuthorizationRegistry
/// CIRCULATION_*              trace of an asset        CirculationRegistry
/// USAGE_ANCHORED             batch id                 CirculationRegistry
/// VALUATION_*                ValuationId              ValuationRegistry
/// PLEDGE_*                   PledgeId                 PledgeRegistry
/// RANK_RESERVED              UnitId                   PledgeRegistry
/// ENCUMBRANCE_*              CertificateId            PledgeRegistry
/// LOAN_*                     PledgeId                 EnforcementDesk
library Kinds {
    uint16 internal constant WRITER_OPENED = 1;
    uint16 internal constant WRITER_ENDED = 2;

    uint16 internal constant PROPOSAL_MADE = 4;
    uint16 internal constant PROPOSAL_CONFIRMED = 5;
    uint16 internal constant PROPOSAL_WITHDRAWN = 6;
    uint16 internal constant DESK_TRUSTED = 7;

    uint16 internal constant ORGANISATION_REGISTERED = 10;
    uint16 internal constant ORGANISATION_REGROUPED = 11;
    uint16 internal constant ORGANISATION_ACCREDITED = 12;
    uint16 internal constant ORGANISATION_SUSPENDED = 13;
    uint16 internal constant ORGANISATION_RESUMED = 14;
    uint16 internal constant ORGANISATION_TWO_PERSON_SET = 15;
    uint16 internal constant ORGANISATION_ENCRYPTION_KEY_SET = 16;
    uint16 internal constant KEY_ADDED = 17;
    uint16 internal constant KEY_RETIRED = 18;
    uint16 internal constant KEY_COMPROMISED = 19;
    uint16 internal constant ORGANISATION_SUCCEEDED = 20;
    uint16 internal constant ORGANISATION_REAFFIRMED = 21;

    uint16 internal constant REGIME_PUBLISHED = 24;
    uint16 internal constant CALENDAR_PUBLISHED = 25;

    uint16 internal constant APPLICATION_SUBMITTED = 32;
    uint16 internal constant APPLICATION_ACCEPTED = 33;
    uint16 internal constant APPLICATION_CORRECTION_REQUESTED = 34;
    uint16 internal constant APPLICATION_RESUBMITTED = 35;
    uint16 internal constant APPLICATION_NOT_ACCEPTED = 36;
    uint16 internal constant APPLICATION_SILENCE_NOTED = 37;
    uint16 internal constant APPLICATION_EVIDENCE_REQUESTED = 38;
    uint16 internal constant APPLICATION_EVIDENCE_RECEIVED = 39;
    uint16 internal constant APPLICATION_EXTENDED = 40;
    uint16 internal constant APPLICATION_REFUSED = 41;
    uint16 internal constant APPLICATION_TERMINATED = 42;
    uint16 internal constant APPLICATION_WITHDRAWN = 43;
    uint16 internal constant APPLICATION_NOTICE_OPENED = 44;
    uint16 internal constant APPLICATION_NOTICE_EXEMPTED = 45;
    uint16 internal constant APPLICATION_EVIDENCED = 46;
    uint16 internal constant APPLICATION_CERTIFIED = 47;

    uint16 internal constant CERTIFICATE_PROCEEDING_FILED = 48;
    uint16 internal constant CERTIFICATE_PROCEEDING_AGREED = 49;
    uint16 internal constant CERTIFICATE_PROCEEDING_ACCEPTED = 50;
    uint16 internal constant CERTIFICATE_PROCEEDING_REFUSED = 51;
    uint16 internal constant CERTIFICATE_PROCEEDING_WITHDRAWN = 52;

    uint16 internal constant OBJECTION_FILED = 56;
    uint16 internal constant OBJECTION_DECIDED = 57;
    uint16 internal constant OBJECTION_WITHDRAWN = 58;

    uint16 internal constant CERTIFICATE_ISSUED = 64;
    uint16 internal constant CERTIFICATE_CORRECTED = 65;
    uint16 internal constant CERTIFICATE_ANNOTATED = 66;
    uint16 internal constant CERTIFICATE_ANNOTATION_LIFTED = 67;
    uint16 internal constant CERTIFICATE_REAFFIRMED = 68;

    uint16 internal constant CERTIFICATE_TRANSFERRED = 69;
    uint16 internal constant CERTIFICATE_CHANGED = 70;
    uint16 internal constant CERTIFICATE_RENEWED = 71;
    uint16 internal constant CERTIFICATE_CANCELLED = 72;
    uint16 internal constant CERTIFICATE_REVOKED = 73;
    uint16 internal constant CERTIFICATE_RECONCILED = 74;
    uint16 internal constant CERTIFICATE_LINKED = 75;
    uint16 internal constant CERTIFICATE_RELATED = 76;

    uint16 internal constant LOAN_COMPENSATED = 78;
    uint16 internal constant LOAN_SUBROGATED = 79;

    uint16 internal constant DISPUTE_FILED = 80;
    uint16 internal constant DISPUTE_NOTED = 81;
    uint16 internal constant DISPUTE_ANSWERED = 82;
    uint16 internal constant DISPUTE_CONCLUDED = 83;
    uint16 internal constant DISPUTE_WITHDRAWN = 84;

    uint16 internal constant GRANT_OFFERED = 86;
    uint16 internal constant GRANT_ACCEPTED = 87;
    uint16 internal constant GRANT_CLOSED = 88;
    uint16 internal constant GRANT_NARROWED = 89;
    uint16 internal constant GRANT_SUSPENDED = 90;
    uint16 internal constant GRANT_RESUMED = 91;
    uint16 internal constant GRANT_REVOKED = 92;
    uint16 internal constant GRANT_TERMINATED = 93;
    uint16 internal constant GRANT_SPENT = 94;
    uint16 internal constant PUBLIC_GRANT_APPLIED = 95;
    uint16 internal constant PUBLIC_GRANT_OPINED = 96;
    uint16 internal constant PUBLIC_GRANT_DECIDED = 97;
    uint16 internal constant CONSENT_RECORDED = 98;
    uint16 internal constant CONSENT_WITHDRAWN = 99;
    uint16 internal constant CIRCULATION_REPORTED = 100;
    uint16 internal constant CIRCULATION_ASKED = 101;
    uint16 internal constant CIRCULATION_ANSWERED = 102;
    uint16 internal constant CIRCULATION_CONFIRMED = 103;
    uint16 internal constant USAGE_ANCHORED = 104;

    uint16 internal constant VALUATION_ATTESTED = 105;
    uint16 internal constant VALUATION_WITHDRAWN = 106;

    uint16 internal constant LOAN_SUSPENDED = 107;

    uint16 internal constant PLEDGE_OFFERED = 108;
    uint16 internal constant PLEDGE_CLOSED = 109;
    uint16 internal constant PLEDGE_RECORDED = 110;
    uint16 internal constant PLEDGE_RELEASED = 111;
    uint16 internal constant PLEDGE_PARTLY_RELEASED = 112;
    uint16 internal constant PLEDGE_SUBSTITUTED = 113;
    uint16 internal constant PLEDGE_EXTENDED = 114;
    uint16 internal constant PLEDGE_ASSIGNED = 115;
    uint16 internal constant PLEDGE_RANK_SET = 116;
    uint16 internal constant PLEDGE_CONSENTED = 117;
    uint16 internal constant RANK_RESERVED = 118;

    uint16 internal constant LOAN_FILED_OUTSIDE = 119;
    uint16 internal constant LOAN_REVALUED = 120;
    uint16 internal constant LOAN_MONITORED = 121;
    uint16 internal constant LOAN_DEFAULTED = 122;
    uint16 internal constant LOAN_ENFORCED = 123;
    uint16 internal constant LOAN_REALISED = 124;
    uint16 internal constant LOAN_CONTESTED = 125;

    uint16 internal constant ENCUMBRANCE_PUT = 126;
    uint16 internal constant ENCUMBRANCE_LIFTED = 127;

    /// The acts that need a preparer and an approver unless an organisation says otherwise: refuse, evidence, certify,
    /// correct, freeze (annotate) and lift; of what follows a certificate: refuse, register, revoke and conclude a dispute; a
    /// pledge's record, its release in whole or in part, units exchanged, a claim taken over or paid in part
    /// by another, and what an authority's paper suspends.
    uint128 internal constant TWO_PERSON_DEFAULT =
        uint128(1) << APPLICATION_REFUSED |
        uint128(1) << APPLICATION_EVIDENCED |
        uint128(1) << APPLICATION_CERTIFIED |
        uint128(1) << CERTIFICATE_CORRECTED |
        uint128(1) << CERTIFICATE_ANNOTATED |
        uint128(1) << CERTIFICATE_ANNOTATION_LIFTED |
        uint128(1) << PLEDGE_RECORDED |
        uint128(1) << PLEDGE_RELEASED |
        uint128(1) << PLEDGE_PARTLY_RELEASED |
        uint128(1) << PLEDGE_SUBSTITUTED |
        uint128(1) << PLEDGE_ASSIGNED |
        uint128(1) << LOAN_SUSPENDED |
        uint128(1) << LOAN_COMPENSATED |
        uint128(1) << CERTIFICATE_PROCEEDING_REFUSED |
        uint128(1) << CERTIFICATE_TRANSFERRED |
        uint128(1) << CERTIFICATE_CHANGED |
        uint128(1) << CERTIFICATE_RENEWED |
        uint128(1) << CERTIFICATE_CANCELLED |
        uint128(1) << CERTIFICATE_REVOKED |
        uint128(1) << DISPUTE_CONCLUDED;
}
