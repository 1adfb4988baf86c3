# SPDX-License-Identifier: Apache-2.0
"""Public data from the application to the grant and its use, and consents from the receipt to the withdrawal with
everything that it reaches: by service, command line and API, on a real node."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api import create_app
from ledger.audit.trace import CONSENT_NAMES_NO_DATA
from ledger.audit.trace_checks import Check, Outcome
from ledger.cli.app import app
from ledger.content.digest import sha256
from ledger.domain.ids import CertificateId, GrantId, OrgId, party_of_org
from ledger.domain.kinds import Circulation, GrantKind, OrgKind
from ledger.domain.scope import Rule
from ledger.domain.structs import Parent, Use
from ledger.errors import NotFound, Refused
from ledger.service import circulation, custody, governing, grant_papers, grant_views, people, public_grants, tracing
from ledger.service import grants as service
from ledger.service.assents import OWN_KEY
from ledger.service.circulation import Telling
from ledger.service.custody import ConsentOrder
from ledger.service.founding import decree
from ledger.service.governing import Governed
from ledger.service.grant_terms import Terms
from ledger.service.grants import OfferOrder
from ledger.service.public_grants import ApplicationOrder
from ledger.service.runtime import Principal
from tests.e2e.founded import AUTHORITY, DAY, HERDING, POWER, SECOND_AUTHORITY, Founded, founded_ledger
from tests.e2e.granting import CREDIT, SIGNED, UNTIL, asked, granted, order, terms
from tests.e2e.typing_verbs import Typed, typed_on

CUSTODIAN = OrgId("91150105MA0DEM8658")
RESOURCE = "GG1500002026000001"
RECEIPT = "同意书全文：同意人示例，同意向银行提供信用评估所需数据"
NOTHING = bytes(32)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("public")) as made:
        yield made


@pytest.fixture(scope="module")
def keeper(founded: Founded) -> Principal:
    """A person of an accredited custodian."""
    ledger = founded.ledger
    account = ledger.keys.create_account()
    calls = [
        governing.registration(CUSTODIAN, "示例数据托管有限公司", [OrgKind.CUSTODIAN]),
        governing.accreditation(CUSTODIAN, OrgKind.CUSTODIAN, ledger.now(), UNTIL + DAY),
        governing.key(CUSTODIAN, account, ledger.now()),
    ]
    decree(ledger, [founded.people["zhang"], founded.people["wei"]], [Governed(call) for call in calls])
    founded.people["tuo"] = people.add_person(ledger.store, CUSTODIAN, "tuo", "托示例", account, ledger.now())
    return founded.people["tuo"]


# --- public data ------------------------------------------------------------------------------------------------------


def applied(founded: Founded, reference: str, given: Terms | None = None) -> bytes:
    """What POWER asks of the authority, on paper; the second authority is the source department, and favours it."""
    application = ApplicationOrder(
        founded.people["bao"], f"apply-{reference}", reference, GrantKind.LICENSED_OPEN, "GG1500002026000001",
        party_of_org(POWER), SECOND_AUTHORITY, AUTHORITY, given or terms(), "申请使用气象数据", SIGNED,
    )  # fmt: skip
    public_id = bytes.fromhex(public_grants.apply_for(founded.ledger, application)["application"][2:])
    public_grants.opine(
        founded.ledger, founded.people["wei"], f"opine-{reference}", public_id, favourable=True, document="同意"
    )
    return public_id


def decide(founded: Founded, public_id: bytes, given: Terms | None = None, *, granted: bool = True) -> None:
    key = f"decide-{public_id.hex()[:12]}"
    public_grants.decide(
        founded.ledger, founded.people["zhang"], key, public_id, granted=granted, document="理由", terms=given
    )


def on_decision(founded: Founded, public_id: bytes, reference: str, given: Terms | None = None) -> GrantId:
    offer = OfferOrder(
        founded.people["zhang"], f"offer-{reference}", reference, GrantKind.LICENSED_OPEN, public_id,
        party_of_org(AUTHORITY), party_of_org(POWER), given,
    )  # fmt: skip
    return GrantId(bytes.fromhex(service.offer(founded.ledger, offer)["grant"][2:]))


def listed(founded: Founded, public_id: bytes) -> dict[str, Any]:
    lines = public_grants.public_list(founded.ledger.store)
    (line,) = [line for line in lines if line["application"] == "0x" + public_id.hex()]
    shown = public_grants.shown(founded.ledger.store, public_id)
    assert line == {name: value for name, value in shown.items() if name != "grants"}
    return line


def test_public_data_are_refused_with_reasons_and_stay_on_the_list(founded: Founded) -> None:
    public_id = applied(founded, "GG-1")
    with pytest.raises(Refused) as stranger:
        public_grants.decide(
            founded.ledger, founded.people["wei"], "decide-0", public_id, granted=True, document="无权", terms=terms()
        )
    assert stranger.value.code == "PUBLIC_GRANT_OF_ANOTHER"
    with pytest.raises(Refused) as terms_too:
        decide(founded, public_id, terms(), granted=False)
    assert terms_too.value.code == "TERMS_BESIDE_REFUSAL"
    decide(founded, public_id, granted=False)
    line = listed(founded, public_id)
    assert (line["state"], line["resource"], line["grant"]) == ("REFUSED", "GG1500002026000001", None)
    assert public_grants.public_csv([line]).splitlines()[1].startswith("0x" + public_id.hex())
    with pytest.raises(Refused) as refused:
        on_decision(founded, public_id, "GG-1-A")
    assert refused.value.code == "NOT_DECIDED"


def test_what_was_decided_is_granted_used_and_passed_on(founded: Founded) -> None:
    public_id = applied(founded, "GG-2")
    decided = terms(max_calls=50)
    decide(founded, public_id, decided)
    assert (listed(founded, public_id)["state"], listed(founded, public_id)["grant"]) == ("DECIDED", None)
    for number, other in enumerate((terms(max_calls=51), replace(decided, agreement="另一份协议"), terms())):
        with pytest.raises(Refused) as differs:
            on_decision(founded, public_id, f"GG-2-X{number}", other)
        assert differs.value.code == "DECISION_MISMATCH"

    grant_id = on_decision(founded, public_id, "GG-2-A", decided)
    service.accept(founded.ledger, order(founded, grant_id, "accept"))

    assert asked(founded, grant_id, calls=50).decision.allowed
    assert asked(founded, grant_id, calls=51).decision.rule is Rule.CALLS
    line = listed(founded, public_id)
    assert (line["state"], line["grant"], line["grant_state"]) == ("GRANTED", "0x" + grant_id.hex(), "ACTIVE")
    onward = {"kind": GrantKind.LICENSED_OPEN, "root": public_id, "parent": grant_id}
    sides = {"grantor": party_of_org(POWER), "grantee": party_of_org(HERDING)}
    child = granted(founded, "GG-2-B", terms(max_calls=10, depth=1), **onward, **sides)
    assert asked(founded, child).decision.allowed
    assert listed(founded, public_id)["grant"] == "0x" + grant_id.hex()
    with pytest.raises(Refused) as without:
        service.offer(founded.ledger, OfferOrder(
            founded.people["bao"], "no-terms", "GG-2-C", GrantKind.LICENSED_OPEN, public_id, party_of_org(POWER),
            party_of_org(HERDING), None, grant_id, SIGNED,
        ))  # fmt: skip
    assert without.value.code == "TERMS_MISSING"


def test_a_decision_may_grant_as_applied_for_and_its_grant_say_no_terms_again(founded: Founded) -> None:
    public_id = applied(founded, "GG-3")
    decide(founded, public_id)
    grant_id = on_decision(founded, public_id, "GG-3-A")
    again = on_decision(founded, public_id, "GG-3-A")
    assert grant_id == again
    service.accept(founded.ledger, order(founded, grant_id, "accept"))
    assert asked(founded, grant_id, calls=100).decision.allowed
    grantee = replace(founded.people["dai"], org_id=POWER)
    found = grant_papers.papers(founded.ledger, grantee, grant_id, "履约核对")
    assert {each["kind"]: each["text"] for each in found}["GRANT_AGREEMENT"] == "数据使用授权协议"
    with pytest.raises(Refused) as used_up:
        on_decision(founded, public_id, "GG-3-B")
    assert used_up.value.code == "DECISION_MISMATCH"


def test_there_is_no_opinion_or_decision_on_what_nobody_applied_for(founded: Founded) -> None:
    for act in (
        lambda: public_grants.opine(
            founded.ledger, founded.people["wei"], "opine-none", bytes(32), favourable=True, document="同意"
        ),
        lambda: decide(founded, bytes(32)),
        lambda: public_grants.shown(founded.ledger.store, bytes(32)),
        lambda: public_grants.named(founded.ledger.store, "0x" + "00" * 32),
        lambda: public_grants.named(founded.ledger.store, "GG-NONE"),
    ):
        with pytest.raises(NotFound) as none:
            act()
        assert none.value.code == "PUBLIC_APPLICATION_NOT_FOUND"


# --- consents ---------------------------------------------------------------------------------------------------------


def recorded(founded: Founded, keeper: Principal, key: str, receipt: str = RECEIPT) -> bytes:
    consent = ConsentOrder(keeper, key, receipt, "托管协议", (CREDIT,), UNTIL)
    return bytes.fromhex(custody.record(founded.ledger, consent)["consent"][2:])


def on_consent(founded: Founded, keeper: Principal, consent_id: bytes, reference: str) -> GrantId:
    """Granted to POWER, which accepts on paper."""
    offer = OfferOrder(
        keeper, f"offer-{reference}", reference, GrantKind.CONSENT_CUSTODY, consent_id, party_of_org(CUSTODIAN),
        party_of_org(POWER), terms(purposes=(CREDIT,)),
    )  # fmt: skip
    grant_id = GrantId(bytes.fromhex(service.offer(founded.ledger, offer)["grant"][2:]))
    service.accept(founded.ledger, order(founded, grant_id, "accept"))
    return grant_id


def test_a_withdrawn_consent_ends_every_grant_on_it(founded: Founded, keeper: Principal) -> None:
    ledger = founded.ledger
    consent_id = recorded(founded, keeper, "consent-1")
    grant_id = on_consent(founded, keeper, consent_id, "CONS-1")
    before = asked(founded, grant_id)
    assert before.decision.allowed
    founded.walk_to(ledger.now() + DAY)
    told = custody.withdraw(ledger, keeper, "withdraw-1", consent_id, "本人撤回同意")
    assert [(one["reference"], one["state"], one["effective"]) for one in told["affected"]] == [
        ("CONS-1", "ACTIVE", False)
    ]
    assert (told["products"], told["whole"]) == ([], True)
    assert asked(founded, grant_id, moment=founded.ledger.now() + 100).decision.rule is Rule.CONSENT_WITHDRAWN
    assert asked(founded, grant_id, moment=before.use.moment).decision.allowed
    with pytest.raises(NotFound):
        custody.withdraw(ledger, keeper, "withdraw-2", bytes(32), "无")


def test_a_consent_that_is_recorded_again_under_its_key_is_the_same(founded: Founded, keeper: Principal) -> None:
    first = recorded(founded, keeper, "consent-2")
    assert recorded(founded, keeper, "consent-2") == first
    assert custody.shown(founded.ledger.store, first)["state"] == "RECORDED"
    with pytest.raises(Refused) as unknown:
        custody.record(
            founded.ledger, ConsentOrder(keeper, "consent-3", "文本", "协议", (CREDIT,), UNTIL, ("EVERYTHING",))
        )
    assert unknown.value.code == "CONSENT_FLAG_UNKNOWN"


def test_the_receipt_is_sealed_and_only_its_custodian_reads_it(founded: Founded, keeper: Principal) -> None:
    ledger = founded.ledger
    consent_id = recorded(founded, keeper, "consent-4")
    found = custody.papers(ledger, keeper, consent_id, "核对同意范围")
    assert {one["kind"]: one["text"] for one in found} == {"CONSENT_RECEIPT": RECEIPT, "CUSTODY_AGREEMENT": "托管协议"}
    assert all(one["opens"] for one in found)
    with pytest.raises(NotFound):
        custody.papers(ledger, founded.people["zhang"], consent_id, "好奇")
    with pytest.raises(Refused) as silent:
        custody.papers(ledger, keeper, consent_id, " ")
    assert silent.value.code == "PURPOSE_MISSING"
    kept = [path.read_bytes() for path in ledger.settings.home.glob("ledger.db*")]
    assert kept
    assert not any(RECEIPT.encode() in raw or json.dumps(RECEIPT)[1:-1].encode() in raw for raw in kept)


def told(founded: Founded, code: CertificateId, what: Circulation, **changes: Any) -> Telling:
    particulars = {"channel": "FILE"} if what is Circulation.DELIVER else {"proof": "0x" + "11" * 32}
    given: dict[str, Any] = {
        "code": code, "what": what, "occurred_at": founded.ledger.now(), "particulars": particulars, "grade": 2,
        "use": Use(2, 1, int(CREDIT), 152_502, False, 0, 0, 0), "division": 152_500, "content": sha256(b"data"),
    }  # fmt: skip
    return Telling(**(given | changes))


def test_a_withdrawal_names_every_product_that_it_reaches(founded: Founded, keeper: Principal) -> None:
    ledger, (first, second, third) = founded.ledger, founded.certificates
    consent_id = recorded(founded, keeper, "consent-5")
    grant_id = on_consent(founded, keeper, consent_id, "CONS-5")
    other = on_consent(founded, keeper, recorded(founded, keeper, "consent-6"), "CONS-6")
    handed = told(founded, first, Circulation.DELIVER, counterparty=party_of_org(POWER), grant_id=grant_id)
    seq = circulation.report(ledger, circulation.Order(keeper), handed)["seq"]
    paper = {"actor": party_of_org(POWER), "form": SIGNED.form, "mandate": SIGNED.mandate, "level": SIGNED.level}
    clerk, none = circulation.Order(founded.people["bao"]), GrantId(NOTHING)
    of_first = (Parent(first, grant_id, sha256(b"data"), NOTHING),)
    made = told(founded, first, Circulation.DERIVE, parents=of_first, output=second, **paper)
    of_second = (Parent(second, none, sha256(b"data"), NOTHING),)
    further = told(founded, second, Circulation.DERIVE, parents=of_second, output=third, **paper)
    unregistered = told(founded, third, Circulation.DERIVE, parents=(Parent(third, other, NOTHING, NOTHING),), **paper)
    for each in (made, further, unregistered):
        circulation.report(ledger, clerk, each)

    expected = {
        (first, "HANDLED", None), (second, "MADE", first), (third, "DERIVED", second), (None, "DERIVED", third),
    }  # fmt: skip
    founded.settle()
    before = custody.shown(ledger.store, consent_id)
    assert {(one["code"], one["how"], one["of"]) for one in before["products"]} == expected
    assert [one["seq"] for one in before["products"] if one["how"] == "HANDLED"] == [seq]
    audited = tracing.audit_trace(ledger.store, ledger.deployment, first, now=ledger.now())
    (check,) = [one for one in audited.audit.checks if one.check is Check.DELIVERY_WITHOUT_GRANT]
    assert (check.outcome, check.reason) == (Outcome.NOT_CHECKED, CONSENT_NAMES_NO_DATA)
    answer = custody.withdraw(ledger, keeper, "withdraw-5", consent_id, "本人撤回同意")
    assert {name: answer[name] for name in ("products", "whole")} == {
        name: before[name] for name in ("products", "whole")
    }
    (hangs,), (hung,) = answer["affected"], before["affected"]
    assert hangs == hung | {"effective": False}
    assert (hung["reference"], hung["effective"]) == ("CONS-5", True)


# --- faces ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def typed(founded: Founded, monkeypatch: pytest.MonkeyPatch) -> Typed:
    return typed_on(founded.ledger, monkeypatch)


def test_the_command_line_takes_public_data_from_application_to_use(
    founded: Founded, typed: Typed, tmp_path: Path
) -> None:
    said = ("--particulars", str(tmp_path / "said.json"))
    (tmp_path / "said.json").write_text('{"max_users":5}', encoding="utf-8")
    paper = ("--form", "签署表", "--mandate", "委托书", "--level", "2", "--as", "bao")
    asked_for = ("--purposes", "credit-assessment", "--until", "2027-09-01", "--agreement", "协议", "--calls", "10")
    made = typed(
        "public", "apply", "--ref", "CLI-P1", "--kind", "operation-scenario", "--resource", RESOURCE, "--by", POWER,
        "--source", SECOND_AUTHORITY, "--authority", AUTHORITY, "--paper", "申请书", *asked_for, *said, *paper,
    )  # fmt: skip
    typed("public", "opine", "CLI-P1", "--favourable", "--paper", "同意", "--as", "wei")
    typed("public", "decide", "CLI-P1", "--grant", "--paper", "准予", "--as", "zhang", *asked_for[:-1], "5", *said)
    with pytest.raises(Refused) as other_kind:
        typed("grant", "offer", "--decision", "CLI-P1", "--ref", "CLI-G0", "--kind", "enterprise", "--as", "zhang")
    assert other_kind.value.code == "GRANT_KIND_OF_ANOTHER_ROOT"
    given = typed("grant", "offer", "--decision", "CLI-P1", "--ref", "CLI-G1", "--as", "zhang")
    typed("grant", "accept", "CLI-G1", *paper)
    shown = typed("grant", "show", "CLI-G1", "--purpose", "核对", "--as", "zhang")
    assert shown["particulars"] == {"max_users": 5}
    founded.settle()
    at = str(founded.ledger.now() + 60)
    use = ("grant", "effective", "CLI-G1", "--purpose", "4", "--region", "152502", "--at", at)
    assert typed(*use, "--calls", "5")["allowed"] is True
    assert typed(*use, "--calls", "6", code=1)["rule"] == "CALLS"

    (line,) = [one for one in typed("public", "list")["items"] if one["application"] == made["application"]]
    assert (line["state"], line["kind"], line["grant"]) == ("GRANTED", "OPERATION_SCENARIO", given["grant"])
    assert typed("public", "show", made["application"])["grants"][0]["reference"] == "CLI-G1"
    with pytest.raises(Refused) as both:
        typed("public", "list", "--csv")
    assert both.value.code == "FORMAT_NOT_ONE"
    for words in (("public", "list"), ("public", "list", "--csv"), ("public", "show", "CLI-P1")):
        told = CliRunner().invoke(app, [*words])
        assert told.exit_code == 0
        assert "CLI-P1" in told.stdout


def test_the_command_line_refuses_with_reasons(founded: Founded, typed: Typed) -> None:
    public_id = applied(founded, "CLI-P2")
    with pytest.raises(Refused) as beside:
        typed("public", "decide", "CLI-P2", "--refuse", "--paper", "理由", "--calls", "3", "--as", "zhang")
    assert beside.value.code == "TERMS_INCOMPLETE"
    typed("public", "decide", "CLI-P2", "--refuse", "--paper", "理由", "--as", "zhang")
    assert typed("public", "show", "0x" + public_id.hex())["state"] == "REFUSED"
    for words, code in (
        (("--ref", "X"), "GRANT_ROOT_NOT_ONE"),
        ((founded.certificates[0], "--decision", "CLI-P2", "--ref", "X"), "GRANT_ROOT_NOT_ONE"),
        (("--decision", "CLI-P2", "--ref", "X"), "NOT_DECIDED"),
        ((founded.certificates[0], "--ref", "X", "--to", POWER), "TERMS_MISSING"),
        ((founded.certificates[0], "--ref", "X", "--to", POWER, "--calls", "1"), "TERMS_INCOMPLETE"),
    ):
        with pytest.raises(Refused) as refused:
            typed("grant", "offer", *words, "--as", "zhang")
        assert refused.value.code == code


def test_the_command_line_keeps_grants_on_and_withdraws_a_consent(
    founded: Founded, keeper: Principal, typed: Typed, tmp_path: Path
) -> None:
    receipt, me = tmp_path / "receipt.txt", ("--as", "tuo")
    receipt.write_text(RECEIPT + "（命令行）", encoding="utf-8")
    receipt_words = (
        "--receipt-file", str(receipt), "--custody", "托管协议", "--purposes", "credit-assessment",
        "--until", "2027-08-01", *me,
    )  # fmt: skip
    made = typed("consent", "record", *receipt_words)
    assert typed("consent", "record", *receipt_words)["consent"] == made["consent"]
    agreed = ("--purposes", "credit-assessment", "--until", "2027-06-01", "--agreement", "协议", "--depth", "1")
    typed("grant", "offer", "--consent", made["consent"], "--ref", "CLI-C1", "--to", POWER, *agreed, *me)
    paper = ("--form", "签署表", "--mandate", "委托书", "--level", "2", "--as", "bao")
    typed("grant", "accept", "CLI-C1", *paper)
    agreed = (*agreed[:-2], "--until", "2027-05-01")
    passed = ("--parent", "CLI-C1", "--ref", "CLI-C2", "--by", POWER, "--to", HERDING)
    typed("grant", "offer", *passed, *agreed, *paper)
    texts = typed("consent", "papers", made["consent"], "--purpose", "核对", *me)["items"]
    assert RECEIPT + "（命令行）" in [one["text"] for one in texts]
    hanging = typed("consent", "show", made["consent"])["affected"]
    assert {one["reference"] for one in hanging} == {"CLI-C1", "CLI-C2"}
    assert made["consent"] in [one["consent"] for one in typed("consent", "list", *me)["items"]]
    answer = typed("consent", "withdraw", made["consent"], "--paper", "本人撤回", *me)
    assert {one["grantee"] for one in answer["affected"]} == {POWER, HERDING}
    assert typed("consent", "show", made["consent"])["state"] == "WITHDRAWN"
    with pytest.raises(NotFound):
        typed("consent", "show", "0x" + "00" * 32)
    with pytest.raises(NotFound):
        typed("consent", "show", "CONSENT-OF-A-PERSON")
    for words in (("list", *me), ("show", made["consent"]), ("papers", made["consent"], "--purpose", "核对", *me)):
        assert CliRunner().invoke(app, ["consent", *words]).exit_code == 0
    receipt.write_bytes(b"\xff\xfe")
    with pytest.raises(Refused) as unreadable:
        typed("consent", "record", *receipt_words)
    assert unreadable.value.code == "RECEIPT_UNREADABLE"


@pytest.fixture
def post(founded: Founded, keeper: Principal) -> Iterator[Callable[..., Any]]:
    """Sends as a person: the answer's body, once its status is what was expected."""
    with TestClient(create_app(founded.ledger)) as client:
        keys = {name: founded.api_key(name) for name in ("bao", "zhang", "wei", "tuo")}

        def send(who: str, path: str, body: dict[str, Any] | None = None, status: int = 200) -> Any:
            wish = sha256(f"{who} {path} {body}".encode()).hex()
            headers = {"Authorization": f"Bearer {keys[who]}", "Idempotency-Key": wish}
            answer = (
                client.get(path, headers=headers) if body is None else client.post(path, json=body, headers=headers)
            )
            assert answer.status_code == status, answer.text
            return answer.json()

        yield send


def test_the_api_takes_public_data_from_application_to_grant(founded: Founded, post: Callable[..., Any]) -> None:
    signing = {"form": "签署表", "mandate": "委托书", "level": 2}
    scope = {"purposes": ["CREDIT_ASSESSMENT"], "not_after": UNTIL, "max_calls": 5}
    agreed = {"right": "USE", "scope": scope, "agreement": "协议"}
    application = {
        "reference": "API-P1", "kind": "OPERATION_DOMAIN", "resource": RESOURCE, "applicant": POWER,
        "source": SECOND_AUTHORITY, "authority": AUTHORITY, "terms": agreed, "document": "申请", "signing": signing,
    }  # fmt: skip
    path = "/v1/public-applications/" + post("bao", "/v1/public-applications", application)["application"]
    post("wei", f"{path}/opinions", {"favourable": True, "document": "同意"})
    post("zhang", f"{path}/decisions", {"granted": False, "document": "理由", "terms": agreed}, 422)
    post("bao", f"{path}/decisions", {"granted": True, "document": "越权"}, 409)
    post("zhang", f"{path}/decisions", {"granted": True, "document": "准予"})
    decision = path.rsplit("/", 1)[1]
    post("zhang", "/v1/grants", {"reference": "API-G0", "decision": decision, "terms": agreed, "grantee": HERDING}, 409)
    for wrong in ({}, {"code": founded.certificates[0], "decision": decision}, {"code": founded.certificates[0]}):
        post("zhang", "/v1/grants", {"reference": "API-G0", **wrong}, 422)
    grant = post("zhang", "/v1/grants", {"reference": "API-G1", "decision": decision})["grant"]
    post("bao", f"/v1/grants/{grant}/accept", {"signing": signing})
    shown = post("bao", path)
    assert (shown["state"], shown["grant"], shown["grant_state"]) == ("GRANTED", grant, "ACTIVE")
    listed = post("bao", "/v1/public-grants")["items"]
    assert [one["kind"] for one in listed if one["application"] == decision] == ["OPERATION_DOMAIN"]
    post("bao", "/v1/public-applications/0x" + "5a" * 32, status=404)


def test_the_api_keeps_grants_on_and_withdraws_a_consent(founded: Founded, post: Callable[..., Any]) -> None:
    receipt = {
        "receipt": RECEIPT + "（接口）", "custody": "托管协议", "purposes": ["CREDIT_ASSESSMENT"], "expires_at": UNTIL,
    }  # fmt: skip
    post("tuo", "/v1/consents", receipt | {"receipt": ""}, 422)
    post("bao", "/v1/consents", receipt, 409)
    consent = post("tuo", "/v1/consents", receipt)["consent"]
    scope = {"purposes": ["CREDIT_ASSESSMENT"], "not_after": UNTIL}
    agreed = {"right": "USE", "scope": scope, "agreement": "协议"}
    grant = post("tuo", "/v1/grants", {"reference": "API-C1", "consent": consent, "grantee": POWER, "terms": agreed})[
        "grant"
    ]
    path = f"/v1/consents/{consent}"
    assert consent in [one["consent"] for one in post("tuo", "/v1/consents")["items"]]
    assert post("zhang", "/v1/consents")["items"] == []
    assert [one["text"] for one in post("tuo", f"{path}/papers?purpose=核对")["items"]] == [
        RECEIPT + "（接口）", "托管协议"
    ]  # fmt: skip
    post("zhang", f"{path}/papers?purpose=核对", status=404)
    post("bao", f"{path}/withdrawal", {"document": "越权"}, 409)
    gone = post("tuo", f"{path}/withdrawal", {"document": "本人撤回"})
    assert [one["grant"] for one in gone["affected"]] == [grant]
    assert post("bao", path)["state"] == "WITHDRAWN"


def test_what_time_ended_is_not_shown_as_if_it_ran(founded: Founded, keeper: Principal) -> None:
    """The public list, a consent and what hangs on both, once their terms are over; and a grant that is suspended."""
    ledger, soon = founded.ledger, founded.ledger.now() + 2 * DAY
    unused, used, paused = (applied(founded, f"GG-T{n}", terms(not_after=soon + n * 9 * DAY)) for n in range(3))
    for public_id in (unused, used, paused):
        decide(founded, public_id)
    grants = [on_decision(founded, public_id, f"GG-T-{public_id.hex()[:4]}") for public_id in (used, paused)]
    for grant_id in grants:
        service.accept(ledger, order(founded, grant_id, "accept"))
    service.suspend(ledger, replace(order(founded, grants[1], "suspend"), who=founded.people["zhang"], signing=OWN_KEY))
    consent = ConsentOrder(keeper, "consent-T", RECEIPT + "短期", "托管协议", (CREDIT,), soon)
    consent_id = bytes.fromhex(custody.record(ledger, consent)["consent"][2:])

    def states() -> list[tuple[str, str | None]]:
        lines = [listed(founded, public_id) for public_id in (unused, used, paused)]
        return [(line["state"], line["grant_state"]) for line in lines]

    assert states() == [("DECIDED", None), ("GRANTED", "ACTIVE"), ("GRANTED", "SUSPENDED")]
    founded.walk_to(soon + 10 * DAY)
    assert states() == [("LAPSED", None), ("GRANTED", "EXPIRED"), ("GRANTED", "SUSPENDED")]
    (on_used,), (on_paused,) = (public_grants.shown(ledger.store, one)["grants"] for one in (used, paused))
    assert (on_used["state"], on_used["effective"]) == ("EXPIRED", False)
    assert (on_paused["state"], on_paused["effective"]) == ("SUSPENDED", False)
    assert grant_views.shown(ledger.store, grants[0])["state"] == "EXPIRED"
    assert custody.shown(ledger.store, consent_id)["state"] == "EXPIRED"
