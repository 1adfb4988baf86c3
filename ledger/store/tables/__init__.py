# SPDX-License-Identifier: Apache-2.0
"""Every table, in the groups that are never mixed. What each group promises:

    mirror     derived from the chain alone; the same chain gives the same rows anywhere; may be dropped and rebuilt
    position   how far this machine has read and what it saw last; part of the mirror's transaction, not of its digest,
               since two machines that read the same acts may stand at different empty blocks
    outbox     operational; kept until the effect is final
    records    original; lost means lost, hence in every backup

No foreign key crosses a group. Inside the mirror, keys come from the chain (codes, hashes, sequence numbers); no row
holds a wall-clock time, a generated number or a computed status.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Table

from ledger.store.tables import acts, outbox, projections, records
from ledger.store.tables.naming import metadata

__all__ = ["MIRROR", "OUTBOX", "POSITION", "RECORDS", "acts", "metadata", "outbox", "projections", "records"]

POSITION: Final[tuple[Table, ...]] = (acts.cursor, acts.recent_block)
MIRROR: Final[tuple[Table, ...]] = (acts.block, acts.entry, acts.event, acts.head, *projections.TABLES)
OUTBOX: Final[tuple[Table, ...]] = outbox.TABLES
RECORDS: Final[tuple[Table, ...]] = records.TABLES
