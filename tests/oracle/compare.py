# SPDX-License-Identifier: Apache-2.0
"""A mirror against what the oracle read: a list of differences, empty if all is well.

python -m tests.oracle RPC_URL deployment.json ledger.db
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.oracle.expected import Expected, Row, expected
from tests.oracle.node import Node, keccak, raw

KEYS = {
    "block": "number", "entry": "sequence", "event": "sequence", "head": "subject", "organisation": "org_id",
    "accreditation": "org_id kind number", "suspension": "org_id kind number", "account_key": "account",
    "regime": "regime_id", "calendar_year": "year", "proposal": "proposal_id round", "writer": "module number",
    "trusted_desk": "desk", "application": "case_id", "application_applicant": "case_id position",
    "application_right": "case_id position", "prior_registration": "case_id position",
    "application_pause": "case_id number", "objection": "case_id number", "certificate": "code",
    "right_unit": "code holder right", "certificate_version": "code number", "annotation": "code number",
    "reaffirmation": "code number", "name_gram": "subject version gram", "standing_by": "org_id number",
    "proceeding": "code procedure number", "dispute": "code number", "reconciliation": "code number",
    "certificate_link": "code number", "certificate_relation": "code number", "encumbrance": "code number",
    "data_grant": "grant_id", "grant_pause": "grant_id number", "grant_step": "grant_id number",
    "public_grant": "public_id", "consent": "consent_id", "pledge": "pledge_id", "pledged_unit": "pledge_id place",
    "pledge_consent": "pledge_id number", "pledge_compensation": "pledge_id number",
    "rank_reservation": "unit_id number", "valuation": "valuation_id number",
    "circulation_trace": "trace", "circulation_event": "trace seq", "circulation_question": "trace seq",
    "circulation_parent": "trace seq position", "circulation_confirmation": "trace seq number",
    "usage_batch": "batch", "usage_total": "batch position",
}  # fmt: skip
UNKNOWN = {"event": {"body"}}
"""Columns that the oracle does not judge: the decoded text of an event is our own form of the data beside it."""

Query = Callable[[str], list[Row]]


def deployment_of(path: Path) -> Row:
    deployment: Row = json.loads(path.read_text(encoding="utf-8"))
    return deployment


def read_chain(
    url: str, deployment: Row, until: int | None = None, subjects: Iterable[bytes] = ()
) -> tuple[Expected, Row]:
    """Everything up to a block, with the heads proven from History's own storage there.

    The words of `subjects` are asked first: a node keeps old state for a few blocks only, and a busy one makes those
    while the logs are read. They are a guess at what to ask; what must be proven is what the logs say."""
    node = Node(url)
    last = node.block(node.height() if until is None else until)
    top = int(last["number"], 16)
    history = raw(deployment["addresses"]["History"])
    words = storage_words(node, history, last, [ROLLING, *map(slot_of, subjects)])
    logs = node.logs(deployment["deployBlock"], top, list(deployment["addresses"].values()))
    blocks = node.blocks({int(log["blockNumber"], 16) for log in logs})
    if int(node.ask("eth_chainId"), 16) != deployment["chainId"]:
        raise AssertionError("the node serves another chain")
    made = expected(logs, blocks, history, deployment["chainId"])
    words |= storage_words(node, history, last, [slot for slot in map(slot_of, made.heads) if slot not in words])
    made.faults += head_faults(made, words)
    return made, last


# History's storage: words by subject at slot 0, the count and the rolling head at slot 1.
ROLLING = (1).to_bytes(32, "big")


def slot_of(subject: bytes) -> bytes:
    return keccak(subject + bytes(32))


def storage_words(node: Node, history: bytes, block: Row, slots: list[bytes]) -> dict[bytes, bytes]:
    """By `eth_getProof`, proven from the block's state root down."""
    return dict(zip(slots, node.storage(history, slots, block), strict=True))


def head_faults(made: Expected, words: dict[bytes, bytes]) -> list[str]:
    faults, rolling, sequence = [], words[ROLLING][4:], int.from_bytes(words[ROLLING][:4], "big")
    if rolling != made.rolling[:28]:
        faults.append(f"History's rolling head is {rolling.hex()}, the logs lead to {made.rolling[:28].hex()}")
    if sequence != made.sequence:
        faults.append(f"History counts {sequence} entries, the logs hold {made.sequence}")
    for subject, (length, head) in made.heads.items():
        if words[slot_of(subject)] != length.to_bytes(4, "big") + head[:28]:
            faults.append(f"History's word of {subject.hex()} is not the one the logs lead to")
    return faults


@contextmanager
def sqlite_query(path: Path) -> Iterator[Query]:
    """Everything asked is of one moment, whoever writes meanwhile."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("BEGIN")
        yield lambda sql: [dict(row) for row in connection.execute(sql)]


def mirror_differences(made: Expected, block: Row, query: Query) -> list[str]:
    """Every deviation of the mirror's rows and position."""
    found = []
    for table, key in KEYS.items():
        found += _table(table, key.split(), made.tables.get(table, {}), query(f'SELECT * FROM "{table}"'))
    (cursor,) = query("SELECT * FROM cursor")
    position = {"block_number": int(block["number"], 16), "block_hash": raw(block["hash"])}
    position |= {"timestamp": int(block["timestamp"], 16), "sequence": made.sequence, "rolling": made.rolling}
    return found + [f"cursor.{name}: {cursor[name]!r}" for name, want in position.items() if cursor[name] != want]


def _table(table: str, key: list[str], wanted: dict[tuple[Any, ...], Row], rows: list[Row]) -> list[str]:
    found, left = [], dict(wanted)
    for row in rows:
        name = tuple(row.pop(column) for column in key)
        want = left.pop(name, None)
        if want is None:
            found.append(f"{table}{_shown(name)}: invented")
            continue
        strange = row.keys() - want.keys() - UNKNOWN.get(table, set())
        found += [f"{table}.{column}: the oracle does not know this column" for column in sorted(strange)]
        for column, value in want.items():
            if row.get(column, "no such column") != value:
                found.append(f"{table}{_shown(name)}.{column}: {row.get(column)!r} instead of {value!r}")
    return found + [f"{table}{_shown(name)}: missing" for name in left]


def _shown(key: tuple[Any, ...]) -> str:
    return "(" + "/".join(part.hex() if isinstance(part, bytes) else str(part) for part in key) + ")"


def differences(url: str, deployment_file: Path, database: Path) -> list[str]:
    """What is wrong in the chain's answers, up to the block where a SQLite mirror stands, or in that mirror."""
    with sqlite_query(database) as query:
        at: int = query("SELECT block_number FROM cursor")[0]["block_number"]
        subjects = [row["subject"] for row in query("SELECT subject FROM head")]
        made, block = read_chain(url, deployment_of(deployment_file), at, subjects)
        return made.faults + mirror_differences(made, block, query)
