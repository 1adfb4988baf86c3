# SPDX-License-Identifier: Apache-2.0
"""Which acts on a pledge rest on a key that was compromised by then, and were not stood by since (ruling 17).

A certificate's taint is an overlay of its verdict (domain/verdict.py); here the same comparison of two times is made
for the acts of one subject. Both persons of an act count. Not for: the other way round, from a key to all that it
signed (radius.py).
"""

from __future__ import annotations

from typing import Any

from ledger.domain.ids import Subject, address_text
from ledger.domain.kinds import Kind
from ledger.domain.verdict_json import shanghai
from ledger.store.queries import acts, organisations
from ledger.store.queries.states import organisations_by_id


def tainted_acts(session: Any, subject: Subject, at: int) -> list[dict[str, Any]]:
    """The acts up to a moment, oldest first, each with the key and whose it is. Empty: none is tainted, or all were
    stood by with a good key."""
    keys = organisations.compromised_keys(session)
    rows = [row for row in acts.entries(session, subject) if row.timestamp <= at] if keys else []
    owners = organisations_by_id(session, [key.org_id for key in keys])
    return [
        {
            "what": Kind(row.kind).name,
            "at": shanghai(row.timestamp),
            "block": row.block_number,
            "tx": "0x" + row.tx_hash.hex(),
            "account": address_text(held.key.account),
            "organisation": held.org_id,
        }
        for row in rows
        for held in keys
        if acts.is_signed_by(row, held.key.account)
        and owners[held.org_id].tainted(held.key.account, row.timestamp)
        and not owners[held.org_id].stands_by(subject, row.timestamp)
    ]
