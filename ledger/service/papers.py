# SPDX-License-Identifier: Apache-2.0
"""The papers of acts: what was written stays here, its salted commitment goes on chain.

For: notices, lists of defects, decisions, reasons. The text may be confidential; the chain shows that it has not
changed since, and when it was there. What rivals may not read is sealed for its parties (ruling 27). Not for: files,
which the vault keeps encrypted.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.content.commitment import commit, new_salt
from ledger.content.envelope import Wrap
from ledger.content.keyring import Keyring
from ledger.content.sealed_record import SealedRecord, open_record, seal_record, wraps_for
from ledger.domain.ids import CaseId, OrgId
from ledger.errors import Refused
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import organisations, records
from ledger.store.queries.records import CaseDecision, SealedPaper, SealedPaperWrap

PAPER_TAG = "ledger/paper/1"
PAPER_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Paper:
    """One text with its commitment. `record` is the row to keep, None where there was no text; `wraps` are the keys of
    a sealed one."""

    commitment: bytes
    record: CaseDecision | SealedPaper | None
    wraps: tuple[SealedPaperWrap, ...] = ()


NO_PAPER = Paper(bytes(32), None)


def paper_of(who: Principal, subject: bytes, kind: str, text: str, now: int) -> Paper:
    """Commit to a text under a fresh salt; an empty text is no paper."""
    if not has_words(text):
        return NO_PAPER
    _refuse_long(text)
    salt = new_salt()
    commitment = commit(salt, PAPER_TAG, text.encode())
    record = CaseDecision(
        decision_id=secrets.token_hex(16),
        case_id=CaseId(subject),
        kind=kind,
        org_id=who.org_id,
        person=who.person_id,
        text=text,
        salt=salt,
        commitment=commitment,
        created_at=now,
    )
    return Paper(commitment, record)


def _refuse_long(text: str) -> None:
    if len(text) > PAPER_LONGEST:
        raise Refused(
            f"a paper is at most {PAPER_LONGEST} characters; attach a document instead",
            zh=f"文书正文不得超过 {PAPER_LONGEST} 字，请改为附件",
            code="PAPER_TOO_LONG",
        )


# --- sealed -----------------------------------------------------------------------------------------------------------


def public_keys_of(ledger: Ledger, writer: OrgId, *parties: OrgId) -> dict[OrgId, bytes]:
    """Who can open a paper, with the keys it is locked for: the writer and whoever acts through this ledger by the ring
    that is kept here, made where there is none; others by the encryption key that they published."""
    readers = {writer: ledger.keys.own_ring(writer).public_key}
    with ledger.store.reading() as session:
        for org_id in parties:
            found = organisations.organisation(session, org_id)
            if found is not None and found.encryption_key is not None:
                readers[org_id] = found.encryption_key
            elif records.some(session, records.Person, org_id=org_id):
                readers[org_id] = ledger.keys.own_ring(org_id).public_key
    return readers


def sealed_paper_of(
    who: Principal, subject: bytes, kind: str, text: str, now: int, readers: Mapping[OrgId, bytes]
) -> Paper:
    """As `paper_of`; text and salt are readable to `readers` alone."""
    if not has_words(text):
        return NO_PAPER
    _refuse_long(text)
    paper_id, salt = secrets.token_hex(16), new_salt()
    commitment = commit(salt, PAPER_TAG, text.encode())
    plain = json.dumps({"text": text, "salt": salt.hex()}, ensure_ascii=False).encode()
    sealed = seal_record(paper_id, kind, plain, readers)
    row = SealedPaper(paper_id, subject, kind, who.org_id, who.person_id, sealed.ciphertext, commitment, now)
    return Paper(commitment, row, tuple(wrap_row(paper_id, wrap, now) for wrap in sealed.wraps))


def wrap_row(paper_id: str, wrap: Wrap, now: int) -> SealedPaperWrap:
    return SealedPaperWrap(paper_id, wrap.org_id, wrap.recipient, wrap.ephemeral, wrap.sealed, now)


def sealed_record(row: SealedPaper, wraps: Sequence[SealedPaperWrap]) -> SealedRecord:
    """The content room's value from the rows that keep it."""
    keys = tuple(Wrap(OrgId(each.org_id), each.recipient, each.ephemeral, each.sealed) for each in wraps)
    return SealedRecord(row.paper_id, row.kind, row.ciphertext, keys)


def has_words(text: str) -> bool:
    """Whether there is anything to read in it: blanks and control characters are no paper."""
    return any(each.isprintable() and not each.isspace() for each in text)


def mark_of(ledger: Ledger, org_id: OrgId, text: str) -> str:
    """What a wish, or a preparation, keeps in place of a sealed text: it tells a repetition from another wish and
    nothing else. An empty text has none."""
    if not text:
        return ""
    ledger.keys.own_ring(org_id)
    return ledger.keys.mark(org_id, text)


def read_out(ledger: Ledger, org_id: OrgId, subject: bytes, told: Mapping[str, Any]) -> dict[str, Any]:
    """A wish of the organisation's with its texts in place of their marks: who approves it reads what she signs.

    `unreadable_papers` counts its papers about `subject` that no ring here opens (a ring that was lost), if there are
    any: a mark that is left then stands for a text that nobody can read, and no ring is made to hide that.
    """
    with ledger.store.reading() as session:
        rows = records.some(session, SealedPaper, subject=subject, org_id=org_id)
        found = [(row, records.some(session, SealedPaperWrap, paper_id=row.paper_id)) for row in rows]
    ring = ledger.keys.ring(org_id) if ledger.keys.has_ring(org_id) else None
    sealed = [sealed_record(row, wraps) for row, wraps in found]
    texts = [opened(each, ring)[0] for each in sealed if ring is not None and wraps_for(each.wraps, ring)]
    read: dict[str, Any] = _in_place(dict(told), {ledger.keys.mark(org_id, text): text for text in texts})
    return read if len(texts) == len(sealed) else {**read, "unreadable_papers": len(sealed) - len(texts)}


def _in_place(told: Any, texts: Mapping[str, str]) -> Any:
    if isinstance(told, dict):
        return {name: _in_place(value, texts) for name, value in told.items()}
    if isinstance(told, list):
        return [_in_place(value, texts) for value in told]
    return texts.get(told, told) if isinstance(told, str) else told


def opened(sealed: SealedRecord, ring: Keyring) -> tuple[str, bytes]:
    """Text and salt. Refused for whom it is not locked; Inconsistent if anything was changed or moved."""
    plain = json.loads(open_record(sealed, ring))
    return plain["text"], bytes.fromhex(plain["salt"])


# --- keeping ----------------------------------------------------------------------------------------------------------


def keeping(*papers: Paper) -> Callable[[Any], None]:
    """What stores the texts in the transaction that stores the wish, or the preparation, that commits to them."""
    rows = [row for paper in papers if paper.record is not None for row in (paper.record, *paper.wraps)]
    return lambda session: records.add(session, *rows)
