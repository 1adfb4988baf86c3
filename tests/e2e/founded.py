# SPDX-License-Identifier: Apache-2.0
"""A small ledger on a real embedded node, brought so far that every kind of page and answer has something to show.

    with founded_ledger(directory) as founded:
        founded.ledger                 open: node, store, keys, follower, sender
        founded.people["bao"]          a Principal by the id that colleagues type
        founded.certificates           codes of three certificates; the last one's name is exempt from notice
        founded.cases["NM-2026-0004"]  cases by reference

Who there is: authorities `zhang` and `wei`; the registrar's clerks `bao` (prepares) and `chen` (approves); a second
registrar's clerk `dai`, who must see nothing of the first one's; `hua`, who only reads for a bank. All invented.

What there is, by reference: 0001, 0002 certified; 0003 certified with an exempt name; 0004 in public notice; 0005
submitted and unanswered. The chain stands on 2026-09-10, 10:00 in Shanghai. Not for: defects in forms, objections.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from ledger.chain.encode import Call
from ledger.domain.application import parse_row
from ledger.domain.calendar import day_from_civil, start_of
from ledger.domain.defects import Where
from ledger.domain.ids import Address, CaseId, CertificateId, OrgId, RegimeId, case_id, name_bytes
from ledger.domain.kinds import Module, OrgKind
from ledger.service import case_acts, governing, own_affairs, people
from ledger.service.case_acts import NationalRecord, Order
from ledger.service.filing import Attachment, FilingOrder, filed
from ledger.service.founding import Beginning, Founder, decree, found
from ledger.service.governing import Governed
from ledger.service.runtime import Ledger, Principal
from ledger.service.two_persons import approve
from ledger.settings import Settings
from ledger.store.queries import acts
from ledger.store.queries.preparations import PreparedAct
from tests.oracle.compare import differences
from tests.unit.domain.rows import row

AUTHORITY, SECOND_AUTHORITY = OrgId("11150000MB0DEM01XW"), OrgId("11150100MB0DEM02X3")
REGISTRAR, OTHER_REGISTRAR = OrgId("91150103MA0DEM080G"), OrgId("91150105MA0DEM064P")
BANK = OrgId("91150104MA0DEM0724")
HERDING, POWER = OrgId("91152502MA0DEM013H"), OrgId("91150102MA0DEM021Y")
HERDING_NAME, POWER_NAME = "示例草原牧业数据有限公司", "示例蒙西电力数据服务有限公司"
REGIME: Final = RegimeId("CN-DPR-2026")
SECRET_NAME: Final = "2025年呼和浩特市电力行业高压用户明细数据集"
SECRET_RESTRICTION: Final = "仅限示例主体在自有机房内使用，不得用于营销"
CONTACT_PHONE: Final = "0479-7654321"
DAY: Final = 86_400


def shanghai(month: int, day: int, hour: int = 9) -> int:
    return start_of(day_from_civil(date(2026, month, day))) + hour * 3600


@dataclass(slots=True)
class Founded:
    """The ledger with the people and cases in it."""

    ledger: Ledger
    people: dict[str, Principal] = field(default_factory=dict)
    cases: dict[str, CaseId] = field(default_factory=dict)
    certificates: list[CertificateId] = field(default_factory=list)

    def api_key(self, person: str, *scopes: str) -> str:
        """A new API key of a person, in clear."""
        return people.issue_api_key(
            self.ledger.store, self.people[person], "test", scopes or ("read", "write"), self.ledger.now()
        )

    def walk_to(self, moment: int) -> None:
        assert self.ledger.node is not None
        self.ledger.await_mirror(self.ledger.node.walk_to(moment))

    def settle(self) -> int:
        """Wait until the newest act is final in the mirror, for answers stand on final blocks; the block it is in."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with self.ledger.store.reading() as session:
                head = acts.required_head(session)
                last = acts.last_block_with_acts(session)
            if last is not None and head.is_final(head.block_number):
                return last.number
            time.sleep(0.05)
        raise AssertionError("the newest act does not become final")

    def act(self, answer: dict[str, Any] | PreparedAct) -> dict[str, Any]:
        """Let the second person approve what waits for one."""
        if not isinstance(answer, PreparedAct):
            return answer
        return approve(self.ledger, self.people[answer.approver], answer.id)

    def what_the_oracle_finds(self) -> list[str]:
        """Faults of the node's answers, and rows of the mirror that are not what its logs say: none if all is well."""
        settings = self.ledger.settings
        return differences(self.ledger.rpc.url, settings.deployment_file, settings.home / "ledger.db")

    def order(self, key: str, *references: str, paper: str = "", two: bool = False) -> Order:
        cases = [self.cases[reference] for reference in references]
        return Order(self.people["bao"], key, cases, paper, self.people["chen"] if two else None)


@contextmanager
def founded_ledger(directory: Path) -> Iterator[Founded]:
    founders = (
        Founder(AUTHORITY, "示例自治区数据局", "zhang", "张示例"),
        Founder(SECOND_AUTHORITY, "示例市数据局", "wei", "魏示例"),
    )
    beginning = Beginning(founders, delay=3600, demo=True, genesis_time=shanghai(8, 31), years=(2026,))
    with found(Settings(home=directory / "ledger"), beginning) as (ledger, (zhang, wei)):
        founded = Founded(ledger, {"zhang": zhang, "wei": wei})
        _organise(founded)
        founded.walk_to(shanghai(9, 1))
        _file(founded)
        _certify(founded)
        yield founded


def _organise(founded: Founded) -> None:
    ledger = founded.ledger
    clerks = {"bao": REGISTRAR, "chen": REGISTRAR, "dai": OTHER_REGISTRAR}
    accounts = {name: ledger.keys.create_account() for name in clerks}
    decree(ledger, [founded.people["zhang"], founded.people["wei"]], _decrees(ledger.now(), clerks, accounts))
    for name, org in clerks.items():
        founded.people[name] = people.add_person(ledger.store, org, name, f"{name}示例", accounts[name], ledger.now())
    founded.people["hua"] = people.add_person(ledger.store, BANK, "hua", "华示例", None, ledger.now())
    for name in ("bao", "dai"):
        own_affairs.publish_encryption_key(ledger, founded.people[name])
    for org, name in ((HERDING, HERDING_NAME), (POWER, POWER_NAME)):
        own_affairs.register_holder(ledger, founded.people["bao"], org, name)


def _decrees(now: int, clerks: dict[str, OrgId], accounts: dict[str, Address]) -> list[Governed]:
    registrars = [
        governing.registration(REGISTRAR, "示例数据登记机构", [OrgKind.REGISTRAR]),
        governing.registration(OTHER_REGISTRAR, "示例第二登记机构", [OrgKind.REGISTRAR]),
        governing.registration(BANK, "示例农商银行", [OrgKind.BANK]),
    ]
    accredited: list[Call] = [
        governing.accreditation(REGISTRAR, OrgKind.REGISTRAR, now, now + 3 * 365 * DAY, 15, 1),
        governing.accreditation(OTHER_REGISTRAR, OrgKind.REGISTRAR, now, now + 3 * 365 * DAY, 15, 2),
    ]
    keys = [governing.key(org, accounts[name], now) for name, org in clerks.items()]
    return [Governed(call) for call in (*registrars, *accredited, *keys)]


def _file(founded: Founded) -> None:
    exempt = {"notice_exempt": "是", "notice_exempt_reason": "涉及商业秘密", "data_name": SECRET_NAME}
    exempt |= {"restriction": SECRET_RESTRICTION}
    power = {"applicant_names": POWER_NAME, "applicant_ids": POWER, "contact_phone": CONTACT_PHONE}
    electric = {"industry_section": "电力、热力、燃气及水生产和供应业", "industry_division": "电力、热力生产和供应业"}
    file(founded, "NM-2026-0001")
    file(founded, "NM-2026-0002", data_name="2024年呼和浩特市电力行业企业用电负荷数据集", **power, **electric)
    file(founded, "NM-2026-0003", **exempt, **power, **electric)
    file(founded, "NM-2026-0004", data_name="2023年至2025年锡林郭勒盟畜牧业草场载畜量监测数据集")


def file(founded: Founded, reference: str, regime: RegimeId = REGIME, **changes: Any) -> CaseId:
    """File one application by `bao`, with invented documents, and wait for it."""
    ledger, who = founded.ledger, founded.people["bao"]
    reading = parse_row(row(reference=reference, **changes), Where("test", 2))
    assert reading.application is not None, reading.defects
    attachments = [
        Attachment(column, f"{reference}-{names[0]}", f"{reference} {column}".encode())
        for column, names in reading.application.documents.items()
    ]
    submission = filed(ledger, FilingOrder(who, REGISTRAR, regime, reading.application, attachments))
    assert not isinstance(submission, PreparedAct)
    ledger.settled(submission)
    desk = ledger.deployment.addresses[Module.DESK]
    founded.cases[reference] = case_id(ledger.deployment.chain_id, desk, REGISTRAR, name_bytes(reference, 32))
    return founded.cases[reference]


def _certify(founded: Founded) -> None:
    ledger = founded.ledger
    first = [f"NM-2026-000{n}" for n in (1, 2, 3)]
    founded.walk_to(shanghai(9, 2))
    case_acts.accept(ledger, founded.order("accept", *first, "NM-2026-0004"))
    case_acts.open_notice(ledger, founded.order("notice", *first[:2]))
    founded.act(
        case_acts.exempt_from_notice(
            ledger, founded.order("exempt", first[2], paper="涉及商业秘密，准予不公示", two=True)
        )
    )
    founded.walk_to(shanghai(9, 10))
    case_acts.open_notice(ledger, founded.order("notice-4", "NM-2026-0004"))
    national = [NationalRecord(f"GJ-{number}", shanghai(9, 10, 8), "{}") for number in range(1, 4)]
    founded.act(case_acts.evidence(ledger, founded.order("evidence", *first, two=True), national))
    founded.act(case_acts.certify(ledger, founded.order("certify", *first, two=True)))
    founded.certificates += [CertificateId(f"SJ151202609000{number}") for number in (1, 2, 3)]
    file(founded, "NM-2026-0005", data_name="2025年锡林郭勒盟畜牧业活畜交易价格数据集")
    founded.walk_to(shanghai(9, 10, 10))


__all__ = ["Founded", "file", "founded_ledger"]
