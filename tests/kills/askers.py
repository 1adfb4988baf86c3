# SPDX-License-Identifier: Apache-2.0
"""Clients of the API that want their answers: the same request under the same key until one comes."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx

from tests.unit.domain.rows import row

REGISTRAR = "91150103MA0DEM080G"
Request = tuple[str, str, dict[str, Any]]
"""Key, path, body."""


class Asker:
    """One thread with one request under way at a time. `told[key]` is what was acknowledged."""

    def __init__(self, name: str, where: Callable[[], str | None], api_key: str, requests: Iterator[Request]) -> None:
        self.name, self.told, self.refused = name, dict[str, dict[str, Any]](), list[str]()
        self.under_way: str | None = None
        self._where, self._requests = where, requests
        self._headers = {"Authorization": f"Bearer {api_key}"}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def finish(self) -> None:
        """No new request; what is under way is repeated until it is told."""
        self._stop.set()
        self._thread.join(120)
        assert not self._thread.is_alive(), f"{self.name} was never told about {self.under_way}"

    def _run(self) -> None:
        for key, path, body in self._requests:
            if self._stop.is_set():
                return
            self.under_way = f"{path.rpartition('/')[2]} {key}"
            self._until_told(key, path, body)
            self.under_way = None

    def _until_told(self, key: str, path: str, body: dict[str, Any]) -> None:
        while True:
            answer = self._once(key, path, body)
            if answer is None or answer.status_code >= 500:
                threading.Event().wait(0.1)
                continue
            if answer.status_code in (200, 201):
                self.told[key] = answer.json()
            else:
                self.refused.append(f"{key}: {answer.text[:300]}")
            return

    def _once(self, key: str, path: str, body: dict[str, Any]) -> httpx.Response | None:
        origin = self._where()
        if origin is None:
            return None
        try:
            return httpx.post(
                origin + path, json=body, headers={**self._headers, "Idempotency-Key": key}, timeout=90, trust_env=False
            )
        except httpx.HTTPError:
            return None


def filings(asker: Callable[[], Asker], prefix: str) -> Iterator[Request]:
    """File an application, accept it, file the next one."""
    for number in range(1, 100_000):
        key = f"{prefix}-{number:05d}"
        yield key, "/v1/applications", _filing(key)
        case = asker().told.get(key, {}).get("case_id")
        if case is not None:
            yield f"accept-{key}", "/v1/applications/acts/accept", {"cases": [case], "paper": "受理"}


def reaffirmations(prefix: str, code: str) -> Iterator[Request]:
    """Acts that the contract would carry out as often as they are sent: doubled ones would show."""
    for number in range(1, 100_000):
        key = f"{prefix}-{number:05d}"
        yield key, "/v1/reaffirmations", {"codes": [code], "reason": f"逐一核对 {key}"}


def _filing(reference: str) -> dict[str, Any]:
    form = row(reference=reference, data_name=f"2025年锡林郭勒盟{reference}牧草监测数据集")
    names = [str(value) for column, value in form.items() if column.startswith("doc_")]
    content = {name: base64.b64encode(f"{reference} {name}".encode()).decode() for name in names}
    documents = [{"name": name, "content": text} for name, text in content.items()]
    return {"registrar": REGISTRAR, "regime": "CN-DPR-2026", "form": form, "documents": documents}
