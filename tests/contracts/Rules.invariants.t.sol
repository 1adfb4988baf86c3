// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IRuleBook} from "../../contracts/interfaces/IRuleBook.sol";
import {Dates} from "../../contracts/libraries/Dates.sol";
import {Base} from "./Base.t.sol";
import {Console, Vm} from "./Vm.sol";

/// Publishes years at random while time passes, and keeps what was known of each day when it became past.
contract CalendarHandler {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 private constant ACTS_A_CALL = 16;
    uint256 private constant DAYS_SLOT = 1;

    IRuleBook private immutable RULES;
    address private immutable GOVERNANCE;
    /// The first day about which the handler knows anything.
    uint256 public immutable FIRST;

    /// Bit d % 256 of word d / 256: what day d was when it became past, as far as `settled`, excluded.
    mapping(uint256 index => uint256) public past;
    uint256 public settled;

    uint256 public calls;
    uint256 public first;
    uint256 public again;
    uint256 public waits;
    uint256 public refused;
    string public surprise;

    constructor(IRuleBook rules, address governance) {
        RULES = rules;
        GOVERNANCE = governance;
        FIRST = rules.publishedFrom();
        settled = FIRST;
        _settle();
    }

    function act(uint256 seed) external {
        ++calls;
        for (uint256 i = 0; i < ACTS_A_CALL; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i, calls)));
            uint16 through = RULES.publishedThrough();
            if (seed % 3 == 0) _wait((seed >> 8) % 12 days);
            else _publish(seed >> 8);
            if (RULES.publishedThrough() < through || RULES.publishedFrom() != FIRST) surprise = "a published day was lost";
        }
    }

    function _wait(uint256 time) private {
        // Never beyond the last year that has numbers; when a run gets there it stands still.
        if (vm.getBlockTimestamp() + time < Dates.startOf(Dates.fromCivil(2148, 1, 1))) vm.warp(vm.getBlockTimestamp() + time);
        _settle();
        ++waits;
    }

    /// Days up to and including today have become past: they stay what they are.
    function _settle() private {
        uint256 today = Dates.dayOf(vm.getBlockTimestamp());
        uint256 end = today < RULES.publishedThrough() ? today + 1 : uint256(RULES.publishedThrough()) + 1;
        for (; settled < end; ++settled) {
            if (RULES.isWorkingDay(settled)) past[settled / 256] |= 1 << (settled % 256);
        }
    }

    function _publish(uint256 seed) private {
        uint256 today = Dates.dayOf(vm.getBlockTimestamp());
        (uint256 now_,,) = Dates.civil(today);
        (uint256 next,,) = Dates.civil(uint256(RULES.publishedThrough()) + 1);
        // This year, those around it, and the next one to be published.
        uint256 year = seed % 4 == 0 && next <= now_ + 3 ? next : now_ - 1 + (seed >> 8) % 4;
        uint256 start = Dates.fromCivil(year, 1, 1);
        uint256 end = Dates.fromCivil(year + 1, 1, 1);
        bool anew = year < next;
        bool expected = year <= next && start >= FIRST && (!anew || end - 1 > today);
        uint256[2] memory given = [seed | 2, (seed >> 16) & ((1 << (end - start - 256)) - 1)];
        vm.prank(GOVERNANCE);
        try RULES.publishCalendar(uint16(year), given, bytes32(seed)) {
            if (!expected) surprise = "published what is past or leaves a gap";
            _compare(given, start, end, anew ? today : 0);
            if (anew) ++again;
            else ++first;
            _settle();
        } catch (bytes memory reason) {
            if (expected) surprise = string.concat("refused to publish ", vm.toString(year), vm.toString(reason));
            ++refused;
        }
    }

    /// Days to come are as given.
    function _compare(uint256[2] memory given, uint256 start, uint256 end, uint256 today) private {
        for (uint256 i = 0; i < 8; ++i) {
            uint256 offset = uint256(keccak256(abi.encode(given, i))) % (end - start);
            if (start + offset <= today) continue;
            bool works = (given[offset / 256] >> (offset % 256)) & 1 == 1;
            if (RULES.isWorkingDay(start + offset) != works) surprise = "a day to come is not as published";
        }
    }

    /// A word of the rule book, without what is not yet past; and the same of the handler.
    function settledWord(uint256 index) external view returns (uint256 kept, uint256 stands) {
        uint256 word = uint256(vm.load(address(RULES), keccak256(abi.encode(index, DAYS_SLOT))));
        uint256 start = index * 256;
        uint256 count = settled <= start ? 0 : settled - start;
        uint256 mask = count >= 256 ? type(uint256).max : (1 << count) - 1;
        return (past[index], word & mask);
    }
}

contract RulesInvariants is Base {
    CalendarHandler private handler;

    function setUp() public override {
        super.setUp();
        handler = new CalendarHandler(ruleBook, address(governance));
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// One walk, and all of it asked after every call.
    function invariant_allHolds() public view {
        always_everyActEndsAsTheModelSays();
        always_pastDaysNeverChange();
        always_nothingLiesBeyondThePublishedDays();
    }

    function always_everyActEndsAsTheModelSays() public view {
        vm.assertEq(handler.surprise(), "", "no surprise");
    }

    function always_pastDaysNeverChange() public view {
        for (uint256 index = handler.FIRST() / 256; index <= handler.settled() / 256; ++index) {
            (uint256 kept, uint256 stands) = handler.settledWord(index);
            vm.assertEq(stands, kept, "past days");
        }
    }

    /// No stray bits: a day that was not published is not a working day.
    function always_nothingLiesBeyondThePublishedDays() public view {
        uint256 end = uint256(ruleBook.publishedThrough()) + 1;
        bytes32 slot = keccak256(abi.encode(end / 256, uint256(1)));
        vm.assertEq(uint256(vm.load(address(ruleBook), slot)) >> (end % 256), 0, "beyond");
        slot = keccak256(abi.encode(end / 256 + 1, uint256(1)));
        vm.assertEq(uint256(vm.load(address(ruleBook), slot)), 0, "further beyond");
    }

    /// One run outside the fuzzer, whose output the test runner swallows: the counts are printed here.
    function test_handler_succeedsOften() public {
        for (uint256 seed = 0; seed < 64; ++seed) {
            handler.act(seed);
        }
        _enoughWasDone();
    }

    function _enoughWasDone() private view {
        Console.log("    years published", handler.first());
        Console.log("    years published anew", handler.again());
        Console.log("    waits", handler.waits());
        Console.log("    refused", handler.refused());
        vm.assertGe(handler.first() + handler.again(), 200, "enough years published");
        vm.assertGe(handler.waits(), 200, "enough time passed");
    }
}
