# SPDX-License-Identifier: Apache-2.0
"""A store whose writes fail both ways: failed and absent, and failed but done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from ledger.store.session import Store


class Killed(Exception):
    """Stands for the death of the process."""


@dataclass(frozen=True)
class FailingStore(Store):
    """Fails at the writes whose numbers (from 1) are listed: before their commit, or after it."""

    before: set[int] = field(default_factory=set)
    after: set[int] = field(default_factory=set)
    writes: list[int] = field(default_factory=list)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        number = len(self.writes) + 1
        self.writes.append(number)
        with super().writing() as session:
            yield session
            if number in self.before:
                raise Killed(f"before write {number}")
        if number in self.after:
            raise Killed(f"after write {number}")


def fail_before_write(store: Store, *numbers: int) -> FailingStore:
    return FailingStore(store.engine, before=set(numbers))


def fail_after_write(store: Store, *numbers: int) -> FailingStore:
    return FailingStore(store.engine, after=set(numbers))
