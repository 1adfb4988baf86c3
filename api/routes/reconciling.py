# SPDX-License-Identifier: Apache-2.0
"""Extracts of the national record against the ledger (art. 27): compared by anybody who has one, put on record by the
registrar that keeps the certificates."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from api import catalogue
from api.deps import Reader, ledger_of, reading
from api.routes.filing import as_file
from api.routes.procedure import AtDesk
from api.schemas.acts import done
from api.schemas.fields import CodePath, code_of
from api.schemas.life import ComparedOut, ExtractIn, ReconciliationList, ReconcilingIn, RecordedOut
from ledger.domain.ids import OrgId
from ledger.service import life_views
from ledger.service.reconciling import Reconciliation, reconcile, reconciliation_document, record
from ledger.service.runtime import Ledger

router = APIRouter(prefix="/v1", tags=["national record"])


@router.post("/reconciliations/check", response_model=ComparedOut, summary="Compare an extract; nothing is recorded")
def check(request: Request, caller: Reader, body: ExtractIn) -> dict[str, Any]:
    """Nothing is stored, so no idempotency key is asked for."""
    return reconciliation_document(_compared(ledger_of(request), caller.org_id, body))


@router.post("/reconciliations", response_model=RecordedOut, summary="Compare an extract and record what was found")
def record_extract(desk: AtDesk, body: ReconcilingIn) -> dict[str, Any]:
    """The extract names the act: sent again it records nothing twice, whatever the key."""
    found = _compared(desk.ledger, desk.caller.org_id, body)
    told = record(desk.ledger, desk.caller.principal, found, body.extracted_at)
    acts = [done(answer) for answer in told.answers]
    said = told.document()
    return reconciliation_document(found) | {"recorded": said["recorded"], "left": said["left"], "acts": acts}


@router.get("/certificates/{code}/reconciliations", response_model=ReconciliationList, summary="Comparisons on record")
def list_reconciliations(request: Request, caller: Reader, code: CodePath) -> dict[str, Any]:
    with reading(request) as view:
        catalogue.required_certificate(view, code_of(code))
    return {"code": code, "items": life_views.reconciliations(ledger_of(request).store, code_of(code))}


def _compared(ledger: Ledger, org_id: OrgId, body: ExtractIn) -> Reconciliation:
    with as_file(body.file) as path:
        return reconcile(ledger.store, path, org_id)
