# SPDX-License-Identifier: Apache-2.0
"""Measure what registration costs on chain, beside what others pay for a statement: `make bench-gas`.

One embedded node carries the demo's deployment and the peers' published bytecode. Every figure is the receipt of a real
transaction that the services sent: two persons, accreditation and keys checked, one holder with HOLD, USE and OPERATE,
histories of case and certificate, papers and heads as they are always sent. A verdict is asked for all hundred.

The rows `flat: WRITE` say of every write that a user can send what the hundred thousandth costs beside the second
(`--records N` for another count): nothing may grow with what was written before.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import date

from bench.figures import RESULTS, Figure, report
from bench.flat import flat_figures
from bench.peers import eas_attest, tradetrust_mint
from bench.registry import Registry, demo_registry
from bench.transactions import Cost, Probe

BATCH = 100
FILED, ACCEPTED, NOTICED, CERTIFIED = date(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 3), date(2026, 7, 13)
ALONE_MAX, BATCH_MAX, HOLDER_MAX, LIFE_MAX = 190_000, 105_000, 25_000, 600_000


@dataclass(frozen=True, slots=True)
class Measured:
    """`life` are the acts of one application that was always alone, in their order."""

    life: dict[str, Cost]
    first: Cost
    alone: Cost
    joint: Cost
    batch: Cost
    valid: int


def measure(registry: Registry, probe: Probe) -> Measured:
    hundred = [f"G-{number:04d}" for number in range(1, BATCH + 1)]
    first, alone, joint = "G-FIRST", "G-ALONE", "G-JOINT"
    life: dict[str, Cost] = {}
    registry.walk_to(FILED)
    registry.file([first])
    life["submit"] = probe.cost(registry.file([alone])[0])
    registry.file([joint], joint=True)
    registry.file(hundred)
    registry.walk_to(ACCEPTED)
    life["accept"] = probe.cost(registry.accept([alone]))
    registry.accept([first, joint, *hundred])
    registry.walk_to(NOTICED)
    life["open notice"] = probe.cost(registry.notice([alone]))
    registry.notice([first, joint, *hundred])
    registry.walk_to(CERTIFIED)
    registry.evidence([first, joint, *hundred], CERTIFIED)
    life["evidence"] = probe.cost(registry.evidence([alone], CERTIFIED))
    opening = probe.cost(registry.certify([first]))
    life["certify"] = probe.cost(registry.certify([alone]))
    shared = probe.cost(registry.certify([joint]))
    batch = probe.cost(registry.certify(hundred))
    return Measured(life, opening, life["certify"], shared, batch, registry.valid(hundred))


def figures(measured: Measured, eas: Cost, tradetrust: Cost) -> list[Figure]:
    peer = ("EAS attest, 160 bytes", eas.gas)
    each = round(measured.batch.gas / BATCH)
    holder = measured.joint.gas - measured.alone.gas
    life = sum(cost.gas for cost in measured.life.values())
    found = [
        Figure("certificate alone", measured.alone.gas, "gas", *peer, target=ALONE_MAX),
        Figure("certificate in a batch of 100", each, "gas", *peer, target=BATCH_MAX),
        Figure("a further holder", holder, "gas", target=HOLDER_MAX),
        Figure("whole life of an application", life, "gas", target=LIFE_MAX),
        Figure("certificate alone, first of its month", measured.first.gas, "gas"),
        Figure(
            "certificate alone, beside a title document", measured.alone.gas, "gas", "TradeTrust mint", tradetrust.gas
        ),
    ]
    found += [Figure(f"life: {act}", cost.gas, "gas") for act, cost in measured.life.items()]
    for name, cost, count in (
        ("alone", measured.alone, 1), ("of each of 100", measured.batch, BATCH), ("of EAS attest", eas, 1),
        ("of TradeTrust mint", tradetrust, 1),
    ):  # fmt: skip
        found += [
            Figure(f"logs {name}", cost.logs / count, "logs"),
            Figure(f"slots written {name}", cost.slots / count, "slots"),
            Figure(f"slots written for the first time {name}", cost.fresh / count, "slots"),
            Figure(f"calldata {name}", cost.calldata / count, "bytes"),
        ]
    return [*found, Figure("verdicts VALID of 100", measured.valid, "certificates", target=BATCH, at_least=True)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000, metavar="N", help="how many writes of a kind are many")
    records = parser.parse_args().records
    with demo_registry(RESULTS / "gas-ledger") as registry:
        probe = Probe(registry.stage.ledger.rpc)
        print("peers: their published bytecode on the same node", flush=True)
        eas, tradetrust = eas_attest(probe), tradetrust_mint(probe)
        print(f"cases: {BATCH} and three more, through the services", flush=True)
        measured = measure(registry, probe)
    print(f"flat: every write at 2 and at {records:,}", flush=True)
    return report("gas", [*figures(measured, eas, tradetrust), *flat_figures(records)])


if __name__ == "__main__":
    sys.exit(main())
