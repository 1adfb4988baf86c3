# SPDX-License-Identifier: Apache-2.0
"""What anybody may ask without a key: organisations, rules, certificates, verdicts, histories, public notices."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from api import catalogue
from api.catalogue import Search
from api.deps import Current, ledger_of, promptly, reading
from api.schemas.fields import (
    ORG_PATTERN,
    AtQuery,
    CodePath,
    Cursor,
    KnownQuery,
    Limit,
    NamePart,
    OrgPath,
    PartyQuery,
    code_of,
    day_text,
    moment_asked,
    org_of_text,
    party_of,
)
from api.schemas.registry import (
    CalendarOut,
    CertificateOut,
    CertificatePage,
    HistoryOut,
    NoticeList,
    OrganisationOut,
    OrganisationPage,
    RegimeList,
    RegimeOut,
    organisation_out,
    regime_out,
    year_out,
)
from api.schemas.verdict import VerdictOut
from ledger.domain.ids import OrgId, RegimeId, Subject, certificate_bytes, party_of_org
from ledger.domain.kinds import Grade, OrgKind
from ledger.errors import NotFound
from ledger.service.verdicts import Question, verdict
from ledger.store.queries import organisations, rules
from ledger.store.queries.certificates import CertificateFilter

router = APIRouter(prefix="/v1", tags=["public"])

OrgQuery = Annotated[str | None, Query(pattern=ORG_PATTERN, examples=["91152502MA0DEM013H"])]
RegimePath = Annotated[str, Path(pattern=r"^[A-Z0-9][A-Z0-9-]{0,30}$", examples=["CN-DPR-2026"])]
AfterLength = Annotated[int, Query(ge=0, le=2**32 - 1, description="The length after which to go on.")]


# --- organisations and rules ------------------------------------------------------------------------------------------


@router.get("/organisations", response_model=OrganisationPage, summary="Organisations in the order of their codes")
def list_organisations(
    request: Request,
    kind: Literal["AUTHORITY", "REGISTRAR", "HOLDER", "BANK", "VALUER", "AUDITOR", "CUSTODIAN", "PROVIDER"]
    | None = None,
    name: NamePart = "",
    after: Cursor = None,
    limit: Limit = 50,
) -> OrganisationPage:
    with reading(request) as view:
        wanted = OrgKind[kind] if kind is not None else None
        found = organisations.organisations(view.session, kind=wanted, name=name, after=after, limit=limit)
        return OrganisationPage(items=[organisation_out(each, view.now) for each in found.items], next=found.next)


@router.get("/organisations/{org_id}", response_model=OrganisationOut, summary="One organisation with its keys")
def get_organisation(request: Request, org_id: OrgPath) -> OrganisationOut:
    with reading(request) as view:
        found = organisations.organisation(view.session, org_of_text(org_id))
        if found is None:
            raise NotFound(f"{org_id} is not registered", zh=f"机构 {org_id} 未登记", code="ORGANISATION_NOT_FOUND")
        return organisation_out(found, view.now)


@router.get("/regimes", response_model=RegimeList, summary="Registration regimes: clocks, terms, codes")
def list_regimes(request: Request) -> RegimeList:
    with reading(request, tagged=True) as view:
        return RegimeList(items=[regime_out(each) for each in rules.regimes(view.session)])


@router.get("/regimes/{regime_id}", response_model=RegimeOut, summary="One regime")
def get_regime(request: Request, regime_id: RegimePath) -> RegimeOut:
    with reading(request, tagged=True) as view:
        found = rules.regime(view.session, RegimeId(regime_id))
        if found is None:
            raise NotFound(f"no regime {regime_id}", zh=f"没有登记规则 {regime_id}", code="REGIME_NOT_FOUND")
        return regime_out(found)


@router.get("/calendar", response_model=CalendarOut, summary="Working days, by year")
def get_calendar(request: Request) -> CalendarOut:
    with reading(request, tagged=True) as view:
        found = rules.calendar(view.session)
        years = found.years if found is not None else ()
        through = day_text(found.published_through) if found is not None else None
        return CalendarOut(published_through=through, years=[year_out(year) for year in years])


# --- certificates -----------------------------------------------------------------------------------------------------


@router.get("/certificates", response_model=CertificatePage, summary="Search the catalogue")
def search_certificates(
    request: Request,
    code: Annotated[str, Query(pattern=r"^[A-Z0-9]{0,15}$", description="The beginning of a code.")] = "",
    holder: OrgQuery = None,
    registrar: OrgQuery = None,
    name: NamePart = "",
    industry: Annotated[str, Query(pattern=r"^([A-T]([0-9]{1,2})?)?$", description="`A` or `A03` (GB/T 4754).")] = "",
    division: Annotated[int | None, Query(ge=0, le=999_999, description="GB/T 2260.")] = None,
    grade: Literal["GENERAL_1", "GENERAL_2", "GENERAL_3", "GENERAL_4", "IMPORTANT"] | None = None,
    status: Annotated[catalogue.StatusWord | None, Query(description="What it is at `at`.")] = None,
    at: AtQuery = None,
    after: Cursor = None,
    limit: Limit = 50,
) -> CertificatePage:
    """By code, holder, a part of the name (runs of Chinese by pairs), industry, division, and status at a moment."""
    wanted = CertificateFilter(
        code=code,
        holder=party_of_org(OrgId(holder)) if holder is not None else None,
        registrar=OrgId(registrar) if registrar is not None else None,
        name=name,
        industry=industry,
        division=division,
        grade=int(Grade[grade]) if grade is not None else None,
    )
    moment = moment_asked(at)
    with reading(request, tagged=moment is not None) as view:
        asked = Search(wanted, status, view.now if moment is None else moment, after, limit)
        return catalogue.search(view, asked)


@router.get("/certificates/{code}", response_model=CertificateOut, summary="One certificate as the catalogue shows it")
def get_certificate(request: Request, code: CodePath, at: AtQuery = None) -> CertificateOut:
    moment = moment_asked(at)
    with reading(request, tagged=moment is not None) as view:
        return catalogue.one_certificate(view, code_of(code), view.now if moment is None else moment)


@router.get(
    "/certificates/{code}/verdict",
    summary="The verdict: base word, overlays, notes, and what was not checked",
    response_class=Response,
    responses={200: {"model": VerdictOut, "description": "With `known`, the same bytes for ever."}},
    dependencies=[Current],
)
async def get_verdict(
    request: Request, code: CodePath, at: AtQuery = None, known: KnownQuery = None, holder: PartyQuery = None
) -> Response:
    moment = moment_asked(at)
    ledger = ledger_of(request)

    def answer() -> bytes:
        with reading(request, tagged=moment is not None or known is not None) as view:
            now = view.now
        question = Question(code_of(code), now, moment, known, party_of(holder) if holder is not None else None)
        return verdict(ledger.store, question).bytes()

    return Response(await promptly(ledger, answer), media_type="application/json")


@router.get("/certificates/{code}/history", response_model=HistoryOut, summary="Every act on a certificate, with heads")
def get_certificate_history(request: Request, code: CodePath, after: AfterLength = 0, limit: Limit = 50) -> HistoryOut:
    """Enough to recompute the head: hash each event as `docs/verify-by-hand.md` says and compare with History."""
    with reading(request, tagged=True) as view:
        catalogue.required_certificate(view, code_of(code))
        return catalogue.history(view, Subject(certificate_bytes(code_of(code))), after, limit)


@router.get("/notices", response_model=NoticeList, summary="The public-notice board (art. 24)")
def list_notices(request: Request) -> NoticeList:
    with reading(request) as view:
        return NoticeList(items=catalogue.notices(ledger_of(request), view))
