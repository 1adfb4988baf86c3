# SPDX-License-Identifier: Apache-2.0
"""A key is destroyed by two persons and a recorded decision: nobody reads the document again, and every proof stays.

Each test files an application of its own; the first registrar's clerks are `bao` and `chen`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from api import serving
from ledger.cli import audit as audit_verbs
from ledger.cli import second_person as second_verbs
from ledger.cli.app import app
from ledger.content.digest import sha256
from ledger.domain.ids import OrgId
from ledger.errors import NotFound, Refused
from ledger.service import auditing, entitling, key_destruction
from ledger.service.key_destruction import DestructionOrder
from ledger.service.runtime import Ledger, Principal
from ledger.service.two_persons import PREPARED_FOR
from ledger.store.queries import records
from tests.e2e.founded import OTHER_REGISTRAR, REGISTRAR, Founded, file

DECISION = sha256("关于删除个人信息的决定".encode())


def order(founded: Founded, filed: str, **changes: Any) -> DestructionOrder:
    said: dict[str, Any] = {
        "who": founded.people["bao"],
        "approver": founded.people["chen"],
        "key": f"destroy-{filed}",
        "reference": filed,
        "decision": DECISION,
        "reason": "个人撤回同意",
        **changes,
    }
    return DestructionOrder(**said)


def record_id(reference: str) -> str:
    return f"{REGISTRAR}/{reference}"


def names(ledger: Ledger, reference: str) -> list[str]:
    return [document.name for document in entitling.documents(ledger, record_id(reference))]


def read(ledger: Ledger, who: Principal, reference: str, name: str) -> bytes:
    return entitling.read_document(ledger, who, record_id(reference), name, "核对")


def waiting(ledger: Ledger, reference: str) -> list[str]:
    found = key_destruction.waiting(ledger, REGISTRAR)
    return [each.destruction_id for each in found if each.record_id == record_id(reference)]


def refusal(code: str) -> Any:
    return pytest.raises(Refused, match=f"^{code}:")


def test_after_two_persons_nobody_reads_the_document_and_the_audit_is_clean(founded: Founded) -> None:
    ledger, bao, chen = founded.ledger, founded.people["bao"], founded.people["chen"]
    file(founded, "KD-2026-0201")
    entitling.entitle(ledger, bao, entitling.Entitlement(REGISTRAR, "KD-2026-0201", OTHER_REGISTRAR, "移交"))
    first, *others = names(ledger, "KD-2026-0201")
    before = auditing.fsck(ledger)
    assert before.clean
    assert read(ledger, bao, "KD-2026-0201", first)

    made = key_destruction.prepared(ledger, order(founded, "KD-2026-0201", names=[first]))
    assert read(ledger, bao, "KD-2026-0201", first), "what is prepared destroys nothing"
    assert waiting(ledger, "KD-2026-0201") == [made.destruction_id]
    done = key_destruction.approved(ledger, chen, made.destruction_id)

    for who in (bao, chen, founded.people["dai"]):
        with refusal("KEY_DESTROYED"):
            read(ledger, who, "KD-2026-0201", first)
    assert all(read(ledger, bao, "KD-2026-0201", name) for name in others)
    after = auditing.fsck(ledger)
    assert after.clean
    assert after.keys_destroyed == before.keys_destroyed + 1
    assert waiting(ledger, "KD-2026-0201") == []
    assert (done.preparer, done.approver, done.decision_sha256, done.reason) == (
        "bao",
        "chen",
        DECISION,
        "个人撤回同意",
    )
    assert done.approved_at == ledger.now()
    with ledger.store.reading() as session:
        line = records.readings(session, record_id("KD-2026-0201"))[-1]
    assert (line.what, line.person, line.purpose) == ("DESTROY", "chen", key_destruction.told(done))


def test_a_repeated_order_and_a_repeated_approval_find_the_first(founded: Founded) -> None:
    ledger, chen = founded.ledger, founded.people["chen"]
    file(founded, "KD-2026-0202")
    made = key_destruction.prepared(ledger, order(founded, "KD-2026-0202"))
    assert key_destruction.prepared(ledger, order(founded, "KD-2026-0202")) == made
    with refusal("IDEMPOTENCY_KEY_REUSED"):
        key_destruction.prepared(ledger, order(founded, "KD-2026-0202", reason="另一理由"))
    done = key_destruction.approved(ledger, chen, made.destruction_id)
    assert key_destruction.approved(ledger, chen, made.destruction_id) == done
    assert list(done.names) == names(ledger, "KD-2026-0202"), "none named: all"
    with refusal("KEY_DESTROYED"):
        key_destruction.prepared(ledger, order(founded, "KD-2026-0202", key="once-more"))


def test_one_person_alone_destroys_nothing(founded: Founded) -> None:
    ledger, bao, chen = founded.ledger, founded.people["bao"], founded.people["chen"]
    file(founded, "KD-2026-0203")
    for nobody_else in (None, bao):
        with refusal("PREPARER_IS_APPROVER"):
            key_destruction.prepared(ledger, order(founded, "KD-2026-0203", approver=nobody_else))
    made = key_destruction.prepared(ledger, order(founded, "KD-2026-0203"))
    with refusal("PREPARER_IS_APPROVER"):
        key_destruction.approved(ledger, bao, made.destruction_id)
    with refusal("APPROVER_IS_ANOTHER"):
        key_destruction.approved(ledger, Principal(REGISTRAR, "someone", bytes(32)), made.destruction_id)
    with pytest.raises(NotFound, match=r"^PREPARATION_NOT_FOUND:"):
        key_destruction.approved(ledger, founded.people["dai"], made.destruction_id)
    with refusal("PREPARATION_OF_OTHERS"):
        key_destruction.withdrawn(ledger, Principal(REGISTRAR, "someone", bytes(32)), made.destruction_id)
    key_destruction.withdrawn(ledger, chen, made.destruction_id)
    with refusal("PREPARATION_OVER"):
        key_destruction.approved(ledger, chen, made.destruction_id)
    assert read(ledger, bao, "KD-2026-0203", names(ledger, "KD-2026-0203")[0])


def test_what_was_prepared_runs_out(founded: Founded, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = founded.ledger
    file(founded, "KD-2026-0204")
    made = key_destruction.prepared(ledger, order(founded, "KD-2026-0204"))
    late = ledger.now() + PREPARED_FOR + 1
    monkeypatch.setattr(ledger, "clock", lambda: late)
    assert waiting(ledger, "KD-2026-0204") == []
    with refusal("PREPARATION_OVER"):
        key_destruction.approved(ledger, founded.people["chen"], made.destruction_id)


def test_what_is_not_there_or_not_argued_is_refused(founded: Founded) -> None:
    ledger = founded.ledger
    file(founded, "KD-2026-0205")
    with refusal("DESTRUCTION_NEEDS_REASON"):
        key_destruction.prepared(ledger, order(founded, "KD-2026-0205", reason=" "))
    for changes in ({"names": ["no such document"]}, {"reference": "NM-2026-9999"}, {"who": founded.people["dai"]}):
        with pytest.raises(NotFound, match=r"^DOCUMENT_NOT_FOUND:"):
            key_destruction.prepared(ledger, order(founded, "KD-2026-0205", **{"key": "else", **changes}))


def test_others_are_entitled_to_the_documents_that_are_left(founded: Founded) -> None:
    ledger, bao = founded.ledger, founded.people["bao"]
    file(founded, "KD-2026-0206")
    first, *others = names(ledger, "KD-2026-0206")
    made = key_destruction.prepared(ledger, order(founded, "KD-2026-0206", names=[first]))
    key_destruction.approved(ledger, founded.people["chen"], made.destruction_id)
    wanted = entitling.Entitlement(REGISTRAR, "KD-2026-0206", OrgId(OTHER_REGISTRAR), "移交")
    assert entitling.entitle(ledger, bao, wanted) == len(others)


# --- what a hand does to it -------------------------------------------------------------------------------------------

HANDS = {
    "a key that is gone without a decision": (
        "DELETE FROM document_wrap WHERE record_id = '{record}' AND name = '{left}'", "KEY_MISSING", "{record}/{left}"),
    "a mark without a decision": (
        "UPDATE document SET key_destroyed_at = 1 WHERE record_id = '{record}' AND name = '{left}'", "KEY_MISSING",
        "{record}/{left}"),
    "a key that is there again": (
        "INSERT INTO document_wrap SELECT record_id, '{gone}', org_id, recipient, ephemeral, sealed, purpose, "
        "created_at, until_at FROM document_wrap WHERE record_id = '{record}' AND name = '{left}'",
        "KEY_NOT_DESTROYED", "{record}/{gone}"),
    "another approver": (
        "UPDATE key_destruction SET approver = 'dai' WHERE destruction_id = '{id}'", "DECISION_UNFOUNDED", "{id}"),
    "another paper": (
        "UPDATE key_destruction SET decision_sha256 = zeroblob(32) WHERE destruction_id = '{id}'",
        "DECISION_UNFOUNDED", "{id}"),
    "one document more": (
        "UPDATE key_destruction SET documents = '[\"{gone}\", \"{left}\"]' WHERE destruction_id = '{id}'",
        "DECISION_UNFOUNDED", "{id}"),
    "a decision that is gone": ("DELETE FROM key_destruction WHERE destruction_id = '{id}'", "KEY_MISSING",
                                "{record}/{gone}"),
}  # fmt: skip


@pytest.fixture(scope="module")
def half_destroyed(founded: Founded) -> dict[str, str]:
    """One document of an application whose key was destroyed, and one whose key is left."""
    file(founded, "KD-2026-0207")
    gone, left, *_ = names(founded.ledger, "KD-2026-0207")
    made = key_destruction.prepared(founded.ledger, order(founded, "KD-2026-0207", names=[gone]))
    key_destruction.approved(founded.ledger, founded.people["chen"], made.destruction_id)
    return {"record": record_id("KD-2026-0207"), "gone": gone, "left": left, "id": made.destruction_id}


@contextmanager
def changed(ledger: Ledger, sql: str) -> Iterator[None]:
    path = ledger.settings.home / "ledger.db"
    kept = path.with_name("kept.db")
    with closing(sqlite3.connect(path)) as right, closing(sqlite3.connect(kept)) as copy:
        right.backup(copy)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            assert connection.execute(sql).rowcount == 1
        yield
    finally:
        with closing(sqlite3.connect(kept)) as copy, closing(sqlite3.connect(path)) as right:
            copy.backup(right)
        kept.unlink()


@pytest.mark.parametrize("hand", HANDS)
def test_fsck_names_what_a_hand_does_to_keys_and_decisions(
    founded: Founded, half_destroyed: dict[str, str], hand: str
) -> None:
    sql, code, subject = (text.format(**half_destroyed) for text in HANDS[hand])
    with changed(founded.ledger, sql):
        found = {(finding.code, finding.subject) for finding in auditing.fsck(founded.ledger).findings}
    assert (code, subject) in found
    assert auditing.fsck(founded.ledger).clean


# --- by the command line and the API ----------------------------------------------------------------------------------


def test_the_command_line_prepares_lists_approves_and_fsck_tells(
    founded: Founded, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file(founded, "KD-2026-0208")

    @contextmanager
    def opened() -> Iterator[Ledger]:
        yield founded.ledger

    for verbs in (second_verbs, audit_verbs):
        monkeypatch.setattr(verbs, "opened", opened)
    paper = tmp_path / "decision.pdf"
    paper.write_bytes(b"%PDF decision")
    words = ["destroy-key", "KD-2026-0208", "--decision", str(paper), "--reason", "保存期限届满", "--as", "bao"]
    alone = CliRunner().invoke(app, words)
    assert isinstance(alone.exception, Refused)
    assert alone.exception.code == "PREPARER_IS_APPROVER"
    assert CliRunner().invoke(app, [*words, "--approver", "chen"]).exit_code == 0
    (prepared,) = waiting(founded.ledger, "KD-2026-0208")
    waits = key_destruction.required(founded.ledger, REGISTRAR, prepared)
    assert waits.decision_sha256 == sha256(b"%PDF decision")
    listed = CliRunner().invoke(app, ["waiting", "--as", "chen", "--json"])
    assert waits.destruction_id in listed.output
    shown = CliRunner().invoke(app, ["waiting", waits.destruction_id, "--as", "chen", "--json"])
    command = json.loads(shown.output)["command"]
    assert (command["reason"], command["decision"]) == ("保存期限届满", "0x" + sha256(b"%PDF decision").hex())
    assert command["documents"] == list(waits.names)
    assert CliRunner().invoke(app, ["approve", waits.destruction_id, "--as", "chen"]).exit_code == 0
    told = CliRunner().invoke(app, ["fsck"])
    assert (told.exit_code, "destroyed by decision" in told.output) == (0, True)


def test_the_api_says_403_to_one_person_alone_and_destroys_for_two(founded: Founded) -> None:
    case = "0x" + file(founded, "KD-2026-0209").hex()
    keys = {name: founded.api_key(name) for name in ("bao", "chen", "dai")}
    body = {"decision_sha256": DECISION.hex(), "reason": "个人撤回同意"}
    with serving(founded.ledger) as origin, httpx.Client(base_url=origin, trust_env=False) as client:

        def post(who: str, path: str, key: str, json: object) -> httpx.Response:
            headers = {"Authorization": f"Bearer {keys[who]}", "Idempotency-Key": key}
            return client.post(path, json=json, headers=headers)

        path = f"/v1/applications/{case}/key-destructions"
        alone = post("bao", path, "alone", body)
        assert (alone.status_code, alone.json()["code"]) == (403, "PREPARER_IS_APPROVER")
        assert post("dai", path, "theirs", {**body, "approver": "chen"}).status_code == 404
        waits = post("bao", path, "two", {**body, "approver": "chen"})
        assert (waits.status_code, waits.json()["state"]) == (202, "WAITING")
        approval = f"/v1/key-destructions/{waits.json()['id']}/approval"
        own = post("bao", approval, "mine", {})
        assert (own.status_code, own.json()["code"]) == (403, "PREPARER_IS_APPROVER")
        done = post("chen", approval, "yes", {})
        assert (done.status_code, done.json()["state"]) == (200, "DESTROYED")
        headers = {"Authorization": f"Bearer {keys['bao']}"}
        (listed,) = client.get(path, headers=headers).json()["items"]
        assert listed == done.json()
        name = listed["documents"][0]
        gone = client.get(f"/v1/applications/{case}/documents/{name}", params={"purpose": "核对"}, headers=headers)
    assert (gone.status_code, gone.json()["code"]) == (409, "KEY_DESTROYED")
