# SPDX-License-Identifier: Apache-2.0
"""Finding names by a part of them: every pair of neighbouring characters of the query must occur in the name.

Nearly always that means that the query's runs occur in it; a name that has the same pairs elsewhere is found too, and
ranks no lower. A query without any letter or digit finds nothing.

A certificate is found by the name that stands for it, as `restating.shown` has it: the one that was given to it last;
where none was, the one that the certificate before it had come to by the transfer; at the end the application's. That
is asked of several certificates, so it is answered here and stored nowhere.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, ColumnElement, ScalarSelect, Select, and_, exists, false, func, or_, select, tuple_, union

from ledger.domain.grams import grams_of
from ledger.store.tables import projections as t


def cases_named(query: str) -> Select[Any]:
    """The applications whose shown name holds every gram of the query."""
    holding = _holding(query).subquery()
    return select(holding.c.subject).where(holding.c.version == 0)


def certificates_named(query: str) -> Select[Any]:
    """The codes of the certificates for which a name stands that holds every gram of the query."""
    c, holding = t.certificate.c, _holding(query).cte("holding")
    own = select(c.code).join(holding, _is(holding, c.name_subject, _named(c.code)))
    inherited = _inherited(holding)
    unnamed = select(c.code).join(inherited, inherited.c.code == c.code).where(c.name_subject == c.case_id)
    return select(union(own, unnamed).subquery().c.code)


def _inherited(holding: CTE) -> CTE:
    """The certificates that began with such a name, whatever was said of them since: by the application, by a transfer
    from one that was named so by then, or from one that had begun so and was not named anew by then."""
    c, p = t.certificate.c, t.proceeding.c
    first = select(c.code).join(holding, _is(holding, c.case_id, 0)).where(~exists().where(p.successor == c.code))
    moved = p.successor.is_not(None)
    passed_on = select(p.successor).join(t.certificate, c.code == p.code).where(moved)
    named = passed_on.join(holding, _is(holding, c.name_subject, _named(c.code, p.version)))
    found = select(union(first, named).subquery().c.code).cte("inherited", recursive=True)
    onward = select(p.successor).join(found, found.c.code == p.code)
    return found.union(onward.where(moved & _named(p.code, p.version).is_(None)))


def _is(holding: CTE, subject: ColumnElement[Any], version: ColumnElement[Any] | int) -> ColumnElement[bool]:
    return and_(holding.c.subject == subject, holding.c.version == version)


def _named(code: ColumnElement[Any], until: ColumnElement[Any] | None = None) -> ScalarSelect[int]:
    """The version of a certificate by which it was named last, up to a version or altogether; NULL: by none. Whether
    it may be shown does not matter: one that may not be shown covers the one before."""
    v = t.certificate_version.alias()
    names = (v.c.data_name != "") | v.c.name_commitment.is_not(None)
    query = select(func.max(v.c.number)).where((v.c.code == code) & names)
    if until is not None:
        query = query.where(v.c.number <= until)
    return query.correlate_except(v).scalar_subquery()


def _holding(query: str) -> Select[Any]:
    """Where (subject and version) a name was shown that holds every gram of the query."""
    g = t.name_gram.c
    where, grams = (g.subject, g.version), sorted(grams_of(query))
    if not grams:
        return select(*where).where(false())
    pairs = [gram for gram in grams if len(gram) > 1]
    found = select(*where)
    if pairs:
        found = found.where(g.gram.in_(pairs)).group_by(*where).having(func.count() == len(pairs))
    for single in (gram for gram in grams if len(gram) == 1):
        # No LIKE wildcard is a letter or a digit, so the character needs no escape.
        beside = or_(g.gram.like(f"{single}%"), g.gram.like(f"%{single}"))
        found = found.where(tuple_(*where).in_(select(*where).where(beside)))
    return found if pairs else found.distinct()
