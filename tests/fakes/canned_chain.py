# SPDX-License-Identifier: Apache-2.0
"""A small chain in memory that answers JSON-RPC truthfully, for faults to be laid over.

Independent of `ledger.chain`: hashes and blooms are made here, from the same definitions, by other code.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sha3 import keccak_256

OURS = "0x" + "a1" * 20
ALSO_OURS = "0x" + "a2" * 20
FOREIGN = "0x" + "ee" * 20
CHAIN_ID = 20_260_701


def digest(*parts: object) -> str:
    return "0x" + hashlib.sha256(repr(parts).encode()).hexdigest()


def bloom(logs: list[dict[str, Any]]) -> str:
    filled = bytearray(256)
    for log in logs:
        for entry in [log["address"], *log["topics"]]:
            hashed = keccak_256(bytes.fromhex(entry[2:])).digest()
            for at in (0, 2, 4):
                bit = ((hashed[at] << 8) | hashed[at + 1]) % 2048
                filled[255 - bit // 8] |= 1 << (bit % 8)
    return "0x" + filled.hex()


class CannedChain:
    """Blocks 0 to `height`. Every second block holds logs of ours, and every sixth one of a stranger's too."""

    def __init__(self, height: int = 20, tag: str = "") -> None:
        self.blocks: list[dict[str, Any]] = []
        self.logs: list[list[dict[str, Any]]] = []
        for number in range(height + 1):
            self._grow(number, tag)

    def _grow(self, number: int, tag: str) -> None:
        block_hash = digest("block", tag, number)
        logs = self._logs_of(number, block_hash)
        parent = self.blocks[-1]["hash"] if self.blocks else "0x" + "00" * 32
        self.blocks.append(
            {
                "number": hex(number),
                "hash": block_hash,
                "parentHash": parent,
                "timestamp": hex(1_782_835_200 + number),
                "stateRoot": digest("state", number),
                "transactionsRoot": digest("transactions", number),
                "receiptsRoot": digest("receipts", number),
                "logsBloom": bloom(logs),
                "sha3Uncles": digest("uncles"),
                "miner": "0x" + "00" * 20,
                "difficulty": "0x0",
                "gasLimit": "0x5f5e100",
                "gasUsed": "0x5208",
                "extraData": "0x",
                "mixHash": "0x" + "00" * 32,
                "nonce": "0x" + "00" * 8,
                "baseFeePerGas": "0x0",
                "transactions": sorted({log["transactionHash"] for log in logs}),
            }
        )
        self.logs.append(logs)

    @staticmethod
    def _logs_of(number: int, block_hash: str) -> list[dict[str, Any]]:
        if number % 2 or number == 0:
            return []
        owners = [OURS, ALSO_OURS, OURS] + ([FOREIGN] if number % 6 == 0 else [])
        return [
            {
                "address": owner,
                "topics": [digest("kind"), digest("subject", number, index)],
                "data": digest("payload", number, index),
                "blockNumber": hex(number),
                "blockHash": block_hash,
                "transactionHash": digest("tx", number),
                "transactionIndex": "0x0",
                "logIndex": hex(index),
                "removed": False,
            }
            for index, owner in enumerate(owners)
        ]

    def answer(self, method: str, params: list[Any]) -> Any:
        """The result; a LookupError for methods that this chain does not know."""
        match method:
            case "eth_chainId":
                return hex(CHAIN_ID)
            case "eth_blockNumber":
                return self.blocks[-1]["number"]
            case "eth_getBlockByNumber":
                return self._block(params[0])
            case "eth_getBlockByHash":
                return next((block for block in self.blocks if block["hash"] == params[0]), None)
            case "eth_getLogs":
                return self._matching(params[0])
            case "eth_getTransactionReceipt":
                return self._receipt(params[0])
            case "eth_call" | "eth_getCode":
                return "0x600160"
            case "eth_getTransactionCount":
                return "0x7"
            case "eth_getTransactionByHash":
                return None
        raise LookupError(method)

    def _block(self, name: str) -> dict[str, Any] | None:
        if name in ("latest", "finalized"):
            return self.blocks[-1]
        number = int(name, 16)
        return self.blocks[number] if number < len(self.blocks) else None

    def _matching(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        wanted = query.get("address")
        if "blockHash" in query:
            found = [log for logs in self.logs for log in logs if log["blockHash"] == query["blockHash"]]
        else:
            first, last = int(query["fromBlock"], 16), int(query["toBlock"], 16)
            found = [log for logs in self.logs[first : last + 1] for log in logs]
        return [dict(log) for log in found if wanted is None or log["address"] in wanted]

    def _receipt(self, tx_hash: str) -> dict[str, Any] | None:
        for block, logs in zip(self.blocks, self.logs, strict=True):
            if tx_hash in block["transactions"]:
                return {
                    "transactionHash": tx_hash,
                    "transactionIndex": "0x0",
                    "blockNumber": block["number"],
                    "blockHash": block["hash"],
                    "from": "0x" + "bb" * 20,
                    "to": OURS,
                    "contractAddress": None,
                    "status": "0x1",
                    "gasUsed": "0x5208",
                    "logs": [dict(log) for log in logs],
                }
        return None
