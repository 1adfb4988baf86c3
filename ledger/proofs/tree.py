# SPDX-License-Identifier: Apache-2.0
"""One hash for a list of any length, and proof that an item stands at its place in it (RFC 6962, section 2.1).

    leaf  = SHA-256(00 | item)        node = SHA-256(01 | left | right)
    shape = the left side of a node over n leaves has the largest power of two below n

For: the list of an application's documents (content/manifest.py), batches of usage records. `Tree` takes leaves one by
one and keeps no more than one hash for each power of two, so that its memory does not grow with the list. The prefixes
keep a node from passing for a leaf. Not for: what the items are, and whether they may be guessed from a neighbour's
hash: an item that may carries a salt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256 as _sha256
from typing import Final

LEAF: Final = b"\x00"
NODE: Final = b"\x01"
EMPTY_ROOT: Final = _sha256(b"").digest()
"""The root of a list without items, as RFC 6962 has it."""


def leaf_hash(item: bytes) -> bytes:
    return _sha256(LEAF + item).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return _sha256(NODE + left + right).digest()


class Tree:
    """The root of leaves that come one after the other. What is kept are the full subtrees on the right edge."""

    __slots__ = ("_edge", "_size")

    def __init__(self) -> None:
        self._edge: list[bytes] = []
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def append(self, leaf: bytes) -> None:
        """One more leaf. Every trailing one in the old size is a full subtree that the new one completes."""
        full = self._size
        while full & 1:
            leaf = node_hash(self._edge.pop(), leaf)
            full >>= 1
        self._edge.append(leaf)
        self._size += 1

    def root(self) -> bytes:
        if not self._edge:
            return EMPTY_ROOT
        *others, found = self._edge
        for left in reversed(others):
            found = node_hash(left, found)
        return found


def root_of(leaves: Iterable[bytes]) -> bytes:
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


class PathFinder:
    """The siblings of one leaf, from leaves that come one after the other; as little memory as `Tree`."""

    def __init__(self, index: int, size: int) -> None:
        if not 0 <= index < size:
            raise ValueError(f"a list of {size} has no item {index}")
        self._size, self._taken = size, 0
        self._spans = sibling_spans(index, size)
        self._trees = [Tree() for _ in self._spans]

    def append(self, leaf: bytes) -> None:
        place = self._taken
        self._taken += 1
        for (first, end), tree in zip(self._spans, self._trees, strict=True):
            if first <= place < end:
                tree.append(leaf)
                return

    def path(self) -> tuple[bytes, ...]:
        if self._taken != self._size:
            raise ValueError(f"{self._taken} leaves were given of {self._size}")
        return tuple(tree.root() for tree in self._trees)


def path_of(index: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """The siblings on the way up, the lowest first."""
    finder = PathFinder(index, len(leaves))
    for leaf in leaves:
        finder.append(leaf)
    return finder.path()


def sibling_spans(index: int, size: int) -> list[tuple[int, int]]:
    """The leaves [first, end) under each sibling on the way up from a leaf, the lowest first."""
    spans: list[tuple[int, int]] = []
    first, end = 0, size
    while end - first > 1:
        middle = first + _left_side(end - first)
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((first, middle))
            first = middle
    return spans[::-1]


def root_from(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a list has if `leaf` stands at `index` of `size` in it; None if the path cannot be one."""
    if not 0 <= index < size:
        return None
    spans = sibling_spans(index, size)
    if len(spans) != len(path) or any(len(sibling) != 32 for sibling in (leaf, *path)):
        return None
    for (first, _), sibling in zip(spans, path, strict=True):
        leaf = node_hash(sibling, leaf) if first < index else node_hash(leaf, sibling)
    return leaf


def _left_side(count: int) -> int:
    """The largest power of two below `count`, which is at least 2."""
    return 1 << ((count - 1).bit_length() - 1)
