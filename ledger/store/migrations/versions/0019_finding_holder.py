# SPDX-License-Identifier: Apache-2.0
"""Records: a bank's finding says which pledgor it is about. Those kept before name none, and answer for the only holder
of a certificate or for nobody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0019_finding_holder"
down_revision = "0018_names_and_numbers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bank_finding", sa.Column("holder", types.Bytes(32), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
