# SPDX-License-Identifier: Apache-2.0
"""Which time the embedded node's next block gets (ruling 30).

Live: the wall clock. Walking: a moment in the past that the demo sets and moves forward, never beyond the wall clock.
In both, never before the previous block: should the wall clock fall back, block time stands still until it has caught
up, rather than fall or run ahead.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.errors import Refused


@dataclass(frozen=True, slots=True)
class Live:
    """Blocks are stamped with the wall clock."""


@dataclass(frozen=True, slots=True)
class Walking:
    """Blocks are stamped with `at` (seconds since 1970) until it is moved."""

    at: int


BlockClock = Live | Walking


def next_timestamp(clock: BlockClock, previous: int, wall: int) -> int:
    match clock:
        case Live():
            return max(previous, wall)
        case Walking(at):
            return max(previous, min(at, wall))


def walked(previous: int, to: int, wall: int) -> Walking:
    """The clock moved to `to`; refused if that is before the newest block or beyond the wall clock."""
    if to < previous:
        raise Refused(
            f"block time would fall from {previous} to {to}",
            zh=f"区块时间不得倒退（{previous} → {to}）",
            code="NODE_TIME_BACKWARDS",
        )
    if to > wall:
        raise Refused(
            f"block time {to} would lie beyond the wall clock {wall}",
            zh=f"区块时间 {to} 不得超过当前时间 {wall}",
            code="NODE_TIME_AHEAD",
        )
    return Walking(to)
