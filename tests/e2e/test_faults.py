# SPDX-License-Identifier: Apache-2.0
"""Faults planted one at a time, in what the node says and in every part of our own reading: each is found.

Found by the indexer (it refuses), by fsck (the mirror that the faulty program left is not what a sound one derives), or
by the oracle (the mirror is not what the chain says). Faults in what both live indexing and fsck share are the oracle's
to find: that is why it shares no code. The list that the test prints says who found what.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from ledger.chain import decode
from ledger.chain.protocol import Log
from ledger.domain import events as e
from ledger.domain import fold
from ledger.domain.certificate import RightUnit
from ledger.errors import LedgerError
from ledger.indexer import advance, witness
from ledger.indexer.advance import Indexer, rebuild
from ledger.indexer.watched import Watched
from ledger.service.runtime import watched
from ledger.store import mirror, projection
from ledger.store.compare import differences
from ledger.store.session import Store, open_store
from tests.e2e.eventful import eventful_ledger
from tests.e2e.recording import Recording, record
from tests.oracle.compare import deployment_of, mirror_differences, read_chain, sqlite_query
from tests.oracle.expected import Expected, Row

Patch = pytest.MonkeyPatch


@dataclass
class World:
    """A recorded chain, the right mirror of it, and what the oracle read from the node itself."""

    recording: Recording
    watched: Watched
    right: Store
    template: Path
    folder: Path
    expected: Expected
    top: Row

    def fresh(self, name: str) -> Path:
        path = self.folder / f"{name}.db"
        shutil.copyfile(self.template, path)
        return path


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("faults")
    with eventful_ledger(folder) as founded:
        ledger = founded.ledger
        assert ledger.node is not None
        seen = watched(ledger.deployment)
        recording = record(ledger.rpc, seen)
        expected, top = read_chain(ledger.node.url, deployment_of(ledger.settings.deployment_file))
    template = folder / "template.db"
    store = open_store(f"sqlite:///{template}")
    store.migrate()
    store.close()
    made = World(recording, seen, store, template, folder, expected, top)
    made.right = filled(made, "right", recording)
    yield made
    made.right.close()


def filled(world: World, name: str, chain: Recording) -> Store:
    store = open_store(f"sqlite:///{world.fresh(name)}")
    try:
        rebuild(Indexer(chain, store, world.watched))
    except BaseException:
        store.close()
        raise
    return store


def finders(world: World, name: str, chain: Recording, patch: Patch) -> list[str]:
    """Who found the fault that `patch` planted. Taken out again before fsck looks, left in before the oracle does."""
    try:
        store = filled(world, name, chain)
    except LedgerError as error:
        return [f"indexer {error.code}"]
    path, found = world.folder / f"{name}.db", []
    with sqlite_query(path) as query:
        wrong = mirror_differences(world.expected, world.top, query)
    if wrong:
        found.append(f"oracle {wrong[0][:90]}")
    patch.undo()
    with world.right.reading() as right, store.reading() as asked:
        deviation = next(differences(right, asked), None)
    if deviation is not None:
        found.append(f"fsck {deviation.table}.{deviation.column or 'row'}")
    store.close()
    return found


# --- what the node says -----------------------------------------------------------------------------------------------

ISSUED = bytes.fromhex("f386a1c9d323c8fa0083f95dbcafe54c5ef37c8b67c2bd9531ec29993050e640")
ENTRY = bytes.fromhex("7f152582d4bdeecf15e73481bdc2ba43d2090fd78b99e138934a88792dcca3f4")


def place(logs: list[Log], topic: bytes, nth: int = 0) -> int:
    return [at for at, log in enumerate(logs) if log.topics[0] == topic][nth]


def without(*topics: bytes) -> Callable[[list[Log]], list[Log]]:
    def change(logs: list[Log]) -> list[Log]:
        gone = {place(logs, topic, 5 if topic == ENTRY else 0) for topic in topics}
        return [log for at, log in enumerate(logs) if at not in gone]

    return change


def at(topic: bytes, change: Callable[[Log], Log], nth: int = 0) -> Callable[[list[Log]], list[Log]]:
    def changed(logs: list[Log]) -> list[Log]:
        where = place(logs, topic, nth)
        return [*logs[:where], change(logs[where]), *logs[where + 1 :]]

    return changed


def word(log: Log, number: int, value: int) -> Log:
    """Another value in the `number`-th word of a log's data."""
    return replace(log, data=log.data[: 32 * number] + value.to_bytes(32, "big") + log.data[32 * number + 32 :])


def whole_act(logs: list[Log]) -> list[Log]:
    """The first certificate's log and the entry that answers for it."""
    issued = logs[place(logs, ISSUED)]
    module = issued.address.rjust(32, b"\0")
    entry = next(
        log for log in logs if log.topics[0] == ENTRY and log.topics[3] == module and log.tx_hash == issued.tx_hash
    )
    return [log for log in logs if log not in (issued, entry)]


def last_act(logs: list[Log]) -> list[Log]:
    return [log for log in logs if log.block_number != logs[-1].block_number]


def swapped(logs: list[Log]) -> list[Log]:
    where = place(logs, ISSUED)
    return [*logs[:where], logs[where + 1], logs[where], *logs[where + 2 :]]


CHAIN: dict[str, Callable[[list[Log]], list[Log]]] = {
    "a module's log is skipped": without(ISSUED),
    "an entry is skipped": without(ENTRY),
    "a log and its entry are skipped": whole_act,
    "a whole block's logs are skipped": lambda logs: [log for log in logs if log.block_number != logs[40].block_number],
    "the newest act is skipped": last_act,
    "a log is there twice": lambda logs: [*logs[:41], logs[40], *logs[41:]],
    "an entry is there twice": lambda logs: [*logs[: place(logs, ENTRY, 9)], *logs[place(logs, ENTRY, 9) :][:1],
                                             *logs[place(logs, ENTRY, 9) :]],
    "two logs are swapped": swapped,
    "a log says another expiry": at(ISSUED, lambda log: word(log, 2, 1_900_000_000)),
    "a log names another subject": at(
        ISSUED, lambda log: replace(log, topics=(log.topics[0], bytes(32), log.topics[2]))
    ),
    "a log is longer than its fields": at(ISSUED, lambda log: replace(log, data=log.data + bytes(32))),
    "a log is cut short": at(ISSUED, lambda log: replace(log, data=log.data[:-32])),
    "a log stands in another transaction": at(ISSUED, lambda log: replace(log, tx_index=log.tx_index + 1)),
    "an entry names another actor": at(ENTRY, lambda log: word(log, 0, 0xBAD), 5),
    "an entry's length is off by one": at(ENTRY, lambda log: word(log, 1, 9), 5),
    "an entry's number is off by one": at(ENTRY, lambda log: word(log, 2, 99), 5),
    "an entry has another payload hash": at(ENTRY, lambda log: word(log, 3, 1), 5),
    "an entry has another head": at(ENTRY, lambda log: word(log, 4, 1), 5),
    "an entry has another kind": at(
        ENTRY, lambda log: replace(log, topics=(*log.topics[:2], (33).to_bytes(32, "big"), log.topics[3])), 5
    ),
    "a log comes from an address of nobody": at(ISSUED, lambda log: replace(log, address=b"\x0e" * 20)),
}  # fmt: skip


def other_rolling(recording: Recording) -> Recording:
    return replace(recording, words={key: bytes(31) + b"\x07" for key in recording.words})


def other_time(recording: Recording) -> Recording:
    number = recording.all_logs[-1].block_number
    later = replace(recording.known[number], timestamp=recording.known[number].timestamp + 1)
    return replace(recording, known=(*recording.known[:number], later, *recording.known[number + 1 :]))


def other_hash(recording: Recording) -> Recording:
    number = recording.all_logs[60].block_number
    other = replace(recording.known[number], hash=b"\x0b" * 32)
    return replace(recording, known=(*recording.known[:number], other, *recording.known[number + 1 :]))


HEADERS: dict[str, Callable[[Recording], Recording]] = {
    "History says another rolling head": other_rolling,
    "a block says another time": other_time,
    "a block has another hash": other_hash,
}

# --- what we make of it -----------------------------------------------------------------------------------------------


def decoder(topic: bytes, change: Callable[[Any], Any]) -> Callable[[Patch], None]:
    def plant(patch: Patch) -> None:
        sound = decode._DECODERS[topic]
        patch.setitem(decode._DECODERS, topic, lambda topics, data: change(sound(topics, data)))  # type: ignore[misc,arg-type]

    return plant


def dropped(patch: Patch) -> None:
    patch.delitem(decode._DECODERS, ISSUED)  # type: ignore[misc,arg-type]


def issued(**changes: Callable[[Any], Any]) -> Callable[[Patch], None]:
    """The decoder of certificates gets fields wrong."""

    def change(event: e.CertificateIssued) -> e.CertificateIssued:
        given = event.issued
        return replace(event, issued=replace(given, **{name: made(given) for name, made in changes.items()}))

    return decoder(ISSUED, change)


def offset(patch: Patch) -> None:
    """The decoder reads one field a word too late."""
    sound = decode._CERTIFICATE_ISSUED_TOPICS
    patch.setattr(decode, "_CERTIFICATE_ISSUED_TOPICS", struct.Struct(sound.format.replace("18s", "17sx", 1)))


def string_short(patch: Patch) -> None:
    sound = decode._application_submitted

    def change(topics: Any, data: bytes) -> e.ApplicationSubmitted:
        event = sound(topics, data)
        content = replace(event.submitted.content, data_name=event.submitted.content.data_name[:-1])
        return replace(event, submitted=replace(event.submitted, content=content))

    topic = next(topic for topic, known in decode._DECODERS.items() if known is sound)
    patch.setitem(decode._DECODERS, topic, change)  # type: ignore[misc,arg-type]


def rule(event: type[Any], change: Callable[[Any, Any, Any, Any], Any]) -> Callable[[Patch], None]:
    """The fold gets one event wrong: `change(sound, state, recorded, event)`."""

    def plant(patch: Patch) -> None:
        sound = fold._RULES[event]
        patch.setitem(fold._RULES, event, lambda s, r, v: change(sound, s, r, v))  # type: ignore[misc,arg-type]

    return plant


def ignored(event: type[Any]) -> Callable[[Patch], None]:
    return rule(event, lambda sound, state, recorded, told: state)


def after(event: type[Any], **changes: Callable[[Any], Any]) -> Callable[[Patch], None]:
    """The fold is right but for these fields of the state."""

    def change(sound: Any, state: Any, recorded: Any, told: Any) -> Any:
        made = sound(state, recorded, told)
        return replace(made, **{name: wrong(made) for name, wrong in changes.items()})

    return rule(event, change)


def lanes(patch: Patch) -> None:
    from ledger.domain import fold_certificate

    sound = fold_certificate.units_of

    def wrong(holder: Any, units: bytes) -> tuple[RightUnit, ...]:
        rotated = {1: 2, 2: 4, 4: 1}
        return tuple(replace(unit, right=rotated[unit.right]) for unit in sound(holder, units))

    patch.setattr(fold_certificate, "units_of", wrong)


def rows(change: Callable[[Any, Any, list[Any]], list[Any]]) -> Callable[[Patch], None]:
    """The projection gets rows wrong."""

    def plant(patch: Patch) -> None:
        sound = projection.rows_of
        patch.setattr(projection, "rows_of", lambda state: change(sound, state, sound(state)))

    return plant


def without_table(name: str) -> Callable[[Patch], None]:
    return rows(lambda _, state, made: [(table, row) for table, row in made if table.name != name])


def in_table(name: str, **columns: Any) -> Callable[[Patch], None]:
    return rows(lambda _, state, made: [(t, {**row, **columns} if t.name == name else row) for t, row in made])


def row_of(function: str, **columns: Any) -> Callable[[Patch], None]:
    """The mirror's own rows of acts are written wrongly."""

    def plant(patch: Patch) -> None:
        sound = getattr(mirror, function)
        patch.setattr(mirror, function, lambda thing: {**sound(thing), **{k: v(thing) for k, v in columns.items()}})

    return plant


def unfollowed(patch: Patch) -> None:
    """The witness no longer looks whether heads follow, and the log's data are then changed by the chain."""
    patch.setattr(witness, "_follow", lambda spine, heads, entry: None)


def heads_forgotten(patch: Patch) -> None:
    patch.setattr(mirror, "_write_heads", lambda session, acts: None)


def half_projected(patch: Patch) -> None:
    sound = mirror._project
    patch.setattr(mirror, "_project", lambda session, acts: sound(session, acts[:-1]))


def parents_time(patch: Patch) -> None:
    sound = advance.block_of
    patch.setattr(advance, "block_of", lambda header: replace(sound(header), timestamp=header.timestamp - 1))
    from ledger.indexer import reading

    patch.setattr(reading, "block_of", lambda header: replace(sound(header), timestamp=header.timestamp - 1))


OURS: dict[str, Callable[[Patch], None]] = {
    "the decoder lost an event kind": dropped,
    "the decoder swaps start and expiry": issued(
        evidenced_at=lambda g: g.expires_at, expires_at=lambda g: g.evidenced_at
    ),
    "the decoder swaps account and preparer": issued(account=lambda g: g.preparer, preparer=lambda g: g.account),
    "the decoder swaps the two digests": issued(
        payload_sha256=lambda g: g.payload_sm3, payload_sm3=lambda g: g.payload_sha256
    ),
    "the decoder loses the last holder": issued(holdings=lambda g: g.holdings[:-1]),
    "the decoder reads an organisation one byte short": offset,
    "the decoder reads texts one character short": string_short,
    "the fold ignores corrections": ignored(e.CertificateCorrected),
    "the fold ignores liftings": ignored(e.AnnotationLifted),
    "the fold ignores compromised keys": ignored(e.KeyCompromised),
    "the fold ignores retired keys": ignored(e.KeyRetired),
    "the fold ignores resumed accreditations": ignored(e.OrganisationResumed),
    "the fold ignores withdrawals": ignored(e.ApplicationWithdrawn),
    "the fold ignores re-affirmations": ignored(e.CertificateReaffirmed),
    "the fold ignores the end of a writer": ignored(e.WriterEnded),
    "the fold is a second off with the expiry": after(e.CertificateIssued, expires_at=lambda s: s.expires_at + 1),
    "the fold is a day off with the answer": after(
        e.ApplicationSubmitted, answer_start_day=lambda s: s.answer_start_day + 1
    ),
    "the fold leaves pauses open": after(
        e.EvidenceReceived, pauses=lambda s: tuple(replace(p, closed_at=None) for p in s.pauses)
    ),
    "the fold counts no content version": after(e.ApplicationResubmitted, content_version=lambda s: 1),
    "the fold keeps the group that was": after(e.OrganisationRegrouped, group=lambda s: 0),
    "the fold forgets past days of a year published anew": after(
        e.CalendarPublished, years=lambda s: tuple(replace(y, bits=y.bits | 1) for y in s.years)
    ),
    "the lanes of rights are mixed up": lanes,
    "no right units are written": without_table("right_unit"),
    "no names can be searched": without_table("name_gram"),
    "objections are not written": without_table("objection"),
    "every certificate has version 1": in_table("certificate", version=1),
    "flags are not written": in_table("application", flags=0),
    "an annotation has no end": in_table("annotation", lifted_at=None),
    "the block's time is not the block's": parents_time,
    "entries name the wrong actor": row_of("_entry_row", actor=lambda act: bytes(20)),
    "the rolling head stands still": row_of("_entry_row", rolling=lambda act: bytes(32)),
    "the events' data are cut": row_of("_event_row", data=lambda act: act.data[:-1]),
    "heads are not written": heads_forgotten,
    "the last act of a range is not projected": half_projected,
}

FOUND: dict[str, list[str]] = {}


def judged(world: World, name: str, chain: Recording, patch: Patch) -> None:
    FOUND[name] = finders(world, f"fault-{len(FOUND)}", chain, patch)
    assert FOUND[name], f"nobody found: {name}"


def test_without_a_fault_nobody_finds_anything(world: World, monkeypatch: Patch) -> None:
    assert finders(world, "sound", world.recording, monkeypatch) == []
    assert world.expected.faults == []


@pytest.mark.parametrize("name", CHAIN)
def test_a_lie_in_the_logs_is_found(world: World, name: str, monkeypatch: Patch) -> None:
    judged(world, name, world.recording.with_logs(CHAIN[name]), monkeypatch)


@pytest.mark.parametrize("name", HEADERS)
def test_a_lie_about_blocks_is_found(world: World, name: str, monkeypatch: Patch) -> None:
    judged(world, name, HEADERS[name](world.recording), monkeypatch)


@pytest.mark.parametrize("name", OURS)
def test_a_mistake_of_ours_is_found(world: World, name: str, monkeypatch: Patch) -> None:
    OURS[name](monkeypatch)
    judged(world, name, world.recording, monkeypatch)


def test_a_witness_that_does_not_look_is_found_by_the_heads_it_leaves(world: World, monkeypatch: Patch) -> None:
    unfollowed(monkeypatch)
    lying = world.recording.with_logs(at(ENTRY, lambda log: word(log, 1, 9), 5))
    judged(world, "the witness does not look at lengths, and the node lies about one", lying, monkeypatch)


def test_the_list_of_faults_and_finders(tell: Callable[[str], None]) -> None:
    """Run after the others of this file, it also sees that each of the three finds some."""
    tell(f"{len(FOUND)} faults planted")
    for name, by in FOUND.items():
        tell(f"  {name}: {'; '.join(by)}")
    planted = len(CHAIN) + len(HEADERS) + len(OURS) + 1
    assert planted >= 30
    if len(FOUND) == planted:
        assert {finder.split()[0] for by in FOUND.values() for finder in by} == {"indexer", "oracle", "fsck"}
