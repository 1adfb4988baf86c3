// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Assent} from "./interfaces/IAssents.sol";
import {
    CONSENT_TYPEHASH, GrantScope, GrantTerms, IAuthorizationRegistry, PUBLIC_GRANT_TYPEHASH, Use
} from "./interfaces/IAuthorizationRegistry.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {IPledgeCovenants} from "./interfaces/IPledgeCovenants.sol";
import {Assents} from "./libraries/Assents.sol";
import {GrantRules, GrantWords} from "./libraries/GrantWords.sol";
import {Recital} from "./libraries/Recital.sol";
import {Recorder} from "./libraries/Recorder.sol";
import {Territory} from "./libraries/Territory.sol";
import {CertificateId, GrantId, Ids, OrgId, PartyId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {OrgKind, RIGHT_HOLD, RIGHT_OPERATE, RIGHT_USE} from "./types/Words.sol";

/// @title Grants, the trees they form, and their shared budgets.
contract AuthorizationRegistry is IAuthorizationRegistry, Recorder {
    using GrantWords for uint256;
    using Ids for OrgId;
    using Ids for PartyId;

    uint8 private constant CONSENT_TO_OTHERS = 1;
    uint8 private constant CONSENT_ABROAD = 2;
    uint256 private constant CONSENT_EXPIRES_AT = 144;
    uint256 private constant CONSENT_WITHDRAWN_AT = 184;
    uint256 private constant CONSENT_FLAGS_AT = 224;
    uint256 private constant PUBLIC_STATE_AT = 144;
    uint256 private constant PUBLIC_KIND_AT = 152;
    uint256 private constant GROUP_AT = 144;

    struct Grant {
        uint256 standing;
        uint256 scope;
        uint256 budget;
        uint256 pauses;
        GrantId parent;
        bytes32 root;
        PartyId grantor;
        PartyId grantee;
    }

    struct PublicGrant {
        uint256 word;
        OrgId source;
        PartyId applicant;
        bytes32 terms;
    }

    struct ConsentWords {
        uint256 word;
        uint256 purposes;
    }

    IOrganisationRegistry private immutable ORGANISATIONS;
    ICertificateRegistry private immutable CERTIFICATES;
    address private immutable CIRCULATION;
    IPledgeCovenants private immutable PLEDGES;

    /// Slot 0, drawn in types/Words.sol.
    mapping(GrantId id => Grant) private _grants;
    /// Slot 1, drawn in types/Words.sol.
    mapping(bytes32 id => PublicGrant) private _publicGrants;
    /// Slot 2, drawn in types/Words.sol.
    mapping(bytes32 id => ConsentWords) private _consents;

    constructor(
        IHistory history,
        IOrganisationRegistry organisations,
        ICertificateRegistry certificates,
        address circulation,
        IPledgeCovenants pledges
    ) Recorder(history) {
        ORGANISATIONS = organisations;
        CERTIFICATES = certificates;
        CIRCULATION = circulation;
        PLEDGES = pledges;
    }

    /* OFFERING */

    /// @inheritdoc IAuthorizationRegistry
    function offer(GrantOffer calldata offer_) external returns (GrantId id) {
        OrgId by = Assents.given(ORGANISATIONS, offer_.grantor, offer_.assent);
        require(offer_.ref != 0, ReferenceMissing());
        require(offer_.kind != GrantKind.NONE, GrantKindUnknown());
        id = Ids.grantOf(address(this), by, offer_.ref);
        require(_grants[id].standing == 0, GrantAlreadyOffered(id));
        require(PartyId.unwrap(offer_.grantee) != 0, GranteeMissing());
        require(offer_.grantee != offer_.grantor, GrantToOneself(offer_.grantee));
        _checkTerms(offer_.terms);
        require((offer_.kind == GrantKind.RECIPROCAL) == (offer_.terms.reciprocal != 0), ReciprocalGroupMismatch(offer_.kind));

        RootKind root = _rootKindOf(offer_.kind);
        bool passesOn = GrantId.unwrap(offer_.parent) != 0;
        uint256 level = passesOn ? _checkParent(offer_) : 0;
        Grant storage grant = _grants[id];
        grant.standing = GrantWords.create(offer_.terms, offer_.kind, root, level);
        grant.scope = GrantWords.scopeWord(offer_.terms.scope);
        grant.budget = GrantWords.budgetWord(offer_.terms.scope);
        grant.parent = offer_.parent;
        grant.root = offer_.root;
        grant.grantor = offer_.grantor;
        grant.grantee = offer_.grantee;
        if (passesOn) _checkWithin(id, grant);
        else _checkRoot(id, root, offer_);

        _put(GrantId.unwrap(id), by, Kinds.GRANT_OFFERED, GrantOffered.selector, abi.encode(msg.sender, offer_));
    }

    /// What can be wrong with terms by themselves. Whatever has no meaning here is refused, never ignored.
    function _checkTerms(GrantTerms calldata terms) private view {
        uint8 right = terms.right;
        require(right == RIGHT_HOLD || right == RIGHT_USE || right == RIGHT_OPERATE, RightNotOne(right));
        _checkScope(terms.scope);
        require(terms.scope.fields == GrantWords.ALL_FIELDS || terms.columns != 0, ColumnsMissing());
        uint40 notAfter = terms.scope.notAfter;
        require(notAfter > block.timestamp && notAfter > terms.notBefore, GrantTermEmpty(terms.notBefore, notAfter));
        require(
            terms.exclusivity <= GrantWords.MAX_EXCLUSIVITY && terms.priceMode <= GrantWords.MAX_PRICE_MODE,
            TermsCodeUnknown(terms.exclusivity, terms.priceMode)
        );
        require(terms.agreement != 0, AgreementMissing());
        require(!terms.important || terms.security != 0, AssessmentMissing());
        require(!terms.scope.exported || terms.exportBasis != 0, ExportBasisMissing());
    }

    function _checkScope(GrantScope calldata scope) private pure {
        require(scope.fields != 0, FieldsMissing());
        require(
            scope.purposes != 0 && scope.purposes & ~GrantWords.KNOWN_PURPOSES == 0, PurposesUnknown(scope.purposes)
        );
        require(Territory.known(scope.territory), TerritoryUnknown(scope.territory));
        uint8 environments = scope.environments;
        require(
            environments != 0 && environments & ~GrantWords.KNOWN_ENVIRONMENTS == 0, EnvironmentsUnknown(environments)
        );
        require(scope.depth <= GrantWords.MAX_DEPTH, DepthTooGreat(scope.depth));
    }

    function _rootKindOf(GrantKind kind) private pure returns (RootKind) {
        if (kind == GrantKind.CONSENT_CUSTODY) return RootKind.CONSENT;
        return kind >= GrantKind.DIRECTED_OPEN ? RootKind.DECISION : RootKind.UNIT;
    }

    /// What is passed on: a grant that the grantor has, of the same kind and root, and that covers something now.
    function _checkParent(GrantOffer calldata offer_) private view returns (uint256 level) {
        Grant storage parent = _known(offer_.parent);
        require(
            parent.grantee == offer_.grantor && parent.root == offer_.root && parent.standing.kind() == offer_.kind,
            ParentMismatch(offer_.parent)
        );
        return parent.standing.level() + 1;
    }

    /// I8: inside its parent in every dimension, all above it in force, and nothing frozen at the root.
    function _checkWithin(GrantId id, Grant storage grant) private view {
        Grant storage parent = _grants[grant.parent];
        GrantId node = grant.parent;
        while (true) {
            Grant storage above = _grants[node];
            uint8 rule = above.standing.timeRule(above.pauses, uint40(block.timestamp));
            require(rule == GrantRules.ALLOWED, GrantNotEffective(node, rule));
            if (GrantId.unwrap(above.parent) == 0) break;
            node = above.parent;
        }
        _checkRootRuns(node);
        require(grant.standing.depth() < parent.standing.depth(), GrantWider(id, Dimension.DEPTH));
        Dimension dimension = GrantWords.wider(
            grant.standing, grant.scope, grant.budget, parent.standing, parent.scope, parent.budget
        );
        require(dimension == Dimension.NONE, GrantWider(id, dimension));
    }

    function _checkRootRuns(GrantId node) private view {
        Grant storage first = _grants[node];
        uint8 rule = _rootRule(first, uint40(block.timestamp));
        require(rule == GrantRules.ALLOWED, GrantNotEffective(node, rule));
        if (first.standing.rootKind() == RootKind.UNIT) _checkNotFrozen(_unitOf(first));
    }

    function _checkRoot(GrantId id, RootKind root, GrantOffer calldata offer_) private {
        if (root == RootKind.UNIT) {
            _checkUnit(offer_.root, offer_.grantor, offer_.terms.right);
            if (offer_.kind == GrantKind.INTERNAL) {
                require(_ofOneGroup(offer_.grantor, offer_.grantee), NotOfOneGroup(offer_.grantor, offer_.grantee));
            }
        } else if (root == RootKind.DECISION) {
            _useDecision(offer_);
        } else {
            _checkConsent(id, offer_);
        }
    }

    /// 4.8.2: the grantor holds the right, and the certificate is in force and not frozen.
    function _checkUnit(bytes32 root, PartyId holder, uint8 right) private view {
        CertificateId code = CertificateId.wrap(root);
        require(
            CERTIFICATES.holds(code, holder, right, uint40(block.timestamp)), UnitNotHeld(code, holder, right)
        );
        _checkNotFrozen(code);
    }

    function _checkNotFrozen(CertificateId code) private view {
        require(!CERTIFICATES.frozen(code), CertificateFrozen(code));
    }

    function _ofOneGroup(PartyId one, PartyId other) private view returns (bool) {
        if (!one.isOrganisation() || !other.isOrganisation()) return false;
        uint24 group = uint24(ORGANISATIONS.organisationWord(one.organisation()) >> GROUP_AT);
        return group != 0 && group == uint24(ORGANISATIONS.organisationWord(other.organisation()) >> GROUP_AT);
    }

    /// Exactly what was decided, to whom it was decided, once.
    function _useDecision(GrantOffer calldata offer_) private {
        PublicGrant storage decided = _publicGrants[offer_.root];
        uint256 word = decided.word;
        require(
            _publicState(word) == PublicState.DECIDED && uint8(word >> PUBLIC_KIND_AT) == uint8(offer_.kind)
                && OrgId.wrap(bytes18(uint144(word))).party() == offer_.grantor && decided.applicant == offer_.grantee
                && decided.terms == keccak256(abi.encode(offer_.terms)),
            DecisionMismatch(offer_.root)
        );
        _move(offer_.root, PublicState.GRANTED);
    }

    /// A custodian acts within what the person consented to (PIPL arts. 14, 23, 39).
    function _checkConsent(GrantId id, GrantOffer calldata offer_) private view {
        ConsentWords storage consent = _consents[offer_.root];
        uint256 word = consent.word;
        uint8 flags = uint8(word >> CONSENT_FLAGS_AT);
        GrantScope calldata scope = offer_.terms.scope;
        require(
            word != 0 && OrgId.wrap(bytes18(uint144(word))).party() == offer_.grantor && flags & CONSENT_TO_OTHERS != 0
                && _consentRule(word, uint40(block.timestamp)) == GrantRules.ALLOWED,
            ConsentMismatch(offer_.root)
        );
        require(scope.purposes & ~uint64(consent.purposes) == 0, GrantWider(id, Dimension.PURPOSES));
        require(!scope.exported || flags & CONSENT_ABROAD != 0, GrantWider(id, Dimension.EXPORT));
        require(scope.notAfter <= uint40(word >> CONSENT_EXPIRES_AT), GrantWider(id, Dimension.END));
    }

    /* ACCEPTING OR NOT */

    /// @inheritdoc IAuthorizationRegistry
    function accept(GrantAct calldata act) external {
        Grant storage grant = _known(act.id);
        OrgId by = Assents.given(ORGANISATIONS, grant.grantee, act.assent);
        require(act.expectedHead != 0, ExpectedHeadMissing(act.id));
        _checkHead(act);
        _checkState(act.id, grant, GrantState.OFFERED);
        uint40 moment = uint40(block.timestamp);
        uint256 standing = grant.standing;
        require(moment < standing.notAfter(), GrantTermEmpty(standing.since(), standing.notAfter()));
        _checkStill(act.id, grant);

        standing = standing.accepted(moment);
        grant.standing = standing;
        if (GrantId.unwrap(grant.parent) == 0 && standing.rootKind() == RootKind.UNIT) _useConsents(act.id, grant, standing);
        bytes memory data = abi.encode(msg.sender, standing.since(), act);
        _put(GrantId.unwrap(act.id), by, Kinds.GRANT_ACCEPTED, GrantAccepted.selector, data);
    }

    /// What was true when it was offered is true now.
    function _checkStill(GrantId id, Grant storage grant) private view {
        if (GrantId.unwrap(grant.parent) != 0) {
            _checkWithin(id, grant);
        } else if (grant.standing.rootKind() == RootKind.UNIT) {
            _checkUnit(grant.root, grant.grantor, grant.standing.right());
        } else {
            _checkRootRuns(id);
        }
    }

    /// 4.8.7: a grant that takes from what a pledged unit is worth needs its pledgees' consent. What is passed on lies within what they
    /// consented to.
    function _useConsents(GrantId id, Grant storage grant, uint256 standing) private {
        PLEDGES.consumeGrantConsent(
            CertificateId.wrap(grant.root),
            grant.grantor,
            standing.right(),
            standing.exclusivity() != 0,
            standing.depth() != 0,
            standing.notAfter(),
            GrantId.unwrap(id)
        );
    }

    /// @inheritdoc IAuthorizationRegistry
    function decline(GrantAct calldata act) external {
        Grant storage grant = _known(act.id);
        _close(act, grant, grant.grantee, GrantState.DECLINED);
    }

    /// @inheritdoc IAuthorizationRegistry
    function withdraw(GrantAct calldata act) external {
        Grant storage grant = _known(act.id);
        _close(act, grant, _grantor(act.id), GrantState.WITHDRAWN);
    }

    function _close(GrantAct calldata act, Grant storage grant, PartyId party, GrantState next) private {
        OrgId by = _by(act, grant, party, GrantState.OFFERED);

        grant.standing = grant.standing.withState(next);
        bytes memory data = abi.encode(msg.sender, next == GrantState.DECLINED, act);
        _put(GrantId.unwrap(act.id), by, Kinds.GRANT_CLOSED, GrantClosed.selector, data);
    }

    /* WHILE IT RUNS */

    /// @inheritdoc IAuthorizationRegistry
    function narrow(GrantAct calldata act, GrantScope calldata scope) external {
        Grant storage grant = _known(act.id);
        OrgId by = _by(act, grant, _grantor(act.id), GrantState.ACTIVE);
        uint256 standing = grant.standing;
        require(!standing.irrevocable(), GrantIrrevocable(act.id));
        _checkScope(scope);
        uint256 narrower = standing.scoped(scope);
        uint256 scopeWord = GrantWords.scopeWord(scope);
        require(narrower.depth() <= standing.depth(), GrantWider(act.id, Dimension.DEPTH));
        Dimension dimension =
            GrantWords.wider(narrower, scopeWord, GrantWords.budgetWord(scope), standing, grant.scope, grant.budget);
        require(dimension == Dimension.NONE, GrantWider(act.id, dimension));

        grant.standing = narrower;
        grant.scope = scopeWord;
        grant.budget = grant.budget.rebudgeted(scope);
        bytes memory data = abi.encode(msg.sender, scope, act);
        _put(GrantId.unwrap(act.id), by, Kinds.GRANT_NARROWED, GrantNarrowed.selector, data);
    }

    /// @inheritdoc IAuthorizationRegistry
    function suspend(GrantAct calldata act) external {
        Grant storage grant = _known(act.id);
        OrgId by = _by(act, grant, _grantor(act.id), GrantState.ACTIVE);
        uint256 pauses = grant.pauses;
        uint256 marks = pauses.pauseMarks();
        require(marks & 1 == 0, GrantAlreadySuspended(act.id));
        require(!GrantWords.pausesFull(marks), SuspensionsExhausted(act.id));

        grant.pauses = pauses.withPause(marks, uint40(block.timestamp));
        _put(GrantId.unwrap(act.id), by, Kinds.GRANT_SUSPENDED, GrantSuspended.selector, abi.encode(msg.sender, act));
    }

    /// @inheritdoc IAuthorizationRegistry
    function resume(GrantAct calldata act) external {
        Grant storage grant = _known(act.id);
        OrgId by = _by(act, grant, _grantor(act.id), GrantState.ACTIVE);
        uint256 pauses = grant.pauses;
        uint256 marks = pauses.pauseMarks();
        require(marks & 1 == 1, GrantNotSuspended(act.id));

        grant.pauses = pauses.withPause(marks, uint40(block.timestamp));
        _put(GrantId.unwrap(act.id), by, Kinds.GRANT_RESUMED, GrantResumed.selector, abi.encode(msg.sender, act));
    }

    /// @inheritdoc IAuthorizationRegistry
    function revoke(GrantAct calldata act, GrantGround ground) external {
        Grant storage grant = _known(act.id);
        OrgId by = _by(act, grant, _grantor(act.id), GrantState.ACTIVE);
        require(ground != GrantGround.NONE, GroundMissing(act.id));
        require(!grant.standing.irrevocable() || ground != GrantGround.AGREED, GrantIrrevocable(act.id));

        grant.standing = grant.standing.ended(GrantState.REVOKED, uint40(block.timestamp));
        bytes memory data = abi.encode(msg.sender, ground, act);
        _put(GrantId.unwrap(act.id), by, Kinds.GRANT_REVOKED, GrantRevoked.selector, data);
    }

    /// @inheritdoc IAuthorizationRegistry
    function terminate(GrantAct calldata act) external {
        Grant storage grant = _known(act.id);
        OrgId by = _by(act, grant, grant.grantee, GrantState.ACTIVE);

        grant.standing = grant.standing.ended(GrantState.TERMINATED, uint40(block.timestamp));
        _put(GrantId.unwrap(act.id), by, Kinds.GRANT_TERMINATED, GrantTerminated.selector, abi.encode(msg.sender, act));
    }

    /// What every act of one side after the offer has in common.
    function _by(GrantAct calldata act, Grant storage grant, PartyId party, GrantState wanted) private view returns (OrgId by) {
        by = Assents.given(ORGANISATIONS, party, act.assent);
        _checkHead(act);
        _checkState(act.id, grant, wanted);
        require(act.document != 0, DocumentMissing());
    }

    /* PUBLIC DATA: RULING 22 */

    /// @inheritdoc IAuthorizationRegistry
    function applyFor(PublicApplication calldata application) external returns (bytes32 id) {
        OrgId by = Assents.given(ORGANISATIONS, application.applicant, application.assent);
        require(application.ref != 0, ReferenceMissing());
        require(_rootKindOf(application.kind) == RootKind.DECISION, GrantKindUnknown());
        id = keccak256(abi.encode(PUBLIC_GRANT_TYPEHASH, block.chainid, address(this), by, application.ref));
        require(_publicGrants[id].word == 0, PublicGrantAlreadyApplied(id));
        require(application.resource != 0, ResourceMissing());
        require(
            ORGANISATIONS.isAccredited(application.authority, OrgKind.AUTHORITY),
            PublicGrantOfAnother(id, application.authority)
        );
        require(application.document != 0, DocumentMissing());
        _checkTerms(application.terms);

        PublicGrant storage asked = _publicGrants[id];
        asked.word = uint256(uint144(OrgId.unwrap(application.authority))) | uint256(PublicState.APPLIED) << PUBLIC_STATE_AT
            | uint256(application.kind) << PUBLIC_KIND_AT;
        asked.source = application.source;
        asked.applicant = application.applicant;
        _put(id, by, Kinds.PUBLIC_GRANT_APPLIED, PublicGrantApplied.selector, abi.encode(msg.sender, application));
    }

    /// @inheritdoc IAuthorizationRegistry
    function opine(bytes32 id, bool favourable, bytes32 person, bytes32 document) external {
        PublicGrant storage asked = _asked(id);
        OrgId by = ORGANISATIONS.requireKey(msg.sender);
        require(by == asked.source, PublicGrantOfAnother(id, by));
        PublicState state = _publicState(asked.word);
        require(state == PublicState.APPLIED, PublicGrantNotIn(id, state));
        _checkPaper(person, document);

        _move(id, favourable ? PublicState.FAVOURED : PublicState.OPPOSED);
        bytes memory data = abi.encode(msg.sender, favourable, person, document);
        _put(id, by, Kinds.PUBLIC_GRANT_OPINED, PublicGrantOpined.selector, data);
    }

    /// @inheritdoc IAuthorizationRegistry
    function decide(bytes32 id, bool granted, GrantTerms calldata terms, bytes32 person, bytes32 document) external {
        PublicGrant storage asked = _asked(id);
        OrgId by = ORGANISATIONS.requireAccredited(msg.sender, OrgKind.AUTHORITY);
        uint256 word = asked.word;
        require(by == OrgId.wrap(bytes18(uint144(word))), PublicGrantOfAnother(id, by));
        PublicState state = _publicState(word);
        require(state == PublicState.FAVOURED || state == PublicState.OPPOSED, PublicGrantNotIn(id, state));
        _checkPaper(person, document);
        if (granted) _checkTerms(terms);

        asked.terms = granted ? keccak256(abi.encode(terms)) : bytes32(0);
        _move(id, granted ? PublicState.DECIDED : PublicState.REFUSED);
        bytes memory data = abi.encode(msg.sender, granted, terms, person, document);
        _put(id, by, Kinds.PUBLIC_GRANT_DECIDED, PublicGrantDecided.selector, data);
    }

    function _asked(bytes32 id) private view returns (PublicGrant storage asked) {
        asked = _publicGrants[id];
        require(asked.word != 0, PublicGrantUnknown(id));
    }

    function _publicState(uint256 word) private pure returns (PublicState) {
        return PublicState(uint8(word >> PUBLIC_STATE_AT));
    }

    function _move(bytes32 id, PublicState next) private {
        uint256 word = _publicGrants[id].word & ~(uint256(type(uint8).max) << PUBLIC_STATE_AT);
        _publicGrants[id].word = word | uint256(next) << PUBLIC_STATE_AT;
    }

    /* CONSENT: POLICY POINT 5 */

    /// @inheritdoc IAuthorizationRegistry
    function recordConsent(ConsentReceipt calldata consent) external returns (bytes32 id) {
        OrgId by = ORGANISATIONS.requireAccredited(msg.sender, OrgKind.CUSTODIAN);
        require(consent.receipt != 0, ReferenceMissing());
        id = keccak256(abi.encode(CONSENT_TYPEHASH, block.chainid, address(this), by, consent.receipt));
        require(_consents[id].word == 0, ConsentAlreadyRecorded(id));
        require(
            consent.purposes != 0 && consent.purposes & ~GrantWords.KNOWN_PURPOSES == 0, PurposesUnknown(consent.purposes)
        );
        require(consent.expiresAt > block.timestamp, GrantTermEmpty(uint40(block.timestamp), consent.expiresAt));
        _checkPaper(consent.person, consent.document);

        _consents[id].word = uint256(uint144(OrgId.unwrap(by))) | uint256(consent.expiresAt) << CONSENT_EXPIRES_AT
            | uint256(consent.flags) << CONSENT_FLAGS_AT;
        _consents[id].purposes = consent.purposes;
        _put(id, by, Kinds.CONSENT_RECORDED, ConsentRecorded.selector, abi.encode(msg.sender, consent));
    }

    /// @inheritdoc IAuthorizationRegistry
    function withdrawConsent(bytes32 id, bytes32 person, bytes32 document) external {
        uint256 word = _consents[id].word;
        require(word != 0, ConsentUnknown(id));
        OrgId by = ORGANISATIONS.requireKey(msg.sender);
        require(by == OrgId.wrap(bytes18(uint144(word))), ConsentOfAnother(id, by));
        require(uint40(word >> CONSENT_WITHDRAWN_AT) == 0, ConsentAlreadyWithdrawn(id));
        _checkPaper(person, document);

        _consents[id].word = word | block.timestamp << CONSENT_WITHDRAWN_AT;
        _put(id, by, Kinds.CONSENT_WITHDRAWN, ConsentWithdrawn.selector, abi.encode(msg.sender, person, document));
    }

    function _consentRule(uint256 word, uint40 moment) private pure returns (uint8) {
        uint40 withdrawn = uint40(word >> CONSENT_WITHDRAWN_AT);
        if (withdrawn != 0 && moment >= withdrawn) return GrantRules.CONSENT_WITHDRAWN;
        return moment >= uint40(word >> CONSENT_EXPIRES_AT) ? GrantRules.CONSENT_EXPIRED : GrantRules.ALLOWED;
    }

    /* DECIDING ON A USE */

    /// @inheritdoc IAuthorizationRegistry
    function check(GrantId id, Use calldata use) external view returns (bool allowed, uint8 rule, GrantId decidedOn) {
        if (_grants[id].standing == 0) return (false, GrantRules.UNKNOWN, id);
        GrantId node = id;
        while (true) {
            Grant storage grant = _grants[node];
            rule = _nodeRule(grant, use);
            if (rule != GrantRules.ALLOWED) return (false, rule, node);
            if (GrantId.unwrap(grant.parent) == 0) break;
            node = grant.parent;
        }
        rule = _rootRule(_grants[node], use.moment);
        if (rule != GrantRules.ALLOWED) return (false, rule, node);
        return (true, GrantRules.ALLOWED, GrantId.wrap(0));
    }

    function _nodeRule(Grant storage grant, Use calldata use) private view returns (uint8 rule) {
        uint256 standing = grant.standing;
        rule = standing.timeRule(grant.pauses, use.moment);
        if (rule == GrantRules.ALLOWED) rule = standing.scopeRule(grant.scope, use);
        if (rule == GrantRules.ALLOWED) rule = grant.budget.budgetRule(use.records, use.calls);
    }

    /// Whether what everything hangs on was there at a moment.
    function _rootRule(Grant storage first, uint40 moment) private view returns (uint8) {
        RootKind kind = first.standing.rootKind();
        if (kind == RootKind.CONSENT) return _consentRule(_consents[first.root].word, moment);
        if (kind == RootKind.DECISION) return GrantRules.ALLOWED;
        (CertificateId code, PartyId holder) = _unitAt(first, moment);
        return CERTIFICATES.holds(code, holder, first.standing.right(), moment) ? GrantRules.ALLOWED : GrantRules.UNIT_GONE;
    }

    /// Where the right unit at a root was at a moment: licences stand when it passes to another (ruling 23).
    function _unitAt(Grant storage first, uint40 moment) private view returns (CertificateId, PartyId) {
        return CERTIFICATES.whereabouts(CertificateId.wrap(first.root), first.grantor, first.standing.right(), moment);
    }

    function _unitOf(Grant storage first) private view returns (CertificateId code) {
        (code,) = _unitAt(first, uint40(block.timestamp));
    }

    /// @inheritdoc IAuthorizationRegistry
    function spend(GrantId id, uint64 records, uint64 calls) external returns (uint8 rule, GrantId decidedOn) {
        require(msg.sender == CIRCULATION, CallerIsNotCirculation(msg.sender));
        if (_grants[id].standing == 0) return (GrantRules.UNKNOWN, id);
        for (GrantId node = id; GrantId.unwrap(node) != 0; node = _grants[node].parent) {
            rule = _grants[node].budget.budgetRule(records, calls);
            if (rule != GrantRules.ALLOWED) return (rule, node);
        }

        for (GrantId node = id; GrantId.unwrap(node) != 0; node = _grants[node].parent) {
            _grants[node].budget = _grants[node].budget.spent(records, calls);
        }
        bytes memory data = abi.encode(records, calls);
        bytes32 subject = GrantId.unwrap(id);
        emit GrantSpent(id, msg.sender, records, calls);
        _record(subject, Kinds.GRANT_SPENT, msg.sender, _payload(GrantSpent.selector, subject, _topic(msg.sender), data));
    }

    /* GUARDS AND RECORD */

    function _known(GrantId id) private view returns (Grant storage grant) {
        grant = _grants[id];
        require(grant.standing != 0, GrantUnknown(id));
    }

    function _checkState(GrantId id, Grant storage grant, GrantState wanted) private view {
        GrantState state = grant.standing.state();
        require(state == wanted, GrantNotIn(id, state));
    }

    function _checkHead(GrantAct calldata act) private view {
        if (act.expectedHead != 0) HISTORY.requireWord(GrantId.unwrap(act.id), act.expectedHead);
    }

    function _checkPaper(bytes32 person, bytes32 document) private pure {
        require(person != 0, PersonMissing());
        require(document != 0, DocumentMissing());
    }

    /// `data` is the data of the log. An event's last argument that is a struct counts its position from there.
    function _put(bytes32 subject, OrgId by, uint16 kind, bytes32 selector, bytes memory data) private {
        _record(subject, kind, msg.sender, Recital.speak(bytes.concat(abi.encode(selector, subject, by), data)));
    }

    /// The first grant of the tree.
    function _first(GrantId id) private view returns (GrantId node) {
        for (node = id; GrantId.unwrap(_grants[node].parent) != 0; node = _grants[node].parent) {}
    }

    /// Whoever passed a grant on keeps its side of it; of a right unit's grants, whoever held the unit then has it (ruling 23).
    function _grantorAt(GrantId id, uint40 moment) private view returns (PartyId party) {
        Grant storage grant = _grants[id];
        bool ofUnit = GrantId.unwrap(grant.parent) == 0 && grant.standing.rootKind() == RootKind.UNIT;
        if (!ofUnit) return grant.grantor;
        (, party) = _unitAt(grant, moment);
    }

    function _grantor(GrantId id) private view returns (PartyId) {
        return _grantorAt(id, uint40(block.timestamp));
    }

    /* VIEWS */

    /// @inheritdoc IAuthorizationRegistry
    function grantee(GrantId id) external view returns (PartyId) {
        return _grants[id].grantee;
    }

    /// @inheritdoc IAuthorizationRegistry
    function grantor(GrantId id) external view returns (PartyId) {
        return _grantor(id);
    }

    /// @inheritdoc IAuthorizationRegistry
    function grantorAt(GrantId id, uint40 moment) external view returns (PartyId) {
        return _grantorAt(id, moment);
    }

    /// @inheritdoc IAuthorizationRegistry
    function rootUnit(GrantId id) external view returns (CertificateId code, PartyId holder, uint8 right) {
        Grant storage first = _grants[_first(id)];
        if (first.standing.rootKind() != RootKind.UNIT) return (code, holder, right);
        (code, holder) = _unitAt(first, uint40(block.timestamp));
        return (code, holder, first.standing.right());
    }

    /// @inheritdoc IAuthorizationRegistry
    function rootOf(GrantId id) external view returns (RootKind kind, bytes32 root) {
        return (_grants[id].standing.rootKind(), _grants[id].root);
    }

    /// @inheritdoc IAuthorizationRegistry
    function parentOf(GrantId id) external view returns (GrantId) {
        return _grants[id].parent;
    }

    /// @inheritdoc IAuthorizationRegistry
    function grantWords(GrantId id)
        external
        view
        returns (uint256 standing, uint256 scope, uint256 budget, uint256 pauses)
    {
        Grant storage grant = _grants[id];
        return (grant.standing, grant.scope, grant.budget, grant.pauses);
    }

    /// @inheritdoc IAuthorizationRegistry
    function publicGrantWord(bytes32 id) external view returns (uint256) {
        return _publicGrants[id].word;
    }

    /// @inheritdoc IAuthorizationRegistry
    function consentWords(bytes32 id) external view returns (uint256 word, uint256 purposes) {
        return (_consents[id].word, _consents[id].purposes);
    }
}
