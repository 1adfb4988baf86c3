# SPDX-License-Identifier: Apache-2.0
"""What a pledge's consents are judged by: when what each matter names came about, and whose consents counted when.

    acts of the pledge          a claim that passed on, a later maturity, ranks exchanged
    certificates of its units   a unit that passed to another holder, a certificate that was cancelled, later pledges
    the grant that it names     accepted

A consent is the hash of one thing (`domain/matters.py`), and the contracts say nothing when it served. But what it was
to is an act of its own; so everything that may have been agreed to is hashed again and compared. The contracts ask for
the consent of whoever has the claim, or holds a unit, at that moment: what others agreed to before them is not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledger.domain import matters
from ledger.domain.calendar import WITHOUT_END
from ledger.domain.certificate import Certificate
from ledger.domain.events import PledgeAssigned, PledgeExtended, PledgeRankSet, PledgeReleased
from ledger.domain.ids import GrantId, PartyId, PledgeId, Subject, party_of_org
from ledger.domain.kinds import Procedure, ProceedingState, RightBits
from ledger.domain.pledge import Pledge, Span, StandingConsent, consents_at
from ledger.store.queries import acts, pledges, states

Done = tuple[bytes, int]
"""A matter, and when it came about."""


def consenting_at(session: Any, pledge: Pledge, at: int) -> list[StandingConsent]:
    """A pledge's consents as they stand at a moment, of those that were given by then. `pledge`: as it stood then."""
    if not pledge.consents:
        return []
    certificates = list(states.certificates_by_code(session, pledges.codes_of(session, pledge.pledge_id)).values())
    return consents_at(
        pledge.consents, _done(session, pledge, certificates), _counting(session, pledge, certificates), at
    )


def _counting(session: Any, pledge: Pledge, certificates: list[Certificate]) -> dict[PartyId, list[Span]]:
    """While each party had the claim, or held a unit under the pledge."""
    found: dict[PartyId, list[Span]] = {}
    begun = pledge.recorded_at if pledge.recorded_at is not None else pledge.offered_at
    pledgee, ended = pledge.pledgee, pledge.ended_at
    for act in acts.recorded_events(session, [Subject(bytes(pledge.pledge_id))]):
        if isinstance(act.event, PledgeAssigned):
            pledgee = act.event.assignment.assignee
            found.setdefault(party_of_org(act.event.assignor), []).append((begun, act.meta.timestamp))
            begun = act.meta.timestamp
        elif isinstance(act.event, PledgeReleased):
            ended = act.meta.timestamp
    found.setdefault(party_of_org(pledgee), []).append((begun, WITHOUT_END if ended is None else ended))
    for one in (one for each in certificates for one in each.encumbrances if one.pledge_id == pledge.pledge_id):
        lifted = WITHOUT_END if one.lifted_at is None else one.lifted_at
        found.setdefault(one.holder, []).append((one.since, lifted))
    return found


def _done(session: Any, pledge: Pledge, certificates: list[Certificate]) -> dict[bytes, list[int]]:
    """When what this pledge's parties consented to came about, by matter, in seconds."""
    agreed = {given.matter for given in pledge.consents}
    beside = {each.pledge_id for certificate in certificates for each in certificate.encumbrances}
    found: dict[bytes, list[int]] = {}
    told = (
        *_of_pledges(session, beside | {pledge.pledge_id}),
        *(each for certificate in certificates for each in _of_certificate(certificate)),
        *_juniors(certificates),
        *_grants(session, agreed),
    )
    for matter, at in told:
        if matter in agreed:
            found.setdefault(matter, []).append(at)
    return found


def _of_pledges(session: Any, ids: set[PledgeId]) -> Iterator[Done]:
    """Ranks are exchanged by acts of two pledges, and whoever stands between the two agrees."""
    for act in acts.recorded_events(session, [Subject(bytes(one)) for one in sorted(ids)]):
        at, event = act.meta.timestamp, act.event
        if isinstance(event, PledgeAssigned):
            yield matters.assignment(event.id, event.assignment.assignee), at
        elif isinstance(event, PledgeExtended):
            given = event.extension
            yield matters.extension(event.id, given.maturity, renewal=given.renewal), at
        elif isinstance(event, PledgeRankSet):
            swap, unit = event.swap, event.swap.unit
            yield matters.swap(swap.one, swap.other, unit.code, unit.holder, unit.right), at


def _of_certificate(certificate: Certificate) -> Iterator[Done]:
    for one in certificate.proceedings:
        if one.state is not ProceedingState.REGISTERED or one.closed_at is None:
            continue
        if one.procedure is Procedure.CANCEL:
            yield matters.end(certificate.code), one.closed_at
        elif one.procedure is Procedure.TRANSFER and one.holder is not None and one.other is not None:
            for right in (each for each in RightBits if one.rights & each):
                yield matters.transfer(certificate.code, one.holder, int(right), one.other), one.closed_at


def _juniors(certificates: list[Certificate]) -> Iterator[Done]:
    """When each pledge first stood on these units; another rank later is no other pledge."""
    first: dict[PledgeId, int] = {}
    for each in (each for certificate in certificates for each in certificate.encumbrances):
        first[each.pledge_id] = min(each.since, first.get(each.pledge_id, each.since))
    return ((matters.junior(later), at) for later, at in first.items())


def _grants(session: Any, agreed: set[bytes]) -> Iterator[Done]:
    """A grant's matter is its own id."""
    for grant_id, grant in states.grants_by_id(session, [GrantId(matter) for matter in sorted(agreed)]).items():
        if grant.accepted_at is not None:
            yield bytes(grant_id), grant.accepted_at
