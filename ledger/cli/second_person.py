# SPDX-License-Identifier: Apache-2.0
"""The second person's verbs: what waits, what one of them says, approving it, letting it go (ruling 6)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from ledger.cli.options import AsPerson, Json
from ledger.cli.output import out, print_json, print_table, print_told
from ledger.cli.state import acting, opened
from ledger.domain.ids import OrgId
from ledger.service import key_destruction, two_persons
from ledger.service.runtime import Ledger
from ledger.store.queries.records import KeyDestruction


def register(app: typer.Typer) -> None:
    app.command("approve")(approve)
    app.command("let-go")(let_go)
    app.command("waiting")(waiting)


def approve(
    prepared: Annotated[str, typer.Argument(help="Id of the prepared act 经办事项编号")],
    person: AsPerson = None,
    as_json: Json = False,
) -> None:
    """Send what another person prepared for you; destroy the keys, if that was prepared 审批"""
    with opened() as ledger:
        who = acting(ledger, person)
        if key_destruction.is_destruction(prepared):
            _say_destroyed(key_destruction.approved(ledger, who, prepared), as_json)
        else:
            print_told(two_persons.approve(ledger, who, prepared), as_json)


def let_go(
    prepared: Annotated[str, typer.Argument(help="Id of the prepared act 经办事项编号")], person: AsPerson = None
) -> None:
    """Let go what waits for an approver: for its preparer or the approver; it can be prepared anew 撤回经办"""
    with opened() as ledger:
        two_persons.withdraw(ledger, acting(ledger, person), prepared)
    out.print(f"let go 已撤回: {prepared}")


def waiting(
    prepared: Annotated[
        str | None, typer.Argument(help="Id of one, to read what was prepared before approving it 经办事项编号")
    ] = None,
    person: AsPerson = None,
    as_json: Json = False,
) -> None:
    """Prepared acts that wait for their approver; or all of one, its papers readable 待审批事项"""
    with opened() as ledger:
        org_id = acting(ledger, person).org_id
        if prepared is not None:
            _show_prepared(ledger, org_id, prepared, as_json)
            return
        found = [(p.id, p.verb, p.preparer, p.approver) for p in two_persons.waiting(ledger, org_id)]
        destroying = key_destruction.waiting(ledger, org_id)
    found += [(d.destruction_id, "destroy-key", d.preparer, d.approver) for d in destroying]
    columns = ["id", "verb", "preparer", "approver"]
    if as_json:
        print_json([dict(zip(columns, line, strict=True)) for line in found])
        return
    print_table("待审批 waiting", columns, found)


def _show_prepared(ledger: Ledger, org_id: OrgId, prepared_id: str, as_json: bool) -> None:
    if key_destruction.is_destruction(prepared_id):
        destroying = key_destruction.required(ledger, org_id, prepared_id)
        told = {"verb": "destroy-key", "preparer": destroying.preparer, "approver": destroying.approver}
        decision = "0x" + destroying.decision_sha256.hex()
        command: dict[str, Any] = {"reason": destroying.reason, "decision": decision, "documents": destroying.names}
    else:
        found = two_persons.required(ledger, org_id, prepared_id)
        told = {"verb": found.verb, "preparer": found.preparer, "approver": found.approver}
        command = two_persons.command_of(ledger, found)
    if as_json:
        print_json({"id": prepared_id, **told, "command": command})
        return
    print_table(f"待审批 waiting {prepared_id}", ["", ""], [*told.items(), *_flat(command)])


def _flat(command: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in command.items()
    ]


def _say_destroyed(done: KeyDestruction, as_json: bool) -> None:
    if as_json:
        print_json({"destroyed": done.names, "record": done.record_id, "at": done.approved_at})
        return
    out.print(f"destroyed 已销毁: {len(done.names)} keys of 把密钥 {done.record_id}", markup=False)
