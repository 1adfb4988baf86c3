# SPDX-License-Identifier: Apache-2.0
"""Which pledges a bank has or had, and on which certificates they stand, as the mirror has it now.

Names of subjects only: what they were at a block is folded from their acts (folded.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ledger.domain.ids import CertificateId, OrgId, PledgeId
from ledger.domain.kinds import Kind
from ledger.store.tables import acts as a
from ledger.store.tables import projections as t


def ever_held(session: Session, bank: OrgId) -> list[PledgeId]:
    """Every pledge whose pledgee the bank is, or was until it assigned the claim; oldest first. Offers to it too.

    Who assigned stands in the act alone: the mirror keeps who has the pledge now.
    """
    own = session.scalars(select(t.pledge.c.pledge_id).where(t.pledge.c.pledgee == bank))
    assigned = (
        select(a.entry.c.subject)
        .join(a.event, a.event.c.sequence == a.entry.c.sequence)
        .where(a.entry.c.kind == int(Kind.PLEDGE_ASSIGNED))
        .where(a.event.c.body.contains(f'"assignor":"{bank}"', autoescape=True))
    )
    ids = list(dict.fromkeys([*own, *session.scalars(assigned)]))
    offered: dict[bytes, int] = {}
    for first in range(0, len(ids), 500):
        query = select(t.pledge.c.pledge_id, t.pledge.c.offered_at).where(
            t.pledge.c.pledge_id.in_(ids[first : first + 500])
        )
        offered |= {row.pledge_id: row.offered_at for row in session.execute(query)}
    return [PledgeId(one) for one in sorted(offered, key=lambda one: (offered[one], one))]


def certificates_under(session: Session, ids: Sequence[PledgeId]) -> dict[PledgeId, list[CertificateId]]:
    """The certificates on whose units each pledge stands or stood, wherever these went."""
    e, found = t.encumbrance.c, dict[PledgeId, list[CertificateId]]()
    for first in range(0, len(ids), 500):
        query = select(e.pledge_id, e.code).where(e.pledge_id.in_(ids[first : first + 500])).distinct()
        for row in session.execute(query.order_by(e.pledge_id, e.code)):
            found.setdefault(PledgeId(row.pledge_id), []).append(CertificateId(row.code))
    return found
