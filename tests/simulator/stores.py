# SPDX-License-Identifier: Apache-2.0
"""A migrated store on each engine, copied from one that was migrated once: the schema is still made by migrations only.

Import the fixtures into a conftest: `from tests.simulator.stores import migrated, store`.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import make_url

from ledger.store.session import Store, open_store

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def migrated(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Store]]:
    """Opens a new, migrated store on the engine that is named; all of them are closed and dropped at the end."""
    opened: list[Store] = []
    folder = tmp_path_factory.mktemp("stores")
    templates: dict[str, str] = {}

    def make(engine: str) -> Store:
        if engine not in templates:
            templates[engine] = _template(engine, request, folder)
        copy = _copy_sqlite if engine == "sqlite" else _copy_postgres
        store = open_store(copy(templates[engine], f"ledger_copy_{os.getpid()}_{next(_numbers)}"))
        opened.append(store)
        return store

    yield make
    for store in opened:
        store.close()
        if not store.is_sqlite:
            _administer(str(store.url), sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), _database(store.url))


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, migrated: Callable[[str], Store]) -> Iterator[Store]:
    """A new, migrated store; the test runs once on each engine."""
    made = migrated(request.param)
    yield made
    made.close()


def _template(engine: str, request: pytest.FixtureRequest, folder: Path) -> str:
    if engine == "sqlite":
        url = f"sqlite:///{folder / 'template.sqlite'}"
    else:
        url = _postgres_url(str(request.getfixturevalue("postgres_url")), f"ledger_template_{os.getpid()}")
        _administer(url, sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'"), _database(url))
    made = open_store(url)
    made.migrate()
    made.close()
    return url


def _copy_sqlite(template: str, name: str) -> str:
    source = Path(template.removeprefix("sqlite:///"))
    target = source.with_name(f"{name}.sqlite")
    shutil.copyfile(source, target)
    return f"sqlite:///{target}"


def _copy_postgres(template: str, name: str) -> str:
    _administer(template, sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, _database(template))
    return make_url(template).set(database=name).render_as_string(hide_password=False)


def _postgres_url(libpq_url: str, database: str) -> str:
    from tests.conftest import _sqlalchemy_url

    return _sqlalchemy_url(libpq_url, database)


def _database(url: str) -> str:
    return make_url(url).database or ""


def _administer(url: str, statement: sql.SQL, *names: str) -> None:
    """Run a statement about databases from the one that always exists."""
    parts = make_url(url).set(drivername="postgresql", database="postgres")
    with psycopg.connect(parts.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(statement.format(*(sql.Identifier(name) for name in names)))
