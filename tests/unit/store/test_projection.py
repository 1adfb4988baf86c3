# SPDX-License-Identifier: Apache-2.0
"""State becomes rows and rows become the same state again; every table is somebody's."""

from __future__ import annotations

import pytest

from ledger.domain.certificate import Certificate
from ledger.domain.circulation import Trace, UsageBatch
from ledger.domain.fold import State
from ledger.domain.grant import ConsentRecord, Grant, PublicGrant
from ledger.domain.organisation import Organisation
from ledger.domain.pledge import Pledge, UnitLine
from ledger.domain.regime import Calendar, Regime
from ledger.domain.registration import Case
from ledger.domain.valuation import ValuationLine
from ledger.indexer.advance import Indexer, catch_up
from ledger.store.projection import OWNER, rows_of, subject_of
from ledger.store.queries import acts, organisations, states, trace_states
from ledger.store.session import Store
from ledger.store.tables import projections
from tests.simulator.chain import SimulatedChain
from tests.simulator.histories import grow, world

SEEDS = (1, 2, 3, 4)


def filled(store: Store, seed: int, blocks: int = 100) -> None:
    chain = SimulatedChain()
    grow(chain, world(seed), blocks)
    catch_up(Indexer(chain, store, chain.watched))


def folded(store: Store) -> list[State]:
    """Every state, folded from the events that are stored."""
    with store.reading() as session:
        found = [acts.state_of(session, head.subject) for head in acts.all_heads(session)]
    return [state for state in found if state is not None]


def test_every_projection_table_belongs_to_an_aggregate() -> None:
    owned = {table.name for tables in OWNER.values() for table, _ in tables}
    assert owned == {table.name for table in projections.TABLES}


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_give_the_state_that_was_folded_from_events(store: Store, seed: int) -> None:
    filled(store, seed)
    compared = 0
    with store.reading() as session:
        for state in folded(store):
            match state:
                case Organisation():
                    assert states.organisations_by_id(session, [state.org_id]) == {state.org_id: state}
                case Case():
                    assert states.cases_by_id(session, [state.case_id]) == {state.case_id: state}
                case Certificate():
                    assert states.certificates_by_code(session, [state.code]) == {state.code: state}
                case Calendar():
                    assert states.current_calendar(session) == state
                case Grant():
                    assert states.grants_by_id(session, [state.grant_id]) == {state.grant_id: state}
                case PublicGrant():
                    assert states.public_grants_by_id(session, [state.public_id]) == {state.public_id: state}
                case ConsentRecord():
                    assert states.consents_by_id(session, [state.consent_id]) == {state.consent_id: state}
                case Trace():
                    assert trace_states.traces_by_id(session, [state.trace]) == {state.trace: state}
                case UsageBatch():
                    assert trace_states.usage_by_id(session, [state.batch]) == {state.batch: state}
                case Regime():
                    assert states.all_regimes(session) == [state]
                case Pledge() | UnitLine() | ValuationLine():
                    pass  # read from their acts; their rows are compared below
                case _:
                    assert state in [*organisations.proposals(session), *organisations.modules(session)]
            compared += 1
    assert compared > 30


def test_histories_leave_no_table_of_the_mirror_empty(store: Store) -> None:
    """What no history makes is not read back either."""
    filled(store, 14, blocks=300)
    with store.reading() as session:
        empty = [table.name for table in projections.TABLES if session.execute(table.select()).first() is None]
    assert empty == []


@pytest.mark.parametrize("seed", [5, 7])
def test_the_rows_in_the_tables_are_those_of_the_folded_states_and_no_others(store: Store, seed: int) -> None:
    filled(store, seed, blocks=150)
    expected: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in projections.TABLES}
    for state in folded(store):
        for table, row in rows_of(state):
            expected[table.name].append(tuple(row[column.name] for column in table.columns))
    with store.reading() as session:
        for table in projections.TABLES:
            found = [tuple(row) for row in session.execute(table.select())]
            assert sorted(map(repr, found)) == sorted(map(repr, map(plain, expected[table.name]))), table.name


def plain(row: tuple[object, ...]) -> tuple[object, ...]:
    """Enumerations as the numbers that a database gives back."""
    return tuple(int(value) if isinstance(value, int) and not isinstance(value, bool) else value for value in row)


def test_a_state_knows_the_subject_whose_acts_it_was_folded_from(store: Store) -> None:
    filled(store, 6)
    with store.reading() as session:
        for head in acts.all_heads(session):
            state = acts.state_of(session, head.subject)
            assert state is not None
            assert subject_of(state) == head.subject
