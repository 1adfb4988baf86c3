# SPDX-License-Identifier: Apache-2.0
"""Records: that somebody of a bank saw an early warning."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0013_seen_warnings"
down_revision = "0012_sealed_papers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seen_warning",
        sa.Column("mark_id", types.Chars(64), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("idempotency_key", types.Chars(256), nullable=False),
        sa.Column("person", types.Chars(64), nullable=False),
        sa.Column("pledge_id", types.Bytes(32), nullable=False),
        sa.Column("rule", types.Chars(16), nullable=False),
        sa.Column("subject", types.Chars(66), nullable=False),
        sa.Column("about", types.Chars(), nullable=False),
        sa.Column("note", types.Chars(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mark_id", name=op.f("pk_seen_warning")),
        sa.UniqueConstraint("org_id", "idempotency_key", name=op.f("uq_seen_warning_org_id_idempotency_key")),
    )


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
