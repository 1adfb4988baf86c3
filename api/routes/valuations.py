# SPDX-License-Identifier: Apache-2.0
"""Opinions of value: given and taken back by valuers; which count at a moment, and the lowest of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.deps import Current, Reader, ledger_of, reading
from api.routes.procedure import AtDesk
from api.schemas.acts import ActDone, done
from api.schemas.circulation import party
from api.schemas.fields import PARTY_PATTERN, AtQuery, CodePath, KnownQuery, code_of, moment_asked
from api.schemas.valuations import OpinionIn, PurposeWord, ValuationsOut, ValueOut, WithdrawalIn
from ledger.domain.kinds import ValuationPurpose
from ledger.service import valuations as service
from ledger.service.valuations import OpinionOrder, OpinionWithdrawal, ValueAsked

router = APIRouter(prefix="/v1/certificates/{code}", tags=["bank"])

HolderQuery = Annotated[
    str | None,
    Query(
        pattern=PARTY_PATTERN,
        description="Whose rights are valued; all who hold, if nobody is named.",
        examples=["91152502MA0DEM013H"],
    ),
]
Wanted = Annotated[int, Query(ge=1, le=15, description="How many valuers' opinions it takes.")]
PurposeQuery = Annotated[PurposeWord, Query(description="What the opinion is for.")]


@router.post("/valuations", response_model=ActDone, summary="Give an opinion of value")
def attest(desk: AtDesk, code: CodePath, body: OpinionIn) -> ActDone:
    """Accredited valuers only, related neither to the holder nor to the registrar."""
    order = OpinionOrder(
        who=desk.caller.principal,
        key=desk.key,
        code=code_of(code),
        purpose=ValuationPurpose[body.purpose],
        methods=tuple(body.methods),
        value=body.value,
        base_date=body.base_date,
        valid_until=body.valid_until,
        report=body.report,
        assumptions=body.assumptions,
        holder=party(body.holder),
    )
    return done(service.attest(desk.ledger, order))


@router.post("/valuations/withdrawal", response_model=ActDone, summary="Take one's own opinion back")
def withdraw(desk: AtDesk, code: CodePath, body: WithdrawalIn) -> ActDone:
    purpose = ValuationPurpose[body.purpose]
    order = OpinionWithdrawal(desk.caller.principal, desk.key, code_of(code), purpose, body.reason)
    return done(service.withdraw(desk.ledger, order))


@router.get(
    "/valuations",
    summary="Every opinion of value, and why it counts or does not",
    response_class=Response,
    responses={200: {"model": ValuationsOut, "description": "With `at` and `known`, the same bytes for ever."}},
    dependencies=[Current],
)
def get_valuations(
    request: Request,
    caller: Reader,
    code: CodePath,
    holder: HolderQuery = None,
    at: AtQuery = None,
    known: KnownQuery = None,
) -> Response:
    with reading(request) as view:
        now = view.now
    asked = ValueAsked(code_of(code), now, holder=party(holder), at=moment_asked(at), known=known)
    return _answer(request, asked)


@router.get(
    "/value",
    summary="The lowest opinion that counts, once enough valuers' do",
    response_class=Response,
    responses={200: {"model": ValueOut, "description": "With `at` and `known`, the same bytes for ever."}},
    dependencies=[Current],
)
def get_value(
    request: Request,
    caller: Reader,
    code: CodePath,
    purpose: PurposeQuery = "PLEDGE",
    opinions: Wanted = 1,
    holder: HolderQuery = None,
    at: AtQuery = None,
    known: KnownQuery = None,
) -> Response:
    """As the contract reckons coverage: `value` is null unless `standing` reaches `wanted`."""
    with reading(request) as view:
        now = view.now
    purposes = (ValuationPurpose[purpose],)
    asked = ValueAsked(code_of(code), now, purposes, party(holder), opinions, moment_asked(at), known)
    return _answer(request, asked)


def _answer(request: Request, asked: ValueAsked) -> Response:
    return Response(service.valued(ledger_of(request).store, asked).bytes(), media_type="application/json")
