# SPDX-License-Identifier: Apache-2.0
"""What may be wrong with an application: one closed table of codes, and the value that names one finding.

For: whoever finds a defect (`application.py`, `precheck.py`), shows one (workbook, API, pages), or lists all (docs).
Not for: deciding. A code never changes once published; its texts may be mended.

    ERROR    not sent until mended (or, for a held duplicate, until the registrar has confirmed the relation)
    WARNING  sent if the registrar says so; a value may have been mended, then `mended` shows what was read
    INFO     for the record
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ledger.domain.tables.rules import RULE_ROWS


class Severity(StrEnum):
    ERROR = "ERROR"
    WARNING = "WARNING"
    INFO = "INFO"


@dataclass(frozen=True, slots=True)
class Where:
    """The row a finding is about: the sheet's (or file's) name, and its row counted from 1 as the sheet shows it."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table. `zh` and `en` are templates; `rule` names the source beside the article."""

    code: str
    severity: Severity
    article: str
    rule: str
    zh: str
    en: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Defect:
    """One finding in one cell. `key` is a column's key (`form.BY_KEY`), empty when the row as a whole is meant.

    Warning: the texts may quote what the cell holds, which can be personal data. They are for whoever handed the file
    in, never for a log.
    """

    code: str
    severity: Severity
    key: str
    zh: str
    en: str
    rule: str
    article: str
    hint: str
    where: Where
    mended: str | None = None


RULES: Final[Mapping[str, Rule]] = {
    code: Rule(code, Severity(severity), article, rule, zh, en, hint)
    for code, severity, article, rule, zh, en, hint in RULE_ROWS
}


def defect(code: str, key: str, where: Where, mended: str | None = None, /, **values: object) -> Defect:
    """The finding of a rule of the table, its templates filled from `values`."""
    return found_by(RULES[code], key, where, mended, **values)


def found_by(rule: Rule, key: str, where: Where, mended: str | None = None, /, **values: object) -> Defect:
    """The finding of any rule: an intake has a few of its own about files and sheets, which no row knows."""
    zh, en, hint = (text.format(mended=mended, **values) for text in (rule.zh, rule.en, rule.hint))
    return Defect(rule.code, rule.severity, key, zh, en, rule.rule, rule.article, hint, where, mended)


def rules_as_markdown() -> str:
    """The whole table for the docs, in the order of the table."""
    lines = ["| 代码 code | 级别 severity | 条 article | 依据 rule | 说明 | text |", "|---|---|---|---|---|---|"]
    for rule in RULES.values():
        cells = (f"`{rule.code}`", rule.severity.value, rule.article, rule.rule, rule.zh, rule.en)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def blocks(defects: Iterable[Defect]) -> bool:
    """Whether something among these must be mended before the row may be sent."""
    return any(found.severity is Severity.ERROR for found in defects)
