# SPDX-License-Identifier: Apache-2.0
"""Block time never falls and never lies beyond the wall clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.chain.clock import BlockClock, Live, Walking, next_timestamp, walked
from ledger.errors import Refused

MOMENT = st.integers(0, 2**40)
CLOCK = st.one_of(st.just(Live()), MOMENT.map(Walking))


@pytest.mark.parametrize(
    ("previous", "to", "wall", "code"),
    [(10, 9, 20, "NODE_TIME_BACKWARDS"), (10, 21, 20, "NODE_TIME_AHEAD"), (30, 25, 20, "NODE_TIME_BACKWARDS")],
)
def test_a_walk_out_of_bounds_is_refused(previous: int, to: int, wall: int, code: str) -> None:
    with pytest.raises(Refused) as caught:
        walked(previous, to, wall)
    assert caught.value.code == code


@pytest.mark.parametrize(("previous", "to", "wall"), [(10, 10, 20), (10, 20, 20), (10, 10, 10)])
def test_a_walk_may_stand_still_and_may_reach_the_wall_clock(previous: int, to: int, wall: int) -> None:
    assert walked(previous, to, wall) == Walking(to)


@given(CLOCK, MOMENT, MOMENT)
def test_block_time_never_falls(clock: BlockClock, previous: int, wall: int) -> None:
    assert next_timestamp(clock, previous, wall) >= previous


@given(CLOCK, MOMENT, MOMENT)
def test_block_time_is_beyond_the_wall_clock_only_if_it_was_before(clock: BlockClock, previous: int, wall: int) -> None:
    assert next_timestamp(clock, previous, wall) <= max(previous, wall)


@given(MOMENT, MOMENT)
def test_a_live_block_bears_the_wall_clock(previous: int, ahead: int) -> None:
    assert next_timestamp(Live(), previous, previous + ahead) == previous + ahead
