# SPDX-License-Identifier: Apache-2.0
"""The world of 2026-07-01 at noon: shipped calendars, one registrar, and as much history as a test puts in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ledger.calendars import shipped_calendar
from ledger.content.listing import Limits
from ledger.domain.calendar import day_from_civil, start_of
from ledger.domain.defects import Defect
from ledger.domain.form import BY_KEY
from ledger.domain.party import Uscc
from ledger.domain.precheck import Context, DocumentFact, KnownFiling
from ledger.forms.dry_run import Known, Report

REGISTRAR: Final = Uscc("91150103MA0DEM080G")
NOON: Final = start_of(day_from_civil(date(2026, 7, 1))) + 12 * 3600
LIMITS: Final = Limits(file_bytes=1024 * 1024)


@dataclass(slots=True)
class CannedWorld:
    """A `dry_run.World` of given facts."""

    sent: dict[str, Known] = field(default_factory=dict)
    filings: tuple[KnownFiling, ...] = ()

    def known(self, references: Collection[str]) -> Mapping[str, Known]:
        return {reference: self.sent[reference] for reference in references if reference in self.sent}

    def context(
        self, documents: Mapping[str, DocumentFact], samples: Collection[bytes], schemas: Collection[bytes]
    ) -> Context:
        return Context(
            registrar=REGISTRAR,
            now=NOON,
            calendar=shipped_calendar(),
            documents=documents,
            document_bytes_max=LIMITS.file_bytes,
            known=self.filings,
        )


def placed(report: Report) -> list[tuple[str, int, str, str]]:
    """Sheet, row, heading and code of every finding: what a clerk needs in order to find the place."""
    return sorted((d.where.sheet, d.where.row, heading_of(d), d.code) for d in report.defects)


def heading_of(defect: Defect) -> str:
    return BY_KEY[defect.key].zh if defect.key else ""
