# SPDX-License-Identifier: Apache-2.0
"""A migrated store on each engine. Migrations alone make the schema; files are copied, databases emptied, for speed.

A conftest imports the four fixtures by name.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import delete
from sqlalchemy.engine import make_url

from ledger.store.session import Store, open_store
from ledger.store.tables import metadata
from tests.conftest import _sqlalchemy_url

__all__ = ["migrated", "postgres_pool", "sqlite_template", "store"]

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _migrated(f"sqlite:///{tmp_path_factory.mktemp('stores') / 'template.sqlite'}")


@pytest.fixture(scope="session")
def postgres_pool(postgres_url: str) -> Iterator[list[Store]]:
    """Migrated stores that no test uses now. They are emptied when they are taken, which is cheaper than new ones."""
    pool: list[Store] = []
    yield pool
    for store in pool:
        store.close()
        _administer(store.url, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), _database(store.url))


@pytest.fixture
def migrated(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Store]]:
    """Opens an empty, migrated store on the engine that is named. Warning: leave its schema as it is."""
    with taking(request) as make:
        yield make


@contextmanager
def taking(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Store]]:
    """What `migrated` does, for a fixture of another scope; given back at the end."""
    pool: list[Store] = request.getfixturevalue("postgres_pool")
    taken: list[Store] = []
    copies: list[Store] = []

    def make(engine: str) -> Store:
        name = f"ledger_copy_{os.getpid()}_{next(_numbers)}"
        if engine == "sqlite":
            copies.append(_copied(str(request.getfixturevalue("sqlite_template")), name))
            return copies[-1]
        taken.append(_emptied(pool.pop()) if pool else _created(str(request.getfixturevalue("postgres_url")), name))
        return taken[-1]

    yield make
    pool += taken
    for store in copies:
        store.close()


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, migrated: Callable[[str], Store]) -> Store:
    """A new, migrated store; the test runs once on each engine."""
    return migrated(request.param)


def _migrated(url: str) -> str:
    made = open_store(url)
    made.migrate()
    made.close()
    return url


def _copied(template: str, name: str) -> Store:
    source = Path(template.removeprefix("sqlite:///"))
    target = source.with_name(f"{name}.sqlite")
    shutil.copyfile(source, target)
    return open_store(f"sqlite:///{target}")


def _created(postgres_url: str, name: str) -> Store:
    url = _sqlalchemy_url(postgres_url, name)
    _administer(url, sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'"), name)
    return open_store(_migrated(url))


def _emptied(store: Store) -> Store:
    with store.writing() as session:
        for table in reversed(metadata.sorted_tables):
            session.execute(delete(table))
    return store


def _database(url: str) -> str:
    return make_url(url).database or ""


def _administer(url: str, statement: sql.SQL, *names: str) -> None:
    """Run a statement about databases from the one that always exists."""
    parts = make_url(url).set(drivername="postgresql", database="postgres")
    with psycopg.connect(parts.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(statement.format(*(sql.Identifier(name) for name in names)))
