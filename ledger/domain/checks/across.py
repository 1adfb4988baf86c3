# SPDX-License-Identifier: Apache-2.0
"""The rules that look at rows together, and at what was filed before: references, files, duplicates, codes of a month.

Not for: similarity. Only equal files are named here; whether equal data are a lawful second registration or art.
39(2), a person decides (ruling 12).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from ledger.domain.application import Application, Reading
from ledger.domain.calendar import KnownDeadline, civil, day_of
from ledger.domain.certificate_code import SERIAL_MAX
from ledger.domain.checks.facts import Context, KnownFiling
from ledger.domain.clocks import notice_deadline
from ledger.domain.defects import Defect, defect
from ledger.domain.form import BY_KEY
from ledger.domain.tables.words import RELATION_ZH, Relation

SHARED_DOCUMENTS: Final = frozenset(
    {"doc_identity", "doc_lawful_acquisition", "doc_schema", "doc_mandate", "doc_contract", "doc_public_means",
     "doc_entrustment_exception", "doc_institution_decision", "doc_prior_registration"}
)  # fmt: skip
"""Papers that may serve several rows (who one is, what one agreed); all others belong to one application."""


def references(readings: Sequence[Reading]) -> Iterator[Defect]:
    """The same reference twice in one file."""
    first: dict[str, int] = {}
    for reading in readings:
        reference = reading.draft.reference
        if not reference or "reference" in reading.unread:
            continue
        if reference in first:
            yield defect("DUPLICATE_REFERENCE", "reference", reading.where, row=first[reference])
        first.setdefault(reference, reading.where.row)


def documents(readings: Sequence[Reading]) -> Iterator[Defect]:
    """One file for two purposes: twice in a row, or in two rows where each needs its own."""
    own: dict[str, tuple[int, str]] = {}
    for reading in readings:
        here: dict[str, str] = {}
        for key, names in reading.draft.documents.items():
            for name in names:
                before = (reading.where.row, here[name]) if name in here else own.get(name)
                if before is not None and (name in here or key not in SHARED_DOCUMENTS):
                    yield _used_twice(reading, key, name, before)
                here.setdefault(name, key)
        for name, key in here.items():
            if key not in SHARED_DOCUMENTS:
                own.setdefault(name, (reading.where.row, key))


def _used_twice(reading: Reading, key: str, name: str, before: tuple[int, str]) -> Defect:
    row, other = before
    heading, column = BY_KEY[other].zh, BY_KEY[other].en
    return defect("DOCUMENT_USED_TWICE", key, reading.where, None, name=name, row=row, heading=heading, column=column)


# --- duplicates ------------------------------------------------------------------------------------------------------


_Index: TypeAlias = dict[bytes, dict[frozenset[str], list[KnownFiling]]]


class _Seen:
    """Filings by what they hold, so that a file of many rows is not compared with itself row by row.

    Two filings of the same applicants suffice: a row asks for one that is not itself.
    """

    __slots__ = ("_samples", "_schemas")

    def __init__(self, known: Iterable[KnownFiling]) -> None:
        self._samples: _Index = {}
        self._schemas: _Index = {}
        for filing in known:
            self.add(filing)

    def add(self, filing: KnownFiling) -> None:
        for index, digests in ((self._samples, filing.samples), (self._schemas, filing.schemas)):
            for digest in digests:
                same = index.setdefault(digest, {}).setdefault(filing.applicants, [])
                if len(same) < 2:
                    same.append(filing)

    def with_sample(self, filing: KnownFiling) -> list[KnownFiling]:
        return _others(self._samples, filing.samples, filing)

    def with_schema(self, filing: KnownFiling) -> list[KnownFiling]:
        return _others(self._schemas, filing.schemas, filing)


def _others(index: _Index, digests: frozenset[bytes], filing: KnownFiling) -> list[KnownFiling]:
    """The filings with a file in common but the row itself: one that was sent before says nothing of its own."""
    found = dict.fromkeys(
        known for digest in sorted(digests) for same in index.get(digest, {}).values() for known in same
    )
    return [k for k in found if k.reference != filing.reference or k.applicants != filing.applicants]


def duplicates(readings: Sequence[Reading], context: Context) -> Iterator[Defect]:
    """The same content filed before, in this file or earlier. One finding a row: the gravest."""
    seen = _Seen(context.known)
    used: set[str] = set()
    for reading in readings:
        filing = _filing(reading, context, used)
        used.update(reading.draft.documents.get("doc_sample", ()))
        if filing is None:
            continue
        found = next(_same(reading, filing, seen), None)
        if found is not None:
            yield found
        seen.add(filing)


def _filing(reading: Reading, context: Context, used: set[str]) -> KnownFiling | None:
    """What a row would be known by. A file named twice is `documents`' finding already, and not said again here."""
    if {"applicant_ids", "applicant_names", "applicant_kinds", "reference", "doc_sample"} & reading.unread:
        return None
    names = reading.draft.documents.get("doc_sample", ())
    if used & set(names):
        return None
    draft = reading.draft
    label = f"{draft.reference}（第{reading.where.row}行）"
    samples, schemas = _digests(draft, "doc_sample", context), _digests(draft, "doc_schema", context)
    return KnownFiling(label, draft.reference, draft.numbers, samples, schemas)


def _digests(application: Application, key: str, context: Context) -> frozenset[bytes]:
    """Of each of a column's files; a missing or empty one equals nothing."""
    facts = (context.documents.get(name) for name in application.documents.get(key, ()))
    return frozenset(fact.sha256 for fact in facts if fact is not None and fact.size > 0 and fact.sha256)


def _same(reading: Reading, filing: KnownFiling, seen: _Seen) -> Iterator[Defect]:
    """The findings, gravest first."""
    sample, schema = seen.with_sample(filing), seen.with_schema(filing)
    for known in sample:
        if known.applicants & filing.applicants:
            yield _held(reading, known)
    for known in schema:
        if known.applicants & filing.applicants:
            yield defect("DUPLICATE_SCHEMA", "doc_schema", reading.where, other=known.label)
    for key, matching in (("doc_sample", sample), ("doc_schema", schema)):
        for known in matching:
            if not known.applicants & filing.applicants:
                yield _another(reading, known, key)


def _held(reading: Reading, known: KnownFiling) -> Defect:
    """Same applicant, same sample: held, unless the registrar has confirmed that the data differ."""
    relation = reading.draft.relation
    if relation is None or relation is Relation.SAME_DATA:
        return defect("DUPLICATE_SAME_APPLICANT", "doc_sample", reading.where, other=known.label)
    return _related(reading, known, relation)


def _another(reading: Reading, known: KnownFiling, key: str) -> Defect:
    relation = reading.draft.relation
    if relation is None:
        return defect("DUPLICATE_OTHER_APPLICANT", key, reading.where, other=known.label)
    return _related(reading, known, relation)


def _related(reading: Reading, known: KnownFiling, relation: Relation) -> Defect:
    texts = {"relation": RELATION_ZH[relation], "relation_en": relation.value}
    return defect("DUPLICATE_RELATED", "relation", reading.where, None, other=known.label, **texts)


# --- codes of the month ----------------------------------------------------------------------------------------------


def capacity(readings: Sequence[Reading], context: Context) -> Iterator[Defect]:
    """Rows beyond what the month can number in which the first of them could be evidenced (after five days' notice)."""
    year, month = _month_of_evidencing(context)
    left = SERIAL_MAX - context.codes_issued.get((year, month), 0)
    for reading in readings[max(0, left) :]:
        shown = f"{year}-{month:02d}"
        yield defect("CODE_CAPACITY", "reference", reading.where, None, month=shown, left=max(0, left))


def _month_of_evidencing(context: Context) -> tuple[int, int]:
    today = day_of(context.now)
    earliest = notice_deadline(today, context.calendar)
    when = civil(earliest.day if isinstance(earliest, KnownDeadline) else today)
    return when.year, when.month
