# SPDX-License-Identifier: Apache-2.0
"""Sending signed bytes once, and finding out what became of them by reading back.

The rules, in the order in which they bite:
 1. bytes for another chain are not sent: some nodes accept them, return a hash, and forget them;
 2. the bytes go out in one request, once, whatever the answer;
 3. a transaction that can then be read by its hash is held: Accepted if the node took it now, AlreadyKnown if the node
    refused it for having it;
 4. refused and not held is Rejected, with the node's words for a person, and whether the nonce is used up (a fact read
    from the chain) for the machine;
 5. anything else - no answer, or accepted and not to be found - is `Unavailable`, CHAIN_SEND_UNKNOWN: send the same
    bytes again later, which is harmless.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import rlp
from rlp.exceptions import RLPException

from ledger.chain import libraries, wire
from ledger.chain.faults import fault
from ledger.chain.protocol import Accepted, AlreadyKnown, Rejected, SendOutcome, Transaction
from ledger.chain.transport import NodeError
from ledger.domain.keccak import keccak
from ledger.errors import Inconsistent, Unavailable

if TYPE_CHECKING:
    from ledger.chain.rpc import Rpc

_LOOKS = (0.0, 0.05, 0.2, 0.5)
"""Pauses (seconds) before each look for a transaction that was accepted: pools may show it a moment later."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What the bytes say by themselves."""

    hash: bytes
    chain_id: int | None
    nonce: int


def read_signed(raw: bytes) -> Signed:
    """Hash, chain and nonce of signed bytes: legacy, EIP-2930 or EIP-1559."""
    try:
        typed = raw[:1] in (b"\x01", b"\x02")
        fields = rlp.decode(raw[1:] if typed else raw)
        numbers = [int.from_bytes(field, "big") if isinstance(field, bytes) else 0 for field in fields]
        if typed:
            return Signed(keccak(raw), numbers[0], numbers[1])
        recovery = numbers[6]
        return Signed(keccak(raw), (recovery - 35) // 2 if recovery >= 35 else None, numbers[0])
    except (RLPException, IndexError, TypeError) as error:
        raise ValueError("not a signed transaction") from error


def sender_of(raw: bytes) -> bytes:
    """The address whose key signed the bytes."""
    return bytes.fromhex(libraries.account().recover_transaction(raw)[2:])


def send_batch(rpc: Rpc, raws: Sequence[bytes], chain_id: int) -> list[SendOutcome]:
    """One request for all, in their order. See the rules above; the answer is in the order of the bytes."""
    signed = [read_signed(raw) for raw in raws]
    for entry in signed:
        if entry.chain_id != chain_id:
            raise fault("CHAIN_WRONG_CHAIN", f"signed for {entry.chain_id}, this is {chain_id}")
    try:
        answers = _post(rpc, raws)
    except (Unavailable, Inconsistent) as error:
        # The bytes may have arrived: what can be read back decides.
        return _settle_unanswered(rpc, signed, error)
    return [_settle(rpc, raw, entry, answer) for raw, entry, answer in zip(raws, signed, answers, strict=True)]


def _post(rpc: Rpc, raws: Sequence[bytes]) -> list[object | NodeError]:
    calls = [("eth_sendRawTransaction", [wire.hex_of(raw)]) for raw in raws]
    if len(calls) == 1:
        return [rpc.transport.ask(*calls[0])]
    return rpc.transport.ask_many(calls)


def _settle_unanswered(rpc: Rpc, signed: Sequence[Signed], error: Exception) -> list[SendOutcome]:
    try:
        held = rpc.transactions([entry.hash for entry in signed])
    except (Unavailable, Inconsistent) as second:
        raise fault("CHAIN_SEND_UNKNOWN", str(error)) from second
    if any(found is None for found in held):
        raise fault("CHAIN_SEND_UNKNOWN", str(error)) from error
    return [Accepted(entry.hash) for entry in signed]


def _settle(rpc: Rpc, raw: bytes, signed: Signed, answer: object | NodeError) -> SendOutcome:
    if not isinstance(answer, NodeError):
        named = wire.octets(answer, "transaction hash", 32)
        if named != signed.hash:
            raise fault("CHAIN_HASH_OTHER", sent=wire.hex_of(signed.hash), answered=wire.hex_of(named))
        if _look_for(rpc, signed.hash) is None:
            raise fault("CHAIN_SEND_UNKNOWN", "accepted, but it cannot be read back", tx=wire.hex_of(signed.hash))
        return Accepted(signed.hash)
    held = rpc.transaction(signed.hash)
    if held is not None:
        return AlreadyKnown(signed.hash, held.block_number)
    used = rpc.nonce(sender_of(raw)) > signed.nonce
    return Rejected(signed.hash, answer.message[:300], used)


def _look_for(rpc: Rpc, tx_hash: bytes) -> Transaction | None:
    for pause in _LOOKS:
        time.sleep(pause)
        held = rpc.transaction(tx_hash)
        if held is not None:
            return held
    return None
