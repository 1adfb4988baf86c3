# SPDX-License-Identifier: Apache-2.0
"""Grants: offered, answered and ended by their sides; whether a use is covered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from api.deps import Current, Reader, ledger_of, reading
from api.errors import refused
from api.routes.procedure import AtDesk
from api.schemas.acts import ActDone, PaperList, done
from api.schemas.fields import (
    AtQuery,
    CodePath,
    KnownQuery,
    Purpose,
    PurposeOfReading,
    code_of,
    moment_asked,
    org_of_text,
)
from api.schemas.grants import GrantActIn, GrantOffered, GrantShown, GrantTree, OfferIn, ReciprocalOut
from ledger.domain.ids import GrantId, party_of_org
from ledger.domain.kinds import GrantGround, RightBits
from ledger.domain.scope import UseOfData
from ledger.service import grant_papers, grant_views, reciprocal_views
from ledger.service import grants as service
from ledger.service.grant_roots import found_root
from ledger.service.grants import ActOrder, OfferOrder
from ledger.service.runtime import Ledger

router = APIRouter(prefix="/v1", tags=["grants"])

GrantPath = Annotated[str, Path(pattern=r"^0x[0-9a-f]{64}$", examples=["0x" + "5a" * 32])]
Acting = Literal["accept", "decline", "withdraw", "narrow", "suspend", "resume", "revoke", "terminate"]
ActPath = Annotated[Acting, Path(description="Which act: the grantor narrows, suspends, revokes; the grantee accepts.")]
RightQuery = Annotated[Literal["HOLD", "USE", "OPERATE"], Query(description="Which right is exercised.")]
PurposeQuery = Annotated[int, Query(ge=0, le=65_535, description="The number of the purpose.", examples=[4])]
FieldsQuery = Annotated[
    str, Query(pattern=r"^[0-9]{1,2}(,[0-9]{1,2}){0,63}$", description="Numbers of groups of fields.", examples=["0,1"])
]
RegionQuery = Annotated[int, Query(ge=0, le=999_999, description="Division code; 0 abroad.", examples=[152_502])]
PairQuery = Annotated[
    str, Query(pattern=r"^[A-Za-z0-9._/-]{1,31}$", description="What the grants have in common.", examples=["PAIR-1"])
]
CountQuery = Annotated[int, Query(ge=0, le=2**64 - 1)]

_PLAIN: Final[dict[str, Callable[[Ledger, ActOrder], dict[str, Any]]]] = {
    "accept": service.accept,
    "decline": service.decline,
    "withdraw": service.withdraw,
    "suspend": service.suspend,
    "resume": service.resume,
    "terminate": service.terminate,
}


@router.post("/grants", response_model=GrantOffered, summary="Offer a right, or pass on a grant")
def offer(desk: AtDesk, body: OfferIn) -> dict[str, Any]:
    """Under a certificate, on a decision about public data, on a consent in custody, or out of what one has."""
    who, found = desk.caller.principal, found_root(desk.ledger.store, body.root())
    order = OfferOrder(
        who=who,
        key=desk.key,
        reference=body.reference,
        kind=found.kind,
        root=found.root,
        grantor=party_of_org(who.org_id if body.grantor is None else org_of_text(body.grantor)),
        grantee=found.grantee if body.grantee is None else party_of_org(org_of_text(body.grantee)),
        terms=None if body.terms is None else body.terms.terms(),
        parent=found.parent,
        signing=body.signing.signing(),
    )
    answer = service.offer(desk.ledger, order)
    return {**done(answer).model_dump(), "grant": answer["grant"]}


@router.post("/grants/{grant_id}/{act}", response_model=ActDone, summary="One act of one side on a grant")
def act_on(desk: AtDesk, grant_id: GrantPath, act: ActPath, body: GrantActIn) -> ActDone:
    order = ActOrder(desk.caller.principal, desk.key, _id(grant_id), body.document, body.signing.signing())
    if (act == "revoke") is (body.ground is None) or (act == "narrow") is (body.scope is None):
        raise refused(
            "REQUEST_INVALID", "revoke names a ground, narrow a scope, no other does", "撤销须给出事由，缩小须给出范围"
        )
    if body.ground is not None:
        return done(service.revoke(desk.ledger, order, GrantGround[body.ground]))
    if body.scope is not None:
        return done(service.narrow(desk.ledger, order, body.scope.scope()))
    return done(_PLAIN[act](desk.ledger, order))


@router.get(
    "/grants/{grant_id}",
    response_model=GrantShown,
    summary="One grant with its terms and steps",
    dependencies=[Current],
)
def get_grant(
    request: Request, caller: Reader, grant_id: GrantPath, purpose: PurposeOfReading = None
) -> dict[str, Any]:
    """With a `purpose` a side reads the particulars of the agreement too; the reading is logged."""
    with reading(request) as view:
        now = view.now
    who = None if purpose is None else caller.principal
    return grant_papers.shown(ledger_of(request), who, _id(grant_id), purpose or "", now)


@router.get(
    "/grants/{grant_id}/effective",
    summary="Is a use covered, and if not, by which rule, decided on which grant",
    response_class=Response,
    dependencies=[Current],
)
def get_effective(
    request: Request,
    caller: Reader,
    grant_id: GrantPath,
    purpose: PurposeQuery,
    right: RightQuery = "USE",
    fields: FieldsQuery = "0",
    region: RegionQuery = 150_000,
    exported: bool = False,
    records: CountQuery = 0,
    calls: CountQuery = 0,
    at: AtQuery = None,
    known: KnownQuery = None,
) -> Response:
    """With `at` and `known`, the same bytes for ever."""
    with reading(request) as view:
        now = view.now
    numbers = {int(each) for each in fields.split(",")}
    if max(numbers) > 63:
        raise refused("REQUEST_INVALID", "groups of fields are numbered 0 to 63", "字段组编号为 0 至 63")
    moment = moment_asked(at)
    use = UseOfData(
        right=int(RightBits[right]),
        fields=sum(1 << number for number in numbers),
        purpose=purpose,
        region=region,
        exported=exported,
        moment=now if moment is None else moment,
        records=records,
        calls=calls,
    )
    found = service.effective(ledger_of(request).store, _id(grant_id), use, known)
    return Response(found.bytes(), media_type="application/json")


@router.get("/grants/{grant_id}/papers", response_model=PaperList, summary="The texts behind the commitments")
def get_papers(request: Request, caller: Reader, grant_id: GrantPath, purpose: Purpose) -> dict[str, Any]:
    """For the grant's sides and whoever filed one; the reading is logged."""
    return {"items": grant_papers.papers(ledger_of(request), caller.principal, _id(grant_id), purpose)}


@router.get(
    "/reciprocal-grants",
    response_model=ReciprocalOut,
    summary="Both sides of reciprocal grants, dimension by dimension",
)
def get_reciprocal(request: Request, caller: Reader, reference: PairQuery, at: AtQuery = None) -> dict[str, Any]:
    with reading(request) as view:
        now = view.now
    moment = moment_asked(at)
    return reciprocal_views.reciprocal(ledger_of(request).store, reference, now if moment is None else moment)


@router.get(
    "/certificates/{code}/grants",
    response_model=GrantTree,
    summary="Every grant on a certificate, as a tree",
    dependencies=[Current],
)
def get_tree(request: Request, caller: Reader, code: CodePath, at: AtQuery = None) -> dict[str, Any]:
    with reading(request) as view:
        now = view.now
    moment = moment_asked(at)
    items = grant_views.listed(ledger_of(request).store, code_of(code), now if moment is None else moment)
    return {"code": code, "items": items}


def _id(text: str) -> GrantId:
    return GrantId(bytes.fromhex(text[2:]))
