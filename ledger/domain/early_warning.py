# SPDX-License-Identifier: Apache-2.0
"""Early warnings on a pledge: signals that follow from what is on the ledger at a moment, each by a numbered rule.

    signals(watched)  -->  Signals, the gravest first

For: a bank that watches its pledges after the loan. A signal names its rule with the rule's version, what it was
counted from, and the acts behind it, so that the same facts give the same signal on any machine and an examiner can
count again. Not for: what lies off the ledger (the pledgor's other debts, the market), and not for deciding: nothing
here changes a pledge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from ledger.domain.calendar import civil_of
from ledger.domain.kinds import Grade
from ledger.domain.lending import Deal, Lending, Tainted, Watched
from ledger.domain.pledge import ratio_bps
from ledger.domain.upkeep import MISSED, PERIODS, frequency_of, missed
from ledger.domain.verdict import IN_FORCE, Evidence, Overlay
from ledger.domain.verdict_json import shanghai

DAY: Final = 86_400
BUFFER: Final = 90 * DAY
RECHECK: Final = 180 * DAY
"""How long a look into the statutory register is taken for fresh."""

SEASON: Final = 90 * DAY
"""The span of delivery and use that is set against the one before it."""


class Severity(StrEnum):
    """Gravest first."""

    ALERT = "ALERT"
    WARNING = "WARNING"
    NOTICE = "NOTICE"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is cited: `EW01/1` is its first version."""

    code: str
    version: int
    severity: Severity
    zh: str
    en: str

    @property
    def cited(self) -> str:
        return f"{self.code}/{self.version}"


Key: TypeAlias = tuple[str, str, tuple[str, ...]]
"""The code of a rule, the subject, and whom it is about."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One warning. `subject` is the certificate, or the pledge; `inputs` are what the rule compared.

    `holds_since` (seconds): from when on what makes it hold had come about and was on record, never before the pledge
    stood. None: the rule cannot tell from its own facts, or they came on record after the moment that is asked about.
    """

    rule: Rule
    subject: str
    inputs: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...] = ()
    holds_since: int | None = None

    @property
    def key(self) -> Key:
        """What makes it the same warning at another moment: rule, subject, and whom it is about; counts may differ."""
        return self.rule.code, self.subject, tuple(value for name, value in self.inputs if name in _NAMING)


_NAMING: Final = frozenset({"assignor", "event", "grant", "key", "other", "parent", "pledge"})


def _rules(*rows: tuple[str, Severity, str, str]) -> dict[str, Rule]:
    return {code: Rule(code, _LATER.get(code, 1), severity, zh, en) for code, severity, zh, en in rows}


_LATER: Final = {"EW08": 3, "EW09": 2, "EW10": 4, "EW12": 2, "EW13": 2, "EW14": 2}
"""Rules that were changed: EW08 counts grants that outlast the loan and operation of public data too; EW08 and EW09
leave out what was there when a unit came under the pledge after its record, by a substitution; EW10 looks at
the grants and consents that a parent was used under, suspensions too, and at what stands against its certificate while
it is in force; EW12 and EW13 round the ratio up, as the contract does; EW14 waits for a filing where no day was agreed
for it, too."""


RULES: Final = _rules(
    ("EW01", Severity.WARNING, "有效期未覆盖到期日后 90 天", "the term ends before maturity and ninety days"),
    ("EW02", Severity.ALERT, "凭证已不在有效状态", "the certificate is not in force any more"),
    ("EW03", Severity.ALERT, "凭证被查封或管制", "the certificate is frozen"),
    ("EW04", Severity.WARNING, "存在未结异议", "an objection is open"),
    ("EW05", Severity.ALERT, "签发密钥已泄露且未重新确认", "a key that signed is compromised, and nobody stood by it"),
    ("EW06", Severity.NOTICE, "登记机构资格暂停", "the registrar is suspended"),
    ("EW07", Severity.ALERT, "与国家系统记录不一致", "differs from the national record"),
    (
        "EW08",
        Severity.WARNING,
        "质押后出现独占、可再许可、超过到期日或公共数据经营授权",
        "a grant since the pledge that weighs on it",
    ),
    ("EW09", Severity.NOTICE, "同一数据出现新的登记", "a new registration of the same data since the pledge"),
    (
        "EW10",
        Severity.WARNING,
        "上游权利已失效，所依据的授权已中止，或其登记凭证存在查封、异议、密钥泄露或与国家系统记录不一致",
        "the right in what it was made of has ended or is suspended, or something stands against its certificate",
    ),
    ("EW11", Severity.WARNING, "没有有效的评估意见", "no valuation stands"),
    ("EW12", Severity.WARNING, "抵押率达到预警线", "the secured amount has reached the warning ratio"),
    ("EW13", Severity.ALERT, "抵押率达到追加线", "the secured amount has reached the margin-call ratio"),
    ("EW14", Severity.WARNING, "未附法定登记编号且已过期限", "the statutory filing is overdue"),
    ("EW15", Severity.NOTICE, "法定登记久未复查", "the statutory filing was not looked at for long"),
    ("EW16", Severity.NOTICE, "更新频率未保持", "upkeep has missed its frequency"),
    ("EW17", Severity.WARNING, "有安全事件记录", "a security incident is on record"),
    ("EW18", Severity.WARNING, "存在其他质押", "another pledge stands on the same unit"),
    ("EW19", Severity.WARNING, "交付和使用量较前期下降一半以上", "delivery and use fell by half or more"),
    (
        "EW20",
        Severity.WARNING,
        "上游权利将在到期日后 90 天内终止",
        "a right in what it was made of ends before maturity and ninety days",
    ),
    ("EW21", Severity.ALERT, "法定登记已注销或查无登记", "the statutory entry was cancelled or is not found"),
    ("EW22", Severity.ALERT, "数据分级已上调", "the data were classified higher than they were registered"),
    (
        "EW23",
        Severity.ALERT,
        "质押或凭证操作所用密钥已泄露且未重新确认",
        "an act on the pledge or the certificate rests on a compromised key, and nobody stood by it",
    ),
    ("EW24", Severity.ALERT, "同一权利单元的先顺位质权人已启动实现", "a pledgee that ranks before it enforces"),
    ("EW25", Severity.WARNING, "放款后上游数据被质押", "what it was made of was pledged since the pledge"),
    ("EW26", Severity.WARNING, "放款后权利单元入信托或证券化", "the unit went into a pool since the pledge"),
    (
        "EW27",
        Severity.ALERT,
        "解除质押所用密钥已泄露且未重新确认",
        "the release rests on a compromised key, and nobody stood by it",
    ),
    (
        "EW28",
        Severity.ALERT,
        "债权转让所用密钥已泄露且未重新确认",
        "the claim's passing to another rests on a compromised key, and nobody stood by it",
    ),
    (
        "EW29",
        Severity.ALERT,
        "出质人已申请解除质押而未获答复，期满后机关可予决定",
        "the release was asked for and nobody answered; an authority may decide it after the last day to do so",
    ),
    ("EW30", Severity.WARNING, "追加担保的补救期限已过", "the time to cure a margin call is over"),
    (
        "EW31",
        Severity.ALERT,
        "贷款已到期，质押未解除且未宣告违约",
        "the loan is past its maturity, the pledge stands, and no default was declared",
    ),
    ("EW32", Severity.NOTICE, "同一权利单元的先顺位质押已展期", "a pledge that ranks before it was extended since"),
)


def signals(watched: Watched) -> list[Signal]:
    """Every rule that holds, the gravest first; within a severity in the order of the rules."""
    found = [*_of_deal(watched)]
    for lending in watched.collateral:
        found += [signal for ask in _ASKED for signal in ask(watched, lending)]
    order = list(Severity)
    return sorted(found, key=lambda s: (order.index(s.rule.severity), s.rule.code, s.subject, s.inputs))


def of_release(deal: Deal, at: int) -> list[Signal]:
    """Of a pledge that ended: what released or voided it, or took it from a pledgee before, rests on a key in other
    hands. Nothing else is said of it."""
    subject = "0x" + deal.pledge_id.hex()
    ended = [_of_key("EW27", each, deal.recorded_at, subject, at) for each in deal.ended_by]
    return [*ended, *_of_assignments(deal, subject, at)]


def _of_assignments(deal: Deal, subject: str, at: int) -> Iterator[Signal]:
    for passed in deal.assigned_away:
        sides = {"assignor": passed.assignor, "assignee": passed.assignee}
        for each in passed.tainted:
            yield _of_key("EW28", each, max(deal.recorded_at, passed.at), subject, at, **sides)


def _signal(
    code: str, subject: str, since: int | None, evidence: tuple[Evidence, ...] = (), **inputs: object
) -> Signal:
    told = tuple((name, str(value)) for name, value in inputs.items())
    return Signal(RULES[code], subject, told, evidence, since)


def _since(watched: Watched, lending: Lending, *moments: int | None) -> int | None:
    """When the last of these moments had come, with the pledge on the certificate; None where one is not known."""
    known = [moment for moment in moments if moment is not None]
    since = max([watched.deal.recorded_at, lending.under_since or 0, *known])
    return since if len(known) == len(moments) and since <= lending.at else None


def _day(seconds: int) -> str:
    return civil_of(min(seconds, 253_402_271_999)).isoformat()


def _time(seconds: int) -> str:
    return shanghai(min(seconds, 253_402_271_999))


# --- the deal itself --------------------------------------------------------------------------------------------------


def _of_deal(watched: Watched) -> Iterator[Signal]:
    deal = watched.deal
    subject = "0x" + deal.pledge_id.hex()
    at = watched.collateral[0].at if watched.collateral else deal.recorded_at
    yield from _of_keys(watched, deal.tainted, subject, at)
    yield from _of_assignments(deal, subject, at)
    ratio = ratio_bps(deal.secured, deal.value)
    if ratio is not None:
        told = {"secured": deal.secured, "value": deal.value, "bps": ratio}
        if deal.call_bps and ratio >= deal.call_bps:
            yield _signal("EW13", subject, None, (*deal.evidence, *deal.valued_by), **told, limit=deal.call_bps)
        elif deal.warn_bps and ratio >= deal.warn_bps:
            yield _signal("EW12", subject, None, (*deal.evidence, *deal.valued_by), **told, limit=deal.warn_bps)
    if deal.release_asked_at is not None and deal.release_decided_from is not None:
        since = max(deal.release_asked_at, deal.recorded_at)
        yield _signal("EW29", subject, since, deal.release_asked_by, answer_by=_day(deal.release_decided_from - 1))
    if deal.cure_by is not None and at >= deal.cure_by:
        yield _signal("EW30", subject, max(deal.cure_by, deal.recorded_at), deal.evidence, cure_by=_time(deal.cure_by))
    if at >= deal.maturity and not deal.defaulted:
        yield _signal("EW31", subject, deal.overdue_since, deal.due_by, maturity=_time(deal.maturity))
    if not deal.external_number:
        if deal.external_due_by is not None and at >= deal.external_due_by:
            since = max(deal.external_due_by, deal.recorded_at, deal.external_gone_at or 0)
            yield _signal("EW14", subject, since, deal.evidence, due_by=_day(deal.external_due_by))
        if deal.external_gone_at is not None:
            since = max(deal.external_gone_at, deal.recorded_at)
            yield _signal("EW21", subject, since, deal.evidence, gone=_day(deal.external_gone_at))
    elif deal.external_checked_at is not None and at >= deal.external_checked_at + RECHECK:
        since = max(deal.external_checked_at + RECHECK, deal.recorded_at)
        yield _signal("EW15", subject, since, deal.evidence, checked=_day(deal.external_checked_at))


def _of_keys(watched: Watched, tainted: Iterable[Tainted], subject: str, at: int) -> Iterator[Signal]:
    """Of the pledge itself and of each certificate under it; a certificate's versions are EW05."""
    for each in tainted:
        yield _of_key("EW23", each, watched.deal.recorded_at, subject, at)


def _of_key(rule: str, each: Tainted, begun: int, subject: str, at: int, **more: str) -> Signal:
    told = {"key": "0x" + each.account.hex(), "organisation": each.org_id, "acts": " ".join(each.acts), **more}
    since = None if each.since is None else max(each.since, begun)
    return _signal(rule, subject, since if since is not None and since <= at else None, each.evidence, **told)


# --- the certificates under it ----------------------------------------------------------------------------------------


def _of_term(watched: Watched, lending: Lending) -> Iterator[Signal]:
    verdict, certificate = lending.verdict, lending.verdict.certificate
    if verdict.base.code not in IN_FORCE:
        since = _since(watched, lending, verdict.base.since)
        yield _signal("EW02", lending.code, since, verdict.base.evidence, status=verdict.base.code)
    elif certificate is not None and certificate.expires_at < watched.deal.maturity + BUFFER:
        told = {"expires": _day(certificate.expires_at - 1), "maturity": _day(watched.deal.maturity)}
        since = _since(watched, lending, watched.deal.due_after(certificate.expires_at - BUFFER))
        yield _signal("EW01", lending.code, since, verdict.base.evidence, **told)


_BY_OVERLAY: Final[Mapping[Overlay, str]] = {
    Overlay.FROZEN: "EW03",
    Overlay.DISPUTED: "EW04",
    Overlay.TAINTED: "EW05",
    Overlay.REGISTRAR_SUSPENDED: "EW06",
    Overlay.MISMATCH: "EW07",
}


def _of_overlays(watched: Watched, lending: Lending) -> Iterator[Signal]:
    for overlay in lending.verdict.overlays:
        rule = _BY_OVERLAY.get(Overlay(overlay.code))
        if rule is not None:
            yield _signal(
                rule, lending.code, _since(watched, lending, overlay.since), overlay.evidence, detail=overlay.detail
            )


def _begun(watched: Watched, lending: Lending) -> int:
    """From when on what comes about is news to the pledgee: what was there when it took the unit in, it knew. A unit
    that went elsewhere since was under the pledge all the while."""
    return max(watched.deal.recorded_at, lending.unit_since or lending.under_since or 0)


def _of_others(watched: Watched, lending: Lending) -> Iterator[Signal]:
    begun = _begun(watched, lending)
    for grant in lending.grants or ():
        burdens = grant.burdens(watched.deal.maturity)
        if grant.recorded_at > begun and burdens:
            told = {"grant": "0x" + grant.grant_id.hex(), "granted": _day(grant.recorded_at), "for": " ".join(burdens)}
            since = _since(watched, lending, grant.recorded_at)
            yield _signal("EW08", lending.code, since, grant.evidence, **told)
    for sibling in lending.siblings or ():
        if sibling.recorded_at > begun:
            since = _since(watched, lending, sibling.recorded_at)
            yield _signal("EW09", lending.code, since, sibling.evidence, other=sibling.label, how=sibling.how)
    for parent in lending.parents or ():
        if parent.sound is False:
            since = _since(watched, lending, parent.since)
            yield _signal("EW10", lending.code, since, parent.evidence, parent=parent.label, detail=parent.detail)
        elif parent.against:
            told = {"parent": parent.label, "detail": f"{parent.detail}; {parent.told_against}"}
            since = _since(watched, lending, parent.against_since)
            acts = dict.fromkeys((*parent.evidence, *(one for each in parent.against for one in each.evidence)))
            yield _signal("EW10", lending.code, since, tuple(acts), **told)
        if parent.sound and parent.until is not None and parent.until < watched.deal.maturity + BUFFER:
            told = {"parent": parent.label, "by": parent.by, "ends": _day(parent.until - 1)}
            since = _since(watched, lending, parent.since, watched.deal.due_after(parent.until - BUFFER))
            yield _signal("EW20", lending.code, since, parent.evidence, **told, maturity=_day(watched.deal.maturity))
    for lien in lending.liens or ():
        if lien.pledge_id != watched.deal.pledge_id and (lending.holder is None or lien.holder == lending.holder):
            told = {"pledge": "0x" + lien.pledge_id.hex(), "rank": str(lien.rank), "pledgee": lien.pledgee}
            since = _since(watched, lending, lien.since)
            yield _signal("EW18", lending.code, since, lien.evidence, **told)
    yield from _of_keys(watched, lending.tainted, lending.code, lending.at)


def _of_seniors(watched: Watched, lending: Lending) -> Iterator[Signal]:
    """A pledgee that ranks before it on one of its units and enforces, or waits longer for its money; and what took
    from the unit since the pledge."""
    deal, liens = watched.deal, lending.liens or ()
    own = {(lien.holder, lien.right): lien.rank for lien in liens if lien.pledge_id == deal.pledge_id}
    begun = _begun(watched, lending)
    for lien in liens:
        ahead = lien.rank < own.get((lien.holder, lien.right), 0)
        # A sale of one unit leaves it before the others: as long as it stands on this one, it may go on.
        if ahead and lien.status in ("ENFORCEMENT", "REALISED") and lien.enforced_at is not None:
            told = {"pledge": "0x" + lien.pledge_id.hex(), "rank": str(lien.rank), "pledgee": lien.pledgee}
            yield _signal("EW24", lending.code, _since(watched, lending, lien.enforced_at), lien.enforcement, **told)
        if ahead and lien.extended_at is not None and lien.extended_at > begun:
            told = {"pledge": "0x" + lien.pledge_id.hex(), "rank": str(lien.rank), "pledgee": lien.pledgee}
            since = _since(watched, lending, lien.extended_at)
            yield _signal("EW32", lending.code, since, lien.extension, **told, maturity=_time(lien.maturity))
    for above in lending.upstream_liens or ():
        if above.since > begun and above.pledge_id != deal.pledge_id:
            told = {"parent": above.parent, "pledge": "0x" + above.pledge_id.hex(), "pledged": _day(above.since)}
            yield _signal("EW25", lending.code, _since(watched, lending, above.since), above.evidence, **told)
    for pool in lending.pools or ():
        if pool.recorded_at > begun and lending.holder in (None, pool.holder):
            told = {"event": str(pool.seq), "pool": pool.what, "pooled": _day(pool.since)}
            yield _signal("EW26", lending.code, _since(watched, lending, pool.recorded_at), pool.evidence, **told)


def _of_value(watched: Watched, lending: Lending) -> Iterator[Signal]:
    if lending.opinions is not None:
        standing = {opinion.valuer for opinion in lending.counted}
        if len(standing) < lending.opinions_wanted:
            yield _signal("EW11", lending.code, None, standing=len(standing), wanted=lending.opinions_wanted)


def _of_traffic(watched: Watched, lending: Lending) -> Iterator[Signal]:
    traffic, case = lending.traffic, lending.verdict.case
    if traffic is None or case is None:
        return
    if traffic.incidents:
        since = _since(watched, lending, traffic.incident_at)
        yield _signal("EW17", lending.code, since, traffic.incident_acts, incidents=traffic.incidents)
    graded = traffic.classified
    if graded is not None and graded.grade > case.content.grade:
        since = _since(watched, lending, graded.recorded_at)
        grades = {"registered": Grade(case.content.grade).name, "now": Grade(graded.grade).name}
        yield _signal("EW22", lending.code, since, (graded.evidence,), **grades)
    if traffic.last_update_at is not None:
        frequency = frequency_of(case.content.update_frequency)
        gone = missed(frequency, traffic.last_update_at, lending.at)
        if gone >= MISSED:
            told = {"frequency": frequency.value, "last": _day(traffic.last_update_at), "missed": gone}
            since = _since(watched, lending, traffic.last_update_at + MISSED * PERIODS[frequency])
            yield _signal("EW16", lending.code, since, traffic.update_acts, **told)


def _of_volume(watched: Watched, lending: Lending) -> Iterator[Signal]:
    """In records, where the earlier span has any, else in calls. Both spans end with their last second."""
    traffic, at = lending.traffic, lending.at
    if traffic is None or traffic.begun_at is None:
        return
    if at < max(traffic.begun_at, watched.deal.recorded_at) + 2 * SEASON:
        return
    now = [flow for flow in traffic.flows if at - SEASON < flow.at <= at]
    before = [flow for flow in traffic.flows if at - 2 * SEASON < flow.at <= at - SEASON]
    measure = "records" if any(flow.records for flow in before) else "calls"
    earlier, later = (sum(getattr(flow, measure) for flow in flows) for flows in (before, now))
    if earlier and 2 * later <= earlier:
        spans = {"earlier": _span(at - SEASON), "later": _span(at)}
        told = {"measure": measure, "before": earlier, "now": later}
        yield _signal("EW19", lending.code, None, tuple(flow.evidence for flow in (*before, *now)), **told, **spans)


def _span(until: int) -> str:
    return f"{_day(until - SEASON + 1)}/{_day(until)}"


_ASKED: Final[tuple[Callable[[Watched, Lending], Iterator[Signal]], ...]] = (
    _of_term,
    _of_overlays,
    _of_others,
    _of_seniors,
    _of_value,
    _of_traffic,
    _of_volume,
)
