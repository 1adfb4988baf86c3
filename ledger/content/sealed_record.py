# SPDX-License-Identifier: Apache-2.0
"""A confidential text of the records database, encrypted per record, its key wrapped per entitled organisation.

For what is too small for a store and lies in a column (contacts, the openings of an application's commitments). The
vault seals documents with the same three functions and keeps the ciphertext in a store instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ledger.content.envelope import HEADER_BYTES, Binding, ContentKey, Wrap, decrypt, encrypt, rewrap, unwrap, wrap
from ledger.content.keyring import Keyring
from ledger.domain.ids import OrgId
from ledger.errors import Refused


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """Ciphertext and wraps; both may lie anywhere. Without wraps it is closed for ever."""

    record_id: str
    name: str
    ciphertext: bytes = field(repr=False)
    wraps: tuple[Wrap, ...]

    @property
    def binding(self) -> Binding:
        return Binding(self.record_id, self.name)

    @property
    def header(self) -> bytes:
        return self.ciphertext[:HEADER_BYTES]


def seal_record(record_id: str, name: str, plain: bytes, recipients: Mapping[OrgId, bytes]) -> SealedRecord:
    """Encrypt under a fresh key, and lock the key for each of `recipients` (organisation -> X25519 public key)."""
    if not recipients:
        raise Refused(
            "what is sealed needs at least one organisation that can read it",
            code="NO_RECIPIENT",
            zh="加密材料至少须有一个可阅读的机构",
        )
    binding, key = Binding(record_id, name), ContentKey.create()
    ciphertext = encrypt(plain, key, binding)
    header = ciphertext[:HEADER_BYTES]
    wraps = tuple(wrap(key, org, public, binding, header) for org, public in recipients.items())
    return SealedRecord(record_id, name, ciphertext, wraps)


def open_record(sealed: SealedRecord, keyring: Keyring) -> bytes:
    """The plain bytes, for an entitled organisation; Inconsistent if anything was changed or moved."""
    key = unwrap(wrap_for(sealed.wraps, keyring), keyring, sealed.binding, sealed.header)
    return decrypt(sealed.ciphertext, key, sealed.binding)


def entitle_to_record(sealed: SealedRecord, keyring: Keyring, to_org: OrgId, public_key: bytes) -> Wrap:
    """The key, locked for `to_org` by somebody who can read."""
    mine = wrap_for(sealed.wraps, keyring)
    return rewrap(mine, keyring, to_org, public_key, sealed.binding, sealed.header)


def wraps_for(wraps: Sequence[Wrap], keyring: Keyring) -> tuple[Wrap, ...]:
    """Those that this ring can open; none is an answer too."""
    mine = (each for each in wraps if each.org_id == keyring.org_id)
    return tuple(each for each in mine if keyring.private_key_of(each.recipient) is not None)


def wrap_for(wraps: Sequence[Wrap], keyring: Keyring) -> Wrap:
    """The one to open with; refused if the key was destroyed, or the ring's organisation is not entitled."""
    if not wraps:
        raise Refused(
            "the key was destroyed; what it locked can be proved but not read",
            code="KEY_DESTROYED",
            zh="密钥已销毁，内容可验证但不可阅读",
        )
    fitting = wraps_for(wraps, keyring)
    if not fitting:
        raise Refused(
            f"{keyring.org_id} is not entitled to read this",
            code="NOT_ENTITLED",
            zh=f"{keyring.org_id} 无权阅读",
            org_id=keyring.org_id,
        )
    return fitting[0]
