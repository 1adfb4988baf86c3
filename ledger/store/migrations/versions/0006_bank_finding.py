# SPDX-License-Identifier: Apache-2.0
"""Records: what a bank found elsewhere and attaches to its reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0006_bank_finding"
down_revision = "0005_standing_by"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bank_finding",
        sa.Column("finding_id", types.Chars(64), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("idempotency_key", types.Chars(256), nullable=False),
        sa.Column("person", types.Chars(64), nullable=False),
        sa.Column("code", types.Chars(66), nullable=False),
        sa.Column("part", types.Chars(64), nullable=False),
        sa.Column("found", types.Chars(), nullable=False),
        sa.Column("document_sha256", types.Bytes(32), nullable=False),
        sa.Column("declared_at", sa.BigInteger(), nullable=False),
        sa.Column("valid_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_bank_finding")),
        sa.UniqueConstraint("org_id", "idempotency_key", name=op.f("uq_bank_finding_org_id_idempotency_key")),
    )
    op.create_index(op.f("ix_bank_finding_org_id_code"), "bank_finding", ["org_id", "code"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
