# SPDX-License-Identifier: Apache-2.0
"""Zero on chain, None here: the contracts have no other way to say "there is none"."""

from __future__ import annotations

from typing import Any, TypeVar

from ledger.domain.calendar import Day
from ledger.domain.ids import Address, OrgId

T = TypeVar("T")


def number_or_none(value: int) -> int | None:
    return value or None


def day_or_none(value: int) -> Day | None:
    return Day(value) if value else None


def digest_or_none(value: bytes) -> bytes | None:
    return value if any(value) else None


def address_or_none(value: Address) -> Address | None:
    return value if any(value) else None


def org_or_none(value: OrgId) -> OrgId | None:
    return value or None


def existing(value: T | None) -> T:
    """What an act speaks of must be there. ValueError, which the fold turns into Inconsistent."""
    if value is None:
        raise ValueError("the act speaks of something that is not there")
    return value


def must_be_new(value: Any) -> None:
    if value is not None:
        raise ValueError("there is one already")
