# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest

from scripts import check_conventions as conventions


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(conventions, "ROOT", tmp_path)
    return tmp_path


def found_in(root: Path, name: str, text: str) -> list[str]:
    path = Path(name)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    if path.parts[0] in conventions.PACKAGES:
        (root / path.parent / "__init__.py").touch()
    (root / path).write_text(text, encoding="utf-8")
    return [finding.what for finding in conventions.findings([path])]


LICENSED = f"# {conventions.LICENCE}\n"

REFUSED = {
    "no licence line": ("ledger/store/rows.py", "import os\n", "lacks the line"),
    "a contract without licence line": ("contracts/Desk.sol", "pragma solidity 0.8.37;\n", "lacks the line"),
    "a file called utils": ("ledger/store/utils.py", LICENSED, "says nothing"),
    "a folder called common": ("api/common/page.py", LICENSED, "says nothing"),
    "a path of the writing machine": ("docs/a.md", "see /ro" + "ot/notes\n", "machine it was written on"),
    "an index address": ("docs/a.md", "pip install --index" + "-url x\n", "machine it was written on"),
    "a registry host in the lock": ("package-lock.json", '"resolved": "http://h/a.tgz"\n', "registry host"),
    "a socket in the domain": ("ledger/domain/a.py", LICENSED + "import socket\n", "no input and output"),
    "a clock in the proofs": ("ledger/proofs/a.py", LICENSED + "from time import time\n", "no input and output"),
    "a framework in the domain": ("ledger/domain/a.py", LICENSED + "import pydantic\n", "ledger.domain may not"),
    "a room above in the proofs": ("ledger/proofs/a.py", LICENSED + "from ledger.chain import b\n", "may not"),
    "a room above, by its parent": ("ledger/domain/a.py", LICENSED + "from ledger import chain\n", "may not"),
}

ALLOWED = {
    "keccak in the domain": ("ledger/domain/a.py", LICENSED + "import sha3\nfrom ledger import errors\n"),
    "secp256k1 in the proofs": ("ledger/proofs/a.py", LICENSED + "import coincurve\nfrom ledger.domain.ids import B\n"),
    "a vendored script": ("api/static/vendor/htmx.js", "/* MIT */\n"),
    "a word that merely holds another": ("ledger/domain/score.py", LICENSED),
    "an empty file": ("ledger/chain/__init__.py", ""),
}


@pytest.mark.parametrize(("name", "text", "what"), REFUSED.values(), ids=REFUSED.keys())
def test_a_breach_is_found(root: Path, name: str, text: str, what: str) -> None:
    (finding,) = found_in(root, name, text)
    assert what in finding


@pytest.mark.parametrize(("name", "text"), ALLOWED.values(), ids=ALLOWED.keys())
def test_what_is_allowed_is_left_alone(root: Path, name: str, text: str) -> None:
    assert found_in(root, name, text) == []


def test_a_room_without_init_is_found(root: Path) -> None:
    (root / "ledger").mkdir()
    (root / "ledger" / "fold.py").write_text(LICENSED, encoding="utf-8")
    (finding,) = conventions.findings([Path("ledger/fold.py")])
    assert "no __init__.py" in finding.what
