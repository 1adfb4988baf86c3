# SPDX-License-Identifier: Apache-2.0
"""Mirror: what others paid of a secured claim, and what they got back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0016_compensation"
down_revision = "0015_restated"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pledge", sa.Column("recovered", types.Whole(), nullable=False, server_default=sa.text("'0'")))
    op.create_table(
        "pledge_compensation",
        sa.Column("pledge_id", types.Bytes(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("payer", types.Chars(38), nullable=False),
        sa.Column("amount", types.Whole(), nullable=False),
        sa.Column("share_bps", sa.Integer(), nullable=False),
        sa.Column("agreement", types.Bytes(), nullable=False),
        sa.Column("payment", types.Bytes(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_by", types.Chars(38), nullable=False),
        sa.Column("account", types.Bytes(), nullable=False),
        sa.Column("preparer", types.Bytes(), nullable=True),
        sa.Column("person", types.Bytes(), nullable=False),
        sa.Column("taken_back_at", sa.BigInteger(), nullable=True),
        sa.Column("lapsed_at", sa.BigInteger(), nullable=True),
        sa.Column("signed_at", sa.BigInteger(), nullable=True),
        sa.Column("signed_by", types.Chars(38), nullable=True),
        sa.Column("signed_account", types.Bytes(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pledge_id"], ["pledge.pledge_id"], name=op.f("fk_pledge_compensation_pledge_id_pledge")
        ),
        sa.PrimaryKeyConstraint("pledge_id", "number", name=op.f("pk_pledge_compensation")),
    )
    op.create_index(op.f("ix_pledge_compensation_payer"), "pledge_compensation", ["payer"])


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
