# SPDX-License-Identifier: Apache-2.0
"""Applications: what they say, where they stand, what stops their clock, who objects."""

from __future__ import annotations

from typing import Any

from tests.oracle.rows import Act, Row, Tables, day, grams, numbered, snake, some, text

_MAYBE = {"schema_digest", "fingerprint", "public_institution_decision", "grade_proof", "fusion_consents",
          "entrustment_exception", "time_from", "time_to"}  # fmt: skip
_LISTS = {"applicants", "rights", "prior_registrations"}
_LATER = (
    "accepted_at silence_noted_at accepted_by_silence_day correction_requested_at correction_last_day resubmitted_at "
    "not_accepted_at notice_opened_at notice_published_at notice_exempted_at evidenced_at "
    "evidenced_recorded_at national_digest certified_at code refused_at refusal_ground terminated_at withdrawn_at"
).split()
_CONTENT_TABLES = ("application_applicant", "application_right", "prior_registration")


def _content(tables: Tables, case: bytes, content: Row) -> Row:
    for table in _CONTENT_TABLES:
        for key in [key for key in tables[table] if key[0] == case]:
            del tables[table][key]
    for place, applicant in enumerate(content["applicants"], start=1):
        tables["application_applicant"][(case, place)] = {"applicant": applicant}
    for place, right in enumerate(content["rights"], start=1):
        until = {"until_at": some(right["until"])}
        shares = {name: right[name] for name in ("holder", "rights", "basis")}
        tables["application_right"][(case, place)] = shares | until
    for place, reference in enumerate(content["priorRegistrations"], start=1):
        tables["prior_registration"][(case, place)] = {"reference": reference}
    columns = {snake(name): value for name, value in content.items() if snake(name) not in _LISTS}
    columns |= {name: some(columns[name]) for name in _MAYBE}
    columns |= {name: str(columns[name]) for name in ("record_count", "byte_count")}
    grams(tables, case, 0, content["dataName"])
    columns["industry"] = text(content["industry"])
    return columns


def _submitted(tables: Tables, act: Act) -> None:
    given, filing = act.told["submitted"], act.told["submitted"]["filing"]
    own = {"registrar": text(act.told["registrar"]), "reference": filing["ref"], "regime": text(filing["regime"])}
    own |= {"state": 1, "content_version": 1, "account": given["account"], "person": filing["person"]}
    own |= {"form": filing["form"], "mandate": some(filing["mandate"]), "attestation": filing["attestation"]}
    own |= {"submitted_at": act.time, "received_at": given["receivedAt"], "received_claimed": int(given["claimed"])}
    own |= {"answer_start_day": day(given["receivedAt"])}
    own |= {"extension_days": 0, "national_ref": "", "last_act_at": act.time, **dict.fromkeys(_LATER)}
    case = act.told["id"]
    tables["application"][(case,)] = own | _content(tables, case, given["content"])


def _case(state: int | None, *stamps: str, **columns: str) -> Any:
    """A rule that sets the state, the moment in `stamps`, and columns from fields of the event."""

    def rule(tables: Tables, act: Act) -> None:
        row = tables["application"][(act.told["id"],)]
        row.update({stamp: act.time for stamp in stamps}, last_act_at=act.time)
        row.update({column: some(act.told[name]) for column, name in columns.items()})
        if state is not None:
            row["state"] = state

    return rule


def _resubmitted(tables: Tables, act: Act) -> None:
    case = act.told["id"]
    row = tables["application"][(case,)]
    row.update(_content(tables, case, act.told["content"]), state=1, content_version=row["content_version"] + 1)
    row.update(resubmitted_at=act.time, last_act_at=act.time, answer_start_day=day(act.time))


def _pause(tables: Tables, case: bytes, reason: str, opened: int, last_day: Any = None, objection: Any = None) -> None:
    number = numbered(tables, "application_pause", case)
    columns = {"reason": reason, "opened_at": opened, "closed_at": None, "last_day": last_day, "objection": objection}
    tables["application_pause"][(case, number)] = columns


def _evidence_requested(tables: Tables, act: Act) -> None:
    _case(5)(tables, act)
    _pause(tables, act.told["id"], "EVIDENCE", act.time, some(act.told["lastDay"]))


def _evidence_received(tables: Tables, act: Act) -> None:
    _case(4)(tables, act)
    for key, row in tables["application_pause"].items():
        if key[0] == act.told["id"] and row["reason"] == "EVIDENCE" and row["closed_at"] is None:
            row["closed_at"] = act.time


def _extended(tables: Tables, act: Act) -> None:
    _case(None)(tables, act)
    tables["application"][(act.told["id"],)]["extension_days"] += act.told["workingDays"]


def _notice(tables: Tables, act: Act) -> None:
    _case(6, "notice_opened_at", notice_published_at="publishedAt")(tables, act)
    _pause(tables, act.told["id"], "NOTICE", act.told["publishedAt"])


def _evidenced(tables: Tables, act: Act) -> None:
    _case(8, "evidenced_recorded_at", evidenced_at="evidencedAt", national_digest="nationalDigest")(tables, act)
    tables["application"][(act.told["id"],)]["national_ref"] = act.told["nationalRef"]


def _certified(tables: Tables, act: Act) -> None:
    _case(9, "certified_at")(tables, act)
    tables["application"][(act.told["id"],)]["code"] = text(act.told["code"])


def _objection_filed(tables: Tables, act: Act) -> None:
    case, given, number = act.told["id"], act.told["objection"], act.told["number"]
    none = "closed_at closing_account closing_preparer closing_person closing_preparer_person closing_document".split()
    tables["objection"][(case, number)] = {
        "objector": given["objector"], "account": act.told["account"], "person": given["person"],
        "filed_at": act.time, "received_at": act.told["receivedAt"], "received_claimed": int(act.told["claimed"]),
        "reasons": given["reasons"], "material": some(given["material"]), "outcome": 1, **dict.fromkeys(none),
    }  # fmt: skip
    _pause(tables, case, "OBJECTION", act.told["receivedAt"], None, number)
    tables["application"][(case,)]["last_act_at"] = act.time


def _objection_closed(tables: Tables, act: Act) -> None:
    case, given = act.told["id"], act.told.get("decision", act.told)
    row = tables["objection"][(case, given["number"])]
    outcome = 4 if act.name == "ObjectionWithdrawn" else 2 if given["upheld"] else 3
    row.update(outcome=outcome, closed_at=act.time, closing_account=act.told["account"])
    row.update(closing_preparer=some(act.told.get("preparer", b"")), closing_person=some(given["person"]))
    row["closing_preparer_person"] = some(act.told.get("preparerPerson", b""))
    row["closing_document"] = some(given["document"])
    for key, pause in tables["application_pause"].items():
        if key[0] == case and pause["objection"] == given["number"]:
            pause["closed_at"] = act.time
    tables["application"][(case,)]["last_act_at"] = act.time


CASEWORK = {
    "ApplicationSubmitted": _submitted,
    "ApplicationAccepted": _case(4, "accepted_at"),
    "CorrectionRequested": _case(2, "correction_requested_at", correction_last_day="lastDay"),
    "ApplicationResubmitted": _resubmitted,
    "ApplicationNotAccepted": _case(3, "not_accepted_at"),
    "SilenceNoted": _case(4, "silence_noted_at", accepted_by_silence_day="acceptedOn"),
    "EvidenceRequested": _evidence_requested,
    "EvidenceReceived": _evidence_received,
    "ProcessingExtended": _extended,
    "ApplicationRefused": _case(10, "refused_at", refusal_ground="ground"),
    "ApplicationTerminated": _case(11, "terminated_at"),
    "ApplicationWithdrawn": _case(12, "withdrawn_at"),
    "NoticeOpened": _notice,
    "NoticeExempted": _case(7, "notice_exempted_at"),
    "ApplicationEvidenced": _evidenced,
    "ApplicationCertified": _certified,
    "ObjectionFiled": _objection_filed,
    "ObjectionDecided": _objection_closed,
    "ObjectionWithdrawn": _objection_closed,
}
