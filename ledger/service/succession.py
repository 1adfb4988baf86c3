# SPDX-License-Identifier: Apache-2.0
"""Where rights under a certificate went: those that took its place by transfers, at whatever remove.

A transfer gives the right unit another code, and what stands on the unit goes along (ruling 23, domain 6.6): whoever
asks what is pledged of certain data follows it. Several may come of one, each passes on in turn, and one that gave away
a part stands beside them. Not for: where one unit of one holder is (`domain/whereabouts.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.domain.certificate import Certificate
from ledger.domain.ids import CertificateId, certificate_bytes
from ledger.store.queries.folded import Folded


def load(folded: Folded, codes: Iterable[CertificateId]) -> None:
    """These and all that came of them: one query for each remove, however many there are."""
    front = dict.fromkeys(codes)
    seen: dict[CertificateId, None] = {}
    while front:
        folded.load(map(certificate_bytes, front))
        seen |= front
        later = (code for one in front for code in _next(folded, one))
        front = dict.fromkeys(code for code in later if code not in seen)


def followed(
    folded: Folded, first: Iterable[CertificateId], but: CertificateId | None = None, at: int | None = None
) -> Iterator[Certificate]:
    """These and all that came of them, each once, the nearest first; none of which nothing is known at the block.

    `but`: left out, with what came of it alone. `at` (seconds): what came of them later than that is left out, too."""
    front = [code for code in dict.fromkeys(first) if code != but]
    named = len(front)
    for place, code in enumerate(front):
        state = folded.state(certificate_bytes(code))
        if isinstance(state, Certificate) and (place < named or at is None or state.evidenced_at <= at):
            yield state
            front += [later for later in state.successors if later not in (but, *front)]


def _next(folded: Folded, code: CertificateId) -> tuple[CertificateId, ...]:
    state = folded.state(certificate_bytes(code))
    return state.successors if isinstance(state, Certificate) else ()
