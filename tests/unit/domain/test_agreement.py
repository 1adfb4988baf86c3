# SPDX-License-Identifier: Apache-2.0
"""An agreement's particulars: each field that cannot be is named; what is signed says the same when read again."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.domain.agreement import (
    FORM,
    MOST_CODES,
    SAFE_INTEGER,
    TEXT_LONGEST,
    Agreement,
    document,
    opened,
    opened_below,
    parsed,
    read,
    text_of,
)
from ledger.domain.calendar import day_from_civil, end_of
from ledger.domain.party import check_character
from ledger.domain.scope import PurposeCode
from ledger.errors import Refused

POWER, BANK = "91150103MA0DEM080G", "91150105MA0DEM064P"
WHOLE: dict[str, Any] = {
    "agent": POWER,
    "beneficiaries": [BANK, POWER],
    "forbidden_purposes": ["MARKETING", "RESALE"],
    "scenario": "牲畜保险定价",
    "data_window": {"since": "2024-01-01", "until": "2026-06-30"},
    "row_filter": "盟市 = 锡林郭勒",
    "max_users": 20,
    "passing_on": {"consent_required": True, "allowed_grantees": [BANK]},
    "derived_data": {"whose": "BOTH", "text": "衍生数据双方共有"},
    "consideration": {"unit_price": 0, "cap": 1_000_000, "currency": "CNY"},
    "security": {"obligations": "加密存储", "confidentiality": "保密五年"},
    "compliance": {"legal_basis": "合同履行"},
    "termination": {
        "revocable_by": "EITHER", "notice_days": 0, "grounds": "违约", "effect": "DESTROY", "destroy_by": "2027-09-30",
    },
    "audit": {"right": True, "report_interval_days": 30, "log_duty": False},
}  # fmt: skip


def refusals(value: object) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        read(value)
    assert refused.value.code == "AGREEMENT_MALFORMED"
    assert all(each.zh and each.en for each in refused.value.reasons)
    return [(each.code, each.field) for each in refused.value.reasons]


@pytest.mark.parametrize(
    ("value", "code", "path"),
    [
        ([], "AGREEMENT_FIELD_TYPE", ""),
        ({}, "AGREEMENT_FIELD_EMPTY", ""),
        ({"audit": {}}, "AGREEMENT_FIELD_EMPTY", "audit"),
        ({"price": 1}, "AGREEMENT_FIELD_UNKNOWN", "price"),
        ({"termination": {"by": 1}}, "AGREEMENT_FIELD_UNKNOWN", "termination.by"),
        ({"agent": 1}, "AGREEMENT_FIELD_TYPE", "agent"),
        ({"agent": POWER[:-1] + "1"}, "AGREEMENT_CODE_UNKNOWN", "agent"),
        ({"agent": "92150103MA0DEM0804"}, "AGREEMENT_NAMES_A_PERSON", "agent"),
        ({"agent": "110101199003070011"}, "AGREEMENT_NAMES_A_PERSON", "agent"),
        ({"beneficiaries": POWER}, "AGREEMENT_FIELD_TYPE", "beneficiaries"),
        ({"beneficiaries": []}, "AGREEMENT_FIELD_RANGE", "beneficiaries"),
        ({"beneficiaries": [POWER] * (MOST_CODES + 1)}, "AGREEMENT_FIELD_RANGE", "beneficiaries"),
        ({"beneficiaries": [POWER, POWER]}, "AGREEMENT_FIELD_REPEATED", "beneficiaries"),
        ({"beneficiaries": [POWER, "x"]}, "AGREEMENT_CODE_UNKNOWN", "beneficiaries[1]"),
        ({"forbidden_purposes": ["SPYING"]}, "AGREEMENT_CODE_UNKNOWN", "forbidden_purposes[0]"),
        ({"forbidden_purposes": [7]}, "AGREEMENT_FIELD_TYPE", "forbidden_purposes[0]"),
        ({"scenario": None}, "AGREEMENT_FIELD_TYPE", "scenario"),
        ({"scenario": " "}, "AGREEMENT_FIELD_RANGE", "scenario"),
        ({"scenario": "x" * (TEXT_LONGEST + 1)}, "AGREEMENT_FIELD_RANGE", "scenario"),
        ({"scenario": "a\x00"}, "AGREEMENT_FIELD_RANGE", "scenario"),
        ({"max_users": True}, "AGREEMENT_FIELD_TYPE", "max_users"),
        ({"max_users": 1.0}, "AGREEMENT_FIELD_TYPE", "max_users"),
        ({"max_users": 0}, "AGREEMENT_FIELD_RANGE", "max_users"),
        ({"consideration": {"cap": SAFE_INTEGER + 1}}, "AGREEMENT_FIELD_RANGE", "consideration.cap"),
        ({"consideration": {"cap": 1, "unit_price": 2}}, "AGREEMENT_FIELD_RANGE", "consideration.cap"),
        ({"consideration": {"currency": "USD"}}, "AGREEMENT_CODE_UNKNOWN", "consideration.currency"),
        ({"data_window": {"since": "2026-02-30"}}, "AGREEMENT_FIELD_RANGE", "data_window.since"),
        ({"data_window": {"since": "20260201"}}, "AGREEMENT_FIELD_RANGE", "data_window.since"),
        ({"data_window": {"since": "2026-02-02", "until": "2026-02-01"}}, "AGREEMENT_FIELD_RANGE", "data_window"),
        ({"termination": {"notice_days": -1}}, "AGREEMENT_FIELD_RANGE", "termination.notice_days"),
        ({"audit": {"right": 1}}, "AGREEMENT_FIELD_TYPE", "audit.right"),
    ],
)
def test_what_cannot_be_is_refused_by_code_and_path(value: object, code: str, path: str) -> None:
    assert refusals(value) == [(code, path)]


def test_everything_that_is_wrong_is_named_at_once() -> None:
    found = refusals({"max_users": "5", "x": 1, "audit": {"log_duty": "yes", "y": 1}})
    assert [path for _, path in found] == ["max_users", "x", "audit.log_duty", "audit.y"]


@pytest.mark.parametrize("text", ["", "{", '{"scenario":"a","scenario":"b"}', "[" * 100_000])
def test_a_file_that_is_no_json_or_says_a_thing_twice_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parsed(text)
    assert refused.value.code == "AGREEMENT_NOT_JSON"


def test_the_whole_record_is_read_and_written_again() -> None:
    particulars = read(WHOLE)

    assert document(particulars) == {**WHOLE, "beneficiaries": sorted(WHOLE["beneficiaries"])}
    assert parsed(json.dumps(WHOLE)) == particulars
    assert (particulars.allowed_grantees, particulars.consent_required) == ((BANK,), True)


def test_the_last_day_belongs_to_what_must_be_gone_by_it() -> None:
    gone = read({"termination": {"destroy_by": "2027-09-30"}}).destroy_before
    assert gone == end_of(day_from_civil(date(2027, 9, 30)))
    assert read({"scenario": "x"}).destroy_before is None


def test_the_order_of_a_set_changes_nothing_that_is_signed() -> None:
    one, other = ({"forbidden_purposes": names} for names in (["RESALE", "MARKETING"], ["MARKETING", "RESALE"]))
    assert text_of("协议", read(one)) == text_of("协议", read(other))


def test_the_signed_text_is_canonical() -> None:
    text = text_of("协议\n第一条", read({"max_users": 3}))
    assert text == f'{{"agreement":"协议\\n第一条","form":"{FORM}","particulars":{{"max_users":3}}}}'


@pytest.mark.parametrize(
    "text",
    [
        "数据使用授权协议",
        "",
        '{"agreement":',
        '{"agreement":"x"}',
        f'{{"agreement":"x","form":"{FORM}","particulars":{{"max_users":0}}}}',
        f'{{"agreement":"x","form":"{FORM}","particulars":{{"max_users": 3}}}}',
        f'{{"agreement":"x","form":"{FORM}","more":1,"particulars":{{"max_users":3}}}}',
        '{"agreement":' + "[" * 19_000,
    ],
)
def test_whatever_is_not_of_the_form_is_a_text_like_any_other(text: str) -> None:
    assert opened(text) == Agreement(text, None)
    assert text_of(text, None) == text


# --- properties -------------------------------------------------------------------------------------------------------


def _code(body: str) -> str:
    return (code := "9115" + body) + check_character(code)


codes = st.lists(st.text("0123456789", min_size=13, max_size=13).map(_code), min_size=1, max_size=5, unique=True)
words = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), min_size=1, max_size=60
).filter(lambda text: bool(text.strip()))
amounts = st.integers(0, SAFE_INTEGER)
days = st.dates(min_value=date(1970, 1, 1), max_value=date(9998, 12, 31))


def some(**parts: Any) -> Any:
    """An object with any of these, and at least one."""
    return st.fixed_dictionaries({}, optional=parts).filter(bool)


def either(*names: str) -> Any:
    return st.sampled_from(names)


particulars = some(
    agent=codes.map(lambda found: found[0]),
    beneficiaries=codes,
    forbidden_purposes=st.lists(st.sampled_from([each.name for each in PurposeCode]), min_size=1, unique=True),
    scenario=words,
    data_window=some(since=days.map(str)),
    row_filter=words,
    max_users=st.integers(1, SAFE_INTEGER),
    passing_on=some(consent_required=st.booleans(), allowed_grantees=codes),
    derived_data=some(whose=either("GRANTOR", "GRANTEE", "BOTH"), text=words),
    consideration=some(unit_price=amounts, currency=st.just("CNY")),
    security=some(obligations=words, confidentiality=words),
    compliance=some(legal_basis=words),
    termination=some(
        revocable_by=either("GRANTOR", "GRANTEE", "EITHER", "NOBODY"), notice_days=st.integers(0, 3_660),
        grounds=words, effect=either("STOP", "RETURN", "DESTROY", "SELL_OFF"), destroy_by=days.map(str),
    ),
    audit=some(right=st.booleans(), report_interval_days=st.integers(1, 3_660), log_duty=st.booleans()),
)  # fmt: skip


@given(particulars, st.text(st.characters(exclude_categories=("Cs",)), max_size=80))
@settings(max_examples=200)
def test_what_is_signed_says_the_same_when_it_is_read_again(said: dict[str, Any], agreed: str) -> None:
    found = read(said)
    text = text_of(agreed, found)

    assert opened(text) == Agreement(agreed, found)
    assert text_of(agreed, read(document(found))) == text
    assert text.encode().decode() == text


# --- passed on --------------------------------------------------------------------------------------------------------


def test_what_is_forbidden_above_is_forbidden_below_or_not_given() -> None:
    marketing, resale, credit = PurposeCode.MARKETING, PurposeCode.RESALE, PurposeCode.CREDIT_ASSESSMENT
    above = Agreement("", read({"forbidden_purposes": ["MARKETING", "RESALE"]}))
    plain, same = Agreement("", None), above

    assert opened_below(above, plain, (credit,)) == ()
    assert opened_below(above, plain, (credit, resale)) == (resale,)
    assert opened_below(above, same, (marketing, resale)) == ()
    part = Agreement("", read({"forbidden_purposes": ["RESALE"]}))
    assert opened_below(above, part, (marketing, resale)) == (marketing,)
    assert opened_below(plain, plain, (marketing,)) == ()
