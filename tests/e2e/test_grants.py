# SPDX-License-Identifier: Apache-2.0
"""Grants through every room: offered and accepted on paper, passed on, asked about, revoked. On decisions and
consents: `test_public_data.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from typer.testing import CliRunner

from api import create_app
from ledger.cli.app import app
from ledger.domain.ids import PartyId, party_of_org
from ledger.domain.kinds import GrantGround, RightBits
from ledger.domain.scope import PurposeCode, Rule
from ledger.errors import NotFound, Refused
from ledger.service import grant_papers, grant_views
from ledger.service import grants as service
from ledger.service.gathering import Ask, Gathering
from ledger.service.grant_terms import Terms
from ledger.service.grants import ActOrder
from ledger.service.verdicts import known_block
from tests.e2e.founded import (
    HERDING,
    POWER,
    Founded,
    founded_ledger,
)
from tests.e2e.granting import UNTIL, asked, granted, offered, order, terms
from tests.e2e.typing_verbs import Typed, typed_on


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("grants")) as made:
        yield made


# --- between enterprises ----------------------------------------------------------------------------------------------


def test_a_grant_is_offered_accepted_asked_about_and_revoked(founded: Founded) -> None:
    grant_id = offered(founded, "AUTH-1")
    assert asked(founded, grant_id).decision.rule is Rule.NOT_ACCEPTED
    service.accept(founded.ledger, order(founded, grant_id, "accept"))
    found = asked(founded, grant_id)
    assert found.decision.allowed
    assert [line.rule for line in found.decision.plan][-1] is Rule.UNIT_GONE
    assert asked(founded, grant_id, purpose=int(PurposeCode.MARKETING)).decision.rule is Rule.PURPOSE
    assert asked(founded, grant_id, calls=101).decision.rule is Rule.CALLS
    before = asked(founded, grant_id)
    service.revoke(founded.ledger, order(founded, grant_id, "revoke"), GrantGround.BREACH)
    assert asked(founded, grant_id, moment=before.use.moment + 100).decision.rule is Rule.ENDED
    again = service.effective(founded.ledger.store, grant_id, before.use, before.known.number)
    assert again.bytes() == before.bytes()
    with pytest.raises(Refused) as gone:
        service.suspend(founded.ledger, order(founded, grant_id, "suspend"))
    assert gone.value.code == "GRANT_NOT_IN"


def test_what_was_passed_on_is_told_to_run_as_long_as_the_narrowed_grant_above_leaves_any_of_it(
    founded: Founded,
) -> None:
    """The first field and the whole region are gone from what was passed on; the rest of it is given still, and a
    bank is told of it."""
    ledger, code = founded.ledger, founded.certificates[0]
    wide = granted(founded, "NARROW-1")
    onward = {"parent": wide, "grantor": party_of_org(POWER), "grantee": party_of_org(HERDING)}
    child = granted(founded, "NARROW-2", terms(depth=1), **onward)

    def told() -> tuple[bool, bool]:
        founded.settle()
        moment = ledger.now() + 60
        lines = grant_views.listed(ledger.store, code, moment)
        with ledger.store.reading() as session:
            known = known_block(session, None)
            lending = Gathering(session, known.number).lending(Ask(code, moment))
        running = {one.grant_id for one in lending.grants or ()}
        return next(line["effective"] for line in lines if line["reference"] == "NARROW-2"), bytes(child) in running

    assert told() == (True, True)
    service.narrow(ledger, order(founded, wide, "narrow"), terms(fields=(1,), divisions=(152_500,)).scope)
    assert told() == (True, True)
    assert asked(founded, child, fields=2).decision.allowed
    service.revoke(ledger, order(founded, wide, "revoke"), GrantGround.BREACH)
    assert told() == (False, False)


def test_what_is_passed_on_lies_within_and_ends_with_it(founded: Founded) -> None:
    root = granted(founded, "AUTH-2")
    onward = {"parent": root, "grantor": party_of_org(POWER), "grantee": party_of_org(HERDING)}
    with pytest.raises(Refused) as wider:
        offered(founded, "AUTH-3", terms(fields=(0, 1, 2), depth=1), **onward)
    assert wider.value.code == "GRANT_WIDER"
    assert wider.value.en.endswith("FIELDS")
    child = granted(founded, "AUTH-4", terms(fields=(0,), depth=1), **onward)
    lines = grant_views.listed(founded.ledger.store, founded.certificates[0], founded.ledger.now() + 60)
    shown = {line["reference"]: (line["level"], line["effective"]) for line in lines}
    assert shown["AUTH-2"] == (0, True)
    assert shown["AUTH-4"] == (1, True)
    narrower = terms(fields=(1,)).scope
    service.narrow(founded.ledger, order(founded, root, "narrow"), narrower)
    found = asked(founded, child)
    assert (found.decision.rule, found.decision.decided_on) == (Rule.FIELDS, root)
    service.suspend(founded.ledger, order(founded, root, "suspend"))
    assert asked(founded, child).decision.rule in (Rule.FIELDS, Rule.SUSPENDED)
    service.resume(founded.ledger, order(founded, root, "resume"))
    service.terminate(founded.ledger, order(founded, child, "terminate"))
    moment = founded.ledger.now() + 1000
    assert asked(founded, child, moment=moment).decision.decided_on == child


def test_what_no_group_of_fields_and_no_purpose_is_called_is_refused(founded: Founded, typed: Typed) -> None:
    granted(founded, "WORDS-1")
    for option, word in (("--fields", "9" * 23), ("--fields", "64"), ("--purpose", "²"), ("--purpose", "25")):
        with pytest.raises(Refused):
            typed("effective", "WORDS-1", "--purpose", "4", "--region", "152502", option, word)


def test_offers_are_declined_and_taken_back(founded: Founded) -> None:
    one, other = offered(founded, "AUTH-5"), offered(founded, "AUTH-6")
    service.decline(founded.ledger, order(founded, one, "decline"))
    service.withdraw(founded.ledger, order(founded, other, "withdraw"))
    states = [grant_views.shown(founded.ledger.store, each)["state"] for each in (one, other)]
    assert states == ["DECLINED", "WITHDRAWN"]


def test_two_exclusive_grants_of_the_same_are_flagged(founded: Founded) -> None:
    exclusive = Terms(RightBits.OPERATE, terms().scope, "独占协议", columns="全部", exclusivity="EXCLUSIVE")
    granted(founded, "AUTH-7", exclusive)
    granted(founded, "AUTH-8", Terms(RightBits.OPERATE, terms().scope, "协议", columns="全部"))
    lines = grant_views.listed(founded.ledger.store, founded.certificates[0], founded.ledger.now() + 60)
    flagged = {line["reference"] for line in lines if "EXCLUSIVITY_CONFLICT" in line["flags"]}
    assert flagged == {"AUTH-7", "AUTH-8"}


def test_both_sides_read_what_was_agreed_and_nobody_else_does(founded: Founded, typed: Typed) -> None:
    """Here both sides act through the registrar that filed; the grantee reads by a key of its own."""
    grant_id = granted(founded, "AUTH-P")
    service.suspend(founded.ledger, order(founded, grant_id, "suspend", "停用通知：账款未清"))

    def read(who: str, purpose: str = "履约核对") -> dict[str, str]:
        found = grant_papers.papers(founded.ledger, founded.people[who], grant_id, purpose)
        assert all(each["opens"] for each in found)
        return {each["kind"]: each["text"] for each in found}

    told = read("bao")
    assert told["GRANT_AGREEMENT"] == "数据使用授权协议"
    assert told["GRANT_COLUMNS"] == "耳标号,出栏日期"
    assert "停用通知：账款未清" in told.values()
    for stranger in ("zhang", "dai"):
        with pytest.raises(NotFound):
            read(stranger)
    with pytest.raises(Refused) as purposeless:
        read("bao", " ")
    assert purposeless.value.code == "PURPOSE_MISSING"

    grantee = replace(founded.people["dai"], org_id=POWER)
    found = grant_papers.papers(founded.ledger, grantee, grant_id, "履约核对")
    assert {each["kind"]: each["text"] for each in found} == told
    assert typed("papers", "AUTH-P", "--purpose", "履约核对", "--as", "bao")["items"] == found
    with founded.ledger.store.writing() as session:
        session.execute(text("UPDATE case_decision SET text = '另一份协议' WHERE text = '停用通知：账款未清'"))
    again = grant_papers.papers(founded.ledger, founded.people["bao"], grant_id, "履约核对")
    assert [each["text"] for each in again if not each["opens"]] == ["另一份协议"]
    with TestClient(create_app(founded.ledger)) as client:
        path, asked = f"/v1/grants/0x{grant_id.hex()}/papers", {"purpose": "核对"}
        keys = {who: {"Authorization": f"Bearer {founded.api_key(who)}"} for who in ("bao", "zhang")}
        assert len(client.get(path, params=asked, headers=keys["bao"]).json()["items"]) == len(found)
        assert client.get(path, params=asked, headers=keys["zhang"]).status_code == 404


# --- faces ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def typed(founded: Founded, monkeypatch: pytest.MonkeyPatch) -> Typed:
    return typed_on(founded.ledger, monkeypatch, "grant")


def test_the_command_line_grants_and_asks(founded: Founded, typed: Typed) -> None:
    code = founded.certificates[0]
    signed = ("--form", "签署表", "--mandate", "委托书", "--level", "2", "--as", "bao")
    made = typed(
        "offer", code, "--ref", "CLI-1", "--to", POWER, "--by", HERDING, "--purposes", "credit-assessment,14",
        "--until", "2027-09-01", "--agreement", "协议", "--calls", "10", "--depth", "1", *signed,
    )  # fmt: skip
    typed("accept", "CLI-1", *signed)
    founded.settle()
    at = str(founded.ledger.now() + 60)
    found = typed("effective", made["grant"], "--purpose", "4", "--region", "152502", "--at", at)
    assert found["allowed"] is True
    denied = typed("effective", "CLI-1", "--purpose", "7", "--at", at, code=1)
    assert (denied["rule"], denied["decided_on"]) == ("PURPOSE", made["grant"])
    assert "CLI-1" in [line["reference"] for line in typed("list", code, "--at", at)["items"]]
    assert typed("show", "CLI-1")["max_calls"] == "10"
    typed("revoke", "CLI-1", "--ground", "breach", "--paper", "违约", *signed)
    assert typed("show", "CLI-1")["state"] == "REVOKED"
    with pytest.raises(NotFound):
        typed("show", "nothing")
    for words in (("list", code), ("show", "CLI-1"), ("effective", "CLI-1", "--purpose", "4")):
        assert CliRunner().invoke(app, ["grant", *words]).exit_code in (0, 1)


def test_the_api_grants_and_asks(founded: Founded) -> None:
    code = founded.certificates[0]
    signing = {"form": "签署表", "mandate": "委托书", "level": 2}
    scope = {"purposes": ["CREDIT_ASSESSMENT"], "not_after": UNTIL, "max_calls": 5}
    body = {
        "reference": "API-1", "code": code, "grantor": HERDING, "grantee": POWER, "signing": signing,
        "terms": {"right": "USE", "scope": scope, "agreement": "协议"},
    }  # fmt: skip
    with TestClient(create_app(founded.ledger)) as client:
        headers = {"Authorization": f"Bearer {founded.api_key('bao')}"}

        def post(path: str, key: str, body: dict[str, Any]) -> Any:
            return client.post(path, json=body, headers=headers | {"Idempotency-Key": key})

        made = post("/v1/grants", "api-1", body)
        assert made.status_code == 200, made.text
        path = f"/v1/grants/{made.json()['grant']}"
        assert post(f"{path}/accept", "api-2", {"signing": signing}).status_code == 200
        otherwise = post(f"{path}/accept", "api-2", {"signing": signing | {"level": 4}})
        assert (otherwise.status_code, otherwise.json()["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
        founded.settle()
        query = {"purpose": 4, "region": 152_502, "at": founded.ledger.now() + 60}
        found = client.get(f"{path}/effective", params=query, headers=headers)
        assert found.json()["allowed"] is True
        assert client.get(f"{path}/effective", params=query).status_code == 401
        assert client.get(path, headers=headers).json()["state"] == "ACTIVE"
        assert post(f"{path}/revoke", "api-3", {"document": "x", "signing": signing}).status_code == 422
        narrowed = {"document": "缩小", "signing": signing, "scope": scope | {"max_calls": 4}}
        assert post(f"{path}/narrow", "api-4", narrowed).status_code == 200
        ended = {"document": "违约", "signing": signing, "ground": "BREACH"}
        assert post(f"{path}/revoke", "api-5", ended).status_code == 200
        tree = client.get(f"/v1/certificates/{code}/grants", headers=headers).json()["items"]
        assert [line["state"] for line in tree if line["reference"] == "API-1"] == ["REVOKED"]
        assert client.get("/v1/public-grants").status_code == 200
        assert client.get("/v1/public-grants", params={"csv": True}).text.startswith("application,")


def test_a_stranger_has_no_say(founded: Founded) -> None:
    grant_id = offered(founded, "AUTH-9")
    foreign = ActOrder(founded.people["dai"], "foreign", grant_id, "文书")
    with pytest.raises(Refused) as refusal:
        service.withdraw(founded.ledger, foreign)
    assert refusal.value.code == "FORM_MISSING"
    assert PartyId(party_of_org(HERDING)) != PartyId(party_of_org(POWER))


# --- reciprocal -------------------------------------------------------------------------------------------------------


def test_reciprocal_grants_are_shown_side_by_side_and_a_missing_side_is_named(founded: Founded, typed: Typed) -> None:
    first, second = founded.certificates[:2]
    signed = ("--kind", "reciprocal", "--pair", "PAIR/1", "--form", "签署表", "--mandate", "委托书", "--level", "2",
              "--as", "bao", "--until", "2027-09-01", "--agreement", "互惠协议")  # fmt: skip

    def words(*more: str) -> dict[str, str]:
        founded.settle()
        (pair,) = typed("reciprocal", "PAIR/1", *more)["pairs"]
        assert pair["parties"] == [HERDING, POWER]
        return {line["dimension"]: line["word"] for line in pair["dimensions"]}

    def counterpart(reference: str) -> Any:
        return typed("show", reference)["reciprocal"]

    mine = ("offer", first, "--ref", "REC-A", "--by", HERDING, "--to", POWER, "--purposes", "4,14", "--calls", "9")
    made = typed(*mine, *signed)
    assert set(words().values()) == {"MISSING"}
    assert counterpart("REC-A") == {"reference": "PAIR/1", "counterpart": "MISSING", "grants": []}

    theirs = ("offer", second, "--ref", "REC-B", "--by", POWER, "--to", HERDING, "--purposes", "4", "--export",
              "--export-basis", "备案", "--right", "OPERATE")  # fmt: skip
    back = typed(*theirs, *signed)
    assert counterpart("REC-A") == {"reference": "PAIR/1", "counterpart": "OFFERED", "grants": [back["grant"]]}
    paper = ("--form", "签署表", "--mandate", "委托书", "--level", "2", "--as", "bao")
    for reference in ("REC-A", "REC-B"):
        typed("accept", reference, *paper)
    now = str(founded.ledger.now() + 60)
    found = words("--at", now)
    assert {name: word for name, word in found.items() if word != "EQUAL"} == {
        "RIGHT": "DIFFERENT", "PURPOSES": "WIDER", "EXPORT": "NARROWER", "CALLS": "NARROWER",
    }  # fmt: skip
    assert counterpart("REC-B")["grants"] == [made["grant"]]
    shown = CliRunner().invoke(app, ["grant", "reciprocal", "PAIR/1"])
    assert shown.exit_code == 0
    assert "PURPOSES" in shown.stdout
    typed("revoke", "REC-B", "--ground", "agreed", "--paper", "协商一致", *paper)
    founded.settle()
    with TestClient(create_app(founded.ledger)) as client:
        headers = {"Authorization": f"Bearer {founded.api_key('bao')}"}
        asked = {"reference": "PAIR/1", "at": founded.ledger.now() + 120}
        answer = client.get("/v1/reciprocal-grants", params=asked, headers=headers)
        assert answer.status_code == 200, answer.text
        (pair,) = answer.json()["pairs"]
        assert [each["standing"] for each in (*pair["first"], *pair["second"])] == ["STANDS", "ENDED"]
        (state,) = [line for line in pair["dimensions"] if line["dimension"] == "STATE"]
        assert state == {"dimension": "STATE", "word": "DIFFERENT", "first": "STANDS", "second": "ENDED"}
        nothing = client.get("/v1/reciprocal-grants", params={"reference": "NO-PAIR"}, headers=headers)
        assert (nothing.status_code, nothing.json()["code"]) == (404, "RECIPROCAL_NOT_FOUND")
        told = client.get(f"/v1/grants/{made['grant']}", headers=headers).json()["reciprocal"]
        assert (told["reference"], told["grants"]) == ("PAIR/1", [back["grant"]])


def test_other_grants_have_no_counterpart(founded: Founded) -> None:
    plain = offered(founded, "REC-NONE")
    assert grant_views.shown(founded.ledger.store, plain)["reciprocal"] is None
