# SPDX-License-Identifier: Apache-2.0
"""What belongs to the demo is known by a list, and stays in demo ledgers."""

from __future__ import annotations

import pytest

from ledger.domain.demo_marks import (
    FICTIONAL,
    FICTIONAL_PERSONS,
    fictional,
    is_demo_keystore,
    marked,
    refuse_demo_keystore,
    refuse_fictional,
)
from ledger.domain.party import resident_number_ok, uscc_findings
from ledger.errors import Refused

PERSON = next(iter(FICTIONAL_PERSONS))


@pytest.mark.parametrize("code", sorted(FICTIONAL))
def test_every_code_of_the_demo_passes_both_check_digits(code: str) -> None:
    assert uscc_findings(code) == ()


def test_every_party_of_the_demo_says_that_it_is_an_example() -> None:
    assert all(name.startswith("示例") for name in FICTIONAL.values())
    assert len(set(FICTIONAL.values())) == len(FICTIONAL)


def test_the_demos_person_has_a_number_that_is_well_formed_and_nobodys() -> None:
    assert resident_number_ok(PERSON)
    assert PERSON.startswith("150000"), "no resident is registered with a province itself"


def test_only_what_is_listed_is_fictional() -> None:
    assert fictional(["91150103MA0DEM080G", "91150103MA0ABC080G", PERSON]) == ("91150103MA0DEM080G", PERSON)


@pytest.mark.parametrize("number", ["91152502MA0DEM013H", PERSON])
def test_a_fictional_party_is_refused_outside_a_demo(number: str) -> None:
    with pytest.raises(Refused) as refusal:
        refuse_fictional(["91350100M000100Y43", number], demo=False)
    assert refusal.value.code == "DEMO_DATA_OUTSIDE_DEMO"


def test_the_refusal_repeats_no_identity_number() -> None:
    with pytest.raises(Refused) as refusal:
        refuse_fictional([PERSON], demo=False)
    assert PERSON not in str(refusal.value) + refusal.value.zh


def test_a_fictional_party_is_welcome_in_a_demo_and_a_real_one_everywhere() -> None:
    refuse_fictional(["91152502MA0DEM013H", PERSON], demo=True)
    refuse_fictional(["91350100M000100Y43"], demo=False)


def test_a_marked_keystore_is_refused_outside_a_demo() -> None:
    keystore = marked({"version": 3, "address": "00"})
    assert keystore["version"] == 3
    assert is_demo_keystore(keystore)
    with pytest.raises(Refused) as refusal:
        refuse_demo_keystore(keystore, demo=False)
    assert refusal.value.code == "DEMO_KEY_OUTSIDE_DEMO"
    refuse_demo_keystore(keystore, demo=True)


def test_an_unmarked_keystore_is_taken_everywhere() -> None:
    refuse_demo_keystore({"version": 3}, demo=False)
    refuse_demo_keystore({"version": 3}, demo=True)
