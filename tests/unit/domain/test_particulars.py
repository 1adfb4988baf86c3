# SPDX-License-Identifier: Apache-2.0
"""Particulars: every type is known, what it asks for is asked for, and the same particulars are the same text."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ledger.domain.kinds import Circulation
from ledger.domain.particulars import PARTICULARS, checked, environment_of
from ledger.domain.scope import Environment
from ledger.errors import Refused

DIGEST = "0x" + "5a" * 32
TRADE: dict[str, Any] = {"contract": DIGEST, "amount": 100, "price_mode": "MARKET"}


def codes(what: Circulation, given: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        checked(what, given)
    assert refused.value.code == "PARTICULARS_INCOMPLETE"
    return [(reason.code, reason.field) for reason in refused.value.reasons]


def test_every_type_has_its_particulars() -> None:
    assert set(PARTICULARS) == set(Circulation) - {Circulation.NONE}


def test_all_that_is_wrong_is_named_at_once() -> None:
    given = {"amount": -1, "price_mode": "CHEAP", "colour": "blue"}
    assert codes(Circulation.TRADE, given) == [
        ("PARTICULAR_UNKNOWN", "colour"),
        ("PARTICULAR_MISSING", "contract"),
        ("PARTICULAR_MALFORMED", "amount"),
        ("PARTICULAR_MALFORMED", "price_mode"),
    ]


@pytest.mark.parametrize(
    ("told", "environment"),
    [
        ({"channel": "API"}, Environment.API),
        ({"channel": "FILE"}, Environment.PLAIN),
        ({"channel": "SANDBOX"}, Environment.SANDBOX),
        ({"channel": "MPC"}, Environment.SECURE_COMPUTATION),
        ({"channel": "API", "environment": "FEDERATED"}, Environment.FEDERATED),
        ({"environment": "PLAIN"}, Environment.PLAIN),
        ({}, None),
    ],
)
def test_an_environment_is_named_or_is_that_of_the_channel(
    told: dict[str, Any], environment: Environment | None
) -> None:
    checked(Circulation.DELIVER if "channel" in told else Circulation.USE, told)
    assert environment_of(told) is environment


def test_no_other_environment_is_told() -> None:
    assert codes(Circulation.USE, {"environment": "CLOUD"}) == [("PARTICULAR_MALFORMED", "environment")]


@pytest.mark.parametrize("value", [True, 1.0, "100", None, -1, 2**53])
def test_an_amount_is_a_whole_number(value: object) -> None:
    assert codes(Circulation.TRADE, {**TRADE, "amount": value}) == [("PARTICULAR_MALFORMED", "amount")]


@pytest.mark.parametrize("value", ["5a" * 32, "0x" + "5A" * 32, "0x5a", 7])
def test_a_digest_is_written_one_way(value: object) -> None:
    assert codes(Circulation.TRADE, {**TRADE, "contract": value}) == [("PARTICULAR_MALFORMED", "contract")]


@pytest.mark.parametrize("value", ["", "  ", "x" * 501, 7])
def test_a_text_says_something_and_ends(value: object) -> None:
    given = {"catalogue": value}
    assert codes(Circulation.AGGREGATE, given) == [("PARTICULAR_MALFORMED", "catalogue")]


def test_the_text_does_not_depend_on_the_order() -> None:
    text = checked(Circulation.TRADE, TRADE)

    assert text == checked(Circulation.TRADE, dict(reversed(TRADE.items())))
    assert json.loads(text) == TRADE
    assert " " not in text


@pytest.mark.parametrize(
    ("what", "needed"),
    [
        (Circulation.AGGREGATE, {"catalogue": "A-1"}),
        (Circulation.PROCESS, {"algorithm": DIGEST, "substantial_change": True}),
        (Circulation.FUSE, {"contract": DIGEST, "silent": False}),
        (Circulation.DERIVE, {"proof": DIGEST}),
    ],
)
def test_whatever_is_made_of_others_may_say_why_it_is_graded_lower(what: Circulation, needed: dict[str, Any]) -> None:
    assert json.loads(checked(what, needed)) == needed
    assert json.loads(checked(what, {**needed, "grade_reason": "聚合后不可还原"}))["grade_reason"]
    assert codes(what, {**needed, "grade_reason": " "}) == [("PARTICULAR_MALFORMED", "grade_reason")]


@pytest.mark.parametrize("given", [{"purpose": "\ud800"}, {"purpose": "a\x1b[31m"}, {"\ud800": "x"}, {"\x1b": "x"}])
def test_what_is_no_text_is_refused_and_not_repeated(given: dict[str, str]) -> None:
    with pytest.raises(Refused) as told:
        checked(Circulation.USE, given)
    assert told.value.code == "PARTICULARS_INCOMPLETE"
    for reason in told.value.reasons:
        assert f"{reason.zh}{reason.en}{reason.field}".encode().isascii() is False
        assert "\x1b" not in reason.en + reason.field
