# SPDX-License-Identifier: Apache-2.0
"""The shipped workbooks, read as any registrar reads its own: a dry run first, then batches of what may be sent.

The rows of one workbook come in over months, as they would; each batch is an import of its own in the records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ledger.content.sources import DocumentSource, open_source
from ledger.demo.cast import REGIME
from ledger.demo.stage import Stage, Team
from ledger.domain.defects import Severity
from ledger.forms.dry_run import Examination, Outcome, examine
from ledger.forms.intake import open_input
from ledger.service.importing import ImportOrder, LedgerDesk, MirrorWorld, RecordedBatch, send

DATA: Final = Path(__file__).parent / "data"
FIRST: Final = DATA / "applications.xlsx"
SECOND: Final = DATA / "applications-second-registrar.xlsx"
DOCUMENTS: Final = DATA / "documents.zip"


@dataclass(slots=True)
class Intake:
    """One registrar's workbook after its dry run."""

    team: Team
    file: Path
    documents: DocumentSource
    examination: Examination

    @property
    def forms(self) -> int:
        return len(self.examination.report.rows)

    @property
    def held(self) -> int:
        return self.examination.report.counts[Outcome.HELD]

    @property
    def defect_codes(self) -> tuple[str, ...]:
        """The errors found, each code once, in the order of the rows."""
        found = self.examination.report.defects
        return tuple(dict.fromkeys(defect.code for defect in found if defect.severity is Severity.ERROR))

    @property
    def references(self) -> tuple[str, ...]:
        """Of the applications that may be sent."""
        return tuple(application.reference for application in self.examination.sendable)

    def send(self, stage: Stage, references: Collection[str]) -> int:
        """File these, with their documents. How many; anything but all of them is a fault of the story."""
        chosen = tuple(each for each in self.examination.sendable if each.reference in references)
        order = ImportOrder(self.team.preparer, self.team.registrar, REGIME)
        journal = RecordedBatch(stage.ledger.store, order, self.file, stage.ledger.now())
        part = replace(self.examination, sendable=chosen)
        report = send(part, self.documents, LedgerDesk(stage.ledger, order), journal)
        sent = [row for row in report.rows if row.outcome is Outcome.SENT]
        refused = [f"{row.reference} {row.state}" for row in report.rows if row.outcome is Outcome.FAILED]
        assert len(sent) == len(references), f"filed {len(sent)} of {len(references)}: {refused}"
        return len(sent)


@contextmanager
def opened_documents() -> Iterator[DocumentSource]:
    with open_source(DOCUMENTS) as source:
        yield source


def dry_run(stage: Stage, team: Team, file: Path, documents: DocumentSource) -> Intake:
    world = MirrorWorld(stage.ledger.store, team.registrar, stage.ledger.now(), stage.ledger.keys)
    return Intake(team, file, documents, examine(open_input(file), documents, world))
