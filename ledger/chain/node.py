# SPDX-License-Identifier: Apache-2.0
"""The embedded node: anvil, and the supervisor that makes its blocks, writes them down, and brings it back.

The rules of its life:
 1. one supervisor a directory (a lock that dies with its holder), whose anvil dies with it (`guard.py`); one that is
    left all the same is ended first;
 2. only the supervisor makes blocks: as soon as transactions wait, stamped by `clock.py`;
 3. a block is final when its line is on disk (`journal.py`); `durable.json` says so to other processes, and only then;
 4. snapshots make restarts short; they are taken while nothing waits, and nothing depends on them alone;
 5. a start loads the newest whole snapshot and makes the blocks after it again, behind a port that nobody knows; every
    hash must come out the same. A snapshot that fails is passed over for the older one, then for the beginning. Nobody
    needs to help;
 6. what cannot be brought back whole is said (`Inconsistent`), never passed over.

Old state (not blocks, logs or receipts) is kept for the newest `states_kept` blocks only; asked beyond that, the node
says CHAIN_STATE_PRUNED.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar, cast

from ledger.chain import anvil, journal, snapshots
from ledger.chain.anvil import Anvil, AnvilSettings
from ledger.chain.clock import BlockClock, Live, Walking, next_timestamp, walked
from ledger.chain.finality import Durable
from ledger.chain.foundry import Foundry, MinedBlock
from ledger.chain.journal import Entry, Journal
from ledger.chain.node_home import NodeHome
from ledger.chain.snapshots import SnapshotFile
from ledger.errors import Inconsistent, LedgerError, Misconfigured, Unavailable

DEMO_CHAIN_ID = 20_260_701
"""Nobody's public chain, and not anvil's own 31337."""

T = TypeVar("T")

_LOOK = 0.02
_LOOK_IDLE = 0.05
_PAUSE = 0.2
_TRIES = 5


@dataclass(frozen=True, slots=True)
class NodeSettings:
    """`genesis_time` in the past with `walking` begins a chain that is walked up to the wall clock (ruling 30). With
    `standing`, one that bore the wall clock stands at its newest block's time until it is moved: a demo's, again."""

    directory: Path
    chain_id: int = DEMO_CHAIN_ID
    genesis_time: int | None = None
    walking: bool = False
    standing: bool = False
    port: int = 0
    states_kept: int = 32
    replay_budget: float = 3.0
    """Seconds of making blocks after which a snapshot is due, so that a restart takes about as long at most."""
    start_timeout: float = 60.0


@dataclass(slots=True)
class NodeFigures:
    """What the supervisor has seen; for `status` and the benchmark."""

    blocks_made: int = 0
    blocks_replayed: int = 0
    snapshots_taken: int = 0
    restarts: int = 0
    last_block_seconds: float = 0.0
    slowest_block_seconds: float = 0.0
    last_snapshot_seconds: float = 0.0
    snapshot_bytes: int = 0
    passed_over: list[str] = field(default_factory=list)
    """Snapshots that could not be used, with the reason's code."""
    troubles: deque[str] = field(default_factory=lambda: deque(maxlen=32))
    """What the loop survived, the last of it."""


class EmbeddedNode:
    """The supervisor, in a thread of this process. `with EmbeddedNode(settings) as node: ... node.url`"""

    def __init__(
        self, settings: NodeSettings, *, wall: Callable[[], float] = time.time, binary: Path | None = None
    ) -> None:
        self.settings = settings
        self.figures = NodeFigures()
        self._wall = wall
        self._binary = binary or anvil.find_binary()
        # anvil runs in this directory, so a path that it is told must not begin where we stand.
        self._directory = settings.directory.resolve()
        self._home = NodeHome(self._directory)
        self._orders: queue.Queue[tuple[Callable[[], Any], Future[Any]]] = queue.Queue()
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._failure: LedgerError | None = None
        self._anvil: Anvil
        self._foundry: Foundry
        self._journal: Journal
        self._tip = MinedBlock(0, b"", 0, ())
        self._clock: BlockClock = Live()
        self._floor = 0
        self._owed = 0.0
        self._stuck: tuple[int, float] = (0, 0.0)
        self._last_busy = 0.0
        self._unsure = False
        self._url, self._port = "", 0
        self._started = False

    # LIFE

    def start(self) -> EmbeddedNode:
        """Returns when the chain is whole and blocks are being made. Takes as long as its replay."""
        self._home.lock()
        try:
            self._home.found(self.settings.chain_id, self._first_time(), walking=self.settings.walking)
            anvil.end_orphan(self._directory)
            self._clock = self._home.clock()
            if self.settings.standing and isinstance(self._clock, Live):
                self._clock = self._stand()
            self._bring_up(self.settings.port or self._home.last_port())
        except BaseException:
            self._end_anvil()
            self._home.unlock()
            raise
        self._thread = threading.Thread(target=self._run, name="embedded-node", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Make what waits into a block, take a snapshot if it shortens the next start, end the node."""
        if self._thread is None:
            return
        self._stopping.set()
        self._wake.set()
        self._thread.join()
        self._thread = None
        self._home.renounce()
        self._anvil.end()
        self._journal.close()
        self._home.unlock()

    def __enter__(self) -> EmbeddedNode:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where clients find it. Not the process of the moment: while blocks are made again, that one is nobody's."""
        return self._url

    @property
    def pid(self) -> int:
        """The process that holds the port. It changes when the node had to be started again."""
        return self._anvil.pid

    @property
    def chain_id(self) -> int:
        return self._home.identity().chain_id

    def healthy(self) -> None:
        """Raises what ended the supervisor, if anything did."""
        if self._failure is not None:
            raise self._failure

    def durable(self) -> Durable:
        return snapshots.snapshot_height(self._directory)

    # TIME

    def walk_to(self, moment: int) -> int:
        """Set block time to a moment of the past (seconds since 1970), never back, never beyond the wall clock. Blocks
        bear it until it is moved. Makes an empty block there at once; returns its number."""
        return self._order(lambda: self._set_clock(walked(self._tip.timestamp, moment, int(self._wall()))))

    def go_live(self) -> int:
        """From now on blocks bear the wall clock. Makes an empty block at once; returns its number."""
        return self._order(lambda: self._set_clock(Live()))

    def snapshot_now(self) -> Durable:
        """Take a snapshot whether due or not (before a backup)."""
        return self._order(self._snapshot)

    def mine(self) -> int:
        """Make a block now, empty or not; returns its number."""
        return self._order(self._make_block)

    # THE LOOP

    def _order(self, work: Callable[[], T]) -> T:
        self.healthy()
        if self._thread is None or not self._thread.is_alive():
            raise Unavailable("the embedded node is not running", zh="内置节点未在运行", code="NODE_NOT_RUNNING")
        done: Future[Any] = Future()
        self._orders.put((work, done))
        self._wake.set()
        return cast(T, done.result())

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._wake.clear()
                if not self._step():
                    self._wake.wait(_LOOK_IDLE if self._idle_long() else _LOOK)
            self._last_step()
        except LedgerError as error:
            self._failure = error
        except Exception as error:
            # A mistake of ours ends the thread too, and whoever asks whether all is well must learn of it.
            self._failure = _broke(error)
        finally:
            self._refuse_orders()

    def _step(self) -> bool:
        """One look at the node. Returns whether there was anything to do."""
        try:
            if self._unsure:
                self._write_down()
                self._mark()
                self._unsure = False
            return self._serve_orders() or self._mine_waiting() or self._snapshot_if_due()
        except (Unavailable, OSError) as error:
            self.figures.troubles.append(str(error)[:200])
            # A block may have been made and not written down: it is no more than pending until it is.
            self._unsure = True
            if not self._anvil.alive():
                return self._restart()
            self._stopping.wait(_PAUSE)
            return False

    def _serve_orders(self) -> bool:
        try:
            work, done = self._orders.get_nowait()
        except queue.Empty:
            return False
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)
            if isinstance(error, Unavailable | OSError):
                raise
        return True

    def _mine_waiting(self) -> bool:
        waiting = self._foundry.waiting()
        if waiting == 0 or not self._worth_trying(waiting):
            return False
        self._make_block()
        self._last_busy = time.monotonic()
        if not self._tip.raws:
            self._stuck = (waiting, time.monotonic())
        return True

    def _worth_trying(self, waiting: int) -> bool:
        """A transaction that fits no block waits for ever: do not fill the chain with empty blocks because of it."""
        count, since = self._stuck
        return waiting != count or time.monotonic() - since > 10

    def _make_block(self) -> int:
        began = time.monotonic()
        stamp = next_timestamp(self._clock, max(self._tip.timestamp, self._floor), int(self._wall()))
        self._foundry.mine(stamp)
        self._write_down()
        took = time.monotonic() - began
        self._owed += took
        self.figures.blocks_made += 1
        self.figures.last_block_seconds = took
        self.figures.slowest_block_seconds = max(took, self.figures.slowest_block_seconds)
        return self._tip.number

    def _write_down(self) -> None:
        """Journal every block that the node has and the journal has not (one, unless somebody else mined too)."""
        fresh = self._foundry.blocks_after(self._tip)
        self._journal.append([Entry(b.number, b.hash, b.timestamp, b.raws) for b in fresh])
        if fresh:
            self._tip = fresh[-1]
            self._mark()

    def _mark(self) -> None:
        snapshots.write_mark(self._directory, Durable(self._tip.number, self._tip.hash))

    def _snapshot_if_due(self) -> bool:
        """When a restart would take too long. Taken in quiet moments; in unrest only when long overdue."""
        due = max(self.settings.replay_budget, 2 * self.figures.last_snapshot_seconds)
        if self._owed < due or (not self._idle_long() and self._owed < 4 * due):
            return False
        self._snapshot()
        return True

    def _idle_long(self) -> bool:
        return time.monotonic() - self._last_busy > 1.0

    def _snapshot(self) -> Durable:
        began = time.monotonic()
        self._write_down()
        # Counted as paid before it succeeds: on a full disk the next try comes after as much work again, not at once.
        self._owed = 0.0
        state = self._foundry.dump()
        tip = self._tip
        snapshots.save(self._directory, tip.number, tip.hash, state)
        self.figures.snapshots_taken += 1
        self.figures.last_snapshot_seconds = time.monotonic() - began
        self.figures.snapshot_bytes = len(state)
        return Durable(tip.number, tip.hash)

    def _last_step(self) -> None:
        try:
            self._serve_orders()
            self._mine_waiting()
            if self._owed > self.settings.replay_budget / 10:
                self._snapshot()
        except (Unavailable, OSError) as error:
            # Killed, or the disk full, while we were stopping: the journal holds what was acknowledged.
            self.figures.troubles.append(str(error)[:200])

    def _refuse_orders(self) -> None:
        gone = self._failure or Unavailable(
            "the embedded node is not running", zh="内置节点未在运行", code="NODE_NOT_RUNNING"
        )
        while True:
            try:
                _, done = self._orders.get_nowait()
            except queue.Empty:
                return
            done.set_exception(gone)

    def _set_clock(self, clock: BlockClock) -> int:
        self._clock = clock
        self._home.keep_clock(clock)
        return self._make_block()

    # COMING BACK

    def _restart(self) -> bool:
        """anvil died under us. The same port, so that clients need not look for it. False if there is no room for its
        files: it is down until there is, for blocks that cannot be written down are better not made."""
        self._end_anvil()
        self._journal.close()
        try:
            # Room is asked for first: a node that comes up only to be ended would take transactions along.
            self._mark()
            self._bring_up(self._port)
        except OSError as error:
            self.figures.troubles.append(str(error)[:200])
            self._end_anvil()
            self._stopping.wait(_PAUSE)
            return False
        # Only now: whoever sees the count finds the new process, and not the one that died.
        self.figures.restarts += 1
        return True

    def _bring_up(self, port: int) -> None:
        for _ in range(_TRIES):
            try:
                return self._bring_up_once(port)
            except Unavailable:
                # Killed again while it came back: again from the files.
                self._end_anvil()
        raise _dies()

    def _bring_up_once(self, port: int) -> None:
        path = self._home.journal_path
        lines = journal.read(path)
        for snapshot in [*self._candidates(lines), None]:
            try:
                self._revive(snapshot, journal.after(lines, snapshot.number if snapshot else 0), port)
            except Inconsistent as error:
                self._discard(error, snapshot)
                continue
            break
        if len(lines) < self._tip.number or None in lines:
            blocks = self._foundry.blocks_after(self._genesis)
            journal.rewrite(path, [Entry(b.number, b.hash, b.timestamp, b.raws) for b in blocks])
        self._journal = Journal(path)
        self._unsure = False
        self._mark()
        self._url, self._port = self._anvil.url, self._anvil.port
        self._home.announce(self._anvil.port, self._anvil.pid, self._genesis.hash)

    def _revive(self, snapshot: SnapshotFile | None, missing: list[Entry], port: int) -> None:
        """Blocks are made again behind a port that nobody knows: at the old one, clients would slip their transactions
        into blocks of the past. The node then moves to its own port by way of a snapshot."""
        if missing:
            self._load(snapshot, 0, self._home.identity().genesis_time)
            self._replay(missing)
            snapshot = snapshots.save(self._directory, self._tip.number, self._tip.hash, self._foundry.dump())
            self._anvil.end()
        self._load(snapshot, port, self._begins_at(snapshot))
        self._owed = 0.0
        self._last_busy = time.monotonic()

    def _candidates(self, lines: list[Entry | None]) -> list[SnapshotFile]:
        """Whole snapshots, newest first, that the journal does not contradict."""
        found = []
        for snapshot in snapshots.whole_snapshots(self._directory):
            line = lines[snapshot.number - 1] if 0 < snapshot.number <= len(lines) else None
            if line is None or line.hash == snapshot.hash:
                found.append(snapshot)
        return found

    def _discard(self, error: Inconsistent, snapshot: SnapshotFile | None) -> None:
        self._end_anvil()
        if snapshot is None:
            raise error
        self.figures.passed_over.append(f"{snapshot.path.name}: {error.code}")

    def _begins_at(self, snapshot: SnapshotFile | None) -> int:
        """Where the node's own clock starts. What it is asked before its next block is judged at that time, and a time
        of long ago would make it refuse acts that are right. Without a snapshot it is the genesis."""
        if snapshot is None:
            return self._home.identity().genesis_time
        self._floor = next_timestamp(self._clock, self._tip.timestamp, int(self._wall()))
        return self._floor

    def _load(self, snapshot: SnapshotFile | None, port: int, begins: int) -> None:
        state = None
        if snapshot is not None:
            state = self._directory / "loading.json"
            snapshot.unpack(state)
        try:
            self._start_anvil(port, state, begins)
        finally:
            if state is not None:
                state.unlink(missing_ok=True)
        self._genesis = self._foundry.block(0)
        self._home.check_genesis(self._genesis.hash)
        self._tip = self._foundry.newest()
        if snapshot is not None and (self._tip.number, self._tip.hash) != (snapshot.number, snapshot.hash):
            raise Inconsistent(
                "the node loaded another block than the snapshot names",
                zh="节点加载的区块与快照所记不符",
                code="NODE_SNAPSHOT_DIFFERS",
                file=snapshot.path.name,
            )

    def _start_anvil(self, port: int, state: Path | None, begins: int) -> None:
        """Start and await its first answer. A port that another took meanwhile is changed, unless it was asked for."""
        until = time.monotonic() + self.settings.start_timeout
        while True:
            chosen = anvil.free_port(port)
            if port and port == self.settings.port != chosen:
                raise Misconfigured(
                    f"port {port} is taken by another program; end it or choose another port",
                    zh=f"端口 {port} 已被其他程序占用；请关闭该程序或更换端口",
                    code="NODE_PORT_TAKEN",
                    port=port,
                )
            self._end_anvil()
            self._anvil = anvil.start(self._binary, self._directory, self._anvil_settings(begins), chosen, state)
            self._started = True
            self._foundry = Foundry(self._anvil.url)
            if self._await_answer(until):
                return

    def _end_anvil(self) -> None:
        if self._started:
            self._anvil.end()
            self._started = False

    def _anvil_settings(self, begins: int) -> AnvilSettings:
        return AnvilSettings(self._home.identity().chain_id, begins, states_kept=self.settings.states_kept)

    def _stand(self) -> Walking:
        written = [line.timestamp for line in journal.read(self._home.journal_path) if line is not None]
        clock = Walking(max(written, default=self._home.identity().genesis_time))
        self._home.keep_clock(clock)
        return clock

    def _first_time(self) -> int:
        wall = int(self._wall())
        wanted = self.settings.genesis_time
        return walked(0, wall if wanted is None else wanted, wall).at

    def _await_answer(self, until: float) -> bool:
        """True when it answers as our chain; False if it ended (a port lost in the race): try again."""
        while time.monotonic() < until:
            if not self._anvil.alive():
                break
            if self._foundry.answers(self.chain_id) and self._anvil.alive():
                return True
            time.sleep(0.02)
        ended, killed = not self._anvil.alive(), self._anvil.killed()
        self._anvil.end()
        if killed:
            # Says nothing about the files that it was loading.
            raise _dies()
        if ended and time.monotonic() < until and "in use" in self._anvil_log():
            return False
        raise Inconsistent(
            f"anvil does not start: {self._anvil_log()[-300:]}", zh="anvil 无法启动", code="NODE_DOES_NOT_START"
        )

    def _anvil_log(self) -> str:
        return (self._directory / "anvil.log").read_text(errors="replace")

    def _replay(self, entries: list[Entry]) -> None:
        """Make the blocks again. The same transactions at the same times must give the same hashes."""
        for entry in entries:
            made = self._foundry.remake(entry.raws, entry.timestamp)
            if (made.number, made.hash) != (entry.number, entry.hash):
                raise Inconsistent(
                    f"block {entry.number} made again has another hash",
                    zh=f"重放区块 {entry.number} 得到不同的哈希",
                    code="NODE_REPLAY_DIFFERS",
                    number=entry.number,
                    expected="0x" + entry.hash.hex(),
                    actual="0x" + made.hash.hex(),
                )
            self._tip = made
            self.figures.blocks_replayed += 1


def _broke(error: Exception) -> Inconsistent:
    return Inconsistent(
        f"the embedded node's supervisor broke: {error!r}", zh=f"内置节点的监管线程异常：{error!r}", code="NODE_BROKE"
    )


def _dies() -> Unavailable:
    return Unavailable("the embedded node dies while it starts", zh="内置节点在启动中反复终止", code="NODE_DIES")
