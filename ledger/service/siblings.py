# SPDX-License-Identifier: Apache-2.0
"""Other registrations of the same data: by the same sample (art. 21: two holders may each have registered it), by a
relation that a registrar confirmed (ruling 12), by an entry that it linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ledger.domain.certificate import Certificate
from ledger.domain.events import CertificateLinked, CertificateRelated
from ledger.domain.ids import CaseId, certificate_bytes
from ledger.domain.kinds import DataRelation
from ledger.domain.lending import Sibling
from ledger.domain.registration import Case
from ledger.domain.verdict import LINK_KINDS, LINK_STATUSES, Base, Evidence, Facts, SameSample, base_of, relation_word
from ledger.store.queries import applications
from ledger.store.queries.folded import Folded


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
    that the samples are equal, except that they be unrelated: that stands beside it, for the bank to wonder at."""
    certificate = facts.certificate
    assert certificate is not None
    confirmed = {one.other: one for one in certificate.relations}
    for same in facts.same_sample:
        held, relation = same.certificate, confirmed.get(same.certificate.code)
        if relation is None or relation.relation == DataRelation.UNRELATED:
            how = "SAME_SAMPLE" if relation is None else "SAME_SAMPLE UNRELATED"
            liens = len(held.encumbrances_at(at))
            yield Sibling(held.code, how, base_of(held, at), liens, held.issued_at, (same.issued,))
    said = _said(facts, CertificateRelated)
    for other, relation in confirmed.items():
        if relation.relation != DataRelation.UNRELATED:
            state = folded.state(certificate_bytes(other))
            status = base_of(state, at) if isinstance(state, Certificate) else Base.NOT_FOUND
            liens = len(state.encumbrances_at(at)) if isinstance(state, Certificate) else 0
            place = said[relation.number - 1 : relation.number]
            yield Sibling(other, relation_word(relation), status, liens, relation.recorded_at, place)
    said = _said(facts, CertificateLinked)
    for link in certificate.links:
        label, place = f"{link.issuer} {link.reference}".strip(), said[link.number - 1 : link.number]
        yield Sibling(label, LINK_KINDS[link.kind], LINK_STATUSES[link.status], None, link.recorded_at, place)


def _said(facts: Facts, kind: type) -> tuple[Evidence, ...]:
    """The places of the certificate's acts of one kind, in their order, which is that of what they record."""
    told = (act.meta for act in facts.acts if isinstance(act.event, kind))
    return tuple(Evidence(meta.block_number, meta.tx_hash, meta.log_index) for meta in told)
