# SPDX-License-Identifier: Apache-2.0
"""The name rule of art. 19 and the terms by which names are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.naming import NamePart, index_terms, matches, missing_parts, query_terms

FIXTURES = [
    "2022年至2025年锡林郭勒盟畜牧业肉羊养殖溯源数据集",
    "2024年呼和浩特市电力行业企业用电负荷数据集",
    "2025年鄂尔多斯市煤炭行业公路运输轨迹数据报告",
    "2023年至2025年满洲里市跨境电商通关时效数据集",
    "2025年兴安盟公共交通客流量统计数据集",
    "2024年内蒙古自治区气象服务风光资源预测数据产品",
    "2025年乌兰察布市数据中心算力能耗监测数据集",
]


@pytest.mark.parametrize("name", FIXTURES)
def test_the_names_of_the_demo_follow_the_pattern(name: str) -> None:
    assert missing_parts(name) == ()


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("锡林郭勒盟畜牧业肉羊养殖溯源数据集", (NamePart.TIME,)),
        ("2025年畜牧业肉羊养殖溯源数据集", (NamePart.REGION,)),
        ("2025年锡林郭勒盟肉羊溯源数据集", (NamePart.INDUSTRY,)),
        ("2025年锡林郭勒盟畜牧业数据集", (NamePart.CONTENT,)),
        ("2025年锡林郭勒盟畜牧业肉羊溯源", (NamePart.DATA_TYPE,)),
        ("数据集", (NamePart.TIME, NamePart.REGION, NamePart.INDUSTRY, NamePart.CONTENT)),
        ("", tuple(NamePart)),
    ],
)
def test_each_missing_part_is_named_in_the_order_of_the_rule(name: str, missing: tuple[NamePart, ...]) -> None:
    assert missing_parts(name) == missing


@pytest.mark.parametrize(
    "name",
    [
        "2022-2025年包头市稀土产业链交易数据集",
        "2025年第一季度赤峰市农业玉米种植面积数据",
        "2025年3月东胜区餐饮消费监测指数",
        "历年全国煤炭价格走势数据库",
        "2024年度和林格尔县算力调度日志数据集",
        "2025年张家口市风电出力预测模型",
    ],
)
def test_other_ways_to_name_time_place_and_type_are_understood(name: str) -> None:
    assert missing_parts(name) == ()


@given(st.text(max_size=60))
def test_no_name_breaks_the_rule_itself(name: str) -> None:
    assert set(missing_parts(name)) <= set(NamePart)


@given(st.text(alphabet="锡林郭勒盟肉羊养殖、2025 ", min_size=1, max_size=20), st.data())
def test_every_run_of_han_in_a_name_finds_it(name: str, data: st.DataObject) -> None:
    """Han may be cut anywhere; a cut through digits would be another number."""
    start = data.draw(st.integers(0, len(name) - 1))
    part = name[start : data.draw(st.integers(start + 1, len(name)))]
    assert matches(name, part) or not any("\u4e00" <= c for c in part) or any(c.isdigit() for c in part)


@pytest.mark.parametrize(
    ("query", "found"),
    [("肉羊", True), ("羊", True), ("羊肉", False), ("2022年", True), ("肉羊 溯源", True), ("肉牛 溯源", False),
     ("２０２２", True), ("", False), ("、", False), ("202", False)],
)  # fmt: skip
def test_queries_find_by_pairs_words_and_single_characters(query: str, found: bool) -> None:
    assert matches(FIXTURES[0], query) is found


def test_terms_of_a_query_are_among_those_of_the_index() -> None:
    for name in FIXTURES:
        assert query_terms(name) <= index_terms(name)


def test_rare_han_beyond_the_basic_plane_are_indexed() -> None:
    assert matches("𠮷林市数据集", "𠮷林")
