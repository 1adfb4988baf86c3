# SPDX-License-Identifier: Apache-2.0
"""Finding names by a part of them: every pair of neighbouring characters of the query must occur in the name.

Nearly always that means that the query's runs occur in it; a name that has the same pairs elsewhere is found too, and
ranks no lower. A query without any letter or digit finds nothing.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, false, func, or_, select

from ledger.domain.grams import grams_of
from ledger.store.tables import projections as t


def subjects_named(query: str) -> Select[Any]:
    """The subjects whose shown name holds every gram of the query."""
    g = t.name_gram.c
    grams = sorted(grams_of(query))
    if not grams:
        return select(g.subject).where(false())
    pairs = [gram for gram in grams if len(gram) > 1]
    found = select(g.subject)
    if pairs:
        found = found.where(g.gram.in_(pairs)).group_by(g.subject).having(func.count() == len(pairs))
    for single in (gram for gram in grams if len(gram) == 1):
        # No LIKE wildcard is a letter or a digit, so the character needs no escape.
        beside = or_(g.gram.like(f"{single}%"), g.gram.like(f"%{single}"))
        found = found.where(g.subject.in_(select(g.subject).where(beside)))
    return found if pairs else found.distinct()
