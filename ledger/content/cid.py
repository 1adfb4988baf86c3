# SPDX-License-Identifier: Apache-2.0
"""Content identifiers (CIDv1), computed here and equal to those of an IPFS daemon.

One import setting only, because a CID names a *tree* over the bytes and another setting gives another name for the same
bytes: chunks of 262,144 bytes, raw leaves, balanced dag-pb tree with at most 174 links a node, SHA-256, base32. Our own
computation is what makes the embedded file store and IPFS interchangeable, and what lets a fetched byte be checked
without believing the daemon that sent it. Not for fetching, and not a general CID library: what we never write, we
refuse to read.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from enum import IntEnum
from typing import BinaryIO, NewType

from ledger.errors import Refused

Cid = NewType("Cid", str)
"""A CIDv1 in its one canonical spelling: lower-case base32 with the prefix `b`."""

CHUNK_BYTES = 262_144
LINKS_PER_NODE = 174

_VERSION = 1
_SHA2_256 = 0x12
_DIGEST_BYTES = 32
_PREFIX = "b"
_TEXT_LENGTH = 59  # 'b' + base32 of version, codec, hash function, length and 32 bytes


class Codec(IntEnum):
    """The two codecs a document can have: one chunk is a raw block, more are a dag-pb tree."""

    DAG_PB = 0x70
    RAW = 0x55


@dataclass(frozen=True, slots=True)
class ParsedCid:
    """A CID taken apart: codec of the root block and SHA-256 of that block (not of the file, once it has a tree)."""

    codec: Codec
    digest: bytes


def cid_of(data: bytes) -> Cid:
    """The CID of `data` under the one import setting."""
    hasher = CidHasher()
    hasher.update(data)
    return hasher.finish()


def cid_of_stream(reader: BinaryIO) -> Cid:
    """The CID of everything left in `reader`, in constant memory."""
    hasher = CidHasher()
    while piece := reader.read(CHUNK_BYTES):
        hasher.update(piece)
    return hasher.finish()


def cid_of_raw_block(block: bytes) -> Cid:
    """The CID of `block` as one raw block, whatever its size (what `block/put` gives)."""
    return _format(Codec.RAW, hashlib.sha256(block).digest())


def is_cid_of(cid: Cid, data: bytes) -> bool:
    """Whether `cid` names exactly these bytes, as a file or as one raw block."""
    return cid_of(data) == cid or cid_of_raw_block(data) == cid


def parse_cid(text: str) -> Cid:
    """The canonical CID that `text` spells, or a refusal that says what is wrong with it."""
    take_apart(text)
    return Cid(text)


def take_apart(text: str) -> ParsedCid:
    """Codec and digest of `text`; refuses version 0, other bases, other codecs and hashes, and second spellings."""
    if text.startswith("Qm") and len(text) == 46:
        raise _refusal("CID_VERSION", text, "is a CIDv0; give the CIDv1 (base32)", "是 CIDv0，请给出 CIDv1（base32）")
    if not text.startswith(_PREFIX) or not text.isascii():
        raise _refusal("CID_BASE", text, "is not in base32 with the prefix 'b'", "不是以 b 开头的 base32 文本")
    raw = _base32(text)
    version, rest = _varint(text, raw)
    if version != _VERSION:
        raise _refusal("CID_VERSION", text, f"has version {version}, not 1", f"版本为 {version}，应为 1")
    codec, rest = _varint(text, rest)
    if codec not in (Codec.RAW, Codec.DAG_PB):
        raise _refusal(
            "CID_CODEC",
            text,
            f"has codec 0x{codec:x}; only raw and dag-pb are kept",
            f"编码为 0x{codec:x}，仅接受 raw 与 dag-pb",
        )
    if rest[:2] != bytes((_SHA2_256, _DIGEST_BYTES)) or len(rest) != 2 + _DIGEST_BYTES:
        raise _refusal("CID_HASH", text, "does not end in one SHA-256", "不以单个 SHA-256 摘要结尾")
    parsed = ParsedCid(Codec(codec), rest[2:])
    # Base32 has spare bits: a second spelling of the same bytes would be a second name of the same file.
    if _format(parsed.codec, parsed.digest) != text:
        raise _refusal("CID_SPELLING", text, "is not in its canonical spelling", "不是规范写法")
    return parsed


@dataclass(slots=True)
class CidHasher:
    """Feed bytes in pieces of any size, then `finish()` once. Keeps one chunk and one unfinished node a level."""

    _buffer: bytearray = field(default_factory=bytearray)
    _levels: list[list[_Link]] = field(default_factory=list)

    def update(self, piece: bytes) -> None:
        view = memoryview(piece)
        # Hash whole chunks straight from the caller's bytes; copy only what straddles a border.
        while len(self._buffer) + len(view) > CHUNK_BYTES:
            take = CHUNK_BYTES - len(self._buffer)
            self._leaf(b"".join((self._buffer, view[:take])))
            self._buffer.clear()
            view = view[take:]
        self._buffer += view

    def finish(self) -> Cid:
        # An empty file has one empty leaf; otherwise the buffer holds the last, never empty, chunk.
        self._leaf(bytes(self._buffer))
        self._buffer.clear()
        return _root(self._levels)

    def _leaf(self, chunk: bytes) -> None:
        self._add(0, _Link(Codec.RAW, hashlib.sha256(chunk).digest(), len(chunk), len(chunk)))

    def _add(self, level: int, link: _Link) -> None:
        if level == len(self._levels):
            self._levels.append([])
        if len(self._levels[level]) == LINKS_PER_NODE:
            # Folded only when the next sibling arrives: a full level may still turn out to be the root's own children.
            full, self._levels[level] = self._levels[level], []
            self._add(level + 1, _node(full))
        self._levels[level].append(link)


@dataclass(frozen=True, slots=True)
class _Link:
    """A child as its parent sees it: name, bytes of file below it, and bytes of blocks at and below it."""

    codec: Codec
    digest: bytes
    file_bytes: int
    tree_bytes: int


def _root(levels: list[list[_Link]]) -> Cid:
    carried: list[_Link] = []
    for level, links in enumerate(levels):
        children = [*links, *carried]
        last = level == len(levels) - 1
        if last and len(children) == 1:
            return _format(children[0].codec, children[0].digest)
        carried = _fold(children)
    while len(carried) > 1:
        carried = _fold(carried)
    return _format(carried[0].codec, carried[0].digest)


def _fold(links: list[_Link]) -> list[_Link]:
    return [_node(links[start : start + LINKS_PER_NODE]) for start in range(0, len(links), LINKS_PER_NODE)]


def _node(children: list[_Link]) -> _Link:
    block = _dag_pb(children)
    tree = len(block) + sum(child.tree_bytes for child in children)
    return _Link(Codec.DAG_PB, hashlib.sha256(block).digest(), sum(child.file_bytes for child in children), tree)


def _dag_pb(children: list[_Link]) -> bytes:
    """One UnixFS file node; dag-pb puts the links (field 2) before the data (field 1)."""
    size = sum(child.file_bytes for child in children)
    unixfs = b"\x08\x02\x18" + _uvarint(size) + b"".join(b"\x20" + _uvarint(c.file_bytes) for c in children)
    links = b"".join(b"\x12" + _sized(_pb_link(child)) for child in children)
    return links + b"\x0a" + _sized(unixfs)


def _pb_link(child: _Link) -> bytes:
    # The name is empty and still written: the daemon does so, and the hash is over its bytes.
    return b"\x0a" + _sized(_binary(child.codec, child.digest)) + b"\x12\x00\x18" + _uvarint(child.tree_bytes)


def _binary(codec: Codec, digest: bytes) -> bytes:
    return bytes((_VERSION, codec, _SHA2_256, _DIGEST_BYTES)) + digest


def _format(codec: Codec, digest: bytes) -> Cid:
    return Cid(_PREFIX + base64.b32encode(_binary(codec, digest)).decode().rstrip("=").lower())


def _sized(raw: bytes) -> bytes:
    return _uvarint(len(raw)) + raw


def _uvarint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _varint(text: str, raw: bytes) -> tuple[int, bytes]:
    number = 0
    for index, byte in enumerate(raw[:9]):
        number |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return number, raw[index + 1 :]
    raise _refusal("CID_TEXT", text, "ends in the middle of a number", "内容不完整")


def _base32(text: str) -> bytes:
    body = text[1:]
    # No CID we read is longer than twice ours; a megabyte of text is not decoded just to be refused.
    if not body or len(body) > 2 * _TEXT_LENGTH or body != body.lower():
        raise _refusal("CID_TEXT", text, "is not lower-case base32 of a fitting length", "不是长度合适的小写 base32")
    try:
        return base64.b32decode(body.upper() + "=" * (-len(body) % 8))
    except binascii.Error as error:
        raise _refusal("CID_TEXT", text, "is not base32", "不是 base32 文本") from error


def _refusal(code: str, text: str, en: str, zh: str) -> Refused:
    shown = text if len(text) <= 80 else text[:80] + "..."
    return Refused(f"content identifier {shown!r} {en}", zh=f"内容标识 {shown!r} {zh}", code=code, cid=shown)
