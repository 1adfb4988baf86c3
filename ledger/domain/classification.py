# SPDX-License-Identifier: Apache-2.0
"""How an application is classed: its industry, its place, its grade and what personal information asks for.

For: names of the form to codes of the standards, and the consequences of grade and band (ruling 11, domain 5.4-5.6).
Not for: judging whether data *are* important; that is declared, and proved by paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType, TypeAlias

from ledger.domain.tables.divisions import INNER_MONGOLIA, PROVINCES, Division
from ledger.domain.tables.industries import DIVISIONS, SECTIONS
from ledger.domain.tables.words import GeoScope, Grade, PiBand

IndustryCode = NewType("IndustryCode", str)
"""Section letter and division number: `A03`."""
DivisionCode = NewType("DivisionCode", str)
"""Six digits of GB/T 2260."""

_PUNCTUATION: Final = str.maketrans("", "", "、，,；;．.·()（）  ")


def _plain(name: str) -> str:
    return name.translate(_PUNCTUATION)


_SECTION_BY_NAME: Final[Mapping[str, str]] = {_plain(name): code for code, name in SECTIONS.items()}
_DIVISION_BY_NAME: Final[Mapping[str, str]] = {_plain(name): code for code, name in DIVISIONS.items()}


def section_named(name: str) -> str | None:
    """The section's letter for its Chinese name, punctuation aside."""
    return _SECTION_BY_NAME.get(_plain(name))


def division_named(name: str) -> IndustryCode | None:
    """The division's code for its Chinese name, punctuation aside."""
    code = _DIVISION_BY_NAME.get(_plain(name))
    return None if code is None else IndustryCode(code)


def section_of_code(text: str) -> str | None:
    """The section letter, when a code was written where the form asks for the name."""
    return text if text in SECTIONS else None


def division_of_code(text: str) -> IndustryCode | None:
    """The division for `A03`, or for `03` alone, since division numbers never repeat."""
    if text in DIVISIONS:
        return IndustryCode(text)
    return next((IndustryCode(code) for code in DIVISIONS if len(text) == 2 and code[1:] == text), None)


def industry_names(code: IndustryCode) -> tuple[str, str]:
    """Section and division, by name."""
    return SECTIONS[code[0]], DIVISIONS[code]


# --- place -----------------------------------------------------------------------------------------------------------


class PlaceLevel(StrEnum):
    PROVINCE = "PROVINCE"
    PREFECTURE = "PREFECTURE"
    COUNTY = "COUNTY"


@dataclass(frozen=True, slots=True)
class Listed:
    """A code of the table, in force or ended."""

    division: Division


@dataclass(frozen=True, slots=True)
class OnlyProvince:
    """Outside Inner Mongolia: the province exists, the rest was not looked up."""

    province: str


@dataclass(frozen=True, slots=True)
class NoSuchPlace:
    """Not a code."""


Place: TypeAlias = Listed | OnlyProvince | NoSuchPlace


def place(code: str) -> Place:
    """What is known of a division code."""
    if len(code) != 6 or not (code.isascii() and code.isdecimal()):
        return NoSuchPlace()
    listed = INNER_MONGOLIA.get(code)
    if listed is not None:
        return Listed(listed)
    province = PROVINCES.get(code[:2])
    return OnlyProvince(province) if province is not None and not code.startswith("15") else NoSuchPlace()


def level_of(code: DivisionCode) -> PlaceLevel:
    """The level by the zeros at the end. Municipalities' districts count as counties."""
    if code.endswith("0000"):
        return PlaceLevel.PROVINCE
    return PlaceLevel.PREFECTURE if code.endswith("00") else PlaceLevel.COUNTY


_LEVEL_OF_SCOPE: Final[Mapping[GeoScope, PlaceLevel]] = {
    GeoScope.PROVINCE: PlaceLevel.PROVINCE,
    GeoScope.CITY: PlaceLevel.PREFECTURE,
    GeoScope.COUNTY: PlaceLevel.COUNTY,
    GeoScope.BELOW_COUNTY: PlaceLevel.COUNTY,
}


def level_of_scope(scope: GeoScope) -> PlaceLevel | None:
    """The level of the code a scope asks for; None when the scope takes no code (international, national)."""
    return _LEVEL_OF_SCOPE.get(scope)


def place_name(code: str) -> str:
    """The name to print beside a code; the province's where more is not known; empty for what is no code."""
    match place(code):
        case Listed(division):
            return division.name
        case OnlyProvince(province):
            return province
        case NoSuchPlace():
            return ""


# --- grade -----------------------------------------------------------------------------------------------------------


def is_refused_grade(grade: Grade) -> bool:
    """Core data are refused before anything is stored (ruling 11)."""
    return grade is Grade.CORE


def masks_name(grade: Grade) -> bool:
    """Important data: the name is masked wherever strangers read (ruling 11)."""
    return grade is Grade.IMPORTANT


def has_personal_information(band: PiBand) -> bool:
    return band is not PiBand.NONE


class ExportRoute(StrEnum):
    """What sending the data abroad would take (domain 5.6); the band counts this record alone, not the year's sum."""

    EXEMPT = "EXEMPT"
    CONTRACT_OR_CERTIFICATION = "CONTRACT_OR_CERTIFICATION"
    SECURITY_ASSESSMENT = "SECURITY_ASSESSMENT"


_ROUTES: Final[Mapping[PiBand, ExportRoute]] = {
    PiBand.NONE: ExportRoute.EXEMPT,
    PiBand.UNDER_100K: ExportRoute.EXEMPT,
    PiBand.UNDER_1M: ExportRoute.CONTRACT_OR_CERTIFICATION,
    PiBand.FROM_1M: ExportRoute.SECURITY_ASSESSMENT,
    PiBand.SENSITIVE_UNDER_10K: ExportRoute.CONTRACT_OR_CERTIFICATION,
    PiBand.SENSITIVE_FROM_10K: ExportRoute.SECURITY_ASSESSMENT,
}

EXPORT_ROUTE_TEXT: Final[Mapping[ExportRoute, tuple[str, str]]] = {
    ExportRoute.EXEMPT: ("免予申报", "exempt"),
    ExportRoute.CONTRACT_OR_CERTIFICATION: ("须订立标准合同或通过认证", "standard contract or certification"),
    ExportRoute.SECURITY_ASSESSMENT: ("须通过安全评估", "security assessment"),
}


def export_route(grade: Grade, band: PiBand) -> ExportRoute:
    """The route for a processor that is no operator of critical infrastructure."""
    return ExportRoute.SECURITY_ASSESSMENT if grade in (Grade.CORE, Grade.IMPORTANT) else _ROUTES[band]
