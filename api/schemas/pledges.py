# SPDX-License-Identifier: Apache-2.0
"""The shapes of pledges: what is offered and done, and what is shown of them. Amounts in fen."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from api.schemas.acts import ActDone, Approver, TaintedActOut
from api.schemas.fields import (
    HASH_PATTERN,
    PARTY_PATTERN,
    CodeText,
    Flag,
    Line,
    OrgText,
    Paper,
    Seconds,
    Sent,
    Shown,
    party_of,
)
from api.schemas.grants import Reference, RightWord, SigningIn
from ledger.domain.ids import CertificateId, GrantId, OrgId, PledgeId
from ledger.domain.kinds import RightBits, SecurityForm
from ledger.service.pledge_changes import Junior, Matter, ToAssign, ToEnd, ToExtend, ToGrant, ToPass, ToSwap
from ledger.service.pledges import NO_PLEDGE, Looked, Terms, Unit

Id = Annotated[str, Field(pattern=HASH_PATTERN, examples=["0x" + "5a" * 32])]
PartyText = Annotated[
    str,
    Field(
        pattern=PARTY_PATTERN,
        description="A credit code, or a person's commitment.",
        examples=["91152502MA0DEM013H"],
    ),
]
Fen = Annotated[int, Field(ge=0, le=2**63 - 1, strict=True, examples=[800_000_000])]
Bps = Annotated[int, Field(ge=0, le=65_535, strict=True, description="Basis points; 0 = none agreed.")]
PlaceIn = Annotated[int, Field(ge=0, le=31, strict=True, description="Which unit, counted from 0.")]
AcknowledgedWord = Literal["DISPUTE", "UNCHECKED", "REGISTRAR_INACTIVE", "POOLED", "RELEASE_TAINTED"]
SeenHead = Annotated[
    Id | None,
    Field(description="`heads.pledge` of what was looked at: the act is refused if anything happened since."),
]
LevelIn = Annotated[int, Field(ge=1, le=4, strict=True, description="1 county to 4 national.")]


def pledge_of(text: str) -> PledgeId:
    return PledgeId(bytes.fromhex(text[2:]))


# --- offering and recording -------------------------------------------------------------------------------------------


class UnitIn(Sent):
    code: CodeText
    right: Literal["USE", "OPERATE"] = "OPERATE"


class PledgeTermsIn(Sent):
    """What is agreed. The texts stay here, their salted commitments go on chain; the maximum goes there as a band.
    `debtor_signing`: what a debtor who is not the pledgor signed; sealed with its name."""

    maximum_fen: Fen
    contract_date: Seconds
    maturity: Seconds
    contract: Paper
    claim: Paper
    debtor: Paper
    debtor_signing: SigningIn = Field(default_factory=SigningIn)
    form: Literal["PLEDGE", "MORTGAGE", "ASSIGNMENT_OF_RECEIVABLES", "CONTROL_AGREEMENT", "ENHANCEMENT_ONLY"] = "PLEDGE"
    exclusive: Flag = False
    renewal: Flag = False
    public_use: Flag = False
    third_party: Flag = False
    ltv_bps: Annotated[int, Field(ge=0, le=10_000, strict=True)] = 0
    warn_bps: Bps = 0
    call_bps: Bps = 0
    opinions: Annotated[int, Field(ge=0, le=15, strict=True)] = 0
    outside_by: Seconds = 0
    resolution: Paper = ""
    controls: Paper = ""
    authority: Paper = ""
    increase_of: Id | None = None
    substitute_in: Id | None = None

    def terms(self) -> Terms:
        given = self.model_dump(exclude={"maximum_fen", "debtor_signing", "form", "increase_of", "substitute_in"})
        return Terms(
            **given,
            maximum=self.maximum_fen,
            debtor_signing=self.debtor_signing.signing(),
            form=SecurityForm[self.form],
            increase_of=NO_PLEDGE if self.increase_of is None else pledge_of(self.increase_of),
            substitute_in=NO_PLEDGE if self.substitute_in is None else pledge_of(self.substitute_in),
        )


class PledgeOfferIn(Sent):
    """By the pledgor's key; or by a registrar, for a `pledgor` without one, on its signed form."""

    reference: Reference
    pledgor: PartyText | None = None
    pledgee: OrgText
    units: list[UnitIn] = Field(min_length=1, max_length=8)
    terms: PledgeTermsIn
    signing: SigningIn = Field(default_factory=SigningIn)

    def wanted(self) -> tuple[Unit, ...]:
        return tuple(Unit(CertificateId(unit.code), RightBits[unit.right]) for unit in self.units)


class PledgeOffered(ActDone):
    pledge: str


class SeenCertificate(Sent):
    code: CodeText
    head: Id


class LookedIn(Sent):
    """What the bank knew: what it acknowledges (H6, H8, H9, a pool, a release by a lost key); the least
    attestation that it asks of the pledgor's paper, and of the debtor's signature; and the history words of
    the certificates that it looked at; without them, as they are now."""

    acknowledged: list[AcknowledgedWord] = Field(default_factory=list, max_length=5)
    minimum_level: Annotated[int, Field(ge=0, le=5, strict=True)] = 0
    debtor_level: Annotated[int, Field(ge=0, le=5, strict=True)] = 0
    certificates: list[SeenCertificate] = Field(default_factory=list, max_length=8)
    expected_head: SeenHead = None

    @model_validator(mode="after")
    def _each_once(self) -> LookedIn:
        if len({each.code for each in self.certificates}) != len(self.certificates):
            raise ValueError("a certificate was seen once")
        return self

    def looked(self) -> Looked:
        seen = {CertificateId(each.code): bytes.fromhex(each.head[2:]) for each in self.certificates}
        return Looked(tuple(self.acknowledged), self.minimum_level, self.debtor_level, seen)


class AcceptanceIn(LookedIn):
    approver: Approver = None


class ClosingIn(Sent):
    reason: Paper
    expected_head: SeenHead = None
    signing: SigningIn = Field(default_factory=SigningIn)


class ReleaseIn(Sent):
    """`authority` and its level for VOIDED, and for nothing else. `payers_settled`: REPAID although somebody who
    paid in the debtor's place is owed something on record."""

    ending: Literal["REPAID", "REALISED", "DECIDED", "VOIDED"]
    document: Paper
    authority: OrgText | None = None
    level: LevelIn | None = None
    payers_settled: Flag = False
    approver: Approver = None
    expected_head: SeenHead = None

    @model_validator(mode="after")
    def _of_an_authority(self) -> ReleaseIn:
        given = [value is not None for value in (self.authority, self.level)]
        if given != [self.ending == "VOIDED"] * 2:
            raise ValueError("VOIDED names an authority and its level, no other ending does")
        return self


class UnitReleaseIn(Sent):
    document: Paper
    approver: Approver = None
    expected_head: SeenHead = None


class ReservationIn(Sent):
    """The next rank on one unit, for at most 7 days, after a search that was clean; `behind`: although it was not."""

    code: CodeText
    holder: PartyText
    right: Literal["USE", "OPERATE"] = "OPERATE"
    seconds: Annotated[int, Field(ge=1, le=7 * 86_400, strict=True)] = 7 * 86_400
    behind: Flag = False
    expected_head: Annotated[Id | None, Field(description="`head` of the search that was looked at.")] = None


# --- consents and changes ---------------------------------------------------------------------------------------------


class JuniorIn(Sent):
    to: Literal["JUNIOR"]
    pledge: Id

    def matter(self) -> Matter:
        return Junior(pledge_of(self.pledge))


class TransferIn(Sent):
    to: Literal["TRANSFER"]
    code: CodeText
    holder: PartyText
    right: RightWord
    new_holder: PartyText

    def matter(self) -> Matter:
        return ToPass(CertificateId(self.code), party_of(self.holder), RightBits[self.right], party_of(self.new_holder))


class EndIn(Sent):
    to: Literal["END"]
    code: CodeText

    def matter(self) -> Matter:
        return ToEnd(CertificateId(self.code))


class GrantIn(Sent):
    to: Literal["GRANT"]
    grant: Id

    def matter(self) -> Matter:
        return ToGrant(GrantId(bytes.fromhex(self.grant[2:])))


class ExtensionMatterIn(Sent):
    """`renewal`: with the promise to renew the certificate, as the extension says it."""

    to: Literal["EXTENSION"]
    maturity: Seconds
    renewal: Flag = False

    def matter(self) -> Matter:
        return ToExtend(self.maturity, self.renewal)


class AssignmentMatterIn(Sent):
    to: Literal["ASSIGNMENT"]
    assignee: OrgText

    def matter(self) -> Matter:
        return ToAssign(OrgId(self.assignee))


class SwapMatterIn(Sent):
    to: Literal["SWAP"]
    one: Id
    other: Id
    code: CodeText
    holder: PartyText
    right: RightWord

    def matter(self) -> Matter:
        return ToSwap(
            pledge_of(self.one),
            pledge_of(self.other),
            CertificateId(self.code),
            party_of(self.holder),
            RightBits[self.right],
        )


MatterIn = Annotated[
    JuniorIn | TransferIn | EndIn | GrantIn | ExtensionMatterIn | AssignmentMatterIn | SwapMatterIn,
    Field(discriminator="to", description="What is agreed to, named exactly."),
]


class ConsentIn(Sent):
    """`until` 0 takes the consent back. `party`: on whose paper a registrar files."""

    matter: MatterIn
    until: Seconds
    party: PartyText | None = None
    signing: SigningIn = Field(default_factory=SigningIn)
    expected_head: SeenHead = None


class SubstitutionIn(LookedIn):
    offer: Id
    place: PlaceIn
    approver: Approver = None


class ExtensionIn(Sent):
    maturity: Seconds
    renewal: Flag = False
    document: Paper
    expected_head: SeenHead = None


class AssignmentIn(Sent):
    passing: Literal["AGREED", "SUBROGATION"]
    document: Paper
    approver: Approver = None
    expected_head: SeenHead = None


class RankSwapIn(Sent):
    other: Id
    code: CodeText
    holder: PartyText
    right: RightWord = "OPERATE"
    document: Paper
    expected_head: SeenHead = None
    expected_head_other: SeenHead = None


# --- shown ------------------------------------------------------------------------------------------------------------


class UnitOut(Shown):
    """Where the unit is now. `rank` None while it is only offered."""

    place: int
    code: str
    holder: str
    right: str
    rank: int | None
    live: bool


class PledgeLine(Shown):
    """What everybody may know of a pledge (ruling 27). `status` is reckoned for the moment asked about."""

    pledge: str
    reference: str
    status: str
    state: str
    pledgor: str
    pledgee: str
    form: str
    band: int
    maximum_fen: str | None
    exclusive: bool
    offered_at: str
    recorded_at: str | None
    maturity: str
    ended_at: str | None
    ending: str | None
    units: list[UnitOut]


class TermsOut(Shown):
    filed_by: str
    level: int
    renewal: bool
    public_use: bool
    third_party: bool
    grade: str
    ltv_bps: int | None
    warn_bps: int | None
    call_bps: int | None
    opinions: int
    contract_date: str
    outside_by: str | None
    increase_of: str | None
    substitute_in: str | None
    acknowledged: list[str]
    commitments: dict[str, str | None]


class ConsentOut(Shown):
    """`standing` at the moment asked about: GIVEN, USED (what it was to was done under it, at `used_at`), OVER,
    TAKEN_BACK, FOLLOWED by a later word of the same party on the same matter, or LAPSED: the claim, or the unit, passed
    from who gave it to another, or the pledge ended."""

    party: str
    matter: str
    until: str | None
    recorded_at: str
    level: int
    standing: Literal["GIVEN", "USED", "OVER", "FOLLOWED", "TAKEN_BACK", "LAPSED"]
    used_at: str | None


class LoanOut(Shown):
    """`filed_outside_at`: when a filing in the statutory register first came on record; `outside_told_at`: when the
    last word on it did. `outside_registered_at` and `outside_checked_at` are as told last: since when the register has
    the entry, and when the pledgee looked."""

    standing: str
    cure_by: str | None
    suspended: bool
    release_decided_from: str | None
    release_may_be_decided: bool
    filed_outside_at: str | None
    outside_number: str | None
    outside_status: str | None
    outside_registered_at: str | None
    outside_told_at: str | None
    outside_checked_at: str | None
    revalued_at: str | None
    secured_fen: str | None
    value_fen: str | None
    ratio_bps: int | None
    compensated_fen: str
    owed_to_payers_fen: str


class CompensationOut(Shown):
    """What another paid of the claim, as the pledgee confirmed it. It counts once the payer signed, at `level` (0: by
    its own key). `owed_fen`: what of it the payer has not got back; among several reckoned by what each is owed."""

    number: int
    payer: str
    amount_fen: str
    share_bps: int
    standing: Literal["AWAITS", "SIGNED", "TAKEN_BACK", "LAPSED"]
    confirmed_at: str
    taken_back_at: str | None
    lapsed_at: str | None
    signed_at: str | None
    signed_by: str | None
    level: int | None
    recovered_fen: str | None
    owed_fen: str | None
    commitments: dict[str, str | None]


class PayersPartOut(Shown):
    number: int
    payer: str
    amount_fen: str


class ShareOut(Shown):
    pledge: str
    amount_fen: str
    full: bool


class RealisedOut(Shown):
    place: int
    proceeds_fen: str
    costs_fen: str
    surplus_fen: str
    shares: list[ShareOut]
    to_pledgee_fen: str
    to_payers: list[PayersPartOut]


class ContestOut(Shown):
    """What a party said against a default, or about a release that was asked for, by its own key (`level` 0) or on its
    form. A debtor that is not the pledgor is a commitment: its name is sealed among the pledge's papers."""

    what: str
    party: str
    by: str
    level: int
    at: str
    document: str


class PledgeStepOut(Shown):
    what: str
    at: str
    block: int
    tx: str


class HeadsOut(Shown):
    """What an act on this may name as `expected_head`, and as the heads of the certificates."""

    pledge: str
    certificates: dict[str, str]


class PledgeOut(PledgeLine):
    """The rest is there for pledgee, pledgor, holders of units, filer, payers, registrars and those who supervise; else
    null."""

    tainted: list[TaintedActOut]
    terms: TermsOut | None
    consents: list[ConsentOut] | None
    loan: LoanOut | None
    compensations: list[CompensationOut] | None
    realised: list[RealisedOut] | None
    contested: list[ContestOut] | None
    steps: list[PledgeStepOut] | None
    heads: HeadsOut | None


class PledgesOnCertificate(Shown):
    code: str
    items: list[PledgeLine]


class PledgePage(Shown):
    items: list[PledgeLine]
    next: str | None


PaperKind = Annotated[str, Field(pattern=r"^[A-Z][A-Z_]{2,47}$", examples=["PLEDGE_CLAIM"])]


class PapersEntitlementIn(Sent):
    to_org: OrgText
    purpose: Annotated[Line, Field(min_length=2, max_length=200)]
    kinds: Annotated[list[PaperKind], Field(max_length=40)] = Field(
        default_factory=list, description="Only papers of these kinds; none: all that are there by now."
    )


class PapersOpened(Shown):
    pledge: str
    to_org: str
    papers: int


class SearchOut(Shown):
    """What stands on units, true at a block; with `known` the same bytes for ever."""

    code: str
    at: dict[str, Any]
    known: dict[str, Any]
    base: str
    overlays: list[str]
    clean: bool
    stops: list[str]
    head: str
    units: list[dict[str, Any]]
    beside: list[dict[str, Any]]
    elsewhere: str
