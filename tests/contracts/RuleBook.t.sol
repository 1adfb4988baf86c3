// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IRuleBook} from "../../contracts/interfaces/IRuleBook.sol";
import {Dates} from "../../contracts/libraries/Dates.sol";
import {RegimeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {CodeSource} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";
import {Calendars} from "./Calendars.sol";

contract RuleBookTest is Base {
    bytes32 private constant CALENDAR = "CALENDAR";

    function _publish(IRuleBook.Regime memory regime) private {
        vm.prank(address(governance));
        ruleBook.publishRegime(regime);
    }

    function _publish(uint16 year, uint256[2] memory days_) private {
        vm.prank(address(governance));
        ruleBook.publishCalendar(year, days_, DOCUMENT);
    }

    function _another() private pure returns (IRuleBook.Regime memory regime) {
        regime = _regime();
        regime.id = RegimeId.wrap("CN-DPR-2027");
    }

    function _day(uint256 month, uint256 dayOfMonth) private pure returns (uint256) {
        return Dates.fromCivil(2026, month, dayOfMonth);
    }

    /* REGIMES: REFUSALS */

    function test_publishRegime_refusesOneAuthorityAlone() public {
        vm.expectRevert(abi.encodeWithSelector(IRuleBook.CallerIsNotGovernance.selector, authorityOne));
        vm.prank(authorityOne);
        ruleBook.publishRegime(_another());
    }

    function test_publishRegime_refusesToChangeWhatIsPublished() public {
        IRuleBook.Regime memory regime = _regime();
        regime.answerDays = 4;
        vm.expectRevert(abi.encodeWithSelector(IRuleBook.RegimeAlreadyPublished.selector, REGIME));
        _publish(regime);
    }

    function test_publishRegime_refusesFieldsOutOfRange() public {
        IRuleBook.Regime memory r = _another();
        r.id = RegimeId.wrap(0);
        _refused(r, "id", 0);
        for (uint256 i = 0; i < 2; ++i) {
            // Nothing, and one more than may be counted.
            uint8 value = i == 0 ? 0 : 65;
            r = _another();
            r.answerDays = value;
            _refused(r, "answerDays", value);
            r = _another();
            r.processingDays = value;
            _refused(r, "processingDays", value);
            r = _another();
            r.noticeDays = value;
            _refused(r, "noticeDays", value);
            r = _another();
            r.objectionDays = value;
            _refused(r, "objectionDays", value);
        }
        r = _another();
        r.extensionDays = 65;
        _refused(r, "extensionDays", 65);
        r = _another();
        r.validityYears = 0;
        _refused(r, "validityYears", 0);
        r.validityYears = 51;
        _refused(r, "validityYears", 51);
        r = _another();
        r.renewalWindowMonths = 25;
        _refused(r, "renewalWindowMonths", 25);
    }

    function test_publishRegime_refusesPrefixesThatAreNotTwoCapitals() public {
        IRuleBook.Regime memory r = _another();
        r.codePrefix = "sJ";
        _refused(r, "codePrefix", 0x73);
        r.codePrefix = "S";
        _refused(r, "codePrefix", 0);
        r.codePrefix = "S[";
        _refused(r, "codePrefix", 0x5b);
    }

    function test_publishRegime_refusesNoTitleAndALongOne() public {
        IRuleBook.Regime memory r = _another();
        r.title = "";
        _refused(r, "title", 0);
        r.title = string(new bytes(257));
        _refused(r, "title", 257);
    }

    function test_publishRegime_refusesThe256th() public {
        for (uint256 i = 1; i < 255; ++i) {
            IRuleBook.Regime memory regime = _another();
            regime.id = RegimeId.wrap(bytes32(i));
            _publish(regime);
        }
        _refused(_another(), "number", 256);
    }

    function _refused(IRuleBook.Regime memory regime, string memory field, uint256 value) private {
        bytes4 selector = IRuleBook.RegimeFieldOutOfRange.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, regime.id, field, value));
        _publish(regime);
    }

    /* REGIMES: EFFECTS */

    function test_publishRegime_packsTheWordAsDrawn() public view {
        uint256 word = ruleBook.regimeWord(REGIME);
        vm.assertEq(uint8(word), 3, "answer days");
        vm.assertEq(uint8(word >> 8), 10, "processing days");
        vm.assertEq(uint8(word >> 16), 10, "extension days");
        vm.assertEq(uint8(word >> 24), 5, "notice days");
        vm.assertEq(uint8(word >> 32), 10, "objection days");
        vm.assertEq(uint8(word >> 40), 5, "validity years");
        vm.assertEq(uint8(word >> 48), 6, "renewal window months");
        vm.assertEq(uint8(word >> 56), uint8(CodeSource.LOCAL), "code source");
        vm.assertEq(uint8(word >> 64), 1, "number");
        vm.assertEq(uint16(word >> 72), 0x534a, "prefix SJ");
        vm.assertEq(word >> 88, 1, "published and nothing else");
        vm.assertEq(RegimeId.unwrap(ruleBook.regimeOf(1)), RegimeId.unwrap(REGIME), "by number");
    }

    function test_publishRegime_numbersAndRecords() public {
        IRuleBook.Regime memory regime = _another();
        regime.codeSource = CodeSource.NATIONAL;
        vm.expectEmit(address(ruleBook));
        emit IRuleBook.RegimePublished(regime.id, 2, regime);
        _publish(regime);
        uint256 word = ruleBook.regimeWord(regime.id);
        vm.assertEq(uint8(word >> 64), 2, "second");
        vm.assertEq(uint8(word >> 56), uint8(CodeSource.NATIONAL), "code source");
        vm.assertEq(RegimeId.unwrap(ruleBook.regimeOf(2)), RegimeId.unwrap(regime.id), "by number");
        vm.assertEq(ruleBook.regimeWordOf(2), word, "the word by number");
        vm.assertEq(ruleBook.regimeWordOf(1), ruleBook.regimeWord(REGIME), "the first one's too");
        vm.assertEq(RegimeId.unwrap(ruleBook.regimeOf(3)), 0, "no third");
        vm.assertEq(ruleBook.regimeWordOf(3), 0, "and no word of it");
        _auditLast(RegimeId.unwrap(regime.id), Kinds.REGIME_PUBLISHED, 1);
    }

    /* CALENDAR: REFUSALS */

    function test_publishCalendar_refusesOneAuthorityAlone() public {
        vm.expectRevert(abi.encodeWithSelector(IRuleBook.CallerIsNotGovernance.selector, authorityOne));
        vm.prank(authorityOne);
        ruleBook.publishCalendar(2027, Calendars.year(2026), DOCUMENT);
    }

    function test_publishCalendar_refusesYearsThatDaysOf16BitsDoNotReach() public {
        uint16[3] memory asked = [uint16(1970), 2149, type(uint16).max];
        for (uint256 i = 0; i < asked.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IRuleBook.CalendarYearOutOfRange.selector, asked[i]));
            _publish(asked[i], Calendars.year(2026));
        }
    }

    function test_publishCalendar_refusesAGap() public {
        vm.expectRevert(abi.encodeWithSelector(IRuleBook.CalendarGap.selector, 2028, 2027));
        _publish(2028, Calendars.year(2024));
        vm.expectRevert(abi.encodeWithSelector(IRuleBook.CalendarGap.selector, 2025, 2027));
        _publish(2025, Calendars.year(2025));
    }

    function test_publishCalendar_refusesAYearThatIsPast() public {
        vm.warp(Dates.startOf(_day(12, 31)) - 1);
        _publish(2026, Calendars.year(2026));
        vm.warp(Dates.startOf(_day(12, 31)));
        vm.expectRevert(abi.encodeWithSelector(IRuleBook.CalendarPast.selector, 2026));
        _publish(2026, Calendars.year(2026));
    }

    function test_publishCalendar_refusesDaysOutsideTheYear() public {
        uint256[2] memory days_ = Calendars.year(2026);
        days_[1] |= 1 << (365 - 256);
        vm.expectRevert(abi.encodeWithSelector(IRuleBook.CalendarDayOutOfYear.selector, 2026, 365));
        _publish(2026, days_);
        _publish(2027, [uint256(1), 0]);
        vm.expectRevert(abi.encodeWithSelector(IRuleBook.CalendarDayOutOfYear.selector, 2028, 366));
        _publish(2028, [uint256(1), 1 << (366 - 256)]);
        _publish(2028, [uint256(1), 1 << (365 - 256)]);
    }

    function test_publishCalendar_refusesAYearWithoutWork() public {
        vm.expectRevert(abi.encodeWithSelector(IRuleBook.CalendarWithoutWorkingDay.selector, 2027));
        _publish(2027, [uint256(0), 0]);
    }

    /* CALENDAR: EFFECTS */

    function test_publishCalendar_knowsTheWholeYear() public view {
        vm.assertEq(ruleBook.publishedFrom(), _day(1, 1), "from");
        vm.assertEq(ruleBook.publishedThrough(), _day(12, 31), "through");
        uint256[2] memory days_ = Calendars.year(2026);
        uint256 working = 0;
        for (uint256 i = 0; i < 365; ++i) {
            bool works = ruleBook.isWorkingDay(_day(1, 1) + i);
            vm.assertEq(works, (days_[i / 256] >> (i % 256)) & 1 == 1, "as the notice says");
            if (works) ++working;
        }
        vm.assertEq(working, 248, "working days of 2026");
    }

    function test_publishCalendar_followsYearsAcrossWords() public {
        _publish(2027, [uint256(1), 1 << (364 - 256)]);
        vm.assertEq(ruleBook.publishedThrough(), Dates.fromCivil(2027, 12, 31), "through");
        vm.assertTrue(ruleBook.isWorkingDay(_day(12, 31)), "the year before stays");
        vm.assertTrue(ruleBook.isWorkingDay(Dates.fromCivil(2027, 1, 1)), "first");
        vm.assertFalse(ruleBook.isWorkingDay(Dates.fromCivil(2027, 1, 2)), "second");
        vm.assertTrue(ruleBook.isWorkingDay(Dates.fromCivil(2027, 12, 31)), "last");
        _auditLast(CALENDAR, Kinds.CALENDAR_PUBLISHED, 1);
    }

    function test_publishCalendar_changesDaysToComeAndNoOthers() public {
        uint256[2] memory flipped = Calendars.year(2026);
        flipped[0] = ~flipped[0];
        flipped[1] = ~flipped[1] & ((1 << (365 - 256)) - 1);
        _publish(2026, flipped);
        uint256 today = Dates.dayOf(START);
        for (uint256 i = 0; i < 365; ++i) {
            uint256 day = _day(1, 1) + i;
            bool before = (Calendars.year(2026)[i / 256] >> (i % 256)) & 1 == 1;
            vm.assertEq(ruleBook.isWorkingDay(day), day <= today ? before : !before, "past stays, future changes");
        }
        vm.assertEq(ruleBook.publishedThrough(), _day(12, 31), "through");
    }

    function test_publishCalendar_saysHowTheYearStands() public {
        // 2026-12-30, Wednesday: of the new bits only those of New Year's Eve count.
        vm.warp(Dates.startOf(_day(12, 30)) + 9 hours);
        uint256[2] memory standing = Calendars.year(2026);
        standing[1] &= ~(uint256(1) << (364 - 256));
        vm.expectEmit(address(ruleBook));
        emit IRuleBook.CalendarPublished(2026, uint16(_day(1, 1)), uint16(_day(12, 31)), standing, DOCUMENT);
        _publish(2026, [uint256(1), 0]);
        _auditLast(CALENDAR, Kinds.CALENDAR_PUBLISHED, 1);
    }

    function test_publishCalendar_acceptsAPastYearThatNobodyKnew() public {
        vm.warp(Dates.startOf(Dates.fromCivil(2028, 3, 1)));
        _publish(2027, [uint256(6), 0]);
        vm.assertTrue(ruleBook.isWorkingDay(Dates.fromCivil(2027, 1, 2)), "published late");
        vm.expectRevert(abi.encodeWithSelector(IRuleBook.CalendarPast.selector, 2027));
        _publish(2027, [uint256(1), 0]);
    }

    /// Every year has another place in its words.
    function test_fuzz_publishCalendar_storesEveryBit(uint8 ahead, uint256 low, uint256 high, uint16 probe) public {
        for (uint16 year = 2027; year < 2027 + ahead % 8; ++year) {
            _publish(year, [uint256(1), 0]);
        }
        uint16 last = 2027 + ahead % 8;
        uint256 first = Dates.fromCivil(last, 1, 1);
        uint256 length = Dates.isLeap(last) ? 366 : 365;
        uint256[2] memory days_ = [low | 1, high & ((1 << (length - 256)) - 1)];
        bool lastDayBefore = ruleBook.isWorkingDay(first - 1);
        _publish(last, days_);
        uint256 i = probe % length;
        vm.assertEq(ruleBook.isWorkingDay(first + i), (days_[i / 256] >> (i % 256)) & 1 == 1, "the bit probed");
        vm.assertEq(ruleBook.isWorkingDay(first - 1), lastDayBefore, "the day before stays");
    }

    /* COUNTING: REFUSALS */

    function test_workingDayAfter_refusesNoDaysAndTooMany() public {
        uint256[3] memory spans = [uint256(0), 65, type(uint256).max];
        for (uint256 i = 0; i < spans.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IRuleBook.SpanTooLong.selector, spans[i]));
            ruleBook.workingDayAfter(_day(7, 1), spans[i]);
        }
    }

    function test_isWorkingDay_refusesToGuess() public {
        uint16 from = uint16(_day(1, 1));
        uint16 through = uint16(_day(12, 31));
        uint256[3] memory asked = [uint256(from) - 1, uint256(through) + 1, type(uint256).max];
        for (uint256 i = 0; i < asked.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IRuleBook.CalendarUnknown.selector, asked[i], from, through));
            ruleBook.isWorkingDay(asked[i]);
        }
    }

    /* COUNTING: EFFECTS */

    /// Filed on Tuesday 2026-09-29, before the National Day holiday; Saturday 10-10 makes up for it.
    function test_workingDayAfter_countsOverTheNationalDayHoliday() public view {
        _counted(_day(9, 29), 1, _day(9, 30));
        _counted(_day(9, 29), 2, _day(10, 8));
        _counted(_day(9, 29), 3, _day(10, 9));
        vm.assertTrue(ruleBook.isWorkingDay(_day(10, 10)), "a make-up Saturday");
        vm.assertFalse(ruleBook.isWorkingDay(_day(10, 11)), "a Sunday");
        // Accepted by silence from the first working day after the deadline; ten working days from there.
        _counted(_day(10, 9), 1, _day(10, 10));
        _counted(_day(10, 10), 10, _day(10, 23));
    }

    function _counted(uint256 day, uint256 n, uint256 expected) private view {
        (uint256 last, bool known) = ruleBook.workingDayAfter(day, n);
        vm.assertTrue(known, "known");
        vm.assertEq(last, expected, "the last day of the period");
    }

    function test_workingDayAfter_isUnknownBeyondTheCalendar() public view {
        _counted(_day(12, 30), 1, _day(12, 31));
        _unknown(_day(12, 30), 2);
        _unknown(_day(12, 31), 1);
        _unknown(_day(12, 31) + 400, 1);
        _unknown(type(uint16).max, 64);
        _unknown(type(uint256).max - 1, 1);
    }

    function test_workingDayAfter_isUnknownBeforeTheCalendar() public view {
        _counted(_day(1, 1) - 1, 1, _day(1, 4));
        _unknown(_day(1, 1) - 2, 1);
        _unknown(0, 1);
    }

    function _unknown(uint256 day, uint256 n) private view {
        (uint256 last, bool known) = ruleBook.workingDayAfter(day, n);
        vm.assertFalse(known, "unknown");
        vm.assertEq(last, _day(12, 31), "as far as the calendar reaches");
    }

    function test_workingDayAfter_becomesKnownWithTheNextYear() public {
        _publish(2027, [uint256(0xf8), 0]);
        _counted(_day(12, 31), 1, Dates.fromCivil(2027, 1, 4));
        _counted(_day(12, 30), 6, Dates.fromCivil(2027, 1, 8));
    }

    function test_workingDayAfter_isUnknownWhere256DaysHoldTooFew() public {
        _publish(2027, [uint256(1), 1 << (364 - 256)]);
        _counted(_day(12, 31), 1, Dates.fromCivil(2027, 1, 1));
        (uint256 last, bool known) = ruleBook.workingDayAfter(_day(12, 31), 2);
        vm.assertFalse(known, "further off than a window");
        vm.assertEq(last, Dates.fromCivil(2027, 12, 31), "as far as the calendar reaches");
    }

    /// The reference: walk day by day.
    function test_fuzz_workingDayAfter_isWhatWalkingGives(uint16 offset, uint8 n, uint256 low, uint256 high) public {
        // Thick enough that 256 days hold 64 working days.
        _publish(2027, [low | _THIRDS, (high | _THIRDS) & ((1 << (365 - 256)) - 1)]);
        uint256 day = _day(1, 1) - 1 + offset % 700;
        uint256 count = 1 + n % 64;
        (uint256 last, bool known) = ruleBook.workingDayAfter(day, count);
        uint256 walked = day;
        uint256 through = ruleBook.publishedThrough();
        while (count != 0 && walked < through) {
            if (ruleBook.isWorkingDay(++walked)) --count;
        }
        vm.assertEq(known, count == 0, "known");
        vm.assertEq(last, count == 0 ? walked : through, "the same day");
    }

    uint256 private constant _THIRDS = 0x4924924924924924924924924924924924924924924924924924924924924924;
}
