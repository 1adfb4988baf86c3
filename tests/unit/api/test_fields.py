# SPDX-License-Identifier: Apache-2.0
"""Moments as people and machines ask for them, and codes as people type them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

import api.app as app  # every schema is imported with the routes
from api.pages.views import mended, plain
from api.schemas.fields import LATEST, Line, Paper, Sent, at, moment, moment_asked
from ledger.errors import Refused

MIDNIGHT = 1_790_784_000
"""2026-10-01, 00:00 in Shanghai."""

ASKED = [
    pytest.param(None, None, id="nothing"),
    pytest.param("1790784000", MIDNIGHT, id="seconds"),
    pytest.param("2026-10-01", MIDNIGHT, id="a date in Shanghai"),
    pytest.param("2026-10-01T00:00:00", MIDNIGHT, id="a time without offset is Shanghai's"),
    pytest.param("2026-10-01T00:00:00+08:00", MIDNIGHT, id="with offset"),
    pytest.param("2026-10-01T00:00:00 08:00", MIDNIGHT, id="a plus sign that became a blank"),
    pytest.param("2026-09-30T16:00:00Z", MIDNIGHT, id="UTC"),
    pytest.param("0", 0, id="the beginning"),
    pytest.param("20261001", MIDNIGHT, id="a date without hyphens, as the command line takes it"),
]


@pytest.mark.parametrize(("text", "seconds"), ASKED)
def test_a_moment_is_understood(text: str | None, seconds: int | None) -> None:
    assert moment_asked(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "yesterday", "-1", "9999999999999", "2026-13-01", "0001-01-01", "２０２６", "1e5", "20261301"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        moment_asked(text)

    assert refusal.value.code == "REQUEST_INVALID"


def test_what_never_comes_has_no_moment_and_the_last_one_can_be_shown() -> None:
    assert moment(None) is None
    assert moment(2**40 - 1) is None
    assert at(LATEST).shanghai == "9999-01-01T00:00:00+08:00"
    assert at(2**40 - 2).shanghai == "9999-12-31T23:59:59+08:00"


class Texts(BaseModel):
    line: Line = ""
    paper: Paper = ""


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "a\x1bb", "a\u0085b", "a\u202eb", "a\u2066b", "\ufffe"])
def test_texts_that_nothing_can_keep_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Texts(line=text)
    with pytest.raises(ValidationError):
        Texts(paper=text)


def test_a_paper_may_have_lines_and_a_line_may_not() -> None:
    assert Texts(paper="甲\n乙").paper == "甲\n乙"
    with pytest.raises(ValidationError):
        Texts(line="甲\n乙")
    with pytest.raises(ValidationError):
        Texts(line="甲\u2028乙")


TYPED = [
    pytest.param("SJ1512026090001", id="as printed"),
    pytest.param("sj1512026090001", id="small letters"),
    pytest.param("ＳＪ１５１２０２６０９０００１", id="full width"),
    pytest.param(" SJ15-1-202609-0001 ", id="blanks and dashes"),
]


@pytest.mark.parametrize("text", TYPED)
def test_a_code_is_found_however_it_is_typed(text: str) -> None:
    assert mended(text) == "SJ1512026090001"


def test_what_is_shown_again_holds_no_control_characters() -> None:
    assert plain(" a\x00\ud800b ") == "ab"


def models(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in base.__subclasses__():
        yield model
        yield from models(model)


def fields_of(kind: type) -> dict[str, TypeAdapter[Any]]:
    """Of every body that is sent: the fields that are this kind alone, or nothing."""
    found: dict[str, TypeAdapter[Any]] = {}
    for model in models(Sent):
        for name, field in model.model_fields.items():
            told = {(get_args(one) or (one,))[0] for one in get_args(field.annotation) or (field.annotation,)}
            if told - {type(None)} == {kind}:
                found[f"{model.__name__}.{name}"] = TypeAdapter(field.rebuild_annotation())
    return found


def taken(adapter: TypeAdapter[Any], value: object) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("kind", "likeness"),
    [
        pytest.param(int, True, id="true is no number"),
        pytest.param(int, "1", id="a digit in quotes is no number"),
        pytest.param(int, 1.0, id="1.0 is no whole number"),
        pytest.param(bool, 1, id="1 is no flag"),
        pytest.param(bool, "no", id="no is no flag"),
        pytest.param(bool, "true", id="true in quotes is no flag"),
    ],
)
def test_what_is_sent_is_never_read_as_something_else(kind: type, likeness: object) -> None:
    assert app.PUBLIC
    fields = fields_of(kind)
    assert len(fields) >= 20
    assert [name for name, adapter in fields.items() if taken(adapter, likeness)] == []
