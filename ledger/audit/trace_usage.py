# SPDX-License-Identifier: Apache-2.0
"""What the audit of a trace finds in batches of usage under the asset's grants. Called by `trace.py`.

Where the records are held here, each was judged (`domain/usage_scope.py`), and those outside are named. Of other
batches the chain says what was debited, and the span of their uses: if the grants ran throughout, every use was in
time; if one had ended by the last use, that is found; whatever else there is to ask, nobody can tell without records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ledger.audit.trace_checks import Check, Finding, joined
from ledger.domain.circulation import UsageBatch, UsageTotal, rule_name
from ledger.domain.events import Recorded
from ledger.domain.fold import fold
from ledger.domain.grant import Grant
from ledger.domain.ids import GrantId
from ledger.domain.scope import Rule
from ledger.domain.usage_scope import (
    ENVIRONMENT,
    FIELDS,
    FORBIDDEN_PURPOSE,
    NAMED,
    Allowance,
    Judged,
    Strays,
    budget_at,
    misstated,
    runs_throughout,
)
from ledger.domain.verdict import Evidence

ENDED: Final = frozenset(
    each.name
    for each in (
        Rule.NOT_ACCEPTED, Rule.NOT_YET, Rule.EXPIRED, Rule.ENDED, Rule.SUSPENDED, Rule.UNIT_GONE,
        Rule.CONSENT_WITHDRAWN, Rule.CONSENT_EXPIRED,
    )
)  # fmt: skip
"""Rules that say: there was no grant then. The others are of its scope and its budget."""

NO_RECORDS: Final = (
    "本服务未持有部分批次的使用记录，无法逐条核对",
    "the records of some batches of usage are not held here, so that no single use can be compared",
)
UNSAID: Final = {
    FIELDS: ("部分使用记录未载明字段，而授权对字段有限制", "usage records name no fields, which their grant bounds"),
    ENVIRONMENT: (
        "部分使用记录未载明环境，而授权对环境有限制",
        "usage records name no environment, which their grant bounds",
    ),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A batch with its totals under grants of the asset."""

    batch: UsageBatch
    place: Evidence
    totals: tuple[UsageTotal, ...]
    judged: Judged | None


@dataclass(frozen=True, slots=True)
class Bulk:
    """The batches on record, as they are asked about at a moment."""

    batches: tuple[Counted, ...]
    grants: Mapping[GrantId, Grant]
    allowances: Mapping[bytes, Allowance | None]
    at: int

    @classmethod
    def of(
        cls,
        anchored: Sequence[Recorded],
        grants: Mapping[GrantId, Grant],
        allowances: Mapping[bytes, Allowance | None],
        judged: Mapping[bytes, Judged],
        at: int,
    ) -> Bulk:
        counted = (_counted(recorded, grants, judged) for recorded in anchored)
        return cls(tuple(each for each in counted if each.batch.since <= at), grants, allowances, at)

    @property
    def looked(self) -> int:
        """How many records were judged."""
        return sum(each.judged.looked for each in self.batches if each.judged is not None)


def _counted(recorded: Recorded, grants: Mapping[GrantId, Grant], judged: Mapping[bytes, Judged]) -> Counted:
    batch = fold([recorded])
    assert isinstance(batch, UsageBatch)
    totals = tuple(total for total in batch.totals if total.grant_id in grants)
    return Counted(batch, Evidence.of(recorded), totals, judged.get(batch.batch))


def outside(bulk: Bulk) -> Iterator[Finding]:
    """Records outside the scope of their grants, and sums that were not debited: a budget is used up, or whoever handed
    the batch in is no side of the grant."""
    for counted in bulk.batches:
        for strays in _strays(counted, Check.DELIVERY_WITHOUT_GRANT):
            yield _named(Check.DELIVERY_WITHOUT_GRANT, counted, strays)
        for total in counted.totals:
            if total.rule:
                said = f"batch 0x{counted.batch.batch.hex()}: {total.records} records, {total.calls} calls: "
                wanted = f"debited from 0x{total.grant_id.hex()}"
                actual = said + rule_name(total.rule)
                yield Finding(Check.DELIVERY_WITHOUT_GRANT, None, counted.place, wanted, actual)


@dataclass(frozen=True, slots=True)
class Spending:
    """What was used under a grant, as it stands corrected: when it first counted, and by which act; then what says so
    now. `seq` None: a batch."""

    grant_id: GrantId
    records: int
    calls: int
    counted_at: int
    counted_by: Evidence
    seq: int | None
    place: Evidence | None
    name: str


def overdrawn(bulk: Bulk, told: Iterable[Spending]) -> Iterator[Finding]:
    """Grants under which more was used than their budget, as events stand corrected. The contract holds each telling
    against the budget, a correction by what it adds (ruling 24); this adds up anew, without believing it. A use counts
    under its grant and under all above it."""
    used: dict[GrantId, list[Spending]] = {}
    sums: dict[GrantId, list[int]] = {}
    over: dict[tuple[GrantId, str], Finding] = {}
    spendings = sorted([*told, *_in_bulk(bulk)], key=lambda each: _order(each.counted_by))
    for each in spendings:
        allowance = bulk.allowances.get(each.grant_id)
        for node in () if allowance is None else allowance.nodes:
            grant = node[-1].grant.grant_id
            added, kept = sums.setdefault(grant, [0, 0]), used.setdefault(grant, [])
            kept.append(each)
            units = zip(("records", "calls"), (each.records, each.calls), budget_at(node, each.counted_at), strict=True)
            for place, (unit, more, budget) in enumerate(units):
                added[place] += more
                if more and budget is not None and added[place] > budget:
                    wanted = f"at most {budget} {unit} under 0x{grant.hex()}"
                    actual = f"{added[place]} {unit}: {_names(kept, unit)}"
                    over[grant, unit] = Finding(Check.DELIVERY_WITHOUT_GRANT, each.seq, each.place, wanted, actual)
    yield from over.values()


def _in_bulk(bulk: Bulk) -> Iterator[Spending]:
    for counted in bulk.batches:
        batch, place = counted.batch, counted.place
        for total in counted.totals:
            if not total.rule and batch.until <= bulk.at:
                name = f"batch 0x{batch.batch.hex()}"
                amounts = total.records, total.calls
                yield Spending(total.grant_id, *amounts, batch.recorded_at, place, None, place, name)


def _order(place: Evidence) -> tuple[int, int]:
    return place.block_number, place.log_index


def _names(kept: Sequence[Spending], unit: str) -> str:
    """Everything that counted, the newest first to be named."""
    counted = [each.name for each in kept if (each.records if unit == "records" else each.calls)]
    more = len(counted) - NAMED
    return ", ".join([*([f"{more} more"] if more > 0 else []), *counted[-NAMED:]])


def after_end(bulk: Bulk) -> Iterator[Finding]:
    """Uses while there was no grant. Without records a batch counts uses up to its last moment."""
    for counted in bulk.batches:
        if counted.judged is not None:
            for strays in _strays(counted, Check.USE_AFTER_END):
                yield _named(Check.USE_AFTER_END, counted, strays)
            continue
        batch = counted.batch
        for total in counted.totals:
            end = _end_of(bulk.grants[total.grant_id], bulk.at)
            if end is not None and end <= batch.until <= bulk.at:
                actual = f"batch 0x{batch.batch.hex()} until {batch.until}"
                yield Finding(Check.USE_AFTER_END, None, counted.place, f"before {end}", actual)


def forbidden(bulk: Bulk) -> Iterator[Finding]:
    """Records of uses that an agreement forbids."""
    for counted in bulk.batches:
        for strays in _strays(counted, Check.AGREEMENT_BREACHED):
            yield _named(Check.AGREEMENT_BREACHED, counted, strays)


def misstated_totals(bulk: Bulk) -> Iterator[Finding]:
    """Batches whose totals, by which budgets are debited, are not those of their records."""
    for counted in bulk.batches:
        if counted.judged is None or counted.judged.sums is None:
            continue
        for grant, (said, made) in misstated(counted.batch.totals, counted.judged.sums).items():
            if GrantId(grant) not in bulk.grants:
                continue
            place = f"batch 0x{counted.batch.batch.hex()} under 0x{grant.hex()}"
            wanted = f"{place}: {made[0]} records, {made[1]} calls, as its records make"
            yield Finding(Check.GAP, None, counted.place, wanted, f"totals of {said[0]} records, {said[1]} calls")


def unseen(bulk: Bulk) -> Iterator[tuple[str, str]]:
    """Why not every use could be held against its scope."""
    if any(counted.judged is None for counted in bulk.batches):
        yield NO_RECORDS
    said = {name for counted in bulk.batches if counted.judged is not None for name in counted.judged.unsaid}
    yield from (UNSAID[name] for name in sorted(said))


def unseen_times(bulk: Bulk) -> tuple[str, str] | None:
    """Why not every use could be held against the time of its grant."""
    for counted in bulk.batches:
        if counted.judged is None and not all(_in_time(bulk, counted.batch, total) for total in counted.totals):
            return joined(NO_RECORDS)
    return None


def _in_time(bulk: Bulk, batch: UsageBatch, total: UsageTotal) -> bool:
    allowance = bulk.allowances.get(total.grant_id)
    return allowance is not None and runs_throughout(allowance, batch.since, batch.until)


def _strays(counted: Counted, check: Check) -> Iterator[Strays]:
    found = counted.judged.strays if counted.judged is not None else ()
    return (strays for strays in found if _check_of(strays.rule) is check)


def _check_of(rule: str) -> Check:
    if rule == FORBIDDEN_PURPOSE:
        return Check.AGREEMENT_BREACHED
    return Check.USE_AFTER_END if rule in ENDED else Check.DELIVERY_WITHOUT_GRANT


def _named(check: Check, counted: Counted, strays: Strays) -> Finding:
    actual = f"{strays.count} records of batch 0x{counted.batch.batch.hex()}: {strays.rule}"
    if strays.on is not None:
        actual += f" of 0x{strays.on.hex()}"
    return Finding(check, None, counted.place, f"within 0x{strays.grant.hex()}", actual, strays)


def _end_of(grant: Grant, at: int) -> int | None:
    """When a grant ended, by its term or before it; None while it runs at a moment."""
    end = grant.not_after if grant.ended_at is None else min(grant.not_after, grant.ended_at)
    return end if end <= at else None
