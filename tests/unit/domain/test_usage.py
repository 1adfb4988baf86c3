# SPDX-License-Identifier: Apache-2.0
"""Usage records: what a line is worth, and the bytes that are put on record of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.scope import Environment
from ledger.domain.usage import (
    COUNTS,
    FULL_BYTES,
    RECORD_BYTES,
    LineRefused,
    UsageRecord,
    decode,
    from_json,
    from_values,
    leaf_bytes,
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
    st.integers(0, 2**64 - 1),
    st.none() | st.sampled_from(Environment),
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
        ({"fields": 0}, "USAGE_FIELDS_MALFORMED"),
        ({"fields": True}, "USAGE_FIELDS_MALFORMED"),
        ({"fields": 1 << 64}, "USAGE_FIELDS_MALFORMED"),
        ({"fields": "0x3"}, "USAGE_FIELDS_MALFORMED"),
        ({"environment": "api"}, "USAGE_ENVIRONMENT_MALFORMED"),
        ({"environment": 1}, "USAGE_ENVIRONMENT_MALFORMED"),
        ({"environment": "API", "user": "x"}, "USAGE_FIELD_UNKNOWN"),
        ({"environment": "API", "grant": None}, "USAGE_FIELD_MISSING"),
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
    says_more = bool(record.fields) or record.environment is not None
    assert len(record.encode()) == (FULL_BYTES if says_more else RECORD_BYTES)
    assert len(record.stored()) == FULL_BYTES
    assert decode(record.encode()) == decode(record.stored()) == record
    assert leaf_bytes(record.stored()) == record.encode() == leaf_bytes(record.encode())


@given(RECORDS, RECORDS)
def test_different_records_are_different_bytes(one: UsageRecord, other: UsageRecord) -> None:
    assert (one == other) is (one.encode() == other.encode())


@pytest.mark.parametrize("length", [0, 93, 95, 102, 104])
def test_bytes_of_another_length_are_no_record(length: int) -> None:
    with pytest.raises(ValueError, match="94 or 103 bytes"):
        decode(bytes(length))


@pytest.mark.parametrize(
    ("said", "fields", "environment"),
    [
        ({}, 0, None),
        ({"fields": None, "environment": ""}, 0, None),
        ({"fields": "ALL"}, (1 << 64) - 1, None),
        ({"fields": "18446744073709551615"}, (1 << 64) - 1, None),
        ({"fields": 5, "environment": "PLAIN"}, 5, Environment.PLAIN),
        ({"environment": "FEDERATED"}, 0, Environment.FEDERATED),
    ],
)
def test_a_line_may_say_fields_and_environment(
    said: dict[str, Any], fields: int, environment: Environment | None
) -> None:
    found = from_values({**line(), **said}, NOW)
    assert (found.fields, found.environment) == (fields, environment)


def test_a_record_that_says_no_more_is_the_one_that_it_was_before_more_could_be_said() -> None:
    # Of the release before: batches on chain are made of these bytes.
    assert from_values(line(), NOW).encode().hex() == (
        "ab" * 32 + f"{NOW:016x}" + "0003" + f"{1:016x}" + f"{200:016x}" + f"{152500:08x}" + "cd" * 32
    )


def test_no_two_places_share_a_salt() -> None:
    assert len({salt_of(bytes(32), index) for index in range(1_000)}) == 1_000
    assert salt_of(bytes(32), 0) != salt_of(b"\1" * 32, 0)
