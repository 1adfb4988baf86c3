# SPDX-License-Identifier: Apache-2.0
"""The shipped calendars are what their script writes."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "scripts" / "build_calendars.py"


def test_the_committed_calendars_are_what_the_script_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["build_calendars.py", "--check"])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    assert end.value.code == 0


def test_a_calendar_edited_by_hand_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = runpy.run_path(str(SCRIPT))
    for year in module["YEARS"]:
        (tmp_path / f"{year}.json").write_text(module["text_of"](year), encoding="utf-8")
    edited = json.loads((tmp_path / "2026.json").read_text(encoding="utf-8"))
    edited["working_days"] = hex(int(edited["working_days"], 16) ^ 1 << 200)
    (tmp_path / "2026.json").write_text(json.dumps(edited), encoding="utf-8")
    monkeypatch.setitem(module["main"].__globals__, "FOLDER", tmp_path)
    monkeypatch.setattr(sys, "argv", ["build_calendars.py", "--check"])
    assert module["main"]() == 1
    monkeypatch.setattr(sys, "argv", ["build_calendars.py"])
    assert module["main"]() == 0
    monkeypatch.setattr(sys, "argv", ["build_calendars.py", "--check"])
    assert module["main"]() == 0
