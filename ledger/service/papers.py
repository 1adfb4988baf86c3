# SPDX-License-Identifier: Apache-2.0
"""The papers of acts: what was written stays here, its salted commitment goes on chain.

For: notices, lists of defects, decisions, reasons. The text may be confidential; the chain shows that it has not
changed since, and when it was there. Not for: files, which the vault keeps encrypted.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ledger.content.commitment import commit, new_salt
from ledger.domain.ids import CaseId
from ledger.errors import Refused
from ledger.service.runtime import Principal
from ledger.store.queries import records
from ledger.store.queries.records import CaseDecision

PAPER_TAG = "ledger/paper/1"
PAPER_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Paper:
    """One text with its commitment. `record` is the row to keep, None where there was no text."""

    commitment: bytes
    record: CaseDecision | None


NO_PAPER = Paper(bytes(32), None)


def paper_of(who: Principal, subject: bytes, kind: str, text: str, now: int) -> Paper:
    """Commit to a text under a fresh salt; an empty text is no paper."""
    if not text.strip():
        return NO_PAPER
    if len(text) > PAPER_LONGEST:
        raise Refused(
            f"a paper is at most {PAPER_LONGEST} characters; attach a document instead",
            zh=f"文书正文不得超过 {PAPER_LONGEST} 字，请改为附件",
            code="PAPER_TOO_LONG",
        )
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


def keeping(*papers: Paper) -> Callable[[Any], None]:
    """What stores the texts in the transaction that stores the wish, or the preparation, that commits to them."""
    rows = [paper.record for paper in papers if paper.record is not None]
    return lambda session: records.add(session, *rows)
