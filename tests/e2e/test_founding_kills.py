# SPDX-License-Identifier: Apache-2.0
"""`ledger init` killed at some moment: nobody takes the rest for a ledger, and the next one begins anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.errors import LedgerError
from ledger.service import auditing
from ledger.service.founding import Beginning, Founder, found
from ledger.service.runtime import open_ledger
from ledger.settings import Settings
from ledger.store.queries import rules
from tests.workbooks.sound import code

PATIENCE = 90
AUTHORITIES = [code("11", "150000", number) for number in (1, 2)]
FOUNDERS = [Founder(org, f"示例机构{place}", f"authority-{place}", "示例") for place, org in enumerate(AUTHORITIES, 1)]


def init(home: Path) -> subprocess.Popen[bytes]:
    named = [word for place, org in enumerate(AUTHORITIES, 1) for word in ("--authority", f"{org}=示例机构{place}")]
    return subprocess.Popen(
        [sys.executable, "-c", "from ledger.cli import main; main()", "init", str(home), *named, "--delay", "3600"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.01)


MOMENTS: dict[str, Callable[[Settings], bool]] = {
    "as it began": lambda settings: settings.founding_marker.exists(),
    "with a node": lambda settings: (settings.node_dir / "anvil.log").exists(),
    "with a deployment and no rules": lambda settings: settings.deployment_file.exists(),
}


def caught(folder: Path, moment: Callable[[Settings], bool]) -> tuple[subprocess.Popen[bytes], Settings]:
    """A founding that stands still at a moment. One that was faster than we looked is let go, and another is begun."""
    for attempt in range(10):
        settings = Settings(home=folder / f"ledger-{attempt}")
        process = init(settings.home)
        until(lambda here=settings: moment(here), "the moment")  # type: ignore[misc]
        os.kill(process.pid, signal.SIGSTOP)
        if settings.founding_marker.exists():
            return process, settings
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    raise AssertionError("every founding was faster")


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_founding_that_was_killed_is_begun_anew(tmp_path: Path, moment: str) -> None:
    killed, settings = caught(tmp_path, MOMENTS[moment])
    with pytest.raises(LedgerError) as busy, found(settings, Beginning(FOUNDERS, delay=3600)):
        pass
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    assert busy.value.code == "LEDGER_BEING_FOUNDED"
    with pytest.raises(LedgerError) as missing, open_ledger(settings):
        pass
    assert missing.value.code == "LEDGER_MISSING"

    anew = init(settings.home)
    assert anew.wait(PATIENCE) == 0
    assert not settings.founding_marker.exists()
    with open_ledger(settings) as ledger:
        assert auditing.fsck(ledger).clean
        with ledger.store.reading() as session:
            assert [regime.regime_id for regime in rules.regimes(session)] == ["CN-DPR-2026"]


@pytest.mark.parametrize("name", ["notes.txt", "deployment.json"])
def test_what_is_somebodys_is_never_removed(tmp_path: Path, name: str) -> None:
    settings = Settings(home=tmp_path / "ledger")
    settings.home.mkdir()
    kept = settings.home / name
    kept.write_text("kept")
    with pytest.raises(LedgerError) as refused, found(settings, Beginning(FOUNDERS)):
        pass
    assert refused.value.code == "DIRECTORY_NOT_EMPTY"
    assert kept.read_text() == "kept"
    assert sorted(settings.home.iterdir()) == [kept]
