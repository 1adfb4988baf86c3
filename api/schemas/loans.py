# SPDX-License-Identifier: Apache-2.0
"""The shapes of what is done on a secured loan. Amounts in fen, times in seconds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from api.schemas.acts import Approver
from api.schemas.fields import Flag, OrgText, Paper, Seconds, Sent, Text
from api.schemas.grants import SigningIn
from api.schemas.pledges import Fen, Id, LevelIn, PartyText, PlaceIn, SeenHead, pledge_of
from ledger.domain.ids import OrgId
from ledger.domain.kinds import OutsideStatus
from ledger.service.compensations import Payment
from ledger.service.loans import Filing, Proceeds


class FilingIn(Sent):
    """The entry in the statutory register. Number and proof stay here."""

    number: Annotated[Text, Field(min_length=1, max_length=100)]
    registered_at: Seconds
    evidence: Paper
    status: Literal["REGISTERED", "EXTENDED", "CANCELLED", "NOT_FOUND"] = "REGISTERED"
    checked_at: Seconds = 0
    expected_head: SeenHead = None

    def filing(self) -> Filing:
        return Filing(self.number, self.registered_at, self.evidence, OutsideStatus[self.status], self.checked_at)


class RevaluationIn(Sent):
    """Nothing more to say: the contract reckons with the opinions that stand."""

    expected_head: SeenHead = None


class MonitoringIn(Sent):
    standing: Literal["GOOD", "WARNING", "MARGIN_CALL"]
    cure_by: Seconds = 0
    document: Paper
    expected_head: SeenHead = None


class DefaultIn(Sent):
    ground: Literal["PAYMENT", "MARGIN", "COVENANT", "OTHER"]
    evidence: Paper
    notice: Paper
    expected_head: SeenHead = None


class EnforcementIn(Sent):
    mode: Literal["NEGOTIATED", "AUCTION", "SALE", "COMPULSORY_LICENCE", "COURT"]
    document: Paper
    details: Paper
    expected_head: SeenHead = None


class CompensationIn(Sent):
    """What a fund or guarantor paid of the claim. No amount takes back what awaits its signature."""

    payer: OrgText
    amount_fen: Fen
    share_bps: Annotated[
        int,
        Field(
            ge=0,
            le=10_000,
            strict=True,
            description="Of the claim, in clear on chain: with the amount it tells the whole claim. 0 leaves it to the "
            "agreement, and goes with no amount.",
        ),
    ] = 0
    agreement: Paper
    document: Paper
    approver: Approver = None
    expected_head: SeenHead = None

    def payment(self) -> Payment:
        return Payment(OrgId(self.payer), self.amount_fen, self.share_bps, self.agreement)


class SubrogationIn(Sent):
    """The payer signs for a payment. `payer`: on whose paper a registrar files."""

    number: Annotated[int, Field(ge=1, le=65_535, strict=True)]
    payer: OrgText | None = None
    signing: SigningIn = SigningIn()
    expected_head: SeenHead = None


class ClaimIn(Sent):
    pledge: Id
    amount_fen: Fen


class RealisationIn(Sent):
    """What a unit brought, and what each pledge on it still claims, payers included: shared out by rank.
    `to_payers_fen`: what of this pledge's share was agreed to go to payers; else the pledgee's rest comes first."""

    place: PlaceIn
    proceeds_fen: Fen
    costs_fen: Fen = 0
    claims: list[ClaimIn] = Field(min_length=1, max_length=8)
    document: Paper
    transfer: Paper
    to_payers_fen: Fen | None = None
    expected_head: SeenHead = None

    @model_validator(mode="after")
    def _each_once(self) -> RealisationIn:
        if len({claim.pledge for claim in self.claims}) != len(self.claims):
            raise ValueError("a pledge claims once")
        return self

    def proceeds(self) -> Proceeds:
        claims = {pledge_of(claim.pledge): claim.amount_fen for claim in self.claims}
        return Proceeds(self.place, self.proceeds_fen, self.costs_fen, claims, self.transfer, self.to_payers_fen)


class SuspensionIn(Sent):
    suspended: Flag
    authority: OrgText
    level: LevelIn
    document: Paper
    approver: Approver = None
    expected_head: SeenHead = None


class ContestIn(Sent):
    """`party`: on whose paper a registrar files. `debtor`, of DEBTOR_CONTESTED alone: who owes, where another gave the
    pledge; a registrar files on its form, and the name stays sealed. RELEASE_WITHDRAWN is for whoever asked,
    RELEASE_REFUSED for an authority."""

    what: Literal[
        "RELEASE_REQUESTED",
        "RELEASE_CHALLENGED",
        "RELEASE_WITHDRAWN",
        "RELEASE_REFUSED",
        "DEFAULT_CONTESTED",
        "DEBTOR_CONTESTED",
    ]
    document: Paper
    party: PartyText | None = None
    debtor: Paper = ""
    expected_head: SeenHead = None
    signing: SigningIn = Field(default_factory=SigningIn)
