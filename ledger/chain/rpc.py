# SPDX-License-Identifier: Apache-2.0
"""The validating JSON-RPC client: what it returns was asked for, is whole, and does not contradict itself.

For: every read and the one write of the ledger. Reads are repeated a few times while the node is merely away; a lie is
never asked about twice, and a send is never repeated here: its outcome is decided by reading the hash back. Not for:
deciding what a reorg means (`indexer/`), or whether to send again (`submission/`).

The rules for a range of logs, in the order in which they bite:
 1. each log has all fields, of the right types, and names its block;
 2. it lies in the range, is of an asked address, and no two have the same place;
 3. the logs stand in the order of the chain;
 4. its block hash is that of the header at its height (unless the chain moved meanwhile: then read again);
 5. its address and topics are in its header's bloom;
 6. where the bloom shows more than was given, all logs of that block are read by its hash; together they must make the
    bloom exactly, and those of the asked addresses must be the ones that were given.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from ledger.chain import libraries, wire
from ledger.chain.bloom import bloom_of, may_hold
from ledger.chain.faults import CallReverted, fault
from ledger.chain.finality import Finality, Latest
from ledger.chain.protocol import (
    AccountProof,
    Header,
    Log,
    Receipt,
    SendOutcome,
    Transaction,
)
from ledger.chain.sending import send_batch
from ledger.chain.transport import NodeError, Transport
from ledger.errors import LedgerError, Unavailable

if TYPE_CHECKING:
    from web3 import Web3

T = TypeVar("T")

_NO_USE_ASKING_AGAIN = frozenset({"CHAIN_OVERSIZE"})
"""Unavailable, but the same question will end in the same way. (Error objects are answers, not raised while asking.)"""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a read is repeated and how long in all (seconds); how long a head may stay behind what was seen."""

    attempts: int = 4
    first_wait: float = 0.1
    longest_wait: float = 2.0
    stale_head: float = 5.0


class Rpc:
    """One node. Implements `ChainReader`. Safe to share between threads: each has its own connection."""

    def __init__(
        self,
        url: str,
        *,
        finality: Finality | None = None,
        timeout: float = 30.0,
        patience: Patience | None = None,
        max_answer: int = 64 << 20,
        header_batch: int = 256,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.transport = Transport(url, timeout=timeout, max_answer=max_answer)
        self._finality = finality or Latest()
        self._patience = patience or Patience()
        self._header_batch = header_batch
        self._clock, self._sleep = clock, sleep
        self._chain_id: int | None = None
        self._highest = -1
        self._behind_since: float | None = None
        self._final: Header | None = None
        self._span = 2_000
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return self.transport.url

    def web3(self) -> Web3:
        """web3.py over the same door, for what is built of contracts and ABIs. It never retries."""
        return libraries.web3_over(self.transport)

    def close(self) -> None:
        self.transport.close()

    # THE CHAIN

    def chain_id(self) -> int:
        return wire.quantity(self._result("eth_chainId", []), "chainId")

    def head(self) -> Header:
        """The newest block. A head lower than one seen before it was asked for is not believed until it has stayed so
        for a while; what another thread saw meanwhile says nothing against it."""
        with self._lock:
            seen = self._highest
        newest = wire.header(self._required("eth_getBlockByNumber", ["latest", False], "CHAIN_NULL"))
        with self._lock:
            if newest.number >= seen:
                if newest.number >= self._highest:
                    self._highest, self._behind_since = newest.number, None
                return newest
            if self._behind_since is None:
                self._behind_since = self._clock()
            if self._clock() - self._behind_since < self._patience.stale_head:
                raise fault("CHAIN_STALE_HEAD", f"{newest.number} after {self._highest}", seen=self._highest)
            # It stayed: the chain itself went back (a node restored, a deep reorg). The follower judges that.
            self._highest, self._behind_since = newest.number, None
            return newest

    def finalized(self) -> Header:
        """The newest block that this network's rule calls final. Never goes back: that would be a lie or a reset."""
        height = self._finality.height(self)
        known = self._final
        if known is not None and height < known.number:
            height = known.number
        newest = self.header(height)
        if known is not None and newest.number == known.number and newest.hash != known.hash:
            raise fault("CHAIN_FINAL_MOVED", number=known.number, was=wire.hex_of(known.hash))
        with self._lock:
            if self._final is None or newest.number >= self._final.number:
                self._final = newest
            return self._final

    def tagged(self, tag: str) -> Header:
        return wire.header(self._required("eth_getBlockByNumber", [tag, False], "CHAIN_BLOCK_UNKNOWN"))

    def header(self, at: int | bytes) -> Header:
        if isinstance(at, bytes):
            question: tuple[str, list[object]] = ("eth_getBlockByHash", [wire.hex_of(at), False])
        else:
            question = ("eth_getBlockByNumber", [hex(at), False])
        found = wire.header(self._required(*question, "CHAIN_BLOCK_UNKNOWN"))
        if at not in (found.number, found.hash):
            raise fault("CHAIN_HEADER_OTHER", f"asked {_name(at)}, got {found.number}", answered=found.number)
        return found

    def headers(self, first: int, last: int) -> list[Header]:
        """The headers of both ends and all between, linked by their parents. Read in batches, without transactions."""
        if not 0 <= first <= last:
            raise ValueError(f"no range: {first}..{last}")
        found = self._headers_once(first, last)
        if _unlinked(found) is not None:
            # A reorg between two batches looks like a lie; it does not on the second look.
            found = self._headers_once(first, last)
        broken = _unlinked(found)
        if broken is not None:
            raise fault("CHAIN_HEADERS_UNLINKED", f"block {broken}", number=broken)
        return found

    def _headers_once(self, first: int, last: int) -> list[Header]:
        found: list[Header] = []
        for start in range(first, last + 1, self._header_batch):
            numbers = range(start, min(start + self._header_batch, last + 1))
            answers = self._ask_many([("eth_getBlockByNumber", [hex(n), False]) for n in numbers])
            for number, answer in zip(numbers, answers, strict=True):
                if isinstance(answer, NodeError):
                    raise _error_fault(answer, "eth_getBlockByNumber")
                if answer is None:
                    raise fault("CHAIN_BLOCK_UNKNOWN", str(number), number=number)
                header = wire.header(answer)
                if header.number != number:
                    raise fault("CHAIN_HEADER_OTHER", f"asked {number}, got {header.number}", answered=header.number)
                found.append(header)
        return found

    # LOGS

    def logs(
        self, first: int, last: int, addresses: Sequence[bytes], headers: Sequence[Header] | None = None
    ) -> list[Log]:
        """All logs of the addresses in the range, checked against its headers (read here unless they are given)."""
        heads = list(headers) if headers is not None else self.headers(first, last)
        if [h.number for h in heads] != list(range(first, last + 1)):
            raise ValueError("the headers are not those of the range")
        wanted = frozenset(addresses)
        if not wanted or not any(may_hold(h.logs_bloom, wanted) for h in heads):
            return []
        found = self._raw_logs(first, last, addresses)
        self._check_logs(found, heads, wanted)
        return found

    def _raw_logs(self, first: int, last: int, addresses: Sequence[bytes]) -> list[Log]:
        """Ranges as large as the node will have them: halved when it refuses, slowly widened again."""
        found: list[Log] = []
        start = first
        while start <= last:
            end = min(last, start + self._span - 1)
            query = {"fromBlock": hex(start), "toBlock": hex(end), "address": [wire.hex_of(a) for a in addresses]}
            try:
                answer = self._result("eth_getLogs", [query])
            except Unavailable as error:
                if error.code not in ("CHAIN_RANGE_LIMIT", "CHAIN_OVERSIZE", "CHAIN_TIMEOUT") or start == end:
                    raise
                self._span = max(1, (end - start + 1) // 2)
                continue
            found += [wire.log(entry) for entry in wire.items(answer, "logs")]
            self._span = min(self._span + self._span // 4 + 1, 10_000)
            start = end + 1
        return found

    def _logs_by_hash(self, block_hash: bytes, addresses: Sequence[bytes] | None) -> list[Log]:
        query: dict[str, object] = {"blockHash": wire.hex_of(block_hash)}
        if addresses is not None:
            query["address"] = [wire.hex_of(a) for a in addresses]
        return [wire.log(entry) for entry in wire.items(self._result("eth_getLogs", [query]), "logs")]

    def _check_logs(self, found: list[Log], heads: list[Header], wanted: frozenset[bytes]) -> None:
        _check_places(found, heads[0].number, heads[-1].number, wanted)
        by_block: dict[int, list[Log]] = {}
        for log in found:
            by_block.setdefault(log.block_number, []).append(log)
        for head in heads:
            given = by_block.get(head.number, [])
            if any(log.block_hash != head.hash for log in given):
                raise self._moved_or_lied(head, given)
            self._check_bloom(head, given, wanted)

    def _moved_or_lied(self, head: Header, given: list[Log]) -> LedgerError:
        if self.header(head.number).hash != head.hash:
            return fault("CHAIN_MOVED", f"block {head.number} was replaced", number=head.number)
        named = sorted({wire.hex_of(log.block_hash) for log in given})
        return fault("CHAIN_LOG_WRONG_BLOCK", number=head.number, block=wire.hex_of(head.hash), named=named)

    def _check_bloom(self, head: Header, given: list[Log], wanted: frozenset[bytes]) -> None:
        shown = int.from_bytes(head.logs_bloom, "big")
        made = bloom_of(given)
        if made & ~shown:
            raise fault("CHAIN_LOG_BLOOM", number=head.number, block=wire.hex_of(head.hash))
        if made == shown or not may_hold(head.logs_bloom, wanted):
            return
        everything = self._logs_by_hash(head.hash, None)
        if any(log.block_hash != head.hash for log in everything):
            raise self._moved_or_lied(head, everything)
        if bloom_of(everything) != shown or [log for log in everything if log.address in wanted] != given:
            raise fault("CHAIN_LOGS_MISSING", number=head.number, block=wire.hex_of(head.hash), given=len(given))

    # STATE

    def call(self, to: bytes, data: bytes, at: int | bytes | None = None, sender: bytes | None = None) -> bytes:
        """A read of a contract, pinned to a block by number or hash. A revert is `CallReverted` with its data."""
        message = _message(to, data, sender)
        return wire.octets(self._state("eth_call", [message, _pin(at)]), "result")

    def estimate_gas(self, to: bytes | None, data: bytes, sender: bytes | None = None) -> int:
        return wire.quantity(self._state("eth_estimateGas", [_message(to, data, sender)]), "gas")

    def get_code(self, address: bytes, at: int | bytes | None = None) -> bytes:
        return wire.octets(self._state("eth_getCode", [wire.hex_of(address), _pin(at)]), "code")

    def get_storage(self, address: bytes, slot: int, at: int | bytes | None = None) -> bytes:
        key = wire.hex_of(slot.to_bytes(32, "big"))
        return wire.octets(self._state("eth_getStorageAt", [wire.hex_of(address), key, _pin(at)]), "word", 32)

    def get_proof(self, address: bytes, slots: Sequence[int], at: int | bytes | None = None) -> AccountProof:
        keys = [slot.to_bytes(32, "big") for slot in slots]
        params: list[object] = [wire.hex_of(address), [wire.hex_of(k) for k in keys], _pin(at)]
        proof = wire.account_proof(self._state("eth_getProof", params))
        if proof.address != address or [entry.key for entry in proof.storage] != keys:
            raise fault("CHAIN_PROOF_OTHER", address=wire.hex_of(address))
        return proof

    def nonce(self, address: bytes, at: int | bytes | None = None) -> int:
        return wire.quantity(self._state("eth_getTransactionCount", [wire.hex_of(address), _pin(at)]), "nonce")

    def pending_nonce(self, address: bytes) -> int:
        """Counting what waits in the pool. A hint only: the pool may forget."""
        return wire.quantity(self._state("eth_getTransactionCount", [wire.hex_of(address), "pending"]), "nonce")

    def balance(self, address: bytes, at: int | bytes | None = None) -> int:
        return wire.quantity(self._state("eth_getBalance", [wire.hex_of(address), _pin(at)]), "balance")

    # TRANSACTIONS

    def send_raw(self, raw: bytes) -> SendOutcome:
        """Send signed bytes exactly once; see `sending.py` for how the outcome is decided."""
        return self.send_many([raw])[0]

    def send_many(self, raws: Sequence[bytes]) -> list[SendOutcome]:
        if self._chain_id is None:
            self._chain_id = self.chain_id()
        return send_batch(self, raws, self._chain_id)

    def transaction(self, tx_hash: bytes) -> Transaction | None:
        """None: the node holds no such transaction, neither pooled nor mined."""
        return self.transactions([tx_hash])[0]

    def transactions(self, hashes: Sequence[bytes]) -> list[Transaction | None]:
        answers = self._ask_many([("eth_getTransactionByHash", [wire.hex_of(h)]) for h in hashes])
        return [_transaction(asked, answer) for asked, answer in zip(hashes, answers, strict=True)]

    def receipt(self, tx_hash: bytes) -> Receipt | None:
        """None: not mined as far as this node knows. The receipt's block is on the chain, its logs are of its block."""
        answer = self._result("eth_getTransactionReceipt", [wire.hex_of(tx_hash)])
        if answer is None:
            return None
        found = wire.receipt(answer)
        strangers = [log for log in found.logs if (log.tx_hash, log.block_hash) != (tx_hash, found.block_hash)]
        if found.tx_hash != tx_hash or strangers:
            raise fault("CHAIN_RECEIPT_OTHER", "another transaction", asked=wire.hex_of(tx_hash))
        on_chain = self.header(found.block_number)
        if on_chain.hash != found.block_hash:
            raise self._receipt_fault(tx_hash, found)
        return found

    def _receipt_fault(self, tx_hash: bytes, found: Receipt) -> LedgerError:
        """A reorg between the two reads, or a receipt of a block that is not on the chain? The second look tells."""
        again = self._result("eth_getTransactionReceipt", [wire.hex_of(tx_hash)])
        if again is None or wire.receipt(again).block_hash != found.block_hash:
            return fault("CHAIN_MOVED", "the transaction's block was replaced", number=found.block_number)
        return fault("CHAIN_RECEIPT_OTHER", "another block", asked=wire.hex_of(tx_hash), number=found.block_number)

    # ASKING

    def _state(self, method: str, params: list[object]) -> object:
        """A read of state: reverts and pruned state have errors of their own."""
        answer = self._patiently(lambda: self.transport.ask(method, params))
        if isinstance(answer, NodeError):
            raise _error_fault(answer, method)
        if answer is None:
            raise fault("CHAIN_NULL", method, method=method)
        return answer

    def _result(self, method: str, params: Sequence[object]) -> object:
        answer = self._patiently(lambda: self.transport.ask(method, params))
        if isinstance(answer, NodeError):
            raise _error_fault(answer, method)
        return answer

    def _required(self, method: str, params: Sequence[object], absent: str) -> object:
        answer = self._result(method, params)
        if answer is None:
            raise fault(absent, method, params=str(list(params))[:120])
        return answer

    def _ask_many(self, calls: Sequence[tuple[str, Sequence[object]]]) -> list[object | NodeError]:
        return self._patiently(lambda: self.transport.ask_many(calls))

    def _patiently(self, ask: Callable[[], T]) -> T:
        """Ask a read again, a few times with growing pauses, while the node is away. Never used for sends."""
        wait = self._patience.first_wait
        for attempt in range(1, self._patience.attempts + 1):
            try:
                return ask()
            except Unavailable as error:
                if attempt == self._patience.attempts or error.code in _NO_USE_ASKING_AGAIN:
                    raise
            self._sleep(wait * random.uniform(0.5, 1.0))
            wait = min(2 * wait, self._patience.longest_wait)
        raise AssertionError("attempts is at least one")


def _name(at: int | bytes) -> str:
    return wire.hex_of(at) if isinstance(at, bytes) else str(at)


def _pin(at: int | bytes | None) -> object:
    match at:
        case None:
            return "latest"
        case int():
            return hex(at)
        case bytes():
            # EIP-1898: the state of this very block, or an error; never that of its replacement.
            return {"blockHash": wire.hex_of(at)}


def _message(to: bytes | None, data: bytes, sender: bytes | None) -> dict[str, str]:
    message = {"data": wire.hex_of(data)}
    if to is not None:
        message["to"] = wire.hex_of(to)
    if sender is not None:
        message["from"] = wire.hex_of(sender)
    return message


def _unlinked(found: Sequence[Header]) -> int | None:
    for parent, child in pairwise(found):
        if child.parent_hash != parent.hash:
            return child.number
    return None


def _check_places(found: Sequence[Log], first: int, last: int, wanted: frozenset[bytes]) -> None:
    before = (-1, -1)
    seen: set[tuple[int, int]] = set()
    for log in found:
        place = (log.block_number, log.log_index)
        if not first <= log.block_number <= last:
            raise fault("CHAIN_LOG_OUT_OF_RANGE", f"{log.block_number} not in {first}..{last}", place=place)
        if log.address not in wanted:
            raise fault("CHAIN_LOG_FOREIGN", wire.hex_of(log.address), place=place)
        if place in seen:
            raise fault("CHAIN_LOG_DUPLICATE", f"block {place[0]} log {place[1]}", place=place)
        if place < before:
            raise fault("CHAIN_LOG_ORDER", f"block {place[0]} log {place[1]} after {before}", place=place)
        seen.add(place)
        before = place


def _transaction(asked: bytes, answer: object | NodeError) -> Transaction | None:
    if isinstance(answer, NodeError):
        raise _error_fault(answer, "eth_getTransactionByHash")
    if answer is None:
        return None
    found = wire.transaction(answer)
    if found.hash != asked:
        raise fault("CHAIN_TX_OTHER", asked=wire.hex_of(asked), answered=wire.hex_of(found.hash))
    return found


_REVERT_CODE = 3
_RANGE_WORDS = ("range", "too many", "more than", "limit", "exceed", "too large", "response size")
_PRUNED_WORDS = ("missing trie node", "world state", "pruned", "outofrange", "historical state", "state not available")
_ABSENT_WORDS = ("unknown block", "block not found", "header not found", "resource not found", "blocknotfound")


def _error_fault(error: NodeError, method: str) -> LedgerError:
    """The node's error as one of ours. Texts only sort what retrying could help with; no fact is decided by them."""
    text = error.message.lower()
    facts: dict[str, object] = {"method": method, "error_code": error.code, "message": error.message[:300]}
    data = _revert_data(error)
    if data is not None and method in ("eth_call", "eth_estimateGas"):
        return CallReverted(data, error.message[:300])
    if method == "eth_getLogs" and (error.code == -32005 or any(w in text for w in _RANGE_WORDS)):
        return fault("CHAIN_RANGE_LIMIT", error.message[:120], **facts)
    if any(w in text for w in _PRUNED_WORDS):
        return fault("CHAIN_STATE_PRUNED", error.message[:120], **facts)
    if error.code == -39001 or any(w in text for w in _ABSENT_WORDS):
        return fault("CHAIN_BLOCK_UNKNOWN", error.message[:120], **facts)
    return fault("CHAIN_ERROR_OBJECT", f"{error.code} {error.message[:120]}", **facts)


def _revert_data(error: NodeError) -> bytes | None:
    """What a reverted call returned. Nodes differ: hex as `data`, hex inside `data`, or code 3 with nothing."""
    data = error.data.get("data") if isinstance(error.data, dict) else error.data
    reverted = error.code == _REVERT_CODE or "revert" in error.message.lower()
    if reverted and isinstance(data, str) and data.startswith("0x"):
        return wire.octets(data, "revert data")
    return b"" if reverted else None
