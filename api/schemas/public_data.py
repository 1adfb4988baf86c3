# SPDX-License-Identifier: Apache-2.0
"""The shapes of public data (applications, opinions, decisions, the list) and of consents in custody."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from api.schemas.acts import ActDone
from api.schemas.agreements import PurposeWord
from api.schemas.fields import Flag, OrgText, Paper, Seconds, Sent, Shown
from api.schemas.grants import PublicWord, Reference, SigningIn, TermsIn

FlagWord = Literal["TO_OTHERS", "ABROAD", "SENSITIVE", "MINOR"]


class ApplicationIn(Sent):
    """`resource` is the code on the public-data platform; `applicant` none: the caller's own organisation."""

    reference: Reference
    kind: PublicWord = "LICENSED_OPEN"
    resource: Annotated[str, Field(pattern=r"^[A-Za-z0-9._/-]{1,31}$", examples=["GG1500002026000001"])]
    applicant: OrgText | None = None
    source: OrgText
    authority: OrgText
    terms: TermsIn
    document: Paper
    signing: SigningIn = Field(default_factory=SigningIn)


class OpinionIn(Sent):
    favourable: Flag
    document: Paper


class DecisionIn(Sent):
    """`terms` none: as applied for. A refusal has none."""

    granted: Flag
    document: Paper
    terms: TermsIn | None = None

    @model_validator(mode="after")
    def _of_a_refusal(self) -> DecisionIn:
        if not self.granted and self.terms is not None:
            raise ValueError("a refusal has reasons and no terms")
        return self


class PublicApplied(ActDone):
    application: str


class PublicGrantOut(Shown):
    application: str
    kind: str
    resource: str
    applicant: str
    source: str
    authority: str
    state: str
    right: str
    fields: str
    purposes: list[str]
    divisions: list[int]
    not_after: str
    applied_at: str
    opined_at: str | None
    decided_at: str | None
    reference: str
    grant: str | None
    grant_state: str | None


class PublicGrantList(Shown):
    items: list[PublicGrantOut]


class GrantOnRoot(Shown):
    grant: str
    reference: str
    grantee: str
    state: str
    parent: str | None
    effective: bool


class PublicApplicationOut(PublicGrantOut):
    """The line of the list, with every grant on the decision, what was passed on from it too."""

    grants: list[GrantOnRoot]


# --- consents ---------------------------------------------------------------------------------------------------------


class ConsentIn(Sent):
    """`receipt` is the text that the person agreed to: sealed for the custodian, never in clear on chain or in an
    answer."""

    receipt: Annotated[Paper, Field(min_length=1)]
    custody: Paper
    purposes: list[PurposeWord] = Field(min_length=1, max_length=24, examples=[["CREDIT_ASSESSMENT"]])
    expires_at: Seconds
    flags: list[FlagWord] = Field(default=["TO_OTHERS"], max_length=4)


class ConsentWithdrawalIn(Sent):
    document: Paper


class ConsentRecorded(ActDone):
    consent: str


class ProductOut(Shown):
    """Data that a grant was relied on for, by event `seq` of `trace`. HANDLED: reported on under the grant; MADE: made
    under it; DERIVED: made of one of these; PASSED_ON: one of these, by a transfer. `of` is the parent, or the code
    before; `code` null: what was made is not registered."""

    code: str | None
    how: Literal["HANDLED", "MADE", "DERIVED", "PASSED_ON"]
    grant: str | None
    of: str | None
    trace: str
    seq: int


class ConsentWithdrawn(ActDone):
    """Every grant and product that the withdrawal reaches. `whole` false: there are more than one answer holds."""

    affected: list[GrantOnRoot]
    products: list[ProductOut]
    whole: bool


class ConsentLine(Shown):
    consent: str
    custodian: str
    state: Literal["RECORDED", "WITHDRAWN", "EXPIRED"]
    purposes: list[str]
    flags: list[str]
    receipt: str
    recorded_at: str
    expires_at: str
    withdrawn_at: str | None


class ConsentList(Shown):
    items: list[ConsentLine]


class ConsentOut(ConsentLine):
    """With what its withdrawal reaches, or would."""

    affected: list[GrantOnRoot]
    products: list[ProductOut]
    whole: bool
