# SPDX-License-Identifier: Apache-2.0
"""The shapes of what befalls a certificate: what is applied for, answered, disputed, linked, compared, and shown."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.acts import ActDone, Approver, DocumentIn, RealDay
from api.schemas.fields import PARTY_PATTERN, CodeText, Flag, Line, OrgText, Paper, Seconds, Sent, Shown
from api.schemas.grants import RightWord, SigningIn

PartyText = Annotated[
    str,
    Field(
        pattern=PARTY_PATTERN,
        description="An organisation's credit code, or a person's commitment as the application has it.",
        examples=["91152502MA0DEM013H"],
    ),
]
Text = Annotated[Paper, Field(min_length=1)]
ProcedureWord = Literal["TRANSFER", "CHANGE", "RENEW", "CANCEL"]
LinkKind = Literal["DATA_IP", "PUBLIC_DATA_REGISTER", "OTHER_PROVINCE", "EXCHANGE", "OTHER"]
LinkStatus = Literal["IN_FORCE", "ENDED", "UNKNOWN"]


# --- proceedings (arts. 33-37) ----------------------------------------------------------------------------------------


class TransferIn(Sent):
    """All or part of a holder's rights. `documents` is the contract; art. 15 may ask for `institution_decision`."""

    holder: PartyText
    to: PartyText
    rights: list[RightWord] = Field(default=["HOLD", "USE", "OPERATE"], min_length=1, max_length=3)
    documents: Text
    institution_decision: Paper = ""
    signing: SigningIn = Field(default_factory=SigningIn)


class ChangeIn(Sent):
    """Data of the same person, description, span or source. `to` is the same person's new code.

    `name`, `description`, `time_from` and `time_to` are what the certificate shall say of its data; what is left out
    stays.
    """

    holder: PartyText
    to: PartyText | None = None
    name: Annotated[Line, Field(max_length=40)] = ""
    description: Paper = ""
    time_from: RealDay | None = None
    time_to: RealDay | None = None
    before: Text
    after: Text
    documents: Text
    signing: SigningIn = Field(default_factory=SigningIn)


class RenewalIn(Sent):
    """`years` 0: as many as the regime allows."""

    holder: PartyText
    years: Annotated[int, Field(ge=0, le=30, strict=True)] = 0
    documents: Paper = ""
    signing: SigningIn = Field(default_factory=SigningIn)


class CancellationIn(Sent):
    """`ground` 1 to 4 of art. 37. Without a holder the registrar begins it itself, with a notice until a day."""

    ground: Annotated[int, Field(ge=1, le=4, strict=True)]
    holder: PartyText | None = None
    notice: Paper = ""
    until: RealDay | None = None
    documents: Paper = ""
    signing: SigningIn = Field(default_factory=SigningIn)


class AgreementIn(Sent):
    """Another party whose agreement is needed: the transferee, or the other holders."""

    party: PartyText
    paper: Paper = ""
    signing: SigningIn = Field(default_factory=SigningIn)


class AcceptanceIn(Sent):
    paper: Paper = ""


class ProceedingWithdrawal(Sent):
    """By who filed or agreed; without a party by the registrar, which began it itself."""

    party: PartyText | None = None
    paper: Text
    signing: SigningIn = Field(default_factory=SigningIn)


class ProceedingRefusal(Sent):
    """`ground` 1 to 5: the items of art. 22."""

    ground: Annotated[int, Field(ge=1, le=5, strict=True)]
    paper: Text
    approver: Approver = None


class RegisteringIn(Sent):
    """What the national system evidenced. `code` is the transferee's where codes are allotted nationally."""

    reference: Annotated[Line, Field(min_length=1, max_length=64)]
    evidenced_at: Seconds
    record: Paper = ""
    paper: Text
    code: CodeText | None = None
    approver: Approver = None


class ProceedingOut(Shown):
    """`state` is what it is at the moment, silence included (art. 17); papers are salted commitments."""

    code: str
    registrar: str
    custodian: str
    procedure: ProcedureWord
    number: int
    state: str
    accepted_by_silence: bool
    missing: int
    answer_by: str | None
    filed_at: str
    filed_by: str
    level: int
    holder: str | None
    other: str | None
    rights: list[str]
    term_years: int
    ground: int | None
    notice_last_day: str | None
    regime: str
    before: str | None
    after: str | None
    data_name: str
    name_commitment: str | None
    overview_commitment: str | None
    time_from: str | None
    time_to: str | None
    documents: str | None
    institution_decision: str | None
    complete_at: str | None
    accepted_at: str | None
    closed_at: str | None
    closed_document: str | None
    refusal_ground: int | None
    evidenced_at: str | None
    national_ref: str
    successor: str | None


class ProceedingPage(Shown):
    items: list[ProceedingOut]
    next: str | None


# --- disputes and revocation (arts. 29, 38) ---------------------------------------------------------------------------


class DisputeIn(Sent):
    """An objection to what was registered. `complete`: the material is whole, and the registrant has to be told."""

    objector: PartyText
    reasons: Text
    material: Paper = ""
    complete: Flag = False
    signing: SigningIn = Field(default_factory=SigningIn)


class DisputeNoteIn(Sent):
    step: Literal["complete", "informed", "elsewhere"]
    paper: Text


class DisputeAnswerIn(Sent):
    holder: PartyText
    contested: Flag
    paper: Text
    signing: SigningIn = Field(default_factory=SigningIn)


class DisputeConclusionIn(Sent):
    """BY_DOCUMENT: as a court's or arbitral document says."""

    outcome: Literal["UPHELD", "REJECTED", "BY_DOCUMENT"]
    paper: Text
    approver: Approver = None


class DisputeWithdrawalIn(Sent):
    objector: PartyText
    paper: Text
    signing: SigningIn = Field(default_factory=SigningIn)


class DisputeOut(Shown):
    number: int
    objector: str
    level: int
    outcome: str
    reasons: str | None
    material: str | None
    filed_at: str
    complete_at: str | None
    inform_by: str | None
    informed_at: str | None
    elsewhere_at: str | None
    answered_at: str | None
    contested: bool | None
    closed_at: str | None
    closed_document: str | None


class DisputeList(Shown):
    code: str
    items: list[DisputeOut]


class RevocationIn(Sent):
    """`level` 1 county, 2 city, 3 province, 4 national; `since`: when the document took effect."""

    authority: OrgText
    level: Annotated[int, Field(ge=1, le=4, strict=True)]
    since: Seconds
    document: Text
    record: Paper = ""
    approver: Approver = None


# --- other registrations of the data (ruling 12) ----------------------------------------------------------------------


class LinkIn(Sent):
    """A certificate or entry of another register. `shown` false: its number stands on chain as a commitment alone."""

    kind: LinkKind
    issuer: Annotated[Line, Field(min_length=1, max_length=64)]
    number: Annotated[Line, Field(min_length=1, max_length=64)]
    status: LinkStatus = "UNKNOWN"
    verified: Flag = False
    shown: Flag = True
    paper: Paper = ""


class LinkOut(Shown):
    number: int
    kind: LinkKind
    issuer: str
    reference: str | None
    reference_commitment: str
    status: LinkStatus
    verified: bool
    document: str | None
    recorded_at: str


class LinkList(Shown):
    code: str
    items: list[LinkOut]


class RelationIn(Sent):
    """What the registrar confirmed. DERIVED: the other certificate's data from this one's."""

    other: CodeText
    relation: Literal["SAME_DATA", "OVERLAP", "DERIVED", "UNRELATED"]
    paper: Text


class RelationOut(Shown):
    """What the other certificate's data are to this one's."""

    number: int
    relation: Literal["SAME_DATA", "OVERLAP", "DERIVED", "SOURCE", "UNRELATED"]
    other: str
    document: str | None
    recorded_at: str


class RelationList(Shown):
    code: str
    items: list[RelationOut]


# --- the national record (art. 27) ------------------------------------------------------------------------------------


class ExtractIn(Sent):
    """An extract of the national record: XLSX, CSV or JSON lines by the ending of its name."""

    file: DocumentIn


class ReconcilingIn(ExtractIn):
    """Put on record as of the moment the extract was made."""

    extracted_at: Seconds


class FieldCompared(Shown):
    field: str
    match: str
    here: str
    there: str


class CertificateCompared(Shown):
    code: str
    outcome: Literal["MATCH", "MISMATCH", "UNCHECKED"]
    fields: list[FieldCompared]


class ComparedOut(Shown):
    """`unknown`: codes that the ledger has not; `absent`: certificates of the caller's that the extract has not."""

    sha256: str
    counts: dict[str, int]
    certificates: list[CertificateCompared]
    unknown: list[str]
    absent: list[str]
    headings_left_alone: list[str]
    rows_passed_over: list[int]


class LeftOut(Shown):
    code: str
    reason: Literal["ANOTHER_REGISTRAR", "UNCHECKED", "OVERTAKEN", "RECORDED_BEFORE"]


class RecordedOut(ComparedOut):
    """`left` was compared and not put on record, with the reason."""

    recorded: list[str]
    left: list[LeftOut]
    acts: list[ActDone]


class FieldOut(Shown):
    field: str
    match: Literal["MATCH", "MISMATCH", "UNCHECKED"]


class ReconciliationOut(Shown):
    """`fields`: each one that is compared, as the comparison left it."""

    number: int
    outcome: Literal["MATCH", "MISMATCH"]
    fields: list[FieldOut]
    differing: list[str]
    extract_sha256: str
    extracted_at: str
    recorded_at: str


class ReconciliationList(Shown):
    code: str
    items: list[ReconciliationOut]
