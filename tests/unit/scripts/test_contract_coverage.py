# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest

from scripts.contract_coverage import main

REPORT = """TN:
SF:contracts/Desk.sol
DA:1,3
DA:2,0
end_of_record
SF:contracts/Desk.sol
DA:2,1
DA:3,0
DA:4,1
end_of_record
SF:tests/contracts/Desk.t.sol
DA:1,0
end_of_record
"""


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "lcov.info"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(("bound", "answer"), [("75", 0), ("75.1", 1), ("0", 0)])
def test_a_bound_is_kept(report: str, bound: str, answer: int) -> None:
    assert main([report, "--at-least", bound]) == answer


def test_a_line_hit_in_any_report_is_hit_and_the_missed_are_named(
    report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main([report])
    assert "contracts/Desk.sol: 75.0 %, missed 3\n" in capsys.readouterr().out


def test_no_covered_contract_at_all_is_not_a_pass(tmp_path: Path) -> None:
    empty = tmp_path / "lcov.info"
    empty.write_text("", encoding="utf-8")
    assert main([str(empty), "--at-least", "95"]) == 1
