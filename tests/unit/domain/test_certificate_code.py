# SPDX-License-Identifier: Apache-2.0
"""The national code: what it says, what it refuses, and what happens at the end of a month."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.calendar import day_from_civil, end_of, start_of
from ledger.domain.certificate_code import (
    CertificateCode,
    CodeSeries,
    is_code,
    next_code,
    parse_code,
    remaining,
    series_at,
)
from ledger.domain.tables.divisions import PROVINCES
from ledger.errors import Refused

GUIDE = re.compile(r"^SJ\d{2}\d(20\d{2})(0[1-9]|1[0-2])(?!0000)\d{4}$", re.ASCII)
SERIES = CodeSeries("15", 1, 2026, 7)

series = st.builds(
    CodeSeries, st.sampled_from(sorted(PROVINCES)), st.integers(0, 9), st.integers(2000, 2099), st.integers(1, 12)
)
codes = st.builds(CertificateCode, series, st.integers(1, 9999))


@given(codes)
def test_what_is_written_is_read_again_and_matches_the_guide(code: CertificateCode) -> None:
    text = str(code)
    assert len(text) == 15
    assert GUIDE.match(text)
    assert parse_code(text) == code


@given(st.one_of(st.text(max_size=20), st.from_regex(GUIDE, fullmatch=True)))
def test_a_text_is_a_code_only_if_the_guide_says_so(text: str) -> None:
    if is_code(text):
        assert GUIDE.match(text)
        assert str(parse_code(text)) == text


def test_the_example_of_the_guide_is_read() -> None:
    assert parse_code("SJ1512026070001") == CertificateCode(SERIES, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "CODE_FORMAT"),
        ("sj1512026070001", "CODE_FORMAT"),
        ("SJ15120260700010", "CODE_FORMAT"),
        ("SJ1512026070001\n", "CODE_FORMAT"),
        ("ＳＪ1512026070001", "CODE_FORMAT"),
        ("SJ15120260７0001", "CODE_FORMAT"),
        ("SJ1512026\u200b070001", "CODE_FORMAT"),
        ("SJ1512026130001", "CODE_FORMAT"),
        ("SJ1512026000001", "CODE_FORMAT"),
        ("SJ1511926070001", "CODE_FORMAT"),
        ("S" * 10_000, "CODE_FORMAT"),
        ("SJ1512026070000", "CODE_SERIAL"),
        ("SJ9912026070001", "CODE_REGION"),
    ],
)
def test_what_is_no_code_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_code(text)
    assert refused.value.code == code
    assert not is_code(text)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (("99", 1, 2026, 7), "CODE_REGION"),
        (("15", 10, 2026, 7), "CODE_REGISTRAR"),
        (("15", -1, 2026, 7), "CODE_REGISTRAR"),
        (("15", 1, 2026, 13), "CODE_MONTH"),
        (("15", 1, 1999, 12), "CODE_MONTH"),
    ],
)
def test_a_series_that_cannot_be_is_refused(fields: tuple[str, int, int, int], code: str) -> None:
    with pytest.raises(Refused) as refused:
        CodeSeries(*fields)
    assert refused.value.code == code


def test_a_region_has_ten_registrars() -> None:
    assert len({str(CodeSeries("15", digit, 2026, 7)) for digit in range(10)}) == 10


def test_serials_follow_one_another_to_the_last_and_then_the_month_is_full() -> None:
    assert str(next_code(SERIES, 0)) == "SJ1512026070001"
    assert str(next_code(SERIES, 9998)) == "SJ1512026079999"
    with pytest.raises(Refused) as refused:
        next_code(SERIES, 9999)
    assert refused.value.code == "CODE_CAPACITY"


@pytest.mark.parametrize("issued", [-1, 10_000])
def test_a_count_that_no_month_has_is_a_programmers_mistake(issued: int) -> None:
    with pytest.raises(ValueError, match="9999"):
        remaining(issued)


def test_the_month_is_that_of_evidencing_in_shanghai() -> None:
    last = day_from_civil(date(2026, 7, 31))
    assert series_at("15", 1, start_of(last)).month == 7
    assert series_at("15", 1, end_of(last) - 1).month == 7
    assert series_at("15", 1, end_of(last)).month == 8
