// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Assent} from "./interfaces/IAssents.sol";
import {IAuthorizationRegistry, Use} from "./interfaces/IAuthorizationRegistry.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {
    BATCH_TYPEHASH,
    ICirculationRegistry,
    RECEIPT_TYPEHASH,
    RULE_NO_RIGHT,
    RULE_NOT_PARTY,
    RULE_OTHER_ASSET,
    TRACE_TYPEHASH
} from "./interfaces/ICirculationRegistry.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {Assents} from "./libraries/Assents.sol";
import {CirculationWords} from "./libraries/CirculationWords.sol";
import {Recorder} from "./libraries/Recorder.sol";
import {CertificateId, GrantId, Ids, OrgId, PartyId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {Grade, OrgKind, RIGHT_OPERATE, RIGHT_USE} from "./types/Words.sol";

/// @title What happened to data.
contract CirculationRegistry is ICirculationRegistry, Recorder {
    using CirculationWords for Circulation;
    using CirculationWords for PartyId;
    using CirculationWords for uint256;
    using Ids for OrgId;

    uint256 private constant MAX_PARENTS = 16;
    uint256 private constant MAX_TOTALS = 32;
    uint8 private constant MAX_VISIBILITY = 2;

    /// What became of a parent.
    uint256 private constant PARENT_UNREGISTERED = 1;
    uint256 private constant PARENT_COVERED = 2;
    uint256 private constant PARENT_NOT_COVERED = 3;

    IOrganisationRegistry private immutable ORGANISATIONS;
    ICertificateRegistry private immutable CERTIFICATES;
    IAuthorizationRegistry private immutable GRANTS;

    /// Slot 0: how many events a trace has.
    mapping(bytes32 trace => uint256 length) private _lengths;
    /// Slot 1: the event word, drawn in types/Words.sol.
    mapping(bytes32 trace => mapping(uint32 seq => uint256 word)) private _events;
    /// Slot 2: what acts about an event must restate.
    mapping(bytes32 trace => mapping(uint32 seq => bytes32 receipt)) private _receipts;
    /// Slot 3: when a batch was anchored.
    mapping(bytes32 batch => uint256 moment) private _batches;
    /// Slot 4: what the tellings of an event that are of one kind have taken from a budget: records above calls.
    mapping(bytes32 trace => mapping(uint32 first => mapping(bytes32 kind => uint256 taken))) private _taken;

    constructor(
        IHistory history,
        IOrganisationRegistry organisations,
        ICertificateRegistry certificates,
        IAuthorizationRegistry grants
    ) Recorder(history) {
        ORGANISATIONS = organisations;
        CERTIFICATES = certificates;
        GRANTS = grants;
    }

    /* WHAT HAPPENED */

    /// @inheritdoc ICirculationRegistry
    function report(Report calldata given) external returns (uint32 seq) {
        (CertificateId root, bytes32 trace) = _asset(given.id);
        OrgId by = Assents.given(ORGANISATIONS, given.actor, given.assent);
        _checkReport(given, trace);

        seq = _next(trace);
        uint32 first = given.correctionOf == 0 ? seq : _events[trace][given.correctionOf].first();
        Finding memory finding = _found(given, root, _taken[trace][first]);
        bytes32 receipt = _receipt(trace, seq, given.actor, given.counterparty, given.grantId, given.content);
        _events[trace][seq] = CirculationWords.create(given.actor, given.what, finding.standing, first);
        _receipts[trace][seq] = receipt;

        emit CirculationReported(trace, by, seq, receipt, root, msg.sender, finding, given);
        bytes memory data = abi.encode(seq, receipt, root, msg.sender, finding, given);
        _put(trace, by, Kinds.CIRCULATION_REPORTED, CirculationReported.selector, data);
    }

    function _checkReport(Report calldata given, bytes32 trace) private view {
        require(given.what != Circulation.NONE, TypeMissing());
        require(given.occurredAt <= block.timestamp, ClaimedTimeInFuture(given.occurredAt));
        require(given.use.moment == given.occurredAt, MomentsDiffer(given.occurredAt, given.use.moment));
        require(given.grade <= uint8(Grade.CORE), GradeUnknown(given.grade));
        require(given.visibility <= MAX_VISIBILITY, VisibilityUnknown(given.visibility));
        require(given.payloadSha256 != 0 && given.payloadSm3 != 0, PayloadDigestMissing());
        require(given.counterparty != given.actor, CounterpartyIsActor(given.actor));
        bool named = PartyId.unwrap(given.counterparty) != 0;
        require(named || !given.what.needsCounterparty(), CounterpartyMissing(given.what));
        require(given.content != 0 || given.what != Circulation.DELIVER, ContentMissing(given.what));
        require(given.parents.length != 0 || !given.what.needsParents(), ParentsMissing(given.what));
        require(given.parents.length <= MAX_PARENTS, TooManyParents(given.parents.length));
        if (given.correctionOf == 0) return;
        uint256 word = _events[trace][given.correctionOf];
        require(word != 0, CorrectionOfNothing(trace, given.correctionOf));
        require(word.actorStem() == given.actor.stem(), CorrectionByAnother(trace, given.correctionOf));
    }

    /* WHETHER IT WAS COVERED */

    /// Whether the grant, or else the actor's own right, covered it then. What a budget holds is debited.
    function _found(Report calldata given, CertificateId root, mapping(bytes32 => uint256) storage taken)
        private
        returns (Finding memory finding)
    {
        finding.parents = _parents(given);
        if (!given.what.needsRight()) return finding;
        if (GrantId.unwrap(given.grantId) != 0) {
            (finding.rule, finding.decidedOn) = _debit(given, root, taken);
        } else if (!CERTIFICATES.holds(given.id, given.actor, given.use.right, given.occurredAt)) {
            finding.rule = RULE_NO_RIGHT;
        }
        finding.standing = finding.rule == 0 ? Standing.IN_SCOPE : Standing.OUT_OF_SCOPE;
    }

    /// Of a correction counts what it says beyond the tellings before it. Nothing is given back: what was used twice over would
    /// be told away. A telling of another type, under another grant or to another side is an event of its own.
    function _debit(Report calldata given, CertificateId root, mapping(bytes32 => uint256) storage taken)
        private
        returns (uint8 rule, GrantId decidedOn)
    {
        bytes32 kind = keccak256(abi.encode(given.what, given.grantId, given.counterparty));
        uint256 before = taken[kind];
        Use memory use = given.use;
        (use.records, use.calls) = (_beyond(use.records, before >> 64), _beyond(use.calls, uint64(before)));

        (rule, decidedOn) = _covered(given.grantId, given.actor, root, use);
        if (rule != 0 || (use.records | use.calls) == 0) return (rule, decidedOn);
        (rule, decidedOn) = GRANTS.spend(given.grantId, use.records, use.calls);
        if (rule == 0) taken[kind] = before + (uint256(use.records) << 64 | use.calls);
    }

    function _beyond(uint64 told, uint256 before) private pure returns (uint64) {
        return told > before ? told - uint64(before) : 0;
    }

    /// The rule that stands against a use under a grant, 0 if none does, and the grant that has it.
    function _covered(GrantId grantId, PartyId actor, CertificateId root, Use memory use)
        private
        view
        returns (uint8 rule, GrantId decidedOn)
    {
        if (!_isParty(grantId, actor, use.moment)) return (RULE_NOT_PARTY, grantId);
        if (!_onAsset(grantId, root)) return (RULE_OTHER_ASSET, grantId);
        bool allowed;
        (allowed, rule, decidedOn) = GRANTS.check(grantId, use);
        if (allowed) return (0, GrantId.wrap(0));
    }

    /// The sides of a grant are who has it and who gave it, or took the right over that it was given on.
    function _isParty(GrantId grantId, PartyId actor, uint40 moment) private view returns (bool) {
        return GRANTS.grantee(grantId) == actor || GRANTS.grantorAt(grantId, moment) == actor;
    }

    /// A grant that hangs on a decision or on a consent names no certificate: what it is about is in its papers.
    function _onAsset(GrantId grantId, CertificateId root) private view returns (bool) {
        (CertificateId id,,) = GRANTS.rootUnit(grantId);
        if (CertificateId.unwrap(id) == 0) return true;
        return CertificateId.unwrap(CERTIFICATES.rootOf(id)) == CertificateId.unwrap(root);
    }

    /// Each parent's right at that time is looked up; what is missing is flagged and never refused (ruling 14).
    function _parents(Report calldata given) private view returns (uint256 marks) {
        for (uint256 i = 0; i < given.parents.length; ++i) {
            marks |= _parentMark(given, given.parents[i], i) << 2 * i;
        }
    }

    function _parentMark(Report calldata given, Parent calldata parent, uint256 index) private view returns (uint256) {
        if (CERTIFICATES.certificateWord(parent.id) == 0) {
            require(parent.contractDigest != 0, ParentWithoutContract(index));
            return PARENT_UNREGISTERED;
        }
        if (GrantId.unwrap(parent.grantId) == 0) {
            return _holdsUse(parent.id, given.actor, given.occurredAt) ? PARENT_COVERED : PARENT_NOT_COVERED;
        }
        (uint8 rule,) = _covered(parent.grantId, given.actor, CERTIFICATES.rootOf(parent.id), given.use);
        return rule == 0 ? PARENT_COVERED : PARENT_NOT_COVERED;
    }

    function _holdsUse(CertificateId id, PartyId holder, uint40 moment) private view returns (bool) {
        return CERTIFICATES.holds(id, holder, RIGHT_USE, moment) || CERTIFICATES.holds(id, holder, RIGHT_OPERATE, moment);
    }

    /* ASKING */

    /// @inheritdoc ICirculationRegistry
    function ask(Inquiry calldata inquiry) external returns (bool allowed, uint8 rule) {
        (CertificateId root, bytes32 trace) = _asset(inquiry.id);
        OrgId caller = ORGANISATIONS.requireKey(msg.sender);
        require(inquiry.what != Circulation.NONE, TypeMissing());
        require(inquiry.person != 0, PersonMissing());

        GrantId decidedOn;
        if (GrantId.unwrap(inquiry.grantId) != 0) {
            (rule, decidedOn) = _covered(inquiry.grantId, caller.party(), root, inquiry.use);
        } else if (!CERTIFICATES.holds(inquiry.id, caller.party(), inquiry.use.right, uint40(block.timestamp))) {
            rule = RULE_NO_RIGHT;
        }
        allowed = rule == 0;
        uint32 seq = _next(trace);

        emit CirculationAsked(trace, caller, seq, root, msg.sender, allowed, rule, decidedOn, inquiry);
        bytes memory data = abi.encode(seq, root, msg.sender, allowed, rule, decidedOn, inquiry);
        _put(trace, caller, Kinds.CIRCULATION_ASKED, CirculationAsked.selector, data);
    }

    /* THE OTHER SIDE, AND OTHERS */

    /// @inheritdoc ICirculationRegistry
    function answer(Receipt calldata receipt, Assent calldata assent, bool disputed, bytes32 reason) external {
        (bytes32 trace, uint256 word) = _restated(receipt);
        require(PartyId.unwrap(receipt.counterparty) != 0, CounterpartyNotNamed(trace, receipt.seq));
        OrgId caller = Assents.given(ORGANISATIONS, receipt.counterparty, assent);
        require(word.answerOf() == Answer.NONE, EventAlreadyAnswered(trace, receipt.seq, word.answerOf()));
        require(!disputed || reason != 0, ReasonMissing(trace, receipt.seq));

        _events[trace][receipt.seq] = word.withAnswer(disputed ? Answer.DISPUTED : Answer.ACKNOWLEDGED);

        emit CirculationAnswered(trace, caller, receipt.seq, msg.sender, disputed, receipt, assent, reason);
        bytes memory data = abi.encode(receipt.seq, msg.sender, disputed, receipt, assent, reason);
        _put(trace, caller, Kinds.CIRCULATION_ANSWERED, CirculationAnswered.selector, data);
    }

    /// @inheritdoc ICirculationRegistry
    function confirm(Receipt calldata receipt, uint8 level, bytes32 person, bytes32 document) external {
        (bytes32 trace, uint256 word) = _restated(receipt);
        OrgKind need = level == 5 ? OrgKind.AUTHORITY : OrgKind.PROVIDER;
        OrgId caller = ORGANISATIONS.requireAccredited(msg.sender, need);
        bool party = caller.party() == receipt.actor || caller.party() == receipt.counterparty;
        require(!party, ConfirmedByParty(trace, receipt.seq, caller));
        bool raised = level >= 3 && level <= 5 && level > word.level();
        require(raised, LevelNotRaised(trace, receipt.seq, level, word.level()));
        require(person != 0, PersonMissing());
        require(document != 0, DocumentMissing(trace, receipt.seq));

        _events[trace][receipt.seq] = word.withLevel(level);

        emit CirculationConfirmed(trace, caller, receipt.seq, msg.sender, level, receipt, person, document);
        bytes memory data = abi.encode(receipt.seq, msg.sender, level, receipt, person, document);
        _put(trace, caller, Kinds.CIRCULATION_CONFIRMED, CirculationConfirmed.selector, data);
    }

    /// The event that a receipt is of; reverts unless it says of it what was reported.
    function _restated(Receipt calldata receipt) private view returns (bytes32 trace, uint256 word) {
        (, trace) = _asset(receipt.id);
        word = _events[trace][receipt.seq];
        require(word != 0, EventUnknown(trace, receipt.seq));
        bytes32 stored = _receipts[trace][receipt.seq];
        bytes32 given =
            _receipt(trace, receipt.seq, receipt.actor, receipt.counterparty, receipt.grantId, receipt.content);
        require(stored == given, ReceiptDiffers(trace, receipt.seq, stored, given));
    }

    function _receipt(
        bytes32 trace,
        uint32 seq,
        PartyId actor,
        PartyId counterparty,
        GrantId grantId,
        bytes32 content
    ) private view returns (bytes32) {
        return keccak256(
            abi.encode(RECEIPT_TYPEHASH, block.chainid, address(this), trace, seq, actor, counterparty, grantId, content)
        );
    }

    /* USAGE IN BULK */

    /// @inheritdoc ICirculationRegistry
    function anchor(UsageBatch calldata usage) external returns (bytes32 batch) {
        OrgId caller = ORGANISATIONS.requireKey(msg.sender);
        require(usage.root != 0 && usage.size != 0, BatchEmpty());
        batch = keccak256(abi.encode(BATCH_TYPEHASH, block.chainid, address(this), caller, usage.root, usage.size));
        require(_batches[batch] == 0, BatchAlreadyAnchored(batch));
        require(usage.person != 0, PersonMissing());
        require(usage.since <= usage.until, SpanReversed(usage.since, usage.until));
        require(usage.until <= block.timestamp, ClaimedTimeInFuture(usage.until));
        require(usage.totals.length != 0, TotalsMissing());
        require(usage.totals.length <= MAX_TOTALS, TooManyTotals(usage.totals.length));

        _batches[batch] = block.timestamp;
        uint256 rules = _debited(usage.totals, caller.party(), usage.until);

        emit UsageAnchored(batch, caller, msg.sender, rules, usage);
        bytes memory data = abi.encode(msg.sender, rules, usage);
        _put(batch, caller, Kinds.USAGE_ANCHORED, UsageAnchored.selector, data);
    }

    /// Debits each grant once; nobody but a side of a grant moves its budget.
    function _debited(UsageTotal[] calldata totals, PartyId actor, uint40 moment) private returns (uint256 rules) {
        GrantId before;
        for (uint256 i = 0; i < totals.length; ++i) {
            UsageTotal calldata total = totals[i];
            require(GrantId.unwrap(total.grantId) > GrantId.unwrap(before), TotalsNotInOrder(i));
            before = total.grantId;
            uint8 rule = RULE_NOT_PARTY;
            if (_isParty(total.grantId, actor, moment)) (rule,) = GRANTS.spend(total.grantId, total.records, total.calls);
            rules |= uint256(rule) << 8 * i;
        }
    }

    /* TRACES AND RECORD */

    function _asset(CertificateId id) private view returns (CertificateId root, bytes32 trace) {
        require(CERTIFICATES.certificateWord(id) != 0, CertificateUnknown(id));
        root = CERTIFICATES.rootOf(id);
        trace = keccak256(abi.encode(TRACE_TYPEHASH, block.chainid, root));
    }

    function _next(bytes32 trace) private returns (uint32) {
        uint256 length = _lengths[trace] + 1;
        require(length <= type(uint32).max, TraceFull(trace));
        _lengths[trace] = length;
        return uint32(length);
    }

    function _put(bytes32 subject, OrgId by, uint16 kind, bytes32 selector, bytes memory data) private {
        _record(subject, kind, msg.sender, _payload(selector, subject, OrgId.unwrap(by), data));
    }

    /* VIEWS */

    /// @inheritdoc ICirculationRegistry
    function traceOf(CertificateId id) external view returns (bytes32 trace) {
        (, trace) = _asset(id);
    }

    /// @inheritdoc ICirculationRegistry
    function lengthOf(bytes32 trace) external view returns (uint32) {
        return uint32(_lengths[trace]);
    }

    /// @inheritdoc ICirculationRegistry
    function eventWord(bytes32 trace, uint32 seq) external view returns (uint256) {
        return _events[trace][seq];
    }

    /// @inheritdoc ICirculationRegistry
    function receiptOf(bytes32 trace, uint32 seq) external view returns (bytes32) {
        return _receipts[trace][seq];
    }

    /// @inheritdoc ICirculationRegistry
    function anchoredAt(bytes32 batch) external view returns (uint40) {
        return uint40(_batches[batch]);
    }
}
