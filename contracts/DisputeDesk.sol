// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Assent} from "./interfaces/IAssents.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IDisputeDesk} from "./interfaces/IDisputeDesk.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {Assents} from "./libraries/Assents.sol";
import {Dates} from "./libraries/Dates.sol";
import {Recorder} from "./libraries/Recorder.sol";
import {RightUnits} from "./libraries/RightUnits.sol";
import {TwoPersons} from "./libraries/TwoPersons.sol";
import {CertificateId, OrgId, PartyId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {CertificateStatus, OrgKind, Preparation} from "./types/Words.sol";

/// @title Objections to what was registered (art. 29).
contract DisputeDesk is IDisputeDesk, Recorder, TwoPersons {
    using RightUnits for uint256;

    struct Dispute_ {
        PartyId objector;
        DisputeOutcome outcome;
        /// The day on which the material was complete; 0 = it is not.
        uint16 completeOn;
        bool informed;
    }

    uint8 private constant STEP_COMPLETE = 1;
    uint8 private constant STEP_INFORMED = 2;
    uint8 private constant STEP_ELSEWHERE = 3;
    /// Art. 29: five working days for informing the registrant.
    uint256 private constant INFORM_DAYS = 5;

    IRuleBook private immutable RULES;
    ICertificateRegistry private immutable CERTIFICATES;

    mapping(CertificateId id => uint8 count) private _filed;
    mapping(CertificateId id => uint8 count) private _open;
    mapping(CertificateId id => mapping(uint8 number => Dispute_ dispute)) private _disputes;

    constructor(IHistory history, IOrganisationRegistry organisations, IRuleBook rules, ICertificateRegistry certificates)
        Recorder(history)
        TwoPersons(organisations)
    {
        RULES = rules;
        CERTIFICATES = certificates;
    }

    /* FILING */

    /// @inheritdoc IDisputeDesk
    function file(Dispute calldata dispute) external returns (uint8 number) {
        CertificateId id = dispute.id;
        require(CERTIFICATES.statusOf(id) == CertificateStatus.ISSUED, CertificateNotIssued(id));
        OrgId caller = Assents.given(ORGANISATIONS, dispute.objector, dispute.assent);
        _checkHead(id, dispute.expectedHead);
        require(dispute.reasons != 0, ReasonsMissing(id));
        require(_filed[id] < type(uint8).max, TooManyDisputes(id));

        number = ++_filed[id];
        ++_open[id];
        uint16 completeOn = dispute.complete ? uint16(Dates.dayOf(block.timestamp)) : 0;
        _disputes[id][number] = Dispute_(dispute.objector, DisputeOutcome.OPEN, completeOn, false);
        CERTIFICATES.countDispute(id, true);

        emit DisputeFiled(id, caller, number, msg.sender, dispute);
        _put(id, caller, Kinds.DISPUTE_FILED, DisputeFiled.selector, abi.encode(number, msg.sender, dispute));
    }

    /* IN BETWEEN */

    /// @inheritdoc IDisputeDesk
    function note(DisputeNote calldata note_) external {
        CertificateId id = note_.id;
        OrgId caller = ORGANISATIONS.requireAccredited(msg.sender, OrgKind.REGISTRAR);
        _requireKeeper(id, caller);
        Dispute_ storage dispute = _openDispute(id, note_.number);
        _checkHead(id, note_.expectedHead);
        require(note_.step != 0 && note_.step <= STEP_ELSEWHERE, StepUnknown(id, note_.step));
        require(note_.person != 0, PersonMissing());
        require(note_.document != 0, DocumentMissing(id));

        if (note_.step == STEP_COMPLETE && dispute.completeOn == 0) {
            dispute.completeOn = uint16(Dates.dayOf(block.timestamp));
        } else if (note_.step == STEP_INFORMED) {
            require(dispute.completeOn != 0, MaterialNotComplete(id, note_.number));
            dispute.informed = true;
        }

        emit DisputeNoted(id, caller, msg.sender, note_);
        _put(id, caller, Kinds.DISPUTE_NOTED, DisputeNoted.selector, abi.encode(msg.sender, note_));
    }

    /// @inheritdoc IDisputeDesk
    function answer(DisputeAnswer calldata answer_) external {
        CertificateId id = answer_.id;
        OrgId caller = Assents.given(ORGANISATIONS, answer_.holder, answer_.assent);
        _openDispute(id, answer_.number);
        _checkHead(id, answer_.expectedHead);
        require(uint256(CERTIFICATES.unitsWord(id, answer_.holder)).any(), HolderHasNoUnit(id, answer_.holder));
        require(answer_.document != 0, DocumentMissing(id));

        emit DisputeAnswered(id, caller, msg.sender, answer_);
        _put(id, caller, Kinds.DISPUTE_ANSWERED, DisputeAnswered.selector, abi.encode(msg.sender, answer_));
    }

    /* CLOSING */

    /// @inheritdoc IDisputeDesk
    function conclude(DisputeConclusion calldata conclusion, Preparation calldata preparation) external {
        CertificateId id = conclusion.id;
        OrgId caller = _twoPersons(
            OrgKind.REGISTRAR, Kinds.DISPUTE_CONCLUDED, keccak256(abi.encode(conclusion)), preparation
        );
        _requireKeeper(id, caller);
        Dispute_ storage dispute = _openDispute(id, conclusion.number);
        require(conclusion.expectedHead != 0 || preparation.preparer == address(0), ExpectedHeadMissing(id));
        _checkHead(id, conclusion.expectedHead);
        DisputeOutcome outcome = conclusion.outcome;
        require(
            outcome == DisputeOutcome.UPHELD || outcome == DisputeOutcome.REJECTED || outcome == DisputeOutcome.BY_DOCUMENT,
            OutcomeUnknown(id, outcome)
        );
        require(conclusion.person != 0, PersonMissing());
        require(conclusion.document != 0, DocumentMissing(id));

        _close(id, dispute, outcome);

        emit DisputeConcluded(id, caller, msg.sender, preparation.preparer, preparation.person, conclusion);
        bytes memory data = abi.encode(msg.sender, preparation.preparer, preparation.person, conclusion);
        _put(id, caller, Kinds.DISPUTE_CONCLUDED, DisputeConcluded.selector, data);
    }

    /// @inheritdoc IDisputeDesk
    function withdraw(
        CertificateId id,
        uint8 number,
        PartyId objector,
        bytes32 expectedHead,
        Assent calldata assent,
        bytes32 document
    ) external {
        OrgId caller = Assents.given(ORGANISATIONS, objector, assent);
        Dispute_ storage dispute = _openDispute(id, number);
        require(dispute.objector == objector, ObjectorIsAnother(id, number));
        _checkHead(id, expectedHead);
        require(document != 0, DocumentMissing(id));

        _close(id, dispute, DisputeOutcome.WITHDRAWN);

        emit DisputeWithdrawn(id, caller, number, msg.sender, assent, document);
        bytes memory data = abi.encode(number, msg.sender, assent, document);
        _put(id, caller, Kinds.DISPUTE_WITHDRAWN, DisputeWithdrawn.selector, data);
    }

    function _close(CertificateId id, Dispute_ storage dispute, DisputeOutcome outcome) private {
        dispute.outcome = outcome;
        --_open[id];
        CERTIFICATES.countDispute(id, false);
    }

    /* GUARDS AND RECORD */

    function _openDispute(CertificateId id, uint8 number) private view returns (Dispute_ storage dispute) {
        dispute = _disputes[id][number];
        require(dispute.outcome != DisputeOutcome.NONE, DisputeUnknown(id, number));
        require(dispute.outcome == DisputeOutcome.OPEN, DisputeNotOpen(id, number, dispute.outcome));
    }

    function _requireKeeper(CertificateId id, OrgId caller) private view {
        OrgId keeper = CERTIFICATES.custodianOf(id);
        require(keeper == caller, CertificateOfAnotherRegistrar(id, keeper, caller));
    }

    function _checkHead(CertificateId id, bytes32 expected) private view {
        if (expected != 0) HISTORY.requireWord(CertificateId.unwrap(id), expected);
    }

    function _put(CertificateId id, OrgId by, uint16 kind, bytes32 selector, bytes memory data) private {
        bytes32 subject = CertificateId.unwrap(id);
        _record(subject, kind, msg.sender, _payload(selector, subject, OrgId.unwrap(by), data));
    }

    /* VIEWS */

    /// @inheritdoc IDisputeDesk
    function tally(CertificateId id) external view returns (uint8 filed, uint8 open) {
        return (_filed[id], _open[id]);
    }

    /// @inheritdoc IDisputeDesk
    function outcomeOf(CertificateId id, uint8 number) external view returns (DisputeOutcome) {
        return _disputes[id][number].outcome;
    }

    /// @inheritdoc IDisputeDesk
    function informBy(CertificateId id, uint8 number) external view returns (uint256 day, bool known) {
        uint16 completeOn = _disputes[id][number].completeOn;
        if (completeOn == 0) return (0, false);
        return RULES.workingDayAfter(completeOn, INFORM_DAYS);
    }
}
