# SPDX-License-Identifier: Apache-2.0
"""How a pledge stands at a moment, from the acts on it."""

from __future__ import annotations

import pytest

from ledger.calendars import shipped_year
from ledger.domain.calendar import KnownDeadline, WorkingCalendar, day_of
from ledger.domain.fold import fold, fold_until
from ledger.domain.kinds import LoanStanding, OutsideStatus
from ledger.domain.pledge import FILING_GRACE_DAYS, Pledge, PledgeStatus, filing_due, status_at
from tests.simulator import acts as a
from tests.simulator.chain import GENESIS_TIME as T0
from tests.simulator.chain import SimulatedAct
from tests.unit.domain.recording import recorded_acts

CALENDAR = WorkingCalendar.of([shipped_year(2026)])
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
    assert status_at(pledge, AGREED, CALENDAR) is PledgeStatus.EFFECTIVE


@pytest.mark.parametrize("status", [OutsideStatus.CANCELLED, OutsideStatus.NOT_FOUND])
def test_an_entry_that_is_gone_is_none(status: OutsideStatus) -> None:
    pledge = pledged(a.filed_outside(1, T0), a.filed_outside(1, T0, status), outside_by=AGREED)
    assert not pledge.loan.filed
    assert [status_at(pledge, at, CALENDAR) for at in (AGREED - 1, AGREED)] == [
        PledgeStatus.EXT_PENDING,
        PledgeStatus.EXT_OVERDUE,
    ]


def test_where_no_day_was_agreed_a_filing_is_waited_for_until_the_grace_is_over() -> None:
    pledge = pledged()
    assert pledge.recorded_at is not None
    fifth = CALENDAR.nth_after(day_of(pledge.recorded_at), FILING_GRACE_DAYS)
    assert isinstance(fifth, KnownDeadline)
    moments = (pledge.recorded_at, fifth.ends_at - 1, fifth.ends_at)
    assert [str(status_at(pledge, at, CALENDAR)) for at in moments] == ["EXT_PENDING", "EXT_PENDING", "EXT_OVERDUE"]
    assert filing_due(pledge, CALENDAR) == fifth.ends_at
    assert filing_due(pledged(outside_by=AGREED), CALENDAR) == AGREED, "what was agreed goes before the grace"
    filed = pledged(a.filed_outside(1, T0))
    assert status_at(filed, fifth.ends_at, CALENDAR) is PledgeStatus.EFFECTIVE


def test_while_the_end_of_the_grace_is_not_published_the_filing_is_pending() -> None:
    late = T0 + 10_000 * 86_400
    for calendar in (None, WorkingCalendar.of([shipped_year(2025)])):
        assert filing_due(pledged(), calendar) is None
        assert status_at(pledged(), late, calendar) is PledgeStatus.EXT_PENDING


def test_an_entry_that_is_gone_is_overdue_though_no_day_was_agreed() -> None:
    gone = pledged(a.filed_outside(1, T0, OutsideStatus.NOT_FOUND))
    assert status_at(gone, AGREED, CALENDAR) is PledgeStatus.EXT_OVERDUE


def test_an_entry_that_is_found_again_is_a_filing() -> None:
    gone = a.filed_outside(1, T0, OutsideStatus.NOT_FOUND)
    assert (
        status_at(pledged(gone, a.filed_outside(1, T0), outside_by=AGREED), AGREED, CALENDAR) is PledgeStatus.EFFECTIVE
    )


# --- asked about a moment that is past --------------------------------------------------------------------------------


def stood(*acts: SimulatedAct) -> list[str]:
    """In the second of each act."""
    recorded = recorded_acts(acts)
    moments = [act.meta.timestamp for act in recorded]
    found = []
    for at in moments:
        then = fold_until(recorded, at)
        assert isinstance(then, Pledge)
        found.append(str(status_at(then, at, CALENDAR)))
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
    assert status_at(None, T0, CALENDAR) is PledgeStatus.NOT_OFFERED
