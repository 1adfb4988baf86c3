# SPDX-License-Identifier: Apache-2.0
"""The auditor that ships with the product: it believes the chain, and nothing that this machine stored.

    1. the mirror is derived anew from the node, into a store of its own, up to the block where ours stands;
    2. every row is compared with it, by key and column;
    3. the heads of all subjects, the rolling head and the count are read from History's storage;
    4. every certificate's payload digest is made again from its case;
    5. every document is hashed again, the list of each application compared with its root on chain, and texts whose
       keys are held here with their commitments;
    6. the reading log's chain is walked; settled submissions are looked up on the chain.

What cannot be found so is listed in docs/operations.md: rows of outbox and records that nothing on chain speaks of.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ledger.audit.findings import Finding
from ledger.chain.contracts import Deployment
from ledger.chain.rpc import Rpc
from ledger.content.commitment import Opening, verify_opening
from ledger.content.digest import sha256, sm3
from ledger.domain.ids import Address, Subject
from ledger.domain.keccak import keccak
from ledger.domain.kinds import CertificateStatus
from ledger.domain.payload import certificate_payload, payload_of, rights_of
from ledger.domain.restating import shown
from ledger.domain.structs import Content
from ledger.errors import Inconsistent, LedgerError
from ledger.indexer.advance import Indexer, rebuild
from ledger.indexer.watched import Watched
from ledger.proofs.history import rolling_word
from ledger.store import Session
from ledger.store.compare import Difference, differences
from ledger.store.queries import acts, certificates
from ledger.store.queries import submission as outbox
from ledger.store.session import Store, open_store

HEADS_SLOT = 0
ROLLING_SLOT = 1


@dataclass(frozen=True, slots=True)
class Subjects:
    """How much was looked at: a clean audit of nothing says nothing."""

    block: int
    acts: int
    subjects: int
    certificates: int
    submissions: int


def audit_mirror(rpc: Rpc, deployment: Deployment, watched: Watched, store: Store) -> tuple[list[Finding], Subjects]:
    """Steps 1 to 4 and the outbox. Raises what keeps it from looking (node away, chain replaced)."""
    with tempfile.TemporaryDirectory(prefix="ledger-fsck-") as folder, store.reading() as asked:
        ours = acts.required_head(asked)
        fresh = open_store(f"sqlite:///{Path(folder) / 'mirror.db'}")
        try:
            rebuild(Indexer(rpc, fresh, watched), until=ours.block_number)
            with fresh.reading() as right:
                found = [_row_finding(each) for each in differences(right, asked)]
                found += _position(acts.required_head(right), ours)
                found += _heads(rpc, deployment, right, ours.block_number)
                found += _payloads(right)
                looked = _counted(right, ours.block_number, asked)
        finally:
            fresh.close()
        found += _submissions(rpc, asked)
    return found, looked


# --- rows -------------------------------------------------------------------------------------------------------------


def _row_finding(difference: Difference) -> Finding:
    place = "/".join(part for part in (difference.table, difference.key, difference.column) if part)
    if difference.actual is None:
        return Finding("ROW_MISSING", place, difference.expected or "", "no row")
    if difference.expected is None:
        return Finding("ROW_INVENTED", place, "no row", difference.actual)
    return Finding("ROW_CHANGED", place, difference.expected, difference.actual)


def _position(right: acts.Head, ours: acts.Head) -> Iterator[Finding]:
    for name in ("chain_id", "genesis_hash", "history", "block_hash", "timestamp", "sequence", "rolling"):
        want, have = getattr(right, name), getattr(ours, name)
        if want != have:
            yield Finding("POSITION_CHANGED", f"cursor/{name}", _shown(want), _shown(have))


# --- heads ------------------------------------------------------------------------------------------------------------


def subject_slot(subject: Subject) -> int:
    """Where History keeps a subject's word: mapping at slot 0."""
    return int.from_bytes(keccak(subject + HEADS_SLOT.to_bytes(32, "big")), "big")


def _heads(rpc: Rpc, deployment: Deployment, session: Session, block: int) -> Iterator[Finding]:
    """History's own storage at the block; where that state is pruned, at the newest, for what has not moved since."""
    histories = deployment.spine.histories
    at = _readable(rpc, histories[-1], block)
    head = acts.required_head(session)
    if at == block:
        word, ours = rpc.get_storage(head.history, ROLLING_SLOT, at), rolling_word(head.sequence, head.rolling)
        if word != ours:
            yield Finding("ROLLING_DIFFERS", "History", "0x" + word.hex(), "0x" + ours.hex())
    for each in acts.all_heads(session):
        word = _kept_word(rpc, histories, each.subject, at)
        moved_on = at != block and int.from_bytes(word[:4], "big") > each.length
        if word != each.word and not moved_on:
            yield Finding("HEAD_DIFFERS", "0x" + each.subject.hex(), "0x" + word.hex(), "0x" + each.word.hex())


def _kept_word(rpc: Rpc, histories: Sequence[Address], subject: Subject, at: int) -> bytes:
    """The word of the newest History in which the subject has one: none copies what it has not touched."""
    word = bytes(32)
    for history in reversed(histories):
        word = rpc.get_storage(history, subject_slot(subject), at)
        if any(word):
            break
    return word


def _readable(rpc: Rpc, history: bytes, block: int) -> int:
    try:
        rpc.get_storage(history, ROLLING_SLOT, block)
        return block
    except LedgerError as error:
        if error.code != "CHAIN_STATE_PRUNED":
            raise
        return rpc.head().number


# --- certificates -----------------------------------------------------------------------------------------------------


def _payloads(session: Session) -> Iterator[Finding]:
    """The digest that was certified is that of the payload its case makes; corrections are digests of new versions."""
    after = None
    while True:
        page = certificates.certificates(session, after=after, limit=200)
        for item in page.items:
            certificate, case, line = item.certificate, item.case, item.line
            later = rights_of(certificate, case) is not None or bool(certificate.proceedings)
            for version in certificate.versions if not later else ():
                then = replace(certificate, versions=certificate.versions[: version.number])
                content = shown((then,), case.content)
                payload = certificate_payload(case, certificate.code, certificate.expires_at, version.number, content)
                if (sha256(payload), sm3(payload)) != (version.payload_sha256, version.payload_sm3):
                    subject = f"{certificate.code} version {version.number}"
                    yield Finding("PAYLOAD_DIFFERS", subject, sha256(payload).hex(), version.payload_sha256.hex())
            current = certificate.current
            if later and certificate.status is CertificateStatus.ISSUED:
                payload = payload_of(line, case)
                if (sha256(payload), sm3(payload)) != (current.payload_sha256, current.payload_sm3):
                    subject = f"{certificate.code} version {current.number}"
                    yield Finding("PAYLOAD_DIFFERS", subject, sha256(payload).hex(), current.payload_sha256.hex())
        after = page.next
        if after is None:
            return


def _counted(right: Session, block: int, asked: Session) -> Subjects:
    entries, subjects = acts.counts(right)
    given = certificates.count_certificates(right)
    return Subjects(block, entries, subjects, given, sum(outbox.counts(asked).values()))


# --- outbox -----------------------------------------------------------------------------------------------------------


def _submissions(rpc: Rpc, session: Session) -> Iterator[Finding]:
    """What was told to an asker as final must be on the chain, in the block that was named."""
    for wish in outbox.settled_final(session):
        receipt = rpc.receipt(wish.tx_hash) if wish.tx_hash is not None else None
        answer = json.loads(wish.answer or "{}")
        if receipt is None or not receipt.succeeded or receipt.block_number != answer.get("block"):
            actual = "no such transaction" if receipt is None else f"block {receipt.block_number}"
            yield Finding("SUBMISSION_UNFOUNDED", wish.id, f"block {answer.get('block')}", actual)


# --- openings ---------------------------------------------------------------------------------------------------------

COMMITTED = {
    "data_name": "name_commitment",
    "data_overview": "overview_commitment",
    "restriction": "restriction_commitment",
    "institution_decision": "public_institution_decision",
}


def opening_findings(subject: str, texts: dict[str, dict[str, str]], content: Content) -> Iterator[Finding]:
    """Each text on record opens the commitment that the chain holds for it."""
    for name, field in COMMITTED.items():
        expected: bytes = getattr(content, field)
        held = texts.get(name)
        if held is None:
            if any(expected):
                yield Finding("OPENING_DIFFERS", f"{subject}/{name}", "0x" + expected.hex(), "no text")
            continue
        opening = Opening(held.get("tag", ""), bytes.fromhex(held["salt"]), held["text"].encode())
        try:
            verify_opening(expected, opening)
        except Inconsistent:
            yield Finding("OPENING_DIFFERS", f"{subject}/{name}", "0x" + expected.hex(), "another text or salt")


def _shown(value: object) -> str:
    return "0x" + value.hex() if isinstance(value, bytes) else str(value)
