# SPDX-License-Identifier: Apache-2.0
"""What cannot be a reference or a code is said to be none: a sentence and an exit code, never a traceback."""

from __future__ import annotations

import pytest

from ledger.cli import app as cli
from ledger.domain.ids import MalformedName, name_bytes


@pytest.mark.parametrize("text", ["编号一", "x" * 33, "a\nb", "0xzz", "0x12", "é"])
def test_a_name_that_is_none_is_malformed(text: str) -> None:
    with pytest.raises(MalformedName):
        name_bytes(text, 32)


def test_the_command_line_says_it_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def typed() -> None:
        name_bytes("编号一", 32)

    monkeypatch.setattr(cli, "app", typed)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    shown = capsys.readouterr().err
    assert "NAME_MALFORMED" in shown
    assert "编号" in shown
    assert "Traceback" not in shown
