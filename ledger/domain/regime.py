# SPDX-License-Identifier: Apache-2.0
"""Rules as data: a published regime, and the working-day calendar as its publications left it.

For: values that the fold makes. Not for: counting days (`calendar.py`) or clocks (`clocks.py`). Which version of the
calendar applies is decided by the events that are known (ruling 1), that is, by which of them were folded.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.domain.calendar import CalendarYear, Day, WorkingCalendar
from ledger.domain.ids import RegimeId
from ledger.domain.kinds import CodeSource


@dataclass(frozen=True, slots=True)
class Regime:
    """A regime; immutable from the moment it is published. Days are working days, years and months civil ones."""

    regime_id: RegimeId
    number: int
    answer_days: int
    processing_days: int
    extension_days: int
    notice_days: int
    objection_days: int
    validity_years: int
    renewal_window_months: int
    code_source: CodeSource
    code_prefix: str
    title: str
    text_digest: bytes
    published_at: int


@dataclass(frozen=True, slots=True)
class PublishedYear:
    """A year as it stands now: `bits` are the working days, days that had passed when it was republished kept."""

    year: int
    first_day: Day
    bits: int
    notice_digest: bytes
    published_at: int
    publications: int

    def as_calendar_year(self) -> CalendarYear:
        return calendar_year(self.year, self.first_day, self.bits)


@dataclass(frozen=True, slots=True)
class Calendar:
    """All published years, in order and without a gap."""

    years: tuple[PublishedYear, ...]

    @property
    def published_through(self) -> Day:
        return self.years[-1].as_calendar_year().last_day

    def year(self, year: int) -> PublishedYear | None:
        return next((published for published in self.years if published.year == year), None)

    def working(self) -> WorkingCalendar:
        return WorkingCalendar.of(published.as_calendar_year() for published in self.years)


def calendar_year(year: int, first_day: int, bits: int) -> CalendarYear:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return CalendarYear(year, Day(first_day), 366 if leap else 365, bits)
