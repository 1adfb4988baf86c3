// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IGovernance} from "./interfaces/IGovernance.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {Recorder} from "./libraries/Recorder.sol";
import {OrgId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {OrgKind} from "./types/Words.sol";

/// @title Governance by two authorities.
contract Governance is IGovernance, Recorder {
    /// Two slots: proposer (144), earliest (40), proposed at (40) | account (160). Zero = no open proposal.
    struct Proposal {
        OrgId proposer;
        uint40 earliest;
        uint40 proposedAt;
        address account;
    }

    bytes32 private constant PROPOSAL_TYPEHASH =
        keccak256("Proposal(uint256 chainId,address governance,address target,bytes act,bytes32 salt)");

    IOrganisationRegistry private immutable ORGANISATIONS;
    uint40 private immutable DELAY;

    mapping(bytes32 id => Proposal) private _proposals;

    constructor(IHistory history, IOrganisationRegistry organisations, uint40 delay_) Recorder(history) {
        ORGANISATIONS = organisations;
        DELAY = delay_;
    }

    /* PROPOSING */

    /// @inheritdoc IGovernance
    function propose(address target, bytes calldata act, bytes32 salt, bytes32 person) external returns (bytes32 id) {
        OrgId proposer = _requireAuthority();
        id = proposalId(target, act, salt);
        require(_proposals[id].account == address(0), ProposalAlreadyOpen(id));
        require(target.code.length != 0, TargetHasNoCode(target));
        require(_isGoverned(target, act), ActNotGoverned(target, bytes4(act)));
        require(person != 0, PersonMissing());

        uint40 earliest = uint40(block.timestamp) + DELAY;
        _proposals[id] = Proposal(proposer, earliest, uint40(block.timestamp), msg.sender);

        emit ProposalMade(id, target, proposer, msg.sender, earliest, person, salt, act);
        bytes memory data = abi.encode(proposer, msg.sender, earliest, person, salt, act);
        _record(id, Kinds.PROPOSAL_MADE, msg.sender, _payload(ProposalMade.selector, id, _topic(target), data));
    }

    /// Governance may write entries of its own kinds. On command it must not, or two authorities could put on record what no log says.
    function _isGoverned(address target, bytes calldata act) private view returns (bool) {
        if (target != address(HISTORY)) return true;
        bytes4 selector = bytes4(act);
        return selector == IHistory.openWriter.selector || selector == IHistory.endWriter.selector;
    }

    /// @inheritdoc IGovernance
    function withdraw(bytes32 id) external {
        OrgId proposer = _proposals[id].proposer;
        require(_proposals[id].account != address(0), ProposalUnknown(id));
        OrgId by = _requireAuthority();
        require(by == proposer, ProposalNotBy(id, proposer));

        delete _proposals[id];

        emit ProposalWithdrawn(id, by, msg.sender);
        bytes32 payload = _payload(ProposalWithdrawn.selector, id, OrgId.unwrap(by), abi.encode(msg.sender));
        _record(id, Kinds.PROPOSAL_WITHDRAWN, msg.sender, payload);
    }

    /* CONFIRMING */

    /// @inheritdoc IGovernance
    function confirm(address target, bytes calldata act, bytes32 salt, bytes32 person) external {
        bytes32 id = proposalId(target, act, salt);
        Proposal memory proposal = _proposals[id];
        require(proposal.account != address(0), ProposalUnknown(id));
        OrgId confirmer = _requireAuthority();
        require(confirmer != proposal.proposer, ProposalNeedsAnotherAuthority(id, proposal.proposer));
        require(block.timestamp >= proposal.earliest, ProposalTooEarly(id, proposal.earliest));
        require(_stillStands(proposal), ProposalTainted(id, proposal.account));
        require(person != 0, PersonMissing());

        delete _proposals[id];

        emit ProposalConfirmed(id, confirmer, msg.sender, person);
        bytes memory data = abi.encode(msg.sender, person);
        bytes32 payload = _payload(ProposalConfirmed.selector, id, OrgId.unwrap(confirmer), data);
        _record(id, Kinds.PROPOSAL_CONFIRMED, msg.sender, payload);

        // The proposal is closed by now, so that what is called cannot confirm it again. Its own error is passed on.
        Address.functionCall(target, act);
    }

    /// A key retired since had proposed while it was good. A key that was in other hands then had not, and an authority that was
    /// suspended or has left office since no longer stands behind what it proposed.
    function _stillStands(Proposal memory proposal) private view returns (bool) {
        return ORGANISATIONS.goodAt(proposal.account, proposal.proposedAt)
            && ORGANISATIONS.isAccredited(proposal.proposer, OrgKind.AUTHORITY);
    }

    /* VIEWS */

    /// @inheritdoc IGovernance
    function proposalId(address target, bytes calldata act, bytes32 salt) public view returns (bytes32) {
        return keccak256(abi.encode(PROPOSAL_TYPEHASH, block.chainid, address(this), target, keccak256(act), salt));
    }

    /// @inheritdoc IGovernance
    function proposalOf(bytes32 id) external view returns (OrgId proposer, uint40 earliest) {
        Proposal memory proposal = _proposals[id];
        return (proposal.proposer, proposal.earliest);
    }

    /// @inheritdoc IGovernance
    function proposedBy(bytes32 id) external view returns (address account) {
        return _proposals[id].account;
    }

    /// @inheritdoc IGovernance
    function delay() external view returns (uint40) {
        return DELAY;
    }

    /// The reason why a key is no authority's can be asked of the registry; here it is one refusal.
    function _requireAuthority() private view returns (OrgId) {
        try ORGANISATIONS.requireAccredited(msg.sender, OrgKind.AUTHORITY) returns (OrgId org) {
            return org;
        } catch {
            revert NotAnAuthority(msg.sender);
        }
    }
}
