# SPDX-License-Identifier: Apache-2.0
"""Destroying keys of documents before their time: prepared by one person, done by the approver that was named.

Nothing of it goes to the chain, so it waits here and not among the preparations of acts.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request

from api.deps import IdempotencyKey, Reader, Writer, approver, ledger_of, reading
from api.schemas.acts import Nothing
from api.schemas.destruction import DestructionIn, DestructionList, DestructionOut, destruction_out
from api.schemas.fields import CasePath, case_of
from api.tenancy import visible_case
from ledger.domain.ids import name_of
from ledger.service import key_destruction
from ledger.service.key_destruction import DestructionOrder

router = APIRouter(prefix="/v1", tags=["key destruction"])

DestructionPath = Annotated[str, Path(pattern=r"^D[0-9]{10}-[0-9a-f]{16}$", examples=["D1788998400-00112233445566aa"])]


@router.post(
    "/applications/{case_id}/key-destructions",
    response_model=DestructionOut,
    status_code=202,
    summary="Prepare to destroy keys of documents (ruling 29)",
)
def prepare_destruction(
    request: Request, caller: Writer, case_id: CasePath, body: DestructionIn, key: IdempotencyKey
) -> DestructionOut:
    """By the application's registrar. Nothing is destroyed before the approver says so."""
    with reading(request) as view:
        case = visible_case(view.session, caller.org_id, case_of(case_id))
    ledger = ledger_of(request)
    order = DestructionOrder(
        caller.principal,
        approver(request, caller, body.approver),
        key,
        name_of(case.reference),
        bytes.fromhex(body.decision_sha256),
        body.reason,
        body.documents,
    )
    return destruction_out(key_destruction.prepared(ledger, order), ledger.now())


@router.get(
    "/applications/{case_id}/key-destructions",
    response_model=DestructionList,
    summary="Every decision to destroy keys of an application",
)
def list_destructions(request: Request, caller: Reader, case_id: CasePath) -> DestructionList:
    ledger = ledger_of(request)
    with reading(request) as view:
        case = visible_case(view.session, caller.org_id, case_of(case_id))
    found = key_destruction.of_record(ledger, f"{case.registrar}/{name_of(case.reference)}")
    return DestructionList(items=[destruction_out(each, ledger.now()) for each in found])


@router.get("/key-destructions", response_model=DestructionList, summary="Destructions that wait for an approver")
def waiting_destructions(request: Request, caller: Reader) -> DestructionList:
    ledger = ledger_of(request)
    found = key_destruction.waiting(ledger, caller.org_id)
    return DestructionList(items=[destruction_out(each, ledger.now()) for each in found])


@router.post(
    "/key-destructions/{destruction_id}/approval", response_model=DestructionOut, summary="Destroy the keys, for ever"
)
def approve_destruction(
    request: Request, caller: Writer, destruction_id: DestructionPath, body: Nothing, key: IdempotencyKey
) -> DestructionOut:
    """By the approver that was named, and by nobody else; the preparer gets 403."""
    ledger = ledger_of(request)
    return destruction_out(key_destruction.approved(ledger, caller.principal, destruction_id), ledger.now())


@router.post(
    "/key-destructions/{destruction_id}/withdrawal", response_model=DestructionOut, summary="Let a destruction go"
)
def withdraw_destruction(
    request: Request, caller: Writer, destruction_id: DestructionPath, body: Nothing, key: IdempotencyKey
) -> DestructionOut:
    """By its preparer or its approver; nothing was destroyed."""
    ledger = ledger_of(request)
    return destruction_out(key_destruction.withdrawn(ledger, caller.principal, destruction_id), ledger.now())
