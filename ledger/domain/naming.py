# SPDX-License-Identifier: Apache-2.0
"""The name rule (art. 19, ruling 10) and the terms under which a Chinese name is found.

For: saying which parts of time + region + industry + content + data type a name lacks; n-grams for index and query.
Not for: refusing. The pattern is "in principle": a missed part warns; only more than 40 characters is an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from ledger.domain.tables.divisions import INNER_MONGOLIA, PROVINCES
from ledger.domain.tables.industries import DIVISIONS, SECTIONS
from ledger.domain.tables.name_words import PLACE_TITLES, SECTOR_WORDS, WIDE_PLACES


class NamePart(StrEnum):
    """The parts of a name, in the order of the rule; the value is the Chinese word."""

    TIME = "时间"
    REGION = "地域"
    INDUSTRY = "行业"
    CONTENT = "内容"
    DATA_TYPE = "数据类型"


NAME_PART_EN: Final = {
    NamePart.TIME: "time", NamePart.REGION: "region", NamePart.INDUSTRY: "industry",
    NamePart.CONTENT: "content", NamePart.DATA_TYPE: "data type",
}  # fmt: skip

_YEAR: Final = r"(?:19|20)\d{2}"
_MONTH: Final = r"(?:\d{1,2}月)?"
_TIME: Final = re.compile(
    rf"{_YEAR}(?:年{_MONTH})?(?:[-—~至到]+{_YEAR}(?:年{_MONTH})?)?(?:第?[一二三四1-4]季度|[上下]半年|度)?"
    r"|历年|近[一二三四五六七八九十\d]+年|实时"
)
_DATA_TYPE: Final = re.compile(
    r"(?:数据(?:集|库|产品|服务|资源|报告|接口|模型|指数|目录|包|表|图谱)?"
    r"|报告|指数|模型|图谱|接口|档案|台账|清单|名录|影像|语料库?|知识库|样本库)$"
)


def _stem(name: str) -> str:
    """A place without its title; the whole name where fewer than two characters would be left."""
    title = next((title for title in PLACE_TITLES if name.endswith(title) and len(name) - len(title) >= 2), "")
    return name[: len(name) - len(title)] if title else name


def _longest_first(words: set[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


_PLACES: Final = _longest_first(
    {form for d in INNER_MONGOLIA.values() for form in (d.name, _stem(d.name))}
    | {form for name in PROVINCES.values() for form in (name, _stem(name))}
    | set(WIDE_PLACES)
)
_INDUSTRIES: Final = _longest_first({*SECTIONS.values(), *DIVISIONS.values(), *SECTOR_WORDS})
# A name may speak of a place that no table here knows; its title gives it away.
_TITLED_PLACE: Final = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:自治区|自治州|省|市|盟|县|旗|区)")


def missing_parts(name: str) -> tuple[NamePart, ...]:
    """The parts that were not found. What is left when all others are taken away is the content."""
    rest, missing = name, []
    for part, taker in ((NamePart.DATA_TYPE, _take_type), (NamePart.TIME, _take_time), (NamePart.REGION, _take_region)):
        rest, found = taker(rest)
        if not found:
            missing.append(part)
    rest, found = _take_industry(rest)
    if not found:
        missing.append(NamePart.INDUSTRY)
    if len(re.sub(r"[\W_的及和与]", "", rest)) < 2:
        missing.append(NamePart.CONTENT)
    return tuple(part for part in NamePart if part in missing)


def _take_type(text: str) -> tuple[str, bool]:
    return _without(text, _DATA_TYPE.search(text))


def _take_time(text: str) -> tuple[str, bool]:
    return _without(text, _TIME.search(text))


def _take_region(text: str) -> tuple[str, bool]:
    known = next((word for word in _PLACES if word in text), None)
    if known is not None:
        return text.replace(known, "", 1), True
    return _without(text, _TITLED_PLACE.search(text))


def _take_industry(text: str) -> tuple[str, bool]:
    known = next((word for word in _INDUSTRIES if word in text), None)
    return (text, False) if known is None else (text.replace(known, "", 1), True)


def _without(text: str, found: re.Match[str] | None) -> tuple[str, bool]:
    return (text, False) if found is None else (text[: found.start()] + text[found.end() :], True)


# --- search ----------------------------------------------------------------------------------------------------------

_RUN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+|[a-z0-9]+")


def search_form(text: str) -> str:
    """One form for all spellings: width, case and compatibility forms folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def index_terms(text: str) -> frozenset[str]:
    """What a name is filed under: single characters and pairs of Han, whole words of letters and digits."""
    return frozenset(term for run in _RUN.findall(search_form(text)) for term in _terms(run, singles=True))


def query_terms(text: str) -> frozenset[str]:
    """What must all be filed under a name for it to match: pairs, or the one character asked for."""
    return frozenset(term for run in _RUN.findall(search_form(text)) for term in _terms(run, singles=len(run) == 1))


def _terms(run: str, *, singles: bool) -> Iterator[str]:
    if run.isascii():
        yield run
        return
    if singles:
        yield from run
    yield from (run[i : i + 2] for i in range(len(run) - 1))


def matches(name: str, query: str) -> bool:
    """Whether a name is found by a query; a query without a term finds nothing."""
    terms = query_terms(query)
    return bool(terms) and terms <= index_terms(name)
