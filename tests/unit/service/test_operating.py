# SPDX-License-Identifier: Apache-2.0
"""Bringing an older database up to date: by the operator, while nobody works on it, with the records kept."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from ledger.chain.network import Network, save_network
from ledger.errors import Misconfigured, Refused
from ledger.service import operating
from ledger.service.operating import serving
from ledger.settings import Settings
from ledger.store.queries import records
from ledger.store.schema import migrate, newest_version
from ledger.store.session import Store, open_store

PERSON = records.Person("p1", "91", "某某", b"h" * 32, b"c" * 32, 1)


@pytest.fixture
def older(tmp_path: Path) -> Settings:
    """A ledger's directory whose database is of an earlier release, before keys could be destroyed."""
    settings = Settings(home=tmp_path)
    settings.deployment_file.write_text("{}", encoding="utf-8")
    store = opened(settings)
    migrate(store, "0003_records")
    with store.writing() as session:
        records.add(session, PERSON)
    store.close()
    return settings


def opened(settings: Settings) -> Store:
    return open_store(settings.database)


def test_an_older_database_is_brought_up_to_date_with_its_records(older: Settings) -> None:
    store = opened(older)
    with pytest.raises(Misconfigured, match="SCHEMA_OLDER"):
        store.check_schema()
    assert operating.migrate(older) == newest_version() == operating.migrate(older)
    store.check_schema()
    with store.reading() as session:
        assert records.some(session, records.Person) == [PERSON]
        assert records.some(session, records.KeyDestruction) == []
    store.close()


def test_a_network_that_does_not_answer_is_said_to_be_down(older: Settings) -> None:
    operating.migrate(older)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]  # nobody listens there once it is closed
    save_network(older.network_file, Network("network", 1, bytes(32), "latest", url=f"http://127.0.0.1:{port}"))
    assert operating.status(older).node_up is False


def test_nothing_is_migrated_under_a_running_ledger(older: Settings) -> None:
    with serving(older):
        operating.daemon_file(older).write_text(json.dumps({"pid": os.getpid(), "url": "http://127.0.0.1:1"}))
        with pytest.raises(Refused, match="LEDGER_IS_UP"):
            operating.migrate(older)


def test_where_there_is_no_ledger_there_is_nothing_to_migrate(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="LEDGER_MISSING"):
        operating.migrate(Settings(home=tmp_path))
