# SPDX-License-Identifier: Apache-2.0
"""Calls of contracts as bytes, and what they return or refuse with, by the ABIs that are committed under `abi/`.

For: encoding a call, decoding its result, naming a custom error with its arguments. Not for: logs (`decode.py`, at
fixed offsets, since there are many of them). eth_abi does 26,000 calls a second, which is more than can be sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from eth_abi.abi import decode, encode
from eth_abi.exceptions import DecodingError, EncodingError

from ledger.domain.keccak import keccak
from ledger.errors import Inconsistent

ABI_DIRECTORY = Path(__file__).resolve().parent / "abi"


@dataclass(frozen=True, slots=True)
class Function:
    """A function or an error of a contract."""

    name: str
    selector: bytes
    inputs: tuple[str, ...]
    input_names: tuple[str, ...]
    outputs: tuple[str, ...]

    def call(self, *arguments: Any) -> bytes:
        """Its calldata. Structs are tuples, in the order of their fields."""
        try:
            return self.selector + encode(self.inputs, arguments)
        except (EncodingError, TypeError) as error:
            raise ValueError(f"{self.name}{self.inputs}: {error}") from error

    def result(self, data: bytes) -> tuple[Any, ...]:
        return _decoded(self.name, self.outputs, data)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A custom error by name, with its arguments by name."""

    name: str
    arguments: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(f'{k}={_shown(v)}' for k, v in self.arguments.items())})"


class Abi:
    """One contract's functions by name (or by signature where a name has several), and its errors by selector."""

    def __init__(self, entries: Sequence[Mapping[str, Any]]) -> None:
        self._functions: dict[str, Function] = {}
        self._errors: dict[bytes, Function] = {}
        for entry in entries:
            if entry["type"] == "function":
                self._add(_function(entry))
            elif entry["type"] == "error":
                error = _function(entry)
                self._errors[error.selector] = error
        self._constructor = next((_types(e["inputs"]) for e in entries if e["type"] == "constructor"), ())

    def _add(self, function: Function) -> None:
        self._functions[f"{function.name}({','.join(function.inputs)})"] = function
        self._functions.setdefault(function.name, function)

    def __getitem__(self, name: str) -> Function:
        return self._functions[name]

    def constructor(self, *arguments: Any) -> bytes:
        return encode(self._constructor, arguments)

    def refusal(self, data: bytes) -> Refusal | None:
        """The error that a revert's data names; None if it is none of this contract's."""
        error = self._errors.get(data[:4]) or _BUILT_IN.get(data[:4])
        if error is None:
            return None
        values = _decoded(error.name, error.inputs, data[4:])
        return Refusal(error.name, dict(zip(error.input_names, values, strict=True)))


@cache
def interface(name: str) -> Abi:
    """The ABI of an interface, by its name (IHistory) or its contract's (History)."""
    whole = json.loads((ABI_DIRECTORY / "interfaces.json").read_text())["interfaces"]
    entries = whole.get(name) or whole.get(f"I{name}")
    if entries is None:
        raise KeyError(f"no such interface: {name}")
    return Abi(entries)


@cache
def every_error() -> Abi:
    """The errors of all interfaces: a refusal may come from a contract behind the one that was called."""
    whole = json.loads((ABI_DIRECTORY / "interfaces.json").read_text())["interfaces"]
    return Abi([entry for entries in whole.values() for entry in entries if entry["type"] == "error"])


def _function(entry: Mapping[str, Any]) -> Function:
    inputs = _types(entry["inputs"])
    selector = keccak(f"{entry['name']}({','.join(inputs)})".encode())[:4]
    names = tuple(given["name"] or str(place) for place, given in enumerate(entry["inputs"]))
    return Function(entry["name"], selector, inputs, names, _types(entry.get("outputs", [])))


def _types(arguments: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(_type(argument) for argument in arguments)


def _type(argument: Mapping[str, Any]) -> str:
    """`(uint256,bytes)[]` for an array of structs: the form that selectors and eth_abi share."""
    kind: str = argument["type"]
    if not kind.startswith("tuple"):
        return kind
    return f"({','.join(_types(argument['components']))}){kind.removeprefix('tuple')}"


def _decoded(name: str, types: Sequence[str], data: bytes) -> tuple[Any, ...]:
    try:
        return decode(types, data)
    except (DecodingError, OverflowError) as error:
        raise Inconsistent(
            f"{name} returned what its ABI does not allow: {error}",
            zh=f"{name} 的返回值与其 ABI 不符",
            code="CHAIN_RESULT_UNREADABLE",
            data="0x" + data.hex(),
        ) from error


def _shown(value: Any) -> str:
    return "0x" + value.hex() if isinstance(value, bytes) else str(value)


_BUILT_IN = {
    error.selector: error
    for error in (
        _function({"name": "Error", "inputs": [{"name": "message", "type": "string"}]}),
        _function({"name": "Panic", "inputs": [{"name": "code", "type": "uint256"}]}),
    )
}
