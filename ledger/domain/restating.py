# SPDX-License-Identifier: Apache-2.0
"""What a certificate says of its data at a moment: the application's content, as later versions restated it.

A registered change (art. 35, ruling 19) counts from when it was evidenced; a correction of a slip (ruling 18) mends
what the version before it said, from that version's own beginning. A transferee's certificate says what the one before
had come to say by the transfer; what is said of the one before afterwards is not its own.

For: verdicts, the catalogue, payloads. Not for: holders, rights and term, which stand in the certificate itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ledger.domain.certificate import Certificate, Proceeding, Version
from ledger.domain.keccak import keccak
from ledger.domain.structs import Content, Restatement


def shown(line: Sequence[Certificate], content: Content, at: int | None = None) -> Content:
    """`content` as it stands at a moment (None: on all that is known). `line`: the certificate, the one that it came
    from by a transfer, the one before, up to the first."""
    for version in _versions(line, at):
        content = restated(content, version)
    return content


def restated(content: Content, by: Version | Proceeding) -> Content:
    """`content` with what a version restated, or what a proceeding asks for, in its place."""
    if by.name_commitment is not None:
        content = replace(content, data_name=by.data_name, name_commitment=by.name_commitment)
    elif by.data_name:
        content = replace(content, data_name=by.data_name)
    if by.overview_commitment is not None:
        content = replace(content, overview_commitment=by.overview_commitment)
    if by.time_to is not None:
        content = replace(content, time_from=by.time_from or 0, time_to=by.time_to)
    return content


def _versions(line: Sequence[Certificate], at: int | None) -> list[Version]:
    """Those that count at the moment, oldest first."""
    found = [version for version in line[0].versions] if line else []
    for later, earlier in pairwise(line):
        found = [*earlier.versions_before(later.code), *found]
    counting, since = [], 0
    for version in found:
        since = max(since, version.restated_from or 0)
        if at is None or at >= since:
            counting.append(version)
    return counting


def restatement_digest(restatement: Restatement) -> bytes:
    """What the terms of a change commit to: keccak256(abi.encode(restatement)), 32 bytes."""
    name = restatement.data_name.encode()
    words = (
        (32).to_bytes(32, "big"),
        (192).to_bytes(32, "big"),
        restatement.name_commitment,
        restatement.overview_commitment,
        restatement.time_from.to_bytes(32, "big"),
        restatement.time_to.to_bytes(32, "big"),
        restatement.paper,
        len(name).to_bytes(32, "big"),
        name + bytes(-len(name) % 32),
    )
    return keccak(b"".join(words))
