# SPDX-License-Identifier: Apache-2.0
"""The twelve steps of `ledger story`, played once through the API, and what must be true after them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from api import serving
from ledger.demo.twelve.playing import played
from ledger.demo.twelve.proving import Proof, prove
from ledger.demo.twelve.telling import Step
from ledger.service import auditing
from ledger.settings import Settings
from ledger.store.digest import MirrorDigest
from tests.conftest import new_postgres_database

SHEEP, BUS, REPORT, WEATHER = "SJ1512026070001", "SJ1512026070002", "SJ1512026080001", "SJ1512026070003"
BOUGHT = "SJ1512027040001"

VERDICTS: dict[int, list[tuple[str, str]]] = {
    1: [],
    2: [],
    3: [(SHEEP, "VALID")],
    4: [(REPORT, "VALID UNCHECKED")],
    5: [(SHEEP, "VALID ENCUMBERED")],
    6: [(SHEEP, "VALID ENCUMBERED")],
    7: [(SHEEP, "VALID"), (BUS, "VALID ENCUMBERED UNCHECKED")],
    8: [(BUS, "EXPIRING ENCUMBERED UNCHECKED"), (BUS, "VALID ENCUMBERED UNCHECKED")],
    9: [(BUS, "VALID FROZEN ENCUMBERED UNCHECKED"), (BUS, "VALID ENCUMBERED UNCHECKED")],
    10: [
        (BUS, "VALID ENCUMBERED UNCHECKED"),
        (BUS, "VALID ENCUMBERED UNCHECKED"),
        (BOUGHT, "VALID ENCUMBERED UNCHECKED"),
        (BOUGHT, "VALID UNCHECKED"),
    ],
    11: [],
    12: [(WEATHER, "VALID UNCHECKED")],
}
REFUSED = {
    1: ["SILENCE_NOT_YET"],
    6: ["GRANT_NEEDS_PLEDGEES_CONSENT", "H7_EXCLUSIVE_PLEDGE_BEFORE"],
    9: ["CERTIFICATE_FROZEN", "LIFTED_BY_LESSER_AUTHORITY"],
    12: ["H1_PLEDGOR_IS_PUBLIC_BODY"],
}


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """As somebody types it who has settings of her own, which must not matter."""
    command = [sys.executable, "-c", "from ledger.cli import main; main()", "story", "--json"]
    environment = {**os.environ, "LEDGER_RPC_URL": "http://127.0.0.1:1", "LEDGER_DATABASE_URL": "postgresql://nobody"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_the_verdict_after_each_step(told: dict[str, Any]) -> None:
    found = {step["number"]: [(each["code"], each["words"]) for each in step["verdicts"]] for step in told["steps"]}
    assert found == VERDICTS


def test_what_had_to_be_refused_was_refused_by_its_code(told: dict[str, Any]) -> None:
    found = {step["number"]: [line["refused"] for line in step["lines"] if line["refused"]] for step in told["steps"]}
    assert {number: codes for number, codes in found.items() if codes} == REFUSED


def test_the_mirror_is_that_of_a_rebuild_and_no_answer_has_changed(told: dict[str, Any]) -> None:
    proof = told["proof"]
    assert proof["mirror"] == proof["rebuilt"]
    assert (proof["changed"], proof["holds"]) == ([], True)
    assert proof["asked_again"] > 20


def test_both_languages_tell_every_line(told: dict[str, Any]) -> None:
    lines = [line for step in told["steps"] for line in step["lines"]]
    assert len(lines) > 30
    assert all(line["zh"].strip() and line["en"].strip() for line in lines)


# --- on PostgreSQL ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OnPostgres:
    """The same story on a ledger whose database is PostgreSQL: `proof.rebuilt` is of SQLite, from the node alone."""

    steps: list[Step]
    proof: Proof
    live: MirrorDigest
    rebuilt: MirrorDigest
    clean: bool


@pytest.fixture(scope="module")
def on_postgres(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> OnPostgres:
    folder = tmp_path_factory.mktemp("story")
    with new_postgres_database(postgres_url) as database:
        settings = Settings(home=folder / "ledger", database_url=database, rpc_url="")
        with played(settings, serving, lambda _: None) as story:
            ledger = story.stage.ledger
            proof = prove(story, folder / "rebuilt.db")
            live, clean = auditing.digest(ledger.store), auditing.fsck(ledger).clean
            rebuilt = auditing.rebuilt(ledger)
        assert ledger.store.url.startswith("postgresql+psycopg://")
        assert not list(settings.home.glob("*.db"))
    return OnPostgres(story.steps, proof, live, rebuilt, clean)


def test_on_postgres_each_verdict_is_the_same(on_postgres: OnPostgres) -> None:
    assert {step.number: list(step.verdicts) for step in on_postgres.steps} == VERDICTS


def test_on_postgres_the_mirror_is_that_of_a_rebuild_and_that_of_sqlite(on_postgres: OnPostgres) -> None:
    """A mirror that followed act by act on one engine, one derived at a stroke on it, one on the other: one digest."""
    proof, live = on_postgres.proof, on_postgres.live
    assert on_postgres.rebuilt.tables == live.tables
    assert {proof.mirror, proof.rebuilt, live.digest, on_postgres.rebuilt.digest} == {live.digest}
    assert (proof.block, proof.changed, proof.holds) == (live.block_number, (), True)
    assert on_postgres.clean
