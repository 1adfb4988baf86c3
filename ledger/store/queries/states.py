# SPDX-License-Identifier: Apache-2.0
"""Rows become the domain's values again: the inverse of `projection.rows_of`, for lists and single reads of "now".

`state_of` (queries/acts.py) folds events and can answer for any known block; this reads what was folded already. Both
give the same value for the newest block; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from ledger.domain.calendar import Day
from ledger.domain.certificate import AnnotationRecord, Certificate, Encumbrance, Reaffirmation, RightUnit, Version
from ledger.domain.clocks import PauseReason
from ledger.domain.grant import ConsentRecord, Grant, GrantPause, GrantStep, PublicGrant
from ledger.domain.ids import CaseId, CertificateId, GrantId, OrgId, RegimeId
from ledger.domain.kinds import (
    Basis,
    CaseState,
    CertificateStatus,
    CodeSource,
    Grade,
    GrantGround,
    GrantKind,
    GrantState,
    OrgKind,
    Outcome,
    PublicState,
)
from ledger.domain.organisation import AccountKey, Accreditation, Organisation, StandingBy, Suspension
from ledger.domain.regime import Calendar, PublishedYear, Regime
from ledger.domain.registration import Actor, Case, CasePause, ObjectionRecord
from ledger.domain.structs import Content, Right
from ledger.store.queries.later import LATER, life_of
from ledger.store.queries.values import made as _made
from ledger.store.tables import projections as t

Row: TypeAlias = dict[str, Any]
_NOTHING = bytes(32)


def organisations_by_id(session: Session, ids: Sequence[OrgId]) -> dict[OrgId, Organisation]:
    """The organisations among these that are registered."""
    own = _grouped(session, t.organisation, "org_id", ids)
    given = _grouped(session, t.accreditation, "org_id", ids)
    suspended = _grouped(session, t.suspension, "org_id", ids)
    keys = _grouped(session, t.account_key, "org_id", ids)
    stood = _grouped(session, t.standing_by, "org_id", ids)
    return {
        org: _organisation(rows[0], given.get(org, []), suspended.get(org, []), keys.get(org, []), stood.get(org, []))
        for org, rows in own.items()
    }


def cases_by_id(session: Session, ids: Sequence[CaseId]) -> dict[CaseId, Case]:
    """The applications among these that were submitted."""
    tables = (t.application_applicant, t.application_right, t.prior_registration, t.application_pause, t.objection)
    parts = [_grouped(session, table, "case_id", ids) for table in tables]
    own = _grouped(session, t.application, "case_id", ids)
    return {case: _case(rows[0], *(part.get(case, []) for part in parts)) for case, rows in own.items()}


def certificates_by_code(session: Session, codes: Sequence[CertificateId]) -> dict[CertificateId, Certificate]:
    """The certificates among these that were issued."""
    tables = (t.right_unit, t.certificate_version, t.annotation, t.reaffirmation, t.encumbrance)
    later = [_grouped(session, table, "code", codes) for table in LATER]
    parts = [_grouped(session, table, "code", codes) for table in tables]
    own = _grouped(session, t.certificate, "code", codes)
    return {
        code: replace(
            _certificate(rows[0], *(part.get(code, []) for part in parts)),
            **life_of(*(part.get(code, []) for part in later)),
        )
        for code, rows in own.items()
    }


def grants_by_id(session: Session, ids: Sequence[GrantId]) -> dict[GrantId, Grant]:
    """The grants among these that were offered."""
    pauses = _grouped(session, t.grant_pause, "grant_id", ids)
    steps = _grouped(session, t.grant_step, "grant_id", ids)
    own = _grouped(session, t.data_grant, "grant_id", ids)
    return {key: _grant(rows[0], pauses.get(key, []), steps.get(key, [])) for key, rows in own.items()}


def public_grants_by_id(session: Session, ids: Sequence[bytes]) -> dict[bytes, PublicGrant]:
    """The applications for public data among these."""
    own = _grouped(session, t.public_grant, "public_id", ids)
    kinds = {key: {"kind": GrantKind(r[0]["kind"]), "state": PublicState(r[0]["state"])} for key, r in own.items()}
    return {key: _made(PublicGrant, rows[0], **kinds[key]) for key, rows in own.items()}


def consents_by_id(session: Session, ids: Sequence[bytes]) -> dict[bytes, ConsentRecord]:
    """The consents among these that were recorded."""
    own = _grouped(session, t.consent, "consent_id", ids)
    return {key: _made(ConsentRecord, rows[0]) for key, rows in own.items()}


def all_regimes(session: Session) -> list[Regime]:
    """Every published regime, in the order of their numbers."""
    rows = session.execute(select(t.regime).order_by(t.regime.c.number)).mappings()
    return [_regime(dict(row)) for row in rows]


def current_calendar(session: Session) -> Calendar | None:
    """The calendar as it stands now; None while no year is published."""
    rows = session.execute(select(t.calendar_year).order_by(t.calendar_year.c.year)).mappings()
    years = tuple(_year(dict(row)) for row in rows)
    return Calendar(years) if years else None


# --- inside -----------------------------------------------------------------------------------------------------------


def _grouped(session: Session, table: Table, column: str, keys: Sequence[Any]) -> dict[Any, list[Row]]:
    """Rows by owner, each owner's in the order of the primary key."""
    found: dict[Any, list[Row]] = {}
    for first in range(0, len(keys), 500):
        query = select(table).where(table.c[column].in_(keys[first : first + 500]))
        for row in session.execute(query.order_by(*table.primary_key.columns)).mappings():
            found.setdefault(row[column], []).append(dict(row))
    return found


def _window(row: Row) -> dict[str, Any]:
    return {"since": row["since_at"], "until": row["until_at"]}


def _organisation(row: Row, given: list[Row], suspended: list[Row], keys: list[Row], stood: list[Row]) -> Organisation:
    def listed(cls: type[Any], rows: list[Row]) -> tuple[Any, ...]:
        kinds = ({"kind": OrgKind(one["kind"])} if "kind" in one else {} for one in _in_place(rows))
        return tuple(_made(cls, one, **_window(one), **kind) for one, kind in zip(_in_place(rows), kinds, strict=True))

    made: Organisation = _made(
        Organisation,
        row,
        group=row["affiliation_group"],
        accreditations=listed(Accreditation, given),
        suspensions=listed(Suspension, suspended),
        keys=listed(AccountKey, keys),
        standing_by=tuple(_made(StandingBy, one, subjects=_words(one["subjects"])) for one in stood),
    )
    return made


def _words(raw: bytes) -> tuple[bytes, ...]:
    return tuple(raw[place : place + 32] for place in range(0, len(raw), 32))


def _in_place(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["position"])


def _regime(row: Row) -> Regime:
    made: Regime = _made(Regime, row, regime_id=RegimeId(row["regime_id"]), code_source=CodeSource(row["code_source"]))
    return made


def _year(row: Row) -> PublishedYear:
    made: PublishedYear = _made(PublishedYear, row, first_day=Day(row["first_day"]), bits=row["working_days"])
    return made


def _case(
    row: Row, applicants: list[Row], rights: list[Row], priors: list[Row], pauses: list[Row], objections: list[Row]
) -> Case:
    made: Case = _made(
        Case,
        row,
        regime=RegimeId(row["regime"]),
        state=CaseState(row["state"]),
        content=_content(row, applicants, rights, priors),
        pauses=tuple(_made(CasePause, pause, reason=PauseReason(pause["reason"])) for pause in pauses),
        objections=tuple(_objection(one) for one in objections),
    )
    return made


def _content(row: Row, applicants: list[Row], rights: list[Row], priors: list[Row]) -> Content:
    zeroed = ("schema_digest", "fingerprint", "public_institution_decision", "grade_proof", "fusion_consents",
              "entrustment_exception")  # fmt: skip
    made: Content = _made(
        Content,
        row,
        **{column: row[column] or _NOTHING for column in zeroed},
        grade=Grade(row["grade"]),
        time_from=row["time_from"] or 0,
        time_to=row["time_to"] or 0,
        applicants=tuple(one["applicant"] for one in applicants),
        prior_registrations=tuple(one["reference"] for one in priors),
        rights=tuple(Right(one["holder"], one["rights"], Basis(one["basis"]), one["until_at"] or 0) for one in rights),
    )
    return made


def _objection(row: Row) -> ObjectionRecord:
    closed = None
    if row["closing_account"] is not None:
        closed = Actor(
            account=row["closing_account"],
            preparer=row["closing_preparer"],
            person=row["closing_person"],
            preparer_person=row["closing_preparer_person"],
            document=row["closing_document"],
        )
    made: ObjectionRecord = _made(ObjectionRecord, row, outcome=Outcome(row["outcome"]), closed_by=closed)
    return made


def _grant(row: Row, pauses: list[Row], steps: list[Row]) -> Grant:
    made: Grant = _made(
        Grant,
        row,
        kind=GrantKind(row["kind"]),
        state=GrantState(row["state"]),
        since=row["since_at"],
        pauses=tuple(_made(GrantPause, one, **_window(one)) for one in pauses),
        steps=tuple(_made(GrantStep, one, ground=GrantGround(one["ground"])) for one in steps),
    )
    return made


def _certificate(
    row: Row,
    units: list[Row],
    versions: list[Row],
    annotations: list[Row],
    reaffirmations: list[Row],
    encumbrances: list[Row],
) -> Certificate:
    held = sorted(units, key=lambda r: (r["position"], r["right"]))
    made: Certificate = _made(
        Certificate,
        row,
        status=CertificateStatus(row["status"]),
        units=tuple(_made(RightUnit, unit, basis=Basis(unit["basis"]), **_window(unit)) for unit in held),
        versions=tuple(
            _made(Version, one, before=one["before_digest"], afterwards=one["after_digest"]) for one in versions
        ),
        annotations=tuple(_made(AnnotationRecord, one, **_window(one)) for one in annotations),
        reaffirmations=tuple(_made(Reaffirmation, one) for one in reaffirmations),
        encumbrances=tuple(
            _made(Encumbrance, one, right=one["unit_right"], since=one["since_at"]) for one in encumbrances
        ),
    )
    return made
