# SPDX-License-Identifier: Apache-2.0
"""How acts change a pledge, a line of reservations and a line of valuations. Called by `fold.py` only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from ledger.domain import events as e
from ledger.domain.absence import address_or_none, must_be_new, number_or_none
from ledger.domain.compensation import OPEN, Compensating, Compensation
from ledger.domain.events import Recorded
from ledger.domain.kinds import LoanStanding, PledgeState
from ledger.domain.pledge import ConsentRecord, Held, Loan, Pledge, PledgedItem, UnitLine
from ledger.domain.structs import Collateral
from ledger.domain.valuation import Opinion, ValuationLine

# --- pledges ----------------------------------------------------------------------------------------------------------


def _offered(state: Pledge | None, recorded: Recorded, event: e.PledgeOffered) -> Pledge:
    must_be_new(state)
    given = event.offered
    return Pledge(
        pledge_id=event.id,
        reference=given.ref,
        pledgor=given.pledgor,
        pledgee=given.pledgee,
        filed_by=event.by,
        account=event.account,
        person=given.assent.person,
        level=given.assent.level,
        terms=given.terms,
        maturity=given.terms.maturity,
        renewal=given.terms.renewal,
        state=PledgeState.OFFERED,
        offered_at=recorded.meta.timestamp,
        items=tuple(
            PledgedItem(place, unit.code, unit.holder, unit.right, 0, False) for place, unit in enumerate(given.units)
        ),
    )


def _in_state(state: Pledge, wanted: PledgeState) -> Pledge:
    if state.state is not wanted:
        raise ValueError(f"the pledge is {state.state.name}, not {wanted.name}")
    return state


def _running(state: Pledge) -> Pledge:
    return _in_state(state, PledgeState.RECORDED)


def _closed(state: Pledge, recorded: Recorded, event: e.PledgeOfferClosed) -> Pledge:
    _in_state(state, PledgeState.OFFERED)
    return replace(state, state=PledgeState.CLOSED, ended_at=recorded.meta.timestamp)


def _recorded(state: Pledge, recorded: Recorded, event: e.PledgeRecorded) -> Pledge:
    _in_state(state, PledgeState.OFFERED)
    return replace(
        state,
        state=PledgeState.RECORDED,
        recorded_at=recorded.meta.timestamp,
        recorded_account=event.account,
        recorded_preparer=address_or_none(event.preparer),
        acknowledged=event.acceptance.acknowledged,
        items=tuple(_item(place, ranked) for place, ranked in enumerate(event.ranked)),
    )


def _item(place: int, given: Collateral) -> PledgedItem:
    return PledgedItem(place, given.code, given.holder, given.right, given.rank, given.live)


def _released(state: Pledge, recorded: Recorded, event: e.PledgeReleased) -> Pledge:
    _running(state)
    return replace(
        state,
        state=PledgeState.RELEASED,
        ended_at=recorded.meta.timestamp,
        ending=event.ended.ending,
        items=tuple(replace(item, live=False) for item in state.items),
    )


def _partly_released(state: Pledge, recorded: Recorded, event: e.PledgePartlyReleased) -> Pledge:
    return _freed(_running(state), event.partial_release.place)


def _freed(state: Pledge, place: int) -> Pledge:
    if not state.items[place].live:
        raise ValueError(f"the unit at {place} is free already")
    items = list(state.items)
    items[place] = replace(items[place], live=False)
    return replace(state, items=tuple(items))


def _substituted(state: Pledge, recorded: Recorded, event: e.PledgeSubstituted) -> Pledge:
    _running(state)
    first = len(state.items)
    added = tuple(_item(first + place, given) for place, given in enumerate(event.added))
    return _freed(replace(state, items=(*state.items, *added)), event.substitution.place)


def _extended(state: Pledge, recorded: Recorded, event: e.PledgeExtended) -> Pledge:
    given = event.extension
    return replace(_running(state), maturity=given.maturity, renewal=state.renewal or given.renewal)


def _assigned(state: Pledge, recorded: Recorded, event: e.PledgeAssigned) -> Pledge:
    if _running(state).pledgee != event.assignor:
        raise ValueError(f"the pledgee is {state.pledgee}, not {event.assignor}")
    pledgee, now = event.assignment.assignee, recorded.meta.timestamp
    return replace(state, pledgee=pledgee, compensations=tuple(one.under(pledgee, now) for one in state.compensations))


def _rank_set(state: Pledge, recorded: Recorded, event: e.PledgeRankSet) -> Pledge:
    items = list(_running(state).items)
    items[event.place] = replace(items[event.place], rank=event.rank)
    return replace(state, items=tuple(items))


def _consented(state: Pledge, recorded: Recorded, event: e.PledgeConsented) -> Pledge:
    given = event.given
    added = ConsentRecord(
        number=len(state.consents) + 1,
        party=event.party,
        matter=given.matter,
        until=number_or_none(given.until),
        recorded_at=recorded.meta.timestamp,
        account=event.account,
        level=given.assent.level,
    )
    return replace(_running(state), consents=(*state.consents, added))


# --- the secured loan -------------------------------------------------------------------------------------------------


def _loan(state: Pledge, **changes: Any) -> Pledge:
    changed: Loan = replace(_running(state).loan, **changes)
    return replace(state, loan=changed)


def _filed_outside(state: Pledge, recorded: Recorded, event: e.LoanFiledOutside) -> Pledge:
    given = event.filing
    return _loan(
        state,
        filed_outside_at=recorded.meta.timestamp,
        outside_number=given.number,
        outside_status=int(given.status),
        outside_checked_at=number_or_none(given.checked_at),
    )


def _revalued(state: Pledge, recorded: Recorded, event: e.LoanRevalued) -> Pledge:
    return _loan(state, revalued_at=event.moment, secured=event.secured, value=event.value)


def _monitored(state: Pledge, recorded: Recorded, event: e.LoanMonitored) -> Pledge:
    given = event.monitoring
    return _loan(state, standing=given.standing, cure_by=number_or_none(given.cure_by))


def _stands(reached: LoanStanding) -> Callable[[Pledge, Recorded, Any], Pledge]:
    return lambda state, recorded, event: _loan(state, standing=reached, cure_by=None)


def _realised(state: Pledge, recorded: Recorded, event: e.LoanRealised) -> Pledge:
    back = state.loan.recovered + event.realisation.to_payers
    return _loan(state, standing=LoanStanding.REALISED, cure_by=None, recovered=back)


def _compensated(state: Pledge, recorded: Recorded, event: e.LoanCompensated) -> Pledge:
    """A word of the pledgee's takes the place of the one that awaits the same payer; without an amount, of nothing."""
    given, now = event.compensation, recorded.meta.timestamp
    known = tuple(
        replace(one, taken_back_at=now) if one.payer == given.payer and one.compensating in OPEN else one
        for one in _running(state).compensations
    )
    if not given.amount:
        return replace(state, compensations=known)
    added = Compensation(
        number=event.number,
        payer=given.payer,
        amount=given.amount,
        share_bps=given.share_bps,
        agreement=given.agreement,
        payment=given.payment,
        confirmed_at=now,
        confirmed_by=event.by,
        account=event.account,
        preparer=address_or_none(event.preparer),
        person=given.person,
    )
    return replace(state, compensations=(*known, added))


def _subrogated(state: Pledge, recorded: Recorded, event: e.LoanSubrogated) -> Pledge:
    given = event.subrogation
    payments = list(_running(state).compensations)
    index = next(i for i, one in enumerate(payments) if one.number == given.number)
    if payments[index].compensating is not Compensating.AWAITS:
        raise ValueError(f"payment {given.number} is {payments[index].compensating}, and awaits nobody")
    payments[index] = replace(
        payments[index],
        signed_at=recorded.meta.timestamp,
        signed_by=event.by,
        signed_account=event.account,
        level=given.assent.level,
    )
    return replace(state, compensations=tuple(payments))


def _suspended(state: Pledge, recorded: Recorded, event: e.LoanSuspended) -> Pledge:
    return _loan(state, suspended=event.suspension.suspended)


def _contested(state: Pledge, recorded: Recorded, event: e.LoanContested) -> Pledge:
    return _loan(state, release_decided_from=number_or_none(event.decided_from))


# --- lines ------------------------------------------------------------------------------------------------------------


def _reserved(state: UnitLine | None, recorded: Recorded, event: e.RankReserved) -> UnitLine:
    given = event.reservation
    unit = given.unit
    line = state or UnitLine(event.id, unit.code, unit.holder, unit.right, ())
    number = len(line.reservations) + 1
    since = recorded.meta.timestamp
    held = Held(number, event.pledgee, event.account, since, event.until, given.person, given.search)
    return replace(line, reservations=(*line.reservations, held))


def _attested(state: ValuationLine | None, recorded: Recorded, event: e.ValueAttested) -> ValuationLine:
    given = event.valuation
    line = state or ValuationLine(event.id, given.id, ())
    now = recorded.meta.timestamp
    earlier = tuple(
        replace(one, followed_at=now) if one.place == event.place and one.followed_at is None else one
        for one in line.opinions
    )
    opinion = Opinion(
        number=len(earlier) + 1,
        place=event.place,
        valuer=event.valuer,
        account=event.account,
        person=given.person,
        holder=given.holder,
        version=given.version,
        purpose=given.purpose,
        methods=given.methods,
        value=given.value,
        currency=given.currency,
        base_date=given.base_date,
        valid_until=given.valid_until,
        report=given.report,
        assumptions=given.assumptions,
        recorded_at=now,
    )
    return replace(line, opinions=(*earlier, opinion))


def _withdrawn(state: ValuationLine, recorded: Recorded, event: e.ValuationWithdrawn) -> ValuationLine:
    opinions = list(state.opinions)
    index = next(i for i in reversed(range(len(opinions))) if opinions[i].place == event.place)
    if opinions[index].withdrawn_at is not None:
        raise ValueError(f"opinion {opinions[index].number} is withdrawn already")
    opinions[index] = replace(opinions[index], withdrawn_at=recorded.meta.timestamp)
    return replace(state, opinions=tuple(opinions))


PLEDGE_RULES: Final[Mapping[type[Any], Callable[[Any, Recorded, Any], Any]]] = {
    e.PledgeOffered: _offered,
    e.PledgeOfferClosed: _closed,
    e.PledgeRecorded: _recorded,
    e.PledgeReleased: _released,
    e.PledgePartlyReleased: _partly_released,
    e.PledgeSubstituted: _substituted,
    e.PledgeExtended: _extended,
    e.PledgeAssigned: _assigned,
    e.PledgeRankSet: _rank_set,
    e.PledgeConsented: _consented,
    e.LoanFiledOutside: _filed_outside,
    e.LoanRevalued: _revalued,
    e.LoanMonitored: _monitored,
    e.LoanDefaulted: _stands(LoanStanding.DEFAULTED),
    e.LoanEnforced: _stands(LoanStanding.ENFORCEMENT),
    e.LoanCompensated: _compensated,
    e.LoanSubrogated: _subrogated,
    e.LoanRealised: _realised,
    e.LoanSuspended: _suspended,
    e.LoanContested: _contested,
    e.RankReserved: _reserved,
    e.ValueAttested: _attested,
    e.ValuationWithdrawn: _withdrawn,
}
