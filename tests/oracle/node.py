# SPDX-License-Identifier: Apache-2.0
"""A node asked over plain HTTP: blocks, logs, and storage that is proven rather than believed."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import rlp
from sha3 import keccak_256
from trie import HexaryTrie
from trie.exceptions import BadTrieProof

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
        return self.ask_many(method, [params])[0]

    def ask_many(self, method: str, each: Sequence[Sequence[Any]]) -> list[Any]:
        """One question of many things in one request; the answers in the order of the questions."""
        questions = [{"jsonrpc": "2.0", "id": n, "method": method, "params": given} for n, given in enumerate(each)]
        request = urllib.request.Request(self.url, json.dumps(questions).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            told = {one["id"]: one for one in json.loads(answer.read())}
        for one in told.values():
            if "error" in one:
                raise Lie(f"{method}: {one['error']}")
        return [told[n]["result"] for n in range(len(questions))]

    def block(self, number: int) -> dict[str, Any]:
        return self.blocks([number])[number]

    def blocks(self, numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Blocks whose hashes were made again from their headers."""
        wanted = sorted(numbers)
        found = {}
        for first in range(0, len(wanted), 500):
            part = wanted[first : first + 500]
            told = self.ask_many("eth_getBlockByNumber", [(hex(number), False) for number in part])
            found.update(zip(part, told, strict=True))
        for number, block in found.items():
            _check_header(number, block)
        return found

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


_CHECKED: dict[str, dict[str, Any]] = {}
"""Headers by the hash that they were found to have: one that is told again in the same words is not hashed again."""


def _check_header(number: int, block: dict[str, Any] | None) -> None:
    if block is None:
        raise Lie(f"the node has no block {number}")
    header = {name: block[name] for name in _HEADER if name in block}
    if int(block["number"], 16) != number:
        raise Lie(f"asked for block {number}, the node tells of {block['number']}")
    if _CHECKED.get(block["hash"]) == header:
        return
    values = [_minimal(value) if name in _NUMBERS else raw(value) for name, value in header.items()]
    if keccak(rlp.encode(values)) != raw(block["hash"]):
        raise Lie(f"block {number}: its header does not hash to its hash")
    _CHECKED[block["hash"]] = header


def _proven(root: bytes, key: bytes, nodes: list[str]) -> bytes:
    try:
        return bytes(HexaryTrie.get_from_proof(root, key, [rlp.decode(raw(node)) for node in nodes]))
    except BadTrieProof as error:
        # Where a node was killed between two questions, the header may be of a block that went with it.
        raise Lie(f"the proof does not lead to the root: {error}") from error


def _minimal(text: str) -> bytes:
    value = int(text, 16)
    return value.to_bytes((value.bit_length() + 7) // 8, "big")
