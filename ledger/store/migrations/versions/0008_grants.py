# SPDX-License-Identifier: Apache-2.0
"""Mirror: grants, what was done on each, applications for public data, consents."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0008_grants"
down_revision = "0007_data_sketch"
branch_labels = None
depends_on = None


def _hash(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, types.Bytes(32), nullable=null)


def _org(name: str) -> sa.Column[Any]:
    return sa.Column(name, types.Chars(38), nullable=False)


def _time(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=null)


def _small(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _number() -> sa.Column[Any]:
    return sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, types.Flag(), nullable=False)


def _whole(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, types.Whole(), nullable=null)


def _account() -> sa.Column[Any]:
    return sa.Column("account", types.Bytes(20), nullable=False)


def upgrade() -> None:
    op.create_table(
        "data_grant",
        _hash("grant_id"),
        _small("kind"),
        _hash("reference"),
        _hash("root"),
        _hash("parent", null=True),
        _hash("grantor"),
        _hash("grantee"),
        _small("state"),
        _small("right"),
        _time("not_before", null=True),
        _hash("columns", null=True),
        _small("exclusivity"),
        _flag("irrevocable"),
        _flag("important"),
        _small("price_mode"),
        _hash("agreement"),
        _hash("security", null=True),
        _hash("export_basis", null=True),
        _hash("reciprocal", null=True),
        _whole("fields"),
        _whole("purposes"),
        _whole("territory"),
        _flag("exported"),
        _small("environments"),
        _time("not_after"),
        _whole("max_calls", null=True),
        _whole("max_records", null=True),
        _small("depth"),
        _time("offered_at"),
        _time("accepted_at", null=True),
        _time("since_at", null=True),
        _time("ended_at", null=True),
        _whole("used_calls"),
        _whole("used_records"),
        sa.PrimaryKeyConstraint("grant_id", name=op.f("pk_data_grant")),
    )
    for column in ("root", "parent", "grantor", "grantee", "reciprocal"):
        op.create_index(op.f(f"ix_data_grant_{column}"), "data_grant", [column])
    op.create_table(
        "grant_pause",
        _hash("grant_id"),
        _number(),
        _time("since_at"),
        _time("until_at", null=True),
        sa.ForeignKeyConstraint(["grant_id"], ["data_grant.grant_id"], name=op.f("fk_grant_pause_grant_id_data_grant")),
        sa.PrimaryKeyConstraint("grant_id", "number", name=op.f("pk_grant_pause")),
    )
    op.create_table(
        "grant_step",
        _hash("grant_id"),
        _number(),
        _small("what"),
        _time("recorded_at"),
        _org("by"),
        _account(),
        _hash("person"),
        _hash("form", null=True),
        _hash("mandate", null=True),
        _small("attestation"),
        _hash("document", null=True),
        _small("ground"),
        sa.ForeignKeyConstraint(["grant_id"], ["data_grant.grant_id"], name=op.f("fk_grant_step_grant_id_data_grant")),
        sa.PrimaryKeyConstraint("grant_id", "number", name=op.f("pk_grant_step")),
    )
    op.create_table(
        "public_grant",
        _hash("public_id"),
        _small("kind"),
        _hash("reference"),
        _hash("resource"),
        _hash("applicant"),
        _org("source"),
        _org("authority"),
        _small("state"),
        _small("right"),
        _whole("fields"),
        _whole("purposes"),
        _whole("territory"),
        _time("not_after"),
        _time("applied_at"),
        _org("applied_by"),
        _hash("application"),
        _time("opined_at", null=True),
        _hash("opinion", null=True),
        _time("decided_at", null=True),
        _hash("decision", null=True),
        sa.PrimaryKeyConstraint("public_id", name=op.f("pk_public_grant")),
    )
    for column in ("applicant", "applied_at"):
        op.create_index(op.f(f"ix_public_grant_{column}"), "public_grant", [column])
    op.create_table(
        "consent",
        _hash("consent_id"),
        _org("custodian"),
        _hash("receipt"),
        _whole("purposes"),
        _time("expires_at"),
        _small("flags"),
        _hash("document"),
        _hash("person"),
        _account(),
        _time("recorded_at"),
        _time("withdrawn_at", null=True),
        _hash("withdrawal", null=True),
        sa.PrimaryKeyConstraint("consent_id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_custodian"), "consent", ["custodian"])


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
