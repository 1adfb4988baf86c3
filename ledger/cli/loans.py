# SPDX-License-Identifier: Apache-2.0
"""The loan under a pledge: file, revalue, warn, call, cure, default, compensate, subrogate, enforce, realise, suspend,
resume, contest.

Registered under `ledger pledge` by pledges.py. Every step is a statement with its paper; none of them moves a right.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

import typer

from ledger.cli.on_pledge import Hand, Place, PledgeName, Seen, run
from ledger.cli.options import Approver, AsPerson, Form, Json, Key, Level, Mandate, Paper, between
from ledger.cli.output import fen, moment, organisation, word_named
from ledger.domain.ids import OrgId, PledgeId
from ledger.domain.kinds import Contest, DefaultGround, Enforcing, LoanStanding, OutsideStatus
from ledger.errors import Refused
from ledger.service import compensations
from ledger.service import loans as service
from ledger.service.assents import Signing
from ledger.service.beside import party
from ledger.service.compensations import Payment
from ledger.service.loans import Filing, Proceeds
from ledger.service.pledge_views import named
from ledger.service.pledges import Answer, PledgeOrder
from ledger.service.runtime import Ledger

AuthorityOption = Annotated[str, typer.Option("--authority", help="Whose paper it is 出具机关")]
AuthorityLevel = Annotated[
    int, typer.Option("--authority-level", help="1 county to 4 national 机关级别", callback=between(1, 4))
]


def file_(
    pledge: PledgeName,
    number: Annotated[str, typer.Option("--number", help="Of the statutory register; kept here 登记证明编号")],
    registered: Annotated[str, typer.Option("--registered", help="When it was registered 登记时间")],
    evidence: Annotated[str, typer.Option("--evidence", help="The proof, or what a later look found 登记证明")],
    status: Annotated[
        str, typer.Option("--status", help="REGISTERED, EXTENDED, CANCELLED, NOT_FOUND 状态")
    ] = "REGISTERED",
    checked: Annotated[str | None, typer.Option("--checked", help="When somebody looked last 核对时间")] = None,
    seen: Seen = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Attach the number of the statutory filing, or what a later look found 附外部登记"""
    filing = Filing(number, moment(registered) or 0, evidence, word_named(OutsideStatus, status), moment(checked) or 0)
    hand = Hand(person, None, key, as_json, seen)
    run("file-outside", pledge, "", hand, lambda ledger, order: service.file_outside(ledger, order, filing))


def revalue(
    pledge: PledgeName, seen: Seen = None, person: AsPerson = None, key: Key = None, as_json: Json = False
) -> None:
    """Put on record what the units are worth now against what is secured 重估"""
    run("revalue-pledge", pledge, "", Hand(person, None, key, as_json, seen), service.revalue)


def warn(
    pledge: PledgeName,
    paper: Paper,
    seen: Seen = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Warn 预警"""
    _monitor(pledge, paper, LoanStanding.WARNING, 0, Hand(person, None, key, as_json, seen))


def call(
    pledge: PledgeName,
    paper: Paper,
    until: Annotated[str, typer.Option("--until", help="By when it is to be cured 补救期限")],
    seen: Seen = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Call for margin until a deadline (Civil Code art. 433) 要求追加担保"""
    hand = Hand(person, None, key, as_json, seen)
    _monitor(pledge, paper, LoanStanding.MARGIN_CALL, moment(until) or 0, hand)


def cure(
    pledge: PledgeName,
    paper: Paper,
    seen: Seen = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Say that all is cured, a default too 已补救"""
    _monitor(pledge, paper, LoanStanding.GOOD, 0, Hand(person, None, key, as_json, seen))


def default(
    pledge: PledgeName,
    ground: Annotated[str, typer.Option("--ground", help="PAYMENT, MARGIN, COVENANT or OTHER 事由")],
    paper: Annotated[str, typer.Option("--paper", help="The evidence 违约证据")],
    notice: Annotated[str, typer.Option("--notice", help="What was sent to debtor and pledgor 通知书")],
    seen: Seen = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Declare a default; no right moves (Civil Code art. 428) 宣告违约"""
    why: DefaultGround = word_named(DefaultGround, ground)
    hand = Hand(person, None, key, as_json, seen)
    run(
        "declare-default", pledge, paper, hand,
        lambda ledger, order: service.declare_default(ledger, order, why, notice),
    )  # fmt: skip


def compensate(
    pledge: PledgeName,
    payer: Annotated[str, typer.Option("--by", help="Credit code of the fund or guarantor 代偿机构")],
    amount: Annotated[str, typer.Option("--amount", help="In yuan; 0 takes back what awaits its word 代偿金额")],
    agreement: Annotated[str, typer.Option("--agreement", help="What was agreed on the compensation 代偿协议")],
    paper: Annotated[str, typer.Option("--paper", help="Proof of the payment 付款凭证")],
    share_bps: Annotated[
        int,
        typer.Option(
            "--share-bps",
            help="Of the claim, 2000 = 20 %; in clear on chain, 0 leaves it to the agreement 代偿比例",
            callback=between(0, 10_000),
        ),
    ] = 0,
    seen: Seen = None,
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Confirm that a fund or guarantor paid a part of the claim; two persons 确认代偿"""
    paid = Payment(OrgId(payer), fen(amount), share_bps, agreement)
    hand = Hand(person, approver, key, as_json, seen)
    # Several payers' payments may wait for the second person at the same time.
    verb = f"compensate-claim-{payer}"
    run(verb, pledge, paper, hand, lambda ledger, order: compensations.compensate(ledger, order, paid))


def subrogate(
    pledge: PledgeName,
    number: Annotated[
        int, typer.Option("--number", help="Which payment, as `show` counts 第几笔代偿", callback=between(1))
    ],
    payer: Annotated[str, typer.Option("--by", help="Whose word, if not the person's own 代偿机构")] = "",
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    seen: Seen = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """The payer signs for what it paid, and stands in the bank's place for it 签认代偿并代位"""
    hand = Hand(person, None, key, as_json, seen, Signing(form, mandate, level))
    whose = OrgId(payer) if payer else None
    run(
        "subrogate", pledge, "", hand,
        lambda ledger, order: compensations.subrogate(ledger, order, number, whose),
    )  # fmt: skip


def enforce(
    pledge: PledgeName,
    mode: Annotated[str, typer.Option("--mode", help="NEGOTIATED, AUCTION, SALE, COMPULSORY_LICENCE, COURT 实现方式")],
    paper: Annotated[str, typer.Option("--paper", help="Agreement, ruling or order 协议或裁判文书")],
    details: Annotated[str, typer.Option("--details", help="Venue, notice, reserve, who may buy 处置安排")],
    seen: Seen = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """After a default: on which way the pledge is enforced 实现质权"""
    how: Enforcing = word_named(Enforcing, mode)
    hand = Hand(person, None, key, as_json, seen)
    run("enforce-loan", pledge, paper, hand, lambda ledger, order: service.enforce(ledger, order, how, details))


def realise(
    pledge: PledgeName,
    place: Place,
    proceeds: Annotated[str, typer.Option("--proceeds", help="In yuan 变价款")],
    claim: Annotated[
        list[str], typer.Option("--claim", help="PLEDGE=YUAN for each pledge on the unit, this one too 各质押债权额")
    ],
    paper: Annotated[str, typer.Option("--paper", help="Result and buyer 成交结果")],
    transfer: Annotated[str, typer.Option("--transfer", help="The registered transfer, or the licence 转移登记")],
    costs: Annotated[str, typer.Option("--costs", help="In yuan 实现费用")] = "0",
    to_payers: Annotated[
        str | None, typer.Option("--to-payers", help="Of its share, if agreed otherwise; in yuan 约定归代偿人")
    ] = None,
    seen: Seen = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Share the proceeds of a unit out by rank; what is left is the pledgor's 变价分配"""
    hand = Hand(person, None, key, as_json, seen)

    def act(ledger: Ledger, order: PledgeOrder) -> dict[str, Any]:
        agreed = None if to_payers is None else fen(to_payers)
        given = Proceeds(place, fen(proceeds), fen(costs), _claims(ledger, claim), transfer, agreed)
        return service.realise(ledger, order, given)

    run("realise-loan", pledge, paper, hand, act)


def suspend(
    pledge: PledgeName,
    paper: Paper,
    authority: AuthorityOption,
    level: AuthorityLevel,
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """The registrar records an authority's paper that suspends the pledge 中止"""
    _suspension(pledge, paper, authority, level, Hand(person, approver, key, as_json), suspended=True)


def resume(
    pledge: PledgeName,
    paper: Paper,
    authority: AuthorityOption,
    level: AuthorityLevel,
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """The registrar records the paper that ends the suspension 恢复"""
    _suspension(pledge, paper, authority, level, Hand(person, approver, key, as_json), suspended=False)


def contest(
    pledge: PledgeName,
    what: Annotated[
        str,
        typer.Option(
            "--what",
            help="RELEASE_REQUESTED, RELEASE_CHALLENGED, RELEASE_WITHDRAWN, RELEASE_REFUSED, DEFAULT_CONTESTED or "
            "DEBTOR_CONTESTED 事项",
        ),
    ],
    paper: Paper,
    by: Annotated[str, typer.Option("--by", help="Whose word, if not the person's own 主张方")] = "",
    debtor: Annotated[str, typer.Option("--debtor", help="DEBTOR_CONTESTED: who owes, sealed 债务人（密封）")] = "",
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Ask for a release that is not given, challenge, withdraw or refuse that, or contest a default 异议"""
    told: Contest = word_named(Contest, what)
    whose = party(by) if by else None
    hand = Hand(person, None, key, as_json, signing=Signing(form, mandate, level))

    def act(ledger: Ledger, order: PledgeOrder) -> Answer:
        return service.contest(ledger, order, told, whose, debtor)

    run("contest-pledge", pledge, paper, hand, act)


VERBS: Final[dict[str, Callable[..., None]]] = {
    "file": file_,
    "revalue": revalue,
    "warn": warn,
    "call": call,
    "cure": cure,
    "default": default,
    "compensate": compensate,
    "subrogate": subrogate,
    "enforce": enforce,
    "realise": realise,
    "suspend": suspend,
    "resume": resume,
    "contest": contest,
}


def _monitor(pledge: str, paper: str, reached: LoanStanding, cure_by: int, hand: Hand) -> None:
    run(
        f"monitor-{reached.name.lower()}", pledge, paper, hand,
        lambda ledger, order: service.monitor(ledger, order, reached, cure_by),
    )  # fmt: skip


def _suspension(pledge: str, paper: str, authority: str, level: int, hand: Hand, *, suspended: bool) -> None:
    run(
        "suspend-pledge", pledge, paper, hand,
        lambda ledger, order: service.suspend(ledger, order, organisation(authority), level, suspended=suspended),
    )  # fmt: skip


def _claims(ledger: Ledger, texts: list[str]) -> dict[PledgeId, int]:
    """PLEDGE=YUAN, each pledge once."""
    found: dict[PledgeId, int] = {}
    for text in texts:
        name, sign, amount = text.partition("=")
        if not sign:
            raise Refused(f"write PLEDGE=YUAN, not {text}", zh=f"请写作 质押编号=金额：{text}", code="CLAIM_MALFORMED")
        pledge = named(ledger.store, name.strip())
        if pledge in found:
            raise Refused(f"{name} is named twice", zh=f"{name} 重复", code="CLAIM_MALFORMED")
        found[pledge] = fen(amount)
    return found
