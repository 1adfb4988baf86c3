# SPDX-License-Identifier: Apache-2.0
"""Mirror: what a change says of the data anew."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0015_restated"
down_revision = "0014_what_was_made"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (*_restated(), sa.Column("restated_from", sa.BigInteger(), nullable=True)):
        op.add_column("certificate_version", column)
    op.add_column("proceeding", sa.Column("data_name", types.Chars(), nullable=False, server_default=sa.text("''")))
    for column in (*_restated(), sa.Column("after_paper", types.Bytes(32), nullable=True)):
        op.add_column("proceeding", column)


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")


def _restated() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("name_commitment", types.Bytes(32), nullable=True),
        sa.Column("overview_commitment", types.Bytes(32), nullable=True),
        sa.Column("time_from", sa.BigInteger(), nullable=True),
        sa.Column("time_to", sa.BigInteger(), nullable=True),
    )
