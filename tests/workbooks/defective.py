# SPDX-License-Identifier: Apache-2.0
"""A workbook of 2,000 applications with defects planted in it, its documents, and what a dry run has to say on it.

    python -m tests.workbooks.defective FOLDER     writes forms.xlsx, forms-gb18030.csv, forms.jsonl, documents.zip and
                                                   expected.json (sheet, row, heading, code) for each of the three

Imports nothing from `ledger`. The day is 2026-07-01; the registrar is `sound.REGISTRAR`; a document may have 1 MiB.
Each kind of defect is a function that spoils one sound row and says by hand what that costs. Kinds of cells that a text
file cannot hold (dates, formulas, merged or hidden cells) are planted in the workbook alone.
"""

from __future__ import annotations

import csv
import datetime
import json
import random
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font

from tests.workbooks.sound import HEADINGS, REGISTRAR, Row, code, files_of, sound_row

Expected = tuple[str, int, str, str]
"""Sheet, row as shown, heading of the column (empty: the row or sheet as a whole), code."""

ROWS = 2_000
COPIES = 3
FILE_LIMIT = 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """A kind of defect: what is changed, what is then said, and whether a text file can hold it."""

    name: str
    spoil: Callable[[Row, int], None]
    expected: tuple[tuple[str, str], ...]
    only_xlsx: bool = False


def kind(name: str, *expected: str, only_xlsx: bool = False) -> Callable[[Callable[[Row, int], None]], Kind]:
    """`expected` is written `heading CODE`."""
    pairs = tuple((text.rsplit(" ", 1)[0], text.rsplit(" ", 1)[1]) for text in expected)

    def made(spoil: Callable[[Row, int], None]) -> Kind:
        found = Kind(name, spoil, pairs, only_xlsx)
        KINDS.append(found)
        return found

    return made


KINDS: list[Kind] = []


def sets(name: str, *expected: str, only_xlsx: Any = False, **cells: Any) -> None:
    """A kind that puts fixed values into cells."""

    def spoil(row: Row, _number: int) -> None:
        row.update(cells)

    kind(name, *expected, only_xlsx=bool(only_xlsx))(spoil)


def on_code(name: str, expected: str, change: Callable[[str, int], Any], *, only_xlsx: bool = False) -> None:
    def spoil(row: Row, number: int) -> None:
        row["证件号码"] = change(row["证件号码"], number)

    kind(name, expected, only_xlsx=only_xlsx)(spoil)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)


def other_digit(text: str, place: int) -> str:
    digits = "0123456789"
    return text[:place] + digits[(digits.index(text[place]) + 1) % 10] + text[place + 1 :]


# --- cells -----------------------------------------------------------------------------------------------------------

sets("a required cell is blank", "联系人 REQUIRED_MISSING", 联系人=None)
sets("a blank of full width", "地址 REQUIRED_MISSING", 地址="　")
on_code("full-width digits in a code", "证件号码 FULL_WIDTH", lambda c, n: full_width(c))
on_code("lower case in a code", "证件号码 LOWER_CASE", lambda c, n: c.lower())
on_code("a blank inside a code", "证件号码 INNER_SPACE", lambda c, n: c[:6] + " " + c[6:])
on_code("a code stored as a number", "证件号码 DIGITS_LOST", lambda c, n: 9.11525e17, only_xlsx=True)
sets("2026年7月1日", "收到日期 DATE_NOTATION", 收到日期="2026年7月1日")
sets("a date with slashes", "收到日期 DATE_NOTATION", 收到日期="2026/7/1")
sets("a date with points", "收到日期 DATE_NOTATION", 收到日期="2026.07.01")
sets("full-width digits in a date", "收到日期 DATE_NOTATION", "收到日期 FULL_WIDTH", 收到日期="２０２６年７月１日")
sets("a serial number for a date", "收到日期 DATE_SERIAL", 收到日期="46204")
sets("a serial number in a number's cell", "收到日期 DATE_SERIAL", 收到日期=46204, only_xlsx=True)
sets("a time of day", "收到日期 DATE_TIME_DROPPED", 收到日期=datetime.datetime(2026, 7, 1, 9, 30), only_xlsx=True)
sets("30 February", "收到日期 DATE_INVALID", 收到日期="2026-02-30")
sets("the year 3026", "时域范围（止） DATE_IMPLAUSIBLE", **{"时域范围（止）": "3026-01-01"})
sets("a unit beside a number", "数据量（条） NUMBER_INVALID", **{"数据量（条）": "128万条"})
sets("thousands separators", "数据量（条） NUMBER_SEPARATORS", **{"数据量（条）": "1,280,000"})
sets("a negative number", "数据量（条） NUMBER_NEGATIVE", **{"数据量（条）": -5})
sets("half a record", "数据量（条） NUMBER_NOT_WHOLE", **{"数据量（条）": 10.5})
sets("no records", "数据量（条） VOLUME_ZERO", **{"数据量（条）": 0})
sets("neither yes nor no", "真实性承诺 BOOLEAN_INVALID", 真实性承诺="大概")
sets("a word that is no choice", "更新频率 ENUM_UNKNOWN", 更新频率="每世纪")
sets("an everyday word", "更新频率 ENUM_ALIAS", 更新频率="每月")
sets("the same form twice", "数据形态 VALUE_REPEATED", 数据形态="表格、表格")
sets("a right-to-left override", "联系人 TEXT_FORBIDDEN", 联系人="示例\u202e人")
sets("a zero-width space", "联系人 TEXT_INVISIBLE", 联系人="示例\u200b人")
sets("a replacement character", "联系人 TEXT_GARBLED", 联系人="示例\ufffd人")
sets("decomposed letters", "联系人 TEXT_NOT_NFC", 联系人="Rene\u0301")
sets("a private-use character", "联系人 TEXT_PRIVATE_USE", 联系人="示例\ue123人")
sets("a line break in a name", "联系人 TEXT_LINE_BREAK", 联系人="示例\n联系人")
sets("an overview of 401", "数据概述 TEXT_TOO_LONG", 数据概述="数" * 401)
sets("two names beside one type", "申请人类型 PARALLEL_LENGTH", "证件号码 PARALLEL_LENGTH",
     "权利配置说明（权利类型） PARALLEL_LENGTH", "权利配置说明（情形） PARALLEL_LENGTH",
     申请人名称="甲示例有限公司；乙示例有限公司")  # fmt: skip
sets("a Chinese reference", "申请编号 REFERENCE_FORMAT", 申请编号="内蒙-1")
sets("a formula as a text", "地址 FORMULA_CELL", 地址='=HYPERLINK("http://192.0.2.1","x")')
sets("a formula", "电话 FORMULA_CELL", 电话='=CONCATENATE("0479","1")', only_xlsx=True)
sets("an error value", "数据概述 CELL_ERROR", 数据概述="#REF!", only_xlsx=True)

# --- parties ---------------------------------------------------------------------------------------------------------

on_code("a code of 17", "证件号码 USCC_LENGTH", lambda c, n: c[:17])
on_code("the letter O in a code", "证件号码 USCC_ALPHABET", lambda c, n: c[:8] + "O" + c[9:])
on_code("a slip in a code", "证件号码 USCC_CHECK", lambda c, n: other_digit(c, 7))
on_code(
    "an inner check digit that fails", "证件号码 USCC_INNER_CHECK",
    lambda c, n: code("91", "152502", n, inner="A"),
)  # fmt: skip
on_code("an organ", "证件号码 ORGAN_DATA", lambda c, n: code("11", "152502", n))
on_code("an institution without a decision", "事业单位登记决定文号 INSTITUTION_UNDECIDED",
        lambda c, n: code("12", "152502", n))  # fmt: skip
on_code("the registrar itself", "证件号码 REGISTRAR_IS_APPLICANT", lambda c, n: REGISTRAR)
sets("a person with a company's code", "证件号码 PARTY_KIND_MISMATCH", 申请人类型="自然人")
sets("an agent without a number", "代理人证件号码 AGENT_INCOMPLETE", "授权委托书 DOCUMENT_REQUIRED",
     代理人名称="示例代理有限公司")  # fmt: skip
sets("an odd telephone", "电话 PHONE_FORMAT", 电话="有事打给我")
sets("truth is not declared", "真实性承诺 TRUTH_NOT_DECLARED", 真实性承诺="否")

# --- data and articles -----------------------------------------------------------------------------------------------

sets("a name of 41", "数据名称 NAME_TOO_LONG", 数据名称="2025年锡林郭勒盟畜牧业" + "羊" * 25 + "数据集")
sets("a name without time", "数据名称 NAME_PATTERN", 数据名称="锡林郭勒盟畜牧业肉羊养殖溯源数据集")
sets("no such industry", "所属行业（大类） INDUSTRY_DIVISION_UNKNOWN", **{"所属行业（大类）": "养羊业"})
sets("an industry of another section", "所属行业（大类） INDUSTRY_MISMATCH", **{"所属行业（大类）": "房地产业"})
sets("no such place", "地域行政区划代码 DIVISION_UNKNOWN", 地域行政区划代码="159900")
sets("no place", "地域行政区划代码 DIVISION_MISSING", 地域行政区划代码=None)
sets("a place for the whole country", "地域行政区划代码 DIVISION_UNEXPECTED", 地域范围="全国")
sets("the span ends before it begins", "时域范围（止） TIME_ORDER", **{"时域范围（止）": "2021-12-31"})
sets("the span ends next year", "时域范围（止） TIME_IN_FUTURE", **{"时域范围（止）": "2027-12-31"})
sets("core data", "数据分级 GRADE_CORE", 数据分级="核心")
sets("important data without proof", "数据分级 GRADE_IMPORTANT", "重要数据合规证明 DOCUMENT_REQUIRED", 数据分级="重要")
sets("personal data without proof", "个人信息保护合规证明 DOCUMENT_REQUIRED", 个人信息规模="不满10万人")
sets("a public-data product without reference", "公共数据资源登记查询码 PUBLIC_REF_MISSING", 是否公共数据产品="是")
sets("a company in a person's case", "权利配置说明（情形） CASE_PERSON", **{"权利配置说明（情形）": "P3"})
sets("an entrusted processor", "权利配置说明（权利类型） RIGHT_NOT_IN_CASE",
     **{"权利配置说明（情形）": "P7", "权利配置说明（权利类型）": "持有权"})  # fmt: skip
sets("a right that has ended", "权利配置说明（期限止） RIGHT_ENDED", **{"权利配置说明（期限止）": "2026-06-30"})
sets("six years", "约定登记年限 TERM_OUT_OF_RANGE", 约定登记年限=6)
sets("a parent that is no code", "上游登记凭证编号 PARENT_CODE_FORMAT", 上游登记凭证编号="SJ1512026130001")
sets("exemption without a reason", "不予公示理由 NOTICE_REASON_MISSING", 是否申请不予公示="是")
sets("received tomorrow", "收到日期 RECEIVED_IN_FUTURE", 收到日期="2026-07-02")
sets("too late to answer", "收到日期 ANSWER_CLOCK_RUN_OUT", 收到日期="2026-06-25")
sets("all clocks have run out", "收到日期 ANSWER_CLOCK_RUN_OUT", "收到日期 PROCESSING_CLOCK_RUN_OUT",
     收到日期="2026-06-01")  # fmt: skip

# --- documents -------------------------------------------------------------------------------------------------------

sets("no sample named", "数据样例 DOCUMENT_REQUIRED", 数据样例=None)
sets("a file that is not there", "合法取得证明 DOCUMENT_MISSING", 合法取得证明="nowhere.pdf")
sets("an empty file", "身份证明 DOCUMENT_EMPTY", 身份证明="empty.pdf")
sets("an oversize file", "身份证明 DOCUMENT_TOO_LARGE", 身份证明="large.pdf")
sets("a file outside the folder", "身份证明 DOCUMENT_NAME_UNSAFE", 身份证明="../identity.pdf")
sets("a file of two places", "身份证明 DOCUMENT_AMBIGUOUS", 身份证明="twin.pdf")


@kind("one file for two purposes", "数据结构及样例说明 DOCUMENT_USED_TWICE")
def _two_purposes(row: Row, number: int) -> None:
    row["数据结构及样例说明"] = row["数据样例"]


@kind("one file by two spellings", "数据结构及样例说明 DOCUMENT_USED_TWICE")
def _two_spellings(row: Row, number: int) -> None:
    row["数据结构及样例说明"] = "./" + row["数据样例"]


# --- the files -------------------------------------------------------------------------------------------------------


@dataclass
class Planted:
    """The rows of one file, by sheet, and everything expected of them."""

    sheets: dict[str, list[tuple[int, Row]]] = field(default_factory=dict)
    documents: dict[str, bytes] = field(default_factory=dict)
    expected: list[Expected] = field(default_factory=list)
    spoilt: dict[tuple[str, int], Kind] = field(default_factory=dict)


EXTRA_FILES = {
    "empty.pdf": b"",
    "large.pdf": b"x" * (FILE_LIMIT + 1),
    "one/twin.pdf": b"one",
    "two/twin.pdf": b"two",
    "../identity.pdf": b"outside",
}


def planted(sheets: dict[str, tuple[int, int]], kinds: list[Kind], letter: str, seed: int) -> Planted:
    """Sound rows with `COPIES` of each kind among them; `sheets` gives first row and number of rows."""
    made = Planted(documents=dict(EXTRA_FILES))
    places = [(sheet, first + i) for sheet, (first, count) in sheets.items() for i in range(count)]
    draw = random.Random(seed)
    chosen = draw.sample(places, len(kinds) * COPIES)
    spoiling = dict(zip(chosen, [k for k in kinds for _ in range(COPIES)], strict=True))
    for number, (sheet, at) in enumerate(places, start=1):
        row = sound_row(number, letter=letter)
        made.documents |= files_of(row)
        spoilt = spoiling.get((sheet, at))
        if spoilt is not None:
            spoilt.spoil(row, number)
            made.spoilt[sheet, at] = spoilt
            made.expected += [(sheet, at, heading, found) for heading, found in spoilt.expected]
        made.sheets.setdefault(sheet, []).append((at, row))
    _across(made, places, [place for place in places if place not in spoiling], draw)
    _repeated_references(made)
    return made


def _repeated_references(made: Planted) -> None:
    """Copies of a kind that fixes a reference would repeat it; that defect is not the one meant."""
    for (_, at), spoilt in made.spoilt.items():
        if spoilt.name == "a Chinese reference":
            for rows in made.sheets.values():
                for number, row in rows:
                    if number == at and row["申请编号"] == "内蒙-1":
                        row["申请编号"] = f"内蒙-{at}"


def _row(made: Planted, place: tuple[str, int]) -> Row:
    return next(row for at, row in made.sheets[place[0]] if at == place[1])


def _across(made: Planted, order: list[tuple[str, int]], sound: list[tuple[str, int]], draw: random.Random) -> None:
    """Defects that take two sound rows; the later one is at fault."""
    for _ in range(COPIES):
        for plant in (_same_reference, _same_data, _same_data_of_another, _same_schema, _borrowed):
            first, second = sorted((sound.pop(draw.randrange(len(sound))) for _ in range(2)), key=order.index)
            heading, found = plant(made, _row(made, first), _row(made, second))
            made.expected.append((*second, heading, found))


def _same_reference(made: Planted, first: Row, second: Row) -> tuple[str, str]:
    second["申请编号"] = first["申请编号"]
    return "申请编号", "DUPLICATE_REFERENCE"


def _same_data(made: Planted, first: Row, second: Row) -> tuple[str, str]:
    second["证件号码"] = first["证件号码"]
    made.documents[second["数据样例"]] = made.documents[first["数据样例"]]
    return "数据样例", "DUPLICATE_SAME_APPLICANT"


def _same_data_of_another(made: Planted, first: Row, second: Row) -> tuple[str, str]:
    made.documents[second["数据样例"]] = made.documents[first["数据样例"]]
    return "数据样例", "DUPLICATE_OTHER_APPLICANT"


def _same_schema(made: Planted, first: Row, second: Row) -> tuple[str, str]:
    second["证件号码"] = first["证件号码"]
    made.documents[second["数据结构及样例说明"]] = made.documents[first["数据结构及样例说明"]]
    return "数据结构及样例说明", "DUPLICATE_SCHEMA"


def _borrowed(made: Planted, first: Row, second: Row) -> tuple[str, str]:
    second["申请表扫描件"] = first["申请表扫描件"]
    return "申请表扫描件", "DOCUMENT_USED_TWICE"


def write_documents(documents: dict[str, bytes], path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in documents.items():
            archive.writestr(name, data)


# --- XLSX ------------------------------------------------------------------------------------------------------------

FIRST, SECOND = "盟直", "旗县"


def workbook(path: Path) -> Planted:
    """Two sheets of 1,000: the second under a title, with its columns in another order and one too many."""
    made = planted({FIRST: (2, ROWS // 2), SECOND: (4, ROWS // 2)}, KINDS, "X", seed=1)
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = FIRST
    _fill(first, 1, list(HEADINGS), made.sheets[FIRST])
    order = list(HEADINGS)
    random.Random(2).shuffle(order)
    second = book.create_sheet(SECOND)
    second["A1"] = "数据产权登记申请表（2026年第三季度）"
    _fill(second, 3, [*order[:30], "内部备注", *order[30:]], made.sheets[SECOND])
    made.expected.append((SECOND, 3, "", "HEADING_UNKNOWN"))
    _sheet_kinds(book, made, order)
    book.save(path)
    return made


def _fill(sheet: Any, heading_row: int, headings: list[str], rows: list[tuple[int, Row]]) -> None:
    for column, heading in enumerate(headings, start=1):
        sheet.cell(heading_row, column, heading).font = Font(bold=True)
    for at, row in rows:
        for column, heading in enumerate(headings, start=1):
            value = row.get(heading)
            if value is None:
                continue
            cell = sheet.cell(at, column)
            cell.value = value
            if isinstance(value, str) and value.startswith("=HYPERLINK"):
                cell.data_type = "s"


def _sheet_kinds(book: Any, made: Planted, order: list[str]) -> None:
    """Hidden sheets, a sheet of something else, hidden and merged cells: what only a workbook can do."""
    hidden = book.create_sheet("备份")
    hidden.sheet_state = "hidden"
    deep = book.create_sheet("底稿")
    deep.sheet_state = "veryHidden"
    for sheet in (hidden, deep):
        _fill(sheet, 1, list(HEADINGS), [(2, sound_row(9_000, letter="H"))])
        made.expected.append((sheet.title, 1, "", "SHEET_HIDDEN"))
    other = book.create_sheet("联系电话表")
    other["A1"], other["B1"] = "科室", "分机"
    made.expected.append((other.title, 1, "", "SHEET_UNKNOWN"))
    book.create_sheet("Sheet3")
    first = book[FIRST]
    column = HEADINGS.index("应用场景") + 1
    at = next(at for at, row in made.sheets[FIRST] if (FIRST, at) not in _touched(made))
    first.merge_cells(start_row=at, start_column=column, end_row=at, end_column=column + 1)
    made.expected += [(FIRST, at, heading, "CELL_MERGED") for heading in ("应用场景", "算法规则简要说明")]
    at = next(at for at, row in made.sheets[FIRST] if (FIRST, at) not in _touched(made))
    first.row_dimensions[at].hidden = True
    made.expected.append((FIRST, at, "", "ROW_HIDDEN"))
    letter = openpyxl.utils.get_column_letter(HEADINGS.index("存证编号") + 1)
    first.column_dimensions[letter].hidden = True
    made.expected.append((FIRST, 1, "存证编号", "COLUMN_HIDDEN"))
    first.cell(5, len(HEADINGS) + 2, "旁注")
    made.expected.append((FIRST, 1, "", "HEADING_BLANK"))


def _touched(made: Planted) -> set[tuple[str, int]]:
    return {(sheet, at) for sheet, at, _, _ in made.expected}


# --- text ------------------------------------------------------------------------------------------------------------


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


def gb18030(path: Path) -> Planted:
    """What a Chinese spreadsheet saves as CSV."""
    kinds = [k for k in KINDS if not k.only_xlsx]
    made = planted({path.name: (2, ROWS)}, kinds, "G", seed=3)
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for _, row in made.sheets[path.name]:
            writer.writerow([_as_text(row[heading]) for heading in HEADINGS])
    return made


def json_lines(path: Path) -> Planted:
    """One object a line, by headings; two lines are none."""
    kinds = [k for k in KINDS if not k.only_xlsx]
    made = planted({path.name: (1, ROWS)}, kinds, "J", seed=4)
    with path.open("w", encoding="utf-8") as file:
        for _, row in made.sheets[path.name]:
            file.write(json.dumps({k: v for k, v in row.items() if v is not None}, ensure_ascii=False) + "\n")
        file.write("{not json}\n")
        file.write('{"申请编号": "J-1", "申请编号": "J-2"}\n')
    made.expected += [(path.name, ROWS + 1, "", "LINE_INVALID"), (path.name, ROWS + 2, "", "KEY_DOUBLED")]
    return made


FILES = {"forms.xlsx": workbook, "forms-gb18030.csv": gb18030, "forms.jsonl": json_lines}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    told: dict[str, list[Expected]] = {}
    for name, write in FILES.items():
        made = write(folder / name)
        write_documents(made.documents, folder / f"{name}.zip")
        told[name] = sorted(made.expected)
    (folder / "expected.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
