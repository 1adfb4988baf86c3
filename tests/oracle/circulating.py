# SPDX-License-Identifier: Apache-2.0
"""What happened to data: reports with what they were made of and who stands by them, questions, usage by the batch."""

from __future__ import annotations

from tests.oracle.rows import Act, Row, Tables, numbered, some, text

ACKNOWLEDGED, DISPUTED = 1, 2
MARKS = ("", "UNREGISTERED", "COVERED", "NOT_COVERED")


def _use(given: Row) -> Row:
    columns = {f"use_{name}": given[name] for name in ("right", "purpose", "region", "moment")}
    columns |= {f"use_{name}": str(given[name]) for name in ("fields", "records", "calls")}
    return columns | {"use_exported": int(given["exported"])}


def _traced(tables: Tables, act: Act) -> None:
    root = text(act.told["root"])
    tables["circulation_trace"][(act.told["trace"],)] = {"root": root, "length": act.told["seq"]}


def _said(act: Act, given: Row) -> Row:
    columns = {"recorded_at": act.time, "certificate": text(given["id"]), "what": given["what"]}
    columns |= {"by": text(act.told["by"]), "account": act.told["account"], **_use(given["use"])}
    return columns | {"counterparty": some(given["counterparty"]), "grant_id": some(given["grantId"])}


def _reported(tables: Tables, act: Act) -> None:
    _traced(tables, act)
    given, finding = act.told["report"], act.told["finding"]
    key = (act.told["trace"], act.told["seq"])
    later = "answered_by answered_account answered_person answered_level answer_reason answered_at".split()
    tables["circulation_event"][key] = _said(act, given) | dict.fromkeys(later) | {
        "person": given["assent"]["person"], "assent_level": given["assent"]["level"], "actor": given["actor"],
        "on_behalf_of": some(given["onBehalfOf"]), "occurred_at": given["occurredAt"],
        "content": some(given["content"]), "output": some(text(given["output"])), "grade": given["grade"],
        "division": given["division"], "payload_sha256": given["payloadSha256"], "payload_sm3": given["payloadSm3"],
        "documents": some(given["documents"]), "visibility": given["visibility"],
        "correction_of": some(given["correctionOf"]), "receipt": act.told["receipt"],
        "standing": finding["standing"], "rule": finding["rule"], "decided_on": some(finding["decidedOn"]),
        "answer": 0,
    }  # fmt: skip
    for place, parent in enumerate(given["parents"]):
        tables["circulation_parent"][(*key, place + 1)] = {
            "certificate": some(text(parent["id"])), "grant_id": some(parent["grantId"]),
            "content": parent["content"], "contract_digest": some(parent["contractDigest"]),
            "mark": MARKS[finding["parents"] >> 2 * place & 3],
        }  # fmt: skip


def _asked(tables: Tables, act: Act) -> None:
    _traced(tables, act)
    given = act.told["inquiry"]
    tables["circulation_question"][(act.told["trace"], act.told["seq"])] = _said(act, given) | {
        "person": given["person"], "allowed": int(act.told["allowed"]), "rule": act.told["rule"],
        "decided_on": some(act.told["decidedOn"]),
    }  # fmt: skip


def _answered(tables: Tables, act: Act) -> None:
    told = act.told
    tables["circulation_event"][(told["trace"], told["seq"])].update(
        answer=DISPUTED if told["disputed"] else ACKNOWLEDGED, answered_by=text(told["by"]),
        answered_account=told["account"], answered_person=told["assent"]["person"],
        answered_level=told["assent"]["level"], answer_reason=some(told["reason"]), answered_at=act.time,
    )  # fmt: skip


def _confirmed(tables: Tables, act: Act) -> None:
    told = act.told
    key = (told["trace"], told["seq"])
    columns = {name: told[name] for name in ("level", "account", "person", "document")}
    columns |= {"by": text(told["by"]), "recorded_at": act.time}
    tables["circulation_confirmation"][(*key, numbered(tables, "circulation_confirmation", *key))] = columns


def _anchored(tables: Tables, act: Act) -> None:
    batch, given = act.told["batch"], act.told["usage"]
    columns = {name: given[name] for name in ("person", "root", "size")}
    columns |= {"by": text(act.told["by"]), "account": act.told["account"], "recorded_at": act.time}
    tables["usage_batch"][(batch,)] = columns | {"since_at": given["since"], "until_at": given["until"]}
    for place, total in enumerate(given["totals"]):
        counts = {"records": str(total["records"]), "calls": str(total["calls"])}
        rule = act.told["rules"] >> 8 * place & 0xFF
        tables["usage_total"][(batch, place + 1)] = counts | {"grant_id": total["grantId"], "rule": rule}


CIRCULATING = {
    "CirculationReported": _reported,
    "CirculationAsked": _asked,
    "CirculationAnswered": _answered,
    "CirculationConfirmed": _confirmed,
    "UsageAnchored": _anchored,
}
