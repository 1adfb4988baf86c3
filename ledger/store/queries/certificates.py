# SPDX-License-Identifier: Apache-2.0
"""Certificates as the mirror has them now: one by its code, and the catalogue.

Filters compare stored facts with a moment that the caller names; a status word is never stored, hence never filtered
by. Verdicts are folded from events (`acts.recorded_events`), not read here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from ledger.domain.certificate import FREEZING, OPEN_STATES, Certificate
from ledger.domain.ids import Address, CaseId, CertificateId, OrgId, PartyId, Subject
from ledger.domain.kinds import CertificateStatus, DisputeOutcome, Procedure
from ledger.domain.registration import Case
from ledger.domain.restating import shown
from ledger.errors import Inconsistent
from ledger.store.queries.names import certificates_named
from ledger.store.queries.paging import Page, page_of, page_size, read_cursor
from ledger.store.queries.states import cases_by_id, certificates_by_code
from ledger.store.queries.traces import lines, predecessors
from ledger.store.tables import projections as t


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """A certificate with the application it came from, which holds what is shown of the data.

    `line` is the certificate and those that it came from by transfers, on which that may have been restated.
    """

    certificate: Certificate
    case: Case
    line: tuple[Certificate, ...] = ()

    @property
    def data_name(self) -> str:
        """As shown publicly: corrected or changed if it was; empty where it is exempt or masked."""
        return shown(self.line or (self.certificate,), self.case.content).data_name


@dataclass(frozen=True, slots=True)
class CertificateFilter:
    """What must hold of a certificate; None or empty: whatever it is.

    `code` is the beginning of a code, `industry` of an industry (`A` or `A03`); `holder` holds a right that did not
    move away; `in_force_at`: evidenced, not ended and in its term then; `renewing_at`: past its term, and the renewal
    that was filed in it undecided; `expired_at`: past its term without that; `ended_at`: ended by then, as `ended_as`;
    `frozen_at`: a freezing annotation in force then; `expires_*`: the moment of expiry, until excluded.
    """

    code: str = ""
    holder: PartyId | None = None
    registrar: OrgId | None = None
    name: str = ""
    industry: str = ""
    division: int | None = None
    grade: int | None = None
    in_force_at: int | None = None
    renewing_at: int | None = None
    expired_at: int | None = None
    ended_at: int | None = None
    ended_as: CertificateStatus | None = None
    frozen_at: int | None = None
    evidenced_from: int | None = None
    evidenced_until: int | None = None
    expires_from: int | None = None
    expires_until: int | None = None
    signed_by: Address | None = None


NO_FILTER: Final = CertificateFilter()


def certificate(session: Session, code: CertificateId) -> CatalogueItem | None:
    return _items(session, [code]).get(code)


def certificates(
    session: Session, wanted: CertificateFilter = NO_FILTER, *, after: str | None = None, limit: int = 50
) -> Page[CatalogueItem]:
    """Certificates, the one issued last first."""
    c = t.certificate.c
    query = _filtered(select(c.code, c.issued_at), wanted)
    if after is not None:
        at, code = read_cursor(after, int, str)
        query = query.where((c.issued_at < at) | ((c.issued_at == at) & (c.code < code)))
    rows = session.execute(query.order_by(c.issued_at.desc(), c.code.desc()).limit(page_size(limit) + 1)).all()
    found = _items(session, [row.code for row in rows])
    return page_of([(found[row.code], (row.issued_at, row.code)) for row in rows], limit)


def under_way(session: Session, registrars: Sequence[OrgId] | None = None) -> list[CatalogueItem]:
    """Certificates of these registrars (None: of all) on which a proceeding or a dispute is open, by code."""
    c, p, d = t.certificate.c, t.proceeding.c, t.dispute.c
    proceeding = select(p.code).where(p.state.in_(sorted(OPEN_STATES)))
    dispute = select(d.code).where(d.outcome == DisputeOutcome.OPEN)
    query = select(c.code).where(or_(c.code.in_(proceeding), c.code.in_(dispute))).order_by(c.code)
    if registrars is not None:
        query = query.where(c.registrar.in_(registrars))
    codes = [CertificateId(code) for code in session.scalars(query)]
    found = _items(session, codes)
    return [found[code] for code in codes]


def valuations_of(session: Session, codes: Sequence[CertificateId]) -> dict[CertificateId, Subject]:
    """The lines of valuations of those of the certificates that somebody has valued."""
    v, found = t.valuation.c, dict[CertificateId, Subject]()
    for first in range(0, len(codes), 500):
        query = select(v.code, v.valuation_id).where(v.code.in_(codes[first : first + 500])).distinct()
        found |= {CertificateId(row.code): Subject(row.valuation_id) for row in session.execute(query)}
    return found


def registrars(session: Session, codes: Sequence[CertificateId]) -> set[OrgId]:
    """Who issued these certificates; who keeps them now is `organisations.custodian` of each."""
    query = select(t.certificate.c.registrar).where(t.certificate.c.code.in_(codes))
    return {OrgId(one) for one in session.scalars(query)}


def count_certificates(session: Session, wanted: CertificateFilter = NO_FILTER) -> int:
    found = _filtered(select(t.certificate.c.code), wanted).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def last_code(session: Session, prefix: str) -> CertificateId | None:
    """The highest code that begins so (`SJ1512026 07`): what the next serial follows on."""
    c = t.certificate.c
    found = session.scalar(select(func.max(c.code)).where(c.code.startswith(prefix, autoescape=True)))
    return None if found is None else CertificateId(found)


def _items(session: Session, codes: list[CertificateId]) -> dict[CertificateId, CatalogueItem]:
    found = certificates_by_code(session, codes)
    cases = cases_by_id(session, [CaseId(certificate.case_id) for certificate in found.values()])
    behind = lines(session, codes)
    earlier = certificates_by_code(session, [each for line in behind.values() for each in line if each not in found])
    every = {**earlier, **found}
    return {
        code: CatalogueItem(one, _case_of(one, cases), tuple(every[each] for each in behind[code]))
        for code, one in found.items()
    }


def line_of(session: Session, certificate: Certificate) -> tuple[Certificate, ...]:
    """The certificate, the one that it came from by a transfer, the one before, up to the first."""
    codes = predecessors(session, certificate.code)[1:]
    found = certificates_by_code(session, codes)
    return (certificate, *(found[code] for code in codes))


def _case_of(certificate: Certificate, cases: Mapping[CaseId, Case]) -> Case:
    """Every certificate came from a case; if its rows are gone, somebody took them."""
    case = cases.get(certificate.case_id)
    if case is None:
        raise Inconsistent(
            f"the application of {certificate.code} is missing in the mirror: audit it",
            zh=f"镜像中缺少 {certificate.code} 的申请记录，请审计",
            code="MIRROR_TORN",
            subject=certificate.code,
        )
    return case


def _filtered(query: Select[Any], wanted: CertificateFilter) -> Select[Any]:
    c, a = t.certificate.c, t.application.c
    query = query.join(t.application, a.case_id == c.case_id)
    if wanted.code:
        query = query.where(c.code.startswith(wanted.code, autoescape=True))
    plain = {c.registrar: wanted.registrar, a.division: wanted.division, a.grade: wanted.grade}
    for column, value in plain.items():
        if value is not None:
            query = query.where(column == value)
    if wanted.industry:
        query = query.where(a.industry.startswith(wanted.industry, autoescape=True))
    if wanted.name:
        query = query.where(c.code.in_(certificates_named(wanted.name)))
    if wanted.holder is not None:
        u = t.right_unit.c
        query = query.where(c.code.in_(select(u.code).where((u.holder == wanted.holder) & u.moved_at.is_(None))))
    if wanted.signed_by is not None:
        query = query.where(c.account == wanted.signed_by)
    return _at_moments(query, wanted)


def _at_moments(query: Select[Any], wanted: CertificateFilter) -> Select[Any]:
    c = t.certificate.c
    if (at := wanted.in_force_at) is not None:
        query = query.where((c.evidenced_at <= at) & (c.expires_at > at) & _not_ended(at))
    if (at := wanted.renewing_at) is not None:
        query = query.where((c.expires_at <= at) & _not_ended(at) & _renewing(at))
    if (at := wanted.expired_at) is not None:
        query = query.where((c.expires_at <= at) & _not_ended(at) & ~_renewing(at))
    if (at := wanted.ended_at) is not None:
        query = query.where((c.ended_at <= at) & (c.status == wanted.ended_as))
    if (at := wanted.frozen_at) is not None:
        query = query.where(c.code.in_(_frozen(at)))
    if (at := wanted.evidenced_from) is not None:
        query = query.where(c.evidenced_at >= at)
    if (at := wanted.evidenced_until) is not None:
        query = query.where(c.evidenced_at < at)
    if (at := wanted.expires_from) is not None:
        query = query.where(c.expires_at >= at)
    if (at := wanted.expires_until) is not None:
        query = query.where(c.expires_at < at)
    return query


def _not_ended(at: int) -> ColumnElement[bool]:
    c = t.certificate.c
    return c.ended_at.is_(None) | (c.ended_at > at)


def _renewing(at: int) -> ColumnElement[bool]:
    """`verdict.renewal_pending_at`, asked of rows: an end counts from its evidencing where it has one (art. 26)."""
    c, p = t.certificate.c, t.proceeding.c
    ended_at = func.coalesce(p.evidenced_at, p.closed_at)
    filed = (p.code == c.code) & (p.procedure == Procedure.RENEW) & (p.filed_at < c.expires_at) & (p.filed_at <= at)
    return exists().where(filed & (ended_at.is_(None) | (ended_at > at)))


def _frozen(at: int) -> Select[Any]:
    n = t.annotation.c
    begun = (n.since_at <= at) & (n.until_at.is_(None) | (n.until_at > at))
    stands = n.lifted_at.is_(None) | (n.lifted_at > at)
    return select(n.code).where(n.kind.in_(sorted(FREEZING)) & begun & stands)
