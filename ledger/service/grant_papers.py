# SPDX-License-Identifier: Apache-2.0
"""The papers behind a grant's commitments, for its sides: what the grantee accepted, and what was said to it since.

Grantor, grantee and whoever filed one of them read all: agreement, list of columns, assessments, notices, signed forms.
To others there is no such grant's paper. Each reading is logged before anything is handed out (art. 30).
"""

from __future__ import annotations

from typing import Any

from ledger.domain.agreement import document
from ledger.domain.grant import Grant
from ledger.domain.ids import GrantId, party_of_org
from ledger.domain.kinds import RootKind
from ledger.errors import NotFound
from ledger.service import grant_views
from ledger.service.grants import held_by, sides_of
from ledger.service.kept_papers import committed, log_purpose, paper_document
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import grants as queries
from ledger.store.queries import records
from ledger.store.queries.records import CaseDecision


def papers(ledger: Ledger, who: Principal, grant_id: GrantId, purpose: str) -> list[dict[str, Any]]:
    """The texts with their salts, as they were written. `opens` False: somebody changed the text, or its salt, since it
    was committed to. A paper of an act that never came about is nobody's."""
    with ledger.store.reading() as session:
        grant = queries.grant(session, grant_id)
        kept = [
            row
            for subject in _subjects(grant_id, grant)
            for row in records.some(session, CaseDecision, case_id=subject)
        ]
        on_chain = committed(session, grant_id)
        sides = sides_of(session, grant, ledger.now()) if grant is not None else set()
    rows = [row for row in kept if row.commitment.hex() in on_chain]
    mine = party_of_org(who.org_id)
    if mine not in sides and not any(row.org_id == who.org_id for row in rows):
        raise NotFound("no papers of such a grant", zh="没有此授权的文书", code="GRANT_NOT_FOUND")
    log_purpose(ledger, who, grant_id, "GRANT_PAPERS", purpose)
    return [paper_document(row, row.text, row.salt) for row in sorted(rows, key=lambda row: (row.created_at, row.kind))]


def shown(
    ledger: Ledger, who: Principal | None, grant_id: GrantId, purpose: str = "", at: int | None = None
) -> dict[str, Any]:
    """A grant as anybody sees it, and for `who`, a side or the filer, for a purpose, the particulars of its agreement;
    else `particulars` is None, as it is where the agreement has none."""
    found = grant_views.shown(ledger.store, grant_id, at)
    return {**found, "particulars": None if who is None else _particulars(ledger, who, grant_id, purpose)}


def _particulars(ledger: Ledger, who: Principal, grant_id: GrantId, purpose: str) -> dict[str, Any] | None:
    with ledger.store.reading() as session:
        grant = queries.grant(session, grant_id)
        kept = {} if grant is None else held_by(session, [grant], who.org_id)
    agreed = kept[grant_id].particulars if grant_id in kept else None
    if agreed is None:
        return None
    log_purpose(ledger, who, grant_id, "GRANT_PARTICULARS", purpose)
    return document(agreed)


def _subjects(grant_id: GrantId, grant: Grant | None) -> list[bytes]:
    """Under what its papers are kept: a grant on a decision says the decided terms, texts and salts, again."""
    if grant is not None and grant.root_kind is RootKind.DECISION:
        return [bytes(grant_id), grant.root]
    return [bytes(grant_id)]
