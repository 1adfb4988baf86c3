# SPDX-License-Identifier: Apache-2.0
"""Whose word a contest is: a party's, or that of a debtor who is not named on chain; never both."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from api.schemas.loans import ContestIn

PARTY, DEBTOR = "91150105MA0DEM064P", "示例借款人有限公司"


@pytest.mark.parametrize(
    ("what", "whose"),
    [
        ("DEBTOR_CONTESTED", {}),
        ("DEBTOR_CONTESTED", {"debtor": " "}),
        ("DEBTOR_CONTESTED", {"debtor": DEBTOR, "party": PARTY}),
        ("DEFAULT_CONTESTED", {"debtor": DEBTOR}),
        ("RELEASE_REQUESTED", {"debtor": DEBTOR, "party": PARTY}),
    ],
)
def test_it_is_refused(what: str, whose: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="names the debtor and no party"):
        ContestIn.model_validate({"what": what, "document": "异议书", **whose})


@pytest.mark.parametrize(
    ("what", "whose"),
    [("DEBTOR_CONTESTED", {"debtor": DEBTOR}), ("DEFAULT_CONTESTED", {"party": PARTY}), ("DEFAULT_CONTESTED", {})],
)
def test_it_is_taken(what: str, whose: dict[str, str]) -> None:
    taken = ContestIn.model_validate({"what": what, "document": "异议书", **whose})
    assert (taken.what, taken.debtor, taken.party) == (what, whose.get("debtor", ""), whose.get("party"))
