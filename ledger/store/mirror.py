# SPDX-License-Identifier: Apache-2.0
"""Writing the mirror: acts in, acts out, the cursor between. One writer, one transaction a call, all or nothing.

    extend     acts of the blocks after the cursor; folds the subjects they touch and writes each row once
    roll_back  every act above a block is taken away, and the subjects it touched are folded again from what is left
    clear      the mirror and its position are emptied, for a rebuild

For: the indexer. Not for: judging what a node says; whoever calls has verified heads and pairing. The cursor moves only
from where the caller found it: two followers of one database cannot both write the same range.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, TypeVar

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from ledger.domain.event_json import to_json
from ledger.domain.events import Recorded
from ledger.domain.fold import State, fold
from ledger.domain.ids import Address, Subject
from ledger.errors import Unavailable
from ledger.proofs.history import EarlierHistory, Spine
from ledger.store.bulk import insert_rows
from ledger.store.projection import replace_rows
from ledger.store.queries.acts import recorded_events
from ledger.store.session import lock_mirror
from ledger.store.tables import MIRROR, POSITION
from ledger.store.tables import acts as t

T = TypeVar("T")

WINDOW: Final = 256
"""How many of the last blocks' hashes are kept, so that a reorganisation of that depth is healed."""

_CHUNK: Final = 500
"""Values in one IN list; SQLite allows few variables in a statement."""


@dataclass(frozen=True, slots=True)
class Block:
    """What the mirror keeps of a header."""

    number: int
    hash: bytes
    parent_hash: bytes
    timestamp: int


@dataclass(frozen=True, slots=True)
class Source:
    """Which deployment a mirror is of. A store filled from one never takes acts of another, but goes on where that one
    went on from `earlier` ones."""

    chain_id: int
    genesis_hash: bytes
    history: Address
    earlier: tuple[EarlierHistory, ...] = ()

    def history_at(self, sequence: int) -> Address:
        """The History that holds the entry of this sequence."""
        return Spine(self.chain_id, self.history, self.earlier).history_of(sequence)


@dataclass(frozen=True, slots=True)
class Position:
    """How far the chain was read: the last block, and what History's sequence and rolling head are there."""

    block: Block
    sequence: int
    rolling: bytes
    finalized: int


@dataclass(frozen=True, slots=True)
class Witnessed:
    """One act with the bytes that were hashed for it, and the rolling head after it."""

    recorded: Recorded
    topics: bytes
    data: bytes
    entry_log_index: int
    rolling: bytes


# --- extending --------------------------------------------------------------------------------------------------------


def extend(
    session: Session,
    source: Source,
    found: Position | None,
    to: Position,
    acts: Sequence[Witnessed],
    blocks: Sequence[Block],
    recent: Sequence[Block],
) -> None:
    """Write what blocks after `found` brought, up to `to`. `blocks` hold the acts; `recent` are the last ones read."""
    _move_cursor(session, source, found, to)
    insert_rows(session, t.block, (_block_row(block) for block in blocks))
    insert_rows(session, t.entry, (_entry_row(act) for act in acts))
    insert_rows(session, t.event, (_event_row(act) for act in acts))
    _write_heads(session, acts)
    _project(session, acts)
    _remember(session, recent, to.block.number)


def _move_cursor(session: Session, source: Source, found: Position | None, to: Position) -> None:
    lock_mirror(session)
    row = {
        "chain_id": source.chain_id,
        "genesis_hash": source.genesis_hash,
        "history": source.history_at(to.sequence),
        "block_number": to.block.number,
        "block_hash": to.block.hash,
        "timestamp": to.block.timestamp,
        "sequence": to.sequence,
        "rolling": to.rolling,
        "finalized_number": to.finalized,
    }
    if found is None:
        if session.execute(select(t.cursor.c.only)).first() is not None:
            raise cursor_moved(found)
        session.execute(insert(t.cursor), {"only": 1, **row})
        return
    here = (
        (t.cursor.c.block_hash == found.block.hash)
        & (t.cursor.c.sequence == found.sequence)
        & (t.cursor.c.history == source.history_at(found.sequence))
    )
    moved = session.execute(update(t.cursor).where(here).values(**row))
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise cursor_moved(found)


def cursor_moved(found: Position | None) -> Unavailable:
    """Another follower of the same database was faster. Nothing is wrong: look again."""
    where = "an empty mirror" if found is None else f"block {found.block.number}"
    return Unavailable(
        f"somebody else moved the mirror away from {where}; nothing was written",
        zh="镜像的游标已被其他进程移动，本次未写入",
        code="CURSOR_MOVED",
        found=None if found is None else found.block.number,
    )


def set_finalized(session: Session, found: Position, finalized: int) -> None:
    """Note that more of what was read is final now. Finality never goes back."""
    lock_mirror(session)
    here = (t.cursor.c.block_hash == found.block.hash) & (t.cursor.c.finalized_number <= finalized)
    if session.execute(update(t.cursor).where(here).values(finalized_number=finalized)).rowcount != 1:  # type: ignore[attr-defined]
        raise cursor_moved(found)


def _block_row(block: Block) -> dict[str, Any]:
    return {
        "number": block.number,
        "hash": block.hash,
        "parent_hash": block.parent_hash,
        "timestamp": block.timestamp,
    }


def _entry_row(act: Witnessed) -> dict[str, Any]:
    entry, meta = act.recorded.entry, act.recorded.meta
    return {
        "sequence": entry.sequence,
        "subject": entry.subject,
        "length": entry.length,
        "kind": entry.kind,
        "module": entry.module,
        "actor": entry.actor,
        "payload_hash": entry.payload_hash,
        "head": entry.head,
        "rolling": act.rolling,
        "block_number": meta.block_number,
        "tx_hash": meta.tx_hash,
        "tx_index": meta.tx_index,
        "log_index": act.entry_log_index,
    }


def _event_row(act: Witnessed) -> dict[str, Any]:
    event = act.recorded.event
    return {
        "sequence": act.recorded.entry.sequence,
        "name": type(event).__name__,
        "log_index": act.recorded.meta.log_index,
        "topics": act.topics,
        "data": act.data,
        "body": to_json(event),
    }


def _write_heads(session: Session, acts: Sequence[Witnessed]) -> None:
    last = {act.recorded.entry.subject: act.recorded.entry for act in acts}
    known = [entry.subject for entry in last.values() if entry.length > 1]
    for keys in _chunks(known):
        session.execute(delete(t.head).where(t.head.c.subject.in_(keys)))
    insert_rows(session, t.head, ({"subject": e.subject, "length": e.length, "head": e.head} for e in last.values()))


def _project(session: Session, acts: Sequence[Witnessed]) -> None:
    """Fold every touched subject once, from its state before to its state after, and replace its rows."""
    new: dict[bytes, list[Recorded]] = {}
    for act in acts:
        new.setdefault(act.recorded.entry.subject, []).append(act.recorded)
    known = [Subject(subject) for subject, first in new.items() if first[0].entry.length > 1]
    before = _folded(session, known, below={subject: new[subject][0].entry.length for subject in known})
    after = [fold(recorded, before.get(subject)) for subject, recorded in new.items()]
    replace_rows(session, before.values(), (state for state in after if state is not None))


def _folded(
    session: Session, subjects: Sequence[Subject], below: Mapping[bytes, int] | None = None
) -> dict[bytes, State]:
    """The states of subjects from their stored acts, those of length `below[subject]` and more left out."""
    states: dict[bytes, State] = {}
    for keys in _chunks(subjects):
        stored = recorded_events(session, keys)
        for subject, acts in groupby(stored, key=lambda recorded: recorded.entry.subject):
            wanted = (r for r in acts if below is None or r.entry.length < below[subject])
            state = fold(wanted)
            if state is not None:
                states[subject] = state
    return states


def _remember(session: Session, recent: Sequence[Block], tip: int) -> None:
    insert_rows(session, t.recent_block, (_block_row(block) for block in recent))
    session.execute(delete(t.recent_block).where(t.recent_block.c.number <= tip - WINDOW))


# --- going back -------------------------------------------------------------------------------------------------------


def roll_back(session: Session, source: Source, found: Position, to: Block) -> Position:
    """Take away every act above `to`, fold what is left of their subjects, and stand there. The new position."""
    position = _position_at(session, to, found.finalized)
    _move_cursor(session, source, found, position)
    touched = _touched_above(session, to.number)
    before = _folded(session, touched)
    _delete_above(session, to.number)
    after = _folded(session, touched)
    replace_rows(session, before.values(), after.values())
    _restore_heads(session, touched)
    return position


def _position_at(session: Session, block: Block, finalized: int) -> Position:
    last = session.execute(
        select(t.entry.c.sequence, t.entry.c.rolling)
        .where(t.entry.c.block_number <= block.number)
        .order_by(t.entry.c.sequence.desc())
        .limit(1)
    ).first()
    sequence, rolling = (0, bytes(32)) if last is None else (last.sequence, last.rolling)
    return Position(block, sequence, rolling, min(finalized, block.number))


def _touched_above(session: Session, number: int) -> list[Subject]:
    found = select(t.entry.c.subject).where(t.entry.c.block_number > number).distinct().order_by(t.entry.c.subject)
    return [Subject(subject) for subject in session.scalars(found)]


def _delete_above(session: Session, number: int) -> None:
    gone = select(t.entry.c.sequence).where(t.entry.c.block_number > number)
    session.execute(delete(t.event).where(t.event.c.sequence.in_(gone)))
    session.execute(delete(t.entry).where(t.entry.c.block_number > number))
    session.execute(delete(t.block).where(t.block.c.number > number))
    session.execute(delete(t.recent_block).where(t.recent_block.c.number > number))


def _restore_heads(session: Session, subjects: Sequence[Subject]) -> None:
    for keys in _chunks(subjects):
        session.execute(delete(t.head).where(t.head.c.subject.in_(keys)))
        newest = (
            select(t.entry.c.subject, func.max(t.entry.c.length).label("length"))
            .where(t.entry.c.subject.in_(keys))
            .group_by(t.entry.c.subject)
            .subquery()
        )
        left = select(t.entry.c.subject, t.entry.c.length, t.entry.c.head).join(
            newest, (newest.c.subject == t.entry.c.subject) & (newest.c.length == t.entry.c.length)
        )
        insert_rows(session, t.head, (dict(row._mapping) for row in session.execute(left)))


def clear(session: Session) -> None:
    """Empty the mirror and its position. Outbox and records stay."""
    lock_mirror(session)
    for table in reversed((*POSITION, *MIRROR)):
        session.execute(delete(table))


def _chunks(values: Sequence[T]) -> Iterable[Sequence[T]]:
    return (values[first : first + _CHUNK] for first in range(0, len(values), _CHUNK))
