# SPDX-License-Identifier: Apache-2.0
"""Changing one value of the mirror behind the chain's back, by SQL. For the demo of `fsck` alone.

Whoever calls this asks first whether the ledger is a demo; nothing else in the program may import it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from ledger.domain.ids import CertificateId
from ledger.errors import NotFound
from ledger.store.session import Store
from ledger.store.tables import projections


@dataclass(frozen=True, slots=True)
class Tampered:
    """What was changed."""

    table: str
    row: str
    column: str
    before: int
    after: int


def prolong(store: Store, code: CertificateId, seconds: int) -> Tampered:
    """Let a certificate end later, in the mirror only: what a bribed operator of a database would do."""
    table = projections.certificate
    column = table.c.expires_at
    with store.writing() as session:
        before = session.execute(select(column).where(table.c.code == code)).scalar_one_or_none()
        if before is None:
            raise NotFound(f"no certificate {code}", zh=f"没有登记凭证 {code}", code="CERTIFICATE_NOT_FOUND")
        session.execute(update(table).where(table.c.code == code).values(expires_at=before + seconds))
    return Tampered(table.name, code, column.name, before, before + seconds)
