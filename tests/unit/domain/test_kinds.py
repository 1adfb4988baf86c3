# SPDX-License-Identifier: Apache-2.0
"""Kinds, enums and the table of subjects are those of the Solidity files, number by number."""

from __future__ import annotations

import re
from enum import IntEnum
from pathlib import Path
from typing import get_args

import pytest

from ledger.domain import events, kinds
from ledger.domain.kinds import Kind, Module, RightBits
from ledger.domain.subjects import KIND_OF

CONTRACTS = Path(__file__).resolve().parents[3] / "contracts"
KINDS = (CONTRACTS / "types" / "Kinds.sol").read_text(encoding="utf-8")
WORDS = (CONTRACTS / "types" / "Words.sol").read_text(encoding="utf-8")
PROCEEDINGS = (CONTRACTS / "interfaces" / "IProceedings.sol").read_text(encoding="utf-8")
DISPUTES = (CONTRACTS / "interfaces" / "IDisputeDesk.sol").read_text(encoding="utf-8")
GRANTS = (CONTRACTS / "interfaces" / "IAuthorizationRegistry.sol").read_text(encoding="utf-8")
OBJECTIONS = (CONTRACTS / "interfaces" / "IObjectionDesk.sol").read_text(encoding="utf-8")
CIRCULATION = (CONTRACTS / "interfaces" / "ICirculationRegistry.sol").read_text(encoding="utf-8")


def test_kinds_are_those_of_solidity() -> None:
    written = {name: int(number) for name, number in re.findall(r"uint16 internal constant (\w+) = (\d+);", KINDS)}
    assert written == {kind.name: kind.value for kind in Kind}


def test_the_two_person_default_is_the_one_of_solidity() -> None:
    block = KINDS[KINDS.index("TWO_PERSON_DEFAULT") :]
    assert {Kind[name] for name in re.findall(r"uint128\(1\) << (\w+)", block)} == kinds.TWO_PERSON_DEFAULT


def test_kinds_fit_a_bitmap_and_come_back_from_it() -> None:
    assert max(Kind) < 128
    assert kinds.kinds_in(kinds.bitmap(frozenset(Kind))) == frozenset(Kind)
    assert kinds.kinds_in(1 << 3) == frozenset()


def test_each_kind_is_entrusted_to_one_module() -> None:
    given = [kinds.kinds_of(module) for module in Module]
    assert sum(len(some) for some in given) == len(Kind)
    assert frozenset().union(*given) == frozenset(Kind)


def test_writers_are_those_of_the_table_in_solidity() -> None:
    rows = re.findall(r"/// ([A-Z_*, ]+?) {2,}.+? {2,}(\w+)\n", KINDS)
    assert len(rows) >= 9
    for patterns, module in rows:
        for pattern in patterns.split(", "):
            found = [kind for kind in Kind if re.fullmatch(pattern.replace("*", ".*"), kind.name)]
            assert found, pattern
            assert {kinds.writer_of(kind) for kind in found} == {Module(module)}


def test_history_is_granted_nothing_and_admission_writes_nothing() -> None:
    assert Module.HISTORY not in kinds.WRITERS
    assert Module.ADMISSION not in kinds.WRITERS
    assert Module.PLEDGE_RULES not in kinds.WRITERS
    assert len(kinds.WRITERS) == 12


@pytest.mark.parametrize(
    ("enum", "source"),
    [
        (kinds.OrgKind, WORDS),
        (kinds.CaseState, WORDS),
        (kinds.CertificateStatus, WORDS),
        (kinds.CodeSource, WORDS),
        (kinds.Grade, WORDS),
        (kinds.Basis, WORDS),
        (kinds.Outcome, OBJECTIONS),
        (kinds.Procedure, PROCEEDINGS),
        (kinds.ProceedingState, PROCEEDINGS),
        (kinds.DisputeOutcome, DISPUTES),
        (kinds.GrantKind, GRANTS),
        (kinds.GrantState, GRANTS),
        (kinds.RootKind, GRANTS),
        (kinds.GrantGround, GRANTS),
        (kinds.PublicState, GRANTS),
        (kinds.Dimension, GRANTS),
        (kinds.Circulation, CIRCULATION),
        (kinds.Standing, CIRCULATION),
        (kinds.Answer, CIRCULATION),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_enums_are_those_of_solidity(enum: type[IntEnum], source: str) -> None:
    body = re.search(rf"enum {enum.__name__} \{{(.*?)\}}", source, re.DOTALL)
    assert body is not None
    names = re.findall(r"\w+", re.sub(r"//.*", "", body[1]))
    assert [(member.name, member.value) for member in enum] == [(name, number) for number, name in enumerate(names)]


def test_rights_are_those_of_solidity() -> None:
    written = {name: int(bit) for name, bit in re.findall(r"uint8 constant RIGHT_(\w+) = (\d+);", WORDS)}
    assert written == {right.name: right.value for right in RightBits}


def test_every_event_is_one_kind_of_act_and_every_kind_one_event() -> None:
    assert set(KIND_OF) == set(get_args(events.Event))
    assert sorted(KIND_OF.values()) == sorted(Kind)


def test_the_module_that_declares_an_event_is_the_writer_of_its_kind() -> None:
    assert {
        event.__name__ for event, kind in KIND_OF.items() if events.MODULE_OF[event] != kinds.writer_of(kind)
    } == set()
