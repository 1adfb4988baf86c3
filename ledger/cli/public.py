# SPDX-License-Identifier: Apache-2.0
"""Public data (ruling 22): `ledger public apply | opine | decide | list | show`. An application is named by its
reference or its id; what was granted on it is then offered by `ledger grant offer --decision`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from ledger.cli.options import AsPerson, Form, Json, Key, Level, Mandate
from ledger.cli.output import organisation, out, print_json, print_table, print_told, word_named
from ledger.cli.state import acting, opened, settings
from ledger.cli.terms import options_of, said_terms
from ledger.domain.ids import party_of_org
from ledger.domain.kinds import GrantKind
from ledger.errors import Refused
from ledger.service import public_grants as service
from ledger.service.assents import Signing
from ledger.service.grant_terms import Terms, terms_missing
from ledger.service.heads import made_key
from ledger.service.public_grants import ApplicationOrder
from ledger.service.runtime import Ledger, Principal, open_mirror

Named = Annotated[str, typer.Argument(metavar="APPLICATION", help="Reference or 0x id of the application 申请编号")]
Document = Annotated[str, typer.Option("--paper", help="Text of the paper; only its commitment goes on chain 文书")]


def register(app: typer.Typer) -> None:
    verbs = typer.Typer(no_args_is_help=True, help="Public data: application, opinion, decision 公共数据授权")
    for verb in (apply, opine, decide, show):
        verbs.command(verb.__name__)(verb)
    verbs.command("list")(list_)
    app.add_typer(verbs, name="public")


@options_of(said_terms, "terms", required=("purposes", "until", "agreement"))
def apply(
    reference: Annotated[str, typer.Option("--ref", help="Your own reference 编号")],
    resource: Annotated[str, typer.Option("--resource", help="Code on the public-data platform 公共数据资源编码")],
    source: Annotated[str, typer.Option("--source", help="Credit code of the source department 来源部门")],
    authority: Annotated[str, typer.Option("--authority", help="Credit code of who decides 授权主管部门")],
    paper: Document,
    terms: Terms | None,
    kind: Annotated[
        str,
        typer.Option("--kind", help="DIRECTED_OPEN, LICENSED_OPEN, OPERATION_WHOLE, _DOMAIN or _SCENARIO 授权类型"),
    ] = "LICENSED_OPEN",
    by: Annotated[str | None, typer.Option("--by", help="Applicant, if not the person's own 申请人")] = None,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Apply for the use of public data 申请公共数据授权"""
    if terms is None:
        raise terms_missing()
    with opened() as ledger:
        who = acting(ledger, person)
        order = ApplicationOrder(
            who=who,
            key=key or made_key(ledger, who, f"apply-public-{reference}", []),
            reference=reference,
            kind=word_named(GrantKind, kind),
            resource=resource,
            applicant=party_of_org(organisation(by) if by else who.org_id),
            source=organisation(source),
            authority=organisation(authority),
            terms=terms,
            document=paper,
            signing=Signing(form, mandate, level),
        )
        print_told(service.apply_for(ledger, order), as_json)


def opine(
    application: Named,
    paper: Document,
    favourable: Annotated[bool, typer.Option("--favourable/--opposed", help="What the department thinks 意见")],
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Say what the source department thinks 来源部门意见"""

    def act(ledger: Ledger, who: Principal, name: str, public_id: bytes) -> dict[str, Any]:
        return service.opine(ledger, who, name, public_id, favourable=favourable, document=paper)

    _run("opine-public", application, person, key, as_json, act)


@options_of(said_terms, "terms")
def decide(
    application: Named,
    paper: Document,
    granted: Annotated[bool, typer.Option("--grant/--refuse", help="What the authority decides 决定")],
    terms: Terms | None = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Grant, as applied for or on the terms that are said here, or refuse, with reasons 授权决定"""

    def act(ledger: Ledger, who: Principal, name: str, public_id: bytes) -> dict[str, Any]:
        return service.decide(ledger, who, name, public_id, granted=granted, document=paper, terms=terms)

    _run("decide-public", application, person, key, as_json, act)


def _run(
    verb: str,
    application: str,
    person: str | None,
    key: str | None,
    as_json: bool,
    act: Callable[[Ledger, Principal, str, bytes], dict[str, Any]],
) -> None:
    with opened() as ledger:
        who = acting(ledger, person)
        public_id = service.named(ledger.store, application)
        print_told(act(ledger, who, key or made_key(ledger, who, verb, [public_id]), public_id), as_json)


# --- questions --------------------------------------------------------------------------------------------------------


def list_(
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV")] = False,
    as_json: Json = False,
) -> None:
    """The public list: every application and what became of it, refusals too 公共数据授权公示清单"""
    if as_csv and as_json:
        raise Refused("choose --csv or --json", zh="--csv 与 --json 只能选一", code="FORMAT_NOT_ONE")
    with open_mirror(settings()) as store:
        found = service.public_list(store)
    if as_csv:
        sys.stdout.write(service.public_csv(found))
        return
    if as_json:
        print_json({"items": found})
        return
    names = ("reference", "kind", "resource", "applicant", "authority", "state", "right", "not_after", "grant_state")
    heads = [
        "申请 application",
        "kind",
        "资源 resource",
        "申请人 applicant",
        "主管 authority",
        "state",
        "right",
        "until",
        "授权 grant",
    ]
    print_table("public data 公共数据授权", heads, [[line[name] for name in names] for line in found])


def show(application: Named, as_json: Json = False) -> None:
    """One application, with every grant on it 申请详情"""
    with open_mirror(settings()) as store:
        found = service.shown(store, service.named(store, application))
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        out.print(f"{name:<14} {value}", markup=False)
