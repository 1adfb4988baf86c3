# SPDX-License-Identifier: Apache-2.0
"""Consents in custody: `ledger consent record | withdraw | show | list | papers`. A consent is named by its id alone: a
reference could point to the person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ledger.cli.options import AsPerson, Json, Key
from ledger.cli.output import moment, out, print_json, print_papers, print_table, print_told
from ledger.cli.state import acting, opened, organisation_of, settings
from ledger.cli.terms import Purposes, listed_words, purpose_named
from ledger.errors import Refused
from ledger.service import custody as service
from ledger.service.custody import ConsentOrder
from ledger.service.heads import made_key
from ledger.service.papers import mark_of
from ledger.service.runtime import open_mirror

Named = Annotated[str, typer.Argument(metavar="CONSENT", help="0x id of the consent 同意凭据标识")]


def register(app: typer.Typer) -> None:
    verbs = typer.Typer(no_args_is_help=True, help="Consents in custody 个人同意凭据托管")
    for verb in (record, withdraw, show, papers):
        verbs.command(verb.__name__)(verb)
    verbs.command("list")(list_)
    app.add_typer(verbs, name="consent")


def record(
    receipt: Annotated[
        Path,
        typer.Option("--receipt-file", help="The receipt, a text; sealed for the custodian 同意凭据文本", exists=True),
    ],
    custody: Annotated[str, typer.Option("--custody", help="Text of the custody agreement 托管协议")],
    purposes: Purposes,
    until: Annotated[str, typer.Option("--until", help="Until, excluded 有效期至")],
    flags: Annotated[
        str, typer.Option("--flags", help="TO_OTHERS, ABROAD, SENSITIVE, MINOR, with commas; or none 同意事项")
    ] = "TO_OTHERS",
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Record a consent as a salted commitment, as its custodian 登记个人同意凭据"""
    text = _text(receipt)
    with opened() as ledger:
        who = acting(ledger, person)
        order = ConsentOrder(
            who=who,
            key=key or ledger.outbox.key_of(who.org_id, f"record-consent-{mark_of(ledger, who.org_id, text)}"),
            receipt=text,
            custody=custody,
            purposes=tuple(purpose_named(each) for each in listed_words(purposes)),
            expires_at=moment(until) or 0,
            flags=tuple(each.upper() for each in listed_words(flags) if each.lower() != "none"),
        )
        print_told(service.record(ledger, order), as_json)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            f"{path} cannot be read as a text in UTF-8", zh=f"无法以 UTF-8 文本读取 {path}", code="RECEIPT_UNREADABLE"
        ) from error


def withdraw(
    consent: Named,
    paper: Annotated[str, typer.Option("--paper", help="Text of the person's withdrawal 撤回文书")],
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Withdraw a consent, and list every grant and product that this reaches 撤回同意"""
    with opened() as ledger:
        who = acting(ledger, person)
        consent_id = service.named(ledger.store, consent)
        name = key or made_key(ledger, who, "withdraw-consent", [consent_id])
        answer = service.withdraw(ledger, who, name, consent_id, paper)
    print_told(answer, as_json)
    if not as_json:
        _print_reach(answer)


# --- questions --------------------------------------------------------------------------------------------------------


def show(consent: Named, as_json: Json = False) -> None:
    """One consent, with every grant and product that hangs on it 同意凭据详情"""
    with open_mirror(settings()) as store:
        found = service.shown(store, service.named(store, consent))
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        if name not in ("affected", "products", "whole"):
            out.print(f"{name:<14} {value}", markup=False)
    _print_reach(found)


def _print_reach(found: dict[str, Any]) -> None:
    grants, products = found["affected"], found["products"]
    heads = ["授权 grant", "被授权方 grantee", "state", "effective", "id"]
    print_table("affected grants 受影响的授权", heads, [
        [one["reference"], one["grantee"], one["state"], one["effective"], one["grant"]] for one in grants
    ])  # fmt: skip
    heads = ["凭证 certificate", "how", "上游 of", "授权 grant", "trace", "seq"]
    print_table("affected products 受影响的数据产品", heads, [
        [one["code"] or "- 未登记", one["how"], one["of"], one["grant"], one["trace"], one["seq"]] for one in products
    ])  # fmt: skip
    if not found["whole"]:
        out.print("there are more than this answer holds 结果过多，未全部列出")


def list_(person: AsPerson = None, as_json: Json = False) -> None:
    """The consents that the person's organisation keeps 本机构托管的同意凭据"""
    with open_mirror(settings()) as store:
        found = service.listed(store, organisation_of(store, person))
    if as_json:
        print_json({"items": found})
        return
    names = ("consent", "state", "purposes", "flags", "recorded_at", "expires_at", "withdrawn_at")
    rows = [[" ".join(one[name]) if isinstance(one[name], list) else one[name] for name in names] for one in found]
    print_table("consents 同意凭据", ["id", "state", "purposes", "flags", "recorded", "until", "withdrawn"], rows)


def papers(
    consent: Named,
    purpose: Annotated[str, typer.Option("--purpose", help="What the reading is for; logged (art. 30) 用途")],
    person: AsPerson = None,
    as_json: Json = False,
) -> None:
    """Receipt, custody agreement and withdrawal, for the custodian alone 查阅凭据文本"""
    with opened() as ledger:
        found = service.papers(ledger, acting(ledger, person), service.named(ledger.store, consent), purpose)
    print_papers(found, as_json)
