# SPDX-License-Identifier: Apache-2.0
"""Two banks that can act, on top of `founded.py`: for end-to-end tests of pledges and loans.

    lin, wen      of BANK: one prepares, the other approves
    rui, su       of RIVAL, another bank
    gu            of VALUER, which gives opinions of value
    ling          of AUTHORITY, beside `zhang`: for what an authority decides with two persons

Every test releases what it recorded, so that the next one finds the units free.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from ledger.chain import encode
from ledger.domain.ids import CertificateId, PledgeId, party_of_org
from ledger.domain.kinds import OrgKind, PledgeEnding, ValuationPurpose
from ledger.domain.structs import Valuation
from ledger.service import governing, people, pledge_views, pledges
from ledger.service.assents import Signing
from ledger.service.founding import decree
from ledger.service.governing import Governed
from ledger.service.pledges import Looked, PledgeOfferOrder, PledgeOrder, Terms, Unit
from ledger.store.queries import acts
from tests.e2e.founded import AUTHORITY, BANK, DAY, HERDING, Founded, OrgId, founded_ledger, shanghai

RIVAL, VALUER = OrgId("91150105MA0DEM0B50"), OrgId("91150105MA0DEM0A75")
CLERKS: Final = {"lin": BANK, "wen": BANK, "rui": RIVAL, "su": RIVAL, "gu": VALUER, "ling": AUTHORITY}
SECOND: Final = {"lin": "wen", "rui": "su", "bao": "chen", "zhang": "ling"}
MATURITY: Final = shanghai(9, 10) + 300 * DAY
SIGNED: Final = Signing("出质人签署的质押申请", "授权委托书", 2)
UNCHECKED: Final = Looked(("UNCHECKED",))
MILLION: Final = 100_000_000
"""Yuan, in fen."""


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


# --- deeds ------------------------------------------------------------------------------------------------------------


def terms(founded: Founded, **changes: Any) -> Terms:
    agreed: dict[str, Any] = {
        "maximum": 8 * MILLION,
        "contract_date": founded.ledger.now() - DAY,
        "maturity": MATURITY,
        "contract": "质押合同 HT-2026-001",
        "claim": "本金人民币七百万元，年利率百分之三点五",
        "debtor": "示例草原牧业数据有限公司",
    }
    return Terms(**(agreed | changes))


def offered(founded: Founded, reference: str, *codes: CertificateId, to: OrgId = BANK, **changes: Any) -> PledgeId:
    """By the registrar, on the signed form of a pledgor without a key."""
    holder = changes.pop("pledgor", HERDING)
    order = PledgeOfferOrder(
        who=founded.people["bao"],
        key=f"offer-{reference}",
        reference=reference,
        pledgor=party_of_org(holder),
        pledgee=to,
        units=tuple(Unit(code) for code in codes or founded.certificates[:1]),
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


def accepted(founded: Founded, pledge: PledgeId, who: str = "lin") -> PledgeId:
    founded.act(pledges.accept(founded.ledger, two(founded, pledge, "accept", who), UNCHECKED))
    return pledge


def recorded(founded: Founded, reference: str, *codes: CertificateId, who: str = "lin", **changes: Any) -> PledgeId:
    return accepted(founded, offered(founded, reference, *codes, to=CLERKS[who], **changes), who)


def released(founded: Founded, pledge: PledgeId, who: str = "lin", ending: PledgeEnding = PledgeEnding.REPAID) -> None:
    founded.act(pledges.release(founded.ledger, two(founded, pledge, "release", who), ending))


def valued(founded: Founded, code: CertificateId, fen: int, key: str, holder: OrgId = HERDING) -> None:
    """An opinion of the valuer's for a pledge, good for a year."""
    who, now = founded.people["gu"], founded.ledger.now()
    given = Valuation(
        id=code,
        holder=party_of_org(holder),
        expected_head=bytes(32),
        version=1,
        purpose=ValuationPurpose.PLEDGE,
        methods=2,
        value=fen,
        currency="CNY",
        base_date=now - DAY,
        valid_until=now + 365 * DAY,
        report=b"\1" * 32,
        assumptions=b"\2" * 32,
        person=who.commitment,
    )
    founded.ledger.perform(who, "attest", key, {"code": code, "value": fen}, encode.valuations_attest(given))


# --- questions --------------------------------------------------------------------------------------------------------


def shown(founded: Founded, pledge: PledgeId) -> dict[str, Any]:
    """A minute on: blocks that come one upon another may stand a little later than the clock."""
    return pledge_views.shown(founded.ledger.store, pledge, founded.ledger.now() + 60)


def standing(founded: Founded, pledge: PledgeId) -> list[tuple[str, int]]:
    """Where the units are that the pledge stands on, with their ranks."""
    return [(unit["code"], unit["rank"]) for unit in shown(founded, pledge)["units"] if unit["live"]]


def settle(founded: Founded) -> None:
    """Wait until the newest act is final in the mirror: searches stand on final blocks."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with founded.ledger.store.reading() as session:
            head = acts.required_head(session)
        if head.is_final(head.block_number):
            return
        time.sleep(0.05)
