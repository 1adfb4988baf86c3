# SPDX-License-Identifier: Apache-2.0
"""Extracts come as registrars get them: any order of columns, either language, spreadsheet's dates."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ledger.errors import Refused
from ledger.forms.national_extract import read_extract

CODE = "SJ1512026070001"
HEADINGS = (
    "序号",
    "登记凭证编号",
    "权利人（统一社会信用代码）",
    "数据名称",
    "权利类型",
    "存证时间",
    "有效期至",
    "登记机构",
)
HOLDER = "示例草原牧业数据有限公司 91152502MA0DEM013H"
DAYS = (datetime(2026, 7, 10, 9), date(2031, 7, 10))
ROW = (1, CODE, HOLDER, "数据集", "数据持有权、数据使用权", *DAYS, "91150103MA0DEM080G")


def workbook(path: Path, rows: list[tuple[Any, ...]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def text(path: Path, rows: list[tuple[Any, ...]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_a_workbook_is_read_by_its_headings(tmp_path: Path) -> None:
    found = read_extract(workbook(tmp_path / "a.xlsx", [("国家系统导出",), HEADINGS, ROW, (2, None, "无编号")]))
    (row,) = found.rows
    assert (row.code, row.registrar, row.holders) == (CODE, "91150103MA0DEM080G", frozenset({"91152502MA0DEM013H"}))
    assert (row.data_name, row.rights) == ("数据集", 3)
    assert (row.evidenced_on, row.expires_on) == ("2026-07-10", "2031-07-10")
    assert (found.unknown, found.passed_over) == (("序号",), (4,))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_text_is_read_alike(tmp_path: Path, encoding: str) -> None:
    rows = [HEADINGS, (1, CODE, ROW[2], "数据集", "持有权,使用权", "2026年7月10日", "2026/07/10 至 2031/07/10", ROW[7])]
    (row,) = read_extract(text(tmp_path / "a.csv", rows, encoding)).rows
    assert (row.rights, row.evidenced_on, row.expires_on) == (3, "2026-07-10", "2031-07-10")


def test_english_headings_and_unknown_words_are_taken_as_they_are(tmp_path: Path) -> None:
    rows = [("Code", "Holder", "Rights", "Expires"), (CODE.lower(), "nobody", "HOLD OWN", "soon")]
    (row,) = read_extract(text(tmp_path / "a.csv", rows)).rows
    assert (row.code, row.holders, row.rights, row.expires_on) == (CODE, frozenset(), 1, "")


def test_a_file_without_codes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_extract(text(tmp_path / "a.csv", [("数据名称", "权利人"), ("数据集", "某公司")]))
    assert refused.value.code == "EXTRACT_WITHOUT_CODES"


def test_words_of_an_english_heading_are_read_as_one(tmp_path: Path) -> None:
    rows = [("Code", "data_name", "National Ref", "expires (last day)"), (CODE, "数据集", "GJ-1", "2031-07-10")]
    found = read_extract(text(tmp_path / "a.csv", rows))
    (row,) = found.rows
    assert (row.data_name, row.national_ref, row.expires_on, found.unknown) == ("数据集", "GJ-1", "2031-07-10", ())


def test_a_serial_number_is_no_certificates_and_a_holders_name_and_code_may_stand_apart(tmp_path: Path) -> None:
    rows = [
        ("登记凭证编号", "统一社会信用代码", "权利人", "编号"),
        (CODE, "91152502MA0DEM013H", "示例草原牧业数据有限公司", "17"),
    ]
    found = read_extract(text(tmp_path / "a.csv", rows))
    assert [(row.code, row.holders) for row in found.rows] == [(CODE, {"91152502MA0DEM013H"})]
    assert found.unknown == ("编号",)


def test_what_two_rows_say_alike_counts_once(tmp_path: Path) -> None:
    found = read_extract(text(tmp_path / "a.csv", [HEADINGS, ROW, (9, *ROW[1:])]))
    assert [row.number for row in found.rows] == [2]


def test_a_code_in_two_rows_that_differ_is_a_defect(tmp_path: Path) -> None:
    other = (2, CODE, HOLDER.replace("013H", "021Y"), *ROW[3:])
    with pytest.raises(Refused) as told:
        read_extract(text(tmp_path / "a.csv", [HEADINGS, ROW, other]))
    assert told.value.code == "EXTRACT_DEFECTIVE"
    (reason,) = told.value.reasons
    assert (reason.code, reason.en) == ("EXTRACT_ROWS_DIFFER", f"{CODE} stands in row 2 and, otherwise, in row 3")


def test_formulas_and_error_values_are_named_and_nothing_is_compared_with_them(tmp_path: Path) -> None:
    spoilt = (1, CODE, HOLDER, '=CONCATENATE("数据","集")', ROW[4], "#N/A", *ROW[6:])
    cells = ["cell D2 is a formula", "cell F2 is a formula"]
    for file in (workbook(tmp_path / "a.xlsx", [HEADINGS, spoilt]), text(tmp_path / "a.csv", [HEADINGS, spoilt])):
        with pytest.raises(Refused) as told:
            read_extract(file)
        assert {reason.code for reason in told.value.reasons} == {"EXTRACT_CELL_UNREADABLE"}
        assert [reason.en[: len(cells[0])] for reason in told.value.reasons] == cells
