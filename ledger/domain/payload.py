# SPDX-License-Identifier: Apache-2.0
"""What a certificate says, as canonical bytes: the payload whose SHA-256 and SM3 the chain keeps.

For: issuing, and for anyone who wants to check: every field comes from acts on chain, so a stranger with the events
makes the same bytes and compares the digests. Not for: confidential texts; of those the commitments stand here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ledger.domain.certificate import Certificate, RightUnit
from ledger.domain.ids import CertificateId, PartyId
from ledger.domain.kinds import Basis, Grade
from ledger.domain.registration import Case
from ledger.domain.restating import shown
from ledger.domain.structs import Content, Right
from ledger.domain.verdict_json import RIGHT_NAMES, party_label

PAYLOAD_PROFILE = "data-asset-certificate/1"


def certificate_payload(
    case: Case,
    code: CertificateId,
    expires_at: int,
    version: int = 1,
    content: Content | None = None,
    rights: Sequence[Right] | None = None,
) -> bytes:
    """RFC 8785 in effect: keys sorted, no spaces, integers only. `content` where it was corrected or restated.

    `rights` where they are not those applied for: after a transfer or a change of a person's id.
    """
    content = case.content if content is None else content
    document = {
        "profile": PAYLOAD_PROFILE,
        "code": code,
        "version": version,
        "case": "0x" + case.case_id.hex(),
        "registrar": case.registrar,
        "regime": case.regime,
        "evidenced_at": case.evidenced_at,
        "expires_at": expires_at,
        "national_ref": case.national_ref,
        "data": _data(content) | _span(content, case.content),
        "rights": [_right(right) for right in (content.rights if rights is None else rights)],
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def payload_of(line: Sequence[Certificate], case: Case) -> bytes:
    """The payload of a certificate's current version, when nothing happened since; `line` is as `shown` has it."""
    certificate = line[0]
    content, rights = shown(line, case.content), rights_of(certificate, case)
    return certificate_payload(
        case, certificate.code, certificate.expires_at, certificate.current.number, content, rights
    )


def rights_of(certificate: Certificate, case: Case) -> tuple[Right, ...] | None:
    """What is held under a certificate; None while that is what was applied for."""
    present = tuple(unit for unit in certificate.units if unit.moved_at is None)
    applied = {right.holder for right in case.content.rights}
    if len(present) == len(certificate.units) and {unit.holder for unit in present} == applied:
        return None
    return grouped(present, certificate.expires_at)


def grouped(units: Iterable[RightUnit], expires_at: int) -> tuple[Right, ...]:
    """Right units by holder, in the order in which holders come; `until` 0 is the certificate's own term."""
    held: dict[PartyId, list[RightUnit]] = {}
    for unit in units:
        held.setdefault(unit.holder, []).append(unit)
    return tuple(
        Right(
            holder=holder,
            rights=sum(unit.right for unit in own),
            basis=own[0].basis,
            until=0 if own[0].until == expires_at else own[0].until,
        )
        for holder, own in held.items()
    )


def _data(content: Content) -> dict[str, Any]:
    return {
        "name": content.data_name,
        "name_commitment": "0x" + content.name_commitment.hex(),
        "overview_commitment": "0x" + content.overview_commitment.hex(),
        "restriction_commitment": "0x" + content.restriction_commitment.hex(),
        "industry": content.industry,
        "division": content.division,
        "grade": Grade(content.grade).name,
        "source_types": content.source_types,
        "flags": content.flags,
        "schema_digest": "0x" + content.schema_digest.hex(),
        "sample_sha256": "0x" + content.sample_sha256.hex(),
        "sample_sm3": "0x" + content.sample_sm3.hex(),
        "documents_root": "0x" + content.documents_root.hex(),
    }


def _span(content: Content, applied: Content) -> dict[str, Any]:
    """The time span stands in a payload from the change on that restated it."""
    span = (content.time_from, content.time_to)
    return {} if span == (applied.time_from, applied.time_to) else {"time_from": span[0], "time_to": span[1]}


def _right(right: Any) -> dict[str, Any]:
    return {
        "holder": party_label(right.holder),
        "rights": [name for bit, name in RIGHT_NAMES.items() if right.rights & bit],
        "basis": Basis(right.basis).name,
        "until": right.until,
    }
