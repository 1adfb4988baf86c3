# SPDX-License-Identifier: Apache-2.0
"""A door that behaves like a node with a pool, and misbehaves on demand. It decodes the signed bytes that it is given:
what was really sent is what is judged.

    door.mine()             the pool's executable transactions become a block
    door.lose_pool()        the node forgets what waited
    door.reorg(depth)       the newest blocks go; what they held is forgotten too
    door.before_finality(f)  something happens just before the next answer of what is final, once
    door.away(calls)        the next calls fail;  door.away_after_send(): the bytes arrive, the answer does not
    door.refuses(data)      the contract refuses this call, beforehand and when its turn comes
    door.refuses_late(data) it refuses only when its turn comes
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import rlp
from eth_account import Account
from sha3 import keccak_256

from ledger.chain.faults import CallReverted
from ledger.chain.protocol import Accepted, AlreadyKnown, Header, Receipt, Rejected, SendOutcome
from ledger.errors import Unavailable

REASON = bytes(keccak_256(b"CallerIsNotGovernance(address)").digest())[:4] + bytes(12) + b"\x07" * 20


def keccak(data: bytes) -> bytes:
    return bytes(keccak_256(data).digest())


@dataclass(frozen=True)
class Sent:
    raw: bytes
    hash: bytes
    sender: bytes
    nonce: int
    data: bytes


def decoded(raw: bytes) -> Sent:
    """Legacy or typed (EIP-1559): sender, nonce and data as a node reads them."""
    sender = bytes.fromhex(Account.recover_transaction(raw)[2:])
    fields = rlp.decode(raw[1:] if raw[0] < 0x80 else raw)
    nonce, data = (fields[1], fields[7]) if raw[0] < 0x80 else (fields[0], fields[5])
    return Sent(raw, keccak(raw), sender, int.from_bytes(nonce, "big"), data)


@dataclass
class Block:
    header: Header
    held: list[tuple[Sent, bool]] = field(default_factory=list)


def _header(number: int, salt: str) -> Header:
    empty = bytes(32)
    own = keccak(f"{number} {salt}".encode())
    return Header(number, own, empty, 1_790_000_000 + number, empty, empty, empty, bytes(256), empty, bytes(20), 0,
                  30_000_000, 0, b"", empty, bytes(8), base_fee=0)  # fmt: skip


class FakeDoor:
    """`finality`: how many blocks stand above a final one."""

    def __init__(self, finality: int = 0) -> None:
        self.blocks = [Block(_header(0, ""))]
        self.pool: dict[bytes, Sent] = {}
        self.finality = finality
        self.seen: list[bytes] = []
        self.refused: set[bytes] = set()
        self.refused_late: set[bytes] = set()
        self.calls: list[str] = []
        self._away = 0
        self._silent = 0
        self._forks = 0
        self._orphans: list[Block] = []
        self._before_finality: Callable[[], object] | None = None

    # VERBS

    def mine(self) -> Block:
        block = Block(_header(len(self.blocks), f"fork {self._forks}"))
        moved = True
        while moved:
            ready = [t for t in self.pool.values() if t.nonce == self._used(t.sender, [*self.blocks, block])]
            moved = bool(ready)
            for one in ready:
                del self.pool[one.hash]
                block.held.append((one, one.data not in self.refused | self.refused_late))
        self.blocks.append(block)
        return block

    def lose_pool(self) -> None:
        self.pool.clear()

    def reorg(self, depth: int) -> None:
        self._orphans += self.blocks[-depth:]
        del self.blocks[-depth:]
        self._forks += 1

    def before_finality(self, happens: Callable[[], object]) -> None:
        self._before_finality = happens

    def away(self, calls: int = 1) -> None:
        self._away = calls

    def away_after_send(self, times: int = 1) -> None:
        self._silent = times

    def refuses(self, data: bytes) -> None:
        self.refused.add(data)

    def refuses_late(self, data: bytes) -> None:
        self.refused_late.add(data)

    def effects(self, data: bytes) -> int:
        """How often a call was carried out on the chain as it stands."""
        return sum(ok and one.data == data for block in self.blocks for one, ok in block.held)

    def signings(self, data: bytes) -> int:
        """How many different transactions were ever made of a call."""
        return len({raw for raw in self.seen if decoded(raw).data == data})

    # WHAT THE SENDER ASKS

    def head(self) -> Header:
        return self._told("head", self.blocks[-1].header)

    def header(self, at: int | bytes) -> Header:
        found = [b.header for b in self.blocks if at in (b.header.number, b.header.hash)]
        found += [b.header for b in self._orphans if at == b.header.hash]  # a node shows them as long as it keeps them
        if not found:
            raise Unavailable("no such block", zh="没有该区块", code="CHAIN_BLOCK_UNKNOWN")
        return self._told("header", found[0])

    def finalized(self) -> Header:
        happens, self._before_finality = self._before_finality, None
        if happens is not None:
            happens()
        return self._told("finalized", self.blocks[max(0, len(self.blocks) - 1 - self.finality)].header)

    def call(self, to: bytes, data: bytes, at: int | bytes | None = None, sender: bytes | None = None) -> bytes:
        self._told("call", None)
        if data in self.refused | self.refused_late:
            raise _reverted()
        return b""

    def estimate_gas(self, to: bytes | None, data: bytes, sender: bytes | None = None) -> int:
        self._told("estimate_gas", None)
        if data in self.refused:
            raise _reverted()
        return 100_000

    def nonce(self, address: bytes, at: int | bytes | None = None) -> int:
        blocks = self.blocks if at is None else [b for b in self.blocks if b.header.number <= at]  # type: ignore[operator]
        return int(self._told("nonce", self._used(address, blocks)))

    def send_raw(self, raw: bytes) -> SendOutcome:
        self._told("send_raw", None)
        one = decoded(raw)
        self.seen.append(raw)
        outcome = self._take(one)
        if self._silent:
            self._silent -= 1
            raise Unavailable("the answer was lost", zh="答复丢失", code="CHAIN_SEND_UNKNOWN")
        return outcome

    def receipt(self, tx_hash: bytes) -> Receipt | None:
        self._told("receipt", None)
        for block in self.blocks:
            for index, (one, ok) in enumerate(block.held):
                if one.hash == tx_hash:
                    header = block.header
                    return Receipt(tx_hash, index, header.number, header.hash, one.sender, bytes(20), None, ok, 1, ())
        return None

    # INSIDE

    def _take(self, one: Sent) -> SendOutcome:
        if one.hash in self.pool or self.receipt(one.hash) is not None:
            return AlreadyKnown(one.hash, None)
        if one.nonce < self._used(one.sender, self.blocks):
            return Rejected(one.hash, "nonce too low", True)
        if any(held.sender == one.sender and held.nonce == one.nonce for held in self.pool.values()):
            return Rejected(one.hash, "replacement transaction underpriced", False)
        self.pool[one.hash] = one
        return Accepted(one.hash)

    def _used(self, sender: bytes, blocks: list[Block]) -> int:
        return sum(one.sender == sender for block in blocks for one, _ in block.held)

    def _told(self, what: str, answer: Any) -> Any:
        self.calls.append(what)
        if self._away:
            self._away -= 1
            raise Unavailable("the node is away", zh="节点不可用", code="CHAIN_UNREACHABLE")
        return answer


def _reverted() -> CallReverted:
    return CallReverted(REASON, "")
