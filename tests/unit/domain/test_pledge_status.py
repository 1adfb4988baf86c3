# SPDX-License-Identifier: Apache-2.0
"""How a pledge stands at a moment, from the acts on it."""

from __future__ import annotations

import pytest

from ledger.domain.fold import fold
from ledger.domain.kinds import OutsideStatus
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
