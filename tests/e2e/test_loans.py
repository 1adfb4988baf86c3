# SPDX-License-Identifier: Apache-2.0
"""A pledge that stands, and the loan under it: coverage, units that come and go, later maturities, claims that pass on,
ranks exchanged; default, proceeds by rank, suspension, and a release against a pledgee that does not answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ledger.domain.calendar import Day, day_of, end_of
from ledger.domain.ids import CertificateId, OrgId, PledgeId, party_of_org
from ledger.domain.kinds import (
    Contest,
    DefaultGround,
    Enforcing,
    LoanStanding,
    OutsideStatus,
    Passing,
    PledgeEnding,
    Procedure,
    RightBits,
)
from ledger.domain.verdict_json import shanghai as shanghai_text
from ledger.errors import NotFound, Refused
from ledger.service import loans, people, pledge_changes, pledge_papers, pledge_views, pledges, proceedings
from ledger.service.assents import Signing
from ledger.service.case_acts import NationalRecord
from ledger.service.loans import Filing, Proceeds
from ledger.service.pledge_changes import Junior, Matter, ToAssign, ToEnd, ToExtend, ToPass, ToSwap
from ledger.service.pledge_search import PledgeQuestion, search
from ledger.service.pledge_views import Wanted
from ledger.service.pledges import PledgeOrder
from ledger.service.portfolio import PortfolioQuestion, portfolio
from ledger.service.proceedings import Request, StepRequest
from ledger.service.registry_acts import CertificateOrder
from tests.e2e.founded import AUTHORITY, BANK, DAY, HERDING, POWER, REGISTRAR, SECOND_AUTHORITY, Founded
from tests.e2e.pledging import (
    MATURITY,
    MILLION,
    RIVAL,
    SIGNED,
    UNCHECKED,
    accepted,
    attested,
    consenting,
    held_on_chain,
    offered,
    order,
    pledging_ledger,
    recorded,
    released,
    shown,
    standing,
    two,
)

HERDERS, GRID = party_of_org(HERDING), party_of_org(POWER)


@pytest.fixture(scope="module")
def lending(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with pledging_ledger(tmp_path_factory.mktemp("loans")) as made:
        yield made


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def loan(lending: Founded, pledge: PledgeId) -> dict[str, object]:
    found: dict[str, object] = shown(lending, pledge)["loan"]
    return found


def warned_of(lending: Founded, pledge: PledgeId, bank: OrgId = BANK) -> list[str]:
    lending.settle()
    found = portfolio(lending.ledger.store, PortfolioQuestion(bank, lending.ledger.now() + 60)).portfolio.lines
    (line,) = [line for line, _ in found if line.pledge.pledge_id == pledge]
    return [signal.rule.code for signal in line.signals]


def defaulted(lending: Founded, pledge: PledgeId, who: str = "lin") -> None:
    declared = order(lending, pledge, "default", who, "逾期九十日证据")
    loans.declare_default(lending.ledger, declared, DefaultGround.PAYMENT, "违约通知书")


# --- watching ---------------------------------------------------------------------------------------------------------


def test_a_pledge_that_is_not_filed_elsewhere_in_time_says_so(lending: Founded) -> None:
    pledge = recorded(lending, "EX-1", outside_by=lending.ledger.now() + DAY)
    store = lending.ledger.store
    now = lending.ledger.now()
    words = [pledge_views.shown(store, pledge, at)["status"] for at in (now + 60, now + 2 * DAY)]
    assert words == ["EXT_PENDING", "EXT_OVERDUE"]
    early = Filing("ZD-2026-1", now - 30 * DAY, "登记证明")
    assert refusal(lambda: loans.file_outside(lending.ledger, order(lending, pledge, "f-0"), early)) == (
        "FILING_BEFORE_CONTRACT"
    )
    for number in ("", " ", "ZD\0", "ZD-2026-1\n"):
        unread = Filing(number, now - 60, "登记证明")
        given = order(lending, pledge, "f-0")
        assert refusal(lambda g=given, u=unread: loans.file_outside(lending.ledger, g, u)) == "OUTSIDE_NUMBER_MALFORMED"  # type: ignore[misc]
    foreseen = Filing("ZD-2026-1", now - 60, "复查截图", OutsideStatus.REGISTERED, now - 61)
    refused = refusal(lambda: loans.file_outside(lending.ledger, order(lending, pledge, "f-0"), foreseen))
    assert refused == "OUTSIDE_LOOK_TOO_EARLY"
    loans.file_outside(lending.ledger, order(lending, pledge, "f-1"), Filing("ZD-2026-1", now - 60, "登记证明"))
    first = loan(lending, pledge)
    assert (first["outside_registered_at"], first["outside_checked_at"]) == (shanghai_text(now - 60), None)
    assert first["outside_told_at"] == first["filed_outside_at"]
    lending.walk_to(lending.ledger.now() + 3600)
    looked = Filing("ZD-2026-1", now - 60, "复查截图", OutsideStatus.REGISTERED, now)
    loans.file_outside(lending.ledger, order(lending, pledge, "f-2"), looked)
    assert shown(lending, pledge)["status"] == "EFFECTIVE"
    found = loan(lending, pledge)
    assert found["filed_outside_at"] == first["filed_outside_at"] < found["outside_told_at"]
    assert found["outside_checked_at"] == shanghai_text(now)
    texts = pledge_papers.papers(lending.ledger, lending.people["wen"], pledge, "贷后核对")
    assert [each["text"] for each in texts].count("ZD-2026-1") == 2
    assert all(each["opens"] for each in texts)
    gone = Filing("ZD-2026-1", now - 60, "查无此登记", OutsideStatus.NOT_FOUND, now)
    loans.file_outside(lending.ledger, order(lending, pledge, "f-3"), gone)
    assert (shown(lending, pledge)["status"], loan(lending, pledge)["outside_status"]) == ("EXT_PENDING", "NOT_FOUND")
    with pytest.raises(NotFound):
        pledge_papers.papers(lending.ledger, lending.people["rui"], pledge, "打听")
    released(lending, pledge)


def test_coverage_is_reckoned_by_opinions_and_breaks_no_agreed_ratio(lending: Founded) -> None:
    code = lending.certificates[0]
    agreed = {"ltv_bps": 5_000, "warn_bps": 4_000, "call_bps": 4_500, "opinions": 1}
    pledge = offered(lending, "CV-1", code, **agreed)
    assert refusal(lambda: accepted(lending, pledge)) == "COVERAGE_SHORT"
    attested(lending, 25 * MILLION, code=code)
    lending.act(pledges.accept(lending.ledger, two(lending, pledge, "accept-2"), UNCHECKED))
    loans.revalue(lending.ledger, order(lending, pledge, "revalue"))
    found = loan(lending, pledge)
    assert (found["secured_fen"], found["value_fen"], found["ratio_bps"]) == (
        str(10 * MILLION),
        str(25 * MILLION),
        4_000,
    )
    junior = offered(lending, "CV-2", code, to=RIVAL, **agreed)
    assert refusal(lambda: accepted(lending, junior, "rui")) == "COVERAGE_SHORT"
    released(lending, pledge)


def test_a_margin_call_is_cured_or_becomes_a_default_after_its_deadline_only(lending: Founded) -> None:
    pledge = recorded(lending, "MC-1")
    until = lending.ledger.now() + DAY
    early = order(lending, pledge, "m-0")
    assert refusal(lambda: loans.monitor(lending.ledger, early, LoanStanding.MARGIN_CALL, 1)) == "CURE_DEADLINE_PAST"
    loans.monitor(lending.ledger, order(lending, pledge, "m-1"), LoanStanding.MARGIN_CALL, until)
    declared = order(lending, pledge, "m-2", paper="证据")
    running = refusal(lambda: loans.declare_default(lending.ledger, declared, DefaultGround.MARGIN, "通知"))
    assert running == "CURE_STILL_RUNS"
    loans.monitor(lending.ledger, order(lending, pledge, "m-3"), LoanStanding.GOOD)
    assert (shown(lending, pledge)["status"], loan(lending, pledge)["cure_by"]) == ("EXT_PENDING", None)
    again = lending.ledger.now() + DAY
    loans.monitor(lending.ledger, order(lending, pledge, "m-4"), LoanStanding.MARGIN_CALL, again)
    assert "EW30" not in warned_of(lending, pledge)
    lending.walk_to(again + 60)
    assert "EW30" in warned_of(lending, pledge)
    late = order(lending, pledge, "m-5", paper="证据")
    loans.declare_default(lending.ledger, late, DefaultGround.MARGIN, "通知")
    assert shown(lending, pledge)["status"] == "DEFAULTED"
    released(lending, pledge)


# --- units that come and go -------------------------------------------------------------------------------------------


def test_a_unit_is_exchanged_for_another_in_one_act(lending: Founded) -> None:
    old, new = lending.certificates[1], lending.certificates[2]
    pledge = recorded(lending, "SU-1", old, pledgor=POWER)
    coming = offered(lending, "SU-2", new, pledgor=POWER, substitute_in=pledge)
    assert refusal(lambda: accepted(lending, coming)) == "PLEDGE_IN_STATE"
    alone = order(lending, pledge, "substitute-0")
    assert refusal(lambda: pledge_changes.substitute(lending.ledger, alone, coming, 0, UNCHECKED)) == "APPROVER_MISSING"
    swap = two(lending, pledge, "substitute")
    prepared = pledge_changes.substitute(lending.ledger, swap, coming, 0, UNCHECKED)
    assert standing(lending, pledge) == [(old, 1)], "what secures the loan waits for the second person"
    lending.act(prepared)
    assert standing(lending, pledge) == [(new, 1)]
    assert shown(lending, coming)["status"] == "CLOSED"
    gone = two(lending, pledge, "substitute-2")
    again = pledge_changes.substitute(lending.ledger, gone, coming, 1, UNCHECKED)
    assert refusal(lambda: lending.act(again)) == "PLEDGE_IN_STATE"
    released(lending, pledge)


def test_whoever_brings_a_unit_into_anothers_pledge_sees_it_as_the_pledgor_does(lending: Founded) -> None:
    """A third party's unit secures the debt from then on: it is asked for consents, and may ask for the release."""
    ledger, theirs = lending.ledger, lending.certificates[1]
    pledge = recorded(lending, "SU-3")
    store = ledger.store

    def seen_by_power() -> tuple[bool, bool]:
        now = ledger.now() + 60
        listed = pledge_views.of_parties(store, Wanted(concerning=POWER), now)["items"]
        found = pledge_views.shown(store, pledge, now, POWER)
        return found["loan"] is not None, "0x" + pledge.hex() in [each["pledge"] for each in listed]

    assert seen_by_power() == (False, False)
    coming = offered(lending, "SU-4", theirs, pledgor=POWER, third_party=True, substitute_in=pledge)
    assert seen_by_power() == (False, False), "it is only offered"
    lending.act(pledge_changes.substitute(ledger, two(lending, pledge, "substitute"), coming, 0, UNCHECKED))
    assert seen_by_power() == (True, True)
    who = people.add_person(store, POWER, "dian", "电示例", None, ledger.now())
    loans.monitor(ledger, order(lending, pledge, "warn", paper="价值下降通知"), LoanStanding.WARNING)
    texts = pledge_papers.papers(ledger, who, pledge, "担保人核对")
    assert [each["text"] for each in texts if each["text"]] == ["价值下降通知"], "and of the terms it was no party"
    released(lending, pledge)


def test_one_of_two_units_goes_free_and_the_last_never(lending: Founded) -> None:
    one, other = lending.certificates[1:3]
    pledge = recorded(lending, "RU-1", one, other, pledgor=POWER)
    lending.act(pledges.release_unit(lending.ledger, two(lending, pledge, "unit-0"), 0))
    assert [code for code, _ in standing(lending, pledge)] == [other]
    last = two(lending, pledge, "unit-1")
    assert refusal(lambda: lending.act(pledges.release_unit(lending.ledger, last, 1))) == "LAST_UNIT"
    strange = two(lending, pledge, "unit-9")
    assert refusal(lambda: lending.act(pledges.release_unit(lending.ledger, strange, 9))) == "UNIT_NOT_UNDER_PLEDGE"
    released(lending, pledge)


def transferring(lending: Founded, code: CertificateId, key: str) -> Callable[[str], object]:
    """A transfer of POWER's rights to HERDING, up to its registration: that is what is returned, by key."""
    ledger = lending.ledger

    def at_desk(what: str, *, both: bool = False) -> CertificateOrder:
        second = lending.people["chen"] if both else None
        return CertificateOrder(lending.people["bao"], f"{key}-{what}", code, second)

    form = Signing("转让申请", "", 2)
    asked = Request(Procedure.TRANSFER, GRID, HERDERS, rights=7, documents="转让合同", signing=form)
    proceedings.file(ledger, at_desk("file"), asked)
    proceedings.agree(ledger, at_desk("agree"), StepRequest(Procedure.TRANSFER, HERDERS, "同意受让", signing=form))
    proceedings.accept(ledger, at_desk("accept"), StepRequest(Procedure.TRANSFER, paper="受理"))
    national = NationalRecord(f"GJ-{key}", ledger.now(), "{}")

    def registered(what: str) -> object:
        return lending.act(
            proceedings.register(ledger, at_desk(what, both=True), Procedure.TRANSFER, national, "准予转移")
        )

    return registered


def test_a_pledge_follows_its_unit_to_the_transferee_whom_the_pledgee_consented_to(lending: Founded) -> None:
    ledger, code = lending.ledger, lending.certificates[1]
    pledge = recorded(lending, "TR-1", code, pledgor=POWER)
    ((_, before),) = standing(lending, pledge)
    before_it = ledger.now() + 3600
    lending.walk_to(ledger.now() + DAY)
    registered = transferring(lending, code, "t")
    assert refusal(lambda: registered("reg-1")) == "CONSENT_MISSING"
    matter = ToPass(code, GRID, RightBits.OPERATE, HERDERS)
    pledge_changes.consent(ledger, order(lending, pledge, "pass"), matter, ledger.now() + DAY)
    other = ToPass(code, GRID, RightBits.USE, HERDERS)
    pledge_changes.consent(ledger, order(lending, pledge, "pass-use"), other, ledger.now() + DAY)
    stranger = ToPass(code, GRID, RightBits.OPERATE, party_of_org(RIVAL))
    pledge_changes.consent(ledger, order(lending, pledge, "pass-else"), stranger, ledger.now() + DAY)
    assert consenting(lending, pledge) == ["GIVEN", "GIVEN", "GIVEN"]
    registered("reg-2")
    assert consenting(lending, pledge) == ["USED", "USED", "GIVEN"], "all three rights passed to the herders"
    assert held_on_chain(lending, pledge) == [False, True, True], "the pledge stood on one of them"
    ((now, rank),) = standing(lending, pledge)
    assert (now == code, rank) == (False, before)
    assert [unit["holder"] for unit in shown(lending, pledge)["units"]] == [HERDING]
    then = search(ledger.store, PledgeQuestion(code, ledger.now(), GRID, RightBits.OPERATE, at=before_it))
    assert ([lien.rank for lien in then.units[0].liens], then.stops) == ([before], ("ENCUMBERED",)), "where it was"
    gone = PledgeQuestion(code, ledger.now() + 60, GRID, RightBits.OPERATE)
    assert refusal(lambda: search(ledger.store, gone)) == "UNIT_UNKNOWN"
    released(lending, pledge)


def test_a_certificate_ends_by_no_consent_whose_time_is_over(lending: Founded) -> None:
    ledger, code = lending.ledger, lending.certificates[0]
    pledge = recorded(lending, "EN-1", code)
    pledge_changes.consent(ledger, order(lending, pledge, "end"), ToEnd(code), ledger.now() + DAY)
    lending.walk_to(ledger.now() + DAY + 60)
    assert consenting(lending, pledge) == ["OVER"]
    registrar = [lending.people[who] for who in ("bao", "chen")]
    form = Signing("注销申请", "", 2)
    asked = Request(Procedure.CANCEL, HERDERS, ground=1, documents="注销申请", signing=form)
    proceedings.file(ledger, CertificateOrder(registrar[0], "en-file", code), asked)
    accepting = StepRequest(Procedure.CANCEL, paper="受理")
    proceedings.accept(ledger, CertificateOrder(registrar[0], "en-accept", code), accepting)
    national = NationalRecord("GJ-en", ledger.now(), "{}")
    ending = CertificateOrder(registrar[0], "en-register", code, registrar[1])
    refused = refusal(lambda: lending.act(proceedings.register(ledger, ending, Procedure.CANCEL, national, "准予注销")))
    assert refused == "CERTIFICATE_MAY_NOT_END"
    back = StepRequest(Procedure.CANCEL, HERDERS, "撤回", signing=form)
    proceedings.withdraw(ledger, CertificateOrder(registrar[0], "en-back", code), back)
    released(lending, pledge)


# --- terms and parties that change ------------------------------------------------------------------------------------


def test_a_consent_that_nothing_could_be_done_under_is_not_recorded(lending: Founded) -> None:
    ledger, code, pledge = lending.ledger, lending.certificates[0], recorded(lending, "ID-1")
    until = ledger.now() + DAY
    idle = {
        "CONSENT_TO_ITSELF": [
            Junior(pledge),
            ToSwap(pledge, pledge, code, HERDERS, RightBits.OPERATE),
            ToPass(code, HERDERS, RightBits.OPERATE, HERDERS),
        ],
        "PLEDGE_NOT_FOUND": [Junior(PledgeId(b"\x11" * 32))],
        "UNIT_NOT_UNDER_PLEDGE": [ToEnd(lending.certificates[1])],
        "MATURITY_NOT_LATER": [ToExtend(MATURITY)],
        "ASSIGNEE_IS_PLEDGEE": [ToAssign(BANK)],
    }

    def refused(matter: Matter, moment: int) -> str:
        with pytest.raises((Refused, NotFound)) as told:
            pledge_changes.consent(ledger, order(lending, pledge, "idle"), matter, moment)
        return told.value.code

    for named, matters in idle.items():
        assert [refused(each, until) for each in matters] == [named] * len(matters)
    assert refused(ToEnd(code), ledger.now()) == "CONSENT_UNTIL_PAST"
    assert consenting(lending, pledge) == []
    pledge_changes.consent(ledger, order(lending, pledge, "back"), ToAssign(BANK), 0)
    assert consenting(lending, pledge) == ["TAKEN_BACK"], "what was agreed to by other ways is taken back"
    released(lending, pledge)


def test_an_extension_takes_the_holders_consent_to_that_very_day(lending: Founded) -> None:
    ledger, pledge = lending.ledger, recorded(lending, "EX-2")
    later = MATURITY + 100 * DAY
    for no_later in (MATURITY, MATURITY - DAY):
        given = order(lending, pledge, "e-0")
        assert refusal(lambda g=given, n=no_later: pledge_changes.extend(ledger, g, n)) == "MATURITY_NOT_LATER"  # type: ignore[misc]
    assert refusal(lambda: pledge_changes.extend(ledger, order(lending, pledge, "e-0"), later)) == "CONSENT_MISSING"
    paper = order(lending, pledge, "e-consent", "bao", signing=SIGNED)
    pledge_changes.consent(ledger, paper, ToExtend(later), ledger.now() + DAY, HERDERS)
    other = order(lending, pledge, "e-1")
    assert refusal(lambda: pledge_changes.extend(ledger, other, later + DAY)) == "CONSENT_MISSING"
    promised = order(lending, pledge, "e-3")
    assert refusal(lambda: pledge_changes.extend(ledger, promised, later, renewal=True)) == "CONSENT_MISSING"
    pledge_changes.extend(ledger, order(lending, pledge, "e-2"), later)
    assert shown(lending, pledge)["maturity"] == shanghai_text(later)
    assert [each["party"] for each in shown(lending, pledge)["consents"]] == [HERDING]
    assert consenting(lending, pledge) == ["USED"]
    released(lending, pledge)


def test_no_loan_is_extended_to_a_day_that_is_past(lending: Founded) -> None:
    ledger = lending.ledger
    due = ledger.now() + DAY
    pledge = recorded(lending, "EX-4", maturity=due)
    lending.walk_to(due + 3 * DAY)
    late = order(lending, pledge, "x-0")
    assert refusal(lambda: pledge_changes.extend(ledger, late, due + 2 * DAY)) == "MATURITY_NOT_LATER"
    assert refusal(lambda: pledge_changes.extend(ledger, late, ledger.now() + DAY)) == "CONSENT_MISSING"
    released(lending, pledge)


def test_beyond_the_certificates_end_a_term_goes_only_with_the_holders_promise_to_renew(lending: Founded) -> None:
    ledger, pledge = lending.ledger, recorded(lending, "EX-3")
    beyond = MATURITY + 10 * 365 * DAY
    day_alone = order(lending, pledge, "b-day", "bao", signing=SIGNED)
    pledge_changes.consent(ledger, day_alone, ToExtend(beyond), ledger.now() + DAY, HERDERS)
    expired = order(lending, pledge, "b-0")
    assert refusal(lambda: pledge_changes.extend(ledger, expired, beyond)) == "H10_MATURITY_AFTER_EXPIRY"
    promised = order(lending, pledge, "b-1")
    assert refusal(lambda: pledge_changes.extend(ledger, promised, beyond, renewal=True)) == "CONSENT_MISSING"
    both = order(lending, pledge, "b-both", "bao", signing=SIGNED)
    pledge_changes.consent(ledger, both, ToExtend(beyond, renewal=True), ledger.now() + DAY, HERDERS)
    pledge_changes.extend(ledger, order(lending, pledge, "b-2"), beyond, renewal=True)
    assert (shown(lending, pledge)["maturity"], shown(lending, pledge)["terms"]["renewal"]) == (
        shanghai_text(beyond),
        True,
    )
    assert consenting(lending, pledge) == ["GIVEN", "USED"]
    released(lending, pledge)


def test_a_claim_passes_on_with_its_rank_by_agreement_or_after_compensation(lending: Founded) -> None:
    ledger, pledge = lending.ledger, recorded(lending, "AS-1")
    ((_, rank),) = standing(lending, pledge)
    itself = two(lending, pledge, "a-self")
    assert refusal(lambda: pledge_changes.assign(ledger, itself, Passing.AGREED)) == "ASSIGNEE_IS_PLEDGEE"
    alone = order(lending, pledge, "a-alone", "rui")
    assert refusal(lambda: pledge_changes.assign(ledger, alone, Passing.AGREED)) == "APPROVER_MISSING"
    agreed = two(lending, pledge, "a-0", "rui")
    assert refusal(lambda: lending.act(pledge_changes.assign(ledger, agreed, Passing.AGREED))) == "CONSENT_MISSING"
    until = ledger.now() + DAY
    pledge_changes.consent(ledger, order(lending, pledge, "a-consent"), ToAssign(RIVAL), until)
    early = two(lending, pledge, "a-1", "rui", paper="代偿证明")
    assert refusal(lambda: lending.act(pledge_changes.assign(ledger, early, Passing.SUBROGATION))) == (
        "NOT_YET_DEFAULTED"
    )
    defaulted(lending, pledge)
    last = two(lending, pledge, "a-2", "rui", paper="代偿证明")
    done = lending.act(pledge_changes.assign(ledger, last, Passing.SUBROGATION))
    again = pledge_changes.assign(ledger, last, Passing.SUBROGATION)
    assert lending.act(again) == done, "told again, though the claim is its own by now"
    found = shown(lending, pledge)
    assert (found["pledgee"], found["status"]) == (RIVAL, "DEFAULTED")
    assert (consenting(lending, pledge), held_on_chain(lending, pledge)) == (["USED"], [False])
    assert standing(lending, pledge)[0][1] == rank
    released(lending, pledge, "rui")


def test_what_a_former_pledgee_agreed_to_counts_again_only_once_the_claim_comes_back(lending: Founded) -> None:
    ledger, code = lending.ledger, lending.certificates[0]
    pledge, until = recorded(lending, "AS-2"), lending.ledger.now() + 30 * DAY
    since = lending.settle()
    pledge_changes.consent(ledger, order(lending, pledge, "c-end"), ToEnd(code), until)
    pledge_changes.consent(ledger, order(lending, pledge, "c-assign"), ToAssign(RIVAL), until)
    paper = order(lending, pledge, "c-later", "bao", signing=SIGNED)
    pledge_changes.consent(ledger, paper, ToExtend(MATURITY + DAY), until, HERDERS)
    assert consenting(lending, pledge) == ["GIVEN", "GIVEN", "GIVEN"]

    taken = two(lending, pledge, "c-taken", "rui", paper="债权转让协议")
    lending.act(pledge_changes.assign(ledger, taken, Passing.AGREED))
    assert consenting(lending, pledge) == ["LAPSED", "USED", "GIVEN"]
    assert held_on_chain(lending, pledge) == [True, False, True], "the contract keeps it, and asks the other"
    lending.walk_to(ledger.now() + 3600)
    pledge_changes.extend(ledger, order(lending, pledge, "c-extend", "rui"), MATURITY + DAY)
    lending.settle()
    found = portfolio(ledger.store, PortfolioQuestion(BANK, ledger.now() + 60, since=since)).document()
    (left,) = [each for each in found["items"] if each["reference"] == "AS-2"]
    assert (left["change"]["turn"], left["pledgee"], left["maturity"]["seconds"]) == ("LEFT", RIVAL, MATURITY)
    assert left["change"]["acts"][0]["kinds"] == ["PLEDGE_CONSENTED", "PLEDGE_ASSIGNED"], "and nothing after it"

    pledge_changes.consent(ledger, order(lending, pledge, "c-back", "rui"), ToAssign(BANK), until)
    back = two(lending, pledge, "c-back-taken", paper="债权转让协议")
    lending.act(pledge_changes.assign(ledger, back, Passing.AGREED))
    assert consenting(lending, pledge) == ["GIVEN", "USED", "USED", "USED"]
    released(lending, pledge)
    assert consenting(lending, pledge) == ["LAPSED", "USED", "USED", "USED"]


def test_ranks_are_exchanged_with_the_others_consent_in_whatever_order_they_are_named(lending: Founded) -> None:
    ledger, code = lending.ledger, lending.certificates[0]
    first, second = recorded(lending, "SW-1"), recorded(lending, "SW-2", who="rui")
    before = [standing(lending, each)[0][1] for each in (first, second)]
    unit = (code, HERDERS, RightBits.OPERATE)
    swapped = order(lending, second, "swap-0", "rui")
    assert refusal(lambda: pledge_changes.swap_ranks(ledger, swapped, first, *unit)) == "CONSENT_MISSING"
    matter = ToSwap(first, second, *unit)
    seen = bytes.fromhex(shown(lending, first)["heads"]["pledge"][2:])
    pledge_changes.consent(ledger, order(lending, first, "swap-consent", seen=seen), matter, ledger.now() + DAY)
    again = order(lending, first, "swap-consent-again", seen=seen)
    assert refusal(lambda: pledge_changes.consent(ledger, again, matter, ledger.now() + DAY)) == "HEAD_MOVED"
    late = order(lending, second, "swap-late", "rui")
    assert refusal(lambda: pledge_changes.swap_ranks(ledger, late, first, *unit, seen)) == "HEAD_MOVED"
    assert (consenting(lending, first), held_on_chain(lending, first)) == (["GIVEN"], [True])
    pledge_changes.swap_ranks(ledger, order(lending, second, "swap-1", "rui"), first, *unit)
    assert (consenting(lending, first), held_on_chain(lending, first)) == (["USED"], [False])
    assert [standing(lending, each)[0][1] for each in (second, first)] == before
    released(lending, second, "rui")
    released(lending, first)


# --- enforcement ------------------------------------------------------------------------------------------------------


def test_proceeds_go_by_rank_and_a_repeat_is_told_the_same(lending: Founded) -> None:
    ledger = lending.ledger
    first, second = recorded(lending, "PR-1"), recorded(lending, "PR-2", who="rui")
    defaulted(lending, first)
    early = order(lending, first, "r-0")
    claims = {first: 6 * MILLION, second: 3 * MILLION}
    given = Proceeds(0, 8 * MILLION, MILLION, claims, "转移登记证明")
    assert refusal(lambda: loans.realise(ledger, early, given)) == "STEP_NOT_ALLOWED"
    loans.enforce(ledger, order(lending, first, "enforce"), Enforcing.AUCTION, "平台公告及保留价")
    one_left_out = Proceeds(0, 8 * MILLION, 0, {first: 6 * MILLION}, "转移登记证明")
    wrong = order(lending, first, "r-1")
    assert refusal(lambda: loans.realise(ledger, wrong, one_left_out)) == "CLAIMS_INCOMPLETE"
    costly = Proceeds(0, MILLION, 2 * MILLION, claims, "转移登记证明")
    assert refusal(lambda: loans.realise(ledger, wrong, costly)) == "COSTS_ABOVE_PROCEEDS"
    done = loans.realise(ledger, order(lending, first, "r-2"), given)
    (told,) = shown(lending, first)["realised"]
    paid = [(share["pledge"], share["amount_fen"], share["full"]) for share in told["shares"]]
    assert paid == [
        ("0x" + first.hex(), str(6 * MILLION), True),
        ("0x" + second.hex(), str(MILLION), False),
    ]
    assert told["surplus_fen"] == "0"
    released(lending, first, ending=PledgeEnding.REALISED)
    assert loans.realise(ledger, order(lending, first, "r-2"), given) == done
    released(lending, second, "rui")


def test_a_junior_holds_up_no_sale_of_a_seniors_and_is_paid_by_rank_after_it(lending: Founded) -> None:
    ledger, code = lending.ledger, lending.certificates[2]
    first, silent, willing = (
        recorded(lending, f"JU-{place}", code, pledgor=POWER, who=who)
        for place, who in enumerate(("lin", "rui", "rui"), start=1)
    )
    ranks = [standing(lending, each)[0][1] for each in (first, silent, willing)]
    registered = transferring(lending, code, "ju")
    matter = ToPass(code, GRID, RightBits.OPERATE, HERDERS)
    defaulted(lending, first)
    pledge_changes.consent(ledger, order(lending, first, "pass"), matter, ledger.now() + DAY)
    pledge_changes.consent(ledger, order(lending, willing, "pass", "rui"), matter, ledger.now() + DAY)
    assert refusal(lambda: registered("reg-1")) == "CONSENT_MISSING", "a default is no enforcement yet"
    loans.enforce(ledger, order(lending, first, "enforce"), Enforcing.AUCTION, "平台公告及保留价")
    registered("reg-2")
    places = [standing(lending, each)[0] for each in (first, silent, willing)]
    assert [rank for _, rank in places] == ranks
    assert {sold == code for sold, _ in places} == {False}, "all three stand on the buyer's certificate"
    assert [unit["holder"] for unit in shown(lending, silent)["units"]] == [HERDING]
    assert (consenting(lending, silent), consenting(lending, willing)) == ([], ["USED"])
    assert held_on_chain(lending, willing) == [False], "what was agreed to without need is used up too"
    claims = {first: 6 * MILLION, silent: 3 * MILLION, willing: MILLION}
    given = Proceeds(0, 8 * MILLION, 0, claims, "转移登记证明")
    loans.realise(ledger, order(lending, first, "realise"), given)
    (told,) = shown(lending, first)["realised"]
    assert [int(share["amount_fen"]) // MILLION for share in told["shares"]] == [6, 2, 0]
    released(lending, first, ending=PledgeEnding.REALISED)
    released(lending, silent, "rui")
    released(lending, willing, "rui")


def test_what_is_left_behind_every_claim_is_the_pledgors(lending: Founded) -> None:
    ledger, pledge = lending.ledger, recorded(lending, "PR-3")
    defaulted(lending, pledge)
    loans.enforce(ledger, order(lending, pledge, "enforce"), Enforcing.NEGOTIATED, "评估价与协议价对照")
    beyond = Proceeds(0, 12 * MILLION, 0, {pledge: 10 * MILLION + 1}, "转移登记证明")
    assert refusal(lambda: loans.realise(ledger, order(lending, pledge, "r-0"), beyond)) == "SHARE_ABOVE_SECURED"
    given = Proceeds(0, 9 * MILLION, 0, {pledge: 6 * MILLION}, "转移登记证明")
    loans.realise(ledger, order(lending, pledge, "r-1"), given)
    (told,) = shown(lending, pledge)["realised"]
    assert told["surplus_fen"] == str(3 * MILLION)
    released(lending, pledge, ending=PledgeEnding.REALISED)


# --- others' word -----------------------------------------------------------------------------------------------------


def test_a_suspended_pledge_stands_still_until_the_paper_that_ends_it(lending: Founded) -> None:
    ledger, pledge = lending.ledger, recorded(lending, "SP-1")
    court = SECOND_AUTHORITY

    def suspend(key: str, *, suspended: bool) -> None:
        wish = two(lending, pledge, key, "bao", paper="协助执行通知书")
        lending.act(loans.suspend(ledger, wish, court, 2, suspended=suspended))

    suspend("s-1", suspended=True)
    assert shown(lending, pledge)["status"] == "SUSPENDED"
    assert refusal(lambda: released(lending, pledge)) == "PLEDGE_IS_SUSPENDED"
    for level in (1, 2):
        other = two(lending, pledge, f"s-lesser-{level}", "bao", paper="恢复通知书")
        lesser = lambda o=other, n=level: loans.suspend(ledger, o, AUTHORITY, n, suspended=False)  # noqa: E731
        assert refusal(lesser) == "RESUMED_BY_LESSER_AUTHORITY", "ruling 8: the same, or a superior one"
    higher = two(lending, pledge, "s-higher", "bao", paper="恢复通知书")
    lending.act(loans.suspend(ledger, higher, AUTHORITY, 3, suspended=False))
    suspend("s-again", suspended=True)
    suspend("s-2", suspended=False)
    lending.act(pledges.release(ledger, two(lending, pledge, "release-2"), PledgeEnding.REPAID))
    assert shown(lending, pledge)["status"] == "RELEASED"


@pytest.mark.parametrize("party", [BANK, HERDING, REGISTRAR])
def test_nobody_is_an_authority_over_a_pledge_of_its_own(lending: Founded, party: OrgId) -> None:
    ledger, pledge = lending.ledger, recorded(lending, f"OC-{party[-3:]}")
    paper = two(lending, pledge, "own-cause", "bao", paper="决定书")
    assert refusal(lambda: loans.suspend(ledger, paper, party, 2, suspended=True)) == "AUTHORITY_IS_PARTY"
    assert refusal(lambda: pledges.release(ledger, paper, PledgeEnding.VOIDED, party, 2)) == "AUTHORITY_IS_PARTY"
    released(lending, pledge)


def test_a_court_voids_a_pledge_by_the_registrars_two_persons(lending: Founded) -> None:
    pledge = recorded(lending, "VO-1")
    paper = two(lending, pledge, "void", "bao", paper="生效判决书")
    lending.act(pledges.release(lending.ledger, paper, PledgeEnding.VOIDED, SECOND_AUTHORITY, 2))
    assert shown(lending, pledge)["status"] == "VOIDED"


def test_a_pledgee_that_does_not_answer_is_overcome_by_an_authority_and_never_by_the_pledgor(lending: Founded) -> None:
    ledger, pledge = lending.ledger, recorded(lending, "RQ-1")
    early = order(lending, pledge, "q-0", paper="异议")
    assert refusal(lambda: loans.contest(ledger, early, Contest.RELEASE_CHALLENGED)) == "RELEASE_NOT_REQUESTED"
    asked = order(lending, pledge, "q-1", "bao", "还款凭证与解除申请", signing=SIGNED)
    loans.contest(ledger, asked, Contest.RELEASE_REQUESTED, HERDERS)
    assert "EW29" in warned_of(lending, pledge), "its pledgee is to answer"
    back = order(lending, pledge, "q-back", "bao", "撤回申请", signing=SIGNED)
    loans.contest(ledger, back, Contest.RELEASE_WITHDRAWN, HERDERS)
    assert "EW29" not in warned_of(lending, pledge), "nothing is asked for any more"
    assert refusal(lambda: loans.contest(ledger, early, Contest.RELEASE_CHALLENGED)) == "RELEASE_NOT_REQUESTED"
    loans.contest(
        ledger, order(lending, pledge, "q-again", "bao", "再次申请", signing=SIGNED), Contest.RELEASE_REQUESTED, HERDERS
    )
    refused = order(lending, pledge, "q-no", "zhang", "不予支持")
    loans.contest(ledger, refused, Contest.RELEASE_REFUSED)
    assert "EW29" not in warned_of(lending, pledge), "an authority refused it"
    assert loan(lending, pledge)["release_decided_from"] is None
    loans.contest(
        ledger,
        order(lending, pledge, "q-third", "bao", "第三次申请", signing=SIGNED),
        Contest.RELEASE_REQUESTED,
        HERDERS,
    )
    loans.contest(ledger, order(lending, pledge, "q-2", paper="尚欠罚息"), Contest.RELEASE_CHALLENGED)
    assert "EW29" not in warned_of(lending, pledge)
    decided = two(lending, pledge, "q-3", "zhang", paper="决定书")
    too_early = refusal(lambda: lending.act(pledges.release(ledger, decided, PledgeEnding.DECIDED)))
    assert too_early == "ENDING_NOT_ALLOWED"
    assert loan(lending, pledge)["release_may_be_decided"] is False
    last = Day(day_of(ledger.now()) + 15)
    lending.walk_to(end_of(last) - 61)  # `shown` looks a minute ahead
    assert loan(lending, pledge)["release_may_be_decided"] is False
    lending.walk_to(end_of(last))
    assert loan(lending, pledge)["release_may_be_decided"] is True
    named = two(lending, pledge, "q-5", "zhang", paper="决定书")
    misplaced = refusal(lambda: pledges.release(ledger, named, PledgeEnding.DECIDED, AUTHORITY, 2))
    assert misplaced == "AUTHORITY_MISPLACED"
    later = two(lending, pledge, "q-4", "zhang", paper="决定书")
    lending.act(pledges.release(ledger, later, PledgeEnding.DECIDED))
    assert loan(lending, pledge)["release_may_be_decided"] is False, "it was"
    assert (shown(lending, pledge)["ending"], lending.people["zhang"].org_id) == ("DECIDED", AUTHORITY)


def test_a_debtor_that_is_the_pledgor_contests_as_the_pledgor(lending: Founded) -> None:
    pledge = recorded(lending, "DC-0")
    defaulted(lending, pledge)
    given = order(lending, pledge, "dc-0", "bao", "还款凭证", signing=SIGNED)
    contested = refusal(lambda: loans.contest(lending.ledger, given, Contest.DEBTOR_CONTESTED, None, "示例借款人"))
    assert contested == "DEBTOR_IS_PLEDGOR"
    released(lending, pledge)


def test_a_debtor_that_is_not_the_pledgor_contests_a_default_and_is_not_named(lending: Founded) -> None:
    """A registrar files on its form. Both sides read who it is; the chain, and whoever looks on, a commitment."""
    ledger, owes = lending.ledger, "示例借款人（未公开）有限公司"
    pledge = recorded(lending, "DC-1", third_party=True)

    def contesting(key: str, who: str = "bao", signing: Signing = SIGNED) -> PledgeOrder:
        return order(lending, pledge, key, who, "已按期还款的凭证", signing=signing)

    def contest(key: str, debtor: str = owes, **more: Any) -> Any:
        what = more.pop("what", Contest.DEBTOR_CONTESTED)
        return loans.contest(ledger, contesting(key, **more), what, None, debtor)

    assert refusal(lambda: contest("c-0")) == "STEP_NOT_ALLOWED"
    defaulted(lending, pledge)
    assert refusal(lambda: contest("c-1", " ")) == "DEBTOR_MISPLACED"
    assert refusal(lambda: contest("c-1", what=Contest.DEFAULT_CONTESTED)) == "DEBTOR_MISPLACED", (
        "who owes says nothing"
    )
    both = contesting("c-1")
    named = lambda: loans.contest(ledger, both, Contest.DEBTOR_CONTESTED, HERDERS, owes)  # noqa: E731
    assert refusal(named) == "DEBTOR_MISPLACED", "it would be named"
    assert refusal(lambda: contest("c-2", who="lin")) == "CALLER_MAY_NOT_ASSENT"
    assert refusal(lambda: contest("c-3", signing=Signing())) == "FORM_MISSING"
    done = contest("c-4")
    assert contest("c-4") == done
    assert refusal(lambda: contest("c-4", "另一借款人")) == "IDEMPOTENCY_KEY_REUSED"
    loans.contest(ledger, contesting("c-5"), Contest.DEFAULT_CONTESTED, HERDERS)

    told = shown(lending, pledge)
    by_debtor, by_pledgor = told["contested"]
    assert (by_debtor["what"], by_debtor["level"]) == ("DEBTOR_CONTESTED", SIGNED.level)
    assert (by_pledgor["what"], by_pledgor["party"]) == ("DEFAULT_CONTESTED", HERDING)
    assert told["status"] == "DEFAULTED", "it stops nothing"
    read = pledge_papers.papers(ledger, lending.people["lin"], pledge, "异议审查")
    names = {each["text"]: each["commitment"] for each in read if each["kind"] == "LOAN_DEBTOR"}
    assert list(names) == [owes]
    assert names[owes].removeprefix("0x") in by_debtor["party"]
    assert owes.encode() not in b"".join(file.read_bytes() for file in ledger.settings.home.glob("ledger.db*"))
    released(lending, pledge)


def test_nobody_but_its_pledgee_speaks_for_a_loan(lending: Founded) -> None:
    ledger, pledge = lending.ledger, recorded(lending, "NB-1")
    rival = order(lending, pledge, "n-1", "rui")
    assert refusal(lambda: loans.monitor(ledger, rival, LoanStanding.WARNING)) == "PLEDGE_OF_ANOTHER"
    assert refusal(lambda: loans.revalue(ledger, rival)) == "PLEDGE_OF_ANOTHER"
    wordless = order(lending, pledge, "n-2", paper=" ")
    assert refusal(lambda: loans.monitor(ledger, wordless, LoanStanding.WARNING)) == "DOCUMENT_MISSING"
    with pytest.raises(NotFound):
        loans.revalue(ledger, order(lending, PledgeId(bytes(32)), "n-3"))
    assert shown(lending, pledge)["pledgee"] == BANK
    released(lending, pledge)


def test_a_pledged_certificate_that_the_registrar_ends_itself_takes_its_pledgees_word(lending: Founded) -> None:
    """The last of this file: the certificate is gone. Whose units are under a pledge is named though nobody filed."""
    ledger, code = lending.ledger, lending.certificates[0]
    pledge = recorded(lending, "XO-1", code)
    bao, chen = lending.people["bao"], lending.people["chen"]
    last = Day(day_of(ledger.now()) + 5)
    asked = Request(Procedure.CANCEL, ground=3, notice_last_day=int(last), before="注销告知书", documents="核查记录")
    proceedings.file(ledger, CertificateOrder(bao, "xo-file", code), asked)
    lending.walk_to(end_of(last))

    def registered(key: str) -> object:
        national = NationalRecord(f"GJ-{key}", ledger.now(), "{}")
        ending = CertificateOrder(bao, key, code, chen)
        return lending.act(proceedings.register(ledger, ending, Procedure.CANCEL, national, "依职权注销"))

    assert refusal(lambda: registered("xo-1")) == "CERTIFICATE_MAY_NOT_END"
    pledge_changes.consent(ledger, order(lending, pledge, "xo-end"), ToEnd(code), ledger.now() + DAY)
    registered("xo-2")
    assert consenting(lending, pledge) == ["USED"]
    assert shown(lending, pledge)["status"] == "COLLATERAL_LAPSED"
    released(lending, pledge)
