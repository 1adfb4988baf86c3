# SPDX-License-Identifier: Apache-2.0
"""What happened to data: told, asked beforehand, answered, confirmed; read as a trace, as lineage, and audited.

Every organisation with a key may read a trace: it stands on the chain. What stays off chain (particulars) is shown, and
counts in an audit, as far as its teller lets the asker see it; the rest is NOT_CHECKED for whoever may not read it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from api.deps import Current, Reader, ledger_of, reading
from api.errors import refused
from api.routes.procedure import AtDesk
from api.schemas.acts import ActDone, done
from api.schemas.circulation import (
    AnswerIn,
    AuditOut,
    ConfirmationIn,
    InquiryDone,
    InquiryIn,
    LineageOut,
    ReportDone,
    ReportIn,
    TraceOut,
    digest,
    grant,
    page_of,
    party,
    trace_out,
    what_of,
)
from api.schemas.fields import AtQuery, CodePath, KnownQuery, Limit, code_of, moment_asked
from ledger.domain.circulation import Happening
from ledger.domain.kinds import Circulation
from ledger.export.prov import prov_json, trace_csv
from ledger.service import circulation, tracing
from ledger.service.circulation import Order, Telling

router = APIRouter(prefix="/v1", tags=["circulation"])

SeqPath = Annotated[int, Path(ge=1, lt=2**32, examples=[1])]
AfterSeq = Annotated[int, Query(ge=0, lt=2**32, description="The number after which to go on.")]


# --- reading ----------------------------------------------------------------------------------------------------------


@router.get(
    "/traces/{code}",
    response_model=TraceOut,
    summary="What happened to the data of a certificate",
    dependencies=[Current],
)
def get_trace(
    request: Request,
    caller: Reader,
    code: CodePath,
    at: AtQuery = None,
    known: KnownQuery = None,
    after: AfterSeq = 0,
    limit: Limit = 50,
) -> TraceOut:
    ledger = ledger_of(request)
    moment = moment_asked(at)
    with reading(request) as view:
        now = view.now
    found = tracing.trace_of(ledger.store, ledger.deployment.chain_id, code_of(code), known)
    page = page_of(found, after, limit)
    told = [each for each in page if isinstance(each, Happening)]
    shown = tracing.particulars_of(ledger.store, told, caller.org_id)
    return trace_out(code_of(code), found, now if moment is None else moment, page, shown)


@router.get(
    "/traces/{code}/export",
    response_class=Response,
    summary="The trace as CSV, or as PROV-JSON (W3C PROV)",
    dependencies=[Current],
)
def export_trace(
    request: Request,
    caller: Reader,
    code: CodePath,
    form: Literal["csv", "prov"] = "prov",
    at: AtQuery = None,
    known: KnownQuery = None,
) -> Response:
    ledger = ledger_of(request)
    moment = moment_asked(at)
    with reading(request) as view:
        now = view.now
    found = tracing.trace_of(ledger.store, ledger.deployment.chain_id, code_of(code), known)
    if form == "prov":
        return Response(prov_json(found), media_type="application/json")
    return Response(trace_csv(found, now if moment is None else moment), media_type="text/csv; charset=utf-8")


@router.get("/traces/{code}/lineage", response_model=LineageOut, summary="What it was made of, and what was made of it")
def get_lineage(request: Request, caller: Reader, code: CodePath) -> LineageOut:
    ledger = ledger_of(request)
    with reading(request):
        return LineageOut(**tracing.lineage(ledger.store, code_of(code)))


@router.get(
    "/audit/trace/{code}",
    response_class=Response,
    responses={200: {"model": AuditOut, "description": "With `known`, the same bytes for ever."}},
    summary="Thirteen checks of what is missing in a trace or does not fit",
    tags=["audit"],
    dependencies=[Current],
)
def audit_trace(
    request: Request, caller: Reader, code: CodePath, at: AtQuery = None, known: KnownQuery = None
) -> Response:
    ledger = ledger_of(request)
    with reading(request) as view:
        now = view.now
    made = tracing.audit_trace(
        ledger.store,
        ledger.deployment,
        code_of(code),
        now=now,
        at=moment_asked(at),
        known=known,
        reader=caller.org_id,
    )
    return Response(made.bytes(), media_type="application/json")


# --- acts -------------------------------------------------------------------------------------------------------------


@router.post("/circulation/reports", response_model=ReportDone, summary="Tell what happened")
def report(desk: AtDesk, body: ReportIn) -> ReportDone:
    """Always recorded; outside its grant it is marked OUT_OF_SCOPE with the rule that it breaks."""
    telling = Telling(
        code=code_of(body.code),
        what=_what(body.what),
        occurred_at=body.occurred_at,
        use=body.use.use(body.occurred_at),
        particulars=body.particulars,
        actor=party(body.actor),
        on_behalf_of=party(body.on_behalf_of),
        counterparty=party(body.counterparty),
        grant_id=grant(body.grant),
        parents=tuple(each.parent() for each in body.parents),
        content=digest(body.content),
        output=code_of(body.output) if body.output else None,
        grade=body.grade,
        division=body.division,
        documents=digest(body.documents),
        visibility=body.visibility,
        correction_of=body.correction_of,
        form=body.form,
        mandate=body.mandate,
        level=body.level,
    )
    answer = circulation.report(desk.ledger, _order(desk), telling)
    return ReportDone(**dict(done(answer)), seq=answer["seq"], standing=answer["standing"], rule=answer["rule"])


@router.post("/circulation/questions", response_model=InquiryDone, summary="Ask beforehand whether it would be covered")
def ask(desk: AtDesk, body: InquiryIn) -> InquiryDone:
    """May be told no; the answer is an event of the trace either way."""
    moment = body.at if body.at is not None else desk.ledger.now()
    answer = circulation.ask(
        desk.ledger,
        _order(desk),
        code_of(body.code),
        _what(body.what),
        body.use.use(moment),
        grant_id=grant(body.grant),
        counterparty=party(body.counterparty),
        at=body.at,
    )
    return InquiryDone(**dict(done(answer)), seq=answer["seq"], allowed=answer["allowed"], rule=answer["rule"])


@router.post("/traces/{code}/{seq}/answer", response_model=ActDone, summary="The other side acknowledges, or disputes")
def answer(desk: AtDesk, code: CodePath, seq: SeqPath, body: AnswerIn) -> ActDone:
    told = circulation.answer(
        desk.ledger,
        _order(desk),
        code_of(code),
        seq,
        disputed=body.disputed,
        reason=body.reason,
        form=body.form,
        mandate=body.mandate,
        level=body.level,
    )
    return done(told)


@router.post("/traces/{code}/{seq}/confirmation", response_model=ActDone, summary="A third party stands by it")
def confirm(desk: AtDesk, code: CodePath, seq: SeqPath, body: ConfirmationIn) -> ActDone:
    """3 and 4 by a provider or venue, 5 by an authority."""
    return done(circulation.confirm(desk.ledger, _order(desk), code_of(code), seq, body.level, body.paper))


def _order(desk: AtDesk) -> Order:
    return Order(desk.caller.principal, desk.key)


def _what(text: str) -> Circulation:
    found = what_of(text)
    if found is None or found is Circulation.NONE:
        raise refused("REQUEST_INVALID", f"no type of event is called {text}", f"没有名为 {text} 的事件类型")
    return found
