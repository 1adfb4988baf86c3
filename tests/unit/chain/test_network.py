# SPDX-License-Identifier: Apache-2.0
"""The network file, fees and rules of finality."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ledger.chain.fees import FREE, DynamicFee, Fee, FeePolicy, LegacyFee, fee_for
from ledger.chain.finality import Depth, Durable, FinalizedTag, Latest, finality_of
from ledger.chain.network import Network, connect, load_network, save_network
from ledger.chain.rpc import Rpc
from ledger.errors import Inconsistent, Misconfigured, Unavailable
from tests.fakes.canned_chain import CHAIN_ID, CannedChain
from tests.fakes.faulty_rpc import FaultyRpc, Plan

GENESIS = bytes.fromhex(CannedChain().blocks[0]["hash"][2:])
NETWORK = Network("ours", CHAIN_ID, GENESIS, "depth:3", None, FeePolicy(0, 7))


@pytest.mark.parametrize(
    "changes",
    [
        {"chain_id": "1"},
        {"chain_id": -1},
        {"chain_id": True},
        {"genesis_hash": "0x12"},
        {"genesis_hash": None},
        {"finality": None},
        {"fees": {"tip": 1.5}},
    ],
    ids=str,
)
def test_a_network_file_with_a_wrong_field_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    path = tmp_path / "network.json"
    save_network(path, NETWORK)
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))
    with pytest.raises(Misconfigured) as caught:
        load_network(path)
    assert caught.value.code == "CHAIN_NETWORK_FILE_INVALID"


@pytest.mark.parametrize("content", ["", "{}", "[]", "null"])
def test_a_file_that_is_no_network_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "network.json"
    path.write_text(content)
    with pytest.raises(Misconfigured):
        load_network(path)
    with pytest.raises(Misconfigured):
        load_network(tmp_path / "absent.json")


@pytest.mark.parametrize("network", [NETWORK, NETWORK.at("http://127.0.0.1:1"), replace(NETWORK, finality="snapshot")])
def test_a_network_is_read_as_it_was_written(tmp_path: Path, network: Network) -> None:
    save_network(tmp_path / "network.json", network)
    assert load_network(tmp_path / "network.json") == network


@pytest.mark.parametrize("word", ["", "depth", "depth:", "depth:-1", "depth:x", "finalized", "Latest", "snapshot"])
def test_a_rule_of_finality_that_is_none_is_refused(word: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        finality_of(word)
    assert caught.value.code == "CHAIN_FINALITY_INVALID"


@pytest.mark.parametrize(("word", "height"), [("latest", 20), ("depth:3", 17), ("depth:90", 0), ("finalized-tag", 20)])
def test_the_rule_says_which_block_is_final(faulty: FaultyRpc, word: str, height: int) -> None:
    assert Rpc(faulty.url, finality=finality_of(word)).finalized().number == height


def test_the_snapshot_rule_follows_the_files_mark(faulty: FaultyRpc) -> None:
    mark = Durable(5, bytes.fromhex(CannedChain().blocks[5]["hash"][2:]))
    assert Rpc(faulty.url, finality=finality_of("snapshot", lambda: mark)).finalized().number == 5


def test_a_node_that_holds_another_block_than_its_files_is_inconsistent(faulty: FaultyRpc) -> None:
    client = Rpc(faulty.url, finality=finality_of("snapshot", lambda: Durable(5, b"\x01" * 32)))
    with pytest.raises(Inconsistent) as caught:
        client.finalized()
    assert caught.value.code == "CHAIN_FINAL_MOVED"


def test_the_words_of_finality_are_their_rules() -> None:
    assert [finality_of(w) for w in ("latest", "depth:2", "finalized-tag")] == [Latest(), Depth(2), FinalizedTag()]


def test_a_network_without_a_url_cannot_be_reached(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured) as caught:
        connect(NETWORK)
    assert caught.value.code == "CHAIN_URL_MISSING"
    with pytest.raises(Unavailable) as away:
        connect(NETWORK, node_directory=tmp_path)
    assert away.value.code == "NODE_NOT_RUNNING"


@pytest.mark.parametrize("url", ["", "ftp://x", "127.0.0.1:8545", "http://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        Rpc(url)
    assert caught.value.code == "CHAIN_URL_INVALID"


@pytest.mark.parametrize(
    ("base_fee", "policy", "fee"),
    [
        (None, None, LegacyFee(0)),
        (None, FeePolicy(legacy_price=5), LegacyFee(5)),
        (0, None, FREE),
        (0, FeePolicy(tip=2), DynamicFee(2, 2)),
        (100, None, DynamicFee(200, 0)),
        (100, FeePolicy(tip=3), DynamicFee(203, 3)),
    ],
)
def test_the_fee_is_what_the_header_shows(rpc: Rpc, base_fee: int | None, policy: FeePolicy | None, fee: Fee) -> None:
    assert fee_for(replace(rpc.head(), base_fee=base_fee), policy) == fee


def test_a_send_whose_fate_is_unknown_is_unavailable_and_sent_once(faulty: FaultyRpc, rpc: Rpc) -> None:
    """The canned chain knows no transaction: whatever the answer to the send, it cannot be read back."""
    from ledger.chain.signer import Draft, LocalSigner

    raw = LocalSigner(b"\x11" * 32).sign_transaction(Draft(None, b"", 0, 21_000, FREE, CHAIN_ID)).raw
    for fault in ("reset", "html", "wrong_id", "http_503", "short_body"):
        faulty.plan = Plan(fault, {"eth_sendRawTransaction"})
        faulty.asked.clear()
        with pytest.raises(Unavailable) as caught:
            rpc.send_raw(raw)
        assert caught.value.code == "CHAIN_SEND_UNKNOWN"
        assert faulty.asked["eth_sendRawTransaction"] == 1, "never again by itself"
