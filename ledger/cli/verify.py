# SPDX-License-Identifier: Apache-2.0
"""`ledger verify`: the verdict on one code, or on a file of codes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.options import At, Json, Known
from ledger.cli.output import moment, out, print_bytes, print_verdict
from ledger.cli.state import settings
from ledger.domain.ids import CertificateId
from ledger.errors import Refused
from ledger.service import verdict_files
from ledger.service.beside import party
from ledger.service.runtime import open_mirror
from ledger.service.verdicts import Question, verdict


def register(app: typer.Typer) -> None:
    app.command()(verify)


def verify(
    code: Annotated[str | None, typer.Argument(help="SJ..., 15 characters")] = None,
    holder: Annotated[
        str | None, typer.Option("--holder", help="Ask whether this credit code, or person by 0x..., holds a right")
    ] = None,
    at: At = None,
    known: Known = None,
    file: Annotated[Path | None, typer.Option("--file", help="XLSX or CSV with a column of codes")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Result workbook")] = None,
    as_json: Json = False,
) -> None:
    """Is this certificate what it claims to be? 核验登记凭证"""
    if (code is None) == (file is None):
        raise typer.BadParameter("give one code, or --file")
    now = int(time.time())
    with open_mirror(settings(), known) as store:
        if file is not None:
            target = output or file.with_name(file.stem + "-verdicts.xlsx")
            count = verdict_files.verify_file(store, file, target, now=now, at=moment(at), known=known)
            out.print(f"{count} codes 条 -> {target}")
            return
        assert code is not None
        answer = verdict(store, question(code, holder, at, known, now))
    if as_json:
        print_bytes(answer.bytes())
    else:
        print_verdict(answer.verdict, answer.known)
    if answer.verdict.word == "NOT_FOUND":
        raise typer.Exit(1)


def question(code: str, holder: str | None, at: str | None, known: int | None, now: int) -> Question:
    wanted = code.strip().upper()
    if not wanted.isascii() or not wanted.isalnum() or len(wanted) > 32:
        raise Refused(f"{code!r} is no certificate code", zh=f"“{code}”不是登记凭证编号", code="CODE_MALFORMED")
    if holder is not None and not holder.strip():
        raise Refused(
            "the holder's code is empty", zh="权利人代码为空", code="ORGANISATION_CODE_MALFORMED", field="holder"
        )
    asked = party(holder) if holder else None
    return Question(CertificateId(wanted), now, moment(at), known, asked)
