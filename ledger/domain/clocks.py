# SPDX-License-Identifier: Apache-2.0
"""The clocks of the guide (arts. 17, 24, 25, 28, 29): pure functions over a start day, pauses, a moment, a calendar.

For: `ledger due`, the pre-check, verdicts and the independent twin of the contract's views.
Not for: deciding who may act. Nothing here is stored: start days and pauses are, and everything else is counted.

    acceptance answer  3 wd  from the day of receipt; silence is acceptance from the first working day after (ruling 3)
    processing        10 wd  (+ at most 10) from the day of acceptance; stands still while a pause is open (ruling 2)
    public notice      5 wd  from the day of publication
    objection         10 wd  from the day of receipt
    inform registrant  5 wd  from complete materials of an objection after registration
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from ledger.domain.calendar import (
    Day,
    Deadline,
    KnownDeadline,
    UnknownDeadline,
    WorkingCalendar,
    day_of,
    end_of,
    has_passed,
    start_of,
)
from ledger.errors import Refused

ANSWER_DAYS: Final = 3
PROCESSING_DAYS: Final = 10
EXTENSION_MAX: Final = 10
NOTICE_DAYS: Final = 5
OBJECTION_DAYS: Final = 10
INFORM_DAYS: Final = 5


# --- acceptance ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnswerOpen:
    """The registrar may still answer; an unknown `answer_by` leaves it open."""

    answer_by: Deadline


@dataclass(frozen=True, slots=True)
class AnswerLapsed:
    """Too late to answer; acceptance takes effect on `accepted_from` (a week-end or holiday lies between)."""

    answer_by: KnownDeadline
    accepted_from: Deadline


@dataclass(frozen=True, slots=True)
class DeemedAccepted:
    """Accepted by silence since `accepted_on`, the day the ten working days start from (itself not counted)."""

    answer_by: KnownDeadline
    accepted_on: Day


AnswerClock: TypeAlias = AnswerOpen | AnswerLapsed | DeemedAccepted


def answer_deadline(received: Day, calendar: WorkingCalendar, days: int = ANSWER_DAYS) -> Deadline:
    return calendar.nth_after(received, days)


def deemed_acceptance(received: Day, calendar: WorkingCalendar, days: int = ANSWER_DAYS) -> Deadline:
    """The first working day after the deadline: there silence becomes acceptance."""
    match answer_deadline(received, calendar, days):
        case KnownDeadline(day):
            return calendar.nth_after(day, 1)
        case UnknownDeadline() as unknown:
            return unknown


def answer_clock(received: Day, at: int, calendar: WorkingCalendar, days: int = ANSWER_DAYS) -> AnswerClock:
    """Where an unanswered application stands at `at`."""
    answer_by = answer_deadline(received, calendar, days)
    if isinstance(answer_by, UnknownDeadline) or not has_passed(answer_by, at):
        return AnswerOpen(answer_by)
    accepted = calendar.nth_after(answer_by.day, 1)
    if isinstance(accepted, KnownDeadline) and at >= start_of(accepted.day):
        return DeemedAccepted(answer_by, accepted.day)
    return AnswerLapsed(answer_by, accepted)


# --- processing ------------------------------------------------------------------------------------------------------


class PauseReason(StrEnum):
    """What stops the processing clock (art. 28)."""

    EVIDENCE = "EVIDENCE"
    NOTICE = "NOTICE"
    OBJECTION = "OBJECTION"


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still from `opened` on, until just before `closed`; open while `closed` is None."""

    reason: PauseReason
    opened: int
    closed: int | None = None

    def covers(self, instant: int) -> bool:
        return self.opened <= instant and (self.closed is None or instant < self.closed)


@dataclass(frozen=True, slots=True)
class Running:
    """`left` working days remain after today (0: it ends today at 24:00; None: cannot be told yet)."""

    deadline: Deadline
    left: int | None


@dataclass(frozen=True, slots=True)
class Paused:
    """Standing still for `reasons`; `left` days of the clock remain whenever it runs again."""

    reasons: tuple[PauseReason, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """The clock ran out at 24:00 of the deadline's day. Nothing is deemed granted: it is a flag (3.2)."""

    deadline: KnownDeadline
    working_days: int | None


ProcessingClock: TypeAlias = Running | Paused | Overdue


def processing_deadline(
    accepted: Day,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause] = (),
    extension: int = 0,
    days: int = PROCESSING_DAYS,
) -> Deadline:
    """The day on which the clock runs out. A pause still open leaves no day after it countable, hence: unknown."""
    needed = _allowed(extension, days)
    for day in calendar.working_days_after(accepted):
        if _runs(day, pauses):
            needed -= 1
        if needed == 0:
            return KnownDeadline(day)
    return UnknownDeadline(calendar.published_through)


def processing_clock(
    accepted: Day,
    at: int,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause] = (),
    extension: int = 0,
    days: int = PROCESSING_DAYS,
) -> ProcessingClock:
    """Where the clock stands at `at`. Pauses that open later than `at` are not known at `at` and are left out."""
    known = [pause for pause in pauses if pause.opened <= at]
    deadline = processing_deadline(accepted, calendar, [_as_known_at(pause, at) for pause in known], extension, days)
    if isinstance(deadline, KnownDeadline) and has_passed(deadline, at):
        return Overdue(deadline, calendar.count(deadline.day, day_of(at)))
    open_now = tuple(dict.fromkeys(pause.reason for pause in known if pause.covers(at)))
    if open_now:
        return Paused(open_now, _allowed(extension, days) - _used(accepted, day_of(at), calendar, known))
    return Running(deadline, _left(deadline, day_of(at), calendar))


def _allowed(extension: int, days: int) -> int:
    if not 0 <= extension <= EXTENSION_MAX:
        raise Refused(
            "an extension is at most ten working days (art. 28)",
            zh="延长不超过十个工作日（第二十八条）",
            code="EXTENSION_OUT_OF_RANGE",
        )
    return days + extension


def _runs(day: Day, pauses: Sequence[Pause]) -> bool:
    return not any(pause.covers(start_of(day)) for pause in pauses)


def _as_known_at(pause: Pause, at: int) -> Pause:
    """A pause that is closed only later is open for whoever asks now."""
    later = pause.closed is not None and pause.closed > at
    return Pause(pause.reason, pause.opened, None) if later else pause


def _used(accepted: Day, today: Day, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> int:
    used = 0
    for day in calendar.working_days_after(accepted):
        if day > today:
            break
        used += _runs(day, pauses)
    return used


def _left(deadline: Deadline, today: Day, calendar: WorkingCalendar) -> int | None:
    match deadline:
        case KnownDeadline(day):
            return calendar.count(today, day)
        case UnknownDeadline():
            return None


# --- notice and objection --------------------------------------------------------------------------------------------


def notice_deadline(published: Day, calendar: WorkingCalendar, days: int = NOTICE_DAYS) -> Deadline:
    return calendar.nth_after(published, days)


def objection_deadline(received: Day, calendar: WorkingCalendar, days: int = OBJECTION_DAYS) -> Deadline:
    return calendar.nth_after(received, days)


def inform_deadline(complete: Day, calendar: WorkingCalendar, days: int = INFORM_DAYS) -> Deadline:
    return calendar.nth_after(complete, days)


def objection_in_time(published: Day, objected_at: int, calendar: WorkingCalendar, days: int = NOTICE_DAYS) -> bool:
    """Whether an objection still falls into the notice period (art. 25)."""
    return not has_passed(notice_deadline(published, calendar, days), objected_at)


def ends_at(deadline: Deadline) -> int | None:
    """The instant of 24:00, None when it cannot be told: for tables that show both kinds."""
    return end_of(deadline.day) if isinstance(deadline, KnownDeadline) else None
