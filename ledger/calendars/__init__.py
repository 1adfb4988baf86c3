# SPDX-License-Identifier: Apache-2.0
"""The working-day calendars that ship with the ledger, one JSON file a year, and the reading of others like them.

For: handing calendars to the domain as values (`ledger calendar add YEAR FILE`, tests, the demo).
Not for: arithmetic (`domain/calendar.py`). The files are made by `scripts/build_calendars.py` and are data, not code:

    {"year": 2026, "first_day": 20454, "length": 365, "working_days": "0x..", "make_up_days": [..], "holidays": {..},
     "source": ".."}

Bit i of `working_days` is day `first_day + i`; `make_up_days` and `holidays` are for readers, and are checked
against it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from ledger.domain.calendar import CalendarYear, Day, WorkingCalendar, day_from_civil
from ledger.errors import Misconfigured, NotFound


def shipped_years() -> tuple[int, ...]:
    """The years in this folder, in order."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(int(name[:-5]) for name in names if name.endswith(".json") and name[:-5].isdecimal()))


def shipped_year(year: int) -> CalendarYear:
    if year not in shipped_years():
        raise NotFound(f"no calendar of {year} ships", zh=f"没有随附{year}年的工作日历", code="CALENDAR_NOT_SHIPPED")
    return parse_year(files(__name__).joinpath(f"{year}.json").read_text(encoding="utf-8"))


@cache
def shipped_calendar() -> WorkingCalendar:
    """All shipped years as one calendar."""
    return WorkingCalendar.of(shipped_year(year) for year in shipped_years())


def read_year(path: Path) -> CalendarYear:
    """A year from a file of the same shape."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _bad(f"{path.name} cannot be read: {error}", f"无法读取{path.name}") from error
    return parse_year(text)


def parse_year(text: str) -> CalendarYear:
    """The year in a calendar's JSON. Refuses whatever contradicts itself."""
    try:
        fields = json.loads(text)
        year = CalendarYear(
            year=_whole(fields, "year"),
            first_day=Day(_whole(fields, "first_day")),
            length=_whole(fields, "length"),
            bits=int(str(fields["working_days"]), 16),
            source=str(fields["source"]),
        )
        make_up = [date.fromisoformat(day) for day in fields["make_up_days"]]
        holidays = [date.fromisoformat(day) for day in fields["holidays"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _bad(f"not a calendar: {error!r}", "工作日历文件格式不正确") from error
    _agrees(year, make_up, working=True)
    _agrees(year, holidays, working=False)
    return year


def _whole(fields: Mapping[str, object], key: str) -> int:
    value = fields[key]
    if type(value) is not int:
        raise TypeError(f"{key} must be a whole number")
    return value


def _agrees(year: CalendarYear, days: list[date], *, working: bool) -> None:
    for when in days:
        offset = day_from_civil(when) - year.first_day
        if not 0 <= offset < year.length or bool(year.bits >> offset & 1) is not working:
            raise _bad(f"{when} contradicts the bitmap of {year.year}", f"{when}与{year.year}年位图不一致")


def _bad(en: str, zh: str) -> Misconfigured:
    return Misconfigured(en, zh=zh, code="CALENDAR_FILE_BAD")
