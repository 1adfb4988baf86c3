# SPDX-License-Identifier: Apache-2.0
"""The rows of traces and of batches of usage. Called by `projection.py` only."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final, TypeAlias

from sqlalchemy import Table

from ledger.domain.circulation import Asked, Happening, Trace, UsageBatch
from ledger.domain.kinds import Answer
from ledger.domain.structs import Use
from ledger.store.tables import projections as t

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = list[tuple[Table, Row]]

_USE: Final = tuple(field.name for field in fields(Use))


def trace_rows(state: Trace) -> Rows:
    key: Row = {"trace": state.trace}
    rows: Rows = [(t.circulation_trace, {**key, "root": state.root, "length": state.length})]
    for happening in state.happenings:
        own = {**key, "seq": happening.seq}
        rows.append((t.circulation_event, own | _happening(happening)))
        for derived in happening.parents:
            parent = derived.parent
            rows.append((t.circulation_parent, {
                **own, "position": derived.position, "certificate": parent.id or None,
                "grant_id": parent.grant_id if any(parent.grant_id) else None, "content": parent.content,
                "contract_digest": parent.contract_digest if any(parent.contract_digest) else None,
                "mark": derived.mark.value,
            }))  # fmt: skip
        rows += [(t.circulation_confirmation, own | _columns(each)) for each in happening.confirmations]
    rows += [(t.circulation_question, {**key, **_question(asked)}) for asked in state.questions]
    return rows


def usage_rows(state: UsageBatch) -> Rows:
    own = _columns(state, "totals", "since", "until") | {"since_at": state.since, "until_at": state.until}
    rows: Rows = [(t.usage_batch, own)]
    rows += [(t.usage_total, {"batch": state.batch, **_columns(total)}) for total in state.totals]
    return rows


def _happening(state: Happening) -> Row:
    said = state.answer
    answer = Answer.NONE if said is None else Answer.DISPUTED if said.disputed else Answer.ACKNOWLEDGED
    own = _columns(state, "seq", "use", "parents", "answer", "confirmations", "what", "standing")
    return own | _use(state.use) | {
        "what": int(state.what),
        "standing": int(state.standing),
        "answer": int(answer),
        "answered_by": said and said.by,
        "answered_account": said and said.account,
        "answered_person": said and said.person,
        "answered_level": None if said is None else said.level,
        "answer_reason": said and said.reason,
        "answered_at": said and said.recorded_at,
    }  # fmt: skip


def _question(state: Asked) -> Row:
    return _columns(state, "use", "what") | _use(state.use) | {"what": int(state.what)}


def _use(use: Use) -> Row:
    return {f"use_{name}": getattr(use, name) for name in _USE}


def _columns(value: Any, *but: str) -> Row:
    return {field.name: getattr(value, field.name) for field in fields(value) if field.name not in but}
