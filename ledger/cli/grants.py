# SPDX-License-Identifier: Apache-2.0
"""Grants: `ledger grant offer | accept | decline | withdraw | narrow | suspend | resume | revoke | terminate`, and the
questions `effective`, `list`, `show`, `papers`, `reciprocal`. A grant is named by its reference or its id."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

import typer

from ledger.cli.options import AsPerson, At, Code, Form, Json, Key, Known, Level, Mandate, Right, between
from ledger.cli.output import (
    moment,
    out,
    print_bytes,
    print_json,
    print_papers,
    print_particulars,
    print_table,
    print_told,
    word_named,
)
from ledger.cli.state import acting, opened, settings
from ledger.cli.terms import field_named, listed_words, options_of, purpose_named, said_scope, said_terms
from ledger.domain.ids import CertificateId, OrgId, party_of_org
from ledger.domain.kinds import GrantGround, GrantKind, RightBits
from ledger.domain.scope import UseOfData
from ledger.service import grant_papers, grant_views, reciprocal_views
from ledger.service import grants as service
from ledger.service.assents import Signing
from ledger.service.grant_roots import NamedRoot, found_root
from ledger.service.grant_terms import Scope, Terms, terms_missing
from ledger.service.grants import ActOrder, OfferOrder
from ledger.service.heads import made_key
from ledger.service.runtime import Ledger, open_mirror

GrantName = Annotated[str, typer.Argument(metavar="GRANT", help="Reference or 0x id of the grant 授权编号")]
Document = Annotated[str, typer.Option("--paper", help="Text of the paper or reasons 文书")]


def register(app: typer.Typer) -> None:
    verbs = typer.Typer(no_args_is_help=True, help="Grants of rights 授权")
    for verb in (offer, accept, decline, withdraw, narrow, suspend, resume, revoke, terminate, effective, show):
        verbs.command(verb.__name__)(verb)
    verbs.command("list")(list_)
    verbs.command("papers")(papers)
    verbs.command("reciprocal")(reciprocal)
    app.add_typer(verbs, name="grant")


# --- acts -------------------------------------------------------------------------------------------------------------


@options_of(said_terms, "terms")
def offer(
    reference: Annotated[str, typer.Option("--ref", help="Your own reference 编号")],
    code: Annotated[str, typer.Argument(help="SJ... of the certificate that it is a right under 凭证编号")] = "",
    decision: Annotated[
        str, typer.Option("--decision", help="Or the application for public data that was granted 公共数据授权申请")
    ] = "",
    consent: Annotated[str, typer.Option("--consent", help="Or a consent in custody, 0x... 个人同意凭据")] = "",
    parent: Annotated[str, typer.Option("--parent", help="The grant that is passed on 上级授权")] = "",
    to: Annotated[
        str, typer.Option("--to", help="Credit code of the grantee; of a decision, who applied 被授权方")
    ] = "",
    kind: Annotated[
        str, typer.Option("--kind", help="ENTERPRISE, RECIPROCAL or INTERNAL; else what it is offered on says 类型")
    ] = "",
    by: Annotated[str | None, typer.Option("--by", help="Grantor, if not the person's own 授权方")] = None,
    terms: Terms | None = None,
    pair: Annotated[str, typer.Option("--pair", help="Name of the pair of reciprocal grants 配对编号")] = "",
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Offer a right under a certificate, on a decision, on a consent, or pass on a grant; on a decision without terms:
    the decided ones 授权要约"""
    if pair:
        if terms is None:
            raise terms_missing()
        terms = replace(terms, reciprocal=pair)
    with opened() as ledger:
        who = acting(ledger, person)
        found = found_root(
            ledger.store, NamedRoot(code, decision, consent, parent, word_named(GrantKind, kind) if kind else None)
        )
        order = OfferOrder(
            who=who,
            key=key or made_key(ledger, who, f"offer-grant-{reference}", [found.root]),
            reference=reference,
            kind=found.kind,
            root=found.root,
            grantor=party_of_org(OrgId(by) if by else who.org_id),
            grantee=party_of_org(OrgId(to)) if to else found.grantee,
            terms=terms,
            parent=found.parent,
            signing=Signing(form, mandate, level),
        )
        print_told(service.offer(ledger, order), as_json)


def accept(
    grant: GrantName,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Accept exactly what was offered 接受授权"""
    _run("accept-grant", grant, "", Signing(form, mandate, level), person, key, as_json, service.accept)


def decline(
    grant: GrantName,
    paper: Document,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Decline an offer, with reasons 拒绝授权"""
    _run("decline-grant", grant, paper, Signing(form, mandate, level), person, key, as_json, service.decline)


def withdraw(
    grant: GrantName,
    paper: Document,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Take an offer back 撤回要约"""
    _run("withdraw-grant", grant, paper, Signing(form, mandate, level), person, key, as_json, service.withdraw)


@options_of(said_scope, "scope", required=("purposes", "until"))
def narrow(
    grant: GrantName,
    paper: Document,
    scope: Scope,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Narrow a grant; nothing of it may become wider 缩小授权"""
    signing = Signing(form, mandate, level)
    _run(
        "narrow-grant", grant, paper, signing, person, key, as_json, lambda lg, order: service.narrow(lg, order, scope)
    )


def suspend(
    grant: GrantName,
    paper: Document,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Suspend a grant and everything below it 中止授权"""
    _run("suspend-grant", grant, paper, Signing(form, mandate, level), person, key, as_json, service.suspend)


def resume(
    grant: GrantName,
    paper: Document,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """End a suspension 恢复授权"""
    _run("resume-grant", grant, paper, Signing(form, mandate, level), person, key, as_json, service.resume)


def revoke(
    grant: GrantName,
    paper: Document,
    ground: Annotated[str, typer.Option("--ground", help="AGREED, BREACH, LAW or ORDER 事由")],
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Revoke a grant for good, with everything below it 撤销授权"""
    why = word_named(GrantGround, ground)
    signing = Signing(form, mandate, level)
    _run("revoke-grant", grant, paper, signing, person, key, as_json, lambda lg, order: service.revoke(lg, order, why))


def terminate(
    grant: GrantName,
    paper: Document,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Give a grant up 放弃授权"""
    _run("terminate-grant", grant, paper, Signing(form, mandate, level), person, key, as_json, service.terminate)


# --- questions --------------------------------------------------------------------------------------------------------


def effective(
    grant: GrantName,
    purpose: Annotated[str, typer.Option("--purpose", help="Name or number 使用目的")],
    right: Right = "USE",
    fields: Annotated[str, typer.Option("--fields", help="Numbers of field groups 字段组")] = "0",
    region: Annotated[int, typer.Option("--region", help="Division code; 0 abroad 地域")] = 150_000,
    export: Annotated[bool, typer.Option("--export", help="Data leave the country 出境")] = False,
    calls: Annotated[int, typer.Option("--calls", callback=between(0))] = 0,
    records: Annotated[int, typer.Option("--records", callback=between(0))] = 0,
    at: At = None,
    known: Known = None,
    as_json: Json = False,
) -> None:
    """Is this use covered, and if not, by which rule, decided on which grant 判断使用是否在授权范围内"""
    asked = UseOfData(
        right=int(word_named(RightBits, right)),
        fields=_bits(fields),
        purpose=int(purpose_named(purpose)),
        region=region,
        exported=export,
        moment=moment(at) or int(time.time()),
        records=records,
        calls=calls,
    )
    with open_mirror(settings(), known) as store:
        found = service.effective(store, service.named(store, grant), asked, known)
    if as_json:
        print_bytes(found.bytes())
    else:
        _print(found)
    raise typer.Exit(0 if found.decision.allowed else 1)


def _print(found: service.Effective) -> None:
    document = found.document()
    out.print(f"{'COVERED 在授权范围内' if document['allowed'] else 'NOT COVERED 不在授权范围内'}  {document['at']}")
    for line in document["plan"]:
        out.print(f"  {'ok ' if line['passed'] else 'NO '} {line['rule']:<18} {line['on']}", markup=False)
    for flag in document["flags"]:
        out.print(f"  ! {flag}", markup=False)
    _print_tainted(document["tainted"])
    out.print(f"known at block 截至区块 {found.known.number}")


def _print_tainted(tainted: list[dict[str, Any]]) -> None:
    for act in tainted:
        told = f"{act['what']} {act['account']} {act['organisation']} on 授权 {act['grant']}"
        out.print(f"  TAINTED 密钥泄露 {act['at']}  {told}", markup=False)


def list_(code: Code, at: At = None, as_json: Json = False) -> None:
    """Every grant on a certificate, what was passed on below what it came from 授权清单"""
    with open_mirror(settings()) as store:
        found = grant_views.listed(store, CertificateId(code), moment(at) or int(time.time()))
    if as_json:
        print_json({"code": code, "items": found})
        return
    rows = [
        [
            "  " * line["level"] + line["reference"],
            line["grantee"],
            line["right"],
            line["kind"],
            line["state"],
            "yes" if line["effective"] else "no",
            line["exclusivity"],
            line["depth"],
            line["not_after"],
            " ".join(line["flags"]),
        ]
        for line in found
    ]
    heads = [
        "授权 grant",
        "被授权方 grantee",
        "right",
        "kind",
        "state",
        "effective",
        "exclusivity",
        "depth",
        "until",
        "",
    ]
    print_table(f"grants 授权 {code}", heads, rows)


def papers(
    grant: GrantName,
    purpose: Annotated[str, typer.Option("--purpose", help="What the reading is for; it is logged 用途")],
    person: AsPerson = None,
    as_json: Json = False,
) -> None:
    """The texts behind a grant's commitments, for its sides and filer 查阅授权文书"""
    with opened() as ledger:
        found = grant_papers.papers(ledger, acting(ledger, person), service.named(ledger.store, grant), purpose)
    print_papers(found, as_json)


def show(
    grant: GrantName,
    purpose: Annotated[
        str, typer.Option("--purpose", help="For a side: why it reads what else was agreed; is logged 查阅用途")
    ] = "",
    person: AsPerson = None,
    as_json: Json = False,
) -> None:
    """One grant with its terms and steps; with a purpose, a side reads the agreement's particulars 授权详情"""
    if purpose:
        with opened() as ledger:
            who = acting(ledger, person)
            found = grant_papers.shown(ledger, who, service.named(ledger.store, grant), purpose, int(time.time()))
    else:
        with open_mirror(settings()) as store:
            shown = grant_views.shown(store, service.named(store, grant), int(time.time()))
        found = {**shown, "particulars": None}
    if as_json:
        print_json(found)
        return
    tainted, agreed, pair = (found.pop(name) for name in ("tainted", "particulars", "reciprocal"))
    for name, value in found.items():
        out.print(f"{name:<14} {value}", markup=False)
    if pair is not None:
        told = " ".join(pair["grants"])
        out.print(f"  {pair['counterpart']} counterpart 对向授权 {pair['reference']}  {told}", markup=False)
    print_particulars(agreed)
    _print_tainted(tainted)


def reciprocal(
    reference: Annotated[str, typer.Argument(help="Name of the pair, as offered with --pair 配对编号")],
    at: At = None,
    as_json: Json = False,
) -> None:
    """Both sides of reciprocal grants, each dimension held against the other's 双向授权对照"""
    with open_mirror(settings()) as store:
        found = reciprocal_views.reciprocal(store, reference, moment(at) or int(time.time()))
    if as_json:
        print_json(found)
        return
    for pair in found["pairs"]:
        first, second = pair["parties"]
        for side in (*pair["first"], *pair["second"]):
            out.print(f"{side['granted_by']} -> {side['grantee']}  {side['standing']}  {side['grant']}", markup=False)
        if not pair["second"]:
            out.print(f"{second} -> {first}  MISSING 无对向授权", markup=False)
        heads = ["dimension 维度", "word", f"{first} gives 授出", f"{second} gives 授出"]
        names = ("dimension", "word", "first", "second")
        rows = [[_plain(line[name]) for name in names] for line in pair["dimensions"]]
        print_table(f"reciprocal grants 双向授权 {found['reference']}", heads, rows)


def _plain(value: Any) -> Any:
    return " ".join("-" if each is None else str(each) for each in value) if isinstance(value, list) else value


# --- words ------------------------------------------------------------------------------------------------------------


def _run(
    verb: str,
    grant: str,
    paper: str,
    signing: Signing,
    person: str | None,
    key: str | None,
    as_json: bool,
    act: Callable[[Ledger, ActOrder], dict[str, Any]],
) -> None:
    with opened() as ledger:
        who = acting(ledger, person)
        grant_id = service.named(ledger.store, grant)
        name = key or made_key(ledger, who, verb, [grant_id])
        print_told(act(ledger, ActOrder(who, name, grant_id, paper, signing)), as_json)


def _bits(text: str) -> int:
    return sum(1 << number for number in {field_named(each) for each in listed_words(text)})
