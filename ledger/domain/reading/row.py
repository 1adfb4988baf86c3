# SPDX-License-Identifier: Apache-2.0
"""One row under reading: the cells, the findings, and the way from a column's key to a value.

For: the readers of this folder. A value that cannot be had is reported once, its column is marked unread, and a neutral
stand-in is given, so that the reading goes on and finds everything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from ledger.domain.cells import (
    CellValue,
    Findings,
    fits_bytes,
    is_blank,
    read_boolean,
    read_date,
    read_integer,
    read_text,
    read_word,
    shorten,
)
from ledger.domain.defects import Where
from ledger.domain.form import APPLICANT_SEPARATORS, BY_KEY, ENTRIES_MAX, SET_SEPARATORS, Column

W = TypeVar("W", bound=StrEnum)

APPLICANT_SPLIT: Final = re.compile(f"[{APPLICANT_SEPARATORS}]")
SET_SPLIT: Final = re.compile(f"[{re.escape(SET_SEPARATORS)}]")


class Row:
    """One row under reading: the cells, the findings, and the way from a key to a value."""

    __slots__ = ("cells", "found")

    def __init__(self, cells: Mapping[str, CellValue], where: Where) -> None:
        unknown = cells.keys() - BY_KEY.keys()
        if unknown:
            raise ValueError(f"no such columns in the form: {sorted(unknown)}")
        self.cells = cells
        self.found = Findings(where)

    def present(self, key: str) -> bool:
        """Whether the cell holds something; a required one that does not is reported."""
        if not is_blank(self.cells.get(key)):
            return True
        if BY_KEY[key].required:
            self.found.fail("REQUIRED_MISSING", BY_KEY[key])
        return False

    def readable(self, key: str) -> bool:
        return key not in self.found.unread

    def text(self, key: str) -> str:
        if not self.present(key):
            return ""
        text = read_text(self.cells[key], BY_KEY[key], self.found)
        if text is None:
            self._emptied(key)
        return text or ""

    def _emptied(self, key: str) -> None:
        """A cell of nothing but invisible characters is blank after all."""
        if BY_KEY[key].required and self.readable(key):
            self.found.fail("REQUIRED_MISSING", BY_KEY[key])

    def date(self, key: str) -> date | None:
        return read_date(self.cells.get(key), BY_KEY[key], self.found) if self.present(key) else None

    def integer(self, key: str) -> int | None:
        return read_integer(self.cells.get(key), BY_KEY[key], self.found) if self.present(key) else None

    def boolean(self, key: str) -> bool:
        value = read_boolean(self.cells.get(key), BY_KEY[key], self.found) if self.present(key) else None
        return bool(value)

    def word(self, key: str, words: type[W], stand_in: W) -> W:
        text = self._word_text(key)
        code = read_word(text, BY_KEY[key], self.found) if text else None
        return words(code) if code is not None else stand_in

    def _word_text(self, key: str) -> str:
        """A number in an enum's column may be an alias (levels 1 to 5), hence text first."""
        return self.text(key)

    def word_set(self, key: str, words: type[W]) -> frozenset[W]:
        return self.words(self.text(key), BY_KEY[key], words)

    def words(self, text: str, column: Column, words: type[W]) -> frozenset[W]:
        codes: list[W] = []
        for part in parts_of(SET_SPLIT, text):
            code = read_word(part, column, self.found)
            if code is not None and words(code) in codes:
                self.found.note("VALUE_REPEATED", column, value=shorten(part))
            elif code is not None:
                codes.append(words(code))
        return frozenset(codes)

    def list(self, key: str) -> tuple[str, ...]:
        """A set of texts in the order given."""
        column, kept = BY_KEY[key], list[str]()
        for part in parts_of(SET_SPLIT, self.text(key)):
            if part in kept:
                self.found.note("VALUE_REPEATED", column, value=shorten(part))
            elif fits_bytes(part, column, self.found):
                kept.append(part)
        self.bounded(key, len(kept))
        return tuple(kept)

    def bounded(self, key: str, count: int) -> None:
        """No more entries than the chain takes."""
        if count > ENTRIES_MAX:
            self.found.fail("VALUES_TOO_MANY", BY_KEY[key], given=count, limit=ENTRIES_MAX)

    def parallel(self, key: str, count: int | None) -> tuple[str, ...]:
        """One text per applicant. `count` is their number, None where this column decides it."""
        parts = tuple(part.strip() for part in APPLICANT_SPLIT.split(self.text(key)))
        while len(parts) > 1 and not parts[-1] and len(parts) != count:
            parts = parts[:-1]
        if not self.readable(key):
            return ()
        if parts == ("",):
            # A blank required cell was reported before it came here: this one holds separators and nothing between.
            if BY_KEY[key].required:
                self.found.fail("REQUIRED_MISSING", BY_KEY[key])
            return ()
        if count is not None and len(parts) != count:
            self.found.fail("PARALLEL_LENGTH", BY_KEY[key], given=len(parts), expected=count)
            return ()
        if BY_KEY[key].required and not all(parts):
            self.found.fail("REQUIRED_MISSING", BY_KEY[key])
            return ()
        return parts


def parts_of(separator: re.Pattern[str], text: str) -> list[str]:
    return [part.strip() for part in separator.split(text) if part.strip()]
