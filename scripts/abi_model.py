# SPDX-License-Identifier: Apache-2.0
"""The ABI of the interfaces as a small model: which Python value each Solidity type is, and how it lies in memory.

`build_decoders.py` writes Python from it. Solidity's user types become the NewTypes of `ledger/domain/ids.py`, enums
those of `ledger/domain/kinds.py`, structs dataclasses. Fixed byte strings of 15, 3 and 2 are names (a code, an
industry, a prefix) and become texts by the same rule as ids.

Not for: compiling (build_abi.py) or formatting code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eth_hash.auto import keccak

WORD_BITS = 256
BYTES_IDS = {name: name for name in ("CaseId", "GrantId", "PartyId", "PledgeId", "UnitId", "ValuationId")}
NAME_IDS = {"OrgId": ("OrgId", "org_of", 18), "CertificateId": ("CertificateId", "certificate_of", 32)}
NAME_IDS["RegimeId"] = ("RegimeId", "regime_of", 32)
SHORT_NAMES = {15: ("CertificateId", "certificate_of"), 3: ("str", "name_of"), 2: ("str", "name_of")}
SAFE_BITS = 53
"""Wider integers are decimal strings in JSON, whatever their value."""


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip("_")).lower()


@dataclass(frozen=True, slots=True)
class Value:
    """One 32-byte word. `format` is its part of a struct format, `padding` the bits that must be zero."""

    abi: str
    python: str
    format: str
    padding: int
    reading: str = "{}"
    """Expression from what `struct` gives to the Python value."""
    words: int = 1
    static: bool = True


@dataclass(frozen=True, slots=True)
class Bytes:
    """`string` or `bytes`."""

    abi: str
    words: int = 1
    static: bool = False

    @property
    def python(self) -> str:
        return "str" if self.abi == "string" else "bytes"


@dataclass(frozen=True, slots=True)
class Many:
    """`T[]`, or `T[n]` of words, which lies in place."""

    item: Type
    count: int | None

    @property
    def abi(self) -> str:
        return f"{self.item.abi}[{'' if self.count is None else self.count}]"

    @property
    def python(self) -> str:
        return f"tuple[{self.item.python}, ...]"

    @property
    def static(self) -> bool:
        return self.count is not None

    @property
    def words(self) -> int:
        return 1 if self.count is None else self.count * self.item.words


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    type: Type
    solidity: str
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class Struct:
    """A Solidity struct, and the arguments of an event that are not indexed."""

    python: str
    origin: str
    fields: tuple[Field, ...]

    @property
    def abi(self) -> str:
        return f"({','.join(field.type.abi for field in self.fields)})"

    @property
    def static(self) -> bool:
        return all(field.type.static for field in self.fields)

    @property
    def head_words(self) -> int:
        return sum(field.type.words for field in self.fields)

    @property
    def words(self) -> int:
        return self.head_words if self.static else 1


Type = Value | Bytes | Many | Struct


@dataclass(frozen=True, slots=True)
class Event:
    name: str
    module: str
    fields: tuple[Field, ...]

    @property
    def signature(self) -> str:
        return f"{self.name}({','.join(field.type.abi for field in self.fields)})"

    @property
    def topic0(self) -> bytes:
        digest: bytes = keccak(self.signature.encode())
        return digest

    @property
    def indexed(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.indexed)

    @property
    def data(self) -> Struct:
        return Struct(self.name, self.module, tuple(field for field in self.fields if not field.indexed))


@dataclass(frozen=True, slots=True)
class Function:
    name: str
    module: str
    fields: tuple[Field, ...]
    outputs: tuple[Field, ...]
    view: bool

    @property
    def signature(self) -> str:
        return f"{self.name}({','.join(field.type.abi for field in self.fields)})"

    @property
    def selector(self) -> bytes:
        digest: bytes = keccak(self.signature.encode())
        return digest[:4]


@dataclass(frozen=True, slots=True)
class Model:
    structs: tuple[Struct, ...]
    events: tuple[Event, ...]
    functions: tuple[Function, ...]
    enums: frozenset[str]


class Reader:
    """Reads the ABIs in one pass; `structs` fills as types are met, inner ones first."""

    def __init__(self) -> None:
        self.structs: dict[str, Struct] = {}
        self.enums: set[str] = set()

    def fields(self, arguments: Sequence[Mapping[str, Any]]) -> tuple[Field, ...]:
        return tuple(
            Field(snake(argument["name"]), self.type(argument), argument["name"], argument.get("indexed", False))
            for argument in arguments
        )

    def function(self, module: str, entry: Mapping[str, Any]) -> Function:
        view = entry["stateMutability"] in ("view", "pure")
        return Function(entry["name"], module, self.fields(entry["inputs"]), self.fields(entry["outputs"]), view)

    def type(self, argument: Mapping[str, Any]) -> Type:
        abi, internal = argument["type"], argument.get("internalType", argument["type"])
        if array := re.fullmatch(r"(.*)\[(\d*)\]", abi):
            item = self.type({**argument, "type": array[1], "internalType": re.sub(r"\[\d*\]$", "", internal)})
            return Many(item, int(array[2]) if array[2] else None)
        if abi == "tuple":
            return self.struct(internal.removeprefix("struct "), argument["components"])
        if internal.startswith("enum "):
            return self.enum(internal.removeprefix("enum ").split(".")[-1])
        return Bytes(abi) if abi in ("string", "bytes") else value(abi, internal)

    def struct(self, origin: str, components: Sequence[Mapping[str, Any]]) -> Struct:
        if origin not in self.structs:
            fields = self.fields(components)
            name = origin.split(".")[-1]
            if any(other.python == name for other in self.structs.values()):
                name = origin.split(".")[0].removeprefix("I") + name
            self.structs[origin] = Struct(name, origin, fields)
        return self.structs[origin]

    def enum(self, name: str) -> Value:
        self.enums.add(name)
        return Value("uint8", name, "24xQ", ones(8, 256), f"_{snake(name).upper()}[{{}}]")


def ones(low: int, high: int) -> int:
    return (1 << high) - (1 << low)


def value(abi: str, internal: str) -> Value:
    if abi == "address":
        return Value(abi, "Address", "12x20s", ones(160, 256))
    if abi == "bool":
        return Value(abi, "bool", "24xQ", ones(1, 256), "{} == 1")
    if abi.startswith("uint"):
        bits = int(abi[4:])
        if bits <= 64:
            return Value(abi, "int", "24xQ", ones(bits, 256))
        return Value(abi, "int", "32s", ones(bits, 256), "_int({}, 'big')")
    if abi.startswith("bytes"):
        return fixed_bytes(abi, internal, int(abi[5:]))
    raise ValueError(f"no Python value for {abi} ({internal})")


def fixed_bytes(abi: str, internal: str, size: int) -> Value:
    padding = ones(0, WORD_BITS - 8 * size)
    shape = f"{size}s{32 - size}x" if size < 32 else "32s"
    if internal in NAME_IDS:
        python, reading, width = NAME_IDS[internal]
        assert width == size
        return Value(abi, python, shape, padding, f"{reading}({{}})")
    if size in SHORT_NAMES:
        python, reading = SHORT_NAMES[size]
        return Value(abi, python, shape, padding, f"{reading}({{}})")
    return Value(abi, BYTES_IDS.get(internal, "bytes"), shape, padding)


def read(interfaces: Mapping[str, Sequence[Mapping[str, Any]]]) -> Model:
    reader = Reader()
    # The desk's names are the ones people use; a struct of the same name elsewhere gets its interface's in front.
    order = sorted(interfaces, key=lambda name: (name != "IRegistrationDesk", name))
    events: list[Event] = []
    functions: list[Function] = []
    for interface in order:
        for entry in interfaces[interface]:
            if entry["type"] == "event":
                events.append(Event(entry["name"], interface[1:], reader.fields(entry["inputs"])))
            elif entry["type"] == "function":
                functions.append(reader.function(interface[1:], entry))
    return Model(tuple(reader.structs.values()), tuple(events), tuple(functions), frozenset(reader.enums))


def used(types: Iterator[Type] | list[Type]) -> Iterator[Type]:
    """Every type that these are made of, themselves included."""
    for found in types:
        yield found
        if isinstance(found, Many):
            yield from used([found.item])
        elif isinstance(found, Struct):
            yield from used([field.type for field in found.fields])
