# SPDX-License-Identifier: Apache-2.0
"""Compare an extract of the national record with the ledger, certificate by certificate, field by field (art. 27).

`reconcile` compares and writes nothing; `record` puts what it found on each certificate that the registrar keeps. What
stands there already is not said twice: the same extract, compared again, records nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from ledger.chain import encode
from ledger.content.digest import sha256
from ledger.domain.certificate import ReconciliationRecord
from ledger.domain.ids import CertificateId, OrgId
from ledger.domain.reconciliation import Compared, Match, compare
from ledger.domain.structs import Comparison
from ledger.domain.structs import Reconciliation as RecordedComparisons
from ledger.domain.verdict_json import canonical
from ledger.errors import Refused
from ledger.forms.national_extract import Extract, read_extract
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import certificates, organisations
from ledger.store.queries.certificates import CertificateFilter
from ledger.store.session import Store

BATCH: Final = 100
"""Comparisons in one transaction."""


class Left(StrEnum):
    """Why a certificate that was compared is not put on record."""

    ANOTHER_REGISTRAR = "ANOTHER_REGISTRAR"
    UNCHECKED = "UNCHECKED"
    OVERTAKEN = "OVERTAKEN"
    RECORDED_BEFORE = "RECORDED_BEFORE"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """`unknown` are codes that the ledger has not; `absent` certificates that the registrar keeps and the extract has
    not; `kept` those of the compared that it keeps, for others nobody but their own registrar speaks."""

    extract: Extract
    digest: bytes
    compared: tuple[Compared, ...]
    unknown: tuple[str, ...]
    absent: tuple[CertificateId, ...]
    kept: frozenset[str] = frozenset()

    @property
    def counts(self) -> dict[Match, int]:
        found = Counter(one.outcome for one in self.compared)
        return {match: found[match] for match in Match}


def reconcile(store: Store, path: Path, registrar: OrgId) -> Reconciliation:
    """Every row of the file against the mirror as it stands, and what of the registrar's the file leaves out."""
    extract = read_extract(path)
    compared: list[Compared] = []
    unknown: list[str] = []
    kept: set[str] = set()
    with store.reading() as session:
        offices = organisations.kept_by(session, registrar)
        for row in extract.rows:
            item = certificates.certificate(session, CertificateId(row.code))
            if item is None:
                unknown.append(row.code)
            else:
                compared.append(compare(item.certificate, item.case, row, item.line[1:]))
                kept |= {row.code} if item.certificate.registrar in offices else set()
        named = {row.code for row in extract.rows}
        absent = [code for office in offices for code in _own(session, office) if code not in named]
    digest = sha256(path.read_bytes())
    return Reconciliation(extract, digest, tuple(compared), tuple(unknown), tuple(absent), frozenset(kept))


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


# --- on record: art. 27 -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What `record` did: the codes that were put on record, what was left and why, the answer of each transaction."""

    codes: tuple[str, ...]
    left: tuple[tuple[str, Left], ...]
    answers: tuple[dict[str, Any], ...]

    def document(self) -> dict[str, Any]:
        return {
            "recorded": list(self.codes),
            "left": [{"code": code, "reason": reason.value} for code, reason in self.left],
            "blocks": [answer["block"] for answer in self.answers],
        }


def record(ledger: Ledger, who: Principal, found: Reconciliation, extracted_at: int) -> OnRecord:
    """MATCH and MISMATCH of every certificate that the registrar keeps, as of the moment the extract was made.

    UNCHECKED is no finding. A repeat, after a crash too, sends nothing twice: the key is made of what is said."""
    if extracted_at > ledger.now():
        raise Refused(
            "an extract was made in the past",
            zh="摘录时间不得晚于现在",
            code="EXTRACT_IN_FUTURE",
            extracted=extracted_at,
        )
    standing = _standing(ledger.store, found)
    left = {one.code: reason for one in found.compared if (reason := _left(standing, found, one, extracted_at))}
    said = [one for one in found.compared if one.code not in left]
    parts = [said[first : first + BATCH] for first in range(0, len(said), BATCH)]
    answers = [_record(ledger, who, found.digest, extracted_at, part, standing) for part in parts]
    return OnRecord(tuple(one.code for one in said), tuple(left.items()), tuple(answers))


Standing = Mapping[str, tuple[ReconciliationRecord, ...]]
"""What is on record of each certificate that the registrar keeps."""


def _standing(store: Store, found: Reconciliation) -> Standing:
    with store.reading() as session:
        items = [certificates.certificate(session, CertificateId(code)) for code in sorted(found.kept)]
    return {item.certificate.code: item.certificate.reconciliations for item in items if item is not None}


def _left(standing: Standing, found: Reconciliation, one: Compared, extracted_at: int) -> Left | None:
    if one.code not in standing:
        return Left.ANOTHER_REGISTRAR
    if one.outcome is Match.UNCHECKED:
        return Left.UNCHECKED
    last = standing[one.code][-1] if standing[one.code] else None
    if last is None or last.extracted_at < extracted_at:
        return None
    if last.extracted_at > extracted_at:
        return Left.OVERTAKEN
    said = (last.extract_sha256, last.compared, last.differing)
    same = said == (found.digest, one.compared, one.differing)
    return Left.RECORDED_BEFORE if same else None


def _record(
    ledger: Ledger, who: Principal, digest: bytes, extracted_at: int, part: Sequence[Compared], standing: Standing
) -> dict[str, Any]:
    comparisons = tuple(_comparison(one) for one in part)
    given = RecordedComparisons(who.commitment, digest, digest, extracted_at, comparisons)
    # The number that each comparison gets: a finding that comes back after another one is an act of its own.
    said = [[one.code, one.compared, one.differing, len(standing[one.code]) + 1] for one in part]
    body = {"extract": digest.hex(), "extracted_at": extracted_at, "comparisons": said}
    name = sha256(canonical(body)).hex()
    return ledger.perform_named(who, "reconcile", name, body, encode.certificates_reconcile(given))


def _comparison(one: Compared) -> Comparison:
    return Comparison(CertificateId(one.code), one.outcome is Match.MATCH, one.compared, one.differing)


# --- shown ------------------------------------------------------------------------------------------------------------


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
