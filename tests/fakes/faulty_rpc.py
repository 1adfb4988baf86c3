# SPDX-License-Identifier: Apache-2.0
"""A JSON-RPC server over real HTTP that fails and lies on demand, in front of a canned chain or of a living node.

    with FaultyRpc(CannedChain()) as rpc:            # or FaultyRpc("http://127.0.0.1:8545")
        rpc.plan = Plan("wrong_id", methods={"eth_getLogs"})
        rpc.plan = Plan.seeded(seed=7, rate=0.2)     # any fault, on one answer in five

`TRANSPORT` spoils the HTTP answer, `ENVELOPE` the JSON-RPC around a result, `CONTENT` the result itself. Each fault
that was served is counted in `served`.
"""

from __future__ import annotations

import copy
import json
import random
import socket
import struct
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.fakes.canned_chain import FOREIGN, CannedChain, digest

Json = Any


@dataclass(slots=True)
class Plan:
    """Which fault is served, for which methods (none named: all), how many times (None: always), how often (rate)."""

    fault: str | None = None
    methods: set[str] = field(default_factory=set)
    times: int | None = None
    rate: float = 1.0
    random: random.Random = field(default_factory=lambda: random.Random(0))

    @classmethod
    def seeded(cls, seed: int, rate: float, methods: set[str] | None = None) -> Plan:
        """Any fault that fits the question, at this rate; the same seed gives the same sequence of choices."""
        return cls("any", methods or set(), None, rate, random.Random(seed))

    def choose(self, method: str) -> str | None:
        if self.fault is None or (self.methods and method not in self.methods) or self.times == 0:
            return None
        if self.random.random() >= self.rate:
            return None
        if self.fault == "any":
            return self.random.choice([fault for fault in faults_for(method) if fault not in SLOW])
        if self.times is not None:
            self.times -= 1
        return self.fault


# CONTENT: a truthful result becomes an untruthful one.


def _change_first(name: str, value: Json) -> Callable[[Json], Json]:
    def spoil(result: Json) -> Json:
        target = result[0] if isinstance(result, list) else result
        target[name] = value
        return result

    return spoil


def _drop_first(name: str) -> Callable[[Json], Json]:
    def spoil(result: Json) -> Json:
        del (result[0] if isinstance(result, list) else result)[name]
        return result

    return spoil


def _shift_block(result: Json) -> Json:
    result["number"] = hex(int(result["number"], 16) + 1)
    return result


def _stale(result: Json) -> Json:
    result["number"] = hex(max(0, int(result["number"], 16) - 3))
    return result


def _flip_topic(result: Json) -> Json:
    result[0]["topics"] = [digest("forged"), *result[0]["topics"][1:]]
    return result


def _receipt_of_another_block(result: Json) -> Json:
    """Whole and consistent in itself, but of a block that is not on the chain."""
    result["blockHash"] = digest("another block")
    for log in result["logs"]:
        log["blockHash"] = result["blockHash"]
    return result


def _foreign_log_in_receipt(result: Json) -> Json:
    result["logs"][0]["transactionHash"] = digest("another transaction")
    return result


LOG_FAULTS: dict[str, Callable[[Json], Json]] = {
    "log_out_of_range": _change_first("blockNumber", hex(10_000_000)),
    "log_foreign_address": _change_first("address", FOREIGN),
    "log_duplicate": lambda logs: [logs[0], *logs],
    "logs_shuffled": lambda logs: [logs[1], logs[0], *logs[2:]],
    "log_missing": lambda logs: logs[1:],
    "logs_empty": lambda logs: [],
    "log_without_block_hash": _drop_first("blockHash"),
    "log_null_block_hash": _change_first("blockHash", None),
    "log_wrong_block_hash": _change_first("blockHash", digest("no such block")),
    "log_removed": _change_first("removed", True),
    "log_forged_topic": _flip_topic,
    "log_missing_field": _drop_first("data"),
    "log_wrong_type": _change_first("logIndex", 1),
    "log_odd_hex": _change_first("data", "0xabc"),
    "log_short_address": _change_first("address", "0xabcd"),
}
HEADER_FAULTS: dict[str, Callable[[Json], Json]] = {
    "header_other": _shift_block,
    "header_unlinked": _change_first("parentHash", digest("another parent")),
    "header_missing_field": _drop_first("stateRoot"),
    "header_wrong_type": _change_first("timestamp", 12.5),
    "header_short_bloom": _change_first("logsBloom", "0x00"),
    "header_negative_time": _change_first("timestamp", "0x-1"),
}
RECEIPT_FAULTS: dict[str, Callable[[Json], Json]] = {
    "receipt_other_block": _receipt_of_another_block,
    "receipt_other_transaction": _change_first("transactionHash", digest("another transaction")),
    "receipt_foreign_log": _foreign_log_in_receipt,
    "receipt_missing_field": _drop_first("status"),
    "receipt_wrong_type": _change_first("status", "0x7"),
}
CREATION_FAULTS: dict[str, Callable[[Json], Json]] = {
    "transaction_other_input": lambda result: {**result, "input": result["input"] + "00"},
    "transaction_other_target": _change_first("to", FOREIGN),
    "transaction_other_hash": _change_first("hash", digest("another transaction")),
    "receipt_other_contract": _change_first("contractAddress", FOREIGN),
    "receipt_no_contract": _change_first("contractAddress", None),
    "receipt_failed": _change_first("status", "0x0"),
}
"""Of the transaction that created a contract. Most contradict nothing but what was to be sent: only who knows that can
tell, so they are served when named, not drawn at random."""
CHAIN_FAULTS: dict[str, Callable[[Json], Json]] = {
    "wrong_chain_id": lambda _: hex(1),
}
CONTENT: dict[str, Callable[[Json], Json]] = {
    **LOG_FAULTS,
    **HEADER_FAULTS,
    **RECEIPT_FAULTS,
    **CREATION_FAULTS,
    **CHAIN_FAULTS,
    "stale_head": _stale,
}

# ENVELOPE: what stands around the result.


def _with(**changes: Json) -> Callable[[Json], Json]:
    return lambda answer: {**answer, **changes}


def _error(code: int, message: str) -> Callable[[Json], Json]:
    return lambda answer: {"jsonrpc": "2.0", "id": answer["id"], "error": {"code": code, "message": message}}


ENVELOPE: dict[str, Callable[[Json], Json]] = {
    "wrong_id": lambda answer: {**answer, "id": -1},
    "null_result": _with(result=None),
    "no_result": lambda answer: {"jsonrpc": "2.0", "id": answer["id"]},
    "result_and_error": _with(error={"code": 1, "message": "both"}),
    "error_object": _error(-32000, "internal failure"),
    "error_text": _with(error="failure", result=None),
    "range_limit": _error(-32005, "query returned more than 10000 results"),
    "not_an_object": lambda answer: 42,
    "result_wrong_type": _with(result=42),
}

# TRANSPORT: the HTTP answer.

TRANSPORT = frozenset(
    {
        "http_429",
        "http_500",
        "http_503",
        "html",
        "truncated_json",
        "short_body",
        "empty_body",
        "reset",
        "hang",
        "slow_loris",
        "slow_loris_closing",
        "oversize",
        "oversize_announced",
    }
)


SLOW = frozenset({"hang", "slow_loris", "slow_loris_closing", "oversize"})
"""Faults that cost a whole time-out each: served when named, not drawn at random."""


def faults_for(method: str) -> list[str]:
    """All faults that fit a question, in a fixed order."""
    content = {
        "eth_getLogs": sorted(LOG_FAULTS),
        "eth_getBlockByNumber": sorted(HEADER_FAULTS),
        "eth_getTransactionReceipt": sorted(RECEIPT_FAULTS),
        "eth_chainId": sorted(CHAIN_FAULTS),
    }.get(method, [])
    return [*sorted(TRANSPORT), *sorted(ENVELOPE), *content]


class _QuietServer(ThreadingHTTPServer):
    """A client that goes away in the middle is what these tests are about: no traceback for it."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        self.shutdown_request(request)


class FaultyRpc:
    """The server. `plan` may be changed at any time; `release()` lets go of answers that hang."""

    def __init__(self, upstream: CannedChain | str) -> None:
        self.upstream = upstream
        self.plan = Plan()
        self.served: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self._released = threading.Event()
        self._server = _QuietServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> FaultyRpc:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def release(self) -> None:
        self._released.set()

    def wait_released(self, seconds: float) -> bool:
        return self._released.wait(seconds)

    def truthful(self, request: Json) -> Json:
        """The answer of the upstream to one request or to a batch."""
        if isinstance(self.upstream, str):
            return self._forward(request)
        if isinstance(request, list):
            return [self.truthful(single) for single in request]
        try:
            result = copy.deepcopy(self.upstream.answer(request["method"], request["params"]))
        except LookupError:
            return {"jsonrpc": "2.0", "id": request["id"], "error": {"code": -32601, "message": "no such method"}}
        return {"jsonrpc": "2.0", "id": request["id"], "result": result}

    def _forward(self, request: Json) -> Json:
        assert isinstance(self.upstream, str)
        body = json.dumps(request).encode()
        forwarded = urllib.request.Request(self.upstream, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(forwarded, timeout=60) as answer:
            return json.loads(answer.read())


def _spoiled(answer: Json, fault: str) -> Json:
    """A batch is spoiled in its first answer only: the rest stays true, as with a real slip."""
    if isinstance(answer, list):
        return [_spoiled(answer[0], fault), *answer[1:]]
    if fault in ENVELOPE:
        return ENVELOPE[fault](answer)
    if answer.get("result") in (None, []):
        return answer
    return {**answer, "result": CONTENT[fault](answer["result"])}


def _handler(owner: FaultyRpc) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # header and body are two writes, and the second would wait for an answer

        def log_message(self, *_: object) -> None:
            """Quiet: the tests read `served`."""

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            method = (request[0] if isinstance(request, list) else request)["method"]
            owner.asked[method] += 1
            fault = owner.plan.choose(method)
            answer = owner.truthful(request)
            if fault is not None:
                owner.served[fault] += 1
            try:
                if fault in TRANSPORT:
                    self._fail(fault, json.dumps(answer).encode())
                else:
                    self._send(json.dumps(answer if fault is None else _spoiled(answer, fault)).encode())
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _send(self, body: bytes, status: int = 200, announced: int | None = None) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body) if announced is None else announced))
            self.end_headers()
            self.wfile.write(body)

        def _fail(self, fault: str, body: bytes) -> None:
            match fault:
                case "http_429" | "http_500" | "http_503":
                    self._send(b"slow down", status=int(fault.removeprefix("http_")))
                case "html":
                    self._send(b"<html><body>502 Bad Gateway</body></html>")
                case "truncated_json":
                    self._send(body[: len(body) // 2])
                case "empty_body":
                    self._send(b"")
                case "short_body":
                    self._send(body[: len(body) // 2], announced=len(body))
                    self.close_connection = True
                case "reset":
                    self._reset()
                case "hang":
                    owner.wait_released(30)
                    self.close_connection = True
                case "slow_loris":
                    self._drip(body, ("Content-Length", str(len(body))))
                case "slow_loris_closing":
                    self._drip(body, ("Connection", "close"))
                case "oversize":
                    self._endless()
                case "oversize_announced":
                    self._send(b"[", announced=1 << 40)
                    self.close_connection = True

        def _reset(self) -> None:
            """RST instead of FIN: closing with a zero linger time."""
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True

        def _drip(self, body: bytes, header: tuple[str, str]) -> None:
            self.send_response(200)
            self.send_header(*header)
            self.end_headers()
            for at in range(len(body)):
                self.wfile.write(body[at : at + 1])
                self.wfile.flush()
                if owner.wait_released(0.05):
                    break
            self.close_connection = True

        def _endless(self) -> None:
            """No length announced, and no end."""
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            until = time.monotonic() + 30
            while time.monotonic() < until and not owner.wait_released(0):
                self.wfile.write(b" " * 65_536)
            self.close_connection = True

    return Handler
