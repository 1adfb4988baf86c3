# SPDX-License-Identifier: Apache-2.0
"""Opinions of value: `ledger valuation attest | withdraw`, and the questions `list` and `value`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.options import AsPerson, At, Code, Json, Key, Known, between
from ledger.cli.output import fen, finality, moment, out, print_bytes, print_table, print_told, yuan
from ledger.cli.state import acting, opened, settings
from ledger.domain.ids import CertificateId, certificate_bytes
from ledger.domain.kinds import ValuationPurpose
from ledger.domain.verdict_json import shanghai
from ledger.errors import Refused
from ledger.service import valuations as service
from ledger.service.beside import party
from ledger.service.heads import made_key
from ledger.service.runtime import Ledger, Principal, open_mirror
from ledger.service.valuations import OpinionOrder, OpinionWithdrawal, ValueAsked, Valued

PurposeWord = Annotated[str, typer.Option("--purpose", help="PLEDGE, ENTRY-INTO-BOOKS or TRADE 评估目的")]
Holder = Annotated[str | None, typer.Option("--holder", help="Whose rights, if not the only holder's 权利人")]


def register(app: typer.Typer) -> None:
    verbs = typer.Typer(no_args_is_help=True, help="Opinions of value 价值评估")
    verbs.command("attest")(attest)
    verbs.command("withdraw")(withdraw)
    verbs.command("list")(list_)
    verbs.command("value")(value)
    app.add_typer(verbs, name="valuation")


# --- acts -------------------------------------------------------------------------------------------------------------


def attest(
    code: Code,
    amount: Annotated[str, typer.Option("--value", help="In yuan, e.g. 1200000.00 评估值（元）")],
    methods: Annotated[str, typer.Option("--methods", help="COST, INCOME, MARKET, with commas 评估方法")],
    base: Annotated[str, typer.Option("--base", help="Base date 评估基准日")],
    until: Annotated[str, typer.Option("--until", help="Valid until, excluded 有效期至")],
    report: Annotated[str, typer.Option("--report", help="Text of the report 评估报告")] = "",
    report_file: Annotated[
        Path | None,
        typer.Option(
            "--report-file", help="A file instead: its name and SHA-256 报告文件", exists=True, dir_okay=False
        ),
    ] = None,
    assumptions: Annotated[str, typer.Option("--assumptions", help="Text of the assumptions 评估假设")] = "",
    purpose: PurposeWord = "PLEDGE",
    holder: Holder = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Give an opinion of value on a certificate as it stands; by an accredited valuer 出具评估意见"""
    if bool(report) is (report_file is not None):
        raise Refused("give the report as text or as a file", zh="报告正文与报告文件须择一提供", code="REPORT_MISSING")
    with opened() as ledger:
        who = acting(ledger, person)
        order = OpinionOrder(
            who=who,
            key=key or _key(ledger, who, f"attest-value-{purpose}-{amount}-{until}", code),
            code=CertificateId(code),
            purpose=_purpose(purpose),
            methods=tuple(each.strip().upper() for each in methods.split(",") if each.strip()),
            value=fen(amount),
            base_date=moment(base) or 0,
            valid_until=moment(until) or 0,
            report=service.file_named(report_file) if report_file is not None else report,
            assumptions=assumptions,
            holder=party(holder) if holder else None,
        )
        print_told(service.attest(ledger, order), as_json)


def withdraw(
    code: Code,
    reason: Annotated[str, typer.Option("--reason", help="Why 撤回理由")],
    purpose: PurposeWord = "PLEDGE",
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Take one's own opinion back; it counts no more from then on 撤回评估意见"""
    with opened() as ledger:
        who = acting(ledger, person)
        name = key or _key(ledger, who, f"withdraw-value-{purpose}", code)
        order = OpinionWithdrawal(who, name, CertificateId(code), _purpose(purpose), reason)
        print_told(service.withdraw(ledger, order), as_json)


# --- questions --------------------------------------------------------------------------------------------------------


def list_(code: Code, holder: Holder = None, at: At = None, known: Known = None, as_json: Json = False) -> None:
    """Every opinion on a certificate, and why it counts or does not 评估意见清单"""
    found = _valued(ValueAsked(CertificateId(code), int(time.time())), holder, at, known)
    if as_json:
        print_bytes(found.bytes())
        return
    _print(found)


def value(
    code: Code,
    opinions: Annotated[
        int, typer.Option("--opinions", help="How many valuers it takes 所需机构数", callback=between(1, 15))
    ] = 1,
    purpose: PurposeWord = "PLEDGE",
    holder: Holder = None,
    at: At = None,
    known: Known = None,
    as_json: Json = False,
) -> None:
    """The lowest opinion that counts, once enough valuers' do; exit code 1 where they do not 有效评估值"""
    asked = ValueAsked(CertificateId(code), int(time.time()), (_purpose(purpose),), wanted=opinions)
    found = _valued(asked, holder, at, known)
    if as_json:
        print_bytes(found.bytes())
    else:
        told = "none 无" if found.value is None else f"{yuan(found.value)} CNY"
        out.print(f"value 评估值 {told}: {found.standing} of 所需 {opinions}", markup=False)
        _print(found)
    raise typer.Exit(0 if found.value is not None else 1)


def _valued(asked: ValueAsked, holder: str | None, at: str | None, known: int | None) -> Valued:
    whole = ValueAsked(
        code=asked.code,
        now=asked.now,
        purposes=asked.purposes,
        holder=party(holder) if holder else None,
        wanted=asked.wanted,
        at=moment(at),
        known=known,
    )
    with open_mirror(settings()) as store:
        return service.valued(store, whole)


def _print(found: Valued) -> None:
    rows = []
    for each in found.opinions:
        one, line = each.considered.opinion, each.document()
        rows.append(
            [
                one.valuer,
                line["purpose"],
                yuan(one.value),
                "+".join(line["methods"]),
                shanghai(one.base_date)[:10],
                shanghai(one.valid_until)[:10],
                one.version,
                f"{line['why']['code']} {line['why']['zh']}",
                " ".join(f"@{place.block_number}" for place in each.evidence),
            ]
        )
    heads = ["评估机构 valuer", "目的 purpose", "元 CNY", "方法 methods", "基准日 base", "有效至 until", "版本 version"]
    print_table(f"valuations 评估意见 {found.asked.code}", [*heads, "计入 counts", "依据 evidence"], rows)
    out.print(f"at 时点 {shanghai(found.at)}; known at block 已知区块 {found.known.number} ({finality(found.known)})")


# --- words ------------------------------------------------------------------------------------------------------------


def _key(ledger: Ledger, who: Principal, verb: str, code: str) -> str:
    """Of the certificate as it stands and of what was said of its value so far."""
    subjects = [certificate_bytes(CertificateId(code)), service.line_of(ledger, CertificateId(code))]
    return made_key(ledger, who, verb, subjects)


def _purpose(text: str) -> ValuationPurpose:
    for purpose in service.PURPOSES:
        if purpose.name == text.upper().replace("-", "_"):
            return purpose
    known = ", ".join(purpose.name for purpose in service.PURPOSES)
    raise Refused(f"{text} is none of {known}", zh=f"{text} 不在 {known} 之中", code="PURPOSE_UNKNOWN")
