# SPDX-License-Identifier: Apache-2.0
"""How Alembic runs here: on a connection that `schema.py` hands over, in one transaction, one process at a time."""

from __future__ import annotations

from alembic import context

from ledger.store.session import lock_mirror
from ledger.store.tables import metadata

connection = context.config.attributes["connection"]
# Begins the transaction, with SQLite's write lock; whoever comes second finds nothing left to do.
lock_mirror(connection)
context.configure(connection=connection, target_metadata=metadata, compare_type=True, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
connection.commit()
