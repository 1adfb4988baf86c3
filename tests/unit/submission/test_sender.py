# SPDX-License-Identifier: Apache-2.0
"""Whatever happens between wish and answer, the chain carries a wish out once or not at all, and the asker is told."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from ledger.chain.signer import LocalSigner
from ledger.domain.ids import Address
from ledger.errors import LedgerError, Misconfigured, Refused, Unavailable
from ledger.store.queries import submission as rows
from ledger.store.queries.submission import Submission, SubmissionState
from ledger.store.session import Store
from ledger.submission.outbox import Outbox, outcome
from ledger.submission.sender import KeyRing, Sender, SenderThread, is_dead, own_name
from ledger.submission.wish import Wish
from tests.simulator.faults import FailingStore, Killed, fail_after_write, fail_before_write
from tests.unit.submission.door import FakeDoor

SIGNER = LocalSigner(bytes(31) + b"\x11")
OTHER = LocalSigner(bytes(31) + b"\x12")
TARGET = Address(b"\x05" * 20)
S = SubmissionState


def wish(key: str = "k1", data: bytes = b"\x01\x02", signer: LocalSigner = SIGNER, **body: object) -> Wish:
    account = Address(signer.address)
    return Wish("91150103MA0DEM080G", "accept", key, {"data": data.hex(), **body}, "li", account, TARGET, data)


@dataclass
class Desk:
    """An outbox with a door, and senders made anew at will."""

    store: Store
    door: FakeDoor = field(default_factory=FakeDoor)
    now: float = 1_790_000_000.0

    @property
    def outbox(self) -> Outbox:
        return Outbox(self.store, 7, lambda: self.now)

    def sender(self, store: Store | None = None, holder: str = "") -> Sender:
        ring = KeyRing({Address(each.address): each for each in (SIGNER, OTHER)})
        return Sender(store or self.store, self.door, ring, 7, clock=lambda: self.now, holder=holder)

    def put(self, *wishes: Wish) -> list[Submission]:
        put = []
        for each in wishes:
            self.now += 1
            put.append(self.outbox.put(each))
        return put

    def work(self, sender: Sender | None = None, passes: int = 6) -> None:
        """Blocks and passes in turn, troubles passed over as the thread does."""
        sender = sender or self.sender(holder="worker")
        for _ in range(passes):
            try:
                sender.work()
            except LedgerError:
                continue
            finally:
                self.door.mine()

    def state(self, submission: Submission) -> SubmissionState:
        return self.outbox.get(submission.id).state


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_a_wish_becomes_one_effect_and_its_answer_names_the_block(desk: Desk) -> None:
    (put,) = desk.put(wish())
    desk.work()
    answer = outcome(desk.outbox.get(put.id))
    assert desk.door.effects(b"\x01\x02") == 1
    assert answer["block"] == 1
    assert answer["block_hash"] == "0x" + desk.door.blocks[1].header.hash.hex()


def test_many_wishes_of_one_account_go_out_in_order_in_one_block(desk: Desk) -> None:
    put = desk.put(*(wish(f"k{n}", bytes([n])) for n in range(1, 6)))
    desk.work(passes=2)
    assert [one.data for one, _ in desk.door.blocks[1].held] == [bytes([n]) for n in range(1, 6)]
    assert {desk.state(each) for each in put} == {S.FINAL}


LOSSES: dict[str, Callable[[FakeDoor], None]] = {
    "the pool is lost": lambda door: door.lose_pool(),
    "the node is away for a while": lambda door: door.away(3),
    "the answer to the sending is lost": lambda door: door.away_after_send(),
    "answers are lost again and again": lambda door: door.away_after_send(3),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_whatever_is_lost_on_the_way_the_same_bytes_go_out_again(desk: Desk, loss: str) -> None:
    (put,) = desk.put(wish())
    if loss == "the pool is lost":
        desk.sender(holder="worker").work()
    LOSSES[loss](desk.door)
    desk.work(passes=8)
    assert desk.state(put) is S.FINAL
    assert desk.door.effects(b"\x01\x02") == 1
    assert desk.door.signings(b"\x01\x02") == 1


def test_a_refusal_beforehand_burns_no_nonce_and_says_the_contracts_reason(desk: Desk) -> None:
    desk.door.refuses(b"\x66")
    refused, fine = desk.put(wish("no", b"\x66"), wish("yes", b"\x01"))
    desk.work()
    told = desk.outbox.get(refused.id)
    assert (told.state, told.nonce, told.signed) == (S.FAILED, None, None)
    assert told.error_code == "CALLER_IS_NOT_GOVERNANCE"
    assert desk.outbox.get(fine.id).nonce == 0
    with pytest.raises(Refused) as caught:
        outcome(told)
    assert caught.value.code == "CALLER_IS_NOT_GOVERNANCE"
    assert caught.value.zh
    assert caught.value.en


def test_a_refusal_while_an_earlier_wish_is_in_flight_is_tried_again_when_that_has_settled(desk: Desk) -> None:
    desk.door.refuses(b"\x02")
    first, second = desk.put(wish("first", b"\x01"), wish("second", b"\x02"))
    sender = desk.sender(holder="worker")
    sender.work()
    assert desk.state(second) is S.DRAFT
    desk.door.refused.clear()  # the first one's effect lifts what stood in the way
    desk.work(sender)
    assert [desk.state(first), desk.state(second)] == [S.FINAL, S.FINAL]


def test_included_and_then_reverted_is_failed_with_the_contracts_reason(desk: Desk) -> None:
    desk.door.refuses_late(b"\x01\x02")
    (put,) = desk.put(wish())
    desk.work()
    told = desk.outbox.get(put.id)
    assert (told.state, told.succeeded, told.error_code) == (S.FAILED, False, "CALLER_IS_NOT_GOVERNANCE")
    assert desk.door.effects(b"\x01\x02") == 0


def test_a_revert_is_not_told_before_its_block_is_final(desk: Desk) -> None:
    desk.door.finality = 2
    desk.door.refuses_late(b"\x01\x02")
    (put,) = desk.put(wish())
    sender = desk.sender(holder="worker")
    for expected in (S.SENT, S.REVERTED, S.REVERTED, S.FAILED):
        sender.work()
        assert desk.state(put) is expected
        desk.door.mine()


def test_an_inclusion_that_a_reorganisation_takes_back_is_sent_again_with_the_same_bytes(desk: Desk) -> None:
    desk.door.finality = 3
    (put,) = desk.put(wish())
    sender = desk.sender(holder="worker")
    sender.work()
    desk.door.mine()
    sender.work()
    assert desk.state(put) is S.INCLUDED
    desk.door.reorg(1)
    sender.work()
    again = desk.outbox.get(put.id)
    assert (again.state, again.block_number, again.succeeded) == (S.SENT, None, None)
    desk.work(sender)
    assert desk.state(put) is S.FINAL
    assert (desk.door.effects(b"\x01\x02"), desk.door.signings(b"\x01\x02")) == (1, 1)


def test_a_block_that_is_replaced_before_finality_is_asked_for_makes_no_act_final(desk: Desk) -> None:
    """The receipt is of a block that is gone, the finality of the one in its place: nobody may be told it is done."""
    desk.door.finality = 2
    (put,) = desk.put(wish())
    sender = desk.sender(holder="worker")
    sender.work()
    desk.door.mine()

    def replaced() -> None:
        desk.door.reorg(1)
        for _ in range(4):
            desk.door.mine()

    desk.door.before_finality(replaced)
    sender.work()
    assert (desk.state(put), desk.door.effects(b"\x01\x02")) == (S.INCLUDED, 0)
    desk.work(sender)
    assert (desk.state(put), desk.door.effects(b"\x01\x02")) == (S.FINAL, 1)
    assert desk.door.signings(b"\x01\x02") == 1


def stranger(desk: Desk, nonce: int) -> None:
    """Somebody else who has the key uses its nonce."""
    draft = {"to": "0x" + "09" * 20, "nonce": nonce, "gas": 21_000, "gasPrice": 0, "value": 0, "data": b"\xee"}
    from eth_account import Account

    raw = bytes(Account.sign_transaction({**draft, "chainId": 7}, bytes(31) + b"\x11").raw_transaction)
    desk.door.send_raw(raw)


def test_a_nonce_that_a_stranger_used_for_good_makes_the_wish_be_signed_anew(desk: Desk) -> None:
    (put,) = desk.put(wish())
    desk.door.away_after_send()
    with pytest.raises(Unavailable):
        desk.sender(holder="worker").work()
    desk.door.lose_pool()
    stranger(desk, 0)
    desk.door.mine()
    desk.work()
    told = desk.outbox.get(put.id)
    assert (told.state, told.nonce, told.attempts) == (S.FINAL, 1, 2)
    assert (desk.door.effects(b"\x01\x02"), desk.door.signings(b"\x01\x02")) == (1, 2)


def test_a_nonce_used_in_a_block_that_is_not_final_is_waited_for_not_signed_around(desk: Desk) -> None:
    """The node may be one that lags: it counts our own transaction and does not show it yet."""
    desk.door.finality = 2
    (put,) = desk.put(wish())
    sender = desk.sender(holder="worker")
    sender.work()
    desk.door.lose_pool()
    stranger(desk, 0)
    desk.door.mine()
    sender.work()
    assert desk.state(put) is S.SENT
    assert desk.door.signings(b"\x01\x02") == 1
    desk.work(sender, passes=8)
    assert (desk.state(put), desk.door.effects(b"\x01\x02")) == (S.FINAL, 1)


def test_a_nonce_lost_to_a_stranger_by_a_reorganisation_after_inclusion_is_signed_anew(desk: Desk) -> None:
    desk.door.finality = 2
    (put,) = desk.put(wish())
    sender = desk.sender(holder="worker")
    sender.work()
    desk.door.mine()
    sender.work()
    assert desk.state(put) is S.INCLUDED
    desk.door.reorg(1)
    stranger(desk, 0)
    desk.work(sender, passes=10)
    assert (desk.state(put), desk.door.effects(b"\x01\x02")) == (S.FINAL, 1)


def test_an_account_that_is_stuck_does_not_hold_up_its_neighbour(desk: Desk) -> None:
    stuck, fine = desk.put(wish("stuck", b"\x01"), wish("fine", b"\x02", OTHER))
    stranger(desk, 0)  # a replacement that pays no more is rejected, for as long as the stranger's waits
    sender = desk.sender(holder="worker")
    with pytest.raises(Unavailable) as caught:
        sender.work()
    assert caught.value.code == "CHAIN_SEND_REJECTED"
    assert desk.state(fine) is S.SENT
    desk.work(sender)
    assert [desk.state(stuck), desk.state(fine)] == [S.FINAL, S.FINAL]


# --- crashes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["before", "after"])
@pytest.mark.parametrize("write", range(1, 7))
def test_a_crash_at_any_write_is_finished_by_the_next_sender_with_the_same_bytes(
    desk: Desk, kind: str, write: int
) -> None:
    """Writes of one wish: lease, SIGNED, SENT, (lease) INCLUDED, FINAL. Each dies before its commit, and after it."""
    desk.door.finality = 1
    (put,) = desk.put(wish())
    failing = (fail_before_write if kind == "before" else fail_after_write)(desk.store, write)
    died = run_until_death(desk, failing)
    desk.now += 31  # the dead one's lease runs out
    desk.work(desk.sender(holder="next"), passes=8)
    told = desk.outbox.get(put.id)
    assert died
    assert told.state is S.FINAL
    assert desk.door.effects(b"\x01\x02") == 1
    assert {bytes(raw) for raw in desk.door.seen} == {told.signed}


def run_until_death(desk: Desk, failing: FailingStore) -> bool:
    sender = desk.sender(failing, holder="mortal")
    for _ in range(6):
        try:
            sender.work()
        except Killed:
            return True
        desk.door.mine()
    return False


# --- leases -----------------------------------------------------------------------------------------------------------


def test_of_two_senders_of_one_account_only_one_signs_until_the_lease_runs_out(desk: Desk) -> None:
    first, second = desk.sender(holder="one"), desk.sender(holder="two")
    desk.put(wish("k1", b"\x01"))
    first.work()
    (later,) = desk.put(wish("k2", b"\x02"))
    assert second.work() == 0
    assert desk.state(later) is S.DRAFT
    desk.now += 31
    second.work()
    assert desk.state(later) is S.SENT


def test_a_lease_given_back_is_free_at_once(desk: Desk) -> None:
    first, second = desk.sender(holder="one"), desk.sender(holder="two")
    desk.put(wish())
    first.work()
    first.release()
    (later,) = desk.put(wish("k2", b"\x02"))
    second.work()
    assert desk.state(later) is S.SENT


def test_a_lease_of_a_process_that_is_no_more_is_taken_over_at_once(desk: Desk) -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait()
    dead = f"{socket.gethostname()}/{child.pid}/0011223344556677"
    with desk.store.writing() as session:
        assert rows.take_lease(session, Address(SIGNER.address), dead, int(desk.now), 30)
    (put,) = desk.put(wish())
    desk.sender(holder="next").work()
    assert desk.state(put) is S.SENT


def test_a_process_whose_end_nobody_took_note_of_is_dead_too() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        holder = f"{socket.gethostname()}/{child.pid}/00"
        assert not is_dead(holder)
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert is_dead(holder)


HOLDERS = {
    "this process": (own_name(), False),
    "the first process of this machine": (f"{socket.gethostname()}/1/00", False),
    "a process of another machine": ("elsewhere/999999999/00", False),
    "a name that says nothing": ("worker", False),
    "a name with a strange number": (f"{socket.gethostname()}/x/00", False),
}


@pytest.mark.parametrize("who", HOLDERS)
def test_only_a_process_of_this_machine_that_is_gone_is_held_dead(who: str) -> None:
    holder, dead = HOLDERS[who]
    assert is_dead(holder) is dead
    assert os.getpid() > 0


def test_two_that_sign_at_once_cannot_give_one_nonce_to_two_wishes(desk: Desk) -> None:
    """Should a lease ever deceive: the second writer of a nonce is told, and its wish is signed anew later."""
    first, second = desk.put(wish("k1", b"\x01"), wish("k2", b"\x02"))
    one, two = desk.sender(holder="one"), desk.sender(holder="two")
    at_once = two._next_nonce(Address(SIGNER.address))
    one._sign(first, [])
    with pytest.raises(Unavailable) as caught:
        two._step(second, (S.DRAFT,), state=S.SIGNED, nonce=at_once, signed=b"x", tx_hash=bytes(32))
    assert caught.value.code == "NONCE_ALLOTTED"
    desk.work(one)
    assert [desk.state(first), desk.state(second)] == [S.FINAL, S.FINAL]


def test_a_step_that_somebody_else_took_first_is_left_as_it_is(desk: Desk) -> None:
    (put,) = desk.put(wish())
    desk.work()
    late = desk.sender(holder="late")._step(put, (S.DRAFT,), state=S.FAILED)
    assert late.state is S.FINAL
    assert desk.state(put) is S.FINAL


# --- keys and threads -------------------------------------------------------------------------------------------------


def test_wishes_of_accounts_that_do_not_sign_here_are_left_alone(desk: Desk) -> None:
    (put,) = desk.put(wish(signer=LocalSigner(bytes(31) + b"\x77")))
    assert desk.sender(holder="worker").work() == 0
    assert desk.state(put) is S.DRAFT


def test_a_key_that_is_not_here_is_named() -> None:
    with pytest.raises(Misconfigured) as caught:
        KeyRing({}).signer(Address(SIGNER.address))
    assert caught.value.code == "SIGNER_MISSING"


def test_the_thread_settles_wishes_and_survives_a_node_that_is_away_and_a_mistake_of_ours(desk: Desk) -> None:
    class Broken(FakeDoor):
        broken = 1

        def estimate_gas(self, to: bytes | None, data: bytes, sender: bytes | None = None) -> int:
            if self.broken:
                self.broken -= 1
                raise ZeroDivisionError("a mistake of ours")
            return super().estimate_gas(to, data, sender)

        def send_raw(self, raw: bytes):  # type: ignore[no-untyped-def]
            outcome = super().send_raw(raw)
            self.mine()
            return outcome

    desk.door = Broken()
    desk.door.away()
    thread = SenderThread(desk.sender(), busy=0.001, idle=0.001, calm=0.001)
    (put,) = desk.put(wish())
    thread.start()
    try:
        thread.nudge()
        told = desk.outbox.wait(put.id, 30, thread.changed)
    finally:
        thread.stop()
    assert json.loads(told.answer or "{}")["block"] == 1
    with desk.store.reading() as session:
        assert rows.leases(session) == []


def test_the_thread_signs_and_sends_nothing_while_the_chain_is_another(desk: Desk) -> None:
    reasons = [Unavailable("stopped", zh="已停止", code="MIRROR_HALTED")]
    looked = threading.Event()

    def stopped() -> LedgerError | None:
        looked.set()
        return reasons[0] if reasons else None

    (put,) = desk.put(wish())
    thread = SenderThread(desk.sender(), stopped=stopped, busy=0.001, idle=0.001, calm=0.001)
    thread.start()
    try:
        assert looked.wait(60)
        looked.clear()
        assert looked.wait(60), "twice: a whole pass lies between"
        assert thread.trouble is reasons[0]
        assert (desk.state(put), desk.door.calls) == (S.DRAFT, [])
        reasons.clear()
        thread.nudge()
        until = time.monotonic() + 60
        while not desk.door.seen:
            assert time.monotonic() < until
            time.sleep(0.001)
    finally:
        thread.stop()
