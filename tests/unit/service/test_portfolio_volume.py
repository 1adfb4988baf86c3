# SPDX-License-Identifier: Apache-2.0
"""What was delivered and used of pledged data, from events and from batches of usage: a span against the one before."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.domain.early_warning import Signal
from ledger.domain.kinds import Circulation, Kind
from ledger.domain.lending import Traffic
from ledger.domain.portfolio import Cause
from ledger.service.gathering import Ask, Gathering
from ledger.store.queries import acts
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator import circulating as c
from tests.simulator.chain import GENESIS_TIME as T0
from tests.simulator.chain import SimulatedChain
from tests.unit.service.test_portfolio import DAY, asked, followed, founded, granted

NOW = T0 + 300 * DAY
"""The spans end at 210 and at 300 days."""


def told(chain: SimulatedChain, day: int, records: int, what: Circulation = Circulation.DELIVER, **more: int) -> int:
    """One event more in the trace of the first certificate."""
    moment = T0 + day * DAY
    given = {"what": what, "use": c.use(moment, records), **more}
    length, _ = chain.blocks[-1].books.heads.get(c.trace(1), (0, b""))
    chain.mine([c.reported(1, length + 1, moment, **given)])
    return length + 1


def warned(chain: SimulatedChain, store: Store) -> list[Signal]:
    ((line, _),) = asked(chain, store, at=NOW).lines
    return [signal for signal in line.signals if signal.rule.code == "EW19"]


def traffic(chain: SimulatedChain, store: Store, at: int = NOW) -> Traffic:
    followed(chain, store)
    with store.reading() as session:
        gathering = Gathering(session, acts.required_head(session).block_number)
        found = gathering.lending(Ask(a.certificate_code(1), at)).traffic
    assert found is not None
    return found


def halved() -> SimulatedChain:
    chain = founded(1)
    told(chain, 10, 1)
    told(chain, 150, 100)
    told(chain, 250, 50, Circulation.USE)
    return chain


def beside_filing(signals: Iterable[Signal]) -> list[str]:
    """Nobody filed the pledge with the statutory register, which has a warning of its own (EW14)."""
    return [signal.rule.code for signal in signals if signal.rule.code != "EW14"]


def test_a_fall_by_half_is_warned_of_with_the_acts_that_were_counted(store: Store) -> None:
    chain = halved()
    (signal,) = warned(chain, store)
    inputs = dict(signal.inputs)
    assert (signal.rule.cited, inputs["measure"], inputs["before"], inputs["now"]) == ("EW19/1", "records", "100", "50")
    with store.reading() as session:
        behind = [act for place in signal.evidence for act in acts.entries_of_transaction(session, place.tx_hash)]
    assert [(Kind(act.kind), act.length) for act in behind] == [(Kind.CIRCULATION_REPORTED, seq) for seq in (2, 3)]
    told(chain, 260, 1)
    assert warned(chain, store) == []


def test_only_what_was_delivered_or_used_within_its_right_counts_as_it_stands_corrected(store: Store) -> None:
    chain = halved()
    told(chain, 260, 500, rule=6)
    told(chain, 270, 500, Circulation.SETTLE)
    mistaken = told(chain, 280, 500)
    assert warned(chain, store) == []
    told(chain, 280, 0, correction_of=mistaken)
    (signal,) = warned(chain, store)
    assert dict(signal.inputs)["now"] == "50"
    counted = [(flow.records, flow.calls) for flow in traffic(chain, store).flows]
    assert counted == [(1, 1), (100, 1), (50, 1), (0, 1)], "one that counts no call is one"


def test_an_incident_counts_once_however_often_it_is_corrected_and_not_before_it_happened(store: Store) -> None:
    chain = halved()
    first = told(chain, 260, 0, Circulation.INCIDENT)
    told(chain, 260, 0, Circulation.INCIDENT, correction_of=first)
    now, before = traffic(chain, store), traffic(chain, store, T0 + 259 * DAY)
    assert (now.incidents, len(now.incident_acts)) == (1, 1)
    assert (before.incidents, before.incident_at, before.incident_acts) == (0, None, ())


def test_batches_count_under_grants_on_the_asset_and_by_their_last_use(store: Store) -> None:
    chain = halved()
    granted(chain, "short", T0)
    chain.mine([a.grant_suspended("short")], seconds=NOW - 600 - chain.head().timestamp)
    since = asked(chain, store, at=NOW).known.number
    chain.mine([c.anchored(1, NOW - 3, grant=a.grant_id("of another asset"))])
    chain.mine([c.anchored(2, NOW - 2, rules=6, grant=a.grant_id("short"))])
    chain.mine([c.anchored(3, NOW + 1, grant=a.grant_id("short"))])
    assert len(warned(chain, store)) == 1
    chain.mine([c.anchored(4, NOW, grant=a.grant_id("short"))])
    assert warned(chain, store) == []
    assert [(flow.at, flow.records) for flow in traffic(chain, store).flows[3:]] == [(NOW, 904)]
    later = traffic(chain, store, NOW + 1).flows[3:]
    assert [(flow.at, flow.records) for flow in later] == [(NOW + 1, 903), (NOW, 904)], "by then it has happened"
    ((_, change),) = asked(chain, store, at=NOW, since=since).lines
    assert change is not None
    assert [(one.signal.rule.code, one.cause) for one in change.ended] == [("EW19", Cause.ACTS)]
    ((then, _),) = asked(chain, store, at=NOW, known=since).lines
    assert beside_filing(then.signals) == ["EW19"], "as it was known then"


def test_time_alone_brings_it_about_where_nothing_more_is_told(store: Store) -> None:
    chain = halved()
    told(chain, 251, 30)
    since = asked(chain, store).known.number
    ends = T0 + (251 + 90) * DAY
    assert beside_filing(asked(chain, store, at=ends - 1).lines[0][0].signals) == []
    ((_, change),) = asked(chain, store, at=ends, since=since).lines
    assert change is not None
    assert beside_filing(one.signal for one in change.appeared) == ["EW19"]
    assert {one.cause for one in change.appeared} == {Cause.TIME}


def test_the_first_event_or_use_is_when_the_trace_began(store: Store) -> None:
    chain = founded(1)
    assert traffic(chain, store).begun_at is None
    granted(chain, "short", T0)
    chain.mine([c.anchored(1, T0 + DAY, grant=a.grant_id("short"))])
    assert traffic(chain, store).begun_at == T0 + DAY - 60
    told(chain, 0, 1, Circulation.COLLECT)
    assert traffic(chain, store).begun_at == T0
