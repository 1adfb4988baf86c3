# SPDX-License-Identifier: Apache-2.0
"""A catalogue of data sources (JSON lines): each row ends as REFUSED_15, REVIEW or DRAFT, its missing fields named.

Nothing here can be sent: there is no application in it, only what somebody would have to find out (ruling 15).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ledger.domain.catalogue import CatalogueEntry, CatalogueStatus, classify_catalogue
from ledger.domain.defects import Defect, Where
from ledger.forms.grid import Fault, existing, refuse
from ledger.forms.json_lines import objects
from ledger.forms.rules import intake_defect
from ledger.forms.writing import new_workbook, write_text

HEADINGS: Final = ("行", "编号", "名称", "结论", "理由", "Reason", "条款", "已有栏目", "缺少栏目")


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    number: int
    entry: CatalogueEntry


@dataclass(frozen=True, slots=True)
class CatalogueReport:
    """Every row of a catalogue, and the lines that are no rows."""

    file: str
    rows: tuple[CatalogueRow, ...]
    defects: tuple[Defect, ...]

    @property
    def counts(self) -> Mapping[CatalogueStatus, int]:
        found = Counter(row.entry.status for row in self.rows)
        return {status: found[status] for status in CatalogueStatus}


def read_catalogue(path: Path) -> CatalogueReport:
    """The end of each row; Refused if the file holds no line."""
    rows: list[CatalogueRow] = []
    defects: list[Defect] = []
    for number, found in objects(existing(path)):
        match found:
            case Fault() as fault:
                defects.append(intake_defect(fault.code, "", Where(path.name, number), **fault.values))
            case dict() as row:
                rows.append(CatalogueRow(number, classify_catalogue(row)))
    if not (rows or defects):
        raise refuse("FILE_EMPTY", f"{path.name} is empty", f"{path.name} 是空文件")
    return CatalogueReport(path.name, tuple(rows), tuple(defects))


def write_catalogue(report: CatalogueReport, path: Path) -> None:
    """The report as a workbook: one sheet of rows, and one of lines that could not be read."""
    with new_workbook(path) as book:
        bold = book.add_format({"bold": True, "bg_color": "#DDEBF7"})
        text, marked = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "quote_prefix": True})
        sheet = book.add_worksheet("目录")
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(HEADINGS):
            write_text(sheet, 0, column, heading, (bold, bold))
        for line, row in enumerate(report.rows, start=1):
            sheet.write_number(line, 0, row.number)
            for column, shown in enumerate(_shown(row.entry), start=1):
                write_text(sheet, line, column, shown, (text, marked))
        broken = book.add_worksheet("缺陷清单")
        for line, defect in enumerate(report.defects):
            broken.write_number(line, 0, defect.where.row)
            for column, shown in enumerate((defect.code, defect.zh, defect.en), start=1):
                write_text(broken, line, column, shown, (text, marked))


def _shown(entry: CatalogueEntry) -> tuple[str, ...]:
    filled = "、".join(f"{key}={value}" for key, value in entry.filled.items())
    return (entry.source_id, entry.name, entry.status.value, entry.zh, entry.en, entry.article, filled,
            "、".join(entry.missing_headings))  # fmt: skip
