# SPDX-License-Identifier: Apache-2.0
"""Pledges: searched for, offered, recorded, changed, released, shown. The loan under one: loans.py."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api.deps import Current, IdempotencyKey, Reader, Writer, ledger_of, reading
from api.routes.procedure import AtDesk
from api.schemas.acts import ActDone, PaperList, done
from api.schemas.fields import (
    AtQuery,
    CodePath,
    Cursor,
    HashPath,
    KnownQuery,
    Limit,
    PartyQuery,
    Purpose,
    code_of,
    moment_asked,
    org_of_text,
    party_of,
)
from api.schemas.pledges import (
    AcceptanceIn,
    AssignmentIn,
    ClosingIn,
    ConsentIn,
    ExtensionIn,
    PapersEntitlementIn,
    PapersOpened,
    PledgeOffered,
    PledgeOfferIn,
    PledgeOut,
    PledgePage,
    PledgesOnCertificate,
    RankSwapIn,
    ReleaseIn,
    ReservationIn,
    SearchOut,
    SubstitutionIn,
    UnitReleaseIn,
    pledge_of,
)
from api.told import TWO_PERSONS, Told
from ledger.domain.ids import party_of_org
from ledger.domain.kinds import Passing, PledgeEnding, RightBits
from ledger.service import pledge_changes, pledge_papers, pledge_views
from ledger.service import pledges as service
from ledger.service.pledge_changes import ReservationOrder
from ledger.service.pledge_search import PledgeQuestion, search
from ledger.service.pledge_views import Wanted
from ledger.service.pledges import PledgeOfferOrder, PledgeOrder

router = APIRouter(prefix="/v1", tags=["pledges"])

PledgePath = HashPath
PlacePath = Annotated[int, Path(ge=0, le=31, description="Which unit, counted from 0.", examples=[0])]
RightQuery = Annotated[str | None, Query(pattern=r"^(HOLD|USE|OPERATE)$")]


def order_at(desk: AtDesk, pledge_id: str, paper: str = "", **more: Any) -> PledgeOrder:
    """An act of the caller's on a pledge; `seen` is hex of what it looked at, `approver` the person named."""
    seen, second = more.pop("seen", None), more.pop("approver", None)
    return PledgeOrder(
        who=desk.caller.principal,
        key=desk.key,
        pledge_id=pledge_of(pledge_id),
        paper=paper,
        approver=desk.second(second),
        seen=None if seen is None else bytes.fromhex(seen[2:]),
        **more,
    )


# --- asking -----------------------------------------------------------------------------------------------------------


@router.get(
    "/certificates/{code}/encumbrances",
    summary="What stands on the units under a certificate, true at a block",
    response_class=Response,
    responses={200: {"model": SearchOut, "description": "With `known`, the same bytes for ever."}},
    dependencies=[Current],
)
def get_encumbrances(
    request: Request,
    caller: Reader,
    code: CodePath,
    holder: PartyQuery = None,
    right: RightQuery = None,
    at: AtQuery = None,
    known: KnownQuery = None,
) -> Response:
    """The search before a rank is reserved. It sees this ledger; other registers are searched elsewhere."""
    with reading(request) as view:
        now = view.now
    question = PledgeQuestion(
        code_of(code),
        now,
        None if holder is None else party_of(holder),
        None if right is None else RightBits[right],
        moment_asked(at),
        known,
    )
    return Response(search(ledger_of(request).store, question).bytes(), media_type="application/json")


@router.get(
    "/certificates/{code}/pledges",
    response_model=PledgesOnCertificate,
    summary="Every pledge on a certificate's units",
    dependencies=[Current],
)
def get_on_certificate(request: Request, caller: Reader, code: CodePath, at: AtQuery = None) -> dict[str, Any]:
    return {
        "code": code,
        "items": pledge_views.on_certificate(ledger_of(request).store, code_of(code), _moment(request, at)),
    }


@router.get(
    "/pledges",
    response_model=PledgePage,
    summary="The caller's pledges, as pledgee, pledgor, holder of a unit, filer or payer",
    dependencies=[Current],
)
def get_pledges(
    request: Request, caller: Reader, at: AtQuery = None, after: Cursor = None, limit: Limit = 50
) -> dict[str, Any]:
    wanted = Wanted(concerning=caller.org_id, after=after, limit=limit)
    return pledge_views.of_parties(ledger_of(request).store, wanted, _moment(request, at))


@router.get(
    "/pledges/{pledge_id}",
    response_model=PledgeOut,
    summary="One pledge: units, terms, consents, loan, steps",
    dependencies=[Current],
)
def get_pledge(request: Request, caller: Reader, pledge_id: PledgePath, at: AtQuery = None) -> dict[str, Any]:
    """Terms, consents, loan and steps for those whom it concerns; for others they are null."""
    store = ledger_of(request).store
    return pledge_views.shown(store, pledge_of(pledge_id), _moment(request, at), caller.org_id)


@router.get("/pledges/{pledge_id}/papers", response_model=PaperList, summary="The texts behind the commitments")
def get_papers(request: Request, caller: Reader, pledge_id: PledgePath, purpose: Purpose) -> dict[str, Any]:
    """For pledgee, pledgor and filer, and of later papers whoever held a unit; the reading is logged."""
    found = pledge_papers.papers(ledger_of(request), caller.principal, pledge_of(pledge_id), purpose)
    return {"items": found}


@router.post(
    "/pledges/{pledge_id}/entitlements",
    response_model=PapersOpened,
    summary="Let an organisation read the sealed papers",
)
def post_entitlement(
    request: Request, caller: Writer, pledge_id: PledgePath, body: PapersEntitlementIn, key: IdempotencyKey
) -> PapersOpened:
    """By a party. Re-wraps the keys for the organisation; repeating it changes nothing but the log."""
    to_org, pledge = org_of_text(body.to_org), pledge_of(pledge_id)
    count = pledge_papers.entitle(ledger_of(request), caller.principal, pledge, to_org, body.purpose, body.kinds)
    return PapersOpened(pledge=pledge_id, to_org=body.to_org, papers=count)


# --- offering and recording -------------------------------------------------------------------------------------------


@router.post("/rank-reservations", response_model=ActDone, summary="Hold the next rank on a unit after a clean search")
def reserve(desk: AtDesk, body: ReservationIn) -> ActDone:
    order = ReservationOrder(
        who=desk.caller.principal,
        key=desk.key,
        code=code_of(body.code),
        holder=party_of(body.holder),
        right=RightBits[body.right],
        seconds=body.seconds,
        behind=body.behind,
        seen=None if body.expected_head is None else bytes.fromhex(body.expected_head[2:]),
    )
    return done(pledge_changes.reserve(desk.ledger, order))


@router.post("/pledges", response_model=PledgeOffered, summary="Offer right units as security")
def offer(desk: AtDesk, body: PledgeOfferIn) -> dict[str, Any]:
    who = desk.caller.principal
    order = PledgeOfferOrder(
        who=who,
        key=desk.key,
        reference=body.reference,
        pledgor=party_of_org(who.org_id) if body.pledgor is None else party_of(body.pledgor),
        pledgee=org_of_text(body.pledgee),
        units=body.wanted(),
        terms=body.terms.terms(),
        signing=body.signing.signing(),
    )
    answer = service.offer(desk.ledger, order)
    return {**done(answer).model_dump(), "pledge": answer["pledge"]}


@router.post(
    "/pledges/{pledge_id}/acceptance", response_model=Told, responses=TWO_PERSONS, summary="The bank records the pledge"
)
def accept(desk: AtDesk, pledge_id: PledgePath, body: AcceptanceIn) -> Told:
    order = order_at(desk, pledge_id, approver=body.approver, seen=body.expected_head)
    return desk.told(service.accept(desk.ledger, order, body.looked()))


@router.post("/pledges/{pledge_id}/closing", response_model=ActDone, summary="Decline an offer, or take it back")
def close(desk: AtDesk, pledge_id: PledgePath, body: ClosingIn) -> ActDone:
    order = order_at(desk, pledge_id, body.reason, seen=body.expected_head, signing=body.signing.signing())
    return done(service.close(desk.ledger, order))


@router.post("/pledges/{pledge_id}/release", response_model=Told, responses=TWO_PERSONS, summary="End the pledge")
def release(desk: AtDesk, pledge_id: PledgePath, body: ReleaseIn) -> Told:
    """REPAID and REALISED by the pledgee, DECIDED by an authority, VOIDED by the registrar on a court's paper."""
    order = order_at(desk, pledge_id, body.document, approver=body.approver, seen=body.expected_head)
    authority = None if body.authority is None else org_of_text(body.authority)
    ending, level, settled = PledgeEnding[body.ending], body.level or 0, body.payers_settled
    return desk.told(service.release(desk.ledger, order, ending, authority, level, payers_settled=settled))


@router.post(
    "/pledges/{pledge_id}/units/{place}/release", response_model=Told, responses=TWO_PERSONS, summary="Free one unit"
)
def release_unit(desk: AtDesk, pledge_id: PledgePath, place: PlacePath, body: UnitReleaseIn) -> Told:
    order = order_at(desk, pledge_id, body.document, approver=body.approver, seen=body.expected_head)
    return desk.told(service.release_unit(desk.ledger, order, place))


# --- consents and changes ---------------------------------------------------------------------------------------------


@router.post("/pledges/{pledge_id}/consents", response_model=ActDone, summary="Agree to one matter, or take that back")
def consent(desk: AtDesk, pledge_id: PledgePath, body: ConsentIn) -> ActDone:
    order = order_at(desk, pledge_id, seen=body.expected_head, signing=body.signing.signing())
    party = None if body.party is None else party_of(body.party)
    return done(pledge_changes.consent(desk.ledger, order, body.matter.matter(), body.until, party))


@router.post(
    "/pledges/{pledge_id}/substitution",
    response_model=Told,
    responses=TWO_PERSONS,
    summary="Units come in and one goes out",
)
def substitute(desk: AtDesk, pledge_id: PledgePath, body: SubstitutionIn) -> Told:
    order = order_at(desk, pledge_id, approver=body.approver, seen=body.expected_head)
    return desk.told(pledge_changes.substitute(desk.ledger, order, pledge_of(body.offer), body.place, body.looked()))


@router.post("/pledges/{pledge_id}/extension", response_model=ActDone, summary="A later maturity")
def extend(desk: AtDesk, pledge_id: PledgePath, body: ExtensionIn) -> ActDone:
    order = order_at(desk, pledge_id, body.document, seen=body.expected_head)
    return done(pledge_changes.extend(desk.ledger, order, body.maturity, renewal=body.renewal))


@router.post(
    "/pledges/{pledge_id}/assignment",
    response_model=Told,
    responses=TWO_PERSONS,
    summary="Take the claim over, with its rank",
)
def assign(desk: AtDesk, pledge_id: PledgePath, body: AssignmentIn) -> Told:
    order = order_at(desk, pledge_id, body.document, approver=body.approver, seen=body.expected_head)
    return desk.told(pledge_changes.assign(desk.ledger, order, Passing[body.passing]))


@router.post("/pledges/{pledge_id}/rank-swap", response_model=ActDone, summary="Exchange ranks with another pledge")
def swap_ranks(desk: AtDesk, pledge_id: PledgePath, body: RankSwapIn) -> ActDone:
    order = order_at(desk, pledge_id, body.document, seen=body.expected_head)
    unit = (code_of(body.code), party_of(body.holder), RightBits[body.right])
    seen_other = None if body.expected_head_other is None else bytes.fromhex(body.expected_head_other[2:])
    return done(pledge_changes.swap_ranks(desk.ledger, order, pledge_of(body.other), *unit, seen_other))


def _moment(request: Request, at: str | None) -> int:
    with reading(request) as view:
        now = view.now
    return pledge_views.moment_of(ledger_of(request).store, moment_asked(at), now)
