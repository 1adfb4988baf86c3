# SPDX-License-Identifier: Apache-2.0
"""A pledge as its acts left it: terms, units with their ranks, consents, and how the secured loan stands.

For: values that the fold makes and lists, reports and pages read. Not for: whether it may be recorded (the contracts
decide), or how it stands at a moment (`status_at`, computed: nothing has to be done for a certificate to expire; of a
moment that is past, from the acts up to it, which the caller folds: `fold_until`).

Units are those under which it was recorded. Where a unit went since is known from the certificates: the encumbrances
on them are written by the same acts that move units, also by those that no pledge was asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from ledger.domain.calendar import KnownDeadline, UnknownDeadline, WorkingCalendar, day_of
from ledger.domain.compensation import Compensation, compensated
from ledger.domain.ids import Address, CertificateId, OrgId, PartyId, PledgeId, UnitId
from ledger.domain.kinds import LoanStanding, OutsideStatus, PledgeEnding, PledgeState
from ledger.domain.structs import PledgeTerms

BANDS_FEN: Final[dict[int, int]] = {
    band: yuan * 100
    for band, yuan in enumerate(
        (
            100_000,
            500_000,
            1_000_000,
            2_000_000,
            3_000_000,
            5_000_000,
            10_000_000,
            20_000_000,
            30_000_000,
            50_000_000,
            100_000_000,
            200_000_000,
            500_000_000,
            1_000_000_000,
        ),
        start=1,
    )
}
"""Upper bounds of the bands of the maximum secured, in fen (contracts/libraries/Bands.sol); band 15 has none."""
OPEN_BAND: Final = 15

GONE_OUTSIDE: Final = frozenset({OutsideStatus.CANCELLED, OutsideStatus.NOT_FOUND})
"""Declared of a filing whose entry in the statutory register was looked for and stands there no more."""

BASIS_POINTS: Final = 10_000
DAY: Final = 86_400


def band_of(fen: int) -> int:
    """The lowest band that an amount fits into. ValueError for nothing and less."""
    if fen <= 0:
        raise ValueError(f"{fen} fen secure nothing")
    return next((band for band, bound in BANDS_FEN.items() if fen <= bound), OPEN_BAND)


def band_bound(band: int) -> int | None:
    """In fen; None where the band has no bound."""
    return BANDS_FEN.get(band)


def secured_by(band: int, seniors: Iterable[int] = ()) -> int | None:
    """In fen: what a pledge and those before it secure at most, by their bands; None where one has no bound."""
    bounds = [band_bound(each) for each in (band, *seniors)]
    return None if None in bounds else sum(bound for bound in bounds if bound is not None)


class PledgeStatus(StrEnum):
    """How a pledge stands at a moment. No word says that a right of pledge exists: a record is none."""

    NOT_OFFERED = "NOT_OFFERED"
    OFFERED = "OFFERED"
    CLOSED = "CLOSED"
    EXT_PENDING = "EXT_PENDING"
    EXT_OVERDUE = "EXT_OVERDUE"
    EFFECTIVE = "EFFECTIVE"
    WARNING = "WARNING"
    MARGIN_CALL = "MARGIN_CALL"
    DEFAULTED = "DEFAULTED"
    ENFORCEMENT = "ENFORCEMENT"
    REALISED = "REALISED"
    SUSPENDED = "SUSPENDED"
    COLLATERAL_LAPSED = "COLLATERAL_LAPSED"
    RELEASED = "RELEASED"
    VOIDED = "VOIDED"


@dataclass(frozen=True, slots=True)
class PledgedItem:
    """A right unit under a pledge. `rank` 0 while it is only offered; `live` until it is freed."""

    place: int
    code: CertificateId
    holder: PartyId
    right: int
    rank: int
    live: bool


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """An agreement to one matter; `until` None where it was taken back."""

    number: int
    party: PartyId
    matter: bytes
    until: int | None
    recorded_at: int
    account: Address
    level: int


class Consenting(StrEnum):
    """How a consent stands at a moment. The chain says nothing when one is used; what it was to says it."""

    GIVEN = "GIVEN"
    USED = "USED"
    """What it was to was done under it. It serves once: the same again takes another."""
    OVER = "OVER"
    FOLLOWED = "FOLLOWED"
    """By a later word of the same party on the same matter."""
    TAKEN_BACK = "TAKEN_BACK"
    LAPSED = "LAPSED"
    """Who gave it has the claim no more, and holds no unit under the pledge; or that ended. No contract counts it, and
    it counts again within its time once the claim or the unit comes back."""


Span: TypeAlias = tuple[int, int]
"""From when on, and until when, in seconds."""


@dataclass(frozen=True, slots=True)
class StandingConsent:
    given: ConsentRecord
    consenting: Consenting
    used_at: int | None = None


def consents_at(
    consents: Sequence[ConsentRecord],
    done: Mapping[bytes, Sequence[int]],
    counting: Mapping[PartyId, Sequence[Span]],
    at: int,
) -> list[StandingConsent]:
    """The consents of one pledge as they stand at a moment. `done`: when what each matter names came about; `counting`:
    while a party had the claim, or held a unit under the pledge."""
    return [
        _consent_at(given, consents[place + 1 :], done.get(given.matter, ()), counting.get(given.party, ()), at)
        for place, given in enumerate(consents)
    ]


def _consent_at(
    given: ConsentRecord, later: Sequence[ConsentRecord], done: Sequence[int], counting: Sequence[Span], at: int
) -> StandingConsent:
    words = (one.recorded_at for one in later if (one.party, one.matter) == (given.party, given.matter))
    followed_at = next(words, None)
    if given.until is None:
        return StandingConsent(given, Consenting.TAKEN_BACK)
    ends = given.until if followed_at is None else min(given.until, followed_at)
    # What it served for may be what took the claim away, so the end of a span counts here.
    served = (one for one in done if any(since <= one <= until for since, until in counting))
    used_at = min((moment for moment in served if given.recorded_at <= moment < ends), default=None)
    if used_at is not None and used_at <= at:
        return StandingConsent(given, Consenting.USED, used_at)
    if followed_at is not None and followed_at <= at:
        return StandingConsent(given, Consenting.FOLLOWED)
    if given.until <= at:
        return StandingConsent(given, Consenting.OVER)
    counts = any(since <= at < until for since, until in counting)
    return StandingConsent(given, Consenting.GIVEN if counts else Consenting.LAPSED)


@dataclass(frozen=True, slots=True)
class Loan:
    """How the secured loan stands, as far as somebody acted."""

    standing: LoanStanding = LoanStanding.GOOD
    cure_by: int | None = None
    suspended: bool = False
    release_decided_from: int | None = None
    filed_outside_at: int | None = None
    """When the last word on the statutory filing came on record, be it the filing or a later look."""
    outside_number: bytes | None = None
    outside_status: int | None = None
    outside_checked_at: int | None = None
    revalued_at: int | None = None
    secured: int | None = None
    value: int | None = None
    recovered: int = 0
    """In fen: what payers got back of proceeds, together."""

    @property
    def filed(self) -> bool:
        """Whether an entry stands in the statutory register, as the pledgee declared last."""
        return self.filed_outside_at is not None and not self.filing_gone

    @property
    def filing_gone(self) -> bool:
        """Whether it looked there last and found that the entry stands no more."""
        return self.outside_status in GONE_OUTSIDE


@dataclass(frozen=True, slots=True)
class Pledge:
    pledge_id: PledgeId
    reference: bytes
    pledgor: PartyId
    pledgee: OrgId
    filed_by: OrgId
    account: Address
    person: bytes
    level: int
    terms: PledgeTerms
    maturity: int
    renewal: bool
    state: PledgeState
    offered_at: int
    items: tuple[PledgedItem, ...]
    recorded_at: int | None = None
    recorded_account: Address | None = None
    recorded_preparer: Address | None = None
    acknowledged: int = 0
    ended_at: int | None = None
    ending: PledgeEnding = PledgeEnding.NONE
    consents: tuple[ConsentRecord, ...] = ()
    compensations: tuple[Compensation, ...] = ()
    loan: Loan = Loan()

    @property
    def owed_to_payers(self) -> int:
        """In fen: what payers signed for and have not got back."""
        return compensated(self.compensations) - self.loan.recovered


@dataclass(frozen=True, slots=True)
class Held:
    """A rank kept for one pledgee for [since, until)."""

    number: int
    pledgee: OrgId
    account: Address
    since: int
    until: int
    person: bytes
    search: bytes


@dataclass(frozen=True, slots=True)
class UnitLine:
    """The reservations of the next rank on one right unit."""

    unit_id: UnitId
    code: CertificateId
    holder: PartyId
    right: int
    reservations: tuple[Held, ...]


FILING_GRACE_DAYS: Final = 5
"""Working days after the record within which the filing in the statutory register is waited for, where the parties
agreed on no day (`outside_by`, which goes before it). The law sets none; this is the ledger's own, and not a setting of
one machine: the same block gives the same word on any."""


def filing_due(pledge: Pledge, calendar: WorkingCalendar | None) -> int | None:
    """The first second (Unix) at which the filing in the statutory register is overdue: as agreed, or after the grace.

    None: the pledge is not recorded, or the end of the grace is not published yet (`calendar` None: no year is). A
    time-out takes certainty; until then it is pending."""
    if pledge.terms.outside_by:
        return pledge.terms.outside_by
    if pledge.recorded_at is None or calendar is None:
        return None
    match calendar.nth_after(day_of(pledge.recorded_at), FILING_GRACE_DAYS):
        case KnownDeadline() as deadline:
            return deadline.ends_at
        case UnknownDeadline():
            return None


def status_at(
    then: Pledge | None, at: int, calendar: WorkingCalendar | None, expires_at: int | None = None
) -> PledgeStatus:
    """How it stands at a moment. `then`: as its acts up to that moment left it (`fold_until`), None for none;
    `calendar`: the working days as they are published, None for none; `expires_at`: when the first of its certificates
    lapses, if that is known."""
    if then is None:
        return PledgeStatus.NOT_OFFERED
    if then.state in (PledgeState.OFFERED, PledgeState.CLOSED):
        return PledgeStatus[then.state.name]
    if then.state is PledgeState.RELEASED:
        return PledgeStatus.VOIDED if then.ending is PledgeEnding.VOIDED else PledgeStatus.RELEASED
    loan = then.loan
    if loan.suspended:
        return PledgeStatus.SUSPENDED
    if loan.standing >= LoanStanding.DEFAULTED:
        return PledgeStatus[loan.standing.name]
    if expires_at is not None and at >= expires_at:
        return PledgeStatus.COLLATERAL_LAPSED
    if loan.standing is not LoanStanding.GOOD:
        return PledgeStatus[loan.standing.name]
    return PledgeStatus.EFFECTIVE if loan.filed else _unfiled(then, at, calendar)


def _unfiled(pledge: Pledge, at: int, calendar: WorkingCalendar | None) -> PledgeStatus:
    due = filing_due(pledge, calendar)
    # The grace is for a first filing: an entry that is gone waits for nothing, unless a day was agreed and is to come.
    gone = pledge.loan.filing_gone and not pledge.terms.outside_by
    return PledgeStatus.EXT_OVERDUE if gone or (due is not None and at >= due) else PledgeStatus.EXT_PENDING


def ratio_bps(secured: int | None, value: int | None) -> int | None:
    """The maximum secured against the value, rounded up; None if one of them is not known, or has no bound."""
    if not value or secured is None or secured >= 1 << 128:
        return None
    return -(-secured * BASIS_POINTS // value)


def shared_out(net: int, claims: Sequence[int]) -> tuple[list[int], int]:
    """What each claim gets, in the order of ranks, and what is left: each in full before the next gets anything."""
    paid: list[int] = []
    for claim in claims:
        paid.append(min(claim, net))
        net -= paid[-1]
    return paid, net
