# SPDX-License-Identifier: Apache-2.0
"""The papers behind a pledge's commitments: who reads them, and whom a party lets read them (ruling 27).

The terms (contract, claim, debtor and what goes with them) and the papers of every later act are sealed for whoever
writes them, filer, pledgor and pledgee; a party lets an auditor or an authority read by locking the keys for it too.
Each reading is logged before anything is handed out (art. 30).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ledger.content.sealed_record import entitle_to_record, wraps_for
from ledger.domain.ids import OrgId, PledgeId, party_of_org
from ledger.domain.pledge import Pledge
from ledger.errors import NotFound
from ledger.service.entitling import public_key_of
from ledger.service.kept_papers import committed, log_purpose, read_sealed, sealed_of
from ledger.service.papers import public_keys_of, sealed_record, wrap_row
from ledger.service.pledges import no_pledge
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import pledges, records


def papers(ledger: Ledger, who: Principal, pledge_id: PledgeId, purpose: str) -> list[dict[str, Any]]:
    """The texts with their salts, for filer, pledgor and pledgee, and for whoever wrote one or was let read it. To
    everybody else there is no such pledge. `text` None: sealed, and not for this organisation. `opens` false: what was
    sealed is not what was committed to."""
    with ledger.store.reading() as session:
        pledge = pledges.pledge(session, pledge_id)
        sealed = sealed_of(session, pledge_id, committed(session, pledge_id))
    party = pledge is not None and is_party(pledge, who.org_id)
    if not party and not any(wrap.org_id == who.org_id for _, wraps in sealed for wrap in wraps):
        raise no_pledge()
    return read_sealed(ledger, who, pledge_id, "PLEDGE_PAPERS", purpose)


def entitle(
    ledger: Ledger, who: Principal, pledge_id: PledgeId, to_org: OrgId, purpose: str, kinds: Collection[str] = ()
) -> int:
    """Lock the keys of the papers that are there by now, or of those of `kinds` alone, for another organisation, which
    acts through this ledger or published an encryption key. A party may, and whoever can read where the other is a
    party by now: so an assignor hands them to the assignee. Only what it can read itself; how many papers that is.
    Repeating it changes nothing but the log."""
    with ledger.store.reading() as session:
        pledge = pledges.pledge(session, pledge_id)
        sealed = sealed_of(session, pledge_id, committed(session, pledge_id))
    reads = any(wrap.org_id == who.org_id for _, wraps in sealed for wrap in wraps)
    if pledge is None or not (is_party(pledge, who.org_id) or (reads and is_party(pledge, to_org))):
        raise no_pledge()
    if strange := sorted(set(kinds) - {row.kind for row, _ in sealed}):
        raise NotFound(
            f"no paper of kind {', '.join(strange)} on this pledge",
            zh=f"该质押没有 {'、'.join(strange)} 类文书",
            code="PAPER_NOT_FOUND",
        )
    public_key = public_keys_of(ledger, who.org_id, to_org).get(to_org) or public_key_of(ledger, to_org)
    wanted = [(row, wraps) for row, wraps in sealed if not kinds or row.kind in kinds]
    readable, ring = [(row, sealed_record(row, wraps)) for row, wraps in wanted], ledger.keys.own_ring(who.org_id)
    found = [
        wrap_row(row.paper_id, entitle_to_record(one, ring, to_org, public_key), ledger.now())
        for row, one in readable
        if wraps_for(one.wraps, ring)
    ]
    log_purpose(ledger, who, pledge_id, "ENTITLE_PAPERS", purpose, f" -> {to_org}")
    with ledger.store.writing() as session:
        for each in found:
            records.put(session, each)
    return len(found)


def is_party(pledge: Pledge, org_id: OrgId) -> bool:
    return org_id in (pledge.pledgee, pledge.filed_by) or party_of_org(org_id) == pledge.pledgor
