# SPDX-License-Identifier: Apache-2.0
"""The work list: everything open with a registrar, its state now, what clock runs, and what is near or past.

Applications, and what is under way on the certificates that it keeps: proceedings and disputes. Counted from the
facts at a moment, never stored: a case accepted by silence, a period that ran out and a clock that
stands still show themselves without anybody having done anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from ledger.domain.calendar import Day, KnownDeadline, WorkingCalendar, day_of, end_of
from ledger.domain.certificate import DisputeRecord, Proceeding
from ledger.domain.clocks import (
    AnswerLapsed,
    AnswerOpen,
    DeemedAccepted,
    Overdue,
    Pause,
    Paused,
    PauseReason,
    ProcessingClock,
    Running,
    answer_clock,
    inform_deadline,
    processing_clock,
)
from ledger.domain.ids import CaseId, CertificateId, OrgId, RegimeId, name_of
from ledger.domain.kinds import CaseState, DisputeOutcome, ProceedingState
from ledger.domain.regime import Regime
from ledger.domain.registration import Case
from ledger.store.queries import applications, certificates, organisations, rules
from ledger.store.queries.certificates import CatalogueItem
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


State: TypeAlias = CaseState | ProceedingState | DisputeOutcome

INITIAL: Final = "INITIAL"
DISPUTE: Final = "DISPUTE"


@dataclass(frozen=True, slots=True)
class Matter:
    """What waits: an application (INITIAL), or the `number`-th proceeding (its procedure) or dispute (DISPUTE) on a
    certificate. `reference` names it among its registrar's: `CODE/PROCEDURE/NUMBER` for what is on a certificate."""

    kind: str
    reference: str
    name: str
    case_id: CaseId | None = None
    code: CertificateId | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class DueLine:
    """One matter. `working_days_left` of the clock that runs now: answer, correction, processing, notice or inform. No
    clock of the registrar runs while others have still to agree, or while a dispute waits for material or a word."""

    matter: Matter
    state: State
    clock: str
    last_day: Day | None
    working_days_left: int | None
    flags: tuple[Flag, ...]
    paused_by: tuple[PauseReason, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """What days are counted by, at which moment."""

    calendar: WorkingCalendar
    at: int


def due(store: Store, registrar: OrgId | None, at: int) -> list[DueLine]:
    """What is open with a registrar (None: with any), or on a certificate that it keeps, the most urgent first."""
    with store.reading() as session:
        cases = applications.open_cases(session, registrar)
        kept = None if registrar is None else organisations.kept_by(session, registrar)
        items = certificates.under_way(session, kept)
        count = Count(rules.working_calendar(session), at)
        regimes = {regime.regime_id: regime for regime in rules.regimes(session)}
    lines = [line_of(case, regimes[case.regime], count.calendar, at) for case in cases]
    for item in items:
        lines += lines_on(item, regimes, count)
    return sorted(lines, key=_urgency)


# --- applications -----------------------------------------------------------------------------------------------------


def line_of(case: Case, regime: Regime, calendar: WorkingCalendar, at: int) -> DueLine:
    """Where one application stands, by the clocks of its own regime."""
    count, matter = Count(calendar, at), Matter(INITIAL, name_of(case.reference), case.content.data_name, case.case_id)
    match case.state_at(calendar, at, regime.answer_days):
        case CaseState.SUBMITTED as state:
            return _answer(matter, state, case.answer_start_day, regime, count)
        case CaseState.CORRECTION_REQUESTED as state:
            return _line(matter, state, "correction", case.correction_last_day, count)
        case CaseState.LAPSED as state:
            return _line(matter, state, "correction", case.correction_last_day, count, Flag.LAPSED)
        case CaseState.PUBLIC_NOTICE as state:
            flags = (Flag.OBJECTION_OPEN,) if case.open_objections else ()
            return _notice(matter, state, case.notice_until(calendar, regime.notice_days), count, *flags)
        case state:
            accepted = case.acceptance_day(calendar, at, regime.answer_days)
            silent = (Flag.ACCEPTED_BY_SILENCE,) if case.accepted_at is None else ()
            if accepted is None:
                return _line(matter, state, "processing", None, count, Flag.CALENDAR_UNKNOWN)
            pauses = case.clock_pauses(calendar, regime.notice_days)
            clock = processing_clock(accepted, at, calendar, pauses, case.extension_days, regime.processing_days)
            return _processing(matter, state, clock, count, *silent)


# --- on certificates --------------------------------------------------------------------------------------------------


def lines_on(item: CatalogueItem, regimes: Mapping[RegimeId, Regime], count: Count) -> list[DueLine]:
    """What is open on one certificate: proceedings by the clocks of arts. 17 and 20, disputes by that of art. 29."""
    lines = []
    for one in item.certificate.proceedings:
        if one.is_open:
            regime = regimes.get(one.regime, regimes[item.case.regime])
            lines.append(_proceeding(_on(item, one.procedure.name, one.number), one, regime, count))
    for dispute in item.certificate.disputes:
        if dispute.outcome is DisputeOutcome.OPEN:
            lines.append(_dispute(_on(item, DISPUTE, dispute.number), dispute, count))
    return lines


def _on(item: CatalogueItem, kind: str, number: int) -> Matter:
    code = item.certificate.code
    return Matter(kind, f"{code}/{kind}/{number}", item.data_name, code=code, number=number)


def _proceeding(matter: Matter, one: Proceeding, regime: Regime, count: Count) -> DueLine:
    if one.complete_at is None:
        return DueLine(matter, one.state, "agreement", None, None, ())
    state, complete = one.state_at(count.calendar, count.at, regime.answer_days), day_of(one.complete_at)
    if state is ProceedingState.SUBMITTED:
        return _answer(matter, state, complete, regime, count)
    if one.notice_last_day is not None and count.at < end_of(one.notice_last_day):
        return _notice(matter, state, one.notice_last_day, count)
    silent = answer_clock(complete, count.at, count.calendar, regime.answer_days)
    # What the registrar began of its own motion waited for nobody's answer, so silence accepted nothing.
    if one.state is ProceedingState.SUBMITTED and isinstance(silent, DeemedAccepted):
        accepted, flags = silent.accepted_on, [Flag.ACCEPTED_BY_SILENCE]
    else:
        accepted, flags = day_of(one.accepted_at or one.complete_at), list[Flag]()
    # A notice of the registrar's own motion stands still until its last day is over, as a public notice does.
    last = one.notice_last_day
    pauses = () if last is None else (Pause(PauseReason.NOTICE, one.filed_at, end_of(last)),)
    processing = processing_clock(accepted, count.at, count.calendar, pauses, days=regime.processing_days)
    return _processing(matter, state, processing, count, *flags)


def _dispute(matter: Matter, one: DisputeRecord, count: Count) -> DueLine:
    """The registrant is told within five working days of the complete material; before and after no clock runs."""
    if one.complete_at is None or one.informed_at is not None:
        return DueLine(matter, one.outcome, "dispute", None, None, ())
    match inform_deadline(day_of(one.complete_at), count.calendar):
        case KnownDeadline(day):
            late = (Flag.OVERDUE,) if count.at >= end_of(day) else ()
            return _line(matter, one.outcome, "inform", day, count, *late)
        case _:
            return _line(matter, one.outcome, "inform", None, count, Flag.CALENDAR_UNKNOWN)


# --- clocks -----------------------------------------------------------------------------------------------------------


def _answer(matter: Matter, state: State, received: Day, regime: Regime, count: Count) -> DueLine:
    match answer_clock(received, count.at, count.calendar, regime.answer_days):
        case AnswerOpen(KnownDeadline(day)):
            left = count.calendar.count(day_of(count.at), day)
            near = (Flag.DEEMED_ACCEPTANCE_NEAR,) if left is not None and left <= 1 else ()
            return _line(matter, state, "answer", day, count, *near)
        case AnswerLapsed(KnownDeadline(day)):
            return _line(matter, state, "answer", day, count, Flag.DEEMED_ACCEPTANCE_NEAR)
        case AnswerOpen() | DeemedAccepted():
            return _line(matter, state, "answer", None, count, Flag.CALENDAR_UNKNOWN)


def _notice(matter: Matter, state: State, last: Day | None, count: Count, *flags: Flag) -> DueLine:
    if last is None:
        return _line(matter, state, "notice", None, count, Flag.CALENDAR_UNKNOWN, *flags)
    over = (Flag.NOTICE_OVER,) if count.at >= end_of(last) else ()
    return _line(matter, state, "notice", last, count, *flags, *over)


def _processing(matter: Matter, state: State, clock: ProcessingClock, count: Count, *flags: Flag) -> DueLine:
    match clock:
        case Running(KnownDeadline(day), _):
            return _line(matter, state, "processing", day, count, *flags)
        case Running():
            return _line(matter, state, "processing", None, count, Flag.CALENDAR_UNKNOWN, *flags)
        case Paused(reasons, left):
            return DueLine(matter, state, "processing", None, left, (Flag.PAUSED, *flags), reasons)
        case Overdue(KnownDeadline(day), _):
            return _line(matter, state, "processing", day, count, Flag.OVERDUE, *flags)


def _line(matter: Matter, state: State, clock: str, last: Day | None, count: Count, *flags: Flag) -> DueLine:
    left = count.calendar.count(day_of(count.at), last) if last is not None else None
    return DueLine(matter, state, clock, last, left, tuple(dict.fromkeys(flags)))


def _urgency(line: DueLine) -> tuple[int, int, str]:
    order: Sequence[Flag] = (Flag.OVERDUE, Flag.DEEMED_ACCEPTANCE_NEAR, Flag.NOTICE_OVER)
    rank = next((place for place, flag in enumerate(order) if flag in line.flags), len(order))
    return rank, line.working_days_left if line.working_days_left is not None else 999, line.matter.reference
