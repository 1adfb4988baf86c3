# SPDX-License-Identifier: Apache-2.0
"""A fund or guarantor pays a part of a defaulted claim: the pledgee confirms it, the payer signs and stands in its
place for what it paid.

The pledge, its rank and every act on it stay the pledgee's. What is whose of the proceeds: domain/compensation.py; it
is said when they are shared out (loans.py). No money moves here. Not for: a claim that passes on whole
(`pledge_changes.assign` with SUBROGATION).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ledger.chain import encode
from ledger.domain.ids import OrgId, party_of_org
from ledger.domain.pledge import Pledge
from ledger.domain.structs import Compensation, Subrogation
from ledger.errors import Refused
from ledger.service.assents import assent_of
from ledger.service.papers import keeping
from ledger.service.pledges import Answer, PledgeOrder, paper_for, readers_of, standing, wished
from ledger.service.runtime import Ledger
from ledger.service.two_persons import TwoPersonAct, asked_before, carry_out


@dataclass(frozen=True, slots=True)
class Payment:
    """Who paid what part of the claim: in fen and in basis points of it. `agreement`: the terms of the compensation.

    No amount takes back what awaits this payer's signature."""

    payer: OrgId
    amount: int
    share_bps: int
    agreement: str


def compensate(ledger: Ledger, order: PledgeOrder, payment: Payment) -> Answer:
    """The pledgee confirms having been paid; `order.paper` is the proof. Two persons by default. It counts once the
    payer signed, which reads both papers."""
    pledge, word = standing(ledger, order)
    if payment.amount and not asked_before(ledger, order.who, "compensate-claim", order.key):
        _refuse_debtor(pledge, payment.payer)
    agreed = paper_for(ledger, order, pledge, "LOAN_COMPENSATION_AGREEMENT", payment.agreement, payment.payer)
    paid = paper_for(ledger, order, pledge, "LOAN_COMPENSATION_PAYMENT", order.paper, payment.payer)
    given = Compensation(
        id=order.pledge_id,
        expected_head=word,
        payer=payment.payer,
        amount=payment.amount,
        share_bps=payment.share_bps,
        person=order.sender.commitment,
        agreement=agreed.commitment,
        payment=paid.commitment,
    )
    act = TwoPersonAct(encode.enforcement_compensate_items(given), lambda p: encode.enforcement_compensate(given, p))
    body = wished(
        ledger,
        order,
        {"agreement": payment.agreement},
        payer=payment.payer,
        amount=payment.amount,
        share_bps=payment.share_bps,
    )
    kept = keeping(agreed, paid)
    return carry_out(ledger, order.who, order.approver, "compensate-claim", order.key, body, act, kept)


def _refuse_debtor(pledge: Pledge, payer: OrgId) -> None:
    """Who owes and pays has paid its debt: it takes nobody's place, and nothing before who ranks behind."""
    if not pledge.terms.third_party and party_of_org(payer) == pledge.pledgor:
        raise Refused(
            f"{payer} owes this debt itself: what it pays is no compensation",
            zh=f"{payer} 即债务人，其付款为清偿，不是代偿",
            code="PAYER_IS_DEBTOR",
            field="payer",
        )


def subrogate(ledger: Ledger, order: PledgeOrder, number: int, payer: OrgId | None = None) -> dict[str, Any]:
    """The payer signs for a payment by its number. `payer`: on whose paper a registrar files; by default the person's
    own organisation."""
    pledge, word = standing(ledger, order)
    named = payer or order.who.org_id
    readers = readers_of(ledger, order, pledge, named)
    assent, signed = assent_of(ledger, order.who, order.pledge_id, party_of_org(named), order.signing, readers)
    call = encode.enforcement_subrogate(Subrogation(order.pledge_id, word, named, number, assent))
    body = wished(ledger, order, payer=named, number=number)
    return ledger.perform(order.who, "subrogate", order.key, body, call, keeping(*signed))
