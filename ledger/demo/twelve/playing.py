# SPDX-License-Identifier: Apache-2.0
"""The whole story: a ledger of its own, the twelve steps, and what must be true of it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import Final

from ledger.demo.cast import FOUNDERS
from ledger.demo.stage import Stage, moment
from ledger.demo.twelve import ending, lending, registering, using
from ledger.demo.twelve.cast import let_in
from ledger.demo.twelve.client import Hand
from ledger.demo.twelve.telling import Step, Story
from ledger.service import people
from ledger.service.founding import Beginning, found
from ledger.service.runtime import Ledger
from ledger.settings import Settings

GENESIS: Final = date(2026, 6, 22)
AFTERWARDS: Final = date(2027, 8, 1)
"""Past the last step. Certificates of 2026 come into their renewal window in 2027 only."""

Serving = Callable[[Ledger], AbstractContextManager[str]]
"""Serves the API over an open ledger; gives its address. The API stands above this package and is handed in."""

STEPS: Final[tuple[Callable[[Story], None], ...]] = (
    registering.step_1,
    registering.step_2,
    registering.step_3,
    using.step_4,
    lending.step_5,
    lending.step_6,
    lending.step_7,
    lending.step_8,
    ending.step_9,
    ending.step_10,
    ending.step_11,
    ending.step_12,
)


@contextmanager
def played(settings: Settings, serving: Serving, told: Callable[[Step], None]) -> Iterator[Story]:
    """Found a ledger at `settings.home`, play all steps on its API, and give the story with the ledger still open.

    `told` hears of each step when it is over. The node's wall clock is the story's end, which may lie in the future: no
    ledger that is opened again may do that (ruling 30). This one is not; whoever calls throws its directory away.
    """
    beginning = Beginning(FOUNDERS, demo=True, genesis_time=moment(GENESIS))
    with found(settings, beginning, wall=lambda: moment(AFTERWARDS)) as (ledger, founders):
        stage = Stage(ledger, {person.person_id: person for person in founders})
        let_in(stage)
        with serving(ledger) as origin:
            hand = Hand(origin, _keys(stage))
            try:
                story = Story(stage, hand)
                for step in STEPS:
                    step(story)
                    told(story.step)
                yield story
            finally:
                hand.close()


def _keys(stage: Stage) -> dict[str, str]:
    ledger = stage.ledger
    return {
        name: people.issue_api_key(ledger.store, who, "story", ("read", "write"), ledger.now())
        for name, who in stage.people.items()
    }
