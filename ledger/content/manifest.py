# SPDX-License-Identifier: Apache-2.0
"""The list of an application's documents as one 32-byte root, and the proof that one document is on it.

    entry = "kind" | sha256 commitment | sm3 commitment | plain size | CID of the ciphertext        (canonical, below)
    leaf  = SHA-256(00 | entry)        tree as in RFC 6962 (proofs/tree.py)
    root  = SHA-256("ledger/manifest/1" | number of entries as 4 bytes | tree)

Entries are sorted by their bytes, so the same set has one root whoever lists it. Nothing in an entry can be guessed
from: the commitments are salted and the CID names the ciphertext. Sizes and kinds are visible; a size may hint at a
document, so what must not even hint is padded by whoever makes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.content.cid import Cid, parse_cid
from ledger.content.commitment import Commitment
from ledger.content.digest import sha256
from ledger.errors import Inconsistent, Refused
from ledger.proofs.tree import leaf_hash, path_of, root_from, root_of

_LABEL = b"ledger/manifest/1"
_MAX_ENTRIES = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as the world may see it. `size` is that of the plain document, in bytes."""

    kind: str
    commitment: Commitment
    size: int
    cid: Cid


@dataclass(frozen=True, slots=True)
class Inclusion:
    """That `entry` is number `index` of `count` on the list; `path` leads from its leaf to the root."""

    entry: Entry
    index: int
    count: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole list, sorted. Make it with `manifest_of`."""

    entries: tuple[Entry, ...]

    def root(self) -> bytes:
        return _root(len(self.entries), root_of(self._leaves()))

    def inclusion(self, entry: Entry) -> Inclusion:
        """The proof for `entry`, which must be on the list."""
        index = self.entries.index(entry)
        return Inclusion(entry, index, len(self.entries), path_of(index, self._leaves()))

    def _leaves(self) -> list[bytes]:
        return [leaf_hash(encode_entry(entry)) for entry in self.entries]


def manifest_of(entries: Sequence[Entry]) -> Manifest:
    """The sorted list; an entry twice, or none at all, is refused."""
    ordered = sorted(entries, key=encode_entry)
    if not 0 < len(ordered) <= _MAX_ENTRIES:
        raise Refused(
            f"a manifest has 1 to {_MAX_ENTRIES} documents, not {len(ordered)}",
            code="MANIFEST_SIZE",
            zh=f"材料清单应有 1 至 {_MAX_ENTRIES} 份，而非 {len(ordered)} 份",
        )
    if len(set(ordered)) != len(ordered):
        raise Refused("a document is on the manifest twice", zh="材料清单中有重复材料", code="MANIFEST_DUPLICATE")
    return Manifest(tuple(ordered))


def verify_inclusion(root: bytes, proof: Inclusion) -> None:
    """Nothing, if the document is on the list that `root` stands for; otherwise Inconsistent."""
    tree = root_from(leaf_hash(encode_entry(proof.entry)), proof.index, proof.count, proof.path)
    if tree is None or proof.count > _MAX_ENTRIES or _root(proof.count, tree) != root:
        raise Inconsistent(
            "the document is not on the list with this root",
            zh="该材料不在此根所代表的清单中",
            code="MANIFEST_MISMATCH",
            root=root.hex(),
            index=proof.index,
            count=proof.count,
        )


def encode_entry(entry: Entry) -> bytes:
    """The canonical bytes: each field with its length in front, in a fixed order."""
    if len(entry.commitment.sha256) != 32 or len(entry.commitment.sm3) != 32:
        raise ValueError("a commitment has 32 bytes")
    fields = (
        entry.kind.encode(),
        entry.commitment.sha256,
        entry.commitment.sm3,
        entry.size.to_bytes(8, "big"),
        parse_cid(entry.cid).encode(),
    )
    return b"".join(len(part).to_bytes(2, "big") + part for part in fields)


def _root(count: int, tree: bytes) -> bytes:
    return sha256(_LABEL + count.to_bytes(4, "big") + tree)
