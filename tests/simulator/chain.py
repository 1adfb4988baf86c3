# SPDX-License-Identifier: Apache-2.0
"""A chain in memory that answers as a `ChainReader`, keeps History's books, and misbehaves when told to.

    mine(...)            one block with these transactions, each a list of acts
    fork(depth, ...)     the last `depth` blocks are replaced by others
    lag(blocks)          the head that is shown lies this far behind
    drop_logs(predicate) logs for which it holds are left out of answers
    lie(what, change)    answers about "head", "header", "headers", "logs", "call" or "finalized" go through `change`
    fail(calls)          the next calls are Unavailable, as if the node were away
    upgrade()            from the next block on, acts are written in another History that goes on from the first

Its bookkeeping follows contracts/interfaces/IHistory.sol and shares nothing with `ledger.proofs`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from eth_abi import encode
from eth_utils import keccak

from ledger.chain.protocol import Header, Log
from ledger.domain.ids import Address
from ledger.errors import Inconsistent, Unavailable
from ledger.indexer.watched import Watched
from ledger.proofs.history import EarlierHistory
from tests.simulator.encoding import log_of

CHAIN_ID = 20_260_701
GENESIS_TIME = 1_782_000_000
BLOCK_SECONDS = 5
_TYPEHASH = keccak(
    text="Entry(bytes28 head,uint256 chainId,address history,address module,bytes32 subject,"
    "uint32 length,uint16 kind,address actor,bytes32 payloadHash)"
)
_ENTRY = "Entry(bytes32,uint16,address,address,uint32,uint64,bytes32,bytes32)"


def module(name: str) -> Address:
    return Address(keccak(text=f"module {name}")[12:])


MODULES = {
    name: module(name)
    for name in (
        "Governance",
        "History",
        "OrganisationRegistry",
        "RuleBook",
        "CertificateRegistry",
        "RegistrationDesk",
        "ObjectionDesk",
        "DisputeDesk",
        "AuthorizationRegistry",
        "CirculationRegistry",
        "ValuationRegistry",
        "PledgeRegistry",
        "EnforcementDesk",
    )
}


LATER_HISTORY = module("History of a later deployment")


@dataclass(frozen=True, slots=True)
class SimulatedAct:
    """What a module does: its event, and what it tells History."""

    module: str
    subject: bytes
    kind: int
    actor: Address
    event: Any


@dataclass(frozen=True, slots=True)
class Books:
    """History's storage: what each subject's word holds, the rolling head, the sequence."""

    heads: dict[bytes, tuple[int, bytes]]
    rolling: bytes
    sequence: int


@dataclass(frozen=True, slots=True)
class Mined:
    """A block: its header, its logs, and History's storage after it."""

    header: Header
    logs: tuple[Log, ...]
    books: Books


@dataclass
class SimulatedChain:
    """See the module's head. `finality` blocks behind the head are not final; None: nothing but genesis ever is."""

    finality: int | None = 8
    genesis_salt: str = "genesis"
    blocks: list[Mined] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._behind = 0
        self._hidden: Callable[[Log], bool] = lambda log: False
        self._lies: dict[str, Callable[[Any], Any]] = {}
        self._failing = 0
        self._before: dict[str, Callable[[], None]] = {}
        self._later_from: int | None = None
        self._append(_header(0, bytes(32), GENESIS_TIME, self.genesis_salt), (), Books({}, bytes(32), 0))

    @property
    def watched(self) -> Watched:
        addresses, genesis = tuple(MODULES.values()), self.blocks[0].header.hash
        if self._later_from is None:
            return Watched(CHAIN_ID, genesis, MODULES["History"], addresses, 1)
        before = EarlierHistory(MODULES["History"], self.blocks[self._later_from - 1].books.sequence)
        return Watched(CHAIN_ID, genesis, LATER_HISTORY, (*addresses, LATER_HISTORY), 1, (before,))

    # VERBS

    def mine(self, *transactions: Sequence[SimulatedAct], salt: str = "", seconds: int = BLOCK_SECONDS) -> Header:
        parent = self.blocks[-1]
        header = _header(parent.header.number + 1, parent.header.hash, parent.header.timestamp + seconds, salt)
        # The hash covers what the block holds, as a real one's does through its roots.
        contents = repr([[(act.subject, act.event) for act in acts] for acts in transactions])
        header = replace(header, hash=keccak(header.hash + contents.encode()))
        logs: list[Log] = []
        books = replace(parent.books, heads=dict(parent.books.heads))
        for index, acts in enumerate(transactions):
            books = self._execute(header, index, acts, books, logs)
        self._append(header, tuple(logs), books)
        return header

    def mine_empty(self, count: int, salt: str = "") -> None:
        for _ in range(count):
            self.mine(salt=salt)

    def fork(self, depth: int, *blocks: Sequence[Sequence[SimulatedAct]], salt: str = "fork") -> None:
        """Replace the last `depth` blocks by `blocks`, each a list of transactions."""
        assert 0 < depth < len(self.blocks), "genesis is not replaced"
        del self.blocks[-depth:]
        for number, transactions in enumerate(blocks):
            self.mine(*transactions, salt=f"{salt} {number}")

    def lag(self, blocks: int) -> None:
        self._behind = blocks

    def drop_logs(self, predicate: Callable[[Log], bool] | None) -> None:
        self._hidden = predicate or (lambda log: False)

    def lie(self, what: str, change: Callable[[Any], Any] | None) -> None:
        if change is None:
            self._lies.pop(what, None)
        else:
            self._lies[what] = change

    def fail(self, calls: int = 1) -> None:
        self._failing = calls

    def before(self, what: str, happens: Callable[[], None]) -> None:
        """Let something happen just before the next answer of this sort, once: a reorganisation while we read."""
        self._before[what] = happens

    def upgrade(self) -> None:
        assert self._later_from is None, "once is enough here"
        self._later_from = len(self.blocks)

    # WHAT A READER ASKS

    def head(self) -> Header:
        return self._answer("head", lambda: self.blocks[max(0, len(self.blocks) - 1 - self._behind)].header)

    def finalized(self) -> Header:
        depth = len(self.blocks) if self.finality is None else self.finality
        return self._answer("finalized", lambda: self.blocks[max(0, len(self.blocks) - 1 - depth)].header)

    def header(self, at: int | bytes) -> Header:
        return self._answer("header", lambda: self._block(at).header)

    def headers(self, first: int, last: int) -> list[Header]:
        return self._answer("headers", lambda: [self._block(number).header for number in range(first, last + 1)])

    def logs(
        self, first: int, last: int, addresses: Sequence[bytes], headers: Sequence[Header] | None = None
    ) -> list[Log]:
        def found() -> list[Log]:
            blocks = [self._block(number) for number in range(first, last + 1)]
            if headers is not None and [b.header.hash for b in blocks] != [h.hash for h in headers]:
                raise Unavailable("the chain moved", zh="链发生变动", code="CHAIN_MOVED")
            logs = (log for block in blocks for log in block.logs)
            return [log for log in logs if log.address in addresses and not self._hidden(log)]

        return self._answer("logs", found)

    def call(self, to: bytes, data: bytes, at: int | bytes | None = None, sender: bytes | None = None) -> bytes:
        def found() -> bytes:
            block = self.blocks[-1] if at is None else self._block(at)
            if to == LATER_HISTORY and self._history_at(block.header.number) != to:
                return b""  # it is not deployed yet
            assert to in (MODULES["History"], LATER_HISTORY)
            ended = to == MODULES["History"] and self._history_at(block.header.number) != to
            books = (self.blocks[(self._later_from or 1) - 1] if ended else block).books
            if data == keccak(text="rolling()")[:4]:
                return books.rolling
            if data == keccak(text="sequence()")[:4]:
                return books.sequence.to_bytes(32, "big")
            raise Inconsistent("unknown function", zh="未知函数")

        return self._answer("call", found)

    # INSIDE

    def _history_at(self, number: int) -> Address:
        later = self._later_from is not None and number >= self._later_from
        return LATER_HISTORY if later else MODULES["History"]

    def _address(self, act: SimulatedAct, number: int) -> Address:
        return self._history_at(number) if act.module == "History" else MODULES[act.module]

    def _answer(self, what: str, answer: Callable[[], Any]) -> Any:
        self.calls.append(what)
        if what in self._before:
            self._before.pop(what)()
        if self._failing:
            self._failing -= 1
            raise Unavailable("the node is away", zh="节点不可用", code="CHAIN_UNREACHABLE")
        found = answer()
        return self._lies[what](found) if what in self._lies else found

    def _block(self, at: int | bytes) -> Mined:
        if isinstance(at, int) and 0 <= at < len(self.blocks):
            return self.blocks[at]
        for block in reversed(self.blocks):
            if at == block.header.hash:
                return block
        raise Unavailable("the node does not have this block", zh="节点没有该区块", code="CHAIN_BLOCK_UNKNOWN")

    def _append(self, header: Header, logs: tuple[Log, ...], books: Books) -> None:
        self.blocks.append(Mined(header, logs, books))

    def _execute(
        self, header: Header, index: int, acts: Sequence[SimulatedAct], books: Books, logs: list[Log]
    ) -> Books:
        """One transaction: the modules' logs first, then the entries, as a batch does it."""
        tx_hash = keccak(header.hash + index.to_bytes(4, "big"))

        def emit(address: bytes, topics: tuple[bytes, ...], data: bytes) -> None:
            place = (header.number, header.hash, tx_hash, index, len(logs))
            logs.append(Log(address, topics, data, *place))

        payloads = []
        for act in acts:
            topics, data = log_of(act.event)
            emit(self._address(act, header.number), topics, data)
            payloads.append(keccak(b"".join(topics) + data))
        for act, payload in zip(acts, payloads, strict=True):
            books = self._entry(header.number, act, payload, books, emit)
        return books

    def _entry(
        self,
        number: int,
        act: SimulatedAct,
        payload: bytes,
        books: Books,
        emit: Callable[[bytes, tuple[bytes, ...], bytes], None],
    ) -> Books:
        length, head = books.heads.get(act.subject, (0, bytes(32)))
        sequence, address = books.sequence + 1, self._address(act, number)
        history = self._history_at(number)
        words = "bytes32 bytes32 uint256 address address bytes32 uint32 uint16 address bytes32".split()
        values = (_TYPEHASH, head[:28].ljust(32, b"\0"), CHAIN_ID, history, address, act.subject, length + 1, act.kind,
                  act.actor, payload)  # fmt: skip
        after = keccak(encode(words, values))
        rolling = keccak(
            encode(["bytes32", "uint64", "bytes32", "bytes32"], [books.rolling, sequence, act.subject, after])
        )
        topics = (keccak(text=_ENTRY), act.subject, act.kind.to_bytes(32, "big"), address.rjust(32, b"\0"))
        data = encode(
            "address uint32 uint64 bytes32 bytes32".split(), [act.actor, length + 1, sequence, payload, after]
        )
        emit(history, topics, data)
        books.heads[act.subject] = (length + 1, after)  # this block's own copy
        return Books(books.heads, rolling[:28] + bytes(4), sequence)


def _header(number: int, parent: bytes, timestamp: int, salt: str) -> Header:
    seed = number.to_bytes(8, "big") + parent + timestamp.to_bytes(8, "big") + salt.encode()
    return Header(
        number=number,
        hash=keccak(seed),
        parent_hash=parent,
        timestamp=timestamp,
        state_root=bytes(32),
        transactions_root=bytes(32),
        receipts_root=bytes(32),
        logs_bloom=bytes(256),
        ommers_hash=bytes(32),
        miner=bytes(20),
        difficulty=0,
        gas_limit=30_000_000,
        gas_used=0,
        extra_data=b"",
        mix_hash=bytes(32),
        nonce=bytes(8),
    )
