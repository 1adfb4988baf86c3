# SPDX-License-Identifier: Apache-2.0
"""Which network: settled by a file, and proved of a node before anything is written.

The file is small JSON, and says what a client of the chain must know and cannot ask:

    {"name": "demo", "chain_id": 20260701, "genesis_hash": "0x..", "finality": "snapshot",
     "url": "http://127.0.0.1:8545", "fees": {"legacy_price": 0, "tip": 0}}

`url` may be left out (the embedded node says where it listens). Not for: our contracts on it (`contracts.py`, whose
`Deployment` names and verifies them) nor deploying (`deploy.py`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from ledger.chain.faults import fault
from ledger.chain.fees import FeePolicy
from ledger.chain.finality import Finality, Latest, finality_of
from ledger.chain.node_home import read_endpoint
from ledger.chain.rpc import Rpc
from ledger.chain.snapshots import replace_file, snapshot_height
from ledger.errors import Misconfigured


@dataclass(frozen=True, slots=True)
class Network:
    """A chain by its id and genesis, how it is reached and paid, and the rule by which its blocks are final."""

    name: str
    chain_id: int
    genesis_hash: bytes
    finality: str
    url: str | None = None
    fees: FeePolicy = field(default_factory=FeePolicy)

    def at(self, url: str) -> Network:
        return replace(self, url=url)


def connect(network: Network, *, node_directory: Path | None = None, timeout: float = 30.0) -> Rpc:
    """A client of the network: at its `url`, or where the embedded node of the directory listens.

    Warning: a stranger who has the address of an embedded node, but not its directory, cannot see what its files hold.
    For such a client every block of the node counts as final; that is the node's word, like everything else.
    """
    url = network.url or (read_endpoint(node_directory).url if node_directory else None)
    if url is None:
        raise Misconfigured(
            f"network {network.name} has no url", zh=f"网络 {network.name} 未设置节点地址", code="CHAIN_URL_MISSING"
        )
    return Rpc(url, finality=_finality(network.finality, node_directory), timeout=timeout)


def _finality(word: str, node_directory: Path | None) -> Finality:
    if word == "snapshot" and node_directory is None:
        return Latest()
    return finality_of(word, (lambda: snapshot_height(node_directory)) if node_directory else None)


def verify_network(rpc: Rpc, network: Network) -> None:
    """The node serves this chain. To be asked before anything is written."""
    found = rpc.chain_id()
    if found != network.chain_id:
        raise fault("CHAIN_WRONG_CHAIN", f"{found}, expected {network.chain_id}", actual=found)
    genesis = rpc.header(0).hash
    if genesis != network.genesis_hash:
        raise fault("CHAIN_WRONG_GENESIS", expected="0x" + network.genesis_hash.hex(), actual="0x" + genesis.hex())


def save_network(path: Path, network: Network) -> None:
    value: dict[str, Any] = {
        "name": network.name,
        "chain_id": network.chain_id,
        "genesis_hash": "0x" + network.genesis_hash.hex(),
        "finality": network.finality,
        "fees": {"legacy_price": network.fees.legacy_price, "tip": network.fees.tip},
    }
    if network.url is not None:
        value["url"] = network.url
    replace_file(path, (json.dumps(value, indent=2) + "\n").encode(), sync=True)


def load_network(path: Path) -> Network:
    try:
        value = json.loads(path.read_text())
    except OSError as error:
        raise _invalid(path, "it cannot be read") from error
    except ValueError as error:
        raise _invalid(path, "it is not JSON") from error
    try:
        return _network(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _invalid(path, f"{type(error).__name__}: {error}") from error


def _network(value: dict[str, Any]) -> Network:
    finality = cast(str, value["finality"])
    fees = value.get("fees", {})
    if finality != "snapshot":
        finality_of(finality)
    return Network(
        name=str(value["name"]),
        chain_id=_whole(value["chain_id"]),
        genesis_hash=_bytes(value["genesis_hash"], 32),
        finality=finality,
        url=value.get("url"),
        fees=FeePolicy(_whole(fees.get("legacy_price", 0)), _whole(fees.get("tip", 0))),
    )


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"not a whole number: {value!r}")
    return value


def _bytes(text: str, size: int) -> bytes:
    raw = bytes.fromhex(text.removeprefix("0x"))
    if len(raw) != size:
        raise ValueError(f"not {size} bytes: {text}")
    return raw


def _invalid(path: Path, why: str) -> Misconfigured:
    return Misconfigured(
        f"no network file: {path.name}: {why}",
        zh=f"网络文件无效：{path.name}：{why}",
        code="CHAIN_NETWORK_FILE_INVALID",
    )
