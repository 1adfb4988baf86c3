# SPDX-License-Identifier: Apache-2.0
"""Since when a warning holds: the block in which what makes it hold came on record, or the moment that time brought."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledger.domain.early_warning import BUFFER
from ledger.domain.kinds import Circulation, OrgKind, OutsideStatus
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator import circulating as c
from tests.simulator.chain import GENESIS_TIME as T0
from tests.simulator.chain import SimulatedAct, SimulatedChain
from tests.unit.service.test_portfolio import DAY, WORTH, asked, founded, granted

Acts = Callable[[int], list[SimulatedAct]]
BANKER = a.account("banker")
ENDS = T0 + 5 * 365 * DAY

CAME: dict[str, tuple[str, Acts]] = {
    "revoked, for an earlier moment": ("EW02", lambda now: [a.revoked(1, T0 + 1)]),
    "seized, as of an earlier moment": ("EW03", lambda now: [a.annotated(1, 1, 2, T0)]),
    "disputed": ("EW04", lambda now: [a.dispute_filed(1)]),
    "a key that was in other hands": ("EW05", lambda now: [a.key_compromised(a.REGISTRAR, a.account("boss"), T0)]),
    "its registrar suspended": ("EW06", lambda now: [a.suspended(a.REGISTRAR, OrgKind.REGISTRAR, now)]),
    "differs from the national record": ("EW07", lambda now: [a.reconciled(1, T0, differing=1)]),
    "an incident": ("EW17", lambda now: [c.reported(1, 1, T0, what=Circulation.INCIDENT)]),
    "classified higher": ("EW22", lambda now: [c.reported(1, 1, T0, what=Circulation.RECLASSIFY, grade=4)]),
    "the release asked for": ("EW29", lambda now: [a.contested(1, now + 15 * DAY)]),
    "another pledge": ("EW18", lambda now: [a.pledge_offered(2, 1, T0), *a.pledge_recorded(2, 1, 2)]),
    "a unit in a pool": ("EW26", lambda now: [c.reported(1, 1, T0, what=Circulation.TRUST)]),
    "a key of the bank's in other hands": (
        "EW23",
        lambda now: [a.key_added(a.BANK, BANKER, T0), a.key_compromised(a.BANK, BANKER, T0)],
    ),
    "extended beyond its term": ("EW01", lambda now: [a.pledge_extended(1, ENDS - BUFFER + 1)]),
}


def since(chain: SimulatedChain, store: Store, rule: str, at: int | None = None) -> int | None:
    moment = chain.head().timestamp if at is None else at
    line = asked(chain, store, at=moment).lines[0][0]
    (found,) = [signal.holds_since for signal in line.signals if signal.rule.code == rule]
    return found


@pytest.mark.parametrize(("rule", "happens"), CAME.values(), ids=CAME.keys())
def test_it_holds_from_the_block_that_brought_it_about(store: Store, rule: str, happens: Acts) -> None:
    chain = founded(1)
    chain.mine(*([one] for one in happens(chain.head().timestamp + 5 * DAY)), seconds=5 * DAY)
    came = chain.head().timestamp
    chain.mine([a.valued(1, 9_000_000_000, T0)], seconds=DAY)
    assert since(chain, store, rule) == came
    assert asked(chain, store).lines[0][0].gravest is not None


def test_before_the_pledge_stood_none_of_its_warnings_held(store: Store) -> None:
    chain = founded(1)
    chain.mine([c.reported(1, 1, T0, what=Circulation.INCIDENT)])
    chain.mine([a.valued(1, 9_000_000_000, T0)], [a.pledge_offered(2, 1, T0)], a.pledge_recorded(2, 1, 2), seconds=DAY)
    recorded = chain.head().timestamp
    _, (second, _) = asked(chain, store).lines
    assert {signal.rule.code: signal.holds_since for signal in second.signals} == {"EW17": recorded, "EW18": recorded}


def test_a_later_extension_does_not_begin_what_held_already_and_a_shorter_one_breaks_it(store: Store) -> None:
    chain, moments = founded(1), []
    for maturity in (ENDS, ENDS + DAY, ENDS - BUFFER, ENDS + 2 * DAY):
        chain.mine([a.pledge_extended(1, maturity)], seconds=DAY)
        moments.append(chain.head().timestamp)
        if maturity > ENDS - BUFFER:
            assert since(chain, store, "EW01") == (moments[0] if len(moments) < 3 else moments[3])
    assert since(chain, store, "EW01", moments[1]) == moments[0], "as it stood then"


def test_what_came_on_record_after_the_moment_asked_about_is_not_said_to_have_held_since_then(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.annotated(1, 1, 2, T0)], seconds=5 * DAY)
    came = chain.head().timestamp
    assert since(chain, store, "EW03", came - 1) is None
    assert since(chain, store, "EW03", came) == came


def test_what_time_brought_holds_from_its_moment_on(store: Store) -> None:
    chain = founded(1)
    granted(chain, "deep", chain.head().timestamp + 5, depth=1)
    accepted = chain.head().timestamp
    assert since(chain, store, "EW02", ENDS + DAY) == ENDS
    assert since(chain, store, "EW08") == accepted
    assert since(chain, store, "EW11", ENDS) is None, "that would take the history of every opinion"


def test_an_entry_that_is_gone_is_overdue_since_the_look_that_found_it_so(store: Store) -> None:
    chain = founded(0)
    chain.mine([a.submitted(1, T0)], [a.evidenced(1, T0)], a.certified(1, T0), [a.valued(1, WORTH, T0)])
    chain.mine([a.pledge_offered(1, 1, T0, outside_by=T0 + DAY)], a.pledge_recorded(1, 1))
    assert since(chain, store, "EW14", T0 + 2 * DAY) == T0 + DAY
    looks = [OutsideStatus.CANCELLED, OutsideStatus.REGISTERED, OutsideStatus.CANCELLED, OutsideStatus.NOT_FOUND]
    times = []
    for status in looks:
        chain.mine([a.filed_outside(1, T0, status)], seconds=2 * DAY)
        times.append(chain.head().timestamp)
    assert since(chain, store, "EW14") == times[2]
    assert since(chain, store, "EW14", times[0]) == times[0]
    assert since(chain, store, "EW21") == times[2]


def test_the_older_of_two_seizures_counts_while_it_stands(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.annotated(1, 1, 2, T0)], seconds=DAY)
    first = chain.head().timestamp
    chain.mine([a.annotated(1, 2, 3, T0)], seconds=DAY)
    second = chain.head().timestamp
    assert since(chain, store, "EW03") == first
    chain.mine([a.lifted(1, 1)])
    assert since(chain, store, "EW03") == second
