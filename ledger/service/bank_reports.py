# SPDX-License-Identifier: Apache-2.0
"""The bank's report from the mirror: gather what is known at a block, judge, and say which block that was.

With a final `known` block the same question gives the same bytes on any machine, except for what the bank attached
itself: its findings are records of its own, shown to nobody else, and those declared after the block's time are left
out. Not for: the checks (domain/bank_report.py).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.domain.bank_report import Report, part_names, report
from ledger.domain.bank_report_json import report_document
from ledger.domain.certificate import Certificate
from ledger.domain.circulation import Derivation, Happening, ParentMark, Trace, trace_id
from ledger.domain.events import EncumbrancePut, ValueAttested
from ledger.domain.fold import fold
from ledger.domain.ids import (
    CertificateId,
    OrgId,
    Subject,
    certificate_bytes,
    is_organisation,
    party_of_org,
)
from ledger.domain.kinds import Circulation, OrgKind, ValuationPurpose
from ledger.domain.lending import Declared, Lending, Lien, Opinion, Parent, Traffic
from ledger.domain.organisation import Organisation
from ledger.domain.pledge import Pledge, status_at
from ledger.domain.valuation import ValuationLine
from ledger.domain.verdict import IN_FORCE, Evidence, Facts, base_of, judge
from ledger.domain.verdict_json import KnownBlock, canonical
from ledger.errors import NotFound, Refused
from ledger.service.runtime import Ledger, Principal
from ledger.service.siblings import siblings
from ledger.service.verdicts import facts_at, known_block
from ledger.store.queries import acts, certificates, organisations, records, traces
from ledger.store.session import Store


@dataclass(frozen=True, slots=True)
class LendingQuestion:
    """As a verdict's, and what the bank means to do: against whom, until when (seconds), and whose findings count."""

    code: CertificateId
    now: int
    at: int | None = None
    known: int | None = None
    holder: OrgId | None = None
    maturity: int | None = None
    buffer_days: int = 90
    bank: OrgId | None = None


@dataclass(frozen=True, slots=True)
class BankReport:
    report: Report
    known: KnownBlock

    def document(self) -> dict[str, Any]:
        return report_document(self.report, self.known)

    def bytes(self) -> bytes:
        return canonical(self.document())


def bank_report(store: Store, question: LendingQuestion) -> BankReport:
    """A certificate that is not there is a report with a FAIL; NotFound only where the block is not in the mirror."""
    with store.reading() as session:
        known = known_block(session, question.known)
        at = question.at
        if at is None:
            at = known.timestamp if question.known is not None else question.now
        facts = facts_at(session, question.code, known.number)
        lending = _lending(session, question, facts, at, known)
    return BankReport(report(lending), known)


def _lending(session: Any, question: LendingQuestion, facts: Facts, at: int, known: KnownBlock) -> Lending:
    holder = party_of_org(question.holder) if question.holder is not None else None
    certificate = facts.certificate
    pledgor = acts.state_of(session, Subject(holder), known.number) if holder is not None else None
    return Lending(
        verdict=judge(facts, at, holder),
        holder=holder,
        holder_is_public_body=isinstance(pledgor, Organisation) and pledgor.public_body,
        maturity=question.maturity,
        buffer_days=question.buffer_days,
        registrar_accredited=facts.registrar is not None
        and certificate is not None
        and facts.registrar.accredited_at(OrgKind.REGISTRAR, certificate.issued_at),
        liens=tuple(liens_at(session, facts, at, known.number)) if certificate is not None else None,
        opinions=tuple(_opinions(session, certificate, at, known.number)) if certificate is not None else None,
        siblings=tuple(siblings(session, facts, at, known.number)) if certificate is not None else None,
        parents=tuple(_parents(session, question.code, at, known.number)) if certificate is not None else None,
        traffic=_traffic(session, question.code, known.number) if certificate is not None else None,
        declared=tuple(_declared(session, question, known)),
    )


# --- pledges and valuations -------------------------------------------------------------------------------------------

_METHODS = ((1, "COST"), (2, "INCOME"), (4, "MARKET"))


def liens_at(session: Any, facts: Facts, at: int, known: int) -> Iterator[Lien]:
    """What stands on the certificate's units at the moment, each with its pledge as it was known then."""
    certificate = facts.certificate
    assert certificate is not None
    for one in certificate.encumbrances_at(at):
        pledge = acts.state_of(session, Subject(one.pledge_id), known)
        if not isinstance(pledge, Pledge):
            continue
        yield Lien(
            pledge_id=one.pledge_id,
            holder=one.holder,
            right=one.right,
            rank=one.rank,
            exclusive=one.exclusive,
            pledgee=pledge.pledgee,
            status=status_at(pledge, at, certificate.expires_at),
            maturity=pledge.maturity,
            max_amount_band=pledge.terms.band,
            external_number=pledge.loan.filed_outside_at is not None,
            external_checked_at=pledge.loan.outside_checked_at,
            evidence=tuple(
                Evidence(act.meta.block_number, act.meta.tx_hash, act.meta.log_index)
                for act in facts.acts
                if isinstance(act.event, EncumbrancePut) and act.event.id == one.pledge_id
            ),
        )


def _opinions(session: Any, certificate: Certificate, at: int, known: int) -> Iterator[Opinion]:
    """Every opinion for a pledge that there is, and whether it counts at the moment."""
    subject = certificates.valuation_of(session, certificate.code)
    recorded = list(acts.recorded_events(session, [subject], known)) if subject is not None else []
    line = fold(recorded)
    version = max((v.number for v in certificate.versions if v.recorded_at <= at), default=1)
    for given in line.opinions if isinstance(line, ValuationLine) else ():
        if given.purpose is not ValuationPurpose.PLEDGE or given.recorded_at > at:
            continue
        valuer = acts.state_of(session, Subject(party_of_org(given.valuer)), known)
        yield Opinion(
            valuer=given.valuer,
            value=given.value,
            currency=given.currency,
            base_date=given.base_date,
            valid_until=given.valid_until,
            methods=tuple(word for bit, word in _METHODS if given.methods & bit),
            standing=given.stands_at(at, version),
            affiliated=_affiliated(session, valuer, certificate, known),
            accredited=isinstance(valuer, Organisation) and valuer.accredited_at(OrgKind.VALUER, given.recorded_at),
            evidence=tuple(
                Evidence(act.meta.block_number, act.meta.tx_hash, act.meta.log_index)
                for act in recorded
                if isinstance(act.event, ValueAttested)
                and act.event.account == given.account
                and act.meta.timestamp == given.recorded_at
            ),
        )


def _affiliated(session: Any, valuer: Any, certificate: Certificate, known: int) -> bool:
    """Whether the valuer belongs to the group of the registrar or of a holder."""
    group = valuer.group if isinstance(valuer, Organisation) else 0
    parties = [party_of_org(certificate.registrar), *(p for p in certificate.holders if is_organisation(p))]
    others = (acts.state_of(session, Subject(party), known) for party in parties) if group else ()
    return any(isinstance(other, Organisation) and other.group == group for other in others)


# --- what circulation says --------------------------------------------------------------------------------------------

_UPKEEP = frozenset({Circulation.COLLECT, Circulation.AGGREGATE, Circulation.GOVERN, Circulation.STORE})
_OUTWARDS = frozenset({Circulation.DELIVER, Circulation.USE, Circulation.SHARE})


def _traffic(session: Any, code: CertificateId, known: int) -> Traffic:
    """Counts over the asset's trace. Amounts stay with those who told them: on chain they are commitments."""
    trace = _trace(session, code, known)
    told = trace.happenings if trace is not None else ()
    settled = [each for each in told if each.what is Circulation.SETTLE]
    levels = Counter(each.level for each in settled)
    return Traffic(
        trades=sum(each.what is Circulation.TRADE for each in told),
        settlements=len(settled),
        settled=None,
        last_settled_at=_last(settled),
        last_update_at=_last([each for each in told if each.what in _UPKEEP]),
        last_delivery_at=_last([each for each in told if each.what in _OUTWARDS]),
        incidents=sum(each.what is Circulation.INCIDENT for each in told),
        by_level=tuple(sorted(levels.items())),
    )


def _last(told: Sequence[Happening]) -> int | None:
    return max((each.occurred_at for each in told), default=None)


def _trace(session: Any, code: CertificateId, known: int) -> Trace | None:
    root = traces.root_of(session, code, known)
    head = acts.required_head(session)
    if root is None:
        return None
    found = acts.state_of(session, Subject(trace_id(head.chain_id, certificate_bytes(root))), known)
    return found if isinstance(found, Trace) else None


def _parents(session: Any, code: CertificateId, at: int, known: int) -> Iterator[Parent]:
    """What the data were made of, by every event known at the block that names this certificate as its output."""
    edges, _ = traces.ancestors(session, code)
    for subject in dict.fromkeys(edge.trace for edge in edges if edge.child == code):
        trace = acts.state_of(session, Subject(subject), known)
        made = [each for each in trace.happenings if each.output == code] if isinstance(trace, Trace) else []
        for happening in made:
            for derivation in happening.parents:
                yield _parent(session, derivation, at, known)


def _parent(session: Any, derivation: Derivation, at: int, known: int) -> Parent:
    """Sound if the contract found the right then, and the parent's certificate is in force still."""
    parent = derivation.parent.id
    if derivation.mark is ParentMark.UNREGISTERED:
        return Parent("0x" + derivation.parent.contract_digest.hex(), None, "by contract")
    state = acts.state_of(session, Subject(certificate_bytes(parent)), known)
    if derivation.mark is ParentMark.NOT_COVERED or not isinstance(state, Certificate):
        return Parent(parent, False, "no right in it when it was made")
    status = base_of(state, at)
    return Parent(parent, status in IN_FORCE, status)


def _declared(session: Any, question: LendingQuestion, known: KnownBlock) -> Iterator[Declared]:
    if question.bank is None:
        return
    for row in records.some(session, records.BankFinding, org_id=str(question.bank), code=str(question.code)):
        if question.known is None or row.declared_at <= known.timestamp:
            yield Declared(
                row.part,
                OrgId(row.org_id),
                row.person,
                row.found,
                row.document_sha256,
                row.declared_at,
                row.valid_until,
            )


# --- the bank's own findings ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """What a bank found elsewhere: on which part, in words, the paper, and until when it counts (seconds)."""

    code: CertificateId
    part: str
    found: str
    document: bytes
    valid_until: int


def declare(ledger: Ledger, who: Principal, key: str, finding: Finding) -> records.BankFinding:
    """Attach a finding to the bank's reports on a certificate. The same key gives the same finding again."""
    with ledger.store.reading() as session:
        organisation = organisations.organisation(session, who.org_id)
        there = certificates.certificate(session, finding.code)
        given = records.one(session, records.BankFinding, org_id=str(who.org_id), idempotency_key=key)
    _may_declare(ledger, who, organisation, finding)
    if there is None:
        raise NotFound(f"no certificate {finding.code}", zh=f"没有凭证 {finding.code}", code="CERTIFICATE_NOT_FOUND")
    row = _row(ledger, who, key, finding)
    if given is not None:
        return _same(given, row)
    with ledger.store.writing() as session:
        records.add(session, row)
    return row


def _row(ledger: Ledger, who: Principal, key: str, finding: Finding) -> records.BankFinding:
    return records.BankFinding(
        finding_id="F" + hashlib.sha256(f"{who.org_id}\n{key}".encode()).hexdigest()[:32],
        org_id=str(who.org_id),
        idempotency_key=key,
        person=who.person_id,
        code=str(finding.code),
        part=finding.part,
        found=finding.found,
        document_sha256=hashlib.sha256(finding.document).digest(),
        declared_at=ledger.now(),
        valid_until=finding.valid_until,
    )


def _same(given: records.BankFinding, row: records.BankFinding) -> records.BankFinding:
    told = (row.code, row.part, row.found, row.document_sha256, row.valid_until)
    if (given.code, given.part, given.found, given.document_sha256, given.valid_until) != told:
        raise Refused(
            "this idempotency key was used for another request",
            zh="该幂等键已用于另一请求",
            code="IDEMPOTENCY_KEY_REUSED",
            verb="declare",
        )
    return given


def _may_declare(ledger: Ledger, who: Principal, organisation: Organisation | None, finding: Finding) -> None:
    if organisation is None or not organisation.is_kind(OrgKind.BANK):
        raise Refused("only a bank attaches findings", zh="只有银行可以附入查询结果", code="CALLER_IS_NO_BANK")
    if finding.part not in part_names():
        raise Refused(
            f"{finding.part} is no part that a bank can answer: {', '.join(part_names())}",
            zh=f"{finding.part} 不是可由银行自行核对的项目",
            code="PART_UNKNOWN",
            part=finding.part,
        )
    if not finding.found.strip() or not finding.document:
        raise Refused("say what was found, and give the paper", zh="须写明查询结果并附材料", code="FINDING_EMPTY")
    if finding.valid_until <= ledger.now():
        raise Refused("its validity has ended", zh="有效期已过", code="FINDING_OVER")
