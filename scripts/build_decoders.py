# SPDX-License-Identifier: Apache-2.0
"""Write Python from the interfaces: structs, events, their JSON form, decoders with fixed offsets, and calls.

    contracts/interfaces/*.sol -> ledger/chain/abi/interfaces.json
                               -> ledger/domain/structs.py, events.py, event_json.py
                               -> ledger/chain/decode.py, encode.py

`--check` writes nothing and fails if a file is not what would be written. What is generated is tested against eth_abi,
which is slow but not ours.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import abi_model
import build_abi
import solcx
from abi_model import SAFE_BITS, Bytes, Event, Field, Function, Many, Model, Struct, Type, Value, snake

ROOT = build_abi.ROOT
ABI_FILE = ROOT / "ledger" / "chain" / "abi" / "interfaces.json"
NOTE = "by scripts/build_decoders.py from contracts/interfaces; do not edit, run `make abi`"
LICENCE = "# SPDX-License-Identifier: Apache-2.0"
LONG_LINES = "# ruff: noqa: E501  (masks as wide as what they mask)"


GENERATED_DOC = f"generated\n{NOTE}.\n"


# --- compiling --------------------------------------------------------------------------------------------------------


def interface_abis() -> dict[str, list[dict[str, Any]]]:
    build_abi.use_own_node()
    _, settings = build_abi.compiler_settings()
    sources: dict[str, build_abi.Source] = {}
    for path in sorted((build_abi.CONTRACTS / "interfaces").glob("*.sol")):
        sources.update(build_abi.closure(build_abi.own(path)))
    asked = {
        "language": "Solidity",
        "sources": {unit: {"content": source.path.read_text(encoding="utf-8")} for unit, source in sources.items()},
        "settings": {**settings, "outputSelection": {"*": {"*": ["abi"]}}},
    }
    answer = solcx.compile_standard(asked, solc_binary=build_abi.WRAPPER)
    found = {
        name: contract["abi"]
        for unit, contracts in answer["contracts"].items()
        for name, contract in contracts.items()
        if "/interfaces/" in unit
    }
    return dict(sorted(found.items()))


# --- structs and events -----------------------------------------------------------------------------------------------


def annotation(type_: Type) -> str:
    return type_.python


def dataclass_text(name: str, fields: Iterable[Field], doc: str) -> str:
    lines = ["@dataclass(frozen=True, slots=True)", f"class {name}:", f'    """{doc}"""', ""]
    lines += [f"    {field.name}: {annotation(field.type)}" for field in fields]
    return "\n".join(lines) + "\n"


def names_used(types: Iterable[Type], wanted: frozenset[str] | set[str]) -> list[str]:
    return sorted({leaf.python for leaf in abi_model.used(list(types)) if leaf.python in wanted})


ID_TYPES = frozenset(
    {
        "Address",
        "CaseId",
        "CertificateId",
        "GrantId",
        "OrgId",
        "PartyId",
        "PledgeId",
        "RegimeId",
        "UnitId",
        "ValuationId",
    }
)


def imports_of(types: Sequence[Type], model: Model) -> str:
    lines = []
    if ids := names_used(types, ID_TYPES):
        lines.append(f"from ledger.domain.ids import {', '.join(ids)}")
    if enums := names_used(types, model.enums):
        lines.append(f"from ledger.domain.kinds import {', '.join(enums)}")
    return "\n".join(lines)


def structs_text(model: Model) -> str:
    types: list[Type] = [field.type for struct in model.structs for field in struct.fields]
    parts = [LICENCE, f'"""The structs of the contracts as frozen values; {GENERATED_DOC}"""\n']
    parts += ["from __future__ import annotations\nfrom dataclasses import dataclass\n", imports_of(types, model), "\n"]
    parts += [dataclass_text(struct.python, struct.fields, f"`{struct.origin}`") for struct in model.structs]
    return "\n".join(parts)


EVENTS_TAIL = '''
@dataclass(frozen=True, slots=True)
class EventMeta:
    """Where an EVM log stands."""

    block_number: int
    block_hash: bytes
    timestamp: int
    tx_hash: bytes
    tx_index: int
    log_index: int
    module: Address


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act on record: the module's event, where it stands, and the entry that History made of it."""

    meta: EventMeta
    event: Event
    entry: Entry
'''


def events_text(model: Model) -> str:
    types: list[Type] = [field.type for event in model.events for field in event.fields]
    structs = names_used(types, {struct.python for struct in model.structs})
    own = [event for event in model.events if event.name != "Entry"]
    parts = [LICENCE, f'"""What the contracts say: frozen values, past tense; {GENERATED_DOC}"""\n']
    parts += ["from __future__ import annotations\nfrom collections.abc import Mapping"]
    parts += ["from dataclasses import dataclass\nfrom typing import Final\n"]
    parts += [imports_of([*types, abi_model.value("address", "address")], model)]
    if "Module" not in parts[-1]:
        parts.append("from ledger.domain.kinds import Module")
    parts += [f"from ledger.domain.structs import {', '.join(structs)}\n\n"]
    parts += [
        dataclass_text(event.name, event.fields, f"{event.module}: `{event.signature}`") for event in model.events
    ]
    parts.append(f"Event = {' | '.join(event.name for event in own)}")
    parts.append('"""Every event of a module that is an act. `Entry` is none: it is what History makes of one."""\n')
    parts.append(EVENTS_TAIL)
    parts.append("BY_TOPIC0: Final[Mapping[bytes, type[Event | Entry]]] = {")
    parts += [f'    bytes.fromhex("{event.topic0.hex()}"): {event.name},' for event in model.events] + ["}\n"]
    parts.append(
        "TOPIC0_OF: Final[Mapping[type[Event | Entry], bytes]] = {kind: topic for topic, kind in BY_TOPIC0.items()}\n"
    )
    parts.append("MODULE_OF: Final[Mapping[type[Event | Entry], Module]] = {")
    parts += [f'    {event.name}: Module("{event.module}"),' for event in model.events] + ["}"]
    parts.append('"""The contract whose interface declares the event."""')
    everything = sorted([*structs, *(event.name for event in model.events), "Event", "EventMeta", "Recorded"])
    parts.append(f"\n__all__ = {json.dumps([*everything, 'BY_TOPIC0', 'MODULE_OF', 'TOPIC0_OF'])}")
    return shorten("\n".join(parts))


def shorten(text: str) -> str:
    """Signatures in docstrings may be longer than a line; cut them, the ABI has the rest."""
    return "\n".join(
        line if len(line) <= 118 or '"""' not in line else line[:110].rstrip() + '...`"""' for line in text.split("\n")
    )


# --- JSON -------------------------------------------------------------------------------------------------------------


def is_big(type_: Type) -> bool:
    return (
        isinstance(type_, Value)
        and type_.abi.startswith("uint")
        and type_.python == "int"
        and int(type_.abi[4:]) > SAFE_BITS
    )


def plain(type_: Type, expression: str) -> str:
    """Expression that turns a Python value into what JSON knows."""
    match type_:
        case Struct():
            return f"_plain_{snake(type_.python)}({expression})"
        case Many():
            inner = plain(type_.item, "x")
            return f"list({expression})" if inner == "x" else f"[{inner} for x in {expression}]"
        case Bytes(abi="string"):
            return expression
        case Bytes():
            return f'"0x" + {expression}.hex()'
        case Value() if is_big(type_):
            return f"str({expression})"
        case Value(
            python="bytes" | "Address" | "CaseId" | "GrantId" | "PartyId" | "PledgeId" | "UnitId" | "ValuationId"
        ):
            return f'"0x" + {expression}.hex()'
        case _:
            return expression


def parsed(type_: Type, expression: str, enums: frozenset[str]) -> str:
    """Expression that reads the JSON form back; strict, since a row may have been changed by hand."""
    match type_:
        case Struct():
            return f"_read_{snake(type_.python)}({expression})"
        case Many():
            count = "" if type_.count is None else f", {type_.count}"
            return f"tuple({parsed(type_.item, 'x', enums)} for x in _list({expression}{count}))"
        case Bytes(abi="string"):
            return f"_str({expression})"
        case Bytes():
            return f"_bytes({expression})"
        case Value(abi="bool"):
            return f"_bool({expression})"
        case Value() if type_.python in enums:
            return f"_enum({type_.python}, {expression})"
        case Value() if is_big(type_):
            return f"_big({expression}, {type_.abi[4:]})"
        case Value() if type_.python == "int":
            return f"_small({expression}, {type_.abi[4:]})"
        case Value() if type_.python == "str":
            return f"_name({expression}, {type_.abi[5:]})"
        case Value() if type_.python in ("OrgId", "CertificateId", "RegimeId"):
            return f"{type_.python}(_name({expression}, {type_.abi[5:]}))"
        case Value():
            size = 20 if type_.abi == "address" else int(type_.abi[5:])
            read = f"_bytes({expression}, {size})"
            return read if type_.python == "bytes" else f"{type_.python}({read})"


JSON_HEAD = '''
_dumps: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def to_json(event: Event | Entry) -> str:
    """Canonical: keys in order, no spaces, bytes as lower-case hex, integers wider than 53 bits as decimal strings."""
    return _dumps(_PLAIN[type(event)](event))


def from_json(text: str) -> Event | Entry:
    """The event again. Inconsistent unless the text is exactly what `to_json` writes of one."""
    try:
        shape = json.loads(text)
        event = _READ[shape["event"]](shape)
        if to_json(event) == text:
            return event
        found = "the text is not in canonical form"
    except (KeyError, TypeError, ValueError) as error:
        found = f"{type(error).__name__}: {error}"
    raise Inconsistent(
        f"a stored event cannot be read: {found}",
        zh=f"无法读取已存储的事件：{found}",
        code="EVENT_JSON_MALFORMED",
        found=found,
        text=text[:500],
    )


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _name(value: object, width: int) -> str:
    text = _str(value)
    name_bytes(text, width)
    return text


def _bytes(value: object, size: int | None = None) -> bytes:
    text = _str(value)
    raw = bytes.fromhex(text[2:])
    if not text.startswith("0x") or size not in (None, len(raw)):
        raise ValueError(f"{text!r} is not 0x and the digits of {size or 'some'} bytes")
    return raw


def _bool(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _small(value: object, bits: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << bits:
        raise ValueError(f"{value!r} is no integer of {bits} bits")
    return value


def _big(value: object, bits: int) -> int:
    return _small(int(_str(value)), bits)


def _enum(kind: type[E], value: object) -> E:
    return kind(_small(value, 8))


def _list(value: object, count: int | None = None) -> list[Any]:
    if not isinstance(value, list) or count not in (None, len(value)):
        raise TypeError(f"{value!r} is no list of {count or 'any'} values")
    return value


'''


def json_text(model: Model) -> str:
    events = model.events
    types: list[Type] = [field.type for event in events for field in event.fields]
    reached = {struct.python for struct in abi_model.used(types) if isinstance(struct, Struct)}
    structs = [struct for struct in model.structs if struct.python in reached]
    ids = names_used(types, ID_TYPES)
    parts = [
        LICENCE,
        f'"""Events as canonical JSON and back; {GENERATED_DOC}"""\n',
        "from __future__ import annotations",
    ]
    parts += ["import json\nfrom collections.abc import Callable, Mapping\nfrom enum import IntEnum"]
    parts += ["from typing import Any, Final, TypeVar\n"]
    parts += [f"from ledger.domain.events import Event, {', '.join(sorted(event.name for event in events))}"]
    parts += [f"from ledger.domain.ids import {', '.join([*ids, 'name_bytes'])}"]
    parts += [f"from ledger.domain.kinds import {', '.join(names_used(types, model.enums))}"]
    parts += [
        f"from ledger.domain.structs import {', '.join(sorted(reached))}",
        "from ledger.errors import Inconsistent",
    ]
    parts += ['\nE = TypeVar("E", bound=IntEnum)\n', JSON_HEAD]
    for struct in structs:
        parts += [json_pair(struct.python, struct.fields, model.enums, named=False)]
    for event in events:
        parts += [json_pair(event.name, event.fields, model.enums, named=True)]
    parts += ["_PLAIN: Final[Mapping[type, Callable[[Any], dict[str, Any]]]] = {"]
    parts += [f"    {event.name}: _plain_{snake(event.name)}," for event in events] + ["}"]
    parts += ["_READ: Final[Mapping[str, Callable[[Any], Event | Entry]]] = {"]
    parts += [f'    "{event.name}": _read_{snake(event.name)},' for event in events] + ["}"]
    return "\n".join(parts)


def json_pair(name: str, fields: Sequence[Field], enums: frozenset[str], *, named: bool) -> str:
    keys = {field.name: plain(field.type, f"v.{field.name}") for field in fields}
    if named:
        keys["event"] = f'"{name}"'
    lines = [f"def _plain_{snake(name)}(v: {name}) -> dict[str, Any]:", "    return {"]
    lines += [f'        "{key}": {keys[key]},' for key in sorted(keys)] + ["    }", "\n"]
    lines += [f"def _read_{snake(name)}(d: Mapping[str, Any]) -> {name}:", f"    return {name}("]
    lines += ["        " + field.name + "=" + parsed(field.type, f'd["{field.name}"]', enums) + "," for field in fields]
    return "\n".join([*lines, "    )", "\n"])


# --- decoders ---------------------------------------------------------------------------------------------------------

DECODE_HEAD = '''
_int = int.from_bytes


class _Odd(Exception):
    """What is wrong with the bytes; `decode` adds the evidence."""


def decode(topics: Sequence[bytes], data: bytes) -> Event | Entry:
    """The event of one EVM log. Inconsistent if the log is none, or not encoded as the compiler encodes it."""
    try:
        return _DECODERS[topics[0]](topics, data)
    except KeyError:
        found = "no event of the contracts has this first topic"
    except _Odd as odd:
        found = str(odd)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        found = f"{type(error).__name__}: {error}"
    raise Inconsistent(
        f"a log is not what the contracts emit: {found}",
        zh=f"日志与合约所能发出的不符：{found}",
        code="LOG_MALFORMED" if topics and topics[0] in _DECODERS else "LOG_UNKNOWN",
        found=found,
        topics=tuple("0x" + topic.hex() for topic in topics),
        data="0x" + data.hex(),
    )


def _bytes(data: bytes, at: int) -> tuple[bytes, int]:
    start = at + 32
    end = start + _int(data[at:start], "big")
    padded = (end + 31) & ~31
    if padded > len(data):
        raise _Odd(f"the bytes at {at} reach beyond the data")
    if end != padded and any(data[end:padded]):
        raise _Odd(f"the padding after the bytes at {at} is not zero")
    return data[start:end], padded


def _string(data: bytes, at: int) -> tuple[str, int]:
    # No contract checks that a text is one. Whatever an account wrote must be readable, or it could stop every mirror:
    # bytes that are no UTF-8, and NUL, are shown as escapes. The raw data stays what the payload hash covers.
    raw, end = _bytes(data, at)
    return raw.decode("utf-8", "backslashreplace").replace("\\0", "\\\\x00"), end


def _count(data: bytes, at: int, words: int) -> int:
    count = _int(data[at : at + 32], "big")
    if at + 32 + 32 * words * count > len(data):
        raise _Odd(f"the list at {at} reaches beyond the data")
    return count


def _strings(data: bytes, at: int) -> tuple[tuple[str, ...], int]:
    count = _count(data, at, 1)
    base = at + 32
    end = base + 32 * count
    found = []
    for place in range(base, base + 32 * count, 32):
        if _int(data[place : place + 32], "big") != end - base:
            raise _Odd(f"the offset at {place} is not the canonical one")
        item, end = _string(data, end)
        found.append(item)
    return tuple(found), end


def _words(data: bytes, at: int) -> tuple[tuple[Any, ...], int]:
    count = _count(data, at, 1)
    end = at + 32 + 32 * count
    return tuple(data[place : place + 32] for place in range(at + 32, end, 32)), end


'''


class Slots:
    """Names what one `struct` format yields, in order, while its fields are laid out."""

    def __init__(self, prefix: str = "v") -> None:
        self.prefix = prefix
        self.formats: list[str] = []
        self.padding = 0
        self.names: list[str] = []

    def word(self, type_: Value) -> str:
        name = f"{self.prefix}{len(self.names)}"
        self.names.append(name)
        self.formats.append(type_.format)
        self.padding = self.padding << 256 | type_.padding
        return type_.reading.format(name)

    def offset(self) -> str:
        name = f"{self.prefix}{len(self.names)}"
        self.names.append(name)
        self.formats.append("24xQ")
        self.padding = self.padding << 256 | abi_model.ones(64, 256)
        return name

    def place(self, type_: Type) -> str:
        """Expression for a type that lies in place."""
        match type_:
            case Value():
                return self.word(type_)
            case Many(item=item, count=int() as count):
                return f"({', '.join(self.place(item) for _ in range(count))},)"
            case Struct():
                return f"{type_.python}({', '.join(self.place(field.type) for field in type_.fields)})"
            case _:
                raise TypeError(f"{type_.abi} does not lie in place")

    @property
    def unpacked(self) -> str:
        return "".join(f"{name}, " for name in self.names).rstrip()

    def constants(self, name: str) -> str:
        lines = [f'_{name} = struct.Struct(">{"".join(self.formats)}")']
        if self.padding:
            lines.append(f"_{name}_PADDING = {self.padding:#x}")
        return "\n".join(lines) + "\n"

    def check(self, name: str, slice_: str, what: str) -> list[str]:
        if not self.padding:
            return []
        return [
            f'    if _int({slice_}, "big") & _{name}_PADDING:',
            f'        raise _Odd("{what}: padding is not zero")',
        ]


def list_reader(item: Type) -> str:
    """The function that reads a list of this item."""
    match item:
        case Bytes(abi="string"):
            return "_strings"
        case Value(format="32s", padding=0, reading="{}"):
            return "_words"
        case Struct():
            return f"_{snake(item.python)}_list"
        case _:
            raise TypeError(f"no reader for lists of {item.abi}; write one")


def tail_reader(type_: Type) -> str:
    match type_:
        case Bytes():
            return f"_{type_.abi}"
        case Many():
            return list_reader(type_.item)
        case Struct():
            return f"_{snake(type_.python)}"
        case _:
            raise TypeError(f"{type_.abi} has no tail")


def body(fields: Sequence[Field], slots: Slots) -> tuple[dict[str, str], list[str]]:
    """Expressions by field, and the lines that read what lies behind the head (offsets counted from `at`)."""
    values: dict[str, str] = {}
    lines: list[str] = []
    for field in fields:
        if field.type.static:
            values[field.name] = slots.place(field.type)
            continue
        offset = slots.offset()
        lines += [
            f"    if {offset} != end - at:",
            f'        raise _Odd("the offset of {field.name} is not the canonical one")',
        ]
        lines += [f"    x_{field.name}, end = {tail_reader(field.type)}(data, end)"]
        values[field.name] = f"x_{field.name}"
    return values, lines


def struct_reader(struct: Struct) -> str:
    """`_name(data, at) -> (value, end)` for a struct with something dynamic in it."""
    slots, upper = Slots(), snake(struct.python).upper()
    values, lines = body(struct.fields, slots)
    size = 32 * struct.head_words
    text = [
        slots.constants(upper),
        "",
        f"def _{snake(struct.python)}(data: bytes, at: int) -> tuple[{struct.python}, int]:",
    ]
    text += [f"    {slots.unpacked} = _{upper}.unpack_from(data, at)", f"    end = at + {size}"]
    text += slots.check(upper, "data[at:end]", struct.python) + lines
    return "\n".join([*text, f"    return {struct.python}({', '.join(values.values())}), end", "\n"])


def struct_list_reader(struct: Struct) -> str:
    """`_name_list(data, at)` for lists of structs that lie in place."""
    slots, upper = Slots(), snake(struct.python).upper() + "_ITEM"
    made, size = slots.place(struct), 32 * struct.words
    text = [slots.constants(upper), ""]
    text += [f"def _{snake(struct.python)}_list(data: bytes, at: int) -> tuple[tuple[{struct.python}, ...], int]:"]
    text += [f"    count = _count(data, at, {struct.words})", f"    end = at + 32 + {size} * count", "    found = []"]
    text += [
        f"    for place in range(at + 32, end, {size}):",
        f"        {slots.unpacked} = _{upper}.unpack_from(data, place)",
    ]
    text += ["    " + line for line in slots.check(upper, f"data[place : place + {size}]", struct.python)]
    return "\n".join([*text, f"        found.append({made})", "    return tuple(found), end", "\n"])


def scattered_list_reader(struct: Struct) -> str:
    """`_name_list(data, at)` for lists of structs with something dynamic in them: offsets first, then one by one."""
    name = snake(struct.python)
    text = [f"def _{name}_list(data: bytes, at: int) -> tuple[tuple[{struct.python}, ...], int]:"]
    text += ["    count = _count(data, at, 1)", "    base = at + 32", "    end = base + 32 * count", "    found = []"]
    text += [
        "    for place in range(base, base + 32 * count, 32):",
        '        if _int(data[place : place + 32], "big") != end - base:',
        '            raise _Odd(f"the offset at {place} is not the canonical one")',
        f"        item, end = _{name}(data, end)",
        "        found.append(item)",
    ]
    return "\n".join([*text, "    return tuple(found), end", "\n"])


def event_reader(event: Event) -> str:
    name, upper = snake(event.name), snake(event.name).upper()
    topics, slots = Slots("t"), Slots()
    in_topics = {field.name: topics.place(field.type) for field in event.indexed}
    in_data, lines = body(event.data.fields, slots)
    size, count = 32 * event.data.head_words, len(event.indexed)
    head = [topics.constants(upper + "_TOPICS"), slots.constants(upper)]
    head += ["", f"def _{name}(topics: Sequence[bytes], data: bytes) -> {event.name}:"]
    head += [f"    key = {' + '.join(f'topics[{i + 1}]' for i in range(count))}", f"    if len(topics) != {count + 1}:"]
    head += [f'        raise _Odd("{event.name} has {count + 1} topics")']
    head += [f"    {topics.unpacked} = _{upper}_TOPICS.unpack(key)"]
    head += topics.check(upper + "_TOPICS", "key", event.name)
    head += data_lines(event, slots, upper, size, lines)
    arguments = ", ".join((in_topics | in_data)[field.name] for field in event.fields)
    return "\n".join([*head, f"    return {event.name}({arguments})", "\n"])


def data_lines(event: Event, slots: Slots, upper: str, size: int, lines: list[str]) -> list[str]:
    if event.data.static:
        return [f"    {slots.unpacked} = _{upper}.unpack(data)", *slots.check(upper, "data", event.name)]
    begin = [f"    {slots.unpacked} = _{upper}.unpack_from(data)", "    at = 0", f"    end = {size}"]
    close = ["    if end != len(data):", f'        raise _Odd("{event.name}: bytes stand behind the data")']
    return [*begin, *slots.check(upper, f"data[:{size}]", event.name), *lines, *close]


def readers(model: Model) -> Iterator[str]:
    """Readers of inner structs before those that call them (which Python does not need, but people do)."""
    data_types: list[Type] = [field.type for event in model.events for field in event.data.fields]
    reached = list(abi_model.used(data_types))
    for struct in model.structs:
        if struct in reached and not struct.static:
            yield struct_reader(struct)
        if any(isinstance(found, Many) and found.item == struct for found in reached):
            yield struct_list_reader(struct) if struct.static else scattered_list_reader(struct)


def decode_text(model: Model) -> str:
    types: list[Type] = [field.type for event in model.events for field in event.fields]
    structs = names_used(types, {struct.python for struct in model.structs})
    enums = names_used(types, model.enums)
    parts = [LICENCE, LONG_LINES, f'"""EVM logs become events, by offsets that are fixed beforehand; {GENERATED_DOC}\n']
    parts += [
        "Strict: a log that the compiler's encoder would not have written (padding, offsets, order of tails, bytes left"
    ]
    parts += ['over, an enum out of range) is Inconsistent, with the log as evidence.\n"""\n']
    parts += [
        "from __future__ import annotations\nimport struct\nfrom collections.abc import Callable, Mapping, Sequence"
    ]
    parts += ["from typing import Any, Final\n"]
    parts += [f"from ledger.domain.events import Event, {', '.join(sorted(event.name for event in model.events))}"]
    parts += ["from ledger.domain.ids import certificate_of, name_of, org_of, regime_of"]
    parts += [f"from ledger.domain.kinds import {', '.join(enums)}"]
    parts += [f"from ledger.domain.structs import {', '.join(structs)}", "from ledger.errors import Inconsistent\n"]
    parts += [f"_{snake(enum).upper()}: Final = tuple({enum})" for enum in enums]
    parts += [DECODE_HEAD, *readers(model), *(event_reader(event) for event in model.events)]
    parts += ["_DECODERS: Final[Mapping[bytes, Callable[[Sequence[bytes], bytes], Event | Entry]]] = {"]
    parts += [f'    bytes.fromhex("{event.topic0.hex()}"): _{snake(event.name)},' for event in model.events] + ["}"]
    return "\n".join(parts)


# --- calls ------------------------------------------------------------------------------------------------------------

ROOMS = {
    "Governance": "governance",
    "History": "history",
    "OrganisationRegistry": "organisations",
    "RuleBook": "rules",
    "CertificateRegistry": "certificates",
    "AdmissionRules": "admission",
    "RegistrationDesk": "desk",
    "ObjectionDesk": "objections",
    "TransferDesk": "transfers",
    "ChangeDesk": "changes",
    "RenewalDesk": "renewals",
    "CancellationDesk": "cancellations",
    "DisputeDesk": "disputes",
    "AuthorizationRegistry": "grants",
    "CirculationRegistry": "circulation",
    "ValuationRegistry": "valuations",
    "PledgeRegistry": "pledges",
    "EnforcementDesk": "enforcement",
    "PledgeRules": "pledge_rules",
}
PREPARED_KINDS = {
    "organisations_set_two_person_acts": "ORGANISATION_TWO_PERSON_SET",
    "certificates_correct": "CERTIFICATE_CORRECTED",
    "certificates_annotate": "CERTIFICATE_ANNOTATED",
    "certificates_lift": "CERTIFICATE_ANNOTATION_LIFTED",
    "desk_submit": "APPLICATION_SUBMITTED",
    "desk_refuse": "APPLICATION_REFUSED",
    "desk_terminate": "APPLICATION_TERMINATED",
    "desk_exempt_from_notice": "APPLICATION_NOTICE_EXEMPTED",
    "desk_evidence": "APPLICATION_EVIDENCED",
    "desk_certify": "APPLICATION_CERTIFIED",
    "objections_decide": "OBJECTION_DECIDED",
    "transfers_refuse": "CERTIFICATE_PROCEEDING_REFUSED",
    "transfers_register": "CERTIFICATE_TRANSFERRED",
    "changes_refuse": "CERTIFICATE_PROCEEDING_REFUSED",
    "changes_register": "CERTIFICATE_CHANGED",
    "renewals_refuse": "CERTIFICATE_PROCEEDING_REFUSED",
    "renewals_register": "CERTIFICATE_RENEWED",
    "cancellations_refuse": "CERTIFICATE_PROCEEDING_REFUSED",
    "cancellations_register": "CERTIFICATE_CANCELLED",
    "cancellations_revoke": "CERTIFICATE_REVOKED",
    "disputes_conclude": "DISPUTE_CONCLUDED",
    "pledges_accept": "PLEDGE_RECORDED",
    "pledges_release": "PLEDGE_RELEASED",
    "pledges_release_unit": "PLEDGE_PARTLY_RELEASED",
    "pledges_substitute": "PLEDGE_SUBSTITUTED",
    "pledges_assign": "PLEDGE_ASSIGNED",
    "enforcement_compensate": "LOAN_COMPENSATED",
    "enforcement_suspend": "LOAN_SUSPENDED",
}
"""The kind that a preparer signs for, by function. One that is missing here stops the generator."""

ENCODE_HEAD = '''
_int = int.from_bytes

T_co = TypeVar("T_co", covariant=True)
E = TypeVar("E", bound=IntEnum)


@dataclass(frozen=True, slots=True)
class Call:
    """An act: calldata for one module."""

    module: Module
    data: bytes


@dataclass(frozen=True, slots=True)
class View(Generic[T_co]):
    """A question: calldata for one module, and how its answer is read."""

    module: Module
    data: bytes
    read: Callable[[bytes], T_co]


@dataclass(frozen=True, slots=True)
class Items:
    """What a preparer signs for: the kind of act, and keccak256(abi.encode(...)) of its arguments (ITwoPersons)."""

    module: Module
    kind: Kind
    digest: bytes


NO_PREPARATION: Final = Preparation(NO_ADDRESS, bytes(32), 0, b"")
"""One person acts alone."""


class DoesNotFit(ValueError):
    """A number that its type on chain cannot hold: negative, or too large. The message names both."""


def _uint(value: int, bits: int) -> bytes:
    if not 0 <= value < 1 << bits:
        raise DoesNotFit(f"{value} does not fit into {bits} bits")
    return value.to_bytes(32, "big")


def _bool(value: bool) -> bytes:
    return _uint(value, 1)


def _address(value: bytes) -> bytes:
    if len(value) != 20:
        raise ValueError(f"an address has 20 bytes, not {len(value)}")
    return value.rjust(32, b"\\0")


def _fixed(value: bytes, size: int) -> bytes:
    if len(value) != size:
        raise ValueError(f"{size} bytes are wanted, not {len(value)}")
    return value.ljust(32, b"\\0")


def _name(text: str, width: int) -> bytes:
    return name_bytes(text, width).ljust(32, b"\\0")


def _bytes(value: bytes) -> bytes:
    return len(value).to_bytes(32, "big") + value + bytes(-len(value) % 32)


def _string(text: str) -> bytes:
    return _bytes(text.encode("utf-8"))


def _join(*parts: bytes | tuple[bytes]) -> bytes:
    """Words in place, and tails (as tuples of one) behind them in the same order, with their offsets in place."""
    size = sum(32 if isinstance(part, tuple) else len(part) for part in parts)
    head, tails = [], []
    for part in parts:
        if isinstance(part, tuple):
            head.append(size.to_bytes(32, "big"))
            tails.append(part[0])
            size += len(part[0])
        else:
            head.append(part)
    return b"".join([*head, *tails])


def _list(items: Iterable[bytes | tuple[bytes]]) -> bytes:
    parts = tuple(items)
    return len(parts).to_bytes(32, "big") + _join(*parts)


def _exactly(items: Sequence[bytes], count: int) -> bytes:
    if len(items) != count:
        raise ValueError(f"{count} values are wanted, not {len(items)}")
    return b"".join(items)


def _malformed(data: bytes) -> Inconsistent:
    return Inconsistent(
        f"a contract answered {len(data)} bytes that its interface does not allow",
        zh=f"合约返回了接口所不允许的 {len(data)} 字节",
        code="ANSWER_MALFORMED",
        data="0x" + data.hex(),
    )


def _answer(shape: struct.Struct, padding: int, data: bytes) -> tuple[Any, ...]:
    if len(data) != shape.size or int.from_bytes(data, "big") & padding:
        raise _malformed(data)
    return shape.unpack(data)


def _known(words: tuple[E, ...], number: int, data: bytes) -> E:
    if number >= len(words):
        raise _malformed(data)
    return words[number]


'''


def packed(type_: Type, value: str) -> str:
    """Expression for the bytes of a value: its words where they lie in place, its tail otherwise."""
    match type_:
        case Struct():
            return f"_pack_{snake(type_.python)}({value})"
        case Many(count=None):
            item = packed(type_.item, "x")
            return f"_list({item} for x in {value})" if type_.item.static else f"_list(({item},) for x in {value})"
        case Many():
            return f"_exactly([{packed(type_.item, 'x')} for x in {value}], {type_.count})"
        case Bytes():
            return f"_{type_.abi}({value})"
        case Value(abi="bool" | "address"):
            return f"_{type_.abi}({value})"
        case Value() if type_.abi.startswith("uint"):
            return f"_uint({value}, {type_.abi[4:]})"
        case Value(python="bytes" | "CaseId" | "GrantId" | "PartyId" | "PledgeId" | "UnitId" | "ValuationId"):
            return f"_fixed({value}, {type_.abi[5:]})"
        case Value():
            return f"_name({value}, {type_.abi[5:]})"


def joined(fields: Sequence[Field], prefix: str = "") -> str:
    """Expression for abi.encode of these."""
    if len(fields) == 1 and fields[0].type.static:
        return packed(fields[0].type, prefix + fields[0].name)
    parts = [(packed(field.type, prefix + field.name), field.type.static) for field in fields]
    return f"_join({', '.join(text if static else f'({text},)' for text, static in parts)})" if parts else 'b""'


def argument_type(type_: Type) -> str:
    return f"Sequence[{type_.item.python}]" if isinstance(type_, Many) else type_.python


def is_asked(function: Function) -> bool:
    """Answers of changing length are for contracts; the mirror has the same lists from the acts."""
    return not function.view or all(output.type.static for output in function.outputs)


def room_name(function: Function) -> str:
    return f"{ROOMS[function.module]}_{snake(function.name)}"


def act_text(function: Function) -> str:
    arguments = ", ".join(f"{field.name}: {argument_type(field.type)}" for field in function.fields)
    module, name = f'Module("{function.module}")', room_name(function)
    data = f'bytes.fromhex("{function.selector.hex()}") + {joined(function.fields)}'
    text = [
        f"def {name}({arguments}) -> Call:",
        f'    """`{function.signature}`"""' if len(function.signature) < 100 else "",
    ]
    text += [f"    return Call({module}, {data})", "\n"]
    if any(field.type.python == "Preparation" for field in function.fields):
        items = [field for field in function.fields if field.type.python != "Preparation"]
        given = ", ".join(f"{field.name}: {argument_type(field.type)}" for field in items)
        text += [f"def {name}_items({given}) -> Items:"]
        text += [f"    return Items({module}, Kind.{PREPARED_KINDS[name]}, keccak({joined(items)}))", "\n"]
    return "\n".join(line for line in text if line)


def view_text(function: Function) -> str:
    arguments = ", ".join(f"{field.name}: {argument_type(field.type)}" for field in function.fields)
    module, name = f'Module("{function.module}")', room_name(function)
    slots = Slots()
    values = [slots.place(field.type) for field in function.outputs]
    kinds = [field.type.python for field in function.outputs]
    answer = kinds[0] if len(kinds) == 1 else f"tuple[{', '.join(kinds)}]" if kinds else "None"
    values = [re.sub(r"(_[A-Z_]+)\[(\w+)\]", r"_known(\1, \2, data)", value) for value in values]
    made = values[0] if len(values) == 1 else f"({', '.join(values)})" if values else "None"
    data = f'bytes.fromhex("{function.selector.hex()}") + {joined(function.fields)}'
    constants = f'_{name.upper()} = struct.Struct(">{"".join(slots.formats)}")\n'
    reading = [f"def _read_{name}(data: bytes) -> {answer}:"]
    if values:
        reading += [
            f"    {slots.unpacked} = _answer(_{name.upper()}, {slots.padding:#x}, data)",
            f"    answer: {answer} = {made}",
            "    return answer",
            "\n",
        ]
    else:
        reading += [f"    _answer(_{name.upper()}, 0, data)", "\n"]
    asking = [f"def {name}({arguments}) -> View[{answer}]:", f"    return View({module}, {data}, _read_{name})", "\n"]
    return "\n".join([constants, "", *reading, *asking])


def encode_text(model: Model) -> str:
    functions = [function for function in model.functions if function.module in ROOMS and is_asked(function)]
    types: list[Type] = [field.type for function in functions for field in (*function.fields, *function.outputs)]
    reached = [found for found in abi_model.used(types) if isinstance(found, Struct)]
    enums = names_used(types, model.enums)
    ids = [*names_used(types, ID_TYPES), "NO_ADDRESS", "certificate_of", "name_bytes", "name_of", "org_of", "regime_of"]
    parts = [LICENCE, f'"""Calls of every external function, and how answers are read; {GENERATED_DOC}\n']
    parts += ["The encoding is the compiler's own, which a preparer signs. What does not fit its type is a ValueError:"]
    parts += [
        'commands are validated before they come here.\n"""\n',
        "from __future__ import annotations\nimport struct",
    ]
    parts += [
        "from collections.abc import Callable, Iterable, Sequence",
        "from dataclasses import dataclass\nfrom enum import IntEnum",
    ]
    parts += ["from typing import Any, Final, Generic, TypeVar\n", f"from ledger.domain.ids import {', '.join(ids)}"]
    parts += [
        "from ledger.domain.keccak import keccak",
        f"from ledger.domain.kinds import {', '.join([*enums, 'Kind', 'Module'])}",
    ]
    parts += [f"from ledger.domain.structs import {', '.join(sorted({struct.python for struct in reached}))}"]
    parts += ["from ledger.errors import Inconsistent\n"]
    parts += [f"_{snake(enum).upper()}: Final = tuple({enum})" for enum in enums] + [ENCODE_HEAD.replace("\\\\", "\\")]
    for struct_ in (found for found in model.structs if found in reached):
        parts += [
            f"def _pack_{snake(struct_.python)}(v: {struct_.python}) -> bytes:",
            f"    return {joined(struct_.fields, 'v.')}",
            "\n",
        ]
    parts += [view_text(function) if function.view else act_text(function) for function in functions]
    return "\n".join(parts)


# --- writing and checking ---------------------------------------------------------------------------------------------

PYTHON: Mapping[str, Callable[[Model], str]] = {
    "ledger/domain/structs.py": structs_text,
    "ledger/domain/events.py": events_text,
    "ledger/domain/event_json.py": json_text,
    "ledger/chain/decode.py": decode_text,
    "ledger/chain/encode.py": encode_text,
}


def ruff(arguments: Sequence[str], text: str, path: Path) -> str:
    command = [sys.executable, "-m", "ruff", *arguments, "--stdin-filename", str(path), "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode != 0:
        raise build_abi.BuildError(f"ruff refuses the generated {path.name}:\n{done.stdout[-2000:]}{done.stderr}")
    return done.stdout


def formed(text: str, path: Path) -> str:
    """In the house's form, without imports that turned out unused."""
    return ruff(["format"], ruff(["check", "--fix", "--quiet", "--select", "F401,I,RUF022"], text, path), path)


def outputs() -> dict[Path, str]:
    abis = interface_abis()
    model = abi_model.read(abis)
    found = {ABI_FILE: json.dumps({"generated": NOTE, "interfaces": abis}, indent=1, ensure_ascii=False) + "\n"}
    for name, write in PYTHON.items():
        found[ROOT / name] = formed(write(model), ROOT / name)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write events, their JSON form and decoders from the interfaces.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail unless the files are up to date")
    options = parser.parse_args(arguments)
    stale = 0
    for path, text in outputs().items():
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        print(f"{path.relative_to(ROOT)} {'is not what the interfaces give' if options.check else 'written'}")
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
