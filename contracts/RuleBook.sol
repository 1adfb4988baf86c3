// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHistory} from "./interfaces/IHistory.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {Dates} from "./libraries/Dates.sol";
import {Recorder} from "./libraries/Recorder.sol";
import {WorkingDays} from "./libraries/WorkingDays.sol";
import {RegimeId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";

/// @title Rules as versioned data: registration regimes, working-day calendars and their arithmetic.
contract RuleBook is IRuleBook, Recorder {
    using WorkingDays for mapping(uint256 index => uint256);

    bytes32 private constant CALENDAR = "CALENDAR";
    uint16 private constant FIRST_YEAR = 1971;
    /// The last year all of whose days have a number of 16 bits.
    uint16 private constant LAST_YEAR = 2148;
    uint256 private constant MAX_VALIDITY_YEARS = 50;
    uint256 private constant MAX_WINDOW_MONTHS = 24;

    address private immutable GOVERNANCE;

    /// Slot 0, drawn in types/Words.sol.
    mapping(RegimeId id => uint256) private _regimes;
    /// Slot 1: bit d % 256 of word d / 256 is set if day d is a working day.
    mapping(uint256 index => uint256) private _days;
    /// Slot 2: first day published (16), last day published (16), regimes published (8). No day is published while both are zero.
    uint16 private _publishedFrom;
    uint16 private _publishedThrough;
    uint8 private _regimeCount;
    mapping(uint8 number => RegimeId id) private _regimeIds;
    /// The same words by number: a case names its regime so, and asks in every act.
    mapping(uint8 number => uint256 word) private _regimesByNumber;

    /// What an earlier deployment published is copied, and is on record there: the calendar of a few years and a few regimes are
    /// little, and every deadline asks for them.
    constructor(IHistory history, address governance, IRuleBook predecessor) Recorder(history) {
        GOVERNANCE = governance;
        if (address(predecessor) != address(0)) {
            _copyRegimes(predecessor);
            _copyCalendar(predecessor);
        }
    }

    function _copyRegimes(IRuleBook predecessor) private {
        uint256 word = predecessor.regimeWordOf(1);
        for (uint8 number = 1; word != 0; word = predecessor.regimeWordOf(++number)) {
            RegimeId id = predecessor.regimeOf(number);
            _regimes[id] = word;
            _regimesByNumber[number] = word;
            _regimeIds[number] = id;
            _regimeCount = number;
            if (number == type(uint8).max) break;
        }
    }

    function _copyCalendar(IRuleBook predecessor) private {
        _publishedFrom = predecessor.publishedFrom();
        _publishedThrough = predecessor.publishedThrough();
        if (_publishedFrom == 0) return;
        for (uint256 day = _publishedFrom; day <= _publishedThrough; ++day) {
            if (predecessor.isWorkingDay(day)) _days[day >> 8] |= 1 << (day & 255);
        }
    }

    /* REGIMES */

    /// @inheritdoc IRuleBook
    function publishRegime(Regime calldata regime) external {
        _requireGovernance();
        RegimeId id = regime.id;
        require(_regimes[id] == 0, RegimeAlreadyPublished(id));
        _requireSound(regime);
        _requireField(id, "number", uint256(_regimeCount) + 1, 1, type(uint8).max);

        uint8 number = ++_regimeCount;
        _regimes[id] = _pack(regime, number);
        _regimesByNumber[number] = _regimes[id];
        _regimeIds[number] = id;

        emit RegimePublished(id, number, regime);
        bytes32 payload =
            _payload(RegimePublished.selector, RegimeId.unwrap(id), bytes32(uint256(number)), abi.encode(regime));
        _record(RegimeId.unwrap(id), Kinds.REGIME_PUBLISHED, msg.sender, payload);
    }

    function _requireSound(Regime calldata regime) private pure {
        RegimeId id = regime.id;
        require(RegimeId.unwrap(id) != 0, RegimeFieldOutOfRange(id, "id", 0));
        _requireField(id, "answerDays", regime.answerDays, 1, WorkingDays.MAX_SPAN);
        _requireField(id, "processingDays", regime.processingDays, 1, WorkingDays.MAX_SPAN);
        _requireField(id, "extensionDays", regime.extensionDays, 0, WorkingDays.MAX_SPAN);
        _requireField(id, "noticeDays", regime.noticeDays, 1, WorkingDays.MAX_SPAN);
        _requireField(id, "objectionDays", regime.objectionDays, 1, WorkingDays.MAX_SPAN);
        _requireField(id, "validityYears", regime.validityYears, 1, MAX_VALIDITY_YEARS);
        _requireField(id, "renewalWindowMonths", regime.renewalWindowMonths, 0, MAX_WINDOW_MONTHS);
        _requireField(id, "codePrefix", uint8(regime.codePrefix[0]), 0x41, 0x5a);
        _requireField(id, "codePrefix", uint8(regime.codePrefix[1]), 0x41, 0x5a);
        _requireField(id, "title", bytes(regime.title).length, 1, 256);
    }

    function _requireField(RegimeId id, string memory field, uint256 value, uint256 least, uint256 most) private pure {
        require(least <= value && value <= most, RegimeFieldOutOfRange(id, field, value));
    }

    function _pack(Regime calldata regime, uint8 number) private pure returns (uint256) {
        uint256 clocks = uint256(regime.answerDays) | uint256(regime.processingDays) << 8 | uint256(regime.extensionDays) << 16
            | uint256(regime.noticeDays) << 24 | uint256(regime.objectionDays) << 32;
        uint256 term = uint256(regime.validityYears) << 40 | uint256(regime.renewalWindowMonths) << 48;
        uint256 code = uint256(regime.codeSource) << 56 | uint256(uint16(regime.codePrefix)) << 72;
        return clocks | term | code | uint256(number) << 64 | 1 << 88;
    }

    /* CALENDAR */

    /// @inheritdoc IRuleBook
    function publishCalendar(uint16 year, uint256[2] calldata workingDays, bytes32 noticeDigest) external {
        _requireGovernance();
        require(FIRST_YEAR <= year && year <= LAST_YEAR, CalendarYearOutOfRange(year));
        uint256 first = Dates.fromCivil(year, 1, 1);
        uint256 length = Dates.fromCivil(uint256(year) + 1, 1, 1) - first;
        bool anew = _requireContiguous(year, first);
        uint256 today = Dates.dayOf(block.timestamp);
        require(!anew || first + length - 1 > today, CalendarPast(year));
        require(workingDays[1] >> (length - 256) == 0, CalendarDayOutOfYear(year, length));
        require(workingDays[0] | workingDays[1] != 0, CalendarWithoutWorkingDay(year));

        // What is published for the first time may lie in the past: nobody counted on it, since nobody could.
        uint256 kept = anew && today >= first ? today - first + 1 : 0;
        uint256[2] memory standing = _days.mergeYear(first, length, kept, workingDays);
        if (_publishedFrom == 0) _publishedFrom = uint16(first);
        if (!anew) _publishedThrough = uint16(first + length - 1);

        _recordCalendar(year, uint16(first), standing, noticeDigest);
    }

    /// Years follow one another; true if this one was published before.
    function _requireContiguous(uint16 year, uint256 first) private view returns (bool) {
        if (_publishedFrom == 0) return false;
        uint256 next = uint256(_publishedThrough) + 1;
        if (first == next) return false;
        (uint256 expected,,) = Dates.civil(next);
        require(_publishedFrom <= first && first < next, CalendarGap(year, uint16(expected)));
        return true;
    }

    function _recordCalendar(uint16 year, uint16 first, uint256[2] memory standing, bytes32 noticeDigest) private {
        emit CalendarPublished(year, first, _publishedThrough, standing, noticeDigest);
        bytes memory data = abi.encode(first, _publishedThrough, standing, noticeDigest);
        bytes32 payload = _payload(CalendarPublished.selector, bytes32(uint256(year)), data);
        _record(CALENDAR, Kinds.CALENDAR_PUBLISHED, msg.sender, payload);
    }

    /* COUNTING */

    /// @inheritdoc IRuleBook
    function workingDayAfter(uint256 day, uint256 n) external view returns (uint256 last, bool known) {
        require(n >= 1 && n <= WorkingDays.MAX_SPAN, SpanTooLong(n));

        uint256 through = _publishedThrough;
        if (day >= through || day + 1 < _publishedFrom) return (through, false);
        (last, known) = _days.nthAfter(day, n);
        if (!known) last = through;
    }

    /// @inheritdoc IRuleBook
    function isWorkingDay(uint256 day) external view returns (bool) {
        require(
            _publishedFrom != 0 && _publishedFrom <= day && day <= _publishedThrough,
            CalendarUnknown(day, _publishedFrom, _publishedThrough)
        );
        return _days.contains(day);
    }

    /* VIEWS */

    /// @inheritdoc IRuleBook
    function regimeWord(RegimeId id) external view returns (uint256) {
        return _regimes[id];
    }

    /// @inheritdoc IRuleBook
    function regimeOf(uint8 number) external view returns (RegimeId) {
        return _regimeIds[number];
    }

    /// @inheritdoc IRuleBook
    function regimeWordOf(uint8 number) external view returns (uint256) {
        return _regimesByNumber[number];
    }

    /// @inheritdoc IRuleBook
    function publishedFrom() external view returns (uint16) {
        return _publishedFrom;
    }

    /// @inheritdoc IRuleBook
    function publishedThrough() external view returns (uint16) {
        return _publishedThrough;
    }

    function _requireGovernance() private view {
        require(msg.sender == GOVERNANCE, CallerIsNotGovernance(msg.sender));
    }
}
