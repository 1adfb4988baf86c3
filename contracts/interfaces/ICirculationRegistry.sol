// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CertificateId, GrantId, OrgId, PartyId} from "../types/Ids.sol";
import {Assent, IAssents} from "./IAssents.sol";
import {Use} from "./IAuthorizationRegistry.sol";

bytes32 constant TRACE_TYPEHASH = keccak256("Trace(uint256 chainId,bytes32 certificate)");
bytes32 constant BATCH_TYPEHASH = keccak256("Batch(uint256 chainId,address registry,bytes18 organisation,bytes32 root,uint32 size)");
bytes32 constant RECEIPT_TYPEHASH = keccak256(
    "Receipt(uint256 chainId,address registry,bytes32 trace,uint32 seq,bytes32 actor,bytes32 counterparty,bytes32 grantId,bytes32 content)"
);

// Rules of circulation itself, beside those of grants (see IAuthorizationRegistry), which stay below 200.
uint8 constant RULE_NOT_PARTY = 200;
uint8 constant RULE_OTHER_ASSET = 201;
uint8 constant RULE_NO_RIGHT = 202;

/// @title What happened to data, told by those who did it.
/// @notice A trace hangs on an asset: on the root certificate from which all its later certificates came. Asking and reporting differ
/// (ruling 24). Who asks beforehand may be told no, and the refusal is kept. A report of what happened is always recorded; what lies
/// outside its grant is marked, with the rule that it breaks. A ledger that refused to hear of wrongs could not show them.
///
/// @dev Every act about an earlier event names the event's receipt, which binds chain, contract, trace, sequence, grant and content.
/// Nothing is overwritten: a correction is a further event that names what it corrects. An answer that never comes leaves the event
/// at level 1; that it is overdue is computed.
///
/// Warning: a trace proves who said what, and when. It cannot prove that what was said is true, or that nothing was kept silent.
interface ICirculationRegistry is IAssents {
    /// 5.1 of the vocabulary, then the six uses of a certificate (art. 31). Closed; a member is never renumbered.
    enum Circulation {
        NONE,
        COLLECT,
        AGGREGATE,
        GOVERN,
        STORE,
        PROCESS,
        FUSE,
        DERIVE,
        SHARE,
        OPEN,
        AUTH_OPERATE,
        LIST,
        DELIST,
        TRADE,
        DELIVER,
        SETTLE,
        USE,
        EXPORT,
        ENTER_BOOKS,
        CONTRIBUTE,
        SECURITISE,
        TRUST,
        EVALUATE,
        RECLASSIFY,
        INCIDENT,
        DISPUTE,
        RETURN,
        DESTROY,
        CERTIFICATE_FOR_TRADE,
        CERTIFICATE_FOR_BOOKS,
        CERTIFICATE_FOR_FINANCE,
        CERTIFICATE_FOR_EQUITY,
        CERTIFICATE_FOR_DISPUTE,
        CERTIFICATE_FOR_SUPPORT
    }

    /// What a report stands on, as the ledger found it.
    enum Standing {
        /// The type needs no right: an incident, an opinion, a settlement, a return.
        NEEDS_NONE,
        IN_SCOPE,
        OUT_OF_SCOPE
    }

    enum Answer {
        NONE,
        ACKNOWLEDGED,
        DISPUTED
    }

    /// Where data came from. A certified parent names its certificate, and a grant or the holder's own right; one that is not
    /// registered here (registration is voluntary, ruling 14) names the digest of the contract it came under.
    struct Parent {
        CertificateId id;
        GrantId grantId;
        bytes32 content;
        bytes32 contractDigest;
    }

    struct Report {
        /// The certificate it is about; any that came from the same root gives the same trace.
        CertificateId id;
        Circulation what;
        /// Who did it, and for whom. The actor acts with its own key, or on paper (see IAssents).
        PartyId actor;
        PartyId onBehalfOf;
        PartyId counterparty;
        Assent assent;
        /// When, as claimed: never later than the block.
        uint40 occurredAt;
        /// The grant relied on. Zero: the actor's own right units under the certificate.
        GrantId grantId;
        Use use;
        Parent[] parents;
        /// Digest of what was handed over or made; zero where there is no such thing.
        bytes32 content;
        /// The certificate under which the output is registered; zero if it is not.
        CertificateId output;
        /// GB/T 43697 grade at the time, and where it happened (GB/T 2260); 0 = not said.
        uint8 grade;
        uint24 division;
        /// Salted commitments of what the type asks for beyond this, in both hash families, and the root of its documents.
        bytes32 payloadSha256;
        bytes32 payloadSm3;
        bytes32 documents;
        /// 0 the parties, 1 entitled auditors too, 2 anybody: who may be shown the payload.
        uint8 visibility;
        /// The event of the same trace and actor that this one corrects; 0 = none. Of one event, to the same side under the same grant,
        /// a budget is debited by the most that was told.
        uint32 correctionOf;
    }

    /// What the ledger found of a report: whether it was covered, the rule that it breaks (0 = none) and the grant that has it,
    /// and what became of each parent, in two bits each from the lowest on: 1 not registered here and flagged, 2 covered, 3 not.
    struct Finding {
        Standing standing;
        uint8 rule;
        GrantId decidedOn;
        uint256 parents;
    }

    /// A question beforehand: would this be covered?
    struct Inquiry {
        CertificateId id;
        Circulation what;
        PartyId counterparty;
        GrantId grantId;
        Use use;
        bytes32 person;
    }

    /// What an act about an earlier event restates, so that nobody can answer for something else.
    struct Receipt {
        CertificateId id;
        uint32 seq;
        PartyId actor;
        PartyId counterparty;
        GrantId grantId;
        bytes32 content;
    }

    struct UsageTotal {
        GrantId grantId;
        uint64 records;
        uint64 calls;
    }

    /// Usage records that were logged one by one and are put on record together.
    struct UsageBatch {
        /// Root of the records (RFC 6962, SHA-256) and their number.
        bytes32 root;
        uint32 size;
        /// The first and the last moment in them.
        uint40 since;
        uint40 until;
        UsageTotal[] totals;
        bytes32 person;
    }

    event CirculationReported(
        bytes32 indexed trace, OrgId indexed by, uint32 seq, bytes32 receipt, CertificateId root, address account, Finding finding, Report report
    );
    event CirculationAsked(
        bytes32 indexed trace, OrgId indexed by, uint32 seq, CertificateId root, address account, bool allowed, uint8 rule, GrantId decidedOn, Inquiry inquiry
    );
    event CirculationAnswered(bytes32 indexed trace, OrgId indexed by, uint32 seq, address account, bool disputed, Receipt receipt, Assent assent, bytes32 reason);
    event CirculationConfirmed(bytes32 indexed trace, OrgId indexed by, uint32 seq, address account, uint8 level, Receipt receipt, bytes32 person, bytes32 document);
    /// @notice `rules`: byte n, from the lowest on, is the rule that stands against the n-th total; 0 says that it was debited.
    event UsageAnchored(bytes32 indexed batch, OrgId indexed by, address account, uint256 rules, UsageBatch usage);

    error CertificateUnknown(CertificateId id);
    error TypeMissing();
    error ClaimedTimeInFuture(uint40 claimed);
    /// @notice The use is judged at the moment at which it is said to have happened.
    error MomentsDiffer(uint40 occurredAt, uint40 moment);
    error GradeUnknown(uint8 grade);
    error VisibilityUnknown(uint8 visibility);
    error PayloadDigestMissing();
    error CounterpartyIsActor(PartyId actor);
    error CounterpartyMissing(Circulation what);
    error ContentMissing(Circulation what);
    error ParentsMissing(Circulation what);
    error TooManyParents(uint256 parents);
    /// @notice A parent that is not registered here names the contract that it came under.
    error ParentWithoutContract(uint256 index);
    error CorrectionOfNothing(bytes32 trace, uint32 seq);
    error CorrectionByAnother(bytes32 trace, uint32 seq);
    error TraceFull(bytes32 trace);
    error EventUnknown(bytes32 trace, uint32 seq);
    error ReceiptDiffers(bytes32 trace, uint32 seq, bytes32 stored, bytes32 given);
    error CounterpartyNotNamed(bytes32 trace, uint32 seq);
    error EventAlreadyAnswered(bytes32 trace, uint32 seq, Answer answer);
    error ReasonMissing(bytes32 trace, uint32 seq);
    error DocumentMissing(bytes32 trace, uint32 seq);
    /// @notice Levels are raised to 3 and 4 by a provider, to 5 by an authority, and never lowered.
    error LevelNotRaised(bytes32 trace, uint32 seq, uint8 level, uint8 standing);
    error ConfirmedByParty(bytes32 trace, uint32 seq, OrgId caller);
    error BatchEmpty();
    error BatchAlreadyAnchored(bytes32 batch);
    error TotalsMissing();
    error TooManyTotals(uint256 totals);
    error TotalsNotInOrder(uint256 index);
    error SpanReversed(uint40 since, uint40 until);

    /// @notice What happened. Always recorded if it can be understood; marked if it was not covered.
    function report(Report calldata given) external returns (uint32 seq);

    /// @notice A question beforehand. The answer is kept either way; no budget moves.
    function ask(Inquiry calldata inquiry) external returns (bool allowed, uint8 rule);

    /// @notice The counterparty says that it is so (level 2), or that it is not, with a reason.
    function answer(Receipt calldata receipt, Assent calldata assent, bool disputed, bytes32 reason) external;

    /// @notice Somebody who is no party to an event stands by it: a provider or venue (3), a provider's machine log (4), an authority (5).
    function confirm(Receipt calldata receipt, uint8 level, bytes32 person, bytes32 document) external;

    /// @notice Put a batch of usage records on record and debit its grants. What a budget does not hold is recorded and marked.
    function anchor(UsageBatch calldata usage) external returns (bytes32 batch);

    /// @notice The trace on which events about this certificate hang.
    function traceOf(CertificateId id) external view returns (bytes32);

    /// @notice How many events a trace has; they are numbered from 1 without a gap.
    function lengthOf(bytes32 trace) external view returns (uint32);

    /// @notice The word of an event, as drawn in types/Words.sol; zero if there is none.
    function eventWord(bytes32 trace, uint32 seq) external view returns (uint256);

    function receiptOf(bytes32 trace, uint32 seq) external view returns (bytes32);

    /// @notice When a batch was anchored; zero if it was not.
    function anchoredAt(bytes32 batch) external view returns (uint40);
}
