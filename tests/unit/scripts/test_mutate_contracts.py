# SPDX-License-Identifier: Apache-2.0
"""Mutants of contracts: every guard is found and stands behind its own switch; survivors and stale reasons fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts import mutate_contracts as script

ROOT = Path(__file__).parents[3]

SOURCE = """// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

contract Door {
    /// require(nothing) is prose here.
    function enter(uint256[] calldata keys, uint256 state) external view {
        require(keys.length != 0 && _good(keys[0], 1), KeyMissing(keys.length));
        require(
            (state & 1, state >> 1) == wanted[state],
            Shut(state)
        );
        if (state != OPEN) _refuseState(state);
        _requireEmpty(id, state < 4, "state");
        if (state == 0) return;
    }
}
"""


def test_every_guard_becomes_a_mutant_and_prose_does_not() -> None:
    _, mutants = script.mutate("contracts/Door.sol", SOURCE, [], 5)
    assert [(one.number, one.line, one.guard) for one in mutants] == [
        (5, 7, "keys.length != 0 && _good(keys[0], 1)"),
        (6, 8, "(state & 1, state >> 1) == wanted[state]"),
        (7, 12, "state != OPEN"),
        (8, 13, "state < 4"),
    ]


def test_a_guard_stands_behind_its_switch_and_is_what_it_was_without() -> None:
    text, _ = script.mutate("contracts/Door.sol", SOURCE, [], 5)
    assert "require(Mutants.on(5) || (keys.length != 0 && _good(keys[0], 1)), KeyMissing(keys.length));" in text
    assert '_requireEmpty(id, Mutants.on(8) || (state < 4), "state");' in text
    assert "if (!Mutants.on(7) && (state != OPEN)) _refuseState(state);" in text
    assert 'import {Mutants} from "./Mutants.sol";' in text
    deeper, _ = script.mutate("contracts/libraries/Door.sol", SOURCE, [], 1)
    assert 'import {Mutants} from "../Mutants.sol";' in deeper


def test_a_weakened_comparison_is_a_mutant_too() -> None:
    weakening = script.Weakening("contracts/Door.sol", "state == 0", "state <= 1")
    text, mutants = script.mutate("contracts/Door.sol", SOURCE, [weakening], 1)
    assert "if ((Mutants.on(5) ? state <= 1 : state == 0)) return;" in text
    assert mutants[-1].guard == "state == 0 -> state <= 1"


def test_an_expression_that_stands_in_several_places_is_marked_in_its_context() -> None:
    weakening = script.Weakening("contracts/Door.sol", "if («state == 0») return", "false")
    text, mutants = script.mutate("contracts/Door.sol", SOURCE, [weakening], 1)
    assert "if ((Mutants.on(5) ? false : state == 0)) return;" in text
    assert mutants[-1].guard == "state == 0 -> false"


def test_a_weakening_that_fits_no_place_or_two_is_refused() -> None:
    for old in ("state == 9", "state"):
        with pytest.raises(SystemExit, match="once is wanted"):
            script.mutate("contracts/Door.sol", SOURCE, [script.Weakening("contracts/Door.sol", old, "true")], 1)


def _plan(argued: list[dict[str, str]]) -> script.Plan:
    return script.read_plan(json.dumps({"tests": {}, "weakened": [], "argued": argued}))


def _verdicts(killed: int, survivors: int) -> list[script.Verdict]:
    names = ["some test"] * killed + [""] * survivors
    return [script.Verdict(script.Mutant(n, "contracts/A.sol", n, f"guard {n}"), by) for n, by in enumerate(names)]


def test_forty_killed_mutants_and_no_survivor_pass() -> None:
    assert script.summary(_verdicts(40, 0), _plan([]), whole=True) == 0
    assert script.summary(_verdicts(39, 0), _plan([]), whole=True) == 1


def test_a_survivor_fails_unless_it_is_argued_by_its_guard() -> None:
    reason = {"file": "contracts/A.sol", "guard": "guard 40", "reason": "nothing can ever reach this line"}
    assert script.summary(_verdicts(40, 1), _plan([]), whole=True) == 1
    assert script.summary(_verdicts(40, 1), _plan([reason]), whole=True) == 0
    assert script.summary(_verdicts(41, 0), _plan([reason]), whole=True) == 1, "a stale reason"


def test_a_reason_is_a_sentence() -> None:
    with pytest.raises(SystemExit, match="a sentence"):
        _plan([{"file": "a", "guard": "b", "reason": "because"}])


def test_every_module_with_a_guard_names_its_tests() -> None:
    plan = script.read_plan((ROOT / "tests" / "contracts" / "mutants.json").read_text(encoding="utf-8"))
    for path in sorted((ROOT / "contracts").rglob("*.sol")):
        file = path.relative_to(ROOT).as_posix()
        weakened = [one for one in plan.weakened if one.file == file]
        _, mutants = script.mutate(file, path.read_text(encoding="utf-8"), weakened, 1)
        assert not mutants or plan.tests[file], file
        assert all((ROOT / "tests" / "contracts" / test).is_file() for test in plan.tests.get(file, ()))


def test_the_first_failing_test_is_read_from_what_hardhat_prints() -> None:
    printed = "  Running Solidity tests\\n\\n  tests/contracts/A.t.sol:A\\n    ✔ test_one()\\n    1) test_two()\\n"
    found = script._FAILED.search(printed.replace("\\n", "\n"))
    assert found is not None
    assert found.group(1) == "test_two()"
