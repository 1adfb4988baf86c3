# SPDX-License-Identifier: Apache-2.0
"""What a write costs when few of its kind were written before, and when many were: it must not grow.

    flat_figures(1_000)     a row `flat: WRITE` each, its gas at the 1,000th beside that at the 2nd

Both are measured by tests/contracts/Flat*Gas.t.sol, from cold slots as a transaction of its own. The second write is
the first that finds a warm deployment: what the very first one pays for counters and heads, it pays alone. A write of
the ABIs without a row ends the benchmark, and so does a row of another function than it says (writes.py).
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping

from hardhat import hardhat

from .figures import ROOT, Figure
from .writes import findings, suites, writes

TOLERANCE = 1.05
_LINE = re.compile(r"^ *flat: ((\w+\.\w+).*?) (0x[0-9a-f]{8}) at (\d+) (\d+)$", re.MULTILINE)


def flat_figures(records: int) -> list[Figure]:
    """Raises SystemExit if the tests do not pass, do not measure each write twice, or leave one out."""
    output = _run(records)
    missing = list(findings(write for _, write, *_ in _LINE.findall(output)))
    if missing:
        raise SystemExit("\n".join(missing))
    return compared(output)


def compared(output: str) -> list[Figure]:
    found: dict[str, dict[int, int]] = {}
    selectors = writes()
    for name, write, selector, count, gas in _LINE.findall(output):
        if selectors.get(write) != selector:
            raise SystemExit(f"the row {name} measures {selector}, which is not {write}")
        found.setdefault(name, {})[int(count)] = int(gas)
    if not found or any(len(costs) != 2 or min(costs) != 2 for costs in found.values()):
        raise SystemExit(f"each write is measured at 2 and at many; found {_counts(found)}")
    return [_figure(name, costs[max(costs)], costs[2]) for name, costs in sorted(found.items())]


def _figure(name: str, many: int, few: int) -> Figure:
    return Figure(f"flat: {name}", many, "gas", "at the second", few, target=round(few * TOLERANCE))


def _counts(found: Mapping[str, Mapping[int, int]]) -> str:
    return ", ".join(f"{name} at {sorted(costs)}" for name, costs in found.items()) or "none"


def _run(records: int) -> str:
    said = {"LEDGER_FLAT_RECORDS": str(records), "NO_COLOR": "1"}
    tests = [str(path.relative_to(ROOT)) for path in suites()]
    done = hardhat(["test", "solidity", *tests], said, log=subprocess.PIPE)
    if done.returncode != 0:
        raise SystemExit(f"{', '.join(tests)} do not pass:\n{done.stdout[-3000:]}{done.stderr[-1000:]}")
    return done.stdout
