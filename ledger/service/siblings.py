# SPDX-License-Identifier: Apache-2.0
"""Other certificates on the same data sample (art. 21: two holders may each have registered it)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledger.domain.certificate import Certificate
from ledger.domain.fold import fold
from ledger.domain.ids import Subject, certificate_bytes
from ledger.domain.registration import Case
from ledger.domain.verdict import Evidence, SameSample
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
