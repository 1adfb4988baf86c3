# SPDX-License-Identifier: Apache-2.0
"""Grants with their steps and what was spent of them, applications for public data, consents."""

from __future__ import annotations

from typing import Any

from tests.oracle.rows import Act, Row, Tables, numbered, snake, some, text

OFFERED, DECLINED, WITHDRAWN, ACTIVE, REVOKED, TERMINATED = 1, 2, 3, 4, 5, 6
MOST = (1 << 64) - 1


def _scope(given: Row) -> Row:
    columns = {name: str(given[name]) for name in ("fields", "purposes", "territory")}
    columns |= {"exported": int(given["exported"]), "environments": given["environments"], "depth": given["depth"]}
    budgets = {snake(name): str(given[name]) if given[name] else None for name in ("maxCalls", "maxRecords")}
    return columns | budgets | {"not_after": given["notAfter"]}


def _offered(tables: Tables, act: Act) -> None:
    given, terms = act.told["offer"], act.told["offer"]["terms"]
    tables["data_grant"][(act.told["id"],)] = _scope(terms["scope"]) | {
        "kind": given["kind"], "reference": given["ref"], "root": given["root"], "parent": some(given["parent"]),
        "grantor": given["grantor"], "grantee": given["grantee"], "state": OFFERED, "right": terms["right"],
        "not_before": some(terms["notBefore"]), "columns": some(terms["columns"]),
        "exclusivity": terms["exclusivity"], "irrevocable": int(terms["irrevocable"]),
        "important": int(terms["important"]), "price_mode": terms["priceMode"], "agreement": terms["agreement"],
        "security": some(terms["security"]), "export_basis": some(terms["exportBasis"]),
        "reciprocal": some(terms["reciprocal"]), "offered_at": act.time, "accepted_at": None, "since_at": None,
        "ended_at": None, "used_calls": "0", "used_records": "0",
    }  # fmt: skip
    _step(tables, act, given["assent"], None)


def _step(tables: Tables, act: Act, assent: Row, document: bytes | None) -> None:
    grant = act.told["id"]
    columns = {"what": act.entry["kind"], "recorded_at": act.time, "by": text(act.told["by"])}
    columns |= {"account": act.told["account"], "person": assent["person"], "form": some(assent["form"])}
    columns |= {"mandate": some(assent["mandate"]), "attestation": assent["level"]}
    columns |= {"document": document and some(document), "ground": act.told.get("ground", 0)}
    tables["grant_step"][(grant, numbered(tables, "grant_step", grant))] = columns


def _acted(tables: Tables, act: Act, **changes: Any) -> None:
    tables["data_grant"][(act.told["id"],)].update(changes)
    _step(tables, act, act.told["act"]["assent"], act.told["act"]["document"])


def _accepted(tables: Tables, act: Act) -> None:
    _acted(tables, act, state=ACTIVE, accepted_at=act.time, since_at=act.told["since"])


def _closed(tables: Tables, act: Act) -> None:
    _acted(tables, act, state=DECLINED if act.told["declined"] else WITHDRAWN)


def _narrowed(tables: Tables, act: Act) -> None:
    _acted(tables, act, **_scope(act.told["scope"]))


def _suspended(tables: Tables, act: Act) -> None:
    grant = act.told["id"]
    key = (grant, numbered(tables, "grant_pause", grant))
    tables["grant_pause"][key] = {"since_at": act.time, "until_at": None}
    _acted(tables, act)


def _resumed(tables: Tables, act: Act) -> None:
    grant = act.told["id"]
    tables["grant_pause"][(grant, numbered(tables, "grant_pause", grant) - 1)]["until_at"] = act.time
    _acted(tables, act)


def _ended(state: int) -> Any:
    return lambda tables, act: _acted(tables, act, state=state, ended_at=act.time)


def _spent(tables: Tables, act: Act) -> None:
    """What hangs below is debited above too, each by an event of its own; a budget never runs past its word."""
    row = tables["data_grant"][(act.told["id"],)]
    for column, name in (("used_calls", "calls"), ("used_records", "records")):
        row[column] = str(min(MOST, int(row[column]) + act.told[name]))


# --- public data, consents


def _asked(given: Row) -> Row:
    scope = {name: str(given["scope"][name]) for name in ("fields", "purposes", "territory")}
    return scope | {"right": given["right"], "not_after": given["scope"]["notAfter"]}


def _applied(tables: Tables, act: Act) -> None:
    given = act.told["application"]
    later = dict.fromkeys("opined_at opinion decided_at decision".split())
    tables["public_grant"][(act.told["id"],)] = _asked(given["terms"]) | later | {
        "kind": given["kind"], "reference": given["ref"], "resource": given["resource"],
        "applicant": given["applicant"], "source": text(given["source"]), "authority": text(given["authority"]),
        "state": 1, "applied_at": act.time, "applied_by": text(act.told["by"]), "application": given["document"],
    }  # fmt: skip


def _opined(tables: Tables, act: Act) -> None:
    row = tables["public_grant"][(act.told["id"],)]
    row.update(state=2 if act.told["favourable"] else 3, opined_at=act.time, opinion=act.told["document"])


def _decided(tables: Tables, act: Act) -> None:
    row = tables["public_grant"][(act.told["id"],)]
    row.update(state=5 if act.told["granted"] else 4, decided_at=act.time, decision=act.told["document"])
    if act.told["granted"]:
        row.update(_asked(act.told["terms"]))


def _consented(tables: Tables, act: Act) -> None:
    given = act.told["consent"]
    tables["consent"][(act.told["id"],)] = {
        "custodian": text(act.told["by"]), "receipt": given["receipt"], "purposes": str(given["purposes"]),
        "expires_at": given["expiresAt"], "flags": given["flags"], "document": given["document"],
        "person": given["person"], "account": act.told["account"], "recorded_at": act.time, "withdrawn_at": None,
        "withdrawal": None,
    }  # fmt: skip


def _consent_withdrawn(tables: Tables, act: Act) -> None:
    tables["consent"][(act.told["id"],)].update(withdrawn_at=act.time, withdrawal=act.told["document"])


GRANTING = {
    "GrantOffered": _offered,
    "GrantAccepted": _accepted,
    "GrantClosed": _closed,
    "GrantNarrowed": _narrowed,
    "GrantSuspended": _suspended,
    "GrantResumed": _resumed,
    "GrantRevoked": _ended(REVOKED),
    "GrantTerminated": _ended(TERMINATED),
    "GrantSpent": _spent,
    "PublicGrantApplied": _applied,
    "PublicGrantOpined": _opined,
    "PublicGrantDecided": _decided,
    "ConsentRecorded": _consented,
    "ConsentWithdrawn": _consent_withdrawn,
}
