# SPDX-License-Identifier: Apache-2.0
"""Records: blinded sketches of samples, and the marks by which they are looked up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0007_data_sketch"
down_revision = "0006_bank_finding"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "data_sketch",
        sa.Column("record_id", types.Chars(128), nullable=False),
        sa.Column("registrar", types.Chars(38), nullable=False),
        sa.Column("reference", types.Chars(128), nullable=False),
        sa.Column("case_id", types.Bytes(32), nullable=False),
        sa.Column("body", types.Chars(), nullable=False),
        sa.Column("rows_root", types.Bytes(32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_data_sketch")),
    )
    op.create_index(op.f("ix_data_sketch_registrar_reference"), "data_sketch", ["registrar", "reference"], unique=False)
    op.create_table(
        "data_sketch_mark",
        sa.Column("record_id", types.Chars(128), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["data_sketch.record_id"], name=op.f("fk_data_sketch_mark_record_id_data_sketch")
        ),
        sa.PrimaryKeyConstraint("record_id", "mark", name=op.f("pk_data_sketch_mark")),
    )
    op.create_index(op.f("ix_data_sketch_mark_mark"), "data_sketch_mark", ["mark"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
