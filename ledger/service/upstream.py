# SPDX-License-Identifier: Apache-2.0
"""What data were made of, and until when the rights in it last: every event known at the block that names the
certificate as its output, each parent with its certificate's term, the grants under which it was used, and the consent
that these stand on. With a parent goes what stands against the certificate that the right in it is under, though it be
in force: a freeze, an objection, a key that was in other hands, a difference from the national record; and a
suspension of a grant that it was used under.

A right that was had anew counts by what lasts longest: data that were made of the same parent under one grant, and
later under another, need one that runs. Not for: parents of parents (each certificate has a report of its own), nor for
what is on no ledger: contracts of data that are not registered, consents that no grant hangs on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

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
    GrantSuspended,
    GrantTerminated,
    Recorded,
)
from ledger.domain.grant import ConsentRecord, Grant
from ledger.domain.ids import CertificateId, GrantId, certificate_bytes, certificate_of, party_of_org
from ledger.domain.kinds import RootKind
from ledger.domain.lending import UPSTREAM_WARNED, Parent
from ledger.domain.organisation import Organisation
from ledger.domain.verdict import IN_FORCE, Base, Evidence, Facts, Statement, Text, base_of, judge, lapsed_at
from ledger.domain.whereabouts import Place, place_at
from ledger.service.succession import followed
from ledger.service.verdicts import successors
from ledger.store.queries.folded import Folded

Lines: TypeAlias = Mapping[CertificateId, Sequence[CertificateId]]

TERM, GRANT, CONSENT = "TERM", "GRANT", "CONSENT"
_TERM_ACTS: Final[tuple[type, ...]] = (CertificateIssued, CertificateRenewed)
_ENDING_ACTS: Final[tuple[type, ...]] = (CertificateCancelled, CertificateRevoked, CertificateTransferred)
_GRANT_ACTS: Final[tuple[type, ...]] = (GrantOffered, GrantAccepted, GrantNarrowed, GrantRevoked, GrantTerminated)
_CONSENT_ACTS: Final[tuple[type, ...]] = (ConsentRecorded, ConsentWithdrawn)
SUSPENDED_TEXT: Final = Text("所依据的授权已中止", "the grant that it was used under is suspended", "4.8")


def load(folded: Folded, traces: Iterable[Trace]) -> None:
    """The grants that these traces' parents name, what those were passed on from, the consents at their roots, the
    certificates through which a unit at a root went, and whoever gave or keeps all these: one query for each level,
    however many there are."""
    front = {bytes(each.parent.grant_id) for each in _named(traces) if any(each.parent.grant_id)}
    front |= {certificate_bytes(each.parent.id) for each in _named(traces) if each.parent.id}
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
        yield party_of_org(state.registrar)
    elif isinstance(state, Organisation) and state.successor is not None:
        yield party_of_org(state.successor)


def _above(grant: Grant) -> bytes | None:
    if grant.parent is not None:
        return bytes(grant.parent)
    return grant.root if grant.root_kind is RootKind.CONSENT else None


def parents(folded: Folded, code: CertificateId, traces: Sequence[bytes], at: int, lines: Lines) -> Iterator[Parent]:
    """Each parent as it stands at the moment; one in which there was a right, once, with the right that lasts longest,
    before those one against whose certificate nothing stands. `traces`: those in which the certificate, or one that it
    came from by transfers, is named as what was made; `lines`: of it and of each parent, itself and whence it came."""
    covered: dict[str, Parent] = {}
    for made, derivation in _made(folded, lines[code], traces):
        found = _parent(folded, derivation, made, at, lines)
        if derivation.mark is not ParentMark.COVERED:
            yield found
        elif found.label not in covered or _lasting(found) > _lasting(covered[found.label]):
            covered[found.label] = found
    yield from covered.values()


def _lasting(parent: Parent) -> tuple[bool, bool, int]:
    return parent.sound is True, not parent.against, WITHOUT_END if parent.until is None else parent.until


def _made(
    folded: Folded, line: Sequence[CertificateId], traces: Sequence[bytes]
) -> Iterator[tuple[Recorded, Derivation]]:
    """The acts by which one of these was made, each with every parent that it names."""
    for subject in traces:
        trace = folded.state(subject)
        if not isinstance(trace, Trace):
            continue
        acts = {act.event.seq: act for act in folded.acts(subject) if isinstance(act.event, CirculationReported)}
        for happening in trace.happenings:
            if happening.output in line:
                yield from ((acts[happening.seq], parent) for parent in happening.parents)


def _parent(folded: Folded, derivation: Derivation, made: Recorded, at: int, lines: Lines) -> Parent:
    """Sound if the contract found the right then, and what it hangs on stands still."""
    label, since = derivation.parent.id, made.meta.timestamp
    if derivation.mark is ParentMark.UNREGISTERED:
        contract = "0x" + derivation.parent.contract_digest.hex()
        return Parent(contract, None, "by contract", (Evidence.of(made),), since=since)
    state = folded.state(certificate_bytes(label))
    if derivation.mark is ParentMark.NOT_COVERED or not isinstance(state, Certificate):
        return Parent(label, False, "no right in it when it was made", (Evidence.of(made),), since=since)
    found = _standing(folded, derivation, state, at, lines)
    against_since = None if found.against_since is None else max(since, found.against_since)
    evidence = (Evidence.of(made), *found.evidence)
    return replace(found, evidence=evidence, since=max(since, found.since or 0), against_since=against_since)


def _standing(folded: Folded, derivation: Derivation, named: Certificate, at: int, lines: Lines) -> Parent:
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
    against: tuple[Statement, ...] = ()
    if over is None:
        suspended = _suspended(folded, derivation.parent.grant_id, at)
        against = (*suspended, *_against(folded, certificate, lines[named.code][-1], at))
    moments = [each.since for each in against]
    against_since = min((one for one in moments if one is not None), default=None) if None not in moments else None
    return Parent(named.code, over is None, detail, told.acts, until, told.by, since, against, against_since)


def _against(folded: Folded, certificate: Certificate, first: CertificateId, at: int) -> Iterator[Statement]:
    """As its own verdict says it. What is objected to a certificate is objected to those that came of it, too."""
    registrar = folded.state(party_of_org(certificate.registrar))
    keepers = list(successors(folded, registrar))
    before = list(_before(folded, certificate, first))
    facts = Facts(
        code=certificate.code,
        certificate=certificate,
        registrar=registrar if isinstance(registrar, Organisation) else None,
        acts=folded.acts(certificate_bytes(certificate.code)),
        registrar_acts=folded.acts(party_of_org(certificate.registrar)),
        successors=keepers,
        successor_acts=[act for each in keepers for act in folded.acts(party_of_org(each.org_id))],
        predecessors=before,
        predecessor_acts=[act for each in before for act in folded.acts(certificate_bytes(each.code))],
    )
    yield from (each for each in judge(facts, at).overlays if each.code in UPSTREAM_WARNED)


def _suspended(folded: Folded, grant_id: GrantId, at: int) -> Iterator[Statement]:
    """Each grant that it was used under, by itself or above it, and whose grantor holds it up at the moment."""
    one: bytes | None = bytes(grant_id) if any(grant_id) else None
    while one is not None:
        state, subject = folded.state(one), one
        one = None
        if isinstance(state, Grant):
            one = _above(state)
            pause = next((each for each in state.pauses if each.covers(at)), None)
            if pause is not None:
                acts = [act for act in folded.acts(subject) if isinstance(act.event, GrantSuspended)]
                place = tuple(map(Evidence.of, acts[pause.number - 1 : pause.number]))
                yield Statement("SUSPENDED", SUSPENDED_TEXT, place, "0x" + subject.hex(), pause.since)


def _before(folded: Folded, certificate: Certificate, first: CertificateId) -> Iterator[Certificate]:
    """What it came from by transfers, nearest first; `first`: that by which the data were first registered."""
    family, code = list(followed(folded, [first])), certificate.code
    while (earlier := next((each for each in family if code in each.successors), None)) is not None:
        yield earlier
        code = earlier.code


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
