# SPDX-License-Identifier: Apache-2.0
"""A bank notes that somebody saw an early warning of one of its pledges: a record of its own, shown to nobody else.

    mark_seen(ledger, who, key, sighting)  -->  the record; the same key gives the same record again

It is no act: nothing goes on chain, and no warning ends by it. How long it stands is said by `domain/portfolio.Seen`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ledger.domain.early_warning import RULES, Rule, Signal
from ledger.domain.ids import PledgeId
from ledger.errors import NotFound, Refused
from ledger.service.pledges import no_pledge
from ledger.service.portfolio import line_of, require_bank
from ledger.service.runtime import Ledger, Principal
from ledger.service.verdicts import known_block
from ledger.store.queries import records


@dataclass(frozen=True, slots=True)
class Sighting:
    """Which warning of which pledge, and what the bank says of it. `rule` with its version or without; `subject` and
    `about` (the grant, certificate, parent, pledge, key or event that it names) where several follow from the rule."""

    pledge_id: PledgeId
    rule: str
    note: str
    subject: str | None = None
    about: str | None = None


def mark_seen(ledger: Ledger, who: Principal, key: str, sighting: Sighting) -> records.SeenWarning:
    """Refused for who is no bank, an unknown rule, no note, or where several warnings are meant; NotFound where the
    pledge is not the bank's, or no such warning holds now."""
    rule = _asked(sighting)
    with ledger.store.reading() as session:
        require_bank(session, who.org_id)
        given = records.one(session, records.SeenWarning, org_id=str(who.org_id), idempotency_key=key)
        if given is not None:
            return _same(given, rule, sighting)
        known = known_block(session, None)
        # Later than what any answer with `known` was given on, so that its bytes stay the same.
        at = max(ledger.now(), known.timestamp + 1)
        line = line_of(session, sighting.pledge_id, known, at)
        if line is None or not line.held_by(who.org_id):
            raise no_pledge()
        signal = _one([each for each in line.signals if _meant(each, rule, sighting)])
        row = _row(who, key, sighting, signal, at)
        row = replace(row, seen_at=max([at, *(1 + before for before in _before(session, row))]))
    try:
        with ledger.store.writing() as session:
            records.add(session, row)
    except Refused:
        # The same wish at the same time, as when an answer did not arrive: what was stored first is the answer to both.
        with ledger.store.reading() as session:
            given = records.one(session, records.SeenWarning, org_id=str(who.org_id), idempotency_key=key)
        if given is None:
            raise
        return _same(given, rule, sighting)
    return row


def _asked(sighting: Sighting) -> Rule:
    rule = RULES.get(sighting.rule.partition("/")[0])
    if rule is None or sighting.rule not in (rule.code, rule.cited):
        raise Refused(
            f"{sighting.rule} is no rule that warns; docs/watching.md lists them",
            zh=f"没有预警规则 {sighting.rule}",
            code="WARNING_RULE_UNKNOWN",
            rule=sighting.rule,
        )
    if not sighting.note.strip():
        raise Refused("say what was made of the warning", zh="须写明处理意见", code="NOTE_EMPTY")
    return rule


def _meant(signal: Signal, rule: Rule, sighting: Sighting) -> bool:
    _, subject, about = signal.key
    same = signal.rule is rule and sighting.subject in (None, subject)
    return same and (sighting.about is None or sighting.about in about)


def _one(found: list[Signal]) -> Signal:
    if not found:
        raise NotFound("no such warning holds now", zh="当前没有此预警", code="WARNING_NOT_FOUND")
    if len({signal.key for signal in found}) > 1:
        told = "; ".join(" ".join((subject, *about)) for _, subject, about in (signal.key for signal in found))
        raise Refused(
            f"{len(found)} warnings follow from this rule; name the subject, and whom it is about: {told}",
            zh=f"该规则下有 {len(found)} 项预警，请指明对象及所涉主体：{told}",
            code="WARNING_AMBIGUOUS",
            found=told,
        )
    return found[0]


def _row(who: Principal, key: str, sighting: Sighting, signal: Signal, at: int) -> records.SeenWarning:
    _, subject, about = signal.key
    return records.SeenWarning(
        mark_id="S" + hashlib.sha256(f"{who.org_id}\n{key}".encode()).hexdigest()[:32],
        org_id=str(who.org_id),
        idempotency_key=key,
        person=who.person_id,
        pledge_id=bytes(sighting.pledge_id),
        rule=signal.rule.cited,
        subject=subject,
        about=json.dumps(about, ensure_ascii=False),
        note=sighting.note,
        seen_at=at,
    )


def _before(session: Any, row: records.SeenWarning) -> Iterator[int]:
    """When the same warning was noted before: the newest is told, and two in one second have an order."""
    same = {name: getattr(row, name) for name in ("org_id", "pledge_id", "rule", "subject", "about")}
    return (one.seen_at for one in records.some(session, records.SeenWarning, **same))


def _same(given: records.SeenWarning, rule: Rule, sighting: Sighting) -> records.SeenWarning:
    """The warning may have ended since: what was asked for then is compared, not what holds now."""
    same = (given.pledge_id, given.rule.partition("/")[0], given.note) == (
        bytes(sighting.pledge_id),
        rule.code,
        sighting.note,
    )
    named = sighting.subject in (None, given.subject)
    named = named and (sighting.about is None or sighting.about in json.loads(given.about))
    if not (same and named):
        raise Refused(
            "this idempotency key was used for another request",
            zh="该幂等键已用于另一请求",
            code="IDEMPOTENCY_KEY_REUSED",
            verb="seen",
        )
    return given


def told(row: records.SeenWarning) -> dict[str, Any]:
    """The record as plain values, its moment in seconds."""
    return {
        "mark": row.mark_id,
        "pledge": "0x" + row.pledge_id.hex(),
        "rule": row.rule,
        "subject": row.subject,
        "about": json.loads(row.about),
        "by": row.person,
        "at": row.seen_at,
        "note": row.note,
    }
