# SPDX-License-Identifier: Apache-2.0
"""Which language a reader gets; and that no sentence of the pages is missing one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import api.pages
from api.language import Language, accepted_language
from api.pages import texts

TEMPLATES = Path(api.pages.__file__).parent / "templates"

HEADERS = [
    pytest.param("", Language.ZH, id="nothing said"),
    pytest.param("en", Language.EN, id="English"),
    pytest.param("zh-CN,zh;q=0.9,en;q=0.8", Language.ZH, id="a Chinese browser"),
    pytest.param("en-US,en;q=0.9,zh;q=0.8", Language.EN, id="an English browser"),
    pytest.param("de,en;q=0.3", Language.EN, id="neither, but English is understood"),
    pytest.param("en;q=0,zh;q=0.1", Language.ZH, id="English refused"),
    pytest.param("fr, *;q=0.1", Language.ZH, id="neither"),
    pytest.param("en;q=abc", Language.ZH, id="a weight that is none"),
    pytest.param("," * 5000, Language.ZH, id="commas"),
]


@pytest.mark.parametrize(("header", "language"), HEADERS)
def test_accept_language_chooses(header: str, language: Language) -> None:
    assert accepted_language(header) is language


def test_every_sentence_is_there_in_both_languages() -> None:
    assert all(zh.strip() and en.strip() for zh, en in texts.TEXTS.values())
    assert all(zh != en for zh, en in texts.TEXTS.values())


def test_every_sentence_that_a_template_names_exists() -> None:
    named = {
        key for page in TEMPLATES.glob("*.html") for key in re.findall(r"\bt\('([a-z0-9_.A-Z]+)'\)", page.read_text())
    }

    assert named
    assert named <= texts.TEXTS.keys()


def test_pages_hold_no_script_no_style_and_nothing_from_elsewhere() -> None:
    pages = "".join(page.read_text() for page in TEMPLATES.glob("*.html"))

    assert not re.search(r"<script|<style|\bstyle=|\bon[a-z]+=|https?://|javascript:", pages)
