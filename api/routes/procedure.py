# SPDX-License-Identifier: Apache-2.0
"""The acts of the procedure on applications, one route a verb. Many cases at once, all or none.

POST /v1/applications/acts/accept         {"cases": [...]}                       200
POST /v1/applications/acts/certify        {"cases": [...], "approver": "chen"}   202, waits for chen
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api.deps import Caller, IdempotencyKey, Writer, approver, ledger_of, reading
from api.schemas.acts import (
    ActDone,
    CasesAct,
    CertificationIn,
    DecidedAct,
    EvidencingIn,
    Extension,
    NoticeOpening,
    ObjectionDecision,
    ObjectionIn,
    ObjectionWithdrawal,
    PaperedAct,
    Refusal,
    ResubmissionIn,
    SilenceIn,
    WithLastDay,
    done,
)
from api.schemas.fields import CasePath, NumberPath, case_of, code_of, org_of_text
from api.tenancy import objectionable_case, visible_case
from api.told import TWO_PERSONS, Told, told
from ledger.domain.calendar import Day, day_from_civil
from ledger.domain.ids import CaseId
from ledger.service import case_acts, objections
from ledger.service.case_acts import NationalRecord, Order
from ledger.service.objections import ObjectionOrder
from ledger.service.registry_acts import CertificateOrder
from ledger.service.resubmission import resubmit
from ledger.service.runtime import Ledger, Principal

router = APIRouter(prefix="/v1/applications", tags=["procedure"])


class Desk:
    """What every act needs: the ledger, the caller, the idempotency key, and the answer's own response."""

    def __init__(self, request: Request, response: Response, caller: Writer, key: IdempotencyKey) -> None:
        self.request, self.response, self.caller, self.key = request, response, caller, key

    @property
    def ledger(self) -> Ledger:
        return ledger_of(self.request)

    def order(self, cases: Sequence[str], paper: str, approver_id: str | None = None) -> Order:
        """The order, once it is sure that the caller may see every one of the cases."""
        wanted = [case_of(case) for case in cases]
        self.see(wanted)
        return Order(self.caller.principal, self.key, wanted, paper, self.second(approver_id))

    def second(self, approver_id: str | None) -> Principal | None:
        """The colleague who is to approve, if one is named."""
        return approver(self.request, self.caller, approver_id)

    def on_certificate(self, code: str, approver_id: str | None = None) -> CertificateOrder:
        """An order on a certificate, which is before everybody."""
        second = approver(self.request, self.caller, approver_id)
        return CertificateOrder(self.caller.principal, self.key, code_of(code), second)

    def see(self, cases: Sequence[CaseId]) -> None:
        with reading(self.request) as view:
            for case in cases:
                visible_case(view.session, self.caller.org_id, case)
        # What was read is of before the act: the answer names the head after it.
        del self.request.state.head

    def told(self, answer: case_acts.Answer) -> Told:
        return told(self.response, answer, self.ledger)


AtDesk = Annotated[Desk, Depends()]


# --- answering (art. 17) ----------------------------------------------------------------------------------------------


@router.post("/acts/accept", response_model=ActDone, summary="Accept")
def accept(desk: AtDesk, body: CasesAct) -> Told:
    return desk.told(case_acts.accept(desk.ledger, desk.order(body.cases, body.paper)))


@router.post("/acts/decline", response_model=ActDone, summary="Do not accept, with all reasons")
def decline(desk: AtDesk, body: PaperedAct) -> Told:
    return desk.told(case_acts.decline(desk.ledger, desk.order(body.cases, body.paper)))


@router.post("/acts/request-correction", response_model=ActDone, summary="Ask for corrections, once")
def request_correction(desk: AtDesk, body: WithLastDay) -> Told:
    order = desk.order(body.cases, body.paper)
    return desk.told(case_acts.request_correction(desk.ledger, order, _day(body.last_day)))


@router.post("/acts/note-silence", response_model=ActDone, summary="Note that silence has accepted (art. 17)")
def note_silence(desk: AtDesk, body: SilenceIn) -> Told:
    order = desk.order(body.cases, "")
    return done(case_acts.note_silence(desk.ledger, order.who, order.key, order.cases))


@router.post("/{case_id}/resubmission", response_model=ActDone, summary="Answer a request for correction, once")
def hand_in_again(desk: AtDesk, case_id: CasePath, body: ResubmissionIn) -> Told:
    order = desk.order([case_id], body.paper)
    mended = body.mended.model_dump(exclude_none=True)
    return done(resubmit(desk.ledger, order.who, order.key, order.cases[0], body.paper, **mended))


# --- review (arts. 18-22, 28) -----------------------------------------------------------------------------------------


@router.post("/acts/request-evidence", response_model=ActDone, summary="Ask for evidence; the clock stands still")
def request_evidence(desk: AtDesk, body: WithLastDay) -> Told:
    order = desk.order(body.cases, body.paper)
    return desk.told(case_acts.request_evidence(desk.ledger, order, _day(body.last_day)))


@router.post("/acts/receive-evidence", response_model=ActDone, summary="The evidence came; the clock runs")
def receive_evidence(desk: AtDesk, body: CasesAct) -> Told:
    return desk.told(case_acts.receive_evidence(desk.ledger, desk.order(body.cases, body.paper)))


@router.post("/acts/extend", response_model=ActDone, summary="Extend the period, at most ten working days (art. 28)")
def extend(desk: AtDesk, body: Extension) -> Told:
    return desk.told(case_acts.extend(desk.ledger, desk.order([body.case], body.paper), body.working_days))


@router.post("/acts/refuse", response_model=Told, responses=TWO_PERSONS, summary="Refuse on a ground of art. 22")
def refuse(desk: AtDesk, body: Refusal) -> Told:
    order = desk.order(body.cases, body.paper, body.approver)
    return desk.told(case_acts.refuse(desk.ledger, order, body.ground))


@router.post("/acts/terminate", response_model=Told, responses=TWO_PERSONS, summary="Terminate the procedure")
def terminate(desk: AtDesk, body: DecidedAct) -> Told:
    return desk.told(case_acts.terminate(desk.ledger, desk.order(body.cases, body.paper, body.approver)))


@router.post("/acts/withdraw", response_model=ActDone, summary="Withdraw, by the applicant or on its behalf")
def withdraw(desk: AtDesk, body: PaperedAct) -> Told:
    return desk.told(case_acts.withdraw(desk.ledger, desk.order(body.cases, body.paper)))


# --- notice, evidencing, certification (arts. 24-27) ------------------------------------------------------------------


@router.post("/acts/open-notice", response_model=ActDone, summary="Open the public notice")
def open_notice(desk: AtDesk, body: NoticeOpening) -> Told:
    order = desk.order(body.cases, body.paper)
    return desk.told(case_acts.open_notice(desk.ledger, order, body.published_at))


@router.post(
    "/acts/exempt-from-notice", response_model=Told, responses=TWO_PERSONS, summary="Exempt from public notice"
)
def exempt_from_notice(desk: AtDesk, body: DecidedAct) -> Told:
    return desk.told(case_acts.exempt_from_notice(desk.ledger, desk.order(body.cases, body.paper, body.approver)))


@router.post("/acts/evidence", response_model=Told, responses=TWO_PERSONS, summary="Record the national evidencing")
def evidence(desk: AtDesk, body: EvidencingIn) -> Told:
    order = desk.order([record.case for record in body.records], body.paper, body.approver)
    national = [NationalRecord(each.reference, each.evidenced_at, each.record) for each in body.records]
    return desk.told(case_acts.evidence(desk.ledger, order, national))


@router.post("/acts/certify", response_model=Told, responses=TWO_PERSONS, summary="Give certificates with codes")
def certify(desk: AtDesk, body: CertificationIn) -> Told:
    order = desk.order(body.cases, body.paper, body.approver)
    return desk.told(case_acts.certify(desk.ledger, order, [code_of(code) for code in body.codes]))


# --- objections (art. 25) ---------------------------------------------------------------------------------------------


@router.post("/{case_id}/objections", response_model=ActDone, summary="Object to an application in public notice")
def object_to(desk: AtDesk, case_id: CasePath, body: ObjectionIn) -> Told:
    with reading(desk.request) as view:
        case = objectionable_case(view.session, desk.caller.org_id, case_of(case_id))
    del desk.request.state.head
    objector = org_of_text(body.objector) if body.objector is not None else None
    order = ObjectionOrder(
        desk.caller.principal, desk.key, case.case_id, body.reasons, body.material, objector, body.person_number,
        body.received_at,
    )  # fmt: skip
    return done(objections.file(desk.ledger, order))


@router.post(
    "/{case_id}/objections/{number}/decision", response_model=Told, responses=TWO_PERSONS, summary="Decide an objection"
)
def decide(desk: AtDesk, case_id: CasePath, number: NumberPath, body: ObjectionDecision) -> Told:
    order = desk.order([case_id], "", body.approver)
    answer = objections.decide(
        desk.ledger, order.who, order.key, order.cases[0], number,
        upheld=body.upheld, document=body.document, approver=order.approver,
    )  # fmt: skip
    return desk.told(answer)


@router.post(
    "/{case_id}/objections/{number}/withdrawal", response_model=ActDone, summary="Withdraw an objection of one's own"
)
def withdraw_objection(desk: AtDesk, case_id: CasePath, number: NumberPath, body: ObjectionWithdrawal) -> Told:
    with reading(desk.request) as view:
        case = objectionable_case(view.session, desk.caller.org_id, case_of(case_id))
    del desk.request.state.head
    who: Caller = desk.caller
    return done(objections.withdraw(desk.ledger, who.principal, desk.key, case.case_id, number, body.document))


def _day(text: str) -> Day:
    return day_from_civil(date.fromisoformat(text))
