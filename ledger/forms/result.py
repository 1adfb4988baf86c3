# SPDX-License-Identifier: Apache-2.0
"""The result workbook: the clerk's own rows as given, what became of each, and every defect at its cell.

It is meant to be mended and handed in again: rows stand where they stood, the added columns and sheets are passed over
when it is read. Texts are written as texts, never as formulas; those that a spreadsheet would calculate carry Excel's
own mark for "this is text" (quotePrefix), which protects them while they are edited and leaves their value as it is.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from ledger.domain.cells import CellValue
from ledger.domain.defects import Defect, Severity
from ledger.domain.form import BY_KEY
from ledger.forms.dry_run import OUTCOME_ZH, Report, RowResult
from ledger.forms.grid import Grid, Input, letter, refuse
from ledger.forms.headings import OWN_SHEETS, RESULT_HEADINGS, Layout
from ledger.forms.writing import CELL_TEXT_MAX, new_workbook, write_text

DEFECT_HEADINGS: Final = (
    "工作表", "行", "列", "栏目", "级别", "代码", "说明", "Description", "已读作", "依据", "条款", "处理提示",
)  # fmt: skip
SEVERITY_ZH: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "说明",
}  # fmt: skip
_COLOURS: Final = {Severity.ERROR: "#F8CBAD", Severity.WARNING: "#FFE699"}
_COMMENTS_MAX: Final = 20_000
_UNUSED_SHOWN: Final = 1_000
_NO_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]|^'|'$")


@dataclass(frozen=True, slots=True)
class _Look:
    """The formats of one workbook."""

    heading: Any
    text: Any
    marked: Any
    days: Mapping[Severity | None, Any]
    moments: Mapping[Severity | None, Any]
    colours: Mapping[Severity | None, Any]


def write_result(opened: Input, report: Report, path: Path) -> None:
    """Write the result of a dry run or of an import; `opened` is the file it was made from."""
    if path.resolve() == opened.path.resolve():
        raise refuse(
            "RESULT_OVER_INPUT",
            f"{path} is the file that was handed in; name another for the result",
            f"结果不能写入原文件 {path}，请另取文件名",
        )
    with new_workbook(path) as book:
        look = _look(book)
        names = _sheet_names(opened.grids)
        pages = _Pages(report, look)
        _summary(book, look, report)
        for grid in opened.grids:
            layout = report.layouts.get(grid.name)
            if layout is not None:
                pages.write(book.add_worksheet(names[grid.name]), grid, layout)
        _defects(book, look, report)


def _look(book: Any) -> _Look:
    coloured: dict[Severity | None, dict[str, Any]] = {severity: {"bg_color": c} for severity, c in _COLOURS.items()}
    shades = {None: {}, **coloured}
    moment = "yyyy-mm-dd hh:mm:ss"
    return _Look(
        heading=book.add_format({"bold": True, "bg_color": "#DDEBF7", "text_wrap": True, "valign": "top"}),
        text=book.add_format({"num_format": "@"}),
        marked=book.add_format({"num_format": "@", "quote_prefix": True}),
        days={key: book.add_format({"num_format": "yyyy-mm-dd", **shade}) for key, shade in shades.items()},
        moments={key: book.add_format({"num_format": moment, **shade}) for key, shade in shades.items()},
        colours={k: book.add_format({"num_format": "@", "quote_prefix": True, **s}) for k, s in coloured.items()},
    )


def _sheet_names(grids: Sequence[Grid]) -> Mapping[str, str]:
    """Names that a workbook allows: a CSV's file name may be too long, or hold what none may."""
    taken = {name.lower() for name in OWN_SHEETS}
    names: dict[str, str] = {}
    for grid in grids:
        plain = _NO_SHEET_NAME.sub("_", grid.name)[:31] or "申请表"
        name, number = plain, 2
        while name.lower() in taken or name.lower() == "history":
            name, number = f"{plain[:27]}_{number}", number + 1
        taken.add(name.lower())
        names[grid.name] = name
    return names


# --- the rows --------------------------------------------------------------------------------------------------------


class _Pages:
    """Writes sheets of rows; counts the comments, of which a spreadsheet bears only so many."""

    def __init__(self, report: Report, look: _Look) -> None:
        self._look = look
        self._rows = {(row.where.sheet, row.where.row): row for row in report.rows}
        self._defects: dict[tuple[str, int], list[Defect]] = defaultdict(list)
        for defect in report.defects:
            self._defects[defect.where.sheet, defect.where.row].append(defect)
        self._comments = 0

    def write(self, sheet: Any, grid: Grid, layout: Layout) -> None:
        after = max(layout.width, 1 + max((column for column, _ in layout.columns), default=0))
        added = sorted(layout.result_columns) if len(layout.result_columns) == len(RESULT_HEADINGS) else []
        columns = added or list(range(after, after + len(RESULT_HEADINGS)))
        if layout.header_row:
            sheet.freeze_panes(layout.header_row, 1)
        else:
            self._headings(sheet, 0, grid, columns)
        shift = 0 if layout.header_row else 1
        for number, cells in grid.rows():
            row = number - 1 + shift
            kept = [None if column in layout.result_columns else cell for column, cell in enumerate(cells)]
            self._row(sheet, row, (grid.name, number), kept, layout)
            if number == layout.header_row:
                self._added(sheet, row, columns, RESULT_HEADINGS, self._look.heading)
            elif (result := self._rows.get((grid.name, number))) is not None:
                self._added(sheet, row, columns, self._told(result), self._look.text)

    def _headings(self, sheet: Any, row: int, grid: Grid, columns: Sequence[int]) -> None:
        for column, heading in enumerate(grid.headings or ()):
            shown = BY_KEY[heading].zh if heading in BY_KEY else heading
            write_text(sheet, row, column, shown, (self._look.heading, self._look.marked))
        self._added(sheet, row, columns, RESULT_HEADINGS, self._look.heading)

    def _added(self, sheet: Any, row: int, columns: Sequence[int], texts: Sequence[str], look: Any) -> None:
        for column, text in zip(columns, texts, strict=True):
            write_text(sheet, row, column, text, (look, self._look.marked))

    def _told(self, result: RowResult) -> tuple[str, str, str, str]:
        defects = self._defects.get((result.where.sheet, result.where.row), [])
        texts = [f"{SEVERITY_ZH[d.severity]} {_heading(d)}{d.zh}" for d in defects if d.severity is not Severity.INFO]
        return OUTCOME_ZH[result.outcome], result.state, result.case, "；".join(texts)[:CELL_TEXT_MAX]

    def _row(self, sheet: Any, row: int, place: tuple[str, int], cells: Sequence[CellValue], layout: Layout) -> None:
        heading = place[1] == layout.header_row
        against = self._against(place, layout)
        for column in range(max(len(cells), 1 + max(against, default=-1))):
            cell = cells[column] if column < len(cells) else None
            found = against.get(column, ())
            self._cell(sheet, row, column, cell, found, heading)
            if found and self._comments < _COMMENTS_MAX:
                self._comments += 1
                sheet.write_comment(row, column, _comment(found), {"x_scale": 2})

    def _against(self, place: tuple[str, int], layout: Layout) -> dict[int, list[Defect]]:
        found: dict[int, list[Defect]] = {}
        for defect in self._defects.get(place, ()):
            column = layout.column_of(defect.key) if defect.key else None
            if column is not None:
                found.setdefault(column, []).append(defect)
        return found

    def _cell(self, sheet: Any, row: int, column: int, cell: CellValue, found: Sequence[Defect], heading: bool) -> None:
        look = self._look
        worst = _worst(found)
        colour = look.colours.get(worst)
        match cell:
            case None:
                if colour is not None:
                    sheet.write_blank(row, column, None, colour)
            case bool():
                sheet.write_boolean(row, column, cell, colour)
            case int() | float() if isinstance(cell, float) or abs(cell) < 10**15:
                _number(sheet, row, column, cell, colour)
            case datetime():
                sheet.write_datetime(row, column, cell.replace(tzinfo=None), look.moments[worst])
            case date():
                sheet.write_datetime(row, column, cell, look.days[worst])
            case _:
                plain = look.heading if heading else colour or look.text
                write_text(sheet, row, column, str(cell), (plain, colour or look.marked))


def _number(sheet: Any, row: int, column: int, number: int | float, look: Any) -> None:
    """A number stays one: written as a text, digits that a spreadsheet has lost would look as if they were there."""
    if math.isfinite(number):
        sheet.write_number(row, column, number, look)
    else:
        sheet.write_string(row, column, str(number), look)


def _worst(found: Sequence[Defect]) -> Severity | None:
    """What a cell is coloured by; notes colour nothing."""
    severities = {defect.severity for defect in found}
    return next((severity for severity in _COLOURS if severity in severities), None)


def _comment(found: Sequence[Defect]) -> str:
    return "\n".join(f"[{SEVERITY_ZH[d.severity]}] {d.zh} {d.hint} ({d.code})" for d in found)[:2_000]


def _heading(defect: Defect) -> str:
    return f"{BY_KEY[defect.key].zh}：" if defect.key else ""


# --- the other sheets ------------------------------------------------------------------------------------------------


def _summary(book: Any, look: _Look, report: Report) -> None:
    sheet = book.add_worksheet("导入汇总")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 60)
    lines: list[tuple[str, str | int]] = [("文件 file", report.file), ("读取方式 read as", report.detected)]
    lines += [(f"{OUTCOME_ZH[outcome]} {outcome.value.lower()}", n) for outcome, n in report.counts.items()]
    lines += [(f"{SEVERITY_ZH[severity]} {severity.value.lower()}", n) for severity, n in report.severities.items()]
    lines += [("未被引用的材料 unused document", path) for path in report.unused[:_UNUSED_SHOWN]]
    for row, (name, value) in enumerate(lines):
        write_text(sheet, row, 0, name, (look.heading, look.heading))
        if isinstance(value, int):
            sheet.write_number(row, 1, value)
        else:
            write_text(sheet, row, 1, value, (look.text, look.marked))


def _defects(book: Any, look: _Look, report: Report) -> None:
    sheet = book.add_worksheet("缺陷清单")
    sheet.freeze_panes(1, 0)
    for column, width in enumerate((14, 6, 6, 22, 8, 26, 48, 48, 20, 14, 8, 40)):
        sheet.set_column(column, column, width)
    for column, heading in enumerate(DEFECT_HEADINGS):
        write_text(sheet, 0, column, heading, (look.heading, look.heading))
    for row, defect in enumerate(report.defects, start=1):
        _defect(sheet, row, defect, report, look)
    sheet.autofilter(0, 0, max(len(report.defects), 1), len(DEFECT_HEADINGS) - 1)


def _defect(sheet: Any, row: int, defect: Defect, report: Report, look: _Look) -> None:
    layout = report.layouts.get(defect.where.sheet)
    place = layout.column_of(defect.key) if layout is not None and defect.key else None
    shown = letter(place) if place is not None else ""
    heading = BY_KEY[defect.key].zh if defect.key else ""
    texts = (shown, heading, SEVERITY_ZH[defect.severity], defect.code, defect.zh, defect.en, defect.mended or "",
             defect.rule, defect.article, defect.hint)  # fmt: skip
    write_text(sheet, row, 0, defect.where.sheet, (look.text, look.marked))
    sheet.write_number(row, 1, defect.where.row)
    for column, text in enumerate(texts, start=2):
        write_text(sheet, row, column, text, (look.text, look.marked))
