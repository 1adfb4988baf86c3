// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CaseId, OrgId, PartyId} from "../types/Ids.sol";
import {Preparation} from "../types/Words.sol";

/// @title Objections during the public notice (art. 25).
/// @notice An open objection never silently disappears: only the registrar's decision or the objector's withdrawal closes it, each
/// with a document. While one is open, or after one was upheld, the case cannot be evidenced.
/// @dev Objections of a case are numbered from 1. The registrar files for an objector without a key and may claim when it was received.
interface IObjectionDesk {
    enum Outcome {
        NONE,
        OPEN,
        UPHELD,
        REJECTED,
        WITHDRAWN
    }

    struct Objection {
        CaseId caseId;
        bytes32 expectedHead;
        PartyId objector;
        uint40 receivedAt;
        bytes32 person;
        /// Salted commitments of the reasons and of the material.
        bytes32 reasons;
        bytes32 material;
    }

    struct Decision {
        CaseId caseId;
        bytes32 expectedHead;
        uint8 number;
        bool upheld;
        bytes32 person;
        bytes32 document;
    }

    event ObjectionFiled(
        CaseId indexed caseId, OrgId indexed registrar, uint8 number, address account, uint40 receivedAt, bool claimed, Objection objection
    );
    event ObjectionDecided(CaseId indexed caseId, OrgId indexed registrar, address account, address preparer, bytes32 preparerPerson, Decision decision);
    event ObjectionWithdrawn(CaseId indexed caseId, OrgId indexed registrar, uint8 number, address account, bytes32 person, bytes32 document);

    error CaseUnknown(CaseId caseId);
    error NoticeNotOpen(CaseId caseId, uint40 moment);
    error CallerMayNotObject(OrgId caller, PartyId objector);
    error ClaimedTimeNotAllowed(uint40 claimed);
    error ClaimedTimeInFuture(uint40 claimed);
    error ObjectorMissing(CaseId caseId);
    error ReasonsMissing(CaseId caseId);
    error DocumentMissing(CaseId caseId);
    error PersonMissing();
    error ExpectedHeadMissing(CaseId caseId);
    error TooManyObjections(CaseId caseId);
    error ObjectionUnknown(CaseId caseId, uint8 number);
    error ObjectionNotOpen(CaseId caseId, uint8 number, Outcome outcome);
    error CaseOfAnotherRegistrar(CaseId caseId, OrgId registrar, OrgId caller);
    error ObjectionNotBy(CaseId caseId, uint8 number, OrgId caller);

    function file(Objection calldata objection) external returns (uint8 number);

    function decide(Decision calldata decision, Preparation calldata preparation) external;

    /// @notice The objector's own key, or the registrar on the objector's signed paper.
    function withdraw(CaseId caseId, uint8 number, bytes32 expectedHead, bytes32 person, bytes32 document) external;

    /// @notice filed, open and upheld objections of a case.
    function tally(CaseId caseId) external view returns (uint8 filed, uint8 open, uint8 upheld);

    function outcomeOf(CaseId caseId, uint8 number) external view returns (Outcome);
}
