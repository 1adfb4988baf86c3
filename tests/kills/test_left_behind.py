# SPDX-License-Identifier: Apache-2.0
"""`ledger story` makes a ledger to throw away. Killed at whatever step, it leaves no node and no directory behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.chain.guard import command_of

PATIENCE = 90
MOMENTS = {
    "as the node starts": "ledger-story-*/ledger/node/anvil.json",
    "while it is told": "ledger-story-*/ledger/deployment.json",
}


def until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.01)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM], ids=lambda one: one.name)
def test_a_story_that_is_killed_leaves_nothing(tmp_path: Path, blow: signal.Signals, moment: str) -> None:
    command = [sys.executable, "-c", "from ledger.cli import main; main()", "story"]
    with subprocess.Popen(
        command, env={**os.environ, "TMPDIR": str(tmp_path)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as story:
        until(lambda: list(tmp_path.glob(MOMENTS[moment])), moment)
        (note,) = tmp_path.glob(MOMENTS["as the node starts"])
        node = int(json.loads(note.read_text())["pid"])
        assert "anvil" in command_of(node)
        story.send_signal(blow)
    assert story.returncode == -blow
    until(lambda: not command_of(node), "the node's end")
    until(lambda: not list(tmp_path.iterdir()), "an empty directory")
