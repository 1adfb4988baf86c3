# SPDX-License-Identifier: Apache-2.0
"""Governance by two authorities, and what an organisation does by its own keys."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.calendars import read_year, shipped_year
from ledger.cli.options import AsPerson, Json, Key, between
from ledger.cli.output import account as account_of
from ledger.cli.output import moment, out, print_json
from ledger.cli.state import acting, opened
from ledger.content.digest import sha256
from ledger.domain.demo_marks import refuse_fictional
from ledger.domain.ids import Address, OrgId, id_named, party_of_org
from ledger.domain.kinds import Kind, OrgKind, bitmap
from ledger.domain.verdict_json import shanghai
from ledger.service import governing, own_affairs, people, two_persons
from ledger.service.founding import shipped_rules
from ledger.service.governing import Governed
from ledger.service.heads import made_key
from ledger.service.runtime import Ledger

Org = Annotated[str, typer.Argument(help="Unified social credit code 统一社会信用代码")]
Decision = Annotated[
    Path, typer.Option("--document", help="The published decision, as a file 决定文书", exists=True, dir_okay=False)
]

organisation = typer.Typer(no_args_is_help=True, help="Organisations: propose registration, accreditation, keys 机构")
regime = typer.Typer(no_args_is_help=True, help="Registration regimes 登记规则")
writer = typer.Typer(no_args_is_help=True, help="Which contract may put which kinds of acts on record 写入权限")
calendar = typer.Typer(no_args_is_help=True, help="Working-day calendars 工作日历")
key = typer.Typer(no_args_is_help=True, help="Keys of one's own organisation 密钥")
person_app = typer.Typer(no_args_is_help=True, help="People and their API keys 人员")


def register(app: typer.Typer) -> None:
    app.add_typer(organisation, name="org")
    app.add_typer(regime, name="regime")
    app.add_typer(calendar, name="calendar")
    app.add_typer(writer, name="writer")
    app.add_typer(key, name="key")
    app.add_typer(person_app, name="person")
    app.command()(proposals)
    app.command()(confirm)
    app.command("withdraw-proposal")(withdraw_proposal)
    app.command("propose-rules")(propose_rules)


# --- proposals --------------------------------------------------------------------------------------------------------


def proposals(as_json: Json = False) -> None:
    """Open proposals, and from when each may be confirmed 待确认提案"""
    with opened() as ledger:
        found = governing.open_proposals(ledger)
        rows = [
            (
                "0x" + p.proposal_id.hex(),
                p.latest.proposer,
                shanghai(p.latest.earliest),
                governing.spoken_act(ledger, p),
            )
            for p in found
        ]
    if as_json:
        print_json([dict(zip(_PROPOSAL, row, strict=True)) for row in rows])
        return
    for row in rows:
        out.print(
            f"{row[0]}\n  {row[1]}  {row[2]}\n  {row[3]}", markup=False, emoji=False, highlight=False, soft_wrap=True
        )
    out.print(f"{len(rows)} open 待确认")


_PROPOSAL = ("proposal", "proposer", "earliest", "act")


def confirm(proposal: Annotated[str, typer.Argument(help="0x... id of the proposal")], person: AsPerson = None) -> None:
    """Confirm what another authority proposed, after the delay 确认提案"""
    with opened() as ledger:
        made = governing.confirm_proposal(ledger, acting(ledger, person), _proposal_id(proposal))
    out.print(f"confirmed 已确认: block 区块 {made['block']}")


def withdraw_proposal(
    proposal: Annotated[str, typer.Argument(help="0x... id of the proposal")], person: AsPerson = None
) -> None:
    """Withdraw what one's own authority proposed 撤回提案"""
    with opened() as ledger:
        made = governing.withdraw(ledger, acting(ledger, person), _proposal_id(proposal))
    out.print(f"withdrawn 已撤回: block 区块 {made['block']}")


def propose_rules(person: AsPerson = None) -> None:
    """Propose what a ledger begins with: the regime and the shipped calendars 提案公布登记规则与日历"""
    with opened() as ledger:
        earliest = governing.propose_all(ledger, acting(ledger, person), shipped_rules())
    out.print(f"proposed 已提案: from 可确认时间 {shanghai(earliest)}; ledger proposals")


def _propose(ledger: Ledger, person: str | None, governed: Governed, note: str) -> None:
    made = governing.propose(ledger, acting(ledger, person), governed, note)
    out.print(f"proposed 已提案: {made['proposal']}; from 可确认时间 {shanghai(made['earliest'])}")


# --- organisations ----------------------------------------------------------------------------------------------------


@organisation.command("register")
def org_register(
    org: Org,
    name: Annotated[str, typer.Option("--name", help="Legal name 名称")],
    kind: Annotated[list[str], typer.Option("--kind", help=" ".join(governing.KINDS))],
    group: Annotated[int, typer.Option("--group", help="Affiliation group 关联关系组")] = 0,
    public_body: Annotated[bool, typer.Option("--public-body")] = False,
    person: AsPerson = None,
) -> None:
    """Propose to register an organisation 提案登记机构"""
    kinds = [_kind(each) for each in kind]
    with opened() as ledger:
        refuse_fictional([org], demo=ledger.deployment.demo)
        call = governing.registration(OrgId(org), name, kinds, group, public_body)
        _propose(ledger, person, Governed(call), f"register {org}")


@organisation.command("accredit")
def org_accredit(
    org: Org,
    kind: Annotated[str, typer.Option("--kind", help=" ".join(governing.KINDS))],
    since: Annotated[str, typer.Option("--since")],
    until: Annotated[str, typer.Option("--until")],
    region: Annotated[int, typer.Option("--region", help="Two digits of the code, 15 = Inner Mongolia")] = 0,
    digit: Annotated[int, typer.Option("--digit", help="The registrar's digit in the code")] = 0,
    person: AsPerson = None,
) -> None:
    """Propose an accreditation for a window 提案认可资格"""
    with opened() as ledger:
        call = governing.accreditation(OrgId(org), _kind(kind), moment(since) or 0, moment(until) or 0, region, digit)
        _propose(ledger, person, Governed(call), f"accredit {org}")


@organisation.command("add-key")
def org_add_key(
    org: Org,
    account: Annotated[str | None, typer.Option("--account", help="0x...; by default a new key is made here")] = None,
    until: Annotated[str | None, typer.Option("--until")] = None,
    person: AsPerson = None,
) -> None:
    """Propose a signing key for an organisation 提案增加签名密钥"""
    with opened() as ledger:
        address = account_of(account) if account else ledger.keys.create_account()
        call = governing.key(OrgId(org), address, ledger.now(), moment(until) or 0)
        _propose(ledger, person, Governed(call), f"key 0x{address.hex()}")
    out.print(f"account 账户 0x{address.hex()}")


@organisation.command("suspend")
def org_suspend(
    org: Org,
    kind: Annotated[str, typer.Option("--kind")],
    document: Decision,
    resume: Annotated[bool, typer.Option("--resume", help="Propose to resume instead")] = False,
    person: AsPerson = None,
) -> None:
    """Propose to suspend an accreditation, or to resume it 提案暂停或恢复资格"""
    digest = sha256(document.read_bytes())
    with opened() as ledger:
        call = governing.suspension(OrgId(org), _kind(kind), digest, resume=resume)
        what = "resume" if resume else "suspend"
        _propose(ledger, person, Governed(call), f"{what} {org} as {kind}; SHA-256 {digest.hex()}")


@organisation.command("regroup")
def org_regroup(
    org: Org,
    group: Annotated[
        int, typer.Option("--group", help="Affiliation group, 0 = none 关联关系组", callback=between(0, 2**24 - 1))
    ],
    person: AsPerson = None,
) -> None:
    """Propose into which affiliation group an organisation belongs 提案调整关联关系组"""
    with opened() as ledger:
        _propose(ledger, person, Governed(governing.regrouping(OrgId(org), group)), f"regroup {org} into {group}")


@organisation.command("succeed")
def org_succeed(
    org: Org,
    successor: Annotated[
        str, typer.Option("--successor", help="Credit code of the registrar that takes over 承接机构")
    ],
    document: Decision,
    person: AsPerson = None,
) -> None:
    """Propose that another registrar takes over what one that leaves registered (art. 13) 提案登记机构退出与承接"""
    digest = sha256(document.read_bytes())
    with opened() as ledger:
        call = governing.succession(OrgId(org), OrgId(successor), digest)
        _propose(ledger, person, Governed(call), f"succeed {org} by {successor}; SHA-256 {digest.hex()}")


# --- calendars --------------------------------------------------------------------------------------------------------


@calendar.command("add")
def calendar_add(
    year: Annotated[int, typer.Argument(help="The year 年份")],
    file: Annotated[Path | None, typer.Argument(help="JSON as in ledger/calendars; without it the shipped one")] = None,
    person: AsPerson = None,
) -> None:
    """Propose the working days of a year 提案公布年度工作日历"""
    chosen = read_year(file) if file is not None else shipped_year(year)
    if chosen.year != year:
        raise typer.BadParameter(f"the file is of {chosen.year}")
    with opened() as ledger:
        _propose(ledger, person, Governed(governing.calendar_year(chosen)), f"calendar {year}")


@regime.command("add")
def regime_add(
    file: Annotated[Path, typer.Argument(help="JSON: id, title, clocks, code_source, code_prefix, text_sha256")],
    person: AsPerson = None,
) -> None:
    """Propose a regime; it never changes once it is published 提案公布登记规则（公布后不可更改）"""
    given = governing.regime_of_file(file)
    with opened() as ledger:
        _propose(ledger, person, Governed(governing.regime(given)), f"regime {given.id}")


# --- writers ----------------------------------------------------------------------------------------------------------


ModuleName = Annotated[str, typer.Argument(help="A contract of the ledger by name, or 0x... 合约")]
ActKinds = Annotated[list[str], typer.Option("--kind", help="A kind of acts, as in docs/glossary.md 操作种类")]


@writer.command("open")
def writer_open(module: ModuleName, kind: ActKinds, person: AsPerson = None) -> None:
    """Propose that a contract may write kinds of acts that nobody writes 提案开放写入"""
    kinds = [_act(each) for each in kind]
    with opened() as ledger:
        _propose(ledger, person, Governed(governing.writer_opened(ledger, module, kinds)), f"open {module}")


@writer.command("end")
def writer_end(module: ModuleName, kind: ActKinds, person: AsPerson = None) -> None:
    """Propose to stop kinds of acts, and no others: the only pause there is 提案停止写入"""
    kinds = [_act(each) for each in kind]
    with opened() as ledger:
        _propose(ledger, person, Governed(governing.writer_ended(ledger, module, kinds)), f"end {module}")


# --- keys of one's own ------------------------------------------------------------------------------------------------


@key.command("publish-encryption")
def key_publish(person: AsPerson = None) -> None:
    """Make and publish the organisation's X25519 key 公布加密公钥"""
    with opened() as ledger:
        made = own_affairs.publish_encryption_key(ledger, acting(ledger, person))
    out.print(f"published 已公布: block 区块 {made['block']}")


@organisation.command("two-persons")
def org_two_persons(
    kind: ActKinds,
    approver: Annotated[str, typer.Option("--approver", help="The second person 审批人")],
    idempotency: Key = None,
    person: AsPerson = None,
) -> None:
    """Say which acts take two persons in one's own house, all of them; approved by the second 设定需双人办理的操作"""
    bits = bitmap(frozenset(_act(each) for each in kind))
    with opened() as ledger:
        who = acting(ledger, person)
        second = two_persons.approver_of(ledger, who, approver)
        name = idempotency or made_key(ledger, who, f"two-persons-{bits:x}", [party_of_org(who.org_id)])
        made = own_affairs.set_two_person_acts(ledger, who, second, name, bits)
    out.print(f"prepared 已经办: {made.id}; ledger approve {made.id} --as {approver}")


@key.command("retire")
def key_retire(account: Annotated[str, typer.Argument(help="0x...")], person: AsPerson = None) -> None:
    """End a key of one's own organisation 停用密钥"""
    with opened() as ledger:
        made = own_affairs.retire_key(ledger, acting(ledger, person), account_of(account))
    out.print(f"retired 已停用: block 区块 {made['block']}")


@key.command("compromised")
def key_compromised(
    account: Annotated[str, typer.Argument(help="0x...")],
    since: Annotated[str, typer.Option("--since", help="Since when it was in other hands 泄露起始时间")],
    report: Annotated[str, typer.Option("--report", help="What happened 情况说明")],
    person: AsPerson = None,
) -> None:
    """Report that a key was in other hands since a moment 报告密钥泄露"""
    with opened() as ledger:
        who = acting(ledger, person)
        made = own_affairs.report_compromised(ledger, who, account_of(account), moment(since) or 0, report)
    out.print(f"reported 已报告: block 区块 {made['block']}")


# --- people -----------------------------------------------------------------------------------------------------------


@person_app.command("add")
def person_add(
    person_id: Annotated[str, typer.Argument(help="a-z, 0-9, dot, dash, underscore")],
    org: Annotated[str, typer.Option("--org", help="Credit code 机构代码")],
    name: Annotated[str, typer.Option("--name", help="Stays here, never on chain 姓名（不上链）")],
    account: Annotated[str | None, typer.Option("--account", help="0x..., if the person signs")] = None,
) -> None:
    """Take a person on 增加人员"""
    with opened() as ledger:
        address: Address | None = account_of(account) if account else None
        people.add_person(ledger.store, OrgId(org), person_id, name, address, ledger.now())
    out.print(f"{person_id} @ {org}")


@person_app.command("end")
def person_end(person_id: Annotated[str, typer.Argument()]) -> None:
    """The person acts here no more 人员离岗"""
    with opened() as ledger:
        people.end_person(ledger.store, person_id, ledger.now())


@person_app.command("api-key")
def person_api_key(
    person_id: Annotated[str, typer.Argument()],
    label: Annotated[str, typer.Option("--label")] = "",
    scope: Annotated[list[str] | None, typer.Option("--scope", help="read, write, admin")] = None,
    until: Annotated[str | None, typer.Option("--until")] = None,
) -> None:
    """Issue a key to the API; it is shown once 签发接口密钥（仅显示一次）"""
    with opened() as ledger:
        who = ledger.principal(person_id)
        made = people.issue_api_key(ledger.store, who, label, scope or ["read"], ledger.now(), moment(until))
    out.print(made, markup=False)


def _proposal_id(text: str) -> bytes:
    if (found := id_named(text)) is None:
        raise typer.BadParameter("0x and 64 hexadecimal digits, as `ledger proposals` shows them")
    return found


def _act(word: str) -> Kind:
    if word not in Kind.__members__:
        raise typer.BadParameter(f"{word!r}; one of {', '.join(Kind.__members__)}")
    return Kind[word]


def _kind(word: str) -> OrgKind:
    if word not in governing.KINDS:
        raise typer.BadParameter(f"{word!r}; one of {', '.join(governing.KINDS)}")
    return governing.KINDS[word]
