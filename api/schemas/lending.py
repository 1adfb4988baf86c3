# SPDX-License-Identifier: Apache-2.0
"""The shapes of the bank's report and of what a bank attaches to it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.fields import PARTY_PATTERN, Moment, Paper, Seconds, Sent, Shown, Text
from api.schemas.verdict import ActPlace, Known, VerdictOut

CheckWord = Literal["FAIL", "WARN", "NOT_CHECKED", "DECLARED", "PASS"]


class DeclaredOut(Shown):
    by: str
    person: str
    found: str
    document_sha256: str
    declared_at: Moment
    valid_until: Moment
    holder: str | None


class PartOut(Shown):
    """One answer. `code` with the check's code and a dot between names the part that a bank may declare on."""

    code: str
    word: CheckWord
    zh: str
    en: str
    rule: str
    detail: str
    evidence: list[ActPlace]
    declared: DeclaredOut | None


class CheckOut(Shown):
    """One of the nineteen; its word is the gravest of its parts."""

    number: int
    code: str
    zh: str
    en: str
    word: CheckWord
    parts: list[PartOut]


class CaveatOut(Shown):
    zh: str
    en: str


class BankReportOut(Shown):
    format: str
    code: str
    at: Moment
    known: Known
    holder: str | None
    maturity: Moment | None
    buffer_days: int
    word: CheckWord
    counts: dict[CheckWord, int]
    checks: list[CheckOut]
    caveats: list[CaveatOut]
    verdict: VerdictOut


class FindingIn(Sent):
    """What the bank found elsewhere. `document` is the text of the paper; only its SHA-256 is kept. `holder`: the
    pledgor that it is about; where several hold, a part about the pledgor takes it."""

    part: Annotated[str, Field(pattern=r"^[a-z_]{2,20}\.[a-z_]{2,20}$", examples=["unpledged.zhongdeng"])]
    found: Annotated[Text, Field(min_length=1, max_length=2000)]
    document: Annotated[Paper, Field(min_length=1)]
    valid_until: Seconds
    holder: Annotated[str | None, Field(pattern=PARTY_PATTERN, examples=["91152502MA0DEM013H"])] = None


class FindingOut(Shown):
    finding_id: str
    code: str
    part: str
    found: str
    document_sha256: str
    declared_at: Moment
    valid_until: Moment
    holder: str | None
