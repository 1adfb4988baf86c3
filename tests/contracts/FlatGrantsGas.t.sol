// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {GrantScope, GrantTerms, IAuthorizationRegistry as I} from "../../contracts/interfaces/IAuthorizationRegistry.sol";
import {GrantId} from "../../contracts/types/Ids.sol";
import {Base} from "./Base.t.sol";
import {FlatGas} from "./FlatGas.sol";
import {Granting} from "./Granting.sol";

/// Grants of one right unit, as many below one of them, applications for public data, consents. A grant is suspended three times at most,
/// and ends once: what is done with one was done before with as many others.
abstract contract FlatGrants is Granting, FlatGas {
    /// Of any number of uses; whatever is passed on hangs below it.
    GrantId private _parent;

    function _deployAt(uint256 place) internal override(Base, Granting) {
        Granting._deployAt(place);
    }

    function setUp() public override(Base, Granting) {
        Granting.setUp();
        I.GrantOffer memory wide = _offer("parent");
        (wide.terms.scope.maxCalls, wide.terms.scope.maxRecords) = (0, 0);
        _parent = _offerAs(holder, wide);
        _acceptAs(banker, _parent);
        for (uint256 i = 0; i < _before(); ++i) {
            this.live(bytes32(i + 1));
        }
        _layOffers();
        _layCourse();
        _layPublicData();
        _layConsents();
    }

    /* BEFORE */

    function live(bytes32 ref) external {
        _course(_named("course", ref));
        _closings(_named("declined", ref), _named("withdrawn", ref));
        bytes32 id = _applied(_named("public", ref));
        _opine(id);
        GrantTerms memory terms = _terms();
        vm.prank(authorityTwo);
        grants.decide(id, true, terms, PERSON, DOCUMENT);
        id = _recorded(_named("consent", ref));
        vm.prank(custodian);
        grants.withdrawConsent(id, PERSON, DOCUMENT);
        _forgetLogs();
    }

    function _named(string memory what, bytes32 ref) private pure returns (bytes32) {
        return keccak256(abi.encode(what, ref));
    }

    /// Narrowed, suspended, resumed and revoked; and one below the parent used, and given back.
    function _course(bytes32 ref) private {
        GrantId id = _granted(ref);
        I.GrantAct memory act = _act(id);
        GrantScope memory narrower = _narrower();
        vm.prank(holder);
        grants.narrow(act, narrower);
        _suspend(id);
        act = _act(id);
        vm.prank(holder);
        grants.resume(act);
        act = _act(id);
        vm.prank(holder);
        grants.revoke(act, I.GrantGround.AGREED);
        id = _offerAs(banker, _onward(_parent, ref));
        _acceptAs(clerk, id);
        vm.prank(circulation);
        grants.spend(id, 1, 1);
        act = _paperAct(id);
        vm.prank(clerk);
        grants.terminate(act);
    }

    function _closings(bytes32 declined, bytes32 withdrawn) private {
        I.GrantAct memory act = _act(_offerAs(holder, _offer(declined)));
        vm.prank(banker);
        grants.decline(act);
        act = _act(_offerAs(holder, _offer(withdrawn)));
        vm.prank(holder);
        grants.withdraw(act);
    }

    function _suspend(GrantId id) private {
        I.GrantAct memory act = _act(id);
        vm.prank(holder);
        grants.suspend(act);
    }

    function _narrower() private view returns (GrantScope memory scope) {
        scope = _scope();
        scope.maxCalls = 50;
    }

    function _publicApplication(bytes32 ref) private view returns (I.PublicApplication memory application) {
        application.kind = I.GrantKind.LICENSED_OPEN;
        application.ref = ref;
        application.resource = keccak256("a public resource");
        application.applicant = holderParty;
        (application.source, application.authority) = (AUTHORITY_ONE, AUTHORITY_TWO);
        application.terms = _terms();
        application.document = DOCUMENT;
        application.assent = _own();
    }

    function _applied(bytes32 ref) private returns (bytes32) {
        I.PublicApplication memory application = _publicApplication(ref);
        vm.prank(holder);
        return grants.applyFor(application);
    }

    function _opine(bytes32 id) private {
        vm.prank(authorityOne);
        grants.opine(id, true, PERSON, DOCUMENT);
    }

    function _receipt(bytes32 ref) private view returns (I.ConsentReceipt memory) {
        return I.ConsentReceipt(ref, PURPOSES, uint40(_now() + 1 days), 1, PERSON, DOCUMENT);
    }

    function _recorded(bytes32 ref) private returns (bytes32) {
        I.ConsentReceipt memory receipt = _receipt(ref);
        vm.prank(custodian);
        return grants.recordConsent(receipt);
    }

    /* WHAT IS MEASURED */

    function _layOffers() private {
        address to = address(grants);
        _lay("AuthorizationRegistry.offer", holder, to, abi.encodeCall(I.offer, (_offer("next"))));
        _lay("AuthorizationRegistry.offer passed on", banker, to, abi.encodeCall(I.offer, (_onward(_parent, "next"))));
        GrantId id = _offerAs(holder, _offer("offered"));
        _lay("AuthorizationRegistry.accept", banker, to, abi.encodeCall(I.accept, (_act(id))));
        _lay("AuthorizationRegistry.decline", banker, to, abi.encodeCall(I.decline, (_act(id))));
        _lay("AuthorizationRegistry.withdraw", holder, to, abi.encodeCall(I.withdraw, (_act(id))));
        id = _offerAs(banker, _onward(_parent, "offered below"));
        _lay("AuthorizationRegistry.accept passed on", clerk, to, abi.encodeCall(I.accept, (_paperAct(id))));
    }

    function _layCourse() private {
        address to = address(grants);
        GrantId running = _granted("running");
        _lay("AuthorizationRegistry.narrow", holder, to, abi.encodeCall(I.narrow, (_act(running), _narrower())));
        _lay("AuthorizationRegistry.suspend", holder, to, abi.encodeCall(I.suspend, (_act(running))));
        bytes memory data = abi.encodeCall(I.revoke, (_act(running), I.GrantGround.AGREED));
        _lay("AuthorizationRegistry.revoke", holder, to, data);
        _lay("AuthorizationRegistry.terminate", banker, to, abi.encodeCall(I.terminate, (_act(running))));
        GrantId paused = _granted("paused");
        _suspend(paused);
        _lay("AuthorizationRegistry.resume", holder, to, abi.encodeCall(I.resume, (_act(paused))));
        GrantId child = _offerAs(banker, _onward(_parent, "below"));
        _acceptAs(clerk, child);
        _lay("AuthorizationRegistry.spend", circulation, to, abi.encodeCall(I.spend, (child, 1, 1)));
    }

    function _layPublicData() private {
        address to = address(grants);
        _lay("AuthorizationRegistry.applyFor", holder, to, abi.encodeCall(I.applyFor, (_publicApplication("next"))));
        bytes memory data = abi.encodeCall(I.opine, (_applied("applied"), true, PERSON, DOCUMENT));
        _lay("AuthorizationRegistry.opine", authorityOne, to, data);
        bytes32 id = _applied("favoured");
        _opine(id);
        data = abi.encodeCall(I.decide, (id, true, _terms(), PERSON, DOCUMENT));
        _lay("AuthorizationRegistry.decide", authorityTwo, to, data);
    }

    function _layConsents() private {
        address to = address(grants);
        _lay("AuthorizationRegistry.recordConsent", custodian, to, abi.encodeCall(I.recordConsent, (_receipt("next"))));
        bytes memory data = abi.encodeCall(I.withdrawConsent, (_recorded("recorded"), PERSON, DOCUMENT));
        _lay("AuthorizationRegistry.withdrawConsent", custodian, to, data);
    }
}

contract FlatGrantsAtTwo is FlatGrants {
    function _before() internal pure override returns (uint256) {
        return 1;
    }
}

contract FlatGrantsAtMany is FlatGrants {
    function _before() internal view override returns (uint256) {
        return _many();
    }
}
