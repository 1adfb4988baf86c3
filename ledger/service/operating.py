# SPDX-License-Identifier: Apache-2.0
"""The operator's verbs: what runs, bring it up and down, back it up, restore it.

`up` starts one process that supervises the embedded node, follows, sends and serves the API. It is known by
`daemon.json` and by a lock that dies with it. Everything it acknowledged is on disk, so `down` may be a kill.
"""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ledger.chain.network import Network, connect, load_network
from ledger.chain.snapshots import replace_file
from ledger.content.digest import sha256
from ledger.errors import Inconsistent, LedgerError, Misconfigured, Refused, Unavailable
from ledger.service.runtime import node_is_up, require_ledger
from ledger.settings import Settings
from ledger.store.queries import acts
from ledger.store.queries import submission as outbox
from ledger.store.schema import newest_version
from ledger.store.session import open_store

START_SECONDS = 60.0
STOP_SECONDS = 30.0
LET_GO_SECONDS = 5.0
LOOK_SECONDS = 2.0
BACKUP_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Daemon:
    """The process that serves a ledger directory."""

    pid: int
    url: str


@dataclass(frozen=True, slots=True)
class Status:
    """What an operator asks first. `None` where nothing is there to say it."""

    home: str
    daemon: Daemon | None
    node_up: bool
    network: str
    chain_id: int
    block: int | None
    final: int | None
    time: int | None
    acts: int
    subjects: int
    submissions: dict[str, int]
    settings: dict[str, Any]


# --- up and down ------------------------------------------------------------------------------------------------------


def daemon_file(settings: Settings) -> Path:
    return settings.home / "daemon.json"


def running(settings: Settings) -> Daemon | None:
    """The daemon, if its lock is held: a file left by a dead process says nothing."""
    if not _locked(settings):
        return None
    try:
        told = json.loads(daemon_file(settings).read_text(encoding="utf-8"))
        return Daemon(int(told["pid"]), str(told["url"]))
    except (OSError, ValueError, KeyError):
        return None


@contextmanager
def serving(settings: Settings) -> Iterator[None]:
    """Held by the daemon while it lives."""
    with _lock_path(settings).open("a+b") as file:
        _take(file)
        try:
            yield
        finally:
            daemon_file(settings).unlink(missing_ok=True)


def _take(lock: IO[bytes]) -> None:
    """Whoever looks whether it is held has it for that moment: one who only looked is gone at the next try."""
    deadline = time.monotonic() + LOOK_SECONDS
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > deadline:
                raise Refused("this ledger is up already", zh="该账本已在运行", code="ALREADY_UP") from error
        time.sleep(0.02)


def announce(settings: Settings, url: str) -> None:
    replace_file(daemon_file(settings), json.dumps({"pid": os.getpid(), "url": url}).encode(), sync=False)


def up(settings: Settings) -> Daemon:
    """Start the daemon and wait until it answers. If one runs, it is the answer."""
    require_ledger(settings)
    found = _answering(settings)
    if found is not None:
        return found
    settings.logs_dir.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "LEDGER_HOME": str(settings.home.resolve())}
    with (settings.logs_dir / "ledger.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "ledger.cli.daemon"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment,
            start_new_session=True,
        )
    # Whoever brought it up may outlive it: somebody has to take note of its end, or it stays as a zombie.
    threading.Thread(target=process.wait, name="daemon-reaper", daemon=True).start()
    return _await_up(settings, process)


def _answering(settings: Settings) -> Daemon | None:
    """The daemon that runs. One that was killed a moment ago may still hold its lock: whether it answers decides, but
    one that is merely slow is not started twice."""
    found = running(settings)
    deadline = time.monotonic() + LET_GO_SECONDS
    while found is not None and not _answers(found) and time.monotonic() < deadline:
        time.sleep(0.05)
        found = running(settings)
    return found


def _answers(daemon: Daemon) -> bool:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"{daemon.url}/health", timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except (OSError, http.client.HTTPException):
        return False


def _await_up(settings: Settings, process: subprocess.Popen[bytes]) -> Daemon:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        found = running(settings)
        if found is not None and found.pid == process.pid:
            return found
        if process.poll() is not None:
            raise Unavailable(
                f"the daemon ended while starting; see {settings.logs_dir / 'ledger.log'}: {_tail(settings)}",
                zh="后台进程启动失败，详见日志",
                code="DAEMON_DIED",
            )
        time.sleep(0.1)
    raise Unavailable("the daemon did not come up in time", zh="后台进程未能及时启动", code="DAEMON_SLOW")


def _tail(settings: Settings) -> str:
    lines = (settings.logs_dir / "ledger.log").read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[-1][:300] if lines else ""


def down(settings: Settings) -> bool:
    """Ask the daemon to end, and wait; false if none ran."""
    found = running(settings)
    if found is None:
        return False
    os.kill(found.pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        if not _locked(settings):
            return True
        time.sleep(0.05)
    raise Unavailable(
        f"process {found.pid} does not end; it may be killed, nothing acknowledged is lost",
        zh=f"进程 {found.pid} 未能结束；可强行终止，已确认的内容不会丢失",
        code="DAEMON_STAYS",
    )


def _lock_path(settings: Settings) -> Path:
    return settings.home / "daemon.lock"


def _locked(settings: Settings) -> bool:
    """Looked at with a shared lock, so that two who look do not take one another for the daemon."""
    if not _lock_path(settings).exists():
        return False
    with _lock_path(settings).open("a+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


# --- status -----------------------------------------------------------------------------------------------------------


def status(settings: Settings) -> Status:
    require_ledger(settings)
    network = load_network(settings.network_file)
    store = open_store(settings.database)
    try:
        with store.reading() as session:
            head, counted, wishes = acts.head(session), acts.counts(session), outbox.counts(session)
    finally:
        store.close()
    return Status(
        home=str(settings.home),
        daemon=running(settings),
        node_up=_node_answers(settings, network),
        network=network.name,
        chain_id=network.chain_id,
        block=head.block_number if head is not None else None,
        final=head.finalized_number if head is not None else None,
        time=head.timestamp if head is not None else None,
        acts=counted[0],
        subjects=counted[1],
        submissions=wishes,
        settings=_redacted(settings),
    )


def _node_answers(settings: Settings, network: Network) -> bool:
    """The embedded node is up while somebody supervises it; another one, if it answers with the right chain."""
    url = settings.rpc_url or network.url
    if not url:
        return node_is_up(settings.node_dir)
    rpc = connect(network.at(url), timeout=2.0)
    try:
        return rpc.chain_id() == network.chain_id
    except LedgerError:
        return False
    finally:
        rpc.close()


def _redacted(settings: Settings) -> dict[str, Any]:
    """Every field; a database URL without its password."""
    plain = settings.model_dump(mode="json")
    url = plain.get("database_url", "")
    if "@" in url:
        scheme, _, rest = url.partition("://")
        plain["database_url"] = f"{scheme}://***@{rest.rpartition('@')[2]}"
    return plain


# --- backup and restore -----------------------------------------------------------------------------------------------


def backup(settings: Settings, target: Path) -> int:
    """Everything that cannot be derived, and the node's chain, in one archive. How many files it holds.

    Taken while the ledger is down, so that node, records and outbox are of one moment. The mirror is in the database
    file too; a restore derives it anew if it must.
    """
    require_down(settings)
    if target.exists():
        raise Refused(f"{target} exists already", zh=f"{target} 已存在", code="TARGET_EXISTS")
    if settings.database_url:
        raise Misconfigured(
            "the database is PostgreSQL: back it up with pg_dump, and this directory without it",
            zh="数据库为 PostgreSQL，请另用 pg_dump 备份",
            code="BACKUP_NEEDS_PG_DUMP",
        )
    partial = target.with_name(target.name + ".partial")
    copied = settings.home / "backup.db"
    try:
        _copy_database(settings.home / "ledger.db", copied)
        count = _archive(settings, partial, copied)
    finally:
        copied.unlink(missing_ok=True)
    os.replace(partial, target)
    return count


def _archive(settings: Settings, partial: Path, database: Path) -> int:
    files = {str(path.relative_to(settings.home)): path for path in _kept(settings.home)}
    files["ledger.db"] = database
    listing = {name: sha256(path.read_bytes()).hex() for name, path in sorted(files.items())}
    manifest = settings.home / "backup.json"
    replace_file(manifest, json.dumps({"format": BACKUP_FORMAT, "files": listing}).encode(), sync=True)
    try:
        with tarfile.open(partial, "w:gz") as archive:
            archive.add(manifest, "backup.json")
            for name, path in sorted(files.items()):
                archive.add(path, name, recursive=False)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
    finally:
        manifest.unlink(missing_ok=True)
    return len(files)


_LEFT_OUT = ("ledger.db", "ledger.db-wal", "ledger.db-shm", "backup.db", "backup.json", "daemon.json", "daemon.lock")


def _kept(home: Path) -> list[Path]:
    """Files of the directory but logs, locks and what the node's process makes for itself."""
    skipped = {"logs", "cache"}
    return [
        path
        for path in sorted(home.rglob("*"))
        if path.is_file()
        and path.name not in (*_LEFT_OUT, "lock", "endpoint.json", "anvil.log", "anvil.json", "port.json")
        and not skipped.intersection(path.relative_to(home).parts[:-1])
    ]


def _copy_database(source: Path, target: Path) -> None:
    """SQLite's own backup: whole, whatever the write-ahead log holds."""
    with sqlite3.connect(source) as read, sqlite3.connect(target) as write:
        read.backup(write)


def restore(settings: Settings, source: Path) -> int:
    """Make the directory anew from an archive; every file's hash is checked before anything takes its place."""
    if settings.home.exists() and any(settings.home.iterdir()):
        raise Refused(
            f"{settings.home} is not empty; move it away first",
            zh=f"目录 {settings.home} 非空，请先移走",
            code="DIRECTORY_NOT_EMPTY",
        )
    staging = settings.home.with_name(settings.home.name + ".restoring")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True, mode=0o700)
    try:
        count = _unpack(source, staging)
        if settings.home.exists():
            settings.home.rmdir()
        os.replace(staging, settings.home)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return count


def _unpack(source: Path, staging: Path) -> int:
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(staging, filter="data")
        listing = json.loads((staging / "backup.json").read_text(encoding="utf-8"))["files"]
    except (tarfile.TarError, OSError, ValueError, KeyError, EOFError) as error:
        raise Refused(
            f"{source} is no whole backup: {error}", zh=f"{source} 不是完整的备份", code="BACKUP_DAMAGED"
        ) from error
    (staging / "backup.json").unlink()
    for name, digest in listing.items():
        path = staging / name
        if not path.is_file() or sha256(path.read_bytes()).hex() != digest:
            raise Inconsistent(
                f"{name} in the backup was changed", zh=f"备份中的 {name} 已被改动", code="BACKUP_CHANGED"
            )
    for path in staging.joinpath("keys").rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return len(listing)


# --- the schema -------------------------------------------------------------------------------------------------------


def migrate(settings: Settings) -> str:
    """Bring the database to this program's schema; the version it has then. Refused while the ledger is up."""
    require_down(settings)
    store = open_store(settings.database)
    try:
        store.migrate()
    finally:
        store.close()
    return newest_version()


def require_down(settings: Settings) -> None:
    """Return if there is a ledger here and nothing serves it."""
    require_ledger(settings)
    found = running(settings)
    if found is not None:
        raise Refused("take the ledger down first: ledger down", zh="请先停止账本：ledger down", code="LEDGER_IS_UP")
