# SPDX-License-Identifier: Apache-2.0
"""Every route x every kind of caller: who is let through the door, and who is told that there is nothing there.

The table is written by hand. A route that is not in it, or is in it and not in the application, fails the test. For
routes about one application the two registrars stand for tenants: what is the first one's does not exist for the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import BaseRoute

from api import create_app
from api.app import PUBLIC, doors, require_keys
from tests.e2e.founded import Founded

CALLERS = ("nobody", "owner", "other", "bank", "authority")
"""Without a key; the case's registrar; another registrar; a bank; an authority, which supervises."""

ALL = (200, 200, 200, 200, 200)
OWN = (401, 200, 200, 200, 200)
CASE = (401, 200, 404, 404, 200)
CASE_WITH_KEYS = (401, 200, 404, 404, 403)
WRITE = (401, 422, 422, 422, 422)
"""A write with an empty body: who is let in is told what is missing, before anything is looked at."""
TENANT_WRITE = (401, 409, 404, 404, 409)

TABLE: dict[str, tuple[int, ...]] = {
    "GET /": ALL,
    "GET /verify": ALL,
    "GET /catalogue": ALL,
    "GET /notices": ALL,
    "GET /c/{code}": ALL,
    "GET /c/{code}/qr.svg": ALL,
    "GET /health": ALL,
    "GET /ready": ALL,
    "GET /v1/head": ALL,
    "GET /v1/organisations": ALL,
    "GET /v1/organisations/{org_id}": ALL,
    "GET /v1/regimes": ALL,
    "GET /v1/regimes/{regime_id}": ALL,
    "GET /v1/calendar": ALL,
    "GET /v1/certificates": ALL,
    "GET /v1/certificates/{code}": ALL,
    "GET /v1/certificates/{code}/verdict": ALL,
    "GET /v1/certificates/{code}/history": ALL,
    "GET /v1/notices": ALL,
    "GET /v1/traces/{code}": OWN,
    "GET /v1/traces/{code}/export": OWN,
    "GET /v1/traces/{code}/lineage": OWN,
    "GET /v1/audit/trace/{code}": OWN,
    "POST /v1/circulation/reports": WRITE,
    "POST /v1/circulation/questions": WRITE,
    "POST /v1/traces/{code}/{seq}/answer": WRITE,
    "POST /v1/traces/{code}/{seq}/confirmation": WRITE,
    "POST /v1/usage-batches": WRITE,
    "GET /v1/grants/{grant_id}/papers": (401, 404, 404, 404, 404),
    "GET /v1/usage-batches/{batch}/records/{index}/proof": (401, 404, 404, 404, 404),
    "GET /v1/usage-batches/{batch}/judgement": (401, 404, 404, 404, 404),
    "GET /v1/certificates/{code}/bank-report": OWN,
    "POST /v1/certificates/{code}/findings": WRITE,
    "GET /v1/portfolio": (401, 403, 403, 200, 403),
    "POST /v1/portfolio/seen": WRITE,
    "GET /v1/statistics": (401, 422, 422, 422, 422),
    "GET /v1/keys/{account}/radius": (401, 404, 404, 404, 404),
    "GET /v1/applications/by-reference/{reference}/similar": (401, 404, 404, 404, 404),
    "POST /v1/standing-by": WRITE,
    "GET /v1/me": OWN,
    "GET /v1/due": OWN,
    "GET /v1/applications": OWN,
    "GET /v1/preparations": OWN,
    "GET /v1/key-destructions": OWN,
    "GET /v1/proposals": OWN,
    "GET /v1/api-keys": (401, 403, 403, 403, 403),
    "GET /v1/applications/{case_id}": CASE,
    "GET /v1/applications/{case_id}/history": CASE,
    "GET /v1/applications/{case_id}/key-destructions": CASE,
    "GET /v1/applications/{case_id}/record": CASE_WITH_KEYS,
    "GET /v1/applications/{case_id}/documents": CASE_WITH_KEYS,
    "GET /v1/applications/{case_id}/documents/{name}": CASE_WITH_KEYS,
    "GET /v1/preparations/{prepared_id}": (401, 404, 404, 404, 404),
    "GET /v1/submissions/{submission_id}": (401, 404, 404, 404, 404),
    "GET /v1/proposals/{proposal_id}": (401, 404, 404, 404, 404),
    "POST /v1/applications": WRITE,
    "POST /v1/applications/check": WRITE,
    "POST /v1/applications/acts/accept": TENANT_WRITE,
    "POST /v1/applications/acts/decline": WRITE,
    "POST /v1/applications/acts/request-correction": WRITE,
    "POST /v1/applications/acts/note-silence": TENANT_WRITE,
    "POST /v1/applications/acts/request-evidence": WRITE,
    "POST /v1/applications/acts/receive-evidence": TENANT_WRITE,
    "POST /v1/applications/acts/extend": WRITE,
    "POST /v1/applications/acts/refuse": WRITE,
    "POST /v1/applications/acts/terminate": WRITE,
    "POST /v1/applications/acts/withdraw": WRITE,
    "POST /v1/applications/acts/open-notice": TENANT_WRITE,
    "POST /v1/applications/acts/exempt-from-notice": WRITE,
    "POST /v1/applications/acts/evidence": WRITE,
    "POST /v1/applications/acts/certify": (401, 422, 404, 404, 422),
    "POST /v1/applications/{case_id}/entitlements": WRITE,
    "POST /v1/pledges/{pledge_id}/entitlements": WRITE,
    "POST /v1/applications/{case_id}/key-destructions": WRITE,
    "POST /v1/key-destructions/{destruction_id}/approval": (401, 404, 404, 404, 404),
    "POST /v1/key-destructions/{destruction_id}/withdrawal": (401, 404, 404, 404, 404),
    "POST /v1/applications/{case_id}/resubmission": WRITE,
    "POST /v1/applications/{case_id}/objections": WRITE,
    "POST /v1/applications/{case_id}/objections/{number}/decision": WRITE,
    "POST /v1/applications/{case_id}/objections/{number}/withdrawal": WRITE,
    "POST /v1/certificates/{code}/corrections": WRITE,
    "POST /v1/certificates/{code}/annotations": WRITE,
    "POST /v1/certificates/{code}/annotations/{number}/lifting": WRITE,
    "POST /v1/reaffirmations": WRITE,
    "POST /v1/holders": WRITE,
    "POST /v1/holders/{org_id}/keys": WRITE,
    "POST /v1/encryption-key": (401, 422, 422, 422, 422),
    "POST /v1/accounts/{account}/retirement": (401, 422, 422, 422, 422),
    "POST /v1/accounts/{account}/compromise": WRITE,
    "POST /v1/two-person-acts": WRITE,
    "POST /v1/preparations/{prepared_id}/approval": (401, 404, 404, 404, 404),
    "POST /v1/preparations/{prepared_id}/withdrawal": (401, 404, 404, 404, 404),
    "POST /v1/proposals": WRITE,
    "POST /v1/proposals/{proposal_id}/confirmation": (401, 404, 404, 404, 404),
    "POST /v1/proposals/{proposal_id}/withdrawal": (401, 404, 404, 404, 404),
    "GET /v1/grants/{grant_id}": (401, 404, 404, 404, 404),
    "GET /v1/grants/{grant_id}/effective": WRITE,
    "GET /v1/certificates/{code}/grants": OWN,
    "GET /v1/public-grants": ALL,
    "GET /v1/reciprocal-grants": WRITE,
    "GET /v1/public-applications/{application_id}": (401, 404, 404, 404, 404),
    "POST /v1/public-applications": WRITE,
    "POST /v1/public-applications/{application_id}/opinions": WRITE,
    "POST /v1/public-applications/{application_id}/decisions": WRITE,
    "GET /v1/consents": OWN,
    "GET /v1/consents/{consent_id}": (401, 404, 404, 404, 404),
    "GET /v1/consents/{consent_id}/papers": (401, 404, 404, 404, 404),
    "POST /v1/consents": WRITE,
    "POST /v1/consents/{consent_id}/withdrawal": WRITE,
    "GET /v1/proceedings": OWN,
    "GET /v1/certificates/{code}/proceedings": OWN,
    "GET /v1/certificates/{code}/proceedings/{procedure}/{number}": (401, 404, 404, 404, 404),
    "POST /v1/certificates/{code}/proceedings/transfer": WRITE,
    "POST /v1/certificates/{code}/proceedings/change": WRITE,
    "POST /v1/certificates/{code}/proceedings/renew": WRITE,
    "POST /v1/certificates/{code}/proceedings/cancel": WRITE,
    "POST /v1/certificates/{code}/proceedings/{procedure}/agreement": WRITE,
    "POST /v1/certificates/{code}/proceedings/{procedure}/acceptance": (401, 409, 403, 403, 409),
    "POST /v1/certificates/{code}/proceedings/{procedure}/withdrawal": WRITE,
    "POST /v1/certificates/{code}/proceedings/{procedure}/refusal": WRITE,
    "POST /v1/certificates/{code}/proceedings/{procedure}/registration": WRITE,
    "GET /v1/certificates/{code}/disputes": OWN,
    "POST /v1/certificates/{code}/disputes": WRITE,
    "POST /v1/certificates/{code}/disputes/{number}/notes": WRITE,
    "POST /v1/certificates/{code}/disputes/{number}/answer": WRITE,
    "POST /v1/certificates/{code}/disputes/{number}/conclusion": WRITE,
    "POST /v1/certificates/{code}/disputes/{number}/withdrawal": WRITE,
    "POST /v1/certificates/{code}/revocation": WRITE,
    "GET /v1/certificates/{code}/links": OWN,
    "POST /v1/certificates/{code}/links": WRITE,
    "GET /v1/certificates/{code}/relations": OWN,
    "POST /v1/certificates/{code}/relations": WRITE,
    "GET /v1/certificates/{code}/reconciliations": OWN,
    "POST /v1/reconciliations": WRITE,
    "POST /v1/reconciliations/check": WRITE,
    "GET /v1/certificates/{code}/valuations": OWN,
    "GET /v1/certificates/{code}/value": WRITE,
    "POST /v1/certificates/{code}/valuations": WRITE,
    "POST /v1/certificates/{code}/valuations/withdrawal": WRITE,
    "POST /v1/grants": WRITE,
    "POST /v1/grants/{grant_id}/{act}": (401, 404, 404, 404, 404),
    "GET /v1/certificates/{code}/encumbrances": OWN,
    "GET /v1/certificates/{code}/pledges": OWN,
    "GET /v1/pledges": OWN,
    "GET /v1/pledges/{pledge_id}": (401, 404, 404, 404, 404),
    "GET /v1/pledges/{pledge_id}/papers": (401, 404, 404, 404, 404),
    "POST /v1/rank-reservations": WRITE,
    "POST /v1/pledges": WRITE,
    "POST /v1/pledges/{pledge_id}/acceptance": (401, 404, 404, 404, 404),
    "POST /v1/pledges/{pledge_id}/closing": WRITE,
    "POST /v1/pledges/{pledge_id}/release": WRITE,
    "POST /v1/pledges/{pledge_id}/units/{place}/release": WRITE,
    "POST /v1/pledges/{pledge_id}/consents": WRITE,
    "POST /v1/pledges/{pledge_id}/substitution": WRITE,
    "POST /v1/pledges/{pledge_id}/extension": WRITE,
    "POST /v1/pledges/{pledge_id}/assignment": WRITE,
    "POST /v1/pledges/{pledge_id}/rank-swap": WRITE,
    "POST /v1/pledges/{pledge_id}/outside-filing": WRITE,
    "POST /v1/pledges/{pledge_id}/revaluation": (401, 404, 404, 404, 404),
    "POST /v1/pledges/{pledge_id}/monitoring": WRITE,
    "POST /v1/pledges/{pledge_id}/default": WRITE,
    "POST /v1/pledges/{pledge_id}/compensations": WRITE,
    "POST /v1/pledges/{pledge_id}/subrogation": WRITE,
    "POST /v1/pledges/{pledge_id}/enforcement": WRITE,
    "POST /v1/pledges/{pledge_id}/realisation": WRITE,
    "POST /v1/pledges/{pledge_id}/suspension": WRITE,
    "POST /v1/pledges/{pledge_id}/contestation": WRITE,
    "POST /v1/api-keys/{prefix}/revocation": (401, 403, 403, 403, 403),
}

REFUSED_BODY = ("POST /v1/encryption-key", "POST /v1/accounts/{account}/retirement")
"""Acts that need no words would be done; they get a word that they do not know."""


@pytest.fixture(scope="module")
def client(founded: Founded) -> Iterator[TestClient]:
    with TestClient(create_app(founded.ledger)) as made:
        yield made


@pytest.fixture(scope="module")
def keys(founded: Founded) -> dict[str, str]:
    people = {"owner": "bao", "other": "dai", "bank": "hua", "authority": "wei"}
    return {caller: founded.api_key(person) for caller, person in people.items()}


def routes_of(routes: list[BaseRoute]) -> list[str]:
    found = []
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            found += routes_of(inner.routes)
        elif isinstance(route, APIRoute):
            found += [f"{method} {route.path}" for method in sorted(route.methods)]
    return found


def test_the_table_names_every_route_and_no_other(client: TestClient) -> None:
    assert sorted(routes_of(client.app.routes)) == sorted(TABLE)  # type: ignore[attr-defined]


@pytest.mark.parametrize("route", TABLE)
def test_each_caller_gets_what_the_table_says(
    client: TestClient, founded: Founded, keys: dict[str, str], route: str
) -> None:
    method, template = route.split(" ")
    path = template.format(
        code=founded.certificates[0],
        case_id="0x" + founded.cases["NM-2026-0001"].hex(),
        org_id="91152502MA0DEM013H",
        regime_id="CN-DPR-2026",
        name="NM-2026-0001-sample.csv",
        prepared_id="P1788998400-00112233445566aa",
        destruction_id="D1788998400-00112233445566aa",
        submission_id="0" * 20 + "-" + "a" * 16,
        proposal_id="0x" + "5a" * 32,
        account="0x" + "5a" * 20,
        number=1,
        seq=1,
        reference="NM-2026-0001-none",
        prefix="dal_00000000",
        grant_id="0x" + "5a" * 32,
        act="accept",
        pledge_id="0x" + "5a" * 32,
        application_id="0x" + "5a" * 32,
        consent_id="0x" + "5a" * 32,
        place=0,
        procedure="transfer",
        batch="0x" + "5a" * 32,
        index=0,
    )
    body = body_of(founded, route)

    seen = []
    for caller in CALLERS:
        headers = {"Idempotency-Key": f"matrix-{caller}-{abs(hash(route))}"}
        if caller in keys:
            headers["Authorization"] = f"Bearer {keys[caller]}"
        answer = client.request(
            method,
            path,
            headers=headers,
            params={"purpose": "核对权限"} if takes_purpose(client, method, template) else {},
            **({"json": body} if method == "POST" else {}),
        )  # type: ignore[arg-type]
        seen.append(answer.status_code)

    assert tuple(seen) == TABLE[route]


def takes_purpose(client: TestClient, method: str, template: str) -> bool:
    told = client.app.openapi()["paths"].get(template, {}).get(method.lower(), {})  # type: ignore[attr-defined]
    return "purpose" in [each["name"] for each in told.get("parameters", [])]


def body_of(founded: Founded, route: str) -> dict[str, object]:
    if route in REFUSED_BODY:
        return {"unknown": 1}
    if TABLE[route] == TENANT_WRITE or route.endswith("/certify"):
        return {"cases": ["0x" + founded.cases["NM-2026-0001"].hex()]}
    return {}


def test_the_documentation_names_every_route_and_no_other() -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `((?:GET|POST) [^`]+)`", page, re.MULTILINE)
    pages = {"/", "/verify", "/catalogue", "/notices", "/c/{code}", "/c/{code}/qr.svg"}

    assert sorted(named) == sorted(route for route in TABLE if route.split(" ")[1] not in pages)


def test_public_routes_are_exactly_those_on_the_list(client: TestClient) -> None:
    assert doors(client.app) == PUBLIC  # type: ignore[arg-type]


def test_a_route_that_forgets_its_key_stops_the_application(founded: Founded) -> None:
    app = create_app(founded.ledger)

    @app.get("/v1/oversight")
    def forgotten() -> None: ...

    with pytest.raises(AssertionError, match="/v1/oversight"):
        require_keys(app)


def test_lists_show_each_organisation_its_own(client: TestClient, keys: dict[str, str]) -> None:
    counts = {
        caller: len(client.get("/v1/applications", headers={"Authorization": f"Bearer {key}"}).json()["items"])
        for caller, key in keys.items()
    }

    assert counts["other"] == counts["bank"] == 0
    assert counts["owner"] == counts["authority"] >= 5
