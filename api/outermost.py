# SPDX-License-Identifier: Apache-2.0
"""Around every answer: which block it is true for, what a browser may do with it, and one line in the log.

    Ledger-Block  Ledger-Block-Hash  Ledger-Block-Time  Ledger-Finalized-Block  Ledger-Rolling

The head travels in headers, not in bodies: a verdict's bytes must stay the same for ever (ruling 4), and pages and
errors say the block in the same way. The log has method, route, status, code and time; no address line, no body, no
name, because codes of persons and of cases lie in them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any, Final

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.deps import promptly
from api.errors import broken
from ledger.errors import LedgerError
from ledger.service.runtime import Ledger
from ledger.store.queries import acts
from ledger.store.queries.acts import Head

log = structlog.get_logger(__name__)

HEAD_HEADERS: Final = (
    "Ledger-Block",
    "Ledger-Block-Hash",
    "Ledger-Block-Time",
    "Ledger-Finalized-Block",
    "Ledger-Rolling",
)

SECURITY: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def head_headers(head: Head) -> dict[str, str]:
    values: Iterable[object] = (
        head.block_number,
        "0x" + head.block_hash.hex(),
        head.timestamp,
        head.finalized_number,
        "0x" + head.rolling.hex(),
    )
    return dict(zip(HEAD_HEADERS, map(str, values), strict=True))


class Outermost:
    """The last to touch an answer, whoever made it."""

    def __init__(self, app: ASGIApp, ledger: Ledger) -> None:
        self._app, self._ledger = app, ledger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500
        state: dict[str, Any] = scope.setdefault("state", {})

        async def finish(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                state["answered"] = True
                await self._dress(message, scope["path"], state)
            await send(message)

        try:
            await self._app(scope, receive, finish)
        except Exception as error:
            if "answered" in state:
                raise
            await broken(Request(scope), error)(scope, receive, finish)
        finally:
            _record(scope, status, time.perf_counter() - started)

    async def _dress(self, message: Message, path: str, state: dict[str, Any]) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in SECURITY.items():
            headers.setdefault(name, value)
        if path.startswith("/static/"):
            headers.setdefault("Cache-Control", "public, max-age=3600")
            return
        headers.add_vary_header("Accept-Language, Authorization, Accept")
        if message["status"] in (200, 304) and "etag" in state:
            headers["ETag"] = state["etag"]
            headers.setdefault("Cache-Control", "private, no-cache")
        headers.setdefault("Cache-Control", "no-store")
        head = state.get("head") or await promptly(self._ledger, self._current_head)
        if head is not None:
            headers.update(head_headers(head))

    def _current_head(self) -> Head | None:
        """An error that says the database is away cannot name a block."""
        try:
            with self._ledger.store.reading() as session:
                return acts.head(session)
        except LedgerError:
            return None


def _record(scope: Scope, status: int, seconds: float) -> None:
    state = scope.get("state", {})
    caller = state.get("caller")
    route = getattr(scope.get("route"), "path", "none")
    if route.startswith("/static") or (route == "none" and scope["path"].startswith("/static/")):
        return
    log.info(
        "request",
        method=scope["method"],
        route=route,
        status=status,
        code=state.get("problem", ""),
        org=str(caller.org_id) if caller is not None else "",
        milliseconds=round(seconds * 1000),
    )
