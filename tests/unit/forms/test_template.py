# SPDX-License-Identifier: Apache-2.0
"""The template: the guide's headings, choices that drop down, and a sheet that explains every column."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ledger.domain.form import BY_HEADING, COLUMNS, Kind
from ledger.forms.template import FORM_SHEET, write_template
from tests.unit.forms.files import found, report_on
from tests.workbooks.sound import HEADINGS, sound_row


@pytest.fixture
def template(tmp_path: Path) -> Path:
    write_template(tmp_path / "template.xlsx")
    return tmp_path / "template.xlsx"


def test_the_headings_are_the_guides_in_its_order(template: Path) -> None:
    sheet = openpyxl.load_workbook(template)[FORM_SHEET]
    assert tuple(cell.value for cell in sheet[1]) == HEADINGS
    assert sheet.freeze_panes == "B2"


def test_every_choice_drops_down_and_codes_are_typed_as_text(template: Path) -> None:
    sheet = openpyxl.load_workbook(template)[FORM_SHEET]
    allowed = {str(v.sqref).split(":")[0].rstrip("0123456789"): v for v in sheet.data_validations.dataValidation}
    for place, column in enumerate(COLUMNS):
        letter = openpyxl.utils.get_column_letter(place + 1)
        shown = allowed[letter]
        if column.kind is Kind.ENUM:
            assert shown.formula1.strip('"').split(",") == list((column.choices or {}).values())
        if column.kind is Kind.BOOLEAN:
            assert shown.formula1 == '"是,否"'
        if column.key in ("industry_section", "industry_division"):
            assert shown.type == "list"
        style = sheet.column_dimensions[letter].number_format if letter in sheet.column_dimensions else ""
        if column.kind in (Kind.IDENTITY, Kind.DIVISION, Kind.TEXT):
            assert style in ("@", "")


def test_the_help_sheet_explains_every_column(template: Path) -> None:
    sheet = openpyxl.load_workbook(template)["填写说明"]
    told = {row[0]: row for row in sheet.iter_rows(values_only=True) if row[0] in BY_HEADING}
    assert set(told) == set(HEADINGS)
    assert told["数据名称"][6:8] == ("19", BY_HEADING["数据名称"].example)
    assert [bool(told[c.zh][2]) for c in COLUMNS] == [c.required for c in COLUMNS]


def test_the_template_itself_is_read_as_no_row_and_no_defect(template: Path) -> None:
    assert found(template) == []
    assert report_on(template).rows == ()


def test_a_filled_template_is_read_back(tmp_path: Path) -> None:
    row = {BY_HEADING[heading].key: value for heading, value in sound_row(1).items()}
    write_template(tmp_path / "sample.xlsx", [row])
    assert found(tmp_path / "sample.xlsx") == []
    assert [r.reference for r in report_on(tmp_path / "sample.xlsx").rows] == ["A-2026-00001"]


def test_lists_fit_into_what_a_spreadsheet_takes() -> None:
    for column in COLUMNS:
        assert len(",".join((column.choices or {}).values())) <= 255, column.key
        assert not any("," in word for word in (column.choices or {}).values()), column.key
