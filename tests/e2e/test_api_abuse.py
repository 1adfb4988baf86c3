# SPDX-License-Identifier: Apache-2.0
"""What nobody should send: each is answered 4xx with a code, in a problem document, and nothing of it comes back.

schemathesis makes up requests from the OpenAPI document besides, and none of them may end in 5xx.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import schemathesis
import structlog
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from api import create_app
from api.intake import BODY_BYTES
from ledger.chain import encode
from tests.e2e.founded import Founded

ACCEPT = "/v1/applications/acts/accept"
CASE = "0x" + "5a" * 32


@pytest.fixture(scope="module")
def app(founded: Founded) -> FastAPI:
    return create_app(founded.ledger)


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture(scope="module")
def headers(founded: Founded) -> dict[str, str]:
    key = founded.api_key("bao")
    return {"Authorization": f"Bearer {key}", "Idempotency-Key": "abuse-1", "Content-Type": "application/json"}


BODIES = [
    pytest.param(b"", 422, "REQUEST_INVALID", id="nothing"),
    pytest.param(b"[]", 422, "REQUEST_INVALID", id="a list"),
    pytest.param(b"null", 422, "REQUEST_INVALID", id="null"),
    pytest.param(b'{"cases": []}', 422, "REQUEST_INVALID", id="no case"),
    pytest.param(json.dumps({"cases": [CASE] * 101}).encode(), 422, "REQUEST_INVALID", id="101 cases"),
    pytest.param(json.dumps({"cases": ["0x5A"]}).encode(), 422, "REQUEST_INVALID", id="half a case"),
    pytest.param(json.dumps({"cases": [CASE], "more": 1}).encode(), 422, "REQUEST_INVALID", id="an unknown field"),
    pytest.param(json.dumps({"cases": [CASE], "paper": "a\x00b"}).encode(), 422, "REQUEST_INVALID", id="NUL"),
    pytest.param(b'{"cases": ["%s"], "paper": "\\ud800"}' % CASE.encode(), 422, "REQUEST_INVALID", id="half a pair"),
    pytest.param(json.dumps({"cases": [CASE], "paper": "长" * 20_001}).encode(), 422, "REQUEST_INVALID", id="long"),
    pytest.param(json.dumps({"cases": [CASE]}).encode(), 404, "APPLICATION_NOT_FOUND", id="a stranger's case"),
    pytest.param(b'{"cases": "%s"}' % (b"\xff" * 64), 400, "BODY_MALFORMED", id="no UTF-8"),
    pytest.param(b'{"cases": [], "cases": ["%s"]}' % CASE.encode(), 400, "BODY_MALFORMED", id="a field twice"),
    pytest.param(b'{"cases": [], "more": {"a": 1, "a": 1}}', 400, "BODY_MALFORMED", id="a field twice, further in"),
    pytest.param(b'{"a":' * 50_000, 400, "BODY_MALFORMED", id="deep"),
    pytest.param(b'{"cases": %s}' % (b"7" * 10_000), 400, "BODY_MALFORMED", id="a huge integer"),
    pytest.param(b'{"cases": ["' + b"a" * BODY_BYTES + b'"]}', 413, "BODY_TOO_LARGE", id="too large"),
]


@pytest.mark.parametrize(("body", "status", "code"), BODIES)
def test_a_bad_body_has_a_clear_answer(
    client: TestClient, headers: dict[str, str], body: bytes, status: int, code: str
) -> None:
    answer = client.post(ACCEPT, headers=headers, content=body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["zh"] != answer.json()["en"]


CONSENT = {"matter": {"to": "EXTENSION", "maturity": 1, "renewal": "yes"}, "until": 1}
SUSPENSION = {"suspended": "no", "authority": "11150000MB0DEM01XW", "level": 2, "document": "文书"}
FINDING = {"part": "unpledged.zhongdeng", "found": "无", "document": "查询", "valid_until": 1}
FILING = {"number": "ZD-1", "registered_at": 1, "evidence": "证明"}
SENT = [
    pytest.param(f"pledges/{CASE}/suspension", SUSPENSION, "suspended", id="a word for no"),
    pytest.param(f"pledges/{CASE}/suspension", SUSPENSION | {"suspended": 1}, "suspended", id="a number for yes"),
    pytest.param(f"pledges/{CASE}/consents", CONSENT, "renewal", id="a word within a matter"),
    pytest.param(f"pledges/{CASE}/outside-filing", FILING | {"number": "ZD\0"}, "number", id="NUL in a number"),
    pytest.param("certificates/SJ1512026090001/findings", FINDING | {"found": "a\0b"}, "found", id="NUL in a finding"),
    pytest.param("certificates/SJ1512026090001/findings", FINDING | {"found": "\x07"}, "found", id="a bell for words"),
]


@pytest.mark.parametrize(("path", "body", "field"), SENT)
def test_a_yes_is_a_yes_and_a_text_can_be_kept_and_printed(
    client: TestClient, headers: dict[str, str], path: str, body: dict[str, object], field: str
) -> None:
    answer = client.post(f"/v1/{path}", headers=headers, json=body)

    assert (answer.status_code, answer.json()["code"]) == (422, "REQUEST_INVALID")
    assert answer.json()["reasons"][0]["field"].endswith(field)


def test_a_body_without_a_length_is_measured_while_it_comes(client: TestClient, headers: dict[str, str]) -> None:
    def endless() -> Iterator[bytes]:
        yield from (b" " * 65_536 for _ in range(BODY_BYTES // 65_536 + 2))

    answer = client.post(ACCEPT, headers=headers, content=endless())

    assert (answer.status_code, answer.json()["code"]) == (413, "BODY_TOO_LARGE")


@pytest.mark.parametrize(
    ("secret", "status", "code"),
    [
        pytest.param("good", 422, "REQUEST_INVALID", id="a good key may send documents"),
        pytest.param("dal_00000000_wrong", 413, "BODY_TOO_LARGE", id="a wrong one may not"),
        pytest.param("", 413, "BODY_TOO_LARGE", id="nobody may not"),
    ],
)
def test_large_filings_are_read_of_those_with_a_good_key_only(
    client: TestClient, headers: dict[str, str], secret: str, status: int, code: str
) -> None:
    given = {**headers, "Authorization": f"Bearer {secret}"} if secret != "good" else headers
    large = b'{"documents": "' + b"a" * BODY_BYTES + b'"}'

    answer = client.post("/v1/applications", headers=given, content=large)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_other_media_types_are_refused(client: TestClient, headers: dict[str, str], media_type: str) -> None:
    answer = client.post(ACCEPT, headers={**headers, "Content-Type": media_type}, content=b"a=1")

    assert (answer.status_code, answer.json()["code"]) == (415, "MEDIA_TYPE_UNSUPPORTED")


@pytest.mark.parametrize("key", ["", " ", "a b", "ä", "x" * 257])
def test_an_idempotency_key_is_plain_and_short(client: TestClient, headers: dict[str, str], key: str) -> None:
    answer = client.post(ACCEPT, headers={**headers, "Idempotency-Key": key.encode("latin-1")}, json={"cases": [CASE]})  # type: ignore[dict-item]

    assert answer.status_code == 422


PATHS = [
    pytest.param("/v1/certificates/SJ", 422, id="a short code"),
    pytest.param("/v1/certificates/%00", 422, id="NUL in a path"),
    pytest.param(
        "/v1/certificates/SJ1512026090001/verdict?known=99999999999999999999", 422, id="a block beyond 64 bits"
    ),
    pytest.param("/v1/certificates/SJ1512026090001/verdict?known=9223372036854775807", 404, id="a block to come"),
    pytest.param("/v1/certificates/SJ1512026090001/verdict?at=99999999999999", 422, id="a moment beyond all"),
    pytest.param("/v1/certificates/SJ1512026090001/verdict?at=9998-01-01", 200, id="a moment far away"),
    pytest.param("/v1/certificates/SJ1512026090001/verdict?holder=%ED%A0%80", 422, id="half a pair as a holder"),
    pytest.param("/v1/certificates/SJ1512026090001/verdict?at=1&at=2", 422, id="two moments at once"),
    pytest.param("/v1/certificates/SJ1512026090001?known=120", 422, id="a block where none is taken"),
    pytest.param("/v1/organisations?at=2026-10-01", 422, id="a moment where none is taken"),
    pytest.param("/v1/certificates/SJ1512026090001/verdict?holdr=91152502MA0DEM013H", 422, id="a slip in a name"),
    pytest.param("/v1/certificates?%ED%A0%80%00=1", 422, id="a name that is none"),
    pytest.param("/v1/certificates?lang=en&lang=zh", 200, id="a language is taken anywhere"),
    pytest.param("/v1/pledges?cursor=AAAA", 422, id="the next page by another name"),
    pytest.param("/catalogue?known=120", 200, id="a page passes over what it does not know"),
    pytest.param("/v1/certificates?name=%00", 422, id="NUL in a name"),
    pytest.param("/v1/certificates?name=%ED%A0%80%F0%28", 200, id="bytes that are no name"),
    pytest.param("/v1/certificates?after=AAAA", 422, id="a cursor of nobody"),
    pytest.param("/v1/certificates?after=%2Fetc", 422, id="no cursor"),
    pytest.param("/v1/certificates?limit=100000", 422, id="a large page"),
    pytest.param("/v1/certificates?industry=Z99", 422, id="no industry"),
    pytest.param("/v1/organisations?name=%25", 200, id="a wildcard is a character"),
    pytest.param("/v1/organisations/91152502MA0DEM013O", 422, id="a letter that codes do not have"),
    pytest.param("/static/../app.py", 404, id="out of the folder"),
    pytest.param("/static/%2e%2e/%2e%2e/app.py", 404, id="out of the folder, quoted"),
    pytest.param("/c/SJ1512026090001/", 404, id="a slash too many"),
    pytest.param("/verify?code=" + "S" * 121, 422, id="a long code"),
    pytest.param("/catalogue?at=x", 422, id="no date"),
    pytest.param("/catalogue?q=%00%ED%A0%80", 200, id="nothing that can be looked for"),
    pytest.param("/v1/applications", 401, id="no key"),
    pytest.param("/v1/certificates/SJ1512026090001/verdict?at=20261301", 422, id="eight digits that are no day"),
]


@pytest.mark.parametrize(("path", "status"), PATHS)
def test_a_bad_address_has_a_clear_answer(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    answer = client.request(method, "/v1/certificates")

    assert (answer.status_code, answer.json()["code"]) == (405, "METHOD_NOT_ALLOWED")


def test_what_nobody_foresaw_is_500_with_a_code_and_tells_nothing(founded: Founded) -> None:
    app, told = create_app(founded.ledger), io.StringIO()

    @app.get("/v1/broken")
    def broken() -> None:
        raise RuntimeError("张三 110101199003074514")

    with redirect_stdout(told), structlog.testing.capture_logs() as logged:
        answer = TestClient(app, raise_server_exceptions=False).get(
            "/v1/broken", headers={"Authorization": "Bearer dal_secret"}
        )

    assert (answer.status_code, answer.json()["code"]) == (500, "INTERNAL")
    assert answer.headers["Ledger-Block"]
    seen = answer.text + told.getvalue() + str(logged)
    assert "RuntimeError" in str(logged)
    assert "张三" not in seen
    assert "1101011990" not in seen
    assert "dal_secret" not in seen


def test_a_full_disk_is_503_and_says_when_to_come_again(founded: Founded) -> None:
    app = create_app(founded.ledger)

    @app.get("/v1/full")
    def full() -> None:
        with Path("/dev/full").open("w") as disk:
            disk.write("x")

    answer = TestClient(app, raise_server_exceptions=False).get("/v1/full")
    assert (answer.status_code, answer.json()["code"]) == (503, "STORAGE_FULL")
    assert answer.headers["Retry-After"] == "30"


def test_a_number_that_no_field_holds_is_422(founded: Founded) -> None:
    app = create_app(founded.ledger)

    @app.get("/v1/large")
    def large() -> None:
        raise encode.DoesNotFit("-1 does not fit into 8 bits")

    answer = TestClient(app, raise_server_exceptions=False).get("/v1/large")
    assert (answer.status_code, answer.json()["code"]) == (422, "NUMBER_OUT_OF_RANGE")


def test_the_log_names_route_and_status_and_nobody(client: TestClient, headers: dict[str, str]) -> None:
    with structlog.testing.capture_logs() as logged:
        client.get("/v1/certificates", params={"name": "张三的数据"})
        client.post(ACCEPT, headers=headers, json={"cases": [CASE], "paper": "张三的文书"})

    requests = [line for line in logged if line["event"] == "request"]
    assert [(line["route"], line["status"]) for line in requests] == [("/v1/certificates", 200), (ACCEPT, 404)]
    assert "张三" not in str(logged)
    assert headers["Authorization"][7:] not in str(logged)


CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]


# --- made up by schemathesis ------------------------------------------------------------------------------------------


def test_nothing_made_up_from_the_openapi_document_ends_in_5xx(app: FastAPI, founded: Founded) -> None:
    logging.getLogger("httpx").setLevel(logging.WARNING)
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    key = founded.api_key("dai")
    run = settings(
        max_examples=6, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    tried = 0

    for found in schema.get_all_operations():
        tried += _try(found.ok(), key, run)

    assert tried > 250


def _try(operation: APIOperation, key: str, run: settings) -> int:  # type: ignore[type-arg]
    tried = 0

    @run
    @given(case=operation.as_strategy())
    def once(case: schemathesis.Case) -> None:
        nonlocal tried
        tried += 1
        case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, checks=CHECKS)

    once()
    return tried
