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


def tainted_acts(session: Any, subject: Subject, at: int) -> list[dict[str, Any]]:
    """The acts up to a moment, oldest first, each with the key and whose it is. Empty: none is tainted, or all were
    stood by with a good key."""
    keys = organisations.compromised_keys(session)
    rows = [row for row in acts.entries(session, subject) if row.timestamp <= at] if keys else []
    found = []
    for row in rows:
        for owner in keys:
            account, since = owner.key.account, owner.key.compromised_since
            signed = row.actor == account or f'"preparer":"0x{account.hex()}"' in row.body
            if since is None or not signed or row.timestamp < since:
                continue
            organisation = organisations.organisation(session, owner.org_id)
            if organisation is not None and not organisation.stands_by(subject, row.timestamp):
                found.append(
                    {
                        "what": Kind(row.kind).name,
                        "at": shanghai(row.timestamp),
                        "block": row.block_number,
                        "tx": "0x" + row.tx_hash.hex(),
                        "account": address_text(account),
                        "organisation": owner.org_id,
                    }
                )
    return found
