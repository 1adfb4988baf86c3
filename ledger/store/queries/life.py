# SPDX-License-Identifier: Apache-2.0
"""What befalls certificates, as the mirror has it now: proceedings across certificates (arts. 34-37).

Those of one certificate stand in the certificate itself (`certificates.certificate`). Not for: what silence does to
one, which is counted by who reads (`Proceeding.state_at`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from ledger.domain.certificate import OPEN_STATES, Proceeding
from ledger.domain.ids import CertificateId, OrgId, PartyId
from ledger.domain.kinds import Procedure
from ledger.store.queries.paging import Page, page_of, page_size, read_cursor
from ledger.store.queries.states import certificates_by_code
from ledger.store.tables import projections as t


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whose affair a proceeding is: registrars whose certificate it is about, or a party that files, receives or holds
    a right under the certificate, whose agreement may be needed."""

    registrars: tuple[OrgId, ...]
    party: PartyId


@dataclass(frozen=True, slots=True)
class ProceedingFilter:
    """What must hold of a proceeding; None: whatever it is."""

    concerned: Concerned | None = None
    procedure: Procedure | None = None
    code: CertificateId | None = None
    only_open: bool = False


@dataclass(frozen=True, slots=True)
class OnCertificate:
    """A proceeding with the certificate that it is about, and the registrar that issued it."""

    code: CertificateId
    registrar: OrgId
    proceeding: Proceeding


ALL: Final = ProceedingFilter()


def proceedings(
    session: Session, wanted: ProceedingFilter = ALL, *, after: str | None = None, limit: int = 50
) -> Page[OnCertificate]:
    """Proceedings, the one filed last first."""
    p, c = t.proceeding.c, t.certificate.c
    query = _filtered(select(p.code, p.procedure, p.number, p.filed_at).join(t.certificate, c.code == p.code), wanted)
    if after is not None:
        at, code, procedure, number = read_cursor(after, int, str, int, int)
        key = or_(p.code > code, (p.code == code) & _later(procedure, number))
        query = query.where((p.filed_at < at) | ((p.filed_at == at) & key))
    query = query.order_by(p.filed_at.desc(), p.code, p.procedure, p.number)
    rows = session.execute(query.limit(page_size(limit) + 1)).all()
    found = certificates_by_code(session, list(dict.fromkeys(CertificateId(row.code) for row in rows)))
    items = []
    for row in rows:
        certificate = found[row.code]
        one = next(
            each for each in certificate.proceedings if (each.procedure, each.number) == (row.procedure, row.number)
        )
        shown = OnCertificate(certificate.code, certificate.registrar, one)
        items.append((shown, (row.filed_at, row.code, row.procedure, row.number)))
    return page_of(items, limit)


def _later(procedure: int, number: int) -> ColumnElement[bool]:
    p = t.proceeding.c
    return (p.procedure > procedure) | ((p.procedure == procedure) & (p.number > number))


def _filtered(query: Select[Any], wanted: ProceedingFilter) -> Select[Any]:
    p, c, u = t.proceeding.c, t.certificate.c, t.right_unit.c
    if wanted.concerned is not None:
        party = wanted.concerned.party
        held = select(u.code).where((u.holder == party) & u.moved_at.is_(None))
        registrars = c.registrar.in_(wanted.concerned.registrars)
        query = query.where(or_(registrars, p.holder == party, p.other == party, p.code.in_(held)))
    if wanted.procedure is not None:
        query = query.where(p.procedure == wanted.procedure)
    if wanted.code is not None:
        query = query.where(p.code == wanted.code)
    if wanted.only_open:
        query = query.where(p.state.in_(sorted(OPEN_STATES)))
    return query
