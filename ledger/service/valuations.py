# SPDX-License-Identifier: Apache-2.0
"""Opinions of value: given and taken back by accredited valuers, and which of them count at a moment.

For: `attest`, `withdraw`; `listed`: every opinion with why it counts or does not; `value`: the lowest that counts, once
enough valuers' do, as the contract reckons coverage. Reports stay in the house; their salted commitments go on chain.
Not for: what the data are worth.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger.chain import encode
from ledger.domain.certificate import Certificate
from ledger.domain.events import ValueAttested
from ledger.domain.ids import (
    CertificateId,
    OrgId,
    PartyId,
    Subject,
    ValuationId,
    certificate_bytes,
    is_organisation,
    org_of_party,
    party_of_org,
    valuation_id,
)
from ledger.domain.kinds import Module, ValuationPurpose
from ledger.domain.organisation import Organisation
from ledger.domain.structs import Valuation, ValuationWithdrawal
from ledger.domain.valuation import (
    COUNTING_TEXTS,
    CURRENCY,
    METHODS,
    Considered,
    ValuationLine,
    ValueQuestion,
    considered,
    value_of,
)
from ledger.domain.verdict import Evidence, shown_units
from ledger.domain.verdict_json import (
    KnownBlock,
    canonical,
    evidence_document,
    known_document,
    moment_document,
    party_label,
)
from ledger.errors import Refused
from ledger.service.heads import certificate_word, no_certificate
from ledger.service.papers import Paper, has_words, keeping, paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.service.verdicts import known_block
from ledger.store.queries import certificates
from ledger.store.queries.folded import Folded
from ledger.store.session import Store

PURPOSES = tuple(purpose for purpose in ValuationPurpose if purpose is not ValuationPurpose.NONE)
_PARTS = 1 << 20


@dataclass(frozen=True, slots=True)
class OpinionOrder:
    """A valuer's opinion on a certificate as it stands. `value` in fen; `holder` None: the only one there is.

    `report` and `assumptions` are texts; for files, what `file_named` says of them.
    """

    who: Principal
    key: str
    code: CertificateId
    purpose: ValuationPurpose
    methods: tuple[str, ...]
    value: int
    base_date: int
    valid_until: int
    report: str
    assumptions: str
    holder: PartyId | None = None


@dataclass(frozen=True, slots=True)
class OpinionWithdrawal:
    """The valuer takes its opinion for a purpose back; the reason stays in the house."""

    who: Principal
    key: str
    code: CertificateId
    purpose: ValuationPurpose
    reason: str


# --- acts -------------------------------------------------------------------------------------------------------------


def attest(ledger: Ledger, order: OpinionOrder) -> dict[str, Any]:
    """Give an opinion. A newer one of the same valuer for the same purpose takes the older one's place."""
    if not has_words(order.assumptions):
        raise Refused(
            "an opinion of value says what it assumes: the assumptions are missing (--assumptions)",
            zh="评估意见须载明评估假设（--assumptions）",
            code="ASSUMPTIONS_MISSING",
            field="assumptions",
        )
    certificate = _certificate(ledger, order.code)
    holder = order.holder if order.holder is not None else _only_holder(certificate)
    report, assumptions = (
        _paper(ledger, order.who, order.code, kind, text)
        for kind, text in (("VALUATION_REPORT", order.report), ("VALUATION_ASSUMPTIONS", order.assumptions))
    )
    given = Valuation(
        id=order.code,
        holder=holder,
        expected_head=certificate_word(ledger, order.code),
        version=certificate.current.number,
        purpose=order.purpose,
        methods=method_bits(order.methods),
        value=order.value,
        currency=CURRENCY,
        base_date=order.base_date,
        valid_until=order.valid_until,
        report=report.commitment,
        assumptions=assumptions.commitment,
        person=order.who.commitment,
    )
    body = {
        "code": order.code,
        "holder": holder.hex(),
        "purpose": order.purpose.name,
        "methods": sorted(order.methods),
        "value": order.value,
        "base_date": order.base_date,
        "valid_until": order.valid_until,
        "report": order.report,
        "assumptions": order.assumptions,
    }
    call = encode.valuations_attest(given)
    return ledger.perform(order.who, "attest-value", order.key, body, call, keeping(report, assumptions))


def withdraw(ledger: Ledger, order: OpinionWithdrawal) -> dict[str, Any]:
    """Accreditation is not needed to take back."""
    _certificate(ledger, order.code)
    paper = _paper(ledger, order.who, order.code, "VALUATION_WITHDRAWAL", order.reason)
    given = ValuationWithdrawal(order.code, order.purpose, order.who.commitment, paper.commitment)
    body = {"code": order.code, "purpose": order.purpose.name, "reason": order.reason}
    call = encode.valuations_withdraw(given)
    return ledger.perform(order.who, "withdraw-value", order.key, body, call, keeping(paper))


def file_named(path: Path) -> str:
    """What stands for a report that is a file: its name and SHA-256. The file itself stays with the valuer."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_PARTS):
            digest.update(part)
    return f"{path.name} sha256:{digest.hexdigest()}"


def method_bits(names: Sequence[str]) -> int:
    """Refused where a name is no method."""
    bits = {word: bit for bit, word in METHODS}
    unknown = [name for name in names if name not in bits]
    if unknown or not names:
        raise Refused(
            f"methods are {', '.join(bits)}, not {', '.join(unknown) or 'none'}",
            zh=f"评估方法应为 {'、'.join(bits)} 之一或数种",
            code="METHODS_UNKNOWN",
        )
    return sum(bits[name] for name in set(names))


def _certificate(ledger: Ledger, code: CertificateId) -> Certificate:
    with ledger.store.reading() as session:
        found = certificates.certificate(session, code)
    if found is None:
        raise no_certificate(code)
    return found.certificate


def _only_holder(certificate: Certificate) -> PartyId:
    held = certificate.present_holders
    if len(held) != 1:
        raise Refused(
            f"{certificate.code} has {len(held)} holders; say whose rights are valued",
            zh=f"{certificate.code} 有 {len(held)} 个权利人，请指明评估对象",
            code="HOLDER_AMBIGUOUS",
        )
    return held[0]


def _paper(ledger: Ledger, who: Principal, code: CertificateId, kind: str, text: str) -> Paper:
    return paper_of(who, line_of(ledger, code), kind, text, ledger.now())


def line_of(ledger: Ledger, code: CertificateId) -> ValuationId:
    """The subject that opinions on a certificate extend."""
    return valuation_id(ledger.deployment.chain_id, ledger.deployment.addresses[Module.VALUATIONS], code)


# --- questions --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ValueAsked:
    """Whose rights under which certificate, for which purposes; how many valuers' opinions it takes.

    `holder` None: the holders at the moment, each of whom a valuer may be related to. `at` and `known` as in a verdict.
    """

    code: CertificateId
    now: int
    purposes: tuple[ValuationPurpose, ...] = PURPOSES
    holder: PartyId | None = None
    wanted: int = 1
    at: int | None = None
    known: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """An opinion with whether it counts, and the act that gave it."""

    considered: Considered
    evidence: tuple[Evidence, ...]

    def document(self) -> dict[str, Any]:
        one, counting = self.considered.opinion, self.considered.counting
        zh, en = COUNTING_TEXTS[counting]
        return {
            "number": one.number,
            "valuer": one.valuer,
            "holder": party_label(one.holder),
            "version": one.version,
            "purpose": one.purpose.name,
            "methods": list(one.method_names),
            "value": str(one.value),
            "currency": one.currency,
            "base_date": moment_document(one.base_date),
            "valid_until": moment_document(one.valid_until),
            "recorded_at": moment_document(one.recorded_at),
            "counts": self.considered.counts,
            "why": {"code": counting, "zh": zh, "en": en},
            "evidence": [evidence_document(place) for place in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Valued:
    """The answer to `value` and `listed`, and on which block it stands."""

    asked: ValueAsked
    at: int
    version: int
    opinions: tuple[Judged, ...]
    known: KnownBlock

    @property
    def counted(self) -> list[tuple[OrgId, int]]:
        told = (each.considered for each in self.opinions)
        return [(one.opinion.valuer, one.opinion.value) for one in told if one.counts]

    @property
    def value(self) -> int | None:
        return value_of(self.counted, self.asked.wanted)

    @property
    def standing(self) -> int:
        return len({valuer for valuer, _ in self.counted})

    def listing(self) -> dict[str, Any]:
        return {
            "format": "valuations/1",
            "code": self.asked.code,
            "holder": None if self.asked.holder is None else party_label(self.asked.holder),
            "at": moment_document(self.at),
            "known": known_document(self.known),
            "version": self.version,
            "items": [each.document() for each in self.opinions],
        }

    def document(self) -> dict[str, Any]:
        (purpose,) = self.asked.purposes
        value = self.value
        return self.listing() | {
            "format": "value/1",
            "purpose": purpose.name,
            "wanted": self.asked.wanted,
            "standing": self.standing,
            "value": None if value is None else str(value),
            "currency": CURRENCY,
        }

    def bytes(self) -> bytes:
        return canonical(self.document() if len(self.asked.purposes) == 1 else self.listing())


def valued(store: Store, asked: ValueAsked) -> Valued:
    """Which opinions count, from acts in blocks up to `known` alone. NotFound where the certificate is not known."""
    with store.reading() as session:
        known = known_block(session, asked.known)
        at = asked.at
        if at is None:
            at = known.timestamp if asked.known is not None else asked.now
        folded = Folded(session, known.number)
        certificate = folded.state(certificate_bytes(asked.code))
        if not isinstance(certificate, Certificate):
            raise no_certificate(asked.code)
        line = certificates.valuations_of(session, [asked.code]).get(asked.code)
        found = [
            each
            for purpose in asked.purposes
            for each in judged(folded, line, question_of(certificate, purpose, at, asked.holder))
        ]
    opinions = sorted(found, key=lambda each: each.considered.opinion.number)
    return Valued(asked, at, certificate.version_at(at), tuple(opinions), known)


def question_of(certificate: Certificate, purpose: ValuationPurpose, at: int, holder: PartyId | None) -> ValueQuestion:
    """About one holder's rights, or those of all whose rights the certificate shows then: past its term, too, a valuer
    that belongs to one of them is no stranger."""
    alive = dict.fromkeys(unit.holder for unit in shown_units(certificate, at))
    holders = (holder,) if holder is not None else tuple(alive)
    return ValueQuestion(purpose, at, certificate.version_at(at), certificate.registrar, holders)


def judged(folded: Folded, line: Subject | None, question: ValueQuestion) -> Iterator[Judged]:
    """The opinions of a certificate's line for one purpose; None: nobody has valued it."""
    state = folded.state(line) if line is not None else None
    if line is None or not isinstance(state, ValuationLine):
        return
    folded.load(parties_of(state, question))
    known = (folded.state(party) for party in parties_of(state, question))
    organisations = {one.org_id: one for one in known if isinstance(one, Organisation)}
    given = [act for act in folded.acts(line) if isinstance(act.event, ValueAttested)]
    for one in considered(state.opinions, question, organisations):
        meta = given[one.opinion.number - 1].meta
        yield Judged(one, (Evidence(meta.block_number, meta.tx_hash, meta.log_index),))


def parties_of(line: ValuationLine, question: ValueQuestion) -> list[PartyId]:
    """Every organisation whose standing or group decides."""
    named = (*(one.valuer for one in line.opinions), question.registrar)
    held = (org_of_party(party) for party in question.holders if is_organisation(party))
    return [party_of_org(OrgId(org)) for org in dict.fromkeys((*named, *held))]
