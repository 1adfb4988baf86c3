# SPDX-License-Identifier: Apache-2.0
"""A workbook of a hundred applications on a real ledger: 95 sent, the five mended, nothing sent twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ledger.domain.ids import CaseId, name_bytes
from ledger.forms.dry_run import Outcome, Report
from ledger.forms.intake import open_input
from ledger.forms.result import write_result
from ledger.service import importing
from ledger.service.importing import ImportOrder
from ledger.store.queries import applications, records
from tests.e2e.founded import REGIME, REGISTRAR, Founded, founded_ledger
from tests.workbooks import hundred


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    """A ledger of its own: a hundred cases more would stand in other tests' lists."""
    with founded_ledger(tmp_path_factory.mktemp("imported")) as made:
        yield made


def cases_of(founded: Founded, report: Report) -> set[CaseId]:
    references = [name_bytes(row.reference, 32) for row in report.rows]
    with founded.ledger.store.reading() as session:
        return set(applications.cases_of_references(session, REGISTRAR, references).values())


def handed_in(founded: Founded, file: Path, documents: Path, result: Path) -> Report:
    order = ImportOrder(founded.people["bao"], REGISTRAR, REGIME)
    report = importing.confirm(founded.ledger, order, file, documents)
    write_result(open_input(file), report, result)
    return report


def count(report: Report, outcome: Outcome) -> int:
    return report.counts[outcome]


def test_of_a_hundred_rows_95_then_5_then_none_become_cases(founded: Founded, tmp_path: Path) -> None:
    file, documents = hundred.write(tmp_path, "E")
    result, mended = tmp_path / "result.xlsx", tmp_path / "mended.xlsx"
    ledger = founded.ledger

    rehearsed = importing.dry_run(importing.world_of(ledger, founded.people["bao"], REGISTRAR), file, documents)
    assert (count(rehearsed, Outcome.SENDABLE), count(rehearsed, Outcome.HELD)) == (95, 5)
    assert cases_of(founded, rehearsed) == set(), "a dry run sends nothing"

    first = handed_in(founded, file, documents, result)
    assert count(first, Outcome.SENT) == len(cases_of(founded, first)) == 95
    hundred.mend_and_sort(result, mended, "E")
    second = handed_in(founded, mended, documents, result)
    assert (count(second, Outcome.SENT), count(second, Outcome.KNOWN)) == (5, 95)
    third = handed_in(founded, mended, documents, result)
    assert (count(third, Outcome.SENT), count(third, Outcome.KNOWN)) == (0, 100)
    assert len(cases_of(founded, third)) == 100
    assert {CaseId(bytes.fromhex(row.case)) for row in third.rows} == cases_of(founded, third)


def test_the_same_data_filed_again_under_another_reference_are_held(founded: Founded, tmp_path: Path) -> None:
    """Ruling 12, against what the mirror knows of earlier filings."""
    file, documents = hundred.write(tmp_path, "D")
    only_one(file)
    handed_in(founded, file, documents, tmp_path / "result.xlsx")
    renumber(file, "D-2026-AGAIN")
    again = handed_in(founded, file, documents, tmp_path / "result.xlsx")
    assert [(d.key, d.code) for d in again.defects] == [("doc_sample", "DUPLICATE_SAME_APPLICANT")]
    assert count(again, Outcome.HELD) == 1


def test_what_is_kept_of_an_import_quotes_no_cell(founded: Founded, tmp_path: Path) -> None:
    file, documents = hundred.write(tmp_path, "Q")
    only_one(file, 7)
    handed_in(founded, file, documents, tmp_path / "result.xlsx")
    with founded.ledger.store.reading() as session:
        rows: list[Any] = records.some(session, records.ImportRow, reference="Q-2026-00007")
    assert [json.loads(row.defects) for row in rows] == [[["contact_name", "REQUIRED_MISSING", "ERROR"]]]


def only_one(file: Path, number: int = 1) -> None:
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    sheet.delete_rows(number + 2, 200)
    if number > 1:
        sheet.delete_rows(2, number - 1)
    book.save(file)


def renumber(file: Path, reference: str) -> None:
    book = openpyxl.load_workbook(file)
    book.worksheets[0]["A2"].value = reference
    book.save(file)
