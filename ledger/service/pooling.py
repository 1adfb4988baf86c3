# SPDX-License-Identifier: Apache-2.0
"""Which right units stand in a trust or a securitisation (ruling 28), as the trace of the asset tells it.

For: what a bank sees before it lends, and what it acknowledges when it records a pledge. The contract cannot look: a
pledge of a pooled unit is recorded, with both facts on the ledger. Not for: the rule (`domain/circulation.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.domain.certificate import Certificate
from ledger.domain.circulation import Trace, pooled_at, trace_id
from ledger.domain.events import CirculationReported
from ledger.domain.ids import CertificateId, certificate_bytes
from ledger.domain.lending import Pool
from ledger.domain.verdict import Evidence
from ledger.store.queries import acts, traces
from ledger.store.queries.folded import Folded


def pools(folded: Folded, subject: bytes, certificate: Certificate, at: int) -> Iterator[Pool]:
    """Of each who holds a unit under the certificate, in the order of the trace. `subject`: the asset's trace."""
    trace = folded.state(subject)
    if not isinstance(trace, Trace):
        return
    told = {act.event.seq: act for act in folded.acts(subject) if isinstance(act.event, CirculationReported)}
    for holder in dict.fromkeys(unit.holder for unit in certificate.units if unit.moved_at is None):
        for pool in pooled_at(trace, holder, at):
            act = told[pool.seq]
            yield Pool(
                holder, pool.what.name, pool.occurred_at, (Evidence.of(act),), pool.seq, recorded_at=act.meta.timestamp
            )


def pools_under(folded: Folded, code: CertificateId, at: int) -> Iterator[Pool]:
    """The same by its code alone; nothing where there is no such certificate at the block."""
    certificate = folded.state(certificate_bytes(code))
    if isinstance(certificate, Certificate):
        root = traces.predecessors(folded.session, code)[-1]
        chain_id = acts.required_head(folded.session).chain_id
        yield from pools(folded, trace_id(chain_id, certificate_bytes(root)), certificate, at)
