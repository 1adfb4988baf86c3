# SPDX-License-Identifier: Apache-2.0
"""Cells of an answer to a request for correction: read as the form's own, and given as the chain's fields."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.domain.application import parse_row
from ledger.domain.defects import Where
from ledger.domain.ids import OrgId, RegimeId
from ledger.domain.reading.mended import FIELDS, read_mended
from ledger.errors import Refused
from ledger.service.filing import FilingOrder, Openings, content_of
from ledger.service.resubmission import MENDABLE, in_words
from ledger.service.runtime import Principal
from tests.unit.domain.rows import row

CELLS: dict[str, str] = {
    "affiliation_group": "示例集团 17",
    "asset_form": "数据服务",
    "industry_division": "畜牧业",
    "source_types": "采集生成、协议取得",
    "geo_scope": "区县级",
    "division_code": "150102",
    "time_from": "2021-03-01",
    "time_to": "2024-02-29",
    "update_frequency": "日",
    "record_count": "1,280,001",
    "volume_tb": "0.5",
    "data_forms": "文本",
    "structures": "半结构化",
    "pi_band": "不满10万人",
    "term_years": "3",
    "prior_registrations": "DJ-1、DJ-2",
    "public_platform_ref": "GG-2026-1",
    "evidence_number": "CZ-2026-9",
}


def test_every_field_that_may_be_mended_has_a_column_and_no_other() -> None:
    assert {field for field, _ in FIELDS.values()} == MENDABLE
    assert CELLS.keys() == FIELDS.keys()


@pytest.mark.parametrize("key", CELLS)
def test_a_mended_cell_says_on_chain_what_the_same_cell_says_in_a_filing(key: str) -> None:
    """One derivation for each truth: whoever files anew and whoever mends come to the same field."""
    read = read_mended({key: CELLS[key]})
    ((field, value),) = read.fields.items()
    section = {"industry_section": "农、林、牧、渔业"} if key == "industry_division" else {}
    reading = parse_row(row(**{key: CELLS[key], **section}), Where("test", 2))
    assert reading.application is not None, reading.defects
    who = Principal(OrgId("91150103MA0DEM080G"), "bao", bytes(32))
    order = FilingOrder(who, who.org_id, RegimeId("CN-DPR-2026"), reading.application, [])
    content: Any = content_of(order, Openings(), [])
    assert value == getattr(content, field)


def test_columns_are_named_by_their_key_or_by_their_heading() -> None:
    assert in_words({"更新频率": "月"}) == in_words({"update_frequency": "月"})


def test_all_defects_are_told_at_once() -> None:
    with pytest.raises(Refused) as caught:
        in_words({"更新频率": "有时", "time_to": "2026-02-30", "industry_division": "没有这一行", "term_years": "6"})
    assert caught.value.code == "FORM_DEFECTIVE"
    found = {reason.code for reason in caught.value.reasons}
    assert found == {"ENUM_UNKNOWN", "DATE_INVALID", "INDUSTRY_DIVISION_UNKNOWN", "TERM_OUT_OF_RANGE"}


@pytest.mark.parametrize("name", ["data_name", "数据名称", "doc_sample", "rights", "没有这一列"])
def test_what_has_a_text_a_paper_or_a_right_behind_it_is_filed_anew(name: str) -> None:
    with pytest.raises(Refused) as caught:
        in_words({name: "x"})
    assert caught.value.code == "FIELD_NOT_MENDABLE"
