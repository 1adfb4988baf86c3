# SPDX-License-Identifier: Apache-2.0
"""A key names a wish: the same body gets the original answer, another body is refused, a hundred at once are one."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from ledger.errors import NotFound, Refused, Unavailable
from ledger.store.queries import submission as rows
from ledger.store.session import Store
from ledger.submission.outbox import Outbox
from ledger.submission.wish import check_key
from tests.unit.submission.test_sender import Desk, wish


def test_the_same_key_and_body_give_the_row_that_is_there(store: Store) -> None:
    outbox = Outbox(store, 7)
    first = outbox.put(wish())
    assert outbox.put(replace(wish(), data=b"other salts, same wish")) == first


def test_the_same_key_with_another_body_is_refused_and_names_the_first(store: Store) -> None:
    outbox = Outbox(store, 7)
    first = outbox.put(wish())
    with pytest.raises(Refused) as caught:
        outbox.put(wish(more="another"))
    assert caught.value.code == "IDEMPOTENCY_KEY_REUSED"
    assert caught.value.facts["submission"] == first.id


def test_keys_of_other_verbs_and_organisations_are_other_wishes(store: Store) -> None:
    outbox = Outbox(store, 7)
    put = [outbox.put(each) for each in (wish(), replace(wish(), verb="refuse"), replace(wish(), org_id="x"))]
    assert len({each.id for each in put}) == 3


def test_a_hundred_at_once_with_one_key_are_one_wish(store: Store) -> None:
    outbox, start = Outbox(store, 7), threading.Barrier(20)

    def put(number: int) -> str:
        if number < 20:
            start.wait()
        return outbox.put(wish()).id

    with ThreadPoolExecutor(20) as pool:
        ids = set(pool.map(put, range(100)))
    assert len(ids) == 1
    with store.reading() as session:
        assert rows.counts(session) == {"DRAFT": 1}


def test_a_repeat_years_later_is_told_the_original_answer(store: Store) -> None:
    desk = Desk(store)
    (put,) = desk.put(wish())
    desk.work()
    first = desk.outbox.get(put.id)
    desk.now += 10 * 365 * 86_400
    (again,) = desk.put(wish())
    assert again == first
    assert desk.door.effects(b"\x01\x02") == 1


def test_a_repeat_of_a_refused_wish_is_told_the_refusal_again(store: Store) -> None:
    desk = Desk(store)
    desk.door.refuses(b"\x01\x02")
    desk.put(wish())
    desk.work()
    (again,) = desk.put(wish())
    assert (again.state.value, again.error_code) == ("FAILED", "CALLER_IS_NOT_GOVERNANCE")


def test_a_key_that_we_make_finds_its_wish_again_unless_that_was_refused(store: Store) -> None:
    """Too early yesterday need not be too early today; what was done is not done twice."""
    desk = Desk(store)
    org, verb = wish().org_id, wish().verb
    assert desk.outbox.key_of(org, "name", verb) == "name"
    desk.door.refuses(b"\x01\x02")
    desk.put(wish(key="name"))
    assert desk.outbox.key_of(org, "name", verb) == "name", "under way is not refused"
    desk.work()
    assert desk.outbox.key_of(org, "name", verb) == desk.outbox.key_of(org, "name") == "name#2"
    assert desk.outbox.key_of(org, "name", "another verb") == "name"
    assert desk.outbox.key_of("another organisation", "name") == "name"
    desk.put(wish(key="name#2"))
    desk.work()
    assert desk.outbox.key_of(org, "name", verb) == "name#3"


def test_what_is_written_alongside_is_there_with_the_wish_or_neither_is(store: Store) -> None:
    def fails(_session: Any) -> None:
        raise Refused("no", zh="否", code="NO")

    outbox = Outbox(store, 7)
    with pytest.raises(Refused):
        outbox.put(wish(), fails)
    with store.reading() as session:
        assert rows.counts(session) == {}


def test_a_wait_that_takes_too_long_says_that_the_wish_goes_on(store: Store) -> None:
    outbox = Outbox(store, 7)
    put = outbox.put(wish())
    with pytest.raises(Unavailable) as caught:
        outbox.wait(put.id, 0.01)
    assert caught.value.code == "SUBMISSION_UNDER_WAY"
    assert caught.value.facts["submission"] == put.id


def test_where_the_chain_was_replaced_no_wish_is_taken_in_and_old_ones_are_told(store: Store) -> None:
    put = Outbox(store, 7).put(wish())
    stopped = Outbox(store, 7, stopped=lambda: Unavailable("stopped", zh="已停止", code="MIRROR_HALTED"))
    assert stopped.put(wish()) == put
    with pytest.raises(Unavailable) as refused:
        stopped.put(wish("another"))
    assert refused.value.code == "MIRROR_HALTED"
    assert stopped.find(put.org_id, put.verb, "another") is None


def test_an_unknown_submission_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound) as caught:
        Outbox(store, 7).get("nothing")
    assert caught.value.code == "SUBMISSION_NOT_FOUND"


@pytest.mark.parametrize("key", ["", " ", "with space", "新", "a\n", "\x7f", "k" * 257])
def test_a_key_that_is_no_visible_ascii_of_256_is_refused(key: str) -> None:
    with pytest.raises(Refused) as caught:
        check_key(key)
    assert caught.value.code == "IDEMPOTENCY_KEY_MALFORMED"


@pytest.mark.parametrize("key", ["a", "k" * 256, "!~", "91150103MA0DEM080G/NM-1#2"])
def test_a_key_of_visible_ascii_is_taken(key: str) -> None:
    assert check_key(key) == key
