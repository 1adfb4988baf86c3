# SPDX-License-Identifier: Apache-2.0
"""Outbox: wishes on their way to the chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0002_outbox"
down_revision = "0001_mirror"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lease",
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("holder", types.Chars(128), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.Column("next_nonce", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_lease")),
    )
    op.create_table(
        "preparation",
        sa.Column("id", types.Chars(64), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("verb", types.Chars(64), nullable=False),
        sa.Column("idempotency_key", types.Chars(256), nullable=False),
        sa.Column("body_hash", types.Bytes(32), nullable=False),
        sa.Column("command", types.Chars(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("preparer", types.Chars(64), nullable=False),
        sa.Column("approver", types.Chars(64), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("approver_account", types.Bytes(20), nullable=False),
        sa.Column("target", types.Bytes(20), nullable=False),
        sa.Column("data", types.Chars(), nullable=False),
        sa.Column("deadline", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("approved_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparation")),
        sa.UniqueConstraint(
            "org_id", "verb", "idempotency_key", name=op.f("uq_preparation_org_id_verb_idempotency_key")
        ),
    )
    op.create_index(op.f("ix_preparation_org_id_created_at"), "preparation", ["org_id", "created_at"], unique=False)
    op.create_table(
        "submission",
        sa.Column("id", types.Chars(64), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("verb", types.Chars(64), nullable=False),
        sa.Column("idempotency_key", types.Chars(256), nullable=False),
        sa.Column("body_hash", types.Bytes(32), nullable=False),
        sa.Column("state", types.Chars(24), nullable=False),
        sa.Column("person", types.Chars(64), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("chain_id", sa.BigInteger(), nullable=False),
        sa.Column("target", types.Bytes(20), nullable=False),
        sa.Column("command", types.Chars(), nullable=False),
        sa.Column("draft", types.Chars(), nullable=False),
        sa.Column("nonce", sa.BigInteger(), nullable=True),
        sa.Column("signed", types.Bytes(), nullable=True),
        sa.Column("tx_hash", types.Bytes(32), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("block_number", sa.BigInteger(), nullable=True),
        sa.Column("block_hash", types.Bytes(32), nullable=True),
        sa.Column("tx_index", sa.Integer(), nullable=True),
        sa.Column("succeeded", types.Flag(), nullable=True),
        sa.Column("gas_used", sa.BigInteger(), nullable=True),
        sa.Column("answer", types.Chars(), nullable=True),
        sa.Column("error_code", types.Chars(64), nullable=True),
        sa.Column("error_zh", types.Chars(), nullable=True),
        sa.Column("error_en", types.Chars(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("chain_id", "account", "nonce", name=op.f("uq_submission_chain_id_account_nonce")),
        sa.UniqueConstraint(
            "org_id", "verb", "idempotency_key", name=op.f("uq_submission_org_id_verb_idempotency_key")
        ),
    )
    op.create_index(op.f("ix_submission_state_created_at"), "submission", ["state", "created_at"], unique=False)
    op.create_index(op.f("ix_submission_tx_hash"), "submission", ["tx_hash"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
