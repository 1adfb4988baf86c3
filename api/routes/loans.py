# SPDX-License-Identifier: Apache-2.0
"""The loan under a pledge, step by step: each a statement with its paper, none of which moves a right."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes.pledges import PledgePath, order_at
from api.routes.procedure import AtDesk
from api.schemas.acts import ActDone, done
from api.schemas.fields import org_of_text, party_of
from api.schemas.loans import (
    CompensationIn,
    ContestIn,
    DefaultIn,
    EnforcementIn,
    FilingIn,
    MonitoringIn,
    RealisationIn,
    RevaluationIn,
    SubrogationIn,
    SuspensionIn,
)
from api.told import TWO_PERSONS, Told
from ledger.domain.kinds import Contest, DefaultGround, Enforcing, LoanStanding
from ledger.service import compensations
from ledger.service import loans as service

router = APIRouter(prefix="/v1/pledges", tags=["pledges"])


@router.post("/{pledge_id}/outside-filing", response_model=ActDone, summary="Attach the statutory filing's number")
def file_outside(desk: AtDesk, pledge_id: PledgePath, body: FilingIn) -> ActDone:
    return done(service.file_outside(desk.ledger, order_at(desk, pledge_id, seen=body.expected_head), body.filing()))


@router.post("/{pledge_id}/revaluation", response_model=ActDone, summary="Put value and secured amount on record")
def revalue(desk: AtDesk, pledge_id: PledgePath, body: RevaluationIn) -> ActDone:
    return done(service.revalue(desk.ledger, order_at(desk, pledge_id, seen=body.expected_head)))


@router.post(
    "/{pledge_id}/monitoring", response_model=ActDone, summary="Warn, call for margin, or say that it is cured"
)
def monitor(desk: AtDesk, pledge_id: PledgePath, body: MonitoringIn) -> ActDone:
    order = order_at(desk, pledge_id, body.document, seen=body.expected_head)
    return done(service.monitor(desk.ledger, order, LoanStanding[body.standing], body.cure_by))


@router.post("/{pledge_id}/default", response_model=ActDone, summary="Declare a default; no right moves")
def declare_default(desk: AtDesk, pledge_id: PledgePath, body: DefaultIn) -> ActDone:
    order = order_at(desk, pledge_id, body.evidence, seen=body.expected_head)
    return done(service.declare_default(desk.ledger, order, DefaultGround[body.ground], body.notice))


@router.post(
    "/{pledge_id}/compensations",
    response_model=Told,
    responses=TWO_PERSONS,
    summary="Confirm that a fund or guarantor paid a part of the claim",
)
def compensate(desk: AtDesk, pledge_id: PledgePath, body: CompensationIn) -> Told:
    order = order_at(desk, pledge_id, body.document, approver=body.approver, seen=body.expected_head)
    return desk.told(compensations.compensate(desk.ledger, order, body.payment()))


@router.post(
    "/{pledge_id}/subrogation",
    response_model=ActDone,
    summary="The payer signs for what it paid, and stands in the pledgee's place for it",
)
def subrogate(desk: AtDesk, pledge_id: PledgePath, body: SubrogationIn) -> ActDone:
    order = order_at(desk, pledge_id, seen=body.expected_head, signing=body.signing.signing())
    payer = None if body.payer is None else org_of_text(body.payer)
    return done(compensations.subrogate(desk.ledger, order, body.number, payer))


@router.post("/{pledge_id}/enforcement", response_model=ActDone, summary="On which way the pledge is enforced")
def enforce(desk: AtDesk, pledge_id: PledgePath, body: EnforcementIn) -> ActDone:
    order = order_at(desk, pledge_id, body.document, seen=body.expected_head)
    return done(service.enforce(desk.ledger, order, Enforcing[body.mode], body.details))


@router.post("/{pledge_id}/realisation", response_model=ActDone, summary="Share the proceeds of a unit out by rank")
def realise(desk: AtDesk, pledge_id: PledgePath, body: RealisationIn) -> ActDone:
    order = order_at(desk, pledge_id, body.document, seen=body.expected_head)
    return done(service.realise(desk.ledger, order, body.proceeds()))


@router.post(
    "/{pledge_id}/suspension",
    response_model=Told,
    responses=TWO_PERSONS,
    summary="The registrar records an authority's paper that suspends the pledge, or ends that",
)
def suspend(desk: AtDesk, pledge_id: PledgePath, body: SuspensionIn) -> Told:
    order = order_at(desk, pledge_id, body.document, approver=body.approver, seen=body.expected_head)
    authority = org_of_text(body.authority)
    return desk.told(service.suspend(desk.ledger, order, authority, body.level, suspended=body.suspended))


@router.post(
    "/{pledge_id}/contestation",
    response_model=ActDone,
    summary="Ask for a release that is not given, challenge that, or contest a default",
)
def contest(desk: AtDesk, pledge_id: PledgePath, body: ContestIn) -> ActDone:
    order = order_at(desk, pledge_id, body.document, seen=body.expected_head, signing=body.signing.signing())
    party = None if body.party is None else party_of(body.party)
    return done(service.contest(desk.ledger, order, Contest[body.what], party, body.debtor))
