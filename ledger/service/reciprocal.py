# SPDX-License-Identifier: Apache-2.0
"""The reciprocal grants under a reference, paired, as they stand at a moment; what stands against one of them.

For: `grant_views.py` and `reciprocal_views.py`. Not for: comparing them (`domain/reciprocal.py`).
"""

from __future__ import annotations

from typing import Any

from ledger.domain.grant import Grant
from ledger.domain.ids import GrantId, name_of
from ledger.domain.reciprocal import Pair, counterpart_of, pairs_of
from ledger.service.grants import certificates, side_at
from ledger.store.queries import grants as queries


def pairs_under(session: Any, reference: bytes, at: int) -> tuple[Pair, ...]:
    """Empty if nothing was ever offered under it. A grant that was passed on takes what is above it into account."""
    lookup, on_root = certificates(session), dict[bytes, dict[GrantId, Grant]]()
    found = queries.reciprocal(session, reference)
    for root in dict.fromkeys(grant.root for grant in found):
        on_root[root] = {one.grant_id: one for one in queries.grants_on(session, root)}
    return pairs_of([side_at(on_root[grant.root], grant.grant_id, lookup, at) for grant in found])


def counterpart(session: Any, grant: Grant, at: int) -> dict[str, Any] | None:
    """What stands against a reciprocal grant at a moment; None for any other grant."""
    if grant.reciprocal is None:
        return None
    standing, others = counterpart_of(grant.grant_id, pairs_under(session, grant.reciprocal, at))
    return {
        "reference": name_of(grant.reciprocal),
        "counterpart": standing.value,
        "grants": ["0x" + other.hex() for other in others],
    }
