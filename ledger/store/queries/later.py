# SPDX-License-Identifier: Apache-2.0
"""What befell a certificate after it was issued, from its rows: the inverse of what `projection.rows_of` made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Table

from ledger.domain.calendar import Day
from ledger.domain.certificate import DisputeRecord, LinkRecord, Proceeding, ReconciliationRecord, RelationRecord
from ledger.domain.kinds import DisputeOutcome, Procedure, ProceedingState
from ledger.store.queries.values import made
from ledger.store.tables import projections as t

LATER: Final[tuple[Table, ...]] = (
    t.proceeding,
    t.dispute,
    t.reconciliation,
    t.certificate_link,
    t.certificate_relation,
)


def life_of(*parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The fields of a `Certificate` that the rows of these tables stand for."""
    proceedings, disputes, compared, links, relations = parts
    return {
        "proceedings": tuple(_proceeding(row) for row in proceedings),
        "disputes": tuple(made(DisputeRecord, row, outcome=DisputeOutcome(row["outcome"])) for row in disputes),
        "reconciliations": tuple(made(ReconciliationRecord, row) for row in compared),
        "links": tuple(made(LinkRecord, row) for row in links),
        "relations": tuple(made(RelationRecord, row) for row in relations),
    }


def _proceeding(row: dict[str, Any]) -> Proceeding:
    last_day = row["notice_last_day"]
    found: Proceeding = made(
        Proceeding,
        row,
        procedure=Procedure(row["procedure"]),
        state=ProceedingState(row["state"]),
        notice_last_day=None if last_day is None else Day(last_day),
        before=row["before_digest"],
        afterwards=row["after_digest"],
    )
    return found
