// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId} from "../types/Ids.sol";

/// @title Governance by two authorities.
/// @notice What changes who may act, or by which rules, is proposed by a key of one authority and confirmed, after a delay, by a key
/// of another. One key alone changes nothing.
/// @dev A confirmed proposal calls its target once, as this contract. Modules accept governed calls from this contract only.
interface IGovernance {
    event ProposalMade(
        bytes32 indexed id, address indexed target, OrgId proposer, address account, uint40 earliest, bytes32 person, bytes32 salt, bytes act
    );
    event ProposalConfirmed(bytes32 indexed id, OrgId indexed confirmer, address account, bytes32 person);
    event ProposalWithdrawn(bytes32 indexed id, OrgId indexed by, address account);

    error NotAnAuthority(address account);
    error ProposalUnknown(bytes32 id);
    error ProposalAlreadyOpen(bytes32 id);
    error ProposalTooEarly(bytes32 id, uint40 earliest);
    error ProposalNeedsAnotherAuthority(bytes32 id, OrgId proposer);
    error ProposalNotBy(bytes32 id, OrgId proposer);
    /// @notice The key that proposed was not good then, as has become known since, or its authority is no longer one.
    error ProposalTainted(bytes32 id, address account);
    error TargetHasNoCode(address target);
    /// @notice Governance is a writer of History itself; it may open and end writers there, and write nothing on command.
    error ActNotGoverned(address target, bytes4 selector);
    error PersonMissing();

    /// @notice Propose one call. The same call may be proposed again once it was confirmed or withdrawn; `salt` tells repeats apart.
    function propose(address target, bytes calldata act, bytes32 salt, bytes32 person) external returns (bytes32 id);

    /// @notice Confirm and execute; a reverting act reverts the confirmation with the act's own error.
    function confirm(address target, bytes calldata act, bytes32 salt, bytes32 person) external;

    /// @notice Withdraw an open proposal; any authority that made it may.
    function withdraw(bytes32 id) external;

    function proposalId(address target, bytes calldata act, bytes32 salt) external view returns (bytes32);

    /// @notice The open proposal: who made it and from when it may be confirmed. Zero if there is none.
    function proposalOf(bytes32 id) external view returns (OrgId proposer, uint40 earliest);

    /// @notice The key that made the open proposal; zero if there is none.
    function proposedBy(bytes32 id) external view returns (address account);

    /// @notice Seconds between proposal and confirmation.
    function delay() external view returns (uint40);
}
