# SPDX-License-Identifier: Apache-2.0
"""Our transport as a provider of web3: one door to the node, whoever asks."""

from __future__ import annotations

from typing import Any, cast

from web3.providers.base import JSONBaseProvider
from web3.types import RPCEndpoint, RPCResponse

from ledger.chain.transport import NodeError, Transport
from ledger.errors import Unavailable


class Provider(JSONBaseProvider):
    def __init__(self, transport: Transport) -> None:
        super().__init__()
        self._transport = transport

    def make_request(self, method: RPCEndpoint, params: Any) -> RPCResponse:
        """An error object is passed on in web3's form."""
        outcome = self._transport.ask(method, params)
        if isinstance(outcome, NodeError):
            error = {"code": outcome.code, "message": outcome.message, "data": outcome.data}
            return cast(RPCResponse, {"jsonrpc": "2.0", "id": 0, "error": error})
        return cast(RPCResponse, {"jsonrpc": "2.0", "id": 0, "result": outcome})

    def is_connected(self, show_traceback: bool = False) -> bool:
        try:
            return not isinstance(self._transport.ask("web3_clientVersion", []), NodeError)
        except Unavailable:
            if show_traceback:
                raise
            return False
