# SPDX-License-Identifier: Apache-2.0
"""Gas at the second and at the thousandth write: paired by name, judged by their ratio, and never by half a pair."""

from __future__ import annotations

import pytest

from scripts.bench.flat import compared

LINES = """
  tests/contracts/FlatGas.t.sol:FlatGrantsAtMany
    flat: grant offer at 1000 105000
    flat: usage batch at 1000 105001
  tests/contracts/FlatGas.t.sol:FlatGrantsAtTwo
    flat: grant offer at 2 100000
    flat: usage batch at 2 100000
"""


def test_a_write_is_flat_within_five_per_cent() -> None:
    flat, grown = compared(LINES)
    assert (flat.figure, flat.value, flat.peer_value, flat.ratio, flat.missed) == (
        "flat: grant offer", 105_000, 100_000, 1.05, False,
    )  # fmt: skip
    assert grown.figure == "flat: usage batch"
    assert grown.missed


@pytest.mark.parametrize("output", ["", LINES.replace("usage batch at 2 ", "another at 2 ")])
def test_what_is_not_measured_twice_ends_the_benchmark(output: str) -> None:
    with pytest.raises(SystemExit, match="measured at 2 and at many"):
        compared(output)
