# SPDX-License-Identifier: Apache-2.0
"""50 SIGKILLs (500 with LEDGER_TEST_LONG), most with a write in flight; after each the product comes back by itself.

Victims are the process that holds the node's port (anvil), the one that holds the API's port and supervises it (the
daemon), and one that has the database open and writes (a worker). After each kill the oracle compares the whole mirror
with the chain; at the end every acknowledged act is on the chain, in the block that was named, exactly once.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from ledger.chain.node_home import read_endpoint
from ledger.domain.ids import CertificateId
from ledger.errors import LedgerError
from ledger.service import auditing, operating
from ledger.service.runtime import open_ledger
from ledger.settings import Settings
from tests.e2e.founded import founded_ledger
from tests.kills import worker
from tests.kills.askers import Asker, filings, reaffirmations
from tests.kills.victims import Heights, heights, holds_file, holds_port, kill
from tests.oracle.compare import deployment_of, differences, read_chain
from tests.oracle.node import Lie, Node

LONG = bool(os.environ.get("LEDGER_TEST_LONG"))
KILLS = 500 if LONG else 50
IN_FLIGHT = KILLS * 4 // 5
TRUNCATED_AT = 25
"""Before this kill's restart the newest snapshot is cut in half."""


class Plant:
    """A ledger that is up, with clients at work; victims by name."""

    def __init__(self, home: Path, api_key: str, codes: list[CertificateId], output: IO[str]) -> None:
        self.settings = Settings(home=home)
        self.node_dir = self.settings.node_dir
        self._log, self._codes, self._output = home.parent / "worker.log", codes, output
        self._workers = 0
        self.daemon = operating.up(self.settings)
        self.worker = self._start_worker()
        self.askers = [
            Asker("filings", self.where, api_key, filings(lambda: self.askers[0], "KILL")),
            Asker("reaffirmations", self.where, api_key, reaffirmations("again", codes[0])),
        ]
        for asker in self.askers:
            asker.start()

    def where(self) -> str | None:
        return self.daemon.url

    def node(self) -> Node:
        """The node once it answers: a killed one comes back at the same port by itself."""
        until = time.monotonic() + 90
        while time.monotonic() < until:
            try:
                node = Node(read_endpoint(self.node_dir).url)
                node.height()
                return node
            except (LedgerError, OSError):
                time.sleep(0.02)
        raise AssertionError("the node does not come back")

    def _start_worker(self) -> subprocess.Popen[bytes]:
        self._workers += 1
        command = [sys.executable, "-m", "tests.kills.worker", str(self.settings.home), str(self._log), "chen"]
        return subprocess.Popen([*command, self._codes[1]], stdin=subprocess.PIPE, stderr=self._output)

    def _let_worker_go(self) -> None:
        """A living one takes the end of its input as the word to stop."""
        assert self.worker.stdin is not None
        self.worker.stdin.close()
        self.worker.wait(120)

    def under_way(self) -> list[str]:
        """Wishes that were asked and not told at this moment."""
        found = [asker.under_way for asker in self.askers if asker.under_way is not None]
        said = worker.lines(self._log)
        told = {line["told"] for line in said if "told" in line}
        asked = dict.fromkeys(line["asked"] for line in said if "asked" in line)
        return found + [f"worker {key}" for key in asked if key not in told]

    def told(self) -> int:
        return sum(len(asker.told) for asker in self.askers) + sum("told" in line for line in worker.lines(self._log))

    def victim(self, name: str) -> int:
        """The pid, after a look at what it really holds."""
        match name:
            case "anvil":
                return self._anvil()
            case "daemon":
                assert holds_port(self.daemon.pid, int(self.daemon.url.rpartition(":")[2]))
                return self.daemon.pid
            case _:
                self._await_worker()
                assert holds_file(self.worker.pid, self.settings.home / "ledger.db")
                return self.worker.pid

    def _anvil(self) -> int:
        """One that came back answers a moment before its pid is written down."""
        until = time.monotonic() + 90
        while True:
            endpoint = read_endpoint(self.node_dir)
            if holds_port(endpoint.pid, endpoint.port):
                return endpoint.pid
            assert time.monotonic() < until, f"process {endpoint.pid} does not hold port {endpoint.port}"
            time.sleep(0.01)

    def _await_worker(self) -> None:
        """Until the present one has asked for something, not the one that was killed before it."""
        until = time.monotonic() + 90
        while time.monotonic() < until:
            said = worker.lines(self._log)
            ready = sum("ready" in line for line in said)
            if ready == self._workers and "asked" in said[-1]:
                return
            assert self.worker.poll() is None, "the worker ended by itself"
            time.sleep(0.01)
        raise AssertionError("the worker asks for nothing")

    def restart(self, name: str) -> None:
        """What an operator types; an anvil needs nobody."""
        if name == "daemon":
            self.daemon = operating.up(self.settings)
        if name == "worker":
            self._let_worker_go()
            self.worker = self._start_worker()

    def cut_newest_snapshot(self) -> None:
        newest = max(self.node_dir.glob("[0-9]*.snapshot"))
        os.truncate(newest, newest.stat().st_size // 2)

    def await_progress(self, before: int) -> None:
        until = time.monotonic() + 120
        while self.told() <= before and time.monotonic() < until:
            time.sleep(0.02)
        assert self.told() > before, "nothing is acknowledged any more"

    def finish(self) -> dict[str, dict[str, Any]]:
        """Let everybody be told, stop, and hand over all that was acknowledged."""
        for asker in self.askers:
            asker.finish()
            assert asker.refused == []
        self._let_worker_go()
        said = {line["told"]: line["answer"] for line in worker.lines(self._log) if "told" in line}
        assert operating.down(self.settings)
        return {**said, **self.askers[0].told, **self.askers[1].told}


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plant]:
    monkeypatch.setenv("LEDGER_PORT", "0")
    with founded_ledger(tmp_path) as founded:
        key = founded.api_key("bao")
        assert founded.ledger.node is not None
        founded.ledger.node.go_live()
        home, codes = founded.ledger.settings.home, founded.certificates
    with (tmp_path / "worker.err").open("w") as output:
        made = Plant(home, key, codes, output)
        try:
            yield made
        finally:
            if made.worker.poll() is None:
                made.worker.kill()
            made._let_worker_go()
            operating.down(made.settings)


def schedule() -> list[str]:
    """Seeded. The node most often: it is what everybody leans on, and what comes back fastest."""
    drawn = random.Random(20_260_701)
    names = ["anvil"] * 6 + ["daemon"] * 2 + ["worker"] * 2
    return [names[n % len(names)] if n < len(names) else drawn.choice(names) for n in range(KILLS)]


@pytest.mark.timeout(0 if LONG else 900)
def test_after_every_kill_nothing_acknowledged_is_lost_and_nothing_happens_twice(
    plant: Plant, tell: Callable[[str], None]
) -> None:
    drawn, lines, busy = random.Random(7), list[str](), 0
    for number, name in enumerate(schedule(), start=1):
        if number == TRUNCATED_AT:
            name = "daemon"
        time.sleep(drawn.uniform(0.0, 0.4))
        before = heights(plant.node_dir, plant.node())
        pid, told, flight = plant.victim(name), plant.told(), plant.under_way()
        kill(pid)
        if number == TRUNCATED_AT:
            plant.cut_newest_snapshot()
        plant.restart(name)
        lost = _lost(plant, before)
        plant.await_progress(told)
        assert _differences(plant) == []
        busy += bool(flight)
        _keep(
            plant, lines, f"{number:3} {name:7} pid {pid:7}  blocks lost {lost}  in flight: {', '.join(flight) or '-'}"
        )
    acknowledged = plant.finish()
    tell("\n".join(lines))
    tell(f"{len(lines)} kills, {busy} with a write in flight, {len(acknowledged)} acts acknowledged")
    assert busy >= IN_FLIGHT
    _exactly_once(plant, acknowledged)


def _keep(plant: Plant, lines: list[str], line: str) -> None:
    """Beside the ledger as well, so that a failure shows how far it came."""
    lines.append(line)
    (plant.settings.home.parent / "kills.txt").write_text("\n".join(lines))


def _lost(plant: Plant, before: Heights) -> int:
    """Asked again where the node was killed a moment ago: it may be on its way back."""
    until = time.monotonic() + 60
    while True:
        try:
            return before.lost(plant.node())
        except OSError:
            assert time.monotonic() < until


def _differences(plant: Plant) -> list[str]:
    """The oracle's, of mirror and chain at the mirror's own block. It is given time for two things: a node that came
    back from a snapshot has no older state to prove anything by until the mirror has caught up; and a mirror may stand
    on a block that was not final and went with the kill, until it has gone back."""
    home, until = plant.settings.home, time.monotonic() + 90
    while True:
        try:
            found = differences(plant.node().url, home / "deployment.json", home / "ledger.db")
        except (OSError, Lie):
            if time.monotonic() > until:
                raise
        else:
            elsewhere = any(each.startswith("cursor.block_hash:") for each in found)
            if not elsewhere or time.monotonic() > until:
                return found
        time.sleep(0.05)


def _exactly_once(plant: Plant, acknowledged: dict[str, dict[str, Any]]) -> None:
    """Each answer's transaction stands in the block that was named; each wish has one effect on the chain."""
    home = plant.settings.home
    with open_ledger(plant.settings) as ledger:
        made, _ = read_chain(ledger.rpc.transport.url, deployment_of(home / "deployment.json"))
        assert made.faults == []
        assert auditing.fsck(ledger).clean
        assert auditing.digest(ledger.store) == auditing.rebuilt(ledger)
    entries = {"0x" + row["tx_hash"].hex(): row["block_number"] for row in made.tables["entry"].values()}
    for key, answer in acknowledged.items():
        assert entries.get(answer["tx"]) == answer["block"], f"{key} was acknowledged and is not there"
    effects = Counter(
        row["kind"] for row in made.tables["entry"].values() if row["block_number"] > _first(acknowledged)
    )
    filed = [key for key in acknowledged if key.startswith("KILL")]
    assert (effects[32], effects[33]) == (len(filed), sum(key.startswith("accept") for key in acknowledged))
    assert effects[68] == sum(key.startswith(("again", "chen")) for key in acknowledged)


def _first(acknowledged: dict[str, dict[str, Any]]) -> int:
    return min(int(answer["block"]) for answer in acknowledged.values()) - 1
