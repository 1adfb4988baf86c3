# SPDX-License-Identifier: Apache-2.0
"""What a party of a pledge can consent to, each as the hash that names it; the twin of contracts/libraries/Matters.sol.

A consent names exactly one thing: this unit to that transferee, this maturity, this assignee. Another is another hash.
A grant's matter is the grant itself: see `IPledgeCovenants`.
"""

from __future__ import annotations

from typing import Final

from ledger.domain.ids import CertificateId, OrgId, PartyId, PledgeId, certificate_bytes, org_bytes
from ledger.domain.keccak import keccak

_JUNIOR: Final = keccak(b"JuniorPledge(bytes32 pledge)")
_TRANSFER: Final = keccak(b"Transfer(bytes32 code,bytes32 holder,uint8 right,bytes32 newHolder)")
_END: Final = keccak(b"End(bytes32 code)")
_EXTENSION: Final = keccak(b"Extension(bytes32 pledge,uint40 maturity,bool renewal)")
_ASSIGNMENT: Final = keccak(b"Assignment(bytes32 pledge,bytes18 assignee)")
_SWAP: Final = keccak(b"Swap(bytes32 one,bytes32 other,bytes32 code,bytes32 holder,uint8 right)")


def junior(later: PledgeId) -> bytes:
    """To another pledge behind an exclusive one."""
    return _named(_JUNIOR, later)


def transfer(code: CertificateId, holder: PartyId, right: int, new_holder: PartyId) -> bytes:
    """To a right unit's passing to another."""
    return _named(_TRANSFER, certificate_bytes(code), holder, _number(right), new_holder)


def end(code: CertificateId) -> bytes:
    """To the certificate's end before its time."""
    return _named(_END, certificate_bytes(code))


def extension(pledge: PledgeId, maturity: int, *, renewal: bool) -> bytes:
    """To exactly this later maturity, in seconds; `renewal`: with the promise to renew the certificate."""
    return _named(_EXTENSION, pledge, _number(maturity), _number(int(renewal)))


def assignment(pledge: PledgeId, assignee: OrgId) -> bytes:
    """To the claim's passing to another pledgee."""
    return _named(_ASSIGNMENT, pledge, org_bytes(assignee).ljust(32, b"\0"))


def swap(one: PledgeId, other: PledgeId, code: CertificateId, holder: PartyId, right: int) -> bytes:
    """To two pledges' change of ranks on one unit; the order of the two is part of it."""
    return _named(_SWAP, one, other, certificate_bytes(code), holder, _number(right))


def _named(typehash: bytes, *words: bytes) -> bytes:
    if any(len(word) != 32 for word in words):
        raise ValueError("a matter is made of words of 32 bytes")
    return keccak(typehash + b"".join(words))


def _number(value: int) -> bytes:
    return value.to_bytes(32, "big")
