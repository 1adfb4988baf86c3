# SPDX-License-Identifier: Apache-2.0
"""Applications: who may see them, their histories, their confidential records for a purpose, the work list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response

from api import catalogue
from api.catalogue import names_of, subject_of_case
from api.deps import IdempotencyKey, Reader, View, Writer, ledger_of, reading
from api.errors import refused
from api.schemas.acts import EntitlementIn
from api.schemas.cases import (
    ApplicationDetail,
    ApplicationPage,
    DocumentList,
    DocumentOut,
    DueList,
    EntitlementOut,
    Opening,
    RecordOut,
    application_detail,
    application_out,
    due_out,
    parties_of,
)
from api.schemas.fields import (
    CasePath,
    Cursor,
    Limit,
    NamePart,
    Purpose,
    at,
    case_of,
    hex_text,
    moment,
    org_of_text,
)
from api.schemas.registry import HistoryOut
from api.tenancy import tenant_of, visible_case
from ledger.domain.ids import CaseId, Subject, name_of
from ledger.domain.kinds import CaseState
from ledger.domain.registration import Case, CaseClocks, clocks_at
from ledger.service import entitling
from ledger.service.due import due
from ledger.service.entitling import Entitlement
from ledger.store.queries import acts, applications, records, rules
from ledger.store.queries.applications import ApplicationFilter

router = APIRouter(prefix="/v1", tags=["applications"])

StateName = Literal[
    "SUBMITTED", "CORRECTION_REQUESTED", "NOT_ACCEPTED", "ACCEPTED", "EVIDENCE_REQUESTED", "PUBLIC_NOTICE",
    "NOTICE_EXEMPT", "EVIDENCED", "CERTIFIED", "REFUSED", "TERMINATED", "WITHDRAWN",
]  # fmt: skip


@router.get("/applications", response_model=ApplicationPage, summary="Applications that concern the caller")
def list_applications(
    request: Request,
    caller: Reader,
    state: Annotated[list[StateName] | None, Query(max_length=12)] = None,
    name: NamePart = "",
    with_open_objection: bool = False,
    after: Cursor = None,
    limit: Limit = 50,
) -> ApplicationPage:
    """A registrar sees its own; an applicant or holder those that name it; authorities and auditors all."""
    states = frozenset(CaseState[each] for each in state) if state else None
    wanted = ApplicationFilter(states=states, name=name, with_open_objection=with_open_objection)
    with reading(request) as view:
        own = tenant_of(view.session, caller.org_id).own(wanted)
        found = applications.applications(view.session, own, after=after, limit=limit)
        names = names_of(
            view, [p for case in found.items for p in parties_of(case)], *(c.registrar for c in found.items)
        )
        clocks = clocks_now(view, found.items)
        items = [application_out(case, names, clocks[case.case_id]) for case in found.items]
        return ApplicationPage(items=items, next=found.next)


@router.get("/applications/{case_id}", response_model=ApplicationDetail, summary="One application")
def get_application(request: Request, caller: Reader, case_id: CasePath) -> ApplicationDetail:
    with reading(request) as view:
        return shown_case(view, visible_case(view.session, caller.org_id, case_of(case_id)))


def shown_case(view: View, case: Case) -> ApplicationDetail:
    names = names_of(view, parties_of(case), case.registrar)
    head = acts.subject_head(view.session, Subject(case.case_id))
    return application_detail(case, names, clocks_now(view, [case])[case.case_id], head)


def clocks_now(view: View, cases: Sequence[Case]) -> dict[CaseId, CaseClocks]:
    """What time has made of the cases, each by the clocks of its own regime."""
    if not cases:
        return {}
    regimes = {regime.regime_id: regime for regime in rules.regimes(view.session)}
    calendar = rules.working_calendar(view.session)
    found: dict[CaseId, CaseClocks] = {}
    for case in cases:
        regime = regimes[case.regime]
        found[case.case_id] = clocks_at(case, calendar, view.now, regime.answer_days, regime.notice_days)
    return found


@router.get("/applications/{case_id}/history", response_model=HistoryOut, summary="Every act on an application")
def get_application_history(
    request: Request,
    caller: Reader,
    case_id: CasePath,
    after: Annotated[int, Query(ge=0, le=2**32 - 1)] = 0,
    limit: Limit = 50,
) -> HistoryOut:
    with reading(request) as view:
        case = visible_case(view.session, caller.org_id, case_of(case_id))
        return catalogue.history(view, subject_of_case(case.case_id), after, limit)


@router.get(
    "/due",
    response_model=DueList,
    summary="A registrar's work list: applications, and what is open on certificates; the most urgent first",
)
def get_due(request: Request, caller: Reader) -> DueList:
    ledger = ledger_of(request)
    with reading(request) as view:
        now = view.now
    return DueList(at=at(now), items=[due_out(line) for line in due(ledger.store, caller.org_id, now)])


# --- what is confidential ---------------------------------------------------------------------------------------------


@router.get(
    "/applications/{case_id}/record", response_model=RecordOut, summary="The texts behind the commitments; logged"
)
def get_record(request: Request, caller: Reader, case_id: CasePath, purpose: Purpose) -> RecordOut:
    """For organisations whose key opens the record. Purpose and person go into the reading log (art. 30) first."""
    case = _case(request, caller, case_id)
    ledger = ledger_of(request)
    texts = entitling.read_openings(ledger, caller.principal, case.registrar, name_of(case.reference), purpose)
    openings = [
        Opening(name=name, text=held["text"], salt=held.get("salt", ""), tag=held.get("tag", ""))
        for name, held in sorted(texts.items())
    ]
    return RecordOut(case_id=case_id, openings=openings)


@router.get("/applications/{case_id}/documents", response_model=DocumentList, summary="The documents that are kept")
def list_documents(request: Request, caller: Reader, case_id: CasePath) -> DocumentList:
    """Names are confidential too: only for organisations that are entitled to at least one of the documents."""
    case = _case(request, caller, case_id)
    sealed = {each.name: each for each in entitling.documents(ledger_of(request), _record_id(case))}
    readable = any(wrap.org_id == caller.org_id for each in sealed.values() for wrap in each.wraps)
    if sealed and not readable and case.registrar != caller.org_id:
        raise refused(
            "NOT_ENTITLED", "your organisation is not entitled to these documents", "贵机构无权查阅该申请材料"
        )
    with reading(request) as view:
        rows = records.some(view.session, records.DocumentRow, record_id=_record_id(case))
    return DocumentList(case_id=case_id, items=[_document(row) for row in rows])


@router.get(
    "/applications/{case_id}/documents/{name}",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "The document in clear."}},
    summary="One document; logged",
)
def get_document(
    request: Request,
    caller: Reader,
    case_id: CasePath,
    name: Annotated[str, Path(max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")],
    purpose: Purpose,
) -> Response:
    case = _case(request, caller, case_id)
    plain = entitling.read_document(ledger_of(request), caller.principal, _record_id(case), name, purpose)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(plain, media_type="application/octet-stream", headers=headers)


@router.post(
    "/applications/{case_id}/entitlements", response_model=EntitlementOut, summary="Let an organisation read the record"
)
def post_entitlement(
    request: Request, caller: Writer, case_id: CasePath, body: EntitlementIn, key: IdempotencyKey
) -> EntitlementOut:
    """Re-wraps the keys for the organisation; repeating it changes nothing but the log."""
    case = _case(request, caller, case_id)
    wanted = Entitlement(case.registrar, name_of(case.reference), org_of_text(body.to_org), body.purpose, body.until)
    count = entitling.entitle(ledger_of(request), caller.principal, wanted)
    return EntitlementOut(case_id=hex_text(case.case_id), to_org=body.to_org, documents=count, until=moment(body.until))


def _case(request: Request, caller: Reader, case_id: str) -> Case:
    with reading(request) as view:
        return visible_case(view.session, caller.org_id, case_of(case_id))


def _record_id(case: Case) -> str:
    return f"{case.registrar}/{name_of(case.reference)}"


def _document(row: records.DocumentRow) -> DocumentOut:
    return DocumentOut(
        name=row.name,
        kind=row.kind,
        media_type=row.media_type,
        size=row.size,
        commitment_sha256=row.commitment_sha256.hex(),
        commitment_sm3=row.commitment_sm3.hex(),
        cid=row.cid,
        key_destroyed_at=moment(row.key_destroyed_at),
    )
