# SPDX-License-Identifier: Apache-2.0
"""Run slither over the contracts; what it finds of high or medium impact fails unless contracts/slither-argued.json
argues it.

An argument names the detector, the place (`Contract.function(types)` or `Contract.variable`; `Contract.*` for a whole
contract, `*` where a detector's premise holds nowhere) and the reason. One that no finding needs any more fails too, so
that the list never grows stale. slither is a separate program in a virtual
environment of its own (build/slither): its licence and its dependencies are not ours.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hardhat import hardhat, with_node

ROOT = Path(__file__).resolve().parent.parent
SLITHER = ROOT / "build" / "slither" / "venv" / "bin" / "slither"
BUILD = "build/slither/hardhat"
ARGUED = ROOT / "contracts" / "slither-argued.json"
GRAVE = ("High", "Medium")


@dataclass(frozen=True, slots=True)
class Finding:
    detector: str
    impact: str
    place: str
    description: str


@dataclass(frozen=True, slots=True)
class Argument:
    detector: str
    place: str
    reason: str

    def answers(self, finding: Finding) -> bool:
        if self.detector != finding.detector:
            return False
        if self.place.endswith("*"):
            return finding.place.startswith(self.place[:-1])
        return finding.place == self.place


@dataclass(frozen=True, slots=True)
class Judged:
    open: tuple[Finding, ...]
    stale: tuple[Argument, ...]


def judge(findings: Sequence[Finding], arguments: Sequence[Argument]) -> Judged:
    grave = [finding for finding in findings if finding.impact in GRAVE]
    return Judged(
        open=tuple(one for one in grave if not any(argument.answers(one) for argument in arguments)),
        stale=tuple(argument for argument in arguments if not any(argument.answers(one) for one in grave)),
    )


def read_findings(report: Mapping[str, Any]) -> list[Finding]:
    if not report.get("success"):
        raise SystemExit(f"slither failed: {report.get('error')}")
    return [
        Finding(found["check"], found["impact"], place_of(found["elements"]), found["description"].strip())
        for found in report["results"].get("detectors", [])
    ]


def place_of(elements: Sequence[Mapping[str, Any]]) -> str:
    """Where the first element stands, by names alone: lines move with every edit."""
    if not elements:
        return ""
    element = elements[0]
    parent = element.get("type_specific_fields", {}).get("parent")
    match element["type"]:
        case "contract":
            return str(element["name"])
        case "function" | "event":
            return f"{parent['name']}.{element['type_specific_fields']['signature']}" if parent else element["name"]
        case "variable" | "node" if parent is not None and parent["type"] != "contract":
            return place_of([parent])
        case _:
            return f"{parent['name']}.{element['name']}" if parent else str(element["name"])


def read_arguments(text: str) -> list[Argument]:
    arguments = [Argument(**one) for one in json.loads(text)]
    for argument in arguments:
        if len(argument.reason.split()) < 4:
            raise SystemExit(f"{argument.detector} at {argument.place}: a reason is a sentence")
    return arguments


def run_slither() -> Mapping[str, Any]:
    said = {"LEDGER_HARDHAT_BUILD": BUILD}
    built = hardhat(["build", "--build-profile", "together", "--no-tests", "--force"], said, log=subprocess.PIPE)
    if built.returncode != 0:
        raise SystemExit(f"Hardhat does not compile the contracts:\n{built.stdout}{built.stderr}")
    command = [str(SLITHER), ".", "--ignore-compile", "--hardhat-artifacts-directory", f"{BUILD}/artifacts"]
    command += ["--filter-paths", "node_modules", "--json", "-"]
    done = subprocess.run(command, cwd=ROOT, env=with_node(said), capture_output=True, text=True, check=False)
    try:
        return dict(json.loads(done.stdout))
    except ValueError:
        raise SystemExit(f"slither gave no report:\n{done.stderr[-2000:]}") from None


def main() -> int:
    if not any((ROOT / "contracts").glob("*.sol")):
        print("contracts/ holds no deployable contract yet")
        return 0
    findings = read_findings(run_slither())
    arguments = read_arguments(ARGUED.read_text(encoding="utf-8")) if ARGUED.is_file() else []
    judged = judge(findings, arguments)
    for finding in judged.open:
        print(f"{finding.impact} {finding.detector} at {finding.place}\n    {finding.description}")
    for argument in judged.stale:
        print(f"stale: no finding {argument.detector} at {argument.place} any more")
    grave = sum(finding.impact in GRAVE for finding in findings)
    print(f"slither: {len(findings)} findings, {grave} high or medium, {len(judged.open)} of these unargued")
    return 1 if judged.open or judged.stale else 0


if __name__ == "__main__":
    sys.exit(main())
