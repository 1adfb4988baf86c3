# SPDX-License-Identifier: Apache-2.0
"""A range from the node: headers, logs, and what History itself says at the end of it; one range read ahead.

Not for: believing. The client has checked the answers against each other; `witness.py` checks them against History.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from ledger.chain.protocol import ChainReader, Header, Log
from ledger.domain.ids import Address
from ledger.domain.keccak import keccak
from ledger.errors import Inconsistent, Unavailable
from ledger.indexer.watched import Watched
from ledger.store.mirror import Block

AIM_LOGS: Final = 10_000
"""Larger answers are slower per log, smaller ones cost a round trip and a commit each (performance.md)."""
MAX_BLOCKS: Final = 4_096

_ROLLING: Final = keccak(b"rolling()")[:4]
_SEQUENCE: Final = keccak(b"sequence()")[:4]


@dataclass(frozen=True, slots=True)
class HistorySays:
    """History's sequence and rolling head at a block."""

    sequence: int
    rolling: bytes


@dataclass(frozen=True, slots=True)
class Range:
    """Everything that was read of some blocks in a row. `says` is None where the node forgot the state."""

    blocks: tuple[Block, ...]
    logs: tuple[Log, ...]
    says: HistorySays | None


def block_of(header: Header) -> Block:
    return Block(header.number, header.hash, header.parent_hash, header.timestamp)


def read_range(reader: ChainReader, watched: Watched, first: int, last: int) -> Range:
    headers = reader.headers(first, last)
    logs = reader.logs(first, last, watched.addresses, headers)
    return Range(tuple(block_of(h) for h in headers), tuple(logs), _history_says(reader, watched, headers[-1]))


def _history_says(reader: ChainReader, watched: Watched, header: Header) -> HistorySays | None:
    """What the newest History of the line says that was deployed by then."""
    try:
        answers = (_asked(reader, history, header) for history in reversed(watched.spine.histories))
        found = next(((sequence, rolling) for sequence, rolling in answers if sequence or rolling), None)
    except Unavailable as error:
        if error.code == "CHAIN_STATE_PRUNED":
            return None
        raise
    if found is None:
        return HistorySays(0, bytes(32))  # before any was deployed
    sequence, rolling = found
    if len(sequence) != 32 or len(rolling) != 32:
        raise Inconsistent("History answers with something else than words", zh="History 的答复不是预期的字",
                           code="HISTORY_ANSWER_MALFORMED", number=header.number)  # fmt: skip
    return HistorySays(int.from_bytes(sequence, "big"), rolling)


def _asked(reader: ChainReader, history: Address, header: Header) -> tuple[bytes, bytes]:
    return reader.call(history, _SEQUENCE, header.hash), reader.call(history, _ROLLING, header.hash)


class Span:
    """How many blocks to ask for, so that about `AIM_LOGS` logs come back."""

    def __init__(self, blocks: int = 256) -> None:
        self.blocks = blocks

    def learn(self, read: Range) -> None:
        wanted = len(read.blocks) * AIM_LOGS // max(1, len(read.logs))
        self.blocks = max(1, min(wanted, self.blocks * 4, MAX_BLOCKS))


@contextmanager
def ranges(reader: ChainReader, watched: Watched, first: int, last: int) -> Iterator[Iterator[Range]]:
    """The blocks `first` to `last` in ranges; while one is being written, the next is read by one thread."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="prefetch") as reading:
        pending: list[Future[Range]] = []
        try:
            yield _ahead(reading, pending, reader, watched, first, last)
        finally:
            for future in pending:
                future.cancel()


def _ahead(
    reading: ThreadPoolExecutor,
    pending: list[Future[Range]],
    reader: ChainReader,
    watched: Watched,
    first: int,
    last: int,
) -> Iterator[Range]:
    span, start = Span(), first
    while start <= last or pending:
        if not pending:
            end = min(last, start + span.blocks - 1)
            pending.append(reading.submit(read_range, reader, watched, start, end))
            start = end + 1
        read = pending[0].result()
        pending.clear()
        span.learn(read)
        if start <= last:
            end = min(last, start + span.blocks - 1)
            pending.append(reading.submit(read_range, reader, watched, start, end))
            start = end + 1
        yield read
