# SPDX-License-Identifier: Apache-2.0
"""Let every random walk of the contracts go on for a million acts: `make test-long` (quality: I6-I13, 1,000,000 calls).

What the runner counts is calls of a handler, each of which tries several acts; how many says the test's own file. So
each file gets as many runs as a million acts take, by the invariant that acts least a call. The files go side by side,
one a core. A file fails as it does in `make test`; its log is kept in build/long.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hardhat import hardhat

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / "build" / "long"
DEPTH = 256
"""Calls of a walk. The longer it is, the more stands that each call asks about: shorter walks make the same acts in
less time, and see less of what only many acts bring about."""
ACTS = re.compile(r"ACTS_A_CALL = (\d+);|Driver\(test, (\d+)\)")


def acts_a_call(source: str) -> int:
    """The fewest of a file's handlers; an error if the file does not say."""
    return min(int(one or other) for one, other in ACTS.findall(source))


def runs_for(acts: int, a_call: int, depth: int = DEPTH) -> int:
    """Runs of `depth` calls that make at least so many acts."""
    return -(-acts // (a_call * depth))


def walk(file: Path, acts: int, depth: int) -> bool:
    a_call = acts_a_call(file.read_text(encoding="utf-8"))
    runs = runs_for(acts, a_call, depth)
    said = {"LEDGER_INVARIANT_RUNS": str(runs), "LEDGER_INVARIANT_DEPTH": str(depth)}
    # Each compiles into a place of its own: they run at the same time.
    said["LEDGER_HARDHAT_BUILD"] = f"build/long/{file.name.split('.')[0]}"
    began = time.monotonic()
    with (LOGS / f"{file.name}.log").open("w", encoding="utf-8") as log:
        done = hardhat(["test", "solidity", str(file.relative_to(ROOT))], said, log=log.fileno())
    took = round((time.monotonic() - began) / 60)
    made = runs * depth * a_call
    held = "holds" if done.returncode == 0 else "FAILS"
    print(f"{file.name}: {held}, {made:,} acts an invariant, in {runs:,} walks, {took} minutes")
    sys.stdout.flush()
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acts", type=int, default=1_000_000, metavar="N", help="of each invariant, at least")
    parser.add_argument("--depth", type=int, default=DEPTH, metavar="N", help="calls of each walk")
    parser.add_argument("files", nargs="*", help="by default all of tests/contracts/*.invariants.t.sol")
    options = parser.parse_args()
    LOGS.mkdir(parents=True, exist_ok=True)
    files = [ROOT / name for name in options.files] or sorted((ROOT / "tests/contracts").glob("*.invariants.t.sol"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        held = list(pool.map(lambda file: walk(file, options.acts, options.depth), files))
    failed = [file.name for file, fine in zip(files, held, strict=True) if not fine]
    for name in failed:
        print((LOGS / f"{name}.log").read_text(encoding="utf-8"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
