# SPDX-License-Identifier: Apache-2.0
"""anvil as a child process: find the native binary, start it, end it, and end one that a dead supervisor left behind.

Not for: blocks, time and files of the chain (`node.py`). npm's shim is never run: a kill would hit the shim and leave
the server alive.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ledger.chain import guard as guarding
from ledger.chain.guard import Guard, command_of
from ledger.chain.snapshots import replace_file
from ledger.errors import Misconfigured

_PID_FILE = "anvil.json"
_MACHINES = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}
_GATE = ("/bin/sh", "-c", 'read -r _ && exec "$@" </dev/null', "gate")
"""Becomes the command behind it, under the same pid, on a line of input; ends where none can come any more. Only this
process can write that line, so that a gate which it has not opened ends with it."""


@dataclass(frozen=True, slots=True)
class AnvilSettings:
    """What decides the chain that anvil makes. Changing one makes another chain of the same transactions."""

    chain_id: int
    genesis_time: int
    gas_limit: int = 100_000_000
    hardfork: str = "london"
    states_kept: int = 32


def find_binary(start: Path | None = None) -> Path:
    """The native anvil: LEDGER_ANVIL, else the one npm put into node_modules of this or a parent directory."""
    named = os.environ.get("LEDGER_ANVIL")
    if named:
        return _executable(Path(named))
    package = f"anvil-{platform.system().lower()}-{_MACHINES.get(platform.machine().lower(), 'unknown')}"
    for root in _roots(start):
        candidate = root / "node_modules" / "@foundry-rs" / package / "bin" / "anvil"
        if candidate.is_file():
            return _executable(candidate)
    raise Misconfigured(
        f"anvil is not installed (looked for @foundry-rs/{package}); run `make setup`, or set LEDGER_ANVIL to its path",
        zh=f"未安装 anvil（@foundry-rs/{package}）；请运行 make setup，或以 LEDGER_ANVIL 指明其路径",
        code="NODE_BINARY_MISSING",
    )


def _roots(start: Path | None) -> Iterator[Path]:
    for origin in (start or Path.cwd(), Path(__file__).resolve().parent):
        yield origin
        yield from origin.parents


def _executable(path: Path) -> Path:
    if path.is_file() and os.access(path, os.X_OK):
        return path
    raise Misconfigured(
        f"not an executable file: {path}", zh=f"不是可执行文件：{path}", code="NODE_BINARY_MISSING", path=str(path)
    )


def free_port(preferred: int = 0) -> int:
    """A port of 127.0.0.1 that is free now; the preferred one if it is."""
    for wanted in dict.fromkeys((preferred, 0)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", wanted))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise AssertionError("port 0 always binds")


class Anvil:
    """One running anvil of one node directory. It ends when this process does, however that happens."""

    def __init__(self, process: subprocess.Popen[bytes], guard: Guard, directory: Path, port: int) -> None:
        self._process = process
        self._guard = guard
        self._directory = directory
        self.port = port

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def guard_pid(self) -> int:
        return self._guard.pid

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def alive(self) -> bool:
        return self._process.poll() is None

    def killed(self) -> bool:
        """Whether somebody ended it, as against its ending by itself."""
        return self._process.poll() in (-signal.SIGKILL, -signal.SIGTERM)

    def end(self) -> None:
        """At once: nothing of value is in its memory that the journal does not hold."""
        if self.alive():
            self._process.kill()
        self._process.wait()
        self._guard.close()
        (self._directory / _PID_FILE).unlink(missing_ok=True)


def start(binary: Path, directory: Path, settings: AnvilSettings, port: int, state: Path | None) -> Anvil:
    """Start it behind a gate, which opens when its guard stands and its pid is noted: nothing can leave it behind."""
    cache = directory / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir()
    command = [str(binary), "--host", "127.0.0.1", "--port", str(port), *_arguments(settings, cache)]
    if state is not None:
        command += ["--load-state", str(state)]
    process, gate = _at_the_gate(command, directory)
    with gate:
        try:
            anvil = Anvil(process, guarding.ending(process.pid, str(cache)), directory, port)
        except OSError:
            process.kill()
            process.wait()
            raise
        try:
            note = {"pid": process.pid, "port": port, "cache": str(cache), "guard": anvil.guard_pid}
            replace_file(directory / _PID_FILE, json.dumps(note).encode(), sync=False)
        except OSError:
            anvil.end()
            raise
        with contextlib.suppress(BrokenPipeError):  # somebody ended it: `alive` says so
            os.write(gate.fileno(), b"\n")
    return anvil


def _at_the_gate(command: list[str], directory: Path) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    with (directory / "anvil.log").open("wb") as log:
        process = subprocess.Popen(
            [*_GATE, *command], stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=directory, start_new_session=True
        )
    assert process.stdin is not None
    return process, process.stdin


def _arguments(settings: AnvilSettings, cache: Path) -> list[str]:
    return [
        *("--chain-id", str(settings.chain_id)),
        *("--timestamp", str(settings.genesis_time)),
        *("--hardfork", settings.hardfork),
        *("--gas-limit", str(settings.gas_limit)),
        # Free of gas, and no funded account whose key the whole world knows.
        *("--accounts", "0", "--base-fee", "0", "--gas-price", "0", "--disable-min-priority-fee"),
        # Blocks are made by the supervisor alone: it stamps them and writes them down.
        *("--no-mining", "--order", "fifo"),
        # Old states are whole copies in memory (or gigabytes on disk); blocks, logs and receipts are all kept.
        *("--prune-history", str(settings.states_kept), "--cache-path", str(cache)),
        *("--disable-default-create2-deployer", "--no-request-size-limit", "--no-cors", "--quiet"),
    ]


def end_orphan(directory: Path) -> int | None:
    """End the anvil that an earlier supervisor of this directory left, whose guard was killed too. Its pid, or None.

    Only ours: the process with the noted pid must run with this directory's cache path, so a pid that was given to
    another program since is let alone.
    """
    path = directory / _PID_FILE
    try:
        note = json.loads(path.read_text())
        pid, cache = int(note["pid"]), str(note["cache"])
    except (FileNotFoundError, ValueError, KeyError):
        return None
    ended = None
    if cache in command_of(pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            ended = pid
        _await_end(pid, cache)
    path.unlink(missing_ok=True)
    return ended


def _await_end(pid: int, cache: str) -> None:
    until = time.monotonic() + 5
    while cache in command_of(pid) and time.monotonic() < until:
        time.sleep(0.02)
