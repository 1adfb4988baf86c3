# SPDX-License-Identifier: Apache-2.0
"""Mirror: what an organisation stands by after a key of its was in other hands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0005_standing_by"
down_revision = "0004_key_destruction"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "standing_by",
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("person", types.Bytes(32), nullable=False),
        sa.Column("reason", types.Bytes(32), nullable=False),
        sa.Column("subjects", types.Bytes(), nullable=False),
        sa.ForeignKeyConstraint(["org_id"], ["organisation.org_id"], name=op.f("fk_standing_by_org_id_organisation")),
        sa.PrimaryKeyConstraint("org_id", "number", name=op.f("pk_standing_by")),
    )


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
