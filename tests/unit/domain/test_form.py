# SPDX-License-Identifier: Apache-2.0
"""The form as data: complete, unambiguous, and careful with what is personal."""

from __future__ import annotations

import pytest

from ledger.domain.form import (
    BY_HEADING,
    BY_KEY,
    COLUMNS,
    CONFIDENTIAL_KEYS,
    DOCUMENT_KEYS,
    REFERENCE_MAX,
    Column,
    Kind,
    Placement,
)

# The guide's form 1 and the fields beside it (domain.md 3.5.1), by their Chinese headings.
GUIDE = """
申请人名称 申请人类型 证件号码 联系人 电话 地址 经营情况 数据名称 数据概述 所属行业 数据来源 地域范围 时域范围 更新频率
数据量 数据形态 限制范围 权利配置说明 存证编号 公共数据资源登记查询码 算法规则简要说明 应用场景
""".split()


@pytest.mark.parametrize("heading", GUIDE)
def test_each_field_of_the_guide_has_a_column(heading: str) -> None:
    assert any(column.zh == heading or column.zh.startswith(f"{heading}（") for column in COLUMNS)


def test_keys_and_headings_are_unique() -> None:
    assert len(BY_KEY) == len(BY_HEADING) == len(COLUMNS)


def test_the_reference_comes_first_and_fits_31_characters() -> None:
    assert COLUMNS[0].key == "reference"
    assert COLUMNS[0].max_length == REFERENCE_MAX == 31


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_each_column_is_whole(column: Column) -> None:
    assert column.zh
    assert column.en
    assert column.key.isidentifier()
    assert (column.choices is not None) is (column.kind is Kind.ENUM)
    assert set((column.aliases or {}).values()) <= set(column.choices or {})
    assert (column.key in DOCUMENT_KEYS) is (column.kind is Kind.DOCUMENT)


def test_words_of_an_enum_are_told_apart() -> None:
    for column in COLUMNS:
        words = [*(column.choices or {}).values(), *(column.aliases or {})]
        assert len(words) == len(set(words)), column.key


@pytest.mark.parametrize(
    "key",
    ["contact_name", "contact_phone", "contact_address", "applicant_ids", "right_holder_ids", "agent_name", "agent_id",
     "business_status", "notice_exempt_reason", "algorithm_rule", "doc_sample", "doc_identity"],
)  # fmt: skip
def test_what_is_personal_or_secret_is_confidential(key: str) -> None:
    assert key in CONFIDENTIAL_KEYS


def test_no_document_is_public() -> None:
    assert all(BY_KEY[key].placement is Placement.CONFIDENTIAL for key in DOCUMENT_KEYS)
