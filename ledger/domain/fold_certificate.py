# SPDX-License-Identifier: Apache-2.0
"""How acts change a certificate. One small function an event; called by `fold.py` only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from ledger.domain import events as e
from ledger.domain.absence import address_or_none, digest_or_none, must_be_new, number_or_none, org_or_none
from ledger.domain.certificate import AnnotationRecord, Certificate, Encumbrance, Reaffirmation, Version, units_of
from ledger.domain.events import Recorded
from ledger.domain.fold_life import LIFE_RULES


def _issued(state: Certificate | None, recorded: Recorded, event: e.CertificateIssued) -> Certificate:
    must_be_new(state)
    given = event.issued
    first = Version(
        number=1,
        recorded_at=recorded.meta.timestamp,
        account=given.account,
        preparer=address_or_none(given.preparer),
        person=None,
        preparer_person=None,
        payload_sha256=given.payload_sha256,
        payload_sm3=given.payload_sm3,
    )
    return Certificate(
        code=event.id,
        case_id=given.case_id,
        registrar=event.registrar,
        evidenced_at=given.evidenced_at,
        expires_at=given.expires_at,
        issued_at=recorded.meta.timestamp,
        units=tuple(unit for held in given.holdings for unit in units_of(held.holder, held.units)),
        versions=(first,),
    )


def _corrected(state: Certificate, recorded: Recorded, event: e.CertificateCorrected) -> Certificate:
    given = event.correction
    if event.version != state.current.number + 1:
        raise ValueError(f"version {event.version} after {state.current.number}")
    version = Version(
        number=event.version,
        recorded_at=recorded.meta.timestamp,
        account=event.account,
        preparer=address_or_none(event.preparer),
        person=digest_or_none(given.person),
        preparer_person=digest_or_none(event.preparer_person),
        payload_sha256=given.payload_sha256,
        payload_sm3=given.payload_sm3,
        before=given.before,
        afterwards=given.afterwards,
        reason=given.reason,
        data_name=given.data_name,
    )
    return replace(state, versions=(*state.versions, version))


def _annotated(state: Certificate, recorded: Recorded, event: e.CertificateAnnotated) -> Certificate:
    given = event.annotation
    if event.number != len(state.annotations) + 1:
        raise ValueError(f"annotation {event.number} after {len(state.annotations)}")
    annotation = AnnotationRecord(
        number=event.number,
        kind=given.kind,
        authority=org_or_none(given.authority),
        level=given.level,
        since=given.since,
        until=number_or_none(given.until),
        document=given.document,
        recorded_at=recorded.meta.timestamp,
        account=event.account,
        preparer=address_or_none(event.preparer),
        person=given.person,
        preparer_person=digest_or_none(event.preparer_person),
    )
    return replace(state, annotations=(*state.annotations, annotation))


def _lifted(state: Certificate, recorded: Recorded, event: e.AnnotationLifted) -> Certificate:
    given = event.lifting
    before = state.annotations[given.number - 1]
    if before.number != given.number or before.lifted_at is not None:
        raise ValueError(f"annotation {given.number} is lifted already, or is none")
    after = replace(
        before,
        lifted_at=recorded.meta.timestamp,
        lifted_account=event.account,
        lifted_preparer=address_or_none(event.preparer),
        lifted_authority=org_or_none(given.authority),
        lifted_level=given.level,
        lifted_document=given.document,
    )
    others = (state.annotations[: given.number - 1], state.annotations[given.number :])
    return replace(state, annotations=(*others[0], after, *others[1]))


def _reaffirmed(state: Certificate, recorded: Recorded, event: e.CertificateReaffirmed) -> Certificate:
    number = len(state.reaffirmations) + 1
    added = Reaffirmation(number, recorded.meta.timestamp, event.account, event.person, event.reason)
    return replace(state, reaffirmations=(*state.reaffirmations, added))


def _encumbered(state: Certificate, recorded: Recorded, event: e.EncumbrancePut) -> Certificate:
    """Another rank of the same pledge and place ends the earlier one."""
    now = recorded.meta.timestamp
    earlier = tuple(
        replace(one, lifted_at=now) if one.lifted_at is None and _is_of(one, event) else one
        for one in state.encumbrances
    )
    added = Encumbrance(
        number=len(earlier) + 1,
        pledge_id=event.id,
        place=event.place,
        holder=event.holder,
        right=event.right,
        rank=event.rank,
        exclusive=event.exclusive,
        since=now,
    )
    return replace(state, encumbrances=(*earlier, added))


def _freed(state: Certificate, recorded: Recorded, event: e.EncumbranceLifted) -> Certificate:
    found = next(one for one in state.encumbrances if one.lifted_at is None and _is_of(one, event))
    lifted = replace(found, lifted_at=recorded.meta.timestamp)
    return replace(state, encumbrances=tuple(lifted if one is found else one for one in state.encumbrances))


def _is_of(one: Encumbrance, event: e.EncumbrancePut | e.EncumbranceLifted) -> bool:
    return one.pledge_id == event.id and one.place == event.place


CERTIFICATE_RULES: Final[Mapping[type[Any], Callable[[Any, Recorded, Any], Any]]] = {
    e.CertificateIssued: _issued,
    e.CertificateCorrected: _corrected,
    e.CertificateAnnotated: _annotated,
    e.AnnotationLifted: _lifted,
    e.CertificateReaffirmed: _reaffirmed,
    **LIFE_RULES,
    e.EncumbrancePut: _encumbered,
    e.EncumbranceLifted: _freed,
}
