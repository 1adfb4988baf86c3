# SPDX-License-Identifier: Apache-2.0
"""Options that several verbs share, written once."""

from __future__ import annotations

from typing import Annotated

import typer

AsPerson = Annotated[str | None, typer.Option("--as", envvar="LEDGER_PERSON", help="Who acts 经办人")]
Approver = Annotated[str | None, typer.Option("--approver", help="The second person 审批人")]
Paper = Annotated[str, typer.Option("--paper", help="Text of the paper; only its salted commitment goes on chain 文书")]
Key = Annotated[str | None, typer.Option("--key", help="Idempotency key; by default made of the act 幂等键")]
Json = Annotated[bool, typer.Option("--json", help="Print what the API would")]
At = Annotated[str | None, typer.Option("--at", help="The law's moment, e.g. 2026-10-10T09:00 时点")]
Registrar = Annotated[
    str | None, typer.Option("--registrar", help="Credit code of the registrar, if not the person's own 登记机构")
]
