# SPDX-License-Identifier: Apache-2.0
"""The 2048-bit bloom of a block's logs: what a header lets us conclude about logs that were given, or held back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ledger.chain.protocol import Log
from ledger.domain.keccak import keccak


@lru_cache(maxsize=1 << 16)
def bits_of(entry: bytes) -> int:
    """The three bits that one address or topic sets."""
    digest = keccak(entry)
    bits = 0
    for at in (0, 2, 4):
        bits |= 1 << (int.from_bytes(digest[at : at + 2], "big") & 2047)
    return bits


def bloom_of(logs: Iterable[Log]) -> int:
    bits = 0
    for log in logs:
        bits |= bits_of(log.address)
        for topic in log.topics:
            bits |= bits_of(topic)
    return bits


def may_hold(bloom: bytes, entries: Iterable[bytes]) -> bool:
    """False proves that none of the entries occurs; true proves nothing."""
    whole = int.from_bytes(bloom, "big")
    return any(bits & whole == bits for bits in map(bits_of, entries))
