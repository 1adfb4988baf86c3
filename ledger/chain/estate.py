# SPDX-License-Identifier: Apache-2.0
"""Counting the holders of certificates that the first contracts issued (IFirstEstate): the call, and the question.

The first contracts kept no number of holders. The log by which a certificate was issued names them, and its head binds
that log; so anybody may hand the log in, and nobody can hand in another. Not for: sending it (deploy.SigningDeployer).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eth_abi.abi import decode, encode

from ledger.chain.contracts import StateReader
from ledger.domain.ids import Address, CertificateId, OrgId, certificate_bytes, org_of
from ledger.domain.keccak import keccak
from ledger.domain.structs import Issue

_COUNT: Final = keccak(b"count((bytes32,(uint16,address,bytes32)[],bytes)[])")[:4]
_CODE_DIGIT: Final = keccak(b"codeDigit(uint8,uint8)")[:4]
_COUNTED: Final = keccak(b"counted(bytes32)")[:4]


def count_call(issues: Sequence[Issue]) -> bytes:
    """The data of a call of `count`."""
    values = [
        (
            certificate_bytes(issue.id),
            [(each.kind, "0x" + each.actor.hex(), each.payload_hash) for each in issue.entries],
            issue.log,
        )
        for issue in issues
    ]
    return _COUNT + encode(["(bytes32,(uint16,address,bytes32)[],bytes)[]"], [values])


def counted(reader: StateReader, estate: Address, code: CertificateId) -> int:
    """How many holders the certificate was issued with, as far as the estate was shown; 0 = not counted yet."""
    answer = reader.call(estate, _COUNTED + certificate_bytes(code))
    (count,) = decode(["uint256"], answer)
    return int(count)


def code_digit(reader: StateReader, estate: Address, region: int, digit: int) -> OrgId:
    """The registrar that had this part of the code."""
    answer = reader.call(estate, _CODE_DIGIT + encode(["uint8", "uint8"], [region, digit]))
    (org,) = decode(["bytes18"], answer)
    return org_of(org)
