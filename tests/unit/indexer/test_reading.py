# SPDX-License-Identifier: Apache-2.0
"""Ranges follow one another without gap or overlap, as wide as the logs allow; a fault of the node comes through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import Unavailable
from ledger.indexer.reading import AIM_LOGS, MAX_BLOCKS, HistorySays, Range, Span, ranges, read_range
from ledger.store.mirror import Block
from tests.simulator import acts as a
from tests.simulator.chain import SimulatedChain


def chain_of(blocks: int) -> SimulatedChain:
    chain = SimulatedChain()
    chain.mine([a.registered(a.HOLDER)])
    for number in range(1, blocks):
        chain.mine(*([[a.regrouped(a.HOLDER, number)]] if number % 3 == 0 else []))
    return chain


@given(st.integers(1, 700), st.data())
def test_ranges_cover_what_was_asked_and_nothing_else(length: int, data: st.DataObject) -> None:
    chain = CHAIN
    first = data.draw(st.integers(1, 701 - length))
    with ranges(chain, chain.watched, first, first + length - 1) as reading:
        found = [block.number for read in reading for block in read.blocks]
    assert found == list(range(first, first + length))


CHAIN = chain_of(700)


def test_a_range_holds_headers_logs_and_historys_own_word() -> None:
    read = read_range(CHAIN, CHAIN.watched, 1, 7)
    books = CHAIN.blocks[7].books
    assert [block.hash for block in read.blocks] == [CHAIN.blocks[n].header.hash for n in range(1, 8)]
    assert len(read.logs) == 6
    assert read.says == HistorySays(books.sequence, books.rolling)


def test_before_history_is_deployed_it_says_nothing_yet() -> None:
    chain = chain_of(2)
    chain.lie("call", lambda _: b"")
    assert read_range(chain, chain.watched, 1, 1).says == HistorySays(0, bytes(32))


def test_a_node_that_goes_away_while_reading_ahead_is_heard_of() -> None:
    chain = chain_of(600)
    chain.before("call", lambda: chain.fail(1))
    with pytest.raises(Unavailable), ranges(chain, chain.watched, 1, 600) as reading:
        list(reading)


SPANS = {
    "no logs: four times as many blocks": (256, 256, 0, 1_024),
    "few logs: four times as many": (256, 256, 100, 1_024),
    "as many as wanted: as many blocks again": (256, 256, AIM_LOGS, 256),
    "twice too many: half the blocks": (256, 256, 2 * AIM_LOGS, 128),
    "more in one block than wanted: one block": (1, 1, 3 * AIM_LOGS, 1),
    "never more than the most": (MAX_BLOCKS, MAX_BLOCKS, 0, MAX_BLOCKS),
}


@pytest.mark.parametrize(("before", "blocks", "logs", "after"), SPANS.values(), ids=SPANS.keys())
def test_the_span_learns_from_what_came_back(before: int, blocks: int, logs: int, after: int) -> None:
    span = Span(before)
    log = CHAIN.blocks[1].logs[0]
    span.learn(Range((Block(1, b"", b"", 0),) * blocks, (log,) * logs, None))
    assert span.blocks == after
