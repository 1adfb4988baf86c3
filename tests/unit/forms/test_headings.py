# SPDX-License-Identifier: Apache-2.0
"""Headings: unknown, missing, doubled, in any order, under a title; and what a spoilt heading does to the rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ledger.domain.form import COLUMNS
from ledger.forms.dry_run import Outcome
from ledger.forms.grid import letter
from ledger.forms.headings import known_headings
from tests.unit.forms.files import found, letter_of, report_on, sheet_of, sound, workbook
from tests.workbooks.sound import HEADINGS


def test_the_strangers_headings_are_the_forms() -> None:
    assert tuple(column.zh for column in COLUMNS) == HEADINGS


SPELLINGS = {
    "as in the form": "申请编号",
    "with blanks": " 申请 编号 ",
    "with a line break": "申请\n编号",
    "with a star": "申请编号*",
    "with a full-width star": "＊申请编号",
    "marked as necessary": "申请编号（必填）",
    "by its key": "reference",
    "by its key in capitals": "REFERENCE",
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_heading_is_known(name: str) -> None:
    assert known_headings([SPELLINGS[name]]) == 1


def test_brackets_of_either_width_are_one() -> None:
    assert known_headings(["时域范围(起)", "时域范围（起）"]) == 2


def heading(name: str, value: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet[f"{letter_of(name)}1"] = value

    return change


def test_a_missing_heading_is_said_once_and_holds_every_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", heading("联系人", None))
    assert found(path) == [
        ("申请表", 1, "contact_name", "HEADING_MISSING"),
        ("申请表", 1, "", "HEADING_BLANK"),
    ] or sorted(found(path)) == [("申请表", 1, "", "HEADING_BLANK"), ("申请表", 1, "contact_name", "HEADING_MISSING")]
    assert {row.outcome for row in report_on(path).rows} == {Outcome.HELD}


def test_a_missing_document_column_is_said_once(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.delete_cols(HEADINGS.index("数据样例") + 1)

    assert found(workbook(tmp_path / "a.xlsx", change)) == [("申请表", 1, "doc_sample", "HEADING_MISSING")]


def test_a_column_that_is_not_required_may_be_missing(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.delete_cols(HEADINGS.index("应用场景") + 1)

    assert found(workbook(tmp_path / "a.xlsx", change)) == []


def test_a_slip_in_a_heading_is_named_with_what_was_meant(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", heading("应用场景", "应用场境"))
    (defect,) = [d for d in report_on(path).defects if d.code == "HEADING_UNKNOWN"]
    assert "应用场景" in defect.hint
    assert letter_of("应用场景") in defect.zh


def test_a_doubled_heading_holds_every_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", heading("应用场景", "联系人"))
    assert found(path) == [("申请表", 1, "contact_name", "HEADING_DOUBLED")]
    assert {row.outcome for row in report_on(path).rows} == {Outcome.HELD}


def test_other_sheets_are_named_and_empty_ones_are_not(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet_of(book, sound(1))
    book.create_sheet("通讯录")["B2"] = "分机"
    book.save(tmp_path / "a.xlsx")
    assert found(tmp_path / "a.xlsx") == [("通讯录", 1, "", "SHEET_UNKNOWN")]


def test_hidden_rows_and_columns_are_read_and_named(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions[letter_of("应用场景")].hidden = True

    path = workbook(tmp_path / "a.xlsx", change)
    assert found(path) == [("申请表", 1, "application_scene", "COLUMN_HIDDEN"), ("申请表", 3, "", "ROW_HIDDEN")]


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
