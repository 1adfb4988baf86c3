# SPDX-License-Identifier: Apache-2.0
"""The thirteen checks of a trace: each finds what it is there for, passes what is sound, says what it could not see."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from ledger.audit.trace import (
    CAVEATS,
    NO_ENVIRONMENT,
    NO_PARTICULARS,
    NO_RATE,
    Facts,
    TraceAudit,
    audit,
    audit_document,
)
from ledger.audit.trace_agreements import CONSENT_NOT_ON_RECORD, NOT_HELD, USERS_NOT_ON_RECORD, WORDS_ALONE, PassedOn
from ledger.audit.trace_checks import Check, Checked, Outcome, joined
from ledger.audit.trace_usage import NO_RECORDS, UNSAID
from ledger.calendars import shipped_year
from ledger.domain.agreement import Agreement, read
from ledger.domain.calendar import WorkingCalendar, civil_of, day_from_civil, end_of
from ledger.domain.circulation import Happening, Trace
from ledger.domain.events import Recorded
from ledger.domain.fold import fold
from ledger.domain.grant import Grant, GrantPause
from ledger.domain.ids import PartyId, party_of_org
from ledger.domain.kinds import CertificateStatus, OrgKind, Standing
from ledger.domain.kinds import Circulation as C
from ledger.domain.organisation import Organisation
from ledger.domain.scope import ALL_ENVIRONMENTS, Environment, UnitRoot
from ledger.domain.usage_scope import Allowance, Judged, Reach, Stray, Strays
from ledger.domain.verdict import Evidence
from ledger.proofs.history import NO_HEAD, Spine, head_after, word_of
from tests.simulator import acts as a
from tests.simulator import circulating as c
from tests.simulator.chain import CHAIN_ID, GENESIS_TIME, MODULES, SimulatedAct
from tests.unit.domain.recording import recorded_acts

T0 = GENESIS_TIME
DAY = 86_400
LATER = T0 + 60 * DAY
CODE = a.certificate_code(1)
CONTRACT = "0x" + "11" * 32
SPINE = Spine(CHAIN_ID, MODULES["History"])
DELIVERY = Check.DELIVERY_WITHOUT_GRANT
TRADED = {"contract": CONTRACT, "amount": 900, "price_mode": "MARKET"}


def headed(acts: Sequence[SimulatedAct]) -> list[Recorded]:
    """The acts with the heads that History gives them."""
    found, head = [], NO_HEAD
    for act in recorded_acts(acts):
        head = head_after(SPINE, head, act.entry)
        found.append(replace(act, entry=replace(act.entry, head=head)))
    return found


def facts_of(*acts: SimulatedAct, particulars: dict[int, dict[str, Any]] | None = None, **more: Any) -> Facts:
    recorded = headed(acts)
    last = recorded[-1].entry if recorded else None
    given: dict[str, Any] = {
        "spine": SPINE,
        "word": None if last is None else word_of(last.length, last.head),
        "particulars": particulars or {},
        "certificates": {CODE: certificate(1), a.certificate_code(2): certificate(2)},
        "grades": {CODE: 2, a.certificate_code(2): 3},
        "organisations": {org: organisation(org) for org in (a.HOLDER, c.BANK, c.VENUE, a.REGISTRAR)},
        "calendar": WorkingCalendar.of([shipped_year(2026)]),
        "agreements": {c.GRANT: agreed(scenario="牲畜保险")},
    }
    return Facts(CODE, recorded, **{**given, **more})


def agreed(words: str = "协议", **particulars: Any) -> Agreement:
    return Agreement(words, read(particulars) if particulars else None)


def certificate(number: int) -> Any:
    acts = [act for act in a.certified(number, T0 - DAY) if act.module == "CertificateRegistry"]
    return fold(recorded_acts(acts))


def organisation(org: Any, group: int = 0) -> Any:
    found = fold(recorded_acts([a.registered(org, 1 << OrgKind.HOLDER)]))
    assert isinstance(found, Organisation)
    return replace(found, group=group)


def checked(made: TraceAudit, check: Check) -> Checked:
    return next(each for each in made.checks if each.check is check)


def outcome(facts: Facts, check: Check, at: int = LATER) -> Outcome:
    return checked(audit(facts, at), check).outcome


def found(facts: Facts, check: Check, at: int = LATER) -> list[int | None]:
    result = checked(audit(facts, at), check)
    assert result.outcome is Outcome.FINDINGS
    return [finding.seq for finding in result.findings]


def test_a_sound_trace_passes_every_check() -> None:
    acts = [
        c.reported(1, 1, T0, what=C.TRADE),
        c.reported(1, 2, T0),
        c.answered(1, 2),
        c.reported(1, 3, T0, what=C.SETTLE, standing=Standing.NEEDS_NONE),
        c.reported(1, 4, T0, what=C.DERIVE, parents=(c.parent(2),), marks=2, grade=3),
        c.confirmed(1, 1),
    ]
    told = {1: TRADED, 2: {"channel": "API"}, 3: {"contract": CONTRACT, "amount": 900, "currency": "CNY"}}
    made = audit(facts_of(*acts, particulars=told), LATER)

    assert [(each.check, each.outcome, each.reason) for each in made.checks if each.outcome is not Outcome.PASS] == []
    assert (made.events, made.levels) == (4, {1: 2, 2: 1, 3: 1, 4: 0, 5: 0})
    assert {each.check for each in made.checks} == set(Check)


def test_without_events_there_is_nothing_to_find_and_the_report_says_how_many() -> None:
    made = audit(facts_of(), LATER)

    assert (made.events, sum(each.looked for each in made.checks)) == (0, 0)
    assert checked(made, Check.GAP).outcome is Outcome.NOT_CHECKED


def test_every_report_prints_what_a_trace_cannot_prove() -> None:
    document = audit_document(audit(facts_of(c.reported(1, 1, T0)), LATER))

    assert [(each["zh"], each["en"]) for each in document["caveats"]] == list(CAVEATS)
    assert document["levels"] == {"1": 1, "2": 0, "3": 0, "4": 0, "5": 0}
    assert json.dumps(document)


@pytest.mark.parametrize(("marks", "expected"), [(1, [1]), (3, [1]), (2, None), (1 | 2 << 2, None)])
def test_orphan_output(marks: int, expected: list[int] | None) -> None:
    parents = (c.parent(2), c.parent(None))[: 1 + (marks > 3)]
    facts = facts_of(c.reported(1, 1, T0, what=C.DERIVE, parents=parents, marks=marks, grade=3))
    if expected is None:
        assert outcome(facts, Check.ORPHAN_OUTPUT) is Outcome.PASS
    else:
        assert found(facts, Check.ORPHAN_OUTPUT) == expected


def test_delivery_without_grant() -> None:
    acts = [c.reported(1, 1, T0, grant_id=c.NO_GRANT), c.reported(1, 2, T0, rule=9), c.reported(1, 3, T0)]
    result = checked(audit(facts_of(*acts), LATER), Check.DELIVERY_WITHOUT_GRANT)

    assert [(finding.seq, finding.actual) for finding in result.findings] == [(1, "none named"), (2, "rule 9")]
    assert [finding.evidence and finding.evidence.block_number for finding in result.findings] == [1, 2]


def environments(*bits: int, what: C = C.DELIVER, told: dict[str, Any] | None, rule: int = 0) -> Checked:
    """An event under a grant of these environments, which became others two days before it."""
    grant = fold(recorded_acts([a.grant_offered("1", T0 + 20 * DAY)]))
    assert isinstance(grant, Grant)
    reaches = tuple(
        Reach(T0 - 3 * DAY + place * DAY, replace(grant, grant_id=c.GRANT, environments=each))
        for place, each in enumerate(bits)
    )
    facts = facts_of(
        c.reported(1, 1, T0, what=what, rule=rule), particulars={} if told is None else {1: told},
        allowances={c.GRANT: Allowance((reaches,), ((0, UnitRoot(held=True)),))},
    )  # fmt: skip
    return checked(audit(facts, LATER), DELIVERY)


def test_what_was_handed_over_by_another_way_than_the_grant_gives_is_found() -> None:
    sandbox = 1 << Environment.SANDBOX
    found_ = environments(sandbox, told={"channel": "FILE"})
    assert [(each.seq, each.expected, each.actual) for each in found_.findings] == [
        (1, f"an environment of 0x{c.GRANT.hex()}", "PLAIN")
    ]
    assert environments(sandbox, told={"channel": "SANDBOX"}).outcome is Outcome.PASS
    assert environments(31, sandbox, told={"channel": "FILE"}).outcome is Outcome.FINDINGS
    assert environments(1, told={"environment": "API"}, what=C.USE).findings[0].actual == "API"
    assert environments(0, told={}, what=C.USE).findings[0].actual == "none that is left"


def test_an_environment_that_nobody_told_is_not_checked_where_the_grant_bounds_it() -> None:
    assert environments(1, told={}, what=C.USE).reason == NO_ENVIRONMENT
    assert environments(1, told=None).reason == NO_PARTICULARS
    assert environments(1, told=None).outcome is Outcome.NOT_CHECKED
    assert environments(31, told={}, what=C.USE).outcome is Outcome.PASS
    assert environments(31, told=None).outcome is Outcome.PASS


def test_what_breaks_a_rule_on_chain_is_named_for_that_alone() -> None:
    assert [each.actual for each in environments(1, told={"channel": "API"}, rule=9).findings] == ["rule 9"]
    assert [each.actual for each in environments(1, what=C.USE, told={}, rule=9).findings] == ["rule 9"]
    # A use after the end of its grant is another check's finding.
    assert environments(1, what=C.USE, told={}, rule=5).findings == ()


def trace_of(facts: Facts) -> tuple[Happening, ...]:
    state = fold(facts.acts)
    assert isinstance(state, Trace)
    return state.happenings


@pytest.mark.parametrize(
    ("resource", "registered", "expected"),
    [
        ("GG15-1", "GG15-1", Outcome.PASS),
        ("GG15-1", "GG15-2", Outcome.FINDINGS),
        ("GG15-1", "", Outcome.NOT_CHECKED),
        (None, "GG15-1", Outcome.NOT_CHECKED),
    ],
    ids=["the decision's data", "other data", "not registered under a code", "a consent names none"],
)
def test_delivery_under_a_grant_on_no_right_unit(resource: str | None, registered: str, expected: Outcome) -> None:
    facts = facts_of(c.reported(1, 1, T0))
    (each,) = trace_of(facts)
    assert each.grant_id is not None
    told = replace(facts, resources={each.grant_id: resource}, platform_refs={each.certificate: registered})
    result = checked(audit(told, LATER), Check.DELIVERY_WITHOUT_GRANT)

    assert result.outcome is expected
    assert [finding.actual for finding in result.findings] == ([resource] if expected is Outcome.FINDINGS else [])
    assert (result.reason is None) is (expected is not Outcome.NOT_CHECKED)


def test_trade_outside_validity() -> None:
    early, late = c.reported(1, 1, T0 - 2 * DAY, what=C.TRADE), c.reported(1, 2, T0, what=C.TRADE)
    assert found(facts_of(early, late, particulars={1: TRADED, 2: TRADED}), Check.TRADE_OUTSIDE_VALIDITY) == [1]
    first = c.reported(1, 1, T0, what=C.TRADE)
    assert outcome(facts_of(first, certificates={}), Check.TRADE_OUTSIDE_VALIDITY) is Outcome.NOT_CHECKED


@pytest.mark.parametrize("ended", [T0, T0 + 1])
@pytest.mark.parametrize("status", [CertificateStatus.CANCELLED, CertificateStatus.REVOKED, CertificateStatus.REPLACED])
def test_a_trade_after_the_certificate_ended_is_outside_its_validity(status: CertificateStatus, ended: int) -> None:
    over = replace(certificate(1), status=status, ended_at=ended)
    facts = facts_of(c.reported(1, 1, T0, what=C.TRADE), particulars={1: TRADED}, certificates={CODE: over})
    result = checked(audit(facts, LATER), Check.TRADE_OUTSIDE_VALIDITY)

    if ended > T0:
        assert result.outcome is Outcome.PASS, "it was in force then"
    else:
        (finding,) = result.findings
        assert finding.expected == f"{over.evidenced_at} <= occurred < {ended}"
        assert finding.actual == f"{T0} ({status.name})"


def settlement(*amounts: int) -> Facts:
    acts = [c.reported(1, 1, T0, what=C.TRADE)]
    told: dict[int, dict[str, Any]] = {1: TRADED}
    for seq, amount in enumerate(amounts, start=2):
        acts.append(c.reported(1, seq, T0, what=C.SETTLE, standing=Standing.NEEDS_NONE))
        told[seq] = {"contract": CONTRACT, "amount": amount, "currency": "CNY"}
    return facts_of(*acts, particulars=told)


def test_settlement_differs() -> None:
    assert outcome(settlement(400, 500), Check.SETTLEMENT_DIFFERS) is Outcome.PASS
    assert found(settlement(400, 400), Check.SETTLEMENT_DIFFERS) == [3]
    assert outcome(replace(settlement(400), particulars={}), Check.SETTLEMENT_DIFFERS) is Outcome.NOT_CHECKED


def test_a_settlement_in_another_currency_is_not_compared() -> None:
    facts = settlement(900)
    told = {**facts.particulars, 2: {**facts.particulars[2], "currency": "MNT"}}
    unseen = checked(audit(replace(facts, particulars=told), LATER), Check.SETTLEMENT_DIFFERS)
    assert (unseen.outcome, unseen.reason) == (Outcome.NOT_CHECKED, NO_RATE)


def test_a_settlement_corrected_twice_counts_once() -> None:
    facts = settlement(1, 500, 900)
    acts = [c.reported(1, 1, T0, what=C.TRADE)]
    acts += [
        c.reported(1, seq, T0, what=C.SETTLE, standing=Standing.NEEDS_NONE, correction_of=0 if seq == 2 else 2)
        for seq in (2, 3, 4)
    ]
    assert outcome(facts_of(*acts, particulars=dict(facts.particulars)), Check.SETTLEMENT_DIFFERS) is Outcome.PASS


def test_a_settlement_whose_contract_nobody_told_of() -> None:
    facts = facts_of(
        c.reported(1, 1, T0, what=C.SETTLE, standing=Standing.NEEDS_NONE),
        particulars={1: {"contract": CONTRACT, "amount": 1, "currency": "CNY"}},
    )
    assert found(facts, Check.SETTLEMENT_DIFFERS) == [1]


def test_late_record() -> None:
    late, prompt = c.reported(1, 1, T0 - 20 * DAY), c.reported(1, 2, T0 - DAY)
    assert found(facts_of(late, prompt), Check.LATE_RECORD) == [1]
    assert outcome(facts_of(late, calendar=None), Check.LATE_RECORD) is Outcome.NOT_CHECKED


def test_a_correction_is_late_only_if_what_it_corrects_was() -> None:
    first, day = c.reported(1, 1, T0), T0 - 20 * DAY

    def facts(*acts: SimulatedAct) -> Facts:
        """The first is recorded at once; each of the others twenty days after the one before."""
        given = facts_of(*acts)
        dated = [
            replace(act, meta=replace(act.meta, timestamp=T0 + place * 20 * DAY))
            for place, act in enumerate(given.acts)
        ]
        return replace(given, acts=dated)

    late = Check.LATE_RECORD
    assert outcome(facts(first, c.reported(1, 2, T0, correction_of=1)), late) is Outcome.PASS
    chain = facts(first, c.reported(1, 2, T0, correction_of=1), c.reported(1, 3, T0, correction_of=2))
    assert outcome(chain, late) is Outcome.PASS
    assert found(facts(c.reported(1, 1, day), c.reported(1, 2, day, correction_of=1)), late) == [2]
    assert found(facts(first, c.reported(1, 2, day, correction_of=1)), late) == [2], "it happened earlier than was said"
    after = c.reported(1, 2, T0 + DAY, correction_of=1)
    assert found(facts(first, after), late) == [2], "what was told before an event did not tell of it"


def test_use_after_end() -> None:
    acts = [c.reported(1, 1, T0, rule=5), c.reported(1, 2, T0, rule=9), c.reported(1, 3, T0, what=C.USE, rule=14)]
    assert found(facts_of(*acts), Check.USE_AFTER_END) == [1, 3]


def test_usage_in_bulk_after_the_end_of_its_grant() -> None:
    (anchored,) = recorded_acts([c.anchored(1, T0 + 10 * DAY)])
    grant = fold(recorded_acts([a.grant_offered("1", T0 + 20 * DAY)]))
    assert isinstance(grant, Grant)
    grant = replace(grant, since=T0)
    running, ended = replace(grant, not_after=T0 + 20 * DAY), replace(grant, ended_at=T0 + 9 * DAY)

    def facts(known: Grant) -> Facts:
        allowed: dict[bytes, Allowance | None] = {c.GRANT: allowance_of(known)}
        return facts_of(c.reported(1, 1, T0), anchored=(anchored,), grants={c.GRANT: known}, allowances=allowed)

    assert outcome(facts(running), Check.USE_AFTER_END) is Outcome.PASS
    assert outcome(replace(facts(running), allowances={}), Check.USE_AFTER_END) is Outcome.NOT_CHECKED
    paused = replace(running, pauses=(GrantPause(1, T0 + 10 * DAY - 30, T0 + 10 * DAY - 20),))
    result = checked(audit(facts(paused), LATER), Check.USE_AFTER_END)
    assert (result.outcome, result.reason) == (Outcome.NOT_CHECKED, NO_RECORDS)
    assert found(facts(ended), Check.USE_AFTER_END) == [None]
    assert found(facts(replace(grant, not_after=T0 + 10 * DAY)), Check.USE_AFTER_END) == [None]
    assert outcome(facts(ended), Check.USE_AFTER_END, T0 + 8 * DAY) is Outcome.PASS


def allowance_of(grant: Grant) -> Allowance:
    return Allowance(((Reach(T0, grant),),), ((0, UnitRoot(held=True)),))


def bulk_facts(judged: Judged | None, rules: int = 0) -> Facts:
    """A batch under the asset's grant, with what came of its records, if they are held here."""
    (anchored,) = recorded_acts([c.anchored(1, T0 + 10 * DAY, rules)])
    grant = fold(recorded_acts([a.grant_offered("1", T0 + 20 * DAY)]))
    assert isinstance(grant, Grant)
    grant = replace(grant, grant_id=c.GRANT, since=T0, environments=ALL_ENVIRONMENTS)
    held = {} if judged is None else {bytes(anchored.entry.subject): judged}
    return facts_of(
        c.reported(1, 1, T0), anchored=(anchored,), grants={c.GRANT: grant}, allowances={c.GRANT: allowance_of(grant)},
        judged=held,
    )  # fmt: skip


def strays(rule: str, count: int = 2) -> Strays:
    return Strays(c.GRANT, rule, c.GRANT, count, (Stray(7, T0, b"\x07" * 32),))


def test_records_outside_their_grant_are_named_with_their_batch() -> None:
    made = audit(bulk_facts(Judged(3, (strays("PURPOSE"), strays("SUSPENDED", 1)))), LATER)
    scope, ended = checked(made, Check.DELIVERY_WITHOUT_GRANT), checked(made, Check.USE_AFTER_END)

    (finding,) = scope.findings
    assert (scope.looked, finding.seq, finding.records) == (4, None, strays("PURPOSE"))
    assert finding.actual == f"2 records of batch 0x{a.digest('batch 1').hex()}: PURPOSE of 0x{c.GRANT.hex()}"
    assert finding.evidence is not None
    assert [each.records for each in ended.findings] == [strays("SUSPENDED", 1)]
    (document,) = audit_document(made)["checks"][1]["findings"]
    assert document["records"] == {
        "grant": "0x" + c.GRANT.hex(), "rule": "PURPOSE", "on": "0x" + c.GRANT.hex(), "count": 2, "more": 1,
        "first": [{"index": 7, "moment": T0, "leaf": "0x" + "07" * 32}],
    }  # fmt: skip


def test_totals_that_are_not_what_the_records_make_are_named_with_both_figures() -> None:
    """The budget was debited by what the batch said. What it says of others' grants is for the audit of those."""
    other = b"\xff" * 32
    true, sums = {bytes(c.GRANT): (901, 30), other: (5, 5)}, {bytes(c.GRANT): (950, 30), other: (1, 1)}
    assert outcome(bulk_facts(Judged(3, (), {}, true)), Check.GAP) is Outcome.PASS
    result = checked(audit(bulk_facts(Judged(3, (), {}, sums)), LATER), Check.GAP)
    (finding,) = result.findings
    assert finding.actual == "totals of 901 records, 30 calls"
    assert finding.expected.endswith("950 records, 30 calls, as its records make")
    assert finding.evidence is not None


def test_records_that_were_all_judged_pass() -> None:
    result = checked(audit(bulk_facts(Judged(3, ())), LATER), Check.DELIVERY_WITHOUT_GRANT)
    assert (result.outcome, result.looked, result.reason) == (Outcome.PASS, 4, None)


def test_a_batch_whose_records_are_elsewhere_is_not_checked() -> None:
    made = audit(bulk_facts(None), LATER)
    result = checked(made, Check.DELIVERY_WITHOUT_GRANT)

    assert (result.outcome, result.looked, result.reason) == (Outcome.NOT_CHECKED, 1, NO_RECORDS)
    # The span of its uses is on chain, and the grant ran throughout.
    assert checked(made, Check.USE_AFTER_END).outcome is Outcome.PASS


def test_what_records_do_not_say_is_not_checked() -> None:
    result = checked(audit(bulk_facts(Judged(3, (), {"FIELDS": 1, "ENVIRONMENT": 3})), LATER), DELIVERY)
    assert (result.outcome, result.reason) == (Outcome.NOT_CHECKED, joined(UNSAID["ENVIRONMENT"], UNSAID["FIELDS"]))


@pytest.mark.parametrize(("rule", "name"), [(12, "CALLS"), (200, "NOT_PARTY")])
def test_a_sum_that_was_not_debited_is_found(rule: int, name: str) -> None:
    (finding,) = checked(audit(bulk_facts(None, rule), LATER), DELIVERY).findings
    assert finding.actual == f"batch 0x{a.digest('batch 1').hex()}: 901 records, 30 calls: {name}"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"country": "MN", "route": "ASSESSMENT", "filing": "F-1", "valid_until": T0 + DAY}, Outcome.PASS),
        ({"country": "MN", "route": "EXEMPT", "ground": "contract necessity"}, Outcome.PASS),
        ({"country": "MN", "route": "ASSESSMENT"}, Outcome.FINDINGS),
        ({"country": "MN", "route": "EXEMPT"}, Outcome.FINDINGS),
        ({"country": "MN", "route": "ASSESSMENT", "filing": "F-1", "valid_until": T0}, Outcome.FINDINGS),
        ({"country": "MN", "route": "STANDARD_CONTRACT", "filing": "F-1"}, Outcome.NOT_CHECKED),
        (None, Outcome.NOT_CHECKED),
    ],
)
def test_export_without_filing(told: dict[str, Any] | None, expected: Outcome) -> None:
    facts = facts_of(c.reported(1, 1, T0, what=C.EXPORT), particulars={} if told is None else {1: told})
    assert outcome(facts, Check.EXPORT_WITHOUT_FILING) is expected


@pytest.mark.parametrize(
    ("graded", "route", "expected"),
    [
        (2, "STANDARD_CONTRACT", Outcome.PASS),
        (5, "STANDARD_CONTRACT", Outcome.FINDINGS),
        (5, "EXEMPT", Outcome.FINDINGS),
        (5, "ASSESSMENT", Outcome.PASS),
        (6, "ASSESSMENT", Outcome.FINDINGS),
    ],
)
@pytest.mark.parametrize("where", ["event", "registered", "classified"])
def test_important_data_leave_by_an_assessment_and_core_data_not_at_all(
    where: str, graded: int, route: str, expected: Outcome
) -> None:
    told = {"country": "MN", "route": route, "filing": "F-1", "ground": "transit", "valid_until": T0 + DAY}
    event = c.reported(1, 1, T0, what=C.EXPORT, grade=graded if where == "event" else 1)
    known: dict[str, Any] = {
        "event": {},
        "registered": {"grades": {CODE: graded}},
        "classified": {"grades": {CODE: 1}, "classified": {CODE: [(T0 - DAY, 1), (T0 - 1, graded), (T0 + DAY, 6)]}},
    }[where]
    facts = facts_of(event, particulars={1: told}, **known)
    assert outcome(facts, Check.EXPORT_WITHOUT_FILING) is expected


def test_a_parent_that_was_classified_higher_by_then_counts_so() -> None:
    made = c.reported(1, 1, T0, what=C.DERIVE, parents=(c.parent(2),), marks=2, grade=3)
    parent = a.certificate_code(2)

    def graded(since: int) -> Facts:
        return facts_of(made, particulars={1: {}}, classified={parent: [(since, 5)]})

    assert found(graded(T0 - 1), Check.GRADE_LOWERED) == [1]
    assert outcome(graded(T0 + 1), Check.GRADE_LOWERED) is Outcome.PASS


def test_grade_lowered() -> None:
    made = c.reported(1, 1, T0, what=C.DERIVE, parents=(c.parent(2),), marks=2, grade=2)
    unknown = c.reported(1, 1, T0, what=C.DERIVE, parents=(c.parent(None),), marks=1, grade=2)

    assert found(facts_of(made, particulars={1: {}}), Check.GRADE_LOWERED) == [1]
    assert outcome(facts_of(made, particulars={1: {"grade_reason": "aggregated"}}), Check.GRADE_LOWERED) is Outcome.PASS
    unread = checked(audit(facts_of(made), LATER), Check.GRADE_LOWERED)
    assert (unread.outcome, unread.reason) == (Outcome.NOT_CHECKED, NO_PARTICULARS), "a reason may stand there"
    kept = c.reported(1, 1, T0, what=C.DERIVE, parents=(c.parent(2),), marks=2, grade=3)
    assert outcome(facts_of(kept), Check.GRADE_LOWERED) is Outcome.PASS, "nothing there to give a reason for"
    assert outcome(facts_of(unknown), Check.GRADE_LOWERED) is Outcome.NOT_CHECKED


def test_destruction_missing() -> None:
    delivery = c.reported(1, 1, T0)
    bank, nobody = party_of_org(c.BANK), PartyId(bytes(32))
    gone = c.reported(1, 2, T0 + 1, what=C.DESTROY, actor=bank, counterparty=nobody, standing=Standing.NEEDS_NONE)
    told = {1: {"channel": "FILE", "destroy_by": T0 + 30 * DAY}}

    assert found(facts_of(delivery, particulars=told), Check.DESTRUCTION_MISSING) == [1]
    assert outcome(facts_of(delivery, particulars=told), Check.DESTRUCTION_MISSING, T0 + 29 * DAY) is Outcome.PASS
    assert outcome(facts_of(delivery, gone, particulars=told), Check.DESTRUCTION_MISSING) is Outcome.PASS
    assert outcome(facts_of(delivery), Check.DESTRUCTION_MISSING) is Outcome.NOT_CHECKED


def test_the_receiver_destroys_what_it_told_of_itself() -> None:
    """Whoever has the grant received; without a grant either side's telling counts."""
    holder, bank, nobody = party_of_org(a.HOLDER), party_of_org(c.BANK), PartyId(bytes(32))
    told = {1: {"channel": "FILE", "destroy_by": T0 + 30 * DAY}}
    grant = fold(recorded_acts([a.grant_offered("1", T0 + 20 * DAY)]))
    assert isinstance(grant, Grant)
    assert grant.grantee == bank
    received = {"actor": bank, "counterparty": holder}

    def judged(by: PartyId, under_grant: bool = True, **sides: PartyId) -> Outcome:
        named = {} if under_grant else {"grant_id": c.NO_GRANT}
        gone = c.reported(1, 2, T0 + 1, what=C.DESTROY, actor=by, counterparty=nobody, standing=Standing.NEEDS_NONE)
        acts = c.reported(1, 1, T0, **sides, **named), gone
        return outcome(facts_of(*acts, particulars=told, grants={c.GRANT: grant}), Check.DESTRUCTION_MISSING)

    assert (judged(bank), judged(holder)) == (Outcome.PASS, Outcome.FINDINGS)
    assert (judged(bank, **received), judged(holder, **received)) == (Outcome.PASS, Outcome.FINDINGS)
    for sides in ({}, received):
        assert (judged(bank, False, **sides), judged(holder, False, **sides)) == (Outcome.PASS, Outcome.PASS)
        assert judged(party_of_org(c.VENUE), False, **sides) is Outcome.FINDINGS


# --- what the agreements say ------------------------------------------------------------------------------------------

BREACH = Check.AGREEMENT_BREACHED
BANK_PARTY = party_of_org(c.BANK)
BACK = {"actor": BANK_PARTY, "counterparty": PartyId(bytes(32)), "standing": Standing.NEEDS_NONE}


def under(agreement: Agreement | None, *acts: SimulatedAct, above: Agreement | None = None, **more: Any) -> Facts:
    """Deliveries by API under a grant with this agreement (None: not held), and one above it if there is one."""
    grant = fold(recorded_acts([a.grant_offered("1", T0 + 20 * DAY)]))
    assert isinstance(grant, Grant)
    below, top = replace(grant, grant_id=c.GRANT, **more), replace(grant, grant_id=a.grant_id("1"))
    chain = (below, top) if above is not None else (below,)
    allowance = Allowance(tuple((Reach(T0, each),) for each in chain), ((0, UnitRoot(held=True)),))
    held = {c.GRANT: agreement, a.grant_id("1"): above}
    return facts_of(
        *acts, particulars={number: {"channel": "API"} for number in range(1, len(acts) + 1)},
        allowances={c.GRANT: allowance}, agreements={key: one for key, one in held.items() if one is not None},
    )  # fmt: skip


def test_a_purpose_that_the_agreement_forbids_is_found() -> None:
    delivery, used = c.reported(1, 1, T0), c.reported(1, 2, T0, what=C.USE)
    forbidden = agreed(forbidden_purposes=["RESEARCH"])
    own = checked(audit(under(forbidden, delivery, used), LATER), BREACH)
    above = checked(audit(under(agreed(scenario="研究"), delivery, above=forbidden), LATER), BREACH)

    assert [(each.seq, each.actual) for each in own.findings] == [(1, "RESEARCH"), (2, "RESEARCH")]
    assert [each.expected for each in above.findings] == [
        f"no purpose that the agreement of 0x{a.grant_id('1').hex()} forbids"
    ]
    assert outcome(under(agreed(forbidden_purposes=["RESALE"]), delivery), BREACH) is Outcome.PASS


@pytest.mark.parametrize(
    ("agreement", "reason"),
    [
        (None, NOT_HELD),
        (agreed(), WORDS_ALONE),
        (agreed(max_users=5), USERS_NOT_ON_RECORD),
    ],
)
def test_what_no_check_can_read_is_not_checked(agreement: Agreement | None, reason: tuple[str, str]) -> None:
    result = checked(audit(under(agreement, c.reported(1, 1, T0)), LATER), BREACH)
    assert (result.outcome, result.looked, result.reason) == (Outcome.NOT_CHECKED, 1, reason)


def test_records_for_a_forbidden_purpose_are_named_and_those_elsewhere_are_not_checked() -> None:
    named = checked(audit(bulk_facts(Judged(3, (strays("FORBIDDEN_PURPOSE"),))), LATER), BREACH)
    assert [each.records for each in named.findings] == [strays("FORBIDDEN_PURPOSE")]
    elsewhere = bulk_facts(None)
    assert outcome(elsewhere, BREACH) is Outcome.PASS, "nothing is forbidden, whatever the records say"
    forbidding = replace(elsewhere, agreements={c.GRANT: agreed(forbidden_purposes=["RESALE"])})
    assert checked(audit(forbidding, LATER), BREACH).reason == NO_RECORDS


def a_grant(**changes: Any) -> Grant:
    grant = fold(recorded_acts([a.grant_offered("1", T0 + 20 * DAY), a.grant_accepted("1", T0)]))
    assert isinstance(grant, Grant)
    return replace(grant, **changes)


def test_a_grant_passed_on_to_whom_the_agreement_does_not_allow_is_found() -> None:
    place = Evidence(7, b"\x01" * 32, 2)
    child = PassedOn(a_grant(parent=c.GRANT, grantee=party_of_org(c.VENUE)), place)

    def judged(accepted_by: int = LATER, **particulars: Any) -> Checked:
        facts = facts_of(agreements={c.GRANT: agreed(**particulars)}, passed_on=(child,))
        return checked(audit(facts, accepted_by), BREACH)

    (finding,) = judged(passing_on={"allowed_grantees": [c.BANK]}).findings
    assert (finding.seq, finding.evidence, finding.actual) == (None, place, c.VENUE)
    assert judged(passing_on={"allowed_grantees": [c.BANK, c.VENUE]}).outcome is Outcome.PASS
    assert judged(T0 - DAY, passing_on={"allowed_grantees": [c.BANK]}).outcome is Outcome.PASS, "not passed on yet"
    asked = judged(passing_on={"consent_required": True})
    assert (asked.outcome, asked.reason) == (Outcome.NOT_CHECKED, CONSENT_NOT_ON_RECORD)
    assert judged().reason == WORDS_ALONE
    unknown = facts_of(agreements={}, passed_on=(child,))
    assert checked(audit(unknown, LATER), BREACH).reason == NOT_HELD


def test_destruction_by_the_day_of_the_agreement() -> None:
    last = civil_of(T0 + 10 * DAY)
    due = agreed(termination={"effect": "DESTROY", "destroy_by": last.isoformat()})
    before = end_of(day_from_civil(last))
    delivery = c.reported(1, 1, T0)

    def gone(what: C, at: int) -> SimulatedAct:
        return c.reported(1, 2, at, what=what, grant_id=c.NO_GRANT, **BACK)

    missing = Check.DESTRUCTION_MISSING
    assert outcome(under(due, delivery), missing, before - 1) is Outcome.PASS
    assert found(under(due, delivery), missing, before) == [1]
    assert outcome(under(due, delivery, gone(C.DESTROY, before - 1)), missing) is Outcome.PASS
    assert found(under(due, delivery, gone(C.DESTROY, before)), missing) == [1]
    assert found(under(due, delivery, gone(C.RETURN, T0 + 1)), missing) == [1]
    either = agreed(termination={"destroy_by": last.isoformat()})
    assert outcome(under(either, delivery, gone(C.RETURN, T0 + 1)), missing) is Outcome.PASS


@pytest.mark.parametrize(
    ("effect", "told", "expected"),
    [("RETURN", None, [1]), ("RETURN", C.RETURN, None), ("RETURN", C.DESTROY, [1]), ("STOP", None, None),
     ("SELL_OFF", None, None)],
)  # fmt: skip
def test_what_is_to_be_given_back_when_the_grant_ends(effect: str, told: C | None, expected: list[int] | None) -> None:
    acts = [c.reported(1, 1, T0)]
    if told is not None:
        acts.append(c.reported(1, 2, T0 + 30 * DAY, what=told, grant_id=c.NO_GRANT, **BACK))
    facts = under(agreed(termination={"effect": effect}), *acts)
    result = checked(audit(facts, LATER), Check.DESTRUCTION_MISSING)

    assert ([each.seq for each in result.findings] or None) == expected
    assert outcome(facts, Check.DESTRUCTION_MISSING, T0 + 19 * DAY) is Outcome.PASS, "the grant still runs"


def test_destruction_is_not_checked_where_no_agreement_is_read() -> None:
    for agreement, reason in ((None, NOT_HELD), (agreed(), WORDS_ALONE)):
        result = checked(audit(under(agreement, c.reported(1, 1, T0)), LATER), Check.DESTRUCTION_MISSING)
        assert (result.outcome, result.reason) == (Outcome.NOT_CHECKED, reason)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"price_mode": "GOV_GUIDED", "unit_price": 10, "ceiling": 10}, Outcome.PASS),
        ({"price_mode": "GOV_GUIDED", "unit_price": 11, "ceiling": 10}, Outcome.FINDINGS),
        ({"price_mode": "GOV_GUIDED", "unit_price": 11}, Outcome.NOT_CHECKED),
        ({"price_mode": "GOV_GUIDED", "ceiling": 11}, Outcome.NOT_CHECKED),
        ({"price_mode": "MARKET", "unit_price": 11}, Outcome.PASS),
        ({"price_mode": "FREE_PUBLIC"}, Outcome.PASS),
        ({"price_mode": "FREE_PUBLIC", "unit_price": 1}, Outcome.FINDINGS),
        ({"price_mode": "FREE_PUBLIC", "amount": 1}, Outcome.FINDINGS),
        (None, Outcome.NOT_CHECKED),
    ],
)
def test_price_above_ceiling(told: dict[str, Any] | None, expected: Outcome) -> None:
    facts = facts_of(c.reported(1, 1, T0, what=C.LIST), particulars={} if told is None else {1: told})
    assert outcome(facts, Check.PRICE_ABOVE_CEILING) is expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"price_mode": "MARKET", "unit_price": 11}, Outcome.NOT_CHECKED),
        ({"price_mode": "MARKET", "unit_price": 11, "ceiling": 10}, Outcome.FINDINGS),
        ({"price_mode": "BILATERAL", "unit_price": 10, "ceiling": 10}, Outcome.PASS),
    ],
)
def test_public_data_have_a_ceiling_by_whatever_mode_they_are_sold(told: dict[str, Any], expected: Outcome) -> None:
    facts = facts_of(c.reported(1, 1, T0, what=C.LIST), particulars={1: told}, public=frozenset({CODE}))
    assert outcome(facts, Check.PRICE_ABOVE_CEILING) is expected


def test_self_dealing() -> None:
    delivery = [c.reported(1, 1, T0)]
    related = {org: organisation(org, 7) for org in (a.HOLDER, c.BANK)}
    friendly = {a.HOLDER: organisation(a.HOLDER, 7), c.BANK: organisation(c.BANK), c.VENUE: organisation(c.VENUE, 7)}

    assert found(facts_of(*delivery, organisations=related), Check.SELF_DEALING) == [1]
    assert found(facts_of(*delivery, c.confirmed(1, 1), organisations=friendly), Check.SELF_DEALING) == [1]
    assert outcome(facts_of(*delivery, organisations={}), Check.SELF_DEALING) is Outcome.NOT_CHECKED
    dealt = c.reported(1, 1, T0, counterparty=party_of_org(a.REGISTRAR))
    assert found(facts_of(dealt), Check.SELF_DEALING) == [1]


def test_gap_names_the_event_that_is_missing() -> None:
    facts = facts_of(c.reported(1, 1, T0), c.reported(1, 2, T0), c.reported(1, 3, T0))
    assert outcome(facts, Check.GAP) is Outcome.PASS
    assert outcome(replace(facts, word=None), Check.GAP) is Outcome.NOT_CHECKED

    cut = replace(facts, acts=facts.acts[:2])
    assert found(cut, Check.GAP) == [None]
    finding = checked(audit(cut, LATER), Check.GAP).findings[0]
    assert "ENTRY_MISSING" in finding.actual


# --- what was corrected -----------------------------------------------------------------------------------------------


def test_what_was_outside_its_grant_is_named_though_it_was_corrected_with_the_correction_beside_it() -> None:
    made = audit(facts_of(c.reported(1, 1, T0, rule=9), c.reported(1, 2, T0, correction_of=1)), LATER)
    result = checked(made, DELIVERY)
    (finding,) = result.findings

    assert (made.events, made.corrections, made.out_of_scope) == (2, 1, 1)
    assert (result.looked, finding.seq, finding.actual) == (2, 1, "rule 9")
    assert finding.correction is not None
    assert finding.correction.evidence is not None
    assert (finding.correction.seq, finding.correction.evidence.block_number) == (2, 2)
    document = audit_document(made)
    act = finding.correction.evidence
    beside = {"seq": 2, "evidence": {"block": 2, "tx": "0x" + act.tx_hash.hex(), "log": act.log_index}}
    assert document["checks"][1]["findings"][0]["corrected_by"] == beside
    assert document["corrected_by"] == {"1": beside}
    ended = facts_of(c.reported(1, 1, T0, what=C.USE, rule=5), c.reported(1, 2, T0, what=C.USE, correction_of=1))
    assert found(ended, Check.USE_AFTER_END) == [1]
    assert outcome(ended, DELIVERY) is Outcome.PASS, "the other check's finding"


def test_no_correction_takes_a_delivery_or_the_dispute_of_it_out_of_the_audit() -> None:
    """As another type it would be judged by nobody; as its own type it is named beside."""
    bad = c.reported(1, 1, T0, rule=9), c.answered(1, 1, disputed=True)
    hidden = audit(facts_of(*bad, c.reported(1, 2, T0, what=C.STORE, correction_of=1)), LATER)
    mended = audit(facts_of(*bad, c.reported(1, 2, T0, correction_of=1)), LATER)

    for made in (hidden, mended):
        assert (made.out_of_scope, made.disputed) == (1, (1,))
        assert [each.seq for each in checked(made, DELIVERY).findings] == [1]
    assert {seq: each.seq for seq, each in mended.corrected_by.items()} == {1: 2}
    assert hidden.corrected_by == {}


def calls(seq: int, count: int, *, corrects: int = 0, records: int = 0, **more: Any) -> SimulatedAct:
    given = {"what": C.USE, "use": c.use(T0, records, count), "correction_of": corrects} | more
    return c.reported(1, seq, T0, **given)


def budgeted(*acts: SimulatedAct, own: tuple[int | None, int | None] = (None, 100),
             above: tuple[int | None, int | None] = (None, None), narrowed: Reach | None = None,
             **more: Any) -> Checked:  # fmt: skip
    """Uses under a grant that was passed on, with budgets of records and calls."""
    grant = fold(recorded_acts([a.grant_offered("1", T0 + 20 * DAY)]))
    assert isinstance(grant, Grant)
    grant = replace(grant, environments=ALL_ENVIRONMENTS)
    below, top = replace(grant, grant_id=c.GRANT), replace(grant, grant_id=a.grant_id("1"))
    reached = (Reach(T0 - DAY, below, own), *([] if narrowed is None else [narrowed]))
    allowance = Allowance((reached, (Reach(T0 - DAY, top, above),)), ((0, UnitRoot(held=True)),))
    facts = facts_of(*acts, allowances={c.GRANT: allowance}, grants={c.GRANT: below}, **more)
    return checked(audit(facts, LATER), DELIVERY)


def test_uses_that_corrections_bring_above_the_budget_are_found() -> None:
    """The contract debits what was told first: one call, and ninety."""
    acts = calls(1, 1), calls(2, 90, corrects=1), calls(3, 90)
    (finding,) = budgeted(*acts).findings
    assert (finding.seq, finding.expected) == (3, f"at most 100 calls under 0x{c.GRANT.hex()}")
    assert finding.actual == "180 calls: event 2 for 1, event 3"
    assert finding.evidence is not None
    (finding,) = budgeted(*acts, own=(None, None), above=(None, 100)).findings
    assert finding.expected == f"at most 100 calls under 0x{a.grant_id('1').hex()}"
    (finding,) = budgeted(calls(1, 1, records=5), calls(2, 1, records=50, corrects=1), own=(40, 100)).findings
    assert (finding.seq, finding.actual) == (2, "50 records: event 2 for 1")


def test_what_stays_within_the_budget_of_its_time_is_not_found() -> None:
    assert budgeted(calls(1, 1), calls(2, 10, corrects=1), calls(3, 90)).outcome is Outcome.PASS
    assert budgeted(calls(1, 90), calls(2, 1, corrects=1), calls(3, 99)).outcome is Outcome.PASS
    assert budgeted(calls(1, 90), calls(2, 90, what=C.STORE, standing=Standing.NEEDS_NONE)).outcome is Outcome.PASS
    grant = fold(recorded_acts([a.grant_offered("1", T0 + 20 * DAY)]))
    assert isinstance(grant, Grant)
    least = replace(grant, grant_id=c.GRANT, environments=ALL_ENVIRONMENTS)
    assert budgeted(calls(1, 90), narrowed=Reach(LATER, least, (None, 10))).outcome is Outcome.PASS
    assert budgeted(calls(1, 90), narrowed=Reach(T0 - 1, least, (None, 10))).findings[0].actual == "90 calls: event 1"


def test_batches_count_against_the_budget_with_what_was_told_one_by_one() -> None:
    (anchored,) = recorded_acts([c.anchored(1, T0 + 10 * DAY)])
    held = {bytes(anchored.entry.subject): Judged(3, ())}
    told = calls(1, 1), calls(2, 90, corrects=1)
    (finding,) = budgeted(*told, anchored=(anchored,), judged=held).findings
    assert finding.actual.startswith("120 calls: ")
    assert f"batch 0x{a.digest('batch 1').hex()}" in finding.actual
    assert budgeted(told[0], anchored=(anchored,), judged=held).outcome is Outcome.PASS
    (refused,) = recorded_acts([c.anchored(1, T0 + 10 * DAY, 12)])
    assert len(budgeted(*told, anchored=(refused,), judged=held).findings) == 1, "what was not debited, alone"


def test_what_waits_too_long_is_counted() -> None:
    acts = [c.reported(1, 1, T0), c.asked(1, 2, T0, rule=9), c.reported(1, 3, T0), c.answered(1, 3, disputed=True)]
    made = audit(facts_of(*acts), LATER)

    assert (made.overdue, made.disputed, made.denied) == ((1,), (3,), 1)
