// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IObjectionDesk as I} from "../../contracts/interfaces/IObjectionDesk.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {CaseId, Ids, OrgId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation} from "../../contracts/types/Words.sol";
import {Registering} from "./Registering.sol";

contract ObjectionDeskTest is Registering {
    CaseId private _case;
    PartyId private _bank = Ids.party(BANK);

    function setUp() public override {
        super.setUp();
        _case = _noticed("noticed");
        vm.warp(vm.getBlockTimestamp() + 1 days);
    }

    function _file(address account, I.Objection memory objection) private returns (uint8) {
        vm.prank(account);
        return objections.file(objection);
    }

    function _refusesFiling(address account, I.Objection memory objection, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(account);
        objections.file(objection);
    }

    /* FILING: refusals in the order of the guards */

    function test_file_refusesAnUnknownCase() public {
        CaseId unknown = _caseId("nowhere");
        _refusesFiling(banker, _objection(unknown, _bank), abi.encodeWithSelector(I.CaseUnknown.selector, unknown));
    }

    function test_file_refusesAStranger() public {
        _refusesFiling(
            stranger, _objection(_case, _bank), abi.encodeWithSelector(IOrganisationRegistry.KeyUnknown.selector, stranger)
        );
    }

    function test_file_refusesWhoSpeaksForAnother() public {
        _refusesFiling(
            banker, _objection(_case, _natural(1)), abi.encodeWithSelector(I.CallerMayNotObject.selector, BANK, _natural(1))
        );
    }

    function test_file_refusesAHeadThatMoved() public {
        I.Objection memory objection = _objection(_case, _bank);
        objection.expectedHead = DOCUMENT;
        bytes32 head = history.wordOf(CaseId.unwrap(_case));
        _refusesFiling(
            banker, objection, abi.encodeWithSelector(IHistory.HeadMoved.selector, CaseId.unwrap(_case), DOCUMENT, head)
        );
    }

    function test_file_refusesBeforeTheNotice() public {
        CaseId accepted = _accepted("accepted");
        _refusesFiling(
            banker, _objection(accepted, _bank),
            abi.encodeWithSelector(I.NoticeNotOpen.selector, accepted, uint40(vm.getBlockTimestamp()))
        );
    }

    function test_file_refusesAfterTheNotice() public {
        _passNotice(_case);
        _refusesFiling(
            banker, _objection(_case, _bank),
            abi.encodeWithSelector(I.NoticeNotOpen.selector, _case, uint40(vm.getBlockTimestamp()))
        );
    }

    function test_file_refusesWhatCameBeforeTheNotice() public {
        I.Objection memory objection = _objection(_case, _natural(1));
        objection.receivedAt = uint40(START - 1 days);
        _refusesFiling(clerk, objection, abi.encodeWithSelector(I.NoticeNotOpen.selector, _case, objection.receivedAt));
    }

    function test_file_refusesAClaimedTimeOfTheObjector() public {
        I.Objection memory objection = _objection(_case, _bank);
        objection.receivedAt = uint40(vm.getBlockTimestamp());
        _refusesFiling(banker, objection, abi.encodeWithSelector(I.ClaimedTimeNotAllowed.selector, objection.receivedAt));
    }

    function test_file_refusesAClaimedTimeInTheFuture() public {
        I.Objection memory objection = _objection(_case, _natural(1));
        objection.receivedAt = uint40(vm.getBlockTimestamp() + 1);
        _refusesFiling(clerk, objection, abi.encodeWithSelector(I.ClaimedTimeInFuture.selector, objection.receivedAt));
    }

    function test_file_refusesWhatIsMissing() public {
        I.Objection memory objection = I.Objection(_case, 0, PartyId.wrap(0), 0, 0, 0, 0);
        _refusesFiling(clerk, objection, abi.encodeWithSelector(I.ObjectorMissing.selector, _case));
        objection.objector = _natural(1);
        _refusesFiling(clerk, objection, abi.encodeWithSelector(I.PersonMissing.selector));
        objection.person = PERSON;
        _refusesFiling(clerk, objection, abi.encodeWithSelector(I.ReasonsMissing.selector, _case));
        objection.reasons = DOCUMENT;
        vm.assertEq(_file(clerk, objection), 1, "the material may be missing");
    }

    function test_file_refusesThe256th() public {
        for (uint256 i = 0; i < 255; ++i) {
            _file(banker, _objection(_case, _bank));
        }
        _refusesFiling(banker, _objection(_case, _bank), abi.encodeWithSelector(I.TooManyObjections.selector, _case));
    }

    /* FILING: effects */

    function test_file_countsStoresAndRecords() public {
        _audit();
        uint256 before = auditor.entries(Kinds.OBJECTION_FILED);
        I.Objection memory objection = _objection(_case, _bank);
        vm.expectEmit(address(objections));
        emit I.ObjectionFiled(_case, REGISTRAR, 1, banker, uint40(vm.getBlockTimestamp()), false, objection);
        uint8 number = _file(banker, objection);

        vm.assertEq(number, 1, "the first");
        vm.assertEq(uint256(objections.outcomeOf(_case, 1)), uint256(I.Outcome.OPEN), "open");
        vm.assertEq(vm.load(address(objections), keccak256(abi.encode(_case, 0))), bytes32(uint256(0x0101)), "tally word");
        bytes32 slot = keccak256(abi.encode(1, keccak256(abi.encode(_case, 1))));
        uint256 word = uint256(uint144(OrgId.unwrap(BANK))) | uint256(I.Outcome.OPEN) << 144;
        vm.assertEq(vm.load(address(objections), slot), bytes32(word), "objection word");
        _auditLast(CaseId.unwrap(_case), Kinds.OBJECTION_FILED, before);
    }

    function test_file_byTheRegistrarMayClaimATimeWithinTheNoticeAfterIt() public {
        uint40 received = uint40(vm.getBlockTimestamp());
        _passNotice(_case);
        I.Objection memory objection = _objection(_case, _natural(1));
        objection.receivedAt = received;
        vm.expectEmit(address(objections));
        emit I.ObjectionFiled(_case, REGISTRAR, 1, clerk, received, true, objection);
        _file(clerk, objection);
    }

    function test_file_onTheLastSecondOfTheNotice() public {
        (uint256 lastDay,) = ruleBook.workingDayAfter(_date(2026, 7, 1), 5);
        _warpTo(lastDay, 1 days - 1);
        vm.assertEq(_file(banker, _objection(_case, _bank)), 1, "until 24:00");
        vm.warp(vm.getBlockTimestamp() + 1);
        _refusesFiling(
            banker, _objection(_case, _bank),
            abi.encodeWithSelector(I.NoticeNotOpen.selector, _case, uint40(vm.getBlockTimestamp()))
        );
    }

    /* DECIDING */

    function _refusesDeciding(address account, I.Decision memory decision, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(account);
        objections.decide(decision, _alone());
    }

    function test_decide_refusesInTheOrderOfItsGuards() public {
        _file(banker, _objection(_case, _bank));
        CaseId unknown = _caseId("nowhere");
        I.Decision memory decision = I.Decision(unknown, DOCUMENT, 2, true, 0, 0);
        _refusesDeciding(stranger, decision, abi.encodeWithSelector(I.CaseUnknown.selector, unknown));
        decision.caseId = _case;
        _refusesDeciding(stranger, decision, abi.encodeWithSelector(I.ObjectionUnknown.selector, _case, 2));
        decision.number = 1;
        _refusesDeciding(stranger, decision, abi.encodeWithSelector(IOrganisationRegistry.KeyUnknown.selector, stranger));
        _refusesDeciding(
            otherClerk, decision, abi.encodeWithSelector(I.CaseOfAnotherRegistrar.selector, _case, REGISTRAR, OTHER_REGISTRAR)
        );
        bytes32 head = history.wordOf(CaseId.unwrap(_case));
        _refusesDeciding(
            clerk, decision, abi.encodeWithSelector(IHistory.HeadMoved.selector, CaseId.unwrap(_case), DOCUMENT, head)
        );
        decision.expectedHead = 0;
        _refusesDeciding(clerk, decision, abi.encodeWithSelector(I.PersonMissing.selector));
        decision.person = PERSON;
        _refusesDeciding(clerk, decision, abi.encodeWithSelector(I.DocumentMissing.selector, _case));
        decision.document = DOCUMENT;
        vm.prank(clerk);
        objections.decide(decision, _alone());
        _refusesDeciding(clerk, decision, abi.encodeWithSelector(I.ObjectionNotOpen.selector, _case, 1, I.Outcome.UPHELD));
    }

    function test_decide_withAPreparerNeedsTheHead() public {
        _file(banker, _objection(_case, _bank));
        I.Decision memory decision = _decision(_case, 1, false);
        Preparation memory preparation =
            _prepared(CLERK_KEY, address(objections), Kinds.OBJECTION_DECIDED, keccak256(abi.encode(decision)));
        vm.expectRevert(abi.encodeWithSelector(I.ExpectedHeadMissing.selector, _case));
        vm.prank(approver);
        objections.decide(decision, preparation);

        decision.expectedHead = history.wordOf(CaseId.unwrap(_case));
        preparation = _prepared(CLERK_KEY, address(objections), Kinds.OBJECTION_DECIDED, keccak256(abi.encode(decision)));
        vm.expectEmit(address(objections));
        emit I.ObjectionDecided(_case, REGISTRAR, approver, clerk, SECOND_PERSON, decision);
        vm.prank(approver);
        objections.decide(decision, preparation);
    }

    function test_decide_countsTheOutcome() public {
        _file(banker, _objection(_case, _bank));
        _file(clerk, _objection(_case, _natural(1)));
        vm.startPrank(clerk);
        objections.decide(_decision(_case, 1, true), _alone());
        objections.decide(_decision(_case, 2, false), _alone());
        vm.stopPrank();

        (uint8 filed, uint8 open, uint8 upheld) = objections.tally(_case);
        vm.assertEq(uint256(filed) << 16 | uint256(open) << 8 | upheld, 0x020001, "two filed, none open, one upheld");
        vm.assertEq(uint256(objections.outcomeOf(_case, 1)), uint256(I.Outcome.UPHELD), "upheld");
        vm.assertEq(uint256(objections.outcomeOf(_case, 2)), uint256(I.Outcome.REJECTED), "rejected");
        _audit();
    }

    /* WITHDRAWING */

    function _refusesWithdrawal(address account, uint8 number, bytes32 head, bytes32 person, bytes32 document, bytes memory reason)
        private
    {
        vm.expectRevert(reason);
        vm.prank(account);
        objections.withdraw(_case, number, head, person, document);
    }

    function test_withdraw_refusesInTheOrderOfItsGuards() public {
        _file(banker, _objection(_case, _bank));
        _refusesWithdrawal(stranger, 2, DOCUMENT, 0, 0, abi.encodeWithSelector(I.ObjectionUnknown.selector, _case, 2));
        _refusesWithdrawal(
            stranger, 1, DOCUMENT, 0, 0, abi.encodeWithSelector(IOrganisationRegistry.KeyUnknown.selector, stranger)
        );
        _refusesWithdrawal(holder, 1, DOCUMENT, 0, 0, abi.encodeWithSelector(I.ObjectionNotBy.selector, _case, 1, HOLDER));
        bytes32 head = history.wordOf(CaseId.unwrap(_case));
        _refusesWithdrawal(
            banker, 1, DOCUMENT, 0, 0,
            abi.encodeWithSelector(IHistory.HeadMoved.selector, CaseId.unwrap(_case), DOCUMENT, head)
        );
        _refusesWithdrawal(banker, 1, head, 0, 0, abi.encodeWithSelector(I.PersonMissing.selector));
        _refusesWithdrawal(banker, 1, head, PERSON, 0, abi.encodeWithSelector(I.DocumentMissing.selector, _case));
        vm.prank(banker);
        objections.withdraw(_case, 1, head, PERSON, DOCUMENT);
        _refusesWithdrawal(
            banker, 1, 0, PERSON, DOCUMENT,
            abi.encodeWithSelector(I.ObjectionNotOpen.selector, _case, 1, I.Outcome.WITHDRAWN)
        );
    }

    function test_withdraw_refusesAnUnknownCase() public {
        CaseId unknown = _caseId("nowhere");
        vm.expectRevert(abi.encodeWithSelector(I.CaseUnknown.selector, unknown));
        vm.prank(banker);
        objections.withdraw(unknown, 1, 0, PERSON, DOCUMENT);
    }

    function test_withdraw_byTheRegistrarOnAPersonsPaper() public {
        _file(clerk, _objection(_case, _natural(1)));
        vm.expectEmit(address(objections));
        emit I.ObjectionWithdrawn(_case, REGISTRAR, 1, clerk, PERSON, DOCUMENT);
        vm.prank(clerk);
        objections.withdraw(_case, 1, 0, PERSON, DOCUMENT);

        (, uint8 open, uint8 upheld) = objections.tally(_case);
        vm.assertEq(uint256(open) + upheld, 0, "none open, none upheld");
        _audit();
    }
}
