# SPDX-License-Identifier: Apache-2.0
"""Records: what exists nowhere else. Plain rows in, plain rows out; who may read them is decided by the caller.

Most rows are given and taken as one frozen dataclass per table, whose fields are the columns. The reading log is a hash
chain: each row's hash covers the row and the hash of the one before, so a row that was changed, taken out or put
between is found by `check_reading_log`. (Cutting off its end is not: compare the number of rows with an export.)
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any, Final, TypeVar

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ledger.errors import Inconsistent, Refused
from ledger.store.session import lock_mirror
from ledger.store.tables import records as t

R = TypeVar("R")

_NOTHING: Final = bytes(32)


@dataclass(frozen=True, slots=True)
class ApplicationRecord:
    """Openings of an application's commitments; `openings` is sealed (content/envelope.py) where `sealed` says so."""

    registrar: str
    reference: str
    case_id: bytes
    owner_org: str
    openings: bytes
    sealed: bool
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class ApplicationRecordWrap:
    registrar: str
    reference: str
    org_id: str
    recipient: bytes
    ephemeral: bytes
    sealed: bytes
    created_at: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """The fields of `content.documents.SealedDocument` without wraps, with whose it is and for which case."""

    record_id: str
    name: str
    kind: str
    media_type: str
    size: int
    sha256: bytes
    sm3: bytes
    salt: bytes
    commitment_sha256: bytes
    commitment_sm3: bytes
    cipher_sha256: bytes
    cipher_sm3: bytes
    cipher_size: int
    cid: str
    header: bytes
    case_id: bytes | None
    owner_org: str
    created_at: int
    key_destroyed_at: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentWrap:
    """A document's key locked for one key of one organisation, for a purpose, until a moment or without end."""

    record_id: str
    name: str
    org_id: str
    recipient: bytes
    ephemeral: bytes
    sealed: bytes
    purpose: str
    created_at: int
    until_at: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the reading log."""

    number: int
    at: int
    org_id: str
    person: str
    what: str
    subject: str
    purpose: str
    previous: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Person:
    person_id: str
    org_id: str
    name: str
    salt: bytes
    commitment: bytes
    created_at: int
    account: bytes | None = None
    ended_at: int | None = None


@dataclass(frozen=True, slots=True)
class ApiKey:
    """`key_hash` is what is kept of a key; `scopes` is a JSON list."""

    prefix: str
    key_hash: bytes
    org_id: str
    person_id: str
    label: str
    scopes: str
    created_at: int
    until_at: int | None = None
    revoked_at: int | None = None

    def good_at(self, at: int) -> bool:
        return self.revoked_at is None and (self.until_at is None or at < self.until_at)


@dataclass(frozen=True, slots=True)
class ImportBatch:
    batch_id: str
    registrar: str
    person: str
    file_name: str
    file_sha256: bytes
    created_at: int
    confirmed_at: int | None = None


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What became of one application's row; `defects` is a JSON list."""

    batch_id: str
    reference: str
    sheet: str
    row_number: int
    result: str
    defects: str
    case_id: bytes | None = None
    submission_id: str | None = None


@dataclass(frozen=True, slots=True)
class CaseDecision:
    decision_id: str
    case_id: bytes
    kind: str
    org_id: str
    person: str
    text: str
    salt: bytes
    commitment: bytes
    created_at: int


@dataclass(frozen=True, slots=True)
class SealedPaper:
    """A paper that only its parties may read; `ciphertext` is text and salt as JSON (content/envelope.py)."""

    paper_id: str
    subject: bytes
    kind: str
    org_id: str
    person: str
    ciphertext: bytes
    commitment: bytes
    created_at: int


@dataclass(frozen=True, slots=True)
class SealedPaperWrap:
    """A sealed paper's key locked for one key of one organisation."""

    paper_id: str
    org_id: str
    recipient: bytes
    ephemeral: bytes
    sealed: bytes
    created_at: int


@dataclass(frozen=True, slots=True)
class DataSketch:
    """The sketch of an application's sample as canonical JSON, and the RFC 6962 root over its blinded rows."""

    record_id: str
    registrar: str
    reference: str
    case_id: bytes
    body: str
    rows_root: bytes
    created_at: int


@dataclass(frozen=True, slots=True)
class DataSketchMark:
    """One hash by which a sketch is looked up."""

    record_id: str
    mark: int


@dataclass(frozen=True, slots=True)
class BankFinding:
    """What a bank found elsewhere on one part of its report, good until `valid_until` (ruling 25). `holder`: the
    pledgor that it is about; None: it is about the data, or was kept before findings named one."""

    finding_id: str
    org_id: str
    idempotency_key: str
    person: str
    code: str
    part: str
    found: str
    document_sha256: bytes
    declared_at: int
    valid_until: int
    holder: bytes | None = None


@dataclass(frozen=True, slots=True)
class SeenWarning:
    """That a person of a bank saw a warning of one of its pledges; `rule` with its version, `about` is a JSON list."""

    mark_id: str
    org_id: str
    idempotency_key: str
    person: str
    pledge_id: bytes
    rule: str
    subject: str
    about: str
    note: str
    seen_at: int


@dataclass(frozen=True, slots=True)
class KeyDestruction:
    """A decision to destroy keys, prepared for an approver; carried out when `approved_at` says so (ruling 29)."""

    destruction_id: str
    org_id: str
    idempotency_key: str
    record_id: str
    documents: str
    reason: str
    decision_sha256: bytes
    preparer: str
    approver: str
    prepared_at: int
    deadline: int
    approved_at: int | None = None
    withdrawn_at: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(json.loads(self.documents))

    def open_at(self, at: int) -> bool:
        return self.approved_at is None and self.withdrawn_at is None and at <= self.deadline


@dataclass(frozen=True, slots=True)
class UsageLog:
    """A batch of usage records: the root that is on chain, and the secret of its salts."""

    batch: bytes
    org_id: str
    person: str
    content_sha256: bytes
    secret: bytes
    root: bytes
    size: int
    created_at: int


@dataclass(frozen=True, slots=True)
class UsageLogPart:
    """Records of a batch, one behind the other, with the root of their part of its tree."""

    batch: bytes
    number: int
    root: bytes
    held: bytes


TABLE_OF: Final[dict[type[Any], Table]] = {
    ApplicationRecord: t.application_record,
    ApplicationRecordWrap: t.application_record_wrap,
    DocumentRow: t.document,
    DocumentWrap: t.document_wrap,
    Reading: t.reading_log,
    Person: t.person,
    ApiKey: t.api_key,
    ImportBatch: t.import_batch,
    ImportRow: t.import_row,
    CaseDecision: t.case_decision,
    UsageLog: t.usage_log,
    UsageLogPart: t.usage_log_part,
    KeyDestruction: t.key_destruction,
    BankFinding: t.bank_finding,
    SeenWarning: t.seen_warning,
    DataSketch: t.data_sketch,
    DataSketchMark: t.data_sketch_mark,
    SealedPaper: t.sealed_paper,
    SealedPaperWrap: t.sealed_paper_wrap,
}


# --- any record -------------------------------------------------------------------------------------------------------


def add(session: Session, *rows: Any) -> None:
    """Store new records, of one table or several. Refused if one is there already; then none is stored."""
    try:
        with session.begin_nested():
            for row in rows:
                session.execute(insert(TABLE_OF[type(row)]).values(_columns(row)))
    except IntegrityError as error:
        raise Refused("such a record exists already", zh="同一记录已存在", code="RECORD_EXISTS") from error


def put(session: Session, row: Any) -> None:
    """Store a record, in place of the one with the same key if there is one."""
    table, values = TABLE_OF[type(row)], _columns(row)
    keys = [column.name for column in table.primary_key.columns]
    same = [table.c[key] == values[key] for key in keys]
    rest = {name: value for name, value in values.items() if name not in keys}
    changed = session.execute(update(table).where(*same).values(rest))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        session.execute(insert(table).values(values))


def one(session: Session, kind: type[R], **equal: Any) -> R | None:
    """The first record whose columns have these values."""
    return next(iter(some(session, kind, limit=1, **equal)), None)


def some(session: Session, kind: type[R], *, limit: int | None = None, **equal: Any) -> list[R]:
    """Every record whose columns have these values, in the order of its key."""
    table = TABLE_OF[kind]
    query = select(table).where(*(table.c[name] == value for name, value in equal.items()))
    query = query.order_by(*table.primary_key.columns).limit(limit)
    return [kind(**row) for row in session.execute(query).mappings()]


def put_sketch(session: Session, row: DataSketch, marks: Sequence[int]) -> None:
    """Keep a sketch with its marks, in place of an earlier one of the same application."""
    session.execute(delete(t.data_sketch_mark).where(t.data_sketch_mark.c.record_id == row.record_id))
    session.execute(delete(t.data_sketch).where(t.data_sketch.c.record_id == row.record_id))
    session.execute(insert(t.data_sketch).values(_columns(row)))
    if marks:
        session.execute(insert(t.data_sketch_mark), [{"record_id": row.record_id, "mark": mark} for mark in marks])


def sketches_sharing(session: Session, registrar: str, marks: Sequence[int], limit: int) -> list[DataSketch]:
    """A registrar's sketches that share a mark, those that share most of them first."""
    found: Counter[str] = Counter()
    for first in range(0, len(marks), 500):
        m = t.data_sketch_mark.c
        query = (
            select(m.record_id, func.count().label("shared"))
            .join(t.data_sketch, t.data_sketch.c.record_id == m.record_id)
            .where(m.mark.in_(marks[first : first + 500]) & (t.data_sketch.c.registrar == registrar))
            .group_by(m.record_id)
        )
        found.update({row.record_id: row.shared for row in session.execute(query)})
    ranked = sorted(found, key=lambda record: (-found[record], record))[:limit]
    rows = {one.record_id: one for record in ranked for one in some(session, DataSketch, record_id=record)}
    return [rows[record] for record in ranked]


def change(session: Session, kind: type[Any], key: dict[str, Any], **values: Any) -> bool:
    """Change some columns of the records with this key; false if there is none. Readings are never changed."""
    if kind is Reading:
        raise ValueError("a reading is never changed")
    table = TABLE_OF[kind]
    changed = session.execute(update(table).where(*(table.c[n] == v for n, v in key.items())).values(values))
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def _columns(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


# --- documents --------------------------------------------------------------------------------------------------------


def documents_of_case(session: Session, case_id: bytes) -> list[DocumentRow]:
    return some(session, DocumentRow, case_id=case_id)


def documents_like(session: Session, owner_org: str, kind: str, digests: Sequence[bytes]) -> list[DocumentRow]:
    """An organisation's documents of a kind whose plain bytes have one of these SHA-256, oldest first.

    Warning: plain digests are confidential; they answer whoever guesses. For the organisation itself only.
    """
    d, found = t.document.c, list[DocumentRow]()
    for first in range(0, len(digests), 500):
        query = select(t.document).where(
            d.sha256.in_(digests[first : first + 500]) & (d.kind == kind) & (d.owner_org == owner_org)
        )
        rows = session.execute(query.order_by(d.created_at, d.record_id, d.name)).mappings()
        found += [DocumentRow(**row) for row in rows]
    return found


def wraps_of(session: Session, record_id: str, name: str, at: int | None = None) -> list[DocumentWrap]:
    """The keys of a document; with `at`, those whose time has not run out."""
    found = some(session, DocumentWrap, record_id=record_id, name=name)
    return [wrap for wrap in found if at is None or wrap.until_at is None or at < wrap.until_at]


def drop_wraps(session: Session, record_id: str, name: str, org_id: str | None = None) -> int:
    """Take a document's keys away, of one organisation or of all. How many there were."""
    w = t.document_wrap.c
    query = delete(t.document_wrap).where((w.record_id == record_id) & (w.name == name))
    if org_id is not None:
        query = query.where(w.org_id == org_id)
    return int(session.execute(query).rowcount)  # type: ignore[attr-defined]


def destroy_key(session: Session, record_id: str, name: str, at: int) -> None:
    """Ruling 29: nobody reads the document again; what proves it stays."""
    drop_wraps(session, record_id, name)
    change(session, DocumentRow, {"record_id": record_id, "name": name}, key_destroyed_at=at)


def known_references(session: Session, registrar: str, references: Sequence[str]) -> dict[str, bytes]:
    """The references among these under which the registrar has filed already, with the cases."""
    r, found = t.application_record.c, dict[str, bytes]()
    for first in range(0, len(references), 500):
        query = select(r.reference, r.case_id).where(
            (r.registrar == registrar) & r.reference.in_(references[first : first + 500])
        )
        found |= {row.reference: row.case_id for row in session.execute(query)}
    return found


def usage_part_roots(session: Session, batch: bytes) -> list[bytes]:
    """The roots of a batch's parts, in their order."""
    part = t.usage_log_part.c
    return list(session.scalars(select(part.root).where(part.batch == batch).order_by(part.number)))


# --- the reading log --------------------------------------------------------------------------------------------------


def log_reading(
    session: Session, *, at: int, org_id: str, person: str, what: str, subject: str, purpose: str
) -> Reading:
    """Append a line. The transaction that hands out what was read must commit it, or nothing may be handed out."""
    if not purpose.strip():
        raise Refused("a reading needs a purpose (art. 30)", zh="查阅须说明用途（第三十条）", code="PURPOSE_MISSING")
    lock_mirror(session)  # numbers follow one another; on SQLite the writer is alone anyway
    last = session.execute(
        select(t.reading_log.c.number, t.reading_log.c.hash).order_by(t.reading_log.c.number.desc()).limit(1)
    ).first()
    number, previous = (1, _NOTHING) if last is None else (last.number + 1, last.hash)
    unhashed = Reading(number, at, org_id, person, what, subject, purpose, previous, b"")
    line = Reading(number, at, org_id, person, what, subject, purpose, previous, _hash(unhashed))
    session.execute(insert(t.reading_log).values(_columns(line)))
    return line


def readings(session: Session, subject: str | None = None) -> list[Reading]:
    """The log, or what was read of one subject, oldest first."""
    return some(session, Reading) if subject is None else some(session, Reading, subject=subject)


def check_reading_log(session: Session) -> int:
    """The number of lines, if each follows on the one before; Inconsistent names the first that does not."""
    previous, count = _NOTHING, 0
    for line in some(session, Reading):
        count += 1
        if line.number != count or line.previous != previous or line.hash != _hash(line):
            raise Inconsistent(
                f"line {count} of the reading log is missing or was changed",
                zh=f"查阅记录第 {count} 行缺失或被改动",
                code="READING_LOG_BROKEN",
                number=count,
            )
        previous = line.hash
    return count


def _hash(line: Reading) -> bytes:
    hasher = hashlib.sha256(b"ledger/reading/1")
    for value in astuple(line)[:-1]:
        raw = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        hasher.update(len(raw).to_bytes(8, "big") + raw)
    return hasher.digest()


# --- applications -----------------------------------------------------------------------------------------------------


def drop_application(session: Session, registrar: str, reference: str, record_id: str) -> None:
    """Forget the records of a filing that never came about. Warning: never of a case that is on chain."""
    w, d = t.document_wrap.c, t.document.c
    session.execute(delete(t.document_wrap).where(w.record_id == record_id))
    session.execute(delete(t.document).where(d.record_id == record_id))
    session.execute(delete(t.data_sketch_mark).where(t.data_sketch_mark.c.record_id == record_id))
    session.execute(delete(t.data_sketch).where(t.data_sketch.c.record_id == record_id))
    for table in (t.application_record_wrap, t.application_record):
        session.execute(delete(table).where((table.c.registrar == registrar) & (table.c.reference == reference)))
