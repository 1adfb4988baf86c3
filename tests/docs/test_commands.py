# SPDX-License-Identifier: Apache-2.0
"""Every `ledger ...` that a page tells to type is a command with those options; none is run here."""

from __future__ import annotations

import re
import shlex
from functools import cache
from typing import Any

import pytest
import typer

from ledger.cli.app import app
from tests.docs.pages import PAGES, indented, spans, text_of

STARTS = re.compile(r"(?:^|&& |[:,;] |\| )(?:\.venv/bin/)?(ledger (?:--?[a-z]|[a-z]).*)")
ENDS = re.compile(r"\s{2,}| && |[,;]\s| \|")
WITHOUT_VERB = {"--help", "--home"}


def told(text: str) -> list[str]:
    """The commands of a page: in blocks to the next gap of two blanks, in prose the whole code span."""
    found = [span for span in spans(text) if span.startswith("ledger ")]
    for line in indented(text):
        rest = line
        while match := STARTS.search(rest):
            command = ENDS.split(match[1])[0]
            found.append(command)
            rest = rest[match.start(1) + len(command) :]
    return found


@cache
def tree() -> Any:
    """Typer's own copy of click: a group has `commands`, a command `params`."""
    return typer.main.get_command(app)


def faults(command: str) -> list[str]:
    """What is wrong with a command, by the tree of verbs alone."""
    words = shlex.split(command.replace("...", ""))[1:]
    here = tree()
    for place, word in enumerate(words):
        verbs = getattr(here, "commands", {})
        if word in verbs:
            here = verbs[word]
        elif word.startswith("-"):
            if not _takes(here, word):
                return [f"{here.name} has no option {word}"]
        elif verbs and not (place and _is_valued(here, words[place - 1])):
            return [f"{here.name} has no verb {word}"]
    wants_verb = getattr(here, "commands", {}) and not here.invoke_without_command
    return [f"{here.name} wants a verb"] if wants_verb and not WITHOUT_VERB & set(words) else []


def _takes(here: Any, option: str) -> bool:
    return option == "--help" or any(option in (*each.opts, *each.secondary_opts) for each in here.params)


def _is_valued(here: Any, option: str) -> bool:
    """Whether the word after it is its value, and so no verb."""
    return any(option in each.opts and not getattr(each, "is_flag", False) for each in here.params)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_tells_exists(page: str) -> None:
    assert {command: found for command in told(text_of(page)) if (found := faults(command))} == {}


def test_the_pages_tell_many_commands() -> None:
    counts = {page: len(told(text_of(page))) for page in PAGES}
    assert sum(counts.values()) > 60
    assert min(counts["README.md"], counts["docs/operations.md"], counts["docs/procedure.md"]) > 10


@pytest.mark.parametrize(
    "command",
    [
        "ledger frobnicate",
        "ledger verify SJ --backwards",
        "ledger org",
        "ledger org dissolve X",
        "ledger --home X nothing",
        "ledger portfolio --csv nothing",
    ],
)
def test_a_command_that_does_not_exist_is_noticed(command: str) -> None:
    assert faults(command)


def test_commands_are_found_in_prose_and_in_blocks() -> None:
    text = "See `ledger up`.\n\n    ledger down && ledger backup FILE     both; then: ledger approve ID --as chen\n"
    assert told(text) == ["ledger up", "ledger down", "ledger backup FILE", "ledger approve ID --as chen"]


def options(here: Any) -> set[str]:
    """Every option of a verb and of those below it."""
    own = {option for each in here.params for option in (*each.opts, *each.secondary_opts)}
    return own.union(*(options(verb) for verb in getattr(here, "commands", {}).values()))


def test_every_option_that_an_error_names_exists() -> None:
    """docs/errors.md holds the text of each."""
    named = set(re.findall(r"(?<![-\w])--[a-z][a-z-]+", text_of("docs/errors.md")))
    assert len(named) > 5
    assert named - options(tree()) == set()
