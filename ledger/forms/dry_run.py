# SPDX-License-Identifier: Apache-2.0
"""The dry run: a file of forms becomes a report that names every defect, and the applications that may be sent.

Nothing is sent and nothing is stored. What is known outside the file comes through `World`, so that the same file in
the same world gives the same report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeAlias

from ledger.content.sources import DocumentSource
from ledger.domain.application import Application, Reading
from ledger.domain.defects import Defect, Severity, Where
from ledger.domain.form import COLUMNS
from ledger.domain.precheck import Context, DocumentFact, review, sendable
from ledger.forms.grid import Input, refuse
from ledger.forms.headings import OWN_SHEETS, Layout, find_layout
from ledger.forms.papers import Papers
from ledger.forms.rows import Stray, Unreadable, read, rows_of
from ledger.forms.rules import intake_defect

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with the stage, how much is done, and how much there is (0: not known)."""

_ORDER = {column.key: position for position, column in enumerate(COLUMNS)}
_STEP = 100


class Outcome(StrEnum):
    """What becomes of a row. The first three are a dry run's; a confirmed import makes SENDABLE one of the rest."""

    SENDABLE = "SENDABLE"
    HELD = "HELD"
    KNOWN = "KNOWN"
    SENT = "SENT"
    WAITING = "WAITING"
    FAILED = "FAILED"


OUTCOME_ZH: Mapping[Outcome, str] = {
    Outcome.SENDABLE: "可提交",
    Outcome.HELD: "有错误，未提交",
    Outcome.KNOWN: "此前已提交",
    Outcome.SENT: "已提交",
    Outcome.WAITING: "待复核人审批",
    Outcome.FAILED: "提交失败",
}


@dataclass(frozen=True, slots=True)
class Known:
    """An application that was sent before: its case, and what has become of it."""

    case: str
    state: str


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row's end. `state` is what to tell the clerk beside it; `case` is the case's id in hex, if there is one."""

    where: Where
    reference: str
    outcome: Outcome
    state: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All there is to say on a file. `unused` are documents that were handed in and that no row names."""

    file: str
    detected: str
    rows: tuple[RowResult, ...]
    defects: tuple[Defect, ...]
    layouts: Mapping[str, Layout]
    unused: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[Outcome, int]:
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in Outcome}

    @property
    def severities(self) -> Mapping[Severity, int]:
        found = Counter(defect.severity for defect in self.defects)
        return {severity: found[severity] for severity in Severity}


@dataclass(frozen=True, slots=True)
class Examination:
    """A report with the applications behind its sendable rows; their documents are named by path."""

    report: Report
    sendable: tuple[Application, ...]


class World(Protocol):
    """What the file does not know."""

    def known(self, references: Collection[str]) -> Mapping[str, Known]:
        """Those among these references under which the registrar has sent already."""

    def context(
        self, documents: Mapping[str, DocumentFact], samples: Collection[bytes], schemas: Collection[bytes]
    ) -> Context:
        """The facts of the pre-check, with earlier filings that have one of these samples or schemas."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Progress for nobody."""


def examine(opened: Input, documents: DocumentSource | None, world: World, progress: Progress = silent) -> Examination:
    """Read every row, look its documents up, and check it against the articles and against all others."""
    sheets = _Sheets(opened)
    papers = Papers(documents)
    readings: list[Reading] = []
    for count, reading in enumerate(sheets.readings(), start=1):
        readings.append(papers.checked(reading))
        if count % _STEP == 0:
            progress("reading", count, 0)
    progress("reading", len(readings), len(readings))
    context = world.context(
        papers.facts, papers.digests(readings, "doc_sample"), papers.digests(readings, "doc_schema")
    )
    progress("checking", 0, len(readings))
    defects = review(readings, context)
    known = world.known({r.draft.reference for r in readings if r.draft.reference})
    ready = {_place(reading): app for reading, app in _ready(readings, defects) if app.reference not in known}
    progress("checking", len(readings), len(readings))
    examination = _examination(opened, sheets, readings, defects, known, ready)
    return replace(examination, report=replace(examination.report, unused=papers.unused()))


def _ready(readings: Sequence[Reading], defects: Sequence[Defect]) -> Iterator[tuple[Reading, Application]]:
    """Each sendable application with its row; `sendable` keeps the order and the very values of the readings."""
    wanted = {id(application) for application in sendable(readings, defects)}
    for reading in readings:
        if reading.application is not None and id(reading.application) in wanted:
            yield reading, reading.application


def _place(reading: Reading) -> tuple[str, int]:
    return reading.where.sheet, reading.where.row


def _examination(
    opened: Input, sheets: _Sheets, readings: Sequence[Reading], defects: Sequence[Defect],
    known: Mapping[str, Known], ready: Mapping[tuple[str, int], Application],
) -> Examination:  # fmt: skip
    rows = [_row(reading, known, ready) for reading in readings]
    rows += [RowResult(where, "", Outcome.HELD) for where in sheets.unreadable]
    settled = {row.where for row in rows if row.outcome is Outcome.KNOWN}
    shown = [*sheets.defects, *(defect for defect in defects if defect.where not in settled)]
    place = {name: position for position, name in enumerate(sheets.names)}
    report = Report(
        file=opened.path.name,
        detected=opened.detected,
        rows=tuple(sorted(rows, key=lambda row: (place[row.where.sheet], row.where.row))),
        defects=tuple(sorted(shown, key=lambda d: (place[d.where.sheet], d.where.row, _ORDER.get(d.key, -1)))),
        layouts=sheets.layouts,
    )
    return Examination(report, tuple(ready.values()))


def _row(reading: Reading, known: Mapping[str, Known], ready: Mapping[tuple[str, int], Application]) -> RowResult:
    reference = reading.draft.reference
    if (earlier := known.get(reference)) is not None:
        return RowResult(reading.where, reference, Outcome.KNOWN, earlier.state, earlier.case)
    outcome = Outcome.SENDABLE if _place(reading) in ready else Outcome.HELD
    return RowResult(reading.where, reference, outcome)


class _Sheets:
    """The sheets of a file in their order: their layouts, what they have against themselves, their rows."""

    def __init__(self, opened: Input) -> None:
        self._opened = opened
        self.names = [grid.name for grid in opened.grids]
        self.layouts: dict[str, Layout] = {}
        self.defects: list[Defect] = []
        self.unreadable: list[Where] = []
        for grid in opened.grids:
            if grid.name in OWN_SHEETS:
                continue
            if grid.hidden:
                self.defects.append(intake_defect("SHEET_HIDDEN", "", Where(grid.name, 1)))
                continue
            laid_out = find_layout(grid)
            if laid_out is None:
                self.defects.append(intake_defect("SHEET_UNKNOWN", "", Where(grid.name, 1)))
                continue
            self.layouts[grid.name] = laid_out[0]
            self.defects += laid_out[1]
        if not self.layouts:
            raise refuse(
                "NO_FORM",
                f"{opened.path.name} has no sheet with the headings of the form",
                f"{opened.path.name} 中没有带本表单表头的工作表",
            )

    def readings(self) -> Iterator[Reading]:
        for grid in self._opened.grids:
            if (layout := self.layouts.get(grid.name)) is None:
                continue
            stray = Stray(grid, layout)
            for raw in rows_of(grid, layout, stray):
                if isinstance(raw, Unreadable):
                    self.unreadable.append(raw.where)
                    self.defects += raw.defects
                else:
                    yield read(raw)
            self.defects += stray.defects()
