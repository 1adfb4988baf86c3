# SPDX-License-Identifier: Apache-2.0
"""`ledger up` beside other processes: who looks whether it runs, and who supervised the node before it."""

from __future__ import annotations

import fcntl
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.chain.anvil import find_binary
from ledger.chain.node import EmbeddedNode, NodeSettings
from ledger.chain.node_home import read_endpoint
from ledger.errors import LedgerError, Refused
from ledger.service import operating, own_affairs
from ledger.service.runtime import open_ledger
from ledger.settings import Settings
from tests.e2e.founded import founded_ledger

PATIENCE = 120.0


def until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.05)


def supervisor(settings: Settings) -> int:
    try:
        return read_endpoint(settings.node_dir).supervisor
    except LedgerError:
        return 0


def test_the_daemon_takes_the_node_over_when_its_supervisor_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An anvil without a supervisor makes no blocks: what the daemon was asked would wait for ever."""
    monkeypatch.setenv("LEDGER_PORT", "0")
    with founded_ledger(tmp_path) as founded:
        settings, code = founded.ledger.settings, founded.certificates[0]
        assert founded.ledger.node is not None
        founded.ledger.node.go_live()
        daemon = operating.up(settings)
        assert supervisor(settings) == os.getpid()
    try:
        until(lambda: supervisor(settings) == daemon.pid, "the daemon as supervisor")
        with open_ledger(settings) as ledger:
            assert ledger.node is None
            before = ledger.rpc.head().number
            answer = own_affairs.reaffirm(ledger, ledger.principal("bao"), "after", [code], "接管之后")
        assert answer["block"] > before
    finally:
        operating.down(settings)
    assert supervisor(settings) == 0


def test_a_node_that_another_process_brings_up_is_waited_for(tmp_path: Path) -> None:
    """The other one holds the lock, and makes blocks again, before anybody can connect."""
    with founded_ledger(tmp_path) as founded:
        settings, block = founded.ledger.settings, founded.ledger.rpc.head().number
    slow = tmp_path / "anvil"
    slow.write_text(f'#!/bin/sh\nwhile [ ! -e {tmp_path}/go ]; do sleep 0.05; done\nexec {find_binary()} "$@"\n')
    slow.chmod(0o755)
    chain_id = json.loads(settings.network_file.read_text())["chain_id"]
    other = EmbeddedNode(NodeSettings(settings.node_dir, chain_id=chain_id), binary=slow)
    bringing = threading.Thread(target=other.start)
    bringing.start()
    until((settings.node_dir / "anvil.json").exists, "an anvil that does not answer yet")
    threading.Timer(1.0, (tmp_path / "go").touch).start()
    try:
        with open_ledger(settings) as ledger:
            assert ledger.node is None
            assert ledger.rpc.head().number == block
    finally:
        bringing.join()
        other.stop()


def test_who_looks_whether_the_ledger_is_up_does_not_keep_it_down(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with (tmp_path / "daemon.lock").open("a+b") as looking:
        fcntl.flock(looking, fcntl.LOCK_SH)
        assert operating.running(settings) is None, "one who looks is not the daemon to another who looks"
        threading.Timer(0.2, fcntl.flock, (looking.fileno(), fcntl.LOCK_UN)).start()
        with operating.serving(settings):
            operating.announce(settings, "http://127.0.0.1:1")
            assert operating.running(settings) == operating.Daemon(os.getpid(), "http://127.0.0.1:1")
            with pytest.raises(Refused) as refusal, operating.serving(settings):
                pass
            assert refusal.value.code == "ALREADY_UP"
            assert operating.running(settings) is not None
        assert operating.running(settings) is None
