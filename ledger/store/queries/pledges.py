# SPDX-License-Identifier: Apache-2.0
"""Pledges as the mirror has them: by certificate, by party, by reference, and the reservations of ranks.

A pledge stands on a certificate as its *encumbrances* say, which follow a unit wherever it goes; under which unit it
was recorded (`pledged_unit`) is history, and finds offers only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, or_, select
from sqlalchemy.orm import Session

from ledger.domain.events import Recorded
from ledger.domain.fold import fold, fold_until
from ledger.domain.ids import CertificateId, OrgId, PartyId, PledgeId, Subject
from ledger.domain.kinds import PledgeState
from ledger.domain.pledge import Pledge
from ledger.store.queries.acts import recorded_events
from ledger.store.queries.paging import Page, page_of, page_size, read_cursor
from ledger.store.tables import projections as t

_AT_ONCE = 500


def pledge(session: Session, pledge_id: PledgeId, known: int | None = None) -> Pledge | None:
    """Folded from its acts in blocks up to `known`; None where there is none."""
    return by_ids(session, [pledge_id], known).get(pledge_id)


def by_ids(
    session: Session, ids: Sequence[PledgeId], known: int | None = None, at: int | None = None
) -> dict[PledgeId, Pledge]:
    """Those among these that were offered in blocks up to `known`; `at`: as they stood at that moment (seconds)."""
    found: dict[PledgeId, Pledge] = {}
    for first in range(0, len(ids), _AT_ONCE):
        subjects = [Subject(bytes(one)) for one in ids[first : first + _AT_ONCE]]
        by_subject: dict[bytes, list[Recorded]] = {}
        for act in recorded_events(session, subjects, known):
            by_subject.setdefault(act.entry.subject, []).append(act)
        for subject, recorded in by_subject.items():
            state = fold(recorded) if at is None else fold_until(recorded, at)
            if isinstance(state, Pledge):
                found[PledgeId(subject)] = state
    return found


def on_certificate(session: Session, code: CertificateId, known: int | None = None) -> list[Pledge]:
    """Every pledge that stands or stood on units under a certificate, and the offers that name it."""
    standing = session.scalars(select(t.encumbrance.c.pledge_id).where(t.encumbrance.c.code == code))
    offered = session.scalars(
        select(t.pledge.c.pledge_id)
        .join(t.pledged_unit, t.pledged_unit.c.pledge_id == t.pledge.c.pledge_id)
        .where((t.pledged_unit.c.code == code) & t.pledge.c.state.in_((PledgeState.OFFERED, PledgeState.CLOSED)))
    )
    ids = dict.fromkeys(PledgeId(one) for one in (*standing, *offered))
    return _in_order(by_ids(session, list(ids), known).values())


def by_reference(session: Session, reference: bytes) -> list[Pledge]:
    """Pledges that somebody filed under this reference; different filers may have used the same."""
    ids = session.scalars(select(t.pledge.c.pledge_id).where(t.pledge.c.reference == reference))
    return _in_order(by_ids(session, [PledgeId(one) for one in ids]).values())


def of_parties(
    session: Session,
    *,
    pledgee: OrgId | None = None,
    pledgor: PartyId | None = None,
    concerning: tuple[OrgId, PartyId] | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Pledge]:
    """The one offered last first. `concerning`: of whom an organisation is pledgee, pledgor, filer or payer, or under
    which it holds a unit now."""
    p = t.pledge.c
    wanted: list[ColumnElement[bool]] = []
    if pledgee is not None:
        wanted.append(p.pledgee == pledgee)
    if pledgor is not None:
        wanted.append(p.pledgor == pledgor)
    if concerning is not None:
        org, party = concerning
        k = t.pledge_compensation.c
        paid = select(k.pledge_id).where((k.payer == org) & k.taken_back_at.is_(None) & k.lapsed_at.is_(None))
        e = t.encumbrance.c
        held = select(e.pledge_id).where((e.holder == party) & e.lifted_at.is_(None))
        wanted.append(
            or_(p.pledgee == org, p.filed_by == org, p.pledgor == party, p.pledge_id.in_(paid), p.pledge_id.in_(held))
        )
    query = select(p.pledge_id, p.offered_at).where(*wanted)
    if after is not None:
        at, last = read_cursor(after, int, bytes)
        query = query.where((p.offered_at < at) | ((p.offered_at == at) & (p.pledge_id < last)))
    rows = session.execute(query.order_by(p.offered_at.desc(), p.pledge_id.desc()).limit(page_size(limit) + 1)).all()
    found = by_ids(session, [PledgeId(row.pledge_id) for row in rows])
    return page_of([(found[row.pledge_id], (row.offered_at, row.pledge_id)) for row in rows], limit)


def reservations_on(session: Session, code: CertificateId, known: int | None = None) -> list[Recorded]:
    """The acts that reserved a rank on a unit under a certificate, by unit, in their order."""
    r = t.rank_reservation.c
    ids = sorted(set(session.scalars(select(r.unit_id).where(r.code == code))))
    return list(recorded_events(session, [Subject(one) for one in ids], known))


def _in_order(pledges: Iterable[Pledge]) -> list[Pledge]:
    return sorted(pledges, key=lambda one: (one.offered_at, one.pledge_id))


# --- where the units are ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """A right unit under a pledge at a moment, where it is then. `ends_at`: of its certificate's term, or when the
    certificate itself ended (cancelled, revoked), whichever is first, as known now."""

    pledge_id: PledgeId
    place: int
    code: CertificateId
    holder: PartyId
    right: int
    rank: int
    exclusive: bool
    ends_at: int


def standing_at(session: Session, ids: Sequence[PledgeId], at: int) -> dict[PledgeId, list[Standing]]:
    """The units under these pledges at a moment, in the order of their places."""
    e, c = t.encumbrance.c, t.certificate.c
    ends_at = case((c.ended_at < c.expires_at, c.ended_at), else_=c.expires_at)
    found: dict[PledgeId, list[Standing]] = {}
    for first in range(0, len(ids), _AT_ONCE):
        query = (
            select(e.pledge_id, e.place, e.code, e.holder, e.unit_right, e.rank, e.exclusive, ends_at)
            .join(t.certificate, c.code == e.code)
            .where(e.pledge_id.in_(ids[first : first + _AT_ONCE]))
            .where((e.since_at <= at) & (e.lifted_at.is_(None) | (e.lifted_at > at)))
            .order_by(e.pledge_id, e.place)
        )
        for row in session.execute(query):
            found.setdefault(PledgeId(row.pledge_id), []).append(Standing(*row))
    return found


def codes_of(session: Session, pledge_id: PledgeId) -> list[CertificateId]:
    """The certificates on whose units a pledge stands or stood, wherever they went."""
    e = t.encumbrance.c
    query = select(e.code).where(e.pledge_id == pledge_id).distinct().order_by(e.code)
    return [CertificateId(code) for code in session.scalars(query)]


def holders_under(session: Session, pledge_id: PledgeId) -> list[PartyId]:
    """Who holds the units that a pledge stands on now: the pledgor, a third party that brought one in, a transferee."""
    e = t.encumbrance.c
    query = select(e.holder).where((e.pledge_id == pledge_id) & e.lifted_at.is_(None)).distinct().order_by(e.holder)
    return [PartyId(holder) for holder in session.scalars(query)]


def ranks_beside(session: Session, pledge_id: PledgeId, place: int) -> list[PledgeId]:
    """The pledges that stand now on the unit at a place of a pledge, itself among them, by rank; none if it is free."""
    e = t.encumbrance.c
    own = select(e.code, e.holder, e.unit_right).where(
        (e.pledge_id == pledge_id) & (e.place == place) & e.lifted_at.is_(None)
    )
    unit = session.execute(own).first()
    if unit is None:
        return []
    there = (e.code == unit.code) & (e.holder == unit.holder) & (e.unit_right == unit.unit_right)
    query = select(e.pledge_id).where(there & e.lifted_at.is_(None)).order_by(e.rank)
    return [PledgeId(one) for one in session.scalars(query)]
