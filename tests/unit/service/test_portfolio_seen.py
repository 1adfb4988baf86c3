# SPDX-License-Identifier: Apache-2.0
"""What a bank notes of a warning stands for that warning alone: by pledge, rule and version, subject, whom it is about,
until it comes about anew; it is nobody else's, no change by acts, and not in what was known before it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from ledger.domain.ids import OrgId
from ledger.domain.portfolio import Line, Seen
from ledger.domain.portfolio_json import Portfolio, portfolio_csv, portfolio_document
from ledger.errors import NotFound, Refused
from ledger.service.runtime import Principal
from ledger.service.warnings_seen import Sighting, mark_seen
from ledger.store.queries import records
from ledger.store.queries.records import SeenWarning
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator.chain import GENESIS_TIME as T0
from tests.simulator.chain import SimulatedChain
from tests.unit.service.test_portfolio import BANK, DAY, OTHER, asked, founded, granted


def seized(count: int = 1) -> SimulatedChain:
    chain = founded(count)
    chain.mine([a.annotated(1, 1, 2, T0)], seconds=DAY)
    return chain


def noted(chain: SimulatedChain, store: Store, number: int = 1, **changes: object) -> SeenWarning:
    """A record as a bank's person makes it, after the newest block."""
    row = SeenWarning(
        mark_id=f"S{number}",
        org_id=str(BANK),
        idempotency_key=f"key {number}",
        person="hua",
        pledge_id=bytes(a.pledge(1)),
        rule="EW03/1",
        subject=a.certificate_code(1),
        about="[]",
        note="已联系出质人",
        seen_at=chain.head().timestamp + 1,
    )
    row = replace(row, **changes)  # type: ignore[arg-type]
    with store.writing() as session:
        records.add(session, row)
    return row


def marks(found: Portfolio) -> dict[str, Seen | None]:
    line: Line
    ((line, _), *_) = found.lines
    return {signal.rule.code: found.seen_of(line, signal) for signal in line.signals}


def test_it_stands_with_the_warning_and_in_the_documents(store: Store) -> None:
    chain = seized()
    assert marks(asked(chain, store)) == {"EW03": None}
    row = noted(chain, store)
    found = asked(chain, store)
    mark = marks(found)["EW03"]
    assert mark is not None
    assert (mark.person, mark.at, mark.note) == ("hua", row.seen_at, "已联系出质人")
    (signal,) = portfolio_document(found)["items"][0]["signals"]
    assert (signal["seen"]["by"], signal["seen"]["at"]["seconds"]) == ("hua", row.seen_at)
    (told,) = csv.DictReader(io.StringIO(portfolio_csv(found)))
    assert (told["alerts"], told["seen"]) == ("EW03", "EW03")


@pytest.mark.parametrize(
    "other",
    [
        {"org_id": str(OTHER)},
        {"pledge_id": bytes(a.pledge(2))},
        {"rule": "EW03/2"},
        {"rule": "EW02/1"},
        {"subject": a.certificate_code(2)},
        {"about": json.dumps(["0x" + "11" * 32])},
    ],
    ids=lambda changes: " ".join(changes),
)
def test_it_stands_for_no_other(store: Store, other: dict[str, object]) -> None:
    chain = seized()
    asked(chain, store)
    noted(chain, store, **other)
    assert marks(asked(chain, store)) == {"EW03": None}


def test_what_came_about_after_it_was_seen_is_not_seen(store: Store) -> None:
    chain = seized()
    asked(chain, store)
    noted(chain, store)
    chain.mine([a.lifted(1, 1)], seconds=DAY)
    assert marks(asked(chain, store)) == {}
    chain.mine([a.annotated(1, 2, 2, T0)], seconds=DAY)
    assert marks(asked(chain, store)) == {"EW03": None}
    noted(chain, store, 2, note="再次查封")
    mark = marks(asked(chain, store))["EW03"]
    assert mark is not None
    assert mark.note == "再次查封"


def test_the_newest_of_several_is_told_and_each_grant_has_its_own(store: Store) -> None:
    chain = founded(1)
    for name in ("deep", "long"):
        granted(chain, name, chain.head().timestamp + 5, depth=1)
    asked(chain, store)
    about = ["0x" + a.grant_id("deep").hex()]
    for number, note in enumerate(("first", "second")):
        at = chain.head().timestamp + 5 + number
        noted(chain, store, number, rule="EW08/3", about=json.dumps(about), note=note, seen_at=at)
    found = asked(chain, store)
    ((line, _),) = found.lines
    told = {signal.key[2]: found.seen_of(line, signal) for signal in line.signals}
    deep, long = (("0x" + a.grant_id(name).hex(),) for name in ("deep", "long"))
    assert (told[deep] is not None and told[deep].note, told[long]) == ("second", None)


def test_it_is_no_change_and_leaves_what_was_known_as_it_was(store: Store) -> None:
    chain = seized()
    before = asked(chain, store)
    known = before.known.number
    then = asked(chain, store, known=known)
    noted(chain, store)
    assert asked(chain, store, known=known) == then
    assert asked(chain, store, since=known).lines == ()
    assert asked(chain, store) != before
    chain.mine([a.valued(1, 9_000_000_000, T0)], seconds=DAY)
    later = asked(chain, store, since=known)
    ((_, change),) = later.lines
    assert change is not None
    assert ([touched.what for touched in change.touched], change.appeared, change.ended) == (["valuation"], (), ())
    assert asked(chain, store, known=later.known.number).seen != {}, "it was noted by then"


# --- noting it --------------------------------------------------------------------------------------------------------


def noting(chain: SimulatedChain, store: Store, key: str, by: OrgId = BANK, **changes: Any) -> SeenWarning:
    """As the service does it, with the clock a minute behind the newest block."""
    asked(chain, store)
    ledger: Any = SimpleNamespace(store=store, now=lambda: chain.head().timestamp - 60)
    sighting = {"pledge_id": a.pledge(1), "rule": "EW03", "note": "已联系"} | changes
    return mark_seen(ledger, Principal(by, "hua", bytes(32)), key, Sighting(**sighting))


def test_a_bank_notes_a_warning_once_under_a_key_even_after_it_ended(store: Store) -> None:
    chain = seized()
    made = noting(chain, store, "k")
    assert (made.rule, made.subject, made.about) == ("EW03/1", a.certificate_code(1), "[]")
    assert made.seen_at == chain.head().timestamp + 1, "after whatever was answered on that block"
    assert noting(chain, store, "k", rule="EW03/1", subject=a.certificate_code(1)) == made
    again = noting(chain, store, "in the same second", note="已查实")
    mark = marks(asked(chain, store))["EW03"]
    assert mark is not None
    assert (mark.note, mark.at) == ("已查实", made.seen_at + 1)
    chain.mine([a.lifted(1, 1)], seconds=DAY)
    assert noting(chain, store, "k") == made
    for changes in ({"note": "其他"}, {"rule": "EW02"}, {"subject": "SJ"}, {"about": "0x"}):
        with pytest.raises(Refused) as reused:
            noting(chain, store, "k", **changes)
        assert reused.value.code == "IDEMPOTENCY_KEY_REUSED"
    with store.reading() as session:
        assert sorted(records.some(session, SeenWarning), key=lambda row: row.seen_at) == [made, again]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"by": a.HOLDER}, "CALLER_IS_NO_BANK"),
        ({"by": OrgId("91150105MA0DEM857D")}, "ORGANISATION_NOT_FOUND"),
        ({"by": OTHER}, "PLEDGE_NOT_FOUND"),
        ({"pledge_id": a.pledge(9)}, "PLEDGE_NOT_FOUND"),
        ({"rule": "EW99"}, "WARNING_RULE_UNKNOWN"),
        ({"rule": "EW03/2"}, "WARNING_RULE_UNKNOWN"),
        ({"note": " "}, "NOTE_EMPTY"),
        ({"rule": "EW04"}, "WARNING_NOT_FOUND"),
        ({"subject": a.certificate_code(2)}, "WARNING_NOT_FOUND"),
        ({"about": "0x" + "11" * 32}, "WARNING_NOT_FOUND"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_only_a_warning_of_ones_own_pledge_that_holds_now_is_noted(
    store: Store, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises((Refused, NotFound)) as refused:
        noting(seized(), store, "k", **changes)
    assert refused.value.code == code
    with store.reading() as session:
        assert records.some(session, SeenWarning) == []


def test_where_several_are_meant_the_one_is_to_be_named(store: Store) -> None:
    chain = founded(1)
    for name in ("deep", "long"):
        granted(chain, name, chain.head().timestamp + 5, depth=1)
    with pytest.raises(Refused) as several:
        noting(chain, store, "k", rule="EW08")
    assert several.value.code == "WARNING_AMBIGUOUS"
    about = "0x" + a.grant_id("long").hex()
    assert json.loads(noting(chain, store, "k", rule="EW08", about=about).about) == [about]


def test_a_released_pledge_has_no_warning_to_note(store: Store) -> None:
    chain = seized()
    chain.mine([a.pledge_released(1), a.freed(1, 1)])
    with pytest.raises(NotFound) as gone:
        noting(chain, store, "k")
    assert gone.value.code == "PLEDGE_NOT_FOUND"
