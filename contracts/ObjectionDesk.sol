// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEstate} from "./interfaces/IEstate.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IObjectionDesk} from "./interfaces/IObjectionDesk.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {IRegistrationDesk} from "./interfaces/IRegistrationDesk.sol";
import {Inherited} from "./libraries/Inherited.sol";
import {ObjectionWords} from "./libraries/ObjectionWords.sol";
import {Recorder} from "./libraries/Recorder.sol";
import {TwoPersons} from "./libraries/TwoPersons.sol";
import {CaseId, Ids, OrgId, PartyId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {OrgKind, Preparation} from "./types/Words.sol";

/// @title Objections during the public notice.
contract ObjectionDesk is IObjectionDesk, Recorder, TwoPersons {
    using Inherited for IEstate;
    using Ids for OrgId;
    using Ids for PartyId;
    using ObjectionWords for uint256;

    IRegistrationDesk private immutable DESK;
    IEstate private immutable ESTATE;

    /// Slot 0: the tally word, drawn in types/Words.sol.
    mapping(CaseId caseId => uint256 word) private _tallies;
    /// Slot 1: the objection word, drawn in types/Words.sol.
    mapping(CaseId caseId => mapping(uint8 number => uint256 word)) private _objections;

    constructor(IHistory history, IOrganisationRegistry organisations, IRegistrationDesk desk, IEstate estate)
        Recorder(history)
        TwoPersons(organisations)
    {
        DESK = desk;
        ESTATE = estate;
    }

    /* FILING */

    /// @inheritdoc IObjectionDesk
    function file(Objection calldata objection) external returns (uint8 number) {
        CaseId caseId = objection.caseId;
        OrgId registrar = _registrarOf(caseId);
        OrgId caller = ORGANISATIONS.requireKey(msg.sender);
        bool byRegistrar = caller == registrar;
        require(byRegistrar || objection.objector == caller.party(), CallerMayNotObject(caller, objection.objector));
        _checkHead(caseId, objection.expectedHead);
        bool claimed = objection.receivedAt != 0;
        uint40 receivedAt = claimed ? objection.receivedAt : uint40(block.timestamp);
        require(DESK.noticeOpenAt(caseId, receivedAt), NoticeNotOpen(caseId, receivedAt));
        uint256 tally_ = _tally(caseId);
        require(tally_.filed() < ObjectionWords.MAX_OBJECTIONS, TooManyObjections(caseId));
        require(byRegistrar || !claimed, ClaimedTimeNotAllowed(objection.receivedAt));
        require(receivedAt <= block.timestamp, ClaimedTimeInFuture(receivedAt));
        require(PartyId.unwrap(objection.objector) != 0, ObjectorMissing(caseId));
        require(objection.person != 0, PersonMissing());
        require(objection.reasons != 0, ReasonsMissing(caseId));

        number = tally_.filed() + 1;
        _tallies[caseId] = tally_.withFiled();
        _objections[caseId][number] = ObjectionWords.create(objection.objector);

        emit ObjectionFiled(caseId, registrar, number, msg.sender, receivedAt, claimed, objection);
        bytes memory data = abi.encode(number, msg.sender, receivedAt, claimed, objection);
        _put(caseId, registrar, Kinds.OBJECTION_FILED, ObjectionFiled.selector, data);
    }

    /* CLOSING */

    /// @inheritdoc IObjectionDesk
    function decide(Decision calldata decision, Preparation calldata preparation) external {
        CaseId caseId = decision.caseId;
        OrgId registrar = _registrarOf(caseId);
        uint256 word = _known(caseId, decision.number);
        OrgId caller =
            _twoPersons(OrgKind.REGISTRAR, Kinds.OBJECTION_DECIDED, keccak256(abi.encode(decision)), preparation);
        require(caller == registrar, CaseOfAnotherRegistrar(caseId, registrar, caller));
        _checkHead(caseId, decision.expectedHead);
        _checkOpen(caseId, decision.number, word);
        require(decision.expectedHead != 0 || preparation.preparer == address(0), ExpectedHeadMissing(caseId));
        require(decision.person != 0, PersonMissing());
        require(decision.document != 0, DocumentMissing(caseId));

        Outcome outcome = decision.upheld ? Outcome.UPHELD : Outcome.REJECTED;
        _close(caseId, decision.number, word, outcome);

        emit ObjectionDecided(caseId, registrar, msg.sender, preparation.preparer, preparation.person, decision);
        bytes memory data = abi.encode(msg.sender, preparation.preparer, preparation.person, decision);
        _put(caseId, registrar, Kinds.OBJECTION_DECIDED, ObjectionDecided.selector, data);
    }

    /// @inheritdoc IObjectionDesk
    function withdraw(CaseId caseId, uint8 number, bytes32 expectedHead, bytes32 person, bytes32 document) external {
        OrgId registrar = _registrarOf(caseId);
        uint256 word = _known(caseId, number);
        OrgId caller = ORGANISATIONS.requireKey(msg.sender);
        require(caller == registrar || caller == word.objector(), ObjectionNotBy(caseId, number, caller));
        _checkHead(caseId, expectedHead);
        _checkOpen(caseId, number, word);
        require(person != 0, PersonMissing());
        require(document != 0, DocumentMissing(caseId));

        _close(caseId, number, word, Outcome.WITHDRAWN);

        emit ObjectionWithdrawn(caseId, registrar, number, msg.sender, person, document);
        bytes memory data = abi.encode(number, msg.sender, person, document);
        _put(caseId, registrar, Kinds.OBJECTION_WITHDRAWN, ObjectionWithdrawn.selector, data);
    }

    function _close(CaseId caseId, uint8 number, uint256 word, Outcome outcome) private {
        _objections[caseId][number] = word.withOutcome(outcome);
        _tallies[caseId] = _tally(caseId).withClosed(outcome == Outcome.UPHELD);
    }

    /* GUARDS AND RECORD */

    function _registrarOf(CaseId caseId) private view returns (OrgId registrar) {
        registrar = DESK.registrarOf(caseId);
        require(OrgId.unwrap(registrar) != 0, CaseUnknown(caseId));
    }

    /// The words, of here or of an earlier deployment.
    function _tally(CaseId caseId) private view returns (uint256 word) {
        word = _tallies[caseId];
        if (word == 0) word = ESTATE.word(IEstate.tallyWord.selector, CaseId.unwrap(caseId), 0);
    }

    function _objection(CaseId caseId, uint8 number) private view returns (uint256 word) {
        word = _objections[caseId][number];
        if (word == 0) {
            word = ESTATE.word(IEstate.objectionWord.selector, CaseId.unwrap(caseId), bytes32(uint256(number)));
        }
    }

    function _known(CaseId caseId, uint8 number) private view returns (uint256 word) {
        word = _objection(caseId, number);
        require(word != 0, ObjectionUnknown(caseId, number));
    }

    function _checkOpen(CaseId caseId, uint8 number, uint256 word) private pure {
        require(word.outcome() == Outcome.OPEN, ObjectionNotOpen(caseId, number, word.outcome()));
    }

    function _checkHead(CaseId caseId, bytes32 expected) private view {
        if (expected != 0) HISTORY.requireWord(CaseId.unwrap(caseId), expected);
    }

    function _put(CaseId caseId, OrgId registrar, uint16 kind, bytes32 selector, bytes memory data) private {
        bytes32 subject = CaseId.unwrap(caseId);
        _record(subject, kind, msg.sender, _payload(selector, subject, OrgId.unwrap(registrar), data));
    }

    /* VIEWS */

    /// @inheritdoc IObjectionDesk
    function tally(CaseId caseId) external view returns (uint8 filed, uint8 open, uint8 upheld) {
        uint256 word = _tally(caseId);
        return (word.filed(), word.open(), word.upheld());
    }

    /// @inheritdoc IObjectionDesk
    function outcomeOf(CaseId caseId, uint8 number) external view returns (Outcome) {
        return _objection(caseId, number).outcome();
    }
}
