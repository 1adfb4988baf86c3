# SPDX-License-Identifier: Apache-2.0
"""How acts change organisations, rules, proposals and modules. One small function an event; for `fold.py` only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from ledger.domain import events as e
from ledger.domain.absence import address_or_none, digest_or_none, existing, must_be_new, number_or_none, org_or_none
from ledger.domain.calendar import Day, day_of
from ledger.domain.events import Recorded
from ledger.domain.governance import DeskTrust, ModuleRecord, Proposal, ProposalRound, WriterWindow
from ledger.domain.ids import Address
from ledger.domain.kinds import TWO_PERSON_DEFAULT, OrgKind, bitmap
from ledger.domain.organisation import AccountKey, Accreditation, Organisation, StandingBy, Suspension
from ledger.domain.regime import Calendar, PublishedYear, Regime, calendar_year

_TWO_PERSONS: Final = bitmap(TWO_PERSON_DEFAULT)


# --- organisations ----------------------------------------------------------------------------------------------------


def _registered(state: Organisation | None, recorded: Recorded, event: e.OrganisationRegistered) -> Organisation:
    must_be_new(state)
    given = event.registration
    return Organisation(
        org_id=event.org,
        name=given.name,
        kinds=given.kinds,
        group=given.group,
        public_body=given.public_body,
        registered_by=org_or_none(event.by),
        registered_at=recorded.meta.timestamp,
        registered_account=address_or_none(event.account),
        registered_person=digest_or_none(event.person),
        two_person_kinds=_TWO_PERSONS,
    )


def _regrouped(state: Organisation, _: Recorded, event: e.OrganisationRegrouped) -> Organisation:
    return replace(state, group=event.group)


def _accredited(state: Organisation, recorded: Recorded, event: e.OrganisationAccredited) -> Organisation:
    number = 1 + sum(given.kind == event.kind for given in state.accreditations)
    added = Accreditation(
        kind=OrgKind(event.kind),
        number=number,
        since=event.since,
        until=number_or_none(event.until),
        region=event.region,
        digit=event.digit,
        recorded_at=recorded.meta.timestamp,
    )
    return replace(state, accreditations=(*state.accreditations, added))


def _suspended(state: Organisation, _: Recorded, event: e.OrganisationSuspended) -> Organisation:
    existing(state.accreditation(event.kind))
    number = 1 + sum(suspended.kind == event.kind for suspended in state.suspensions)
    added = Suspension(OrgKind(event.kind), number, event.moment, event.reason)
    return replace(state, suspensions=(*state.suspensions, added))


def _resumed(state: Organisation, _: Recorded, event: e.OrganisationResumed) -> Organisation:
    """The suspension of that kind that is still open ends."""
    (last,) = (i for i, one in enumerate(state.suspensions) if one.kind == event.kind and one.until is None)
    ended = replace(state.suspensions[last], until=event.moment, resumed_reason=event.reason)
    return replace(state, suspensions=(*state.suspensions[:last], ended, *state.suspensions[last + 1 :]))


def _succeeded(state: Organisation, _: Recorded, event: e.OrganisationSucceeded) -> Organisation:
    if state.successor is not None:
        raise ValueError("it was succeeded already")
    return replace(state, successor=event.successor, succeeded_at=event.moment, succession_document=event.document)


def _two_persons(state: Organisation, _: Recorded, event: e.TwoPersonActsSet) -> Organisation:
    return replace(state, two_person_kinds=event.kinds)


def _encryption_key(state: Organisation, _: Recorded, event: e.EncryptionKeySet) -> Organisation:
    return replace(state, encryption_key=event.x25519)


def _reaffirmed(state: Organisation, recorded: Recorded, event: e.ActsReaffirmed) -> Organisation:
    number = len(state.standing_by) + 1
    stood = StandingBy(number, recorded.meta.timestamp, event.account, event.person, event.reason, event.subjects)
    return replace(state, standing_by=(*state.standing_by, stood))


def _key_added(state: Organisation, recorded: Recorded, event: e.KeyAdded) -> Organisation:
    must_be_new(state.key(event.account))
    added = AccountKey(event.account, event.since, number_or_none(event.until), recorded.meta.timestamp)
    return replace(state, keys=(*state.keys, added))


def _key_retired(state: Organisation, recorded: Recorded, event: e.KeyRetired) -> Organisation:
    def retire(key: AccountKey) -> AccountKey:
        return replace(key, until=event.until, retired_at=recorded.meta.timestamp, retired_by=address_or_none(event.by))

    return _with_key(state, event.account, retire)


def _key_compromised(state: Organisation, recorded: Recorded, event: e.KeyCompromised) -> Organisation:
    def compromise(key: AccountKey) -> AccountKey:
        return replace(
            key,
            compromised_since=event.since,
            compromise_reported_at=recorded.meta.timestamp,
            compromise_reported_by=address_or_none(event.by),
            compromise_report=digest_or_none(event.report),
        )

    return _with_key(state, event.account, compromise)


def _with_key(state: Organisation, account: Address, change: Callable[[AccountKey], AccountKey]) -> Organisation:
    existing(state.key(account))
    return replace(state, keys=tuple(change(key) if key.account == account else key for key in state.keys))


# --- rules ------------------------------------------------------------------------------------------------------------


def _regime_published(state: Regime | None, recorded: Recorded, event: e.RegimePublished) -> Regime:
    must_be_new(state)
    given = event.regime
    return Regime(
        regime_id=event.id,
        number=event.number,
        answer_days=given.answer_days,
        processing_days=given.processing_days,
        extension_days=given.extension_days,
        notice_days=given.notice_days,
        objection_days=given.objection_days,
        validity_years=given.validity_years,
        renewal_window_months=given.renewal_window_months,
        code_source=given.code_source,
        code_prefix=given.code_prefix,
        title=given.title,
        text_digest=given.text_digest,
        published_at=recorded.meta.timestamp,
    )


def _calendar_published(state: Calendar | None, recorded: Recorded, event: e.CalendarPublished) -> Calendar:
    low, high = event.working_days
    years = () if state is None else state.years
    before = next((year for year in years if year.year == event.year), None)
    published = PublishedYear(
        year=event.year,
        first_day=Day(event.first_day),
        bits=_kept(before, low | high << 256, event.first_day, day_of(recorded.meta.timestamp)),
        notice_digest=event.notice_digest,
        published_at=recorded.meta.timestamp,
        publications=1 if before is None else before.publications + 1,
    )
    calendar_year(event.year, event.first_day, published.bits)  # refuses what is no year
    others = (year for year in years if year.year != event.year)
    return Calendar(tuple(sorted((*others, published), key=lambda year: year.year)))


def _kept(before: PublishedYear | None, bits: int, first_day: int, today: int) -> int:
    """A year published anew: days up to and including today keep what they were (ruling 1)."""
    if before is None:
        return bits
    past = (1 << max(0, today - first_day + 1)) - 1
    return before.bits & past | bits & ~past


# --- governance -------------------------------------------------------------------------------------------------------


def _proposal_made(state: Proposal | None, recorded: Recorded, event: e.ProposalMade) -> Proposal:
    rounds = () if state is None else state.rounds
    if rounds and rounds[-1].is_open:
        raise ValueError("the proposal is open already")
    made = ProposalRound(
        number=len(rounds) + 1,
        target=event.target,
        act=event.act,
        salt=event.salt,
        proposer=event.proposer,
        account=event.account,
        person=event.person,
        made_at=recorded.meta.timestamp,
        earliest=event.earliest,
    )
    return Proposal(event.id, (*rounds, made))


def _proposal_confirmed(state: Proposal, recorded: Recorded, event: e.ProposalConfirmed) -> Proposal:
    return _closed(
        state,
        confirmed_at=recorded.meta.timestamp,
        confirmer=event.confirmer,
        confirming_account=event.account,
        confirming_person=event.person,
    )


def _proposal_withdrawn(state: Proposal, recorded: Recorded, event: e.ProposalWithdrawn) -> Proposal:
    return _closed(state, withdrawn_at=recorded.meta.timestamp, withdrawing_account=event.account)


def _closed(state: Proposal, **changes: Any) -> Proposal:
    if not state.latest.is_open:
        raise ValueError("the proposal is closed already")
    return replace(state, rounds=(*state.rounds[:-1], replace(state.latest, **changes)))


def _writer_opened(state: ModuleRecord | None, _: Recorded, event: e.WriterOpened) -> ModuleRecord:
    """`kinds` are all that the module may write from now on: a window still open ends where the wider one begins."""
    module = state or ModuleRecord(event.module)
    windows = module.windows
    if windows and windows[-1].until is None:
        windows = (*windows[:-1], replace(windows[-1], until=event.since))
    added = WriterWindow(len(windows) + 1, event.kinds, event.since)
    return replace(module, windows=(*windows, added))


def _writer_ended(state: ModuleRecord, _: Recorded, event: e.WriterEnded) -> ModuleRecord:
    """`kinds` are those that ended: what the module keeps stands in a window of its own."""
    last = state.windows[-1]
    if last.until is not None:
        raise ValueError("the writer was ended already")
    windows = (*state.windows[:-1], replace(last, until=event.until))
    if kept := last.kinds & ~event.kinds:
        windows = (*windows, WriterWindow(len(windows) + 1, kept, event.until))
    return replace(state, windows=windows)


def _desk_trusted(state: ModuleRecord | None, recorded: Recorded, event: e.DeskTrusted) -> ModuleRecord:
    module = state or ModuleRecord(event.desk)
    return replace(module, trust=DeskTrust(event.trusted, recorded.meta.timestamp))


GOVERNED_RULES: Final[Mapping[type[Any], Callable[[Any, Recorded, Any], Any]]] = {
    e.OrganisationRegistered: _registered,
    e.OrganisationRegrouped: _regrouped,
    e.OrganisationAccredited: _accredited,
    e.OrganisationSuspended: _suspended,
    e.OrganisationResumed: _resumed,
    e.OrganisationSucceeded: _succeeded,
    e.TwoPersonActsSet: _two_persons,
    e.EncryptionKeySet: _encryption_key,
    e.ActsReaffirmed: _reaffirmed,
    e.KeyAdded: _key_added,
    e.KeyRetired: _key_retired,
    e.KeyCompromised: _key_compromised,
    e.RegimePublished: _regime_published,
    e.CalendarPublished: _calendar_published,
    e.ProposalMade: _proposal_made,
    e.ProposalConfirmed: _proposal_confirmed,
    e.ProposalWithdrawn: _proposal_withdrawn,
    e.WriterOpened: _writer_opened,
    e.WriterEnded: _writer_ended,
    e.DeskTrusted: _desk_trusted,
}
