# SPDX-License-Identifier: Apache-2.0
"""A folder as a source of documents. No link is followed, neither when listing nor when a listed file is opened.

Opening walks down from the folder's own handle, one part at a time with O_NOFOLLOW: a part that was swapped for a link
after the listing stops it. The folder named by the operator may itself be a link.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ledger.content.listing import Contents, Limits, SourcePath, is_litter, safe_path, too_much, unsafe
from ledger.errors import Misconfigured, Reason, Refused

_DEEPEST = 32


class FolderBacking:
    def __init__(self, root: Path, limits: Limits) -> None:
        self._limits = limits
        self._on_disk: dict[SourcePath, tuple[str, ...]] = {}
        try:
            self._root = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as error:
            raise Misconfigured(
                f"the folder {root} cannot be read: {error.strerror}",
                code="SOURCE_UNREADABLE",
                zh=f"文件夹 {root} 无法读取：{error.strerror}",
            ) from error

    def contents(self) -> Contents:
        sizes: dict[SourcePath, int] = {}
        rejected: dict[str, Reason] = {}
        for count, (parts, found) in enumerate(self._walk()):
            if count >= self._limits.entries:
                raise too_much(f"more than {self._limits.entries} entries", f"超过 {self._limits.entries} 项")
            self._sort_in(parts, found, sizes, rejected)
        return Contents(sizes, rejected)

    @contextmanager
    def open(self, path: SourcePath) -> Iterator[BinaryIO]:
        try:
            handle = self._descend(self._on_disk[path])
        except OSError as error:
            raise Refused(
                f"{path} can no longer be opened: {error.strerror}",
                zh=f"{path} 已无法打开：{error.strerror}",
                code="DOCUMENT_UNREADABLE",
            ) from error
        with os.fdopen(handle, "rb") as reader:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise Refused(f"{path} is no regular file", zh=f"{path} 不是普通文件", code="DOCUMENT_NOT_A_FILE")
            yield reader

    def close(self) -> None:
        if self._root >= 0:
            os.close(self._root)
            self._root = -1

    def _sort_in(
        self, parts: tuple[str, ...], found: os.stat_result, sizes: dict[SourcePath, int], rejected: dict[str, Reason]
    ) -> None:
        shown = "/".join(_readable(part) for part in parts)
        if is_litter(shown):
            return
        path = safe_path(shown)
        against = _reason_against(shown, found) if path is not None else unsafe(shown)
        if path is not None and path in self._on_disk:
            against = Reason("DOCUMENT_AMBIGUOUS", f"{path} 有多个同名文件", f"several files are called {path}")
            sizes.pop(path, None)
        if against is not None or path is None:
            rejected[path or shown] = against or unsafe(shown)
            return
        self._on_disk[path] = parts
        sizes[path] = found.st_size

    def _walk(self) -> Iterator[tuple[tuple[str, ...], os.stat_result]]:
        """Everything that is not a real folder, in a fixed order; real folders are gone into."""
        waiting: list[tuple[str, ...]] = [()]
        while waiting:
            above = waiting.pop()
            for name, found in self._list(above):
                parts = (*above, name)
                if not stat.S_ISDIR(found.st_mode):
                    yield parts, found
                elif len(parts) > _DEEPEST:
                    raise too_much(f"folders deeper than {_DEEPEST}", f"文件夹层级超过 {_DEEPEST}")
                else:
                    waiting.append(parts)

    def _list(self, folder: tuple[str, ...]) -> list[tuple[str, os.stat_result]]:
        handle = self._descend(folder, os.O_DIRECTORY)
        try:
            names = sorted(os.listdir(handle))
            return [(name, os.stat(name, dir_fd=handle, follow_symlinks=False)) for name in names]
        finally:
            os.close(handle)

    def _descend(self, parts: tuple[str, ...], last: int = 0) -> int:
        handle = os.dup(self._root)
        for index, part in enumerate(parts):
            # O_NONBLOCK: opening a pipe must not wait for somebody to write into it.
            kind = last if index == len(parts) - 1 else os.O_DIRECTORY
            try:
                below = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | kind, dir_fd=handle)
            finally:
                os.close(handle)
            handle = below
        return handle


def _reason_against(shown: str, found: os.stat_result) -> Reason | None:
    if stat.S_ISLNK(found.st_mode):
        return Reason("DOCUMENT_LINK", f"{shown} 是链接，不予跟随", f"{shown} is a link and is not followed")
    if not stat.S_ISREG(found.st_mode):
        return Reason("DOCUMENT_NOT_A_FILE", f"{shown} 不是普通文件", f"{shown} is no regular file")
    return None


def _readable(part: str) -> str:
    """A file name in whatever bytes it was written; unzip tools leave GBK names on UTF-8 disks."""
    raw = os.fsencode(part)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part
