# SPDX-License-Identifier: Apache-2.0
"""The manifest: one root for one set, and a proof for each document on it and for no other."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.content.cid import Cid, cid_of
from ledger.content.commitment import Commitment
from ledger.content.manifest import Entry, Inclusion, Manifest, encode_entry, manifest_of, verify_inclusion
from ledger.errors import Inconsistent, Refused


def entry(number: int, kind: str = "CONTRACT") -> Entry:
    digest = hashlib.sha256(number.to_bytes(4, "big")).digest()
    return Entry(kind, Commitment(digest, digest[::-1]), number, cid_of(digest))


def manifest(count: int) -> Manifest:
    return manifest_of([entry(number) for number in range(count)])


def refused_by(root: bytes, proof: Inclusion) -> bool:
    with pytest.raises(Inconsistent) as failure:
        verify_inclusion(root, proof)
    return failure.value.code == "MANIFEST_MISMATCH"


def test_an_empty_manifest_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        manifest_of([])

    assert refusal.value.code == "MANIFEST_SIZE"


def test_an_endless_manifest_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        manifest_of([entry(1)] * 10_001)

    assert refusal.value.code == "MANIFEST_SIZE"


def test_a_document_twice_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        manifest_of([entry(1), entry(2), entry(1)])

    assert refusal.value.code == "MANIFEST_DUPLICATE"


def test_an_entry_without_a_proper_name_is_refused() -> None:
    with pytest.raises(Refused):
        manifest_of([replace(entry(1), cid=Cid("Qm"))])


def test_a_commitment_of_another_length_is_the_programmers_mistake() -> None:
    with pytest.raises(ValueError):
        encode_entry(replace(entry(1), commitment=Commitment(b"", bytes(32))))


@pytest.mark.parametrize(
    "change",
    [
        lambda e: replace(e, kind="SAMPLE"),
        lambda e: replace(e, size=e.size + 1),
        lambda e: replace(e, commitment=Commitment(bytes(32), e.commitment.sm3)),
        lambda e: replace(e, commitment=Commitment(e.commitment.sha256, bytes(32))),
        lambda e: replace(e, cid=cid_of(b"another ciphertext")),
    ],
    ids=["kind", "size", "sha256", "sm3", "cid"],
)
def test_every_field_of_an_entry_is_under_the_root(change: object) -> None:
    assert callable(change)
    whole = manifest(5)
    proof = whole.inclusion(entry(3))

    assert refused_by(whole.root(), replace(proof, entry=change(entry(3))))


@pytest.mark.parametrize(
    "change",
    [
        lambda p: replace(p, index=p.index ^ 1),
        lambda p: replace(p, index=-1),
        lambda p: replace(p, index=p.count),
        lambda p: replace(p, count=p.count + 1),
        lambda p: replace(p, count=2**70, index=2**69),
        lambda p: replace(p, count=0),
        lambda p: replace(p, path=p.path[:-1]),
        lambda p: replace(p, path=(*p.path, bytes(32))),
        lambda p: replace(p, path=p.path[::-1]),
        lambda p: replace(p, path=(p.path[0] + b"\0", *p.path[1:])),
        lambda p: replace(p, path=()),
    ],
)
def test_a_changed_proof_proves_nothing(change: object) -> None:
    assert callable(change)
    whole = manifest(5)

    assert refused_by(whole.root(), change(whole.inclusion(entry(3))))


def test_an_inner_node_does_not_pass_for_a_leaf() -> None:
    two, four = manifest(2), manifest(4)

    assert two.root() != four.root()
    assert refused_by(two.root(), four.inclusion(entry(1)))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33])
def test_each_document_is_proved_against_the_root(count: int) -> None:
    whole = manifest(count)
    root = whole.root()

    for listed in whole.entries:
        verify_inclusion(root, whole.inclusion(listed))


def test_a_document_that_is_not_listed_has_no_proof() -> None:
    whole = manifest(5)
    borrowed = whole.inclusion(entry(3))

    with pytest.raises(ValueError):
        whole.inclusion(entry(9))
    assert refused_by(whole.root(), replace(borrowed, entry=entry(9)))


def test_one_of_three_is_computed_by_hand() -> None:
    def sha(data: bytes) -> bytes:
        return hashlib.sha256(data).digest()

    encoded = sorted(encode_entry(entry(number)) for number in range(3))
    a, b, c = (sha(b"\x00" + each) for each in encoded)
    tree = sha(b"\x01" + sha(b"\x01" + a + b) + c)

    assert manifest(3).root() == sha(b"ledger/manifest/1" + (3).to_bytes(4, "big") + tree)


@given(st.permutations(list(range(7))))
def test_the_order_of_listing_does_not_matter(order: list[int]) -> None:
    assert manifest_of([entry(number) for number in order]).root() == manifest(7).root()


@given(st.sets(st.integers(0, 30), min_size=1), st.sets(st.integers(0, 30), min_size=1))
def test_different_sets_have_different_roots(one: set[int], other: set[int]) -> None:
    roots = [manifest_of([entry(number) for number in numbers]).root() for numbers in (one, other)]

    assert (roots[0] == roots[1]) == (one == other)
