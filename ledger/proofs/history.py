# SPDX-License-Identifier: Apache-2.0
"""The spine recomputed: payload hashes, heads, the rolling head, words; as contracts/interfaces/IHistory.sol says.

    payloadHash = keccak256(topics of the module's log, in order, then its data)
    head'       = keccak256(abi.encode(ENTRY_TYPEHASH, head, chainid, history, module, subject, length, kind, actor,
                                       payloadHash))
    rolling'    = first 28 bytes of keccak256(abi.encode(rolling, sequence, subject, head'))
    word        = uint32 length | bytes28 head

`history` is the one in which the entry stands: after an upgrade the heads go on in another.

Whoever was handed the logs of a subject learns here that nothing was left out, reordered, added or changed; what is
wrong is named by its number. Nothing is believed but the bytes: entries are read from their logs by this file itself.

Not for: what an act means (domain/fold.py) or whether a log belongs to its block (chain/).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import Final, Generic, Protocol, TypeVar

from ledger.domain.events import TOPIC0_OF, Entry
from ledger.domain.ids import Address
from ledger.domain.keccak import keccak
from ledger.domain.words import HEAD_BYTES, HistoryWord
from ledger.errors import Inconsistent

ENTRY_TYPEHASH: Final = keccak(
    b"Entry(bytes28 head,uint256 chainId,address history,address module,bytes32 subject,"
    b"uint32 length,uint16 kind,address actor,bytes32 payloadHash)"
)
ENTRY_TOPIC0: Final = TOPIC0_OF[Entry]
NO_HEAD: Final = bytes(32)
"""Stands before the first entry of a subject, and as rolling head before the first entry of all."""


class RawLog(Protocol):
    """What an EVM log is to this file; `chain.protocol.Log` is one."""

    @property
    def address(self) -> bytes: ...
    @property
    def topics(self) -> Sequence[bytes]: ...
    @property
    def data(self) -> bytes: ...


L = TypeVar("L", bound=RawLog)


@dataclass(frozen=True, slots=True)
class EarlierHistory:
    """A History that a later one went on from, and the sequence of the last entry in it."""

    history: Address
    sequence: int


@dataclass(frozen=True, slots=True)
class Spine:
    """The one History that is meant: an entry of another chain or deployment has another head.

    `earlier` are those that it went on from, the oldest first: an entry stands in the first whose last one is not
    before it, and follows on what stands before it there or in the one before.
    """

    chain_id: int
    history: Address
    earlier: tuple[EarlierHistory, ...] = ()

    @property
    def histories(self) -> tuple[Address, ...]:
        """All of the line, the oldest first."""
        return (*(each.history for each in self.earlier), self.history)

    def history_of(self, sequence: int) -> Address:
        """The History in which the entry of this sequence stands."""
        if not self.earlier:
            return self.history
        return next((each.history for each in self.earlier if sequence <= each.sequence), self.history)


@dataclass(frozen=True, slots=True)
class Act(Generic[L]):
    """A module's log and the entry that belongs to it."""

    log: L
    entry: Entry


# --- the formulas -----------------------------------------------------------------------------------------------------


def payload_hash(topics: Iterable[bytes], data: bytes) -> bytes:
    return keccak(b"".join(topics) + data)


def head_after(spine: Spine, head: bytes, entry: Entry) -> bytes:
    """head' of an entry, given the head before it (its first 28 bytes count). `entry.head` is not looked at."""
    words = (
        ENTRY_TYPEHASH,
        head[:HEAD_BYTES].ljust(32, b"\0"),
        spine.chain_id.to_bytes(32, "big"),
        spine.history_of(entry.sequence).rjust(32, b"\0"),
        entry.module.rjust(32, b"\0"),
        entry.subject,
        entry.length.to_bytes(32, "big"),
        entry.kind.to_bytes(32, "big"),
        entry.actor.rjust(32, b"\0"),
        entry.payload_hash,
    )
    return keccak(b"".join(words))


def rolling_after(rolling: bytes, entry: Entry) -> bytes:
    """rolling' of an entry, given the rolling head before it: 28 bytes, and four zero bytes behind as in the ABI."""
    rolled = keccak(rolling + entry.sequence.to_bytes(32, "big") + entry.subject + entry.head)
    return rolled[:HEAD_BYTES].ljust(32, b"\0")


def rolling_word(sequence: int, rolling: bytes) -> bytes:
    """What History's slot 1 holds: uint32 sequence | the rolling head's 28 bytes."""
    return sequence.to_bytes(4, "big") + rolling[:HEAD_BYTES]


def word_of(length: int, head: bytes) -> HistoryWord:
    return HistoryWord(length, head[:HEAD_BYTES])


def word_after(entry: Entry) -> HistoryWord:
    """The word that History stored with this entry."""
    return word_of(entry.length, entry.head)


# --- entries ----------------------------------------------------------------------------------------------------------


def is_entry(log: RawLog, history: Address) -> bool:
    return log.address == history and len(log.topics) > 0 and log.topics[0] == ENTRY_TOPIC0


_ENTRY: Final = Struct(">32s24xQ12x20s12x20s24xQ24xQ32s32s")
_ENTRY_PADDING: Final = int(
    "00" * 32 + "ff" * 30 + "0000" + 2 * ("ff" * 12 + "00" * 20) + "ff" * 28 + "00" * 4 + "ff" * 24 + "00" * 72, 16
)
"""Bits of subject, kind, module, actor, length, sequence, payload hash and head that must be zero."""


def entry_of(log: RawLog) -> Entry:
    """The entry that a log of History is. Inconsistent if it has not exactly the shape of one."""
    topics, data = log.topics, log.data
    raw = b"".join(topics[1:]) + data
    whole = len(topics) == 4 and len(data) == 160 and len(raw) == _ENTRY.size
    if not whole or topics[0] != ENTRY_TOPIC0 or int.from_bytes(raw, "big") & _ENTRY_PADDING:
        raise _malformed(log)
    subject, kind, module, actor, length, sequence, payload, head = _ENTRY.unpack(raw)
    return Entry(subject, kind, module, actor, length, sequence, payload, head)


def pair(logs: Iterable[L], history: Address) -> list[Act[L]]:
    """The acts of one transaction, in the order of their entries, from all logs of the deployment in it.

    The k-th entry of a module belongs to its k-th log. A log without entry, an entry without log, an entry before its
    log, or a payload hash that is not the log's: Inconsistent. Logs of strangers must not be among them.
    """
    waiting: dict[bytes, list[L]] = defaultdict(list)
    acts: list[Act[L]] = []
    for log in logs:
        if not is_entry(log, history):
            waiting[log.address].append(log)
            continue
        entry = entry_of(log)
        if not waiting[entry.module]:
            raise _orphan(
                f"entry {entry.sequence} belongs to no log of its module",
                f"历史记录 {entry.sequence} 没有对应的合约日志",
                entry,
            )
        own = waiting[entry.module].pop(0)
        _check_payload(own, entry)
        acts.append(Act(own, entry))
    left = [log for queue in waiting.values() for log in queue]
    if left:
        raise _log_without_entry(left[0])
    return acts


def _check_payload(log: RawLog, entry: Entry) -> None:
    found = payload_hash(log.topics, log.data)
    if found != entry.payload_hash:
        raise _broken(
            "ENTRY_PAYLOAD_DIFFERS",
            f"the log of entry {entry.sequence} is not the one that was put on record",
            f"历史记录 {entry.sequence} 所对应的日志与入链内容不符",
            entry,
            expected="0x" + entry.payload_hash.hex(),
            actual="0x" + found.hex(),
        )


# --- verifying --------------------------------------------------------------------------------------------------------


def verify_subject(spine: Spine, subject: bytes, entries: Sequence[Entry], word: HistoryWord | None = None) -> None:
    """Return if these are all entries of a subject from its first, in order, unchanged; up to `word` where it is given.

    Inconsistent otherwise, with the number of the first entry that is missing or wrong.
    """
    head = NO_HEAD
    for number, entry in enumerate(entries, start=1):
        _check_place(subject, number, entry)
        actual = head_after(spine, head, entry)
        if actual != entry.head:
            raise _broken(
                "ENTRY_HEAD_DIFFERS",
                f"entry {number} of this subject is not what the heads before and after it say",
                f"该主体的第 {number} 条历史记录与前后哈希不符",
                entry,
                number=number,
                expected="0x" + entry.head.hex(),
                actual="0x" + actual.hex(),
            )
        head = entry.head
    if word is not None:
        _check_word(subject, len(entries), head, word)


def verify_rolling(entries: Iterable[Entry], rolling: bytes = NO_HEAD, sequence: int = 0) -> tuple[bytes, int]:
    """The rolling head and sequence after these entries of all subjects, which follow on `rolling` and `sequence`.

    Inconsistent if an entry is missing. That each `head` is right is for `verify_subject` to say.
    """
    for entry in entries:
        sequence += 1
        if entry.sequence != sequence:
            raise _missing(
                f"entry {sequence} of the ledger is missing", f"账本缺少第 {sequence} 条历史记录", entry, sequence
            )
        rolling = rolling_after(rolling, entry)
    return rolling, sequence


def _check_place(subject: bytes, number: int, entry: Entry) -> None:
    if entry.subject != subject:
        raise _broken(
            "ENTRY_OF_ANOTHER_SUBJECT",
            f"entry {entry.sequence} belongs to another subject",
            f"历史记录 {entry.sequence} 属于其他主体",
            entry,
            number=number,
        )
    if entry.length != number:
        raise _missing(f"entry {number} of this subject is missing", f"该主体缺少第 {number} 条历史记录", entry, number)


def _check_word(subject: bytes, length: int, head: bytes, word: HistoryWord) -> None:
    if length == word.length and head[:HEAD_BYTES] == word.head:
        return
    missing = length + 1 if length < word.length else None
    en = (
        f"entry {missing} of this subject is missing"
        if missing
        else "the entries do not end in the word that History keeps"
    )
    zh = f"该主体缺少第 {missing} 条历史记录" if missing else "历史记录的终点与 History 中的字不符"
    raise Inconsistent(
        en,
        zh=zh,
        code="ENTRY_MISSING" if missing else "HISTORY_WORD_DIFFERS",
        number=missing,
        subject="0x" + subject.hex(),
        expected=f"{word.length}|0x{word.head.hex()}",
        actual=f"{length}|0x{head[:HEAD_BYTES].hex()}",
    )


# --- errors -----------------------------------------------------------------------------------------------------------


def _broken(code: str, en: str, zh: str, entry: Entry, **facts: object) -> Inconsistent:
    place = {"sequence": entry.sequence, "length": entry.length, "subject": "0x" + entry.subject.hex()}
    return Inconsistent(en, zh=zh, code=code, **(place | facts))


def _missing(en: str, zh: str, entry: Entry, number: int) -> Inconsistent:
    return _broken("ENTRY_MISSING", en, zh, entry, number=number)


def _orphan(en: str, zh: str, entry: Entry) -> Inconsistent:
    return _broken("ENTRY_WITHOUT_LOG", en, zh, entry, module="0x" + entry.module.hex())


def _malformed(log: RawLog) -> Inconsistent:
    return Inconsistent(
        "a log of History is no entry",
        zh="History 的日志不是一条历史记录",
        code="ENTRY_MALFORMED",
        topics=tuple("0x" + topic.hex() for topic in log.topics),
        data="0x" + log.data.hex(),
    )


def _log_without_entry(log: RawLog) -> Inconsistent:
    return Inconsistent(
        f"a log of 0x{log.address.hex()} was not put on record",
        zh=f"合约 0x{log.address.hex()} 的日志没有历史记录",
        code="LOG_WITHOUT_ENTRY",
        module="0x" + log.address.hex(),
        topics=tuple("0x" + topic.hex() for topic in log.topics),
        data="0x" + log.data.hex(),
    )
