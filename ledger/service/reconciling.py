# SPDX-License-Identifier: Apache-2.0
"""Compare an extract of the national record with the ledger, certificate by certificate, field by field (art. 27).

Not for: putting the outcome on record, which is an act of the registrar's on each certificate.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger.domain.ids import CertificateId, OrgId
from ledger.domain.reconciliation import Compared, Match, compare
from ledger.forms.national_extract import Extract, read_extract
from ledger.store.queries import certificates
from ledger.store.queries.certificates import CertificateFilter
from ledger.store.session import Store


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """`unknown` are codes that the ledger has not; `absent` certificates of the registrar that the extract has not."""

    extract: Extract
    digest: bytes
    compared: tuple[Compared, ...]
    unknown: tuple[str, ...]
    absent: tuple[CertificateId, ...]

    @property
    def counts(self) -> dict[Match, int]:
        found = Counter(one.outcome for one in self.compared)
        return {match: found[match] for match in Match}


def reconcile(store: Store, path: Path, registrar: OrgId) -> Reconciliation:
    """Every row of the file against the mirror as it stands, and what of the registrar's the file leaves out."""
    extract = read_extract(path)
    compared: list[Compared] = []
    unknown: list[str] = []
    with store.reading() as session:
        for row in extract.rows:
            item = certificates.certificate(session, CertificateId(row.code))
            if item is None:
                unknown.append(row.code)
            else:
                compared.append(compare(item.certificate, item.case, row))
        named = {row.code for row in extract.rows}
        absent = [code for code in _own(session, registrar) if code not in named]
    digest = hashlib.sha256(path.read_bytes()).digest()
    return Reconciliation(extract, digest, tuple(compared), tuple(unknown), tuple(absent))


def _own(session: Any, registrar: OrgId) -> list[CertificateId]:
    found: list[CertificateId] = []
    after: str | None = None
    while True:
        wanted = CertificateFilter(registrar=registrar)
        page = certificates.certificates(session, wanted, after=after, limit=200)
        found += [item.certificate.code for item in page.items]
        if page.next is None:
            return found
        after = page.next


def reconciliation_document(found: Reconciliation) -> dict[str, Any]:
    """The shape that leaves: every field of every certificate, and what could not be compared."""
    return {
        "sha256": found.digest.hex(),
        "counts": {match.value: count for match, count in found.counts.items()},
        "certificates": [
            {
                "code": one.code,
                "outcome": one.outcome.value,
                "fields": [
                    {"field": r.field.name.lower(), "match": r.match.value, "here": r.here, "there": r.there}
                    for r in one.results
                ],
            }
            for one in found.compared
        ],
        "unknown": list(found.unknown),
        "absent": list(found.absent),
        "headings_left_alone": list(found.extract.unknown),
        "rows_passed_over": list(found.extract.passed_over),
    }
