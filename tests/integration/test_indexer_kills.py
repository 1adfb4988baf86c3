# SPDX-License-Identifier: Apache-2.0
"""SIGKILL to the process that holds the database, again and again, through backfill and forks: nothing differs."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.indexer.advance import Indexer, catch_up
from ledger.store.digest import mirror_digest
from ledger.store.queries import acts as queries
from ledger.store.session import Store
from tests.simulator.process import chain_after
from tests.simulator.stores import migrated, postgres_pool, sqlite_template, store

__all__ = ["migrated", "postgres_pool", "sqlite_template", "store"]

ROOT = Path(__file__).resolve().parents[2]
SEED = 77


def killed(url: str, forks: int, after: float) -> tuple[int, int]:
    """Start the indexer, kill it so many seconds after it began to follow. Its pid, and the last block it told of."""
    command = [sys.executable, "-m", "tests.simulator.process", url, str(SEED), str(forks)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        timer = threading.Timer(after, child.kill)
        timer.start()
        told = [line.split()[-1] for line in child.stdout]
        timer.join()
    return child.pid, int(told[-1]) if told else 0


def position(store: Store) -> int:
    with store.reading() as session:
        head = queries.head(session)
    return 0 if head is None else head.block_number


@pytest.mark.parametrize("kills", [4, pytest.param(60, marks=pytest.mark.long)])
def test_a_mirror_whose_indexer_is_killed_again_and_again_is_whole(
    store: Store, migrated: Callable[[str], Store], kills: int, tell: Callable[[str], None]
) -> None:
    chooser = random.Random(kills)
    for kill in range(kills):
        # Each life sees one reorganisation more than the one before: it begins by healing what it finds.
        pid, told = killed(store.url, kill, chooser.uniform(0.0, 0.6))
        found = position(store)
        tell(f"kill {kill}: pid {pid}, last told {told}, found at {found}")
        assert found >= told or kill > 0, "what was told as committed is there"
        if found:
            with store.reading() as session:  # whole at every moment: rows, heads and cursor belong together
                head, counted = queries.required_head(session), queries.counts(session)
                assert counted[0] == head.sequence
    chain = chain_after(SEED, kills)
    catch_up(Indexer(chain, store, chain.watched))
    fresh = migrated("sqlite")
    catch_up(Indexer(chain, fresh, chain.watched))
    with store.reading() as ours, fresh.reading() as theirs:
        assert mirror_digest(ours) == mirror_digest(theirs)
        assert {h.subject: (h.length, h.head) for h in queries.all_heads(ours)} == chain.blocks[-1].books.heads
