# SPDX-License-Identifier: Apache-2.0
"""Mirror: finding by what an event made, which every verdict asks."""

from __future__ import annotations

from alembic import op

revision = "0014_what_was_made"
down_revision = "0013_seen_warnings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_circulation_event_output"), "circulation_event", ["output"])


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
