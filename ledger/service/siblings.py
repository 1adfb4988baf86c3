# SPDX-License-Identifier: Apache-2.0
"""Other registrations of the same data: by the same sample (art. 21: two holders may each have registered it), by a
relation that a registrar confirmed (ruling 12), by an entry that it linked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledger.domain.certificate import Certificate
from ledger.domain.fold import fold
from ledger.domain.ids import CertificateId, Subject, certificate_bytes
from ledger.domain.kinds import DataRelation
from ledger.domain.lending import Sibling
from ledger.domain.registration import Case
from ledger.domain.verdict import LINK_KINDS, LINK_STATUSES, Base, Evidence, Facts, SameSample, base_of, relation_word
from ledger.store.queries import acts, applications


def same_sample(session: Any, own: Case, known: int) -> Iterator[SameSample]:
    """In the order of their applications, from acts in blocks up to `known`. A certificate that was transferred since
    is named by its first code, which leads to those that took its place."""
    sample = own.content.sample_sha256
    if not any(sample):
        return
    for case_id in applications.same_content(session, [sample], []):
        case = acts.state_of(session, Subject(bytes(case_id)), known) if case_id != own.case_id else None
        if isinstance(case, Case) and case.code is not None and case.content.sample_sha256 == sample:
            recorded = list(acts.recorded_events(session, [Subject(certificate_bytes(case.code))], known))
            certificate = fold(recorded)
            assert isinstance(certificate, Certificate), "a case that was certified has its certificate"
            first = recorded[0].meta
            yield SameSample(certificate, Evidence(first.block_number, first.tx_hash, first.log_index))


def siblings(session: Any, facts: Facts, at: int, known: int) -> Iterator[Sibling]:
    """For whoever lends: each other registration once. What a registrar confirmed of a certificate last says more than
    that the samples are equal, except that they be unrelated: that stands beside it, for the bank to wonder at."""
    certificate = facts.certificate
    assert certificate is not None
    confirmed = {one.other: one for one in certificate.relations}
    for same in facts.same_sample:
        held, relation = same.certificate, confirmed.get(same.certificate.code)
        if relation is None or relation.relation == DataRelation.UNRELATED:
            how = "SAME_SAMPLE" if relation is None else "SAME_SAMPLE UNRELATED"
            yield Sibling(held.code, how, base_of(held, at), None, held.issued_at, (same.issued,))
    for other, relation in confirmed.items():
        if relation.relation != DataRelation.UNRELATED:
            status = _status(session, other, at, known)
            yield Sibling(other, relation_word(relation), status, None, relation.recorded_at)
    for link in certificate.links:
        label = f"{link.issuer} {link.reference}".strip()
        yield Sibling(label, LINK_KINDS[link.kind], LINK_STATUSES[link.status], None, link.recorded_at)


def _status(session: Any, code: CertificateId, at: int, known: int) -> str:
    state = acts.state_of(session, Subject(certificate_bytes(code)), known)
    return base_of(state, at) if isinstance(state, Certificate) else Base.NOT_FOUND
