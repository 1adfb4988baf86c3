# SPDX-License-Identifier: Apache-2.0
"""A certificate as its acts left it: its term, who holds which right, versions, annotations, re-affirmations.

For: values that the fold makes and verdicts read. Not for: whether it is valid, frozen or tainted at a moment; that is
computed (`verdict.py`), so nothing has to be done for a certificate to expire.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.domain.calendar import Day, Deadline, WorkingCalendar, day_of
from ledger.domain.clocks import ANSWER_DAYS, DeemedAccepted, answer_clock, answer_deadline
from ledger.domain.ids import Address, CaseId, CertificateId, OrgId, PartyId, PledgeId, RegimeId
from ledger.domain.kinds import Basis, CertificateStatus, DisputeOutcome, Procedure, ProceedingState

SEIZURE = 2
CONTROL = 3
FREEZING = frozenset({SEIZURE, CONTROL})
"""The annotation kinds of art. 23 that freeze."""

LANE_BITS = 80
"""Width of one right in the right-units word: until (40) high, since (40) low; HOLD lowest, then USE, then OPERATE."""


@dataclass(frozen=True, slots=True)
class RightUnit:
    """One right of one holder, for [since, until). `right` is 1 HOLD, 2 USE or 4 OPERATE.

    From `moved_at` on it is elsewhere.
    """

    holder: PartyId
    right: int
    basis: Basis
    since: int
    until: int
    moved_at: int | None = None

    def lives_at(self, at: int) -> bool:
        return self.since <= at < self.until and (self.moved_at is None or at < self.moved_at)


@dataclass(frozen=True, slots=True)
class Version:
    """What the certificate said from `recorded_at` on. Version 1 is the one issued.

    A correction may restate the name in clear. A registered change restates what is not None of name, overview and time
    span (Unix seconds, both ends in it), and counts from `restated_from`, when it was evidenced; a name with its
    commitment and without its text is one that may not be shown.
    """

    number: int
    recorded_at: int
    account: Address
    preparer: Address | None
    person: bytes | None
    preparer_person: bytes | None
    payload_sha256: bytes
    payload_sm3: bytes
    before: bytes | None = None
    afterwards: bytes | None = None
    reason: bytes | None = None
    data_name: str = ""
    name_commitment: bytes | None = None
    overview_commitment: bytes | None = None
    time_from: int | None = None
    time_to: int | None = None
    restated_from: int | None = None

    @property
    def names(self) -> bool:
        """Whether it puts another name in the place of the one before, shown or not."""
        return bool(self.data_name) or self.name_commitment is not None


@dataclass(frozen=True, slots=True)
class AnnotationRecord:
    """The `number`-th annotation; lifted by the same or a superior authority's paper."""

    number: int
    kind: int
    authority: OrgId | None
    level: int
    since: int
    until: int | None
    document: bytes
    recorded_at: int
    account: Address
    preparer: Address | None
    person: bytes
    preparer_person: bytes | None
    lifted_at: int | None = None
    lifted_account: Address | None = None
    lifted_preparer: Address | None = None
    lifted_authority: OrgId | None = None
    lifted_level: int | None = None
    lifted_document: bytes | None = None

    @property
    def freezes(self) -> bool:
        return self.kind in FREEZING

    @property
    def begins(self) -> int:
        """In seconds. A paper that names no day holds from when it came on record."""
        return self.since or self.recorded_at

    def in_force_at(self, at: int) -> bool:
        begun = self.begins <= at and (self.until is None or at < self.until)
        return begun and (self.lifted_at is None or at < self.lifted_at)


@dataclass(frozen=True, slots=True)
class Reaffirmation:
    """A good key stood by everything its organisation had signed on the certificate until then."""

    number: int
    recorded_at: int
    account: Address
    person: bytes
    reason: bytes


OPEN_STATES = frozenset({ProceedingState.OFFERED, ProceedingState.SUBMITTED, ProceedingState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Proceeding:
    """The `number`-th transfer, change, renewal or cancellation. `complete_at`: all agreed, and the answer clock began.

    What a change asks to restate of the data stands as it does in the version that it becomes; `after_paper` is the
    commitment of the paper that says it in words. `successor` is the code that a transferee got, `version` the number
    of the version that registering it made; a cancellation makes none. `state` is as somebody acted; `state_at` adds
    what silence did.
    """

    procedure: Procedure
    number: int
    state: ProceedingState
    filed_at: int
    account: Address
    filed_by: OrgId
    level: int
    holder: PartyId | None
    other: PartyId | None
    rights: int
    term_years: int
    ground: int
    notice_last_day: Day | None
    regime: RegimeId
    before: bytes | None
    afterwards: bytes | None
    documents: bytes
    institution_decision: bytes | None
    missing: int
    complete_at: int | None = None
    accepted_at: int | None = None
    closed_at: int | None = None
    closed_account: Address | None = None
    closed_preparer: Address | None = None
    closed_document: bytes | None = None
    refusal_ground: int | None = None
    evidenced_at: int | None = None
    national_ref: str = ""
    national_digest: bytes | None = None
    successor: CertificateId | None = None
    data_name: str = ""
    name_commitment: bytes | None = None
    overview_commitment: bytes | None = None
    time_from: int | None = None
    time_to: int | None = None
    after_paper: bytes | None = None
    version: int | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def restates(self) -> bool:
        """Whether anything that the certificate says of its data becomes another."""
        return any(one is not None for one in (self.name_commitment, self.overview_commitment, self.time_to))

    def answer_by(self, calendar: WorkingCalendar, answer_days: int = ANSWER_DAYS) -> Deadline | None:
        """Until when the registrar has to answer; None where nothing waits for its answer."""
        if self.state is not ProceedingState.SUBMITTED or self.complete_at is None:
            return None
        return answer_deadline(day_of(self.complete_at), calendar, answer_days)

    def state_at(self, calendar: WorkingCalendar, at: int, answer_days: int = ANSWER_DAYS) -> ProceedingState:
        """The state with what time alone has done until `at`, on all acts that were folded (ruling 3)."""
        if self.state is ProceedingState.SUBMITTED and self.complete_at is not None:
            clock = answer_clock(day_of(self.complete_at), at, calendar, answer_days)
            return ProceedingState.ACCEPTED if isinstance(clock, DeemedAccepted) else self.state
        return self.state

    def open_at(self, at: int) -> bool:
        """Filed and undecided at a moment, on all that is known."""
        ended = self.evidenced_at if self.evidenced_at is not None else self.closed_at
        return self.filed_at <= at and (ended is None or at < ended)


@dataclass(frozen=True, slots=True)
class DisputeRecord:
    """The `number`-th objection to what was registered (art. 29)."""

    number: int
    objector: PartyId
    filed_at: int
    account: Address
    level: int
    reasons: bytes
    material: bytes | None
    outcome: DisputeOutcome = DisputeOutcome.OPEN
    complete_at: int | None = None
    informed_at: int | None = None
    elsewhere_at: int | None = None
    answered_at: int | None = None
    contested: bool | None = None
    closed_at: int | None = None
    closed_account: Address | None = None
    closed_preparer: Address | None = None
    closed_document: bytes | None = None

    def open_at(self, at: int) -> bool:
        return self.filed_at <= at and (self.closed_at is None or at < self.closed_at)


@dataclass(frozen=True, slots=True)
class ReconciliationRecord:
    """How the certificate compared with an extract of the national record.

    `compared` and `differing` have a bit for each field (`reconciliation.Field`); what is not compared is unchecked.
    """

    number: int
    recorded_at: int
    account: Address
    person: bytes
    batch: bytes
    extract_sha256: bytes
    extracted_at: int
    matches: bool
    compared: int
    differing: int


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """A certificate or entry elsewhere on the same data, as claimed or as the registrar saw it."""

    number: int
    recorded_at: int
    account: Address
    kind: int
    status: int
    verified: bool
    issuer: str
    reference: str
    reference_commitment: bytes
    document: bytes | None


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """How this certificate's data relate to another's; `first` where the statement begins with this one."""

    number: int
    recorded_at: int
    account: Address
    other: CertificateId
    relation: int
    first: bool
    document: bytes


@dataclass(frozen=True, slots=True)
class Encumbrance:
    """A pledge on a right unit, with this rank, for [since, lifted_at). Another rank is another encumbrance."""

    number: int
    pledge_id: PledgeId
    place: int
    holder: PartyId
    right: int
    rank: int
    exclusive: bool
    since: int
    lifted_at: int | None = None

    def stands_at(self, at: int) -> bool:
        return self.since <= at and (self.lifted_at is None or at < self.lifted_at)


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate. `evidenced_at` is its legal start, `issued_at` the block in which the ledger learnt it."""

    code: CertificateId
    case_id: CaseId
    registrar: OrgId
    evidenced_at: int
    expires_at: int
    issued_at: int
    units: tuple[RightUnit, ...]
    versions: tuple[Version, ...]
    annotations: tuple[AnnotationRecord, ...] = ()
    reaffirmations: tuple[Reaffirmation, ...] = ()
    encumbrances: tuple[Encumbrance, ...] = ()
    status: CertificateStatus = CertificateStatus.ISSUED
    ended_at: int | None = None
    proceedings: tuple[Proceeding, ...] = ()
    disputes: tuple[DisputeRecord, ...] = ()
    reconciliations: tuple[ReconciliationRecord, ...] = ()
    links: tuple[LinkRecord, ...] = ()
    relations: tuple[RelationRecord, ...] = ()

    @property
    def present_holders(self) -> tuple[PartyId, ...]:
        """Who holds anything that did not move away, whether it runs or not."""
        return tuple(dict.fromkeys(unit.holder for unit in self.units if unit.moved_at is None))

    @property
    def successors(self) -> tuple[CertificateId, ...]:
        """The codes to which right units went."""
        return tuple(one.successor for one in self.proceedings if one.successor is not None)

    def open_proceeding(self, procedure: Procedure) -> Proceeding | None:
        return next((one for one in self.proceedings if one.procedure is procedure and one.is_open), None)

    @property
    def current(self) -> Version:
        return self.versions[-1]

    def version_at(self, at: int) -> int:
        """The number of the version that it stands in at a moment: what an opinion of value must have looked at."""
        return max((version.number for version in self.versions if version.recorded_at <= at), default=1)

    @property
    def renamed(self) -> bool:
        """Whether a correction or a change put another name in the place of the application's."""
        return any(version.names for version in self.versions)

    @property
    def corrected_name(self) -> str:
        """The name that a correction or a change showed last; empty while the application's own stands, or where the
        later one may not be shown."""
        return next((version.data_name for version in reversed(self.versions) if version.names), "")

    def versions_before(self, successor: CertificateId) -> tuple[Version, ...]:
        """What a transferee takes over: the versions up to the one that the transfer to its certificate made.

        By number and not by time: what was registered in the same second after the transfer is not among them.
        """
        (until,) = (one.version for one in self.proceedings if one.successor == successor)
        assert until is not None, "a transfer that gave a code made a version"
        return tuple(version for version in self.versions if version.number <= until)

    @property
    def holders(self) -> tuple[PartyId, ...]:
        return tuple(dict.fromkeys(unit.holder for unit in self.units))

    def encumbrances_at(self, at: int) -> tuple[Encumbrance, ...]:
        """What stands on units under this certificate, by right unit and rank."""
        standing = (one for one in self.encumbrances if one.stands_at(at))
        return tuple(sorted(standing, key=lambda one: (one.holder, one.right, one.rank)))

    def under_since(self, pledge_id: PledgeId, holder: PartyId) -> int | None:
        """From when on a pledge stands, or stood, on units of this holder, at whatever rank; None: it never did."""
        puts = (one.since for one in self.encumbrances if (one.pledge_id, one.holder) == (pledge_id, holder))
        return min(puts, default=None)

    def holds_at(self, holder: PartyId, right: int, at: int) -> bool:
        return any(u.holder == holder and u.right == right and u.lives_at(at) for u in self.units)


def units_of(holder: PartyId, word: bytes) -> tuple[RightUnit, ...]:
    """The rights in one holder's packed word (see contracts/types/Words.sol)."""
    bits = int.from_bytes(word, "big")
    basis = Basis(bits >> 240 & 0xFF)
    lanes = ((right, bits >> LANE_BITS * lane & (1 << LANE_BITS) - 1) for lane, right in enumerate((1, 2, 4)))
    return tuple(
        RightUnit(holder, right, basis, lane & (1 << 40) - 1, lane >> 40) for right, lane in lanes if lane >> 40
    )
