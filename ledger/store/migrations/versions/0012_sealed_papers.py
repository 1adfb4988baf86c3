# SPDX-License-Identifier: Apache-2.0
"""Records: papers that are sealed, with their keys per organisation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0012_sealed_papers"
down_revision = "0011_life_of_certificates"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sealed_paper",
        sa.Column("paper_id", types.Chars(64), nullable=False),
        sa.Column("subject", types.Bytes(32), nullable=False),
        sa.Column("kind", types.Chars(64), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("person", types.Chars(64), nullable=False),
        sa.Column("ciphertext", types.Bytes(), nullable=False),
        sa.Column("commitment", types.Bytes(32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_sealed_paper")),
    )
    op.create_index(op.f("ix_sealed_paper_subject"), "sealed_paper", ["subject"])
    op.create_table(
        "sealed_paper_wrap",
        sa.Column("paper_id", types.Chars(64), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("recipient", types.Bytes(32), nullable=False),
        sa.Column("ephemeral", types.Bytes(32), nullable=False),
        sa.Column("sealed", types.Bytes(48), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["sealed_paper.paper_id"], name=op.f("fk_sealed_paper_wrap_paper_id_sealed_paper")
        ),
        sa.PrimaryKeyConstraint("paper_id", "org_id", "recipient", name=op.f("pk_sealed_paper_wrap")),
    )


def downgrade() -> None:
    op.drop_table("sealed_paper_wrap")
    op.drop_table("sealed_paper")
