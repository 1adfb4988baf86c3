# SPDX-License-Identifier: Apache-2.0
"""Mirror: traces of what happened to data, and batches of usage. Records: the usage records behind a batch."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0009_circulation"
down_revision = "0008_grants"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "circulation_trace",
        sa.Column("trace", types.Bytes(32), nullable=False),
        sa.Column("root", types.Chars(66), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("trace", name=op.f("pk_circulation_trace")),
        sa.UniqueConstraint("root", name=op.f("uq_circulation_trace_root")),
    )
    op.create_table(
        "usage_batch",
        sa.Column("batch", types.Bytes(32), nullable=False),
        sa.Column("by", types.Chars(38), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("person", types.Bytes(32), nullable=False),
        sa.Column("root", types.Bytes(32), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("batch", name=op.f("pk_usage_batch")),
    )
    op.create_index(op.f("ix_usage_batch_by"), "usage_batch", ["by"], unique=False)
    op.create_table(
        "usage_log",
        sa.Column("batch", types.Bytes(32), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("person", types.Chars(64), nullable=False),
        sa.Column("content_sha256", types.Bytes(32), nullable=False),
        sa.Column("secret", types.Bytes(32), nullable=False),
        sa.Column("root", types.Bytes(32), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("batch", name=op.f("pk_usage_log")),
        sa.UniqueConstraint("org_id", "content_sha256", name=op.f("uq_usage_log_org_id_content_sha256")),
    )
    op.create_table(
        "circulation_confirmation",
        sa.Column("trace", types.Bytes(32), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("by", types.Chars(38), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("person", types.Bytes(32), nullable=False),
        sa.Column("document", types.Bytes(32), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["trace"], ["circulation_trace.trace"], name=op.f("fk_circulation_confirmation_trace")),
        sa.PrimaryKeyConstraint("trace", "seq", "number", name=op.f("pk_circulation_confirmation")),
    )
    op.create_table(
        "circulation_event",
        sa.Column("trace", types.Bytes(32), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("certificate", types.Chars(66), nullable=False),
        sa.Column("what", sa.Integer(), nullable=False),
        sa.Column("by", types.Chars(38), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("person", types.Bytes(32), nullable=False),
        sa.Column("assent_level", sa.Integer(), nullable=False),
        sa.Column("actor", types.Bytes(32), nullable=False),
        sa.Column("on_behalf_of", types.Bytes(32), nullable=True),
        sa.Column("counterparty", types.Bytes(32), nullable=True),
        sa.Column("occurred_at", sa.BigInteger(), nullable=False),
        sa.Column("grant_id", types.Bytes(32), nullable=True),
        sa.Column("use_right", sa.Integer(), nullable=False),
        sa.Column("use_fields", types.Whole(), nullable=False),
        sa.Column("use_purpose", sa.Integer(), nullable=False),
        sa.Column("use_region", sa.Integer(), nullable=False),
        sa.Column("use_exported", types.Flag(), nullable=False),
        sa.Column("use_moment", sa.BigInteger(), nullable=False),
        sa.Column("use_records", types.Whole(), nullable=False),
        sa.Column("use_calls", types.Whole(), nullable=False),
        sa.Column("content", types.Bytes(32), nullable=True),
        sa.Column("output", types.Chars(66), nullable=True),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("division", sa.Integer(), nullable=False),
        sa.Column("payload_sha256", types.Bytes(32), nullable=False),
        sa.Column("payload_sm3", types.Bytes(32), nullable=False),
        sa.Column("documents", types.Bytes(32), nullable=True),
        sa.Column("visibility", sa.Integer(), nullable=False),
        sa.Column("correction_of", sa.BigInteger(), nullable=True),
        sa.Column("receipt", types.Bytes(32), nullable=False),
        sa.Column("standing", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.Column("decided_on", types.Bytes(32), nullable=True),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("answered_by", types.Chars(38), nullable=True),
        sa.Column("answered_account", types.Bytes(20), nullable=True),
        sa.Column("answered_person", types.Bytes(32), nullable=True),
        sa.Column("answered_level", sa.Integer(), nullable=True),
        sa.Column("answer_reason", types.Bytes(32), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["trace"], ["circulation_trace.trace"], name=op.f("fk_circulation_event_trace")),
        sa.PrimaryKeyConstraint("trace", "seq", name=op.f("pk_circulation_event")),
    )
    op.create_index(op.f("ix_circulation_event_actor"), "circulation_event", ["actor"], unique=False)
    op.create_index(op.f("ix_circulation_event_counterparty"), "circulation_event", ["counterparty"], unique=False)
    op.create_index(op.f("ix_circulation_event_grant_id"), "circulation_event", ["grant_id"], unique=False)
    op.create_index(op.f("ix_circulation_event_occurred_at"), "circulation_event", ["occurred_at"], unique=False)
    op.create_table(
        "circulation_parent",
        sa.Column("trace", types.Bytes(32), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("certificate", types.Chars(66), nullable=True),
        sa.Column("grant_id", types.Bytes(32), nullable=True),
        sa.Column("content", types.Bytes(32), nullable=False),
        sa.Column("contract_digest", types.Bytes(32), nullable=True),
        sa.Column("mark", types.Chars(16), nullable=False),
        sa.ForeignKeyConstraint(["trace"], ["circulation_trace.trace"], name=op.f("fk_circulation_parent_trace")),
        sa.PrimaryKeyConstraint("trace", "seq", "position", name=op.f("pk_circulation_parent")),
    )
    op.create_index(op.f("ix_circulation_parent_certificate"), "circulation_parent", ["certificate"], unique=False)
    op.create_table(
        "circulation_question",
        sa.Column("trace", types.Bytes(32), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("certificate", types.Chars(66), nullable=False),
        sa.Column("what", sa.Integer(), nullable=False),
        sa.Column("by", types.Chars(38), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("person", types.Bytes(32), nullable=False),
        sa.Column("counterparty", types.Bytes(32), nullable=True),
        sa.Column("grant_id", types.Bytes(32), nullable=True),
        sa.Column("use_right", sa.Integer(), nullable=False),
        sa.Column("use_fields", types.Whole(), nullable=False),
        sa.Column("use_purpose", sa.Integer(), nullable=False),
        sa.Column("use_region", sa.Integer(), nullable=False),
        sa.Column("use_exported", types.Flag(), nullable=False),
        sa.Column("use_moment", sa.BigInteger(), nullable=False),
        sa.Column("use_records", types.Whole(), nullable=False),
        sa.Column("use_calls", types.Whole(), nullable=False),
        sa.Column("allowed", types.Flag(), nullable=False),
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.Column("decided_on", types.Bytes(32), nullable=True),
        sa.ForeignKeyConstraint(["trace"], ["circulation_trace.trace"], name=op.f("fk_circulation_question_trace")),
        sa.PrimaryKeyConstraint("trace", "seq", name=op.f("pk_circulation_question")),
    )
    op.create_index(op.f("ix_circulation_question_grant_id"), "circulation_question", ["grant_id"], unique=False)
    op.create_table(
        "usage_log_part",
        sa.Column("batch", types.Bytes(32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("root", types.Bytes(32), nullable=False),
        sa.Column("held", types.Bytes(), nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["usage_log.batch"], name=op.f("fk_usage_log_part_batch")),
        sa.PrimaryKeyConstraint("batch", "number", name=op.f("pk_usage_log_part")),
    )
    op.create_table(
        "usage_total",
        sa.Column("batch", types.Bytes(32), nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("grant_id", types.Bytes(32), nullable=False),
        sa.Column("records", types.Whole(), nullable=False),
        sa.Column("calls", types.Whole(), nullable=False),
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["usage_batch.batch"], name=op.f("fk_usage_total_batch")),
        sa.PrimaryKeyConstraint("batch", "position", name=op.f("pk_usage_total")),
    )
    op.create_index(op.f("ix_usage_total_grant_id"), "usage_total", ["grant_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
