# SPDX-License-Identifier: Apache-2.0
"""Usage records in bulk: a file becomes one batch on record; any record of it is proved later, to whoever asks for one.

The records stay with who handed them in: only that organisation gets proofs, and hands them on. A proof is checked
without this ledger (`ledger usage verify`)."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request

from api.deps import Current, Reader, ledger_of
from api.routes.filing import as_file
from api.routes.procedure import AtDesk
from api.schemas.acts import done
from api.schemas.circulation import BatchAnchored, BatchIn, JudgedOut, UsageProofOut, digest
from api.schemas.fields import HashPath, KnownQuery
from ledger.proofs.usage import proof_document
from ledger.service import usage

router = APIRouter(prefix="/v1", tags=["circulation"])

RecordPath = Annotated[int, Path(ge=0, lt=2**32, description="Place of the record, from 0.", examples=[0])]


@router.post("/usage-batches", response_model=BatchAnchored, summary="Put a file of usage records on record")
def anchor(desk: AtDesk, body: BatchIn) -> BatchAnchored:
    """JSON lines or CSV. If one line is refused, none is kept, and up to a hundred that are wrong are named. The same
    records are the same batch, whichever form they come in."""
    with as_file(body.file) as path:
        answer = usage.ingest(desk.ledger, desk.caller.principal, path, desk.key)
    own = {name: answer[name] for name in ("batch", "root", "size", "judged")}
    return BatchAnchored(**dict(done(answer)), **own)


@router.get(
    "/usage-batches/{batch}/judgement",
    response_model=JudgedOut,
    summary="Which records of a batch lie outside their grants",
    dependencies=[Current],
)
def judge(request: Request, caller: Reader, batch: HashPath, known: KnownQuery = None) -> dict[str, Any]:
    """Each record held against its grant as that stood at the record's time, known at a block; by the organisation that
    handed the batch in."""
    return usage.judge(ledger_of(request), caller.principal, digest(batch), known)


@router.get(
    "/usage-batches/{batch}/records/{index}/proof", response_model=UsageProofOut, summary="Prove one record of a batch"
)
def prove(request: Request, caller: Reader, batch: HashPath, index: RecordPath) -> dict[str, Any]:
    """By the organisation that handed the batch in; to others there is none."""
    return proof_document(usage.prove(ledger_of(request), caller.principal, digest(batch), index))
