# SPDX-License-Identifier: Apache-2.0
"""Figures of a period, true at a block: folded from the acts known there, never from rows that later acts changed.

Asked again with the block that the answer names, the figures are the same on any machine. Reading is by slices of
subjects, so that memory does not grow with the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from ledger.domain.certificate import Certificate
from ledger.domain.csv_text import csv_text
from ledger.domain.fold import fold
from ledger.domain.ids import CaseId, Subject
from ledger.domain.kinds import Kind
from ledger.domain.registration import Case
from ledger.domain.statistics import COLUMNS, Grouping, Line, Period, tally
from ledger.domain.verdict_json import KnownBlock, known_document, moment_document, shanghai
from ledger.errors import Refused
from ledger.service.verdicts import known_block
from ledger.store.queries import acts
from ledger.store.session import Store

SLICE: Final = 500

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """A period in seconds (`until` excluded), by what to group, and the block to be true at (None: newest final)."""

    since: int
    until: int
    by: Grouping
    known: int | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The answer; `lines` end with the one over all."""

    asked: Asked
    known: KnownBlock
    lines: Sequence[Line]

    def csv(self) -> str:
        """With the block in every row, since rows are copied out of files."""
        place = [
            shanghai(self.asked.since),
            shanghai(self.asked.until),
            self.known.number,
            "0x" + self.known.hash.hex(),
        ]
        heads = [self.asked.by.value, *COLUMNS, "since", "until", "block", "block_hash"]
        figures = ([getattr(line.figures, column) for column in COLUMNS] for line in self.lines)
        return csv_text(heads, [[line.group, *told, *place] for line, told in zip(self.lines, figures, strict=True)])


def document(found: Statistics) -> dict[str, Any]:
    """The shape that leaves: the block, the period, a mapping a line."""
    return {
        "by": found.asked.by.value,
        "since": moment_document(found.asked.since),
        "until": moment_document(found.asked.until),
        "known": known_document(found.known),
        "lines": [
            {"group": line.group, **{column: getattr(line.figures, column) for column in COLUMNS}}
            for line in found.lines
        ],
    }


def statistics(store: Store, asked: Asked) -> Statistics:
    """Refused if the period is empty; NotFound if the block is not in the mirror."""
    if asked.since >= asked.until:
        raise Refused("the period ends before it begins", zh="统计期间的结束早于开始", code="PERIOD_EMPTY")
    with store.reading() as session:
        known = known_block(session, asked.known)
        period = Period(asked.since, asked.until)
        lines = tally(_cases(session, known.number), _certificates(session, known.number), period, asked.by)
    return Statistics(asked, known, lines)


def _cases(session: Any, known: int) -> Iterator[Case]:
    for state in _folded(session, acts.subjects_of_kinds(session, [Kind.APPLICATION_SUBMITTED], known), known):
        if isinstance(state, Case):
            yield state


def _certificates(session: Any, known: int) -> Iterator[tuple[Certificate, Case]]:
    subjects = acts.subjects_of_kinds(session, [Kind.CERTIFICATE_ISSUED], known)
    for some in _slices(subjects):
        held = [state for state in _folded(session, some, known) if isinstance(state, Certificate)]
        wanted = list(dict.fromkeys(Subject(bytes(one.case_id)) for one in held))
        cases = {state.case_id: state for state in _folded(session, wanted, known) if isinstance(state, Case)}
        yield from ((one, cases[CaseId(one.case_id)]) for one in held)


def _folded(session: Any, subjects: Sequence[Subject], known: int) -> Iterator[Any]:
    for some in _slices(subjects):
        recorded = acts.recorded_events(session, some, known)
        yield from _states(recorded)


def _states(recorded: Iterator[Any]) -> Iterator[Any]:
    """One state a subject, from acts that come subject by subject."""
    subject, state = None, None
    for act in recorded:
        if act.entry.subject != subject:
            if state is not None:
                yield state
            subject, state = act.entry.subject, None
        state = fold([act], state)
    if state is not None:
        yield state


def _slices(values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (values[first : first + SLICE] for first in range(0, len(values), SLICE))
