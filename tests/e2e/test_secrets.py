# SPDX-License-Identifier: Apache-2.0
"""What is secret is found nowhere: not in clear, not as an unsalted hash, in nothing that others can see.

Planted: contact data, an exempt name, a person's number, an overview. Looked for as UTF-8, UTF-16, SHA-256, SM3 and
keccak, raw and as hex, in every calldata, log, storage word and node file, in the answers to strangers and in logs.
Two properties over the same material: no digest of guessable data stands on the chain (I15), and what is public in
clear is what the form says is public (I17).
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sha3 import keccak_256

from api import serving
from ledger.content.digest import sm3
from ledger.domain.ids import name_bytes
from ledger.service import entitling
from ledger.store.queries import applications
from tests.e2e.founded import CONTACT_PHONE, REGISTRAR, SECRET_NAME, SECRET_RESTRICTION, Founded, file, founded_ledger
from tests.oracle.node import Node, raw
from tests.oracle.signatures import read

PERSON = "110101199003074514"
SECRETS = {
    "contact name": "植入联系人甲",
    "contact phone": "0479-9988776",
    "contact address": "锡林浩特市植入街77号",
    "exempt name": "2025年植入市电力行业植入用户明细数据集",
    "overview": "植入概述：逐户的用电明细，不得外传。",
    "phone of the founded ledger": CONTACT_PHONE,
    "name of the founded ledger": SECRET_NAME,
    "restriction of the founded ledger": SECRET_RESTRICTION,
    "agent's name": "植入代理人乙",
    "agent's number": PERSON,
}
REFERENCE = "NM-2026-0777"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("secrets")) as founded:
        cells = {"contact_name": SECRETS["contact name"], "contact_phone": SECRETS["contact phone"]}
        cells |= {"contact_address": SECRETS["contact address"], "data_overview": SECRETS["overview"]}
        cells |= {"notice_exempt": "是", "notice_exempt_reason": "涉及商业秘密", "data_name": SECRETS["exempt name"]}
        cells |= {"agent_name": SECRETS["agent's name"], "agent_id": SECRETS["agent's number"]}
        file(founded, REFERENCE, **cells, doc_mandate="mandate.pdf")
        yield founded


def forms(text: str) -> dict[str, bytes]:
    """A text as it could slip out: in clear, and as any hash without a salt, raw and in hex."""
    plain = text.encode()
    hashed = {"SHA-256": hashlib.sha256(plain).digest(), "keccak": bytes(keccak_256(plain).digest()), "SM3": sm3(plain)}
    clear = {"UTF-8": plain, "UTF-16": text.encode("utf-16-le"), "JSON": json.dumps(text)[1:-1].encode()}
    in_hex = {f"{name} in hex": value.hex().encode() for name, value in {**hashed, "UTF-8": plain}.items()}
    return {**clear, **hashed, **in_hex}


def leaks(where: str, material: bytes) -> list[str]:
    lowered = material.lower()
    return [
        f"{name} as {form} in {where}"
        for name, text in SECRETS.items()
        for form, wanted in forms(text).items()
        if wanted in material or wanted.lower() in lowered
    ]


# --- the chain --------------------------------------------------------------------------------------------------------


def blocks(node: Node) -> Iterator[dict[str, Any]]:
    for number in range(node.height() + 1):
        yield node.ask("eth_getBlockByNumber", hex(number), True)


def calldata(node: Node) -> list[bytes]:
    return [raw(tx["input"]) for block in blocks(node) for tx in block["transactions"]]


def logs(node: Node) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = node.ask("eth_getLogs", {"fromBlock": "0x0", "toBlock": "latest"})
    return found


def state(node: Node) -> dict[str, Any]:
    """Everything the node holds: accounts with their code and storage, blocks, transactions."""
    dumped: dict[str, Any] = json.loads(gzip.decompress(raw(node.ask("anvil_dumpState"))))
    return dumped


@pytest.fixture(scope="module")
def node(planted: Founded) -> Node:
    assert planted.ledger.node is not None
    return Node(planted.ledger.node.url)


def test_no_calldata_holds_a_secret(node: Node) -> None:
    found = calldata(node)
    assert len(found) > 40
    assert [leak for data in found for leak in leaks("calldata", data)] == []


def test_no_log_holds_a_secret(node: Node) -> None:
    found = logs(node)
    assert len(found) > 80
    material = [raw(log["data"]) + b"".join(map(raw, log["topics"])) for log in found]
    assert [leak for each in material for leak in leaks("a log", each)] == []


def test_no_storage_word_holds_a_secret(node: Node) -> None:
    words = storage(node)
    assert len(words) > 100
    assert leaks("storage", b"".join(words)) == []


def storage(node: Node) -> list[bytes]:
    """Values and slots of every account that the node keeps."""
    accounts = state(node)["accounts"]
    pairs = [pair for account in accounts.values() for pair in account.get("storage", {}).items()]
    return [raw(part).rjust(32, b"\0") for pair in pairs for part in pair]


def test_no_file_of_the_node_holds_a_secret(planted: Founded) -> None:
    ledger = planted.ledger
    assert ledger.node is not None
    ledger.node.snapshot_now()
    files = [path for path in ledger.settings.node_dir.rglob("*") if path.is_file()]
    assert any(path.name.endswith(".snapshot") for path in files)
    assert any(path.name == "journal.jsonl" for path in files)
    assert [leak for path in files for leak in leaks(path.name, unpacked(path))] == []


def unpacked(path: Path) -> bytes:
    """A snapshot is a line and a gzip; its hex is undone, so that nothing hides in it."""
    content = path.read_bytes()
    head, _, packed = content.partition(b"\n")
    return content + gzip.decompress(packed) if path.suffix == ".snapshot" and head else content


def test_what_is_searched_for_would_be_found(node: Node) -> None:
    """The search itself is tried: a public name stands in calldata, and its hash would be found where planted."""
    name = "2024年呼和浩特市电力行业企业用电负荷数据集"
    assert any(name.encode() in data for data in calldata(node))
    for form, wanted in forms(SECRETS["contact phone"]).items():
        assert leaks("a trap", b"before" + wanted + b"behind"), form


# --- what others are told ---------------------------------------------------------------------------------------------

PAGES = (
    "/", "/verify", "/catalogue", "/catalogue?q=电力", "/catalogue?q=明细", "/notices", "/c/SJ1512026090003",
    "/c/SJ1512026090003?lang=en", "/verify?code=SJ1512026090003", "/v1/organisations", "/v1/certificates",
    "/v1/certificates?name=植入", "/v1/certificates/SJ1512026090003", "/v1/certificates/SJ1512026090003/verdict",
    "/v1/certificates/SJ1512026090003/history", "/v1/notices", "/v1/head", "/v1/applications", "/v1/due",
    "/v1/preparations", "/ready", "/health", "/openapi.json",
)  # fmt: skip


def test_no_answer_to_a_stranger_or_to_another_organisation_holds_a_secret(planted: Founded) -> None:
    case = "0x" + planted.cases[REFERENCE].hex()
    mine = [f"/v1/applications/{case}", f"/v1/applications/{case}/history", f"/v1/applications/{case}/documents"]
    found, answered = list[str](), 0
    with serving(planted.ledger) as origin:
        for key in (None, planted.api_key("dai"), planted.api_key("hua")):
            headers = {"Authorization": f"Bearer {key}"} if key else {}
            for path in (*PAGES, *mine):
                answer = httpx.get(origin + path, headers=headers, follow_redirects=True, trust_env=False)
                answered += answer.status_code == 200
                found += leaks(path, answer.content + str(answer.headers).encode())
    assert found == []
    assert answered >= 10


def test_whoever_is_entitled_reads_what_is_nowhere_else(planted: Founded) -> None:
    openings = entitling.read_openings(planted.ledger, planted.people["bao"], REGISTRAR, REFERENCE, "核对")
    told = json.dumps(openings, ensure_ascii=False)
    for name in ("contact name", "contact phone", "contact address", "overview", "exempt name"):
        assert SECRETS[name] in told


def test_no_log_file_holds_a_secret(planted: Founded) -> None:
    files = [*planted.ledger.settings.logs_dir.rglob("*"), planted.ledger.settings.node_dir / "anvil.log"]
    assert [leak for path in files if path.is_file() for leak in leaks(path.name, path.read_bytes())] == []


# --- properties over everything on the chain --------------------------------------------------------------------------


def guessable(planted: Founded) -> dict[str, str]:
    """What anybody could try: codes, references, dates, numbers of persons and every text of the forms."""
    texts = {REGISTRAR, REFERENCE, PERSON, "是", "否", "无", "法人", "CN-DPR-2026", *SECRETS.values()}
    texts |= {f"NM-2026-{number:04d}" for number in range(1, 6)}
    texts |= {f"0479-{number:07d}" for number in range(0, 2_000)}
    texts |= {person.person_id for person in planted.people.values()}
    return {text: text for text in texts}


def test_no_word_on_the_chain_is_an_unsalted_hash_of_something_guessable(planted: Founded, node: Node) -> None:
    """I15, over every aligned word of calldata, of logs and of storage."""
    words = set(storage(node))
    for data in calldata(node):
        words |= {data[at : at + 32] for at in range(4, len(data), 32)}
    for log in logs(node):
        data = raw(log["data"])
        words |= {data[at : at + 32] for at in range(0, len(data), 32)} | {raw(topic) for topic in log["topics"]}
    for text in guessable(planted):
        plain = text.encode()
        for hashed in (hashlib.sha256(plain).digest(), bytes(keccak_256(plain).digest())):
            assert hashed not in words, text
    assert len(words) > 500


def test_the_texts_on_the_chain_are_those_that_the_form_makes_public(planted: Founded, node: Node) -> None:
    """I17: every text in every event, and nothing else, is public by its column; exempt cases have an empty name."""
    addresses = set(planted.ledger.deployment.addresses.values())
    names, others = set[str](), set[str]()
    for log in logs(node):
        if raw(log["address"]) not in addresses:
            continue
        event, told = read([raw(topic) for topic in log["topics"]], raw(log["data"]))
        if event == "ApplicationSubmitted":
            content = told["submitted"]["content"]
            exempt = bool(content["flags"] & 16)
            assert not (exempt and content["dataName"]), "an exempt name in clear"
            names.add(content["dataName"])
            others |= {content["publicPlatformRef"], content["evidenceNo"], *content["priorRegistrations"]}
    public = {name for name in names if name}
    assert SECRETS["exempt name"] not in public
    assert len(public) >= 3
    assert others <= {""}


def test_a_case_with_an_exempt_name_shows_a_commitment_and_no_name(planted: Founded) -> None:
    with planted.ledger.store.reading() as session:
        case = applications.application_by_reference(session, REGISTRAR, name_bytes(REFERENCE, 32))
    assert case is not None
    assert case.content.data_name == ""
    assert any(case.content.name_commitment)
