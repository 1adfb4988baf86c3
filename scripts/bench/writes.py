# SPDX-License-Identifier: Apache-2.0
"""Every write of the contracts, and which of them have a row in the tests of flatness.

    writes()                  "PledgeRegistry.offer" -> its selector, of every function of every ABI that may write
    named_rows()              the rows that tests/contracts/Flat*Gas.t.sol lays out
    findings(rows)            what has neither a row nor a reason, and what has both or is no write

So that nobody can add a write and forget to measure it. Not for: what a row costs (flat.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ledger.domain.keccak import keccak

from .figures import ROOT

ABIS = ROOT / "ledger" / "chain" / "abi"
TESTS = ROOT / "tests" / "contracts"
_ROW = re.compile(r'"(\w+\.\w+)(?: [^"]*)?"')

BY_DESKS = "a desk that the registry trusts calls it: measured as that desk's write"
BY_MODULES = "the modules that are its writers call it: part of every row"
BY_GOVERNANCE = "Governance alone calls it, a few times in a deployment's life: measured as Governance.confirm"
NOBODY_ELSE = "always refused: nobody but the holder that filed has to agree"

WITHOUT_ROW = {
    "CertificateRegistry.issueMany": "RegistrationDesk calls it: part of RegistrationDesk.certify",
    "CertificateRegistry.proceed": BY_DESKS,
    "CertificateRegistry.step": BY_DESKS,
    "CertificateRegistry.transfer": BY_DESKS,
    "CertificateRegistry.change": BY_DESKS,
    "CertificateRegistry.renew": BY_DESKS,
    "CertificateRegistry.cancel": BY_DESKS,
    "CertificateRegistry.revoke": BY_DESKS,
    "CertificateRegistry.countDispute": BY_DESKS,
    "CertificateRegistry.trustDesk": BY_GOVERNANCE,
    "ChangeDesk.agree": NOBODY_ELSE,
    "RenewalDesk.agree": NOBODY_ELSE,
    "FirstEstate.count": "`ledger upgrade` calls it, and it goes over the entries of the certificates that it is given",
    "History.append": BY_MODULES,
    "History.appendEach": BY_MODULES,
    "History.appendMany": BY_MODULES,
    "History.openWriter": BY_GOVERNANCE,
    "History.endWriter": BY_GOVERNANCE,
    "PledgeRegistry.consumeGrantConsent": "AuthorizationRegistry calls it, and it goes over eight pledges at most",
    "PledgeRegistry.follow": "CertificateRegistry calls it, and it goes over eight pledges a right at most",
    "RuleBook.publishCalendar": BY_GOVERNANCE,
    "RuleBook.publishRegime": f"{BY_GOVERNANCE}; there is room for 255",
}
"""Writes that no user sends, each with the reason why it has no row of its own."""


def writes() -> dict[str, str]:
    return {
        f"{artifact['contractName']}.{entry['name']}": _selector(entry)
        for artifact in map(_read, sorted(ABIS.glob("*.json")))
        for entry in artifact.get("abi", ())
        if entry["type"] == "function" and entry["stateMutability"] not in ("view", "pure")
    }


def suites(directory: Path = TESTS) -> list[Path]:
    return sorted(directory.glob("Flat*Gas.t.sol"))


def named_rows(directory: Path = TESTS) -> set[str]:
    return {name for path in suites(directory) for name in _ROW.findall(path.read_text(encoding="utf-8"))}


def findings(rows: Iterable[str]) -> Iterator[str]:
    """`rows` are names of writes, without what sets several rows of one apart."""
    every, measured = set(writes()), set(rows)
    for name in sorted(every - measured - set(WITHOUT_ROW)):
        yield f"{name} is a write, and has no row in tests/contracts/Flat*Gas.t.sol"
    for name in sorted(measured - every):
        yield f"{name} has a row, and is no write of ledger/chain/abi"
    for name in sorted(set(WITHOUT_ROW) - every):
        yield f"{name} is excused in scripts/bench/writes.py, and is no write of ledger/chain/abi"
    for name in sorted(measured & set(WITHOUT_ROW)):
        yield f"{name} is excused in scripts/bench/writes.py, and has a row"


def _read(path: Path) -> dict[str, Any]:
    """A contract's artifact; the file of all interfaces beside them has no `abi`."""
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def _selector(entry: Mapping[str, Any]) -> str:
    return "0x" + keccak(f"{entry['name']}({','.join(map(_type, entry['inputs']))})".encode())[:4].hex()


def _type(argument: Mapping[str, Any]) -> str:
    """A struct is spelled as the tuple of its members, in an array too."""
    kind = str(argument["type"])
    if not kind.startswith("tuple"):
        return kind
    return f"({','.join(map(_type, argument['components']))}){kind.removeprefix('tuple')}"
