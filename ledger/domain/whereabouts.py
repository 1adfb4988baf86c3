# SPDX-License-Identifier: Apache-2.0
"""Where a right unit is, and whether it was held: the twin of `CertificateRegistry.whereabouts` and `holds`.

    (certificate, holder, right) --transfers, new ids--> the place at a moment --> held there then, or not

Licences stand when the right that they hang on passes to another (ruling 23), so whoever asks about a grant asks here.
A transfer counts from when it was evidenced; a holder's new id is the same person's, and stands for the old one at
every moment. Certificates come through `Lookup`, one by one: only those on the way are wanted. Not for: what a
certificate says of itself (`certificate.py`), nor for which certificates there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ledger.domain.certificate import Certificate, Proceeding
from ledger.domain.ids import CertificateId, PartyId
from ledger.domain.kinds import CertificateStatus, Procedure, ProceedingState

Lookup: TypeAlias = Callable[[CertificateId], Certificate | None]

_STANDS = frozenset({CertificateStatus.ISSUED, CertificateStatus.REPLACED})
"""What ended otherwise than by being replaced denies earlier moments too."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a right unit is: under which certificate, and whose."""

    code: CertificateId
    holder: PartyId


def place_at(lookup: Lookup, first: Place, right: int, at: int) -> Place:
    """Where the unit that began at `first` was at a moment. No certificate of that code: it stays where it began."""
    *_, last = _places(lookup, first, right, at)
    return last


def held_at(lookup: Lookup, first: Place, right: int, at: int) -> bool:
    """Whether the unit that began at `first` was held then, by whoever had it."""
    place = place_at(lookup, first, right, at)
    certificate = lookup(place.code)
    if certificate is None or not certificate.evidenced_at <= at < certificate.expires_at:
        return False
    return any(
        unit.lives_at(at)
        and certificate.status in (_STANDS if unit.moved_at is not None else {CertificateStatus.ISSUED})
        for unit in certificate.units
        if (unit.holder, unit.right) == (place.holder, right)
    )


def moments(lookup: Lookup, first: Place, right: int) -> list[int]:
    """Every moment at which the answers about this unit may change; between two of them they do not."""
    found: set[int] = set()
    place: Place | None = first
    while place is not None and (certificate := lookup(place.code)) is not None:
        found |= {certificate.evidenced_at, certificate.expires_at}
        for unit in certificate.units:
            found |= {unit.since, unit.until} | ({unit.moved_at} if unit.moved_at is not None else set())
        found |= {way.evidenced_at for way in certificate.proceedings if way.evidenced_at is not None}
        way = _way_on(certificate, place.holder, right)
        place = None if way is None or way.other is None else Place(way.successor or certificate.code, way.other)
    return sorted(found)


def _places(lookup: Lookup, first: Place, right: int, at: int) -> Iterator[Place]:
    place: Place | None = first
    while place is not None:
        yield place
        certificate = lookup(place.code)
        place = _next(certificate, place.holder, right, at) if certificate is not None else None


def _next(certificate: Certificate, holder: PartyId, right: int, at: int) -> Place | None:
    """A holder that gave a certificate up never comes back to it: there is one way on at most, and it ends."""
    way = _way_on(certificate, holder, right)
    if way is None or way.other is None or way.evidenced_at is None:
        return None
    since = way.evidenced_at if way.procedure is Procedure.TRANSFER else certificate.evidenced_at
    return Place(way.successor or certificate.code, way.other) if since <= at else None


def _way_on(certificate: Certificate, holder: PartyId, right: int) -> Proceeding | None:
    """What took the unit from this holder, at whatever moment.

    A transfer names what it takes; a change takes whatever is left then. So a change took nothing that any transfer of
    the holder names, whichever of the two was filed, evidenced or listed first.
    """
    if not any(unit.moved_at is not None for unit in certificate.units if (unit.holder, unit.right) == (holder, right)):
        return None
    ways = [
        one
        for one in certificate.proceedings
        if one.state is ProceedingState.REGISTERED and one.holder == holder and one.other not in (None, holder)
    ]
    transfers = (one for one in ways if one.procedure is Procedure.TRANSFER and one.rights & right)
    changes = (one for one in ways if one.procedure is Procedure.CHANGE)
    return next(transfers, None) or next(changes, None)
