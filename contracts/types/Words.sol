// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId, PartyId} from "./Ids.sol";

/// The packed words that a verdict stands on, each at a documented slot, so that one storage proof shows the whole record.
/// Bits are counted from the least significant one. Zero means "there is none" for the word as a whole and for every time.
///
/// Times are seconds since 1970 UTC in 40 bits (until the year 36812). Days are absolute days of Asia/Shanghai,
/// (t + 8 h) / 86400, in 16 bits (until 2149).
///
/// History word        mapping(bytes32 subject => word), History slot 0
///     255..224 length (32) | 223..0 head, its first 28 bytes (224)
///
/// Rolling word        History slot 1
///     255..224 sequence, the number of all acts (32) | 223..0 rolling head (224)
///
/// Organisation word   mapping(OrgId => word), OrganisationRegistry slot 0
///     127..0 acts that need two persons, bit = kind (128) | 143..128 kinds of organisation, bit = OrgKind (16)
///     167..144 affiliation group, 0 = none (24) | 207..168 registered at (40) | 215..208 flags: 1 public body, 2 demo (8)
///
/// Accreditation word  mapping(OrgId => mapping(OrgKind => word)), OrganisationRegistry slot 1
///     39..0 since (40) | 79..40 until, excluded (40) | 119..80 suspended at, 0 = not (40) | 127..120 region of the code (8)
///     135..128 digit of the registrar in the code (8) | 136 accredited (1) | 137 another took its place (1)
///
/// Key word            mapping(address => word), OrganisationRegistry slot 2
///     143..0 organisation (144) | 183..144 since (40) | 223..184 good until, excluded, 0 = open (40) | 224 compromised (1)
///
/// Regime word         mapping(RegimeId => word), RuleBook slot 0
///     7..0 answer days | 15..8 processing days | 23..16 extension days | 31..24 notice days | 39..32 objection days
///     47..40 validity years | 55..48 renewal window months | 63..56 code source | 71..64 number of the regime
///     87..72 prefix of the code, two ASCII characters | 88 published
///
/// Case word           mapping(CaseId => word), RegistrationDesk slot 0
///     143..0 registrar (144) | 151..144 state (8) | 167..152 day from which an answer is due (16)
///     183..168 day of the notice (16) | 199..184 last day for a correction (16) | 239..200 evidenced at (40)
///     247..240 number of the regime (8) | 255..248 flags: 1 corrected, 2 notice exempt, 4 extended, 8 exemption wished,
///     16 accepted by silence, as noted or as found by the act that came next (8)
///
/// Tally word          mapping(CaseId => word), ObjectionDesk slot 0
///     7..0 objections ever filed (8) | 15..8 open (8) | 23..16 upheld (8)
///
/// Objection word      mapping(CaseId => mapping(uint8 => word)), ObjectionDesk slot 1
///     143..0 objecting organisation, 0 = a person's commitment (144) | 151..144 outcome (8)
///
/// Certificate word    mapping(CertificateId => word), CertificateRegistry slot 0
///     143..0 registrar (144) | 183..144 evidenced at (40) | 223..184 expires at, excluded (40) | 235..224 version (12)
///     239..236 base status (4) | 247..240 freezes in force (8) | 255..248 annotations ever made (8)
///
/// Annotation word     mapping(CertificateId => mapping(uint8 => word)), CertificateRegistry slot 2
///     143..0 authority (144) | 183..144 since (40) | 223..184 until, excluded, 0 = open (40) | 227..224 kind (4)
///     231..228 level of the authority (4) | 232 lifted (1)
///
/// Right units         mapping(CertificateId => mapping(PartyId => word)), CertificateRegistry slot 1
///     three lanes of 80 bits, HOLD lowest, then USE, then OPERATE: until, excluded (40) high, since (40) low in each lane
///     247..240 basis, the case code of art. 21 (8) | 255..248 how many other holders the certificate was issued with (8)
///
/// Standing word       mapping(CertificateId => word), CertificateRegistry slot 5
///     7..0 open disputes (8) | 15..8 against the national record: 0 unchecked, 1 match, 2 mismatch (8)
///     19..16 procedures that are open, bit = Procedure (4) | 31..24 holders that gave everything away (8)
///     39..32 fields in which some comparison differed, and none since agreed (8)
///
/// Grant               mapping(GrantId => eight words), AuthorizationRegistry slot 0
///     0 standing: 3..0 state | 7..4 kind | 11..8 what the root is | 15..12 level, 0 = root | 19..16 levels allowed below
///       27..20 right (8) | 35..28 environments (8) | 43..36 price mode (8) | 45..44 exclusivity
///       47..46 flags: 1 may leave the country, 2 irrevocable | 87..48 since (40) | 127..88 not after, excluded (40)
///       167..128 ended at, 0 = not (40) | 207..168 accepted at, 0 = not (40)
///     1 scope: 63..0 fields (64) | 127..64 purposes (64) | 255..128 territory (128)
///     2 budget: 63..0 calls allowed, 0 = any | 127..64 calls used | 191..128 records allowed, 0 = any | 255..192 records used
///     3 pauses: six times of 40 bits, lowest first: suspended, resumed, suspended, resumed, suspended, resumed; 0 = not yet
///     4 parent | 5 root: code, application or receipt | 6 grantor | 7 grantee
///
/// Public grant        mapping(id => four words), AuthorizationRegistry slot 1
///     0: 143..0 authority (144) | 151..144 state (8) | 159..152 kind (8)
///     1 source department | 2 applicant | 3 hash of the terms that were decided
///
/// Consent             mapping(id => two words), AuthorizationRegistry slot 2
///     0: 143..0 custodian (144) | 183..144 expires at, excluded (40) | 223..184 withdrawn at, 0 = not (40) | 231..224 flags
///     1 purposes
/// Circulation word    mapping(bytes32 trace => mapping(uint32 => word)), CirculationRegistry slot 1
///     143..0 actor, the first 18 bytes of the party (144) | 151..144 type (8) | 155..152 answer of the counterparty (4)
///     159..156 standing (4) | 167..160 highest level confirmed by others, 1 = self-declared (8) | 207..168 recorded at (40)
///     239..208 what was told first, where this is a correction; else itself (32)
///
/// Opinion of value    mapping(CertificateId => mapping(uint8 place => Opinion)), ValuationRegistry slot 1, first of two words
///     143..0 valuer (144) | 207..144 value in fen (64) | 219..208 version valued (12) | 223..220 purpose (4)
///     231..224 methods: 1 cost, 2 income, 4 market (8) | 255..232 currency, three ASCII characters (24)
///
/// Opinion times       the second word
///     39..0 base date (40) | 79..40 valid until, excluded (40) | 119..80 recorded at (40) | 120 withdrawn
///
/// Encumbrance word    mapping(CertificateId => mapping(PartyId => mapping(uint8 right => word))), PledgeRegistry slot 0
///     7..0 pledges in force (8) | 15..8 exclusive ones among them (8) | 31..16 ranks ever given (16)
///     175..32 rank reserved by (144) | 215..176 reserved until, excluded (40). Zero: never pledged, never reserved.
///
/// Encumbered units    mapping(CertificateId => number), PledgeRegistry slot 1
///     units under the certificate times the pledges on each
///
/// Pledge word         mapping(PledgeId => word), PledgeRegistry slot 2
///     143..0 pledgee (144) | 183..144 maturity (40) | 187..184 state (4) | 191..188 band of the maximum secured (4)
///     207..192 highest ratio of that to the value, basis points, 0 = none agreed (16) | 211..208 opinions wanted (4)
///     215..212 level of the pledgor's assent (4) | 231..216 day of the contract (16)
///     239..232 flags: 1 exclusive, 2 renewal agreed, 4 public use, 8 substitute for another (8)
///
/// Pledged right unit  mapping(PledgeId => Collateral[]), PledgeRegistry slot 3, first of two words; the second is the holder
///     119..0 code, 15 characters (120) | 127..120 right (8) | 143..128 rank (16) | 144 in force
///
/// Loan word           mapping(PledgeId => word), EnforcementDesk slot 0
///     7..0 standing (8) | 8 suspended
///     55..16 cure by (40) | 95..56 release decided from (40) | 135..96 filed outside at (40)
///     255..136 who asked for the release, the last 120 bits of the party's hash. Zero with `release decided from`: nobody
///
/// Compensation word   mapping(PledgeId => word), EnforcementDesk slot 1. Amounts in fen
///     15..0 payments that the pledgee confirmed (16) | 111..16 those that their payers signed for, together (96)
///     207..112 what these payers got back of proceeds (96)
///
/// Awaited payment     mapping(PledgeId => mapping(OrgId payer => word)), EnforcementDesk slot 2. Zero: none awaits its payer
///     15..0 number (16) | 79..16 amount (64) | 223..80 the pledgee that confirmed it, 18 characters (144)

/// What an organisation is. A bit position in the organisation word and the key of its accreditation words.
enum OrgKind {
    AUTHORITY,
    REGISTRAR,
    HOLDER,
    BANK,
    VALUER,
    AUDITOR,
    CUSTODIAN,
    PROVIDER
}

/// Where a case stands as far as somebody acted. `RegistrationDesk.stateOf` adds what time alone does (art. 17).
enum CaseState {
    NONE,
    SUBMITTED,
    CORRECTION_REQUESTED,
    NOT_ACCEPTED,
    ACCEPTED,
    EVIDENCE_REQUESTED,
    PUBLIC_NOTICE,
    NOTICE_EXEMPT,
    EVIDENCED,
    CERTIFIED,
    REFUSED,
    TERMINATED,
    WITHDRAWN,
    LAPSED
}

enum CertificateStatus {
    NONE,
    ISSUED,
    CANCELLED,
    REVOKED,
    REPLACED
}

/// LOCAL: the ledger allots the next serial of the registrar and month. NATIONAL: the national system did; it is entered.
enum CodeSource {
    LOCAL,
    NATIONAL
}

/// GB/T 43697-2024. CORE is refused before anything is stored; IMPORTANT needs proof and masks the name.
enum Grade {
    NONE,
    GENERAL_1,
    GENERAL_2,
    GENERAL_3,
    GENERAL_4,
    IMPORTANT,
    CORE
}

// Rights, as bits: 1 HOLD, 2 USE, 4 OPERATE (art. 3).
uint8 constant RIGHT_HOLD = 1;
uint8 constant RIGHT_USE = 2;
uint8 constant RIGHT_OPERATE = 4;

/// The situations of art. 21 that decide who may register which right.
enum Basis {
    NONE,
    P1_OWN_BUSINESS,
    P2_CAUSED_AND_AUTHORISED,
    P3_NATURAL_PERSON,
    P4A_PUBLIC_DATA_COLLECTED,
    P4B_PUBLIC_DATA_PRODUCT,
    P5A_FUSION_BY_CONTRACT,
    P5B_FUSION_SILENT,
    P6_DERIVED,
    P7_ENTRUSTED
}

/// What an opinion of value is for. A pledge stands on opinions given for a pledge.
enum ValuationPurpose {
    NONE,
    PLEDGE,
    ENTRY_INTO_BOOKS,
    TRADE
}

/// What secures the claim. The ledger takes no side in the dispute on the nature of the right.
enum SecurityForm {
    NONE,
    PLEDGE,
    MORTGAGE,
    ASSIGNMENT_OF_RECEIVABLES,
    CONTROL_AGREEMENT,
    ENHANCEMENT_ONLY
}

/// CLOSED: the offer was withdrawn, declined, or its units went into another pledge as a substitute.
enum PledgeState {
    NONE,
    OFFERED,
    CLOSED,
    RECORDED,
    RELEASED
}

/// Why an offer was closed.
enum PledgeClosing {
    NONE,
    WITHDRAWN,
    DECLINED,
    SUBSTITUTED
}

/// How a pledge ended: the pledgee says so; after realisation; by an authority's decision; void by a court's document.
enum PledgeEnding {
    NONE,
    REPAID,
    REALISED,
    DECIDED,
    VOIDED
}

/// How a claim passed to another pledgee: by agreement, or by payment of the debt by a fund or guarantor.
enum Passing {
    NONE,
    AGREED,
    SUBROGATION
}

/// How a secured loan stands, as far as somebody acted. No step of it moves a right.
enum LoanStanding {
    GOOD,
    WARNING,
    MARGIN_CALL,
    DEFAULTED,
    ENFORCEMENT,
    REALISED
}

/// On what ground a default is declared.
enum DefaultGround {
    NONE,
    PAYMENT,
    MARGIN,
    COVENANT,
    OTHER
}

/// How a pledge is enforced.
enum Enforcing {
    NONE,
    NEGOTIATED,
    AUCTION,
    SALE,
    COMPULSORY_LICENCE,
    COURT
}

/// What a party says against: the pledgor asks for a release that the pledgee withholds, or contests a default; the pledgee answers; a
/// debtor that is not the pledgor contests a default. Whoever asked takes that back, or an authority refuses it: then nothing is asked.
enum Contest {
    NONE,
    RELEASE_REQUESTED,
    RELEASE_CHALLENGED,
    DEFAULT_CONTESTED,
    DEBTOR_CONTESTED,
    RELEASE_WITHDRAWN,
    RELEASE_REFUSED
}

/// Whether the statutory register has the filing, as the pledgee declares.
enum OutsideStatus {
    NONE,
    REGISTERED,
    EXTENDED,
    CANCELLED,
    NOT_FOUND
}

/// The second person of an act. The preparer signs what the approver sends (EIP-712, see ITwoPersons); both accounts belong to
/// the same organisation and differ. An empty signature says that there was no preparer.
struct Preparation {
    address preparer;
    bytes32 person;
    uint40 deadline;
    bytes signature;
}

/// One holder's share of a registration: which rights, on which basis, until when (0 = as long as the certificate).
struct Right {
    PartyId holder;
    uint8 rights;
    Basis basis;
    uint40 until;
}

/// What is stored of one holder: the right-units word as drawn above.
struct Holding {
    PartyId holder;
    bytes32 units;
}
