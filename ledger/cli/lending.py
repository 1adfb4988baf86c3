# SPDX-License-Identifier: Apache-2.0
"""The bank's verbs: bank-report, and declare for what it found elsewhere."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.options import AsPerson, At, Json, Key, Known, between
from ledger.cli.output import finality, moment, out, print_bytes, print_json
from ledger.cli.state import acting, opened, settings
from ledger.cli.verify import question
from ledger.domain.bank_report import CAVEATS, Check, Word
from ledger.domain.ids import OrgId
from ledger.domain.verdict_json import shanghai
from ledger.export.bank_report import sheet as made_sheet
from ledger.service.bank_reports import BankReport, Finding, LendingQuestion, bank_report, declare
from ledger.service.runtime import open_mirror

COLOURS = dict(zip(Word, ("red", "yellow", "magenta", "cyan", "green"), strict=True))


def register(app: typer.Typer) -> None:
    app.command("bank-report")(report)
    app.command("declare")(declared)


def report(
    code: Annotated[str, typer.Argument(help="SJ..., 15 characters")],
    holder: Annotated[str | None, typer.Option("--holder", help="Credit code of the pledgor, or 0x... 出质人")] = None,
    maturity: Annotated[str | None, typer.Option("--maturity", help="When the loan is due 贷款到期日")] = None,
    buffer: Annotated[
        int, typer.Option("--buffer", help="Days beyond maturity 缓冲天数", callback=between(0, 3650))
    ] = 90,
    opinions: Annotated[
        int, typer.Option("--opinions", help="How many valuers it takes 所需机构数", callback=between(1, 15))
    ] = 1,
    at: At = None,
    known: Known = None,
    bank: Annotated[str | None, typer.Option("--bank", help="With this bank's own findings 附本行查询结果")] = None,
    sheet: Annotated[Path | None, typer.Option("--sheet", help="Write it as HTML that prints on A4 打印版")] = None,
    as_json: Json = False,
) -> None:
    """The nineteen questions before a loan, each with its evidence 银行核查报告"""
    asked = question(code, holder, at, known, int(time.time()))
    wanted = LendingQuestion(
        asked.code,
        asked.now,
        asked.at,
        known,
        asked.holder,
        moment(maturity),
        buffer,
        OrgId(bank) if bank else None,
        opinions,
    )
    with open_mirror(settings(), known) as store:
        found = bank_report(store, wanted)
    if sheet is not None:
        sheet.write_text(made_sheet(found.document(), found.bytes()), encoding="utf-8")
        out.print(f"{found.report.word} -> {sheet}", markup=False)
    elif as_json:
        print_bytes(found.bytes())
    else:
        _print(found)
    raise typer.Exit(1 if found.report.word is Word.FAIL else 0)


def declared(
    code: Annotated[str, typer.Argument(help="SJ..., 15 characters")],
    part: Annotated[str, typer.Option("--part", help="What it answers, e.g. unpledged.zhongdeng 项目")],
    found: Annotated[str, typer.Option("--found", help="What was found, in words 查询结果")],
    paper: Annotated[Path, typer.Option("--paper", help="The paper that says so 材料", exists=True, dir_okay=False)],
    until: Annotated[str, typer.Option("--until", help="Until when it counts 有效期至")],
    holder: Annotated[str | None, typer.Option("--holder", help="The pledgor that it is about 所查出质人")] = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Attach what the bank found elsewhere to its own reports: shown as DECLARED, never as PASS 附入查询结果"""
    document = paper.read_bytes()
    asked = question(code, holder, None, None, 0)
    finding = Finding(asked.code, part, found, document, moment(until) or 0, asked.holder)
    with opened() as ledger:
        who = acting(ledger, person)
        about = f":{holder}" if holder else ""
        made = declare(ledger, who, key or f"{code}{about}:{part}:{until}:{found}"[:256], finding)
    if as_json:
        print_json({"finding": made.finding_id, "part": made.part, "document_sha256": made.document_sha256.hex()})
    else:
        out.print(f"declared 已附入: {made.part} {made.finding_id}")


def _print(found: BankReport) -> None:
    report, lending = found.report, found.report.lending
    counts = "  ".join(f"{word} {count}" for word, count in report.counts.items() if count)
    out.print(f"[bold]{lending.code}[/]  [bold {COLOURS[report.word]}]{report.word}[/]  {counts}")
    if lending.verdict.data_name:
        out.print(f"  {lending.verdict.data_name}", markup=False)
    for check in report.checks:
        _print_check(check)
    out.print(f"at 时点 {shanghai(lending.at)}; known at block 已知区块 {found.known.number} ({finality(found.known)})")
    for caveat in CAVEATS:
        out.print(f"  * {caveat.zh}\n    {caveat.en}", markup=False)


def _print_check(check: Check) -> None:
    out.print(f"{check.number:>3}  [bold {COLOURS[check.word]}]{check.word:<11}[/]  {check.zh} / {check.en}")
    for part in check.parts:
        told = f"  ({part.detail})" if part.detail else ""
        rule = f"  [{part.rule}]" if part.rule else ""
        places = " ".join(f"@{place.block_number}" for place in part.evidence[:3])
        out.print(f"       {part.code}: {part.word}  {part.zh} / {part.en}{told}{rule} {places}".rstrip(), markup=False)
