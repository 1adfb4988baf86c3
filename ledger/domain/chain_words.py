# SPDX-License-Identifier: Apache-2.0
"""How the words of the form become the numbers of the chain, and back: one table a word.

For: filing an application, showing one. Not for: what the words mean (tables/words.py) or how a row is read (row.py).
Enumerations count from 1, zero being "not said"; sets are bits in the order of their members.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final, TypeVar

from ledger.domain.kinds import Basis
from ledger.domain.kinds import Grade as ChainGrade
from ledger.domain.tables.words import (
    Grade,
    PiBand,
    RightCase,
)

W = TypeVar("W", bound=StrEnum)

FLAG_RESALE: Final = 1
FLAG_EXPORT: Final = 2
FLAG_PUBLIC_BODY: Final = 4
FLAG_PUBLIC_DATA_PRODUCT: Final = 8
FLAG_EXEMPTION_WISHED: Final = 16

GRADES: Final[Mapping[Grade, ChainGrade]] = {grade: ChainGrade[grade.name] for grade in Grade}

BASES: Final[Mapping[RightCase, Basis]] = {
    RightCase.P1: Basis.P1_OWN_BUSINESS,
    RightCase.P2: Basis.P2_CAUSED_AND_AUTHORISED,
    RightCase.P3: Basis.P3_NATURAL_PERSON,
    RightCase.P4A: Basis.P4A_PUBLIC_DATA_COLLECTED,
    RightCase.P4B: Basis.P4B_PUBLIC_DATA_PRODUCT,
    RightCase.P5A: Basis.P5A_FUSION_BY_CONTRACT,
    RightCase.P5B: Basis.P5B_FUSION_SILENT,
    RightCase.P6: Basis.P6_DERIVED,
    RightCase.P7: Basis.P7_ENTRUSTED,
}


def ordinal(word: StrEnum) -> int:
    """1 for the first member of its enumeration."""
    return list(type(word)).index(word) + 1


def word_of(kind: type[W], number: int) -> W | None:
    """The member with that ordinal; None for 0. ValueError for a number that no word has."""
    members = list(kind)
    if not 0 <= number <= len(members):
        raise ValueError(f"{kind.__name__} has no member {number}")
    return members[number - 1] if number else None


def bits(words: Collection[StrEnum]) -> int:
    """One bit a member, lowest first."""
    return sum(1 << list(type(word)).index(word) for word in set(words))


def words_of(kind: type[W], number: int) -> tuple[W, ...]:
    """The members whose bits are set; bits beyond the members are left out."""
    return tuple(member for place, member in enumerate(kind) if number >> place & 1)


def pi_band_number(band: PiBand) -> int:
    """0 is NONE: no personal information declared."""
    return list(PiBand).index(band)


def pi_band_of(number: int) -> PiBand:
    return list(PiBand)[number]


def group_number(text: str) -> int:
    """A declared affiliation group as the chain numbers it: its digits; 0 where none was declared."""
    digits = "".join(character for character in text if character.isdecimal())
    return int(digits) % (1 << 24) if digits else 0
