# SPDX-License-Identifier: Apache-2.0
"""The embedded node under SIGKILL with writes in flight: nothing acknowledged is lost, nothing happens twice."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from ledger.chain.node import EmbeddedNode, NodeSettings
from ledger.chain.node_home import read_endpoint
from tests.integration.test_node import START, Story

KILLS = 8


def _kill_while_writing(story: Story, dice: random.Random, keys: range) -> None:
    """The node dies at some moment of these acts; the sender only repeats its bytes, as the outbox does."""
    timer = threading.Timer(dice.random() * 0.2, os.kill, (story.node.pid, signal.SIGKILL))
    timer.start()
    try:
        for key in keys:
            story.final(story.act(key))
    finally:
        timer.join()


def _await_return(node: EmbeddedNode, restarts: int) -> None:
    """Acts may be final before the kill comes. The next one is aimed only when the process it is meant for holds the
    port: aimed at one that is dead, or that makes blocks again behind another port, it would be no kill."""
    until = time.monotonic() + 120
    while node.figures.restarts < restarts or read_endpoint(node.settings.directory).pid != node.pid:
        assert time.monotonic() < until, "the node does not come back"
        node.healthy()
        time.sleep(0.02)
    assert node.figures.restarts == restarts


def test_kills_with_writes_in_flight_lose_and_double_nothing(tmp_path: Path, tell: Callable[[str], None]) -> None:
    dice = random.Random(20260701)
    settings = NodeSettings(tmp_path / "node", genesis_time=START, walking=True)
    with EmbeddedNode(settings) as node:
        story = Story(node)
        story.deploy()
        for kill in range(KILLS):
            before = node.durable().number
            _kill_while_writing(story, dice, range(256 + 6 * kill, 262 + 6 * kill))
            _await_return(node, kill + 1)
            tell(f"kill {kill + 1}: anvil, 6 acts in flight, final {before} -> {node.durable().number}, lost 0")
            if kill == KILLS // 2:
                node.snapshot_now()
                newest = max(settings.directory.glob("*.snapshot"))
                os.truncate(newest, newest.stat().st_size // 2)
        story.nothing_is_lost()
    with EmbeddedNode(settings) as node:
        story.node = node
        story.nothing_is_lost()
