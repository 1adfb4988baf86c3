# SPDX-License-Identifier: Apache-2.0
"""Bodies that must not come near a parser, each refused with a code."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.intake import DEPTH, check_json
from ledger.errors import Refused

BAD = [
    pytest.param(b"\xff\xfe{}", id="not UTF-8"),
    pytest.param('{"a": "数据"}'.encode("gb18030"), id="GB18030"),
    pytest.param(b"[" * (DEPTH + 1) + b"]" * (DEPTH + 1), id="too deep"),
    pytest.param(b'{"a":' * 100_000, id="far too deep"),
    pytest.param(b'{"a": ' + b"9" * 5000 + b"}", id="a huge integer"),
    pytest.param(b'{"a": 1e99999}', id="a huge exponent"),
    pytest.param(b'{"a": NaN}', id="not a number"),
    pytest.param(b'{"a": -Infinity}', id="infinity"),
    pytest.param(b'{"a": 1,}', id="a comma too many"),
    pytest.param(b"{'a': 1}", id="single quotes"),
    pytest.param(b'{"a": "\x00"}', id="a raw NUL"),
    pytest.param(b'"unfinished', id="an open string"),
    pytest.param(b"\xef\xbb\xbf{}", id="a byte order mark"),
    pytest.param("{}".encode("utf-16-le"), id="UTF-16"),
]


@pytest.mark.parametrize("body", BAD)
def test_a_body_that_cannot_be_read_safely_is_refused(body: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        check_json(body)

    assert refusal.value.code == "BODY_MALFORMED"


def test_brackets_and_digits_inside_of_texts_do_not_count() -> None:
    check_json(json.dumps({"text": "[" * 100 + "9" * 100 + ' "NaN" \\'}).encode())


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_whatever_is_ordinary_json_passes(value: object) -> None:
    body = json.dumps(value).encode()

    if _depth(value) <= DEPTH:
        check_json(body)


def _depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max((_depth(each) for each in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((_depth(each) for each in value), default=0)
    return 0


@given(st.binary(max_size=200))
def test_any_bytes_pass_or_are_refused_and_never_break(body: bytes) -> None:
    assert outcome(body) in ("passed", "BODY_MALFORMED")


def outcome(body: bytes) -> str:
    try:
        check_json(body)
    except Refused as refusal:
        return refusal.code
    return "passed"
