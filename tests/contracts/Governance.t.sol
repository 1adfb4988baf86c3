// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IGovernance} from "../../contracts/interfaces/IGovernance.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {OrgId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {OrgKind} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";

contract GovernanceTest is Base {
    bytes private act = abi.encodeCall(IOrganisationRegistry.regroup, (REGISTRAR, 7));

    function _id() private view returns (bytes32) {
        return governance.proposalId(address(organisations), act, 0);
    }

    function _propose() private returns (bytes32) {
        vm.prank(authorityOne);
        return governance.propose(address(organisations), act, 0, PERSON);
    }

    function _confirm(address by) private {
        vm.prank(by);
        governance.confirm(address(organisations), act, 0, SECOND_PERSON);
    }

    function _group() private view returns (uint24) {
        return uint24(organisations.organisationWord(REGISTRAR) >> 144);
    }

    /* PROPOSING: REFUSALS */

    function test_propose_refusesEveryoneButAuthorities() public {
        address[6] memory callers = [stranger, clerk, banker, holder, retired, address(governance)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IGovernance.NotAnAuthority.selector, callers[i]));
            vm.prank(callers[i]);
            governance.propose(address(organisations), act, 0, PERSON);
        }
    }

    function test_propose_refusesSuspendedAuthority() public {
        _suspend(AUTHORITY_ONE);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.NotAnAuthority.selector, authorityOne));
        _propose();
    }

    function test_propose_refusesWhatIsOpen() public {
        _propose();
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ProposalAlreadyOpen.selector, _id()));
        vm.prank(authorityTwo);
        governance.propose(address(organisations), act, 0, PERSON);
    }

    function test_propose_refusesTargetWithoutCode() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernance.TargetHasNoCode.selector, stranger));
        vm.prank(authorityOne);
        governance.propose(stranger, act, 0, PERSON);
    }

    function test_propose_refusesToWriteEntriesOnCommand() public {
        bytes memory forged =
            abi.encodeCall(IHistory.append, ("subject", Kinds.PROPOSAL_MADE, authorityOne, keccak256("no such log")));
        bytes[3] memory acts = [forged, abi.encodeCall(IHistory.appendMany, (new IHistory.Act[](0), stranger)), bytes("")];
        for (uint256 i = 0; i < acts.length; ++i) {
            bytes4 selector = bytes4(acts[i]);
            vm.expectRevert(abi.encodeWithSelector(IGovernance.ActNotGoverned.selector, address(history), selector));
            vm.prank(authorityOne);
            governance.propose(address(history), acts[i], 0, PERSON);
        }
    }

    function test_propose_refusesNobody() public {
        vm.expectRevert(IGovernance.PersonMissing.selector);
        vm.prank(authorityOne);
        governance.propose(address(organisations), act, 0, 0);
    }

    /* PROPOSING: EFFECTS */

    function test_propose_keepsWhoAndWhenAndChangesNothing() public {
        bytes32 id = _propose();
        vm.assertEq(id, _id(), "id");
        (OrgId proposer, uint40 earliest) = governance.proposalOf(id);
        vm.assertEq(OrgId.unwrap(proposer), OrgId.unwrap(AUTHORITY_ONE), "proposer");
        vm.assertEq(earliest, _now() + DELAY, "earliest");
        vm.assertEq(governance.proposedBy(id), authorityOne, "account");
        vm.assertEq(governance.delay(), DELAY, "delay");
        vm.assertEq(_group(), 0, "not yet");
        _auditLast(id, Kinds.PROPOSAL_MADE, 0);
    }

    function test_propose_saysTheWholeCall() public {
        uint40 earliest = uint40(_now()) + DELAY;
        vm.expectEmit(address(governance));
        emit IGovernance.ProposalMade(
            _id(), address(organisations), AUTHORITY_ONE, authorityOne, earliest, PERSON, 0, act
        );
        _propose();
    }

    function test_propose_tellsRepeatsApartBySalt() public {
        bytes32 first = _propose();
        vm.prank(authorityOne);
        bytes32 second = governance.propose(address(organisations), act, "again", PERSON);
        vm.assertTrue(first != second, "two proposals");
    }

    /* CONFIRMING: REFUSALS */

    function test_confirm_refusesWhatWasNotProposed() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ProposalUnknown.selector, _id()));
        _confirm(authorityTwo);
    }

    function test_confirm_refusesAnotherActUnderTheSameSalt() public {
        _propose();
        _wait(DELAY);
        bytes memory other = abi.encodeCall(IOrganisationRegistry.regroup, (REGISTRAR, 8));
        bytes32 id = governance.proposalId(address(organisations), other, 0);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ProposalUnknown.selector, id));
        vm.prank(authorityTwo);
        governance.confirm(address(organisations), other, 0, PERSON);
    }

    function test_confirm_refusesEveryoneButAuthorities() public {
        _propose();
        _wait(DELAY);
        address[4] memory callers = [stranger, clerk, banker, holder];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IGovernance.NotAnAuthority.selector, callers[i]));
            _confirm(callers[i]);
        }
    }

    function test_confirm_refusesTheProposersAuthority() public {
        _propose();
        _wait(DELAY);
        bytes memory refusal =
            abi.encodeWithSelector(IGovernance.ProposalNeedsAnotherAuthority.selector, _id(), AUTHORITY_ONE);
        vm.expectRevert(refusal);
        _confirm(authorityOne);

        _asGovernance(address(organisations), abi.encodeCall(IOrganisationRegistry.addKey, (AUTHORITY_ONE, stranger, 0, 0)));
        vm.expectRevert(refusal);
        _confirm(stranger);
    }

    function test_confirm_refusesBeforeTheDelayIsOver() public {
        _propose();
        uint40 earliest = uint40(_now()) + DELAY;
        vm.warp(earliest - 1);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ProposalTooEarly.selector, _id(), earliest));
        _confirm(authorityTwo);
    }

    function test_confirm_refusesWhatAStolenKeyProposed() public {
        _propose();
        uint40 stolen = uint40(_now());
        _wait(DELAY);
        _asGovernance(
            address(organisations), abi.encodeCall(IOrganisationRegistry.reportCompromised, (authorityOne, stolen, DOCUMENT))
        );
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ProposalTainted.selector, _id(), authorityOne));
        _confirm(authorityTwo);
    }

    function test_confirm_refusesWhatASuspendedAuthorityProposed() public {
        _propose();
        _suspend(AUTHORITY_ONE);
        _wait(DELAY);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ProposalTainted.selector, _id(), authorityOne));
        _confirm(authorityTwo);
    }

    function test_confirm_refusesNobody() public {
        _propose();
        _wait(DELAY);
        vm.expectRevert(IGovernance.PersonMissing.selector);
        vm.prank(authorityTwo);
        governance.confirm(address(organisations), act, 0, 0);
    }

    function test_confirm_passesOnTheErrorOfTheAct() public {
        act = abi.encodeCall(IOrganisationRegistry.regroup, (UNKNOWN_ORG, 7));
        bytes32 id = _propose();
        _wait(DELAY);
        vm.expectRevert(abi.encodeWithSelector(IOrganisationRegistry.OrganisationUnknown.selector, UNKNOWN_ORG));
        _confirm(authorityTwo);
        (OrgId proposer,) = governance.proposalOf(id);
        vm.assertEq(OrgId.unwrap(proposer), OrgId.unwrap(AUTHORITY_ONE), "still open");
    }

    function test_confirm_refusesASecondTime() public {
        _propose();
        _wait(DELAY);
        _confirm(authorityTwo);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ProposalUnknown.selector, _id()));
        _confirm(authorityTwo);
    }

    /* CONFIRMING: EFFECTS */

    function test_confirm_executesAsGovernanceAndCloses() public {
        bytes32 id = _propose();
        _wait(DELAY);
        vm.expectEmit(address(governance));
        emit IGovernance.ProposalConfirmed(id, AUTHORITY_TWO, authorityTwo, SECOND_PERSON);
        _confirm(authorityTwo);
        vm.assertEq(_group(), 7, "done");
        vm.assertEq(governance.proposedBy(id), address(0), "closed");
        _auditLast(id, Kinds.PROPOSAL_CONFIRMED, 0);
    }

    function test_confirm_acceptsWhatAKeyRetiredSinceProposed() public {
        _propose();
        _wait(DELAY);
        _asGovernance(address(organisations), abi.encodeCall(IOrganisationRegistry.retireKey, (authorityOne)));
        _confirm(authorityTwo);
        vm.assertEq(_group(), 7, "done");
    }

    function test_confirm_freesTheCallForAnotherTime() public {
        _govern(address(organisations), act);
        _govern(address(organisations), act);
        vm.assertEq(_group(), 7, "twice");
        _audit();
    }

    function test_confirm_opensAndEndsWriters() public {
        _govern(address(history), abi.encodeCall(IHistory.openWriter, (stranger, uint128(1) << 120)));
        vm.assertEq(history.entrusted(120), stranger, "opened");
        _govern(address(history), abi.encodeCall(IHistory.endWriter, (stranger, uint128(1) << 120)));
        vm.assertEq(history.entrusted(120), address(0), "ended");
        _audit();
    }

    function test_fuzz_confirm_neverBeforeTheDelay(uint40 wait) public {
        _propose();
        uint40 earliest = uint40(_now()) + DELAY;
        vm.warp(_now() + wait % (2 * DELAY));
        bool early = _now() < earliest;
        if (early) vm.expectRevert(abi.encodeWithSelector(IGovernance.ProposalTooEarly.selector, _id(), earliest));
        _confirm(authorityTwo);
        vm.assertEq(_group(), early ? 0 : 7, "only after the delay");
    }

    /* WITHDRAWING */

    function test_withdraw_refusesWhatWasNotProposed() public {
        bytes32 id = _id();
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ProposalUnknown.selector, id));
        vm.prank(authorityOne);
        governance.withdraw(id);
    }

    function test_withdraw_refusesEveryoneButAuthorities() public {
        bytes32 id = _propose();
        vm.expectRevert(abi.encodeWithSelector(IGovernance.NotAnAuthority.selector, clerk));
        vm.prank(clerk);
        governance.withdraw(id);
    }

    function test_withdraw_refusesAnotherAuthority() public {
        bytes32 id = _propose();
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ProposalNotBy.selector, id, AUTHORITY_ONE));
        vm.prank(authorityTwo);
        governance.withdraw(id);
    }

    function test_withdraw_closes() public {
        bytes32 id = _propose();
        vm.expectEmit(address(governance));
        emit IGovernance.ProposalWithdrawn(id, AUTHORITY_ONE, authorityOne);
        vm.prank(authorityOne);
        governance.withdraw(id);
        _wait(DELAY);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ProposalUnknown.selector, id));
        _confirm(authorityTwo);
        _auditLast(id, Kinds.PROPOSAL_WITHDRAWN, 0);
        _propose();
    }

    function _suspend(OrgId org) private {
        bytes memory suspension = abi.encodeCall(IOrganisationRegistry.suspend, (org, OrgKind.AUTHORITY, DOCUMENT));
        _asGovernance(address(organisations), suspension);
    }
}
