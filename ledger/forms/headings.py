# SPDX-License-Identifier: Apache-2.0
"""Which column of a sheet is which column of the form.

Headings are compared without blanks, width and marks of necessity (`*`, （必填）); a column's key serves as well.
The columns that the result workbook adds are known and passed over, so that a mended result comes back as it is.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ledger.domain.cells import CellValue
from ledger.domain.defects import Defect, Where
from ledger.domain.form import BY_KEY, COLUMNS, Column
from ledger.forms.grid import Grid, letter
from ledger.forms.rules import intake_defect

RESULT_HEADINGS: Final = ("导入结果", "提交状态", "案件标识", "缺陷说明")
OWN_SHEETS: Final = frozenset({"填写说明", "可选项", "缺陷清单", "导入汇总"})
"""Sheets that our own workbooks hold beside the forms."""

_SEARCHED_ROWS: Final = 20
_ENOUGH: Final = 3
_MARKS: Final = re.compile(r"[\s*]|\((?:必填|选填)\)")


def _normal(heading: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", heading)).lower()


_KNOWN: Final[Mapping[str, Column]] = {
    **{_normal(column.key): column for column in COLUMNS},
    **{_normal(column.zh): column for column in COLUMNS},
}
_RESULT: Final = frozenset(map(_normal, RESULT_HEADINGS))


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the form's columns stand. `withheld` are columns that no row of the sheet can be read in."""

    header_row: int
    columns: tuple[tuple[int, str], ...]
    withheld: frozenset[str]
    result_columns: frozenset[int]
    width: int
    blank_columns: frozenset[int]

    def column_of(self, key: str) -> int | None:
        return next((column for column, name in self.columns if name == key), None)


def known_headings(cells: Iterable[CellValue]) -> int:
    """How many of these are headings of the form."""
    return sum(isinstance(cell, str) and _normal(cell) in _KNOWN for cell in cells)


def find_layout(grid: Grid) -> tuple[Layout, tuple[Defect, ...]] | None:
    """The layout and what is wrong with the headings; None if this is no sheet of forms."""
    if grid.headings is not None:
        return _layout(grid, 0, grid.headings)
    best: tuple[int, int, Sequence[CellValue]] = (0, 0, ())
    for number, cells in grid.rows():
        if number > _SEARCHED_ROWS:
            break
        count = known_headings(cells)
        if count > best[0]:
            best = (count, number, cells)
    count, number, cells = best
    return _layout(grid, number, cells) if count >= _ENOUGH else None


def _layout(grid: Grid, header_row: int, cells: Sequence[CellValue]) -> tuple[Layout, tuple[Defect, ...]]:
    where = Where(grid.name, max(header_row, 1))
    columns: dict[str, int] = {}
    doubled: set[str] = set()
    own: set[int] = set()
    found: list[Defect] = []
    for index, cell in enumerate(cells):
        if cell is None or not str(cell).strip():
            continue
        name = _normal(str(cell))
        column = _KNOWN.get(name)
        if column is None:
            own.update([index] if name in _RESULT else [])
            found += [] if name in _RESULT else [_unknown(str(cell), index, where)]
        elif column.key in columns:
            doubled.add(column.key)
            found.append(_doubled(column, index, columns[column.key], where))
        else:
            columns[column.key] = index
    missing = [column for column in COLUMNS if column.required and column.key not in columns]
    found += [intake_defect("HEADING_MISSING", c.key, where, heading=c.zh, column=c.en) for c in missing]
    found += _hidden(grid, columns, where)
    blank = frozenset(i for i, cell in enumerate(cells) if cell is None or not str(cell).strip())
    withheld = frozenset(doubled | {column.key for column in missing})
    ordered = tuple(sorted((index, key) for key, index in columns.items()))
    return Layout(header_row, ordered, withheld, frozenset(own), len(cells), blank), tuple(found)


def _unknown(heading: str, index: int, where: Where) -> Defect:
    close = difflib.get_close_matches(_normal(heading), _KNOWN, n=1, cutoff=0.6)
    suggestion = f"是否为“{_KNOWN[close[0]].zh}”？" if close else ""
    shown = heading.strip()[:40]
    return intake_defect("HEADING_UNKNOWN", "", where, letter=letter(index), heading=shown, suggestion=suggestion)


def _doubled(column: Column, index: int, first: int, where: Where) -> Defect:
    return intake_defect(
        "HEADING_DOUBLED", column.key, where,
        letter=letter(index), first=letter(first), heading=column.zh, column=column.en,
    )  # fmt: skip


def _hidden(grid: Grid, columns: Mapping[str, int], where: Where) -> list[Defect]:
    return [
        intake_defect("COLUMN_HIDDEN", key, where, letter=letter(index), heading=BY_KEY[key].zh, column=BY_KEY[key].en)
        for key, index in columns.items()
        if index in grid.hidden_columns
    ]
