# SPDX-License-Identifier: Apache-2.0
"""One shape for all files: sheets of rows of cells, each with the number that its author sees.

For: the readers (`workbook.py`, `delimited.py`, `json_lines.py`), which make these, and everything behind them. Rows
are made again each time they are asked for: a file of many rows is read twice rather than kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from ledger.domain.cells import CellValue
from ledger.errors import NotFound, Refused

CellRef: TypeAlias = tuple[int, int]
"""Row counted from 1, column from 0."""
GridRow: TypeAlias = tuple[int, Sequence[CellValue]]
"""Its number and its cells from column A on; rows that hold nothing are left out."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something the reader saw at a place: a code of `rules.INTAKE_RULES` and the values of its text."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells, all bounds included; rows from 1, columns from 0."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def __str__(self) -> str:
        return f"{letter(self.first_column)}{self.first_row}:{letter(self.last_column)}{self.last_row}"


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `headings` are given where the file has no heading row (JSON lines), else they are looked for."""

    name: str
    rows: Callable[[], Iterator[GridRow]]
    headings: tuple[str, ...] | None = None
    hidden: bool = False
    ragged: bool = False  # cells beyond the heading mean that the row has slipped (text files)
    cell_faults: Mapping[CellRef, Fault] = field(default_factory=dict)
    row_faults: Mapping[int, Fault] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Input:
    """A file as it was opened. `detected` says how it was read, for the clerk to check."""

    path: Path
    detected: str
    grids: tuple[Grid, ...]


def letter(column: int) -> str:
    """A, B, ... Z, AA: how spreadsheets name the column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def refuse(code: str, en: str, zh: str) -> Refused:
    return Refused(en, zh=zh, code=code)


def existing(path: Path) -> Path:
    if not path.is_file():
        raise NotFound(f"there is no file {path}", zh=f"找不到文件 {path}", code="FILE_MISSING")
    return path
