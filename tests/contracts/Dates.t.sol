// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Dates} from "../../contracts/libraries/Dates.sol";
import {Vm} from "./Vm.sol";

contract DatesTest {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function test_dayOf_turnsAtMidnightInShanghai() public pure {
        // 2026-09-29T00:00+08:00 is 1790611200.
        vm.assertEq(Dates.dayOf(1_790_611_199), 20_724, "a second before");
        vm.assertEq(Dates.dayOf(1_790_611_200), 20_725, "midnight");
        vm.assertEq(Dates.startOf(20_725), 1_790_611_200, "start");
        vm.assertEq(Dates.endOf(20_724), 1_790_611_200, "end of the day before");
    }

    function test_civil_knowsDates() public pure {
        _same(0, 1970, 1, 1);
        _same(19_723, 2024, 1, 1);
        _same(19_782, 2024, 2, 29);
        _same(19_783, 2024, 3, 1);
        _same(20_454, 2026, 1, 1);
        _same(20_725, 2026, 9, 29);
        _same(47_540, 2100, 2, 28);
        _same(47_541, 2100, 3, 1);
        _same(65_535, 2149, 6, 6);
    }

    function _same(uint256 day, uint256 year, uint256 month, uint256 dayOfMonth) private pure {
        vm.assertEq(Dates.fromCivil(year, month, dayOfMonth), day, "day of the date");
        (uint256 y, uint256 m, uint256 d) = Dates.civil(day);
        vm.assertEq(y * 10_000 + m * 100 + d, year * 10_000 + month * 100 + dayOfMonth, "date of the day");
    }

    /// The reference: count forward from the first of the year, month by month.
    function test_fuzz_civil_isWhatCountingGives(uint16 day) public pure {
        (uint256 year, uint256 month, uint256 dayOfMonth) = Dates.civil(day);
        uint256 counted = 0;
        for (uint256 y = 1970; y < year; ++y) {
            counted += Dates.isLeap(y) ? 366 : 365;
        }
        for (uint256 m = 1; m < month; ++m) {
            counted += _length(year, m);
        }
        vm.assertEq(counted + dayOfMonth - 1, day, "counted");
        vm.assertTrue(dayOfMonth >= 1 && dayOfMonth <= _length(year, month), "a day of that month");
        vm.assertEq(Dates.fromCivil(year, month, dayOfMonth), day, "and back");
    }

    function _length(uint256 year, uint256 month) private pure returns (uint256) {
        if (month == 2) return Dates.isLeap(year) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    function test_isLeap_followsTheCenturies() public pure {
        vm.assertTrue(Dates.isLeap(2000) && Dates.isLeap(2024) && Dates.isLeap(2400), "leap years");
        vm.assertFalse(Dates.isLeap(1900) || Dates.isLeap(2023) || Dates.isLeap(2100), "no leap years");
    }

    function test_addYears_keepsTheDateExcept29February() public pure {
        vm.assertEq(Dates.addYears(Dates.fromCivil(2026, 7, 14), 5), Dates.fromCivil(2031, 7, 14), "same date");
        vm.assertEq(Dates.addYears(Dates.fromCivil(2024, 2, 29), 5), Dates.fromCivil(2029, 2, 28), "no 29th in 2029");
        vm.assertEq(Dates.addYears(Dates.fromCivil(2024, 2, 29), 4), Dates.fromCivil(2028, 2, 29), "a 29th in 2028");
        vm.assertEq(Dates.addYears(Dates.fromCivil(2023, 2, 28), 1), Dates.fromCivil(2024, 2, 28), "28th stays 28th");
        vm.assertEq(Dates.addYears(Dates.fromCivil(2024, 12, 31), 1), Dates.fromCivil(2025, 12, 31), "last of the year");
    }

    function test_fuzz_addYears_movesTheYearOnly(uint16 day, uint8 count) public pure {
        (uint256 year, uint256 month, uint256 dayOfMonth) = Dates.civil(day);
        (uint256 y, uint256 m, uint256 d) = Dates.civil(Dates.addYears(day, count));
        vm.assertEq(y, year + count, "year");
        vm.assertEq(m, month, "month");
        vm.assertEq(d, month == 2 && dayOfMonth == 29 && !Dates.isLeap(y) ? 28 : dayOfMonth, "day");
    }

    function test_termEnd_isTheLastInstantOfTheSameDate() public pure {
        // Evidenced 2026-07-14 in the evening: ends with 2031-07-14.
        uint256 moment = Dates.startOf(Dates.fromCivil(2026, 7, 14)) + 20 hours;
        vm.assertEq(Dates.termEnd(moment, 5), Dates.startOf(Dates.fromCivil(2031, 7, 15)), "24:00");
    }

    function test_yearMonth_isThatOfShanghai() public pure {
        // 2026-06-30T16:00Z is July in Shanghai.
        vm.assertEq(Dates.yearMonth(1_782_835_200), 202_607, "July");
        vm.assertEq(Dates.yearMonth(1_782_835_199), 202_606, "June");
        vm.assertEq(Dates.yearMonth(Dates.startOf(Dates.fromCivil(2027, 1, 1)) - 1), 202_612, "December");
    }
}
