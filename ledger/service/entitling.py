# SPDX-License-Identifier: Apache-2.0
"""Who may read what is confidential: entitle an organisation, read with a purpose (ruling 7).

Each reading is logged in the transaction that hands the thing out (art. 30). An entitlement re-wraps the key for the
reader; it can end in time, but what was read cannot be unread. Not for: destroying keys (key_destruction.py).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ledger.content.cid import parse_cid
from ledger.content.commitment import Commitment
from ledger.content.digest import DocumentDigest
from ledger.content.documents import SealedDocument
from ledger.content.envelope import Wrap
from ledger.content.sealed_record import SealedRecord, entitle_to_record, open_record
from ledger.domain.ids import OrgId
from ledger.errors import NotFound, Refused
from ledger.service.filing import OPENINGS, document_wrap
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import organisations, records


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Which application (registrar and reference), for whom, why, and until when (None: without end)."""

    registrar: OrgId
    reference: str
    to_org: OrgId
    purpose: str
    until: int | None = None

    @property
    def record_id(self) -> str:
        return f"{self.registrar}/{self.reference}"


def entitle(ledger: Ledger, who: Principal, wanted: Entitlement) -> int:
    """Re-wrap the keys of an application's documents and texts for an organisation. How many documents it can read:
    those whose key was destroyed stay closed."""
    if not wanted.purpose.strip():
        raise Refused("an entitlement needs a purpose (art. 30)", zh="授予查阅须说明用途", code="PURPOSE_MISSING")
    ring, public_key = ledger.keys.ring(who.org_id), public_key_of(ledger, wanted.to_org)
    now = ledger.now()
    sealed = [document for document in documents(ledger, wanted.record_id) if not document.destroyed]
    wraps = [
        document_wrap(
            document.record_id,
            document.name,
            ledger.vault.entitle(document, ring, wanted.to_org, public_key),
            wanted.purpose,
            now,
            wanted.until,
        )
        for document in sealed
    ]
    wrap = entitle_to_record(_openings(ledger, wanted.registrar, wanted.reference), ring, wanted.to_org, public_key)
    with ledger.store.writing() as session:
        for row in wraps:
            records.put(session, row)
        records.put(
            session,
            records.ApplicationRecordWrap(
                wanted.registrar, wanted.reference, wrap.org_id, wrap.recipient, wrap.ephemeral, wrap.sealed, now
            ),
        )
        log_reading(session, who, now, "ENTITLE", f"{wanted.record_id} -> {wanted.to_org}", wanted.purpose)
    return len(wraps)


def read_document(ledger: Ledger, who: Principal, record_id: str, name: str, purpose: str) -> bytes:
    """The document in clear, for an entitled organisation; the reading is on the log before it is handed out."""
    document = next((each for each in documents(ledger, record_id) if each.name == name), None)
    if document is None:
        raise NotFound(f"no document {name}", zh=f"没有材料 {name}", code="DOCUMENT_NOT_FOUND")
    plain = ledger.vault.open(document, ledger.keys.ring(who.org_id))
    with ledger.store.writing() as session:
        log_reading(session, who, ledger.now(), "DOCUMENT", f"{record_id}/{name}", purpose)
    return plain


def read_openings(
    ledger: Ledger, who: Principal, registrar: OrgId, reference: str, purpose: str
) -> dict[str, dict[str, str]]:
    """The texts and salts behind an application's commitments."""
    opened = open_record(_openings(ledger, registrar, reference), ledger.keys.ring(who.org_id))
    with ledger.store.writing() as session:
        log_reading(session, who, ledger.now(), "OPENINGS", f"{registrar}/{reference}", purpose)
    texts: dict[str, dict[str, str]] = json.loads(opened)
    return texts


def public_overview(ledger: Ledger, registrar: OrgId, reference: str) -> str:
    """The overview as the notice shows it (art. 24). Empty where this machine does not hold the registrar's keys.

    Warning: the caller must not ask for applications whose notice is exempt.
    """
    if not ledger.keys.has_ring(registrar):
        return ""
    try:
        opened = open_record(_openings(ledger, registrar, reference), ledger.keys.ring(registrar))
    except NotFound:
        return ""
    texts: dict[str, dict[str, str]] = json.loads(opened)
    return texts.get("data_overview", {}).get("text", "")


def documents(ledger: Ledger, record_id: str) -> list[SealedDocument]:
    """The documents of a record with the keys that are still good."""
    now = ledger.now()
    with ledger.store.reading() as session:
        rows = records.some(session, records.DocumentRow, record_id=record_id)
        return [sealed_of(row, records.wraps_of(session, row.record_id, row.name, now)) for row in rows]


def sealed_of(row: records.DocumentRow, wraps: list[records.DocumentWrap]) -> SealedDocument:
    """The content room's value from the rows that keep it."""
    return SealedDocument(
        record_id=row.record_id,
        name=row.name,
        kind=row.kind,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        sm3=row.sm3,
        salt=row.salt,
        commitment=Commitment(row.commitment_sha256, row.commitment_sm3),
        ciphertext=DocumentDigest(row.cipher_sha256, row.cipher_sm3, row.cipher_size, parse_cid(row.cid)),
        header=row.header,
        wraps=tuple(Wrap(OrgId(w.org_id), w.recipient, w.ephemeral, w.sealed) for w in wraps),
    )


def sealed_openings(session: Any, registrar: OrgId, reference: str) -> SealedRecord | None:
    """The texts and salts behind an application's commitments, as they are kept; None where they are not kept here."""
    row = records.one(session, records.ApplicationRecord, registrar=registrar, reference=reference)
    rows = records.some(session, records.ApplicationRecordWrap, registrar=registrar, reference=reference)
    if row is None:
        return None
    wraps = tuple(Wrap(OrgId(w.org_id), w.recipient, w.ephemeral, w.sealed) for w in rows)
    return SealedRecord(f"{registrar}/{reference}", OPENINGS, row.openings, wraps)


def _openings(ledger: Ledger, registrar: OrgId, reference: str) -> SealedRecord:
    with ledger.store.reading() as session:
        sealed = sealed_openings(session, registrar, reference)
    if sealed is None:
        raise NotFound("no records of this application here", zh="本机没有该申请的留存材料", code="RECORDS_NOT_FOUND")
    return sealed


def public_key_of(ledger: Ledger, org_id: OrgId) -> bytes:
    """The encryption key that an organisation published; NotFound if it published none."""
    with ledger.store.reading() as session:
        found = organisations.organisation(session, org_id)
    if found is None or found.encryption_key is None:
        raise NotFound(
            f"{org_id} has published no encryption key",
            zh=f"机构 {org_id} 尚未公布加密公钥",
            code="ENCRYPTION_KEY_MISSING",
        )
    return found.encryption_key


def log_reading(session: Any, who: Principal, now: int, what: str, subject: str, purpose: str) -> None:
    records.log_reading(
        session, at=now, org_id=who.org_id, person=who.person_id, what=what, subject=subject, purpose=purpose
    )
