# SPDX-License-Identifier: Apache-2.0
"""What is asked of pledges: `ledger pledge show | list | search | papers`. Registered by pledges.py."""

from __future__ import annotations

import time
from typing import Annotated, Any, Final

import typer

from ledger.cli.on_pledge import PledgeName
from ledger.cli.options import AsPerson, At, Code, Json, Known
from ledger.cli.output import moment, out, print_bytes, print_json, print_papers, print_table, word_named
from ledger.cli.state import acting, opened, settings
from ledger.domain.ids import CertificateId, OrgId
from ledger.domain.kinds import RightBits
from ledger.service import pledge_papers, pledge_views
from ledger.service.beside import party
from ledger.service.pledge_search import PledgeQuestion, search
from ledger.service.pledge_views import Wanted, moment_of, named
from ledger.service.runtime import open_mirror


def show(pledge: PledgeName, at: At = None, as_json: Json = False) -> None:
    """One pledge: status, units, terms, consents, loan and steps 质押详情"""
    with open_mirror(settings()) as store:
        then = moment_of(store, moment(at), int(time.time()))
        found = pledge_views.shown(store, named(store, pledge), then)
    if as_json:
        print_json(found)
        return
    _print(found)


def list_(
    code: Annotated[str | None, typer.Argument(help="SJ... 凭证编号")] = None,
    bank: Annotated[str | None, typer.Option("--bank", help="Credit code of the pledgee 质权人")] = None,
    pledgor: Annotated[str | None, typer.Option("--pledgor", help="Credit code, or 0x... 出质人")] = None,
    after: Annotated[str | None, typer.Option("--after", help="`next` of the page before")] = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Pledges on a certificate, of a bank, or of a pledgor, with how each stands 质押清单"""
    with open_mirror(settings()) as store:
        then = moment_of(store, moment(at), int(time.time()))
        if code is not None:
            found: dict[str, Any] = {
                "items": pledge_views.on_certificate(store, CertificateId(code), then),
                "next": None,
            }
        else:
            wanted = Wanted(OrgId(bank) if bank else None, party(pledgor) if pledgor else None, after=after)
            found = pledge_views.of_parties(store, wanted, then)
    if as_json:
        print_json(found)
        return
    rows = [_row(line) for line in found["items"]]
    print_table(f"pledges 质押 {code or bank or pledgor or ''}", ROW_HEADS, rows)
    if found["next"]:
        out.print(f"--after {found['next']}", markup=False)


def search_(
    code: Code,
    holder: Annotated[str | None, typer.Option("--holder", help="Credit code, or 0x... 权利人")] = None,
    right: Annotated[str | None, typer.Option("--right", help="HOLD, USE or OPERATE 权利")] = None,
    at: At = None,
    known: Known = None,
    as_json: Json = False,
) -> None:
    """What stands on a unit, true at a block; exit 1 unless it is clean 查询权利负担"""
    question = PledgeQuestion(
        CertificateId(code),
        int(time.time()),
        party(holder) if holder else None,
        word_named(RightBits, right) if right else None,
        moment(at),
        known,
    )
    with open_mirror(settings(), known) as store:
        found = search(store, question)
    if as_json:
        print_bytes(found.bytes())
    else:
        _print_search(found.document())
    raise typer.Exit(0 if found.clean else 1)


def papers(
    pledge: PledgeName,
    purpose: Annotated[str, typer.Option("--purpose", help="What the reading is for; it is logged 用途")],
    person: AsPerson = None,
    as_json: Json = False,
) -> None:
    """The texts behind the commitments, for pledgee, pledgor and filer 查阅文书"""
    with opened() as ledger:
        found = pledge_papers.papers(ledger, acting(ledger, person), named(ledger.store, pledge), purpose)
    print_papers(found, as_json)


def entitle(
    pledge: PledgeName,
    to: Annotated[str, typer.Option("--to", help="Credit code of the reader 查阅机构")],
    purpose: Annotated[str, typer.Option("--purpose", help="Why 用途")],
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", help="Only such papers, as `papers` names them 文书种类")
    ] = None,
    person: AsPerson = None,
    as_json: Json = False,
) -> None:
    """Let an organisation read the papers that are there by now; only a party can 授权查阅质押文书"""
    with opened() as ledger:
        who, subject = acting(ledger, person), named(ledger.store, pledge)
        count = pledge_papers.entitle(ledger, who, subject, OrgId(to), purpose, kinds or ())
    if as_json:
        print_json({"papers": count, "to": to})
        return
    out.print(f"{count} papers 份文书 -> {to}")


# --- shapes -----------------------------------------------------------------------------------------------------------

ROW_HEADS = [
    "质押 pledge",
    "状态 status",
    "出质人 pledgor",
    "质权人 pledgee",
    "顺位 rank",
    "excl.",
    "max fen",
    "到期 maturity",
]


def _row(line: dict[str, Any]) -> list[object]:
    ranks = " ".join(f"{unit['code']}/{unit['right']}:{unit['rank'] or '-'}" for unit in line["units"])
    exclusive = "yes" if line["exclusive"] else ""
    return [
        line["reference"], line["status"], line["pledgor"], line["pledgee"], ranks, exclusive,
        line["maximum_fen"] or "-", line["maturity"],
    ]  # fmt: skip


_CONSENTING: Final = {
    "GIVEN": "有效",
    "USED": "已使用",
    "OVER": "已过期",
    "FOLLOWED": "已被后一表示取代",
    "TAKEN_BACK": "已撤回",
    "LAPSED": "同意方已非质权人或权利人，不再计入",
}


def _print(found: dict[str, Any]) -> None:
    for name in ("pledge", "reference", "status", "pledgor", "pledgee", "form", "exclusive", "maximum_fen", "maturity"):
        out.print(f"{name:<14} {found[name]}", markup=False)
    for unit in found["units"]:
        live = "in force 在质押中" if unit["live"] else "free 未在质押中"
        out.print(
            f"  unit {unit['place']}  {unit['code']} {unit['right']} {unit['holder']}  rank {unit['rank']}  {live}",
            markup=False,
        )
    for part in ("terms", "loan"):
        for name, value in found[part].items():
            out.print(f"  {part}.{name:<22} {value}", markup=False)
    for given in found["consents"]:
        since = given["used_at"] or f"until {given['until']}"
        standing = f"{given['standing']} {_CONSENTING[given['standing']]}"
        out.print(f"  consent 同意 {given['matter'][:12]} {given['party']}  {standing} {since}", markup=False)
    _print_money(found)
    for act in found["tainted"]:
        out.print(f"  TAINTED 密钥泄露 {act['at']}  {act['what']} {act['account']} {act['organisation']}", markup=False)
    for step in found["steps"]:
        out.print(f"  {step['at']}  {step['what']:<22} block {step['block']}", markup=False)
    out.print("A record, no perfection: see the statutory register. 账本记录不产生登记对抗效力，以法定登记为准")


def _print_money(found: dict[str, Any]) -> None:
    """Payments in the debtor's place, and what units brought: whose is what."""
    for paid in found["compensations"]:
        standing = f"{paid['standing']} level {paid['level']}" if paid["signed_at"] else paid["standing"]
        back = (
            f"; recovered 已收回 {paid['recovered_fen']}, owed 未收回 {paid['owed_fen']}" if paid["signed_at"] else ""
        )
        share = f" ({paid['share_bps']} bps)" if paid["share_bps"] else ""
        out.print(
            f"  compensation 代偿 {paid['number']}: {paid['payer']} {paid['amount_fen']} fen{share}  {standing}{back}",
            markup=False,
        )
    for one in found["realised"]:
        told = ", ".join(f"{share['pledge'][:12]} {share['amount_fen']}" for share in one["shares"])
        out.print(
            f"  realised 已变价 unit {one['place']}: {one['proceeds_fen']} fen; {told}; surplus {one['surplus_fen']}"
        )
        payers = ", ".join(f"{part['payer']} {part['amount_fen']}" for part in one["to_payers"])
        if payers:
            out.print(
                f"    of its share 其中: pledgee 质权人 {one['to_pledgee_fen']}, payers 代偿人 {payers}", markup=False
            )
    for said in found["contested"]:
        level = f" level {said['level']}" if said["level"] else ""
        out.print(
            f"  contested 异议 {said['what']}: {said['party']} by {said['by']}{level}  {said['at']}", markup=False
        )
    if found["compensations"]:
        out.print("  What pledgee and payers agreed among themselves rules. 质权人与代偿人之间以其约定为准")


def _print_search(document: dict[str, Any]) -> None:
    out.print(f"{document['code']}  {'CLEAN 无负担' if document['clean'] else 'NOT CLEAN 有负担'}  {document['base']}")
    for unit in document["units"]:
        stops = " ".join(unit["stops"]) or "free"
        out.print(f"  {unit['holder']} {unit['right']}: {stops}; next rank 下一顺位 {unit['next_rank']}", markup=False)
        for lien in unit["liens"]:
            exclusive = " exclusive 排他" if lien["exclusive"] else ""
            out.print(f"    rank {lien['rank']}{exclusive}  {lien['pledgee']}  {lien['status']}  {lien['pledge']}")
        if unit["reserved"] is not None:
            until = unit["reserved"]["until"]["shanghai"]
            out.print(f"    reserved 已预留 {unit['reserved']['by']} until {until}", markup=False)
    for each in document["beside"]:
        liens = "?" if each["liens"] is None else each["liens"]
        out.print(f"  beside 关联: {each['how']} {each['label']} {each['status']} liens {liens}", markup=False)
    known = document["known"]
    out.print(f"known at block 截至区块 {known['block']} {known['hash']} ({known['finality']})", markup=False)
    out.print("Other registers were not searched. 未查询其他登记系统")
