# SPDX-License-Identifier: Apache-2.0
"""Industries, places, grades and bands: the tables whole, and the questions asked of them."""

from __future__ import annotations

import pytest

from ledger.domain.classification import (
    DivisionCode,
    ExportRoute,
    Listed,
    NoSuchPlace,
    OnlyProvince,
    PlaceLevel,
    division_named,
    division_of_code,
    export_route,
    has_personal_information,
    industry_names,
    is_refused_grade,
    level_of,
    level_of_scope,
    masks_name,
    place,
    place_name,
    section_named,
    section_of_code,
)
from ledger.domain.tables.divisions import INNER_MONGOLIA, PROVINCES
from ledger.domain.tables.industries import DIVISIONS, SECTIONS
from ledger.domain.tables.words import GeoScope, Grade, PiBand

# Sections and the range of their divisions, as the standard prints them (domain.md 7.3).
RANGES = {
    "A": (1, 5), "B": (6, 12), "C": (13, 43), "D": (44, 46), "E": (47, 50), "F": (51, 52), "G": (53, 60), "H": (61, 62),
    "I": (63, 65), "J": (66, 69), "K": (70, 70), "L": (71, 72), "M": (73, 75), "N": (76, 79), "O": (80, 82),
    "P": (83, 83), "Q": (84, 85), "R": (86, 90), "S": (91, 96), "T": (97, 97),
}  # fmt: skip


def test_sections_and_divisions_are_those_of_the_standard() -> None:
    expected = [f"{letter}{number:02d}" for letter, (low, high) in RANGES.items() for number in range(low, high + 1)]
    assert list(DIVISIONS) == expected
    assert list(SECTIONS) == list(RANGES)
    assert len(set(DIVISIONS.values())) == 97


def test_every_name_finds_its_code_and_every_code_its_names() -> None:
    for code, name in DIVISIONS.items():
        found = division_named(name)
        assert found == code
        assert found is not None
        assert industry_names(found) == (SECTIONS[code[0]], name)
    for letter, name in SECTIONS.items():
        assert section_named(name) == letter


def test_punctuation_does_not_matter_and_other_words_do() -> None:
    assert section_named("农林牧渔业") == "A"
    assert section_named("农，林，牧，渔业") == "A"
    assert division_named("畜牧") is None
    assert section_named("") is None


@pytest.mark.parametrize(
    ("text", "code"), [("A03", "A03"), ("03", "A03"), ("97", "T97"), ("B03", None), ("98", None), ("3", None)]
)
def test_a_code_in_place_of_a_name_is_understood(text: str, code: str | None) -> None:
    assert division_of_code(text) == code


def test_a_letter_in_place_of_a_section_is_understood() -> None:
    assert section_of_code("T") == "T"
    assert section_of_code("U") is None


# --- places ----------------------------------------------------------------------------------------------------------


def in_force() -> list[str]:
    return [code for code, division in INNER_MONGOLIA.items() if division.until is None]


def test_inner_mongolia_has_12_prefectures_and_103_counties() -> None:
    levels = [level_of(DivisionCode(code)) for code in in_force()]
    assert levels.count(PlaceLevel.PROVINCE) == 1
    assert levels.count(PlaceLevel.PREFECTURE) == 12
    assert levels.count(PlaceLevel.COUNTY) == 103


def test_three_leagues_stand_among_the_prefectures() -> None:
    prefectures = [INNER_MONGOLIA[code].name for code in in_force() if code.endswith("00")]
    assert [name for name in prefectures if name.endswith("盟")] == ["兴安盟", "锡林郭勒盟", "阿拉善盟"]


def test_every_county_lies_in_a_prefecture_and_names_are_unique() -> None:
    codes = in_force()
    assert all(f"{code[:4]}00" in codes for code in codes)
    assert len({INNER_MONGOLIA[code].name for code in codes}) == len(codes)


def test_an_ended_code_names_one_that_is_in_force() -> None:
    ended = [division for division in INNER_MONGOLIA.values() if division.until is not None]
    assert ended
    assert all(INNER_MONGOLIA[division.successor].until is None for division in ended)


def test_there_are_34_provinces() -> None:
    assert len(PROVINCES) == 34


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("152500", Listed(INNER_MONGOLIA["152500"])),
        ("152700", Listed(INNER_MONGOLIA["152700"])),
        ("310115", OnlyProvince("上海市")),
        ("159900", NoSuchPlace()),
        ("990000", NoSuchPlace()),
        ("1525", NoSuchPlace()),
        ("15250a", NoSuchPlace()),
        ("１５２５００", NoSuchPlace()),
    ],
)
def test_what_is_known_of_a_code(code: str, expected: object) -> None:
    assert place(code) == expected


@pytest.mark.parametrize(("code", "name"), [("150781", "满洲里市"), ("310115", "上海市"), ("000000", "")])
def test_a_code_has_a_name_to_print(code: str, name: str) -> None:
    assert place_name(code) == name


def test_only_scopes_within_the_country_take_a_code() -> None:
    assert {scope for scope in GeoScope if level_of_scope(scope) is None} == {GeoScope.INTERNATIONAL, GeoScope.NATIONAL}


# --- grade and band --------------------------------------------------------------------------------------------------


def test_core_is_refused_and_important_is_masked() -> None:
    assert [grade for grade in Grade if is_refused_grade(grade)] == [Grade.CORE]
    assert [grade for grade in Grade if masks_name(grade)] == [Grade.IMPORTANT]


@pytest.mark.parametrize(
    ("band", "route"),
    [
        (PiBand.NONE, ExportRoute.EXEMPT),
        (PiBand.UNDER_100K, ExportRoute.EXEMPT),
        (PiBand.UNDER_1M, ExportRoute.CONTRACT_OR_CERTIFICATION),
        (PiBand.FROM_1M, ExportRoute.SECURITY_ASSESSMENT),
        (PiBand.SENSITIVE_UNDER_10K, ExportRoute.CONTRACT_OR_CERTIFICATION),
        (PiBand.SENSITIVE_FROM_10K, ExportRoute.SECURITY_ASSESSMENT),
    ],
)
def test_the_band_decides_the_route_abroad_and_importance_overrides_it(band: PiBand, route: ExportRoute) -> None:
    assert export_route(Grade.GENERAL_2, band) is route
    assert export_route(Grade.IMPORTANT, band) is ExportRoute.SECURITY_ASSESSMENT
    assert has_personal_information(band) is (band is not PiBand.NONE)
