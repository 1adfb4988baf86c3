# SPDX-License-Identifier: Apache-2.0
"""Destroying the keys of documents before their time: a recorded decision of two persons (ruling 29, PIPL 47).

    prepared(ledger, order)          one person names the documents, the paper of the decision and the approver
    approved(ledger, who, id)        that approver, and nobody else: the keys are gone when this returns

Nothing of it is on chain: the chain commits to what the documents say, and that stays true. The decision is a row of
the records; a line of the reading log, which is a chain of hashes, says the same once more, so that neither can be
changed alone (`audit` compares them). It takes two persons whatever the organisation says about acts on chain.

Warning: it is final only once no backup holds the old rows.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.domain.ids import OrgId
from ledger.errors import NotFound, Refused
from ledger.service.runtime import Ledger, Principal
from ledger.service.two_persons import PREPARED_FOR, another_approver, preparation_over, same_person
from ledger.store.queries import records
from ledger.store.queries.records import KeyDestruction
from ledger.submission.wish import check_key

LOGGED = "DESTROY"
"""The word of the reading log for it."""
REASON_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class DestructionOrder:
    """Which documents of one of the organisation's own applications (none named: all), why, by which decision.

    `decision` is the SHA-256 of the paper that decided; the paper itself is kept by whoever decided.
    """

    who: Principal
    approver: Principal | None
    key: str
    reference: str
    decision: bytes
    reason: str
    names: Sequence[str] = ()

    @property
    def record_id(self) -> str:
        return f"{self.who.org_id}/{self.reference}"


def prepared(ledger: Ledger, order: DestructionOrder) -> KeyDestruction:
    """Record what is to be destroyed, and leave it to the approver. The same key with the same words finds the first.

    Refused for one person alone, and where nothing is left to destroy.
    """
    approver = _second(order)
    if not order.reason.strip() or len(order.reason) > REASON_LONGEST:
        raise Refused(
            f"say why, in at most {REASON_LONGEST} characters",
            zh=f"须说明销毁理由，且不得超过 {REASON_LONGEST} 字",
            code="DESTRUCTION_NEEDS_REASON",
        )
    known = _known(ledger, order, approver)
    if known is not None:
        return known
    now = ledger.now()
    fresh = KeyDestruction(
        destruction_id=f"D{now:010d}-{secrets.token_hex(8)}",
        org_id=order.who.org_id,
        idempotency_key=check_key(order.key),
        record_id=order.record_id,
        documents=json.dumps(_documents(ledger, order), ensure_ascii=False),
        reason=order.reason,
        decision_sha256=order.decision,
        preparer=order.who.person_id,
        approver=approver.person_id,
        prepared_at=now,
        deadline=now + PREPARED_FOR,
    )
    with ledger.store.writing() as session:
        records.add(session, fresh)
    return fresh


def approved(ledger: Ledger, who: Principal, destruction_id: str) -> KeyDestruction:
    """Destroy what was prepared for this person; repeated, it answers as the first time."""
    found = required(ledger, who.org_id, destruction_id)
    if who.person_id == found.preparer:
        raise same_person()
    if who.person_id != found.approver:
        raise another_approver(found.approver, destruction_id)
    if found.approved_at is not None:
        return found
    now = ledger.now()
    if not found.open_at(now):
        raise preparation_over()
    with ledger.store.writing() as session:
        if not records.change(session, KeyDestruction, _still_open(destruction_id), approved_at=now):
            raise preparation_over()
        for name in found.names:
            records.destroy_key(session, found.record_id, name, now)
        records.log_reading(
            session,
            at=now,
            org_id=who.org_id,
            person=who.person_id,
            what=LOGGED,
            subject=found.record_id,
            purpose=told(found),
        )
    return required(ledger, who.org_id, destruction_id)


def withdrawn(ledger: Ledger, who: Principal, destruction_id: str) -> KeyDestruction:
    """The preparer, or the approver, lets it go; nothing was destroyed."""
    found = required(ledger, who.org_id, destruction_id)
    if who.person_id not in (found.preparer, found.approver):
        raise Refused(
            "only its preparer or its approver may withdraw it",
            zh="仅经办人或审批人可撤回",
            code="PREPARATION_OF_OTHERS",
        )
    with ledger.store.writing() as session:
        if not records.change(session, KeyDestruction, _still_open(destruction_id), withdrawn_at=ledger.now()):
            raise preparation_over()
    return required(ledger, who.org_id, destruction_id)


def waiting(ledger: Ledger, org_id: OrgId) -> list[KeyDestruction]:
    """What an organisation's approvers can still approve, oldest first."""
    with ledger.store.reading() as session:
        found = records.some(session, KeyDestruction, org_id=org_id, approved_at=None, withdrawn_at=None)
    return [each for each in found if each.open_at(ledger.now())]


def of_record(ledger: Ledger, record_id: str) -> list[KeyDestruction]:
    """Every decision about an application's documents, whatever became of it."""
    with ledger.store.reading() as session:
        return records.some(session, KeyDestruction, record_id=record_id)


def is_destruction(prepared_id: str) -> bool:
    """Whether an id is of these; ids of acts on chain begin with another letter."""
    return prepared_id.startswith("D")


def required(ledger: Ledger, org_id: OrgId, destruction_id: str) -> KeyDestruction:
    with ledger.store.reading() as session:
        found = records.one(session, KeyDestruction, destruction_id=destruction_id, org_id=org_id)
    if found is None:
        raise NotFound(
            f"no prepared destruction {destruction_id}",
            zh=f"没有待审批的密钥销毁事项 {destruction_id}",
            code="PREPARATION_NOT_FOUND",
        )
    return found


def told(destruction: KeyDestruction) -> str:
    """What the reading log says of it: enough to see in the log alone what was decided, by whom, on which paper."""
    return json.dumps(
        {
            "decision_sha256": destruction.decision_sha256.hex(),
            "destruction": destruction.destruction_id,
            "documents": destruction.names,
            "preparer": destruction.preparer,
            "reason": destruction.reason,
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def _second(order: DestructionOrder) -> Principal:
    if order.approver is None or order.approver.person_id == order.who.person_id:
        raise same_person()
    return order.approver


def _documents(ledger: Ledger, order: DestructionOrder) -> list[str]:
    """The names, once it is sure that each is there and still has a key."""
    with ledger.store.reading() as session:
        rows = records.some(session, records.DocumentRow, record_id=order.record_id)
    kept = {row.name: row for row in rows}
    unknown = [name for name in order.names if name not in kept]
    if unknown or not rows:
        named = "、".join(unknown) or order.reference
        raise NotFound(f"no document {named}", zh=f"没有材料 {named}", code="DOCUMENT_NOT_FOUND")
    wanted = list(dict.fromkeys(order.names)) or [row.name for row in rows if row.key_destroyed_at is None]
    if not wanted or any(kept[name].key_destroyed_at is not None for name in wanted):
        raise Refused("the key was destroyed before", zh="密钥此前已销毁", code="KEY_DESTROYED")
    return wanted


def _known(ledger: Ledger, order: DestructionOrder, approver: Principal) -> KeyDestruction | None:
    with ledger.store.reading() as session:
        found = records.one(session, KeyDestruction, org_id=order.who.org_id, idempotency_key=order.key)
    if found is None:
        return None
    before = (found.record_id, found.reason, found.decision_sha256, found.preparer, found.approver)
    now = (order.record_id, order.reason, order.decision, order.who.person_id, approver.person_id)
    if before != now or (order.names and list(order.names) != list(found.names)):
        raise Refused(
            "this idempotency key was used for another request",
            zh="该幂等键已用于另一请求",
            code="IDEMPOTENCY_KEY_REUSED",
        )
    return found


def _still_open(destruction_id: str) -> dict[str, object]:
    return {"destruction_id": destruction_id, "approved_at": None, "withdrawn_at": None}
