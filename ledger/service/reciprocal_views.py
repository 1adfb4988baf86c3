# SPDX-License-Identifier: Apache-2.0
"""Reciprocal grants as they are shown: both sides with every dimension.

For: readers of the mirror as it is now, who see what stands on chain. Not for: what is agreed off it, which is its
sides' (`grant_papers.py`), nor for the comparison itself (`domain/reciprocal.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ledger.domain.ids import GrantId
from ledger.domain.reciprocal import Dimension, Pair, Side, compared
from ledger.domain.verdict_json import party_label, shanghai
from ledger.errors import NotFound
from ledger.service.grant_terms import reference_bytes
from ledger.service.grant_views import document
from ledger.service.grants import certificates, grantor_at
from ledger.service.reciprocal import pairs_under
from ledger.store.session import Store

_NAMES: Final[Mapping[Dimension, str]] = {
    Dimension.RIGHT: "right",
    Dimension.FIELDS: "fields",
    Dimension.PURPOSES: "purposes",
    Dimension.TERRITORY: "divisions",
    Dimension.EXPORT: "exported",
    Dimension.ENVIRONMENTS: "environments",
    Dimension.CALLS: "max_calls",
    Dimension.RECORDS: "max_records",
    Dimension.DEPTH: "depth",
    Dimension.EXCLUSIVITY: "exclusivity",
    Dimension.IRREVOCABLE: "irrevocable",
    Dimension.PRICE_MODE: "price_mode",
}
"""What a dimension is called in a grant as it is shown; TERM and STATE are made of more."""


def reciprocal(store: Store, reference: str, at: int) -> dict[str, Any]:
    """What stands under a reference at a moment: a pair for each two parties. NotFound if nothing was ever offered."""
    with store.reading() as session:
        pairs = pairs_under(session, reference_bytes(reference), at)
        lookup = certificates(session)
        sides = [side for pair in pairs for side in (*pair.first, *pair.second)]
        documents = {one.grant.grant_id: document(one.grant, grantor_at(lookup, one.grant), at) for one in sides}
    told = [_pair(pair, documents) for pair in pairs]
    if not told:
        raise NotFound(
            "no reciprocal grants have this reference", zh="没有此配对编号的双向授权", code="RECIPROCAL_NOT_FOUND"
        )
    return {"reference": reference, "at": shanghai(at), "pairs": told}


def _pair(pair: Pair, told: Mapping[GrantId, dict[str, Any]]) -> dict[str, Any]:
    first = pair.first[0]
    second = pair.second[0] if pair.second else None
    return {
        "parties": [party_label(party) for party in pair.parties],
        "first": _direction(pair.first, told),
        "second": _direction(pair.second, told),
        "dimensions": [
            {
                "dimension": dimension.value,
                "word": word.value,
                "first": _value(dimension, first, told[first.grant.grant_id]),
                "second": None if second is None else _value(dimension, second, told[second.grant.grant_id]),
            }
            for dimension, word in compared(pair).items()
        ],
    }


def _direction(sides: tuple[Side, ...], told: Mapping[GrantId, dict[str, Any]]) -> list[dict[str, Any]]:
    """Every grant of one direction; the first is the one that is compared."""
    names = ("grant", "reference", "root", "grantor", "granted_by", "grantee", "state")
    return [
        {**{name: told[side.grant.grant_id][name] for name in names}, "standing": side.standing.value} for side in sides
    ]


def _value(dimension: Dimension, side: Side, told: Mapping[str, Any]) -> Any:
    match dimension:
        case Dimension.TERM:
            since = side.grant.not_before or side.grant.since
            return [None if since is None else shanghai(since), told["not_after"]]
        case Dimension.STATE:
            return side.standing.value
        case _:
            return told[_NAMES[dimension]]
