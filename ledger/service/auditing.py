# SPDX-License-Identifier: Apache-2.0
"""`ledger fsck`, `ledger rebuild`, `ledger history`: the auditor's verbs over an opened ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ledger.audit.findings import Finding
from ledger.audit.fsck import Subjects, audit_mirror, opening_findings
from ledger.content.commitment import commit
from ledger.content.documents import entry_of
from ledger.content.manifest import manifest_of
from ledger.content.sealed_record import SealedRecord, open_record, wraps_for
from ledger.domain.csv_text import csv_text
from ledger.domain.ids import CertificateId, OrgId, Subject, certificate_bytes, name_bytes
from ledger.domain.registration import Case
from ledger.domain.verdict_json import shanghai
from ledger.errors import Inconsistent, LedgerError, NotFound, Unavailable
from ledger.indexer.advance import Indexer, rebuild
from ledger.service.circulation import PARTICULARS_KIND, PARTICULARS_TAG
from ledger.service.entitling import sealed_of, sealed_openings
from ledger.service.key_destruction import told
from ledger.service.objections import SEALED_OBJECTOR
from ledger.service.papers import PAPER_TAG, opened, sealed_record
from ledger.service.runtime import TAKING_TURNS, Ledger, catch_up_in_turns, watched
from ledger.store.digest import MirrorDigest, mirror_digest
from ledger.store.queries import acts, applications, records
from ledger.store.queries.acts import EntryRow
from ledger.store.session import Store


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and how much was looked at; `documents_unread` could not be looked at now, and
    `keys_destroyed` are documents that nobody can read any more because two persons decided so (ruling 29)."""

    findings: tuple[Finding, ...]
    looked: Subjects
    documents: int
    openings: int
    readings: int
    documents_unread: int
    keys_destroyed: int

    @property
    def clean(self) -> bool:
        return not self.findings


def fsck(ledger: Ledger) -> Report:
    """Everything against the chain. Raises Unavailable or Inconsistent where it cannot look at all."""
    found, looked = audit_mirror(ledger.rpc, ledger.deployment, watched(ledger.deployment), ledger.store)
    unread: list[str] = []
    documents = list(_documents(ledger, unread))
    openings = [*_openings(ledger), *_papers(ledger), *_sealed_papers(ledger)]
    roots = list(_roots(ledger))
    readings, broken = _readings(ledger)
    for each in documents, openings:
        found += [finding for _, finding in each if finding is not None]
    destroyed, unfounded = _keys(ledger)
    found += [*roots, *broken, *unfounded]
    return Report(tuple(found), looked, len(documents), len(openings), readings, len(unread), destroyed)


def rebuilt(ledger: Ledger) -> MirrorDigest:
    """Drop the mirror and derive it anew; outbox and records stay. As soon as it is empty, a follower may be at it too:
    whoever is second goes on from where the first one stands."""
    indexer = Indexer(ledger.rpc, ledger.store, watched(ledger.deployment))
    try:
        rebuild(indexer)
    except Unavailable as error:
        if error.code not in TAKING_TURNS:
            raise
        catch_up_in_turns(indexer)
    return digest(ledger.store)


def digest(store: Store) -> MirrorDigest:
    with store.reading() as session:
        return mirror_digest(session)


# --- documents --------------------------------------------------------------------------------------------------------


def _documents(ledger: Ledger, unread: list[str]) -> Iterator[tuple[str, Finding | None]]:
    with ledger.store.reading() as session:
        rows = records.some(session, records.DocumentRow)
    for row in rows:
        with ledger.store.reading() as session:
            sealed = sealed_of(row, records.wraps_of(session, row.record_id, row.name))
        ring = ledger.keys.ring(OrgId(row.owner_org)) if ledger.keys.has_ring(OrgId(row.owner_org)) else None
        try:
            finding = ledger.vault.check(sealed, ring if sealed.wraps else None)
        except Unavailable:
            unread.append(f"{row.record_id}/{row.name}")
            continue
        except LedgerError as error:
            yield row.record_id, Finding("SEALED_ROW", f"{row.record_id}/{row.name}", "opens", error.code)
            continue
        subject = f"{row.record_id}/{row.name}"
        told = None if finding is None else Finding(finding.code, subject, finding.expected, finding.actual)
        yield row.record_id, told


def _keys(ledger: Ledger) -> tuple[int, list[Finding]]:
    """How many keys were destroyed by decision; and every document without a key, or with one, that should not be so.

    A decision counts if the reading log says the same: its lines are chained, a row by itself can be written by a hand.
    """
    with ledger.store.reading() as session:
        logged = {(line.at, line.org_id, line.person, line.subject, line.purpose) for line in records.readings(session)}
        decisions = [each for each in records.some(session, records.KeyDestruction) if each.approved_at is not None]
        rows = records.some(session, records.DocumentRow)
        keyed = {(row.record_id, row.name) for row in rows if records.wraps_of(session, row.record_id, row.name)}
    found, decided = list[Finding](), set[tuple[str, str]]()
    for each in decisions:
        if (each.approved_at, each.org_id, each.approver, each.record_id, told(each)) in logged:
            decided |= {(each.record_id, name) for name in each.names}
        else:
            found.append(
                Finding("DECISION_UNFOUNDED", each.destruction_id, "the same in the reading log", "no such line")
            )
    count = 0
    for row in rows:
        document, marked = (row.record_id, row.name), row.key_destroyed_at is not None
        if document in decided and marked and document not in keyed:
            count += 1
        elif document in decided:
            found.append(
                Finding("KEY_NOT_DESTROYED", "/".join(document), "no key, by decision", "a key, or no mark of it")
            )
        elif marked or document not in keyed:
            found.append(Finding("KEY_MISSING", "/".join(document), "a key, or a decision to destroy it", "neither"))
    return count, found


def _roots(ledger: Ledger) -> Iterator[Finding]:
    """The documents of each application are exactly those that the chain commits to."""
    with ledger.store.reading() as session:
        kept = records.some(session, records.ApplicationRecord)
        for row in kept:
            case = applications.application_by_reference(session, OrgId(row.registrar), name_bytes(row.reference, 32))
            if case is None:
                continue
            rows = records.some(session, records.DocumentRow, record_id=f"{row.registrar}/{row.reference}")
            root = manifest_of([entry_of(sealed_of(each, [])) for each in rows]).root() if rows else bytes(32)
            if root != case.content.documents_root:
                subject = f"{row.registrar}/{row.reference}"
                expected = "0x" + case.content.documents_root.hex()
                yield Finding("DOCUMENTS_ROOT_DIFFERS", subject, expected, "0x" + root.hex())


def _openings(ledger: Ledger) -> Iterator[tuple[str, Finding | None]]:
    """Texts whose keys are held here; others are somebody else's to check."""
    with ledger.store.reading() as session:
        kept = records.some(session, records.ApplicationRecord)
    for row in kept:
        registrar = OrgId(row.registrar)
        case = _case(ledger, registrar, row.reference)
        if case is None or not ledger.keys.has_ring(registrar):
            continue
        subject = f"{row.registrar}/{row.reference}"
        try:
            opened = open_record(_sealed(ledger, registrar, row.reference), ledger.keys.ring(registrar))
        except LedgerError as error:
            yield subject, Finding("OPENING_DIFFERS", subject, "opens", error.code)
            continue
        found = list(opening_findings(subject, json.loads(opened), case.content))
        yield subject, found[0] if found else None


def _papers(ledger: Ledger) -> Iterator[tuple[str, Finding | None]]:
    """Papers in clear still open their commitments."""
    with ledger.store.reading() as session:
        kept = records.some(session, records.CaseDecision)
    for row in kept:
        if row.kind != SEALED_OBJECTOR:
            tag = PARTICULARS_TAG if row.kind == PARTICULARS_KIND else PAPER_TAG
            yield _opens(row.decision_id, row.kind, commit(row.salt, tag, row.text.encode()), row.commitment)


def _sealed_papers(ledger: Ledger) -> Iterator[tuple[str, Finding | None]]:
    """Sealed ones too, where a key of a reader is held here."""
    with ledger.store.reading() as session:
        kept = [
            (row, records.some(session, records.SealedPaperWrap, paper_id=row.paper_id))
            for row in records.some(session, records.SealedPaper)
        ]
    for row, wraps in kept:
        sealed = sealed_record(row, wraps)
        rings = [ledger.keys.ring(each.org_id) for each in sealed.wraps if ledger.keys.has_ring(each.org_id)]
        ring = next((each for each in rings if wraps_for(sealed.wraps, each)), None)
        if ring is None:
            continue
        try:
            text, salt = opened(sealed, ring)
        except LedgerError as error:
            yield row.paper_id, Finding("OPENING_DIFFERS", f"{row.kind}/{row.paper_id}", "opens", error.code)
            continue
        yield _opens(row.paper_id, row.kind, commit(salt, PAPER_TAG, text.encode()), row.commitment)


def _opens(paper_id: str, kind: str, made: bytes, commitment: bytes) -> tuple[str, Finding | None]:
    if made == commitment:
        return paper_id, None
    return paper_id, Finding("OPENING_DIFFERS", f"{kind}/{paper_id}", "0x" + commitment.hex(), "0x" + made.hex())


def _sealed(ledger: Ledger, registrar: OrgId, reference: str) -> SealedRecord:
    with ledger.store.reading() as session:
        sealed = sealed_openings(session, registrar, reference)
    assert sealed is not None, "records are not taken away while they are audited"
    return sealed


def _case(ledger: Ledger, registrar: OrgId, reference: str) -> Case | None:
    with ledger.store.reading() as session:
        return applications.application_by_reference(session, registrar, name_bytes(reference, 32))


def _readings(ledger: Ledger) -> tuple[int, list[Finding]]:
    with ledger.store.reading() as session:
        try:
            return records.check_reading_log(session), []
        except Inconsistent as error:
            return 0, [Finding("READING_LOG_BROKEN", f"reading_log/{error.facts.get('number')}", "follows", error.en)]


# --- history ----------------------------------------------------------------------------------------------------------

HISTORY_COLUMNS = (
    "length sequence block time kind event module actor tx log payload_hash head rolling".split()
)  # fmt: skip


def history_csv(store: Store, subject: Subject) -> str:
    """Every act of a subject with what is needed to recompute its head by hand; the last line's head is the head."""
    with store.reading() as session:
        rows = acts.entries(session, subject)
    if not rows:
        raise NotFound("no act is known of this subject", zh="没有该主体的任何操作记录", code="SUBJECT_UNKNOWN")
    return csv_text(HISTORY_COLUMNS, [_history_line(row) for row in rows])


def _history_line(row: EntryRow) -> list[Any]:
    return [
        row.length,
        row.sequence,
        row.block_number,
        shanghai(row.timestamp),
        row.kind,
        row.name,
        "0x" + row.module.hex(),
        "0x" + row.actor.hex(),
        "0x" + row.tx_hash.hex(),
        row.event_log_index,
        "0x" + row.payload_hash.hex(),
        "0x" + row.head.hex(),
        "0x" + row.rolling.hex(),
    ]


def history_of_certificate(store: Store, code: CertificateId) -> str:
    return history_csv(store, Subject(certificate_bytes(code)))
