# SPDX-License-Identifier: Apache-2.0
"""What a folder and a ZIP have in common as sources of documents: paths, limits, and the seam between them.

The rules about names live here once, so that no backing is softer than the other. Looking up and measuring documents
is `sources.py`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO, NewType, Protocol

from ledger.errors import Reason, Refused

SourcePath = NewType("SourcePath", str)
"""A relative path inside a source: composed Unicode, `/` between parts, no `..`, never absolute."""

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Limits:
    """What a source may cost. Sizes in bytes; `ratio` is unpacked to packed, looked at from one MiB up."""

    file_bytes: int = 50 * 1024 * 1024
    total_bytes: int = 4 * 1024 * 1024 * 1024
    entries: int = 20_000
    ratio: int = 200


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backing found: files with their sizes, and the names it will not open, each with its reason."""

    sizes: Mapping[SourcePath, int]
    rejected: Mapping[str, Reason]


class Backing(Protocol):
    """A folder or a ZIP behind a source. `open` is asked for listed paths only and refuses what changed since."""

    def contents(self) -> Contents: ...
    def open(self, path: SourcePath) -> AbstractContextManager[BinaryIO]: ...
    def close(self) -> None: ...


def safe_path(name: str) -> SourcePath | None:
    """The path a name means inside a source, or None if it means something outside or is no name at all."""
    composed = unicodedata.normalize("NFC", name.strip()).replace("\\", "/")
    if not composed or len(composed) > _LONGEST or composed.startswith("/") or _has_drive(composed):
        return None
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in composed):
        return None  # controls, direction marks, zero-width characters, halves of characters: two names look like one
    parts = [part for part in composed.split("/") if part not in ("", ".")]
    return SourcePath("/".join(parts)) if parts and ".." not in parts else None


def bare_name(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def unsafe(name: str) -> Reason:
    return Reason(
        "DOCUMENT_NAME_UNSAFE",
        f"{quoted(name)} 指向来源之外或含非法字符",
        f"{quoted(name)} points outside the source or holds forbidden characters",
    )


def oversize(path: str, limits: Limits) -> Refused:
    limit = limits.file_bytes // (1024 * 1024)
    return refused("DOCUMENT_TOO_LARGE", f"{path} is larger than {limit} MiB", f"{path} 超过 {limit} MiB")


def too_much(en: str, zh: str) -> Refused:
    return refused("SOURCE_TOO_LARGE", f"the source of documents has {en}", f"材料来源{zh}")


def is_litter(path: str) -> bool:
    """What operating systems leave in folders and archives; neither a document nor a defect."""
    return path.startswith("__MACOSX/") or bare_name(path) in (".DS_Store", "Thumbs.db", "desktop.ini")


def _has_drive(name: str) -> bool:
    return len(name) > 1 and name[1] == ":" and name[0].isascii() and name[0].isalpha()


def quoted(name: str) -> str:
    return ascii(name) if len(name) <= 80 else ascii(name[:80]) + "..."


def refused(code: str, en: str, zh: str) -> Refused:
    return Refused(en, zh=zh, code=code)
