// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Days as the law counts them: absolute days of Asia/Shanghai and their civil dates (ruling 1).
/// @dev An absolute day is (t + 8 h) / 86400, so day 0 is 1970-01-01 in Shanghai. China has no daylight saving. The day of an event
/// is not counted; a period ends at 24:00 of its last day. The civil arithmetic is that of the proleptic Gregorian calendar with
/// years that begin in March (Howard Hinnant), exact for every day from 1970 on. It is not checked for overflow: days and years come
/// from moments of 40 bits and from years of 16, and no step of it can leave 256 bits or fall below zero.
library Dates {
    uint256 internal constant DAY = 86_400;
    uint256 internal constant SHANGHAI_OFFSET = 8 hours;

    uint256 private constant DAYS_OF_ERA = 146_097;
    /// Days from 0000-03-01 to 1970-01-01.
    uint256 private constant EPOCH_SHIFT = 719_468;

    /// The absolute day on which a moment falls.
    function dayOf(uint256 moment) internal pure returns (uint256) {
        return (moment + SHANGHAI_OFFSET) / DAY;
    }

    /// 00:00 of a day. Day 0 began before 1970 in UTC: the caller has no such day.
    function startOf(uint256 day) internal pure returns (uint256) {
        return day * DAY - SHANGHAI_OFFSET;
    }

    /// 24:00 of a day: the first second that does not belong to it.
    function endOf(uint256 day) internal pure returns (uint256) {
        return (day + 1) * DAY - SHANGHAI_OFFSET;
    }

    /// The date of a day.
    function civil(uint256 day) internal pure returns (uint256 year, uint256 month, uint256 dayOfMonth) {
        unchecked {
            uint256 shifted = day + EPOCH_SHIFT;
            uint256 era = shifted / DAYS_OF_ERA;
            uint256 dayOfEra = shifted % DAYS_OF_ERA;
            uint256 yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
            uint256 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
            uint256 monthFromMarch = (5 * dayOfYear + 2) / 153;
            dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
            month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
            year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        }
    }

    /// The day of a date from 1970-01-01 on; the date must exist.
    function fromCivil(uint256 year, uint256 month, uint256 dayOfMonth) internal pure returns (uint256) {
        unchecked {
            uint256 shifted = month <= 2 ? year - 1 : year;
            uint256 yearOfEra = shifted % 400;
            uint256 monthFromMarch = month > 2 ? month - 3 : month + 9;
            uint256 dayOfYear = (153 * monthFromMarch + 2) / 5 + dayOfMonth - 1;
            uint256 dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
            return (shifted / 400) * DAYS_OF_ERA + dayOfEra - EPOCH_SHIFT;
        }
    }

    function isLeap(uint256 year) internal pure returns (bool) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /// The same date so many years on; 29 February gives 28 February where there is none.
    function addYears(uint256 day, uint256 count) internal pure returns (uint256) {
        (uint256 year, uint256 month, uint256 dayOfMonth) = civil(day);
        if (month == 2 && dayOfMonth == 29 && !isLeap(year + count)) dayOfMonth = 28;
        return fromCivil(year + count, month, dayOfMonth);
    }

    /// The same date so many months before; the last day of that month where it is shorter. The day lies late enough.
    function monthsBefore(uint256 day, uint256 count) internal pure returns (uint256) {
        (uint256 year, uint256 month, uint256 dayOfMonth) = civil(day);
        uint256 months = year * 12 + month - 1 - count;
        (year, month) = (months / 12, months % 12 + 1);
        uint256 next = month == 12 ? fromCivil(year + 1, 1, 1) : fromCivil(year, month + 1, 1);
        uint256 length = next - fromCivil(year, month, 1);
        return fromCivil(year, month, dayOfMonth < length ? dayOfMonth : length);
    }

    /// 24:00 of the same date so many years after a moment: the end of a term that began then.
    function termEnd(uint256 moment, uint256 count) internal pure returns (uint256) {
        return endOf(addYears(dayOf(moment), count));
    }

    /// The month of a moment as YYYYMM.
    function yearMonth(uint256 moment) internal pure returns (uint24) {
        (uint256 year, uint256 month,) = civil(dayOf(moment));
        return uint24(year * 100 + month);
    }
}
