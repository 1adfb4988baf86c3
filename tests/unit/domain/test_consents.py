# SPDX-License-Identifier: Apache-2.0
"""How a consent stands at a moment, from what was said and what was done."""

from __future__ import annotations

import pytest

from ledger.domain.ids import Address, PartyId
from ledger.domain.pledge import Consenting, ConsentRecord, StandingConsent, consents_at

BANK, HOLDER = PartyId(b"\1" * 32), PartyId(b"\2" * 32)
MATTER, OTHER = b"\x11" * 32, b"\x12" * 32
GIVEN, USED, OVER = Consenting.GIVEN, Consenting.USED, Consenting.OVER
FOLLOWED, TAKEN_BACK, LAPSED = Consenting.FOLLOWED, Consenting.TAKEN_BACK, Consenting.LAPSED
ALWAYS = {BANK: [(0, 1_000)], HOLDER: [(0, 1_000)]}


def said(at: int, until: int | None, party: PartyId = BANK, matter: bytes = MATTER) -> ConsentRecord:
    return ConsentRecord(1, party, matter, until, at, Address(bytes(20)), 0)


def words(consents: list[ConsentRecord], at: int, *done: int) -> list[Consenting]:
    return [one.consenting for one in consents_at(consents, {MATTER: done}, ALWAYS, at)]


def test_it_is_given_until_its_moment() -> None:
    assert words([said(10, 100)], 99) == [GIVEN]
    assert words([said(10, 100)], 100) == [OVER]


def test_what_was_done_under_it_uses_it_up_from_then_on() -> None:
    assert words([said(10, 100)], 49, 50) == [GIVEN]
    assert words([said(10, 100)], 50, 50) == [USED]
    assert words([said(10, 100)], 200, 50) == [USED], "and not over: it served"
    assert consents_at([said(10, 100)], {MATTER: [70, 50]}, ALWAYS, 80) == [StandingConsent(said(10, 100), USED, 50)]


@pytest.mark.parametrize("done", [9, 100, 101])
def test_what_was_done_before_or_after_it_used_it_not(done: int) -> None:
    assert words([said(10, 100)], 99, done) == [GIVEN]


def test_the_same_act_in_its_block_uses_it() -> None:
    assert words([said(10, 100)], 10, 10) == [USED]


def test_a_later_word_of_the_same_party_on_the_same_matter_counts_alone() -> None:
    assert words([said(10, 100), said(20, 200)], 30) == [FOLLOWED, GIVEN]
    assert words([said(10, 100), said(20, None)], 30) == [FOLLOWED, TAKEN_BACK]
    assert words([said(10, 100), said(20, 200, HOLDER)], 30) == [GIVEN, GIVEN]
    assert words([said(10, 100), said(20, 200, matter=OTHER)], 30) == [GIVEN, GIVEN]


def test_each_use_takes_a_consent_of_its_own() -> None:
    assert words([said(10, 100), said(20, 200)], 30, 15) == [USED, GIVEN]
    assert words([said(10, 100), said(20, 200)], 30, 25) == [FOLLOWED, USED]
    assert words([said(10, 100), said(20, 200)], 30, 15, 25) == [USED, USED]


@pytest.mark.parametrize(
    ("at", "standing"), [(29, GIVEN), (30, LAPSED), (59, LAPSED), (60, GIVEN), (99, GIVEN), (100, OVER)]
)
def test_it_lapses_while_the_claim_is_anothers_and_counts_again_once_it_came_back(
    at: int, standing: Consenting
) -> None:
    spans = {BANK: [(0, 30), (60, 1_000)]}
    assert [one.consenting for one in consents_at([said(10, 100)], {}, spans, at)] == [standing]
    (other,) = consents_at([said(10, 100, HOLDER)], {}, spans, at)
    assert other.consenting is (OVER if at == 100 else LAPSED), "who had neither claim nor unit"


def test_what_was_done_while_the_claim_was_anothers_used_it_not() -> None:
    spans = {BANK: [(0, 30), (60, 1_000)]}

    def used(done: int) -> list[Consenting]:
        return [one.consenting for one in consents_at([said(10, 100)], {MATTER: [done]}, spans, 70)]

    assert used(31) == used(59) == [GIVEN]
    assert used(30) == [USED], "by that the claim went"
    assert used(60) == [USED]
