# SPDX-License-Identifier: Apache-2.0
"""Two banks and two valuers that can act, on top of `founded.py`: for end-to-end tests of pledges, loans and values.

    lin, wen      of BANK: one prepares, the other approves
    rui, su       of RIVAL, another bank
    gu, mo        of VALUER and RELATED, which give opinions of value; RELATED is of the group that POWER belongs to
    ling          of AUTHORITY, beside `zhang`: for what an authority decides with two persons

Tests of pledges and loans release what they recorded, so that the next one finds the units free.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from ledger.chain import encode
from ledger.chain.contracts import ask
from ledger.domain.ids import CertificateId, PledgeId, party_of_org
from ledger.domain.kinds import OrgKind, PledgeEnding, RightBits, ValuationPurpose
from ledger.service import governing, people, pledge_views, pledges, valuations
from ledger.service.assents import Signing
from ledger.service.founding import decree
from ledger.service.governing import Governed
from ledger.service.pledges import Looked, PledgeOfferOrder, PledgeOrder, Terms, Unit
from ledger.service.valuations import OpinionOrder
from tests.e2e.founded import AUTHORITY, BANK, DAY, HERDING, POWER, Founded, OrgId, founded_ledger, shanghai

RIVAL = OrgId("91150105MA0DEM0B50")
VALUER, RELATED = OrgId("91150105MA0DEM0A75"), OrgId("91150203MA0DEM1016")
GROUP: Final = 7
CLERKS: Final = {"lin": BANK, "wen": BANK, "rui": RIVAL, "su": RIVAL, "gu": VALUER, "mo": RELATED, "ling": AUTHORITY}
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
            governing.registration(VALUER, "示例资产评估有限公司", [OrgKind.VALUER], group=GROUP + 1),
            governing.registration(RELATED, "示例关联评估有限公司", [OrgKind.VALUER], group=GROUP),
            encode.organisations_regroup(POWER, GROUP),
            *(governing.accreditation(org, OrgKind.BANK, since, until) for org in (BANK, RIVAL)),
            *(governing.accreditation(org, OrgKind.VALUER, since, until) for org in (VALUER, RELATED)),
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
    holder, right = changes.pop("pledgor", HERDING), changes.pop("right", RightBits.OPERATE)
    signing = changes.pop("signing", SIGNED)
    order = PledgeOfferOrder(
        who=founded.people["bao"],
        key=f"offer-{reference}",
        reference=reference,
        pledgor=party_of_org(holder),
        pledgee=to,
        units=tuple(Unit(code, right) for code in codes or founded.certificates[:1]),
        terms=terms(founded, **changes),
        signing=signing,
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
    """Whoever paid for the debtor is told to have it back where the pledge is said to be repaid."""
    settled = ending is PledgeEnding.REPAID and shown(founded, pledge)["loan"]["owed_to_payers_fen"] != "0"
    wish = two(founded, pledge, "release", who)
    founded.act(pledges.release(founded.ledger, wish, ending, payers_settled=settled))


def attested(founded: Founded, value: int, who: str = "gu", **changes: Any) -> dict[str, Any]:
    """An opinion of a valuer's for a pledge, good for most of a year."""
    now = founded.ledger.now()
    order: dict[str, Any] = {
        "code": founded.certificates[0],
        "purpose": ValuationPurpose.PLEDGE,
        "methods": ("INCOME",),
        "base_date": now - DAY,
        "valid_until": now + 360 * DAY,
        "report": "评估报告",
        "assumptions": "评估假设",
    }
    key = f"attest-{who}-{value}-{'-'.join(sorted(changes))}-{now}"
    return valuations.attest(founded.ledger, OpinionOrder(founded.people[who], key, value=value, **(order | changes)))


# --- questions --------------------------------------------------------------------------------------------------------


def shown(founded: Founded, pledge: PledgeId) -> dict[str, Any]:
    """A minute on: blocks that come one upon another may stand a little later than the clock."""
    return pledge_views.shown(founded.ledger.store, pledge, founded.ledger.now() + 60)


def standing(founded: Founded, pledge: PledgeId) -> list[tuple[str, int]]:
    """Where the units are that the pledge stands on, with their ranks."""
    return [(unit["code"], unit["rank"]) for unit in shown(founded, pledge)["units"] if unit["live"]]


def consenting(founded: Founded, pledge: PledgeId) -> list[str]:
    """How each consent stands, in the order in which they were given."""
    return [each["standing"] for each in shown(founded, pledge)["consents"]]


def held_on_chain(founded: Founded, pledge: PledgeId) -> list[bool]:
    """Of each consent, whether the contract has it still."""
    ledger, found = founded.ledger, []
    for each in shown(founded, pledge)["consents"]:
        matter = bytes.fromhex(each["matter"][2:])
        view = encode.pledges_consent_until(pledge, party_of_org(OrgId(each["party"])), matter)
        found.append(ask(ledger.rpc, ledger.deployment, view) != 0)
    return found
