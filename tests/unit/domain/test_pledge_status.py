# SPDX-License-Identifier: Apache-2.0
"""How a pledge stands at a moment, from the acts on it."""

from __future__ import annotations

import pytest

from ledger.domain.fold import fold, fold_until
from ledger.domain.kinds import LoanStanding, OutsideStatus
from ledger.domain.pledge import Pledge, PledgeStatus, status_at
from tests.simulator import acts as a
from tests.simulator.chain import GENESIS_TIME as T0
from tests.simulator.chain import SimulatedAct
from tests.unit.domain.recording import recorded_acts

AGREED = T0 + 10_000
"""The day by which the statutory filing was agreed."""


def pledged(*later: SimulatedAct, outside_by: int = 0) -> Pledge:
    offered, (recorded, _) = a.pledge_offered(1, 1, T0, outside_by=outside_by), a.pledge_recorded(1, 1)
    state = fold(recorded_acts([offered, recorded, *later]))
    assert isinstance(state, Pledge)
    return state


# --- the statutory filing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [OutsideStatus.REGISTERED, OutsideStatus.EXTENDED])
def test_an_entry_that_stands_is_a_filing(status: OutsideStatus) -> None:
    pledge = pledged(a.filed_outside(1, T0, status), outside_by=AGREED)
    assert pledge.loan.filed
    assert status_at(pledge, AGREED) is PledgeStatus.EFFECTIVE


@pytest.mark.parametrize("status", [OutsideStatus.CANCELLED, OutsideStatus.NOT_FOUND])
def test_an_entry_that_is_gone_is_none(status: OutsideStatus) -> None:
    pledge = pledged(a.filed_outside(1, T0), a.filed_outside(1, T0, status), outside_by=AGREED)
    assert not pledge.loan.filed
    assert [status_at(pledge, at) for at in (AGREED - 1, AGREED)] == [
        PledgeStatus.EXT_PENDING,
        PledgeStatus.EXT_OVERDUE,
    ]


def test_an_entry_that_is_gone_is_overdue_though_no_day_was_agreed() -> None:
    assert status_at(pledged(), AGREED) is PledgeStatus.EFFECTIVE
    gone = pledged(a.filed_outside(1, T0, OutsideStatus.NOT_FOUND))
    assert status_at(gone, AGREED) is PledgeStatus.EXT_OVERDUE


def test_an_entry_that_is_found_again_is_a_filing() -> None:
    gone = a.filed_outside(1, T0, OutsideStatus.NOT_FOUND)
    assert status_at(pledged(gone, a.filed_outside(1, T0), outside_by=AGREED), AGREED) is PledgeStatus.EFFECTIVE


# --- asked about a moment that is past --------------------------------------------------------------------------------


def stood(*acts: SimulatedAct) -> list[str]:
    """In the second of each act."""
    recorded = recorded_acts(acts)
    moments = [act.meta.timestamp for act in recorded]
    found = []
    for at in moments:
        then = fold_until(recorded, at)
        assert isinstance(then, Pledge)
        found.append(str(status_at(then, at)))
    assert fold_until(recorded, moments[0] - 1) is None
    return found


def test_each_step_counts_from_its_own_moment_on() -> None:
    offered, (recorded, _) = a.pledge_offered(1, 1, T0, outside_by=AGREED), a.pledge_recorded(1, 1)
    assert stood(
        offered,
        recorded,
        a.filed_outside(1, T0),
        a.monitored(1, LoanStanding.WARNING),
        a.defaulted(1),
        a.pledge_suspended(1),
        a.pledge_suspended(1, suspended=False),
        a.pledge_released(1),
    ) == ["OFFERED", "EXT_PENDING", "EFFECTIVE", "WARNING", "DEFAULTED", "SUSPENDED", "DEFAULTED", "RELEASED"]


def test_an_offer_that_was_closed_was_one_before() -> None:
    assert stood(a.pledge_offered(1, 1, T0), a.pledge_closed(1)) == ["OFFERED", "CLOSED"]


def test_before_it_was_offered_there_was_none() -> None:
    assert status_at(None, T0) is PledgeStatus.NOT_OFFERED
