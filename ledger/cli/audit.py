# SPDX-License-Identifier: Apache-2.0
"""The auditor's verbs: fsck, rebuild, history, digest; and who reads documents: entitle, destroy-key."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.audit.findings import TEXTS
from ledger.cli.options import Approver, AsPerson, Json, Key
from ledger.cli.output import moment, out, print_json, print_prepared
from ledger.cli.state import acting, opened, settings
from ledger.content.digest import sha256
from ledger.domain.ids import CertificateId, OrgId
from ledger.service import auditing, entitling, key_destruction, rebuilding, two_persons
from ledger.service.key_destruction import DestructionOrder
from ledger.service.runtime import open_mirror


def register(app: typer.Typer) -> None:
    for verb in (fsck, rebuild, history, entitle, digest):
        app.command()(verb)
    app.command("destroy-key")(destroy_key)


def fsck(as_json: Json = False) -> None:
    """Derive everything anew from the chain and name what differs 全面核对"""
    with opened() as ledger:
        report = auditing.fsck(ledger)
    if as_json:
        print_json([finding.as_json() for finding in report.findings])
    else:
        _print(report)
    raise typer.Exit(0 if report.clean else 1)


def rebuild(
    into: Annotated[Path | None, typer.Option("--into", help="A new mirror file, from a node alone")] = None,
    rpc: Annotated[str | None, typer.Option("--rpc", help="The node's URL, with --into")] = None,
    deployment: Annotated[Path | None, typer.Option("--deployment", help="The deployment file, with --into")] = None,
) -> None:
    """Drop the mirror and derive it anew; prints its digest 重建镜像"""
    if into is not None:
        made = rebuilding.rebuild_into(into, rpc, deployment or settings().deployment_file, settings())
    else:
        with opened() as ledger:
            made = auditing.rebuilt(ledger)
    out.print(f"block 区块 {made.block_number}  digest 摘要 {made.digest.hex()}")


def digest(as_json: Json = False) -> None:
    """Print the mirror's digest, and one for each table 镜像摘要"""
    with open_mirror(settings(), current=False) as store:
        made = auditing.digest(store)
    if as_json:
        tables = {table.name: {"rows": table.rows, "digest": table.digest.hex()} for table in made.tables}
        print_json({"block": made.block_number, "digest": made.digest.hex(), "tables": tables})
        return
    out.print(f"block 区块 {made.block_number}  digest 摘要 {made.digest.hex()}")


def history(
    code: Annotated[str, typer.Argument(help="SJ...")],
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV with everything to recompute the head")] = False,
) -> None:
    """Every act on a certificate, with its head 凭证历史"""
    with open_mirror(settings()) as store:
        text = auditing.history_of_certificate(store, CertificateId(code.strip().upper()))
    if as_csv:
        typer.echo(text, nl=False)
        return
    for line in text.splitlines()[1:]:
        fields = line.split(",")
        out.print(f"{fields[0]:>4}  block {fields[2]}  {fields[3]}  {fields[5]}  head {fields[11]}", markup=False)


def entitle(
    application: Annotated[str, typer.Argument(help="The application's reference 申请编号")],
    to: Annotated[str, typer.Option("--to", help="Credit code of the reader 查阅机构")],
    purpose: Annotated[str, typer.Option("--purpose", help="Why 用途")],
    until: Annotated[str | None, typer.Option("--until", help="Until when 截止")] = None,
    person: AsPerson = None,
) -> None:
    """Let an organisation read an application's documents 授权查阅"""
    with opened() as ledger:
        who = acting(ledger, person)
        wanted = entitling.Entitlement(who.org_id, application, OrgId(to), purpose, moment(until))
        count = entitling.entitle(ledger, who, wanted)
    out.print(f"{count} documents 份材料 -> {to}")


def destroy_key(
    application: Annotated[str, typer.Argument(help="The application's reference 申请编号")],
    decision: Annotated[
        Path, typer.Option("--decision", help="The paper that decided 决定书", exists=True, dir_okay=False)
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why 理由")],
    document: Annotated[
        list[str] | None, typer.Option("--document", help="Name of a document; by default all 材料名称")
    ] = None,
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Prepare to make documents unreadable for ever; proofs stay (PIPL 47) 销毁材料密钥"""
    digest_of_decision = sha256(decision.read_bytes())
    with opened() as ledger:
        who = acting(ledger, person)
        second = two_persons.approver_of(ledger, who, approver) if approver else None
        name = key or f"{application}:{digest_of_decision.hex()}"
        order = DestructionOrder(who, second, name, application, digest_of_decision, reason, document or ())
        made = key_destruction.prepared(ledger, order)
    print_prepared(made.destruction_id, made.approver, made.deadline, as_json)


def _print(report: auditing.Report) -> None:
    for finding in report.findings:
        zh, en = TEXTS[finding.code]
        out.print(f"{finding.code}  {finding.subject}", markup=False)
        out.print(f"    {zh} / {en}", markup=False)
        out.print(f"    expected 应为 {finding.expected}", markup=False)
        out.print(f"    actual   实为 {finding.actual}", markup=False)
    looked = report.looked
    counts = {
        "acts 项操作": looked.acts,
        "heads 个历史头": looked.subjects,
        "certificates 份凭证": looked.certificates,
        "documents 份材料": report.documents,
        "openings 份披露": report.openings,
        "readings 次查阅": report.readings,
        "submissions 份提交": looked.submissions,
    }
    if report.keys_destroyed:
        counts["keys destroyed by decision 把材料密钥已依决定销毁"] = report.keys_destroyed
    told = ", ".join(f"{count} {word}" for word, count in counts.items())
    out.print(f"{len(report.findings)} findings 处不符; block 区块 {looked.block}: {told}")
    if report.documents_unread:
        out.print(f"{report.documents_unread} documents could not be looked at now 份材料暂无法核对")
