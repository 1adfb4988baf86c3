// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CertificateId, GrantId, OrgId, PartyId} from "../types/Ids.sol";
import {Assent, IAssents} from "./IAssents.sol";

bytes32 constant PUBLIC_GRANT_TYPEHASH = keccak256("PublicGrant(uint256 chainId,address registry,bytes18 filer,bytes32 reference)");
bytes32 constant CONSENT_TYPEHASH = keccak256("Consent(uint256 chainId,address registry,bytes18 custodian,bytes32 receipt)");

/// What somebody wants to do, did, or asks about.
struct Use {
    /// One bit of 1 HOLD, 2 USE, 4 OPERATE.
    uint8 right;
    /// The groups of fields, one bit each; all 64 bits = everything. Nothing named is covered by nothing.
    uint64 fields;
    /// The number of a purpose, as listed in libraries/GrantWords.sol. 0 = not said, which no grant covers.
    uint16 purpose;
    /// Where: division code (GB/T 2260). 0 only where data leave the country.
    uint24 region;
    /// Data leave the country.
    bool exported;
    uint40 moment;
    uint64 records;
    uint64 calls;
}

/// How far a grant reaches: what a child must lie within and what can be narrowed.
struct GrantScope {
    uint64 fields;
    uint64 purposes;
    uint128 territory;
    bool exported;
    uint8 environments;
    /// Excluded; never 0.
    uint40 notAfter;
    /// 0 = any number.
    uint64 maxCalls;
    uint64 maxRecords;
    /// Levels of further grants below this one; 0 = may not be passed on.
    uint8 depth;
}

struct GrantTerms {
    uint8 right;
    /// 0 = from acceptance.
    uint40 notBefore;
    GrantScope scope;
    /// Digest of the list of columns; 0 only where all fields are granted.
    bytes32 columns;
    /// 0 none, 1 sole, 2 exclusive.
    uint8 exclusivity;
    bool irrevocable;
    /// Important data (GB/T 43697), as the filer states: needs the digest of the risk assessment in `security`.
    bool important;
    /// 0 not said, 1 free, 2 per call, 3 per record, 4 by term, 5 share of revenue, 6 other.
    uint8 priceMode;
    /// Salted commitments: the agreement; duties of security, or the assessment; the filing, or the ground of exemption, for export.
    bytes32 agreement;
    bytes32 security;
    bytes32 exportBasis;
    /// What two grants in opposite directions have in common; 0 where there is no such thing.
    bytes32 reciprocal;
}

/// @title Who may do what with data: grants, the trees they form, and their shared budgets.
/// @notice A grant hangs on a right unit, on an authority's decision about a public resource, or on a consent receipt (ruling 21). Its
/// holder may pass it on within its limits if it says so. Whether a use is covered is computed from the grant, everything above it and
/// the root: nothing has to be touched below when something above ends. A use is debited at every ancestor.
///
/// @dev Whoever was holder when it was granted, granted it for good: a transfer moves the right unit, and the new holder takes its place as
/// grantor (ruling 23). An offer binds nobody else: it lapses when the unit moves. A frozen certificate takes no new grant; running ones
/// stand (ruling 20).
///
/// Warning: what a grant was narrowed to is applied to earlier moments too, and a certificate that ended denies them. What was lawful
/// then is shown by the same question at a block of that time.
interface IAuthorizationRegistry is IAssents {
    /// Closed; a member is never renumbered.
    enum GrantKind {
        NONE,
        ENTERPRISE,
        RECIPROCAL,
        INTERNAL,
        DIRECTED_OPEN,
        LICENSED_OPEN,
        OPERATION_WHOLE,
        OPERATION_DOMAIN,
        OPERATION_SCENARIO,
        CONSENT_CUSTODY
    }

    enum GrantState {
        NONE,
        OFFERED,
        DECLINED,
        WITHDRAWN,
        ACTIVE,
        REVOKED,
        TERMINATED
    }

    enum RootKind {
        NONE,
        UNIT,
        DECISION,
        CONSENT
    }

    /// Why a grant is revoked. One that is irrevocable ends by breach, by law or by an order only.
    enum GrantGround {
        NONE,
        AGREED,
        BREACH,
        LAW,
        ORDER
    }

    enum PublicState {
        NONE,
        APPLIED,
        FAVOURED,
        OPPOSED,
        REFUSED,
        DECIDED,
        GRANTED
    }

    /// What is wider than it may be.
    enum Dimension {
        NONE,
        RIGHT,
        FIELDS,
        PURPOSES,
        TERRITORY,
        EXPORT,
        ENVIRONMENTS,
        START,
        END,
        CALLS,
        RECORDS,
        DEPTH,
        EXCLUSIVITY
    }

    struct GrantOffer {
        GrantKind kind;
        /// The filer's own reference.
        bytes32 ref;
        /// Code of the certificate, id of the public application, or id of the consent.
        bytes32 root;
        /// The grant that is passed on; 0 = none.
        GrantId parent;
        PartyId grantor;
        PartyId grantee;
        GrantTerms terms;
        Assent assent;
    }

    /// An act on a grant that exists, by one of its sides.
    struct GrantAct {
        GrantId id;
        bytes32 expectedHead;
        /// Salted commitment of the paper or the reasons.
        bytes32 document;
        Assent assent;
    }

    struct PublicApplication {
        GrantKind kind;
        bytes32 ref;
        /// The resource's number in the register of public data resources, in ASCII.
        bytes32 resource;
        PartyId applicant;
        /// The department the data come from, and the authority that decides.
        OrgId source;
        OrgId authority;
        GrantTerms terms;
        bytes32 document;
        Assent assent;
    }

    struct ConsentReceipt {
        /// Salted commitment of the receipt.
        bytes32 receipt;
        uint64 purposes;
        uint40 expiresAt;
        /// 1 may be provided to others, 2 may leave the country, 4 sensitive, 8 of a minor, with the guardian's consent.
        uint8 flags;
        bytes32 person;
        /// Salted commitment of the custody agreement.
        bytes32 document;
    }

    event GrantOffered(GrantId indexed id, OrgId indexed by, address account, GrantOffer offer);
    event GrantAccepted(GrantId indexed id, OrgId indexed by, address account, uint40 since, GrantAct act);
    event GrantClosed(GrantId indexed id, OrgId indexed by, address account, bool declined, GrantAct act);
    event GrantNarrowed(GrantId indexed id, OrgId indexed by, address account, GrantScope scope, GrantAct act);
    event GrantSuspended(GrantId indexed id, OrgId indexed by, address account, GrantAct act);
    event GrantResumed(GrantId indexed id, OrgId indexed by, address account, GrantAct act);
    event GrantRevoked(GrantId indexed id, OrgId indexed by, address account, GrantGround ground, GrantAct act);
    event GrantTerminated(GrantId indexed id, OrgId indexed by, address account, GrantAct act);
    /// @notice Use was debited here and at every ancestor.
    event GrantSpent(GrantId indexed id, address indexed module, uint64 records, uint64 calls);
    event PublicGrantApplied(bytes32 indexed id, OrgId indexed by, address account, PublicApplication application);
    event PublicGrantOpined(bytes32 indexed id, OrgId indexed by, address account, bool favourable, bytes32 person, bytes32 document);
    /// @notice The terms are those that the authority grants, or what was applied for where it refuses.
    event PublicGrantDecided(bytes32 indexed id, OrgId indexed by, address account, bool granted, GrantTerms terms, bytes32 person, bytes32 document);
    event ConsentRecorded(bytes32 indexed id, OrgId indexed by, address account, ConsentReceipt consent);
    event ConsentWithdrawn(bytes32 indexed id, OrgId indexed by, address account, bytes32 person, bytes32 document);

    error CallerIsNotCirculation(address caller);
    error ReferenceMissing();
    error GrantKindUnknown();
    error GrantAlreadyOffered(GrantId id);
    error GrantUnknown(GrantId id);
    error GranteeMissing();
    error GrantToOneself(PartyId party);
    error RightNotOne(uint8 right);
    error FieldsMissing();
    error ColumnsMissing();
    error PurposesUnknown(uint64 purposes);
    error TerritoryUnknown(uint128 territory);
    error EnvironmentsUnknown(uint8 environments);
    error GrantTermEmpty(uint40 notBefore, uint40 notAfter);
    error TermsCodeUnknown(uint8 exclusivity, uint8 priceMode);
    error AgreementMissing();
    error AssessmentMissing();
    error ExportBasisMissing();
    error ReciprocalGroupMismatch(GrantKind kind);
    error DepthTooGreat(uint8 depth);
    error UnitNotHeld(CertificateId id, PartyId holder, uint8 right);
    error CertificateFrozen(CertificateId id);
    error NotOfOneGroup(PartyId grantor, PartyId grantee);
    error DecisionMismatch(bytes32 id);
    error ConsentMismatch(bytes32 id);
    error ParentMismatch(GrantId parent);
    /// @notice The grant, or one above it, covers nothing now: by which rule, and which one.
    error GrantNotEffective(GrantId id, uint8 rule);
    error GrantWider(GrantId id, Dimension dimension);
    error GrantNotIn(GrantId id, GrantState state);
    error GrantAlreadySuspended(GrantId id);
    error GrantNotSuspended(GrantId id);
    error SuspensionsExhausted(GrantId id);
    error GroundMissing(GrantId id);
    error GrantIrrevocable(GrantId id);
    error ExpectedHeadMissing(GrantId id);
    error DocumentMissing();
    error PublicGrantUnknown(bytes32 id);
    error PublicGrantAlreadyApplied(bytes32 id);
    error PublicGrantNotIn(bytes32 id, PublicState state);
    error PublicGrantOfAnother(bytes32 id, OrgId caller);
    error ResourceMissing();
    error ConsentUnknown(bytes32 id);
    error ConsentAlreadyRecorded(bytes32 id);
    error ConsentAlreadyWithdrawn(bytes32 id);
    error ConsentOfAnother(bytes32 id, OrgId caller);

    /// @notice The grantor offers: on a root of its own, or passing on a grant that it has, within its limits.
    function offer(GrantOffer calldata offer_) external returns (GrantId id);

    /// @notice The grantee accepts exactly the terms that it saw (it names the head). Only now is there a grant. Where it takes from what a
    /// pledged right is worth (sole, exclusive, to be passed on, beyond the pledge's maturity), each pledgee's consent to it is used up.
    function accept(GrantAct calldata act) external;

    /// @notice The grantee declines.
    function decline(GrantAct calldata act) external;

    /// @notice The grantor takes its offer back.
    function withdraw(GrantAct calldata act) external;

    /// @notice The grantor narrows. Never wider in any dimension.
    function narrow(GrantAct calldata act, GrantScope calldata scope) external;

    /// @notice The grantor suspends, at most three times; with it everything below.
    function suspend(GrantAct calldata act) external;

    function resume(GrantAct calldata act) external;

    /// @notice The grantor revokes, for good; everything below ends with it.
    function revoke(GrantAct calldata act, GrantGround ground) external;

    /// @notice The grantee gives the grant up, for good.
    function terminate(GrantAct calldata act) external;

    /// @notice Somebody applies for use of a public resource.
    function applyFor(PublicApplication calldata application) external returns (bytes32 id);

    /// @notice The department that the data come from says what it thinks.
    function opine(bytes32 id, bool favourable, bytes32 person, bytes32 document) external;

    /// @notice The authority grants, on its terms, or refuses, with reasons. What it granted it then offers, once.
    function decide(bytes32 id, bool granted, GrantTerms calldata terms, bytes32 person, bytes32 document) external;

    /// @notice A custodian records that a person consented: a salted commitment, never who.
    function recordConsent(ConsentReceipt calldata consent) external returns (bytes32 id);

    /// @notice The person withdrew, on paper. Every grant on this receipt covers nothing from now on; earlier use stays lawful.
    function withdrawConsent(bytes32 id, bytes32 person, bytes32 document) external;

    /// @notice Debit a use at a grant and at everything above it, or say which budget does not hold it. CirculationRegistry only.
    function spend(GrantId id, uint64 records, uint64 calls) external returns (uint8 rule, GrantId decidedOn);

    /// @notice Is a use covered? If not, by which rule (see GrantRules) and on which grant. Asks the grant, all above it, then the root.
    function check(GrantId id, Use calldata use) external view returns (bool allowed, uint8 rule, GrantId decidedOn);

    function grantee(GrantId id) external view returns (PartyId);

    /// @notice Who stands as grantor now: for a grant on a right unit, whoever holds that unit.
    function grantor(GrantId id) external view returns (PartyId);

    /// @notice Who stood as grantor at a moment.
    function grantorAt(GrantId id, uint40 moment) external view returns (PartyId);

    /// @notice The right unit at the root, where it is now; a zero code if the root is none.
    function rootUnit(GrantId id) external view returns (CertificateId code, PartyId holder, uint8 right);

    /// @notice What the root is, and its code or id.
    function rootOf(GrantId id) external view returns (RootKind kind, bytes32 root);

    function parentOf(GrantId id) external view returns (GrantId);

    /// @notice The first four words of a grant, as drawn in types/Words.sol.
    function grantWords(GrantId id) external view returns (uint256 standing, uint256 scope, uint256 budget, uint256 pauses);

    function publicGrantWord(bytes32 id) external view returns (uint256);

    function consentWords(bytes32 id) external view returns (uint256 word, uint256 purposes);
}
