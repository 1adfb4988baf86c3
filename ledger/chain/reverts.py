# SPDX-License-Identifier: Apache-2.0
"""What a contract refused with, as our own error: code, sentence in both languages, article, values, item of the batch.

Codes are the errors' names in capitals (`AnsweredBySilence` -> `ANSWERED_BY_SILENCE`) and stay as long as the names do.
Always an answer: data that no error of ours explains are refused with a code that says so, and are kept as they came.

Not for: deciding beforehand what will be refused (domain/) and for faults of a node (faults.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from eth_abi.abi import decode
from eth_abi.exceptions import DecodingError

from ledger.chain.revert_texts import SENTENCES, Sentence
from ledger.domain import kinds
from ledger.domain.ids import Address, PartyId, address_text, is_organisation, name_of, org_of_party
from ledger.domain.keccak import keccak
from ledger.errors import Reason, Refused

_ABI_FILE: Final = Path(__file__).resolve().parent / "abi" / "interfaces.json"
_DAYS: Final = frozenset({"deadline", "last_day", "day", "published_from", "published_through"})
_NAMES: Final = frozenset({"OrgId", "CertificateId", "RegimeId", "bytes15", "bytes3", "bytes2"})
_SHANGHAI: Final = timedelta(hours=8)
_EPOCH: Final = datetime(1970, 1, 1)

_PANICS: Final[Mapping[int, tuple[str, str]]] = {
    0x01: ("断言失败", "an assertion failed"),
    0x11: ("算术溢出", "a number overflowed"),
    0x12: ("除以零", "a division by zero"),
    0x21: ("枚举取值不存在", "a value that the enum does not have"),
    0x32: ("数组越界", "an index beyond the end of a list"),
    0x41: ("内存不足", "too much memory was asked for"),
}
_LIBRARY: Final = (
    {"name": "FailedCall", "inputs": []},
    {"name": "AddressEmptyCode", "inputs": [{"name": "target", "type": "address"}]},
    {
        "name": "InsufficientBalance",
        "inputs": [{"name": "balance", "type": "uint256"}, {"name": "needed", "type": "uint256"}],
    },
)


@dataclass(frozen=True, slots=True)
class Argument:
    """What the ABI says of a value: its name, its type, and the type's name in Solidity."""

    name: str
    abi: str
    solidity: str


@dataclass(frozen=True, slots=True)
class _Error:
    name: str
    arguments: tuple[Argument, ...]

    @property
    def selector(self) -> bytes:
        return keccak(f"{self.name}({','.join(each.abi for each in self.arguments)})".encode())[:4]


def screaming(name: str) -> str:
    """`AnsweredBySilence` -> `ANSWERED_BY_SILENCE`."""
    return _snake(name).upper()


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


@cache
def interfaces() -> Mapping[str, list[Mapping[str, Any]]]:
    """The ABIs of all interfaces, by name (`IHistory`)."""
    found: Mapping[str, list[Mapping[str, Any]]] = json.loads(_ABI_FILE.read_text(encoding="utf-8"))["interfaces"]
    return found


@cache
def _errors() -> Mapping[bytes, _Error]:
    entries = [entry for abi in interfaces().values() for entry in abi if entry["type"] == "error"]
    found = [_error(entry) for entry in (*entries, *_LIBRARY)]
    return {error.selector: error for error in found}


def _error(entry: Mapping[str, Any]) -> _Error:
    return _Error(entry["name"], tuple(map(argument_of, entry["inputs"])))


def argument_of(given: Mapping[str, Any]) -> Argument:
    return Argument(_snake(given["name"]), given["type"], given.get("internalType", given["type"]).split(".")[-1])


def refused(data: bytes) -> Refused:
    """The refusal that these bytes of a revert are. Never raises: what cannot be read is a refusal as well."""
    error = _errors().get(data[:4])
    if error is not None:
        return _custom(error, data)
    if data[:4] == bytes.fromhex("08c379a0"):
        return _message(data)
    if data[:4] == bytes.fromhex("4e487b71") and len(data) == 36:
        return _panic(int.from_bytes(data[4:], "big"))
    if not data:
        return _plain(
            "REVERTED_WITHOUT_REASON", "合约拒绝执行，未说明原因", "the contract refused without saying why", data
        )
    return _plain(
        "REVERT_UNKNOWN", "合约以未知错误拒绝执行", "the contract refused with an error nobody here knows", data
    )


# --- custom errors ----------------------------------------------------------------------------------------------------


def _custom(error: _Error, data: bytes) -> Refused:
    try:
        values = decode([each.abi for each in error.arguments], data[4:])
    except (DecodingError, OverflowError, UnicodeDecodeError):
        return _plain(
            "REVERT_MALFORMED",
            f"合约错误 {error.name} 的参数无法读取",
            f"{error.name} came without its arguments",
            data,
        )
    pairs = list(zip(error.arguments, values, strict=True))
    facts = {each.name: fact(each, value) for each, value in pairs}
    shown = _Shown({each.name: _shown(each, facts[each.name]) for each, _ in pairs})
    sentence = SENTENCES.get(error.name, Sentence(error.name, error.name))
    zh, en = sentence.zh.format_map(shown), sentence.en.format_map(shown)
    place = f"[{facts['index']}]" if "index" in facts else ""
    reason = Reason(screaming(error.name), zh, en, field=place, article=sentence.article)
    facts = {("error_code" if name == "code" else name): value for name, value in facts.items()}
    return Refused(en, zh=zh, code=reason.code, reasons=(reason,), article=sentence.article, error=error.name, **facts)


class _Shown(dict[str, str]):
    """Arguments by name; one that this overload of the error does not have shows as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def fact(argument: Argument, value: Any) -> object:
    """The value as the domain has it: names as texts, enums as enums, bytes as 0x-hex."""
    if argument.solidity in _NAMES:
        return name_of(value)
    if argument.abi == "address":
        return address_text(Address(bytes.fromhex(value[2:])))
    if argument.solidity == "PartyId":
        return org_of_party(value) if is_organisation(PartyId(value)) else "0x" + value.hex()
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if argument.solidity.removeprefix("enum ") in _ENUMS:
        return _member(_ENUMS[argument.solidity.removeprefix("enum ")], value)
    if argument.abi == "uint16" and argument.name == "kind":
        return _member(kinds.Kind, value)
    return value


_ENUMS: Final[Mapping[str, type[IntEnum]]] = {
    enum.__name__: enum
    for enum in (
        kinds.OrgKind,
        kinds.CaseState,
        kinds.CertificateStatus,
        kinds.CodeSource,
        kinds.Grade,
        kinds.Basis,
        kinds.Dimension,
        kinds.GrantKind,
        kinds.GrantState,
        kinds.PublicState,
        kinds.PledgeState,
        kinds.PledgeEnding,
        kinds.LoanStanding,
        kinds.Circulation,
        kinds.Answer,
        kinds.Procedure,
        kinds.ProceedingState,
        kinds.DisputeOutcome,
    )
} | {"Outcome": kinds.Outcome}


def _member(enum: type[IntEnum], value: int) -> IntEnum | int:
    try:
        return enum(value)
    except ValueError:
        return value


def _shown(argument: Argument, fact: object) -> str:
    """As a person reads it: days as dates, times in Beijing time, enums and rights by their names, a certificate by its
    code where it is the subject of a history."""
    if isinstance(fact, IntEnum):
        return fact.name
    if argument.name in ("right", "rights") and isinstance(fact, int) and 0 < fact <= sum(kinds.RightBits):
        return "|".join(str(right.name) for right in kinds.RightBits if fact & right)
    if argument.name == "subject" and isinstance(fact, str) and fact.startswith("0x"):
        return name_of(bytes.fromhex(fact[2:]))
    if argument.abi == "uint40" and isinstance(fact, int):
        return _time(fact)
    if argument.name in _DAYS and argument.abi in ("uint16", "uint256") and isinstance(fact, int) and fact < 1 << 16:
        return (_EPOCH + timedelta(days=fact)).date().isoformat()
    return str(fact)


def _time(seconds: int) -> str:
    if seconds > 253_402_300_799:
        return str(seconds)
    moment = datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds) + _SHANGHAI
    return moment.strftime("%Y-%m-%d %H:%M:%S")


# --- what is no error of ours -----------------------------------------------------------------------------------------


def _message(data: bytes) -> Refused:
    try:
        (text,) = decode(["string"], data[4:])
    except (DecodingError, OverflowError, UnicodeDecodeError):
        return _plain("REVERT_MALFORMED", "合约错误信息无法读取", "the contract's message cannot be read", data)
    return _plain("REVERTED", f"合约拒绝执行：{text}", f"the contract refused: {text}", data)


def _panic(number: int) -> Refused:
    zh, en = _PANICS.get(number, (f"0x{number:02x}", f"0x{number:02x}"))
    return Refused(
        f"the contract stopped: {en}",
        zh=f"合约异常中止：{zh}",
        code="CONTRACT_PANIC",
        reasons=(Reason("CONTRACT_PANIC", f"合约异常中止：{zh}", f"the contract stopped: {en}"),),
        panic=number,
    )


def _plain(code: str, zh: str, en: str, data: bytes) -> Refused:
    return Refused(en, zh=zh, code=code, reasons=(Reason(code, zh, en),), data="0x" + data.hex())
