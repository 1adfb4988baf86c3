# SPDX-License-Identifier: Apache-2.0
"""How acts change a case file. One small function an event; called by `fold.py` only.

The state before an act may be one that time alone had already changed (silence accepted, a period ran out): the fold
keeps what was done and lets readers compute the rest, so most acts are folded whatever the state as acted was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from ledger.domain import events as e
from ledger.domain.absence import address_or_none, day_or_none, digest_or_none, must_be_new
from ledger.domain.calendar import day_of
from ledger.domain.clocks import PauseReason
from ledger.domain.events import Recorded
from ledger.domain.ids import NO_ADDRESS
from ledger.domain.kinds import CaseState, Outcome
from ledger.domain.registration import Actor, Case, CasePause, ObjectionRecord
from ledger.domain.structs import Acted


def _submitted(state: Case | None, recorded: Recorded, event: e.ApplicationSubmitted) -> Case:
    must_be_new(state)
    given, filing = event.submitted, event.submitted.filing
    return Case(
        case_id=event.id,
        registrar=event.registrar,
        reference=filing.ref,
        regime=filing.regime,
        content=given.content,
        content_version=1,
        account=given.account,
        person=filing.person,
        form=filing.form,
        mandate=digest_or_none(filing.mandate),
        attestation=filing.attestation,
        submitted_at=recorded.meta.timestamp,
        received_at=given.received_at,
        received_claimed=given.claimed,
        answer_start_day=day_of(given.received_at),
        last_act_at=recorded.meta.timestamp,
    )


def _acted(state: Case, recorded: Recorded, /, **changes: Any) -> Case:
    return replace(state, last_act_at=recorded.meta.timestamp, **changes)


def _actor(acted: Acted) -> Actor:
    return Actor(
        account=acted.account,
        preparer=address_or_none(acted.preparer),
        person=digest_or_none(acted.person),
        preparer_person=digest_or_none(acted.preparer_person),
        document=digest_or_none(acted.document),
    )


# --- acceptance -------------------------------------------------------------------------------------------------------


def _accepted(state: Case, recorded: Recorded, event: e.ApplicationAccepted) -> Case:
    return _acted(state, recorded, state=CaseState.ACCEPTED, accepted_at=recorded.meta.timestamp)


def _correction_requested(state: Case, recorded: Recorded, event: e.CorrectionRequested) -> Case:
    return _acted(
        state,
        recorded,
        state=CaseState.CORRECTION_REQUESTED,
        correction_requested_at=recorded.meta.timestamp,
        correction_last_day=day_or_none(event.last_day),
    )


def _resubmitted(state: Case, recorded: Recorded, event: e.ApplicationResubmitted) -> Case:
    """The mended application is a new receipt: the answer clock starts anew, its deadline is counted by the reader."""
    return _acted(
        state,
        recorded,
        state=CaseState.SUBMITTED,
        content=event.content,
        content_version=state.content_version + 1,
        resubmitted_at=recorded.meta.timestamp,
        answer_start_day=day_of(recorded.meta.timestamp),
    )


def _not_accepted(state: Case, recorded: Recorded, event: e.ApplicationNotAccepted) -> Case:
    return _acted(state, recorded, state=CaseState.NOT_ACCEPTED, not_accepted_at=recorded.meta.timestamp)


def _silence_noted(state: Case, recorded: Recorded, event: e.SilenceNoted) -> Case:
    return replace(
        state,
        state=CaseState.ACCEPTED,
        silence_noted_at=recorded.meta.timestamp,
        accepted_by_silence_day=day_or_none(event.accepted_on),
        last_act_at=recorded.meta.timestamp,
    )


# --- review -----------------------------------------------------------------------------------------------------------


def _evidence_requested(state: Case, recorded: Recorded, event: e.EvidenceRequested) -> Case:
    pause = CasePause(
        number=len(state.pauses) + 1,
        reason=PauseReason.EVIDENCE,
        opened_at=recorded.meta.timestamp,
        last_day=day_or_none(event.last_day),
    )
    return _acted(state, recorded, state=CaseState.EVIDENCE_REQUESTED, pauses=(*state.pauses, pause))


def _evidence_received(state: Case, recorded: Recorded, event: e.EvidenceReceived) -> Case:
    closed = _closing(state.pauses, PauseReason.EVIDENCE, recorded.meta.timestamp)
    return _acted(state, recorded, state=CaseState.ACCEPTED, pauses=closed)


def _closing(pauses: tuple[CasePause, ...], reason: PauseReason, at: int) -> tuple[CasePause, ...]:
    """The pauses with every open one of that reason closed; ValueError if none is open."""
    if not any(_is_open(pause, reason) for pause in pauses):
        raise ValueError(f"no pause for {reason} is open")
    return tuple(replace(pause, closed_at=at) if _is_open(pause, reason) else pause for pause in pauses)


def _is_open(pause: CasePause, reason: PauseReason) -> bool:
    return pause.reason is reason and pause.closed_at is None


def _extended(state: Case, recorded: Recorded, event: e.ProcessingExtended) -> Case:
    return _acted(state, recorded, extension_days=state.extension_days + event.working_days)


def _refused(state: Case, recorded: Recorded, event: e.ApplicationRefused) -> Case:
    return _acted(
        state,
        recorded,
        state=CaseState.REFUSED,
        refused_at=recorded.meta.timestamp,
        refusal_ground=event.ground,
    )


def _terminated(state: Case, recorded: Recorded, event: e.ApplicationTerminated) -> Case:
    return _acted(state, recorded, state=CaseState.TERMINATED, terminated_at=recorded.meta.timestamp)


def _withdrawn(state: Case, recorded: Recorded, event: e.ApplicationWithdrawn) -> Case:
    return _acted(state, recorded, state=CaseState.WITHDRAWN, withdrawn_at=recorded.meta.timestamp)


# --- notice, evidencing, certification --------------------------------------------------------------------------------


def _notice_opened(state: Case, recorded: Recorded, event: e.NoticeOpened) -> Case:
    pause = CasePause(len(state.pauses) + 1, PauseReason.NOTICE, event.published_at)
    return _acted(
        state,
        recorded,
        state=CaseState.PUBLIC_NOTICE,
        notice_opened_at=recorded.meta.timestamp,
        notice_published_at=event.published_at,
        pauses=(*state.pauses, pause),
    )


def _notice_exempted(state: Case, recorded: Recorded, event: e.NoticeExempted) -> Case:
    return _acted(state, recorded, state=CaseState.NOTICE_EXEMPT, notice_exempted_at=recorded.meta.timestamp)


def _evidenced(state: Case, recorded: Recorded, event: e.ApplicationEvidenced) -> Case:
    return _acted(
        state,
        recorded,
        state=CaseState.EVIDENCED,
        evidenced_at=event.evidenced_at,
        evidenced_recorded_at=recorded.meta.timestamp,
        national_ref=event.national_ref,
        national_digest=digest_or_none(event.national_digest),
    )


def _certified(state: Case, recorded: Recorded, event: e.ApplicationCertified) -> Case:
    return _acted(
        state,
        recorded,
        state=CaseState.CERTIFIED,
        certified_at=recorded.meta.timestamp,
        code=event.code,
    )


# --- objections -------------------------------------------------------------------------------------------------------


def _objection_filed(state: Case, recorded: Recorded, event: e.ObjectionFiled) -> Case:
    if event.number != len(state.objections) + 1:
        raise ValueError(f"objection {event.number} after {len(state.objections)}")
    given = event.objection
    filed = ObjectionRecord(
        number=event.number,
        objector=given.objector,
        account=event.account,
        person=given.person,
        filed_at=recorded.meta.timestamp,
        received_at=event.received_at,
        received_claimed=event.claimed,
        reasons=given.reasons,
        material=digest_or_none(given.material),
    )
    pause = CasePause(len(state.pauses) + 1, PauseReason.OBJECTION, event.received_at, objection=event.number)
    return replace(
        state,
        objections=(*state.objections, filed),
        pauses=(*state.pauses, pause),
        last_act_at=recorded.meta.timestamp,
    )


def _objection_decided(state: Case, recorded: Recorded, event: e.ObjectionDecided) -> Case:
    given = event.decision
    acted = Acted(event.account, event.preparer, given.person, event.preparer_person, given.document)
    outcome = Outcome.UPHELD if given.upheld else Outcome.REJECTED
    return _objection_closed(state, recorded, given.number, outcome, acted)


def _objection_withdrawn(state: Case, recorded: Recorded, event: e.ObjectionWithdrawn) -> Case:
    acted = Acted(event.account, NO_ADDRESS, event.person, bytes(32), event.document)
    return _objection_closed(state, recorded, event.number, Outcome.WITHDRAWN, acted)


def _objection_closed(state: Case, recorded: Recorded, number: int, outcome: Outcome, acted: Acted) -> Case:
    before = state.objections[number - 1]
    if not before.is_open:
        raise ValueError(f"objection {number} is closed already")
    at = recorded.meta.timestamp
    after = replace(before, outcome=outcome, closed_at=at, closed_by=_actor(acted))
    pauses = tuple(replace(pause, closed_at=at) if pause.objection == number else pause for pause in state.pauses)
    objections = (*state.objections[: number - 1], after, *state.objections[number:])
    return _acted(state, recorded, objections=objections, pauses=pauses)


CASE_RULES: Final[Mapping[type[Any], Callable[[Any, Recorded, Any], Any]]] = {
    e.ApplicationSubmitted: _submitted,
    e.ApplicationAccepted: _accepted,
    e.CorrectionRequested: _correction_requested,
    e.ApplicationResubmitted: _resubmitted,
    e.ApplicationNotAccepted: _not_accepted,
    e.SilenceNoted: _silence_noted,
    e.EvidenceRequested: _evidence_requested,
    e.EvidenceReceived: _evidence_received,
    e.ProcessingExtended: _extended,
    e.ApplicationRefused: _refused,
    e.ApplicationTerminated: _terminated,
    e.ApplicationWithdrawn: _withdrawn,
    e.NoticeOpened: _notice_opened,
    e.NoticeExempted: _notice_exempted,
    e.ApplicationEvidenced: _evidenced,
    e.ApplicationCertified: _certified,
    e.ObjectionFiled: _objection_filed,
    e.ObjectionDecided: _objection_decided,
    e.ObjectionWithdrawn: _objection_withdrawn,
}
