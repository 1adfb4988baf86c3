# SPDX-License-Identifier: Apache-2.0
"""The pre-check: what the guide's articles and the house rulings say about rows that were read.

For: `ledger import`, the API and the registrar's portal, before anything is sent. Facts about documents, earlier
filings and codes are handed in as a `Context`; nothing is looked up here.
Not for: refusing. A finding leads to a request for correction or to a person's decision (ruling 10); no score decides.

A rule that needs a column which could not be read stays silent on that row, all others speak: art. 17 allows one round
of corrections, so the first list must be the whole list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ledger.domain.application import Application, Reading
from ledger.domain.catalogue import CatalogueEntry, CatalogueStatus, classify_catalogue
from ledger.domain.checks import across
from ledger.domain.checks.facts import Context, DocumentFact, KnownFiling
from ledger.domain.checks.one_row import RULES
from ledger.domain.defects import Defect, blocks, defect
from ledger.domain.form import BY_KEY, COLUMNS

__all__ = ["CatalogueEntry", "CatalogueStatus", "Context", "DocumentFact", "KnownFiling", "classify_catalogue",
           "precheck", "review", "sendable"]  # fmt: skip

_ORDER: Final = {column.key: position for position, column in enumerate(COLUMNS)}


def precheck(readings: Sequence[Reading], context: Context) -> list[Defect]:
    """The findings of the articles, in the order of rows and columns. Those of the reading itself are not repeated."""
    found = [finding for reading in readings for finding in _one_row(reading, context)]
    found += across.references(readings)
    found += across.documents(readings)
    found += across.duplicates(readings, context)
    found += across.capacity(readings, context)
    return _in_order(readings, found)


def review(readings: Sequence[Reading], context: Context) -> list[Defect]:
    """Everything there is to say on these rows: what the reading found, and what the articles say."""
    read = [finding for reading in readings for finding in reading.defects]
    return _in_order(readings, read + precheck(readings, context))


def sendable(readings: Sequence[Reading], defects: Sequence[Defect]) -> list[Application]:
    """The applications with nothing against them but warnings, in the order of the rows; `defects` is a review."""
    against: dict[tuple[str, int], list[Defect]] = {}
    for finding in defects:
        against.setdefault((finding.where.sheet, finding.where.row), []).append(finding)
    return [
        reading.application
        for reading in readings
        if reading.application is not None and not blocks(against.get((reading.where.sheet, reading.where.row), ()))
    ]


def _one_row(reading: Reading, context: Context) -> Iterator[Defect]:
    for rule in RULES:
        if rule.needs & reading.unread:
            continue
        for code, key, values in rule.check(reading.draft, context):
            named = {"heading": BY_KEY[key].zh, "column": BY_KEY[key].en, **values}
            yield defect(code, key, reading.where, None, **named)


def _in_order(readings: Sequence[Reading], defects: Sequence[Defect]) -> list[Defect]:
    place = {reading.where: position for position, reading in enumerate(readings)}
    return sorted(defects, key=lambda finding: (place[finding.where], _ORDER.get(finding.key, -1)))
