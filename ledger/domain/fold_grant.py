# SPDX-License-Identifier: Apache-2.0
"""How acts change a grant, a public application, a consent. One small function an event; called by `fold.py` only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from ledger.domain import events as e
from ledger.domain.absence import digest_or_none, existing, must_be_new, number_or_none
from ledger.domain.events import Recorded
from ledger.domain.grant import ConsentRecord, Grant, GrantPause, GrantStep, PublicGrant
from ledger.domain.ids import GrantId, OrgId
from ledger.domain.kinds import GrantGround, GrantState, PublicState
from ledger.domain.structs import Assent, GrantScope

_MOST: Final = 2**64 - 1
"""Counts stop here where nothing limits them."""


def _offered(state: Grant | None, recorded: Recorded, event: e.GrantOffered) -> Grant:
    must_be_new(state)
    given, terms = event.offer, event.offer.terms
    made = Grant(
        grant_id=event.id,
        kind=given.kind,
        reference=given.ref,
        root=given.root,
        parent=GrantId(given.parent) if any(given.parent) else None,
        grantor=given.grantor,
        grantee=given.grantee,
        state=GrantState.OFFERED,
        right=terms.right,
        not_before=number_or_none(terms.not_before),
        columns=digest_or_none(terms.columns),
        exclusivity=terms.exclusivity,
        irrevocable=terms.irrevocable,
        important=terms.important,
        price_mode=terms.price_mode,
        agreement=terms.agreement,
        security=digest_or_none(terms.security),
        export_basis=digest_or_none(terms.export_basis),
        reciprocal=digest_or_none(terms.reciprocal),
        offered_at=recorded.meta.timestamp,
        **reach_of(terms.scope),
    )
    return _stepped(made, recorded, event, given.assent, None)


def reach_of(scope: GrantScope) -> dict[str, Any]:
    """The fields of a `Grant` that say how far it reaches."""
    return {
        "fields": scope.fields,
        "purposes": scope.purposes,
        "territory": scope.territory,
        "exported": scope.exported,
        "environments": scope.environments,
        "not_after": scope.not_after,
        "max_calls": number_or_none(scope.max_calls),
        "max_records": number_or_none(scope.max_records),
        "depth": scope.depth,
    }


def _stepped(
    state: Grant,
    recorded: Recorded,
    event: Any,
    assent: Assent,
    document: bytes | None,
    ground: GrantGround = GrantGround.NONE,
    /,
    **changes: Any,
) -> Grant:
    step = GrantStep(
        number=len(state.steps) + 1,
        what=recorded.entry.kind,
        recorded_at=recorded.meta.timestamp,
        by=event.by,
        account=event.account,
        person=assent.person,
        form=digest_or_none(assent.form),
        mandate=digest_or_none(assent.mandate),
        attestation=assent.level,
        document=document and digest_or_none(document),
        ground=ground,
    )
    return replace(state, steps=(*state.steps, step), **changes)


def _acted(state: Grant, recorded: Recorded, event: Any, wanted: GrantState, /, **changes: Any) -> Grant:
    _must_be(existing(state), wanted)
    ground = getattr(event, "ground", GrantGround.NONE)
    return _stepped(state, recorded, event, event.act.assent, event.act.document, ground, **changes)


def _must_be(state: Grant, wanted: GrantState) -> None:
    if state.state is not wanted:
        raise ValueError(f"the grant is {state.state.name}, not {wanted.name}")


def _accepted(state: Grant, recorded: Recorded, event: e.GrantAccepted) -> Grant:
    at = recorded.meta.timestamp
    return _acted(
        state, recorded, event, GrantState.OFFERED, state=GrantState.ACTIVE, accepted_at=at, since=event.since
    )


def _closed(state: Grant, recorded: Recorded, event: e.GrantClosed) -> Grant:
    closed = GrantState.DECLINED if event.declined else GrantState.WITHDRAWN
    return _acted(state, recorded, event, GrantState.OFFERED, state=closed)


def _narrowed(state: Grant, recorded: Recorded, event: e.GrantNarrowed) -> Grant:
    return _acted(state, recorded, event, GrantState.ACTIVE, **reach_of(event.scope))


def _suspended(state: Grant, recorded: Recorded, event: e.GrantSuspended) -> Grant:
    if state.pauses and state.pauses[-1].until is None:
        raise ValueError("the grant is suspended already")
    pause = GrantPause(len(state.pauses) + 1, recorded.meta.timestamp)
    return _acted(state, recorded, event, GrantState.ACTIVE, pauses=(*state.pauses, pause))


def _resumed(state: Grant, recorded: Recorded, event: e.GrantResumed) -> Grant:
    last = state.pauses[-1]
    if last.until is not None:
        raise ValueError("the grant is not suspended")
    ended = replace(last, until=recorded.meta.timestamp)
    return _acted(state, recorded, event, GrantState.ACTIVE, pauses=(*state.pauses[:-1], ended))


def _revoked(state: Grant, recorded: Recorded, event: e.GrantRevoked) -> Grant:
    at = recorded.meta.timestamp
    return _acted(state, recorded, event, GrantState.ACTIVE, state=GrantState.REVOKED, ended_at=at)


def _terminated(state: Grant, recorded: Recorded, event: e.GrantTerminated) -> Grant:
    at = recorded.meta.timestamp
    return _acted(state, recorded, event, GrantState.ACTIVE, state=GrantState.TERMINATED, ended_at=at)


def _spent(state: Grant, recorded: Recorded, event: e.GrantSpent) -> Grant:
    existing(state)
    return replace(
        state,
        used_calls=min(_MOST, state.used_calls + event.calls),
        used_records=min(_MOST, state.used_records + event.records),
    )


# --- public data ------------------------------------------------------------------------------------------------------


def _applied(state: PublicGrant | None, recorded: Recorded, event: e.PublicGrantApplied) -> PublicGrant:
    must_be_new(state)
    given, scope = event.application, event.application.terms.scope
    return PublicGrant(
        public_id=event.id,
        kind=given.kind,
        reference=given.ref,
        resource=given.resource,
        applicant=given.applicant,
        source=given.source,
        authority=given.authority,
        state=PublicState.APPLIED,
        right=given.terms.right,
        fields=scope.fields,
        purposes=scope.purposes,
        territory=scope.territory,
        not_after=scope.not_after,
        applied_at=recorded.meta.timestamp,
        applied_by=OrgId(event.by),
        application=given.document,
    )


def _opined(state: PublicGrant, recorded: Recorded, event: e.PublicGrantOpined) -> PublicGrant:
    if existing(state).state is not PublicState.APPLIED:
        raise ValueError("there is an opinion already")
    said = PublicState.FAVOURED if event.favourable else PublicState.OPPOSED
    return replace(state, state=said, opined_at=recorded.meta.timestamp, opinion=event.document)


def _decided(state: PublicGrant, recorded: Recorded, event: e.PublicGrantDecided) -> PublicGrant:
    if existing(state).state not in (PublicState.FAVOURED, PublicState.OPPOSED):
        raise ValueError("there is no opinion, or a decision already")
    decided = replace(state, decided_at=recorded.meta.timestamp, decision=event.document)
    if not event.granted:
        return replace(decided, state=PublicState.REFUSED)
    scope = event.terms.scope
    return replace(
        decided,
        state=PublicState.DECIDED,
        right=event.terms.right,
        fields=scope.fields,
        purposes=scope.purposes,
        territory=scope.territory,
        not_after=scope.not_after,
    )


# --- consent ----------------------------------------------------------------------------------------------------------


def _consented(state: ConsentRecord | None, recorded: Recorded, event: e.ConsentRecorded) -> ConsentRecord:
    must_be_new(state)
    given = event.consent
    return ConsentRecord(
        consent_id=event.id,
        custodian=event.by,
        receipt=given.receipt,
        purposes=given.purposes,
        expires_at=given.expires_at,
        flags=given.flags,
        document=given.document,
        person=given.person,
        account=event.account,
        recorded_at=recorded.meta.timestamp,
    )


def _consent_withdrawn(state: ConsentRecord, recorded: Recorded, event: e.ConsentWithdrawn) -> ConsentRecord:
    if existing(state).withdrawn_at is not None:
        raise ValueError("the consent is withdrawn already")
    return replace(state, withdrawn_at=recorded.meta.timestamp, withdrawal=event.document)


GRANT_RULES: Final[Mapping[type[Any], Callable[[Any, Recorded, Any], Any]]] = {
    e.GrantOffered: _offered,
    e.GrantAccepted: _accepted,
    e.GrantClosed: _closed,
    e.GrantNarrowed: _narrowed,
    e.GrantSuspended: _suspended,
    e.GrantResumed: _resumed,
    e.GrantRevoked: _revoked,
    e.GrantTerminated: _terminated,
    e.GrantSpent: _spent,
    e.PublicGrantApplied: _applied,
    e.PublicGrantOpined: _opined,
    e.PublicGrantDecided: _decided,
    e.ConsentRecorded: _consented,
    e.ConsentWithdrawn: _consent_withdrawn,
}
