# SPDX-License-Identifier: Apache-2.0
"""What the system refuses is said in both languages with a code: no room, no such folder, a folder for a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.cli import app as cli
from ledger.cli.output import UNAVAILABLE
from ledger.errors import Misconfigured, Unavailable, of_the_system


def test_a_full_disk_can_be_waited_for() -> None:
    with pytest.raises(OSError, match="No space") as full, Path("/dev/full").open("w") as disk:
        disk.write("x")
    told = of_the_system(full.value)
    assert isinstance(told, Unavailable)
    assert (told.code, told.retry_after) == ("STORAGE_FULL", 30)


@pytest.mark.parametrize("name", ["", "absent/figures.csv"], ids=["a folder", "in no folder"])
def test_the_command_line_names_the_file(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def typed() -> None:
        (tmp_path / name).write_text("x", encoding="utf-8")

    monkeypatch.setattr(cli, "app", typed)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    shown = capsys.readouterr().err
    assert ended.value.code == UNAVAILABLE
    assert "SYSTEM_REFUSES" in shown
    assert "系统拒绝操作" in shown
    assert str(tmp_path) in shown.replace("\n", "")
    assert "Traceback" not in shown


def test_an_error_without_a_number_is_told_by_its_kind() -> None:
    assert isinstance(told := of_the_system(OSError()), Misconfigured)
    assert "OSError" in told.en
