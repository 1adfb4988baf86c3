# SPDX-License-Identifier: Apache-2.0
"""A file of usage records, line by line: JSON lines or CSV, in UTF-8, of any length.

For: `service/usage.py`. What a line is worth is said in `domain/usage.py`; here it is found in the file. One line is
held at a time, so that memory does not grow with the file. Not for: the forms of registration (`intake.py`), whose
columns are matched by their Chinese headings and whose encodings are guessed; these files come from programs.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TypeAlias, TypeVar

from ledger.domain.usage import FIELDS, LINE_BYTES_MAX, OPTIONAL, LineRefused, UsageRecord, from_json, from_values
from ledger.errors import Refused

G = TypeVar("G")

Line: TypeAlias = tuple[int, UsageRecord | LineRefused]


def usage_lines(path: Path, now: int) -> Iterator[Line]:
    """Each line that is not empty by its number, with its record or with why it is none."""
    with path.open("rb") as file:
        if _is_json(file):
            yield from _json_lines(file, now)
        else:
            yield from _csv_lines(file, path.name, now)


def _is_json(file: IO[bytes]) -> bool:
    """JSON lines begin with an object, a CSV with its headings."""
    head = file.read(256).removeprefix(b"\xef\xbb\xbf")
    file.seek(0)
    return head.lstrip()[:1] == b"{"


def _json_lines(file: IO[bytes], now: int) -> Iterator[Line]:
    number = 0
    while line := file.readline(LINE_BYTES_MAX + 1):
        number += 1
        if len(line) > LINE_BYTES_MAX:
            _skip(file, line)
            yield number, _too_long()
            continue
        line = line.strip() if number > 1 else line.removeprefix(b"\xef\xbb\xbf").strip()
        if line:
            yield number, _record(from_json, line, now)


def _csv_lines(file: IO[bytes], name: str, now: int) -> Iterator[Line]:
    rows = csv.reader(_texts(file), strict=True)
    try:
        headings = [cell.strip() for cell in next(rows, [])]
        if sorted(heading for heading in headings if heading not in OPTIONAL) != sorted(FIELDS) or _twice(headings):
            raise Refused(
                f"{name} is neither JSON lines nor a CSV with the headings {', '.join(FIELDS)}",
                zh=f"{name} 既不是 JSON lines，也不是含有表头 {'、'.join(FIELDS)} 的 CSV",
                code="USAGE_FILE_UNREADABLE",
            )
        for cells in rows:
            if not cells:
                continue
            if len(cells) != len(headings):
                en, zh = (
                    f"{len(cells)} cells instead of {len(headings)}",
                    f"应有 {len(headings)} 列，实有 {len(cells)} 列",
                )
                yield rows.line_num, LineRefused("USAGE_LINE_MALFORMED", "", en, zh)
                continue
            yield rows.line_num, _record(from_values, dict(zip(headings, cells, strict=True)), now)
    except csv.Error as error:
        raise Refused(
            f"{name} cannot be read as CSV at line {rows.line_num}: {error}",
            zh=f"{name} 第 {rows.line_num} 行无法按 CSV 读取",
            code="USAGE_FILE_UNREADABLE",
        ) from error


def _twice(headings: list[str]) -> bool:
    return len(set(headings)) != len(headings)


def _texts(file: IO[bytes]) -> Iterator[str]:
    """Lines as text. What is no UTF-8 becomes a mark that no field accepts, so that it is refused at its own line."""
    first = True
    while line := file.readline(LINE_BYTES_MAX + 1):
        if len(line) > LINE_BYTES_MAX:
            _skip(file, line)
            line = b"?\n"
        yield (line.removeprefix(b"\xef\xbb\xbf") if first else line).decode("utf-8", "replace")
        first = False


def _skip(file: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(LINE_BYTES_MAX)


def _too_long() -> LineRefused:
    return LineRefused(
        "USAGE_LINE_TOO_LONG", "", f"the line has more than {LINE_BYTES_MAX} bytes", f"该行超过 {LINE_BYTES_MAX} 字节"
    )


def _record(read: Callable[[G, int], UsageRecord], given: G, now: int) -> UsageRecord | LineRefused:
    try:
        return read(given, now)
    except LineRefused as refused:
        return refused
