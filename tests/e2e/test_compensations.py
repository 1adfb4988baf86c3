# SPDX-License-Identifier: Apache-2.0
"""A fund or guarantor pays a part of a defaulted claim, and what of the proceeds is whose."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

from ledger.cli.app import app
from ledger.domain.ids import OrgId, PledgeId
from ledger.domain.kinds import DefaultGround, Enforcing, Passing, PledgeEnding
from ledger.errors import Refused
from ledger.service import (
    compensations,
    loans,
    pledge_changes,
    pledge_papers,
    pledge_views,
    pledges,
    portfolio,
)
from ledger.service.assents import Signing
from ledger.service.bank_reports import LendingQuestion, bank_report
from ledger.service.compensations import Payment
from ledger.service.loans import Proceeds
from ledger.service.pledge_changes import ToAssign
from ledger.service.pledge_views import Wanted
from ledger.service.portfolio import PortfolioQuestion
from tests.e2e.founded import BANK, HERDING, POWER, Founded
from tests.e2e.pledging import MILLION, RIVAL, order, pledging_ledger, recorded, released, shown, two

FORM = Signing("基金签署的代偿确认书", "授权委托书", 3)


@pytest.fixture(scope="module")
def lending(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with pledging_ledger(tmp_path_factory.mktemp("compensations")) as made:
        yield made


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def defaulted(lending: Founded, reference: str) -> PledgeId:
    pledge = recorded(lending, reference)
    declared = order(lending, pledge, "default", "lin", "逾期九十日证据")
    loans.declare_default(lending.ledger, declared, DefaultGround.PAYMENT, "违约通知书")
    return pledge


def paid(lending: Founded, pledge: PledgeId, what: str, payer: OrgId, amount: int, share_bps: int = 2_000) -> None:
    given = Payment(payer, amount, share_bps if amount else 0, "风险补偿协议（八二分担）")
    told = two(lending, pledge, what, paper="代偿付款凭证")
    lending.act(compensations.compensate(lending.ledger, told, given))


def signed(lending: Founded, pledge: PledgeId, number: int, who: str = "rui") -> dict[str, Any]:
    return compensations.subrogate(lending.ledger, order(lending, pledge, f"sign-{number}", who), number)


def test_what_the_debtor_pays_is_no_compensation(lending: Founded) -> None:
    """It would stand in the bank's place against itself, and before who ranks behind. A pledgor for another may."""
    pledge = defaulted(lending, "CO-D")
    assert refusal(lambda: paid(lending, pledge, "own", HERDING, MILLION)) == "PAYER_IS_DEBTOR"
    released(lending, pledge)
    for_another = recorded(lending, "CO-T", third_party=True)
    declared = order(lending, for_another, "default", "lin", "逾期九十日证据")
    loans.declare_default(lending.ledger, declared, DefaultGround.PAYMENT, "违约通知书")
    paid(lending, for_another, "third", HERDING, MILLION)
    assert [one[1] for one in payments(lending, for_another)] == [HERDING]
    released(lending, for_another)


def payments(lending: Founded, pledge: PledgeId) -> list[tuple[Any, ...]]:
    return [
        (one["number"], one["payer"], one["standing"], one["recovered_fen"], one["owed_fen"])
        for one in shown(lending, pledge)["compensations"]
    ]


def realised(lending: Founded, pledge: PledgeId, what: str, amount: int, claim: int, **more: Any) -> None:
    enforced = order(lending, pledge, f"enforce-{what}", paper="处置协议")
    loans.enforce(lending.ledger, enforced, Enforcing.AUCTION, "平台公告及保留价")
    given = Proceeds(0, amount, 0, {pledge: claim}, "转移登记证明", **more)
    loans.realise(lending.ledger, order(lending, pledge, what, paper="成交结果"), given)


def test_nobody_compensates_before_a_default_nor_the_pledgee_itself_nor_above_what_is_secured(lending: Founded) -> None:
    pledge = recorded(lending, "CO-1")
    assert refusal(lambda: paid(lending, pledge, "c-0", RIVAL, MILLION)) == "STEP_NOT_ALLOWED"
    declared = order(lending, pledge, "default", "lin", "逾期九十日证据")
    loans.declare_default(lending.ledger, declared, DefaultGround.PAYMENT, "违约通知书")
    alone = order(lending, pledge, "c-alone", paper="代偿付款凭证")
    given = Payment(RIVAL, MILLION, 2_000, "风险补偿协议")
    assert refusal(lambda: compensations.compensate(lending.ledger, alone, given)) == "APPROVER_MISSING"
    assert refusal(lambda: paid(lending, pledge, "c-1", BANK, MILLION)) == "PAYER_UNFIT"
    assert refusal(lambda: paid(lending, pledge, "c-2", RIVAL, 10 * MILLION + 1)) == "COMPENSATION_ABOVE_SECURED"
    assert refusal(lambda: paid(lending, pledge, "c-3", RIVAL, MILLION, 10_001)) == "SHARE_OUT_OF_BOUNDS"
    assert refusal(lambda: paid(lending, pledge, "c-4", RIVAL, 0)) == "COMPENSATION_NOT_AWAITED"
    assert shown(lending, pledge)["compensations"] == []
    released(lending, pledge)


def test_a_payment_counts_once_its_payer_signed_and_the_pledge_stays_the_banks(lending: Founded) -> None:
    pledge = defaulted(lending, "CO-2")
    paid(lending, pledge, "c-0", RIVAL, 3 * MILLION)
    assert refusal(lambda: signed(lending, pledge, 9)) == "COMPENSATION_NOT_AWAITED"
    assert refusal(lambda: signed(lending, pledge, 1, "lin")) == "COMPENSATION_NOT_AWAITED"
    assert shown(lending, pledge)["loan"]["compensated_fen"] == "0"
    paid(lending, pledge, "c-1", RIVAL, MILLION)
    done = signed(lending, pledge, 2)
    assert signed(lending, pledge, 2) == done
    assert payments(lending, pledge) == [
        (1, RIVAL, "TAKEN_BACK", None, None),
        (2, RIVAL, "SIGNED", "0", str(MILLION)),
    ]
    found = shown(lending, pledge)
    assert (found["pledgee"], found["status"], found["loan"]["owed_to_payers_fen"]) == (BANK, "DEFAULTED", str(MILLION))
    paid(lending, pledge, "c-2", RIVAL, 2 * MILLION)
    paid(lending, pledge, "c-3", RIVAL, 0)
    assert payments(lending, pledge)[-1] == (3, RIVAL, "TAKEN_BACK", None, None)
    released(lending, pledge)


def test_repaid_while_a_payer_is_owed_takes_the_banks_word_that_it_is_settled(lending: Founded) -> None:
    """The pledge secures the payer too (Civil Code art. 700)."""
    ledger, pledge = lending.ledger, defaulted(lending, "CO-30")
    paid(lending, pledge, "c-0", RIVAL, MILLION)
    ending = PledgeEnding.REPAID

    def release(key: str, **more: bool) -> None:
        lending.act(pledges.release(ledger, two(lending, pledge, key), ending, **more))

    assert refusal(lambda: release("q-0", payers_settled=True)) == "PAYERS_NOT_OWED", "it signed nothing yet"
    signed(lending, pledge, 1)
    assert refusal(lambda: release("q-1")) == "PAYERS_OWED"
    release("q-2", payers_settled=True)
    assert shown(lending, pledge)["status"] == "RELEASED"


def test_a_fund_without_a_key_signs_on_paper_that_a_registrar_files(lending: Founded) -> None:
    ledger, pledge = lending.ledger, defaulted(lending, "CO-3")
    paid(lending, pledge, "c-0", POWER, MILLION)
    bare = order(lending, pledge, "s-0", "bao")
    assert refusal(lambda: compensations.subrogate(ledger, bare, 1, POWER)) == "FORM_MISSING"
    by_form = order(lending, pledge, "s-1", "bao", signing=FORM)
    compensations.subrogate(ledger, by_form, 1, POWER)
    (one,) = shown(lending, pledge)["compensations"]
    assert (one["standing"], one["level"], one["signed_by"] != POWER) == ("SIGNED", 3, True)
    released(lending, pledge)


def test_what_the_assignor_alone_confirmed_binds_no_assignee_and_binds_again_whoever_confirmed_it(
    lending: Founded,
) -> None:
    ledger, pledge = lending.ledger, defaulted(lending, "CO-20")
    paid(lending, pledge, "c-0", POWER, MILLION)
    assert payments(lending, pledge) == [(1, POWER, "AWAITS", None, None)]
    passed_on(lending, pledge, "lin", "rui", RIVAL)
    assert payments(lending, pledge) == [(1, POWER, "LAPSED", None, None)]
    late = order(lending, pledge, "s-0", "bao", signing=FORM)
    assert refusal(lambda: compensations.subrogate(ledger, late, 1, POWER)) == "COMPENSATION_NOT_AWAITED"
    assert shown(lending, pledge)["loan"]["compensated_fen"] == "0"
    passed_on(lending, pledge, "rui", "lin", BANK)
    compensations.subrogate(ledger, order(lending, pledge, "s-1", "bao", signing=FORM), 1, POWER)
    assert payments(lending, pledge) == [(1, POWER, "SIGNED", "0", str(MILLION))]
    released(lending, pledge)


def passed_on(lending: Founded, pledge: PledgeId, by: str, to: str, assignee: OrgId) -> None:
    ledger = lending.ledger
    pledge_changes.consent(ledger, order(lending, pledge, f"a-by-{by}", by), ToAssign(assignee), ledger.now() + 86_400)
    lending.act(pledge_changes.assign(ledger, two(lending, pledge, f"a-to-{to}", to), Passing.AGREED))


def test_the_payer_reads_what_it_signs_and_the_pledge_and_others_do_not(lending: Founded) -> None:
    ledger, pledge = lending.ledger, defaulted(lending, "CO-4")
    store, now = ledger.store, ledger.now()
    assert pledge_views.shown(store, pledge, now, RIVAL)["loan"] is None
    paid(lending, pledge, "c-0", RIVAL, MILLION)
    now = pledge_views.moment_of(store, None, ledger.now())
    assert pledge_views.shown(store, pledge, now, RIVAL)["compensations"][0]["standing"] == "AWAITS"
    texts = pledge_papers.papers(ledger, lending.people["rui"], pledge, "核对代偿")
    told = {each["kind"]: each["text"] for each in texts if each["text"]}
    assert told == {
        "LOAN_COMPENSATION_AGREEMENT": "风险补偿协议（八二分担）",
        "LOAN_COMPENSATION_PAYMENT": "代偿付款凭证",
    }
    signed(lending, pledge, 1)
    mine = pledge_views.of_parties(store, Wanted(concerning=RIVAL), now)
    assert "0x" + pledge.hex() in [each["pledge"] for each in mine["items"]]
    assert pledge_views.shown(store, pledge, now, HERDING)["compensations"] is not None
    assert pledge_views.shown(store, pledge, now, POWER)["compensations"] is None
    released(lending, pledge)


def test_the_pledgees_rest_comes_first_and_the_payers_recovery_is_shown(lending: Founded) -> None:
    pledge = defaulted(lending, "CO-5")
    paid(lending, pledge, "c-0", RIVAL, 1_400_000_00)
    signed(lending, pledge, 1)
    realised(lending, pledge, "r-0", 6_000_000_00, 7_000_000_00)
    (told,) = shown(lending, pledge)["realised"]
    assert (told["to_pledgee_fen"], [part["amount_fen"] for part in told["to_payers"]]) == ("560000000", ["40000000"])
    assert payments(lending, pledge) == [(1, RIVAL, "SIGNED", "40000000", "100000000")]
    # The pledgee's rest is satisfied by then: whatever another sale brings is the payer's.
    realised(lending, pledge, "r-1", 1_000_000_00, 1_000_000_00)
    assert payments(lending, pledge) == [(1, RIVAL, "SIGNED", "140000000", "0")]
    assert shown(lending, pledge)["loan"]["owed_to_payers_fen"] == "0"
    released(lending, pledge, ending=PledgeEnding.REALISED)


def test_what_was_agreed_otherwise_goes_before_the_law_within_what_was_paid(lending: Founded) -> None:
    pledge = defaulted(lending, "CO-6")
    paid(lending, pledge, "c-0", RIVAL, MILLION)
    signed(lending, pledge, 1)
    agreed = {"amount": 2 * MILLION, "claim": 5 * MILLION}
    assert refusal(lambda: realised(lending, pledge, "r-0", **agreed, to_payers=MILLION + 1)) == "PAYERS_SHARE_UNSOUND"
    realised(lending, pledge, "r-1", **agreed, to_payers=MILLION // 2)
    (told,) = shown(lending, pledge)["realised"]
    assert (told["to_pledgee_fen"], told["to_payers"]) == (
        str(MILLION * 3 // 2),
        [{"number": 1, "payer": RIVAL, "amount_fen": str(MILLION // 2)}],
    )
    released(lending, pledge, ending=PledgeEnding.REALISED)


def test_portfolio_and_report_tell_that_others_paid(lending: Founded) -> None:
    ledger, pledge = lending.ledger, defaulted(lending, "CO-7")
    paid(lending, pledge, "c-0", RIVAL, MILLION)
    signed(lending, pledge, 1)
    known = lending.settle()
    answer = portfolio.portfolio(ledger.store, PortfolioQuestion(BANK, ledger.now(), known=known))
    (line,) = [one for one in answer.document()["items"] if one["pledge"] == "0x" + pledge.hex()]
    assert (line["compensated"], line["owed_to_payers"]) == (str(MILLION), str(MILLION))
    assert f",{MILLION},{MILLION}," in answer.csv()
    asked = LendingQuestion(lending.certificates[0], ledger.now(), holder=HERDING, known=known)
    check = next(each for each in bank_report(ledger.store, asked).document()["checks"] if each["code"] == "insured")
    assert [(part["code"], part["word"]) for part in check["parts"]] == [("paid", "WARN"), ("cover", "NOT_CHECKED")]
    assert check["parts"][0]["evidence"]
    assert str(MILLION) not in json.dumps(check)
    released(lending, pledge)


def test_an_act_on_what_was_seen_fails_once_the_pledge_moved_on(lending: Founded) -> None:
    ledger, pledge = lending.ledger, defaulted(lending, "CO-8")
    seen = bytes.fromhex(shown(lending, pledge)["heads"]["pledge"][2:])
    loans.revalue(ledger, order(lending, pledge, "v-0", seen=seen))
    assert refusal(lambda: loans.revalue(ledger, order(lending, pledge, "v-1", seen=seen))) == "HEAD_MOVED"
    given = Payment(RIVAL, MILLION, 2_000, "风险补偿协议")
    late = two(lending, pledge, "c-0", paper="代偿付款凭证", seen=seen)
    assert refusal(lambda: lending.act(compensations.compensate(ledger, late, given))) == "HEAD_MOVED"
    released(lending, pledge)


# --- by the command line ----------------------------------------------------------------------------------------------


@pytest.fixture
def typed(lending: Founded, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    monkeypatch.setattr("ledger.cli.state._home", [])
    monkeypatch.setenv("LEDGER_HOME", str(lending.ledger.settings.home))

    def run(*words: str) -> str:
        result = CliRunner().invoke(app, list(words))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.stdout

    return run


def test_two_payers_may_wait_at_once_and_a_slip_is_let_go_and_said_anew(
    lending: Founded, typed: Callable[..., str]
) -> None:
    pledge = defaulted(lending, "CO-10")

    def prepared(payer: str, amount: str) -> str:
        words = (
            "pledge", "compensate", "CO-10", "--by", payer, "--amount", amount, "--agreement", "协议", "--paper",
            "凭证", "--as", "lin", "--approver", "wen", "--json",
        )  # fmt: skip
        return str(json.loads(typed(*words))["preparation"])

    slip, other = prepared(RIVAL, "14000000"), prepared(POWER, "500000")
    assert slip != other
    assert prepared(RIVAL, "14000000") == slip, "repeated, it is found"
    assert refusal(lambda: prepared(RIVAL, "1400000")) == "IDEMPOTENCY_KEY_REUSED"
    assert slip in typed("let-go", slip, "--as", "lin")
    assert refusal(lambda: typed("approve", slip, "--as", "wen")) == "PREPARATION_OVER"
    meant = prepared(RIVAL, "1400000")
    assert meant != slip
    typed("approve", meant, "--as", "wen")
    typed("pledge", "subrogate", "CO-10", "--number", "1", "--as", "rui")
    assert "140000000 fen" in typed("pledge", "show", "CO-10")
    released(lending, pledge)


def test_the_verbs_carry_it_from_the_payment_to_the_proceeds(lending: Founded, typed: Callable[..., str]) -> None:
    pledge = defaulted(lending, "CO-9")
    words = (
        "pledge", "compensate", "CO-9", "--by", RIVAL, "--amount", "1400000", "--share-bps", "2000", "--agreement",
        "风险补偿协议", "--paper", "付款凭证", "--as", "lin", "--approver", "wen", "--json",
    )  # fmt: skip
    prepared = json.loads(typed(*words))
    typed("approve", prepared["preparation"], "--as", "wen")
    typed("pledge", "subrogate", "CO-9", "--number", "1", "--as", "rui")
    typed("pledge", "enforce", "CO-9", "--mode", "auction", "--paper", "处置协议", "--details", "公告", "--as", "lin")
    typed(
        "pledge", "realise", "CO-9", "--place", "0", "--proceeds", "6000000", "--claim", "CO-9=7000000", "--paper",
        "成交结果", "--transfer", "转移登记", "--as", "lin",
    )  # fmt: skip
    told = typed("pledge", "show", "CO-9")
    assert f"compensation 代偿 1: {RIVAL} 140000000 fen (2000 bps)  SIGNED level 0; recovered 已收回 40000000" in told
    assert f"of its share 其中: pledgee 质权人 560000000, payers 代偿人 {RIVAL} 40000000" in told
    released(lending, pledge, ending=PledgeEnding.REALISED)
