// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssents} from "../../contracts/interfaces/IAssents.sol";
import {
    ICirculationRegistry as I, RULE_NO_RIGHT, RULE_NOT_PARTY, RULE_OTHER_ASSET
} from "../../contracts/interfaces/ICirculationRegistry.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {CertificateId, GrantId, Ids, OrgId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {OrgKind} from "../../contracts/types/Words.sol";
import {Circulating, ToldGrants} from "./Circulating.sol";

contract CirculationRegistryTest is Circulating {
    GrantId private constant NO_GRANT = GrantId.wrap(0);

    function _refuses(address account, I.Report memory given, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(account);
        circulation.report(given);
    }

    function _standingOf(uint32 seq) private view returns (I.Standing) {
        return I.Standing(uint8(circulation.eventWord(trace, seq) >> 156 & 15));
    }

    function _answerOf(uint32 seq) private view returns (I.Answer) {
        return I.Answer(uint8(circulation.eventWord(trace, seq) >> 152 & 15));
    }

    function _levelOf(uint32 seq) private view returns (uint8) {
        return uint8(circulation.eventWord(trace, seq) >> 160);
    }

    function _requireStanding(uint32 seq, I.Standing expected, string memory what) private view {
        vm.assertEq(uint256(_standingOf(seq)), uint256(expected), what);
    }

    /* REPORTING: refusals in the order of the guards */

    function test_report_refusesWhatATraceHasNoNumberFor() public {
        bytes32 slot = keccak256(abi.encode(trace, uint256(0)));
        vm.store(address(circulation), slot, bytes32(uint256(type(uint32).max) - 1));
        vm.assertEq(uint256(_report(holder, _delivery())), type(uint32).max, "the last number");
        _refuses(holder, _delivery(), abi.encodeWithSelector(I.TraceFull.selector, trace));
    }

    function test_report_refusesInTheOrderOfItsGuards() public {
        I.Report memory given;
        given.id = CertificateId.wrap("SJ000000000000X");
        _refuses(stranger, given, abi.encodeWithSelector(I.CertificateUnknown.selector, given.id));
        given.id = code;
        given.grade = 7;
        given.visibility = 3;
        given.occurredAt = uint40(_now() + 1);
        given.counterparty = holderParty;
        given.actor = holderParty;
        _refuses(stranger, given, abi.encodeWithSelector(IOrganisationRegistry.KeyUnknown.selector, stranger));
        _refuses(holder, given, abi.encodeWithSelector(IAssents.PersonMissing.selector));
        given.assent = _own();
        _refuses(banker, given, abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, holderParty, BANK));
        _refuses(holder, given, abi.encodeWithSelector(I.TypeMissing.selector));
        given.what = I.Circulation.DELIVER;
        _refuses(holder, given, abi.encodeWithSelector(I.ClaimedTimeInFuture.selector, given.occurredAt));
        given.occurredAt = uint40(_now());
        _refuses(holder, given, abi.encodeWithSelector(I.MomentsDiffer.selector, given.occurredAt, 0));
        given.use.moment = given.occurredAt;
        _refuses(holder, given, abi.encodeWithSelector(I.GradeUnknown.selector, 7));
        given.grade = 6;
        _refuses(holder, given, abi.encodeWithSelector(I.VisibilityUnknown.selector, 3));
        given.visibility = 2;
        _refuses(holder, given, abi.encodeWithSelector(I.PayloadDigestMissing.selector));
        given.payloadSha256 = DOCUMENT;
        _refuses(holder, given, abi.encodeWithSelector(I.PayloadDigestMissing.selector));
        given.payloadSm3 = DOCUMENT;
        _refuses(holder, given, abi.encodeWithSelector(I.CounterpartyIsActor.selector, holderParty));
        given.counterparty = PartyId.wrap(0);
        _refuses(holder, given, abi.encodeWithSelector(I.CounterpartyMissing.selector, I.Circulation.DELIVER));
        given.counterparty = bankParty;
        _refuses(holder, given, abi.encodeWithSelector(I.ContentMissing.selector, I.Circulation.DELIVER));
        given.content = CONTENT;
        given.correctionOf = 1;
        _refuses(holder, given, abi.encodeWithSelector(I.CorrectionOfNothing.selector, trace, 1));
        given.correctionOf = 0;
        vm.assertEq(_report(holder, given), 1, "the rest may be missing");
    }

    function test_report_refusesWhatIsDerivedFromNothing() public {
        I.Circulation[3] memory made = [I.Circulation.PROCESS, I.Circulation.FUSE, I.Circulation.DERIVE];
        for (uint256 i = 0; i < made.length; ++i) {
            _refuses(holder, _plain(made[i]), abi.encodeWithSelector(I.ParentsMissing.selector, made[i]));
        }
    }

    function test_report_refusesTheSeventeenthParent() public {
        I.Report memory given = _plain(I.Circulation.DERIVE);
        given.parents = new I.Parent[](17);
        _refuses(holder, given, abi.encodeWithSelector(I.TooManyParents.selector, 17));
    }

    function test_report_refusesAParentOfWhichNothingIsSaid() public {
        I.Report memory given = _plain(I.Circulation.DERIVE);
        given.parents = new I.Parent[](2);
        given.parents[0].contractDigest = DOCUMENT;
        _refuses(holder, given, abi.encodeWithSelector(I.ParentWithoutContract.selector, 1));
    }

    function test_report_refusesACorrectionOfAnothersEvent() public {
        I.Report memory given = _delivery();
        _report(holder, given);
        given = _plain(I.Circulation.INCIDENT);
        (given.actor, given.counterparty, given.correctionOf) = (bankParty, PartyId.wrap(0), 1);
        _refuses(banker, given, abi.encodeWithSelector(I.CorrectionByAnother.selector, trace, 1));
    }

    /* REPORTING: effects */

    function test_report_storesAndRecords() public {
        _audit();
        uint256 before = auditor.entries(Kinds.CIRCULATION_REPORTED);
        I.Report memory given = _delivery();
        bytes32 receipt = keccak256(
            abi.encode(
                keccak256(
                    "Receipt(uint256 chainId,address registry,bytes32 trace,uint32 seq,bytes32 actor,bytes32 counterparty,bytes32 grantId,bytes32 content)"
                ),
                block.chainid, address(circulation), trace, uint32(1), holderParty, bankParty, GRANT, CONTENT
            )
        );
        vm.expectEmit(address(circulation));
        emit I.CirculationReported(trace, HOLDER, 1, receipt, code, holder, _inScope(0), given);
        vm.assertEq(_report(holder, given), 1, "the first of the trace");

        uint256 word = uint256(uint144(OrgId.unwrap(HOLDER))) | uint256(I.Circulation.DELIVER) << 144
            | uint256(I.Standing.IN_SCOPE) << 156 | 1 << 160 | _now() << 168 | 1 << 208;
        bytes32 slot = keccak256(abi.encode(uint256(1), keccak256(abi.encode(trace, uint256(1)))));
        vm.assertEq(vm.load(address(circulation), slot), bytes32(word), "event word");
        vm.assertEq(circulation.eventWord(trace, 1), word, "the same by its view");
        vm.assertEq(circulation.receiptOf(trace, 1), receipt, "receipt");
        vm.assertEq(circulation.lengthOf(trace), 1, "one event");
        vm.assertEq(_left(GRANT), 899, "a hundred records and a call are debited");
        _auditLast(trace, Kinds.CIRCULATION_REPORTED, before);
    }

    function test_traceOf_isOfTheRootAndThisChain() public view {
        bytes32 typehash = keccak256("Trace(uint256 chainId,bytes32 certificate)");
        vm.assertEq(trace, keccak256(abi.encode(typehash, block.chainid, code)), "as documented");
    }

    function test_report_onPaperOfAPartyWithoutAKey() public {
        I.Report memory given = _delivery();
        given.actor = _natural(1);
        given.assent = _onPaper(2);
        vm.assertEq(_report(clerk, given), 1, "recorded");
        _requireStanding(1, I.Standing.OUT_OF_SCOPE, "a person who is no side of the grant");
        vm.assertEq(circulation.eventWord(trace, 1) & type(uint144).max, uint256(PartyId.unwrap(_natural(1))) >> 112, "stem");
    }

    function test_report_ofWhatItsGrantForbidsIsRecordedAndMarked() public {
        grants.tell(GRANT, ToldGrants.Told(holderParty, bankParty, code, 7, 1000));
        I.Report memory given = _delivery();
        I.Finding memory finding = I.Finding(I.Standing.OUT_OF_SCOPE, 7, GRANT, 0);
        bytes32 receipt = _receiptDigest(given, 1);
        vm.expectEmit(address(circulation));
        emit I.CirculationReported(trace, HOLDER, 1, receipt, code, holder, finding, given);
        _report(holder, given);
        vm.assertEq(_left(GRANT), 1000, "what was not granted is not debited");
    }

    function _inScope(uint256 parents) private pure returns (I.Finding memory) {
        return I.Finding(I.Standing.IN_SCOPE, 0, NO_GRANT, parents);
    }

    function _receiptDigest(I.Report memory given, uint32 seq) private view returns (bytes32) {
        bytes32 typehash = keccak256(
            "Receipt(uint256 chainId,address registry,bytes32 trace,uint32 seq,bytes32 actor,bytes32 counterparty,bytes32 grantId,bytes32 content)"
        );
        return keccak256(
            abi.encode(
                typehash, block.chainid, address(circulation), trace, seq, given.actor, given.counterparty, given.grantId, given.content
            )
        );
    }

    function _expectRule(I.Report memory given, uint8 rule, GrantId decidedOn, address account, OrgId by) private {
        uint32 seq = circulation.lengthOf(trace) + 1;
        bytes32 receipt = _receiptDigest(given, seq);
        I.Finding memory finding = rule == 0 ? _inScope(0) : I.Finding(I.Standing.OUT_OF_SCOPE, rule, decidedOn, 0);
        vm.expectEmit(address(circulation));
        emit I.CirculationReported(trace, by, seq, receipt, code, account, finding, given);
        _report(account, given);
    }

    function test_report_namesTheRuleOfCirculationThatItBreaks() public {
        I.Report memory given = _delivery();
        (given.actor, given.counterparty) = (Ids.party(PROVIDER), bankParty);
        _expectRule(given, RULE_NOT_PARTY, GRANT, provider, PROVIDER);

        CertificateId other = _certified("another asset");
        grants.tell(GRANT, ToldGrants.Told(holderParty, bankParty, other, 0, 1000));
        _expectRule(_delivery(), RULE_OTHER_ASSET, GRANT, holder, HOLDER);

        grants.tell(GRANT, ToldGrants.Told(holderParty, bankParty, code, 0, 100));
        _expectRule(_delivery(), 13, GRANT, holder, HOLDER);
        vm.assertEq(_left(GRANT), 100, "nothing of it is debited");

        given = _plain(I.Circulation.STORE);
        given.actor = bankParty;
        given.counterparty = PartyId.wrap(0);
        _expectRule(given, RULE_NO_RIGHT, NO_GRANT, banker, BANK);
    }

    function test_report_byTheHolderItselfStandsOnItsRightThen() public {
        I.Report memory given = _plain(I.Circulation.STORE);
        _expectRule(given, 0, NO_GRANT, holder, HOLDER);
        given.occurredAt = given.use.moment = uint40(START - 1);
        _expectRule(given, RULE_NO_RIGHT, NO_GRANT, holder, HOLDER);
    }

    function test_report_ofWhatNeedsNoRight() public {
        I.Report memory given = _plain(I.Circulation.INCIDENT);
        (given.actor, given.counterparty) = (bankParty, PartyId.wrap(0));
        _report(banker, given);
        _requireStanding(1, I.Standing.NEEDS_NONE, "anybody may tell of an incident");
    }

    function test_report_whichTypesStandOnARight() public {
        for (uint8 i = 1; i <= uint8(type(I.Circulation).max); ++i) {
            I.Report memory given = _plain(I.Circulation(i));
            given.parents = new I.Parent[](1);
            given.parents[0].contractDigest = DOCUMENT;
            uint32 seq = _report(holder, given);
            bool needs = _standingOf(seq) != I.Standing.NEEDS_NONE;
            vm.assertEq(needs, _needsRight(I.Circulation(i)), vm.toString(i));
        }
        vm.assertEq(circulation.lengthOf(trace), uint256(uint8(type(I.Circulation).max)), "every type was taken");
    }

    /// The list written a second time: what needs none.
    function _needsRight(I.Circulation what) private pure returns (bool) {
        return !(
            what == I.Circulation.COLLECT || what == I.Circulation.DELIST || what == I.Circulation.SETTLE
                || what == I.Circulation.EVALUATE || what == I.Circulation.RECLASSIFY || what == I.Circulation.INCIDENT
                || what == I.Circulation.DISPUTE || what == I.Circulation.RETURN || what == I.Circulation.DESTROY
        );
    }

    function test_report_whichTypesHaveAnotherSide() public {
        for (uint8 i = 1; i <= uint8(type(I.Circulation).max); ++i) {
            I.Circulation what = I.Circulation(i);
            I.Report memory given = _plain(what);
            given.counterparty = PartyId.wrap(0);
            given.parents = new I.Parent[](1);
            given.parents[0].contractDigest = DOCUMENT;
            bool needs = what == I.Circulation.SHARE || what == I.Circulation.TRADE || what == I.Circulation.DELIVER
                || what == I.Circulation.SETTLE || what == I.Circulation.RETURN;
            if (needs) _refuses(holder, given, abi.encodeWithSelector(I.CounterpartyMissing.selector, what));
            else _report(holder, given);
        }
    }

    /* LINEAGE */

    function test_report_looksUpTheRightsOfEachParent() public {
        I.Report memory given = _plain(I.Circulation.DERIVE);
        (given.actor, given.counterparty) = (bankParty, PartyId.wrap(0));
        given.parents = new I.Parent[](4);
        given.parents[0] = I.Parent(code, GRANT, CONTENT, 0);
        given.parents[1] = I.Parent(CertificateId.wrap(0), NO_GRANT, CONTENT, DOCUMENT);
        given.parents[2] = I.Parent(code, NO_GRANT, CONTENT, 0);
        given.parents[3] = I.Parent(code, GrantId.wrap("unknown"), CONTENT, 0);
        // Lowest first: covered by its grant, unregistered, no right, no side of that grant.
        I.Finding memory finding = I.Finding(I.Standing.OUT_OF_SCOPE, RULE_NO_RIGHT, NO_GRANT, 2 | 1 << 2 | 3 << 4 | 3 << 6);
        bytes32 receipt = _receiptDigest(given, 1);
        vm.expectEmit(address(circulation));
        emit I.CirculationReported(trace, BANK, 1, receipt, code, banker, finding, given);
        _report(banker, given);
        vm.assertEq(_left(GRANT), 1000, "a parent's budget is not debited");
    }

    function test_report_holdersOwnRightCoversItsParent() public {
        I.Report memory given = _plain(I.Circulation.DERIVE);
        given.counterparty = PartyId.wrap(0);
        given.parents = new I.Parent[](1);
        given.parents[0] = I.Parent(code, NO_GRANT, CONTENT, 0);
        bytes32 receipt = _receiptDigest(given, 1);
        vm.expectEmit(address(circulation));
        emit I.CirculationReported(trace, HOLDER, 1, receipt, code, holder, _inScope(2), given);
        _report(holder, given);
    }

    /* CORRECTING */

    function test_report_aCorrectionIsAFurtherEventAndDebitsWhatItAdds() public {
        I.Report memory given = _delivery();
        _report(holder, given);
        bytes32 receipt = circulation.receiptOf(trace, 1);
        uint256 word = circulation.eventWord(trace, 1);
        given.use = _use(300, 0);
        given.correctionOf = 1;
        vm.assertEq(_report(holder, given), 2, "a further event");
        _requireStanding(2, I.Standing.IN_SCOPE, "within its grant");
        vm.assertEq(circulation.receiptOf(trace, 1), receipt, "the first receipt stands");
        vm.assertEq(circulation.eventWord(trace, 1), word, "the first word stands");
        vm.assertEq(_left(GRANT), 699, "two hundred more; the call was debited before");
        vm.assertEq(uint32(circulation.eventWord(trace, 2) >> 208), 1, "what was told first");
        _audit();
    }

    function _corrects(uint32 seq, uint64 records, uint64 calls, uint64 left, string memory what) private returns (uint32) {
        I.Report memory given = _delivery();
        (given.correctionOf, given.use) = (seq, _use(records, calls));
        uint32 told = _report(holder, given);
        _requireStanding(told, I.Standing.IN_SCOPE, what);
        vm.assertEq(_left(GRANT), left, what);
        return told;
    }

    function test_report_correctionsDebitTheMostThatWasTold() public {
        _report(holder, _delivery());
        uint32 less = _corrects(1, 40, 0, 899, "nothing is given back");
        _corrects(less, 100, 1, 899, "nor taken twice");
        _corrects(less, 101, 1, 898, "a record beyond the most, of a correction's correction");
        _corrects(1, 101, 5, 894, "calls beyond the most, of the first telling");
        uint32 last = _corrects(1, 0, 0, 894, "nothing at all");
        vm.assertEq(uint32(circulation.eventWord(trace, last) >> 208), 1, "of one event");
        _report(holder, _delivery());
        vm.assertEq(_left(GRANT), 793, "another event is debited whole");
        _corrects(7, 101, 1, 792, "and has corrections of its own");
    }

    function test_report_aCorrectionThatTheBudgetDoesNotHoldTakesNothing() public {
        _report(holder, _delivery());
        I.Report memory given = _delivery();
        (given.correctionOf, given.use) = (1, _use(1000, 1));
        _report(holder, given);
        _requireStanding(2, I.Standing.OUT_OF_SCOPE, "nine hundred more than the 899 that are left");
        vm.assertEq(_left(GRANT), 899, "nothing is debited");
        _corrects(2, 999, 1, 0, "what is left is held against the first telling alone");
        _corrects(2, 999, 1, 0, "and said again with nothing left");
    }

    function test_report_aTellingOfAnotherKindIsDebitedWhole() public {
        _report(holder, _delivery());
        I.Report memory given = _delivery();
        (given.correctionOf, given.counterparty) = (1, _natural(1));
        _report(holder, given);
        vm.assertEq(_left(GRANT), 798, "to another side");
        (given.what, given.counterparty) = (I.Circulation.USE, bankParty);
        _report(holder, given);
        vm.assertEq(_left(GRANT), 697, "another type");
        given.grantId = GrantId.wrap("another grant");
        grants.tell(given.grantId, ToldGrants.Told(holderParty, bankParty, code, 0, 500));
        _report(holder, given);
        vm.assertEq(_left(GRANT), 697, "this grant is not debited");
        vm.assertEq(_left(given.grantId), 399, "but the other");
        _requireStanding(4, I.Standing.IN_SCOPE, "covered");
    }

    /* ASKING */

    function test_ask_refusesInTheOrderOfItsGuards() public {
        I.Inquiry memory inquiry;
        vm.expectRevert(abi.encodeWithSelector(I.CertificateUnknown.selector, CertificateId.wrap(0)));
        circulation.ask(inquiry);
        inquiry.id = code;
        vm.expectRevert(abi.encodeWithSelector(IOrganisationRegistry.KeyUnknown.selector, stranger));
        vm.prank(stranger);
        circulation.ask(inquiry);
        vm.expectRevert(abi.encodeWithSelector(I.TypeMissing.selector));
        vm.prank(banker);
        circulation.ask(inquiry);
        inquiry.what = I.Circulation.USE;
        vm.expectRevert(abi.encodeWithSelector(IAssents.PersonMissing.selector));
        vm.prank(banker);
        circulation.ask(inquiry);
    }

    function _asks(address account, OrgId by, I.Inquiry memory inquiry, bool allowed, uint8 rule, GrantId decidedOn) private {
        uint32 seq = circulation.lengthOf(trace) + 1;
        vm.expectEmit(address(circulation));
        emit I.CirculationAsked(trace, by, seq, code, account, allowed, rule, decidedOn, inquiry);
        vm.prank(account);
        (bool answered, uint8 found) = circulation.ask(inquiry);
        vm.assertEq(answered, allowed, "answered as recorded");
        vm.assertEq(found, rule, "by the same rule");
    }

    function test_ask_keepsTheAnswerAndMovesNoBudget() public {
        _audit();
        uint256 before = auditor.entries(Kinds.CIRCULATION_ASKED);
        _asks(banker, BANK, _inquiry(GRANT), true, 0, NO_GRANT);
        _auditLast(trace, Kinds.CIRCULATION_ASKED, before);
        grants.tell(GRANT, ToldGrants.Told(holderParty, bankParty, code, 9, 1000));
        _asks(banker, BANK, _inquiry(GRANT), false, 9, GRANT);
        _asks(provider, PROVIDER, _inquiry(GRANT), false, RULE_NOT_PARTY, GRANT);
        _asks(banker, BANK, _inquiry(NO_GRANT), false, RULE_NO_RIGHT, NO_GRANT);
        _asks(holder, HOLDER, _inquiry(NO_GRANT), true, 0, NO_GRANT);
        vm.assertEq(circulation.lengthOf(trace), 5, "each is an event");
        vm.assertEq(_left(GRANT), 1000, "no budget moved");
        vm.assertEq(circulation.eventWord(trace, 1), 0, "there is nothing to answer");
        _audit();
    }

    /* ANSWERING */

    function _refusesAnswer(address account, I.Receipt memory receipt, bool disputed, bytes32 reason, bytes memory refusal)
        private
    {
        vm.expectRevert(refusal);
        vm.prank(account);
        circulation.answer(receipt, _own(), disputed, reason);
    }

    function test_answer_refusesInTheOrderOfItsGuards() public {
        I.Report memory given = _delivery();
        _report(holder, given);
        I.Receipt memory receipt = _receiptOf(given, 2);
        _refusesAnswer(stranger, receipt, true, 0, abi.encodeWithSelector(I.EventUnknown.selector, trace, 2));
        receipt.seq = 1;
        receipt.content = DOCUMENT;
        bytes32 stored = circulation.receiptOf(trace, 1);
        I.Report memory other = _delivery();
        other.content = DOCUMENT;
        bytes32 found = _receiptDigest(other, 1);
        _refusesAnswer(stranger, receipt, true, 0, abi.encodeWithSelector(I.ReceiptDiffers.selector, trace, 1, stored, found));
        receipt = _receiptOf(given, 1);
        _refusesAnswer(stranger, receipt, true, 0, abi.encodeWithSelector(IOrganisationRegistry.KeyUnknown.selector, stranger));
        _refusesAnswer(
            holder, receipt, true, 0, abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, bankParty, HOLDER)
        );
        _refusesAnswer(clerk, receipt, true, 0, abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, bankParty, REGISTRAR));
        _refusesAnswer(banker, receipt, true, 0, abi.encodeWithSelector(I.ReasonMissing.selector, trace, 1));
        vm.prank(banker);
        circulation.answer(receipt, _own(), false, 0);
        _refusesAnswer(
            banker, receipt, true, 0, abi.encodeWithSelector(I.EventAlreadyAnswered.selector, trace, 1, I.Answer.ACKNOWLEDGED)
        );
    }

    function test_answer_refusesWhereNobodyIsNamed() public {
        I.Report memory given = _plain(I.Circulation.STORE);
        given.counterparty = PartyId.wrap(0);
        _report(holder, given);
        _refusesAnswer(
            banker, _receiptOf(given, 1), false, 0, abi.encodeWithSelector(I.CounterpartyNotNamed.selector, trace, 1)
        );
    }

    function test_answer_acknowledges() public {
        I.Report memory given = _delivery();
        _report(holder, given);
        _audit();
        uint256 before = auditor.entries(Kinds.CIRCULATION_ANSWERED);
        I.Receipt memory receipt = _receiptOf(given, 1);
        vm.expectEmit(address(circulation));
        emit I.CirculationAnswered(trace, BANK, 1, banker, false, receipt, _own(), 0);
        vm.prank(banker);
        circulation.answer(receipt, _own(), false, 0);
        vm.assertEq(uint256(_answerOf(1)), uint256(I.Answer.ACKNOWLEDGED), "acknowledged");
        vm.assertEq(_levelOf(1), 1, "what the sides say is in the answer, not in the level of others");
        _auditLast(trace, Kinds.CIRCULATION_ANSWERED, before);
    }

    function test_answer_disputes() public {
        I.Report memory given = _delivery();
        _report(holder, given);
        vm.prank(banker);
        circulation.answer(_receiptOf(given, 1), _own(), true, DOCUMENT);
        vm.assertEq(uint256(_answerOf(1)), uint256(I.Answer.DISPUTED), "disputed");
        _audit();
    }

    function test_answer_onPaperOfAPersonWithoutAKey() public {
        I.Report memory given = _delivery();
        given.counterparty = _natural(1);
        _report(holder, given);
        vm.prank(clerk);
        circulation.answer(_receiptOf(given, 1), _onPaper(2), false, 0);
        vm.assertEq(uint256(_answerOf(1)), uint256(I.Answer.ACKNOWLEDGED), "acknowledged");
    }

    /* CONFIRMING */

    function _refusesConfirming(address account, I.Receipt memory receipt, uint8 level, bytes32 person, bytes32 document, bytes memory reason)
        private
    {
        vm.expectRevert(reason);
        vm.prank(account);
        circulation.confirm(receipt, level, person, document);
    }

    function test_confirm_refusesInTheOrderOfItsGuards() public {
        I.Report memory given = _delivery();
        _report(holder, given);
        I.Receipt memory receipt = _receiptOf(given, 2);
        _refusesConfirming(stranger, receipt, 2, 0, 0, abi.encodeWithSelector(I.EventUnknown.selector, trace, 2));
        receipt.seq = 1;
        _refusesConfirming(
            banker, receipt, 3, 0, 0,
            abi.encodeWithSelector(IOrganisationRegistry.AccreditationUnknown.selector, BANK, OrgKind.PROVIDER)
        );
        _refusesConfirming(
            provider, receipt, 5, 0, 0,
            abi.encodeWithSelector(IOrganisationRegistry.AccreditationUnknown.selector, PROVIDER, OrgKind.AUTHORITY)
        );
        _refusesConfirming(provider, receipt, 2, 0, 0, abi.encodeWithSelector(I.LevelNotRaised.selector, trace, 1, 2, 1));
        _refusesConfirming(provider, receipt, 6, 0, 0, abi.encodeWithSelector(I.LevelNotRaised.selector, trace, 1, 6, 1));
        _refusesConfirming(provider, receipt, 3, 0, 0, abi.encodeWithSelector(IAssents.PersonMissing.selector));
        _refusesConfirming(provider, receipt, 3, PERSON, 0, abi.encodeWithSelector(I.DocumentMissing.selector, trace, 1));
        vm.startPrank(provider);
        circulation.confirm(receipt, 4, PERSON, DOCUMENT);
        vm.stopPrank();
        _refusesConfirming(provider, receipt, 3, PERSON, DOCUMENT, abi.encodeWithSelector(I.LevelNotRaised.selector, trace, 1, 3, 4));
        _refusesConfirming(provider, receipt, 4, PERSON, DOCUMENT, abi.encodeWithSelector(I.LevelNotRaised.selector, trace, 1, 4, 4));
    }

    function test_confirm_refusesAParty() public {
        I.Report memory given = _delivery();
        given.counterparty = Ids.party(PROVIDER);
        _report(holder, given);
        _refusesConfirming(
            provider, _receiptOf(given, 1), 3, PERSON, DOCUMENT, abi.encodeWithSelector(I.ConfirmedByParty.selector, trace, 1, PROVIDER)
        );
        (given.actor, given.counterparty) = (Ids.party(PROVIDER), bankParty);
        _report(provider, given);
        _refusesConfirming(
            provider, _receiptOf(given, 2), 3, PERSON, DOCUMENT, abi.encodeWithSelector(I.ConfirmedByParty.selector, trace, 2, PROVIDER)
        );
    }

    function test_confirm_raisesTheLevelAndNothingElse() public {
        I.Report memory given = _delivery();
        _report(holder, given);
        I.Receipt memory receipt = _receiptOf(given, 1);
        uint256 before = circulation.eventWord(trace, 1);
        vm.prank(provider);
        circulation.confirm(receipt, 3, PERSON, DOCUMENT);
        vm.assertEq(circulation.eventWord(trace, 1), before + (2 << 160), "three instead of one");
        vm.expectEmit(address(circulation));
        emit I.CirculationConfirmed(trace, AUTHORITY_TWO, 1, authorityTwo, 5, receipt, PERSON, DOCUMENT);
        vm.prank(authorityTwo);
        circulation.confirm(receipt, 5, PERSON, DOCUMENT);
        vm.assertEq(_levelOf(1), 5, "by an authority");
        _audit();
    }

    /* USAGE IN BULK */

    function _refusesBatch(address account, I.UsageBatch memory usage, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(account);
        circulation.anchor(usage);
    }

    function test_anchor_refusesInTheOrderOfItsGuards() public {
        I.UsageBatch memory usage;
        usage.since = uint40(_now() + 2);
        usage.until = uint40(_now() + 1);
        _refusesBatch(stranger, usage, abi.encodeWithSelector(IOrganisationRegistry.KeyUnknown.selector, stranger));
        _refusesBatch(holder, usage, abi.encodeWithSelector(I.BatchEmpty.selector));
        usage.root = DOCUMENT;
        _refusesBatch(holder, usage, abi.encodeWithSelector(I.BatchEmpty.selector));
        usage.size = 1;
        _refusesBatch(holder, usage, abi.encodeWithSelector(IAssents.PersonMissing.selector));
        usage.person = PERSON;
        _refusesBatch(holder, usage, abi.encodeWithSelector(I.SpanReversed.selector, usage.since, usage.until));
        usage.since = usage.until;
        _refusesBatch(holder, usage, abi.encodeWithSelector(I.ClaimedTimeInFuture.selector, usage.until));
        usage.until = usage.since = uint40(_now());
        _refusesBatch(holder, usage, abi.encodeWithSelector(I.TotalsMissing.selector));
        usage.totals = new I.UsageTotal[](33);
        _refusesBatch(holder, usage, abi.encodeWithSelector(I.TooManyTotals.selector, 33));
        usage.totals = new I.UsageTotal[](2);
        _refusesBatch(holder, usage, abi.encodeWithSelector(I.TotalsNotInOrder.selector, 0));
        usage.totals[0].grantId = usage.totals[1].grantId = GRANT;
        _refusesBatch(holder, usage, abi.encodeWithSelector(I.TotalsNotInOrder.selector, 1));
    }

    function test_anchor_recordsDebitsAndIsDoneOnce() public {
        _audit();
        uint256 before = auditor.entries(Kinds.USAGE_ANCHORED);
        I.UsageBatch memory usage = _batch(GRANT, 400);
        bytes32 typehash = keccak256("Batch(uint256 chainId,address registry,bytes18 organisation,bytes32 root,uint32 size)");
        bytes32 id = keccak256(abi.encode(typehash, block.chainid, address(circulation), HOLDER, usage.root, usage.size));
        vm.expectEmit(address(circulation));
        emit I.UsageAnchored(id, HOLDER, holder, 0, usage);
        vm.prank(holder);
        vm.assertEq(circulation.anchor(usage), id, "named by provider and root");
        vm.assertEq(circulation.anchoredAt(id), _now(), "when");
        vm.assertEq(_left(GRANT), 600, "debited");
        _auditLast(id, Kinds.USAGE_ANCHORED, before);
        _refusesBatch(holder, usage, abi.encodeWithSelector(I.BatchAlreadyAnchored.selector, id));
    }

    function test_anchor_beyondABudgetIsRecordedAndMarked() public {
        GrantId second = GrantId.wrap(bytes32(uint256(GrantId.unwrap(GRANT)) + 1));
        grants.tell(second, ToldGrants.Told(holderParty, bankParty, code, 0, 10));
        I.UsageBatch memory usage = _batch(GRANT, 1001);
        usage.totals = new I.UsageTotal[](2);
        usage.totals[0] = I.UsageTotal(GRANT, 1001, 0);
        usage.totals[1] = I.UsageTotal(second, 4, 5);
        vm.expectEmit(address(circulation));
        bytes32 typehash = keccak256("Batch(uint256 chainId,address registry,bytes18 organisation,bytes32 root,uint32 size)");
        bytes32 id = keccak256(abi.encode(typehash, block.chainid, address(circulation), BANK, usage.root, usage.size));
        emit I.UsageAnchored(id, BANK, banker, 13, usage);
        vm.prank(banker);
        circulation.anchor(usage);
        vm.assertEq(_left(GRANT), 1000, "not by what does not fit");
        vm.assertEq(_left(second), 1, "records and calls");
    }

    function test_anchor_nobodyElseMovesABudget() public {
        I.UsageBatch memory usage = _batch(GRANT, 1);
        vm.recordLogs();
        vm.prank(provider);
        bytes32 id = circulation.anchor(usage);
        (, uint256 rules,) = abi.decode(vm.getRecordedLogs()[0].data, (address, uint256, I.UsageBatch));
        vm.assertEq(rules, RULE_NOT_PARTY, "by the rule of sides");
        vm.assertEq(circulation.anchoredAt(id), _now(), "recorded");
        vm.assertEq(_left(GRANT), 1000, "a stranger's batch is recorded, and debits nothing");
    }
}
