# SPDX-License-Identifier: Apache-2.0
"""What a chain says, as values, and the least that a follower of the chain needs from whoever says it.

For: frozen values with raw bytes inside, the `ChainReader` protocol (production client and simulator are its two
implementations), and the word for finality. Not for: I/O, JSON, decoding of events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

BLOOM_BYTES = 256
"""Size of `logsBloom`."""


@dataclass(frozen=True, slots=True)
class Header:
    """A block's header: every field that its hash covers up to London, later ones when the chain has them."""

    number: int
    hash: bytes
    parent_hash: bytes
    timestamp: int
    state_root: bytes
    transactions_root: bytes
    receipts_root: bytes
    logs_bloom: bytes
    ommers_hash: bytes
    miner: bytes
    difficulty: int
    gas_limit: int
    gas_used: int
    extra_data: bytes
    mix_hash: bytes
    nonce: bytes
    base_fee: int | None = None
    withdrawals_root: bytes | None = None
    blob_gas_used: int | None = None
    excess_blob_gas: int | None = None
    parent_beacon_root: bytes | None = None
    requests_hash: bytes | None = None


@dataclass(frozen=True, slots=True)
class Log:
    """A raw record of the EVM. Not an event: nothing is decoded here."""

    address: bytes
    topics: tuple[bytes, ...]
    data: bytes
    block_number: int
    block_hash: bytes
    tx_hash: bytes
    tx_index: int
    log_index: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one transaction. `succeeded` false means it was mined and reverted."""

    tx_hash: bytes
    tx_index: int
    block_number: int
    block_hash: bytes
    sender: bytes
    to: bytes | None
    contract_address: bytes | None
    succeeded: bool
    gas_used: int
    logs: tuple[Log, ...]


@dataclass(frozen=True, slots=True)
class Transaction:
    """A transaction as the node knows it; `block_number` is None while it waits in the pool."""

    hash: bytes
    sender: bytes
    to: bytes | None
    nonce: int
    value: int
    data: bytes
    gas: int
    block_number: int | None
    block_hash: bytes | None


@dataclass(frozen=True, slots=True)
class StorageProof:
    """One slot's value with the nodes that prove it, root first."""

    key: bytes
    value: int
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class AccountProof:
    """The answer of `eth_getProof`. Unverified: `proofs/` judges it against a sealed header."""

    address: bytes
    balance: int
    nonce: int
    code_hash: bytes
    storage_hash: bytes
    proof: tuple[bytes, ...]
    storage: tuple[StorageProof, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The node holds the transaction: it was read back by its hash."""

    tx_hash: bytes


@dataclass(frozen=True, slots=True)
class AlreadyKnown:
    """The node refused the bytes because it had them: pooled, or mined at `block_number`."""

    tx_hash: bytes
    block_number: int | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """The node refused and does not hold it. `nonce_used`: another transaction took this sender's nonce already."""

    tx_hash: bytes
    reason: str
    nonce_used: bool


SendOutcome = Accepted | AlreadyKnown | Rejected


class ChainReader(Protocol):
    """Whoever can be asked about a chain. A witness, not an oracle.

    Duties. Every answer is checked before it is given: headers of a range are linked by their parents; logs lie in the
    asked range, stand in chain order, carry an asked address and the hash of the header at their height, and together
    with the header's bloom leave no room for a log held back. What cannot be had now is `Unavailable`; what contradicts
    itself is `Inconsistent`. `finalized()` never goes back, and never beyond `head()`.
    """

    def head(self) -> Header: ...

    def finalized(self) -> Header: ...

    def header(self, at: int | bytes) -> Header: ...

    def headers(self, first: int, last: int) -> list[Header]: ...

    def logs(
        self, first: int, last: int, addresses: Sequence[bytes], headers: Sequence[Header] | None = None
    ) -> list[Log]: ...

    def call(self, to: bytes, data: bytes, at: int | bytes | None = None, sender: bytes | None = None) -> bytes: ...
