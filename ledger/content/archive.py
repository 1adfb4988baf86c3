# SPDX-License-Identifier: Apache-2.0
"""A ZIP as a source of documents; nothing in it is unpacked to disk.

Guards, in this order: the directory's size before it is read (a list of millions would fill the memory), the number of
entries, the unpacked total, overlapping entries (many names on one compressed block), then each entry by itself: name,
link, encryption, method, size, ratio. While an entry is read, its bytes are counted, whatever its header claims.
"""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from ledger.content.listing import (
    Contents,
    Limits,
    SourcePath,
    is_litter,
    oversize,
    safe_path,
    too_much,
    unsafe,
)
from ledger.errors import Reason, Refused

_END, _END_BYTES = b"PK\x05\x06", 22
_LOCATOR, _LOCATOR_BYTES = b"PK\x06\x07", 20
_END_64_BYTES = 56
_COMMENT_BYTES = 65_535
_DIRECTORY_BYTES_PER_ENTRY = 512  # 46 of header, and a generous name with its extra fields
_RATIO_FROM = 1024 * 1024
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_UNICODE_PATH = 0x7075
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    OSError,
    struct.error,
    ValueError,
    OverflowError,
)


class ZipBacking:
    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits = limits
        self._infos: dict[SourcePath, zipfile.ZipInfo] = {}
        _directory_fits(path, limits)
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise _no_zip(path) from error

    def contents(self) -> Contents:
        infos = self._zip.infolist()
        _whole_fits(infos, self._limits)
        sizes: dict[SourcePath, int] = {}
        rejected: dict[str, Reason] = {}
        for info in infos:
            self._sort_in(info, sizes, rejected)
        return Contents(sizes, rejected)

    @contextmanager
    def open(self, path: SourcePath) -> Iterator[BinaryIO]:
        try:
            with self._zip.open(self._infos[path]) as reader:
                yield cast(BinaryIO, _Guarded(cast(BinaryIO, reader), path))
        except _BROKEN as error:
            raise _damaged(path) from error

    def close(self) -> None:
        self._zip.close()

    def _sort_in(self, info: zipfile.ZipInfo, sizes: dict[SourcePath, int], rejected: dict[str, Reason]) -> None:
        name = entry_name(info)
        if name.endswith(("/", "\\")) or is_litter(name):
            return
        path = safe_path(name)
        if path is None:
            rejected[name] = unsafe(name)
            return
        against = self._reason_against(path, info)
        if path in self._infos or path in rejected:
            # Which of the two was meant? A reader that takes the first and one that takes the last would disagree.
            against = Reason(
                "DOCUMENT_AMBIGUOUS", f"压缩包内有多个 {path}", f"the archive holds several files called {path}"
            )
            self._infos.pop(path, None)
            sizes.pop(path, None)
        if against is not None:
            rejected[path] = against
            return
        self._infos[path] = info
        sizes[path] = info.file_size

    def _reason_against(self, path: SourcePath, info: zipfile.ZipInfo) -> Reason | None:
        mode = info.external_attr >> 16
        if stat.S_ISLNK(mode):
            return Reason("DOCUMENT_LINK", f"{path} 是链接，不予跟随", f"{path} is a link and is not followed")
        if info.flag_bits & _ENCRYPTED_FLAG:
            return Reason(
                "DOCUMENT_ENCRYPTED", f"{path} 已加密，请去除密码后重新提交", f"{path} is locked by a password"
            )
        if info.compress_type not in _METHODS:
            return Reason("DOCUMENT_UNREADABLE", f"{path} 的压缩方式不受支持", f"{path} is packed by an unusual method")
        if info.file_size > self._limits.file_bytes:
            refusal = oversize(path, self._limits)
            return Reason(refusal.code, refusal.zh, refusal.en)
        if info.file_size > _RATIO_FROM and info.file_size > self._limits.ratio * max(info.compress_size, 1):
            return Reason("DOCUMENT_BOMB", f"{path} 的压缩比异常", f"{path} unpacks to implausibly much")
        return None


def entry_name(info: zipfile.ZipInfo) -> str:
    """The entry's name in the encoding it was written in: declared UTF-8, Unicode extra field, UTF-8, GB18030."""
    if info.flag_bits & _UTF8_FLAG:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    for candidate, encoding in ((_unicode_path(info, raw), "utf-8"), (raw, "utf-8"), (raw, "gb18030")):
        try:
            if candidate is not None:
                return candidate.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


class _Guarded(io.RawIOBase):
    """Turns what a broken archive makes the library raise, at any read, into our refusal."""

    def __init__(self, reader: BinaryIO, path: SourcePath) -> None:
        super().__init__()
        self._reader = reader
        self._path = path

    def read(self, size: int = -1) -> bytes:
        try:
            return self._reader.read(size)
        except _BROKEN as error:
            raise _damaged(self._path) from error


def _unicode_path(info: zipfile.ZipInfo, raw: bytes) -> bytes | None:
    """Info-ZIP's extra field: version, CRC of the plain name (it must fit), UTF-8 name."""
    extra = info.extra
    while len(extra) >= 4:
        tag, size = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if tag == _UNICODE_PATH and len(body) > 5 and struct.unpack_from("<I", body, 1)[0] == zlib.crc32(raw):
            return body[5:]
    return None


def _whole_fits(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.entries:
        raise too_much(f"more than {limits.entries} entries", f"超过 {limits.entries} 项")
    if sum(info.file_size for info in infos) > limits.total_bytes:
        raise too_much(f"more than {limits.total_bytes} bytes unpacked", f"解压后超过 {limits.total_bytes} 字节")
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise Refused(
                "entries of the archive overlap: it unpacks to more than it holds",
                code="SOURCE_BOMB",
                zh="压缩包内条目重叠，疑为压缩炸弹",
            )
        end = info.header_offset + info.compress_size


def _directory_fits(path: Path, limits: Limits) -> None:
    try:
        size = _directory_bytes(path)
    except OSError as error:
        raise _no_zip(path) from error
    if size is None:
        raise _no_zip(path)
    if size > limits.entries * _DIRECTORY_BYTES_PER_ENTRY:
        raise too_much(f"a list of {size} bytes", f"目录达 {size} 字节")


def _directory_bytes(path: Path) -> int | None:
    """What the archive's end record says its directory takes; the library would read that much at once."""
    with path.open("rb") as file:
        length = file.seek(0, io.SEEK_END)
        file.seek(max(0, length - _END_BYTES - _COMMENT_BYTES - _LOCATOR_BYTES - _END_64_BYTES))
        tail = file.read()
    # As the library looks for it: at the very end, and if it is not there, behind the last signature.
    at = len(tail) - _END_BYTES
    if at < 0 or not (tail.startswith(_END, at) and tail.endswith(b"\x00\x00")):
        at = tail.rfind(_END)
    if at < 0 or at + _END_BYTES > len(tail):
        return None
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    locator = at - _LOCATOR_BYTES
    if locator >= _END_64_BYTES and tail.startswith(_LOCATOR, locator):
        size = max(size, int.from_bytes(tail[locator - _END_64_BYTES + 40 : locator - _END_64_BYTES + 48], "little"))
    return size


def _no_zip(path: Path) -> Refused:
    return Refused(
        f"{path.name} is no readable ZIP archive", zh=f"{path.name} 不是可读取的 ZIP 压缩包", code="SOURCE_UNREADABLE"
    )


def _damaged(path: SourcePath) -> Refused:
    return Refused(f"{path} is damaged inside the archive", zh=f"压缩包内的 {path} 已损坏", code="DOCUMENT_UNREADABLE")
