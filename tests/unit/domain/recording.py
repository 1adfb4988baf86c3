# SPDX-License-Identifier: Apache-2.0
"""Acts as the mirror keeps them, a minute apart, each in a block and a transaction of its own."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.domain.events import Entry, EventMeta, Recorded
from tests.simulator.acts import digest
from tests.simulator.chain import GENESIS_TIME, MODULES, SimulatedAct


def recorded_acts(acts: Iterable[SimulatedAct], start: int = GENESIS_TIME, step: int = 60) -> list[Recorded]:
    lengths: dict[bytes, int] = {}
    found: list[Recorded] = []
    for number, act in enumerate(acts, start=1):
        length = lengths[act.subject] = lengths.get(act.subject, 0) + 1
        module = MODULES[act.module]
        meta = EventMeta(number, digest(f"block {number}"), start + step * number, digest(f"tx {number}"), 0, 0, module)
        entry = Entry(act.subject, act.kind, module, act.actor, length, number, bytes(32), bytes(32))
        found.append(Recorded(meta, act.event, entry))
    return found
