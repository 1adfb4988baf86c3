# SPDX-License-Identifier: Apache-2.0
"""The API's shape of an agreement's particulars is the one that files are read by: the same fields, the same words."""

from __future__ import annotations

import dataclasses
import types
import typing
from enum import Enum

from pydantic import BaseModel

from api.schemas.agreements import ParticularsIn, PurposeWord
from ledger.domain.agreement import Particulars
from ledger.domain.scope import PurposeCode


def bare(kind: typing.Any) -> typing.Any:
    """What is said where something is said: without None, notes and lists."""
    if typing.get_origin(kind) is typing.Annotated:
        return bare(typing.get_args(kind)[0])
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        (only,) = (each for each in typing.get_args(kind) if each is not type(None))
        return bare(only)
    if typing.get_origin(kind) in (list, tuple):
        return bare(typing.get_args(kind)[0])
    return kind


def compared(shape: type[BaseModel], record: type) -> list[str]:
    """Every field that both have, after looking that neither has another, nor other words."""
    taken = typing.get_type_hints(shape, include_extras=True)
    kept = typing.get_type_hints(record)
    names = [field.name for field in dataclasses.fields(record)]
    assert sorted(shape.model_fields) == sorted(names)
    found = list[str]()
    for name in names:
        one, other = bare(taken[name]), bare(kept[name])
        found.append(name)
        if dataclasses.is_dataclass(other):
            found += compared(one, typing.cast("type", other))
        elif isinstance(other, type) and issubclass(other, Enum):
            assert sorted(typing.get_args(one)) == sorted(other.__members__), name
    return found


def test_both_have_the_same_fields_and_words() -> None:
    found = compared(ParticularsIn, Particulars)
    assert {"forbidden_purposes", "destroy_by", "whose", "currency", "log_duty"} <= set(found)


def test_a_purpose_is_named_alike() -> None:
    assert sorted(typing.get_args(PurposeWord)) == sorted(PurposeCode.__members__)
