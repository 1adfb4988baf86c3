# SPDX-License-Identifier: Apache-2.0
"""Records of the national system as registrars get them: each row is for sending, or the file says why it is not."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import Refused
from ledger.forms.national_records import EvidencedRow, read_records
from tests.unit.forms.test_national_extract import text, workbook

HEADINGS = ("申请编号", "存证编号", "存证时间", "登记凭证编号")
NINE = 1_783_645_200
"""2026-07-10 09:00 in Shanghai."""


def test_a_workbook_gives_a_record_a_row(tmp_path: Path) -> None:
    rows = [
        ("国家系统导出",), HEADINGS, ("NM-1", "GJ-1", datetime(2026, 7, 10, 9), "SJ1512026070001"), (),
        ("NM-2", "GJ-2", date(2026, 7, 10), None),
    ]  # fmt: skip
    one, two = read_records(workbook(tmp_path / "a.xlsx", rows))
    assert one == EvidencedRow(3, "NM-1", "GJ-1", NINE, "SJ1512026070001")
    assert (two.application, two.evidenced_at, two.code) == ("NM-2", NINE - 9 * 3600, "")
    assert one.record == "GJ-1 2026-07-10T09:00:00+08:00 SJ1512026070001"
    assert two.record == "GJ-2 2026-07-10T00:00:00+08:00"


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("2026-07-10 09:00", NINE), ("2026/7/10 9:00:00", NINE), ("2026年7月10日 09:00", NINE),
        ("2026-07-10T09:00:01", NINE + 1), ("2026.7.10", NINE - 9 * 3600),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_times_are_read_as_they_are_written(tmp_path: Path, told: str, seconds: int, encoding: str) -> None:
    (row,) = read_records(text(tmp_path / "a.csv", [HEADINGS[:3], ("NM-1", "GJ-1", told)], encoding))
    assert row.evidenced_at == seconds


def test_json_lines_are_read_by_the_same_words(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    line = {"application": "NM-1", "national_ref": "GJ-1", "evidenced_at": "2026-07-10 09:00"}
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    (row,) = read_records(file)
    assert (row.application, row.national_ref, row.evidenced_at) == ("NM-1", "GJ-1", NINE)


SOUND = ("NM-1", "GJ-1", "2026-07-10 09:00", "SJ1512026070001")
DEFECTS: dict[str, tuple[tuple[Any, ...], str, str]] = {
    "no application": (("", "GJ-2", "2026-07-10", ""), "RECORD_INCOMPLETE", "application"),
    "no reference": (("NM-2", " ", "2026-07-10", ""), "RECORD_INCOMPLETE", "national_ref"),
    "no time": (("NM-2", "GJ-2", "", ""), "RECORD_INCOMPLETE", "evidenced_at"),
    "a time that is none": (("NM-2", "GJ-2", "2026-02-30", ""), "RECORD_INCOMPLETE", "evidenced_at"),
    "words": (("NM-2", "GJ-2", "昨天", ""), "RECORD_INCOMPLETE", "evidenced_at"),
    "an application twice": (("NM-1", "GJ-2", "2026-07-10", ""), "RECORD_TWICE", "application"),
    "a reference twice": (("NM-2", "GJ-1", "2026-07-10", ""), "RECORD_TWICE", "national_ref"),
    "a code twice": (("NM-2", "GJ-2", "2026-07-10", "sj1512026070001"), "RECORD_TWICE", "code"),
}


@pytest.mark.parametrize(("row", "code", "field"), DEFECTS.values(), ids=DEFECTS.keys())
def test_a_defect_is_named_and_nothing_is_taken(tmp_path: Path, row: tuple[Any, ...], code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        read_records(text(tmp_path / "a.csv", [HEADINGS, SOUND, row]))
    assert refused.value.code == "RECORDS_DEFECTIVE"
    (reason,) = refused.value.reasons
    assert (reason.code, reason.field) == (code, field)
    assert "3" in reason.zh
    assert "3" in reason.en


def test_all_defects_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_records(text(tmp_path / "a.csv", [HEADINGS, ("", "", "", "SJ"), ("", "GJ-1", "2026-07-10", "")]))
    assert [reason.field for reason in refused.value.reasons] == [
        "application", "national_ref", "evidenced_at", "application",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([HEADINGS], "RECORDS_EMPTY"),
        ([("申请编号", "存证编号"), ("NM-1", "GJ-1")], "RECORDS_WITHOUT_COLUMNS"),
    ],
)
def test_a_file_that_holds_no_records_is_refused(tmp_path: Path, rows: list[tuple[Any, ...]], code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_records(text(tmp_path / "a.csv", rows))
    assert refused.value.code == code
