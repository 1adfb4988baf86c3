# SPDX-License-Identifier: Apache-2.0
"""SHA-256 and SM3 of documents, taken in one pass.

Two hash families, because a Chinese court or auditor may accept only the national one and a foreign verifier only the
other. Warning: these are plain digests. Of anything guessable (a contact, a short contract) they give the content away
to whoever can guess it; what leaves the house is a salted commitment (`commitment.py`), never one of these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes

from ledger.content.cid import Cid, CidHasher
from ledger.content.sm3 import PlainSm3

_PIECE = 262_144


class HashContext(Protocol):
    """What both SM3s offer."""

    def update(self, data: bytes) -> None: ...
    def finalize(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class DocumentDigest:
    """What names one byte string four ways: SHA-256 and SM3 (32 bytes each), length in bytes, CIDv1."""

    sha256: bytes
    sm3: bytes
    size: int
    cid: Cid


def sm3_context() -> HashContext:
    """The library's SM3, or ours where its OpenSSL has none."""
    try:
        return hashes.Hash(hashes.SM3())
    except UnsupportedAlgorithm:
        return PlainSm3()


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def sm3(data: bytes) -> bytes:
    context = sm3_context()
    context.update(data)
    return context.finalize()


def digest_of(data: bytes) -> DocumentDigest:
    """All four names of `data`."""
    return _digest((data,))


def digest_of_stream(reader: BinaryIO) -> DocumentDigest:
    """All four names of everything left in `reader`, in constant memory."""
    return _digest(iter(lambda: reader.read(_PIECE), b""))


def _digest(pieces: Iterable[bytes]) -> DocumentDigest:
    sha, national, names, size = hashlib.sha256(), sm3_context(), CidHasher(), 0
    for piece in pieces:
        sha.update(piece)
        national.update(piece)
        names.update(piece)
        size += len(piece)
    return DocumentDigest(sha.digest(), national.finalize(), size, names.finish())
