# SPDX-License-Identifier: Apache-2.0
"""What the demo ships: forms that read as its table says, each defect another one, small and the same every time."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from ledger.calendars import shipped_calendar
from ledger.content.sources import open_source
from ledger.demo.cast import REGISTRAR
from ledger.demo.intake import DATA, DOCUMENTS, FIRST, SECOND
from ledger.demo.stage import moment
from ledger.demo.story import SCENES
from ledger.domain.defects import Severity
from ledger.domain.demo_marks import fictional
from ledger.domain.party import Uscc
from ledger.domain.precheck import Context, DocumentFact
from ledger.domain.tables.words import Grade, PartyKind, RightCase
from ledger.forms.dry_run import Examination, Known, Outcome, examine
from ledger.forms.intake import open_input

ROOT = Path(__file__).parents[3]
SCRIPTS = ROOT / "scripts"
MIB = 1024 * 1024


class EmptyWorld:
    """A registrar that has filed nothing yet, on the story's first day."""

    def known(self, references: Collection[str]) -> Mapping[str, Known]:
        return {}

    def context(
        self, documents: Mapping[str, DocumentFact], samples: Collection[bytes], schemas: Collection[bytes]
    ) -> Context:
        now = moment(SCENES[0].day)
        return Context(registrar=Uscc(REGISTRAR), now=now, calendar=shipped_calendar(), documents=documents)


def examined(file: Path) -> Examination:
    with open_source(DOCUMENTS) as documents:
        return examine(open_input(file), documents, EmptyWorld())


@pytest.fixture(scope="module")
def first() -> Examination:
    return examined(FIRST)


def script(name: str) -> Any:
    """A module of scripts/, which are no package and import each other as they stand there."""
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(SCRIPTS))
        return import_module(name)


@pytest.fixture(scope="module")
def rows() -> Any:
    return script("demo_rows")


def test_there_are_sixty_forms_and_a_fifth_of_them_has_a_defect(first: Examination) -> None:
    counts = first.report.counts
    assert len(first.report.rows) >= 60
    assert counts[Outcome.HELD] * 5 >= len(first.report.rows)
    assert counts[Outcome.SENDABLE] >= 45


def test_every_planted_flaw_is_found_where_it_was_planted_and_nothing_else(first: Examination, rows: Any) -> None:
    reference = {row.where: row.reference for row in first.report.rows}
    found = {(reference[d.where], d.code) for d in first.report.defects if d.severity is Severity.ERROR}
    assert found == {(row.reference, row.flaw) for row in rows.FLAWED}


def test_each_flaw_is_of_another_kind(rows: Any) -> None:
    flaws = [row.flaw for row in rows.FLAWED]
    assert len(set(flaws)) == len(flaws)


def test_the_second_registrars_forms_are_sound(rows: Any) -> None:
    report = examined(SECOND).report
    assert report.counts[Outcome.SENDABLE] == len(report.rows) == len(rows.SECOND)


@pytest.mark.parametrize("code", ["LOWER_CASE", "DATE_NOTATION", "INSTITUTION_DECIDED", "GRADE_IMPORTANT",
                                  "UTILITY_ADMITTED", "PARENT_UNREGISTERED"])  # fmt: skip
def test_what_is_odd_but_lawful_is_told_and_sent(first: Examination, code: str) -> None:
    assert code in {defect.code for defect in first.report.defects if defect.severity is not Severity.ERROR}


def test_the_kinds_of_application_that_the_guide_tells_apart_are_there(first: Examination) -> None:
    sent = first.sendable
    assert any(a.public_data and a.public_platform_ref for a in sent), "a public-data product"
    assert any(a.institution_decision for a in sent), "an institution by decision"
    assert any(a.utility for a in sent), "a utility"
    assert any(len(a.applicants) > 1 for a in sent), "joint applicants"
    assert any(a.applicants[0].kind is PartyKind.NATURAL_PERSON for a in sent), "a natural person"
    assert {RightCase.P3, RightCase.P4A, RightCase.P6} <= {case for a in sent for case in a.rights_by_case}
    assert any(a.notice_exempt for a in sent), "an exempt name"
    assert any(a.grade is Grade.IMPORTANT for a in sent), "important data"
    assert any(a.term_years == 1 for a in sent), "an agreed term"


def test_every_applicant_is_on_the_list_of_the_fictional(first: Examination) -> None:
    for application in (*first.sendable, *examined(SECOND).sendable):
        assert fictional(sorted(application.numbers)) == tuple(sorted(application.numbers))


def test_what_is_shipped_is_small() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 3 * MIB


def test_what_is_committed_is_what_the_script_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["build_demo_data.py", "--check"])
    with pytest.raises(SystemExit) as end:
        script("build_demo_data").main()
    assert end.value.code == 0


def test_two_builds_are_the_same_bytes() -> None:
    build = script("build_demo_data").build
    assert build() == build()
