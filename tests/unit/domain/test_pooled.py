# SPDX-License-Identifier: Apache-2.0
"""Which right units stand in a pool (ruling 28): told by their holder, until it is taken back or returned."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.domain.circulation import Trace, pooled_at
from ledger.domain.fold import fold
from ledger.domain.ids import GrantId, PartyId, party_of_org
from ledger.domain.kinds import Circulation
from tests.simulator import acts as a
from tests.simulator import circulating as c
from tests.simulator.chain import GENESIS_TIME as T0
from tests.simulator.chain import SimulatedAct
from tests.unit.domain.recording import recorded_acts

HOLDER, VEHICLE, STRANGER = (party_of_org(org) for org in (a.HOLDER, a.BANK, a.VALUER))
NO_GRANT, NO_PARTY = GrantId(bytes(32)), PartyId(bytes(32))
LATER = T0 + 100


def told(seq: int, what: Circulation, at: int = T0, **changes: Any) -> SimulatedAct:
    given = {"what": what, "counterparty": NO_PARTY, "grant_id": NO_GRANT} | changes
    return c.reported(1, seq, at, **given)


def returned(seq: int, at: int = LATER, **changes: Any) -> SimulatedAct:
    return told(seq, Circulation.RETURN, at, **{"actor": VEHICLE, "counterparty": HOLDER} | changes)


def pooled(*acts: SimulatedAct, holder: PartyId = HOLDER, at: int = LATER) -> list[tuple[str, int]]:
    trace = fold(recorded_acts(acts))
    assert isinstance(trace, Trace)
    return [(pool.what.name, pool.seq) for pool in pooled_at(trace, holder, at)]


@pytest.mark.parametrize("what", [Circulation.TRUST, Circulation.SECURITISE])
def test_what_its_holder_gave_into_a_pool_is_pooled_from_then_on(what: Circulation) -> None:
    assert pooled(told(1, what)) == [(what.name, 1)]
    assert pooled(told(1, what), at=T0) == [(what.name, 1)]
    assert pooled(told(1, what), at=T0 - 1) == []


def test_nothing_else_pools_and_nobody_pools_for_another() -> None:
    others = [what for what in Circulation if what and what not in (Circulation.TRUST, Circulation.SECURITISE)]
    assert pooled(*(told(seq, what) for seq, what in enumerate(others, start=1))) == []
    assert pooled(told(1, Circulation.TRUST), holder=STRANGER) == []
    by_another = told(1, Circulation.TRUST, actor=STRANGER, on_behalf_of=HOLDER)
    assert pooled(by_another) == [("TRUST", 1)]


def test_a_correction_says_it_anew_and_one_of_another_kind_takes_nothing_back() -> None:
    trust, later = told(1, Circulation.TRUST), told(2, Circulation.TRUST, LATER, correction_of=1)
    assert pooled(trust, later) == [("TRUST", 2)]
    assert pooled(trust, later, at=LATER - 1) == []
    assert pooled(trust, told(2, Circulation.LIST, correction_of=1)) == [("TRUST", 1)]
    both = told(2, Circulation.SECURITISE, correction_of=1)
    assert pooled(trust, both) == [("TRUST", 1), ("SECURITISE", 2)]
    assert pooled(trust, returned(2), told(3, Circulation.LIST, LATER, actor=VEHICLE, correction_of=2)) == []
    again = returned(3, T0 - 1, correction_of=2)
    assert pooled(trust, returned(2), again) == [("TRUST", 1)], "it was returned before, and of another pool"


@pytest.mark.parametrize("vehicle", [NO_PARTY, VEHICLE], ids=["unnamed", "named"])
def test_a_return_to_the_holder_ends_it(vehicle: PartyId) -> None:
    trust = told(1, Circulation.TRUST, counterparty=vehicle)
    assert pooled(trust, returned(2)) == []
    assert pooled(trust, returned(2), at=LATER - 1) == [("TRUST", 1)]
    assert pooled(trust, returned(2), told(3, Circulation.TRUST, LATER + 1), at=LATER + 1) == [("TRUST", 3)]


@pytest.mark.parametrize(
    "acts",
    [
        (returned(2, grant_id=c.GRANT),),
        (returned(2, actor=STRANGER),),
        (returned(2, counterparty=STRANGER),),
        (returned(2, actor=HOLDER),),
        (returned(2, T0 - 1),),
        (returned(2), c.answered(1, 2, disputed=True)),
        (told(2, Circulation.DELIST, LATER),),
        (told(2, Circulation.DESTROY, LATER),),
    ],
    ids=[
        "a grant's",
        "a stranger's",
        "to another",
        "its own",
        "before",
        "denied",
        "delisted",
        "destroyed",
    ],
)
def test_nothing_less_does(acts: tuple[SimulatedAct, ...]) -> None:
    assert pooled(told(1, Circulation.TRUST, counterparty=VEHICLE), *acts) == [("TRUST", 1)]
