# SPDX-License-Identifier: Apache-2.0
"""What a call says, for whoever must agree to it: the function's name and its arguments as a person reads them.

For: the acts in proposals (governance). Not for: making calls (encode.py), logs (decode.py), errors (reverts.py).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from eth_abi.abi import decode
from eth_abi.exceptions import DecodingError

from ledger.domain.ids import name_of
from ledger.domain.keccak import keccak
from ledger.domain.kinds import CodeSource, Kind, Module, OrgKind

_ABI_FILE: Final = Path(__file__).resolve().parent / "abi" / "interfaces.json"
_NAMES: Final = frozenset({"OrgId", "CertificateId", "RegimeId", "bytes15", "bytes3", "bytes2"})
_ENUMS: Final = {"OrgKind": OrgKind, "CodeSource": CodeSource}


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
    abi = json.loads(_ABI_FILE.read_text(encoding="utf-8"))["interfaces"].get(f"I{module.value}", [])
    functions = (entry for entry in abi if entry["type"] == "function")
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
    meant = given.get("internalType", kind).split(".")[-1].removeprefix("enum ")
    if given["name"] == "kinds":
        return _kinds(kind, value)
    if meant in _ENUMS and value in iter(_ENUMS[meant]):
        return _ENUMS[meant](value).name
    if kind == "string":
        # Quoted and escaped: who proposed it must not be able to move the reader's cursor, or to end the text.
        return repr(value)
    if meant in _NAMES:
        return repr(name_of(value))[1:-1]
    return "0x" + value.hex() if isinstance(value, bytes) else value


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
