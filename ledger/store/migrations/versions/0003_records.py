# SPDX-License-Identifier: Apache-2.0
"""Records: what exists nowhere else."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0003_records"
down_revision = "0002_outbox"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_key",
        sa.Column("prefix", types.Chars(16), nullable=False),
        sa.Column("key_hash", types.Bytes(32), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("person_id", types.Chars(64), nullable=False),
        sa.Column("label", types.Chars(), nullable=False),
        sa.Column("scopes", types.Chars(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("prefix", name=op.f("pk_api_key")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_key_key_hash")),
    )
    op.create_index(op.f("ix_api_key_org_id"), "api_key", ["org_id"], unique=False)
    op.create_table(
        "application_record",
        sa.Column("registrar", types.Chars(38), nullable=False),
        sa.Column("reference", types.Chars(128), nullable=False),
        sa.Column("case_id", types.Bytes(32), nullable=False),
        sa.Column("owner_org", types.Chars(38), nullable=False),
        sa.Column("openings", types.Bytes(), nullable=False),
        sa.Column("sealed", types.Flag(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("registrar", "reference", name=op.f("pk_application_record")),
        sa.UniqueConstraint("case_id", name=op.f("uq_application_record_case_id")),
    )
    op.create_index(op.f("ix_application_record_owner_org"), "application_record", ["owner_org"], unique=False)
    op.create_table(
        "case_decision",
        sa.Column("decision_id", types.Chars(64), nullable=False),
        sa.Column("case_id", types.Bytes(32), nullable=False),
        sa.Column("kind", types.Chars(64), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("person", types.Chars(64), nullable=False),
        sa.Column("text", types.Chars(), nullable=False),
        sa.Column("salt", types.Bytes(32), nullable=False),
        sa.Column("commitment", types.Bytes(32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_case_decision")),
    )
    op.create_index(op.f("ix_case_decision_case_id"), "case_decision", ["case_id"], unique=False)
    op.create_index(op.f("ix_case_decision_commitment"), "case_decision", ["commitment"], unique=False)
    op.create_table(
        "document",
        sa.Column("record_id", types.Chars(128), nullable=False),
        sa.Column("name", types.Chars(512), nullable=False),
        sa.Column("kind", types.Chars(64), nullable=False),
        sa.Column("media_type", types.Chars(128), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", types.Bytes(32), nullable=False),
        sa.Column("sm3", types.Bytes(32), nullable=False),
        sa.Column("salt", types.Bytes(32), nullable=False),
        sa.Column("commitment_sha256", types.Bytes(32), nullable=False),
        sa.Column("commitment_sm3", types.Bytes(32), nullable=False),
        sa.Column("cipher_sha256", types.Bytes(32), nullable=False),
        sa.Column("cipher_sm3", types.Bytes(32), nullable=False),
        sa.Column("cipher_size", sa.BigInteger(), nullable=False),
        sa.Column("cid", types.Chars(128), nullable=False),
        sa.Column("header", types.Bytes(64), nullable=False),
        sa.Column("case_id", types.Bytes(32), nullable=True),
        sa.Column("owner_org", types.Chars(38), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("key_destroyed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("record_id", "name", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_case_id"), "document", ["case_id"], unique=False)
    op.create_index(op.f("ix_document_cid"), "document", ["cid"], unique=False)
    op.create_table(
        "import_batch",
        sa.Column("batch_id", types.Chars(64), nullable=False),
        sa.Column("registrar", types.Chars(38), nullable=False),
        sa.Column("person", types.Chars(64), nullable=False),
        sa.Column("file_name", types.Chars(), nullable=False),
        sa.Column("file_sha256", types.Bytes(32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_import_batch")),
    )
    op.create_index(
        op.f("ix_import_batch_registrar_created_at"), "import_batch", ["registrar", "created_at"], unique=False
    )
    op.create_table(
        "person",
        sa.Column("person_id", types.Chars(64), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("name", types.Chars(), nullable=False),
        sa.Column("salt", types.Bytes(32), nullable=False),
        sa.Column("commitment", types.Bytes(32), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person")),
        sa.UniqueConstraint("commitment", name=op.f("uq_person_commitment")),
    )
    op.create_index(op.f("ix_person_org_id"), "person", ["org_id"], unique=False)
    op.create_table(
        "reading_log",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("person", types.Chars(64), nullable=False),
        sa.Column("what", types.Chars(64), nullable=False),
        sa.Column("subject", types.Chars(640), nullable=False),
        sa.Column("purpose", types.Chars(), nullable=False),
        sa.Column("previous", types.Bytes(32), nullable=False),
        sa.Column("hash", types.Bytes(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reading_log")),
    )
    op.create_index(op.f("ix_reading_log_subject"), "reading_log", ["subject"], unique=False)
    op.create_table(
        "application_record_wrap",
        sa.Column("registrar", types.Chars(38), nullable=False),
        sa.Column("reference", types.Chars(128), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("recipient", types.Bytes(32), nullable=False),
        sa.Column("ephemeral", types.Bytes(32), nullable=False),
        sa.Column("sealed", types.Bytes(48), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registrar", "reference"],
            ["application_record.registrar", "application_record.reference"],
            name=op.f("fk_application_record_wrap_registrar_reference"),
        ),
        sa.PrimaryKeyConstraint(
            "registrar", "reference", "org_id", "recipient", name=op.f("pk_application_record_wrap")
        ),
    )
    op.create_table(
        "document_wrap",
        sa.Column("record_id", types.Chars(128), nullable=False),
        sa.Column("name", types.Chars(512), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("recipient", types.Bytes(32), nullable=False),
        sa.Column("ephemeral", types.Bytes(32), nullable=False),
        sa.Column("sealed", types.Bytes(48), nullable=False),
        sa.Column("purpose", types.Chars(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id", "name"], ["document.record_id", "document.name"], name=op.f("fk_document_wrap_record_id_name")
        ),
        sa.PrimaryKeyConstraint("record_id", "name", "org_id", "recipient", name=op.f("pk_document_wrap")),
    )
    op.create_index(op.f("ix_document_wrap_org_id"), "document_wrap", ["org_id"], unique=False)
    op.create_table(
        "import_row",
        sa.Column("batch_id", types.Chars(64), nullable=False),
        sa.Column("reference", types.Chars(128), nullable=False),
        sa.Column("sheet", types.Chars(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("result", types.Chars(32), nullable=False),
        sa.Column("defects", types.Chars(), nullable=False),
        sa.Column("case_id", types.Bytes(32), nullable=True),
        sa.Column("submission_id", types.Chars(64), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.batch_id"], name=op.f("fk_import_row_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "reference", name=op.f("pk_import_row")),
    )
    op.create_index(op.f("ix_import_row_reference"), "import_row", ["reference"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
