# SPDX-License-Identifier: Apache-2.0
"""Local first, IPFS behind: nothing waits for the daemon, nothing queued is forgotten, nothing called pinned early."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from ledger.content.cid import Cid, cid_of
from ledger.content.ipfs import IpfsStore
from ledger.content.pair import Backlog, Drained, PairedStore, open_store
from ledger.content.store import FileStore, PinState
from ledger.errors import Inconsistent, Misconfigured, NotFound, Unavailable
from tests.fakes.kubo import FakeKubo


@dataclass(frozen=True, slots=True)
class Desk:
    """A paired store, and a hand on each of its sides."""

    folder: Path
    kubo: FakeKubo

    @property
    def local(self) -> FileStore:
        return FileStore(self.folder / "content")

    @property
    def backlog(self) -> Backlog:
        return Backlog(self.folder / "backlog")

    @property
    def store(self) -> PairedStore:
        """A new one each time: whatever a test sees, a restarted process sees."""
        return PairedStore(self.local, IpfsStore(self.kubo.address, timeout=10), self.backlog)

    def lose_local(self, cid: Cid) -> None:
        self.path(cid).unlink()

    def path(self, cid: Cid) -> Path:
        return next((self.folder / "content").glob(f"??/{cid}"))


@pytest.fixture
def desk(tmp_path: Path, kubo: FakeKubo) -> Desk:
    return Desk(tmp_path, kubo)


def test_registering_does_not_wait_for_a_daemon_that_is_down(desk: Desk) -> None:
    desk.kubo.down()

    cid = desk.store.put(b"document")

    assert desk.store.get(cid) == b"document"
    assert desk.store.has(cid)
    assert desk.store.pin_state(cid) is PinState.QUEUED


def test_a_backlog_waits_while_the_daemon_is_down_and_drains_when_it_is_back(desk: Desk) -> None:
    desk.kubo.down()
    cids = tuple(sorted(desk.store.put(bytes((number,))) for number in range(5)))

    assert desk.store.drain() == Drained(pinned=(), waiting=cids, lost=())

    desk.kubo.up()
    assert desk.store.drain() == Drained(pinned=cids, waiting=(), lost=())
    assert {desk.store.pin_state(cid) for cid in cids} == {PinState.PINNED}
    assert len(desk.backlog) == 0


def test_a_backlog_drains_in_portions(desk: Desk) -> None:
    cids = tuple(sorted(desk.store.put(bytes((number,))) for number in range(5)))

    first = desk.store.drain(limit=2)

    assert (first.pinned, first.waiting) == (cids[:2], cids[2:])
    assert desk.store.drain().pinned == cids[2:]


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_a_long_backlog_is_drained_in_one_run(desk: Desk, count: int) -> None:
    cids = [desk.store.put(number.to_bytes(4, "big")) for number in range(count)]

    drained = desk.store.drain()

    assert set(drained.pinned) == set(cids)
    assert desk.kubo.pins >= set(cids)


def test_a_daemon_that_claims_to_have_pinned_is_asked_again(desk: Desk) -> None:
    cid = desk.store.put(b"document")
    desk.kubo.forget_new_pins()

    assert desk.store.drain() == Drained(pinned=(), waiting=(cid,), lost=())
    assert desk.store.pin_state(cid) is PinState.QUEUED

    desk.kubo.heal()
    assert desk.store.drain().pinned == (cid,)


def test_a_pin_that_was_made_although_reported_failed_is_found(desk: Desk) -> None:
    cid = desk.store.put(b"document")
    desk.kubo.fail_after_adding()

    assert desk.store.drain().waiting == (cid,)

    desk.kubo.heal()
    added = len([request for request in desk.kubo.requests if request.command == "add"])
    assert desk.store.drain().pinned == (cid,)
    assert len([request for request in desk.kubo.requests if request.command == "add"]) == added, "not sent again"


def test_a_lost_pin_goes_back_on_the_backlog(desk: Desk) -> None:
    lost, kept = desk.store.put(b"lost"), desk.store.put(b"kept")
    desk.store.drain()
    desk.kubo.lose_pin(lost)
    desk.kubo.collect_garbage()

    assert desk.store.pin_state(lost) is PinState.UNPINNED
    assert desk.store.requeue_unpinned([lost, kept]) == (lost,)
    assert desk.store.requeue_unpinned([lost, kept]) == (), "queued already"
    assert desk.store.drain().pinned == (lost,)


def test_not_being_able_to_ask_is_not_a_lost_pin(desk: Desk) -> None:
    cid = desk.store.put(b"document")
    desk.store.drain()
    desk.kubo.down()

    with pytest.raises(Unavailable):
        desk.store.pin_state(cid)
    with pytest.raises(Unavailable):
        desk.store.requeue_unpinned([cid])
    assert len(desk.backlog) == 0


def test_a_missing_local_copy_is_fetched_and_kept_again(desk: Desk) -> None:
    cid = desk.store.put(b"document")
    desk.store.drain()
    desk.lose_local(cid)

    assert desk.store.get(cid) == b"document"
    desk.kubo.down()
    assert desk.store.get(cid) == b"document"


def test_a_damaged_local_copy_is_healed_from_behind(desk: Desk) -> None:
    cid = desk.store.put(b"document")
    desk.store.drain()
    desk.path(cid).write_bytes(b"damaged")

    assert desk.store.get(cid) == b"document"
    assert desk.path(cid).read_bytes() == b"document"


def test_damage_that_nobody_can_heal_is_reported_as_damage(desk: Desk) -> None:
    cid = desk.store.put(b"document")
    desk.path(cid).write_bytes(b"damaged")

    with pytest.raises(Inconsistent) as damage:
        desk.store.get(cid)

    assert damage.value.code == "CONTENT_MISMATCH"


def test_wrong_bytes_from_behind_are_neither_served_nor_kept(desk: Desk) -> None:
    cid = desk.store.put(b"document")
    desk.store.drain()
    desk.lose_local(cid)
    desk.kubo.corrupt(cid, b"something else")

    with pytest.raises(Inconsistent):
        desk.store.get(cid)
    assert not desk.local.has(cid)


def test_absent_here_and_unknown_there_is_unavailable_and_not_absent(desk: Desk) -> None:
    desk.kubo.down()
    cid = cid_of(b"perhaps there")

    with pytest.raises(Unavailable):
        desk.store.get(cid)
    with pytest.raises(Unavailable):
        desk.store.has(cid)


def test_absent_on_both_sides_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.store.get(cid_of(b"nowhere"))


@pytest.mark.parametrize("damage", ["removed", "changed"])
def test_a_queued_document_held_nowhere_is_named_and_does_not_stop_the_others(desk: Desk, damage: str) -> None:
    good = {desk.store.put(bytes((number,))) for number in range(3)}
    bad = desk.store.put(b"bad")
    if damage == "removed":
        desk.lose_local(bad)
    else:
        desk.path(bad).write_bytes(b"other")

    drained = desk.store.drain()

    assert set(drained.pinned) == good
    assert drained.lost == (bad,)
    assert bad in desk.backlog


def test_a_crash_between_queueing_and_keeping_forgets_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(FileStore, "put", crash)
        with pytest.raises(KeyboardInterrupt):
            desk.store.put(b"document")

    assert list(desk.backlog) == [cid_of(b"document")]
    desk.store.put(b"document")
    assert desk.store.drain().pinned == (cid_of(b"document"),)


def test_a_strangers_file_in_the_backlog_is_passed_over(desk: Desk) -> None:
    cid = desk.store.put(b"document")
    (desk.folder / "backlog" / "README").write_text("not a name")

    assert list(desk.backlog) == [cid]
    assert desk.store.drain().pinned == (cid,)


def test_a_directory_without_a_daemon_keeps_files_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path / "content")

    cid = store.put(b"document")

    assert isinstance(store, FileStore)
    assert store.pin_state(cid) is PinState.PINNED


def test_a_daemon_added_later_gets_what_was_kept_before(tmp_path: Path, kubo: FakeKubo) -> None:
    alone = FileStore(tmp_path / "content")
    before = alone.put(b"before")

    paired = open_store(tmp_path / "content", kubo.address)
    assert isinstance(paired, PairedStore)
    after = paired.put(b"after")

    assert paired.requeue_unpinned(alone.cids()) == (before,)
    assert set(paired.drain().pinned) == {before, after}
    assert list(alone.cids()) == sorted([before, after], key=lambda cid: (cid[-2:], cid))


def test_a_daemon_elsewhere_is_refused_when_the_store_is_opened(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured):
        open_store(tmp_path / "content", "http://192.0.2.7:5001")
