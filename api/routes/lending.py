# SPDX-License-Identifier: Apache-2.0
"""What a bank asks before it lends, what it attaches to the answer, and what it watches afterwards."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.deps import Current, Reader, ledger_of, reading
from api.routes.procedure import AtDesk
from api.schemas.fields import AtQuery, CodePath, KnownQuery, PartyQuery, at, code_of, moment_asked, party_of
from api.schemas.lending import BankReportOut, FindingIn, FindingOut
from api.schemas.pledges import pledge_of
from api.schemas.portfolio import PortfolioOut, SightingIn, SightingOut
from ledger.domain.ids import PartyId
from ledger.domain.verdict_json import party_label
from ledger.export.bank_report import sheet
from ledger.service.bank_reports import Finding, LendingQuestion, bank_report, declare
from ledger.service.portfolio import PortfolioQuestion, portfolio
from ledger.service.warnings_seen import Sighting, mark_seen, told

router = APIRouter(prefix="/v1", tags=["bank"])

Buffer = Annotated[int, Query(ge=0, le=3650, description="Days beyond maturity that the term must cover.")]
Opinions = Annotated[int, Query(ge=1, le=15, description="How many valuers' opinions it takes (check 12).")]
Since = Annotated[
    int | None, Query(ge=0, le=2**63 - 1, description="Only what changed after this final block.", examples=[120])
]
AsCsv = Annotated[bool, Query(alias="csv", description="A line a pledge, as CSV.")]
Printed = Annotated[bool, Query(description="HTML that prints on A4, for the file on the loan.")]


@router.get(
    "/certificates/{code}/bank-report",
    summary="Nineteen questions before a loan, each with its evidence",
    response_class=Response,
    responses={200: {"model": BankReportOut, "description": "With `known`, the same bytes for ever."}},
    dependencies=[Current],
)
def get_bank_report(
    request: Request,
    caller: Reader,
    code: CodePath,
    holder: PartyQuery = None,
    maturity: AtQuery = None,
    buffer_days: Buffer = 90,
    opinions: Opinions = 1,
    at: AtQuery = None,
    known: KnownQuery = None,
    printed: Printed = False,
) -> Response:
    """With the caller's own findings, and nobody else's: DECLARED, never PASS. `word` is the gravest of all checks."""
    with reading(request) as view:
        now = view.now
    asked = LendingQuestion(
        code_of(code),
        now,
        moment_asked(at),
        known,
        party_of(holder) if holder is not None else None,
        moment_asked(maturity),
        buffer_days,
        caller.org_id,
        opinions,
    )
    found = bank_report(ledger_of(request).store, asked)
    if printed:
        return Response(sheet(found.document(), found.bytes()), media_type="text/html; charset=utf-8")
    return Response(found.bytes(), media_type="application/json")


@router.post("/certificates/{code}/findings", response_model=FindingOut, summary="Attach what the bank found elsewhere")
def post_finding(desk: AtDesk, code: CodePath, body: FindingIn) -> FindingOut:
    """Banks only. It answers a part that this ledger cannot, while it is valid."""
    holder = party_of(body.holder) if body.holder is not None else None
    finding = Finding(code_of(code), body.part, body.found, body.document.encode(), body.valid_until, holder)
    made = declare(desk.ledger, desk.caller.principal, desk.key, finding)
    return FindingOut(
        finding_id=made.finding_id,
        code=made.code,
        part=made.part,
        found=made.found,
        document_sha256=made.document_sha256.hex(),
        declared_at=at(made.declared_at),
        valid_until=at(made.valid_until),
        holder=party_label(PartyId(made.holder)) if made.holder is not None else None,
    )


@router.get(
    "/portfolio",
    summary="Every pledge that the caller's bank holds, with its early warnings",
    response_class=Response,
    responses={
        200: {
            "model": PortfolioOut,
            "content": {"text/csv": {}},
            "description": "With `at` and `known`, the same bytes for ever. CSV where it is asked for.",
        }
    },
    dependencies=[Current],
)
def get_portfolio(
    request: Request,
    caller: Reader,
    at: AtQuery = None,
    known: KnownQuery = None,
    changed_since: Since = None,
    as_csv: AsCsv = False,
) -> Response:
    """With `changed_since`: only lines whose subjects had acts, or that are different; each says whether acts did it
    or time alone."""
    with reading(request) as view:
        now = view.now
    asked = PortfolioQuestion(caller.org_id, now, moment_asked(at), known, changed_since)
    found = portfolio(ledger_of(request).store, asked)
    if as_csv:
        return Response(found.csv(), media_type="text/csv; charset=utf-8")
    return Response(found.bytes(), media_type="application/json")


@router.post("/portfolio/seen", response_model=SightingOut, summary="Note that a warning was seen, and by whom")
def post_seen(desk: AtDesk, body: SightingIn) -> SightingOut:
    """Banks only, on their own pledges: a record of the bank's own, never on chain. The caller's person is kept."""
    sighting = Sighting(pledge_of(body.pledge), body.rule, body.note, body.subject, body.about)
    made = told(mark_seen(desk.ledger, desk.caller.principal, desk.key, sighting))
    return SightingOut(**{**made, "at": at(made["at"])})
