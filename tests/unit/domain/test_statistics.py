# SPDX-License-Identifier: Apache-2.0
"""Figures are what happened in the period, in the group to which it belongs; the last line is over all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.domain.calendar import day_from_civil, start_of
from ledger.domain.certificate import DisputeRecord, Proceeding, RightUnit
from ledger.domain.ids import OrgId
from ledger.domain.kinds import Basis, CertificateStatus, Procedure, ProceedingState
from ledger.domain.registration import Case
from ledger.domain.statistics import ALL, COLUMNS, HEADINGS, Figures, Grouping, Line, Period, tally
from tests.simulator import acts as simulated
from tests.unit.domain.test_verdict import CERTIFICATE, EVIDENCED, HOLDER
from tests.unit.domain.test_verdict_life import proceeding


def at(month: int, day: int) -> int:
    return start_of(day_from_civil(date(2026, month, day)))


JULY = Period(at(7, 1), at(8, 1))
AUGUST = Period(at(8, 1), at(9, 1))


def case(**changes: object) -> Case:
    content = replace(simulated.content(1), division=152_500, industry="A03", record_count=1000)
    made = Case(
        case_id=CERTIFICATE.case_id,
        registrar=OrgId("91150103MA0DEM080G"),
        reference=bytes(32),
        regime=simulated.REGIME,
        content=content,
        content_version=1,
        account=CERTIFICATE.current.account,
        person=bytes(32),
        form=bytes(32),
        mandate=None,
        attestation=2,
        submitted_at=at(7, 1),
        received_at=at(7, 1),
        received_claimed=False,
        answer_start_day=day_from_civil(date(2026, 7, 1)),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def line(lines: list[Line], group: str) -> Figures:
    return next(each.figures for each in lines if each.group == group)


def test_an_act_counts_in_the_period_in_which_it_lies() -> None:
    filed_in_july = case(accepted_at=at(7, 31), refused_at=at(8, 1), refusal_ground=2)
    assert tally([filed_in_july], [], JULY, Grouping.REGISTRAR)[-1] == Line(ALL, Figures(filed=1, accepted=1))
    assert tally([filed_in_july], [], AUGUST, Grouping.REGISTRAR)[-1] == Line(ALL, Figures(refused=1))


def test_silence_that_was_noted_is_no_answer() -> None:
    silent = case(silence_noted_at=at(7, 8), received_at=at(6, 30))
    assert tally([silent], [], JULY, Grouping.DIVISION)[-1].figures == Figures(accepted_by_silence=1)


def test_grounds_tell_refusals_apart() -> None:
    cases = [case(refused_at=at(7, 2), refusal_ground=ground) for ground in (1, 2, 2)]
    lines = tally(cases, [], JULY, Grouping.GROUND)
    assert (line(lines, "22(1)").refused, line(lines, "22(2)").refused) == (1, 2)
    assert line(lines, ALL).refused == 3


def test_what_is_in_force_is_counted_at_the_end() -> None:
    pair = (CERTIFICATE, case())
    assert tally([], [pair], JULY, Grouping.INDUSTRY)[-1].figures == Figures(certified=1, in_force=1, records=1000)
    assert tally([], [pair], AUGUST, Grouping.INDUSTRY)[-1].figures == Figures(in_force=1, records=1000)
    last = Period(CERTIFICATE.expires_at, CERTIFICATE.expires_at + 1)
    assert tally([], [pair], last, Grouping.INDUSTRY)[-1].figures == Figures(expired=1)


def test_what_a_renewal_keeps_up_lapses_with_it_and_is_not_counted_twice() -> None:
    end = CERTIFICATE.expires_at
    filed = proceeding(Procedure.RENEW, end - 86_400)
    refused = replace(filed, state=ProceedingState.REFUSED, closed_at=end + 86_400)

    def counted(one: Proceeding, since: int) -> tuple[int, int]:
        pair = (replace(CERTIFICATE, proceedings=(one,)), case())
        figures = tally([], [pair], Period(since, since + 86_400), Grouping.INDUSTRY)[-1].figures
        return figures.expired, figures.in_force

    assert [counted(filed, moment) for moment in (end, end + 86_400)] == [(0, 1), (0, 1)]
    assert [counted(refused, moment) for moment in (end, end + 86_400)] == [(0, 1), (1, 0)]


def test_what_ended_is_not_in_force_and_does_not_expire() -> None:
    revoked = replace(CERTIFICATE, status=CertificateStatus.REVOKED, ended_at=at(7, 20))
    assert tally([], [(revoked, case())], JULY, Grouping.INDUSTRY)[-1].figures == Figures(certified=1, revoked=1)
    last = Period(CERTIFICATE.expires_at, CERTIFICATE.expires_at + 1)
    assert tally([], [(revoked, case())], last, Grouping.INDUSTRY)[-1].figures == Figures()
    later = replace(revoked, ended_at=at(8, 1))
    assert tally([], [(later, case())], JULY, Grouping.INDUSTRY)[-1].figures.in_force == 1


LATER = {
    "transferred": Procedure.TRANSFER,
    "changed": Procedure.CHANGE,
    "renewed": Procedure.RENEW,
    "cancelled": Procedure.CANCEL,
}


@pytest.mark.parametrize(("column", "procedure"), LATER.items())
def test_what_was_registered_later_counts_by_its_own_evidencing(column: str, procedure: Procedure) -> None:
    filed = proceeding(procedure, at(7, 15))
    registered = replace(filed, state=ProceedingState.REGISTERED, evidenced_at=at(8, 2))
    refused = replace(filed, state=ProceedingState.REFUSED, evidenced_at=None)
    pair = (replace(CERTIFICATE, proceedings=(filed, registered, refused)), case())
    in_july, in_august = (tally([], [pair], month, Grouping.INDUSTRY)[-1].figures for month in (JULY, AUGUST))
    assert (getattr(in_july, column), getattr(in_august, column)) == (0, 1)
    assert in_july == Figures(certified=1, in_force=1, records=1000)


def test_objections_to_what_was_registered_count_when_they_were_filed() -> None:
    filed = DisputeRecord(1, HOLDER, at(8, 3), CERTIFICATE.current.account, 2, bytes(32), None)
    pair = (replace(CERTIFICATE, disputes=(filed,)), case())
    assert [tally([], [pair], month, Grouping.REGISTRAR)[-1].figures.disputed for month in (JULY, AUGUST)] == [0, 1]


def test_a_right_that_moved_away_is_not_counted_where_it_was() -> None:
    held, gone = (
        RightUnit(HOLDER, right, Basis.P1_OWN_BUSINESS, EVIDENCED, CERTIFICATE.expires_at, moved)
        for right, moved in ((1, None), (4, at(7, 20)))
    )
    moved = replace(CERTIFICATE, units=(held, gone))
    assert [each.group for each in tally([], [(moved, case())], JULY, Grouping.RIGHT)] == ["HOLD", ALL]
    before = Period(at(7, 1), at(7, 20))
    assert [each.group for each in tally([], [(moved, case())], before, Grouping.RIGHT)] == ["HOLD", "OPERATE", ALL]


def test_a_certificate_that_a_custodian_gave_is_counted_as_its_own() -> None:
    given = replace(CERTIFICATE, registrar=OrgId("91150105MA0DEM064P"))
    lines = tally([], [(CERTIFICATE, case()), (given, case())], JULY, Grouping.REGISTRAR)
    counted = {each.group: each.figures.certified for each in lines}
    assert counted == {CERTIFICATE.registrar: 1, "91150105MA0DEM064P": 1, ALL: 2}


def test_a_period_ends_before_its_end() -> None:
    assert tally([], [(CERTIFICATE, case())], Period(0, EVIDENCED), Grouping.REGISTRAR)[-1].figures == Figures()
    assert Period(0, EVIDENCED).covers(EVIDENCED - 1)


def test_by_right_a_certificate_stands_in_each_line_and_once_in_all() -> None:
    units = tuple(
        RightUnit(HOLDER, right, Basis.P1_OWN_BUSINESS, EVIDENCED, CERTIFICATE.expires_at) for right in (1, 4)
    )
    lines = tally([], [(replace(CERTIFICATE, units=units), case())], JULY, Grouping.RIGHT)
    assert [(each.group, each.figures.certified) for each in lines] == [("HOLD", 1), ("OPERATE", 1), (ALL, 1)]


@pytest.mark.parametrize("by", Grouping)
def test_nothing_gives_the_line_over_all_alone(by: Grouping) -> None:
    assert tally([], [], JULY, by) == [Line(ALL, Figures())]


def test_every_column_has_its_headings() -> None:
    assert tuple(HEADINGS) == COLUMNS
