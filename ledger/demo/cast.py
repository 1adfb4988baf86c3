# SPDX-License-Identifier: Apache-2.0
"""Who plays in the demo: organisations, and the people who hold their keys. All invented (domain/demo_marks.py)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ledger.domain.demo_marks import FICTIONAL
from ledger.domain.ids import OrgId, RegimeId
from ledger.domain.kinds import OrgKind
from ledger.service.founding import Founder

REGIME: Final = RegimeId("CN-DPR-2026")
REGION: Final = 15

AUTHORITY, SECOND_AUTHORITY = OrgId("111500000000DEM182"), OrgId("111000000000DEM268")
REGISTRAR, SECOND_REGISTRAR = OrgId("91150103MA0DEM080G"), OrgId("91150105MA0DEM099A")
BANK, VALUER, AUDITOR = OrgId("91150104MA0DEM0724"), OrgId("91150203MA0DEM1016"), OrgId("91150102MA0DEM11XA")
COAL, PORT = OrgId("91150602MA0DEM03XG"), OrgId("91150781MA0DEM0483")
COURT = OrgId("111501000000DEM42P")


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation that the two authorities let in. `digit` is a registrar's in the certificate code."""

    org: OrgId
    kind: OrgKind
    people: tuple[str, ...]
    digit: int = 0

    @property
    def name(self) -> str:
        return FICTIONAL[self.org]


FOUNDERS: Final = (
    Founder(AUTHORITY, FICTIONAL[AUTHORITY], "zhang", "张（示例）"),
    Founder(SECOND_AUTHORITY, FICTIONAL[SECOND_AUTHORITY], "wei", "魏（示例）"),
)
MEMBERS: Final = (
    Member(REGISTRAR, OrgKind.REGISTRAR, ("bao", "chen", "he"), digit=1),
    Member(SECOND_REGISTRAR, OrgKind.REGISTRAR, ("dai", "fan"), digit=2),
    Member(BANK, OrgKind.BANK, ("hua", "lin")),
    Member(VALUER, OrgKind.VALUER, ("gu",)),
    Member(AUDITOR, OrgKind.AUDITOR, ("jin",)),
)
"""`bao` and `he` prepare, `chen` approves; `he` will lose a key. `dai` and `fan` are the second registrar's. At the
bank `hua` prepares and `lin` approves."""
