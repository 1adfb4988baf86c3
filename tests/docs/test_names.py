# SPDX-License-Identifier: Apache-2.0
"""What the pages name is there: files, functions, tests, error codes, rulings, settings, and each other."""

from __future__ import annotations

import ast
import re
from functools import cache
from urllib.parse import unquote

import pytest

from ledger.settings import Settings
from tests.docs.pages import PAGES, ROOT, anchors, indented, links, spans, table_rows, text_of

PATH = re.compile(r"(?:ledger|api|contracts|scripts|tests|docs)/(?!\w+/\d$)[\w./\-]*")
"""Not `ledger/text/1`: that is a commitment's tag."""
TEST = re.compile(r"(?:test|always)_\w+")
# Spelled in pieces, as in scripts/check_conventions.py.
MACHINE = re.compile("|".join([r"(?<![\w.])/(?:work|root|tmp|home)" + "/", r"C:\\\\" + "Users", r"\.pyenv" + "/"]))
LONGEST_IMAGE = 400 * 1024


@cache
def code(suffix: str, *rooms: str) -> str:
    """All source files of some rooms in one text."""
    files = (path for room in rooms for path in sorted((ROOT / room).rglob(f"*{suffix}")))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


# --- files and links --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    for link in links(text_of(page)):
        if link.startswith("https://"):
            continue
        name, _, fragment = unquote(link).partition("#")
        target = (PAGES[page].parent / name).resolve() if name else PAGES[page]
        assert target.is_file(), f"{page}: {link}"
        if fragment:
            assert fragment in anchors(target.read_text(encoding="utf-8")), f"{page}: {link}"


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_exists(page: str) -> None:
    named = {span for span in spans(text_of(page)) if PATH.fullmatch(span)}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_the_machine_it_was_written_on(page: str) -> None:
    assert MACHINE.findall(text_of(page)) == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen, waiting = set[str](), ["README.md"]
    while waiting:
        page = waiting.pop()
        seen.add(page)
        for link in links(text_of(page)):
            target = (PAGES[page].parent / unquote(link).partition("#")[0]).resolve()
            name = str(target.relative_to(ROOT)) if target.is_relative_to(ROOT) else ""
            if name in PAGES and name not in seen:
                waiting.append(name)
    assert set(PAGES) - seen == set()


def test_images_are_small() -> None:
    images = list((ROOT / "docs" / "images").glob("*"))
    assert [image.name for image in images if image.stat().st_size > LONGEST_IMAGE] == []


def test_every_folder_of_the_map_exists() -> None:
    below = text_of("README.md").split("## Map of the folders", 1)[1].split("\n## ", 1)[0]
    rooms = {name for line in indented(below) for name in re.findall(r"(?<!\S)([a-z]+)/", line)}
    assert len(rooms) > 15
    assert [
        room for room in sorted(rooms) if not (ROOT / room).is_dir() and not (ROOT / "ledger" / room).is_dir()
    ] == []


# --- tests, functions, codes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_is_named_exists(page: str) -> None:
    named = {span for span in spans(text_of(page)) if TEST.fullmatch(span)}
    known = set(re.findall(r"(?:def|function) (\w+)", code(".py", "tests") + code(".sol", "tests")))
    assert sorted(named - known) == []


def test_every_invariant_names_a_test() -> None:
    own, _, others = text_of("docs/invariants.md").partition("\n## The same by another list")
    parts = re.split(r"^## ", own, flags=re.MULTILINE)[1:]
    assert [part.split()[0] for part in parts] == [f"I{number}" for number in range(1, 19)]
    assert [part.split()[0] for part in parts if not any(TEST.fullmatch(span) for span in spans(part))] == []
    rows = [row for row in others.splitlines() if re.match(r"\| \d+ \|", row)]
    assert [row.split()[1] for row in rows] == [str(number) for number in range(1, 16)]
    assert [row for row in rows if not any(TEST.fullmatch(span) for span in spans(row))] == []


def test_every_defect_of_others_names_a_test() -> None:
    rows = [row for row in text_of("docs/defects-of-others.md").splitlines() if row.startswith("| ")][1:]
    assert len(rows) > 35
    assert [row for row in rows if not any(TEST.fullmatch(span) for span in spans(row))] == []


def test_every_case_of_a_double_pledge_is_a_test_that_bears_its_number() -> None:
    page = text_of("docs/lending.md").partition("\n## Pledged twice")[2]
    named = {span for row in page.splitlines() if row.startswith("| D") for span in spans(row) if TEST.fullmatch(span)}
    assert {int(name.split("_")[1][1:]) for name in named} == set(range(1, 13))


def test_every_step_of_what_calls_what_is_a_function_of_that_file() -> None:
    steps = re.findall(r"^\| [^|]+ \| `([^`]+)` \| `(\w+)` \|$", text_of("docs/what-calls-what.md"), flags=re.MULTILINE)
    assert len(steps) > 45
    for name, function in steps:
        source = (ROOT / name).read_text(encoding="utf-8")
        assert re.search(rf"^\s*(?:def|function) {function}\b", source, flags=re.MULTILINE), f"{name} {function}"


def test_every_word_of_the_glossary_is_used_in_the_code() -> None:
    words = {span for span in spans(text_of("docs/glossary.md")) if re.fullmatch(r"[A-Za-z_]\w+", span)}
    known = set(re.findall(r"\w+", code(".py", "ledger", "api") + code(".sol", "contracts")))
    assert len(words) > 60
    assert sorted(words - known) == []


def test_every_code_of_the_runbook_is_an_error() -> None:
    errors = {span for span in spans(text_of("docs/errors.md")) if re.fullmatch(r"[A-Z][A-Z0-9_]+", span)}
    named = {span for row in table_rows(text_of("docs/operations.md"), "Runbook") for span in spans(row[0])}
    stars = {name[:-1] for name in named if name.endswith("*")}
    assert len(named) > 30
    assert sorted(name for name in named - errors if not name.endswith("*")) == []
    assert [star for star in stars if not any(error.startswith(star) for error in errors)] == []


def test_every_ruling_that_the_code_cites_is_on_the_page() -> None:
    cited = code(".py", "ledger", "api", "scripts") + code(".sol", "contracts")
    numbers = {
        int(number)
        for span in re.findall(r"(?i)\brulings? ((?:\d+(?:, | and )?)+)", cited)
        for number in re.findall(r"\d+", span)
    }
    numbers |= {
        int(number)
        for number in re.findall(r'"R(\d+)"', (ROOT / "ledger/domain/tables/rules.py").read_text(encoding="utf-8"))
    }
    on_page = {int(number) for number in re.findall(r"^\*\*(\d+)\. ", text_of("docs/rulings.md"), flags=re.MULTILINE)}
    on_page |= {int(number) for number in re.findall(r"^\*\*(\d+)\.", text_of("docs/rulings.md"), flags=re.MULTILINE)}
    assert len(numbers) > 15
    assert sorted(numbers - on_page) == []


def test_the_list_of_what_fsck_cannot_find_is_the_one_that_is_tried() -> None:
    tree = ast.parse((ROOT / "tests" / "e2e" / "test_tampering.py").read_text(encoding="utf-8"))
    tried = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "UNSEEN"
    )
    below = text_of("docs/operations.md").split("### What fsck cannot find", 1)[1].split("\n## ", 1)[0]
    assert re.findall(r"^- (.+)$", below, flags=re.MULTILINE) == list(tried)


# --- settings ---------------------------------------------------------------------------------------------------------


def test_the_table_of_settings_is_that_of_the_code() -> None:
    told = {row[0].strip("`"): row[1].strip("`") for row in table_rows(text_of("docs/operations.md"), "Settings")}
    assert set(told) == {f"LEDGER_{name.upper()}" for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else str(field.default)
        shown = default.lower() if isinstance(field.default, bool) else default.removesuffix(".0")
        assert told[f"LEDGER_{name.upper()}"] == shown, name
