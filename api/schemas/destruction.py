# SPDX-License-Identifier: Apache-2.0
"""The shapes of destroying keys of documents."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.acts import Approver
from api.schemas.fields import Line, Moment, Paper, Sent, Shown, at, moment
from ledger.store.queries.records import KeyDestruction


class DestructionIn(Sent):
    """`decision_sha256` of the paper that decided, which stays with whoever decided. No `documents`: all of them."""

    decision_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    reason: Annotated[Paper, Field(min_length=1, max_length=2000)]
    documents: Annotated[tuple[Annotated[Line, Field(min_length=1, max_length=200)], ...], Field(max_length=64)] = ()
    approver: Approver = None


class DestructionOut(Shown):
    id: str
    documents: list[str]
    reason: str
    decision_sha256: str
    preparer: str
    approver: str
    prepared_at: Moment
    deadline: Moment
    destroyed_at: Moment | None
    state: Literal["WAITING", "DESTROYED", "WITHDRAWN", "EXPIRED"]


class DestructionList(Shown):
    items: list[DestructionOut]


def destruction_out(found: KeyDestruction, now: int) -> DestructionOut:
    return DestructionOut(
        id=found.destruction_id,
        documents=list(found.names),
        reason=found.reason,
        decision_sha256=found.decision_sha256.hex(),
        preparer=found.preparer,
        approver=found.approver,
        prepared_at=at(found.prepared_at),
        deadline=at(found.deadline),
        destroyed_at=moment(found.approved_at),
        state=_state(found, now),
    )


def _state(found: KeyDestruction, now: int) -> Literal["WAITING", "DESTROYED", "WITHDRAWN", "EXPIRED"]:
    if found.approved_at is not None:
        return "DESTROYED"
    if found.withdrawn_at is not None:
        return "WITHDRAWN"
    return "WAITING" if found.open_at(now) else "EXPIRED"
