# SPDX-License-Identifier: Apache-2.0
"""Papers read again: those of a subject's acts, the sealed ones opened for one organisation, each reading logged
(art. 30), all shown in one shape.

Not for: who may ask, which differs between pledges (`pledge_papers.py`), grants (`grant_papers.py`) and consents
(`custody.py`).
"""

from __future__ import annotations

from typing import Any

from ledger.content.commitment import commit
from ledger.content.sealed_record import wraps_for
from ledger.domain.ids import OrgId, Subject
from ledger.domain.verdict_json import shanghai
from ledger.errors import Refused
from ledger.service.entitling import log_reading
from ledger.service.papers import PAPER_TAG, opened, sealed_record
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import acts, records
from ledger.store.queries.records import CaseDecision, SealedPaper, SealedPaperWrap


def read_sealed(ledger: Ledger, who: Principal, subject: bytes, what: str, purpose: str) -> list[dict[str, Any]]:
    """The sealed papers of a subject's acts, as far as they open for an organisation, logged as `what`. Whether it may
    ask at all is for the caller to know."""
    log_purpose(ledger, who, subject, what, purpose)
    with ledger.store.reading() as session:
        sealed = sealed_of(session, subject, committed(session, subject))
    shown = [_opened(ledger, who.org_id, row, wraps) for row, wraps in sealed]
    return sorted(shown, key=lambda each: (each["written_at"], each["kind"]))


def sealed_of(session: Any, subject: bytes, on_chain: str) -> list[tuple[SealedPaper, list[SealedPaperWrap]]]:
    """Those that an act on chain commits to, with their keys."""
    rows = records.some(session, SealedPaper, subject=bytes(subject))
    kept = [row for row in rows if row.commitment.hex() in on_chain]
    return [(row, records.some(session, SealedPaperWrap, paper_id=row.paper_id)) for row in kept]


def _opened(ledger: Ledger, org_id: OrgId, row: SealedPaper, wraps: list[SealedPaperWrap]) -> dict[str, Any]:
    sealed, ring = sealed_record(row, wraps), ledger.keys.own_ring(org_id)
    text, salt = opened(sealed, ring) if wraps_for(sealed.wraps, ring) else (None, None)
    return paper_document(row, text, salt)


def paper_document(row: SealedPaper | CaseDecision, text: str | None, salt: bytes | None) -> dict[str, Any]:
    """A paper as it is shown. `opens` False: text and salt are not what was committed to; None without them."""
    return {
        "kind": row.kind,
        "org_id": row.org_id,
        "text": text,
        "salt": None if salt is None else "0x" + salt.hex(),
        "commitment": "0x" + row.commitment.hex(),
        "opens": None if text is None or salt is None else commit(salt, PAPER_TAG, text.encode()) == row.commitment,
        "written_at": shanghai(row.created_at),
    }


def committed(session: Any, subject: bytes) -> str:
    """The acts as text: a paper of an act that never came about, or waits for its approver, is nobody's paper yet."""
    return "\n".join(row.body for row in acts.entries(session, Subject(bytes(subject))))


def log_purpose(ledger: Ledger, who: Principal, subject: bytes, what: str, purpose: str, to: str = "") -> None:
    if not purpose.strip():
        raise Refused("reading papers needs a purpose (art. 30)", zh="查阅文书须说明用途", code="PURPOSE_MISSING")
    with ledger.store.writing() as session:
        log_reading(session, who, ledger.now(), what, f"0x{subject.hex()}{to}", purpose)
