# SPDX-License-Identifier: Apache-2.0
"""The rows of drawn histories against an oracle that shares nothing with the ledger: two readings of the same logs."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from ledger.indexer.advance import Indexer, catch_up
from ledger.store.session import Store
from ledger.store.tables import projections
from tests.oracle.compare import KEYS, mirror_differences
from tests.oracle.expected import Expected, expected
from tests.simulator.chain import CHAIN_ID, MODULES, SimulatedChain
from tests.simulator.histories import grow, world

BLOCKS = 250


def grown(seed: int) -> SimulatedChain:
    chain = SimulatedChain(finality=2)
    grow(chain, world(seed), BLOCKS)
    return chain


def asked_of_a_node(chain: SimulatedChain) -> Expected:
    """The chain's logs and headers in the form in which nodes give them."""
    logs, blocks = [], {}
    for block in chain.blocks:
        header = block.header
        blocks[header.number] = {
            "number": hex(header.number), "hash": "0x" + header.hash.hex(), "timestamp": hex(header.timestamp),
            "parentHash": "0x" + header.parent_hash.hex(),
        }  # fmt: skip
        for log in block.logs:
            logs.append({
                "address": "0x" + log.address.hex(), "topics": ["0x" + topic.hex() for topic in log.topics],
                "data": "0x" + log.data.hex(), "blockNumber": hex(log.block_number),
                "blockHash": "0x" + log.block_hash.hex(), "transactionHash": "0x" + log.tx_hash.hex(),
                "transactionIndex": hex(log.tx_index), "logIndex": hex(log.log_index),
            })  # fmt: skip
    return expected(logs, blocks, MODULES["History"], CHAIN_ID)


def test_every_table_that_acts_fill_is_judged() -> None:
    assert {table.name for table in projections.TABLES} - set(KEYS) == set()


@pytest.mark.parametrize("seed", [14, 15, 16])
def test_the_oracle_reads_the_same_rows_out_of_the_same_logs(store: Store, seed: int) -> None:
    chain = grown(seed)
    catch_up(Indexer(chain, store, chain.watched))
    made = asked_of_a_node(chain)
    top = chain.blocks[-1].header
    block = {"number": hex(top.number), "hash": "0x" + top.hash.hex(), "timestamp": hex(top.timestamp)}

    def query(sql: str) -> list[dict[str, Any]]:
        with store.reading() as session:
            return [dict(row) for row in session.execute(text(sql)).mappings()]

    assert made.faults == []
    assert mirror_differences(made, block, query)[:5] == []


def test_what_the_drawn_chains_hold_is_worth_comparing() -> None:
    """Over the seeds above no table that is judged stays empty."""
    filled = set()
    for seed in (14, 15, 16):
        filled |= {name for name, rows in asked_of_a_node(grown(seed)).tables.items() if rows}
    assert set(KEYS) - filled == set()
