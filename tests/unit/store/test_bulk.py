# SPDX-License-Identifier: Apache-2.0
"""The fast way to insert keeps exactly what the plain way keeps, on both engines."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from ledger.domain.kinds import CaseState
from ledger.store.bulk import insert_rows
from ledger.store.session import Store
from ledger.store.tables.projections import organisation, proposal

TEXTS = st.text(max_size=30) | st.sampled_from(["\x00", "\ud800", "%s", "?", "'; --", "𠮷", "甲\x00乙"])

ROWS = st.fixed_dictionaries(
    {
        "org_id": st.just("91150103MA0DEM080G"),
        "name": TEXTS,
        "kinds": st.integers(0, 2**16 - 1) | st.sampled_from(list(CaseState)),
        "affiliation_group": st.integers(0, 2**24 - 1),
        "public_body": st.booleans(),
        "registered_by": st.none() | TEXTS,
        "registered_at": st.integers(0, 2**40 - 1),
        "registered_account": st.none() | st.binary(min_size=20, max_size=20),
        "registered_person": st.none() | st.binary(min_size=32, max_size=32),
        "two_person_kinds": st.integers(0, 2**128 - 1),
        "encryption_key": st.none() | st.binary(min_size=32, max_size=32),
        "successor": st.none() | TEXTS,
        "succeeded_at": st.none() | st.integers(0, 2**40 - 1),
        "succession_document": st.none() | st.binary(min_size=32, max_size=32),
    }
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_both_ways_keep_the_same(store: Store, row: dict[str, Any]) -> None:
    with store.engine.begin() as connection:
        connection.execute(delete(organisation))
        connection.execute(insert(organisation), row)
        plain = connection.execute(select(organisation)).one()
    with store.writing() as session:
        session.execute(delete(organisation))
        insert_rows(session, organisation, [row])
    with store.reading() as session:
        assert tuple(session.execute(select(organisation)).one()) == tuple(plain)


def test_no_row_is_no_statement(store: Store) -> None:
    with store.writing() as session:
        insert_rows(session, organisation, [])
    with store.reading() as session:
        assert session.execute(select(organisation)).all() == []


def test_bytes_of_another_length_are_refused(store: Store) -> None:
    row = {column.name: None for column in proposal.columns} | {"proposal_id": b"short"}
    with pytest.raises(ValueError, match="32 bytes expected, 5 given"), store.writing() as session:
        insert_rows(session, proposal, [row])
