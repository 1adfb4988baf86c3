# SPDX-License-Identifier: Apache-2.0
"""A destruction by two persons on each engine: keys, mark and line of the log come in one commit, or none does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pytest

from ledger.domain.ids import OrgId
from ledger.service import key_destruction
from ledger.service.key_destruction import DestructionOrder
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import records
from ledger.store.session import Store

H = b"h" * 32
ORG = OrgId("91150103MA0DEM080G")
RECORD = f"{ORG}/R-1"
PREPARER, APPROVER = Principal(ORG, "bao", H), Principal(ORG, "chen", H)


@dataclass(frozen=True, slots=True)
class Kept:
    """As much of a ledger as a destruction asks for: it signs nothing and reads nothing of the chain."""

    store: Store

    def now(self) -> int:
        return 1_000


def kept(store: Store) -> Ledger:
    document = records.DocumentRow(
        RECORD, "合同.pdf", "contract", "application/pdf", 10, H, H, H, H, H, H, H, 90, "bafy", b"x" * 64, H, ORG, 1
    )
    with store.writing() as session:
        records.add(session, document, *(records.DocumentWrap(RECORD, "合同.pdf", to, H, H, b"w" * 48, "用途", 1)
                                         for to in (ORG, "92")))  # fmt: skip
    return cast(Ledger, Kept(store))


def prepared(ledger: Ledger) -> str:
    order = DestructionOrder(PREPARER, APPROVER, "key", "R-1", H, "期限届满")
    return key_destruction.prepared(ledger, order).destruction_id


def wraps(store: Store) -> int:
    with store.reading() as session:
        return len(records.wraps_of(session, RECORD, "合同.pdf"))


def test_every_key_goes_and_the_decision_stays(store: Store) -> None:
    ledger = kept(store)
    waiting = prepared(ledger)
    assert wraps(store) == 2
    done = key_destruction.approved(ledger, APPROVER, waiting)
    assert wraps(store) == 0
    with store.reading() as session:
        (row,) = records.some(session, records.DocumentRow)
        assert records.check_reading_log(session) == 1
        (line,) = records.readings(session, RECORD)
    assert row.key_destroyed_at == done.approved_at == line.at == 1_000
    assert (line.what, line.org_id, line.person, line.purpose) == ("DESTROY", ORG, "chen", key_destruction.told(done))
    assert key_destruction.of_record(ledger, RECORD) == [done]


def test_what_cannot_be_logged_is_not_destroyed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = kept(store)
    waiting = prepared(ledger)

    def broken(*_: object, **__: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(records, "log_reading", broken)
    with pytest.raises(OSError, match="full"):
        key_destruction.approved(ledger, APPROVER, waiting)
    assert wraps(store) == 2
    assert [each.destruction_id for each in key_destruction.waiting(ledger, ORG)] == [waiting]
