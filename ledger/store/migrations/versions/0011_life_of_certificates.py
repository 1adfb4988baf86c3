# SPDX-License-Identifier: Apache-2.0
"""Mirror: what befalls a certificate after it was issued, and who succeeded a registrar."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0011_life_of_certificates"
down_revision = "0010_pledges"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisation", sa.Column("successor", types.Chars(38), nullable=True))
    op.add_column("organisation", sa.Column("succeeded_at", sa.BigInteger(), nullable=True))
    op.add_column("organisation", sa.Column("succession_document", types.Bytes(32), nullable=True))
    # Whatever stands there was issued, and nothing of it moved: no earlier release knew anything else.
    op.add_column("certificate", sa.Column("status", sa.Integer(), nullable=False, server_default=sa.text("1")))
    op.add_column("certificate", sa.Column("ended_at", sa.BigInteger(), nullable=True))
    op.add_column("right_unit", sa.Column("moved_at", sa.BigInteger(), nullable=True))
    op.create_table(
        "proceeding",
        *_key("proceeding", sa.Column("procedure", sa.SmallInteger(), autoincrement=False, nullable=False)),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("filed_at", sa.BigInteger(), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("filed_by", types.Chars(38), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("holder", types.Bytes(32), nullable=True),
        sa.Column("other", types.Bytes(32), nullable=True),
        sa.Column("rights", sa.Integer(), nullable=False),
        sa.Column("term_years", sa.Integer(), nullable=False),
        sa.Column("ground", sa.Integer(), nullable=False),
        sa.Column("notice_last_day", sa.Integer(), nullable=True),
        sa.Column("regime", types.Chars(66), nullable=False),
        sa.Column("before_digest", types.Bytes(32), nullable=True),
        sa.Column("after_digest", types.Bytes(32), nullable=True),
        sa.Column("documents", types.Bytes(32), nullable=False),
        sa.Column("institution_decision", types.Bytes(32), nullable=True),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("complete_at", sa.BigInteger(), nullable=True),
        sa.Column("accepted_at", sa.BigInteger(), nullable=True),
        *_closing(),
        sa.Column("refusal_ground", sa.Integer(), nullable=True),
        sa.Column("evidenced_at", sa.BigInteger(), nullable=True),
        sa.Column("national_ref", types.Chars(), nullable=False),
        sa.Column("national_digest", types.Bytes(32), nullable=True),
        sa.Column("successor", types.Chars(66), nullable=True),
    )
    op.create_index(op.f("ix_proceeding_state"), "proceeding", ["state"])
    op.create_index(op.f("ix_proceeding_successor"), "proceeding", ["successor"])
    op.create_table(
        "dispute",
        *_key("dispute"),
        sa.Column("objector", types.Bytes(32), nullable=False),
        sa.Column("filed_at", sa.BigInteger(), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("reasons", types.Bytes(32), nullable=False),
        sa.Column("material", types.Bytes(32), nullable=True),
        sa.Column("outcome", sa.Integer(), nullable=False),
        sa.Column("complete_at", sa.BigInteger(), nullable=True),
        sa.Column("informed_at", sa.BigInteger(), nullable=True),
        sa.Column("elsewhere_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("contested", types.Flag(), nullable=True),
        *_closing(),
    )
    op.create_index(op.f("ix_dispute_outcome"), "dispute", ["outcome"])
    op.create_table(
        "reconciliation",
        *_key("reconciliation"),
        *_recorded(),
        sa.Column("person", types.Bytes(32), nullable=False),
        sa.Column("batch", types.Bytes(32), nullable=False),
        sa.Column("extract_sha256", types.Bytes(32), nullable=False),
        sa.Column("extracted_at", sa.BigInteger(), nullable=False),
        sa.Column("matches", types.Flag(), nullable=False),
        sa.Column("differing", sa.Integer(), nullable=False),
    )
    op.create_table(
        "certificate_link",
        *_key("certificate_link"),
        *_recorded(),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("verified", types.Flag(), nullable=False),
        sa.Column("issuer", types.Chars(), nullable=False),
        sa.Column("reference", types.Chars(), nullable=False),
        sa.Column("reference_commitment", types.Bytes(32), nullable=False),
        sa.Column("document", types.Bytes(32), nullable=True),
    )
    op.create_table(
        "certificate_relation",
        *_key("certificate_relation"),
        *_recorded(),
        sa.Column("other", types.Chars(66), nullable=False),
        sa.Column("relation", sa.Integer(), nullable=False),
        sa.Column("first", types.Flag(), nullable=False),
        sa.Column("document", types.Bytes(32), nullable=False),
    )


def _key(table: str, *first: sa.Column[object]) -> tuple[sa.schema.SchemaItem, ...]:
    """The certificate and the number, which every table of these has."""
    return (
        sa.Column("code", types.Chars(66), nullable=False),
        *first,
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["code"], ["certificate.code"], name=op.f(f"fk_{table}_code_certificate")),
        sa.PrimaryKeyConstraint("code", *(one.name for one in first), "number", name=op.f(f"pk_{table}")),
    )


def _recorded() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
    )


def _closing() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_account", types.Bytes(20), nullable=True),
        sa.Column("closed_preparer", types.Bytes(20), nullable=True),
        sa.Column("closed_document", types.Bytes(32), nullable=True),
    )


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
