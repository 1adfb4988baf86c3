# SPDX-License-Identifier: Apache-2.0
"""Figures over many certificates. They read every act there is, so that they are for those with a key."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.deps import Current, Reader, ledger_of
from api.schemas.fields import AddressPath, AtQuery, KnownQuery, ReferencePath, account_of, moment_asked
from api.schemas.figures import RadiusOut, SimilarList, SimilarOut, StatisticsOut
from ledger.domain.statistics import Grouping
from ledger.service.radius import radius
from ledger.service.similarity import alike
from ledger.service.statistics import Asked, document, statistics

router = APIRouter(prefix="/v1", tags=["figures"])

Since = Annotated[str, Query(alias="from", max_length=40, description="First day or moment.", examples=["2026-01-01"])]
Until = Annotated[str, Query(alias="to", max_length=40, description="Until, excluded.", examples=["2027-01-01"])]


@router.get(
    "/statistics",
    response_model=StatisticsOut,
    summary="The registration work of a period, true at a block",
    dependencies=[Current],
)
def get_statistics(
    request: Request,
    caller: Reader,
    since: Since,
    until: Until,
    by: Grouping = Grouping.REGISTRAR,
    known: KnownQuery = None,
) -> StatisticsOut:
    """A case counts where the act lies, a certificate by its evidencing. The same block gives the same figures."""
    asked = Asked(moment_asked(since) or 0, moment_asked(until) or 0, by, known)
    return StatisticsOut.model_validate(document(statistics(ledger_of(request).store, asked)))


@router.get(
    "/keys/{account}/radius",
    response_model=RadiusOut,
    summary="What a key signed since it was compromised, and whom to tell",
    dependencies=[Current],
)
def get_radius(
    request: Request, caller: Reader, account: AddressPath, since: AtQuery = None, known: KnownQuery = None
) -> RadiusOut:
    """Acts that it sent or prepared. `cured`: the organisation stood by them with a good key."""
    found = radius(ledger_of(request).store, account_of(account), since=moment_asked(since), known=known)
    return RadiusOut.model_validate(found.document())


@router.get(
    "/applications/by-reference/{reference}/similar",
    response_model=SimilarList,
    summary="The registrar's other filings with data like these, the likest first",
)
def get_similar(request: Request, caller: Reader, reference: ReferencePath) -> SimilarList:
    """By sketches that only the registrar itself can compare; a score suggests a relation, a person confirms it."""
    found = alike(ledger_of(request).store, caller.org_id, reference)
    return SimilarList(items=[SimilarOut.model_validate(each.document()) for each in found])
