# SPDX-License-Identifier: Apache-2.0
"""Records: decisions to destroy the keys of documents, by two persons; documents are found by their digest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0004_key_destruction"
down_revision = "0003_records"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "key_destruction",
        sa.Column("destruction_id", types.Chars(64), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("idempotency_key", types.Chars(256), nullable=False),
        sa.Column("record_id", types.Chars(128), nullable=False),
        sa.Column("documents", types.Chars(), nullable=False),
        sa.Column("reason", types.Chars(), nullable=False),
        sa.Column("decision_sha256", types.Bytes(32), nullable=False),
        sa.Column("preparer", types.Chars(64), nullable=False),
        sa.Column("approver", types.Chars(64), nullable=False),
        sa.Column("prepared_at", sa.BigInteger(), nullable=False),
        sa.Column("deadline", sa.BigInteger(), nullable=False),
        sa.Column("approved_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("destruction_id", name=op.f("pk_key_destruction")),
        sa.UniqueConstraint("org_id", "idempotency_key", name=op.f("uq_key_destruction_org_id_idempotency_key")),
    )
    op.create_index(op.f("ix_key_destruction_record_id"), "key_destruction", ["record_id"], unique=False)
    op.create_index(op.f("ix_document_sha256"), "document", ["sha256"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
