# SPDX-License-Identifier: Apache-2.0
"""Facts become state: what each act changes, what cannot follow, and that any split of the acts gives the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import events as e
from ledger.domain.calendar import KnownDeadline, day_from_civil, day_of
from ledger.domain.certificate import Certificate
from ledger.domain.clocks import PauseReason, answer_deadline
from ledger.domain.events import Entry, EventMeta, Recorded
from ledger.domain.fold import State, apply, fold, folds
from ledger.domain.governance import ModuleRecord, Proposal
from ledger.domain.ids import PartyId, party_of_org
from ledger.domain.kinds import Basis, CaseState, OrgKind, Outcome
from ledger.domain.organisation import Organisation
from ledger.domain.regime import Calendar, Regime
from ledger.domain.registration import Case, clocks_at
from ledger.errors import Inconsistent
from tests.simulator import acts as a
from tests.simulator.chain import GENESIS_TIME, MODULES, SimulatedAct
from tests.simulator.histories import Transaction, legal_histories, world

T0 = GENESIS_TIME
S = TypeVar("S")


def recorded(act: SimulatedAct, at: int = T0, sequence: int = 1) -> Recorded:
    place = EventMeta(1, bytes(32), at, bytes(32), 0, 0, MODULES[act.module])
    entry = Entry(act.subject, act.kind, MODULES[act.module], act.actor, 1, sequence, bytes(32), bytes(32))
    return Recorded(place, act.event, entry)


def folded(kind: type[S], *acts: SimulatedAct, at: int = T0) -> S:
    """The state after some acts of one subject, a minute apart."""
    state = fold(recorded(act, at + 60 * number) for number, act in enumerate(acts))
    assert isinstance(state, kind)
    return state


def by_subject(history: Sequence[Transaction]) -> dict[bytes, list[Recorded]]:
    acts: dict[bytes, list[Recorded]] = {}
    for block, transaction in enumerate(history):
        for act in transaction:
            acts.setdefault(act.subject, []).append(recorded(act, T0 + 100_000 * block))
    return acts


# --- properties -------------------------------------------------------------------------------------------------------


@given(legal_histories(), st.data())
def test_any_split_of_a_legal_history_folds_to_the_same_state(history: list[Transaction], data: st.DataObject) -> None:
    for acts in by_subject(history).values():
        cut = data.draw(st.integers(0, len(acts)))
        assert fold(acts[cut:], fold(acts[:cut])) == fold(acts)


@given(legal_histories())
def test_every_subject_of_a_legal_history_folds_and_stays_of_one_kind(history: list[Transaction]) -> None:
    for acts in by_subject(history).values():
        state: State | None = None
        for act in acts:
            after = apply(state, act)
            assert state is None or type(after) is type(state)
            state = after


def test_legal_histories_make_every_act_that_there_is() -> None:
    """What no history makes is neither folded, nor read back from rows, nor rolled back by the tests that draw them."""
    made = set()
    for seed in range(8):
        grown = world(seed)
        made |= {type(act.event) for act in grown.founding()}
        made |= {type(act.event) for _ in range(400) for act in grown.transaction()}
    assert set(e.Event.__args__) - made == set()


def test_there_is_a_rule_for_every_event_that_is_an_act() -> None:
    for kind in e.Event.__args__:
        assert folds(object.__new__(kind)), kind


# --- what cannot follow -----------------------------------------------------------------------------------------------

IMPOSSIBLE: dict[str, list[SimulatedAct]] = {
    "an organisation registered twice": [a.registered(a.HOLDER), a.registered(a.HOLDER)],
    "a key of nobody": [a.key_added(a.HOLDER, a.account("k"), T0)],
    "a key added twice": [
        a.registered(a.HOLDER),
        a.key_added(a.HOLDER, a.account("k"), T0),
        a.key_added(a.HOLDER, a.account("k"), T0),
    ],
    "an unknown key retired": [a.registered(a.HOLDER), a.key_retired(a.HOLDER, a.account("k"), T0)],
    "a suspension without accreditation": [a.registered(a.REGISTRAR), a.suspended(a.REGISTRAR, OrgKind.REGISTRAR, T0)],
    "a resumption without suspension": [
        a.registered(a.REGISTRAR),
        a.accredited(a.REGISTRAR, OrgKind.REGISTRAR, T0),
        a.resumed(a.REGISTRAR, OrgKind.REGISTRAR, T0),
    ],
    "a regime published twice": [a.regime_published(), a.regime_published()],
    "an open proposal made again": [a.proposal_made("x"), a.proposal_made("x")],
    "a confirmation of nothing": [a.proposal_confirmed("x")],
    "a closed proposal confirmed": [a.proposal_made("x"), a.proposal_withdrawn("x"), a.proposal_confirmed("x")],
    "a writer ended that never was one": [a.writer_ended("RuleBook", 1, T0)],
    "a writer ended twice": [
        a.writer_opened("RuleBook", 1, T0),
        a.writer_ended("RuleBook", 1, T0),
        a.writer_ended("RuleBook", 1, T0),
    ],
    "an application submitted twice": [a.submitted(1, T0), a.submitted(1, T0)],
    "an answer without application": [a.accepted(1)],
    "evidence received that nobody asked for": [a.submitted(1, T0), a.evidence_received(1)],
    "an objection with a number left out": [a.submitted(1, T0), a.objection_filed(1, 2, T0)],
    "a decision on an objection that nobody filed": [a.submitted(1, T0), a.objection_decided(1, 1)],
    "an objection decided twice": [
        a.submitted(1, T0),
        a.objection_filed(1, 1, T0),
        a.objection_decided(1, 1),
        a.objection_withdrawn(1, 1),
    ],
    "a certificate issued twice": [a.certified(1, T0)[1], a.certified(1, T0)[1]],
    "a correction with a version left out": [a.certified(1, T0)[1], a.corrected(1, 3)],
    "an annotation with a number left out": [a.certified(1, T0)[1], a.annotated(1, 2)],
    "a lifting of nothing": [a.certified(1, T0)[1], a.lifted(1, 1)],
    "an annotation lifted twice": [a.certified(1, T0)[1], a.annotated(1, 1), a.lifted(1, 1), a.lifted(1, 1)],
    "a year that is no year": [a.calendar_published(2026, 1 << 400)],
}


@pytest.mark.parametrize("acts", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_an_act_that_cannot_follow_is_inconsistent(acts: list[SimulatedAct]) -> None:
    *before, last = acts
    state = fold(recorded(act) for act in before)
    with pytest.raises(Inconsistent) as refused:
        apply(state, recorded(last, sequence=77))
    assert refused.value.code == "ACT_CANNOT_FOLLOW"
    assert refused.value.facts["sequence"] == 77


# --- organisations ----------------------------------------------------------------------------------------------------


def test_an_organisation_begins_with_the_two_person_acts_of_the_contract() -> None:
    made = folded(Organisation, a.registered(a.HOLDER, by=a.REGISTRAR))
    assert made.registered_by == a.REGISTRAR
    assert made.registered_at == T0
    twos = (41, 46, 47, 51, 65, 66, 67, 69, 70, 71, 72, 73, 78, 83, 107, 110, 111, 112, 113, 115)
    assert made.two_person_kinds == sum(1 << kind for kind in twos)


def test_a_suspension_covers_from_its_moment_to_the_resumption() -> None:
    made = folded(
        Organisation,
        a.registered(a.REGISTRAR),
        a.accredited(a.REGISTRAR, OrgKind.REGISTRAR, T0),
        a.suspended(a.REGISTRAR, OrgKind.REGISTRAR, T0 + 100),
        a.resumed(a.REGISTRAR, OrgKind.REGISTRAR, T0 + 200),
    )
    asked = [made.suspended_at(OrgKind.REGISTRAR, T0 + moment) for moment in (99, 100, 199, 200)]
    assert asked == [False, True, True, False]
    assert made.accredited_at(OrgKind.REGISTRAR, T0 + 150)
    assert not made.accredited_at(OrgKind.BANK, T0 + 150)


def test_a_new_window_does_not_lift_a_suspension() -> None:
    acts = [
        a.registered(a.REGISTRAR),
        a.accredited(a.REGISTRAR, OrgKind.REGISTRAR, T0),
        a.suspended(a.REGISTRAR, OrgKind.REGISTRAR, T0 + 100),
        a.accredited(a.REGISTRAR, OrgKind.REGISTRAR, T0 + 200),
    ]
    assert folded(Organisation, *acts).suspended_at(OrgKind.REGISTRAR, T0 + 300)
    resumed = folded(Organisation, *acts, a.resumed(a.REGISTRAR, OrgKind.REGISTRAR, T0 + 300))
    assert not resumed.suspended_at(OrgKind.REGISTRAR, T0 + 300)
    assert resumed.suspended_at(OrgKind.REGISTRAR, T0 + 299)


@pytest.mark.parametrize("kind", [OrgKind.AUTHORITY, OrgKind.AUDITOR])
def test_who_supervises_does_so_while_accredited_and_not_suspended(kind: OrgKind) -> None:
    acts = [a.registered(a.HOLDER), a.accredited(a.HOLDER, kind, T0, T0 + 4_000)]
    assert [folded(Organisation, *acts).supervises_at(T0 + moment) for moment in (1_500, 3_999, 4_000)] == [
        True,
        True,
        False,
    ]
    acts.append(a.suspended(a.HOLDER, kind, T0 + 2_000))
    assert [folded(Organisation, *acts).supervises_at(T0 + moment) for moment in (1_999, 2_000)] == [True, False]
    acts.append(a.resumed(a.HOLDER, kind, T0 + 3_000))
    assert folded(Organisation, *acts).supervises_at(T0 + 3_000)
    never = [a.registered(a.HOLDER), a.accredited(a.HOLDER, OrgKind.REGISTRAR, T0)]
    assert not folded(Organisation, *never).supervises_at(T0 + 1)


def test_a_new_accreditation_keeps_the_earlier_one() -> None:
    made = folded(
        Organisation,
        a.registered(a.REGISTRAR),
        a.accredited(a.REGISTRAR, OrgKind.REGISTRAR, T0, T0 + 100),
        a.accredited(a.REGISTRAR, OrgKind.REGISTRAR, T0 + 500),
    )
    assert [given.number for given in made.accreditations] == [1, 2]
    assert [made.accredited_at(OrgKind.REGISTRAR, T0 + m) for m in (0, 99, 100, 499, 500)] == [
        True,
        True,
        False,
        False,
        True,
    ]
    current = made.accreditation(OrgKind.REGISTRAR)
    assert current is not None
    assert current.until is None


def test_a_compromised_key_was_good_before_its_moment_only() -> None:
    key = a.account("k")
    made = folded(
        Organisation, a.registered(a.HOLDER), a.key_added(a.HOLDER, key, T0), a.key_compromised(a.HOLDER, key, T0 + 50)
    )
    held = made.key(key)
    assert held is not None
    assert [held.good_at(T0 + moment) for moment in (-1, 0, 49, 50)] == [False, True, True, False]
    assert held.compromise_reported_at == T0 + 120


def test_a_retired_key_is_good_until_the_moment_of_the_act() -> None:
    key = a.account("k")
    made = folded(
        Organisation, a.registered(a.HOLDER), a.key_added(a.HOLDER, key, T0), a.key_retired(a.HOLDER, key, T0 + 120)
    )
    held = made.key(key)
    assert held is not None
    assert (held.good_at(T0 + 119), held.good_at(T0 + 120), held.retired_by) == (True, False, a.account("a"))


# --- rules and governance ---------------------------------------------------------------------------------------------


def test_a_year_published_anew_keeps_what_is_past_and_changes_what_is_to_come() -> None:
    shipped = a.shipped_year(2026)
    first = shipped.first_day
    past, to_come = day_from_civil(date(2026, 3, 4)), day_from_civil(date(2026, 12, 30))
    without_both = shipped.bits & ~(1 << past - first) & ~(1 << to_come - first)
    at = (day_from_civil(date(2026, 6, 1)) * 86_400) - 8 * 3_600
    made = fold([recorded(a.calendar_published(2026), at), recorded(a.calendar_published(2026, without_both), at)])
    assert isinstance(made, Calendar)
    working = made.working()
    assert working.is_working(past)
    assert not working.is_working(to_come)
    assert made.years[0].publications == 2


def test_years_join_to_one_calendar_whatever_the_order_of_their_days() -> None:
    made = folded(Calendar, a.calendar_published(2025), a.calendar_published(2026))
    assert [year.year for year in made.years] == [2025, 2026]
    assert made.published_through == a.shipped_year(2026).last_day
    assert made.year(2024) is None


def test_a_regime_keeps_every_number_of_its_publication() -> None:
    made = folded(Regime, a.regime_published())
    assert (made.answer_days, made.processing_days, made.extension_days) == (3, 10, 10)
    assert (made.notice_days, made.objection_days, made.validity_years, made.renewal_window_months) == (5, 10, 5, 6)
    assert (made.code_prefix, made.number, made.title) == ("SJ", 1, "数据产权登记工作指引")


def test_a_proposal_may_be_made_again_once_it_is_closed() -> None:
    made = folded(Proposal, a.proposal_made("x"), a.proposal_withdrawn("x"), a.proposal_made("x"))
    assert [(r.number, r.is_open) for r in made.rounds] == [(1, False), (2, True)]
    confirmed = folded(Proposal, a.proposal_made("x"), a.proposal_confirmed("x")).latest
    assert (confirmed.confirmer, confirmed.confirmed_at, confirmed.is_open) == (a.AUTHORITY, T0 + 60, False)


def test_a_wider_grant_to_a_writer_closes_the_narrower_window() -> None:
    made = folded(
        ModuleRecord,
        a.writer_opened("RuleBook", 1 << 24, T0),
        a.writer_opened("RuleBook", 3 << 24, T0 + 10),
        a.writer_ended("RuleBook", 3 << 24, T0 + 20),
    )
    assert [made.may_write(25, T0 + m) for m in (0, 9, 10, 19, 20)] == [False, False, True, True, False]
    assert [made.may_write(24, T0 + m) for m in (0, 9, 10, 19, 20)] == [True, True, True, True, False]


def test_a_writer_that_loses_some_kinds_keeps_the_others() -> None:
    made = folded(
        ModuleRecord,
        a.writer_opened("CertificateRegistry", 3 << 66, T0),
        a.writer_ended("CertificateRegistry", 1 << 66, T0 + 10),
    )
    assert [made.may_write(66, T0 + m) for m in (0, 9, 10)] == [True, True, False]
    assert [made.may_write(67, T0 + m) for m in (0, 9, 10)] == [True, True, True]


def test_a_desk_that_is_also_a_writer_is_one_record() -> None:
    made = folded(
        ModuleRecord,
        a.writer_opened("RegistrationDesk", 1 << 32, T0),
        a.desk_trusted("RegistrationDesk"),
        a.desk_trusted("RegistrationDesk", trusted=False),
    )
    assert len(made.windows) == 1
    assert made.trust is not None
    assert (made.trust.trusted, made.trust.since) == (False, T0 + 120)


# --- cases ------------------------------------------------------------------------------------------------------------


def test_a_claimed_receipt_starts_the_clock_on_its_own_day() -> None:
    made = folded(Case, a.submitted(1, T0 - 86_400, claimed=True))
    assert (made.received_claimed, made.answer_start_day, made.submitted_at) == (True, day_of(T0 - 86_400), T0)


def test_a_resubmission_starts_the_answer_clock_anew_with_the_mended_content() -> None:
    made = folded(Case, a.submitted(1, T0), a.correction_requested(1), a.resubmitted(1), at=T0 + 864_000)
    assert made.state is CaseState.SUBMITTED
    assert (made.content_version, made.answer_start_day) == (2, day_of(T0 + 864_000))
    assert made.content.data_name.startswith("2024年呼和浩特市")


def test_evidence_pauses_the_clock_from_request_to_receipt() -> None:
    made = folded(Case, a.submitted(1, T0), a.accepted(1), a.evidence_requested(1), a.evidence_received(1))
    (pause,) = made.pauses
    assert (pause.reason, pause.opened_at, pause.closed_at) == (PauseReason.EVIDENCE, T0 + 120, T0 + 180)
    assert made.state is CaseState.ACCEPTED


def test_each_objection_has_a_pause_of_its_own() -> None:
    made = folded(
        Case,
        a.submitted(1, T0),
        a.notice_opened(1, T0),
        a.objection_filed(1, 1, T0 + 5),
        a.objection_filed(1, 2, T0 + 6),
        a.objection_decided(1, 1),
    )
    pauses = [(p.reason, p.objection, p.closed_at) for p in made.pauses]
    assert pauses == [
        (PauseReason.NOTICE, None, None),
        (PauseReason.OBJECTION, 1, T0 + 240),
        (PauseReason.OBJECTION, 2, None),
    ]
    assert [o.outcome for o in made.objections] == [Outcome.REJECTED, Outcome.OPEN]
    assert (made.open_objections, made.objection_upheld) == (1, False)


def test_an_upheld_and_a_withdrawn_objection_say_so() -> None:
    made = folded(
        Case,
        a.submitted(1, T0),
        a.objection_filed(1, 1, T0),
        a.objection_decided(1, 1, upheld=True),
        a.objection_filed(1, 2, T0),
        a.objection_withdrawn(1, 2),
    )
    assert [o.outcome for o in made.objections] == [Outcome.UPHELD, Outcome.WITHDRAWN]
    assert made.objection_upheld
    closed = made.objections[0].closed_by
    assert closed is not None
    assert (closed.account, closed.preparer) == (a.account("boss"), a.account("clerk"))


def test_silence_that_was_noted_keeps_the_day_of_acceptance() -> None:
    made = folded(Case, a.submitted(1, T0), a.silence_noted(1, 20_700, 20_701))
    assert (made.state, made.accepted_by_silence_day, made.accepted_at) == (CaseState.ACCEPTED, 20_701, None)


ENDS = {
    "refused": (a.refused(1, 4), CaseState.REFUSED, "refused_at"),
    "terminated": (a.terminated(1), CaseState.TERMINATED, "terminated_at"),
    "withdrawn": (a.withdrawn(1), CaseState.WITHDRAWN, "withdrawn_at"),
    "not accepted": (a.not_accepted(1), CaseState.NOT_ACCEPTED, "not_accepted_at"),
    "notice exempted": (a.notice_exempted(1), CaseState.NOTICE_EXEMPT, "notice_exempted_at"),
    "evidenced": (a.evidenced(1, T0 - 5), CaseState.EVIDENCED, "evidenced_recorded_at"),
}


@pytest.mark.parametrize(("act", "state", "column"), ENDS.values(), ids=ENDS.keys())
def test_an_act_sets_the_state_and_its_moment(act: SimulatedAct, state: CaseState, column: str) -> None:
    made = folded(Case, a.submitted(1, T0), act)
    assert (made.state, getattr(made, column), made.last_act_at) == (state, T0 + 60, T0 + 60)


def test_the_legal_start_and_the_block_that_recorded_it_are_both_kept() -> None:
    made = folded(Case, a.submitted(1, T0), a.evidenced(1, T0 - 500), a.certified(1, T0 - 500)[0])
    assert (made.evidenced_at, made.evidenced_recorded_at, made.certified_at) == (T0 - 500, T0 + 60, T0 + 120)
    assert made.code == a.certificate_code(1)


# --- what time alone does ---------------------------------------------------------------------------------------------


def shanghai(year: int, month: int, day: int, hour: int = 12) -> int:
    return day_from_civil(date(year, month, day)) * 86_400 - 8 * 3_600 + hour * 3_600


CALENDAR = folded(Calendar, a.calendar_published(2025), a.calendar_published(2026)).working()


def test_filed_on_29_september_and_never_answered_is_accepted_from_the_make_up_day() -> None:
    made = folded(Case, a.submitted(1, shanghai(2026, 9, 29)), at=shanghai(2026, 9, 29))
    assert made.state_at(CALENDAR, shanghai(2026, 10, 9, 23)) is CaseState.SUBMITTED
    assert made.state_at(CALENDAR, shanghai(2026, 10, 10, 0)) is CaseState.ACCEPTED
    assert made.acceptance_day(CALENDAR, shanghai(2026, 10, 12)) == day_from_civil(date(2026, 10, 10))


def test_a_correction_that_did_not_come_by_its_last_day_lapses() -> None:
    last = day_from_civil(date(2026, 7, 10))
    made = folded(Case, a.submitted(1, T0), a.correction_requested(1, last))
    assert made.state_at(CALENDAR, shanghai(2026, 7, 10, 23)) is CaseState.CORRECTION_REQUESTED
    assert made.state_at(CALENDAR, shanghai(2026, 7, 11, 0)) is CaseState.LAPSED


def test_a_notice_pauses_the_clock_until_midnight_of_its_fifth_working_day() -> None:
    made = folded(Case, a.submitted(1, T0), a.notice_opened(1, shanghai(2026, 7, 1)))
    (pause,) = made.clock_pauses(CALENDAR)
    assert (pause.opened, pause.closed) == (shanghai(2026, 7, 1), shanghai(2026, 7, 9, 0))


def test_a_notice_that_the_calendar_cannot_end_stays_open() -> None:
    made = folded(Case, a.submitted(1, T0), a.notice_opened(1, shanghai(2026, 12, 30)))
    assert made.clock_pauses(CALENDAR)[0].closed is None
    assert made.notice_until(CALENDAR) is None


def test_the_days_that_nobody_put_on_chain_are_counted_by_the_calendar_one_knows() -> None:
    """Ruling 1: a year that is published anew moves days still to come, and no act would mend what was written."""
    made = folded(Case, a.submitted(1, T0), a.notice_opened(1, shanghai(2026, 7, 1)))
    clocks = clocks_at(made, CALENDAR, shanghai(2026, 7, 2))
    assert (clocks.state, clocks.notice_until) == (CaseState.PUBLIC_NOTICE, day_from_civil(date(2026, 7, 8)))
    assert clocks.answer_by is not None
    assert answer_deadline(day_of(T0), CALENDAR) == KnownDeadline(clocks.answer_by)
    assert clocks_at(folded(Case, a.submitted(1, T0)), CALENDAR, T0).notice_until is None


# --- certificates -----------------------------------------------------------------------------------------------------


def test_the_lanes_of_a_holding_become_right_units() -> None:
    made = folded(Certificate, a.certified(1, T0)[1])
    company, person = party_of_org(a.HOLDER), PartyId(a.digest("a natural person"))
    assert [(u.holder, u.right, u.basis) for u in made.units] == [
        (company, 1, Basis.P1_OWN_BUSINESS),
        (company, 2, Basis.P1_OWN_BUSINESS),
        (company, 4, Basis.P1_OWN_BUSINESS),
        (person, 1, Basis.P3_NATURAL_PERSON),
        (person, 2, Basis.P3_NATURAL_PERSON),
    ]
    assert made.holders == (company, person)
    asked = [made.holds_at(company, 4, moment) for moment in (T0 - 1, T0, made.expires_at - 1, made.expires_at)]
    assert asked == [False, True, True, False]
    assert not made.holds_at(person, 4, T0)


def test_a_correction_is_a_new_version_and_the_last_name_shown_stands() -> None:
    made = folded(Certificate, a.certified(1, T0)[1], a.corrected(1, 2, "甲"), a.corrected(1, 3))
    assert (made.current.number, made.corrected_name) == (3, "甲")
    assert made.versions[0].person is None


def test_an_annotation_is_in_force_between_its_start_and_its_lifting() -> None:
    made = folded(Certificate, a.certified(1, T0)[1], a.annotated(1, 1, 2, T0 + 10), a.lifted(1, 1))
    (noted,) = made.annotations
    assert noted.freezes
    assert [noted.in_force_at(T0 + m) for m in (9, 10, 119, 120)] == [False, True, True, False]
    assert (noted.lifted_level, noted.lifted_authority) == (3, a.AUTHORITY)


def test_a_reaffirmation_is_kept_with_who_and_why() -> None:
    made = folded(Certificate, a.certified(1, T0)[1], a.reaffirmed(1), a.reaffirmed(1))
    assert [(r.number, r.recorded_at) for r in made.reaffirmations] == [(1, T0 + 60), (2, T0 + 120)]
