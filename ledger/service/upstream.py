# SPDX-License-Identifier: Apache-2.0
"""What data were made of, and until when the rights in it last: every event known at the block that names the
certificate as its output, each parent with its certificate's term, the grants under which it was used, and the consent
that these stand on.

A right that was had anew counts by what lasts longest: data that were made of the same parent under one grant, and
later under another, need one that runs. Not for: parents of parents (each certificate has a report of its own), nor for
what is on no ledger: contracts of data that are not registered, consents that no grant hangs on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ledger.domain.calendar import WITHOUT_END
from ledger.domain.certificate import Certificate
from ledger.domain.circulation import Derivation, ParentMark, Trace
from ledger.domain.events import (
    CertificateCancelled,
    CertificateIssued,
    CertificateRenewed,
    CertificateRevoked,
    CertificateTransferred,
    CirculationReported,
    ConsentRecorded,
    ConsentWithdrawn,
    GrantAccepted,
    GrantNarrowed,
    GrantOffered,
    GrantRevoked,
    GrantTerminated,
    Recorded,
)
from ledger.domain.grant import ConsentRecord, Grant
from ledger.domain.ids import CertificateId, GrantId, certificate_bytes, certificate_of
from ledger.domain.kinds import RootKind
from ledger.domain.lending import Parent
from ledger.domain.verdict import IN_FORCE, Base, Evidence, base_of, lapsed_at
from ledger.domain.whereabouts import Place, place_at
from ledger.store.queries.folded import Folded

TERM, GRANT, CONSENT = "TERM", "GRANT", "CONSENT"
_TERM_ACTS: Final[tuple[type, ...]] = (CertificateIssued, CertificateRenewed)
_ENDING_ACTS: Final[tuple[type, ...]] = (CertificateCancelled, CertificateRevoked, CertificateTransferred)
_GRANT_ACTS: Final[tuple[type, ...]] = (GrantOffered, GrantAccepted, GrantNarrowed, GrantRevoked, GrantTerminated)
_CONSENT_ACTS: Final[tuple[type, ...]] = (ConsentRecorded, ConsentWithdrawn)


def load(folded: Folded, traces: Iterable[Trace]) -> None:
    """The grants that these traces' parents name, what those were passed on from, the consents at their roots, and the
    certificates through which a unit at a root went: one query for each level, however many there are."""
    front = {bytes(each.parent.grant_id) for each in _named(traces) if any(each.parent.grant_id)}
    seen: set[bytes] = set()
    while front:
        folded.load(sorted(front))
        seen |= front
        front = {one for subject in front for one in _further(folded.state(subject))} - seen


def _named(traces: Iterable[Trace]) -> Iterator[Derivation]:
    return (parent for trace in traces for each in trace.happenings for parent in each.parents)


def _further(state: object) -> Iterator[bytes]:
    if isinstance(state, Grant):
        yield bytes(state.parent) if state.parent is not None else state.root
    elif isinstance(state, Certificate):
        yield from (certificate_bytes(code) for code in state.successors)


def _above(grant: Grant) -> bytes | None:
    if grant.parent is not None:
        return bytes(grant.parent)
    return grant.root if grant.root_kind is RootKind.CONSENT else None


def parents(folded: Folded, code: CertificateId, traces: Sequence[bytes], at: int) -> Iterator[Parent]:
    """Each parent as it stands at the moment; one in which there was a right, once, with the right that lasts longest.
    `traces`: those in which the certificate is named as what was made."""
    covered: dict[str, Parent] = {}
    for made, derivation in _made(folded, code, traces):
        found = _parent(folded, derivation, made, at)
        if derivation.mark is not ParentMark.COVERED:
            yield found
        elif found.label not in covered or _lasting(found) > _lasting(covered[found.label]):
            covered[found.label] = found
    yield from covered.values()


def _lasting(parent: Parent) -> tuple[bool, int]:
    return parent.sound is True, WITHOUT_END if parent.until is None else parent.until


def _made(folded: Folded, code: CertificateId, traces: Sequence[bytes]) -> Iterator[tuple[Recorded, Derivation]]:
    """The acts by which it was made, each with every parent that it names."""
    for subject in traces:
        trace = folded.state(subject)
        if not isinstance(trace, Trace):
            continue
        acts = {act.event.seq: act for act in folded.acts(subject) if isinstance(act.event, CirculationReported)}
        for happening in trace.happenings:
            if happening.output == code:
                yield from ((acts[happening.seq], parent) for parent in happening.parents)


def _parent(folded: Folded, derivation: Derivation, made: Recorded, at: int) -> Parent:
    """Sound if the contract found the right then, and what it hangs on stands still."""
    label, since = derivation.parent.id, made.meta.timestamp
    if derivation.mark is ParentMark.UNREGISTERED:
        contract = "0x" + derivation.parent.contract_digest.hex()
        return Parent(contract, None, "by contract", (Evidence.of(made),), since=since)
    state = folded.state(certificate_bytes(label))
    if derivation.mark is ParentMark.NOT_COVERED or not isinstance(state, Certificate):
        return Parent(label, False, "no right in it when it was made", (Evidence.of(made),), since=since)
    found = _standing(folded, derivation, state, at)
    return replace(found, evidence=(Evidence.of(made), *found.evidence), since=max(since, found.since or 0))


def _standing(folded: Folded, derivation: Derivation, named: Certificate, at: int) -> Parent:
    certificate = _under(folded, derivation.parent.grant_id, at) or named
    term = _term(folded, certificate, at)
    limits = [term, *_of_grants(folded, derivation.parent.grant_id)]
    limits.sort(key=lambda limit: limit.until)
    first, status = limits[0], base_of(certificate, at)
    over = next((limit for limit in limits if limit is not term and limit.until <= at), None)
    if status not in IN_FORCE:
        over = term
    detail = status if over is None or over is term else f"{over.by} ended"
    told = over or first
    since = told.since
    if over is not None:
        since = max(since, lapsed_at(certificate) if status is Base.EXPIRED else told.until)
    until = told.until if told.until < WITHOUT_END else None
    return Parent(named.code, over is None, detail, told.acts, until, told.by, since)


def _under(folded: Folded, grant_id: GrantId, at: int) -> Certificate | None:
    """The certificate under which the unit is that a grant hangs on: a grant stands when the right passes to another
    (ruling 23). None where it hangs on none, or no grant is named."""
    state = folded.state(grant_id) if any(grant_id) else None
    while isinstance(state, Grant) and state.parent is not None:
        state = folded.state(state.parent)
    if not isinstance(state, Grant) or state.root_kind is not RootKind.UNIT:
        return None

    def lookup(code: CertificateId) -> Certificate | None:
        found = folded.state(certificate_bytes(code))
        return found if isinstance(found, Certificate) else None

    return lookup(place_at(lookup, Place(certificate_of(state.root), state.grantor), state.right, at).code)


# --- what ends --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Limit:
    """Something that the right hangs on, until when it lasts, the acts that say so, and when the last of them came."""

    by: str
    until: int
    acts: tuple[Evidence, ...]
    since: int


def _limit(folded: Folded, by: str, until: int, subject: bytes, kinds: tuple[type, ...]) -> _Limit:
    acts = [act for act in folded.acts(subject) if isinstance(act.event, kinds)]
    return _Limit(by, until, tuple(map(Evidence.of, acts)), max((act.meta.timestamp for act in acts), default=0))


def _term(folded: Folded, certificate: Certificate, at: int) -> _Limit:
    subject, ended = certificate_bytes(certificate.code), certificate.ended_at
    kinds, until = _TERM_ACTS, certificate.expires_at
    if ended is not None and ended <= max(at, until):
        kinds, until = _ENDING_ACTS, ended
    return _limit(folded, TERM, until, subject, kinds)


def _of_grants(folded: Folded, grant_id: GrantId) -> Iterator[_Limit]:
    """The grant, what it was passed on from, and the consent at the root. None: the actor's own right in the parent."""
    one: bytes | None = bytes(grant_id) if any(grant_id) else None
    while one is not None:
        state, subject = folded.state(one), one
        one = None
        if isinstance(state, Grant):
            ends = state.not_after if state.ended_at is None else min(state.not_after, state.ended_at)
            yield _limit(folded, GRANT, ends, subject, _GRANT_ACTS)
            one = _above(state)
        elif isinstance(state, ConsentRecord):
            ends = state.expires_at if state.withdrawn_at is None else min(state.expires_at, state.withdrawn_at)
            yield _limit(folded, CONSENT, ends, subject, _CONSENT_ACTS)
