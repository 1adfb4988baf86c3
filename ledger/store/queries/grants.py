# SPDX-License-Identifier: Apache-2.0
"""Grants as the mirror has them: by root, by name, with everything on the same root; public applications; consents."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ledger.domain.fold import fold
from ledger.domain.grant import ConsentRecord, Grant, PublicGrant
from ledger.domain.ids import CertificateId, GrantId, OrgId, Subject, certificate_bytes
from ledger.store.queries import states
from ledger.store.queries.acts import recorded_events
from ledger.store.tables import projections as t
from ledger.store.tables.acts import entry


def grants_of(session: Session, code: CertificateId) -> list[Grant]:
    """Every grant on a certificate's rights, passed on or not, in the order in which they were offered."""
    return grants_on(session, certificate_bytes(code))


def grants_on(session: Session, root: bytes) -> list[Grant]:
    """Every grant on one root."""
    ids = [GrantId(one) for one in session.scalars(select(t.data_grant.c.grant_id).where(t.data_grant.c.root == root))]
    return _in_order(list(states.grants_by_id(session, ids).values()))


def known_grants_on(session: Session, root: bytes, known: int) -> dict[GrantId, Grant]:
    """As `grants_on`, folded from acts in blocks up to `known`."""
    ids = list(session.scalars(select(t.data_grant.c.grant_id).where(t.data_grant.c.root == root)))
    found: dict[GrantId, Grant] = {}
    for first in range(0, len(ids), 500):
        subjects = [Subject(one) for one in ids[first : first + 500]]
        by_subject: dict[bytes, list[object]] = {}
        for act in recorded_events(session, subjects, known):
            by_subject.setdefault(act.entry.subject, []).append(act)
        for subject, acts in by_subject.items():
            state = fold(acts)  # type: ignore[arg-type]
            if isinstance(state, Grant):
                found[GrantId(subject)] = state
    return found


def ids_on(session: Session, roots: Sequence[bytes]) -> dict[bytes, list[GrantId]]:
    """The grants on each of these roots, in the order in which they were offered."""
    g, found = t.data_grant.c, dict[bytes, list[GrantId]]()
    for first in range(0, len(roots), 500):
        query = select(g.root, g.grant_id).where(g.root.in_(roots[first : first + 500]))
        for row in session.execute(query.order_by(g.offered_at, g.grant_id)):
            found.setdefault(row.root, []).append(GrantId(row.grant_id))
    return found


def decisions_on(session: Session, resources: Sequence[bytes]) -> dict[bytes, list[bytes]]:
    """The applications for each of these public resources, as they are named on chain."""
    p, found = t.public_grant.c, dict[bytes, list[bytes]]()
    for first in range(0, len(resources), 500):
        query = select(p.resource, p.public_id).where(p.resource.in_(resources[first : first + 500]))
        for row in session.execute(query.order_by(p.applied_at, p.public_id)):
            found.setdefault(row.resource, []).append(row.public_id)
    return found


def grant(session: Session, grant_id: GrantId) -> Grant | None:
    return states.grants_by_id(session, [grant_id]).get(grant_id)


def by_reference(session: Session, reference: bytes) -> list[Grant]:
    """Grants that somebody filed under this reference; different filers may have used the same."""
    query = select(t.data_grant.c.grant_id).where(t.data_grant.c.reference == reference)
    ids = [GrantId(one) for one in session.scalars(query)]
    return _in_order(list(states.grants_by_id(session, ids).values()))


def reciprocal(session: Session, group: bytes) -> list[Grant]:
    """The grants in opposite directions that were agreed together, in the order of their offers: by the acts, since two
    may stand in one second."""
    grant, offer = t.data_grant.c, entry.c
    query = select(grant.grant_id).join(entry, (offer.subject == grant.grant_id) & (offer.length == 1))
    query = query.where(grant.reciprocal == group).order_by(offer.sequence)
    ids = [GrantId(one) for one in session.scalars(query)]
    found = states.grants_by_id(session, ids)
    return [found[one] for one in ids]


def public_grants(session: Session) -> list[PublicGrant]:
    """Every application for public data, oldest first."""
    ids: Sequence[bytes] = list(session.scalars(select(t.public_grant.c.public_id)))
    found = states.public_grants_by_id(session, ids).values()
    return sorted(found, key=lambda one: (one.applied_at, one.public_id))


def public_grant(session: Session, public_id: bytes) -> PublicGrant | None:
    return states.public_grants_by_id(session, [public_id]).get(public_id)


def applications_by_reference(session: Session, reference: bytes) -> list[bytes]:
    """Applications for public data under this reference; different filers may have used the same."""
    p = t.public_grant.c
    query = select(p.public_id).where(p.reference == reference).order_by(p.applied_at, p.public_id)
    return list(session.scalars(query))


def first_grants_on(session: Session, roots: Sequence[bytes]) -> dict[bytes, Grant]:
    """The grant that was offered on each of these decisions, not what was passed on from it."""
    ids = [grant_id for found in ids_on(session, roots).values() for grant_id in found]
    grants = states.grants_by_id(session, ids).values()
    return {one.root: one for one in grants if one.parent is None}


def consents_of(session: Session, custodian: OrgId) -> list[ConsentRecord]:
    """The consents that an organisation keeps, in the order in which they were recorded."""
    ids: Sequence[bytes] = list(
        session.scalars(select(t.consent.c.consent_id).where(t.consent.c.custodian == custodian))
    )
    found = states.consents_by_id(session, ids).values()
    return sorted(found, key=lambda one: (one.recorded_at, one.consent_id))


def consent(session: Session, consent_id: bytes) -> ConsentRecord | None:
    return states.consents_by_id(session, [consent_id]).get(consent_id)


def _in_order(grants: list[Grant]) -> list[Grant]:
    return sorted(grants, key=lambda one: (one.offered_at, one.grant_id))
