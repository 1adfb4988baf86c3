# SPDX-License-Identifier: Apache-2.0
"""A bank with pledges and valuers who can speak, on top of `founded.py`: for tests of what a bank watches.

lin, wen   of BANK: one prepares, the other approves
gu, mo     of two valuers; `gu` of a group of its own, `mo` of the group to which POWER belongs too

Pledges are made by the contracts' own calls, so that what is tested here stands on nothing but acts.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from ledger.chain import encode
from ledger.domain.ids import CertificateId, OrgId, PledgeId, name_bytes, party_of_org, pledge_id
from ledger.domain.keccak import keccak
from ledger.domain.kinds import Grade, Module, OrgKind, PledgeEnding, SecurityForm, ValuationPurpose
from ledger.domain.structs import Assent, PledgeAcceptance, PledgedUnit, PledgeOffer, PledgeRelease, PledgeTerms
from ledger.service import governing, people, valuations
from ledger.service.founding import decree
from ledger.service.governing import Governed
from ledger.service.two_persons import TwoPersonAct, carry_out
from ledger.service.valuations import OpinionOrder
from ledger.store.queries import acts
from tests.e2e.founded import BANK, DAY, HERDING, POWER, Founded, founded_ledger, shanghai

VALUER, RELATED = OrgId("91150105MA0DEM0A75"), OrgId("91150203MA0DEM1016")
GROUP: Final = 7
CLERKS: Final = {"lin": BANK, "wen": BANK, "gu": VALUER, "mo": RELATED}
MATURITY: Final = shanghai(9, 10) + 300 * DAY
PAPER: Final = keccak(b"salt and paper")
NOTHING: Final = bytes(32)
MILLION: Final = 100_000_000
"""A million yuan, in fen."""


@contextmanager
def watching_ledger(directory: Path) -> Iterator[Founded]:
    with founded_ledger(directory) as founded:
        ledger = founded.ledger
        accounts = {name: ledger.keys.create_account() for name in CLERKS}
        since, until = ledger.now() - DAY, ledger.now() + 3 * 365 * DAY
        calls = [
            governing.registration(VALUER, "示例资产评估有限公司", [OrgKind.VALUER], group=GROUP + 1),
            governing.registration(RELATED, "示例关联评估有限公司", [OrgKind.VALUER], group=GROUP),
            encode.organisations_regroup(POWER, GROUP),
            *(governing.accreditation(org, OrgKind.VALUER, since, until) for org in (VALUER, RELATED)),
            governing.accreditation(BANK, OrgKind.BANK, since, until),
            *(governing.key(org, accounts[name], since) for name, org in CLERKS.items()),
        ]
        decree(ledger, [founded.people["zhang"], founded.people["wei"]], [Governed(call) for call in calls])
        for name, org in CLERKS.items():
            added = people.add_person(ledger.store, org, name, f"{name}示例", accounts[name], ledger.now())
            founded.people[name] = added
        yield founded


def settle(founded: Founded) -> int:
    """Wait until the newest act is final in the mirror; the block it is in."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with founded.ledger.store.reading() as session:
            head = acts.required_head(session)
            last = acts.last_block_with_acts(session)
        if last is not None and head.is_final(head.block_number):
            return last.number
        time.sleep(0.05)
    raise AssertionError("the newest act does not become final")


def attested(founded: Founded, value: int, who: str = "gu", **changes: Any) -> dict[str, Any]:
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


def terms(founded: Founded, **changes: Any) -> PledgeTerms:
    agreed: dict[str, Any] = {
        "form": SecurityForm.PLEDGE,
        "band": 7,
        "exclusive": False,
        "renewal": False,
        "public_use": False,
        "third_party": False,
        "organs_data": False,
        "grade": Grade.GENERAL_2,
        "ltv_bps": 5_000,
        "warn_bps": 6_000,
        "call_bps": 8_000,
        "opinions": 1,
        "contract_date": founded.ledger.now() - DAY,
        "maturity": MATURITY,
        "outside_by": 0,
        "contract_digest": PAPER,
        "claim": PAPER,
        "debtor": PAPER,
        "resolution": NOTHING,
        "controls": NOTHING,
        "authority": NOTHING,
        "increase_of": PledgeId(NOTHING),
        "substitute_in": PledgeId(NOTHING),
    }
    return PledgeTerms(**(agreed | changes))


def pledged(founded: Founded, reference: str, code: CertificateId | None = None, **changes: Any) -> PledgeId:
    """Offered by the registrar on the pledgor's paper, recorded by the bank's two persons."""
    ledger, bao, lin, wen = founded.ledger, *(founded.people[name] for name in ("bao", "lin", "wen"))
    pledgor = changes.pop("pledgor", HERDING)
    unit = PledgedUnit(code or founded.certificates[0], party_of_org(pledgor), 4)
    assent = Assent(bao.commitment, PAPER, PAPER, 2)
    reference32 = name_bytes(reference, 32)
    offer = PledgeOffer(party_of_org(pledgor), BANK, reference32, assent, terms(founded, **changes), (unit,))
    ledger.perform(bao, "offer-pledge-raw", f"offer-{reference}", {"ref": reference}, encode.pledges_offer(offer))
    found = pledge_id(ledger.deployment.chain_id, ledger.deployment.addresses[Module.PLEDGES], bao.org_id, reference32)
    given = PledgeAcceptance(found, word_of(founded, found), (NOTHING,), 7, 0, wen.commitment)
    act = TwoPersonAct(encode.pledges_accept_items(given), lambda p: encode.pledges_accept(given, p))
    founded.act(carry_out(ledger, lin, wen, "accept-pledge-raw", f"accept-{reference}", {"ref": reference}, act))
    return found


def released(founded: Founded, pledge: PledgeId) -> None:
    ledger, lin, wen = founded.ledger, founded.people["lin"], founded.people["wen"]
    given = PledgeRelease(pledge, word_of(founded, pledge), PledgeEnding.REPAID, OrgId(""), 0, wen.commitment, PAPER)
    act = TwoPersonAct(encode.pledges_release_items(given), lambda p: encode.pledges_release(given, p))
    founded.act(carry_out(ledger, lin, wen, "release-raw", f"release-{pledge.hex()}", {"id": pledge.hex()}, act))


def word_of(founded: Founded, pledge: PledgeId) -> bytes:
    with founded.ledger.store.reading() as session:
        head = acts.heads(session, [pledge])[bytes(pledge)]  # type: ignore[list-item]
    return head.word
