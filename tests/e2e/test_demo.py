# SPDX-License-Identifier: Apache-2.0
"""The demo as a newcomer meets it: made once after a kill, looked at, tampered with, stopped and resumed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from ledger.cli import demo
from ledger.cli.app import app
from ledger.demo import story
from ledger.demo.cast import REGISTRAR
from ledger.demo.facts import DemoFacts, is_demo, read_facts
from ledger.demo.making import Told, make_demo
from ledger.demo.screen import lines, show
from ledger.demo.tampering import tamper
from ledger.domain.application import parse_row
from ledger.domain.defects import Where
from ledger.domain.demo_marks import is_demo_keystore
from ledger.domain.ids import CertificateId, OrgId, RegimeId, name_bytes
from ledger.domain.kinds import CaseState
from ledger.errors import Refused
from ledger.service import auditing, operating
from ledger.service.filing import Attachment, FilingOrder, filed
from ledger.service.keys import KeyStore
from ledger.service.runtime import Ledger, open_ledger
from ledger.service.verdicts import Question, verdict
from ledger.settings import Settings
from ledger.store.queries import applications, certificates
from ledger.store.queries.preparations import PreparedAct
from tests.unit.domain.rows import row

PATIENCE = 120.0


def ledger_process(home: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """The command line in a process of its own, as a terminal would start it."""
    return subprocess.Popen(
        [sys.executable, "-c", "from ledger.cli import main; main()", "--home", str(home), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, **environment},
    )


def until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.05)


def half_made(home: Path) -> Path:
    return home.parent / f".{home.name}.making"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A demo, made where an earlier making was killed."""
    settings = Settings(home=tmp_path_factory.mktemp("demo") / "ledger", port=0)
    killed = ledger_process(settings.home, "demo", "--exit")
    until((half_made(settings.home) / "ledger.db").exists, "the database of a demo in the making")
    killed.kill()
    killed.communicate()
    assert half_made(settings.home).is_dir(), "a kill leaves its rest under a name that nobody takes for a ledger"
    assert not settings.home.exists()
    make_demo(settings, lambda *_: None)
    assert not half_made(settings.home).exists()
    return settings


@pytest.fixture(scope="module")
def facts(settings: Settings) -> DemoFacts:
    return read_facts(settings)


@pytest.fixture
def ledger(settings: Settings) -> Iterator[Ledger]:
    with open_ledger(settings) as opened:
        yield opened


# --- what it holds ----------------------------------------------------------------------------------------------------


def test_every_way_a_case_can_end_is_there(ledger: Ledger) -> None:
    with ledger.store.reading() as session:
        states = applications.count_by_state(session)
        count = certificates.count_certificates(session)
    assert states == {
        CaseState.CERTIFIED: 56,
        CaseState.REFUSED: 1,
        CaseState.TERMINATED: 1,
        CaseState.WITHDRAWN: 1,
        CaseState.SUBMITTED: 1,
        CaseState.PUBLIC_NOTICE: 1,
    }
    assert count == 56


def test_silence_over_the_holiday_is_acceptance_on_the_make_up_day(facts: DemoFacts) -> None:
    """Filed Tuesday 2026-09-29, not answered: see the issue's own dates."""
    assert facts.silent_refusal == "ANSWERED_BY_SILENCE"
    assert (facts.silent_accepted, facts.silent_last_day) == ("2026-10-10", "2026-10-23")


def test_the_corrected_application_is_the_mended_one(ledger: Ledger) -> None:
    with ledger.store.reading() as session:
        case = applications.application_by_reference(session, OrgId(REGISTRAR), name_bytes(story.CORRECTED, 32))
    assert case is not None
    assert (case.content_version, case.content.record_count) == (2, 64_200_800)


def test_forms_defects_and_filings_add_up(facts: DemoFacts) -> None:
    assert facts.forms == facts.held + facts.filed
    assert facts.forms >= 60
    assert len(facts.defect_codes) == facts.held
    assert len(facts.codes) == 56


VERDICTS = [
    ("VALID", ()),
    ("EXPIRING", ()),
    ("EXPIRED", ()),
    ("VALID", ("FROZEN",)),
    ("VALID", ("TAINTED",)),
    ("VALID", ("REAFFIRMED",)),
    ("VALID", ("REGISTRAR_SUSPENDED",)),
    ("VALID", ("CORRECTED",)),
    ("VALID", ("HOLDER_MISMATCH",)),
    ("NOT_FOUND", ()),
]


def test_the_table_shows_verdicts_of_every_kind(ledger: Ledger, facts: DemoFacts) -> None:
    ledger.clock = lambda: 1_793_000_000  # 2026-10-26: a table for ever, whatever the year the test is run in
    told = []
    for line in lines(ledger, facts):
        judged = line.answer.verdict
        words = [word for word in judged.overlay_words if word != "UNCHECKED"] + [note.code for note in judged.notes]
        told.append((judged.word, tuple(words)))
    assert told == VERDICTS


def test_what_is_exempt_or_important_shows_no_name(ledger: Ledger, facts: DemoFacts) -> None:
    for reference in (story.EXEMPTED, story.MASKED):
        answer = verdict(ledger.store, Question(CertificateId(facts.codes[reference]), ledger.now()))
        assert answer.verdict.word != "NOT_FOUND"
        assert answer.verdict.data_name == ""


def test_the_last_screen_fits_a_terminal_of_120_columns(ledger: Ledger, settings: Settings, facts: DemoFacts) -> None:
    page = StringIO()
    usual = settings.model_copy(update={"home": Settings.model_fields["home"].default})
    show(Console(file=page, soft_wrap=True), usual, ledger, facts, "http://127.0.0.1:8088")
    shown = page.getvalue().splitlines()
    assert len(shown) <= 30
    assert [line for line in shown if cell_len(line) > 120] == []
    whole = page.getvalue()
    for wanted in (
        "not the legal register",
        "NOT checked",
        "ANSWERED_BY_SILENCE",
        "demo tamper",
        "rebuild",
        "init DIR",
    ):
        assert wanted in whole
    assert auditing.digest(ledger.store).digest.hex() in whole
    assert "2026-10-10" in whole
    assert "2026-07-09" in whole


def test_the_demos_keys_are_marked_and_refused_elsewhere(settings: Settings, tmp_path: Path) -> None:
    password = settings.keystore_password_file.read_text().strip()
    keystores = sorted((settings.keys_dir / "accounts").glob("*.json"))
    assert len(keystores) == 11
    assert all(is_demo_keystore(json.loads(path.read_text())) for path in keystores)
    elsewhere = KeyStore(tmp_path, "another password")
    with pytest.raises(Refused) as refusal:
        elsewhere.import_account(keystores[0], password)
    assert refusal.value.code == "DEMO_KEY_OUTSIDE_DEMO"
    assert elsewhere.accounts() == ()
    assert elsewhere.import_account(keystores[0], password, demo=True) in elsewhere.accounts()


# --- what to type next ------------------------------------------------------------------------------------------------


def test_a_value_changed_by_sql_is_named_and_a_rebuild_mends_it(settings: Settings, facts: DemoFacts) -> None:
    with open_ledger(settings) as ledger:
        before = auditing.digest(ledger.store).digest
        assert auditing.fsck(ledger).clean
        done = tamper(settings)
        found = auditing.fsck(ledger).findings
        assert [finding.subject for finding in found] == [f"certificate/{facts.codes[story.SHORT]}/expires_at"]
        assert (found[0].expected, found[0].actual) == (str(done.before), str(done.after))
        assert auditing.digest(ledger.store).digest != before
        assert auditing.rebuilt(ledger).digest == before
        assert auditing.fsck(ledger).clean


def test_tampering_is_refused_where_the_deployment_is_no_demo(settings: Settings, tmp_path: Path) -> None:
    told = json.loads(settings.deployment_file.read_text())
    (tmp_path / "deployment.json").write_text(json.dumps({**told, "demo": False}))
    (tmp_path / "demo.json").write_text((settings.home / "demo.json").read_text())
    with pytest.raises(Refused) as refusal:
        tamper(Settings(home=tmp_path))
    assert refusal.value.code == "NOT_A_DEMO"


def test_a_second_run_goes_on_with_what_is_there(settings: Settings) -> None:
    again = ledger_process(settings.home, "demo", "--exit")
    page, said = again.communicate(timeout=PATIENCE)
    assert again.returncode == 0, said
    assert "there is a demo" in said
    assert "56 certified" in page


def test_a_taken_port_and_ctrl_c_end_well(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        serving = ledger_process(settings.home, "demo", LEDGER_PORT=port)
        until(lambda: operating.running(settings) is not None or serving.poll() is not None, "the demo's API")
        daemon = operating.running(settings)
        assert daemon is not None
        assert not daemon.url.endswith(f":{port}")
        assert serving.stdout is not None
        until(lambda: "stop" in serving.stdout.readline(), "the last screen")  # type: ignore[union-attr]
        os.killpg(serving.pid, signal.SIGINT)
        _, said = serving.communicate(timeout=PATIENCE)
    assert serving.returncode == 0
    assert "another one is used" in said
    assert "everything is kept" in said
    assert operating.running(settings) is None


def test_ctrl_c_while_it_is_made_leaves_nothing(tmp_path: Path) -> None:
    home = tmp_path / "ledger"
    making = ledger_process(home, "demo", "--exit")
    until((half_made(home) / "ledger.db").exists, "the database of a demo in the making")
    os.killpg(making.pid, signal.SIGINT)
    _, said = making.communicate(timeout=PATIENCE)
    assert making.returncode == 130
    assert "run it again" in said
    assert not home.exists()
    assert not half_made(home).exists()


def test_ctrl_c_is_heeded_at_the_next_step_if_python_dropped_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it drops whatever is raised in a finalizer."""
    steps = []

    def made(_settings: Settings, told: Told) -> None:
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        steps.append("dropped")
        told(1, 2, "走一步", "one step")
        steps.append("went on")

    monkeypatch.setattr(demo, "make_demo", made)
    before = signal.getsignal(signal.SIGINT)
    ended = CliRunner().invoke(app, ["demo", "--exit", "--home", str(tmp_path / "ledger")])
    assert (ended.exit_code, steps) == (130, ["dropped"])
    assert signal.getsignal(signal.SIGINT) is before


# --- afterwards -------------------------------------------------------------------------------------------------------


def file_one(ledger: Ledger, reference: str) -> int:
    """One form filed today by the first registrar; the block it went into."""
    application = parse_row(row(reference=reference), Where("demo", 2)).application
    assert application is not None
    papers = [
        Attachment(column, names[0], f"{reference} {column}".encode())
        for column, names in application.documents.items()
    ]
    order = FilingOrder(ledger.principal("bao"), OrgId(REGISTRAR), RegimeId("CN-DPR-2026"), application, papers)
    wish = filed(ledger, order)
    assert not isinstance(wish, PreparedAct)
    return int(ledger.settled(wish)["block"])


def test_up_down_up_and_one_form_filed(settings: Settings, facts: DemoFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Block times never fall, the new block bears the clock's time, every certificate is there."""
    monkeypatch.setenv("LEDGER_PORT", "0")
    with open_ledger(settings) as ledger:
        last = ledger.rpc.head().number
        asked = Question(CertificateId(facts.codes[story.FROZEN]), ledger.now(), known=last - 1)
        known = verdict(ledger.store, asked).bytes()
    operating.up(settings)
    assert operating.down(settings)
    operating.up(settings)
    try:
        with open_ledger(settings) as ledger:
            assert ledger.node is None, "the process that is up supervises the node"
            before = time.time()
            number = file_one(ledger, "NM-2026-9001")
            assert before - 5 <= ledger.rpc.header(number).timestamp <= time.time() + 5
            times = [ledger.rpc.header(block).timestamp for block in range(1, number + 1)]
            assert times == sorted(times)
            for code in facts.codes.values():
                assert (
                    verdict(ledger.store, Question(CertificateId(code), ledger.now())).verdict.certificate is not None
                )
            assert verdict(ledger.store, asked).bytes() == known
    finally:
        operating.down(settings)
    assert is_demo(settings)
