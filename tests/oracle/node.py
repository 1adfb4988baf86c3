# SPDX-License-Identifier: Apache-2.0
"""A node asked over plain HTTP: blocks, logs, and storage that is proven rather than believed."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass
from typing import Any

import rlp
from sha3 import keccak_256
from trie import HexaryTrie

_HEADER = (
    "parentHash sha3Uncles miner stateRoot transactionsRoot receiptsRoot logsBloom difficulty number gasLimit gasUsed "
    "timestamp extraData mixHash nonce baseFeePerGas"
).split()
_NUMBERS = {"difficulty", "number", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas"}


def keccak(data: bytes) -> bytes:
    return bytes(keccak_256(data).digest())


def raw(text: str) -> bytes:
    return bytes.fromhex(text[2:])


class Lie(Exception):
    """The node's answers do not fit together."""


@dataclass(frozen=True)
class Node:
    url: str

    def ask(self, method: str, *params: Any) -> Any:
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
        request = urllib.request.Request(self.url, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            told = json.loads(answer.read())
        if "error" in told:
            raise Lie(f"{method}: {told['error']}")
        return told["result"]

    def block(self, number: int) -> dict[str, Any]:
        """A block whose hash was made again from its header."""
        block: dict[str, Any] | None = self.ask("eth_getBlockByNumber", hex(number), False)
        if block is None:
            raise Lie(f"the node has no block {number}")
        values = [_minimal(block[name]) if name in _NUMBERS else raw(block[name]) for name in _HEADER if name in block]
        if keccak(rlp.encode(values)) != raw(block["hash"]):
            raise Lie(f"block {number}: its header does not hash to its hash")
        return block

    def height(self) -> int:
        return int(self.ask("eth_blockNumber"), 16)

    def logs(self, first: int, last: int, addresses: list[str]) -> list[dict[str, Any]]:
        query = {"fromBlock": hex(first), "toBlock": hex(last), "address": addresses}
        found: list[dict[str, Any]] = self.ask("eth_getLogs", query)
        return found

    def storage(self, address: bytes, slots: list[bytes], block: dict[str, Any]) -> list[bytes]:
        """The words at these slots, proven from the block's state root down."""
        words: list[bytes] = []
        for first in range(0, len(slots), 64):
            words += self._storage(address, slots[first : first + 64], block)
        return words

    def _storage(self, address: bytes, slots: list[bytes], block: dict[str, Any]) -> list[bytes]:
        asked = ["0x" + slot.hex() for slot in slots]
        proof = self.ask("eth_getProof", "0x" + address.hex(), asked, block["number"])
        account = _proven(raw(block["stateRoot"]), keccak(address), proof["accountProof"])
        storage_root = rlp.decode(account)[2]
        words = []
        for slot, shown in zip(slots, proof["storageProof"], strict=True):
            leaf = _proven(storage_root, keccak(slot), shown["proof"])
            words.append((rlp.decode(leaf) if leaf else b"").rjust(32, b"\0"))
        return words


def _proven(root: bytes, key: bytes, nodes: list[str]) -> bytes:
    return bytes(HexaryTrie.get_from_proof(root, key, [rlp.decode(raw(node)) for node in nodes]))


def _minimal(text: str) -> bytes:
    value = int(text, 16)
    return value.to_bytes((value.bit_length() + 7) // 8, "big")
