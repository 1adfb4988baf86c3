# SPDX-License-Identifier: Apache-2.0
"""Two banks that can act, on top of `founded.py`: for end-to-end tests of pledges and loans.

lin, wen      of BANK: one prepares, the other approves
rui, su       of RIVAL, another bank
gu            of VALUER, which gives opinions of value
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from ledger.domain.ids import CertificateId, PledgeId, party_of_org
from ledger.domain.kinds import OrgKind, PledgeEnding
from ledger.service import governing, people, pledges
from ledger.service.assents import Signing
from ledger.service.founding import decree
from ledger.service.governing import Governed
from ledger.service.pledges import Looked, PledgeOfferOrder, PledgeOrder, Terms, Unit
from ledger.store.queries import acts
from tests.e2e.founded import BANK, DAY, HERDING, Founded, OrgId, founded_ledger, shanghai

RIVAL, VALUER = OrgId("91150105MA0DEM0B50"), OrgId("91150105MA0DEM0A75")
CLERKS: Final = {"lin": BANK, "wen": BANK, "rui": RIVAL, "su": RIVAL, "gu": VALUER}
SECOND: Final = {"lin": "wen", "rui": "su"}
MATURITY: Final = shanghai(9, 10) + 300 * DAY
SIGNED: Final = Signing("出质人签署的质押申请", "授权委托书", 2)
UNCHECKED: Final = Looked(("UNCHECKED",))


@contextmanager
def pledging_ledger(directory: Path) -> Iterator[Founded]:
    with founded_ledger(directory) as founded:
        ledger = founded.ledger
        accounts = {name: ledger.keys.create_account() for name in CLERKS}
        since, until = ledger.now() - DAY, ledger.now() + 3 * 365 * DAY
        calls = [
            governing.registration(RIVAL, "示例第二银行", [OrgKind.BANK]),
            governing.registration(VALUER, "示例资产评估有限公司", [OrgKind.VALUER]),
            governing.accreditation(BANK, OrgKind.BANK, since, until),
            governing.accreditation(RIVAL, OrgKind.BANK, since, until),
            governing.accreditation(VALUER, OrgKind.VALUER, since, until),
            *(governing.key(org, accounts[name], since) for name, org in CLERKS.items()),
        ]
        decree(ledger, [founded.people["zhang"], founded.people["wei"]], [Governed(call) for call in calls])
        for name, org in CLERKS.items():
            added = people.add_person(ledger.store, org, name, f"{name}示例", accounts[name], ledger.now())
            founded.people[name] = added
        yield founded


def terms(founded: Founded, **changes: Any) -> Terms:
    agreed: dict[str, Any] = {
        "maximum": 800_000_000,
        "contract_date": founded.ledger.now() - DAY,
        "maturity": MATURITY,
        "contract": "质押合同 HT-2026-001",
        "claim": "本金人民币七百万元，年利率百分之三点五",
        "debtor": "示例草原牧业数据有限公司",
    }
    return Terms(**(agreed | changes))


def offered(
    founded: Founded, reference: str, code: CertificateId | None = None, to: OrgId = BANK, **changes: Any
) -> PledgeId:
    """By the registrar, on the signed form of a pledgor without a key."""
    holder = changes.pop("pledgor", HERDING)
    order = PledgeOfferOrder(
        who=founded.people["bao"],
        key=f"offer-{reference}",
        reference=reference,
        pledgor=party_of_org(holder),
        pledgee=to,
        units=(Unit(code or founded.certificates[0]),),
        terms=terms(founded, **changes),
        signing=SIGNED,
    )
    return PledgeId(bytes.fromhex(pledges.offer(founded.ledger, order)["pledge"][2:]))


def order(
    founded: Founded, pledge: PledgeId, what: str, who: str = "lin", paper: str = "文书", **more: Any
) -> PledgeOrder:
    return PledgeOrder(founded.people[who], f"{what}-{pledge.hex()[:20]}", pledge, paper, **more)


def two(founded: Founded, pledge: PledgeId, what: str, who: str = "lin", **more: Any) -> PledgeOrder:
    return order(founded, pledge, what, who, approver=founded.people[SECOND[who]], **more)


def recorded(founded: Founded, reference: str, who: str = "lin", **changes: Any) -> PledgeId:
    to = CLERKS[who]
    pledge = offered(founded, reference, to=to, **changes)
    founded.act(pledges.accept(founded.ledger, two(founded, pledge, "accept", who), UNCHECKED))
    return pledge


def released(founded: Founded, pledge: PledgeId, who: str = "lin") -> None:
    founded.act(pledges.release(founded.ledger, two(founded, pledge, "release", who), PledgeEnding.REPAID))


def settle(founded: Founded) -> None:
    """Wait until the newest act is final in the mirror: searches stand on final blocks."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with founded.ledger.store.reading() as session:
            head = acts.required_head(session)
        if head.is_final(head.block_number):
            return
        time.sleep(0.05)
