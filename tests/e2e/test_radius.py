# SPDX-License-Identifier: Apache-2.0
"""How far a key reaches into loans and licences: what it signed of them, and who lent or licensed on what else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ledger.domain.ids import GrantId, PledgeId, Subject, certificate_bytes, party_of_org
from ledger.domain.kinds import GrantKind, RightBits
from ledger.domain.scope import PurposeCode, UseOfData
from ledger.errors import Refused
from ledger.service import grant_views, grants, own_affairs, pledge_views, pledges
from ledger.service.bank_reports import LendingQuestion, bank_report
from ledger.service.grants import ActOrder, Effective, OfferOrder, Scope, Terms
from ledger.service.pledge_search import PledgeQuestion, search
from ledger.service.pledges import Looked
from ledger.service.portfolio import PortfolioQuestion, portfolio
from ledger.service.radius import Radius, Touched, radius
from ledger.store.queries import pledges as stored
from tests.e2e.founded import BANK, HERDING, POWER, REGISTRAR, Founded, shanghai
from tests.e2e.pledging import DAY, RIVAL, SIGNED, UNCHECKED, offered, pledging_ledger, recorded, released


@pytest.fixture(scope="module")
def lending(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with pledging_ledger(tmp_path_factory.mktemp("radius")) as made:
        yield made


@pytest.fixture(scope="module")
def pledge(lending: Founded) -> PledgeId:
    """With a licence beside it, both filed by the registrar's clerk on signed forms."""
    ledger, bao = lending.ledger, lending.people["bao"]
    made = recorded(lending, "RAD-1")
    scope = Scope(purposes=(PurposeCode.CREDIT_ASSESSMENT,), not_after=ledger.now() + 30 * DAY)
    order = OfferOrder(
        who=bao,
        key="offer-RAD-2",
        reference="RAD-2",
        kind=GrantKind.ENTERPRISE,
        root=certificate_bytes(lending.certificates[0]),
        grantor=party_of_org(HERDING),
        grantee=party_of_org(POWER),
        terms=Terms(RightBits.USE, scope, "使用协议"),
        signing=SIGNED,
    )
    grant_id = grants.id_of(ledger, bao.org_id, order.reference)
    grants.offer(ledger, order)
    grants.accept(ledger, ActOrder(bao, "accept-RAD-2", grant_id, "文书", SIGNED))
    lending.settle()
    return made


def of(found: Radius, label: str) -> Touched:
    (one,) = [each for each in found.touched if each.label == label]
    return one


def told(one: Touched) -> set[bytes]:
    return {bytes(party) for party in one.tell}


def parties(*orgs: object) -> set[bytes]:
    return {bytes(party_of_org(org)) for org in orgs}  # type: ignore[arg-type]


def tainted(lending: Founded, pledge: PledgeId) -> list[tuple[str, str, str]]:
    now = lending.ledger.now() + 60
    for_a_stranger = pledge_views.shown(lending.ledger.store, pledge, now, RIVAL)["tainted"]
    found = pledge_views.shown(lending.ledger.store, pledge, now)["tainted"]
    assert found == for_a_stranger, "who signed with what stands on the chain"
    return [(each["what"], each["account"].lower(), each["organisation"]) for each in found]


def test_a_clerks_key_reaches_pledges_and_licences_by_their_names(lending: Founded, pledge: PledgeId) -> None:
    found = radius(lending.ledger.store, lending.people["bao"].signing_account())
    assert (of(found, "RAD-1").what, told(of(found, "RAD-1"))) == ("PLEDGE", parties(BANK, HERDING, REGISTRAR))
    assert (of(found, "RAD-2").what, told(of(found, "RAD-2"))) == ("GRANT", parties(HERDING, POWER))
    certificate = told(of(found, lending.certificates[0]))
    assert parties(HERDING, BANK, POWER) <= certificate, "the bank lent on it and the licensee works with it"
    assert parties(BANK) <= {bytes(party) for party in found.tell}


def test_a_bank_clerks_key_reaches_what_it_recorded_until_a_colleague_stands_by_it(
    lending: Founded, pledge: PledgeId
) -> None:
    ledger, lin, wen = lending.ledger, lending.people["lin"], lending.people["wen"]
    lost = lin.signing_account()
    before = radius(ledger.store, lost)
    assert not of(before, "RAD-1").cured
    assert tainted(lending, pledge) == []
    own_affairs.report_compromised(ledger, wen, lost, shanghai(9, 1, 0), "密钥遗失")
    assert parties(HERDING, BANK) <= {bytes(party) for party in radius(ledger.store, lost).tell}
    assert tainted(lending, pledge) == [("PLEDGE_RECORDED", "0x" + lost.hex(), BANK)], "she prepared it; wen's is good"
    early = pledge_views.shown(ledger.store, pledge, shanghai(9, 1))
    assert early["tainted"] == [], "nothing was signed by then"
    own_affairs.stand_by(ledger, wen, "stand-by-RAD-1", [of(before, "RAD-1").subject], "逐笔复核无误")
    lending.settle()
    assert tainted(lending, pledge) == []
    assert of(radius(ledger.store, lost), "RAD-1").cured
    assert not of(radius(ledger.store, lost, known=before.known.number), "RAD-1").cured, "as it was known then"


def test_a_bank_that_was_robbed_of_a_pledge_is_told_and_so_is_the_next_one(lending: Founded) -> None:
    ledger, rui, su = lending.ledger, lending.people["rui"], lending.people["su"]
    robbed = recorded(lending, "RAD-3", lending.certificates[1], pledgor=POWER, who="rui")
    lending.walk_to(ledger.now() + 600)
    stolen = ledger.now()
    released(lending, robbed, "rui")
    lending.settle()
    assert (alerts(lending), next_bank(lending)) == ({}, ("PASS", ()))

    own_affairs.report_compromised(ledger, su, rui.signing_account(), stolen, "密钥遗失")
    lending.settle()
    assert alerts(lending) == {"RAD-3": ["EW27"]}
    assert next_bank(lending) == ("WARN", ("RELEASE_TAINTED",))
    made = [offered(lending, f"RAD-{n}", lending.certificates[n - 3], pledgor=POWER, to=RIVAL) for n in (4, 5)]
    with ledger.store.reading() as session:
        coming, elsewhere = (stored.pledge(session, one) for one in made)
    assert coming is not None
    assert elsewhere is not None
    with pytest.raises(Refused) as unsaid:
        pledges.refuse_unlooked(ledger, su, coming, UNCHECKED)
    assert unsaid.value.code == "RELEASE_TAINTED_NOT_ACKNOWLEDGED"
    pledges.refuse_unlooked(ledger, su, coming, Looked(("UNCHECKED", "RELEASE_TAINTED")))
    pledges.refuse_unlooked(ledger, su, elsewhere, UNCHECKED)
    own_affairs.stand_by(ledger, su, "stand-by-RAD-3", [Subject(bytes(robbed))], "确已清偿")
    lending.settle()
    assert (alerts(lending), next_bank(lending)) == ({}, ("PASS", ()))


def test_a_licence_and_what_was_passed_on_from_it_are_flagged_until_somebody_stands_by_them(
    lending: Founded, pledge: PledgeId
) -> None:
    ledger, bao, chen = lending.ledger, lending.people["bao"], lending.people["chen"]
    above = grants.named(ledger.store, "RAD-2")
    lost = bao.signing_account()
    assert (taints(lending, above), flags(lending)) == ([], {"RAD-2": []})
    own_affairs.report_compromised(ledger, chen, lost, shanghai(9, 1, 0), "密钥遗失")
    lending.settle()

    signed = [("GRANT_OFFERED", "0x" + above.hex()), ("GRANT_ACCEPTED", "0x" + above.hex())]
    assert taints(lending, above) == signed
    assert flags(lending) == {"RAD-2": ["TAINTED"]}
    asked = used(lending, above)
    assert asked.decision.allowed, "the contract does not look at it"
    assert asked.document()["flags"] == ["TAINTED"]
    assert [(act["what"], act["grant"]) for act in asked.document()["tainted"]] == signed
    own_affairs.stand_by(ledger, chen, "stand-by-RAD-2", [Subject(bytes(above))], "逐笔复核无误")
    lending.settle()
    assert (taints(lending, above), flags(lending), used(lending, above).tainted) == ([], {"RAD-2": []}, ())
    again = grants.effective(ledger.store, above, asked.use, asked.known.number)
    assert again.bytes() == asked.bytes(), "as it was known then"


def taints(lending: Founded, grant_id: GrantId) -> list[tuple[str, str]]:
    found = grant_views.shown(lending.ledger.store, grant_id)["tainted"]
    assert {act["organisation"] for act in found} <= {REGISTRAR}
    return [(act["what"], act["grant"]) for act in found]


def flags(lending: Founded) -> dict[str, list[str]]:
    found = grant_views.listed(lending.ledger.store, lending.certificates[0], lending.ledger.now() + 60)
    return {line["reference"]: line["flags"] for line in found}


def used(lending: Founded, grant_id: GrantId) -> Effective:
    now = lending.ledger.now() + 60
    use = UseOfData(2, 1, PurposeCode.CREDIT_ASSESSMENT, 150_000, exported=False, moment=now)
    return grants.effective(lending.ledger.store, grant_id, use)


def alerts(lending: Founded) -> dict[str, list[str]]:
    asked = PortfolioQuestion(RIVAL, lending.ledger.now() + 60)
    found = portfolio(lending.ledger.store, asked).document()["items"]
    return {line["reference"]: [signal["rule"].split("/")[0] for signal in line["signals"]] for line in found}


def next_bank(lending: Founded) -> tuple[str, tuple[str, ...]]:
    """What whoever is asked to lend next reads: check 6 on this ledger, and what stops a clean search."""
    store, code, now = lending.ledger.store, lending.certificates[1], lending.ledger.now() + 60
    checks = bank_report(store, LendingQuestion(code, now, holder=POWER, bank=BANK)).report.checks
    (ledger,) = (part.word.value for part in checks[5].parts if part.code == "ledger")
    return ledger, search(store, PledgeQuestion(code, now, holder=party_of_org(POWER))).stops
