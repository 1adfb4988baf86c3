# SPDX-License-Identifier: Apache-2.0
"""One operator of a ledger takes over what another deployed: not from a cheat, nor on the word of a node that lies."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ledger.chain import deploy
from ledger.chain.contracts import Deployment, Release, load_deployment
from ledger.chain.deploy import SigningDeployer
from ledger.chain.network import load_network, save_network
from ledger.chain.node import EmbeddedNode, NodeSettings
from ledger.chain.signer import LocalSigner
from ledger.domain.kinds import Module
from ledger.errors import Inconsistent, Refused, Unavailable
from ledger.service import auditing, upgrading
from ledger.service.runtime import open_ledger
from ledger.service.upgrading import Upgrade, upgrade
from ledger.settings import Settings
from tests.e2e.earlier import Clock, silent, stands_at, unpacked
from tests.fakes import faulty_rpc
from tests.fakes.faulty_rpc import FaultyRpc, Plan


def test_two_operators_carry_a_ledger_over_on_a_network(tmp_path: Path) -> None:
    """The chain is somebody else's to run; each authority's key lies on another machine, and one of them deploys."""
    first = unpacked(tmp_path / "first")
    clock = Clock(stands_at(first) + 3600)
    network = load_network(first.network_file)
    shutil.move(first.node_dir, tmp_path / "node")
    with EmbeddedNode(NodeSettings(tmp_path / "node", network.chain_id), wall=clock) as node:
        save_network(first.network_file, replace(network.at(node.url), finality="latest"))
        second = Settings(home=tmp_path / "second")
        shutil.copytree(first.home, second.home)
        with pytest.raises(Unavailable) as waits:
            upgrade(first, Upgrade(("zhang",)), silent)
        assert waits.value.code == "UPGRADE_WAITS"
        clock.at = float(str(waits.value.facts["earliest"]))
        node.mine()
        assert not upgrade(second, Upgrade(("wei",)), silent).already

        stranger = tmp_path / "stranger.json"
        stranger.write_text(load_deployment(first.deployment_file).to_json())
        with pytest.raises(Refused) as another:
            upgrade(first, Upgrade(deployment=stranger), silent)
        assert another.value.code == "DEPLOYMENT_OF_ANOTHER_LEDGER"
        for cheat in ("desks", "writers", "registrars", "rules", "delay"):
            assert refused_cheat(first, second, tmp_path, cheat) == "CREATION_IS_ANOTHER"
        assert refused_cheat(first, second, tmp_path, "uncounted") == "UPGRADE_WAITS"
        lied_to(first, second, tmp_path, node.url)
        assert not upgrade(first, Upgrade(deployment=second.deployment_file), silent).already
        assert load_deployment(first.deployment_file) == load_deployment(second.deployment_file)
        for settings in (first, second):
            with open_ledger(settings) as ledger:
                assert ledger.node is None
                assert auditing.fsck(ledger).findings == ()
                assert auditing.digest(ledger.store).sequence > 133


Cover = Callable[[pytest.MonkeyPatch, SigningDeployer, Deployment], None]


def refused_cheat(first: Settings, second: Settings, folder: Path, cheat: str, cover: Cover | None = None) -> str:
    """What `first` says of contracts whose code is today's, and whose creator wrote something of its own into them."""
    with open_ledger(second) as ledger, pytest.MonkeyPatch.context() as patch:
        predecessor = ledger.deployment.predecessor
        assert predecessor is not None
        deployer = SigningDeployer(ledger.rpc, LocalSigner(secrets.token_bytes(32)), ledger.network.fees)
        delay = predecessor.deployment.governance_delay + (cheat == "delay")
        if cheat in ("registrars", "uncounted"):
            kept = upgrading._registrars(ledger) if cheat == "uncounted" else []
            predecessor = deploy.deploy_estate(ledger.rpc, deployer, predecessor.deployment, kept)
        arguments = deploy._arguments

        def altered(plan: deploy.Plan, at: Any) -> Any:
            found = arguments(plan, at)
            mine = "0x" + deployer.address.hex()
            if cheat == "desks":
                found[Module.CERTIFICATES][1][5].append(mine)  # type: ignore[attr-defined]
            elif cheat == "writers":
                found[Module.HISTORY][1][1].append((mine, 1 << 63))  # type: ignore[attr-defined]
            elif cheat == "rules":
                found[Module.RULES][1][2] = deploy.NOBODY
            return found

        patch.setattr(deploy, "_arguments", altered)
        made = deploy.deploy(ledger.rpc, deployer, deploy.Plan((), delay, True, predecessor))
        patch.undo()
        file = folder / f"{cheat}.json"
        file.write_text(made.to_json())
        if cover is not None:
            cover(patch, deployer, made)
        with pytest.raises((Inconsistent, Unavailable)) as refused:
            upgrade(first, Upgrade(deployment=file), silent)
    return refused.value.code


LIES = {
    ("eth_getTransactionByHash", "transaction_other_input"): "CREATION_IS_ANOTHER",
    ("eth_getTransactionByHash", "transaction_other_target"): "CREATION_IS_ANOTHER",
    ("eth_getTransactionByHash", "transaction_other_hash"): "CHAIN_TX_OTHER",
    ("eth_getTransactionByHash", "null_result"): "CREATION_IS_ANOTHER",
    ("eth_getTransactionReceipt", "receipt_other_contract"): "CREATION_IS_ANOTHER",
    ("eth_getTransactionReceipt", "receipt_no_contract"): "CREATION_IS_ANOTHER",
    ("eth_getTransactionReceipt", "receipt_failed"): "CREATION_IS_ANOTHER",
    ("eth_getTransactionReceipt", "receipt_other_block"): "CHAIN_RECEIPT_OTHER",
    ("eth_getTransactionReceipt", "null_result"): "CREATION_IS_ANOTHER",
}
"""Of the transaction in which a contract was created, as the node of who takes over tells it."""


def lied_to(first: Settings, second: Settings, folder: Path, url: str) -> None:
    """What `first` says of a sound deployment, or of a cheat's, when its node lies about how it was created."""
    network = load_network(first.network_file)
    with FaultyRpc(url) as node:
        save_network(first.network_file, network.at(node.url))
        for (method, lie), code in LIES.items():
            node.plan = Plan(lie, methods={method})
            with pytest.raises(Inconsistent) as refused:
                upgrade(first, Upgrade(deployment=second.deployment_file), silent)
            assert (refused.value.code, node.served[lie] > 0) == (code, True), lie
        node.plan = Plan("creation_of_another", methods={"eth_getLogs"})
        assert refused_cheat(first, second, folder, "writers", covered) == "CREATION_IS_ANOTHER"
    save_network(first.network_file, network)
    assert load_deployment(first.deployment_file).release is Release.FIRST


def covered(patch: pytest.MonkeyPatch, deployer: SigningDeployer, made: Deployment) -> None:
    """The cheat's node says that its History was created by a transaction that did create one as it should be."""
    plan = deploy.Plan((), made.governance_delay, made.demo, made.predecessor)
    sound = dict(deploy.creations(plan, made.addresses))[Module.HISTORY]
    receipt = deployer.create(deployer.next_nonce(), sound)
    assert receipt.succeeded

    def lie(logs: Any) -> Any:
        at = "0x" + made.addresses[Module.HISTORY].hex()
        return [
            {**log, "transactionHash": "0x" + receipt.tx_hash.hex()} if log["address"] == at else log for log in logs
        ]

    patch.setitem(faulty_rpc.CONTENT, "creation_of_another", lie)
