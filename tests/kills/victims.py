# SPDX-License-Identifier: Apache-2.0
"""Who is killed, and what the kill found: read from the kernel and from the chain, not from what we believe."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from tests.oracle.node import Node

LISTENING = "0A"


def holds_port(pid: int, port: int) -> bool:
    """Whether a socket that listens on 127.0.0.1:port is among the process's files."""
    inodes = set()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        parts = line.split()
        if parts[3] == LISTENING and int(parts[1].partition(":")[2], 16) == port:
            inodes.add(f"socket:[{parts[9]}]")
    return any(link in inodes for link in _links(pid))


def holds_file(pid: int, path: Path) -> bool:
    return str(path.resolve()) in _links(pid)


def _links(pid: int) -> set[str]:
    """None of a process that is no more."""
    found = set()
    with contextlib.suppress(FileNotFoundError):
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                found.add(os.readlink(entry))
    return found


def kill(pid: int) -> None:
    """SIGKILL, and wait until the kernel has let go of what the process held."""
    os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return
        if state == "Z":
            return
        time.sleep(0.005)
    raise AssertionError(f"process {pid} survives SIGKILL")


@dataclass(frozen=True)
class Heights:
    """The chain just before a kill: the newest block, and the newest that was said to be final."""

    hashes: dict[int, str]
    final: tuple[int, str]

    def lost(self, node: Node) -> int:
        """How many blocks are gone; a final one among them is a broken promise."""
        height = node.height()
        kept = [n for n, h in self.hashes.items() if n <= height and node.block(n)["hash"] == h]
        number, block_hash = self.final
        assert node.block(number)["hash"][2:] == block_hash, f"final block {number} is gone"
        return max(self.hashes) - max(kept, default=number)


def heights(directory: Path, node: Node) -> Heights:
    mark = json.loads((directory / "durable.json").read_text())
    final = int(mark["number"])
    newest = max(final, node.height())
    return Heights({n: node.block(n)["hash"] for n in range(final, newest + 1)}, (final, mark["hash"]))
