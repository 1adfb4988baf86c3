# SPDX-License-Identifier: Apache-2.0
"""Which reader a file needs. The name says it where it can; what the file really is decides."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ledger.forms.delimited import open_delimited
from ledger.forms.grid import Input, existing, refuse
from ledger.forms.json_lines import open_json_lines
from ledger.forms.workbook import open_workbook

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_JSON: Final = frozenset({".jsonl", ".ndjson", ".json"})
_TEXT: Final = frozenset({".csv", ".tsv", ".txt"})


def open_input(path: Path) -> Input:
    """The file as grids; Refused if it is none of XLSX, CSV and JSON lines."""
    with existing(path).open("rb") as file:
        head = file.read(4)
    if not head:
        raise refuse("FILE_EMPTY", f"{path.name} is empty", f"{path.name} 是空文件")
    if head in (_ZIP, _OLE):
        return open_workbook(path)
    if path.suffix.lower() in _JSON:
        return open_json_lines(path)
    if path.suffix.lower() in _TEXT:
        return open_delimited(path)
    raise refuse(
        "FILE_KIND",
        f"{path.name} is neither XLSX nor CSV nor JSON lines",
        f"{path.name} 不是 XLSX、CSV 或 JSON lines 文件",
    )
