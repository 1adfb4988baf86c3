# SPDX-License-Identifier: Apache-2.0
"""What is asked for: the bodies of acts, and what is told of an act that was done or waits for its second person."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, ConfigDict, Field, create_model

from api.schemas.fields import (
    AddressText,
    CaseText,
    CodeText,
    DayText,
    Flag,
    Line,
    Moment,
    OrgText,
    Paper,
    PersonId,
    Seconds,
    Sent,
    Shown,
    at,
)
from ledger.domain.form import COLUMNS, Column, Many
from ledger.store.queries.preparations import PreparedAct
from ledger.store.queries.submission import Submission


def _real_day(text: str) -> str:
    date.fromisoformat(text)
    return text


RealDay = Annotated[DayText, AfterValidator(_real_day)]
Approver = Annotated[
    PersonId | None,
    Field(description="The colleague who is to approve, where the act takes two persons. The answer is then 202."),
]


# --- done, or waiting -------------------------------------------------------------------------------------------------


class ActDone(Shown):
    """The act is final on chain and in the mirror."""

    submission: str
    tx: str
    block: int
    block_hash: str
    time: Moment


class PreparationOut(Shown):
    """An act that one person signed for and another must approve: POST /v1/preparations/{id}/approval."""

    id: str
    verb: str
    preparer: str
    approver: str
    command: dict[str, Any]
    created_at: Moment
    deadline: Moment
    state: Literal["WAITING", "APPROVED", "WITHDRAWN", "EXPIRED"]


class PreparationList(Shown):
    items: list[PreparationOut]


class Proposed(ActDone):
    proposal: str
    earliest: Moment


class SubmissionOut(Shown):
    """What became of a wish. `answer` once it is FINAL, `error` once it has FAILED."""

    id: str
    verb: str
    state: str
    person: str
    created_at: Moment
    updated_at: Moment
    tx: str | None
    answer: ActDone | None
    error: ErrorOut | None


class ErrorOut(Shown):
    code: str
    zh: str
    en: str


SubmissionOut.model_rebuild()


def done(answer: dict[str, Any]) -> ActDone:
    return ActDone(
        submission=answer["submission"],
        tx=answer["tx"],
        block=answer["block"],
        block_hash=answer["block_hash"],
        time=at(answer["time"]),
    )


def preparation_out(prepared: PreparedAct, command: dict[str, Any], now: int) -> PreparationOut:
    return PreparationOut(
        id=prepared.id,
        verb=prepared.verb,
        preparer=prepared.preparer,
        approver=prepared.approver,
        command=command,
        created_at=at(prepared.created_at),
        deadline=at(prepared.deadline),
        state=_state(prepared, now),
    )


def _state(prepared: PreparedAct, now: int) -> Literal["WAITING", "APPROVED", "WITHDRAWN", "EXPIRED"]:
    if prepared.withdrawn_at is not None:
        return "WITHDRAWN"
    if prepared.approved_at is not None:
        return "APPROVED"
    return "WAITING" if now <= prepared.deadline else "EXPIRED"


def submission_out(submission: Submission) -> SubmissionOut:
    failed = submission.error_code is not None
    return SubmissionOut(
        id=submission.id,
        verb=submission.verb,
        state=submission.state.value,
        person=submission.person,
        created_at=at(submission.created_at),
        updated_at=at(submission.updated_at),
        tx="0x" + submission.tx_hash.hex() if submission.tx_hash is not None else None,
        answer=done(json.loads(submission.answer)) if submission.answer is not None else None,
        error=_error(submission) if failed else None,
    )


def _error(submission: Submission) -> ErrorOut:
    return ErrorOut(code=submission.error_code or "", zh=submission.error_zh or "", en=submission.error_en or "")


# --- acts on cases ----------------------------------------------------------------------------------------------------

Cases = Annotated[list[CaseText], Field(min_length=1, max_length=100, description="The cases, at most 100 at once.")]


class CasesAct(Sent):
    """One paper for all the cases, or none."""

    cases: Cases
    paper: Paper = ""


class TwoPersonCasesAct(CasesAct):
    approver: Approver = None


class PaperedAct(CasesAct):
    """Takes a paper: all reasons of not accepting (art. 17), or the applicant's withdrawal."""

    paper: Annotated[Paper, Field(min_length=1)]


class WithLastDay(CasesAct):
    """What is missing, all of it, and until when it may be handed in."""

    paper: Annotated[Paper, Field(min_length=1)]
    last_day: RealDay


class Extension(Sent):
    case: CaseText
    paper: Annotated[Paper, Field(min_length=1)]
    working_days: Annotated[int, Field(ge=1, le=10, strict=True)]


class Refusal(TwoPersonCasesAct):
    """`ground` 1 to 5: the items of art. 22."""

    paper: Annotated[Paper, Field(min_length=1)]
    ground: Annotated[int, Field(ge=1, le=5, strict=True)]


class DecidedAct(TwoPersonCasesAct):
    paper: Annotated[Paper, Field(min_length=1)]


class NoticeOpening(CasesAct):
    """`published_at` only where it was published on paper before (ruling 2); 0: with this act."""

    published_at: Seconds = 0


class NationalRecordIn(Sent):
    """What the national system gave for one case."""

    case: CaseText
    reference: Annotated[Line, Field(min_length=1, max_length=64)]
    evidenced_at: Seconds
    record: Paper = ""


class EvidencingIn(Sent):
    records: Annotated[list[NationalRecordIn], Field(min_length=1, max_length=100)]
    paper: Paper = ""
    approver: Approver = None


class CertificationIn(Sent):
    """Without `codes` the next local ones are given, in the order of the cases."""

    cases: Cases
    codes: Annotated[tuple[CodeText, ...], Field(max_length=100)] = ()
    paper: Paper = ""
    approver: Approver = None


class SilenceIn(Sent):
    cases: Cases


Bits8 = Annotated[int | None, Field(ge=1, le=255, strict=True)]


class MendedIn(Sent):
    """The public fields that may be mended in place, as the chain numbers them; what is left out stays."""

    industry: Annotated[str | None, Field(pattern=r"^[A-T][0-9]{2}$")] = None
    source_types: Bits8 = None
    geo_scope: Bits8 = None
    division: Annotated[int | None, Field(ge=0, le=999_999, strict=True)] = None
    time_from: Seconds | None = None
    time_to: Seconds | None = None
    update_frequency: Bits8 = None
    asset_form: Bits8 = None
    data_forms: Bits8 = None
    structures: Bits8 = None
    record_count: Annotated[int | None, Field(ge=0, lt=2**63, strict=True)] = None
    byte_count: Annotated[int | None, Field(ge=0, lt=2**63, strict=True)] = None
    personal_information_band: Annotated[int | None, Field(ge=0, le=255, strict=True)] = None
    affiliation_group: Annotated[int | None, Field(ge=0, lt=2**24, strict=True)] = None
    public_platform_ref: Annotated[Line, Field(max_length=64)] | None = None
    evidence_no: Annotated[Line, Field(max_length=64)] | None = None
    prior_registrations: Annotated[tuple[Line, ...], Field(max_length=16)] | None = None
    term_years: Annotated[int | None, Field(ge=1, le=5, strict=True)] = None


class ResubmissionIn(Sent):
    """The applicant's signed answer to a request for correction (art. 17); one round."""

    paper: Annotated[Paper, Field(min_length=1)]
    mended: MendedIn


# --- objections -------------------------------------------------------------------------------------------------------


class ObjectionIn(Sent):
    """By an organisation (`objector`), or by a natural person whose number never leaves the record."""

    reasons: Annotated[Paper, Field(min_length=1)]
    material: Paper = ""
    objector: OrgText | None = None
    person_number: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{0,32}$")] = ""
    received_at: Seconds = 0


class ObjectionDecision(Sent):
    upheld: Flag
    document: Annotated[Paper, Field(min_length=1)]
    approver: Approver = None


class ObjectionWithdrawal(Sent):
    document: Annotated[Paper, Field(min_length=1)]


# --- acts on certificates ---------------------------------------------------------------------------------------------


class CorrectionIn(Sent):
    """The registrar's own slip (ruling 18). `data_name` if the name in clear was the slip."""

    before: Annotated[Paper, Field(min_length=1, max_length=2000)]
    after: Annotated[Paper, Field(min_length=1, max_length=2000)]
    reason: Annotated[Paper, Field(min_length=1, max_length=2000)]
    data_name: Annotated[Line, Field(max_length=40)] = ""
    approver: Approver = None


class AnnotationIn(Sent):
    """Kinds 1 to 5 of art. 23; 2 and 3 freeze. `level`: 1 county to 4 national; `until` 0: until it is lifted."""

    kind: Annotated[int, Field(ge=1, le=5, strict=True)]
    paper: Annotated[Paper, Field(min_length=1)]
    authority: OrgText | None = None
    level: Annotated[int, Field(ge=0, le=4, strict=True)] = 0
    since: Seconds = 0
    until: Seconds = 0
    approver: Approver = None


class LiftingIn(Sent):
    authority: OrgText
    level: Annotated[int, Field(ge=1, le=4, strict=True)]
    document: Annotated[Paper, Field(min_length=1)]
    approver: Approver = None


class StandingByIn(Sent):
    """Subjects of History as `/v1/keys/{account}/radius` lists them."""

    subjects: Annotated[list[Annotated[str, Field(pattern=r"^0x[0-9a-f]{64}$")]], Field(min_length=1, max_length=256)]
    reason: Annotated[Paper, Field(min_length=1)]


class ReaffirmationIn(Sent):
    codes: Annotated[list[CodeText], Field(min_length=1, max_length=100)]
    reason: Annotated[Paper, Field(min_length=1)]


# --- an organisation's own affairs ------------------------------------------------------------------------------------


class HolderIn(Sent):
    """A holder whose identity the registrar checked (ruling 5)."""

    org_id: OrgText
    name: Annotated[Line, Field(min_length=1, max_length=100)]
    affiliation_group: Annotated[int, Field(ge=0, lt=2**24, strict=True)] = 0
    public_body: Flag = False


class HolderKeyIn(Sent):
    account: AddressText
    since: Seconds


class CompromiseIn(Sent):
    since: Seconds
    report: Annotated[Paper, Field(min_length=1)]


ActKindName = Annotated[str, Field(pattern=r"^[A-Z_]{1,40}$", examples=["CERTIFICATE_ANNOTATED"])]


class TwoPersonKindsIn(Sent):
    """Names of kinds of acts (`APPLICATION_REFUSED`, ...) that shall take two persons."""

    kinds: Annotated[list[ActKindName], Field(max_length=64)]
    approver: PersonId


class Nothing(Sent):
    """An act that needs no words."""


class TaintedActOut(Shown):
    """An act that rests on a key which was compromised by then, and which nobody stood by since (ruling 17)."""

    what: str
    at: str
    block: int
    tx: str
    account: str
    organisation: str


# --- papers behind commitments --------------------------------------------------------------------------------------


class PaperOut(Shown):
    """`opens`: text and salt give the commitment, which stands in an act on chain. Without text and salt: sealed,
    and not for the caller."""

    kind: str
    org_id: str
    text: str | None
    salt: str | None
    commitment: str
    opens: bool | None
    written_at: str


class PaperList(Shown):
    items: list[PaperOut]


# --- governance -------------------------------------------------------------------------------------------------------

OrgKindName: TypeAlias = Literal[
    "AUTHORITY", "REGISTRAR", "HOLDER", "BANK", "VALUER", "AUDITOR", "CUSTODIAN", "PROVIDER"
]


Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file's bytes.")]


class RegistrationIn(Sent):
    act: Literal["REGISTER"]
    org_id: OrgText
    name: Annotated[Line, Field(min_length=1, max_length=100)]
    kinds: Annotated[list[OrgKindName], Field(min_length=1, max_length=8)]
    affiliation_group: Annotated[int, Field(ge=0, lt=2**24, strict=True)] = 0
    public_body: Flag = False


class AccreditationIn(Sent):
    act: Literal["ACCREDIT"]
    org_id: OrgText
    kind: OrgKindName
    since: Seconds
    until: Seconds
    region: Annotated[int, Field(ge=0, le=99, strict=True)] = 0
    digit: Annotated[int, Field(ge=0, le=9, strict=True)] = 0


class KeyIn(Sent):
    act: Literal["ADD_KEY"]
    org_id: OrgText
    account: AddressText
    since: Seconds
    until: Seconds = 0


class SuccessionIn(Sent):
    """A registrar leaves, another keeps its certificates (art. 13). The document is the published decision."""

    act: Literal["SUCCEED"]
    org_id: OrgText
    successor: OrgText
    document_sha256: Digest


class SuspensionOfOrgIn(Sent):
    """One accreditation stands still from the confirmation on. The document is the published decision."""

    act: Literal["SUSPEND"]
    org_id: OrgText
    kind: OrgKindName
    document_sha256: Digest


class ResumptionIn(Sent):
    """What was suspended goes on. The document is the published decision."""

    act: Literal["RESUME"]
    org_id: OrgText
    kind: OrgKindName
    document_sha256: Digest


class RegroupingIn(Sent):
    """Organisations of one affiliation group are relatives; 0: of none."""

    act: Literal["REGROUP"]
    org_id: OrgText
    affiliation_group: Annotated[int, Field(ge=0, lt=2**24, strict=True)]


class WriterIn(Sent):
    """Which kinds of acts a contract may put on record once it is confirmed, or no more: the only pause there is."""

    act: Literal["OPEN_WRITER", "END_WRITER"]
    module: Annotated[str, Field(max_length=42, examples=["CertificateRegistry"])]
    kinds: Annotated[list[ActKindName], Field(min_length=1, max_length=64)]


class CalendarIn(Sent):
    """`working_days`: one character a day of the year, 1 working, 0 not; `source`: the notice that says so."""

    act: Literal["PUBLISH_CALENDAR"]
    year: Annotated[int, Field(ge=2000, le=2099, strict=True)]
    working_days: Annotated[str, Field(pattern=r"^[01]{365,366}$")]
    source: Annotated[Line, Field(min_length=1)]


class RegimeIn(Sent):
    act: Literal["PUBLISH_REGIME"]
    id: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9-]{0,30}$", examples=["CN-DPR-2027"])]
    title: Annotated[Line, Field(min_length=1, max_length=200)]
    answer_days: Annotated[int, Field(ge=1, le=60, strict=True)]
    processing_days: Annotated[int, Field(ge=1, le=120, strict=True)]
    extension_days: Annotated[int, Field(ge=0, le=120, strict=True)]
    notice_days: Annotated[int, Field(ge=1, le=60, strict=True)]
    objection_days: Annotated[int, Field(ge=1, le=60, strict=True)]
    validity_years: Annotated[int, Field(ge=1, le=30, strict=True)]
    renewal_window_months: Annotated[int, Field(ge=0, le=24, strict=True)]
    code_source: Literal["LOCAL", "NATIONAL"]
    code_prefix: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    text_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ProposalIn(Sent):
    """Another authority confirms after the delay. The same act is one proposal, unless `salt` differs."""

    proposal: Annotated[
        RegistrationIn
        | AccreditationIn
        | KeyIn
        | SuspensionOfOrgIn
        | ResumptionIn
        | RegroupingIn
        | SuccessionIn
        | WriterIn
        | CalendarIn
        | RegimeIn,
        Field(discriminator="act"),
    ]
    salt: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = "0" * 64
    note: Annotated[Line, Field(max_length=200)] = ""


class ProposalOut(Shown):
    id: str
    round: int
    target: str | None
    act: str
    says: str
    salt: str
    proposer: str
    made_at: Moment
    earliest: Moment
    confirmed_at: Moment | None
    confirmer: str | None
    withdrawn_at: Moment | None


class ProposalList(Shown):
    items: list[ProposalOut]


# --- filing -----------------------------------------------------------------------------------------------------------


class DocumentIn(Sent):
    """A file that a document column of the form names. `content` is Base64."""

    name: Annotated[Line, Field(min_length=1, max_length=200)]
    content: Annotated[str, Field(max_length=44_000_000, pattern=r"^[A-Za-z0-9+/]*={0,2}$")]


CellIn: TypeAlias = Annotated[str, Field(max_length=4000)] | bool | int | float | None


def _field(column: Column) -> tuple[Any, Any]:
    shape = "" if column.many is Many.ONE else f" [{column.many.value}]"
    title = f"{column.zh} / {column.en}"
    return CellIn, Field(default=None, title=title, description=(column.help or column.zh) + shape)


_COLUMNS: dict[str, Any] = {column.key: _field(column) for column in COLUMNS}
FormIn: Any = create_model(
    "FormIn",
    __config__=ConfigDict(extra="forbid", frozen=True),
    __doc__="The guide's form 1: one field a column, as in the workbook (`ledger template`).",
    **_COLUMNS,
)


class FilingIn(Sent):
    """`received_at` may be claimed by a registrar that files for an absent party; 0: when the block says."""

    registrar: OrgText
    regime: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9-]{0,30}$", examples=["CN-DPR-2026"])]
    form: FormIn
    documents: Annotated[tuple[DocumentIn, ...], Field(max_length=64)] = ()
    received_at: Seconds = 0
    approver: Approver = None


class Filed(ActDone):
    case_id: str
    warnings: list[Finding]


class Finding(Shown):
    """One finding of the pre-check on one column."""

    code: str
    severity: str
    column: str
    zh: str
    en: str
    article: str


class CheckOut(Shown):
    """A dry run: what the pre-check says, and whether it could be sent."""

    sendable: bool
    findings: list[Finding]


Filed.model_rebuild()


class EntitlementIn(Sent):
    to_org: OrgText
    purpose: Annotated[Line, Field(min_length=2, max_length=200)]
    until: Seconds | None = None


# --- callers ----------------------------------------------------------------------------------------------------------


class Me(Shown):
    org_id: str
    organisation: str
    kinds: list[str]
    person_id: str
    account: str | None
    scopes: list[str]


class ApiKeyOut(Shown):
    prefix: str
    person_id: str
    label: str
    scopes: list[str]
    created_at: Moment
    until: Moment | None
    revoked_at: Moment | None


class ApiKeyList(Shown):
    items: list[ApiKeyOut]
