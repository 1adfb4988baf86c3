# SPDX-License-Identifier: Apache-2.0
"""Aggregates as acts up to one block made them, for questions that need many: read in batches, folded once each.

    folded = Folded(session, known)
    folded.load(subjects)          one query for 500 of them
    folded.state(subject)          the aggregate; reads by itself what was not loaded
    folded.state_at(subject, at)   the same, of the acts up to a moment alone
    folded.calendar                the working days as they are published up to the block
    folded.as_of(block)            the same acts, as they were known at an earlier block

Not for: "now" without a block, which the projections answer (states.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from sqlalchemy.orm import Session

from ledger.domain.calendar import WorkingCalendar
from ledger.domain.events import Recorded
from ledger.domain.fold import State, fold, fold_until
from ledger.domain.ids import CALENDAR_SUBJECT, Subject
from ledger.domain.regime import Calendar
from ledger.store.queries.acts import recorded_events

BATCH = 500


class Folded:
    """One block's view. Views made by `as_of` share what was read, so a second moment costs no second query."""

    def __init__(self, session: Session, known: int) -> None:
        self.session, self.known = session, known
        self._widest = known
        self._acts: dict[bytes, tuple[Recorded, ...]] = {}
        self._states: dict[bytes, State | None] = {}
        self._later: Folded | None = None

    def as_of(self, block: int) -> Folded:
        """ValueError for a block that is later than what is read here."""
        if block > self._widest:
            raise ValueError(f"acts are read up to block {self._widest}, not {block}")
        earlier = Folded(self.session, block)
        earlier._widest, earlier._acts, earlier._later = self._widest, self._acts, self
        return earlier

    def load(self, subjects: Iterable[bytes]) -> None:
        missing = [Subject(one) for one in dict.fromkeys(map(bytes, subjects)) if one not in self._acts]
        for first in range(0, len(missing), BATCH):
            batch = missing[first : first + BATCH]
            found: dict[bytes, list[Recorded]] = {bytes(one): [] for one in batch}
            for act in recorded_events(self.session, batch, self._widest):
                found[act.entry.subject].append(act)
            self._acts |= {subject: tuple(acts) for subject, acts in found.items()}

    def acts(self, subject: bytes) -> tuple[Recorded, ...]:
        """The subject's acts up to the block, oldest first."""
        self.load([subject])
        acts = self._acts[bytes(subject)]
        if self.known == self._widest:
            return acts
        return tuple(act for act in acts if act.meta.block_number <= self.known)

    def state(self, subject: bytes) -> State | None:
        """What the acts up to the block make; None if there are none."""
        key = bytes(subject)
        if key not in self._states:
            acts, later = self.acts(key), self._later
            unchanged = later is not None and later.known >= self.known and len(later.acts(key)) == len(acts)
            self._states[key] = later.state(key) if later is not None and unchanged else fold(acts)
        return self._states[key]

    @cached_property
    def calendar(self) -> WorkingCalendar | None:
        """None while no year is published."""
        found = self.state(CALENDAR_SUBJECT)
        return found.working() if isinstance(found, Calendar) else None

    def state_at(self, subject: bytes, at: int) -> State | None:
        """What the acts up to the block had made by a moment (seconds); for acts that take effect when recorded."""
        acts = self.acts(subject)
        return fold_until(acts, at) if acts and acts[-1].meta.timestamp > at else self.state(subject)
