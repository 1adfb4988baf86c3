# SPDX-License-Identifier: Apache-2.0
"""Which chain and which contracts an indexer follows: the little of a deployment that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.domain.ids import Address
from ledger.proofs.history import Spine
from ledger.store.mirror import Source


@dataclass(frozen=True, slots=True)
class Watched:
    """`addresses` are all contracts whose logs are acts, History included; nothing lies before `first_block`."""

    chain_id: int
    genesis_hash: bytes
    history: Address
    addresses: tuple[Address, ...]
    first_block: int

    @property
    def spine(self) -> Spine:
        return Spine(self.chain_id, self.history)

    @property
    def source(self) -> Source:
        return Source(self.chain_id, self.genesis_hash, self.history)
