# SPDX-License-Identifier: Apache-2.0
"""The bank's report as one sheet for the loan file: HTML in both languages that needs nothing else and prints on A4.

The sheet names the SHA-256 of the report's canonical JSON, so that paper and file can be held against each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


def sheet(document: Mapping[str, Any], raw: bytes) -> str:
    """`document` as `bank_report_json.report_document` makes it; `raw` its canonical bytes."""
    return _template().render(r=document, sha256=hashlib.sha256(raw).hexdigest())


@cache
def _template() -> Template:
    loader = PackageLoader("ledger.export", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("bank_report.html")
