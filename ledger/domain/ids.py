# SPDX-License-Identifier: Apache-2.0
"""Typed identifiers, and the one way to derive each: the twin of contracts/types/Ids.sol.

    OrgId          the unified social credit code, text; bytes18 on chain
    PartyId        who may hold a right: an OrgId padded to 32 bytes, or the salted commitment of a natural person
    CaseId         keccak256(abi.encode(CASE_TYPEHASH, chainid, desk, registrar, reference))
    CertificateId  the national code, text (`SJ...`); bytes32 as an id, bytes15 as the field `code`
    GrantId        keccak256(abi.encode(GRANT_TYPEHASH, chainid, registry, filer, reference))
    RegimeId       the name of a regime, text (`CN-DPR-2026`); bytes32 on chain
    PledgeId       keccak256(abi.encode(PLEDGE_TYPEHASH, chainid, registry, filer, reference))
    UnitId         a right unit's line of reservations, likewise of code, holder and right
    ValuationId    a certificate's line of valuations, likewise of its code
    Address        20 bytes; checksummed only when shown
    Subject        the 32 bytes under which History keeps the head of any of them

Names on chain are zero-padded ASCII and texts here. The mapping is total and one to one, because a contract does not
check every name it is given: what is no plain ASCII name becomes `0x` and its hexadecimal digits, and an empty name
stands for zero. Whether a text is a *valid* credit code or certificate code is not decided here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NewType

from ledger.domain.keccak import keccak

OrgId = NewType("OrgId", str)
PartyId = NewType("PartyId", bytes)
CaseId = NewType("CaseId", bytes)
CertificateId = NewType("CertificateId", str)
RegimeId = NewType("RegimeId", str)
GrantId = NewType("GrantId", bytes)
PledgeId = NewType("PledgeId", bytes)
UnitId = NewType("UnitId", bytes)
ValuationId = NewType("ValuationId", bytes)
Address = NewType("Address", bytes)
Subject = NewType("Subject", bytes)

ORG_BYTES: Final = 18
CODE_BYTES: Final = 15
NO_ADDRESS: Final = Address(bytes(20))

CASE_TYPEHASH: Final = keccak(b"Case(uint256 chainId,address desk,bytes18 registrar,bytes32 reference)")
GRANT_TYPEHASH: Final = keccak(b"Grant(uint256 chainId,address registry,bytes18 filer,bytes32 reference)")
PLEDGE_TYPEHASH: Final = keccak(b"Pledge(uint256 chainId,address registry,bytes18 filer,bytes32 reference)")
UNIT_TYPEHASH: Final = keccak(b"Unit(uint256 chainId,address registry,bytes32 code,bytes32 holder,uint8 right)")
VALUATION_TYPEHASH: Final = keccak(b"Valuation(uint256 chainId,address registry,bytes32 code)")
CALENDAR_SUBJECT: Final = Subject(b"CALENDAR".ljust(32, b"\0"))

_PLAIN: Final = re.compile(rb"(?!0[xX])[\x21-\x7e]*")
_ID: Final = re.compile(r"0x[0-9a-fA-F]{64}")
"""Printable ASCII without spaces; not to be mistaken for the hexadecimal form."""


def name_of(padded: bytes) -> str:
    """The text of a zero-padded name; `0x...` (all bytes) where it is no plain name; empty for zero."""
    name = padded.rstrip(b"\0")
    return name.decode("ascii") if _PLAIN.fullmatch(name) else "0x" + padded.hex()


class MalformedName(ValueError):
    """A text that cannot be the name or code that it is given for; whoever typed it is told so."""


def name_bytes(text: str, width: int) -> bytes:
    """The zero-padded bytes of a name: the inverse of `name_of`. MalformedName if it cannot be one of this width."""
    if text.startswith("0x"):
        raw = bytes.fromhex(text[2:]) if re.fullmatch(r"0x(?:[0-9a-f]{2})*", text) else b""
        if len(raw) != width or name_of(raw) != text:
            raise MalformedName(f"{text!r} is not the hexadecimal form of a {width}-byte name")
        return raw
    name = text.encode("ascii") if text.isascii() else b"\0"
    if len(name) > width or not _PLAIN.fullmatch(name):
        raise MalformedName(f"{text!r} does not fit into {width} bytes of printable ASCII")
    return name.ljust(width, b"\0")


# --- organisations and parties ----------------------------------------------------------------------------------------


def org_bytes(org: OrgId) -> bytes:
    """bytes18, as the contracts take it."""
    return name_bytes(org, ORG_BYTES)


@lru_cache(maxsize=16_384)
def org_of(padded: bytes) -> OrgId:
    return OrgId(name_of(padded))


def party_of_org(org: OrgId) -> PartyId:
    """The party that an organisation is."""
    return PartyId(org_bytes(org).ljust(32, b"\0"))


def is_organisation(party: PartyId) -> bool:
    """True if the party is named by its credit code; false for the commitment of a person, and for nobody."""
    return party[ORG_BYTES:] == bytes(32 - ORG_BYTES) and any(party)


def id_named(text: str) -> bytes | None:
    """The 32 bytes of an id as lists print it, `0x` and 64 hexadecimal digits; None for whatever else people write,
    such as a reference."""
    return bytes.fromhex(text[2:]) if _ID.fullmatch(text) else None


def party_named(named: OrgId | PartyId) -> PartyId:
    """Whoever is asked about: an organisation by its code, a person by its commitment."""
    return PartyId(named) if isinstance(named, bytes) else party_of_org(named)


def org_of_party(party: PartyId) -> OrgId:
    """The organisation that a party is. ValueError for the commitment of a person."""
    if not is_organisation(party):
        raise ValueError(f"the party 0x{party.hex()} is no organisation")
    return org_of(party[:ORG_BYTES])


def registration_class(org: OrgId) -> str:
    """The first two characters: 11 a party or government organ, 12 a public institution, 92 a sole trader."""
    return org[:2]


# --- grants -----------------------------------------------------------------------------------------------------------


def grant_id_of(chain_id: int, registry: Address, filer: OrgId, reference: bytes) -> GrantId:
    """The grant that an organisation files under its own reference."""
    words = (
        GRANT_TYPEHASH,
        chain_id.to_bytes(32, "big"),
        registry.rjust(32, b"\0"),
        org_bytes(filer).ljust(32, b"\0"),
        reference,
    )
    return GrantId(keccak(b"".join(words)))


# --- certificates, regimes, cases -------------------------------------------------------------------------------------


def certificate_bytes(code: CertificateId) -> bytes:
    """bytes32: the national code in the high bytes."""
    return name_bytes(code, 32)


@lru_cache(maxsize=16_384)
def certificate_of(padded: bytes) -> CertificateId:
    """From bytes32 (the id) or bytes15 (the field `code`): the same text."""
    return CertificateId(name_of(padded))


def code_bytes(code: CertificateId) -> bytes:
    """bytes15: the form that certification takes."""
    return name_bytes(code, CODE_BYTES)


def regime_bytes(regime: RegimeId) -> bytes:
    return name_bytes(regime, 32)


@lru_cache(maxsize=16_384)
def regime_of(padded: bytes) -> RegimeId:
    return RegimeId(name_of(padded))


def case_id(chain_id: int, desk: Address, registrar: OrgId, reference: bytes) -> CaseId:
    """The case that a registrar opens under its own reference at one desk. The same reference opens one case only."""
    if len(desk) != 20 or len(reference) != 32:
        raise ValueError("a desk has 20 bytes and a reference 32")
    padded_registrar = org_bytes(registrar).ljust(32, b"\0")
    words = (CASE_TYPEHASH, chain_id.to_bytes(32, "big"), bytes(12) + desk, padded_registrar, reference)
    return CaseId(keccak(b"".join(words)))


# --- pledges and valuations -------------------------------------------------------------------------------------------


def pledge_id(chain_id: int, registry: Address, filer: OrgId, reference: bytes) -> PledgeId:
    """The pledge that an organisation files under its own reference; it opens one only."""
    if len(reference) != 32:
        raise ValueError("a reference has 32 bytes")
    return PledgeId(_derived(PLEDGE_TYPEHASH, chain_id, registry, org_bytes(filer).ljust(32, b"\0"), reference))


def unit_id(chain_id: int, registry: Address, code: CertificateId, holder: PartyId, right: int) -> UnitId:
    """The line of reservations of one right (1, 2 or 4) of one holder under one certificate."""
    words = (certificate_bytes(code), bytes(holder), right.to_bytes(32, "big"))
    return UnitId(_derived(UNIT_TYPEHASH, chain_id, registry, *words))


def valuation_id(chain_id: int, registry: Address, code: CertificateId) -> ValuationId:
    """The line of valuations of one certificate."""
    return ValuationId(_derived(VALUATION_TYPEHASH, chain_id, registry, certificate_bytes(code)))


def _derived(typehash: bytes, chain_id: int, module: Address, *words: bytes) -> bytes:
    if len(module) != 20:
        raise ValueError("a module's address has 20 bytes")
    return keccak(b"".join((typehash, chain_id.to_bytes(32, "big"), bytes(12) + module, *words)))


# --- subjects of History ----------------------------------------------------------------------------------------------


def subject_of_org(org: OrgId) -> Subject:
    return Subject(bytes(party_of_org(org)))


def subject_of_certificate(code: CertificateId) -> Subject:
    return Subject(certificate_bytes(code))


def subject_of_regime(regime: RegimeId) -> Subject:
    return Subject(regime_bytes(regime))


def subject_of_address(address: Address) -> Subject:
    """`bytes32(uint256(uint160(address)))`: zeros in front, unlike names."""
    return Subject(address.rjust(32, b"\0"))


# --- addresses at the border ------------------------------------------------------------------------------------------


def address_of(text: str) -> Address:
    """From `0x` and 40 hexadecimal digits, whatever their case. ValueError otherwise."""
    if not re.fullmatch(r"0x[0-9a-fA-F]{40}", text):
        raise ValueError(f"{text!r} is no address")
    return Address(bytes.fromhex(text[2:]))


def address_text(address: Address) -> str:
    """With the checksum of EIP-55, for people."""
    digits = address.hex()
    marks = keccak(digits.encode("ascii")).hex()
    return "0x" + "".join(d.upper() if int(mark, 16) >= 8 else d for d, mark in zip(digits, marks, strict=False))
