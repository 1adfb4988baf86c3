# SPDX-License-Identifier: Apache-2.0
"""A trace as its acts leave it: nothing is overwritten, levels and answers are computed, gaps are refused."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.domain.circulation import ANSWER_WITHIN, AnswerState, ParentMark, Trace, UsageBatch
from ledger.domain.fold import fold
from ledger.domain.ids import PartyId, party_of_org
from ledger.domain.kinds import Circulation, Standing
from ledger.errors import Inconsistent
from tests.simulator import circulating as c
from tests.simulator.acts import HOLDER
from tests.simulator.chain import GENESIS_TIME, SimulatedAct
from tests.unit.domain.recording import recorded_acts

T0 = GENESIS_TIME


def trace_of(*acts: SimulatedAct) -> Trace:
    found = fold(recorded_acts(acts))
    assert isinstance(found, Trace)
    return found


def test_a_delivery_that_was_acknowledged() -> None:
    trace = trace_of(c.reported(1, 1, T0), c.answered(1, 1))
    delivery = trace.happenings[0]

    assert (trace.length, delivery.what, delivery.standing) == (1, Circulation.DELIVER, Standing.IN_SCOPE)
    assert delivery.level == 2
    assert delivery.answer_state(delivery.recorded_at + 10_000_000) is AnswerState.ACKNOWLEDGED
    assert delivery.receipt_of() == c.receipt(1, 1)


def test_a_dispute_countersigns_nothing() -> None:
    delivery = trace_of(c.reported(1, 1, T0), c.answered(1, 1, disputed=True)).happenings[0]

    assert delivery.level == 1
    assert delivery.answer is not None
    assert delivery.answer.reason is not None
    assert delivery.answer_state(delivery.recorded_at + 10_000_000) is AnswerState.DISPUTED


def test_paper_that_nobody_attested_countersigns_nothing() -> None:
    assert trace_of(c.reported(1, 1, T0), c.answered(1, 1, level=1)).happenings[0].level == 1
    assert trace_of(c.reported(1, 1, T0), c.answered(1, 1, level=2)).happenings[0].level == 2


def test_an_answer_is_overdue_by_time_alone() -> None:
    delivery = trace_of(c.reported(1, 1, T0)).happenings[0]

    assert delivery.answer_state(delivery.recorded_at) is AnswerState.WAITING
    assert delivery.answer_state(delivery.recorded_at + ANSWER_WITHIN - 1) is AnswerState.WAITING
    assert delivery.answer_state(delivery.recorded_at + ANSWER_WITHIN) is AnswerState.OVERDUE


def test_others_raise_the_level() -> None:
    delivery = trace_of(c.reported(1, 1, T0), c.confirmed(1, 1, 3), c.confirmed(1, 1, 5)).happenings[0]

    assert delivery.level == 5
    assert [each.level for each in delivery.confirmations] == [3, 5]


def test_a_correction_stands_beside_what_it_corrects() -> None:
    trace = trace_of(c.reported(1, 1, T0), c.reported(1, 2, T0, correction_of=1))

    assert [each.seq for each in trace.happenings] == [1, 2]
    assert [each.seq for each in trace.standing_happenings()] == [2]
    assert trace.accounts() == (trace.happenings,)


def test_of_several_corrections_of_one_event_the_newest_stands_alone() -> None:
    twice = trace_of(*(c.reported(1, seq, T0, correction_of=before) for seq, before in ((1, 0), (2, 1), (3, 1))))
    chain = trace_of(*(c.reported(1, seq, T0, correction_of=before) for seq, before in ((1, 0), (2, 1), (3, 2))))
    split = ((1, 0), (2, 0), (3, 1), (4, 2), (5, 3), (6, 1))
    forked = trace_of(*(c.reported(1, seq, T0, correction_of=before) for seq, before in split))

    assert [[each.seq for each in trace.standing_happenings()] for trace in (twice, chain)] == [[3], [3]]
    assert [[each.seq for each in account] for account in forked.accounts()] == [[2, 4], [1, 3, 5, 6]]
    assert [each.seq for each in forked.standing_happenings()] == [4, 6]


@pytest.mark.parametrize(
    "changes",
    [{"what": Circulation.STORE}, {"grant_id": c.NO_GRANT}, {"counterparty": party_of_org(c.VENUE)}],
    ids=["another type", "another grant", "another side"],
)
def test_a_correction_of_another_kind_takes_the_place_of_nothing(changes: dict[str, Any]) -> None:
    trace = trace_of(c.reported(1, 1, T0, rule=9), c.reported(1, 2, T0, correction_of=1, **changes))
    assert [each.seq for each in trace.standing_happenings()] == [1, 2]
    # Nor can it be the stepping stone of one that is of the first one's kind again.
    trace = trace_of(
        c.reported(1, 1, T0, rule=9), c.reported(1, 2, T0, correction_of=1, **changes),
        c.reported(1, 3, T0, correction_of=2),
    )  # fmt: skip
    assert [each.seq for each in trace.standing_happenings()] == [1, 2, 3]


def test_a_question_has_a_number_too() -> None:
    trace = trace_of(c.asked(1, 1, T0, rule=9), c.reported(1, 2, T0))

    assert (trace.length, trace.questions[0].allowed, trace.questions[0].rule) == (2, False, 9)
    assert trace.happening(1) is None


@pytest.mark.parametrize(
    ("visibility", "parties", "auditors", "others"),
    [(0, True, False, False), (1, True, True, False), (2, True, True, True)],
)
def test_particulars_are_shown_as_far_as_their_teller_says(
    visibility: int, parties: bool, auditors: bool, others: bool
) -> None:
    (each,) = trace_of(c.reported(1, 1, T0, visibility=visibility)).happenings

    assert [each.shows_particulars_to(org, supervises=False) for org in (HOLDER, c.BANK)] == [parties, parties]
    assert each.shows_particulars_to(c.VENUE, supervises=True) is auditors
    assert each.shows_particulars_to(c.VENUE, supervises=False) is others


def test_who_tells_for_another_is_shown_what_it_told() -> None:
    somebody = PartyId(b"\x77" * 32)
    (each,) = trace_of(c.reported(1, 1, T0, visibility=0, actor=somebody, counterparty=somebody)).happenings
    assert each.shows_particulars_to(HOLDER, supervises=False)
    assert not each.shows_particulars_to(c.BANK, supervises=False)
    (each,) = trace_of(
        c.reported(1, 1, T0, visibility=0, actor=somebody, on_behalf_of=party_of_org(c.VENUE))
    ).happenings
    assert each.shows_particulars_to(c.VENUE, supervises=False)


def test_parents_with_what_was_found_of_them() -> None:
    parents = (c.parent(2), c.parent(None), c.parent(3))
    made = trace_of(c.reported(1, 1, T0, parents=parents, marks=2 | 1 << 2 | 3 << 4)).happenings[0]

    assert [each.mark for each in made.parents] == [
        ParentMark.COVERED, ParentMark.UNREGISTERED, ParentMark.NOT_COVERED,
    ]  # fmt: skip


def test_a_batch_with_the_rule_against_each_total() -> None:
    batch = fold(recorded_acts([c.anchored(1, T0, rules=200 << 8)]))

    assert isinstance(batch, UsageBatch)
    assert [(total.position, total.rule) for total in batch.totals] == [(1, 0), (2, 200)]


@pytest.mark.parametrize(
    "acts",
    [
        [c.reported(1, 2, T0)],
        [c.reported(1, 1, T0), c.reported(1, 3, T0)],
        [c.reported(1, 1, T0), c.reported(1, 2, T0, correction_of=2)],
        [c.asked(1, 1, T0), c.answered(1, 1)],
        [c.reported(1, 1, T0, counterparty=c.NOBODY), c.answered(1, 1)],
        [c.reported(1, 1, T0), c.answered(1, 1), c.answered(1, 1)],
        [c.reported(1, 1, T0), c.confirmed(1, 1, 4), c.confirmed(1, 1, 3)],
        [c.reported(1, 1, T0), c.confirmed(1, 2)],
        [c.reported(1, 1, T0, parents=(c.parent(2),), marks=0)],
        [c.answered(1, 1)],
        [c.anchored(1, T0), c.anchored(1, T0)],
    ],
)
def test_what_cannot_follow_is_refused(acts: list[SimulatedAct]) -> None:
    with pytest.raises(Inconsistent) as refused:
        fold(recorded_acts(acts))
    assert refused.value.code == "ACT_CANNOT_FOLLOW"
