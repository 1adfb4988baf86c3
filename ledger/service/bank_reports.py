# SPDX-License-Identifier: Apache-2.0
"""The bank's report from the mirror: what is known at a block (gathering.py), judged, and which block that was.

With a final `known` block the same question gives the same bytes on any machine, except for what the bank attached
itself: its findings are records of its own, shown to nobody else, and those declared after the block's time are left
out. Not for: the checks (domain/bank_report.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ledger.domain.bank_report import Report, is_of_pledgor, part_names, report
from ledger.domain.bank_report_json import report_document
from ledger.domain.ids import CertificateId, OrgId, PartyId, party_named
from ledger.domain.kinds import OrgKind
from ledger.domain.lending import Declared
from ledger.domain.organisation import Organisation
from ledger.domain.verdict_json import KnownBlock, canonical, party_label
from ledger.errors import NotFound, Refused
from ledger.service.gathering import Ask, Gathering
from ledger.service.papers import has_words
from ledger.service.runtime import Ledger, Principal
from ledger.service.verdicts import known_block
from ledger.store.queries import certificates, organisations, records
from ledger.store.session import Store


@dataclass(frozen=True, slots=True)
class LendingQuestion:
    """As a verdict's, and what the bank means to do: against whom, until when (seconds), on how many valuers' opinions,
    and whose findings count."""

    code: CertificateId
    now: int
    at: int | None = None
    known: int | None = None
    holder: OrgId | PartyId | None = None
    maturity: int | None = None
    buffer_days: int = 90
    bank: OrgId | None = None
    opinions: int = 1


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
        ask = Ask(
            code=question.code,
            at=at,
            holder=party_named(question.holder) if question.holder is not None else None,
            maturity=question.maturity,
            buffer_days=question.buffer_days,
            opinions_wanted=question.opinions,
            declared=tuple(_declared(session, question, known)),
        )
        gathering = Gathering(session, known.number)
        lending = gathering.lending(ask)
        lending = replace(lending, bank=question.bank, reserved=gathering.reserved(ask.code, at))
    return BankReport(report(lending), known)


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
                PartyId(row.holder) if row.holder is not None else None,
            )


# --- the bank's own findings ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """What a bank found elsewhere: on which part, in words, the paper, and until when it counts (seconds). `holder`:
    the pledgor that it is about; None: the only holder, where the part is about a pledgor."""

    code: CertificateId
    part: str
    found: str
    document: bytes
    valid_until: int
    holder: OrgId | PartyId | None = None


def declare(ledger: Ledger, who: Principal, key: str, finding: Finding) -> records.BankFinding:
    """Attach a finding to the bank's reports on a certificate. The same key gives the same finding again.

    One about a pledgor answers for that one alone. Refused for who is no bank, a part that cannot be answered, nothing
    found or no paper, a validity that is over, a pledgor that holds nothing under the certificate
    (FINDING_HOLDER_UNKNOWN), and where several hold and it is not said which one is meant (FINDING_HOLDER_UNSAID).
    NotFound without the certificate.
    """
    with ledger.store.reading() as session:
        organisation = organisations.organisation(session, who.org_id)
        there = certificates.certificate(session, finding.code)
        given = records.one(session, records.BankFinding, org_id=str(who.org_id), idempotency_key=key)
    _may_declare(ledger, who, organisation, finding)
    if there is None:
        raise NotFound(f"no certificate {finding.code}", zh=f"没有凭证 {finding.code}", code="CERTIFICATE_NOT_FOUND")
    about = whom(there.certificate.present_holders, finding)
    row = _row(ledger, who, key, finding, about)
    if given is not None:
        return _same(given, row, said=finding.holder is not None)
    with ledger.store.writing() as session:
        records.add(session, row)
    return row


def whom(holders: Sequence[PartyId], finding: Finding) -> PartyId | None:
    """Whom it is made about, of those who hold rights now; None for one about the data that names nobody. Refused as
    `declare` says."""
    if finding.holder is not None:
        named = party_named(finding.holder)
        if named in holders:
            return named
        told = party_label(named)
        raise Refused(
            f"{told} holds no right under {finding.code}",
            zh=f"{told} 在 {finding.code} 下没有权利",
            code="FINDING_HOLDER_UNKNOWN",
            holder=told,
        )
    if not is_of_pledgor(finding.part):
        return None
    if len(holders) < 2:
        return next(iter(holders), None)
    raise Refused(
        f"{len(holders)} hold rights under {finding.code}: say whom {finding.part} was looked up of (holder)",
        zh=f"{finding.code} 有 {len(holders)} 个权利人：须写明 {finding.part} 所查的是哪一个（holder）",
        code="FINDING_HOLDER_UNSAID",
        part=finding.part,
    )


def _row(ledger: Ledger, who: Principal, key: str, finding: Finding, about: PartyId | None) -> records.BankFinding:
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
        holder=about,
    )


def _same(given: records.BankFinding, row: records.BankFinding, *, said: bool) -> records.BankFinding:
    """One that was kept before findings had a holder is the same as one that names none."""
    about = given.holder == row.holder or (given.holder is None and not said)
    told = (row.code, row.part, row.found, row.document_sha256, row.valid_until)
    if not about or (given.code, given.part, given.found, given.document_sha256, given.valid_until) != told:
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
    if not has_words(finding.found) or not finding.document.strip():
        raise Refused("say what was found, and give the paper", zh="须写明查询结果并附材料", code="FINDING_EMPTY")
    if finding.valid_until <= ledger.now():
        raise Refused("its validity has ended", zh="有效期已过", code="FINDING_OVER")
