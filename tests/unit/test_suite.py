# SPDX-License-Identifier: Apache-2.0
"""The suite's own promises: no network in unit tests, both engines empty and apart."""

from __future__ import annotations

import socket

import psycopg
import pytest


@pytest.mark.parametrize("address", ["192.0.2.1", "8.8.8.8", "example.org"])
def test_a_unit_test_cannot_leave_the_machine(address: str) -> None:
    with pytest.raises(AssertionError, match="a unit test connects"), socket.socket() as leaving:
        leaving.connect((address, 80))


def test_a_unit_test_cannot_look_up_a_name() -> None:
    with pytest.raises(AssertionError, match="a unit test looks up"):
        socket.create_connection(("example.org", 80))


def test_a_unit_test_may_talk_to_a_server_of_its_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        client.sendall(b"here")
        accepted, _ = server.accept()
        with accepted:
            assert accepted.recv(4) == b"here"


def test_each_engine_gives_a_database_of_its_own(database_url: str) -> None:
    assert database_url.startswith(("sqlite:///", "postgresql+psycopg://"))


@pytest.mark.parametrize("turn", [1, 2])
def test_a_postgres_database_starts_empty(postgres_database_url: str, turn: int) -> None:
    with psycopg.connect(postgres_database_url.replace("+psycopg", "")) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        connection.execute("CREATE TABLE left_over (turn integer)")
    assert tables == (0,), f"turn {turn} finds another test's tables"
