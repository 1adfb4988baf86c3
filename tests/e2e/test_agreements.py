# SPDX-License-Identifier: Apache-2.0
"""The particulars of an agreement through every room: signed with it, read by its sides, held against what was done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from typer.testing import CliRunner

from api import create_app
from ledger.audit.trace_agreements import NOT_HELD, WORDS_ALONE
from ledger.audit.trace_checks import Check, Checked, Outcome
from ledger.cli.app import app
from ledger.content.digest import sha256
from ledger.domain.agreement import opened, read
from ledger.domain.ids import GrantId, OrgId, PartyId, certificate_bytes, party_of_org
from ledger.domain.kinds import Circulation
from ledger.domain.scope import PurposeCode
from ledger.domain.structs import Use
from ledger.errors import Inconsistent, Refused
from ledger.service import circulation, grant_papers, tracing
from ledger.service.circulation import Telling
from ledger.service.grant_terms import Terms
from ledger.service.runtime import Principal
from tests.e2e.founded import HERDING, POWER, Founded, founded_ledger
from tests.e2e.granting import CREDIT, HERD, SIGNED, UNTIL, granted, offered, terms
from tests.e2e.typing_verbs import Typed, typed_on

AGREED: dict[str, Any] = {
    "forbidden_purposes": ["FARMING_AND_HERDING"],
    "consideration": {"unit_price": 5, "cap": 100_000, "currency": "CNY"},
    "passing_on": {"allowed_grantees": [POWER]},
    "termination": {"effect": "DESTROY"},
}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("agreements")) as made:
        yield made


@pytest.fixture
def typed(founded: Founded, monkeypatch: pytest.MonkeyPatch) -> Typed:
    return typed_on(founded.ledger, monkeypatch)


def agreed(said: dict[str, Any] | None = None, **changes: Any) -> Terms:
    return replace(terms(**changes), particulars=read(AGREED if said is None else said))


def side(founded: Founded, org_id: OrgId) -> Principal:
    """A person of one of the sides, who filed nothing."""
    return replace(founded.people["dai"], org_id=org_id)


# --- signed and read --------------------------------------------------------------------------------------------------


def test_particulars_are_signed_with_the_words_and_read_by_the_sides_alone(
    founded: Founded, typed: Typed, tmp_path: Path
) -> None:
    file = tmp_path / "particulars.json"
    file.write_text(json.dumps(AGREED, indent=2), encoding="utf-8")
    signed = ("--form", "签署表", "--mandate", "委托书", "--level", "2", "--as", "bao")
    made = typed(
        "grant", "offer", founded.certificates[0], "--ref", "AG-1", "--to", POWER, "--by", HERDING,
        "--purposes", "4,14", "--until", "2027-09-01", "--agreement", "数据使用授权协议",
        "--particulars", str(file), *signed,
    )  # fmt: skip
    grant_id = GrantId(bytes.fromhex(made["grant"][2:]))
    papers = typed("grant", "papers", "AG-1", "--purpose", "核对", "--as", "bao")["items"]
    (paper,) = [each for each in papers if each["kind"] == "GRANT_AGREEMENT"]

    assert paper["opens"] is True
    assert opened(paper["text"]).words == "数据使用授权协议"
    assert opened(paper["text"]).particulars == read(AGREED)
    assert typed("grant", "show", "AG-1")["particulars"] is None
    assert typed("grant", "show", "AG-1", "--purpose", "核对", "--as", "bao")["particulars"] == AGREED
    assert typed("grant", "show", "AG-1", "--purpose", "核对", "--as", "zhang")["particulars"] is None
    with pytest.raises(Refused) as purposeless:
        typed("grant", "show", "AG-1", "--purpose", " ", "--as", "bao")
    assert purposeless.value.code == "PURPOSE_MISSING"
    for verb in ("show", "papers"):
        told = CliRunner().invoke(app, ["grant", verb, "AG-1", "--purpose", "核对", "--as", "bao"])
        assert "约定 forbidden_purposes: FARMING_AND_HERDING" in told.stdout
        assert "约定 termination.effect: DESTROY" in told.stdout
    for org_id in (HERDING, POWER):
        assert grant_papers.shown(founded.ledger, side(founded, org_id), grant_id, "核对")["particulars"] == AGREED


def test_a_file_that_cannot_be_is_refused_before_anything_is_sent(
    founded: Founded, typed: Typed, tmp_path: Path
) -> None:
    def refused(content: bytes) -> Refused:
        (tmp_path / "p.json").write_bytes(content)
        with pytest.raises(Refused) as found:
            typed(
                "grant", "offer", founded.certificates[0], "--ref", "AG-BAD", "--to", POWER, "--purposes", "4",
                "--until", "2027-09-01", "--agreement", "x", "--particulars", str(tmp_path / "p.json"), "--as", "bao",
            )  # fmt: skip
        return found.value

    assert refused(b"\xff").code == "PARTICULARS_UNREADABLE"
    assert refused(b"{").code == "AGREEMENT_NOT_JSON"
    wrong = refused(b'{"forbidden_purposes":["SPYING"],"audit":{"every":1}}')
    assert [(each.code, each.field) for each in wrong.reasons] == [
        ("AGREEMENT_CODE_UNKNOWN", "forbidden_purposes[0]"), ("AGREEMENT_FIELD_UNKNOWN", "audit.every"),
    ]  # fmt: skip


def test_the_api_takes_the_same_particulars_and_shows_them_to_a_side_that_says_why(founded: Founded) -> None:
    signing = {"form": "签署表", "mandate": "委托书", "level": 2}
    body = {
        "reference": "AG-API", "code": founded.certificates[0], "grantor": HERDING, "grantee": POWER,
        "signing": signing,
        "terms": {
            "right": "USE", "scope": {"purposes": ["CREDIT_ASSESSMENT"], "not_after": UNTIL}, "agreement": "协议",
            "particulars": AGREED,
        },
    }  # fmt: skip
    with TestClient(create_app(founded.ledger)) as client:
        keys = {who: {"Authorization": f"Bearer {founded.api_key(who)}"} for who in ("bao", "zhang")}

        def post(name: str, particulars: Any) -> Any:
            given = body | {"terms": body["terms"] | {"particulars": particulars}}  # type: ignore[operator]
            return client.post("/v1/grants", json=given, headers=keys["bao"] | {"Idempotency-Key": name})

        for name, wrong in {"unknown": {"x": 1}, "type": {"max_users": "5"}, "word": {"audit": {"right": 1}}}.items():
            answer = post(name, wrong)
            assert (answer.status_code, answer.json()["code"]) == (422, "REQUEST_INVALID"), name
        answer = post("digits", {"agent": POWER[:-1] + "1"})
        assert (answer.status_code, answer.json()["code"]) == (422, "AGREEMENT_MALFORMED")
        made = post("good", AGREED)
        assert made.status_code == 200, made.text
        founded.settle()
        path = f"/v1/grants/{made.json()['grant']}"
        asked = {"purpose": "履约核对"}
        assert client.get(path, headers=keys["bao"]).json()["particulars"] is None
        assert client.get(path, params=asked, headers=keys["bao"]).json()["particulars"] == AGREED
        assert client.get(path, params=asked, headers=keys["zhang"]).json()["particulars"] is None


def test_an_agreement_that_somebody_changed_is_not_shown_as_if_it_had_been_signed(founded: Founded) -> None:
    grant_id = offered(founded, "AG-CHANGED", agreed({"scenario": "甲场景"}))
    with founded.ledger.store.writing() as session:
        session.execute(text("UPDATE case_decision SET text = replace(text, '甲场景', '乙场景')"))
    with pytest.raises(Inconsistent) as differs:
        grant_papers.shown(founded.ledger, founded.people["bao"], grant_id, "核对")
    assert differs.value.code == "AGREEMENT_DIFFERS"


# --- passed on --------------------------------------------------------------------------------------------------------


def test_what_is_forbidden_above_is_not_opened_by_passing_on(founded: Founded) -> None:
    parent = granted(founded, "AG-TOP", agreed())
    onward = {"parent": parent, "grantor": party_of_org(POWER), "grantee": party_of_org(HERDING)}
    with pytest.raises(Refused) as opening:
        offered(founded, "AG-WIDE", terms(depth=1), **onward)
    assert opening.value.code == "FORBIDDEN_PURPOSE_PASSED_ON"
    assert "FARMING_AND_HERDING" in opening.value.en
    offered(founded, "AG-FORBIDS", agreed({"forbidden_purposes": ["FARMING_AND_HERDING"]}, depth=1), **onward)
    offered(founded, "AG-NARROW", terms(purposes=(CREDIT,), depth=1), **onward)


# --- held against what was done ---------------------------------------------------------------------------------------


def breach(
    founded: Founded, reader: OrgId | None = None, place: int = 0, check: Check = Check.AGREEMENT_BREACHED
) -> Checked:
    founded.settle()
    ledger, now = founded.ledger, founded.ledger.now() + 60
    made = tracing.audit_trace(ledger.store, ledger.deployment, founded.certificates[place], now=now, reader=reader)
    return next(each for each in made.audit.checks if each.check is check)


def delivered(founded: Founded, place: int, grant_id: GrantId, purpose: PurposeCode, by: PartyId, to: PartyId) -> int:
    telling = Telling(
        code=founded.certificates[place], what=Circulation.DELIVER, occurred_at=founded.ledger.now(),
        use=Use(2, 1, int(purpose), 152_502, False, 0, 0, 0), particulars={"channel": "FILE"}, counterparty=to,
        grant_id=grant_id, content=sha256(b"data"), grade=2, division=152_500, actor=by,
        form=SIGNED.form, mandate=SIGNED.mandate, level=SIGNED.level,
    )  # fmt: skip
    seq: int = circulation.report(founded.ledger, circulation.Order(founded.people["bao"]), telling)["seq"]
    return seq


def test_the_audit_holds_deliveries_and_passing_on_against_the_agreement(founded: Founded) -> None:
    # The first certificate's grants are those of the tests above; what is passed on here goes to nobody allowed.
    grant_id = granted(founded, "AG-JUDGED", agreed())
    power, herding = party_of_org(POWER), party_of_org(HERDING)
    lawful = delivered(founded, 0, grant_id, CREDIT, herding, power)
    forbidden = delivered(founded, 0, grant_id, HERD, herding, power)
    onward = {"parent": grant_id, "grantor": power, "grantee": herding}
    granted(founded, "AG-ONWARD", terms(purposes=(CREDIT,), depth=1), **onward)
    for reader in (None, POWER, founded.people["bao"].org_id):
        found = {(each.seq, each.actual) for each in breach(founded, reader).findings}
        assert found == {(forbidden, "FARMING_AND_HERDING"), (None, HERDING)}
    stranger = breach(founded, founded.people["zhang"].org_id)
    assert (stranger.outcome, stranger.reason) == (Outcome.NOT_CHECKED, NOT_HELD)
    assert lawful != forbidden


def test_words_alone_are_not_checked(founded: Founded) -> None:
    root = certificate_bytes(founded.certificates[1])
    power, herding = party_of_org(POWER), party_of_org(HERDING)
    grant_id = granted(founded, "AG-WORDS", root=root, grantor=power, grantee=herding)
    delivered(founded, 1, grant_id, CREDIT, power, herding)
    found = breach(founded, place=1)
    assert (found.outcome, found.looked, found.reason) == (Outcome.NOT_CHECKED, 1, WORDS_ALONE)
    given_back = breach(founded, place=1, check=Check.DESTRUCTION_MISSING)
    assert (given_back.outcome, given_back.reason) == (Outcome.NOT_CHECKED, WORDS_ALONE)
