# SPDX-License-Identifier: Apache-2.0
"""The embedded node's journal: each block's signed transactions and time, one line a block, on disk before the block
counts as final.

Why beside snapshots: a snapshot costs time in proportion to the whole chain (a second at some 3,500 certificates), a
line costs one fsync. Blocks made again from the same transactions and times have the same hashes, which is checked; so
a snapshot and the lines after it are the chain, and a damaged snapshot loses nothing that was acknowledged.
Not for: starting the node (`node.py`).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger.chain.snapshots import replace_file
from ledger.errors import Inconsistent

_SEAL = 16
"""Hex digits of SHA-256 before each line: enough against tearing and rot; forgery is met by the block hashes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One block, in the form from which it can be made again."""

    number: int
    hash: bytes
    timestamp: int
    raws: tuple[bytes, ...]


class Journal:
    """An append-only file. One writer, guarded by the node directory's lock."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.touch(mode=0o600, exist_ok=True)
        self._file = path.open("ab", buffering=0)

    def append(self, entries: Sequence[Entry]) -> None:
        """On disk when this returns. After a failure (a full disk) the file is as it was before."""
        if not entries:
            return
        size = os.fstat(self._file.fileno()).st_size
        try:
            self._write(b"".join(map(_line, entries)))
            os.fsync(self._file.fileno())
        except OSError:
            # Half a line would spoil the next one.
            os.ftruncate(self._file.fileno(), size)
            raise

    def _write(self, content: bytes) -> None:
        view = memoryview(content)
        while view:
            view = view[self._file.write(view) or 0 :]

    def close(self) -> None:
        self._file.close()


def read(path: Path) -> list[Entry | None]:
    """Line `n - 1` is block `n`; None where a line is damaged. A torn last line was not acknowledged: it is cut off."""
    if not path.exists():
        return []
    lines = path.read_bytes().splitlines(keepends=True)
    parsed = [_parse(line, number) for number, line in enumerate(lines, start=1)]
    if parsed and parsed[-1] is None:
        os.truncate(path, sum(map(len, lines[:-1])))
        parsed.pop()
    return parsed


def after(lines: Sequence[Entry | None], covered: int) -> list[Entry]:
    """The blocks after `covered`. A damaged line there is a lost acknowledged block: that is said, not passed over."""
    lost = [number for number, entry in enumerate(lines, start=1) if entry is None and number > covered]
    if lost:
        raise Inconsistent(
            f"the journal's lines of blocks {lost[:5]} are damaged, and no whole snapshot holds these blocks",
            zh=f"日志中区块 {lost[:5]} 的记录已损坏，且没有完整快照包含它们",
            code="NODE_JOURNAL_BROKEN",
            blocks=lost,
        )
    return [entry for entry in lines[covered:] if entry is not None]


def rewrite(path: Path, entries: Sequence[Entry]) -> None:
    """The whole journal anew: after damage in lines that a snapshot covers."""
    replace_file(path, b"".join(map(_line, entries)), sync=True)


def _line(entry: Entry) -> bytes:
    body = json.dumps(
        {
            "number": entry.number,
            "hash": entry.hash.hex(),
            "timestamp": entry.timestamp,
            "transactions": [raw.hex() for raw in entry.raws],
        },
        separators=(",", ":"),
    ).encode()
    return _seal(body) + b" " + body + b"\n"


def _seal(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:_SEAL].encode()


def _parse(line: bytes, number: int) -> Entry | None:
    seal, _, body = line.rstrip(b"\n").partition(b" ")
    if not line.endswith(b"\n") or _seal(body) != seal:
        return None
    value = json.loads(body)
    raws = tuple(bytes.fromhex(raw) for raw in value["transactions"])
    entry = Entry(value["number"], bytes.fromhex(value["hash"]), value["timestamp"], raws)
    return entry if entry.number == number else None
