# SPDX-License-Identifier: Apache-2.0
"""Which opinions count: each reason at its boundary, in its order; and what those that count come to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ledger.domain.ids import Address, OrgId, PartyId, party_of_org
from ledger.domain.kinds import OrgKind, ValuationPurpose
from ledger.domain.organisation import Accreditation, Organisation, Suspension
from ledger.domain.valuation import COUNTING_TEXTS, Counting, Opinion, ValueQuestion, considered, value_of

T = 1_800_000_000
VALUER, SECOND = OrgId("91150203MA0DEM1016"), OrgId("91150105MA0DEM0A75")
REGISTRAR, HOLDER = OrgId("91150103MA0DEM080G"), OrgId("91152502MA0DEM013H")
PERSON = PartyId(b"\7" * 32)
SIX = Suspension(OrgKind.VALUER, 1, T - 5, b"", T + 5)


def organisation(org: OrgId, group: int = 0, **changes: Any) -> Organisation:
    return Organisation(org, "", 0, group, False, None, 0, None, None, 0, **changes)


def accredited(*windows: tuple[int, int | None]) -> tuple[Accreditation, ...]:
    return tuple(
        Accreditation(OrgKind.VALUER, number, *window, 15, 1, window[0])
        for number, window in enumerate(windows, start=1)
    )


OPINION = Opinion(
    number=1, place=0, valuer=VALUER, account=Address(bytes(20)), person=b"", holder=party_of_org(HOLDER), version=2,
    purpose=ValuationPurpose.PLEDGE, methods=5, value=1_000, currency="CNY", base_date=T - 9, valid_until=T + 9,
    report=b"", assumptions=b"", recorded_at=T - 8,
)  # fmt: skip
QUESTION = ValueQuestion(ValuationPurpose.PLEDGE, T, 2, REGISTRAR, (party_of_org(HOLDER),))
VALUING = organisation(VALUER, 3, accreditations=accredited((T - 100, T + 100)))
OTHERS = (organisation(REGISTRAR, 1), organisation(HOLDER, 2))


def counting(opinion: Opinion = OPINION, question: ValueQuestion = QUESTION, *known: Organisation) -> Counting:
    organisations = {one.org_id: one for one in (VALUING, *OTHERS, *known)}
    (found,) = considered([opinion], question, organisations)
    return found.counting


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, Counting.COUNTS),
        ({"recorded_at": T}, Counting.COUNTS),
        ({"recorded_at": T + 1}, Counting.NOT_YET),
        ({"withdrawn_at": T + 1}, Counting.COUNTS),
        ({"withdrawn_at": T}, Counting.WITHDRAWN),
        ({"followed_at": T + 1}, Counting.COUNTS),
        ({"followed_at": T}, Counting.FOLLOWED),
        ({"followed_at": T - 1, "withdrawn_at": T}, Counting.WITHDRAWN),
        ({"valid_until": T + 1}, Counting.COUNTS),
        ({"valid_until": T}, Counting.EXPIRED),
        ({"version": 1}, Counting.STALE),
        ({"version": 3}, Counting.STALE),
        ({"valuer": SECOND}, Counting.NOT_ACCREDITED),
    ],
)
def test_an_opinion_counts_up_to_its_boundaries(changes: dict[str, Any], why: Counting) -> None:
    assert counting(replace(OPINION, **changes)) is why


@pytest.mark.parametrize(
    ("valuer", "why"),
    [
        ({"accreditations": accredited((T - 9, T + 1))}, Counting.COUNTS),
        ({"accreditations": accredited((T - 9, T))}, Counting.NOT_ACCREDITED),
        ({"accreditations": accredited((T, None))}, Counting.COUNTS),
        ({"accreditations": accredited((T - 100, T + 100), (T - 50, T - 1))}, Counting.NOT_ACCREDITED),
        ({"accreditations": accredited((T - 100, T - 1), (T + 5, T + 100))}, Counting.NOT_ACCREDITED),
        ({"accreditations": accredited((T - 9, None)), "suspensions": (SIX,)}, Counting.NOT_ACCREDITED),
        ({"accreditations": accredited((T - 9, None)), "suspensions": (replace(SIX, until=T),)}, Counting.COUNTS),
    ],
    ids=["last second", "over", "first second", "last one given is over", "before the next", "suspended", "resumed"],
)
def test_a_valuer_counts_while_it_may_act(valuer: dict[str, Any], why: Counting) -> None:
    assert counting(OPINION, QUESTION, organisation(VALUER, 3, **valuer)) is why


@pytest.mark.parametrize(
    ("question", "known", "why"),
    [
        ({}, organisation(HOLDER, 3), Counting.AFFILIATED),
        ({}, organisation(REGISTRAR, 3), Counting.AFFILIATED),
        ({"registrar": VALUER}, organisation(HOLDER), Counting.AFFILIATED),
        ({"holders": (party_of_org(VALUER),)}, organisation(HOLDER), Counting.AFFILIATED),
        ({"holders": (PERSON,)}, organisation(HOLDER, 3), Counting.COUNTS),
        ({"holders": (PERSON, party_of_org(HOLDER))}, organisation(HOLDER, 3), Counting.AFFILIATED),
        ({"holders": (party_of_org(SECOND),)}, organisation(HOLDER, 3), Counting.COUNTS),
    ],
    ids=["holder's group", "registrar's group", "the registrar itself", "the holder itself", "a person", "one of two",
         "unknown here"],
)  # fmt: skip
def test_a_relation_does_not_count(question: dict[str, Any], known: Organisation, why: Counting) -> None:
    assert counting(OPINION, replace(QUESTION, **question), known) is why


def test_no_group_is_no_relation() -> None:
    ungrouped = organisation(VALUER, 0, accreditations=accredited((T - 100, None)))
    assert counting(OPINION, QUESTION, ungrouped, organisation(HOLDER, 0)) is Counting.COUNTS


def test_another_purpose_is_not_considered() -> None:
    other = replace(OPINION, purpose=ValuationPurpose.TRADE)
    assert considered([other, OPINION], QUESTION, {VALUER: VALUING})[0].opinion is OPINION


@pytest.mark.parametrize(
    ("counted", "wanted", "value"),
    [
        ([], 0, None),
        ([], 1, None),
        ([(VALUER, 5)], 0, 5),
        ([(VALUER, 5)], 1, 5),
        ([(VALUER, 5)], 2, None),
        ([(VALUER, 5), (VALUER, 4)], 2, None),
        ([(VALUER, 5), (SECOND, 4)], 2, 4),
        ([(VALUER, 5), (SECOND, 6)], 1, 5),
    ],
)
def test_the_lowest_counts_once_enough_valuers_spoke(
    counted: list[tuple[OrgId, int]], wanted: int, value: int | None
) -> None:
    assert value_of(counted, wanted) == value


def test_every_reason_has_words() -> None:
    assert set(COUNTING_TEXTS) == set(Counting)
    assert OPINION.method_names == ("COST", "MARKET")
