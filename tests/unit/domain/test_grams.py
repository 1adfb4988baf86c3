# SPDX-License-Identifier: Apache-2.0
"""Names are cut into pairs; what looks the same is the same, and what separates is no part of any pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.grams import grams_of

CASES = {
    "Chinese": ("畜牧业数据", {"畜牧", "牧业", "业数", "数据"}),
    "separated by a space": ("畜牧 数据", {"畜牧", "数据"}),
    "separated by punctuation": ("电力（负荷）", {"电力", "负荷"}),
    "full-width digits are digits": ("２０２４年", {"20", "02", "24", "4年"}),
    "letters have no case": ("GDP", {"gd", "dp"}),
    "one character stands for itself": ("牛", {"牛"}),
    "beyond the basic plane": ("𠮷田", {"𠮷田"}),
    "an underscore separates": ("a_b", {"a", "b"}),
    "nothing": ("", set()),
    "nothing but marks": ("%_？", set()),
}


@pytest.mark.parametrize(("name", "grams"), CASES.values(), ids=CASES.keys())
def test_the_grams_of_a_name(name: str, grams: set[str]) -> None:
    assert grams_of(name) == grams


@given(st.text(st.characters(whitelist_categories=["Lo", "Nd"]), min_size=2, max_size=20), st.data())
def test_every_part_of_two_or_more_characters_is_found(name: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(name) - 2))
    part = name[first : data.draw(st.integers(first + 2, len(name)))]
    longer = {gram for gram in grams_of(part) if len(gram) == 2}
    # A compatibility form may begin with what joins to the character before it; pairs inside stay pairs.
    assert longer <= grams_of(name) | {gram for gram in longer if not gram.isalnum()}
