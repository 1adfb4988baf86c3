# SPDX-License-Identifier: Apache-2.0
"""What may be wrong with a file of forms, as far as no single row knows it: headings, sheets, formulas, papers.

For: the readers of this room. Not for: values (`domain/tables/rules.py`). Codes never change once published.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ledger.domain.defects import Defect, Rule, Severity, Where, found_by
from ledger.errors import LedgerError, Reason

_E, _W = Severity.ERROR, Severity.WARNING

_ROWS: Final[tuple[tuple[str, Severity, str, str, str], ...]] = (
    ("SHEET_HIDDEN", _E,
     "隐藏的工作表未读取", "a hidden sheet was not read",
     "如需登记其中各行，请取消隐藏；否则请删除该工作表"),
    ("SHEET_UNKNOWN", _W,
     "工作表没有本表单的表头，未读取", "no heading of the form on this sheet; it was not read",
     "表头应与模板一致"),
    ("HEADING_MISSING", _E,
     "缺少必填栏目“{heading}”，本表各行均不能提交", "column {column} is missing; no row of the sheet can be sent",
     "请补上该列"),
    ("HEADING_UNKNOWN", _W,
     "{letter}列“{heading}”不是本表单的栏目，未读取", "column {letter}, {heading}, is not of the form and was not read",
     "{suggestion}"),
    ("HEADING_DOUBLED", _E,
     "{letter}列“{heading}”与{first}列重复，本表各行均不能提交",
     "column {letter} repeats {first}, {column}; no row of the sheet can be sent",
     "请只保留一列"),
    ("HEADING_BLANK", _W,
     "{letter}列没有表头但有内容，未读取", "column {letter} has no heading and was not read",
     "请补上表头或删除该列"),
    ("ROW_HIDDEN", _W,
     "本行被隐藏或筛选掉，但仍会读取", "the row is hidden or filtered out; it is read all the same",
     "请取消隐藏后核对"),
    ("COLUMN_HIDDEN", _W,
     "{letter}列“{heading}”被隐藏，但仍会读取", "column {letter}, {column}, is hidden; it is read all the same",
     "请取消隐藏后核对"),
    ("FORMULA_CELL", _E,
     "单元格是公式{formula}", "the cell is a formula, {formula}",
     "请复制后选择性粘贴为数值"),
    ("CELL_MERGED", _E,
     "合并单元格{area}", "a merged cell, {area}",
     "请取消合并并逐格填写"),
    ("ROW_TOO_LONG", _E,
     "本行有{given}格，表头只有{expected}格", "{given} cells in the row, {expected} in the heading",
     "内容含分隔符的单元格须加引号"),
    ("LINE_INVALID", _E,
     "本行不是一个JSON对象", "the line is no JSON object", ""),
    ("KEY_DOUBLED", _E,
     "“{heading}”在本行重复", "{heading} is given twice in the line", ""),
    ("VALUE_NESTED", _E,
     "值不能是数组或对象", "a value cannot be a list or an object",
     "多个值写在一个文本中，以“、”或“；”分隔"),
)  # fmt: skip

INTAKE_RULES: Final[Mapping[str, Rule]] = {
    code: Rule(code, severity, "", "INTAKE", zh, en, hint) for code, severity, zh, en, hint in _ROWS
}


def intake_defect(code: str, key: str, where: Where, /, **values: object) -> Defect:
    return found_by(INTAKE_RULES[code], key, where, None, **values)


def paper_defect(error: LedgerError | Reason, key: str, where: Where) -> Defect:
    """Why a document that a cell names cannot be used, in the words of the source of documents."""
    rule = Rule(error.code, _E, "33", "FORM", "{zh}", "{en}")
    return found_by(rule, key, where, None, zh=error.zh, en=error.en)


def intake_rules_as_markdown() -> str:
    """The table for the docs, in the order above."""
    lines = ["| 代码 code | 级别 severity | 说明 | text |", "|---|---|---|---|"]
    lines += [f"| `{r.code}` | {r.severity.value} | {r.zh} | {r.en} |" for r in INTAKE_RULES.values()]
    return "\n".join(lines) + "\n"
