# SPDX-License-Identifier: Apache-2.0
"""The work list's lines for what is under way on a certificate: which clock runs, to which day, by which facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.calendars import shipped_calendar
from ledger.domain.calendar import civil, day_from_civil
from ledger.domain.certificate import DisputeRecord, Proceeding
from ledger.domain.ids import RegimeId
from ledger.domain.kinds import CodeSource, DisputeOutcome, Procedure, ProceedingState
from ledger.domain.regime import Regime
from ledger.domain.registration import Case
from ledger.service.due import Count, lines_on
from ledger.store.queries.certificates import CatalogueItem
from tests.simulator import acts as a
from tests.unit.domain.test_fold import folded
from tests.unit.domain.test_verdict import CERTIFICATE, GOOD, HOLDER, noon
from tests.unit.domain.test_verdict_life import proceeding

REGIME_ID = RegimeId("CN-DPR-2026")
REGIMES = {
    REGIME_ID: Regime(
        REGIME_ID, 1, 3, 10, 10, 5, 10, 5, 6, CodeSource.LOCAL, "SJ", "数据产权登记工作指引", bytes(32), 0
    )
}
CASE = replace(folded(Case, a.submitted(1, noon(2026, 7, 1))), regime=REGIME_ID)
CALENDAR = shipped_calendar()
# A Monday; the answer is due on Thursday the 12th, and silence accepts on Friday the 13th.
FILED = noon(2026, 11, 9)
DISPUTE = DisputeRecord(1, HOLDER, FILED, GOOD, 2, bytes(32), None, complete_at=FILED)


def told(item: CatalogueItem, at: int) -> list[tuple[str, str, str, str | None, int | None, list[str]]]:
    return [
        (
            line.matter.reference.removeprefix(CERTIFICATE.code),
            line.state.name,
            line.clock,
            None if line.last_day is None else civil(line.last_day).isoformat(),
            line.working_days_left,
            list(line.flags),
        )
        for line in lines_on(item, REGIMES, Count(CALENDAR, at))
    ]


def with_proceeding(one: Proceeding) -> CatalogueItem:
    return CatalogueItem(replace(CERTIFICATE, proceedings=(one,)), CASE)


def with_dispute(one: DisputeRecord) -> CatalogueItem:
    return CatalogueItem(replace(CERTIFICATE, disputes=(one,)), CASE)


@pytest.mark.parametrize(
    ("day", "state", "clock", "last", "left", "flags"),
    [
        (10, "SUBMITTED", "answer", "2026-11-12", 2, []),
        (12, "SUBMITTED", "answer", "2026-11-12", 0, ["DEEMED_ACCEPTANCE_NEAR"]),
        (13, "ACCEPTED", "processing", "2026-11-27", 10, ["ACCEPTED_BY_SILENCE"]),
        (27, "ACCEPTED", "processing", "2026-11-27", 0, ["ACCEPTED_BY_SILENCE"]),
        (30, "ACCEPTED", "processing", "2026-11-27", 0, ["OVERDUE", "ACCEPTED_BY_SILENCE"]),
    ],
)
def test_a_transfer_is_answered_by_silence_and_then_processed(
    day: int, state: str, clock: str, last: str, left: int, flags: list[str]
) -> None:
    item = with_proceeding(proceeding(Procedure.TRANSFER, FILED))
    assert told(item, noon(2026, 11, day)) == [("/TRANSFER/1", state, clock, last, left, flags)]


def test_what_somebody_accepted_counts_from_that_day() -> None:
    accepted = proceeding(Procedure.RENEW, FILED, state=ProceedingState.ACCEPTED, accepted_at=noon(2026, 11, 11))
    line = ("/RENEW/1", "ACCEPTED", "processing", "2026-11-25", 9, [])
    assert told(with_proceeding(accepted), noon(2026, 11, 12)) == [line]


def test_an_offer_that_waits_for_others_runs_no_clock_of_the_registrar() -> None:
    offered = proceeding(Procedure.TRANSFER, FILED, state=ProceedingState.OFFERED, complete_at=None, missing=1)
    assert told(with_proceeding(offered), noon(2026, 12, 1)) == [
        ("/TRANSFER/1", "OFFERED", "agreement", None, None, [])
    ]


def test_a_cancellation_of_office_stands_in_its_notice_first() -> None:
    last = day_from_civil(date(2026, 11, 20))
    noticed = proceeding(
        Procedure.CANCEL, FILED, state=ProceedingState.ACCEPTED, accepted_at=FILED, notice_last_day=last
    )
    line = ("/CANCEL/1", "ACCEPTED", "notice", "2026-11-20", 1, [])
    assert told(with_proceeding(noticed), noon(2026, 11, 19)) == [line]
    after = ("/CANCEL/1", "ACCEPTED", "processing", "2026-12-04", 9, [])
    assert told(with_proceeding(noticed), noon(2026, 11, 23)) == [after], "the notice stood still"


def test_silence_accepts_nothing_that_the_registrar_began_itself() -> None:
    last = day_from_civil(date(2026, 11, 20))
    begun = proceeding(Procedure.CANCEL, FILED, state=ProceedingState.ACCEPTED, holder=None, notice_last_day=last)
    after = ("/CANCEL/1", "ACCEPTED", "processing", "2026-12-04", 9, [])
    assert told(with_proceeding(begun), noon(2026, 11, 23)) == [after]


def test_the_registrant_is_told_of_a_complete_dispute_within_five_working_days() -> None:
    due = ("/DISPUTE/1", "OPEN", "inform", "2026-11-16")
    assert told(with_dispute(DISPUTE), noon(2026, 11, 10)) == [(*due, 4, [])]
    assert told(with_dispute(DISPUTE), noon(2026, 11, 17)) == [(*due, 0, ["OVERDUE"])]
    informed, waiting = replace(DISPUTE, informed_at=FILED), replace(DISPUTE, complete_at=None)
    for one in (informed, waiting):
        assert told(with_dispute(one), noon(2026, 11, 17)) == [("/DISPUTE/1", "OPEN", "dispute", None, None, [])]


def test_beyond_the_published_calendar_no_day_is_promised() -> None:
    far = noon(2027, 6, 1)
    told_far = told(with_proceeding(proceeding(Procedure.CHANGE, far)), far)
    assert told_far == [("/CHANGE/1", "SUBMITTED", "answer", None, None, ["CALENDAR_UNKNOWN"])]
    late = replace(DISPUTE, filed_at=far, complete_at=far)
    assert told(with_dispute(late), far) == [("/DISPUTE/1", "OPEN", "inform", None, None, ["CALENDAR_UNKNOWN"])]


def test_what_is_closed_is_not_listed() -> None:
    closed = proceeding(Procedure.CHANGE, FILED, state=ProceedingState.REFUSED)
    assert told(with_proceeding(closed), noon(2026, 11, 10)) == []
    assert told(with_dispute(replace(DISPUTE, outcome=DisputeOutcome.WITHDRAWN)), noon(2026, 11, 10)) == []
