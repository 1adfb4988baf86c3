# SPDX-License-Identifier: Apache-2.0
"""Batches of usage whose records are held here, judged record by record against what their grants allowed.

    held          a batch's records, part by part; Inconsistent unless they make the root that it was anchored with
    allowances     what some grants allowed at each moment, from acts in blocks up to one
    judged_batch  both, for the organisation that handed the batch in

The judgement itself is `domain/usage_scope.py`. One part is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ledger.domain.agreement import Agreement
from ledger.domain.circulation import UsageBatch, rule_name
from ledger.domain.grant import ConsentRecord, Grant
from ledger.domain.ids import GrantId, OrgId, Subject, certificate_of
from ledger.domain.kinds import RootKind
from ledger.domain.scope import ConsentRoot, DecisionRoot, Root, UnitRoot
from ledger.domain.usage import UsageRecord, decode, leaf_bytes, salt_of
from ledger.domain.usage_scope import (
    Allowance,
    Forbidden,
    Judged,
    chain_in,
    forbidden_in,
    judge,
    misstated,
    reaches,
    strays_document,
)
from ledger.domain.whereabouts import Place, held_at, moments
from ledger.errors import Inconsistent, NotFound
from ledger.proofs.tree import Tree
from ledger.proofs.usage import leaf_of
from ledger.service.grants import certificates, held_by
from ledger.store.queries import acts, records
from ledger.store.queries.folded import Folded
from ledger.store.queries.records import UsageLog, UsageLogPart

PART_RECORDS: Final = 4_096
"""A power of two, so that a part is a whole subtree."""


def split(row: UsageLog, part: UsageLogPart) -> list[bytes]:
    """The records of one part. Batches of before there was more to say keep shorter ones: so many bytes are so many."""
    count = min(PART_RECORDS, row.size - part.number * PART_RECORDS)
    width = len(part.held) // max(count, 1)
    if count < 1 or len(part.held) != count * width:
        raise _other_records(row)
    return [part.held[at : at + width] for at in range(0, len(part.held), width)]


def held(session: Any, row: UsageLog) -> Iterator[UsageRecord]:
    """Every record in its place. Whether they are those that were anchored is known after the last."""
    whole = Tree()
    for number in range(-(-row.size // PART_RECORDS)):
        part = records.one(session, UsageLogPart, batch=row.batch, number=number)
        if part is None:
            raise _other_records(row)
        tree, first = Tree(), number * PART_RECORDS
        for place, kept in enumerate(split(row, part), start=first):
            tree.append(leaf_of(salt_of(row.secret, place), leaf_bytes(kept)))
            yield decode(kept)
        whole.append(tree.root())
    if whole.root() != row.root:
        raise _other_records(row)


def allowances(session: Any, grants: Sequence[bytes], known: int) -> dict[bytes, Allowance | None]:
    """None for what is no grant at that block."""
    folded = Folded(session, known)
    folded.load(grants)
    lookup = certificates(session, known)

    def allowance(grant_id: bytes) -> Allowance | None:
        chain, at = list[Grant](), folded.state(grant_id)
        while isinstance(at, Grant):
            chain.append(at)
            at = None if at.parent is None else folded.state(at.parent)
        if not chain:
            return None
        nodes = (reaches(grant, folded.acts(grant.grant_id)) for grant in chain)
        return Allowance(tuple(nodes), tuple(_roots(folded, lookup, chain[-1])))

    return {grant_id: allowance(grant_id) for grant_id in dict.fromkeys(grants)}


def agreements_of(
    session: Any, allowed: Mapping[bytes, Allowance | None], reader: OrgId | None
) -> dict[GrantId, Agreement]:
    """Of these grants and of everything above them, as far as they are kept here and the reader may read them now."""
    chains = [chain_in(each) for each in allowed.values() if each is not None]
    return held_by(session, list({one.grant_id: one for chain in chains for one in chain}.values()), reader)


def forbidden_under(
    allowed: Mapping[bytes, Allowance | None], agreements: Mapping[GrantId, Agreement]
) -> dict[bytes, Forbidden]:
    """By grant, the purposes that an agreement known here forbids."""
    return {grant: forbidden_in(chain_in(each), agreements) for grant, each in allowed.items() if each is not None}


def judged_row(
    session: Any,
    row: UsageLog,
    allowed: Mapping[bytes, Allowance | None],
    until: int | None = None,
    forbidden: Mapping[bytes, Forbidden] | None = None,
) -> Judged:
    """The records of a batch under those grants. Inconsistent if they are not the ones that were anchored."""

    def leaf(index: int, record: UsageRecord) -> bytes:
        return leaf_of(salt_of(row.secret, index), record.encode())

    return judge(held(session, row), allowed, leaf, until, forbidden)


def judged_batch(session: Any, org_id: OrgId, batch: bytes, known: int) -> dict[str, Any]:
    """Plain values. NotFound unless this organisation handed the batch in and it is on record at that block."""
    row = records.one(session, UsageLog, batch=batch, org_id=org_id)
    state = acts.state_of(session, Subject(batch), known)
    if row is None or not isinstance(state, UsageBatch):
        raise NotFound("there is no such batch here", zh="本机构没有该批次的使用记录", code="USAGE_BATCH_NOT_FOUND")
    allowed = allowances(session, [total.grant_id for total in state.totals], known)
    agreements = agreements_of(session, allowed, org_id)
    forbidden = forbidden_under(allowed, agreements)
    found = judged_row(session, row, allowed, None, forbidden)
    return {
        "known": known,
        "looked": found.looked,
        "outside": found.outside,
        "strays": [strays_document(each) for each in found.strays],
        "unsaid": dict(found.unsaid),
        "agreements_unread": [
            "0x" + one.hex()
            for one in {grant.grant_id: None for each in allowed.values() if each for grant in chain_in(each)}
            if one not in agreements or agreements[one].particulars is None
        ],
        "misstated": [
            {
                "grant": "0x" + grant.hex(),
                "said": {"records": said[0], "calls": said[1]},
                "made": {"records": made[0], "calls": made[1]},
            }
            for grant, (said, made) in misstated(state.totals, found.sums or {}).items()
        ],
        "not_debited": [
            {"grant": "0x" + total.grant_id.hex(), "rule": rule_name(total.rule)}
            for total in state.totals
            if total.rule
        ],
    }


def _roots(folded: Folded, lookup: Any, first: Grant) -> Iterator[tuple[int, Root]]:
    """What a tree of grants hangs on was worth this from this moment on."""
    state = folded.state(first.root) if first.root_kind is RootKind.CONSENT else None
    if first.root_kind is RootKind.DECISION:
        yield 0, DecisionRoot()
    elif isinstance(state, ConsentRecord):
        yield 0, ConsentRoot(state.expires_at, state.withdrawn_at)
    else:
        place = Place(certificate_of(first.root), first.grantor)
        for at in (0, *moments(lookup, place, first.right)):
            yield at, UnitRoot(first.root_kind is RootKind.UNIT and held_at(lookup, place, first.right, at))


def _other_records(row: UsageLog) -> Inconsistent:
    return Inconsistent(
        "the records that are kept here are not those of the batch that was anchored",
        zh="本机保存的使用记录与存证批次的根不符",
        code="USAGE_RECORDS_DIFFER",
        batch="0x" + row.batch.hex(),
    )
