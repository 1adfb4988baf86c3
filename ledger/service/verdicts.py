# SPDX-License-Identifier: Apache-2.0
"""Verdicts from the mirror: gather the facts known at a block, judge, and say which block that was.

The facts are folded from acts in blocks up to the one asked about, never from the projections: with a final `known`
block the same question gives the same bytes on any machine whose mirror was filled from the same chain (ruling 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.domain.certificate import Certificate
from ledger.domain.ids import (
    CaseId,
    CertificateId,
    OrgId,
    PartyId,
    certificate_bytes,
    is_organisation,
    org_of_party,
    party_named,
    party_of_org,
    subject_of_regime,
)
from ledger.domain.organisation import Organisation
from ledger.domain.regime import Regime
from ledger.domain.registration import Case
from ledger.domain.verdict import Facts, Upstream, Verdict, judge
from ledger.domain.verdict_json import KnownBlock, canonical, verdict_document
from ledger.errors import NotFound, Refused
from ledger.service.siblings import same_sample
from ledger.service.succession import followed
from ledger.store.queries import acts, traces
from ledger.store.queries.folded import Folded
from ledger.store.session import Store


@dataclass(frozen=True, slots=True)
class Question:
    """Which certificate, at which moment (seconds), known at which block, and asked about which holder.

    Without `at`: the time of the `known` block, or else `now`. Without `known`: the newest final block.
    """

    code: CertificateId
    now: int
    at: int | None = None
    known: int | None = None
    holder: OrgId | PartyId | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    verdict: Verdict
    known: KnownBlock

    def document(self) -> dict[str, Any]:
        return verdict_document(self.verdict, self.known)

    def bytes(self) -> bytes:
        return canonical(self.document())


def verdict(store: Store, question: Question) -> Answer:
    """NotFound if the block asked about is not in the mirror; a certificate that is not is a verdict, not an error."""
    with store.reading() as session:
        known = known_block(session, question.known)
        facts = facts_at(Folded(session, known.number), question.code)
    at = question.at
    if at is None:
        at = known.timestamp if question.known is not None else question.now
    holder = party_named(question.holder) if question.holder is not None else None
    return Answer(judge(facts, at, holder), known)


def known_block(session: Any, number: int | None) -> KnownBlock:
    """The block that an answer stands on: the last one with an act, up to `number` (None: the newest final one)."""
    head = acts.required_head(session)
    wanted = head.finalized_number if number is None else number
    if wanted > head.block_number or wanted < 0:
        raise NotFound(
            f"block {wanted} is not in the mirror, which ends at {head.block_number}",
            zh=f"镜像止于区块 {head.block_number}，没有区块 {wanted}",
            code="BLOCK_NOT_READ",
            block=wanted,
            head=head.block_number,
        )
    if number is not None and not head.is_final(wanted):
        raise Refused(
            f"block {wanted} is not final yet; what is known at it may still change",
            zh=f"区块 {wanted} 尚未终局，其所载内容仍可能变动",
            code="BLOCK_NOT_FINAL",
            block=wanted,
        )
    # Blocks without acts are not kept: the last one with an act says the same, and stands for all up to the next.
    found = acts.last_block_with_acts(session, number=wanted)
    if found is None:
        raise NotFound("no act is known at that block", zh="该区块之前尚无任何操作", code="BLOCK_BEFORE_LEDGER")
    return KnownBlock(found.number, found.hash, found.timestamp, head.is_final(found.number))


def facts_at(
    folded: Folded,
    code: CertificateId,
    bearing: Mapping[bytes, Sequence[CaseId]] | None = None,
    line: Sequence[CertificateId] | None = None,
    made_of: Sequence[CertificateId] | None = None,
) -> Facts:
    """Everything that a verdict reads, folded from acts in blocks up to the one asked about.

    `bearing`: the applications by the sample that they bear, where somebody looked them up for many; None: look.
    `line`: likewise the certificate itself and those that it came from by transfers; `made_of`: likewise those whose
    data its own were made of, as told up to the block.
    """
    certificate = folded.state(certificate_bytes(code))
    if not isinstance(certificate, Certificate):
        return Facts(code)
    case = folded.state(certificate.case_id)
    registrar = folded.state(party_of_org(certificate.registrar))
    later = list(successors(folded, registrar))
    line = traces.predecessors(folded.session, code) if line is None else line
    made_of = traces.upstream(folded.session, [code], folded.known)[code] if made_of is None else made_of
    regime = folded.state(subject_of_regime(case.regime)) if isinstance(case, Case) else None
    return Facts(
        code=code,
        certificate=certificate,
        case=case if isinstance(case, Case) else None,
        registrar=registrar if isinstance(registrar, Organisation) else None,
        acts=folded.acts(certificate_bytes(code)),
        registrar_acts=folded.acts(party_of_org(certificate.registrar)),
        names=_names(folded, parties_named(certificate)),
        renewal_window_months=regime.renewal_window_months if isinstance(regime, Regime) else 6,
        successors=later,
        successor_acts=[act for each in later for act in folded.acts(party_of_org(each.org_id))],
        predecessors=[
            each for one in line[1:] if isinstance(each := folded.state(certificate_bytes(one)), Certificate)
        ],
        predecessor_acts=[act for one in line[1:] for act in folded.acts(certificate_bytes(one))],
        same_sample=tuple(same_sample(folded, case, bearing)) if isinstance(case, Case) else (),
        upstream=tuple(_upstream(folded, code, made_of)),
    )


def _upstream(folded: Folded, own: CertificateId, made_of: Sequence[CertificateId]) -> Iterator[Upstream]:
    """These, and where rights in them went by transfers since: a lien goes along with the right."""
    for each in followed(folded, made_of, but=own):
        yield Upstream(each, folded.acts(certificate_bytes(each.code)))


def successors(folded: Folded, left: object) -> Iterator[Organisation]:
    """Whoever took a registrar's place, and whoever took theirs, as far as it was known."""
    while isinstance(left, Organisation) and left.successor is not None:
        left = folded.state(party_of_org(left.successor))
        if isinstance(left, Organisation):
            yield left


def parties_named(certificate: Certificate) -> tuple[PartyId, ...]:
    """Whose names a verdict on it shows: holders, and authorities whose paper is annotated."""
    return (*certificate.holders, *_authorities(certificate))


def _names(folded: Folded, parties: tuple[PartyId, ...]) -> dict[PartyId, str]:
    """The public names of organisations, the code of those that are not registered (a court); persons have none."""
    names: dict[PartyId, str] = {}
    for party in parties:
        if is_organisation(party):
            found = folded.state(party)
            names[party] = found.name if isinstance(found, Organisation) else org_of_party(party)
    return names


def _authorities(certificate: Certificate) -> tuple[PartyId, ...]:
    named = dict.fromkeys(note.authority for note in certificate.annotations if note.authority is not None)
    return tuple(party_of_org(authority) for authority in named)
