# SPDX-License-Identifier: Apache-2.0
"""Bytes whose names a real daemon gave, and the bytes' own recipe (tests/vectors/ipfs)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from ledger.content.cid import Cid

VECTORS = Path(__file__).parents[2] / "vectors" / "ipfs"


@dataclass(frozen=True, slots=True)
class CidVector:
    size: int
    sha256: str
    as_file: Cid
    as_raw_block: Cid | None

    def data(self) -> bytes:
        return sample(self.size)


def sample(size: int) -> bytes:
    """The vectors' bytes: SHA-256 of "ledger" and a counter, laid end to end and cut."""
    blocks = (hashlib.sha256(b"ledger" + n.to_bytes(8, "big")).digest() for n in range(-(-size // 32)))
    return b"".join(blocks)[:size]


def cid_vectors() -> list[CidVector]:
    lines = (VECTORS / "cids.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [CidVector(r["size"], r["sha256"], r["cid_v1_raw_leaves_256k"], r.get("raw_block")) for r in rows]
