# SPDX-License-Identifier: Apache-2.0
"""Mirror: pledges, what stands on right units, reserved ranks, and opinions of value."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0010_pledges"
down_revision = "0009_circulation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "encumbrance",
        sa.Column("code", types.Chars(66), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("pledge_id", types.Bytes(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("holder", types.Bytes(), nullable=False),
        sa.Column("unit_right", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("exclusive", types.Flag(), nullable=False),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.Column("lifted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["code"], ["certificate.code"], name=op.f("fk_encumbrance_code_certificate")),
        sa.PrimaryKeyConstraint("code", "number", name=op.f("pk_encumbrance")),
    )
    op.create_index(op.f("ix_encumbrance_pledge_id"), "encumbrance", ["pledge_id"])
    op.create_table(
        "pledge",
        sa.Column("pledge_id", types.Bytes(), nullable=False),
        sa.Column("reference", types.Bytes(), nullable=False),
        sa.Column("pledgor", types.Bytes(), nullable=False),
        sa.Column("pledgee", types.Chars(38), nullable=False),
        sa.Column("filed_by", types.Chars(38), nullable=False),
        sa.Column("account", types.Bytes(), nullable=False),
        sa.Column("person", types.Bytes(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("exclusive", types.Flag(), nullable=False),
        sa.Column("renewal", types.Flag(), nullable=False),
        sa.Column("public_use", types.Flag(), nullable=False),
        sa.Column("third_party", types.Flag(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("ltv_bps", sa.Integer(), nullable=False),
        sa.Column("warn_bps", sa.Integer(), nullable=False),
        sa.Column("call_bps", sa.Integer(), nullable=False),
        sa.Column("opinions", sa.Integer(), nullable=False),
        sa.Column("contract_date", sa.BigInteger(), nullable=False),
        sa.Column("maturity", sa.BigInteger(), nullable=False),
        sa.Column("outside_by", sa.BigInteger(), nullable=True),
        sa.Column("contract_digest", types.Bytes(), nullable=False),
        sa.Column("claim", types.Bytes(), nullable=False),
        sa.Column("debtor", types.Bytes(), nullable=False),
        sa.Column("resolution", types.Bytes(), nullable=True),
        sa.Column("controls", types.Bytes(), nullable=True),
        sa.Column("authority", types.Bytes(), nullable=True),
        sa.Column("increase_of", types.Bytes(), nullable=True),
        sa.Column("substitute_in", types.Bytes(), nullable=True),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("offered_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=True),
        sa.Column("recorded_account", types.Bytes(), nullable=True),
        sa.Column("recorded_preparer", types.Bytes(), nullable=True),
        sa.Column("acknowledged", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ending", sa.Integer(), nullable=False),
        sa.Column("standing", sa.Integer(), nullable=False),
        sa.Column("cure_by", sa.BigInteger(), nullable=True),
        sa.Column("suspended", types.Flag(), nullable=False),
        sa.Column("release_decided_from", sa.BigInteger(), nullable=True),
        sa.Column("filed_outside_at", sa.BigInteger(), nullable=True),
        sa.Column("outside_number", types.Bytes(), nullable=True),
        sa.Column("outside_status", sa.Integer(), nullable=True),
        sa.Column("outside_checked_at", sa.BigInteger(), nullable=True),
        sa.Column("revalued_at", sa.BigInteger(), nullable=True),
        sa.Column("secured", types.Whole(), nullable=True),
        sa.Column("value", types.Whole(), nullable=True),
        sa.PrimaryKeyConstraint("pledge_id", name=op.f("pk_pledge")),
    )
    op.create_index(op.f("ix_pledge_pledgee_state"), "pledge", ["pledgee", "state"])
    op.create_index(op.f("ix_pledge_pledgor"), "pledge", ["pledgor"])
    op.create_table(
        "pledged_unit",
        sa.Column("pledge_id", types.Bytes(), nullable=False),
        sa.Column("place", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("code", types.Chars(66), nullable=False),
        sa.Column("holder", types.Bytes(), nullable=False),
        sa.Column("unit_right", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("live", types.Flag(), nullable=False),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.pledge_id"], name=op.f("fk_pledged_unit_pledge_id_pledge")),
        sa.PrimaryKeyConstraint("pledge_id", "place", name=op.f("pk_pledged_unit")),
    )
    op.create_index(op.f("ix_pledged_unit_code"), "pledged_unit", ["code"])
    op.create_table(
        "pledge_consent",
        sa.Column("pledge_id", types.Bytes(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("party", types.Bytes(), nullable=False),
        sa.Column("matter", types.Bytes(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("account", types.Bytes(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.pledge_id"], name=op.f("fk_pledge_consent_pledge_id_pledge")),
        sa.PrimaryKeyConstraint("pledge_id", "number", name=op.f("pk_pledge_consent")),
    )
    op.create_table(
        "rank_reservation",
        sa.Column("unit_id", types.Bytes(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("code", types.Chars(66), nullable=False),
        sa.Column("holder", types.Bytes(), nullable=False),
        sa.Column("unit_right", sa.Integer(), nullable=False),
        sa.Column("pledgee", types.Chars(38), nullable=False),
        sa.Column("account", types.Bytes(), nullable=False),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.Column("person", types.Bytes(), nullable=False),
        sa.Column("search", types.Bytes(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "number", name=op.f("pk_rank_reservation")),
    )
    op.create_index(op.f("ix_rank_reservation_code"), "rank_reservation", ["code"])
    op.create_table(
        "valuation",
        sa.Column("valuation_id", types.Bytes(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("code", types.Chars(66), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("valuer", types.Chars(38), nullable=False),
        sa.Column("account", types.Bytes(), nullable=False),
        sa.Column("person", types.Bytes(), nullable=False),
        sa.Column("holder", types.Bytes(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Integer(), nullable=False),
        sa.Column("methods", sa.Integer(), nullable=False),
        sa.Column("value", types.Whole(), nullable=False),
        sa.Column("currency", types.Chars(8), nullable=False),
        sa.Column("base_date", sa.BigInteger(), nullable=False),
        sa.Column("valid_until", sa.BigInteger(), nullable=False),
        sa.Column("report", types.Bytes(), nullable=False),
        sa.Column("assumptions", types.Bytes(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("followed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("valuation_id", "number", name=op.f("pk_valuation")),
    )
    op.create_index(op.f("ix_valuation_code"), "valuation", ["code"])


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
