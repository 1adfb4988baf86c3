# SPDX-License-Identifier: Apache-2.0
"""JSON lines: one object a line, its names the form's headings or column keys. Row numbers are line numbers.

What JSON allows and a form does not (the same name twice, lists, objects, NaN) is reported at its line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ledger.domain.cells import CellValue
from ledger.forms.delimited import BYTES_MAX
from ledger.forms.grid import CellRef, Fault, Grid, GridRow, Input, refuse
from ledger.forms.package import COLUMNS_MAX, ROWS_MAX

LINE_BYTES_MAX: Final = 1024 * 1024


class _Doubled(ValueError):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(slots=True)
class _Seen:
    headings: dict[str, int] = field(default_factory=dict)
    row_faults: dict[int, Fault] = field(default_factory=dict)
    cell_faults: dict[CellRef, Fault] = field(default_factory=dict)


def open_json_lines(path: Path) -> Input:
    """The file as one grid; read once for its names, and again for its rows."""
    if path.stat().st_size > BYTES_MAX:
        raise refuse("FILE_TOO_LARGE", f"{path.name} is larger than 256 MiB", f"{path.name} 超过 256 MiB")
    seen = _Seen()
    for number, line in _lines(path):
        _look(number, line, seen)
    places = dict(seen.headings)
    grid = Grid(
        path.name,
        lambda: _rows(path, places),
        headings=tuple(places),
        cell_faults=seen.cell_faults,
        row_faults=seen.row_faults,
    )
    return Input(path, "JSON lines, UTF-8", (grid,))


def objects(path: Path) -> Iterator[tuple[int, dict[str, Any] | Fault]]:
    """Each line's number with its object, or with what is wrong with it."""
    for number, line in _lines(path):
        yield number, _parsed(line)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        for number in range(1, ROWS_MAX + 2):
            line = file.readline(LINE_BYTES_MAX + 1)
            if not line:
                return
            if len(line) > LINE_BYTES_MAX or number > ROWS_MAX:
                raise refuse(
                    "FILE_TOO_LARGE",
                    f"{path.name}, line {number}: at most {ROWS_MAX} lines of 1 MiB",
                    f"{path.name} 第{number}行：至多{ROWS_MAX}行，每行至多1 MiB",
                )
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield number, line


def _parsed(line: bytes) -> dict[str, Any] | Fault:
    try:
        found = json.loads(line.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except _Doubled as error:
        return Fault("KEY_DOUBLED", {"heading": error.name[:60]})
    except (ValueError, RecursionError):
        return Fault("LINE_INVALID")
    return found if isinstance(found, dict) else Fault("LINE_INVALID")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Doubled(name)
        found[name] = value
    return found


def _no_constant(text: str) -> float:
    raise ValueError(f"{text} is no JSON")


def _look(number: int, line: bytes, seen: _Seen) -> None:
    match _parsed(line):
        case Fault() as fault:
            seen.row_faults[number] = fault
        case dict() as values:
            for name, value in values.items():
                column = seen.headings.setdefault(name, len(seen.headings))
                if column >= COLUMNS_MAX:
                    raise refuse("FILE_TOO_LARGE", f"more than {COLUMNS_MAX} names", f"名称超过{COLUMNS_MAX}个")
                if isinstance(value, list | dict):
                    seen.cell_faults[number, column] = Fault("VALUE_NESTED")


def _rows(path: Path, places: dict[str, int]) -> Iterator[GridRow]:
    for number, line in _lines(path):
        cells: list[CellValue] = [None] * len(places)
        match _parsed(line):
            case dict() as values:
                for name, value in values.items():
                    cells[places[name]] = _cell(value)
            case Fault():
                pass
        yield number, cells


def _cell(value: Any) -> CellValue:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)[:200]
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)
