# SPDX-License-Identifier: Apache-2.0
"""The work list: every open case of a registrar with its state now, what clock runs, and what is near or past.

Counted from the facts at a moment, never stored: a case accepted by silence, a period that ran out and a clock that
stands still show themselves without anybody having done anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ledger.domain.calendar import Day, KnownDeadline, WorkingCalendar, day_of, end_of
from ledger.domain.clocks import (
    AnswerLapsed,
    AnswerOpen,
    DeemedAccepted,
    Overdue,
    Paused,
    PauseReason,
    Running,
    answer_clock,
    processing_clock,
)
from ledger.domain.ids import CaseId, OrgId, name_of
from ledger.domain.kinds import CaseState
from ledger.domain.regime import Regime
from ledger.domain.registration import Case
from ledger.store.queries import applications, rules
from ledger.store.session import Store


class Flag(StrEnum):
    OVERDUE = "OVERDUE"
    DEEMED_ACCEPTANCE_NEAR = "DEEMED_ACCEPTANCE_NEAR"
    ACCEPTED_BY_SILENCE = "ACCEPTED_BY_SILENCE"
    PAUSED = "PAUSED"
    NOTICE_OVER = "NOTICE_OVER"
    OBJECTION_OPEN = "OBJECTION_OPEN"
    CALENDAR_UNKNOWN = "CALENDAR_UNKNOWN"
    LAPSED = "LAPSED"


@dataclass(frozen=True, slots=True)
class DueLine:
    """One case. `working_days_left` of the clock that runs now: answer, correction, processing or notice."""

    case_id: CaseId
    reference: str
    name: str
    state: CaseState
    clock: str
    last_day: Day | None
    working_days_left: int | None
    flags: tuple[Flag, ...]
    paused_by: tuple[PauseReason, ...] = ()


def due(store: Store, registrar: OrgId | None, at: int) -> list[DueLine]:
    """Open cases, the most urgent first."""
    with store.reading() as session:
        cases = applications.open_cases(session, registrar)
        calendar = rules.working_calendar(session)
        regimes = {regime.regime_id: regime for regime in rules.regimes(session)}
    return sorted((line_of(case, regimes[case.regime], calendar, at) for case in cases), key=_urgency)


def line_of(case: Case, regime: Regime, calendar: WorkingCalendar, at: int) -> DueLine:
    """Where one case stands, by the clocks of its own regime."""
    match case.state_at(calendar, at, regime.answer_days):
        case CaseState.SUBMITTED:
            return _answer(case, regime, calendar, at)
        case CaseState.CORRECTION_REQUESTED:
            return _line(case, CaseState.CORRECTION_REQUESTED, "correction", case.correction_last_day, calendar, at)
        case CaseState.LAPSED:
            return _line(case, CaseState.LAPSED, "correction", case.correction_last_day, calendar, at, Flag.LAPSED)
        case CaseState.PUBLIC_NOTICE:
            return _notice(case, regime, calendar, at)
        case state:
            return _processing(case, regime, state, calendar, at)


def _answer(case: Case, regime: Regime, calendar: WorkingCalendar, at: int) -> DueLine:
    match answer_clock(case.answer_start_day, at, calendar, regime.answer_days):
        case AnswerOpen(KnownDeadline(day)):
            left = calendar.count(day_of(at), day)
            near = (Flag.DEEMED_ACCEPTANCE_NEAR,) if left is not None and left <= 1 else ()
            return _line(case, CaseState.SUBMITTED, "answer", day, calendar, at, *near)
        case AnswerLapsed(KnownDeadline(day)):
            return _line(case, CaseState.SUBMITTED, "answer", day, calendar, at, Flag.DEEMED_ACCEPTANCE_NEAR)
        case AnswerOpen() | DeemedAccepted():
            return _line(case, CaseState.SUBMITTED, "answer", None, calendar, at, Flag.CALENDAR_UNKNOWN)


def _notice(case: Case, regime: Regime, calendar: WorkingCalendar, at: int) -> DueLine:
    last = case.notice_until(calendar, regime.notice_days)
    flags = [Flag.OBJECTION_OPEN] if case.open_objections else []
    if last is None:
        return _line(case, CaseState.PUBLIC_NOTICE, "notice", None, calendar, at, Flag.CALENDAR_UNKNOWN, *flags)
    if at >= end_of(last):
        flags.append(Flag.NOTICE_OVER)
    return _line(case, CaseState.PUBLIC_NOTICE, "notice", last, calendar, at, *flags)


def _processing(case: Case, regime: Regime, state: CaseState, calendar: WorkingCalendar, at: int) -> DueLine:
    accepted = case.acceptance_day(calendar, at, regime.answer_days)
    silent = (Flag.ACCEPTED_BY_SILENCE,) if case.accepted_at is None else ()
    if accepted is None:
        return _line(case, state, "processing", None, calendar, at, Flag.CALENDAR_UNKNOWN)
    pauses = case.clock_pauses(calendar, regime.notice_days)
    match processing_clock(accepted, at, calendar, pauses, case.extension_days, regime.processing_days):
        case Running(KnownDeadline(day), _):
            return _line(case, state, "processing", day, calendar, at, *silent)
        case Running():
            return _line(case, state, "processing", None, calendar, at, Flag.CALENDAR_UNKNOWN, *silent)
        case Paused(reasons, left):
            flags = (Flag.PAUSED, *silent)
            return DueLine(*_named(case), state, "processing", None, left, flags, reasons)
        case Overdue(KnownDeadline(day), _):
            return _line(case, state, "processing", day, calendar, at, Flag.OVERDUE, *silent)


def _line(
    case: Case, state: CaseState, clock: str, last: Day | None, calendar: WorkingCalendar, at: int, *flags: Flag
) -> DueLine:
    left = calendar.count(day_of(at), last) if last is not None else None
    return DueLine(*_named(case), state, clock, last, left, tuple(dict.fromkeys(flags)))


def _named(case: Case) -> tuple[CaseId, str, str]:
    return case.case_id, name_of(case.reference), case.content.data_name


def _urgency(line: DueLine) -> tuple[int, int, str]:
    order: Sequence[Flag] = (Flag.OVERDUE, Flag.DEEMED_ACCEPTANCE_NEAR, Flag.NOTICE_OVER)
    rank = next((place for place, flag in enumerate(order) if flag in line.flags), len(order))
    return rank, line.working_days_left if line.working_days_left is not None else 999, line.reference
