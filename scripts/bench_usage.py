# SPDX-License-Identifier: Apache-2.0
"""Measure usage records in bulk: a file in, one batch on record, records proved: `make bench-usage`.

200,000 lines of JSON are read, judged, salted, put into the tree, stored and anchored on an embedded node; then a
sample is proved and each proof is checked by the code that a stranger would use. Beside it stands a plain loop that
does nothing but hash the same lines with SHA-256, in the same run. Peak memory is that of a process of its own, for two
sizes of file: it may not grow with the file.
"""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import RESULTS, Figure, report
from bench.registry import demo_registry

from ledger.forms.usage_lines import usage_lines
from ledger.proofs.usage import proof_document, read_proof, verify_usage
from ledger.service import usage
from ledger.service.usage_judging import judged_batch

SIZE, SMALL, SAMPLE = 200_000, 25_000, 200
GRANTS = 8
MOMENT = 1_782_000_000
GROWTH_MAX, RATIO_MIN, PROOF_MAX = 1.10, 0.02, 50.0


def lines(count: int) -> Iterator[bytes]:
    chosen = random.Random(count)
    grants = ["0x" + chosen.randbytes(32).hex() for _ in range(GRANTS)]
    for number in range(count):
        yield (
            json.dumps(
                {
                    "grant": grants[chosen.randrange(GRANTS)],
                    "moment": MOMENT + number // 100,
                    "purpose": 1 + chosen.randrange(24),
                    "calls": 1,
                    "records": chosen.randrange(2_000),
                    "region": 152_500,
                    "caller": "0x" + chosen.randbytes(32).hex(),
                }
            ).encode()
            + b"\n"
        )


def written(directory: Path, count: int) -> Path:
    path = directory / f"usage-{count}.jsonl"
    with path.open("wb") as file:
        file.writelines(lines(count))
    return path


def hashing_seconds(path: Path) -> float:
    started = time.perf_counter()
    with path.open("rb") as file:
        for line in file:
            hashlib.sha256(line).digest()
    return time.perf_counter() - started


def peak_memory(path: Path) -> float:
    """Megabytes of a process that reads and packs the file, and does nothing else."""
    asked = [sys.executable, __file__, "--pack", str(path)]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return round(int(told) / 1024, 1)


def pack(path: Path) -> int:
    import resource

    with usage.packed(usage_lines(path, MOMENT * 2), path.parent) as batch:
        sum(len(held) for _, _, held in batch.parts())
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return 0


def main() -> int:
    home = RESULTS / "usage-ledger"
    with demo_registry(home) as registry:
        ledger, who = registry.stage.ledger, registry.team.preparer
        directory = home.parent / "usage-files"
        directory.mkdir(parents=True, exist_ok=True)
        large, small = written(directory, SIZE), written(directory, SMALL)
        print(f"file: {SIZE} lines, {large.stat().st_size / 1e6:.0f} MB", flush=True)
        hashing = hashing_seconds(large)

        started = time.perf_counter()
        with usage.packed(usage_lines(large, ledger.now()), home) as batch:
            packing = time.perf_counter() - started
            answer = usage.anchor(ledger, who, batch)
        whole = time.perf_counter() - started
        again = usage.ingest(ledger, who, large)
        assert again["batch"] == answer["batch"], "the same file is the same batch"

        name = bytes.fromhex(answer["batch"][2:])
        started = time.perf_counter()
        with ledger.store.reading() as session:
            judged = judged_batch(session, who.org_id, name, answer["block"])
        judging = time.perf_counter() - started
        assert judged["looked"] == SIZE, "every record is judged"

        started = time.perf_counter()
        for place in random.Random(1).sample(range(SIZE), SAMPLE):
            verify_usage(read_proof(json.dumps(proof_document(usage.prove(ledger, who, name, place)))))
        proving = (time.perf_counter() - started) / SAMPLE * 1_000
        gas = int(ledger.rpc.receipt(bytes.fromhex(answer["tx"][2:])).gas_used)  # type: ignore[union-attr]
    high, low = peak_memory(large), peak_memory(small)
    rate, peer = round(SIZE / packing), round(SIZE / hashing)
    return report(
        "usage",
        [
            Figure("records read, judged and put into the tree", rate, "a second", "SHA-256 of each line", peer,
                   target=round(peer * RATIO_MIN), at_least=True),
            Figure("records ingested, stored and anchored", round(SIZE / whole), "a second"),
            Figure("records read back, their root made and judged", round(SIZE / judging), "a second"),
            Figure("one proof, made, written, read and checked", round(proving, 2), "ms", target=PROOF_MAX),
            Figure("peak memory", high, "MB", f"of {SMALL:,} records", low, target=round(low * GROWTH_MAX, 1)),
            Figure(f"gas of a batch of {SIZE:,}", gas, "gas"),
            Figure("gas a record", gas / SIZE, "gas"),
        ],
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(pack(Path(sys.argv[2])) if sys.argv[1:2] == ["--pack"] else main())
