# SPDX-License-Identifier: Apache-2.0
"""A verdict as a document: the same bytes from the CLI, the API and a rebuilt mirror.

For: one shape with sorted keys, no clock and no machine in it; only the moment asked about and the block it is true
for. Not for: pages, which show the same fields in their own order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ledger.domain.calendar import SHANGHAI_OFFSET
from ledger.domain.certificate import AnnotationRecord, Certificate
from ledger.domain.ids import PartyId, is_organisation, org_of_party
from ledger.domain.kinds import Grade
from ledger.domain.registration import Case
from ledger.domain.verdict import ANNOTATION_KINDS, RESTRICTION_TEXTS, Evidence, HolderLine, Statement, Verdict

RIGHT_NAMES: Mapping[int, str] = {1: "HOLD", 2: "USE", 4: "OPERATE"}
RESALE, EXPORT = 1, 2
LAST_SECOND = 253_402_300_799
"""The contracts keep times of 40 bits, up to the year 36812 ("without end"); calendars stop at 9999."""


@dataclass(frozen=True, slots=True)
class KnownBlock:
    """The block that an answer is true for. `final` false means that it may still be taken back."""

    number: int
    hash: bytes
    timestamp: int
    final: bool


def verdict_document(verdict: Verdict, known: KnownBlock) -> dict[str, Any]:
    """Plain values, ready for JSON. Times are seconds and, beside them, Shanghai's clock."""
    return {
        "code": verdict.code,
        "at": moment_document(verdict.at),
        "known": known_document(known),
        "base": _statement(verdict.base),
        "overlays": [_statement(overlay) for overlay in verdict.overlays],
        "notes": [_statement(note) for note in verdict.notes],
        "restrictions": [_statement(restriction) for restriction in verdict.restrictions],
        "not_checked": [_statement(word) for word in verdict.unchecked],
        "certificate": _certificate(verdict, verdict.certificate, verdict.case),
    }


def known_document(known: KnownBlock) -> dict[str, Any]:
    return {
        "block": known.number,
        "hash": _hex(known.hash),
        "time": moment_document(known.timestamp),
        "finality": "final" if known.final else "pending",
    }


def canonical(document: Mapping[str, Any]) -> bytes:
    """UTF-8, keys sorted, no spaces to vary: two machines that agree print the same bytes."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def shanghai(seconds: int) -> str:
    """ISO 8601 with the offset of Shanghai; the clock of the rules. Whatever is later shows as the end of 9999."""
    local = datetime.fromtimestamp(min(seconds + SHANGHAI_OFFSET, LAST_SECOND), UTC)
    return local.strftime("%Y-%m-%dT%H:%M:%S+08:00")


def party_label(party: PartyId) -> str:
    """The credit code of an organisation; the commitment, in hex, of a person, who is named nowhere."""
    return org_of_party(party) if is_organisation(party) else _hex(party)


def _certificate(verdict: Verdict, certificate: Certificate | None, case: Case | None) -> dict[str, Any] | None:
    if certificate is None:
        return None
    return {
        "registrar": {"org_id": certificate.registrar, "name": verdict.registrar_name},
        "version": certificate.current.number,
        "evidenced_at": moment_document(certificate.evidenced_at),
        "expires_at": moment_document(certificate.expires_at),
        "recorded_at": moment_document(certificate.issued_at),
        "holders": [_holder(line) for line in verdict.holders],
        "payload": {
            "sha256": certificate.current.payload_sha256.hex(),
            "sm3": certificate.current.payload_sm3.hex(),
        },
        "annotations": [_annotation(verdict, note) for note in certificate.annotations],
        "data": _data(verdict, case) if case is not None else None,
    }


def _data(verdict: Verdict, case: Case) -> dict[str, Any]:
    content = case.content if verdict.content is None else verdict.content
    return {
        "name": verdict.data_name,
        "name_masked": not verdict.data_name,
        "time_from": moment_document(content.time_from) if content.time_from else None,
        "time_to": moment_document(content.time_to) if content.time_to else None,
        "industry": content.industry,
        "division": content.division,
        "grade": Grade(content.grade).name,
        "resale_allowed": bool(content.flags & RESALE),
        "export_allowed": bool(content.flags & EXPORT),
        "restrictions_declared": any(content.restriction_commitment),
        "sample_sha256": content.sample_sha256.hex(),
        "schema_digest": content.schema_digest.hex(),
        "national_ref": case.national_ref,
        "attestation": case.attestation,
        "filed_by_registrar": verdict.filed_by_registrar,
        "case": _hex(case.case_id),
    }


def _holder(line: HolderLine) -> dict[str, Any]:
    return {
        "party": party_label(line.party),
        "name": line.name,
        "right": RIGHT_NAMES[line.unit.right],
        "basis": line.unit.basis.name,
        "since": moment_document(line.unit.since),
        "until": moment_document(line.unit.until),
    }


def _annotation(verdict: Verdict, note: AnnotationRecord) -> dict[str, Any]:
    """Every annotation there ever was; `in_force` says whether it holds at the moment asked about."""
    text = RESTRICTION_TEXTS[ANNOTATION_KINDS[note.kind]]
    return {
        "number": note.number,
        "kind": note.kind,
        "zh": text.zh,
        "en": text.en,
        "freezes": note.freezes,
        "in_force": note.in_force_at(verdict.at),
        "authority": note.authority,
        "authority_name": verdict.authority_names.get(note.authority, "") if note.authority is not None else "",
        "level": note.level,
        "since": moment_document(note.begins),
        "until": moment_document(note.until) if note.until is not None else None,
        "lifted_at": moment_document(note.lifted_at) if note.lifted_at is not None else None,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "code": str(statement.code),
        "zh": statement.text.zh,
        "en": statement.text.en,
        "rule": statement.text.rule,
        "detail": statement.detail,
        "evidence": [evidence_document(place) for place in statement.evidence],
    }


def evidence_document(place: Evidence) -> dict[str, Any]:
    return {"block": place.block_number, "tx": _hex(place.tx_hash), "log": place.log_index}


def moment_document(seconds: int) -> dict[str, Any]:
    return {"seconds": seconds, "shanghai": shanghai(seconds)}


def _hex(raw: bytes) -> str:
    return "0x" + raw.hex()
