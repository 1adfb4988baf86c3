# SPDX-License-Identifier: Apache-2.0
"""Days as the law counts them: absolute days of Asia/Shanghai, working days, deadlines, years (ruling 1).

For: turning instants into days and days into deadlines, with the published calendars as values.
Not for: reading calendar files (`ledger/calendars` does), nor for deciding what a deadline means (`clocks.py` does).

An absolute day is `(t + 8 h) // 86400`, so day 0 is 1970-01-01 in Shanghai; China has no daylight saving, hence no
time-zone database is needed or wanted here. The contract's arithmetic is the same, bit for bit.

    day of an event          not counted (Civil Code 201)
    end of a period          24:00 of its last day, that is 00:00 of the day after (203)
    beyond what is published UnknownDeadline: it blocks no answer, only time-outs
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NewType, TypeAlias

from ledger.errors import Refused

Day = NewType("Day", int)

DAY_SECONDS: Final = 86_400
SHANGHAI_OFFSET: Final = 8 * 3_600
WORD_BITS: Final = 256
WITHOUT_END: Final = 2**40 - 1
"""The last second that the contracts can write: what has no end ends there."""
_EPOCH_ORDINAL: Final = date(1970, 1, 1).toordinal()


def day_of(instant: int) -> Day:
    """The absolute day on which an instant (seconds since 1970, UTC) falls in Shanghai."""
    return Day((instant + SHANGHAI_OFFSET) // DAY_SECONDS)


def start_of(day: Day) -> int:
    """The instant of 00:00 in Shanghai."""
    return day * DAY_SECONDS - SHANGHAI_OFFSET


def end_of(day: Day) -> int:
    """The instant of 24:00 in Shanghai: the first second that no longer belongs to the day."""
    return start_of(Day(day + 1))


def civil(day: Day) -> date:
    return date.fromordinal(day + _EPOCH_ORDINAL)


def day_from_civil(when: date) -> Day:
    return Day(when.toordinal() - _EPOCH_ORDINAL)


def civil_of(instant: int) -> date:
    return civil(day_of(instant))


# --- deadlines -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KnownDeadline:
    """The period ends at 24:00 of `day`."""

    day: Day

    @property
    def ends_at(self) -> int:
        return end_of(self.day)


@dataclass(frozen=True, slots=True)
class UnknownDeadline:
    """The period ends after `day`, the last one published; when, cannot be told yet."""

    day: Day


Deadline: TypeAlias = KnownDeadline | UnknownDeadline


def has_passed(deadline: Deadline, at: int) -> bool:
    """Whether the period is over. An unknown deadline never has: a time-out needs certainty, an answer does not."""
    match deadline:
        case KnownDeadline():
            return at >= deadline.ends_at
        case UnknownDeadline():
            return False


# --- working days ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One published year: bit i of `bits` says whether day `first_day + i` is a working day."""

    year: int
    first_day: Day
    length: int
    bits: int
    source: str = ""

    def __post_init__(self) -> None:
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        if self.first_day != day_from_civil(first) or self.length != (last - first).days + 1:
            raise _refuse("CALENDAR_YEAR_SHAPE", f"{self.year} is not a whole year", f"{self.year}年历不是完整的公历年")
        if not 0 < self.bits < 1 << self.length:
            raise _refuse("CALENDAR_YEAR_BITS", f"bits of {self.year} leave the year", f"{self.year}年历的位图超出该年")

    @property
    def last_day(self) -> Day:
        return Day(self.first_day + self.length - 1)

    @property
    def words(self) -> tuple[int, int]:
        """As the RuleBook takes a year: bit i % 256 of word i // 256 is day `first_day + i`."""
        return self.bits & ((1 << WORD_BITS) - 1), self.bits >> WORD_BITS


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Working days from `first_day` through `published_through`, without a gap. Past days never change."""

    first_day: Day
    published_through: Day
    bits: int

    @classmethod
    def of(cls, years: Iterable[CalendarYear]) -> WorkingCalendar:
        """The years joined. They must follow one another."""
        ordered = sorted(years, key=lambda year: year.year)
        if not ordered:
            raise _refuse("CALENDAR_EMPTY", "no year is published", "没有已公布的年历")
        first, bits = ordered[0].first_day, 0
        for before, year in zip([None, *ordered], ordered, strict=False):
            if before is not None and year.year != before.year + 1:
                raise _gap(before.year, year.year)
            bits |= year.bits << (year.first_day - first)
        return cls(first, ordered[-1].last_day, bits)

    def knows(self, day: Day) -> bool:
        return self.first_day <= day <= self.published_through

    def is_working(self, day: Day) -> bool:
        """Warning: only for published days; whoever asks about another gets a ValueError, never a guess."""
        if not self.knows(day):
            raise ValueError(f"day {day} is outside the published calendar")
        return bool(self.bits >> (day - self.first_day) & 1)

    def working_days_after(self, day: Day) -> Iterator[Day]:
        """Every published working day after `day`, in order."""
        if day + 1 < self.first_day:
            return
        rest, base = self.bits >> (day + 1 - self.first_day), day + 1
        while rest:
            step = (rest & -rest).bit_length() - 1
            yield Day(base + step)
            rest, base = rest >> (step + 1), base + step + 1

    def nth_after(self, day: Day, n: int) -> Deadline:
        """The n-th working day after `day`; the day of the event itself is not counted."""
        if n < 1:
            raise ValueError("a period has at least one day")
        for count, working in enumerate(self.working_days_after(day), start=1):
            if count == n:
                return KnownDeadline(working)
        return UnknownDeadline(self.published_through)

    def count(self, after: Day, through: Day) -> int | None:
        """Working days d with after < d <= through; None when a part of the span is not published (cannot tell)."""
        if through <= after:
            return 0
        if not (self.knows(Day(after + 1)) and self.knows(through)):
            return None
        width = through - after
        return (self.bits >> (after + 1 - self.first_day) & ((1 << width) - 1)).bit_count()

    def word(self, index: int) -> int:
        """The 256-day word that the chain keeps: bit i is day `256 * index + i`."""
        shift = index * WORD_BITS - self.first_day
        moved = self.bits >> shift if shift >= 0 else self.bits << -shift
        return moved & ((1 << WORD_BITS) - 1)

    def publish(self, year: CalendarYear, today: Day) -> WorkingCalendar:
        """The calendar after a year was published, or published anew while under way: days after `today` may change."""
        if year.first_day == self.published_through + 1:
            joined = self.bits | year.bits << (year.first_day - self.first_day)
            return WorkingCalendar(self.first_day, year.last_day, joined)
        if not (self.knows(year.first_day) and self.knows(year.last_day)):
            raise _gap(civil(self.published_through).year, year.year)
        return self._republished(year, today)

    def _republished(self, year: CalendarYear, today: Day) -> WorkingCalendar:
        shift = year.first_day - self.first_day
        mask = (1 << year.length) - 1
        changed = (self.bits >> shift & mask) ^ year.bits
        past = (1 << max(0, min(year.length, today - year.first_day + 1))) - 1
        if changed & past:
            first = Day(year.first_day + ((changed & past) & -(changed & past)).bit_length() - 1)
            raise _refuse(
                "CALENDAR_PAST_CHANGED",
                f"{civil(first)} is past and cannot change",
                f"{civil(first)}已经过去，不得更改",
            )
        return WorkingCalendar(self.first_day, self.published_through, self.bits ^ changed << shift)


def _gap(last: int, given: int) -> Refused:
    return _refuse("CALENDAR_GAP", f"year {given} does not follow {last}", f"{given}年与已公布的{last}年不衔接")


def _refuse(code: str, en: str, zh: str) -> Refused:
    return Refused(en, zh=zh, code=code)


# --- years and months ------------------------------------------------------------------------------------------------


def add_months(when: date, months: int) -> date:
    """The same day of the month so many months on; the last day of the month where there is no such day."""
    index = when.year * 12 + when.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(when.day, _days_in(year, month)))


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


def add_years(when: date, years: int) -> date:
    """The same date so many years on; 29 February gives 28 February."""
    return add_months(when, 12 * years)


MAX_TERM_YEARS: Final = 5
RENEWAL_MONTHS: Final = 6


@dataclass(frozen=True, slots=True)
class Validity:
    """A certificate's term (arts. 26 and 36): in force until 24:00 of `last_day`; renewal from `renewal_opens` on."""

    evidenced_at: int
    last_day: Day
    renewal_opens: Day

    @property
    def expires_at(self) -> int:
        return end_of(self.last_day)

    @property
    def renewal_opens_at(self) -> int:
        return start_of(self.renewal_opens)

    @property
    def renewal_closes_at(self) -> int:
        """24:00 of the day before expiry."""
        return start_of(self.last_day)

    def holds_at(self, at: int) -> bool:
        return self.evidenced_at <= at < self.expires_at

    def renewal_open_at(self, at: int) -> bool:
        return self.renewal_opens_at <= at < self.renewal_closes_at


def renewal_opens(last_day: Day, months: int = RENEWAL_MONTHS) -> Day:
    """The day on which the renewal window opens, counted back from the last day of the term (art. 36)."""
    return day_from_civil(add_months(civil(last_day), -months))


def validity(evidenced_at: int, years: int = MAX_TERM_YEARS) -> Validity:
    """At most five years from evidencing; an agreed term may be shorter."""
    if not 1 <= years <= MAX_TERM_YEARS:
        raise _refuse("TERM_OUT_OF_RANGE", "a term is 1 to 5 years (art. 26)", "登记有效期为一至五年（第二十六条）")
    last_day = day_from_civil(add_years(civil_of(evidenced_at), years))
    return Validity(evidenced_at, last_day, renewal_opens(last_day))
