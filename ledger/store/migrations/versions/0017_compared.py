# SPDX-License-Identifier: Apache-2.0
"""Mirror: which fields of a certificate were compared with the national record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017_compared"
down_revision = "0016_compensation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reconciliation", sa.Column("compared", sa.Integer(), nullable=False, server_default=sa.text("0")))


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
