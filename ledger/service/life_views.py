# SPDX-License-Identifier: Apache-2.0
"""What befell a certificate, as it is shown: proceedings with their clock, disputes, comparisons, entries elsewhere.

For: the command line and the API, which print the same. Everything here stands on chain; of papers it names the salted
commitment, and the texts stay with those who filed them. Not for: verdicts, which weigh these facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ledger.domain.calendar import Deadline, KnownDeadline, WorkingCalendar, civil, day_of
from ledger.domain.certificate import (
    Certificate,
    DisputeRecord,
    LinkRecord,
    Proceeding,
    ReconciliationRecord,
    RelationRecord,
)
from ledger.domain.clocks import ANSWER_DAYS, inform_deadline
from ledger.domain.ids import CertificateId, OrgId, RegimeId
from ledger.domain.kinds import Procedure, ProceedingState, RightBits
from ledger.domain.reconciliation import on_record
from ledger.domain.verdict import LINK_KINDS, LINK_STATUSES, fields_in, relation_word
from ledger.domain.verdict_json import party_label, shanghai
from ledger.errors import NotFound
from ledger.service.heads import no_certificate
from ledger.store.queries import certificates, life, organisations, rules
from ledger.store.queries.life import OnCertificate, ProceedingFilter
from ledger.store.session import Store


@dataclass(frozen=True, slots=True)
class Clocks:
    """What the days of art. 17 are counted by, at one moment."""

    calendar: WorkingCalendar
    answer_days: dict[RegimeId, int]
    at: int


def clocks(session: Any, at: int) -> Clocks:
    days = {each.regime_id: each.answer_days for each in rules.regimes(session)}
    return Clocks(rules.working_calendar(session), days, at)


# --- proceedings ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """Which proceedings, at which moment, which page of them."""

    wanted: ProceedingFilter
    at: int
    after: str | None = None
    limit: int = 50


def proceedings(store: Store, asked: Asked) -> dict[str, Any]:
    """A page of them, the one filed last first. NotFound for a certificate that there is none of."""
    with store.reading() as session:
        if asked.wanted.code is not None:
            _certificate(session, asked.wanted.code)
        found = life.proceedings(session, asked.wanted, after=asked.after, limit=asked.limit)
        counted = clocks(session, asked.at)
        keepers = {each.registrar: organisations.custodian(session, each.registrar) for each in found.items}
    items = [proceeding_document(each, keepers[each.registrar], counted) for each in found.items]
    return {"items": items, "next": found.next}


def proceeding(store: Store, code: CertificateId, procedure: Procedure, number: int, at: int) -> dict[str, Any]:
    with store.reading() as session:
        certificate = _certificate(session, code)
        counted, keeper = clocks(session, at), organisations.custodian(session, certificate.registrar)
    for one in certificate.proceedings:
        if (one.procedure, one.number) == (procedure, number):
            return proceeding_document(OnCertificate(code, certificate.registrar, one), keeper, counted)
    raise NotFound(
        f"no {procedure.name} number {number} on {code}",
        zh=f"登记凭证 {code} 没有第 {number} 号 {procedure.name} 申请",
        code="PROCEEDING_NOT_FOUND",
    )


def proceeding_document(found: OnCertificate, keeper: OrgId, counted: Clocks) -> dict[str, Any]:
    """`state` is what it is at the moment, silence included; `answer_by` the last day of the answer that is due."""
    one = found.proceeding
    days = counted.answer_days.get(one.regime, ANSWER_DAYS)
    state = one.state_at(counted.calendar, counted.at, days)
    return {
        "code": found.code,
        "registrar": found.registrar,
        "custodian": keeper,
        "procedure": one.procedure.name,
        "number": one.number,
        "state": state.name,
        "accepted_by_silence": state is ProceedingState.ACCEPTED and one.state is ProceedingState.SUBMITTED,
        "missing": one.missing,
        "answer_by": _last_day(one.answer_by(counted.calendar, days)),
        "filed_at": shanghai(one.filed_at),
        "filed_by": one.filed_by,
        "level": one.level,
        **_terms(one),
        **_end(one),
    }


def _terms(one: Proceeding) -> dict[str, Any]:
    return {
        "holder": None if one.holder is None else party_label(one.holder),
        "other": None if one.other is None else party_label(one.other),
        "rights": [right.name for right in RightBits if one.rights & right],
        "term_years": one.term_years,
        "ground": one.ground or None,
        "notice_last_day": None if one.notice_last_day is None else civil(one.notice_last_day).isoformat(),
        "regime": one.regime,
        "before": _hex(one.before),
        "after": _hex(one.afterwards),
        "data_name": one.data_name,
        "name_commitment": _hex(one.name_commitment),
        "overview_commitment": _hex(one.overview_commitment),
        "time_from": _time(one.time_from),
        "time_to": _time(one.time_to),
        "documents": _hex(one.documents),
        "institution_decision": _hex(one.institution_decision),
    }


def _end(one: Proceeding) -> dict[str, Any]:
    return {
        "complete_at": _time(one.complete_at),
        "accepted_at": _time(one.accepted_at),
        "closed_at": _time(one.closed_at),
        "closed_document": _hex(one.closed_document),
        "refusal_ground": one.refusal_ground,
        "evidenced_at": _time(one.evidenced_at),
        "national_ref": one.national_ref,
        "successor": one.successor,
    }


# --- beside the certificate -------------------------------------------------------------------------------------------


def disputes(store: Store, code: CertificateId) -> list[dict[str, Any]]:
    """With the last day on which the registrant has to be told, once the material is complete (art. 29)."""
    with store.reading() as session:
        certificate, calendar = _certificate(session, code), rules.working_calendar(session)
    return [_dispute(one, calendar) for one in certificate.disputes]


def links(store: Store, code: CertificateId) -> list[dict[str, Any]]:
    return [_link(one) for one in _read(store, code).links]


def relations(store: Store, code: CertificateId) -> list[dict[str, Any]]:
    return [_relation(one) for one in _read(store, code).relations]


def reconciliations(store: Store, code: CertificateId) -> list[dict[str, Any]]:
    return [_comparison(one) for one in _read(store, code).reconciliations]


def _dispute(one: DisputeRecord, calendar: WorkingCalendar) -> dict[str, Any]:
    inform_by = inform_deadline(day_of(one.complete_at), calendar) if one.complete_at is not None else None
    return {
        "number": one.number,
        "objector": party_label(one.objector),
        "level": one.level,
        "outcome": one.outcome.name,
        "reasons": _hex(one.reasons),
        "material": _hex(one.material),
        "filed_at": shanghai(one.filed_at),
        "complete_at": _time(one.complete_at),
        "inform_by": _last_day(inform_by),
        "informed_at": _time(one.informed_at),
        "elsewhere_at": _time(one.elsewhere_at),
        "answered_at": _time(one.answered_at),
        "contested": one.contested,
        "closed_at": _time(one.closed_at),
        "closed_document": _hex(one.closed_document),
    }


def _link(one: LinkRecord) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": LINK_KINDS[one.kind],
        "issuer": one.issuer,
        "reference": one.reference or None,
        "reference_commitment": _hex(one.reference_commitment),
        "status": LINK_STATUSES[one.status],
        "verified": one.verified,
        "document": _hex(one.document),
        "recorded_at": shanghai(one.recorded_at),
    }


def _relation(one: RelationRecord) -> dict[str, Any]:
    return {
        "number": one.number,
        "relation": relation_word(one),
        "other": one.other,
        "document": _hex(one.document),
        "recorded_at": shanghai(one.recorded_at),
    }


def _comparison(one: ReconciliationRecord) -> dict[str, Any]:
    return {
        "number": one.number,
        "outcome": "MATCH" if one.matches else "MISMATCH",
        "fields": [{"field": field.name.lower(), "match": match.value} for field, match in on_record(one)],
        "differing": list(fields_in(one.differing)),
        "extract_sha256": one.extract_sha256.hex(),
        "extracted_at": shanghai(one.extracted_at),
        "recorded_at": shanghai(one.recorded_at),
    }


# --- reading ----------------------------------------------------------------------------------------------------------


def _read(store: Store, code: CertificateId) -> Certificate:
    with store.reading() as session:
        return _certificate(session, code)


def _certificate(session: Any, code: CertificateId) -> Certificate:
    found = certificates.certificate(session, code)
    if found is None:
        raise no_certificate(code)
    return found.certificate


def _last_day(deadline: Deadline | None) -> str | None:
    return civil(deadline.day).isoformat() if isinstance(deadline, KnownDeadline) else None


def _time(seconds: int | None) -> str | None:
    return None if seconds is None else shanghai(seconds)


def _hex(digest: bytes | None) -> str | None:
    return None if digest is None else "0x" + digest.hex()
