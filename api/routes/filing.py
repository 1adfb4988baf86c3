# SPDX-License-Identifier: Apache-2.0
"""Filing by API: one row of the form and its documents go through the same pre-check as a workbook, and are sent.

Not for: many at once from a file (`ledger import`).
"""

from __future__ import annotations

import base64
import binascii
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from fastapi import APIRouter, Request

from api.deps import Caller, Reader, ledger_of, reading
from api.errors import refused
from api.routes.procedure import AtDesk
from api.schemas.acts import CheckOut, DocumentIn, Filed, FilingIn, Finding, PreparationOut, done
from api.schemas.fields import hex_text, org_of_text
from api.told import prepared_told
from ledger.content.digest import sha256
from ledger.domain.application import Application, parse_row
from ledger.domain.calendar import day_from_civil, start_of
from ledger.domain.defects import Defect, Where, blocks
from ledger.domain.ids import RegimeId, case_id, name_bytes
from ledger.domain.precheck import DocumentFact, review
from ledger.errors import NotFound, Reason
from ledger.service.filing import Attachment, FilingOrder, filed
from ledger.service.importing import world_of
from ledger.service.runtime import Ledger
from ledger.service.two_persons import approver_of
from ledger.store.queries import rules
from ledger.store.queries.preparations import PreparedAct

router = APIRouter(prefix="/v1/applications", tags=["applications"])

HERE = Where("request", 1)
Files = Mapping[str, bytes]


@router.post(
    "",
    response_model=Filed | PreparationOut,
    status_code=201,
    responses={202: {"model": PreparationOut, "description": "Prepared; waits for the approver that was named."}},
    summary="File an application",
)
def file_application(desk: AtDesk, body: FilingIn) -> Filed | PreparationOut:
    """The reference in the form names the filing: filed again it is the same application, whatever the key."""
    files = _files(body)
    application, findings = _checked(desk.request, desk.caller, body, files)
    if application is None or blocks(findings):
        raise refused(
            "FORM_DEFECTIVE", "the form has defects; see reasons", "申请表存在缺陷，见 reasons", _reasons(findings)
        )
    order = _order(desk, body, application, files)
    answer = filed(desk.ledger, order)
    if isinstance(answer, PreparedAct):
        desk.response.status_code = 202
        return prepared_told(desk.ledger, answer)
    told = done(desk.ledger.settled(answer))
    case = _case(desk.ledger, order)
    return Filed(**dict(told), case_id=case, warnings=[_finding(each) for each in findings])


@router.post("/check", response_model=CheckOut, summary="Try a form without sending it")
def check_application(request: Request, caller: Reader, body: FilingIn) -> CheckOut:
    """What the pre-check says of every column. Nothing is stored, so no idempotency key is asked for."""
    application, findings = _checked(request, caller, body, _files(body))
    sendable = application is not None and not blocks(findings)
    return CheckOut(sendable=sendable, findings=[_finding(each) for each in findings])


def _files(body: FilingIn) -> dict[str, bytes]:
    return {each.name: base64_of(each) for each in body.documents}


@contextmanager
def as_file(given: DocumentIn) -> Iterator[Path]:
    """What was sent, on disk for a reader of files until the block ends."""
    # Nothing of the name but its ending reaches the disk, and that only if it is one.
    ending = Path(given.name).suffix
    ending = ending if ending.isascii() and ending[1:].isalnum() and len(ending) <= 8 else ""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / f"sent{ending}"
        path.write_bytes(base64_of(given))
        yield path


def base64_of(given: DocumentIn) -> bytes:
    try:
        return base64.b64decode(given.content, validate=True)
    except binascii.Error as error:
        raise refused("REQUEST_INVALID", "a document is no Base64", "材料不是合法的 Base64") from error


def _checked(request: Request, caller: Caller, body: FilingIn, files: Files) -> tuple[Application | None, list[Defect]]:
    cells = {key: cell for key, cell in body.form.model_dump().items() if cell is not None}
    reading_ = parse_row(cells, HERE)
    with reading(request) as view:
        if rules.regime(view.session, RegimeId(body.regime)) is None:
            raise NotFound(f"no regime {body.regime}", zh=f"没有登记规则 {body.regime}", code="REGIME_NOT_FOUND")
    facts = {name: DocumentFact(len(data), sha256(data)) for name, data in files.items()}
    ledger = ledger_of(request)
    world = world_of(ledger, caller.principal, org_of_text(body.registrar))
    named = reading_.draft.documents
    samples, schemas = (_digests(facts, named.get(column, ())) for column in ("doc_sample", "doc_schema"))
    return reading_.application, review([reading_], world.context(facts, samples, schemas))


def _digests(facts: Mapping[str, DocumentFact], names: Sequence[str]) -> list[bytes]:
    """Of the files that a column names: earlier filings with one of them are looked for (ruling 12)."""
    return [facts[name].sha256 for name in names if name in facts]


def _order(desk: AtDesk, body: FilingIn, application: Application, files: Files) -> FilingOrder:
    who = desk.caller.principal
    attachments = [
        Attachment(column, name, files[name])
        for column, names in application.documents.items()
        for name in names
        if name in files
    ]
    approver = approver_of(desk.ledger, who, body.approver) if body.approver is not None else None
    registrar = org_of_text(body.registrar)
    received = body.received_at or _start(application.received_on)
    return FilingOrder(who, registrar, RegimeId(body.regime), application, attachments, received, approver)


def _start(day: date | None) -> int:
    return start_of(day_from_civil(day)) if day is not None else 0


def _case(ledger: Ledger, order: FilingOrder) -> str:
    desk = ledger.deployment.cases_of
    return hex_text(case_id(ledger.deployment.chain_id, desk, order.registrar, name_bytes(order.reference, 32)))


def _reasons(findings: list[Defect]) -> list[Reason]:
    return [Reason(each.code, each.zh, each.en, f"form.{each.key}", each.article) for each in findings]


def _finding(found: Defect) -> Finding:
    return Finding(
        code=found.code,
        severity=found.severity.value,
        column=found.key,
        zh=found.zh,
        en=found.en,
        article=found.article,
    )
