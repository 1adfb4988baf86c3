# SPDX-License-Identifier: Apache-2.0
"""One hash over the whole mirror, and one over each of its tables: the same on every machine and on both engines.

    value    n | f | t | i decimal | b bytes | s UTF-8        each but n, f, t with its length as 8 bytes in front
    row      its values in the order of the table's columns
    table    SHA-256("ledger/table/1", name, names of the columns, rows in the order of the key)
    mirror   SHA-256("ledger/mirror/1", name and digest of every table in the order of their names)

Every mirror table is covered. Position (cursor, recent blocks) is not: it says how far this machine read. Two mirrors
of one chain have one digest exactly if they hold the same acts and the same rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Table, select
from sqlalchemy.orm import Session

from ledger.store.queries.acts import required_head
from ledger.store.tables import MIRROR


@dataclass(frozen=True, slots=True)
class TableDigest:
    name: str
    rows: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class MirrorDigest:
    """What the mirror held at a block. `digest` alone is what two operators compare."""

    block_number: int
    block_hash: bytes
    sequence: int
    digest: bytes
    tables: tuple[TableDigest, ...]


def mirror_digest(session: Session) -> MirrorDigest:
    """Read in one transaction, so that no act is half in it. NotFound for an empty mirror."""
    at = required_head(session)
    tables = tuple(table_digest(session, table) for table in sorted(MIRROR, key=lambda table: table.name))
    whole = hashlib.sha256(_value("ledger/mirror/1"))
    for table in tables:
        whole.update(_value(table.name) + _value(table.digest))
    return MirrorDigest(at.block_number, at.block_hash, at.sequence, whole.digest(), tables)


def table_digest(session: Session, table: Table) -> TableDigest:
    hasher, count = hashlib.sha256(_value("ledger/table/1") + _value(table.name)), 0
    hasher.update(b"".join(_value(column.name) for column in table.columns))
    for row in rows_in_key_order(session, table):
        hasher.update(b"".join(map(_value, row)))
        count += 1
    return TableDigest(table.name, count, hasher.digest())


def rows_in_key_order(session: Session, table: Table) -> Iterator[Row[Any]]:
    """Every row of a table, ordered by its primary key, streamed."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=1_000)
    yield from session.execute(query)


def _value(value: object) -> bytes:
    match value:
        case None:
            return b"n"
        case bool():
            return b"t" if value else b"f"
        case int():
            return _sized(b"i", str(value).encode())
        case bytes():
            return _sized(b"b", value)
        case str():
            return _sized(b"s", value.encode("utf-8", "surrogatepass"))
        case _:  # only a hand can have put it there (SQLite keeps any type in any column)
            return _sized(b"?", repr(value).encode())


def _sized(tag: bytes, raw: bytes) -> bytes:
    return tag + len(raw).to_bytes(8, "big") + raw
