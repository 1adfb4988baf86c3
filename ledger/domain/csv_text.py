# SPDX-License-Identifier: Apache-2.0
"""CSV as this ledger writes it, all of it here: a spreadsheet that opens it runs nothing.

A reference, a resource or a name is somebody's own text, and a text that begins with one of `ACTIVE` is a formula to a
spreadsheet, which may fetch or send when the file is opened. Such a text is led by an apostrophe: a spreadsheet takes
that as "this is text", and everybody else sees it. Numbers are numbers. Not for: reading CSV (`forms/delimited.py`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

ACTIVE: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What makes a formula of a text; a spreadsheet set to Chinese takes the full-width signs for the others."""

_CRLF: Final = "\r\n"


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, end: str = "\n") -> str:
    """A heading and a line a row. ValueError for a row that has not as many cells as there are columns."""
    lines = [_line(columns)]
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"{len(row)} cells under {len(columns)} columns")
        lines.append(_line(row))
    return "".join(line + end for line in lines)


def _line(row: Sequence[Any]) -> str:
    """Written as if it ended with both: a writer of lines that end with one of CR and LF lets the other stand bare."""
    made = io.StringIO()
    csv.writer(made, lineterminator=_CRLF).writerow([_cell(value) for value in row])
    return made.getvalue().removesuffix(_CRLF)


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(ACTIVE) else value
