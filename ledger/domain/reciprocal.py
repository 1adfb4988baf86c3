# SPDX-License-Identifier: Apache-2.0
"""Reciprocal grants: two in opposite directions that were agreed together, side by side.

    pairs_of(sides)      grants under one reference, by who gave them to whom; other parties may use the same reference
    compared(pair)       per dimension how the first side's grant stands to the second's: EQUAL, WIDER, NARROWER,
                         DIFFERENT (neither holds the other), MISSING (there is one side alone)
    counterpart_of(...)  what stands against one grant

Whose is the first side says who offered first, and nothing else. What is uneven is shown; whether it is fair is for
the sides (policy point 4). Groups of fields are numbered per asset: of two assets, only all of them compares with some.
What is agreed off the chain is not compared here: only its sides may read it.

Sides are those that gave and were given it: who takes a right unit over stands as grantor and changes no pair (ruling
23).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeAlias

from ledger.domain.grant import Grant
from ledger.domain.ids import GrantId, PartyId
from ledger.domain.kinds import GrantState
from ledger.domain.scope import ALL_FIELDS, HOME, LEAGUES, Rule, territory_bits


class Word(StrEnum):
    """How the first side's grant stands to the second's."""

    EQUAL = "EQUAL"
    WIDER = "WIDER"
    NARROWER = "NARROWER"
    DIFFERENT = "DIFFERENT"
    MISSING = "MISSING"


class Dimension(StrEnum):
    RIGHT = "RIGHT"
    FIELDS = "FIELDS"
    PURPOSES = "PURPOSES"
    TERRITORY = "TERRITORY"
    EXPORT = "EXPORT"
    ENVIRONMENTS = "ENVIRONMENTS"
    TERM = "TERM"
    CALLS = "CALLS"
    RECORDS = "RECORDS"
    DEPTH = "DEPTH"
    EXCLUSIVITY = "EXCLUSIVITY"
    IRREVOCABLE = "IRREVOCABLE"
    PRICE_MODE = "PRICE_MODE"
    STATE = "STATE"


class Counterstand(StrEnum):
    """What a grant is worth to the other side at a moment. Best first."""

    STANDS = "STANDS"
    SUSPENDED = "SUSPENDED"
    OFFERED = "OFFERED"
    LAPSED = "LAPSED"
    ENDED = "ENDED"
    MISSING = "MISSING"


_RANK: Final = tuple(Counterstand)
_STANDINGS: Final[Mapping[Rule, Counterstand]] = {
    Rule.NOT_ACCEPTED: Counterstand.OFFERED,
    Rule.EXPIRED: Counterstand.LAPSED,
    Rule.ENDED: Counterstand.ENDED,
    Rule.UNIT_GONE: Counterstand.ENDED,
    Rule.SUSPENDED: Counterstand.SUSPENDED,
}
"""Of the rules of time; before its first day a grant stands already."""


@dataclass(frozen=True, slots=True)
class Side:
    """One grant, the rule of time that stands against it at the moment asked about (`scope.time_rule`), and whether the
    right unit has left its grantor by then, or is gone: an offer binds nobody else."""

    grant: Grant
    rule: Rule
    at: int
    moved: bool = False

    @property
    def standing(self) -> Counterstand:
        if self.grant.state in (GrantState.DECLINED, GrantState.WITHDRAWN):
            return Counterstand.MISSING
        if self.rule is Rule.NOT_ACCEPTED and (self.moved or self.at >= self.grant.not_after):
            return Counterstand.LAPSED
        return _STANDINGS.get(self.rule, Counterstand.STANDS)


@dataclass(frozen=True, slots=True)
class Pair:
    """What two parties gave each other under one reference. Each direction has every grant of it, the one that is
    compared first: the one that stands best, of those the latest."""

    first: tuple[Side, ...]
    second: tuple[Side, ...]

    @property
    def parties(self) -> tuple[PartyId, PartyId]:
        return self.first[0].grant.grantor, self.first[0].grant.grantee


def pairs_of(sides: Sequence[Side]) -> tuple[Pair, ...]:
    """In the order in which the first grant of each was offered; `sides` come in that of their offers."""
    by_direction: dict[tuple[PartyId, PartyId], list[Side]] = {}
    for side in sides:
        by_direction.setdefault((side.grant.grantor, side.grant.grantee), []).append(side)
    found = []
    while by_direction:
        (grantor, grantee), one = next(iter(by_direction.items()))
        del by_direction[grantor, grantee]
        found.append(Pair(_best_first(one), _best_first(by_direction.pop((grantee, grantor), []))))
    return tuple(found)


def _best_first(sides: Sequence[Side]) -> tuple[Side, ...]:
    return tuple(sorted(reversed(sides), key=lambda each: _RANK.index(each.standing)))


def counterpart_of(grant_id: GrantId, pairs: Sequence[Pair]) -> tuple[Counterstand, tuple[GrantId, ...]]:
    """What stands against a grant: how the best of the other direction stands, and which grants that direction has."""
    for pair in pairs:
        for mine, others in ((pair.first, pair.second), (pair.second, pair.first)):
            if any(each.grant.grant_id == grant_id for each in mine):
                standing = others[0].standing if others else Counterstand.MISSING
                return standing, tuple(each.grant.grant_id for each in others)
    return Counterstand.MISSING, ()


# --- side by side -----------------------------------------------------------------------------------------------------


def compared(pair: Pair) -> dict[Dimension, Word]:
    """Every dimension, of the grants that each direction has first."""
    if not pair.second:
        return dict.fromkeys(Dimension, Word.MISSING)
    return {dimension: word(pair.first[0], pair.second[0]) for dimension, word in _WORDS.items()}


_Comparison: TypeAlias = Callable[[Side, Side], Word]


def _sets(of: Callable[[Grant], int]) -> _Comparison:
    """Bits: what holds the other and more is wider."""

    def word(one: Side, other: Side) -> Word:
        mine, theirs = of(one.grant), of(other.grant)
        if mine == theirs:
            return Word.EQUAL
        if mine | theirs == mine:
            return Word.WIDER
        return Word.NARROWER if mine | theirs == theirs else Word.DIFFERENT

    return word


def _amounts(of: Callable[[Grant], float]) -> _Comparison:
    return lambda one, other: _by_size(of(one.grant), of(other.grant))


def _by_size(mine: float, theirs: float) -> Word:
    if mine == theirs:
        return Word.EQUAL
    return Word.WIDER if mine > theirs else Word.NARROWER


def _same(of: Callable[[Side], Any]) -> _Comparison:
    return lambda one, other: Word.EQUAL if of(one) == of(other) else Word.DIFFERENT


def _fields(one: Side, other: Side) -> Word:
    mine, theirs = one.grant.fields, other.grant.fields
    if one.grant.root == other.grant.root:
        return _sets(lambda grant: grant.fields)(one, other)
    if mine == ALL_FIELDS or theirs == ALL_FIELDS:
        return _by_size(mine == ALL_FIELDS, theirs == ALL_FIELDS)
    return Word.DIFFERENT


def _places(grant: Grant) -> int:
    """With everything that the home province holds."""
    home = territory_bits([league * 100 for league in LEAGUES])
    return grant.territory | (home if grant.territory >> HOME & 1 else 0)


def _term(one: Side, other: Side) -> Word:
    """Who may begin earlier and end later has the wider term. Where neither says when, each begins by acceptance, and
    that the two were accepted one after the other tells nothing."""
    starts = [each.grant.not_before for each in (one, other)]
    if any(starts):
        begun = [-_start(each.grant) for each in (one, other)]
        start = _by_size(begun[0], begun[1])
    else:
        start = Word.EQUAL
    end = _by_size(one.grant.not_after, other.grant.not_after)
    if start is end or end is Word.EQUAL:
        return start
    return end if start is Word.EQUAL else Word.DIFFERENT


def _start(grant: Grant) -> int:
    return grant.not_before or grant.since or grant.offered_at


def _unbounded(count: int | None) -> float:
    return float("inf") if count is None else count


_WORDS: Final[Mapping[Dimension, _Comparison]] = {
    Dimension.RIGHT: _same(lambda side: side.grant.right),
    Dimension.FIELDS: _fields,
    Dimension.PURPOSES: _sets(lambda grant: grant.purposes),
    Dimension.TERRITORY: _sets(_places),
    Dimension.EXPORT: _amounts(lambda grant: grant.exported),
    Dimension.ENVIRONMENTS: _sets(lambda grant: grant.environments),
    Dimension.TERM: _term,
    Dimension.CALLS: _amounts(lambda grant: _unbounded(grant.max_calls)),
    Dimension.RECORDS: _amounts(lambda grant: _unbounded(grant.max_records)),
    Dimension.DEPTH: _amounts(lambda grant: grant.depth),
    Dimension.EXCLUSIVITY: _amounts(lambda grant: grant.exclusivity),
    Dimension.IRREVOCABLE: _amounts(lambda grant: grant.irrevocable),
    Dimension.PRICE_MODE: _same(lambda side: side.grant.price_mode),
    Dimension.STATE: _same(lambda side: side.standing),
}
