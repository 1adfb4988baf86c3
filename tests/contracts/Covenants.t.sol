// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAuthorizationRegistry as I, Use} from "../../contracts/interfaces/IAuthorizationRegistry.sol";
import {IPledgeRegistry} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {GrantId, Ids, PledgeId} from "../../contracts/types/Ids.sol";
import {PledgedGrants} from "./PledgedGrants.sol";

/// 4.8.7: a grant that takes from what a pledged right is worth needs the pledgee's consent. Both registries are the real ones.
contract CovenantsTest is PledgedGrants {
    /* VERBS */

    function _offered(I.GrantOffer memory given) private returns (GrantId) {
        vm.prank(holder);
        return authorizations.offer(given);
    }

    function _accepts(GrantId id) private {
        I.GrantAct memory act = I.GrantAct(id, history.wordOf(GrantId.unwrap(id)), DOCUMENT, _own());
        vm.prank(otherBanker);
        authorizations.accept(act);
    }

    function _refuses(GrantId id, PledgeId pledge) private {
        I.GrantAct memory act = I.GrantAct(id, history.wordOf(GrantId.unwrap(id)), DOCUMENT, _own());
        vm.expectRevert(
            abi.encodeWithSelector(IPledgeRegistry.GrantNeedsPledgeesConsent.selector, pledge, GrantId.unwrap(id))
        );
        vm.prank(otherBanker);
        authorizations.accept(act);
    }

    function _covered(GrantId id) private view returns (bool allowed) {
        (allowed,,) = authorizations.check(id, Use(2, 1, 1, 150_000, false, uint40(_now()), 1, 0));
    }

    /* WHAT NEEDS NO CONSENT */

    function test_accept_withoutAPledge_anythingGoes() public {
        I.GrantOffer memory given = _plain("one");
        given.terms.exclusivity = 2;
        GrantId id = _offered(given);
        _accepts(id);
        vm.assertEq(_covered(id), true, "covered");
    }

    function test_accept_aPlainGrant_passesUnderAPledge() public {
        _exclusivePledge(_code, "first");
        GrantId id = _offered(_plain("plain"));
        _accepts(id);
        vm.assertEq(_covered(id), true, "covered");
        vm.startPrank(address(governance));
        organisations.regroup(HOLDER, 7);
        organisations.regroup(OTHER_BANK, 7);
        vm.stopPrank();
        I.GrantOffer memory given = _plain("internal");
        given.kind = I.GrantKind.INTERNAL;
        id = _offered(given);
        _accepts(id);
        vm.assertEq(_covered(id), true, "covered within the group");
    }

    /* WHAT NEEDS IT */

    function test_d8_aGrantThatTakesFromThePledgeNeedsConsent() public {
        PledgeId pledge = _pledge(_code, "first");
        I.GrantOffer memory given = _plain("exclusive");
        given.terms.exclusivity = 2;
        _refuses(_offered(given), pledge);
        given = _plain("sole");
        given.terms.exclusivity = 1;
        _refuses(_offered(given), pledge);
        given = _plain("to be passed on");
        given.terms.scope.depth = 1;
        _refuses(_offered(given), pledge);
        given = _plain("beyond the maturity");
        given.terms.scope.notAfter = uint40(_now() + 366 days);
        _refuses(_offered(given), pledge);
    }

    function test_accept_aConsentServesOnce_andOneGrant() public {
        PledgeId pledge = _pledge(_code, "first");
        I.GrantOffer memory given = _plain("one");
        given.terms.exclusivity = 2;
        GrantId one = _offered(given);
        given.ref = "other";
        GrantId other = _offered(given);
        _consent(banker, pledge, Ids.party(BANK), GrantId.unwrap(one));
        _refuses(other, pledge);
        _accepts(one);
        vm.assertEq(_covered(one), true, "covered");
        vm.assertEq(uint256(pledges.consentUntil(pledge, Ids.party(BANK), GrantId.unwrap(one))), 0, "used up");
        _audit();
    }

    function test_accept_asksEveryPledgee() public {
        PledgeId first = _pledge(_code, "first");
        PledgeId second = _pledgeElsewhere(_code, "second");
        I.GrantOffer memory given = _plain("one");
        given.terms.exclusivity = 2;
        GrantId id = _offered(given);
        _consent(otherBanker, second, Ids.party(OTHER_BANK), GrantId.unwrap(id));
        _refuses(id, first);
        _consent(banker, first, Ids.party(BANK), GrantId.unwrap(id));
        _accepts(id);
        vm.assertEq(_covered(id), true, "covered");
    }

    function test_accept_afterTheRelease_asksNobody() public {
        PledgeId pledge = _pledge(_code, "first");
        I.GrantOffer memory given = _plain("one");
        given.terms.exclusivity = 2;
        GrantId id = _offered(given);
        _refuses(id, pledge);
        _release(pledge);
        _accepts(id);
        vm.assertEq(_covered(id), true, "covered");
    }
}
