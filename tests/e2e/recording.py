# SPDX-License-Identifier: Apache-2.0
"""A real chain written down once, so that many faults can be tried on it without the node.

`Recording` answers what a follower asks, truthfully; `with_logs` and friends give one that lies in one point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ledger.chain.protocol import Header, Log
from ledger.chain.rpc import Rpc
from ledger.domain.keccak import keccak
from ledger.errors import Unavailable
from ledger.indexer.watched import Watched

Words = Mapping[tuple[bytes, bytes], bytes]


@dataclass(frozen=True)
class Recording:
    """Headers from genesis to the head, all logs of the ledger, and History's own words at the head."""

    known: tuple[Header, ...]
    all_logs: tuple[Log, ...]
    words: Words

    def head(self) -> Header:
        return self.known[-1]

    def finalized(self) -> Header:
        return self.known[-1]

    def header(self, at: int | bytes) -> Header:
        found = [header for header in self.known if at in (header.number, header.hash)]
        if not found:
            raise Unavailable("no such block", zh="没有该区块", code="CHAIN_BLOCK_UNKNOWN")
        return found[0]

    def headers(self, first: int, last: int) -> list[Header]:
        return list(self.known[first : last + 1])

    def logs(
        self, first: int, last: int, addresses: Sequence[bytes], headers: Sequence[Header] | None = None
    ) -> list[Log]:
        return [log for log in self.all_logs if first <= log.block_number <= last]

    def call(self, to: bytes, data: bytes, at: int | bytes | None = None, sender: bytes | None = None) -> bytes:
        """History's words are on record for the head alone; older state is forgotten, as on the embedded node."""
        if at != self.head().hash:
            raise Unavailable("pruned", zh="状态已清理", code="CHAIN_STATE_PRUNED")
        return self.words[(to, data)]

    def with_logs(self, change: Callable[[list[Log]], list[Log]]) -> Recording:
        return replace(self, all_logs=tuple(change(list(self.all_logs))))


def record(rpc: Rpc, watched: Watched) -> Recording:
    head = rpc.head()
    headers = rpc.headers(0, head.number)
    logs = rpc.logs(watched.first_block, head.number, watched.addresses, headers[watched.first_block :])
    questions = [keccak(name)[:4] for name in (b"rolling()", b"sequence()")]
    words = {(watched.history, asked): rpc.call(watched.history, asked, head.hash) for asked in questions}
    return Recording(tuple(headers), tuple(logs), words)
