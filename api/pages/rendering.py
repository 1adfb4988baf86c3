# SPDX-License-Identifier: Apache-2.0
"""Templates with what every page has: language, head of the mirror, whether this is a demonstration."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.deps import ledger_of
from api.errors import Problem
from api.language import Language, chosen_language
from api.pages import texts
from ledger.domain.calendar import SHANGHAI_OFFSET
from ledger.store.queries.acts import Head

_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def rendered(request: Request, template: str, head: Head | None, *, status: int = 200, **values: Any) -> HTMLResponse:
    """One page. Every value a template names must be given: a hole in a certificate is an error, not a blank."""
    language = chosen_language(request)
    given = {
        "lang": language,
        "t": lambda key: texts.text(key, language),
        "word": lambda table, key: texts.word(getattr(texts, table), key, language),
        "of": lambda zh, en: texts.of((zh, en), language),
        "when": when,
        "day": lambda seconds: when(seconds)[:10],
        "other": _other_language(request, language),
        "path": request.url.path,
        "head": head,
        "demo": ledger_of(request).deployment.demo,
        "json": None,
        **values,
    }
    page = _ENVIRONMENT.get_template(template).render(given)
    headers = {"Content-Language": "zh-CN" if language is Language.ZH else "en"}
    return HTMLResponse(page, status, headers=headers)


def problem_page(request: Request, problem: Problem) -> HTMLResponse:
    document = problem.document(chosen_language(request))
    return rendered(request, "problem.html", None, status=problem.status, p=document)


def when(seconds: int) -> str:
    """On Shanghai's clock, to the minute."""
    shown = min(seconds + SHANGHAI_OFFSET, 253_402_300_799)
    return datetime.fromtimestamp(shown, UTC).strftime("%Y-%m-%d %H:%M")


def _other_language(request: Request, language: Language) -> str:
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    other = Language.EN if language is Language.ZH else Language.ZH
    # Halves of surrogate pairs cannot come in by a query; what else is odd in it is quoted.
    return "?" + urlencode([*query, ("lang", other)], errors="replace")
