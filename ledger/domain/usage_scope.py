# SPDX-License-Identifier: Apache-2.0
"""Whether each use of a batch lay within its grant, as the grant stood at the use's own time.

    records, one behind the other, and what their grants allowed at each moment
        -> how many were looked at; those outside by rule, with the first of them named; what others did not say

Each is asked of `scope.decide` against the grant and everything above it: as each reached then (a narrowing counts from
its act on), while it ran, was suspended, had ended, and while what they all hang on was there. After that the
environment, which no rule on chain judges, and what an agreement of theirs forbids, where it is known. Budgets are left
out: they bound sums, which the contract holds against them batch by batch, so that no single record is the one too
many.

A record says what it says: one that names no fields or no environment is asked for any that its grant gives, and where
the grant gives some only, it is counted as not told, never as within (ruling 25).

Between two moments at which something changes the answer depends on what a record says alone. So records that say the
same are asked once, memory is bounded by what is remembered of them, and two hundred thousand cost a second. Not for:
gathering what grants allowed (`service/usage_judging.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

from ledger.domain import events as e
from ledger.domain.agreement import Agreement
from ledger.domain.circulation import UsageTotal
from ledger.domain.events import Recorded
from ledger.domain.fold_grant import reach_of
from ledger.domain.grant import Grant
from ledger.domain.ids import GrantId
from ledger.domain.scope import (
    ALL_ENVIRONMENTS,
    ALL_FIELDS,
    ConsentRoot,
    Environment,
    Link,
    Root,
    Rule,
    UseOfData,
    decide,
    runs_at,
)
from ledger.domain.usage import UsageRecord

NAMED: Final = 10
"""How many records outside are named of those that break one rule of one grant; the others are counted."""
REMEMBERED: Final = 20_000
ENVIRONMENT: Final = "ENVIRONMENT"
FIELDS: Final = "FIELDS"
FORBIDDEN_PURPOSE: Final = "FORBIDDEN_PURPOSE"
Forbidden: TypeAlias = Mapping[int, GrantId]
"""The purposes that the agreements of a grant, or of one that it was passed on from, forbid, and whose does."""
NOTHING_FORBIDDEN: Final[Forbidden] = {}


Sum: TypeAlias = tuple[int, int]
"""Records and calls."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a grant reached from a moment on, with all else as it is known. `budget`: the records and calls that
    all uses under it may add up to, None without a bound; the grant itself has none, as no single use is judged by a
    sum."""

    since: int
    grant: Grant
    budget: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a grant allowed at each moment: the grant and what it was passed on from, up to the root, each as it reached
    from each moment on; and what the root was worth from each moment on. The first of each holds for before, too."""

    nodes: tuple[tuple[Reach, ...], ...]
    roots: tuple[tuple[int, Root], ...]


@dataclass(frozen=True, slots=True)
class Stray:
    """One record outside its grant. `leaf` is its hash in the batch's tree, the name that a proof gives it."""

    index: int
    moment: int
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Strays:
    """The records under one grant that break one rule of it, or of one that it was passed on from; the first named."""

    grant: GrantId
    rule: str
    on: GrantId | None
    count: int
    first: tuple[Stray, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a batch. `unsaid`: how many that broke no rule did not say what their grant bounds. `sums`: records
    and calls of the whole batch by grant, whoever's it is and whenever they were; None where nobody added them up."""

    looked: int
    strays: tuple[Strays, ...]
    unsaid: Mapping[str, int] = field(default_factory=dict)
    sums: Mapping[bytes, Sum] | None = None

    @property
    def outside(self) -> int:
        return sum(each.count for each in self.strays)


def reaches(grant: Grant, acts: Iterable[Recorded]) -> tuple[Reach, ...]:
    """How far a grant reached, from each of its acts on that says so; `acts` are the grant's, oldest first."""
    found: dict[int, Reach] = {}
    for act in acts:
        match act.event:
            case e.GrantOffered(offer=offer):
                scope = offer.terms.scope
            case e.GrantNarrowed(scope=scope):
                pass
            case _:
                continue
        reach = reach_of(scope)
        budget = (reach["max_records"], reach["max_calls"])
        unbounded = replace(grant, **{**reach, "max_calls": None, "max_records": None})
        found[act.meta.timestamp] = Reach(act.meta.timestamp, unbounded, budget)
    return tuple(found.values())


def judge(
    records: Iterable[UsageRecord],
    allowances: Mapping[bytes, Allowance | None],
    leaf: Callable[[int, UsageRecord], bytes],
    until: int | None = None,
    forbidden: Mapping[bytes, Forbidden] | None = None,
) -> Judged:
    """Of the records under these grants (None: the ledger knows no such grant), those up to a moment if one is given.

    `leaf` is asked for the few that are named.
    """
    forbids = forbidden or {}
    judges = {
        grant: _Judge(allowance, forbids.get(grant, NOTHING_FORBIDDEN)) for grant, allowance in allowances.items()
    }
    found: dict[tuple[bytes, str, GrantId | None], _Group] = {}
    looked, unsaid, sums = 0, Counter[str](), dict[bytes, list[int]]()
    for index, record in enumerate(records):
        added = sums.setdefault(record.grant, [0, 0])
        added[0] += record.records
        added[1] += record.calls
        judge_ = judges.get(record.grant)
        if judge_ is None or (until is not None and record.moment > until):
            continue
        looked += 1
        rule, on, missing = judge_.of(record)
        if rule is None:
            unsaid.update(missing)
            continue
        group = found.setdefault((record.grant, rule, on), _Group())
        group.count += 1
        if len(group.first) < NAMED:
            group.first.append(Stray(index, record.moment, leaf(index, record)))
    strays = (
        Strays(GrantId(grant), rule, on, group.count, tuple(group.first)) for (grant, rule, on), group in found.items()
    )
    added_up = {grant: (records_, calls) for grant, (records_, calls) in sums.items()}
    return Judged(looked, tuple(strays), dict(sorted(unsaid.items())), added_up)


def misstated(totals: Iterable[UsageTotal], sums: Mapping[bytes, Sum]) -> dict[bytes, tuple[Sum, Sum]]:
    """By grant, what a batch says of it and what its records make, where these differ; a grant that only one of them
    names counts as nothing in the other."""
    said = {bytes(total.grant_id): (total.records, total.calls) for total in totals}
    both = ((grant, said.get(grant, (0, 0)), sums.get(grant, (0, 0))) for grant in {**said, **sums})
    return {grant: (told, made) for grant, told, made in both if told != made}


def runs_throughout(allowance: Allowance, since: int, until: int) -> bool:
    """Whether the grant, everything above it and its root were there at each moment of [since, until]."""
    inside = sorted({each for each in _changes(allowance) if since < each <= until})
    return all(
        runs_at([_at(node, at) for node in allowance.nodes], _root_at(allowance.roots, at), at)
        for at in (since, *inside)
    )


_Answer: TypeAlias = tuple[str | None, GrantId | None, tuple[str, ...]]


@dataclass(slots=True)
class _Group:
    count: int = 0
    first: list[Stray] = field(default_factory=list)


class _Judge:
    """What stands against uses under one grant; remembers what it was asked."""

    def __init__(self, allowance: Allowance | None, forbidden: Forbidden) -> None:
        self._allowance, self._forbidden = allowance, forbidden
        self._changes = sorted(set(_changes(allowance))) if allowance is not None else []
        self._remembered: dict[tuple[Any, ...], _Answer] = {}

    def of(self, record: UsageRecord) -> _Answer:
        """The rule, the grant that has it, and what the record does not say."""
        between = bisect_right(self._changes, record.moment)
        key = (between, record.purpose, record.region, record.fields, record.environment)
        answer = self._remembered.get(key)
        if answer is None:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            answer = self._remembered[key] = self._asked(record)
        return answer

    def _asked(self, record: UsageRecord) -> _Answer:
        allowance = self._allowance
        if allowance is None:
            return Rule.UNKNOWN.name, None, ()
        grants = [_at(node, record.moment) for node in allowance.nodes]
        in_all = ALL_FIELDS
        for grant in grants:
            in_all &= grant.fields
        use = UseOfData(
            right=grants[0].right,
            fields=record.fields or _any(in_all) or _any(grants[0].fields),
            purpose=record.purpose,
            region=record.region,
            exported=record.region == 0,
            moment=record.moment,
        )
        decision = decide([Link(grant, 0, 0) for grant in grants], _root_at(allowance.roots, record.moment), use)
        if not decision.allowed:
            return decision.rule.name, decision.decided_on, ()
        outside, unsaid = _environment(grants, record.environment)
        if outside is not None:
            return ENVIRONMENT, outside, ()
        if record.purpose in self._forbidden:
            return FORBIDDEN_PURPOSE, self._forbidden[record.purpose], ()
        missing = {FIELDS: not record.fields and in_all != ALL_FIELDS, ENVIRONMENT: unsaid}
        return None, None, tuple(name for name, lacks in missing.items() if lacks)


def chain_in(allowance: Allowance) -> tuple[Grant, ...]:
    """The grant and everything above it, as each reached last."""
    return tuple(node[-1].grant for node in allowance.nodes)


def budget_at(node: Sequence[Reach], moment: int) -> tuple[int | None, int | None]:
    """The records and calls that a grant, as it reached, had for everything under it when a use was put on record then.
    Of what counted before and after in the same second, the wider: which came first, a time does not say."""
    before, then = _reach_at(node, moment - 1).budget, _reach_at(node, moment).budget
    return _wider(before[0], then[0]), _wider(before[1], then[1])


def _wider(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)


def forbidden_in(chain: Sequence[Grant], agreements: Mapping[GrantId, Agreement]) -> dict[int, GrantId]:
    """What the agreements of a grant and of everything above it forbid, as far as they are known; the lowest that
    forbids a purpose is named."""
    found: dict[int, GrantId] = {}
    for grant in chain:
        agreement = agreements.get(grant.grant_id)
        if agreement is not None and agreement.particulars is not None:
            for purpose in agreement.particulars.forbidden_purposes:
                found.setdefault(int(purpose), grant.grant_id)
    return found


def environment_at(allowance: Allowance, moment: int, environment: Environment | None) -> tuple[GrantId | None, bool]:
    """The grant that did not give an environment then, if one did not; and whether it would have mattered to be told,
    where none is (`environment` None)."""
    return _environment([_at(node, moment) for node in allowance.nodes], environment)


def _environment(grants: Sequence[Grant], environment: Environment | None) -> tuple[GrantId | None, bool]:
    if environment is not None:
        return next((each.grant_id for each in grants if not each.environments >> environment & 1), None), False
    in_all = ALL_ENVIRONMENTS
    for grant in grants:
        in_all &= grant.environments
    return (None, in_all != ALL_ENVIRONMENTS) if in_all else (grants[0].grant_id, False)


def _any(bits: int) -> int:
    return bits & -bits


def _at(node: Sequence[Reach], moment: int) -> Grant:
    return _reach_at(node, moment).grant


def _reach_at(node: Sequence[Reach], moment: int) -> Reach:
    return next((reach for reach in reversed(node) if reach.since <= moment), node[0])


def _root_at(roots: Sequence[tuple[int, Root]], moment: int) -> Root:
    return next((root for since, root in reversed(roots) if since <= moment), roots[0][1])


def _changes(allowance: Allowance) -> Iterator[int]:
    """Every moment at which an answer may change."""
    for node in allowance.nodes:
        for reach in node:
            grant = reach.grant
            yield from (reach.since, grant.not_after)
            yield from (each for each in (grant.since, grant.ended_at) if each is not None)
            for pause in grant.pauses:
                yield from (each for each in (pause.since, pause.until) if each is not None)
    for since, root in allowance.roots:
        yield since
        if isinstance(root, ConsentRoot):
            yield root.expires_at
            if root.withdrawn_at is not None:
                yield root.withdrawn_at


# --- as a document ----------------------------------------------------------------------------------------------------


def strays_document(strays: Strays) -> dict[str, Any]:
    """Plain values: which grant, which rule, which grant has it, how many, the first of them, and how many more."""
    return {
        "grant": "0x" + strays.grant.hex(),
        "rule": strays.rule,
        "on": None if strays.on is None else "0x" + strays.on.hex(),
        "count": strays.count,
        "first": [
            {"index": each.index, "moment": each.moment, "leaf": "0x" + each.leaf.hex()} for each in strays.first
        ],
        "more": strays.count - len(strays.first),
    }
