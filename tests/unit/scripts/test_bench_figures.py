# SPDX-License-Identifier: Apache-2.0
"""Figures of a benchmark: a table, a file with the agreed keys, and a status that says whether a target is missed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.bench.figures import Figure, report


def test_figures_are_written_with_their_peers_ratios_and_targets(tmp_path: Path) -> None:
    assert report("gas", [Figure("one", 150, "gas", "another", 300, target=200)], tmp_path) == 0
    written = json.loads((tmp_path / "gas.json").read_text(encoding="utf-8"))
    assert written == [
        {
            "figure": "one",
            "value": 150,
            "unit": "gas",
            "peer": "another",
            "peer_value": 300,
            "ratio": 0.5,
            "target": 200,
        }
    ]


@pytest.mark.parametrize(
    ("figure", "status"),
    [
        (Figure("at its ceiling", 200, "gas", target=200), 0),
        (Figure("over its ceiling", 201, "gas", target=200), 1),
        (Figure("at its floor", 100, "certificates", target=100, at_least=True), 0),
        (Figure("under its floor", 99, "certificates", target=100, at_least=True), 1),
        (Figure("without a target", 10**9, "gas"), 0),
    ],
)
def test_a_missed_target_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str], figure: Figure, status: int) -> None:
    assert report("some", [figure], tmp_path) == status
    assert ("missed: " + figure.figure in capsys.readouterr().out) is bool(status)
