# SPDX-License-Identifier: Apache-2.0
"""The page on early warnings tells every rule as it is: its version, severity and both texts."""

from __future__ import annotations

from ledger.domain.early_warning import RULES
from ledger.domain.valuation import Counting
from tests.docs.pages import table_rows, text_of


def test_the_page_tells_every_rule_as_it_is() -> None:
    told = [row[:4] for row in table_rows(text_of("docs/watching.md"), "Early warnings 预警规则")]
    assert told == [[f"`{rule.cited}`", rule.severity, rule.zh, rule.en] for rule in RULES.values()]


def test_the_page_tells_every_reason_why_an_opinion_does_not_count() -> None:
    text = text_of("docs/watching.md")
    assert [word for word in Counting if word is not Counting.COUNTS and f"`{word}`" not in text] == []
