# SPDX-License-Identifier: Apache-2.0
"""What befalls certificates: proceedings, disputes, what is recorded beside them, and what stands on their units."""

from __future__ import annotations

from typing import Any

from tests.oracle.rows import RESTATED, Act, Row, Tables, grams, numbered, some, text

TRANSFER, CANCEL = 0, 3
OFFERED, SUBMITTED, ACCEPTED, REGISTERED, REFUSED, WITHDRAWN = 1, 2, 3, 4, 5, 6
CANCELLED, REVOKED = 2, 3


def _code(act: Act) -> str:
    return text(act.told["id"])


# --- proceedings


def _filed(tables: Tables, act: Act) -> None:
    code, told = _code(act), act.told
    given, procedure = told["motion"]["terms"], told["procedure"]
    held = {key[1] for key, unit in tables["right_unit"].items() if key[0] == code and unit["moved_at"] is None}
    own = not any(given["holder"])
    missing = 1 if procedure == TRANSFER else len(held) - 1 if procedure == CANCEL and not own else 0
    later = "accepted_at closed_at closed_account closed_preparer closed_document refusal_ground evidenced_at".split()
    tables["proceeding"][(code, procedure, told["number"])] = {
        "state": OFFERED if missing else ACCEPTED if own else SUBMITTED, "filed_at": act.time,
        "account": told["account"], "filed_by": text(told["by"]), "level": told["motion"]["assent"]["level"],
        "holder": some(given["holder"]), "other": some(given["other"]), "rights": given["rights"],
        "term_years": given["termYears"], "ground": given["ground"], "notice_last_day": some(given["noticeLastDay"]),
        "regime": text(given["regime"]), "before_digest": some(given["before"]),
        "after_digest": some(given["afterwards"]), "documents": given["documents"],
        "institution_decision": some(given["institutionDecision"]), "missing": missing,
        "complete_at": None if missing else act.time, "national_ref": "", "national_digest": None, "successor": None,
        "version": None, **dict.fromkeys(later), **_anew(told["motion"]["restated"]),
    }  # fmt: skip


def _anew(restated: list[dict[str, Any]]) -> Row:
    """What a change asks to say of the data: one; nothing in the other procedures."""
    if not restated:
        return {"data_name": "", "after_paper": None, **dict.fromkeys(RESTATED)}
    (given,) = restated
    return {
        "data_name": given["dataName"], "name_commitment": some(given["nameCommitment"]),
        "overview_commitment": some(given["overviewCommitment"]), "time_from": some(given["timeFrom"]),
        "time_to": some(given["timeTo"]), "after_paper": some(given["paper"]),
    }  # fmt: skip


def _open(tables: Tables, code: str, procedure: int) -> Row:
    """The last of a procedure: one is open at a time."""
    return tables["proceeding"][(code, procedure, numbered(tables, "proceeding", code, procedure) - 1)]


def _agreed(tables: Tables, act: Act) -> None:
    row = _open(tables, _code(act), act.told["procedure"])
    row["missing"] -= 1
    if row["missing"] == 0:
        row.update(state=SUBMITTED, complete_at=act.time)


def _accepted(tables: Tables, act: Act) -> None:
    _open(tables, _code(act), act.told["procedure"]).update(state=ACCEPTED, accepted_at=act.time)


def _closed(row: Row, act: Act, state: int, document: bytes) -> None:
    decider = act.told["decider"]
    row.update(state=state, closed_at=act.time, closed_account=decider["account"], closed_document=document)
    row["closed_preparer"] = some(decider["preparer"])


def _refused(tables: Tables, act: Act) -> None:
    row = _open(tables, _code(act), act.told["procedure"])
    _closed(row, act, REFUSED, act.told["step"]["document"])
    row["refusal_ground"] = act.told["step"]["ground"]


def _withdrawn(tables: Tables, act: Act) -> None:
    row = _open(tables, _code(act), act.told["procedure"])
    _closed(row, act, WITHDRAWN, act.told["step"]["document"])


# --- what was registered


def _registered(tables: Tables, act: Act, procedure: int) -> Row:
    """The proceeding is over; the new version, where there is one, says why. Gives the certificate's row."""
    code, given, decider = _code(act), act.told["registering"], act.told["decider"]
    row = _open(tables, code, procedure)
    _closed(row, act, REGISTERED, given["document"])
    row.update(evidenced_at=given["evidencedAt"], national_ref=given["nationalRef"])
    row["national_digest"] = given["nationalDigest"]
    if procedure == TRANSFER:
        row["successor"] = text(given["code"])
    certificate = tables["certificate"][(code,)]
    if "version" in act.told:
        row["version"] = act.told["version"]
        new = {"payload_sha256": given["payloadSha256"], "payload_sm3": given["payloadSm3"]}
        certificate.update(new, version=act.told["version"])
        tables["certificate_version"][(code, act.told["version"])] = new | {
            "recorded_at": act.time, "account": decider["account"], "preparer": some(decider["preparer"]),
            "person": some(given["person"]), "preparer_person": some(decider["preparerPerson"]),
            "before_digest": some(given["terms"]["before"]), "after_digest": some(given["terms"]["afterwards"]),
            "reason": given["document"], "data_name": "", "restated_from": None, **dict.fromkeys(RESTATED),
        }  # fmt: skip
    return certificate


def _present(tables: Tables, code: str, holder: bytes, rights: int) -> list[tuple[tuple[Any, ...], Row]]:
    """The units of a holder, of these rights, that went nowhere yet."""
    units = tables["right_unit"].items()
    return [(key, row) for key, row in units
            if key[:2] == (code, holder) and key[2] & rights and row["moved_at"] is None]  # fmt: skip


def _transferred(tables: Tables, act: Act) -> None:
    certificate, given = _registered(tables, act, TRANSFER), act.told["registering"]
    for _, unit in _present(tables, _code(act), given["terms"]["holder"], given["terms"]["rights"]):
        unit["moved_at"] = given["evidencedAt"]
    if act.told["status"] != 1:
        certificate.update(status=act.told["status"], ended_at=given["evidencedAt"])


def _changed(tables: Tables, act: Act) -> None:
    """What was filed stands; a new id of the same person holds on from there what the old one held."""
    certificate = _registered(tables, act, 1)
    code, given, subject = _code(act), act.told["registering"], act.told["id"]
    filed = tables["proceeding"][(code, 1, numbered(tables, "proceeding", code, 1) - 1)]
    if any(filed[column] is not None for column in RESTATED):
        version = tables["certificate_version"][(code, act.told["version"])]
        version.update({column: filed[column] for column in (*RESTATED, "data_name")})
        version["restated_from"] = given["evidencedAt"]
    if filed["name_commitment"] is not None:
        certificate.update(corrected_name=filed["data_name"], name_subject=subject)
        grams(tables, subject, act.told["version"], filed["data_name"])
    old, new = given["terms"]["holder"], given["terms"]["other"]
    if old == new:
        return
    holders = {key[1]: row["position"] for key, row in tables["right_unit"].items() if key[0] == code}
    for key, unit in _present(tables, code, old, 7):
        position = holders.setdefault(new, 1 + max(holders.values()))
        tables["right_unit"][(code, new, key[2])] = {**unit, "position": position}
        unit["moved_at"] = given["evidencedAt"]


def _renewed(tables: Tables, act: Act) -> None:
    certificate, code, until = _registered(tables, act, 2), _code(act), act.told["expiresAt"]
    for key, unit in tables["right_unit"].items():
        if key[0] == code and unit["moved_at"] is None and unit["until_at"] == certificate["expires_at"]:
            unit["until_at"] = until
    certificate["expires_at"] = until


def _cancelled(tables: Tables, act: Act) -> None:
    certificate = _registered(tables, act, CANCEL)
    certificate.update(status=CANCELLED, ended_at=act.told["registering"]["evidencedAt"])


def _revoked(tables: Tables, act: Act) -> None:
    tables["certificate"][(_code(act),)].update(status=REVOKED, ended_at=act.told["ending"]["since"])


# --- beside it


def _reconciled(tables: Tables, act: Act) -> None:
    code, told = _code(act), act.told
    columns = {"recorded_at": act.time, "account": told["account"], "person": told["person"], "batch": told["batch"]}
    columns |= {"extract_sha256": told["extractSha256"], "extracted_at": told["extractedAt"]}
    columns |= {"matches": int(told["comparison"]["matches"])}
    columns |= {name: told["comparison"][name] for name in ("compared", "differing")}
    tables["reconciliation"][(code, numbered(tables, "reconciliation", code))] = columns


def _linked(tables: Tables, act: Act) -> None:
    code, given = _code(act), act.told["link"]
    columns = {name: given[name] for name in ("kind", "status", "issuer")} | {"verified": int(given["verified"])}
    columns |= {"reference": given["number"], "reference_commitment": given["numberCommitment"]}
    columns |= {"document": some(given["document"]), "recorded_at": act.time, "account": act.told["account"]}
    tables["certificate_link"][(code, numbered(tables, "certificate_link", code))] = columns


def _related(tables: Tables, act: Act) -> None:
    code, given = _code(act), act.told["relation"]
    columns = {"recorded_at": act.time, "account": act.told["account"], "other": text(act.told["other"])}
    columns |= {"relation": given["relation"], "first": int(act.told["first"]), "document": given["document"]}
    tables["certificate_relation"][(code, numbered(tables, "certificate_relation", code))] = columns


# --- disputes


def _disputed(tables: Tables, act: Act) -> None:
    given = act.told["dispute"]
    later = "informed_at elsewhere_at answered_at contested closed_at closed_account closed_preparer closed_document"
    tables["dispute"][(_code(act), act.told["number"])] = {
        "objector": given["objector"], "filed_at": act.time, "account": act.told["account"],
        "level": given["assent"]["level"], "reasons": given["reasons"], "material": some(given["material"]),
        "outcome": 1, "complete_at": act.time if given["complete"] else None, **dict.fromkeys(later.split()),
    }  # fmt: skip


def _noted(tables: Tables, act: Act) -> None:
    given = act.told["note"]
    row = tables["dispute"][(_code(act), given["number"])]
    column = {1: "complete_at", 2: "informed_at", 3: "elsewhere_at"}[given["step"]]
    row[column] = act.time if row[column] is None else row[column]


def _answered(tables: Tables, act: Act) -> None:
    given = act.told["answer"]
    row = tables["dispute"][(_code(act), given["number"])]
    row.update(answered_at=act.time, contested=int(given["contested"]))


def _concluded(tables: Tables, act: Act) -> None:
    given = act.told["conclusion"]
    tables["dispute"][(_code(act), given["number"])].update(
        outcome=given["outcome"], closed_at=act.time, closed_account=act.told["account"],
        closed_preparer=some(act.told["preparer"]), closed_document=given["document"],
    )  # fmt: skip


def _dispute_withdrawn(tables: Tables, act: Act) -> None:
    tables["dispute"][(_code(act), act.told["number"])].update(
        outcome=4, closed_at=act.time, closed_account=act.told["account"], closed_document=act.told["document"]
    )


# --- what stands on right units


def _put(tables: Tables, act: Act) -> None:
    """Another rank of the same pledge at the same place takes the place of the earlier one."""
    _lifted(tables, act)
    code, told = text(act.told["code"]), act.told
    tables["encumbrance"][(code, numbered(tables, "encumbrance", code))] = {
        "pledge_id": told["id"], "place": told["place"], "holder": told["holder"], "unit_right": told["right"],
        "rank": told["rank"], "exclusive": int(told["exclusive"]), "since_at": act.time, "lifted_at": None,
    }  # fmt: skip


def _lifted(tables: Tables, act: Act) -> None:
    code, wanted = text(act.told["code"]), (act.told["id"], act.told["place"])
    for key, row in tables["encumbrance"].items():
        if key[0] == code and row["lifted_at"] is None and (row["pledge_id"], row["place"]) == wanted:
            row["lifted_at"] = act.time


LIVING = {
    "ProceedingFiled": _filed,
    "ProceedingAgreed": _agreed,
    "ProceedingAccepted": _accepted,
    "ProceedingRefused": _refused,
    "ProceedingWithdrawn": _withdrawn,
    "CertificateTransferred": _transferred,
    "CertificateChanged": _changed,
    "CertificateRenewed": _renewed,
    "CertificateCancelled": _cancelled,
    "CertificateRevoked": _revoked,
    "CertificateReconciled": _reconciled,
    "CertificateLinked": _linked,
    "CertificateRelated": _related,
    "DisputeFiled": _disputed,
    "DisputeNoted": _noted,
    "DisputeAnswered": _answered,
    "DisputeConcluded": _concluded,
    "DisputeWithdrawn": _dispute_withdrawn,
    "EncumbrancePut": _put,
    "EncumbranceLifted": _lifted,
}
