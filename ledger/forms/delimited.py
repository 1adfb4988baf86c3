# SPDX-License-Identifier: Apache-2.0
"""Text files with one row a line: CSV as spreadsheets write it, in the encodings and with the separators they use.

What was taken for encoding and separator is said in `Input.detected`. A file that fits no encoding is refused; nothing
is guessed character by character. Row numbers count records, as a spreadsheet that opens the file shows them.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ledger.errors import Refused
from ledger.forms.grid import Grid, GridRow, Input, refuse
from ledger.forms.headings import known_headings
from ledger.forms.package import COLUMNS_MAX, ROWS_MAX

BYTES_MAX: Final = 256 * 1024 * 1024
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 (BOM)"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16LE (BOM)"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16BE (BOM)"),
)
_SEPARATORS: Final = {",": "逗号 comma", ";": "分号 semicolon", "\t": "制表符 tab"}
_HEAD: Final = 65_536


def open_delimited(path: Path) -> Input:
    """The file as one grid that bears its name."""
    if path.stat().st_size > BYTES_MAX:
        raise refuse("FILE_TOO_LARGE", f"{path.name} is larger than 256 MiB", f"{path.name} 超过 256 MiB")
    encoding, shown = encoding_of(path)
    separator = _separator_of(path, encoding)
    grid = Grid(path.name, lambda: _rows(path, encoding, separator), ragged=True)
    return Input(path, f"CSV, {shown}, {_SEPARATORS[separator]}", (grid,))


def encoding_of(path: Path) -> tuple[str, str]:
    """Python's name of the encoding, and the one to show."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for mark, encoding, shown in _BOMS:
        if head.startswith(mark):
            return _decodes(path, encoding) or _unreadable(path), shown
    candidates = [("utf-8", "UTF-8"), ("gb18030", "GB18030")]
    if b"\0" in head:
        # Without a mark: in UTF-16 every ASCII separator has a zero beside it, before or behind.
        first = "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"
        candidates = [(first, first.upper())]
    for encoding, shown in candidates:
        if _decodes(path, encoding):
            return encoding, shown
    return _unreadable(path), ""


def _decodes(path: Path, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while piece := file.read(1024 * 1024):
                decoder.decode(piece)
        decoder.decode(b"", True)
    except UnicodeError:
        return ""
    return encoding


def _unreadable(path: Path) -> str:
    raise refuse(
        "FILE_ENCODING",
        f"{path.name} is neither UTF-8 nor GB18030 nor UTF-16",
        f"{path.name} 不是 UTF-8、GB18030 或 UTF-16 编码",
    )


def _separator_of(path: Path, encoding: str) -> str:
    """The separator by which the first lines show most headings of the form; a comma if none does."""
    with path.open(encoding=encoding, newline="") as file:
        head = file.read(_HEAD).splitlines()[:20]
    return max(
        _SEPARATORS, key=lambda separator: max((known_headings(_split(line, separator)) for line in head), default=0)
    )


def _split(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return line.split(separator)


def _rows(path: Path, encoding: str, separator: str) -> Iterator[GridRow]:
    number = 0
    try:
        with path.open(encoding=encoding, newline="") as file:
            for number, cells in enumerate(csv.reader(file, delimiter=separator, strict=True), start=1):
                if number > ROWS_MAX or len(cells) > COLUMNS_MAX:
                    raise _too_large(path)
                if any(cells):
                    yield number, [cell or None for cell in cells]
    except csv.Error as error:
        raise refuse(
            "CSV_BROKEN",
            f"{path.name}, row {number + 1}: quotes do not match, or a cell is too long ({error})",
            f"{path.name} 第{number + 1}行：引号不成对，或单元格过长",
        ) from error


def _too_large(path: Path) -> Refused:
    return refuse(
        "FILE_TOO_LARGE",
        f"{path.name} has more than {ROWS_MAX} rows or {COLUMNS_MAX} columns",
        f"{path.name} 超过{ROWS_MAX}行或{COLUMNS_MAX}列",
    )
