# SPDX-License-Identifier: Apache-2.0
"""What happened to data, as it enters and leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from api.schemas.acts import ActDone, DocumentIn
from api.schemas.fields import (
    HASH_PATTERN,
    PARTY_PATTERN,
    CodeText,
    Flag,
    Moment,
    Paper,
    Seconds,
    Sent,
    Shown,
    at,
    hex_text,
    party_of,
)
from ledger.domain.circulation import Asked, Happening, Trace, Visibility
from ledger.domain.ids import CertificateId, GrantId, PartyId
from ledger.domain.kinds import Circulation
from ledger.domain.scope import ALL_FIELDS
from ledger.domain.structs import Parent, Use
from ledger.domain.verdict_json import party_label

HashText = Annotated[str, Field(pattern=HASH_PATTERN, examples=["0x" + "5a" * 32])]
PartyText = Annotated[str, Field(pattern=PARTY_PATTERN, description="A credit code, or a commitment.")]
What = Annotated[str, Field(pattern=r"^[A-Z_]{3,30}$", examples=["DELIVER"])]
Counted = Annotated[int, Field(ge=0, lt=2**53, strict=True)]

NOTHING = bytes(32)
RIGHTS = {"HOLD": 1, "USE": 2, "OPERATE": 4}


def _groups(text: str | None) -> str | None:
    if text is not None and int(text) > ALL_FIELDS:
        raise ValueError("there are 64 groups of fields, one bit each")
    return text


class UseIn(Sent):
    """What is done with data, as a grant judges it. `fields`: groups of fields, one bit each; absent: all of them."""

    right: Literal["HOLD", "USE", "OPERATE"] = "USE"
    fields: Annotated[str | None, Field(pattern=r"^[0-9]{1,20}$"), AfterValidator(_groups)] = None
    purpose: Annotated[int, Field(ge=0, le=65_535, strict=True)] = 0
    region: Annotated[int, Field(ge=0, le=999_999, strict=True)] = 0
    exported: Flag = False
    records: Counted = 0
    calls: Counted = 0

    def use(self, moment: int) -> Use:
        fields = ALL_FIELDS if self.fields is None else int(self.fields)
        return Use(
            RIGHTS[self.right], fields, self.purpose, self.region, self.exported, moment, self.records, self.calls
        )


class ParentIn(Sent):
    """A certified parent with a grant or by the actor's own right, or the digest of a contract."""

    code: CodeText | None = None
    grant: HashText | None = None
    content: HashText | None = None
    contract: HashText | None = None

    def parent(self) -> Parent:
        code = CertificateId(self.code or "")
        return Parent(code, GrantId(digest(self.grant)), digest(self.content), digest(self.contract))


class ReportIn(Sent):
    """`particulars` are what the type asks for beyond the envelope; they stay here, committed to on chain."""

    code: CodeText
    what: What
    occurred_at: Seconds
    use: UseIn = UseIn()
    actor: PartyText | None = None
    on_behalf_of: PartyText | None = None
    counterparty: PartyText | None = None
    grant: HashText | None = None
    parents: Annotated[tuple[ParentIn, ...], Field(max_length=16)] = ()
    content: HashText | None = None
    output: CodeText | None = None
    grade: Annotated[int, Field(ge=0, le=6, strict=True)] = 0
    division: Annotated[int, Field(ge=0, le=999_999, strict=True)] = 0
    documents: HashText | None = None
    visibility: Annotated[
        int, Field(ge=0, le=2, strict=True, description="Who may be shown: 0 the parties, 1 auditors too, 2 anybody.")
    ] = 1
    correction_of: Annotated[int, Field(ge=0, lt=2**32, strict=True)] = 0
    particulars: Annotated[dict[str, str | int | bool], Field(max_length=20, default_factory=dict)]
    form: Paper = ""
    mandate: Paper = ""
    level: Annotated[int, Field(ge=0, le=5, strict=True)] = 0


class InquiryIn(Sent):
    code: CodeText
    what: What
    use: UseIn = UseIn()
    counterparty: PartyText | None = None
    grant: HashText | None = None
    at: Seconds | None = None


class AnswerIn(Sent):
    """The other side: it is so, or it is not, with a reason."""

    disputed: Flag
    reason: Paper = ""
    form: Paper = ""
    mandate: Paper = ""
    level: Annotated[int, Field(ge=0, le=5, strict=True)] = 0


class ConfirmationIn(Sent):
    level: Annotated[int, Field(ge=3, le=5, strict=True)]
    paper: Annotated[Paper, Field(min_length=1)]


class ReportDone(ActDone):
    seq: int
    standing: str
    rule: int


class InquiryDone(ActDone):
    seq: int
    allowed: bool
    rule: int


class EventOut(Shown):
    """One event of a trace. Where `asked` is true, it was a question beforehand, and `standing` its answer. Particulars
    are shown as far as `visibility` goes; they are null for others, and where this service does not hold them."""

    seq: int
    asked: bool
    what: str
    certificate: str
    occurred_at: Moment
    recorded_at: Moment
    actor: str
    counterparty: str | None
    grant: str | None
    right: int
    purpose: int
    region: int
    exported: bool
    records: str
    calls: str
    content: str | None
    output: str | None
    standing: str
    rule: int
    answer: str | None
    attestation_level: int | None
    correction_of: int | None
    receipt: str | None
    visibility: str | None
    particulars: dict[str, Any] | None


class TraceOut(Shown):
    code: str
    root: str
    trace: str
    length: int
    items: list[EventOut]
    next: int | None


class EdgeOut(Shown):
    parent: str | None
    child: str | None
    trace: str
    seq: int
    mark: str
    contract: str | None


class LineageOut(Shown):
    """`whole` false: the graph is larger than one answer."""

    code: str
    ancestors: list[EdgeOut]
    descendants: list[EdgeOut]
    whole: bool


class AuditOut(Shown):
    """See docs/architecture.md: thirteen checks, each PASS, FINDINGS or NOT_CHECKED with its reason. `corrected_by`: of
    the events out of scope or disputed, those that were corrected since, each with what stands in its place."""

    code: str
    root: str
    at: int
    known: dict[str, Any]
    events: int
    corrections: int
    denied: int
    out_of_scope: int
    overdue: list[int]
    disputed: list[int]
    corrected_by: dict[str, dict[str, Any]]
    levels: dict[str, int]
    checks: list[dict[str, Any]]
    caveats: list[dict[str, str]]


# --- from and to the domain -------------------------------------------------------------------------------------------


class BatchIn(Sent):
    """Usage records: JSON lines or CSV by the ending of the file's name."""

    file: DocumentIn


class StrayOut(Shown):
    index: int
    moment: int
    leaf: str


class StraysOut(Shown):
    """Records under one grant that break one rule, of it or of one that it was passed on from (`on`): the first by
    name, and how many more."""

    grant: str
    rule: str
    on: str | None
    count: int
    first: list[StrayOut]
    more: int


class NotDebitedOut(Shown):
    grant: str
    rule: str


class UsageSumOut(Shown):
    records: int
    calls: int


class MisstatedOut(Shown):
    grant: str
    said: UsageSumOut
    made: UsageSumOut


class JudgedOut(Shown):
    """What of a batch lies outside its grants, as they are known at a block. `unsaid`: how many records that break no
    rule do not say what their grant bounds: they were not checked for it. `agreements_unread`: the grants, those above
    them too, whose agreement is not kept here for the caller, or is words alone: what it forbids was not checked.
    `misstated`: grants under which the batch's totals, by which budgets are debited, are not what its records make."""

    known: int
    looked: int
    outside: int
    strays: list[StraysOut]
    unsaid: dict[str, int]
    agreements_unread: list[str]
    misstated: list[MisstatedOut]
    not_debited: list[NotDebitedOut]


class BatchAnchored(ActDone):
    """The root of the records' tree stands on chain, with how many they are. What lies outside its grant is on record
    all the same, and is named (`judged`)."""

    batch: str
    root: str
    size: int
    judged: JudgedOut


class UsageRecordOut(Shown):
    grant: str
    moment: int
    purpose: int
    calls: int
    records: int
    region: int
    caller: str
    fields: str | None
    environment: str | None


class UsageProofOut(Shown):
    """A record, its salt, and its path to the root (RFC 6962): what `ledger usage verify` checks."""

    form: str
    chain_id: int
    registry: str
    organisation: str
    batch: str
    root: str
    size: int
    index: int
    salt: str
    record: UsageRecordOut
    path: list[str]


def digest(text: str | None) -> bytes:
    return NOTHING if text is None else bytes.fromhex(text[2:])


def party(text: str | None) -> PartyId | None:
    return None if text is None else party_of(text)


def grant(text: str | None) -> GrantId | None:
    return None if text is None else GrantId(digest(text))


def page_of(trace: Trace, after: int, limit: int) -> list[Happening | Asked]:
    """The next events after a number, in their order."""
    everything: list[Happening | Asked] = sorted((*trace.happenings, *trace.questions), key=lambda each: each.seq)
    return [each for each in everything if each.seq > after][:limit]


def trace_out(
    code: CertificateId,
    trace: Trace,
    moment: int,
    page: Sequence[Happening | Asked],
    told: Mapping[int, Mapping[str, Any]],
) -> TraceOut:
    """`told`: the particulars that the reader may be shown, by event."""
    items = [
        _happening(each, moment, told.get(each.seq)) if isinstance(each, Happening) else _asked(each) for each in page
    ]
    return TraceOut(
        code=code,
        root=trace.root,
        trace=hex_text(trace.trace),
        length=trace.length,
        items=items,
        next=items[-1].seq if items and items[-1].seq < trace.length else None,
    )


def _happening(each: Happening, moment: int, told: Mapping[str, Any] | None) -> EventOut:
    return EventOut(
        asked=False,
        occurred_at=at(each.occurred_at),
        actor=party_label(each.actor),
        content=_hex(each.content),
        output=each.output,
        standing=each.standing.name,
        answer=each.answer_state(moment).value,
        attestation_level=each.level,
        correction_of=each.correction_of,
        receipt=hex_text(each.receipt),
        visibility=Visibility(each.visibility).name,
        particulars=None if told is None else dict(told),
        **_common(each),
    )


def _asked(each: Asked) -> EventOut:
    return EventOut(
        asked=True,
        occurred_at=at(each.use.moment),
        actor=each.by,
        content=None,
        output=None,
        standing="ALLOWED" if each.allowed else "DENIED",
        answer=None,
        attestation_level=None,
        correction_of=None,
        receipt=None,
        visibility=None,
        particulars=None,
        **_common(each),
    )


def _common(each: Happening | Asked) -> dict[str, Any]:
    use = each.use
    return {
        "seq": each.seq,
        "what": each.what.name,
        "certificate": each.certificate,
        "recorded_at": at(each.recorded_at),
        "counterparty": None if each.counterparty is None else party_label(each.counterparty),
        "grant": _hex(each.grant_id),
        "right": use.right,
        "purpose": use.purpose,
        "region": use.region,
        "exported": use.exported,
        "records": str(use.records),
        "calls": str(use.calls),
        "rule": each.rule,
    }


def what_of(text: str) -> Circulation | None:
    return Circulation.__members__.get(text)


def _hex(raw: bytes | None) -> str | None:
    return None if raw is None else "0x" + raw.hex()
