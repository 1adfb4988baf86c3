# SPDX-License-Identifier: Apache-2.0
"""What a header that the node shows means for the mirror. Pure: values in, one of five outcomes out.

The walk begins with the node's head. Each outcome but Settled, Extend and Rollback names the next header to look at:

 1. Settled   The head is a block that we hold: our tip, or one below it. A node that is behind us is waited for: it may
              be one of several, and one that restarted shows other blocks at our heights soon enough.
 2. Extend    The header follows directly on our tip and names it as its parent: everything up to the head can be read.
 3. Gap       The header lies more than one above our tip. Whether our tip is still on the chain, only the header
              directly above it can tell: look at that one.
 4. Descend   At its height we hold another block, or it names another parent than our tip: a reorganisation. Look one
              lower, until a block is found that we hold too.
 5. Rollback  That block. What we hold above it is taken back; then the walk begins anew.

Two things are refused, loudly and without touching a row: going below a block that was final, and going below the
window of hashes that is kept. Either the chain was replaced, or the network's rule of finality is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ledger.errors import Inconsistent
from ledger.store.mirror import Block

HALTING = frozenset({"REORG_BELOW_FINALITY", "REORG_BEYOND_WINDOW", "CHAIN_REPLACED", "MIRROR_OF_ANOTHER_CHAIN"})
"""Codes after which trying again is guessing: a follower stops and says so."""


@dataclass(frozen=True, slots=True)
class Local:
    """What the mirror holds: its tip, the hashes of the last blocks by number (the tip included), what is final."""

    tip: Block
    held: Mapping[int, Block]
    finalized: int


@dataclass(frozen=True, slots=True)
class Settled:
    """Nothing to do; the node is `behind` blocks behind the mirror (0: both stand at the same block)."""

    behind: int


@dataclass(frozen=True, slots=True)
class Extend:
    """Read from `first` to `last`."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Look at the header of this number next."""

    number: int


@dataclass(frozen=True, slots=True)
class Descend:
    """Look at the header of this number next; the ones above are not ours."""

    number: int


@dataclass(frozen=True, slots=True)
class Rollback:
    """The last block that both sides hold: take back everything above it."""

    to: Block


Outcome: TypeAlias = Settled | Extend | Gap | Descend | Rollback


def reconcile(local: Local, head: Block, seen: Block) -> Outcome:
    """`head` is the node's head, where the walk began; `seen` the header looked at now (at first, the head itself)."""
    ours = local.held.get(seen.number)
    if ours is not None and ours.hash == seen.hash:
        if seen.number in (head.number, local.tip.number):
            return Settled(max(0, local.tip.number - seen.number))
        return Rollback(ours)
    if seen.number > local.tip.number + 1:
        return Gap(local.tip.number + 1)
    if seen.number == local.tip.number + 1 and seen.parent_hash == local.tip.hash:
        return Extend(seen.number, max(seen.number, head.number))
    return _descend(local, seen)


def _descend(local: Local, seen: Block) -> Outcome:
    if seen.number <= local.finalized:
        raise Inconsistent(
            f"block {seen.number} was final here and is another one there; nothing was changed",
            zh=f"区块 {seen.number} 在本地已终局，而节点给出另一区块；未作任何更改",
            code="REORG_BELOW_FINALITY",
            number=seen.number,
            finalized=local.finalized,
            seen="0x" + seen.hash.hex(),
        )
    if seen.number - 1 not in local.held:
        raise Inconsistent(
            f"the chain was reorganised below block {seen.number}, deeper than the window that is kept",
            zh=f"链在区块 {seen.number} 以下发生重组，超出所保留的窗口",
            code="REORG_BEYOND_WINDOW",
            number=seen.number,
            window=len(local.held),
        )
    return Descend(seen.number - 1)
