# SPDX-License-Identifier: Apache-2.0
"""Pledges: search, reserve, offer, accept, change, release; the loan's verbs are in loans.py; show, list, papers.

ledger pledge search CODE  ->  offer CODE ...  ->  accept PLEDGE  ->  file PLEDGE ...  ->  release PLEDGE
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ledger.cli import loans, pledge_questions
from ledger.cli.on_pledge import (
    Acknowledge,
    DebtorLevel,
    Hand,
    MinimumLevel,
    Place,
    PledgeName,
    Seen,
    acknowledged,
    run,
    seen_certificates,
    seen_pledge,
)
from ledger.cli.options import Approver, AsPerson, Code, Form, Holder, Json, Key, Level, Mandate, Paper, Right, between
from ledger.cli.output import fen, moment, organisation, print_told, word_named
from ledger.cli.state import acting, opened
from ledger.domain.ids import CertificateId, OrgId, PledgeId, certificate_bytes
from ledger.domain.kinds import Passing, PledgeEnding, RightBits, SecurityForm
from ledger.errors import Refused
from ledger.service import pledge_changes
from ledger.service import pledges as service
from ledger.service.assents import Signing
from ledger.service.beside import party
from ledger.service.grants import named as grant_named
from ledger.service.heads import made_key
from ledger.service.pledge_changes import (
    Junior,
    Matter,
    ReservationOrder,
    ToAssign,
    ToEnd,
    ToExtend,
    ToGrant,
    ToPass,
    ToSwap,
)
from ledger.service.pledge_views import named
from ledger.service.pledges import NO_PLEDGE, Looked, PledgeOfferOrder, Terms, Unit
from ledger.service.runtime import Ledger

DAY = 86_400
Until = Annotated[str, typer.Option("--until", help="Until when it counts; 0 takes it back 有效期至")]


def register(app: typer.Typer) -> None:
    verbs = typer.Typer(no_args_is_help=True, help="Pledges and secured loans 质押与贷款")
    verbs.command("search")(pledge_questions.search_)
    for verb in (reserve, offer, accept, decline, withdraw, release, consent, substitute, extend, assign):
        verbs.command(verb.__name__)(verb)
    verbs.command("release-unit")(release_unit)
    verbs.command("swap-ranks")(swap_ranks)
    for name, act in loans.VERBS.items():
        verbs.command(name)(act)
    verbs.command("show")(pledge_questions.show)
    verbs.command("list")(pledge_questions.list_)
    verbs.command("papers")(pledge_questions.papers)
    verbs.command("entitle")(pledge_questions.entitle)
    app.add_typer(verbs, name="pledge")


# --- offering and recording -------------------------------------------------------------------------------------------


def offer(
    units: Annotated[list[str], typer.Argument(help="SJ..., or SJ...:USE; OPERATE by default 凭证编号[:权利]")],
    reference: Annotated[str, typer.Option("--ref", help="Your own reference 编号")],
    to: Annotated[str, typer.Option("--to", help="Credit code of the bank 质权人")],
    maximum: Annotated[str, typer.Option("--maximum", help="Most that is secured, in yuan 最高担保额")],
    contract_date: Annotated[str, typer.Option("--contract-date", help="Day of the contract 合同日")],
    maturity: Annotated[str, typer.Option("--maturity", help="When the loan is due 到期日")],
    contract: Annotated[str, typer.Option("--contract", help="Text of the pledge contract 质押合同")],
    claim: Annotated[str, typer.Option("--claim", help="Principal, rate, kinds and term 被担保债权")],
    debtor: Annotated[str, typer.Option("--debtor", help="Who owes 债务人")],
    by: Annotated[str | None, typer.Option("--by", help="Pledgor, if not the person's own 出质人")] = None,
    form: Annotated[str, typer.Option("--security", help="PLEDGE, MORTGAGE, ... 担保形式")] = "PLEDGE",
    exclusive: Annotated[bool, typer.Option("--exclusive", help="No junior one without consent 排他")] = False,
    renewal: Annotated[bool, typer.Option("--renewal", help="The pledgor renews the certificate 承诺续期")] = False,
    public_use: Annotated[bool, typer.Option("--public-use", help="Public data: the USE right 公共数据使用权")] = False,
    third_party: Annotated[bool, typer.Option("--third-party", help="For another's debt 为第三人担保")] = False,
    ltv: Annotated[
        int, typer.Option("--ltv-bps", help="Highest ratio to the value 约定担保率", callback=between(0))
    ] = 0,
    warn: Annotated[int, typer.Option("--warn-bps", help="Warning line 预警线", callback=between(0))] = 0,
    call: Annotated[int, typer.Option("--call-bps", help="Margin call line 追加担保线", callback=between(0))] = 0,
    opinions: Annotated[
        int, typer.Option("--opinions", help="Valuers' opinions wanted 评估份数", callback=between(0))
    ] = 0,
    outside_by: Annotated[str | None, typer.Option("--outside-by", help="File elsewhere by 外部登记期限")] = None,
    resolution: Annotated[str, typer.Option("--resolution", help="The pledgor's resolution 出质决议")] = "",
    controls: Annotated[str, typer.Option("--controls", help="Custody and control 管控安排")] = "",
    authority: Annotated[str, typer.Option("--authority-paper", help="For important data 主管机关文件")] = "",
    increase_of: Annotated[str | None, typer.Option("--increase-of", help="An earlier pledge 追加额度")] = None,
    into: Annotated[str | None, typer.Option("--into", help="The pledge these units are to go into 置换入")] = None,
    debtor_form: Annotated[str, typer.Option("--debtor-form", help="What another debtor signed 债务人签字材料")] = "",
    debtor_mandate: Annotated[str, typer.Option("--debtor-mandate", help="Its mandate 债务人委托书")] = "",
    debtor_level: Annotated[
        int, typer.Option("--debtor-level", help="How well that is attested, 1 to 5 证明等级", callback=between(0, 5))
    ] = 0,
    signed: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Offer right units as security; every hard stop speaks at once 出质要约"""
    with opened() as ledger:
        who = acting(ledger, person)
        terms = Terms(
            maximum=fen(maximum),
            contract_date=moment(contract_date) or 0,
            maturity=moment(maturity) or 0,
            contract=contract,
            claim=claim,
            debtor=debtor,
            debtor_signing=Signing(debtor_form, debtor_mandate, debtor_level),
            form=word_named(SecurityForm, form),
            exclusive=exclusive,
            renewal=renewal,
            public_use=public_use,
            third_party=third_party,
            ltv_bps=ltv,
            warn_bps=warn,
            call_bps=call,
            opinions=opinions,
            outside_by=moment(outside_by) or 0,
            resolution=resolution,
            controls=controls,
            authority=authority,
            increase_of=_pledge(ledger, increase_of),
            substitute_in=_pledge(ledger, into),
        )
        wanted = tuple(_unit(text) for text in units)
        order = PledgeOfferOrder(
            who=who,
            key=key
            or made_key(ledger, who, f"offer-pledge-{reference}", [certificate_bytes(unit.code) for unit in wanted]),
            reference=reference,
            pledgor=party(by or who.org_id),
            pledgee=OrgId(to),
            units=wanted,
            terms=terms,
            signing=Signing(signed, mandate, level),
        )
        print_told(service.offer(ledger, order), as_json)


def accept(
    pledge: PledgeName,
    acknowledge: Acknowledge = "",
    minimum_level: MinimumLevel = 0,
    debtor_level: DebtorLevel = 0,
    seen: Seen = None,
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Record the pledge: the bank's two persons; the next rank on each unit 接受出质"""
    looked = Looked(acknowledged(acknowledge), minimum_level, debtor_level, seen_certificates(seen))
    hand = Hand(person, approver, key, as_json, seen)
    run("accept-pledge", pledge, "", hand, lambda ledger, order: service.accept(ledger, order, looked))


def decline(pledge: PledgeName, paper: Paper, person: AsPerson = None, key: Key = None, as_json: Json = False) -> None:
    """Decline an offer, with reasons 拒绝接受"""
    run("close-pledge", pledge, paper, Hand(person, None, key, as_json), service.close)


def withdraw(
    pledge: PledgeName,
    paper: Paper,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Take an offer back 撤回要约"""
    hand = Hand(person, None, key, as_json, signing=Signing(form, mandate, level))
    run("close-pledge", pledge, paper, hand, service.close)


def release(
    pledge: PledgeName,
    paper: Paper,
    ending: Annotated[str, typer.Option("--ending", help="REPAID, REALISED, DECIDED or VOIDED 终结方式")] = "REPAID",
    authority: Annotated[str, typer.Option("--authority", help="VOIDED: whose paper 出具机关")] = "",
    rank: Annotated[
        int, typer.Option("--authority-level", help="1 county to 4 national 机关级别", callback=between(0, 4))
    ] = 0,
    payers_settled: Annotated[
        bool, typer.Option("--payers-settled", help="REPAID: who paid for the debtor has it back 代偿人已获清偿")
    ] = False,
    seen: Seen = None,
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """End the pledge and free its units; remember to cancel the statutory filing 解除质押"""
    how: PledgeEnding = word_named(PledgeEnding, ending)
    by = organisation(authority) if authority else None
    hand = Hand(person, approver, key, as_json, seen)

    def act(ledger: Ledger, order: service.PledgeOrder) -> service.Answer:
        return service.release(ledger, order, how, by, rank, payers_settled=payers_settled)

    run("release-pledge", pledge, paper, hand, act)


def release_unit(
    pledge: PledgeName,
    place: Place,
    paper: Paper,
    seen: Seen = None,
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Free one unit; what remains must cover as agreed 部分解除"""
    hand = Hand(person, approver, key, as_json, seen)
    run("release-unit", pledge, paper, hand, lambda ledger, order: service.release_unit(ledger, order, place))


def reserve(
    code: Code,
    holder: Holder,
    right: Right = "OPERATE",
    days: Annotated[int, typer.Option("--days", help="At most 7 天数", callback=between(1, 7))] = 7,
    behind: Annotated[bool, typer.Option("--behind", help="Although something stands there 后顺位")] = False,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Hold the next rank on a unit after a clean search, which is kept 预留顺位"""
    with opened() as ledger:
        who = acting(ledger, person)
        name = key or made_key(ledger, who, f"reserve-{right}-{holder}", [certificate_bytes(CertificateId(code))])
        order = ReservationOrder(
            who, name, CertificateId(code), party(holder), word_named(RightBits, right), days * DAY, behind
        )
        print_told(pledge_changes.reserve(ledger, order), as_json)


# --- consents and changes ---------------------------------------------------------------------------------------------


def consent(
    pledge: PledgeName,
    matter: Annotated[
        str, typer.Option("--to", help="junior, transfer, end, grant, extension, assignment, swap 同意事项")
    ],
    until: Until,
    other: Annotated[str, typer.Option("--other", help="junior: the later pledge; swap: one of the two 另一质押")] = "",
    one: Annotated[str, typer.Option("--one", help="swap: the other of the two, by default this one 互换质押")] = "",
    code: Annotated[str, typer.Option("--code", help="transfer, end, swap: of which certificate 凭证编号")] = "",
    holder: Annotated[str, typer.Option("--holder", help="transfer, swap: whose unit 权利人")] = "",
    right: Right = "OPERATE",
    new_holder: Annotated[str, typer.Option("--new-holder", help="transfer: to whom 受让方")] = "",
    grant: Annotated[str, typer.Option("--grant", help="grant: its reference or id 授权编号")] = "",
    maturity: Annotated[str | None, typer.Option("--maturity", help="extension: the new one 新到期日")] = None,
    renewal: Annotated[
        bool, typer.Option("--renewal", help="extension: with the promise to renew the certificate 承诺续期")
    ] = False,
    assignee: Annotated[str, typer.Option("--assignee", help="assignment: to which bank 受让质权人")] = "",
    by: Annotated[str, typer.Option("--by", help="Whose consent, if not the person's own 同意方")] = "",
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    seen: Seen = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Agree to one thing, named exactly, until a moment 同意"""
    words = {
        "OTHER": other, "CODE": code, "HOLDER": holder, "RIGHT": right, "NEW_HOLDER": new_holder, "GRANT": grant,
        "MATURITY": maturity or "", "ASSIGNEE": assignee, "ONE": one,
        "RENEWAL": "yes" if renewal else "",
    }  # fmt: skip
    moment_until = 0 if until == "0" else moment(until) or 0
    whose = party(by) if by else None
    hand = Hand(person, None, key, as_json, seen, Signing(form, mandate, level))

    def act(ledger: Ledger, order: service.PledgeOrder) -> dict[str, Any]:
        named_matter = _matter(ledger, order.pledge_id, matter.strip().upper(), words)
        return pledge_changes.consent(ledger, order, named_matter, moment_until, whose)

    run(f"consent-{matter.lower()}", pledge, "", hand, act)


def substitute(
    pledge: PledgeName,
    offered: Annotated[str, typer.Option("--offer", help="The offer whose units come in 置换要约")],
    place: Place,
    acknowledge: Acknowledge = "",
    minimum_level: MinimumLevel = 0,
    debtor_level: DebtorLevel = 0,
    seen: Seen = None,
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Units of an offer come in and one goes out, in one transaction; the bank's two persons 置换"""
    looked = Looked(acknowledged(acknowledge), minimum_level, debtor_level)

    def act(ledger: Ledger, order: service.PledgeOrder) -> service.Answer:
        return pledge_changes.substitute(ledger, order, named(ledger.store, offered), place, looked)

    run("substitute-unit", pledge, "", Hand(person, approver, key, as_json, seen), act)


def extend(
    pledge: PledgeName,
    maturity: Annotated[str, typer.Option("--maturity", help="The later one 新到期日")],
    paper: Paper,
    renewal: Annotated[bool, typer.Option("--renewal", help="The pledgor renews the certificate 承诺续期")] = False,
    seen: Seen = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """A later maturity, which the holders consented to 展期"""
    later = moment(maturity) or 0
    hand = Hand(person, None, key, as_json, seen)
    run(
        "extend-pledge", pledge, paper, hand,
        lambda ledger, order: pledge_changes.extend(ledger, order, later, renewal=renewal),
    )  # fmt: skip


def assign(
    pledge: PledgeName,
    paper: Paper,
    passing: Annotated[str, typer.Option("--passing", help="AGREED, or SUBROGATION 受让方式")] = "AGREED",
    seen: Seen = None,
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Take the claim over with its rank, two persons; by subrogation after compensation 受让债权"""
    how: Passing = word_named(Passing, passing)
    hand = Hand(person, approver, key, as_json, seen)
    run("assign-pledge", pledge, paper, hand, lambda ledger, order: pledge_changes.assign(ledger, order, how))


def swap_ranks(
    pledge: PledgeName,
    other: Annotated[str, typer.Option("--with", help="The other pledge 另一质押")],
    code: Annotated[str, typer.Option("--code", help="Of which certificate 凭证编号")],
    holder: Holder,
    paper: Paper,
    right: Right = "OPERATE",
    seen: Seen = None,
    seen_other: Annotated[
        Path | None,
        typer.Option("--seen-other", help="What `show --json` printed of the other 另一质押所见状态", exists=True),
    ] = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Exchange ranks on a unit; every pledgee between consented 互换顺位"""

    def act(ledger: Ledger, order: service.PledgeOrder) -> dict[str, Any]:
        unit = (CertificateId(code), party(holder), word_named(RightBits, right))
        return pledge_changes.swap_ranks(ledger, order, named(ledger.store, other), *unit, seen_pledge(seen_other))

    run("swap-ranks", pledge, paper, Hand(person, None, key, as_json, seen), act)


# --- words ------------------------------------------------------------------------------------------------------------


def _unit(text: str) -> Unit:
    code, _, right = text.partition(":")
    return Unit(CertificateId(code.strip().upper()), word_named(RightBits, right) if right else RightBits.OPERATE)


def _pledge(ledger: Ledger, text: str | None) -> PledgeId:
    return named(ledger.store, text) if text else NO_PLEDGE


def _matter(ledger: Ledger, own: PledgeId, matter: str, words: dict[str, str]) -> Matter:
    wanted = {
        "JUNIOR": ("OTHER",),
        "TRANSFER": ("CODE", "HOLDER", "RIGHT", "NEW_HOLDER"),
        "END": ("CODE",),
        "GRANT": ("GRANT",),
        "EXTENSION": ("MATURITY",),
        "ASSIGNMENT": ("ASSIGNEE",),
        "SWAP": ("OTHER", "CODE", "HOLDER", "RIGHT"),
    }
    if matter not in wanted or not all(words[name] for name in wanted[matter]):
        needs = "; ".join(f"{name}: {', '.join(names)}" for name, names in wanted.items()).lower()
        raise Refused(
            f"a consent is to one matter, said in full ({needs})",
            zh=f"同意须指明一项事项并填写完整（{needs}）",
            code="MATTER_INCOMPLETE",
        )
    code = CertificateId(words["CODE"].strip().upper())
    match matter:
        case "JUNIOR":
            return Junior(named(ledger.store, words["OTHER"]))
        case "TRANSFER":
            return ToPass(
                code, party(words["HOLDER"]), word_named(RightBits, words["RIGHT"]), party(words["NEW_HOLDER"])
            )
        case "END":
            return ToEnd(code)
        case "GRANT":
            return ToGrant(grant_named(ledger.store, words["GRANT"]))
        case "EXTENSION":
            return ToExtend(moment(words["MATURITY"]) or 0, renewal=bool(words["RENEWAL"]))
        case "ASSIGNMENT":
            return ToAssign(organisation(words["ASSIGNEE"]))
        case _:
            one = named(ledger.store, words["ONE"]) if words["ONE"] else own
            return ToSwap(
                one,
                named(ledger.store, words["OTHER"]),
                code,
                party(words["HOLDER"]),
                word_named(RightBits, words["RIGHT"]),
            )
