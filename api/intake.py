# SPDX-License-Identifier: Apache-2.0
"""What is looked at before anything is parsed: how large a body is, and whether it is JSON that can be read safely.

A body is refused, with its own code, when it is larger than its address takes, is not JSON by its media type, is not
UTF-8, nests deeper than anything of ours does, holds a number that no field could take, or names a field twice. Not
for: what the fields mean (schemas/).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.deps import promptly
from api.errors import answer, problem_of, refused
from ledger.errors import LedgerError, Refused
from ledger.service import people
from ledger.service.runtime import Ledger

BODY_BYTES: Final = 1 << 20
FILING_BYTES: Final = 48 << 20
"""Applications, extracts and usage bring files along, as Base64. So much is read of nobody whose key is not good."""
FILING: Final = (
    "/v1/applications",
    "/v1/applications/check",
    "/v1/reconciliations",
    "/v1/reconciliations/check",
    "/v1/usage-batches",
)
DEPTH: Final = 16
DIGITS: Final = 30

_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET: Final = re.compile(rb"[\[\]{}]")
_LONG_NUMBER: Final = re.compile(rb"[0-9]{%d,}|[eE][+-]?[0-9]{3,}" % (DIGITS + 1))
_NOT_A_NUMBER: Final = re.compile(rb"NaN|Infinity")


def check_json(body: bytes) -> None:
    """Refused unless Python's parser may be let at it."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refused("BODY_MALFORMED", "the body is not UTF-8", "请求体不是 UTF-8") from error
    bare = _STRING.sub(b"", body)
    if _LONG_NUMBER.search(bare) or _NOT_A_NUMBER.search(bare):
        raise refused("BODY_MALFORMED", "the body holds a number that nothing takes", "请求体含有超出范围的数字")
    depth = 0
    for bracket in _BRACKET.finditer(bare):
        depth += 1 if bracket.group() in b"[{" else -1
        if depth > DEPTH:
            raise refused("BODY_MALFORMED", f"the body nests deeper than {DEPTH}", f"请求体嵌套超过 {DEPTH} 层")
    try:
        json.loads(text, object_pairs_hook=_each_once)  # as text: given bytes, it would guess at UTF-16
    except (ValueError, RecursionError) as error:
        raise refused("BODY_MALFORMED", "the body is not valid JSON", "请求体不是合法的 JSON") from error


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice says two things, of which parsers take the first or the last (RFC 8259, 4): whoever
    looked at the body before us may have read the other."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise refused("BODY_MALFORMED", "the body names a field twice", "请求体中同一字段出现两次")
    return found


class BodyGuard:
    """Reads the body of a write whole, looks at it, and hands it on."""

    def __init__(self, app: ASGIApp, ledger: Ledger) -> None:
        self._app, self._ledger = app, ledger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        try:
            limit = await self._limit(scope)
            body = await _read(receive, limit, _header(scope, b"content-length"))
            if body:
                _check_media_type(_header(scope, b"content-type"))
                check_json(body)
        except LedgerError as error:
            await answer(Request(scope), problem_of(error))(scope, receive, send)
            return
        await self._app(scope, _replaying(body, receive), send)

    async def _limit(self, scope: Scope) -> int:
        if scope["path"] not in FILING:
            return BODY_BYTES
        scheme, _, secret = _header(scope, b"authorization").partition(" ")
        if scheme.lower() != "bearer":
            return BODY_BYTES
        ledger = self._ledger
        known = await promptly(ledger, lambda: people.who_holds(ledger.store, secret.strip(), ledger.now()))
        return FILING_BYTES if known is not None else BODY_BYTES


async def _read(receive: Receive, limit: int, declared: str) -> bytes:
    if declared.isdecimal() and int(declared[:20]) > limit:
        raise _too_large(limit)
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > limit:
            raise _too_large(limit)
        if not message.get("more_body", False):
            return bytes(body)


def _too_large(limit: int) -> Refused:
    return refused("BODY_TOO_LARGE", f"the body may have {limit} bytes", f"请求体不得超过 {limit} 字节")


def _check_media_type(given: str) -> None:
    if given.partition(";")[0].strip().lower() != "application/json":
        raise refused("MEDIA_TYPE_UNSUPPORTED", "send application/json", "请以 application/json 发送")


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _replaying(body: bytes, receive: Receive) -> Callable[[], Any]:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
