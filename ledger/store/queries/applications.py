# SPDX-License-Identifier: Apache-2.0
"""Applications as the mirror has them now: one, many, those of a registrar that somebody must act on.

Filters compare stored facts. What time alone does (silence, a notice that ended) is for the caller to compute on the
cases that come back: `Case.state_at`, `Case.clock_pauses`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from ledger.domain.ids import CaseId, CertificateId, OrgId, PartyId
from ledger.domain.kinds import CaseState
from ledger.domain.registration import Case
from ledger.store.queries.names import cases_named
from ledger.store.queries.paging import Page, page_of, page_size, read_cursor
from ledger.store.queries.states import cases_by_id
from ledger.store.tables import projections as t

OPEN_STATES: Final = frozenset(
    {
        CaseState.SUBMITTED,
        CaseState.CORRECTION_REQUESTED,
        CaseState.ACCEPTED,
        CaseState.EVIDENCE_REQUESTED,
        CaseState.PUBLIC_NOTICE,
        CaseState.NOTICE_EXEMPT,
        CaseState.EVIDENCED,
    }
)
"""The states, as somebody acted, in which a case still waits for somebody."""


@dataclass(frozen=True, slots=True)
class ApplicationFilter:
    """What must hold of an application; None or empty: whatever it is. `party` is an applicant or a holder."""

    registrar: OrgId | None = None
    states: frozenset[CaseState] | None = None
    party: PartyId | None = None
    name: str = ""
    industry: str = ""
    division: int | None = None
    grade: int | None = None
    submitted_from: int | None = None
    submitted_until: int | None = None
    fingerprint: bytes | None = None
    with_open_objection: bool = False


NO_FILTER: Final = ApplicationFilter()


def application(session: Session, case_id: CaseId) -> Case | None:
    return cases_by_id(session, [case_id]).get(case_id)


def application_by_reference(session: Session, registrar: OrgId, reference: bytes) -> Case | None:
    """The case that a registrar opened under its own reference (32 bytes, as on chain)."""
    a = t.application.c
    query = select(a.case_id).where((a.registrar == registrar) & (a.reference == reference))
    found = session.scalars(query).first()
    return None if found is None else application(session, CaseId(found))


def application_of_certificate(session: Session, code: CertificateId) -> Case | None:
    found = session.scalar(select(t.certificate.c.case_id).where(t.certificate.c.code == code))
    return None if found is None else application(session, CaseId(found))


def applications(
    session: Session, wanted: ApplicationFilter = NO_FILTER, *, after: str | None = None, limit: int = 50
) -> Page[Case]:
    """Applications, the one submitted last first."""
    a = t.application.c
    query = _filtered(select(a.case_id, a.submitted_at), wanted)
    if after is not None:
        at, case_id = read_cursor(after, int, bytes)
        query = query.where((a.submitted_at < at) | ((a.submitted_at == at) & (a.case_id > case_id)))
    rows = session.execute(query.order_by(a.submitted_at.desc(), a.case_id).limit(page_size(limit) + 1)).all()
    found = cases_by_id(session, [row.case_id for row in rows])
    return page_of([(found[row.case_id], (row.submitted_at, row.case_id)) for row in rows], limit)


def open_cases(session: Session, registrar: OrgId | None = None) -> list[Case]:
    """Every case that waits for somebody, the oldest first: the work list before clocks are counted."""
    query = _filtered(select(t.application.c.case_id), ApplicationFilter(registrar=registrar, states=OPEN_STATES))
    ids = list(session.scalars(query.order_by(t.application.c.submitted_at, t.application.c.case_id)))
    found = cases_by_id(session, ids)
    return [found[case_id] for case_id in ids]


def count_by_state(session: Session, registrar: OrgId | None = None) -> dict[CaseState, int]:
    """How many applications there are in each state as somebody acted."""
    a = t.application.c
    query = select(a.state, func.count()).group_by(a.state)
    if registrar is not None:
        query = query.where(a.registrar == registrar)
    return {CaseState(row[0]): int(row[1]) for row in session.execute(query)}


def same_fingerprint(session: Session, fingerprints: Sequence[bytes]) -> dict[bytes, list[CaseId]]:
    """Applications with one of these fingerprints: candidates for a duplicate (ruling 12)."""
    a, found = t.application.c, dict[bytes, list[CaseId]]()
    for first in range(0, len(fingerprints), 500):
        query = select(a.fingerprint, a.case_id).where(a.fingerprint.in_(fingerprints[first : first + 500]))
        for row in session.execute(query.order_by(a.submitted_at, a.case_id)):
            found.setdefault(row.fingerprint, []).append(CaseId(row.case_id))
    return found


def cases_of_references(session: Session, registrar: OrgId, references: Sequence[bytes]) -> dict[bytes, CaseId]:
    """The cases that a registrar opened under these references (32 bytes each, as on chain)."""
    a, found = t.application.c, dict[bytes, CaseId]()
    for first in range(0, len(references), 500):
        wanted = a.reference.in_(references[first : first + 500])
        query = select(a.reference, a.case_id).where((a.registrar == registrar) & wanted)
        found |= {row.reference: CaseId(row.case_id) for row in session.execute(query)}
    return found


def same_content(session: Session, samples: Sequence[bytes], schemas: Sequence[bytes]) -> list[CaseId]:
    """Applications whose sample, or whose schema, is one of these: candidates for a duplicate (ruling 12)."""
    a, found = t.application.c, dict[CaseId, None]()
    for column, digests in ((a.sample_sha256, samples), (a.schema_digest, schemas)):
        for first in range(0, len(digests), 500):
            query = (
                select(a.case_id).where(column.in_(digests[first : first + 500])).order_by(a.submitted_at, a.case_id)
            )
            found |= dict.fromkeys(CaseId(case) for case in session.scalars(query))
    return list(found)


def same_samples(session: Session, samples: Sequence[bytes]) -> dict[bytes, list[CaseId]]:
    """The applications that bear each of these samples."""
    a, found = t.application.c, dict[bytes, list[CaseId]]()
    for first in range(0, len(samples), 500):
        query = select(a.sample_sha256, a.case_id).where(a.sample_sha256.in_(samples[first : first + 500]))
        for row in session.execute(query.order_by(a.submitted_at, a.case_id)):
            found.setdefault(row.sample_sha256, []).append(CaseId(row.case_id))
    return found


def _filtered(query: Select[Any], wanted: ApplicationFilter) -> Select[Any]:
    a = t.application.c
    plain = {
        a.registrar: wanted.registrar,
        a.division: wanted.division,
        a.grade: wanted.grade,
        a.fingerprint: wanted.fingerprint,
    }
    for column, value in plain.items():
        if value is not None:
            query = query.where(column == value)
    if wanted.states is not None:
        query = query.where(a.state.in_(sorted(int(state) for state in wanted.states)))
    if wanted.industry:
        query = query.where(a.industry.startswith(wanted.industry, autoescape=True))
    if wanted.submitted_from is not None:
        query = query.where(a.submitted_at >= wanted.submitted_from)
    if wanted.submitted_until is not None:
        query = query.where(a.submitted_at < wanted.submitted_until)
    if wanted.name:
        query = query.where(a.case_id.in_(cases_named(wanted.name)))
    if wanted.party is not None:
        query = query.where(or_(a.case_id.in_(_applied_by(wanted.party)), a.case_id.in_(_held_by(wanted.party))))
    if wanted.with_open_objection:
        query = query.where(a.case_id.in_(select(t.objection.c.case_id).where(t.objection.c.outcome == 1)))
    return query


def _applied_by(party: PartyId) -> Select[Any]:
    return select(t.application_applicant.c.case_id).where(t.application_applicant.c.applicant == party)


def _held_by(party: PartyId) -> Select[Any]:
    return select(t.application_right.c.case_id).where(t.application_right.c.holder == party)
