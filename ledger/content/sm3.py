# SPDX-License-Identifier: Apache-2.0
"""SM3 (GB/T 32905-2016) in plain Python: the fallback for an OpenSSL that was built without it.

About a thousand times slower than the library's, and the same answer. Not for choosing: `digest.py` chooses.
"""

from __future__ import annotations

import struct

_MASK = 0xFFFFFFFF
_BLOCK = 64
_START = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)

_State = tuple[int, int, int, int, int, int, int, int]


class PlainSm3:
    """Feed with `update`, read with `finalize`, like the library's hash contexts."""

    __slots__ = ("_buffer", "_length", "_state")

    def __init__(self) -> None:
        self._state: _State = _START
        self._buffer = bytearray()
        self._length = 0

    def update(self, data: bytes) -> None:
        self._length += len(data)
        self._buffer += data
        whole = len(self._buffer) // _BLOCK * _BLOCK
        for start in range(0, whole, _BLOCK):
            self._state = _compress(self._state, bytes(self._buffer[start : start + _BLOCK]))
        del self._buffer[:whole]

    def finalize(self) -> bytes:
        bits = self._length * 8
        padding = b"\x80" + bytes((_BLOCK - 9 - self._length) % _BLOCK) + struct.pack(">Q", bits)
        self.update(padding)
        return struct.pack(">8I", *self._state)


def _rotate(word: int, by: int) -> int:
    by %= 32
    return (word << by | word >> (32 - by)) & _MASK


def _p0(word: int) -> int:
    return word ^ _rotate(word, 9) ^ _rotate(word, 17)


def _p1(word: int) -> int:
    return word ^ _rotate(word, 15) ^ _rotate(word, 23)


def _expand(block: bytes) -> list[int]:
    words = list(struct.unpack(">16I", block))
    for j in range(16, 68):
        mixed = _p1(words[j - 16] ^ words[j - 9] ^ _rotate(words[j - 3], 15))
        words.append(mixed ^ _rotate(words[j - 13], 7) ^ words[j - 6])
    return words


def _compress(state: _State, block: bytes) -> _State:
    words = _expand(block)
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        early = j < 16
        constant = 0x79CC4519 if early else 0x7A879D8A
        ss1 = _rotate((_rotate(a, 12) + e + _rotate(constant, j)) & _MASK, 7)
        ff = a ^ b ^ c if early else (a & b) | (a & c) | (b & c)
        gg = e ^ f ^ g if early else (e & f) | (~e & _MASK & g)
        tt1 = (ff + d + (ss1 ^ _rotate(a, 12)) + (words[j] ^ words[j + 4])) & _MASK
        tt2 = (gg + h + ss1 + words[j]) & _MASK
        a, b, c, d = tt1, a, _rotate(b, 9), c
        e, f, g, h = _p0(tt2), e, _rotate(f, 19), g
    va, vb, vc, vd, ve, vf, vg, vh = state
    return a ^ va, b ^ vb, c ^ vc, d ^ vd, e ^ ve, f ^ vf, g ^ vg, h ^ vh
