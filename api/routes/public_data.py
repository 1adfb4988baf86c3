# SPDX-License-Identifier: Apache-2.0
"""Public data: application, opinion, decision, the public list (ruling 22). Consents in custody (policy point 5)."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api.deps import Reader, ledger_of
from api.routes.procedure import AtDesk
from api.schemas.acts import ActDone, PaperList, done
from api.schemas.fields import Purpose, org_of_text
from api.schemas.public_data import (
    ApplicationIn,
    ConsentIn,
    ConsentList,
    ConsentOut,
    ConsentRecorded,
    ConsentWithdrawalIn,
    ConsentWithdrawn,
    DecisionIn,
    OpinionIn,
    PublicApplicationOut,
    PublicApplied,
    PublicGrantList,
)
from ledger.domain.ids import party_of_org
from ledger.domain.kinds import GrantKind
from ledger.domain.scope import PurposeCode
from ledger.service import custody, public_grants
from ledger.service.custody import ConsentOrder
from ledger.service.public_grants import ApplicationOrder, public_csv, public_list

router = APIRouter(prefix="/v1")

ApplicationPath = Annotated[str, Path(pattern=r"^0x[0-9a-f]{64}$", examples=["0x" + "5a" * 32])]
ConsentPath = Annotated[str, Path(pattern=r"^0x[0-9a-f]{64}$", examples=["0x" + "5a" * 32])]


# --- public data ------------------------------------------------------------------------------------------------------


@router.get(
    "/public-grants",
    response_model=PublicGrantList,
    responses={200: {"content": {"text/csv": {}}, "description": "JSON, or CSV where it is asked for."}},
    summary="The public list of applications for public data",
    tags=["public"],
)
def get_public_grants(
    request: Request, as_csv: Annotated[bool, Query(alias="csv", description="As CSV.")] = False
) -> Any:
    """With the source department's opinion and the authority's decision, refusals too (ruling 22)."""
    lines = public_list(ledger_of(request).store)
    if as_csv:
        return Response(public_csv(lines), media_type="text/csv; charset=utf-8")
    return {"items": lines}


@router.get(
    "/public-applications/{application_id}",
    response_model=PublicApplicationOut,
    summary="One application for public data, with every grant on it",
    tags=["grants"],
)
def get_public_application(request: Request, caller: Reader, application_id: ApplicationPath) -> dict[str, Any]:
    return public_grants.shown(ledger_of(request).store, _raw(application_id))


@router.post(
    "/public-applications",
    response_model=PublicApplied,
    summary="Apply for the use of public data",
    tags=["grants"],
)
def apply_for(desk: AtDesk, body: ApplicationIn) -> dict[str, Any]:
    who = desk.caller.principal
    order = ApplicationOrder(
        who=who,
        key=desk.key,
        reference=body.reference,
        kind=GrantKind[body.kind],
        resource=body.resource,
        applicant=party_of_org(who.org_id if body.applicant is None else org_of_text(body.applicant)),
        source=org_of_text(body.source),
        authority=org_of_text(body.authority),
        terms=body.terms.terms(),
        document=body.document,
        signing=body.signing.signing(),
    )
    answer = public_grants.apply_for(desk.ledger, order)
    return {**done(answer).model_dump(), "application": answer["application"]}


@router.post(
    "/public-applications/{application_id}/opinions",
    response_model=ActDone,
    summary="Say what the source department thinks",
    tags=["grants"],
)
def opine(desk: AtDesk, application_id: ApplicationPath, body: OpinionIn) -> ActDone:
    who, public_id = desk.caller.principal, _raw(application_id)
    answer = public_grants.opine(
        desk.ledger, who, desk.key, public_id, favourable=body.favourable, document=body.document
    )
    return done(answer)


@router.post(
    "/public-applications/{application_id}/decisions",
    response_model=ActDone,
    summary="Grant, as applied for or on other terms, or refuse",
    tags=["grants"],
)
def decide(desk: AtDesk, application_id: ApplicationPath, body: DecisionIn) -> ActDone:
    terms = None if body.terms is None else body.terms.terms()
    who, public_id = desk.caller.principal, _raw(application_id)
    answer = public_grants.decide(
        desk.ledger, who, desk.key, public_id, granted=body.granted, document=body.document, terms=terms
    )
    return done(answer)


# --- consents ---------------------------------------------------------------------------------------------------------


@router.get("/consents", response_model=ConsentList, summary="The consents that the caller keeps", tags=["grants"])
def get_consents(request: Request, caller: Reader) -> dict[str, Any]:
    return {"items": custody.listed(ledger_of(request).store, caller.org_id)}


@router.get(
    "/consents/{consent_id}",
    response_model=ConsentOut,
    summary="One consent, with every grant and product that hangs on it",
    tags=["grants"],
)
def get_consent(request: Request, caller: Reader, consent_id: ConsentPath) -> dict[str, Any]:
    return custody.shown(ledger_of(request).store, _raw(consent_id))


@router.get(
    "/consents/{consent_id}/papers",
    response_model=PaperList,
    summary="Receipt, custody agreement and withdrawal, for the custodian; logged",
    tags=["grants"],
)
def get_consent_papers(request: Request, caller: Reader, consent_id: ConsentPath, purpose: Purpose) -> dict[str, Any]:
    return {"items": custody.papers(ledger_of(request), caller.principal, _raw(consent_id), purpose)}


@router.post("/consents", response_model=ConsentRecorded, summary="Record a consent, as its custodian", tags=["grants"])
def record_consent(desk: AtDesk, body: ConsentIn) -> dict[str, Any]:
    order = ConsentOrder(
        who=desk.caller.principal,
        key=desk.key,
        receipt=body.receipt,
        custody=body.custody,
        purposes=tuple(PurposeCode[each] for each in body.purposes),
        expires_at=body.expires_at,
        flags=tuple(body.flags),
    )
    answer = custody.record(desk.ledger, order)
    return {**done(answer).model_dump(), "consent": answer["consent"]}


@router.post(
    "/consents/{consent_id}/withdrawal",
    response_model=ConsentWithdrawn,
    summary="Withdraw a consent; every grant and product that this reaches",
    tags=["grants"],
)
def withdraw_consent(desk: AtDesk, consent_id: ConsentPath, body: ConsentWithdrawalIn) -> dict[str, Any]:
    answer = custody.withdraw(desk.ledger, desk.caller.principal, desk.key, _raw(consent_id), body.document)
    return {**done(answer).model_dump(), **{name: answer[name] for name in ("affected", "products", "whole")}}


def _raw(text: str) -> bytes:
    return bytes.fromhex(text[2:])
