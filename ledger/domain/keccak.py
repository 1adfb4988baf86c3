# SPDX-License-Identifier: Apache-2.0
"""The one keccak import. Heads and ids are hashed by the thousand; safe-pysha3 takes a quarter of the usual time."""

from __future__ import annotations

from sha3 import keccak_256


def keccak(data: bytes) -> bytes:
    """Keccak-256 as the EVM has it (not SHA3-256: the padding differs)."""
    digest: bytes = keccak_256(data).digest()
    return digest
