# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any

import pytest

from scripts.run_slither import Argument, Finding, judge, place_of, read_arguments, read_findings

GRAVE = Finding("reentrancy-eth", "High", "Desk.submit(bytes32)", "calls before it writes")
SLIGHT = Finding("timestamp", "Low", "Desk.accept(bytes32)", "compares a time")
REASON = "the callee is our own history"


def test_an_unargued_grave_finding_stays_open_and_a_slight_one_does_not_count() -> None:
    assert judge([GRAVE, SLIGHT], []).open == (GRAVE,)


def test_an_argument_answers_its_finding_alone() -> None:
    other = Argument(GRAVE.detector, "Desk.withdraw(bytes32)", REASON)
    right = Argument(GRAVE.detector, GRAVE.place, REASON)
    assert judge([GRAVE], [right]) == judge([], [])
    assert judge([GRAVE], [other]).open == (GRAVE,)


@pytest.mark.parametrize(("place", "answered"), [("*", True), ("Desk.*", True), ("Des", False), ("Register.*", False)])
def test_an_argument_may_cover_a_contract_or_all(place: str, answered: bool) -> None:
    argument = Argument(GRAVE.detector, place, REASON)
    assert (judge([GRAVE], [argument]).open == ()) is answered
    assert judge([Finding("other", "High", GRAVE.place, "")], [argument]).open != ()


def test_an_argument_that_nothing_needs_is_stale() -> None:
    needless = Argument("timestamp", SLIGHT.place, REASON)
    assert judge([SLIGHT], [needless]).stale == (needless,)


def test_an_argument_without_a_reason_is_refused() -> None:
    with pytest.raises(SystemExit, match="a reason is a sentence"):
        read_arguments('[{"detector": "timestamp", "place": "Desk", "reason": "fine"}]')


def test_a_failed_run_is_no_clean_run() -> None:
    with pytest.raises(SystemExit, match="slither failed"):
        read_findings({"success": False, "error": "no artifacts", "results": {}})


CONTRACT: dict[str, Any] = {"type": "contract", "name": "Desk"}
FUNCTION: dict[str, Any] = {
    "type": "function",
    "name": "submit",
    "type_specific_fields": {"parent": CONTRACT, "signature": "submit(bytes32)"},
}
PLACES = {
    "a contract": (CONTRACT, "Desk"),
    "a function": (FUNCTION, "Desk.submit(bytes32)"),
    "a line of a function": (
        {"type": "node", "name": "x = 1", "type_specific_fields": {"parent": FUNCTION}},
        "Desk.submit(bytes32)",
    ),
    "a state variable": (
        {"type": "variable", "name": "head", "type_specific_fields": {"parent": CONTRACT}},
        "Desk.head",
    ),
    "a local variable": (
        {"type": "variable", "name": "w", "type_specific_fields": {"parent": FUNCTION}},
        "Desk.submit(bytes32)",
    ),
}


@pytest.mark.parametrize(("element", "place"), PLACES.values(), ids=PLACES.keys())
def test_a_place_is_told_by_names(element: dict[str, Any], place: str) -> None:
    assert place_of([element]) == place
