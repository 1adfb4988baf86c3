# SPDX-License-Identifier: Apache-2.0
"""The agreements of grants, as far as their texts are kept here and may be read.

For: judging what the chain cannot (`tracing.py`, `usage_judging.py`, `grants.py`). Not for: handing them out, which is
logged (`grant_papers.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ledger.content.commitment import commit
from ledger.domain.agreement import Agreement, opened
from ledger.domain.grant import Grant
from ledger.domain.ids import GrantId, OrgId, party_of_org
from ledger.errors import Inconsistent
from ledger.service.papers import PAPER_TAG
from ledger.store.queries import records
from ledger.store.queries.records import CaseDecision


def held(
    session: Any, grants: Iterable[Grant], reader: OrgId | None, sides: Callable[[Grant], set[bytes]]
) -> dict[GrantId, Agreement]:
    """By grant. With a `reader`, those that it is a side of, or filed the text of; without one, whatever is kept.

    Inconsistent if a text is not the one that was committed to.
    """
    found = {}
    for grant in grants:
        for row in records.some(session, CaseDecision, commitment=grant.agreement):
            if reader is None or row.org_id == reader or bytes(party_of_org(reader)) in sides(grant):
                found[grant.grant_id] = _opened(grant, row)
    return found


def _opened(grant: Grant, row: CaseDecision) -> Agreement:
    if commit(row.salt, PAPER_TAG, row.text.encode()) != grant.agreement:
        raise Inconsistent(
            "the agreement that is kept here is not the one that was committed to",
            zh="本机保存的授权协议与链上承诺值不符",
            code="AGREEMENT_DIFFERS",
            grant="0x" + grant.grant_id.hex(),
        )
    return opened(row.text)
