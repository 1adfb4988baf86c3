// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssents} from "../../contracts/interfaces/IAssents.sol";
import {IAuthorizationRegistry as I} from "../../contracts/interfaces/IAuthorizationRegistry.sol";
import {GrantId} from "../../contracts/types/Ids.sol";
import {AccessMatrix} from "./AccessMatrix.sol";
import {Base} from "./Base.t.sol";
import {Granting} from "./Granting.sol";

/// Columns: stranger, governance, authority, registrar, other registrar, suspended registrar, lapsed registrar, holder, bank, retired
/// key, compromised key, key of the future, expired key, module (here the registry of circulation; for consents a custodian).
contract AccessMatrixGrantsTest is AccessMatrix, Granting {
    /// The grantor, which has a key; a registrar would need its form.
    string private constant GRANTOR = "UUSFFSS+SNNNNU";
    /// The grantee, a bank: nobody speaks for it.
    string private constant GRANTEE = "UUSSSSSS+NNNNU";
    /// A grantee without a key: any accredited registrar, on paper.
    string private constant PAPER = "UUS++SSSSNNNNU";

    address private _module;

    function _deployAt(uint256 place) internal override(Base, Granting) {
        Granting._deployAt(place);
    }

    function setUp() public override(Base, Granting) {
        Granting.setUp();
        _module = circulation;
    }

    function _account(Caller caller) internal view override returns (address) {
        return caller == Caller.MODULE ? _module : super._account(caller);
    }

    function _refusal(bytes1 letter) internal view override returns (bytes4) {
        if (letter == "S") return IAssents.CallerMayNotAssent.selector;
        if (letter == "F") return IAssents.FormMissing.selector;
        if (letter == "Z") return I.PublicGrantOfAnother.selector;
        if (letter == "Y") return I.ConsentOfAnother.selector;
        if (letter == "C") return I.CallerIsNotCirculation.selector;
        return super._refusal(letter);
    }

    function test_authorizationRegistry() public {
        address to = address(grants);
        GrantId running = _granted("running");
        _offering(running);
        _while(running);
        _publicData();
        _consents();
        _row("CCCCCCCCCCCCC+", to, abi.encodeCall(I.spend, (running, 1, 1)));
        _views(running);
        _complete(to, type(I).interfaceId, "AuthorizationRegistry");
        _refusesMoneyAndUnknownActs(to);
    }

    function _offering(GrantId running) private {
        address to = address(grants);
        GrantId offered = _offerAs(holder, _offer("offered"));
        GrantId onPaper = _offerAs(banker, _onward(running, "on paper"));
        _row(GRANTOR, to, abi.encodeCall(I.offer, (_offer("new"))));
        _rowMore(GRANTEE, to, abi.encodeCall(I.offer, (_onward(running, "passed on"))));
        _row(GRANTEE, to, abi.encodeCall(I.accept, (_act(offered))));
        _rowMore(PAPER, to, abi.encodeCall(I.accept, (_paperAct(onPaper))));
        _row(GRANTEE, to, abi.encodeCall(I.decline, (_act(offered))));
        _rowMore(PAPER, to, abi.encodeCall(I.decline, (_paperAct(onPaper))));
        _row(GRANTOR, to, abi.encodeCall(I.withdraw, (_act(offered))));
        _rowMore(GRANTEE, to, abi.encodeCall(I.withdraw, (_act(onPaper))));
    }

    /// The grantor narrows, suspends, resumes and revokes; the grantee alone gives back. Of a grant that was passed on, whoever passed
    /// it on is the grantor, and the holder above it is a stranger.
    function _while(GrantId running) private {
        address to = address(grants);
        GrantId child = _offerAs(banker, _onward(running, "child"));
        _acceptAs(clerk, child);
        _row(GRANTOR, to, abi.encodeCall(I.narrow, (_act(running), _scope())));
        _row(GRANTOR, to, abi.encodeCall(I.suspend, (_act(running))));
        _rowMore(GRANTEE, to, abi.encodeCall(I.suspend, (_act(child))));
        _row(GRANTOR, to, abi.encodeCall(I.revoke, (_act(running), I.GrantGround.AGREED)));
        _rowMore(GRANTEE, to, abi.encodeCall(I.revoke, (_act(child), I.GrantGround.AGREED)));
        _row(GRANTEE, to, abi.encodeCall(I.terminate, (_act(running))));
        _rowMore(PAPER, to, abi.encodeCall(I.terminate, (_paperAct(child))));
        GrantId suspended = _granted("suspended");
        I.GrantAct memory act = _act(suspended);
        vm.prank(holder);
        grants.suspend(act);
        _row(GRANTOR, to, abi.encodeCall(I.resume, (_act(suspended))));
    }

    function _publicData() private {
        address to = address(grants);
        I.PublicApplication memory application = _application();
        _row(GRANTOR, to, abi.encodeCall(I.applyFor, (application)));
        vm.prank(holder);
        bytes32 id = grants.applyFor(application);
        _row("UU+ZZZZZZNNNNU", to, abi.encodeCall(I.opine, (id, true, PERSON, DOCUMENT)));
        vm.prank(authorityTwo);
        grants.opine(id, true, PERSON, DOCUMENT);
        bytes memory act = abi.encodeCall(I.decide, (id, true, application.terms, PERSON, DOCUMENT));
        _row("UU+AAAAAANNNNU", to, act);
        vm.expectRevert(abi.encodeWithSelector(I.PublicGrantOfAnother.selector, id, AUTHORITY_ONE));
        vm.prank(authorityOne);
        grants.decide(id, true, application.terms, PERSON, DOCUMENT);
    }

    /// Both the source and the deciding authority are AUTHORITY_TWO, which is the matrix's.
    function _application() private view returns (I.PublicApplication memory application) {
        application.kind = I.GrantKind.LICENSED_OPEN;
        application.ref = "public";
        application.resource = keccak256("a public resource");
        application.applicant = holderParty;
        (application.source, application.authority) = (AUTHORITY_TWO, AUTHORITY_TWO);
        application.terms = _terms();
        application.document = DOCUMENT;
        application.assent = _own();
    }

    function _consents() private {
        address to = address(grants);
        _module = custodian;
        I.ConsentReceipt memory receipt = I.ConsentReceipt("receipt", PURPOSES, uint40(_now() + 1 days), 1, PERSON, DOCUMENT);
        _row("UUAAAAAAANNNN+", to, abi.encodeCall(I.recordConsent, (receipt)));
        vm.prank(custodian);
        bytes32 id = grants.recordConsent(receipt);
        _row("UUYYYYYYYNNNN+", to, abi.encodeCall(I.withdrawConsent, (id, PERSON, DOCUMENT)));
        _module = circulation;
    }

    function _views(GrantId id) private {
        address to = address(grants);
        _row(ANYONE, to, abi.encodeCall(I.check, (id, _use(1, 1))));
        _row(ANYONE, to, abi.encodeCall(I.grantee, (id)));
        _row(ANYONE, to, abi.encodeCall(I.grantor, (id)));
        _row(ANYONE, to, abi.encodeCall(I.grantorAt, (id, uint40(START))));
        _row(ANYONE, to, abi.encodeCall(I.rootUnit, (id)));
        _row(ANYONE, to, abi.encodeCall(I.rootOf, (id)));
        _row(ANYONE, to, abi.encodeCall(I.parentOf, (id)));
        _row(ANYONE, to, abi.encodeCall(I.grantWords, (id)));
        _row(ANYONE, to, abi.encodeCall(I.publicGrantWord, (GrantId.unwrap(id))));
        _row(ANYONE, to, abi.encodeCall(I.consentWords, (GrantId.unwrap(id))));
    }
}
