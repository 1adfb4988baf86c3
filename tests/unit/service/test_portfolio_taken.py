# SPDX-License-Identifier: Apache-2.0
"""What came over a pledge since: keys in other hands, a senior that enforces, a pledge upstream, a pool."""

from __future__ import annotations

from ledger.domain.early_warning import Signal
from ledger.domain.kinds import Circulation
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator import circulating as c
from tests.simulator.chain import GENESIS_TIME as T0
from tests.simulator.chain import SimulatedChain
from tests.unit.service.test_portfolio import DAY, asked, founded, granted

BANKER, CLERK, SPARE = a.account("banker"), a.account("clerk"), a.account("spare")


def warned(chain: SimulatedChain, store: Store, *rules: str, line: int = 0, **changes: object) -> list[Signal]:
    found, _ = asked(chain, store, **changes).lines[line]
    return [signal for signal in found.signals if signal.rule.code in rules]


def lost(chain: SimulatedChain, since: int = T0) -> None:
    """The banker's key is reported; another of the bank's is good."""
    chain.mine([a.key_added(a.BANK, BANKER, T0), a.key_added(a.BANK, SPARE, T0)])
    chain.mine([a.key_compromised(a.BANK, BANKER, since)], seconds=DAY)


def test_an_act_on_the_pledge_is_tainted_until_the_bank_stands_by_it(store: Store) -> None:
    chain = founded(1)
    assert warned(chain, store, "EW23") == []
    lost(chain)
    reported, known = chain.head().timestamp, asked(chain, store).known.number
    (signal,) = warned(chain, store, "EW23")

    assert (signal.subject, signal.holds_since) == ("0x" + a.pledge(1).hex(), reported)
    told = dict(signal.inputs)
    assert (told["key"], told["organisation"]) == ("0x" + BANKER.hex(), a.BANK)
    assert "PLEDGE_RECORDED" in told["acts"].split()
    assert len(signal.evidence) == len(told["acts"].split()) + 1, "each act, and the report of the key"

    chain.mine([a.reaffirmed_acts(a.BANK, SPARE, a.pledge(1))], seconds=DAY)
    assert warned(chain, store, "EW23") == []
    assert warned(chain, store, "EW23", known=known) == [signal], "as it was known then"
    chain.mine([a.key_compromised(a.BANK, SPARE, T0)], seconds=DAY)
    again = warned(chain, store, "EW23")
    assert [one.holds_since for one in again] == [None], "somebody stood by it for a while"


def test_a_key_that_was_lost_after_it_signed_taints_nothing(store: Store) -> None:
    chain = founded(1)
    lost(chain, since=chain.head().timestamp + 1)
    assert warned(chain, store, "EW23") == []


def test_who_prepared_an_act_counts_as_who_sent_it(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.key_added(a.BANK, CLERK, T0)], [a.key_compromised(a.BANK, CLERK, T0)])
    (signal,) = warned(chain, store, "EW23")
    assert dict(signal.inputs)["acts"] == "PLEDGE_RECORDED"


def test_an_act_on_the_certificate_beside_its_versions_is_tainted(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.annotated(1, 1, kind=1)], seconds=DAY)
    annotated = chain.head().timestamp
    chain.mine([a.key_compromised(a.REGISTRAR, a.account("boss"), annotated)], seconds=DAY)
    (signal,) = warned(chain, store, "EW05", "EW23")
    assert (signal.subject, dict(signal.inputs)["acts"]) == (a.certificate_code(1), "CERTIFICATE_ANNOTATED")
    # What the same key issued is a version's taint, and is said once.
    chain.mine([a.key_compromised(a.REGISTRAR, a.account("boss"), T0)], seconds=DAY)
    both = warned(chain, store, "EW05", "EW23")
    assert [one.rule.code for one in both] == ["EW05", "EW23"]
    assert dict(both[1].inputs)["acts"] == "CERTIFICATE_ANNOTATED"
    chain.mine([a.key_added(a.REGISTRAR, a.account("new"), T0)], [a.reaffirmed(1)], seconds=DAY)
    assert warned(chain, store, "EW05", "EW23") == [], "the registrar stood by all of it"


def test_a_pledge_that_ranks_behind_one_in_enforcement_is_told(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.pledge_offered(2, 1, T0)], a.pledge_recorded(2, 1, 2), seconds=DAY)
    chain.mine([a.defaulted(1)], seconds=DAY)
    assert warned(chain, store, "EW24", line=1) == []
    chain.mine([a.enforced(1)], seconds=DAY)
    began = chain.head().timestamp
    (signal,) = warned(chain, store, "EW24", line=1)

    assert dict(signal.inputs) == {"pledge": "0x" + a.pledge(1).hex(), "rank": "1", "pledgee": a.BANK}
    assert (signal.holds_since, len(signal.evidence)) == (began, 1)
    assert warned(chain, store, "EW24") == [], "it is the senior itself"


def test_what_its_data_were_made_of_was_pledged_since(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.submitted(2, T0)], [a.evidenced(2, T0)], a.certified(2, T0))
    granted(chain, "of the parent", T0 + 900 * DAY, root=a.certificate_code(2).encode().ljust(32, b"\0"))
    made = {"parents": (c.parent(2, a.grant_id("of the parent")),), "output": a.certificate_code(1), "marks": 2}
    chain.mine([c.reported(2, 1, T0, what=Circulation.DERIVE, **made)])
    assert warned(chain, store, "EW25") == []
    chain.mine([a.pledge_offered(3, 2, T0)], a.pledge_recorded(3, 2), seconds=DAY)
    put, known = chain.head().timestamp, asked(chain, store).known.number
    (signal,) = warned(chain, store, "EW25")

    told = dict(signal.inputs)
    assert (told["parent"], told["pledge"]) == (a.certificate_code(2), "0x" + a.pledge(3).hex())
    assert (signal.holds_since, len(signal.evidence)) == (put, 1)
    chain.mine([a.pledge_released(3), a.freed(3, 2)], seconds=DAY)
    assert warned(chain, store, "EW25") == []
    assert warned(chain, store, "EW25", known=known) == [signal]


def test_the_unit_went_into_a_pool_since_and_came_back(store: Store) -> None:
    chain = founded(1)
    chain.mine([c.reported(1, 1, T0, what=Circulation.TRUST, counterparty=c.NOBODY)], seconds=DAY)
    pooled = chain.head().timestamp
    (signal,) = warned(chain, store, "EW26")
    assert {**dict(signal.inputs), "pooled": ""} == {"event": "1", "pool": "TRUST", "pooled": ""}
    assert (signal.holds_since, len(signal.evidence)) == (pooled, 1)
