# SPDX-License-Identifier: Apache-2.0
"""What the daemon does in its idle seconds, when the node dies at the worst of moments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from ledger.cli.daemon import look_after
from ledger.errors import Inconsistent, LedgerError, Unavailable


@dataclass
class Supervisor:
    """An embedded node that answers what a test tells it to, one answer a question."""

    answers: list[LedgerError | None]
    failure: LedgerError | None = None

    def go_live(self) -> None:
        if (error := self.answers.pop(0)) is not None:
            raise error

    def healthy(self) -> None:
        if self.failure is not None:
            raise self.failure


@dataclass
class Served:
    """A ledger whose node was another process's until that ended."""

    node: Supervisor | None
    waiting: list[Supervisor | LedgerError | None] = field(default_factory=list)
    content: None = None

    def take_over(self) -> bool:
        found = self.waiting.pop(0) if self.waiting else None
        if isinstance(found, LedgerError):
            raise found
        self.node = found or self.node
        return found is not None


GONE = Unavailable("the node is away", zh="节点不可用", code="CHAIN_UNREACHABLE")


def look(served: Served, live: bool) -> bool:
    ledger: Any = served
    return look_after(ledger, live)


def test_a_node_that_dies_as_it_is_told_the_time_is_told_again() -> None:
    served = Served(None, [Supervisor([GONE, None])])
    assert not look(served, live=True), "taken over, and killed at once"
    assert look(served, live=False)
    assert served.node is not None
    assert served.node.answers == []
    assert look(served, live=True), "asked once more, it would have no answer"


def test_a_node_that_dies_as_it_is_taken_over_is_taken_over_later() -> None:
    served = Served(None, [GONE, Supervisor([None])])
    assert not look(served, live=True)
    assert look(served, live=False)


@pytest.mark.parametrize("live", [True, False])
def test_what_the_supervisor_cannot_mend_ends_the_daemon(live: bool) -> None:
    broken = Inconsistent("a snapshot of another chain", zh="快照属于另一条链", code="NODE_DOES_NOT_START")
    with pytest.raises(Inconsistent):
        look(Served(Supervisor([GONE], broken)), live)
