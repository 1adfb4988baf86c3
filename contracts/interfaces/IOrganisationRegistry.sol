// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId} from "../types/Ids.sol";
import {OrgKind, Preparation} from "../types/Words.sol";

/// @title Who may act: organisations, their kinds, accreditation windows, and keys with the time for which each was good.
/// @notice Organisations are named by their unified social credit code. Natural persons and sole traders are never registered
/// here: they appear elsewhere as salted commitments only.
/// @dev Governed acts come from Governance. A registrar may register holders, and no other kind, after an identity check.
interface IOrganisationRegistry {
    struct Founding {
        OrgId org;
        string name;
        address account;
    }

    struct Registration {
        OrgId org;
        uint16 kinds;
        uint24 group;
        bool publicBody;
        string name;
    }

    event OrganisationRegistered(OrgId indexed org, OrgId indexed by, address account, bytes32 person, Registration registration);
    event OrganisationRegrouped(OrgId indexed org, uint24 group);
    event OrganisationAccredited(OrgId indexed org, OrgKind indexed kind, uint40 since, uint40 until, uint8 region, uint8 digit);
    event OrganisationSuspended(OrgId indexed org, OrgKind indexed kind, uint40 moment, bytes32 reason);
    event OrganisationResumed(OrgId indexed org, OrgKind indexed kind, uint40 moment, bytes32 reason);
    event TwoPersonActsSet(OrgId indexed org, address account, address preparer, uint128 kinds);
    event EncryptionKeySet(OrgId indexed org, address account, bytes32 x25519);
    event KeyAdded(OrgId indexed org, address indexed account, uint40 since, uint40 until);
    event KeyRetired(OrgId indexed org, address indexed account, address by, uint40 until);
    event KeyCompromised(OrgId indexed org, address indexed account, address by, uint40 since, bytes32 report);

    /// @notice Art. 13: what the registrar registered stays valid; the successor acts for it. Its own accreditation ends.
    event OrganisationSucceeded(OrgId indexed org, OrgId indexed successor, uint40 moment, bytes32 document);

    /// @notice A good key stands by everything that its organisation signed until now on these subjects of History (cures taint).
    event ActsReaffirmed(OrgId indexed org, address account, bytes32 person, bytes32 reason, bytes32[] subjects);

    error CallerIsNotGovernance(address caller);
    error OrganisationUnknown(OrgId org);
    error OrganisationAlreadyRegistered(OrgId org);
    error OrganisationCodeMalformed(OrgId org);
    error OrganisationIsSoleTrader(OrgId org);
    error OrganisationKindsEmpty(OrgId org);
    error OrganisationKindsUnknown(OrgId org, uint16 kinds);
    error OrganisationNameMissing(OrgId org);
    error OnlyHoldersMayBeRegisteredBy(OrgId org, OrgId by);
    error OrganisationNotRegisteredBy(OrgId org, OrgId by);
    error AccreditationWindowEmpty(OrgId org, uint40 since, uint40 until);
    error AccreditationKindNotHeld(OrgId org, OrgKind kind);
    error AccreditationUnknown(OrgId org, OrgKind kind);
    error AccreditationNotEffective(OrgId org, OrgKind kind, uint40 moment);
    error AccreditationAlreadySuspended(OrgId org, OrgKind kind, uint40 moment);
    error AccreditationNotSuspended(OrgId org, OrgKind kind);
    /// @notice A registrar has a region of 1 to 99 and a digit of 0 to 9; other kinds have neither.
    error CodePartOutOfRange(OrgId org, uint8 region, uint8 digit);
    error SuccessorIsItself(OrgId org);
    error AlreadySucceeded(OrgId org, OrgId successor);
    error SuccessorNotAccredited(OrgId successor);
    error SuccessionsTooMany(OrgId org);
    error SuccessionDocumentMissing(OrgId org);
    error CodeDigitTaken(uint8 region, uint8 digit, OrgId by);
    error KeyUnknown(address account);
    error KeyAlreadyKnown(address account, OrgId org);
    error KeyWindowEmpty(address account, uint40 since, uint40 until);
    error KeyNotGood(address account, uint40 moment);
    error KeyAlreadyEnded(address account, uint40 until);
    error KeyIsNotOfOrganisation(address account, OrgId org);
    error KeyMustNotJudgeItself(address account);
    error MomentInFuture(uint40 moment);
    /// @notice Whoever goes on from an earlier deployment has the authorities of that one.
    error FoundersBesideAnEstate();
    error TwoPersonsRequired(OrgId org, uint16 kind);
    error PreparerIsApprover(address account);
    error PreparerOfAnotherOrganisation(address preparer, OrgId org);
    error PreparationExpired(uint40 deadline);
    error PreparationNotSignedBy(address preparer, address signer);
    error KindOutOfRange(uint16 kind);
    error ExpectedHeadMissing(OrgId org);
    error PersonMissing();
    error SubjectsEmpty(OrgId org);
    error SubjectsTooMany(OrgId org, uint256 count);
    /// @notice Nothing was ever put on record there.
    error SubjectUnknown(bytes32 subject);
    error ReasonMissing(OrgId org);

    /// @notice Register an organisation of any kind. Governed.
    function register(Registration calldata registration) external;

    /// @notice A registrar registers a holder after checking its identity. HOLDER only.
    function registerHolder(Registration calldata registration, bytes32 person) external;

    /// @notice Put an organisation into an affiliation group, 0 = none. Governed.
    function regroup(OrgId org, uint24 group) external;

    /// @notice Accredit for a window [since, until). `region` and `digit` are a registrar's part of the national code
    /// (SJ + region + digit); zero for other kinds. Governed.
    function accredit(OrgId org, OrgKind kind, uint40 since, uint40 until, uint8 region, uint8 digit) external;

    /// @notice Suspend an accreditation from now on. Governed.
    function suspend(OrgId org, OrgKind kind, bytes32 reason) external;

    /// @notice End a suspension. Governed.
    function resume(OrgId org, OrgKind kind, bytes32 reason) external;

    /// @notice A registrar leaves and another takes its records over (art. 13). For good. Governed.
    function succeed(OrgId org, OrgId successor, bytes32 document) external;

    /// @notice Give an organisation a key, good in [since, until). `since` 0 = now, `until` 0 = open. An account is given once, to one
    /// organisation. Governed.
    function addKey(OrgId org, address account, uint40 since, uint40 until) external;

    /// @notice The registrar that registered a holder gives it a key.
    function addHolderKey(OrgId org, address account, uint40 since, uint40 until) external;

    /// @notice End a key now. By another good key of its organisation, or governed.
    function retireKey(address account) external;

    /// @notice Declare that a key was in other hands since a moment, never later than now. By another good key of its
    /// organisation, or governed. What it signed from that moment on is tainted at once, everywhere, until re-affirmed.
    function reportCompromised(address account, uint40 since, bytes32 report) external;

    /// @notice Publish the organisation's X25519 key, under which confidential documents are wrapped for it.
    function setEncryptionKey(bytes32 x25519) external;

    /// @notice Stand by what the organisation signed until now on some subjects (grants, pledges, cases, ...): acts of a key that was
    /// in other hands then count again, and both facts stay visible. At most 256 subjects a call.
    function reaffirm(bytes32[] calldata subjects, bytes32 person, bytes32 reason) external;

    /// @notice Say which acts need two persons here. Takes two persons itself, whatever the organisation said before.
    /// @dev The preparer signs keccak256(abi.encode(kinds, expectedHead)); the head moves, so that a preparation serves once.
    function setTwoPersonActs(uint128 kinds, bytes32 expectedHead, Preparation calldata preparation) external;

    /// @notice The organisation whose good key this is now; reverts otherwise.
    function requireKey(address account) external view returns (OrgId);

    /// @notice As requireKey, and the organisation is accredited as `need`, within its window and not suspended.
    function requireAccredited(address account, OrgKind need) external view returns (OrgId);

    /// @notice As requireAccredited, and the second person: if the organisation wants two for this kind, or a preparer is named,
    /// the preparer is another good key of the same organisation and signed `digest`.
    /// Nobody is accredited to apply: for HOLDER a good key is enough, as in requireKey.
    function requireTwoPersons(address approver, OrgKind need, uint16 kind, bytes32 digest, Preparation calldata preparation)
        external
        view
        returns (OrgId);

    /// @notice True if the key is one, and a moment lies in the time for which it is good by all that is known now.
    function goodAt(address account, uint40 moment) external view returns (bool);

    /// @notice True if the organisation is accredited now, within its window and not suspended.
    function isAccredited(OrgId org, OrgKind kind) external view returns (bool);

    function organisationWord(OrgId org) external view returns (uint256);

    function accreditationWord(OrgId org, OrgKind kind) external view returns (uint256);

    function keyWord(address account) external view returns (uint256);

    /// @notice The registrar that registered a holder; zero if governance did.
    function registeredBy(OrgId org) external view returns (OrgId);

    /// @notice The registrar that keeps an organisation's certificates now: itself, or the last of those that succeeded it.
    function custodianOf(OrgId org) external view returns (OrgId);
}
