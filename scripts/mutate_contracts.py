# SPDX-License-Identifier: Apache-2.0
"""Take one guard after another out of the contracts, and see that a test fails each time: `make mutants`.

Every `require` of contracts/*.sol and its libraries is a mutant of its own, every guard that reverts by a call, and
every weakened comparison that tests/contracts/mutants.json lists. Compiling the contracts once for each would take
hours; so all mutants are compiled into one copy of the tree (build/mutants), each behind a switch:

    require(Mutants.on(17) || (cond), Error())

The switch is the block's coinbase, which the test runner sets and no contract reads. With coinbase 0 the copy behaves
as the original: that is run first, and must pass. A mutant that no test of its module kills is tried on all other files
before it counts as a survivor. Survivors fail, unless argued by place and reason in mutants.json; an argument that is
not needed any more fails too. Gas bounds and invariants that count successes are left out: they measure other things.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hardhat import hardhat

ROOT = Path(__file__).resolve().parent.parent
TREE = ROOT / "build" / "mutants"
LIST = ROOT / "tests" / "contracts" / "mutants.json"
AT_LEAST = 40
SWITCH = """// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// Which guard is out: the block's coinbase says.
library Mutants {
    function on(uint256 number) internal view returns (bool) {
        return uint160(address(block.coinbase)) == number;
    }
}
"""
CONFIG = """import config from "./hardhat.original.js";
const solidity = { ...config.test.solidity, coinbase: process.env.LEDGER_MUTANT };
export default { ...config, test: { ...config.test, solidity } };
"""


@dataclass(frozen=True, slots=True)
class Weakening:
    """An expression and what it is weakened to; `old` stands in its file exactly once. Where the expression is there
    more often, `old` is longer and «marks» it."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Argument:
    """Why no test can kill a mutant."""

    file: str
    guard: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    tests: Mapping[str, tuple[str, ...]]
    """Test files of a module or library, the likeliest killer first."""
    weakened: tuple[Weakening, ...]
    argued: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Mutant:
    number: int
    file: str
    line: int
    guard: str

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(slots=True)
class Verdict:
    mutant: Mutant
    killed_by: str = ""
    tried: list[str] = field(default_factory=list)


def read_plan(text: str) -> Plan:
    shape: dict[str, Any] = json.loads(text)
    arguments = tuple(Argument(**one) for one in shape["argued"])
    for argument in arguments:
        if len(argument.reason.split()) < 4:
            raise SystemExit(f"{argument.guard} in {argument.file}: a reason is a sentence")
    return Plan(
        tests={file: tuple(tests) for file, tests in shape["tests"].items()},
        weakened=tuple(Weakening(**one) for one in shape["weakened"]),
        argued=arguments,
    )


# --- making mutants ---------------------------------------------------------------------------------------------------

_GUARD = re.compile(r"\brequire\(|\b_requireEmpty\(id, |\bif \((?=[^\n]*\) (?:_refuseState\(|revert\b))")


def mutate(file: str, source: str, weakened: Sequence[Weakening], first: int) -> tuple[str, list[Mutant]]:
    """The source with every guard behind its switch, and the mutants, numbered from `first` on."""
    found: list[Mutant] = []
    edits: list[tuple[int, int, str]] = []
    for start, end, is_if in _guards(source):
        number = first + len(found)
        edits.append((start, start, f"{'!' if is_if else ''}Mutants.on({number}) {'&&' if is_if else '||'} ("))
        edits.append((end, end, ")"))
        found.append(Mutant(number, file, _line(source, start), _squeezed(source[start:end])))
    for weakening in weakened:
        before, old, after = _marked(weakening.old)
        context = before + old + after
        if source.count(context) != 1:
            raise SystemExit(f"{file} has {context!r} {source.count(context)} times; once is wanted")
        number, at = first + len(found), source.index(context) + len(before)
        edits.append((at, at + len(old), f"(Mutants.on({number}) ? {weakening.new} : {old})"))
        found.append(Mutant(number, file, _line(source, at), f"{old} -> {weakening.new}"))
    return _imported(file, _edited(source, edits)), found


def _marked(text: str) -> tuple[str, str, str]:
    """What stands before the marked expression, itself, and what stands after it; unmarked, all is the expression."""
    if "«" not in text:
        return "", text, ""
    before, _, rest = text.partition("«")
    old, _, after = rest.partition("»")
    return before, old, after


def _guards(source: str) -> Iterator[tuple[int, int, bool]]:
    """Where the condition of each guard begins and ends, and whether it is an `if`."""
    for match in _GUARD.finditer(source):
        line = source[source.rfind("\n", 0, match.start()) + 1 : match.start()]
        if line.lstrip().startswith(("//", "*")):
            continue
        is_if = match.group().startswith("if")
        yield match.end(), _condition_end(source, match.end(), is_if), is_if


def _condition_end(source: str, start: int, is_if: bool) -> int:
    """The comma, or for an `if` the bracket, that closes the condition."""
    depth = 0
    for place in range(start, len(source)):
        character = source[place]
        if depth == 0 and (character == ")" or (character == "," and not is_if)):
            return place
        depth += (character in "([") - (character in ")]")
    raise SystemExit(f"a guard is not closed: {source[start : start + 60]!r}")


def _edited(source: str, edits: Sequence[tuple[int, int, str]]) -> str:
    for start, end, text in sorted(edits, reverse=True):
        source = source[:start] + text + source[end:]
    return source


def _imported(file: str, source: str) -> str:
    path = "../" * (file.count("/") - 1) or "./"
    return re.sub(r"(pragma solidity [^;]+;\n)", rf'\1import {{Mutants}} from "{path}Mutants.sol";\n', source, count=1)


def _line(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1


def _squeezed(text: str) -> str:
    return " ".join(text.split())


# --- the tree ---------------------------------------------------------------------------------------------------------


def make_tree(plan: Plan) -> list[Mutant]:
    """A copy of contracts and their tests with all mutants in it, and what they are. Compiled code is kept."""
    for name in ("contracts", "tests"):
        shutil.rmtree(TREE / name, ignore_errors=True)
    TREE.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "contracts", TREE / "contracts")
    shutil.copytree(ROOT / "tests" / "contracts", TREE / "tests" / "contracts")
    # What tests read besides: the deployed contracts, and what an earlier release was.
    for read in ("ledger/chain/abi", "tests/vectors"):
        shutil.copytree(ROOT / read, TREE / read, dirs_exist_ok=True)
    shutil.copy(ROOT / "package.json", TREE)
    shutil.copy(ROOT / "hardhat.config.js", TREE / "hardhat.original.js")
    (TREE / "hardhat.config.js").write_text(CONFIG, encoding="utf-8")
    modules = TREE / "node_modules"
    if not modules.is_symlink():
        modules.symlink_to(ROOT / "node_modules")
    mutants = _mutate_all(plan)
    for path in [*(TREE / "contracts").rglob("*.sol"), *(TREE / "tests").rglob("*.sol")]:
        # A guard that asks for its switch reads the block, and so does whoever calls it. Types have no guards, and
        # their operators must be pure.
        if path.parent.name == "types":
            continue
        path.write_text(re.sub(r"\bpure\b", "view", path.read_text(encoding="utf-8")), encoding="utf-8")
    (TREE / "contracts" / "Mutants.sol").write_text(SWITCH, encoding="utf-8")
    return mutants


def _mutate_all(plan: Plan) -> list[Mutant]:
    mutants: list[Mutant] = []
    for path in sorted((ROOT / "contracts").rglob("*.sol")):
        file = path.relative_to(ROOT).as_posix()
        weakened = [one for one in plan.weakened if one.file == file]
        source, found = mutate(file, path.read_text(encoding="utf-8"), weakened, len(mutants) + 1)
        if found:
            (TREE / file).write_text(source, encoding="utf-8")
            mutants += found
    return mutants


def with_mutant(arguments: Sequence[str], mutant: int = 0) -> subprocess.CompletedProcess[str]:
    said = {
        "LEDGER_HARDHAT_BUILD": "build",
        "LEDGER_FUZZ_RUNS": "24",
        "LEDGER_INVARIANT_RUNS": "2",
        "LEDGER_MUTANT": f"0x{mutant:040x}",
        "NO_COLOR": "1",
    }
    return hardhat(arguments, said, tree=TREE, log=subprocess.PIPE)


# --- running ----------------------------------------------------------------------------------------------------------

_COMPILE_ERROR = re.compile(r"^\w*Error: [^\n]*\n(?:[^\n]+\n)*", re.MULTILINE)
_FAILED = re.compile(r"^\s*(?:\d+\)|✖|✘)\s+(?:\w+\.t\.sol:)?(\S[^\n]*)", re.MULTILINE)


def run_tests(files: Sequence[str], mutant: int = 0) -> str:
    """The first failing test, or nothing if all pass. Anything else that goes wrong ends the run."""
    paths = [f"tests/contracts/{file}" for file in files]
    done = with_mutant(["test", "solidity", "--no-compile", *paths], mutant)
    if done.returncode == 0:
        return ""
    failed = _FAILED.search(done.stdout)
    if failed is None:
        raise SystemExit(f"Hardhat failed without a failing test:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return failed.group(1).strip()


def judge(mutant: Mutant, plan: Plan) -> Verdict:
    verdict = Verdict(mutant)
    near = plan.tests[mutant.file]
    far = [file for file in _all_tests(plan) if file not in near]
    for files in (*([file] for file in near), far):
        if verdict.killed_by or not files:
            break
        verdict.tried += files
        killed = run_tests(files, mutant.number)
        verdict.killed_by = f"{files[0] + ': ' if len(files) == 1 else ''}{killed}" if killed else ""
    return verdict


def _all_tests(plan: Plan) -> list[str]:
    return list(dict.fromkeys(file for files in plan.tests.values() for file in files))


def summary(verdicts: Sequence[Verdict], plan: Plan, whole: bool) -> int:
    survivors = [verdict for verdict in verdicts if not verdict.killed_by]
    argued = {(one.file, one.guard) for one in plan.argued}
    places = {(verdict.mutant.file, verdict.mutant.guard) for verdict in survivors}
    open_ones = [one for one in survivors if (one.mutant.file, one.mutant.guard) not in argued]
    stale = sorted(argued - places) if whole else []
    for verdict in open_ones:
        print(f"survives: {verdict.mutant.place}  {verdict.mutant.guard}")
    for file, guard in stale:
        print(f"stale: {guard} in {file} is killed now, or is not there any more")
    killed = len(verdicts) - len(survivors)
    print(f"{len(verdicts)} mutants, {killed} killed, {len(survivors)} survive, {len(open_ones)} of these unargued")
    few = whole and killed < AT_LEAST
    return 1 if open_ones or stale or few else 0


def chosen(mutants: Sequence[Mutant], options: argparse.Namespace) -> list[Mutant]:
    texts: list[str] = options.only
    picked = [one for one in mutants if not texts or any(text in one.place or text in one.guard for text in texts)]
    return picked[:: options.every]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="name the mutants and end")
    parser.add_argument(
        "--only", default=[], action="append", metavar="TEXT",
        help="mutants whose place or guard holds this text; several: any of these",
    )  # fmt: skip
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each N-th of them: a sample")
    options = parser.parse_args(arguments)
    plan = read_plan(LIST.read_text(encoding="utf-8"))
    mutants = make_tree(plan)
    picked = chosen(mutants, options)
    if options.list:
        print("\n".join(f"{one.number:4} {one.place}  {one.guard}" for one in picked))
        return 0
    print(f"{len(picked)} of {len(mutants)} mutants; compiling them all at once", flush=True)
    built = with_mutant(["test", "solidity", *(f"tests/contracts/{file}" for file in _all_tests(plan))])
    if built.returncode != 0:
        wrong = "".join(match.group() for match in _COMPILE_ERROR.finditer(built.stdout + built.stderr))
        raise SystemExit(
            f"without any mutant the tests must pass:\n{wrong or built.stdout[-4000:] + built.stderr[-2000:]}"
        )
    verdicts = []
    for one in picked:
        verdict = judge(one, plan)
        verdicts.append(verdict)
        print(f"{one.number:4} {one.place}  {one.guard}\n       {verdict.killed_by or 'SURVIVES'}", flush=True)
    keep(verdicts)
    return summary(verdicts, plan, whole=len(picked) == len(mutants))


def keep(verdicts: Sequence[Verdict]) -> None:
    rows = [{"place": v.mutant.place, "guard": v.mutant.guard, "killed_by": v.killed_by} for v in verdicts]
    (TREE / "verdicts.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
