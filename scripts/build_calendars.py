# SPDX-License-Identifier: Apache-2.0
"""Make `ledger/calendars/YEAR.json` from PyPI's `chinesecalendar`, which transcribes the State Council's notices.

    python scripts/build_calendars.py            write the files
    python scripts/build_calendars.py --check    fail unless the committed files are what would be written

The product reads the JSON only; this script and its package are needed by whoever adds a year.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar

from ledger.domain.calendar import day_from_civil

YEARS = (2024, 2025, 2026)
FOLDER = Path(__file__).resolve().parent.parent / "ledger" / "calendars"


def days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def calendar_of(year: int) -> dict[str, object]:
    days = list(days_of(year))
    working = [chinese_calendar.is_workday(day) for day in days]
    bits = sum(1 << offset for offset, works in enumerate(working) if works)
    holidays = {str(day): _holiday(day) for day in days if chinese_calendar.get_holiday_detail(day)[1] and not
                chinese_calendar.is_workday(day)}  # fmt: skip
    return {
        "generated": "by scripts/build_calendars.py; do not edit",
        "year": year,
        "first_day": day_from_civil(days[0]),
        "length": len(days),
        "working_days": hex(bits),
        "make_up_days": [str(day) for day, works in zip(days, working, strict=True) if works and day.weekday() >= 5],
        "holidays": holidays,
        "source": f"国务院办公厅关于{year}年部分节假日安排的通知 (State Council, public holidays of {year}), "
        "as transcribed by PyPI chinesecalendar",
    }


def _holiday(day: date) -> str:
    name = chinese_calendar.get_holiday_detail(day)[1]
    return str(chinese_calendar.Holiday(name).chinese)


def text_of(year: int) -> str:
    return json.dumps(calendar_of(year), ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check: bool = parser.parse_args().check
    stale = []
    for year in YEARS:
        path, text = FOLDER / f"{year}.json", text_of(year)
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path.name)
        else:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{name} is not what the script writes", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
