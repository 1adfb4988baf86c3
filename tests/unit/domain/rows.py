# SPDX-License-Identifier: Apache-2.0
"""One good row of the form with its facts, and the ways to spoil it. Fictional throughout."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from ledger.calendars import shipped_calendar
from ledger.domain.application import CellValue, Reading, parse_row
from ledger.domain.calendar import day_from_civil, start_of
from ledger.domain.defects import Defect, Where
from ledger.domain.party import Uscc
from ledger.domain.precheck import Context, DocumentFact, review

REGISTRAR: Final = Uscc("91150103MA0DEM080G")
HERDING: Final = "91152502MA0DEM013H"
POWER: Final = "91150102MA0DEM021Y"
ORGAN: Final = "11150000000012343U"
INSTITUTION: Final = "121525000000DEM93A"
PERSON: Final = "110101199003074514"

GOOD: Final[Mapping[str, CellValue]] = {
    "reference": "NM-2026-0001",
    "applicant_names": "示例草原牧业数据有限公司",
    "applicant_kinds": "法人",
    "applicant_ids": HERDING,
    "business_status": "法定代表人：示例人；成立日期：2020-01-01；存续",
    "contact_name": "示例联系人",
    "contact_phone": "0479-0000000",
    "contact_address": "锡林浩特市示例街1号",
    "data_name": "2022年至2025年锡林郭勒盟畜牧业肉羊养殖溯源数据集",
    "data_overview": "记录肉羊从出生到出栏的养殖过程，用于溯源和信贷风控。",
    "asset_form": "数据资源",
    "industry_section": "农、林、牧、渔业",
    "industry_division": "畜牧业",
    "source_types": "采集生成",
    "geo_scope": "市级",
    "division_code": "152500",
    "time_from": "2022-01-01",
    "time_to": "2025-12-31",
    "update_frequency": "月",
    "record_count": 1280000,
    "volume_tb": 0.35,
    "data_forms": "表格、文本",
    "structures": "结构化",
    "restriction": "无",
    "resale_allowed": "否",
    "export_allowed": "否",
    "rights": "持有权、使用权、经营权",
    "right_cases": "P1",
    "grade": "一般2级",
    "pi_band": "不含个人信息",
    "public_data": "否",
    "truth_declared": "是",
    "doc_application_form": "form.pdf",
    "doc_identity": "identity.pdf",
    "doc_lawful_acquisition": "lawful.pdf",
    "doc_sample": "sample.csv",
    "doc_schema": "schema.pdf",
    "doc_truth_declaration": "truth.pdf",
}

FILES: Final = (
    "form.pdf identity.pdf lawful.pdf sample.csv schema.pdf truth.pdf mandate.pdf contract.pdf means.pdf "
    "substitution.pdf consents.pdf derivation.pdf exception.pdf pi.pdf important.pdf decision.pdf prior.pdf"
).split()


def fact(content: str) -> DocumentFact:
    return DocumentFact(len(content), hashlib.sha256(content.encode()).digest())


def noon(year: int, month: int, day: int) -> int:
    return start_of(day_from_civil(date(year, month, day))) + 12 * 3600


CONTEXT: Final = Context(
    registrar=REGISTRAR,
    now=noon(2026, 7, 1),
    calendar=shipped_calendar(),
    documents={name: fact(name) for name in FILES},
)


def row(**changes: CellValue) -> dict[str, CellValue]:
    """The good row with some cells changed; None empties one."""
    return {**GOOD, **changes}


def another(number: int, **changes: CellValue) -> dict[str, CellValue]:
    """A second good row that shares nothing with the first but its applicant; its files are `other_files(number)`."""
    names = {key: f"{number}-{value}" for key, value in GOOD.items() if key.startswith("doc_")}
    return row(**{"reference": f"NM-2026-{number:04d}", **names, **changes})


def other_files(*numbers: int) -> dict[str, DocumentFact]:
    return {f"{number}-{name}": fact(f"{number}-{name}") for number in numbers for name in FILES}


def read(*rows: Mapping[str, CellValue]) -> list[Reading]:
    return [parse_row(cells, Where("申请", number)) for number, cells in enumerate(rows, start=2)]


def findings(*rows: Mapping[str, CellValue], **context: Any) -> list[Defect]:
    return review(read(*rows), replace(CONTEXT, **context))


def named(defects: list[Defect]) -> list[tuple[int, str, str]]:
    """Row, column key and code: what a clerk needs in order to find the place."""
    return sorted((found.where.row, found.key, found.code) for found in defects)
