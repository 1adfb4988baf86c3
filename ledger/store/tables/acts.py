# SPDX-License-Identifier: Apache-2.0
"""What the chain said, act by act, and how far it was read.

block         a block that holds at least one act (headers of empty blocks are needed by nobody)
entry         one act in History: its subject, number, head and the rolling head after it
event         the module's log of that act: raw topics and data as the payload hash covers them, and decoded
head          per subject: how many acts, and the head after the last
cursor        one row: the last block read, what History says there, and from which deployment all this comes
recent_block  the hashes of the last blocks read, so that a reorganisation is healed after a restart too
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, Table, UniqueConstraint

from ledger.store.tables.naming import metadata
from ledger.store.types import Bytes, account, hash32, name, seconds, text

block = Table(
    "block",
    metadata,
    Column("number", seconds(), primary_key=True, autoincrement=False),
    Column("hash", hash32(), nullable=False),
    Column("parent_hash", hash32(), nullable=False),
    Column("timestamp", seconds(), nullable=False),
    Index(None, "timestamp"),
)

entry = Table(
    "entry",
    metadata,
    Column("sequence", seconds(), primary_key=True, autoincrement=False),
    Column("subject", hash32(), nullable=False),
    Column("length", Integer, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("module", account(), nullable=False),
    Column("actor", account(), nullable=False),
    Column("payload_hash", hash32(), nullable=False),
    Column("head", hash32(), nullable=False),
    Column("rolling", hash32(), nullable=False),
    Column("block_number", seconds(), nullable=False),
    Column("tx_hash", hash32(), nullable=False),
    Column("tx_index", Integer, nullable=False),
    Column("log_index", Integer, nullable=False),
    UniqueConstraint("subject", "length"),
    ForeignKeyConstraint(["block_number"], ["block.number"]),
    Index(None, "block_number"),
    Index(None, "tx_hash"),
)

event = Table(
    "event",
    metadata,
    Column("sequence", seconds(), primary_key=True, autoincrement=False),
    Column("name", name(64), nullable=False),
    Column("log_index", Integer, nullable=False),
    Column("topics", Bytes(), nullable=False),
    Column("data", Bytes(), nullable=False),
    Column("body", text(), nullable=False),
    ForeignKeyConstraint(["sequence"], ["entry.sequence"]),
)

head = Table(
    "head",
    metadata,
    Column("subject", hash32(), primary_key=True),
    Column("length", Integer, nullable=False),
    Column("head", hash32(), nullable=False),
)

cursor = Table(
    "cursor",
    metadata,
    Column("only", Integer, CheckConstraint("only = 1", name="only_one"), primary_key=True, autoincrement=False),
    Column("chain_id", seconds(), nullable=False),
    Column("genesis_hash", hash32(), nullable=False),
    Column("history", account(), nullable=False),
    Column("block_number", seconds(), nullable=False),
    Column("block_hash", hash32(), nullable=False),
    Column("timestamp", seconds(), nullable=False),
    Column("sequence", seconds(), nullable=False),
    Column("rolling", hash32(), nullable=False),
    Column("finalized_number", seconds(), nullable=False),
)

recent_block = Table(
    "recent_block",
    metadata,
    Column("number", seconds(), primary_key=True, autoincrement=False),
    Column("hash", hash32(), nullable=False),
    Column("parent_hash", hash32(), nullable=False),
    Column("timestamp", seconds(), nullable=False),
)
