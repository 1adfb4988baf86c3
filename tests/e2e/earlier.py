# SPDX-License-Identifier: Apache-2.0
"""A ledger directory that the first release made, as it left it: contracts, chain, records, keys, documents.

    settings = unpacked(folder)      the directory, taken down; its chain stands on 2026-10-21 in Shanghai
    CODES[...]                       its certificates by what they are for a test

It was made by the program of commit 56be8ca, from rows of its own demo (all invented, keys marked as a demo's): five
certificates, one with two holders, one corrected, one seized, one of a registrar that is suspended since; two
applications in notice, one of them with an objection that nobody has decided; one submitted and unanswered.
"""

from __future__ import annotations

import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ledger.chain import journal
from ledger.domain.ids import CertificateId
from ledger.settings import Settings

KEPT: Final = Path(__file__).parents[1] / "vectors" / "first-ledger.tar.xz"
CODES: Final = {
    "plain": CertificateId("SJ1512026070001"),
    "seized": CertificateId("SJ1512026070002"),
    "corrected": CertificateId("SJ1512026070003"),
    "joint": CertificateId("SJ1512026070004"),
    "of the suspended": CertificateId("SJ1522026070001"),
}
OBJECTED: Final = "NM-2026-0001"
IN_NOTICE: Final = "NM-2026-0052"
UNANSWERED: Final = "NM-2026-0053"
DAY: Final = 86_400


def unpacked(folder: Path) -> Settings:
    with tarfile.open(KEPT, "r:xz") as archive:
        archive.extractall(folder, filter="data")
    return Settings(home=folder / "ledger")


def stands_at(settings: Settings) -> int:
    """The time of its newest block."""
    return max(line.timestamp for line in journal.read(settings.node_dir / "journal.jsonl") if line is not None)


def silent(_zh: str, _en: str) -> None:
    """Nobody looks on."""


@dataclass(slots=True)
class Clock:
    """A wall clock that a test sets."""

    at: float

    def __call__(self) -> float:
        return self.at
