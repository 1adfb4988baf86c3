# SPDX-License-Identifier: Apache-2.0
"""The daemon as a witness: each of its faults ends in one of our errors, and wrong bytes are never served."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import ipfshttpclient
import pytest

from ledger.content.cid import Cid, cid_of
from ledger.content.ipfs import IpfsStore
from ledger.content.store import PinState
from ledger.errors import Inconsistent, LedgerError, Misconfigured, NotFound, Unavailable
from tests.fakes.kubo import FakeKubo, fake_kubo
from tests.unit.content.samples import VECTORS, CidVector, cid_vectors, sample

HELLO = Cid("bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq")
CALLS: dict[str, Callable[[IpfsStore], object]] = {
    "put": lambda store: store.put(b"hello"),
    "get": lambda store: store.get(HELLO),
    "has": lambda store: store.has(HELLO),
    "pin_state": lambda store: store.pin_state(HELLO),
    "version": lambda store: store.version(),
}
FAULTS: dict[str, tuple[Callable[[FakeKubo], None], type[LedgerError], str]] = {
    "down": (lambda d: d.down(), Unavailable, "IPFS_UNREACHABLE"),
    "500 with a page": (lambda d: d.fail(500, b"<html>oops"), Unavailable, "IPFS_ERROR"),
    "502": (lambda d: d.fail(502), Unavailable, "IPFS_ERROR"),
    "429": (lambda d: d.fail(429), Unavailable, "IPFS_ERROR"),
    "forbidden": (lambda d: d.fail(403, b"403 - Forbidden\n"), Misconfigured, "IPFS_FORBIDDEN"),
    "asks for a token": (lambda d: d.fail(401), Misconfigured, "IPFS_FORBIDDEN"),
    "another server": (lambda d: d.fail(404, b"not here"), Misconfigured, "IPFS_NOT_A_DAEMON"),
    "other error message": (
        lambda d: d.fail(500, b'{"Message":"context deadline exceeded","Code":0,"Type":"error"}', "application/json"),
        Unavailable,
        "IPFS_ERROR",
    ),
    "sends elsewhere": (
        lambda d: d.fail(307, Location="http://127.0.0.1:1/api/v0/id"),
        Unavailable,
        "IPFS_UNREACHABLE",
    ),
}


@pytest.fixture
def daemon(kubo: FakeKubo) -> IpfsStore:
    return IpfsStore(kubo.address, timeout=10)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
@pytest.mark.parametrize(("fault", "family", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_of_the_daemon_is_one_of_our_errors(
    kubo: FakeKubo,
    daemon: IpfsStore,
    call: Callable[[IpfsStore], object],
    fault: Callable[[FakeKubo], None],
    family: type[LedgerError],
    code: str,
) -> None:
    daemon.put(b"hello")
    fault(kubo)

    with pytest.raises(family) as failure:
        call(daemon)

    assert failure.value.code == code


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_a_daemon_that_never_answers_is_unavailable(kubo: FakeKubo, call: Callable[[IpfsStore], object]) -> None:
    kubo.stall()

    with pytest.raises(Unavailable) as failure:
        call(IpfsStore(kubo.address, timeout=0.2))

    assert failure.value.code == "IPFS_UNREACHABLE"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"text"', b'{"Other":1}', b"\xff\xfe"], ids=repr)
@pytest.mark.parametrize("call", ["put", "pin_state", "version"])
def test_nonsense_is_unavailable_and_never_an_answer(kubo: FakeKubo, daemon: IpfsStore, call: str, body: bytes) -> None:
    kubo.answer_nonsense(body)

    with pytest.raises(Unavailable):
        CALLS[call](daemon)


def test_an_answer_cut_short_is_unavailable(kubo: FakeKubo, daemon: IpfsStore) -> None:
    daemon.put(b"hello")
    kubo.cut_short()

    with pytest.raises(Unavailable):
        daemon.get(HELLO)


@pytest.mark.parametrize("data", [b"", b"hellp", b"hello ", bytes(300_000)], ids=["none", "one bit", "more", "large"])
def test_wrong_bytes_are_never_served(kubo: FakeKubo, daemon: IpfsStore, data: bytes) -> None:
    daemon.put(b"hello")
    kubo.corrupt(HELLO, data)

    with pytest.raises(Inconsistent) as mismatch:
        daemon.get(HELLO)

    assert mismatch.value.code == "CONTENT_MISMATCH"


def test_a_daemon_that_sends_without_end_is_stopped(kubo: FakeKubo) -> None:
    store = IpfsStore(kubo.address, timeout=5, limit=100_000)
    store.put(b"hello")
    kubo.corrupt(HELLO, bytes(200_000))

    with pytest.raises(Inconsistent) as flood:
        store.get(HELLO)

    assert flood.value.code == "IPFS_TOO_MUCH"


def test_a_daemon_that_names_otherwise_is_refused(kubo: FakeKubo, daemon: IpfsStore) -> None:
    kubo.misname()

    with pytest.raises(Inconsistent) as mismatch:
        daemon.put(b"hello")

    assert mismatch.value.code == "IPFS_OTHER_CID"


def test_a_lost_pin_is_seen_although_the_bytes_are_there(kubo: FakeKubo, daemon: IpfsStore) -> None:
    daemon.put(b"hello")
    assert daemon.pin_state(HELLO) is PinState.PINNED

    kubo.lose_pin(HELLO)

    assert daemon.pin_state(HELLO) is PinState.UNPINNED
    assert daemon.get(HELLO) == b"hello"


def test_what_garbage_collection_took_is_not_found(kubo: FakeKubo, daemon: IpfsStore) -> None:
    daemon.put(b"hello")
    kubo.lose_pin(HELLO)
    kubo.collect_garbage()

    with pytest.raises(NotFound):
        daemon.get(HELLO)
    assert not daemon.has(HELLO)


def test_the_token_is_sent(kubo: FakeKubo) -> None:
    kubo.token = "s3cret"

    assert IpfsStore(kubo.address, token="s3cret").put(b"hello") == HELLO
    with pytest.raises(Misconfigured) as refusal:
        IpfsStore(kubo.address, token="wrong").put(b"hello")
    assert refusal.value.code == "IPFS_FORBIDDEN"


def test_no_proxy_of_the_environment_sees_the_documents(kubo: FakeKubo, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)

    assert IpfsStore(kubo.address, timeout=5).put(b"hello") == HELLO


def test_no_redirect_is_followed(kubo: FakeKubo, daemon: IpfsStore) -> None:
    with fake_kubo() as bait:
        kubo.fail(307, Location=bait.address + "/api/v0/version?")

        with pytest.raises(Unavailable):
            daemon.version()
        assert bait.requests == []


@pytest.mark.parametrize(
    "keys", ["{}", '{"bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeX":{"Type":"recursive"}}']
)
def test_a_list_of_pins_without_ours_is_no_pin(kubo: FakeKubo, daemon: IpfsStore, keys: str) -> None:
    kubo.answer_nonsense(f'{{"Keys":{keys}}}'.encode())

    assert daemon.pin_state(HELLO) is PinState.UNPINNED


def test_the_import_setting_is_spelled_out_to_the_daemon(kubo: FakeKubo, daemon: IpfsStore) -> None:
    daemon.put(b"hello")

    sent = kubo.requests[-1]
    said = {name: sent.one(name).lower() for name in ("cid-version", "raw-leaves", "chunker", "pin", "trickle")}
    assert said == {
        "cid-version": "1",
        "raw-leaves": "true",
        "chunker": "size-262144",
        "pin": "true",
        "trickle": "false",
    }


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://192.0.2.7:5001", "IPFS_REMOTE"),
        ("http://ipfs.example.org:5001", "IPFS_REMOTE"),
        ("http://127.0.0.1.example.org:5001", "IPFS_REMOTE"),
        ("http://0.0.0.0:5001", "IPFS_REMOTE"),
        ("http://169.254.169.254", "IPFS_REMOTE"),
        ("http://[fe80::1]:5001", "IPFS_REMOTE"),
        ("/ip4/192.0.2.7/tcp/5001/http", "IPFS_REMOTE"),
        ("/dns4/localhost.example.org/tcp/5001", "IPFS_REMOTE"),
        ("ftp://127.0.0.1:5001", "IPFS_ADDRESS"),
        ("file:///etc/passwd", "IPFS_ADDRESS"),
        ("http://127.0.0.1:port", "IPFS_ADDRESS"),
        ("http://127.0.0.1:99999", "IPFS_ADDRESS"),
        ("http://user@127.0.0.1:5001", "IPFS_ADDRESS"),
        ("http://127.0.0.1:5001/elsewhere", "IPFS_ADDRESS"),
        ("http://127.0.0.1:5001/?arg=x", "IPFS_ADDRESS"),
        ("http://[::1", "IPFS_ADDRESS"),
        ("/unix/run/ipfs.sock", "IPFS_ADDRESS"),
        ("/ip4/127.0.0.1/udp/5001", "IPFS_ADDRESS"),
        ("/ip4/127.0.0.1/tcp/5001/ws", "IPFS_ADDRESS"),
        ("/ip4/127.0.0.1/tcp/x", "IPFS_ADDRESS"),
        ("/ip4/127.0.0.1/tcp/99999", "IPFS_ADDRESS"),
        ("127.0.0.1:5001", "IPFS_ADDRESS"),
        ("", "IPFS_ADDRESS"),
    ],
)
def test_only_a_daemon_of_this_machine_is_addressed(address: str, code: str) -> None:
    with pytest.raises(Misconfigured) as refusal:
        IpfsStore(address)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    "spelling",
    [
        "http://127.0.0.1:{}",
        "http://localhost:{}/api/v0",
        "/ip4/127.0.0.1/tcp/{}",
        "/ip4/127.0.0.1/tcp/{}/http",
        "/dns4/localhost/tcp/{}",
    ],
)
def test_each_spelling_of_the_address_reaches_it(kubo: FakeKubo, spelling: str) -> None:
    port = kubo.address.rsplit(":", 1)[1]

    assert IpfsStore(spelling.format(port), timeout=5).version() == "0.44.0-dev"


def test_a_daemon_elsewhere_is_taken_if_one_insists() -> None:
    IpfsStore("http://192.0.2.7:5001", allow_remote=True)


# Against the fake, and against a living daemon where one is named


@pytest.mark.parametrize("vector", cid_vectors()[:12], ids=lambda v: str(v.size))
def test_the_daemon_gives_the_recorded_names(ipfs: IpfsStore, vector: CidVector) -> None:
    cid = ipfs.put(vector.data())

    assert cid == vector.as_file
    assert ipfs.get(cid) == vector.data()
    assert ipfs.pin_state(cid) is PinState.PINNED


def test_the_daemon_says_what_it_lacks(ipfs: IpfsStore) -> None:
    absent = cid_of(b"in no daemon of the world")

    assert not ipfs.has(absent)
    assert ipfs.pin_state(absent) is PinState.UNPINNED
    with pytest.raises(NotFound):
        ipfs.get(absent)


# The fake itself


def test_connect_refuses_the_living_daemon_which_is_why_it_is_not_used(kubo: FakeKubo) -> None:
    port = kubo.address.rsplit(":", 1)[1]

    with pytest.raises(ipfshttpclient.exceptions.VersionMismatch):
        ipfshttpclient.connect(f"/ip4/127.0.0.1/tcp/{port}/http")


def exchanges() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (VECTORS / "kubo-exchanges.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_fake_answers_like_the_recording(kubo: FakeKubo) -> None:
    """Replayed in order; left out is what tells of that one daemon's repository (its pins, its size, its garbage)."""
    told_of_itself = ("pin/ls?type", "files/stat", "repo/stat", "progress=true", "block/put")
    replayed = [each for each in exchanges() if not any(part in each["request"]["path"] for part in told_of_itself)]
    recorded = [(each["request"]["path"], each["status"], each["body"]) for each in replayed]
    recorded = [(path, status, "" if "repo/gc" in path else body) for path, status, body in recorded]

    answered = [answer_of(kubo, each) for each in replayed]

    assert len(answered) >= 19
    assert answered == recorded


def answer_of(kubo: FakeKubo, exchange: dict[str, Any]) -> tuple[str, int, str]:
    asked = exchange["request"]
    upload = {"file": ("a.txt", b"hello")} if asked["multipart_bytes"] == 5 else None
    # The two recorded 403s are of a browser-like request.
    headers = {"Origin": "http://example.org"} if exchange["status"] == 403 else {}
    answer = httpx.request(asked["method"], kubo.address + asked["path"], files=upload, headers=headers)
    body = "" if "repo/gc" in asked["path"] else answer.text
    kept = {"content-type", "vary", "trailer", "x-stream-output", "x-chunked-output", "x-content-length", "allow"}
    expected = {name.lower(): value for name, value in exchange["headers"].items() if name.lower() in kept}
    assert {name: answer.headers.get(name) for name in expected} == expected
    return asked["path"], answer.status_code, body


def test_the_fake_reports_progress_as_recorded(kubo: FakeKubo) -> None:
    recorded = next(each for each in exchanges() if "progress=true" in each["request"]["path"])
    path = recorded["request"]["path"]

    answer = httpx.post(kubo.address + path, files={"file": ("b.bin", sample(600_000))})

    assert answer.text.splitlines()[:3] == recorded["body"].splitlines()[:3]
    assert json.loads(answer.text.splitlines()[3])["Size"] == json.loads(recorded["body"].splitlines()[3])["Size"]
