# SPDX-License-Identifier: Apache-2.0
"""An indexer in a process of its own, to be killed: `python -m tests.simulator.process URL SEED FORKS`.

It follows a simulated chain that any process with the same numbers makes again, one commit per block, and says on its
standard output how far it is. Every kill is at another place, since nothing here waits for anybody.
"""

from __future__ import annotations

import sys

from ledger.indexer.advance import Indexer, catch_up
from ledger.indexer.reconcile import Settled
from ledger.store.session import open_store
from tests.simulator import acts as a
from tests.simulator.chain import SimulatedChain
from tests.simulator.histories import grow, world

BLOCKS = 60


def chain_after(seed: int, forks: int) -> SimulatedChain:
    """The chain after some reorganisations, each of another depth, each leaving a longer chain."""
    chain = SimulatedChain(finality=None)
    grow(chain, world(seed), BLOCKS)
    for fork in range(forks):
        depth = 1 + (7 * fork + seed) % 12
        chain.fork(depth)
        for number in range(depth + 2):
            act = a.registered(a.OrgId(f"91150602MA{fork:03d}K{number:04d}"))
            chain.mine([act], salt=f"fork {fork}")
    return chain


def follow(url: str, seed: int, forks: int) -> None:
    chain, store = chain_after(seed, forks), open_store(url)
    indexer = Indexer(chain, store, chain.watched)
    print("ready", flush=True)
    position = indexer.position()
    first = 1 if position is None else position.block.number
    for until in range(first, chain.blocks[-1].header.number + 1):
        while not isinstance(indexer.step(until), Settled):
            pass
        print(until, flush=True)
    print("done", catch_up(indexer).block.number, flush=True)
    store.close()


if __name__ == "__main__":
    follow(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
