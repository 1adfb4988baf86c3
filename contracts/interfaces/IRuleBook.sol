// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {RegimeId} from "../types/Ids.sol";
import {CodeSource} from "../types/Words.sol";

/// @title Rules as versioned data: registration regimes, working-day calendars and their arithmetic.
/// @notice The day of an event is not counted; a period ends at 24:00 Asia/Shanghai of its last day (Civil Code 201-203).
/// A regime is immutable from the moment it is published; better rules are a new regime.
/// @dev Deadlines that lie beyond the published calendar are unknown: they block no answer, only time-outs.
interface IRuleBook {
    struct Regime {
        RegimeId id;
        uint8 answerDays;
        uint8 processingDays;
        uint8 extensionDays;
        uint8 noticeDays;
        uint8 objectionDays;
        uint8 validityYears;
        uint8 renewalWindowMonths;
        CodeSource codeSource;
        bytes2 codePrefix;
        string title;
        bytes32 textDigest;
    }

    event RegimePublished(RegimeId indexed id, uint8 indexed number, Regime regime);
    /// @notice A year's working days: bit i % 256 of `workingDays[i / 256]` is set if the i-th day from `firstDay` is a working day.
    /// These are the days as they stand now: where a year is published anew, past days are those published before.
    event CalendarPublished(uint16 indexed year, uint16 firstDay, uint16 publishedThrough, uint256[2] workingDays, bytes32 noticeDigest);

    error CallerIsNotGovernance(address caller);
    error RegimeUnknown(RegimeId id);
    error RegimeAlreadyPublished(RegimeId id);
    error RegimeFieldOutOfRange(RegimeId id, string field, uint256 value);
    error CalendarGap(uint16 year, uint16 expectedYear);
    error CalendarDayOutOfYear(uint16 year, uint256 bit);
    /// @notice Every day of the year is past, and past days never change.
    error CalendarPast(uint16 year);
    error CalendarYearOutOfRange(uint16 year);
    error CalendarWithoutWorkingDay(uint16 year);
    error CalendarUnknown(uint256 day, uint16 publishedFrom, uint16 publishedThrough);
    error SpanTooLong(uint256 workingDays);

    /// @notice Publish a regime. Governed.
    function publishRegime(Regime calldata regime) external;

    /// @notice Publish or republish a year. Days up to and including today keep what they were. Governed.
    function publishCalendar(uint16 year, uint256[2] calldata workingDays, bytes32 noticeDigest) external;

    function regimeWord(RegimeId id) external view returns (uint256);

    function regimeOf(uint8 number) external view returns (RegimeId);

    /// @notice The word of the regime of that number; zero if there is none.
    function regimeWordOf(uint8 number) external view returns (uint256);

    /// @notice The last day of a period of `n` working days that starts after `day`; `known` is false where the calendar begins later
    /// or ends before, and `last` is then the last day published.
    function workingDayAfter(uint256 day, uint256 n) external view returns (uint256 last, bool known);

    function isWorkingDay(uint256 day) external view returns (bool);

    function publishedFrom() external view returns (uint16);

    function publishedThrough() external view returns (uint16);
}
