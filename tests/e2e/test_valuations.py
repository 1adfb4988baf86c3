# SPDX-License-Identifier: Apache-2.0
"""Opinions of value through every room: given, followed, taken back; which count, said as the contract says it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api import create_app
from api.schemas.valuations import ValuationsOut, ValueOut
from ledger.chain import encode
from ledger.chain.contracts import ask
from ledger.cli import valuations as verbs
from ledger.cli.app import app
from ledger.content.digest import sha256
from ledger.domain.ids import CertificateId, OrgId, party_of_org
from ledger.domain.kinds import OrgKind, ValuationPurpose
from ledger.domain.valuation import Counting
from ledger.errors import LedgerError, NotFound, Refused
from ledger.service import governing
from ledger.service import valuations as service
from ledger.service.founding import decree
from ledger.service.governing import Governed
from ledger.service.runtime import Ledger
from ledger.service.valuations import OpinionWithdrawal, ValueAsked, Valued
from tests.e2e.founded import DAY, HERDING, POWER, Founded
from tests.e2e.pledging import MILLION, RELATED, VALUER, attested, pledging_ledger

PLEDGE = (ValuationPurpose.PLEDGE,)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with pledging_ledger(tmp_path_factory.mktemp("valuations")) as made:
        yield made


def asked(founded: Founded, **changes: Any) -> Valued:
    """A little later than the newest block, as it is known then."""
    founded.settle()
    code = changes.pop("code", founded.certificates[0])
    whole = {"now": founded.ledger.now() + 60, "purposes": PLEDGE} | changes
    return service.valued(founded.ledger.store, ValueAsked(code, **whole))


def as_the_contract_says(founded: Founded, found: Valued, holder: OrgId = HERDING) -> tuple[int, int]:
    view = encode.valuations_value_of(
        found.asked.code, party_of_org(holder), ValuationPurpose.PLEDGE, found.at, found.asked.wanted
    )
    return ask(founded.ledger.rpc, founded.ledger.deployment, view)


def counting(found: Valued) -> dict[tuple[str, int], Counting]:
    told = (each.considered for each in found.opinions)
    return {(one.opinion.valuer, one.opinion.value): one.counting for one in told}


def test_the_lowest_of_those_that_count_is_the_value_as_the_contract_says(founded: Founded) -> None:
    attested(founded, 20 * MILLION)
    attested(founded, 18 * MILLION, "mo")
    both = asked(founded, wanted=2, holder=party_of_org(HERDING))
    assert (both.value, both.standing) == (18 * MILLION, 2) == as_the_contract_says(founded, both)
    three = asked(founded, wanted=3, holder=party_of_org(HERDING))
    assert three.value is None
    assert as_the_contract_says(founded, three) == (0, 2)

    attested(founded, 21 * MILLION, "mo")
    newer = asked(founded, holder=party_of_org(HERDING))
    assert (newer.value, newer.standing) == (20 * MILLION, 2) == as_the_contract_says(founded, newer)
    assert counting(newer)[RELATED, 18 * MILLION] is Counting.FOLLOWED
    again = service.valued(founded.ledger.store, ValueAsked(both.asked.code, 0, PLEDGE, party_of_org(HERDING), 2,
                                                            both.at, both.known.number))  # fmt: skip
    assert again.bytes() == both.bytes(), "what was known then is said for ever"


def test_of_a_relation_nothing_counts_for_its_own_and_all_else_for_others(founded: Founded) -> None:
    """POWER and the second valuer are of one group: on chain it may not speak of POWER, and for others it may."""
    with pytest.raises(Refused) as affiliated:
        attested(founded, 5 * MILLION, "mo", code=founded.certificates[1])
    assert affiliated.value.code == "VALUER_AFFILIATED"
    for_power = asked(founded, holder=party_of_org(POWER))
    assert counting(for_power)[RELATED, 21 * MILLION] is Counting.AFFILIATED
    assert (for_power.value, for_power.standing) == as_the_contract_says(founded, for_power, POWER)


def test_an_opinion_ends_by_its_own_time_and_by_its_valuers_word(founded: Founded) -> None:
    later = asked(founded, now=founded.ledger.now() + 400 * DAY)
    assert set(counting(later).values()) == {Counting.EXPIRED, Counting.FOLLOWED}
    assert later.value is None
    before = asked(founded)
    founded.walk_to(founded.ledger.now() + 3600)
    order = OpinionWithdrawal(
        founded.people["gu"], "withdraw-1", founded.certificates[0], ValuationPurpose.PLEDGE, "数据口径有误"
    )
    first = service.withdraw(founded.ledger, order)
    assert service.withdraw(founded.ledger, order) == first, "the same key is the same act"
    after = asked(founded, holder=party_of_org(HERDING))
    assert counting(after)[VALUER, 20 * MILLION] is Counting.WITHDRAWN
    assert (after.value, after.standing) == (21 * MILLION, 1) == as_the_contract_says(founded, after)
    assert asked(founded, at=before.known.timestamp).value == 20 * MILLION, "the law's moment lies before"
    with pytest.raises(Refused) as gone:
        service.withdraw(founded.ledger, OpinionWithdrawal(order.who, "withdraw-2", order.code, order.purpose, "再次"))
    assert gone.value.code == "OPINION_UNKNOWN"


def test_a_suspended_valuer_counts_no_more_and_again_when_it_is_back(founded: Founded) -> None:
    people = [founded.people["zhang"], founded.people["wei"]]
    halt = governing.suspension(RELATED, OrgKind.VALUER, sha256("执业检查".encode()))
    decree(founded.ledger, people, [Governed(halt)])
    halted = asked(founded, holder=party_of_org(HERDING))
    assert counting(halted)[RELATED, 21 * MILLION] is Counting.NOT_ACCREDITED
    assert as_the_contract_says(founded, halted) == (0, 0)
    assert halted.value is None
    back = governing.suspension(RELATED, OrgKind.VALUER, sha256("检查结束".encode()), resume=True)
    decree(founded.ledger, people, [Governed(back)])
    assert asked(founded).value == 21 * MILLION


def test_what_says_nothing_is_refused(founded: Founded) -> None:
    with pytest.raises(NotFound):
        attested(founded, MILLION, code=CertificateId("SJ1512026099999"))
    for changes, code in (
        ({"methods": ("GUESS",)}, "METHODS_UNKNOWN"),
        ({"report": " "}, "REPORT_MISSING"),
        ({"assumptions": " "}, "ASSUMPTIONS_MISSING"),
        ({"valid_until": 1}, "VALIDITY_UNSOUND"),
    ):
        with pytest.raises(Refused) as refused:
            attested(founded, MILLION, **changes)
        assert refused.value.code == code
    with pytest.raises(NotFound):
        asked(founded, code=CertificateId("SJ1512026099999"))


# --- faces ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def typed(founded: Founded, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    @contextmanager
    def opened() -> Iterator[Ledger]:
        yield founded.ledger

    monkeypatch.setattr(verbs, "opened", opened)
    monkeypatch.setattr("ledger.cli.state._home", [])
    monkeypatch.setenv("LEDGER_HOME", str(founded.ledger.settings.home))

    def run(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(app, ["valuation", *words])
        if isinstance(result.exception, LedgerError):
            raise result.exception
        assert result.exit_code == code, result.output
        return result.stdout

    return run


def test_the_command_line_and_the_api_say_the_same(founded: Founded, typed: Callable[..., Any], tmp_path: Path) -> None:
    code = founded.certificates[2]
    report = tmp_path / "report.pdf"
    report.write_bytes(b"%PDF-1.7 an invented report")
    given = ("--methods", "cost,income", "--base", "2026-09-01", "--until", "2027-09-01", "--as", "gu")
    typed("attest", code, "--value", "3,500,000.50", "--report-file", str(report), "--assumptions", "假设", *given)
    with pytest.raises(Refused) as twice:
        typed("attest", code, "--value", "1", "--report", "x", "--report-file", str(report), *given)
    assert twice.value.code == "REPORT_MISSING"
    with pytest.raises(Refused, match="--assumptions") as bare:
        typed("attest", code, "--value", "1", "--report", "x", *given)
    assert bare.value.code == "ASSUMPTIONS_MISSING"
    known, at = founded.settle(), str(founded.ledger.now() + 60)
    words = ("--holder", POWER, "--at", at, "--known", str(known), "--json")
    shown = typed("value", code, *words)
    assert json.loads(shown)["value"] == "350000050"
    assert typed("value", code, "--opinions", "2", "--at", at, code=1).startswith("value 评估值 none")
    listed = typed("list", code, *words)
    headers = {"Authorization": f"Bearer {founded.api_key('hua', 'read')}"}
    query: dict[str, Any] = {"holder": POWER, "at": at, "known": known}
    with TestClient(create_app(founded.ledger)) as client:
        answer = client.get(f"/v1/certificates/{code}/value", params=query, headers=headers)
        assert answer.text == shown
        ValueOut.model_validate(answer.json())
        items = client.get(f"/v1/certificates/{code}/valuations", params=query, headers=headers)
        assert items.text == listed
        ValuationsOut.model_validate(items.json())
        assert client.get(f"/v1/certificates/{code}/value").status_code == 401
    assert "计入" in typed("list", code, "--at", at)
    typed("withdraw", code, "--reason", "撤回", "--as", "gu")


def test_an_opinion_comes_by_the_api_too(founded: Founded) -> None:
    code, now = founded.certificates[0], founded.ledger.now()
    headers = {"Authorization": f"Bearer {founded.api_key('gu')}"}
    body = {
        "methods": ["MARKET"], "value": 19 * MILLION, "base_date": now - DAY, "valid_until": now + 90 * DAY,
        "report": "评估报告", "assumptions": "假设", "holder": HERDING,
    }  # fmt: skip
    with TestClient(create_app(founded.ledger)) as client:

        def post(path: str, key: str, body: dict[str, Any]) -> Any:
            return client.post(path, json=body, headers=headers | {"Idempotency-Key": key})

        path = f"/v1/certificates/{code}/valuations"
        made = post(path, "api-v1", body)
        assert made.status_code == 200, made.text
        assert post(path, "api-v1", body).json() == made.json()
        assert post(path, "api-v2", body | {"methods": []}).status_code == 422
        assert post(path, "api-v3", body | {"value": 0}).status_code == 422
        assert asked(founded).value == 19 * MILLION
        gone = post(f"{path}/withdrawal", "api-v4", {"reason": "撤回"})
        assert gone.status_code == 200, gone.text
        assert asked(founded).value == 21 * MILLION
