# SPDX-License-Identifier: Apache-2.0
"""The schema on both engines: made by migrations alone, equal to the tables in code, refused when it is another's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import insert, inspect, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError, InternalError
from sqlalchemy.orm import Session

from ledger.errors import Misconfigured, Unavailable
from ledger.store import schema
from ledger.store.session import Store, open_store
from ledger.store.tables import MIRROR, OUTBOX, POSITION, RECORDS, acts, metadata, projections
from ledger.store.types import Flag


@pytest.fixture
def fresh(database_url: str) -> Iterator[Store]:
    """A store of its own, whose schema a test may spoil."""
    opened = open_store(database_url)
    opened.migrate()
    yield opened
    opened.close()


def test_the_migrations_make_exactly_the_tables_in_code(store: Store) -> None:
    assert schema.drift(store) == []


def test_drift_is_noticed(fresh: Store) -> None:
    with fresh.engine.begin() as connection:
        connection.execute(text("DROP TABLE reaffirmation"))
        connection.execute(text("ALTER TABLE head ADD COLUMN stray INTEGER"))
    found = " ".join(schema.drift(fresh))
    assert "reaffirmation" in found
    assert "stray" in found


def test_migrating_twice_changes_nothing(store: Store) -> None:
    store.migrate()
    store.check_schema()
    assert schema.schema_version(store) == schema.newest_version()


def test_a_number_has_room_for_all_that_the_chain_counts_to() -> None:
    """65,535 of 16 bits: PostgreSQL's smallint ends at half of that, and a flag is no number. In SQLite a whole number
    has no width. That the database has these very types is `drift`'s to say."""
    engine = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in metadata.tables.values():
        types = {column.name: column.type.compile(engine) for column in table.columns}
        narrow = {name for name, kind in types.items() if kind == "SMALLINT"}
        assert narrow == {column.name for column in table.columns if isinstance(column.type, Flag)}, table.name


def test_every_table_is_in_one_group_and_no_foreign_key_leaves_its_group() -> None:
    groups = [MIRROR, POSITION, OUTBOX, RECORDS]
    assert sorted(table.name for group in groups for table in group) == sorted(metadata.tables)
    for group in groups:
        for table in group:
            assert {key.column.table for key in table.foreign_keys} <= set(group), table.name


def test_every_table_has_a_key_from_nature() -> None:
    for table in metadata.tables.values():
        assert list(table.primary_key.columns), table.name
        assert not any(column.identity or column.default for column in table.columns), table.name


def test_an_older_schema_is_refused_until_it_is_migrated(database_url: str) -> None:
    store = open_store(database_url)
    with pytest.raises(Misconfigured) as refused:
        store.check_schema()
    assert refused.value.code == "SCHEMA_OLDER"
    store.migrate()
    store.check_schema()
    store.close()


def test_a_newer_schema_is_refused_by_an_old_program(fresh: Store) -> None:
    with fresh.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_from_the_future'"))
    for act in (fresh.check_schema, fresh.migrate):
        with pytest.raises(Misconfigured) as refused:
            act()
        assert refused.value.code == "SCHEMA_NEWER"
    assert inspect(fresh.engine).has_table("entry")


def test_a_migration_that_was_cut_off_is_run_again(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(database_url)
    from alembic import op

    made: list[str] = []
    create = op.create_table

    def cut_off(name: str, *arguments: object, **named: object) -> object:
        if len(made) == 20:
            raise KeyboardInterrupt
        made.append(name)
        return create(name, *arguments, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(op, "create_table", cut_off)
        with pytest.raises(KeyboardInterrupt):
            store.migrate()
    assert len(made) == 20
    assert inspect(store.engine).get_table_names() in ([], ["alembic_version"])
    store.migrate()
    assert schema.drift(store) == []
    store.close()


BAD_URLS = {
    "another engine": "mysql://x@localhost/y",
    "no url": "ledger.db",
    "memory": "sqlite:///:memory:",
    "memory, by default": "sqlite://",
}


@pytest.mark.parametrize("url", BAD_URLS.values(), ids=BAD_URLS.keys())
def test_a_database_that_is_none_of_ours_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        open_store(url)
    assert refused.value.code == "DATABASE_URL"


def test_a_database_that_cannot_be_reached_is_unavailable(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder' / 'x.db'}")
    with pytest.raises(Unavailable) as refused, store.reading():
        pass
    assert refused.value.code == "DATABASE"


def test_reading_before_migrating_says_so(sqlite_database_url: str) -> None:
    store = open_store(sqlite_database_url)
    with pytest.raises(Unavailable) as refused, store.reading() as session:
        session.execute(select(acts.cursor))
    assert refused.value.code == "SCHEMA_MISSING"
    store.close()


# --- sessions ---------------------------------------------------------------------------------------------------------

BLOCK = {"number": 5, "hash": b"h" * 32, "parent_hash": b"p" * 32, "timestamp": 1}


def blocks(store: Store) -> int:
    with store.reading() as session:
        return len(session.execute(select(acts.block)).all())


def write_and_fail(session: Session) -> None:
    session.execute(insert(acts.block), BLOCK)
    raise ZeroDivisionError


def test_a_writing_session_that_fails_writes_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as session:
        write_and_fail(session)
    assert blocks(store) == 0


def test_a_reading_session_never_writes(store: Store) -> None:
    # PostgreSQL refuses at once; what SQLite takes is thrown away.
    with suppress(InternalError), store.reading() as session:
        session.execute(insert(acts.block), BLOCK)
    assert blocks(store) == 0


def test_a_reader_sees_one_moment_while_a_writer_commits(store: Store) -> None:
    with store.reading() as reader:
        assert reader.execute(select(acts.block)).all() == []
        with store.writing() as writer:
            writer.execute(insert(acts.block), BLOCK)
        assert reader.execute(select(acts.block)).all() == []
    assert blocks(store) == 1


def test_foreign_keys_hold(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing() as session:
        session.execute(
            insert(projections.right_unit),
            {"code": "SJ1", "holder": b"h" * 32, "right": 1, "position": 1, "basis": 1, "since_at": 1, "until_at": 2},
        )


def test_sqlite_writes_ahead_and_waits_for_the_disk(sqlite_database_url: str) -> None:
    store = open_store(sqlite_database_url)
    with store.engine.connect() as connection:
        asked = ("journal_mode", "foreign_keys", "synchronous")
        assert [connection.execute(text(f"PRAGMA {name}")).scalar() for name in asked] == ["wal", 1, 2]
    store.close()


def test_a_writer_that_finds_the_database_locked_is_unavailable(
    sqlite_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.store.session.BUSY_SECONDS", 0)
    store = open_store(sqlite_database_url)
    store.migrate()
    with store.writing(), pytest.raises(Unavailable) as refused, store.writing():
        pass
    assert refused.value.code == "DATABASE"
    assert blocks(store) == 0  # reading goes on
    store.close()


# --- types ------------------------------------------------------------------------------------------------------------


def stored(store: Store, **changes: object) -> dict[str, object]:
    """One organisation's row, written and read back."""
    row = {
        "org_id": "91150103MA0DEM080G",
        "name": "示例",
        "kinds": 2,
        "affiliation_group": 0,
        "public_body": True,
        "registered_by": None,
        "registered_at": 2**40,
        "registered_account": b"a" * 20,
        "registered_person": b"p" * 32,
        "two_person_kinds": 2**128 - 1,
        "encryption_key": None,
    } | changes
    with store.writing() as session:
        session.execute(insert(projections.organisation), row)
    with store.reading() as session:
        back = dict(session.execute(select(projections.organisation)).mappings().one())
    assert {name: back[name] for name in row if name != "name"} == {name: row[name] for name in row if name != "name"}
    return back


def test_what_goes_in_comes_out_on_both_engines(store: Store) -> None:
    back = stored(store)
    assert [type(back[name]) for name in ("public_body", "two_person_kinds", "registered_account")] == [
        bool,
        int,
        bytes,
    ]


@pytest.mark.parametrize("given", ["\x00甲", "\ud800甲"], ids=["NUL", "a lone surrogate"])
def test_text_that_postgresql_cannot_keep_is_shown_as_a_replacement_on_both(store: Store, given: str) -> None:
    assert stored(store, name=given)["name"] == "\ufffd甲"


def test_bytes_of_another_length_are_refused_before_they_are_sent(store: Store) -> None:
    with pytest.raises(Exception, match="32 bytes expected, 31 given"):
        stored(store, registered_person=b"p" * 31)


def test_names_are_ordered_by_their_bytes_on_both_engines(store: Store) -> None:
    names = ["a", "B", "ä", "Z", "甲", "_", "0"]
    with store.writing() as session:
        for name in names:
            session.execute(insert(projections.name_gram), {"subject": b"s" * 32, "version": 0, "gram": name})
    with store.reading() as session:
        gram = projections.name_gram.c.gram
        assert list(session.scalars(select(gram).order_by(gram))) == sorted(names)
