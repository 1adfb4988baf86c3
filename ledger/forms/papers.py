# SPDX-License-Identifier: Apache-2.0
"""The documents that rows name, looked up once each: facts for the pre-check, and findings of the source's own.

Names are put into one spelling (the path inside the source), so that `a.pdf` and `./a.pdf` are one file used twice.
Documents of a row that says CORE are never opened (ruling 11: refused before anything is stored).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ledger.content.listing import safe_path
from ledger.content.sources import DocumentSource
from ledger.domain.application import Application, Reading
from ledger.domain.classification import is_refused_grade
from ledger.domain.form import DOCUMENT_KEYS
from ledger.domain.precheck import DocumentFact
from ledger.errors import LedgerError, NotFound, Refused
from ledger.forms.rules import paper_defect

UNSEEN: Final = DocumentFact(1)
"""Of a file against which its source has spoken: nothing more is to be said of it."""


@dataclass(slots=True)
class Papers:
    """Looks documents up in a source; without one, every name is missing."""

    source: DocumentSource | None
    facts: dict[str, DocumentFact] = field(default_factory=dict)
    _paths: dict[str, str] = field(default_factory=dict)
    _against: dict[str, LedgerError] = field(default_factory=dict)

    def checked(self, reading: Reading) -> Reading:
        """The reading with its documents by path, and with what the source has against them."""
        if not reading.draft.documents:
            return reading
        if _is_core(reading):
            return self._left_alone(reading)
        named: dict[str, tuple[str, ...]] = {}
        defects = list(reading.defects)
        for key, names in reading.draft.documents.items():
            named[key] = names if key in reading.unread else tuple(self._path(name) for name in names)
            against = [self._against[name] for name in named[key] if name in self._against]
            defects += [paper_defect(error, key, reading.where) for error in against]
        return replace(reading, draft=replace(reading.draft, documents=named), defects=tuple(defects))

    def digests(self, readings: Sequence[Reading], key: str) -> frozenset[bytes]:
        """The SHA-256 of the single files of a column: what the chain may know already."""
        found = (self.facts.get(name) for r in readings for name in r.draft.documents.get(key, ()))
        return frozenset(fact.sha256 for fact in found if fact is not None and fact.sha256)

    def unused(self) -> tuple[str, ...]:
        """Files that no row names: often the sign of a slip in a name."""
        return tuple(path for path in self.source.names() if path not in self.facts) if self.source is not None else ()

    def _left_alone(self, reading: Reading) -> Reading:
        return replace(reading, unread=reading.unread | frozenset(DOCUMENT_KEYS))

    def _path(self, name: str) -> str:
        if name not in self._paths:
            self._paths[name] = self._looked_up(name)
        return self._paths[name]

    def _looked_up(self, name: str) -> str:
        path = safe_path(name) or name
        if self.source is None:
            return path
        try:
            found = self.source.facts(name)
        except NotFound:
            return path
        except Refused as error:
            if error.code == "DOCUMENT_EMPTY":
                self.facts[path] = DocumentFact(0)
            else:
                self.facts[path] = UNSEEN
                self._against[path] = error
            return path
        self.facts[found.path] = DocumentFact(found.size, found.sha256)
        return found.path


def _is_core(reading: Reading) -> bool:
    return "grade" not in reading.unread and is_refused_grade(reading.draft.grade)


def names_of(application: Application) -> Mapping[str, tuple[str, ...]]:
    """The files an application names, by column in the order of the form."""
    return {key: application.documents[key] for key in DOCUMENT_KEYS if application.documents.get(key)}
