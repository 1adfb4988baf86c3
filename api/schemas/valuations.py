# SPDX-License-Identifier: Apache-2.0
"""The shapes of opinions of value: what a valuer gives, what is shown of it, what it comes to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.fields import PARTY_PATTERN, Moment, Paper, Seconds, Sent, Shown
from api.schemas.verdict import ActPlace, Known

PurposeWord = Literal["PLEDGE", "ENTRY_INTO_BOOKS", "TRADE"]
MethodWord = Literal["COST", "INCOME", "MARKET"]
CountingWord = Literal["NOT_YET", "WITHDRAWN", "FOLLOWED", "EXPIRED", "STALE", "NOT_ACCREDITED", "AFFILIATED", "COUNTS"]
Fen = Annotated[int, Field(ge=1, le=2**64 - 1, strict=True, description="In fen.", examples=[120_000_000])]


class OpinionIn(Sent):
    """An opinion on the certificate as it stands. Texts stay in the house; a report that is a file is named here with
    its SHA-256."""

    purpose: PurposeWord = "PLEDGE"
    methods: list[MethodWord] = Field(min_length=1, max_length=3)
    value: Fen
    base_date: Seconds
    valid_until: Seconds
    report: Annotated[Paper, Field(min_length=1)]
    assumptions: Annotated[Paper, Field(min_length=1)]
    holder: Annotated[str | None, Field(pattern=PARTY_PATTERN)] = None


class WithdrawalIn(Sent):
    purpose: PurposeWord = "PLEDGE"
    reason: Annotated[Paper, Field(min_length=1)]


class WhyOut(Shown):
    code: CountingWord
    zh: str
    en: str


class OpinionOut(Shown):
    """`value` in fen, as decimal digits."""

    number: int
    valuer: str
    holder: str
    version: int
    purpose: PurposeWord
    methods: list[MethodWord]
    value: str
    currency: str
    base_date: Moment
    valid_until: Moment
    recorded_at: Moment
    counts: bool
    why: WhyOut
    evidence: list[ActPlace]


class ValuationsOut(Shown):
    """`version`: the one in which the certificate stands at the moment; opinions on older ones are stale."""

    format: str
    code: str
    holder: str | None
    at: Moment
    known: Known
    version: int
    items: list[OpinionOut]


class ValueOut(ValuationsOut):
    purpose: PurposeWord
    wanted: int
    standing: int
    value: str | None
    currency: str
