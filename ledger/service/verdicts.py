# SPDX-License-Identifier: Apache-2.0
"""Verdicts from the mirror: gather the facts known at a block, judge, and say which block that was.

The facts are folded from acts in blocks up to the one asked about, never from the projections: with a final `known`
block the same question gives the same bytes on any machine whose mirror was filled from the same chain (ruling 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ledger.domain.certificate import Certificate
from ledger.domain.events import Recorded
from ledger.domain.fold import fold
from ledger.domain.ids import (
    CertificateId,
    OrgId,
    PartyId,
    Subject,
    certificate_bytes,
    is_organisation,
    org_of_party,
    party_of_org,
)
from ledger.domain.organisation import Organisation
from ledger.domain.registration import Case
from ledger.domain.verdict import Facts, Verdict, judge
from ledger.domain.verdict_json import KnownBlock, canonical, verdict_document
from ledger.errors import NotFound, Refused
from ledger.service.siblings import same_sample
from ledger.store.queries import acts, rules
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
    holder: OrgId | None = None


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
        facts = facts_at(session, question.code, known.number)
    at = question.at
    if at is None:
        at = known.timestamp if question.known is not None else question.now
    holder = party_of_org(question.holder) if question.holder is not None else None
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


def facts_at(session: Any, code: CertificateId, known: int) -> Facts:
    """Everything that a verdict reads, folded from acts in blocks up to `known`."""
    own = list(acts.recorded_events(session, [Subject(certificate_bytes(code))], known))
    certificate = fold(own)
    if not isinstance(certificate, Certificate):
        return Facts(code)
    case = acts.state_of(session, Subject(certificate.case_id), known)
    registrar_acts = list(acts.recorded_events(session, [_subject(party_of_org(certificate.registrar))], known))
    registrar = fold(registrar_acts)
    later = list(successors_acts(session, registrar, known))
    regime = rules.regime(session, case.regime, known) if isinstance(case, Case) else None
    return Facts(
        code=code,
        certificate=certificate,
        case=case if isinstance(case, Case) else None,
        registrar=registrar if isinstance(registrar, Organisation) else None,
        acts=own,
        registrar_acts=registrar_acts,
        names=_names(session, (*certificate.holders, *_authorities(certificate)), known),
        renewal_window_months=regime.renewal_window_months if regime is not None else 6,
        successors=[each for recorded in later if isinstance(each := fold(recorded), Organisation)],
        successor_acts=[act for recorded in later for act in recorded],
        same_sample=tuple(same_sample(session, case, known)) if isinstance(case, Case) else (),
    )


def successors_acts(session: Any, left: object, known: int) -> Iterator[list[Recorded]]:
    """The acts of whoever took a registrar's place, and of whoever took theirs, as far as it was known."""
    while isinstance(left, Organisation) and left.successor is not None:
        recorded = list(acts.recorded_events(session, [_subject(party_of_org(left.successor))], known))
        yield recorded
        left = fold(recorded)


def _names(session: Any, parties: tuple[PartyId, ...], known: int) -> dict[PartyId, str]:
    """The public names of organisations, the code of those that are not registered (a court); persons have none."""
    names: dict[PartyId, str] = {}
    for party in parties:
        if is_organisation(party):
            found = acts.state_of(session, _subject(party), known)
            names[party] = found.name if isinstance(found, Organisation) else org_of_party(party)
    return names


def _authorities(certificate: Certificate) -> tuple[PartyId, ...]:
    named = dict.fromkeys(note.authority for note in certificate.annotations if note.authority is not None)
    return tuple(party_of_org(authority) for authority in named)


def _subject(party: PartyId) -> Subject:
    return Subject(party)
