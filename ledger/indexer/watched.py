# SPDX-License-Identifier: Apache-2.0
"""Which chain and which contracts an indexer follows: the little of a deployment that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.domain.ids import Address
from ledger.proofs.history import EarlierHistory, Spine
from ledger.store.mirror import Source


@dataclass(frozen=True, slots=True)
class Watched:
    """`addresses` are all contracts whose logs are acts, History included; nothing lies before `first_block`.

    Both are of the whole line, where the ledger went on from `earlier` deployments: nobody writes in those any more, so
    that they may be watched for good.
    """

    chain_id: int
    genesis_hash: bytes
    history: Address
    addresses: tuple[Address, ...]
    first_block: int
    earlier: tuple[EarlierHistory, ...] = ()

    @property
    def spine(self) -> Spine:
        return Spine(self.chain_id, self.history, self.earlier)

    @property
    def source(self) -> Source:
        return Source(self.chain_id, self.genesis_hash, self.history, self.earlier)
