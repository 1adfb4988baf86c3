# SPDX-License-Identifier: Apache-2.0
"""The documents that come with a workbook, from a folder or a ZIP that a stranger packed.

A name in a cell is looked up among what is really there; nothing outside is ever opened. Each document is answered with
facts (size, SHA-256, kind by its bytes) or with one coded reason. Not for opening, converting or trusting documents.

Lookup: an exact path; or else, if the cell gives a bare name, the one file of that name in whatever sub-folder (people
zip a folder and not its contents). Names are compared in Unicode's composed form, so that a ZIP from a Mac fits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from ledger.content.archive import ZipBacking
from ledger.content.folder import FolderBacking
from ledger.content.listing import Backing, Limits, SourcePath, bare_name, oversize, quoted, refused, safe_path
from ledger.content.media import HEAD_BYTES, TAIL_BYTES, media_type_of_ends
from ledger.errors import NotFound, Reason, Refused

_PIECE = 262_144


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One document as found. `sha256` is of the plain bytes, hence confidential."""

    path: SourcePath
    size: int
    sha256: bytes = field(repr=False)
    media_type: str


@dataclass(frozen=True, slots=True)
class Use:
    """A cell that names a document: the name as written, and where (sheet, row and column, in the caller's words)."""

    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Facts of the uses that stand, reasons against those that do not (`field` says where), and hints."""

    found: Mapping[Use, DocumentFacts]
    defects: tuple[Reason, ...]
    hints: tuple[Reason, ...]


class DocumentSource:
    """Looks up, measures and reads. Use as a context manager, or close it."""

    def __init__(self, backing: Backing, limits: Limits) -> None:
        self._backing = backing
        self._limits = limits
        self._contents = backing.contents()
        self._by_name = _by_bare_name(self._contents.sizes)
        self._known: dict[SourcePath, DocumentFacts] = {}

    @property
    def rejected(self) -> Mapping[str, Reason]:
        """Everything in the source that will not be opened, asked for or not."""
        return self._contents.rejected

    def names(self) -> tuple[SourcePath, ...]:
        return tuple(sorted(self._contents.sizes))

    def facts(self, name: str) -> DocumentFacts:
        """Facts of the document a cell names; NotFound or Refused with the code of the defect."""
        path = self._lookup(name)
        if path not in self._known:
            self._known[path] = self._measure(path)
        return self._known[path]

    def read(self, name: str) -> bytes:
        """The bytes, checked against the facts: a file swapped after the pre-check is refused."""
        facts = self.facts(name)
        with self._backing.open(facts.path) as reader:
            data = reader.read(self._limits.file_bytes + 1)
        if hashlib.sha256(data).digest() != facts.sha256:
            raise refused(
                "DOCUMENT_CHANGED", f"{facts.path} changed while it was being used", f"{facts.path} 在使用中被改动"
            )
        return data

    def unused(self, uses: Iterable[Use]) -> tuple[SourcePath, ...]:
        """Files that no cell names; often the sign of a typing slip."""
        wanted = {self._resolve(use.name) for use in uses}
        return tuple(path for path in self.names() if path not in wanted)

    def close(self) -> None:
        self._backing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _lookup(self, name: str) -> SourcePath:
        path = safe_path(name)
        if path is None:
            raise refused(
                "DOCUMENT_NAME_UNSAFE",
                f"{quoted(name)} is no name of a file inside the source",
                f"{quoted(name)} 不是来源内的文件名",
            )
        candidates = self._candidates(path)
        if len(candidates) > 1:
            raise refused(
                "DOCUMENT_AMBIGUOUS",
                f"{path} fits several files: {', '.join(candidates[:3])}",
                f"{path} 对应多个文件：{'、'.join(candidates[:3])}",
            )
        if candidates:
            return candidates[0]
        against = self._rejection_of(path)
        if against is not None:
            raise Refused(against.en, zh=against.zh, code=against.code)
        raise NotFound(f"there is no file {path}", zh=f"找不到文件 {path}", code="DOCUMENT_MISSING", name=path)

    def _resolve(self, name: str) -> SourcePath | None:
        path = safe_path(name)
        candidates = () if path is None else self._candidates(path)
        return candidates[0] if len(candidates) == 1 else None

    def _candidates(self, path: SourcePath) -> Sequence[SourcePath]:
        if path in self._contents.sizes:
            return (path,)
        return self._by_name.get(path, ()) if "/" not in path else ()

    def _rejection_of(self, path: SourcePath) -> Reason | None:
        exact = self._contents.rejected.get(path)
        if exact is not None or "/" in path:
            return exact
        return next((r for name, r in self._contents.rejected.items() if bare_name(name) == path), None)

    def _measure(self, path: SourcePath) -> DocumentFacts:
        self._size_fits(path, self._contents.sizes[path])
        hasher, size, head, tail = hashlib.sha256(), 0, b"", b""
        with self._backing.open(path) as reader:
            while piece := reader.read(_PIECE):
                size += len(piece)
                self._size_fits(path, size)  # a declared size is a claim; this is the count
                hasher.update(piece)
                head = head or piece[:HEAD_BYTES]
                tail = (tail + piece)[-TAIL_BYTES:]
        if not size:
            raise refused("DOCUMENT_EMPTY", f"{path} is empty", f"{path} 是空文件")
        return DocumentFacts(path, size, hasher.digest(), media_type_of_ends(head, tail))

    def _size_fits(self, path: SourcePath, size: int) -> None:
        if size > self._limits.file_bytes:
            raise oversize(path, self._limits)


def check_uses(source: DocumentSource, uses: Sequence[Use], accepted: frozenset[str] | None = None) -> Checked:
    """Each use looked up once; a document used twice is a defect of the later use. Order of `uses` is kept.

    `accepted` names the media types taken (none given: all). Two files with the same bytes are a hint only: one
    mandate may well serve two applications.
    """
    found: dict[Use, DocumentFacts] = {}
    defects: list[Reason] = []
    hints: list[Reason] = []
    first_use: dict[SourcePath, Use] = {}
    same_bytes: dict[bytes, SourcePath] = {}
    for use in uses:
        try:
            facts = source.facts(use.name)
            _type_fits(facts, accepted)
            _not_used_before(facts.path, first_use)
        except (NotFound, Refused) as error:
            defects.append(Reason(error.code, error.zh, error.en, use.where))
            continue
        first_use[facts.path] = use
        found[use] = facts
        twin = same_bytes.setdefault(facts.sha256, facts.path)
        if twin != facts.path:
            hints.append(
                Reason(
                    "DOCUMENT_SAME_BYTES",
                    f"{facts.path} 与 {twin} 内容相同",
                    f"{facts.path} has the same bytes as {twin}",
                    use.where,
                )
            )
    return Checked(found, tuple(defects), tuple(hints))


def open_source(path: Path, limits: Limits | None = None) -> DocumentSource:
    """The source at `path`, a folder or a ZIP; refused as a whole if it is neither, or costs too much."""
    chosen = limits or Limits()
    if path.is_dir():
        return DocumentSource(FolderBacking(path, chosen), chosen)
    if path.is_file():
        return DocumentSource(ZipBacking(path, chosen), chosen)
    raise NotFound(f"there is no folder or ZIP {path}", zh=f"找不到文件夹或 ZIP 文件 {path}", code="SOURCE_MISSING")


def _type_fits(facts: DocumentFacts, accepted: frozenset[str] | None) -> None:
    if accepted is not None and facts.media_type not in accepted:
        raise refused(
            "DOCUMENT_TYPE",
            f"{facts.path} is {facts.media_type}, which is not taken",
            f"{facts.path} 的类型为 {facts.media_type}，不予接受",
        )


def _not_used_before(path: SourcePath, first_use: Mapping[SourcePath, Use]) -> None:
    if path in first_use:
        where = first_use[path].where
        raise refused("DOCUMENT_USED_TWICE", f"{path} is used at {where} already", f"{path} 已用于 {where}")


def _by_bare_name(paths: Iterable[SourcePath]) -> Mapping[str, tuple[SourcePath, ...]]:
    names: dict[str, tuple[SourcePath, ...]] = {}
    for path in sorted(paths):
        names[bare_name(path)] = (*names.get(bare_name(path), ()), path)
    return names
