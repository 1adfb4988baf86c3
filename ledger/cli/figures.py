# SPDX-License-Identifier: Apache-2.0
"""What runs over many certificates: figures of a period, and how far a key reaches."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.options import Json, Known
from ledger.cli.output import account, finality, moment, out, print_json, print_table
from ledger.cli.state import settings
from ledger.domain.ids import PartyId
from ledger.domain.statistics import ALL, COLUMNS, HEADINGS, Grouping
from ledger.domain.verdict_json import party_label, shanghai
from ledger.service import radius as reach
from ledger.service.runtime import open_mirror
from ledger.service.statistics import Asked, Statistics, document, statistics


def register(app: typer.Typer) -> None:
    app.command()(stats)
    app.command()(radius)


def stats(
    since: Annotated[str, typer.Option("--from", help="First day, e.g. 2026-01-01 起")],
    until: Annotated[str, typer.Option("--to", help="Until, excluded, e.g. 2027-01-01 止（不含）")],
    by: Annotated[Grouping, typer.Option("--by", help="By what to tell apart 分组")] = Grouping.REGISTRAR,
    known: Known = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, the block in every row")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write the CSV here")] = None,
    as_json: Json = False,
) -> None:
    """Count the registration work of a period, true at a block 登记统计"""
    with open_mirror(settings(), known) as store:
        found = statistics(store, Asked(moment(since) or 0, moment(until) or 0, by, known))
    if output is not None:
        output.write_text(found.csv(), encoding="utf-8-sig", newline="")
        out.print(f"{len(found.lines)} lines 行 -> {output}")
    elif as_csv:
        typer.echo(found.csv(), nl=False)
    elif as_json:
        print_json(document(found))
    else:
        _print(found)


def _print(found: Statistics) -> None:
    """What nobody did in the period is not shown; every column is in the CSV."""
    total = found.lines[-1].figures
    shown = [column for column in COLUMNS if getattr(total, column)]
    headings = [f"{HEADINGS[column][0]}\n{column}" for column in shown]
    rows = [
        ["all 合计" if line.group == ALL else line.group, *(getattr(line.figures, column) for column in shown)]
        for line in found.lines
    ]
    print_table(f"by {found.asked.by.value}", ["", *headings], rows)
    out.print(f"true at block 截至区块 {found.known.number} ({finality(found.known)})")


def radius(
    of: Annotated[str, typer.Argument(metavar="ACCOUNT", help="0x..., the key that was in other hands 泄露的账户")],
    since: Annotated[str | None, typer.Option("--since", help="Ask from another moment than reported 起始时间")] = None,
    known: Known = None,
    as_json: Json = False,
) -> None:
    """Everything that a key signed since it was compromised, and whom to tell 泄露影响范围"""
    with open_mirror(settings(), known) as store:
        found = reach.radius(store, account(of), since=moment(since), known=known)
    if as_json:
        print_json(found.document())
        return
    rows = [
        [
            one.what,
            one.label,
            ", ".join(dict.fromkeys(act.name for act in one.acts)),
            "yes 是" if one.cured else "no 否",
            "; ".join(_party(found, party) for party in one.tell),
        ]
        for one in found.touched
    ]
    state = "compromised 已泄露" if found.key.compromised_since is not None else "not reported 未报告泄露"
    out.print(f"0x{found.account.hex()}  {found.organisation.name} {found.organisation.org_id}  {state}", markup=False)
    print_table(
        f"signed since 自 {shanghai(found.since)}",
        ["kind 类别", "what 对象", "acts 操作", "cured 已重新确认", "concerns 涉及"],
        rows,
    )
    told = "; ".join(_party(found, party) for party in found.tell) or "nobody 无"
    out.print(f"to be told 须告知: {told}", markup=False)


def _party(found: reach.Radius, party: PartyId) -> str:
    return f"{found.names.get(party, '')} {party_label(party)}".strip()
