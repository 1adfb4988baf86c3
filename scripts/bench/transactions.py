# SPDX-License-Identifier: Apache-2.0
"""What a real transaction cost and did, as its receipt and the node's trace of it say.

The embedded node keeps the states of its newest blocks only, so look soon after the act.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ledger.chain.fees import FREE
from ledger.chain.protocol import Receipt, Rejected
from ledger.chain.rpc import Rpc
from ledger.chain.signer import Draft, LocalSigner
from ledger.chain.transport import NodeError, Transport

GAS_LIMIT = 90_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one transaction. `slots` are storage words that hold another value afterwards."""

    gas: int
    logs: int
    slots: int
    fresh: int
    """Of the slots, those that were zero before."""
    calldata: int


class Probe:
    """Looks at transactions of one node, and sends plain ones from a key of its own."""

    def __init__(self, rpc: Rpc) -> None:
        self._rpc = rpc
        self._transport = Transport(rpc.url, timeout=120.0, max_answer=256 << 20)
        self._signer = LocalSigner(secrets.token_bytes(32))

    @property
    def account(self) -> bytes:
        return self._signer.address

    def cost(self, tx_hash: bytes) -> Cost:
        receipt, transaction = self._rpc.receipt(tx_hash), self._rpc.transaction(tx_hash)
        if receipt is None or transaction is None or not receipt.succeeded:
            raise SystemExit(f"0x{tx_hash.hex()} did not succeed: nothing to measure")
        slots, fresh = _slots(self._changes(tx_hash))
        return Cost(receipt.gas_used, len(receipt.logs), slots, fresh, len(transaction.data))

    def send(self, to: bytes | None, data: bytes) -> Receipt:
        """Mined and succeeded, or the end of the benchmark."""
        nonce = self._rpc.pending_nonce(self.account)
        draft = Draft(to, data, nonce, GAS_LIMIT, FREE, self._rpc.chain_id())
        signed = self._signer.sign_transaction(draft)
        outcome = self._rpc.send_raw(signed.raw)
        if isinstance(outcome, Rejected):
            raise SystemExit(f"the node refuses a transaction: {outcome.reason}")
        until = time.monotonic() + 60
        while (receipt := self._rpc.receipt(signed.hash)) is None:
            if time.monotonic() > until:
                raise SystemExit("no block took the transaction within a minute")
            time.sleep(0.02)
        if not receipt.succeeded:
            raise SystemExit(f"0x{signed.hash.hex()} reverted")
        return receipt

    def create(self, code: bytes) -> bytes:
        """The address of a new contract."""
        address = self.send(None, code).contract_address
        assert address is not None, "a creation that succeeded names its contract"
        return address

    def call(self, to: bytes, data: bytes) -> bytes:
        return self._rpc.call(to, data, None, self.account)

    def _changes(self, tx_hash: bytes) -> Mapping[str, Any]:
        options = {"tracer": "prestateTracer", "tracerConfig": {"diffMode": True}}
        answer = self._transport.ask("debug_traceTransaction", ["0x" + tx_hash.hex(), options])
        if isinstance(answer, NodeError) or not isinstance(answer, dict):
            raise SystemExit(f"the node does not trace: {answer}")
        return answer


def _slots(changes: Mapping[str, Any]) -> tuple[int, int]:
    """Words that differ, and those of them that were zero: the tracer leaves zeros out on either side."""
    changed = fresh = 0
    for address in {*changes["pre"], *changes["post"]}:
        before = _words(changes["pre"].get(address, {}))
        after = _words(changes["post"].get(address, {}))
        differing = {slot for slot in {*before, *after} if before.get(slot, 0) != after.get(slot, 0)}
        changed += len(differing)
        fresh += sum(before.get(slot, 0) == 0 for slot in differing)
    return changed, fresh


def _words(account: Mapping[str, Any]) -> dict[str, int]:
    return {slot: int(value, 16) for slot, value in (account.get("storage") or {}).items()}
