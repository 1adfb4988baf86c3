# SPDX-License-Identifier: Apache-2.0
"""State becomes rows: which rows stand for one folded aggregate, and how they take the place of the old ones.

For: the indexer (live, backfill, rollback), rebuild and audit; all use the same function. Not for: folding.
An aggregate's rows are replaced as a whole. No column is computed from a clock or from another aggregate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final, TypeAlias

from sqlalchemy import Table, delete
from sqlalchemy.orm import Session

from ledger.domain.absence import digest_or_none, number_or_none
from ledger.domain.certificate import Certificate
from ledger.domain.circulation import Trace, UsageBatch
from ledger.domain.fold import State
from ledger.domain.governance import ModuleRecord, Proposal
from ledger.domain.grams import grams_of
from ledger.domain.grant import ConsentRecord, Grant, PublicGrant
from ledger.domain.ids import (
    CALENDAR_SUBJECT,
    Subject,
    subject_of_address,
    subject_of_certificate,
    subject_of_org,
    subject_of_regime,
)
from ledger.domain.organisation import Organisation
from ledger.domain.pledge import Pledge, UnitLine
from ledger.domain.regime import Calendar, Regime
from ledger.domain.registration import Case
from ledger.domain.valuation import ValuationLine
from ledger.store.bulk import insert_rows
from ledger.store.circulation_rows import trace_rows, usage_rows
from ledger.store.tables import projections as t

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = list[tuple[Table, Row]]

OWNER: Final[Mapping[type[State], Sequence[tuple[Table, str]]]] = {
    Organisation: ((t.organisation, "org_id"), (t.accreditation, "org_id"), (t.suspension, "org_id"),
                   (t.account_key, "org_id"), (t.standing_by, "org_id")),
    Regime: ((t.regime, "regime_id"),),
    Calendar: ((t.calendar_year, ""),),
    Proposal: ((t.proposal, "proposal_id"),),
    ModuleRecord: ((t.writer, "module"), (t.trusted_desk, "desk")),
    Case: ((t.application, "case_id"), (t.application_applicant, "case_id"), (t.application_right, "case_id"),
           (t.prior_registration, "case_id"), (t.application_pause, "case_id"), (t.objection, "case_id"),
           (t.name_gram, "subject")),
    Certificate: ((t.certificate, "code"), (t.right_unit, "code"), (t.certificate_version, "code"),
                  (t.annotation, "code"), (t.reaffirmation, "code"), (t.encumbrance, "code"),
                  (t.annotation, "code"), (t.reaffirmation, "code"), (t.proceeding, "code"), (t.dispute, "code"),
                  (t.reconciliation, "code"), (t.certificate_link, "code"), (t.certificate_relation, "code"),
                  (t.name_gram, "subject")),
    Grant: ((t.data_grant, "grant_id"), (t.grant_pause, "grant_id"), (t.grant_step, "grant_id")),
    PublicGrant: ((t.public_grant, "public_id"),),
    ConsentRecord: ((t.consent, "consent_id"),),
    Trace: ((t.circulation_trace, "trace"), (t.circulation_event, "trace"), (t.circulation_question, "trace"),
            (t.circulation_parent, "trace"), (t.circulation_confirmation, "trace")),
    UsageBatch: ((t.usage_batch, "batch"), (t.usage_total, "batch")),
    Pledge: ((t.pledge, "pledge_id"), (t.pledged_unit, "pledge_id"), (t.pledge_consent, "pledge_id"),
             (t.pledge_compensation, "pledge_id")),
    UnitLine: ((t.rank_reservation, "unit_id"),),
    ValuationLine: ((t.valuation, "valuation_id"),),
}  # fmt: skip
"""The tables of an aggregate, parents first, and the column by which its rows are found; "" where all rows are its."""


def subject_of(state: State) -> Subject:
    """The subject whose acts were folded into this state."""
    match state:
        case Organisation():
            return subject_of_org(state.org_id)
        case Regime():
            return subject_of_regime(state.regime_id)
        case Calendar():
            return CALENDAR_SUBJECT
        case Case():
            return Subject(bytes(state.case_id))
        case Certificate():
            return subject_of_certificate(state.code)
        case Trace():
            return Subject(state.trace)
        case UsageBatch():
            return Subject(state.batch)
        case Proposal():
            return Subject(state.proposal_id)
        case ModuleRecord():
            return subject_of_address(state.module)
        case Grant():
            return Subject(bytes(state.grant_id))
        case PublicGrant():
            return Subject(state.public_id)
        case ConsentRecord():
            return Subject(state.consent_id)
        case Pledge():
            return Subject(bytes(state.pledge_id))
        case UnitLine():
            return Subject(bytes(state.unit_id))
        case ValuationLine():
            return Subject(bytes(state.valuation_id))


def rows_of(state: State) -> Rows:
    """Every row that stands for a state, parents first."""
    match state:
        case Organisation():
            return _organisation(state)
        case Regime():
            return [(t.regime, _plain(state))]
        case Calendar():
            return _calendar(state)
        case Case():
            return _case(state)
        case Certificate():
            return _certificate(state)
        case Trace():
            return trace_rows(state)
        case UsageBatch():
            return usage_rows(state)
        case Proposal():
            return _proposal(state)
        case ModuleRecord():
            return _module(state)
        case Grant():
            return _grant(state)
        case PublicGrant():
            return [(t.public_grant, _plain(state))]
        case ConsentRecord():
            return [(t.consent, _plain(state))]
        case Pledge():
            return _pledge(state)
        case UnitLine():
            return _unit_line(state)
        case ValuationLine():
            return _valuation_line(state)


def replace_rows(session: Session, gone: Iterable[State], now: Iterable[State]) -> None:
    """Take away the rows of the states in `gone` (as they were stored) and write those of the states in `now`."""
    _delete(session, gone)
    by_table: dict[Table, list[Row]] = {}
    for state in now:
        for table, row in rows_of(state):
            by_table.setdefault(table, []).append(row)
    for table in t.TABLES:
        if rows := by_table.get(table):
            insert_rows(session, table, rows)


def _delete(session: Session, gone: Iterable[State]) -> None:
    by_kind: dict[type[State], list[State]] = {}
    for state in gone:
        by_kind.setdefault(type(state), []).append(state)
    for kind, states in by_kind.items():
        for table, column in reversed(OWNER[kind]):
            _delete_owned(session, table, column, states)


def _delete_owned(session: Session, table: Table, column: str, states: Sequence[State]) -> None:
    if not column:
        session.execute(delete(table))
        return
    keys = [_owner_key(state, column) for state in states]
    for first in range(0, len(keys), 500):  # SQLite allows few variables in a statement
        session.execute(delete(table).where(table.c[column].in_(keys[first : first + 500])))


def _owner_key(state: State, column: str) -> Any:
    match column, state:
        case "subject", _:
            return subject_of(state)
        case "desk", ModuleRecord():
            return state.module
        case _:
            return getattr(state, column)


# --- rows -------------------------------------------------------------------------------------------------------------


def _plain(value: Any, *but: str, **more: Any) -> Row:
    """The fields of a dataclass as columns of the same names, without `but`; `more` renames and adds."""
    return {name: getattr(value, name) for name in _names(type(value)) if name not in but} | more


def _names(kind: type[Any]) -> tuple[str, ...]:
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(field.name for field in fields(kind))
    return _FIELDS[kind]


_FIELDS: Final[dict[type[Any], tuple[str, ...]]] = {}


def _organisation(state: Organisation) -> Rows:
    own = _plain(state, "group", "accreditations", "suspensions", "keys", "standing_by", affiliation_group=state.group)
    rows: Rows = [(t.organisation, own)]
    parts: tuple[tuple[Table, Sequence[Any]], ...] = (
        (t.accreditation, state.accreditations),
        (t.suspension, state.suspensions),
        (t.account_key, state.keys),
    )
    for table, listed in parts:
        for position, one in enumerate(listed, start=1):
            own = _plain(one, "since", "until", org_id=state.org_id, position=position)
            rows.append((table, own | _window(one.since, one.until)))
    for stood in state.standing_by:
        rows.append((t.standing_by, _plain(stood, org_id=state.org_id, subjects=b"".join(stood.subjects))))
    return rows


def _window(since: int, until: int | None) -> Row:
    return {"since_at": since, "until_at": until}


def _calendar(state: Calendar) -> Rows:
    return [(t.calendar_year, _plain(year, "bits", working_days=year.bits)) for year in state.years]


def _proposal(state: Proposal) -> Rows:
    key: Row = {"proposal_id": state.proposal_id}
    rounds = ((r, {**key, "round": r.number, "earliest_at": r.earliest}) for r in state.rounds)
    return [(t.proposal, _plain(r, "number", "earliest") | own) for r, own in rounds]


def _module(state: ModuleRecord) -> Rows:
    key: Row = {"module": state.module}
    windows = ((_plain(w, "since", "until"), _window(w.since, w.until)) for w in state.windows)
    rows: Rows = [(t.writer, key | own | window) for own, window in windows]
    if state.trust is not None:
        trust = {"desk": state.module, "trusted": state.trust.trusted, "since_at": state.trust.since}
        rows.append((t.trusted_desk, trust))
    return rows


_NOT_IN_APPLICATION: Final = ("content", "pauses", "objections")
_NOT_IN_CONTENT: Final = ("applicants", "rights", "prior_registrations")
_ZERO_IS_NONE: Final = ("schema_digest", "fingerprint", "public_institution_decision", "grade_proof", "fusion_consents",
                        "entrustment_exception")  # fmt: skip


def _case(state: Case) -> Rows:
    content = state.content
    own = _plain(content, *_NOT_IN_CONTENT) | _plain(state, *_NOT_IN_APPLICATION)
    own |= {column: digest_or_none(own[column]) for column in _ZERO_IS_NONE}
    own |= {"time_from": number_or_none(content.time_from), "time_to": number_or_none(content.time_to)}
    key: Row = {"case_id": state.case_id}
    rows: Rows = [(t.application, own)]
    for position, applicant in enumerate(content.applicants, start=1):
        rows.append((t.application_applicant, {**key, "position": position, "applicant": applicant}))
    for position, right in enumerate(content.rights, start=1):
        until = number_or_none(right.until)
        own = {"holder": right.holder, "rights": right.rights, "basis": int(right.basis), "until_at": until}
        rows.append((t.application_right, {**key, "position": position, **own}))
    for position, reference in enumerate(content.prior_registrations, start=1):
        rows.append((t.prior_registration, {**key, "position": position, "reference": reference}))
    for pause in state.pauses:
        rows.append((t.application_pause, {**key, **_plain(pause, reason=pause.reason.value)}))
    return rows + _objections(state) + _grams(Subject(bytes(state.case_id)), 0, content.data_name)


def _objections(state: Case) -> Rows:
    rows: Rows = []
    for filed in state.objections:
        by = filed.closed_by
        rows.append((t.objection, {
            "case_id": state.case_id,
            **_plain(filed, "closed_by"),
            "closing_account": by and by.account,
            "closing_preparer": by and by.preparer,
            "closing_person": by and by.person,
            "closing_preparer_person": by and by.preparer_person,
            "closing_document": by and by.document,
        }))  # fmt: skip
    return rows


def _certificate(state: Certificate) -> Rows:
    key: Row = {"code": state.code}
    subject, first, current = subject_of(state), state.versions[0], state.current
    rows: Rows = [(t.certificate, {
        **key, "case_id": state.case_id, "registrar": state.registrar, "version": current.number,
        "evidenced_at": state.evidenced_at, "expires_at": state.expires_at, "issued_at": state.issued_at,
        "account": first.account, "preparer": first.preparer, "payload_sha256": current.payload_sha256,
        "payload_sm3": current.payload_sm3, "corrected_name": state.corrected_name,
        "name_subject": subject if state.renamed else state.case_id,
        "status": int(state.status), "ended_at": state.ended_at,
    })]  # fmt: skip
    for unit in state.units:
        own = _plain(unit, "since", "until", position=1 + state.holders.index(unit.holder))
        rows.append((t.right_unit, key | own | _window(unit.since, unit.until)))
    for version in state.versions:
        own = _plain(version, "before", "afterwards", before_digest=version.before, after_digest=version.afterwards)
        rows.append((t.certificate_version, {**key, **own}))
    for noted in state.annotations:
        own = _plain(noted, "since", "until")
        rows.append((t.annotation, key | own | _window(noted.since, noted.until)))
    rows += [(t.reaffirmation, {**key, **_plain(stood)}) for stood in state.reaffirmations]
    for one in state.encumbrances:
        own = _plain(one, "since", "right", since_at=one.since, unit_right=one.right)
        rows.append((t.encumbrance, {**key, **own}))
    for case in state.proceedings:
        own = _plain(case, "before", "afterwards", before_digest=case.before, after_digest=case.afterwards)
        rows.append((t.proceeding, {**key, **own, "procedure": int(case.procedure), "state": int(case.state)}))
    rows += [(t.dispute, {**key, **_plain(one, outcome=int(one.outcome))}) for one in state.disputes]
    rows += [(t.reconciliation, {**key, **_plain(one)}) for one in state.reconciliations]
    rows += [(t.certificate_link, {**key, **_plain(one)}) for one in state.links]
    rows += [(t.certificate_relation, {**key, **_plain(one)}) for one in state.relations]
    for version in state.versions:
        rows += _grams(subject, version.number, version.data_name)
    return rows


def _grant(state: Grant) -> Rows:
    key: Row = {"grant_id": state.grant_id}
    rows: Rows = [(t.data_grant, _plain(state, "since", "pauses", "steps", since_at=state.since))]
    rows += [(t.grant_pause, key | {"number": p.number} | _window(p.since, p.until)) for p in state.pauses]
    return rows + [(t.grant_step, key | _plain(step, ground=int(step.ground))) for step in state.steps]


_ZERO_TERM_IS_NONE: Final = ("resolution", "controls", "authority", "increase_of", "substitute_in")
_IN_PLEDGE: Final = ("terms", "items", "consents", "compensations", "loan", "state", "ending")
_NOT_IN_TERMS: Final = ("organs_data", "maturity", "renewal")


def _pledge(state: Pledge) -> Rows:
    key: Row = {"pledge_id": state.pledge_id}
    terms = _plain(state.terms, *_NOT_IN_TERMS, form=int(state.terms.form), grade=int(state.terms.grade))
    terms |= {column: digest_or_none(terms[column]) for column in _ZERO_TERM_IS_NONE}
    terms |= {"outside_by": number_or_none(state.terms.outside_by)}
    own = _plain(state, *_IN_PLEDGE, state=int(state.state), ending=int(state.ending))
    rows: Rows = [(t.pledge, own | terms | _plain(state.loan, standing=int(state.loan.standing)))]
    for item in state.items:
        rows.append((t.pledged_unit, key | _plain(item, "right", unit_right=item.right)))
    for given in state.consents:
        rows.append((t.pledge_consent, key | _plain(given, "until", until_at=given.until)))
    rows += [(t.pledge_compensation, key | _plain(paid)) for paid in state.compensations]
    return rows


def _unit_line(state: UnitLine) -> Rows:
    key: Row = {"unit_id": state.unit_id, "code": state.code, "holder": state.holder, "unit_right": state.right}
    return [
        (t.rank_reservation, key | _plain(held, "since", "until") | _window(held.since, held.until))
        for held in state.reservations
    ]


def _valuation_line(state: ValuationLine) -> Rows:
    key: Row = {"valuation_id": state.valuation_id, "code": state.code}
    return [(t.valuation, key | _plain(one, purpose=int(one.purpose))) for one in state.opinions]


def _grams(subject: Subject, version: int, name: str) -> Rows:
    key: Row = {"subject": subject, "version": version}
    return [(t.name_gram, key | {"gram": gram}) for gram in sorted(grams_of(name))]
