# SPDX-License-Identifier: Apache-2.0
"""Hardhat runs again where its engine died, and only there: a test that fails is told once, and at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.hardhat import ATTEMPTS, again_if_crashed

BEGUN = "import os, signal; open('begun', 'a').write('x'); begun = len(open('begun').read()); "


def run(tree: Path, ending: str) -> tuple[subprocess.CompletedProcess[str], int]:
    """A process that ends so, and how often it was begun."""
    done = again_if_crashed([sys.executable, "-c", BEGUN + ending], os.environ, tree, subprocess.PIPE)
    return done, len((tree / "begun").read_text(encoding="utf-8"))


@pytest.mark.parametrize("crash", ["SIGSEGV", "SIGABRT", "SIGBUS"])
def test_a_crash_is_run_again_and_its_report_is_not_taken(tmp_path: Path, crash: str) -> None:
    done, begun = run(tmp_path, f"print(begun, flush=True); begun < 2 and os.kill(os.getpid(), signal.{crash})")
    assert (done.returncode, done.stdout, begun) == (0, "2\n", 2)


def test_what_crashes_every_time_is_a_failure(tmp_path: Path) -> None:
    done, begun = run(tmp_path, "os.kill(os.getpid(), signal.SIGSEGV)")
    assert (done.returncode, begun) == (-11, ATTEMPTS)


def test_a_test_that_fails_after_a_crash_fails(tmp_path: Path) -> None:
    done, begun = run(tmp_path, "begun < 2 and os.kill(os.getpid(), signal.SIGABRT); raise SystemExit(1)")
    assert (done.returncode, begun) == (1, 2)


@pytest.mark.parametrize(
    ("ending", "code"),
    [("raise SystemExit(1)", 1), ("pass", 0), ("os.kill(os.getpid(), signal.SIGTERM)", -15)],
    ids=["fails", "passes", "stopped by somebody"],
)
def test_nothing_else_is_run_again(tmp_path: Path, ending: str, code: int) -> None:
    done, begun = run(tmp_path, ending)
    assert (done.returncode, begun) == (code, 1)
