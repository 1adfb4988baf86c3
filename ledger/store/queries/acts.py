# SPDX-License-Identifier: Apache-2.0
"""Reading what the chain said: acts of a subject up to a block, heads, blocks, and how far the mirror has read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from ledger.domain.event_json import from_json
from ledger.domain.events import Entry, Event, EventMeta, Recorded
from ledger.domain.fold import State, fold
from ledger.domain.ids import Address, Subject
from ledger.errors import NotFound
from ledger.store.tables import acts as t


@dataclass(frozen=True, slots=True)
class Head:
    """How far the mirror has read. Every answer says it: `final` is whether the block can no longer be taken back."""

    chain_id: int
    genesis_hash: bytes
    history: Address
    block_number: int
    block_hash: bytes
    timestamp: int
    sequence: int
    rolling: bytes
    finalized_number: int

    def is_final(self, block_number: int) -> bool:
        return block_number <= self.finalized_number


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block that holds at least one act, or one of the last blocks read."""

    number: int
    hash: bytes
    parent_hash: bytes
    timestamp: int


@dataclass(frozen=True, slots=True)
class SubjectHead:
    """How many acts a subject has, and the head after the last. `word` is what History's slot holds."""

    subject: Subject
    length: int
    head: bytes

    @property
    def word(self) -> bytes:
        return self.length.to_bytes(4, "big") + self.head[:28]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One act of a subject as History has it, with the name and canonical JSON of the module's event."""

    sequence: int
    subject: Subject
    length: int
    kind: int
    module: Address
    actor: Address
    payload_hash: bytes
    head: bytes
    rolling: bytes
    block_number: int
    block_hash: bytes
    timestamp: int
    tx_hash: bytes
    tx_index: int
    log_index: int
    event_log_index: int
    name: str
    body: str


def head(session: Session) -> Head | None:
    """How far the mirror has read; None for an empty one."""
    row = session.execute(select(t.cursor)).first()
    if row is None:
        return None
    fields = dict(row._mapping)
    del fields["only"]
    return Head(**fields)


def required_head(session: Session) -> Head:
    found = head(session)
    if found is None:
        raise NotFound("the mirror is empty: nothing was read from the chain yet", zh="镜像尚为空", code="MIRROR_EMPTY")
    return found


# --- acts -------------------------------------------------------------------------------------------------------------


def recorded_events(
    session: Session, subjects: Sequence[Subject], known_block: int | None = None
) -> Iterator[Recorded]:
    """The acts of some subjects in blocks up to `known_block`, by subject, in the order of each subject's history."""
    for row in session.execute(_acts(subjects, known_block)):
        yield _recorded(row)


def state_of(session: Session, subject: Subject, known_block: int | None = None) -> State | None:
    """The aggregate that a subject's acts up to `known_block` make; None if there are none."""
    return fold(recorded_events(session, [subject], known_block))


def entries(
    session: Session, subject: Subject, *, known_block: int | None = None, after: int = 0, limit: int | None = None
) -> list[EntryRow]:
    """The history of one subject, entries longer than `after` (a length), oldest first."""
    query = _acts([subject], known_block).where(t.entry.c.length > after)
    return [_entry_row(row) for row in session.execute(query.limit(limit) if limit is not None else query)]


@dataclass(frozen=True, slots=True)
class FirstLog:
    """The log of a subject's first act: its topics, one after another, then its data."""

    sequence: int
    subject: Subject
    raw: bytes


def first_logs(session: Session, kind: int, *, after: int = 0, limit: int = 100) -> list[FirstLog]:
    """The logs of subjects that begin with an act of a kind, those after a sequence, in the order of History."""
    query = (
        select(t.entry.c.sequence, t.entry.c.subject, t.event.c.topics, t.event.c.data)
        .join(t.event, t.event.c.sequence == t.entry.c.sequence)
        .where((t.entry.c.kind == kind) & (t.entry.c.length == 1) & (t.entry.c.sequence > after))
        .order_by(t.entry.c.sequence)
        .limit(limit)
    )
    return [FirstLog(row.sequence, Subject(row.subject), row.topics + row.data) for row in session.execute(query)]


def entries_signed_by(session: Session, account: Address, since: int, known_block: int | None = None) -> list[EntryRow]:
    """Acts since a moment that an account sent, or prepared for the one that did.

    Who prepared an act stands in the act's own event, wherever the module put it; hence the search through the text.
    """
    prepared = t.event.c.body.contains(_preparer(account), autoescape=True)
    query = _joined().where((t.block.c.timestamp >= since) & ((t.entry.c.actor == account) | prepared))
    if known_block is not None:
        query = query.where(t.entry.c.block_number <= known_block)
    return [_entry_row(row) for row in session.execute(query.order_by(t.entry.c.sequence))]


def is_signed_by(row: EntryRow, account: Address) -> bool:
    """Whether an account sent an act, or prepared it for the one that did."""
    return row.actor == account or names_preparer(row.body, account)


def names_preparer(body: str, account: Address) -> bool:
    """Whether an event, as JSON, says that an account prepared the act."""
    return _preparer(account) in body


def _preparer(account: Address) -> str:
    """A person who prepared an act, as its event's body says so."""
    return f'"preparer":"0x{account.hex()}"'


def entries_of_transaction(session: Session, tx_hash: bytes) -> list[EntryRow]:
    """Every act of one transaction, in order: what a submission brought about."""
    query = _joined().where(t.entry.c.tx_hash == tx_hash).order_by(t.entry.c.sequence)
    return [_entry_row(row) for row in session.execute(query)]


def entries_after(session: Session, sequence: int, limit: int) -> list[EntryRow]:
    """All acts after a sequence number, in the order of History: a feed, and what an auditor walks."""
    query = _joined().where(t.entry.c.sequence > sequence).order_by(t.entry.c.sequence).limit(limit)
    return [_entry_row(row) for row in session.execute(query)]


def raw_log(session: Session, sequence: int) -> tuple[tuple[bytes, ...], bytes] | None:
    """The topics and data of the module's log of one act, as its payload hash covers them."""
    row = session.execute(select(t.event.c.topics, t.event.c.data).where(t.event.c.sequence == sequence)).first()
    if row is None:
        return None
    return tuple(row.topics[i : i + 32] for i in range(0, len(row.topics), 32)), row.data


def subjects_of_kinds(session: Session, kinds: Sequence[int], known_block: int | None = None) -> list[Subject]:
    """Every subject that has an act of one of these kinds."""
    query = select(t.entry.c.subject).where(t.entry.c.kind.in_(kinds)).distinct().order_by(t.entry.c.subject)
    if known_block is not None:
        query = query.where(t.entry.c.block_number <= known_block)
    return [Subject(subject) for subject in session.scalars(query)]


def heads(session: Session, subjects: Sequence[Subject]) -> dict[bytes, SubjectHead]:
    """The heads of those of the subjects that have any act."""
    found: dict[bytes, SubjectHead] = {}
    for first in range(0, len(subjects), 500):
        query = select(t.head).where(t.head.c.subject.in_(subjects[first : first + 500]))
        found |= {row.subject: SubjectHead(row.subject, row.length, row.head) for row in session.execute(query)}
    return found


def subject_head(session: Session, subject: Subject, known_block: int | None = None) -> SubjectHead | None:
    """The head of a subject, now or as it was after a block."""
    if known_block is None:
        return heads(session, [subject]).get(subject)
    query = (
        select(t.entry.c.length, t.entry.c.head)
        .where((t.entry.c.subject == subject) & (t.entry.c.block_number <= known_block))
        .order_by(t.entry.c.length.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return None if row is None else SubjectHead(subject, row.length, row.head)


def all_heads(session: Session) -> Iterator[SubjectHead]:
    for row in session.execute(select(t.head).order_by(t.head.c.subject)):
        yield SubjectHead(row.subject, row.length, row.head)


# --- blocks -----------------------------------------------------------------------------------------------------------


def block(session: Session, number: int) -> BlockRow | None:
    """A block by its number, if it holds an act or is among the last that were read."""
    for table in (t.block, t.recent_block):
        row = session.execute(select(table).where(table.c.number == number)).first()
        if row is not None:
            return BlockRow(**row._mapping)
    return None


def last_block_with_acts(session: Session, *, until: int | None = None, number: int | None = None) -> BlockRow | None:
    """The newest block that holds an act and is not later than `until` (seconds), nor above `number`."""
    query = select(t.block).order_by(t.block.c.number.desc()).limit(1)
    if until is not None:
        query = query.where(t.block.c.timestamp <= until)
    if number is not None:
        query = query.where(t.block.c.number <= number)
    row = session.execute(query).first()
    return None if row is None else BlockRow(**row._mapping)


def recent_blocks(session: Session) -> list[BlockRow]:
    """The window of the last blocks read, oldest first."""
    query = select(t.recent_block).order_by(t.recent_block.c.number)
    return [BlockRow(**row._mapping) for row in session.execute(query)]


def counts(session: Session) -> tuple[int, int]:
    """How many acts and how many subjects there are."""
    acts = session.scalar(select(func.count()).select_from(t.entry)) or 0
    subjects = session.scalar(select(func.count()).select_from(t.head)) or 0
    return acts, subjects


# --- rows to values ---------------------------------------------------------------------------------------------------


def _joined() -> Select[Any]:
    return (
        select(
            t.entry,
            t.event.c.log_index.label("event_log_index"),
            t.event.c.name,
            t.event.c.body,
            t.block.c.hash.label("block_hash"),
            t.block.c.timestamp,
        )
        .join(t.event, t.event.c.sequence == t.entry.c.sequence)
        .join(t.block, t.block.c.number == t.entry.c.block_number)
    )


def _acts(subjects: Sequence[Subject], known_block: int | None) -> Select[Any]:
    query = _joined().where(t.entry.c.subject.in_(subjects)).order_by(t.entry.c.subject, t.entry.c.length)
    return query if known_block is None else query.where(t.entry.c.block_number <= known_block)


def _entry_row(row: Row[Any]) -> EntryRow:
    return EntryRow(**row._mapping)


def _recorded(row: Row[Any]) -> Recorded:
    meta = EventMeta(
        block_number=row.block_number,
        block_hash=row.block_hash,
        timestamp=row.timestamp,
        tx_hash=row.tx_hash,
        tx_index=row.tx_index,
        log_index=row.event_log_index,
        module=row.module,
    )
    entry = Entry(
        subject=row.subject,
        kind=row.kind,
        module=row.module,
        actor=row.actor,
        length=row.length,
        sequence=row.sequence,
        payload_hash=row.payload_hash,
        head=row.head,
    )
    return Recorded(meta, cast(Event, from_json(row.body)), entry)
