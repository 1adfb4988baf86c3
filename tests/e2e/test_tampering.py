# SPDX-License-Identifier: Apache-2.0
"""Whatever a hand does to a row of the mirror, fsck names the row: 200 edits, deletions and insertions, one at a time.

Each is done by SQL on a copy of the mirror of an eventful ledger and compared with a mirror derived anew, which is what
fsck does (`audit/fsck.py`); a few go through `ledger fsck` itself. What fsck cannot see in outbox and records is listed
in `UNSEEN` and shown to be unseen, so that the list in the documents stays true.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ledger.service import auditing
from ledger.service.runtime import Ledger
from ledger.store.compare import Difference, differences, shown
from ledger.store.session import open_store
from ledger.store.tables import MIRROR
from tests.e2e.eventful import eventful_ledger
from tests.e2e.founded import REGISTRAR

COUNT = 200
Key = tuple[Any, ...]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with eventful_ledger(tmp_path_factory.mktemp("tampering")) as founded:
        yield founded.ledger


@pytest.fixture(scope="module")
def mirror(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole database that nobody else has open."""
    path = tmp_path_factory.mktemp("copies") / "right.db"
    copy(ledger.settings.home / "ledger.db", path)
    return path


def copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as write:
        read.backup(write)


class Hand:
    """One change of one row, drawn by a seed. `key` is the row it was done to."""

    def __init__(self, connection: sqlite3.Connection, drawn: random.Random, verb: str) -> None:
        self._connection, self._drawn, self.verb = connection, drawn, verb
        self.table = drawn.choice([table for table in MIRROR if self._count(table.name)])
        self.keys = [column.name for column in self.table.primary_key.columns]
        row = self._row()
        self.column = ""
        match verb:
            case "edit":
                self.column = drawn.choice([c.name for c in self.table.columns if c.name not in self.keys] or self.keys)
                self.key = self._edit(row)
            case "delete":
                self.key = self._delete(row)
            case _:
                self.key = self._insert(row)

    def _count(self, table: str) -> int:
        found: int = self._connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        return found

    def _row(self) -> dict[str, Any]:
        number = self._drawn.randrange(self._count(self.table.name))
        cursor = self._connection.execute(f'SELECT * FROM "{self.table.name}" LIMIT 1 OFFSET {number}')
        return dict(zip([named[0] for named in cursor.description], cursor.fetchone(), strict=True))

    def _where(self, row: dict[str, Any]) -> tuple[str, list[Any]]:
        return " AND ".join(f'"{name}" = ?' for name in self.keys), [row[name] for name in self.keys]

    def _edit(self, row: dict[str, Any]) -> Key:
        where, named = self._where(row)
        value = other(row[self.column], self._drawn)
        self._connection.execute(f'UPDATE "{self.table.name}" SET "{self.column}" = ? WHERE {where}', [value, *named])
        return tuple(named)

    def _delete(self, row: dict[str, Any]) -> Key:
        where, named = self._where(row)
        self._connection.execute(f'DELETE FROM "{self.table.name}" WHERE {where}', named)
        return tuple(named)

    def _insert(self, row: dict[str, Any]) -> Key:
        last = self.keys[-1]
        twin = {**row, last: other(row[last], self._drawn)}
        self._connection.execute(
            f'INSERT INTO "{self.table.name}" ({", ".join(map(quoted, twin))}) VALUES ({", ".join("?" * len(twin))})',
            list(twin.values()),
        )
        return tuple(twin[name] for name in self.keys)


def quoted(name: str) -> str:
    return f'"{name}"'


def other(value: Any, drawn: random.Random) -> Any:
    """Another value of the same kind, or of another kind: both sorts of slips and lies."""
    match value:
        case int():
            return value + drawn.choice([1, -1, 7, 86_400])
        case bytes() if value:
            place = drawn.randrange(len(value))
            return value[:place] + bytes([value[place] ^ 1 << drawn.randrange(8)]) + value[place + 1 :]
        case str() if value and drawn.random() < 0.8:
            return value[:-1] + chr(ord(value[-1]) ^ 1)
        case str():
            return value + "x"
        case bytes():
            return b"\x01"
        case _:
            return drawn.choice([0, 1, b"\x01", "x"])


def rows_named(found: list[Difference]) -> set[tuple[str, str]]:
    return {(each.table, each.key) for each in found}


def test_every_one_of_two_hundred_changes_by_hand_is_named_by_table_and_key(
    mirror: Path, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    drawn, counted = random.Random(20_260_701), Counter[str]()
    victim = tmp_path / "changed.db"
    copy(mirror, victim)
    right, asked = open_store(f"sqlite:///{mirror}"), open_store(f"sqlite:///{victim}")
    with closing(sqlite3.connect(victim, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        while sum(counted.values()) < COUNT:
            verb = drawn.choice(["edit", "edit", "delete", "insert"])
            connection.execute("SAVEPOINT hand")
            try:
                hand = Hand(connection, drawn, verb)
            except sqlite3.IntegrityError:  # a unique index forbids this very change
                connection.execute("ROLLBACK TO hand")
                connection.execute("RELEASE hand")
                continue
            connection.execute("RELEASE hand")
            with right.reading() as sound, asked.reading() as changed:
                found = list(differences(sound, changed))
            assert (hand.table.name, "/".join(map(shown, hand.key))) in rows_named(found), (verb, hand.table.name)
            assert {each.table for each in found} == {hand.table.name}
            undo(connection, mirror, hand.table.name)
            counted[f"{verb} {hand.table.name}"] += 1
    right.close()
    asked.close()
    tell(f"{COUNT} changes named: " + ", ".join(f"{what} {n}" for what, n in sorted(counted.items())))
    assert len({what.split()[1] for what in counted}) >= 15


def undo(connection: sqlite3.Connection, mirror: Path, table: str) -> None:
    connection.execute("ATTACH DATABASE ? AS sound", [str(mirror)])
    connection.execute(f'DELETE FROM main."{table}"')
    connection.execute(f'INSERT INTO main."{table}" SELECT * FROM sound."{table}"')
    connection.execute("DETACH DATABASE sound")


# --- through fsck itself ----------------------------------------------------------------------------------------------

SQL = {
    "an expiry moved by a second": ("UPDATE certificate SET expires_at = expires_at + 1 WHERE version = 2",
                                    "ROW_CHANGED", "certificate/SJ1512026090001/expires_at"),
    "a number that became a text": ("UPDATE certificate SET version = 'one' WHERE code = 'SJ1512026090002'",
                                    "ROW_CHANGED", "certificate/SJ1512026090002/version"),
    "a right that was never given": (
        "INSERT INTO right_unit SELECT code, zeroblob(32), right, position, basis, since_at, until_at, NULL "
        "FROM right_unit WHERE code = 'SJ1512026090001' AND right = 1",
        "ROW_INVENTED", "right_unit/SJ1512026090001/0x" + "00" * 32),
    "a lifted freeze that was not lifted": ("UPDATE annotation SET lifted_at = NULL WHERE number = 1",
                                            "ROW_CHANGED", "annotation/SJ1512026090002/1/lifted_at"),
    "a key that was never lost": ("DELETE FROM account_key WHERE compromised_since IS NOT NULL",
                                  "ROW_MISSING", "account_key/"),
    "a rolling head": ("UPDATE cursor SET rolling = zeroblob(32)", "POSITION_CHANGED", "cursor/rolling"),
}  # fmt: skip


@pytest.mark.parametrize("name", SQL)
def test_ledger_fsck_names_what_was_changed(ledger: Ledger, name: str) -> None:
    sql, code, subject = SQL[name]
    with tampered(ledger, sql):
        findings = auditing.fsck(ledger).findings
    assert [found.code for found in findings if found.subject.startswith(subject)] == [code]
    assert auditing.fsck(ledger).clean


class tampered:
    """The change is there while the block runs; afterwards the database is what it was."""

    def __init__(self, ledger: Ledger, *sql: str) -> None:
        self._path, self._sql = ledger.settings.home / "ledger.db", sql
        self._kept = self._path.with_name("kept.db")

    def __enter__(self) -> None:
        copy(self._path, self._kept)
        with closing(sqlite3.connect(self._path, isolation_level=None)) as connection:
            for each in self._sql:
                assert connection.execute(each).rowcount >= 1, "nothing was changed"

    def __exit__(self, *_: object) -> None:
        copy(self._kept, self._path)
        self._kept.unlink()


# --- outbox and records -----------------------------------------------------------------------------------------------

SEEN = {
    "an answer that names another block": "UPDATE submission SET answer = replace(answer, '\"block\": ', "
                                          "'\"block\": 9') WHERE state = 'FINAL' AND verb = 'reaffirm'",
    "a document's digest": "UPDATE document SET sha256 = zeroblob(32) WHERE name = "
                           "(SELECT min(name) FROM document)",
    "a document's row that is gone": "DELETE FROM document_wrap; DELETE FROM document WHERE name = "
                                     "(SELECT min(name) FROM document)",
    "a text on record": "UPDATE application_record SET openings = zeroblob(300) WHERE reference = 'NM-2026-0001'",
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_what_the_chain_speaks_of_is_found_in_outbox_and_records_too(ledger: Ledger, name: str) -> None:
    with tampered(ledger, *SEEN[name].split("; ")):
        assert not auditing.fsck(ledger).clean


@pytest.mark.parametrize("change", ["a byte of it", "the whole of it"])
def test_a_document_that_changed_on_disk_or_is_gone_is_named(ledger: Ledger, change: str) -> None:
    path = min(each for each in (ledger.settings.home / "content").rglob("*") if each.is_file())
    kept = path.read_bytes()
    path.unlink()
    if change == "a byte of it":
        path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    try:
        findings = auditing.fsck(ledger).findings
    finally:
        path.unlink(missing_ok=True)
        path.write_bytes(kept)
    assert {found.code for found in findings} == {"SEALED_CHANGED" if change == "a byte of it" else "SEALED_MISSING"}
    assert all(found.subject.startswith(f"{REGISTRAR}/NM-2026-") for found in findings)
    assert auditing.fsck(ledger).clean


UNSEEN = {
    "who asked, and under which key": "UPDATE submission SET person = 'x', idempotency_key = idempotency_key || '!'",
    "the words of a wish": "UPDATE submission SET command = '{}'",
    "why a wish was refused": "UPDATE submission SET error_en = 'other words', error_zh = '其他'",
    "a settled wish that is gone": "DELETE FROM submission WHERE verb = 'reaffirm'",
    "an act prepared and never sent": "DELETE FROM preparation",
    "a person's name here": "UPDATE person SET name = 'somebody else'",
    "the paper of a decision": "DELETE FROM case_decision",
    "a label of an entitlement": "UPDATE document_wrap SET purpose = 'another'",
    "when a record was made": "UPDATE document SET created_at = created_at + 1",
}  # fmt: skip
"""Rows that nothing on chain speaks of. `docs/operations.md` carries this list."""


@pytest.mark.parametrize("name", UNSEEN)
def test_what_fsck_cannot_detect_in_outbox_and_records_is_known(ledger: Ledger, name: str) -> None:
    """Should one of these be found some day, the list (and the documents) must lose it."""
    with tampered(ledger, UNSEEN[name]):
        assert auditing.fsck(ledger).clean
