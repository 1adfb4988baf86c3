# SPDX-License-Identifier: Apache-2.0
"""Regimes and working days, now or as they were known at a block (ruling 1: `known` picks the calendar's version)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ledger.domain.calendar import WorkingCalendar
from ledger.domain.ids import CALENDAR_SUBJECT, RegimeId, subject_of_regime
from ledger.domain.regime import Calendar, Regime
from ledger.errors import NotFound
from ledger.store.queries.acts import state_of
from ledger.store.queries.states import all_regimes, current_calendar


def regimes(session: Session) -> list[Regime]:
    """Every published regime, in the order of their numbers."""
    return all_regimes(session)


def regime(session: Session, regime_id: RegimeId, known_block: int | None = None) -> Regime | None:
    """A regime, if it was published (by `known_block`)."""
    found = state_of(session, subject_of_regime(regime_id), known_block)
    return found if isinstance(found, Regime) else None


def calendar(session: Session, known_block: int | None = None) -> Calendar | None:
    """All published years (as they stood at `known_block`)."""
    if known_block is None:
        return current_calendar(session)
    found = state_of(session, CALENDAR_SUBJECT, known_block)
    return found if isinstance(found, Calendar) else None


def working_calendar(session: Session, known_block: int | None = None) -> WorkingCalendar:
    """The working days as the domain counts them. NotFound while no year is published."""
    found = calendar(session, known_block)
    if found is None:
        raise NotFound("no working-day calendar is published yet", zh="尚未公布工作日历", code="CALENDAR_NOT_PUBLISHED")
    return found.working()
