# SPDX-License-Identifier: Apache-2.0
"""How far a key reaches: every act that it signed since a moment, what that concerns, whom to tell.

Nothing is marked when a key is reported: taint is a comparison of two times, so the report is one act however many
certificates the key had signed. This walks the other way, from the key to what it touched; both persons of an act
count, because who holds one of two keys has broken the rule of two. With a known block the list is the same for ever.

Not for: judging (domain/verdict.py says TAINTED by the same comparison), curing (own_affairs.reaffirm, stand_by).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.domain.certificate import Certificate
from ledger.domain.circulation import Trace, UsageBatch
from ledger.domain.grant import ConsentRecord, Grant, PublicGrant
from ledger.domain.ids import (
    Address,
    PartyId,
    Subject,
    certificate_bytes,
    is_organisation,
    name_of,
    org_of_party,
    party_of_org,
)
from ledger.domain.kinds import Kind
from ledger.domain.organisation import AccountKey, Organisation
from ledger.domain.pledge import Pledge, UnitLine
from ledger.domain.registration import Case
from ledger.domain.valuation import ValuationLine
from ledger.domain.verdict import cured
from ledger.domain.verdict_json import KnownBlock, known_document, moment_document, party_label
from ledger.errors import NotFound
from ledger.service.verdicts import known_block, successors
from ledger.store.queries import acts, grants, organisations
from ledger.store.queries.acts import EntryRow
from ledger.store.queries.folded import Folded
from ledger.store.session import Store


@dataclass(frozen=True, slots=True)
class Touched:
    """One subject with what the key signed there. `what` is its kind, `label` what people call it."""

    subject: Subject
    what: str
    label: str
    acts: tuple[EntryRow, ...]
    cured: bool
    tell: tuple[PartyId, ...]


@dataclass(frozen=True, slots=True)
class Radius:
    """The answer. `since` is the moment of the compromise as reported, or the one that was asked about."""

    account: Address
    organisation: Organisation
    key: AccountKey
    since: int
    known: KnownBlock
    touched: tuple[Touched, ...]
    names: dict[PartyId, str]

    @property
    def tell(self) -> tuple[PartyId, ...]:
        """Everybody who relies on something that is not cured."""
        open_ones = (party for one in self.touched if not one.cured for party in one.tell)
        return tuple(dict.fromkeys(open_ones))

    def document(self) -> dict[str, Any]:
        return {
            "account": "0x" + self.account.hex(),
            "organisation": {"org_id": self.organisation.org_id, "name": self.organisation.name},
            "compromised": self.key.compromised_since is not None,
            "since": moment_document(self.since),
            "known": known_document(self.known),
            "touched": [self._touched(one) for one in self.touched],
            "tell": [self._party(party) for party in self.tell],
        }

    def _touched(self, one: Touched) -> dict[str, Any]:
        return {
            "subject": "0x" + one.subject.hex(),
            "what": one.what,
            "label": one.label,
            "cured": one.cured,
            "acts": [
                {"name": act.name, "time": moment_document(act.timestamp), "block": act.block_number,
                 "tx": "0x" + act.tx_hash.hex(), "log": act.event_log_index}
                for act in one.acts
            ],
            "tell": [self._party(party) for party in one.tell],
        }  # fmt: skip

    def _party(self, party: PartyId) -> dict[str, str]:
        return {"party": party_label(party), "name": self.names.get(party, "")}


def radius(store: Store, account: Address, *, since: int | None = None, known: int | None = None) -> Radius:
    """NotFound if the account belongs to nobody. Without `since`: since the compromise, or since the key was given."""
    with store.reading() as session:
        block = known_block(session, known)
        owner = organisations.key_owner(session, account)
        state = acts.state_of(session, Subject(party_of_org(owner.org_id)), block.number) if owner else None
        key = state.key(account) if isinstance(state, Organisation) else None
        if not isinstance(state, Organisation) or key is None:
            raise _nobodys(account)
        start = since if since is not None else key.compromised_since
        if start is None:
            start = key.since
        signed = acts.entries_signed_by(session, account, start, block.number)
        touched = tuple(_touched(session, signed, state, block.number))
        names = _names(session, touched, block.number)
    return Radius(account, state, key, start, block, touched, names)


def _touched(session: Any, signed: Sequence[EntryRow], owner: Organisation, known: int) -> Iterator[Touched]:
    by_subject: dict[Subject, list[EntryRow]] = {}
    for act in signed:
        by_subject.setdefault(act.subject, []).append(act)
    folded = Folded(session, known)
    folded.load(by_subject)
    keepers = [owner, *successors(folded, owner)]
    for subject, found in by_subject.items():
        state = folded.state(subject)
        what = Kind(found[0].kind).name.split("_")[0]
        last = max(act.timestamp for act in found)
        healed = owner.stands_by(subject, last) or (isinstance(state, Certificate) and cured(keepers, state, last))
        yield Touched(subject, what, _label(subject, state), tuple(found), healed, _relying(folded, state))


def _label(subject: Subject, state: Any) -> str:
    match state:
        case Certificate():
            return state.code
        case Case() | Pledge() | Grant() | PublicGrant():
            return name_of(state.reference)
        case ValuationLine() | UnitLine():
            return state.code
        case Trace():
            return state.root
        case Organisation():
            return state.org_id
        case _:
            return "0x" + subject.hex()


def _relying(folded: Folded, state: Any) -> tuple[PartyId, ...]:
    """Who relies on it: those whose rights it states, and whoever lent or took a licence on these."""
    return tuple(dict.fromkeys(_relied(folded, state)))


def _relied(folded: Folded, state: Any) -> Iterator[PartyId]:
    match state:
        case Certificate():
            yield from state.holders
            yield from _lenders(folded, state)
            yield from _licensees(folded, state)
        case Case():
            yield from (*state.content.applicants, *state.holders)
        case Pledge():
            yield from (party_of_org(state.pledgee), state.pledgor, party_of_org(state.filed_by))
        case Grant():
            yield from (state.grantor, state.grantee)
        case PublicGrant():
            yield from (state.applicant, party_of_org(state.source), party_of_org(state.authority))
        case ConsentRecord():
            yield party_of_org(state.custodian)
        case UnitLine():
            yield from (state.holder, *(party_of_org(held.pledgee) for held in state.reservations))
        case ValuationLine():
            yield from _relied(folded, folded.state(certificate_bytes(state.code)))
        case Trace():
            yield from _relied(folded, folded.state(certificate_bytes(state.root)))
        case UsageBatch():
            yield party_of_org(state.by)
        case Organisation():
            yield party_of_org(state.org_id)
        case _:
            return


def _lenders(folded: Folded, certificate: Certificate) -> Iterator[PartyId]:
    standing = dict.fromkeys(one.pledge_id for one in certificate.encumbrances if one.lifted_at is None)
    folded.load(standing)
    found = (folded.state(pledge_id) for pledge_id in standing)
    return (party_of_org(pledge.pledgee) for pledge in found if isinstance(pledge, Pledge))


def _licensees(folded: Folded, certificate: Certificate) -> Iterator[PartyId]:
    root = certificate_bytes(certificate.code)
    ids = grants.ids_on(folded.session, [root]).get(root, [])
    folded.load(ids)
    found = (folded.state(grant_id) for grant_id in ids)
    return (one.grantee for one in found if isinstance(one, Grant) and one.accepted_at and one.ended_at is None)


def _names(session: Any, touched: Sequence[Touched], known: int) -> dict[PartyId, str]:
    parties = dict.fromkeys(party for one in touched for party in one.tell if is_organisation(party))
    names = {}
    for party in parties:
        found = acts.state_of(session, Subject(party), known)
        names[party] = found.name if isinstance(found, Organisation) else org_of_party(party)
    return names


def _nobodys(account: Address) -> NotFound:
    return NotFound(
        f"the account 0x{account.hex()} belongs to no organisation here",
        zh=f"账户 0x{account.hex()} 不属于任何机构",
        code="ACCOUNT_UNKNOWN",
        account="0x" + account.hex(),
    )
