# SPDX-License-Identifier: Apache-2.0
"""The reading behind `application.parse_row`: column by column, each with its stand-in when it cannot be had.

For: `application.py` alone. The order of reading is the order of the form, and so is the order of the findings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_CEILING
from enum import StrEnum
from typing import Final, TypeVar

from ledger.domain import party
from ledger.domain.application import (
    DEFAULT_TERM_YEARS,
    Agent,
    Applicant,
    Application,
    Contact,
    Reading,
    Restriction,
    RightClaim,
)
from ledger.domain.calendar import MAX_TERM_YEARS
from ledger.domain.cells import (
    CellValue,
    Findings,
    fits_bytes,
    is_blank,
    mend_code,
    mend_width,
    narrow,
    read_boolean,
    read_date,
    read_decimal,
    read_integer,
    read_text,
    read_word,
    shorten,
)
from ledger.domain.certificate_code import is_code
from ledger.domain.classification import (
    DivisionCode,
    IndustryCode,
    Listed,
    NoSuchPlace,
    OnlyProvince,
    division_named,
    division_of_code,
    level_of,
    level_of_scope,
    place,
    section_named,
    section_of_code,
)
from ledger.domain.defects import Where
from ledger.domain.form import (
    APPLICANT_SEPARATORS,
    BY_KEY,
    DOCUMENT_KEYS,
    ENTRIES_MAX,
    SET_SEPARATORS,
    Column,
)
from ledger.domain.tables.industries import DIVISIONS, SECTIONS
from ledger.domain.tables.words import (
    GEO_SCOPE_ZH,
    PARTY_KIND_ZH,
    AssetForm,
    AttestationLevel,
    DataForm,
    GeoScope,
    Grade,
    PartyKind,
    PiBand,
    Relation,
    Right,
    RightCase,
    SourceType,
    Structure,
    UpdateFrequency,
)

W = TypeVar("W", bound=StrEnum)

BYTES_PER_TB: Final = 10**12
_STAND_IN_DATE: Final = date(1970, 1, 1)
_STAND_IN_INDUSTRY: Final = IndustryCode("A01")
_REFERENCE: Final = re.compile(r"[A-Za-z0-9._/-]+")
_PHONE: Final = re.compile(r"\+?[0-9][0-9() -]{5,19}(?:转[0-9]{1,6})?")
_APPLICANT_SPLIT: Final = re.compile(f"[{APPLICANT_SEPARATORS}]")
_SET_SPLIT: Final = re.compile(f"[{re.escape(SET_SEPARATORS)}]")


class _Row:
    """One row under reading: the cells, the findings, and the way from a key to a value."""

    __slots__ = ("cells", "found")

    def __init__(self, cells: Mapping[str, CellValue], where: Where) -> None:
        unknown = cells.keys() - BY_KEY.keys()
        if unknown:
            raise ValueError(f"no such columns in the form: {sorted(unknown)}")
        self.cells = cells
        self.found = Findings(where)

    def present(self, key: str) -> bool:
        """Whether the cell holds something; a required one that does not is reported."""
        if not is_blank(self.cells.get(key)):
            return True
        if BY_KEY[key].required:
            self.found.fail("REQUIRED_MISSING", BY_KEY[key])
        return False

    def readable(self, key: str) -> bool:
        return key not in self.found.unread

    def text(self, key: str) -> str:
        if not self.present(key):
            return ""
        text = read_text(self.cells[key], BY_KEY[key], self.found)
        if text is None:
            self._emptied(key)
        return text or ""

    def _emptied(self, key: str) -> None:
        """A cell of nothing but invisible characters is blank after all."""
        if BY_KEY[key].required and self.readable(key):
            self.found.fail("REQUIRED_MISSING", BY_KEY[key])

    def date(self, key: str) -> date | None:
        return read_date(self.cells.get(key), BY_KEY[key], self.found) if self.present(key) else None

    def integer(self, key: str) -> int | None:
        return read_integer(self.cells.get(key), BY_KEY[key], self.found) if self.present(key) else None

    def boolean(self, key: str) -> bool:
        value = read_boolean(self.cells.get(key), BY_KEY[key], self.found) if self.present(key) else None
        return bool(value)

    def word(self, key: str, words: type[W], stand_in: W) -> W:
        text = self._word_text(key)
        code = read_word(text, BY_KEY[key], self.found) if text else None
        return words(code) if code is not None else stand_in

    def _word_text(self, key: str) -> str:
        """A number in an enum's column may be an alias (levels 1 to 5), hence text first."""
        return self.text(key)

    def word_set(self, key: str, words: type[W]) -> frozenset[W]:
        return self._words(self.text(key), BY_KEY[key], words)

    def _words(self, text: str, column: Column, words: type[W]) -> frozenset[W]:
        codes: list[W] = []
        for part in _parts(_SET_SPLIT, text):
            code = read_word(part, column, self.found)
            if code is not None and words(code) in codes:
                self.found.note("VALUE_REPEATED", column, value=shorten(part))
            elif code is not None:
                codes.append(words(code))
        return frozenset(codes)

    def list(self, key: str) -> tuple[str, ...]:
        """A set of texts in the order given."""
        column, kept = BY_KEY[key], list[str]()
        for part in _parts(_SET_SPLIT, self.text(key)):
            if part in kept:
                self.found.note("VALUE_REPEATED", column, value=shorten(part))
            elif fits_bytes(part, column, self.found):
                kept.append(part)
        self.bounded(key, len(kept))
        return tuple(kept)

    def bounded(self, key: str, count: int) -> None:
        """No more entries than the chain takes."""
        if count > ENTRIES_MAX:
            self.found.fail("VALUES_TOO_MANY", BY_KEY[key], given=count, limit=ENTRIES_MAX)

    def parallel(self, key: str, count: int | None) -> tuple[str, ...]:
        """One text per applicant. `count` is their number, None where this column decides it."""
        parts = tuple(part.strip() for part in _APPLICANT_SPLIT.split(self.text(key)))
        while len(parts) > 1 and not parts[-1] and len(parts) != count:
            parts = parts[:-1]
        if not self.readable(key) or parts == ("",):
            return ()
        if count is not None and len(parts) != count:
            self.found.fail("PARALLEL_LENGTH", BY_KEY[key], given=len(parts), expected=count)
            return ()
        if BY_KEY[key].required and not all(parts):
            self.found.fail("REQUIRED_MISSING", BY_KEY[key])
            return ()
        return parts


def _parts(separator: re.Pattern[str], text: str) -> list[str]:
    return [part.strip() for part in separator.split(text) if part.strip()]


def read_row(raw: Mapping[str, CellValue], where: Where) -> Reading:
    """See `application.parse_row`."""
    row = _Row(raw, where)
    application = _application(row)
    found = row.found
    return Reading(where, application, frozenset(found.unread), tuple(found.defects))


def _application(row: _Row) -> Application:
    reference, received_on = _reference(row), row.date("received_at")
    applicants, count = _applicants(row)
    geo_scope, division_code = _place(row)
    return Application(
        reference=reference,
        received_on=received_on,
        applicants=applicants,
        affiliation_group=row.text("affiliation_group"),
        business_status=row.text("business_status"),
        agent=_agent(row),
        contact=_contact(row),
        data_name=row.text("data_name"),
        data_overview=row.text("data_overview"),
        asset_form=row.word("asset_form", AssetForm, AssetForm.RESOURCE),
        industry=_industry(row),
        source_types=row.word_set("source_types", SourceType),
        geo_scope=geo_scope,
        division_code=division_code,
        time_from=row.date("time_from") or _STAND_IN_DATE,
        time_to=row.date("time_to") or _STAND_IN_DATE,
        update_frequency=row.word("update_frequency", UpdateFrequency, UpdateFrequency.OTHER),
        record_count=row.integer("record_count") or 0,
        volume_bytes=_volume(row),
        data_forms=row.word_set("data_forms", DataForm),
        structures=row.word_set("structures", Structure),
        application_scene=row.text("application_scene"),
        algorithm_rule=row.text("algorithm_rule"),
        restriction=Restriction(
            row.text("restriction"), row.boolean("resale_allowed"), row.boolean("export_allowed")
        ),
        rights=_rights(row, applicants, count),
        term_years=_term(row),
        parent_codes=_parents(row),
        prior_registrations=row.list("prior_registrations"),
        grade=row.word("grade", Grade, Grade.GENERAL_4),
        pi_band=row.word("pi_band", PiBand, PiBand.NONE),
        public_data=row.boolean("public_data"),
        public_platform_ref=row.text("public_platform_ref"),
        utility=row.boolean("utility"),
        institution_decision=row.text("institution_decision"),
        notice_exempt=row.boolean("notice_exempt"),
        notice_exempt_reason=row.text("notice_exempt_reason"),
        relation=_relation(row),
        evidence_number=row.text("evidence_number"),
        truth_declared=row.boolean("truth_declared"),
        attestation_level=row.word("attestation_level", AttestationLevel, AttestationLevel.SELF_DECLARED),
        documents=_documents(row),
    )


# --- parties ---------------------------------------------------------------------------------------------------------


def _reference(row: _Row) -> str:
    text = row.text("reference")
    if not text:
        return ""
    text = mend_width(text, BY_KEY["reference"], row.found)
    if not _REFERENCE.fullmatch(text):
        row.found.fail("REFERENCE_FORMAT", BY_KEY["reference"])
    return text


def _applicants(row: _Row) -> tuple[tuple[Applicant, ...], int]:
    """The applicants, and how many names there are: the other columns are measured by it even when one is unread."""
    names = row.parallel("applicant_names", None)
    row.bounded("applicant_names", len(names))
    count = len(names) or None
    kinds = tuple(_kind(row, text) for text in row.parallel("applicant_kinds", count))
    column = BY_KEY["applicant_ids"]
    numbers = tuple(mend_code(text, column, row.found) for text in row.parallel("applicant_ids", count))
    for number, kind in zip(numbers, kinds if len(kinds) == len(numbers) else [None] * len(numbers), strict=True):
        _check_number(row, column, number, kind)
    if len(set(numbers)) < len(numbers):
        row.found.fail("APPLICANT_REPEATED", column)
    applicants = tuple(
        Applicant(name, kind or PartyKind.LEGAL_PERSON, number)
        for name, kind, number in zip(names, kinds, numbers, strict=False)
    )
    return applicants, len(names)


def _kind(row: _Row, text: str) -> PartyKind | None:
    code = read_word(text, BY_KEY["applicant_kinds"], row.found)
    return None if code is None else PartyKind(code)


def _check_number(row: _Row, column: Column, number: str, kind: PartyKind | None) -> None:
    if kind is PartyKind.NATURAL_PERSON:
        _check_person(row, column, number)
    elif kind is not None and party.resident_number_ok(number) and not party.uscc_ok(number):
        row.found.fail("PARTY_KIND_MISMATCH", column, kind=PARTY_KIND_ZH[kind])
    elif kind is PartyKind.LEGAL_PERSON and party.uscc_ok(number) and number.startswith(party.SOLE_TRADER_PREFIX):
        row.found.fail("PARTY_KIND_MISMATCH", column, kind=PARTY_KIND_ZH[kind])
    else:
        _check_uscc(row, column, number)


def _check_person(row: _Row, column: Column, number: str) -> None:
    """A sole trader may be entered as the natural person it is, by its code."""
    if party.resident_number_ok(number):
        return
    if number.startswith(party.SOLE_TRADER_PREFIX) and party.uscc_ok(number):
        return
    if party.uscc_ok(number):
        row.found.fail("PARTY_KIND_MISMATCH", column, kind=PARTY_KIND_ZH[PartyKind.NATURAL_PERSON])
    elif party.looks_like_resident_number(number):
        row.found.note("IDENTITY_CHECK", column)
    else:
        row.found.note("IDENTITY_FOREIGN", column)


def _check_uscc(row: _Row, column: Column, number: str) -> None:
    for finding in party.uscc_findings(number):
        shown = {"length": finding.given, "characters": finding.given, "prefix": finding.given,
                 "region": finding.given, "given": finding.given, "expected": finding.expected}  # fmt: skip
        note = row.found.fail if finding.fault.is_error else row.found.note
        note(finding.fault.value, column, **shown)


def _agent(row: _Row) -> Agent | None:
    name, number = row.text("agent_name"), row.text("agent_id")
    if not (name or number):
        return None
    column = BY_KEY["agent_id"]
    if row.readable("agent_name") and row.readable("agent_id") and not (name and number):
        row.found.fail("AGENT_INCOMPLETE", column if name else BY_KEY["agent_name"])
    if number:
        number = mend_code(number, column, row.found)
        if len(number) == party.USCC_LENGTH and not (party.uscc_ok(number) or party.resident_number_ok(number)):
            row.found.note("IDENTITY_CHECK", column)
    return Agent(name, number)


def _contact(row: _Row) -> Contact:
    name, phone = row.text("contact_name"), row.text("contact_phone")
    if phone:
        phone = mend_width(phone, BY_KEY["contact_phone"], row.found)
        if not _PHONE.fullmatch(phone):
            row.found.note("PHONE_FORMAT", BY_KEY["contact_phone"])
    return Contact(name, phone, row.text("contact_address"))


# --- data ------------------------------------------------------------------------------------------------------------


def _industry(row: _Row) -> IndustryCode:
    section = _section(row)
    name, column = row.text("industry_division"), BY_KEY["industry_division"]
    code = division_named(name)
    if code is None and (code := division_of_code(narrow(name).upper())):
        row.found.note("INDUSTRY_AS_CODE", column, mended=DIVISIONS[code])
    if code is None:
        if name:
            row.found.fail("INDUSTRY_DIVISION_UNKNOWN", column, value=shorten(name))
        return _STAND_IN_INDUSTRY
    if section is not None and section != code[0]:
        row.found.fail("INDUSTRY_MISMATCH", column, division=DIVISIONS[code], section=SECTIONS[code[0]])
    return code


def _section(row: _Row) -> str | None:
    name, column = row.text("industry_section"), BY_KEY["industry_section"]
    section = section_named(name)
    if section is None and (section := section_of_code(narrow(name).upper())):
        row.found.note("INDUSTRY_AS_CODE", column, mended=SECTIONS[section])
    if section is None and name:
        row.found.fail("INDUSTRY_SECTION_UNKNOWN", column, value=shorten(name))
    return section


def _division(row: _Row) -> DivisionCode | None:
    text, column, found = row.text("division_code"), BY_KEY["division_code"], row.found
    if not text:
        return None
    code = mend_code(text, column, found)
    match place(code):
        case NoSuchPlace():
            found.fail("DIVISION_UNKNOWN", column, value=shorten(code))
            return None
        case OnlyProvince():
            found.note("DIVISION_UNLISTED", column, value=code)
        case Listed(division):
            if division.until is not None:
                found.note("DIVISION_ABOLISHED", column, name=division.name, until=division.until)
    return DivisionCode(code)


def _place(row: _Row) -> tuple[GeoScope, DivisionCode | None]:
    scope, code = row.word("geo_scope", GeoScope, GeoScope.NATIONAL), _division(row)
    if row.readable("geo_scope") and row.readable("division_code"):
        _check_place(row, scope, code)
    return scope, code


def _check_place(row: _Row, scope: GeoScope, code: DivisionCode | None) -> None:
    """Scope and code must speak of the same level."""
    column, level, shown = BY_KEY["division_code"], level_of_scope(scope), GEO_SCOPE_ZH[scope]
    if level is None and code is not None:
        row.found.note("DIVISION_UNEXPECTED", column, scope=shown)
    elif level is not None and code is None:
        row.found.fail("DIVISION_MISSING", column, scope=shown)
    elif level is not None and code is not None and level_of(code) is not level:
        row.found.note("DIVISION_LEVEL", column, scope=shown)


def _volume(row: _Row) -> int:
    if not row.present("volume_tb"):
        return 0
    terabytes = read_decimal(row.cells["volume_tb"], BY_KEY["volume_tb"], row.found)
    return 0 if terabytes is None else int((terabytes * BYTES_PER_TB).to_integral_value(ROUND_CEILING))


# --- rights and standing ---------------------------------------------------------------------------------------------


def _rights(row: _Row, applicants: tuple[Applicant, ...], names: int) -> tuple[RightClaim, ...]:
    holders = _holders(row, applicants, names)
    count = len(holders) or None
    claims = [row._words(text, BY_KEY["rights"], Right) for text in row.parallel("rights", count)]
    cases = [_case(row, text) for text in row.parallel("right_cases", count)]
    ends = _ends(row, count) or [None] * len(claims)
    return tuple(
        RightClaim(holder, rights, case or RightCase.P1, end)
        for holder, rights, case, end in zip(holders, claims, cases, ends, strict=False)
    )


def _holders(row: _Row, applicants: tuple[Applicant, ...], names: int) -> tuple[int, ...]:
    """Each holder's place among the applicants; all applicants in their order when nothing is said."""
    if not row.present("right_holder_ids"):
        return tuple(range(names))
    column, places = BY_KEY["right_holder_ids"], [applicant.number for applicant in applicants]
    holders = [mend_code(text, column, row.found) for text in row.parallel("right_holder_ids", None)]
    if len(set(holders)) < len(holders):
        row.found.note("VALUE_REPEATED", column, value="…")
    if {"applicant_ids", "applicant_names", "applicant_kinds"} & row.found.unread:
        return ()
    if any(holder not in places for holder in holders):
        row.found.fail("HOLDER_NOT_APPLICANT", column)
        return ()
    return tuple(places.index(holder) for holder in dict.fromkeys(holders))


def _case(row: _Row, text: str) -> RightCase | None:
    code = read_word(text, BY_KEY["right_cases"], row.found)
    return None if code is None else RightCase(code)


def _ends(row: _Row, count: int | None) -> list[date | None]:
    """A sheet keeps one date as a date, and several as a text."""
    column, cell = BY_KEY["right_ends"], row.cells.get("right_ends")
    if isinstance(cell, str):
        return [read_date(text, column, row.found) if text else None for text in row.parallel("right_ends", count)]
    if cell is None:
        return []
    if count is not None and count != 1:
        row.found.fail("PARALLEL_LENGTH", column, given=1, expected=count)
    return [read_date(cell, column, row.found)]


def _term(row: _Row) -> int:
    years = row.integer("term_years")
    if years is None:
        return DEFAULT_TERM_YEARS
    if not 1 <= years <= MAX_TERM_YEARS:
        row.found.fail("TERM_OUT_OF_RANGE", BY_KEY["term_years"])
        return DEFAULT_TERM_YEARS
    return years


def _parents(row: _Row) -> tuple[str, ...]:
    column = BY_KEY["parent_codes"]
    codes = tuple(mend_code(text, column, row.found) for text in row.list("parent_codes"))
    for code in codes:
        if not is_code(code):
            row.found.fail("PARENT_CODE_FORMAT", column, value=shorten(code))
    return codes


def _relation(row: _Row) -> Relation | None:
    text = row.text("relation")
    code = read_word(text, BY_KEY["relation"], row.found) if text else None
    return None if code is None else Relation(code)


def _documents(row: _Row) -> Mapping[str, tuple[str, ...]]:
    """The file names of each column that names any, or whose cell could not be read: that one is not also missing."""
    named: dict[str, tuple[str, ...]] = {}
    for key in DOCUMENT_KEYS:
        if is_blank(row.cells.get(key)):
            continue
        names = tuple(dict.fromkeys(_parts(_APPLICANT_SPLIT, row.text(key))))
        for name in names:
            if _leaves_folder(name):
                row.found.fail("DOCUMENT_NAME_UNSAFE", BY_KEY[key], name=shorten(name))
        if names or not row.readable(key):
            named[key] = names
    return named


def _leaves_folder(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return parts[0] == "" or ".." in parts or re.match(r"[A-Za-z]:", name) is not None
