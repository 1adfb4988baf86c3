# SPDX-License-Identifier: Apache-2.0
"""What befalls a certificate after its issue (arts. 29, 33-38): proceedings, disputes, revocation, what stands beside.

POST /v1/certificates/{code}/proceedings/transfer       file; likewise change, renew, cancel
POST .../proceedings/{procedure}/agreement              then acceptance, registration; or refusal, withdrawal
GET  /v1/proceedings                                    those that concern the caller, with the last day of the answer

Who has a key may read what befell a certificate: it stands on the chain, in its history. The list across certificates
shows each organisation its own. Not for: the texts of papers, which stay with who filed them.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query, Request

from api import catalogue
from api.deps import Reader, ledger_of, reading
from api.routes.procedure import AtDesk
from api.schemas.acts import ActDone, done
from api.schemas.fields import AtQuery, CodePath, Cursor, Limit, NumberPath, code_of, moment_asked, org_of_text
from api.schemas.life import (
    AcceptanceIn,
    AgreementIn,
    CancellationIn,
    ChangeIn,
    DisputeAnswerIn,
    DisputeConclusionIn,
    DisputeIn,
    DisputeList,
    DisputeNoteIn,
    DisputeWithdrawalIn,
    LinkIn,
    LinkList,
    ProcedureWord,
    ProceedingOut,
    ProceedingPage,
    ProceedingRefusal,
    ProceedingWithdrawal,
    RegisteringIn,
    RelationIn,
    RelationList,
    RenewalIn,
    RevocationIn,
    TransferIn,
)
from api.tenancy import tenant_of
from api.told import TWO_PERSONS, Told
from ledger.domain.calendar import day_from_civil
from ledger.domain.ids import PartyId
from ledger.domain.kinds import DataRelation, DisputeOutcome, Procedure
from ledger.service import beside, life_views, proceedings
from ledger.service.assents import NO_PARTY
from ledger.service.beside import NOTE_STEPS, Elsewhere, party
from ledger.service.case_acts import NationalRecord
from ledger.service.changes import Restated
from ledger.service.life_views import Asked
from ledger.service.proceedings import Request as Application
from ledger.service.proceedings import StepRequest
from ledger.store.queries.life import ProceedingFilter

router = APIRouter(prefix="/v1", tags=["life of a certificate"])

ProcedurePath = Annotated[
    Literal["transfer", "change", "renew", "cancel"], Path(description="Which of the four registrations.")
]
CERTIFICATE: Final = "/certificates/{code}"
PROCEEDING: Final = CERTIFICATE + "/proceedings/{procedure}"


# --- filing -----------------------------------------------------------------------------------------------------------


@router.post(CERTIFICATE + "/proceedings/transfer", response_model=ActDone, summary="Apply for a transfer (art. 34)")
def file_transfer(desk: AtDesk, code: CodePath, body: TransferIn) -> ActDone:
    asked = Application(
        Procedure.TRANSFER,
        party(body.holder),
        party(body.to),
        rights=proceedings.rights_named(body.rights),
        documents=body.documents,
        institution_decision=body.institution_decision,
        signing=body.signing.signing(),
    )
    return done(proceedings.file(desk.ledger, desk.on_certificate(code), asked))


@router.post(CERTIFICATE + "/proceedings/change", response_model=ActDone, summary="Apply for a change (art. 35)")
def file_change(desk: AtDesk, code: CodePath, body: ChangeIn) -> ActDone:
    asked = Application(
        Procedure.CHANGE,
        party(body.holder),
        party(body.to or body.holder),
        before=body.before,
        after=body.after,
        restated=Restated(body.name, body.description, _day(body.time_from), _day(body.time_to)),
        documents=body.documents,
        signing=body.signing.signing(),
    )
    return done(proceedings.file(desk.ledger, desk.on_certificate(code), asked))


@router.post(CERTIFICATE + "/proceedings/renew", response_model=ActDone, summary="Apply for renewal (art. 36)")
def file_renewal(desk: AtDesk, code: CodePath, body: RenewalIn) -> ActDone:
    asked = Application(
        Procedure.RENEW,
        party(body.holder),
        term_years=body.years,
        documents=body.documents,
        signing=body.signing.signing(),
    )
    return done(proceedings.file(desk.ledger, desk.on_certificate(code), asked))


@router.post(
    CERTIFICATE + "/proceedings/cancel",
    response_model=ActDone,
    summary="Apply for cancellation, or begin it of the registrar's own motion (art. 37)",
)
def file_cancellation(desk: AtDesk, code: CodePath, body: CancellationIn) -> ActDone:
    asked = Application(
        Procedure.CANCEL,
        _party(body.holder),
        ground=body.ground,
        notice_last_day=day_from_civil(date.fromisoformat(body.until)) if body.until is not None else 0,
        before=body.notice,
        documents=body.documents,
        signing=body.signing.signing(),
    )
    return done(proceedings.file(desk.ledger, desk.on_certificate(code), asked))


# --- answering --------------------------------------------------------------------------------------------------------


@router.post(PROCEEDING + "/agreement", response_model=ActDone, summary="Agree, as a party that is needed")
def agree(desk: AtDesk, code: CodePath, procedure: ProcedurePath, body: AgreementIn) -> ActDone:
    step = StepRequest(_procedure(procedure), party(body.party), body.paper, signing=body.signing.signing())
    return done(proceedings.agree(desk.ledger, desk.on_certificate(code), step))


@router.post(PROCEEDING + "/acceptance", response_model=ActDone, summary="Accept, as the registrar (art. 17)")
def accept(desk: AtDesk, code: CodePath, procedure: ProcedurePath, body: AcceptanceIn) -> ActDone:
    step = StepRequest(_procedure(procedure), paper=body.paper)
    return done(proceedings.accept(desk.ledger, desk.on_certificate(code), step))


@router.post(PROCEEDING + "/withdrawal", response_model=ActDone, summary="Withdraw what was filed or agreed")
def withdraw(desk: AtDesk, code: CodePath, procedure: ProcedurePath, body: ProceedingWithdrawal) -> ActDone:
    step = StepRequest(_procedure(procedure), _party(body.party), body.paper, signing=body.signing.signing())
    return done(proceedings.withdraw(desk.ledger, desk.on_certificate(code), step))


@router.post(PROCEEDING + "/refusal", response_model=Told, responses=TWO_PERSONS, summary="Refuse (art. 22)")
def refuse(desk: AtDesk, code: CodePath, procedure: ProcedurePath, body: ProceedingRefusal) -> Told:
    step = StepRequest(_procedure(procedure), paper=body.paper, ground=body.ground)
    return desk.told(proceedings.refuse(desk.ledger, desk.on_certificate(code, body.approver), step))


@router.post(
    PROCEEDING + "/registration",
    response_model=Told,
    responses=TWO_PERSONS,
    summary="Register what the national system evidenced",
)
def register(desk: AtDesk, code: CodePath, procedure: ProcedurePath, body: RegisteringIn) -> Told:
    national = NationalRecord(body.reference, body.evidenced_at, body.record)
    order, to = desk.on_certificate(code, body.approver), code_of(body.code) if body.code is not None else None
    return desk.told(proceedings.register(desk.ledger, order, _procedure(procedure), national, body.paper, to))


# --- reading ----------------------------------------------------------------------------------------------------------


@router.get("/proceedings", response_model=ProceedingPage, summary="Proceedings that concern the caller")
def list_proceedings(
    request: Request,
    caller: Reader,
    procedure: ProcedureWord | None = None,
    state: Annotated[Literal["OPEN", "ALL"], Query(description="Undecided ones, or those that ended too.")] = "OPEN",
    at: AtQuery = None,
    after: Cursor = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """A registrar's: of the certificates that it keeps. A party's: where it files, receives, or holds a right."""
    with reading(request) as view:
        now, concerned = view.now, tenant_of(view.session, caller.org_id).concerned(view.session)
    wanted = ProceedingFilter(concerned, Procedure[procedure] if procedure is not None else None, None, state == "OPEN")
    moment = moment_asked(at)
    asked = Asked(wanted, now if moment is None else moment, after, limit)
    return life_views.proceedings(ledger_of(request).store, asked)


@router.get(CERTIFICATE + "/proceedings", response_model=ProceedingPage, summary="Every proceeding on a certificate")
def list_of_certificate(
    request: Request, caller: Reader, code: CodePath, at: AtQuery = None, after: Cursor = None, limit: Limit = 50
) -> dict[str, Any]:
    now = _now(request, code)
    moment = moment_asked(at)
    asked = Asked(ProceedingFilter(code=code_of(code)), now if moment is None else moment, after, limit)
    return life_views.proceedings(ledger_of(request).store, asked)


@router.get(PROCEEDING + "/{number}", response_model=ProceedingOut, summary="One proceeding")
def get_proceeding(
    request: Request, caller: Reader, code: CodePath, procedure: ProcedurePath, number: NumberPath, at: AtQuery = None
) -> dict[str, Any]:
    now = _now(request, code)
    moment = moment_asked(at)
    when = now if moment is None else moment
    return life_views.proceeding(ledger_of(request).store, code_of(code), _procedure(procedure), number, when)


# --- disputes and revocation ------------------------------------------------------------------------------------------


@router.post(CERTIFICATE + "/disputes", response_model=ActDone, summary="Object to what was registered (art. 29)")
def file_dispute(desk: AtDesk, code: CodePath, body: DisputeIn) -> ActDone:
    order, who, signing = desk.on_certificate(code), party(body.objector), body.signing.signing()
    filed = beside.file_dispute(desk.ledger, order, who, body.reasons, body.material, signing, complete=body.complete)
    return done(filed)


@router.get(CERTIFICATE + "/disputes", response_model=DisputeList, summary="Every dispute of a certificate")
def list_disputes(request: Request, caller: Reader, code: CodePath) -> dict[str, Any]:
    _now(request, code)
    return {"code": code, "items": life_views.disputes(ledger_of(request).store, code_of(code))}


@router.post(
    CERTIFICATE + "/disputes/{number}/notes",
    response_model=ActDone,
    summary="Material complete, registrant informed, or proceedings elsewhere known",
)
def note_dispute(desk: AtDesk, code: CodePath, number: NumberPath, body: DisputeNoteIn) -> ActDone:
    place = 1 + NOTE_STEPS.index(body.step)
    return done(beside.note_dispute(desk.ledger, desk.on_certificate(code), number, place, body.paper))


@router.post(
    CERTIFICATE + "/disputes/{number}/answer", response_model=ActDone, summary="The registrant accepts or contests"
)
def answer_dispute(desk: AtDesk, code: CodePath, number: NumberPath, body: DisputeAnswerIn) -> ActDone:
    order, who, signing = desk.on_certificate(code), party(body.holder), body.signing.signing()
    told = beside.answer_dispute(desk.ledger, order, number, who, body.paper, signing, contested=body.contested)
    return done(told)


@router.post(
    CERTIFICATE + "/disputes/{number}/conclusion",
    response_model=Told,
    responses=TWO_PERSONS,
    summary="Close a dispute by a conclusion, or a court's or arbitral document",
)
def conclude_dispute(desk: AtDesk, code: CodePath, number: NumberPath, body: DisputeConclusionIn) -> Told:
    order = desk.on_certificate(code, body.approver)
    return desk.told(beside.conclude_dispute(desk.ledger, order, number, DisputeOutcome[body.outcome], body.paper))


@router.post(CERTIFICATE + "/disputes/{number}/withdrawal", response_model=ActDone, summary="The objector withdraws")
def withdraw_dispute(desk: AtDesk, code: CodePath, number: NumberPath, body: DisputeWithdrawalIn) -> ActDone:
    order, who, signing = desk.on_certificate(code), party(body.objector), body.signing.signing()
    return done(beside.withdraw_dispute(desk.ledger, order, number, who, body.paper, signing))


@router.post(
    CERTIFICATE + "/revocation",
    response_model=Told,
    responses=TWO_PERSONS,
    summary="Carry out an authority's or a court's effective document (arts. 29, 38)",
)
def revoke(desk: AtDesk, code: CodePath, body: RevocationIn) -> Told:
    order, authority = desk.on_certificate(code, body.approver), org_of_text(body.authority)
    answer = beside.revoke(desk.ledger, order, authority, body.level, body.since, body.document, body.record)
    return desk.told(answer)


# --- other registrations of the data ----------------------------------------------------------------------------------


@router.post(CERTIFICATE + "/links", response_model=ActDone, summary="Link an entry of another register")
def link(desk: AtDesk, code: CodePath, body: LinkIn) -> ActDone:
    given = Elsewhere(body.kind, body.issuer, body.number, body.status, body.verified, body.shown, body.paper)
    return done(beside.link(desk.ledger, desk.on_certificate(code), given))


@router.get(CERTIFICATE + "/links", response_model=LinkList, summary="Entries of other registers on the same data")
def list_links(request: Request, caller: Reader, code: CodePath) -> dict[str, Any]:
    _now(request, code)
    return {"code": code, "items": life_views.links(ledger_of(request).store, code_of(code))}


@router.post(
    CERTIFICATE + "/relations", response_model=ActDone, summary="Confirm how another certificate's data relate"
)
def relate(desk: AtDesk, code: CodePath, body: RelationIn) -> ActDone:
    relation, other = DataRelation[body.relation], code_of(body.other)
    return done(beside.relate(desk.ledger, desk.on_certificate(code), other, relation, body.paper))


@router.get(CERTIFICATE + "/relations", response_model=RelationList, summary="Relations that a registrar confirmed")
def list_relations(request: Request, caller: Reader, code: CodePath) -> dict[str, Any]:
    _now(request, code)
    return {"code": code, "items": life_views.relations(ledger_of(request).store, code_of(code))}


# --- words ------------------------------------------------------------------------------------------------------------


def _now(request: Request, code: str) -> int:
    """The ledger's clock, and the head that the answer is true for."""
    with reading(request) as view:
        catalogue.required_certificate(view, code_of(code))
        return view.now


def _procedure(text: str) -> Procedure:
    return Procedure[text.upper()]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _party(text: str | None) -> PartyId:
    return party(text) if text is not None else NO_PARTY
