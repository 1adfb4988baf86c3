# SPDX-License-Identifier: Apache-2.0
"""2,000 rows with every kind of defect, made by a stranger's script, are reported exactly: none missing, none extra."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from ledger.content.sources import open_source
from ledger.forms.dry_run import Outcome, Report, examine
from ledger.forms.grid import Input
from ledger.forms.intake import open_input
from ledger.forms.result import write_result
from tests.unit.forms.worlds import LIMITS, CannedWorld, placed
from tests.workbooks import defective

MEMORY_MIB = 300
ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Reported:
    made: defective.Planted
    opened: Input
    report: Report
    result: Path


HandedIn = Callable[[str], tuple[Path, defective.Planted]]


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> HandedIn:
    """A folder with the file of this name and its documents, made once."""

    @cache
    def make(name: str) -> tuple[Path, defective.Planted]:
        folder = tmp_path_factory.mktemp("planted")
        made = defective.FILES[name](folder / name)
        defective.write_documents(made.documents, folder / "documents.zip")
        return folder, made

    return make


@pytest.fixture(scope="module", params=list(defective.FILES))
def reported(request: pytest.FixtureRequest, handed_in: HandedIn) -> Reported:
    folder, made = handed_in(request.param)
    opened, result = open_input(folder / request.param), folder / "result.xlsx"
    with open_source(folder / "documents.zip", LIMITS) as source:
        report = examine(opened, source, CannedWorld()).report
    write_result(opened, report, result)
    return Reported(made, opened, report, result)


def test_every_planted_defect_is_reported_and_nothing_else(reported: Reported) -> None:
    wanted, found = Counter(reported.made.expected), Counter(placed(reported.report))
    assert {"missing": list(wanted - found), "extra": list(found - wanted)} == {"missing": [], "extra": []}


def test_at_least_forty_kinds_of_defects_are_planted_in_at_least_2000_rows(reported: Reported) -> None:
    assert len({code for _, _, _, code in reported.made.expected}) >= 40
    assert len({kind.name for kind in reported.made.spoilt.values()}) >= 40
    assert sum(map(len, reported.made.sheets.values())) >= 2_000


def test_a_row_without_errors_is_sendable_and_one_with_errors_is_not(reported: Reported) -> None:
    held = {(d.where.sheet, d.where.row) for d in reported.report.defects if d.severity.value == "ERROR"}
    for row in reported.report.rows:
        wanted = Outcome.HELD if (row.where.sheet, row.where.row) in held else Outcome.SENDABLE
        assert row.outcome is wanted, row


def test_the_result_workbook_names_sheet_row_column_rule_and_article(reported: Reported) -> None:
    book = openpyxl.load_workbook(reported.result, read_only=True)
    lines = list(book["缺陷清单"].iter_rows(min_row=2, values_only=True))
    shown = [(line[0], line[1], line[3] or "", line[5]) for line in lines]
    assert Counter(shown) == Counter(reported.made.expected)
    named = {line[5]: (line[9], line[10]) for line in lines}
    assert named["ORGAN_DATA"] == ("R9", "15")
    assert named["USCC_CHECK"] == ("GB 32100", "16")
    assert all(line[6] and line[7] for line in lines), "every finding speaks both languages"


def test_the_letter_of_each_defect_leads_to_a_marked_cell_under_its_heading(reported: Reported) -> None:
    book = openpyxl.load_workbook(reported.result)
    shift = 1 if reported.opened.grids[0].headings is not None else 0  # JSON lines have no heading row of their own
    checked = 0
    for sheet, row, letter, heading, *_ in book["缺陷清单"].iter_rows(min_row=2, values_only=True):
        if not letter:
            continue
        page = book[str(sheet)[:31]]
        layout = reported.report.layouts[str(sheet)]
        assert page[f"{letter}{max(layout.header_row, 1)}"].value == heading
        assert page[f"{letter}{int(str(row)) + shift}"].comment is not None
        checked += 1
    assert checked > 200


def test_the_generator_imports_nothing_from_the_product() -> None:
    for path in (ROOT / "tests" / "workbooks").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] in ("ledger", "api")], path.name


MEASURED = """
import sys, time
from pathlib import Path
from ledger.content.sources import open_source
from ledger.forms.dry_run import examine
from ledger.forms.intake import open_input
from ledger.forms.result import write_result
from tests.unit.forms.worlds import LIMITS, CannedWorld
folder = Path(sys.argv[1])
began = time.monotonic()
with open_source(folder / "documents.zip", LIMITS) as source:
    opened = open_input(folder / "forms.xlsx")
    report = examine(opened, source, CannedWorld()).report
write_result(opened, report, folder / "measured.xlsx")
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(len(report.rows), int(peak.split()[1]) // 1024, f"{time.monotonic() - began:.1f}")
"""


def test_2000_rows_fit_into_300_mib(handed_in: HandedIn, tell: Callable[[str], None]) -> None:
    folder, _ = handed_in("forms.xlsx")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    rows, peak, seconds = done.stdout.split()
    tell(f"{rows} rows: {peak} MiB, {seconds} s")
    assert int(rows) == 2_000
    assert int(peak) < MEMORY_MIB
