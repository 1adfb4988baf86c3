# SPDX-License-Identifier: Apache-2.0
"""XLSX packages: what is refused as a whole, what is a defect in one place, and that values arrive as they were."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ledger.errors import NotFound, Refused
from ledger.forms import package
from ledger.forms.intake import open_input
from ledger.forms.template import write_template
from ledger.forms.workbook import cells_of, open_workbook
from tests.unit.forms.files import found, letter_of, repacked, report_on, sheet_of, sound, workbook

SHEET = "xl/worksheets/sheet1.xml"


def kept(name: str, data: bytes) -> bytes:
    return data


# --- refused as a whole ----------------------------------------------------------------------------------------------

FORBIDDEN = {
    "macros": ("xl/vbaProject.bin", "WORKBOOK_MACROS"),
    "an Excel 4 macro sheet": ("xl/macrosheets/sheet1.xml", "WORKBOOK_MACROS"),
    "a link to another workbook": ("xl/externalLinks/externalLink1.xml", "WORKBOOK_LINKS"),
    "a DDE link": ("xl/externalLinks/externalLink2.xml", "WORKBOOK_LINKS"),
    "a data connection": ("xl/connections.xml", "WORKBOOK_LINKS"),
    "a query table": ("xl/queryTables/queryTable1.xml", "WORKBOOK_LINKS"),
    "an embedded object": ("xl/embeddings/oleObject1.bin", "WORKBOOK_OBJECTS"),
    "an ActiveX control": ("xl/activeX/activeX1.xml", "WORKBOOK_OBJECTS"),
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_workbook_is_refused_that_holds(name: str, tmp_path: Path) -> None:
    part, code = FORBIDDEN[name]
    path = repacked(workbook(tmp_path / "a.xlsx"), kept, {part: b"<x/>"})
    with pytest.raises(Refused) as refused:
        open_input(path)
    assert refused.value.code == code
    assert refused.value.zh


def broken_xml(name: str, data: bytes) -> bytes:
    return data[: len(data) // 2] if name == SHEET else data


def billion_laughs(name: str, data: bytes) -> bytes:
    lol = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 9))
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">' + lol + b"]><x>&l8;</x>" if name == SHEET else data


def without_workbook(name: str, data: bytes) -> bytes | None:
    return None if name == "xl/workbook.xml" else data


def without_sheet(name: str, data: bytes) -> bytes | None:
    return None if name == SHEET else data


@pytest.mark.parametrize(
    "change", [broken_xml, billion_laughs, without_workbook, without_sheet], ids=lambda f: f.__name__
)
def test_a_broken_package_is_refused(change: Callable[[str, bytes], bytes | None], tmp_path: Path) -> None:
    path = repacked(workbook(tmp_path / "a.xlsx"), change)
    with pytest.raises(Refused) as refused:
        report_on(path)
    assert refused.value.code == "WORKBOOK_BROKEN"


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<worksheet/>")
    with pytest.raises(Refused) as refused:
        open_input(path)
    assert refused.value.code == "WORKBOOK_BROKEN"


FILES = {
    "a locked workbook": ("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "WORKBOOK_LOCKED"),
    "an old workbook": ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "WORKBOOK_LOCKED"),
    "a truncated ZIP": ("a.xlsx", b"PK\x03\x04" + bytes(100), "SOURCE_UNREADABLE"),
    "an empty file": ("a.xlsx", b"", "FILE_EMPTY"),
    "a picture": ("a.png", b"\x89PNG....", "FILE_KIND"),
    "a text called XLSX": ("a.xlsx", b"a,b,c", "FILE_KIND"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_refused_that_is(name: str, tmp_path: Path) -> None:
    file, data, code = FILES[name]
    (tmp_path / file).write_bytes(data)
    with pytest.raises(Refused) as refused:
        open_input(tmp_path / file)
    assert refused.value.code == code


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as missing:
        open_input(tmp_path / "none.xlsx")
    assert missing.value.code == "FILE_MISSING"


def cell_at(reference: str) -> Callable[[str, bytes], bytes]:
    row = "".join(c for c in reference if c.isdigit())
    added = f'<row r="{row}"><c r="{reference}"><v>1</v></c></row></sheetData>'.encode()
    return lambda name, data: data.replace(b"</sheetData>", added) if name == SHEET else data


@pytest.mark.parametrize("reference", ["XFD1048576", "A100001", "IW2"])
def test_one_cell_in_a_far_corner_is_refused_before_it_costs_memory(reference: str, tmp_path: Path) -> None:
    path = repacked(workbook(tmp_path / "a.xlsx"), cell_at(reference))
    with pytest.raises(Refused) as refused:
        open_input(path)
    assert refused.value.code == "WORKBOOK_TOO_LARGE"


def test_broken_shared_texts_are_refused(tmp_path: Path) -> None:
    write_template(tmp_path / "a.xlsx")
    path = repacked(tmp_path / "a.xlsx", lambda name, data: b"<sst" if name == "xl/sharedStrings.xml" else data)
    with pytest.raises(Refused) as refused:
        report_on(path)
    assert refused.value.code == "WORKBOOK_BROKEN"


def test_shared_texts_beyond_the_bound_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "STRINGS_BYTES_MAX", 100)
    write_template(tmp_path / "a.xlsx")
    with pytest.raises(Refused) as refused:
        open_input(tmp_path / "a.xlsx")
    assert refused.value.code == "WORKBOOK_TOO_LARGE"


def naming(path: Path, length: int, *, long: int, first: int = 0) -> Path:
    """The template with one more shared text of this length, which `long` further cells name; `first` name another."""
    write_template(path)
    with zipfile.ZipFile(path) as held:
        number = held.read("xl/sharedStrings.xml").count(b"<si>")
    cells = "".join(f'<c t="s"><v>{named}</v></c>' for named in [0] * first + [number] * long)
    rows = "".join(f'<row r="{900 + at}">{cells}</row>' for at in range(100)).encode() + b"</sheetData>"
    one_more = b"<si><t>" + b"A" * length + b"</t></si></sst>"
    changes = {"xl/sharedStrings.xml": (b"</sst>", one_more), SHEET: (b"</sheetData>", rows)}
    return repacked(path, lambda name, data: data.replace(*changes[name]) if name in changes else data)


def test_one_text_that_very_many_cells_name_is_refused_before_it_costs_memory(tmp_path: Path) -> None:
    path = naming(tmp_path / "a.xlsx", 30_000, long=90)
    assert path.stat().st_size < 200_000
    with pytest.raises(Refused) as refused:
        open_input(path)
    assert refused.value.code == "WORKBOOK_TOO_LARGE"


def test_many_cells_may_name_short_texts_beside_a_long_one(tmp_path: Path) -> None:
    grid = open_workbook(naming(tmp_path / "a.xlsx", 30_000, long=1, first=90)).grids[0]
    assert sum(cell == "A" * 30_000 for cell in cells_of(grid).values()) == 100


@pytest.mark.parametrize("length", [package.CELL_MAX + 1, package.RUN_BYTES_MAX + 1])
def test_a_text_that_no_spreadsheet_writes_into_a_cell_is_refused(length: int, tmp_path: Path) -> None:
    cell = b'<row r="9"><c r="A9" t="inlineStr"><is><t>' + b"A" * length + b"</t></is></c></row></sheetData>"
    path = repacked(
        workbook(tmp_path / "a.xlsx"),
        lambda name, data: data.replace(b"</sheetData>", cell) if name == SHEET else data,
    )
    with pytest.raises(Refused) as refused:
        report_on(path)
    assert refused.value.code == "WORKBOOK_CELL_TOO_LONG"


def test_a_part_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = repacked(workbook(tmp_path / "a.xlsx"), kept, {"xl/media/big.bin": bytes(400 * 1024 * 1024)})
    with pytest.raises(Refused) as refused:
        open_input(path)
    assert refused.value.code == "WORKBOOK_BROKEN"


# --- bounded ---------------------------------------------------------------------------------------------------------


def a_million_empty_rows(name: str, data: bytes) -> bytes:
    rows = b"".join(b'<row r="%d" s="1"><c r="A%d" s="1"/></row>' % (n, n) for n in range(10, 1_000_010))
    return data.replace(b"</sheetData>", rows + b"</sheetData>") if name == SHEET else data


def test_a_million_empty_rows_are_passed_over(tmp_path: Path) -> None:
    path = repacked(workbook(tmp_path / "a.xlsx"), a_million_empty_rows)
    report = report_on(path)
    assert {d.code for d in report.defects} == {"DOCUMENT_MISSING"}  # no documents were handed in
    assert len(report.rows) == 2


# --- defects ---------------------------------------------------------------------------------------------------------


def test_a_formula_is_a_defect_whatever_its_cached_value_and_nothing_follows_from_it(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet[f"{letter_of('联系人')}2"] = "=A1"
        sheet[f"{letter_of('数据样例')}3"] = "=A1"

    path = workbook(tmp_path / "a.xlsx", change)
    assert found(path) == [("申请表", 2, "contact_name", "FORMULA_CELL"), ("申请表", 3, "doc_sample", "FORMULA_CELL")]
    assert "=A1" in report_on(path).defects[0].zh or "=A1" in report_on(path).defects[-1].zh


def test_a_formula_behind_a_prefix_and_a_shared_one_are_seen_too(tmp_path: Path) -> None:
    """XML may name its elements with a prefix; a shared formula has a text in its first cell alone."""
    place = letter_of("联系人")

    def change(name: str, data: bytes) -> bytes:
        if name != SHEET:
            return data
        text = data.decode()
        for row in (2, 3):
            start = text.index(f'<c r="{place}{row}"')
            end = text.index("</c>", start) + 4
            shared = f'<c r="{place}{row}"><f t="shared" si="0"/><v>5</v></c>'
            text = text[:start] + shared + text[end:]
        return text.encode()

    path = repacked(workbook(tmp_path / "a.xlsx"), change)
    assert [code for *_, code in found(path)] == ["FORMULA_CELL", "FORMULA_CELL"]
    prefixed = repacked(path, lambda name, data: prefix(data) if name == SHEET else data)
    assert [code for *_, code in found(prefixed)] == ["FORMULA_CELL", "FORMULA_CELL"]


def prefix(data: bytes) -> bytes:
    text = data.decode().replace("</", "</x:")
    opened = "".join(f"<x:{part}" if i and part[:1].isalpha() else f"<{part}" for i, part in enumerate(text.split("<")))
    return opened[1:].replace("xmlns=", "xmlns:x=").encode()


def test_an_error_value_that_the_reader_would_show_as_blank_is_named(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet[f"{letter_of('数据概述')}3"] = "#DIV/0!"
        sheet[f"{letter_of('数据概述')}3"].data_type = "e"

    assert found(workbook(tmp_path / "a.xlsx", change)) == [("申请表", 3, "data_overview", "CELL_ERROR")]


def test_merged_cells_are_named_in_every_row_they_reach_into(tmp_path: Path) -> None:
    place = letter_of("联系人")
    path = workbook(tmp_path / "a.xlsx", lambda sheet: sheet.merge_cells(f"{place}2:{place}3"))
    assert found(path) == [("申请表", 2, "contact_name", "CELL_MERGED"), ("申请表", 3, "contact_name", "CELL_MERGED")]


def test_merging_the_title_is_nobodys_business(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "数据产权登记申请表"
        sheet.merge_cells("A1:H1")

    assert found(workbook(tmp_path / "a.xlsx", change)) == []


def test_a_hidden_sheet_is_reported_and_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet_of(book, sound(1), "申请表")
    for title, state in (("一", "hidden"), ("二", "veryHidden")):
        sheet_of(book, sound(2), title).sheet_state = state
    book.save(tmp_path / "a.xlsx")
    assert found(tmp_path / "a.xlsx") == [("一", 1, "", "SHEET_HIDDEN"), ("二", 1, "", "SHEET_HIDDEN")]
    assert len(report_on(tmp_path / "a.xlsx").rows) == 1


def test_a_workbook_with_no_form_at_all_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "通讯录"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(Refused) as refused:
        report_on(tmp_path / "a.xlsx")
    assert refused.value.code == "NO_FORM"


# --- values ----------------------------------------------------------------------------------------------------------


def test_values_arrive_as_they_were_at_the_rows_that_are_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    given: dict[tuple[int, int], Any] = {
        (4, 3): "字", (5, 2): 12.5, (5, 4): True, (9, 2): datetime.date(2026, 7, 1),
        (9, 3): datetime.datetime(2026, 7, 1, 8, 30), (9, 4): "00123", (30, 2): -7.0,
    }  # fmt: skip
    for (row, column), value in given.items():
        sheet.cell(row, column + 1).value = value
    book.save(tmp_path / "a.xlsx")
    assert cells_of(open_workbook(tmp_path / "a.xlsx").grids[0]) == given


def test_the_1904_calendar_shifts_no_date(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.worksheets[0]["B2"] = datetime.date(2026, 7, 1)
    book.save(tmp_path / "a.xlsx")
    assert cells_of(open_workbook(tmp_path / "a.xlsx").grids[0]) == {(2, 1): datetime.date(2026, 7, 1)}
