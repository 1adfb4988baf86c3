# SPDX-License-Identifier: Apache-2.0
"""Which chain and which contracts an indexer follows: the little of a deployment that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.chain.network import Network
from ledger.domain.ids import Address
from ledger.domain.kinds import Module
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


def watched_of(network: Network) -> Watched:
    """What to follow of a network file. Block 0 holds no transaction, hence nothing of ours."""
    return Watched(
        chain_id=network.chain_id,
        genesis_hash=network.genesis_hash,
        history=Address(network.address(Module.HISTORY)),
        addresses=tuple(Address(address) for address in network.addresses()),
        first_block=max(1, network.first_block),
    )
