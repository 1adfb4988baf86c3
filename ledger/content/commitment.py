# SPDX-License-Identifier: Apache-2.0
"""Salted commitments: what may be shown of something that may not.

    commitment = H( H(tag) | salt | length of the message as 8 bytes | message )          H is SHA-256, or SM3 beside it

SHA-256 rather than keccak: a stranger checks it with the tools of any machine, the EVM has it as a precompile on every
network we name, and its national twin SM3 takes the same input unchanged. The salt is 32 random bytes, one for each
document, so a guess cannot be tested without it; the tag keeps a commitment of one kind from passing for another; the
length keeps one from being extended into a second. What was committed can be shown later (the opening) and cannot be
denied. Warning: whoever has the salt can test guesses. It is as confidential as the message and travels with it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hmac import compare_digest

from ledger.content.digest import sha256, sm3
from ledger.errors import Inconsistent

SALT_BYTES = 32
DOCUMENT_TAG = "ledger/document/1"


@dataclass(frozen=True, slots=True)
class Commitment:
    """The same message committed in both hash families, 32 bytes each."""

    sha256: bytes
    sm3: bytes


@dataclass(frozen=True, slots=True)
class Opening:
    """What shows that a commitment was to `message`. Confidential; hence no message and no salt in `repr`."""

    tag: str
    salt: bytes = field(repr=False)
    message: bytes = field(repr=False)


def new_salt() -> bytes:
    return os.urandom(SALT_BYTES)


def commit(salt: bytes, tag: str, message: bytes) -> bytes:
    """The SHA-256 commitment, 32 bytes; what goes on chain."""
    return sha256(_framed(sha256(tag.encode()), salt, message))


def commit_sm3(salt: bytes, tag: str, message: bytes) -> bytes:
    return sm3(_framed(sm3(tag.encode()), salt, message))


def commit_both(salt: bytes, tag: str, message: bytes) -> Commitment:
    return Commitment(commit(salt, tag, message), commit_sm3(salt, tag, message))


def verify_opening(commitment: bytes, opening: Opening) -> None:
    """Nothing, if `opening` opens `commitment` (SHA-256); otherwise Inconsistent. The message is not in the error."""
    found = commit(opening.salt, opening.tag, opening.message)
    if not compare_digest(found, commitment):
        raise Inconsistent(
            "the opening does not fit the commitment",
            zh="披露内容与承诺值不符",
            code="COMMITMENT_MISMATCH",
            expected=commitment.hex(),
            found=found.hex(),
        )


def verify_both(commitment: Commitment, opening: Opening) -> None:
    """As `verify_opening`, in both hash families."""
    verify_opening(commitment.sha256, opening)
    found = commit_sm3(opening.salt, opening.tag, opening.message)
    if not compare_digest(found, commitment.sm3):
        raise Inconsistent(
            "the opening does not fit the SM3 commitment",
            zh="披露内容与 SM3 承诺值不符",
            code="COMMITMENT_MISMATCH",
            expected=commitment.sm3.hex(),
            found=found.hex(),
        )


def _framed(tag: bytes, salt: bytes, message: bytes) -> bytes:
    # A short salt is a programmer's mistake, and the one that would quietly undo everything above.
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return tag + salt + len(message).to_bytes(8, "big") + message
