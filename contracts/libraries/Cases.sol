// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEstate} from "../interfaces/IEstate.sol";
import {IHistory} from "../interfaces/IHistory.sol";
import {IOrganisationRegistry} from "../interfaces/IOrganisationRegistry.sol";
import {IRegistrationDesk} from "../interfaces/IRegistrationDesk.sol";
import {IRuleBook} from "../interfaces/IRuleBook.sol";
import {CaseId, OrgId} from "../types/Ids.sol";
import {CaseState, OrgKind, Preparation} from "../types/Words.sol";
import {CaseWord} from "./CaseWord.sol";
import {Dates} from "./Dates.sol";
import {Entries, EntriesCall} from "./Entries.sol";
import {Inherited} from "./Inherited.sol";
import {Recital} from "./Recital.sol";
import {Recorder} from "./Recorder.sol";
import {RegimeWord} from "./RegimeWord.sol";
import {TwoPersons} from "./TwoPersons.sol";

/// @title The cases of a desk: their words, what time does to them, and how a batch of acts on them is put on record.
/// @dev A desk of another type of registration keeps its cases in the same way and adds its own acts.
abstract contract Cases is IRegistrationDesk, Recorder, TwoPersons {
    using CaseWord for uint256;
    using Inherited for IEstate;
    using RegimeWord for uint256;

    /// One call's acts: who acts, and what was said so far.
    struct Batch {
        OrgId org;
        address preparer;
        bytes32 preparerPerson;
        Entries entries;
    }

    /// Where the items of a call `f(Item[] items, Preparation preparation)` begin: behind the selector and two heads.
    uint256 internal constant ITEMS_AT = 68;

    IRuleBook internal immutable RULES;
    IEstate private immutable ESTATE;
    /// The desk whose address stands in the ids of cases: an earlier deployment's, so that a reference opens one case only.
    address internal immutable CASES_OF;

    /// Slot 0: the case word, drawn in types/Words.sol.
    mapping(CaseId id => uint256 word) internal _cases;
    /// Slot 1: what certification must repeat.
    mapping(CaseId id => bytes32 digest) internal _termsDigests;
    /// Slot 2: the applicant that filed with its own key; zero where the registrar filed. It may resubmit and withdraw.
    mapping(CaseId id => OrgId org) internal _filers;

    constructor(IHistory history, IOrganisationRegistry organisations, IRuleBook rules, IEstate estate)
        Recorder(history)
        TwoPersons(organisations)
    {
        RULES = rules;
        ESTATE = estate;
        CASES_OF = address(estate) == address(0) ? address(this) : estate.casesOf();
    }

    /* WORDS, OF HERE OR OF AN EARLIER DEPLOYMENT */

    function _case(CaseId id) internal view returns (uint256 word) {
        word = _cases[id];
        if (word == 0) word = ESTATE.word(IEstate.caseWord.selector, CaseId.unwrap(id), 0);
    }

    /// Only for a case that was not certified: certification takes the digest away.
    function _terms(CaseId id) internal view returns (bytes32 digest) {
        digest = _termsDigests[id];
        if (digest == 0) digest = bytes32(ESTATE.word(IEstate.termsDigest.selector, CaseId.unwrap(id), 0));
    }

    function _filer(CaseId id) private view returns (OrgId filer) {
        filer = _filers[id];
        if (OrgId.unwrap(filer) == 0) {
            filer = OrgId.wrap(bytes18(bytes32(ESTATE.word(IEstate.filerOf.selector, CaseId.unwrap(id), 0))));
        }
    }

    /* WHAT TIME DOES */

    /// The state on a day. Silence accepts on the first working day after the deadline; what the calendar does not reach, has not
    /// happened yet.
    function _stateOn(uint256 word, uint256 today) internal view returns (CaseState) {
        CaseState stored = word.state();
        if (stored == CaseState.SUBMITTED && _silenceAccepted(word, today)) return CaseState.ACCEPTED;
        if (stored == CaseState.CORRECTION_REQUESTED && today > word.lastDay()) return CaseState.LAPSED;
        return stored;
    }

    function _silenceAccepted(uint256 word, uint256 today) private view returns (bool) {
        (uint256 acceptedOn, bool known) = _acceptedOn(word);
        return known && today >= acceptedOn;
    }

    function _answerDeadline(uint256 word) internal view returns (uint256 day, bool known) {
        return RULES.workingDayAfter(word.dueFrom(), _regimeWord(word).answerDays());
    }

    /// The day from which silence has accepted, if nobody answered.
    function _acceptedOn(uint256 word) internal view returns (uint256 day, bool known) {
        (day, known) = _answerDeadline(word);
        if (known) (day, known) = RULES.workingDayAfter(day, 1);
    }

    function _noticeEnd(uint256 word) internal view returns (uint256 day, bool known) {
        return RULES.workingDayAfter(word.noticeDay(), _regimeWord(word).noticeDays());
    }

    function _regimeWord(uint256 word) internal view returns (uint256) {
        return RULES.regimeWordOf(word.regimeNumber());
    }

    function _today() internal view returns (uint256) {
        return Dates.dayOf(block.timestamp);
    }

    /* BATCHES */

    function _begin(uint16 kind, uint256 count) internal view returns (Batch memory batch) {
        _allot(batch, kind, count);
        batch.org = ORGANISATIONS.requireAccredited(msg.sender, OrgKind.REGISTRAR);
    }

    /// A batch of an applicant's own key or of the registrar that acts on a signed paper.
    function _beginForEither(uint16 kind, uint256 count) internal view returns (Batch memory batch) {
        _allot(batch, kind, count);
        batch.org = ORGANISATIONS.requireKey(msg.sender);
    }

    function _beginTwo(uint16 kind, uint256 count, OrgKind need, Preparation calldata preparation)
        internal
        view
        returns (Batch memory batch)
    {
        _allot(batch, kind, count);
        // Without a preparer nothing was signed, and the registry does not look at the digest.
        bytes32 items = preparation.signature.length == 0 ? bytes32(0) : _items();
        batch.org = _twoPersons(need, kind, items, preparation);
        batch.preparer = preparation.preparer;
        batch.preparerPerson = preparation.person;
    }

    function _allot(Batch memory batch, uint16 kind, uint256 count) internal view {
        require(count != 0, BatchEmpty());
        batch.entries = EntriesCall.allot(kind, msg.sender, count);
    }

    /// keccak256(abi.encode(items)) of a call `f(Item[] items, Preparation preparation)`. Whatever else a sender arranges there has
    /// another hash than what the preparer signed.
    function _items() private pure returns (bytes32) {
        return keccak256(bytes.concat(bytes32(uint256(32)), _itemsOfCall()));
    }

    /// The items of a call `f(Item[] items, Preparation preparation)`: their canonical encoding, from their number on, lies in one
    /// piece between the two heads and the preparation. Offsets within it count from there, so that it can be handed on.
    function _itemsOfCall() internal pure returns (bytes calldata) {
        (uint256 itemsAt, uint256 preparationAt) = abi.decode(msg.data[4:68], (uint256, uint256));
        require(itemsAt == ITEMS_AT - 4, CalldataNotCanonical());
        return msg.data[ITEMS_AT:4 + preparationAt];
    }

    /// The word of a case that the batch's organisation is the registrar of.
    function _caseOf(Batch memory batch, uint256 index, Act calldata act) internal view returns (uint256 word) {
        word = _known(index, act.id);
        OrgId registrar = word.registrar();
        require(registrar == batch.org, CaseOfAnotherRegistrar(index, act.id, registrar, batch.org));
    }

    /// The word of a case that the batch's organisation filed or is the registrar of.
    function _caseOfEither(Batch memory batch, uint256 index, Act calldata act) internal view returns (uint256 word) {
        word = _known(index, act.id);
        require(word.registrar() == batch.org || _filer(act.id) == batch.org, CallerMayNotFile(index, batch.org));
    }

    function _known(uint256 index, CaseId id) internal view returns (uint256 word) {
        word = _case(id);
        require(word != 0, CaseUnknown(index, id));
    }

    function _checkAct(Batch memory batch, uint256 index, Act calldata act) internal pure {
        require(act.person != 0, PersonMissing(index));
        require(batch.preparer == address(0) || act.expectedHead != 0, ExpectedHeadMissing(index, act.id));
    }

    function _checkDocument(uint256 index, Act calldata act) internal pure {
        require(act.document != 0, DocumentMissing(index, act.id));
    }

    /* PUTTING ON RECORD */

    /// Emit an event that says who acted and no more; note its entry, and the head that the sender looked at.
    function _say(Batch memory batch, uint256 index, Act calldata act, OrgId registrar, bytes32 selector) internal {
        _put(
            batch, index, act,
            abi.encode(
                selector, act.id, registrar, msg.sender, batch.preparer, act.person, batch.preparerPerson, act.document
            )
        );
    }

    /// As _say, with one more argument.
    function _say(Batch memory batch, uint256 index, Act calldata act, OrgId registrar, bytes32 selector, bytes32 more) internal {
        _put(
            batch, index, act,
            abi.encode(
                selector, act.id, registrar, msg.sender, batch.preparer, act.person, batch.preparerPerson, act.document, more
            )
        );
    }

    function _acted(Batch memory batch, Act calldata act) internal view returns (Acted memory) {
        return Acted(msg.sender, batch.preparer, act.person, batch.preparerPerson, act.document);
    }

    /// As _say, for an event whose whole encoding is given.
    function _put(Batch memory batch, uint256 index, Act calldata act, bytes memory payload) internal {
        _note(batch, index, act.id, act.expectedHead, payload);
    }

    function _note(Batch memory batch, uint256 index, CaseId id, bytes32 expectedHead, bytes memory payload) internal {
        batch.entries.set(index, CaseId.unwrap(id), expectedHead, Recital.speak(payload));
    }

    function _end(Batch memory batch) internal {
        batch.entries.send(HISTORY);
    }

    /* VIEWS */

    /// @inheritdoc IRegistrationDesk
    function caseWord(CaseId id) external view returns (uint256) {
        return _case(id);
    }

    /// @inheritdoc IRegistrationDesk
    function termsDigest(CaseId id) external view returns (bytes32) {
        return _case(id).state() == CaseState.CERTIFIED ? bytes32(0) : _terms(id);
    }

    /// @inheritdoc IRegistrationDesk
    function filerOf(CaseId id) external view returns (OrgId) {
        return _filer(id);
    }

    /// @inheritdoc IRegistrationDesk
    function stateOf(CaseId id, uint40 moment) external view returns (CaseState) {
        return _stateOn(_case(id), Dates.dayOf(moment));
    }

    /// @inheritdoc IRegistrationDesk
    function noticeOpenAt(CaseId id, uint40 moment) external view returns (bool) {
        uint256 word = _case(id);
        if (word.state() != CaseState.PUBLIC_NOTICE) return false;

        uint256 day = Dates.dayOf(moment);
        (uint256 lastDay, bool known) = _noticeEnd(word);
        return day >= word.noticeDay() && (!known || day <= lastDay);
    }

    /// @inheritdoc IRegistrationDesk
    function registrarOf(CaseId id) external view returns (OrgId) {
        return _case(id).registrar();
    }
}
