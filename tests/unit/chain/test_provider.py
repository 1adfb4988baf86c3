# SPDX-License-Identifier: Apache-2.0
"""web3 over our own door: it hears what the node says, errors in its own form, and learns that a node is away."""

from __future__ import annotations

from typing import Any, cast

import pytest
from web3 import Web3
from web3.exceptions import Web3RPCError
from web3.types import RPCEndpoint

from ledger.chain.faults import fault
from ledger.chain.provider import Provider
from ledger.chain.transport import NodeError, Transport
from ledger.errors import Unavailable


class Answering:
    """A transport that says one thing."""

    def __init__(self, said: object) -> None:
        self.said = said

    def ask(self, _method: str, _params: Any) -> object:
        if isinstance(self.said, Exception):
            raise self.said
        return self.said


def provider(said: object) -> Provider:
    return Provider(cast(Transport, Answering(said)))


def test_a_result_reaches_web3() -> None:
    assert Web3(provider("0x10")).eth.block_number == 16


def test_an_error_object_reaches_web3_as_its_own_exception() -> None:
    told = provider(NodeError(-32000, "no such block", "0x"))
    answer = told.make_request(RPCEndpoint("eth_blockNumber"), [])
    assert answer["error"] == {"code": -32000, "message": "no such block", "data": "0x"}
    with pytest.raises(Web3RPCError, match="no such block"):
        _ = Web3(told).eth.block_number


def test_whether_a_node_is_there_is_said_not_raised_unless_that_is_asked() -> None:
    away = provider(fault("CHAIN_UNREACHABLE", "away"))
    assert provider("anvil").is_connected()
    assert not provider(NodeError(-32601, "unknown method", None)).is_connected()
    assert not away.is_connected()
    with pytest.raises(Unavailable):
        away.is_connected(show_traceback=True)
