# SPDX-License-Identifier: Apache-2.0
"""The same question gives the same bytes: today, after more acts, on a mirror rebuilt from the node alone, restored."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ledger.cli.app import app
from ledger.errors import Refused
from ledger.indexer.advance import Indexer
from ledger.service import auditing, entitling, operating, own_affairs, rebuilding
from ledger.service.runtime import open_ledger
from ledger.service.verdicts import Question, verdict
from ledger.settings import Settings
from ledger.store import mirror
from ledger.store.session import open_store
from tests.e2e.founded import Founded, founded_ledger

ACTS = 50


@pytest.fixture
def founded(tmp_path: Path) -> Iterator[Founded]:
    with founded_ledger(tmp_path) as made:
        yield made


def by_command(home: Path, code: str, known: int) -> bytes:
    told = CliRunner().invoke(app, ["--home", str(home), "verify", code, "--known", str(known), "--json"])
    assert told.exit_code == 0, told.output
    return told.stdout_bytes


def test_a_verdict_known_at_a_block_is_the_same_bytes_for_ever_and_on_any_machine(
    founded: Founded, tmp_path: Path
) -> None:
    ledger, code = founded.ledger, founded.certificates[0]
    home, known = ledger.settings.home, ledger.rpc.head().number
    first = by_command(home, code, known)
    for number in range(ACTS):
        own_affairs.reaffirm(ledger, founded.people["bao"], f"more-{number}", [code], f"第 {number} 次核对")
    assert ledger.rpc.head().number >= known + ACTS
    assert by_command(home, code, known) == first

    assert ledger.node is not None
    second = tmp_path / "second"
    second.mkdir()
    made = rebuilding.rebuild_into(
        second / "ledger.db", ledger.node.url, ledger.settings.deployment_file, ledger.settings
    )
    assert made.digest == auditing.digest(ledger.store).digest
    for name in ("deployment.json", "network.json"):
        shutil.copy(home / name, second)
    assert by_command(second, code, known) == first
    assert json.loads(first)["known"]["block"] <= known
    other = open_store(f"sqlite:///{second / 'ledger.db'}")
    question = Question(code, ledger.now(), known=known)
    assert verdict(other, question).bytes() == verdict(ledger.store, question).bytes()
    other.close()


def test_backup_deletion_restore_give_the_same_digest_a_clean_audit_and_a_document_that_opens(tmp_path: Path) -> None:
    with founded_ledger(tmp_path) as founded:
        settings, before = founded.ledger.settings, auditing.digest(founded.ledger.store)
        row = entitling.documents(founded.ledger, f"{founded.people['bao'].org_id}/NM-2026-0001")[0]
    archive = tmp_path / "backup.tar.gz"
    assert operating.backup(settings, archive) > 10
    shutil.rmtree(settings.home)
    operating.restore(settings, archive)
    with open_ledger(settings) as ledger:
        assert auditing.digest(ledger.store).digest == before.digest
        report = auditing.fsck(ledger)
        assert (report.findings, report.documents_unread) == ((), 0)
        assert report.documents > 20
        opened = entitling.read_document(ledger, ledger.principal("bao"), row.record_id, row.name, "核对")
        assert opened.decode().startswith("NM-2026-0001")
        assert auditing.rebuilt(ledger).digest == before.digest


def test_a_rebuild_that_a_follower_overtakes_ends_with_the_same_digest(
    founded: Founded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As soon as the mirror is empty, every follower of it begins to fill it."""
    ledger = founded.ledger
    before = auditing.digest(ledger.store)

    def overtaken(_indexer: Indexer) -> None:
        with ledger.store.writing() as session:
            mirror.clear(session)
        raise mirror.cursor_moved(None)

    monkeypatch.setattr(auditing, "rebuild", overtaken)
    assert auditing.rebuilt(ledger) == before


def test_a_backup_that_was_changed_is_refused_and_leaves_no_directory(tmp_path: Path) -> None:
    with founded_ledger(tmp_path) as founded:
        settings = founded.ledger.settings
    archive = tmp_path / "backup.tar.gz"
    operating.backup(settings, archive)
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    target = Settings(home=tmp_path / "elsewhere")
    with pytest.raises((Refused, Exception)) as caught:
        operating.restore(target, archive)
    assert getattr(caught.value, "code", "") in ("BACKUP_DAMAGED", "BACKUP_CHANGED")
    assert not target.home.exists()
