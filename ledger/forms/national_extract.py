# SPDX-License-Identifier: Apache-2.0
"""An extract of the national record as rows: XLSX, CSV or JSON lines, with headings in Chinese or English.

The layout of the national system's extracts is not published; so columns are known by their headings, in the words that
registrars use, wherever they stand, and what has no known heading is left alone and named. A row without a code is
named and passed over. What is not known is not compared: a formula, whose value is whatever a spreadsheet makes of it,
an error value, and a code that stands in two rows that differ are defects, all told at once, and nothing is taken of a
file that has any. Not for: comparing (domain/reconciliation.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from ledger.domain.cells import CellValue
from ledger.domain.kinds import RightBits
from ledger.domain.reconciliation import NationalRow
from ledger.errors import Reason, Refused
from ledger.forms.grid import Grid, letter, refuse
from ledger.forms.intake import open_input

HEADINGS: Final[Mapping[str, str]] = {
    "登记凭证编号": "code", "登记凭证编码": "code", "凭证编号": "code", "凭证编码": "code", "编码": "code",
    "编号": "code", "code": "code", "certificate": "code",
    "登记机构": "registrar", "登记机构代码": "registrar", "registrar": "registrar",
    "权利人": "holders", "权利人代码": "holders", "统一社会信用代码": "holders", "holder": "holders",
    "holders": "holders",
    "数据名称": "data_name", "name": "data_name", "dataname": "data_name",
    "权利类型": "rights", "权利": "rights", "rights": "rights",
    "存证时间": "evidenced_on", "存证日期": "evidenced_on", "登记日期": "evidenced_on", "evidenced": "evidenced_on",
    "有效期至": "expires_on", "有效期截止": "expires_on", "有效期": "expires_on", "expires": "expires_on",
    "存证编号": "national_ref", "国家系统编号": "national_ref", "nationalref": "national_ref",
}  # fmt: skip
RIGHTS: Final[Mapping[str, RightBits]] = {
    "数据持有权": RightBits.HOLD, "持有权": RightBits.HOLD, "数据资源持有权": RightBits.HOLD, "HOLD": RightBits.HOLD,
    "数据使用权": RightBits.USE, "使用权": RightBits.USE, "数据加工使用权": RightBits.USE, "USE": RightBits.USE,
    "数据经营权": RightBits.OPERATE, "经营权": RightBits.OPERATE, "数据产品经营权": RightBits.OPERATE,
    "OPERATE": RightBits.OPERATE,
}  # fmt: skip
SEVERAL: Final = frozenset({"holders"})
"""What may stand in several columns: the name of a holder in one, its code in another."""
_ERROR_VALUE: Final = re.compile(r"#(N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)", re.IGNORECASE)
_HEAD_ROWS: Final = 10
_CREDIT_CODE: Final = re.compile(r"[0-9A-HJ-NP-RTUWXY]{18}")
_DATE: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Extract:
    """What a file held. `unknown` headings were left alone; `passed_over` are rows without a code."""

    rows: tuple[NationalRow, ...]
    unknown: tuple[str, ...]
    passed_over: tuple[int, ...]


def read_extract(path: Path) -> Extract:
    """Refused if no sheet has a heading for the code, or for every defect of the rows at once. What stands in two rows
    that say the same counts once."""
    for grid in open_input(path).grids:
        found = headings_of(grid, HEADINGS, frozenset({"code"}), SEVERAL)
        if found is not None:
            return _read(grid, *found)
    raise refuse(
        "EXTRACT_WITHOUT_CODES",
        f"{path.name} has no column of certificate codes",
        f"{path.name} 中没有登记凭证编号一列",
    )


def headings_of(
    grid: Grid, headings: Mapping[str, str], needed: frozenset[str], several: frozenset[str] = frozenset()
) -> tuple[int, dict[int, str], tuple[str, ...]] | None:
    """The heading row among a sheet's first ten: its number, which column is what, and the headings that are left
    alone. None if no row has all that are needed. Of columns that mean the same, but for `several`, the one counts
    whose heading stands first in `headings`: a serial number is no certificate's."""
    if grid.headings is not None:
        rows: Iterator[tuple[int, Sequence[CellValue]]] = iter([(0, list(grid.headings))])
    else:
        rows = grid.rows()
    for _, (number, cells) in zip(range(_HEAD_ROWS), rows, strict=False):
        names = {place: _heading(cell) for place, cell in enumerate(cells)}
        known = {place: headings[name] for place, name in names.items() if name in headings}
        if needed <= set(known.values()):
            ranked = sorted(known, key=lambda place: list(headings).index(names[place]))
            first = {known[place]: place for place in reversed(ranked)}
            known = {place: name for place, name in known.items() if name in several or first[name] == place}
            unknown = tuple(str(cells[place]) for place, name in names.items() if name and place not in known)
            return number, known, unknown
    return None


def _heading(cell: CellValue) -> str:
    """What stands before a bracket: of Chinese the first word, of English all words as one."""
    told = re.split(r"[（(]", str(cell or ""))[0].strip().lower()
    return re.sub(r"[\s_-]", "", told) if told.isascii() else re.split(r"[\s_]", told)[0]


def _read(grid: Grid, head: int, columns: Mapping[int, str], unknown: tuple[str, ...]) -> Extract:
    rows: dict[str, NationalRow] = {}
    passed: list[int] = []
    reasons: list[Reason] = []
    for number, cells in grid.rows():
        if number <= head:
            continue
        reasons += _unreadable(grid, number, cells, columns)
        values: dict[str, CellValue] = {}
        for place, name in columns.items():
            if place < len(cells) and (cell := cells[place]):
                values[name] = f"{values[name]} {cell}" if name in values else cell
        code = str(values.get("code", "")).strip().upper()
        if not code:
            passed.append(number)
            continue
        row = _row(number, code, values)
        before = rows.setdefault(code, row)
        if replace(row, number=before.number) != before:
            reasons.append(
                Reason(
                    "EXTRACT_ROWS_DIFFER",
                    f"{code} 在第 {before.number} 行与第 {number} 行内容不同",
                    f"{code} stands in row {before.number} and, otherwise, in row {number}",
                    field="code",
                )
            )
    if reasons:
        raise Refused.of_all(reasons, "EXTRACT_DEFECTIVE")
    return Extract(tuple(rows.values()), unknown, tuple(passed))


def _unreadable(grid: Grid, number: int, cells: Sequence[CellValue], columns: Mapping[int, str]) -> Iterator[Reason]:
    for place, name in columns.items():
        text = str(cells[place] or "").strip() if place < len(cells) else ""
        if (number, place) in grid.cell_faults or text.startswith("=") or _ERROR_VALUE.match(text):
            where = f"{letter(place)}{number}"
            yield Reason(
                "EXTRACT_CELL_UNREADABLE",
                f"单元格 {where} 是公式或错误值，请以数值保存后再核对",
                f"cell {where} is a formula or an error value; save the extract with plain values",
                field=name,
            )


def _row(number: int, code: str, values: Mapping[str, CellValue]) -> NationalRow:
    return NationalRow(
        number=number,
        code=code,
        registrar=_credit_code(values.get("registrar")),
        holders=frozenset(_CREDIT_CODE.findall(str(values.get("holders", "")).upper())),
        data_name=str(values.get("data_name", "")).strip(),
        rights=_rights(values.get("rights")),
        evidenced_on=_day(values.get("evidenced_on")),
        expires_on=_day(values.get("expires_on")),
        national_ref=str(values.get("national_ref", "")).strip(),
    )


def _credit_code(cell: CellValue) -> str:
    """The code in the cell; what names the registrar by words alone cannot be compared."""
    found = _CREDIT_CODE.search(str(cell or "").upper())
    return found[0] if found else ""


def _rights(cell: CellValue) -> int:
    words = re.split(r"[\s、，,;；/|]+", str(cell or "").strip())
    bits = 0
    for word in words:
        bits |= RIGHTS.get(word, RIGHTS.get(word.upper(), 0))
    return bits


def _day(cell: CellValue) -> str:
    """ISO date of what a cell says, whatever spreadsheet wrote it; empty if it says no day."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    found = _DATE.findall(str(cell or ""))
    if not found:
        return ""
    year, month, day = (int(part) for part in found[-1])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
