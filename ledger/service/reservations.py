# SPDX-License-Identifier: Apache-2.0
"""Which ranks on the right units of a certificate are kept for somebody at a moment, from acts up to a block.

For: the search before a pledge (pledge_search.py) and the bank's report. Not for: reserving (pledges.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.domain.certificate import Certificate
from ledger.domain.events import EncumbrancePut, RankReserved, Recorded
from ledger.domain.ids import PartyId
from ledger.domain.lending import Reserved
from ledger.domain.verdict import Evidence, Facts
from ledger.store.queries import pledges
from ledger.store.queries.folded import Folded

Key = tuple[PartyId, int]
"""Holder and right: a unit under one certificate."""


def reserved(folded: Folded, facts: Facts, at: int) -> Iterator[Reserved]:
    """One for each unit whose next rank is kept then; facts of a certificate that there is."""
    certificate = facts.certificate
    assert certificate is not None
    for key, act in running(folded, facts, certificate, at).items():
        given = act.event
        assert isinstance(given, RankReserved)
        yield Reserved(*key, given.pledgee, given.until, (Evidence.of(act),))


def running(folded: Folded, facts: Facts, certificate: Certificate, at: int) -> dict[Key, Recorded]:
    """The act that reserved, by unit; none for a unit whose rank nobody keeps."""
    told = [*facts.acts, *pledges.reservations_on(folded.session, certificate.code, folded.known)]
    keys = dict.fromkeys((unit.holder, unit.right) for unit in certificate.units if unit.moved_at is None)
    found = ((key, _running(told, key, at)) for key in keys)
    return {key: act for key, act in found if act is not None}


def _running(recorded: Sequence[Recorded], key: Key, at: int) -> Recorded | None:
    """A pledge that was put on the unit after a reservation has used it up. In the order of History, since acts of one
    second have no other."""
    found: Recorded | None = None
    for act in sorted(recorded, key=lambda act: act.entry.sequence):
        match act.event:
            case RankReserved(reservation=given) if (given.unit.holder, given.unit.right) == key:
                found = act if act.meta.timestamp <= at < act.event.until else found
            case EncumbrancePut(holder=holder, right=right) if (holder, right) == key and act.meta.timestamp <= at:
                found = None
            case _:
                pass
    return found
