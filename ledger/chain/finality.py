# SPDX-License-Identifier: Apache-2.0
"""When a block is final: a rule of the network, never of the client's mood.

latest          every block is final at once (QBFT: no forks)
depth:N         a block with N successors is final (Clique: N = signers/2 + 1)
finalized-tag   what the node calls finalized (proof of stake; QBFT nodes and anvil do not mean it)
snapshot        what the embedded node's files hold (see snapshots.py)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ledger.chain.faults import fault
from ledger.chain.protocol import Header
from ledger.errors import Misconfigured


class Heads(Protocol):
    def head(self) -> Header: ...

    def header(self, at: int | bytes) -> Header: ...

    def tagged(self, tag: str) -> Header: ...


class Finality(Protocol):
    def height(self, chain: Heads) -> int: ...


@dataclass(frozen=True, slots=True)
class Latest:
    def height(self, chain: Heads) -> int:
        return chain.head().number


@dataclass(frozen=True, slots=True)
class Depth:
    blocks: int

    def height(self, chain: Heads) -> int:
        return max(0, chain.head().number - self.blocks)


@dataclass(frozen=True, slots=True)
class FinalizedTag:
    def height(self, chain: Heads) -> int:
        return chain.tagged("finalized").number


@dataclass(frozen=True, slots=True)
class Durable:
    """The newest block that the embedded node's files hold."""

    number: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`durable` reads the mark of the node's files. That the node holds another block there is a contradiction."""

    durable: Callable[[], Durable]

    def height(self, chain: Heads) -> int:
        mark = self.durable()
        if chain.header(mark.number).hash != mark.hash:
            raise fault("CHAIN_FINAL_MOVED", "the snapshot holds another block", number=mark.number)
        return mark.number


def finality_of(word: str, durable: Callable[[], Durable] | None = None) -> Finality:
    """The rule that a setting names."""
    match word.split(":"):
        case ["latest"]:
            return Latest()
        case ["depth", count] if count.isascii() and count.isdecimal():
            return Depth(int(count))
        case ["finalized-tag"]:
            return FinalizedTag()
        case ["snapshot"] if durable is not None:
            return Snapshot(durable)
        case _:
            raise Misconfigured(
                f"no rule of finality: {word!r} (latest, depth:N, finalized-tag, or snapshot on the embedded node)",
                zh=f"无效的终局规则：{word!r}（可用 latest、depth:N、finalized-tag；内置节点用 snapshot）",
                code="CHAIN_FINALITY_INVALID",
            )
