# SPDX-License-Identifier: Apache-2.0
"""A fake daemon, and stores that must all behave alike."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.content.ipfs import IpfsStore
from ledger.content.pair import Backlog, PairedStore
from ledger.content.store import ContentStore, FileStore
from tests.fakes.kubo import FakeKubo, fake_kubo

LIVE = os.environ.get("LEDGER_TEST_IPFS", "")


@pytest.fixture
def kubo() -> Iterator[FakeKubo]:
    with fake_kubo() as daemon:
        yield daemon


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "content")


@pytest.fixture(params=["fake", *(["live"] if LIVE else [])])
def ipfs(request: pytest.FixtureRequest) -> IpfsStore:
    """Over the fake daemon, and over the living one that LEDGER_TEST_IPFS names."""
    if request.param == "live":
        return IpfsStore(LIVE)
    daemon: FakeKubo = request.getfixturevalue("kubo")
    return IpfsStore(daemon.address, timeout=10)


@pytest.fixture(params=["files", "ipfs", "paired", *(["ipfs-live"] if LIVE else [])])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ContentStore:
    """Each implementation in turn: what holds of one holds of all."""
    local = FileStore(tmp_path / "content")
    match request.param:
        case "files":
            return local
        case "ipfs-live":
            return IpfsStore(LIVE)
    daemon: FakeKubo = request.getfixturevalue("kubo")
    behind = IpfsStore(daemon.address, timeout=10)
    return behind if request.param == "ipfs" else PairedStore(local, behind, Backlog(tmp_path / "backlog"))
