# SPDX-License-Identifier: Apache-2.0
"""Opening a store: one engine, its sessions, and what each connection must be told. SQL itself lives elsewhere.

    store = open_store(url)          connects; changes nothing
    store.migrate()                  brings the schema to this program's version
    store.check_schema()             refuses a schema that is older or newer than this program
    with store.reading() as session  one consistent view; rolled back at the end
    with store.writing() as session  all or nothing; one writer at a time

Both engines see the same promises: a reader sees one moment (SQLite: WAL snapshot; PostgreSQL: REPEATABLE READ), a
writer commits everything or nothing, and foreign keys hold.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from ledger.errors import LedgerError, Misconfigured, Unavailable

BUSY_SECONDS = 5
"""How long a writer of SQLite waits for another before it says Unavailable."""

WRITING = "ledger_writing"
"""The execution option by which a connection knows that it is going to write."""

_WRITER_LOCK = 0x6C656467
"""PostgreSQL's advisory lock that writers of the mirror take, so that two followers of one database take turns."""


@dataclass(frozen=True, slots=True)
class Store:
    """A database and how to talk to it. Safe to share between threads; sessions are not."""

    engine: Engine

    @property
    def url(self) -> str:
        """With the password, for child processes; never for logs."""
        return self.engine.url.render_as_string(hide_password=False)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view of everything committed so far. What is written in it is thrown away."""
        with as_ours(), Session(self.engine, expire_on_commit=False) as session:
            session.connection()  # now, so that a database that is away says so here
            _begin_reading(session)
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Everything in the block is committed together, or nothing is."""
        with as_ours(), Session(self.engine, expire_on_commit=False) as session:
            session.connection(execution_options={WRITING: True})
            yield session
            session.commit()

    def migrate(self) -> None:
        from ledger.store.schema import migrate

        migrate(self)

    def check_schema(self) -> None:
        from ledger.store.schema import check_schema

        check_schema(self)

    def close(self) -> None:
        self.engine.dispose()


def open_store(url: str) -> Store:
    """The store at a SQLAlchemy URL (`sqlite:///PATH`, `postgresql+psycopg://...`). The schema is not touched."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise _unusable_url() from error
    if parsed.drivername == "sqlite":
        return Store(_sqlite(parsed))
    if parsed.drivername in ("postgresql", "postgresql+psycopg"):
        return Store(_postgresql(parsed.set(drivername="postgresql+psycopg")))
    raise _unusable_url()


def _unusable_url() -> Misconfigured:
    return Misconfigured(
        "the database URL must begin with sqlite:/// or postgresql+psycopg://",
        zh="数据库地址须以 sqlite:/// 或 postgresql+psycopg:// 开头",
        code="DATABASE_URL",
    )


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise Misconfigured(
            "a ledger needs a database file; an in-memory database is lost with its connection",
            zh="台账需要数据库文件，内存数据库不予支持",
            code="DATABASE_URL",
        )
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own BEGIN comes too late (before the first write, not the first read); SQLAlchemy sends ours.
        connection.isolation_level = None
        # A key that was destroyed must not lie on in a free page; not every build of SQLite wipes what it deletes.
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        # A writer takes the lock at once: between a first read and a first write its snapshot could become stale.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITING) else "BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _postgresql(url: URL) -> Engine:
    # Read committed until a session asks for more; a dead connection is replaced, not handed out.
    engine = create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=10, pool_timeout=BUSY_SECONDS)

    def prepare(connection: Any, _record: object) -> None:
        connection.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
        connection.execute("SET timezone = 'UTC'")
        connection.commit()

    event.listen(engine, "connect", prepare)
    return engine


def _begin_reading(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def lock_mirror(session: Session | Connection) -> None:
    """Only one at a time may write the mirror or the schema; held until the transaction ends."""
    connection = session.connection() if isinstance(session, Session) else session
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})
    else:
        connection.execute(text("SELECT 1"))  # the transaction began with SQLite's own lock


@contextmanager
def as_ours() -> Iterator[None]:
    """A database that cannot be reached, is locked or full is Unavailable; what was begun is rolled back."""
    try:
        yield
    except LedgerError:
        raise
    except OperationalError as error:
        raise unavailable(error) from error
    except PoolTimeout as error:
        raise Unavailable(
            "every connection to the database is in use", zh="数据库连接均被占用", code="DATABASE", retry_after=5
        ) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise unavailable(error) from error
        raise


def unavailable(error: DBAPIError) -> Unavailable:
    cause = str(error.orig).splitlines()[0] if error.orig else type(error).__name__
    if "no such table" in cause:
        return Unavailable(
            "the schema is missing; migrate first", zh="缺少数据表，请先升级数据库", code="SCHEMA_MISSING"
        )
    en, zh = f"the database cannot do this now: {cause}", f"数据库暂不可用：{cause}"
    return Unavailable(en, zh=zh, code="DATABASE", retry_after=5)
