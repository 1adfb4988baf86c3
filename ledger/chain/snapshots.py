# SPDX-License-Identifier: Apache-2.0
"""The embedded node's files: whole snapshots of its state in two generations, and the mark of what is durable.

For: writing so that a kill at any instruction leaves the old or the new; telling a whole snapshot from a torn one; and
`snapshot_height`, which is the embedded network's rule of finality. Not for: the node itself (`node.py`).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ledger.chain.finality import Durable
from ledger.errors import Unavailable

GENERATIONS = 2
_MARK = "durable.json"
_SUFFIX = ".snapshot"


@dataclass(frozen=True, slots=True)
class SnapshotFile:
    """A snapshot whose checksum was found right. `path` is its file; the state begins at byte `offset`."""

    number: int
    hash: bytes
    path: Path
    offset: int

    def unpack(self, into: Path) -> None:
        """The state as the plain JSON that the node loads."""
        with self.path.open("rb") as packed:
            packed.seek(self.offset)
            with gzip.open(packed, "rb") as state, into.open("wb") as plain:
                shutil.copyfileobj(state, plain, 1 << 20)


def snapshot_height(directory: Path) -> Durable:
    """The newest block that this node directory will still hold after any kill: the final height."""
    try:
        value = json.loads((directory / _MARK).read_text())
        return Durable(int(value["number"]), bytes.fromhex(value["hash"]))
    except (FileNotFoundError, ValueError, KeyError) as error:
        raise Unavailable(
            "the embedded node has not said yet what it holds", zh="内置节点尚未给出其已保存的高度", code="NODE_NO_MARK"
        ) from error


def write_mark(directory: Path, durable: Durable) -> None:
    """Not fsynced: the journal is. A mark lost in a power cut is made again from it at the next start."""
    text = json.dumps({"number": durable.number, "hash": durable.hash.hex()})
    replace_file(directory / _MARK, text.encode(), sync=False)


def save(directory: Path, number: int, block_hash: bytes, state: bytes) -> SnapshotFile:
    """Write the gzipped state of a block as the newest generation; the third oldest goes."""
    head = {"number": number, "hash": block_hash.hex(), "size": len(state), "sha256": hashlib.sha256(state).hexdigest()}
    line = json.dumps(head).encode() + b"\n"
    path = directory / f"{number:012d}{_SUFFIX}"
    replace_file(path, line + state, sync=True)
    for old in _files(directory)[GENERATIONS:]:
        old.unlink(missing_ok=True)
    return SnapshotFile(number, block_hash, path, len(line))


def whole_snapshots(directory: Path) -> list[SnapshotFile]:
    """Those with the right checksum, newest first."""
    return [found for found in map(_check, _files(directory)) if found is not None]


def replace_file(path: Path, content: bytes, *, sync: bool) -> None:
    """All of the content or none of it, under this name, readable by the owner alone."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    if sync:
        sync_directory(path.parent)


def sync_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _files(directory: Path) -> list[Path]:
    return sorted(directory.glob(f"[0-9]*{_SUFFIX}"), reverse=True)


def _check(path: Path) -> SnapshotFile | None:
    with path.open("rb") as file:
        line = file.readline(1 << 12)
        try:
            head = json.loads(line)
            number, block_hash, expected = int(head["number"]), bytes.fromhex(head["hash"]), head["sha256"]
        except (ValueError, KeyError, TypeError):
            return None
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return SnapshotFile(number, block_hash, path, len(line)) if digest == expected else None
