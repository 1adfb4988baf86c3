# SPDX-License-Identifier: Apache-2.0
"""What the pre-check is told about the world outside the sheet: who files, when, which files there are, what is known.

Not for: looking any of it up. The intake gathers these facts; the same context gives the same findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ledger.domain.calendar import WorkingCalendar, civil_of
from ledger.domain.party import Uscc

DOCUMENT_BYTES_MAX: Final = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """One file that was handed in: its size, and the SHA-256 of its content (empty files may have none)."""

    size: int
    sha256: bytes = b""


@dataclass(frozen=True, slots=True)
class KnownFiling:
    """An application or certificate that exists already, as far as duplicates go.

    `label` is what a clerk is shown (a code or a reference); `reference` lets a row find itself again on resumption.
    `samples` and `schemas` are the SHA-256 of each file of that column: one in common is enough to be asked about.
    """

    label: str
    reference: str
    applicants: frozenset[str]
    samples: frozenset[bytes]
    schemas: frozenset[bytes] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """The facts. `documents` is by the name used in the sheet; `codes_issued` by (year, month) of evidencing."""

    registrar: Uscc
    now: int
    calendar: WorkingCalendar
    documents: Mapping[str, DocumentFact]
    registrar_group: str = ""
    document_bytes_max: int = DOCUMENT_BYTES_MAX
    known: tuple[KnownFiling, ...] = ()
    codes_issued: Mapping[tuple[int, int], int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return civil_of(self.now)
