# SPDX-License-Identifier: Apache-2.0
"""Which acts on a pledge or grant rest on a key that was compromised by then, and were not stood by since (ruling 17).

    taints = Taints(folded)          every key that was reported in blocks up to that of the view
    taints.of(subject, at)           the acts on a subject up to a moment, oldest first

A certificate's taint is an overlay of its verdict (domain/verdict.py); here the same comparison of two times is made
for the acts of one subject. Both persons of an act count. Nothing is marked when a key is reported, so that an answer
at a block stays what it was. Not for: the other way round, from a key to all that it signed (radius.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ledger.domain.event_json import to_json
from ledger.domain.events import ActsReaffirmed, KeyCompromised, PledgeAssigned, PledgeConsented, Recorded
from ledger.domain.ids import GrantId, OrgId, PledgeId, Subject, address_text, party_of_org
from ledger.domain.kinds import Kind
from ledger.domain.lending import AssignedAway, Tainted, TaintedStep
from ledger.domain.matters import assignment
from ledger.domain.organisation import AccountKey, Organisation
from ledger.domain.verdict import Evidence
from ledger.domain.verdict_json import shanghai
from ledger.store.queries import acts, organisations
from ledger.store.queries.folded import Folded


@dataclass(frozen=True, slots=True)
class TaintedAct:
    """An act, the key that signed it, and whose that is. `reported`: the act by which it came on record that the key
    was in other hands then.

    `stood_by`: somebody of the organisation stood by the subject once, though not by this act with a key that is good.
    """

    act: Recorded
    key: AccountKey
    owner: Organisation
    reported: Recorded
    stood_by: bool

    def document(self) -> dict[str, Any]:
        return {
            "what": Kind(self.act.entry.kind).name,
            "at": shanghai(self.act.meta.timestamp),
            "block": self.act.meta.block_number,
            "tx": "0x" + self.act.meta.tx_hash.hex(),
            "account": address_text(self.key.account),
            "organisation": self.owner.org_id,
        }


class Taints:
    """As known at the block of a view. Where no key was ever reported, no act is read.

    `owners`: those who had a key reported at any time, where they are known already.
    """

    def __init__(self, folded: Folded, owners: Sequence[OrgId] | None = None) -> None:
        self._folded = folded
        self._ids = organisations.owners_of_compromised_keys(folded.session) if owners is None else owners
        folded.load(party_of_org(owner) for owner in self._ids)
        states = (folded.state(party_of_org(owner)) for owner in self._ids)
        self._owners = [state for state in states if isinstance(state, Organisation)]

    def as_of(self, folded: Folded) -> Taints:
        return Taints(folded, self._ids)

    def of(self, subject: bytes, at: int) -> list[TaintedAct]:
        """Empty: none is tainted, or all were stood by with a good key."""
        lost = [(owner, key) for owner in self._owners for key in owner.keys if key.compromised_since is not None]
        found = (act for act in self._folded.acts(subject) if act.meta.timestamp <= at) if lost else ()
        return [
            made for act in found for owner, key in lost for made in self._tainted(Subject(subject), act, owner, key)
        ]

    def stood_by(self, subject: bytes) -> list[Recorded]:
        """The acts by which somebody whose key was reported stood by what was done on a subject, oldest first."""
        said = (act for owner in self._owners for act in self._folded.acts(party_of_org(owner.org_id)))
        found = (act for act in said if isinstance(act.event, ActsReaffirmed) and bytes(subject) in act.event.subjects)
        return sorted(found, key=lambda act: (act.meta.block_number, act.meta.log_index))

    def _tainted(self, subject: Subject, act: Recorded, owner: Organisation, key: AccountKey) -> Iterator[TaintedAct]:
        signed_at = act.meta.timestamp
        if not owner.tainted(key.account, signed_at) or owner.stands_by(subject, signed_at):
            return
        if act.entry.actor != key.account and not acts.names_preparer(to_json(act.event), key.account):
            return
        stood_by = any(subject in given.subjects for given in owner.standing_by)
        yield TaintedAct(act, key, owner, self._report(owner, key, signed_at), stood_by)

    def _report(self, owner: Organisation, key: AccountKey, signed_at: int) -> Recorded:
        """The first report of the key that reaches back to a moment."""
        return next(
            each
            for each in self._folded.acts(party_of_org(owner.org_id))
            if isinstance(each.event, KeyCompromised)
            and each.event.account == key.account
            and each.event.since <= signed_at
        )


def by_key(found: Sequence[TaintedAct]) -> Iterator[Tainted]:
    """The tainted acts of one subject by the key that signed them, as a bank's warnings read them."""
    keys: dict[tuple[OrgId, bytes], list[TaintedAct]] = {}
    for each in found:
        keys.setdefault((each.owner.org_id, each.key.account), []).append(each)
    for (owner, account), mine in keys.items():
        since = min(max(each.reported.meta.timestamp, each.act.meta.timestamp) for each in mine)
        places = dict.fromkeys(Evidence.of(act) for each in mine for act in (each.act, each.reported))
        yield Tainted(
            account=account,
            org_id=owner,
            acts=tuple(dict.fromkeys(Kind(each.act.entry.kind).name for each in mine)),
            since=None if any(each.stood_by for each in mine) else since,
            evidence=tuple(places),
            steps=tuple(map(_step, mine)),
        )


def _step(each: TaintedAct) -> TaintedStep:
    places = (Evidence.of(each.act), Evidence.of(each.reported))
    return TaintedStep(Kind(each.act.entry.kind).name, each.act.meta.timestamp, places)


FREEING: Final = frozenset({Kind.PLEDGE_RELEASED, Kind.PLEDGE_PARTLY_RELEASED, Kind.PLEDGE_SUBSTITUTED})
"""What takes a pledge off a unit, and leaves it on no other certificate for that."""


def freeing(found: Sequence[TaintedAct], freed_at: int) -> tuple[Tainted, ...]:
    """Of the tainted acts on a pledge, those that freed a unit of it at a moment (seconds), by key."""
    return tuple(by_key([one for one in found if one.act.meta.timestamp == freed_at and one.act.entry.kind in FREEING]))


def assigned_away(folded: Folded, found: Sequence[TaintedAct], pledge_id: PledgeId, at: int) -> Iterator[AssignedAway]:
    """Of the tainted acts on a pledge, those by which its claim passed from one pledgee to another up to a moment: the
    assignment, or the consent that it used up."""
    consents: dict[bytes, Recorded] = {}
    for act in folded.acts(pledge_id):
        given = act.event
        if isinstance(given, PledgeConsented):
            consents[given.party + given.given.matter] = act
        elif isinstance(given, PledgeAssigned) and act.meta.timestamp <= at:
            assignee = given.assignment.assignee
            consent = consents.get(party_of_org(given.assignor) + assignment(pledge_id, assignee))
            if wrong := [one for one in found if one.act in (act, consent)]:
                yield AssignedAway(given.assignor, assignee, act.meta.timestamp, tuple(by_key(wrong)))


def now(session: Any) -> Folded:
    """The view of everything that the mirror has read."""
    return Folded(session, acts.required_head(session).block_number)


def tainted_acts(session: Any, subject: Subject, at: int) -> list[dict[str, Any]]:
    """The acts on a subject up to a moment as the mirror has them now, each with the key and whose it is."""
    return [each.document() for each in Taints(now(session)).of(subject, at)]


def tainted_grants(taints: Taints, chain: Sequence[GrantId], at: int) -> list[dict[str, Any]]:
    """The tainted acts on a grant and on those that it was passed on from, each with its grant: the nearest first."""
    return [{"grant": "0x" + one.hex(), **each.document()} for one in chain for each in taints.of(one, at)]
