# SPDX-License-Identifier: Apache-2.0
"""The template: the guide's form 1 as an empty workbook, one row an application.

Headings are exactly the form's; codes and references are typed as text, so that no digit is lost; choices drop down.
The second sheet explains each column, the third holds the longer lists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ledger.domain.form import BOOLEAN_ZH, COLUMNS, Column, Kind, Many
from ledger.domain.tables.industries import DIVISIONS, SECTIONS
from ledger.forms.grid import letter
from ledger.forms.writing import new_workbook, write_text

ROWS: Final = 5_000
FORM_SHEET: Final = "申请表"
_HELP: Final = "填写说明"
_LISTS: Final = "可选项"
_HELP_HEADINGS: Final = ("列名", "Column", "必填", "填写内容", "格式", "可选项", "条款", "示例", "最多字数")
_KIND_ZH: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "文字", Kind.DATE: "日期，如2026-07-01", Kind.INTEGER: "整数，不带单位", Kind.DECIMAL: "数字，不带单位",
    Kind.BOOLEAN: "是/否", Kind.ENUM: "从可选项中选", Kind.USCC: "统一社会信用代码", Kind.IDENTITY: "证件号码（文本）",
    Kind.DIVISION: "六位行政区划代码（文本）", Kind.DOCUMENT: "文件名，多个以“；”分隔",
}  # fmt: skip
_MANY_ZH: Final[Mapping[Many, str]] = {
    Many.ONE: "", Many.SET: "；可多项，以“、”分隔", Many.PER_APPLICANT: "；多个申请人依次以“；”分隔",
    Many.SET_PER_APPLICANT: "；多项以“、”、多个申请人以“；”分隔",
}  # fmt: skip
_NOTES: Final = (
    "每行一件申请；第一行表头请勿改动、删除或合并。空行不读取。",
    "材料栏填写文件名；文件放在同一文件夹或 ZIP 中，导入时一并指定。",
    "请勿使用公式、合并单元格和隐藏的工作表；核心数据不予登记，请勿填报或上传。",
    "先不加 --confirm 试运行：结果工作簿逐格标明问题。改好后可直接再次导入，只提交尚未提交的行。",
)


def write_template(path: Path, rows: Sequence[Mapping[str, Any]] = ()) -> None:
    """Write the template; `rows` (by column key) are for a sample workbook of filled-in forms."""
    lists = {"industry_section": tuple(SECTIONS.values()), "industry_division": tuple(DIVISIONS.values())}
    with new_workbook(path, streaming=False) as book:
        book.set_properties({"title": "数据产权登记申请表（首次登记）"})
        _form(book, lists, rows)
        _help(book)
        _write_lists(book, lists)


def _form(book: Any, lists: Mapping[str, Sequence[str]], rows: Sequence[Mapping[str, Any]]) -> None:
    sheet = book.add_worksheet(FORM_SHEET)
    required = book.add_format({"bold": True, "bg_color": "#FCE4D6", "text_wrap": True, "valign": "top", "border": 1})
    optional = book.add_format({"bold": True, "bg_color": "#DDEBF7", "text_wrap": True, "valign": "top", "border": 1})
    looks = {name: book.add_format({"num_format": name}) for name in ("@", "yyyy-mm-dd", "0", "General")}
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 48)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, _width(column), looks[_format(column)])
        sheet.write_string(0, place, column.zh, required if column.required else optional)
        _validate(sheet, place, column, lists)
        for number, row in enumerate(rows, start=1):
            if row.get(column.key) is not None:
                _filled(sheet, number, place, row[column.key], looks[_format(column)])
    sheet.autofilter(0, 0, 0, len(COLUMNS) - 1)


def _filled(sheet: Any, row: int, place: int, value: Any, look: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, place, value, look)
    else:
        sheet.write(row, place, value, look)


def _width(column: Column) -> int:
    return 12 if column.kind in (Kind.DATE, Kind.BOOLEAN, Kind.INTEGER, Kind.DECIMAL) else 22


def _format(column: Column) -> str:
    if column.kind is Kind.DATE and column.many is Many.ONE:
        return "yyyy-mm-dd"
    return {Kind.INTEGER: "0", Kind.DECIMAL: "General"}.get(column.kind, "@")


def _validate(sheet: Any, place: int, column: Column, lists: Mapping[str, Sequence[str]]) -> None:
    """A drop-down or a kind; always with the explanation that shows when a cell is entered."""
    told = {"input_title": column.zh[:32], "input_message": _message(column), "error_type": "warning"}
    sheet.data_validation(1, place, ROWS, place, {**_allowed(place, column, lists), **told, "ignore_blank": True})


def _allowed(place: int, column: Column, lists: Mapping[str, Sequence[str]]) -> Mapping[str, Any]:
    if column.key in lists:
        at = "AB"[list(lists).index(column.key)]
        return {"validate": "list", "source": f"='{_LISTS}'!${at}$2:${at}${len(lists[column.key]) + 1}"}
    if column.kind is Kind.BOOLEAN:
        return {"validate": "list", "source": list(BOOLEAN_ZH.values())}
    if column.kind is Kind.ENUM and column.choices is not None:
        # Several values stand in one cell: the list offers the single ones, the warning may be passed over.
        return {"validate": "list", "source": list(column.choices.values())}
    if column.kind is Kind.DATE and column.many is Many.ONE:
        return {"validate": "custom", "value": f"=ISNUMBER({letter(place)}2)"}
    if column.kind in (Kind.INTEGER, Kind.DECIMAL):
        return {"validate": "decimal", "criteria": ">=", "value": 0}
    return {"validate": "length", "criteria": "<=", "value": column.max_length}


def _message(column: Column) -> str:
    parts = [column.en, column.help, f"例：{column.example}" if column.example else ""]
    return "\n".join(part for part in parts if part)[:255]


def _help(book: Any) -> None:
    sheet = book.add_worksheet(_HELP)
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "text_wrap": True, "valign": "top", "border": 1})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for row, note in enumerate(_NOTES):
        sheet.write_string(row, 0, note)
    first = len(_NOTES) + 1
    for place, width in enumerate((26, 26, 6, 44, 26, 44, 8, 40, 10)):
        sheet.set_column(place, place, width)
        sheet.write_string(first, place, _HELP_HEADINGS[place], bold)
    for row, column in enumerate(COLUMNS, start=first + 1):
        for place, shown in enumerate(_explained(column)):
            write_text(sheet, row, place, shown, (text, text))


def _explained(column: Column) -> tuple[str, ...]:
    choices = "、".join(column.choices.values()) if column.choices else ""
    kind = _KIND_ZH[column.kind] + _MANY_ZH[column.many]
    required = "必填" if column.required else ""
    return (column.zh, column.en, required, column.help, kind, choices, column.article, column.example,
            str(column.max_length))  # fmt: skip


def _write_lists(book: Any, lists: Mapping[str, Sequence[str]]) -> None:
    sheet = book.add_worksheet(_LISTS)
    for place, (key, words) in enumerate(lists.items()):
        sheet.set_column(place, place, 36)
        sheet.write_string(0, place, next(column.zh for column in COLUMNS if column.key == key))
        for row, word in enumerate(words, start=1):
            sheet.write_string(row, place, word)
