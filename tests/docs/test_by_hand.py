# SPDX-License-Identifier: Apache-2.0
"""The script of docs/verify-by-hand.md works as printed, on histories that eth_abi worked out."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ledger.content.commitment import commit
from ledger.service.auditing import HISTORY_COLUMNS
from tests.docs.pages import ROOT, text_of

VECTORS: dict[str, Any] = json.loads((ROOT / "tests" / "vectors" / "history.json").read_text(encoding="utf-8"))
PAGE = text_of("docs/verify-by-hand.md")
BLOCK = re.search(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
SUBJECT = 'code.encode().ljust(32, b"\\0")'


def records() -> list[dict[str, Any]]:
    """The acts of the vectors' first subject: a case, whose id stands in place of a code."""
    first = VECTORS["entries"][0]["subject"]
    return [record for record in VECTORS["entries"] if record["subject"] == first]


def run(folder: Path, acts: list[dict[str, Any]]) -> subprocess.CompletedProcess[str]:
    assert BLOCK is not None
    assert SUBJECT in BLOCK[1]
    (folder / "script.py").write_text(BLOCK[1].replace(SUBJECT, "bytes.fromhex(code[2:])"), encoding="utf-8")
    with (folder / "history.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HISTORY_COLUMNS, restval="")
        writer.writeheader()
        for act in acts:
            told = {"payload_hash": act["payloadHash"], "module": act["log"]["address"]}
            writer.writerow({**told, **{name: act[name] for name in ("length", "kind", "actor", "head")}})
    arguments = [str(VECTORS["chainId"]), VECTORS["history"], acts[0]["subject"]]
    command = [sys.executable, "script.py", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def test_the_script_prints_the_word_that_history_holds(tmp_path: Path) -> None:
    acts = records()
    done = run(tmp_path, acts)
    assert (done.returncode, done.stdout.strip()) == (0, acts[-1]["word"]), done.stderr


@pytest.mark.parametrize("spoilt", ["left out", "changed"])
def test_the_script_names_the_act_that_does_not_follow(tmp_path: Path, spoilt: str) -> None:
    acts = records()
    if spoilt == "left out":
        del acts[1]
    else:
        acts[1] = {**acts[1], "payloadHash": acts[0]["payloadHash"]}
    done = run(tmp_path, acts)
    assert done.returncode == 1
    assert "act 2" in done.stderr


def test_the_columns_are_those_of_the_command() -> None:
    assert "`" + ", ".join(HISTORY_COLUMNS) + "`" in PAGE


def test_the_formula_of_a_commitment_is_the_codes() -> None:
    from hashlib import sha256

    salt, tag, text = bytes(range(32)), "ledger/text/1", "限制".encode()
    by_hand = sha256(sha256(tag.encode()).digest() + salt + len(text).to_bytes(8, "big") + text).digest()
    assert commit(salt, tag, text) == by_hand
