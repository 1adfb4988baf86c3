# SPDX-License-Identifier: Apache-2.0
"""Mirror: names are found by the version that showed them, and a proceeding says which version it made; numbers have
room for all that the chain counts to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from ledger.domain.grams import grams_of
from ledger.domain.ids import certificate_bytes
from ledger.store import types

revision = "0018_names_and_numbers"
down_revision = "0017_compared"
branch_labels = None
depends_on = None

MADE = """
UPDATE proceeding SET version = (
    SELECT max(made.number) FROM certificate_version AS made
    WHERE made.code = proceeding.code AND made.recorded_at = proceeding.closed_at
    AND made.reason = proceeding.closed_document
) WHERE state = 4 AND procedure <> 3
"""
"""What was registered (4), a cancellation (3) apart, made a version then and on that paper."""

NUMBERS = {
    "accreditation": ("kind", "number"),
    "annotation": ("number",),
    "application_applicant": ("position",),
    "application_pause": ("number",),
    "application_right": ("position",),
    "calendar_year": ("year",),
    "certificate_link": ("number",),
    "certificate_relation": ("number",),
    "certificate_version": ("number",),
    "circulation_confirmation": ("number",),
    "circulation_parent": ("position",),
    "dispute": ("number",),
    "encumbrance": ("number",),
    "grant_pause": ("number",),
    "grant_step": ("number",),
    "objection": ("number",),
    "pledge_compensation": ("number",),
    "pledge_consent": ("number",),
    "pledged_unit": ("place",),
    "prior_registration": ("position",),
    "proceeding": ("procedure", "number"),
    "proposal": ("round",),
    "rank_reservation": ("number",),
    "reaffirmation": ("number",),
    "reconciliation": ("number",),
    "right_unit": ("right",),
    "standing_by": ("number",),
    "suspension": ("kind", "number"),
    "usage_total": ("position",),
    "valuation": ("number",),
    "writer": ("number",),
}
"""Where a count of 16 bits stood in a smallint, which ends at 32,767."""


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        for table, columns in NUMBERS.items():
            for column in columns:
                op.alter_column(table, column, type_=sa.Integer(), existing_nullable=False)
    op.add_column("proceeding", sa.Column("version", sa.Integer(), nullable=True))
    op.execute(MADE)
    op.drop_index(op.f("ix_name_gram_gram"), table_name="name_gram")
    op.drop_table("name_gram")
    name_gram = op.create_table(
        "name_gram",
        sa.Column("subject", types.Bytes(32), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("gram", types.Chars(8), nullable=False),
        sa.PrimaryKeyConstraint("subject", "version", "gram", name=op.f("pk_name_gram")),
    )
    op.create_index(op.f("ix_name_gram_gram"), "name_gram", ["gram"])
    for rows in _grams():
        op.bulk_insert(name_gram, rows)


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")


def _grams() -> Iterator[list[dict[str, Any]]]:
    for subject, version, name in _names():
        if grams := sorted(grams_of(name)):
            yield [{"subject": subject, "version": version, "gram": gram} for gram in grams]


def _names() -> Iterator[tuple[bytes, int, str]]:
    case = sa.table("application", sa.column("case_id", types.Bytes(32)), sa.column("data_name", types.Chars()))
    given = sa.table(
        "certificate_version",
        sa.column("code", types.Chars()),
        sa.column("number", sa.Integer()),
        sa.column("data_name", types.Chars()),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(case)).all():
        yield row.case_id, 0, row.data_name
    for row in connection.execute(sa.select(given)).all():
        yield certificate_bytes(row.code), row.number, row.data_name
