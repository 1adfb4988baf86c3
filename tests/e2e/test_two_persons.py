# SPDX-License-Identifier: Apache-2.0
"""One person cannot prepare and approve: the service refuses, the API says 403, and one raw account is reverted."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from api import serving
from ledger.chain import encode
from ledger.chain.contracts import prepared_typed_data
from ledger.domain.kinds import Module
from ledger.domain.structs import Act, Preparation, Refusal
from ledger.errors import Refused
from ledger.service import case_acts, two_persons
from ledger.service.two_persons import TwoPersonAct
from ledger.store.queries import acts
from ledger.store.queries.preparations import PreparedAct
from tests.e2e.founded import Founded

REFERENCE = "NM-2026-0004"


def refusal(founded: Founded) -> tuple[list[Refusal], bytes]:
    """A refusal of the case that stands in public notice, with the head as it is."""
    ledger, who = founded.ledger, founded.people["bao"]
    case = founded.cases[REFERENCE]
    with ledger.store.reading() as session:
        head = acts.subject_head(session, case)  # type: ignore[arg-type]
    assert head is not None
    return [Refusal(Act(case, head.word, who.commitment, b"\x01" * 32), 3)], who.commitment


def raw_call(founded: Founded, *, preparer: str, sender: str) -> bytes:
    """Calldata of a refusal that `preparer` signed for, and what the node says when `sender` sends it."""
    ledger = founded.ledger
    refusals, _ = refusal(founded)
    prepared_by = founded.people[preparer]
    act = TwoPersonAct(encode.desk_refuse_items(refusals), lambda p: encode.desk_refuse(refusals, p))
    deadline = ledger.now() + 3_600
    typed = prepared_typed_data(ledger.deployment, act.items, prepared_by.commitment, deadline)
    account = prepared_by.signing_account()
    signature = ledger.keys.signer(account).sign_typed_data(typed.domain, typed.types, typed.message)
    call = act.call(Preparation(account, prepared_by.commitment, deadline, signature))
    sending = founded.people[sender].signing_account()
    ledger.rpc.estimate_gas(ledger.deployment.addresses[Module.DESK], call.data, sending)
    return call.data


def test_one_raw_account_that_prepares_and_approves_is_reverted_by_the_contract(founded: Founded) -> None:
    from ledger.chain.faults import CallReverted
    from ledger.chain.reverts import refused

    with pytest.raises(CallReverted) as caught:
        raw_call(founded, preparer="bao", sender="bao")
    assert refused(caught.value.data).code == "PREPARER_IS_APPROVER"


def test_the_same_call_by_another_account_of_the_organisation_would_pass(founded: Founded) -> None:
    assert raw_call(founded, preparer="bao", sender="chen")


def test_the_service_refuses_the_preparer_as_approver_beforehand_and_afterwards(founded: Founded) -> None:
    ledger, bao = founded.ledger, founded.people["bao"]
    own = case_acts.Order(bao, "own", [founded.cases[REFERENCE]], "不予登记", bao)
    with pytest.raises(Refused) as caught:
        case_acts.refuse(ledger, own, 3)
    assert caught.value.code == "PREPARER_IS_APPROVER"
    waiting = case_acts.refuse(ledger, founded.order("refuse-4", REFERENCE, paper="不予登记", two=True), 3)
    assert isinstance(waiting, PreparedAct)
    with pytest.raises(Refused) as caught:
        two_persons.approve(ledger, bao, waiting.id)
    assert caught.value.code == "PREPARER_IS_APPROVER"
    two_persons.withdraw(ledger, bao, waiting.id)


def test_what_is_withdrawn_in_the_moment_of_its_approval_is_not_sent(
    founded: Founded, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, bao = founded.ledger, founded.people["bao"]
    order = founded.order("refuse-withdrawn", REFERENCE, paper="不予登记", two=True)
    waiting = case_acts.refuse(ledger, order, 3)
    assert isinstance(waiting, PreparedAct)
    read = two_persons.required

    def read_and_withdrawn(*asked: Any) -> PreparedAct:
        monkeypatch.setattr(two_persons, "required", read)
        found = read(*asked)
        two_persons.withdraw(ledger, bao, waiting.id)
        return found

    monkeypatch.setattr(two_persons, "required", read_and_withdrawn)
    with pytest.raises(Refused) as refused:
        two_persons.approve(ledger, founded.people["chen"], waiting.id)
    assert refused.value.code == "PREPARATION_OVER"
    assert ledger.outbox.find(bao.org_id, waiting.verb, waiting.id) is None


def test_the_api_says_403_to_a_preparer_who_approves(founded: Founded) -> None:
    ledger = founded.ledger
    waiting = case_acts.refuse(ledger, founded.order("refuse-api", REFERENCE, paper="不予登记", two=True), 3)
    assert isinstance(waiting, PreparedAct)
    headers = {"Authorization": f"Bearer {founded.api_key('bao')}", "Idempotency-Key": "approve-mine"}
    with serving(ledger) as origin:
        answer = httpx.post(
            f"{origin}/v1/preparations/{waiting.id}/approval", json={}, headers=headers, trust_env=False
        )
    assert (answer.status_code, answer.json()["code"]) == (403, "PREPARER_IS_APPROVER")
    two_persons.withdraw(ledger, founded.people["bao"], waiting.id)
