# SPDX-License-Identifier: Apache-2.0
"""An event as the contracts would log it: topics and data, by the committed ABI and eth_abi."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from eth_abi import encode

from ledger.domain.keccak import keccak

ABI = Path(__file__).resolve().parents[2] / "ledger" / "chain" / "abi" / "interfaces.json"


@cache
def _events() -> dict[str, dict[str, Any]]:
    interfaces = json.loads(ABI.read_text(encoding="utf-8"))["interfaces"]
    return {entry["name"]: entry for abi in interfaces.values() for entry in abi if entry["type"] == "event"}


def log_of(event: object) -> tuple[tuple[bytes, ...], bytes]:
    """Topics and data. The fields of the dataclass are those of the ABI in snake case."""
    abi = _events()[type(event).__name__]
    values = [(argument, _value(argument, getattr(event, _snake(argument["name"])))) for argument in abi["inputs"]]
    signature = f"{abi['name']}({','.join(_type(argument) for argument in abi['inputs'])})"
    indexed = [encode([_type(argument)], [value]) for argument, value in values if argument["indexed"]]
    plain = [(argument, value) for argument, value in values if not argument["indexed"]]
    data = encode([_type(argument) for argument, _ in plain], [value for _, value in plain])
    return (keccak(signature.encode()), *indexed), data


def _type(argument: dict[str, Any]) -> str:
    if not argument["type"].startswith("tuple"):
        return str(argument["type"])
    inner = ",".join(_type(part) for part in argument["components"])
    return f"({inner}){argument['type'].removeprefix('tuple')}"


def _value(argument: dict[str, Any], value: Any) -> Any:
    kind = argument["type"]
    if kind.endswith("]"):
        inner = {**argument, "type": re.sub(r"\[\d*\]$", "", kind)}
        return [_value(inner, item) for item in value]
    if kind == "tuple":
        return tuple(_value(part, getattr(value, _snake(part["name"]))) for part in argument["components"])
    if re.fullmatch(r"bytes\d+", kind) and isinstance(value, str):
        return value.encode("ascii")  # names are padded with zeros, which eth_abi does
    if kind == "address":
        return "0x" + value.hex()
    if kind.startswith("uint"):
        return int(value)
    return value


def _snake(name: str) -> str:
    snake = re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: "_" + found.group(1).lower(), name)
    return snake.rstrip("_")
