# SPDX-License-Identifier: Apache-2.0
"""Where two mirrors differ, row by row: one is right because it was just derived from the chain, the other is asked.

For: `fsck`. Rows are matched by key, so that one missing row is one difference. Not for: saying whether two mirrors are
equal (digest.py does that without looking at both).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from ledger.store.tables import MIRROR


@dataclass(frozen=True, slots=True)
class Difference:
    """`column` is empty where the whole row is missing (`actual` None) or should not be there (`expected` None)."""

    table: str
    key: str
    column: str
    expected: str | None
    actual: str | None


def differences(right: Session, asked: Session) -> Iterator[Difference]:
    """Every deviation of `asked` from `right`, table by table."""
    for table in sorted(MIRROR, key=lambda table: table.name):
        yield from _table(right, asked, table)


def _table(right: Session, asked: Session, table: Table) -> Iterator[Difference]:
    names = [column.name for column in table.columns]
    keys = [names.index(column.name) for column in table.primary_key.columns]
    expected = {_key(row, keys): tuple(row) for row in _rows(right, table)}
    for row in _rows(asked, table):
        key = _key(row, keys)
        wanted = expected.pop(key, None)
        if wanted is None:
            yield Difference(table.name, key, "", None, _shown_row(names, row))
            continue
        for name, want, have in zip(names, wanted, row, strict=True):
            if want != have or type(want) is not type(have):
                yield Difference(table.name, key, name, shown(want), shown(have))
    for key, row in expected.items():
        yield Difference(table.name, key, "", _shown_row(names, row), None)


def _rows(session: Session, table: Table) -> Iterator[Any]:
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=1_000)
    yield from session.execute(query)


def _key(row: Any, places: list[int]) -> str:
    return "/".join(shown(row[place]) for place in places)


def _shown_row(names: list[str], row: Any) -> str:
    return ", ".join(f"{name}={shown(value)}" for name, value in zip(names, row, strict=True))[:500]


def shown(value: object) -> str:
    """A value for a person: bytes as 0x, everything else as it is."""
    match value:
        case bytes():
            return "0x" + value.hex()
        case None:
            return "NULL"
        case _:
            return str(value)
