# SPDX-License-Identifier: Apache-2.0
"""web3 and eth_account, imported when they are first needed: half a process's start, and most verbs only read.

For: whoever signs, recovers a signer or wants web3's own client. Not for: anything else; nothing imports them directly.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eth_account import Account
    from eth_account.messages import SignableMessage
    from web3 import Web3

    from ledger.chain.transport import Transport

DEEPEST = 3_000
"""How deep Python may recurse. eth_account brings a library that raises the limit to 100,000 when it is imported, more
than a thread's stack holds: a body of nested brackets would then end the process, not raise RecursionError."""


@contextmanager
def _own_limit() -> Iterator[None]:
    before = sys.getrecursionlimit()
    try:
        yield
    finally:
        sys.setrecursionlimit(min(before, DEEPEST))


def account() -> type[Account]:
    """eth_account's door to keys and keystores. A process that serves calls this before its first request: while the
    import lasts, the limit is too high."""
    with _own_limit():
        from eth_account import Account

    return Account


def typed_data(domain: Mapping[str, Any], types: Mapping[str, Any], message: Mapping[str, Any]) -> SignableMessage:
    """An EIP-712 message in the form that eth_account signs."""
    with _own_limit():
        from eth_account.messages import encode_typed_data

    return encode_typed_data(dict(domain), dict(types), dict(message))


def web3_over(transport: Transport) -> Web3:
    """web3.py with `transport` as its provider."""
    with _own_limit():
        from web3 import Web3

        from ledger.chain.provider import Provider

    return Web3(Provider(transport))
