# SPDX-License-Identifier: Apache-2.0
"""A ledger on a network that was there before: one that is free of gas, and one that wants coins.

The free one is the embedded node in another process's place: somebody else supervises it, and the ledger knows its URL
alone. The other is anvil as it comes, with a base fee and blocks of its own.
"""

from __future__ import annotations

import json
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ledger.chain.anvil import find_binary, free_port
from ledger.chain.node import EmbeddedNode, NodeSettings
from ledger.chain.rpc import Rpc
from ledger.chain.signer import create_signer, open_signer
from ledger.cli.app import app
from ledger.domain.ids import OrgId
from ledger.errors import Inconsistent, LedgerError, Misconfigured, Refused
from ledger.service import auditing, governing, operating
from ledger.service.founding import Beginning, Founder, Site, begin, found_on, founding_rules
from ledger.service.runtime import open_ledger
from ledger.settings import Settings
from ledger.store.queries import rules

CHAIN_ID = 20_260_799
FOUNDERS = (
    Founder(OrgId("11150000MB0DEM01XW"), "示例自治区数据局", "zhang", "张示例"),
    Founder(OrgId("11150100MB0DEM02X3"), "示例市数据局", "wei", "魏示例"),
)
PLENTY = 10**20


@pytest.fixture(scope="module")
def free(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A network without a price on gas; its clock is the wall's."""
    began = int(time.time()) - 1_000
    with EmbeddedNode(NodeSettings(tmp_path_factory.mktemp("network"), CHAIN_ID, genesis_time=began)) as node:
        yield node.url


@pytest.fixture(scope="module")
def paying(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A network with a base fee."""
    port, cache = free_port(), str(tmp_path_factory.mktemp("cache"))
    command = [str(find_binary()), "--host", "127.0.0.1", "--port", str(port), "--chain-id", str(CHAIN_ID), "--quiet",
               "--cache-path", cache,
               "--accounts", "0", "--base-fee", "1000000000", "--hardfork", "london"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        _await(url)
        yield url
    finally:
        process.kill()
        process.wait()


def _await(url: str) -> None:
    client = Rpc(url)
    for _ in range(100):
        try:
            client.chain_id()
            return
        except LedgerError:
            time.sleep(0.1)
    raise AssertionError("the network does not answer")


def give(url: str, account: bytes, coins: int = PLENTY) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "anvil_setBalance", "params": ["0x" + account.hex(), hex(coins)]}
    request = urllib.request.Request(url, json.dumps(asked).encode(), {"Content-Type": "application/json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as answer:
        assert "error" not in json.load(answer)


def beginning(delay: int = 0) -> Beginning:
    return Beginning(FOUNDERS, delay=delay, demo=True, years=(2026,))


def test_a_ledger_is_founded_on_a_free_network_and_served_without_a_node(
    free: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(home=tmp_path / "ledger", port=0)
    with found_on(settings, beginning(), Site(free, chain_id=CHAIN_ID)) as (ledger, people):
        assert ledger.node is None
        assert begin(ledger, people, founding_rules(beginning())).published
        with ledger.store.reading() as session:
            assert [regime.regime_id for regime in rules.regimes(session)] == ["CN-DPR-2026"]
    network = json.loads(settings.network_file.read_text())
    deployment = json.loads(settings.deployment_file.read_text())
    assert (network["url"], network["chain_id"], network["finality"]) == (free, CHAIN_ID, "latest")
    assert network["genesis_hash"] == deployment["genesisHash"] == "0x" + Rpc(free).header(0).hash.hex()
    assert deployment["deployBlock"] > 0
    assert not settings.node_dir.exists()
    with open_ledger(settings) as ledger:
        assert ledger.node is None
        assert auditing.fsck(ledger).clean

    monkeypatch.setenv("LEDGER_PORT", "0")
    daemon = operating.up(settings)
    try:
        asked = f"{daemon.url}/v1/regimes/CN-DPR-2026"
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked) as answer:
            assert json.load(answer)["id"] == "CN-DPR-2026"
        told = operating.status(settings)
        assert (told.network, told.chain_id, told.node_up) == ("network", CHAIN_ID, True)
    finally:
        assert operating.down(settings)
    assert Rpc(free).chain_id() == CHAIN_ID, "the network goes on without us"


def test_what_is_founded_waits_for_the_second_authority_by_the_networks_own_time(free: str, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "ledger")
    with found_on(settings, beginning(delay=86_400), Site(free)) as (ledger, people):
        begun = begin(ledger, people, founding_rules(beginning()))
        assert not begun.published
        assert begun.earliest > ledger.rpc.head().timestamp
        assert len(governing.open_proposals(ledger)) == 2
        with ledger.store.reading() as session:
            assert rules.regimes(session) == []


WRONG: dict[str, tuple[dict[str, Any], type[LedgerError], str]] = {
    "another chain id": ({"chain_id": CHAIN_ID + 1}, Inconsistent, "CHAIN_WRONG_CHAIN"),
    "another genesis": ({"genesis": b"\x01" * 32}, Inconsistent, "CHAIN_WRONG_GENESIS"),
    "no rule of finality": ({"finality": "soon"}, Misconfigured, "CHAIN_FINALITY_INVALID"),
    "the rule of an embedded node": ({"finality": "snapshot"}, Misconfigured, "CHAIN_FINALITY_INVALID"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_the_network_that_was_meant_leaves_no_trace(free: str, tmp_path: Path, name: str) -> None:
    changes, family, code = WRONG[name]
    settings, before = Settings(home=tmp_path / "ledger"), Rpc(free).head().number
    with pytest.raises(family) as refused, found_on(settings, beginning(), Site(free, **changes)):
        pass
    assert refused.value.code == code
    assert not settings.home.exists()
    assert Rpc(free).head().number == before


def test_where_gas_costs_a_deployer_without_coins_is_told_so_before_anything_is_made(
    paying: str, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path / "ledger")
    with pytest.raises(Refused) as refused, found_on(settings, beginning(), Site(paying)):
        pass
    assert refused.value.code == "DEPLOYER_LACKS_COINS"
    assert not settings.home.exists()


def test_where_gas_costs_a_funded_deployer_founds_and_the_authorities_need_coins_of_their_own(
    paying: str, tmp_path: Path
) -> None:
    deployer = create_signer(tmp_path / "deployer.json", "password", work=4096)
    give(paying, deployer.address)
    settings = Settings(home=tmp_path / "ledger")
    site = Site(paying, deployer=open_signer(tmp_path / "deployer.json", "password"))
    with found_on(settings, beginning(), site) as (ledger, people):
        accounts = tuple(person.signing_account() for person in people)
        begun = begin(ledger, people, founding_rules(beginning()))
        assert (begun.published, begun.penniless) == (False, accounts)
        give(paying, accounts[0])
        assert begin(ledger, people, founding_rules(beginning())).penniless == accounts[1:]
        give(paying, accounts[1])
        assert begin(ledger, people, founding_rules(beginning())).published
        assert auditing.fsck(ledger).clean
    assert 0 < Rpc(paying).balance(deployer.address) < PLENTY, "what is asked for is enough"


def test_the_command_line_founds_where_it_is_told(free: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ledger.cli import operations, state

    monkeypatch.setattr(operations, "refuse_fictional", lambda *_, **__: None)
    home = tmp_path / "ledger"
    founders = [word for f in FOUNDERS for word in ("--authority", f"{f.org}={f.name}")]
    words = ["init", str(home), *founders, "--rpc", free, "--chain-id", str(CHAIN_ID), "--delay", "86400"]
    try:
        told = CliRunner().invoke(app, words)
        assert told.exit_code == 0, told.output
        assert "propos" in told.output
        again = CliRunner().invoke(app, ["propose-rules", "--as", "authority-1"])
        assert again.exit_code == 0, again.output
        with open_ledger(Settings(home=home)) as ledger:
            assert len(governing.open_proposals(ledger)) == 4, "said twice, proposed once"
    finally:
        state._home.clear()
