# SPDX-License-Identifier: Apache-2.0
"""What a bank asks before it lends: the facts of one certificate beyond its own verdict, as plain values.

For: the bank's report (bank_report.py) and its early warnings (early_warning.py), which judge these and fetch nothing.
The service fills them from folded aggregates. `None` in place of a list says that nobody looked: a check without inputs
says NOT_CHECKED and never passes (ruling 25); an empty list says that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ledger.domain.ids import CertificateId, OrgId, PartyId
from ledger.domain.kinds import Grade
from ledger.domain.valuation import Counting
from ledger.domain.verdict import Evidence, Overlay, Statement, Verdict

UPSTREAM_WARNED: Final = frozenset({Overlay.FROZEN, Overlay.DISPUTED, Overlay.TAINTED, Overlay.MISMATCH})
"""What is said against a certificate in force and warns whoever lends on data that were made of its data. Not a pledge,
which has a warning of its own, nor what no comparison was made of, nor a registrar's suspension, by which what it gave
stays valid (art. 13)."""


@dataclass(frozen=True, slots=True)
class Lien:
    """A pledge that stands on a right unit of the certificate, since when. `maturity` and `since` in seconds;
    `enforced_at`: when its pledgee began to enforce, where it does, by the acts of `enforcement`; `extended_at`: when
    its maturity was last put off, by the act of `extension`.
    `of_private_use`: the right of use is pledged as of public data, which the application does not declare. `payers`:
    how many payments in the debtor's place were signed for; how much, rivals do not read (ruling 27)."""

    pledge_id: bytes
    holder: PartyId
    right: int
    rank: int
    exclusive: bool
    pledgee: OrgId
    status: str
    maturity: int
    max_amount_band: int = 0
    external_number: bool = False
    external_checked_at: int | None = None
    of_private_use: bool = False
    evidence: tuple[Evidence, ...] = ()
    since: int | None = None
    enforced_at: int | None = None
    enforcement: tuple[Evidence, ...] = ()
    extended_at: int | None = None
    extension: tuple[Evidence, ...] = ()
    payers: int = 0
    payers_evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class UpstreamLien:
    """A pledge that stands on data that these were made of, since when."""

    parent: CertificateId
    pledge_id: bytes
    since: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Pool:
    """What a holder gave its right units into: a TRUST or SECURITISE that was told, when it took place, and by which
    event of the trace it came on record, when."""

    holder: PartyId
    what: str
    since: int
    evidence: tuple[Evidence, ...] = ()
    seq: int = 0
    recorded_at: int = 0


@dataclass(frozen=True, slots=True)
class TaintedStep:
    """One of these acts: its kind, when it was recorded (seconds), and the act with the report of the key."""

    kind: str
    at: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Tainted:
    """Acts on one subject that rest on a key which was in other hands, and that nobody stood by since (ruling 17):
    whose key, which kinds of acts, and since when both they and the report are on record; None: not known. `steps`:
    each act by itself, oldest first."""

    account: bytes
    org_id: OrgId
    acts: tuple[str, ...]
    since: int | None
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[TaintedStep, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignedAway:
    """A claim's passing from one pledgee to another, when (seconds), by acts that rest on a key in other hands: the
    consent to it, or the assignment, so that whoever had it may not have wanted that. `tainted`: these acts alone."""

    assignor: OrgId
    assignee: OrgId
    at: int
    tainted: tuple[Tainted, ...]


@dataclass(frozen=True, slots=True)
class Freed:
    """A pledge that a right unit was freed of, when (seconds), by acts that rest on a key in other hands, so that its
    pledgee may not have wanted that. `tainted`: these acts alone."""

    pledge_id: bytes
    holder: PartyId
    right: int
    rank: int
    pledgee: OrgId
    freed_at: int
    tainted: tuple[Tainted, ...]


@dataclass(frozen=True, slots=True)
class Reserved:
    """The next rank on a right unit, kept for one pledgee until a moment (seconds)."""

    holder: PartyId
    right: int
    pledgee: OrgId
    until: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenGrant:
    """A grant that somebody accepted and that has not ended. `until` None: without end.

    `flagged`: why it covers nothing at the moment (NOT_YET, SUSPENDED), or what a reader must know besides (FROZEN,
    EXCLUSIVITY_CONFLICT); empty for one that simply runs.
    """

    grant_id: bytes
    grantee: PartyId
    right: int
    kind: str
    exclusivity: str
    sublicensable: bool
    until: int | None
    flagged: str = ""
    recorded_at: int = 0
    evidence: tuple[Evidence, ...] = ()

    def burdens(self, maturity: int | None) -> tuple[str, ...]:
        """What makes it weigh on a pledge that is due at `maturity`: for what a pledgee's consent is wanted, and the
        operation of public data by somebody else."""
        weights = {
            self.exclusivity: self.exclusivity != "NONE",
            "SUBLICENSABLE": self.sublicensable,
            "PERPETUAL": self.until is None,
            "BEYOND_MATURITY": maturity is not None and self.until is not None and self.until > maturity,
            "PUBLIC_OPERATION": self.kind.startswith("OPERATION"),
        }
        return tuple(word for word, weighs in weights.items() if weighs)


@dataclass(frozen=True, slots=True)
class Opinion:
    """A valuation. `value` in fen; `counting`: whether the contract would reckon with it, and if not, why."""

    valuer: OrgId
    value: int
    currency: str
    base_date: int
    valid_until: int
    methods: tuple[str, ...]
    counting: Counting
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another certificate or registration on the same data. `how`: same sample, a confirmed relation, or a link.
    `liens`: how many stand on it; None where this ledger cannot know."""

    label: str
    how: str
    status: str
    liens: int | None = None
    recorded_at: int = 0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Parent:
    """Data that this was made of. `sound` None: its rights are not known here.

    `until` (seconds): when the first thing ends that the right in it hangs on; None: nothing ends, or nobody knows.
    `by` says which: TERM of its certificate, GRANT, or CONSENT. `since`: when all that says so had come on record.
    `against`: what stands against the certificate that the right is under (`UPSTREAM_WARNED`), though it be in force,
    and which grant that it was used under is suspended;
    `against_since`: since when one of these has, with what it was made of on record; None: not told.
    """

    label: str
    sound: bool | None
    detail: str = ""
    evidence: tuple[Evidence, ...] = ()
    until: int | None = None
    by: str = ""
    since: int | None = None
    against: tuple[Statement, ...] = ()
    against_since: int | None = None

    @property
    def told_against(self) -> str:
        """Each word with the annotation, objection, key or fields that it is about."""
        return "; ".join(f"{each.code} {each.detail}".strip() for each in self.against)


@dataclass(frozen=True, slots=True)
class Flow:
    """Data that were delivered or used within their right, by one event or one batch of usage: when, how many records,
    in how many calls, and the act that tells it."""

    at: int
    records: int
    calls: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Classified:
    """The grade that somebody told the data have now (RECLASSIFY), when it came on record, and the act."""

    grade: int
    recorded_at: int
    evidence: Evidence


def grade_that_counts(registered: Grade, told: Classified | None) -> Grade:
    """The higher of what was registered and of what was told last: nobody tells himself free of a grade (H3)."""
    return registered if told is None else max(registered, Grade(told.grade))


@dataclass(frozen=True, slots=True)
class Traffic:
    """What circulation says of earning and upkeep: counts, the moment of the last, how well each is attested.

    `settled` in fen; None where the amounts are committed to and not told. `by_level` counts settlements. `begun_at`:
    the first moment that anything is told of; `incident_at`: when the first incident came on record.
    """

    trades: int
    settlements: int
    settled: int | None
    last_settled_at: int | None
    last_update_at: int | None
    incidents: int
    by_level: tuple[tuple[int, int], ...] = ()
    begun_at: int | None = None
    incident_at: int | None = None
    flows: tuple[Flow, ...] = ()
    classified: Classified | None = None
    settlement_acts: tuple[Evidence, ...] = ()
    update_acts: tuple[Evidence, ...] = ()
    incident_acts: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """A bank's own finding on one part of one check (ruling 25): shown as DECLARED, never as PASS. `holder`: the
    pledgor that it was made about; None: it is about the data, or nobody said."""

    part: str
    org_id: OrgId
    person_id: str
    found: str
    digest: bytes
    declared_at: int
    valid_until: int
    holder: PartyId | None = None


@dataclass(frozen=True, slots=True)
class Lending:
    """Everything that the report is made of. `holder`, `bank` and `maturity` are the question; None: not asked.

    `registrar_accredited`: when the certificate was issued; `keeper_active`: whoever keeps it at the moment asked
    about, in its window and not suspended, as the contract asks (H9); None: nobody looked. `freed`: of pledges that
    stand here no more. `tainted`: of the acts on the certificate beside its versions, which the verdict judges, and
    the pledges on it; `miscompared`: those of them that compared it with the national record, which is read whatever
    the moment asked about. `under_since`: from when on the pledge that is watched stands on it; None where there is
    none. `unit_since`: from when on the first of the holder's units there is under it, wherever it was then.
    """

    verdict: Verdict
    holder: PartyId | None = None
    bank: OrgId | None = None
    holder_is_public_body: bool = False
    maturity: int | None = None
    buffer_days: int = 90
    registrar_accredited: bool = False
    keeper_active: bool | None = None
    liens: tuple[Lien, ...] | None = None
    freed: tuple[Freed, ...] = ()
    reserved: tuple[Reserved, ...] = ()
    pools: tuple[Pool, ...] | None = None
    grants: tuple[GivenGrant, ...] | None = None
    opinions: tuple[Opinion, ...] | None = None
    opinions_wanted: int = 1
    siblings: tuple[Sibling, ...] | None = None
    parents: tuple[Parent, ...] | None = None
    upstream_liens: tuple[UpstreamLien, ...] | None = None
    tainted: tuple[Tainted, ...] = ()
    miscompared: tuple[Tainted, ...] = ()
    traffic: Traffic | None = None
    declared: tuple[Declared, ...] = field(default=())
    under_since: int | None = None
    unit_since: int | None = None

    @property
    def code(self) -> CertificateId:
        return self.verdict.code

    @property
    def counted(self) -> tuple[Opinion, ...]:
        """The opinions that the contract would reckon with; none where nobody looked."""
        return tuple(one for one in self.opinions or () if one.counting is Counting.COUNTS)

    @property
    def classified(self) -> Classified | None:
        """What circulation told last of the data's grade; None where nothing was told, or nobody looked."""
        return self.traffic.classified if self.traffic is not None else None

    @property
    def at(self) -> int:
        return self.verdict.at


@dataclass(frozen=True, slots=True)
class Deal:
    """A pledge as its pledgee watches it. Amounts in fen; `secured` with those before it, None: without a bound;
    `value` None: too few opinions count, or nobody looked; `valued_by`: the opinions that made it.

    `maturities`: each maturity that was agreed, with the moment from which on it was, oldest first. `external_gone_at`:
    from when on the bank declares that its entry in the statutory register stands no more. `ended_by`: of `tainted`,
    what released or voided it; `assigned_away`: what took it from a pledgee. `cure_by`: by when a margin call is to be
    cured; `release_asked_at`: when the release was first asked for that nobody challenged, took back or refused since,
    by the acts of `release_asked_by`; `release_decided_from`: from when on an authority may decide it. `defaulted`: a
    default was declared; `due_by`: the act that agreed on the maturity.
    """

    pledge_id: bytes
    status: str
    recorded_at: int
    maturity: int
    secured: int | None = None
    value: int | None = None
    warn_bps: int = 0
    call_bps: int = 0
    external_due_by: int | None = None
    external_number: bool = False
    external_checked_at: int | None = None
    external_gone_at: int | None = None
    cure_by: int | None = None
    release_asked_at: int | None = None
    release_decided_from: int | None = None
    release_asked_by: tuple[Evidence, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    valued_by: tuple[Evidence, ...] = ()
    maturities: tuple[tuple[int, int], ...] = ()
    defaulted: bool = False
    due_by: tuple[Evidence, ...] = ()
    tainted: tuple[Tainted, ...] = ()
    ended_by: tuple[Tainted, ...] = ()
    assigned_away: tuple[AssignedAway, ...] = ()

    def due_after(self, moment: int) -> int:
        """From when on, without a break until now, the loan was due after a moment; since it was recorded, at most."""
        since = self.recorded_at
        for agreed_at, maturity in reversed(self.maturities):
            if maturity <= moment:
                break
            since = max(agreed_at, self.recorded_at)
        return since

    @property
    def overdue_since(self) -> int:
        """From when on, without a break, the maturity is past. An extension to a day that is past itself ends nothing:
        the contract asks that it be later than the one before, and no more."""
        since = self.maturity
        for agreed_at, maturity in reversed(self.maturities):
            since = max(agreed_at, maturity)
            if maturity > agreed_at:
                break
        return max(since, self.recorded_at)


@dataclass(frozen=True, slots=True)
class Watched:
    """A deal with the facts of each certificate under it, at one moment."""

    deal: Deal
    collateral: tuple[Lending, ...]
