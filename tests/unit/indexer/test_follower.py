# SPDX-License-Identifier: Apache-2.0
"""The thread that follows: it catches up, wakes those who wait, outlives what passes and stops at what does not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from ledger.errors import LedgerError
from ledger.indexer.advance import Indexer
from ledger.indexer.follower import Follower, pause_after
from ledger.store.queries import acts as queries
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator.chain import SimulatedChain
from tests.simulator.histories import grow, world

LONG = 60.0
"""Seconds that no healthy test waits for; nothing here depends on how fast the machine is."""


class Watch:
    """A follower with what it told, and a way to wait for something it tells."""

    def __init__(self, chain: SimulatedChain, store: Store) -> None:
        self.chain, self.blocks, self.errors = chain, [0], list[str]()
        self._told = threading.Condition()
        self.follower = Follower(
            Indexer(chain, store, chain.watched),
            poll=0.01,
            on_advance=lambda position: self._note(self.blocks, position.block.number),
            on_error=lambda error: self._note(self.errors, error.code),
        )

    def _note(self, where: list, what: object) -> None:  # type: ignore[type-arg]
        with self._told:
            where.append(what)
            self._told.notify_all()

    def until(self, holds: Callable[[], bool]) -> None:
        with self._told:
            assert self._told.wait_for(holds, LONG)


@pytest.fixture
def watch(store: Store) -> Iterator[Watch]:
    chain = SimulatedChain(finality=4)
    grow(chain, world(71), 12)
    made = Watch(chain, store)
    yield made
    made.follower.stop()


def test_it_catches_up_and_wakes_whoever_waits_for_a_block(watch: Watch) -> None:
    assert not watch.follower.status().ready
    watch.follower.start()
    assert watch.follower.wait_for(13, LONG)
    watch.chain.mine([a.regrouped(a.HOLDER, 9)])
    assert watch.follower.wait_for(14, LONG)
    position = watch.follower.status().position
    assert position is not None
    assert position.block.number == 14
    watch.until(lambda: watch.blocks[-1] == 14)


def test_once_caught_up_it_stays_ready_while_blocks_come(store: Store) -> None:
    chain = SimulatedChain(finality=4)
    grow(chain, world(72), 5)
    ready: list[bool] = []
    follower = Follower(
        Indexer(chain, store, chain.watched), poll=0.01, on_advance=lambda _: ready.append(follower.status().ready)
    )
    follower.start()
    assert follower.wait_for(6, LONG)
    while not follower.status().ready:
        threading.Event().wait(0.01)
    for number in range(3):
        chain.mine([a.regrouped(a.HOLDER, number)])
        assert follower.wait_for(7 + number, LONG)
    follower.stop()
    assert ready == [False, True, True, True]


def test_waiting_for_a_block_that_does_not_come_ends(watch: Watch) -> None:
    watch.follower.start()
    assert watch.follower.wait_for(13, LONG)
    assert not watch.follower.wait_for(9_999, 0.05)


def test_a_reorganisation_is_followed_and_told(watch: Watch, store: Store) -> None:
    watch.follower.start()
    assert watch.follower.wait_for(13, LONG)
    watch.chain.fork(3)
    watch.chain.mine_empty(5, salt="fork")
    assert watch.follower.wait_for(15, LONG)
    assert watch.follower.status().rollbacks == 1
    watch.until(lambda: 10 in watch.blocks)
    with store.reading() as session:
        assert queries.required_head(session).block_hash == watch.chain.blocks[-1].header.hash


def test_a_node_that_is_away_is_asked_again(watch: Watch) -> None:
    watch.chain.fail(3)
    watch.follower.start()
    assert watch.follower.wait_for(13, LONG)
    assert watch.errors[:1] == ["CHAIN_UNREACHABLE"]
    assert not watch.follower.status().halted


def test_a_node_that_is_away_for_days_is_still_asked() -> None:
    """Every pause doubled the one before: after a thousand of them no float held it, and the thread ended unseen."""
    assert [pause_after(failures, 0.5) for failures in (0, 1, 3, 4, 5, 20_000)] == [0.5, 1, 4, 8, 8, 8]


def test_a_lie_stops_the_writing_and_not_the_thread(watch: Watch) -> None:
    watch.follower.start()
    assert watch.follower.wait_for(13, LONG)
    watch.chain.lie("logs", lambda logs: logs[:-1])
    watch.chain.mine([a.regrouped(a.HOLDER, 9)])
    watch.follower.wake()
    watch.until(lambda: bool(watch.errors))
    status = watch.follower.status()
    assert status.error is not None
    assert (status.ready, status.halted, status.error.code) == (False, False, "LOG_WITHOUT_ENTRY")
    watch.chain.lie("logs", None)
    assert watch.follower.wait_for(14, LONG)


def test_what_no_asking_can_mend_ends_the_thread_and_stays_said(watch: Watch, store: Store) -> None:
    watch.follower.start()
    assert watch.follower.wait_for(13, LONG)
    with store.reading() as session:
        before = queries.required_head(session)
    watch.chain.finality = None
    watch.chain.fork(9)
    watch.chain.mine_empty(12, salt="deep")
    watch.follower.wake()
    watch.until(lambda: bool(watch.errors))
    assert not watch.follower.wait_for(99, LONG)  # at once: it will never come
    status = watch.follower.status()
    assert status.error is not None
    assert (status.halted, status.ready, status.error.code) == (True, False, "REORG_BELOW_FINALITY")
    with store.reading() as session:
        assert queries.required_head(session) == before


def test_a_mistake_of_ours_ends_the_thread_and_says_so(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Indexer, "step", broken)
    with pytest.raises(ZeroDivisionError):
        watch.follower.run()
    error: LedgerError | None = watch.follower.status().error
    assert error is not None
    assert (error.code, watch.follower.status().halted) == ("FOLLOWER_BROKE", True)


def test_a_follower_is_started_once_and_stops_while_somebody_waits(watch: Watch) -> None:
    watch.follower.start()
    with pytest.raises(RuntimeError):
        watch.follower.start()
    answers: list[bool] = []
    waiting = threading.Thread(target=lambda: answers.append(watch.follower.wait_for(9_999, LONG)))
    waiting.start()
    watch.follower.stop()
    waiting.join(LONG)
    assert answers == [False]
