# SPDX-License-Identifier: Apache-2.0
"""A person's hand on the HTTP API.

    hand.post("bao", "/v1/...", {...})                an act; one that is prepared is approved by its second person
    hand.get("hua", "/v1/...", at=..., known=...)      the answer's own bytes
    hand.declined("H5...", "hua", "/v1/...", {...})    an act that must be refused, with this code and no other

Any other refusal is a fault of the story and raises `Declined`. Not for: anything the API does not offer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import httpx

from ledger.errors import LedgerError

TIMEOUT: Final = 60.0
Body = Mapping[str, Any]


class Declined(LedgerError):
    """The API said no. `code`, `zh` and `en` are the answer's own."""


class Hand:
    """All persons' keys to one API; "" reads without any. Idempotency keys count up."""

    def __init__(self, origin: str, keys: Mapping[str, str]) -> None:
        self._client = httpx.Client(base_url=origin, timeout=TIMEOUT, trust_env=False)
        self._keys = dict(keys)
        self._sent = 0

    def close(self) -> None:
        self._client.close()

    def post(self, person: str, path: str, body: Body | None = None) -> dict[str, Any]:
        """The answer to the act; of one that was prepared, the answer to its approval."""
        answer = self._post(person, path, body)
        if answer.status_code == httpx.codes.ACCEPTED:
            prepared = answer.json()
            answer = self._post(prepared["approver"], f"/v1/preparations/{prepared['id']}/approval", {})
        told: dict[str, Any] = answer.json()
        return told

    def declined(self, code: str, person: str, path: str, body: Body | None = None) -> Declined:
        try:
            self.post(person, path, body)
        except Declined as no:
            if no.code == code:
                return no
            raise
        raise AssertionError(f"{path} went through; {code} was to be the answer")

    def check(self, person: str, body: Body) -> list[str]:
        """The errors that the pre-check of an application finds; nothing is stored."""
        answer = _heard(self._client.post("/v1/applications/check", json=dict(body), headers=self._headers(person)))
        return [found["code"] for found in answer.json()["findings"] if found["severity"] == "ERROR"]

    def get(self, person: str, path: str, **query: Any) -> bytes:
        return _heard(self._client.get(path, params=query, headers=self._headers(person))).content

    def read(self, person: str, path: str, **query: Any) -> Any:
        return json.loads(self.get(person, path, **query))

    def _post(self, person: str, path: str, body: Body | None) -> httpx.Response:
        self._sent += 1
        headers = {**self._headers(person), "Idempotency-Key": f"story-{self._sent:04d}"}
        return _heard(self._client.post(path, json=dict(body or {}), headers=headers))

    def _headers(self, person: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._keys[person]}"} if person else {}


def _heard(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    told = answer.json()
    reasons = "; ".join(f"{each['code']} {each['field']}" for each in told["reasons"])
    raise Declined(f"{told['en']} {reasons}".strip(), zh=told["zh"], code=told["code"])
