# SPDX-License-Identifier: Apache-2.0
"""Say how many lines of the contracts the Solidity tests ran through, and fail below a bound."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileCoverage:
    name: str
    lines: int
    hit: int
    missed: tuple[int, ...]


def read_lcov(text: str) -> list[FileCoverage]:
    """The files of an LCOV report; a line reported twice counts once, and as hit if any report says so."""
    hits: dict[str, dict[int, int]] = {}
    name = ""
    for record in text.splitlines():
        kind, _, value = record.partition(":")
        if kind == "SF":
            name = value
            hits.setdefault(name, {})
        elif kind == "DA":
            line, count = (int(part) for part in value.split(",")[:2])
            hits[name][line] = max(count, hits[name].get(line, 0))
    return [_summed(name, counts) for name, counts in sorted(hits.items())]


def _summed(name: str, counts: dict[int, int]) -> FileCoverage:
    missed = tuple(line for line, count in sorted(counts.items()) if count == 0)
    return FileCoverage(name, lines=len(counts), hit=len(counts) - len(missed), missed=missed)


def per_cent(hit: int, lines: int) -> float:
    return 100.0 * hit / lines if lines else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path)
    parser.add_argument("--at-least", type=float, default=0.0, metavar="PER_CENT")
    options = parser.parse_args(arguments)
    files = [file for file in read_lcov(options.report.read_text(encoding="utf-8")) if "contracts/" in file.name]
    files = [file for file in files if not file.name.endswith(".t.sol") and "tests/" not in file.name]
    for file in files:
        if file.missed:
            print(f"{file.name}: {per_cent(file.hit, file.lines):.1f} %, missed {', '.join(map(str, file.missed))}")
    total = per_cent(sum(file.hit for file in files), sum(file.lines for file in files))
    print(f"contracts: {total:.1f} % of lines, {options.at_least:.1f} % wanted")
    return 0 if total >= options.at_least else 1


if __name__ == "__main__":
    sys.exit(main())
