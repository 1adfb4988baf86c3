# SPDX-License-Identifier: Apache-2.0
"""What the data are: industry, place and volume, each against its standard."""

from __future__ import annotations

from decimal import ROUND_CEILING
from typing import Final

from ledger.domain.cells import mend_code, narrow, read_decimal, shorten
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
from ledger.domain.form import BY_KEY
from ledger.domain.reading.row import Row
from ledger.domain.tables.industries import DIVISIONS, SECTIONS
from ledger.domain.tables.words import GEO_SCOPE_ZH, GeoScope

BYTES_PER_TB: Final = 10**12
_STAND_IN_INDUSTRY: Final = IndustryCode("A01")


def read_industry(row: Row) -> IndustryCode:
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


def _section(row: Row) -> str | None:
    name, column = row.text("industry_section"), BY_KEY["industry_section"]
    section = section_named(name)
    if section is None and (section := section_of_code(narrow(name).upper())):
        row.found.note("INDUSTRY_AS_CODE", column, mended=SECTIONS[section])
    if section is None and name:
        row.found.fail("INDUSTRY_SECTION_UNKNOWN", column, value=shorten(name))
    return section


def read_division(row: Row) -> DivisionCode | None:
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


def read_place(row: Row) -> tuple[GeoScope, DivisionCode | None]:
    scope, code = row.word("geo_scope", GeoScope, GeoScope.NATIONAL), read_division(row)
    if row.readable("geo_scope") and row.readable("division_code"):
        _check_place(row, scope, code)
    return scope, code


def _check_place(row: Row, scope: GeoScope, code: DivisionCode | None) -> None:
    """Scope and code must speak of the same level."""
    column, level, shown = BY_KEY["division_code"], level_of_scope(scope), GEO_SCOPE_ZH[scope]
    if level is None and code is not None:
        row.found.note("DIVISION_UNEXPECTED", column, scope=shown)
    elif level is not None and code is None:
        row.found.fail("DIVISION_MISSING", column, scope=shown)
    elif level is not None and code is not None and level_of(code) is not level:
        row.found.note("DIVISION_LEVEL", column, scope=shown)


def read_volume(row: Row) -> int:
    if not row.present("volume_tb"):
        return 0
    terabytes = read_decimal(row.cells["volume_tb"], BY_KEY["volume_tb"], row.found)
    return 0 if terabytes is None else int((terabytes * BYTES_PER_TB).to_integral_value(ROUND_CEILING))
