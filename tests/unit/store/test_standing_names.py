# SPDX-License-Identifier: Apache-2.0
"""The search finds each certificate by the name that stands for it, which it may have from the one before it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import column, inspect, select
from sqlalchemy import table as light

from ledger.domain.grams import grams_of
from ledger.domain.ids import CertificateId, party_of_org
from ledger.domain.structs import Terms
from ledger.indexer.advance import Indexer, catch_up, rebuild
from ledger.store import schema
from ledger.store.digest import MirrorDigest, mirror_digest
from ledger.store.queries import certificates
from ledger.store.queries.certificates import NO_FILTER, CatalogueItem, CertificateFilter
from ledger.store.session import Store, open_store
from ledger.store.tables import MIRROR
from ledger.store.tables import projections as t
from tests.simulator import acts as a
from tests.simulator.chain import GENESIS_TIME, SimulatedAct, SimulatedChain
from tests.simulator.histories import grow, world

T0 = GENESIS_TIME
APPLIED, FIRST, LATER, OWN = "申请时的名称", "变更一", "变更二", "受让后更名"


def renamed(number: int, version: int, name: str, *, holder: Any = None, masked: bool = False) -> list[SimulatedAct]:
    """A registered change of the name; `version` is the one that it makes."""
    holder = party_of_org(a.HOLDER) if holder is None else holder
    given = a.terms(holder, holder, before=a.digest("before"), afterwards=a.digest("after"))
    anew = a.restatement(name, masked=masked)
    return [
        a.proceeding_filed(number, a.Procedure.CHANGE, given, version, anew),
        a.changed(number, given, T0 + 5, version),
    ]


def moved(
    number: int, version: int, count: int, to: int, rights: int, given: Terms | None = None
) -> list[SimulatedAct]:
    """One right goes to a certificate of its own; what is left stays."""
    given = a.terms(other=a.RECEIVER, rights=rights) if given is None else given
    return [
        a.proceeding_filed(number, a.Procedure.TRANSFER, given, count),
        a.proceeding_agreed(number, a.Procedure.TRANSFER, a.RECEIVER),
        a.issued_to(to, 1, given.other, rights, T0 + 5, T0 + 5 * 365 * 86_400),
        a.transferred(number, given, T0 + 5, a.certificate_code(to), version),
    ]


def onward(number: int, version: int, count: int, to: int) -> list[SimulatedAct]:
    return moved(number, version, count, to, 2, a.terms(a.RECEIVER, a.RECEIVER, rights=2))


def chain_of(*acts: list[SimulatedAct], one_block: bool) -> SimulatedChain:
    """The acts after the first certificate: a block each, or all in one and thus in one second."""
    chain = SimulatedChain()
    chain.mine([a.submitted(1, T0, data_name=APPLIED)], a.certified(1, T0))
    if one_block:
        chain.mine(*acts)
    else:
        for each in acts:
            chain.mine(each)
    return chain


def read(store: Store, chain: SimulatedChain) -> Indexer:
    indexer = Indexer(chain, store, chain.watched)
    catch_up(indexer)
    return indexer


def found(store: Store, name: str) -> list[CertificateId]:
    with store.reading() as session:
        wanted = CertificateFilter(name=name)
        codes = [item.certificate.code for item in certificates.certificates(session, wanted, limit=200).items]
        assert certificates.count_certificates(session, wanted) == len(codes)
    return sorted(codes)


def everything(store: Store) -> list[CatalogueItem]:
    items: list[CatalogueItem] = []
    after = None
    with store.reading() as session:
        while True:
            page = certificates.certificates(session, NO_FILTER, after=after, limit=200)
            items += page.items
            after = page.next
            if after is None:
                return items


def digest(store: Store) -> MirrorDigest:
    with store.reading() as session:
        return mirror_digest(session)


def codes(*numbers: int) -> list[CertificateId]:
    return sorted(a.certificate_code(number) for number in numbers)


LINES: dict[str, tuple[list[list[SimulatedAct]], dict[str, list[int]]]] = {
    "applied for": ([moved(1, 2, 1, 5, 2)], {APPLIED: [1, 5]}),
    "changed before": ([renamed(1, 2, FIRST), moved(1, 3, 1, 5, 2)], {APPLIED: [], FIRST: [1, 5]}),
    "corrected before": ([[a.corrected(1, 2, FIRST)], moved(1, 3, 1, 5, 2)], {APPLIED: [], FIRST: [1, 5]}),
    "changed after, by who kept the rest": (
        [moved(1, 2, 1, 5, 2), renamed(1, 3, FIRST)],
        {APPLIED: [5], FIRST: [1]},
    ),
    "changed before and after": (
        [renamed(1, 2, FIRST), moved(1, 3, 1, 5, 2), renamed(1, 4, LATER)],
        {APPLIED: [], FIRST: [5], LATER: [1]},
    ),
    "changed by the transferee": (
        [renamed(1, 2, FIRST), moved(1, 3, 1, 5, 2), renamed(5, 2, OWN, holder=a.RECEIVER)],
        {APPLIED: [], FIRST: [1], OWN: [5]},
    ),
    "handed on twice": (
        [renamed(1, 2, FIRST), moved(1, 3, 1, 5, 2), onward(5, 2, 1, 6)],
        {APPLIED: [], FIRST: [1, 5, 6]},
    ),
    "handed on, then changed in the middle": (
        [renamed(1, 2, FIRST), moved(1, 3, 1, 5, 2), onward(5, 2, 1, 6), renamed(5, 3, OWN, holder=a.RECEIVER)],
        {APPLIED: [], FIRST: [1, 6], OWN: [5]},
    ),
    "changed in the middle, then handed on": (
        [renamed(1, 2, FIRST), moved(1, 3, 1, 5, 2), renamed(5, 2, OWN, holder=a.RECEIVER), onward(5, 3, 1, 6)],
        {APPLIED: [], FIRST: [1], OWN: [5, 6]},
    ),
    "two transferees, a change between": (
        [renamed(1, 2, FIRST), moved(1, 3, 1, 5, 2), renamed(1, 4, LATER), moved(1, 5, 2, 6, 4)],
        {APPLIED: [], FIRST: [5], LATER: [1, 6]},
    ),
    "masked before": (
        [renamed(1, 2, FIRST), renamed(1, 3, "", masked=True), moved(1, 4, 1, 5, 2)],
        {APPLIED: [], FIRST: []},
    ),
    "masked by the transferee": (
        [renamed(1, 2, FIRST), moved(1, 3, 1, 5, 2), renamed(5, 2, "", holder=a.RECEIVER, masked=True)],
        {APPLIED: [], FIRST: [1]},
    ),
}


@pytest.mark.parametrize("one_block", [False, True], ids=["a block each", "in one second"])
@pytest.mark.parametrize(("acts", "expected"), LINES.values(), ids=LINES.keys())
def test_a_certificate_is_found_by_the_name_that_stands_and_by_no_other(
    store: Store, acts: list[list[SimulatedAct]], expected: dict[str, list[int]], one_block: bool
) -> None:
    read(store, chain_of(*acts, one_block=one_block))
    assert {name: found(store, name) for name in expected} == {n: codes(*those) for n, those in expected.items()}
    shown = {item.certificate.code: item.data_name for item in everything(store)}
    for name, those in expected.items():
        assert sorted(code for code, each in shown.items() if each == name) == codes(*those)


@pytest.mark.parametrize("acts", [acts for acts, _ in LINES.values()], ids=LINES.keys())
def test_followed_rebuilt_and_rolled_back_the_mirror_is_the_same(store: Store, acts: list[list[SimulatedAct]]) -> None:
    chain = chain_of(*acts, one_block=False)
    indexer = Indexer(chain, store, chain.watched)
    for number in range(1, len(chain.blocks)):
        catch_up(indexer, until=number)
    followed = digest(store)
    indexer.go_back(len(chain.blocks) - 2)
    catch_up(indexer)
    assert digest(store) == followed
    rebuild(indexer)
    assert digest(store) == followed


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_in_any_legal_history_the_search_finds_what_is_shown_by_the_name(store: Store, seed: int) -> None:
    chain = SimulatedChain()
    grow(chain, world(seed), 140)
    read(store, chain)
    items = everything(store)
    assert any(len(item.line) > 1 and item.line[1].renamed for item in items), "a name was handed on"
    with store.reading() as session:
        names = {*session.scalars(select(t.application.c.data_name)), *(item.data_name for item in items)}
        names |= set(session.scalars(select(t.certificate_version.c.data_name)))
    for name in sorted(names - {""}):
        wanted = grams_of(name)
        holding = [item.certificate.code for item in items if wanted <= grams_of(item.data_name)]
        assert found(store, name) == sorted(holding), name


def test_a_mirror_of_the_schema_before_becomes_the_one_that_is_made_now(database_url: str, store: Store) -> None:
    """Names and versions are filled from what the older mirror holds, so nobody has to rebuild."""
    chain = SimulatedChain()
    grow(chain, world(11), 140)
    read(store, chain)
    older = open_store(database_url)
    try:
        schema.migrate(older, "0017_compared")
        _copy(store, older)
        older.migrate()
        assert digest(older) == digest(store)
    finally:
        older.close()


def _copy(here: Store, there: Store) -> None:
    """Every row, as far as the older schema has its columns."""
    with here.reading() as rows, there.engine.begin() as connection:
        columns = inspect(connection)
        for table in (*MIRROR, *(one for one in t.name_gram.metadata.sorted_tables if one.name == "cursor")):
            older = [one["name"] for one in columns.get_columns(table.name)]
            kept = dict.fromkeys(tuple(row) for row in rows.execute(select(*(table.c[name] for name in older))))
            then = light(table.name, *(column(name, table.c[name].type) for name in older))
            if kept:
                connection.execute(then.insert(), [dict(zip(older, row, strict=True)) for row in kept])
