# SPDX-License-Identifier: Apache-2.0
"""The one door to the chain: takes wishes from the outbox, one account after the other, until nothing is left to do.

Per account, under its lease, in the order in which the wishes came:
 1. DRAFT      try it against the node; what the contract refuses is FAILED and burns no nonce. While earlier wishes are
               in flight a refusal may be theirs to lift, so it is tried again when they have settled.
 2. SIGNED     nonce and signed bytes are stored before they are sent: after a crash the same bytes go out again.
 3. SENT       sent once a pass; where the node lost them, the same bytes again.
 4. INCLUDED   a receipt says so; INCLUDED again after every look until its block is final.
    REVERTED   the receipt says the contract refused after all; final, it becomes FAILED with the reason.
 5. FINAL      the block is final; the answer is stored.

What became of a transaction is read from the chain by its hash and by the account's nonce, never from error texts. A
wish is signed anew only when another transaction has its nonce in a final block: until then a node may merely lag.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from ledger.chain.faults import CallReverted
from ledger.chain.fees import FeePolicy, fee_for
from ledger.chain.protocol import Header, Receipt, Rejected, SendOutcome
from ledger.chain.reverts import refused
from ledger.chain.signer import Draft, Signer
from ledger.domain.ids import Address
from ledger.errors import Inconsistent, LedgerError, Misconfigured, Refused, Unavailable
from ledger.store.queries import submission as rows
from ledger.store.queries.submission import IN_FLIGHT, Submission, SubmissionState
from ledger.store.session import Store

LEASE_SECONDS: Final = 30
GAS_MARGIN: Final = 1.25
"""The estimate is of this moment's state; a neighbour's act may cost a little more."""

S = SubmissionState

_NO_RECEIPT: Final = dict.fromkeys(("block_number", "block_hash", "tx_index", "succeeded", "gas_used"))
_UNSIGNED: Final = dict.fromkeys(("nonce", "signed", "tx_hash", "sent_at"))


class Door(Protocol):
    """What the sender needs of a node (`chain/rpc.py`; the simulator in tests)."""

    def head(self) -> Header: ...

    def header(self, at: int | bytes) -> Header: ...

    def finalized(self) -> Header: ...

    def call(self, to: bytes, data: bytes, at: int | bytes | None = None, sender: bytes | None = None) -> bytes: ...

    def estimate_gas(self, to: bytes | None, data: bytes, sender: bytes | None = None) -> int: ...

    def nonce(self, address: bytes, at: int | bytes | None = None) -> int: ...

    def send_raw(self, raw: bytes) -> SendOutcome: ...

    def receipt(self, tx_hash: bytes) -> Receipt | None: ...


class Signers(Protocol):
    """Who can sign for which account in this process."""

    def accounts(self) -> Sequence[Address]: ...

    def signer(self, account: Address) -> Signer: ...


@dataclass(slots=True)
class Sender:
    """One pass at a time: `work()` does what can be done now and says how many wishes are still open."""

    store: Store
    door: Door
    signers: Signers
    chain_id: int
    fees: FeePolicy | None = None
    clock: Callable[[], float] = time.time
    holder: str = ""
    on_settled: Callable[[Submission], None] | None = None

    def __post_init__(self) -> None:
        self.holder = self.holder or own_name()

    def work(self) -> int:
        """One pass over the wishes whose accounts sign here. A node that fails or lies is raised as it is, but not
        before every other account had its turn: one that is stuck does not hold up its neighbours."""
        with self.store.reading() as session:
            open_wishes = rows.unsettled(session, self.signers.accounts())
        by_account: dict[Address, list[Submission]] = {}
        for wish in open_wishes:
            by_account.setdefault(wish.account, []).append(wish)
        mine = {account: wishes for account, wishes in by_account.items() if self._lease(account)}
        left, trouble = 0, None
        for wishes in mine.values():
            try:
                left += self._work_account(wishes)
            except LedgerError as error:
                trouble = trouble or error
        if trouble is not None:
            raise trouble
        return left

    def release(self) -> None:
        """Give the leases back, so that another process need not wait for them to run out."""
        with self.store.writing() as session:
            rows.drop_leases(session, self.holder)

    def _lease(self, account: Address) -> bool:
        with self.store.writing() as session:
            return rows.take_lease(session, account, self.holder, self._now(), LEASE_SECONDS, is_dead)

    def _work_account(self, wishes: Sequence[Submission]) -> int:
        current = list(wishes)
        for place, wish in enumerate(current):
            current[place] = self._advance(wish, current[:place])
        return sum(not wish.settled for wish in current)

    def _advance(self, wish: Submission, earlier: Sequence[Submission]) -> Submission:
        """As far as the wish can be brought now."""
        match wish.state:
            case S.DRAFT:
                drafted = self._sign(wish, earlier)
                return self._send(drafted) if drafted.state is S.SIGNED else drafted
            case S.SIGNED:
                return self._send(wish)
            case S.SENT | S.INCLUDED | S.REVERTED:
                return self._look(wish)
            case S.FINAL | S.FAILED:
                return wish

    # DRAFT -> SIGNED | FAILED

    def _sign(self, wish: Submission, earlier: Sequence[Submission]) -> Submission:
        waiting = any(not other.settled for other in earlier)
        data = bytes.fromhex(json.loads(wish.draft)["data"])
        try:
            gas = self.door.estimate_gas(wish.target, data, wish.account)
        except CallReverted as error:
            return wish if waiting else self._fail(wish, refused(error.data), (S.DRAFT,))
        signer = self.signers.signer(wish.account)
        fee = fee_for(self.door.head(), self.fees)
        draft = Draft(wish.target, data, self._next_nonce(wish.account), int(gas * GAS_MARGIN), fee, self.chain_id)
        signed = signer.sign_transaction(draft)
        return self._step(wish, (S.DRAFT,), state=S.SIGNED, nonce=draft.nonce, signed=signed.raw, tx_hash=signed.hash)

    def _next_nonce(self, account: Address) -> int:
        """One more than the highest that the chain or the outbox knows. Under the lease nobody else allots."""
        with self.store.reading() as session:
            held = rows.highest_open_nonce(session, self.chain_id, account)
        return max(self.door.nonce(account), held + 1 if held is not None else 0)

    # SIGNED -> SENT | DRAFT

    def _send(self, wish: Submission) -> Submission:
        assert wish.signed is not None
        outcome = self.door.send_raw(wish.signed)
        if isinstance(outcome, Rejected):
            return self._rejected(wish, outcome)
        sent = self._step(wish, (wish.state,), state=S.SENT, sent_at=self._now(), attempts=wish.attempts + 1)
        return self._look(sent)

    def _rejected(self, wish: Submission, outcome: Rejected) -> Submission:
        """The node does not hold it. With its nonce used for good by another transaction it never can: sign it anew."""
        if outcome.nonce_used:
            for_good = self._nonce_gone_for_good(wish)
            if self.door.receipt(outcome.tx_hash) is not None:
                return self._look(wish)
            if not for_good:
                return wish
            attempts = wish.attempts + 1
            return self._step(wish, IN_FLIGHT, state=S.DRAFT, **_UNSIGNED, **_NO_RECEIPT, attempts=attempts)
        raise Unavailable(
            f"the node did not take a transaction: {outcome.reason}",
            zh=f"节点未接收交易：{outcome.reason}",
            code="CHAIN_SEND_REJECTED",
            retry_after=2,
            submission=wish.id,
        )

    def _nonce_gone_for_good(self, wish: Submission) -> bool:
        assert wish.nonce is not None
        return self.door.nonce(wish.account, self.door.finalized().number) > wish.nonce

    # SENT -> INCLUDED | REVERTED -> FINAL | FAILED, or back to SENT

    def _look(self, wish: Submission) -> Submission:
        assert wish.tx_hash is not None
        receipt = self.door.receipt(wish.tx_hash)
        if receipt is None:
            return self._again(wish)
        state = S.INCLUDED if receipt.succeeded else S.REVERTED
        found = wish
        if wish.state is not state or wish.block_hash != receipt.block_hash:
            found = self._step(wish, IN_FLIGHT, state=state, **_receipt(receipt))
        if self.door.finalized().number < receipt.block_number:
            return found
        header = self.door.header(receipt.block_number)
        if header.hash != receipt.block_hash:
            return found  # what became final since the receipt was read is another block
        return self._finish(found, receipt, header)

    def _again(self, wish: Submission) -> Submission:
        """No receipt: the pool holds it, or lost it, or the chain took its block back. The same bytes do no harm."""
        assert wish.signed is not None
        outcome = self.door.send_raw(wish.signed)
        if isinstance(outcome, Rejected):
            return self._rejected(wish, outcome)
        if wish.state is S.SENT:
            return wish
        return self._step(wish, IN_FLIGHT, state=S.SENT, **_NO_RECEIPT)

    def _finish(self, wish: Submission, receipt: Receipt, header: Header) -> Submission:
        if not receipt.succeeded:
            return self._fail(wish, self._why(wish, receipt), (S.REVERTED,))
        answer = {
            "submission": wish.id,
            "tx": "0x" + receipt.tx_hash.hex(),
            "block": receipt.block_number,
            "block_hash": "0x" + receipt.block_hash.hex(),
            "time": header.timestamp,
        }
        return self._settled(wish, (S.INCLUDED,), state=S.FINAL, answer=json.dumps(answer, sort_keys=True))

    def _why(self, wish: Submission, receipt: Receipt) -> Refused:
        """The contract's own words, by asking again on the state before the block. Older state may be gone by then."""
        data = bytes.fromhex(json.loads(wish.draft)["data"])
        try:
            self.door.call(wish.target, data, receipt.block_number - 1, wish.account)
        except CallReverted as error:
            return refused(error.data)
        except LedgerError:
            pass
        return Refused(
            "the contract refused the act when its turn came", zh="轮到执行时合约拒绝了该操作", code="REVERTED_ON_CHAIN"
        )

    def _fail(self, wish: Submission, error: Refused, sources: Sequence[SubmissionState]) -> Submission:
        return self._settled(wish, sources, state=S.FAILED, error_code=error.code, error_zh=error.zh, error_en=error.en)

    def _settled(self, wish: Submission, sources: Sequence[SubmissionState], **changes: object) -> Submission:
        done = self._step(wish, sources, **changes)
        if done.settled and self.on_settled is not None:
            self.on_settled(done)
        return done

    def _step(
        self, wish: Submission, sources: Sequence[SubmissionState] | frozenset[SubmissionState], **changes: object
    ) -> Submission:
        """Write a change down; where somebody else was first, what he wrote is what holds."""
        now = self._now()
        with self.store.writing() as session:
            if not rows.step(session, wish.id, sources, now, **changes):
                held = rows.by_id(session, wish.id)
                assert held is not None, "wishes are never deleted"
                return held
        return replace(wish, updated_at=now, **changes)  # type: ignore[arg-type]

    def _now(self) -> int:
        return int(self.clock())


def own_name() -> str:
    """Who holds a lease: this machine, this process, and which of its senders."""
    return f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(8)}"


def is_dead(holder: str) -> bool:
    """True if the holder was a process of this machine that is no more: its leases need not run out. Should the name
    deceive (machines of one name), two sign, and the outbox's rule of one wish a nonce stops the later one."""
    machine, _, rest = holder.rpartition("/")[0].rpartition("/")
    if machine != socket.gethostname() or not rest.isdecimal():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return _ended(int(rest))


def _ended(pid: int) -> bool:
    """Dead and not yet taken note of by its parent: in a container without an init that may stay so for ever."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False  # no /proc here


def _broke(error: Exception) -> Inconsistent:
    return Inconsistent(f"the sender broke: {error!r}", zh=f"发送线程异常：{error!r}", code="SENDER_BROKE")


def _receipt(receipt: Receipt) -> dict[str, object]:
    return {
        "block_number": receipt.block_number,
        "block_hash": receipt.block_hash,
        "tx_index": receipt.tx_index,
        "succeeded": receipt.succeeded,
        "gas_used": receipt.gas_used,
    }


@dataclass(slots=True)
class KeyRing:
    """Signers held in memory, by account."""

    held: Mapping[Address, Signer]

    def accounts(self) -> Sequence[Address]:
        return tuple(self.held)

    def signer(self, account: Address) -> Signer:
        found = self.held.get(account)
        if found is None:
            raise Misconfigured(
                f"no key here for account 0x{account.hex()}",
                zh=f"本机没有账户 0x{account.hex()} 的密钥",
                code="SIGNER_MISSING",
            )
        return found


class SenderThread:
    """Runs a sender until told to stop; `nudge()` it after a wish was stored. `trouble` says what is being retried.
    While `stopped` gives a reason, nothing is signed or sent."""

    def __init__(
        self,
        sender: Sender,
        *,
        stopped: Callable[[], LedgerError | None] = lambda: None,
        busy: float = 0.02,
        idle: float = 0.5,
        calm: float = 2.0,
    ) -> None:
        self.changed = threading.Condition()
        self.trouble: LedgerError | None = None
        self._stopped = stopped
        self._sender, self._busy, self._idle, self._calm = sender, busy, idle, calm
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sender", daemon=True)
        sender.on_settled = self._tell

    def start(self) -> None:
        self._thread.start()

    def nudge(self) -> None:
        self._wake.set()

    def stop(self, timeout: float = 30.0) -> None:
        """Stop after the pass under way and give the leases back."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)
        self._sender.release()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                stopped = self._stopped()
                left = self._sender.work() if stopped is None else 0
                self.trouble = stopped
                pause = self._busy if left else self._idle
            except LedgerError as error:
                self.trouble, pause = error, self._calm
            except Exception as error:
                # A mistake of ours must not end the one thread that sends: it is said, and tried again.
                self.trouble, pause = _broke(error), self._calm
            self._wake.wait(pause)
            self._wake.clear()

    def _tell(self, _submission: Submission) -> None:
        with self.changed:
            self.changed.notify_all()
