# SPDX-License-Identifier: Apache-2.0
"""Digests: the published vectors, ours against the library's, and streams against bytes."""

from __future__ import annotations

import hashlib
import io

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from hypothesis import given
from hypothesis import strategies as st

from ledger.content.cid import cid_of
from ledger.content.digest import digest_of, digest_of_stream, sha256, sm3
from ledger.content.sm3 import PlainSm3

# GB/T 32905-2016, appendix A.
SM3_VECTORS = {
    "abc": (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    "64 bytes": (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
}


def plain_sm3(data: bytes) -> bytes:
    context = PlainSm3()
    context.update(data)
    return context.finalize()


@pytest.mark.parametrize("algorithm", [sm3, plain_sm3], ids=["library", "plain Python"])
@pytest.mark.parametrize(("data", "digest"), SM3_VECTORS.values(), ids=SM3_VECTORS.keys())
def test_sm3_gives_the_standards_digests(algorithm: object, data: bytes, digest: str) -> None:
    assert callable(algorithm)
    assert algorithm(data).hex() == digest


@pytest.mark.parametrize("size", [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000])
def test_the_plain_sm3_pads_like_the_library(size: int) -> None:
    data = bytes(index % 251 for index in range(size))

    assert plain_sm3(data) == sm3(data)


@given(st.lists(st.binary(max_size=150), max_size=5))
def test_the_plain_sm3_takes_pieces(pieces: list[bytes]) -> None:
    context = PlainSm3()
    for piece in pieces:
        context.update(piece)

    assert context.finalize() == sm3(b"".join(pieces))


def test_without_the_librarys_sm3_ours_steps_in(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = sm3(b"abc")

    def missing(_: object) -> None:
        raise UnsupportedAlgorithm("no SM3 in this OpenSSL")

    monkeypatch.setattr(hashes, "Hash", missing)
    assert sm3(b"abc") == expected


@pytest.mark.parametrize("size", [0, 1, 262_144, 600_001])
def test_one_pass_gives_all_four_names(size: int) -> None:
    data = bytes(index % 253 for index in range(size))

    digest = digest_of(data)

    assert digest.sha256 == hashlib.sha256(data).digest() == sha256(data)
    assert digest.sm3 == sm3(data)
    assert digest.size == size
    assert digest.cid == cid_of(data)
    assert digest_of_stream(io.BytesIO(data)) == digest
