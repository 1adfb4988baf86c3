# SPDX-License-Identifier: Apache-2.0
"""A file of codes: every column is filled from the verdict, restrictions among them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ledger.domain.verdict import judge
from ledger.domain.verdict_json import KnownBlock
from ledger.errors import NotFound, Refused
from ledger.service import verdict_files
from ledger.service.verdict_files import COLUMNS, codes_in, verify_file
from ledger.service.verdicts import Answer
from tests.unit.domain.test_verdict import CERTIFICATE, CODE, FACTS, noon, seizure


def test_the_workbook_says_what_restricts_a_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    annotated = replace(FACTS, certificate=replace(CERTIFICATE, annotations=(seizure(),)))
    answer = Answer(judge(annotated, noon(2026, 8, 2)), KnownBlock(7, bytes(32), 1, True))
    monkeypatch.setattr(verdict_files, "verdict", lambda *_: answer)
    source, target = tmp_path / "codes.csv", tmp_path / "verdicts.xlsx"
    source.write_text(f"{CODE}\n", encoding="utf-8")

    assert verify_file(None, source, target, now=1) == 1  # type: ignore[arg-type]

    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    line = dict(zip(COLUMNS, [cell.value or "" for cell in sheet[2]], strict=True))
    assert line["限制 restrictions"] == "司法等机关查封保全 #1 · 2026-08-01 –"
    assert (line["编号 code"], line["结论 base"], line["叠加状态 overlays"]) == (CODE, "VALID", "FROZEN UNCHECKED")
    assert line["区块 block"] == "7"


def test_headings_and_what_is_too_long_for_a_code_are_other_cells(tmp_path: Path) -> None:
    source = tmp_path / "codes.csv"
    source.write_bytes(f"SJ编号,备注\n{CODE},SJ{'1' * 60}\n".encode("utf-16"))
    assert list(codes_in(source)) == [CODE]


def test_a_file_of_codes_with_a_cell_that_never_ends_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "codes.csv"
    source.write_text(f'{CODE},"{"x" * 140_000}"\n', encoding="utf-8")
    with pytest.raises(Refused) as told:
        list(codes_in(source))
    assert told.value.code == "CSV_BROKEN"


@pytest.mark.parametrize("name", ["none.csv", "none.xlsx"])
def test_a_file_of_codes_that_is_not_there_is_not_found(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound):
        list(codes_in(tmp_path / name))
