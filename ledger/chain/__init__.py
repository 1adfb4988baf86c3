# SPDX-License-Identifier: Apache-2.0
"""The only room that talks to a chain and the only one that imports web3 and eth_account.

In it: a validating client (`rpc.py`), the values it returns (`protocol.py`), signing (`signer.py`), fees (`fees.py`),
which network this is (`network.py`), and the embedded node (`node.py`, `snapshots.py`). Not in it: what the logs mean
for the business, and any database.
"""

from __future__ import annotations

import sys

DEEPEST = 3_000
"""How deep Python may recurse. web3 brings a library that raises the limit to 100,000 when it is imported, beyond what
a thread's stack holds: a body of nested brackets would then end the process instead of raising RecursionError."""

_before = sys.getrecursionlimit()

import eth_account  # noqa: E402, F401
import web3  # noqa: E402, F401

sys.setrecursionlimit(min(_before, DEEPEST))
