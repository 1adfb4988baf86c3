# SPDX-License-Identifier: Apache-2.0
"""Each use of a batch is held against its grant as that stood then; a record that says too little is not passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.domain.agreement import Agreement, read
from ledger.domain.circulation import UsageTotal
from ledger.domain.fold import fold
from ledger.domain.grant import Grant
from ledger.domain.ids import GrantId
from ledger.domain.scope import (
    ALL_ENVIRONMENTS,
    ALL_FIELDS,
    ConsentRoot,
    DecisionRoot,
    Environment,
    Link,
    Root,
    UnitRoot,
    UseOfData,
    decide,
)
from ledger.domain.usage import UsageRecord
from ledger.domain.usage_scope import (
    NAMED,
    Allowance,
    Judged,
    chain_in,
    forbidden_in,
    judge,
    misstated,
    reaches,
    runs_throughout,
    strays_document,
)
from tests.simulator import acts as a
from tests.simulator.chain import GENESIS_TIME, SimulatedAct
from tests.unit.domain.recording import recorded_acts

T0, HOUR = GENESIS_TIME, 3_600
UNTIL = T0 + 100 * HOUR
OFFERED, ACCEPTED, THIRD, FOURTH = (T0 + HOUR * number for number in (1, 2, 3, 4))
"""When the acts of a grant are recorded, an hour apart."""
GRANT, OTHER, UNUSED = a.grant_id("1"), a.grant_id("2"), a.grant_id("3")
HELD: tuple[tuple[int, Root], ...] = ((0, UnitRoot(True)),)
OPEN: dict[str, Any] = {"fields": ALL_FIELDS, "environments": ALL_ENVIRONMENTS}


def node(acts: Sequence[SimulatedAct]) -> Any:
    recorded = recorded_acts(acts, step=HOUR)
    grant = fold(recorded)
    assert isinstance(grant, Grant)
    return reaches(grant, recorded)


def granted(*later: SimulatedAct, **changes: Any) -> list[SimulatedAct]:
    return [a.grant_offered("1", UNTIL, **(OPEN | changes)), a.grant_accepted("1", ACCEPTED), *later]


def allowance(*later: SimulatedAct, roots: tuple[tuple[int, Root], ...] = HELD, **changes: Any) -> Allowance:
    return Allowance((node(granted(*later, **changes)),), roots)


def use(moment: int = FOURTH + 1, **changes: Any) -> UsageRecord:
    return replace(UsageRecord(GRANT, moment, 1, 1, 100, 152500, b"\x01" * 32), **changes)


def leaf(index: int, record: UsageRecord) -> bytes:
    return index.to_bytes(32, "big")


def judged(one: Allowance | None, *records: UsageRecord, until: int | None = None) -> Judged:
    """But for the sums, which have a test of their own."""
    return replace(judge(records, {GRANT: one}, leaf, until), sums=None)


def rules(one: Allowance | None, *records: UsageRecord) -> list[tuple[str, int]]:
    return [(strays.rule, strays.count) for strays in judged(one, *records).strays]


def test_what_lies_within_is_looked_at_and_not_named() -> None:
    assert judged(allowance(), use(), use(ACCEPTED), use(UNTIL - 1)) == Judged(3, (), {})


def test_sums_are_of_all_records_under_whatever_grant_and_whenever() -> None:
    records = [use(), use(moment=UNTIL + 1, calls=5), use(grant=OTHER, records=7)]
    assert judge(records, {GRANT: allowance()}, leaf, FOURTH).sums == {GRANT: (200, 6), OTHER: (7, 1)}


def test_totals_that_are_not_what_the_records_make_are_told_with_both() -> None:
    sums = {bytes(GRANT): (200, 6), bytes(OTHER): (7, 1)}

    def total(grant: bytes, count: int, calls: int) -> UsageTotal:
        return UsageTotal(0, GrantId(grant), count, calls, 0)

    assert misstated([total(GRANT, 200, 6), total(OTHER, 7, 1)], sums) == {}
    assert misstated([total(GRANT, 200, 5), total(OTHER, 7, 1)], sums) == {GRANT: ((200, 5), (200, 6))}
    assert misstated([total(GRANT, 200, 6)], sums) == {OTHER: ((0, 0), (7, 1))}, "a grant left out"
    assert misstated([total(GRANT, 200, 6), total(OTHER, 7, 1), total(UNUSED, 1, 0)], sums) == {
        UNUSED: ((1, 0), (0, 0))
    }


def test_what_an_agreement_of_the_chain_forbids_is_named_with_whose_it_is() -> None:
    one, above = allowance(purposes=0b110), a.grant_id("above")
    (own,) = chain_in(one)
    agreed = {
        GrantId(GRANT): Agreement("", read({"forbidden_purposes": ["PRODUCT_DEVELOPMENT"]})),
        GrantId(above): Agreement("", read({"forbidden_purposes": ["PRODUCT_DEVELOPMENT", "RESALE"]})),
    }
    chain = (own, replace(own, grant_id=GrantId(above)))
    forbidden = forbidden_in(chain, agreed)
    found = judge([use(purpose=1), use(purpose=2)], {GRANT: one}, leaf, None, {GRANT: forbidden})

    assert forbidden == {2: GRANT, 20: above}
    assert [(each.rule, each.on, [stray.index for stray in each.first]) for each in found.strays] == [
        ("FORBIDDEN_PURPOSE", GRANT, [1])
    ]
    assert forbidden_in(chain, {GrantId(GRANT): Agreement("words alone", None)}) == {}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"moment": ACCEPTED - 1}, "NOT_YET"),
        ({"moment": UNTIL}, "EXPIRED"),
        ({"purpose": 2}, "PURPOSE"),
        ({"purpose": 65_535}, "PURPOSE"),
        ({"region": 110_000}, "REGION"),
        ({"region": 0}, "EXPORT"),
    ],
)
def test_each_rule_is_named(changes: dict[str, Any], rule: str) -> None:
    (strays,) = judged(allowance(), use(**changes)).strays

    assert (strays.grant, strays.rule, strays.on, strays.count) == (GRANT, rule, GRANT, 1)


def test_no_budget_makes_one_record_the_one_too_many() -> None:
    assert rules(allowance(max_calls=1, max_records=1), *[use() for _ in range(9)]) == []


def test_a_grant_is_as_it_stood_then() -> None:
    narrowed = allowance(a.grant_narrowed("1", UNTIL, **OPEN, purposes=1 << 4))
    assert rules(narrowed, use(THIRD - 1), use(THIRD)) == [("PURPOSE", 1)]
    assert rules(narrowed, use(THIRD - 1, purpose=4), use(THIRD, purpose=4)) == []

    shortened = allowance(a.grant_narrowed("1", THIRD + 10, **OPEN))
    assert rules(shortened, use(THIRD + 9), use(THIRD + 10)) == [("EXPIRED", 1)]

    paused = allowance(a.grant_suspended("1"), a.grant_resumed("1"))
    assert rules(paused, use(THIRD - 1), use(THIRD), use(FOURTH - 1), use(FOURTH)) == [("SUSPENDED", 2)]

    assert rules(allowance(a.grant_revoked("1")), use(THIRD - 1), use(THIRD)) == [("ENDED", 1)]


def test_what_a_grant_was_passed_on_from_holds_for_it() -> None:
    above = node(granted(a.grant_narrowed("1", UNTIL, **OPEN, purposes=1 << 4)))
    below = node([a.grant_offered("2", UNTIL, parent="1", **OPEN), a.grant_accepted("2", ACCEPTED)])
    (strays,) = judged(Allowance((below, above), HELD), use(THIRD - 1), use(THIRD)).strays

    assert (strays.rule, strays.on, strays.count) == ("PURPOSE", a.grant_id("1"), 1)


@pytest.mark.parametrize(
    ("roots", "rule"),
    [
        (((0, UnitRoot(False)), (OFFERED, UnitRoot(True)), (FOURTH, UnitRoot(False))), "UNIT_GONE"),
        (((0, ConsentRoot(UNTIL, FOURTH)),), "CONSENT_WITHDRAWN"),
        (((0, ConsentRoot(FOURTH, None)),), "CONSENT_EXPIRED"),
        (((0, DecisionRoot()),), None),
    ],
)
def test_what_a_grant_hangs_on_was_there_then_or_not(roots: Any, rule: str | None) -> None:
    assert rules(allowance(roots=roots), use(FOURTH - 1), use(FOURTH)) == ([(rule, 1)] if rule else [])


def test_fields_that_are_said_are_judged_and_those_that_are_not_are_counted() -> None:
    some = allowance(fields=0b11)
    assert rules(some, use(fields=0b01), use(fields=0b11), use(fields=0b100), use(fields=ALL_FIELDS)) == [("FIELDS", 2)]
    assert judged(some, use(), use(), use(fields=1)) == Judged(3, (), {"FIELDS": 2})
    assert judged(some, use(purpose=2)).unsaid == {}


def test_environments_that_are_said_are_judged_and_those_that_are_not_are_counted() -> None:
    some = allowance(environments=1 << Environment.API | 1 << Environment.SANDBOX)
    said = [use(environment=each) for each in Environment]
    (strays,) = judged(some, *said).strays
    assert (strays.rule, strays.on, [each.index for each in strays.first]) == ("ENVIRONMENT", GRANT, [0, 3, 4])
    assert judged(some, use(), use(environment=Environment.API)) == Judged(2, (), {"ENVIRONMENT": 1})


def test_an_environment_that_was_taken_away_above_is_outside_below() -> None:
    above = node(granted(a.grant_narrowed("1", UNTIL, fields=ALL_FIELDS, environments=1)))
    below = node([a.grant_offered("2", UNTIL, parent="1", fields=ALL_FIELDS, environments=2),
                  a.grant_accepted("2", ACCEPTED)])  # fmt: skip
    both = Allowance((below, above), HELD)
    (strays,) = judged(both, use(THIRD - 1, environment=Environment.API), use(environment=Environment.API)).strays
    assert (strays.rule, strays.on, strays.count) == ("ENVIRONMENT", a.grant_id("1"), 1)
    # Nothing that could be said would lie within.
    assert rules(both, use()) == [("ENVIRONMENT", 1)]


def test_a_grant_that_the_ledger_does_not_know_covers_nothing() -> None:
    (strays,) = judged(None, use()).strays
    assert (strays.rule, strays.on) == ("UNKNOWN", None)


def test_records_under_other_grants_and_later_ones_are_not_looked_at() -> None:
    other = use(grant=b"\x99" * 32, purpose=2)
    assert judged(allowance(), other, use(purpose=2, moment=FOURTH + 9), use(), until=FOURTH + 8) == Judged(1, (), {})


def test_the_first_are_named_and_the_others_counted() -> None:
    records = [use(purpose=2 if index % 2 else 1, moment=FOURTH + index) for index in range(1_000)]
    (strays,) = judged(allowance(), *records).strays
    document = strays_document(strays)

    assert [each.index for each in strays.first] == [2 * place + 1 for place in range(NAMED)]
    assert (document["count"], document["more"], len(document["first"])) == (500, 500 - NAMED, NAMED)
    assert document["first"][0] == {"index": 1, "moment": FOURTH + 1, "leaf": "0x" + leaf(1, records[1]).hex()}


def test_the_time_of_a_span_is_known_without_its_records() -> None:
    paused = allowance(a.grant_suspended("1"), a.grant_resumed("1"))
    assert runs_throughout(paused, ACCEPTED, THIRD - 1)
    assert not runs_throughout(paused, ACCEPTED, THIRD)
    assert not runs_throughout(paused, ACCEPTED, FOURTH)
    assert runs_throughout(paused, FOURTH, UNTIL - 1)
    assert not runs_throughout(paused, FOURTH, UNTIL)
    gone = allowance(roots=((0, UnitRoot(True)), (FOURTH, UnitRoot(False))))
    assert not runs_throughout(gone, ACCEPTED, UNTIL - 1)
    # What is done under a grant does not matter: not even one of no purpose at all stops running.
    assert runs_throughout(allowance(purposes=0), ACCEPTED, UNTIL - 1)


# --- what is remembered changes no answer -----------------------------------------------------------------------------

MOMENTS = st.integers(T0, UNTIL + HOUR) | st.sampled_from(
    [at + step for at in (OFFERED, ACCEPTED, THIRD, FOURTH, FOURTH + HOUR, UNTIL) for step in (-1, 0, 1)]
)
RECORDS = st.lists(
    st.builds(
        use, MOMENTS, purpose=st.sampled_from([0, 1, 2, 4, 70]), region=st.sampled_from([0, 110_000, 152_500]),
        fields=st.sampled_from([0, 1, 3, 4, ALL_FIELDS]), environment=st.none() | st.sampled_from(Environment),
    ),
    max_size=40,
)  # fmt: skip
SCOPES = st.fixed_dictionaries(
    {
        "fields": st.sampled_from([1, 3, ALL_FIELDS]), "purposes": st.sampled_from([2, 18, 16]),
        "environments": st.sampled_from([1, 3, ALL_ENVIRONMENTS]), "exported": st.booleans(),
        "territory": st.sampled_from([1 << 15, 1 << 11 | 1 << 15]),
    }
)  # fmt: skip


@st.composite
def nodes(draw: st.DrawFn) -> list[SimulatedAct]:
    acts = granted(**draw(SCOPES))
    for act in draw(st.permutations(["narrow", "pause", "revoke"]))[: draw(st.integers(0, 3))]:
        if act == "narrow":
            acts.append(a.grant_narrowed("1", draw(st.sampled_from([UNTIL, FOURTH + 5])), **draw(SCOPES)))
        elif act == "pause":
            acts += [a.grant_suspended("1"), a.grant_resumed("1")]
        else:
            return [*acts, a.grant_revoked("1")]
    return acts


@settings(max_examples=150)
@given(st.lists(nodes(), min_size=1, max_size=3), st.booleans(), RECORDS)
def test_each_record_is_answered_as_if_it_were_the_only_one(
    chain: list[list[SimulatedAct]], held: bool, records: list[UsageRecord]
) -> None:
    roots = ((0, UnitRoot(held)), (FOURTH, UnitRoot(True)))
    both = Allowance(tuple(node(acts) for acts in chain), roots)
    found = judged(both, *records)
    expected = [_alone(chain, roots, record) for record in records]

    assert {(strays.rule, strays.count) for strays in found.strays} == {
        (rule, expected.count(rule)) for rule in set(expected) if rule is not None
    }
    assert found.outside == sum(rule is not None for rule in expected)


def _alone(chain: list[list[SimulatedAct]], roots: Any, record: UsageRecord) -> str | None:
    """By the twin on the acts up to then for the reach, and on all of them for the times."""
    grants = []
    for acts in chain:
        recorded = recorded_acts(acts, step=HOUR)
        whole = fold(recorded)
        then = fold([act for act in recorded if act.meta.timestamp <= record.moment] or recorded[:1])
        assert isinstance(whole, Grant)
        assert isinstance(then, Grant)
        names = ("fields", "purposes", "territory", "exported", "environments", "not_after")
        grants.append(replace(whole, **{name: getattr(then, name) for name in names}, max_calls=None, max_records=None))
    given_fields = ALL_FIELDS
    for grant in grants:
        given_fields &= grant.fields
    fields = record.fields or given_fields
    asked = UseOfData(2, fields, record.purpose, record.region, record.region == 0, record.moment)
    root = roots[1][1] if record.moment >= FOURTH else roots[0][1]
    decision = decide([Link(grant, 0, 0) for grant in grants], root, asked)
    if not decision.allowed:
        return decision.rule.name
    said = [each for each in Environment if record.environment in (None, each)]
    within = [each for each in said if all(grant.environments >> each & 1 for grant in grants)]
    return None if within else "ENVIRONMENT"
