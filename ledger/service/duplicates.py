# SPDX-License-Identifier: Apache-2.0
"""Earlier filings that share a file with one at hand (ruling 12): by what the chain shows, and by one's own records.

The chain bears the digest of the first sample and of the first schema, and organisations by their codes; a natural
person stands there as a commitment under a salt of its own, which equals nobody's. So a registrar's own records are
asked besides: the digests of all its files, and, of those applications alone that share one, who applied. For that the
record is decrypted and a number compared. No hash of a number is kept anywhere: numbers can be guessed, and whoever got
hold of such hashes could find the person. What another registrar keeps stays unknown, by design.

Nothing is handed out but that two applicants are the same one, to the registrar that has both forms on file; so the
reading log has no line of it. Not for: judging what was found (domain/checks/across.py).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ledger.content.sealed_record import open_record, wraps_for
from ledger.domain.ids import CaseId, OrgId, is_organisation, name_of, org_of_party
from ledger.domain.kinds import CaseState
from ledger.domain.precheck import KnownFiling
from ledger.domain.registration import Case
from ledger.service.entitling import sealed_openings
from ledger.service.keys import KeyStore
from ledger.store.queries import applications, records
from ledger.store.queries.states import cases_by_id

ENDED: Final = frozenset(
    {CaseState.REFUSED, CaseState.TERMINATED, CaseState.WITHDRAWN, CaseState.NOT_ACCEPTED, CaseState.LAPSED}
)
"""What ended without a certificate is in nobody's way."""

Digests = Mapping[CaseId, set[bytes]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose files are at hand, and the SHA-256 of each."""

    registrar: OrgId
    samples: Collection[bytes]
    schemas: Collection[bytes]


def known_filings(session: Any, wanted: Wanted, own: KeyStore | None) -> Iterator[KnownFiling]:
    """The filings that share a sample or a schema. `own`: the keys, if it is the registrar itself that asks."""
    samples = _kept(session, wanted.registrar, "doc_sample", wanted.samples) if own is not None else {}
    schemas = _kept(session, wanted.registrar, "doc_schema", wanted.schemas) if own is not None else {}
    on_chain = applications.same_content(session, sorted(wanted.samples), sorted(wanted.schemas))
    candidates = list(dict.fromkeys([*on_chain, *samples, *schemas]))
    cases = cases_by_id(session, candidates)
    for case_id in candidates:
        case = cases.get(case_id)  # a record whose wish is still on its way has no case yet
        if case is not None and case.state not in ENDED:
            yield _filing_of(session, case, wanted.registrar, own, samples, schemas)


def _kept(session: Any, registrar: OrgId, kind: str, digests: Collection[bytes]) -> dict[CaseId, set[bytes]]:
    """The registrar's own files among these, by the case that they belong to."""
    found = defaultdict[CaseId, set[bytes]](set)
    for row in records.documents_like(session, registrar, kind, sorted(digests)):
        if row.case_id is not None:
            found[CaseId(row.case_id)].add(row.sha256)
    return found


def _filing_of(
    session: Any, case: Case, registrar: OrgId, own: KeyStore | None, samples: Digests, schemas: Digests
) -> KnownFiling:
    content, reference = case.content, name_of(case.reference)
    applicants = {str(org_of_party(party)) for party in content.applicants if is_organisation(party)}
    if own is not None and case.registrar == registrar and len(applicants) < len(content.applicants):
        applicants |= _people(session, registrar, reference, own)
    return KnownFiling(
        label=case.code or reference,
        reference=reference,
        applicants=frozenset(applicants),
        samples=_present(content.sample_sha256) | samples.get(case.case_id, set()),
        schemas=_present(content.schema_digest) | schemas.get(case.case_id, set()),
    )


def _present(digest: bytes) -> frozenset[bytes]:
    return frozenset({digest}) if any(digest) else frozenset()


def _people(session: Any, registrar: OrgId, reference: str, own: KeyStore) -> set[str]:
    """The applicants' numbers by the registrar's own record; none where it is not held here or opens no more."""
    sealed = sealed_openings(session, registrar, reference) if own.has_ring(registrar) else None
    if sealed is None or not wraps_for(sealed.wraps, own.ring(registrar)):
        return set()
    texts = json.loads(open_record(sealed, own.ring(registrar)))
    return {number for _name, _kind, number in json.loads(texts["applicants"]["text"])}
