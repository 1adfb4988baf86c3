# SPDX-License-Identifier: Apache-2.0
"""Where bytes are kept by their name: the seam, the file store behind it, and the pair "local first, IPFS behind".

Every implementation keeps three promises: `put` gives the CID that `cid.py` computes; `get` returns bytes that hash to
the name asked for or raises, never other bytes; PINNED is said only of what was read again. Not for keys, rights or
database rows; what is confidential arrives here encrypted (`documents.py`).
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from ledger.content.cid import Cid, cid_of, is_cid_of, parse_cid
from ledger.errors import Inconsistent, LedgerError, Misconfigured, NotFound, Unavailable


class PinState(StrEnum):
    """How sure a store is that it will still have the bytes tomorrow."""

    PINNED = "PINNED"  # held, and read again to make sure
    QUEUED = "QUEUED"  # held locally; the further copy is on the backlog
    UNPINNED = "UNPINNED"  # not promised: may be absent, or cleared away at any time


class ContentStore(Protocol):
    """Bytes by their name. `has` and `pin_state` raise Unavailable when they could not tell; that is not "no"."""

    def put(self, data: bytes) -> Cid: ...
    def get(self, cid: Cid) -> bytes: ...
    def has(self, cid: Cid) -> bool: ...
    def pin_state(self, cid: Cid) -> PinState: ...


class FileStore:
    """Files named by their CID under `root`; the embedded default. Safe for several threads and processes at once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / "incoming"
        try:
            self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise _unusable(root, error) from error

    def put(self, data: bytes) -> Cid:
        cid = cid_of(data)
        # An existing file is believed only after reading it: putting the right bytes again heals a damaged copy.
        if self._raw(cid) != data:
            self._write(self._path(cid), data)
        return cid

    def get(self, cid: Cid) -> bytes:
        data = self._raw(parse_cid(cid))
        if data is None:
            raise absent(cid)
        return checked(cid, data)

    def has(self, cid: Cid) -> bool:
        return self._path(parse_cid(cid)).is_file()

    def pin_state(self, cid: Cid) -> PinState:
        data = self._raw(parse_cid(cid))
        return PinState.PINNED if data is not None and is_cid_of(cid, data) else PinState.UNPINNED

    def cids(self) -> Iterator[Cid]:
        """Every name held, in order; for fsck and backup."""
        for path in sorted(self._root.glob("??/b*")):
            yield parse_cid(path.name)

    def sweep(self) -> int:
        """Remove what a killed writer left behind; call at start, while nobody writes. Returns the number removed."""
        left = list(self._incoming.iterdir())
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _path(self, cid: Cid) -> Path:
        # The last letters vary evenly; the first are the same in every CID.
        return self._root / cid[-2:] / cid

    def _raw(self, cid: Cid) -> bytes | None:
        try:
            return self._path(cid).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unreadable(cid, error) from error

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_atomically(path, data, staging=self._incoming)
        except OSError as error:
            raise Unavailable(
                f"the content store cannot write: {error.strerror}",
                code="CONTENT_WRITE",
                zh=f"内容存储无法写入：{error.strerror}",
            ) from error


def write_atomically(path: Path, data: bytes, *, staging: Path | None = None) -> None:
    """The file is there whole and durable, or not at all: temporary file, fsync, rename, fsync of the folder.

    `staging` must lie on the same file system; the default is the file's own folder.
    """
    created = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = (staging or path.parent) / f".{path.name[-24:]}.{secrets.token_hex(8)}"
    try:
        _write_durably(temporary, data)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    if created:
        sync_folder(path.parent.parent)


def _write_durably(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """A rename is durable only once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def checked(cid: Cid, data: bytes) -> bytes:
    """`data`, if it is what `cid` names; nothing is ever served that is not."""
    if not is_cid_of(cid, data):
        found = cid_of(data)
        raise Inconsistent(
            f"the bytes kept as {cid} hash to {found}; they were not served",
            code="CONTENT_MISMATCH",
            zh=f"以 {cid} 保存的内容实际哈希为 {found}，未予提供",
            cid=cid,
            found=found,
            size=len(data),
        )
    return data


def absent(cid: Cid) -> NotFound:
    return NotFound(f"no content {cid}", zh=f"没有内容 {cid}", code="CONTENT_NOT_FOUND", cid=cid)


def _unreadable(cid: Cid, error: OSError) -> LedgerError:
    return Unavailable(
        f"content {cid} cannot be read: {error.strerror}",
        code="CONTENT_READ",
        zh=f"内容 {cid} 无法读取：{error.strerror}",
        cid=cid,
    )


def _unusable(root: Path, error: OSError) -> LedgerError:
    return Misconfigured(
        f"the content folder {root} cannot be used: {error.strerror}",
        code="CONTENT_FOLDER",
        zh=f"内容目录 {root} 不可用：{error.strerror}",
    )
