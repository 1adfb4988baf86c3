# SPDX-License-Identifier: Apache-2.0
"""XLSX workbooks as grids: values by calamine, everything it leaves out by `package.py`.

The only file that imports python-calamine. Not for: meaning; a date stays a date and a number a number.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import python_calamine as calamine

from ledger.domain.cells import CellValue
from ledger.forms.grid import Area, CellRef, Fault, Grid, GridRow, Input
from ledger.forms.package import CELL_MAX, SheetScan, broken, cell_too_long, scan_package, too_large

_AREAS_MAX: Final = 20_000
_FOREIGN: Final = (calamine.CalamineError, calamine.XmlError, calamine.ZipError, calamine.PasswordError, ValueError,
                   calamine.WorksheetNotFound, OSError)  # fmt: skip


def open_workbook(path: Path) -> Input:
    """Every worksheet in the workbook's order, hidden ones marked; Refused if the file is not what it should be."""
    scans = scan_package(path)
    with _calamine(path.name):
        workbook = calamine.CalamineWorkbook.from_path(str(path))
        sheets = list(workbook.sheets_metadata)
    grids = tuple(
        _grid(
            path.name, workbook, sheet.name, scans[sheet.name], sheet.visible is not calamine.SheetVisibleEnum.Visible
        )
        for sheet in sheets
        if sheet.name in scans and scans[sheet.name].cells
    )
    return Input(path, "XLSX", grids)


@contextmanager
def _calamine(name: str) -> Iterator[None]:
    """calamine's errors, and its panics (which are no `Exception`), as ours."""
    try:
        yield
    except _FOREIGN as error:
        raise broken(name) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise broken(name) from error
        raise


def _grid(file: str, workbook: calamine.CalamineWorkbook, name: str, scan: SheetScan, hidden: bool) -> Grid:
    with _calamine(file):
        areas = workbook.get_sheet_by_name(name).merged_cell_ranges or []
    if len(areas) > _AREAS_MAX:
        raise too_large(file)
    return Grid(
        name=name,
        rows=lambda: _rows(file, workbook, name, scan),
        hidden=hidden,
        cell_faults={place: Fault("FORMULA_CELL", {"formula": f"={text}"}) for place, text in scan.formulas.items()},
        merged=tuple(Area(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in areas),
        hidden_rows=frozenset(scan.hidden_rows),
        hidden_columns=frozenset(scan.hidden_columns),
    )


def _rows(file: str, workbook: calamine.CalamineWorkbook, name: str, scan: SheetScan) -> Iterator[GridRow]:
    with _calamine(file):
        sheet = workbook.get_sheet_by_name(name)
    unseen = _unseen(scan)
    last = sheet.end[0] + 1 if sheet.end is not None else 0
    left = sheet.start[1] if sheet.start is not None else 0
    number = 0
    # calamine's rows begin with row 1, and their cells with the first column that is used.
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = [*[None] * left, *map(_plain, cells)]
        if number in unseen:
            _lay_over(row, unseen.pop(number))
        if any(cell is not None for cell in row):
            yield number, row
    assert number in (last, 0), "calamine numbers rows otherwise than it did"
    for number in sorted(unseen):
        row = []
        _lay_over(row, unseen[number])
        yield number, row


def _unseen(scan: SheetScan) -> dict[int, dict[int, str]]:
    """What calamine shows as blank: error values, and formulas (whose cached value is not what the clerk typed)."""
    rows: dict[int, dict[int, str]] = {}
    for cells, sign in ((scan.errors, ""), (scan.formulas, "=")):
        for (row, column), text in cells.items():
            rows.setdefault(row, {})[column] = sign + text
    return rows


def _lay_over(row: list[CellValue], cells: Mapping[int, str]) -> None:
    row.extend([None] * (max(cells) + 1 - len(row)))
    for column, text in cells.items():
        row[column] = text


def _plain(cell: object) -> CellValue:
    match cell:
        case "" | None:
            return None
        case str() if len(cell) > CELL_MAX:
            raise cell_too_long()
        case str() | bool() | int() | float() | datetime.datetime() | datetime.date():
            return cell
        case datetime.time():
            return cell.isoformat("minutes")
        case _:
            return str(cell)


def cells_of(grid: Grid) -> dict[CellRef, CellValue]:
    """Every cell that holds something; for tests and small sheets."""
    return {
        (number, column): cell for number, row in grid.rows() for column, cell in enumerate(row) if cell is not None
    }
