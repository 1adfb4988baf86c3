# SPDX-License-Identifier: Apache-2.0
"""The clocks of the guide over real calendars: silence, pauses, notice, objections."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calendars import shipped_calendar, shipped_year
from ledger.domain.calendar import Day, KnownDeadline, UnknownDeadline, WorkingCalendar, civil, day_from_civil, start_of
from ledger.domain.clocks import (
    AnswerLapsed,
    AnswerOpen,
    DeemedAccepted,
    Overdue,
    Pause,
    Paused,
    PauseReason,
    Running,
    answer_clock,
    answer_deadline,
    deemed_acceptance,
    ends_at,
    inform_deadline,
    notice_deadline,
    objection_deadline,
    objection_in_time,
    processing_clock,
    processing_deadline,
)
from ledger.errors import Refused

CALENDAR = shipped_calendar()
HOUR = 3600


def day(text: str) -> Day:
    return day_from_civil(date.fromisoformat(text))


def at(text: str, hour: float = 0) -> int:
    return start_of(day(text)) + int(hour * HOUR)


def known(text: str) -> KnownDeadline:
    return KnownDeadline(day(text))


def pause(opened: int, closed: int | None, reason: PauseReason = PauseReason.EVIDENCE) -> Pause:
    return Pause(reason, opened, closed)


# --- silence ---------------------------------------------------------------------------------------------------------


def test_filed_before_national_day_and_never_answered() -> None:
    filed = day("2026-09-29")
    assert answer_deadline(filed, CALENDAR) == known("2026-10-09")
    assert deemed_acceptance(filed, CALENDAR) == known("2026-10-10")
    assert civil(day("2026-10-10")).strftime("%A") == "Saturday"
    assert processing_deadline(day("2026-10-10"), CALENDAR) == known("2026-10-23")
    assert ends_at(processing_deadline(day("2026-10-10"), CALENDAR)) == at("2026-10-24")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at("2026-09-29", 12), AnswerOpen(known("2026-10-09"))),
        (at("2026-10-10") - 1, AnswerOpen(known("2026-10-09"))),
        (at("2026-10-10"), DeemedAccepted(known("2026-10-09"), day("2026-10-10"))),
        (at("2026-11-01"), DeemedAccepted(known("2026-10-09"), day("2026-10-10"))),
    ],
)
def test_silence_becomes_acceptance_at_midnight(moment: int, expected: object) -> None:
    assert answer_clock(day("2026-09-29"), moment, CALENDAR) == expected


def test_over_a_week_end_it_is_too_late_to_answer_before_it_is_accepted() -> None:
    # Filed Tuesday 2026-07-07: the answer was due on Friday 10, acceptance takes effect on Monday 13.
    filed = day("2026-07-07")
    lapsed = AnswerLapsed(known("2026-07-10"), known("2026-07-13"))
    assert answer_clock(filed, at("2026-07-11") - 1, CALENDAR) == AnswerOpen(known("2026-07-10"))
    assert answer_clock(filed, at("2026-07-11"), CALENDAR) == lapsed
    assert answer_clock(filed, at("2026-07-13") - 1, CALENDAR) == lapsed
    assert answer_clock(filed, at("2026-07-13"), CALENDAR) == DeemedAccepted(known("2026-07-10"), day("2026-07-13"))


def test_an_unknown_deadline_leaves_the_answer_open_for_ever() -> None:
    filed = day("2026-12-30")
    assert answer_clock(filed, at("2030-01-01"), CALENDAR) == AnswerOpen(UnknownDeadline(day("2026-12-31")))


def test_a_known_deadline_with_an_unknown_next_day_lapses_but_is_not_yet_accepted() -> None:
    # Three working days after Monday 2026-12-28 end with the published year.
    filed = day("2026-12-28")
    found = answer_clock(filed, at("2027-02-01"), CALENDAR)
    assert found == AnswerLapsed(known("2026-12-31"), UnknownDeadline(day("2026-12-31")))
    assert deemed_acceptance(filed, CALENDAR) == UnknownDeadline(day("2026-12-31"))


def test_the_next_years_notice_settles_what_was_unknown() -> None:
    before = WorkingCalendar.of([shipped_year(2024), shipped_year(2025)])
    filed = day("2025-12-30")
    assert isinstance(deemed_acceptance(filed, before), UnknownDeadline)
    after = before.publish(shipped_year(2026), day("2025-11-04"))
    assert deemed_acceptance(filed, after) == known("2026-01-06")


@given(st.dates(date(2024, 1, 1), date(2026, 10, 1)), st.integers(0, 60 * 24))
def test_the_three_answers_follow_one_another(filed: date, hours: int) -> None:
    """Whatever the moment, exactly one of open, lapsed, accepted holds, and later moments never go back."""
    order = (AnswerOpen, AnswerLapsed, DeemedAccepted)
    start = start_of(day_from_civil(filed))
    now = answer_clock(day_from_civil(filed), start + hours * HOUR, CALENDAR)
    later = answer_clock(day_from_civil(filed), start + (hours + 7) * HOUR, CALENDAR)
    assert order.index(type(now)) <= order.index(type(later))


# --- processing ------------------------------------------------------------------------------------------------------


def test_without_a_pause_ten_working_days_run() -> None:
    accepted = day("2026-07-01")
    assert processing_deadline(accepted, CALENDAR) == known("2026-07-15")
    assert processing_deadline(accepted, CALENDAR, extension=10) == known("2026-07-29")


@pytest.mark.parametrize(
    ("opened", "closed", "deadline"),
    [
        (at("2026-07-03", 10), at("2026-07-03", 16), "2026-07-15"),  # within a day: its 00:00 was running
        (at("2026-07-03", 10), at("2026-07-04"), "2026-07-15"),  # closed as Saturday begins
        (at("2026-07-03"), at("2026-07-03", 1), "2026-07-16"),  # open at 00:00: the day does not count
        (at("2026-07-02", 23), at("2026-07-03", 0), "2026-07-15"),  # closed at 00:00: it does
        (at("2026-07-03", 10), at("2026-07-07", 9), "2026-07-17"),  # Monday and Tuesday are lost
        (at("2026-07-04"), at("2026-07-05", 23), "2026-07-15"),  # a week-end costs nothing
    ],
)
def test_a_day_counts_if_the_clock_ran_at_its_midnight(opened: int, closed: int, deadline: str) -> None:
    assert processing_deadline(day("2026-07-01"), CALENDAR, [pause(opened, closed)]) == known(deadline)


def test_overlapping_pauses_stop_the_clock_once() -> None:
    one, accepted = [pause(at("2026-07-03", 10), at("2026-07-07", 9))], day("2026-07-01")
    two = [*one, pause(at("2026-07-05"), at("2026-07-06", 12), PauseReason.NOTICE)]
    assert processing_deadline(accepted, CALENDAR, one) == processing_deadline(accepted, CALENDAR, two)


def test_while_a_pause_is_open_the_days_left_stand_still() -> None:
    pauses = [pause(at("2026-07-07", 9), None), pause(at("2026-07-08"), None, PauseReason.OBJECTION)]
    for moment in (at("2026-07-09"), at("2026-08-20"), at("2026-12-31")):
        found = processing_clock(day("2026-07-01"), moment, CALENDAR, pauses)
        assert found == Paused((PauseReason.EVIDENCE, PauseReason.OBJECTION), 6)


def test_a_pause_that_is_closed_later_is_open_for_whoever_asks_now() -> None:
    pauses = [pause(at("2026-07-07", 9), at("2026-07-20"))]
    accepted = day("2026-07-01")
    assert processing_clock(accepted, at("2026-07-10"), CALENDAR, pauses) == Paused((PauseReason.EVIDENCE,), 6)
    assert processing_clock(accepted, at("2026-07-06"), CALENDAR, pauses) == Running(known("2026-07-15"), 7)
    assert processing_clock(accepted, at("2026-07-20"), CALENDAR, pauses) == Running(known("2026-07-27"), 5)


def test_the_last_day_leaves_none_and_the_next_is_overdue() -> None:
    accepted = day("2026-07-01")
    assert processing_clock(accepted, at("2026-07-15", 23), CALENDAR) == Running(known("2026-07-15"), 0)
    assert processing_clock(accepted, at("2026-07-16"), CALENDAR) == Overdue(known("2026-07-15"), 1)
    assert processing_clock(accepted, at("2026-07-21"), CALENDAR) == Overdue(known("2026-07-15"), 4)


def test_beyond_the_calendar_the_clock_runs_and_says_it_cannot_tell() -> None:
    found = processing_clock(day("2026-12-25"), at("2027-03-01"), CALENDAR)
    assert found == Running(UnknownDeadline(day("2026-12-31")), None)


@pytest.mark.parametrize("extension", [-1, 11])
def test_an_extension_is_at_most_ten_days(extension: int) -> None:
    with pytest.raises(Refused) as refused:
        processing_deadline(day("2026-07-01"), CALENDAR, extension=extension)
    assert refused.value.code == "EXTENSION_OUT_OF_RANGE"


@given(
    st.dates(date(2024, 1, 1), date(2026, 6, 1)),
    st.lists(st.tuples(st.integers(0, 40 * 24), st.integers(0, 200)), max_size=4),
    st.integers(0, 10),
)
def test_the_deadline_is_where_counting_by_hand_ends(start: date, spans: list[tuple[int, int]], extension: int) -> None:
    accepted = day_from_civil(start)
    begin = start_of(accepted)
    pauses = [pause(begin + opened * HOUR, begin + (opened + length) * HOUR) for opened, length in spans]
    when, left = start, 10 + extension
    while left:
        when += timedelta(days=1)
        midnight = start_of(day_from_civil(when))
        stopped = any(p.opened <= midnight and p.closed is not None and midnight < p.closed for p in pauses)
        left -= chinese_calendar.is_workday(when) and not stopped
    assert processing_deadline(accepted, CALENDAR, pauses, extension) == KnownDeadline(day_from_civil(when))


@given(st.dates(date(2024, 1, 1), date(2026, 6, 1)), st.integers(0, 30 * 24), st.integers(1, 200))
def test_a_pause_never_brings_the_deadline_forward(start: date, opened: int, length: int) -> None:
    accepted = day_from_civil(start)
    begin = start_of(accepted) + opened * HOUR
    paused = processing_deadline(accepted, CALENDAR, [pause(begin, begin + length * HOUR)])
    assert paused.day >= processing_deadline(accepted, CALENDAR).day


# --- notice and objection --------------------------------------------------------------------------------------------


def test_notice_objection_and_information_have_their_days() -> None:
    friday = day("2026-07-03")
    assert notice_deadline(friday, CALENDAR) == known("2026-07-10")
    assert objection_deadline(friday, CALENDAR) == known("2026-07-17")
    assert inform_deadline(friday, CALENDAR) == known("2026-07-10")


def test_an_objection_is_in_time_until_the_notice_ends() -> None:
    published = day("2026-07-03")
    assert objection_in_time(published, at("2026-07-11") - 1, CALENDAR)
    assert not objection_in_time(published, at("2026-07-11"), CALENDAR)


def test_an_unknown_end_has_no_instant() -> None:
    assert ends_at(UnknownDeadline(day("2026-12-31"))) is None
