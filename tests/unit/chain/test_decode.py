# SPDX-License-Identifier: Apache-2.0
"""The generated decoders against eth_abi: every event, then every way in which a log can be not quite one."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

import pytest
from eth_abi import decode as abi_decode
from eth_abi import encode as abi_encode
from eth_utils import keccak
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.chain.decode import decode
from ledger.domain import events
from ledger.domain.event_json import from_json, to_json
from ledger.domain.events import BY_TOPIC0
from ledger.errors import Inconsistent

ROOT = Path(__file__).resolve().parents[3]
ABIS: dict[str, list[dict[str, Any]]] = json.loads(
    (ROOT / "ledger" / "chain" / "abi" / "interfaces.json").read_text(encoding="utf-8")
)["interfaces"]
EVENTS = {entry["name"]: entry for abi in ABIS.values() for entry in abi if entry["type"] == "event"}
ENUM_SIZES = {"OrgKind": 8, "Grade": 7, "Basis": 10, "CodeSource": 2, "GrantKind": 10, "GrantGround": 5}
ENUM_SIZES |= {"CertificateStatus": 5, "Procedure": 4, "DisputeOutcome": 6}
ENUM_SIZES |= {"Circulation": 34, "Standing": 3}
ENUM_SIZES |= {"ValuationPurpose": 4, "SecurityForm": 6}
ENUM_SIZES |= {"PledgeClosing": 4, "PledgeEnding": 5, "Passing": 3, "LoanStanding": 6, "DefaultGround": 5}
ENUM_SIZES |= {"Enforcing": 6, "Contest": 4, "OutsideStatus": 5}
"""How many values each enum that an event carries has, read in Words.sol and not in the code under test."""


def signature(argument: dict[str, Any]) -> str:
    if argument["type"].startswith("tuple"):
        inner = ",".join(signature(part) for part in argument["components"])
        return f"({inner}){argument['type'].removeprefix('tuple')}"
    return str(argument["type"])


def topic0(entry: dict[str, Any]) -> bytes:
    return keccak(text=f"{entry['name']}({','.join(signature(argument) for argument in entry['inputs'])})")


# --- any value of a type, as eth_abi takes it -------------------------------------------------------------------------


def any_value(argument: dict[str, Any]) -> st.SearchStrategy[Any]:
    type_, internal = argument["type"], argument.get("internalType", "")
    if type_.endswith("[]"):
        inner = {**argument, "type": type_[:-2], "internalType": internal.removesuffix("[]")}
        return st.lists(any_value(inner), max_size=4).map(tuple)
    if type_ == "uint256[2]":
        return st.tuples(st.integers(0, 2**256 - 1), st.integers(0, 2**256 - 1))
    if type_ == "tuple":
        return st.tuples(*(any_value(part) for part in argument["components"]))
    if internal.startswith("enum "):
        return st.integers(0, ENUM_SIZES[internal.removeprefix("enum ").split(".")[-1]] - 1)
    return any_word(type_)


def any_word(type_: str) -> st.SearchStrategy[Any]:
    if type_.startswith("uint"):
        return st.integers(0, 2 ** int(type_[4:]) - 1)
    if type_ == "address":
        return st.binary(min_size=20, max_size=20).map(lambda raw: "0x" + raw.hex())
    if type_ == "bool":
        return st.booleans()
    if type_ == "string":
        # A NUL is shown as an escape: test_no_text_that_an_account_can_write_stops_a_reader.
        return st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=70)
    if type_ == "bytes":
        return st.binary(max_size=70)
    size = int(type_.removeprefix("bytes"))
    return st.one_of(
        st.binary(min_size=size, max_size=size),
        st.text("SJ0123AB", max_size=size).map(lambda t: t.encode().ljust(size, b"\0")),
    )


@st.composite
def any_log(draw: st.DrawFn, entry: dict[str, Any]) -> tuple[list[bytes], bytes, tuple[Any, ...]]:
    """Topics, data, and the values in the order of the arguments."""
    values = tuple(draw(any_value(argument)) for argument in entry["inputs"])
    return *log_with(entry, values), values


def log_with(entry: dict[str, Any], values: tuple[Any, ...]) -> tuple[list[bytes], bytes]:
    pairs = list(zip(entry["inputs"], values, strict=True))
    topics = [topic0(entry), *(abi_encode([signature(a)], [v]) for a, v in pairs if a["indexed"])]
    data = [(signature(a), v) for a, v in pairs if not a["indexed"]]
    return topics, abi_encode([type_ for type_, _ in data], [value for _, value in data])


def sample(entry: dict[str, Any]) -> tuple[list[bytes], bytes]:
    """One log with a value everywhere, lists of two."""
    return log_with(entry, tuple(full(argument) for argument in entry["inputs"]))


def full(argument: dict[str, Any]) -> Any:
    type_ = argument["type"]
    if type_.endswith("[]"):
        return (full({**argument, "type": type_[:-2]}),) * 2
    if type_ == "uint256[2]":
        return (1, 2)
    if type_ == "tuple":
        return tuple(full(part) for part in argument["components"])
    if type_.startswith("uint"):
        return 1
    if type_ == "address":
        return "0x" + "11" * 20
    return {"bool": True, "string": "数据", "bytes": b"act"}.get(type_, b"AB")


# --- what the decoder gives, as eth_abi would have it -----------------------------------------------------------------


def as_abi(value: Any, argument: dict[str, Any]) -> Any:
    """Undo the Python form by the ABI's type alone."""
    type_ = argument["type"]
    if type_.endswith("]"):
        return tuple(as_abi(item, {**argument, "type": type_[: type_.rindex("[")]}) for item in value)
    if type_ == "tuple":
        assert is_dataclass(value)
        parts = [getattr(value, field.name) for field in fields(value)]
        return tuple(as_abi(part, inner) for part, inner in zip(parts, argument["components"], strict=True))
    if type_ == "address":
        return "0x" + value.hex()
    if type_.startswith("bytes") and isinstance(value, str):
        return bytes.fromhex(value[2:]) if value.startswith("0x") else value.encode().ljust(int(type_[5:]), b"\0")
    return int(value) if isinstance(value, IntEnum) else value


def assert_is(event: object, entry: dict[str, Any], values: tuple[Any, ...]) -> None:
    assert is_dataclass(event)
    assert type(event).__name__ == entry["name"]
    got = [getattr(event, field.name) for field in fields(event)]
    assert tuple(as_abi(value, argument) for value, argument in zip(got, entry["inputs"], strict=True)) == values


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_is_decoded_as_eth_abi_encoded_it(name: str) -> None:
    @settings(max_examples=settings.default.max_examples // 2)
    @given(any_log(EVENTS[name]))
    def agrees(log: tuple[list[bytes], bytes, tuple[Any, ...]]) -> None:
        topics, data, values = log
        event = decode(topics, data)
        assert_is(event, EVENTS[name], values)
        assert from_json(to_json(event)) == event

    agrees()


def test_all_events_of_all_interfaces_are_known() -> None:
    assert {topic0(entry): entry["name"] for entry in EVENTS.values()} == {
        topic: kind.__name__ for topic, kind in BY_TOPIC0.items()
    }
    assert len(EVENTS) == sum(entry["type"] == "event" for abi in ABIS.values() for entry in abi)


# --- refusals ---------------------------------------------------------------------------------------------------------


def refusal(topics: list[bytes], data: bytes) -> Inconsistent:
    with pytest.raises(Inconsistent) as caught:
        decode(topics, data)
    return caught.value


def test_a_log_of_another_event_is_unknown_and_given_as_evidence() -> None:
    error = refusal([b"\x01" * 32], b"\x02")
    assert error.code == "LOG_UNKNOWN"
    assert error.facts["topics"] == ("0x" + "01" * 32,)
    assert error.facts["data"] == "0x02"


def test_a_log_without_topics_is_unknown() -> None:
    assert refusal([], b"").code == "LOG_UNKNOWN"


@pytest.mark.parametrize("name", EVENTS)
def test_a_topic_too_few_or_too_many_is_refused(name: str) -> None:
    topics, data = sample(EVENTS[name])
    assert refusal(topics[:-1], data).code == "LOG_MALFORMED"
    assert refusal([*topics, bytes(32)], data).code == "LOG_MALFORMED"
    assert refusal([*topics[:-1], topics[-1][:-1]], data).code == "LOG_MALFORMED"


@pytest.mark.parametrize("name", EVENTS)
def test_a_word_too_few_or_too_many_is_refused(name: str) -> None:
    topics, data = sample(EVENTS[name])
    for wrong in (data[:-32], data + bytes(32), data[:-1], data + b"\0", b""):
        assert refusal(topics, wrong).code == "LOG_MALFORMED"


def words_of(data: bytes) -> list[bytes]:
    return [data[at : at + 32] for at in range(0, len(data), 32)]


@pytest.mark.parametrize("name", EVENTS)
def test_every_bit_is_either_read_or_refused(name: str) -> None:
    """Flip each bit of a log in turn: no two logs decode to the same event, so nothing is overlooked."""
    topics, data = sample(EVENTS[name])
    raw = b"".join(topics[1:]) + data
    original, refused = decode(topics, data), 0
    for bit in range(8 * len(raw)):
        changed = bytearray(raw)
        changed[bit // 8] ^= 0x80 >> bit % 8
        cut = 32 * (len(topics) - 1)
        try:
            other = decode([topics[0], *words_of(bytes(changed[:cut]))], bytes(changed[cut:]))
        except Inconsistent:
            refused += 1
        else:
            assert other != original, f"bit {bit} of {name} is ignored"
    assert refused > 0


@pytest.mark.parametrize("name", ["ApplicationSubmitted", "CertificateIssued", "ProposalMade", "RegimePublished"])
def test_tails_in_another_order_or_shared_are_refused_though_eth_abi_takes_them(name: str) -> None:
    """The compiler writes one tail after the other; with a gap before the first, other bytes have the same values."""
    entry = EVENTS[name]
    topics, data = sample(entry)
    types = [signature(argument) for argument in entry["inputs"] if not argument["indexed"]]
    words = words_of(data)
    offset_at = next(
        at for at, type_ in enumerate(types) if "[" in type_ or "(" in type_ or type_ in ("string", "bytes")
    )
    shifted = [*words[:offset_at], (int.from_bytes(words[offset_at], "big") + 32).to_bytes(32, "big")]
    gap = b"".join([*shifted, *words[offset_at + 1 : len(types)], bytes(32), *words[len(types) :]])
    assert abi_decode(types, gap) == abi_decode(types, data)
    assert "offset" in str(refusal(topics, gap).facts["found"])


def corrected(data_name: bytes) -> tuple[list[bytes], bytes]:
    """A log whose last tail is a text."""
    entry = EVENTS["CertificateCorrected"]
    topics, data = sample(entry)
    at = data.rindex("数据".encode()) - 32
    padded = data_name.ljust(-(-len(data_name) // 32) * 32, b"\0")
    return topics, data[:at] + len(data_name).to_bytes(32, "big") + padded


@pytest.mark.parametrize(
    ("written", "shown"),
    [("名".encode(), "名"), (b"\xff\xfe", "\\xff\\xfe"), (b"a\x00b", "a\\x00b")],
    ids=["plain", "no utf-8", "nul"],
)
def test_no_text_that_an_account_can_write_stops_a_reader(written: bytes, shown: str) -> None:
    event = decode(*corrected(written))

    assert isinstance(event, events.CertificateCorrected)
    assert event.correction.data_name == shown


def test_an_enum_out_of_range_is_refused() -> None:
    topics, data = sample(EVENTS["OrganisationSuspended"])
    assert decode([*topics[:2], (7).to_bytes(32, "big")], data)
    assert refusal([*topics[:2], (8).to_bytes(32, "big")], data).code == "LOG_MALFORMED"


def test_a_length_beyond_the_data_is_refused_without_reading_so_far() -> None:
    topics, data = corrected(b"x")
    at = len(data) - 64
    assert refusal(topics, data[:at] + b"\xff" * 32 + data[at + 32 :]).code == "LOG_MALFORMED"
