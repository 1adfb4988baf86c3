# SPDX-License-Identifier: Apache-2.0
"""Signing: the protocol that a key's holder fulfils, and the holder that keeps its keys in encrypted files.

For: transactions, EIP-712 messages, making and opening keystores (the format of eth-account and geth). Not for: who may
sign what (`OrganisationRegistry`), nonces (`submission/`), or talking to a node.
"""

from __future__ import annotations

import json
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ledger.chain import libraries
from ledger.chain.fees import DynamicFee, Fee, LegacyFee
from ledger.chain.snapshots import replace_file
from ledger.errors import Misconfigured

if TYPE_CHECKING:
    from eth_account.signers.local import LocalAccount

CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141

KNOWN_TO_ALL = frozenset(
    bytes.fromhex(address)
    for address in (
        "f39fd6e51aad88f6f4ce6ab8827279cfffb92266",
        "70997970c51812dc3a010c7d01b50e0d17dc79c8",
        "3c44cdddb6a900fa2b585dd299e03d12fa4293bc",
        "90f79bf6eb2c4f870365e785982e1f101e93b906",
        "15d34aaf54267db7d7c367839aaf71a00a2c6a65",
        "9965507d1a55bcc2695c58ba16fb37d819b0a4dc",
        "976ea74026e726554db657fa54763abd0c3a0aa9",
        "14dc79964da2c08b23698b3d3cc7ca32193d9955",
        "23618e81e3f5cdf7f54c3d65f7fbc0abf5b21e8f",
        "a0ee7a142d267c1f36714e4a8f75612f20a79720",
    )
)
"""The development accounts of anvil and Hardhat: their private keys are printed in every manual."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A transaction before it is signed: everything that the signature covers. `to` is None for a deployment."""

    to: bytes | None
    data: bytes
    nonce: int
    gas: int
    fee: Fee
    chain_id: int
    value: int = 0


@dataclass(frozen=True, slots=True)
class SignedTransaction:
    """The bytes to send, again and again if need be, and the hash by which they are known."""

    raw: bytes
    hash: bytes


class Signer(Protocol):
    """Whoever holds one key. Signs what it is given: it judges nothing and remembers nothing.

    The same draft gives the same bytes (RFC 6979). Signatures of messages are r, s, v of 65 bytes with s in the lower
    half and v 27 or 28.
    """

    @property
    def address(self) -> bytes: ...

    def sign_transaction(self, draft: Draft) -> SignedTransaction: ...

    def sign_typed_data(
        self, domain: Mapping[str, Any], types: Mapping[str, Any], message: Mapping[str, Any]
    ) -> bytes: ...


class LocalSigner:
    """A `Signer` with its key in this process's memory."""

    __slots__ = ("_account",)

    def __init__(self, private_key: bytes) -> None:
        self._account: LocalAccount = libraries.account().from_key(private_key)

    def __repr__(self) -> str:
        return f"LocalSigner({self._account.address})"

    @property
    def address(self) -> bytes:
        return bytes.fromhex(self._account.address[2:])

    @property
    def checksummed(self) -> str:
        return str(self._account.address)

    def sign_transaction(self, draft: Draft) -> SignedTransaction:
        signed = self._account.sign_transaction(_fields(draft))
        return SignedTransaction(bytes(signed.raw_transaction), bytes(signed.hash))

    def sign_typed_data(self, domain: Mapping[str, Any], types: Mapping[str, Any], message: Mapping[str, Any]) -> bytes:
        signable = libraries.typed_data(domain, types, message)
        signature = bytes(self._account.sign_message(signable).signature)
        assert int.from_bytes(signature[32:64], "big") <= CURVE_ORDER // 2, "libsecp256k1 normalises s"
        return signature

    def keep(self, path: Path, password: str, *, kdf: str = "scrypt", work: int | None = None) -> None:
        """Write the key encrypted. `work` is the KDF's factor (None: the library's, about a second to open)."""
        if path.exists():
            raise Misconfigured(
                f"there is a keystore already: {path}", zh=f"密钥文件已存在：{path}", code="SIGNER_KEYSTORE_EXISTS"
            )
        sealed = libraries.account().encrypt(
            self._account.key, password, kdf="pbkdf2" if kdf == "pbkdf2" else "scrypt", iterations=work
        )
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(path, json.dumps(sealed).encode(), sync=True)


def create_signer(path: Path, password: str, *, kdf: str = "scrypt", work: int | None = None) -> LocalSigner:
    """A new key from the system's randomness, kept at `path` before it is used for anything."""
    signer = LocalSigner(secrets.token_bytes(32))
    signer.keep(path, password, kdf=kdf, work=work)
    return signer


def open_signer(path: Path, password: str) -> LocalSigner:
    """The key in the keystore. Refuses files that others may read, and keys that everybody knows."""
    sealed = _read_keystore(path)
    try:
        signer = LocalSigner(bytes(libraries.account().decrypt(sealed, password)))
    except ValueError as error:
        if "MAC mismatch" not in str(error):
            raise _invalid(path) from error
        raise Misconfigured(
            f"the password does not open {path.name}", zh=f"口令无法打开 {path.name}", code="SIGNER_PASSWORD_WRONG"
        ) from error
    except (KeyError, TypeError, NotImplementedError) as error:
        raise _invalid(path) from error
    if signer.address in KNOWN_TO_ALL:
        raise Misconfigured(
            f"{signer.checksummed} is a development account whose key everybody knows",
            zh=f"{signer.checksummed} 是公开的开发账户，其私钥人尽皆知",
            code="SIGNER_KEY_KNOWN",
        )
    return signer


def _read_keystore(path: Path) -> dict[str, Any]:
    try:
        mode = stat.S_IMODE(os.stat(path).st_mode)
        content = path.read_text()
    except OSError as error:
        raise Misconfigured(
            f"the keystore cannot be read: {path}", zh=f"无法读取密钥文件：{path}", code="SIGNER_KEYSTORE_MISSING"
        ) from error
    if mode & 0o077:
        raise Misconfigured(
            f"{path} can be read by others (mode {mode:o}); run chmod 600 on it",
            zh=f"{path} 可被他人读取（权限 {mode:o}）；请执行 chmod 600",
            code="SIGNER_KEYSTORE_OPEN",
        )
    try:
        value = json.loads(content)
    except ValueError as error:
        raise _invalid(path) from error
    if not isinstance(value, dict):
        raise _invalid(path)
    return value


def _invalid(path: Path) -> Misconfigured:
    return Misconfigured(
        f"not a keystore of version 3: {path}", zh=f"不是第 3 版密钥文件：{path}", code="SIGNER_KEYSTORE_INVALID"
    )


def _fields(draft: Draft) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "nonce": draft.nonce,
        "gas": draft.gas,
        "value": draft.value,
        "data": draft.data,
        "chainId": draft.chain_id,
    }
    if draft.to is not None:
        fields["to"] = draft.to
    match draft.fee:
        case LegacyFee(gas_price):
            return {**fields, "gasPrice": gas_price}
        case DynamicFee(max_fee, max_priority_fee):
            return {**fields, "type": 2, "maxFeePerGas": max_fee, "maxPriorityFeePerGas": max_priority_fee}
