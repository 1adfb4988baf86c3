// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assent} from "../interfaces/IAssents.sol";
import {ICertificateRegistry} from "../interfaces/ICertificateRegistry.sol";
import {IHistory} from "../interfaces/IHistory.sol";
import {IOrganisationRegistry} from "../interfaces/IOrganisationRegistry.sol";
import {
    Motion,
    IProceedings,
    Procedure,
    ProceedingState,
    Registering,
    Step,
    Terms
} from "../interfaces/IProceedings.sol";
import {IRuleBook} from "../interfaces/IRuleBook.sol";
import {CertificateId, Ids, OrgId, PartyId} from "../types/Ids.sol";
import {Kinds} from "../types/Kinds.sol";
import {CertificateStatus, OrgKind, Preparation, RIGHT_HOLD, RIGHT_OPERATE} from "../types/Words.sol";
import {Assents} from "./Assents.sol";
import {CreditClass} from "./CreditClass.sol";
import {Dates} from "./Dates.sol";
import {ProceedingWord} from "./ProceedingWord.sol";
import {RegimeWord} from "./RegimeWord.sol";
import {RightUnits} from "./RightUnits.sol";
import {TwoPersons} from "./TwoPersons.sol";

/// @title What the four desks have in common: who files and agrees, the clock of art. 17, and who decides.
/// @dev A desk says which terms it admits, how many others must agree, and what registering does. CertificateRegistry tells of every
/// step; nothing is emitted here.
abstract contract Proceedings is IProceedings, TwoPersons {
    using Ids for OrgId;
    using Ids for PartyId;
    using ProceedingWord for uint256;
    using RegimeWord for uint256;
    using RightUnits for uint256;

    uint8 private constant MAX_REFUSAL_GROUND = 5;
    uint256 private constant MAX_REFERENCE_BYTES = 64;

    IHistory internal immutable HISTORY;
    IRuleBook internal immutable RULES;
    ICertificateRegistry internal immutable CERTIFICATES;

    /// Slot 0: the last proceeding's word.
    mapping(CertificateId id => uint256 word) private _proceedings;
    /// Slot 1: what registering must repeat.
    mapping(CertificateId id => bytes32 digest) private _termsDigests;
    /// Slot 2: who filed or agreed, by the number of the proceeding.
    mapping(CertificateId id => mapping(PartyId party => uint16 number)) private _agreed;

    constructor(
        IHistory history,
        IOrganisationRegistry organisations,
        IRuleBook rules,
        ICertificateRegistry certificates
    ) TwoPersons(organisations) {
        HISTORY = history;
        RULES = rules;
        CERTIFICATES = certificates;
    }

    /* WHAT A DESK ADDS */

    function _procedure() internal pure virtual returns (Procedure);

    /// The kind of act that registering is, for which two persons sign.
    function _kind() internal pure virtual returns (uint16);

    /// Whether these terms may be applied for now; `rules` is the word of the regime. Asked again before they are registered.
    function _check(CertificateId id, Terms calldata terms, uint256 rules, bool filing) internal view virtual;

    /// What a motion carries beside its terms. Only a change restates anything.
    function _checkRestated(CertificateId id, Motion calldata motion) internal view virtual {
        _requireEmpty(id, motion.restated.length == 0, "restated");
    }

    /// How many agree besides whoever files.
    function _others(CertificateId id, Terms calldata terms) internal virtual returns (uint256);

    /// Whether a party is one of those.
    function _mayAgree(CertificateId id, PartyId party) internal view virtual returns (bool);

    function _register(uint256 word, Registering calldata registering, ICertificateRegistry.Decider memory decider)
        internal
        virtual;

    /* FILING */

    /// @inheritdoc IProceedings
    function file(Motion calldata motion) external {
        CertificateId id = motion.id;
        Terms calldata terms = motion.terms;
        uint256 before = _proceedings[id];
        require(!_isOpen(before.state()), ProceedingAlreadyOpen(id));
        require(CERTIFICATES.statusOf(id) == CertificateStatus.ISSUED, CertificateNotEffective(id));
        OrgId caller = _filer(id, motion);
        _checkHead(id, motion.expectedHead);
        uint256 rules = RULES.regimeWord(terms.regime);
        require(rules != 0, RegimeUnknown(terms.regime));
        require(rules.codePrefix() == bytes2(CertificateId.unwrap(id)), RegimeOfAnotherCode(id, terms.regime));
        require(terms.documents != 0, DocumentMissing(id));
        _check(id, terms, rules, true);
        _checkRestated(id, motion);

        uint16 number = before.ordinal() + 1;
        uint256 others = _others(id, terms);
        uint256 word = ProceedingWord.create(number, rules.number(), others, block.timestamp);
        _proceedings[id] = others == 0 ? _complete(word, PartyId.unwrap(terms.holder) == 0) : word;
        _termsDigests[id] = keccak256(abi.encode(terms));
        _agreed[id][terms.holder] = number;
        CERTIFICATES.proceed(_procedure(), number, msg.sender, caller, motion);
    }

    /// A holder, or the registrar of its own motion where a desk admits that.
    function _filer(CertificateId id, Motion calldata motion) private view returns (OrgId caller) {
        PartyId holder = motion.terms.holder;
        if (PartyId.unwrap(holder) == 0) {
            caller = _keeper(id);
            require(motion.assent.person != 0, PersonMissing());
        } else {
            caller = Assents.given(ORGANISATIONS, holder, motion.assent);
            require(_units(id, holder).any(), HolderHasNoUnit(id, holder));
        }
    }

    /// Everybody agreed: the registrar has to answer from today on. What it began itself it need not accept.
    function _complete(uint256 word, bool own) private view returns (uint256) {
        ProceedingState next = own ? ProceedingState.ACCEPTED : ProceedingState.SUBMITTED;
        return word.withState(next).withDueFrom(Dates.dayOf(block.timestamp));
    }

    /// @inheritdoc IProceedings
    function agree(Step calldata step) external {
        CertificateId id = step.id;
        uint256 word = _inState(id, ProceedingState.OFFERED);
        OrgId caller = Assents.given(ORGANISATIONS, step.party, step.assent);
        _checkHead(id, step.expectedHead);
        require(!_hasAgreed(id, step.party, word), PartyAgreedAlready(id, step.party));
        require(_mayAgree(id, step.party), PartyMayNotAgree(id, step.party));

        word = word.withOneFewer();
        _proceedings[id] = word.missing() == 0 ? _complete(word, false) : word;
        _agreed[id][step.party] = word.ordinal();
        _tell(Kinds.CERTIFICATE_PROCEEDING_AGREED, caller, step);
    }

    /// @inheritdoc IProceedings
    function withdraw(Step calldata step) external {
        CertificateId id = step.id;
        uint256 word = _proceedings[id];
        require(_isOpen(word.state()), ProceedingNotInState(id, word.state()));
        OrgId caller;
        if (PartyId.unwrap(step.party) == 0) {
            caller = _keeper(id);
            require(step.assent.person != 0, PersonMissing());
            // Only what the registrar began itself has nobody who agreed.
            require(_own(id), PartyIsNotIn(id, step.party));
        } else {
            caller = Assents.given(ORGANISATIONS, step.party, step.assent);
            require(_isIn(id, step.party, word), PartyIsNotIn(id, step.party));
        }
        _checkHead(id, step.expectedHead);
        require(step.document != 0, DocumentMissing(id));

        _proceedings[id] = word.withState(ProceedingState.WITHDRAWN);
        _tell(Kinds.CERTIFICATE_PROCEEDING_WITHDRAWN, caller, step);
    }

    /// Who filed or agreed; or who is asked to agree still, and says no.
    function _isIn(CertificateId id, PartyId party, uint256 word) private view returns (bool) {
        if (_hasAgreed(id, party, word)) return true;
        return word.state() == ProceedingState.OFFERED && _mayAgree(id, party);
    }

    /// Whether a party filed or agreed in the proceeding of this word.
    function _hasAgreed(CertificateId id, PartyId party, uint256 word) internal view returns (bool) {
        return _agreed[id][party] == word.ordinal();
    }

    function _own(CertificateId id) private view returns (bool) {
        return _hasAgreed(id, PartyId.wrap(0), _proceedings[id]);
    }

    /* DECIDING */

    /// @inheritdoc IProceedings
    function accept(Step calldata step) external {
        CertificateId id = step.id;
        OrgId caller = _keeper(id);
        uint256 word = _inState(id, ProceedingState.SUBMITTED);
        _checkHead(id, step.expectedHead);
        require(step.assent.person != 0, PersonMissing());
        (uint256 deadline, bool known) = _deadline(word);
        require(!known || Dates.dayOf(block.timestamp) <= deadline, AnsweredBySilence(id, uint16(deadline)));

        _proceedings[id] = word.withState(ProceedingState.ACCEPTED);
        _tell(Kinds.CERTIFICATE_PROCEEDING_ACCEPTED, caller, step);
    }

    /// @inheritdoc IProceedings
    function refuse(Step calldata step, Preparation calldata preparation) external {
        CertificateId id = step.id;
        OrgId caller = _two(id, Kinds.CERTIFICATE_PROCEEDING_REFUSED, keccak256(abi.encode(step)), preparation);
        uint256 word = _proceedings[id];
        ProceedingState state = word.state();
        require(
            state == ProceedingState.SUBMITTED || state == ProceedingState.ACCEPTED, ProceedingNotInState(id, state)
        );
        _checkHead(id, step.expectedHead, preparation);
        require(step.assent.person != 0, PersonMissing());
        require(step.ground != 0 && step.ground <= MAX_REFUSAL_GROUND, GroundUnknown(id, step.ground));
        require(step.document != 0, DocumentMissing(id));

        _proceedings[id] = word.withState(ProceedingState.REFUSED);
        CERTIFICATES.step(
            Kinds.CERTIFICATE_PROCEEDING_REFUSED, _procedure(), _decider(caller, preparation), step
        );
    }

    /// @inheritdoc IProceedings
    function register(Registering calldata registering, Preparation calldata preparation) external {
        CertificateId id = registering.id;
        OrgId caller = _two(id, _kind(), keccak256(abi.encode(registering)), preparation);
        uint256 word = _proceedings[id];
        ProceedingState state = _stateOn(word, Dates.dayOf(block.timestamp));
        require(state == ProceedingState.ACCEPTED, ProceedingNotInState(id, state));
        _checkHead(id, registering.expectedHead, preparation);
        require(keccak256(abi.encode(registering.terms)) == _termsDigests[id], TermsDiffer(id));
        _checkRegistering(id, word, registering);
        _check(id, registering.terms, RULES.regimeWordOf(word.regimeNumber()), false);

        _proceedings[id] = word.withState(ProceedingState.REGISTERED);
        _register(word, registering, _decider(caller, preparation));
    }

    function _checkRegistering(CertificateId id, uint256 word, Registering calldata registering) private view {
        uint256 used = bytes(registering.nationalRef).length;
        require(registering.person != 0, PersonMissing());
        require(registering.document != 0, DocumentMissing(id));
        require(registering.payloadSha256 != 0 && registering.payloadSm3 != 0, DocumentMissing(id));
        require(used != 0 && registering.nationalDigest != 0, NationalReferenceMissing(id));
        require(used <= MAX_REFERENCE_BYTES, NationalReferenceTooLong(id, used));
        require(registering.evidencedAt <= block.timestamp, EvidencedInFuture(id, registering.evidencedAt));
        require(registering.evidencedAt >= word.filedAt(), EvidencedBeforeFiling(id, registering.evidencedAt));
    }

    /* GUARDS */

    function _isOpen(ProceedingState state) private pure returns (bool) {
        return state == ProceedingState.OFFERED || state == ProceedingState.SUBMITTED || state == ProceedingState.ACCEPTED;
    }

    function _inState(CertificateId id, ProceedingState wanted) private view returns (uint256 word) {
        word = _proceedings[id];
        require(word.state() == wanted, ProceedingNotInState(id, word.state()));
    }

    /// An accredited key of whoever keeps the certificate.
    function _keeper(CertificateId id) private view returns (OrgId caller) {
        caller = ORGANISATIONS.requireAccredited(msg.sender, OrgKind.REGISTRAR);
        _requireKeeper(id, caller);
    }

    function _requireKeeper(CertificateId id, OrgId caller) private view {
        OrgId keeper = CERTIFICATES.custodianOf(id);
        require(keeper == caller, CertificateOfAnotherRegistrar(id, keeper, caller));
    }

    function _two(CertificateId id, uint16 kind, bytes32 items, Preparation calldata preparation)
        internal
        view
        returns (OrgId caller)
    {
        caller = _twoPersons(OrgKind.REGISTRAR, kind, items, preparation);
        _requireKeeper(id, caller);
    }

    function _checkHead(CertificateId id, bytes32 expected) internal view {
        if (expected != 0) HISTORY.requireWord(CertificateId.unwrap(id), expected);
    }

    /// A preparation serves once: it names the head that the act moves.
    function _checkHead(CertificateId id, bytes32 expected, Preparation calldata preparation) internal view {
        require(expected != 0 || preparation.preparer == address(0), ExpectedHeadMissing(id));
        _checkHead(id, expected);
    }

    function _units(CertificateId id, PartyId holder) internal view returns (uint256) {
        return uint256(CERTIFICATES.unitsWord(id, holder));
    }

    function _requireEffective(CertificateId id) internal view {
        require(CERTIFICATES.effective(id, uint40(block.timestamp)), CertificateNotEffective(id));
    }

    function _requireUnfrozen(CertificateId id) internal view {
        require(!CERTIFICATES.frozen(id), CertificateFrozen(id));
    }

    /// Who may be entered as a holder (arts. 10 and 15, ruling 9), as for who applies first. `decided`: the registrar recorded its decision
    /// on a public institution.
    function _requireMayHold(CertificateId id, PartyId party, bool decided) internal view {
        require(PartyId.unwrap(party) != 0, PartyMayNotHold(id, party));
        if (!party.isOrganisation()) return;

        OrgId org = party.organisation();
        bytes2 class = org.registrationClass();
        require(org != CERTIFICATES.custodianOf(id), PartyMayNotHold(id, party));
        require(class != CreditClass.GOVERNMENT_ORGAN && class != CreditClass.SOLE_TRADER, PartyMayNotHold(id, party));
        require(class != CreditClass.PUBLIC_INSTITUTION || decided, PublicInstitutionNeedsDecision(id, party));
    }

    function _requireRights(CertificateId id, PartyId holder, uint8 rights) internal view {
        require(rights != 0 && rights < RIGHT_OPERATE << 1, RightsUnknown(id, rights));
        for (uint8 right = RIGHT_HOLD; right <= RIGHT_OPERATE; right <<= 1) {
            if (rights & right == 0) continue;
            require(CERTIFICATES.holds(id, holder, right, uint40(block.timestamp)), RightNotHeld(id, holder, right));
        }
    }

    /// What a procedure has no use for stays empty, so that nobody signs what has no effect.
    function _requireEmpty(CertificateId id, bool empty, string memory field) internal pure {
        require(empty, TermOutOfPlace(id, field));
    }

    /* THE CLOCK: ART. 17 */

    function _deadline(uint256 word) private view returns (uint256 day, bool known) {
        return RULES.workingDayAfter(word.dueFrom(), RULES.regimeWordOf(word.regimeNumber()).answerDays());
    }

    function _stateOn(uint256 word, uint256 today) private view returns (ProceedingState) {
        ProceedingState state = word.state();
        if (state != ProceedingState.SUBMITTED) return state;
        (uint256 day, bool known) = _deadline(word);
        if (known) (day, known) = RULES.workingDayAfter(day, 1);
        return known && today >= day ? ProceedingState.ACCEPTED : state;
    }

    /* TELLING */

    function _tell(uint16 kind, OrgId caller, Step calldata step) private {
        CERTIFICATES.step(kind, _procedure(), ICertificateRegistry.Decider(msg.sender, address(0), 0, caller), step);
    }

    function _decider(OrgId caller, Preparation calldata preparation)
        internal
        view
        returns (ICertificateRegistry.Decider memory)
    {
        return ICertificateRegistry.Decider(msg.sender, preparation.preparer, preparation.person, caller);
    }

    /* VIEWS */

    /// @inheritdoc IProceedings
    function proceedingWord(CertificateId id) external view returns (uint256) {
        return _proceedings[id];
    }

    /// @inheritdoc IProceedings
    function termsDigest(CertificateId id) external view returns (bytes32) {
        return _termsDigests[id];
    }

    /// @inheritdoc IProceedings
    function stateOf(CertificateId id, uint40 moment) external view returns (ProceedingState) {
        return _stateOn(_proceedings[id], Dates.dayOf(moment));
    }
}
