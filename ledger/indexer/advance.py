# SPDX-License-Identifier: Apache-2.0
"""One step of the indexer: look at the node, decide, write. Catching up and rebuilding are steps until nothing is left.

The mirror and its position are one transaction: whatever is killed whenever, the mirror stands at a block, and the next
step goes on from there. The position is read anew at each step, so a second follower of the same database does no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ledger.chain.protocol import ChainReader
from ledger.domain.ids import Subject
from ledger.errors import Inconsistent, Unavailable
from ledger.indexer.reading import HistorySays, Range, block_of, ranges
from ledger.indexer.reconcile import Descend, Extend, Gap, Local, Outcome, Rollback, Settled, reconcile
from ledger.indexer.watched import Watched
from ledger.indexer.witness import Before, subjects_in, witness
from ledger.store import mirror
from ledger.store.mirror import WINDOW, Block, Position
from ledger.store.queries import acts as queries
from ledger.store.session import Store

MAX_LOOKS: Final = 2 * WINDOW + 8
"""Headers looked at in one walk; a chain that moves faster than it can be looked at is tried again later."""

Progress = Callable[[Position, int], None]
"""Called after each commit with where the mirror stands and how far it is going."""


@dataclass(frozen=True, slots=True)
class Indexer:
    """Chain and store, and what belongs to one ledger of them."""

    reader: ChainReader
    store: Store
    watched: Watched

    def check_source(self) -> None:
        """The node is on the chain that is meant, and the mirror was filled from it. Inconsistent otherwise."""
        genesis = self.reader.header(0).hash
        if genesis != self.watched.genesis_hash:
            raise _replaced("CHAIN_REPLACED", "the node is on another chain: its genesis differs", "节点的创世区块不符")
        with self.store.reading() as session:
            head = queries.head(session)
        if head is not None and (head.chain_id, head.genesis_hash, head.history) != (
            self.watched.chain_id,
            self.watched.genesis_hash,
            self.watched.source.history_at(head.sequence),
        ):
            raise _replaced("MIRROR_OF_ANOTHER_CHAIN", "the mirror was filled from another ledger", "镜像来自另一账本")

    def position(self) -> Position | None:
        with self.store.reading() as session:
            return _position(queries.head(session))

    def step(self, until: int | None = None, progress: Progress | None = None) -> Outcome:
        """Look once and act on it: at most one rollback, or everything up to the head (or `until`)."""
        head = block_of(self.reader.head())
        if until is not None and head.number > until:
            head = block_of(self.reader.header(until))
        local = self._local()
        if local is None:
            return self._begin(head, progress)
        found, held = local
        outcome = self._look(found, held, head)
        match outcome:
            case Extend(first, last):
                self._extend(found, first, last, progress)
            case Rollback(to):
                with self.store.writing() as session:
                    mirror.roll_back(session, self.watched.source, found, to)
            case Settled(0):
                self._note_finality(found, held)
            case _:
                pass
        return outcome

    def go_back(self, number: int) -> None:
        """Stand at a block again, as if nothing above it had been read: for a reader that knew too few contracts."""
        found = self.position()
        if found is None or found.block.number <= number:
            return
        to = block_of(self.reader.header(number))
        with self.store.writing() as session:
            mirror.roll_back(session, self.watched.source, found, to)

    def _begin(self, head: Block, progress: Progress | None) -> Outcome:
        """An empty mirror: the deployment's first block is the first to read."""
        self.check_source()
        if head.number < self.watched.first_block:
            return Settled(0)
        self._extend(None, self.watched.first_block, head.number, progress)
        return Extend(self.watched.first_block, head.number)

    def _look(self, found: Position, local: Local, head: Block) -> Outcome:
        if head.number < found.block.number and head.number not in local.held:
            return self._far_behind(found, head)
        seen = head
        for _ in range(MAX_LOOKS):
            outcome = reconcile(local, head, seen)
            match outcome:
                case Gap(number) | Descend(number):
                    seen = block_of(self.reader.header(number))
                case _:
                    return outcome
        raise _moving("the chain moves faster than it can be read")

    def _far_behind(self, found: Position, head: Block) -> Outcome:
        """The node stands below everything in the window. It may be catching up; if its blocks are others, refuse."""
        with self.store.reading() as session:
            anchor = queries.last_block_with_acts(session, number=head.number)
        if anchor is None:
            self.check_source()
        elif self.reader.header(anchor.number).hash != anchor.hash:
            raise _replaced("REORG_BEYOND_WINDOW", f"block {anchor.number} is another one there", "链已被替换")
        return Settled(found.block.number - head.number)

    def _local(self) -> tuple[Position, Local] | None:
        """Position and window of one moment: beside a rebuild, the position of before and the window of after would
        look like a chain whose final blocks were replaced."""
        with self.store.reading() as session:
            found = _position(queries.head(session))
            recent = queries.recent_blocks(session)
        if found is None:
            return None
        held = {row.number: Block(row.number, row.hash, row.parent_hash, row.timestamp) for row in recent}
        return found, Local(found.block, held, found.finalized)

    def _extend(self, found: Position | None, first: int, last: int, progress: Progress | None) -> None:
        final = self.reader.finalized().number
        with ranges(self.reader, self.watched, first, last) as reading:
            for read in reading:
                found = self._write(found, read, final)
                if progress is not None:
                    progress(found, last)

    def _write(self, found: Position | None, read: Range, final: int) -> Position:
        if found is not None and read.blocks[0].parent_hash != found.block.hash:
            raise _moving("the chain moved while it was read; read again")
        with self.store.reading() as session:
            if not _stands_at(queries.head(session), found):
                raise mirror.cursor_moved(found)
            before = self._before(queries.heads(session, self._subjects(read)), found)
        by_number = {block.number: block for block in read.blocks}
        acts = witness(self.watched.spine, before, by_number, read.logs)
        last = read.blocks[-1]
        here = HistorySays(before.sequence + len(acts), acts[-1].rolling if acts else before.rolling)
        _agrees(read.says, here, last)
        earlier = found.finalized if found is not None else 0
        to = Position(last, here.sequence, here.rolling, max(earlier, min(final, last.number)))
        holding = dict.fromkeys(act.recorded.meta.block_number for act in acts)
        blocks = [by_number[number] for number in holding]
        with self.store.writing() as session:
            mirror.extend(session, self.watched.source, found, to, acts, blocks, read.blocks[-WINDOW:])
        return to

    def _subjects(self, read: Range) -> list[Subject]:
        return [Subject(subject) for subject in subjects_in(read.logs, self.watched.spine)]

    def _before(self, heads: dict[bytes, queries.SubjectHead], found: Position | None) -> Before:
        known = {subject: (head.length, head.head) for subject, head in heads.items()}
        return Before(0, bytes(32), known) if found is None else Before(found.sequence, found.rolling, known)

    def _note_finality(self, found: Position, local: Local) -> None:
        """What is final now must be a block that we hold: since the head was looked at, another may have taken its
        place, and ours would be final for ever."""
        newest = self.reader.finalized()
        final = min(newest.number, found.block.number)
        if final <= found.finalized:
            return
        there, ours = newest if newest.number == final else self.reader.header(final), local.held.get(final)
        if ours is None or ours.hash == there.hash:
            with self.store.writing() as session:
                mirror.set_finalized(session, found, final)


def catch_up(indexer: Indexer, until: int | None = None, progress: Progress | None = None) -> Position:
    """Step until the mirror stands at the node's head (or at block `until`). What happens meanwhile is followed."""
    indexer.check_source()
    while True:
        outcome = indexer.step(until, progress)
        if isinstance(outcome, Settled):
            found = indexer.position()
            if found is None:
                raise Unavailable("the chain has not reached the deployment's first block", zh="链尚未到达部署区块",
                                  code="CHAIN_BEFORE_DEPLOYMENT")  # fmt: skip
            return found


def rebuild(indexer: Indexer, until: int | None = None, progress: Progress | None = None) -> Position:
    """Empty the mirror and read it anew from the chain alone. Outbox and records stay as they are."""
    indexer.store.migrate()
    with indexer.store.writing() as session:
        mirror.clear(session)
    return catch_up(indexer, until, progress)


def _position(head: queries.Head | None) -> Position | None:
    if head is None:
        return None
    # The parent of the tip is in the window; nothing here asks for it.
    block = Block(head.block_number, head.block_hash, b"", head.timestamp)
    return Position(block, head.sequence, head.rolling, head.finalized_number)


def _stands_at(head: queries.Head | None, found: Position | None) -> bool:
    if head is None or found is None:
        return head is None and found is None
    return (head.block_hash, head.sequence) == (found.block.hash, found.sequence)


def _agrees(says: HistorySays | None, ours: HistorySays, at: Block) -> None:
    """History's own count and rolling head at the last block: nothing was left out at the end of the range either."""
    if says is None or says == ours:
        return
    raise Inconsistent(
        f"History stands at entry {says.sequence} in block {at.number}; the logs lead to {ours.sequence}",
        zh=f"区块 {at.number} 处 History 为第 {says.sequence} 条，而日志只到第 {ours.sequence} 条",
        code="HISTORY_DIFFERS",
        number=at.number,
        expected=f"{says.sequence}|0x{says.rolling.hex()}",
        actual=f"{ours.sequence}|0x{ours.rolling.hex()}",
    )


def _moving(en: str) -> Unavailable:
    return Unavailable(en, zh="读取期间链发生变动，请重读", code="CHAIN_MOVED")


def _replaced(code: str, en: str, zh: str) -> Inconsistent:
    return Inconsistent(f"{en}; nothing was changed", zh=f"{zh}；未作任何更改", code=code)
