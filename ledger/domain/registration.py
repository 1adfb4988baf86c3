# SPDX-License-Identifier: Apache-2.0
"""A case file as its acts left it, from application to certificate: content, answers, pauses, notice, objections.

For: values that the fold makes; verdicts, `due` and pages read them. Not for: what time alone does. `state` is the
state as far as somebody acted; silence (art. 17), a correction period that ran out and a notice that ended are computed
from the start days and a moment (`clocks.py`, `state_at`).
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.domain.calendar import (
    Day,
    Deadline,
    KnownDeadline,
    WorkingCalendar,
    day_of,
    end_of,
    start_of,
)
from ledger.domain.chain_words import FLAG_PUBLIC_DATA_PRODUCT
from ledger.domain.clocks import (
    ANSWER_DAYS,
    NOTICE_DAYS,
    DeemedAccepted,
    Pause,
    PauseReason,
    answer_clock,
    answer_deadline,
    notice_deadline,
)
from ledger.domain.ids import Address, CaseId, CertificateId, OrgId, PartyId, RegimeId
from ledger.domain.kinds import CaseState, Outcome
from ledger.domain.structs import Content


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted: account, preparer (None where there was one person), their persons' commitments, and the paper."""

    account: Address
    preparer: Address | None
    person: bytes | None
    preparer_person: bytes | None
    document: bytes | None


@dataclass(frozen=True, slots=True)
class CaseClocks:
    """What a reader counts at a moment by the calendar it knows (ruling 1); a day is None where that does not reach."""

    state: CaseState
    answer_by: Day | None
    notice_until: Day | None


@dataclass(frozen=True, slots=True)
class CasePause:
    """The processing clock stood still from `opened_at`. A notice has no closing act: it closes by its last day, which
    the reader counts; `last_day` is the one that a request for evidence named."""

    number: int
    reason: PauseReason
    opened_at: int
    closed_at: int | None = None
    last_day: Day | None = None
    objection: int | None = None


@dataclass(frozen=True, slots=True)
class ObjectionRecord:
    """The `number`-th objection. `received_at` starts the clock; `filed_at` is the block that brought it."""

    number: int
    objector: PartyId
    account: Address
    person: bytes
    filed_at: int
    received_at: int
    received_claimed: bool
    reasons: bytes
    material: bytes | None
    outcome: Outcome = Outcome.OPEN
    closed_at: int | None = None
    closed_by: Actor | None = None

    @property
    def is_open(self) -> bool:
        return self.outcome is Outcome.OPEN


@dataclass(frozen=True, slots=True)
class Case:
    """One application. Every `..._at` is seconds, every `..._day` an absolute day of Shanghai."""

    case_id: CaseId
    registrar: OrgId
    reference: bytes
    regime: RegimeId
    content: Content
    content_version: int
    account: Address
    person: bytes
    form: bytes
    mandate: bytes | None
    attestation: int
    submitted_at: int
    received_at: int
    received_claimed: bool
    answer_start_day: Day
    state: CaseState = CaseState.SUBMITTED
    accepted_at: int | None = None
    silence_noted_at: int | None = None
    accepted_by_silence_day: Day | None = None
    correction_requested_at: int | None = None
    correction_last_day: Day | None = None
    resubmitted_at: int | None = None
    not_accepted_at: int | None = None
    extension_days: int = 0
    notice_opened_at: int | None = None
    notice_published_at: int | None = None
    notice_exempted_at: int | None = None
    evidenced_at: int | None = None
    evidenced_recorded_at: int | None = None
    national_ref: str = ""
    national_digest: bytes | None = None
    certified_at: int | None = None
    code: CertificateId | None = None
    refused_at: int | None = None
    refusal_ground: int | None = None
    terminated_at: int | None = None
    withdrawn_at: int | None = None
    last_act_at: int = 0
    pauses: tuple[CasePause, ...] = ()
    objections: tuple[ObjectionRecord, ...] = ()

    @property
    def public_data(self) -> bool:
        """Whether they were declared to be public data (公共数据): a product of such, or registered as a resource."""
        return bool(self.content.public_platform_ref) or bool(self.content.flags & FLAG_PUBLIC_DATA_PRODUCT)

    @property
    def open_objections(self) -> int:
        return sum(objection.is_open for objection in self.objections)

    @property
    def objection_upheld(self) -> bool:
        return any(objection.outcome is Outcome.UPHELD for objection in self.objections)

    @property
    def holders(self) -> tuple[PartyId, ...]:
        return tuple(dict.fromkeys(right.holder for right in self.content.rights))

    def clock_pauses(self, calendar: WorkingCalendar, notice_days: int = NOTICE_DAYS) -> tuple[Pause, ...]:
        """The pauses as the processing clock wants them; a notice closes at 24:00 of its last day, if that is known."""
        return tuple(
            Pause(pause.reason, pause.opened_at, _closing(pause, calendar, notice_days)) for pause in self.pauses
        )

    def answer_by(self, calendar: WorkingCalendar, answer_days: int = ANSWER_DAYS) -> Day | None:
        """The last day for an answer (art. 17) by this calendar; None where the calendar does not reach so far."""
        return _known(answer_deadline(self.answer_start_day, calendar, answer_days))

    def notice_until(self, calendar: WorkingCalendar, notice_days: int = NOTICE_DAYS) -> Day | None:
        """The last day of the notice (art. 24); None without one, or where the calendar does not reach so far."""
        if self.notice_published_at is None:
            return None
        return _known(notice_deadline(day_of(self.notice_published_at), calendar, notice_days))

    def acceptance_day(self, calendar: WorkingCalendar, at: int, answer_days: int = ANSWER_DAYS) -> Day | None:
        """The day of acceptance, by an act or by silence; None while neither has happened at `at`."""
        if self.accepted_at is not None:
            return day_of(self.accepted_at) if self.accepted_at <= at else None
        if self.accepted_by_silence_day is not None:
            return self.accepted_by_silence_day if at >= start_of(self.accepted_by_silence_day) else None
        if self.state in (CaseState.CORRECTION_REQUESTED, CaseState.NOT_ACCEPTED, CaseState.WITHDRAWN):
            return None
        clock = answer_clock(self.answer_start_day, at, calendar, answer_days)
        return clock.accepted_on if isinstance(clock, DeemedAccepted) else None

    def state_at(self, calendar: WorkingCalendar, at: int, answer_days: int = ANSWER_DAYS) -> CaseState:
        """The state with what time alone has done until `at`, on all acts that were folded (ruling 3)."""
        if self.state is CaseState.SUBMITTED and self.acceptance_day(calendar, at, answer_days) is not None:
            return CaseState.ACCEPTED
        overdue = self.correction_last_day is not None and at >= end_of(self.correction_last_day)
        if self.state is CaseState.CORRECTION_REQUESTED and overdue:
            return CaseState.LAPSED
        return self.state


def clocks_at(
    case: Case, calendar: WorkingCalendar, at: int, answer_days: int = ANSWER_DAYS, notice_days: int = NOTICE_DAYS
) -> CaseClocks:
    return CaseClocks(
        case.state_at(calendar, at, answer_days),
        case.answer_by(calendar, answer_days),
        case.notice_until(calendar, notice_days),
    )


def _known(deadline: Deadline) -> Day | None:
    return deadline.day if isinstance(deadline, KnownDeadline) else None


def _closing(pause: CasePause, calendar: WorkingCalendar, notice_days: int) -> int | None:
    if pause.reason is not PauseReason.NOTICE or pause.closed_at is not None:
        return pause.closed_at
    deadline = notice_deadline(day_of(pause.opened_at), calendar, notice_days)
    return deadline.ends_at if isinstance(deadline, KnownDeadline) else None
