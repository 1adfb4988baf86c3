# SPDX-License-Identifier: Apache-2.0
"""The debtor and its signature as one text: what was written is read again, and nothing else counts as a signature."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.debtor import Debtor, debtor_of, debtor_text

NAME = "示例草原牧业数据有限公司"
SIGNED = Debtor(NAME, "借款确认书", "授权书", 2)


@given(name=st.text(min_size=1), form=st.text(), mandate=st.text(), level=st.integers(1, 5))
def test_what_is_written_is_read_again(name: str, form: str, mandate: str, level: int) -> None:
    debtor = Debtor(name, form, mandate, level)
    assert debtor_of(debtor_text(debtor)) == debtor


def test_without_a_signature_the_text_is_the_name() -> None:
    assert debtor_text(Debtor(NAME)) == NAME
    assert debtor_of(NAME) == Debtor(NAME)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "2",
        debtor_text(SIGNED) + " ",
        debtor_text(SIGNED).replace('"level":2', '"level":true'),
        debtor_text(SIGNED).replace('"level":2', '"level":0'),
        debtor_text(SIGNED).replace('"level":2', '"level":2.0'),
        debtor_text(SIGNED).replace('"form":"借款确认书"', '"form":[]'),
        json.dumps(json.loads(debtor_text(SIGNED)) | {"more": 1}, ensure_ascii=False),
    ],
)
def test_what_was_not_written_here_is_a_name_and_no_signature(text: str) -> None:
    assert debtor_of(text) == Debtor(text)
