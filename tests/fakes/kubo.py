# SPDX-License-Identifier: Apache-2.0
"""A daemon that answers like Kubo 0.44 (recorded in tests/vectors/ipfs/kubo-exchanges.jsonl), and fails on command.

It computes identifiers by itself, from the public description of UnixFS and top down, sharing no line with
`ledger.content.cid`: a test that compares the two compares two derivations. Real HTTP on a free port of 127.0.0.1.
Not a whole daemon: version, id, add, cat, block/get, block/stat, block/put, pin/add, pin/rm, pin/ls, repo/gc.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

VERSION = '{"Version":"0.44.0-dev","Commit":"","Repo":"18","System":"amd64/linux","Golang":"go1.26.8"}\n'
ID = (
    '{"ID":"12D3KooWMSut5StmhBLj83BZmUaxXXzpBNVB4EaeFM3Wp6oJLLjT","PublicKey":"CAESIKzNUqpOlVUtBQ+6Z9mTgfSX4SdfagvCInRN'
    '1ewQ+qLS","Addresses":null,"AgentVersion":"kubo/0.44.0-dev","Protocols":null}\n'
)
_STREAM_HEADERS = {
    "Access-Control-Allow-Headers": "X-Stream-Output, X-Chunked-Output, X-Content-Length",
    "Access-Control-Expose-Headers": "X-Stream-Output, X-Chunked-Output, X-Content-Length",
    "Trailer": "X-Stream-Error",
    "Vary": "Origin",
}


@dataclass
class Answer:
    status: int
    body: bytes
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Request:
    command: str
    query: dict[str, list[str]]
    body: bytes
    content_type: str
    headers: dict[str, str]

    def one(self, name: str, default: str = "") -> str:
        return self.query.get(name, [default])[-1]

    def on(self, name: str) -> bool:
        return self.one(name).lower() in ("true", "1", "t")


class FakeKubo:
    """Verbs for tests: `down`, `up`, `fail`, `stall`, `corrupt`, `misname`, `lose_pin`, `collect_garbage`, ..."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.trees: dict[str, int] = {}
        self.pins: set[str] = set()
        self.requests: list[Request] = []
        self.token = ""
        self._corrupt: dict[str, bytes] = {}
        self._fault: Callable[[Request], Answer | None] | None = None
        self._misnamed = False
        self._pin_forgotten = False
        self._released = threading.Event()
        self._server: ThreadingHTTPServer | None = None
        self._port = 0
        self.up()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    # faults

    def up(self) -> None:
        """Listen; after `down`, again at the same port."""
        handler = type("Handler", (_Handler,), {"daemon": self})
        self._server = _Server(("127.0.0.1", self._port), handler)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def down(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def close(self) -> None:
        self.heal()
        self.down()

    def fail(self, status: int, body: bytes = b"", kind: str = "text/plain; charset=utf-8", **headers: str) -> None:
        """Every call answers so, until `heal`."""
        self._fault = lambda _: Answer(status, body, kind, headers)

    def stall(self) -> None:
        """Every call waits until `heal`."""
        self._released.clear()
        self._fault = self._wait

    def answer_nonsense(self, body: bytes) -> None:
        self._fault = lambda _: Answer(200, body)

    def cut_short(self) -> None:
        """Promise more bytes than are sent, and hang up."""
        self._fault = lambda r: Answer(200, b"half", headers={"Content-Length": "4000"}) if r.command == "cat" else None

    def heal(self) -> None:
        self._fault = None
        self._misnamed = False
        self._pin_forgotten = False
        self._corrupt.clear()
        self._released.set()

    def corrupt(self, cid: str, data: bytes) -> None:
        """`cat` of this name serves other bytes."""
        self._corrupt[cid] = data

    def misname(self) -> None:
        """`add` answers with the name of something else."""
        self._misnamed = True

    def forget_new_pins(self) -> None:
        """`add` says it pinned and did not: failed although reported done."""
        self._pin_forgotten = True

    def fail_after_adding(self) -> None:
        """`add` does its work and then answers 500: done although reported failed."""
        self._fault = self._add_then_fail

    def lose_pin(self, cid: str) -> None:
        self.pins.discard(cid)

    def collect_garbage(self) -> None:
        for cid in [cid for cid in self.files if cid not in self.pins]:
            del self.files[cid]

    # answers

    def answer(self, request: Request) -> Answer:
        self.requests.append(request)
        if self.token and request.headers.get("authorization") != f"Bearer {self.token}":
            return Answer(403, b"403 - Forbidden\n", "text/plain; charset=utf-8")
        if "Mozilla" in request.headers.get("user-agent", "") or "origin" in request.headers:
            return Answer(403, b"403 - Forbidden\n", "text/plain; charset=utf-8")
        if self._fault is not None and (planned := self._fault(request)) is not None:
            return planned
        known = _COMMANDS.get(request.command)
        return known(self, request) if known else Answer(404, b"404 page not found\n", "text/plain; charset=utf-8")

    def add(self, request: Request) -> Answer:
        parts = _parts(request)
        if not parts:
            return Answer(400, b"file argument 'path' is required\n", "text/plain; charset=utf-8")
        name, data = parts[0]
        cid, tree = _import(data, request)
        self.files[cid], self.trees[cid] = data, tree
        if request.one("pin", "true").lower() == "true" and not self._pin_forgotten:
            self.pins.add(cid)
        shown = raw_cid(b"misnamed" + data) if self._misnamed else cid
        progress = _progress(name, len(data)) if request.on("progress") else ""
        return _json(
            progress + _line({"Name": name or cid, "Hash": shown, "Size": str(tree)}), {"X-Chunked-Output": "1"}
        )

    def cat(self, request: Request) -> Answer:
        cid = request.one("arg")
        if not cid:
            return Answer(400, b'argument "ipfs-path" is required\n', "text/plain; charset=utf-8")
        if not cid.startswith(("b", "Q")):
            return _error(f'invalid path "{cid}": path does not have enough components')
        if cid not in self.files:
            return _error(f"block was not found locally (offline): ipld: could not find {cid}")
        data = self._corrupt.get(cid, self.files[cid])
        start = int(request.one("offset", "0"))
        data = data[start : start + int(request.one("length", str(len(data))))]
        return Answer(200, data, "text/plain", {"X-Content-Length": str(len(data)), "X-Stream-Output": "1"})

    def block_get(self, request: Request) -> Answer:
        cid = request.one("arg")
        if cid not in self.files:
            return _error(f"block was not found locally (offline): ipld: could not find {cid}")
        return Answer(200, self.files[cid], "application/vnd.ipld.raw", {"X-Stream-Output": "1"})

    def block_stat(self, request: Request) -> Answer:
        cid = request.one("arg")
        if cid not in self.files:
            return _error(f"block was not found locally (offline): ipld: could not find {cid}")
        return _json(_line({"Key": cid, "Size": len(self.files[cid])}))

    def block_put(self, request: Request) -> Answer:
        data = _parts(request)[0][1]
        cid = raw_cid(data)
        self.files[cid], self.trees[cid] = data, len(data)
        return _json(_line({"Key": cid, "Size": len(data)}), {"X-Chunked-Output": "1"})

    def pin_add(self, request: Request) -> Answer:
        cid = request.one("arg")
        if cid not in self.files:
            return _error(f"block was not found locally (offline): ipld: could not find {cid}")
        self.pins.add(cid)
        return _json(_line({"Pins": [cid]}))

    def pin_rm(self, request: Request) -> Answer:
        cid = request.one("arg")
        if cid not in self.pins:
            return _error("not pinned or pinned indirectly")
        self.pins.discard(cid)
        return _json(_line({"Pins": [cid]}))

    def pin_ls(self, request: Request) -> Answer:
        asked = request.query.get("arg", sorted(self.pins))
        if request.on("stream"):
            lines = "".join(_line({"Cid": cid, "Type": "recursive"}) for cid in asked if cid in self.pins)
            return _json(lines, {"X-Chunked-Output": "1"})
        for cid in asked:
            if cid not in self.pins:
                return _error(f"path '{cid}' is not pinned")
        return _json(_line({"Keys": {cid: {"Type": "recursive", "Name": ""} for cid in asked}}))

    def repo_gc(self, _: Request) -> Answer:
        gone = [cid for cid in self.files if cid not in self.pins]
        self.collect_garbage()
        return _json("".join(_line({"Key": {"/": cid}}) for cid in gone), {"X-Chunked-Output": "1"})

    def _wait(self, _: Request) -> Answer | None:
        self._released.wait(30)
        return None

    def _add_then_fail(self, request: Request) -> Answer | None:
        if request.command != "add":
            return None
        self.add(request)
        return _error("context canceled")


_COMMANDS: dict[str, Callable[[FakeKubo, Request], Answer]] = {
    "version": lambda *_: _json(VERSION),
    "id": lambda *_: _json(ID),
    "add": FakeKubo.add,
    "cat": FakeKubo.cat,
    "block/get": FakeKubo.block_get,
    "block/stat": FakeKubo.block_stat,
    "block/put": FakeKubo.block_put,
    "pin/add": FakeKubo.pin_add,
    "pin/rm": FakeKubo.pin_rm,
    "pin/ls": FakeKubo.pin_ls,
    "repo/gc": FakeKubo.repo_gc,
}


@contextmanager
def fake_kubo() -> Iterator[FakeKubo]:
    daemon = FakeKubo()
    try:
        yield daemon
    finally:
        daemon.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is no news in a test about hanging up."""


class _Handler(BaseHTTPRequestHandler):
    daemon: FakeKubo
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b"405 - Method Not Allowed\n"
        self._send(Answer(405, body, "text/plain; charset=utf-8", {"Allow": "OPTIONS, POST"}))

    def do_POST(self) -> None:
        target = urlsplit(self.path)
        body = self._body()
        query = parse_qs(target.query, keep_blank_values=True)
        headers = {name.lower(): value for name, value in self.headers.items()}
        content_type = headers.get("content-type", "")
        if not target.path.startswith("/api/v0/"):
            self._send(Answer(404, b"404 page not found\n", "text/plain; charset=utf-8"))
            return
        command = target.path.removeprefix("/api/v0/")
        self._send(self.daemon.answer(Request(command, query, body, content_type, headers)))

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        pieces = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(pieces)

    def _send(self, answer: Answer) -> None:
        plain = answer.kind.startswith("text/plain;") or "Content-Length" in answer.headers
        headers = {"Content-Type": answer.kind, **answer.headers}
        if plain:
            headers.setdefault("Content-Length", str(len(answer.body)))
            headers["Vary"] = "Origin"
        else:
            headers |= {**_STREAM_HEADERS, "Server": "kubo/0.44.0-dev", "Transfer-Encoding": "chunked"}
        self.close_connection = True
        self.send_response_only(answer.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body if plain else _chunked(answer.body))


def _chunked(body: bytes) -> bytes:
    pieces = [body[start : start + 65_536] for start in range(0, len(body), 65_536)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def _parts(request: Request) -> list[tuple[str, bytes]]:
    if not request.content_type.startswith("multipart/"):
        return []
    head = f"Content-Type: {request.content_type}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + request.body)
    return [(part.get_filename() or "", _payload(part.get_payload(decode=True))) for part in message.iter_parts()]


def _payload(found: object) -> bytes:
    assert isinstance(found, bytes)
    return found


def _json(body: str, headers: dict[str, str] | None = None) -> Answer:
    return Answer(200, body.encode(), headers=headers or {})


def _line(shape: object) -> str:
    return json.dumps(shape, separators=(",", ":")) + "\n"


def _error(message: str) -> Answer:
    return Answer(500, _line({"Message": message, "Code": 0, "Type": "error"}).encode())


def _progress(name: str, size: int) -> str:
    steps = [*range(262_144, size, 262_144), size]
    return "".join(_line({"Name": name, "Bytes": step}) for step in steps)


# Identifiers, top down.


def raw_cid(block: bytes) -> str:
    return _text(0x55, block)


def _import(data: bytes, request: Request) -> tuple[str, int]:
    assert request.one("cid-version") == "1", "the fake knows version 1 only"
    assert request.on("raw-leaves"), "the fake knows raw leaves only"
    size = int(request.one("chunker", "size-262144").removeprefix("size-"))
    return file_cid(data, size, 174)


def file_cid(data: bytes, chunk: int, links: int) -> tuple[str, int]:
    """Identifier and tree size of a file: as many levels as its chunks need, each node filled from the left."""
    capacity, depth = chunk, 0
    while capacity < len(data):
        capacity, depth = capacity * links, depth + 1
    return _subtree(data, capacity, depth, links)


def _subtree(data: bytes, capacity: int, depth: int, links: int) -> tuple[str, int]:
    if depth == 0:
        return raw_cid(data), len(data)
    each = capacity // links
    slices = [data[start : start + each] for start in range(0, len(data), each)]
    children = [(*_subtree(part, each, depth - 1, links), len(part)) for part in slices]
    block = _node_block(children, len(data))
    return _text(0x70, block), len(block) + sum(tree for _, tree, _ in children)


def _node_block(children: list[tuple[str, int, int]], size: int) -> bytes:
    out = b""
    for cid, tree, _ in children:
        name = base64.b32decode(cid[1:].upper() + "=" * (-len(cid[1:]) % 8))
        link = b"\x0a" + _number(len(name)) + name + b"\x12\x00\x18" + _number(tree)
        out += b"\x12" + _number(len(link)) + link
    data = b"\x08\x02\x18" + _number(size) + b"".join(b"\x20" + _number(own) for _, _, own in children)
    return out + b"\x0a" + _number(len(data)) + data


def _text(codec: int, block: bytes) -> str:
    raw = bytes((1, codec, 0x12, 0x20)) + hashlib.sha256(block).digest()
    return "b" + base64.b32encode(raw).decode().rstrip("=").lower()


def _number(value: int) -> bytes:
    head, rest = value & 0x7F, value >> 7
    return bytes((head | 0x80,)) + _number(rest) if rest else bytes((head,))
