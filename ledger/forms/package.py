# SPDX-License-Identifier: Apache-2.0
"""The XLSX package before anything is believed: what may be in it, how large it may get, and what calamine leaves out.

calamine gives values; it gives neither formulas nor error values, and it lays a sheet out densely, so that one cell in
the last corner would cost gigabytes. Hence each sheet's XML is first streamed through expat, counted and bounded.

Refused as a whole: macros, links to other files (DDE and OLE among them), data connections, entities in XML, two parts
of one name, more rows, columns, cells, bytes or text than a form can need. Text is counted as calamine lays it out: a
string that stands once in the package and is named by a million cells is a million strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final, NoReturn
from xml.parsers import expat

from ledger.content.archive import ZipBacking
from ledger.content.listing import Limits, SourcePath
from ledger.errors import Refused
from ledger.forms.grid import CellRef, refuse

MIB: Final = 1024 * 1024
PACKAGE: Final = Limits(file_bytes=384 * MIB, total_bytes=512 * MIB, entries=5_000, ratio=1_100)
STRINGS_BYTES_MAX: Final = 128 * MIB
ROWS_MAX: Final = 100_000
COLUMNS_MAX: Final = 256
CELLS_MAX: Final = 8_000_000
FORMULAS_MAX: Final = 200_000
TEXT_MAX: Final = 256 * MIB
"""Characters that the cells of one sheet may name of the shared strings."""
CELL_MAX: Final = 32_767
"""Characters in a cell: more no spreadsheet writes."""
RUN_BYTES_MAX: Final = 10 * CELL_MAX
"""Bytes of a sheet's XML without a tag. A character takes at most ten, as a reference (&#1114111;)."""
TAGS_KEPT: Final = 64
_PIECE: Final = 262_144
_OLE: Final = b"\xd0\xcf\x11\xe0"
_REF: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FORBIDDEN: Final = (
    (re.compile(r"(^|/)vbaProject", re.I), "WORKBOOK_MACROS", "macros", "宏"),
    (re.compile(r"(^|/)macrosheets/", re.I), "WORKBOOK_MACROS", "macros", "宏"),
    (re.compile(r"(^|/)externalLinks/", re.I), "WORKBOOK_LINKS", "links to other files", "外部链接"),
    (re.compile(r"(^|/)(connections|queryTables/.*)\.xml$", re.I), "WORKBOOK_LINKS", "data connections", "数据连接"),
    (re.compile(r"(^|/)(embeddings|activeX)/", re.I), "WORKBOOK_OBJECTS", "embedded objects", "嵌入对象"),
)  # fmt: skip


@dataclass(slots=True)
class SheetScan:
    """What the values do not tell. Columns and rows as in `grid.CellRef`."""

    formulas: dict[CellRef, str] = field(default_factory=dict)
    errors: dict[CellRef, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cells: int = 0
    shared: int = 0


def scan_package(path: Path) -> Mapping[str, SheetScan]:
    """Each worksheet's scan by its name; Refused if the package holds what a form must not."""
    with path.open("rb") as file:
        if file.read(4) == _OLE:
            raise refuse(
                "WORKBOOK_LOCKED",
                f"{path.name} is locked by a password, or is a workbook of before 2007",
                f"{path.name} 设有密码，或为2007年以前的格式",
            )
    backing = ZipBacking(path, PACKAGE)
    try:
        return _scan(path, backing)
    finally:
        backing.close()


def _scan(path: Path, backing: ZipBacking) -> Mapping[str, SheetScan]:
    contents = backing.contents()
    for reason in contents.rejected.values():
        raise Refused(f"{path.name}: {reason.en}", zh=f"{path.name}：{reason.zh}", code="WORKBOOK_BROKEN")
    for part, size in contents.sizes.items():
        for pattern, code, en, zh in _FORBIDDEN:
            if pattern.search(part):
                raise refuse(code, f"{path.name} holds {en}", f"{path.name} 含有{zh}，不予读取")
        if part.lower().endswith("sharedstrings.xml") and size > STRINGS_BYTES_MAX:
            raise too_large(path.name)
    parts = {part.lower(): part for part in contents.sizes}
    scans: dict[str, SheetScan] = {}
    for name, target in _worksheets(path.name, backing, parts).items():
        with backing.open(_part(path.name, parts, target)) as reader:
            scans[name] = _SheetScanner(path.name).run(reader)
        for strings in (part for lower, part in parts.items() if lower.endswith("sharedstrings.xml")):
            # From what is cheap to what is exact: most sheets are not looked at again.
            if scans[name].shared * contents.sizes[strings] > TEXT_MAX:
                _text_fits(path.name, backing, _part(path.name, parts, target), strings, scans[name].shared)
    return scans


def _text_fits(name: str, backing: ZipBacking, sheet: SourcePath, strings: SourcePath, shared: int) -> None:
    with backing.open(strings) as reader:
        lengths = _lengths(name, reader)
    if shared * max(lengths, default=0) <= TEXT_MAX:
        return
    with backing.open(sheet) as reader:
        _refuse_much_text(name, reader, lengths)


def too_large(name: str) -> Refused:
    return refuse(
        "WORKBOOK_TOO_LARGE",
        f"{name} is larger than a form can be: at most {ROWS_MAX} rows, {COLUMNS_MAX} columns a sheet",
        f"{name} 超出限制：每个工作表至多{ROWS_MAX}行、{COLUMNS_MAX}列",
    )


def broken(name: str) -> Refused:
    return refuse("WORKBOOK_BROKEN", f"{name} is no readable XLSX workbook", f"{name} 不是可读取的 XLSX 工作簿")


def cell_too_long() -> Refused:
    return refuse(
        "WORKBOOK_CELL_TOO_LONG",
        f"a cell holds more than {CELL_MAX} characters, which no spreadsheet writes",
        f"单元格内容超过 {CELL_MAX} 字，电子表格无法写出",
    )


def _part(name: str, parts: Mapping[str, SourcePath], wanted: str) -> SourcePath:
    found = parts.get(wanted.lower())
    if found is None:
        raise broken(name)
    return found


# --- XML -------------------------------------------------------------------------------------------------------------


def _parser() -> Any:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.EntityDeclHandler = _no_entities
    return parser


def _no_entities(*_: object) -> NoReturn:
    raise refuse("WORKBOOK_BROKEN", "the workbook's XML declares entities", "工作簿的 XML 含有实体声明")


@contextmanager
def _xml_of(name: str) -> Iterator[None]:
    try:
        yield
    except (expat.ExpatError, ValueError) as error:
        raise broken(name) from error


def _local(tag: str) -> str:
    return tag.rsplit(" ", 1)[-1]


def _elements(name: str, reader: BinaryIO, wanted: str) -> list[dict[str, str]]:
    """The attributes of every element of this local name, without their namespaces."""
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == wanted:
            # `r:id` and `sheetId` must not fall together: the qualified one keeps a mark.
            found.append({key if " " not in key else f"r:{_local(key)}": value for key, value in attributes.items()})

    parser = _parser()
    parser.StartElementHandler = start
    with _xml_of(name):
        parser.ParseFile(reader)
    return found


def _worksheets(name: str, backing: ZipBacking, parts: Mapping[str, SourcePath]) -> dict[str, str]:
    """Sheet names and the parts that hold them, for worksheets alone."""
    with backing.open(_part(name, parts, "xl/workbook.xml")) as reader:
        sheets = _elements(name, reader, "sheet")
    with backing.open(_part(name, parts, "xl/_rels/workbook.xml.rels")) as reader:
        relations = {one.get("Id", ""): one for one in _elements(name, reader, "Relationship")}
    found: dict[str, str] = {}
    for sheet in sheets:
        relation = relations.get(sheet.get("r:id", ""), {})
        if relation.get("Type", "").endswith("/worksheet"):
            target = relation.get("Target", "")
            found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _lengths(name: str, reader: BinaryIO) -> list[int]:
    """Characters of each shared string, in the order of the numbers that cells name."""
    found: list[int] = []

    def start(tag: str, _attributes: dict[str, str]) -> None:
        if _local(tag) == "si":
            found.append(0)

    def text(data: str) -> None:
        if found:
            found[-1] += len(data)

    parser = _parser()
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    with _xml_of(name):
        parser.ParseFile(reader)
    return found


def _refuse_much_text(name: str, reader: BinaryIO, lengths: list[int]) -> None:
    """Add up what the cells name. A number that no string has is calamine's to refuse."""
    total, shared, pieces = 0, False, list[str]()
    parser = _parser()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal shared
        local = _local(tag)
        if local == "c":
            shared = attributes.get("t") == "s"
        elif local == "v" and shared:
            pieces.clear()
            parser.CharacterDataHandler, parser.EndElementHandler = pieces.append, end

    def end(_tag: str) -> None:
        nonlocal total
        parser.CharacterDataHandler = parser.EndElementHandler = None
        number = "".join(pieces).strip()
        total += lengths[int(number)] if number.isdecimal() and int(number) < len(lengths) else 0
        if total > TEXT_MAX:
            raise refuse(
                "WORKBOOK_TOO_LARGE",
                f"{name} is larger than a form can be: the texts of a sheet come to more than {TEXT_MAX} characters",
                f"{name} 超出限制：单个工作表的文字总量超过 {TEXT_MAX} 字",
            )

    parser.StartElementHandler = start
    with _xml_of(name):
        parser.ParseFile(reader)


class _SheetScanner:
    """One pass over a sheet's XML. A cell counts when it holds a value, a formula or an inline text."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._scan = SheetScan()
        self._row, self._column = 0, -1
        self._counted = self._is_error = False
        self._text: list[str] = []

    def run(self, reader: BinaryIO) -> SheetScan:
        self._parser = _parser()
        takers = {
            "row": self._begin_row,
            "c": self._cell,
            "v": self._value,
            "is": self._inline_text,
            "f": self._formula,
            "col": self._hidden_columns,
        }
        by_tag: dict[str, Callable[[dict[str, str]], None]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            # A sheet may have millions of elements of a dozen tags: what a tag means is found out once. A sheet that
            # makes up tags (or namespaces) without end fills no memory with them.
            take = by_tag.get(tag)
            if take is None:
                take = takers.get(_local(tag), _nothing)
                if len(by_tag) < TAGS_KEPT:
                    by_tag[tag] = take
            take(attributes)

        self._parser.StartElementHandler = start
        run = 0
        with _xml_of(self._name):
            while piece := reader.read(_PIECE):
                tag = piece.rfind(b"<")
                run = run + len(piece) if tag < 0 else len(piece) - tag
                if run > RUN_BYTES_MAX:
                    raise cell_too_long()
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        return self._scan

    def _value(self, _attributes: dict[str, str]) -> None:
        self._counts()
        if self._is_error:
            self._listen(self._scan.errors)

    def _inline_text(self, _attributes: dict[str, str]) -> None:
        self._counts()

    def _formula(self, _attributes: dict[str, str]) -> None:
        self._counts()
        self._listen(self._scan.formulas)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = -1
        if attributes.get("hidden") in ("1", "true"):
            self._scan.hidden_rows.add(self._row)

    def _cell(self, attributes: dict[str, str]) -> None:
        match = _REF.fullmatch(attributes.get("r", ""))
        if match is not None:
            self._column, self._row = _column_number(match[1]), int(match[2])
        else:
            self._column += 1
        kind = attributes.get("t")
        self._counted, self._is_error = False, kind == "e"
        if kind == "s":
            self._scan.shared += 1

    def _counts(self) -> None:
        if self._counted:
            return
        self._counted = True
        self._scan.cells += 1
        beyond = self._row > ROWS_MAX or self._column >= COLUMNS_MAX
        if beyond or self._scan.cells > CELLS_MAX or len(self._scan.formulas) > FORMULAS_MAX:
            raise too_large(self._name)

    def _listen(self, into: dict[CellRef, str]) -> None:
        """Take the text up to the element's end. Not always: most cells need no call for their text."""
        place, pieces = (self._row, self._column), list[str]()

        def end(_tag: str) -> None:
            into[place] = "".join(pieces)[:200]
            self._parser.CharacterDataHandler = None
            self._parser.EndElementHandler = None

        self._parser.CharacterDataHandler = pieces.append
        self._parser.EndElementHandler = end

    def _hidden_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes.get("min", 0)), int(attributes.get("max", 0))
            self._scan.hidden_columns.update(range(max(first, 1) - 1, min(last, COLUMNS_MAX)))


def _nothing(_attributes: dict[str, str]) -> None:
    """Elements that say nothing of cells."""


@cache
def _column_number(letters: str) -> int:
    number = 0
    for one in letters:
        number = number * 26 + ord(one) - ord("A") + 1
    return number - 1
