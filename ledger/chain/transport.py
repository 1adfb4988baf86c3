# SPDX-License-Identifier: Apache-2.0
"""Bytes to a node and back: one keep-alive connection a thread, a deadline for the whole answer, a cap on its size,
never a retry. `provider.py` hands the same door to web3.

For: mapping every failure of HTTP, TCP and JSON-RPC's envelope to one of our faults; web3's own HTTP provider retries
by itself (sends too), accepts a wrong id, and lets five families of exceptions through. Not for: what a result means.
"""

from __future__ import annotations

import http.client
import itertools
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import orjson

from ledger.chain.faults import fault
from ledger.errors import LedgerError, Misconfigured, Unavailable

_CHUNK = 1 << 16
_IDS = itertools.count(1)


@dataclass(frozen=True, slots=True)
class NodeError:
    """JSON-RPC's error object, as data: the caller knows whether it is a revert, a range limit or a failure."""

    code: int
    message: str
    data: object


class _Kept:
    """A connection that closes with the last reference to it: with its thread, or with its transport."""

    __slots__ = ("connection",)

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class Transport:
    """The one door to a node. Safe to share between threads."""

    def __init__(self, url: str, *, timeout: float = 30.0, max_answer: int = 64 << 20) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Misconfigured(
                f"not an address of a node: {url!r}", zh=f"节点地址无效：{url!r}", code="CHAIN_URL_INVALID"
            )
        self.url = url
        self._secure = parts.scheme == "https"
        self._host, self._port = parts.hostname, parts.port
        self._path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._timeout, self._max_answer = timeout, max_answer
        self._local = threading.local()

    def ask(self, method: str, params: Sequence[object]) -> object | NodeError:
        """One question. Returns its result, or the node's error object."""
        number = next(_IDS)
        body = orjson.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        return _envelope(self._exchange(body), number)

    def ask_many(self, calls: Sequence[tuple[str, Sequence[object]]]) -> list[object | NodeError]:
        """Several questions in one request; answers in the order of the questions, whatever order the node chose."""
        if not calls:
            return []
        numbers = [next(_IDS) for _ in calls]
        body = orjson.dumps(
            [{"jsonrpc": "2.0", "id": n, "method": m, "params": p} for n, (m, p) in zip(numbers, calls, strict=True)]
        )
        answer = self._exchange(body)
        if not isinstance(answer, list):
            # A node that dislikes the batch as a whole answers with one error object.
            if isinstance(answer, dict) and isinstance(answer.get("error"), dict):
                error = _node_error(answer["error"])
                raise fault("CHAIN_ERROR_OBJECT", error.message, error_code=error.code)
            raise fault("CHAIN_NOT_RPC", "a batch was asked, no list came back")
        by_id = {item.get("id"): item for item in answer if isinstance(item, dict)}
        if len(answer) != len(numbers) or set(by_id) != set(numbers):
            raise fault("CHAIN_WRONG_ID", "the batch's ids differ", asked=len(numbers), answered=len(answer))
        return [_envelope(by_id[n], n) for n in numbers]

    def close(self) -> None:
        """Close this thread's connection. Others close with their threads."""
        kept = self._kept()
        if kept is not None:
            kept.connection.close()
            self._local.kept = None

    def _kept(self) -> _Kept | None:
        kept: _Kept | None = getattr(self._local, "kept", None)
        return kept

    def _exchange(self, body: bytes) -> Any:
        deadline = time.monotonic() + self._timeout
        reused = self._kept() is not None
        try:
            raw = self._post(body, deadline)
        except (TimeoutError, ssl.SSLError, OSError, http.client.HTTPException) as error:
            self.close()
            raise _transport_fault(error, reused) from error
        except LedgerError:
            self.close()
            raise
        try:
            return orjson.loads(raw)
        except orjson.JSONDecodeError as error:
            raise fault("CHAIN_NOT_JSON", repr(raw[:80])) from error

    def _post(self, body: bytes, deadline: float) -> bytes:
        connection = self._connection()
        # Taken before the answer: one that ends with its connection takes the socket away from the connection.
        sock = connection.sock
        connection.request("POST", self._path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        try:
            if response.status != 200:
                raise _status_fault(response)
            return self._read(sock, response, deadline)
        finally:
            # A response that ends with its connection owns the socket.
            response.close()

    def _connection(self) -> http.client.HTTPConnection:
        kept = self._kept()
        if kept is not None and _is_dead(kept.connection):
            kept.connection.close()
            kept = None
        if kept is None:
            maker = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
            kept = _Kept(maker(self._host, self._port, timeout=self._timeout))
            kept.connection.connect()
            kept.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._local.kept = kept
        kept.connection.sock.settimeout(self._timeout)
        return kept.connection

    def _read(self, sock: socket.socket, response: http.client.HTTPResponse, by: float) -> bytes:
        """The whole body, however slowly it drips, before the deadline and below the cap."""
        announced = response.length
        if announced is not None and announced > self._max_answer:
            raise fault("CHAIN_OVERSIZE", f"{announced} bytes announced")
        chunks: list[bytes] = []
        size = 0
        while True:
            left = by - time.monotonic()
            if left <= 0:
                raise TimeoutError("the answer dripped past the deadline")
            sock.settimeout(left)
            # read1 returns what one recv gave: a dripping server cannot hold us inside a read of the whole body.
            chunk = response.read1(_CHUNK)
            if not chunk:
                break
            chunks.append(chunk)
            size += len(chunk)
            if size > self._max_answer:
                raise fault("CHAIN_OVERSIZE", f"more than {self._max_answer} bytes")
        if announced is not None and size < announced:
            raise http.client.IncompleteRead(b"", announced - size)
        return b"".join(chunks)


def _is_dead(connection: http.client.HTTPConnection) -> bool:
    """A kept connection that has something to read before we asked was closed by the node, or is out of step."""
    sock = connection.sock
    if sock is None:
        return True
    try:
        sock.setblocking(False)
        sock.recv(1, socket.MSG_PEEK)
    except (BlockingIOError, ssl.SSLWantReadError):
        return False
    except (OSError, ValueError):
        # TLS sockets know no MSG_PEEK: keep the connection, a dead one ends as CHAIN_UNREACHABLE and is retried.
        return not isinstance(sock, ssl.SSLSocket)
    return True


def _envelope(answer: Any, number: int) -> object | NodeError:
    """JSON-RPC's envelope: our id, and exactly one of result and error."""
    if not isinstance(answer, dict) or ("result" in answer) == (answer.get("error") is not None):
        raise fault("CHAIN_NOT_RPC", repr(answer)[:120])
    error = answer.get("error")
    # An error to a request that could not be read may carry id null; a result never may.
    if answer.get("id") != number and not (error is not None and answer.get("id") is None):
        raise fault("CHAIN_WRONG_ID", asked=number, answered=repr(answer.get("id"))[:40])
    return cast(object, answer["result"]) if error is None else _node_error(error)


def _node_error(error: Any) -> NodeError:
    if not isinstance(error, dict) or not isinstance(error.get("message", ""), str):
        raise fault("CHAIN_NOT_RPC", f"an error object of a wrong form: {error!r:.120}")
    code = error.get("code", 0)
    return NodeError(code if isinstance(code, int) else 0, error.get("message", ""), error.get("data"))


def _status_fault(response: http.client.HTTPResponse) -> LedgerError:
    if response.status == 429:
        wait = response.headers.get("Retry-After", "1")
        error = fault("CHAIN_BUSY", retry_hint=wait)
        if isinstance(error, Unavailable):
            error.retry_after = min(int(wait), 60) if wait.isdecimal() else 1
        return error
    return fault("CHAIN_HTTP_STATUS", f"{response.status} {response.reason}", status=response.status)


def _transport_fault(error: Exception, reused: bool) -> LedgerError:
    if isinstance(error, TimeoutError):
        return fault("CHAIN_TIMEOUT", str(error))
    if isinstance(error, http.client.IncompleteRead):
        return fault("CHAIN_SHORT_BODY", str(error))
    return fault("CHAIN_UNREACHABLE", f"{type(error).__name__}: {error}", on_kept_connection=reused)
