# SPDX-License-Identifier: Apache-2.0
"""The national record prevails: each field is compared that both sides give, and silence is never agreement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ledger.domain.certificate import Proceeding, ReconciliationRecord, RightUnit
from ledger.domain.ids import Address, CertificateId, OrgId, PartyId, party_of_org
from ledger.domain.kinds import Basis, Procedure, ProceedingState
from ledger.domain.reconciliation import (
    DECIDING,
    Compared,
    Field,
    Match,
    NationalRow,
    compare,
    on_record,
    references,
    still_differing,
)
from tests.unit.domain.test_bank_report import UNITS
from tests.unit.domain.test_statistics import case
from tests.unit.domain.test_verdict import CERTIFICATE, CODE, EVIDENCED, TERM
from tests.unit.domain.test_verdict_life import proceeding

HERE = replace(CERTIFICATE, units=UNITS)
NAME = "2025年锡林郭勒盟畜牧业肉羊养殖溯源数据集"
CASE = case(national_ref="GJ-2026-0001")
CASE = replace(CASE, content=replace(CASE.content, data_name=NAME))
THERE = NationalRow(
    number=2,
    code=CODE,
    registrar="91150103MA0DEM080G",
    holders=frozenset({"91152502MA0DEM013H"}),
    data_name=NAME,
    rights=7,
    evidenced_on="2026-07-10",
    expires_on="2031-07-10",
    national_ref="GJ-2026-0001",
)


def compared(**changes: Any) -> Compared:
    return compare(HERE, CASE, replace(THERE, **changes))


def test_what_agrees_in_every_field_matches() -> None:
    made = compared()
    assert (made.outcome, made.compared, made.differing) == (Match.MATCH, 127, 0)
    assert {result.match for result in made.results} == {Match.MATCH}


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        (Field.REGISTRAR, {"registrar": "91150105MA0DEM064P"}),
        (Field.HOLDERS, {"holders": frozenset({"91150102MA0DEM021Y"})}),
        (Field.HOLDERS, {"holders": frozenset({"91152502MA0DEM013H", "91150102MA0DEM021Y"})}),
        (Field.DATA_NAME, {"data_name": "另一数据集"}),
        (Field.RIGHTS, {"rights": 3}),
        (Field.EVIDENCED_ON, {"evidenced_on": "2026-07-11"}),
        (Field.EXPIRES_ON, {"expires_on": "2031-07-09"}),
        (Field.NATIONAL_REF, {"national_ref": "GJ-2026-0002"}),
    ],
)
def test_one_field_that_differs_makes_a_mismatch(field: Field, changes: dict[str, Any]) -> None:
    made = compared(**changes)
    assert (made.outcome, made.differing) == (Match.MISMATCH, 1 << field)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"registrar": "", "data_name": "", "national_ref": ""}, Match.MATCH),
        ({"holders": frozenset()}, Match.UNCHECKED),
        ({"rights": 0}, Match.UNCHECKED),
        ({"evidenced_on": ""}, Match.UNCHECKED),
        ({"expires_on": ""}, Match.UNCHECKED),
    ],
)
def test_what_the_extract_does_not_give_is_not_agreed_to(changes: dict[str, Any], outcome: Match) -> None:
    made = compared(**changes)
    assert (made.outcome, made.differing) == (outcome, 0)


def registered(procedure: Procedure, reference: str, successor: str | None = None) -> Proceeding:
    to = None if successor is None else CertificateId(successor)
    state = ProceedingState.REGISTERED
    return proceeding(procedure, EVIDENCED, state=state, national_ref=reference, successor=to, version=2)


BUYER = "91150102MA0DEM021Y"


def test_what_moved_away_is_not_looked_for_in_the_national_record() -> None:
    """After a partial transfer the certificate says what is left; after a change of code, the new one."""
    gone = tuple(replace(unit, moved_at=EVIDENCED + 1) if unit.right == 4 else unit for unit in UNITS)
    left = replace(HERE, units=gone, proceedings=(registered(Procedure.TRANSFER, "GJ-2027-0009", "SJ1512027010001"),))
    assert compare(left, CASE, replace(THERE, rights=3)).outcome is Match.MATCH
    assert compare(left, CASE, THERE).differing == 1 << Field.RIGHTS

    moved = tuple(replace(unit, moved_at=EVIDENCED + 1) for unit in UNITS)
    taken = tuple(replace(unit, holder=party_of_org(OrgId(BUYER))) for unit in UNITS)
    renamed = replace(HERE, units=(*moved, *taken), proceedings=(registered(Procedure.CHANGE, "GJ-2027-0010"),))
    assert compare(renamed, CASE, replace(THERE, holders=frozenset({BUYER}))).outcome is Match.MATCH
    assert compare(renamed, CASE, THERE).differing == 1 << Field.HOLDERS


@pytest.mark.parametrize(("reference", "match"), [
    ("GJ-2026-0001", Match.MATCH), ("GJ-2028-0003", Match.MATCH), ("GJ-2027-0002", Match.MATCH),
    ("GJ-2027-0099", Match.MISMATCH), ("", Match.UNCHECKED),
])  # fmt: skip
def test_any_registration_of_the_certificate_may_be_the_one_that_an_extract_shows(reference: str, match: Match) -> None:
    open_one = replace(registered(Procedure.CHANGE, "GJ-2027-0099"), state=ProceedingState.WITHDRAWN)
    twice = (registered(Procedure.CHANGE, "GJ-2027-0002"), open_one, registered(Procedure.RENEW, "GJ-2028-0003"))
    made = compare(replace(HERE, proceedings=twice), CASE, replace(THERE, national_ref=reference))
    assert made.results[Field.NATIONAL_REF].match is match


def test_a_transferees_certificate_has_the_transfers_number_and_not_the_first_ones() -> None:
    source = replace(HERE, proceedings=(registered(Procedure.TRANSFER, "GJ-2027-0009", CODE),))
    own = replace(HERE, code=CertificateId(CODE))
    assert references(own, CASE, source) == ("GJ-2027-0009",)
    made = compare(own, CASE, replace(THERE, national_ref="GJ-2027-0009"), (source,))
    assert made.outcome is Match.MATCH
    assert compare(own, CASE, THERE, (source,)).differing == 1 << Field.NATIONAL_REF


@pytest.mark.parametrize("name", ["２０２５年锡林郭勒盟畜牧业肉羊养殖溯源数据集", f" {NAME[:6]} {NAME[6:]} "])
def test_width_and_spaces_are_no_difference(name: str) -> None:
    assert compared(data_name=name).outcome is Match.MATCH


def test_a_person_cannot_be_compared_and_an_organisation_beside_him_can() -> None:
    person = PartyId(b"\x99" * 32)
    units = (*UNITS, RightUnit(person, 1, Basis.P3_NATURAL_PERSON, EVIDENCED, TERM.expires_at))
    with_person = replace(HERE, units=units)
    assert compare(with_person, CASE, THERE).outcome is Match.UNCHECKED
    other = replace(THERE, holders=frozenset({"91150102MA0DEM021Y"}))
    assert compare(with_person, CASE, other).outcome is Match.MISMATCH


def test_a_comparison_on_record_says_of_each_field_whether_it_was_compared() -> None:
    made = compared(data_name="", national_ref="GJ-2026-0002")
    told = dict(on_record(kept(False, made.compared, made.differing)))
    assert told[Field.DATA_NAME] is Match.UNCHECKED
    assert told[Field.NATIONAL_REF] is Match.MISMATCH
    assert [told[field] for field in DECIDING] == [Match.MATCH] * len(DECIDING)
    assert told == {result.field: result.match for result in made.results}


def test_a_name_that_was_restated_before_a_transfer_is_the_one_that_is_compared() -> None:
    (first,) = HERE.versions
    restated = replace(first, number=2, data_name="更名后的数据集", name_commitment=bytes(32), restated_from=EVIDENCED)
    moved = replace(registered(Procedure.TRANSFER, "", CODE), version=3)
    source = replace(HERE, versions=(*HERE.versions, restated, replace(first, number=3)), proceedings=(moved,))
    own = replace(HERE, code=CertificateId(CODE))
    assert compare(own, CASE, replace(THERE, data_name="更名后的数据集"), (source,)).differing == 0
    assert compare(own, CASE, THERE, (source,)).differing >> Field.DATA_NAME & 1


def kept(matches: bool, fields: int, differing: int) -> ReconciliationRecord:
    return ReconciliationRecord(1, 0, Address(bytes(20)), b"", b"", b"", 0, matches, fields, differing)


def test_what_differed_on_record_is_not_mended_by_an_extract_that_is_silent_on_it() -> None:
    differed = replace(HERE, reconciliations=(kept(False, 127, 1 << Field.NATIONAL_REF | 1 << Field.REGISTRAR),))
    silent = compare(differed, CASE, replace(THERE, national_ref=""))
    assert silent.outcome is Match.UNCHECKED
    assert compare(differed, CASE, THERE).outcome is Match.MATCH
    assert compare(differed, CASE, replace(THERE, rights=3, national_ref="")).outcome is Match.MISMATCH


def test_differences_stand_until_a_comparison_of_the_same_field_agrees() -> None:
    first, second = 1 << Field.NATIONAL_REF, 1 << Field.DATA_NAME
    assert still_differing(()) == 0
    assert still_differing([kept(False, 127, first), kept(False, 127 & ~first, second)]) == first | second
    assert still_differing([kept(False, 127, first | second), kept(False, first, 0)]) == second
    assert still_differing([kept(False, 127, first), kept(True, 127, 0)]) == 0
