# SPDX-License-Identifier: Apache-2.0
"""The shape of an agreement's particulars: what the sides of a grant agree beyond what the contract judges.

Sets are lists without repetition, in any order. Whatever shape alone does not say, such as check digits, is refused by
`ledger.domain.agreement` (`AGREEMENT_MALFORMED`), which reads the same JSON from a file.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.fields import Flag, OrgText, Sent
from ledger.domain.agreement import MOST_CODES, MOST_DAYS, SAFE_INTEGER, TEXT_LONGEST, Particulars, read

PurposeWord = Literal[
    "OWN_OPERATIONS", "PRODUCT_DEVELOPMENT", "MODEL_TRAINING", "CREDIT_ASSESSMENT", "INSURANCE", "RISK_CONTROL",
    "MARKETING", "RESEARCH", "PUBLIC_GOVERNANCE", "PUBLIC_BENEFIT", "SUPPLY_CHAIN", "QUALITY_TRACING",
    "ENERGY_DISPATCH", "FARMING_AND_HERDING", "HEALTH", "TRANSPORT", "AUDIT_AND_SUPERVISION", "STATISTICS", "STORAGE",
    "RESALE", "DERIVATION", "EMERGENCY", "ENVIRONMENT", "TOURISM_AND_CULTURE",
]  # fmt: skip
Said = Annotated[str, Field(min_length=1, max_length=TEXT_LONGEST)]
Codes = Annotated[list[OrgText], Field(min_length=1, max_length=MOST_CODES)]
DateText = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["2027-12-31"])]
Fen = Annotated[int, Field(ge=0, le=SAFE_INTEGER, strict=True)]


class DataWindowIn(Sent):
    """Data of these days, the last one included."""

    since: DateText | None = None
    until: DateText | None = None


class PassingOnIn(Sent):
    """`allowed_grantees`, where it is given, names all of them."""

    consent_required: Flag | None = None
    allowed_grantees: Codes | None = None


class DerivedDataIn(Sent):
    whose: Literal["GRANTOR", "GRANTEE", "BOTH"] | None = None
    text: Said | None = None


class ConsiderationIn(Sent):
    """Fen; how it is counted is the `price_mode` of the terms."""

    unit_price: Fen | None = None
    cap: Fen | None = None
    currency: Literal["CNY"] | None = None


class SecurityIn(Sent):
    obligations: Said | None = None
    confidentiality: Said | None = None


class ComplianceIn(Sent):
    legal_basis: Said | None = None


class TerminationIn(Sent):
    """`destroy_by`: the last day on which what was handed over may still be there."""

    revocable_by: Literal["GRANTOR", "GRANTEE", "EITHER", "NOBODY"] | None = None
    notice_days: Annotated[int, Field(ge=0, le=MOST_DAYS, strict=True)] | None = None
    grounds: Said | None = None
    effect: Literal["STOP", "RETURN", "DESTROY", "SELL_OFF"] | None = None
    destroy_by: DateText | None = None


class AuditRightIn(Sent):
    right: Flag | None = None
    report_interval_days: Annotated[int, Field(ge=1, le=MOST_DAYS, strict=True)] | None = None
    log_duty: Flag | None = None


class ParticularsIn(Sent):
    """Signed together with the words of the agreement, as one text; its contents are for the sides alone."""

    agent: OrgText | None = None
    beneficiaries: Codes | None = None
    forbidden_purposes: list[PurposeWord] | None = Field(default=None, min_length=1, max_length=24)
    scenario: Said | None = None
    data_window: DataWindowIn | None = None
    row_filter: Said | None = None
    max_users: Annotated[int, Field(ge=1, le=SAFE_INTEGER, strict=True)] | None = None
    passing_on: PassingOnIn | None = None
    derived_data: DerivedDataIn | None = None
    consideration: ConsiderationIn | None = None
    security: SecurityIn | None = None
    compliance: ComplianceIn | None = None
    termination: TerminationIn | None = None
    audit: AuditRightIn | None = None

    def particulars(self) -> Particulars:
        return read(self.model_dump(exclude_none=True))
