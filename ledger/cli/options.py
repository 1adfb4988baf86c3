# SPDX-License-Identifier: Apache-2.0
"""Options that several verbs share, written once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from ledger.errors import Refused


def between(least: int, most: int | None = None) -> Callable[[typer.CallbackParam, int | None], int | None]:
    """For an option that takes a number from `least` to `most`, both included; None: without end. Any other is refused
    under the stable code of numbers, in both languages, which typer's own bounds have not."""

    def checked(option: typer.CallbackParam, given: int | None) -> int | None:
        if given is None or (least <= given and (most is None or given <= most)):
            return given
        name = f"--{(option.name or '').replace('_', '-')}" if not option.opts else option.opts[0]
        en, zh = (f" to {most}", f"至 {most} 之间") if most is not None else (" or more", "或以上")
        raise Refused(
            f"{name} takes a number of {least}{en}, not {given}",
            zh=f"{name} 须为 {least} {zh}的数值，不能是 {given}",
            code="NUMBER_OUT_OF_RANGE",
            field=name,
        )

    return checked


AsPerson = Annotated[str | None, typer.Option("--as", envvar="LEDGER_PERSON", help="Who acts 经办人")]
Approver = Annotated[str | None, typer.Option("--approver", help="The second person 审批人")]
Paper = Annotated[str, typer.Option("--paper", help="Text of the paper; only its salted commitment goes on chain 文书")]
Key = Annotated[str | None, typer.Option("--key", help="Idempotency key; by default made of the act 幂等键")]
Json = Annotated[bool, typer.Option("--json", help="Print what the API would")]
At = Annotated[str | None, typer.Option("--at", help="The law's moment, e.g. 2026-10-10T09:00 时点")]
Registrar = Annotated[
    str | None, typer.Option("--registrar", help="Credit code of the registrar, if not the person's own 登记机构")
]
Form = Annotated[str, typer.Option("--form", help="Signed form of a party without a key 签署表单")]
Mandate = Annotated[str, typer.Option("--mandate", help="Its mandate 委托书")]
Level = Annotated[
    int, typer.Option("--level", help="How well the signature is attested, 1 to 5 证明等级", callback=between(0, 5))
]
"""With a form, whoever files says it; 0 is a party's own key."""
Known = Annotated[int | None, typer.Option("--known", help="Only what was known at this block 已知区块")]
Code = Annotated[str, typer.Argument(help="SJ... 凭证编号")]
Right = Annotated[str, typer.Option("--right", help="HOLD, USE or OPERATE 权利")]
Holder = Annotated[str, typer.Option("--holder", help="Credit code, or 0x... of a person 权利人")]
