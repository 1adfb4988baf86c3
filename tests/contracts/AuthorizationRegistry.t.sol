// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assent, IAssents} from "../../contracts/interfaces/IAssents.sol";
import {
    GrantScope, GrantTerms, IAuthorizationRegistry as I, Use
} from "../../contracts/interfaces/IAuthorizationRegistry.sol";
import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {GrantRules} from "../../contracts/libraries/GrantWords.sol";
import {CertificateId, GrantId, Ids, OrgId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Granting} from "./Granting.sol";
import {RecordingCovenants} from "./RecordingCovenants.sol";

contract AuthorizationRegistryTest is Granting {
    GrantId private constant NONE = GrantId.wrap(0);

    function _refusesOffer(address account, I.GrantOffer memory given, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(account);
        grants.offer(given);
    }

    function _idOf(OrgId filer, bytes32 ref) private view returns (GrantId) {
        return Ids.grantOf(address(grants), filer, ref);
    }

    /* OFFERING */

    function test_offer_storesAndRecords() public {
        _audit();
        uint256 before = auditor.entries(Kinds.GRANT_OFFERED);
        I.GrantOffer memory given = _offer("one");
        GrantId id = _idOf(HOLDER, "one");
        vm.expectEmit(address(grants));
        emit I.GrantOffered(id, HOLDER, holder, given);
        vm.assertEq(GrantId.unwrap(_offerAs(holder, given)), GrantId.unwrap(id), "id");
        _auditLast(GrantId.unwrap(id), Kinds.GRANT_OFFERED, before);

        (uint256 standing, uint256 scope, uint256 budget,) = grants.grantWords(id);
        uint256 expected = 1 | 1 << 4 | 1 << 8 | 3 << 16 | 2 << 20 | 3 << 28 | 2 << 36 | (_now() + 365 days) << 88;
        vm.assertEq(standing, expected, "standing");
        vm.assertEq(scope, uint256(INNER_MONGOLIA) << 128 | uint256(PURPOSES) << 64 | FIELDS, "scope");
        vm.assertEq(budget, 10_000 << 128 | 100, "budget");
        bytes32 slot = keccak256(abi.encode(id, 0));
        vm.assertEq(vm.load(address(grants), slot), bytes32(expected), "slot of the standing");
        vm.assertEq(vm.load(address(grants), bytes32(uint256(slot) + 7)), PartyId.unwrap(bankParty), "slot of the grantee");
        _requireRule(id, _use(1, 1), GrantRules.NOT_ACCEPTED, id, "only offered");
    }

    function test_offer_refusesInTheOrderOfItsGuards() public {
        I.GrantOffer memory given = _offer(0);
        given.kind = I.GrantKind.NONE;
        given.grantee = PartyId.wrap(0);
        _refusesOffer(stranger, given, abi.encodeWithSelector(IOrganisationRegistry.KeyUnknown.selector, stranger));
        _refusesOffer(banker, given, abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, holderParty, BANK));
        _refusesOffer(holder, given, abi.encodeWithSelector(I.ReferenceMissing.selector));
        given.ref = "one";
        _refusesOffer(holder, given, abi.encodeWithSelector(I.GrantKindUnknown.selector));
        given.kind = I.GrantKind.ENTERPRISE;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.GranteeMissing.selector));
        given.grantee = holderParty;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.GrantToOneself.selector, holderParty));
        given.grantee = bankParty;
        given.terms.reciprocal = "pair";
        _refusesOffer(holder, given, abi.encodeWithSelector(I.ReciprocalGroupMismatch.selector, I.GrantKind.ENTERPRISE));
        given.terms.reciprocal = 0;
        _offerAs(holder, given);
        GrantId id = _idOf(HOLDER, "one");
        _refusesOffer(holder, given, abi.encodeWithSelector(I.GrantAlreadyOffered.selector, id));
    }

    function test_offer_refusesTermsThatMeanNothing() public {
        I.GrantOffer memory given = _offer("one");
        given.terms.right = 3;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.RightNotOne.selector, 3));
        given.terms.right = 2;
        given.terms.scope.fields = 0;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.FieldsMissing.selector));
        given.terms.scope.fields = 1;
        given.terms.scope.purposes = 1;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.PurposesUnknown.selector, 1));
        given.terms.scope.purposes = 1 << 25;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.PurposesUnknown.selector, 1 << 25));
        given.terms.scope.purposes = 0;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.PurposesUnknown.selector, 0));
        given.terms.scope.purposes = 2;
        given.terms.scope.territory = 1 << 16;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.TerritoryUnknown.selector, 1 << 16));
        given.terms.scope.territory = 0;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.TerritoryUnknown.selector, 0));
        given.terms.scope.territory = XILINGOL;
        given.terms.scope.environments = 32;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.EnvironmentsUnknown.selector, 32));
        given.terms.scope.environments = 0;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.EnvironmentsUnknown.selector, 0));
        given.terms.scope.environments = 1;
        given.terms.scope.depth = 8;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.DepthTooGreat.selector, 8));
        given.terms.scope.depth = 7;
        _refusesTerms(given);
    }

    function _refusesTerms(I.GrantOffer memory given) private {
        given.terms.columns = 0;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.ColumnsMissing.selector));
        given.terms.scope.fields = type(uint64).max;
        uint40 moment = uint40(_now());
        given.terms.scope.notAfter = moment;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.GrantTermEmpty.selector, 0, moment));
        given.terms.scope.notAfter = moment + 1;
        given.terms.notBefore = moment + 1;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.GrantTermEmpty.selector, moment + 1, moment + 1));
        given.terms.notBefore = 0;
        given.terms.exclusivity = 3;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.TermsCodeUnknown.selector, 3, 2));
        given.terms.exclusivity = 2;
        given.terms.priceMode = 7;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.TermsCodeUnknown.selector, 2, 7));
        given.terms.priceMode = 6;
        given.terms.agreement = 0;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.AgreementMissing.selector));
        given.terms.agreement = AGREEMENT;
        given.terms.important = true;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.AssessmentMissing.selector));
        given.terms.security = DOCUMENT;
        given.terms.scope.exported = true;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.ExportBasisMissing.selector));
        given.terms.exportBasis = DOCUMENT;
        _offerAs(holder, given);
    }

    function test_offer_needsTheRightUnitAndNoFreeze() public {
        I.GrantOffer memory given = _offer("one");
        given.root = "SJ1512026070009";
        bytes memory refusal = abi.encodeWithSelector(I.UnitNotHeld.selector, given.root, holderParty, 2);
        _refusesOffer(holder, given, refusal);
        given = _offer("one");
        given.grantor = bankParty;
        given.grantee = holderParty;
        _refusesOffer(banker, given, abi.encodeWithSelector(I.UnitNotHeld.selector, code, bankParty, 2));
        GrantId offered = _offerAs(holder, _offer("offered"));
        GrantId running = _granted("running");
        _freeze();

        _refusesOffer(holder, _offer("one"), abi.encodeWithSelector(I.CertificateFrozen.selector, code));
        I.GrantAct memory act = _act(offered);
        vm.expectRevert(abi.encodeWithSelector(I.CertificateFrozen.selector, code));
        vm.prank(banker);
        grants.accept(act);
        _refusesOffer(banker, _onward(running, "on"), abi.encodeWithSelector(I.CertificateFrozen.selector, code));
        _covers(running, _use(1, 1));
    }

    function _freeze() private {
        ICertificateRegistry.Annotation memory annotation = ICertificateRegistry.Annotation({
            id: code,
            expectedHead: history.wordOf(CertificateId.unwrap(code)),
            person: PERSON,
            kind: 2,
            authority: AUTHORITY_ONE,
            level: 3,
            since: uint40(_now()),
            until: 0,
            document: DOCUMENT
        });
        bytes32 items = keccak256(abi.encode(annotation));
        bytes memory act = abi.encodeCall(
            ICertificateRegistry.annotate,
            (annotation, _prepared(CLERK_KEY, address(certificates), Kinds.CERTIFICATE_ANNOTATED, items))
        );
        vm.prank(approver);
        _call(address(certificates), act);
    }

    function test_offer_withinAGroup() public {
        I.GrantOffer memory given = _offer("one");
        given.kind = I.GrantKind.INTERNAL;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.NotOfOneGroup.selector, holderParty, bankParty));
        vm.startPrank(address(governance));
        organisations.regroup(HOLDER, 7);
        organisations.regroup(BANK, 8);
        vm.stopPrank();
        _refusesOffer(holder, given, abi.encodeWithSelector(I.NotOfOneGroup.selector, holderParty, bankParty));
        given.grantee = _natural(1);
        _refusesOffer(holder, given, abi.encodeWithSelector(I.NotOfOneGroup.selector, holderParty, _natural(1)));
        given.grantee = bankParty;
        vm.prank(address(governance));
        organisations.regroup(BANK, 7);
        _offerAs(holder, given);
    }

    function test_offer_onPaperForAGrantorWithoutAKey() public {
        I.GrantOffer memory given = _offer("one");
        given.assent = _onPaper();
        vm.expectEmit(address(grants));
        emit I.GrantOffered(_idOf(REGISTRAR, "one"), REGISTRAR, clerk, given);
        _offerAs(clerk, given);
    }

    /* ACCEPTING OR NOT */

    function _refusesAct(address account, I.GrantAct memory act, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(account);
        grants.accept(act);
    }

    function test_accept_refusesInTheOrderOfItsGuards() public {
        GrantId id = _offerAs(holder, _offer("one"));
        I.GrantAct memory act = _act(GrantId.wrap("nowhere"));
        _refusesAct(banker, act, abi.encodeWithSelector(I.GrantUnknown.selector, act.id));
        act = _act(id);
        _refusesAct(holder, act, abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, bankParty, HOLDER));
        act.expectedHead = 0;
        _refusesAct(banker, act, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, id));
        act.expectedHead = DOCUMENT;
        bytes32 head = history.wordOf(GrantId.unwrap(id));
        _refusesAct(banker, act, abi.encodeWithSelector(IHistory.HeadMoved.selector, GrantId.unwrap(id), DOCUMENT, head));
        uint256 start = _now();
        vm.warp(start + 365 days);
        _refusesAct(banker, _act(id), abi.encodeWithSelector(I.GrantTermEmpty.selector, 0, uint40(start + 365 days)));
        vm.warp(start);
        _acceptAs(banker, id);
        _refusesAct(banker, _act(id), abi.encodeWithSelector(I.GrantNotIn.selector, id, I.GrantState.ACTIVE));
    }

    function test_accept_makesTheGrant() public {
        GrantId id = _offerAs(holder, _offer("one"));
        _wait(1 hours);
        _audit();
        uint256 before = auditor.entries(Kinds.GRANT_ACCEPTED);
        I.GrantAct memory act = _act(id);
        vm.expectEmit(address(grants));
        emit I.GrantAccepted(id, BANK, banker, uint40(_now()), act);
        vm.prank(banker);
        grants.accept(act);
        _auditLast(GrantId.unwrap(id), Kinds.GRANT_ACCEPTED, before);

        _covers(id, _use(1, 1));
        Use memory use = _use(1, 1);
        use.moment -= 1;
        _requireRule(id, use, GrantRules.NOT_YET, id, "before acceptance");
        vm.assertEq(PartyId.unwrap(grants.grantor(id)), PartyId.unwrap(holderParty), "grantor");
        vm.assertEq(PartyId.unwrap(grants.grantorAt(id, 0)), PartyId.unwrap(holderParty), "whenever");
        vm.assertEq(PartyId.unwrap(grants.grantee(id)), PartyId.unwrap(bankParty), "grantee");
        (CertificateId root, PartyId unitHolder, uint8 right) = grants.rootUnit(id);
        vm.assertEq(CertificateId.unwrap(root), CertificateId.unwrap(code), "code");
        vm.assertEq(PartyId.unwrap(unitHolder), PartyId.unwrap(holderParty), "holder");
        vm.assertEq(right, 2, "right");
    }

    function test_accept_asksThePledgees_ofARootOnAUnit() public {
        I.GrantOffer memory given = _offer("one");
        given.terms.exclusivity = 1;
        GrantId id = _offerAs(holder, given);
        vm.assertEq(covenants.asked(), 0, "an offer asks nobody");
        _acceptAs(banker, id);
        RecordingCovenants.Asked memory asked = covenants.lastAsked();
        vm.assertEq(CertificateId.unwrap(asked.id), CertificateId.unwrap(code), "certificate");
        vm.assertEq(PartyId.unwrap(asked.holder), PartyId.unwrap(holderParty), "holder");
        vm.assertEq(asked.right, 2, "right");
        vm.assertEq(asked.exclusive, true, "sole");
        vm.assertEq(asked.sublicensable, true, "to be passed on");
        vm.assertEq(asked.notAfter, given.terms.scope.notAfter, "until");
        vm.assertEq(asked.matter, GrantId.unwrap(id), "the grant itself");

        _acceptAs(clerk, _offerAs(banker, _onward(id, "two")));
        vm.assertEq(covenants.asked(), 1, "what is passed on asks nobody");
        given = _offer("plain");
        given.terms.scope.depth = 0;
        _acceptAs(banker, _offerAs(holder, given));
        asked = covenants.lastAsked();
        vm.assertEq(asked.exclusive || asked.sublicensable, false, "neither");
    }

    function test_accept_runsFromWhenItSays() public {
        I.GrantOffer memory given = _offer("one");
        given.terms.notBefore = uint40(_now() + 1 days);
        GrantId id = _offerAs(holder, given);
        _acceptAs(banker, id);
        _requireRule(id, _use(1, 1), GrantRules.NOT_YET, id, "before its time");
        _wait(1 days);
        _covers(id, _use(1, 1));
    }

    function test_decline_and_withdraw() public {
        GrantId one = _offerAs(holder, _offer("one"));
        GrantId other = _offerAs(holder, _offer("other"));
        I.GrantAct memory act = _act(one);
        vm.expectRevert(abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, bankParty, HOLDER));
        vm.prank(holder);
        grants.decline(act);
        act.document = 0;
        vm.expectRevert(abi.encodeWithSelector(I.DocumentMissing.selector));
        vm.prank(banker);
        grants.decline(act);
        act.document = DOCUMENT;
        vm.expectEmit(address(grants));
        emit I.GrantClosed(one, BANK, banker, true, act);
        vm.prank(banker);
        grants.decline(act);
        act = _act(other);
        vm.expectRevert(abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, holderParty, BANK));
        vm.prank(banker);
        grants.withdraw(act);
        vm.expectEmit(address(grants));
        emit I.GrantClosed(other, HOLDER, holder, false, act);
        vm.prank(holder);
        grants.withdraw(act);
        _refusesAct(banker, _act(one), abi.encodeWithSelector(I.GrantNotIn.selector, one, I.GrantState.DECLINED));
        _refusesAct(banker, _act(other), abi.encodeWithSelector(I.GrantNotIn.selector, other, I.GrantState.WITHDRAWN));
        _requireRule(one, _use(1, 1), GrantRules.NOT_ACCEPTED, one, "declined");
        _audit();
    }

    /* DECIDING ON A USE: each rule */

    function test_check_namesTheRule() public {
        GrantId id = _granted("one");
        GrantId nowhere = GrantId.wrap("nowhere");
        _requireRule(nowhere, _use(1, 1), GrantRules.UNKNOWN, nowhere, "no such grant");
        Use memory use = _use(1, 1);
        use.right = 4;
        _requireRule(id, use, GrantRules.RIGHT, id, "another right");
        use.right = 2;
        use.fields = 0;
        _requireRule(id, use, GrantRules.FIELDS, id, "no fields named");
        use.fields = 0x100;
        _requireRule(id, use, GrantRules.FIELDS, id, "a field that is not granted");
        use.fields = 0xff;
        uint16[5] memory purposes = [uint16(0), 2, 64, 63, 256 + 4];
        for (uint256 i = 0; i < purposes.length; ++i) {
            use.purpose = purposes[i];
            _requireRule(id, use, GrantRules.PURPOSE, id, "a purpose that is not granted");
        }
        use.purpose = 1;
        uint24[5] memory regions = [uint24(0), 110_000, 160_000, 1_500_000, 16_777_215];
        for (uint256 i = 0; i < regions.length; ++i) {
            use.region = regions[i];
            _requireRule(id, use, GrantRules.REGION, id, "elsewhere");
        }
        use.region = 150_000;
        _covers(id, use);
        use.exported = true;
        _requireRule(id, use, GrantRules.EXPORT, id, "abroad");
        use.region = 0;
        _requireRule(id, use, GrantRules.EXPORT, id, "abroad, no place named");
        _checksBudgetsAndTimes(id);
    }

    function _checksBudgetsAndTimes(GrantId id) private {
        _covers(id, _use(10_000, 100));
        _requireRule(id, _use(1, 101), GrantRules.CALLS, id, "calls");
        _requireRule(id, _use(10_001, 100), GrantRules.RECORDS, id, "records");
        vm.warp(_now() + 365 days - 1);
        _covers(id, _use(1, 1));
        vm.warp(_now() + 1);
        _requireRule(id, _use(1, 1), GrantRules.EXPIRED, id, "the first second after");
    }

    function test_check_leaguesAndTheWholeRegion() public {
        I.GrantOffer memory given = _offer("one");
        given.terms.scope.territory = XILINGOL | 1 << 11;
        GrantId id = _offerAs(holder, given);
        _acceptAs(banker, id);
        Use memory use = _use(1, 1);
        _covers(id, use);
        use.region = 110_101;
        _covers(id, use);
        uint24[4] memory regions = [uint24(150_000), IN_HOHHOT, 152_200, 153_000];
        for (uint256 i = 0; i < regions.length; ++i) {
            use.region = regions[i];
            _requireRule(id, use, GrantRules.REGION, id, "not that league");
        }
    }

    function test_check_everyLeague() public {
        uint24[12] memory leagues =
            [uint24(1501), 1502, 1503, 1504, 1505, 1506, 1507, 1508, 1509, 1522, 1525, 1529];
        for (uint256 i = 0; i < leagues.length; ++i) {
            I.GrantOffer memory given = _offer(bytes32(i + 1));
            given.terms.scope.territory = uint128(1 << (100 + i));
            GrantId id = _offerAs(holder, given);
            _acceptAs(banker, id);
            Use memory use = _use(1, 1);
            for (uint256 j = 0; j < leagues.length; ++j) {
                use.region = leagues[j] * 100 + 1;
                (bool allowed,,) = grants.check(id, use);
                vm.assertEq(allowed, i == j, vm.toString(leagues[j]));
            }
        }
    }

    function test_check_whatLeavesTheCountry() public {
        I.GrantOffer memory given = _offer("one");
        given.terms.scope.exported = true;
        given.terms.exportBasis = DOCUMENT;
        GrantId id = _offerAs(holder, given);
        _acceptAs(banker, id);
        Use memory use = _use(1, 1);
        use.exported = true;
        _covers(id, use);
        use.region = 0;
        _covers(id, use);
        use.region = 110_000;
        _requireRule(id, use, GrantRules.REGION, id, "from elsewhere");
        use.exported = false;
        use.region = 0;
        _requireRule(id, use, GrantRules.REGION, id, "nowhere");
    }

    function test_check_unitGone() public {
        I.GrantOffer memory given = _offer("one");
        given.terms.scope.notAfter = uint40(_now() + 3650 days);
        GrantId id = _offerAs(holder, given);
        _acceptAs(banker, id);
        vm.warp(uint40(certificates.certificateWord(code) >> 184) - 1);
        _covers(id, _use(1, 1));
        vm.warp(_now() + 1);
        _requireRule(id, _use(1, 1), GrantRules.UNIT_GONE, id, "the certificate expired");
    }

    /* PASSING ON */

    function test_offer_passesOn() public {
        (GrantId root, GrantId child) = _tree("one");
        _covers(child, _use(1, 1));
        vm.assertEq(GrantId.unwrap(grants.parentOf(child)), GrantId.unwrap(root), "parent");
        (CertificateId code_, PartyId unitHolder,) = grants.rootUnit(child);
        vm.assertEq(CertificateId.unwrap(code_), CertificateId.unwrap(code), "root of the tree");
        vm.assertEq(PartyId.unwrap(unitHolder), PartyId.unwrap(holderParty), "its holder");
        vm.assertEq(PartyId.unwrap(grants.grantor(child)), PartyId.unwrap(bankParty), "grantor of the child");
        _audit();
    }

    function _refusesWider(I.GrantOffer memory given, I.Dimension dimension) private {
        _refusesOffer(banker, given, abi.encodeWithSelector(I.GrantWider.selector, _idOf(BANK, given.ref), dimension));
    }

    function test_offer_refusesWhatIsWiderThanTheParent() public {
        I.GrantOffer memory first = _offer("one");
        first.terms.notBefore = uint40(_now());
        first.terms.scope.territory = XILINGOL;
        GrantId root = _offerAs(holder, first);
        _acceptAs(banker, root);

        I.GrantOffer memory given = _narrowest(root);
        given.terms.right = 4;
        _refusesWider(given, I.Dimension.RIGHT);
        given = _narrowest(root);
        given.terms.scope.fields = 0x100;
        _refusesWider(given, I.Dimension.FIELDS);
        given = _narrowest(root);
        given.terms.scope.purposes = 1 << 2;
        _refusesWider(given, I.Dimension.PURPOSES);
        given = _narrowest(root);
        given.terms.scope.territory = INNER_MONGOLIA;
        _refusesWider(given, I.Dimension.TERRITORY);
        given = _narrowest(root);
        given.terms.scope.exported = true;
        given.terms.exportBasis = DOCUMENT;
        _refusesWider(given, I.Dimension.EXPORT);
        given = _narrowest(root);
        given.terms.scope.environments = 4;
        _refusesWider(given, I.Dimension.ENVIRONMENTS);
        given = _narrowest(root);
        given.terms.notBefore = uint40(_now() - 1);
        _refusesWider(given, I.Dimension.START);
        given = _narrowest(root);
        given.terms.scope.notAfter += 1;
        _refusesWider(given, I.Dimension.END);
        _refusesMore(root);
    }

    function _narrowest(GrantId root) private view returns (I.GrantOffer memory given) {
        given = _onward(root, "two");
        given.terms.scope.territory = XILINGOL;
    }

    function _refusesMore(GrantId root) private {
        I.GrantOffer memory given = _narrowest(root);
        given.terms.scope.maxCalls = 0;
        _refusesWider(given, I.Dimension.CALLS);
        given.terms.scope.maxCalls = 101;
        _refusesWider(given, I.Dimension.CALLS);
        given = _narrowest(root);
        given.terms.scope.maxRecords = 0;
        _refusesWider(given, I.Dimension.RECORDS);
        given.terms.scope.maxRecords = 10_001;
        _refusesWider(given, I.Dimension.RECORDS);
        given = _narrowest(root);
        given.terms.scope.depth = 3;
        _refusesWider(given, I.Dimension.DEPTH);
        given = _narrowest(root);
        given.terms.exclusivity = 1;
        _refusesWider(given, I.Dimension.EXCLUSIVITY);
        given = _narrowest(root);
        given.kind = I.GrantKind.INTERNAL;
        _refusesOffer(banker, given, abi.encodeWithSelector(I.ParentMismatch.selector, root));
        given = _narrowest(root);
        given.root = "SJ1512026070009";
        _refusesOffer(banker, given, abi.encodeWithSelector(I.ParentMismatch.selector, root));
        given = _narrowest(root);
        given.grantor = holderParty;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.ParentMismatch.selector, root));
        given = _narrowest(root);
        given.parent = GrantId.wrap("nowhere");
        _refusesOffer(banker, given, abi.encodeWithSelector(I.GrantUnknown.selector, given.parent));
        _offerAs(banker, _narrowest(root));
    }

    function test_offer_aLeagueOfTheWholeRegion() public {
        GrantId root = _granted("one");
        I.GrantOffer memory given = _onward(root, "two");
        given.terms.scope.territory = XILINGOL;
        GrantId child = _offerAs(banker, given);
        _acceptAs(clerk, child);
        _covers(child, _use(1, 1));
        Use memory use = _use(1, 1);
        use.region = IN_HOHHOT;
        _requireRule(child, use, GrantRules.REGION, child, "not in the league");
    }

    function test_offer_eightLevelsAndNoMore() public {
        I.GrantOffer memory given = _offer("one");
        given.terms.scope.depth = 7;
        GrantId node = _offerAs(holder, given);
        _acceptAs(banker, node);
        for (uint256 i = 0; i < 7; ++i) {
            bool toBank = grants.grantee(node) != bankParty;
            given = _onward(node, bytes32(i + 1));
            given.grantee = toBank ? bankParty : keyless;
            if (toBank) given.assent = _onPaper();
            node = _offerAs(toBank ? clerk : banker, given);
            _acceptAs(toBank ? banker : clerk, node);
        }
        _covers(node, _use(1, 1));
        given = _onward(_granted("other"), "below");
        given.parent = node;
        given.grantor = keyless;
        given.grantee = bankParty;
        given.terms.scope.depth = 0;
        given.assent = _onPaper();
        bytes memory refusal = abi.encodeWithSelector(I.GrantWider.selector, _idOf(REGISTRAR, "below"), I.Dimension.DEPTH);
        _refusesOffer(clerk, given, refusal);
    }

    function test_offer_needsAParentInForce() public {
        GrantId root = _offerAs(holder, _offer("one"));
        I.GrantOffer memory given = _onward(root, "two");
        bytes memory refusal = abi.encodeWithSelector(I.GrantNotEffective.selector, root, GrantRules.NOT_ACCEPTED);
        _refusesOffer(banker, given, refusal);
        _acceptAs(banker, root);
        GrantId child = _offerAs(banker, given);
        I.GrantAct memory act = _act(root);
        vm.prank(holder);
        grants.suspend(act);
        refusal = abi.encodeWithSelector(I.GrantNotEffective.selector, root, GrantRules.SUSPENDED);
        _refusesOffer(banker, _onward(root, "three"), refusal);
        _refusesAct(clerk, _paperAct(child), refusal);
    }

    function test_accept_looksAgainWhetherItLiesWithinItsParent() public {
        GrantId root = _granted("one");
        GrantId child = _offerAs(banker, _onward(root, "two"));
        GrantScope memory scope = _scope();
        scope.fields = 1;
        I.GrantAct memory act = _act(root);
        vm.prank(holder);
        grants.narrow(act, scope);
        bytes memory refusal = abi.encodeWithSelector(I.GrantWider.selector, child, I.Dimension.FIELDS);
        _refusesAct(clerk, _paperAct(child), refusal);
    }

    function test_accept_needsTheRootStill() public {
        I.GrantOffer memory given = _offer("one");
        given.terms.scope.notAfter = uint40(_now() + 3650 days);
        GrantId root = _offerAs(holder, given);
        _acceptAs(banker, root);
        GrantId child = _offerAs(banker, _onward(root, "two"));
        vm.warp(uint40(certificates.certificateWord(code) >> 184));
        bytes memory refusal = abi.encodeWithSelector(I.GrantNotEffective.selector, root, GrantRules.UNIT_GONE);
        _refusesAct(clerk, _paperAct(child), refusal);
    }

    /* WHILE IT RUNS */

    function test_narrow_onlyNarrower() public {
        (GrantId root, GrantId child) = _tree("one");
        GrantScope memory scope = _scope();
        scope.fields = 1;
        scope.depth = 1;
        scope.maxCalls = 5;
        I.GrantAct memory act = _act(root);
        vm.expectRevert(abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, holderParty, BANK));
        vm.prank(banker);
        grants.narrow(act, scope);
        vm.expectEmit(address(grants));
        emit I.GrantNarrowed(root, HOLDER, holder, scope, act);
        vm.prank(holder);
        grants.narrow(act, scope);
        _audit();

        Use memory use = _use(1, 5);
        _covers(child, use);
        use.fields = 2;
        _requireRule(child, use, GrantRules.FIELDS, root, "the parent is narrower than the child now");
        _requireRule(child, _use(1, 6), GrantRules.CALLS, root, "fewer calls");
        _refusesWideningOf(root, scope);
    }

    function _refusesWideningOf(GrantId root, GrantScope memory scope) private {
        scope.fields = 3;
        _refusesNarrowing(root, scope, abi.encodeWithSelector(I.GrantWider.selector, root, I.Dimension.FIELDS));
        scope.fields = 1;
        scope.depth = 2;
        _refusesNarrowing(root, scope, abi.encodeWithSelector(I.GrantWider.selector, root, I.Dimension.DEPTH));
        scope.depth = 1;
        scope.notAfter += 1;
        _refusesNarrowing(root, scope, abi.encodeWithSelector(I.GrantWider.selector, root, I.Dimension.END));
        scope.territory = 0;
        _refusesNarrowing(root, scope, abi.encodeWithSelector(I.TerritoryUnknown.selector, 0));
    }

    function _refusesNarrowing(GrantId id, GrantScope memory scope, bytes memory refusal) private {
        I.GrantAct memory act = _act(id);
        vm.expectRevert(refusal);
        vm.prank(holder);
        grants.narrow(act, scope);
    }

    function _suspend(GrantId id) private {
        I.GrantAct memory act = _act(id);
        vm.prank(holder);
        grants.suspend(act);
    }

    function _resume(GrantId id) private {
        I.GrantAct memory act = _act(id);
        vm.prank(holder);
        grants.resume(act);
    }

    function test_suspend_stopsEverythingBelowUntilResumed() public {
        (GrantId root, GrantId child) = _tree("one");
        uint256 start = _now();
        _wait(1 days);
        I.GrantAct memory act = _act(root);
        vm.expectEmit(address(grants));
        emit I.GrantSuspended(root, HOLDER, holder, act);
        vm.prank(holder);
        grants.suspend(act);
        _requireRule(child, _use(1, 1), GrantRules.SUSPENDED, root, "suspended");
        act = _act(root);
        vm.expectRevert(abi.encodeWithSelector(I.GrantAlreadySuspended.selector, root));
        vm.prank(holder);
        grants.suspend(act);
        _wait(1 days);
        act = _act(root);
        vm.expectEmit(address(grants));
        emit I.GrantResumed(root, HOLDER, holder, act);
        vm.prank(holder);
        grants.resume(act);
        act = _act(root);
        vm.expectRevert(abi.encodeWithSelector(I.GrantNotSuspended.selector, root));
        vm.prank(holder);
        grants.resume(act);
        _covers(child, _use(1, 1));
        Use memory use = _use(1, 1);
        use.moment = uint40(start + 1 days - 1);
        _covers(child, use);
        use.moment = uint40(start + 1 days);
        _requireRule(child, use, GrantRules.SUSPENDED, root, "the first second of it");
        use.moment = uint40(start + 2 days - 1);
        _requireRule(child, use, GrantRules.SUSPENDED, root, "the last second of it");
        _audit();
    }

    function test_suspend_threeTimes() public {
        GrantId id = _granted("one");
        uint256 start = _now();
        for (uint256 i = 0; i < 3; ++i) {
            _wait(1 days);
            _suspend(id);
            _wait(1 days);
            _resume(id);
        }
        for (uint256 day = 0; day < 7; ++day) {
            Use memory use = _use(1, 1);
            use.moment = uint40(start + day * 1 days);
            if (day % 2 == 0) _covers(id, use);
            else _requireRule(id, use, GrantRules.SUSPENDED, id, "each time is remembered");
        }
        I.GrantAct memory act = _act(id);
        vm.expectRevert(abi.encodeWithSelector(I.SuspensionsExhausted.selector, id));
        vm.prank(holder);
        grants.suspend(act);
    }

    function test_revoke_forGoodWithEverythingBelow() public {
        (GrantId root, GrantId child) = _tree("one");
        _wait(1 days);
        I.GrantAct memory act = _act(root);
        vm.expectRevert(abi.encodeWithSelector(I.GroundMissing.selector, root));
        vm.prank(holder);
        grants.revoke(act, I.GrantGround.NONE);
        vm.expectEmit(address(grants));
        emit I.GrantRevoked(root, HOLDER, holder, I.GrantGround.BREACH, act);
        vm.prank(holder);
        grants.revoke(act, I.GrantGround.BREACH);
        _requireRule(root, _use(1, 1), GrantRules.ENDED, root, "revoked");
        _requireRule(child, _use(1, 1), GrantRules.ENDED, root, "and what hangs below");
        Use memory use = _use(1, 1);
        use.moment -= 1;
        _covers(child, use);
        act = _act(root);
        bytes memory refusal = abi.encodeWithSelector(I.GrantNotIn.selector, root, I.GrantState.REVOKED);
        vm.expectRevert(refusal);
        vm.prank(holder);
        grants.revoke(act, I.GrantGround.BREACH);
        vm.expectRevert(refusal);
        vm.prank(holder);
        grants.resume(act);
        vm.expectRevert(refusal);
        vm.prank(holder);
        grants.suspend(act);
        GrantScope memory scope = _scope();
        vm.expectRevert(refusal);
        vm.prank(holder);
        grants.narrow(act, scope);
        _refusesAct(banker, act, refusal);
        _audit();
    }

    function test_revoke_whatIsIrrevocable() public {
        I.GrantOffer memory given = _offer("one");
        given.terms.irrevocable = true;
        GrantId id = _offerAs(holder, given);
        _acceptAs(banker, id);
        I.GrantAct memory act = _act(id);
        GrantScope memory scope = _scope();
        bytes memory refusal = abi.encodeWithSelector(I.GrantIrrevocable.selector, id);
        vm.expectRevert(refusal);
        vm.prank(holder);
        grants.revoke(act, I.GrantGround.AGREED);
        vm.expectRevert(refusal);
        vm.prank(holder);
        grants.narrow(act, scope);
        vm.prank(holder);
        grants.revoke(act, I.GrantGround.ORDER);
        _requireRule(id, _use(1, 1), GrantRules.ENDED, id, "by an order");
    }

    function test_terminate_byTheGrantee() public {
        GrantId id = _granted("one");
        I.GrantAct memory act = _act(id);
        vm.expectRevert(abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, bankParty, HOLDER));
        vm.prank(holder);
        grants.terminate(act);
        vm.expectEmit(address(grants));
        emit I.GrantTerminated(id, BANK, banker, act);
        vm.prank(banker);
        grants.terminate(act);
        _requireRule(id, _use(1, 1), GrantRules.ENDED, id, "given up");
        _audit();
    }

    /* BUDGETS */

    function _spend(GrantId id, uint64 records, uint64 calls) private returns (uint8 rule, GrantId on) {
        vm.prank(circulation);
        return grants.spend(id, records, calls);
    }

    function _requireSpent(GrantId id, uint64 records, uint64 calls, uint8 rule, GrantId on) private {
        (uint8 found, GrantId decidedOn) = _spend(id, records, calls);
        vm.assertEq(found, rule, "rule of a debit");
        vm.assertEq(GrantId.unwrap(decidedOn), GrantId.unwrap(on), "where it was decided");
    }

    function test_spend_debitsEveryAncestor() public {
        (GrantId root, GrantId child) = _tree("one");
        vm.expectEmit(address(grants));
        emit I.GrantSpent(child, circulation, 4000, 40);
        _requireSpent(child, 4000, 40, 0, NONE);
        _requireSpent(root, 5000, 50, 0, NONE);
        (,, uint256 budget,) = grants.grantWords(child);
        vm.assertEq(budget, 4000 << 192 | 10_000 << 128 | 40 << 64 | 100, "the child's");
        (,, budget,) = grants.grantWords(root);
        vm.assertEq(budget, 9000 << 192 | 10_000 << 128 | 90 << 64 | 100, "the root's");
        _requireSpent(child, 1, 11, GrantRules.CALLS, root);
        _requireSpent(child, 1001, 1, GrantRules.RECORDS, root);
        _requireSpent(child, 1, 61, GrantRules.CALLS, child);
        (,, uint256 same,) = grants.grantWords(root);
        vm.assertEq(same, budget, "what is denied debits nothing");
        _requireSpent(child, 1000, 10, 0, NONE);
        _requireRule(child, _use(1, 0), GrantRules.RECORDS, root, "used up");
        _requireSpent(GrantId.wrap("nowhere"), 1, 1, GrantRules.UNKNOWN, GrantId.wrap("nowhere"));
        _audit();
    }

    function test_spend_byTheCirculationRegistryOnly() public {
        GrantId id = _granted("one");
        vm.expectRevert(abi.encodeWithSelector(I.CallerIsNotCirculation.selector, holder));
        vm.prank(holder);
        grants.spend(id, 1, 1);
    }

    function test_spend_withoutALimitStopsAtItsGreatestNumber() public {
        I.GrantOffer memory given = _offer("one");
        given.terms.scope.maxCalls = 0;
        given.terms.scope.maxRecords = 0;
        GrantId id = _offerAs(holder, given);
        _acceptAs(banker, id);
        _requireSpent(id, type(uint64).max, type(uint64).max - 1, 0, NONE);
        _requireSpent(id, type(uint64).max, 2, 0, NONE);
        (,, uint256 budget,) = grants.grantWords(id);
        vm.assertEq(budget, uint256(type(uint64).max) << 192 | uint256(type(uint64).max) << 64, "both at their greatest");
        _covers(id, _use(type(uint64).max, type(uint64).max));
    }

    function test_narrow_keepsWhatWasUsed() public {
        GrantId id = _granted("one");
        _requireSpent(id, 4000, 40, 0, NONE);
        GrantScope memory scope = _scope();
        scope.maxCalls = 40;
        scope.maxRecords = 4001;
        I.GrantAct memory act = _act(id);
        vm.prank(holder);
        grants.narrow(act, scope);
        (,, uint256 budget,) = grants.grantWords(id);
        vm.assertEq(budget, 4000 << 192 | 4001 << 128 | 40 << 64 | 40, "used stays");
        _requireRule(id, _use(0, 1), GrantRules.CALLS, id, "no call left");
        _covers(id, _use(1, 0));
    }

    /* PUBLIC DATA */

    function _application(I.GrantKind kind) private view returns (I.PublicApplication memory) {
        return I.PublicApplication({
            kind: kind,
            ref: "application",
            resource: "GG1500002026000001",
            applicant: bankParty,
            source: AUTHORITY_TWO,
            authority: AUTHORITY_ONE,
            terms: _terms(),
            document: DOCUMENT,
            assent: _own()
        });
    }

    function _applied() private returns (bytes32 id) {
        vm.prank(banker);
        return grants.applyFor(_application(I.GrantKind.LICENSED_OPEN));
    }

    function _opined(bool favourable) private returns (bytes32 id) {
        id = _applied();
        vm.prank(authorityTwo);
        grants.opine(id, favourable, PERSON, DOCUMENT);
    }

    function _publicOffer(bytes32 id, GrantTerms memory terms) private view returns (I.GrantOffer memory given) {
        given = _offer("public");
        given.kind = I.GrantKind.LICENSED_OPEN;
        given.root = id;
        given.grantor = Ids.party(AUTHORITY_ONE);
        given.terms = terms;
    }

    function test_public_theWholeWay() public {
        I.PublicApplication memory application = _application(I.GrantKind.LICENSED_OPEN);
        vm.prank(banker);
        bytes32 id = grants.applyFor(application);
        vm.expectEmit(address(grants));
        emit I.PublicGrantOpined(id, AUTHORITY_TWO, authorityTwo, true, PERSON, DOCUMENT);
        vm.prank(authorityTwo);
        grants.opine(id, true, PERSON, DOCUMENT);
        GrantTerms memory terms = _terms();
        terms.scope.maxCalls = 50;
        vm.expectEmit(address(grants));
        emit I.PublicGrantDecided(id, AUTHORITY_ONE, authorityOne, true, terms, PERSON, DOCUMENT);
        vm.prank(authorityOne);
        grants.decide(id, true, terms, PERSON, DOCUMENT);

        I.GrantOffer memory given = _publicOffer(id, _terms());
        bytes memory refusal = abi.encodeWithSelector(I.DecisionMismatch.selector, id);
        _refusesOffer(authorityOne, given, refusal);
        given.terms = terms;
        given.grantee = keyless;
        _refusesOffer(authorityOne, given, refusal);
        given.grantee = bankParty;
        given.kind = I.GrantKind.DIRECTED_OPEN;
        _refusesOffer(authorityOne, given, refusal);
        given.kind = I.GrantKind.LICENSED_OPEN;
        given.grantor = Ids.party(AUTHORITY_TWO);
        _refusesOffer(authorityTwo, given, refusal);
        given.grantor = Ids.party(AUTHORITY_ONE);
        GrantId grantId = _offerAs(authorityOne, given);
        _acceptAs(banker, grantId);
        _covers(grantId, _use(1, 50));
        (CertificateId none,,) = grants.rootUnit(grantId);
        vm.assertEq(CertificateId.unwrap(none), 0, "no right unit");
        (I.RootKind kind, bytes32 root) = grants.rootOf(grantId);
        vm.assertEq(uint256(kind), uint256(I.RootKind.DECISION), "a decision");
        vm.assertEq(root, id, "this one");
        given.ref = "again";
        _refusesOffer(authorityOne, given, refusal);
        _audit();
    }

    function test_applyFor_refusesInTheOrderOfItsGuards() public {
        I.PublicApplication memory application = _application(I.GrantKind.ENTERPRISE);
        application.ref = 0;
        application.resource = 0;
        application.authority = BANK;
        application.document = 0;
        application.terms.right = 0;
        bytes32 id = keccak256(
            abi.encode(
                keccak256("PublicGrant(uint256 chainId,address registry,bytes18 filer,bytes32 reference)"),
                block.chainid, grants, BANK, bytes32("application")
            )
        );
        _refusesApplication(holder, application, abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, bankParty, HOLDER));
        _refusesApplication(banker, application, abi.encodeWithSelector(I.ReferenceMissing.selector));
        application.ref = "application";
        _refusesApplication(banker, application, abi.encodeWithSelector(I.GrantKindUnknown.selector));
        application.kind = I.GrantKind.CONSENT_CUSTODY;
        _refusesApplication(banker, application, abi.encodeWithSelector(I.GrantKindUnknown.selector));
        application.kind = I.GrantKind.DIRECTED_OPEN;
        _refusesApplication(banker, application, abi.encodeWithSelector(I.ResourceMissing.selector));
        application.resource = "GG1500002026000001";
        _refusesApplication(banker, application, abi.encodeWithSelector(I.PublicGrantOfAnother.selector, id, BANK));
        application.authority = AUTHORITY_ONE;
        _refusesApplication(banker, application, abi.encodeWithSelector(I.DocumentMissing.selector));
        application.document = DOCUMENT;
        _refusesApplication(banker, application, abi.encodeWithSelector(I.RightNotOne.selector, 0));
        application.terms.right = 2;
        vm.prank(banker);
        vm.assertEq(grants.applyFor(application), id, "id");
        _refusesApplication(banker, application, abi.encodeWithSelector(I.PublicGrantAlreadyApplied.selector, id));
    }

    function _refusesApplication(address account, I.PublicApplication memory application, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(account);
        grants.applyFor(application);
    }

    function test_opine_refusesInTheOrderOfItsGuards() public {
        bytes32 id = _applied();
        _refusesOpinion(authorityTwo, "nowhere", 0, 0, abi.encodeWithSelector(I.PublicGrantUnknown.selector, bytes32("nowhere")));
        _refusesOpinion(authorityOne, id, 0, 0, abi.encodeWithSelector(I.PublicGrantOfAnother.selector, id, AUTHORITY_ONE));
        _refusesOpinion(authorityTwo, id, 0, 0, abi.encodeWithSelector(IAssents.PersonMissing.selector));
        _refusesOpinion(authorityTwo, id, PERSON, 0, abi.encodeWithSelector(I.DocumentMissing.selector));
        vm.prank(authorityTwo);
        grants.opine(id, false, PERSON, DOCUMENT);
        bytes memory refusal = abi.encodeWithSelector(I.PublicGrantNotIn.selector, id, I.PublicState.OPPOSED);
        _refusesOpinion(authorityTwo, id, PERSON, DOCUMENT, refusal);
    }

    function _refusesOpinion(address account, bytes32 id, bytes32 person, bytes32 document, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(account);
        grants.opine(id, true, person, document);
    }

    function _refusesDecision(address account, bytes32 id, bytes32 person, bytes32 document, bytes memory refusal) private {
        GrantTerms memory terms = _terms();
        terms.agreement = 0;
        vm.expectRevert(refusal);
        vm.prank(account);
        grants.decide(id, true, terms, person, document);
    }

    function test_decide_refusesInTheOrderOfItsGuards() public {
        bytes32 id = _applied();
        _refusesDecision(authorityOne, "nowhere", 0, 0, abi.encodeWithSelector(I.PublicGrantUnknown.selector, bytes32("nowhere")));
        _refusesDecision(authorityTwo, id, 0, 0, abi.encodeWithSelector(I.PublicGrantOfAnother.selector, id, AUTHORITY_TWO));
        bytes memory refusal = abi.encodeWithSelector(I.PublicGrantNotIn.selector, id, I.PublicState.APPLIED);
        _refusesDecision(authorityOne, id, 0, 0, refusal);
        vm.prank(authorityTwo);
        grants.opine(id, true, PERSON, DOCUMENT);
        _refusesDecision(authorityOne, id, 0, 0, abi.encodeWithSelector(IAssents.PersonMissing.selector));
        _refusesDecision(authorityOne, id, PERSON, 0, abi.encodeWithSelector(I.DocumentMissing.selector));
        _refusesDecision(authorityOne, id, PERSON, DOCUMENT, abi.encodeWithSelector(I.AgreementMissing.selector));
    }

    function test_decide_refusesAgainstAndStaysRefused() public {
        bytes32 id = _opined(false);
        GrantTerms memory terms = _terms();
        vm.expectEmit(address(grants));
        emit I.PublicGrantDecided(id, AUTHORITY_ONE, authorityOne, false, terms, PERSON, DOCUMENT);
        vm.prank(authorityOne);
        grants.decide(id, false, terms, PERSON, DOCUMENT);
        vm.assertEq(uint8(grants.publicGrantWord(id) >> 144), uint8(I.PublicState.REFUSED), "refused");
        bytes memory refusal = abi.encodeWithSelector(I.PublicGrantNotIn.selector, id, I.PublicState.REFUSED);
        _refusesDecision(authorityOne, id, PERSON, DOCUMENT, refusal);
        refusal = abi.encodeWithSelector(I.DecisionMismatch.selector, id);
        _refusesOffer(authorityOne, _publicOffer(id, terms), refusal);
        _audit();
    }

    /* CONSENT */

    function _consent() private view returns (I.ConsentReceipt memory) {
        return I.ConsentReceipt({
            receipt: keccak256("salt and receipt"),
            purposes: PURPOSES,
            expiresAt: uint40(_now() + 400 days),
            flags: 1,
            person: PERSON,
            document: DOCUMENT
        });
    }

    function _consented(I.ConsentReceipt memory consent) private returns (bytes32 id) {
        vm.prank(custodian);
        return grants.recordConsent(consent);
    }

    function _consentOffer(bytes32 id, bytes32 ref) private view returns (I.GrantOffer memory given) {
        given = _offer(ref);
        given.kind = I.GrantKind.CONSENT_CUSTODY;
        given.root = id;
        given.grantor = Ids.party(CUSTODIAN);
    }

    function test_consent_untilWithdrawn() public {
        bytes32 id = _consented(_consent());
        GrantId root = _offerAs(custodian, _consentOffer(id, "one"));
        GrantId late = _offerAs(custodian, _consentOffer(id, "late"));
        _acceptAs(banker, root);
        I.GrantOffer memory given = _onward(root, "two");
        given.kind = I.GrantKind.CONSENT_CUSTODY;
        given.root = id;
        GrantId child = _offerAs(banker, given);
        _acceptAs(clerk, child);
        _covers(child, _use(1, 1));
        _wait(1 days);
        vm.expectEmit(address(grants));
        emit I.ConsentWithdrawn(id, CUSTODIAN, custodian, PERSON, DOCUMENT);
        vm.prank(custodian);
        grants.withdrawConsent(id, PERSON, DOCUMENT);

        _requireRule(child, _use(1, 1), GrantRules.CONSENT_WITHDRAWN, root, "withdrawn");
        Use memory use = _use(1, 1);
        use.moment -= 1;
        _covers(child, use);
        bytes memory refusal = abi.encodeWithSelector(I.GrantNotEffective.selector, late, GrantRules.CONSENT_WITHDRAWN);
        _refusesAct(banker, _act(late), refusal);
        refusal = abi.encodeWithSelector(I.ConsentMismatch.selector, id);
        _refusesOffer(custodian, _consentOffer(id, "new"), refusal);
        vm.expectRevert(abi.encodeWithSelector(I.ConsentAlreadyWithdrawn.selector, id));
        vm.prank(custodian);
        grants.withdrawConsent(id, PERSON, DOCUMENT);
        _audit();
    }

    function test_consent_boundsWhatIsGranted() public {
        I.ConsentReceipt memory consent = _consent();
        consent.purposes = PURPOSES ^ 2;
        bytes32 id = _consented(consent);
        I.GrantOffer memory given = _consentOffer(id, "one");
        GrantId one = _idOf(CUSTODIAN, "one");
        _refusesOffer(custodian, given, abi.encodeWithSelector(I.GrantWider.selector, one, I.Dimension.PURPOSES));
        given.terms.scope.purposes ^= 2;
        given.terms.scope.exported = true;
        given.terms.exportBasis = DOCUMENT;
        _refusesOffer(custodian, given, abi.encodeWithSelector(I.GrantWider.selector, one, I.Dimension.EXPORT));
        given.terms.scope.exported = false;
        given.terms.scope.notAfter = consent.expiresAt + 1;
        _refusesOffer(custodian, given, abi.encodeWithSelector(I.GrantWider.selector, one, I.Dimension.END));
        given.terms.scope.notAfter = consent.expiresAt;
        given.grantor = holderParty;
        _refusesOffer(holder, given, abi.encodeWithSelector(I.ConsentMismatch.selector, id));
        given.grantor = Ids.party(CUSTODIAN);
        given.root = "nowhere";
        _refusesOffer(custodian, given, abi.encodeWithSelector(I.ConsentMismatch.selector, bytes32("nowhere")));
        given.root = id;
        _offerAs(custodian, given);
        consent.receipt = "another";
        consent.flags = 0;
        given.root = _consented(consent);
        given.ref = "two";
        _refusesOffer(custodian, given, abi.encodeWithSelector(I.ConsentMismatch.selector, given.root));
        consent.receipt = "third";
        consent.flags = 3;
        given.root = _consented(consent);
        given.terms.scope.exported = true;
        _offerAs(custodian, given);
    }

    function test_recordConsent_refusesInTheOrderOfItsGuards() public {
        I.ConsentReceipt memory consent = I.ConsentReceipt(0, 1, uint40(_now()), 0, 0, 0);
        _refusesConsent(banker, consent, abi.encodeWithSelector(IOrganisationRegistry.AccreditationUnknown.selector, BANK, 6));
        _refusesConsent(custodian, consent, abi.encodeWithSelector(I.ReferenceMissing.selector));
        consent.receipt = "receipt";
        _refusesConsent(custodian, consent, abi.encodeWithSelector(I.PurposesUnknown.selector, 1));
        consent.purposes = 0;
        _refusesConsent(custodian, consent, abi.encodeWithSelector(I.PurposesUnknown.selector, 0));
        consent.purposes = 2;
        uint40 moment = uint40(_now());
        _refusesConsent(custodian, consent, abi.encodeWithSelector(I.GrantTermEmpty.selector, moment, moment));
        consent.expiresAt = moment + 1;
        _refusesConsent(custodian, consent, abi.encodeWithSelector(IAssents.PersonMissing.selector));
        consent.person = PERSON;
        _refusesConsent(custodian, consent, abi.encodeWithSelector(I.DocumentMissing.selector));
        consent.document = DOCUMENT;
        bytes32 id = _consented(consent);
        _refusesConsent(custodian, consent, abi.encodeWithSelector(I.ConsentAlreadyRecorded.selector, id));
        (uint256 word, uint256 purposes) = grants.consentWords(id);
        vm.assertEq(word, uint256(uint144(OrgId.unwrap(CUSTODIAN))) | uint256(moment + 1) << 144, "word");
        vm.assertEq(purposes, 2, "purposes");
    }

    function _refusesConsent(address account, I.ConsentReceipt memory consent, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(account);
        grants.recordConsent(consent);
    }

    function test_withdrawConsent_refusesInTheOrderOfItsGuards() public {
        bytes32 id = _consented(_consent());
        _refusesWithdrawal(custodian, "nowhere", 0, 0, abi.encodeWithSelector(I.ConsentUnknown.selector, bytes32("nowhere")));
        _refusesWithdrawal(banker, id, 0, 0, abi.encodeWithSelector(I.ConsentOfAnother.selector, id, BANK));
        _refusesWithdrawal(custodian, id, 0, 0, abi.encodeWithSelector(IAssents.PersonMissing.selector));
        _refusesWithdrawal(custodian, id, PERSON, 0, abi.encodeWithSelector(I.DocumentMissing.selector));
    }

    function _refusesWithdrawal(address account, bytes32 id, bytes32 person, bytes32 document, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(account);
        grants.withdrawConsent(id, person, document);
    }

    function test_consent_expires() public {
        I.ConsentReceipt memory consent = _consent();
        consent.expiresAt = uint40(_now() + 1 days);
        I.GrantOffer memory given = _consentOffer(_consented(consent), "one");
        given.terms.scope.notAfter = consent.expiresAt;
        _offerAs(custodian, given);
        vm.warp(consent.expiresAt);
        given.ref = "two";
        given.terms.scope.notAfter += 1;
        _refusesOffer(custodian, given, abi.encodeWithSelector(I.ConsentMismatch.selector, given.root));
    }
}
