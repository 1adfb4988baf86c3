# SPDX-License-Identifier: Apache-2.0
"""The national certificate code (annex 6): `SJ` + region (2) + registrar (1) + YYYYMM + serial (4), 15 characters.

For: reading, writing and counting codes, and naming when a month is full (ruling 13).
Not for: proving anything. The code has no check digit, so a slip of one digit finds a stranger's certificate; whoever
prints a code prints holder and data name beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ledger.domain.calendar import civil_of
from ledger.domain.tables.divisions import PROVINCES
from ledger.errors import Refused

SERIAL_MAX: Final = 9_999
REGISTRARS_PER_REGION: Final = 10
_PATTERN: Final = re.compile(r"SJ([0-9]{2})([0-9])(20[0-9]{2})(0[1-9]|1[0-2])([0-9]{4})")


@dataclass(frozen=True, slots=True, order=True)
class CodeSeries:
    """What one registrar numbers in one month. `year` and `month` are those of evidencing, in Shanghai."""

    region: str
    registrar: int
    year: int
    month: int

    def __post_init__(self) -> None:
        if self.region not in PROVINCES:
            raise _refuse("CODE_REGION", f"region {self.region!r} is no province", f"“{self.region}”不是省级代码")
        if not 0 <= self.registrar < REGISTRARS_PER_REGION:
            raise _refuse("CODE_REGISTRAR", "ten registrars a region, 0 to 9", "每个地区至多十家登记机构")
        if not (2000 <= self.year <= 2099 and 1 <= self.month <= 12):
            raise _refuse("CODE_MONTH", f"{self.year}-{self.month:02d} is no month of a code", "编号年月不正确")

    def __str__(self) -> str:
        return f"SJ{self.region}{self.registrar}{self.year:04d}{self.month:02d}"


@dataclass(frozen=True, slots=True, order=True)
class CertificateCode:
    """One code. Serial 0000 is never given."""

    series: CodeSeries
    serial: int

    def __post_init__(self) -> None:
        if not 1 <= self.serial <= SERIAL_MAX:
            raise _refuse("CODE_SERIAL", "a serial is 0001 to 9999", "流水号应为0001至9999")

    def __str__(self) -> str:
        return f"{self.series}{self.serial:04d}"


def parse_code(text: str) -> CertificateCode:
    """The code in `text`, exactly as printed. Mending (case, width, blanks) is the caller's, and visible, business."""
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise _refuse("CODE_FORMAT", f"{text[:40]!r} is no certificate code", "不是登记凭证编号")
    region, registrar, year, month, serial = match.groups()
    return CertificateCode(CodeSeries(region, int(registrar), int(year), int(month)), int(serial))


def is_code(text: str) -> bool:
    try:
        parse_code(text)
    except Refused:
        return False
    return True


def series_at(region: str, registrar: int, evidenced_at: int) -> CodeSeries:
    """The series of the month in which an evidencing falls, by Shanghai's calendar (ruling 13)."""
    when = civil_of(evidenced_at)
    return CodeSeries(region, registrar, when.year, when.month)


def remaining(issued: int) -> int:
    """How many codes a month still has after `issued` were given."""
    if not 0 <= issued <= SERIAL_MAX:
        raise ValueError("a month has between 0 and 9999 codes")
    return SERIAL_MAX - issued


def next_code(series: CodeSeries, issued: int) -> CertificateCode:
    """The next code of a series, after the highest serial given so far. A full month is refused, never wrapped."""
    if remaining(issued) == 0:
        raise _refuse("CODE_CAPACITY", f"{series}: all 9,999 codes are given", f"{series}：当月9999个编号已用完")
    return CertificateCode(series, issued + 1)


def _refuse(code: str, en: str, zh: str) -> Refused:
    return Refused(en, zh=zh, code=code)
