# SPDX-License-Identifier: Apache-2.0
"""Small files of forms for single questions, and packages changed by hand as no spreadsheet would write them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from ledger.forms.dry_run import Report, examine
from ledger.forms.intake import open_input
from tests.unit.forms.worlds import CannedWorld
from tests.workbooks.sound import HEADINGS, OWN_FILES, Row, sound_row

NEEDLESS = frozenset({"DOCUMENT_MISSING"})
"""Nothing here is about documents, so none are made."""


def sound(*numbers: int, **cells: Any) -> list[Row]:
    return [{**sound_row(number), **cells} for number in numbers]


def sheet_of(book: Any, rows: Iterable[Row], title: str = "申请表", headings: Sequence[str] = HEADINGS) -> Any:
    sheet = book.create_sheet(title)
    sheet.append(list(headings))
    for row in rows:
        sheet.append([row.get(heading) for heading in headings])
    return sheet


def workbook(path: Path, change: Callable[[Any], None] = lambda sheet: None, *, rows: int = 2) -> Path:
    """A workbook of sound rows on the sheet 申请表, changed by `change`."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    change(sheet_of(book, sound(*range(1, rows + 1))))
    book.save(path)
    return path


def repacked(path: Path, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> Path:
    """The same package with parts changed (None: left out) and others added."""
    with zipfile.ZipFile(path) as old:
        parts = {name: change(name, old.read(name)) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in {**parts, **(more or {})}.items():
            if data is not None:
                new.writestr(name, data)
    return path


def report_on(path: Path) -> Report:
    return examine(open_input(path), None, CannedWorld()).report


def found(path: Path) -> list[tuple[str, int, str, str]]:
    """Sheet, row, key and code of what is said, documents aside."""
    report = report_on(path)
    return [(d.where.sheet, d.where.row, d.key, d.code) for d in report.defects if d.code not in NEEDLESS]


def letter_of(heading: str) -> str:
    return str(openpyxl.utils.get_column_letter(HEADINGS.index(heading) + 1))


__all__ = ["HEADINGS", "OWN_FILES", "found", "letter_of", "repacked", "report_on", "sheet_of", "sound", "workbook"]
