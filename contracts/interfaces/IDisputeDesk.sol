// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CertificateId, OrgId, PartyId} from "../types/Ids.sol";
import {Preparation} from "../types/Words.sol";
import {Assent} from "./IAssents.sol";

/// @title Objections to what was registered (art. 29).
/// @notice An open dispute never silently disappears: the registrar's conclusion, the objector's withdrawal or an effective document
/// of a court or arbitral body closes it, each with a paper. While one is open every verdict says so.
/// @dev Disputes of a certificate are numbered from 1.
interface IDisputeDesk {
    enum DisputeOutcome {
        NONE,
        OPEN,
        UPHELD,
        REJECTED,
        WITHDRAWN,
        BY_DOCUMENT
    }

    struct Dispute {
        CertificateId id;
        bytes32 expectedHead;
        PartyId objector;
        Assent assent;
        /// Salted commitments of the reasons and of the material.
        bytes32 reasons;
        bytes32 material;
        /// True if the material is complete: the five days for informing the registrant run from here.
        bool complete;
    }

    /// The registrar found the material complete (1), informed the registrant (2), or proceedings elsewhere became known (3).
    struct DisputeNote {
        CertificateId id;
        bytes32 expectedHead;
        uint8 number;
        uint8 step;
        bytes32 person;
        bytes32 document;
    }

    struct DisputeAnswer {
        CertificateId id;
        bytes32 expectedHead;
        uint8 number;
        PartyId holder;
        bool contested;
        Assent assent;
        bytes32 document;
    }

    struct DisputeConclusion {
        CertificateId id;
        bytes32 expectedHead;
        uint8 number;
        /// UPHELD or REJECTED by the registrar, BY_DOCUMENT where a court or arbitral body decided.
        DisputeOutcome outcome;
        bytes32 person;
        bytes32 document;
    }

    event DisputeFiled(CertificateId indexed id, OrgId indexed by, uint8 number, address account, Dispute dispute);
    event DisputeNoted(CertificateId indexed id, OrgId indexed by, address account, DisputeNote note);
    event DisputeAnswered(CertificateId indexed id, OrgId indexed by, address account, DisputeAnswer answer);
    event DisputeConcluded(CertificateId indexed id, OrgId indexed by, address account, address preparer, bytes32 preparerPerson, DisputeConclusion conclusion);
    event DisputeWithdrawn(CertificateId indexed id, OrgId indexed by, uint8 number, address account, Assent assent, bytes32 document);

    error CertificateNotIssued(CertificateId id);
    error PersonMissing();
    error DocumentMissing(CertificateId id);
    error ReasonsMissing(CertificateId id);
    error ExpectedHeadMissing(CertificateId id);
    error TooManyDisputes(CertificateId id);
    error DisputeUnknown(CertificateId id, uint8 number);
    error DisputeNotOpen(CertificateId id, uint8 number, DisputeOutcome outcome);
    error StepUnknown(CertificateId id, uint8 step);
    error MaterialNotComplete(CertificateId id, uint8 number);
    error OutcomeUnknown(CertificateId id, DisputeOutcome outcome);
    error CertificateOfAnotherRegistrar(CertificateId id, OrgId registrar, OrgId caller);
    error HolderHasNoUnit(CertificateId id, PartyId holder);
    error ObjectorIsAnother(CertificateId id, uint8 number);

    function file(Dispute calldata dispute) external returns (uint8 number);

    /// @notice By the certificate's registrar.
    function note(DisputeNote calldata note_) external;

    /// @notice A holder accepts or contests: its own key, or a registrar on its paper.
    function answer(DisputeAnswer calldata answer_) external;

    function conclude(DisputeConclusion calldata conclusion, Preparation calldata preparation) external;

    /// @notice The objector withdraws: its own key, or a registrar on its paper.
    function withdraw(CertificateId id, uint8 number, PartyId objector, bytes32 expectedHead, Assent calldata assent, bytes32 document) external;

    /// @notice How many were ever filed, and how many are open.
    function tally(CertificateId id) external view returns (uint8 filed, uint8 open);

    function outcomeOf(CertificateId id, uint8 number) external view returns (DisputeOutcome);

    /// @notice The last day for informing the registrant, if the material is complete and the calendar reaches so far.
    function informBy(CertificateId id, uint8 number) external view returns (uint256 day, bool known);
}
