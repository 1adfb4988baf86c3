# SPDX-License-Identifier: Apache-2.0
"""Wishes on their way to the chain, and who may sign with which account now. Kept until the effect is final.

submission   one wish: named by its idempotency key inside (organisation, verb); the draft is stored before it is
             signed, the signed bytes before they are sent, so that after a crash the same bytes are sent again
preparation  an act of two persons, complete and signed by the preparer, waiting for its approver
lease        which process may allot nonces of an account, until when
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Index, Integer, Table, UniqueConstraint

from ledger.store.tables.naming import metadata
from ledger.store.types import Bytes, account, flag, hash32, name, seconds, text

submission = Table(
    "submission",
    metadata,
    Column("id", name(64), primary_key=True),
    Column("org_id", name(38), nullable=False),
    Column("verb", name(64), nullable=False),
    Column("idempotency_key", name(256), nullable=False),
    Column("body_hash", hash32(), nullable=False),
    Column("state", name(24), nullable=False),
    Column("person", name(64), nullable=False),
    Column("account", account(), nullable=False),
    Column("chain_id", seconds(), nullable=False),
    Column("target", account(), nullable=False),
    Column("command", text(), nullable=False),
    Column("draft", text(), nullable=False),
    Column("nonce", seconds()),
    Column("signed", Bytes()),
    Column("tx_hash", hash32()),
    Column("attempts", Integer, nullable=False),
    Column("created_at", seconds(), nullable=False),
    Column("updated_at", seconds(), nullable=False),
    Column("sent_at", seconds()),
    # The receipt, once there is one.
    Column("block_number", seconds()),
    Column("block_hash", hash32()),
    Column("tx_index", Integer),
    Column("succeeded", flag()),
    Column("gas_used", seconds()),
    # What the asker was, or will be, told: stable from the moment it is written.
    Column("answer", text()),
    Column("error_code", name(64)),
    Column("error_zh", text()),
    Column("error_en", text()),
    UniqueConstraint("org_id", "verb", "idempotency_key"),
    UniqueConstraint("chain_id", "account", "nonce"),
    Index(None, "state", "created_at"),
    Index(None, "tx_hash"),
)

preparation = Table(
    "preparation",
    metadata,
    Column("id", name(64), primary_key=True),
    Column("org_id", name(38), nullable=False),
    Column("verb", name(64), nullable=False),
    Column("idempotency_key", name(256), nullable=False),
    Column("body_hash", hash32(), nullable=False),
    Column("command", text(), nullable=False),
    Column("kind", Integer, nullable=False),
    Column("preparer", name(64), nullable=False),
    Column("approver", name(64), nullable=False),
    Column("account", account(), nullable=False),
    Column("approver_account", account(), nullable=False),
    Column("target", account(), nullable=False),
    # The whole call with the preparer's signature in it: the approver's account sends exactly this.
    Column("data", text(), nullable=False),
    Column("deadline", seconds(), nullable=False),
    Column("created_at", seconds(), nullable=False),
    Column("approved_at", seconds()),
    Column("withdrawn_at", seconds()),
    UniqueConstraint("org_id", "verb", "idempotency_key"),
    Index(None, "org_id", "created_at"),
)

lease = Table(
    "lease",
    metadata,
    Column("account", account(), primary_key=True),
    Column("holder", name(128), nullable=False),
    Column("until_at", seconds(), nullable=False),
    Column("next_nonce", seconds()),
)

TABLES: Final[tuple[Table, ...]] = (submission, preparation, lease)
