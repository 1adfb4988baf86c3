# SPDX-License-Identifier: Apache-2.0
"""Usage records in bulk: a file in, one batch on record; later the proof that any one record stands in it.

    ingest   every line read and judged; if one is refused, none is kept, and all that are wrong are named
    judge    which of its records lie outside their grants
    prove    the record at a place of a batch, with its salt and its path: checked by `proofs/usage.py` alone

Records stay here, in parts of a few thousand, each with the root of its part of the tree, so that a proof reads one
part and not the batch. What goes on chain is the root, the number, the span and the sum under each grant. The same
records are the same batch: a repeated file finds what was anchored before, whichever form it comes in.

A file is spooled beside the database and stored in one transaction with the wish to anchor it: a process that is killed
in between leaves nothing. Memory does not grow with the file.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final

from ledger.chain import encode
from ledger.domain.ids import GrantId, OrgId
from ledger.domain.kinds import Module
from ledger.domain.structs import UsageBatch, UsageTotal
from ledger.domain.usage import FULL_BYTES, LineRefused, decode, leaf_bytes, salt_of
from ledger.errors import NotFound, Reason, Refused
from ledger.forms.usage_lines import Line, usage_lines
from ledger.proofs.tree import Tree, path_of
from ledger.proofs.usage import UsageProof, batch_id, leaf_of
from ledger.service.runtime import Ledger, Principal
from ledger.service.usage_judging import PART_RECORDS, judged_batch, split
from ledger.service.verdicts import known_block
from ledger.store.queries import records
from ledger.store.queries.records import UsageLog, UsageLogPart

GRANTS_MAX: Final = 32
SIZE_MAX: Final = (1 << 32) - 1
REFUSED_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Packed:
    """A batch before it is stored. `parts` gives each part's records, once."""

    content: bytes
    secret: bytes
    root: bytes
    size: int
    since: int
    until: int
    totals: tuple[UsageTotal, ...]
    part_roots: tuple[bytes, ...]
    spool: IO[bytes]

    def parts(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Number, root and records of each part."""
        self.spool.seek(0)
        for number, root in enumerate(self.part_roots):
            yield number, root, self.spool.read(PART_RECORDS * FULL_BYTES)


@contextmanager
def packed(lines: Iterable[Line], directory: Path) -> Iterator[Packed]:
    """The records of these lines as a batch. Refused if any line is, or if there are none."""
    with tempfile.TemporaryFile(dir=directory) as spool:
        yield _pack(lines, spool, os.urandom(32))


def _pack(lines: Iterable[Line], spool: IO[bytes], secret: bytes) -> Packed:
    content, upper, part = sha256(), Tree(), Tree()
    roots: list[bytes] = []
    totals: dict[bytes, list[int]] = {}
    refused: list[Reason] = []
    wrong = size = until = 0
    since, says_more = 1 << 40, False
    for number, found in lines:
        if isinstance(found, LineRefused):
            wrong += 1
            if wrong <= REFUSED_SHOWN:
                refused.append(Reason(found.code, found.zh, found.en, f"{number}.{found.field}".rstrip(".")))
            continue
        if wrong:
            continue
        kept = found.stored()
        record = leaf_bytes(kept)
        spool.write(kept)
        content.update(record)
        says_more = says_more or len(record) == FULL_BYTES
        part.append(leaf_of(salt_of(secret, size), record))
        size += 1
        if len(part) == PART_RECORDS:
            roots.append(part.root())
            upper.append(roots[-1])
            part = Tree()
        sums = totals.setdefault(found.grant, [0, 0])
        sums[0] += found.records
        sums[1] += found.calls
        since, until = min(since, found.moment), max(until, found.moment)
    _check(size, wrong, refused, totals)
    if len(part):
        roots.append(part.root())
        upper.append(roots[-1])
    same = _content(spool) if says_more else content.digest()
    counted = tuple(UsageTotal(GrantId(grant), *totals[grant]) for grant in sorted(totals))
    return Packed(same, secret, upper.root(), size, since, until, counted, tuple(roots), spool)


def _content(spool: IO[bytes]) -> bytes:
    """What makes batches one whose records have different lengths, so that they are not told apart by their bytes one
    behind the other; those of one length are known by these."""
    hasher = sha256(b"ledger/usage-content/2")
    spool.seek(0)
    while held := spool.read(PART_RECORDS * FULL_BYTES):
        hasher.update(held)
    return hasher.digest()


def _check(size: int, wrong: int, refused: list[Reason], totals: dict[bytes, list[int]]) -> None:
    if wrong:
        raise Refused(
            f"{wrong} lines are refused; nothing was kept",
            zh=f"{wrong} 行被拒绝，未保存任何记录",
            code="USAGE_LINES_REFUSED",
            reasons=refused,
            refused=wrong,
        )
    if not 0 < size <= SIZE_MAX:
        raise Refused("the file holds no record", zh="文件中没有使用记录", code="USAGE_EMPTY")
    if len(totals) > GRANTS_MAX:
        raise Refused(
            f"a batch counts at most {GRANTS_MAX} grants, not {len(totals)}; divide the file",
            zh=f"一批使用记录最多涉及 {GRANTS_MAX} 项授权，此文件涉及 {len(totals)} 项，请拆分",
            code="USAGE_TOO_MANY_GRANTS",
        )


# --- on record --------------------------------------------------------------------------------------------------------


def ingest(ledger: Ledger, who: Principal, source: Path, key: str | None = None) -> dict[str, Any]:
    """Anchor the records of a file. The answer is that of the submission, with the batch beside it, and what of it lies
    outside its grants as they were known then: a use outside is a fact, and is on record all the same (ruling 24)."""
    with packed(usage_lines(source, ledger.now()), ledger.settings.home) as batch:
        answer = anchor(ledger, who, batch, key)
    with ledger.store.reading() as session:
        judged = judged_batch(session, who.org_id, bytes.fromhex(answer["batch"][2:]), answer["block"])
    return {**answer, "judged": judged}


def judge(ledger: Ledger, who: Principal, batch: bytes, known: int | None = None) -> dict[str, Any]:
    """What of a batch lies outside its grants, as they are known at a final block (None: the newest)."""
    with ledger.store.reading() as session:
        return judged_batch(session, who.org_id, batch, known_block(session, known).number)


def anchor(ledger: Ledger, who: Principal, batch: Packed, key: str | None = None) -> dict[str, Any]:
    known = _known(ledger, who.org_id, batch.content)
    registry = ledger.deployment.addresses[Module.CIRCULATION]
    root = batch.root if known is None else known.root
    name = batch_id(ledger.deployment.chain_id, registry, who.org_id, root, batch.size)
    usage = UsageBatch(root, batch.size, batch.since, batch.until, batch.totals, who.commitment)
    body = {"content": batch.content.hex(), "size": batch.size}
    alongside = _storing(ledger, who, batch, name) if known is None else None
    answer = ledger.perform_named(
        who, "anchor-usage", f"usage-{batch.content.hex()}", body, encode.circulation_anchor(usage), alongside, key=key
    )
    return {**answer, "batch": "0x" + name.hex(), "root": "0x" + root.hex(), "size": batch.size}


def _known(ledger: Ledger, org_id: OrgId, content: bytes) -> UsageLog | None:
    with ledger.store.reading() as session:
        return records.one(session, UsageLog, org_id=org_id, content_sha256=content)


def _storing(ledger: Ledger, who: Principal, batch: Packed, name: bytes) -> Callable[[Any], None]:
    row = UsageLog(
        batch=name,
        org_id=who.org_id,
        person=who.person_id,
        content_sha256=batch.content,
        secret=batch.secret,
        root=batch.root,
        size=batch.size,
        created_at=ledger.now(),
    )

    def store(session: Any) -> None:
        records.add(session, row)
        for number, root, held in batch.parts():
            records.add(session, UsageLogPart(name, number, root, held))

    return store


# --- proving ----------------------------------------------------------------------------------------------------------


def prove(ledger: Ledger, who: Principal, batch: bytes, index: int) -> UsageProof:
    """NotFound unless this organisation holds the batch, and it has such a record."""
    with ledger.store.reading() as session:
        row = records.one(session, UsageLog, batch=batch, org_id=who.org_id)
        if row is None or not 0 <= index < row.size:
            raise NotFound(
                "there is no such record here", zh="本机构没有该批次或该序号的使用记录", code="USAGE_RECORD_NOT_FOUND"
            )
        part = records.one(session, UsageLogPart, batch=batch, number=index // PART_RECORDS)
        roots = records.usage_part_roots(session, batch)
    assert part is not None, "a batch is stored with all its parts"
    first = index - index % PART_RECORDS
    held = split(row, part)
    leaves = [leaf_of(salt_of(row.secret, first + place), leaf_bytes(kept)) for place, kept in enumerate(held)]
    lower = path_of(index - first, leaves)
    return UsageProof(
        chain_id=ledger.deployment.chain_id,
        registry=ledger.deployment.addresses[Module.CIRCULATION],
        organisation=who.org_id,
        batch=batch,
        root=row.root,
        size=row.size,
        index=index,
        salt=salt_of(row.secret, index),
        record=decode(held[index - first]),
        path=(*lower, *path_of(index // PART_RECORDS, roots)),
    )
