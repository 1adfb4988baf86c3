# SPDX-License-Identifier: Apache-2.0
"""The embedded node's directory: whose it is, which chain it holds, where block time stands, where it listens.

    lock            held by the one supervisor; let go by its death
    node.json       chain id, genesis time, genesis hash: written once
    clock.json      walking in the past, or live
    journal.jsonl   the blocks (journal.py)
    *.snapshot      two generations of state, and durable.json, the final height (snapshots.py)
    endpoint.json   url, port, pid: there while the node is up
    anvil.json, anvil.log, port.json, cache/   the process's own

Not for: the process and its blocks (`node.py`).
"""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import dataclass
from io import BufferedRandom
from pathlib import Path
from typing import Any

from ledger.chain.clock import BlockClock, Live, Walking
from ledger.chain.snapshots import replace_file
from ledger.errors import Inconsistent, Unavailable


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes this chain this chain."""

    chain_id: int
    genesis_time: int
    genesis_hash: bytes | None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a running node listens, and which processes it consists of."""

    url: str
    port: int
    pid: int
    supervisor: int
    chain_id: int
    genesis_hash: bytes


class NodeHome:
    """The directory's small files. All but `read_endpoint` is for the supervisor."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock_file: BufferedRandom | None = None
        self._identity: Identity | None = None

    @property
    def journal_path(self) -> Path:
        return self._directory / "journal.jsonl"

    def lock(self) -> None:
        self._directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = (self._directory / "lock").open("a+b")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.close()
            raise Unavailable(
                "another process runs the embedded node of this directory",
                zh="另一进程正在运行该目录的内置节点",
                code="NODE_ALREADY_RUNNING",
            ) from error
        self._lock_file = file

    def unlock(self) -> None:
        if self._lock_file is not None:
            self._lock_file.close()
            self._lock_file = None

    def found(self, chain_id: int, genesis_time: int, *, walking: bool) -> None:
        """Settle which chain this directory holds, unless that is settled already."""
        path = self._directory / "node.json"
        if not path.exists():
            # The clock first: a kill between the two must not turn a walking chain into a live one.
            self.keep_clock(Walking(genesis_time) if walking else Live())
            self._write("node.json", {"chain_id": chain_id, "genesis_time": genesis_time, "genesis_hash": None})
        value = json.loads(path.read_text())
        known = value["genesis_hash"]
        self._identity = Identity(value["chain_id"], value["genesis_time"], bytes.fromhex(known) if known else None)

    def identity(self) -> Identity:
        assert self._identity is not None, "found() comes first"
        return self._identity

    def check_genesis(self, found: bytes) -> None:
        """Before anything is written: the node serves the chain of this directory."""
        known = self.identity()
        if known.genesis_hash is None:
            self._identity = Identity(known.chain_id, known.genesis_time, found)
            value = {"chain_id": known.chain_id, "genesis_time": known.genesis_time, "genesis_hash": found.hex()}
            self._write("node.json", value)
        elif known.genesis_hash != found:
            raise Inconsistent(
                "the node's genesis is not this directory's",
                zh="节点的创世区块与该目录不符",
                code="NODE_OTHER_GENESIS",
                expected="0x" + known.genesis_hash.hex(),
                actual="0x" + found.hex(),
            )

    def clock(self) -> BlockClock:
        at = self._read("clock.json").get("walking_at")
        return Live() if at is None else Walking(int(at))

    def keep_clock(self, clock: BlockClock) -> None:
        self._write("clock.json", {"walking_at": clock.at if isinstance(clock, Walking) else None})

    def last_port(self) -> int:
        return int(self._read("port.json").get("port", 0))

    def announce(self, port: int, pid: int, genesis_hash: bytes) -> None:
        """Written when the chain is whole; `read_endpoint` is the other side."""
        value = {
            "url": f"http://127.0.0.1:{port}",
            "port": port,
            "pid": pid,
            "supervisor": os.getpid(),
            "chain_id": self.identity().chain_id,
            "genesis_hash": genesis_hash.hex(),
        }
        self._write("port.json", {"port": port}, sync=False)
        self._write("endpoint.json", value, sync=False)

    def renounce(self) -> None:
        (self._directory / "endpoint.json").unlink(missing_ok=True)

    def _write(self, name: str, value: dict[str, Any], *, sync: bool = True) -> None:
        replace_file(self._directory / name, json.dumps(value).encode(), sync=sync)

    def _read(self, name: str) -> dict[str, Any]:
        """Empty if the file is not there or not whole: each has a safe default."""
        try:
            value = json.loads((self._directory / name).read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return value if isinstance(value, dict) else {}


def read_endpoint(directory: Path) -> Endpoint:
    """Where the node of this directory listens. Whoever connects still checks genesis (`network.verify_network`)."""
    try:
        value = json.loads((directory / "endpoint.json").read_text())
        genesis = bytes.fromhex(value["genesis_hash"])
        return Endpoint(value["url"], value["port"], value["pid"], value["supervisor"], value["chain_id"], genesis)
    except (FileNotFoundError, ValueError, KeyError) as error:
        raise Unavailable(
            "the embedded node is not running (start it with `ledger up`)",
            zh="内置节点未运行（请执行 ledger up）",
            code="NODE_NOT_RUNNING",
        ) from error
