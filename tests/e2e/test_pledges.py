# SPDX-License-Identifier: Apache-2.0
"""Pledges through every room: offered on paper, recorded by the bank's two persons, released, by command line and API;
and what the scenarios of a double pledge come to (D1, D2, D7, D10, D11 of lending practice)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, Final

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api import create_app
from ledger.cli.app import app
from ledger.domain.bank_report import Word
from ledger.domain.ids import CertificateId, GrantId, MalformedName, OrgId, PledgeId, party_of_org
from ledger.domain.kinds import Circulation, Grade, PledgeEnding, Procedure, RightBits
from ledger.domain.structs import Parent, Use
from ledger.errors import NotFound, Refused
from ledger.service import circulation, pledge_changes, pledge_views, pledges, proceedings, registry_acts
from ledger.service.assents import Signing
from ledger.service.bank_reports import LendingQuestion, bank_report
from ledger.service.case_acts import NationalRecord
from ledger.service.circulation import Telling
from ledger.service.pledge_changes import Junior, ReservationOrder, ToEnd, ToExtend
from ledger.service.pledge_search import PledgeQuestion, Search, search
from ledger.service.pledges import Looked
from ledger.service.proceedings import Request, StepRequest
from ledger.service.registry_acts import CertificateOrder, Remark
from ledger.store.queries import acts, records
from ledger.store.queries.preparations import PreparedAct
from tests.e2e.founded import AUTHORITY, BANK, DAY, HERDING, POWER, Founded
from tests.e2e.pledging import (
    MATURITY,
    RIVAL,
    SIGNED,
    UNCHECKED,
    accepted,
    consenting,
    offered,
    order,
    pledging_ledger,
    recorded,
    released,
    shown,
    standing,
    two,
)
from tests.e2e.typing_verbs import Typed, typed_on


@pytest.fixture(scope="module")
def lending(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with pledging_ledger(tmp_path_factory.mktemp("lending")) as made:
        yield made


def searched(lending: Founded, code: CertificateId, holder: OrgId = HERDING) -> Search:
    lending.settle()
    question = PledgeQuestion(code, lending.ledger.now() + 60, party_of_org(holder), RightBits.OPERATE)
    return search(lending.ledger.store, question)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


# --- recorded and released --------------------------------------------------------------------------------------------


def test_a_pledge_is_offered_on_paper_recorded_by_two_and_released(lending: Founded) -> None:
    ledger, pledge = lending.ledger, offered(lending, "ZY-1")
    assert shown(lending, pledge)["status"] == "OFFERED"
    alone = order(lending, pledge, "accept-alone")
    assert refusal(lambda: pledges.accept(ledger, alone, UNCHECKED)) == "APPROVER_MISSING"
    accepted(lending, pledge)
    found = shown(lending, pledge)
    assert (found["status"], found["pledgee"], found["pledgor"]) == ("EXT_PENDING", BANK, HERDING)
    assert standing(lending, pledge) == [(lending.certificates[0], 1)]
    released(lending, pledge)
    after = shown(lending, pledge)
    assert (after["status"], after["ending"], standing(lending, pledge)) == ("RELEASED", "REPAID", [])
    again = two(lending, pledge, "release-2")
    with pytest.raises(Refused) as gone:
        lending.act(pledges.release(ledger, again, PledgeEnding.REPAID))
    assert gone.value.code == "PLEDGE_IN_STATE"
    assert gone.value.en.endswith("RELEASED")


def test_an_offer_is_declined_or_taken_back(lending: Founded) -> None:
    one, other = offered(lending, "ZY-2"), offered(lending, "ZY-3")
    pledges.close(lending.ledger, order(lending, one, "close", "lin", "授信未获批准"))
    pledges.close(lending.ledger, order(lending, other, "close", "bao", "另行融资", signing=SIGNED))
    assert [shown(lending, each)["status"] for each in (one, other)] == ["CLOSED", "CLOSED"]
    assert refusal(lambda: accepted(lending, one)) == "PLEDGE_IN_STATE"


def test_the_same_key_offers_once_and_another_wish_under_it_is_refused(lending: Founded) -> None:
    first, again = offered(lending, "ZY-4"), offered(lending, "ZY-4")
    assert first == again
    assert refusal(lambda: offered(lending, "ZY-4", maturity=MATURITY + 1)) == "IDEMPOTENCY_KEY_REUSED"
    for signing in (replace(SIGNED, form="另一份申请"), replace(SIGNED, mandate=""), replace(SIGNED, level=3)):
        assert refusal(lambda s=signing: offered(lending, "ZY-4", signing=s)) == "IDEMPOTENCY_KEY_REUSED"  # type: ignore[misc]


def test_a_form_and_what_was_looked_at_are_part_of_a_wish(lending: Founded) -> None:
    """What was filed under the key stands: whoever mends a slip is not to be told that it was done."""
    ledger, code, pledge = lending.ledger, lending.certificates[0], recorded(lending, "ZY-44")
    holder, matter, until = party_of_org(HERDING), ToExtend(MATURITY + DAY), ledger.now() + DAY

    def consented(signing: Signing) -> dict[str, Any]:
        given = order(lending, pledge, "same", "bao", signing=signing)
        return pledge_changes.consent(ledger, given, matter, until, holder)

    assert consented(SIGNED) == consented(SIGNED)
    assert refusal(lambda: consented(replace(SIGNED, level=5))) == "IDEMPOTENCY_KEY_REUSED"
    other = offered(lending, "ZY-45")
    wish, looked = two(lending, other, "looked"), replace(UNCHECKED, certificates={code: bytes(32)})
    assert pledges.accept(ledger, wish, UNCHECKED) == pledges.accept(ledger, wish, UNCHECKED)
    assert refusal(lambda: pledges.accept(ledger, wish, looked)) == "IDEMPOTENCY_KEY_REUSED"
    pledges.close(ledger, order(lending, other, "close", paper="另行处理"))
    released(lending, pledge)


def test_every_unsound_term_is_named_at_once_and_nothing_is_stored(lending: Founded) -> None:
    with pytest.raises(Refused) as refused:
        offered(lending, "ZY-5", maximum=0, debtor=" ", ltv_bps=5_000, contract_date=lending.ledger.now() + DAY)
    named = [reason.field for reason in refused.value.reasons]
    assert named == ["maximum", "ltv_bps", "contract_date", "debtor"]
    with pytest.raises(NotFound):
        shown(lending, pledges.id_of(lending.ledger, lending.people["bao"].org_id, "ZY-5"))


def test_what_nobody_could_accept_or_read_is_not_offered(lending: Founded) -> None:
    now = lending.ledger.now()
    for pledgee in (OrgId("91150102MA0DEMX99X"), POWER):
        assert refusal(lambda given=pledgee: offered(lending, "ZY-55", to=given)) == "PLEDGEE_UNFIT"  # type: ignore[misc]
    with pytest.raises(Refused) as refused:
        offered(lending, "ZY-55", to=HERDING, contract="\0", claim="\n\x07", outside_by=now - DAY)
    assert [reason.field for reason in refused.value.reasons] == ["pledgee", "outside_by", "contract", "claim"]
    with pytest.raises(NotFound):
        shown(lending, pledges.id_of(lending.ledger, lending.people["bao"].org_id, "ZY-55"))


def test_what_is_not_acknowledged_stops_the_record(lending: Founded) -> None:
    pledge = offered(lending, "ZY-6")
    silent = two(lending, pledge, "accept-silent")
    refused = refusal(lambda: lending.act(pledges.accept(lending.ledger, silent, Looked())))
    assert refused == "H8_UNCHECKED_NOT_ACKNOWLEDGED"
    weak = two(lending, pledge, "accept-weak")
    strict = Looked(("UNCHECKED",), minimum_level=3)
    assert refusal(lambda: lending.act(pledges.accept(lending.ledger, weak, strict))) == "ASSENT_TOO_WEAK"
    unknown = Looked(("WEATHER",))
    assert refusal(lambda: pledges.accept(lending.ledger, weak, unknown)) == "ACKNOWLEDGEMENT_UNKNOWN"


def test_h4_the_right_of_use_is_pledged_of_public_data_alone(lending: Founded, monkeypatch: pytest.MonkeyPatch) -> None:
    """The contract takes the filer's word for it; the application says otherwise."""
    as_public = {"right": RightBits.USE, "public_use": True}
    assert refusal(lambda: offered(lending, "ZY-H4", **as_public)) == "H4_USE_OF_PRIVATE_DATA"
    with pytest.raises(NotFound):
        shown(lending, pledges.id_of(lending.ledger, lending.people["bao"].org_id, "ZY-H4"))
    with monkeypatch.context() as by_other_ways:
        by_other_ways.setattr(pledges, "refuse_private_use", lambda *_: None)
        pledge = offered(lending, "ZY-H4", **as_public)
    assert refusal(lambda: accepted(lending, pledge)) == "H4_USE_OF_PRIVATE_DATA"


@pytest.mark.parametrize("name", ["increase_of", "substitute_in"])
def test_an_offer_names_an_earlier_pledge_of_its_own_parties_alone(lending: Founded, name: str) -> None:
    pledge = recorded(lending, f"ZY-own-{name}")
    other, third = lending.certificates[1], {"pledgor": POWER, "third_party": True}

    def offering(reference: str, *codes: CertificateId, **changes: Any) -> PledgeId:
        return offered(lending, f"ZY-{reference}-{name}", *codes, **{name: pledge}, **changes)

    assert refusal(lambda: offering("bank", to=RIVAL)) == "NAMED_PLEDGE_OF_OTHERS"
    assert refusal(lambda: offering("pledgor", other, pledgor=POWER)) == "NAMED_PLEDGE_OF_OTHERS"
    if name == "increase_of":
        assert refusal(lambda: offering("third", other, **third)) == "NAMED_PLEDGE_OF_OTHERS"
    else:
        offering("third", other, **third)
    offering("same")
    with pytest.raises(NotFound):
        offered(lending, f"ZY-none-{name}", **{name: PledgeId(b"\1" * 32)})
    released(lending, pledge)


TRUST: tuple[Circulation, dict[str, str]] = (
    Circulation.TRUST,
    {"vehicle": "示例数据资产信托计划", "filing": "XT-2026-001"},
)
LISTED: tuple[Circulation, dict[str, str]] = (
    Circulation.LIST,
    {"venue": "示例数据交易中心", "product": "P-1", "price_mode": "MARKET"},
)
RETURNED: tuple[Circulation, dict[str, Any]] = (Circulation.RETURN, {"method": "返还", "residual_copies": False})


def told_of(
    lending: Founded,
    key: str,
    what: Circulation,
    particulars: dict[str, Any],
    actor: OrgId = HERDING,
    ago: int = 0,
    **changes: Any,
) -> int:
    """Of HERDING's data, by the registrar on the actor's form: the number of the event. The chain's clock stands still,
    so what is to come after something else says that the other happened some seconds `ago`."""
    lending.settle()
    with lending.ledger.store.reading() as session:
        now = acts.required_head(session).timestamp - ago
    paper = {"form": "流通事项申报表", "mandate": "授权委托书", "level": 2}
    use = Use(int(RightBits.OPERATE), 0, 0, 0, False, now, 0, 0)
    telling = Telling(lending.certificates[0], what, now, use, particulars, party_of_org(actor), **paper, **changes)
    done = circulation.report(lending.ledger, circulation.Order(lending.people["bao"], key), telling)
    number: int = done["seq"]
    return number


def test_a_pooled_unit_is_pledged_by_who_says_that_it_knows(lending: Founded) -> None:
    """Ruling 28: told by the registrar on the holder's form, and ended by a return that the vehicle tells of."""
    ledger, code = lending.ledger, lending.certificates[0]

    early = offered(lending, "ZY-pool-early")
    before = pledges.accept(ledger, two(lending, early, "accept-early"), UNCHECKED)
    trust = told_of(lending, "pool-1", *TRUST, ago=2)
    assert searched(lending, code).stops == ("POOLED",)
    hold = ReservationOrder(lending.people["lin"], "pool-2", code, party_of_org(HERDING))
    assert refusal(lambda: pledge_changes.reserve(ledger, hold)) == "SEARCH_NOT_CLEAN"
    pledge = offered(lending, "ZY-pool")
    assert refusal(lambda: accepted(lending, pledge)) == "POOLED_NOT_ACKNOWLEDGED"
    again = pledges.accept(ledger, two(lending, early, "accept-early"), UNCHECKED)
    assert (again, isinstance(again, PreparedAct)) == (before, True), "what was prepared is told, not judged anew"
    knowing = Looked(("UNCHECKED", "POOLED"))
    lending.act(pledges.accept(ledger, two(lending, pledge, "accept-pool"), knowing))
    released(lending, pledge)
    listed = lambda: told_of(lending, "pool-listed", *LISTED, correction_of=trust)  # noqa: E731
    assert refusal(listed) == "CORRECTION_OF_ANOTHER_KIND"
    told_of(lending, "pool-3", *RETURNED, actor=POWER, ago=1, counterparty=party_of_org(HERDING))
    assert searched(lending, code).clean
    released(lending, recorded(lending, "ZY-pool-free"))


GRADED: Final = {"from_grade": 2, "to_grade": int(Grade.CORE), "authority": "示例主管部门"}


def test_h3_data_that_were_graded_higher_since_are_pledged_as_if_they_had_been_registered_so(lending: Founded) -> None:
    """Told by the registrar on the holder's form, and taken back by corrections of it."""
    ledger, code = lending.ledger, lending.certificates[0]
    early = offered(lending, "ZY-graded-early")

    def graded(key: str, grade: Grade, corrects: int = 0) -> int:
        given = {"from_grade": 2, "to_grade": int(grade), "authority": "示例主管部门"}
        return told_of(lending, key, Circulation.RECLASSIFY, given, grade=int(grade), correction_of=corrects)

    def reported() -> tuple[Word, str, int]:
        lending.settle()
        question = LendingQuestion(code, ledger.now() + 60, holder=HERDING)
        (part,) = bank_report(ledger.store, question).report.checks[9].parts
        return part.word, part.detail, len(part.evidence)

    core = graded("graded-1", Grade.CORE)
    assert reported() == (Word.FAIL, "GENERAL_2 -> CORE", 1)
    assert searched(lending, code).stops == ("CORE",)
    hold = ReservationOrder(lending.people["lin"], "graded-hold", code, party_of_org(HERDING), behind=True)
    assert refusal(lambda: pledge_changes.reserve(ledger, hold)) == "H3_GRADE_IS_CORE"
    assert refusal(lambda: offered(lending, "ZY-graded-core")) == "H3_GRADE_IS_CORE"
    assert refusal(lambda: accepted(lending, early)) == "H3_GRADE_IS_CORE"
    graded("graded-2", Grade.GENERAL_2, core)
    strange = {"actor": POWER, "on_behalf_of": party_of_org(HERDING)}
    told_of(lending, "graded-strange", Circulation.RECLASSIFY, GRADED, grade=int(Grade.CORE), **strange)
    assert searched(lending, code).clean, "POWER holds nothing there"
    important = graded("graded-3", Grade.IMPORTANT)
    lowered = GRADED | {"to_grade": int(Grade.GENERAL_2)}
    told_of(lending, "graded-back", Circulation.RECLASSIFY, lowered, actor=POWER, grade=int(Grade.GENERAL_2))
    assert reported() == (Word.WARN, "GENERAL_2 -> IMPORTANT", 1)
    assert refusal(lambda: offered(lending, "ZY-graded-important")) == "H3_AUTHORITY_MISSING"
    assert refusal(lambda: accepted(lending, early)) == "H3_AUTHORITY_MISSING"
    released(lending, recorded(lending, "ZY-graded-paper", authority="示例主管部门批复"))
    graded("graded-4", Grade.GENERAL_2, important)
    assert reported() == (Word.PASS, "GENERAL_2", 0)
    released(lending, accepted(lending, early))


def test_an_act_on_what_was_seen_fails_if_the_certificate_moved_on(lending: Founded) -> None:
    code = lending.certificates[0]
    pledge = offered(lending, "ZY-7")
    seen = bytes.fromhex(shown(lending, pledge)["heads"]["certificates"][code][2:])
    released(lending, recorded(lending, "ZY-8"))
    looked = Looked(("UNCHECKED",), certificates={code: seen})
    stale = two(lending, pledge, "accept-stale")
    assert refusal(lambda: lending.act(pledges.accept(lending.ledger, stale, looked))) == "HEAD_MOVED"


# --- double pledges ---------------------------------------------------------------------------------------------------


def test_d1_behind_an_exclusive_pledge_nobody_stands_without_its_consent(lending: Founded) -> None:
    code = lending.certificates[0]
    first = recorded(lending, "D1-A", exclusive=True)
    found = searched(lending, code)
    assert found.stops == ("EXCLUSIVE", "ENCUMBERED")
    later = offered(lending, "D1-B", to=RIVAL)
    assert refusal(lambda: accepted(lending, later, "rui")) == "H7_EXCLUSIVE_PLEDGE_BEFORE"
    until = lending.ledger.now() + DAY
    pledge_changes.consent(lending.ledger, order(lending, first, "junior"), Junior(later), until)
    assert consenting(lending, first) == ["GIVEN"]
    lending.act(pledges.accept(lending.ledger, two(lending, later, "accept-2", "rui"), UNCHECKED))
    assert consenting(lending, first) == ["USED"]
    (one,), (other,) = standing(lending, first), standing(lending, later)
    assert other[1] == one[1] + 1
    released(lending, later, "rui")
    released(lending, first)


def test_d2_a_junior_pledge_is_ranked_and_both_are_found(lending: Founded) -> None:
    code = lending.certificates[0]
    first, second = recorded(lending, "D2-A"), recorded(lending, "D2-B", who="rui")
    found = searched(lending, code)
    (unit,) = found.units
    assert [lien.pledge_id for lien in unit.liens] == [first, second]
    assert unit.next_rank == unit.liens[-1].rank + 1
    released(lending, first)
    (left,) = searched(lending, code).units
    assert [lien.pledge_id for lien in left.liens] == [second]
    assert left.next_rank == unit.next_rank
    released(lending, second, "rui")
    assert searched(lending, code).clean


def test_d9_a_pledged_certificate_ends_only_with_the_pledgees_consent(lending: Founded) -> None:
    code = lending.certificates[0]
    pledge = recorded(lending, "D9-A")
    until = lending.ledger.now() + DAY
    pledge_changes.consent(lending.ledger, order(lending, pledge, "end"), ToEnd(code), until)
    assert consenting(lending, pledge) == ["GIVEN"]
    pledge_changes.consent(lending.ledger, order(lending, pledge, "end-not"), ToEnd(code), 0)
    assert consenting(lending, pledge) == ["FOLLOWED", "TAKEN_BACK"]
    released(lending, pledge)


def test_d10_a_contract_dated_backwards_gives_no_earlier_rank(lending: Founded) -> None:
    first = recorded(lending, "D10-A")
    later = recorded(lending, "D10-B", who="rui", contract_date=lending.ledger.now() - 300 * DAY)
    (one,), (other,) = standing(lending, first), standing(lending, later)
    assert one[1] < other[1]
    claimed = [shown(lending, each)["terms"]["contract_date"] for each in (first, later)]
    assert claimed == sorted(claimed, reverse=True)
    released(lending, later, "rui")
    released(lending, first)


def test_d11_of_two_exclusive_pledges_at_the_same_time_one_is_recorded(lending: Founded) -> None:
    mine, theirs = offered(lending, "D11-A", exclusive=True), offered(lending, "D11-B", to=RIVAL, exclusive=True)

    def tried(pledge: PledgeId, who: str) -> str:
        try:
            accepted(lending, pledge, who)
        except Refused as refused:
            return refused.code
        return "RECORDED"

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(tried, (mine, theirs), ("lin", "rui")))
    assert sorted(told) in (["H7_EXCLUSIVE_PLEDGE_BEFORE", "RECORDED"], ["HEAD_MOVED", "RECORDED"])
    winner, who = (mine, "lin") if told[0] == "RECORDED" else (theirs, "rui")
    released(lending, winner, who)


# --- a rank before there is a pledge ----------------------------------------------------------------------------------


def test_a_reserved_rank_keeps_rivals_out_until_it_is_used(lending: Founded) -> None:
    ledger, code = lending.ledger, lending.certificates[0]
    lending.settle()
    wish = ReservationOrder(lending.people["rui"], "reserve-1", code, party_of_org(HERDING))
    done = pledge_changes.reserve(ledger, wish)
    lending.settle()
    assert pledge_changes.reserve(ledger, wish) == done
    looked = replace(wish, seen=bytes(32))
    assert refusal(lambda: pledge_changes.reserve(ledger, looked)) == "IDEMPOTENCY_KEY_REUSED"
    found = searched(lending, code)
    assert found.stops == ("RESERVED",)
    with ledger.store.reading() as session:
        papers = records.some(session, records.CaseDecision, org_id=RIVAL)
    (kept,) = [paper for paper in papers if paper.kind == "PLEDGE_SEARCH"]
    assert json.loads(kept.text)["clean"] is True
    rival = ReservationOrder(lending.people["lin"], "reserve-2", code, party_of_org(HERDING))
    assert refusal(lambda: pledge_changes.reserve(ledger, rival)) == "SEARCH_NOT_CLEAN"
    behind = ReservationOrder(lending.people["lin"], "reserve-3", code, party_of_org(HERDING), behind=True)
    assert refusal(lambda: pledge_changes.reserve(ledger, behind)) == "RANK_IS_RESERVED"
    mine = offered(lending, "RS-A")
    assert refusal(lambda: accepted(lending, mine)) == "RANK_IS_RESERVED"
    theirs = recorded(lending, "RS-B", who="rui")
    assert searched(lending, code).stops == ("ENCUMBERED",)
    released(lending, theirs, "rui")
    assert searched(lending, code).clean


def test_a_search_gives_the_same_bytes_for_ever_and_knows_whose_unit_is_meant(lending: Founded) -> None:
    store, code = lending.ledger.store, lending.certificates[0]
    before = searched(lending, code)
    pledge = recorded(lending, "SB-A")
    question = PledgeQuestion(
        code, 0, party_of_org(HERDING), RightBits.OPERATE, at=before.at, known=before.known.number
    )
    assert search(store, question).bytes() == before.bytes()
    strange = PledgeQuestion(code, lending.ledger.now(), party_of_org(BANK))
    assert refusal(lambda: search(store, strange)) == "UNIT_UNKNOWN"
    with pytest.raises(NotFound):
        search(store, PledgeQuestion(CertificateId("SJ9999999999999"), lending.ledger.now()))
    released(lending, pledge)


# --- faces ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def typed(lending: Founded, monkeypatch: pytest.MonkeyPatch) -> Typed:
    return typed_on(lending.ledger, monkeypatch)


def test_a_loan_officer_goes_from_search_to_release_by_command_line(lending: Founded, typed: Typed) -> None:
    code, ledger = lending.certificates[1], lending.ledger
    both = ("--as", "lin", "--approver", "wen")

    def approved(*words: str) -> dict[str, Any]:
        prepared = typed(*words, *both)
        return typed("approve", prepared["preparation"], "--as", "wen")

    lending.settle()
    at = ("--at", str(ledger.now() + 60))
    assert typed("pledge", "search", code, "--holder", POWER, "--right", "operate", *at)["clean"] is True
    made = typed(
        "pledge", "offer", code, "--ref", "CLI-1", "--by", POWER, "--to", BANK, "--maximum", "8,000,000",
        "--contract-date", "2026-09-09", "--maturity", "2027-06-30", "--contract", "质押合同", "--claim", "本金七百万",
        "--debtor", "债务人", "--form", "签署表", "--level", "2", "--as", "bao",
    )  # fmt: skip
    approved("pledge", "accept", "CLI-1", "--acknowledge", "unchecked", "--minimum-level", "2")
    lending.settle()
    at = ("--at", str(ledger.now() + 60))
    found = typed("pledge", "search", code, *at, code=1)
    assert found["stops"] == ["ENCUMBERED"]
    (line,) = [unit["liens"] for unit in found["units"] if unit["liens"]]
    assert (line[0]["pledge"], line[0]["rank"], line[0]["maximum_fen"]) == (made["pledge"], 1, "1000000000")
    typed(
        "pledge", "file", "CLI-1", "--number", "ZD-1", "--registered", "2026-09-10", "--evidence", "证明", "--as", "lin"
    )
    typed("pledge", "revalue", "CLI-1", "--as", "lin")
    typed("pledge", "warn", "CLI-1", "--paper", "价值下降", "--as", "lin")
    typed("pledge", "call", "CLI-1", "--paper", "追加担保通知", "--until", str(ledger.now() + DAY), "--as", "lin")
    assert typed("pledge", "show", "CLI-1", *at)["status"] == "MARGIN_CALL"
    typed("pledge", "cure", "CLI-1", "--paper", "已补足", "--as", "lin")
    default = ("pledge", "default", "CLI-1", "--ground", "payment", "--paper", "逾期证据", "--notice", "催收通知")
    typed(*default, "--as", "lin")
    typed(
        "pledge", "enforce", "CLI-1", "--mode", "auction", "--paper", "委托拍卖", "--details", "平台公告", "--as", "lin"
    )
    typed(
        "pledge", "realise", "CLI-1", "--place", "0", "--proceeds", "6000000", "--costs", "100000.50", "--claim",
        "CLI-1=7000000", "--paper", "成交确认书", "--transfer", "转移登记", "--as", "lin",
    )  # fmt: skip
    (brought,) = typed("pledge", "show", "CLI-1", *at)["realised"]
    assert brought["shares"] == [{"pledge": made["pledge"], "amount_fen": "589999950", "full": False}]
    approved("pledge", "release", "CLI-1", "--ending", "realised", "--paper", "解除")
    told = typed("pledge", "show", "CLI-1", *at)
    assert (told["status"], told["ending"]) == ("RELEASED", "REALISED")
    assert "LOAN_REALISED" in [step["what"] for step in told["steps"]]
    texts = typed("pledge", "papers", "CLI-1", "--purpose", "贷后检查", "--as", "lin")["items"]
    assert "本金七百万" in [each["text"] for each in texts]
    assert "CLI-1" in [one["reference"] for one in typed("pledge", "list", "--bank", BANK, *at)["items"]]
    with pytest.raises(NotFound):
        typed("pledge", "show", "nothing")
    with pytest.raises(MalformedName):
        pledge_views.named(ledger.store, "0x" + "zz" * 32)
    for words in (("list", code), ("show", "CLI-1"), ("search", code), ("list", "--pledgor", POWER)):
        assert CliRunner().invoke(app, ["pledge", *words]).exit_code == 0


def test_the_api_carries_a_pledge_and_shows_each_caller_what_is_its_business(lending: Founded) -> None:
    code, ledger = lending.certificates[2], lending.ledger
    signing = {"form": "签署表", "mandate": "委托书", "level": 2}
    agreed = {
        "maximum_fen": 500_000_000, "contract_date": ledger.now() - DAY, "maturity": MATURITY, "contract": "合同",
        "claim": "债权", "debtor": "债务人",
    }  # fmt: skip
    body = {
        "reference": "API-1", "pledgor": POWER, "pledgee": BANK, "units": [{"code": code}], "terms": agreed,
        "signing": signing,
    }  # fmt: skip
    with TestClient(create_app(ledger)) as client:
        keys = {who: {"Authorization": f"Bearer {lending.api_key(who)}"} for who in ("bao", "lin", "wen", "rui")}

        def post(who: str, path: str, body: dict[str, Any], key: str | None = None) -> Any:
            named = {"Idempotency-Key": key or f"{who}-{path[-60:]}"}
            return client.post(f"/v1{path}", json=body, headers=keys[who] | named)

        def approve(answer: Any) -> None:
            assert answer.status_code == 202, answer.text
            assert post("wen", f"/preparations/{answer.json()['id']}/approval", {}).status_code == 200

        made = post("bao", "/pledges", body)
        assert made.status_code == 200, made.text
        assert post("bao", "/pledges", body).json() == made.json()
        path = f"/pledges/{made.json()['pledge']}"
        seen = client.get(f"/v1{path}", headers=keys["lin"]).json()["heads"]
        looked = {
            "acknowledged": ["UNCHECKED"],
            "certificates": [{"code": code, "head": seen["certificates"][code]}],
            "expected_head": seen["pledge"],
        }
        approve(post("lin", f"{path}/acceptance", looked | {"approver": "wen"}))
        moved = {"standing": "WARNING", "document": "预警", "expected_head": seen["pledge"]}
        refused = post("lin", f"{path}/monitoring", moved)
        assert (refused.status_code, refused.json()["code"]) == (409, "HEAD_MOVED")
        filing = {"number": "ZD-2", "registered_at": ledger.now() - 60, "evidence": "证明"}
        assert post("lin", f"{path}/outside-filing", filing).status_code == 200
        rivals = post("rui", f"{path}/monitoring", {"standing": "WARNING", "document": "x"})
        assert (rivals.status_code, rivals.json()["code"]) == (403, "PLEDGE_OF_ANOTHER")
        own, rival = (client.get(f"/v1{path}", headers=keys[who]).json() for who in ("lin", "rui"))
        assert own["loan"]["outside_status"] == "REGISTERED"
        assert (rival["loan"], rival["terms"], rival["units"][0]["rank"]) == (None, None, 1)
        papers = f"/v1{path}/papers"
        assert client.get(papers, params={"purpose": "核对"}, headers=keys["rui"]).status_code == 404
        kept = client.get(papers, params={"purpose": "核对"}, headers=keys["lin"]).json()["items"]
        assert {"ZD-2", "债权"} <= {each["text"] for each in kept}
        told = client.get("/v1/pledges", headers=keys["rui"]).json()["items"]
        assert "API-1" not in [one["reference"] for one in told]
        two_of_them = client.get("/v1/pledges?limit=2", headers=keys["lin"]).json()["items"]
        first = client.get("/v1/pledges?limit=1", headers=keys["lin"]).json()
        second = client.get(f"/v1/pledges?limit=1&after={first['next']}", headers=keys["lin"]).json()
        assert [one["pledge"] for one in first["items"] + second["items"]] == [one["pledge"] for one in two_of_them]
        on_code = client.get(f"/v1/certificates/{code}/pledges", headers=keys["rui"]).json()["items"]
        assert [one["pledge"] for one in on_code] == [made.json()["pledge"]]
        for what in ("pledges", "grants", "encumbrances"):
            slip = client.get(f"/v1/certificates/SJ1512026099999/{what}", headers=keys["rui"])
            assert (slip.status_code, slip.json()["code"]) == (404, "CERTIFICATE_NOT_FOUND")
        twice = looked | {"certificates": looked["certificates"] * 2}
        assert post("lin", f"{path}/acceptance", twice, "twice").status_code == 422
        for asked in (f"/v1{path}?known=1", "/v1/pledges?known=1", f"/v1{path}?at=1&at=2"):
            other = client.get(asked, headers=keys["lin"])
            assert (other.status_code, other.json()["code"]) == (422, "REQUEST_INVALID"), asked
        unsound = {**body, "reference": "API-2", "terms": agreed | {"contract": " ", "maturity": 1}}
        bad = post("bao", "/pledges", unsound, "unsound")
        assert (bad.status_code, [each["field"] for each in bad.json()["reasons"]]) == (422, ["maturity", "contract"])
        half = {"ending": "VOIDED", "document": "x"}
        assert post("lin", f"{path}/release", half).status_code == 422
        approve(post("lin", f"{path}/release", {"ending": "REPAID", "document": "结清证明", "approver": "wen"}, "free"))
        assert client.get(f"/v1{path}", headers=keys["lin"]).json()["status"] == "RELEASED"


def test_units_terms_and_claims_change_hands_by_command_line(lending: Founded, typed: Typed) -> None:
    old, new = lending.certificates[1:3]
    pledge = recorded(lending, "CLI-2", old, pledgor=POWER)
    offered(lending, "CLI-3", new, pledgor=POWER, substitute_in=pledge)
    until = str(lending.ledger.now() + DAY)

    def approved(who: str, second: str, *words: str) -> None:
        assert refusal(lambda: typed(*words, "--as", who)) == "APPROVER_MISSING"
        prepared = typed(*words, "--as", who, "--approver", second)
        typed("approve", prepared["preparation"], "--as", second)

    offer = ("--offer", "CLI-3", "--place", "0", "--acknowledge", "unchecked")
    approved("lin", "wen", "pledge", "substitute", "CLI-2", *offer)
    later = ("--maturity", "2040-01-01", "--renewal")
    typed(
        "pledge", "consent", "CLI-2", "--to", "extension", *later, "--until", until, "--by", POWER, "--form", "同意书",
        "--level", "2", "--as", "bao",
    )  # fmt: skip
    typed("pledge", "extend", "CLI-2", *later, "--paper", "展期协议", "--as", "lin")
    typed("pledge", "consent", "CLI-2", "--to", "assignment", "--assignee", RIVAL, "--until", until, "--as", "lin")
    approved("rui", "su", "pledge", "assign", "CLI-2", "--paper", "转让协议")

    told = shown(lending, pledge)
    assert [code for code, _ in standing(lending, pledge)] == [new]
    assert (told["pledgee"], told["maturity"][:10], told["terms"]["renewal"]) == (RIVAL, "2040-01-01", True)
    released(lending, pledge, "rui")


def test_an_increase_is_on_a_unit_that_the_earlier_pledge_stands_on(lending: Founded) -> None:
    one, other = lending.certificates[1:3]
    pledge = recorded(lending, "ZY-more", one, pledgor=POWER)
    more = {"pledgor": POWER, "increase_of": pledge}
    assert refusal(lambda: offered(lending, "ZY-more-1", other, **more)) == "INCREASE_ELSEWHERE"
    second = accepted(lending, offered(lending, "ZY-more-2", one, other, **more))
    assert standing(lending, second) == [
        (one, standing(lending, pledge)[0][1] + 1),
        (other, standing(lending, second)[1][1]),
    ]
    released(lending, second)
    released(lending, pledge)


def test_the_oracle_reads_the_same_pledges_from_the_node(lending: Founded) -> None:
    assert lending.what_the_oracle_finds() == []


def test_a_pooled_unit_comes_in_for_another_only_where_the_bank_says_that_it_knows(lending: Founded) -> None:
    ledger = lending.ledger
    pledge = recorded(lending, "ZY-pool-swap", lending.certificates[1], pledgor=POWER)
    coming = offered(lending, "ZY-pool-in", substitute_in=pledge, third_party=True)
    told_of(lending, "pool-4", *TRUST)
    swap = two(lending, pledge, "swap-pool")
    assert refusal(lambda: pledge_changes.substitute(ledger, swap, coming, 0, UNCHECKED)) == "POOLED_NOT_ACKNOWLEDGED"
    knowing = Looked(("UNCHECKED", "POOLED"))
    prepared = pledge_changes.substitute(ledger, swap, coming, 0, knowing)
    lending.act(prepared)
    again = pledge_changes.substitute(ledger, swap, coming, 0, knowing)
    assert isinstance(prepared, PreparedAct)
    assert isinstance(again, PreparedAct)
    assert again.id == prepared.id, "asked again it is told of the same"
    told_of(lending, "pool-5", *RETURNED, actor=POWER, counterparty=party_of_org(HERDING))
    released(lending, pledge)


def test_what_data_were_made_of_is_followed_into_seizure_and_to_whoever_holds_it_now(lending: Founded) -> None:
    """Check 9 of the report, and D6: one certificate's data were made of another's, both the grid company's."""
    ledger, (_, source, product) = lending.ledger, lending.certificates
    grid, herders, paper = party_of_org(POWER), party_of_org(HERDING), ("表", "授权委托书", 2)
    lending.settle()
    with ledger.store.reading() as session:
        now = acts.required_head(session).timestamp
    use, proof = Use(int(RightBits.OPERATE), 0, 0, 0, False, now, 0, 0), {"proof": "0x" + "11" * 32}
    parents = (Parent(source, GrantId(bytes(32)), b"\1" * 32, bytes(32)),)
    made = Telling(source, Circulation.DERIVE, now, use, proof, grid, parents=parents, output=product)
    telling = replace(made, form=paper[0], mandate=paper[1], level=paper[2])
    circulation.report(ledger, circulation.Order(lending.people["bao"], "derive"), telling)

    def desk(what: str, *, both: bool = False) -> CertificateOrder:
        return CertificateOrder(lending.people["bao"], f"up-{what}", source, lending.people["chen"] if both else None)

    def lineage() -> list[tuple[Word, str]]:
        lending.settle()
        report = bank_report(ledger.store, LendingQuestion(product, ledger.now() + 60, holder=POWER)).report
        return [(part.word, part.detail) for part in report.checks[8].parts if part.code == "lineage"]

    assert lineage() == [(Word.PASS, f"{source} VALID")]
    seizure = Remark(2, "查封裁定", AUTHORITY, level=2)
    lending.act(registry_acts.annotate(ledger, desk("seize", both=True), seizure))
    ((word, detail),) = lineage()
    assert (word, detail.split(" · ")[:2]) == (Word.WARN, [f"{source} VALID FROZEN #1", AUTHORITY])
    lending.act(registry_acts.lift(ledger, desk("lift", both=True), 1, AUTHORITY, 2, "解除查封"))
    assert lineage() == [(Word.PASS, f"{source} VALID")]

    pledge = recorded(lending, "UP-1", source, pledgor=POWER)
    passing = pledge_changes.ToPass(source, grid, RightBits.OPERATE, herders)
    pledge_changes.consent(ledger, order(lending, pledge, "pass"), passing, ledger.now() + DAY)
    request = Request(Procedure.TRANSFER, grid, herders, rights=7, documents="转让合同", signing=SIGNED)
    proceedings.file(ledger, desk("file"), request)
    proceedings.agree(ledger, desk("agree"), StepRequest(Procedure.TRANSFER, herders, "同意受让", signing=SIGNED))
    proceedings.accept(ledger, desk("accept"), StepRequest(Procedure.TRANSFER, paper="受理"))
    national = NationalRecord("GJ-UP-1", ledger.now(), "{}")
    registered = proceedings.register(ledger, desk("register", both=True), Procedure.TRANSFER, national, "准予转移")
    lending.act(registered)
    ((later, _),) = standing(lending, pledge)
    assert later != source
    told = [(each.label, each.liens) for each in searched(lending, product, POWER).beside if each.how == "MADE_OF"]
    assert told == [(source, 0), (later, 1)]
    released(lending, pledge)
