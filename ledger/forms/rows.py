# SPDX-License-Identifier: Apache-2.0
"""The rows of a sheet as readings: which cells may be read, and what the intake itself has against some of them.

A cell that must not be read (a formula, a merged cell, a column that is missing or doubled) is withheld: the intake's
one finding stands for it, its column counts as unread, and whatever would follow from its being blank is not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ledger.domain.application import Application, Reading, parse_row
from ledger.domain.cells import CellValue, is_blank, shorten
from ledger.domain.defects import Defect, Where
from ledger.domain.form import DOCUMENT_KEYS
from ledger.forms.grid import Area, Fault, Grid, GridRow, letter
from ledger.forms.headings import Layout
from ledger.forms.rules import intake_defect

_FOLLOWS_FROM_BLANK: Final = frozenset({"REQUIRED_MISSING"})


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of the form before it is parsed: cells by column key, the keys withheld, the intake's findings."""

    where: Where
    cells: Mapping[str, CellValue]
    withheld: frozenset[str]
    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that cannot be told apart into cells."""

    where: Where
    defects: tuple[Defect, ...]


def rows_of(grid: Grid, layout: Layout, stray: Stray) -> Iterator[RawRow | Unreadable]:
    """Every row below the heading that holds something in a column of the form."""
    areas = _Areas(grid.merged)
    for row in grid.rows():
        number, cells = row
        if number <= layout.header_row:
            continue
        stray.see(cells)
        where = Where(grid.name, number)
        if (fault := grid.row_faults.get(number)) is not None:
            yield Unreadable(where, (_fault(fault, "", where),))
        elif grid.ragged and len(cells) > layout.width and any(not is_blank(c) for c in cells[layout.width :]):
            values = {"given": len(cells), "expected": layout.width}
            yield Unreadable(where, (intake_defect("ROW_TOO_LONG", "", where, **values),))
        elif (raw := _raw(grid, layout, row, where, areas.at(number))) is not None:
            yield raw


def _raw(grid: Grid, layout: Layout, row: GridRow, where: Where, areas: Sequence[Area]) -> RawRow | None:
    number, cells = row
    held: dict[str, CellValue] = {}
    withheld, found = set(layout.withheld), list[Defect]()
    for column, key in layout.columns:
        cell = cells[column] if column < len(cells) else None
        fault = grid.cell_faults.get((number, column)) or _merged(areas, column) or _formula_text(cell)
        if fault is not None:
            withheld.add(key)
            found.append(_fault(fault, key, where))
        elif cell is not None:
            held[key] = cell
    if not found and all(is_blank(cell) for cell in held.values()):
        return None
    if number in grid.hidden_rows:
        found.insert(0, intake_defect("ROW_HIDDEN", "", where))
    kept = {key: cell for key, cell in held.items() if key not in withheld}
    return RawRow(where, kept, frozenset(withheld), tuple(found))


def _fault(fault: Fault, key: str, where: Where) -> Defect:
    return intake_defect(fault.code, key, where, **fault.values)


def _merged(areas: Sequence[Area], column: int) -> Fault | None:
    for area in areas:
        if area.first_column <= column <= area.last_column:
            return Fault("CELL_MERGED", {"area": str(area)})
    return None


def _formula_text(cell: CellValue) -> Fault | None:
    """A text that a spreadsheet would calculate when it opens a CSV; no value of the form begins so."""
    if isinstance(cell, str) and cell.lstrip().startswith("="):
        return Fault("FORMULA_CELL", {"formula": shorten(cell)})
    return None


class _Areas:
    """The merged areas that touch a row, for rows that come in order."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._coming = sorted(areas, key=lambda area: area.first_row, reverse=True)
        self._open: list[Area] = []

    def at(self, row: int) -> Sequence[Area]:
        while self._coming and self._coming[-1].first_row <= row:
            self._open.append(self._coming.pop())
        if self._open:
            self._open = [area for area in self._open if area.last_row >= row]
        return self._open


class Stray:
    """Collects, while rows pass, the columns that hold something below a heading that is blank."""

    def __init__(self, grid: Grid, layout: Layout) -> None:
        self._where = Where(grid.name, layout.header_row)
        self._layout = layout
        self._watching = not grid.ragged and grid.headings is None
        self._found: set[int] = set()

    def see(self, cells: Sequence[CellValue]) -> None:
        if not self._watching:
            return
        suspects = (*self._layout.blank_columns, *range(self._layout.width, len(cells)))
        self._found.update(column for column in suspects if column < len(cells) and not is_blank(cells[column]))

    def defects(self) -> list[Defect]:
        return [intake_defect("HEADING_BLANK", "", self._where, letter=letter(c)) for c in sorted(self._found)]


def read(raw: RawRow) -> Reading:
    """The domain's reading, with what the intake withheld and found."""
    reading = parse_row(raw.cells, raw.where)
    if not (raw.withheld or raw.defects):
        return reading
    own = [d for d in reading.defects if not (d.code in _FOLLOWS_FROM_BLANK and d.key in raw.withheld)]
    return replace(
        reading,
        draft=_named_but_withheld(reading.draft, raw.withheld),
        unread=reading.unread | raw.withheld,
        defects=(*raw.defects, *own),
    )


def _named_but_withheld(draft: Application, withheld: frozenset[str]) -> Application:
    """A document column that was withheld is not also missing."""
    named = {key: () for key in DOCUMENT_KEYS if key in withheld}
    return replace(draft, documents={**draft.documents, **named}) if named else draft
