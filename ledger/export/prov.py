# SPDX-License-Identifier: Apache-2.0
"""A trace as PROV-JSON (W3C PROV): what happened as activities, data as entities, who as agents.

    event          prov:Activity, with prov:startedAtTime = prov:endedAtTime = when it is said to have happened
    certificate    prov:Entity `certificate:SJ...`; what was handed over or made, `content:` and its digest
    party          prov:Agent; an organisation by its code, a person by a commitment
    relations      used (the parents, or the certificate), wasGeneratedBy (content, output), wasDerivedFrom (output
                   from each parent), wasAssociatedWith (actor, counterparty), actedOnBehalfOf, wasAttributedTo (what
                   was made to its actor), wasInvalidatedBy (DESTROY), wasInformedBy (a correction by what it corrects)

Deterministic: the same trace gives the same bytes. Questions that were asked are no activities on data and are left
out. Not for: judging; each activity carries its level of attestation and what the ledger found of it.
"""

from __future__ import annotations

import json
from typing import Any, Final

from ledger.domain.circulation import Happening, Trace
from ledger.domain.csv_text import csv_text
from ledger.domain.ids import CertificateId, PartyId
from ledger.domain.kinds import Circulation
from ledger.domain.verdict_json import party_label, shanghai

PREFIXES: Final = {
    "certificate": "urn:ledger:certificate:",
    "content": "urn:ledger:content:",
    "event": "urn:ledger:event:",
    "party": "urn:ledger:party:",
    "ledger": "urn:ledger:terms:",
}
GENERATING: Final = frozenset(
    {
        Circulation.COLLECT, Circulation.AGGREGATE, Circulation.GOVERN, Circulation.PROCESS, Circulation.FUSE,
        Circulation.DERIVE,
    }
)  # fmt: skip


def prov_document(trace: Trace) -> dict[str, Any]:
    made = _Document()
    for happening in trace.happenings:
        made.happened(trace, happening)
    return {"prefix": PREFIXES, **{name: records for name, records in sorted(made.records.items()) if records}}


def prov_json(trace: Trace) -> bytes:
    return json.dumps(prov_document(trace), ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


class _Document:
    """Records by kind. Relations are numbered in the order in which they are met."""

    def __init__(self) -> None:
        self.records: dict[str, dict[str, Any]] = {}

    def happened(self, trace: Trace, each: Happening) -> None:
        activity = f"event:{trace.trace.hex()}.{each.seq}"
        self._put("activity", activity, {
            "prov:startTime": shanghai(each.occurred_at), "prov:endTime": shanghai(each.occurred_at),
            "prov:type": f"ledger:{each.what.name}",
            "ledger:recordedAt": _typed(shanghai(each.recorded_at), "xsd:dateTime"),
            "ledger:attestationLevel": each.level, "ledger:standing": each.standing.name,
            "ledger:rule": each.rule, "ledger:sequence": each.seq, "ledger:receipt": each.receipt.hex(),
            "ledger:payloadSha256": each.payload_sha256.hex(), "ledger:payloadSm3": each.payload_sm3.hex(),
        })  # fmt: skip
        self._agents(activity, each)
        self._entities(activity, each)
        if each.correction_of is not None:
            before = f"event:{trace.trace.hex()}.{each.correction_of}"
            self._relate("wasInformedBy", {"prov:informed": activity, "prov:informant": before})

    def _agents(self, activity: str, each: Happening) -> None:
        actor = self._agent(each.actor)
        self._relate("wasAssociatedWith", {"prov:activity": activity, "prov:agent": actor, "prov:role": "ledger:actor"})
        if each.counterparty is not None:
            other = self._agent(each.counterparty)
            self._relate(
                "wasAssociatedWith",
                {"prov:activity": activity, "prov:agent": other, "prov:role": "ledger:counterparty"},
            )
        if each.on_behalf_of is not None:
            principal = self._agent(each.on_behalf_of)
            self._relate(
                "actedOnBehalfOf", {"prov:delegate": actor, "prov:responsible": principal, "prov:activity": activity}
            )

    def _entities(self, activity: str, each: Happening) -> None:
        own = self._certificate(each.certificate)
        sources = [self._source(derived.parent.id, derived.parent.content) for derived in each.parents]
        if each.what is Circulation.DESTROY:
            gone = self._content(each.content) if each.content is not None else own
            self._relate("wasInvalidatedBy", {"prov:entity": gone, "prov:activity": activity})
        for source in sources or [own]:
            self._relate("used", {"prov:activity": activity, "prov:entity": source})
        for made in self._made(each):
            self._relate("wasGeneratedBy", {"prov:entity": made, "prov:activity": activity})
            self._relate("wasAttributedTo", {"prov:entity": made, "prov:agent": self._agent(each.actor)})
            for source in sources:
                self._relate(
                    "wasDerivedFrom",
                    {"prov:generatedEntity": made, "prov:usedEntity": source, "prov:activity": activity},
                )

    def _made(self, each: Happening) -> list[str]:
        if each.what not in GENERATING:
            return []
        made = [self._content(each.content)] if each.content is not None else []
        return made + ([self._certificate(each.output)] if each.output is not None else [])

    def _certificate(self, code: CertificateId) -> str:
        return self._put("entity", f"certificate:{code}", {"prov:type": "ledger:Certificate"})

    def _content(self, digest: bytes) -> str:
        return self._put("entity", f"content:{digest.hex()}", {"prov:type": "ledger:Content"})

    def _source(self, code: CertificateId, content: bytes) -> str:
        return self._certificate(code) if code else self._content(content)

    def _agent(self, party: PartyId) -> str:
        return self._put("agent", f"party:{party_label(party)}", {"prov:type": "prov:Agent"})

    def _put(self, kind: str, name: str, fields: dict[str, Any]) -> str:
        self.records.setdefault(kind, {})[name] = fields
        return name

    def _relate(self, kind: str, fields: dict[str, Any]) -> None:
        records = self.records.setdefault(kind, {})
        records[f"_:{kind}{len(records) + 1}"] = fields


def _typed(value: str, type_: str) -> dict[str, str]:
    return {"$": value, "type": type_}


# --- CSV --------------------------------------------------------------------------------------------------------------

COLUMNS: Final = (
    "seq", "what", "occurred_at", "recorded_at", "actor", "counterparty", "certificate", "grant", "right", "purpose",
    "region", "exported", "records", "calls", "content", "output", "grade", "division", "standing", "rule", "answer",
    "attestation_level", "correction_of", "receipt", "payload_sha256", "payload_sm3",
)  # fmt: skip


def trace_csv(trace: Trace, at: int) -> str:
    """A line an event, in the order of the trace; questions with what was answered."""
    rows: list[list[Any]] = []
    asked = {one.seq: one for one in trace.questions}
    happened = {one.seq: one for one in trace.happenings}
    for seq in range(1, trace.length + 1):
        if seq in happened:
            each = happened[seq]
            tail = (
                _hex(each.content), each.output or "", each.grade, each.division, each.standing.name, each.rule,
                each.answer_state(at).value, each.level, each.correction_of or "", _hex(each.receipt),
                _hex(each.payload_sha256), _hex(each.payload_sm3),
            )  # fmt: skip
            rows.append([*_head(each, each.occurred_at, party_label(each.actor)), *tail])
        else:
            question = asked[seq]
            outcome = "ALLOWED" if question.allowed else "DENIED"
            head = _head(question, question.use.moment, question.by)
            rows.append([*head, "", "", "", "", f"ASKED_{outcome}", question.rule, "", "", "", "", "", ""])
    return csv_text(COLUMNS, rows)


def _head(each: Any, occurred_at: int, actor: str) -> list[Any]:
    use, other = each.use, each.counterparty
    return [
        each.seq, each.what.name, shanghai(occurred_at), shanghai(each.recorded_at), actor,
        "" if other is None else party_label(other), each.certificate, _hex(each.grant_id), use.right, use.purpose,
        use.region, int(use.exported), use.records, use.calls,
    ]  # fmt: skip


def _hex(value: bytes | None) -> str:
    return "" if value is None else "0x" + value.hex()
