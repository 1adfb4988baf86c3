# SPDX-License-Identifier: Apache-2.0
"""Rows of circulation become the domain's values again: the inverse of `circulation_rows.py`, for reads of "now"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeAlias

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from ledger.domain.circulation import (
    Answered,
    Asked,
    Confirmation,
    Derivation,
    Happening,
    ParentMark,
    Trace,
    UsageBatch,
    UsageTotal,
)
from ledger.domain.ids import CertificateId, GrantId
from ledger.domain.kinds import Answer, Circulation, Standing
from ledger.domain.structs import Parent, Use
from ledger.store.tables import projections as t

Row: TypeAlias = dict[str, Any]
_NOTHING = bytes(32)


def traces_by_id(session: Session, ids: Sequence[bytes]) -> dict[bytes, Trace]:
    """The traces among these that have any event."""
    own, told = (
        _grouped(session, t.circulation_trace, "trace", ids),
        _grouped(session, t.circulation_event, "trace", ids),
    )
    asked = _grouped(session, t.circulation_question, "trace", ids)
    parents = _grouped(session, t.circulation_parent, "trace", ids)
    confirmed = _grouped(session, t.circulation_confirmation, "trace", ids)
    return {
        trace: Trace(
            trace,
            rows[0]["root"],
            tuple(
                _happening(row, _of(parents.get(trace, []), row), _of(confirmed.get(trace, []), row))
                for row in told.get(trace, [])
            ),
            tuple(_made(Asked, row, what=Circulation(row["what"]), use=_use(row)) for row in asked.get(trace, [])),
        )
        for trace, rows in own.items()
    }


def usage_by_id(session: Session, ids: Sequence[bytes]) -> dict[bytes, UsageBatch]:
    own, totals = _grouped(session, t.usage_batch, "batch", ids), _grouped(session, t.usage_total, "batch", ids)
    return {
        batch: _made(
            UsageBatch,
            rows[0],
            since=rows[0]["since_at"],
            until=rows[0]["until_at"],
            totals=tuple(_made(UsageTotal, row) for row in totals.get(batch, [])),
        )
        for batch, rows in own.items()
    }


def _happening(row: Row, parents: list[Row], confirmed: list[Row]) -> Happening:
    made: Happening = _made(
        Happening,
        row,
        what=Circulation(row["what"]),
        standing=Standing(row["standing"]),
        use=_use(row),
        parents=tuple(Derivation(one["position"], _parent(one), ParentMark(one["mark"])) for one in parents),
        answer=_answer(row),
        confirmations=tuple(_made(Confirmation, one) for one in confirmed),
    )
    return made


def _answer(row: Row) -> Answered | None:
    if row["answer"] == Answer.NONE:
        return None
    return Answered(
        disputed=row["answer"] == Answer.DISPUTED,
        by=row["answered_by"],
        account=row["answered_account"],
        person=row["answered_person"],
        level=row["answered_level"],
        reason=row["answer_reason"],
        recorded_at=row["answered_at"],
    )


def _parent(row: Row) -> Parent:
    return Parent(
        CertificateId(row["certificate"] or ""),
        GrantId(row["grant_id"] or _NOTHING),
        row["content"],
        row["contract_digest"] or _NOTHING,
    )


def _use(row: Row) -> Use:
    return Use(**{field.name: row[f"use_{field.name}"] for field in fields(Use)})


def _of(rows: list[Row], event: Row) -> list[Row]:
    return [row for row in rows if row["seq"] == event["seq"]]


def _grouped(session: Session, table: Table, column: str, keys: Sequence[bytes]) -> dict[bytes, list[Row]]:
    found: dict[bytes, list[Row]] = {}
    for first in range(0, len(keys), 500):
        query = select(table).where(table.c[column].in_(keys[first : first + 500]))
        for row in session.execute(query.order_by(*table.primary_key.columns)).mappings():
            found.setdefault(row[column], []).append(dict(row))
    return found


def _made(cls: type[Any], row: Row, **changes: Any) -> Any:
    own = {field.name: row[field.name] for field in fields(cls) if field.name in row}
    return cls(**(own | changes))
