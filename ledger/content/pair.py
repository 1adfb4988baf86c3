# SPDX-License-Identifier: Apache-2.0
"""Local first, IPFS behind: a document is safe once it is in files, and the further copy may come later.

Registration never waits for the daemon. What has not been seen pinned there is on a backlog that outlives the process;
`drain` works it off and may be killed anywhere. Reading prefers the local copy, and a copy that is missing or damaged
is fetched from behind, checked, and put back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from ledger.content.cid import Cid, cid_of, parse_cid
from ledger.content.ipfs import IpfsStore
from ledger.content.store import ContentStore, FileStore, PinState, sync_folder, write_atomically
from ledger.errors import Inconsistent, NotFound, Refused, Unavailable


@dataclass(frozen=True, slots=True)
class Drained:
    """What one run over the backlog did. `lost` is queued and held by neither side: a finding, not a delay."""

    pinned: tuple[Cid, ...]
    waiting: tuple[Cid, ...]
    lost: tuple[Cid, ...]


class _Outcome(Enum):
    PINNED = auto()
    WAITING = auto()
    LOST = auto()


class Backlog:
    """Names still to be pinned, one empty file each: adding and removing are single atomic steps of the file system."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def add(self, cid: Cid) -> None:
        if cid not in self:
            write_atomically(self._path(cid), b"")

    def remove(self, cid: Cid) -> None:
        self._path(cid).unlink(missing_ok=True)
        sync_folder(self._folder)

    def __contains__(self, cid: Cid) -> bool:
        return self._path(cid).exists()

    def __iter__(self) -> Iterator[Cid]:
        return iter([Cid(path.name) for path in sorted(self._folder.iterdir()) if _is_cid(path.name)])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _path(self, cid: Cid) -> Path:
        return self._folder / parse_cid(cid)  # parsed, since a name becomes a path here


class PairedStore:
    """A local store and a further one behind it."""

    def __init__(self, local: ContentStore, behind: ContentStore, backlog: Backlog) -> None:
        self._local = local
        self._behind = behind
        self._backlog = backlog

    def put(self, data: bytes) -> Cid:
        # Queued before it is kept: a crash between the two leaves a name too many on the backlog, never one too few.
        self._backlog.add(cid_of(data))
        return self._local.put(data)

    def get(self, cid: Cid) -> bytes:
        try:
            return self._local.get(cid)
        except (NotFound, Inconsistent) as damage:
            return self._fetch(cid, damage)

    def has(self, cid: Cid) -> bool:
        return self._local.has(cid) or self._behind.has(cid)

    def pin_state(self, cid: Cid) -> PinState:
        """PINNED only if the daemon says so now; QUEUED while the local copy alone is safe."""
        if cid in self._backlog:
            return PinState.QUEUED
        return self._behind.pin_state(cid)

    def drain(self, limit: int | None = None) -> Drained:
        """Pin what is queued. A daemon that is down ends the run early; everything left keeps waiting."""
        queued = list(self._backlog)
        outcomes: dict[Cid, _Outcome] = {}
        for cid in queued[:limit]:
            try:
                outcomes[cid] = self._settle(cid)
            except Unavailable:
                break
        pinned, lost = _those(outcomes, _Outcome.PINNED), _those(outcomes, _Outcome.LOST)
        return Drained(pinned, tuple(cid for cid in queued if cid not in pinned and cid not in lost), lost)

    def requeue_unpinned(self, cids: Iterable[Cid]) -> tuple[Cid, ...]:
        """Ask after each pin again; those that were lost go back on the backlog and are returned."""
        lost = [cid for cid in cids if cid not in self._backlog and self._behind.pin_state(cid) is not PinState.PINNED]
        for cid in lost:
            self._backlog.add(cid)
        return tuple(lost)

    def _settle(self, cid: Cid) -> _Outcome:
        if self._behind.pin_state(cid) is not PinState.PINNED:
            try:
                data = self.get(cid)
            except (NotFound, Inconsistent):
                return _Outcome.LOST
            self._behind.put(data)
            # The daemon's "added" is not yet "pinned": it is asked again.
            if self._behind.pin_state(cid) is not PinState.PINNED:
                return _Outcome.WAITING
        self._backlog.remove(cid)
        return _Outcome.PINNED

    def _fetch(self, cid: Cid, damage: NotFound | Inconsistent) -> bytes:
        try:
            data = self._behind.get(cid)
        except NotFound:
            raise damage from None
        self._local.put(data)
        return data


def open_store(folder: Path, ipfs_api: str = "", token: str = "") -> FileStore | PairedStore:
    """The store of one ledger directory: files alone, or with the IPFS daemon at `ipfs_api` behind them.

    An address can be added later: `requeue_unpinned(local.cids())` then puts on the backlog what was kept before.
    """
    local = FileStore(folder)
    if not ipfs_api:
        return local
    return PairedStore(local, IpfsStore(ipfs_api, token=token), Backlog(folder / "backlog"))


def _those(outcomes: dict[Cid, _Outcome], wanted: _Outcome) -> tuple[Cid, ...]:
    return tuple(cid for cid, outcome in outcomes.items() if outcome is wanted)


def _is_cid(name: str) -> bool:
    try:
        return bool(parse_cid(name))
    except Refused:
        return False
