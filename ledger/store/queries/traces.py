# SPDX-License-Identifier: Apache-2.0
"""Traces as the mirror has them: which trace a certificate's events hang on, lineage up and down, particulars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from ledger.domain.certificate import Certificate
from ledger.domain.ids import CertificateId, GrantId, OrgId, Subject, certificate_bytes
from ledger.domain.kinds import Kind
from ledger.store.queries import acts
from ledger.store.tables import acts as t_acts
from ledger.store.tables import projections as t
from ledger.store.tables import records as r

LINEAGE_LONGEST = 1_000
"""Edges in one answer; a graph that is larger is cut, and says so."""


@dataclass(frozen=True, slots=True)
class Edge:
    """The data of `child` were made of those of `parent`, by one event. A code is None where nothing is registered."""

    parent: CertificateId | None
    child: CertificateId | None
    trace: bytes
    seq: int
    mark: str
    contract_digest: bytes | None


class How(StrEnum):
    """What an event that names a grant says about a certificate's data."""

    HANDLED = "HANDLED"  # they were reported on under the grant: delivered, used, exported
    MADE = "MADE"  # they were made under the grant, or of data that it covered
    DERIVED = "DERIVED"  # they were made of one of these
    PASSED_ON = "PASSED_ON"  # they are one of these, under the code of whoever took the right over since


@dataclass(frozen=True, slots=True)
class Product:
    """Data that a grant was relied on for, by one event. `grant_id` for HANDLED and MADE; `of` is the parent, where it
    is registered, of what was MADE or DERIVED, and the code before of what was PASSED_ON. `code` None: what was made is
    not registered."""

    code: CertificateId | None
    how: How
    grant_id: GrantId | None
    of: CertificateId | None
    trace: bytes
    seq: int


def root_of(session: Session, code: CertificateId, known: int | None = None) -> CertificateId | None:
    """The certificate on which this one's trace hangs: that by which the data were first registered, as `rootOf` says.

    None if there is no such certificate.
    """
    found = acts.state_of(session, Subject(certificate_bytes(code)), known)
    return predecessors(session, found.code)[-1] if isinstance(found, Certificate) else None


def predecessors(session: Session, code: CertificateId) -> list[CertificateId]:
    """A certificate, the one that it came from by a transfer, the one before, up to the first."""
    return lines(session, [code])[code]


def lines(session: Session, codes: Sequence[CertificateId]) -> dict[CertificateId, list[CertificateId]]:
    """The predecessors of each, itself first. Fixed once it is issued: the act that issues a transferee's certificate
    is the one that moves the right there."""
    p, before = t.proceeding.c, dict[CertificateId, CertificateId]()
    front = list(dict.fromkeys(codes))
    while front:
        batch, front = front[:500], front[500:]
        for row in session.execute(select(p.successor, p.code).where(p.successor.in_(batch))):
            before[CertificateId(row.successor)] = CertificateId(row.code)
            front.append(CertificateId(row.code))
    found = {code: [code] for code in codes}
    for line in found.values():
        while (earlier := before.get(line[-1])) is not None:
            line.append(earlier)
    return found


def family(session: Session, code: CertificateId) -> list[CertificateId]:
    """Every certificate that rights came through or went to from the one by which the data were first registered."""
    p, found = t.proceeding.c, [predecessors(session, code)[-1]]
    for at in found:
        later = select(p.successor).where((p.code == at) & (p.successor.is_not(None))).order_by(p.successor)
        found.extend(CertificateId(each) for each in session.scalars(later) if each is not None)
    return found


def particulars(session: Session, org_id: str | None, commitment: bytes) -> str | None:
    """The text behind a payload commitment, if this service holds it for that organisation (None: for any)."""
    d = r.case_decision.c
    query = select(d.text).where((d.commitment == commitment) & (d.kind == "CIRCULATION"))
    if org_id is not None:
        query = query.where(d.org_id == org_id)
    found: str | None = session.scalars(query.limit(1)).first()
    return found


def openings(session: Session, commitments: Iterable[bytes]) -> dict[tuple[bytes, OrgId], tuple[bytes, str]]:
    """Salt and text behind those of the commitments that this service holds, with whose they are: anybody may put the
    commitment of another's text on chain."""
    wanted, d = list(commitments), r.case_decision.c
    found: dict[tuple[bytes, OrgId], tuple[bytes, str]] = {}
    for first in range(0, len(wanted), 500):
        query = select(d.commitment, d.org_id, d.salt, d.text).where(
            d.commitment.in_(wanted[first : first + 500]) & (d.kind == "CIRCULATION")
        )
        found |= {(row.commitment, OrgId(row.org_id)): (row.salt, row.text) for row in session.execute(query)}
    return found


def grants_under(session: Session, root: CertificateId) -> list[GrantId]:
    """Every grant that hangs on a right unit of this certificate or of one that rights went to, at whatever depth."""
    g, roots = t.data_grant.c, [certificate_bytes(code) for code in family(session, root)]
    found: list[GrantId] = []
    for first in range(0, len(roots), 500):
        query = select(g.grant_id).where(g.root.in_(roots[first : first + 500])).order_by(g.grant_id)
        found.extend(GrantId(grant) for grant in session.scalars(query))
    return found


def batches_under(session: Session, grants: Sequence[GrantId]) -> list[bytes]:
    """The batches that count uses under any of these grants."""
    u, found = t.usage_total.c, dict[bytes, None]()
    for first in range(0, len(grants), 500):
        query = select(u.batch).where(u.grant_id.in_(grants[first : first + 500])).order_by(u.batch)
        found |= dict.fromkeys(session.scalars(query))
    return list(found)


def batches_of(session: Session, grants: Sequence[GrantId]) -> dict[GrantId, list[bytes]]:
    """The batches that count uses under each of these grants, in the order in which they were anchored."""
    u, b, found = t.usage_total.c, t.usage_batch.c, dict[GrantId, list[bytes]]()
    for first in range(0, len(grants), 500):
        query = select(u.grant_id, u.batch).join(t.usage_batch, u.batch == b.batch)
        query = query.where(u.grant_id.in_(grants[first : first + 500])).order_by(b.recorded_at, u.batch)
        for row in session.execute(query):
            found.setdefault(GrantId(row.grant_id), []).append(row.batch)
    return found


def ancestors(session: Session, code: CertificateId, known: int | None = None) -> tuple[list[Edge], bool]:
    """Every edge above a certificate that was told in blocks up to `known`, nearest first; and whether that was all."""
    return _walked(session, code, known, upwards=True)


def descendants(session: Session, code: CertificateId, known: int | None = None) -> tuple[list[Edge], bool]:
    """Every edge below a certificate that was told in blocks up to `known`, nearest first; and whether that was all."""
    return _walked(session, code, known, upwards=False)


def upstream(session: Session, codes: Sequence[CertificateId], known: int) -> dict[CertificateId, list[CertificateId]]:
    """The certificates whose data each of these was made of, and those that they were made of in turn, nearest first,
    as it was told in blocks up to `known`. Data are the same after a transfer: what was told of a certificate that one
    came from was told of it. Two queries a level, and one for each transfer before it, however many there are."""
    e, p, above = t.circulation_event.c, t.circulation_parent.c, dict[CertificateId, list[CertificateId]]()
    edges = t.circulation_parent.join(t.circulation_event, (p.trace == e.trace) & (p.seq == e.seq))
    front = list(dict.fromkeys(codes))
    while front:
        batch, front = front[:500], front[500:]
        before = lines(session, batch)
        query = select(e.output, p.certificate).select_from(edges)
        query = query.where(e.output.in_(list(dict.fromkeys(each for line in before.values() for each in line))))
        told = query.where(p.certificate.is_not(None) & (e.seq <= _told_by(known))).distinct()
        parents: dict[CertificateId, list[CertificateId]] = {}
        for row in session.execute(told.order_by(e.output, p.certificate)):
            parents.setdefault(CertificateId(row.output), []).append(CertificateId(row.certificate))
        for code, line in before.items():
            of_all = (parent for each in line for parent in parents.get(each, ()))
            above[code] = [parent for parent in dict.fromkeys(of_all) if parent not in line]
        found = (parent for code in batch for parent in above[code] if parent not in above)
        front += [parent for parent in dict.fromkeys(found) if parent not in front]
    return {code: _above(above, code) for code in codes}


def _above(above: Mapping[CertificateId, Sequence[CertificateId]], code: CertificateId) -> list[CertificateId]:
    found = [code]
    for one in found:
        found += [parent for parent in above[one] if parent not in found]
    return found[1:]


def products(session: Session, grants: Sequence[GrantId]) -> tuple[list[Product], bool]:
    """Everything that is on record as handled or made under these grants, then what was made of it, nearest first; and
    whether that was all. Corrected events count as well: whoever is told can tell them apart, whoever is not cannot."""
    found: dict[Product, None] = {}
    for first in range(0, len(grants), 500):
        for one in _relied(session, grants[first : first + 500]):
            found[one] = None
    whole = len(found) <= LINEAGE_LONGEST
    direct = list(found)[:LINEAGE_LONGEST]
    below: dict[Product, None] = {}
    for code in dict.fromkeys(one.code for one in direct if one.code is not None):
        edges, all_of_them = descendants(session, code)
        whole = whole and all_of_them
        below |= dict.fromkeys(
            Product(each.child, How.DERIVED, None, each.parent, each.trace, each.seq) for each in edges
        )
    said = {(one.code, one.trace, one.seq) for one in direct if one.how is How.MADE}
    told = [*direct, *(one for one in below if (one.code, one.trace, one.seq) not in said)]
    return [*told, *_passed_on(session, told)], whole


def _passed_on(session: Session, told: Sequence[Product]) -> Iterator[Product]:
    """What became of the certificates among these by transfers, each code once, by the event that told of it."""
    named = {one.code: one for one in reversed(told) if one.code is not None}
    p, front = t.proceeding.c, list(named)
    while front:
        later = select(p.code, p.successor).where(p.code.in_(front[:500]) & p.successor.is_not(None))
        front = front[500:]
        for row in session.execute(later.order_by(p.code, p.successor)):
            code, before = CertificateId(row.successor), CertificateId(row.code)
            if code not in named:
                named[code] = Product(code, How.PASSED_ON, None, before, named[before].trace, named[before].seq)
                front.append(code)
                yield named[code]


def _relied(session: Session, grants: Sequence[GrantId]) -> Iterator[Product]:
    """What events say that name one of these grants, by themselves or for one of their parents."""
    e, p = t.circulation_event.c, t.circulation_parent.c
    own = select(e.certificate, e.output, e.grant_id, e.trace, e.seq).where(e.grant_id.in_(grants))
    for row in session.execute(own.order_by(e.trace, e.seq).limit(LINEAGE_LONGEST + 1)):
        grant_id = GrantId(row.grant_id)
        yield Product(CertificateId(row.certificate), How.HANDLED, grant_id, None, row.trace, row.seq)
        if row.output is not None:
            yield Product(CertificateId(row.output), How.MADE, grant_id, None, row.trace, row.seq)
    parents = (
        select(p.certificate, e.output, p.grant_id, p.trace, p.seq)
        .select_from(t.circulation_parent.join(t.circulation_event, (p.trace == e.trace) & (p.seq == e.seq)))
        .where(p.grant_id.in_(grants))
        .order_by(p.trace, p.seq, p.position)
        .limit(LINEAGE_LONGEST + 1)
    )
    for row in session.execute(parents):
        made, of = (None if code is None else CertificateId(code) for code in (row.output, row.certificate))
        yield Product(made, How.MADE, GrantId(row.grant_id), of, row.trace, row.seq)


def made(session: Session, codes: Sequence[CertificateId]) -> dict[CertificateId, list[bytes]]:
    """The traces in which each of these certificates is named as what was made."""
    e, found = t.circulation_event.c, dict[CertificateId, list[bytes]]()
    for first in range(0, len(codes), 500):
        query = select(e.output, e.trace).where(e.output.in_(codes[first : first + 500])).distinct()
        for row in session.execute(query.order_by(e.output, e.trace)):
            found.setdefault(CertificateId(row.output), []).append(row.trace)
    return found


def _walked(session: Session, code: CertificateId, known: int | None, *, upwards: bool) -> tuple[list[Edge], bool]:
    """Data are the same after a transfer: what a certificate was made of is what those that it came from were made of,
    and what was made of it may have been made of any of its registration."""
    edges: dict[Edge, None] = {}
    front = _of_the_same_data(session, [code], known, upwards=upwards)
    seen = set(front)
    while front:
        further: dict[CertificateId, None] = {}
        for edge in _edges(session, front[:500], known, upwards=upwards):
            if edge in edges:
                continue
            if len(edges) == LINEAGE_LONGEST:
                return list(edges), False
            edges[edge] = None
            other = edge.parent if upwards else edge.child
            if other is not None and other not in seen:
                further[other] = None
        found = _of_the_same_data(session, list(further), known, upwards=upwards)
        front = [*front[500:], *(one for one in found if one not in seen)]
        seen |= set(found)
    return list(edges), True


def _of_the_same_data(
    session: Session, codes: Sequence[CertificateId], known: int | None, *, upwards: bool
) -> list[CertificateId]:
    """These, and those that each came from by transfers; downwards also all that came of these in turn."""
    found = dict.fromkeys(one for line in lines(session, codes).values() for one in line)
    if upwards:
        return list(found)
    p, front = t.proceeding.c, list(found)
    while front:
        later = select(p.successor).where(p.code.in_(front[:500]) & p.successor.is_not(None)).order_by(p.successor)
        front = front[500:]
        new = [CertificateId(one) for one in session.scalars(later) if one is not None and one not in found]
        new = new if known is None else _issued_by(session, new, known)
        found |= dict.fromkeys(new)
        front += new
    return list(found)


def _issued_by(session: Session, codes: Sequence[CertificateId], known: int) -> list[CertificateId]:
    subjects = {certificate_bytes(code): code for code in codes}
    e = t_acts.entry.c
    told = select(e.subject).where(e.subject.in_(list(subjects)) & (e.block_number <= known)).distinct()
    there = set(session.scalars(told))
    return [code for subject, code in subjects.items() if subject in there]


def _edges(session: Session, codes: Sequence[CertificateId], known: int | None, *, upwards: bool) -> list[Edge]:
    """The edges that end (upwards) or begin at one of these certificates."""
    e, p = t.circulation_event.c, t.circulation_parent.c
    query = (
        select(p.certificate, e.output, p.trace, p.seq, p.mark, p.contract_digest)
        .select_from(t.circulation_parent.join(t.circulation_event, (p.trace == e.trace) & (p.seq == e.seq)))
        .where((e.output if upwards else p.certificate).in_(codes))
        .order_by(p.trace, p.seq, p.position)
        .limit(LINEAGE_LONGEST + 1)
    )
    if known is not None:
        query = query.where(e.seq <= _told_by(known))
    return [Edge(*row) for row in session.execute(query)]


def _told_by(known: int) -> ScalarSelect[int]:
    """The number of the last event of a trace that was told in blocks up to `known`: reports and questions are numbered
    in one row, in the order of History (`Trace.length`)."""
    entry = t_acts.entry.c
    numbered = entry.kind.in_((Kind.CIRCULATION_REPORTED, Kind.CIRCULATION_ASKED))
    told = select(func.count()).where((entry.subject == t.circulation_event.c.trace) & numbered)
    return told.where(entry.block_number <= known).correlate(t.circulation_event).scalar_subquery()
