# SPDX-License-Identifier: Apache-2.0
"""Who applies, through whom, and whom to call: the first columns of the form."""

from __future__ import annotations

import re
from typing import Final

from ledger.domain import party
from ledger.domain.application import Agent, Applicant, Contact
from ledger.domain.cells import mend_code, mend_width, read_word
from ledger.domain.form import BY_KEY, Column
from ledger.domain.reading.row import Row
from ledger.domain.tables.words import PARTY_KIND_ZH, PartyKind

_REFERENCE: Final = re.compile(r"[A-Za-z0-9._/-]+")
_PHONE: Final = re.compile(r"\+?[0-9][0-9() -]{5,19}(?:转[0-9]{1,6})?")


def read_reference(row: Row) -> str:
    text = row.text("reference")
    if not text:
        return ""
    text = mend_width(text, BY_KEY["reference"], row.found)
    if not _REFERENCE.fullmatch(text):
        row.found.fail("REFERENCE_FORMAT", BY_KEY["reference"])
    return text


def read_applicants(row: Row) -> tuple[tuple[Applicant, ...], int]:
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


def _kind(row: Row, text: str) -> PartyKind | None:
    code = read_word(text, BY_KEY["applicant_kinds"], row.found)
    return None if code is None else PartyKind(code)


def _check_number(row: Row, column: Column, number: str, kind: PartyKind | None) -> None:
    if kind is PartyKind.NATURAL_PERSON:
        _check_person(row, column, number)
    elif kind is not None and party.resident_number_ok(number) and not party.uscc_ok(number):
        row.found.fail("PARTY_KIND_MISMATCH", column, kind=PARTY_KIND_ZH[kind])
    elif kind is PartyKind.LEGAL_PERSON and party.uscc_ok(number) and number.startswith(party.SOLE_TRADER_PREFIX):
        row.found.fail("PARTY_KIND_MISMATCH", column, kind=PARTY_KIND_ZH[kind])
    else:
        _check_uscc(row, column, number)


def _check_person(row: Row, column: Column, number: str) -> None:
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


def _check_uscc(row: Row, column: Column, number: str) -> None:
    for finding in party.uscc_findings(number):
        shown = {"length": finding.given, "characters": finding.given, "prefix": finding.given,
                 "region": finding.given, "given": finding.given, "expected": finding.expected}  # fmt: skip
        note = row.found.fail if finding.fault.is_error else row.found.note
        note(finding.fault.value, column, **shown)


def read_agent(row: Row) -> Agent | None:
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


def read_contact(row: Row) -> Contact:
    name, phone = row.text("contact_name"), row.text("contact_phone")
    if phone:
        phone = mend_width(phone, BY_KEY["contact_phone"], row.found)
        if not _PHONE.fullmatch(phone):
            row.found.note("PHONE_FORMAT", BY_KEY["contact_phone"])
    return Contact(name, phone, row.text("contact_address"))
