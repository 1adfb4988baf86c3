# SPDX-License-Identifier: Apache-2.0
"""Whatever a caller says in a write stands in an event: nobody has to ask a contract what was done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
ABIS: dict[str, list[dict[str, Any]]] = json.loads(
    (ROOT / "ledger" / "chain" / "abi" / "interfaces.json").read_text(encoding="utf-8")
)["interfaces"]
LIMITED = {"collateralOf": 32, "ranksOn": 8}
"""The views that give a list, and how long one is at most, by
test_substitute_eightUnitsAtATime_andAPledgeHasThirtyTwoPlaces and test_accept_refusesMoreThanEightOnOneUnit."""


def parts(arguments: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for argument in arguments:
        yield argument
        yield from parts(argument.get("components", []))


def struct(argument: dict[str, Any]) -> str:
    return str(argument.get("internalType", "")).replace("[]", "")


EVENTS = [entry for abi in ABIS.values() for entry in abi if entry["type"] == "event"]
TOLD = {struct(part) for event in EVENTS for part in parts(event["inputs"])}
NAMES = {part["name"] for event in EVENTS for part in parts(event["inputs"])}
WRITES = [
    (module, entry)
    for module, abi in ABIS.items()
    for entry in abi
    if entry["type"] == "function" and entry["stateMutability"] == "nonpayable"
]
# Proofs of what an earlier deployment's events said, which are compared with its heads and are no new fact.
ELSEWHERE = {"struct IFirstEstate.Issue", "struct IFirstEstate.Entry", "struct IHistory.Act"}


def test_every_field_that_a_write_takes_is_told_in_an_event() -> None:
    """A struct is told whole, or each of its fields by its name; a preparation is told by who prepared and as whom."""
    silent = [
        (module, write["name"], struct(part), field["name"])
        for module, write in WRITES
        for part in parts(write["inputs"])
        if part["type"].startswith("tuple") and struct(part) not in TOLD | ELSEWHERE | {"struct Preparation"}
        for field in part["components"]
        if field["name"] not in NAMES and not field["type"].startswith("tuple")
    ]
    assert silent == []
    assert {"preparer", "preparerPerson"} <= NAMES
    assert len(WRITES) > 90


def test_every_event_of_an_act_says_more_than_its_subject() -> None:
    assert [event["name"] for event in EVENTS if len(event["inputs"]) < 2] == []


def test_no_view_gives_a_list_without_a_bound() -> None:
    lists = {
        entry["name"]
        for abi in ABIS.values()
        for entry in abi
        if entry["type"] == "function" and any(each["type"].endswith("[]") for each in entry["outputs"])
    }
    assert lists == set(LIMITED)
