# SPDX-License-Identifier: Apache-2.0
"""Organisations, their keys, and governance, as the mirror has them now. For a known block use `acts.state_of`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ledger.domain.governance import DeskTrust, ModuleRecord, Proposal, ProposalRound, WriterWindow
from ledger.domain.ids import Address, OrgId
from ledger.domain.kinds import OrgKind
from ledger.domain.organisation import AccountKey, Organisation
from ledger.store.queries.acts import required_head
from ledger.store.queries.paging import Page, page_of, page_size, read_cursor
from ledger.store.queries.states import organisations_by_id
from ledger.store.tables import projections as t


@dataclass(frozen=True, slots=True)
class KeyOwner:
    """Whose key an account is."""

    org_id: OrgId
    key: AccountKey


def organisation(session: Session, org_id: OrgId) -> Organisation | None:
    return organisations_by_id(session, [org_id]).get(org_id)


def supervises(session: Session, org_id: OrgId) -> bool:
    """Whether an organisation sees the business of others, at the time of the newest block that was read: it is asked
    now, whatever moment or block a question is about."""
    found = organisation(session, org_id)
    return found is not None and found.supervises_at(required_head(session).timestamp)


def organisations(
    session: Session,
    *,
    kind: OrgKind | None = None,
    name: str = "",
    registered_by: OrgId | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Organisation]:
    """Organisations in the order of their codes; `name` is a part of the name."""
    o = t.organisation.c
    query = select(o.org_id).order_by(o.org_id).limit(page_size(limit) + 1)
    if kind is not None:
        query = query.where(o.kinds.op("&")(1 << kind) != 0)
    if name:
        query = query.where(o.name.contains(name, autoescape=True))
    if registered_by is not None:
        query = query.where(o.registered_by == registered_by)
    if after is not None:
        query = query.where(o.org_id > read_cursor(after, str)[0])
    ids = list(session.scalars(query))
    found = organisations_by_id(session, ids)
    return page_of([(found[OrgId(org)], (org,)) for org in ids], limit)


def custodian(session: Session, registrar: OrgId) -> OrgId:
    """Who keeps a registrar's certificates now: itself, or the last of those that succeeded it (art. 13)."""
    o = t.organisation.c
    at = registrar
    while (after := session.scalar(select(o.successor).where(o.org_id == at))) is not None:
        at = OrgId(after)
    return at


def kept_by(session: Session, keeper: OrgId) -> list[OrgId]:
    """The registrars whose certificates an organisation keeps: itself and whom it succeeded; none once it left."""
    o = t.organisation.c
    if session.scalar(select(o.successor).where(o.org_id == keeper)) is not None:
        return []
    found, last = [keeper], [keeper]
    while last:
        last = [OrgId(each) for each in session.scalars(select(o.org_id).where(o.successor.in_(last)))]
        found += sorted(last)
    return found


def key_owner(session: Session, account: Address) -> KeyOwner | None:
    """The organisation whose key an account is, whether or not it is good."""
    org_id = session.scalar(select(t.account_key.c.org_id).where(t.account_key.c.account == account))
    if org_id is None:
        return None
    key = organisations_by_id(session, [org_id])[org_id].key(account)
    return None if key is None else KeyOwner(OrgId(org_id), key)


def compromised_keys(session: Session) -> list[KeyOwner]:
    """Every key that was reported compromised: what tainted certificates are looked for with."""
    query = select(t.account_key.c.account).where(t.account_key.c.compromised_since.is_not(None))
    owners = (key_owner(session, account) for account in session.scalars(query.order_by(t.account_key.c.account)))
    return [owner for owner in owners if owner is not None]


def owners_of_compromised_keys(session: Session) -> list[OrgId]:
    """The organisations of which a key was reported compromised."""
    k = t.account_key.c
    query = select(k.org_id).where(k.compromised_since.is_not(None)).distinct().order_by(k.org_id)
    return [OrgId(each) for each in session.scalars(query)]


def code_digit_owner(session: Session, region: int, digit: int) -> OrgId | None:
    """The registrar to which a region and digit of the national code were given last."""
    a = t.accreditation.c
    query = select(a.org_id).where((a.kind == int(OrgKind.REGISTRAR)) & (a.region == region) & (a.digit == digit))
    found = session.scalar(query.order_by(a.recorded_at.desc(), a.org_id).limit(1))
    return None if found is None else OrgId(found)


def count_organisations(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(t.organisation)) or 0


# --- governance -------------------------------------------------------------------------------------------------------


def proposals(session: Session, *, open_only: bool = False) -> list[Proposal]:
    """Every proposal with its rounds, the one made last first."""
    p = t.proposal.c
    rounds: dict[bytes, list[ProposalRound]] = {}
    for row in session.execute(select(t.proposal).order_by(p.proposal_id, p.round)).mappings():
        fields = dict(row)
        fields["number"], fields["earliest"] = fields.pop("round"), fields.pop("earliest_at")
        rounds.setdefault(fields.pop("proposal_id"), []).append(ProposalRound(**fields))
    found = [Proposal(proposal_id, tuple(made)) for proposal_id, made in rounds.items()]
    wanted = (proposal for proposal in found if proposal.latest.is_open or not open_only)
    return sorted(wanted, key=lambda proposal: (-proposal.latest.made_at, proposal.proposal_id))


def modules(session: Session) -> list[ModuleRecord]:
    """Every contract that is or was a writer of History, or a trusted desk."""
    w, d = t.writer.c, t.trusted_desk.c
    windows: dict[bytes, list[WriterWindow]] = {}
    for row in session.execute(select(t.writer).order_by(w.module, w.number)):
        windows.setdefault(row.module, []).append(WriterWindow(row.number, row.kinds, row.since_at, row.until_at))
    trust = {
        row.desk: DeskTrust(row.trusted, row.since_at)
        for row in session.execute(select(t.trusted_desk).order_by(d.desk))
    }
    addresses = sorted({*windows, *trust})
    return [ModuleRecord(Address(a), tuple(windows.get(a, ())), trust.get(a)) for a in addresses]
