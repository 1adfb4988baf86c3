# SPDX-License-Identifier: Apache-2.0
"""What is said of now is held against the chain first, or is not said. What was known at a block needs nobody."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api import create_app
from ledger.chain.node import EmbeddedNode, NodeSettings
from ledger.domain.ids import Address
from ledger.errors import Inconsistent, Unavailable
from ledger.indexer.follower import STALE_SECONDS, FollowerStatus
from ledger.service import runtime
from ledger.service.runtime import open_mirror
from ledger.service.verdicts import Question, verdict
from ledger.settings import Settings
from ledger.store import mirror
from ledger.store.queries import acts
from ledger.store.queries.submission import SubmissionState
from ledger.store.session import open_store
from ledger.submission.outbox import Outbox
from ledger.submission.wish import Wish
from tests.e2e.founded import HERDING, REGISTRAR, Founded, file, founded_ledger, shanghai


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """A ledger that nobody runs any more."""
    with founded_ledger(tmp_path_factory.mktemp("fresh")) as founded:
        founded.settle()
    return founded


@pytest.fixture
def emptied(left: Founded) -> Settings:
    """Its mirror has read nothing of what the node holds."""
    settings = left.ledger.settings
    store = open_store(settings.database)
    with store.writing() as session:
        mirror.clear(session)
    store.close()
    return settings


def word(settings: Settings, left: Founded, known: int | None = None) -> str:
    with open_mirror(settings, known) as store:
        return verdict(store, Question(left.certificates[0], shanghai(9, 11), known=known)).verdict.word


def test_a_mirror_that_lags_is_brought_up_before_it_answers(left: Founded, emptied: Settings) -> None:
    assert word(emptied, left) == "VALID"


def test_a_mirror_that_lags_behind_a_node_that_another_runs_is_brought_up(left: Founded, emptied: Settings) -> None:
    with EmbeddedNode(NodeSettings(emptied.node_dir, chain_id=left.ledger.network.chain_id)):
        assert word(emptied, left) == "VALID"


def test_what_a_killed_supervisor_left_behind_keeps_no_question_from_its_answer(
    left: Founded, emptied: Settings
) -> None:
    """It says where the node listens, and nobody does: whoever asks brings the node up, as whoever acts would."""
    note = emptied.node_dir / "endpoint.json"
    with EmbeddedNode(NodeSettings(emptied.node_dir, chain_id=left.ledger.network.chain_id)):
        said = note.read_bytes()
    note.write_bytes(said)
    assert word(emptied, left) == "VALID"


def test_a_question_sends_nothing_that_waits(left: Founded, emptied: Settings) -> None:
    bao, verb = left.people["bao"], "waits"
    wish = Wish(bao.org_id, verb, "1", {}, bao.person_id, bao.signing_account(), Address(bytes(20)), b"")
    store = open_store(emptied.database)
    outbox = Outbox(store, left.ledger.network.chain_id)
    outbox.put(wish)
    assert word(emptied, left) == "VALID"
    found = outbox.find(bao.org_id, verb, "1")
    assert found is not None
    assert found.state is SubmissionState.DRAFT
    store.close()


def test_where_the_mirror_holds_what_the_nodes_files_hold_no_node_is_started(
    left: Founded, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert word(left.ledger.settings, left) == "VALID"
    monkeypatch.setattr(runtime, "_reached", None)
    assert word(left.ledger.settings, left) == "VALID"


def test_where_the_chain_cannot_be_asked_only_what_was_known_is_said(left: Founded) -> None:
    settings = left.ledger.settings.model_copy(update={"rpc_url": "http://127.0.0.1:9"})
    with open_mirror(settings, current=False) as store, store.reading() as session:
        number = acts.required_head(session).finalized_number
    with pytest.raises(Unavailable) as refused:
        word(settings, left)
    assert (refused.value.code, f"--known {number}" in refused.value.en) == ("MIRROR_NOT_CURRENT", True)
    assert word(settings, left, known=number) == "VALID"


# --- a service whose mirror lost the chain ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("served")) as founded:
        founded.settle()
        yield founded


REPLACED = Inconsistent("another chain", zh="另一条链", code="REORG_BELOW_FINALITY")
AWAY = Unavailable("no node", zh="无节点", code="CHAIN_UNREACHABLE")
LOST = [
    pytest.param(
        {"halted": True, "error": REPLACED}, "MIRROR_HALTED (REORG_BELOW_FINALITY)", id="the chain was replaced"
    ),
    pytest.param({"looked_at": -STALE_SECONDS, "error": AWAY}, "MIRROR_FAILING (CHAIN_UNREACHABLE)", id="no node"),
]


def lose(founded: Founded, monkeypatch: pytest.MonkeyPatch, state: dict[str, object]) -> None:
    status = founded.ledger.follower.status()
    then = time.monotonic() - STALE_SECONDS - 1
    state = {**state, "looked_at": then} if "looked_at" in state else state
    monkeypatch.setattr(founded.ledger.follower, "status", lambda: replace(status, **state))  # type: ignore[arg-type]


@pytest.mark.parametrize(("state", "told"), LOST)
def test_nothing_is_said_of_now_and_what_was_known_is_said_as_ever(
    running: Founded, monkeypatch: pytest.MonkeyPatch, state: dict[str, object], told: str
) -> None:
    code, block = running.certificates[0], running.settle()
    headers = {"Authorization": f"Bearer {running.api_key('bao', 'read')}"}
    client = TestClient(create_app(running.ledger))
    asked = (
        f"/v1/certificates/{code}/verdict",
        f"/c/{code}",
        f"/v1/certificates/{code}/bank-report",
        f"/v1/certificates/{code}/encumbrances?holder={HERDING}&right=OPERATE",
        "/v1/portfolio",
        "/v1/pledges",
        f"/v1/certificates/{code}/pledges",
        f"/v1/certificates/{code}/grants",
    )
    lose(running, monkeypatch, state)
    for path in asked:
        answer = client.get(path, headers=headers)
        assert answer.status_code == 503, path
        assert answer.headers["Retry-After"] == "2"
    answer = client.get(asked[0])
    assert f"{answer.json()['code']} ({state['error'].code})" == told  # type: ignore[attr-defined]
    assert client.get(asked[0], params={"known": block}).json()["base"]["code"] == "VALID"
    assert client.get("/v1/certificates").status_code == 200


def test_no_wish_is_taken_in_once_the_chain_was_replaced(running: Founded, monkeypatch: pytest.MonkeyPatch) -> None:
    lose(running, monkeypatch, {"halted": True, "error": REPLACED})
    with pytest.raises(Unavailable) as refused:
        file(running, "NM-2026-0400")
    assert refused.value.code == "MIRROR_HALTED"
    assert running.ledger.outbox.find(REGISTRAR, "file", "NM-2026-0400") is None


def test_a_look_that_failed_just_now_is_no_lost_chain() -> None:
    failing = FollowerStatus(error=AWAY, failures=3, looked_at=100.0)
    assert failing.stale(100.0 + STALE_SECONDS) is None
    assert failing.stale(101.0 + STALE_SECONDS) is not None
    assert failing.stopped() is None
