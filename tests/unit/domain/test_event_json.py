# SPDX-License-Identifier: Apache-2.0
"""The canonical JSON of events: one text per event, and nothing else is taken for one. Round trips of every event stand
beside the decoders (chain/test_decode.py)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from ledger.domain import events
from ledger.domain.event_json import from_json, to_json
from ledger.domain.ids import Address, OrgId, RegimeId
from ledger.domain.kinds import CodeSource, OrgKind
from ledger.domain.structs import Regime
from ledger.errors import Inconsistent

ADDED = events.KeyAdded(OrgId("91150103MA0DEM080G"), Address(b"\xab" * 20), 1_782_867_600, 2**40 - 1)
TEXT = (
    '{"account":"0xabababababababababababababababababababab","event":"KeyAdded","org":"91150103MA0DEM080G",'
    '"since":1782867600,"until":1099511627775}'
)


def test_keys_are_sorted_bytes_are_lower_case_hex_and_there_are_no_spaces() -> None:
    assert to_json(ADDED) == TEXT
    assert from_json(TEXT) == ADDED


def test_integers_wider_than_53_bits_are_texts_whatever_their_value() -> None:
    opened = events.WriterOpened(Address(bytes(20)), 3, 5)
    assert json.loads(to_json(opened)) == {
        "event": "WriterOpened",
        "kinds": "3",
        "module": "0x" + "00" * 20,
        "since": 5,
    }
    assert from_json(to_json(opened)) == opened


def test_enums_are_numbers_and_come_back_as_enums() -> None:
    suspended = events.OrganisationSuspended(OrgId("91150103MA0DEM080G"), OrgKind.BANK, 7, bytes(32))
    assert json.loads(to_json(suspended))["kind"] == 3
    found = from_json(to_json(suspended))
    assert isinstance(found, events.OrganisationSuspended)
    assert found.kind is OrgKind.BANK


def test_chinese_stays_readable_and_structs_nest() -> None:
    regime = Regime(RegimeId("R"), 3, 10, 10, 5, 10, 5, 6, CodeSource.LOCAL, "SJ", "数据产权登记工作指引", bytes(32))
    text = to_json(events.RegimePublished(RegimeId("R"), 1, regime))
    assert '"title":"数据产权登记工作指引"' in text
    assert from_json(text) == events.RegimePublished(RegimeId("R"), 1, regime)


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    shape = json.loads(TEXT)
    change(shape)
    return json.dumps(shape, separators=(",", ":"), sort_keys=True)


WRONG = {
    "no JSON": "{",
    "a list": "[]",
    "a number": "1",
    "an event nobody knows": changed(lambda shape: shape.update(event="KeyEaten")),
    "no event": changed(lambda shape: shape.pop("event")),
    "a field missing": changed(lambda shape: shape.pop("org")),
    "a field too many": changed(lambda shape: shape.update(more=1)),
    "spaces": json.dumps(json.loads(TEXT), sort_keys=True),
    "another order": json.dumps(dict(reversed(json.loads(TEXT).items())), separators=(",", ":")),
    "capitals in hex": TEXT.replace("ab", "AB"),
    "a short address": changed(lambda shape: shape.update(account="0x00")),
    "an address without 0x": changed(lambda shape: shape.update(account="ab" * 21)),
    "an address that is a number": changed(lambda shape: shape.update(account=1)),
    "a text for a number": changed(lambda shape: shape.update(since="1782867600")),
    "a flag for a number": changed(lambda shape: shape.update(since=True)),
    "a fraction": changed(lambda shape: shape.update(since=1.5)),
    "a negative number": changed(lambda shape: shape.update(since=-1)),
    "a number too wide": changed(lambda shape: shape.update(since=2**40)),
    "a name too long": changed(lambda shape: shape.update(org="9" * 19)),
    "a name in another form": changed(lambda shape: shape.update(org="0x" + b"AB".ljust(18, b"\0").hex())),
    "a name of Chinese characters": changed(lambda shape: shape.update(org="示例")),
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
def test_what_to_json_would_not_write_is_inconsistent(text: str) -> None:
    with pytest.raises(Inconsistent) as caught:
        from_json(text)
    assert caught.value.code == "EVENT_JSON_MALFORMED"
    assert caught.value.facts["text"] == text


@pytest.mark.parametrize(
    ("event", "field", "value"),
    [
        (events.WriterOpened(Address(bytes(20)), 3, 5), "kinds", 3),
        (events.WriterOpened(Address(bytes(20)), 3, 5), "kinds", "03"),
        (events.WriterOpened(Address(bytes(20)), 3, 5), "kinds", str(2**128)),
        (events.DeskTrusted(Address(bytes(20)), True), "trusted", 1),
        (events.OrganisationSuspended(OrgId("A"), OrgKind.BANK, 7, bytes(32)), "kind", 8),
        (events.CalendarPublished(2026, 1, 2, (1, 2), bytes(32)), "working_days", ["1"]),
        (events.CalendarPublished(2026, 1, 2, (1, 2), bytes(32)), "working_days", "12"),
    ],
    ids=["wide as number", "wide with a zero", "too wide", "no flag", "no enum", "one of two", "no list"],
)
def test_fields_of_every_kind_are_read_strictly(event: events.Event, field: str, value: object) -> None:
    shape = json.loads(to_json(event)) | {field: value}
    with pytest.raises(Inconsistent):
        from_json(json.dumps(shape, separators=(",", ":"), sort_keys=True))
