# SPDX-License-Identifier: Apache-2.0
"""A sample's bytes as headings and rows, if it is a table: CSV in its encodings, JSON lines, a workbook's first sheet.

What is no table (a picture, a PDF, a text) gives None: it is compared by its digest alone. A sample comes from a
stranger: whatever it holds, reading it ends in a table or in None, within bounds of bytes and rows.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl import load_workbook

from ledger.domain.similarity import ROWS_READ

BYTES_MAX: Final = 16 * 1024 * 1024
_ENCODINGS: Final = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class SampleTable:
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sample_table(name: str, data: bytes) -> SampleTable | None:
    """The table in a sample; None where there is none that can be read."""
    if not data or len(data) > BYTES_MAX:
        return None
    try:
        if data[:4] == b"PK\x03\x04":
            return _workbook(data)
        text = _text(data)
        if text is None:
            return None
        return _json_lines(text) if text.lstrip()[:1] == "{" else _delimited(text)
    except (ValueError, KeyError, TypeError, csv.Error, zipfile.BadZipFile, OSError, EOFError, RecursionError):
        return None


def _text(data: bytes) -> str | None:
    if b"\0" in data[:4096]:
        return None
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _delimited(text: str) -> SampleTable | None:
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    if separator not in first:
        return None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return _table(tuple(row) for row in rows if row)


def _json_lines(text: str) -> SampleTable | None:
    headings: dict[str, None] = {}
    read: list[dict[str, object]] = []
    for line in text.splitlines()[:ROWS_READ]:
        if line.strip():
            row = json.loads(line)
            if not isinstance(row, dict):
                return None
            headings |= dict.fromkeys(row)
            read.append(row)
    rows = [tuple(_cell(row.get(heading)) for heading in headings) for row in read]
    return SampleTable(tuple(headings), tuple(rows)) if rows and headings else None


def _workbook(data: bytes) -> SampleTable | None:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        return _table(tuple(_cell(cell) for cell in row) for row in sheet.iter_rows(values_only=True) if any(row))
    finally:
        book.close()


def _table(rows: Iterator[Sequence[str]]) -> SampleTable | None:
    headings = next(rows, None)
    if headings is None:
        return None
    read = tuple(tuple(row) for _, row in zip(range(ROWS_READ), rows, strict=False))
    return SampleTable(tuple(headings), read) if read else None


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value)
