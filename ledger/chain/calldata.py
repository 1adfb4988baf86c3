# SPDX-License-Identifier: Apache-2.0
"""What a call says, for whoever must agree to it: the function's name and its arguments as a person reads them.

For: the acts in proposals (governance). Not for: making calls (encode.py), logs (decode.py), errors (reverts.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any

from eth_abi.abi import decode
from eth_abi.exceptions import DecodingError

from ledger.chain.reverts import argument_of, fact, interfaces
from ledger.domain.keccak import keccak
from ledger.domain.kinds import Kind, Module, OrgKind


@dataclass(frozen=True, slots=True)
class SpokenCall:
    """A function of a module and its arguments, in their order."""

    function: str
    arguments: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.function}({', '.join(f'{name}={_text(value)}' for name, value in self.arguments.items())})"


def spoken(module: Module, data: bytes) -> SpokenCall | None:
    """What `data` says to a module; None if it is no call that the module's interface has, or is not one whole."""
    entry = _functions(module).get(data[:4])
    if entry is None:
        return None
    inputs = entry["inputs"]
    try:
        values = decode([_type(given) for given in inputs], data[4:])
    except (DecodingError, OverflowError, UnicodeDecodeError):
        return None
    return SpokenCall(
        entry["name"],
        {given["name"]: _plain(given, value) for given, value in zip(inputs, values, strict=True)},
    )


@cache
def _functions(module: Module) -> Mapping[bytes, Mapping[str, Any]]:
    functions = (entry for entry in interfaces().get(f"I{module.value}", []) if entry["type"] == "function")
    return {
        keccak(f"{entry['name']}({','.join(map(_type, entry['inputs']))})".encode())[:4]: entry for entry in functions
    }


def _type(given: Mapping[str, Any]) -> str:
    kind: str = given["type"]
    if not kind.startswith("tuple"):
        return kind
    return f"({','.join(map(_type, given['components']))}){kind.removeprefix('tuple')}"


def _plain(given: Mapping[str, Any], value: Any) -> Any:
    kind = given["type"]
    if kind.endswith("]"):
        one = {**given, "type": kind[: kind.rindex("[")]}
        return [_plain(one, each) for each in value]
    if kind == "tuple":
        return {part["name"]: _plain(part, each) for part, each in zip(given["components"], value, strict=True)}
    if given["name"] == "kinds":
        return _kinds(kind, value)
    found = fact(argument_of(given), value)
    if isinstance(found, IntEnum):
        return found.name
    if kind == "string":
        # Quoted and escaped: who proposed it must not be able to move the reader's cursor, or to end the text.
        return repr(found)
    return repr(found)[1:-1] if isinstance(found, str) else found


def _kinds(kind: str, bits: int) -> list[str]:
    """Bits of kinds: of organisations (16) or of acts (128). A bit that nobody named stands as its number."""
    known: Mapping[int, str] = {each: each.name for each in (OrgKind if kind == "uint16" else Kind)}
    return [known.get(bit, str(bit)) for bit in range(bits.bit_length()) if bits >> bit & 1]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}={_text(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_text, value)) + "]"
    return str(value)
