# SPDX-License-Identifier: Apache-2.0
"""How acts change a trace and make a batch of usage. One small function an event; called by `fold.py` only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from ledger.domain import events as e
from ledger.domain.absence import digest_or_none, must_be_new
from ledger.domain.circulation import (
    Answered,
    Asked,
    Confirmation,
    Derivation,
    Happening,
    Trace,
    UsageBatch,
    UsageTotal,
    marks_of,
)
from ledger.domain.events import Recorded
from ledger.domain.ids import CertificateId

B = TypeVar("B", bound=bytes)


def _given(value: B) -> B | None:
    """Zero is what the contracts say where there is none."""
    return value if any(value) else None


def _begun(state: Trace | None, trace: bytes, root: CertificateId, seq: int) -> Trace:
    if state is None:
        state = Trace(trace, root)
    if seq != state.length + 1 or root != state.root:
        raise ValueError(f"event {seq} of {root} after {state.length} of {state.root}")
    return state


def _reported(state: Trace | None, recorded: Recorded, event: e.CirculationReported) -> Trace:
    trace, given, finding = _begun(state, event.trace, event.root, event.seq), event.report, event.finding
    if given.correction_of and trace.happening(given.correction_of) is None:
        raise ValueError(f"a correction of {given.correction_of}, which is no report")
    marks = marks_of(finding.parents, len(given.parents))
    happening = Happening(
        seq=event.seq,
        recorded_at=recorded.meta.timestamp,
        certificate=given.id,
        what=given.what,
        by=event.by,
        account=event.account,
        person=given.assent.person,
        assent_level=given.assent.level,
        actor=given.actor,
        on_behalf_of=_given(given.on_behalf_of),
        counterparty=_given(given.counterparty),
        occurred_at=given.occurred_at,
        grant_id=_given(given.grant_id),
        use=given.use,
        content=digest_or_none(given.content),
        output=given.output or None,
        grade=given.grade,
        division=given.division,
        payload_sha256=given.payload_sha256,
        payload_sm3=given.payload_sm3,
        documents=digest_or_none(given.documents),
        visibility=given.visibility,
        correction_of=given.correction_of or None,
        receipt=event.receipt,
        standing=finding.standing,
        rule=finding.rule,
        decided_on=_given(finding.decided_on),
        parents=tuple(Derivation(place + 1, parent, marks[place]) for place, parent in enumerate(given.parents)),
    )
    return replace(trace, happenings=(*trace.happenings, happening))


def _asked(state: Trace | None, recorded: Recorded, event: e.CirculationAsked) -> Trace:
    trace, given = _begun(state, event.trace, event.root, event.seq), event.inquiry
    asked = Asked(
        seq=event.seq,
        recorded_at=recorded.meta.timestamp,
        certificate=given.id,
        what=given.what,
        by=event.by,
        account=event.account,
        person=given.person,
        counterparty=_given(given.counterparty),
        grant_id=_given(given.grant_id),
        use=given.use,
        allowed=event.allowed,
        rule=event.rule,
        decided_on=_given(event.decided_on),
    )
    return replace(trace, questions=(*trace.questions, asked))


def _answered(state: Trace, recorded: Recorded, event: e.CirculationAnswered) -> Trace:
    before = _required(state, event.seq)
    if before.answer is not None or before.counterparty is None:
        raise ValueError(f"event {event.seq} is answered already, or nobody was asked")
    answer = Answered(
        disputed=event.disputed,
        by=event.by,
        account=event.account,
        person=event.assent.person,
        level=event.assent.level,
        reason=digest_or_none(event.reason),
        recorded_at=recorded.meta.timestamp,
    )
    return _with(state, replace(before, answer=answer))


def _confirmed(state: Trace, recorded: Recorded, event: e.CirculationConfirmed) -> Trace:
    before = _required(state, event.seq)
    if before.confirmations and event.level <= before.confirmations[-1].level:
        raise ValueError(f"level {event.level} after {before.confirmations[-1].level}")
    added = Confirmation(
        number=len(before.confirmations) + 1,
        level=event.level,
        by=event.by,
        account=event.account,
        person=event.person,
        document=event.document,
        recorded_at=recorded.meta.timestamp,
    )
    return _with(state, replace(before, confirmations=(*before.confirmations, added)))


def _anchored(state: UsageBatch | None, recorded: Recorded, event: e.UsageAnchored) -> UsageBatch:
    must_be_new(state)
    given = event.usage
    return UsageBatch(
        batch=event.batch,
        by=event.by,
        account=event.account,
        person=given.person,
        root=given.root,
        size=given.size,
        since=given.since,
        until=given.until,
        recorded_at=recorded.meta.timestamp,
        totals=tuple(
            UsageTotal(place + 1, total.grant_id, total.records, total.calls, event.rules >> 8 * place & 0xFF)
            for place, total in enumerate(given.totals)
        ),
    )


def _required(state: Trace, seq: int) -> Happening:
    found = state.happening(seq)
    if found is None:
        raise ValueError(f"no report has number {seq}")
    return found


def _with(state: Trace, changed: Happening) -> Trace:
    return replace(state, happenings=tuple(changed if h.seq == changed.seq else h for h in state.happenings))


CIRCULATION_RULES: Final[Mapping[type[Any], Callable[[Any, Recorded, Any], Any]]] = {
    e.CirculationReported: _reported,
    e.CirculationAsked: _asked,
    e.CirculationAnswered: _answered,
    e.CirculationConfirmed: _confirmed,
    e.UsageAnchored: _anchored,
}
