# SPDX-License-Identifier: Apache-2.0
"""Objections during the notice (art. 25): filed, decided by the registrar, or withdrawn by the objector."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any, Final

from ledger.chain import encode
from ledger.content.commitment import commit, new_salt
from ledger.content.sealed_record import seal_record
from ledger.domain.ids import CaseId, OrgId, PartyId, is_organisation, party_of_org
from ledger.domain.structs import Decision, Objection
from ledger.errors import Refused
from ledger.service.assents import refuse_no_code
from ledger.service.filing import PARTY_TAG
from ledger.service.heads import case_words
from ledger.service.papers import NO_PAPER, Paper, keeping, mark_of, paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.service.two_persons import TwoPersonAct, carry_out
from ledger.store.queries import records
from ledger.store.queries.preparations import PreparedAct

SEALED_OBJECTOR: Final = "OBJECTOR_SEALED"
"""A record whose commitment is the objector itself as a party; its text is a sealed number."""


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
    refuse_no_code(objector=order.objector)
    who, now = order.who, ledger.now()
    reasons = paper_of(who, order.case, "OBJECTION_REASONS", order.reasons, now)
    material = paper_of(who, order.case, "OBJECTION_MATERIAL", order.material, now)
    party, identity = _objector(ledger, order, now)
    (word,) = case_words(ledger, [order.case])
    objection = Objection(
        order.case,
        word,
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
        "material": order.material,
        "person": mark_of(ledger, who.org_id, order.person_number),
    }
    call = encode.objections_file(objection)
    return ledger.perform(who, "object", order.key, body, call, keeping(reasons, material, identity))


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
    (word,) = case_words(ledger, [case])
    decision = Decision(case, word, number, upheld, sender.commitment, paper.commitment)
    act = TwoPersonAct(encode.objections_decide_items(decision), lambda p: encode.objections_decide(decision, p))
    body: dict[str, Any] = {"case": case.hex(), "number": number, "upheld": upheld, "document": document}
    return carry_out(ledger, who, approver, "decide-objection", key, body, act, keeping(paper))


def withdraw(ledger: Ledger, who: Principal, key: str, case: CaseId, number: int, document: str) -> dict[str, Any]:
    paper = paper_of(who, case, "OBJECTION_WITHDRAWAL", document, ledger.now())
    (word,) = case_words(ledger, [case])
    call = encode.objections_withdraw(case, number, word, who.commitment, paper.commitment)
    body = {"case": case.hex(), "number": number, "document": document}
    return ledger.perform(who, "withdraw-objection", key, body, call, keeping(paper))


def _objector(ledger: Ledger, order: ObjectionOrder, now: int) -> tuple[PartyId, Paper]:
    """An organisation by its code; a person by a salted commitment, whose opening is kept sealed like a contact."""
    if order.objector is not None:
        return party_of_org(order.objector), NO_PAPER
    if not order.person_number:
        raise Refused("who objects?", zh="须说明异议人", code="OBJECTOR_MISSING")
    who = order.who
    while True:
        salt = new_salt()
        party = PartyId(commit(salt, PARTY_TAG, order.person_number.encode()))
        if not is_organisation(party):
            break
    number = secrets.token_hex(16)
    ring = ledger.keys.ring(who.org_id)
    sealed = seal_record(number, "objector", order.person_number.encode(), {who.org_id: ring.public_key})
    (wrap,) = sealed.wraps
    kept = {
        "ciphertext": sealed.ciphertext,
        "ephemeral": wrap.ephemeral,
        "recipient": wrap.recipient,
        "key": wrap.sealed,
    }
    row = records.CaseDecision(
        decision_id=number,
        case_id=order.case,
        kind=SEALED_OBJECTOR,
        org_id=who.org_id,
        person=who.person_id,
        text=json.dumps({name: value.hex() for name, value in kept.items()}),
        salt=salt,
        commitment=party,
        created_at=now,
    )
    return party, Paper(party, row)
