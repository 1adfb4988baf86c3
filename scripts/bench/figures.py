# SPDX-License-Identifier: Apache-2.0
"""Figures of a benchmark: printed as a table, written to build/bench/NAME.json, judged by their targets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "build" / "bench"


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured. `target` is a bound that it must not pass; `peer` what it stands beside."""

    figure: str
    value: float
    unit: str
    peer: str = ""
    peer_value: float | None = None
    target: float | None = None
    at_least: bool = False
    """The target is a floor, not a ceiling."""

    @property
    def ratio(self) -> float | None:
        return round(self.value / self.peer_value, 3) if self.peer_value else None

    @property
    def missed(self) -> bool:
        if self.target is None:
            return False
        return self.value < self.target if self.at_least else self.value > self.target

    def row(self) -> dict[str, object]:
        return {
            "figure": self.figure,
            "value": self.value,
            "unit": self.unit,
            "peer": self.peer or None,
            "peer_value": self.peer_value,
            "ratio": self.ratio,
            "target": self.target,
        }


def report(name: str, figures: Sequence[Figure], directory: Path = RESULTS) -> int:
    """Print, write, and give the exit status: 1 if a target is missed."""
    directory.mkdir(parents=True, exist_ok=True)
    rows = [figure.row() for figure in figures]
    (directory / f"{name}.json").write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(figures))
    missed = [figure for figure in figures if figure.missed]
    for figure in missed:
        print(f"missed: {figure.figure}: {_number(figure.value)} {figure.unit}, wanted {_bound(figure)}")
    return 1 if missed else 0


def table(figures: Sequence[Figure]) -> str:
    cells = [("figure", "value", "unit", "target", "peer", "ratio")]
    cells += [
        (
            figure.figure,
            _number(figure.value),
            figure.unit,
            _bound(figure),
            f"{figure.peer} {_number(figure.peer_value)}" if figure.peer_value is not None else "",
            f"{figure.ratio:.2f}" if figure.ratio is not None else "",
        )
        for figure in figures
    ]
    widths = [max(len(row[place]) for row in cells) for place in range(len(cells[0]))]
    return "\n".join(_line(row, widths) for row in cells)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    left = {0, 2, 4}
    parts = [cell.ljust(width) if place in left else cell.rjust(width) for place, (cell, width) in enumerate(
        zip(row, widths, strict=True))]  # fmt: skip
    return "  ".join(parts).rstrip()


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def _bound(figure: Figure) -> str:
    if figure.target is None:
        return ""
    return f"{'>=' if figure.at_least else '<='} {_number(figure.target)}"
