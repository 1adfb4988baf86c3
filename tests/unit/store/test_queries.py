# SPDX-License-Identifier: Apache-2.0
"""What others ask the mirror: one, many by filter, page after page, and as it was known at a block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from eth_utils import keccak
from sqlalchemy import text

from ledger.domain.calendar import day_from_civil
from ledger.domain.certificate import Certificate
from ledger.domain.ids import (
    CertificateId,
    OrgId,
    PartyId,
    party_of_org,
    subject_of_certificate,
    subject_of_org,
)
from ledger.domain.kinds import CaseState, CertificateStatus, Grade, Kind, OrgKind, Procedure, ProceedingState
from ledger.domain.organisation import Organisation
from ledger.errors import Inconsistent, NotFound, Refused
from ledger.indexer.advance import Indexer, catch_up
from ledger.store.projection import replace_rows
from ledger.store.queries import acts, applications, certificates, organisations, rules
from ledger.store.queries.applications import ApplicationFilter
from ledger.store.queries.certificates import CertificateFilter
from ledger.store.queries.paging import Page, cursor_after
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator.chain import GENESIS_TIME, MODULES, SimulatedChain
from tests.simulator.stores import taking
from tests.unit.domain.test_verdict_life import proceeding

T0 = GENESIS_TIME
PERSON = PartyId(a.digest("a natural person"))


def scenario() -> SimulatedChain:
    """Three registrars' worth of small facts; the block of each line is its place in this list."""
    chain = SimulatedChain(finality=2)
    mine = chain.mine
    mine([a.writer_opened("RegistrationDesk", 1 << 32, T0), a.desk_trusted("RegistrationDesk")], [a.proposal_made("x")])
    mine(
        [a.registered(a.AUTHORITY, 1 << OrgKind.AUTHORITY, "示例数据管理局")],
        [a.registered(a.REGISTRAR, 1 << OrgKind.REGISTRAR, "示例数据登记机构")],
        [a.registered(a.HOLDER, 1 << OrgKind.HOLDER, "示例草原牧业数据有限公司", by=a.REGISTRAR)],
        [a.accredited(a.REGISTRAR, OrgKind.REGISTRAR, T0), a.key_added(a.REGISTRAR, a.account("boss"), T0)],
    )
    mine([a.regime_published(), a.calendar_published(2026)])
    mine(
        [a.submitted(1, T0)],
        [a.submitted(2, T0, industry="D44", data_name="2024年呼和浩特市电力负荷数据集", division=150100)],
    )
    mine([a.submitted(3, T0, grade=Grade.IMPORTANT, data_name="", applicants=(PERSON,), rights=())])
    mine([a.accepted(1)], [a.refused(2)])
    mine([a.notice_opened(1, T0 + 20), a.objection_filed(1, 1, T0 + 21)])
    mine([a.objection_decided(1, 1), a.evidenced(1, T0 + 30)])
    mine(a.certified(1, T0 + 30))
    mine([a.submitted(4, T0, industry="A03")], a.certified(4, T0 + 35))
    mine([a.annotated(1, 1, 2, T0 + 40)], [a.corrected(4, 2, "更正后的畜牧数据集")])
    mine([a.lifted(1, 1)], [a.key_compromised(a.REGISTRAR, a.account("boss"), T0 + 50)])
    mine([a.proposal_confirmed("x")])
    return chain


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def mirror(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Read only: one for all tests here, on each engine."""
    with taking(request) as make:
        yield filled(make(request.param))


def filled(store: Store) -> Store:
    chain = scenario()
    catch_up(Indexer(chain, store, chain.watched))
    return store


def asked(mirror: Store, question: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    with mirror.reading() as session:
        return question(session, *arguments, **named)


# --- acts -------------------------------------------------------------------------------------------------------------


def test_the_head_says_where_the_mirror_stands_and_what_is_final(mirror: Store) -> None:
    head = asked(mirror, acts.required_head)
    assert (head.block_number, head.finalized_number, head.history) == (13, 11, MODULES["History"])
    assert (head.is_final(11), head.is_final(12)) == (True, False)


def test_an_empty_mirror_has_no_head(store: Store) -> None:
    assert asked(store, acts.head) is None
    with pytest.raises(NotFound) as refused:
        asked(store, acts.required_head)
    assert refused.value.code == "MIRROR_EMPTY"


def test_events_of_subjects_are_those_known_at_a_block(mirror: Store) -> None:
    subject = subject_of_certificate(a.certificate_code(1))

    def names(known: int | None) -> list[str]:
        with mirror.reading() as session:
            return [type(r.event).__name__ for r in acts.recorded_events(session, [subject], known)]

    assert names(None) == ["CertificateIssued", "CertificateAnnotated", "AnnotationLifted"]
    assert names(11) == ["CertificateIssued", "CertificateAnnotated"]
    assert names(8) == []


def test_events_of_several_subjects_come_by_subject_in_order(mirror: Store) -> None:
    subjects = [subject_of_org(a.REGISTRAR), subject_of_certificate(a.certificate_code(1))]
    with mirror.reading() as session:
        found = list(acts.recorded_events(session, subjects))
    assert {r.entry.subject for r in found} == set(subjects)
    assert all(x.entry.subject < y.entry.subject or x.entry.length + 1 == y.entry.length for x, y in pairwise(found))


def test_the_history_of_a_subject_pages_by_length(mirror: Store) -> None:
    subject = subject_of_org(a.REGISTRAR)
    everything = asked(mirror, acts.entries, subject)
    assert [e.kind for e in everything] == [
        Kind.ORGANISATION_REGISTERED,
        Kind.ORGANISATION_ACCREDITED,
        Kind.KEY_ADDED,
        Kind.KEY_COMPROMISED,
    ]
    assert asked(mirror, acts.entries, subject, after=1, limit=2) == everything[1:3]
    assert asked(mirror, acts.entries, subject, known_block=2) == everything[:3]


def test_a_transactions_acts_and_the_feed_of_all_acts(mirror: Store) -> None:
    certified = asked(mirror, acts.entries, subject_of_certificate(a.certificate_code(1)))[0]
    both = asked(mirror, acts.entries_of_transaction, certified.tx_hash)
    assert [entry.name for entry in both] == ["ApplicationCertified", "CertificateIssued"]
    assert asked(mirror, acts.entries_of_transaction, b"\0" * 32) == []
    total, subjects = asked(mirror, acts.counts)
    feed = asked(mirror, acts.entries_after, 0, 1_000)
    assert [entry.sequence for entry in feed] == list(range(1, total + 1))
    assert len({entry.subject for entry in feed}) == subjects


def test_a_subjects_head_now_and_then_is_the_word_of_history(mirror: Store) -> None:
    subject, chain = subject_of_org(a.REGISTRAR), scenario()
    for known, number in ((None, -1), (12, 12), (11, 11)):
        length, head = chain.blocks[number].books.heads[subject]
        found = asked(mirror, acts.subject_head, subject, known)
        assert found.word == length.to_bytes(4, "big") + head[:28]
    assert asked(mirror, acts.subject_head, subject, 1) is None


def test_the_raw_log_is_what_the_payload_hash_covers(mirror: Store) -> None:
    entry = asked(mirror, acts.entries, subject_of_org(a.HOLDER))[0]
    topics, data = asked(mirror, acts.raw_log, entry.sequence)
    assert keccak(b"".join(topics) + data) == entry.payload_hash
    assert asked(mirror, acts.raw_log, 10_000) is None


def test_blocks_by_number_and_by_time(mirror: Store) -> None:
    chain = scenario()
    assert asked(mirror, acts.block, 9).hash == chain.blocks[9].header.hash
    assert asked(mirror, acts.block, 99) is None
    at = chain.blocks[9].header.timestamp
    assert asked(mirror, acts.last_block_with_acts, until=at + 1).number == 9
    assert asked(mirror, acts.last_block_with_acts, number=3).number == 3
    assert asked(mirror, acts.last_block_with_acts, until=0) is None
    assert asked(mirror, acts.recent_blocks)[-1].number == 13


def test_subjects_by_the_kinds_of_their_acts(mirror: Store) -> None:
    found = asked(mirror, acts.subjects_of_kinds, [Kind.CERTIFICATE_ISSUED])
    assert found == sorted(subject_of_certificate(a.certificate_code(n)) for n in (1, 4))
    assert len(asked(mirror, acts.subjects_of_kinds, [Kind.CERTIFICATE_ISSUED], 9)) == 1


# --- organisations and rules ------------------------------------------------------------------------------------------


def test_organisations_by_kind_name_and_registrar(mirror: Store) -> None:
    def found(**wanted: Any) -> list[OrgId]:
        return [o.org_id for o in asked(mirror, organisations.organisations, **wanted).items]

    assert found() == sorted([a.AUTHORITY, a.REGISTRAR, a.HOLDER])
    assert found(kind=OrgKind.REGISTRAR) == [a.REGISTRAR]
    assert found(name="牧业") == [a.HOLDER]
    assert found(name="%") == []
    assert found(registered_by=a.REGISTRAR) == [a.HOLDER]


def test_an_organisation_and_the_owner_of_a_key(mirror: Store) -> None:
    registrar = asked(mirror, organisations.organisation, a.REGISTRAR)
    assert isinstance(registrar, Organisation)
    owner = asked(mirror, organisations.key_owner, a.account("boss"))
    assert (owner.org_id, owner.key) == (a.REGISTRAR, registrar.keys[0])
    assert asked(mirror, organisations.key_owner, a.account("stranger")) is None
    assert asked(mirror, organisations.organisation, OrgId("nobody")) is None
    assert [o.key.compromised_since for o in asked(mirror, organisations.compromised_keys)] == [T0 + 50]
    assert asked(mirror, organisations.code_digit_owner, 15, 1) == a.REGISTRAR
    assert asked(mirror, organisations.code_digit_owner, 15, 2) is None
    assert asked(mirror, organisations.count_organisations) == 3


def test_governance_lists_proposals_and_modules(mirror: Store) -> None:
    (proposal,) = asked(mirror, organisations.proposals)
    assert proposal.latest.confirmed_at is not None
    assert asked(mirror, organisations.proposals, open_only=True) == []
    (module,) = asked(mirror, organisations.modules)
    assert (module.module, module.trust.trusted) == (MODULES["RegistrationDesk"], True)


def test_rules_now_and_as_they_were_known(mirror: Store) -> None:
    assert [r.regime_id for r in asked(mirror, rules.regimes)] == [a.REGIME]
    assert asked(mirror, rules.regime, a.REGIME).answer_days == 3
    assert asked(mirror, rules.regime, a.REGIME, 2) is None
    calendar = asked(mirror, rules.working_calendar)
    assert calendar == asked(mirror, rules.working_calendar, 3)
    assert calendar.is_working(day_from_civil(date(2026, 10, 10)))
    with pytest.raises(NotFound) as refused:
        asked(mirror, rules.working_calendar, 2)
    assert refused.value.code == "CALENDAR_NOT_PUBLISHED"


# --- applications -----------------------------------------------------------------------------------------------------

APPLICATIONS: dict[str, tuple[ApplicationFilter, list[int]]] = {
    "all, the last first": (ApplicationFilter(), [4, 3, 1, 2]),
    "of a registrar": (ApplicationFilter(registrar=a.REGISTRAR), [4, 3, 1, 2]),
    "of another registrar": (ApplicationFilter(registrar=a.HOLDER), []),
    "in states": (ApplicationFilter(states=frozenset({CaseState.CERTIFIED})), [4, 1]),
    "in no state": (ApplicationFilter(states=frozenset()), []),
    "of an applicant": (ApplicationFilter(party=PERSON), [3]),
    "of a holder": (ApplicationFilter(party=party_of_org(a.HOLDER)), [4, 1, 2]),
    "by a part of the name": (ApplicationFilter(name="电力"), [2]),
    "by parts of the name": (ApplicationFilter(name="锡林郭勒 肉羊"), [4, 1]),
    "by one character": (ApplicationFilter(name="呼"), [2]),
    "by what is no name": (ApplicationFilter(name="%_"), []),
    "by industry section": (ApplicationFilter(industry="D"), [2]),
    "by industry division": (ApplicationFilter(industry="A03"), [4, 3, 1]),
    "by division": (ApplicationFilter(division=150100), [2]),
    "by grade": (ApplicationFilter(grade=Grade.IMPORTANT), [3]),
    "by fingerprint": (ApplicationFilter(fingerprint=a.digest("fingerprint 2")), [2]),
    "submitted since": (ApplicationFilter(submitted_from=T0 + 25), [4, 3]),
    "submitted before": (ApplicationFilter(submitted_until=T0 + 25), [1, 2]),
    "with an open objection": (ApplicationFilter(with_open_objection=True), []),
}


@pytest.fixture(scope="module")
def order() -> dict[bytes, int]:
    return {bytes(a.case(number)): number for number in range(1, 5)}


@pytest.mark.parametrize(("wanted", "expected"), APPLICATIONS.values(), ids=APPLICATIONS.keys())
def test_applications_by_filter(
    mirror: Store, order: dict[bytes, int], wanted: ApplicationFilter, expected: list[int]
) -> None:
    page = asked(mirror, applications.applications, wanted)
    found = [order[case.case_id] for case in page.items]
    # 1 and 2 were submitted in one block: between them the id decides.
    tie = sorted((1, 2), key=a.case)
    assert found == [tie[(1, 2).index(n)] if {1, 2} <= set(expected) and n in (1, 2) else n for n in expected]
    assert page.next is None


def test_one_application_by_id_reference_and_certificate(mirror: Store) -> None:
    case = asked(mirror, applications.application, a.case(1))
    assert asked(mirror, applications.application_by_reference, a.REGISTRAR, a.digest("ref 1")) == case
    assert asked(mirror, applications.application_of_certificate, a.certificate_code(1)) == case
    assert asked(mirror, applications.application, a.case(99)) is None
    assert asked(mirror, applications.application_by_reference, a.HOLDER, a.digest("ref 1")) is None
    assert asked(mirror, applications.application_of_certificate, CertificateId("SJ0")) is None


def test_open_cases_and_counts(mirror: Store) -> None:
    assert [c.case_id for c in asked(mirror, applications.open_cases)] == [a.case(3)]
    assert asked(mirror, applications.open_cases, a.HOLDER) == []
    counted = asked(mirror, applications.count_by_state, a.REGISTRAR)
    assert counted == {CaseState.CERTIFIED: 2, CaseState.REFUSED: 1, CaseState.SUBMITTED: 1}


def test_the_same_fingerprint_is_found(mirror: Store) -> None:
    prints = [a.digest("fingerprint 2"), a.digest("fingerprint 99")]
    assert asked(mirror, applications.same_fingerprint, prints) == {prints[0]: [a.case(2)]}


# --- certificates -----------------------------------------------------------------------------------------------------

ONE, FOUR = a.certificate_code(1), a.certificate_code(4)
END_ONE = T0 + 30 + 5 * 365 * 86_400

CERTIFICATES: dict[str, tuple[CertificateFilter, list[str]]] = {
    "all, the last first": (CertificateFilter(), [FOUR, ONE]),
    "by code": (CertificateFilter(code=ONE), [ONE]),
    "by the beginning of a code": (CertificateFilter(code="SJ15"), [FOUR, ONE]),
    "a code is no pattern": (CertificateFilter(code="SJ15%"), []),
    "of a holder": (CertificateFilter(holder=PERSON), [FOUR, ONE]),
    "of somebody who holds nothing": (CertificateFilter(holder=party_of_org(a.REGISTRAR)), []),
    "of a registrar": (CertificateFilter(registrar=a.REGISTRAR), [FOUR, ONE]),
    "by the name of the application": (CertificateFilter(name="肉羊"), [ONE]),
    "by the corrected name": (CertificateFilter(name="更正 畜牧"), [FOUR]),
    "by industry": (CertificateFilter(industry="A"), [FOUR, ONE]),
    "by another industry": (CertificateFilter(industry="G"), []),
    "by division": (CertificateFilter(division=152500), [FOUR, ONE]),
    "by grade": (CertificateFilter(grade=Grade.GENERAL_2), [FOUR, ONE]),
    "in force between the starts": (CertificateFilter(in_force_at=T0 + 32), [ONE]),
    "in force at the end of the first": (CertificateFilter(in_force_at=END_ONE), [FOUR]),
    "expired at the end of the first": (CertificateFilter(expired_at=END_ONE), [ONE]),
    "frozen while seized": (CertificateFilter(frozen_at=T0 + 41), [ONE]),
    "frozen before": (CertificateFilter(frozen_at=T0 + 39), []),
    "frozen after the lifting": (CertificateFilter(frozen_at=T0 + 10_000), []),
    "evidenced in a span": (CertificateFilter(evidenced_from=T0 + 30, evidenced_until=T0 + 35), [ONE]),
    "expiring in a span": (CertificateFilter(expires_from=END_ONE + 1, expires_until=END_ONE + 6), [FOUR]),
    "signed by an account": (CertificateFilter(signed_by=a.account("boss")), [FOUR, ONE]),
    "signed by nobody": (CertificateFilter(signed_by=a.account("nobody")), []),
}


@pytest.mark.parametrize(("wanted", "expected"), CERTIFICATES.values(), ids=CERTIFICATES.keys())
def test_certificates_by_filter(mirror: Store, wanted: CertificateFilter, expected: list[str]) -> None:
    page = asked(mirror, certificates.certificates, wanted)
    assert [item.certificate.code for item in page.items] == expected
    assert asked(mirror, certificates.count_certificates, wanted) == len(expected)


def lived(store: Store, **changes: Any) -> Store:
    """The first certificate after an act of its later life, as its row and its right units' rows tell it."""
    store = filled(store)
    with store.writing() as session:
        state = acts.state_of(session, subject_of_certificate(ONE))
        assert isinstance(state, Certificate)
        replace_rows(session, [state], [replace(state, **changes)])
    return store


def found(store: Store, **wanted: Any) -> list[str]:
    page = asked(store, certificates.certificates, CertificateFilter(**wanted))
    return [item.certificate.code for item in page.items]


def test_what_ended_is_found_by_its_end_alone(store: Store) -> None:
    end = T0 + 1_000
    ended = lived(store, status=CertificateStatus.REVOKED, ended_at=end)
    assert (found(ended, in_force_at=end - 1), found(ended, in_force_at=end)) == ([FOUR, ONE], [FOUR])
    assert found(ended, expired_at=END_ONE) == []
    assert found(ended, ended_at=end, ended_as=CertificateStatus.REVOKED) == [ONE]
    assert found(ended, ended_at=end - 1, ended_as=CertificateStatus.REVOKED) == []
    assert found(ended, ended_at=end, ended_as=CertificateStatus.CANCELLED) == []


def test_a_renewal_filed_in_the_term_keeps_a_certificate_from_the_expired_until_it_is_decided(store: Store) -> None:
    filed = proceeding(Procedure.RENEW, END_ONE - 50, state=ProceedingState.REFUSED, closed_at=END_ONE + 50)
    renewing = lived(store, proceedings=(filed,))
    assert (found(renewing, renewing_at=END_ONE), found(renewing, expired_at=END_ONE)) == ([ONE], [])
    decided = END_ONE + 50
    assert (found(renewing, renewing_at=decided), found(renewing, expired_at=decided)) == ([], [FOUR, ONE])


def test_who_gave_his_rights_away_is_no_holder(store: Store) -> None:
    with (given := filled(store)).reading() as session:
        state = acts.state_of(session, subject_of_certificate(ONE))
    assert isinstance(state, Certificate)
    moved = lived(given, units=tuple(replace(unit, moved_at=T0 + 100) for unit in state.units))
    assert found(moved, holder=PERSON) == [FOUR]


def test_a_certificate_comes_with_what_is_shown_of_its_data(mirror: Store) -> None:
    item = asked(mirror, certificates.certificate, FOUR)
    assert (item.data_name, item.case.case_id) == ("更正后的畜牧数据集", a.case(4))
    assert asked(mirror, certificates.certificate, ONE).data_name.startswith("2022年至2025年")
    assert asked(mirror, certificates.certificate, CertificateId("SJ0")) is None
    assert asked(mirror, certificates.last_code, "SJ151202607") == FOUR
    assert asked(mirror, certificates.last_code, "SJ9") is None


def test_a_certificate_whose_application_was_taken_away_is_inconsistent(store: Store) -> None:
    torn = filled(store)
    with torn.writing() as session:
        for table in ("application_applicant", "application_right", "prior_registration", "application"):
            session.execute(text(f"DELETE FROM {table} WHERE case_id = :case"), {"case": bytes(a.case(4))})
    with pytest.raises(Inconsistent) as refused:
        asked(torn, certificates.certificate, FOUR)
    assert refused.value.code == "MIRROR_TORN"


# --- pages ------------------------------------------------------------------------------------------------------------


def walked(mirror: Store, question: Callable[..., Page[Any]], limit: int) -> list[Any]:
    found: list[Any] = []
    after: str | None = None
    for _ in range(20):
        page = asked(mirror, question, after=after, limit=limit)
        assert len(page.items) <= limit
        found += page.items
        after = page.next
        if after is None:
            return found
    raise AssertionError("the pages do not end")


LISTS: dict[str, Callable[..., Page[Any]]] = {
    "organisations": organisations.organisations,
    "applications": applications.applications,
    "certificates": certificates.certificates,
}


@pytest.mark.parametrize("limit", [1, 2, 3, 500])
@pytest.mark.parametrize("question", LISTS.values(), ids=LISTS.keys())
def test_pages_of_any_size_give_each_item_once(mirror: Store, question: Callable[..., Page[Any]], limit: int) -> None:
    assert walked(mirror, question, limit) == walked(mirror, question, 100)


BAD_CURSORS = {
    "empty": "",
    "not base64": "!!!",
    "not JSON": "AAAA",
    "no list": cursor_after().replace("W10", "e30"),
    "of another list": cursor_after(1, 2, 3),
    "of other types": cursor_after("a", "b"),
    "a number that no column holds": cursor_after(2**70, b"x"),
    "endless": "A" * 10_000,
    "not ASCII": "页",
}


@pytest.mark.parametrize("cursor", BAD_CURSORS.values(), ids=BAD_CURSORS.keys())
@pytest.mark.parametrize("question", LISTS.values(), ids=LISTS.keys())
def test_a_cursor_that_was_not_given_by_us_is_refused(
    migrated: Callable[[str], Store], question: Callable[..., Page[Any]], cursor: str
) -> None:
    with pytest.raises(Refused) as refused:
        asked(migrated("sqlite"), question, after=cursor)
    assert refused.value.code == "CURSOR_INVALID"


@pytest.mark.parametrize("limit", [0, -1, 501])
def test_a_page_of_no_sensible_size_is_refused(migrated: Callable[[str], Store], limit: int) -> None:
    for question in LISTS.values():
        with pytest.raises(Refused) as refused:
            asked(migrated("sqlite"), question, limit=limit)
        assert refused.value.code == "PAGE_SIZE"


def test_many_keys_are_asked_for_in_several_statements(mirror: Store) -> None:
    strangers: Sequence[bytes] = [a.digest(str(number)) for number in range(1_200)]
    assert asked(mirror, acts.heads, [*strangers, subject_of_org(a.HOLDER)]).keys() == {subject_of_org(a.HOLDER)}
