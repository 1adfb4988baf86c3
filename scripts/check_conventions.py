# SPDX-License-Identifier: Apache-2.0
"""Conventions that no ready-made tool checks: licence lines, names, leaks of the writing machine, pure rooms.

Each finding is one line, `path:line: what`; any finding fails `make check`. Not for: form (ruff), types (mypy), or the
import rule between rooms (import-linter).
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LICENCE = "SPDX-License-Identifier: Apache-2.0"
LICENSED = {".py", ".sol", ".js", ".cjs", ".mjs", ".ts", ".sh"}
LICENSED_NAMES = {"Makefile", "run"}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "core"}
"""Names that say a thing has no room of its own."""
PACKAGES = {"ledger", "api"}
CODE_ROOMS = {"ledger", "api", "scripts", "tests", "contracts"}

# Spelled in pieces, so that this file is not its own first finding.
LEAKS = re.compile("|".join([r"(?<![\w.])/(?:work|root)" + "/", r"\.pyenv" + "/", r"--(?:extra-)?index" + "-url"]))

PURE = {
    "domain": frozenset({"sha3", "eth_hash"}),
    # A verifier stands on keccak, secp256k1 and RLP alone.
    "proofs": frozenset({"sha3", "eth_hash", "coincurve", "rlp"}),
}
"""Rooms without input and output, and the few packages beside the standard library that each may import."""
BENEATH = {"domain": ("ledger.domain", "ledger.errors"), "proofs": ("ledger.proofs", "ledger.domain", "ledger.errors")}
IMPURE = {"asyncio", "ftplib", "http", "multiprocessing", "random", "shutil", "socket", "sqlite3", "ssl", "subprocess"}
IMPURE |= {"tempfile", "threading", "time", "urllib"}


@dataclass(frozen=True, slots=True)
class Finding:
    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


def project_files() -> list[Path]:
    """Every file that belongs to the project, or is about to: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = {Path(name) for name in listed.stdout.decode().split("\0") if name}
    return sorted(path for path in paths if (ROOT / path).is_file())


def is_foreign(path: Path) -> bool:
    """Vendored files keep their own licence lines; vectors are other people's data."""
    return "vendor" in path.parts or path.name.endswith(".min.js") or path.parts[:2] == ("tests", "vectors")


def licence_findings(path: Path, lines: list[str]) -> Iterator[Finding]:
    wanted = path.suffix in LICENSED or path.name in LICENSED_NAMES
    if wanted and not is_foreign(path) and lines and not any(LICENCE in line for line in lines[:3]):
        yield Finding(path, 1, f"lacks the line {LICENCE}")


def name_findings(path: Path) -> Iterator[Finding]:
    if path.parts[0] in CODE_ROOMS and not is_foreign(path):
        for part in (*path.parts[1:-1], path.name.split(".")[0]):
            if part.lower() in NAMELESS:
                yield Finding(path, 1, f"is called {part!r}, which says nothing")


def package_findings(path: Path) -> Iterator[Finding]:
    """Without its __init__.py a room is invisible to import-linter, and is left out of the wheel."""
    packaged = path.parts[0] in PACKAGES and path.suffix == ".py"
    if packaged and not (ROOT / path.parent / "__init__.py").is_file():
        yield Finding(path, 1, f"stands in {path.parent}, which has no __init__.py")


def leak_findings(path: Path, lines: list[str]) -> Iterator[Finding]:
    for number, line in enumerate(lines, start=1):
        if found := LEAKS.search(line):
            yield Finding(path, number, f"names the machine it was written on: {found.group()!r}")
        if path.name == "package-lock.json" and '"resolved"' in line and "http" in line:
            yield Finding(path, number, "names a registry host; npm reads .npmrc, which leaves them out")


def purity_findings(path: Path, text: str) -> Iterator[Finding]:
    room = path.parts[1] if path.parts[0] == "ledger" and len(path.parts) > 2 else ""
    if room not in PURE or path.suffix != ".py":
        return
    for line, module in imported_modules(ast.parse(text)):
        top = module.split(".")[0]
        if top in IMPURE:
            yield Finding(path, line, f"imports {module}; ledger.{room} does no input and output")
        elif top not in sys.stdlib_module_names and top not in PURE[room] and not module.startswith(BENEATH[room]):
            yield Finding(path, line, f"imports {module}; ledger.{room} may not")


def imported_modules(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            # `from ledger import errors` imports ledger.errors.
            inside = node.module == "ledger"
            yield from ((node.lineno, f"ledger.{alias.name}" if inside else node.module) for alias in node.names)


def findings(paths: Iterable[Path]) -> Iterator[Finding]:
    for path in paths:
        yield from name_findings(path)
        yield from package_findings(path)
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        lines = text.splitlines()
        yield from licence_findings(path, lines)
        yield from leak_findings(path, lines)
        yield from purity_findings(path, text)


def main() -> int:
    found = list(findings(project_files()))
    for finding in found:
        print(finding)
    print(f"conventions: {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
