# SPDX-License-Identifier: Apache-2.0
"""A mirror from a node and the deployment file alone: what a stranger does who trusts neither our database nor us."""

from __future__ import annotations

from pathlib import Path

from ledger.chain.contracts import load_deployment, verify_deployment
from ledger.chain.network import load_network
from ledger.chain.rpc import Rpc
from ledger.errors import Refused
from ledger.indexer.advance import Indexer, rebuild
from ledger.service.runtime import connect_node, open_node, watched
from ledger.settings import Settings
from ledger.store.digest import MirrorDigest, mirror_digest
from ledger.store.session import open_store


def rebuild_into(target: Path, rpc_url: str | None, deployment_file: Path, settings: Settings) -> MirrorDigest:
    """Fill a new SQLite file from the chain. Without a URL: from the node of this ledger directory."""
    if target.exists():
        raise Refused(f"{target} exists already", zh=f"{target} 已存在", code="TARGET_EXISTS")
    if rpc_url is not None:
        rpc = Rpc(rpc_url)
        try:
            return _fill(target, rpc, deployment_file)
        finally:
            rpc.close()
    network = load_network(settings.network_file)
    with open_node(settings, network):
        rpc = connect_node(settings, network)
        try:
            return _fill(target, rpc, deployment_file)
        finally:
            rpc.close()


def _fill(target: Path, rpc: Rpc, deployment_file: Path) -> MirrorDigest:
    deployment = load_deployment(deployment_file)
    verify_deployment(rpc, deployment)
    store = open_store(f"sqlite:///{target.resolve()}")
    try:
        store.migrate()
        rebuild(Indexer(rpc, store, watched(deployment)))
        with store.reading() as session:
            return mirror_digest(session)
    finally:
        store.close()
