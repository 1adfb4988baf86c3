# SPDX-License-Identifier: Apache-2.0
"""CSV and JSON lines: what is detected, what is refused, and that row numbers are those that are seen."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from ledger.errors import Refused
from ledger.forms import delimited, json_lines, package
from ledger.forms.intake import open_input
from tests.unit.forms.files import found, report_on, sound
from tests.workbooks.sound import HEADINGS, Row


def csv_text(rows: list[Row], separator: str = ",", headings: tuple[str, ...] = HEADINGS) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(headings)
    writer.writerows([["" if row.get(h) is None else row[h] for h in headings] for row in rows])
    return text.getvalue()


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


ENCODINGS = {
    "UTF-8": ("utf-8", "UTF-8"),
    "UTF-8 with a mark": ("utf-8-sig", "UTF-8 (BOM)"),
    "GB18030": ("gb18030", "GB18030"),
    "GBK": ("gbk", "GB18030"),
    "UTF-16 with a mark": ("utf-16", "UTF-16LE (BOM)"),
    "UTF-16LE": ("utf-16-le", "UTF-16-LE"),
    "UTF-16BE": ("utf-16-be", "UTF-16-BE"),
}


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("name", ENCODINGS)
def test_a_csv_is_read_in(name: str, separator: str, tmp_path: Path) -> None:
    encoding, shown = ENCODINGS[name]
    path = written(tmp_path / "a.csv", csv_text(sound(1, 2), separator), encoding)
    opened = open_input(path)
    assert opened.detected.startswith(f"CSV, {shown}, ")
    assert opened.detected.endswith({",": "comma", ";": "semicolon", "\t": "tab"}[separator])
    assert found(path) == []
    assert [row.reference for row in report_on(path).rows] == ["A-2026-00001", "A-2026-00002"]


def test_bytes_that_fit_no_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(csv_text(sound(1)).encode("gb18030") + b"\xff\xff\x80")
    with pytest.raises(Refused) as refused:
        open_input(path)
    assert refused.value.code == "FILE_ENCODING"


def test_a_quote_that_is_never_closed_is_refused_and_does_not_swallow_the_rest(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", csv_text(sound(1)) + '"open,1,2\n' + csv_text(sound(2)))
    with pytest.raises(Refused) as refused:
        report_on(path)
    assert refused.value.code == "CSV_BROKEN"


def test_a_row_that_has_slipped_is_named_and_not_read(tmp_path: Path) -> None:
    lines = csv_text(sound(1, 2)).splitlines()
    lines[1] += ",,spare"
    path = written(tmp_path / "a.csv", "\n".join(lines))
    assert found(path) == [("a.csv", 2, "", "ROW_TOO_LONG")]
    assert [row.outcome.value for row in report_on(path).rows if row.where.row == 2] == ["HELD"]


def test_blank_lines_and_breaks_inside_quotes_count_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    rows = sound(1, 2, 3)
    rows[0]["数据概述"] = "第一段\n第二段"
    head, first, *rest = csv_text(rows).split("\r\n")
    path = written(tmp_path / "a.csv", "\r\n".join([head, first, "", *rest]))
    assert [row.where.row for row in report_on(path).rows] == [2, 4, 5]


def test_a_text_that_a_spreadsheet_would_calculate_is_a_defect(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", csv_text(sound(1, 联系人="=1+1")))
    assert found(path) == [("a.csv", 2, "contact_name", "FORMULA_CELL")]


def test_a_telephone_that_begins_with_plus_is_none(tmp_path: Path) -> None:
    assert found(written(tmp_path / "a.csv", csv_text(sound(1, 电话="+86 479 0000000")))) == []


@pytest.mark.parametrize("module", [delimited, json_lines], ids=["CSV", "JSON lines"])
def test_a_file_larger_than_a_form_is_refused(module: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BYTES_MAX", 100)
    name = "a.csv" if module is delimited else "a.jsonl"
    with pytest.raises(Refused) as refused:
        open_input(written(tmp_path / name, "x" * 101))
    assert refused.value.code == "FILE_TOO_LARGE"


def test_more_rows_than_a_form_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "ROWS_MAX", 2)
    with pytest.raises(Refused) as refused:
        report_on(written(tmp_path / "a.csv", csv_text(sound(1, 2, 3))))
    assert refused.value.code == "FILE_TOO_LARGE"
    assert package.ROWS_MAX >= 50_000


# --- JSON lines ------------------------------------------------------------------------------------------------------


def line(row: Row) -> str:
    return json.dumps({k: v for k, v in row.items() if v is not None}, ensure_ascii=False)


def test_json_lines_take_headings_or_keys(tmp_path: Path) -> None:
    from ledger.domain.form import BY_HEADING

    first, second = sound(1, 2)
    keyed = {BY_HEADING[h].key: v for h, v in second.items()}
    # Both names of a column in one file would be two columns of one meaning.
    assert found(written(tmp_path / "a.jsonl", line(first))) == []
    assert found(written(tmp_path / "b.jsonl", line(keyed))) == []
    doubled = found(written(tmp_path / "c.jsonl", line(first) + "\n" + line(keyed)))
    assert {code for *_, code in doubled} == {"HEADING_DOUBLED"}


BAD_LINES = {
    "no JSON": ("{", "LINE_INVALID"),
    "a list": ("[1]", "LINE_INVALID"),
    "NaN": ('{"申请编号": NaN}', "LINE_INVALID"),
    "a name twice": ('{"申请编号": "1", "申请编号": "2"}', "KEY_DOUBLED"),
    "bytes that are no UTF-8": ("\udcff{}", "LINE_INVALID"),
    "a number of 5,000 digits": ('{"申请编号": ' + "9" * 5_000 + "}", "LINE_INVALID"),
    "brackets 100,000 deep": ("[" * 100_000, "LINE_INVALID"),
    "a lone surrogate for a name": ('{"\\ud800": 1}', ""),
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_a_line_is_named_that_holds(name: str, tmp_path: Path) -> None:
    bad, code = BAD_LINES[name]
    path = tmp_path / "a.jsonl"
    path.write_bytes(f"{line(sound(1)[0])}\n\n{bad}\n".encode("utf-8", "surrogateescape"))
    shown = [(row, key, found_code) for _, row, key, found_code in found(path) if row == 3]
    if code:
        assert shown == [(3, "", code)]
        assert [row.where.row for row in report_on(path).rows] == [1, 3]


def test_a_nested_value_is_a_defect_of_its_cell(tmp_path: Path) -> None:
    row = {**sound(1)[0], "联系人": ["a", "b"]}
    assert found(written(tmp_path / "a.jsonl", line(row))) == [("a.jsonl", 1, "contact_name", "VALUE_NESTED")]


def test_a_line_that_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "LINE_BYTES_MAX", 50)
    with pytest.raises(Refused) as refused:
        open_input(written(tmp_path / "a.jsonl", line(sound(1)[0])))
    assert refused.value.code == "FILE_TOO_LARGE"
