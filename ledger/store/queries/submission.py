# SPDX-License-Identifier: Apache-2.0
"""The outbox: wishes with what became of them, and leases on accounts. One function per step; the caller commits.

Steps only go where the state machine allows: each update names the states it may start from, so that two processes that
race find out who was late instead of undoing one another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ledger.domain.ids import Address
from ledger.errors import Unavailable
from ledger.store.session import Store
from ledger.store.tables.outbox import lease as l
from ledger.store.tables.outbox import submission as s


class SubmissionState(StrEnum):
    """DRAFT -> SIGNED -> SENT -> INCLUDED | REVERTED -> FINAL | FAILED.

    INCLUDED and REVERTED go back to SENT when the chain takes their block back; a DRAFT that the contract refuses
    beforehand is FAILED without a signature; a signed one whose nonce another transaction took is a DRAFT again.
    """

    DRAFT = "DRAFT"
    SIGNED = "SIGNED"
    SENT = "SENT"
    INCLUDED = "INCLUDED"
    REVERTED = "REVERTED"
    FINAL = "FINAL"
    FAILED = "FAILED"


SETTLED = frozenset({SubmissionState.FINAL, SubmissionState.FAILED})
IN_FLIGHT = frozenset(
    {SubmissionState.SIGNED, SubmissionState.SENT, SubmissionState.INCLUDED, SubmissionState.REVERTED}
)


@dataclass(frozen=True, slots=True)
class Submission:
    """One row of the outbox. `draft` is JSON {to, data, gas}; `answer` is what the asker is told, for ever."""

    id: str
    org_id: str
    verb: str
    idempotency_key: str
    body_hash: bytes
    state: SubmissionState
    person: str
    account: Address
    chain_id: int
    target: Address
    command: str
    draft: str
    nonce: int | None
    signed: bytes | None
    tx_hash: bytes | None
    attempts: int
    created_at: int
    updated_at: int
    sent_at: int | None
    block_number: int | None
    block_hash: bytes | None
    tx_index: int | None
    succeeded: bool | None
    gas_used: int | None
    answer: str | None
    error_code: str | None
    error_zh: str | None
    error_en: str | None

    @property
    def settled(self) -> bool:
        return self.state in SETTLED


def added(store: Store, submission: Submission, alongside: Callable[[Session], None] | None = None) -> bool:
    """Store a new wish, and what belongs to it, in one commit; false if its id or key is taken."""
    values = {column.name: getattr(submission, column.name) for column in s.columns}
    try:
        with store.writing() as session:
            session.execute(insert(s).values(values))
            if alongside is not None:
                alongside(session)
    except IntegrityError:
        if key_taken(store, submission):
            return False
        raise
    return True


def key_taken(store: Store, submission: Submission) -> bool:
    with store.reading() as session:
        return by_key(session, submission.org_id, submission.verb, submission.idempotency_key) is not None


def by_id(session: Session, submission_id: str) -> Submission | None:
    return _one(session, s.c.id == submission_id)


def was_refused(session: Session, org_id: str, key: str, verb: str | None = None) -> bool:
    """Whether a wish of the organisation failed under this key; of whatever verb, if none is named."""
    failed = select(s.c.id).where(s.c.org_id == org_id, s.c.idempotency_key == key, s.c.state == SubmissionState.FAILED)
    if verb is not None:
        failed = failed.where(s.c.verb == verb)
    return session.execute(failed.limit(1)).first() is not None


def by_key(session: Session, org_id: str, verb: str, key: str) -> Submission | None:
    return _one(session, (s.c.org_id == org_id) & (s.c.verb == verb) & (s.c.idempotency_key == key))


def unsettled(session: Session, accounts: Collection[Address] | None = None) -> list[Submission]:
    """Wishes that still need something done, oldest first (ids grow with time); of these accounts, or of all."""
    query = select(s).where(s.c.state.not_in([state.value for state in SETTLED]))
    if accounts is not None:
        query = query.where(s.c.account.in_(list(accounts)))
    return [_submission(row) for row in session.execute(query.order_by(s.c.id))]


def settled_final(session: Session) -> Iterator[Submission]:
    """Every wish whose asker was told that it is done."""
    query = select(s).where(s.c.state == SubmissionState.FINAL.value).order_by(s.c.id)
    for row in session.execute(query):
        yield _submission(row)


def recent(session: Session, org_id: str, limit: int) -> list[Submission]:
    query = select(s).where(s.c.org_id == org_id).order_by(s.c.id.desc()).limit(limit)
    return [_submission(row) for row in session.execute(query)]


def counts(session: Session) -> dict[str, int]:
    """How many wishes are in each state."""
    rows = session.execute(select(s.c.state, func.count()).group_by(s.c.state))
    return {state: count for state, count in rows}


def step(session: Session, submission_id: str, sources: Collection[SubmissionState], now: int, **changes: Any) -> bool:
    """Change a wish if it is still in one of `sources`; false if somebody else was there first. Unavailable if another
    wish of the account has the nonce: two processes signed at once, and the later one begins again."""
    values = {name: value.value if isinstance(value, SubmissionState) else value for name, value in changes.items()}
    allowed = [state.value for state in sources]
    change = update(s).where(s.c.id == submission_id, s.c.state.in_(allowed)).values(updated_at=now, **values)
    try:
        done = session.execute(change)
    except IntegrityError as error:
        raise Unavailable(
            "another process gave this nonce to a wish of its own",
            zh="该序号已被另一进程使用",
            code="NONCE_ALLOTTED",
            submission=submission_id,
        ) from error
    return cast("CursorResult[Any]", done).rowcount == 1


def highest_open_nonce(session: Session, chain_id: int, account: Address) -> int | None:
    """The highest nonce that an unsettled wish of this account holds. Settled ones are below the chain's own count."""
    query = select(func.max(s.c.nonce)).where(
        s.c.chain_id == chain_id, s.c.account == account, s.c.state.not_in([state.value for state in SETTLED])
    )
    return cast("int | None", session.execute(query).scalar())


# --- leases -----------------------------------------------------------------------------------------------------------


def _nobody(_holder: str) -> bool:
    return False


def take_lease(
    session: Session,
    account: Address,
    holder: str,
    now: int,
    seconds: int,
    is_dead: Callable[[str], bool] = _nobody,
) -> bool:
    """Take or renew the lease on an account; false while the lease of another holder runs who is not known to be dead.
    One writer at a time sees it."""
    row = session.execute(select(l.c.holder, l.c.until_at).where(l.c.account == account).with_for_update()).first()
    if row is None:
        session.execute(insert(l).values(account=account, holder=holder, until_at=now + seconds))
        return True
    if row.holder != holder and row.until_at > now and not is_dead(row.holder):
        return False
    session.execute(update(l).where(l.c.account == account).values(holder=holder, until_at=now + seconds))
    return True


def drop_leases(session: Session, holder: str) -> None:
    session.execute(delete(l).where(l.c.holder == holder))


def leases(session: Session) -> Sequence[tuple[bytes, str, int]]:
    return [(row.account, row.holder, row.until_at) for row in session.execute(select(l).order_by(l.c.account))]


def _one(session: Session, condition: Any) -> Submission | None:
    row = session.execute(select(s).where(condition)).first()
    return _submission(row) if row is not None else None


def _submission(row: Any) -> Submission:
    values = dict(row._mapping)
    values["state"] = SubmissionState(values["state"])
    return Submission(**values)
