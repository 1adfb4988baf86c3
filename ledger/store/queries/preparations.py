# SPDX-License-Identifier: Apache-2.0
"""Acts of two persons that wait for the second one: complete and signed by the first, and not on chain yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import CursorResult, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ledger.domain.ids import Address, OrgId
from ledger.store.session import Store
from ledger.store.tables.outbox import preparation as p


@dataclass(frozen=True, slots=True)
class PreparedAct:
    """`data` is the whole call with the preparer's signature, in hex; the approver's account sends exactly this."""

    id: str
    org_id: OrgId
    verb: str
    idempotency_key: str
    body_hash: bytes
    command: str
    kind: int
    preparer: str
    approver: str
    account: Address
    approver_account: Address
    target: Address
    data: str
    deadline: int
    created_at: int
    approved_at: int | None = None
    withdrawn_at: int | None = None

    def open_at(self, at: int) -> bool:
        return self.approved_at is None and self.withdrawn_at is None and at <= self.deadline


def added(store: Store, prepared: PreparedAct, alongside: Any = None) -> bool:
    """Store it with the records it rests on; false if its key is taken."""
    try:
        with store.writing() as session:
            session.execute(insert(p).values({c.name: getattr(prepared, c.name) for c in p.columns}))
            if alongside is not None:
                alongside(session)
    except IntegrityError:
        with store.reading() as session:
            if by_key(session, prepared.org_id, prepared.verb, prepared.idempotency_key) is not None:
                return False
        raise
    return True


def by_id(session: Session, prepared_id: str) -> PreparedAct | None:
    return _one(session, p.c.id == prepared_id)


def by_key(session: Session, org_id: str, verb: str, key: str) -> PreparedAct | None:
    return _one(session, (p.c.org_id == org_id) & (p.c.verb == verb) & (p.c.idempotency_key == key))


def is_over(session: Session, org_id: OrgId, key: str, at: int) -> bool:
    """Whether what was prepared under a key was let go, or ran out, without having been approved."""
    over = p.c.withdrawn_at.is_not(None) | (p.c.deadline < at)
    mine = (p.c.org_id == org_id) & (p.c.idempotency_key == key) & p.c.approved_at.is_(None)
    return session.execute(select(p.c.id).where(mine & over).limit(1)).first() is not None


def waiting(session: Session, org_id: OrgId, at: int) -> list[PreparedAct]:
    """Prepared acts of an organisation that can still be approved, oldest first."""
    query = (
        select(p)
        .where(p.c.org_id == org_id, p.c.approved_at.is_(None), p.c.withdrawn_at.is_(None), p.c.deadline >= at)
        .order_by(p.c.created_at, p.c.id)
    )
    return [PreparedAct(**row._mapping) for row in session.execute(query)]


def mark(session: Session, prepared_id: str, **changes: int) -> bool:
    """Note approval or withdrawal, once; false if either was noted before."""
    open_one = (p.c.id == prepared_id) & p.c.approved_at.is_(None) & p.c.withdrawn_at.is_(None)
    done = session.execute(update(p).where(open_one).values(**changes))
    return cast("CursorResult[Any]", done).rowcount == 1


def _one(session: Session, condition: Any) -> PreparedAct | None:
    row = session.execute(select(p).where(condition)).first()
    return PreparedAct(**row._mapping) if row is not None else None
