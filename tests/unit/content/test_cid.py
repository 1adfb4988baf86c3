# SPDX-License-Identifier: Apache-2.0
"""Identifiers: those of a real daemon, a second derivation at small fan-out, and every refusal."""

from __future__ import annotations

import base64
import hashlib
import io
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.content import cid as cid_module
from ledger.content.cid import (
    CidHasher,
    Codec,
    cid_of,
    cid_of_raw_block,
    cid_of_stream,
    is_cid_of,
    parse_cid,
    take_apart,
)
from ledger.errors import Refused
from tests.fakes.kubo import file_cid
from tests.unit.content.samples import VECTORS, CidVector, cid_vectors

HELLO = "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq"


def spelled(raw: bytes) -> str:
    return "b" + base64.b32encode(raw).decode().rstrip("=").lower()


V0 = json.loads((VECTORS / "cids.jsonl").read_text(encoding="utf-8").splitlines()[0])["cid_v0"]
DIGEST = hashlib.sha256(b"hello").digest()

REFUSALS = {
    "version 0": (V0, "CID_VERSION"),
    "version 2": (spelled(b"\x02\x55\x12\x20" + DIGEST), "CID_VERSION"),
    "codec dag-cbor": (spelled(b"\x01\x71\x12\x20" + DIGEST), "CID_CODEC"),
    "codec libp2p-key of two bytes": (spelled(b"\x01\xf1\x01\x12\x20" + DIGEST), "CID_CODEC"),
    "hash sha2-512": (spelled(b"\x01\x55\x13\x40" + DIGEST + DIGEST), "CID_HASH"),
    "hash sha3-256": (spelled(b"\x01\x55\x16\x20" + DIGEST), "CID_HASH"),
    "digest cut": (spelled(b"\x01\x55\x12\x20" + DIGEST[:31]), "CID_HASH"),
    "bytes behind the digest": (spelled(b"\x01\x55\x12\x20" + DIGEST + b"\x00"), "CID_HASH"),
    "version in two bytes": (spelled(b"\x81\x00\x55\x12\x20" + DIGEST), "CID_SPELLING"),
    "spare bits set": (HELLO[:-1] + "r", "CID_SPELLING"),
    "base58": ("z" + HELLO[1:], "CID_BASE"),
    "upper-case base32": (HELLO.upper(), "CID_BASE"),
    "upper-case body": ("b" + HELLO[1:].upper(), "CID_TEXT"),
    "full-width letter": ("b" + "\uff41" + HELLO[2:], "CID_BASE"),
    "digit outside base32": (HELLO[:5] + "1" + HELLO[6:], "CID_TEXT"),
    "trailing newline": (HELLO + "\n", "CID_TEXT"),
    "leading space": (" " + HELLO, "CID_BASE"),
    "path": ("/ipfs/" + HELLO, "CID_BASE"),
    "empty": ("", "CID_BASE"),
    "prefix alone": ("b", "CID_TEXT"),
    "number without end": (spelled(b"\xff" * 8), "CID_TEXT"),
    "a megabyte": ("b" + "a" * 1_000_000, "CID_TEXT"),
    "NUL": ("b\x00", "CID_TEXT"),
}


@pytest.mark.parametrize(("text", "code"), REFUSALS.values(), ids=REFUSALS.keys())
def test_what_we_never_write_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_cid(text)

    assert refusal.value.code == code
    assert len(refusal.value.en) < 300, "a long text is not echoed whole"


@pytest.mark.parametrize("vector", cid_vectors(), ids=lambda v: str(v.size))
def test_a_file_has_the_name_that_the_daemon_gave(vector: CidVector) -> None:
    data = vector.data()

    assert hashlib.sha256(data).hexdigest() == vector.sha256
    assert cid_of(data) == vector.as_file
    assert cid_of_stream(io.BytesIO(data)) == vector.as_file


RAW_BLOCKS = [vector for vector in cid_vectors() if vector.as_raw_block is not None]


@pytest.mark.parametrize("vector", RAW_BLOCKS, ids=lambda v: str(v.size))
def test_a_raw_block_has_the_name_that_the_daemon_gave(vector: CidVector) -> None:
    assert cid_of_raw_block(vector.data()) == vector.as_raw_block


def test_the_vectors_reach_the_chunk_and_the_fan_out() -> None:
    sizes = {vector.size for vector in cid_vectors()}

    assert len(sizes) == 14
    assert {0, 262_143, 262_144, 262_145, 174 * 262_144, 174 * 262_144 + 1} <= sizes
    assert len(RAW_BLOCKS) >= 11


@given(chunks=st.integers(0, 200), links=st.integers(2, 5), last=st.integers(0, 3))
def test_trees_of_any_depth_equal_a_top_down_derivation(chunks: int, links: int, last: int) -> None:
    data = bytes(range(256)) * 4
    data = (data * (1 + chunks * 4 // len(data)))[: chunks * 4 + last]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cid_module, "CHUNK_BYTES", 4)
        patch.setattr(cid_module, "LINKS_PER_NODE", links)
        ours = cid_of(data)

    assert ours == file_cid(data, 4, links)[0]


@given(cuts=st.lists(st.integers(0, 600_000), max_size=6))
def test_the_name_does_not_depend_on_how_the_bytes_arrive(cuts: list[int]) -> None:
    data = bytes(600_000)
    borders = [0, *sorted(cuts), len(data)]
    hasher = CidHasher()

    for start, end in itertools.pairwise(borders):
        hasher.update(data[start:end])

    assert hasher.finish() == cid_of(data)


@given(st.binary(max_size=200))
def test_a_name_reads_back_as_itself(data: bytes) -> None:
    cid = cid_of(data)

    assert parse_cid(cid) == cid
    assert take_apart(cid).digest == hashlib.sha256(data).digest()
    assert take_apart(cid).codec is Codec.RAW


def test_a_tree_reads_back_as_dag_pb() -> None:
    assert take_apart(cid_of(bytes(262_145))).codec is Codec.DAG_PB


def test_a_name_fits_its_bytes_and_no_others() -> None:
    large = bytes(300_000)

    assert is_cid_of(cid_of(large), large)
    assert is_cid_of(cid_of_raw_block(large), large)
    assert not is_cid_of(cid_of(large), large[:-1])


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_fail_otherwise(text: str) -> None:
    try:
        accepted = parse_cid("b" + text)
    except Refused:
        return
    assert accepted == "b" + text
