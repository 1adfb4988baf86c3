# SPDX-License-Identifier: Apache-2.0
"""Who a number belongs to: the unified social credit code (GB 32100, GB 11714) and the resident identity number.

For: checking codes, telling organs, institutions, companies and sole traders apart, and saying who is a person.
Not for: whether the body exists; a right check digit says nothing about that. Nor for mending: `cells.py` mends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NewType

from ledger.domain.tables.divisions import PROVINCES
from ledger.domain.tables.words import PartyKind

__all__ = ["PartyKind", "Uscc", "UsccFault", "UsccFinding", "check_character", "is_personal", "organisation_check",
           "resident_number_ok", "uscc_class", "uscc_findings", "uscc_ok"]  # fmt: skip

Uscc = NewType("Uscc", str)

USCC_LENGTH: Final = 18
USCC_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS: Final = tuple(pow(3, i, 31) for i in range(17))
_ORGANISATION_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_WEIGHTS: Final = tuple(pow(2, 17 - i, 11) for i in range(17))
_RESIDENT_CHECKS: Final = "10X98765432"

ORGAN_PREFIX: Final = "11"
INSTITUTION_PREFIX: Final = "12"
SOLE_TRADER_PREFIX: Final = "92"


class UsccClass(StrEnum):
    """What the first two characters say."""

    ORGAN = "机关"
    INSTITUTION = "事业单位"
    MASS_ORGANISATION = "群团"
    ESTABLISHMENT_OTHER = "其他机构编制"
    SOCIAL_GROUP = "社会团体"
    PRIVATE_NON_ENTERPRISE = "民办非企业单位"
    FOUNDATION = "基金会"
    CIVIL_OTHER = "其他民政"
    ENTERPRISE = "企业"
    SOLE_TRADER = "个体工商户"
    FARMERS_COOPERATIVE = "农民专业合作社"
    COLLECTIVE = "农业集体经济组织"
    MILITARY = "军队"
    OTHER = "其他"
    UNKNOWN = "未知"


_CLASSES: Final = {
    "11": UsccClass.ORGAN, "12": UsccClass.INSTITUTION, "13": UsccClass.MASS_ORGANISATION,
    "19": UsccClass.ESTABLISHMENT_OTHER, "51": UsccClass.SOCIAL_GROUP, "52": UsccClass.PRIVATE_NON_ENTERPRISE,
    "53": UsccClass.FOUNDATION, "59": UsccClass.CIVIL_OTHER, "91": UsccClass.ENTERPRISE, "92": UsccClass.SOLE_TRADER,
    "93": UsccClass.FARMERS_COOPERATIVE, "Y1": UsccClass.OTHER,
}  # fmt: skip
_CLASSES_BY_OFFICE: Final = {"N": UsccClass.COLLECTIVE, "A": UsccClass.MILITARY}


def uscc_class(code: str) -> UsccClass:
    """The class of a code; UNKNOWN when the table does not know it."""
    return _CLASSES.get(code[:2]) or _CLASSES_BY_OFFICE.get(code[:1], UsccClass.UNKNOWN)


class UsccFault(StrEnum):
    """Names equal the defect codes. The first four are errors, the others warn."""

    LENGTH = "USCC_LENGTH"
    ALPHABET = "USCC_ALPHABET"
    DIVISION = "USCC_DIVISION"
    CHECK = "USCC_CHECK"
    INNER_CHECK = "USCC_INNER_CHECK"
    PREFIX_UNKNOWN = "USCC_PREFIX_UNKNOWN"
    REGION_UNKNOWN = "USCC_REGION_UNKNOWN"

    @property
    def is_error(self) -> bool:
        return self in (UsccFault.LENGTH, UsccFault.ALPHABET, UsccFault.DIVISION, UsccFault.CHECK)


@dataclass(frozen=True, slots=True)
class UsccFinding:
    """One fault and the values its text needs: `expected` and `given` characters, or what was found."""

    fault: UsccFault
    given: str
    expected: str = ""


def check_character(body: str) -> str:
    """The 18th character for the first 17."""
    total = sum(USCC_ALPHABET.index(c) * w for c, w in zip(body, _USCC_WEIGHTS, strict=True))
    return USCC_ALPHABET[(31 - total % 31) % 31]


def organisation_check(body: str) -> str:
    """The 9th character of an organisation code (GB 11714) for its first 8."""
    total = sum(_ORGANISATION_ALPHABET.index(c) * w for c, w in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def uscc_findings(code: str) -> tuple[UsccFinding, ...]:
    """Everything wrong with a code, already in upper case. A fault of shape hides the check digits, which then say
    nothing."""
    if len(code) != USCC_LENGTH:
        return (UsccFinding(UsccFault.LENGTH, str(len(code))),)
    strange = "".join(dict.fromkeys(c for c in code if c not in USCC_ALPHABET))
    if strange:
        return (UsccFinding(UsccFault.ALPHABET, strange),)
    if not code[2:8].isdecimal():
        return (UsccFinding(UsccFault.DIVISION, code[2:8]),)
    if (expected := check_character(code[:17])) != code[17]:
        return (UsccFinding(UsccFault.CHECK, code[17], expected),)
    return tuple(_doubts(code))


def _doubts(code: str) -> Iterator[UsccFinding]:
    if (expected := organisation_check(code[8:16])) != code[16]:
        yield UsccFinding(UsccFault.INNER_CHECK, code[16], expected)
    if uscc_class(code) is UsccClass.UNKNOWN:
        yield UsccFinding(UsccFault.PREFIX_UNKNOWN, code[:2])
    # 10 stands for bodies registered with a national office, which lie in no province.
    if code[2:4] not in PROVINCES and code[2:4] != "10":
        yield UsccFinding(UsccFault.REGION_UNKNOWN, code[2:8])


def uscc_ok(code: str) -> bool:
    """Whether a code has no error; the inner check digit only warns (some legacy codes are said to fail it)."""
    return not any(finding.fault.is_error for finding in uscc_findings(code))


def is_organ(code: str) -> bool:
    """Party and government organs, whose data art. 15 keeps out of the register (ruling 9)."""
    return code.startswith(ORGAN_PREFIX)


def is_institution(code: str) -> bool:
    """Public institutions: a warning and a recorded decision, and no pledge (ruling 9)."""
    return code.startswith(INSTITUTION_PREFIX)


def is_personal(kind: PartyKind, number: str) -> bool:
    """Whether the party is on chain only as a salted commitment: natural persons, and sole traders (ruling 5)."""
    return kind is PartyKind.NATURAL_PERSON or number.startswith(SOLE_TRADER_PREFIX)


def looks_like_resident_number(number: str) -> bool:
    return len(number) == 18 and number[:17].isdecimal() and (number[17].isdecimal() or number[17] == "X")


def resident_number_ok(number: str) -> bool:
    """Whether date and check character of a resident identity number hold (GB 11643)."""
    if not looks_like_resident_number(number):
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(c) * w for c, w in zip(number[:17], _RESIDENT_WEIGHTS, strict=True))
    return _RESIDENT_CHECKS[total % 11] == number[17]
