# SPDX-License-Identifier: Apache-2.0
"""What stands on a right unit: the search before a rank is reserved or a pledge recorded, true at a block.

Folded from acts in blocks up to the one asked about, so that the same question gives the same bytes for ever
(ruling 4). It sees this ledger: what is pledged elsewhere takes a search there, whose result the bank declares (D3).

    units     each right unit that was asked about: liens by rank, reservation, and what stops a pledge of it
    beside    the same data by other ways: certificates with the same sample or a relation that a registrar confirmed,
              entries in other registers, co-holders' units, what the data were made of and what was made of them, with
              what stands on each (D4 to D7, D9)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ledger.domain.certificate import Certificate
from ledger.domain.events import RankReserved, Recorded
from ledger.domain.ids import CertificateId, PartyId, Subject, certificate_bytes
from ledger.domain.kinds import Grade, RightBits
from ledger.domain.lending import Lien
from ledger.domain.pledge import band_bound
from ledger.domain.verdict import Facts, Overlay, Verdict, judge
from ledger.domain.verdict_json import (
    KnownBlock,
    canonical,
    evidence_document,
    known_document,
    moment_document,
    party_label,
)
from ledger.errors import Refused
from ledger.service.beside import LINK_KINDS
from ledger.service.gathering import freed_at, liens_at
from ledger.service.heads import no_certificate
from ledger.service.pooling import pools_under
from ledger.service.reservations import running
from ledger.service.siblings import siblings
from ledger.service.succession import followed
from ledger.service.taint import Taints
from ledger.service.traffic import grade_at
from ledger.service.verdicts import facts_at, known_block
from ledger.store.queries import acts, traces
from ledger.store.queries.folded import Folded
from ledger.store.session import Store

STOPPING = {Overlay.FROZEN: "FROZEN", Overlay.MISMATCH: "MISMATCH"}


@dataclass(frozen=True, slots=True)
class PledgeQuestion:
    """Which certificate, and whose unit of it; None: every unit. `at` in seconds; `known` a final block."""

    code: CertificateId
    now: int
    holder: PartyId | None = None
    right: RightBits | None = None
    at: int | None = None
    known: int | None = None


@dataclass(frozen=True, slots=True)
class UnitFound:
    """One right unit at the moment. `stops`: why it is not free; `next_rank`: ranks once given are not given again.

    RELEASE_TAINTED: a pledge was taken off it by a key in other hands, and nobody stood by that (ruling 17). CORE: no
    bank may take these data (H3).
    """

    holder: PartyId
    right: int
    liens: tuple[Lien, ...]
    reserved: RankReserved | None
    stops: tuple[str, ...]
    next_rank: int


@dataclass(frozen=True, slots=True)
class Beside:
    """The same data by another way. `liens`: how many stand there; None where this ledger cannot know."""

    how: str
    label: str
    status: str
    liens: int | None


@dataclass(frozen=True, slots=True)
class Search:
    verdict: Verdict
    at: int
    head: bytes
    units: tuple[UnitFound, ...]
    beside: tuple[Beside, ...]
    known: KnownBlock

    @property
    def clean(self) -> bool:
        """Nothing stands on any of the units, nobody holds a rank, and nothing stops a pledge."""
        return not self.stops

    @property
    def stops(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for unit in self.units for word in unit.stops))

    def document(self) -> dict[str, Any]:
        verdict = self.verdict
        return {
            "code": verdict.code,
            "at": moment_document(self.at),
            "known": known_document(self.known),
            "base": str(verdict.base.code),
            "overlays": [str(each.code) for each in verdict.overlays],
            "clean": self.clean,
            "stops": list(self.stops),
            "head": "0x" + self.head.hex(),
            "units": [_unit(unit) for unit in self.units],
            "beside": [
                {"how": each.how, "label": each.label, "status": each.status, "liens": each.liens}
                for each in self.beside
            ],
            "elsewhere": "NOT_CHECKED",
        }

    def bytes(self) -> bytes:
        return canonical(self.document())


def search(store: Store, question: PledgeQuestion) -> Search:
    """NotFound without such a certificate; Refused where the holder asked about has no such unit of it."""
    with store.reading() as session:
        known = known_block(session, question.known)
        at = question.at
        if at is None:
            at = known.timestamp if question.known is not None else question.now
        folded = Folded(session, known.number)
        facts = facts_at(folded, question.code)
        certificate = facts.certificate
        head = acts.subject_head(session, Subject(certificate_bytes(question.code)), known.number)
        if certificate is None or head is None:
            raise no_certificate(question.code)
        verdict = judge(facts, at, None)
        every = _units(folded, facts, verdict, at)
        beside = tuple(_beside(folded, facts, at))
    units = tuple(unit for unit in every if _asked(unit, question))
    if not units:
        raise Refused(
            f"no such right unit stands under {question.code}",
            zh=f"{question.code} 下没有该权利",
            code="UNIT_UNKNOWN",
        )
    others = tuple(
        Beside("CO_HOLDER", f"{party_label(unit.holder)} {RightBits(unit.right).name}", "", len(unit.liens))
        for unit in every
        if unit not in units and question.holder is not None and unit.holder != question.holder
    )
    return Search(verdict, at, head.word, units, (*others, *beside), known)


def _asked(unit: UnitFound, question: PledgeQuestion) -> bool:
    return question.holder in (None, unit.holder) and question.right in (None, unit.right)


# --- the units --------------------------------------------------------------------------------------------------------


def _units(folded: Folded, facts: Facts, verdict: Verdict, at: int) -> tuple[UnitFound, ...]:
    certificate = facts.certificate
    assert certificate is not None
    liens = list(liens_at(folded, facts, at))
    kept = running(folded, facts, certificate, at)
    general = [word for overlay, word in STOPPING.items() if overlay in {each.code for each in verdict.overlays}]
    keys = dict.fromkeys(
        (unit.holder, unit.right) for unit in certificate.units if unit.moved_at is None or at < unit.moved_at
    )
    robbed = {(one.holder, one.right) for one in freed_at(folded, Taints(folded), certificate, at)}
    pooled = {pool.holder for pool in pools_under(folded, certificate.code, at)}
    first = facts.predecessors[-1].code if facts.predecessors else facts.code
    if grade_at(folded, facts.case, first, at) is Grade.CORE:
        general.append("CORE")
    return tuple(
        _found(
            certificate,
            key,
            [lien for lien in liens if (lien.holder, lien.right) == key],
            kept.get(key),
            [*general, *(["POOLED"] if key[0] in pooled else []), *(["RELEASE_TAINTED"] if key in robbed else [])],
            at,
        )
        for key in keys
    )


def _found(
    certificate: Certificate,
    key: tuple[PartyId, int],
    liens: list[Lien],
    kept: Recorded | None,
    general: list[str],
    at: int,
) -> UnitFound:
    stops = [] if certificate.holds_at(*key, at) else ["NOT_EFFECTIVE"]
    stops += general
    stops += ["EXCLUSIVE"] if any(lien.exclusive for lien in liens) else []
    stops += ["ENCUMBERED"] if liens else []
    reserved = kept.event if kept is not None and isinstance(kept.event, RankReserved) else None
    stops += ["RESERVED"] if reserved is not None else []
    ranks = (one.rank for one in certificate.encumbrances if (one.holder, one.right) == key and one.since <= at)
    return UnitFound(key[0], key[1], tuple(liens), reserved, tuple(stops), 1 + max(ranks, default=0))


# --- the same data by other ways --------------------------------------------------------------------------------------


def _beside(folded: Folded, facts: Facts, at: int) -> Iterator[Beside]:
    for each in siblings(folded, facts, at):
        how = f"LINKED_{each.how}" if each.how in LINK_KINDS else each.how
        yield Beside(how, each.label, each.status, each.liens)
    yield from _lineage(folded, facts.code, at)


def _lineage(folded: Folded, code: CertificateId, at: int) -> Iterator[Beside]:
    session, known = folded.session, folded.known
    above, below = traces.ancestors(session, code, known)[0], traces.descendants(session, code, known)[0]
    for how, codes in (
        ("MADE_OF", dict.fromkeys(edge.parent for edge in above)),
        ("MADE_INTO", dict.fromkeys(edge.child for edge in below)),
    ):
        for each in followed(folded, (other for other in codes if other is not None), but=code, at=at):
            yield Beside(how, each.code, "", len(each.encumbrances_at(at)))


# --- shapes -----------------------------------------------------------------------------------------------------------


def _unit(unit: UnitFound) -> dict[str, Any]:
    return {
        "holder": party_label(unit.holder),
        "right": RightBits(unit.right).name,
        "stops": list(unit.stops),
        "next_rank": unit.next_rank,
        "reserved": None
        if unit.reserved is None
        else {"by": unit.reserved.pledgee, "until": moment_document(unit.reserved.until)},
        "liens": [_lien(lien) for lien in unit.liens],
    }


def _lien(lien: Lien) -> dict[str, Any]:
    bound = band_bound(lien.max_amount_band)
    return {
        "pledge": "0x" + lien.pledge_id.hex(),
        "pledgee": lien.pledgee,
        "rank": lien.rank,
        "exclusive": lien.exclusive,
        "status": lien.status,
        "maturity": moment_document(lien.maturity),
        "maximum_fen": None if bound is None else str(bound),
        "evidence": [evidence_document(place) for place in lien.evidence],
    }
