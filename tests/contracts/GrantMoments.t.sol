// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAuthorizationRegistry as I, Use} from "../../contracts/interfaces/IAuthorizationRegistry.sol";
import {GrantRules} from "../../contracts/libraries/GrantWords.sol";
import {GrantId} from "../../contracts/types/Ids.sol";
import {Granting} from "./Granting.sol";

/// From which moment on what ends a grant, or pauses it, holds: the moment of the act belongs to what follows, and to nothing before.
contract GrantMomentsTest is Granting {
    function _on(GrantId id, uint256 moment, uint8 rule, string memory what) private view {
        Use memory use = _use(1, 1);
        use.moment = uint40(moment);
        _requireRule(id, use, rule, rule == 0 ? GrantId.wrap(0) : id, what);
    }

    function test_aRevocationHoldsFromItsMomentOn() public {
        GrantId id = _granted("revoked");
        _wait(1 days);
        I.GrantAct memory act = _act(id);
        vm.prank(holder);
        grants.revoke(act, I.GrantGround.BREACH);
        _on(id, _now() - 1, GrantRules.ALLOWED, "a second before");
        _on(id, _now(), GrantRules.ENDED, "in the moment itself");
    }

    function test_aTermBeginsWithItsFirstMomentAndEndsBeforeItsLast() public {
        GrantId id = _granted("term");
        uint256 accepted = _now();
        (uint256 standing,,,) = grants.grantWords(id);
        uint256 notAfter = uint40(standing >> 88);
        _on(id, accepted - 1, GrantRules.NOT_YET, "before it was accepted");
        _on(id, accepted, GrantRules.ALLOWED, "when it was");
        _on(id, notAfter - 1, GrantRules.ALLOWED, "its last second");
        _on(id, notAfter, GrantRules.EXPIRED, "over");
    }

    function test_aSuspensionHoldsFromItsMomentUntilItIsResumed() public {
        GrantId id = _granted("suspended");
        _wait(1 days);
        uint256 from = _now();
        I.GrantAct memory act = _act(id);
        vm.prank(holder);
        grants.suspend(act);
        _wait(1 days);
        act = _act(id);
        vm.prank(holder);
        grants.resume(act);
        _on(id, from - 1, GrantRules.ALLOWED, "before");
        _on(id, from, GrantRules.SUSPENDED, "from its moment on");
        _on(id, _now() - 1, GrantRules.SUSPENDED, "until the last second");
        _on(id, _now(), GrantRules.ALLOWED, "resumed");
    }
}
