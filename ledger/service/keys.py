# SPDX-License-Identifier: Apache-2.0
"""The keys that this ledger directory holds: signing keystores by account, encryption rings by organisation.

    keys/password               opens all of them; 0600; made by `ledger init` if absent
    keys/accounts/<address>.json
    keys/rings/<org_id>.json

Opened once, kept in memory. Not for: who may use a key (people.py, the contracts).
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from ledger.chain.signer import LocalSigner, Signer, open_signer
from ledger.content.keyring import Keyring, read_password
from ledger.domain.demo_marks import refuse_demo_keystore
from ledger.domain.ids import Address, OrgId
from ledger.errors import Misconfigured

FAST_KDF = 4096
"""scrypt work factor of keystores whose password is 32 random bytes: stretching adds nothing to such a password."""


@dataclass(slots=True)
class KeyStore:
    """Keys under one directory. A `Signers` for the sender."""

    directory: Path
    password: str = field(repr=False)
    _signers: dict[Address, Signer] = field(default_factory=dict, repr=False)
    _rings: dict[OrgId, Keyring] = field(default_factory=dict, repr=False)

    def accounts(self) -> tuple[Address, ...]:
        """Every account whose keystore lies here."""
        folder = self.directory / "accounts"
        names = sorted(path.stem for path in folder.glob("*.json")) if folder.is_dir() else []
        return tuple(Address(bytes.fromhex(name)) for name in names)

    def signer(self, account: Address) -> Signer:
        held = self._signers.get(account)
        if held is None:
            path = self.directory / "accounts" / f"{account.hex()}.json"
            if not path.is_file():
                raise Misconfigured(
                    f"no key here for account 0x{account.hex()}",
                    zh=f"本机没有账户 0x{account.hex()} 的密钥",
                    code="SIGNER_MISSING",
                )
            held = self._signers[account] = open_signer(path, self.password)
        return held

    def create_account(self) -> Address:
        """A new signing key, kept encrypted before its address is told to anyone."""
        signer = LocalSigner(secrets.token_bytes(32))
        address = Address(signer.address)
        signer.keep(self.directory / "accounts" / f"{address.hex()}.json", self.password, work=FAST_KDF)
        self._signers[address] = signer
        return address

    def import_account(self, path: Path, password: str, *, demo: bool = False) -> Address:
        """Take over a keystore made elsewhere, under this directory's password. `demo`: whether this is a demo ledger.

        A demo's key is refused in any other ledger (ruling 31).
        """
        signer = open_signer(path, password)
        refuse_demo_keystore(json.loads(path.read_text()), demo=demo)
        address = Address(signer.address)
        signer.keep(self.directory / "accounts" / f"{address.hex()}.json", self.password)
        self._signers[address] = signer
        return address

    def ring(self, org_id: OrgId) -> Keyring:
        """The organisation's encryption keys; Misconfigured where they are not held here."""
        held = self._rings.get(org_id)
        if held is None:
            path = self._ring_path(org_id)
            if not path.is_file():
                raise Misconfigured(
                    f"no encryption key of {org_id} here", zh=f"本机没有 {org_id} 的加密密钥", code="KEYRING_MISSING"
                )
            held = self._rings[org_id] = Keyring.load(path, self.password)
        return held

    def sketch_key(self, org_id: OrgId) -> bytes:
        """What blinds the organisation's sketches: made of its first encryption key, which never leaves the ring."""
        first = self.ring(org_id).secrets[-1]
        return blake2b(b"", digest_size=32, key=first, person=b"ledger/sketch").digest()

    def mark(self, org_id: OrgId, text: str) -> str:
        """What stands for a confidential text in a wish: the same for the same text, and nothing to test a guess with
        for whoever lacks the organisation's ring."""
        first = self.ring(org_id).secrets[-1]
        return blake2b(text.encode(), digest_size=32, key=first, person=b"ledger/mark").hexdigest()

    def own_ring(self, org_id: OrgId) -> Keyring:
        """The ring that is here, made where there is none."""
        return self.ring(org_id) if self.has_ring(org_id) else self.create_ring(org_id)

    def has_ring(self, org_id: OrgId) -> bool:
        return self._ring_path(org_id).is_file()

    def create_ring(self, org_id: OrgId) -> Keyring:
        """A new ring, unless somebody made one meanwhile: then that one. What was locked for a ring that is not
        kept could never be opened."""
        path = self._ring_path(org_id)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        Keyring.create(org_id).save(made, self.password)
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
        self._rings.pop(org_id, None)
        return self.ring(org_id)

    def _ring_path(self, org_id: OrgId) -> Path:
        return self.directory / "rings" / f"{org_id}.json"


def open_keys(directory: Path, password_file: Path) -> KeyStore:
    """The keys of a ledger directory; Misconfigured if the password cannot be read."""
    return KeyStore(directory, read_password(password_file))


def found_keys(directory: Path, password_file: Path) -> KeyStore:
    """As `open_keys`, and make the directory and a random password first where there are none."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not password_file.exists():
        descriptor = os.open(password_file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
    return open_keys(directory, password_file)
