# SPDX-License-Identifier: Apache-2.0
"""Heads, words and the rolling head by vectors that eth_abi worked out; then all that can be withheld or changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.chain.decode import decode
from ledger.domain.events import Entry
from ledger.domain.ids import Address
from ledger.domain.words import HistoryWord
from ledger.errors import Inconsistent
from ledger.proofs import history
from ledger.proofs.history import NO_HEAD, EarlierHistory, Spine

VECTORS = json.loads((Path(__file__).resolve().parents[2] / "vectors" / "history.json").read_text(encoding="utf-8"))
RECORDS: list[dict[str, Any]] = VECTORS["entries"]


@dataclass(frozen=True, slots=True)
class Log:
    address: bytes
    topics: tuple[bytes, ...]
    data: bytes


def raw(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))


def log(shape: dict[str, Any]) -> Log:
    return Log(raw(shape["address"]), tuple(raw(topic) for topic in shape["topics"]), raw(shape["data"]))


SPINE = Spine(VECTORS["chainId"], Address(raw(VECTORS["history"])))
LOGS = [log(record["log"]) for record in RECORDS]
ENTRY_LOGS = [log(record["entry"]) for record in RECORDS]
ENTRIES = [history.entry_of(found) for found in ENTRY_LOGS]
CASE = ENTRIES[0].subject
OF_CASE = [entry for entry in ENTRIES if entry.subject == CASE]
WORD = HistoryWord.unpack(int(RECORDS[4]["word"], 16))


def refusal(act: Callable[[], object]) -> Inconsistent:
    with pytest.raises(Inconsistent) as caught:
        act()
    return caught.value


# --- the formulas -----------------------------------------------------------------------------------------------------


def test_the_type_of_an_entry_is_the_one_of_the_vectors_and_of_solidity() -> None:
    assert "0x" + history.ENTRY_TYPEHASH.hex() == VECTORS["entryTypehash"]
    source = (Path(__file__).resolve().parents[3] / "contracts" / "interfaces" / "IHistory.sol").read_text("utf-8")
    written = "Entry(bytes28 head,uint256 chainId,address history,address module,bytes32 subject,uint32 length,"
    assert f'"{written}uint16 kind,address actor,bytes32 payloadHash)"' in source


@pytest.mark.parametrize("number", range(len(RECORDS)))
def test_each_step_is_the_one_of_the_vectors(number: int) -> None:
    record, entry = RECORDS[number], ENTRIES[number]
    before = [earlier for earlier in ENTRIES[:number] if earlier.subject == entry.subject]
    rolled = raw(RECORDS[number - 1]["rolling"]) if number else NO_HEAD
    assert history.payload_hash(LOGS[number].topics, LOGS[number].data) == raw(record["payloadHash"])
    assert history.head_after(SPINE, before[-1].head if before else NO_HEAD, entry) == raw(record["head"])
    assert history.rolling_after(rolled, entry) == raw(record["rolling"])
    assert history.word_after(entry).to_bytes() == raw(record["word"])


@pytest.mark.parametrize("number", range(len(RECORDS)))
def test_an_entry_is_read_here_as_the_decoder_reads_it(number: int) -> None:
    found = ENTRY_LOGS[number]
    assert history.entry_of(found) == decode(found.topics, found.data)


def test_only_the_first_28_bytes_of_the_head_before_count() -> None:
    head = OF_CASE[0].head
    assert history.head_after(SPINE, head, OF_CASE[1]) == history.head_after(SPINE, head[:28], OF_CASE[1])


@pytest.mark.parametrize(
    "other",
    [
        replace(SPINE, chain_id=SPINE.chain_id + 1),
        replace(SPINE, history=Address(bytes(20))),
    ],
    ids=["another chain", "another History"],
)
def test_entries_of_another_ledger_do_not_pass(other: Spine) -> None:
    assert refusal(lambda: history.verify_subject(other, CASE, OF_CASE)).code == "ENTRY_HEAD_DIFFERS"


# --- over an upgrade --------------------------------------------------------------------------------------------------

LATER = Spine(SPINE.chain_id, Address(b"\x77" * 20), (EarlierHistory(SPINE.history, OF_CASE[0].sequence),))


def went_on() -> list[Entry]:
    """The case's first entry as it is; those that follow on it in the later History."""
    entries = [OF_CASE[0]]
    for entry in OF_CASE[1:]:
        entries.append(replace(entry, head=history.head_after(LATER, entries[-1].head, entry)))
    return entries


def test_an_entry_stands_in_the_history_that_its_sequence_says() -> None:
    last = OF_CASE[0].sequence
    assert LATER.histories == (SPINE.history, LATER.history)
    assert [LATER.history_of(sequence) for sequence in (1, last, last + 1)] == [
        SPINE.history, SPINE.history, LATER.history
    ]  # fmt: skip
    assert SPINE.history_of(last + 1) == SPINE.history


def test_a_subject_goes_on_in_a_later_history() -> None:
    entries = went_on()
    history.verify_subject(LATER, CASE, entries, history.word_after(entries[-1]))
    assert entries[1].head != OF_CASE[1].head, "the History is part of the head"
    for spine in (SPINE, replace(LATER, earlier=())):
        assert refusal(lambda spine=spine: history.verify_subject(spine, CASE, entries)).code == "ENTRY_HEAD_DIFFERS"  # type: ignore[misc]


# --- subjects ---------------------------------------------------------------------------------------------------------


def test_all_entries_of_a_subject_pass() -> None:
    history.verify_subject(SPINE, CASE, OF_CASE, WORD)


def test_a_subject_without_entries_passes_with_an_empty_word_only() -> None:
    history.verify_subject(SPINE, CASE, [], HistoryWord(0, bytes(28)))
    error = refusal(lambda: history.verify_subject(SPINE, CASE, [], WORD))
    assert (error.code, error.facts["number"]) == ("ENTRY_MISSING", 1)


@pytest.mark.parametrize("left_out", range(len(OF_CASE)))
def test_an_entry_left_out_is_named_by_its_number(left_out: int) -> None:
    rest = [entry for number, entry in enumerate(OF_CASE) if number != left_out]
    error = refusal(lambda: history.verify_subject(SPINE, CASE, rest, WORD))
    assert (error.code, error.facts["number"]) == ("ENTRY_MISSING", left_out + 1)
    assert f"entry {left_out + 1} of this subject is missing" in error.en
    assert f"第 {left_out + 1} 条" in error.zh


def test_two_entries_in_the_wrong_order_are_refused() -> None:
    error = refusal(lambda: history.verify_subject(SPINE, CASE, [OF_CASE[1], OF_CASE[0], OF_CASE[2]]))
    assert (error.code, error.facts["number"]) == ("ENTRY_MISSING", 1)


def test_an_entry_more_than_the_word_counts_is_refused() -> None:
    shorter = history.word_after(OF_CASE[1])
    assert refusal(lambda: history.verify_subject(SPINE, CASE, OF_CASE, shorter)).code == "HISTORY_WORD_DIFFERS"


def test_an_entry_of_another_subject_is_refused() -> None:
    assert refusal(lambda: history.verify_subject(SPINE, CASE, [ENTRIES[1]])).code == "ENTRY_OF_ANOTHER_SUBJECT"


CHANGES: dict[str, Callable[[Entry], Entry]] = {
    "module": lambda entry: replace(entry, module=Address(bytes(20))),
    "kind": lambda entry: replace(entry, kind=entry.kind + 1),
    "actor": lambda entry: replace(entry, actor=Address(bytes(20))),
    "payload": lambda entry: replace(entry, payload_hash=bytes(32)),
    "head": lambda entry: replace(entry, head=bytes(32)),
}


@pytest.mark.parametrize("number", range(len(OF_CASE)))
@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_field_is_found_at_its_entry(change: str, number: int) -> None:
    entries = [*OF_CASE[:number], CHANGES[change](OF_CASE[number]), *OF_CASE[number + 1 :]]
    error = refusal(lambda: history.verify_subject(SPINE, CASE, entries))
    assert (error.code, error.facts["number"]) == ("ENTRY_HEAD_DIFFERS", number + 1)


@given(st.integers(0, 2), st.integers(0, 255))
def test_any_bit_of_a_payload_hash_counts(number: int, bit: int) -> None:
    payload = bytearray(OF_CASE[number].payload_hash)
    payload[bit // 8] ^= 1 << bit % 8
    entries = [*OF_CASE[:number], replace(OF_CASE[number], payload_hash=bytes(payload)), *OF_CASE[number + 1 :]]
    assert refusal(lambda: history.verify_subject(SPINE, CASE, entries)).facts["number"] == number + 1


# --- the rolling head -------------------------------------------------------------------------------------------------


@given(st.integers(0, len(ENTRIES)))
def test_the_rolling_head_is_the_same_in_any_two_parts(cut: int) -> None:
    half = history.verify_rolling(ENTRIES[:cut])
    assert history.verify_rolling(ENTRIES[cut:], *half) == (raw(RECORDS[-1]["rolling"]), len(RECORDS))


@pytest.mark.parametrize("left_out", range(len(ENTRIES) - 1))
def test_an_entry_of_the_ledger_left_out_is_named(left_out: int) -> None:
    rest = [entry for number, entry in enumerate(ENTRIES) if number != left_out]
    error = refusal(lambda: history.verify_rolling(rest))
    assert (error.code, error.facts["number"]) == ("ENTRY_MISSING", left_out + 1)


# --- pairing ----------------------------------------------------------------------------------------------------------

LOG_1, LOG_2, TRUST, LOG_4 = LOGS[:4]
ENTRY_1, ENTRY_2, ENTRY_3, ENTRY_4 = ENTRY_LOGS[:4]


@pytest.mark.parametrize(
    ("logs", "expected"),
    [
        ([], []),
        ([LOG_1, ENTRY_1], [(LOG_1, 1)]),
        ([LOG_1, ENTRY_1, LOG_2, ENTRY_2], [(LOG_1, 1), (LOG_2, 2)]),
        ([LOG_1, LOG_2, ENTRY_1, ENTRY_2], [(LOG_1, 1), (LOG_2, 2)]),
        ([LOG_1, TRUST, LOG_2, ENTRY_1, ENTRY_2, ENTRY_3], [(LOG_1, 1), (LOG_2, 2), (TRUST, 3)]),
        (
            [TRUST, LOG_1, LOG_2, ENTRY_1, ENTRY_2, ENTRY_3, LOG_4, ENTRY_4],
            [(LOG_1, 1), (LOG_2, 2), (TRUST, 3), (LOG_4, 4)],
        ),
    ],
    ids=["nothing", "one act", "two acts", "a batch", "a batch with another module between", "a batch and an act"],
)
def test_logs_and_entries_find_each_other(logs: list[Log], expected: list[tuple[Log, int]]) -> None:
    acts = history.pair(logs, SPINE.history)
    assert [(act.log, act.entry.sequence) for act in acts] == expected


@pytest.mark.parametrize(
    ("logs", "code"),
    [
        ([LOG_1], "LOG_WITHOUT_ENTRY"),
        ([LOG_1, LOG_2, ENTRY_1], "LOG_WITHOUT_ENTRY"),
        ([ENTRY_1], "ENTRY_WITHOUT_LOG"),
        ([ENTRY_1, LOG_1], "ENTRY_WITHOUT_LOG"),
        ([TRUST, ENTRY_1], "ENTRY_WITHOUT_LOG"),
        ([LOG_2, LOG_1, ENTRY_1, ENTRY_2], "ENTRY_PAYLOAD_DIFFERS"),
        ([LOG_1, LOG_2, ENTRY_2, ENTRY_1], "ENTRY_PAYLOAD_DIFFERS"),
        ([replace(LOG_1, data=LOG_1.data[:-1] + b"\1"), ENTRY_1], "ENTRY_PAYLOAD_DIFFERS"),
        ([replace(LOG_1, topics=LOG_1.topics[:-1]), ENTRY_1], "ENTRY_PAYLOAD_DIFFERS"),
        ([LOG_1, ENTRY_1, ENTRY_1], "ENTRY_WITHOUT_LOG"),
        ([LOG_1, LOG_1, ENTRY_1], "LOG_WITHOUT_ENTRY"),
    ],
    ids=[
        "a log alone",
        "a log of a batch alone",
        "an entry alone",
        "an entry before its log",
        "an entry of another module",
        "logs in another order",
        "entries in another order",
        "a changed log",
        "a log without its last topic",
        "an entry twice",
        "a log twice",
    ],
)
def test_orphans_and_strangers_are_refused(logs: list[Log], code: str) -> None:
    assert refusal(lambda: history.pair(logs, SPINE.history)).code == code


def test_an_entry_of_another_history_is_a_log_like_any_other() -> None:
    stranger = replace(ENTRY_1, address=bytes(20))
    assert refusal(lambda: history.pair([LOG_1, stranger], SPINE.history)).code == "LOG_WITHOUT_ENTRY"


def spoiled(place: int) -> Log:
    data = bytearray(ENTRY_1.data)
    data[place] = 1
    return replace(ENTRY_1, data=bytes(data))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(ENTRY_1, topics=ENTRY_1.topics[:3]),
        replace(ENTRY_1, topics=(*ENTRY_1.topics[:3], ENTRY_1.topics[3][:31])),
        replace(ENTRY_1, topics=(*ENTRY_1.topics[:2], b"\1" + ENTRY_1.topics[2][1:], ENTRY_1.topics[3])),
        replace(ENTRY_1, topics=(*ENTRY_1.topics[:3], b"\1" + ENTRY_1.topics[3][1:])),
        replace(ENTRY_1, data=ENTRY_1.data[:-32]),
        replace(ENTRY_1, data=ENTRY_1.data + bytes(32)),
        spoiled(0),
        spoiled(32),
        spoiled(87),
    ],
    ids=["topics", "short topic", "kind", "module", "short", "long", "actor", "length", "sequence"],
)
def test_what_is_not_shaped_like_an_entry_is_refused(wrong: Log) -> None:
    assert refusal(lambda: history.entry_of(wrong)).code == "ENTRY_MALFORMED"
