# SPDX-License-Identifier: Apache-2.0
"""Records are kept as given, never doubled, and the reading log shows what was done to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from ledger.errors import Inconsistent, Refused
from ledger.store.queries import records as r
from ledger.store.session import Store
from ledger.store.tables import RECORDS

H = b"h" * 32
EXAMPLES: list[Any] = [
    r.ApplicationRecord("91", "R-1", H, "91", b"sealed", True, 1, 2),
    r.ApplicationRecordWrap("91", "R-1", "92", H, H, b"w" * 48, 1),
    r.DocumentRow(
        "R-1", "合同.pdf", "contract", "application/pdf", 10, H, H, H, H, H, H, H, 90, "bafy", b"x" * 64, H, "91", 1
    ),
    r.DocumentWrap("R-1", "合同.pdf", "92", H, H, b"w" * 48, "审查", 1, 100),
    r.Person("p1", "91", "某某", H, b"c" * 32, 1),
    r.ApiKey("lk_12345", b"k" * 32, "91", "p1", "前台", '["read"]', 1),
    r.ImportBatch("b1", "91", "p1", "申请.xlsx", H, 1),
    r.ImportRow("b1", "R-1", "表1", 7, "SENT", "[]", H, "s1"),
    r.CaseDecision("d1", H, "CORRECTION", "91", "p1", "缺少样例", H, b"c" * 32, 1),
    r.KeyDestruction("D1", "91", "key", "R-1", '["合同.pdf"]', "期满", H, "p1", "p2", 1, 100),
    r.BankFinding("F1", "91", "key", "p1", "SJ1512026070001", "unpledged.zhongdeng", "无登记", H, 1, 100, H),
    r.SeenWarning("S1", "91", "key", "p1", H, "EW03/1", "SJ1512026070001", "[]", "已联系出质人", 1),
    r.DataSketch("R-1", "91", "R-1", H, "[0,[],[]]", H, 1),
    r.DataSketchMark("R-1", 7),
    r.SealedPaper("P1", H, "PLEDGE_CLAIM", "91", "p1", b"sealed", b"c" * 32, 1),
    r.SealedPaperWrap("P1", "92", H, H, b"w" * 48, 1),
    r.UsageLog(H, "91", "p1", H, H, H, 3, 1),
    r.UsageLogPart(H, 0, H, b"records"),
]


def added(store: Store, *rows: Any) -> None:
    with store.writing() as session:
        r.add(session, *rows)


def test_there_is_an_example_of_every_record() -> None:
    assert {type(row) for row in EXAMPLES} | {r.Reading} == set(r.TABLE_OF)
    assert {table.name for table in RECORDS} == {table.name for table in r.TABLE_OF.values()}


def test_records_come_back_as_they_were_given(store: Store) -> None:
    added(store, *EXAMPLES)
    with store.reading() as session:
        assert [r.one(session, type(row)) for row in EXAMPLES] == EXAMPLES
        assert r.one(session, r.Person, person_id="nobody") is None


def test_a_record_that_is_there_is_refused_and_nothing_of_the_call_is_kept(store: Store) -> None:
    added(store, EXAMPLES[4])
    with pytest.raises(Refused) as refused:
        added(store, replace(EXAMPLES[4], person_id="p2", commitment=b"d" * 32), EXAMPLES[4])
    assert refused.value.code == "RECORD_EXISTS"
    with store.reading() as session:
        assert len(r.some(session, r.Person)) == 1


def test_putting_replaces_and_changing_names_what_it_changes(store: Store) -> None:
    person = EXAMPLES[4]
    with store.writing() as session:
        r.put(session, person)
        r.put(session, replace(person, name="新名"))
        assert r.change(session, r.Person, {"person_id": "p1"}, ended_at=9)
        assert not r.change(session, r.Person, {"person_id": "p9"}, ended_at=9)
    with store.reading() as session:
        assert r.one(session, r.Person) == replace(person, name="新名", ended_at=9)


def test_a_wrap_ends_with_its_time_and_with_the_key(store: Store) -> None:
    document, wrap = EXAMPLES[2], EXAMPLES[3]
    added(store, document, wrap, replace(wrap, org_id="93", until_at=None))

    def readers(at: int | None = None) -> list[str]:
        with store.reading() as session:
            return [w.org_id for w in r.wraps_of(session, "R-1", "合同.pdf", at)]

    assert (readers(), readers(99), readers(100)) == (["92", "93"], ["92", "93"], ["93"])
    with store.writing() as session:
        assert r.drop_wraps(session, "R-1", "合同.pdf", "93") == 1
    assert readers() == ["92"]
    with store.writing() as session:
        r.destroy_key(session, "R-1", "合同.pdf", 500)
    assert readers() == []
    with store.reading() as session:
        assert r.documents_of_case(session, H) == [replace(document, key_destroyed_at=500)]


def test_a_decision_to_destroy_is_approved_or_withdrawn_once(store: Store) -> None:
    decision = EXAMPLES[9]
    added(store, decision)
    still_open = {"destruction_id": "D1", "approved_at": None, "withdrawn_at": None}
    with store.writing() as session:
        assert r.change(session, r.KeyDestruction, still_open, approved_at=50)
        assert not r.change(session, r.KeyDestruction, still_open, withdrawn_at=51)
    with store.reading() as session:
        assert r.some(session, r.KeyDestruction, approved_at=None) == []
        assert r.one(session, r.KeyDestruction) == replace(decision, approved_at=50)
    assert [decision.open_at(100), decision.open_at(101), replace(decision, approved_at=1).open_at(2)] == [
        True,
        False,
        False,
    ]


def test_a_decision_to_destroy_has_a_key_of_its_own_in_its_organisation(store: Store) -> None:
    added(store, EXAMPLES[9], replace(EXAMPLES[9], destruction_id="D2", org_id="92"))
    with pytest.raises(Refused) as refused:
        added(store, replace(EXAMPLES[9], destruction_id="D3"))
    assert refused.value.code == "RECORD_EXISTS"


def test_documents_are_found_by_their_digest_among_ones_own_and_of_one_kind(store: Store) -> None:
    document = EXAMPLES[2]
    others = [
        replace(document, name="样例.csv", kind="doc_sample"),
        replace(document, record_id="R-2", kind="doc_sample", owner_org="92"),
        replace(document, record_id="R-3", kind="doc_sample", sha256=b"g" * 32),
        replace(document, record_id="R-0", kind="doc_sample", created_at=2),
    ]
    added(store, document, *others)
    with store.reading() as session:
        found = r.documents_like(session, "91", "doc_sample", [b"n" * 32] * 600 + [H])
    assert [(each.record_id, each.name) for each in found] == [("R-1", "样例.csv"), ("R-0", "合同.pdf")]


def test_references_that_were_filed_are_known(store: Store) -> None:
    added(store, EXAMPLES[0])
    with store.reading() as session:
        assert r.known_references(session, "91", ["R-1", "R-2"]) == {"R-1": H}
        assert r.known_references(session, "92", ["R-1"]) == {}


def test_an_api_key_is_good_until_it_ends_or_is_revoked() -> None:
    key = replace(EXAMPLES[5], until_at=10)
    assert [key.good_at(9), key.good_at(10), replace(key, revoked_at=3).good_at(5)] == [True, False, False]


# --- the reading log --------------------------------------------------------------------------------------------------


def read(store: Store, count: int) -> None:
    for number in range(count):
        with store.writing() as session:
            r.log_reading(session, at=number, org_id="91", person="p1", what="DOCUMENT", subject=f"R-{number}/合同",
                          purpose="审查")  # fmt: skip


def test_each_line_follows_on_the_one_before(store: Store) -> None:
    read(store, 3)
    with store.reading() as session:
        first, second, third = r.readings(session)
        assert (second.previous, third.previous) == (first.hash, second.hash)
        assert r.check_reading_log(session) == 3
        assert r.readings(session, "R-1/合同") == [second]


def test_a_reading_without_purpose_is_refused(store: Store) -> None:
    with pytest.raises(Refused) as refused, store.writing() as session:
        r.log_reading(session, at=1, org_id="91", person="p", what="DOCUMENT", subject="R", purpose="  ")
    assert refused.value.code == "PURPOSE_MISSING"


def test_a_reading_is_never_changed_through_the_front_door(store: Store) -> None:
    read(store, 1)
    with store.writing() as session, pytest.raises(ValueError, match="never changed"):
        r.change(session, r.Reading, {"number": 1}, purpose="其他")


TAMPERING = {
    "a purpose was changed": ("UPDATE reading_log SET purpose = '其他' WHERE number = 2", 2),
    "a person was changed": ("UPDATE reading_log SET person = 'p2' WHERE number = 1", 1),
    "a line was taken out": ("DELETE FROM reading_log WHERE number = 2", 2),
    "the first line was taken out": ("DELETE FROM reading_log WHERE number = 1", 1),
    "a hash was changed": ("UPDATE reading_log SET hash = previous WHERE number = 3", 3),
}


@pytest.mark.parametrize(("statement", "number"), TAMPERING.values(), ids=TAMPERING.keys())
def test_what_was_done_to_the_log_is_named(store: Store, statement: str, number: int) -> None:
    read(store, 4)
    with store.writing() as session:
        session.execute(text(statement))
    with store.reading() as session, pytest.raises(Inconsistent) as found:
        r.check_reading_log(session)
    assert (found.value.code, found.value.facts["number"]) == ("READING_LOG_BROKEN", number)
