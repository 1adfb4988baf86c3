# SPDX-License-Identifier: Apache-2.0
"""The API over a real ledger: what anybody may read, who may do what, two persons, the same wish twice."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import create_app
from api.outermost import HEAD_HEADERS
from api.schemas.verdict import VerdictOut
from ledger.cli import output
from ledger.domain.ids import CertificateId
from ledger.errors import Unavailable
from ledger.indexer.follower import FollowerStatus
from ledger.service.people import end_person, issue_api_key
from ledger.service.verdicts import Question
from ledger.service.verdicts import verdict as verdict_of
from ledger.store.queries import acts, records
from tests.e2e.founded import BANK, CONTACT_PHONE, HERDING, POWER, REGIME, REGISTRAR, SECRET_NAME, Founded, file
from tests.unit.domain.rows import row
from tests.workbooks.sound import code

MASKED = "SJ1512026090003"


@pytest.fixture(scope="module")
def client(founded: Founded) -> Iterator[TestClient]:
    with TestClient(create_app(founded.ledger)) as made:
        yield made


@pytest.fixture(scope="module")
def keys(founded: Founded) -> dict[str, str]:
    return {name: founded.api_key(name, "read", "write", "admin") for name in founded.people}


def bearer(key: str, idempotency: str = "") -> dict[str, str]:
    headers = {"Authorization": f"Bearer {key}"}
    return {**headers, "Idempotency-Key": idempotency} if idempotency else headers


def case_text(founded: Founded, reference: str) -> str:
    return "0x" + founded.cases[reference].hex()


# --- reading ----------------------------------------------------------------------------------------------------------


def test_a_verdict_has_the_documented_shape_and_the_cli_s_bytes(client: TestClient, founded: Founded) -> None:
    code = founded.certificates[0]
    with founded.ledger.store.reading() as session:
        known = acts.required_head(session).finalized_number

    first = client.get(f"/v1/certificates/{code}/verdict", params={"known": known})
    file(founded, "NM-2026-0101")
    again = client.get(f"/v1/certificates/{code}/verdict", params={"known": known})

    assert VerdictOut.model_validate_json(first.content).base.code == "VALID"
    assert first.content == again.content
    assert first.headers["Ledger-Block"] != again.headers["Ledger-Block"]


@pytest.mark.parametrize(
    ("query", "base", "overlay"),
    [
        pytest.param({"at": "2026-09-09"}, "NOT_FOUND", None, id="before it was evidenced"),
        pytest.param({"at": "2031-06-01"}, "EXPIRING", None, id="in the renewal window"),
        pytest.param({"at": "2031-09-11"}, "EXPIRED", None, id="after its term"),
        pytest.param({"holder": HERDING}, "VALID", None, id="asked with its holder"),
        pytest.param({"holder": POWER}, "VALID", "HOLDER_MISMATCH", id="asked with a stranger"),
        pytest.param({"holder": "0x" + "11" * 32}, "VALID", "HOLDER_MISMATCH", id="asked with a person"),
    ],
)
def test_a_verdict_answers_for_a_moment_and_a_holder(
    client: TestClient, founded: Founded, query: dict[str, str], base: str, overlay: str | None
) -> None:
    found = client.get(f"/v1/certificates/{founded.certificates[0]}/verdict", params=query).json()

    assert found["base"]["code"] == base
    assert (overlay is None) or overlay in [each["code"] for each in found["overlays"]]
    assert found["not_checked"]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        pytest.param({}, [3, 2, 1], id="all, the last first"),
        pytest.param({"name": "畜牧"}, [1], id="a part of a Chinese name"),
        pytest.param({"name": "高压用户"}, [], id="an exempt name is not searchable"),
        pytest.param({"code": "SJ1512026090002"}, [2], id="a code"),
        pytest.param({"holder": POWER}, [3, 2], id="a holder's code"),
        pytest.param({"industry": "D"}, [3, 2], id="a section of industry"),
        pytest.param({"industry": "A03"}, [1], id="a division of industry"),
        pytest.param({"division": "152500"}, [3, 2, 1], id="a place"),
        pytest.param({"division": "110000"}, [], id="another place"),
        pytest.param({"status": "VALID"}, [3, 2, 1], id="valid now"),
        pytest.param({"status": "EXPIRED", "at": "2032-01-01"}, [3, 2, 1], id="expired then"),
        pytest.param({"status": "EXPIRING", "at": "2031-06-01"}, [3, 2, 1], id="expiring then"),
        pytest.param({"status": "VALID", "at": "2026-09-01"}, [], id="not yet evidenced then"),
        pytest.param({"status": "FROZEN"}, [], id="none is frozen"),
    ],
)
def test_the_catalogue_finds(client: TestClient, query: dict[str, str], codes: list[int]) -> None:
    found = client.get("/v1/certificates", params=query).json()

    assert [item["code"] for item in found["items"]] == [f"SJ151202609000{number}" for number in codes]


def test_the_catalogue_is_read_by_pages(client: TestClient) -> None:
    seen: list[str] = []
    cursor = ""
    for _ in range(3):
        page = client.get("/v1/certificates", params={"limit": 1, **({"after": cursor} if cursor else {})}).json()
        seen += [item["code"] for item in page["items"]]
        cursor = page["next"] or ""

    assert seen == ["SJ1512026090003", "SJ1512026090002", "SJ1512026090001"]
    assert cursor == ""


def test_a_history_recomputes_to_its_head(client: TestClient, founded: Founded) -> None:
    found = client.get(f"/v1/certificates/{founded.certificates[0]}/history").json()
    with founded.ledger.store.reading() as session:
        head = acts.subject_head(session, bytes.fromhex(found["subject"][2:]))  # type: ignore[arg-type]

    assert [entry["length"] for entry in found["items"]] == list(range(1, len(found["items"]) + 1))
    assert head is not None
    assert found["items"][-1]["head"] == "0x" + head.head.hex()


@pytest.mark.parametrize(
    "path",
    "/health /v1/head /v1/calendar /v1/me /nowhere / /catalogue /c/SJ1512026090001 /v1/organisations?limit=0".split(),
)
def test_every_answer_names_the_block_it_is_true_for(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert all(name in answer.headers for name in HEAD_HEADERS)


def test_the_same_answer_is_not_sent_twice(client: TestClient) -> None:
    first = client.get("/v1/regimes")
    again = client.get("/v1/regimes", headers={"If-None-Match": first.headers["ETag"]})
    other = client.get("/v1/regimes", headers={"If-None-Match": first.headers["ETag"], "Authorization": "Bearer x"})

    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Ledger-Block"]


def test_what_depends_on_the_clock_has_no_tag(client: TestClient, founded: Founded) -> None:
    answer = client.get(f"/v1/certificates/{founded.certificates[0]}/verdict")

    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready_says_so_once_the_mirror_follows(client: TestClient, founded: Founded) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    file(founded, "NM-2026-0107")
    assert client.get("/ready").json()["status"] == "ready"


TROUBLES = [
    pytest.param(FollowerStatus(halted=True), "MIRROR_HALTED", id="the mirror stopped"),
    pytest.param(FollowerStatus(error=Unavailable("x", zh="x", code="CHAIN_AWAY")), "MIRROR_FAILING", id="no node"),
    pytest.param(FollowerStatus(caught_up=False), "MIRROR_CATCHING_UP", id="far behind"),
]


@pytest.mark.parametrize(("status", "code"), TROUBLES)
def test_a_mirror_in_trouble_is_not_ready(
    client: TestClient, founded: Founded, monkeypatch: pytest.MonkeyPatch, status: FollowerStatus, code: str
) -> None:
    monkeypatch.setattr(founded.ledger.follower, "status", lambda: status)

    answer = client.get("/ready")

    assert (answer.status_code, answer.json()["code"]) == (503, code)
    assert answer.headers["Retry-After"] == "2"
    assert client.get("/health").status_code == 200


def test_a_sender_in_trouble_is_not_ready(
    client: TestClient, founded: Founded, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = Unavailable("no node at 10.0.0.1", zh="无节点", code="CHAIN_SEND_REJECTED")
    monkeypatch.setattr(founded.ledger.sender, "trouble", trouble)

    answer = client.get("/ready")

    assert (answer.status_code, answer.json()["code"]) == (503, "SENDER_IN_TROUBLE")
    assert "CHAIN_SEND_REJECTED" in answer.json()["en"]
    assert "10.0.0.1" not in answer.text


def test_the_notice_board_shows_what_article_24_wants(client: TestClient) -> None:
    (notice,) = client.get("/v1/notices").json()["items"]

    assert notice["data_name"] == "2023年至2025年锡林郭勒盟畜牧业草场载畜量监测数据集"
    assert notice["overview"].startswith("记录肉羊")
    assert notice["applicants"] == [{"party": HERDING, "name": "示例草原牧业数据有限公司"}]
    assert notice["rights"][0]["rights"] == ["HOLD", "USE", "OPERATE"]
    assert notice["last_day"] == "2026-09-17"


# --- who asks ---------------------------------------------------------------------------------------------------------


def test_a_key_is_asked_for_and_a_wrong_one_refused(client: TestClient) -> None:
    none = client.get("/v1/me")
    wrong = client.get("/v1/me", headers=bearer("dal_00000000_wrong"))

    assert (none.status_code, none.json()["code"]) == (401, "API_KEY_MISSING")
    assert (wrong.status_code, wrong.json()["code"]) == (401, "API_KEY_INVALID")
    assert none.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_key_ends_by_revocation_by_time_and_with_its_person(client: TestClient, founded: Founded) -> None:
    ledger, now = founded.ledger, founded.ledger.now()
    hua = founded.people["hua"]
    run_out = issue_api_key(ledger.store, hua, "old", ["read"], now, until=now)
    revoked = issue_api_key(ledger.store, hua, "lost", ["read", "admin"], now)
    prefix = revoked.rsplit("_", 1)[0][:12]
    assert client.get("/v1/me", headers=bearer(revoked)).json()["org_id"] == BANK

    gone = client.post(f"/v1/api-keys/{prefix}/revocation", headers=bearer(revoked, "revoke-1"))

    assert gone.status_code == 204
    assert client.get("/v1/me", headers=bearer(revoked)).status_code == 401
    assert client.get("/v1/me", headers=bearer(run_out)).status_code == 401


def test_a_person_that_left_asks_no_more(client: TestClient, founded: Founded) -> None:
    from ledger.service.people import add_person

    ledger = founded.ledger
    gao = add_person(ledger.store, BANK, "gao", "高示例", None, ledger.now())
    key = issue_api_key(ledger.store, gao, "test", ["read"], ledger.now())
    assert client.get("/v1/me", headers=bearer(key)).status_code == 200

    end_person(ledger.store, "gao", ledger.now())

    assert client.get("/v1/me", headers=bearer(key)).status_code == 401


@pytest.mark.parametrize(
    ("scopes", "method", "path", "status"),
    [
        pytest.param(["read"], "GET", "/v1/me", 200, id="read reads"),
        pytest.param(["write"], "GET", "/v1/me", 403, id="write does not read"),
        pytest.param(["read"], "POST", "/v1/encryption-key", 403, id="read does not act"),
        pytest.param(["read", "write"], "GET", "/v1/api-keys", 403, id="keys take admin"),
        pytest.param(["admin"], "GET", "/v1/api-keys", 200, id="admin sees keys"),
    ],
)
def test_a_key_is_good_for_its_scopes(
    client: TestClient, founded: Founded, scopes: list[str], method: str, path: str, status: int
) -> None:
    key = founded.api_key("bao", *scopes)
    body = {"json": {}} if method == "POST" else {}

    answer = client.request(method, path, headers=bearer(key, "scope-1"), **body)  # type: ignore[arg-type]

    assert answer.status_code == status


def test_api_keys_are_listed_without_secrets_and_for_their_organisation_only(
    client: TestClient, keys: dict[str, str]
) -> None:
    answer = client.get("/v1/api-keys", headers=bearer(keys["dai"]))

    assert {each["person_id"] for each in answer.json()["items"]} == {"dai"}
    assert keys["dai"] not in answer.text
    assert "hash" not in answer.text


# --- what is confidential ---------------------------------------------------------------------------------------------


def test_a_confidential_reading_takes_a_purpose_and_is_logged(
    client: TestClient, founded: Founded, keys: dict[str, str]
) -> None:
    path = f"/v1/applications/{case_text(founded, 'NM-2026-0002')}/record"

    without = client.get(path, headers=bearer(keys["bao"]))
    read = client.get(path, params={"purpose": "复核联系方式"}, headers=bearer(keys["bao"]))

    assert without.status_code == 422
    assert CONTACT_PHONE in read.text
    with founded.ledger.store.reading() as session:
        last = records.readings(session)[-1]
    assert (last.org_id, last.person, last.purpose) == (REGISTRAR, "bao", "复核联系方式")


def test_a_document_is_opened_for_its_registrar_and_for_whom_it_entitles(
    client: TestClient, founded: Founded, keys: dict[str, str]
) -> None:
    case = case_text(founded, "NM-2026-0001")
    listed = client.get(f"/v1/applications/{case}/documents", headers=bearer(keys["bao"])).json()["items"]
    sample = next(each["name"] for each in listed if each["kind"] == "doc_sample")

    path = f"/v1/applications/{case}/documents/{sample}"
    mine = client.get(path, params={"purpose": "审查"}, headers=bearer(keys["bao"]))
    others = client.get(path, params={"purpose": "审查"}, headers=bearer(keys["dai"]))
    supervisor = client.get(path, params={"purpose": "检查"}, headers=bearer(keys["zhang"]))

    assert mine.content == b"NM-2026-0001 doc_sample"
    assert mine.headers["Content-Disposition"].startswith("attachment")
    assert (others.status_code, others.json()["code"]) == (404, "APPLICATION_NOT_FOUND")
    assert supervisor.status_code == 403


def test_an_entitlement_lets_another_organisation_read(
    client: TestClient, founded: Founded, keys: dict[str, str]
) -> None:
    founded.ledger.keys.create_ring(founded.people["zhang"].org_id)
    published = client.post("/v1/encryption-key", headers=bearer(keys["zhang"], "ring-1"), json={})
    case = case_text(founded, "NM-2026-0001")

    given = client.post(
        f"/v1/applications/{case}/entitlements",
        headers=bearer(keys["bao"], "entitle-1"),
        json={"to_org": founded.people["zhang"].org_id, "purpose": "监督检查"},
    )
    read = client.get(f"/v1/applications/{case}/record", params={"purpose": "检查"}, headers=bearer(keys["zhang"]))

    assert (published.status_code, given.status_code, read.status_code) == (200, 200, 200)
    assert given.json()["documents"] == 6
    assert any(each["name"] == "contact" for each in read.json()["openings"])


def test_an_exempt_name_and_contacts_are_in_no_public_answer(client: TestClient, founded: Founded) -> None:
    case = case_text(founded, "NM-2026-0003")
    paths = ["/", "/catalogue", "/notices", f"/c/{MASKED}", "/v1/certificates", f"/v1/certificates/{MASKED}"]
    paths += [f"/v1/certificates/{MASKED}/{part}" for part in ("verdict", "history")] + ["/v1/notices"]

    seen = "".join(client.get(path).text for path in paths)

    assert MASKED in seen
    assert SECRET_NAME not in seen
    assert CONTACT_PHONE not in seen
    assert SECRET_NAME not in client.get(f"/v1/applications/{case}", headers=bearer(founded.api_key("zhang"))).text


# --- acting -----------------------------------------------------------------------------------------------------------


def test_an_act_needs_an_idempotency_key(client: TestClient, founded: Founded, keys: dict[str, str]) -> None:
    body = {"cases": [case_text(founded, "NM-2026-0005")]}

    answer = client.post("/v1/applications/acts/accept", headers=bearer(keys["bao"]), json=body)

    assert (answer.status_code, answer.json()["code"]) == (422, "IDEMPOTENCY_KEY_MISSING")


def test_the_same_wish_gets_the_first_answer_and_another_body_none(
    client: TestClient, founded: Founded, keys: dict[str, str]
) -> None:
    file(founded, "NM-2026-0102")
    body = {"cases": [case_text(founded, "NM-2026-0102")]}
    headers = bearer(keys["bao"], "accept-0102")

    first = client.post("/v1/applications/acts/accept", headers=headers, json=body)
    again = client.post("/v1/applications/acts/accept", headers=headers, json=body)
    other = client.post("/v1/applications/acts/accept", headers=headers, json={**body, "paper": "另一份"})
    refused = client.post("/v1/applications/acts/accept", headers=bearer(keys["bao"], "accept-again"), json=body)

    assert first.status_code == 200
    assert again.json() == first.json()
    assert (other.status_code, other.json()["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    assert (refused.status_code, refused.json()["code"]) == (409, "CASE_NOT_IN_STATE")
    assert int(first.headers["Ledger-Block"]) >= first.json()["block"]


def test_what_takes_long_is_under_way_and_the_same_key_finds_it(
    client: TestClient, founded: Founded, keys: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file(founded, "NM-2026-0109")
    body, headers = {"cases": [case_text(founded, "NM-2026-0109")]}, bearer(keys["bao"], "accept-0109")

    with monkeypatch.context() as patched:
        patched.setattr(founded.ledger, "wait_seconds", -1.0)
        early = client.post("/v1/applications/acts/accept", headers=headers, json=body)
    later = client.post("/v1/applications/acts/accept", headers=headers, json=body)

    assert (early.status_code, early.json()["code"]) == (202, "SUBMISSION_UNDER_WAY")
    assert early.headers["Retry-After"] == "5"
    assert early.headers["Location"] == f"/v1/submissions/{later.json()['submission']}"
    assert client.get(early.headers["Location"], headers=bearer(keys["bao"])).json()["state"] == "FINAL"
    assert later.status_code == 200


def test_two_persons_and_never_one_twice(client: TestClient, founded: Founded, keys: dict[str, str]) -> None:
    file(founded, "NM-2026-0103")
    case = case_text(founded, "NM-2026-0103")
    client.post("/v1/applications/acts/accept", headers=bearer(keys["bao"], "accept-0103"), json={"cases": [case]})
    body = {"cases": [case], "ground": 2, "paper": "来源不合法"}

    alone = client.post("/v1/applications/acts/refuse", headers=bearer(keys["bao"], "refuse-0"), json=body)
    himself = client.post(
        "/v1/applications/acts/refuse", headers=bearer(keys["bao"], "refuse-1"), json={**body, "approver": "bao"}
    )
    prepared = client.post(
        "/v1/applications/acts/refuse", headers=bearer(keys["bao"], "refuse-2"), json={**body, "approver": "chen"}
    )
    approval = f"/v1/preparations/{prepared.json()['id']}/approval"
    by_preparer = client.post(approval, headers=bearer(keys["bao"], "approve-1"), json={})
    by_stranger = client.post(approval, headers=bearer(keys["dai"], "approve-2"), json={})
    waiting = client.get("/v1/preparations", headers=bearer(keys["chen"])).json()["items"]
    by_approver = client.post(approval, headers=bearer(keys["chen"], "approve-3"), json={})
    again = client.post(approval, headers=bearer(keys["chen"], "approve-4"), json={})
    state = client.get(f"/v1/applications/{case}", headers=bearer(keys["bao"])).json()

    assert (alone.status_code, alone.json()["code"]) == (422, "APPROVER_MISSING")
    assert (himself.status_code, himself.json()["code"]) == (403, "PREPARER_IS_APPROVER")
    assert prepared.status_code == 202
    assert prepared.headers["Location"] == f"/v1/preparations/{prepared.json()['id']}"
    assert (by_preparer.status_code, by_preparer.json()["code"]) == (403, "PREPARER_IS_APPROVER")
    assert (by_stranger.status_code, by_stranger.json()["code"]) == (404, "PREPARATION_NOT_FOUND")
    assert [each["verb"] for each in waiting] == ["refuse"]
    assert by_approver.status_code == 200
    assert again.json() == by_approver.json()
    assert (state["state"], state["refusal_ground"]) == ("REFUSED", 2)


def test_a_prepared_act_can_be_let_go_and_is_then_over(
    client: TestClient, founded: Founded, keys: dict[str, str]
) -> None:
    file(founded, "NM-2026-0104")
    case = case_text(founded, "NM-2026-0104")
    client.post("/v1/applications/acts/accept", headers=bearer(keys["bao"], "accept-0104"), json={"cases": [case]})
    body = {"cases": [case], "paper": "申请人主体消亡", "approver": "chen"}
    prepared = client.post("/v1/applications/acts/terminate", headers=bearer(keys["bao"], "end-0104"), json=body).json()

    let_go = client.post(f"/v1/preparations/{prepared['id']}/withdrawal", headers=bearer(keys["bao"], "x"), json={})
    late = client.post(f"/v1/preparations/{prepared['id']}/approval", headers=bearer(keys["chen"], "y"), json={})

    assert let_go.json()["state"] == "WITHDRAWN"
    assert (late.status_code, late.json()["code"]) == (409, "PREPARATION_OVER")


def test_an_application_goes_through_the_procedure_by_api_alone(
    client: TestClient, founded: Founded, keys: dict[str, str]
) -> None:
    bao = keys["bao"]
    form = row(reference="NM-2026-0105", data_name="2024年锡林郭勒盟畜牧业牧草产量监测数据集")
    documents = [
        {"name": name, "content": base64.b64encode(f"0105 {key}".encode()).decode()}
        for key, name in form.items()
        if key.startswith("doc_")
    ]
    body = {"registrar": REGISTRAR, "regime": REGIME, "form": form, "documents": documents}

    checked = client.post("/v1/applications/check", headers=bearer(bao), json=body)
    filed = client.post("/v1/applications", headers=bearer(bao, "file-0105"), json=body)
    again = client.post("/v1/applications", headers=bearer(bao, "file-0105-again"), json=body)
    case = filed.json()["case_id"]
    due = client.get("/v1/due", headers=bearer(bao)).json()["items"]
    paper = {"cases": [case], "paper": "请补充采集说明", "last_day": "2026-09-18"}
    steps = [
        ("accept", {"cases": [case]}),
        ("request-evidence", paper),
        ("receive-evidence", {"cases": [case]}),
        ("extend", {"case": case, "paper": "材料复杂", "working_days": 5}),
        ("open-notice", {"cases": [case]}),
    ]
    done = [
        client.post(f"/v1/applications/acts/{verb}", headers=bearer(bao, f"{verb}-0105"), json=step)
        for verb, step in steps
    ]
    objection = client.post(
        f"/v1/applications/{case}/objections",
        headers=bearer(bao, "object-0105"),
        json={"reasons": "来源存在争议", "objector": POWER},
    )
    decision = {"upheld": False, "document": "经查不成立"}
    decided = client.post(
        f"/v1/applications/{case}/objections/1/decision", headers=bearer(bao, "decide-0105"), json=decision
    )
    shown = client.get(f"/v1/applications/{case}", headers=bearer(bao)).json()
    body = {"cases": [case], "paper": "申请人撤回"}
    withdrawn = client.post("/v1/applications/acts/withdraw", headers=bearer(bao, "wd-0105"), json=body)

    assert checked.json()["sendable"] is True
    assert filed.status_code == 201, filed.text
    assert again.json()["tx"] == filed.json()["tx"]
    assert case in [line["case_id"] for line in due]
    assert [answer.status_code for answer in done] == [200] * 5, [answer.text for answer in done]
    assert objection.status_code == 200, objection.text
    assert decided.status_code == 200, decided.text
    assert (shown["state"], shown["extension_days"]) == ("PUBLIC_NOTICE", 5)
    assert [each["outcome"] for each in shown["objections"]] == ["REJECTED"]
    assert withdrawn.status_code == 200, withdrawn.text


def test_a_correction_is_asked_for_and_answered_once(
    client: TestClient, founded: Founded, keys: dict[str, str]
) -> None:
    file(founded, "NM-2026-0108")
    case, bao = case_text(founded, "NM-2026-0108"), keys["bao"]
    asked = {"cases": [case], "paper": "行业填写有误", "last_day": "2026-09-18"}
    answered = {"paper": "已补正", "mended": {"industry": "A05", "term_years": 3}}

    request = client.post("/v1/applications/acts/request-correction", headers=bearer(bao, "rc-0108"), json=asked)
    answer = client.post(f"/v1/applications/{case}/resubmission", headers=bearer(bao, "rs-0108"), json=answered)
    again = client.post("/v1/applications/acts/request-correction", headers=bearer(bao, "rc-0108b"), json=asked)
    shown = client.get(f"/v1/applications/{case}", headers=bearer(bao)).json()

    assert (request.status_code, answer.status_code) == (200, 200), answer.text
    assert (again.status_code, again.json()["code"]) == (409, "CORRECTION_ALREADY_REQUESTED")
    assert (shown["state"], shown["industry"], shown["content_version"]) == ("SUBMITTED", "A05", 2)


def test_the_same_data_again_by_the_same_applicant_are_held(client: TestClient, keys: dict[str, str]) -> None:
    form = row(reference="NM-2026-0198")
    sample = {"name": form["doc_sample"], "content": base64.b64encode(b"NM-2026-0001 doc_sample").decode()}
    body = {"registrar": REGISTRAR, "regime": REGIME, "form": form, "documents": [sample]}

    checked = client.post("/v1/applications/check", headers=bearer(keys["bao"]), json=body).json()

    assert checked["sendable"] is False
    assert any(each["code"].startswith("DUPLICATE") for each in checked["findings"])


def test_a_defective_form_is_refused_with_every_defect(client: TestClient, keys: dict[str, str]) -> None:
    form = row(reference="NM-2026-0199", data_name=None, grade="核心", applicant_ids="91152502MA0DEM013X")
    body = {"registrar": REGISTRAR, "regime": REGIME, "form": form, "documents": []}

    answer = client.post("/v1/applications", headers=bearer(keys["bao"], "file-0199"), json=body)

    assert (answer.status_code, answer.json()["code"]) == (422, "FORM_DEFECTIVE")
    fields = {reason["field"] for reason in answer.json()["reasons"]}
    assert {"form.data_name", "form.grade", "form.applicant_ids", "form.doc_sample"} <= fields


FREEZING_PAPER = "(2026)内01执保1号"


def printed(founded: Founded, code: str) -> str:
    """The verdict as the command line prints it."""
    answer = verdict_of(founded.ledger.store, Question(CertificateId(code), founded.ledger.now()))
    with output.out.capture() as captured:
        output.print_verdict(answer.verdict, answer.known)
    return captured.get()


def test_a_certificate_is_annotated_frozen_and_freed_by_two(
    client: TestClient, founded: Founded, keys: dict[str, str]
) -> None:
    code = founded.certificates[1]
    freeze = {
        "kind": 2,
        "paper": FREEZING_PAPER,
        "authority": "11150000MB0DEM01XW",
        "level": 3,
        "approver": "chen",
    }

    def both(path: str, body: dict[str, Any], key: str) -> int:
        prepared = client.post(path, headers=bearer(keys["bao"], key), json=body)
        approval = f"/v1/preparations/{prepared.json()['id']}/approval"
        return client.post(approval, headers=bearer(keys["chen"], key), json={}).status_code

    frozen = both(f"/v1/certificates/{code}/annotations", freeze, "freeze-1")
    founded.settle()
    verdict = client.get(f"/v1/certificates/{code}/verdict").json()
    overlays = verdict["overlays"]
    listed = client.get("/v1/certificates", params={"status": "FROZEN"}).json()["items"]
    page = client.get(f"/c/{code}", headers={"Accept-Language": "zh"}).text
    shown = printed(founded, code)
    lifting = {"authority": "11150000MB0DEM01XW", "level": 3, "document": "解除", "approver": "chen"}
    lifted = both(f"/v1/certificates/{code}/annotations/1/lifting", lifting, "lift-1")
    founded.settle()
    after = client.get(f"/v1/certificates/{code}/verdict").json()["overlays"]
    later = client.get(f"/c/{code}", headers={"Accept-Language": "zh"}).text

    assert (frozen, lifted) == (200, 200)
    for said in ("司法等机关查封保全", "11150000MB0DEM01XW"):
        assert said in page
        assert said in shown
    assert "示例自治区数据局" in page
    assert "省级" in page
    assert "冻结中" in page
    assert "RESALE_BARRED" in shown
    assert "冻结中" not in later
    assert "已解除" in later
    assert [each["code"] for each in verdict["restrictions"]][-1] == "SEIZED"
    for told in (page, shown, json.dumps(verdict, ensure_ascii=False)):
        assert FREEZING_PAPER not in told, "the paper is the registrar's"
    assert "FROZEN" in [each["code"] for each in overlays]
    assert [each["code"] for each in listed] == [code]
    assert "存在查封" in page
    assert "FROZEN" not in [each["code"] for each in after]


def test_authorities_govern_by_two_and_strangers_do_not(
    client: TestClient, founded: Founded, keys: dict[str, str]
) -> None:
    wish = {"act": "REGISTER", "org_id": "91150203MA0DEM1016", "name": "示例资产评估有限公司", "kinds": ["VALUER"]}

    stranger = client.post("/v1/proposals", headers=bearer(keys["bao"], "p-0"), json={"proposal": wish})
    proposed = client.post("/v1/proposals", headers=bearer(keys["zhang"], "p-1"), json={"proposal": wish})
    path = f"/v1/proposals/{proposed.json()['proposal']}"
    himself = client.post(f"{path}/confirmation", headers=bearer(keys["zhang"], "p-2"), json={})
    early = client.post(f"{path}/confirmation", headers=bearer(keys["wei"], "p-3"), json={})
    shown = client.get(path, headers=bearer(keys["wei"]))
    other = {**wish, "name": "示例另一评估有限公司"}
    reused = client.post("/v1/proposals", headers=bearer(keys["zhang"], "p-1"), json={"proposal": other})
    withdrawn = client.post(f"{path}/withdrawal", headers=bearer(keys["zhang"], "p-4"), json={})
    replayed = client.post("/v1/proposals", headers=bearer(keys["zhang"], "p-1"), json={"proposal": wish})
    still = client.get("/v1/proposals", headers=bearer(keys["wei"])).json()["items"]
    anew = client.post("/v1/proposals", headers=bearer(keys["zhang"], "p-5"), json={"proposal": wish})
    let_go = client.post(f"{path}/withdrawal", headers=bearer(keys["zhang"], "p-6"), json={})

    assert (stranger.status_code, stranger.json()["code"]) == (403, "NOT_AN_AUTHORITY")
    assert proposed.status_code == 200, proposed.text
    assert himself.status_code in (403, 409)
    assert early.status_code in (403, 409)
    assert shown.json()["earliest"] == proposed.json()["earliest"]
    assert withdrawn.status_code == 200, withdrawn.text
    assert (reused.status_code, reused.json()["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    assert (replayed.status_code, replayed.json()["tx"]) == (200, proposed.json()["tx"]), "the first answer again"
    assert path[-66:] not in [each["id"] for each in still], "a replay proposes nothing anew"
    assert anew.status_code == let_go.status_code == 200, anew.text
    assert anew.json()["tx"] != proposed.json()["tx"]


DECIDED = {"document_sha256": "5d" * 32}
GOVERNED: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "suspend": (
        {"act": "SUSPEND", "org_id": REGISTRAR, "kind": "REGISTRAR", **DECIDED},
        ("OrganisationRegistry.suspend", "5d" * 32),
    ),
    "resume": (
        {"act": "RESUME", "org_id": REGISTRAR, "kind": "REGISTRAR", **DECIDED},
        ("OrganisationRegistry.resume", "5d" * 32),
    ),
    "regroup": (
        {"act": "REGROUP", "org_id": REGISTRAR, "affiliation_group": 7},
        ("OrganisationRegistry.regroup", REGISTRAR, "7"),
    ),
    "open": (
        {"act": "OPEN_WRITER", "module": "CertificateRegistry", "kinds": ["CERTIFICATE_ANNOTATED"]},
        ("History.openWriter", "[CERTIFICATE_ANNOTATED]"),
    ),
    "end": (
        {
            "act": "END_WRITER",
            "module": "CertificateRegistry",
            "kinds": ["CERTIFICATE_ANNOTATED", "CERTIFICATE_ANNOTATION_LIFTED"],
        },
        ("History.endWriter", "[CERTIFICATE_ANNOTATED, CERTIFICATE_ANNOTATION_LIFTED]"),
    ),
}


@pytest.mark.parametrize(("wish", "said"), GOVERNED.values(), ids=GOVERNED.keys())
def test_what_an_authority_proposes_is_read_out_to_the_other(
    client: TestClient, keys: dict[str, str], wish: dict[str, Any], said: tuple[str, ...]
) -> None:
    sent = {"proposal": wish, "salt": "0e" * 32}
    proposed = client.post("/v1/proposals", headers=bearer(keys["zhang"], f"g-{wish['act']}"), json=sent)
    assert proposed.status_code == 200, proposed.text
    path = f"/v1/proposals/{proposed.json()['proposal']}"
    shown = client.get(path, headers=bearer(keys["wei"])).json()
    assert all(word in shown["says"] for word in said), shown["says"]
    let_go = client.post(f"{path}/withdrawal", headers=bearer(keys["zhang"], f"w-{wish['act']}"), json={})
    assert let_go.status_code == 200, let_go.text


def test_a_proposal_about_nothing_that_there_is_is_refused_by_name(client: TestClient, keys: dict[str, str]) -> None:
    def asked(number: int, **changed: Any) -> tuple[int, str]:
        wish = {"act": "END_WRITER", "module": "CertificateRegistry", "kinds": ["CERTIFICATE_ANNOTATED"], **changed}
        answer = client.post("/v1/proposals", headers=bearer(keys["zhang"], f"bad-{number}"), json={"proposal": wish})
        return answer.status_code, answer.json()["code"]

    assert asked(1, module="Nowhere") == (404, "MODULE_UNKNOWN")
    assert asked(2, kinds=["NO_SUCH_ACT"]) == (422, "KIND_OUT_OF_RANGE")
    assert asked(3, kinds=[]) == (422, "REQUEST_INVALID")


def test_keys_that_an_asker_chose_hold_for_what_an_organisation_does_of_its_own(
    client: TestClient, keys: dict[str, str]
) -> None:
    """The same key with another body is another wish, whatever the act is about."""
    first = {"org_id": code("91", "152502", 77), "name": "示例持有人一有限公司"}
    other = {"org_id": code("91", "152502", 78), "name": "示例持有人二有限公司"}
    done = client.post("/v1/holders", headers=bearer(keys["bao"], "h-1"), json=first)
    again = client.post("/v1/holders", headers=bearer(keys["bao"], "h-1"), json=first)
    reused = client.post("/v1/holders", headers=bearer(keys["bao"], "h-1"), json=other)
    assert done.status_code == 200, done.text
    assert again.json()["tx"] == done.json()["tx"]
    assert (reused.status_code, reused.json()["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")


def test_a_submission_is_shown_to_its_organisation_only(
    client: TestClient, founded: Founded, keys: dict[str, str]
) -> None:
    file(founded, "NM-2026-0106")
    body = {"cases": [case_text(founded, "NM-2026-0106")]}
    done = client.post("/v1/applications/acts/accept", headers=bearer(keys["bao"], "accept-0106"), json=body).json()

    own = client.get(f"/v1/submissions/{done['submission']}", headers=bearer(keys["chen"]))
    others = client.get(f"/v1/submissions/{done['submission']}", headers=bearer(keys["dai"]))

    assert (own.json()["state"], own.json()["answer"]["tx"]) == ("FINAL", done["tx"])
    assert (others.status_code, others.json()["code"]) == (404, "SUBMISSION_NOT_FOUND")


def test_openapi_is_3_1_with_examples_and_problems(client: TestClient) -> None:
    document = client.get("/openapi.json").json()

    assert document["openapi"].startswith("3.1")
    assert "ProblemOut" in document["components"]["schemas"]
    assert "examples" in json.dumps(document)
    assert all(
        "default" in operation["responses"] for item in document["paths"].values() for operation in item.values()
    )
