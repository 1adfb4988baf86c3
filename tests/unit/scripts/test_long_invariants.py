# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from scripts.long_invariants import DEPTH, ROOT, acts_a_call, runs_for

WALKS = sorted((ROOT / "tests/contracts").glob("*.invariants.t.sol"))


@pytest.mark.parametrize("file", WALKS, ids=lambda file: file.name)
def test_every_walk_says_how_many_acts_a_call_tries(file: object) -> None:
    assert acts_a_call(file.read_text(encoding="utf-8")) >= 1  # type: ignore[attr-defined]


def test_the_handler_that_acts_least_decides() -> None:
    two = "uint256 constant ACTS_A_CALL = 80;\nuint256 constant ACTS_A_CALL = 40;\nDriver(test, 64) {}"
    assert acts_a_call(two) == 40
    with pytest.raises(ValueError, match="empty"):
        acts_a_call("contract Silent {}")


@pytest.mark.parametrize(
    ("acts", "a_call", "runs"), [(1_000_000, 8, 489), (DEPTH, 1, 1), (DEPTH + 1, 1, 2), (1, 80, 1)]
)
def test_runs_make_at_least_so_many_acts(acts: int, a_call: int, runs: int) -> None:
    assert runs_for(acts, a_call) == runs
    assert runs * DEPTH * a_call >= acts
