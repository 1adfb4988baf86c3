# SPDX-License-Identifier: Apache-2.0
"""How acts after the issue change a certificate: proceedings, disputes, comparisons, links. Called by `fold.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from ledger.domain import events as e
from ledger.domain.absence import address_or_none, day_or_none, digest_or_none, number_or_none
from ledger.domain.certificate import (
    Certificate,
    DisputeRecord,
    LinkRecord,
    Proceeding,
    ReconciliationRecord,
    RelationRecord,
    RightUnit,
    Version,
)
from ledger.domain.events import Recorded
from ledger.domain.ids import PartyId
from ledger.domain.kinds import CertificateStatus, DisputeOutcome, Procedure, ProceedingState
from ledger.domain.structs import Decider, Registering, Restatement

# --- proceedings ------------------------------------------------------------------------------------------------------


def _filed(state: Certificate, recorded: Recorded, event: e.ProceedingFiled) -> Certificate:
    if state.open_proceeding(event.procedure) is not None:
        raise ValueError(f"a {event.procedure.name} is open already")
    terms, at = event.motion.terms, recorded.meta.timestamp
    missing = _missing(state, event.procedure, terms.holder)
    own = not any(terms.holder)
    first = ProceedingState.ACCEPTED if own else ProceedingState.SUBMITTED
    added = Proceeding(
        procedure=event.procedure,
        number=event.number,
        state=ProceedingState.OFFERED if missing else first,
        filed_at=at,
        account=event.account,
        filed_by=event.by,
        level=event.motion.assent.level,
        holder=_party(terms.holder),
        other=_party(terms.other),
        rights=terms.rights,
        term_years=terms.term_years,
        ground=terms.ground,
        notice_last_day=day_or_none(terms.notice_last_day),
        regime=terms.regime,
        before=digest_or_none(terms.before),
        afterwards=digest_or_none(terms.afterwards),
        documents=terms.documents,
        institution_decision=digest_or_none(terms.institution_decision),
        missing=missing,
        complete_at=None if missing else at,
        **_restated(event.motion.restated),
    )
    # In the order of their keys, so that rows give the same back.
    listed = sorted((*state.proceedings, added), key=lambda one: (one.procedure, one.number))
    return replace(state, proceedings=tuple(listed))


def _missing(state: Certificate, procedure: Procedure, holder: PartyId) -> int:
    """How many others must agree: the transferee; of a cancellation every other holder."""
    if procedure is Procedure.TRANSFER:
        return 1
    if procedure is Procedure.CANCEL and any(holder):
        return len(state.present_holders) - 1
    return 0


def _restated(given: Iterable[Restatement]) -> dict[str, Any]:
    """What a change asks to restate; a motion of another procedure carries nothing."""
    for one in given:
        return {
            "data_name": one.data_name,
            "name_commitment": digest_or_none(one.name_commitment),
            "overview_commitment": digest_or_none(one.overview_commitment),
            "time_from": number_or_none(one.time_from),
            "time_to": number_or_none(one.time_to),
            "after_paper": digest_or_none(one.paper),
        }
    return {}


def _party(party: PartyId) -> PartyId | None:
    return party if any(party) else None


def _agreed(state: Certificate, recorded: Recorded, event: e.ProceedingAgreed) -> Certificate:
    before = _open(state, event.procedure)
    after = replace(before, missing=before.missing - 1)
    if after.missing == 0:
        after = replace(after, state=ProceedingState.SUBMITTED, complete_at=recorded.meta.timestamp)
    return _exchanged(state, before, after)


def _accepted(state: Certificate, recorded: Recorded, event: e.ProceedingAccepted) -> Certificate:
    before = _open(state, event.procedure)
    after = replace(before, state=ProceedingState.ACCEPTED, accepted_at=recorded.meta.timestamp)
    return _exchanged(state, before, after)


def _refused(state: Certificate, recorded: Recorded, event: e.ProceedingRefused) -> Certificate:
    before = _open(state, event.procedure)
    after = _closed(before, ProceedingState.REFUSED, recorded, event.decider, event.step.document)
    return _exchanged(state, before, replace(after, refusal_ground=event.step.ground))


def _withdrawn(state: Certificate, recorded: Recorded, event: e.ProceedingWithdrawn) -> Certificate:
    before = _open(state, event.procedure)
    after = _closed(before, ProceedingState.WITHDRAWN, recorded, event.decider, event.step.document)
    return _exchanged(state, before, after)


def _open(state: Certificate, procedure: Procedure) -> Proceeding:
    found = state.open_proceeding(procedure)
    if found is None:
        raise ValueError(f"no {procedure.name} is open")
    return found


def _exchanged(state: Certificate, before: Proceeding, after: Proceeding) -> Certificate:
    return replace(state, proceedings=tuple(after if one is before else one for one in state.proceedings))


def _closed(
    before: Proceeding, how: ProceedingState, recorded: Recorded, decider: Decider, document: bytes
) -> Proceeding:
    return replace(
        before,
        state=how,
        closed_at=recorded.meta.timestamp,
        closed_account=decider.account,
        closed_preparer=address_or_none(decider.preparer),
        closed_document=document,
    )


# --- what was registered ----------------------------------------------------------------------------------------------


def _registered(
    state: Certificate,
    recorded: Recorded,
    procedure: Procedure,
    decider: Decider,
    given: Registering,
    version: int | None,
) -> Certificate:
    """The proceeding ends; what it did is added by whoever calls this."""
    before = _open(state, procedure)
    after = _closed(before, ProceedingState.REGISTERED, recorded, decider, given.document)
    after = replace(
        after,
        evidenced_at=given.evidenced_at,
        national_ref=given.national_ref,
        national_digest=given.national_digest,
        successor=given.code if procedure is Procedure.TRANSFER else None,
        version=version,
    )
    return _exchanged(state, before, after)


def _versioned(
    state: Certificate, recorded: Recorded, number: int, decider: Decider, given: Registering
) -> Certificate:
    if number != state.current.number + 1:
        raise ValueError(f"version {number} after {state.current.number}")
    added = Version(
        number=number,
        recorded_at=recorded.meta.timestamp,
        account=decider.account,
        preparer=address_or_none(decider.preparer),
        person=digest_or_none(given.person),
        preparer_person=digest_or_none(decider.preparer_person),
        payload_sha256=given.payload_sha256,
        payload_sm3=given.payload_sm3,
        before=digest_or_none(given.terms.before),
        afterwards=digest_or_none(given.terms.afterwards),
        reason=given.document,
    )
    return replace(state, versions=(*state.versions, added))


def _transferred(state: Certificate, recorded: Recorded, event: e.CertificateTransferred) -> Certificate:
    given = event.registering
    state = _registered(state, recorded, Procedure.TRANSFER, event.decider, given, event.version)
    state = _versioned(state, recorded, event.version, event.decider, given)
    units, moved = _moved(state.units, given.terms.holder, given.terms.rights, given.evidenced_at)
    if moved == 0:
        raise ValueError("nothing moved")
    state = replace(state, units=units)
    if event.status is CertificateStatus.ISSUED:
        return state
    return replace(state, status=event.status, ended_at=given.evidenced_at)


def _moved(units: Iterable[RightUnit], holder: PartyId, rights: int, at: int) -> tuple[tuple[RightUnit, ...], int]:
    before = tuple(units)
    after = tuple(replace(unit, moved_at=at) if _leaves(unit, holder, rights) else unit for unit in before)
    return after, sum(_leaves(unit, holder, rights) for unit in before)


def _leaves(unit: RightUnit, holder: PartyId, rights: int) -> bool:
    return unit.holder == holder and bool(unit.right & rights) and unit.moved_at is None


def _changed(state: Certificate, recorded: Recorded, event: e.CertificateChanged) -> Certificate:
    """What was asked to be restated stands; a new id of the same person takes over what the old one held, since when it
    held it."""
    given, filed = event.registering, _open(state, Procedure.CHANGE)
    state = _registered(state, recorded, Procedure.CHANGE, event.decider, given, event.version)
    state = _versioned(state, recorded, event.version, event.decider, given)
    if filed.restates:
        current = replace(
            state.current,
            data_name=filed.data_name,
            name_commitment=filed.name_commitment,
            overview_commitment=filed.overview_commitment,
            time_from=filed.time_from,
            time_to=filed.time_to,
            restated_from=given.evidenced_at,
        )
        state = replace(state, versions=(*state.versions[:-1], current))
    old, new = given.terms.holder, given.terms.other
    if old == new:
        return state
    taken = tuple(replace(unit, holder=new) for unit in state.units if _leaves(unit, old, 7))
    units, _ = _moved(state.units, old, 7, given.evidenced_at)
    return replace(state, units=(*units, *taken))


def _renewed(state: Certificate, recorded: Recorded, event: e.CertificateRenewed) -> Certificate:
    given, before = event.registering, state.expires_at
    state = _registered(state, recorded, Procedure.RENEW, event.decider, given, event.version)
    state = _versioned(state, recorded, event.version, event.decider, given)
    units = tuple(
        replace(unit, until=event.expires_at) if unit.until == before and unit.moved_at is None else unit
        for unit in state.units
    )
    return replace(state, units=units, expires_at=event.expires_at)


def _cancelled(state: Certificate, recorded: Recorded, event: e.CertificateCancelled) -> Certificate:
    given = event.registering
    state = _registered(state, recorded, Procedure.CANCEL, event.decider, given, None)
    return replace(state, status=CertificateStatus.CANCELLED, ended_at=given.evidenced_at)


def _revoked(state: Certificate, _: Recorded, event: e.CertificateRevoked) -> Certificate:
    if state.status is not CertificateStatus.ISSUED:
        raise ValueError("it ended already")
    return replace(state, status=CertificateStatus.REVOKED, ended_at=event.ending.since)


# --- beside it --------------------------------------------------------------------------------------------------------


def _reconciled(state: Certificate, recorded: Recorded, event: e.CertificateReconciled) -> Certificate:
    added = ReconciliationRecord(
        number=len(state.reconciliations) + 1,
        recorded_at=recorded.meta.timestamp,
        account=event.account,
        person=event.person,
        batch=event.batch,
        extract_sha256=event.extract_sha256,
        extracted_at=event.extracted_at,
        matches=event.comparison.matches,
        compared=event.comparison.compared,
        differing=event.comparison.differing,
    )
    return replace(state, reconciliations=(*state.reconciliations, added))


def _linked(state: Certificate, recorded: Recorded, event: e.CertificateLinked) -> Certificate:
    given = event.link
    added = LinkRecord(
        number=len(state.links) + 1,
        recorded_at=recorded.meta.timestamp,
        account=event.account,
        kind=given.kind,
        status=given.status,
        verified=given.verified,
        issuer=given.issuer,
        reference=given.number,
        reference_commitment=given.number_commitment,
        document=digest_or_none(given.document),
    )
    return replace(state, links=(*state.links, added))


def _related(state: Certificate, recorded: Recorded, event: e.CertificateRelated) -> Certificate:
    added = RelationRecord(
        number=len(state.relations) + 1,
        recorded_at=recorded.meta.timestamp,
        account=event.account,
        other=event.other,
        relation=event.relation.relation,
        first=event.first,
        document=event.relation.document,
    )
    return replace(state, relations=(*state.relations, added))


# --- disputes: art. 29 ------------------------------------------------------------------------------------------------


def _disputed(state: Certificate, recorded: Recorded, event: e.DisputeFiled) -> Certificate:
    if event.number != len(state.disputes) + 1:
        raise ValueError(f"dispute {event.number} after {len(state.disputes)}")
    given, at = event.dispute, recorded.meta.timestamp
    added = DisputeRecord(
        number=event.number,
        objector=given.objector,
        filed_at=at,
        account=event.account,
        level=given.assent.level,
        reasons=given.reasons,
        material=digest_or_none(given.material),
        complete_at=at if given.complete else None,
    )
    return replace(state, disputes=(*state.disputes, added))


def _noted(state: Certificate, recorded: Recorded, event: e.DisputeNoted) -> Certificate:
    before, at = _dispute(state, event.note.number), recorded.meta.timestamp
    match event.note.step:
        case 1:
            after = replace(before, complete_at=before.complete_at or at)
        case 2:
            after = replace(before, informed_at=before.informed_at or at)
        case _:
            after = replace(before, elsewhere_at=before.elsewhere_at or at)
    return _settled(state, after)


def _answered(state: Certificate, recorded: Recorded, event: e.DisputeAnswered) -> Certificate:
    before = _dispute(state, event.answer.number)
    return _settled(state, replace(before, answered_at=recorded.meta.timestamp, contested=event.answer.contested))


def _concluded(state: Certificate, recorded: Recorded, event: e.DisputeConcluded) -> Certificate:
    given = event.conclusion
    after = replace(
        _dispute(state, given.number),
        outcome=given.outcome,
        closed_at=recorded.meta.timestamp,
        closed_account=event.account,
        closed_preparer=address_or_none(event.preparer),
        closed_document=given.document,
    )
    return _settled(state, after)


def _dispute_withdrawn(state: Certificate, recorded: Recorded, event: e.DisputeWithdrawn) -> Certificate:
    after = replace(
        _dispute(state, event.number),
        outcome=DisputeOutcome.WITHDRAWN,
        closed_at=recorded.meta.timestamp,
        closed_account=event.account,
        closed_document=event.document,
    )
    return _settled(state, after)


def _dispute(state: Certificate, number: int) -> DisputeRecord:
    found = state.disputes[number - 1]
    if found.number != number or found.outcome is not DisputeOutcome.OPEN:
        raise ValueError(f"dispute {number} is not open")
    return found


def _settled(state: Certificate, after: DisputeRecord) -> Certificate:
    at = after.number - 1
    return replace(state, disputes=(*state.disputes[:at], after, *state.disputes[at + 1 :]))


LIFE_RULES: Final[Mapping[type[Any], Callable[[Any, Recorded, Any], Any]]] = {
    e.ProceedingFiled: _filed,
    e.ProceedingAgreed: _agreed,
    e.ProceedingAccepted: _accepted,
    e.ProceedingRefused: _refused,
    e.ProceedingWithdrawn: _withdrawn,
    e.CertificateTransferred: _transferred,
    e.CertificateChanged: _changed,
    e.CertificateRenewed: _renewed,
    e.CertificateCancelled: _cancelled,
    e.CertificateRevoked: _revoked,
    e.CertificateReconciled: _reconciled,
    e.CertificateLinked: _linked,
    e.CertificateRelated: _related,
    e.DisputeFiled: _disputed,
    e.DisputeNoted: _noted,
    e.DisputeAnswered: _answered,
    e.DisputeConcluded: _concluded,
    e.DisputeWithdrawn: _dispute_withdrawn,
}
