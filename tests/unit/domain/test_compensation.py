# SPDX-License-Identifier: Apache-2.0
"""Who paid what part of a secured claim, and what of the proceeds is whose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.compensation import Compensating, Compensation, by_payment, compensated, realisations, rest_first
from ledger.domain.fold import fold
from ledger.domain.ids import OrgId
from ledger.domain.kinds import LoanStanding
from ledger.domain.pledge import Pledge
from ledger.errors import Inconsistent
from tests.simulator import acts as a
from tests.simulator.chain import GENESIS_TIME as T0
from tests.simulator.chain import SimulatedAct
from tests.unit.domain.recording import recorded_acts

FUND = OrgId("91150100MA0DEM0902")


def pledged(*later: SimulatedAct) -> Pledge:
    offered, (recorded, _) = a.pledge_offered(1, 1, T0), a.pledge_recorded(1, 1)
    state = fold(recorded_acts([offered, recorded, a.defaulted(1), *later]))
    assert isinstance(state, Pledge)
    return state


def standings(pledge: Pledge) -> list[Compensating]:
    return [one.compensating for one in pledge.compensations]


# --- what counts ------------------------------------------------------------------------------------------------------


def test_a_payment_counts_once_its_payer_signed() -> None:
    told = pledged(a.compensated(1, 1, 400))
    assert (standings(told), compensated(told.compensations)) == ([Compensating.AWAITS], 0)
    signed = pledged(a.compensated(1, 1, 400), a.subrogated(1, 1, 400))
    (one,) = signed.compensations
    assert (one.compensating, one.signed_by, one.level, one.share_bps) == (Compensating.SIGNED, a.VALUER, 0, 2_000)
    assert (compensated(signed.compensations), signed.owed_to_payers) == (400, 400)
    assert signed.pledgee == a.BANK


def test_a_later_word_to_the_same_payer_takes_the_place_of_the_one_that_awaits_it() -> None:
    told = pledged(a.compensated(1, 1, 400), a.compensated(1, 2, 30, FUND), a.compensated(1, 3, 40))
    assert standings(told) == [Compensating.TAKEN_BACK, Compensating.AWAITS, Compensating.AWAITS]


def test_a_payment_is_taken_back_while_nobody_signed_it() -> None:
    told = pledged(a.compensated(1, 1, 400), a.compensated(1, 1, 0))
    assert standings(told) == [Compensating.TAKEN_BACK]
    signed = pledged(a.compensated(1, 1, 400), a.subrogated(1, 1, 400), a.compensated(1, 2, 30), a.compensated(1, 2, 0))
    assert standings(signed) == [Compensating.SIGNED, Compensating.TAKEN_BACK]


def test_what_one_pledgee_confirmed_lapses_once_the_claim_passes_on() -> None:
    signed = a.compensated(1, 1, 30, FUND), a.subrogated(1, 1, 30, FUND)
    passed = (*signed, a.compensated(1, 2, 400), a.pledge_assigned(1, FUND))
    told = pledged(*passed)
    assert standings(told) == [Compensating.SIGNED, Compensating.LAPSED]
    assert told.compensations[1].lapsed_at is not None
    with pytest.raises(Inconsistent):
        pledged(*passed, a.subrogated(1, 2, 400))
    # Who confirmed it has the claim again, and its word with it: the contract lets the payer sign.
    back = pledged(*passed, a.pledge_assigned(1, a.BANK, FUND), a.subrogated(1, 2, 400))
    assert standings(back) == [Compensating.SIGNED, Compensating.SIGNED]
    onward = pledged(*passed, a.pledge_assigned(1, a.VALUER, FUND))
    assert onward.compensations[1].lapsed_at == told.compensations[1].lapsed_at


@pytest.mark.parametrize("again", [a.compensated(1, 1, 0), a.subrogated(1, 1, 400)], ids=["taken back", "signed"])
def test_nobody_signs_for_what_awaits_nobody(again: SimulatedAct) -> None:
    with pytest.raises(Inconsistent, match="awaits nobody"):
        pledged(a.compensated(1, 1, 400), again, a.subrogated(1, 1, 400))


def test_what_payers_got_back_is_owed_no_more() -> None:
    told = pledged(a.compensated(1, 1, 400), a.subrogated(1, 1, 400), a.realised(1, 150), a.realised(1, 50))
    assert (told.loan.standing, told.loan.recovered, told.owed_to_payers) == (LoanStanding.REALISED, 200, 200)


# --- whose is what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "claim", "outstanding", "to_payers"),
    [(1_000, 1_000, 200, 200), (900, 1_000, 200, 100), (800, 1_000, 200, 0), (500, 1_000, 200, 0),
     (1_000, 1_000, 0, 0), (150, 150, 200, 150)],
    ids=["all is paid", "short", "the rest alone", "less than the rest", "nobody paid", "no rest is left"],
)  # fmt: skip
def test_the_pledgees_rest_comes_first(share: int, claim: int, outstanding: int, to_payers: int) -> None:
    assert rest_first(share, claim, outstanding) == to_payers


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**12))
def test_whatever_goes_to_payers_is_to_nobodys_detriment(share: int, claim: int, outstanding: int) -> None:
    share = min(share, claim)
    back = rest_first(share, claim, outstanding)
    assert 0 <= back <= min(share, outstanding)
    assert back == 0 or share - back == max(claim - outstanding, 0)


def payment(number: int, amount: int, signed_at: int | None = 10, payer: OrgId = FUND) -> Compensation:
    return Compensation(
        number,
        payer,
        amount,
        1_000,
        bytes(32),
        bytes(32),
        1,
        a.BANK,
        a.account("banker"),
        None,
        bytes(32),
        signed_at=signed_at,
    )


def test_payers_share_by_what_each_is_owed_and_the_earlier_takes_what_rounding_leaves() -> None:
    payments = [payment(1, 300), payment(2, 100), payment(3, 50, None)]
    assert by_payment(payments, [({1, 2}, 100), ({1, 2}, 101)]) == [{1: 75, 2: 25}, {1: 76, 2: 25}]


def test_who_signed_after_a_realisation_gets_nothing_of_it() -> None:
    payments = [payment(1, 300), payment(2, 100)]
    assert by_payment(payments, [({1}, 100), ({1, 2}, 150)]) == [{1: 100}, {1: 100, 2: 50}]


def test_in_one_second_the_order_of_the_acts_tells_who_had_signed() -> None:
    """All in one block: the second payer signed after the first realisation and before the second."""
    acts = [a.subrogated(1, 1, 300), a.realised(1), a.subrogated(1, 2, 100), a.realised(1)]
    recorded = recorded_acts(acts, step=0)
    assert len({act.meta.timestamp for act in recorded}) == 1
    assert [signed for signed, _ in realisations(recorded)] == [{1}, {1, 2}]


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=6), st.integers(0, 100), st.integers(0, 100))
def test_nobody_gets_back_more_than_it_paid_and_nothing_is_lost(paid: list[int], one: int, other: int) -> None:
    total = sum(paid)
    first = total * one // 100
    second = (total - first) * other // 100
    numbers = set(range(1, len(paid) + 1))
    divided = by_payment(
        [payment(n, amount) for n, amount in enumerate(paid, 1)], [(numbers, first), (numbers, second)]
    )
    assert [sum(parts.values()) for parts in divided] == [first, second]
    assert all(sum(parts[n] for parts in divided) <= amount for n, amount in enumerate(paid, 1))
