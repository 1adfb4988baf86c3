# SPDX-License-Identifier: Apache-2.0
"""Figures over many certificates: `stats`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.options import Json
from ledger.cli.output import moment, out, print_json, print_table
from ledger.cli.state import settings
from ledger.domain.statistics import ALL, COLUMNS, HEADINGS, Grouping
from ledger.service.runtime import open_mirror
from ledger.service.statistics import Asked, Statistics, document, statistics


def register(app: typer.Typer) -> None:
    app.command()(stats)


def stats(
    since: Annotated[str, typer.Option("--from", help="First day, e.g. 2026-01-01 起")],
    until: Annotated[str, typer.Option("--to", help="Until, excluded, e.g. 2027-01-01 止（不含）")],
    by: Annotated[Grouping, typer.Option("--by", help="By what to tell apart 分组")] = Grouping.REGISTRAR,
    known: Annotated[int | None, typer.Option("--known", help="True at this block")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, the block in every row")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write the CSV here")] = None,
    as_json: Json = False,
) -> None:
    """Count the registration work of a period, true at a block 登记统计"""
    with open_mirror(settings()) as store:
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
    finality = "final 已终局" if found.known.final else "pending 未终局"
    out.print(f"true at block 截至区块 {found.known.number} ({finality})")
