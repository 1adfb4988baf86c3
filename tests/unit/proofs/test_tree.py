# SPDX-License-Identifier: Apache-2.0
"""The tree of RFC 6962 against its definition, written down a second time; every path proves its place and no other."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.proofs.tree import EMPTY_ROOT, PathFinder, Tree, leaf_hash, path_of, root_from, root_of

ITEMS = st.lists(st.binary(max_size=12), min_size=1, max_size=70)


def by_definition(items: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, as it is written there."""
    if not items:
        return hashlib.sha256(b"").digest()
    if len(items) == 1:
        return hashlib.sha256(b"\x00" + items[0]).digest()
    k = 1
    while k * 2 < len(items):
        k *= 2
    return hashlib.sha256(b"\x01" + by_definition(items[:k]) + by_definition(items[k:])).digest()


def leaves_of(items: Sequence[bytes]) -> list[bytes]:
    return [leaf_hash(item) for item in items]


def test_the_published_vectors() -> None:
    """The roots of the first n items of the test data that implementations of Certificate Transparency share."""
    items = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    for count, root in enumerate(roots, start=1):
        assert root_of(leaves_of([bytes.fromhex(item) for item in items[:count]])).hex() == root


def test_an_empty_list_has_the_root_of_nothing() -> None:
    assert Tree().root() == EMPTY_ROOT == by_definition([])


@given(ITEMS)
def test_the_root_is_that_of_the_definition(items: list[bytes]) -> None:
    assert root_of(leaves_of(items)) == by_definition(items)


@given(ITEMS, st.data())
def test_a_path_leads_from_its_leaf_to_the_root(items: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(items) - 1))
    leaves = leaves_of(items)
    path = path_of(index, leaves)

    assert root_from(leaves[index], index, len(items), path) == by_definition(items)


@given(ITEMS, st.data())
def test_a_path_proves_no_other_place(items: list[bytes], data: st.DataObject) -> None:
    index, other = (data.draw(st.integers(0, len(items) - 1)) for _ in range(2))
    leaves = leaves_of([bytes([place]) + item for place, item in enumerate(items)])
    path = path_of(index, leaves)

    assert (root_from(leaves[index], other, len(items), path) == root_of(leaves)) == (index == other)


@given(ITEMS, st.data())
def test_a_changed_leaf_or_sibling_is_found(items: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(items) - 1))
    leaves = leaves_of(items)
    chain = [leaves[index], *path_of(index, leaves)]
    place = data.draw(st.integers(0, len(chain) - 1))
    chain[place] = bytes(byte ^ 1 for byte in chain[place])

    assert root_from(chain[0], index, len(items), chain[1:]) != root_of(leaves)


def test_a_path_that_cannot_be_one_proves_nothing() -> None:
    leaves = leaves_of([b"a", b"b", b"c"])
    path = path_of(0, leaves)

    assert root_from(leaves[0], 0, 3, path[:1]) is None
    assert root_from(leaves[0], 0, 3, [*path, bytes(32)]) is None
    assert root_from(leaves[0], 0, 3, [path[0], b"short"]) is None
    assert root_from(leaves[0], 3, 3, path) is None
    assert root_from(leaves[0], -1, 3, path) is None
    assert root_from(b"short", 0, 3, path) is None


def test_a_leaf_does_not_pass_for_a_node() -> None:
    left, right = leaves_of([b"a", b"b"])

    assert leaf_hash(left + right) != root_of([left, right])


def test_what_is_kept_grows_with_the_logarithm_only() -> None:
    tree = Tree()
    for number in range(10_000):
        tree.append(leaf_hash(number.to_bytes(4, "big")))

    assert len(tree) == 10_000
    assert len(tree._edge) == bin(10_000).count("1")


def test_a_finder_that_was_given_too_few_leaves_says_so() -> None:
    with pytest.raises(ValueError, match="of 3"):
        PathFinder(1, 3).path()
    with pytest.raises(ValueError, match="no item 3"):
        PathFinder(3, 3)
