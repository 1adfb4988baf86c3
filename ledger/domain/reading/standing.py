# SPDX-License-Identifier: Apache-2.0
"""Which rights are claimed on which ground, until when, and which papers go with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ledger.domain.application import DEFAULT_TERM_YEARS, Applicant, RightClaim
from ledger.domain.calendar import MAX_TERM_YEARS
from ledger.domain.cells import is_blank, mend_code, read_date, read_word, shorten
from ledger.domain.certificate_code import is_code
from ledger.domain.form import BY_KEY, DOCUMENT_KEYS
from ledger.domain.reading.row import APPLICANT_SPLIT, Row, parts_of
from ledger.domain.tables.words import Relation, Right, RightCase


def read_rights(row: Row, applicants: tuple[Applicant, ...], names: int) -> tuple[RightClaim, ...]:
    holders = _holders(row, applicants, names)
    count = len(holders) or None
    claims = [row.words(text, BY_KEY["rights"], Right) for text in row.parallel("rights", count)]
    cases = [_case(row, text) for text in row.parallel("right_cases", count)]
    ends = _ends(row, count) or [None] * len(claims)
    return tuple(
        RightClaim(holder, rights, case or RightCase.P1, end)
        for holder, rights, case, end in zip(holders, claims, cases, ends, strict=False)
    )


def _holders(row: Row, applicants: tuple[Applicant, ...], names: int) -> tuple[int, ...]:
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


def _case(row: Row, text: str) -> RightCase | None:
    code = read_word(text, BY_KEY["right_cases"], row.found)
    return None if code is None else RightCase(code)


def _ends(row: Row, count: int | None) -> list[date | None]:
    """A sheet keeps one date as a date, and several as a text."""
    column, cell = BY_KEY["right_ends"], row.cells.get("right_ends")
    if isinstance(cell, str):
        return [read_date(text, column, row.found) if text else None for text in row.parallel("right_ends", count)]
    if cell is None:
        return []
    if count is not None and count != 1:
        row.found.fail("PARALLEL_LENGTH", column, given=1, expected=count)
    return [read_date(cell, column, row.found)]


def read_term(row: Row) -> int:
    years = row.integer("term_years")
    if years is None:
        return DEFAULT_TERM_YEARS
    if not 1 <= years <= MAX_TERM_YEARS:
        row.found.fail("TERM_OUT_OF_RANGE", BY_KEY["term_years"])
        return DEFAULT_TERM_YEARS
    return years


def read_parents(row: Row) -> tuple[str, ...]:
    column = BY_KEY["parent_codes"]
    codes = tuple(mend_code(text, column, row.found) for text in row.list("parent_codes"))
    for code in codes:
        if not is_code(code):
            row.found.fail("PARENT_CODE_FORMAT", column, value=shorten(code))
    return codes


def read_relation(row: Row) -> Relation | None:
    text = row.text("relation")
    code = read_word(text, BY_KEY["relation"], row.found) if text else None
    return None if code is None else Relation(code)


def read_documents(row: Row) -> Mapping[str, tuple[str, ...]]:
    """The file names of each column that names any, or whose cell could not be read: that one is not also missing."""
    named: dict[str, tuple[str, ...]] = {}
    for key in DOCUMENT_KEYS:
        if is_blank(row.cells.get(key)):
            continue
        names = tuple(dict.fromkeys(parts_of(APPLICANT_SPLIT, row.text(key))))
        for name in names:
            if _leaves_folder(name):
                row.found.fail("DOCUMENT_NAME_UNSAFE", BY_KEY[key], name=shorten(name))
        if names or not row.readable(key):
            named[key] = names
    return named


def _leaves_folder(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return parts[0] == "" or ".." in parts or re.match(r"[A-Za-z]:", name) is not None
