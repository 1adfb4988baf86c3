# SPDX-License-Identifier: Apache-2.0
"""A catalogue of sources: every row ends somewhere, its missing columns named; nothing can be sent (ruling 15)."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from ledger.domain.catalogue import CatalogueStatus
from ledger.domain.form import COLUMNS
from ledger.errors import NotFound, Refused
from ledger.forms.catalogue import read_catalogue, write_catalogue
from ledger.forms.dry_run import examine
from ledger.forms.intake import open_input
from ledger.forms.package import scan_package
from tests.unit.forms.worlds import CannedWorld

REAL = Path(__file__).parents[4] / "shared" / "data" / "sources.jsonl"

ROWS = [
    {
        "id": "organ",
        "name": {"zh": "示例省统计局", "en": "Statistics"},
        "country": "CN",
        "authority_level": "government",
    },
    {
        "id": "doubt",
        "name": {"zh": "示例省大数据中心", "en": "Centre"},
        "country": "CN",
        "authority_level": "government",
    },
    {"id": "firm", "name": {"zh": "示例数据有限公司", "en": "=Firm"}, "country": "CN", "authority_level": "commercial"},
]


def catalogue(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_each_row_ends_somewhere_with_its_missing_columns_named(tmp_path: Path) -> None:
    report = read_catalogue(catalogue(tmp_path / "c.jsonl", *map(json.dumps, ROWS)))
    statuses = {row.entry.source_id: row.entry.status for row in report.rows}
    assert statuses == {
        "organ": CatalogueStatus.REFUSED_15,
        "doubt": CatalogueStatus.REVIEW,
        "firm": CatalogueStatus.DRAFT,
    }
    for row in report.rows:
        assert {"申请人名称", "证件号码", "权利配置说明（权利类型）", "数据样例"} <= set(row.entry.missing_headings)


def test_lines_that_are_no_rows_are_named(tmp_path: Path) -> None:
    report = read_catalogue(catalogue(tmp_path / "c.jsonl", json.dumps(ROWS[0]), "{", '{"id": "a", "id": "b"}'))
    assert [(d.where.row, d.code) for d in report.defects] == [(2, "LINE_INVALID"), (3, "KEY_DOUBLED")]


def test_an_empty_catalogue_is_refused_and_a_missing_one_not_found(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_catalogue(catalogue(tmp_path / "c.jsonl", ""))
    assert refused.value.code == "FILE_EMPTY"
    with pytest.raises(NotFound):
        read_catalogue(tmp_path / "none.jsonl")


def test_the_report_is_a_workbook_without_formulas(tmp_path: Path) -> None:
    rows = [{**ROWS[2], "name": {"zh": "=1+1有限公司", "en": ""}}, *ROWS]
    report = read_catalogue(catalogue(tmp_path / "c.jsonl", *map(json.dumps, rows)))
    write_catalogue(report, tmp_path / "c.xlsx")
    assert not any(scan.formulas for scan in scan_package(tmp_path / "c.xlsx").values())
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx")["目录"]
    assert [cell.value for cell in sheet["D"]] == ["结论", "DRAFT", "REFUSED_15", "REVIEW", "DRAFT"]


def test_handed_in_as_forms_a_catalogue_gives_nothing_to_send(tmp_path: Path) -> None:
    path = catalogue(tmp_path / "c.jsonl", *map(json.dumps, ROWS))
    examination = examine(open_input(path), None, CannedWorld())
    assert examination.sendable == ()


@pytest.mark.skipif(not REAL.is_file(), reason="the catalogue of real sources lies beside the project, not in it")
def test_every_row_of_the_real_catalogue_ends_and_nothing_is_sendable() -> None:
    report = read_catalogue(REAL)
    assert report.defects == ()
    assert len(report.rows) == 364
    assert sum(report.counts.values()) == 364
    assert all(report.counts[status] for status in CatalogueStatus)
    required = {column.key for column in COLUMNS if column.required}
    for row in report.rows:
        assert set(row.entry.missing) | set(row.entry.filled) >= required
        assert {"applicant_ids", "rights", "doc_sample"} <= set(row.entry.missing)
