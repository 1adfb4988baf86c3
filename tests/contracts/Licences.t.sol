// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssents} from "../../contracts/interfaces/IAssents.sol";
import {GrantScope, IAuthorizationRegistry as I, Use} from "../../contracts/interfaces/IAuthorizationRegistry.sol";
import {ICirculationRegistry as ICirculation} from "../../contracts/interfaces/ICirculationRegistry.sol";
import {GrantRules} from "../../contracts/libraries/GrantWords.sol";
import {Terms} from "../../contracts/interfaces/IProceedings.sol";
import {CertificateId, GrantId, Ids, OrgId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {OrgKind} from "../../contracts/types/Words.sol";
import {Living} from "./Living.sol";

/// Ruling 23: a transfer does not kill licences. HOLDER grants USE to BANK and transfers the right to BUYER, both with keys.
contract LicencesTest is Living {
    OrgId private constant BUYER = UNKNOWN_ORG;
    uint256 private constant BUYER_KEY = 0xD2;

    I private grants;
    ICirculation private circulation;
    CertificateId private _id;
    GrantId private _grant;
    uint40 private _grantedAt;
    address private buyer = vm.addr(BUYER_KEY);
    PartyId private buyerParty = Ids.party(BUYER);
    PartyId private bankParty = Ids.party(BANK);

    function _deployAt(uint256 place) internal override {
        if (place == GRANTS_PLACE) {
            bytes memory arguments =
                abi.encode(history, organisations, certificates, _at(CIRCULATION_PLACE), _at(PLEDGES_PLACE));
            grants = I(_deploy("AuthorizationRegistry.sol:AuthorizationRegistry", arguments));
        } else if (place == CIRCULATION_PLACE) {
            bytes memory arguments = abi.encode(history, organisations, certificates, grants);
            circulation = ICirculation(_deploy("CirculationRegistry.sol:CirculationRegistry", arguments));
        } else {
            super._deployAt(place);
        }
    }

    function setUp() public override {
        super.setUp();
        vm.startPrank(address(governance));
        history.openWriter(address(grants), _kinds(Kinds.GRANT_OFFERED, Kinds.CONSENT_WITHDRAWN));
        history.openWriter(address(circulation), _kinds(Kinds.CIRCULATION_REPORTED, Kinds.USAGE_ANCHORED));
        vm.stopPrank();
        vm.startPrank(clerk);
        organisations.registerHolder(_registration(BUYER, OrgKind.HOLDER, unicode"示例煤炭智运科技有限公司"), PERSON);
        organisations.addHolderKey(BUYER, buyer, 0, 0);
        vm.stopPrank();
        _id = _certified("licensed");
        _wait(1 hours);
        _grant = _offered("licence", _id, _holderParty);
        _acceptGrant(_grant);
        _grantedAt = uint40(_now());
        _wait(1 days);
    }

    /* VERBS */

    function _offered(bytes32 ref, CertificateId root, PartyId grantor) private returns (GrantId) {
        I.GrantOffer memory given;
        given.kind = I.GrantKind.ENTERPRISE;
        (given.ref, given.root) = (ref, CertificateId.unwrap(root));
        (given.grantor, given.grantee) = (grantor, bankParty);
        given.assent = _own();
        given.terms.right = 2;
        given.terms.scope = GrantScope(type(uint64).max, 2, 1 << 15, false, 1, uint40(START + 3650 days), 0, 1000, 1);
        given.terms.agreement = DOCUMENT;
        vm.prank(grantor == _holderParty ? holder : buyer);
        return grants.offer(given);
    }

    /// What BANK passes on to whoever held the right before.
    function _below() private view returns (I.GrantOffer memory given) {
        given.kind = I.GrantKind.ENTERPRISE;
        (given.ref, given.root, given.parent) = ("below", CertificateId.unwrap(_id), _grant);
        (given.grantor, given.grantee) = (bankParty, _holderParty);
        given.assent = _own();
        given.terms.right = 2;
        given.terms.scope = GrantScope(1, 2, 1 << 15, false, 1, uint40(_now() + 100 days), 0, 10, 0);
        (given.terms.columns, given.terms.agreement) = (DOCUMENT, DOCUMENT);
    }

    function _grantAct(GrantId id) private view returns (I.GrantAct memory) {
        return I.GrantAct(id, history.wordOf(GrantId.unwrap(id)), DOCUMENT, _own());
    }

    function _acceptGrant(GrantId id) private {
        I.GrantAct memory act = _grantAct(id);
        vm.prank(banker);
        grants.accept(act);
    }

    function _use(uint40 moment) private pure returns (Use memory) {
        return Use(2, 1, 1, 150_000, false, moment, 1, 0);
    }

    function _requireRule(GrantId id, uint40 moment, uint8 rule, string memory what) private view {
        (, uint8 found,) = grants.check(id, _use(moment));
        vm.assertEq(uint256(found), uint256(rule), what);
    }

    function _requireGrantor(uint40 moment, PartyId party, string memory what) private view {
        vm.assertEq(PartyId.unwrap(grants.grantorAt(_grant, moment)), PartyId.unwrap(party), what);
    }

    /// Everything, or a part, from HOLDER to BUYER.
    function _sold(uint8 rights) private returns (CertificateId) {
        return _transferred(_id, _holderParty, buyerParty, rights);
    }

    /* WHAT STANDS */

    function test_transfer_licencesStand_withTheNewHolderAsGrantor() public {
        CertificateId to = _sold(7);
        uint40 soldAt = uint40(_now());
        _wait(1 days);
        _requireRule(_grant, uint40(_now()), 0, "now");
        _requireRule(_grant, _grantedAt, 0, "from acceptance on");
        _requireRule(_grant, _grantedAt - 1, GrantRules.NOT_YET, "not before");
        _requireRule(_grant, soldAt - 1, 0, "the last second before");
        _requireRule(_grant, soldAt, 0, "the second of the transfer");
        _requireGrantor(soldAt - 1, _holderParty, "before");
        _requireGrantor(soldAt, buyerParty, "from then on");
        vm.assertEq(PartyId.unwrap(grants.grantor(_grant)), PartyId.unwrap(buyerParty), "now");
        (CertificateId code, PartyId by, uint8 right) = grants.rootUnit(_grant);
        vm.assertEq(CertificateId.unwrap(code), CertificateId.unwrap(to), "where the unit is");
        vm.assertEq(PartyId.unwrap(by), PartyId.unwrap(buyerParty), "whose it is");
        vm.assertEq(right, 2, "which it is");
        _audit();
    }

    function test_transfer_ofAnotherRight_changesNothing() public {
        _sold(4);
        _requireRule(_grant, uint40(_now()), 0, "USE stayed");
        vm.assertEq(PartyId.unwrap(grants.grantor(_grant)), PartyId.unwrap(_holderParty), "and so did its grantor");
    }

    function test_transfer_twice_andAChangeOfTheId() public {
        CertificateId second = _sold(2);
        _wait(1 days);
        CertificateId third = _transferred(second, buyerParty, _keyless, 2);
        uint40 again = uint40(_now());
        _changed(third, _keyless, Ids.party(OrgId.wrap("91150781MA0DEM0483")));
        _requireRule(_grant, again - 1, 0, "under the second");
        _requireRule(_grant, uint40(_now()), 0, "under the third");
        _requireGrantor(again - 1, buyerParty, "the second");
        _requireGrantor(again, Ids.party(OrgId.wrap("91150781MA0DEM0483")), "the same person, by its new id");
        _audit();
    }

    function test_transfer_whatIsPassedOnStands() public {
        I.GrantOffer memory given = _below();
        _sold(7);
        vm.prank(banker);
        GrantId child = grants.offer(given);
        I.GrantAct memory act = _grantAct(child);
        vm.prank(holder);
        grants.accept(act);
        _requireRule(child, uint40(_now()), 0, "covered");
        vm.assertEq(PartyId.unwrap(grants.grantor(child)), PartyId.unwrap(bankParty), "passed on by whoever has it");
    }

    /* WHOSE IT IS TO ACT */

    function test_transfer_theNewHolderActs_andTheOldOneDoesNot() public {
        _sold(7);
        I.GrantAct memory act = _grantAct(_grant);
        vm.expectRevert(abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, buyerParty, HOLDER));
        vm.prank(holder);
        grants.suspend(act);
        vm.prank(buyer);
        grants.suspend(act);
        _requireRule(_grant, uint40(_now()), GrantRules.SUSPENDED, "suspended");
        act = _grantAct(_grant);
        vm.prank(buyer);
        grants.resume(act);
        act = _grantAct(_grant);
        GrantScope memory scope = GrantScope(1, 2, 1 << 15, false, 1, uint40(_now() + 100 days), 0, 10, 0);
        vm.prank(buyer);
        grants.narrow(act, scope);
        act = _grantAct(_grant);
        vm.expectRevert(abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, buyerParty, HOLDER));
        vm.prank(holder);
        grants.revoke(act, I.GrantGround.BREACH);
        vm.prank(buyer);
        grants.revoke(act, I.GrantGround.BREACH);
        _requireRule(_grant, uint40(_now()), GrantRules.ENDED, "revoked");
        _audit();
    }

    /// An offer binds nobody else: only what was accepted goes with the right.
    function test_transfer_offersLapse_andTheNewHolderGrantsAnew() public {
        GrantId open = _offered("open", _id, _holderParty);
        CertificateId to = _sold(7);
        I.GrantAct memory act = _grantAct(open);
        vm.expectRevert(abi.encodeWithSelector(I.UnitNotHeld.selector, _id, _holderParty, 2));
        vm.prank(banker);
        grants.accept(act);
        vm.prank(buyer);
        grants.withdraw(act);
        _acceptGrant(_offered("new", to, buyerParty));
    }

    /* WHAT ENDS THEM */

    function test_transfer_aFreezeOfThePresentCertificateCounts() public {
        CertificateId to = _sold(7);
        _freeze(to, uint40(_now() + 10 days));
        I.GrantOffer memory given = _below();
        vm.expectRevert(abi.encodeWithSelector(I.CertificateFrozen.selector, to));
        vm.prank(banker);
        grants.offer(given);
        _requireRule(_grant, uint40(_now()), 0, "what runs, runs on");
        _wait(10 days);
        vm.prank(banker);
        grants.offer(given);
    }

    function test_transfer_theEndOfThePresentCertificateEndsThem() public {
        CertificateId to = _sold(7);
        uint40 soldAt = uint40(_now());
        vm.warp(uint40(certificates.certificateWord(to) >> 184));
        _requireRule(_grant, soldAt, 0, "while it ran");
        _requireRule(_grant, _grantedAt, 0, "and before");
        _requireRule(_grant, uint40(_now()), GrantRules.UNIT_GONE, "and no longer");
    }

    function test_transfer_aCancelledCertificateCarriesNothing() public {
        CertificateId to = _sold(7);
        uint40 soldAt = uint40(_now());
        _wait(1 days);
        Terms memory terms = _ownMotion(_today() + 1);
        _file(cancellations, to, terms);
        _warpTo(_today() + 2, 9 hours);
        _registerAt(cancellations, Kinds.CERTIFICATE_CANCELLED, _decided(to, terms));
        _requireRule(_grant, uint40(_now()), GrantRules.UNIT_GONE, "cancelled");
        _requireRule(_grant, soldAt, GrantRules.UNIT_GONE, "for its own time too");
        _requireRule(_grant, soldAt - 1, 0, "under the first one it was held");
    }

    /* WHAT IS TOLD */

    function _delivery(CertificateId id, PartyId actor, uint40 moment) private view returns (ICirculation.Report memory given) {
        given.id = id;
        given.what = ICirculation.Circulation.DELIVER;
        (given.actor, given.counterparty) = (actor, bankParty);
        given.assent = _own();
        given.occurredAt = moment;
        given.grantId = _grant;
        given.use = _use(moment);
        given.content = DOCUMENT;
        (given.payloadSha256, given.payloadSm3) = (SHA256_DIGEST, SM3_DIGEST);
        given.documents = DOCUMENT;
    }

    function test_transfer_eachSideTellsOfItsOwnTime() public {
        CertificateId to = _sold(7);
        uint40 soldAt = uint40(_now());
        _wait(1 days);
        _reports(holder, _delivery(_id, _holderParty, soldAt - 1), ICirculation.Standing.IN_SCOPE, "the old holder, of before");
        _reports(holder, _delivery(_id, _holderParty, soldAt), ICirculation.Standing.OUT_OF_SCOPE, "the old holder, of after");
        _reports(buyer, _delivery(to, buyerParty, soldAt), ICirculation.Standing.IN_SCOPE, "the new one, of after");
        _reports(buyer, _delivery(to, buyerParty, soldAt - 1), ICirculation.Standing.OUT_OF_SCOPE, "the new one, of before");
        vm.assertEq(circulation.traceOf(to), circulation.traceOf(_id), "one trace");
        ICirculation.Report memory own = _delivery(_id, _holderParty, soldAt - 1);
        own.grantId = GrantId.wrap(0);
        _reports(holder, own, ICirculation.Standing.IN_SCOPE, "its own right, then");
        _audit();
    }

    /// A budget that is used up still holds what was debited for the event that is told anew.
    function test_report_aCorrectionIsHeldAgainstWhatIsLeftBesideItself() public {
        ICirculation.Report memory given = _delivery(_id, _holderParty, uint40(_now()));
        given.use.records = 1000;
        _reports(holder, given, ICirculation.Standing.IN_SCOPE, "the whole budget");
        given.correctionOf = 1;
        _reports(holder, given, ICirculation.Standing.IN_SCOPE, "the same said anew");
        given.use.records = 1001;
        _reports(holder, given, ICirculation.Standing.OUT_OF_SCOPE, "one more than there is");
        given.use.records = 999;
        _reports(holder, given, ICirculation.Standing.IN_SCOPE, "one less");
        (given.correctionOf, given.use.records) = (0, 1);
        _reports(holder, given, ICirculation.Standing.OUT_OF_SCOPE, "an event of its own, with nothing left");
        _audit();
    }

    function _reports(address account, ICirculation.Report memory given, ICirculation.Standing standing, string memory what)
        private
    {
        vm.prank(account);
        uint32 seq = circulation.report(given);
        uint256 word = circulation.eventWord(circulation.traceOf(_id), seq);
        vm.assertEq(word >> 156 & 15, uint256(standing), what);
    }
}
