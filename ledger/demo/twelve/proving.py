# SPDX-License-Identifier: Apache-2.0
"""What must be true when the story is over: the mirror can be had from the node alone, and no answer has changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ledger.demo.twelve.telling import Story
from ledger.service.auditing import digest
from ledger.service.rebuilding import rebuild_into


@dataclass(frozen=True, slots=True)
class Proof:
    """`mirror` and `rebuilt` are digests over every table; `changed` are paths whose bytes differ now."""

    block: int
    mirror: bytes
    rebuilt: bytes
    asked_again: int
    changed: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return self.mirror == self.rebuilt and not self.changed and self.asked_again > 0


def prove(story: Story, target: Path) -> Proof:
    """Derive the mirror anew into `target`, and ask everything again with the blocks that were known then."""
    ledger = story.stage.ledger
    story.settle()
    mirror = digest(ledger.store)
    rebuilt = rebuild_into(target, ledger.rpc.url, ledger.settings.deployment_file, ledger.settings)
    changed = []
    answers = [answer for step in story.steps for answer in step.answers]
    for answer in answers:
        if story.hand.get(answer.person, answer.path, **dict(answer.query)) != answer.content:
            changed.append(answer.path)
    return Proof(mirror.block_number, mirror.digest, rebuilt.digest, len(answers), tuple(changed))
