# SPDX-License-Identifier: Apache-2.0
"""Five outcomes and two refusals: as a table of cases, and against every fork that can be drawn."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import Inconsistent
from ledger.indexer.reconcile import (
    Descend,
    Extend,
    Gap,
    Local,
    Outcome,
    Rollback,
    Settled,
    reconcile,
)
from ledger.store.mirror import Block


def named(branch: str, number: int) -> bytes:
    return f"{branch}{number}".encode().ljust(32, b".")


def block(number: int, branch: str = "a", parent: str = "a") -> Block:
    return Block(number, named(branch, number), named(parent, number - 1), number)


def local(tip: int = 10, window: int = 5, finalized: int = 6) -> Local:
    held = {number: block(number) for number in range(tip - window, tip + 1)}
    return Local(held[tip], held, finalized)


@dataclass(frozen=True)
class Seen:
    head: Block
    seen: Block
    outcome: Outcome


CASES = {
    "the node stands where we stand": Seen(block(10), block(10), Settled(0)),
    "the node is two blocks behind, on our chain": Seen(block(8), block(8), Settled(2)),
    "one block more": Seen(block(11), block(11), Extend(11, 11)),
    "the block after our tip, the head far above": Seen(block(90), block(11), Extend(11, 90)),
    "many blocks more": Seen(block(90), block(90), Gap(11)),
    "two blocks more": Seen(block(12), block(12), Gap(11)),
    "the block after our tip has another parent": Seen(block(11, "b", "b"), block(11, "b", "b"), Descend(10)),
    "another block at our height": Seen(block(10, "b"), block(10, "b"), Descend(9)),
    "another block below our tip": Seen(block(9, "b", "b"), block(9, "b", "b"), Descend(8)),
    "going down, still another": Seen(block(12, "b", "b"), block(8, "b"), Descend(7)),
    "going down, one of ours": Seen(block(12, "b", "b"), block(8), Rollback(block(8))),
    "going down, and the chain came back to our tip": Seen(block(12, "b", "b"), block(10), Settled(0)),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_what_a_header_means(case: Seen) -> None:
    assert reconcile(local(), case.head, case.seen) == case.outcome


REFUSALS = {
    "another block where ours was final": (local(), block(6, "b", "b"), "REORG_BELOW_FINALITY"),
    "another block below finality": (local(finalized=8), block(7, "b", "b"), "REORG_BELOW_FINALITY"),
    "below the window": (local(finalized=0), block(5, "b", "b"), "REORG_BEYOND_WINDOW"),
}


@pytest.mark.parametrize(("held", "seen", "code"), REFUSALS.values(), ids=REFUSALS.keys())
def test_what_is_refused(held: Local, seen: Block, code: str) -> None:
    with pytest.raises(Inconsistent) as refused:
        reconcile(held, block(12, "b", "b"), seen)
    assert refused.value.code == code


@given(st.integers(1, 40), st.integers(0, 45), st.integers(0, 45), st.integers(0, 45))
def test_the_walk_ends_at_the_fork_or_is_refused(window: int, depth: int, grown: int, final: int) -> None:
    """Our chain has 50 blocks; the node's differs from it in the last `depth`, and has `grown` more or fewer."""
    tip, fork = 50, 50 - depth
    node = {n: block(n, *(("a", "a") if n <= fork else ("b", "a" if n == fork + 1 else "b"))) for n in range(101)}
    head = node[fork + grown]
    held = local(tip, window, min(final, tip))
    outcome = walk(held, head, node)
    if head.number <= fork or depth == 0:
        ahead = head.number > tip
        assert outcome == (Extend(tip + 1, head.number) if ahead else Settled(tip - head.number)) or known_too_low(
            held, head, outcome
        )
    elif fork < held.finalized:
        assert outcome == "REORG_BELOW_FINALITY" or fork < tip - window
    elif fork < tip - window:
        assert outcome == "REORG_BEYOND_WINDOW"
    else:
        assert outcome == Rollback(block(fork))


def walk(held: Local, head: Block, node: dict[int, Block]) -> Outcome | str:
    seen = head
    for _ in range(200):
        try:
            outcome = reconcile(held, head, seen)
        except Inconsistent as refused:
            return refused.code
        if isinstance(outcome, Gap | Descend):
            seen = node[outcome.number]
        else:
            return outcome
    raise AssertionError("the walk does not end")


def known_too_low(held: Local, head: Block, outcome: Outcome | str) -> bool:
    """A head below the window cannot be judged by hashes; the indexer looks at older blocks before it asks here."""
    return head.number not in held.held and outcome in ("REORG_BEYOND_WINDOW", "REORG_BELOW_FINALITY")
