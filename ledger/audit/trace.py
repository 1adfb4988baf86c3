# SPDX-License-Identifier: Apache-2.0
"""Does a trace hang together: thirteen checks over what is on record of an asset, each with its evidence or its reason.

    audit(facts, at) -> TraceAudit          pure: facts in, findings out; the same facts give the same bytes for ever

A check that lacks its inputs says NOT_CHECKED and why; it never passes for want of anything to look at that is missing
(ruling 25). A check that had nothing to look at because nothing of the kind happened passes with a count of zero.

The facts are acts, folded; the particulars behind the commitments on chain, as far as this service holds them; the
certificates, grades and organisations that the acts name. Not for: what a trace cannot show (`CAVEATS`), which stands
in every report beside the number of events at each level of attestation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ledger.audit import trace_usage
from ledger.audit.trace_agreements import Agreed, PassedOn, grantee_named, purpose_named
from ledger.audit.trace_checks import (
    Check,
    Checked,
    Correction,
    Finding,
    Outcome,
    checked_document,
    correction_document,
    joined,
    result,
)
from ledger.audit.trace_usage import ENDED
from ledger.domain.agreement import Agreement
from ledger.domain.calendar import WorkingCalendar, day_of
from ledger.domain.certificate import Certificate
from ledger.domain.circulation import (
    LEVELS,
    WITH_PARENTS,
    AnswerState,
    Happening,
    ParentMark,
    Trace,
    rule_name,
)
from ledger.domain.events import CirculationAsked, CirculationReported, Recorded
from ledger.domain.fold import fold
from ledger.domain.grant import Grant
from ledger.domain.ids import CertificateId, GrantId, OrgId, PartyId, is_organisation, org_of_party
from ledger.domain.kinds import Circulation as C
from ledger.domain.kinds import Grade, Standing
from ledger.domain.organisation import Organisation
from ledger.domain.particulars import environment_of
from ledger.domain.usage_scope import Allowance, Judged, environment_at
from ledger.domain.verdict import IN_FORCE, Evidence, base_of
from ledger.domain.words import HistoryWord
from ledger.errors import Inconsistent
from ledger.proofs.history import Spine, verify_subject

LATE_AFTER: Final = 5
"""Working days within which an event is to be recorded; what comes later is labelled."""

PRICED: Final = frozenset({C.LIST, C.TRADE})
YUAN: Final = "CNY"
GUIDED: Final = "GOV_GUIDED"
"""How public data are priced: up to a ceiling (发改价格〔2025〕65号). What is sold of them otherwise has one too."""
FREE: Final = "FREE_PUBLIC"
"""Or, for public governance and benefit, not at all."""

CAVEATS: Final = (
    ("账本外的副本不在轨迹之内", "copies outside the ledger leave no trace"),
    ("自行申报事件的真实性未经证明", "whether self-declared events are true"),
    ("销毁是否彻底未经证明", "whether a destruction was complete"),
    ("被授权方系统内的实际用途未经证明", "what data were used for inside a grantee's systems"),
    ("数据质量与准确性未经证明", "quality and accuracy of the data"),
    ("合法性由主管机关认定", "lawfulness, which authorities decide"),
)
"""What no trace can prove; printed with every report, beside the number of events at each level."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an asset's trace. `particulars` are opened texts by event; None where this service has none."""

    code: CertificateId
    acts: Sequence[Recorded]
    spine: Spine | None = None
    word: HistoryWord | None = None
    particulars: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    certificates: Mapping[CertificateId, Certificate] = field(default_factory=dict)
    # As registered; and what was told since of each (RECLASSIFY), when it came about, as it stands corrected.
    grades: Mapping[CertificateId, int] = field(default_factory=dict)
    classified: Mapping[CertificateId, Sequence[tuple[int, int]]] = field(default_factory=dict)
    organisations: Mapping[OrgId, Organisation] = field(default_factory=dict)
    calendar: WorkingCalendar | None = None
    # Acts that anchored usage under grants of this asset; those grants, and what they allowed at each moment; what came
    # of the records of the batches whose records are held here, each that was made by the moment asked about.
    anchored: Sequence[Recorded] = ()
    grants: Mapping[GrantId, Grant] = field(default_factory=dict)
    allowances: Mapping[bytes, Allowance | None] = field(default_factory=dict)
    judged: Mapping[bytes, Judged] = field(default_factory=dict)
    # Grants named here that hang on no right unit: the resource that the decision is about, None for a consent. And the
    # codes under which applications named their data on the public-data platform; and which declare public data.
    resources: Mapping[GrantId, str | None] = field(default_factory=dict)
    platform_refs: Mapping[CertificateId, str] = field(default_factory=dict)
    public: frozenset[CertificateId] = frozenset()
    # What was agreed on the grants relied on here and on those above them, as far as it is kept and may be read; and
    # those under this asset that were passed on.
    agreements: Mapping[GrantId, Agreement] = field(default_factory=dict)
    passed_on: Sequence[PassedOn] = ()


@dataclass(frozen=True, slots=True)
class TraceAudit:
    """`out_of_scope` and `disputed` count and name events that were corrected since, too: a correction says what is so
    and unsays nothing. `corrected_by` has for each of those what stands in its place."""

    code: CertificateId
    at: int
    events: int
    corrections: int
    denied: int
    out_of_scope: int
    overdue: tuple[int, ...]
    disputed: tuple[int, ...]
    corrected_by: Mapping[int, Correction]
    levels: Mapping[int, int]
    checks: tuple[Checked, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for checked in self.checks for finding in checked.findings)

    @property
    def not_checked(self) -> tuple[Checked, ...]:
        return tuple(checked for checked in self.checks if checked.outcome is Outcome.NOT_CHECKED)


def audit(facts: Facts, at: int) -> TraceAudit:
    """All thirteen checks of what had happened by `at`, on everything that the facts know."""
    state = fold(facts.acts)
    trace = state if isinstance(state, Trace) else Trace(b"", facts.code)
    view = _View(facts, trace, at)
    happened = view.happened
    ever = sorted([*happened, *view.replaced], key=lambda each: each.seq)
    outside = [each.seq for each in ever if each.out_of_scope]
    disputed = [each.seq for each in ever if each.answer_state(at) is AnswerState.DISPUTED]
    return TraceAudit(
        code=facts.code,
        at=at,
        events=trace.length,
        corrections=sum(each.correction_of is not None for each in trace.happenings),
        denied=sum(not asked.allowed for asked in trace.questions),
        out_of_scope=len(outside),
        overdue=tuple(each.seq for each in happened if each.answer_state(at) is AnswerState.OVERDUE),
        disputed=tuple(disputed),
        corrected_by={
            seq: found for seq in sorted({*outside, *disputed}) if (found := view.correction(seq)) is not None
        },
        levels=_histogram(happened),
        checks=tuple(_CHECKS[check](view) for check in Check),
    )


def _histogram(happened: Sequence[Happening]) -> dict[int, int]:
    counted = Counter(each.level for each in happened)
    return {level: counted[level] for level in LEVELS}


# --- what the checks look at ------------------------------------------------------------------------------------------


class _View:
    """The facts, put in the order in which checks ask for them."""

    def __init__(self, facts: Facts, trace: Trace, at: int) -> None:
        self.facts, self.trace, self.at = facts, trace, at
        accounts = trace.accounts()
        self.happened = tuple(account[-1] for account in accounts if account[-1].occurred_at <= at)
        self.replaced = tuple(each for account in accounts for each in account[:-1] if each.occurred_at <= at)
        self._accounts = {each.seq: account for account in accounts for each in account}
        self.bulk = trace_usage.Bulk.of(facts.anchored, facts.grants, facts.allowances, facts.judged, at)
        passed_on = [each for each in facts.passed_on if (each.grant.accepted_at or at + 1) <= at]
        self.agreed = Agreed(facts.agreements, facts.allowances, passed_on)
        self._places = {
            recorded.event.seq: Evidence.of(recorded)
            for recorded in facts.acts
            if isinstance(recorded.event, CirculationReported | CirculationAsked)
        }

    def of(self, *types: C) -> list[Happening]:
        return [each for each in self.happened if each.what in types]

    def account(self, each: Happening) -> tuple[Happening, ...]:
        """Everything that was told of the matter of an event, oldest first."""
        return self._accounts[each.seq]

    def place(self, each: Happening) -> Evidence | None:
        return self._places.get(each.seq)

    def correction(self, seq: int) -> Correction | None:
        """What stands in the place of an event; None if it stands itself."""
        standing = self._accounts[seq][-1]
        return None if standing.seq == seq else Correction(standing.seq, self.place(standing))

    def grade(self, code: CertificateId, moment: int) -> int:
        """The higher of what was registered and of what had been told last by a moment (H3); 0: not known."""
        told = [grade for since, grade in self.facts.classified.get(code, ()) if since <= moment]
        return max(self.facts.grades.get(code, 0), *told[-1:], 0)

    def told(self, each: Happening) -> Mapping[str, Any] | None:
        return self.facts.particulars.get(each.seq)

    def finding(self, check: Check, each: Happening, expected: str, actual: str) -> Finding:
        return Finding(check, each.seq, self.place(each), expected, actual, correction=self.correction(each.seq))


NO_PARTICULARS: Final = ("本服务未持有这些事件的要素文本", "this service does not hold the particulars of these events")
CONSENT_NAMES_NO_DATA: Final = (
    "所依据的个人同意凭据不载明数据，是否涵盖所交付的数据无从核对",
    "a consent names no data: whether what was delivered is what was consented to cannot be compared",
)
NO_ENVIRONMENT: Final = (
    "报告未载明使用环境，而授权对环境有限制",
    "an event names no environment, which its grant bounds",
)
NO_PLATFORM_REF: Final = (
    "登记时未填公共数据平台编码，无法与授权决定的资源核对",
    "no code of the public-data platform was registered, to compare with the resource of the decision",
)
NO_CALENDAR: Final = ("该期间的工作日历未公布", "the working days of this span are not published")
NO_GRADE: Final = ("上游未在本账本登记，分级不明", "a parent is not registered here, so that its grade is not known")
NO_ORGANISATION: Final = ("当事人未在本账本登记，关联关系不明", "a side is not registered here; its group is not known")
NO_CERTIFICATE: Final = ("事件所依据的凭证不在镜像中", "the certificate that the event stands on is not in the mirror")
NO_HISTORY: Final = ("未取得 History 合约所存的历史字", "the word that History keeps was not at hand")
NO_CEILING: Final = (
    "未登记价格上限或单价，无法比较",
    "no ceiling, or no price of a unit, is on record to compare",
)
NO_FILING_TERM: Final = (
    "未载明出境备案的有效期，是否过期无从核对",
    "until when the filing of an export is good is not told: whether it was over cannot be known",
)
NO_RATE: Final = (
    "结算币种与合同金额（人民币）不同，无法比较",
    "settled in another currency than the yuan that contracts are told in, which cannot be compared",
)


# --- the thirteen -----------------------------------------------------------------------------------------------------


def _orphan_output(view: _View) -> Checked:
    made = view.of(*WITH_PARENTS)
    findings = [
        view.finding(Check.ORPHAN_OUTPUT, each, "a parent that is covered", _marks(each))
        for each in made
        if not any(derived.mark is ParentMark.COVERED for derived in each.parents)
    ]
    return result(Check.ORPHAN_OUTPUT, len(made), findings, None)


def _marks(each: Happening) -> str:
    return ", ".join(derived.mark.value for derived in each.parents) or "no parent"


def _delivery_without_grant(view: _View) -> Checked:
    deliveries = view.of(C.DELIVER)
    findings, blind = [], None
    for each in deliveries:
        if each.grant_id is None:
            findings.append(view.finding(Check.DELIVERY_WITHOUT_GRANT, each, "a grant", "none named"))
        elif each.out_of_scope:
            findings.append(view.finding(Check.DELIVERY_WITHOUT_GRANT, each, "covered", f"rule {each.rule}"))
        elif each.grant_id in view.facts.resources:
            named, unknown = _other_data(view, each, view.facts.resources[each.grant_id])
            findings += named
            blind = unknown or blind
    uses = [each for each in view.of(C.USE) if each.grant_id is not None]
    for each in uses:
        if each.out_of_scope and rule_name(each.rule) not in ENDED:
            findings.append(view.finding(Check.DELIVERY_WITHOUT_GRANT, each, "covered", f"rule {each.rule}"))
    corrected = [each for each in view.replaced if each.what in (C.DELIVER, C.USE) and each.grant_id is not None]
    for each in corrected:
        if each.out_of_scope and (each.what is C.DELIVER or rule_name(each.rule) not in ENDED):
            findings.append(view.finding(Check.DELIVERY_WITHOUT_GRANT, each, "covered", f"rule {each.rule}"))
    outside, unsaid = _by_another_way(view, [*deliveries, *uses])
    findings += [*outside, *trace_usage.outside(view.bulk), *trace_usage.overdrawn(view.bulk, _spent(view))]
    looked = len(deliveries) + len(uses) + len(corrected) + view.bulk.looked
    reason = joined(blind, unsaid, *trace_usage.unseen(view.bulk))
    return result(Check.DELIVERY_WITHOUT_GRANT, looked, findings, reason)


def _spent(view: _View) -> Iterator[trace_usage.Spending]:
    """What counts against budgets, as it stands corrected: from the first telling on that was found to be covered."""
    for each in view.happened:
        if each.grant_id is None or each.standing is not Standing.IN_SCOPE:
            continue
        first = next(one for one in view.account(each) if one.standing is Standing.IN_SCOPE)
        counted_by, use = view.place(first), each.use
        assert counted_by is not None, "every event was told by an act"
        name = f"event {each.seq}" if first is each else f"event {each.seq} for {first.seq}"
        yield trace_usage.Spending(
            each.grant_id, use.records, use.calls, first.recorded_at, counted_by, each.seq, view.place(each), name
        )


def _by_another_way(view: _View, told: Sequence[Happening]) -> tuple[list[Finding], tuple[str, str] | None]:
    """What was handed over or used in an environment that the grant did not give then. No rule on chain judges that."""
    findings, blind = [], None
    for each in told:
        allowance = None if each.grant_id is None else view.facts.allowances.get(each.grant_id)
        if allowance is None or each.out_of_scope:
            continue
        particulars = view.told(each)
        said = None if particulars is None else environment_of(particulars)
        outside, unsaid = environment_at(allowance, each.occurred_at, said)
        if outside is not None:
            name = "none that is left" if said is None else said.name
            wanted = f"an environment of {_hex(outside)}"
            findings.append(view.finding(Check.DELIVERY_WITHOUT_GRANT, each, wanted, name))
        elif unsaid:
            blind = NO_PARTICULARS if particulars is None else NO_ENVIRONMENT
    return findings, blind


def _other_data(view: _View, each: Happening, resource: str | None) -> tuple[list[Finding], tuple[str, str] | None]:
    """The contract cannot know what a grant on a decision or on a consent is about, and finds any data covered by it.
    A decision names its resource on the public-data platform; a consent names no data that anybody could compare."""
    if resource is None:
        return [], CONSENT_NAMES_NO_DATA
    registered = view.facts.platform_refs.get(each.certificate)
    if not registered:
        return [], NO_PLATFORM_REF
    if registered == resource:
        return [], None
    return [view.finding(Check.DELIVERY_WITHOUT_GRANT, each, f"a decision about {registered}", resource)], None


def _trade_outside_validity(view: _View) -> Checked:
    trades, findings, blind = view.of(C.TRADE), list[Finding](), None
    for each in trades:
        certificate = view.facts.certificates.get(each.certificate)
        if certificate is None:
            blind = NO_CERTIFICATE
        elif (status := base_of(certificate, each.occurred_at)) not in IN_FORCE:
            end = certificate.expires_at
            if certificate.ended_at is not None:
                end = min(end, certificate.ended_at)
            term, actual = f"{certificate.evidenced_at} <= occurred < {end}", f"{each.occurred_at} ({status})"
            findings.append(view.finding(Check.TRADE_OUTSIDE_VALIDITY, each, term, actual))
    return result(Check.TRADE_OUTSIDE_VALIDITY, len(trades), findings, blind)


def _settlement_differs(view: _View) -> Checked:
    agreed: dict[str, tuple[int, Happening]] = {}
    paid: dict[str, int] = {}
    last: dict[str, Happening] = {}
    looked = view.of(C.TRADE, C.SETTLE)
    abroad: set[str] = set()
    blind = None
    for each in looked:
        told = view.told(each)
        if told is None:
            blind = NO_PARTICULARS
        elif told.get("currency", YUAN) != YUAN:
            abroad.add(told["contract"])
        elif each.what is C.TRADE:
            agreed[told["contract"]] = (told["amount"], each)
        else:
            paid[told["contract"]] = paid.get(told["contract"], 0) + told["amount"]
            last[told["contract"]] = each
    findings = []
    for contract, each in last.items():
        if contract in abroad:
            continue
        amount = agreed[contract][0] if contract in agreed else None
        if amount is None and blind is not None:
            continue  # the contract may be among the trades that cannot be read
        if paid[contract] != amount:
            expected = "no trade on record" if amount is None else str(amount)
            findings.append(view.finding(Check.SETTLEMENT_DIFFERS, each, expected, str(paid[contract])))
    return result(Check.SETTLEMENT_DIFFERS, len(looked), findings, joined(blind, NO_RATE if abroad else None))


def _late_record(view: _View) -> Checked:
    findings, blind = [], None
    for each in view.happened:
        late = _working_days(view.facts.calendar, each.occurred_at, _first_told(view, each))
        if late is None:
            blind = NO_CALENDAR
        elif late > LATE_AFTER:
            findings.append(view.finding(Check.LATE_RECORD, each, f"{LATE_AFTER} working days", str(late)))
    return result(Check.LATE_RECORD, len(view.happened), findings, blind)


def _first_told(view: _View, each: Happening) -> int:
    """A correction is late only if what it corrects was. What was told before an event did not tell of it."""
    told = (one.recorded_at for one in view.account(each) if each.occurred_at <= one.recorded_at)
    return next(told, each.recorded_at)


def _working_days(calendar: WorkingCalendar | None, occurred_at: int, recorded_at: int) -> int | None:
    happened, recorded = day_of(occurred_at), day_of(recorded_at)
    if recorded - happened <= LATE_AFTER:
        return 0  # no calendar makes more working days of it
    return None if calendar is None else calendar.count(happened, recorded)


def _use_after_end(view: _View) -> Checked:
    used = [each for each in (*view.happened, *view.replaced) if each.grant_id is not None]
    findings = [
        view.finding(Check.USE_AFTER_END, each, "a grant that ran then", f"rule {each.rule} of {_hex(each.decided_on)}")
        for each in used
        if each.out_of_scope and rule_name(each.rule) in ENDED
    ]
    findings += trace_usage.after_end(view.bulk)
    looked = len(used) + len(view.bulk.batches)
    return result(Check.USE_AFTER_END, looked, findings, trace_usage.unseen_times(view.bulk))


def _agreement_breached(view: _View) -> Checked:
    agreed = view.agreed
    relied = [(each, grant) for each in view.of(C.DELIVER, C.USE) if (grant := each.grant_id) is not None]
    findings, blind = list[Finding](), list[tuple[str, str]]()
    for each, grant in relied:
        on = agreed.forbidden(grant).get(each.use.purpose)
        if on is not None:
            wanted = f"no purpose that the agreement of {_hex(on)} forbids"
            findings.append(view.finding(Check.AGREEMENT_BREACHED, each, wanted, purpose_named(each.use.purpose)))
        blind += agreed.blind(grant)
    findings += trace_usage.forbidden(view.bulk)
    for counted in view.bulk.batches:
        for total in counted.totals:
            blind += agreed.blind(total.grant_id)
            if counted.judged is None and agreed.forbidden(total.grant_id):
                blind.append(trace_usage.NO_RECORDS)
    for passed_on, parent in agreed.strangers():
        wanted, actual = f"a grantee that the agreement of {_hex(parent)} allows", grantee_named(passed_on.grant)
        findings.append(Finding(Check.AGREEMENT_BREACHED, None, passed_on.place, wanted, actual))
    blind += agreed.blind_to_passing_on()
    looked = len(relied) + view.bulk.looked + len(agreed.passed_on)
    return result(Check.AGREEMENT_BREACHED, looked, findings, joined(*blind))


def _export_without_filing(view: _View) -> Checked:
    exports = view.of(C.EXPORT)
    findings, blind = list[Finding](), list[tuple[str, str]]()
    for each in exports:
        told = view.told(each)
        grade = max(each.grade, view.grade(each.certificate, each.occurred_at))
        if grade == Grade.CORE:
            findings.append(view.finding(Check.EXPORT_WITHOUT_FILING, each, "no export of core data", "exported"))
        elif told is None:
            blind.append(NO_PARTICULARS)
        elif (wrong := _route_wrong(told, grade, each.occurred_at)) is not None:
            findings.append(view.finding(Check.EXPORT_WITHOUT_FILING, each, *wrong))
        elif told["route"] != "EXEMPT" and "valid_until" not in told:
            blind.append(NO_FILING_TERM)
    return result(Check.EXPORT_WITHOUT_FILING, len(exports), findings, joined(*blind))


def _route_wrong(told: Mapping[str, Any], grade: int, occurred_at: int) -> tuple[str, str] | None:
    """What was expected and what there is. Important data leave the country by an assessment alone (Provisions on
    Cross-border Data Flows 促进和规范数据跨境流动规定 of 2024-03-22)."""
    route, valid_until = told["route"], told.get("valid_until")
    if grade == Grade.IMPORTANT and route != "ASSESSMENT":
        return "an assessment, for important data", route
    if route == "EXEMPT" and not told.get("ground"):
        return "a ground of exemption", "none"
    if route != "EXEMPT" and not told.get("filing"):
        return "a filing", "none"
    if valid_until is not None and valid_until <= occurred_at:
        return f"before {valid_until}", str(occurred_at)
    return None


def _grade_lowered(view: _View) -> Checked:
    made = view.of(C.AGGREGATE, *WITH_PARENTS)
    findings, blind = [], list[tuple[str, str]]()
    for each in made:
        known = [view.grade(derived.parent.id, each.occurred_at) for derived in each.parents]
        if not all(known) or not each.grade:
            blind.append(NO_GRADE)
        highest = max(known, default=0)
        if not each.grade or each.grade >= highest:
            continue
        told = view.told(each)
        if told is None:
            blind.append(NO_PARTICULARS)
        elif not told.get("grade_reason"):
            findings.append(view.finding(Check.GRADE_LOWERED, each, f"at least {highest}", str(each.grade)))
    return result(Check.GRADE_LOWERED, len(made), findings, joined(*blind))


def _destruction_missing(view: _View) -> Checked:
    handed = view.of(C.TRADE, C.DELIVER)
    ended = view.of(C.RETURN, C.DESTROY)
    findings, blind = list[Finding](), list[tuple[str, str]]()
    for each in handed:
        received = _receivers(view, each)
        after = [one for one in ended if one.actor in received and each.occurred_at <= one.occurred_at]
        told = view.told(each)
        due = None if told is None else told.get("destroy_by")
        if told is None:
            blind.append(NO_PARTICULARS)
        if due is not None and due <= view.at and not any(one.occurred_at <= due for one in after):
            findings.append(view.finding(Check.DESTRUCTION_MISSING, each, f"returned or destroyed by {due}", "nothing"))
        if each.what is C.DELIVER and each.grant_id is not None:
            findings += _not_given_back(view, each, after)
            blind += view.agreed.unread([each.grant_id])
    return result(Check.DESTRUCTION_MISSING, len(handed), findings, joined(*blind))


def _receivers(view: _View, handed: Happening) -> tuple[PartyId | None, ...]:
    """Who has to give back what was handed over: who has the grant, whichever side told of it; without a grant nobody
    can say which side that is, and what either tells counts."""
    sides = (handed.actor, handed.counterparty)
    chain = view.agreed.chain(handed.grant_id)
    grant = chain[0] if chain else None if handed.grant_id is None else view.facts.grants.get(handed.grant_id)
    return (grant.grantee,) if grant is not None and grant.grantee in sides else sides


def _not_given_back(view: _View, delivery: Happening, after: Sequence[Happening]) -> Iterator[Finding]:
    """What the agreement of a delivery's grant wanted back by now, and nobody reports."""
    due = view.agreed.due(delivery, view.at)
    if due is None:
        return
    in_time = (one for one in after if due.before is None or one.occurred_at < due.before)
    if not any(one.what in due.types for one in in_time):
        yield view.finding(Check.DESTRUCTION_MISSING, delivery, due.words, "nothing")


def _price_above_ceiling(view: _View) -> Checked:
    priced = view.of(*PRICED)
    findings, blind = [], None
    for each in priced:
        told = view.told(each)
        if told is None:
            blind = NO_PARTICULARS
            continue
        mode, price, ceiling = told["price_mode"], told.get("unit_price"), told.get("ceiling")
        if mode == FREE:
            price, ceiling = max(price or 0, told.get("amount", 0)), 0
        elif mode != GUIDED and each.certificate not in view.facts.public:
            continue
        if ceiling is None or price is None:
            blind = NO_CEILING
        elif price > ceiling:
            findings.append(view.finding(Check.PRICE_ABOVE_CEILING, each, f"at most {ceiling}", str(price)))
    return result(Check.PRICE_ABOVE_CEILING, len(priced), findings, blind)


def _self_dealing(view: _View) -> Checked:
    two_sided = [each for each in view.happened if each.counterparty is not None or each.confirmations]
    findings, blind = [], None
    for each in two_sided:
        sides = [side for side in (each.actor, each.counterparty) if side is not None and is_organisation(side)]
        others = [confirmed.by for confirmed in each.confirmations]
        named = [org_of_party(side) for side in sides] + others
        if any(org not in view.facts.organisations for org in named):
            blind = NO_ORGANISATION
        for one, other in _pairs(named):
            if (group := _common_group(view, one, other)) is not None:
                findings.append(
                    view.finding(Check.SELF_DEALING, each, "unrelated", f"{one} and {other}: group {group}")
                )
        findings += _registrar_deals(view, each, sides)
    return result(Check.SELF_DEALING, len(two_sided), findings, blind)


def _pairs(named: Sequence[OrgId]) -> Iterator[tuple[OrgId, OrgId]]:
    return ((one, other) for place, one in enumerate(named) for other in named[place + 1 :] if one != other)


def _common_group(view: _View, one: OrgId, other: OrgId) -> int | None:
    groups = [view.facts.organisations[org].group for org in (one, other) if org in view.facts.organisations]
    return groups[0] if len(groups) == 2 and groups[0] == groups[1] != 0 else None


def _registrar_deals(view: _View, each: Happening, sides: Sequence[PartyId]) -> list[Finding]:
    certificate = view.facts.certificates.get(each.certificate)
    if certificate is None or certificate.registrar not in [org_of_party(side) for side in sides]:
        return []
    return [
        view.finding(Check.SELF_DEALING, each, "unrelated", f"{certificate.registrar} registered it and deals in it")
    ]


def _gap(view: _View) -> Checked:
    acts, facts = view.facts.acts, view.facts
    seqs = [act.event.seq for act in acts if isinstance(act.event, CirculationReported | CirculationAsked)]
    missing = next((number for number, seq in enumerate(seqs, start=1) if number != seq), None)
    findings = []
    if missing is not None:
        findings.append(Finding(Check.GAP, missing, None, f"event {missing}", "missing"))
    blind = None
    if facts.spine is None or facts.word is None:
        blind = NO_HISTORY
    elif acts:
        try:
            verify_subject(facts.spine, acts[0].entry.subject, [act.entry for act in acts], facts.word)
        except Inconsistent as broken:
            findings.append(Finding(Check.GAP, None, None, "an unbroken history", f"{broken.code}: {broken.en}"))
    findings += trace_usage.misstated_totals(view.bulk)
    return result(Check.GAP, len(acts), findings, blind)


def _hex(grant: GrantId | None) -> str:
    return "none" if grant is None else "0x" + grant.hex()


_CHECKS: Final[Mapping[Check, Callable[[_View], Checked]]] = {
    Check.ORPHAN_OUTPUT: _orphan_output,
    Check.DELIVERY_WITHOUT_GRANT: _delivery_without_grant,
    Check.TRADE_OUTSIDE_VALIDITY: _trade_outside_validity,
    Check.SETTLEMENT_DIFFERS: _settlement_differs,
    Check.LATE_RECORD: _late_record,
    Check.USE_AFTER_END: _use_after_end,
    Check.AGREEMENT_BREACHED: _agreement_breached,
    Check.EXPORT_WITHOUT_FILING: _export_without_filing,
    Check.GRADE_LOWERED: _grade_lowered,
    Check.DESTRUCTION_MISSING: _destruction_missing,
    Check.PRICE_ABOVE_CEILING: _price_above_ceiling,
    Check.SELF_DEALING: _self_dealing,
    Check.GAP: _gap,
}


# --- as a document ----------------------------------------------------------------------------------------------------


def audit_document(made: TraceAudit) -> dict[str, Any]:
    """Plain values, ready for JSON; no clock and no machine in them."""
    return {
        "code": made.code,
        "at": made.at,
        "events": made.events,
        "corrections": made.corrections,
        "denied": made.denied,
        "out_of_scope": made.out_of_scope,
        "overdue": list(made.overdue),
        "disputed": list(made.disputed),
        "corrected_by": {str(seq): correction_document(each) for seq, each in made.corrected_by.items()},
        "levels": {str(level): count for level, count in made.levels.items()},
        "checks": [checked_document(checked) for checked in made.checks],
        "caveats": [{"zh": zh, "en": en} for zh, en in CAVEATS],
    }
