# SPDX-License-Identifier: Apache-2.0
"""Facts become state: the only place where that happens.

    state' = apply(state, recorded)        one subject, one act
    fold(acts)                             one subject, all its acts in order

For: live following, rollback, rebuild, audit and verdicts alike; any split of a subject's acts gives the same state.
Not for: judging. The contracts decided whether an act was lawful; a fold that meets an act that cannot follow (a second
registration, the closing of an objection that nobody filed) has wrong acts before it and says Inconsistent.

An act touches the aggregate of its subject and nothing else. What several aggregates say together (taint, suspension of
the registrar, the name on a certificate) is computed where it is read.

    subject                aggregate
    OrgId, padded          Organisation      with accreditations, suspensions and keys
    RegimeId               Regime
    "CALENDAR"             Calendar
    CaseId                 Case              with content, pauses and objections
    CertificateId          Certificate       with right units, versions, annotations, re-affirmations and encumbrances
    PledgeId               Pledge            with units, ranks, consents and the loan
    UnitId                 UnitLine          reservations of the next rank on a right unit
    ValuationId            ValuationLine     opinions of value on a certificate
    proposal id            Proposal
    grant id               Grant             with its steps and suspensions
    id of an application   PublicGrant
    id of a consent        ConsentRecord
    trace of an asset      Trace             with what happened, what was asked, answers and confirmations
    batch id               UsageBatch
    address, padded        ModuleRecord      a writer of History, a trusted desk, or both
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import takewhile
from typing import Any, Final, TypeAlias

from ledger.domain import events
from ledger.domain.certificate import Certificate
from ledger.domain.circulation import Trace, UsageBatch
from ledger.domain.events import Recorded
from ledger.domain.fold_case import CASE_RULES
from ledger.domain.fold_certificate import CERTIFICATE_RULES
from ledger.domain.fold_circulation import CIRCULATION_RULES
from ledger.domain.fold_governed import GOVERNED_RULES
from ledger.domain.fold_grant import GRANT_RULES
from ledger.domain.fold_pledge import PLEDGE_RULES
from ledger.domain.governance import ModuleRecord, Proposal
from ledger.domain.grant import ConsentRecord, Grant, PublicGrant
from ledger.domain.organisation import Organisation
from ledger.domain.pledge import Pledge, UnitLine
from ledger.domain.regime import Calendar, Regime
from ledger.domain.registration import Case
from ledger.domain.valuation import ValuationLine
from ledger.errors import Inconsistent, Refused

State: TypeAlias = (
    Organisation
    | Regime
    | Calendar
    | Case
    | Certificate
    | Proposal
    | ModuleRecord
    | Grant
    | PublicGrant
    | ConsentRecord
    | Trace
    | UsageBatch
    | Pledge
    | UnitLine
    | ValuationLine
)

_RULES: Final[Mapping[type[Any], Callable[[Any, Recorded, Any], State]]] = {
    **GOVERNED_RULES,
    **CASE_RULES,
    **CERTIFICATE_RULES,
    **GRANT_RULES,
    **CIRCULATION_RULES,
    **PLEDGE_RULES,
}


def apply(state: State | None, recorded: Recorded) -> State:
    """The state after one more act of the same subject. Inconsistent if the act cannot follow."""
    rule = _RULES.get(type(recorded.event))
    if rule is None:
        raise _unfoldable(state, recorded, "no rule folds this event")
    try:
        return rule(state, recorded, recorded.event)
    except (AttributeError, LookupError, Refused, TypeError, ValueError) as error:
        raise _unfoldable(state, recorded, f"{type(error).__name__}: {error}") from error


def fold(acts: Iterable[Recorded], state: State | None = None) -> State | None:
    """The state after all of these acts; None for none."""
    for recorded in acts:
        state = apply(state, recorded)
    return state


def fold_until(acts: Iterable[Recorded], at: int) -> State | None:
    """The state as these acts, in their order, had left it at a moment (seconds); None if none had come by then.

    For subjects whose acts take effect when they are recorded, as those on a pledge do."""
    return fold(takewhile(lambda recorded: recorded.meta.timestamp <= at, acts))


def folds(event: events.Event) -> bool:
    return type(event) in _RULES


def _unfoldable(state: State | None, recorded: Recorded, why: str) -> Inconsistent:
    name = type(recorded.event).__name__
    before = "nothing" if state is None else type(state).__name__
    return Inconsistent(
        f"{name} cannot follow here ({before} before it): {why}",
        zh=f"事件 {name} 无法接续当前状态（此前为 {before}）：{why}",
        code="ACT_CANNOT_FOLLOW",
        event=name,
        subject=recorded.entry.subject.hex(),
        sequence=recorded.entry.sequence,
        block=recorded.meta.block_number,
    )
