# SPDX-License-Identifier: Apache-2.0
"""What every store promises, and what the files add: nothing half written, nothing wrong served."""

from __future__ import annotations

import os
import secrets
import stat
import threading
from pathlib import Path

import pytest

from ledger.content.cid import Cid, cid_of
from ledger.content.store import ContentStore, FileStore, PinState, write_atomically
from ledger.errors import Inconsistent, Misconfigured, NotFound, Refused, Unavailable
from tests.unit.content.samples import sample

ABSENT = cid_of(b"never put anywhere by any test of this ledger")
MALFORMED = Cid("bafy/../../etc")


def held(root: Path, cid: Cid) -> Path:
    return next(root.glob(f"??/{cid}"))


# Every store


@pytest.mark.parametrize("call", ["get", "has", "pin_state"])
def test_a_malformed_name_reaches_no_disk_and_no_daemon(store: ContentStore, call: str) -> None:
    with pytest.raises(Refused) as refusal:
        getattr(store, call)(MALFORMED)

    assert refusal.value.code.startswith("CID_")


def test_absent_content_is_not_found(store: ContentStore) -> None:
    with pytest.raises(NotFound) as missing:
        store.get(ABSENT)

    assert missing.value.code == "CONTENT_NOT_FOUND"
    assert not store.has(ABSENT)
    assert store.pin_state(ABSENT) is PinState.UNPINNED


@pytest.mark.parametrize("size", [0, 1, 262_144, 262_145, 600_000])
def test_what_was_put_comes_back_under_the_same_name_everywhere(store: ContentStore, size: int) -> None:
    data = sample(size)

    cid = store.put(data)

    assert cid == cid_of(data)
    assert store.get(cid) == data
    assert store.has(cid)
    assert store.pin_state(cid) in (PinState.PINNED, PinState.QUEUED)


def test_putting_twice_is_putting_once(store: ContentStore) -> None:
    data = secrets.token_bytes(100)

    assert store.put(data) == store.put(data)
    assert store.get(cid_of(data)) == data


# Files


@pytest.mark.parametrize("damage", [b"", b"other bytes", b"document\n"], ids=["emptied", "replaced", "one byte more"])
def test_a_file_that_was_changed_is_never_served(files: FileStore, tmp_path: Path, damage: bytes) -> None:
    cid = files.put(b"document")
    held(tmp_path / "content", cid).write_bytes(damage)

    with pytest.raises(Inconsistent) as mismatch:
        files.get(cid)

    assert mismatch.value.code == "CONTENT_MISMATCH"
    assert mismatch.value.facts["found"] == cid_of(damage)
    assert files.pin_state(cid) is PinState.UNPINNED


def test_putting_the_right_bytes_again_heals(files: FileStore, tmp_path: Path) -> None:
    cid = files.put(b"document")
    held(tmp_path / "content", cid).write_bytes(b"damaged")

    files.put(b"document")

    assert files.get(cid) == b"document"


def test_a_crash_before_the_rename_leaves_nothing_under_the_name(
    files: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(KeyboardInterrupt):
        files.put(b"document")

    assert not files.has(cid_of(b"document"))
    assert list((tmp_path / "content" / "incoming").iterdir()) == []


def test_bytes_and_name_are_durable_in_that_order(
    files: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real_sync, real_replace = os.fsync, os.replace

    def sync(handle: int) -> None:
        steps.append(str(os.fstat(handle).st_ino) if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        real_sync(handle)

    def replace(old: Path, new: Path) -> None:
        steps.append("rename")
        real_replace(old, new)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", replace)
    cid = files.put(b"document")

    folder = held(tmp_path / "content", cid).parent
    assert steps == ["file", "rename", str(folder.stat().st_ino), str(folder.parent.stat().st_ino)]


def test_a_full_disk_is_unavailable_and_leaves_no_rest(
    files: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable) as failure:
        files.put(b"document")

    assert failure.value.code == "CONTENT_WRITE"
    assert list((tmp_path / "content" / "incoming").iterdir()) == []


def test_what_a_killed_writer_left_is_swept(files: FileStore, tmp_path: Path) -> None:
    kept = files.put(b"document")
    (tmp_path / "content" / "incoming" / ".left").write_bytes(b"half")

    assert files.sweep() == 1
    assert list(files.cids()) == [kept]


def test_an_unreadable_file_is_unavailable_and_not_absent(files: FileStore, tmp_path: Path) -> None:
    cid = files.put(b"document")
    path = held(tmp_path / "content", cid)
    path.unlink()
    path.mkdir()  # reading a folder fails for root too, which permissions would not

    with pytest.raises(Unavailable) as failure:
        files.get(cid)

    assert failure.value.code == "CONTENT_READ"


def test_a_root_that_is_a_file_is_misconfigured(tmp_path: Path) -> None:
    (tmp_path / "content").write_bytes(b"")

    with pytest.raises(Misconfigured) as failure:
        FileStore(tmp_path / "content")

    assert failure.value.code == "CONTENT_FOLDER"


def test_others_on_the_machine_cannot_read_the_files(files: FileStore, tmp_path: Path) -> None:
    cid = files.put(b"document")

    assert stat.S_IMODE(held(tmp_path / "content", cid).stat().st_mode) == 0o600


def test_the_names_held_are_listed_in_order(files: FileStore) -> None:
    cids = {files.put(bytes((number,))) for number in range(20)}

    listed = list(files.cids())

    assert set(listed) == cids
    assert len(listed) == 20


def test_writers_of_the_same_bytes_do_not_disturb_each_other(files: FileStore) -> None:
    data = sample(300_000)
    failures: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(5):
                assert files.get(files.put(data)) == data
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []


def test_an_atomic_write_replaces_a_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "new" / "file"

    write_atomically(target, b"first")
    write_atomically(target, b"second")

    assert target.read_bytes() == b"second"
    assert list(target.parent.iterdir()) == [target]
