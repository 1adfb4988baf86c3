# SPDX-License-Identifier: Apache-2.0
"""A stranger's sample is a table or nothing; it never is an error."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ledger.forms.sample_table import BYTES_MAX, SampleTable, sample_table

ROWS = [("耳标号", "旗县"), ("1525001", "阿巴嘎旗"), ("1525002", "镶黄旗")]
TABLE = SampleTable(ROWS[0], tuple(ROWS[1:]))


def workbook() -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_delimited_text_is_a_table(encoding: str, separator: str) -> None:
    text = "\r\n".join(separator.join(row) for row in ROWS)
    assert sample_table("样例.csv", text.encode(encoding)) == TABLE


def test_json_lines_and_workbooks_are_tables() -> None:
    lines = b'{"\xe8\x80\xb3\xe6\xa0\x87\xe5\x8f\xb7":"1525001","n":1}\n{"n":2.5}\n'
    assert sample_table("a.jsonl", lines) == SampleTable(("耳标号", "n"), (("1525001", "1"), ("", "2.5")))
    assert sample_table("a.xlsx", workbook()) == TABLE


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"one word",
        b"%PDF-1.7\n\0\0",
        b"PK\x03\x04broken",
        b"{broken",
        b"[1]",
        b"{}\n",
        b"a,b\n",
        b"\xff\xfe\xff" * 9,
    ],
)
def test_what_is_no_table_is_nothing(data: bytes) -> None:
    assert sample_table("x", data) is None


def test_what_is_too_large_is_not_read() -> None:
    assert sample_table("x", b"a,b\n1,2\n" + b"3,4\n" * (BYTES_MAX // 4)) is None


@given(st.binary(max_size=400))
def test_nothing_that_a_stranger_sends_is_an_error(data: bytes) -> None:
    sample_table("x", data)
