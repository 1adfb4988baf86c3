# SPDX-License-Identifier: Apache-2.0
"""Two grants contradict each other if one hand gave both and promised one of them alone (decision 0023)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.domain.grant import Grant, GrantState
from ledger.domain.ids import CertificateId, GrantId, OrgId, PartyId, certificate_bytes, party_of_org
from ledger.domain.kinds import GrantKind
from ledger.service.grants import in_conflict

T0 = 1_790_000_000
HERDING, POWER = (party_of_org(OrgId(code)) for code in ("91152502MA0DEM013H", "91150102MA0DEM021Y"))
ROOT = certificate_bytes(CertificateId("SJ1512026070001"))
ONE, TWO, BELOW, BESIDE = (GrantId(bytes([n]) * 32) for n in (1, 2, 3, 4))
EXCLUSIVE, SOLE = 2, 1


def grant(own: GrantId, grantor: PartyId = HERDING, exclusivity: int = 0, parent: GrantId | None = None) -> Grant:
    return Grant(
        grant_id=own, kind=GrantKind.ENTERPRISE, reference=bytes(32), root=ROOT, parent=parent, grantor=grantor,
        grantee=PartyId(bytes(31) + b"\1"), state=GrantState.ACTIVE, right=2, not_before=None, columns=None,
        exclusivity=exclusivity, irrevocable=False, important=False, price_mode=0, agreement=bytes(32), security=None,
        export_basis=None, reciprocal=None, fields=7, purposes=0b110, territory=1 << 11, exported=False, environments=1,
        not_after=T0 + 100, max_calls=None, max_records=None, depth=1, offered_at=T0 - 9, accepted_at=T0, since=T0,
    )  # fmt: skip


def conflict(one: Grant, *others: Grant) -> bool:
    """Without any certificate on the way, a right unit is where it began."""
    grants = {each.grant_id: each for each in (one, *others)}
    return in_conflict(lambda code: None, grants, one, T0 + 1)


@pytest.mark.parametrize("promised", [SOLE, EXCLUSIVE])
def test_one_holder_that_gives_twice_what_it_promised_alone_contradicts_itself(promised: int) -> None:
    first, second = grant(ONE, exclusivity=promised), grant(TWO)
    assert conflict(first, second)
    assert conflict(second, first), "both are flagged"
    assert not conflict(grant(ONE), second), "nothing was promised"


def test_what_a_co_holder_grants_contradicts_nobody() -> None:
    """Rights do not exclude each other (art. 21): a holder binds itself alone."""
    assert not conflict(grant(ONE, exclusivity=EXCLUSIVE), grant(TWO, POWER))
    assert not conflict(grant(TWO, POWER), grant(ONE, exclusivity=EXCLUSIVE))


def test_what_is_passed_on_is_compared_with_what_the_same_grantee_passes_on() -> None:
    above, beside = grant(ONE), grant(TWO, POWER)
    mine, twice = grant(BELOW, exclusivity=SOLE, parent=ONE), grant(BESIDE, parent=ONE)
    assert conflict(mine, twice, above, beside)
    assert not conflict(mine, replace(twice, parent=TWO), above, beside)
    assert not conflict(mine, above, beside), "it takes from its parent; that is no second grant"
