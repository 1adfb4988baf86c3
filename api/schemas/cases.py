# SPDX-License-Identifier: Apache-2.0
"""Applications and work lists as they leave. Commitments are shown, what is behind them is not (see `record`)."""

from __future__ import annotations

from api.schemas.fields import Moment, Shown, at, day_text, hex_or_none, hex_text, moment
from api.schemas.registry import Names, Party, RightOut, organisation_party, party_out
from ledger.domain.certificate import Certificate
from ledger.domain.clocks import PauseReason
from ledger.domain.ids import PartyId, name_of
from ledger.domain.registration import Case, CaseClocks, CasePause, ObjectionRecord
from ledger.domain.structs import Right
from ledger.domain.verdict_json import RIGHT_NAMES
from ledger.service.due import DueLine
from ledger.store.queries.acts import SubjectHead

RESALE, EXPORT = 1, 2


class PauseOut(Shown):
    number: int
    reason: str
    opened_at: Moment
    closed_at: Moment | None
    last_day: str | None


class ObjectionOut(Shown):
    number: int
    objector: Party
    filed_at: Moment
    received_at: Moment
    received_claimed: bool
    outcome: str
    closed_at: Moment | None


class ApplicationOut(Shown):
    """`state` is what somebody did, `state_now` what time has made of it since (silence, art. 17)."""

    case_id: str
    registrar: Party
    reference: str
    regime: str
    state: str
    state_now: str
    data_name: str
    name_masked: bool
    applicants: list[Party]
    rights: list[RightOut]
    industry: str
    division: int
    grade: str
    resale_allowed: bool
    export_allowed: bool
    attestation: int
    filed_by_registrar: bool
    content_version: int
    submitted_at: Moment
    received_at: Moment
    received_claimed: bool
    answer_last_day: str | None
    accepted_at: Moment | None
    accepted_by_silence_on: str | None
    correction_last_day: str | None
    not_accepted_at: Moment | None
    extension_days: int
    notice_published_at: Moment | None
    notice_last_day: str | None
    notice_exempted_at: Moment | None
    evidenced_at: Moment | None
    national_ref: str
    certified_at: Moment | None
    code: str | None
    refused_at: Moment | None
    refusal_ground: int | None
    terminated_at: Moment | None
    withdrawn_at: Moment | None
    pauses: list[PauseOut]
    objections: list[ObjectionOut]
    name_commitment: str | None
    overview_commitment: str | None
    restriction_commitment: str | None
    documents_root: str | None


class ApplicationPage(Shown):
    items: list[ApplicationOut]
    next: str | None


class ApplicationDetail(ApplicationOut):
    """`head` is what an act names so that it fails if something happened in between."""

    length: int
    head: str | None


class DueOut(Shown):
    """An application (`matter` INITIAL, with `case_id`), or what is open on a certificate: a procedure, or DISPUTE."""

    matter: str
    case_id: str | None
    code: str | None
    number: int | None
    reference: str
    data_name: str
    state: str
    clock: str
    last_day: str | None
    working_days_left: int | None
    flags: list[str]
    paused_by: list[str]


class DueList(Shown):
    at: Moment
    items: list[DueOut]


class Opening(Shown):
    """One text behind a commitment (docs/api.md). `salt` and `tag` are empty where none is on chain."""

    name: str
    text: str
    salt: str
    tag: str


class RecordOut(Shown):
    case_id: str
    openings: list[Opening]


class DocumentOut(Shown):
    name: str
    kind: str
    media_type: str
    size: int
    commitment_sha256: str
    commitment_sm3: str
    cid: str
    key_destroyed_at: Moment | None


class DocumentList(Shown):
    case_id: str
    items: list[DocumentOut]


class EntitlementOut(Shown):
    case_id: str
    to_org: str
    documents: int
    until: Moment | None


# --- from the domain --------------------------------------------------------------------------------------------------


def right_out(right: Right, names: Names) -> RightOut:
    party = party_out(right.holder, names)
    return RightOut(
        holder=party.party,
        name=party.name,
        rights=[name for bit, name in RIGHT_NAMES.items() if right.rights & bit],
        basis=right.basis.name,
        until=moment(right.until or None),
    )


def application_out(case: Case, names: Names, clocks: CaseClocks) -> ApplicationOut:
    return ApplicationOut.model_validate(_fields(case, names, clocks))


def application_detail(case: Case, names: Names, clocks: CaseClocks, head: SubjectHead | None) -> ApplicationDetail:
    fields = _fields(case, names, clocks)
    fields |= {"length": head.length if head is not None else 0, "head": hex_or_none(head.head if head else None)}
    return ApplicationDetail.model_validate(fields)


def _fields(case: Case, names: Names, clocks: CaseClocks) -> dict[str, object]:
    content, registrar = case.content, names.get(case.registrar)
    return {
        "case_id": hex_text(case.case_id),
        "registrar": organisation_party(case.registrar, names),
        "reference": name_of(case.reference),
        "regime": case.regime,
        "state": case.state.name,
        "state_now": clocks.state.name,
        "data_name": content.data_name,
        "name_masked": not content.data_name,
        "applicants": [party_out(party, names) for party in content.applicants],
        "rights": [right_out(right, names) for right in content.rights],
        "industry": content.industry,
        "division": content.division,
        "grade": content.grade.name,
        "resale_allowed": bool(content.flags & RESALE),
        "export_allowed": bool(content.flags & EXPORT),
        "attestation": case.attestation,
        "filed_by_registrar": registrar is not None and registrar.key(case.account) is not None,
        "content_version": case.content_version,
        "name_commitment": hex_or_none(content.name_commitment),
        "overview_commitment": hex_or_none(content.overview_commitment),
        "restriction_commitment": hex_or_none(content.restriction_commitment),
        "documents_root": hex_or_none(content.documents_root),
        "pauses": [_pause(pause, clocks) for pause in case.pauses],
        "objections": [_objection(objection, names) for objection in case.objections],
        **_moments(case, clocks),
    }


def _moments(case: Case, clocks: CaseClocks) -> dict[str, object]:
    return {
        "submitted_at": at(case.submitted_at),
        "received_at": at(case.received_at),
        "received_claimed": case.received_claimed,
        "answer_last_day": day_text(clocks.answer_by),
        "accepted_at": moment(case.accepted_at),
        "accepted_by_silence_on": day_text(case.accepted_by_silence_day),
        "correction_last_day": day_text(case.correction_last_day),
        "not_accepted_at": moment(case.not_accepted_at),
        "extension_days": case.extension_days,
        "notice_published_at": moment(case.notice_published_at),
        "notice_last_day": day_text(clocks.notice_until),
        "notice_exempted_at": moment(case.notice_exempted_at),
        "evidenced_at": moment(case.evidenced_at),
        "national_ref": case.national_ref,
        "certified_at": moment(case.certified_at),
        "code": case.code,
        "refused_at": moment(case.refused_at),
        "refusal_ground": case.refusal_ground,
        "terminated_at": moment(case.terminated_at),
        "withdrawn_at": moment(case.withdrawn_at),
    }


def _pause(pause: CasePause, clocks: CaseClocks) -> PauseOut:
    last = clocks.notice_until if pause.reason is PauseReason.NOTICE else pause.last_day
    return PauseOut(
        number=pause.number,
        reason=pause.reason.value,
        opened_at=at(pause.opened_at),
        closed_at=moment(pause.closed_at),
        last_day=day_text(last),
    )


def _objection(objection: ObjectionRecord, names: Names) -> ObjectionOut:
    return ObjectionOut(
        number=objection.number,
        objector=party_out(objection.objector, names),
        filed_at=at(objection.filed_at),
        received_at=at(objection.received_at),
        received_claimed=objection.received_claimed,
        outcome=objection.outcome.name,
        closed_at=moment(objection.closed_at),
    )


def due_out(line: DueLine) -> DueOut:
    return DueOut(
        matter=line.matter.kind,
        case_id=None if line.matter.case_id is None else hex_text(line.matter.case_id),
        code=line.matter.code,
        number=line.matter.number,
        reference=line.matter.reference,
        data_name=line.matter.name,
        state=line.state.name,
        clock=line.clock,
        last_day=day_text(line.last_day),
        working_days_left=line.working_days_left,
        flags=[flag.value for flag in line.flags],
        paused_by=[reason.value for reason in line.paused_by],
    )


def parties_of(case: Case, certificate: Certificate | None = None) -> list[PartyId]:
    """Every party that a case, and its certificate, names."""
    objectors = [objection.objector for objection in case.objections]
    holders = certificate.holders if certificate is not None else ()
    return [*case.content.applicants, *case.holders, *objectors, *holders]
