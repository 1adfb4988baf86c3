# SPDX-License-Identifier: Apache-2.0
"""Are two samples of the same data? A score from sketches, for a registrar who then decides (ruling 12).

    rows and headings --sketch--> Sketch     --compare--> Likeness(score, suggested relation)

Equal files are found by their digests; this finds what was renamed, reordered or cut: columns under other names, rows
in another order, another slice of the same rows. A sketch keeps the smallest values of a keyed hash over the members of
a set (a bottom-k sketch), so that the overlap of two sets can be estimated and no member can be read back: the key is
the registrar's own and stays with it. A row is hashed with its cells sorted: neither the order nor the names of
columns matter.

Not for: refusing. The same data by another applicant are lawful (art. 21); the same applicant again is art. 39(2), and
a person says which it is. Warning: a registrar compares its own filings only; sketches of two registrars have two keys.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from typing import Final

ROWS_KEPT: Final = 128
VALUES_KEPT: Final = 48
ROWS_READ: Final = 5_000
"""Rows of a sample beyond these are not looked at; a sample is a sample."""

COLUMN_IS_THE_SAME: Final = 0.5
SAME_ROWS: Final = 0.8
SOME_ROWS: Final = 0.1
SOME_COLUMNS: Final = 0.3
ROW_MARKS: Final = 16
COLUMN_MARKS: Final = 4
MARKING: Final = 8
"""How many hashes of a sketch are kept to look it up by, and how many values a column must have for that."""

WORTH_A_LOOK: Final = 0.3
"""Below this score a pair is not shown."""


class Suggestion(StrEnum):
    """What a registrar may confirm; the score only suggests."""

    SAME_DATA = "SAME_DATA"
    OVERLAP = "OVERLAP"
    DERIVED = "DERIVED"
    UNRELATED = "UNRELATED"


@dataclass(frozen=True, slots=True)
class ColumnSketch:
    """One column: the hash of its heading, and the smallest hashes of its values."""

    heading: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """One sample. `row_count` as read; `rows` ascending."""

    row_count: int
    rows: tuple[int, ...]
    columns: tuple[ColumnSketch, ...]

    @property
    def marks(self) -> frozenset[int]:
        """What another sketch must share one of to be worth comparing. Columns of a few words mark half the world."""
        columns = (column.values[:COLUMN_MARKS] for column in self.columns if len(column.values) >= MARKING)
        return frozenset(self.rows[:ROW_MARKS]).union(*columns)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two samples are, each part in 0..1."""

    rows: float
    columns: float
    headings: float

    @property
    def score(self) -> float:
        """Equal rows weigh most, equal columns under other names nearly as much, equal headings alone little."""
        return round(max(self.rows, 0.9 * self.columns, 0.4 * self.headings), 3)

    @property
    def suggestion(self) -> Suggestion:
        if self.rows >= SAME_ROWS:
            return Suggestion.SAME_DATA
        if self.rows >= SOME_ROWS or self.columns >= SAME_ROWS:
            return Suggestion.OVERLAP
        if self.columns >= SOME_COLUMNS:
            return Suggestion.DERIVED
        return Suggestion.UNRELATED


def sketch(headings: Sequence[str], rows: Iterable[Sequence[str]], key: bytes) -> Sketch:
    """The sketch of a table under a registrar's key (16 to 64 bytes). Rows may be ragged; empty cells say nothing."""
    seen_rows: set[int] = set()
    seen: list[set[int]] = [set() for _ in headings]
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > ROWS_READ:
            count = ROWS_READ
            break
        cells = [_plain(cell) for cell in row]
        filled = sorted(cell for cell in cells if cell)
        if filled:
            seen_rows.add(_hash("row", "\x1f".join(filled), key))
        for place, cell in enumerate(cells[: len(seen)]):
            if cell:
                seen[place].add(_hash("value", cell, key))
    columns = (
        ColumnSketch(_hash("heading", _plain(heading), key), _smallest(values, VALUES_KEPT))
        for heading, values in zip(headings, seen, strict=True)
    )
    return Sketch(count, _smallest(seen_rows, ROWS_KEPT), tuple(columns))


def _plain(cell: str) -> str:
    """Without what a spreadsheet changes on its own: case, outer spaces, the zeros behind a decimal point."""
    text = cell.strip().casefold()
    if "." in text and text.replace(".", "", 1).lstrip("-").isdecimal():
        text = text.rstrip("0").rstrip(".")
    return text


def _hash(kind: str, text: str, key: bytes) -> int:
    made = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=7, key=key, person=kind.encode())
    return int.from_bytes(made.digest(), "big")


def _smallest(values: Iterable[int], count: int) -> tuple[int, ...]:
    return tuple(nsmallest(count, values))


def to_text(made: Sketch) -> str:
    """Canonical JSON, for keeping."""
    columns = [[column.heading, *column.values] for column in made.columns]
    return json.dumps([made.row_count, list(made.rows), columns], separators=(",", ":"))


def from_text(text: str) -> Sketch:
    count, rows, columns = json.loads(text)
    return Sketch(count, tuple(rows), tuple(ColumnSketch(first, tuple(values)) for first, *values in columns))


def compare(one: Sketch, other: Sketch) -> Likeness:
    return Likeness(
        rows=overlap(one.rows, other.rows, ROWS_KEPT),
        columns=_columns_alike(one, other),
        headings=_share({c.heading for c in one.columns}, {c.heading for c in other.columns}),
    )


def overlap(one: Sequence[int], other: Sequence[int], kept: int) -> float:
    """The estimated share of two sets' union that lies in both, from the smallest hashes of each."""
    if not one or not other:
        return 0.0
    union = _smallest(set(one) | set(other), kept)
    both = set(one) & set(other)
    return sum(value in both for value in union) / len(union)


def _columns_alike(one: Sketch, other: Sketch) -> float:
    """The share of the narrower table's columns whose values stand in a column of the other, whatever it is called.

    A column with fewer than three values (yes and no) is like too many others to say anything.
    """
    few, many = sorted((_telling(one), _telling(other)), key=len)
    left = list(many)
    alike = 0
    for column in few:
        scores = [overlap(column.values, candidate.values, VALUES_KEPT) for candidate in left]
        if scores and max(scores) >= COLUMN_IS_THE_SAME:
            left.pop(scores.index(max(scores)))
            alike += 1
    return alike / len(few) if few else 0.0


def _telling(made: Sketch) -> list[ColumnSketch]:
    return [column for column in made.columns if len(column.values) > 2]


def _share(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
