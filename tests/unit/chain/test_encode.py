# SPDX-License-Identifier: Apache-2.0
"""Every call is encoded as eth_abi encodes it, every answer read as eth_abi reads it, and nothing that does not fit."""

from __future__ import annotations

import inspect
import json
import types
import typing
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

import pytest
from eth_abi import encode as abi_encode
from eth_utils import keccak
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.chain import encode
from ledger.chain.encode import NO_PREPARATION, Call, Items, View
from ledger.domain import structs
from ledger.domain.ids import Address, CaseId, CertificateId, OrgId, PartyId, RegimeId
from ledger.domain.kinds import CaseState, Kind, Module
from ledger.errors import Inconsistent

ABI = Path(__file__).resolve().parents[3] / "ledger" / "chain" / "abi" / "interfaces.json"
INTERFACES: dict[str, list[dict[str, Any]]] = json.loads(ABI.read_text("utf-8"))["interfaces"]
ROOMS = {
    "IGovernance": "governance",
    "IHistory": "history",
    "IOrganisationRegistry": "organisations",
    "IRuleBook": "rules",
    "ICertificateRegistry": "certificates",
    "IAdmissionRules": "admission",
    "IRegistrationDesk": "desk",
    "IObjectionDesk": "objections",
}


def snake(name: str) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in name)


FUNCTIONS: dict[str, dict[str, Any]] = {
    f"{room}_{snake(entry['name'])}": entry
    for interface, room in ROOMS.items()
    for entry in INTERFACES[interface]
    if entry["type"] == "function"
}


def type_of(argument: dict[str, Any]) -> str:
    if not argument["type"].startswith("tuple"):
        return str(argument["type"])
    return f"({','.join(type_of(part) for part in argument['components'])}){argument['type'].removeprefix('tuple')}"


# --- any argument, as Python has it and as eth_abi takes it -----------------------------------------------------------


def any_python(argument: dict[str, Any], wanted: Any) -> st.SearchStrategy[Any]:
    """A value of the annotated type `wanted` that fits the ABI's type."""
    kind = argument["type"]
    if kind.endswith("[]"):
        (item, *_) = typing.get_args(wanted)
        return st.lists(any_python({**argument, "type": kind[:-2]}, item), max_size=3).map(tuple)
    if kind == "uint256[2]":
        return st.tuples(st.integers(0, 2**256 - 1), st.integers(0, 2**256 - 1))
    if kind == "tuple":
        hints = typing.get_type_hints(wanted)
        parts = zip(fields(wanted), argument["components"], strict=True)
        return st.builds(wanted, **{field.name: any_python(part, hints[field.name]) for field, part in parts})
    return any_word(kind, wanted)


def any_word(kind: str, wanted: Any) -> st.SearchStrategy[Any]:
    if isinstance(wanted, type) and issubclass(wanted, IntEnum):
        return st.sampled_from(list(wanted))
    if kind.startswith("uint"):
        return st.integers(0, 2 ** int(kind[4:]) - 1)
    if kind == "bool":
        return st.booleans()
    if kind == "address":
        return st.binary(min_size=20, max_size=20)
    if kind == "string":
        return st.text(max_size=70)
    if kind == "bytes":
        return st.binary(max_size=70)
    size = int(kind.removeprefix("bytes"))
    if wanted in (OrgId, CertificateId, RegimeId, str):
        return st.text("SJ0123AB", max_size=size)
    return st.binary(min_size=size, max_size=size)


def as_abi(value: Any) -> Any:
    if is_dataclass(value):
        return tuple(as_abi(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple):
        return tuple(as_abi(item) for item in value)
    return int(value) if isinstance(value, IntEnum) else value


def abi_value(argument: dict[str, Any], value: Any) -> Any:
    """eth_abi wants addresses as texts and names as bytes."""
    kind = argument["type"]
    if kind.endswith("]"):
        return [abi_value({**argument, "type": kind[: kind.rindex("[")]}, item) for item in value]
    if kind == "tuple":
        return tuple(abi_value(part, item) for part, item in zip(argument["components"], value, strict=True))
    if kind == "address":
        return "0x" + value.hex()
    return value.encode() if kind.startswith("bytes") and isinstance(value, str) else value


def arguments_of(name: str) -> st.SearchStrategy[tuple[Any, ...]]:
    entry, function = FUNCTIONS[name], getattr(encode, name)
    hints = typing.get_type_hints(function)
    names = list(inspect.signature(function).parameters)
    pairs = zip(names, entry["inputs"], strict=True)
    return st.tuples(*(any_python(argument, hints[parameter]) for parameter, argument in pairs))


def expected(entry: dict[str, Any], values: Sequence[Any], *, without: str = "") -> bytes:
    chosen = [(a, v) for a, v in zip(entry["inputs"], values, strict=True) if a["name"] != without]
    return abi_encode([type_of(a) for a, _ in chosen], [abi_value(a, as_abi(v)) for a, v in chosen])


def selector(entry: dict[str, Any]) -> bytes:
    return keccak(text=f"{entry['name']}({','.join(type_of(argument) for argument in entry['inputs'])})")[:4]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_called_as_eth_abi_would(name: str) -> None:
    entry, function = FUNCTIONS[name], getattr(encode, name)

    @FEW
    @given(arguments_of(name))
    def agrees(values: tuple[Any, ...]) -> None:
        made = function(*values)
        assert made.data == selector(entry) + expected(entry, values)
        assert isinstance(made, View if entry["stateMutability"] in ("view", "pure") else Call)

    agrees()


PREPARED = [name for name in FUNCTIONS if hasattr(encode, f"{name}_items")]
FEW = settings(max_examples=settings.default.max_examples // 5)
"""There are many functions, and one packer for each type."""


@pytest.mark.parametrize("name", PREPARED)
def test_what_a_preparer_signs_is_the_call_without_the_preparation(name: str) -> None:
    entry, items = FUNCTIONS[name], getattr(encode, f"{name}_items")

    @FEW
    @given(arguments_of(name))
    def agrees(values: tuple[Any, ...]) -> None:
        made = items(*values[:-1])
        assert made.digest == keccak(expected(entry, values, without="preparation"))
        assert made.module is getattr(encode, name)(*values).module

    agrees()


def test_each_prepared_act_has_its_kind() -> None:
    assert len(PREPARED) == 11
    act = structs.Act(CaseId(bytes(32)), bytes(32), bytes(32), bytes(32))
    assert encode.desk_terminate_items([act]) == Items(
        Module.DESK, Kind.APPLICATION_TERMINATED, encode.desk_exempt_from_notice_items([act]).digest
    )
    assert encode.desk_exempt_from_notice_items([act]).kind is Kind.APPLICATION_NOTICE_EXEMPTED


def test_calls_go_to_the_module_that_has_the_function() -> None:
    for name in FUNCTIONS:
        room = name.split("_")[0]
        example = getattr(encode, name)(*(example_of(name)))
        assert example.module is Module[room.upper()]


def example_of(name: str) -> tuple[Any, ...]:
    hints = typing.get_type_hints(getattr(encode, name))
    return tuple(zero(hint) for parameter, hint in hints.items() if parameter != "return")


def zero(hint: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin is tuple and Ellipsis in typing.get_args(hint):
        return ()
    if origin is not None:
        return (0, 0) if typing.get_args(hint) == (int,) else ()
    if is_dataclass(hint):
        inner = typing.get_type_hints(hint)
        return hint(**{field.name: zero(inner[field.name]) for field in fields(hint)})
    if isinstance(hint, type) and issubclass(hint, IntEnum):
        return next(iter(hint))
    if hint in (CaseId, PartyId, bytes):
        return bytes(32)
    if hint is Address:
        return bytes(20)
    return "" if hint in (str, OrgId, CertificateId, RegimeId) else 0


# --- refusals ---------------------------------------------------------------------------------------------------------

ORG = OrgId("91150103MA0DEM080G")


@pytest.mark.parametrize(
    "act",
    [
        lambda: encode.organisations_regroup(ORG, 1 << 24),
        lambda: encode.organisations_regroup(ORG, -1),
        lambda: encode.organisations_regroup(OrgId("X" * 19), 1),
        lambda: encode.organisations_retire_key(Address(bytes(19))),
        lambda: encode.desk_note_silence([CaseId(bytes(31))]),
        lambda: encode.rules_publish_calendar(2026, (1,), bytes(32)),
        lambda: encode.certificates_trust_desk(Address(bytes(20)), 2),  # type: ignore[arg-type]
        lambda: encode.desk_case_word(CaseId(bytes(33))),
    ],
    ids=[
        "too wide",
        "negative",
        "too long a name",
        "short address",
        "short id",
        "one word of two",
        "no flag",
        "long id",
    ],
)
def test_what_does_not_fit_is_not_encoded(act: Any) -> None:
    with pytest.raises(ValueError):
        act()


def test_no_preparation_is_all_zero() -> None:
    assert NO_PREPARATION == structs.Preparation(Address(bytes(20)), bytes(32), 0, b"")


# --- answers ----------------------------------------------------------------------------------------------------------

CASE = CaseId(bytes(32))
ANSWERS: dict[str, tuple[View[Any], list[str], list[Any], Any]] = {
    "a word": (encode.desk_case_word(CASE), ["uint256"], [2**255], 2**255),
    "bytes": (encode.history_word_of(CASE), ["bytes32"], [b"\x01" * 32], b"\x01" * 32),
    "a flag": (encode.desk_notice_open_at(CASE, 1), ["bool"], [True], True),
    "an enum": (encode.desk_state_of(CASE, 1), ["uint8"], [9], CaseState.CERTIFIED),
    "a name": (encode.desk_registrar_of(CASE), ["bytes18"], [ORG.encode()], ORG),
    "no name": (encode.desk_registrar_of(CASE), ["bytes18"], [b""], ""),
    "a code": (
        encode.certificates_next_code(1, ORG, 202607),
        ["bytes15"],
        [b"SJ1512026070001"],
        "SJ1512026070001",
    ),
    "an address": (encode.history_entrusted(33), ["address"], ["0x" + "11" * 20], b"\x11" * 20),
    "several": (encode.objections_tally(CASE), ["uint8"] * 3, [3, 2, 1], (3, 2, 1)),
    "a number and a flag": (encode.rules_working_day_after(1, 3), ["uint256", "bool"], [7, False], (7, False)),
    "wide and narrow": (
        encode.history_writer(Address(bytes(20))),
        ["uint128", "uint40", "uint40"],
        [2**127, 5, 0],
        (2**127, 5, 0),
    ),
    "nothing": (encode.history_require_word(bytes(32), bytes(32)), [], [], None),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_are_read(name: str) -> None:
    view, types_, values, answer = ANSWERS[name]
    found = view.read(abi_encode(types_, values))
    assert found == answer
    assert type(found) is type(answer) or isinstance(answer, str)


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_of_another_length_are_inconsistent(name: str) -> None:
    view, types_, values, _ = ANSWERS[name]
    for wrong in (abi_encode(types_, values) + bytes(32), abi_encode(types_, values)[:-1] if types_ else b"\0"):
        with pytest.raises(Inconsistent) as caught:
            view.read(wrong)
        assert caught.value.code == "ANSWER_MALFORMED"


@pytest.mark.parametrize(
    ("view", "word"),
    [
        (encode.desk_notice_open_at(CASE, 1), 2),
        (encode.desk_state_of(CASE, 1), 14),
        (encode.desk_state_of(CASE, 1), 256),
        (encode.history_entrusted(33), 1 << 160),
        (encode.desk_registrar_of(CASE), 1),
        (encode.history_sequence(), 1 << 64),
    ],
    ids=["no flag", "no state", "a state too wide", "no address", "no name", "no counter"],
)
def test_answers_out_of_range_are_inconsistent(view: View[Any], word: int) -> None:
    with pytest.raises(Inconsistent) as caught:
        view.read(word.to_bytes(32, "big"))
    assert caught.value.code == "ANSWER_MALFORMED"


def test_every_function_of_the_interfaces_can_be_called() -> None:
    functions = {name for name, value in vars(encode).items() if isinstance(value, types.FunctionType)}
    written = {name for name in functions if name.split("_")[0] in ROOMS.values()}
    assert {name for name in written if not name.endswith("_items")} == set(FUNCTIONS)
    acts = {name: entry for name, entry in FUNCTIONS.items() if entry["stateMutability"] == "nonpayable"}
    prepared = {name for name, entry in acts.items() if any(a["name"] == "preparation" for a in entry["inputs"])}
    assert prepared == set(PREPARED)
