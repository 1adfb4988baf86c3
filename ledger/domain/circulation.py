# SPDX-License-Identifier: Apache-2.0
"""The trace of an asset as its acts left it: what happened, what was asked, who acknowledged, disputed or confirmed it.

For: values that the fold makes; timelines, exports and audits read them. Not for: whether the trace hangs together
(`audit/trace.py`), nor whether what was said is true, which no ledger knows.

An event's attestation level is computed: 1 self-declared; 2 counter-signed, once the other side acknowledged it by its
own key; 3 confirmed by a provider or venue, 4 by a machine's log, 5 by an authority. A dispute takes level 2 away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from ledger.domain.ids import Address, CertificateId, GrantId, OrgId, PartyId, party_of_org
from ledger.domain.keccak import keccak
from ledger.domain.kinds import Circulation, Standing
from ledger.domain.scope import Rule
from ledger.domain.structs import Parent, Receipt, Use

TRACE_TYPEHASH: Final = keccak(b"Trace(uint256 chainId,bytes32 certificate)")
ANSWER_WITHIN: Final = 10 * 86_400
"""Seconds after which an event that nobody answered is overdue. Nothing happens then; it is said."""

SELF_DECLARED: Final = 1
COUNTERSIGNED: Final = 2
LEVELS: Final = (1, 2, 3, 4, 5)

_OWN_RULES: Final = {200: "NOT_PARTY", 201: "OTHER_ASSET", 202: "NO_RIGHT"}

WITH_PARENTS: Final = frozenset({Circulation.PROCESS, Circulation.FUSE, Circulation.DERIVE})


POOLING: Final = frozenset({Circulation.TRUST, Circulation.SECURITISE})
"""By which a holder gives what it holds into a pool (ruling 28)."""


class ParentMark(StrEnum):
    """What the contract found of a parent's rights at that time (ruling 14)."""

    UNREGISTERED = "UNREGISTERED"
    COVERED = "COVERED"
    NOT_COVERED = "NOT_COVERED"


_MARKS: Final = (None, ParentMark.UNREGISTERED, ParentMark.COVERED, ParentMark.NOT_COVERED)


class Visibility(IntEnum):
    """Who may be shown the particulars of an event, as its teller says (ICirculationRegistry). The parties always."""

    PARTIES = 0
    AUDITORS = 1
    ANYBODY = 2


class AnswerState(StrEnum):
    """How an event stands with its other side at a moment."""

    NOT_NEEDED = "NOT_NEEDED"
    WAITING = "WAITING"
    OVERDUE = "OVERDUE"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    DISPUTED = "DISPUTED"


def trace_id(chain_id: int, root: bytes) -> bytes:
    """The trace of the asset whose first certificate is `root` (32 bytes), on this chain."""
    return keccak(TRACE_TYPEHASH + chain_id.to_bytes(32, "big") + root)


@dataclass(frozen=True, slots=True)
class Derivation:
    """One parent of something made, and what was found of it."""

    position: int
    parent: Parent
    mark: ParentMark


@dataclass(frozen=True, slots=True)
class Answered:
    """What the other side said. `level` is 0 by its own key, else how well its paper is attested."""

    disputed: bool
    by: OrgId
    account: Address
    person: bytes
    level: int
    reason: bytes | None
    recorded_at: int

    @property
    def countersigns(self) -> bool:
        return not self.disputed and self.level in (0, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Confirmation:
    number: int
    level: int
    by: OrgId
    account: Address
    person: bytes
    document: bytes
    recorded_at: int


@dataclass(frozen=True, slots=True)
class Happening:
    """The `seq`-th event of a trace: a report of what happened."""

    seq: int
    recorded_at: int
    certificate: CertificateId
    what: Circulation
    by: OrgId
    account: Address
    person: bytes
    assent_level: int
    actor: PartyId
    on_behalf_of: PartyId | None
    counterparty: PartyId | None
    occurred_at: int
    grant_id: GrantId | None
    use: Use
    content: bytes | None
    output: CertificateId | None
    grade: int
    division: int
    payload_sha256: bytes
    payload_sm3: bytes
    documents: bytes | None
    visibility: int
    correction_of: int | None
    receipt: bytes
    standing: Standing
    rule: int
    decided_on: GrantId | None
    parents: tuple[Derivation, ...] = ()
    answer: Answered | None = None
    confirmations: tuple[Confirmation, ...] = ()

    @property
    def out_of_scope(self) -> bool:
        return self.standing is Standing.OUT_OF_SCOPE

    @property
    def level(self) -> int:
        """The attestation level that a report has to show."""
        own = COUNTERSIGNED if self.answer is not None and self.answer.countersigns else SELF_DECLARED
        return max(own, *(confirmed.level for confirmed in self.confirmations), 0)

    def shows_particulars_to(self, org_id: OrgId, *, supervises: bool) -> bool:
        """To its parties and to who told it; to those who supervise, or to anybody, as far as its visibility goes."""
        wide = self.visibility == Visibility.ANYBODY or (supervises and self.visibility == Visibility.AUDITORS)
        parties = (self.actor, self.on_behalf_of, self.counterparty)
        return wide or org_id == self.by or party_of_org(org_id) in parties

    def answer_state(self, at: int) -> AnswerState:
        if self.counterparty is None:
            return AnswerState.NOT_NEEDED
        if self.answer is not None and self.answer.recorded_at <= at:
            return AnswerState.DISPUTED if self.answer.disputed else AnswerState.ACKNOWLEDGED
        return AnswerState.OVERDUE if at >= self.recorded_at + ANSWER_WITHIN else AnswerState.WAITING

    def says_anew(self, before: Happening) -> bool:
        """Whether it is a correction that takes the place of `before`: of one type, under one grant, with one other
        side. One that is not would take what was told out of every check of its kind (ruling 24)."""
        matter = (before.what, before.grant_id, before.counterparty)
        return self.correction_of == before.seq and (self.what, self.grant_id, self.counterparty) == matter

    def receipt_of(self) -> Receipt:
        """What an act about this event restates."""
        return Receipt(
            self.certificate,
            self.seq,
            self.actor,
            self.counterparty or PartyId(bytes(32)),
            self.grant_id or GrantId(bytes(32)),
            self.content or bytes(32),
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """The `seq`-th event of a trace: a question beforehand, and the answer that was given."""

    seq: int
    recorded_at: int
    certificate: CertificateId
    what: Circulation
    by: OrgId
    account: Address
    person: bytes
    counterparty: PartyId | None
    grant_id: GrantId | None
    use: Use
    allowed: bool
    rule: int
    decided_on: GrantId | None


@dataclass(frozen=True, slots=True)
class Trace:
    """Every event of one asset, numbered from 1 without a gap."""

    trace: bytes
    root: CertificateId
    happenings: tuple[Happening, ...] = ()
    questions: tuple[Asked, ...] = ()

    @property
    def length(self) -> int:
        return len(self.happenings) + len(self.questions)

    def happening(self, seq: int) -> Happening | None:
        return next((each for each in self.happenings if each.seq == seq), None)

    def accounts(self) -> tuple[tuple[Happening, ...], ...]:
        """Everything that was told of each matter, oldest first: an event, its corrections and theirs. A correction of
        another kind (`Happening.says_anew`) is a matter of its own. In the order of what was told last."""
        told: dict[int, Happening] = {}
        found: dict[int, list[Happening]] = {}
        for each in self.happenings:
            before = None if each.correction_of is None else told.get(each.correction_of)
            found[each.seq] = found[before.seq] if before is not None and each.says_anew(before) else []
            found[each.seq].append(each)
            told[each.seq] = each
        return tuple(tuple(found[seq]) for seq in sorted(told) if found[seq][-1].seq == seq)

    def standing_happenings(self) -> tuple[Happening, ...]:
        """What is said now: of everything told of one matter, the newest alone."""
        return tuple(account[-1] for account in self.accounts())


def classifications(told: Iterable[Happening]) -> list[Happening]:
    """What is told of the grade of the data (RECLASSIFY), in the order in which it came about."""
    graded = [each for each in told if each.what is Circulation.RECLASSIFY and each.grade]
    return sorted(graded, key=lambda each: (each.occurred_at, each.seq))


def pooled_at(trace: Trace, holder: PartyId, at: int) -> tuple[Happening, ...]:
    """What holds the holder's right units in the asset in a pool at a moment (seconds): each trust or securitisation of
    its own by then, as it stands corrected, after which the data were not returned to it (ruling 28).

    Whichever right was told of, all that it holds counts: the pool's other parties look to the data."""
    told = [each for each in trace.standing_happenings() if each.occurred_at <= at]
    pools = (each for each in told if each.what in POOLING and holder in (each.actor, each.on_behalf_of))
    return tuple(pool for pool in pools if not any(_releases(each, pool, holder) for each in told))


def _releases(told: Happening, pool: Happening, holder: PartyId) -> bool:
    """A return to the holder, by the vehicle where the pool named one, of no grant's data, and not denied by it."""
    return (
        told.what is Circulation.RETURN
        and told.counterparty == holder
        and told.actor != holder
        and pool.counterparty in (None, told.actor)
        and told.grant_id is None
        and told.occurred_at >= pool.occurred_at
        and not (told.answer is not None and told.answer.disputed)
    )


@dataclass(frozen=True, slots=True)
class UsageTotal:
    """What a batch counts under one grant; `rule` is what stands against debiting it, 0 if it was debited."""

    position: int
    grant_id: GrantId
    records: int
    calls: int
    rule: int


@dataclass(frozen=True, slots=True)
class UsageBatch:
    """Usage records that were put on record together: the root of their tree and the sums."""

    batch: bytes
    by: OrgId
    account: Address
    person: bytes
    root: bytes
    size: int
    since: int
    until: int
    recorded_at: int
    totals: tuple[UsageTotal, ...]


def rule_name(number: int) -> str:
    """The rule that a finding or a total has by number: one of grants, or of circulation (ICirculationRegistry)."""
    return _OWN_RULES.get(number) or Rule(number).name


def marks_of(parents: int, count: int) -> list[ParentMark]:
    """The marks of a finding, two bits each from the lowest on. ValueError if one says nothing."""
    found = []
    for place in range(count):
        mark = _MARKS[parents >> 2 * place & 3]
        if mark is None:
            raise ValueError(f"nothing was found of parent {place + 1}")
        found.append(mark)
    return found
