# SPDX-License-Identifier: Apache-2.0
"""What the national system evidenced, application by application, as rows: XLSX, CSV or JSON lines (art. 26).

Columns are known by their headings, as those of an extract. Every row is for sending: one that lacks its application,
number or time, or names an application or a number twice, is a defect, all defects are told at once, and nothing is
taken of a file that has any. Not for: comparing what is certified (national_extract.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Final

from ledger.domain.cells import CellValue
from ledger.errors import Reason, Refused
from ledger.forms.grid import Grid, refuse
from ledger.forms.intake import open_input
from ledger.forms.national_extract import headings_of

HEADINGS: Final[Mapping[str, str]] = {
    "申请编号": "application", "登记申请编号": "application", "申请号": "application", "application": "application",
    "存证编号": "national_ref", "国家系统编号": "national_ref", "nationalref": "national_ref",
    "存证时间": "evidenced_at", "存证日期": "evidenced_at", "evidenced": "evidenced_at", "evidencedat": "evidenced_at",
    "登记凭证编号": "code", "登记凭证编码": "code", "凭证编号": "code", "凭证编码": "code", "code": "code",
}  # fmt: skip
NEEDED: Final = frozenset({"application", "national_ref", "evidenced_at"})
_SHANGHAI: Final = timezone(timedelta(hours=8))
_MOMENT: Final = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)


@dataclass(frozen=True, slots=True)
class EvidencedRow:
    """One evidencing. `evidenced_at` in seconds; `code` is empty where the system allots none."""

    number: int
    application: str
    national_ref: str
    evidenced_at: int
    code: str = ""

    @property
    def record(self) -> str:
        """The row as it is kept for the opening of its commitment."""
        when = datetime.fromtimestamp(self.evidenced_at, _SHANGHAI).isoformat()
        return " ".join(part for part in (self.national_ref, when, self.code) if part)


def read_records(path: Path) -> tuple[EvidencedRow, ...]:
    """Refused if no sheet has the three headings, if there is no row, or for every defect of the rows at once."""
    for grid in open_input(path).grids:
        found = headings_of(grid, HEADINGS, NEEDED)
        if found is not None:
            return _read(path, grid, *found[:2])
    raise refuse(
        "RECORDS_WITHOUT_COLUMNS",
        f"{path.name} has no columns of applications, national references and times",
        f"{path.name} 中没有申请编号、存证编号、存证时间三列",
    )


def _read(path: Path, grid: Grid, head: int, columns: Mapping[int, str]) -> tuple[EvidencedRow, ...]:
    rows: list[EvidencedRow] = []
    reasons: list[Reason] = []
    for number, cells in grid.rows():
        values = {name: cells[place] for place, name in columns.items() if place < len(cells) and cells[place]}
        if number <= head or not values:
            continue
        row = _row(number, values)
        reasons += _defects(row, rows)
        rows.append(row)
    if not rows:
        raise refuse("RECORDS_EMPTY", f"{path.name} has no row of records", f"{path.name} 中没有任何存证记录")
    if reasons:
        raise Refused.of_all(reasons, "RECORDS_DEFECTIVE")
    return tuple(rows)


def _row(number: int, values: Mapping[str, CellValue]) -> EvidencedRow:
    def text(name: str) -> str:
        return str(values.get(name, "")).strip()

    return EvidencedRow(
        number, text("application"), text("national_ref"), _seconds(values.get("evidenced_at")), text("code").upper()
    )


def _defects(row: EvidencedRow, before: Sequence[EvidencedRow]) -> Iterator[Reason]:
    checks = {
        "application": (not row.application, "has no application", "缺少申请编号"),
        "national_ref": (not row.national_ref, "has no national reference", "缺少存证编号"),
        "evidenced_at": (row.evidenced_at == 0, "has no time that can be read", "存证时间缺失或无法识别"),
    }
    for field, (defect, en, zh) in checks.items():
        if defect:
            yield Reason("RECORD_INCOMPLETE", f"第 {row.number} 行{zh}", f"row {row.number} {en}", field=field)
    for field in ("application", "national_ref", "code"):
        value = getattr(row, field)
        twice = next((one.number for one in before if value and getattr(one, field) == value), None)
        if twice is not None:
            en = f"rows {twice} and {row.number} both name {value}"
            yield Reason("RECORD_TWICE", f"第 {twice} 行与第 {row.number} 行重复：{value}", en, field=field)


def _seconds(cell: CellValue) -> int:
    """The moment in Shanghai; a day alone is its first second; 0 if it says none."""
    if isinstance(cell, datetime):
        return int(cell.replace(tzinfo=_SHANGHAI).timestamp())
    if isinstance(cell, date):
        return int(datetime.combine(cell, time(), _SHANGHAI).timestamp())
    found = _MOMENT.fullmatch(str(cell or "").strip())
    if found is None:
        return 0
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        return int(datetime(year, month, day, hour, minute, second, tzinfo=_SHANGHAI).timestamp())
    except ValueError:
        return 0
