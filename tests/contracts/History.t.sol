// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {Recorder} from "../../contracts/libraries/Recorder.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Base} from "./Base.t.sol";

/// A module with nothing to say but words, in an event of every shape that a payload hash must cover.
contract Chatterer is Recorder {
    event Muttered(string words);
    event Said(bytes32 indexed subject, string words);
    event Shouted(bytes32 indexed subject, address indexed at, string words, uint8 times);
    event Swore(bytes32 indexed subject, address indexed at, uint16 indexed kind, string words);

    constructor(IHistory history) Recorder(history) {}

    function mutter(bytes32 subject, uint16 kind, string calldata words) external {
        emit Muttered(words);
        _record(subject, kind, msg.sender, _payload(Muttered.selector, abi.encode(words)));
    }

    function say(bytes32 subject, uint16 kind, string calldata words) external {
        emit Said(subject, words);
        _record(subject, kind, msg.sender, _payload(Said.selector, subject, abi.encode(words)));
    }

    function shout(bytes32 subject, uint16 kind, string calldata words, uint8 times) external {
        emit Shouted(subject, msg.sender, words, times);
        bytes32 payload = _payload(Shouted.selector, subject, _topic(msg.sender), abi.encode(words, times));
        _record(subject, kind, msg.sender, payload);
    }

    function swear(bytes32 subject, uint16 kind, string calldata words) external {
        emit Swore(subject, msg.sender, kind, words);
        bytes32 payload =
            _payload(Swore.selector, subject, _topic(msg.sender), bytes32(uint256(kind)), abi.encode(words));
        _record(subject, kind, msg.sender, payload);
    }

    function sayMany(bytes32[] calldata subjects, uint16 kind, string calldata words) external {
        IHistory.Act[] memory acts = new IHistory.Act[](subjects.length);
        for (uint256 i = 0; i < subjects.length; ++i) {
            emit Said(subjects[i], words);
            acts[i] = IHistory.Act(subjects[i], kind, _payload(Said.selector, subjects[i], abi.encode(words)));
        }
        _recordMany(acts, msg.sender);
    }
}

contract HistoryTest is Base {
    bytes32 private constant SUBJECT = "SUBJECT";
    bytes32 private constant OTHER_SUBJECT = "OTHER";
    uint16 private constant KIND = 100;
    uint16 private constant OTHER_KIND = 101;
    uint128 private constant BOTH = uint128(3) << KIND;

    Chatterer private module;
    Chatterer private idler;

    function setUp() public override {
        super.setUp();
        module = new Chatterer(history);
        idler = new Chatterer(history);
        vm.prank(address(governance));
        history.openWriter(address(module), BOTH);
    }

    /* APPENDING: REFUSALS */

    function test_append_refusesStranger() public {
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, stranger, KIND));
        vm.prank(stranger);
        history.append(SUBJECT, KIND, stranger, DOCUMENT);
    }

    function test_append_refusesKindOfAnotherModule() public {
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, address(module), Kinds.KEY_ADDED));
        module.say(SUBJECT, Kinds.KEY_ADDED, "x");
    }

    function test_append_refusesKindsOfHistoryItself() public {
        for (uint16 kind = Kinds.WRITER_OPENED; kind <= Kinds.WRITER_ENDED; ++kind) {
            vm.expectRevert(abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, address(module), kind));
            module.say(SUBJECT, kind, "x");
        }
    }

    function test_fuzz_append_refusesKindFrom128On(uint16 kind) public {
        kind = uint16(128 + uint256(kind) % (65_536 - 128));
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, address(module), kind));
        module.say(SUBJECT, kind, "x");
    }

    function test_append_refusesEndedWriter() public {
        _end(address(module));
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, address(module), KIND));
        module.say(SUBJECT, KIND, "x");
    }

    function test_appendMany_refusesStranger() public {
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, address(idler), KIND));
        idler.sayMany(_subjects(3), KIND, "x");
    }

    function test_appendMany_refusesTheWholeBatchForOneKind() public {
        IHistory.Act[] memory acts = new IHistory.Act[](2);
        acts[0] = IHistory.Act(SUBJECT, KIND, DOCUMENT);
        acts[1] = IHistory.Act(SUBJECT, Kinds.KEY_ADDED, DOCUMENT);
        bytes32 before = history.rolling();
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, address(module), Kinds.KEY_ADDED));
        vm.prank(address(module));
        history.appendMany(acts, clerk);
        vm.assertEq(history.rolling(), before, "nothing was appended");
        vm.assertEq(history.wordOf(SUBJECT), 0, "nothing was appended to the subject");
    }

    function test_appendEach_refusesKindsNotEntrusted() public {
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, stranger, KIND));
        vm.prank(stranger);
        history.appendEach(KIND, stranger, new bytes32[](3));
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, address(module), 128));
        vm.prank(address(module));
        history.appendEach(128, stranger, new bytes32[](3));
    }

    function test_appendEach_refusesWordsThatAreNotInThrees() public {
        for (uint256 words = 1; words < 3; ++words) {
            vm.expectRevert(abi.encodeWithSelector(IHistory.ActsNotInThrees.selector, words));
            vm.prank(address(module));
            history.appendEach(KIND, clerk, new bytes32[](words));
        }
    }

    function test_appendEach_refusesTheWholeBatchForOneHeadThatMoved() public {
        bytes32[] memory acts = new bytes32[](6);
        (acts[0], acts[2]) = (SUBJECT, DOCUMENT);
        (acts[3], acts[4], acts[5]) = (OTHER_SUBJECT, "looked long ago", DOCUMENT);
        vm.expectRevert(abi.encodeWithSelector(IHistory.HeadMoved.selector, OTHER_SUBJECT, acts[4], bytes32(0)));
        vm.prank(address(module));
        history.appendEach(KIND, clerk, acts);
        vm.assertEq(history.wordOf(SUBJECT), 0, "nothing was appended");
    }

    /* APPENDING: EFFECTS */

    function test_append_followsTheFormula() public {
        (bytes32 rolled, uint64 number) = (history.rolling(), history.sequence());
        bytes32 payload = keccak256(bytes.concat(Chatterer.Said.selector, SUBJECT, abi.encode("first")));
        vm.prank(clerk);
        module.say(SUBJECT, KIND, "first");
        bytes32 first = _head(0, 1, payload);
        vm.assertEq(history.wordOf(SUBJECT), bytes32(uint256(1) << 224) | (first >> 32), "word after the first");
        vm.assertEq(
            history.rolling(), bytes28(keccak256(abi.encode(rolled, number + 1, SUBJECT, first))), "rolling after the first"
        );

        vm.prank(clerk);
        module.say(SUBJECT, KIND, "first");
        bytes32 second = _head(bytes28(first), 2, payload);
        vm.assertEq(history.wordOf(SUBJECT), bytes32(uint256(2) << 224) | (second >> 32), "word after the second");
        vm.assertEq(history.sequence(), number + 2, "two acts");
    }

    function _head(bytes28 before, uint32 length, bytes32 payload) private view returns (bytes32) {
        bytes32 typeHash = keccak256(
            "Entry(bytes28 head,uint256 chainId,address history,address module,bytes32 subject,uint32 length,uint16 kind,address actor,bytes32 payloadHash)"
        );
        return keccak256(
            abi.encode(
                typeHash, before, block.chainid, address(history), address(module), SUBJECT, length, KIND, clerk, payload
            )
        );
    }

    function test_append_saysWhatItWrote() public {
        bytes32 payload = keccak256(bytes.concat(Chatterer.Said.selector, SUBJECT, abi.encode("x")));
        uint64 next = history.sequence() + 1;
        vm.expectEmit(address(module));
        emit Chatterer.Said(SUBJECT, "x");
        vm.expectEmit(address(history));
        emit IHistory.Entry(SUBJECT, KIND, address(module), clerk, 1, next, payload, _head(0, 1, payload));
        vm.prank(clerk);
        module.say(SUBJECT, KIND, "x");
    }

    function test_fuzz_append_bindsEveryShapeOfEvent(bytes32 subject, string calldata words, uint8 times) public {
        subject = keccak256(abi.encode(subject));
        vm.startPrank(clerk);
        module.mutter(subject, KIND, words);
        module.say(subject, OTHER_KIND, words);
        module.shout(subject, KIND, words, times);
        module.swear(subject, OTHER_KIND, words);
        vm.stopPrank();
        _audit();
        auditor.requireWord(subject);
        vm.assertEq(auditor.lengths(subject), 4, "four entries");
    }

    function test_append_keepsSubjectsApart() public {
        module.say(OTHER_SUBJECT, KIND, "x");
        bytes32 before = history.wordOf(OTHER_SUBJECT);
        module.say(SUBJECT, KIND, "x");
        vm.assertEq(history.wordOf(OTHER_SUBJECT), before, "another subject stays");
    }

    function test_fuzz_appendMany_isAsManySingles(uint8 size, string calldata words) public {
        bytes32[] memory subjects = _subjects(uint256(size) % 24);
        uint256 state = vm.snapshotState();
        for (uint256 i = 0; i < subjects.length; ++i) {
            module.say(subjects[i], KIND, words);
        }
        (bytes32 rolled, uint64 number, bytes32 word) = (history.rolling(), history.sequence(), history.wordOf("1"));
        vm.revertToState(state);
        module.sayMany(subjects, KIND, words);
        vm.assertEq(history.rolling(), rolled, "same rolling head");
        vm.assertEq(history.sequence(), number, "same number");
        vm.assertEq(history.wordOf("1"), word, "same word");
    }

    /// `append` is the plain reference of what `appendEach` lays out by hand.
    function test_fuzz_appendEach_isAsManySingles(uint8 size, bytes32 salt, address actor) public {
        bytes32[] memory subjects = _subjects(uint256(size) % 24);
        uint256 state = vm.snapshotState();
        for (uint256 i = 0; i < subjects.length; ++i) {
            vm.prank(address(module));
            history.append(subjects[i], OTHER_KIND, actor, keccak256(abi.encode(salt, i)));
        }
        (bytes32 rolled, uint64 number, bytes32 word) = (history.rolling(), history.sequence(), history.wordOf("1"));
        vm.revertToState(state);
        bytes32[] memory acts = new bytes32[](3 * subjects.length);
        for (uint256 i = 0; i < subjects.length; ++i) {
            (acts[3 * i], acts[3 * i + 2]) = (subjects[i], keccak256(abi.encode(salt, i)));
        }
        vm.prank(address(module));
        history.appendEach(OTHER_KIND, actor, acts);
        vm.assertEq(history.rolling(), rolled, "same rolling head");
        vm.assertEq(history.sequence(), number, "same number");
        vm.assertEq(history.wordOf("1"), word, "same word");
    }

    /// A count has 32 bits: what comes after the last number is refused, and nothing starts again from zero.
    function test_append_refusesWhatCannotBeNumbered() public {
        bytes32 full = bytes32(uint256(type(uint32).max) << 224);
        bytes32 rolled = vm.load(address(history), bytes32(uint256(1)));
        vm.store(address(history), bytes32(uint256(1)), full);
        _refusesToCount();
        vm.store(address(history), bytes32(uint256(1)), rolled);
        vm.store(address(history), keccak256(abi.encode(SUBJECT, 0)), full);
        _refusesToCount();
    }

    function _refusesToCount() private {
        bytes32[] memory acts = new bytes32[](3);
        (acts[0], acts[2]) = (SUBJECT, DOCUMENT);
        vm.startPrank(address(module));
        vm.expectRevert(abi.encodeWithSelector(IHistory.CountExhausted.selector));
        history.append(SUBJECT, KIND, clerk, DOCUMENT);
        vm.expectRevert(abi.encodeWithSelector(IHistory.CountExhausted.selector));
        history.appendEach(KIND, clerk, acts);
        vm.stopPrank();
    }

    function test_appendEach_comparesFirst() public {
        module.say(SUBJECT, KIND, "x");
        bytes32[] memory acts = new bytes32[](3);
        (acts[0], acts[1], acts[2]) = (SUBJECT, history.wordOf(SUBJECT), DOCUMENT);
        vm.prank(address(module));
        history.appendEach(KIND, clerk, acts);
        vm.assertEq(uint256(history.wordOf(SUBJECT)) >> 224, 2, "two entries");
    }

    function test_appendEach_saysWhatItWrote() public {
        bytes32[] memory acts = new bytes32[](3);
        (acts[0], acts[2]) = (SUBJECT, DOCUMENT);
        uint64 next = history.sequence() + 1;
        vm.expectEmit(address(history));
        emit IHistory.Entry(SUBJECT, KIND, address(module), clerk, 1, next, DOCUMENT, _head(0, 1, DOCUMENT));
        vm.prank(address(module));
        history.appendEach(KIND, clerk, acts);
    }

    function test_appendMany_extendsOneSubjectSeveralTimes() public {
        bytes32[] memory subjects = new bytes32[](3);
        (subjects[0], subjects[1], subjects[2]) = (SUBJECT, OTHER_SUBJECT, SUBJECT);
        module.sayMany(subjects, KIND, "x");
        _audit();
        auditor.requireWord(SUBJECT);
        vm.assertEq(auditor.lengths(SUBJECT), 2, "twice");
    }

    function test_appendMany_ofNothingChangesNothing() public {
        bytes32 before = history.rolling();
        module.sayMany(_subjects(0), KIND, "x");
        vm.assertEq(history.rolling(), before, "same rolling head");
    }

    function test_append_bindsChainAndAddress() public {
        uint256 state = vm.snapshotState();
        module.say(SUBJECT, KIND, "x");
        bytes32 here = history.wordOf(SUBJECT);
        vm.revertToState(state);
        vm.chainId(block.chainid + 1);
        module.say(SUBJECT, KIND, "x");
        vm.assertTrue(history.wordOf(SUBJECT) != here, "another chain, another head");
    }

    /* WRITERS: REFUSALS */

    function test_openWriter_refusesStranger() public {
        vm.expectRevert(abi.encodeWithSelector(IHistory.CallerIsNotGovernance.selector, authorityOne));
        vm.prank(authorityOne);
        history.openWriter(address(idler), uint128(1) << 110);
    }

    function test_openWriter_refusesNoKinds() public {
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindsEmpty.selector, address(idler)));
        vm.prank(address(governance));
        history.openWriter(address(idler), 0);
    }

    function test_openWriter_refusesKindThatAnotherWrites() public {
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindAlreadyEntrusted.selector, OTHER_KIND, address(module)));
        vm.prank(address(governance));
        history.openWriter(address(idler), (uint128(1) << OTHER_KIND) | (uint128(1) << 110));
    }

    function test_openWriter_refusesKindThatTheModuleHas() public {
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindAlreadyEntrusted.selector, KIND, address(module)));
        vm.prank(address(governance));
        history.openWriter(address(module), BOTH);
    }

    function test_openWriter_refusesKindsOfHistoryItself() public {
        for (uint16 kind = Kinds.WRITER_OPENED; kind <= Kinds.WRITER_ENDED; ++kind) {
            vm.expectRevert(abi.encodeWithSelector(IHistory.KindAlreadyEntrusted.selector, kind, address(history)));
            vm.prank(address(governance));
            history.openWriter(address(idler), uint128(1) << kind);
        }
    }

    function test_endWriter_refusesModuleThatNeverWrote() public {
        vm.expectRevert(abi.encodeWithSelector(IHistory.ModuleIsNotWriter.selector, address(idler)));
        vm.prank(address(governance));
        history.endWriter(address(idler), BOTH);
    }

    function test_endWriter_refusesStranger() public {
        vm.expectRevert(abi.encodeWithSelector(IHistory.CallerIsNotGovernance.selector, authorityOne));
        vm.prank(authorityOne);
        history.endWriter(address(module), BOTH);
    }

    function test_endWriter_refusesSecondEnd() public {
        _end(address(module));
        vm.expectRevert(abi.encodeWithSelector(IHistory.ModuleIsNotWriter.selector, address(module)));
        vm.prank(address(governance));
        history.endWriter(address(module), BOTH);
    }

    function test_endWriter_refusesHistoryItself() public {
        vm.expectRevert(abi.encodeWithSelector(IHistory.ModuleIsNotWriter.selector, address(history)));
        vm.prank(address(governance));
        history.endWriter(address(history), BOTH);
    }

    /* WRITERS: EFFECTS */

    function test_constructor_opensItsWritersAndRecordsEach() public {
        _audit();
        vm.assertEq(auditor.entries(Kinds.WRITER_OPENED), 8, "seven at the start and one more");
        vm.assertEq(history.entrusted(Kinds.KEY_ADDED), address(organisations), "keys");
        vm.assertEq(history.entrusted(Kinds.PROPOSAL_MADE), address(governance), "proposals");
        vm.assertEq(history.entrusted(Kinds.REGIME_PUBLISHED), address(ruleBook), "regimes");
        vm.assertEq(history.entrusted(Kinds.DESK_TRUSTED), _at(CERTIFICATES_PLACE), "desks");
        vm.assertEq(history.entrusted(Kinds.APPLICATION_CERTIFIED), _at(DESK_PLACE), "applications");
        vm.assertEq(history.entrusted(Kinds.OBJECTION_FILED), _at(OBJECTIONS_PLACE), "objections");
        vm.assertEq(history.entrusted(Kinds.WRITER_OPENED), address(history), "writers");
    }

    function test_openWriter_entrustsKinds() public {
        bytes32 subject = bytes32(uint256(uint160(address(idler))));
        vm.prank(address(governance));
        history.openWriter(address(idler), uint128(1) << 110);
        (uint128 kinds, uint40 since, uint40 until) = history.writer(address(idler));
        vm.assertEq(kinds, uint128(1) << 110, "kinds");
        vm.assertEq(since, _now(), "since");
        vm.assertEq(until, 0, "open");
        vm.assertEq(history.entrusted(110), address(idler), "entrusted");
        _auditLast(subject, Kinds.WRITER_OPENED, 8);
        idler.say(SUBJECT, 110, "x");
    }

    function test_openWriter_addsKindsToThoseOfTheModule() public {
        vm.prank(address(governance));
        history.openWriter(address(module), uint128(1) << 110);
        (uint128 kinds,,) = history.writer(address(module));
        vm.assertEq(kinds, BOTH | (uint128(1) << 110), "old and new kinds");
        module.say(SUBJECT, KIND, "x");
        module.say(SUBJECT, 110, "x");
        _audit();
    }

    function test_endWriter_stopsThatClassOfActsAndNothingElse() public {
        _end(address(module));
        (uint128 kinds,, uint40 until) = history.writer(address(module));
        vm.assertEq(kinds, BOTH, "what it wrote stays on record");
        vm.assertEq(until, _now(), "ended now");
        vm.assertEq(history.entrusted(KIND), address(0), "free");
        vm.prank(holder);
        organisations.setEncryptionKey(DOCUMENT);
        _auditLast(bytes32(uint256(uint160(address(module)))), Kinds.WRITER_ENDED, 0);
    }

    function test_endWriter_refusesKindsThatTheModuleHasNot() public {
        uint128 other = uint128(1) << 110;
        vm.startPrank(address(governance));
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindsNotHeld.selector, address(module), other));
        history.endWriter(address(module), BOTH | other);
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindsEmpty.selector, address(module)));
        history.endWriter(address(module), 0);
        vm.stopPrank();
    }

    /// Ruling 34: annotating can be stopped while freezes are still lifted.
    function test_endWriter_takesSomeKindsAndLeavesTheOthers() public {
        vm.warp(_now() + 1 days);
        vm.prank(address(governance));
        history.endWriter(address(module), uint128(1) << KIND);
        (uint128 kinds, uint40 since, uint40 until) = history.writer(address(module));
        vm.assertEq(kinds, uint128(1) << OTHER_KIND, "the other kind");
        vm.assertEq(since, _now(), "alone from now on");
        vm.assertEq(until, 0, "still a writer");
        vm.assertEq(history.entrusted(KIND), address(0), "free");
        vm.assertEq(history.entrusted(OTHER_KIND), address(module), "kept");
        module.say(SUBJECT, OTHER_KIND, "x");
        _auditLast(bytes32(uint256(uint160(address(module)))), Kinds.WRITER_ENDED, 0);
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, address(module), KIND));
        module.say(SUBJECT, KIND, "x");
    }

    function test_endWriter_freesItsKindsForASuccessor() public {
        _end(address(module));
        vm.prank(address(governance));
        history.openWriter(address(idler), BOTH);
        idler.say(SUBJECT, KIND, "x");
        _audit();
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, address(module), KIND));
        module.say(SUBJECT, KIND, "x");
    }

    function test_openWriter_reopensAnEndedModuleWithNewKindsOnly() public {
        _end(address(module));
        vm.prank(address(governance));
        history.openWriter(address(module), uint128(1) << OTHER_KIND);
        (uint128 kinds,, uint40 until) = history.writer(address(module));
        vm.assertEq(kinds, uint128(1) << OTHER_KIND, "only what was opened now");
        vm.assertEq(until, 0, "open");
        vm.expectRevert(abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, address(module), KIND));
        module.say(SUBJECT, KIND, "x");
    }

    /* COMPARE AND SET */

    function test_requireWord_refusesAnotherWord() public {
        bytes32 before = history.wordOf(SUBJECT);
        module.say(SUBJECT, KIND, "x");
        bytes32 now_ = history.wordOf(SUBJECT);
        vm.expectRevert(abi.encodeWithSelector(IHistory.HeadMoved.selector, SUBJECT, before, now_));
        history.requireWord(SUBJECT, before);
        history.requireWord(SUBJECT, now_);
    }

    function test_requireWords_refusesTheFirstThatMovedAndPassesOverZero() public {
        module.say(SUBJECT, KIND, "x");
        module.say(OTHER_SUBJECT, KIND, "x");
        (bytes32[] memory subjects, bytes32[] memory expected) = (new bytes32[](3), new bytes32[](3));
        (subjects[0], subjects[1], subjects[2]) = (SUBJECT, "1", OTHER_SUBJECT);
        (expected[0], expected[2]) = (history.wordOf(SUBJECT), history.wordOf(OTHER_SUBJECT));
        history.requireWords(subjects, expected);

        bytes32 before = expected[2];
        module.say(OTHER_SUBJECT, KIND, "x");
        bytes32 now_ = history.wordOf(OTHER_SUBJECT);
        vm.expectRevert(abi.encodeWithSelector(IHistory.HeadMoved.selector, OTHER_SUBJECT, before, now_));
        history.requireWords(subjects, expected);
    }

    function _end(address writer) private {
        vm.prank(address(governance));
        history.endWriter(writer, BOTH);
    }

    function _subjects(uint256 count) private pure returns (bytes32[] memory subjects) {
        subjects = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            // Every third is the same subject.
            subjects[i] = i % 3 == 0 ? bytes32("1") : bytes32(i + 1);
        }
    }
}
