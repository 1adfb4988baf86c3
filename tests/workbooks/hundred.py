# SPDX-License-Identifier: Apache-2.0
"""A hundred applications of which five are bad, and the clerk who mends the result and sorts it another way.

Imports nothing from `ledger`: the result is mended as a person would, in the workbook that came back.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, Final

import openpyxl

from tests.workbooks.sound import HEADINGS, Row, files_of, sound_row

BAD: Final = {
    7: ("联系人", None),
    23: ("证件号码", "911525"),
    42: ("时域范围（起）", "去年"),
    66: ("数据样例", "gone.csv"),
    100: ("真实性承诺", "否"),
}
"""Number of the row, and what is wrong in which column."""


def rows(letter: str, count: int = 100, bad: bool = True) -> list[Row]:
    made = [sound_row(number, letter=letter) for number in range(1, count + 1)]
    for row in made:
        row["时域范围（起）"] = datetime.date(2022, 1, 1)  # as a spreadsheet keeps a date
    for number, (heading, value) in BAD.items() if bad else ():
        made[number - 1][heading] = value
    return made


def write(folder: Path, letter: str) -> tuple[Path, Path]:
    """The workbook and the folder of documents."""
    documents = folder / "documents"
    documents.mkdir()
    for row in rows(letter, bad=False):
        for name, data in files_of(row).items():
            (documents / name).write_bytes(data)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(HEADINGS))
    for row in rows(letter):
        sheet.append([row[heading] for heading in HEADINGS])
    book.save(folder / "hundred.xlsx")
    return folder / "hundred.xlsx", documents


def mend_and_sort(result: Path, mended: Path, letter: str) -> None:
    """Mend the five, sort by telephone from the highest to the lowest, and save under another name."""
    book = openpyxl.load_workbook(result)
    sheet = next(page for page in book.worksheets if page["A1"].value == HEADINGS[0])
    right = {row["申请编号"]: row for row in rows(letter, bad=False)}
    headings = [cell.value for cell in sheet[1]]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    for line in lines:
        row = right[line[0]]
        for heading, _ in BAD.values():
            line[headings.index(heading)] = row[heading]
    lines.sort(key=lambda line: str(line[headings.index("电话")]), reverse=True)
    _replace(sheet, lines)
    book.save(mended)


def _replace(sheet: Any, lines: list[list[Any]]) -> None:
    for at, line in enumerate(lines, start=2):
        for column, value in enumerate(line, start=1):
            cell = sheet.cell(at, column)
            cell.value, cell.comment = value, None
