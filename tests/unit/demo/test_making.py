# SPDX-License-Identifier: Apache-2.0
"""Where a demo may be made and when; what is kept of it; what may be tampered with."""

from __future__ import annotations

import fcntl
from datetime import date
from pathlib import Path

import pytest

from ledger.calendars import shipped_calendar
from ledger.demo import story
from ledger.demo.facts import DemoFacts, facts_file, is_demo, keep_facts, read_facts
from ledger.demo.making import make_demo
from ledger.demo.screen import command
from ledger.demo.stage import moment
from ledger.demo.tampering import tamper
from ledger.domain.calendar import day_from_civil
from ledger.errors import LedgerError, Misconfigured, Refused, Unavailable
from ledger.settings import Settings

FACTS = DemoFacts(
    forms=76, held=15, filed=61, defect_codes=("USCC_CHECK",), silent_filed=1, silent_refusal="ANSWERED_BY_SILENCE",
    silent_accepted="2026-10-10", silent_last_day="2026-10-23", objection_filed=2, objection_decided=3,
    evidence_asked=4, evidence_received=5, codes={"NM-2026-0001": "SJ1512026070001"}, seconds=30.5,
)  # fmt: skip


def silent(_done: int, _total: int, _zh: str, _en: str) -> None:
    """Nobody looks."""


def refusal(settings: Settings, family: type[LedgerError], now: float | None = None) -> str:
    with pytest.raises(family) as error:
        make_demo(settings, silent, wall=lambda: now if now is not None else moment(story.LAST_DAY, 23))
    assert error.value.zh
    return error.value.code


def test_a_clock_before_the_storys_end_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    home = tmp_path / "ledger"
    assert refusal(Settings(home=home), Refused, moment(date(2026, 7, 1))) == "WALL_CLOCK_TOO_EARLY"
    assert list(tmp_path.iterdir()) == []


def test_a_directory_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "deployment.json").write_text("{}")
    assert refusal(Settings(home=tmp_path), Refused) == "DIRECTORY_NOT_A_DEMO"
    assert [path.name for path in tmp_path.iterdir()] == ["deployment.json"]


def test_a_demo_is_not_made_over_another(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    keep_facts(settings, FACTS)
    assert refusal(settings, Refused) == "DEMO_EXISTS"


@pytest.mark.parametrize("elsewhere", [{"rpc_url": "http://127.0.0.1:1"}, {"database_url": "postgresql://x/y"}])
def test_the_demo_uses_no_node_or_database_but_its_own(tmp_path: Path, elsewhere: dict[str, str]) -> None:
    settings = Settings(home=tmp_path / "ledger").model_copy(update=elsewhere)
    assert refusal(settings, Misconfigured) == "DEMO_IS_SELF_CONTAINED"


def test_two_cannot_make_a_demo_in_one_place_at_once(tmp_path: Path) -> None:
    with (tmp_path / ".ledger.making.lock").open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert refusal(Settings(home=tmp_path / "ledger"), Unavailable) == "DEMO_BEING_MADE"


def test_what_was_kept_is_read_back(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    assert not is_demo(settings)
    keep_facts(settings, FACTS)
    assert is_demo(settings)
    assert read_facts(settings) == FACTS


@pytest.mark.parametrize("content", ["", "[]", '{"forms": 1}', "{"])
def test_facts_that_cannot_be_read_say_what_to_do(tmp_path: Path, content: str) -> None:
    settings = Settings(home=tmp_path)
    facts_file(settings).write_text(content)
    with pytest.raises(Misconfigured) as error:
        read_facts(settings)
    assert error.value.code == "DEMO_FACTS_UNREADABLE"


def test_there_is_nothing_to_tamper_with_where_there_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured) as error:
        tamper(Settings(home=tmp_path))
    assert error.value.code == "LEDGER_MISSING"


def test_scenes_follow_each_other_on_working_days_of_the_published_calendar() -> None:
    calendar = shipped_calendar()
    days = [scene.day for scene in story.SCENES]
    assert days == sorted(days)
    assert len(set(days)) == len(days)
    assert days[-1] == story.LAST_DAY
    assert [day for day in days if not calendar.is_working(day_from_civil(day))] == []


def test_commands_name_the_directory_only_where_it_is_not_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["pytest"])
    assert command(Settings()) == "ledger"
    assert command(Settings(home=Path("elsewhere"))) == "ledger --home elsewhere"
