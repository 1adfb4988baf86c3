# SPDX-License-Identifier: Apache-2.0
"""Pairs of neighbouring characters: how a name without spaces between its words is found by a part of it.

    grams_of("畜牧业 数据")   {"畜牧", "牧业", "数据"}

Letters are compared without case and full-width forms as their plain ones (NFKC); what is neither letter nor digit
separates. A single character is its own gram, so a query of one character finds names by their first characters only
if it stands alone there: ask for two or more.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_RUNS: Final = re.compile(r"[^\W_]+")


def grams_of(name: str) -> frozenset[str]:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return frozenset(gram for run in _RUNS.findall(folded) for gram in _pairs(run))


def _pairs(run: str) -> list[str]:
    return [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]
