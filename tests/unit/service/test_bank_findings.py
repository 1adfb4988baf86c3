# SPDX-License-Identifier: Apache-2.0
"""Whom a bank's finding is about: said, or the only holder, or nobody where it is about the data (ruling 25)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.domain.ids import CertificateId, OrgId, PartyId, party_of_org
from ledger.errors import Refused
from ledger.service.bank_reports import Finding, whom

ONE, OTHER, STRANGER = OrgId("91152502MA0DEM013H"), OrgId("91150102MA0DEM021Y"), OrgId("91150602MA0DEM03XG")
FINDING = Finding(CertificateId("SJ1512026070001"), "clean.lists", "不在名单", b"paper", 2_000_000_000)
OF_DATA = replace(FINDING, part="kept_up.quality")


def held_by(*orgs: OrgId) -> list[PartyId]:
    return [party_of_org(org) for org in orgs]


@pytest.mark.parametrize(
    ("holders", "finding", "about"),
    [
        ((ONE,), FINDING, ONE),
        ((ONE, OTHER), replace(FINDING, holder=OTHER), OTHER),
        ((ONE, OTHER), OF_DATA, None),
        ((ONE, OTHER), replace(OF_DATA, holder=ONE), ONE),
        ((), FINDING, None),
    ],
    ids=["the only holder", "said", "the data", "the data, as one holder keeps them", "nobody holds"],
)
def test_whom_it_is_about(holders: tuple[OrgId, ...], finding: Finding, about: OrgId | None) -> None:
    assert whom(held_by(*holders), finding) == (None if about is None else party_of_org(about))


@pytest.mark.parametrize(
    ("finding", "code"),
    [(FINDING, "FINDING_HOLDER_UNSAID"), (replace(FINDING, holder=STRANGER), "FINDING_HOLDER_UNKNOWN")],
    ids=["several and none said", "a stranger"],
)
def test_nobody_is_guessed(finding: Finding, code: str) -> None:
    with pytest.raises(Refused) as refused:
        whom(held_by(ONE, OTHER), finding)
    assert refused.value.code == code
