# SPDX-License-Identifier: Apache-2.0
"""The clerk's verbs: the template, the import of workbooks, the work list."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.cli.options import At, Json
from ledger.cli.output import moment, out, print_json, print_table
from ledger.cli.state import opened
from ledger.domain.calendar import civil
from ledger.domain.ids import OrgId
from ledger.service.due import DueLine
from ledger.service.due import due as due_lines


def register(app: typer.Typer) -> None:
    app.command()(due)


def due(
    registrar: Annotated[str | None, typer.Option("--registrar", help="Credit code; by default all 登记机构")] = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """The work list: state, working days left, pauses, what is overdue or about to be accepted by silence 待办"""
    with opened() as ledger:
        lines = due_lines(ledger.store, OrgId(registrar) if registrar else None, moment(at) or ledger.now())
    if as_json:
        print_json([_plain(line) for line in lines])
        return
    print_table(
        "待办 due",
        ["申请编号", "状态 state", "时钟 clock", "截止 last day", "剩余工作日 left", "提示 flags", "数据名称"],
        [
            (
                line.reference,
                line.state.name,
                line.clock,
                civil(line.last_day).isoformat() if line.last_day is not None else "?",
                line.working_days_left,
                " ".join([*line.flags, *line.paused_by]),
                line.name,
            )
            for line in lines
        ],
    )
    out.print(f"{len(lines)} open 件在办")


def _plain(line: DueLine) -> dict[str, object]:
    return {
        "case": "0x" + line.case_id.hex(),
        "reference": line.reference,
        "name": line.name,
        "state": line.state.name,
        "clock": line.clock,
        "last_day": civil(line.last_day).isoformat() if line.last_day is not None else None,
        "working_days_left": line.working_days_left,
        "flags": list(line.flags),
        "paused_by": list(line.paused_by),
    }
