# SPDX-License-Identifier: Apache-2.0
"""Whether a use is covered by a grant: the twin of `AuthorizationRegistry.check`, written from the rules.

    chain (a grant, then what it was passed on from, up to the root), what the root was worth, a use
        -> Decision: allowed or not, by which rule, decided on which grant, and the plan: every rule in its order

The contract and this module must answer alike; a differential test holds them to it. Not for: freezes, which do not end
what runs (ruling 20) and are shown beside the answer; nor for gathering the facts (`service/grants.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, TypeAlias

from ledger.domain.grant import Grant
from ledger.domain.ids import GrantId

ALL_FIELDS: Final = 2**64 - 1
_MOST: Final = 2**64 - 1


class Rule(IntEnum):
    """Why a use is not covered. Numbers as in contracts/libraries/GrantWords.sol."""

    ALLOWED = 0
    UNKNOWN = 1
    NOT_ACCEPTED = 2
    NOT_YET = 3
    EXPIRED = 4
    ENDED = 5
    SUSPENDED = 6
    RIGHT = 7
    FIELDS = 8
    PURPOSE = 9
    REGION = 10
    EXPORT = 11
    CALLS = 12
    RECORDS = 13
    UNIT_GONE = 14
    CONSENT_WITHDRAWN = 15
    CONSENT_EXPIRED = 16


class PurposeCode(IntEnum):
    """What data may be used for. Bit n of a bitmap is purpose n; no other bit has a meaning."""

    OWN_OPERATIONS = 1
    PRODUCT_DEVELOPMENT = 2
    MODEL_TRAINING = 3
    CREDIT_ASSESSMENT = 4
    INSURANCE = 5
    RISK_CONTROL = 6
    MARKETING = 7
    RESEARCH = 8
    PUBLIC_GOVERNANCE = 9
    PUBLIC_BENEFIT = 10
    SUPPLY_CHAIN = 11
    QUALITY_TRACING = 12
    ENERGY_DISPATCH = 13
    FARMING_AND_HERDING = 14
    HEALTH = 15
    TRANSPORT = 16
    AUDIT_AND_SUPERVISION = 17
    STATISTICS = 18
    STORAGE = 19
    RESALE = 20
    DERIVATION = 21
    EMERGENCY = 22
    ENVIRONMENT = 23
    TOURISM_AND_CULTURE = 24


PURPOSES_ZH: Final[Mapping[PurposeCode, str]] = dict(
    zip(
        PurposeCode,
        "自身经营 产品开发 模型训练 信用评估 保险 风险控制 市场营销 科学研究 公共治理 公益 供应链 质量溯源 能源调度 "
        "农牧业指导 卫生健康 交通运输 审计监督 统计 存储 转售 数据衍生 应急 生态环境 文化旅游".split(),
        strict=True,
    )
)


class Environment(IntEnum):
    """How data are handed over. Bit n of a bitmap is environment n. The contract holds a grant's bounds and those of
    what is passed on against each other; no use on chain names one, so no `Rule` does."""

    PLAIN = 0
    API = 1
    SANDBOX = 2
    SECURE_COMPUTATION = 3
    FEDERATED = 4


ALL_ENVIRONMENTS: Final = (1 << len(Environment)) - 1

PROVINCES: Final = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82}
)
HOME: Final = 15
LEAGUES: Final = (1501, 1502, 1503, 1504, 1505, 1506, 1507, 1508, 1509, 1522, 1525, 1529)
"""The leagues and cities of Inner Mongolia; bit 100 is the first."""
_FIRST_LEAGUE: Final = 100
_LEAGUE_BITS: Final = sum(1 << _FIRST_LEAGUE + place for place in range(len(LEAGUES)))


# --- words and bits ---------------------------------------------------------------------------------------------------


def purposes_of(bits: int) -> list[PurposeCode]:
    return [code for code in PurposeCode if bits >> code & 1]


def purpose_bits(codes: Sequence[PurposeCode]) -> int:
    return sum(1 << code for code in set(codes))


def territory_bits(divisions: Sequence[int]) -> int:
    """Of codes (GB/T 2260) of provinces, and of leagues and cities of Inner Mongolia. ValueError for anything else."""
    bits = 0
    for division in divisions:
        if division % 10_000 == 0 and division // 10_000 in PROVINCES:
            bits |= 1 << division // 10_000
        elif division % 100 == 0 and division // 100 in LEAGUES:
            bits |= 1 << _FIRST_LEAGUE + LEAGUES.index(division // 100)
        else:
            raise ValueError(f"{division} is neither a province nor a league or city of Inner Mongolia")
    return bits


def divisions_of(bits: int) -> list[int]:
    provinces = [province * 10_000 for province in sorted(PROVINCES) if bits >> province & 1]
    return provinces + [league * 100 for place, league in enumerate(LEAGUES) if bits >> _FIRST_LEAGUE + place & 1]


def lies_in(territory: int, division: int) -> bool:
    """Whether a division lies in a territory. What is no division lies nowhere."""
    province = division // 10_000
    if province in PROVINCES and territory >> province & 1:
        return True
    league = division // 100
    return league in LEAGUES and bool(territory >> _FIRST_LEAGUE + LEAGUES.index(league) & 1)


def _spelt_out(territory: int) -> int:
    """With each league beside the region that they make up, so that two territories meet bit by bit."""
    return territory | (_LEAGUE_BITS if territory >> HOME & 1 else 0)


# --- a use and what it is asked against -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UseOfData:
    """What somebody wants to do, did, or asks about. `region` 0 only where data leave the country."""

    right: int
    fields: int
    purpose: int
    region: int
    exported: bool
    moment: int
    records: int = 0
    calls: int = 0


@dataclass(frozen=True, slots=True)
class UnitRoot:
    """Whether the right unit was held at the moment asked about."""

    held: bool


@dataclass(frozen=True, slots=True)
class DecisionRoot:
    """An authority's decision does not lapse; the grant on it does."""


@dataclass(frozen=True, slots=True)
class ConsentRoot:
    expires_at: int
    withdrawn_at: int | None


Root: TypeAlias = UnitRoot | DecisionRoot | ConsentRoot


@dataclass(frozen=True, slots=True)
class Link:
    """A grant of the chain with what was used of its budget, by itself and by everything below it."""

    grant: Grant
    used_calls: int
    used_records: int


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One rule that was looked at, on which grant, and whether the use passed it. `on` None: no such grant."""

    on: GrantId | None
    rule: Rule
    passed: bool


@dataclass(frozen=True, slots=True)
class Decision:
    rule: Rule
    decided_on: GrantId | None
    plan: tuple[PlanLine, ...]

    @property
    def allowed(self) -> bool:
        return self.rule is Rule.ALLOWED


def decide(chain: Sequence[Link], root: Root, use: UseOfData) -> Decision:
    """The first rule that stands against the use decides; after it nothing is looked at."""
    plan: list[PlanLine] = []
    if not chain:
        return Decision(Rule.UNKNOWN, None, (PlanLine(None, Rule.UNKNOWN, passed=False),))
    for on, rule, passed in _lines(chain, root, use):
        plan.append(PlanLine(on, rule, passed))
        if not passed:
            return Decision(rule, on, tuple(plan))
    return Decision(Rule.ALLOWED, None, tuple(plan))


def runs_at(chain: Sequence[Grant], root: Root, at: int) -> bool:
    """Whether every grant of a chain was there at a moment, and what they hang on, whatever is done under them."""
    return time_rule(chain, root, at) is Rule.ALLOWED


def time_rule(chain: Sequence[Grant], root: Root, at: int) -> Rule:
    """The first rule of time that stands against a chain at a moment, or what it hangs on; ALLOWED: none does."""
    rules = (*(line for grant in chain for line in _in_time(grant, at)), *_at_the_root(root, at))
    return next((rule for rule, passed in rules if not passed), Rule.ALLOWED)


def _lines(chain: Sequence[Link], root: Root, use: UseOfData) -> Iterator[tuple[GrantId, Rule, bool]]:
    for link in chain:
        for rule, passed in (*_in_time(link.grant, use.moment), *_in_scope(link.grant, use), *_in_budget(link, use)):
            yield link.grant.grant_id, rule, passed
    for rule, passed in _at_the_root(root, use.moment):
        yield chain[-1].grant.grant_id, rule, passed


def _in_time(grant: Grant, at: int) -> Iterator[tuple[Rule, bool]]:
    since = grant.since
    yield Rule.NOT_ACCEPTED, since is not None
    yield Rule.NOT_YET, since is not None and at >= since
    yield Rule.EXPIRED, at < grant.not_after
    yield Rule.ENDED, grant.ended_at is None or at < grant.ended_at
    yield Rule.SUSPENDED, not any(pause.covers(at) for pause in grant.pauses)


def _in_scope(grant: Grant, use: UseOfData) -> Iterator[tuple[Rule, bool]]:
    yield Rule.RIGHT, use.right == grant.right
    yield Rule.FIELDS, use.fields != 0 and use.fields | grant.fields == grant.fields
    yield Rule.PURPOSE, use.purpose < 64 and grant.purposes >> use.purpose & 1 == 1
    somewhere_abroad = use.exported and use.region == 0
    yield Rule.REGION, somewhere_abroad or lies_in(grant.territory, use.region)
    yield Rule.EXPORT, grant.exported or not use.exported


def _in_budget(link: Link, use: UseOfData) -> Iterator[tuple[Rule, bool]]:
    grant = link.grant
    yield Rule.CALLS, grant.max_calls is None or link.used_calls + use.calls <= grant.max_calls
    yield Rule.RECORDS, grant.max_records is None or link.used_records + use.records <= grant.max_records


def _at_the_root(root: Root, at: int) -> Iterator[tuple[Rule, bool]]:
    match root:
        case UnitRoot(held):
            yield Rule.UNIT_GONE, held
        case ConsentRoot(expires_at, withdrawn_at):
            yield Rule.CONSENT_WITHDRAWN, withdrawn_at is None or at < withdrawn_at
            yield Rule.CONSENT_EXPIRED, at < expires_at
        case DecisionRoot():
            return


def smallest_use(chain: Sequence[Link], at: int) -> UseOfData:
    """A use of no record and no call that the first grant of a chain still gives: of what all of them reach, since a
    grant above may have been narrowed after it was passed on. Where nothing is left, one that the first grant names, so
    that `decide` says by which rule it is gone."""
    own = chain[0].grant
    fields, purposes, territory = own.fields, own.purposes, _spelt_out(own.territory)
    for link in chain[1:]:
        fields, purposes = fields & link.grant.fields, purposes & link.grant.purposes
        territory &= _spelt_out(link.grant.territory)
    fields = fields or own.fields
    purpose = purposes_of(purposes or own.purposes)[0]
    return UseOfData(
        own.right, fields & -fields, purpose, divisions_of(territory or own.territory)[0], exported=False, moment=at
    )


# --- trees ------------------------------------------------------------------------------------------------------------


def chain_of(grants: Mapping[GrantId, Grant], grant_id: GrantId) -> list[Link]:
    """The grant and everything above it, with what was used; empty if it is not among these."""
    links: list[Link] = []
    below = _children(grants)
    at: GrantId | None = grant_id
    while at is not None and at in grants:
        calls, records = _used(grants, below, at)
        links.append(Link(grants[at], calls, records))
        at = grants[at].parent
    return links


def _children(grants: Mapping[GrantId, Grant]) -> dict[GrantId, list[GrantId]]:
    found: dict[GrantId, list[GrantId]] = {}
    for grant in grants.values():
        if grant.parent is not None:
            found.setdefault(grant.parent, []).append(grant.grant_id)
    return found


def _used(
    grants: Mapping[GrantId, Grant], below: Mapping[GrantId, Sequence[GrantId]], grant_id: GrantId
) -> tuple[int, int]:
    calls, records = grants[grant_id].used_calls, grants[grant_id].used_records
    for child in below.get(grant_id, ()):
        more_calls, more_records = _used(grants, below, child)
        calls, records = calls + more_calls, records + more_records
    return min(calls, _MOST), min(records, _MOST)


def overlaps(one: Grant, other: Grant) -> bool:
    """Whether two grants on one root give the same thing to two at a time, one of them as exclusive or sole."""
    if not (one.exclusivity or other.exclusivity) or one.right != other.right or one.grant_id == other.grant_id:
        return False
    if one.since is None or other.since is None:
        return False
    same_time = max(one.since, other.since) < min(_end(one), _end(other))
    same_place = _spelt_out(one.territory) & _spelt_out(other.territory) != 0
    return same_time and same_place and one.fields & other.fields != 0 and one.purposes & other.purposes != 0


def _end(grant: Grant) -> int:
    return grant.not_after if grant.ended_at is None else min(grant.not_after, grant.ended_at)
