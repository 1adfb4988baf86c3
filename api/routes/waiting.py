# SPDX-License-Identifier: Apache-2.0
"""What waits: acts prepared for a second person, wishes under way, proposals for another authority."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Request

from api.deps import IdempotencyKey, Reader, Writer, ledger_of
from api.routes.procedure import AtDesk
from api.schemas.acts import (
    AccreditationIn,
    ActDone,
    CalendarIn,
    KeyIn,
    Nothing,
    PreparationList,
    PreparationOut,
    ProposalIn,
    ProposalList,
    ProposalOut,
    Proposed,
    RegimeIn,
    RegistrationIn,
    RegroupingIn,
    ResumptionIn,
    SubmissionOut,
    SuccessionIn,
    SuspensionOfOrgIn,
    WriterIn,
    done,
    submission_out,
)
from api.schemas.fields import HashPath, account_of, account_text, act_kinds, at, hex_text, moment, org_of_text
from api.told import prepared_told
from ledger.chain.encode import Call
from ledger.domain.calendar import CalendarYear, Day, day_from_civil
from ledger.domain.governance import Proposal
from ledger.domain.ids import RegimeId
from ledger.domain.kinds import CodeSource, OrgKind
from ledger.domain.structs import Regime
from ledger.errors import NotFound, Refused
from ledger.service import governing, two_persons
from ledger.service.governing import Governed
from ledger.service.runtime import Ledger

router = APIRouter(prefix="/v1", tags=["waiting"])

PreparationPath = Annotated[str, Path(pattern=r"^P[0-9]{10}-[0-9a-f]{16}$", examples=["P1788998400-00112233445566aa"])]
SubmissionPath = Annotated[str, Path(pattern=r"^[0-9]{20}-[0-9a-f]{16}$")]


# --- two persons ------------------------------------------------------------------------------------------------------


@router.get("/preparations", response_model=PreparationList, summary="Acts of the organisation that wait for approval")
def list_preparations(request: Request, caller: Reader) -> PreparationList:
    ledger = ledger_of(request)
    found = two_persons.waiting(ledger, caller.org_id)
    return PreparationList(items=[prepared_told(ledger, each) for each in found])


@router.get("/preparations/{prepared_id}", response_model=PreparationOut, summary="One prepared act")
def get_preparation(request: Request, caller: Reader, prepared_id: PreparationPath) -> PreparationOut:
    ledger = ledger_of(request)
    return prepared_told(ledger, two_persons.required(ledger, caller.org_id, prepared_id))


@router.post("/preparations/{prepared_id}/approval", response_model=ActDone, summary="Approve and send a prepared act")
def approve(
    request: Request, caller: Writer, prepared_id: PreparationPath, body: Nothing, key: IdempotencyKey
) -> ActDone:
    """By the approver that was named, and by nobody else; the preparer gets 403."""
    return done(two_persons.approve(ledger_of(request), caller.principal, prepared_id))


@router.post("/preparations/{prepared_id}/withdrawal", response_model=PreparationOut, summary="Let a prepared act go")
def withdraw(
    request: Request, caller: Writer, prepared_id: PreparationPath, body: Nothing, key: IdempotencyKey
) -> PreparationOut:
    """By its preparer or its approver; nothing was on chain."""
    ledger = ledger_of(request)
    two_persons.withdraw(ledger, caller.principal, prepared_id)
    return prepared_told(ledger, two_persons.required(ledger, caller.org_id, prepared_id))


@router.get("/submissions/{submission_id}", response_model=SubmissionOut, summary="What became of a wish")
def get_submission(request: Request, caller: Reader, submission_id: SubmissionPath) -> SubmissionOut:
    found = ledger_of(request).outbox.get(submission_id)
    if found.org_id != caller.org_id:
        raise NotFound(
            f"no submission {submission_id}", zh=f"没有编号为 {submission_id} 的提交", code="SUBMISSION_NOT_FOUND"
        )
    return submission_out(found)


# --- governance -------------------------------------------------------------------------------------------------------


@router.get("/proposals", response_model=ProposalList, summary="Open proposals", tags=["governance"])
def list_proposals(request: Request, caller: Reader) -> ProposalList:
    ledger = ledger_of(request)
    return ProposalList(items=[_shown(ledger, each) for each in governing.open_proposals(ledger)])


@router.get("/proposals/{proposal_id}", response_model=ProposalOut, summary="One proposal", tags=["governance"])
def get_proposal(request: Request, caller: Reader, proposal_id: HashPath) -> ProposalOut:
    ledger = ledger_of(request)
    return _shown(ledger, governing.proposal(ledger, bytes.fromhex(proposal_id[2:])))


@router.post("/proposals", response_model=Proposed, summary="Propose, as an authority", tags=["governance"])
def propose(desk: AtDesk, body: ProposalIn) -> Proposed:
    governed = Governed(_call(desk.ledger, body), bytes.fromhex(body.salt))
    answer = governing.propose(desk.ledger, desk.caller.principal, governed, body.note, desk.key)
    earliest = at(answer["earliest"])
    return Proposed(**dict(done(answer)), proposal=answer["proposal"], earliest=earliest)


@router.post(
    "/proposals/{proposal_id}/confirmation",
    response_model=ActDone,
    summary="Confirm what another authority proposed",
    tags=["governance"],
)
def confirm(desk: AtDesk, proposal_id: HashPath, body: Nothing) -> ActDone:
    return done(
        governing.confirm_proposal(desk.ledger, desk.caller.principal, bytes.fromhex(proposal_id[2:]), desk.key)
    )


@router.post(
    "/proposals/{proposal_id}/withdrawal",
    response_model=ActDone,
    summary="Withdraw one's own proposal",
    tags=["governance"],
)
def withdraw_proposal(desk: AtDesk, proposal_id: HashPath, body: Nothing) -> ActDone:
    return done(governing.withdraw(desk.ledger, desk.caller.principal, bytes.fromhex(proposal_id[2:]), desk.key))


def _call(ledger: Ledger, body: ProposalIn) -> Call:
    match body.proposal:
        case RegistrationIn() as wish:
            kinds = [OrgKind[kind] for kind in wish.kinds]
            return governing.registration(
                org_of_text(wish.org_id), wish.name, kinds, wish.affiliation_group, wish.public_body
            )
        case AccreditationIn() as wish:
            return governing.accreditation(
                org_of_text(wish.org_id), OrgKind[wish.kind], wish.since, wish.until, wish.region, wish.digit
            )
        case KeyIn() as wish:
            return governing.key(org_of_text(wish.org_id), account_of(wish.account), wish.since, wish.until)
        case SuccessionIn() as wish:
            return governing.succession(
                org_of_text(wish.org_id), org_of_text(wish.successor), bytes.fromhex(wish.document_sha256)
            )
        case SuspensionOfOrgIn() | ResumptionIn() as wish:
            return governing.suspension(
                org_of_text(wish.org_id),
                OrgKind[wish.kind],
                bytes.fromhex(wish.document_sha256),
                resume=wish.act == "RESUME",
            )
        case RegroupingIn() as wish:
            return governing.regrouping(org_of_text(wish.org_id), wish.affiliation_group)
        case WriterIn() as wish:
            written = governing.writer_opened if wish.act == "OPEN_WRITER" else governing.writer_ended
            return written(ledger, wish.module, sorted(act_kinds(wish.kinds)))
        case CalendarIn() as wish:
            return governing.calendar_year(_year(wish))
        case RegimeIn() as wish:
            return governing.regime(_regime(wish))


def _year(wish: CalendarIn) -> CalendarYear:
    first, last = day_from_civil(date(wish.year, 1, 1)), day_from_civil(date(wish.year, 12, 31))
    days = last - first + 1
    if len(wish.working_days) != days:
        raise Refused(f"{wish.year} has {days} days", zh=f"{wish.year} 年有 {days} 天", code="REQUEST_INVALID")
    bits = sum(1 << place for place, mark in enumerate(wish.working_days) if mark == "1")
    return CalendarYear(wish.year, Day(first), days, bits, wish.source)


def _regime(wish: RegimeIn) -> Regime:
    return Regime(
        id=RegimeId(wish.id),
        answer_days=wish.answer_days,
        processing_days=wish.processing_days,
        extension_days=wish.extension_days,
        notice_days=wish.notice_days,
        objection_days=wish.objection_days,
        validity_years=wish.validity_years,
        renewal_window_months=wish.renewal_window_months,
        code_source=CodeSource[wish.code_source],
        code_prefix=wish.code_prefix,
        title=wish.title,
        text_digest=bytes.fromhex(wish.text_sha256),
    )


def _shown(ledger: Ledger, proposal: Proposal) -> ProposalOut:
    latest = proposal.latest
    return ProposalOut(
        id=hex_text(proposal.proposal_id),
        round=latest.number,
        target=account_text(latest.target),
        act="0x" + latest.act.hex(),
        says=governing.spoken_act(ledger, proposal),
        salt=hex_text(latest.salt),
        proposer=latest.proposer,
        made_at=at(latest.made_at),
        earliest=at(latest.earliest),
        confirmed_at=moment(latest.confirmed_at),
        confirmer=latest.confirmer,
        withdrawn_at=moment(latest.withdrawn_at),
    )
