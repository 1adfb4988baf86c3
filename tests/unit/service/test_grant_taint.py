# SPDX-License-Identifier: Apache-2.0
"""A grant is shown with each act that rests on a key in other hands: its own, and those of what it came from."""

from __future__ import annotations

from typing import Any

from ledger.domain.ids import CertificateId, GrantId
from ledger.domain.scope import UseOfData
from ledger.service import grant_views, grants
from ledger.service.gathering import Ask, Gathering
from ledger.store.queries import acts
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator.chain import GENESIS_TIME as T0
from tests.simulator.chain import SimulatedChain
from tests.unit.service.test_portfolio import DAY, followed, founded

CODE = CertificateId(a.certificate_code(1))
ROOT = a.certificate_code(1).encode().ljust(32, b"\0")
OWNER, SPARE = a.account("holder"), a.account("spare")
ABOVE, BELOW = a.grant_id("above"), a.grant_id("below")


def passed_on() -> SimulatedChain:
    """A grant and what was passed on from it, both offered by the holder's key, which is reported afterwards."""
    chain = founded(1)
    chain.mine([a.key_added(a.HOLDER, OWNER, T0), a.key_added(a.HOLDER, SPARE, T0)])
    chain.mine([a.grant_offered("above", T0 + 90 * DAY, root=ROOT)], [a.grant_accepted("above", T0)])
    chain.mine([a.grant_offered("below", T0 + 90 * DAY, root=ROOT, parent="above")], [a.grant_accepted("below", T0)])
    chain.mine([a.key_compromised(a.HOLDER, OWNER, T0)], seconds=DAY)
    return chain


def stood_by(chain: SimulatedChain, *subjects: GrantId) -> None:
    chain.mine([a.reaffirmed_acts(a.HOLDER, SPARE, *subjects)], seconds=DAY)


def shown(store: Store, grant_id: GrantId) -> list[tuple[str, str]]:
    return [(act["what"], act["grant"]) for act in grant_views.shown(store, grant_id)["tainted"]]


def offered(grant_id: GrantId) -> tuple[str, str]:
    return "GRANT_OFFERED", "0x" + grant_id.hex()


def flags(chain: SimulatedChain, store: Store) -> list[list[str]]:
    return [line["flags"] for line in grant_views.listed(store, CODE, chain.head().timestamp)]


def effective(chain: SimulatedChain, store: Store, **changes: Any) -> grants.Effective:
    use = UseOfData(2, 1, 1, 150_000, exported=False, moment=chain.head().timestamp)
    return grants.effective(store, BELOW, use, **changes)


def test_an_act_above_taints_what_was_passed_on_until_somebody_stands_by_it(store: Store) -> None:
    chain = passed_on()
    followed(chain, store)
    assert (shown(store, ABOVE), shown(store, BELOW)) == ([offered(ABOVE)], [offered(BELOW), offered(ABOVE)])
    assert flags(chain, store) == [["TAINTED"], ["TAINTED"]]
    before = effective(chain, store)
    assert before.decision.allowed, "the contract looks at no key"
    assert [act["grant"] for act in before.document()["tainted"]] == ["0x" + BELOW.hex(), "0x" + ABOVE.hex()]

    stood_by(chain, BELOW)
    followed(chain, store)
    assert (shown(store, ABOVE), shown(store, BELOW)) == ([offered(ABOVE)], [offered(ABOVE)])
    assert flags(chain, store) == [["TAINTED"], ["TAINTED"]]
    stood_by(chain, ABOVE)
    followed(chain, store)
    assert (shown(store, ABOVE), shown(store, BELOW), flags(chain, store)) == ([], [], [[], []])
    assert effective(chain, store).document()["flags"] == []
    again = grants.effective(store, BELOW, before.use, before.known.number)
    assert again.bytes() == before.bytes(), "as it was known then"


def test_a_bank_reads_it_beside_the_grant(store: Store) -> None:
    chain = passed_on()
    followed(chain, store)

    def flagged() -> set[str]:
        with store.reading() as session:
            gathering = Gathering(session, acts.required_head(session).block_number)
            lending = gathering.lending(Ask(CODE, chain.head().timestamp))
        return {one.flagged for one in lending.grants or ()}

    assert flagged() == {"TAINTED"}
    stood_by(chain, ABOVE, BELOW)
    followed(chain, store)
    assert flagged() == {""}


def test_before_an_act_there_is_nothing_to_taint(store: Store) -> None:
    chain = passed_on()
    followed(chain, store)
    assert [line["flags"] for line in grant_views.listed(store, CODE, T0)] == [[], []]
