# SPDX-License-Identifier: Apache-2.0
"""Days, working days and years, against the calendar module of the standard library and PyPI's `chinesecalendar`."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calendars import parse_year, read_year, shipped_calendar, shipped_year, shipped_years
from ledger.domain.calendar import (
    CalendarYear,
    Day,
    KnownDeadline,
    UnknownDeadline,
    WorkingCalendar,
    add_months,
    add_years,
    civil,
    civil_of,
    day_from_civil,
    day_of,
    end_of,
    has_passed,
    start_of,
    validity,
)
from ledger.errors import LedgerError, Misconfigured, NotFound, Refused

SHANGHAI = timezone(timedelta(hours=8))
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
published = st.dates(FIRST, LAST)
instants = st.integers(0, 4_000_000_000)


def day(text: str) -> Day:
    return day_from_civil(date.fromisoformat(text))


def is_workday(when: date) -> bool:
    return bool(chinese_calendar.is_workday(when))


# --- days ------------------------------------------------------------------------------------------------------------


@given(instants)
def test_the_day_of_an_instant_is_the_date_in_shanghai(instant: int) -> None:
    assert civil_of(instant) == datetime.fromtimestamp(instant, SHANGHAI).date()


@given(instants)
def test_an_instant_lies_between_the_ends_of_its_day(instant: int) -> None:
    assert start_of(day_of(instant)) <= instant < end_of(day_of(instant))


@given(st.dates())
def test_dates_and_days_are_two_names_of_one_thing(when: date) -> None:
    assert civil(day_from_civil(when)) == when


def test_midnight_begins_the_day_in_shanghai_not_in_greenwich() -> None:
    assert day_of(16 * 3600 - 1) == 0
    assert day_of(16 * 3600) == 1


# --- working days ----------------------------------------------------------------------------------------------------


def test_every_day_of_the_shipped_years_is_what_the_state_council_said() -> None:
    calendar, when, compared = shipped_calendar(), FIRST, 0
    while when <= LAST:
        assert calendar.is_working(day_from_civil(when)) is is_workday(when), when
        when, compared = when + timedelta(days=1), compared + 1
    assert compared == 366 + 365 + 365


@given(published, st.integers(1, 60))
def test_the_nth_working_day_is_found_as_one_would_count_by_hand(start: date, n: int) -> None:
    when, left = start, n
    while left and when < LAST:
        when += timedelta(days=1)
        left -= is_workday(when)
    expected = UnknownDeadline(day_from_civil(LAST)) if left else KnownDeadline(day_from_civil(when))
    assert shipped_calendar().nth_after(day_from_civil(start), n) == expected


@given(published, published)
def test_working_days_between_are_counted_as_by_hand(start: date, end: date) -> None:
    expected = sum(is_workday(start + timedelta(days=i)) for i in range(1, (end - start).days + 1))
    assert shipped_calendar().count(day_from_civil(start), day_from_civil(end)) == expected


@given(published, st.integers(1, 60))
def test_counting_to_the_nth_working_day_gives_n(start: date, n: int) -> None:
    found = shipped_calendar().nth_after(day_from_civil(start), n)
    if isinstance(found, KnownDeadline):
        assert shipped_calendar().count(day_from_civil(start), found.day) == n
        assert shipped_calendar().is_working(found.day)


@given(st.integers(75, 82))
def test_words_of_256_days_hold_the_same_bits(index: int) -> None:
    calendar, word = shipped_calendar(), shipped_calendar().word(index)
    for offset in range(256):
        absolute = Day(index * 256 + offset)
        assert bool(word >> offset & 1) is (calendar.knows(absolute) and calendar.is_working(absolute))


def test_a_years_two_words_are_its_bits() -> None:
    year = shipped_year(2026)
    low, high = year.words
    assert low < 1 << 256
    assert [low >> i & 1 if i < 256 else high >> (i - 256) & 1 for i in range(year.length)] == [
        year.bits >> i & 1 for i in range(year.length)
    ]


def test_spring_festival_counts_no_day_and_its_saturdays_do() -> None:
    # 2026: free from Sunday 15 to Monday 23 February, Saturdays 14 and 28 worked.
    calendar = shipped_calendar()
    assert calendar.nth_after(day("2026-02-13"), 1) == KnownDeadline(day("2026-02-14"))
    assert calendar.nth_after(day("2026-02-14"), 1) == KnownDeadline(day("2026-02-24"))
    assert calendar.count(day("2026-02-14"), day("2026-02-23")) == 0
    assert calendar.is_working(day("2026-02-28"))


def test_a_period_over_the_end_of_a_published_year_is_counted_through() -> None:
    assert shipped_calendar().nth_after(day("2025-12-31"), 1) == KnownDeadline(day("2026-01-04"))


def test_beyond_what_is_published_a_deadline_is_unknown_and_never_passes() -> None:
    unknown = shipped_calendar().nth_after(day("2026-12-30"), 3)
    assert unknown == UnknownDeadline(day("2026-12-31"))
    assert not has_passed(unknown, end_of(day("2099-01-01")))


def test_a_known_deadline_passes_at_24_oclock_and_not_a_second_before() -> None:
    deadline = KnownDeadline(day("2026-10-23"))
    assert not has_passed(deadline, deadline.ends_at - 1)
    assert has_passed(deadline, deadline.ends_at)
    assert datetime.fromtimestamp(deadline.ends_at, SHANGHAI).isoformat() == "2026-10-24T00:00:00+08:00"


def test_before_the_first_published_day_nothing_is_known() -> None:
    calendar = shipped_calendar()
    assert isinstance(calendar.nth_after(day("2023-12-30"), 1), UnknownDeadline)
    assert calendar.nth_after(day("2023-12-31"), 1) == KnownDeadline(day("2024-01-02"))
    assert calendar.count(day("2023-12-30"), day("2024-02-01")) is None
    assert calendar.count(day("2026-12-01"), day("2027-01-01")) is None
    assert calendar.count(day("2027-01-02"), day("2027-01-01")) == 0


def test_asking_about_an_unpublished_day_is_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="outside"):
        shipped_calendar().is_working(day("2027-01-01"))


def test_a_period_without_a_day_is_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="at least one"):
        shipped_calendar().nth_after(day("2026-01-01"), 0)


# --- publishing ------------------------------------------------------------------------------------------------------


def changed(year: CalendarYear, *dates: str) -> CalendarYear:
    bits = year.bits
    for text in dates:
        bits ^= 1 << day(text) - year.first_day
    return CalendarYear(year.year, year.first_day, year.length, bits)


@given(st.integers(0, 364), st.integers(0, 364))
def test_days_to_come_may_change_and_past_days_never(today: int, flipped: int) -> None:
    year, calendar = shipped_year(2026), shipped_calendar()
    now, touched = Day(year.first_day + today), Day(year.first_day + flipped)
    again = CalendarYear(2026, year.first_day, year.length, year.bits ^ 1 << flipped)
    if flipped > today:
        published_again = calendar.publish(again, now)
        assert published_again.is_working(touched) is not calendar.is_working(touched)
        assert published_again.bits ^ calendar.bits == 1 << touched - calendar.first_day
    else:
        with pytest.raises(Refused) as refused:
            calendar.publish(again, now)
        assert refused.value.code == "CALENDAR_PAST_CHANGED"


def test_a_year_that_is_over_may_be_published_again_only_unchanged() -> None:
    calendar, year = shipped_calendar(), shipped_year(2024)
    assert calendar.publish(year, day("2026-07-01")) == calendar
    with pytest.raises(Refused) as refused:
        calendar.publish(changed(year, "2024-12-31"), day("2026-07-01"))
    assert refused.value.code == "CALENDAR_PAST_CHANGED"
    assert "2024-12-31" in refused.value.en


def test_the_next_year_is_joined_and_a_gap_is_refused() -> None:
    only = WorkingCalendar.of([shipped_year(2024), shipped_year(2025)])
    assert only.publish(shipped_year(2026), day("2025-11-05")) == shipped_calendar()
    alone = WorkingCalendar.of([shipped_year(2024)])
    for refuse in (lambda: alone.publish(shipped_year(2026), day("2024-01-01")),
                   lambda: WorkingCalendar.of([shipped_year(2024), shipped_year(2026)])):  # fmt: skip
        with pytest.raises(Refused) as refused:
            refuse()
        assert refused.value.code == "CALENDAR_GAP"


def test_years_are_joined_in_any_order() -> None:
    assert WorkingCalendar.of(shipped_year(year) for year in (2026, 2024, 2025)) == shipped_calendar()


def test_no_year_is_no_calendar() -> None:
    with pytest.raises(Refused) as refused:
        WorkingCalendar.of([])
    assert refused.value.code == "CALENDAR_EMPTY"


@pytest.mark.parametrize(
    ("year", "first", "length", "bits", "code"),
    [
        (2026, "2026-01-02", 365, 1, "CALENDAR_YEAR_SHAPE"),
        (2026, "2026-01-01", 366, 1, "CALENDAR_YEAR_SHAPE"),
        (2024, "2024-01-01", 365, 1, "CALENDAR_YEAR_SHAPE"),
        (2026, "2026-01-01", 365, 0, "CALENDAR_YEAR_BITS"),
        (2026, "2026-01-01", 365, 1 << 365, "CALENDAR_YEAR_BITS"),
        (2026, "2026-01-01", 365, -1, "CALENDAR_YEAR_BITS"),
    ],
)
def test_a_year_that_is_no_year_is_refused(year: int, first: str, length: int, bits: int, code: str) -> None:
    with pytest.raises(Refused) as refused:
        CalendarYear(year, day(first), length, bits)
    assert refused.value.code == code


# --- files -----------------------------------------------------------------------------------------------------------


def test_three_years_ship_and_each_says_where_it_is_from() -> None:
    assert shipped_years() == (2024, 2025, 2026)
    assert all("State Council" in shipped_year(year).source for year in shipped_years())


def test_a_year_that_does_not_ship_is_not_found() -> None:
    with pytest.raises(NotFound) as missing:
        shipped_year(2027)
    assert missing.value.code == "CALENDAR_NOT_SHIPPED"


def fields_of_2026() -> dict[str, object]:
    year = shipped_year(2026)
    return {"year": 2026, "first_day": year.first_day, "length": 365, "working_days": hex(year.bits),
            "make_up_days": ["2026-10-10"], "holidays": {"2026-10-01": "国庆节"}, "source": "test"}  # fmt: skip


def test_a_file_of_the_same_shape_is_read(tmp_path: Path) -> None:
    path = tmp_path / "2026.json"
    path.write_text(json.dumps(fields_of_2026()), encoding="utf-8")
    assert read_year(path).bits == shipped_year(2026).bits


@pytest.mark.parametrize(
    "change",
    [
        {"make_up_days": ["2026-10-01"]},
        {"holidays": {"2026-10-10": "国庆节"}},
        {"holidays": {"2027-10-01": "国庆节"}},
        {"make_up_days": ["soon"]},
        {"make_up_days": 5},
        {"working_days": "zz"},
        {"year": "2026"},
        {"first_day": True},
        {"source": None, "holidays": None},
    ],
    ids=str,
)
def test_a_file_that_contradicts_itself_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(Misconfigured) as refused:
        parse_year(json.dumps({**fields_of_2026(), **change}))
    assert refused.value.code == "CALENDAR_FILE_BAD"


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "{"])
def test_a_file_that_is_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        parse_year(text)
    assert refused.value.code == "CALENDAR_FILE_BAD"


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b"\xff")
    for name in ("absent.json", "latin.json"):
        with pytest.raises(Misconfigured):
            read_year(tmp_path / name)


# --- years -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-08-31", -6, "2026-02-28"),
        ("2024-08-31", -6, "2024-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-11-30", 13, "2027-12-30"),
    ],
)
def test_months_keep_the_day_or_take_the_last(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_the_29th_of_february_gives_the_28th() -> None:
    assert add_years(date(2024, 2, 29), 5) == date(2029, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_five_years_end_at_24_oclock_of_the_same_date() -> None:
    evidenced = start_of(day("2026-07-20")) + 9 * 3600
    term = validity(evidenced)
    assert civil(term.last_day) == date(2031, 7, 20)
    assert term.holds_at(evidenced)
    assert term.holds_at(term.expires_at - 1)
    assert not term.holds_at(term.expires_at)
    assert not term.holds_at(evidenced - 1)
    assert civil_of(term.expires_at) == date(2031, 7, 21)


def test_renewal_is_open_from_six_months_before_to_the_day_before_expiry() -> None:
    term = validity(start_of(day("2026-08-31")), 1)
    assert civil(term.renewal_opens) == date(2027, 2, 28)
    assert not term.renewal_open_at(term.renewal_opens_at - 1)
    assert term.renewal_open_at(term.renewal_opens_at)
    assert term.renewal_open_at(term.renewal_closes_at - 1)
    assert not term.renewal_open_at(term.renewal_closes_at)
    assert civil_of(term.renewal_closes_at - 1) == date(2027, 8, 30)


@pytest.mark.parametrize("years", [0, 6, -1])
def test_a_term_is_one_to_five_years(years: int) -> None:
    with pytest.raises(LedgerError) as refused:
        validity(0, years)
    assert refused.value.code == "TERM_OUT_OF_RANGE"
