# SPDX-License-Identifier: Apache-2.0
"""The operator's verbs: init, up, down, status, backup, restore, migrate, upgrade."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ledger.chain.fees import FeePolicy
from ledger.chain.signer import Signer, open_signer
from ledger.cli.options import Json
from ledger.cli.output import out, print_json
from ledger.cli.state import settings, use_home
from ledger.content.keyring import read_password
from ledger.domain.demo_marks import refuse_fictional
from ledger.domain.ids import OrgId, id_named
from ledger.domain.verdict_json import shanghai
from ledger.service import operating, upgrading
from ledger.service.founding import DEFAULT_DELAY, Beginning, Founder, Site, begin, found, found_on, founding_rules

DeployerKey = Annotated[
    Path | None, typer.Option("--deployer", help="Keystore of an account with coins, where gas costs 部署账户")
]
DeployerPassword = Annotated[Path | None, typer.Option("--deployer-password", help="File with its password 口令文件")]


def register(app: typer.Typer) -> None:
    for verb in (init, up, down, status, backup, restore, migrate, upgrade):
        app.command()(verb)


def init(
    directory: Annotated[Path, typer.Argument(help="An empty directory 空目录")],
    authority: Annotated[list[str], typer.Option("--authority", help="CODE=NAME, at least two 主管部门")],
    delay: Annotated[
        int, typer.Option("--delay", help="Seconds between proposal and confirmation 治理等待秒数")
    ] = DEFAULT_DELAY,
    rpc: Annotated[
        str | None,
        typer.Option(
            "--rpc",
            envvar="LEDGER_RPC_URL",
            help="JSON-RPC of an existing network; without it an embedded node 已有网络",
        ),
    ] = None,
    chain_id: Annotated[int | None, typer.Option("--chain-id", help="What the network must be 链标识")] = None,
    genesis: Annotated[str | None, typer.Option("--genesis", help="Hash of its block 0, to be sure 创世区块")] = None,
    finality: Annotated[str, typer.Option("--finality", help="latest, depth:N or finalized-tag 终局规则")] = "latest",
    gas_price: Annotated[int, typer.Option("--gas-price", help="Wei, where there is no base fee 燃料价格")] = 0,
    tip: Annotated[int, typer.Option("--tip", help="Wei, where there is a base fee 小费")] = 0,
    deployer: DeployerKey = None,
    deployer_password: DeployerPassword = None,
) -> None:
    """Found an empty ledger with keys of its own, on a node of its own or on an existing network 新建账本"""
    founders = [_founder(place, text) for place, text in enumerate(authority, start=1)]
    refuse_fictional([founder.org for founder in founders], demo=False)
    use_home(directory)
    beginning = Beginning(founders, delay=delay)
    if rpc is not None:
        signer = _deployer(deployer, deployer_password)
        site = Site(rpc, finality, FeePolicy(gas_price, tip), chain_id, _hash(genesis), signer)
        _found_on(directory, beginning, site)
        return
    with found(settings(), beginning) as (ledger, people):
        if ledger.node is not None:
            ledger.node.go_live()
        block = ledger.rpc.head().number
    out.print(f"founded 已建立: {directory}; block 区块 {block}; persons 人员 {' '.join(p.person_id for p in people)}")
    out.print("next 下一步: ledger --home DIR org register ... --as authority-1; ledger --home DIR up")


def _found_on(directory: Path, beginning: Beginning, site: Site) -> None:
    with found_on(settings(), beginning, site) as (ledger, people):
        names = " ".join(person.person_id for person in people)
        out.print(f"founded 已建立: {directory}; chain 链 {ledger.network.chain_id}; persons 人员 {names}")
        begun = begin(ledger, people, founding_rules(beginning))
    if begun.penniless:
        for account in begun.penniless:
            out.print(f"needs coins before it can act 须先有余额: 0x{account.hex()}")
        out.print("then 然后: ledger --home DIR propose-rules --as authority-1")
    elif not begun.published:
        out.print(f"regime and calendars are proposed 已提案: from 可确认时间 {shanghai(begun.earliest)}")
        out.print("then 然后: ledger --home DIR proposals; ledger --home DIR confirm 0x... --as authority-2, each")
    out.print("next 下一步: ledger --home DIR up")


def _deployer(keystore: Path | None, password_file: Path | None) -> Signer | None:
    if keystore is None:
        return None
    if password_file is None:
        raise typer.BadParameter("--deployer needs --deployer-password FILE")
    return open_signer(keystore, read_password(password_file))


def _hash(text: str | None) -> bytes | None:
    if text is None:
        return None
    if (found := id_named(text)) is None:
        raise typer.BadParameter("a hash is 0x and 64 hexadecimal digits", param_hint="--genesis")
    return found


def _founder(place: int, text: str) -> Founder:
    code, _, name = text.partition("=")
    if not name:
        raise typer.BadParameter("write CODE=NAME")
    return Founder(OrgId(code.strip().upper()), name.strip(), f"authority-{place}", f"authority {place}")


def up() -> None:
    """Start node, follower, sender and API in the background 启动"""
    daemon = operating.up(settings())
    out.print(f"up 已启动: {daemon.url} (pid {daemon.pid})")


def down() -> None:
    """Stop what `up` started 停止"""
    out.print("down 已停止" if operating.down(settings()) else "nothing was up 未在运行")


def status(as_json: Json = False) -> None:
    """What runs, where the mirror stands, what is under way 状态"""
    found_status = operating.status(settings())
    if as_json:
        print_json(asdict(found_status))
        return
    for word, value in _lines(found_status):
        out.print(f"{word:<18} {value}", markup=False)
    for name, value in found_status.settings.items():
        out.print(f"  LEDGER_{name.upper()} = {value}", markup=False)


def _lines(told: operating.Status) -> list[tuple[str, object]]:
    daemon = told.daemon
    return [
        ("home 目录", told.home),
        ("daemon 后台", f"{daemon.url} pid {daemon.pid}" if daemon is not None else "down 未运行"),
        ("network 网络", f"{told.network} chain {told.chain_id}, node {'up' if told.node_up else 'down'}"),
        ("mirror 镜像", f"block {told.block}, final {told.final}, {shanghai(told.time) if told.time else '-'}"),
        ("acts 操作", f"{told.acts} of {told.subjects} subjects"),
        ("submissions 提交", told.submissions),
    ]


def backup(target: Annotated[Path, typer.Argument(help="The archive to make 备份文件")]) -> None:
    """Records, outbox, keys, documents and the node's chain in one archive 备份"""
    out.print(f"{operating.backup(settings(), target)} files 个文件 -> {target}")


def restore(source: Annotated[Path, typer.Argument(help="The archive 备份文件")]) -> None:
    """Make the directory anew from an archive 恢复"""
    count = operating.restore(settings(), source)
    out.print(f"{count} files 个文件 -> {settings().home}; check 核对: ledger fsck")


def migrate() -> None:
    """Bring the database to this program's schema, after an upgrade 升级数据库结构"""
    out.print(f"schema 结构版本 {operating.migrate(settings())}")


def upgrade(
    person: Annotated[
        list[str] | None,
        typer.Option("--as", help="A person of an authority; by default all whose keys are here 主管部门人员"),
    ] = None,
    backup_to: Annotated[
        Path | None, typer.Option("--backup", help="Where the backup goes; by default beside the ledger 备份文件")
    ] = None,
    backed_up: Annotated[
        bool, typer.Option("--backed-up", help="I keep a backup of database and directory myself 已自行备份")
    ] = False,
    deployer: DeployerKey = None,
    deployer_password: DeployerPassword = None,
    deployment: Annotated[
        Path | None,
        typer.Option("--deployment", help="deployment.json that another operator of this ledger made 他方部署文件"),
    ] = None,
) -> None:
    """Go on with a ledger of an earlier release on today's contracts; repeat until it says so 升级账本"""
    signer = _deployer(deployer, deployer_password)
    order = upgrading.Upgrade(tuple(person or ()), backup_to, backed_up, signer, deployment)
    done = upgrading.upgrade(settings(), order, lambda zh, en: out.print(f"{zh} · {en}", markup=False))
    if done.already:
        out.print("nothing to do: this ledger is on the contracts of this release 无需升级")
        return
    out.print(
        f"upgraded 已升级: {done.acts} acts 操作, {done.certificates} certificates 凭证, "
        f"{done.open_cases} open applications 在办申请; the earlier deployment 原部署: {done.kept}"
    )
    out.print("check 核对: ledger fsck; acts that waited for a second person are prepared anew 待审批事项须重新经办")
