# SPDX-License-Identifier: Apache-2.0
"""A database that fails: clear words, nothing half written, and work goes on once it is back."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, select, text
from sqlalchemy.orm import Session

from ledger.errors import Unavailable
from ledger.indexer.advance import Indexer, catch_up
from ledger.store.schema import drift, newest_version, schema_version
from ledger.store.session import Store, open_store
from ledger.store.tables import acts
from tests.simulator.chain import SimulatedChain
from tests.simulator.histories import grow, world

Make = Callable[[str], Store]
ROOT = Path(__file__).resolve().parents[3]


def blocks(store: Store) -> int:
    with store.reading() as session:
        return len(session.execute(select(acts.block)).all())


def put(session: Session, number: int = 1) -> None:
    session.execute(insert(acts.block), {"number": number, "hash": b"h" * 32, "parent_hash": b"p" * 32, "timestamp": 1})


def test_a_connection_that_is_cut_in_the_middle_is_unavailable_and_writes_nothing(migrated: Make) -> None:
    store = migrated("postgres")

    def cut() -> None:
        with store.writing() as session:
            put(session)
            pid = session.scalar(text("SELECT pg_backend_pid()"))
            with store.engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            put(session, 2)

    with pytest.raises(Unavailable) as refused:
        cut()
    assert (refused.value.code, refused.value.retry_after) == ("DATABASE", 5)
    assert blocks(store) == 0
    with store.writing() as session:
        put(session)
    assert blocks(store) == 1


def test_every_idle_connection_may_die_and_nobody_notices(migrated: Make) -> None:
    store = migrated("postgres")
    assert blocks(store) == 0
    url = store.engine.url.set(database="postgres")
    admin = create_engine(url)
    with admin.connect() as other:
        killed = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
        other.execute(killed, {"name": store.engine.url.database})
    admin.dispose()
    assert blocks(store) == 0


def test_a_full_disk_is_unavailable_and_the_mirror_goes_on_when_there_is_room(migrated: Make) -> None:
    """SQLite's own ceiling on pages stands for the disk: the driver reports both with the same words."""
    store = migrated("sqlite")
    chain = SimulatedChain()
    grow(chain, world(81), 40)
    catch_up(Indexer(chain, store, chain.watched), until=3)
    held = blocks(store)
    ceiling(store, "(SELECT page_count FROM pragma_page_count)")
    with pytest.raises(Unavailable, match="full"):
        catch_up(Indexer(chain, store, chain.watched))
    assert blocks(store) == held
    ceiling(store, "1073741823")
    catch_up(Indexer(chain, store, chain.watched))
    assert blocks(store) > held


def ceiling(store: Store, pages: str) -> None:
    """Every connection of the pool; there is one while one thread works."""
    with store.engine.connect() as connection:
        count = connection.execute(text("SELECT page_count FROM pragma_page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count = {count if pages.startswith('(') else pages}"))


def test_a_pool_without_a_free_connection_is_unavailable(
    postgres_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.store.session.BUSY_SECONDS", 0)
    store = open_store(postgres_database_url)
    held = [store.engine.connect() for _ in range(20)]
    with pytest.raises(Unavailable) as refused, store.reading():
        pass
    assert refused.value.code == "DATABASE"
    for connection in held:
        connection.close()
    store.close()


MIGRATE = "import sys; from ledger.store.session import open_store; s = open_store(sys.argv[1]); s.migrate(); s.close()"


def test_processes_may_migrate_at_once(database_url: str) -> None:
    command = [sys.executable, "-c", MIGRATE, database_url]
    running = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [process.communicate(timeout=120)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    assert_migrated(database_url)


def test_threads_may_migrate_at_once(database_url: str) -> None:
    failures: list[BaseException] = []

    def migrate() -> None:
        store = open_store(database_url)
        try:
            store.migrate()
        except BaseException as error:
            failures.append(error)
        store.close()

    threads = [threading.Thread(target=migrate) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert failures == []
    assert_migrated(database_url)


def assert_migrated(url: str) -> None:
    store = open_store(url)
    found = (schema_version(store), drift(store))
    store.close()
    assert found == (newest_version(), [])
