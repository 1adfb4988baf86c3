# SPDX-License-Identifier: Apache-2.0
"""Unified social credit codes by both check digits, and who counts as a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import party
from ledger.domain.party import PartyKind, UsccClass, UsccFault, uscc_findings, uscc_ok
from ledger.domain.tables.divisions import PROVINCES

# Published examples and the fictional organisations of the demo; all pass both checks.
VALID = """
91350100M000100Y43 91150100MA0TE5T162 91150600MA13QK7P77 11150000000012343U 12152200461234563C
91152502MA0DEM013H 91150102MA0DEM021Y 91150602MA0DEM03XG 91150781MA0DEM0483 91152201MA0DEM0561
91150105MA0DEM064P 91150104MA0DEM0724 91150103MA0DEM080G 91150203MA0DEM1016 121525000000DEM93A
""".split()


@st.composite
def codes(draw: st.DrawFn) -> str:
    """Codes that pass everything."""
    prefix = draw(st.sampled_from(["11", "12", "51", "91", "92", "93"]))
    region = draw(st.sampled_from(sorted(PROVINCES))) + draw(st.from_regex(r"[0-9]{4}", fullmatch=True))
    body = draw(st.text(party.USCC_ALPHABET, min_size=8, max_size=8))
    whole = prefix + region + body + party.organisation_check(body)
    return whole + party.check_character(whole)


@pytest.mark.parametrize("code", VALID)
def test_known_codes_have_no_fault(code: str) -> None:
    assert uscc_findings(code) == ()


@given(codes())
def test_every_code_made_by_the_rules_has_no_fault(code: str) -> None:
    # A remainder of 10 or 11 gives X or 0 in the organisation code; both stand in the alphabet of the whole.
    assert uscc_findings(code) == ()


@given(codes(), st.integers(0, 17), st.sampled_from(party.USCC_ALPHABET))
def test_no_slip_of_one_character_goes_unseen(code: str, position: int, other: str) -> None:
    slipped = code[:position] + other + code[position + 1 :]
    assert uscc_ok(slipped) is (slipped == code)


@given(codes(), st.integers(0, 16))
def test_no_exchange_of_neighbours_goes_unseen(code: str, position: int) -> None:
    swapped = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    assert uscc_ok(swapped) is (swapped == code)


@given(st.text(max_size=40))
def test_no_text_makes_the_check_fail_with_anything_but_findings(text: str) -> None:
    assert all(finding.fault in UsccFault for finding in uscc_findings(text))


def test_all_31_check_characters_occur_and_a_remainder_of_zero_gives_zero() -> None:
    seen = {party.check_character(f"9115010000000{n:04d}") for n in range(200)}
    assert seen == set(party.USCC_ALPHABET)
    assert party.check_character("0" * 17) == "0"


@pytest.mark.parametrize(
    ("code", "fault", "expected"),
    [
        ("", UsccFault.LENGTH, ""),
        ("91152502MA0DEM013", UsccFault.LENGTH, ""),
        ("91152502MA0DEM013HH", UsccFault.LENGTH, ""),
        ("91152502MAODEM013H", UsccFault.ALPHABET, ""),
        ("91152502ma0dem013h", UsccFault.ALPHABET, ""),
        ("91A52502MA0DEM013H", UsccFault.DIVISION, ""),
        ("91152502MA0DEM013X", UsccFault.CHECK, "H"),
        ("91152502MA0DEM014L", UsccFault.INNER_CHECK, "3"),
    ],
)
def test_faults_are_told_apart_and_name_what_was_expected(code: str, fault: UsccFault, expected: str) -> None:
    assert [(finding.fault, finding.expected) for finding in uscc_findings(code)] == [(fault, expected)]


def test_the_inner_check_only_warns() -> None:
    assert uscc_ok("91152502MA0DEM014L")


def test_bodies_registered_with_a_national_office_lie_in_no_province() -> None:
    body = "100000" + "MA0DEM01" + "3"
    code = "91" + body + party.check_character("91" + body)
    assert uscc_findings(code) == ()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("11150000000012343U", UsccClass.ORGAN),
        ("12152200461234563C", UsccClass.INSTITUTION),
        ("91152502MA0DEM013H", UsccClass.ENTERPRISE),
        ("92152502MA0DEM013E", UsccClass.SOLE_TRADER),
        ("N1152502MA0DEM013E", UsccClass.COLLECTIVE),
        ("A1152502MA0DEM013E", UsccClass.MILITARY),
        ("81152502MA0DEM013J", UsccClass.UNKNOWN),
    ],
)
def test_the_first_characters_say_what_a_body_is(code: str, kind: UsccClass) -> None:
    assert party.uscc_class(code) is kind
    assert party.is_organ(code) is (kind is UsccClass.ORGAN)
    assert party.is_institution(code) is (kind is UsccClass.INSTITUTION)


@pytest.mark.parametrize(
    ("kind", "number", "personal"),
    [
        (PartyKind.LEGAL_PERSON, "91152502MA0DEM013H", False),
        (PartyKind.UNINCORPORATED, "92152502MA0DEM013E", True),
        (PartyKind.NATURAL_PERSON, "110101199003074514", True),
    ],
)
def test_persons_and_sole_traders_are_personal(kind: PartyKind, number: str, personal: bool) -> None:
    assert party.is_personal(kind, number) is personal


@pytest.mark.parametrize(
    ("number", "ok"),
    [
        ("110101199003074514", True),
        ("110101199003074515", False),
        ("110101199002304512", False),
        ("11010119900307451", False),
        ("X1234567", False),
    ],
)
def test_resident_numbers_are_checked_by_date_and_check_character(number: str, ok: bool) -> None:
    assert party.resident_number_ok(number) is ok
