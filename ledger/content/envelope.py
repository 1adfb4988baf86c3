# SPDX-License-Identifier: Apache-2.0
"""Encryption of one document, and of its key for each organisation entitled to it.

    ciphertext = header | chunk 0 | chunk 1 | ...
    header     = "LEDGENV1" | 24 random bytes | 32 bytes key commitment                                    (64 bytes)
    payload key, key commitment = HKDF-SHA256(content key, salt = random bytes, info = label | binding)
    chunk i    = AES-256-GCM(payload key, nonce = i as 11 bytes | 1 if last else 0, up to 65,536 bytes, aad = header)
    binding    = SHA-256 over record id and name, each with its length

    wrap       = ephemeral X25519 public key | ChaCha20-Poly1305(wrapping key, nonce = 0, content key, aad = context)
    wrapping key = HKDF-SHA256(X25519(ephemeral, recipient), salt = ephemeral public | recipient public, info = context)
    context    = label | binding | organisation | SHA-256 of the ciphertext's header

Why so. The content key is random and used for one document, the payload key for one ciphertext, the wrapping key for
one wrap: no nonce can repeat under one key, so counters serve. The last chunk says so, hence a cut is seen; the index
is in the nonce, hence a reordering is seen; the binding is in every key, hence a ciphertext or a wrap moved to another
record or another organisation does not open. AES-GCM alone would let a sealer craft a ciphertext that opens differently
under two keys; the key commitment forbids it. Wraps are anonymous: who made one is the caller's log, not the
cipher's. Not here: who is entitled (the caller), where ciphertexts lie (`store.py`), private keys (`keyring.py`).
"""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import dataclass, field
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ledger.content.keyring import Keyring
from ledger.domain.ids import OrgId
from ledger.errors import Inconsistent, LedgerError, Refused

CHUNK_BYTES = 65_536
HEADER_BYTES = 64
_TAG_BYTES = 16
_KEY_BYTES = 32
_MAGIC = b"LEDGENV1"
_RANDOM_BYTES = HEADER_BYTES - len(_MAGIC) - 32
_WRAP_BYTES = _KEY_BYTES + _TAG_BYTES


@dataclass(frozen=True, slots=True)
class Binding:
    """What a ciphertext belongs to. Both texts enter the encryption; changing either later makes it unreadable."""

    record_id: str
    name: str

    def digest(self) -> bytes:
        parts = (self.record_id.encode("utf-8"), self.name.encode("utf-8"))
        return hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).digest()


@dataclass(frozen=True, slots=True)
class ContentKey:
    """The random key of one document (32 bytes). Lives in memory only; at rest it exists in wraps."""

    secret: bytes = field(repr=False)

    @classmethod
    def create(cls) -> ContentKey:
        return cls(os.urandom(_KEY_BYTES))


@dataclass(frozen=True, slots=True)
class Wrap:
    """The content key, locked for one key of one organisation."""

    org_id: OrgId
    recipient: bytes  # 32 bytes, the X25519 public key it was locked for
    ephemeral: bytes  # 32 bytes
    sealed: bytes  # 48 bytes


def encrypt(plain: bytes, key: ContentKey, binding: Binding) -> bytes:
    writer = io.BytesIO()
    encrypt_stream(io.BytesIO(plain), writer, key, binding)
    return writer.getvalue()


def decrypt(sealed: bytes, key: ContentKey, binding: Binding) -> bytes:
    writer = io.BytesIO()
    decrypt_stream(io.BytesIO(sealed), writer, key, binding)
    return writer.getvalue()


def encrypt_stream(reader: BinaryIO, writer: BinaryIO, key: ContentKey, binding: Binding) -> None:
    """Seal everything left in `reader`, in constant memory."""
    random = os.urandom(_RANDOM_BYTES)
    payload_key, commitment = _derived(key, random, binding)
    header = _MAGIC + random + commitment
    writer.write(header)
    aead = AESGCM(payload_key)
    index, chunk = 0, _exactly(reader, CHUNK_BYTES)
    while True:
        following = _exactly(reader, CHUNK_BYTES)
        writer.write(aead.encrypt(_nonce(index, last=not following), chunk, header))
        if not following:
            return
        index, chunk = index + 1, following


def decrypt_stream(reader: BinaryIO, writer: BinaryIO, key: ContentKey, binding: Binding) -> None:
    """Open it. Warning: what was written before an exception is authentic but cut; discard it."""
    header = _exactly(reader, HEADER_BYTES)
    aead = AESGCM(_payload_key(header, key, binding))
    index, chunk = 0, _exactly(reader, CHUNK_BYTES + _TAG_BYTES)
    while True:
        following = _exactly(reader, CHUNK_BYTES + _TAG_BYTES)
        try:
            writer.write(aead.decrypt(_nonce(index, last=not following), chunk, header))
        except InvalidTag as error:
            raise _tampered(f"chunk {index}") from error
        if not following:
            return
        index, chunk = index + 1, following


def ciphertext_bytes(plain_bytes: int) -> int:
    """How long the ciphertext of that many bytes is."""
    chunks = max(1, -(-plain_bytes // CHUNK_BYTES))
    return HEADER_BYTES + plain_bytes + chunks * _TAG_BYTES


def wrap(key: ContentKey, org_id: OrgId, public_key: bytes, binding: Binding, header: bytes) -> Wrap:
    """Lock `key` for `public_key` of `org_id`; `header` is the first 64 bytes of the ciphertext."""
    ephemeral = X25519PrivateKey.generate()
    public = ephemeral.public_key().public_bytes_raw()
    context = _context(binding, org_id, header)
    locking = _wrapping_key(_agreed(ephemeral, public_key, org_id), public, public_key, context)
    return Wrap(org_id, public_key, public, ChaCha20Poly1305(locking).encrypt(bytes(12), key.secret, context))


def unwrap(locked: Wrap, keyring: Keyring, binding: Binding, header: bytes) -> ContentKey:
    """The content key, for whoever holds the private half; anything moved or changed is Inconsistent."""
    private = keyring.private_key_of(locked.recipient)
    if private is None or keyring.org_id != locked.org_id:
        raise Refused(
            f"the key of {locked.org_id} is not in the keyring of {keyring.org_id}",
            code="KEY_NOT_IN_RING",
            zh=f"{keyring.org_id} 的密钥环中没有 {locked.org_id} 的该密钥",
        )
    if len(locked.ephemeral) != _KEY_BYTES or len(locked.sealed) != _WRAP_BYTES:
        raise _tampered("wrapped key")
    context = _context(binding, locked.org_id, header)
    shared = _agreed(private, locked.ephemeral, locked.org_id)
    locking = _wrapping_key(shared, locked.ephemeral, locked.recipient, context)
    try:
        return ContentKey(ChaCha20Poly1305(locking).decrypt(bytes(12), locked.sealed, context))
    except InvalidTag as error:
        raise _tampered("wrapped key") from error


def rewrap(locked: Wrap, keyring: Keyring, org_id: OrgId, public_key: bytes, binding: Binding, header: bytes) -> Wrap:
    """A wrap for a further organisation, made by one that can already read."""
    return wrap(unwrap(locked, keyring, binding, header), org_id, public_key, binding, header)


def _payload_key(header: bytes, key: ContentKey, binding: Binding) -> bytes:
    if len(header) < HEADER_BYTES or not header.startswith(_MAGIC):
        raise _tampered("header")
    payload_key, commitment = _derived(key, header[len(_MAGIC) : -32], binding)
    if not bytes_eq(commitment, header[-32:]):
        raise _tampered("key or record")
    return payload_key


def _derived(key: ContentKey, random: bytes, binding: Binding) -> tuple[bytes, bytes]:
    both = _hkdf(key.secret, random, b"ledger/envelope/1/payload" + binding.digest(), 64)
    return both[:32], both[32:]


def _context(binding: Binding, org_id: OrgId, header: bytes) -> bytes:
    organisation = org_id.encode()
    sized = len(organisation).to_bytes(2, "big") + organisation
    return b"ledger/envelope/1/wrap" + binding.digest() + sized + hashlib.sha256(header[:HEADER_BYTES]).digest()


def _wrapping_key(shared: bytes, ephemeral: bytes, recipient: bytes, context: bytes) -> bytes:
    return _hkdf(shared, ephemeral + recipient, context, 32)


def _hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def _agreed(private: X25519PrivateKey, public_key: bytes, org_id: OrgId) -> bytes:
    try:
        return private.exchange(X25519PublicKey.from_public_bytes(public_key))
    except ValueError as error:  # wrong length, or a point of small order, whose "secret" everybody knows
        raise Refused(
            f"the encryption key of {org_id} is no usable X25519 key",
            code="ENCRYPTION_KEY",
            zh=f"{org_id} 的加密公钥不是可用的 X25519 公钥",
            org_id=org_id,
        ) from error


def _nonce(index: int, *, last: bool) -> bytes:
    return index.to_bytes(11, "big") + bytes((last,))


def _exactly(reader: BinaryIO, size: int) -> bytes:
    """Up to `size` bytes, fewer only at the end: a pipe's short read must not end a chunk early."""
    pieces, missing = [], size
    while missing and (piece := reader.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _tampered(part: str) -> LedgerError:
    return Inconsistent(
        f"the ciphertext does not open ({part}): it was changed, cut, or belongs to another record",
        zh=f"密文无法解开（{part}）：被改动、截断或不属于该记录",
        code="ENVELOPE_TAMPERED",
        part=part,
    )
