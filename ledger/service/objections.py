# SPDX-License-Identifier: Apache-2.0
"""Objections during the notice (art. 25): filed, decided by the registrar, or withdrawn by the objector."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ledger.chain import encode
from ledger.content.commitment import commit, new_salt
from ledger.domain.ids import CaseId, OrgId, PartyId, Subject, is_organisation, party_of_org
from ledger.domain.structs import Decision, Objection
from ledger.errors import NotFound, Refused
from ledger.service.filing import PARTY_TAG
from ledger.service.papers import Paper, paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.service.two_persons import TwoPersonAct, carry_out
from ledger.store.queries import acts, records
from ledger.store.queries.preparations import PreparedAct


@dataclass(frozen=True, slots=True)
class ObjectionOrder:
    """`objector` is an organisation, or empty for a natural person whose number `person_number` stays here."""

    who: Principal
    key: str
    case: CaseId
    reasons: str
    material: str = ""
    objector: OrgId | None = None
    person_number: str = ""
    received_at: int = 0


def file(ledger: Ledger, order: ObjectionOrder) -> dict[str, Any]:
    """The answer names the number of the objection."""
    who, now = order.who, ledger.now()
    reasons = paper_of(who, order.case, "OBJECTION_REASONS", order.reasons, now)
    material = paper_of(who, order.case, "OBJECTION_MATERIAL", order.material, now)
    party, identity = _objector(order, now)
    objection = Objection(
        order.case,
        _word(ledger, order.case),
        party,
        order.received_at,
        who.commitment,
        reasons.commitment,
        material.commitment,
    )
    body = {
        "case": order.case.hex(),
        "objector": order.objector or "person",
        "received_at": order.received_at,
        "reasons": order.reasons,
    }
    call = encode.objections_file(objection)
    return ledger.perform(who, "object", order.key, body, call, _keeping(reasons, material, identity))


def decide(
    ledger: Ledger,
    who: Principal,
    key: str,
    case: CaseId,
    number: int,
    *,
    upheld: bool,
    document: str,
    approver: Principal | None = None,
) -> dict[str, Any] | PreparedAct:
    paper = paper_of(who, case, "OBJECTION_DECISION", document, ledger.now())
    sender = approver or who
    decision = Decision(case, _word(ledger, case), number, upheld, sender.commitment, paper.commitment)
    act = TwoPersonAct(encode.objections_decide_items(decision), lambda p: encode.objections_decide(decision, p))
    body: dict[str, Any] = {"case": case.hex(), "number": number, "upheld": upheld, "document": document}
    return carry_out(ledger, who, approver, "decide-objection", key, body, act, _keeping(paper))


def withdraw(ledger: Ledger, who: Principal, key: str, case: CaseId, number: int, document: str) -> dict[str, Any]:
    paper = paper_of(who, case, "OBJECTION_WITHDRAWAL", document, ledger.now())
    call = encode.objections_withdraw(case, number, _word(ledger, case), who.commitment, paper.commitment)
    body = {"case": case.hex(), "number": number, "document": document}
    return ledger.perform(who, "withdraw-objection", key, body, call, _keeping(paper))


def _objector(order: ObjectionOrder, now: int) -> tuple[PartyId, Paper]:
    """An organisation by its code; a person by a salted commitment whose opening is kept like a paper."""
    if order.objector is not None:
        return party_of_org(order.objector), Paper(bytes(32), None)
    if not order.person_number:
        raise Refused("who objects?", zh="须说明异议人", code="OBJECTOR_MISSING")
    while True:
        salt = new_salt()
        party = PartyId(commit(salt, PARTY_TAG, order.person_number.encode()))
        if not is_organisation(party):
            break
    paper = paper_of(order.who, order.case, "OBJECTOR", order.person_number, now)
    assert paper.record is not None
    row = records.CaseDecision(
        paper.record.decision_id,
        order.case,
        "OBJECTOR",
        order.who.org_id,
        order.who.person_id,
        order.person_number,
        salt,
        party,
        now,
    )
    return party, Paper(party, row)


def _word(ledger: Ledger, case: CaseId) -> bytes:
    with ledger.store.reading() as session:
        head = acts.subject_head(session, Subject(case))
    if head is None:
        raise NotFound("no such application", zh="没有此登记申请", code="APPLICATION_NOT_FOUND")
    return head.word


def _keeping(*papers: Paper) -> Callable[[Any], None]:
    rows = [paper.record for paper in papers if paper.record is not None]
    return lambda session: records.add(session, *rows)
