// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ENTRY_TYPEHASH, IHistory} from "../../contracts/interfaces/IHistory.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Base} from "./Base.t.sol";
import {Console, Vm} from "./Vm.sol";

/// Writes, opens and ends at random, beside a model that knows what must come of it.
contract HistoryHandler {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 public constant SUBJECTS = 6;
    uint256 public constant MODULES = 4;
    uint16 public constant FIRST_KIND = 100;
    uint16 public constant KINDS = 8;
    uint256 private constant ACTS_A_CALL = 56;

    IHistory private immutable HISTORY;
    address private immutable GOVERNANCE;

    bytes28 public rolling;
    uint64 public sequence;
    mapping(bytes32 subject => uint32) public lengths;
    mapping(bytes32 subject => bytes32) public heads;
    mapping(uint16 kind => address) public writers;
    mapping(address module => uint128) public kindsOf;

    uint256 public calls;
    uint256 public appended;
    uint256 public batches;
    uint256 public opened;
    uint256 public ended;
    uint256 public refused;
    /// The first thing that went otherwise than the model says; empty while nothing did.
    string public surprise;

    constructor(IHistory history, address governance) {
        HISTORY = history;
        GOVERNANCE = governance;
        rolling = history.rolling();
        sequence = history.sequence();
    }

    function act(uint256 seed) external {
        ++calls;
        for (uint256 i = 0; i < ACTS_A_CALL; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i, calls)));
            uint256 verb = seed % 10;
            uint64 before = HISTORY.sequence();
            if (verb < 4) _append(seed >> 8);
            else if (verb < 6) _appendMany(seed >> 8);
            else if (verb < 8) _open(seed >> 8);
            else _end(seed >> 8);
            if (HISTORY.sequence() < before) surprise = "the sequence fell";
        }
    }

    function _append(uint256 seed) private {
        uint16 kind = _mostlyWritten(seed >> 8);
        address module = _mostlyTheWriter(kind, seed);
        bytes32 subject = subjectOf((seed >> 32) % SUBJECTS);
        bool expected = writers[kind] == module;
        vm.prank(module);
        try HISTORY.append(subject, kind, address(uint160(seed)), bytes32(seed)) {
            if (!expected) surprise = "appended by a module without the kind";
            _extend(module, address(uint160(seed)), subject, kind, bytes32(seed));
            ++appended;
        } catch {
            if (expected) surprise = "refused to append";
            ++refused;
        }
    }

    function _appendMany(uint256 seed) private {
        uint16 first = _mostlyWritten(seed >> 8);
        address module = _mostlyTheWriter(first, seed);
        IHistory.Act[] memory acts = new IHistory.Act[]((seed >> 16) % 5);
        bool expected = true;
        for (uint256 i = 0; i < acts.length; ++i) {
            uint16 kind = (seed >> (24 + i)) % 8 == 0 ? _kindFor(seed >> (32 + 3 * i)) : first;
            acts[i] = IHistory.Act(subjectOf((seed >> (64 + 8 * i)) % SUBJECTS), kind, keccak256(abi.encode(seed, i)));
            if (writers[kind] != module) expected = false;
        }
        vm.prank(module);
        try HISTORY.appendMany(acts, address(this)) {
            if (!expected) surprise = "a batch by a module without the kind";
            for (uint256 i = 0; i < acts.length; ++i) {
                _extend(module, address(this), acts[i].subject, acts[i].kind, acts[i].payloadHash);
            }
            ++batches;
        } catch {
            if (expected) surprise = "refused a batch";
            ++refused;
        }
    }

    /// A kind that somebody writes, most of the time: at any moment half of them have no writer.
    function _mostlyWritten(uint256 seed) private view returns (uint16 kind) {
        kind = _kindFor(seed);
        for (uint256 i = 1; i < KINDS && (seed >> 128) % 4 != 0 && writers[kind] == address(0); ++i) {
            kind = _kindFor(seed + i);
        }
    }

    /// Chance alone would seldom find the module that may.
    function _mostlyTheWriter(uint16 kind, uint256 seed) private view returns (address) {
        return seed % 4 != 0 && writers[kind] != address(0) ? writers[kind] : moduleOf((seed >> 2) % MODULES);
    }

    function _open(uint256 seed) private {
        address module = moduleOf(seed % MODULES);
        uint128 kinds = uint128(_mask(seed >> 8)) << FIRST_KIND;
        bool expected = kinds != 0;
        for (uint16 kind = FIRST_KIND; kind < FIRST_KIND + KINDS; ++kind) {
            if ((kinds >> kind) & 1 == 1 && writers[kind] != address(0)) expected = false;
        }
        vm.prank(GOVERNANCE);
        try HISTORY.openWriter(module, kinds) {
            if (!expected) surprise = "opened a kind twice";
            _entrust(kinds, module);
            kindsOf[module] |= kinds;
            bytes memory data = abi.encode(kindsOf[module], uint40(vm.getBlockTimestamp()));
            _recordWriter(module, Kinds.WRITER_OPENED, IHistory.WriterOpened.selector, data);
            ++opened;
        } catch {
            if (expected) surprise = "refused to open";
            ++refused;
        }
    }

    /// One free kind most of the time, any set of kinds else.
    function _mask(uint256 seed) private view returns (uint256) {
        if (seed % 4 == 0) return (seed >> 2) % 256;
        for (uint16 i = 0; i < KINDS; ++i) {
            uint16 kind = FIRST_KIND + uint16((i + (seed >> 2)) % KINDS);
            if (writers[kind] == address(0)) return 1 << (kind - FIRST_KIND);
        }
        return 1;
    }

    function _end(uint256 seed) private {
        address module = moduleOf(seed % MODULES);
        for (uint256 i = 0; seed & 0xf00 != 0 && kindsOf[module] == 0 && i < MODULES; ++i) {
            module = moduleOf((seed + i) % MODULES);
        }
        uint128 kinds = _someOf(kindsOf[module], seed >> 16);
        bool expected = kinds != 0 && kinds & ~kindsOf[module] == 0;
        vm.prank(GOVERNANCE);
        try HISTORY.endWriter(module, kinds) {
            if (!expected) surprise = "ended what was not open";
            bytes memory data = abi.encode(kinds, uint40(vm.getBlockTimestamp()));
            _entrust(kinds, address(0));
            kindsOf[module] &= ~kinds;
            _recordWriter(module, Kinds.WRITER_ENDED, IHistory.WriterEnded.selector, data);
            ++ended;
        } catch {
            if (expected) surprise = "refused to end";
            ++refused;
        }
    }

    /// All kinds of a module most of the time; else some of them, and now and then one that it may not have.
    function _someOf(uint128 kinds, uint256 seed) private pure returns (uint128) {
        if (seed % 4 != 0) return kinds;
        uint128 some = kinds & uint128(seed >> 2);
        return seed % 16 == 0 ? some | uint128(1) << (FIRST_KIND + uint16(seed >> 4) % KINDS) : some;
    }

    function _entrust(uint128 kinds, address module) private {
        for (uint16 kind = FIRST_KIND; kind < FIRST_KIND + KINDS; ++kind) {
            if ((kinds >> kind) & 1 == 1) writers[kind] = module;
        }
    }

    function _recordWriter(address module, uint16 kind, bytes32 selector, bytes memory data) private {
        bytes32 subject = bytes32(uint256(uint160(module)));
        _extend(address(HISTORY), GOVERNANCE, subject, kind, keccak256(bytes.concat(selector, subject, data)));
    }

    function _extend(address module, address actor, bytes32 subject, uint16 kind, bytes32 payload) private {
        uint32 length = ++lengths[subject];
        bytes28 before = bytes28(heads[subject]);
        bytes32 next = keccak256(
            abi.encode(
                ENTRY_TYPEHASH, before, block.chainid, address(HISTORY), module, subject, length, kind, actor, payload
            )
        );
        heads[subject] = next;
        rolling = bytes28(keccak256(abi.encode(rolling, ++sequence, subject, next)));
        if (uint32(bytes4(HISTORY.wordOf(subject))) < length) surprise = "a history became shorter";
    }

    function moduleOf(uint256 i) public pure returns (address) {
        return address(uint160(0x1000 + i));
    }

    function subjectOf(uint256 i) public pure returns (bytes32) {
        return bytes32("SUBJECT") | bytes32(i);
    }

    function _kindFor(uint256 seed) private pure returns (uint16) {
        return FIRST_KIND + uint16(seed % KINDS);
    }
}

contract HistoryInvariants is Base {
    HistoryHandler private handler;

    function setUp() public override {
        super.setUp();
        handler = new HistoryHandler(history, address(governance));
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// One walk, and all of it asked after every call.
    function invariant_allHolds() public view {
        always_everyActEndsAsTheModelSays();
        always_rollingHeadIsThatOfTheModel();
        always_headsAndLengthsAreThoseOfTheModel();
        always_aKindHasOneWriter();
    }

    function always_everyActEndsAsTheModelSays() public view {
        vm.assertEq(handler.surprise(), "", "no surprise");
    }

    function always_rollingHeadIsThatOfTheModel() public view {
        vm.assertEq(history.rolling(), handler.rolling(), "rolling head");
        vm.assertEq(history.sequence(), handler.sequence(), "sequence");
    }

    function always_headsAndLengthsAreThoseOfTheModel() public view {
        for (uint256 i = 0; i < handler.SUBJECTS(); ++i) {
            _sameWord(handler.subjectOf(i));
        }
        for (uint256 i = 0; i < handler.MODULES(); ++i) {
            _sameWord(bytes32(uint256(uint160(handler.moduleOf(i)))));
        }
    }

    function _sameWord(bytes32 subject) private view {
        bytes32 expected = bytes32(uint256(handler.lengths(subject)) << 224) | (handler.heads(subject) >> 32);
        vm.assertEq(history.wordOf(subject), expected, "word");
    }

    function always_aKindHasOneWriter() public view {
        uint128 taken = 0;
        for (uint256 i = 0; i < handler.MODULES(); ++i) {
            address module = handler.moduleOf(i);
            (uint128 kinds,, uint40 until) = history.writer(module);
            if (until != 0) continue;
            vm.assertEq(kinds & taken, 0, "no kind twice");
            taken |= kinds;
            vm.assertEq(kinds, handler.kindsOf(module), "the kinds of the model");
        }
        for (uint16 kind = handler.FIRST_KIND(); kind < handler.FIRST_KIND() + handler.KINDS(); ++kind) {
            vm.assertEq(history.entrusted(kind), handler.writers(kind), "the writer of the model");
        }
    }

    /// One run outside the fuzzer, whose output the test runner swallows: the counts are printed here.
    function test_handler_succeedsOften() public {
        for (uint256 seed = 0; seed < 64; ++seed) {
            handler.act(seed);
        }
        _enoughWasDone();
    }

    function _enoughWasDone() private view {
        Console.log("    appended", handler.appended());
        Console.log("    batches appended", handler.batches());
        Console.log("    writers opened", handler.opened());
        Console.log("    writers ended", handler.ended());
        Console.log("    refused", handler.refused());
        vm.assertGe(handler.appended(), 200, "enough acts appended");
        vm.assertGe(handler.batches(), 200, "enough batches appended");
        vm.assertGe(handler.opened(), 200, "enough writers opened");
        vm.assertGe(handler.ended(), 200, "enough writers ended");
        vm.assertGe(handler.refused(), 200, "enough attempts refused");
    }
}
