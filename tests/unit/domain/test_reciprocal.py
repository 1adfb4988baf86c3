# SPDX-License-Identifier: Apache-2.0
"""Reciprocal grants side by side: what is wider is said as seen from the first side, and nothing of it twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.grant import Grant, GrantState
from ledger.domain.ids import GrantId, OrgId, PartyId, party_of_org
from ledger.domain.kinds import GrantKind
from ledger.domain.reciprocal import Counterstand, Dimension, Pair, Side, Word, compared, counterpart_of, pairs_of
from ledger.domain.scope import ALL_FIELDS, HOME, Rule, territory_bits

T0 = 1_790_000_000
UNTIL = T0 + 1_000
HERDING, POWER, BANK = (
    party_of_org(OrgId(code)) for code in ("91152502MA0DEM013H", "91150102MA0DEM021Y", "91150104MA0DEM0724")
)
ROOTS: Final = {HERDING: b"\1" * 32, POWER: b"\2" * 32, BANK: b"\3" * 32}
RULES: Final = (Rule.ALLOWED, Rule.NOT_YET, Rule.SUSPENDED, Rule.NOT_ACCEPTED, Rule.EXPIRED, Rule.ENDED, Rule.UNIT_GONE)


def grant(number: int, by: PartyId = HERDING, to: PartyId = POWER, **changes: Any) -> Grant:
    given: dict[str, Any] = {
        "root": ROOTS[by], "state": GrantState.ACTIVE, "right": 2, "not_before": None, "exclusivity": 0,
        "irrevocable": False, "price_mode": 2, "fields": ALL_FIELDS, "purposes": 0b110, "territory": 1 << 11,
        "exported": False, "environments": 1, "not_after": UNTIL, "max_calls": 100, "max_records": None, "depth": 0,
        "offered_at": T0 - 100 + number, "accepted_at": T0, "since": T0,
    }  # fmt: skip
    return Grant(
        grant_id=GrantId(bytes([number]) * 32), kind=GrantKind.RECIPROCAL, reference=bytes(32), parent=None, grantor=by,
        grantee=to, columns=None, important=False, agreement=bytes(32), security=None, export_basis=None,
        reciprocal=b"PAIR".ljust(32, b"\0"), **(given | changes),
    )  # fmt: skip


def side(one: Grant, rule: Rule = Rule.ALLOWED, at: int = T0 + 1, moved: bool = False) -> Side:
    return Side(one, rule, at, moved)


def pair(mine: dict[str, Any], theirs: dict[str, Any]) -> Pair:
    (found,) = pairs_of([side(grant(1, **mine)), side(grant(2, POWER, HERDING, **theirs))])
    return found


def differing(mine: dict[str, Any], theirs: dict[str, Any]) -> dict[Dimension, Word]:
    return {dimension: word for dimension, word in compared(pair(mine, theirs)).items() if word is not Word.EQUAL}


def test_what_is_given_alike_is_equal_in_every_dimension() -> None:
    found = compared(pair({}, {}))
    assert set(found) == set(Dimension)
    assert set(found.values()) == {Word.EQUAL}


LEAGUE = territory_bits([150_100])


@pytest.mark.parametrize(
    ("wide", "narrow", "dimension"),
    [
        ({"purposes": 0b1110}, {}, Dimension.PURPOSES),
        ({}, {"fields": 3}, Dimension.FIELDS),
        ({"territory": 1 << HOME}, {"territory": LEAGUE}, Dimension.TERRITORY),
        ({"exported": True}, {}, Dimension.EXPORT),
        ({"environments": 3}, {}, Dimension.ENVIRONMENTS),
        ({"not_after": UNTIL + 1}, {}, Dimension.TERM),
        ({"not_before": T0 - 5}, {"not_before": T0}, Dimension.TERM),
        ({"max_calls": None}, {}, Dimension.CALLS),
        ({"max_calls": 101}, {}, Dimension.CALLS),
        ({}, {"max_records": 5}, Dimension.RECORDS),
        ({"depth": 1}, {}, Dimension.DEPTH),
        ({"exclusivity": 2}, {"exclusivity": 1}, Dimension.EXCLUSIVITY),
        ({"irrevocable": True}, {}, Dimension.IRREVOCABLE),
    ],
)
def test_who_gives_more_is_wider_and_the_other_narrower(
    wide: dict[str, Any], narrow: dict[str, Any], dimension: Dimension
) -> None:
    assert differing(wide, narrow) == {dimension: Word.WIDER}
    assert differing(narrow, wide) == {dimension: Word.NARROWER}


@pytest.mark.parametrize(
    ("mine", "theirs", "dimension"),
    [
        ({"right": 4}, {"right": 2}, Dimension.RIGHT),
        ({"purposes": 0b10}, {"purposes": 0b100}, Dimension.PURPOSES),
        ({"territory": 1 << 11}, {"territory": 1 << 12}, Dimension.TERRITORY),
        ({"price_mode": 1}, {"price_mode": 2}, Dimension.PRICE_MODE),
        ({"not_before": T0, "not_after": UNTIL}, {"not_before": T0 + 5, "not_after": UNTIL + 5}, Dimension.TERM),
    ],
)
def test_what_neither_holds_is_different(mine: dict[str, Any], theirs: dict[str, Any], dimension: Dimension) -> None:
    assert differing(mine, theirs) == {dimension: Word.DIFFERENT}


def test_groups_of_fields_of_two_assets_are_not_the_same_groups() -> None:
    assert differing({"fields": 3}, {"fields": 3}) == {Dimension.FIELDS: Word.DIFFERENT}
    assert differing({"fields": 3, "root": ROOTS[BANK]}, {"fields": 1, "root": ROOTS[BANK]}) == {
        Dimension.FIELDS: Word.WIDER
    }


def test_acceptance_one_after_the_other_makes_no_term_wider() -> None:
    assert differing({"since": T0}, {"since": T0 + 60}) == {}
    assert differing({"not_before": T0 + 60}, {"since": T0}) == {Dimension.TERM: Word.NARROWER}


def test_one_side_alone_is_missing_its_counterpart_in_everything() -> None:
    (alone,) = pairs_of([side(grant(1))])
    assert set(compared(alone).values()) == {Word.MISSING}
    assert counterpart_of(GrantId(b"\1" * 32), (alone,)) == (Counterstand.MISSING, ())
    assert counterpart_of(GrantId(b"\7" * 32), (alone,)) == (Counterstand.MISSING, ())


def test_others_under_the_same_reference_are_pairs_of_their_own() -> None:
    found = pairs_of([
        side(grant(1)), side(grant(2, POWER, HERDING)), side(grant(3, BANK, POWER)), side(grant(4, POWER, BANK)),
        side(grant(5, HERDING, BANK)),
    ])  # fmt: skip
    assert [each.parties for each in found] == [(HERDING, POWER), (BANK, POWER), (HERDING, BANK)]
    assert [len(each.second) for each in found] == [1, 1, 0]


def test_of_two_offers_in_one_second_the_one_that_comes_first_is_the_first_side() -> None:
    one, other = replace(grant(9), offered_at=T0), replace(grant(2, POWER, HERDING), offered_at=T0)
    (found,) = pairs_of([side(one), side(other)])
    assert found.parties == (HERDING, POWER)
    (found,) = pairs_of([side(other), side(one)])
    assert found.parties == (POWER, HERDING)


@pytest.mark.parametrize(
    ("other", "standing"),
    [
        (side(grant(2, POWER, HERDING)), Counterstand.STANDS),
        (side(grant(2, POWER, HERDING), Rule.NOT_YET), Counterstand.STANDS),
        (side(grant(2, POWER, HERDING), Rule.SUSPENDED), Counterstand.SUSPENDED),
        (side(grant(2, POWER, HERDING), Rule.EXPIRED), Counterstand.LAPSED),
        (side(grant(2, POWER, HERDING), Rule.ENDED), Counterstand.ENDED),
        (side(grant(2, POWER, HERDING), Rule.UNIT_GONE), Counterstand.ENDED),
        (side(grant(2, POWER, HERDING, state=GrantState.OFFERED), Rule.NOT_ACCEPTED), Counterstand.OFFERED),
        (side(grant(2, POWER, HERDING, state=GrantState.OFFERED), Rule.NOT_ACCEPTED, UNTIL), Counterstand.LAPSED),
        (side(grant(2, POWER, HERDING, state=GrantState.OFFERED), Rule.NOT_ACCEPTED, T0, True), Counterstand.LAPSED),
        (side(grant(2, POWER, HERDING, state=GrantState.DECLINED), Rule.NOT_ACCEPTED), Counterstand.MISSING),
        (side(grant(2, POWER, HERDING, state=GrantState.WITHDRAWN), Rule.NOT_ACCEPTED), Counterstand.MISSING),
    ],
)
def test_how_a_counterpart_stands(other: Side, standing: Counterstand) -> None:
    pairs = pairs_of([side(grant(1)), other])
    assert counterpart_of(GrantId(b"\1" * 32), pairs) == (standing, (GrantId(b"\2" * 32),))


def test_of_several_the_one_that_stands_best_is_compared_then_the_latest() -> None:
    old, ended, late = grant(2, POWER, HERDING), grant(3, POWER, HERDING), grant(4, POWER, HERDING)
    (found,) = pairs_of([side(grant(1)), side(old), side(ended, Rule.ENDED), side(late)])
    assert [each.grant.grant_id[0] for each in found.second] == [4, 2, 3]


OPPOSITE: Final = {Word.WIDER: Word.NARROWER, Word.NARROWER: Word.WIDER}
shapes = st.fixed_dictionaries({
    "right": st.sampled_from([1, 2, 4]),
    "fields": st.sampled_from([ALL_FIELDS, 1, 3, 4]),
    "purposes": st.integers(1, 15).map(lambda bits: bits << 1),
    "territory": st.sampled_from([1 << 11, 1 << HOME, LEAGUE, 1 << HOME | LEAGUE]),
    "exported": st.booleans(),
    "environments": st.integers(1, 31),
    "not_before": st.sampled_from([None, T0, T0 + 5]),
    "not_after": st.sampled_from([UNTIL, UNTIL + 5]),
    "max_calls": st.sampled_from([None, 5, 2**53 + 1, 2**53 + 2]),
    "depth": st.integers(0, 7),
    "exclusivity": st.integers(0, 2),
})  # fmt: skip


@given(shapes, shapes, st.sampled_from(RULES), st.sampled_from(RULES))
def test_seen_from_the_other_side_every_word_is_turned_round(
    mine: dict[str, Any], theirs: dict[str, Any], rule: Rule, other: Rule
) -> None:
    one, two = side(grant(1, **mine), rule), side(grant(2, POWER, HERDING, **theirs), other)
    there, back = compared(Pair((one,), (two,))), compared(Pair((two,), (one,)))

    assert {dimension: OPPOSITE.get(word, word) for dimension, word in there.items()} == back
    alike = compared(Pair((one,), (side(replace(one.grant, grantor=POWER, grantee=HERDING), rule),)))
    assert set(alike.values()) == {Word.EQUAL}
