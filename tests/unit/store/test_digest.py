# SPDX-License-Identifier: Apache-2.0
"""The mirror's digest: any change of any row of any mirror table shows, and position does not count."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Table, select, text, update
from sqlalchemy.orm import Session

from ledger.errors import NotFound
from ledger.indexer.advance import Indexer, catch_up
from ledger.store.digest import MirrorDigest, mirror_digest, table_digest
from ledger.store.session import Store
from ledger.store.tables import MIRROR, POSITION
from ledger.store.types import Bytes, Chars
from tests.simulator import acts as a
from tests.simulator import circulating as c
from tests.simulator.chain import GENESIS_TIME, SimulatedChain
from tests.simulator.stores import taking

T0 = GENESIS_TIME


def every_table_filled() -> SimulatedChain:
    """A chain after which no mirror table is empty."""
    chain = SimulatedChain()
    chain.mine(
        [a.writer_opened("RegistrationDesk", 1, T0), a.desk_trusted("RegistrationDesk"), a.proposal_made("x")],
        [a.registered(a.REGISTRAR), a.accredited(a.REGISTRAR, a.OrgKind.REGISTRAR, T0)],
        [a.key_added(a.REGISTRAR, a.account("k"), T0), a.suspended(a.REGISTRAR, a.OrgKind.REGISTRAR, T0)],
        [a.regime_published(), a.calendar_published(2026)],
        [a.submitted(1, T0), a.notice_opened(1, T0), a.objection_filed(1, 1, T0)],
        [*a.certified(1, T0), a.annotated(1, 1), a.reaffirmed(1)],
        [a.proceeding_filed(1, a.Procedure.TRANSFER, a.terms(other=a.RECEIVER, rights=2)), a.dispute_filed(1)],
        [a.reconciled(1, T0), a.linked(1), a.related(1, 2)],
        [a.reaffirmed_acts(a.REGISTRAR, a.account("k"), bytes(32))],
        [a.grant_offered("1", T0 + 9_000_000), a.grant_accepted("1", T0), a.grant_suspended("1")],
        [a.public_applied("1", T0 + 9_000_000), a.consent_recorded("1", T0 + 9_000_000)],
        [
            c.asked(1, 1, T0),
            c.reported(1, 2, T0, parents=(c.parent(2),), marks=2),
            c.confirmed(1, 2),
            c.anchored(1, T0),
        ],
        [a.pledge_offered(1, 1, T0), *a.pledge_recorded(1, 1), a.pledge_consented(1, bytes(32), 0)],
        [a.defaulted(1), a.compensated(1, 1, 400), a.subrogated(1, 1, 400), a.realised(1, 300)],
        [a.rank_reserved(1, T0 + 1), a.valued(1, 2_000_000_000, T0)],
    )
    return chain


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def filled(request: pytest.FixtureRequest) -> Iterator[Store]:
    """For tests that commit nothing: one for all, on each engine."""
    with taking(request) as make:
        yield fill(make(request.param))


def fill(store: Store) -> Store:
    chain = every_table_filled()
    catch_up(Indexer(chain, store, chain.watched))
    return store


def digest(store: Store) -> MirrorDigest:
    with store.reading() as session:
        return mirror_digest(session)


def test_an_empty_mirror_has_no_digest(store: Store) -> None:
    with store.reading() as session, pytest.raises(NotFound) as refused:
        mirror_digest(session)
    assert refused.value.code == "MIRROR_EMPTY"


def test_every_mirror_table_is_covered_in_the_order_of_names(filled: Store) -> None:
    found = digest(filled)
    assert [table.name for table in found.tables] == sorted(table.name for table in MIRROR)
    assert [table.name for table in found.tables if table.rows == 0] == []
    assert not {table.name for table in POSITION} & {table.name for table in found.tables}


def test_the_digest_is_the_same_number_for_ever(migrated: Callable[[str], Store]) -> None:
    """A vector: if it changes, two releases cannot compare their mirrors; the version in digest.py must change too."""
    chain = every_table_filled()
    found = []
    for engine in ("sqlite", "postgres"):
        store = migrated(engine)
        catch_up(Indexer(chain, store, chain.watched))
        found.append(digest(store).digest.hex())
    assert found == [VECTOR, VECTOR]


VECTOR = "dc95d2216ea5ea0a89f740fc75023d378076bfae1240bc67bd3b15986fd65d2c"


@pytest.mark.parametrize("table", MIRROR, ids=lambda table: table.name)
def test_any_edit_of_any_column_shows_in_its_table(filled: Store, table: Table) -> None:
    before = next(one for one in digest(filled).tables if one.name == table.name)
    for column in table.columns:
        with Session(filled.engine) as session:
            unchecked(session)
            edit(session, table, column.name)
            assert table_digest(session, table) != before, column.name
            session.rollback()


def unchecked(session: Session) -> None:
    """Let a hand change keys that others refer to; the transaction is never committed."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    session.execute(text("PRAGMA defer_foreign_keys=ON" if sqlite else "SET LOCAL session_replication_role = replica"))


def edit(session: Session, table: Table, column: str) -> None:
    first = session.execute(select(table).order_by(*table.primary_key.columns)).mappings().first()
    assert first is not None
    here = [c == first[c.name] for c in table.primary_key.columns]
    session.execute(update(table).where(*here).values({column: other(table, column, first[column])}))


def other(table: Table, column: str, value: object) -> object:
    match value:
        case bool():
            return not value
        case int():
            return value + 1_000  # no other row has it
        case bytes():
            return value[:-1] + bytes([value[-1] ^ 1]) if value else b"\x01"
        case str():
            return value[:-1] + ("x" if not value.endswith("x") else "y")
        case _:
            kind = table.c[column].type
            if isinstance(kind, Bytes):
                return b"\x01" * (kind.fixed or 1)
            return "x" if isinstance(kind, Chars) else 1


def test_a_row_more_or_less_shows(store: Store) -> None:
    before = digest(fill(store))
    with store.writing() as session:
        session.execute(text("DELETE FROM name_gram WHERE gram = '02'"))
    assert digest(store).digest != before.digest


BY_HAND = {
    "text where bytes belong": "UPDATE head SET head = '12345678901234567890123456789012'",
    "a number that is not canonical": "UPDATE writer SET kinds = '01'",
    "a flag that is neither": "UPDATE trusted_desk SET trusted = 2",
    "a fraction": "UPDATE organisation SET kinds = 1.5",
}


@pytest.mark.parametrize("statement", BY_HAND.values(), ids=BY_HAND.keys())
def test_what_only_a_hand_can_write_shows(migrated: Callable[[str], Store], statement: str) -> None:
    """SQLite keeps any type in any column; reading must neither fail nor take it for the right one."""
    store, chain = migrated("sqlite"), every_table_filled()
    catch_up(Indexer(chain, store, chain.watched))
    before = digest(store)
    with store.writing() as session:
        session.execute(text(statement))
    assert digest(store).digest != before.digest
