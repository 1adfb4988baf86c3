# SPDX-License-Identifier: Apache-2.0
"""What the contracts' own tests promise of themselves: no module is left out of the access matrix or of the mutants."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import mutate_contracts

ROOT = Path(__file__).parents[3]
MODULES = sorted(path.stem for path in (ROOT / "contracts").glob("*.sol"))


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_an_access_matrix(module: str) -> None:
    """Inside a matrix `_complete` asks for every function; that a module has one at all is asked here."""
    matrices = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests/contracts").glob("AccessMatrix*.t.sol")
    )
    assert re.search(rf'_complete\([^;]+"{module}"\)', matrices), f"no table says who may call {module}"


@pytest.mark.parametrize("module", MODULES)
def test_every_module_is_mutated(module: str) -> None:
    """A module without guards needs no test of them."""
    plan = mutate_contracts.read_plan(mutate_contracts.LIST.read_text(encoding="utf-8"))
    file = f"contracts/{module}.sol"
    _, mutants = mutate_contracts.mutate(file, (ROOT / file).read_text(encoding="utf-8"), [], 1)
    assert not mutants or plan.tests.get(file), f"no test is named for the mutants of {module}"
    missing = [test for test in plan.tests.get(file, ()) if not (ROOT / "tests/contracts" / test).is_file()]
    assert not missing
