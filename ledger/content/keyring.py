# SPDX-License-Identifier: Apache-2.0
"""An organisation's encryption keys (X25519), and the encrypted file they rest in.

The file is JSON: scrypt over the password gives a key, ChaCha20-Poly1305 under that key seals the private keys, and
everything else in the file is its associated data, so that no field can be changed. A retired key stays in the ring:
what was wrapped for it must still open. Not for signing keys; those are keystores of `ledger/chain`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from ledger.content.store import write_atomically
from ledger.domain.ids import OrgId
from ledger.errors import LedgerError, Misconfigured, Refused

_FORMAT = "ledger-keyring/1"
_FIELDS = {"format", "org_id", "public_keys", "n", "r", "p", "salt", "nonce", "sealed"}
_KEY_BYTES = 32
DEFAULT_COST = 2**15  # 32 MiB and about a tenth of a second
_COSTS = tuple(2**power for power in range(12, 21))
_R, _P = 8, 1


@dataclass(frozen=True, slots=True)
class Keyring:
    """`org_id` and its private keys, the newest first. The secrets are kept out of `repr`."""

    org_id: OrgId
    secrets: tuple[bytes, ...] = field(repr=False)

    @classmethod
    def create(cls, org_id: OrgId) -> Keyring:
        return cls(org_id, (X25519PrivateKey.generate().private_bytes_raw(),))

    def renewed(self) -> Keyring:
        """The same ring with a fresh key in front."""
        return Keyring(self.org_id, (X25519PrivateKey.generate().private_bytes_raw(), *self.secrets))

    @property
    def public_key(self) -> bytes:
        """The key others wrap for from now on (32 bytes)."""
        return self.public_keys[0]

    @property
    def public_keys(self) -> tuple[bytes, ...]:
        return tuple(_public(secret) for secret in self.secrets)

    def private_key_of(self, public_key: bytes) -> X25519PrivateKey | None:
        """The private half of `public_key`, if this ring has it."""
        for secret in self.secrets:
            if _public(secret) == public_key:
                return X25519PrivateKey.from_private_bytes(secret)
        return None

    def save(self, path: Path, password: str, *, cost: int = DEFAULT_COST) -> None:
        """Write the encrypted file, whole or not at all, readable by its owner only."""
        if not password:
            raise Refused("a keyring needs a password", zh="密钥环必须设置密码", code="KEYRING_NO_PASSWORD")
        if cost not in _COSTS:
            raise ValueError(f"scrypt cost must be a power of two in {_COSTS[0]}..{_COSTS[-1]}")
        write_atomically(path, _sealed(self, password, cost))

    @classmethod
    def load(cls, path: Path, password: str) -> Keyring:
        """Read and decrypt; a wrong password is Refused, a damaged file Misconfigured."""
        parsed = _parsed(path)
        header = {name: value for name, value in parsed.items() if name != "sealed"}
        try:
            aead = ChaCha20Poly1305(_stretched(password, bytes.fromhex(parsed["salt"]), parsed["n"]))
            plain = aead.decrypt(bytes.fromhex(parsed["nonce"]), bytes.fromhex(parsed["sealed"]), _bytes(header))
        except InvalidTag as error:
            raise Refused(
                "the keyring does not open: wrong password, or the file was changed",
                code="KEYRING_LOCKED",
                zh="密钥环无法打开：密码错误或文件被改动",
            ) from error
        except (ValueError, OverflowError) as error:
            raise _damaged(path) from error
        return cls(OrgId(parsed["org_id"]), _split(plain, path))


def read_password(path: Path) -> str:
    """The first line of a password file, without its line end."""
    try:
        line = path.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise Misconfigured(
            f"no password can be read from {path}", zh=f"无法从 {path} 读取密码", code="PASSWORD_FILE"
        ) from error
    if not line:
        raise Misconfigured(f"the first line of {path} is empty", zh=f"{path} 首行为空", code="PASSWORD_FILE")
    return line


def _sealed(ring: Keyring, password: str, cost: int) -> bytes:
    salt, nonce = os.urandom(16), os.urandom(12)
    header = {
        "format": _FORMAT,
        "org_id": ring.org_id,
        "public_keys": [key.hex() for key in ring.public_keys],
        "n": cost,
        "r": _R,
        "p": _P,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
    }
    body = ChaCha20Poly1305(_stretched(password, salt, cost)).encrypt(nonce, b"".join(ring.secrets), _bytes(header))
    return json.dumps({**header, "sealed": body.hex()}, ensure_ascii=False, indent=1).encode() + b"\n"


def _parsed(path: Path) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Misconfigured(
            f"the keyring {path} cannot be read: {error.strerror}",
            code="KEYRING_FILE",
            zh=f"密钥环文件 {path} 无法读取：{error.strerror}",
        ) from error
    try:
        parsed = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not isinstance(parsed, dict) or set(parsed) != _FIELDS or not _fields_fit(parsed):
        raise _damaged(path)
    return parsed


def _fields_fit(parsed: Mapping[str, Any]) -> bool:
    texts = all(isinstance(parsed[name], str) for name in ("org_id", "salt", "nonce", "sealed"))
    # The costs are bounded before they are obeyed: a planted file must not eat the machine's memory.
    fixed = parsed["format"] == _FORMAT and parsed["r"] == _R and parsed["p"] == _P
    return texts and fixed and type(parsed["n"]) is int and parsed["n"] in _COSTS


def _split(plain: bytes, path: Path) -> tuple[bytes, ...]:
    if not plain or len(plain) % _KEY_BYTES:
        raise _damaged(path)
    return tuple(plain[start : start + _KEY_BYTES] for start in range(0, len(plain), _KEY_BYTES))


def _stretched(password: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=_R, p=_P).derive(password.encode())


def _public(secret: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def _bytes(header: Mapping[str, Any]) -> bytes:
    return json.dumps(header, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _damaged(path: Path) -> LedgerError:
    return Misconfigured(
        f"{path} is not a keyring of this ledger, or it is damaged",
        code="KEYRING_FILE",
        zh=f"{path} 不是本系统的密钥环文件，或已损坏",
    )
