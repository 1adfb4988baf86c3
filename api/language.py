# SPDX-License-Identifier: Apache-2.0
"""Chinese or English: `?lang=` decides, else Accept-Language, else Chinese. Not for translating; texts come in both."""

from __future__ import annotations

from enum import StrEnum

from starlette.requests import Request


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


def chosen_language(request: Request) -> Language:
    asked = request.query_params.get("lang", "")
    if asked in ("zh", "en"):
        return Language(asked)
    return accepted_language(request.headers.get("accept-language", ""))


def accepted_language(header: str) -> Language:
    """The one of ours with the greater weight; the first named of equals."""
    best, chosen = 0.0, Language.ZH
    for part in header[:500].split(","):
        tag, _, quality = part.strip().partition(";")
        language = next((each for each in Language if tag.strip().lower().split("-")[0] == each), None)
        weight = _weight(quality)
        if language is not None and weight > best:
            best, chosen = weight, language
    return chosen


def _weight(quality: str) -> float:
    name, _, value = quality.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
