# SPDX-License-Identifier: Apache-2.0
"""The shape of a problem document (RFC 9457), for the documentation; `api/errors.py` fills it."""

from __future__ import annotations

from api.schemas.fields import Shown


class ReasonOut(Shown):
    """One rule that spoke. `field` is where, `article` the guide's, both may be empty."""

    code: str
    zh: str
    en: str
    field: str
    article: str


class ProblemOut(Shown):
    """`code` is stable; `title` and `detail` are in the language that was asked for."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    zh: str
    en: str
    reasons: list[ReasonOut]
    facts: dict[str, str | int]
