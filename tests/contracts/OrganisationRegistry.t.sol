// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IOrganisationRegistry as I} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {OrgId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {OrgKind} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";

/// Registering, accrediting and giving keys. Who may act with them is in TwoPersons.t.sol.
contract OrganisationRegistryTest is Base {
    function _gov() private returns (I) {
        vm.prank(address(governance));
        return organisations;
    }

    function _good() private pure returns (I.Registration memory) {
        return I.Registration(UNKNOWN_ORG, 4, 0, false, unicode"示例煤炭智运科技有限公司");
    }

    /* REGISTERING: REFUSALS */

    function test_constructor_refusesAMalformedFounder() public {
        I.Founding[] memory founders = _founders();
        address deaf = address(new Deaf());
        founders[1].org = OrgId.wrap("11150100MB0DEM02X4");
        bytes memory refusal = abi.encodeWithSelector(I.OrganisationCodeMalformed.selector, founders[1].org);
        try this.found(abi.encode(deaf, address(governance), founders, true, address(0))) {
            vm.assertTrue(false, "founded");
        } catch (bytes memory reason) {
            vm.assertEq(reason, refusal, "refusal");
        }
    }

    function found(bytes calldata arguments) external {
        _deploy("OrganisationRegistry.sol:OrganisationRegistry", arguments);
    }

    function test_register_refusesEveryoneButGovernance() public {
        address[4] memory callers = [authorityOne, clerk, banker, stranger];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(I.CallerIsNotGovernance.selector, callers[i]));
            vm.prank(callers[i]);
            organisations.register(_good());
        }
    }

    function test_register_refusesWhoIsRegistered() public {
        I.Registration memory registration = _good();
        registration.org = BANK;
        vm.expectRevert(abi.encodeWithSelector(I.OrganisationAlreadyRegistered.selector, BANK));
        _gov().register(registration);
    }

    function test_register_refusesMalformedCodes() public {
        bytes18[8] memory codes = [
            bytes18("91150602MA0DEM03XH"), // wrong check character
            bytes18("91150602MA0DEM30XG"), // two characters swapped
            bytes18("91150602MA0DEM03X"), // too short
            bytes18("91150602ma0DEM03XG"), // lower case
            bytes18("91150602MA0DEM03IG"), // a letter that is not used
            bytes18("91150602MA0DEM03:G"), // between digits and letters
            bytes18("91150602MA0DEM03[G"), // behind the letters
            bytes18(0)
        ];
        for (uint256 i = 0; i < codes.length; ++i) {
            I.Registration memory registration = _good();
            registration.org = OrgId.wrap(codes[i]);
            vm.expectRevert(abi.encodeWithSelector(I.OrganisationCodeMalformed.selector, codes[i]));
            _gov().register(registration);
        }
    }

    function test_register_refusesSoleTraders() public {
        I.Registration memory registration = _good();
        registration.org = SOLE_TRADER;
        vm.expectRevert(abi.encodeWithSelector(I.OrganisationIsSoleTrader.selector, SOLE_TRADER));
        _gov().register(registration);
    }

    function test_register_refusesNoKind() public {
        I.Registration memory registration = _good();
        registration.kinds = 0;
        vm.expectRevert(abi.encodeWithSelector(I.OrganisationKindsEmpty.selector, UNKNOWN_ORG));
        _gov().register(registration);
    }

    function test_register_refusesUnknownKinds() public {
        I.Registration memory registration = _good();
        registration.kinds = 0x104;
        vm.expectRevert(abi.encodeWithSelector(I.OrganisationKindsUnknown.selector, UNKNOWN_ORG, 0x104));
        _gov().register(registration);
    }

    function test_register_refusesNoName() public {
        I.Registration memory registration = _good();
        registration.name = "";
        vm.expectRevert(abi.encodeWithSelector(I.OrganisationNameMissing.selector, UNKNOWN_ORG));
        _gov().register(registration);
    }

    function test_registerHolder_refusesEveryoneButRegistrars() public {
        address[3] memory callers = [banker, holder, authorityOne];
        OrgId[3] memory orgs = [BANK, HOLDER, AUTHORITY_ONE];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(I.AccreditationUnknown.selector, orgs[i], OrgKind.REGISTRAR));
            vm.prank(callers[i]);
            organisations.registerHolder(_good(), PERSON);
        }
    }

    function test_registerHolder_refusesOtherKinds() public {
        I.Registration memory registration = _good();
        for (uint16 kinds = 0; kinds < 256; ++kinds) {
            if (kinds == _bit(OrgKind.HOLDER)) continue;
            registration.kinds = kinds;
            vm.expectRevert(abi.encodeWithSelector(I.OnlyHoldersMayBeRegisteredBy.selector, UNKNOWN_ORG, REGISTRAR));
            vm.prank(clerk);
            organisations.registerHolder(registration, PERSON);
        }
    }

    function test_registerHolder_refusesNobody() public {
        vm.expectRevert(I.PersonMissing.selector);
        vm.prank(clerk);
        organisations.registerHolder(_good(), 0);
    }

    function test_registerHolder_refusesWhoIsRegistered() public {
        I.Registration memory registration = _good();
        registration.org = HOLDER;
        vm.expectRevert(abi.encodeWithSelector(I.OrganisationAlreadyRegistered.selector, HOLDER));
        vm.prank(otherClerk);
        organisations.registerHolder(registration, PERSON);
        vm.assertEq(OrgId.unwrap(organisations.registeredBy(HOLDER)), OrgId.unwrap(REGISTRAR), "stays with the first");
    }

    function test_registerHolder_refusesSoleTraders() public {
        I.Registration memory registration = _good();
        registration.org = SOLE_TRADER;
        vm.expectRevert(abi.encodeWithSelector(I.OrganisationIsSoleTrader.selector, SOLE_TRADER));
        vm.prank(clerk);
        organisations.registerHolder(registration, PERSON);
    }

    function test_regroup_refusesUnknownOrganisation() public {
        vm.expectRevert(abi.encodeWithSelector(I.OrganisationUnknown.selector, UNKNOWN_ORG));
        _gov().regroup(UNKNOWN_ORG, 1);
    }

    function test_regroup_refusesEveryoneButGovernance() public {
        vm.expectRevert(abi.encodeWithSelector(I.CallerIsNotGovernance.selector, clerk));
        vm.prank(clerk);
        organisations.regroup(REGISTRAR, 1);
    }

    /* REGISTERING: EFFECTS */

    function test_constructor_foundsAuthoritiesWithOneKeyEach() public {
        vm.assertEq(uint16(organisations.organisationWord(AUTHORITY_ONE) >> 128), _bit(OrgKind.AUTHORITY), "kind");
        vm.assertEq(OrgId.unwrap(organisations.requireKey(authorityTwo)), OrgId.unwrap(AUTHORITY_TWO), "key");
        vm.warp(START + 100 * 365 days);
        OrgId org = organisations.requireAccredited(authorityOne, OrgKind.AUTHORITY);
        vm.assertEq(OrgId.unwrap(org), OrgId.unwrap(AUTHORITY_ONE), "accredited without end");
        _audit();
        auditor.requireWord(OrgId.unwrap(AUTHORITY_ONE));
        vm.assertEq(auditor.lengths(OrgId.unwrap(AUTHORITY_ONE)), 3, "registered, accredited, key");
    }

    function test_register_keepsAndSaysEverything() public {
        I.Registration memory registration = I.Registration(UNKNOWN_ORG, 0x14, 77, true, "x");
        vm.expectEmit(address(organisations));
        emit I.OrganisationRegistered(UNKNOWN_ORG, NOBODY, address(governance), 0, registration);
        _gov().register(registration);
        uint256 word = organisations.organisationWord(UNKNOWN_ORG);
        vm.assertEq(uint16(word >> 128), 0x14, "kinds");
        vm.assertEq(uint24(word >> 144), 77, "group");
        vm.assertEq(word >> 208, 3, "public body, demo");
        vm.assertEq(OrgId.unwrap(organisations.registeredBy(UNKNOWN_ORG)), 0, "by governance");
        _audit();
        auditor.requireWord(OrgId.unwrap(UNKNOWN_ORG));
    }

    function test_registerHolder_remembersTheRegistrar() public {
        vm.expectEmit(address(organisations));
        emit I.OrganisationRegistered(UNKNOWN_ORG, OTHER_REGISTRAR, otherClerk, PERSON, _good());
        vm.prank(otherClerk);
        organisations.registerHolder(_good(), PERSON);
        vm.assertEq(OrgId.unwrap(organisations.registeredBy(UNKNOWN_ORG)), OrgId.unwrap(OTHER_REGISTRAR), "by");
        _audit();
        auditor.requireWord(OrgId.unwrap(UNKNOWN_ORG));
    }

    function test_fuzz_regroup_changesTheGroupOnly(uint24 group, uint24 next) public {
        uint256 before = organisations.organisationWord(BANK);
        _gov().regroup(BANK, group);
        vm.assertEq(organisations.organisationWord(BANK), before | (uint256(group) << 144), "group");
        vm.expectEmit(address(organisations));
        emit I.OrganisationRegrouped(BANK, next);
        _gov().regroup(BANK, next);
        vm.assertEq(organisations.organisationWord(BANK), before | (uint256(next) << 144), "next group");
        _auditLast(OrgId.unwrap(BANK), Kinds.ORGANISATION_REGROUPED, 1);
    }

    /* ACCREDITATION: REFUSALS */

    function test_accredit_refusesUnknownOrganisation() public {
        vm.expectRevert(abi.encodeWithSelector(I.OrganisationUnknown.selector, UNKNOWN_ORG));
        _gov().accredit(UNKNOWN_ORG, OrgKind.BANK, 1, 2, 0, 0);
    }

    function test_accredit_refusesEveryoneButGovernance() public {
        vm.expectRevert(abi.encodeWithSelector(I.CallerIsNotGovernance.selector, authorityOne));
        vm.prank(authorityOne);
        organisations.accredit(BANK, OrgKind.BANK, 1, 2, 0, 0);
    }

    function test_accredit_refusesKindsNotHeld() public {
        vm.expectRevert(abi.encodeWithSelector(I.AccreditationKindNotHeld.selector, BANK, OrgKind.VALUER));
        _gov().accredit(BANK, OrgKind.VALUER, 1, 2, 0, 0);
    }

    function test_accredit_refusesEmptyWindows() public {
        uint40[2][3] memory windows = [[uint40(7), 7], [uint40(8), 7], [uint40(0), 7]];
        for (uint256 i = 0; i < windows.length; ++i) {
            (uint40 since, uint40 until) = (windows[i][0], windows[i][1]);
            vm.expectRevert(abi.encodeWithSelector(I.AccreditationWindowEmpty.selector, BANK, since, until));
            _gov().accredit(BANK, OrgKind.BANK, since, until, 0, 0);
        }
    }

    function test_accredit_refusesCodePartsOutOfRange() public {
        uint8[2][3] memory parts = [[uint8(0), 1], [uint8(100), 1], [uint8(15), 10]];
        for (uint256 i = 0; i < parts.length; ++i) {
            (uint8 region, uint8 digit) = (parts[i][0], parts[i][1]);
            vm.expectRevert(abi.encodeWithSelector(I.CodePartOutOfRange.selector, REGISTRAR, region, digit));
            _gov().accredit(REGISTRAR, OrgKind.REGISTRAR, 1, 2, region, digit);
        }
    }

    function test_accredit_refusesCodePartsOfOthersThanRegistrars() public {
        vm.expectRevert(abi.encodeWithSelector(I.CodePartOutOfRange.selector, BANK, 15, 0));
        _gov().accredit(BANK, OrgKind.BANK, 1, 2, 15, 0);
        vm.expectRevert(abi.encodeWithSelector(I.CodePartOutOfRange.selector, BANK, 0, 1));
        _gov().accredit(BANK, OrgKind.BANK, 1, 2, 0, 1);
    }

    function test_accredit_refusesADigitThatAnotherHasOrHad() public {
        vm.expectRevert(abi.encodeWithSelector(I.CodeDigitTaken.selector, 15, 1, REGISTRAR));
        _gov().accredit(OTHER_REGISTRAR, OrgKind.REGISTRAR, 1, 2, 15, 1);
        _gov().accredit(REGISTRAR, OrgKind.REGISTRAR, 1, 2, 16, 1);
        vm.expectRevert(abi.encodeWithSelector(I.CodeDigitTaken.selector, 15, 1, REGISTRAR));
        _gov().accredit(OTHER_REGISTRAR, OrgKind.REGISTRAR, 1, 2, 15, 1);
    }

    function test_suspend_refusesWhatIsNotAccredited() public {
        vm.expectRevert(abi.encodeWithSelector(I.AccreditationUnknown.selector, BANK, OrgKind.REGISTRAR));
        _gov().suspend(BANK, OrgKind.REGISTRAR, DOCUMENT);
    }

    function test_suspend_refusesEveryoneButGovernance() public {
        vm.expectRevert(abi.encodeWithSelector(I.CallerIsNotGovernance.selector, authorityOne));
        vm.prank(authorityOne);
        organisations.suspend(REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
    }

    function test_suspend_refusesASecondTime() public {
        bytes4 selector = I.AccreditationAlreadySuspended.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, SUSPENDED_REGISTRAR, OrgKind.REGISTRAR, uint40(START)));
        _gov().suspend(SUSPENDED_REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
    }

    function test_resume_refusesWhatIsNotAccredited() public {
        vm.expectRevert(abi.encodeWithSelector(I.AccreditationUnknown.selector, BANK, OrgKind.REGISTRAR));
        _gov().resume(BANK, OrgKind.REGISTRAR, DOCUMENT);
    }

    function test_resume_refusesEveryoneButGovernance() public {
        vm.expectRevert(abi.encodeWithSelector(I.CallerIsNotGovernance.selector, suspendedClerk));
        vm.prank(suspendedClerk);
        organisations.resume(SUSPENDED_REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
    }

    function test_resume_refusesWhatIsNotSuspended() public {
        vm.expectRevert(abi.encodeWithSelector(I.AccreditationNotSuspended.selector, REGISTRAR, OrgKind.REGISTRAR));
        _gov().resume(REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
    }

    /* ACCREDITATION: EFFECTS */

    function test_accredit_isEffectiveInItsWindowOnly() public {
        vm.expectEmit(address(organisations));
        emit I.OrganisationAccredited(REGISTRAR, OrgKind.REGISTRAR, uint40(START + 10), uint40(START + 20), 15, 1);
        _gov().accredit(REGISTRAR, OrgKind.REGISTRAR, uint40(START + 10), uint40(START + 20), 15, 1);
        uint256[4] memory moments = [START + 9, START + 10, START + 19, START + 20];
        for (uint256 i = 0; i < moments.length; ++i) {
            vm.warp(moments[i]);
            bool inside = i == 1 || i == 2;
            vm.assertEq(organisations.isAccredited(REGISTRAR, OrgKind.REGISTRAR), inside, "in the window");
            bytes4 selector = I.AccreditationNotEffective.selector;
            if (!inside) vm.expectRevert(abi.encodeWithSelector(selector, REGISTRAR, OrgKind.REGISTRAR, moments[i]));
            organisations.requireAccredited(clerk, OrgKind.REGISTRAR);
        }
        _auditLast(OrgId.unwrap(REGISTRAR), Kinds.ORGANISATION_ACCREDITED, 7);
    }

    function test_accredit_doesNotLiftASuspension() public {
        _gov().accredit(SUSPENDED_REGISTRAR, OrgKind.REGISTRAR, uint40(START), WITHOUT_END, 15, 3);
        vm.assertFalse(organisations.isAccredited(SUSPENDED_REGISTRAR, OrgKind.REGISTRAR), "still suspended");
    }

    function test_suspend_takesEffectAtOnceAndResumeEndsIt() public {
        vm.expectEmit(address(organisations));
        emit I.OrganisationSuspended(REGISTRAR, OrgKind.REGISTRAR, uint40(START), DOCUMENT);
        _gov().suspend(REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
        bytes4 selector = I.AccreditationNotEffective.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, REGISTRAR, OrgKind.REGISTRAR, uint40(START)));
        organisations.requireAccredited(clerk, OrgKind.REGISTRAR);
        vm.assertEq(OrgId.unwrap(organisations.requireKey(clerk)), OrgId.unwrap(REGISTRAR), "the key stays good");

        vm.warp(START + 1 days);
        vm.expectEmit(address(organisations));
        emit I.OrganisationResumed(REGISTRAR, OrgKind.REGISTRAR, uint40(START + 1 days), DOCUMENT);
        _gov().resume(REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
        organisations.requireAccredited(clerk, OrgKind.REGISTRAR);
        _auditLast(OrgId.unwrap(REGISTRAR), Kinds.ORGANISATION_RESUMED, 0);
    }

    /* KEYS: REFUSALS */

    function test_addKey_refusesUnknownOrganisation() public {
        vm.expectRevert(abi.encodeWithSelector(I.OrganisationUnknown.selector, UNKNOWN_ORG));
        _gov().addKey(UNKNOWN_ORG, stranger, 0, 0);
    }

    function test_addKey_refusesEveryoneButGovernance() public {
        address[3] memory callers = [authorityOne, clerk, stranger];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(I.CallerIsNotGovernance.selector, callers[i]));
            vm.prank(callers[i]);
            organisations.addKey(REGISTRAR, stranger, 0, 0);
        }
    }

    function test_addKey_refusesAKeyOfAnyOrganisation() public {
        vm.expectRevert(abi.encodeWithSelector(I.KeyAlreadyKnown.selector, clerk, REGISTRAR));
        _gov().addKey(BANK, clerk, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(I.KeyAlreadyKnown.selector, retired, REGISTRAR));
        _gov().addKey(REGISTRAR, retired, 0, 0);
    }

    function test_addKey_refusesNoAccount() public {
        vm.expectRevert(abi.encodeWithSelector(I.KeyUnknown.selector, address(0)));
        _gov().addKey(BANK, address(0), 0, 0);
    }

    function test_addKey_refusesEmptyWindows() public {
        vm.expectRevert(abi.encodeWithSelector(I.KeyWindowEmpty.selector, stranger, 9, 9));
        _gov().addKey(BANK, stranger, 9, 9);
        vm.expectRevert(abi.encodeWithSelector(I.KeyWindowEmpty.selector, stranger, uint40(START), uint40(START)));
        _gov().addKey(BANK, stranger, 0, uint40(START));
    }

    function test_addHolderKey_refusesUnknownOrganisation() public {
        vm.expectRevert(abi.encodeWithSelector(I.OrganisationUnknown.selector, UNKNOWN_ORG));
        vm.prank(clerk);
        organisations.addHolderKey(UNKNOWN_ORG, stranger, 0, 0);
    }

    function test_addHolderKey_refusesEveryoneButRegistrars() public {
        vm.expectRevert(abi.encodeWithSelector(I.AccreditationUnknown.selector, HOLDER, OrgKind.REGISTRAR));
        vm.prank(holder);
        organisations.addHolderKey(HOLDER, stranger, 0, 0);
    }

    function test_addHolderKey_refusesAnotherRegistrar() public {
        vm.expectRevert(abi.encodeWithSelector(I.OrganisationNotRegisteredBy.selector, HOLDER, OTHER_REGISTRAR));
        vm.prank(otherClerk);
        organisations.addHolderKey(HOLDER, stranger, 0, 0);
    }

    function test_addHolderKey_refusesWhomGovernanceRegistered() public {
        OrgId[3] memory orgs = [BANK, REGISTRAR, AUTHORITY_ONE];
        for (uint256 i = 0; i < orgs.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(I.OrganisationNotRegisteredBy.selector, orgs[i], REGISTRAR));
            vm.prank(clerk);
            organisations.addHolderKey(orgs[i], stranger, 0, 0);
        }
    }

    function test_retireKey_refusesUnknownKey() public {
        vm.expectRevert(abi.encodeWithSelector(I.KeyUnknown.selector, stranger));
        _gov().retireKey(stranger);
    }

    function test_retireKey_refusesKeysThatAreNotGood() public {
        vm.expectRevert(abi.encodeWithSelector(I.KeyUnknown.selector, stranger));
        vm.prank(stranger);
        organisations.retireKey(clerk);
        address[4] memory callers = [retired, compromised, future, expired];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(I.KeyNotGood.selector, callers[i], uint40(START)));
            vm.prank(callers[i]);
            organisations.retireKey(clerk);
        }
    }

    function test_retireKey_refusesKeysOfOthers() public {
        address[3] memory callers = [otherClerk, banker, authorityOne];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(I.KeyIsNotOfOrganisation.selector, callers[i], REGISTRAR));
            vm.prank(callers[i]);
            organisations.retireKey(clerk);
        }
    }

    function test_retireKey_refusesToJudgeItself() public {
        vm.expectRevert(abi.encodeWithSelector(I.KeyMustNotJudgeItself.selector, clerk));
        vm.prank(clerk);
        organisations.retireKey(clerk);
    }

    function test_retireKey_refusesWhatHasEnded() public {
        vm.expectRevert(abi.encodeWithSelector(I.KeyAlreadyEnded.selector, retired, uint40(START)));
        vm.prank(clerk);
        organisations.retireKey(retired);
    }

    function test_reportCompromised_refusesInTheSameOrder() public {
        vm.expectRevert(abi.encodeWithSelector(I.KeyUnknown.selector, stranger));
        _gov().reportCompromised(stranger, uint40(START), DOCUMENT);
        vm.expectRevert(abi.encodeWithSelector(I.KeyNotGood.selector, retired, uint40(START)));
        vm.prank(retired);
        organisations.reportCompromised(clerk, uint40(START), DOCUMENT);
        vm.expectRevert(abi.encodeWithSelector(I.KeyIsNotOfOrganisation.selector, otherClerk, REGISTRAR));
        vm.prank(otherClerk);
        organisations.reportCompromised(clerk, uint40(START), DOCUMENT);
        vm.expectRevert(abi.encodeWithSelector(I.KeyMustNotJudgeItself.selector, clerk));
        vm.prank(clerk);
        organisations.reportCompromised(clerk, uint40(START), DOCUMENT);
    }

    function test_reportCompromised_refusesToMoveTheMomentForward() public {
        vm.warp(START + 1 days);
        vm.expectRevert(abi.encodeWithSelector(I.KeyAlreadyEnded.selector, compromised, uint40(START)));
        _gov().reportCompromised(compromised, uint40(START + 1), DOCUMENT);
    }

    function test_reportCompromised_refusesTheFuture() public {
        vm.expectRevert(abi.encodeWithSelector(I.MomentInFuture.selector, uint40(START + 1)));
        _gov().reportCompromised(clerk, uint40(START + 1), DOCUMENT);
    }

    /* KEYS: EFFECTS */

    function test_addKey_isGoodInItsWindowOnly() public {
        vm.expectEmit(address(organisations));
        emit I.KeyAdded(BANK, stranger, uint40(START + 10), uint40(START + 20));
        _gov().addKey(BANK, stranger, uint40(START + 10), uint40(START + 20));
        uint256[4] memory moments = [START + 9, START + 10, START + 19, START + 20];
        for (uint256 i = 0; i < moments.length; ++i) {
            vm.warp(moments[i]);
            bool inside = i == 1 || i == 2;
            vm.assertEq(organisations.goodAt(stranger, uint40(moments[i])), inside, "in the window");
            if (!inside) vm.expectRevert(abi.encodeWithSelector(I.KeyNotGood.selector, stranger, moments[i]));
            organisations.requireKey(stranger);
        }
        _audit();
        auditor.requireWord(OrgId.unwrap(BANK));
    }

    function test_addHolderKey_letsTheHolderAct() public {
        vm.prank(approver);
        organisations.addHolderKey(KEYLESS_HOLDER, stranger, 0, 0);
        vm.assertEq(OrgId.unwrap(organisations.requireKey(stranger)), OrgId.unwrap(KEYLESS_HOLDER), "its key");
        _audit();
    }

    function test_retireKey_endsNowByAnotherKeyOfTheHouse() public {
        vm.warp(START + 50);
        vm.expectEmit(address(organisations));
        emit I.KeyRetired(REGISTRAR, clerk, approver, uint40(START + 50));
        vm.prank(approver);
        organisations.retireKey(clerk);
        vm.expectRevert(abi.encodeWithSelector(I.KeyNotGood.selector, clerk, uint40(START + 50)));
        organisations.requireKey(clerk);
        vm.assertTrue(organisations.goodAt(clerk, uint40(START + 49)), "what it signed before stays good");
        vm.assertEq(organisations.keyWord(clerk) >> 224, 0, "not compromised");
        _auditLast(OrgId.unwrap(REGISTRAR), Kinds.KEY_RETIRED, 1);
    }

    function test_retireKey_shortensAWindowStillRunning() public {
        _gov().addKey(BANK, stranger, 0, uint40(START + 100));
        vm.warp(START + 50);
        vm.prank(banker);
        organisations.retireKey(stranger);
        vm.assertFalse(organisations.goodAt(stranger, uint40(START + 50)), "ended");
    }

    function test_reportCompromised_taintsFromAMomentInThePast() public {
        vm.warp(START + 100);
        vm.expectEmit(address(organisations));
        emit I.KeyCompromised(REGISTRAR, clerk, approver, uint40(START + 40), DOCUMENT);
        vm.prank(approver);
        organisations.reportCompromised(clerk, uint40(START + 40), DOCUMENT);
        vm.assertTrue(organisations.goodAt(clerk, uint40(START + 39)), "good before");
        vm.assertFalse(organisations.goodAt(clerk, uint40(START + 40)), "not from then on");
        vm.expectRevert(abi.encodeWithSelector(I.KeyNotGood.selector, clerk, uint40(START + 100)));
        organisations.requireKey(clerk);
        _auditLast(OrgId.unwrap(REGISTRAR), Kinds.KEY_COMPROMISED, 1);
    }

    function test_reportCompromised_mayMoveTheMomentBack() public {
        vm.warp(START + 100);
        _gov().reportCompromised(clerk, uint40(START + 40), DOCUMENT);
        _gov().reportCompromised(clerk, uint40(START + 10), DOCUMENT);
        vm.assertFalse(organisations.goodAt(clerk, uint40(START + 10)), "earlier");
    }

    function test_reportCompromised_beforeItsTimeMakesAKeyNeverGood() public {
        vm.expectEmit(address(organisations));
        emit I.KeyCompromised(REGISTRAR, clerk, address(governance), uint40(START), DOCUMENT);
        _gov().reportCompromised(clerk, 0, DOCUMENT);
        vm.assertFalse(organisations.goodAt(clerk, uint40(START)), "never");
        vm.assertFalse(organisations.goodAt(clerk, WITHOUT_END), "nor later");
    }

    function test_reportCompromised_doesNotReviveARetiredKey() public {
        vm.warp(START + 100);
        _gov().reportCompromised(retired, uint40(START + 50), DOCUMENT);
        vm.assertFalse(organisations.goodAt(retired, uint40(START + 20)), "retired at START");
        vm.assertEq(organisations.keyWord(retired) >> 224, 1, "and compromised");
    }

    function test_fuzz_reportCompromised_neverMakesAKeyBetter(uint40 since, uint40 until, uint40 moment, uint40 asked) public {
        since = uint40(1 + since % START);
        if (until != 0) until = since + 1 + until % uint40(2 * START);
        _gov().addKey(BANK, stranger, since, until);
        vm.warp(2 * START);
        moment = uint40(moment % (2 * START + 1));
        bool before = organisations.goodAt(stranger, asked);
        _gov().reportCompromised(stranger, moment, DOCUMENT);
        vm.assertEq(organisations.goodAt(stranger, asked), before && asked < moment, "good before the moment only");
        vm.expectRevert(abi.encodeWithSelector(I.KeyNotGood.selector, stranger, uint40(2 * START)));
        organisations.requireKey(stranger);
    }

    /* ENCRYPTION KEY */

    function test_reaffirm_saysWhatItStandsBy() public {
        bytes32[] memory subjects = new bytes32[](2);
        subjects[0] = OrgId.unwrap(HOLDER);
        subjects[1] = "CALENDAR";
        _audit();
        uint256 before = auditor.entries(Kinds.ORGANISATION_REAFFIRMED);
        vm.expectEmit(address(organisations));
        emit I.ActsReaffirmed(BANK, banker, PERSON, DOCUMENT, subjects);
        vm.prank(banker);
        organisations.reaffirm(subjects, PERSON, DOCUMENT);
        _auditLast(OrgId.unwrap(BANK), Kinds.ORGANISATION_REAFFIRMED, before);
    }

    function test_reaffirm_refuses() public {
        bytes32[] memory subjects = new bytes32[](1);
        subjects[0] = OrgId.unwrap(HOLDER);
        vm.startPrank(banker);
        vm.expectRevert(abi.encodeWithSelector(I.SubjectsEmpty.selector, BANK));
        organisations.reaffirm(new bytes32[](0), PERSON, DOCUMENT);
        vm.expectRevert(abi.encodeWithSelector(I.SubjectsTooMany.selector, BANK, 257));
        organisations.reaffirm(new bytes32[](257), PERSON, DOCUMENT);
        vm.expectRevert(I.PersonMissing.selector);
        organisations.reaffirm(subjects, 0, DOCUMENT);
        vm.expectRevert(abi.encodeWithSelector(I.ReasonMissing.selector, BANK));
        organisations.reaffirm(subjects, PERSON, 0);
        subjects[0] = keccak256("nothing was ever recorded here");
        vm.expectRevert(abi.encodeWithSelector(I.SubjectUnknown.selector, subjects[0]));
        organisations.reaffirm(subjects, PERSON, DOCUMENT);
        vm.stopPrank();
        vm.prank(retired);
        vm.expectRevert(abi.encodeWithSelector(I.KeyNotGood.selector, retired, uint40(_now())));
        organisations.reaffirm(subjects, PERSON, DOCUMENT);
    }

    function test_reaffirm_takesAsManyAsItSays() public {
        bytes32[] memory subjects = new bytes32[](256);
        for (uint256 i = 0; i < 256; ++i) {
            subjects[i] = OrgId.unwrap(HOLDER);
        }
        vm.prank(banker);
        organisations.reaffirm(subjects, PERSON, DOCUMENT);
    }

    function test_setEncryptionKey_refusesKeysThatAreNotGood() public {
        vm.expectRevert(abi.encodeWithSelector(I.KeyUnknown.selector, stranger));
        vm.prank(stranger);
        organisations.setEncryptionKey(DOCUMENT);
        vm.expectRevert(abi.encodeWithSelector(I.KeyNotGood.selector, compromised, uint40(START)));
        vm.prank(compromised);
        organisations.setEncryptionKey(DOCUMENT);
    }

    function test_setEncryptionKey_says() public {
        vm.expectEmit(address(organisations));
        emit I.EncryptionKeySet(HOLDER, holder, DOCUMENT);
        vm.prank(holder);
        organisations.setEncryptionKey(DOCUMENT);
        _auditLast(OrgId.unwrap(HOLDER), Kinds.ORGANISATION_ENCRYPTION_KEY_SET, 0);
    }
}

/// A history that takes everything, for constructors under test.
contract Deaf {
    fallback() external {}
}
