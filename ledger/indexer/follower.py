# SPDX-License-Identifier: Apache-2.0
"""The thread that follows the chain, and those who wait for it.

A node that is away or lies is asked again, ever more slowly; nothing is written meanwhile, and `status()` says why.
What no asking can mend (see `reconcile.HALTING`) ends the thread: `status().halted` is true and stays so.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from ledger.errors import Inconsistent, LedgerError, Unavailable
from ledger.indexer.advance import Indexer
from ledger.indexer.reconcile import HALTING, Extend, Rollback, Settled
from ledger.store.mirror import Position

LONGEST_WAIT: Final = 8.0
STALE_SECONDS: Final = 30.0
"""Without a good look for so long, the mirror is not taken for the chain as it is."""


@dataclass(frozen=True, slots=True)
class FollowerStatus:
    """Where the mirror stands as the follower knows it. `error` stopped the last attempt; None after a good one."""

    position: Position | None = None
    caught_up: bool = False
    halted: bool = False
    error: LedgerError | None = None
    failures: int = 0
    rollbacks: int = 0
    looked_at: float | None = None
    """The last good look, by the monotonic clock; None before the first."""

    @property
    def ready(self) -> bool:
        return self.caught_up and not self.halted and self.error is None

    def stopped(self) -> Unavailable | None:
        """What to tell whoever wants to write, once no asking can mend what was found."""
        return not_ready("MIRROR_HALTED", "the mirror has stopped", "镜像已停止", self.error) if self.halted else None

    def stale(self, now: float) -> Unavailable | None:
        """Why the mirror says nothing about this moment (monotonic seconds): a pledge or a freeze of just now may be
        missing in it. What it knew at a block stays true."""
        if self.halted or self.looked_at is None or now - self.looked_at <= STALE_SECONDS:
            return self.stopped()
        return not_ready("MIRROR_FAILING", "the mirror cannot follow the chain", "镜像无法跟随链", self.error)


class Follower:
    """Steps an indexer until it is told to stop. Start it once; wait for blocks from any thread."""

    def __init__(
        self,
        indexer: Indexer,
        *,
        poll: float = 0.5,
        on_advance: Callable[[Position], None] | None = None,
        on_error: Callable[[LedgerError], None] | None = None,
    ) -> None:
        self._indexer, self._poll = indexer, poll
        self._on_advance, self._on_error = on_advance, on_error
        self._status = FollowerStatus()
        self._changed = threading.Condition()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def status(self) -> FollowerStatus:
        with self._changed:
            return self._status

    def start(self) -> None:
        if self._thread is not None:
            raise RuntimeError("a follower is started once")
        self._set(looked_at=time.monotonic())  # whoever starts it has caught up
        self._thread = threading.Thread(target=self.run, name="follower", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 30.0) -> None:
        """Stop after the step under way; what it wrote is committed."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout)
        with self._changed:
            self._changed.notify_all()

    def wake(self) -> None:
        """There is probably a new block: look now rather than at the next poll."""
        self._wake.set()

    def wait_for(self, block: int, timeout: float) -> bool:
        """True as soon as the mirror has passed the block; False if that did not happen in time, or never will."""
        self.wake()
        deadline = time.monotonic() + timeout
        with self._changed:
            while not self._has(block):
                left = deadline - time.monotonic()
                if left <= 0 or self._stop.is_set() or self._status.halted:
                    return False
                self._changed.wait(left)
        return True

    def _has(self, block: int) -> bool:
        position = self._status.position
        return position is not None and position.block.number >= block

    def run(self) -> None:
        """The loop; `start` runs it in a thread of its own, a process of its own may call it directly."""
        checked = False
        while not self._stop.is_set():
            try:
                if not checked:
                    self._indexer.check_source()
                    checked = True
                more = self._step()
            except LedgerError as error:
                more = False
                if self._failed(error):
                    return
            except BaseException as error:
                self._failed(_broke(error))
                self._set(halted=True)
                raise
            if not more:
                self._wake.wait(pause_after(self._status.failures, self._poll))
                self._wake.clear()

    def _step(self) -> bool:
        """One step; true if there may be more to do at once."""
        outcome = self._indexer.step(progress=lambda position, _: self._advanced(position))
        position = self._indexer.position()
        rolled = isinstance(outcome, Rollback)
        self._set(
            position=position,
            # A new block every second must not make a reader that keeps up look unready.
            caught_up=isinstance(outcome, Settled) or self._status.caught_up,
            error=None,
            failures=0,
            rollbacks=self._status.rollbacks + rolled,
            looked_at=time.monotonic(),
        )
        if rolled and position is not None and self._on_advance is not None:
            self._on_advance(position)
        return rolled or isinstance(outcome, Extend)

    def _advanced(self, position: Position) -> None:
        self._set(position=position, looked_at=time.monotonic())
        if self._on_advance is not None:
            self._on_advance(position)

    def _failed(self, error: LedgerError) -> bool:
        """Note it; true if there is no use in going on."""
        halted = error.code in HALTING
        self._set(error=error, failures=self._status.failures + 1, halted=halted, caught_up=False)
        if self._on_error is not None:
            self._on_error(error)
        return halted

    def _set(self, **changes: object) -> None:
        with self._changed:
            self._status = replace(self._status, **changes)  # type: ignore[arg-type]
            self._changed.notify_all()


def not_ready(code: str, en: str, zh: str, cause: LedgerError | None) -> Unavailable:
    """What is told to whoever asks, with the code of its cause alone: the cause may name addresses."""
    why = f" ({cause.code})" if cause is not None else ""
    return Unavailable(en + why, zh=zh + why, code=code, retry_after=2)


def pause_after(failures: int, poll: float) -> float:
    """Seconds until the next look: doubled by every failure in a row, up to `LONGEST_WAIT`. A node may be away for
    days, and a thousandth power of two is more than a float holds."""
    return min(poll * (1 << min(failures, 16)), LONGEST_WAIT)


def _broke(error: BaseException) -> Inconsistent:
    """A mistake of ours: the thread ends, and whoever asks for the status learns why."""
    return Inconsistent(f"the follower broke: {error!r}", zh=f"跟随线程异常终止：{error!r}", code="FOLLOWER_BROKE")
