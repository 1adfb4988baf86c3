# SPDX-License-Identifier: Apache-2.0
"""What the verbs of `ledger pledge` share: options, how a pledge is named, how an act is run and told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from ledger.cli.options import between
from ledger.cli.output import print_told
from ledger.cli.state import acting, opened
from ledger.domain.ids import CertificateId
from ledger.errors import Refused
from ledger.service.assents import Signing
from ledger.service.heads import made_key
from ledger.service.pledge_views import named
from ledger.service.pledges import Answer, PledgeOrder
from ledger.service.runtime import Ledger
from ledger.service.two_persons import approver_of

PledgeName = Annotated[str, typer.Argument(metavar="PLEDGE", help="Reference or 0x id of the pledge 质押编号")]
Place = Annotated[
    int, typer.Option("--place", help="Which unit, counted from 0 as `show` does 第几项权利", callback=between(0))
]
Seen = Annotated[
    Path | None,
    typer.Option(
        "--seen", help="What `show --json` printed when you looked: refused if it moved on 所见状态", exists=True
    ),
]
Acknowledge = Annotated[
    str,
    typer.Option(
        "--acknowledge", help="dispute, unchecked, registrar-inactive, pooled, release-tainted, with commas 确认知悉"
    ),
]
MinimumLevel = Annotated[
    int,
    typer.Option(
        "--minimum-level", help="The least attestation of the pledgor's paper 最低证明等级", callback=between(0, 5)
    ),
]
DebtorLevel = Annotated[
    int,
    typer.Option(
        "--debtor-level",
        help="The least attestation of the debtor's signature 债务人签字的最低等级",
        callback=between(0, 5),
    ),
]


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts, with whom, under which key, on what was seen, and how it is told."""

    person: str | None = None
    approver: str | None = None
    key: str | None = None
    as_json: bool = False
    seen: Path | None = None
    signing: Signing = field(default_factory=Signing)


def run(verb: str, text: str, paper: str, hand: Hand, act: Callable[[Ledger, PledgeOrder], Answer]) -> None:
    """One act on the pledge that is named, and what became of it."""
    with opened() as ledger:
        who = acting(ledger, hand.person)
        pledge_id = named(ledger.store, text)
        order = PledgeOrder(
            who=who,
            key=hand.key or made_key(ledger, who, verb, [pledge_id]),
            pledge_id=pledge_id,
            paper=paper,
            approver=approver_of(ledger, who, hand.approver) if hand.approver else None,
            signing=hand.signing,
            seen=seen_pledge(hand.seen),
        )
        print_told(act(ledger, order), hand.as_json)


# --- words ------------------------------------------------------------------------------------------------------------


def seen_pledge(file: Path | None) -> bytes | None:
    heads = _heads(file)
    return bytes.fromhex(heads["pledge"][2:]) if heads else None


def seen_certificates(file: Path | None) -> dict[CertificateId, bytes]:
    heads = _heads(file)
    return {CertificateId(code): bytes.fromhex(word[2:]) for code, word in heads.get("certificates", {}).items()}


def _heads(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        heads: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["heads"]
        bytes.fromhex(heads["pledge"][2:])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(
            f"{file} is not what `ledger pledge show --json` prints",
            zh=f"{file} 不是 ledger pledge show --json 的输出",
            code="SEEN_MALFORMED",
        ) from error
    return heads


def acknowledged(text: str) -> tuple[str, ...]:
    return tuple(each.strip().upper().replace("-", "_") for each in text.split(",") if each.strip())
