# SPDX-License-Identifier: Apache-2.0
"""The mirror of a real node that runs the real contracts: what was folded is what the contracts' own storage says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from ledger.chain.contracts import Deployment
from ledger.domain.ids import certificate_bytes
from ledger.domain.kinds import Module, OrgKind
from ledger.domain.subjects import KIND_OF
from ledger.indexer.advance import Indexer, rebuild
from ledger.service.runtime import watched
from ledger.store.digest import mirror_digest
from ledger.store.queries import acts, applications, certificates, organisations
from ledger.store.session import Store
from tests.e2e.founded import Founded, founded_ledger
from tests.simulator.stores import migrated, postgres_pool, sqlite_template

__all__ = ["migrated", "postgres_pool", "sqlite_template"]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("indexed")) as made:
        yield made


def storage(founded: Founded, module: Module, signature: str, *words: bytes) -> bytes:
    """What a view of a contract returns, asked by hand: nothing of the ABI code under test elsewhere."""
    from eth_utils import keccak

    deployment: Deployment = founded.ledger.deployment
    data = keccak(text=signature)[:4] + b"".join(words)
    return founded.ledger.rpc.call(deployment.addresses[module], data)


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_rebuild_from_the_node_alone_gives_the_operators_digest(
    founded: Founded, migrated: Callable[[str], Store], engine: str
) -> None:
    ledger = founded.ledger
    with ledger.store.reading() as session:
        ours = mirror_digest(session)
    into = migrated(engine)
    rebuild(Indexer(ledger.rpc, into, watched(ledger.deployment)), until=ours.block_number)
    with into.reading() as session:
        assert mirror_digest(session) == ours


def test_every_head_is_the_word_of_history_and_the_rolling_head_is_its_own(founded: Founded) -> None:
    with founded.ledger.store.reading() as session:
        heads, head = list(acts.all_heads(session)), acts.required_head(session)
    assert len(heads) > 15
    for one in heads:
        assert storage(founded, Module.HISTORY, "wordOf(bytes32)", one.subject) == one.word
    assert storage(founded, Module.HISTORY, "rolling()") == head.rolling
    assert int.from_bytes(storage(founded, Module.HISTORY, "sequence()"), "big") == head.sequence


def test_every_case_stands_where_the_desk_says(founded: Founded) -> None:
    with founded.ledger.store.reading() as session:
        cases = applications.applications(session, limit=100).items
    assert len(cases) == 5
    for case in cases:
        word = int.from_bytes(storage(founded, Module.DESK, "caseWord(bytes32)", case.case_id), "big")
        assert word >> 144 & 0xFF == case.state
        assert word >> 200 & (1 << 40) - 1 == (case.evidenced_at or 0)


def test_every_certificate_and_its_rights_are_those_of_the_registry(founded: Founded) -> None:
    with founded.ledger.store.reading() as session:
        items = certificates.certificates(session).items
    assert {item.certificate.code for item in items} == set(founded.certificates)
    for item in items:
        made, id_ = item.certificate, certificate_bytes(item.certificate.code)
        word = int.from_bytes(storage(founded, Module.CERTIFICATES, "certificateWord(bytes32)", id_), "big")
        assert (word >> 144 & (1 << 40) - 1, word >> 184 & (1 << 40) - 1) == (made.evidenced_at, made.expires_at)
        assert word >> 224 & 0xFFF == made.current.number
        for unit in made.units:
            packed = storage(founded, Module.CERTIFICATES, "unitsWord(bytes32,bytes32)", id_, unit.holder)
            lane = int.from_bytes(packed, "big") >> 80 * (unit.right.bit_length() - 1) & (1 << 80) - 1
            assert (lane & (1 << 40) - 1, lane >> 40) == (unit.since, unit.until)


def test_every_organisation_and_key_is_that_of_the_registry(founded: Founded) -> None:
    with founded.ledger.store.reading() as session:
        listed = organisations.organisations(session, limit=100).items
    assert {kind for org in listed for kind in org.org_kinds()} >= {
        OrgKind.AUTHORITY,
        OrgKind.REGISTRAR,
        OrgKind.HOLDER,
    }
    for org in listed:
        padded = org.org_id.encode().ljust(32, b"\0")
        word = int.from_bytes(storage(founded, Module.ORGANISATIONS, "organisationWord(bytes18)", padded), "big")
        assert (word & (1 << 128) - 1, word >> 128 & 0xFFFF) == (org.two_person_kinds, org.kinds)
        assert (word >> 144 & 0xFFFFFF, word >> 168 & (1 << 40) - 1) == (org.group, org.registered_at)
        for key in org.keys:
            account = key.account.rjust(32, b"\0")
            held = int.from_bytes(storage(founded, Module.ORGANISATIONS, "keyWord(address)", account), "big")
            assert (held >> 144 & (1 << 40) - 1, held >> 184 & (1 << 40) - 1) == (key.since, key.until or 0)


def test_the_kinds_on_record_are_those_of_the_events(founded: Founded) -> None:
    with founded.ledger.store.reading() as session:
        found = {(entry.name, entry.kind) for entry in acts.entries_after(session, 0, 10_000)}
    expected = {event.__name__: int(kind) for event, kind in KIND_OF.items()}
    assert all(expected[name] == kind for name, kind in found)
    assert len(found) > 10
