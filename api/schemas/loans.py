# SPDX-License-Identifier: Apache-2.0
"""The shapes of what is done on a secured loan. Amounts in fen, times in seconds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from api.schemas.acts import Approver
from api.schemas.fields import OrgText, Paper, Seconds, Sent
from api.schemas.grants import SigningIn
from api.schemas.pledges import Fen, Id, LevelIn, PartyText, PlaceIn, SeenHead, pledge_of
from ledger.domain.kinds import OutsideStatus
from ledger.service.loans import Filing, Proceeds


class FilingIn(Sent):
    """The entry in the statutory register. Number and proof stay here."""

    number: Annotated[str, Field(min_length=1, max_length=100)]
    registered_at: Seconds
    evidence: Paper
    status: Literal["REGISTERED", "EXTENDED", "CANCELLED", "NOT_FOUND"] = "REGISTERED"
    checked_at: Seconds = 0
    expected_head: SeenHead = None

    def filing(self) -> Filing:
        return Filing(self.number, self.registered_at, self.evidence, OutsideStatus[self.status], self.checked_at)


class RevaluationIn(Sent):
    """Nothing to say: the contract reckons with the opinions that stand."""


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


class ClaimIn(Sent):
    pledge: Id
    amount_fen: Fen


class RealisationIn(Sent):
    """What a unit brought, and what each pledge on it still claims: shared out by rank."""

    place: PlaceIn
    proceeds_fen: Fen
    costs_fen: Fen = 0
    claims: list[ClaimIn] = Field(min_length=1, max_length=8)
    document: Paper
    transfer: Paper
    expected_head: SeenHead = None

    @model_validator(mode="after")
    def _each_once(self) -> RealisationIn:
        if len({claim.pledge for claim in self.claims}) != len(self.claims):
            raise ValueError("a pledge claims once")
        return self

    def proceeds(self) -> Proceeds:
        claims = {pledge_of(claim.pledge): claim.amount_fen for claim in self.claims}
        return Proceeds(self.place, self.proceeds_fen, self.costs_fen, claims, self.transfer)


class SuspensionIn(Sent):
    suspended: bool
    authority: OrgText
    level: LevelIn
    document: Paper
    approver: Approver = None
    expected_head: SeenHead = None


class ContestIn(Sent):
    """`party`: on whose paper a registrar files."""

    what: Literal["RELEASE_REQUESTED", "RELEASE_CHALLENGED", "DEFAULT_CONTESTED"]
    document: Paper
    party: PartyText | None = None
    expected_head: SeenHead = None
    signing: SigningIn = Field(default_factory=SigningIn)
