# SPDX-License-Identifier: Apache-2.0
"""The result workbook: no formula in it whatever was put in, and the same values when it comes back."""

from __future__ import annotations

import datetime
import math
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.content.sources import open_source
from ledger.domain.cells import CellValue
from ledger.errors import Misconfigured, Refused
from ledger.forms.dry_run import examine
from ledger.forms.grid import Grid, GridRow, Input
from ledger.forms.headings import RESULT_HEADINGS
from ledger.forms.intake import open_input
from ledger.forms.package import scan_package
from ledger.forms.result import write_result
from ledger.forms.workbook import cells_of, open_workbook
from tests.unit.forms.files import found, letter_of, sound, workbook
from tests.unit.forms.worlds import CannedWorld
from tests.workbooks.sound import HEADINGS

# What XML cannot hold at all is not in question; lone surrogates and controls cannot come out of a workbook.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
TEMPTING = st.builds(
    lambda sign, rest: sign + rest, st.sampled_from("=+-@\t\r'{"), st.text("SUM(A1)!|cmd ", max_size=12)
)
NUMBERS = st.integers(-(10**14), 10**14).map(float) | st.floats(allow_nan=False, allow_infinity=False, width=32)
MOMENTS = st.datetimes(datetime.datetime(1950, 1, 1), datetime.datetime(2099, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
CELLS = st.one_of(TEXTS, TEMPTING, NUMBERS, st.booleans(), MOMENTS.map(lambda m: m.date()), MOMENTS)


def given_file(rows: list[list[CellValue]]) -> Input:
    def grid_rows() -> Iterator[GridRow]:
        yield 1, list(HEADINGS)
        yield from enumerate(rows, start=2)

    return Input(Path("given.xlsx"), "given", (Grid("申请表", grid_rows),))


@given(st.lists(st.lists(st.none() | CELLS, min_size=len(HEADINGS), max_size=len(HEADINGS)), min_size=1, max_size=3))
@settings(max_examples=40)
def test_whatever_stands_in_the_cells_no_formula_leaves_the_house_and_values_come_back(
    rows: list[list[CellValue]],
) -> None:
    opened = given_file(rows)
    report = examine(opened, None, CannedWorld()).report
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "result.xlsx"
        write_result(opened, report, path)
        scans = scan_package(path)
        assert {name: scan.formulas for name, scan in scans.items() if scan.formulas} == {}
        back = next(grid for grid in open_workbook(path).grids if grid.name == "申请表")
        cells = {place: cell for place, cell in cells_of(back).items() if place[1] < len(HEADINGS) and place[0] > 1}
    wanted = {(r, c): v for r, row in enumerate(rows, start=2) for c, v in enumerate(row) if v is not None}
    assert {place: comparable(cell) for place, cell in cells.items()} == {p: comparable(v) for p, v in wanted.items()}


def comparable(cell: CellValue) -> Any:
    if isinstance(cell, datetime.datetime):
        rounded = cell + datetime.timedelta(milliseconds=500)  # a spreadsheet counts days in floating point
        return rounded.replace(microsecond=0, second=0)
    if isinstance(cell, datetime.date):
        return datetime.datetime(cell.year, cell.month, cell.day)
    if isinstance(cell, float):
        return float(f"{cell:.12g}")
    return cell


def result_of(path: Path, result: Path) -> Path:
    opened = open_input(path)
    write_result(opened, examine(opened, None, CannedWorld()).report, result)
    return result


def test_texts_that_look_like_formulas_carry_the_mark_that_keeps_them_texts(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", lambda sheet: sheet.__setitem__(f"{letter_of('电话')}2", "+86 479 1234567"))
    result = result_of(path, tmp_path / "result.xlsx")
    cell = openpyxl.load_workbook(result)["申请表"][f"{letter_of('电话')}2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("+86 479 1234567", "s", True)


def test_a_formula_comes_back_as_its_text_and_is_held_again(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", lambda sheet: sheet.__setitem__(f"{letter_of('联系人')}2", "=A1"))
    result = result_of(path, tmp_path / "result.xlsx")
    assert python_calamine.CalamineWorkbook.from_path(str(result)).get_sheet_by_name("申请表") is not None
    assert found(result) == found(path) == [("申请表", 2, "contact_name", "FORMULA_CELL")]


def test_a_result_of_a_result_has_its_added_columns_once(tmp_path: Path) -> None:
    first = result_of(workbook(tmp_path / "a.xlsx"), tmp_path / "1.xlsx")
    second = result_of(first, tmp_path / "2.xlsx")
    for path in (first, second):
        headings = [cell.value for cell in openpyxl.load_workbook(path)["申请表"][1]]
        assert headings == [*HEADINGS, *RESULT_HEADINGS]


def test_digits_that_a_spreadsheet_has_lost_are_not_made_to_look_as_if_they_were_there(tmp_path: Path) -> None:
    place = f"{letter_of('证件号码')}2"
    path = workbook(tmp_path / "a.xlsx", lambda sheet: sheet.__setitem__(place, 9.11525e17))
    result = result_of(path, tmp_path / "result.xlsx")
    assert isinstance(openpyxl.load_workbook(result)["申请表"][place].value, int | float)
    assert [code for *_, code in found(result)] == ["DIGITS_LOST"]


def test_errors_are_red_warnings_yellow_and_both_say_why(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet[f"{letter_of('联系人')}2"] = None
        sheet[f"{letter_of('电话')}2"] = "打给我"

    result = result_of(workbook(tmp_path / "a.xlsx", change), tmp_path / "result.xlsx")
    sheet = openpyxl.load_workbook(result)["申请表"]
    colours = {"联系人": "FFF8CBAD", "电话": "FFFFE699"}
    for heading, colour in colours.items():
        cell = sheet[f"{letter_of(heading)}2"]
        assert cell.fill.fgColor.rgb == colour
        assert cell.comment is not None
    assert sheet[f"{letter_of('地址')}2"].comment is None


def test_a_csv_whose_name_no_sheet_may_have_gets_another(tmp_path: Path) -> None:
    from tests.unit.forms.test_texts import csv_text, written

    path = written(tmp_path / ("[很长的文件名]" * 6 + ".csv"), csv_text(sound(1)))
    result = result_of(path, tmp_path / "result.xlsx")
    names = openpyxl.load_workbook(result).sheetnames
    assert len(names) == 3
    assert all(len(name) <= 31 for name in names)
    assert found(result) == []


def test_json_lines_come_back_as_a_workbook_with_the_forms_headings(tmp_path: Path) -> None:
    from tests.unit.forms.test_texts import line, written

    path = written(tmp_path / "a.jsonl", line(sound(1)[0]) + "\n" + line({**sound(2)[0], "联系人": None}))
    result = result_of(path, tmp_path / "result.xlsx")
    assert [(row, key, code) for _, row, key, code in found(result)] == [(3, "contact_name", "REQUIRED_MISSING")]


def test_numbers_without_end_are_written_as_texts(tmp_path: Path) -> None:
    opened = given_file([[math.inf, math.nan, 10**400, *[None] * (len(HEADINGS) - 3)]])
    write_result(opened, examine(opened, None, CannedWorld()).report, tmp_path / "result.xlsx")
    with zipfile.ZipFile(tmp_path / "result.xlsx") as archive:
        assert archive.testzip() is None


def test_a_result_never_replaces_the_file_that_was_handed_in(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        result_of(path, tmp_path / "." / "a.xlsx")
    assert refused.value.code == "RESULT_OVER_INPUT"
    assert path.read_bytes() == before


def test_a_result_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured) as failed:
        result_of(workbook(tmp_path / "a.xlsx"), tmp_path / "nowhere" / "result.xlsx")
    assert failed.value.code == "RESULT_NOT_WRITABLE"


def test_a_result_that_breaks_off_leaves_the_earlier_one_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "result.xlsx").write_bytes(b"the earlier one")

    def breaks_off() -> Iterator[GridRow]:
        yield 1, list(HEADINGS)
        raise OSError("the disk is full")

    opened = Input(tmp_path / "a.xlsx", "given", (Grid("申请表", breaks_off),))
    report = examine(given_file([]), None, CannedWorld()).report
    with pytest.raises(Misconfigured):
        write_result(opened, report, tmp_path / "result.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["result.xlsx"]
    assert (tmp_path / "result.xlsx").read_bytes() == b"the earlier one"


def test_documents_that_no_row_uses_are_listed(tmp_path: Path) -> None:
    path, documents = workbook(tmp_path / "a.xlsx", rows=1), tmp_path / "documents"
    documents.mkdir()
    for name in ("A00001-form.pdf", "A00001-from.pdf"):
        (documents / name).write_bytes(name.encode())
    with open_source(documents) as source:
        report = examine(open_input(path), source, CannedWorld()).report
    assert report.unused == ("A00001-from.pdf",)
    write_result(open_input(path), report, tmp_path / "result.xlsx")
    shown = openpyxl.load_workbook(tmp_path / "result.xlsx")["导入汇总"]
    assert ("未被引用的材料 unused document", "A00001-from.pdf") in list(shown.iter_rows(values_only=True))
