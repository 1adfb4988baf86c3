# SPDX-License-Identifier: Apache-2.0
"""A canned chain behind a server that can be told to fail, and a client with little patience."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ledger.chain.rpc import Patience, Rpc
from tests.fakes.canned_chain import CannedChain
from tests.fakes.faulty_rpc import FaultyRpc

HASTY = Patience(attempts=1, stale_head=60.0)


@pytest.fixture
def faulty() -> Iterator[FaultyRpc]:
    with FaultyRpc(CannedChain()) as server:
        yield server


@pytest.fixture
def rpc(faulty: FaultyRpc) -> Iterator[Rpc]:
    client = Rpc(faulty.url, timeout=0.5, patience=HASTY, max_answer=1 << 20)
    yield client
    client.close()
