# SPDX-License-Identifier: Apache-2.0
"""What only the embedded node can be asked: to make a block at a time, to give its whole state, its pool's size.

For the supervisor alone. Everybody else speaks to it through `rpc.py`, like to any node.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.chain import wire
from ledger.chain.faults import fault
from ledger.chain.transport import NodeError, Transport
from ledger.errors import Inconsistent, LedgerError

_BATCH = 64


@dataclass(frozen=True, slots=True)
class MinedBlock:
    """A block in the form from which it can be made again."""

    number: int
    hash: bytes
    timestamp: int
    raws: tuple[bytes, ...]


class Foundry:
    """The maker's entrance of anvil."""

    def __init__(self, url: str) -> None:
        # A dump of a large chain takes seconds, and is larger than any answer that a client should accept.
        self._transport = Transport(url, timeout=300.0, max_answer=4 << 30)

    def answers(self, chain_id: int) -> bool:
        try:
            return wire.quantity(self._ask("eth_chainId"), "chainId") == chain_id
        except LedgerError:
            return False

    def waiting(self) -> int:
        """Transactions that the next block could hold."""
        status = wire.mapping(self._ask("txpool_status"), "status")
        return wire.quantity(wire.field(status, "pending"), "pending")

    def mine(self, timestamp: int) -> None:
        self._ask("evm_setNextBlockTimestamp", timestamp)
        self._ask("evm_mine")

    def remake(self, raws: Sequence[bytes], timestamp: int) -> MinedBlock:
        for start in range(0, len(raws), _BATCH):
            calls = [("eth_sendRawTransaction", [wire.hex_of(raw)]) for raw in raws[start : start + _BATCH]]
            for answer in self._transport.ask_many(calls):
                if isinstance(answer, NodeError):
                    raise Inconsistent(
                        f"a transaction of the journal is refused: {answer.message}",
                        zh="日志中的交易被节点拒绝",
                        code="NODE_REPLAY_DIFFERS",
                    )
        self.mine(timestamp)
        return self.newest()

    def newest(self) -> MinedBlock:
        return self.block(wire.quantity(self._ask("eth_blockNumber"), "blockNumber"))

    def blocks_after(self, tip: MinedBlock) -> list[MinedBlock]:
        """All blocks after `tip`, linked to it; anything else means that somebody rewrote the chain."""
        newest = wire.quantity(self._ask("eth_blockNumber"), "blockNumber")
        parent, found = tip.hash, []
        for number in range(tip.number + 1, newest + 1):
            block, its_parent = self._block(number)
            if its_parent != parent:
                raise Inconsistent(
                    f"block {number} does not follow the block that was written down",
                    zh=f"区块 {number} 与已记录的区块不相连",
                    code="NODE_REWRITTEN",
                    number=number,
                )
            parent = block.hash
            found.append(block)
        return found

    def block(self, number: int) -> MinedBlock:
        return self._block(number)[0]

    def dump(self) -> bytes:
        """The whole chain and its newest state, gzipped by anvil."""
        answer = self._ask("anvil_dumpState")
        if not isinstance(answer, str) or not answer.startswith("0x1f8b"):
            raise fault("CHAIN_FIELD_TYPE", "anvil_dumpState is not gzip", field="state")
        return bytes.fromhex(answer[2:])

    def _block(self, number: int) -> tuple[MinedBlock, bytes]:
        answer = self._ask("eth_getBlockByNumber", hex(number), False)
        if answer is None:
            raise fault("CHAIN_BLOCK_UNKNOWN", str(number), number=number)
        header = wire.header(answer)
        hashes = wire.items(wire.field(wire.mapping(answer, "block"), "transactions"), "transactions")
        raws: list[bytes] = []
        for start in range(0, len(hashes), _BATCH):
            calls = [("eth_getRawTransactionByHash", [tx]) for tx in hashes[start : start + _BATCH]]
            raws += [wire.octets(raw, "raw transaction") for raw in self._transport.ask_many(calls)]
        return MinedBlock(number, header.hash, header.timestamp, tuple(raws)), header.parent_hash

    def _ask(self, method: str, *params: object) -> object:
        answer = self._transport.ask(method, params)
        if isinstance(answer, NodeError):
            raise fault("CHAIN_ERROR_OBJECT", f"{method}: {answer.message[:200]}", method=method)
        return answer
