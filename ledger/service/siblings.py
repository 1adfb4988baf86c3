# SPDX-License-Identifier: Apache-2.0
"""Other registrations of the same data: by the same sample (art. 21: two holders may each have registered it), by a
relation that a registrar confirmed (ruling 12), by an entry that it linked; and by the same registration, where a
transfer of a part left two who hold.

Where one of them passed on by a transfer, those that took its place are named beside it: what is pledged of its rights
stands there (D4, D6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ledger.domain.certificate import Certificate
from ledger.domain.events import CertificateLinked, CertificateRelated
from ledger.domain.ids import CaseId, CertificateId, certificate_bytes
from ledger.domain.kinds import DataRelation
from ledger.domain.lending import Sibling
from ledger.domain.registration import Case
from ledger.domain.verdict import LINK_KINDS, LINK_STATUSES, Base, Evidence, Facts, SameSample, base_of, relation_word
from ledger.service.succession import followed
from ledger.store.queries import applications
from ledger.store.queries.folded import Folded

SAME_REGISTRATION: Final = "SAME_REGISTRATION"
"""Of what came of one first registration, and under which somebody holds something still: what is pledged there is
pledged of the same data, under another code."""


def same_sample(
    folded: Folded, own: Case, bearing: Mapping[bytes, Sequence[CaseId]] | None = None
) -> Iterator[SameSample]:
    """In the order of their applications, as known at the block. A certificate that was transferred since is named by
    its first code, which leads to those that took its place. `bearing`: candidates by sample; None: look them up."""
    sample = own.content.sample_sha256
    if not any(sample):
        return
    found = applications.same_samples(folded.session, [sample]) if bearing is None else bearing
    for case_id in found.get(sample, ()):
        case = folded.state(case_id) if case_id != own.case_id else None
        if isinstance(case, Case) and case.code is not None and case.content.sample_sha256 == sample:
            certificate = folded.state(certificate_bytes(case.code))
            assert isinstance(certificate, Certificate), "a case that was certified has its certificate"
            first = folded.acts(certificate_bytes(case.code))[0].meta
            yield SameSample(certificate, Evidence(first.block_number, first.tx_hash, first.log_index))


def siblings(folded: Folded, facts: Facts, at: int) -> Iterator[Sibling]:
    """For whoever lends: each other registration once. What a registrar confirmed of a certificate last says more than
    that the samples are equal, except that they be unrelated: that stands beside it, for the bank to wonder at. One
    that a transfer made is as new as the registration that it came of."""
    certificate = facts.certificate
    assert certificate is not None
    # What a registrar said of one that it came from, it said of the same data; what it said of this one says more.
    line = (*reversed(facts.predecessors), certificate)
    parted = [held for held in followed(folded, [line[0].code], at=at) if held.code != certificate.code]
    own = {each.code for each in (*line, *parted)}
    confirmed = {one.other: (each, one) for each in line for one in each.relations if one.other not in own}
    related = {code: said for code, said in confirmed.items() if said[1].relation != DataRelation.UNRELATED}
    for held in parted:
        if base_of(held, at) is not Base.REPLACED:
            issued = Evidence.of(folded.acts(certificate_bytes(held.code))[0])
            yield _sibling(held, SAME_REGISTRATION, at, held.issued_at, (issued,))
    told: set[CertificateId] = {*own, *related}
    for same in facts.same_sample:
        first = same.certificate
        for held, evidence in _line(folded, first, at, (same.issued,)) if first.code not in related else ():
            if held.code not in told:
                told.add(held.code)
                unrelated = first.code in confirmed or held.code in confirmed
                how = "SAME_SAMPLE UNRELATED" if unrelated else "SAME_SAMPLE"
                yield _sibling(held, how, at, first.issued_at, evidence)
    for other, (of, relation) in related.items():
        state, how = folded.state(certificate_bytes(other)), relation_word(relation)
        since, place = (
            relation.recorded_at,
            _said(folded, of, CertificateRelated)[relation.number - 1 : relation.number],
        )
        if not isinstance(state, Certificate):
            yield Sibling(other, how, Base.NOT_FOUND, 0, since, place)
            continue
        for held, evidence in _line(folded, state, at, place):
            if held.code == other or held.code not in told:
                told.add(held.code)
                yield _sibling(held, how, at, since, evidence)
    for each in reversed(line):
        said = _said(folded, each, CertificateLinked)
        for link in each.links:
            label, place = f"{link.issuer} {link.reference}".strip(), said[link.number - 1 : link.number]
            yield Sibling(label, LINK_KINDS[link.kind], LINK_STATUSES[link.status], None, link.recorded_at, place)


def _line(
    folded: Folded, first: Certificate, at: int, place: tuple[Evidence, ...]
) -> Iterator[tuple[Certificate, tuple[Evidence, ...]]]:
    """A registration, and those that had taken its place by then; each with what says that the data are the same
    (`place`), and the act that issued it where a transfer did."""
    for each in followed(folded, [first.code], at=at):
        issued = Evidence.of(folded.acts(certificate_bytes(each.code))[0])
        yield each, place if each.code == first.code else (*place, issued)


def _sibling(held: Certificate, how: str, at: int, since: int, evidence: tuple[Evidence, ...]) -> Sibling:
    return Sibling(held.code, how, base_of(held, at), len(held.encumbrances_at(at)), since, evidence)


def _said(folded: Folded, certificate: Certificate, kind: type) -> tuple[Evidence, ...]:
    """The places of a certificate's acts of one kind, in their order, which is that of what they record."""
    told = (act.meta for act in folded.acts(certificate_bytes(certificate.code)) if isinstance(act.event, kind))
    return tuple(Evidence(meta.block_number, meta.tx_hash, meta.log_index) for meta in told)
