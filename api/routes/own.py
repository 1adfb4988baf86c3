# SPDX-License-Identifier: Apache-2.0
"""Acts on certificates, and an organisation's own affairs: holders, keys, its rule of two, API keys, who is asking."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.deps import Administrator, IdempotencyKey, Reader, ledger_of, reading
from api.routes.procedure import AtDesk
from api.schemas.acts import (
    ActDone,
    AnnotationIn,
    ApiKeyList,
    ApiKeyOut,
    CompromiseIn,
    CorrectionIn,
    HolderIn,
    HolderKeyIn,
    LiftingIn,
    Me,
    Nothing,
    PreparationOut,
    ReaffirmationIn,
    StandingByIn,
    TwoPersonKindsIn,
    done,
)
from api.schemas.fields import (
    AddressPath,
    CodePath,
    NumberPath,
    OrgPath,
    account_of,
    account_text,
    act_kinds,
    at,
    code_of,
    moment,
    org_of_text,
)
from api.told import TWO_PERSONS, Told, prepared_told
from ledger.domain.ids import Subject
from ledger.domain.kinds import bitmap
from ledger.service import own_affairs, people, registry_acts
from ledger.service.registry_acts import NO_AUTHORITY, Remark, Slip
from ledger.service.two_persons import approver_of
from ledger.store.queries import organisations, records

router = APIRouter(prefix="/v1", tags=["organisation"])


# --- certificates -----------------------------------------------------------------------------------------------------


@router.post(
    "/certificates/{code}/corrections",
    response_model=Told,
    responses=TWO_PERSONS,
    summary="Mend the registrar's own slip",
    tags=["certificates"],
)
def correct(desk: AtDesk, code: CodePath, body: CorrectionIn) -> Told:
    slip = Slip(body.before, body.after, body.reason, body.data_name)
    return desk.told(registry_acts.correct(desk.ledger, desk.on_certificate(code, body.approver), slip))


@router.post(
    "/certificates/{code}/annotations",
    response_model=Told,
    responses=TWO_PERSONS,
    summary="Record a seizure, a control or a remark (art. 23)",
    tags=["certificates"],
)
def annotate(desk: AtDesk, code: CodePath, body: AnnotationIn) -> Told:
    authority = org_of_text(body.authority) if body.authority is not None else NO_AUTHORITY
    remark = Remark(body.kind, body.paper, authority, body.level, body.since, body.until)
    return desk.told(registry_acts.annotate(desk.ledger, desk.on_certificate(code, body.approver), remark))


@router.post(
    "/certificates/{code}/annotations/{number}/lifting",
    response_model=Told,
    responses=TWO_PERSONS,
    summary="Lift an annotation on paper of the same or a superior authority",
    tags=["certificates"],
)
def lift(desk: AtDesk, code: CodePath, number: NumberPath, body: LiftingIn) -> Told:
    order = desk.on_certificate(code, body.approver)
    answer = registry_acts.lift(desk.ledger, order, number, org_of_text(body.authority), body.level, body.document)
    return desk.told(answer)


@router.post(
    "/reaffirmations", response_model=ActDone, summary="Stand by what a lost key signed", tags=["certificates"]
)
def reaffirm(desk: AtDesk, body: ReaffirmationIn) -> ActDone:
    codes = [code_of(code) for code in body.codes]
    return done(own_affairs.reaffirm(desk.ledger, desk.caller.principal, desk.key, codes, body.reason))


@router.post(
    "/standing-by", response_model=ActDone, summary="Stand by what a lost key signed on grants, pledges, cases"
)
def stand_by(desk: AtDesk, body: StandingByIn) -> ActDone:
    subjects = [Subject(bytes.fromhex(each[2:])) for each in body.subjects]
    return done(own_affairs.stand_by(desk.ledger, desk.caller.principal, desk.key, subjects, body.reason))


# --- holders and keys -------------------------------------------------------------------------------------------------


@router.post("/holders", response_model=ActDone, summary="Register a holder after checking its identity")
def register_holder(desk: AtDesk, body: HolderIn) -> ActDone:
    answer = own_affairs.register_holder(
        desk.ledger,
        desk.caller.principal,
        org_of_text(body.org_id),
        body.name,
        group=body.affiliation_group,
        public_body=body.public_body,
        key=desk.key,
    )
    return done(answer)


@router.post("/holders/{org_id}/keys", response_model=ActDone, summary="Give a holder a signing key")
def add_holder_key(desk: AtDesk, org_id: OrgPath, body: HolderKeyIn) -> ActDone:
    account, holder = account_of(body.account), org_of_text(org_id)
    return done(own_affairs.add_holder_key(desk.ledger, desk.caller.principal, holder, account, body.since, desk.key))


@router.post("/encryption-key", response_model=ActDone, summary="Publish the organisation's X25519 key")
def publish_encryption_key(desk: AtDesk, body: Nothing) -> ActDone:
    return done(own_affairs.publish_encryption_key(desk.ledger, desk.caller.principal, desk.key))


@router.post("/accounts/{account}/retirement", response_model=ActDone, summary="Retire a signing key")
def retire_key(desk: AtDesk, account: AddressPath, body: Nothing) -> ActDone:
    return done(own_affairs.retire_key(desk.ledger, desk.caller.principal, account_of(account), desk.key))


@router.post("/accounts/{account}/compromise", response_model=ActDone, summary="Report a key lost since a moment")
def report_compromised(desk: AtDesk, account: AddressPath, body: CompromiseIn) -> ActDone:
    who, lost = desk.caller.principal, account_of(account)
    return done(own_affairs.report_compromised(desk.ledger, who, lost, body.since, body.report, desk.key))


@router.post(
    "/two-person-acts", response_model=PreparationOut, status_code=202, summary="Say which acts take two persons here"
)
def set_two_person_acts(desk: AtDesk, body: TwoPersonKindsIn) -> PreparationOut:
    who = desk.caller.principal
    approver = approver_of(desk.ledger, who, body.approver)
    prepared = own_affairs.set_two_person_acts(desk.ledger, who, approver, desk.key, bitmap(act_kinds(body.kinds)))
    return prepared_told(desk.ledger, prepared)


# --- who asks ---------------------------------------------------------------------------------------------------------


@router.get("/me", response_model=Me, summary="Whose API key this is")
def get_me(request: Request, caller: Reader) -> Me:
    with reading(request) as view:
        found = organisations.organisation(view.session, caller.org_id)
    return Me(
        org_id=caller.org_id,
        organisation=found.name if found is not None else "",
        kinds=[kind.name for kind in found.org_kinds()] if found is not None else [],
        person_id=caller.principal.person_id,
        account=account_text(caller.principal.account),
        scopes=sorted(caller.scopes),
    )


@router.get("/api-keys", response_model=ApiKeyList, summary="The organisation's API keys, without their secrets")
def list_api_keys(request: Request, caller: Administrator) -> ApiKeyList:
    with reading(request) as view:
        rows = records.some(view.session, records.ApiKey, org_id=caller.org_id)
    return ApiKeyList(items=[_api_key(row) for row in rows])


@router.post("/api-keys/{prefix}/revocation", status_code=204, summary="Revoke an API key of the organisation")
def revoke_api_key(
    request: Request,
    caller: Administrator,
    key: IdempotencyKey,
    prefix: Annotated[str, Path(pattern=r"^dal_[0-9a-f]{8}$")],
) -> Response:
    ledger = ledger_of(request)
    people.revoke_api_key(ledger.store, caller.org_id, prefix, ledger.now())
    return Response(status_code=204)


def _api_key(row: records.ApiKey) -> ApiKeyOut:
    return ApiKeyOut(
        prefix=row.prefix,
        person_id=row.person_id,
        label=row.label,
        scopes=json.loads(row.scopes),
        created_at=at(row.created_at),
        until=moment(row.until_at),
        revoked_at=moment(row.revoked_at),
    )
