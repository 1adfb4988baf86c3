# SPDX-License-Identifier: Apache-2.0
"""Acts of two persons (ruling 6): one prepares and signs, another approves and sends.

The preparer names the approver, because the items he signs carry the approver's commitment (ruling 7). What is prepared
is complete: the approver's account sends exactly the bytes that were prepared, or nothing. Every item names the head of
its subject, so a prepared act that was overtaken is refused by the contract.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ledger.chain.contracts import prepared_typed_data
from ledger.chain.encode import NO_PREPARATION, Call, Items
from ledger.domain.ids import OrgId
from ledger.domain.structs import Preparation
from ledger.errors import NotFound, Refused
from ledger.service.papers import read_out
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import organisations, preparations, records
from ledger.store.queries.preparations import PreparedAct
from ledger.submission.wish import Wish, check_key

PREPARED_FOR = 7 * 86_400
"""Seconds for which a preparation can be approved."""


@dataclass(frozen=True, slots=True)
class TwoPersonAct:
    """An act before anybody signed: what is signed for, and the call once there is (or need not be) a preparation."""

    items: Items
    call: Callable[[Preparation], Call]


def needs_two(ledger: Ledger, org_id: OrgId, items: Items) -> bool:
    """Whether the organisation wants two persons for this kind of act; the contract says the same."""
    with ledger.store.reading() as session:
        organisation = organisations.organisation(session, org_id)
    return organisation is not None and bool(organisation.two_person_kinds >> items.kind & 1)


def alone(act: TwoPersonAct) -> Call:
    return act.call(NO_PREPARATION)


def one_or_two(ledger: Ledger, who: Principal, approver: Principal | None, verb: str, items: Items) -> None:
    """Refused if the organisation wants two persons for this act and no approver is named."""
    if approver is None and needs_two(ledger, who.org_id, items):
        raise Refused(
            "this act needs a second person; name an approver",
            zh="该事项须双人办理，请指定审批人",
            code="APPROVER_MISSING",
            verb=verb,
        )


def asked_before(ledger: Ledger, who: Principal, verb: str, key: str) -> bool:
    """Whether this wish is stored already, or prepared: then it is not judged again, but told what became of it."""
    with ledger.store.reading() as session:
        prepared = preparations.by_key(session, who.org_id, verb, key)
    return prepared is not None or ledger.outbox.find(who.org_id, verb, key) is not None


def carry_out(
    ledger: Ledger,
    who: Principal,
    approver: Principal | None,
    verb: str,
    key: str,
    body: dict[str, Any],
    act: TwoPersonAct,
    alongside: Callable[[Any], None] | None = None,
) -> dict[str, Any] | PreparedAct:
    """Perform an act that one person may do here, or prepare it for the approver that is named."""
    one_or_two(ledger, who, approver, verb, act.items)
    if approver is None:
        return ledger.perform(who, verb, key, body, alone(act), alongside)
    return prepare(ledger, who, approver, verb, key, {**body, "approver": approver.person_id}, act, alongside)


def prepare(
    ledger: Ledger,
    who: Principal,
    approver: Principal,
    verb: str,
    key: str,
    body: dict[str, Any],
    act: TwoPersonAct,
    alongside: Callable[[Any], None] | None = None,
) -> PreparedAct:
    """Sign for an act and leave it to the approver. The same key with the same body finds what was prepared before."""
    _distinct(who, approver)
    target = ledger.deployment.addresses[act.items.module]
    wish = Wish(who.org_id, verb, check_key(key), body, who.person_id, who.signing_account(), target, b"")
    known = _known(ledger, wish)
    if known is not None:
        return known
    deadline = ledger.now() + PREPARED_FOR
    typed = prepared_typed_data(ledger.deployment, act.items, who.commitment, deadline)
    signature = ledger.keys.signer(wish.account).sign_typed_data(typed.domain, typed.types, typed.message)
    call = act.call(Preparation(wish.account, who.commitment, deadline, signature))
    prepared = PreparedAct(
        id=f"P{ledger.now():010d}-{secrets.token_hex(8)}",
        org_id=who.org_id,
        verb=verb,
        idempotency_key=key,
        body_hash=wish.body_hash,
        command=wish.command,
        kind=int(act.items.kind),
        preparer=who.person_id,
        approver=approver.person_id,
        account=wish.account,
        approver_account=approver.signing_account(),
        target=target,
        data=call.data.hex(),
        deadline=deadline,
        created_at=ledger.now(),
    )
    if preparations.added(ledger.store, prepared, alongside):
        return prepared
    raced = _known(ledger, wish)
    assert raced is not None, "only the key can have been in the way"
    return raced


def approve(ledger: Ledger, who: Principal, prepared_id: str) -> dict[str, Any]:
    """Send what was prepared for this person; repeated, it answers as the first time."""
    prepared = required(ledger, who.org_id, prepared_id)
    if who.person_id == prepared.preparer:
        raise same_person()
    if who.person_id != prepared.approver:
        raise another_approver(prepared.approver, prepared_id)
    if prepared.withdrawn_at is not None or (prepared.approved_at is None and prepared.deadline < ledger.now()):
        raise preparation_over()
    body = {"preparation": prepared.id, "command": json.loads(prepared.command)}
    wish = Wish(
        who.org_id,
        prepared.verb,
        prepared.id,
        body,
        who.person_id,
        prepared.approver_account,
        prepared.target,
        bytes.fromhex(prepared.data),
    )
    now = ledger.now()

    def note(session: Any) -> None:
        # Whoever withdrew it since it was read has been told that it is gone: then nothing is stored.
        if not preparations.mark(session, prepared.id, approved_at=now):
            raise preparation_over()

    return ledger.settled(ledger.outbox.put(wish, note))


def withdraw(ledger: Ledger, who: Principal, prepared_id: str) -> None:
    """The preparer, or the approver, lets it go; nothing was on chain."""
    prepared = required(ledger, who.org_id, prepared_id)
    if who.person_id not in (prepared.preparer, prepared.approver):
        raise Refused(
            "only its preparer or its approver may withdraw it",
            zh="仅经办人或审批人可撤回",
            code="PREPARATION_OF_OTHERS",
        )
    with ledger.store.writing() as session:
        if not preparations.mark(session, prepared_id, withdrawn_at=ledger.now()):
            raise Refused("it was approved or withdrawn before", zh="该事项已审批或已撤回", code="PREPARATION_OVER")


def waiting(ledger: Ledger, org_id: OrgId) -> list[PreparedAct]:
    with ledger.store.reading() as session:
        return preparations.waiting(session, org_id, ledger.now())


def command_of(ledger: Ledger, prepared: PreparedAct) -> dict[str, Any]:
    """What was wished, readable to the organisation whose act it is: sealed texts in place of their marks."""
    told: dict[str, Any] = json.loads(prepared.command)
    pledge = told.get("pledge")
    return told if pledge is None else read_out(ledger, OrgId(prepared.org_id), bytes.fromhex(pledge), told)


def approver_of(ledger: Ledger, who: Principal, person_id: str) -> Principal:
    """The person that a preparer names: of the same organisation, with an account of its own."""
    with ledger.store.reading() as session:
        found = records.one(session, records.Person, person_id=person_id, org_id=who.org_id)
    if found is None or found.ended_at is not None:
        raise NotFound(
            f"{person_id} is nobody of this organisation", zh=f"本机构没有人员 {person_id}", code="APPROVER_UNKNOWN"
        )
    return ledger.principal(person_id)


def required(ledger: Ledger, org_id: OrgId, prepared_id: str) -> PreparedAct:
    with ledger.store.reading() as session:
        found = preparations.by_id(session, prepared_id)
    if found is None or found.org_id != org_id:
        raise NotFound(f"no prepared act {prepared_id}", zh=f"没有经办事项 {prepared_id}", code="PREPARATION_NOT_FOUND")
    return found


def _known(ledger: Ledger, wish: Wish) -> PreparedAct | None:
    with ledger.store.reading() as session:
        found = preparations.by_key(session, wish.org_id, wish.verb, wish.key)
    if found is not None and found.body_hash != wish.body_hash:
        raise Refused(
            f"another request was prepared under this idempotency key: {found.id}; let that go, or name another key",
            zh=f"该幂等键下已有另一经办事项 {found.id}；请先撤回该事项，或另选幂等键",
            code="IDEMPOTENCY_KEY_REUSED",
            verb=wish.verb,
            preparation=found.id,
        )
    return found


def _distinct(who: Principal, approver: Principal) -> None:
    if who.person_id == approver.person_id or who.signing_account() == approver.signing_account():
        raise same_person()


def same_person() -> Refused:
    return Refused(
        "one person cannot prepare and approve the same act",
        zh="同一人不得既经办又审批同一事项",
        code="PREPARER_IS_APPROVER",
    )


def another_approver(approver: str, prepared_id: str) -> Refused:
    return Refused(
        f"this act waits for {approver}",
        zh=f"该事项由 {approver} 审批",
        code="APPROVER_IS_ANOTHER",
        preparation=prepared_id,
    )


def preparation_over() -> Refused:
    return Refused(
        "the prepared act was withdrawn or has run out", zh="该经办事项已撤回或已过期", code="PREPARATION_OVER"
    )
