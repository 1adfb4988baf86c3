# SPDX-License-Identifier: Apache-2.0
"""A catalogue of sources ends as refused, review or draft; nothing of it can be sent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.application import parse_row
from ledger.domain.catalogue import Body, CatalogueStatus, body_of
from ledger.domain.defects import Where
from ledger.domain.form import COLUMNS
from ledger.domain.precheck import classify_catalogue

SAMPLE = Path(__file__).parents[2] / "vectors" / "catalogue-rows.jsonl"


def row(zh: str = "", country: str | None = "CN", heading: str = "government", **more: object) -> dict[str, object]:
    return {"id": "x", "name": {"zh": zh, "en": ""}, "country": country, "authority_level": heading, **more}


REFUSED, REVIEW, DRAFT = CatalogueStatus.REFUSED_15, CatalogueStatus.REVIEW, CatalogueStatus.DRAFT


@pytest.mark.parametrize(
    ("zh", "country", "heading", "status"),
    [
        ("内蒙古自治区统计局", "CN", "government", REFUSED),
        ("中华人民共和国教育部", "CN", "government", REFUSED),
        ("国家互联网信息办公室", "CN", "government", REFUSED),
        ("最高人民法院", "CN", "government", REFUSED),
        ("生态环境部环境数据", "CN", "government", REFUSED),
        ("深圳市政府数据开放平台", "CN", "government", REFUSED),
        ("中国人民银行", "CN", "government", REFUSED),
        ("内蒙古自治区统计局", "CN", "research", REVIEW),
        ("教育部学位与研究生教育发展中心", "CN", "government", REVIEW),
        ("中国地震局", "CN", "government", REVIEW),
        ("水利部黄河水利委员会", "CN", "government", REVIEW),
        ("国家自然科学基金委员会", "CN", "government", REVIEW),
        ("中华全国总工会", "CN", "government", REVIEW),
        ("中国证券投资基金业协会", "CN", "government", REVIEW),
        ("国家艺术基金", "CN", "government", REVIEW),
        ("香港政府统计处", "CN", "government", REVIEW),
        ("台湾金融监督管理委员会", "TW", "government", REVIEW),
        ("某国统计局", None, "government", REVIEW),
        ("", "CN", "government", REVIEW),
        ("中国航空工业集团有限公司", "CN", "government", DRAFT),
        ("中国进出口银行", "CN", "government", DRAFT),
        ("深圳证券交易所", "CN", "government", DRAFT),
        ("中国平安保险（集团）股份有限公司", "CN", "commercial", DRAFT),
        ("中国饲料工业协会", "CN", "other", DRAFT),
        ("日本统计局", "JP", "government", DRAFT),
        ("世界贸易组织统计数据库", None, "international", DRAFT),
    ],
)
def test_three_signs_refuse_and_one_alone_proves_nothing(
    zh: str, country: str | None, heading: str, status: CatalogueStatus
) -> None:
    assert classify_catalogue(row(zh, country, heading)).status is status


def test_a_bank_of_scientific_data_is_no_bank() -> None:
    assert body_of("中国科学数据银行") is not Body.COMPANY


def test_what_the_row_says_is_kept_and_all_else_is_named_as_missing() -> None:
    entry = classify_catalogue(
        row("中国饲料工业协会", heading="other", description={"zh": "饲料产量统计。"}, update_frequency="monthly",
            geographic_scope="national")
    )  # fmt: skip
    assert entry.filled == {"data_overview": "饲料产量统计。", "update_frequency": "月", "geo_scope": "全国"}
    assert set(entry.missing) == {column.key for column in COLUMNS if column.required} - entry.filled.keys()
    assert {"applicant_ids", "rights", "doc_sample", "data_name"} <= set(entry.missing)
    assert "申请人名称" in entry.missing_headings


@pytest.mark.parametrize(
    ("frequency", "scope", "filled"),
    [
        ("quarterly", "global", {"update_frequency": "其他", "geo_scope": "国际"}),
        ("real-time", "subnational", {"update_frequency": "实时"}),
        ("sometimes", "regional", {}),
        (None, None, {}),
    ],
)
def test_only_words_with_one_meaning_are_carried_over(
    frequency: str | None, scope: str | None, filled: dict[str, str]
) -> None:
    entry = classify_catalogue(row("某某", update_frequency=frequency, geographic_scope=scope))
    assert entry.filled == filled


def test_a_description_longer_than_the_form_allows_is_not_cut() -> None:
    entry = classify_catalogue(row("某某", description={"zh": "长" * 401}))
    assert "data_overview" in entry.missing


odd = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=10)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
)
keys = st.sampled_from(["id", "name", "country", "authority_level", "description", "update_frequency", "else"])


@given(st.dictionaries(keys, odd))
def test_no_row_breaks_it_and_none_can_be_sent(fields: dict[str, object]) -> None:
    entry = classify_catalogue(fields)
    assert entry.status in CatalogueStatus
    assert parse_row(dict(entry.filled), Where("catalogue", 1)).application is None


def test_real_rows_end_as_they_should() -> None:
    """Rows of the FirstData catalogue (MIT), reduced to what decides, with the end a person gave each."""
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 100
    for line in lines:
        expected = json.loads(line)
        entry = classify_catalogue(expected["row"])
        assert (expected["row"]["id"], entry.status.value) == (expected["row"]["id"], expected["status"])
        assert entry.missing
