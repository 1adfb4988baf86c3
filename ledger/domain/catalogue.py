# SPDX-License-Identifier: Apache-2.0
"""A catalogue of data sources is not a workbook of forms (ruling 15): every row ends as REFUSED_15, REVIEW or DRAFT.

For: `ledger import --format catalogue`. Nothing is invented and nothing is sendable: a row has no applicant, code,
right or document, and what it lacks is named column by column.
Not for: deciding art. 15. REFUSED_15 takes three signs that agree (a Chinese body, listed under a government heading,
with the name of an organ); a heading or a name alone sends the row to a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ledger.domain.form import BY_KEY, COLUMNS
from ledger.domain.tables.body_words import (
    COMPANY_ENDINGS,
    INSTITUTION_WORDS,
    MASS_ORGANISATIONS,
    NOT_ORGANS_BY_LAW,
    ORGAN_DATA_WORDS,
    ORGAN_ENDINGS,
    ORGANS_BY_NAME,
    SOCIETY_ENDINGS,
)
from ledger.domain.tables.words import GEO_SCOPE_ZH, UPDATE_FREQUENCY_ZH, GeoScope, UpdateFrequency


class CatalogueStatus(StrEnum):
    """None of these can be sent."""

    REFUSED_15 = "REFUSED_15"
    REVIEW = "REVIEW"
    DRAFT = "DRAFT"


class Body(StrEnum):
    """What a Chinese name hints at."""

    COMPANY = "COMPANY"
    SOCIETY = "SOCIETY"
    MASS_ORGANISATION = "MASS_ORGANISATION"
    INSTITUTION = "INSTITUTION"
    ORGAN = "ORGAN"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One row's end. `filled` is what the row itself says, in the form's words; `missing` the columns still needed."""

    source_id: str
    name: str
    status: CatalogueStatus
    zh: str
    en: str
    article: str
    filled: Mapping[str, str]
    missing: tuple[str, ...]

    @property
    def missing_headings(self) -> tuple[str, ...]:
        return tuple(BY_KEY[key].zh for key in self.missing)


_BRACKETED: Final = re.compile(r"[（(][^（）()]*[）)]")
_NEAR_CHINA: Final = frozenset({"HK", "MO", "TW"})
_FREQUENCIES: Final[Mapping[str, UpdateFrequency]] = {
    "real-time": UpdateFrequency.REAL_TIME,
    "daily": UpdateFrequency.DAILY,
    "weekly": UpdateFrequency.WEEKLY,
    "monthly": UpdateFrequency.MONTHLY,
    "annual": UpdateFrequency.YEARLY,
    "quarterly": UpdateFrequency.OTHER,
    "irregular": UpdateFrequency.OTHER,
}
_SCOPES: Final[Mapping[str, GeoScope]] = {"global": GeoScope.INTERNATIONAL, "national": GeoScope.NATIONAL}
_REASONS: Final[Mapping[str, tuple[CatalogueStatus, str, str, str]]] = {
    "organ": (CatalogueStatus.REFUSED_15, "党政机关数据不予登记", "data of a party or government organ", "15"),
    "elsewhere": (CatalogueStatus.REVIEW, "名称像机关，未列于政府目录", "named like an organ, not listed as one", "15"),
    "institution": (CatalogueStatus.REVIEW, "可能是事业单位，须由登记机构决定", "perhaps a public institution", "15"),
    "mass": (CatalogueStatus.REVIEW, "群团组织，请核实主体性质", "a mass organisation; look up its kind", "15"),
    "heading": (CatalogueStatus.REVIEW, "列于政府目录，主体性质不明", "government heading, kind unclear", "15"),
    "near": (CatalogueStatus.REVIEW, "港澳台机构，请核实", "a body of Hong Kong, Macao or Taiwan", "15"),
    "nameless": (CatalogueStatus.REVIEW, "没有中文或英文名称", "the row has no name", ""),
    "foreign": (CatalogueStatus.DRAFT, "境外机构，不属第十五条情形", "a foreign body: no case of article 15", "15"),
    "company": (CatalogueStatus.DRAFT, "企业，不属第十五条情形", "a company: no case of article 15", "15"),
    "other": (CatalogueStatus.DRAFT, "资料不全，仅存草稿", "incomplete: a draft only", "16"),
}  # fmt: skip


def classify_catalogue(row: Mapping[str, object]) -> CatalogueEntry:
    """Where a row of a catalogue ends, and what it would need to become an application."""
    name_zh, name_en = _localised(row.get("name"), "zh"), _localised(row.get("name"), "en")
    status, zh, en, article = _REASONS[_reason(row, name_zh, name_en)]
    filled = _filled(row)
    missing = tuple(column.key for column in COLUMNS if column.required and column.key not in filled)
    return CatalogueEntry(_text(row.get("id")), name_zh or name_en, status, zh, en, article, filled, missing)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _localised(value: object, language: str) -> str:
    return _text(value.get(language)) if isinstance(value, Mapping) else ""


def _reason(row: Mapping[str, object], name_zh: str, name_en: str) -> str:
    if not (name_zh or name_en):
        return "nameless"
    country, government = _text(row.get("country")).upper(), _text(row.get("authority_level")) == "government"
    if country in _NEAR_CHINA or name_zh.startswith(("香港", "澳门", "台湾")):
        return "near"
    if country and country != "CN":
        return "foreign"
    if not country:
        return "heading" if government else "other"
    return _reason_in_china(body_of(name_zh), government)


def _reason_in_china(body: Body, government: bool) -> str:
    match body:
        case Body.ORGAN:
            return "organ" if government else "elsewhere"
        case Body.COMPANY:
            return "company"
        case Body.MASS_ORGANISATION:
            return "mass"
        case Body.INSTITUTION:
            return "institution"
        case Body.SOCIETY | Body.UNKNOWN:
            return "heading" if government else "other"


def body_of(name: str) -> Body:
    """What a Chinese name hints at; endings decide, so a ministry's centre is an institution and no ministry."""
    plain = _BRACKETED.sub("", name).strip()
    if plain in ORGANS_BY_NAME:
        return Body.ORGAN
    if plain in NOT_ORGANS_BY_LAW:
        return Body.INSTITUTION
    if any(word in plain for word in MASS_ORGANISATIONS):
        return Body.MASS_ORGANISATION
    if plain.endswith(COMPANY_ENDINGS) and not plain.endswith("数据银行"):
        return Body.COMPANY
    if plain.endswith(SOCIETY_ENDINGS):
        return Body.SOCIETY
    if _speaks_of_organs_data(plain):
        return Body.ORGAN
    if plain.endswith(INSTITUTION_WORDS):
        return Body.INSTITUTION
    return Body.ORGAN if plain.endswith(ORGAN_ENDINGS) else Body.UNKNOWN


def _speaks_of_organs_data(name: str) -> bool:
    """`生态环境部环境数据`: an organ's name, and then nothing but what it publishes."""
    for position in range(len(name), 2, -1):
        head, tail = name[:position], name[position:]
        if head in ORGANS_BY_NAME or (head.endswith(ORGAN_ENDINGS) and head not in NOT_ORGANS_BY_LAW):
            return bool(tail) and any(word in tail for word in ORGAN_DATA_WORDS) and not _another_body(head)
    return False


def _another_body(head: str) -> bool:
    return head.endswith(INSTITUTION_WORDS) or head.endswith("俱乐部")


def _filled(row: Mapping[str, object]) -> Mapping[str, str]:
    """The columns a row really answers. A source's name is no data name, and a region no division code."""
    filled: dict[str, str] = {}
    overview = _localised(row.get("description"), "zh")
    if overview and len(overview) <= BY_KEY["data_overview"].max_length:
        filled["data_overview"] = overview
    frequency = _FREQUENCIES.get(_text(row.get("update_frequency")))
    if frequency is not None:
        filled["update_frequency"] = UPDATE_FREQUENCY_ZH[frequency]
    scope = _SCOPES.get(_text(row.get("geographic_scope")))
    if scope is not None:
        filled["geo_scope"] = GEO_SCOPE_ZH[scope]
    return filled
