# SPDX-License-Identifier: Apache-2.0
"""Does a certificate say what the national record says? Field by field, since the national record prevails (art. 27).

    compare(certificate facts, row of an extract)  -->  Compared: one Match a field, and the outcome of all

For: the registrar's reconciliation with an extract of the national system. A field that the extract does not give is
UNCHECKED and never counts for a match; one field that differs makes the whole MISMATCH, until an extract agrees in it;
MATCH takes the four that say whose right it is and how long. Not for: reading files (forms/national_extract.py) or
recording the outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from ledger.domain.calendar import civil_of
from ledger.domain.certificate import Certificate, ReconciliationRecord
from ledger.domain.ids import is_organisation, org_of_party
from ledger.domain.kinds import ProceedingState, RightBits
from ledger.domain.registration import Case
from ledger.domain.restating import shown


class Field(IntEnum):
    """What is compared; the number is the bit of a field that differs."""

    REGISTRAR = 0
    HOLDERS = 1
    DATA_NAME = 2
    RIGHTS = 3
    EVIDENCED_ON = 4
    EXPIRES_ON = 5
    NATIONAL_REF = 6


FIELD_ZH: Final[Mapping[Field, str]] = {
    Field.REGISTRAR: "登记机构",
    Field.HOLDERS: "权利人",
    Field.DATA_NAME: "数据名称",
    Field.RIGHTS: "权利类型",
    Field.EVIDENCED_ON: "存证日期",
    Field.EXPIRES_ON: "有效期至",
    Field.NATIONAL_REF: "存证编号",
}

DECIDING: Final = frozenset({Field.HOLDERS, Field.RIGHTS, Field.EVIDENCED_ON, Field.EXPIRES_ON})
"""Without any of these an extract says too little for MATCH."""


class Match(StrEnum):
    MATCH = "MATCH"
    MISMATCH = "MISMATCH"
    UNCHECKED = "UNCHECKED"


@dataclass(frozen=True, slots=True)
class NationalRow:
    """One certificate in an extract, as its cells read after trimming; empty where the extract has no such column."""

    number: int
    code: str
    registrar: str = ""
    holders: frozenset[str] = frozenset()
    data_name: str = ""
    rights: int = 0
    evidenced_on: str = ""
    expires_on: str = ""
    national_ref: str = ""


@dataclass(frozen=True, slots=True)
class FieldResult:
    """What both sides say of one field."""

    field: Field
    match: Match
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Compared:
    """All fields of one certificate. `differing` has one bit a field that differs, `compared` one a field that both
    sides gave; `before` one that differed on record until now (`still_differing`)."""

    code: str
    results: tuple[FieldResult, ...]
    before: int = 0

    @property
    def outcome(self) -> Match:
        """An extract that says nothing of what differed before is no MATCH."""
        if self.differing:
            return Match.MISMATCH
        matched = {result.field for result in self.results if result.match is Match.MATCH}
        return Match.MATCH if matched >= DECIDING and not self.before & ~self.compared else Match.UNCHECKED

    @property
    def compared(self) -> int:
        return sum(1 << result.field for result in self.results if result.match is not Match.UNCHECKED)

    @property
    def differing(self) -> int:
        return sum(1 << result.field for result in self.results if result.match is Match.MISMATCH)


def still_differing(records: Iterable[ReconciliationRecord]) -> int:
    """The fields in which some comparison on record differed, and none since agreed: a bit each."""
    left = 0
    for one in records:
        left = left & ~one.compared | one.differing
    return left


def on_record(one: ReconciliationRecord) -> tuple[tuple[Field, Match], ...]:
    """Each field as the chain has it of a comparison; what both sides said stands in the registrar's file alone."""
    return tuple((field, _recorded(one, field)) for field in Field)


def _recorded(one: ReconciliationRecord, field: Field) -> Match:
    if not one.compared >> field & 1:
        return Match.UNCHECKED
    return Match.MISMATCH if one.differing >> field & 1 else Match.MATCH


def compare(certificate: Certificate, case: Case, row: NationalRow, before: Sequence[Certificate] = ()) -> Compared:
    """The certificate as it stands against the extract's row of the same code; `before` is the one that it came from by
    a transfer, the one before, up to the first.

    A natural person is a commitment here and a name there, and a masked name is no text: neither can be compared.
    """
    results = (
        _text(Field.REGISTRAR, str(certificate.registrar), row.registrar),
        _holders(certificate, row),
        _text(Field.DATA_NAME, shown((certificate, *before), case.content).data_name, row.data_name),
        _rights(certificate, row),
        _text(Field.EVIDENCED_ON, _day(certificate.evidenced_at), row.evidenced_on),
        _text(Field.EXPIRES_ON, _day(certificate.expires_at - 1), row.expires_on),
        _reference(references(certificate, case, before[0] if before else None), row),
    )
    return Compared(str(certificate.code), results, still_differing(certificate.reconciliations))


def references(certificate: Certificate, case: Case, before: Certificate | None) -> tuple[str, ...]:
    """Under which numbers the national system evidenced what the certificate says, the newest first: each registration
    has one. Which of them an extract shows is not known [U]."""
    later = [one.national_ref for one in certificate.proceedings if one.state is ProceedingState.REGISTERED]
    first = case.national_ref
    if before is not None:
        first = next((one.national_ref for one in before.proceedings if one.successor == certificate.code), "")
    return tuple(reference for reference in (*reversed(later), first) if reference)


def _reference(here: tuple[str, ...], row: NationalRow) -> FieldResult:
    for reference in here:
        result = _text(Field.NATIONAL_REF, reference, row.national_ref)
        if result.match is Match.MATCH:
            return result
    return _text(Field.NATIONAL_REF, here[0] if here else "", row.national_ref)


def _text(field: Field, here: str, there: str) -> FieldResult:
    """Compared after full and half width, case and inner spaces were made alike."""
    if not here or not there:
        return FieldResult(field, Match.UNCHECKED, here, there)
    return FieldResult(field, Match.MATCH if _plain(here) == _plain(there) else Match.MISMATCH, here, there)


def _plain(text: str) -> str:
    narrowed = "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in text)
    return "".join(narrowed.split()).casefold()


def _holders(certificate: Certificate, row: NationalRow) -> FieldResult:
    parties = certificate.present_holders
    here = {str(org_of_party(party)) for party in parties if is_organisation(party)}
    shown, told = "; ".join(sorted(here)), "; ".join(sorted(row.holders))
    if not row.holders or len(here) < len(parties):
        # The organisations must be among those named there, whoever the persons are.
        missing = bool(row.holders) and not here <= row.holders
        return FieldResult(Field.HOLDERS, Match.MISMATCH if missing else Match.UNCHECKED, shown, told)
    return FieldResult(Field.HOLDERS, Match.MATCH if here == row.holders else Match.MISMATCH, shown, told)


def _rights(certificate: Certificate, row: NationalRow) -> FieldResult:
    held = 0
    for unit in certificate.units:
        held |= unit.right if unit.moved_at is None else 0
    here, there = rights_text(held), rights_text(row.rights)
    if not row.rights:
        return FieldResult(Field.RIGHTS, Match.UNCHECKED, here, there)
    return FieldResult(Field.RIGHTS, Match.MATCH if held == row.rights else Match.MISMATCH, here, there)


def rights_text(bits: int) -> str:
    return " ".join(right.name for right in RightBits if right.name and bits & right)


def _day(seconds: int) -> str:
    return civil_of(min(seconds, 253_402_271_999)).isoformat()
