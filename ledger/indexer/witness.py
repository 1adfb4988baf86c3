# SPDX-License-Identifier: Apache-2.0
"""Logs of a range become acts that can be believed, or nothing does. Pure.

Every log belongs to an entry of History and every entry to a log; payload hashes, heads, lengths, sequence and rolling
head follow from one another without a gap. Whatever does not is Inconsistent, and names the act.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from ledger.chain.decode import decode
from ledger.chain.protocol import Log
from ledger.domain.events import Entry, Event, EventMeta, Recorded
from ledger.domain.ids import Address
from ledger.domain.subjects import kind_of, subject_of
from ledger.errors import Inconsistent
from ledger.proofs.history import NO_HEAD, Act, Spine, head_after, is_entry, pair, verify_rolling
from ledger.store.mirror import Block, Witnessed


@dataclass(frozen=True, slots=True)
class Before:
    """What History said before the range: its sequence and rolling head, and (length, head) of each subject touched."""

    sequence: int
    rolling: bytes
    heads: Mapping[bytes, tuple[int, bytes]]


def subjects_in(logs: Sequence[Log], spine: Spine) -> list[bytes]:
    """The subjects whose heads the logs extend."""
    return list(
        dict.fromkeys(
            log.topics[1]
            for history in spine.histories
            for log in logs
            if is_entry(log, history) and len(log.topics) > 1
        )
    )


def witness(spine: Spine, before: Before, blocks: Mapping[int, Block], logs: Sequence[Log]) -> list[Witnessed]:
    """The acts of a range in the order of History, verified. `blocks` are at least all blocks with logs."""
    acts: list[Witnessed] = []
    heads = dict(before.heads)
    rolling, sequence = before.rolling, before.sequence
    for _, same in groupby(logs, key=lambda log: (log.block_number, log.tx_index)):
        transaction = list(same)
        # Where the next entry must stand: one that stands elsewhere is a log without an entry.
        history = spine.history_of(sequence + 1)
        indexes = (log.log_index for log in transaction if is_entry(log, history))
        for act, index in zip(pair(transaction, history), indexes, strict=True):
            rolling, sequence = verify_rolling([act.entry], rolling, sequence)
            _follow(spine, heads, act.entry)
            acts.append(_witnessed(act, index, rolling, blocks[act.log.block_number]))
    return acts


def _follow(spine: Spine, heads: dict[bytes, tuple[int, bytes]], entry: Entry) -> None:
    """The entry is the next one of its subject, and its head follows from the one before."""
    length, head = heads.get(entry.subject, (0, NO_HEAD))
    if entry.length != length + 1:
        raise _does_not_follow("ENTRY_MISSING", entry, f"length {length + 1}", f"length {entry.length}")
    expected = head_after(spine, head, entry)
    if expected != entry.head:
        raise _does_not_follow("ENTRY_HEAD_DIFFERS", entry, "0x" + expected.hex(), "0x" + entry.head.hex())
    heads[entry.subject] = entry.length, entry.head


def _does_not_follow(code: str, entry: Entry, expected: str, actual: str) -> Inconsistent:
    return Inconsistent(
        f"entry {entry.sequence} does not follow on what is known of its subject",
        zh=f"历史记录 {entry.sequence} 与该主体已知的历史不衔接",
        code=code,
        sequence=entry.sequence,
        subject="0x" + entry.subject.hex(),
        expected=expected,
        actual=actual,
    )


def _witnessed(act: Act[Log], entry_index: int, rolling: bytes, block: Block) -> Witnessed:
    log = act.log
    meta = EventMeta(
        block_number=log.block_number,
        block_hash=log.block_hash,
        timestamp=block.timestamp,
        tx_hash=log.tx_hash,
        tx_index=log.tx_index,
        log_index=log.log_index,
        module=Address(log.address),
    )
    event = cast(Event, decode(log.topics, log.data))
    if (subject_of(event), kind_of(event)) != (act.entry.subject, act.entry.kind):
        raise _does_not_follow("ENTRY_OF_ANOTHER_ACT", act.entry, kind_of(event).name, f"kind {act.entry.kind}")
    return Witnessed(Recorded(meta, event, act.entry), b"".join(log.topics), log.data, entry_index, rolling)
