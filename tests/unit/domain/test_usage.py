# SPDX-License-Identifier: Apache-2.0
"""Usage records: what a line is worth, and the bytes that are put on record of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.usage import (
    COUNTS,
    RECORD_BYTES,
    LineRefused,
    UsageRecord,
    decode,
    from_json,
    from_values,
    salt_of,
)

NOW = 1_782_867_600
GRANT, CALLER = "0x" + "ab" * 32, "0x" + "cd" * 32
HASH = st.binary(min_size=32, max_size=32)
RECORDS = st.builds(
    UsageRecord,
    HASH,
    st.integers(1, NOW),
    st.integers(0, 2**16 - 1),
    st.integers(0, COUNTS - 1),
    st.integers(0, COUNTS - 1),
    st.integers(0, 999_999),
    HASH,
)


def line(**changes: Any) -> dict[str, Any]:
    sound = {
        "grant": GRANT, "moment": NOW, "purpose": 3, "calls": 1, "records": 200, "region": 152500, "caller": CALLER,
    }  # fmt: skip
    return {name: value for name, value in {**sound, **changes}.items() if value is not None}


def refusal(values: dict[str, Any]) -> tuple[str, str]:
    with pytest.raises(LineRefused) as refused:
        from_values(values, NOW)
    return refused.value.code, refused.value.field


def test_a_line_of_json_and_a_row_of_texts_are_the_same_record() -> None:
    as_json = from_json(json.dumps(line()).encode(), NOW)
    as_text = from_values({name: str(value) for name, value in line().items()}, NOW)

    assert as_json == as_text == UsageRecord(b"\xab" * 32, NOW, 3, 1, 200, 152500, b"\xcd" * 32)


def test_a_moment_is_seconds_or_a_time_with_its_offset() -> None:
    assert from_values(line(moment="2026-07-01T09:00:00+08:00"), NOW).moment == NOW
    assert from_values(line(moment="2026-07-01T01:00:00Z"), NOW).moment == NOW
    assert from_values(line(moment=str(NOW)), NOW).moment == NOW


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"grant": None}, "USAGE_FIELD_MISSING"),
        ({"grant": None, "user": "x"}, "USAGE_FIELD_MISSING"),
        ({"user": "x"}, "USAGE_FIELD_UNKNOWN"),
        ({"grant": "ab" * 32}, "USAGE_GRANT_MALFORMED"),
        ({"grant": "0x" + "AB" * 32}, "USAGE_GRANT_MALFORMED"),
        ({"grant": 7}, "USAGE_GRANT_MALFORMED"),
        ({"moment": "yesterday"}, "USAGE_MOMENT_MALFORMED"),
        ({"moment": "2026-07-01T09:00:00"}, "USAGE_MOMENT_MALFORMED"),
        ({"moment": 0}, "USAGE_MOMENT_MALFORMED"),
        ({"moment": 1.5}, "USAGE_MOMENT_MALFORMED"),
        ({"moment": True}, "USAGE_MOMENT_MALFORMED"),
        ({"moment": NOW + 1}, "USAGE_MOMENT_IN_FUTURE"),
        ({"purpose": 65_536}, "USAGE_PURPOSE_MALFORMED"),
        ({"purpose": "research"}, "USAGE_PURPOSE_MALFORMED"),
        ({"calls": -1}, "USAGE_CALLS_MALFORMED"),
        ({"calls": True}, "USAGE_CALLS_MALFORMED"),
        ({"records": COUNTS}, "USAGE_RECORDS_MALFORMED"),
        ({"records": 1.0}, "USAGE_RECORDS_MALFORMED"),
        ({"region": 1_000_000}, "USAGE_REGION_MALFORMED"),
        ({"caller": "138"}, "USAGE_CALLER_MALFORMED"),
    ],
)
def test_what_is_no_record_is_refused_by_its_field(changes: dict[str, Any], code: str) -> None:
    assert refusal(line(**changes))[0] == code


@pytest.mark.parametrize("text", [b"", b"{", b"[1]", b"7", b'"x"', b"\xff", b"[" * 1_900])
def test_what_is_no_object_is_refused(text: bytes) -> None:
    with pytest.raises(LineRefused) as refused:
        from_json(text, NOW)
    assert refused.value.code == "USAGE_LINE_MALFORMED"


@given(RECORDS)
def test_a_record_comes_back_from_its_bytes(record: UsageRecord) -> None:
    assert len(record.encode()) == RECORD_BYTES
    assert decode(record.encode()) == record


def test_bytes_of_another_length_are_no_record() -> None:
    with pytest.raises(ValueError, match="94 bytes"):
        decode(bytes(93))


def test_no_two_places_share_a_salt() -> None:
    assert len({salt_of(bytes(32), index) for index in range(1_000)}) == 1_000
    assert salt_of(bytes(32), 0) != salt_of(b"\1" * 32, 0)
