# SPDX-License-Identifier: Apache-2.0
"""Who plays in the twelve steps, and who acts for whom. All invented (domain/demo_marks.py)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ledger.demo.cast import AUDITOR, BANK, COAL, COURT, PORT, REGION, REGISTRAR, VALUER, Member
from ledger.demo.stage import Stage
from ledger.domain.demo_marks import FICTIONAL
from ledger.domain.ids import OrgId
from ledger.domain.kinds import OrgKind
from ledger.service import governing, own_affairs, people
from ledger.service.founding import decree
from ledger.service.governing import Governed

HERDING, TRANSPORT = OrgId("91152502MA0DEM013H"), OrgId("91152201MA0DEM0561")
INSTITUTION = OrgId("121525000000DEM93A")
SECOND_BANK, FUND = OrgId("91150203MA0DEM611K"), OrgId("91150102MA0DEM6035")

TEN_YEARS: Final = 3653 * 86_400

MEMBERS: Final = (
    Member(REGISTRAR, OrgKind.REGISTRAR, ("bao", "chen"), digit=1),
    Member(BANK, OrgKind.BANK, ("hua", "lin")),
    Member(SECOND_BANK, OrgKind.BANK, ("qin", "rui")),
    Member(VALUER, OrgKind.VALUER, ("gu",)),
    Member(AUDITOR, OrgKind.AUDITOR, ("jin",)),
    Member(FUND, OrgKind.HOLDER, ("fu", "yao")),
)
"""`bao` prepares and `chen` approves for the registrar; `hua` and `lin` for the bank, `qin` and `rui` for the
other one, `fu` and `yao` for the fund."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A party of the registrar's; `person` where it has a key of its own, else the registrar files on its paper."""

    org: OrgId
    person: str = ""

    @property
    def name(self) -> str:
        return FICTIONAL[self.org]


HOLDERS: Final = (
    Holder(HERDING),
    Holder(TRANSPORT, "tong"),
    Holder(COAL, "kuang"),
    Holder(PORT, "kou"),
    Holder(INSTITUTION),
)


def let_in(stage: Stage) -> None:
    """Governed members by both authorities; holders by the registrar, which looked at their papers (ruling 5)."""
    ledger = stage.ledger
    now = ledger.now()
    acts = [governing.registration(member.org, member.name, [member.kind]) for member in MEMBERS]
    for member in MEMBERS:
        if member.kind is not OrgKind.HOLDER:
            region = REGION if member.kind is OrgKind.REGISTRAR else 0
            acts.append(governing.accreditation(member.org, member.kind, now, now + TEN_YEARS, region, member.digit))
        for person in member.people:
            account = ledger.keys.create_account()
            acts.append(governing.key(member.org, account, now))
            stage.people[person] = people.add_person(
                ledger.store, member.org, person, f"{person}（示例）", account, now
            )
    decree(ledger, [stage.people["zhang"], stage.people["wei"]], [Governed(act) for act in acts])
    own_affairs.publish_encryption_key(ledger, stage.people["bao"])
    clerk = stage.people["bao"]
    for holder in HOLDERS:
        own_affairs.register_holder(ledger, clerk, holder.org, holder.name)
        if holder.person:
            account = ledger.keys.create_account()
            own_affairs.add_holder_key(ledger, clerk, holder.org, account, ledger.now())
            stage.people[holder.person] = people.add_person(
                ledger.store, holder.org, holder.person, f"{holder.person}（示例）", account, now
            )


__all__ = ["AUDITOR", "BANK", "COAL", "COURT", "FUND", "HERDING", "HOLDERS", "INSTITUTION", "MEMBERS", "PORT",
           "REGISTRAR", "SECOND_BANK", "TRANSPORT", "VALUER", "let_in"]  # fmt: skip
