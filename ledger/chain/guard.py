# SPDX-License-Identifier: Apache-2.0
"""What must not outlive this process, however it ends: a child is ended, a directory is removed.

A guard is a small process of its own that reads from a pipe whose other end this process holds. SIGKILL lets no process
tidy up, but it closes the pipe; then the guard does what is left to do. It needs no signal of one system or another and
does not depend on which thread started what. Whoever tidies up in time closes the guard, and there is nothing to do.

This file runs as the guard too, by its path and without the packages around it: the standard library alone.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

_TRIES = 50
_PAUSE = 0.1


class Guard:
    """Does its work once this process is gone, or the guard is closed, whichever comes first."""

    def __init__(self, *work: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", __file__, *work],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def close(self) -> None:
        """Let it do what is left, and wait for it."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait()

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def ending(pid: int, words: str) -> Guard:
    """Ends a process, unless its command line has these words no more: then the number is another's."""
    return Guard("end", str(pid), words)


def removing(directory: Path) -> Guard:
    """Removes a directory with all that is in it."""
    return Guard("remove", str(directory.resolve()))


def command_of(pid: int) -> str:
    """The command line of a process; empty if there is none (or only a zombie of one)."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return ""
    except (PermissionError, ProcessLookupError):
        return ""
    listed = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, check=False)
    return listed.stdout.decode(errors="replace")


def _end(pid: int, words: str) -> None:
    if words in command_of(pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _remove(directory: Path) -> None:
    """Something in it may still be on its way out, and write."""
    for _ in range(_TRIES):
        shutil.rmtree(directory, ignore_errors=True)
        if not directory.exists():
            return
        time.sleep(_PAUSE)


def _main(what: str, *words: str) -> None:
    sys.stdin.buffer.read()
    if what == "end":
        _end(int(words[0]), words[1])
    else:
        _remove(Path(words[0]))


if __name__ == "__main__":
    _main(*sys.argv[1:])
